"""The way back from the glossary: each term lists the sections that use it."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

GLOSSARY = "glossary"
OPEN = 5  # sections in sight; more are folded

Uses = dict[str, dict[str, list[str]]]


def uses(env: BuildEnvironment, pages: list[str]) -> Uses:
    """Return term -> page -> ids of its sections that use the term, from the entries of the index.

    pages: the pages of the book, in their order.
    """
    found: Uses = {}
    entries = env.get_domain("index").entries
    for page in pages:
        for _, words, section, _, _ in entries.get(page, []):
            term, _, title = words.partition("; ")
            if title:  # the definition itself has none
                found.setdefault(term, {}).setdefault(page, []).append(section)
    return found


def in_order(env: BuildEnvironment, page: str) -> list[str]:
    """Return a page and those below it, in the order of the contents."""
    below = env.toctree_includes.get(page, [])
    return [page, *(name for child in below for name in in_order(env, child))]


def section_titles(env: BuildEnvironment, page: str) -> dict[str, str]:
    """Return the titles of a page's sections by their ids."""
    links = env.tocs[page].findall(nodes.reference)
    return {link["anchorname"].removeprefix("#"): link.astext() for link in links}


def links(app: Sphinx, page: str, sections: list[str]) -> list[tuple[str, str]]:
    """Return address and title of sections of a page, for links from the glossary."""
    titles = section_titles(app.env, page)
    address = app.builder.get_relative_uri(GLOSSARY, page)
    return [(f"{address}#{i}", titles.get(i, "at its start")) for i in dict.fromkeys(sections)]


def listed(places: Mapping[str, list[tuple[str, str]]]) -> str:
    """Say in HTML where a term is used.

    places: title of a page -> (address, title) of each section.
    """
    parts = []
    for page, sections in places.items():
        links = [f'<a href="{escape(to)}">{escape(title)}</a>' for to, title in sections]
        parts.append(f"<em>{escape(page)}</em>: {', '.join(links)}")
    count = sum(map(len, places.values()))
    text = "; ".join(parts)
    if count <= OPEN:
        return f'<p class="term-uses">Used in {text}</p>'
    summary = f"<summary>Used in {count} sections</summary>"
    return f'<details class="term-uses">{summary}<p>{text}</p></details>'


def add_uses(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put below each definition of the glossary where its terms are used."""
    if docname != GLOSSARY:
        return
    pages = in_order(app.env, app.config.root_doc)
    found = uses(app.env, pages)
    for item in doctree.findall(nodes.definition_list_item):
        terms = [found.get(term.astext(), {}) for term in item.findall(nodes.term)]
        places = {
            app.env.titles[page].astext(): links(app, page, sections)
            for page in pages
            if (sections := [section for term in terms for section in term.get(page, [])])
        }
        if places:
            (definition,) = item.findall(nodes.definition)
            definition += nodes.raw("", listed(places), format="html")


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("doctree-resolved", add_uses)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
