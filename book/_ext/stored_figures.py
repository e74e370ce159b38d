"""Figures as the notebooks have stored them, for pages that show one of another page.

    ```{stored-figure} why-a-bend#fig-two-answers
    ```

It is the same file with the same text, so that it has no number and no word of its own.
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


class StoredFigure(SphinxDirective):
    """{stored-figure} page#label: a picture of another page, as it stands there."""

    required_arguments = 1
    option_spec: ClassVar[dict] = {"class": directives.class_option}

    def run(self) -> list[nodes.Node]:
        book = Path(self.env.srcdir)
        self.env.note_dependency(str(book / f"{self.arguments[0].partition('#')[0]}.ipynb"))
        try:
            svg, alt = figure(book, self.arguments[0])
        except ValueError as error:
            raise self.error(str(error)) from error
        folder = Path(self.env.app.outdir) / "_images"
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{hashlib.sha256(svg.encode()).hexdigest()}.svg"
        (folder / name).write_text(svg, encoding="utf-8")
        up = "../" * self.env.docname.count("/")
        width, height = SIZE.search(svg).groups()
        tag = (
            f'<img class="{" ".join(self.options.get("class", []))}" width="{width}" '
            f'height="{height}" src="{up}_images/{name}" alt="{html.escape(alt)}" />'
        )
        return [nodes.raw("", tag, format="html")]


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_directive("stored-figure", StoredFigure)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
