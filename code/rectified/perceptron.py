"""Rosenblatt's perceptron: one unit, its learning rule, and what a single line can and cannot do.

One convention everywhere: a point belongs to class 1 where w·x + b >= 0, and to class 0 elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import permutations, product
from math import comb
from typing import NamedTuple

import numpy as np
from scipy.optimize import linprog, nnls

from rectified import _checks

Array = np.ndarray

_TOO_CLOSE = "the classes must lie farther apart: rounding hides the gap between them"


class Update(NamedTuple):
    """One correction: in `epoch` (from 1) row `index` was wrong by `error`, which led to w and b.

    Chapter: Perceptrons.
    """

    epoch: int
    index: int
    error: int
    w: Array
    b: float


@dataclass(frozen=True, eq=False)
class Training:
    """What `fit` did.

    w (n_features,), b: the final weights and bias. n_epochs: passes made over the rows.
    converged: whether the last pass made no error, so that (w, b) classifies every row correctly.
    epochs, indices, errors: (n_updates,) whole numbers, one entry per update: the pass it happened
        in (from 1), the row that was wrong, and y - prediction, which is 1 or -1.

    Chapter: Perceptrons.
    """

    w: Array
    b: float
    n_epochs: int
    converged: bool
    epochs: Array = field(repr=False)
    indices: Array = field(repr=False)
    errors: Array = field(repr=False)
    _start: Array = field(repr=False)
    _X: Array = field(repr=False)

    @property
    def n_updates(self) -> int:
        """The number of corrections made."""
        return len(self.errors)

    @cached_property
    def path(self) -> Array:
        """Weights and bias (last column) before the first and after every update.

        Shape (n_updates + 1, n_features + 1). A sum of the errors times their inputs, added up in
        the order of training, and so equal to what training held, to the last bit.
        """
        steps = self.errors[:, None] * _extended(self._X[self.indices])
        return np.cumsum(np.vstack([self._start, steps]), axis=0)

    @property
    def updates(self) -> list[Update]:
        """Every correction, with the weights and bias after it."""
        epochs, indices, errors = (a.tolist() for a in (self.epochs, self.indices, self.errors))
        w, b = self.path[1:, :-1], self.path[1:, -1].tolist()
        return [Update(*update) for update in zip(epochs, indices, errors, w, b, strict=True)]

    @property
    def updates_per_epoch(self) -> Array:
        """The number of corrections in each pass, (n_epochs,)."""
        passes = self.epochs.astype(np.intp)  # what bincount takes, also where that is 32 bits
        return np.bincount(passes, minlength=self.n_epochs + 1)[1:]


class Separator(NamedTuple):
    """A hyperplane w·x + b = 0 and its distance `margin` to the nearest point.

    Chapter: Perceptrons.
    """

    w: Array
    b: float
    margin: float


def fit(
    X: Array,
    y: Array,
    *,
    max_epochs: int = 1000,
    rng: int | np.random.Generator | None = None,
    w: Array | None = None,
    b: float = 0.0,
) -> Training:
    """Train with Rosenblatt's rule: w += (y - prediction) x and b += (y - prediction).

    X: inputs (n, n_features). y: labels (n,), 0 or 1.
    max_epochs: passes over the rows at most; training ends with the first pass without an error.
    rng: a seed or Generator draws a fresh order in every pass; None keeps the order of the rows.
    w (n_features,), b: where to start, zero by default.
    Returns a Training, with the record of every update.

    The gate AND, from zero and in the order 00, 01, 10, 11, takes 11 updates and 6 epochs and ends
    at w = (2, 1), b = -3. XOR never ends: after one pass the same four corrections repeat.
    Raises ValueError for other labels, shapes that do not match, and values that are not finite.
    Source: Rosenblatt (1962). Chapter: Perceptrons.
    """
    X, y = _points(X, y)
    n, n_features = X.shape
    max_epochs = _checks.positive_integer("max_epochs", max_epochs)
    rng = None if rng is None else _checks.generator("rng", rng)
    w, b = _line(np.zeros(n_features) if w is None else w, b, n_features)
    start = np.append(w, b)
    record: list[tuple[int, int, int]] = []
    labels = y.tolist()

    for epoch in range(1, max_epochs + 1):
        updates_before = len(record)
        for i in range(n) if rng is None else rng.permutation(n).tolist():
            x = X[i]
            error = labels[i] - int(x @ w + b >= 0)
            if error:
                w += error * x
                b += error
                record.append((epoch, i, error))
        converged = len(record) == updates_before
        if converged:
            break

    epochs, indices, errors = np.array(record, dtype=np.int64).reshape(-1, 3).T
    return Training(w, b, epoch, converged, epochs, indices, errors, start, X)


def predict(X: Array, w: Array, b: float) -> Array:
    """Return the class of each row, 1 where w·x + b >= 0 and 0 elsewhere.

    X: (n, n_features). w: (n_features,). Returns whole numbers (n,).
    Raises ValueError when shapes do not match or a value is not finite.
    Chapter: Perceptrons.
    """
    X = _checks.finite_array("X", X, ndim=2)
    w, b = _line(w, b, X.shape[1])
    return (X @ w + b >= 0).astype(np.int64)


def margin(X: Array, y: Array, w: Array, b: float) -> float:
    """Return the smallest signed distance of a point to the hyperplane w·x + b = 0.

    Positive when every point lies on its side; otherwise minus the distance of the worst one.
    X: (n, n_features), y: labels (n,), 0 or 1. In the units of X.
    Raises ValueError for w = 0, which is no hyperplane, and for bad shapes or labels.
    Chapter: Perceptrons.
    """
    X, y = _points(X, y)
    w, b = _line(w, b, X.shape[1])
    if not w.any():
        raise ValueError("w must not be all zeros: it is then no hyperplane")
    return float(np.min(_signs(y) * (X @ w + b)) / np.linalg.norm(w))


def novikoff_bound(X: Array, y: Array, w: Array, b: float) -> float:
    """Return (R/γ)², a limit on the updates that `fit` makes when it starts from zero.

    The bias counts as a weight of a constant input 1, so with x' = (x, 1) and w' = (w, b):
    R is the largest ‖x'‖, and γ the smallest signed distance ±w'·x' / ‖w'‖.
    Every separating (w, b) gives a valid limit; the best one, `smallest_novikoff_bound`.
    X: (n, n_features), y: labels (n,), 0 or 1.
    Raises ValueError when (w, b) does not have every point strictly on its side.
    Source: Novikoff (1962). Chapter: Perceptrons.
    """
    X, y = _points(X, y)
    w, b = _line(w, b, X.shape[1])
    scores = _signs(y) * (X @ w + b)
    if scores.min() <= 0:
        raise ValueError(
            f"(w, b) must separate the classes, got {np.sum(scores <= 0)} of {len(y)} points "
            "on the line or on its wrong side"
        )
    R = np.linalg.norm(_extended(X), axis=1).max()
    gamma = scores.min() / np.linalg.norm(np.append(w, b))
    return float((R / gamma) ** 2)


def smallest_novikoff_bound(X: Array, y: Array) -> float:
    """Return the smallest (R/γ)² that any separating line gives.

    X: (n, n_features), y: labels (n,), 0 or 1.
    Raises ValueError when the classes are not separable, or so narrowly that rounding hides it.
    Source: Novikoff (1962). Chapter: Perceptrons.
    """
    X, y = _points(X, y)
    _require_separable(X, y)
    # A hyperplane through the origin of the points (x, 1): mirror class 0, and all lie on one side.
    Z = _signs(y)[:, None] * _extended(X)
    w = _across_the_gap(Z, np.zeros((1, Z.shape[1])))
    return novikoff_bound(X, y, w[:-1], w[-1])


def maximum_margin(X: Array, y: Array) -> Separator:
    """Return the separating hyperplane that stays farthest from the points.

    The distance is measured in the space of the inputs, as in `margin`. ‖w‖ = 1.
    X: (n, n_features), y: labels (n,), 0 or 1.
    Returns Separator(w (n_features,), b, margin).
    Raises ValueError when the classes are not separable, when there is only one class, and when the
    gap is so narrow (below a millionth of the width of the data) that rounding hides it.
    Source: the hard-margin support vector machine, Boser, Guyon & Vapnik (1992), here by the
    nearest points of the two convex hulls. Chapter: Perceptrons.
    """
    X, y = _points(X, y)
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


def is_separable(X: Array, y: Array) -> bool:
    """Return whether some hyperplane has every point on its side. Decided, not trained.

    A linear program asks for (w, b) with w·x + b >= 1 on class 1 and <= -1 on class 0: every
    separating hyperplane can be scaled to satisfy this. The answer is exact for whole numbers of
    ordinary size; a gap below about a billionth of the width of the data can be missed.
    X: (n, n_features), y: labels (n,), 0 or 1.
    Raises ValueError for bad shapes or labels.
    Chapter: Perceptrons.
    """
    X, y = _points(X, y)
    constraints = -_signs(y)[:, None] * _extended(_centered(X))
    result = linprog(
        np.zeros(constraints.shape[1]),
        A_ub=constraints,
        b_ub=-np.ones(len(y)),
        bounds=(None, None),
        method="highs",
    )
    if result.status not in (0, 2):  # neither a solution nor a proof that there is none
        raise RuntimeError(f"the linear program was not decided: {result.message}")
    return result.status == 0


def best_share(X: Array, y: Array, directions: int = 360) -> float:
    """Search the share of points that the best straight line of the plane has on the right sides.

    X: (n, 2). y: (n,), labels 0 and 1. directions: how many directions from class 0 to class 1 are
    tried; for each of them, all lines at a right angle to it. Returns a share from 0.5 to 1.
    Chapter: Activation functions.
    """
    X, y = _points(X, y)
    if X.shape[1] != 2:
        raise ValueError(f"X must have 2 columns, got {X.shape[1]}")
    angles = np.linspace(0, 2 * np.pi, directions, endpoint=False)
    along = X @ np.stack([np.cos(angles), np.sin(angles)])
    order = np.argsort(along, axis=0)
    # All answers 1 get the ones right. Then the line passes one point after the other.
    gains = -_signs(y)[order]
    correct = np.sum(y == 1) + np.vstack([np.zeros(directions), np.cumsum(gains, axis=0)])
    steps = np.diff(np.take_along_axis(along, order, axis=0), axis=0)
    correct[1:-1][steps < 1e-9] = 0  # no line fits between two points at the same place
    return float(correct.max() / len(y))


def boolean_functions(n: int) -> Iterator[tuple[Array, Array]]:
    """Yield every Boolean function of n inputs as a truth table (X, y).

    n: number of inputs, 1 to 4; there are 2^(2^n) functions: 4, 16, 256, 65536.
    X: (2^n, n), the inputs in the order 00…0 to 11…1, the same array each time. y: (2^n,).
    Of the 16 functions of two inputs `is_separable` finds 14: all but XOR and XNOR.
    Raises ValueError for another n.
    Chapter: Perceptrons.
    """
    X = _truth_table_inputs(n)
    return ((X, np.array(outputs)) for outputs in product((0, 1), repeat=len(X)))


def count_separable(n: int) -> int:
    """Return how many Boolean functions of n inputs one unit can compute: 4, 14, 104, 1882.

    n: number of inputs, 1 to 4. Exact. Renaming or negating inputs, or negating the output, turns
    a separable function into a separable one, so one function per class is decided (222 of the
    65536 for n = 4) and stands for all.
    Raises ValueError for another n.
    Source: sequence A000609 of the OEIS, without its 2 for n = 0. Chapter: Perceptrons.
    """
    X = _truth_table_inputs(n)
    rows = X.astype(np.int64)
    place = 2 ** np.arange(n)[::-1]
    # Each line lists the rows of the truth table after renaming (order) and negating (flips).
    relabelings = np.array(
        [
            (rows[:, order] ^ flips) @ place
            for order in map(list, permutations(range(n)))
            for flips in product((0, 1), repeat=n)
        ]
    )
    bits = 2 ** np.arange(len(X))
    n_functions = 2 ** len(X)
    seen = np.zeros(n_functions, dtype=bool)
    count = 0
    for code in range(n_functions):
        if seen[code]:
            continue
        y = code // bits % 2
        alike = y[relabelings] @ bits
        alike = np.union1d(alike, n_functions - 1 - alike)
        seen[alike] = True
        if is_separable(X, y):
            count += len(alike)
    return count


def separable_share(n: int, d: int) -> float:
    """Return the share of the 2^n ways to label n points that one unit with d inputs produces.

    The points must be in general position: no d + 1 of them on one hyperplane. The share is 1 up to
    n = d + 1 and exactly 1/2 at n = 2 (d + 1).
    Raises ValueError when n or d is not a positive whole number.
    Source: Cover (1965). Chapter: Perceptrons.
    """
    n, d = _checks.positive_integer("n", n), _checks.positive_integer("d", d)
    return 2 * sum(comb(n - 1, k) for k in range(d + 1)) / 2**n


def _truth_table_inputs(n: int) -> Array:
    if _checks.positive_integer("n", n) > 4:
        raise ValueError(f"n must be a whole number from 1 to 4, got {n!r}")
    return np.array(list(product((0.0, 1.0), repeat=n)))


def _points(X: Array, y: Array) -> tuple[Array, Array]:
    """Return X (n, n_features) as float64 and y (n,) as whole numbers, both copies; or raise."""
    X = _checks.finite_array("X", X, ndim=2).astype(np.float64)
    y = np.asarray(y)
    if X.size == 0:
        raise ValueError(f"X must hold at least one row and one column, got shape {X.shape}")
    if y.shape != X.shape[:1]:
        raise ValueError(f"y must have shape ({len(X)},), one label per row of X, got {y.shape}")
    found = np.unique(y).tolist()
    if not set(found) <= {0, 1}:
        raise ValueError(f"y must hold only the labels 0 and 1, got {_shortened(found)}")
    return X, y.astype(np.int64)


def _line(w: Array, b: float, n_features: int) -> tuple[Array, float]:
    """Return a copy of w as float64 and b as a float; or raise."""
    w = _checks.finite_array("w", w).astype(np.float64)
    if w.shape != (n_features,):
        raise ValueError(f"w must have shape ({n_features},), one weight per input, got {w.shape}")
    return w, _checks.finite("b", b)


def _shortened(values: list) -> str:
    shown = ", ".join(map(repr, values[:5]))
    return shown if len(values) <= 5 else f"{shown}, … ({len(values)} different values)"


def _signs(y: Array) -> Array:
    """Labels 0, 1 as -1.0, 1.0."""
    return 2.0 * y - 1.0


def _extended(X: Array) -> Array:
    """The points (x, 1): the bias becomes one more weight."""
    return np.column_stack([X, np.ones(len(X))])


def _centered(X: Array) -> Array:
    """X moved and scaled to about [-1, 1], the same factor everywhere; angles do not change."""
    X = X - X.mean(axis=0)
    return X / (np.abs(X).max() or 1.0)


def _across_the_gap(P: Array, Q: Array) -> Array:
    """Return the shortest w with w·(p - q) >= 1 for all rows p, q: it crosses the gap straight on.

    Few pairs decide. Start from one, and add the pair that w violates most until it violates none
    (or, where the gap is so narrow that rounding shows, until that pair is not a new one).
    """
    pairs = np.array([P.mean(axis=0) - Q.mean(axis=0)])
    while True:
        w = _shortest(pairs)
        worst = P[np.argmin(P @ w)] - Q[np.argmax(Q @ w)]
        if worst @ w >= 1 - 1e-10 or (pairs == worst).all(axis=1).any():
            return w
        pairs = np.vstack([pairs, worst])


def _shortest(D: Array) -> Array:
    """Return the shortest w with D w >= 1 (Lawson & Hanson 1974, least distance programming)."""
    E = np.vstack([D.T, np.ones(len(D))])
    f = np.append(np.zeros(D.shape[1]), 1.0)
    u, _ = nnls(E, f)
    r = E @ u - f
    if not r[-1] < 0:
        raise ValueError(_TOO_CLOSE)
    return -r[:-1] / r[-1]


def _require_separable(X: Array, y: Array) -> None:
    if not is_separable(X, y):
        raise ValueError("the classes must be separable by a hyperplane, got classes that are not")
