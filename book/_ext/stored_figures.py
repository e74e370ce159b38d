"""Figures as the notebooks have stored them, for pages that show one of another page.

    ```{stored-figure} why-a-bend#fig-two-answers
    :crop: 0 0 374 140
    ```

It is the same drawing, or a part of it, so that it has no number of its own.
"""

from __future__ import annotations

import functools
import hashlib
import html
import itertools
import json
import re
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
LABEL = re.compile(r"\((fig-[\w-]+)\)=\n\*\*Figure\.\*\*")


@functools.cache
def figures(path: Path) -> dict[str, tuple[str, str]]:
    """The figures of a notebook by the labels of their captions: each as SVG, and its text."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    found = {}
    for cell, following in itertools.pairwise(cells):
        label = LABEL.match("".join(following["source"]))
        pictures = [
            output["data"]
            for output in cell.get("outputs", [])
            if "image/svg+xml" in output.get("data", {})
        ]
        if label and pictures:
            last = pictures[-1]
            text = " ".join("".join(last["text/plain"]).split())
            found[label[1]] = "".join(last["image/svg+xml"]), text
    return found


def title(path: Path) -> str:
    """The heading of a page, as its source has it."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        cells = json.loads(text)["cells"]
        text = "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")
    return re.search(r"^# (.+)$", text, re.M)[1].strip()


def figure(book: Path, place: str) -> tuple[str, str]:
    """The figure at `page#label`, as SVG, and its text. Raises ValueError where there is none."""
    page, _, label = place.partition("#")
    path = book / f"{page}.ipynb"
    found = figures(path) if path.is_file() else {}
    if label not in found:
        raise ValueError(
            f"the figure must be one of {page or 'a page'}: {list(found)}, got {label!r}"
        )
    return found[label]


def cropped(svg: str, box: str) -> str:
    """A part of a drawing: `box` is left, top, width and height, in its own units."""
    width, height = box.split()[2:]
    root, rest = svg[: svg.index(">")], svg[svg.index(">") :]
    root = re.sub(r'\s(width|height|viewBox)="[^"]*"', "", root)
    return f'{root} width="{width}" height="{height}" viewBox="{box}"{rest}'


class StoredFigure(SphinxDirective):
    """{stored-figure} page#label: a picture of another page, as it stands there, or a part."""

    required_arguments = 1
    option_spec: ClassVar[dict] = {"class": directives.class_option, "crop": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        book, place = Path(self.env.srcdir), self.arguments[0]
        path = book / f"{place.partition('#')[0]}.ipynb"
        self.env.note_dependency(str(path))
        try:
            svg, alt = figure(book, place)
        except ValueError as error:
            raise self.error(str(error)) from error
        width, height = SIZE.search(svg).groups()
        if box := self.options.get("crop"):
            svg, alt = cropped(svg, box), f"A part of a figure of {title(path)}."
            width, height = box.split()[2:]
        folder = Path(self.env.app.outdir) / "_images"
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{hashlib.sha256(svg.encode()).hexdigest()}.svg"
        (folder / name).write_text(svg, encoding="utf-8")
        up = "../" * self.env.docname.count("/")
        lazy = ' loading="lazy"' if box else ""
        tag = (
            f'<img{lazy} class="{" ".join(self.options.get("class", []))}" width="{width}" '
            f'height="{height}" src="{up}_images/{name}" alt="{html.escape(alt)}" />'
        )
        return [nodes.raw("", tag, format="html")]


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_directive("stored-figure", StoredFigure)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
