"""Pages that a screen reader can follow: names and landmarks that the theme leaves out."""

from __future__ import annotations

import re
from typing import Any

from sphinx.application import Sphinx


def readable(html: str) -> str:
    """Mend what a screen reader would trip over in the page's text.

    - The entries of the bibliography are items of their list; docutils gives each a role that has
      since been withdrawn, and that a list must not hold.
    - A folded cell is called what its button says.
    - A corner of a table with nothing in it is no header.
    """
    html = html.replace('role="doc-biblioentry"', 'role="listitem"')
    html = html.replace('<summary aria-label="Toggle hidden content">', "<summary>")
    return re.sub(r"<th class=\"head[^\"]*\">(?:<p></p>)?</th>", "<td></td>", html)


BELOW = re.compile(r"(<a [^>]*>)([^<]+)(</a>\s*<details[^>]*>\s*<summary)(?=>)")


def named(html: str) -> str:
    """Give the arrow behind a page of the table of contents a name: what it unfolds."""
    return BELOW.sub(r'\1\2\3 aria-label="Pages below \2"', html)


def mend(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Let the text of every page be `readable`, and the arrows of its contents `named`."""
    if "body" in context:
        context["body"] = readable(context["body"])
    if contents := context.get("generate_toctree_html"):
        context["generate_toctree_html"] = lambda *a, **options: named(str(contents(*a, **options)))


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("html-page-context", mend, priority=900)  # when the theme has added its contents
    return {"parallel_read_safe": True, "parallel_write_safe": True}
