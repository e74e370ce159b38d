"""Show a figure as SVG with its text, a sentence with its numbers, and a table with its header.

fig, ax = new(xlabel="z", ylabel="slope")
ax.plot(z, np.tanh(z), **line("tanh"))
show(fig, "Line plot of tanh from z = -4 to 4: it saturates at -1 and 1 beyond |z| = 3.")
"""

from __future__ import annotations

import base64
import builtins
import html
import io
import re
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter, LogFormatter, NullFormatter

from rectified.speech import RATE, wav

from .compact import compact
from .look import PHONE, SMALLEST, house


def show(fig: Figure | tuple[Figure, str], alt: str | None = None) -> None:
    """Show a figure as SVG, with `alt` as its text, and close it.

    fig: a Matplotlib figure, best one made by `new`; or a pair of figure and text, as the drawings
    of the book return it.
    alt: one or more sentences (at least 40 characters) that say what the figure shows, with the
    numbers; it is what a reader hears who cannot see the figure. Compute it from what is plotted.
    Raises ValueError when `alt` is not a sentence, and where `svg` does.
    Chapter: Perceptrons.
    """
    if isinstance(fig, tuple):
        fig, alt = fig
    text = _sentence(alt)
    drawing = svg(fig, text)
    _close(fig)
    _display({"image/svg+xml": drawing, "text/plain": text})


def say(markdown: str, **numbers: str) -> None:
    """Show Markdown text: the way in which a measured number gets into a sentence.

    markdown: one or more paragraphs. Round the numbers in it.
    numbers: name -> a number as the text has it. Other pages of the book show it under that name,
    with the role {measured}`name`; a name stands for one number in the whole book.
    Raises ValueError when the text is empty, or when it does not hold one of the numbers.
    Chapter: Perceptrons.
    """
    if not isinstance(markdown, str) or not markdown.strip():
        raise ValueError(f"markdown must be a text that is not empty, got {markdown!r}")
    text = markdown.strip()
    for name, number in numbers.items():
        if not isinstance(number, str) or not number or number not in text:
            raise ValueError(f"{name} must be a number as the text shows it, got {number!r}")
    _display({"text/markdown": text, "text/plain": text}, {"measured": numbers} if numbers else {})


def measured(markdown: str, **numbers: str) -> None:
    """Show Markdown text as the box *Measured*: a result of the page, and how sure it is.

    markdown, numbers: as for `say`; raises ValueError where `say` does.
    Chapter: Perceptrons.
    """
    if isinstance(markdown, str) and markdown.strip():
        markdown = f"```{{admonition}} Measured\n:class: measured\n{markdown.strip()}\n```"
    say(markdown, **numbers)


def table(columns: Mapping[str, Sequence[Any]], **numbers: str) -> None:
    """Show a table, one column per name; the first column names the rows.

    columns: header -> its cells, from above; all of one length. Texts are shown as they are, so
    round the numbers in them. Columns of words stand to the left, of numbers to the right.
    numbers: as for `say`.
    Raises ValueError for columns that are empty or of different lengths, and where `say` does.
    Chapter: Perceptrons.
    """
    lengths = {name: len(cells) for name, cells in columns.items()}
    if not lengths or len(set(lengths.values())) > 1 or 0 in lengths.values():
        raise ValueError(f"columns must have cells, all the same number, got {lengths}")
    rules = [":--" if _are_words(cells) else "--:" for cells in columns.values()]
    rows = [list(columns), [":--", *rules[1:]], *zip(*columns.values(), strict=True)]
    say("\n".join(f"| {' | '.join(map(str, row))} |" for row in rows), **numbers)


def _are_words(cells: Sequence[Any]) -> bool:
    """Whether all cells begin with a letter, behind marks such as those of a link."""
    return all(re.match(r"[*_\[(“]*[^\W\d_]", str(cell)) for cell in cells)


def listen(sounds: Mapping[str, Any]) -> None:
    """Show sounds to play, each with a text below it that says what is heard.

    sounds: text -> sound pressure (n,), 8,000 samples a second. Their loudest samples are made
    equal; the page holds them as WAV files of 8 bits, 8,000 bytes a second.
    Raises ValueError for a text without words, and for more than six seconds in all.
    Chapter: Speech.
    """
    seconds = sum(len(x) for x in sounds.values()) / RATE
    if not sounds or seconds > 6:
        raise ValueError(f"sounds must last 6 seconds or less in all, got {seconds:.1f}")
    players = []
    for text, x in sounds.items():
        if not isinstance(text, str) or not text.strip():
            raise ValueError(f"sounds must have texts that say what is heard, got {text!r}")
        words = html.escape(text.strip(), quote=True)
        file = base64.b64encode(wav(x, bits=8)).decode()
        source = f"data:audio/wav;base64,{file}"
        players.append(
            f'<figure class="sound"><audio controls aria-label="{words}" src="{source}"></audio>'
            f"<figcaption>{words}</figcaption></figure>"
        )
    plain = "Sounds to play: " + "; ".join(sounds)
    _display({"text/html": "\n".join(players), "text/plain": plain + "."})


def svg(fig: Figure, alt: str) -> str:
    """Return the figure as SVG: no date, coordinates rounded to 0.01, two palettes inside.

    The same figure gives the same text on every run. The file is light on its own, dark where the
    page's color scheme is dark, and light in print.
    Raises ValueError for text with `$`, whose parts a browser would misplace (write Unicode: z², α,
    10⁻³), and for text too small to be read on a phone.
    Chapter: Perceptrons.
    """
    alt = _sentence(alt)
    with house():
        _prepare(fig)
        file = io.StringIO()
        fig.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    return compact(file.getvalue(), alt)


def _display(bundle: dict[str, str], metadata: dict[str, Any] | None = None) -> None:
    display = getattr(builtins, "display", None)  # Jupyter's, or that of a live page
    if display is None:
        print(bundle["text/plain"])
    else:
        display(bundle, metadata=metadata, raw=True)


def _close(fig: Figure) -> None:
    """Forget a figure that pyplot keeps: otherwise a notebook would show it a second time."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.close(fig)


def _sentence(alt: Any) -> str:
    text = " ".join(alt.split()) if isinstance(alt, str) else ""
    if len(text) < 40 or text.count(" ") < 5 or text[-1] not in ".!?":
        raise ValueError(
            "alt must be a sentence of at least 40 characters that says what the figure shows "
            f"and ends with a full stop, got {alt!r}"
        )
    return text


def _prepare(fig: Figure) -> None:
    """Make the texts such that a browser, whose font differs, puts them where they belong."""
    for ax in fig.axes:
        for axis in (ax.xaxis, ax.yaxis):
            if axis.get_scale() == "log":
                if isinstance(axis.get_major_formatter(), LogFormatter):  # no numerals of its own
                    axis.set_major_formatter(FuncFormatter(_power_of_ten))
                axis.set_minor_formatter(NullFormatter())
    fig.draw_without_rendering()
    width = 72 * fig.get_figwidth()
    for text in fig.findobj(Text):
        words = text.get_text()
        if not text.get_visible() or not words.strip():
            continue
        if "$" in words:
            raise ValueError(
                f"text of a figure must not contain '$' (write Unicode), got {words!r}"
            )
        size = text.get_fontsize() * PHONE / width
        if size < SMALLEST:
            raise ValueError(
                f"text of a figure must be at least {SMALLEST} px high on a phone, "
                f"got {size:.1f} px for {words!r}: make the figure narrower or the text larger"
            )
        text.set_rotation_mode("anchor" if text.get_rotation() else "default")


_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def _power_of_ten(value: float, _position: int | None = None) -> str:
    """Write a tick of a log axis in plain text: 10⁻³, and 0.1, 1, 10 as they are."""
    if not value > 0:
        return ""
    exponent = round(float(np.log10(value)), 6)
    if -1 <= exponent <= 2 or exponent != int(exponent):
        return f"{value:.6g}"
    return "10" + str(int(exponent)).translate(_SUPERSCRIPTS)
