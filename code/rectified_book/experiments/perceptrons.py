"""Rosenblatt's rule: how good its line is, and how long it takes."""

from __future__ import annotations

from functools import cache

import numpy as np

from rectified import datasets, perceptron
from rectified.network import MLP

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


@cache
def first_lines(*, seed: int = 0, split: int = 0) -> Array:
    """Distance that the rule's line keeps, in shares of the largest possible one, on 135 data sets.

    The sets of `corrections`, each in the order in which it stands: (135,).
    """
    sets = [*digit_pairs(split).values(), *point_sets(seed=seed)]
    runs = [perceptron.fit(*data) for data in sets]
    kept = [perceptron.margin(*data, run.w, run.b) for data, run in zip(sets, runs, strict=True)]
    return np.array(kept) / [perceptron.maximum_margin(*data).margin for data in sets]


def logistic_losses(*, seed: int = 0) -> tuple[float, float]:
    """Loss of logistic regression on two half moons: by gradient descent, and the least there is.

    The loss is convex, so it has one minimum, which Newton's method finds in a few steps.
    """
    X, y = datasets.moons(200, noise=0.2, seed=seed)
    net = MLP([2, 1], output="sigmoid", rng=seed)
    net.fit(X, y, epochs=2000, learning_rate=1)
    A, w = np.column_stack([X, np.ones(len(X))]), np.zeros(3)
    for _ in range(20):
        p = 1 / (1 + np.exp(-(A @ w)))
        w -= np.linalg.solve(A.T @ (A * (p * (1 - p))[:, None]), A.T @ (p - y))
    z = A @ w
    return float(net.loss(X, y)), float(np.mean(np.logaddexp(0, z) - y * z))
