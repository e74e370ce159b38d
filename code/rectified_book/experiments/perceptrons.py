"""Rosenblatt's rule: how good its line is, and how long it takes."""

from __future__ import annotations

from functools import cache

import numpy as np

from rectified import datasets, perceptron
from rectified.network import MLP

from ._data import Array, digits

Data = tuple[Array, Array]


def inks(pictures: Array) -> Array:
    """How dark a picture is in the middle and beside it: two numbers in place of its 64 pixels.

    The mean gray levels, 0 to 16, of eight pixels in the middle, and of sixteen to their left and
    right, all in the four rows of the middle: (n, 64) becomes (n, 2).
    """
    rows = pictures.reshape(-1, 8, 8)[:, 2:6]
    return np.stack([rows[:, :, k].mean(axis=(1, 2)) for k in ([3, 4], [1, 2, 5, 6])], axis=1)


def zeros_and_ones(split: int = 0) -> datasets.Split:
    """The pictures of zeros and ones, in gray levels from 0 to 16; the label is the digit."""
    X, X_unseen, y, y_unseen = digits(split, "raw")
    old, new = y < 2, y_unseen < 2
    return datasets.Split(X[old], X_unseen[new], y[old], y_unseen[new])


@cache
def in_other_orders(
    *, orders: int = 100, seed: int = 0, split: int = 0
) -> tuple[perceptron.Training, ...]:
    """Train on the zeros and ones in so many orders, which follow from `seed` and the next ones."""
    X, _, y, _ = zeros_and_ones(split)
    return tuple(perceptron.fit(X, y, rng=order) for order in range(seed, seed + orders))


def right_answers(run: perceptron.Training, *, split: int = 0) -> tuple[int, int]:
    """How many of the unseen pictures a unit answers rightly, and how many there are."""
    _, X, _, y = zeros_and_ones(split)
    return int(np.sum(perceptron.predict(X, run.w, run.b) == y)), len(y)


@cache
def margins_kept(*, orders: int = 100, seed: int = 0, split: int = 0) -> Array:
    """Distances that the first hyperplanes without a mistake keep from the zeros and ones.

    In shares of the largest possible one, with all 64 pixels, in so many orders: (orders,).
    """
    X, _, y, _ = zeros_and_ones(split)
    best = perceptron.maximum_margin(X, y).margin
    runs = in_other_orders(orders=orders, seed=seed, split=split)
    return np.array([perceptron.margin(X, y, run.w, run.b) for run in runs]) / best


def restless(*, trainings: int = 6, epochs: int = 50, seed: int = 0, split: int = 0) -> Array:
    """Mistakes among the zeros and ones after each epoch, if all the unit sees are two inks.

    No line parts them, so no training ends. Each has an order of its own: (trainings, epochs).
    """
    X, _, y, _ = zeros_and_ones(split)
    X = inks(X)
    wrong = np.empty((trainings, epochs), dtype=int)
    for k in range(trainings):
        run = perceptron.fit(X, y, rng=seed + k, max_epochs=epochs)
        w = run.path[run.updates_per_epoch.cumsum()]  # as it is after each epoch
        wrong[k] = np.sum((X @ w[:, :2].T + w[:, 2] >= 0) != y[:, None], axis=0)
    return wrong


def separable_by_trying(n: int, d: int, *, tries: int = 50, seed: int = 0) -> float:
    """Share of random labelings of n random points with d inputs that one unit can produce."""
    rng = np.random.default_rng([seed, n, d])
    points, coins = rng.normal(size=(tries, n, d)), rng.integers(0, 2, (tries, n))
    return float(np.mean(list(map(perceptron.is_separable, points, coins))))


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
