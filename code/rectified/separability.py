"""What one unit can do at all, however it was trained: margins, bounds, and what it separates.

A hyperplane (a line in the plane) is given by w and b: the points x with w·x + b = 0. A point
belongs to class 1 where w·x + b >= 0, and to class 0 elsewhere.

Three short forms come again and again, in the letters of `perceptron`:

    s = 2 y - 1                  the label as a sign: 1 for class 1, -1 for class 0
    x' = (x, 1), w' = (w, b)     the bias as the weight of one more input, which is always 1
    s w'·x' > 0                  the point x is on its side, and not on the hyperplane itself
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product
from math import comb
from typing import NamedTuple

import numpy as np

from rectified import _checks

Array = np.ndarray

_TOO_CLOSE = "the classes must lie farther apart: rounding hides the gap between them"


# ---------------------------------------------------------------- a given hyperplane


def margin(X: Array, y: Array, w: Array, b: float) -> float:
    """Return the smallest signed distance of a point to the hyperplane w·x + b = 0.

    Positive when every point lies on its side; otherwise minus the distance of the worst one.
    X: (n, n_features), y: labels (n,), 0 or 1. In the units of X.
    Raises ValueError for w = 0, which is no hyperplane, and for bad shapes or labels.
    """
    X, y = _checks.labeled_points(X, y)
    w, b = _checks.weights_and_bias(w, b, X.shape[1])
    if not w.any():
        raise ValueError("w must not be all zeros: it is then no hyperplane")
    return float(np.min(_signs(y) * (X @ w + b)) / np.linalg.norm(w))


def novikoff_bound(X: Array, y: Array, w: Array, b: float) -> float:
    """Return (R/γ)², a limit on the updates that `perceptron.fit` makes when it starts from zero.

    The bias counts as a weight of a constant input 1, so with x' = (x, 1) and w' = (w, b):
    R is the largest ‖x'‖, and γ the smallest signed distance s w'·x' / ‖w'‖.
    Every separating (w, b) gives a valid limit; the best one, `smallest_novikoff_bound`.
    X: (n, n_features), y: labels (n,), 0 or 1.
    Raises ValueError when (w, b) does not have every point strictly on its side.
    Source: Novikoff (1962).
    """
    X, y = _checks.labeled_points(X, y)
    w, b = _checks.weights_and_bias(w, b, X.shape[1])
    scores = _signs(y) * (X @ w + b)
    if scores.min() <= 0:
        raise ValueError(
            f"(w, b) must separate the classes, got {np.sum(scores <= 0)} of {len(y)} points "
            "on the line or on its wrong side"
        )
    R = np.linalg.norm(_extended(X), axis=1).max()
    gamma = scores.min() / np.linalg.norm(np.append(w, b))
    return float((R / gamma) ** 2)


# ---------------------------------------------------------------- is there one, and which is best?


def is_separable(X: Array, y: Array) -> bool:
    """Return whether some hyperplane has every point on its side. Decided, not trained.

    A linear program asks for (w, b) with w·x + b >= 1 on class 1 and <= -1 on class 0: every
    separating hyperplane can be scaled to satisfy this. The answer is exact for whole numbers of
    ordinary size; a gap below about a billionth of the width of the data can be missed.
    X: (n, n_features), y: labels (n,), 0 or 1.
    Raises ValueError for bad shapes or labels; RuntimeError when the solver comes to no decision,
    which happens where the classes overlap by about a millionth of that width or less.
    """
    from scipy.optimize import linprog  # on first use: `import rectified` needs no SciPy

    X, y = _checks.labeled_points(X, y)
    # A solver wants inequalities A v <= c for its unknowns v. Ours are v = w', and s w'·x' >= 1.
    A = -_signs(y)[:, None] * _extended(_centered(X))
    c = -np.ones(len(y))
    nothing_to_minimize = np.zeros(A.shape[1])  # any solution will do
    result = linprog(nothing_to_minimize, A_ub=A, b_ub=c, bounds=(None, None), method="highs")
    if result.status not in (0, 2):  # neither a solution nor a proof that there is none
        raise RuntimeError(f"the linear program was not decided: {result.message}")
    return result.status == 0


def smallest_novikoff_bound(X: Array, y: Array) -> float:
    """Return the smallest (R/γ)² that any separating line gives.

    X: (n, n_features), y: labels (n,), 0 or 1.
    Raises ValueError when the classes are not separable, or so narrowly that rounding hides it.
    Source: Novikoff (1962).
    """
    X, y = _checks.labeled_points(X, y)
    _require_separable(X, y)
    # In the space of x' the hyperplane goes through the origin. So mirror the points of class 0:
    # all the s x' lie on one side of it, and γ is how far it stays from the nearest.
    mirrored = _signs(y)[:, None] * _extended(X)
    origin = np.zeros((1, mirrored.shape[1]))
    w = _across_the_gap(mirrored, origin)
    return novikoff_bound(X, y, w[:-1], w[-1])


class Separator(NamedTuple):
    """A hyperplane w·x + b = 0 and its distance `margin` to the nearest point."""

    w: Array
    b: float
    margin: float


def maximum_margin(X: Array, y: Array) -> Separator:
    """Return the separating hyperplane that stays farthest from the points.

    The distance is measured in the space of the inputs, as in `margin`. ‖w‖ = 1.
    X: (n, n_features), y: labels (n,), 0 or 1.
    Returns Separator(w (n_features,), b, margin).
    Raises ValueError when the classes are not separable, when there is only one class, and when the
    gap is so narrow (below a millionth of the width of the data) that rounding hides it.
    Source: the hard-margin support vector machine, Boser, Guyon & Vapnik (1992), here by the
    nearest points of the two convex hulls.
    """
    X, y = _checks.labeled_points(X, y)
    if len(np.unique(y)) == 1:
        raise ValueError(f"y must hold both classes, got only {y[0]}")
    _require_separable(X, y)
    centered = _centered(X)
    w = _across_the_gap(centered[y == 1], centered[y == 0])
    w /= np.linalg.norm(w)
    # The direction fixes the rest: the line runs midway between the nearest points of both classes.
    projections = X @ w
    low, high = projections[y == 0].max(), projections[y == 1].min()
    if not low < high:
        raise ValueError(_TOO_CLOSE)
    return Separator(w, float(-(low + high) / 2), float((high - low) / 2))


def best_share(X: Array, y: Array, directions: int = 360) -> float:
    """Search the share of points that the best straight line of the plane has on the right sides.

    X: (n, 2). y: (n,), labels 0 and 1. directions: how many directions from class 0 to class 1 are
    tried; for each of them, all lines at a right angle to it. Returns a share from 0.5 to 1.
    Raises ValueError when X has not 2 columns, and for bad labels or directions.
    """
    X, y = _checks.labeled_points(X, y)
    if X.shape[1] != 2:
        raise ValueError(f"X must have 2 columns, got {X.shape[1]}")
    directions = _checks.positive_integer("directions", directions)
    angles = np.linspace(0, 2 * np.pi, directions, endpoint=False)
    along = X @ np.stack([np.cos(angles), np.sin(angles)])
    order = np.argsort(along, axis=0)
    # A line behind all points answers 1 everywhere: the ones are right. It moves on and passes one
    # point after the other, whose answer becomes 0: right for a zero (+1), wrong for a one (-1).
    gains = -_signs(y)[order]
    correct = np.sum(y == 1) + np.vstack([np.zeros(directions), np.cumsum(gains, axis=0)])
    steps = np.diff(np.take_along_axis(along, order, axis=0), axis=0)
    correct[1:-1][steps < 1e-9] = 0  # no line fits between two points at the same place
    return float(correct.max() / len(y))


# ---------------------------------------------------------------- how much can one unit do?


def boolean_functions(n: int) -> Iterator[tuple[Array, Array]]:
    """Yield every Boolean function of n inputs as a truth table (X, y).

    n: number of inputs, 1 to 4; there are 2^(2^n) functions: 4, 16, 256, 65536.
    X: (2^n, n), the inputs in the order 00…0 to 11…1, the same array each time. y: (2^n,).
    Of the 16 functions of two inputs `is_separable` finds 14: all but XOR and XNOR.
    Raises ValueError for another n.
    """
    X = _truth_table_inputs(n)
    return ((X, np.array(outputs)) for outputs in product((0, 1), repeat=len(X)))


def count_separable(n: int) -> int:
    """Return how many Boolean functions of n inputs one unit can compute: 4, 14, 104, 1882.

    n: number of inputs, 1 to 4. Exact. Renaming or negating inputs, or negating the output, turns
    a separable function into a separable one, so one function per class is decided (222 of the
    65536 for n = 4) and stands for all.
    Raises ValueError for another n.
    Source: sequence A000609 of the OEIS, without its 2 for n = 0.
    """
    X = _truth_table_inputs(n)
    rows = X.astype(np.int64)
    place_values = 2 ** np.arange(n)[::-1]  # the inputs of a row are its number in binary
    # Each line lists the rows of the truth table after renaming (order) and negating (flips).
    relabelings = np.array(
        [
            (rows[:, order] ^ flips) @ place_values
            for order in map(list, permutations(range(n)))
            for flips in product((0, 1), repeat=n)
        ]
    )
    bits = 2 ** np.arange(len(X))  # a function, too, has a number: its outputs are the digits
    n_functions = 2 ** len(X)
    seen = np.zeros(n_functions, dtype=bool)
    count = 0
    for number in range(n_functions):
        if seen[number]:
            continue
        y = number // bits % 2
        relatives = y[relabelings] @ bits
        relatives = np.union1d(relatives, n_functions - 1 - relatives)  # those with 1 - y as well
        seen[relatives] = True
        if is_separable(X, y):
            count += len(relatives)
    return count


def separable_share(n: int, d: int) -> float:
    """Return the share of the 2^n ways to label n points that one unit with d inputs produces.

    The points must be in general position: no d + 1 of them on one hyperplane. The share is 1 up to
    n = d + 1 and exactly 1/2 at n = 2 (d + 1).
    Raises ValueError when n or d is not a positive whole number.
    Source: Cover (1965).
    """
    n, d = _checks.positive_integer("n", n), _checks.positive_integer("d", d)
    return 2 * sum(comb(n - 1, k) for k in range(d + 1)) / 2**n


# ---------------------------------------------------------------- helpers


def _signs(y: Array) -> Array:
    """Return s = 2 y - 1: the labels 0, 1 as -1.0, 1.0."""
    return 2.0 * y - 1.0


def _extended(X: Array) -> Array:
    """Return the points x' = (x, 1): the bias becomes one more weight."""
    return np.column_stack([X, np.ones(len(X))])


def _centered(X: Array) -> Array:
    """Return X moved and scaled to about [-1, 1], by one factor everywhere: angles stay."""
    X = X - X.mean(axis=0)
    return X / (np.abs(X).max() or 1.0)


def _truth_table_inputs(n: int) -> Array:
    if _checks.positive_integer("n", n) > 4:
        raise ValueError(f"n must be a whole number from 1 to 4, got {n!r}")
    return np.array(list(product((0.0, 1.0), repeat=n)))


def _require_separable(X: Array, y: Array) -> None:
    if not is_separable(X, y):
        raise ValueError("the classes must be separable by a hyperplane, got classes that are not")


def _across_the_gap(P: Array, Q: Array) -> Array:
    """Return the shortest w with w·(p - q) >= 1 for all rows p of P and q of Q.

    It crosses the gap between P and Q straight on. Measured along w, every p lies at least 1/‖w‖
    ahead of every q; so the shortest w goes where the gap is widest.

    Of the many pairs (p, q) few decide. Start from one, and add the pair that w violates most until
    it violates none (or, where the gap is so narrow that rounding shows, until that pair is not a
    new one).
    """
    pairs = np.array([P.mean(axis=0) - Q.mean(axis=0)])
    while True:
        w = _shortest(pairs)
        worst = P[np.argmin(P @ w)] - Q[np.argmax(Q @ w)]
        if worst @ w >= 1 - 1e-10 or (pairs == worst).all(axis=1).any():
            return w
        pairs = np.vstack([pairs, worst])


def _shortest(D: Array) -> Array:
    """Return the shortest w with w·d >= 1 for all rows d of D.

    As the weights of a perceptron are a sum of its mistakes, this w is a sum of rows of D, each
    times a number u >= 0. The numbers come from a problem that a solver knows: make the length of
    r = (Σ u d, Σ u - 1) as small as possible. Then w = Σ u d / (1 - Σ u).
    Source: Lawson & Hanson (1974), chapter 23, least distance programming.
    """
    from scipy.optimize import nnls  # on first use: `import rectified` needs no SciPy

    E = np.vstack([D.T, np.ones(len(D))])
    f = np.append(np.zeros(D.shape[1]), 1.0)
    u, _ = nnls(E, f)
    r = E @ u - f
    if not r[-1] < 0:
        raise ValueError(_TOO_CLOSE)
    return -r[:-1] / r[-1]
