"""Rosenblatt's perceptron: one unit, and the rule by which it learns from its mistakes.

The word has three uses elsewhere: for this rule and its unit, as here, for any unit, and in
"multilayer perceptron" for a network of layers, which is `rectified.network.MLP`.

One convention everywhere: a point x belongs to class 1 where w·x + b >= 0, to class 0 elsewhere.

What one unit can do at all, however it was trained, stands in `rectified.separability`: margins,
bounds, and which classes a hyperplane separates. Its functions can be called from here as well:
`perceptron.margin` is `separability.margin`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np

from rectified import _checks
from rectified.separability import (  # noqa: F401, to be found here too
    Separator,
    best_share,
    boolean_functions,
    count_separable,
    is_separable,
    margin,
    maximum_margin,
    novikoff_bound,
    separable_share,
    smallest_novikoff_bound,
)

Array = np.ndarray


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
    Source: Rosenblatt (1962).
    """
    X, y = _checks.labeled_points(X, y)
    n, n_features = X.shape
    max_epochs = _checks.positive_integer("max_epochs", max_epochs)
    rng = None if rng is None else _checks.generator("rng", rng)
    w, b = _checks.weights_and_bias(np.zeros(n_features) if w is None else w, b, n_features)
    start = np.append(w, b)
    labels = y.tolist()  # plain numbers are faster than an array's, one by one
    record: list[tuple[int, int, int]] = []

    for epoch in range(1, max_epochs + 1):
        updates_before = len(record)
        order = range(n) if rng is None else rng.permutation(n).tolist()
        for i in order:
            x, label = X[i], labels[i]
            prediction = 1 if x @ w + b >= 0 else 0
            error = label - prediction
            if error:
                w += error * x
                b += error
                record.append((epoch, i, error))
        converged = len(record) == updates_before
        if converged:
            break

    # three columns, also when no update was made
    epochs, indices, errors = np.array(record, dtype=np.int64).reshape(-1, 3).T
    return Training(w, b, epoch, converged, epochs, indices, errors, start, X)


def predict(X: Array, w: Array, b: float) -> Array:
    """Return the class of each row, 1 where w·x + b >= 0 and 0 elsewhere.

    X: (n, n_features). w: (n_features,). Returns whole numbers (n,).
    Raises ValueError when shapes do not match or a value is not finite.
    """
    X = _checks.finite_array("X", X, ndim=2)
    w, b = _checks.weights_and_bias(w, b, X.shape[1])
    return (X @ w + b >= 0).astype(np.int64)


class Update(NamedTuple):
    """A correction: in `epoch` (from 1) row `index` was wrong by `error`, which led to w and b."""

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

        Shape (n_updates + 1, n_features + 1). The errors times their inputs, and times 1 for the
        bias, added up in the order of training: equal to what training held, to the last bit.
        """
        mistaken = self._X[self.indices]
        inputs = np.column_stack([mistaken, np.ones(len(mistaken))])  # the bias's input is 1
        steps = self.errors[:, None] * inputs
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
