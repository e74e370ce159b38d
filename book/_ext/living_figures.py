"""Living figures: a cell with the tag `living-NAME` has one in the place of its static picture.

The page gets an empty element, `data-living="NAME"`, beside the picture, and the scripts of
assets/living that fill it. Without scripts, on paper and for those who hear the page, the static
picture and its text are there as before. No page without a living figure loads anything.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

FIGURES = (
    *("neuron", "rule", "explorer", "temperature", "signals", "comeback"),
    *("life", "deaths", "bends", "blame", "dips", "ledger", "moved", "noise", "codes"),
)
SCRIPTS = ("random", "engine", "frame", *FIGURES)
"""In their order: what figures share, and each one's own. All pages with a living figure load all
of them, so that `few_files` makes one file for them all. A figure's data, in the folder `data`,
come when a reader is near."""

TAG = "living-"
logger = logging.getLogger(__name__)


class LivingFigures(SphinxTransform):
    """Put a place for a living figure behind the last picture of a cell that asks for one."""

    default_priority = 275  # the captions, figure_captions, are in their places

    def apply(self, **_options: Any) -> None:
        for cell in list(self.document.findall(nodes.container)):
            for name in asked(cell):
                self.add(cell, name)

    def add(self, cell: nodes.Element, name: str) -> None:
        pictures = [
            bundle
            for bundle in cell.findall(nodes.container)
            if bundle.get("nb_element") == "mime_bundle" and next(bundle.findall(nodes.image), None)
        ]
        if name not in FIGURES or not pictures:
            fault = "a cell asks for the living figure %r: it must have a picture, and be one of %s"
            logger.warning(fault, name, ", ".join(FIGURES), location=cell)
            return
        still, picture = nodes.container(classes=["living-still"]), pictures[-1]
        picture.replace_self(still)
        still += picture
        html = f'<div class="living" data-living="{name}" hidden></div>'
        still.parent.insert(still.parent.index(still) + 1, nodes.raw("", html, format="html"))


def asked(cell: nodes.Element) -> list[str]:
    """The living figures that the tags of a cell name."""
    tags = cell.get("cell_metadata", {}).get("tags", [])
    return [tag.removeprefix(TAG) for tag in tags if tag.startswith(TAG)]


def add_scripts(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Have a page with living figures load the scripts that fill them."""
    if 'class="living" data-living=' not in context.get("body", ""):
        return
    for script in SCRIPTS:
        app.add_js_file(f"living/{script}.js", loading_method="defer")


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_transform(LivingFigures)
    app.add_css_file("living/living.css")  # on all pages, which share one style sheet
    app.connect("html-page-context", add_scripts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
