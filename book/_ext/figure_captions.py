"""Numbered captions: a paragraph that begins with **Figure.** below a cell with a picture."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

MARK = "Figure."
UNSEEN = (nodes.target, nodes.comment, nodes.system_message)  # may stand between the two

logger = logging.getLogger(__name__)


class FigureCaptions(SphinxTransform):
    """Make the paragraph the caption of the picture, and its label, `(fig-name)=`, the figure's.

    Sphinx gives the figure its number, and counts those of a chapter over all its pages.
    """

    default_priority = 270  # labels have moved to their paragraphs; Sphinx has not read them yet

    def apply(self, **_options: Any) -> None:
        for paragraph in list(self.document.findall(is_caption)):
            picture = picture_above(paragraph)
            if picture is None:
                fault = "no cell with a picture stands directly above this caption: %s"
                logger.warning(fault, paragraph.astext()[:60], location=paragraph)
                continue
            figure = captioned(picture, paragraph)
            if not figure["ids"]:
                self.document.note_implicit_target(figure)
            self.document.ids.update(dict.fromkeys(figure["ids"], figure))


def words(paragraph: nodes.paragraph) -> list[nodes.Node]:
    """The parts of a paragraph, without the empty text that Markdown puts before emphasis."""
    return [node for node in paragraph.children if node.astext()]


def is_caption(node: nodes.Node) -> bool:
    """Whether a node is a paragraph that begins with **Figure.**"""
    if not isinstance(node, nodes.paragraph) or not words(node):
        return False
    first = words(node)[0]
    return isinstance(first, nodes.strong) and first.astext() == MARK


def picture_above(paragraph: nodes.paragraph) -> nodes.Element | None:
    """The last picture, in all its forms, of the cell directly above a paragraph."""
    above = paragraph.previous_sibling()
    while isinstance(above, UNSEEN):
        above = above.previous_sibling()
    if not isinstance(above, nodes.container) or above.get("nb_element") != "cell_code":
        return None
    pictures = [
        bundle
        for bundle in above.findall(nodes.container)
        if bundle.get("nb_element") == "mime_bundle" and next(bundle.findall(nodes.image), None)
    ]
    return pictures[-1] if pictures else None


def captioned(picture: nodes.Element, paragraph: nodes.paragraph) -> nodes.figure:
    """Put a figure in the place of the picture: the picture, and the paragraph as its caption."""
    figure = nodes.figure(ids=paragraph["ids"], names=paragraph["names"])
    figure.source, figure.line = paragraph.source, paragraph.line
    picture.replace_self(figure)
    said = words(paragraph)[1:]  # the number stands in the place of the mark
    if said and isinstance(said[0], nodes.Text):
        said[0] = nodes.Text(said[0].lstrip())
    figure += [picture, nodes.caption("", "", *said)]
    paragraph.parent.remove(paragraph)
    return figure


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_transform(FigureCaptions)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
