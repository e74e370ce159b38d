"""The size of each drawing in its tag, so that the text does not jump when the drawing comes."""

from __future__ import annotations

import functools
import html
import posixpath
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from sphinx.application import Sphinx

IMAGE = re.compile(r'<img(?![^>]*\s(?:width|height)=)([^>]*\ssrc="([^":]+\.svg)"[^>]*)>')
VIEW = re.compile(r'<svg\b[^>]*\bviewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')


@functools.cache
def size(path: Path) -> tuple[int, int] | None:
    """Width and height of a drawing in its own units, or None if it names no view."""
    found = VIEW.search(path.read_text(encoding="utf-8"))
    return (round(float(found[1])), round(float(found[2]))) if found else None


def sized(body: str, files: dict[str, Path]) -> str:
    """A page whose drawings have a width and a height. files: the drawings by their names."""

    def tag(found: re.Match[str]) -> str:
        path = files.get(posixpath.basename(unquote(html.unescape(found[2]))))
        if path is None or (both := size(path)) is None:
            return found[0]
        return f'<img width="{both[0]}" height="{both[1]}"{found[1]}>'

    return IMAGE.sub(tag, body)


def add_sizes(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    if app.builder.format == "html" and doctree is not None:
        images = {name: Path(app.srcdir, uri) for uri, name in app.builder.images.items()}
        context["body"] = sized(context["body"], images)


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("html-page-context", add_sizes)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
