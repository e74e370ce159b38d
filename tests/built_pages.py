"""A page of the built book, and what a browser fetches to show it."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup

LOADING = {
    "script": ["src"],
    "link": ["href"],
    "img": ["src", "srcset"],
    "source": ["src", "srcset"],
    "iframe": ["src"],
    "video": ["src", "poster"],
    "audio": ["src"],
    "object": ["data"],
    "embed": ["src"],
    "use": ["href", "xlink:href"],
    "image": ["href", "xlink:href"],
}
NO_REQUEST = {"canonical", "author", "license", "search", "index", "next", "prev"}


def parse(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def loaded(page: BeautifulSoup) -> list[str]:
    """Addresses of all that a browser fetches to show a page."""
    found = []
    for tag, attributes in LOADING.items():
        for element in page.find_all(tag):
            if tag == "link" and NO_REQUEST & set(element.get("rel", [])):
                continue
            found += [element[name] for name in attributes if element.get(name)]
    for style in page.find_all("style"):
        found += css_addresses(style.get_text())
    return found


def css_addresses(css: str) -> list[str]:
    found = re.findall(r"url\(\s*(\"[^\"]*\"|'[^']*'|[^)\s]*)\s*\)", css)
    found += re.findall(r"@import\s+(\"[^\"]*\"|'[^']*')", css)
    return [address.strip("\"'") for address in found]
