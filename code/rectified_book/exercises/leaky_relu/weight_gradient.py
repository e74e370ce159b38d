"""The gradient of the weights."""

from __future__ import annotations

import numpy as np

from checker import Tolerance, function

from .._inputs import quarters, vector
from ._shared import slope_of
from .leaky_slope import leaky_slope


def one_unit(rng):
    """A batch, weights, a bias and an alpha. Pre-activations are odd multiples of 1/32, not 0."""
    n, d = [(3, 2), (5, 3), (6, 2), (4, 3)][rng.randint(4)]
    b = (2 * rng.randint(-16, 16) + 1) / 32
    return quarters(rng, n, d), quarters(rng, d), float(b), slope_of(rng)


@function(
    way=(3, 15, "the gradient of the weights", "letting-a-little-through#silent-unit-comes-back"),
    cases=[
        (vector(2)[None], vector(1), 0.5, 0.1),
        (vector(2)[None], vector(-1), 0.5, 0.1),
        (vector(1, -3)[:, None], vector(1), 0.5, 0.1),
        (np.array([[1.0, 2.0], [-1.0, 0.5], [3.0, -2.0]]), vector(1, -1), 0.25, 0.2),
        (np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]), vector(-1, -1), -1.0, 0.01),
        (np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]), vector(-1, -1), -1.0, 0.0),
        (np.array([[2, -1, 0], [0, 3, 1], [-1, -1, 1], [1, 0, -2]]), np.array([1, 1, 2]), -4, 0.5),
        (np.array([[1.0, 2.0], [-1.0, 0.5], [3.0, -2.0]]), vector(1, -1), -0.75, 1.0),
    ],
    more=one_unit,
    tolerance=Tolerance(1e-6, 1e-6),
    equivalent=["slopes = np.where(X @ w + b >= 0, 1.0, alpha)"],
    hints=[
        "For a single row x: how does leaky(w·x + b) change with the first weight?",
        "Chain rule: the slope at the row's pre-activation, times the row. That is a vector as "
        "long as w.",
        "Then average over the rows. `X.T @ slopes` adds up all rows, each times its slope.",
    ],
    why="""
    Each row contributes its own x times the slope at its own pre-activation: 1 or alpha. The mean
    divides by the number of rows. If all pre-activations are negative, plain ReLU gets zeros here,
    and the unit is dead; with alpha > 0 it gets alpha times the mean of X. Small, but a way back.
    """,
)
def weight_gradient(X, w, b, alpha):
    """The gradient of the weights

    One leaky unit answers a batch: $h_i = f(w \\cdot x_i + b)$, where $f$ is leaky ReLU with slope
    `alpha` on the left and $x_i$ is row $i$ of `X`. Write `weight_gradient(X, w, b, alpha)`: it
    returns the gradient of the *mean* of all $h_i$ with respect to `w`. `X` has the shape
    `(n, d)`, `w` has length `d`, `b` is a number, $0 \\le \\alpha \\le 1$; the result is a 1-D
    array of length `d`. No pre-activation is exactly 0. Leave `X` and `w` as they are.
    """
    slopes = np.where(X @ w + b > 0, 1.0, alpha)  # ← one number for each row
    return X.T @ slopes / len(X)  # ← one number for each weight


def _row_by_row(X, w, b, alpha):
    total = np.zeros(len(w))
    for x in X:
        total = total + (1 if x @ w + b > 0 else alpha) * x
    return total / len(X)


def _differences(X, w, b, alpha, h=1e-6):
    def mean(v):
        z = X @ v + b
        return np.maximum(z, alpha * z).mean()

    steps = h * np.eye(len(w))
    return [(mean(w + step) - mean(w - step)) / (2 * h) for step in steps]


def _plain_python(X, w, b, alpha):
    n, d = X.shape
    result = [0.0] * d
    for i in range(n):
        score = b + sum(X[i, j] * w[j] for j in range(d))
        for j in range(d):
            result[j] += X[i, j] * (1 if score > 0 else alpha) / n
    return result


def _by_groups(X, w, b, alpha):
    fires = X @ w + b > 0
    return (X[fires].sum(axis=0) + alpha * X[~fires].sum(axis=0)) / X.shape[0]


weight_gradient.also_right(
    lambda X, w, b, alpha: X.T @ np.where(X @ w + b > 0, 1.0, alpha) / len(X),
    lambda X, w, b, alpha: np.mean(np.where(X @ w + b > 0, 1.0, alpha)[:, None] * X, axis=0),
    lambda X, w, b, alpha: np.where(X @ w + b > 0, 1.0, alpha) @ X / X.shape[0],
    lambda X, w, b, alpha: np.einsum("n,nd->d", leaky_slope(X @ w + b, alpha), X) / len(X),
    lambda X, w, b, alpha: np.average(X * np.where(X @ w + b < 0, alpha, 1)[:, None], axis=0),
    lambda X, w, b, alpha: sum((1 if x @ w + b > 0 else alpha) * x for x in X) / len(X),
    lambda X, w, b, alpha: (X.T * np.where(np.dot(X, w) + b > 0, 1, alpha)).mean(axis=1),
    lambda X, w, b, alpha: (np.diag(np.where(X @ w + b > 0, 1.0, alpha)) @ X / len(X)).sum(axis=0),
    lambda X, w, b, alpha: alpha * X.mean(0) + (1 - alpha) * X.T @ (X @ w + b > 0) / len(X),
    lambda X, w, b, alpha: (X.T @ leaky_slope(X @ w + b, alpha) / len(X)).astype(np.float32),
    lambda X, w, b, alpha: (
        np.asmatrix(X).T @ np.asmatrix(np.where(X @ w + b > 0, 1.0, alpha)).T / len(X)
    ),
    lambda X, w, b, alpha: tuple(np.mean(column * leaky_slope(X @ w + b, alpha)) for column in X.T),
    lambda X, w, b, alpha: _differences(X, w, b, alpha, 1e-4),
    _differences,
    _row_by_row,
    _plain_python,
    _by_groups,
)
weight_gradient.wrong(
    "relu slope",
    lambda X, w, b, alpha: X.T @ (X @ w + b > 0) / len(X),
    says="Rows with a negative pre-activation count for nothing: that is the slope of plain "
    "ReLU, and a dead unit stays dead.",
)
weight_gradient.wrong(
    "no bias",
    lambda X, w, b, alpha: X.T @ np.where(X @ w > 0, 1.0, alpha) / len(X),
    lambda X, w, b, alpha: X.T @ np.where(X @ w >= 0, 1.0, alpha) / len(X),
    says="The side of a row is decided without the bias. The pre-activation is w·x + b.",
)
weight_gradient.wrong(
    "slope of mean",
    lambda X, w, b, alpha: X.mean(axis=0) * (1.0 if (X @ w + b).mean() > 0 else alpha),
    says="You take one slope, at the average pre-activation, for all rows. Each row has a "
    "slope of its own.",
)
weight_gradient.wrong(
    "gradient of b",
    lambda X, w, b, alpha: np.where(X @ w + b > 0, 1.0, alpha).mean(),
    says="That is the average slope: the gradient with respect to the bias. The bias has the input "
    "1; what is the input of a weight?",
)
weight_gradient.wrong(
    "sum",
    lambda X, w, b, alpha: X.T @ np.where(X @ w + b > 0, 1.0, alpha),
    says="That is the gradient of the *sum* of the answers. Asked for is the mean.",
)
weight_gradient.wrong(
    "mean of X",
    lambda X, w, b, alpha: X.mean(axis=0),
    says="All rows count fully here, as for a unit without activation. The slope of leaky ReLU is "
    "missing.",
)
weight_gradient.wrong(
    "alpha everywhere",
    lambda X, w, b, alpha: alpha * X.mean(axis=0),
    says="All rows are multiplied by alpha. Those with a positive pre-activation count fully.",
)
weight_gradient.wrong(
    "value, not slope",
    lambda X, w, b, alpha: X.T @ np.where(X @ w + b > 0, X @ w + b, alpha * (X @ w + b)) / len(X),
    says="You multiply the rows by the unit's answers. The chain rule takes the slope at the "
    "pre-activation, not the value.",
)
weight_gradient.wrong(
    "product of means",
    lambda X, w, b, alpha: np.where(X @ w + b > 0, 1.0, alpha).mean() * X.mean(axis=0),
    says="You multiply the average slope by the average row. Each row goes with its own slope: "
    "multiply first, and average then.",
)
weight_gradient.wrong(
    "swapped",
    lambda X, w, b, alpha: X.T @ np.where(X @ w + b > 0, alpha, 1.0) / len(X),
    says="The slopes have changed sides: rows with a negative pre-activation count fully here, "
    "and the others alpha times.",
)
weight_gradient.wrong(
    "one minus",
    lambda X, w, b, alpha: X.T @ np.where(X @ w + b > 0, 1.0, 1 - alpha) / len(X),
    says="Rows with a negative pre-activation count 1 − alpha times. Alpha is what remains of "
    "them.",
)
weight_gradient.wrong(
    "divided by the weights",
    lambda X, w, b, alpha: X.T @ np.where(X @ w + b > 0, 1.0, alpha) / len(w),
    says="You divide by the number of weights. The mean goes over the rows.",
)
weight_gradient.wrong(
    "one number",
    lambda X, w, b, alpha: np.mean(np.where(X @ w + b > 0, 1.0, alpha)[:, None] * X),
    says="You average over everything and get one number. Each weight has a gradient of its own: "
    "average over the rows only.",
)
weight_gradient.wrong(
    "gradient of x",
    lambda X, w, b, alpha: np.where(X @ w + b > 0, 1.0, alpha).mean() * w,
    says="You multiply the average slope by w: that is how the mean changes when all *inputs* "
    "move. Here the weights change, and what multiplies them are the inputs.",
)
weight_gradient.wrong(
    "the mean itself",
    lambda X, w, b, alpha: np.where(X @ w + b > 0, X @ w + b, alpha * (X @ w + b)).mean(),
    says="That is the mean of the answers. Its gradient says how it changes with each of the "
    "weights.",
)
weight_gradient.wrong(
    "sign of the bias",
    lambda X, w, b, alpha: X.T @ np.where(X @ w - b > 0, 1.0, alpha) / len(X),
    says="The side of a row is decided by w·x − b. The pre-activation is w·x + b.",
)
weight_gradient.wrong(
    "first row only",
    lambda X, w, b, alpha: X[0] * (1 if X[0] @ w + b > 0 else alpha),
    says="Only the first row counts. Does a loop return in its first round?",
)
weight_gradient.wrong(
    "divided by all",
    lambda X, w, b, alpha: X.T @ np.where(X @ w + b > 0, 1.0, alpha) / X.size,
    says="You divide by the number of all entries of X. The mean goes over the rows.",
)
weight_gradient.wrong(
    "added",
    lambda X, w, b, alpha: X.T @ ((X @ w + b > 0) + alpha) / len(X),
    says="Rows with a negative pre-activation count right. The others count 1 + alpha times: "
    "is alpha added for all?",
)
weight_gradient.wrong(
    "sign",
    lambda X, w, b, alpha: X.T @ np.where(X @ w + b > 0, 1.0, -alpha) / len(X),
    says="Rows with a negative pre-activation count −alpha times. The slope there is positive, "
    "though the values are negative.",
)
weight_gradient.wrong(
    "along the wrong axis",
    lambda X, w, b, alpha: np.mean(np.where(X @ w + b > 0, 1.0, alpha)[:, None] * X, axis=1),
    lambda X, w, b, alpha: (np.where(X @ w + b > 0, 1.0, alpha)[:, None] * X).sum(1) / len(X),
    lambda X, w, b, alpha: (np.where(X @ w + b > 0, 1.0, alpha)[:, None] * X).sum(axis=1),
    says="You average, or add up, along each row, and get a number for each example. A number for "
    "each weight comes from going down the columns: `axis=0`.",
)
weight_gradient.wrong(
    "entry by entry",
    lambda X, w, b, alpha: X.T @ np.where(X * w + b > 0, 1.0, alpha) / len(X),
    lambda X, w, b, alpha: X * np.where(X @ w + b > 0, 1.0, alpha) / len(X),
    says="A `*` multiplies entry by entry, and lays an array along the *rows* of a table. The "
    "product that adds up is `@`.",
)
weight_gradient.wrong(
    "not averaged",
    lambda X, w, b, alpha: np.where(X @ w + b > 0, 1.0, alpha)[:, None] * X,
    says="These are the gradients of the single rows. The mean over the rows is asked for.",
)
weight_gradient.wrong(
    "operands of the product",
    lambda X, w, b, alpha: X @ np.where(X @ w + b > 0, 1.0, alpha) / len(X),
    lambda X, w, b, alpha: np.where(X @ w + b > 0, 1.0, alpha) @ X.T / len(X),
    says="The slopes, one for each row, meet the *columns* of X here, or do not fit. Turn X round "
    "in the product: each row goes with its own slope.",
)
weight_gradient.wrong(
    "a step",
    lambda X, w, b, alpha: w - X.T @ np.where(X @ w + b > 0, 1.0, alpha) / len(X),
    lambda X, w, b, alpha: w - 0.1 * X.T @ np.where(X @ w + b > 0, 1.0, alpha) / len(X),
    lambda X, w, b, alpha: w - 0.01 * X.T @ np.where(X @ w + b > 0, 1.0, alpha) / len(X),
    says="You return new weights, after a step against the gradient. The gradient itself is asked "
    "for.",
)
weight_gradient.also_wrong(
    lambda X, w, b, alpha: -X.T @ np.where(X @ w + b > 0, 1.0, alpha) / len(X),
    lambda X, w, b, alpha: (X.T @ np.where(X @ w + b > 0, 1.0, alpha) / len(X))[:, None],
    lambda X, w, b, alpha: X.T @ np.where(X @ w + b > 0, 1.0, 0.01) / len(X),
    lambda X, w, b, alpha: X.T @ np.where(X @ w + b > 0, 1.0, alpha) / len(X) * w,
    lambda X, w, b, alpha: X.T @ np.where(X @ w + b > 0, 1.0, alpha * (X @ w + b)) / len(X),
    lambda X, w, b, alpha: np.where(X > 0, 1.0, alpha).mean(axis=0),
    lambda X, w, b, alpha: np.where(X > 0, X, alpha * X).mean(axis=0),
    lambda X, w, b, alpha: np.where(X @ w + b > 0, 1.0, alpha),
    lambda X, w, b, alpha: w,
)
