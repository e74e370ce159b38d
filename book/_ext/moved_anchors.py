"""Old addresses lead on: what has left a page is looked up in book/moved.yml.

    perceptrons:                                      # a page
      guess-first: learning-from-mistakes#guessing    # an old anchor: where the thing now stands

A script leads on. Without scripts, the old anchor stands at the page's first link to the new page.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

SCRIPT = """<script>
{
  const moved = %s;
  const leadOn = () => {
    const anchor = location.hash.slice(1);
    if (Object.hasOwn(moved, anchor)) location.replace(moved[anchor]);
  };
  addEventListener("hashchange", leadOn);
  leadOn();
}
</script>
"""

logger = logging.getLogger(__name__)


def moved(folder: Path) -> dict[str, dict[str, str]]:
    """Return page -> old anchor -> `page#anchor`, as moved.yml has it; nothing without one."""
    path = folder / "moved.yml"
    return (path.exists() and yaml.safe_load(path.read_text(encoding="utf-8"))) or {}


def leading_on(body: str, places: Mapping[str, str], address: Callable[[str], str]) -> str:
    """Let a page's text lead on from its old anchors.

    places: old anchor -> `page#anchor`. address: the address of a page, from the one in hand.
    """
    leads = {}
    for old, place in places.items():
        page, _, anchor = place.partition("#")
        there = address(page)
        leads[old] = f"{there}#{anchor}" if anchor else there
        link = re.search(rf'<a class="reference internal" href="{re.escape(there)}["#]', body)
        start = link.start() if link else 0
        body = f'{body[:start]}<span id="{old}"></span>{body[start:]}'
    return SCRIPT % json.dumps(leads, indent=1) + body


def lead_on(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Let each page that moved.yml names lead on."""
    if places := moved(Path(app.srcdir)).get(pagename):
        address = functools.partial(app.builder.get_relative_uri, pagename)
        context["body"] = leading_on(context["body"], places, address)


def check_pages(app: Sphinx, env: BuildEnvironment) -> None:
    """Report a page of moved.yml that the book does not have."""
    for page, places in moved(Path(app.srcdir)).items():
        for name in (page, *(place.partition("#")[0] for place in places.values())):
            if name not in env.found_docs:
                logger.warning("moved.yml names a page that is not in the book: %s", name)


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("env-check-consistency", check_pages)
    app.connect("html-page-context", lead_on)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
