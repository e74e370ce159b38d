"""The index: each term of the glossary, and every section that mentions it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform


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


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_transform(IndexTerms)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
