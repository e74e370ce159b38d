"""A term's definition on every page that links to it: `assets/definitions.js` shows it."""

from __future__ import annotations

import functools
import re
from typing import Any

from bs4 import BeautifulSoup, Tag
from docutils import nodes
from sphinx.application import Sphinx

LINK = re.compile(r'href="[^"#]*#(term-[^"]+)"')


def in_a_formula(element: Tag) -> bool:
    return any("math" in each.get("class", ()) for each in (element, *element.parents))


def inert(html: str) -> str:
    """A definition without links and ids, which a note beside the text cannot have."""
    text = BeautifulSoup(html, "html.parser")
    for element in text.find_all(True):
        element.attrs.pop("id", None)
        if element.name in ("a", "span") and not in_a_formula(element):
            element.unwrap()
    return str(text).strip()


@functools.cache
def definitions(app: Sphinx) -> dict[str, str]:
    """Return the definitions of the glossary in HTML, by the anchors of their terms."""
    found = {}
    glossary = app.env.get_and_resolve_doctree("glossary", app.builder)
    for item in glossary.findall(nodes.definition_list_item):
        (definition,) = item.findall(nodes.definition)
        text = "".join(
            app.builder.render_partial(paragraph)["fragment"]
            for paragraph in definition.children
            if not isinstance(paragraph, nodes.raw)
        )
        found |= {i: inert(text) for term in item.findall(nodes.term) for i in term["ids"]}
    return found


def add_definitions(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Put the definition of each term that a page links to at its end, once, where none shows.

    The glossary has them in its text.
    """
    if doctree is None or pagename == "glossary":
        return
    known = definitions(app)
    used = [term for term in dict.fromkeys(LINK.findall(context["body"])) if term in known]
    context["body"] += "".join(
        f'<template id="definition-of-{term}">{known[term]}</template>\n' for term in used
    )


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("html-page-context", add_definitions)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
