"""What the search looks through: the sections of all pages, with their text, as one script.

Each page leaves its sections when it is written; when all are, they are put together. The page
`search.html`, and the search of the other pages once somebody uses it, load them with the scripts
in assets/search, so that nothing of it is fetched before, and it works from files as well.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

Entry = tuple[str, str, str]
"""An anchor, a heading, and the text below it."""

NO_TEXT = (
    nodes.literal_block, nodes.raw, nodes.comment, nodes.image, nodes.math_block, nodes.target,
    nodes.title, nodes.topic, nodes.substitution_definition, addnodes.index, addnodes.toctree,
)  # fmt: skip
BLOCKS = (nodes.paragraph, nodes.caption, nodes.term, nodes.row, nodes.rubric)
SIGNS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "eta": "η", "theta": "θ", "lambda": "λ", "mu": "μ", "pi": "π", "sigma": "σ", "tau": "τ",
    "varphi": "φ", "partial": "∂", "nabla": "∇", "sum": "∑", "sqrt": "√", "cdot": "·",
    "times": "×", "odot": "⊙", "le": "≤", "ge": "≥", "ne": "≠", "approx": "≈", "infty": "∞",
    "to": "→", "mapsto": "↦", "in": "∈", "pm": "±", "top": "ᵀ", "ell": "ℓ", "dots": "…",
}  # fmt: skip


def plain(tex: str) -> str:
    """A formula as a line of text: what its signs are called is not what anybody reads."""
    tex = re.sub(r"\\d?frac\{([^{}]*)\}\{([^{}]*)\}", r"\1/\2", tex)
    tex = re.sub(r"\\([A-Za-z]+)", lambda found: SIGNS.get(found[1], ""), tex)
    return re.sub(r"[{}\\&$]|\^(?=\()|_", "", tex).strip()


def text(node: nodes.Node) -> str:
    """The words of a node, its formulas as plain text."""
    if isinstance(node, nodes.math):
        return plain(node.astext())
    if isinstance(node, nodes.Text):
        return node.astext()
    if isinstance(node, NO_TEXT):
        return ""
    between = "; " if isinstance(node, nodes.row) else ""
    return between.join(text(child) for child in node.children)


def own_place(node: nodes.Node) -> tuple[str, str] | None:
    """Anchor and heading, if a node is looked up by itself: a section, a claim, a term."""
    is_claim = isinstance(node, nodes.admonition) and "claim" in node["classes"]
    if (isinstance(node, nodes.section) or is_claim) and node["ids"]:
        title = node.next_node(nodes.title)
        return node["ids"][0], "".join(text(child) for child in title.children) if title else ""
    if isinstance(node, nodes.definition_list_item):
        terms = [child for child in node.children if isinstance(child, nodes.term)]
        if terms and any(name.startswith("term-") for name in terms[0]["ids"]):
            return terms[0]["ids"][0], ", ".join(text(term) for term in terms)
    return None


def blocks(node: nodes.Node) -> Iterator[nodes.Node]:
    """What stands below a place and is not looked up by itself: paragraphs, rows, captions."""
    for child in node.children:
        if isinstance(child, NO_TEXT) or own_place(child):
            continue
        if isinstance(child, nodes.term) and own_place(node):
            continue  # it is the heading
        if isinstance(child, BLOCKS):
            yield child
        elif not isinstance(child, nodes.Text):
            yield from blocks(child)


def entries(doctree: nodes.document) -> list[Entry]:
    """The sections of a page that have a text of their own; each of its blocks is a line."""
    found = []
    for node in doctree.findall():
        if place := own_place(node):
            lines = (" ".join(text(block).split()) for block in blocks(node))
            if below := "\n".join(line for line in lines if line):
                found.append((*place, below))
    return found


def kept(app: Sphinx) -> Path:
    """The folder of what the pages left: also those of earlier builds, in a preview."""
    return Path(app.doctreedir) / "sections"


def keep(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    if doctree is None:
        return
    path = kept(app) / f"{pagename}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(entries(doctree)), encoding="utf-8")


def put_together(app: Sphinx, exception: Exception | None) -> None:
    """Write the script: page, title, title of its chapter, sections, in the order of the book."""
    if exception is not None or app.builder.format != "html":
        return
    titles = {name: title.astext() for name, title in app.env.titles.items()}
    above = {
        page: titles[parent]
        for parent, pages in app.env.toctree_includes.items()
        for page in pages
        if parent != app.config.root_doc
    }
    pages = []
    for name in app.config.external_site_map or sorted(app.env.found_docs):
        path = kept(app) / f"{name}.json"
        if path.exists():
            sections = json.loads(path.read_text(encoding="utf-8"))
            pages.append([name, titles[name], above.get(name, ""), sections])
    script = json.dumps(pages, ensure_ascii=False, separators=(",", ":"))
    folder = Path(app.outdir) / "_static" / "search"
    (folder / "sections.js").write_text(f"globalThis.bookPages = {script};\n", encoding="utf-8")


def no_other_index(app: Sphinx) -> None:
    """Sphinx's own index of words is not made; its page is, from our template."""
    app.builder.search = False


def search_page(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    return [("search", {"title": "Search"}, "search.html")]


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("builder-inited", no_other_index)
    app.connect("html-collect-pages", search_page)
    app.connect("html-page-context", keep)
    app.connect("build-finished", put_together, priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
