"""A figure's alt text: the text that comes with the picture in the notebook."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx


def set_alt(app: Sphinx, doctree: nodes.document) -> None:
    """Give each figure of a notebook its alt text: the `text/plain` of the same output."""
    for bundle in doctree.findall(nodes.container):
        if bundle.get("nb_element") != "mime_bundle":
            continue
        texts = [n.astext() for n in bundle.children if n.get("mime_type") == "text/plain"]
        for image in bundle.findall(nodes.image):
            if texts:
                image["alt"] = " ".join(texts[0].split())


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("doctree-read", set_alt)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
