"""Links of the form `[...](page.ipynb#name)` to a box with a name, a figure, or a label."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx


def name_targets(app: Sphinx, doctree: nodes.document) -> None:
    """Let `[...](page.ipynb#name)` lead to a box or figure of that name, and to a label: `(name)=`.

    A label stays when its heading is worded anew. In a fold it stands above a paragraph: a browser
    opens the fold for it. This is the one form of such a link that works in
    the book and in JupyterLab.
    """
    slugs = app.env.metadata[app.env.docname].setdefault("myst_slugs", {})
    for kind in (nodes.Admonition, nodes.section, nodes.figure, nodes.paragraph):
        for node in doctree.findall(kind):
            for name in node["names"]:
                slugs.setdefault(name, (node.line, node["ids"][0], name))


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("doctree-read", name_targets)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
