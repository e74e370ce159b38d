"""What the book needs beyond the settings in _config.yml.

- A figure's alt text: the text that comes with the picture in the notebook.
- Launch buttons: the JupyterLab beside the book by a relative address, which works wherever the
  pages stand; others only where the repository's address is known, so that none leads nowhere.
- No file on the site that no page asks for.
- A choice of verdicts on the page of the fact check.
- Pages that a screen reader can follow: names and landmarks that the theme leaves out.
- Pages about running and teaching: the repository's address, links for a hub, a table of exercises.
- The role {measured}`name`: a number that a notebook has computed, on a page without code.
- The index: each term of the glossary, and every section that mentions it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective, SphinxRole

GITHUB = re.compile(
    r"(?:https://(?:[^/@]+@)?|ssh://git@|git@)github\.com[:/]([\w.-]+/[\w.-]+?)(?:\.git)?/?"
)

# What MathJax may load while it typesets a page, or reads a formula aloud.
MATHJAX = ("tex-chtml.js", "output/chtml/fonts", "input/tex/extensions", "a11y", "sre/mathmaps/en")
MATHJAX += ("sre/mathmaps/base",)


def repository(environment: Mapping[str, str], folder: Path) -> str | None:
    """Return `owner/name` on GitHub, from the environment or from git's origin, or None.

    environment: variables such as os.environ. folder: a folder of the repository.
    """
    name = environment.get("GITHUB_REPOSITORY", "")
    if re.fullmatch(r"[\w.-]+/[\w.-]+", name):
        return name
    command = ["git", "-C", str(folder), "remote", "get-url", "origin"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:  # no git
        return None
    found = GITHUB.fullmatch(done.stdout.strip())
    return found[1] if found else None


def links(name: str | None, colab: bool = False) -> dict[str, Any]:
    """Return the theme's options for the repository `name`; without one, no button at all.

    colab: whether the notebooks are prepared for Colab.
    """
    if name is None:
        return {}
    return {
        "repository_url": f"https://github.com/{name}",
        "use_repository_button": True,
        "use_issues_button": True,
        "launch_buttons": {
            "notebook_interface": "jupyterlab",
            "binderhub_url": "https://mybinder.org",
            **({"colab_url": "https://colab.research.google.com"} if colab else {}),
        },
    }


def for_colab(name: str | None, notebooks: Iterable[Path]) -> bool:
    """Whether each notebook has the cell that installs the package from repository `name`."""
    wanted = f"git+https://github.com/{name}#"
    firsts = [
        "".join(json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"])
        for path in notebooks
    ]
    return name is not None and all(wanted in first for first in firsts)


def set_links(app: Sphinx, config: Config) -> None:
    """Add the buttons that need the repository's address."""
    name, book = repository(os.environ, Path(app.srcdir)), Path(app.srcdir)
    notebooks = [*book.glob("*.ipynb"), *book.glob("exercises/*.ipynb")]
    config.html_theme_options.update(links(name, for_colab(name, notebooks)))


ADDRESS = {"running", "teaching"}  # pages in which OWNER/NAME stands for the repository


def name_repository(app: Sphinx, docname: str, source: list[str]) -> None:
    """Put the repository's name, where it is known, in the place of OWNER/NAME."""
    name = repository(os.environ, Path(app.srcdir))
    if name and docname in ADDRESS:
        source[0] = source[0].replace("OWNER/NAME", name)


def chapters(app: Sphinx) -> list[str]:
    """The pages that are notebooks, in the book's order."""
    order = ["perceptrons", "activation-functions", "vanishing-gradient", "relu", "leaky-relu"]
    found = [Path(app.env.doc2path(name)) for name in app.env.found_docs]
    names = [p.relative_to(app.srcdir).as_posix() for p in found if p.suffix == ".ipynb"]

    def place(name: str) -> tuple[int, bool, str]:
        stem = Path(name).stem
        return order.index(stem) if stem in order else len(order), "/" in name, name

    return sorted(names, key=place)


class HubLinks(SphinxDirective):
    """{hub-links}: for each notebook, what follows a JupyterHub's address in a link to it."""

    def run(self) -> list[nodes.Node]:
        name = repository(os.environ, Path(self.env.srcdir)) or "OWNER/NAME"
        folder = name.split("/")[1]
        lines = [
            f"/hub/user-redirect/git-pull?repo=https://github.com/{name}&branch=main"
            f"&urlpath=lab/tree/{folder}/book/{notebook}"
            for notebook in chapters(self.env.app)
        ]
        text = "\n".join(lines)
        return [nodes.literal_block(text, text, language="text")]


class ExerciseTable(SphinxDirective):
    """{exercise-table} 1: the exercises of chapter 1, and the mistakes that they know by name."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        from rectified import exercises

        number = int(self.arguments[0])
        (chapter,) = (part for part in exercises.chapters() if part.number == number)
        rows = [
            (f"{id} {exercise.title}", mistakes(exercise))
            for id, exercise in chapter.exercises.items()
        ]
        return [table(("exercise", "mistakes that it knows"), rows)]


def mistakes(exercise: Any) -> str:
    """The names of the mistakes that an exercise knows, each once, in one line."""
    if hasattr(exercise, "options"):
        return f"a choice of {len(exercise.options)}, with an answer to each"
    return "; ".join(dict.fromkeys(wrong.name for wrong in exercise.wrongs))


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> nodes.table:
    """A table of plain text."""
    group = nodes.tgroup(cols=len(head))
    group += [nodes.colspec(colwidth=1) for _ in head]
    for part, lines in ((nodes.thead(), [head]), (nodes.tbody(), rows)):
        for line in lines:
            row = nodes.row()
            row += [nodes.entry("", nodes.paragraph(text=text)) for text in line]
            part += row
        group += part
    return nodes.table("", group, classes=["colwidths-auto"])


def lite_address(pagename: str) -> str:
    """Return the address of a page's notebook in the JupyterLab beside the book, from that page."""
    up = "../" * pagename.count("/")
    return f"{up}lite/lab/index.html?path=book/{pagename}.ipynb"


def add_lite(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Let each notebook's page open it in the browser, as the first of the launch buttons."""
    if doctree is None or not str(app.env.doc2path(pagename)).endswith(".ipynb"):
        return
    button = {
        "type": "link",
        "text": "In this browser",
        "tooltip": "Run this notebook here, in JupyterLite; Python takes half a minute to start",
        "icon": "_static/images/logo_jupyterlite.svg",
        "url": lite_address(pagename),
    }
    groups = context["header_buttons"]
    launch = next((group for group in groups if group.get("label") == "launch-buttons"), None)
    if launch is None:
        launch = {
            "type": "group",
            "tooltip": "Run this notebook",
            "icon": "fas fa-rocket",
            "buttons": [],
            "label": "launch-buttons",
        }
        groups.insert(0, launch)
    launch["buttons"].insert(0, button)


def set_alt(app: Sphinx, doctree: nodes.document) -> None:
    """Give each figure of a notebook its alt text: the `text/plain` of the same output."""
    for bundle in doctree.findall(nodes.container):
        if bundle.get("nb_element") != "mime_bundle":
            continue
        texts = [n.astext() for n in bundle.children if n.get("mime_type") == "text/plain"]
        for image in bundle.findall(nodes.image):
            if texts:
                image["alt"] = " ".join(texts[0].split())


def measured(folder: Path) -> dict[str, str]:
    """Return the numbers that the notebooks in `folder` store under a name, with `figures.say`.

    Raises ValueError when a name stands for two numbers.
    """
    numbers: dict[str, str] = {}
    for path in sorted(folder.glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            for output in cell.get("outputs", []):
                for name, number in output.get("metadata", {}).get("measured", {}).items():
                    if numbers.setdefault(name, number) != number:
                        raise ValueError(f"{name} is both {numbers[name]} and {number}")
    return numbers


class Measured(SphinxRole):
    """{measured}`name`: the number, as the chapter that computed it shows it."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        folder = Path(self.env.srcdir)
        for path in folder.glob("*.ipynb"):
            self.env.note_dependency(str(path))
        number = measured(folder).get(self.text)
        if number is None:
            message = f"no notebook has measured {self.text!r}"
            problem = self.inliner.reporter.warning(message, line=self.lineno)
            return [self.inliner.problematic(self.rawtext, self.rawtext, problem)], [problem]
        return [nodes.inline(self.rawtext, number, classes=["measured-number"])], []


def name_targets(app: Sphinx, doctree: nodes.document) -> None:
    """Let `[...](page.ipynb#name)` lead to a box with that name, and not only to a heading.

    This is the one form of such a link that works in the book and in JupyterLab.
    """
    slugs = app.env.metadata[app.env.docname].setdefault("myst_slugs", {})
    for box in doctree.findall(nodes.Admonition):
        for name in box["names"]:
            slugs.setdefault(name, (box.line, box["ids"][0], name))


def terms(glossary: str) -> dict[str, str]:
    """Return the terms that the text of the glossary defines, by their lower-case forms."""
    block = glossary.split("```{glossary}")[1].split("```")[0]
    found = [
        line.strip().replace("'", "’")
        for line in block.splitlines()
        if line and line[0] not in " :"
    ]
    return {term.lower(): term for term in found}


class IndexTerms(SphinxTransform):
    """List in the index which sections of the book use a term of the glossary, by page."""

    default_priority = 800  # before Sphinx collects the entries of the index

    def apply(self, **_options: Any) -> None:
        title = next(self.document.findall(nodes.title), None)
        if title is None or self.env.docname == "glossary":
            return
        spelling = terms((Path(self.env.srcdir) / "glossary.md").read_text(encoding="utf-8"))
        seen = set()
        for reference in list(self.document.findall(addnodes.pending_xref)):
            if reference.get("reftype") != "term":
                continue
            section = reference.parent
            while not isinstance(section, nodes.section | nodes.document):
                section = section.parent
            term = spelling.get(reference["reftarget"].lower())  # None is reported by Sphinx
            if term and section.get("ids") and (id(section), term) not in seen:
                seen.add((id(section), term))
                words = f"{term}; {title.astext()}"
                entry = addnodes.index(entries=[("single", words, section["ids"][0], "", None)])
                section.insert(1, entry)


def readable(html: str) -> str:
    """Mend what a screen reader would trip over in the page's text.

    - The entries of the bibliography are items of their list; docutils gives each a role that has
      since been withdrawn, and that a list must not hold.
    - A folded cell is called what its button says.
    - A corner of a table with nothing in it is no header.
    """
    html = html.replace('role="doc-biblioentry"', 'role="listitem"')
    html = html.replace('<summary aria-label="Toggle hidden content">', "<summary>")
    return re.sub(r"<th class=\"head[^\"]*\">(?:<p></p>)?</th>", "<td></td>", html)


def mend(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Let the text of every page be `readable`."""
    if "body" in context:
        context["body"] = readable(context["body"])


VERDICTS = ("right", "right with conditions", "imprecise", "wrong")
FILTER = '<div class="claim-filter"></div>'


def add_filter(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Put a choice of verdicts where a page has asked for one; the style sheet does the rest.

    Radio buttons, so that it works with a keyboard, aloud, and without a script. They are not in
    the notebook, because JupyterLab would show their words without their function.
    """
    body = context.get("body", "")
    if FILTER not in body:
        return
    choices = []
    for verdict in ("all", *VERDICTS):
        name = verdict.replace(" ", "-")
        pattern = r'class="claim claim-' + (r"[\w-]+" if verdict == "all" else name) + r"[ \"]"
        choices.append(
            f'<label class="verdict-{name}"><input type="radio" name="verdict" id="verdict-{name}" '
            f'autocomplete="off"{" checked" if verdict == "all" else ""}> '
            f"{verdict} ({len(re.findall(pattern, body))})</label>"
        )
    legend = "<legend>Show these claims</legend>"
    fieldset = f'<fieldset class="claim-filter">{legend}{"".join(choices)}</fieldset>'
    context["body"] = body.replace(FILTER, fieldset)


def drop_unused(app: Sphinx, exception: Exception | None) -> None:
    """Remove source maps and the parts of MathJax that no page asks for: 20 MB of 30."""
    if exception is not None or app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    for path in static.rglob("*.map"):
        path.unlink()
    mathjax = static / "mathjax"
    for path in sorted(mathjax.rglob("*"), reverse=True):
        name = path.relative_to(mathjax).as_posix()
        if path.is_file() and not name.startswith(MATHJAX):
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    shutil.rmtree(static / "locales", ignore_errors=True)


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_role("measured", Measured())
    app.add_transform(IndexTerms)
    app.add_directive("hub-links", HubLinks)
    app.add_directive("exercise-table", ExerciseTable)
    app.connect("source-read", name_repository)
    app.connect("config-inited", set_links)
    app.connect("doctree-read", set_alt)
    app.connect("doctree-read", name_targets)
    app.connect("html-page-context", mend)
    app.connect("html-page-context", add_lite, priority=502)  # after the theme\'s own buttons
    app.connect("html-page-context", add_filter)
    app.connect("build-finished", drop_unused, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
