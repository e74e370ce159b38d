"""Rosenblatt's rule: how good its line is, and how long it takes."""

from __future__ import annotations

from functools import cache

import numpy as np

from rectified import datasets, perceptron

from ._data import Array, digits

Data = tuple[Array, Array]


@cache
def margins_kept(*, orders: int = 1000, seed: int = 0) -> Array:
    """Distances that the first line without a mistake keeps, in shares of the largest possible one.

    40 points in the plane, presented in so many orders: (orders,).
    """
    X, y = datasets.separable(40, margin=0.1, seed=seed)
    best = perceptron.maximum_margin(X, y).margin
    runs = [perceptron.fit(X, y, rng=order) for order in range(orders)]
    return np.array([perceptron.margin(X, y, run.w, run.b) for run in runs]) / best


@cache
def digit_pairs(split: int = 0) -> dict[tuple[int, int], Data]:
    """All 45 pairs of digits (i, j), in gray levels from 0 to 16, with the label 1 for j."""
    X, _, y, _ = digits(split, "raw")
    rows = {(i, j): (y == i) | (y == j) for j in range(10) for i in range(j)}
    return {(i, j): (X[k], y[k] == j) for (i, j), k in rows.items()}


def point_sets(*, seed: int = 0) -> list[Data]:
    """90 sets of 100 points in the plane that a line separates, with three different gaps."""
    gaps = np.repeat([0.05, 0.1, 0.2], 30)
    return [datasets.separable(100, gap, seed=seed + k) for k, gap in enumerate(gaps)]


@cache
def corrections(*, seed: int = 0, split: int = 0) -> dict[str, tuple[Array, Array]]:
    """Corrections that the rule makes and that Novikoff's theorem allows, in two groups of data.

    Returns (used, allowed) for "pairs of digits" and for "points in the plane".
    """
    groups = {
        "pairs of digits": list(digit_pairs(split).values()),
        "points in the plane": point_sets(seed=seed),
    }
    return {
        name: (
            np.array([perceptron.fit(*data).n_updates for data in group]),
            np.array([perceptron.smallest_novikoff_bound(*data) for data in group]),
        )
        for name, group in groups.items()
    }
