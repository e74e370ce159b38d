"""The drawings of the page Fact check: each returns a figure and a description of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.figure import Figure

from rectified._checks import finite_array

from .axes import label_ends, new
from .halftone import signed_halftone
from .look import ACCENT, GOLD, GREEN, INK, MUTED, SERIES, TEAL, house
from .rounding import clean

VERDICTS = {
    "right": {"color": GREEN, "marker": "o"},
    "right with conditions": {"color": TEAL, "marker": "^"},
    "imprecise": {"color": GOLD, "marker": "D"},
    "wrong": {"color": ACCENT, "marker": "X"},
    "no evidence found": {"color": MUTED, "marker": "s"},
}
"""Color and marker of each verdict."""


def ledger(parts: Mapping[str, Sequence[str]]) -> tuple[Figure, str]:
    """Draw every claim of the article as one mark, part by part.

    parts: the verdicts of each part, in order, by the name of the part.
    Raises ValueError for a verdict that is not one of `VERDICTS`. Chapter: Fact check.
    """
    verdicts = [verdict for part in parts.values() for verdict in part]
    unknown = set(verdicts) - set(VERDICTS)
    if unknown or not verdicts:
        raise ValueError(f"parts must hold verdicts of {list(VERDICTS)}, got {sorted(unknown)}")
    fig, ax = new(height=0.62 * len(parts) + 1.35)
    with house():
        for row, (name, part) in enumerate(parts.items()):
            ax.text(-0.3, row - 0.38, name, ha="left", va="center", color=INK)
            for verdict, look in VERDICTS.items():
                places = [i for i, other in enumerate(part) if other == verdict]
                ax.plot(places, np.full(len(places), row), linestyle="none", markersize=9, **look)
        for place, (verdict, look) in enumerate(VERDICTS.items()):
            x, y = 8 * (place % 2), len(parts) + 0.1 + 0.5 * (place // 2)
            ax.plot(x, y, linestyle="none", markersize=9, **look)
            label = f"{verdicts.count(verdict)} {verdict}"
            ax.text(x + 0.6, y, label, va="center", color=look["color"], weight="bold")
    ax.set(xlim=(-0.6, 15.8), ylim=(len(parts) + 1.4, -0.75))
    ax.set_axis_off()
    counts = ", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in VERDICTS)
    worst = max(parts, key=lambda name: list(parts[name]).count("wrong"))
    return fig, (
        f"{len(verdicts)} claims in {len(parts)} parts of the article: {counts}. Most wrong ones, "
        f"{list(parts[worst]).count('wrong')} of {len(parts[worst])}, in the part '{worst}'."
    )


def edges(pictures: Mapping[str, np.ndarray]) -> tuple[Figure, str]:
    """Draw small pictures beside one another: what a filter and what ReLU make of the first.

    pictures: arrays (rows, columns) by their titles. Squares are positive, discs negative.
    Raises ValueError for a picture that is all zeros. Chapter: Fact check.
    """
    arrays = {name: finite_array("pictures", picture, 2) for name, picture in pictures.items()}
    fig, axes = new(1, len(arrays), height=2.2, title=list(arrays))
    with house():
        for ax, picture in zip(np.atleast_1d(axes), arrays.values(), strict=True):
            signed_halftone(ax, picture)
    ranges = "; ".join(
        f"{name}, from {p.min():g} to {p.max() + 0.0:g}" for name, p in arrays.items()
    )
    return fig, f"{len(arrays)} pictures, squares above 0, discs below: {ranges}."


def through_time(norms: Mapping[str, np.ndarray]) -> tuple[Figure, str]:
    """Draw the size of a gradient over the steps that it has gone back in time.

    norms: (n_steps,), from one step on, by the name of the start. At most four.
    Chapter: Fact check.
    """
    fig, ax = new(xlabel="steps back", ylabel="size of the gradient", height=3.2)
    ends = []
    with house():
        ax.set_yscale("log")
        for (name, sizes), look in zip(norms.items(), SERIES, strict=False):
            steps = np.arange(1, len(sizes) + 1)
            ax.plot(steps, clean(sizes), **look | {"marker": ""})
            ends.append((steps[-1], float(sizes[-1]), name, look["color"]))
    label_ends(ax, ends)
    told = "; ".join(f"{name} {sizes[-1]:.0e}" for name, sizes in norms.items())
    return fig, f"After {len(steps)} steps back the gradient has been multiplied by: {told}."
