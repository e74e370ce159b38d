"""What a teacher looks at: the misconceptions that a class has met."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from .axes import new
from .look import BLUE, FONT, INK

MOST = 10  # rows that are drawn


def misconceptions(met: Sequence[tuple[str, str, str, int]], learners: int) -> tuple[Figure, str]:
    """Draw how many of a class met each misconception, the most frequent first.

    met: exercise, title, misconception and how many met it, as the checker counts them.
    learners: how many handed in. Returns the figure and a description.
    """
    rows = list(met[:MOST])
    if not rows:
        raise ValueError("met must have a misconception in it, got none")
    fig, ax = new(height=0.7 + 0.36 * len(rows), xlabel=f"learners, of {learners}")
    labels = [_label(id, title, what) for id, title, what, _ in rows]
    counts = [n for *_, n in rows]
    places = range(len(rows), 0, -1)
    ax.barh(places, counts, color=BLUE, height=0.62)
    for place, n in zip(places, counts, strict=True):
        ax.text(n + learners / 100, place, str(n), color=INK, fontsize=FONT, va="center")
    ax.set_yticks(list(places), labels)
    ax.tick_params(axis="y", length=0)
    ax.set_xlim(0, learners)
    ax.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    told = "; ".join(f"{id} {title}, {what}: {n}" for id, title, what, n in rows)
    return fig, (
        f"A bar for each of the {len(rows)} misconceptions that most of {learners} learners met. "
        f"{told}."
    )


def _label(id: str, title: str, what: str) -> str:
    """The misconception, or of a choice the letter with the title of the exercise."""
    told = f"({what}) {title}" if len(what) == 1 else what
    return textwrap.shorten(f"{id} {told}", 34, placeholder=" …")
