"""One style sheet and one deferred script for a page, in place of ten and fifteen.

What pages load is put together when all are built, in the order in which they ask for it. The
search's scripts stay files of their own, and so do a script that loads modules and the styles that
only some pages have.
"""

from __future__ import annotations

import functools
import hashlib
import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

import purged_styles

LINK = re.compile(r'<link\b(?=[^>]*\brel="stylesheet")[^>]*\bhref="([^"?]*_static/[^"?]*)[^>]*>\n?')
PRELOAD = re.compile(r'\s*<link\b(?=[^>]*\brel="preload")(?=[^>]*\bas="script")[^>]*>')
SCRIPT = re.compile(r'\s*<script\b([^>]*)\bsrc="([^"?]*)[^"]*"([^>]*)></script>')
SEARCH = "/search/"
FIRST = "documentation_options.js"  # what scripts within the page add to, so it comes before them
ALONE = ("katex.min.css", "live.css")
CODE = Path(__file__).resolve().parents[2] / "code"  # what it shows in a live cell has styles, too
IMPORT = re.compile(r'@import "([^"]+)";')
URL = re.compile(r"url\((?![\"']?(?:data:|https?:|#))[\"']?([^\"')]+)[\"']?\)")


def pages(site: Path) -> Iterator[Path]:
    """The pages of the book: not those of the programs that lie beside it."""
    for path in site.rglob("*.html"):
        if path.relative_to(site).parts[0] not in ("_static", "lite", "python"):
            yield path


def style_sheet(path: Path, static: Path) -> str:
    """A style sheet with what it imports, its addresses as seen from the folder `static`."""
    folder = path.parent
    css = path.read_text(encoding="utf-8").replace('@charset "UTF-8";', "")
    css = URL.sub(lambda found: f"url({moved(folder, found[1], static)})", css)
    return IMPORT.sub(lambda found: style_sheet((folder / found[1]).resolve(), static), css)


def moved(folder: Path, address: str, static: Path) -> str:
    """An address that is relative to one folder, relative to another one above it."""
    return posixpath.normpath(posixpath.join(folder.relative_to(static).as_posix(), address))


def stored(texts: Iterable[str], static: Path, ending: str) -> str:
    """Write texts as one file with a name of its own, and return the name."""
    text = "\n".join(texts)
    name = f"site-{hashlib.sha256(text.encode()).hexdigest()[:8]}.{ending}"
    (static / name).write_text(text, encoding="utf-8")
    return name


OURS = ("rectified.css", "exercises/exercises.css", "living/living.css")  # these stay whole


def as_it_is(css: str) -> str:
    return css


def gathered(html: str, page: Path, static: Path, lean: Callable[[str], str] = as_it_is) -> str:
    """A page that loads one style sheet and one script. lean: takes what no page needs out."""
    root = posixpath.relpath(static.as_posix(), page.parent.as_posix())
    sheets = [href for href in LINK.findall(html) if not href.endswith(ALONE)]
    if sheets:
        paths = [(page.parent / href).resolve() for href in sheets]
        name = stored([lean("\n".join(style_sheet(path, static) for path in paths))], static, "css")
        one = f'<link rel="stylesheet" href="{root}/{name}" />\n'
        places = iter([one])
        html = LINK.sub(
            lambda found: found[0] if found[1].endswith(ALONE) else next(places, ""), html
        )
    bundled, attributes, after_it = [], [], []

    def gather(found: re.Match[str]) -> str:
        before, src, after = found.groups()
        source, name = (page.parent / src), posixpath.basename(src)
        if "module" in before + after or src.startswith(("http:", "https:")):
            return found[0]
        if SEARCH in src:
            after_it.append(src)
            return ""
        text = source.read_text(encoding="utf-8")
        if name == FIRST:
            return f"\n<script>{text}</script>"
        if "import(" in text:  # modules, found from where it lies
            return found[0]
        if text not in bundled:
            bundled.append(text)
            attributes.extend(re.findall(r'data-[a-z-]+="[^"]*"', before + after))
        return ""

    html = PRELOAD.sub("", SCRIPT.sub(gather, html))
    name = stored(
        [text if text.endswith("\n;") else f"{text}\n;" for text in bundled], static, "js"
    )
    known = "".join(f" {each}" for each in dict.fromkeys(attributes))
    script = f'<script defer src="{root}/{name}"{known}></script>'
    script += "".join(f'\n<script defer src="{src}"></script>' for src in after_it)
    return html.replace("</head>", f"{script}\n</head>", 1)


def gather_files(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html":
        return
    site = Path(app.outdir)
    static = (site / "_static").resolve()
    found = {page: page.read_text(encoding="utf-8") for page in pages(site)}
    lean = as_it_is
    if app.config.purged_styles:
        lean = functools.cache(needed_alone(found.values(), static))
    for page, html in found.items():
        if "_static/" in html:
            page.write_text(gathered(html, page.resolve(), static, lean), encoding="utf-8")


def needed_alone(texts: Collection[str], static: Path) -> Callable[[str], str]:
    """What takes out of a style sheet the rules that neither page nor script can need."""
    scripts = [
        path
        for path in (*static.rglob("*.js"), *static.rglob("*.py"))
        if path.parent.name not in ("search", "katex") or path.name == "show.js"
    ]
    code = "\n".join(path.read_text(encoding="utf-8") for path in scripts)
    shown = "\n".join(path.read_text(encoding="utf-8") for path in CODE.rglob("*.py"))
    words = purged_styles.words_of_pages(texts) | purged_styles.words_of_code(code + shown)
    own = [path for name in OURS if (path := static / name).exists()]  # scripts make up some names
    words |= purged_styles.classes("\n".join(path.read_text(encoding="utf-8") for path in own))
    alone = "\n".join(path.read_text(encoding="utf-8") for path in static.rglob("l*/*.css"))
    used = purged_styles.variables("\n".join((code, alone, *texts)))
    return lambda css: purged_styles.lean(css, words, used)


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_config_value("purged_styles", True, "html")  # a preview does without
    app.connect("build-finished", gather_files, priority=950)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
