"""The drawings of the chapter Language: each returns a figure and a description of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, NullLocator

from rectified._checks import finite_array

from .axes import label_ends, new
from .look import ACCENT, FAINT, FONT, INK, NAMES, TEAL, house, line
from .plots import heatmap
from .rounding import clean


def opinions(read: Sequence[tuple[Sequence[str], Any]]) -> tuple[Figure, str]:
    """Draw what a network thinks of a sentence after each of its words, a panel for each.

    read: words, and as many probabilities that the writer is pleased; at most three sentences.
    Raises ValueError for more. Returns the figure and a description. Chapter: Language.
    """
    if not 1 <= len(read) <= 3:
        raise ValueError(f"read must hold one to three sentences, got {len(read)}")
    most, told = max(len(words) for words, _ in read), []
    fig, axes = new(len(read), 1, ylabel=[""] * len(read), height=0.4 + 1.35 * len(read))
    for ax, (words, shares) in zip(np.atleast_1d(axes), read, strict=True):
        shares = clean(finite_array("shares", shares, 1))
        ax.axhline(0.5, color=FAINT, lw=1, zorder=0)
        ax.plot(shares, color=INK, lw=1.5, zorder=1)
        for side, color, marker in ((shares >= 0.5, TEAL, "o"), (shares < 0.5, ACCENT, "s")):
            ax.plot(np.flatnonzero(side), shares[side], marker, color=color, ms=7)
        ax.set_xlim(-0.5, most - 0.5)
        ax.set_ylim(-0.08, 1.08)
        ax.set_xticks(range(len(words)), words)
        ax.tick_params(axis="x", length=0)
        ax.set_yticks([0, 1], ["no", "yes"])
        said = ", ".join(f"{w} {p:.0%}" for w, p in zip(words, shares, strict=True))
        told.append(said)
    return fig, f"How likely the writer is pleased, after each word: {'; '.join(told)}."


def by_start(
    values: Any,
    functions: Sequence[str],
    starts: Sequence[str],
    what: str,
    fmt: str = "{:.0f}",
    limits: tuple[float, float] | None = None,
) -> tuple[Figure, str]:
    """Draw one number for each function and each start of the recurrent matrix, as a heat map.

    values: (len(functions), len(starts)). what: is measured, for the description.
    limits: values of the lightest and the darkest step.
    Returns the figure and a description. Chapter: Language.
    """
    values = clean(finite_array("values", values, 2))
    names = ["no bend" if f == "identity" else NAMES[f] for f in functions]
    fig, ax = new(height=0.7 + 0.44 * len(names), xlabel="start of the recurrent matrix")
    heatmap(ax, values, names, starts, fmt, limits)
    rows = [
        f"{name}: " + ", ".join(f"{s} {fmt.format(v)}" for s, v in zip(starts, row, strict=True))
        for name, row in zip(names, values, strict=True)
    ]
    return fig, f"{what}, by function and start. {'; '.join(rows)}."


def row_to_add(X: Any) -> tuple[Figure, str]:
    """Draw one row of the adding problem: numbers as bars, the two that are marked in color.

    X: (steps, 2), numbers and marks. Returns the figure and a description. Chapter: Long memory.
    """
    X = clean(finite_array("X", X, 2))
    numbers, marked = X[:, 0], X[:, 1] > 0
    places = np.flatnonzero(marked)
    fig, ax = new(height=2.1, xlabel="step", ylabel="number")
    at = np.arange(1, len(X) + 1)
    ax.bar(at[~marked], numbers[~marked], 0.7, color=FAINT)
    ax.bar(at[marked], numbers[marked], 0.9, color=ACCENT)
    with house():
        for place in places:
            text = f"{numbers[place]:.2f}"
            ax.annotate(
                text,
                (at[place], numbers[place]),
                (0, 4),
                color=ACCENT,
                ha="center",
                textcoords="offset points",
                fontsize=FONT,
            )
    ax.set_xlim(0, len(X) + 1)
    ax.set_ylim(0, 1.22)
    ax.set_yticks([0, 1])
    said = " and ".join(f"{numbers[p]:.2f} at step {at[p]}" for p in places)
    return fig, f"{len(X)} numbers from 0 to 1 in a row. Marked are {said}."


LOOKS = {
    ("sigmoid", "orthogonal"): line("sigmoid"),
    ("tanh", "identity"): line("tanh"),
    ("relu", "orthogonal"): line("relu") | {"linestyle": (0, (5, 2))},
    ("relu", "identity"): line("relu"),
}
"""How the four kinds of `blame_in_time` look."""


def blame_in_time(panels: Mapping[str, Mapping[tuple[str, str], Any]]) -> tuple[Figure, str]:
    """Draw the size of ∂L/∂h over the steps, on logarithmic axes, a panel below the other.

    panels: title -> (function, start) of `LOOKS` -> size after each step, positive.
    Returns the figure and a description. Chapter: Long memory.
    """
    below = [""] * (len(panels) - 1) + ["step"]
    fig, axes = new(len(panels), 1, xlabel=below, ylabel=list(panels), sharex=True)
    told = []
    for ax, (title, sizes) in zip(np.atleast_1d(axes), panels.items(), strict=True):
        ax.set_yscale("log")
        ends, said = [], []
        for (f, start), size in sizes.items():
            size = clean(finite_array(f"{f}, {start}", size, 1))
            steps = np.arange(1, len(size) + 1)
            ax.plot(steps, size, **LOOKS[f, start], lw=1.8)
            name = f"{NAMES[f]}, {start}"
            ends.append((1, size[0], name, LOOKS[f, start]["color"]))
            said.append(f"{name} {size[0]:.1g}")
        ax.set_xlim(len(size) + 1, 0)  # as the blame goes: it begins at the last step
        ax.yaxis.set_major_locator(LogLocator(numticks=5))
        ax.yaxis.set_minor_locator(NullLocator())
        label_ends(ax, ends)
        told.append(f"{title}: {'; '.join(said)}")
    return fig, f"Size of the blame at the first of {len(size)} steps. {'. '.join(told)}."
