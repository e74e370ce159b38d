"""The address of the published site, where it is known, and what needs it: sitemap, lost pages.

It comes from SITE_ADDRESS, or else, as GitHub Pages has it, from GITHUB_REPOSITORY. Without one, no
address is invented: the pages have relative ones.
"""

from __future__ import annotations

import html
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sphinx.application import Sphinx
from sphinx.config import Config

ENTRY = "<url><loc>{}</loc></url>"
SITEMAP = """<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{}
</urlset>
"""


def site_address(environment: Mapping[str, str]) -> str:
    """The address of the published site, with a slash at its end; empty where it is not known.

    environment: variables such as os.environ. Raises ValueError for a SITE_ADDRESS that is none.
    """
    given = environment.get("SITE_ADDRESS", "")
    if given:
        if not re.fullmatch(r"https?://[\w.-]+(:\d+)?(/[\w./~-]*)?", given):
            raise ValueError(f"SITE_ADDRESS must be like https://host/folder/, got {given!r}")
        return f"{given.rstrip('/')}/"
    repository = environment.get("GITHUB_REPOSITORY", "")
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", repository):
        return ""
    owner, name = repository.lower().split("/")
    own_site = name == f"{owner}.github.io"
    return f"https://{owner}.github.io/" + ("" if own_site else f"{repository.split('/')[1]}/")


def set_address(app: Sphinx, config: Config) -> None:
    config.html_baseurl = site_address(os.environ)


def not_found(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    return [("404", {"title": "No page here"}, "404.html")]


def absolute(text: str, root: str) -> str:
    """A page with the addresses of its files and links from the server's root on."""
    text = re.sub(
        r'(\s(?:href|src|action)=")(?!#|[a-z]+:|/)(?:\./)?([^"]*")', rf"\g<1>{root}\2", text
    )
    return text.replace('data-content_root="./"', f'data-content_root="{root}"')


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Where the site's address is known: list its pages, and let the page for lost ones be found.

    A server shows it at any address, so that what it links to must not depend on that.
    """
    address = app.config.html_baseurl
    if exception is not None or app.builder.format != "html" or not address:
        return
    site = Path(app.outdir)
    names = app.config.external_site_map or sorted(app.env.found_docs)
    places = [address if name == app.config.root_doc else f"{address}{name}.html" for name in names]
    listed = "\n".join(ENTRY.format(html.escape(place)) for place in places)
    (site / "sitemap.xml").write_text(SITEMAP.format(listed), encoding="utf-8")
    lost = site / "404.html"
    lost.write_text(absolute(lost.read_text("utf-8"), urlsplit(address).path), "utf-8")


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("config-inited", set_address)
    app.connect("html-collect-pages", not_found)
    app.connect("build-finished", finish, priority=990)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
