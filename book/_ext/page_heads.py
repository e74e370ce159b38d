"""What is said of a page elsewhere: its title, a sentence or two, a picture, its address.

Search engines and messengers show them. The picture is stored, `tools/cards.py` makes it. Addresses
are absolute where the published site's is known: see site_address.py.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin

from docutils import nodes
from sphinx.application import Sphinx

MOTTO = "From the perceptron to Leaky ReLU, every claim measured"
LONGEST = 200  # characters of a description: more is cut where it is shown
ENOUGH = 90
CARDS = "cards"  # the folder of the pictures, below assets


def first_paragraphs(doctree: nodes.document) -> Iterator[str]:
    """The paragraphs of running text from the page's beginning on; formulas have no place in it."""
    for paragraph in doctree.findall(nodes.paragraph):
        in_text = isinstance(paragraph.parent, nodes.section | nodes.document)
        if in_text and not any(True for _ in paragraph.findall(nodes.math)):
            text = " ".join(paragraph.astext().split())
            if text and text[-1] in ".?!":
                yield text


def description(title: str, paragraphs: Iterable[str]) -> str:
    """Whole sentences from the beginning of a page, of LONGEST characters at most.

    A page without any is described by its title.
    """
    said = ""
    for paragraph in paragraphs:
        for sentence in re.split(r"(?<=[.?!])\s+(?=[^a-z])", paragraph):
            more = f"{said} {sentence}".strip()
            if len(more) > LONGEST:
                return said or more[:LONGEST].rsplit(" ", 1)[0] + " …"
            said = more
        if len(said) >= ENOUGH:
            return said
    return said or f"{title}: part of the course Rectified. {MOTTO}."


def named(**properties: str) -> str:
    """Tags of the head: og_title="..." becomes the property og:title."""
    lines = []
    for name, content in properties.items():
        kind = "property" if name.startswith("og_") else "name"
        key = name.replace("_", ":", 1)
        lines.append(f'<meta {kind}="{key}" content="{html.escape(content)}" />')
    return "\n".join(lines)


def head(title: str, said: str, card: str, page: str) -> str:
    """The tags of a page. card: the address of its picture. page: its own, or empty."""
    tags = named(
        description=said,
        og_type="article",
        og_site_name="Rectified",
        og_title=title,
        og_description=said,
        og_image=card,
        twitter_card="summary_large_image",
    )
    return f"{tags}\n{named(og_url=page)}" if page else tags


def add_head(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Give each page its title and its tags; pages that are no part of the text are not listed."""
    titles = app.env.titles
    title = titles[pagename].astext() if pagename in titles else context.get("title", "")
    is_front = pagename == app.config.root_doc
    full = f"Rectified: {MOTTO[0].lower()}{MOTTO[1:]}" if is_front else f"{title} — Rectified"
    if doctree is None:
        context["head"] = {"title": full, "tags": named(robots="noindex")}
        if pagename == "genindex":
            context["head"]["tags"] = named(description=description(title, []))
        return
    address, card = app.config.html_baseurl, f"_static/{CARDS}/{pagename}.png"
    picture = urljoin(address, card) if address else context["pathto"](card, 1)
    page = urljoin(address, "" if is_front else f"{pagename}.html") if address else ""
    context["pageurl"] = page
    tags = head(full if is_front else title, description(title, first_paragraphs(doctree)),
                picture, page)  # fmt: skip
    context["head"] = {"title": full, "tags": tags}


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("html-page-context", add_head, priority=950)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
