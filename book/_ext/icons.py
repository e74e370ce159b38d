"""Of an icon font with two thousand signs, the few that this book uses.

The theme draws its icons by a script of 1.5 MB. They are also in a font, for which its style sheet
has all names; here that font is cut to what pages and style sheets ask for, and the script goes.
Font Awesome Free: icons CC BY 4.0, fonts SIL OFL 1.1; the style sheet names both.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from fontTools import subset
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from few_files import pages

FONT = "vendor/fontawesome/webfonts/fa-solid-900"
SCRIPT = re.compile(r"<script[^>]*/fontawesome\.js[^>]*></script>\s*")
USED = re.compile(r"\bfa-[a-z0-9-]+")
RULE = re.compile(r'((?:\.fa-[a-z0-9-]+:before,?)+)\{content:"\\([0-9a-f]+)"\}')
FACE = re.compile(r"@font-face\{[^}]*/(fa-[a-z0-9-]+)\.woff2[^}]*\}")
WRITTEN = re.compile(r'"\\(f[0-9a-f]{3})"')


def code_points(css: str, names: set[str]) -> set[int]:
    """Those of the icons with these names, by the rules of a style sheet."""
    return {
        int(code, 16)
        for selectors, code in RULE.findall(css)
        if names & set(USED.findall(selectors))
    }


def cut(font: Path, points: set[int], to: Path) -> None:
    """Write a font that has only these code points. Raises ExtensionError where it lacks one."""
    options = subset.Options(flavor="woff", layout_features=[], hinting=False)
    options.notdef_outline = False
    found = subset.load_font(str(font), options)
    if lacking := sorted(points - set(found.getBestCmap())):
        raise ExtensionError(f"{font.name} has no icons for {[hex(point) for point in lacking]}")
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=points)
    cutter.subset(found)
    subset.save_font(found, str(to), options)


def cut_icons(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html":
        return
    site, static = Path(app.outdir), Path(app.outdir) / "_static"
    names: set[str] = set()
    for path in [*pages(site), *static.glob("*.js")]:
        text = path.read_text(encoding="utf-8")
        names |= set(USED.findall(text))
        if SCRIPT.search(text):
            path.write_text(SCRIPT.sub("", text), encoding="utf-8")
    theme = static / "styles" / "pydata-sphinx-theme.css"
    css = theme.read_text(encoding="utf-8")
    own = (static / "rectified.css").read_text(encoding="utf-8")
    points = code_points(css, names) | {int(code, 16) for code in WRITTEN.findall(own)}
    font = static / f"{FONT}.ttf"
    if not font.is_file():  # cut before; a page was built anew
        return
    cut(font, points, static / f"{FONT}.woff")
    face = (
        '@font-face{font-display:block;font-family:"Font Awesome 6 Free";font-style:normal;'
        f'font-weight:900;src:url(../{FONT}.woff) format("woff")}}'
    )
    css = FACE.sub(lambda found: face if found[1] == font.stem else "", css)
    theme.write_text(css, encoding="utf-8")
    for path in font.parent.iterdir():
        if path.suffix != ".woff":
            path.unlink()
    for path in (static / "scripts").glob("fontawesome.js*"):
        path.unlink()


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("build-finished", cut_icons, priority=800)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
