"""The words in which a verdict is told: the same text for a terminal, a page and a screen reader.

Numbers are formatted here: a learner's print options and NumPy's own forms do not show.
"""

from __future__ import annotations

import builtins
import html
import re
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from .compare import Numbers, Parts, Value, read

WIDTH = 76
COLORS = {"correct": "#0072b2", "not yet": "#d55e00", "not started": "#767676"}
MARKS = {"correct": "✓", "not yet": "✗", "not started": "…"}
WORDS = {"correct": "Correct", "not yet": "Not yet", "not started": "Not started"}

ROWS, COLUMNS = 6, 9  # entries of an array that are shown


@dataclass(frozen=True)
class Result:
    """What a check found out.

    status: "correct", "not started", "misconception", or the kind of difference, as the module
    `diagnose` has them. misconception: the name of the stored wrong answer that behaves the same,
    or None. text, html: what the learner sees. message, rows: what both are made of, for a
    page that words them itself.
    """

    correct: bool
    status: str
    misconception: str | None
    text: str
    html: str
    message: str = ""
    rows: tuple[tuple[str, str], ...] = ()


def result(
    name: str,
    status: str,
    message: str,
    rows: Iterable[tuple[str, str]] = (),
    misconception: str | None = None,
) -> Result:
    """Word a verdict. name: of the exercise. rows: the table: for, expected, yours."""
    verdict = status if status in WORDS else "not yet"
    rows = list(rows)
    return Result(
        status == "correct",
        status,
        misconception,
        _text(verdict, name, message, rows),
        _html(verdict, name, message, rows),
        message,
        tuple(rows),
    )


def add(told: Result, message: str) -> Result:
    """The verdict with paragraphs added at its end."""
    lines = [_wrapped(without_links(paragraph)) for paragraph in message.split("\n")]
    body = "".join(f'<p style="margin: 0.2em 0">{markup(part)}</p>' for part in message.split("\n"))
    rich = told.html.removesuffix("</div>") + body + "</div>"
    return replace(told, text="\n".join([told.text, *lines]), html=rich)


def first_sentence(text: str) -> str:
    """The first sentence of a paragraph in Markdown, without breaks of lines."""
    words = " ".join(text.split())
    return re.split(r"(?<=[^.\s][.?!])\)? (?=[A-Z0-9`$*(])", words, maxsplit=1)[0]


def show(text: str, rich: str, kind: str = "text/html") -> None:
    """Show a text: in its richer form, HTML or Markdown, where the front end can."""
    display = getattr(builtins, "display", None)  # Jupyter's, or that of a live page
    if display is None:
        print(text)
    else:
        display({"text/plain": text, kind: rich}, raw=True)


def _text(verdict: str, name: str, message: str, rows: list[tuple[str, str]]) -> str:
    lines = [f"{MARKS[verdict]} {WORDS[verdict]}: {name}"]
    lines += [_wrapped(paragraph) for paragraph in filter(None, message.split("\n"))]
    if rows:
        width = max(len(label) for label, _ in rows)
        for label, value in rows:
            first, *rest = value.split("\n")
            lines.append(f"    {label:{width}} : {first}")
            lines += [" " * (width + 7) + line for line in rest]
    return "\n".join(line.rstrip() for line in lines)


def _wrapped(paragraph: str) -> str:
    return textwrap.fill(
        paragraph, WIDTH, initial_indent="  ", subsequent_indent="  ", break_long_words=False
    )


_BOX = "border-left: 0.3em solid {}; margin: 0.5em 0; padding: 0.1em 0 0.1em 0.9em"


def _html(verdict: str, name: str, message: str, rows: list[tuple[str, str]]) -> str:
    parts = [
        f'<div class="verdict" role="status" style="{_BOX.format(COLORS[verdict])}">',
        f'<p style="margin: 0.2em 0"><strong><span aria-hidden="true">{MARKS[verdict]} </span>'
        f"{WORDS[verdict]}: {html.escape(name)}</strong></p>",
    ]
    for paragraph in filter(None, message.split("\n")):
        parts.append(f'<p style="margin: 0.2em 0">{markup(paragraph)}</p>')
    if rows:
        parts.append('<table style="margin: 0.3em 0">')
        cell = "text-align: left; vertical-align: top; padding: 0.1em 1em 0.1em 0"
        for label, value in rows:
            parts.append(
                f'<tr style="background: none"><th scope="row" style="{cell}">{html.escape(label)}'
                f'</th><td style="{cell}"><code style="white-space: pre-wrap">'
                f"{html.escape(value)}</code></td></tr>"
            )
        parts.append("</table>")
    return "".join([*parts, "</div>"])


def box(text: str, color: str = COLORS["not started"]) -> str:
    """HTML of a text on its own, marked at its side as a verdict is."""
    return f'<div style="{_BOX.format(color)}"><p style="margin: 0.2em 0">{markup(text)}</p></div>'


def markup(text: str) -> str:
    """HTML of a message: `code` in it as code, *this* and **this** emphasized, links as links."""
    parts = html.escape(text, quote=False).split("`")
    for k, part in enumerate(parts):
        if k % 2:
            parts[k] = f"<code>{part}</code>"
        else:
            part = re.sub(r"\*\*(\S[^*]*)\*\*", r"<strong>\1</strong>", part)
            part = re.sub(r"(?<!\w)\*(\S[^*]*)\*(?!\w)", r"<em>\1</em>", part)
            parts[k] = LINK.sub(r'<a href="\2">\1</a>', part)
    return "".join(parts)


LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+\.ipynb#[^)\s]+)\)")


def without_links(text: str) -> str:
    """What a terminal shows: where a link leads, behind its words."""
    return LINK.sub(lambda link: f"{link[1]} ({link[2].removeprefix('../')})", text)


def clean(message: str) -> str:
    """The message of an error, without what differs from one session to the next."""
    message = re.sub(r"(?:\w+\.)*<(?:lambda|locals)>(?:\.\w+)*\(\)", "your function", message)
    message = re.sub(r" at 0x[0-9a-fA-F]+", "", message)
    return re.sub(r"(?<![\w.])(?:/|[A-Z]:\\)[^\s'\"]*[/\\]", "", message)


# ---------------------------------------------------------------- numbers


def number(value: float, digits: int = 4) -> str:
    """A number as one would write it: 0.3, −2, 1.5e-07, nan."""
    value = float(value)
    if not np.isfinite(value):
        return str(value)
    if value == int(value) and abs(value) < 10**6:
        return str(int(value))
    mantissa, e, exponent = f"{value:.{digits}g}".partition("e")
    return f"{mantissa}e{int(exponent)}" if e else mantissa


def array(values: np.ndarray, digits: int = 4) -> str:
    """Numbers in brackets, long ones shortened in the middle."""
    values = np.asarray(values)
    if values.ndim == 0:
        return number(values, digits)
    if values.size == 0:
        return "[]" if values.ndim == 1 else f"an array of shape {values.shape}"
    limit = COLUMNS if values.ndim == 1 else ROWS
    items = [array(item, digits) for item in values[:limit]]
    if len(values) > limit:
        items.append(f"… ({len(values)} in all)")
    line = ", ".join(items)
    if values.ndim > 1 and len(line) > 48:
        return "[" + ",\n ".join(item.replace("\n", "\n ") for item in items) + "]"
    return f"[{line}]"


def show_value(value: Value, digits: int = 4) -> str:
    """A value as it stands in the table of a message."""
    if isinstance(value, Numbers):
        return array(value.array, digits)
    if isinstance(value, Parts):
        parts = ", ".join(show_value(part, digits) for part in value.parts)
        return f"({parts},)" if len(value.parts) == 1 else f"({parts})"
    return NAMES[value.what]


NAMES = {
    "nothing": "nothing (None)",
    "holds nothing": "a list with None in it",
    "text": "text",
    "generator": "a generator",
    "iterator": "an iterator",
    "coroutine": "a coroutine",
    "huge": "more than ten million entries",
    "several": "several things",
    "function": "a function",
    "set": "a set",
    "dict": "a dictionary",
    "ragged": "a list of rows of different lengths",
    "complex": "complex numbers",
    "other": "something that is no number",
}


def pair(expected: Value, got: Value) -> tuple[str, str]:
    """Both values, with as many digits as it takes to see that they differ."""
    for digits in (4, 7, 11, 17):
        texts = show_value(expected, digits), show_value(got, digits)
        if texts[0] != texts[1]:
            return texts
    return show_value(expected), show_value(got)


def argument(value: Any) -> str:
    """An argument as it stands in the table of a message."""
    if isinstance(value, bool | str):
        return repr(value)
    if callable(value):
        return getattr(value, "label", getattr(value, "__name__", "a function"))
    if isinstance(value, np.random.Generator | np.random.RandomState):
        return "a random generator"
    if isinstance(value, list | tuple) and any(np.ndim(item) for item in value):
        return "[" + ", ".join(argument(item) for item in value) + "]"
    numbers = read(value)
    return array(numbers.array) if isinstance(numbers, Numbers) else type(value).__name__


def arguments(args: Mapping[str, Any]) -> str:
    """Arguments with their names; on lines of their own if they do not fit into one."""
    texts = [f"{name} = {argument(value)}" for name, value in args.items()]
    line = ", ".join(texts)
    if len(line) <= 60 and "\n" not in line:
        return line
    rows = zip(texts, args, strict=True)
    return "\n".join(text.replace("\n", "\n" + " " * (len(name) + 3)) for text, name in rows)
