"""Formulas and code in running text stay on one line with the comma or period behind them."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

KEPT = (nodes.math, nodes.literal)  # browsers may break a line on both sides of these
BEFORE = re.compile(r"[(\[“‘]+\Z")
BEHIND = re.compile(r"[,.;:?!)\]”’…]+")


class LineEnds(SphinxPostTransform):
    """Put a formula or code, and the marks that touch it, into one element that is not broken."""

    default_priority = 900  # after references have become links, and roles their words
    formats = ("html",)

    def run(self, **_options: Any) -> None:
        for node in list(self.document.findall(lambda node: isinstance(node, KEPT))):
            keep_together(node)


def keep_together(node: nodes.Node) -> None:
    """Draw the marks on both sides of a node to it."""
    line = node.parent
    place = next(k for k, child in enumerate(line) if child is node)
    before, behind = cut(line, place - 1, BEFORE.search), cut(line, place + 1, BEHIND.match)
    if not before + behind:
        return
    together = nodes.inline(classes=["together"])
    line[place] = together
    together += [nodes.Text(before), node, nodes.Text(behind)]


def cut(line: nodes.Element, place: int, find: Any) -> str:
    """Take the marks from the text at a place, if there is one; return them."""
    text = line[place] if 0 <= place < len(line) else None
    found = find(text.astext()) if isinstance(text, nodes.Text) else None
    if not found:
        return ""
    words = text.astext()
    line[place] = nodes.Text(words[: found.start()] + words[found.end() :])
    return found.group()


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_post_transform(LineEnds)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
