"""Lines of code that wrap on a narrow screen, indented behind their own beginning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pygments.formatters import HtmlFormatter
from sphinx.application import Sphinx
from sphinx.highlighting import PygmentsBridge

TAG = re.compile(r"<[^>]*>")


def set_apart(line: str) -> str:
    """A line of highlighted code in an element that knows how far the line is indented.

    The end of the line stays outside, so that the text of the block, which a reader copies, is
    what it was.
    """
    code = line.rstrip("\n")
    text = TAG.sub("", code)
    indent = len(text) - len(text.lstrip(" "))
    style = f' style="--indent:{indent}ch"' if indent else ""
    return f'<span class="line"{style}>{code}</span>{line[len(code) :]}' if text else line


class LinesApart(HtmlFormatter):
    """Pygments' own, with every line `set_apart`."""

    def wrap(self, source: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
        return super().wrap((code, set_apart(line)) for code, line in source)


def setup(app: Sphinx) -> dict[str, Any]:
    PygmentsBridge.html_formatter = LinesApart
    return {"parallel_read_safe": True, "parallel_write_safe": True}
