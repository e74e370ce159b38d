"""Folded three times."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from checker import value

from .relu import relu


@value(
    way=(2, 6, "folding a line", "what-relu-does#folding-a-line"),
    hints=[
        "Once: t rises from 0 to 1 on the left half and falls back to 0 on the right half. That is "
        "two pieces.",
        "While t goes once from 0 to 1, the second t runs through its whole up and down. What does "
        "it do while t comes back?",
    ],
    why="""
    Every piece of the inner function runs through all of the interval from 0 to 1, upward or
    downward, so the outer function folds each of them once: 2, 4, 8. Six units in three layers make
    8 pieces; in a single layer, six units make at most 7.
    """,
    picture=lambda: _picture_of_folds(),
)
def folds():
    """Folded three times

    The function $t(x) = \\mathrm{relu}(2x) - \\mathrm{relu}(4x - 2)$ folds the interval from 0 to
    1 in the middle. Of how many straight pieces is $t(t(t(x)))$ made, for $x$ from 0 to 1?
    """
    return 8  # ← a number


def _picture_of_folds():
    """The function that folds, applied once, twice and three times."""
    from rectified_book import figures

    x = np.linspace(0, 1, 65)
    titles = ["t(x)", "t(t(x))", "t(t(t(x)))"]
    fig, axes = figures.new(columns=3, height=2.2, title=titles, xlabel="x", sharey=True)
    pieces, y = [], x
    for ax in axes:
        y = relu.reference(2 * y) - relu.reference(4 * y - 2)
        pieces.append(figures.relu.count_pieces(y))
        ax.plot(x, y, **{**figures.SERIES[0], "marker": ""}, lw=1.6)
    alt = (
        f"Three panels over x from 0 to 1. t(x) is one tooth of {pieces[0]} pieces, t(t(x)) has "
        f"{pieces[1]} pieces and t(t(t(x))) {pieces[2]}, all between 0 and 1."
    )
    return fig, alt


folds.also_right(8.0, np.int64(8), [8], Fraction(8), np.array([8.0]), lambda: 2**3)
folds.wrong(
    "added",
    6,
    says="You add two pieces for each fold. But a fold goes through *all* layers of the paper.",
)
folds.wrong(
    "corners",
    7,
    says="Seven is the number of corners between the pieces. (It is also the most pieces that six "
    "units can make in a single layer.)",
)
folds.wrong(
    "one fold short",
    4,
    says="So many there are after two folds.",
)
folds.wrong(
    "one fold too many",
    16,
    says="So many there are after four folds. After the first there are two.",
)
folds.wrong(
    "two to the number of units",
    64,
    says="That is 2⁶: do you count six units as six folds? Two units make one fold.",
)
folds.wrong(
    "one per layer",
    3,
    says="One piece for each t? Already the first one makes two.",
)
folds.wrong("nine", 9, says="That is 3 · 3. Each fold multiplies the pieces by the same number.")
folds.also_wrong(0, 5, 2, -8, 8.5, "eight", None, (8, 8), float("nan"), 12, 512)
