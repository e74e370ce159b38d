"""A whole batch."""

from __future__ import annotations

import numpy as np

from checker import function

from .._forms import CACHE, with_cache
from .._inputs import quarters, vector
from ._shared import FOUR


def batch(rng):
    """A random batch with weights and a bias."""
    n, d = rng.randint(2, 7), rng.randint(2, 5)
    return quarters(rng, n, d), quarters(rng, d), float(quarters(rng))


@function(
    way=(2, 6, "weighted sums of a batch", "one-neuron#weights-sum-step"),
    cases=[
        (vector(1, 1)[None], vector(1, 1), -1.5),
        (FOUR, vector(1, 1), -1.5),
        (FOUR, vector(1, 1), -1.0),
        (FOUR, vector(-1, -1), 1.5),
        (FOUR, vector(0, 0), 0.0),
        (np.array([[2, -1, 0], [0, 3, 1], [-1, -1, 1]]), np.array([1, 1, 2]), -1),
        (vector(-3, 0, 2, 5)[:, None], vector(0.5), -1.0),
        (np.array([[0.5, 0.0], [-0.5, 0.0], [0.0, -0.75], [0.25, 0.25]]), vector(1, 1), 0.0),
        (np.array([[0.25, 0.0], [-0.25, 0.0]]), vector(1, 1), 0.0),
    ],
    more=batch,
    hints=[
        "First the pre-activations of all rows: one number per row.",
        "`X @ w` multiplies every row of X by w. Add b, and compare with 0.",
    ],
    why="""
    `X @ w` is the weighted sum of every row at once, `+ b` adds the bias to each, and the
    comparison turns the pre-activations into answers. A loop over the rows gives the same.
    """,
)
def predict(X, w, b):
    """A whole batch

    Write `predict(X, w, b)`: it classifies every row of `X` and returns one label per row, 1 where
    the pre-activation $w \\cdot x + b$ of the row is at least 0 and 0 elsewhere. `X` has the shape
    `(n, d)`, `w` has length `d`, `b` is a number; the result is a 1-D array of length `n`. Leave
    `X` and `w` as they are.
    """
    return (X @ w + b >= 0).astype(int)  # ← a label for each row


predict.also_right(
    lambda X, w, b: (X @ w + b >= 0).astype(int),
    lambda X, w, b: np.array([1.0 if row @ w + b >= 0 else 0.0 for row in X]),
    lambda X, w, b: [int(sum(p * q for p, q in zip(row, w)) >= -b) for row in X],
    lambda X, w, b: np.einsum("nd,d->n", X, w) + b >= 0,
    lambda X, w, b: np.where(np.dot(X, w) + b < 0, 0, 1),
    lambda X, w, b: np.heaviside((X * w).sum(axis=1) + b, 1),
    lambda X, w, b: (w @ X.T >= -b) * 1,
    lambda X, w, b: np.apply_along_axis(lambda x: int(x @ w + b >= 0), 1, X),
    lambda X, w, b: (np.c_[X, np.ones(len(X))] @ np.append(w, b) >= 0).astype(np.float32),
    lambda X, w, b: ((X @ w.reshape(-1, 1)).ravel() + b >= 0).tolist(),
    lambda X, w, b: tuple(map(lambda x: not np.inner(x, w) + b < 0, X)),
    lambda X, w, b: (np.asmatrix(X) @ np.asmatrix(w).T + b >= 0).astype(int),
)
predict.wrong(
    "no bias",
    lambda X, w, b: (X @ w >= 0).astype(int),
    says="The bias plays no part: then every boundary goes through the origin.",
)
predict.wrong(
    "pre-activation",
    lambda X, w, b: X @ w + b,
    says="These are the pre-activations. A label is 0 or 1: compare the pre-activation with 0.",
)
predict.wrong(
    "boundary",
    lambda X, w, b: (X @ w + b > 0).astype(int),
    says="A pre-activation of exactly 0 gets the label 0. Here it is 1.",
)
predict.wrong(
    "first row",
    lambda X, w, b: int(X[0] @ w + b >= 0),
    says="You answer for the first row only; every row needs a label.",
)
predict.wrong(
    "plus minus",
    lambda X, w, b: np.where(X @ w + b >= 0, 1, -1),
    lambda X, w, b: np.where(X @ w + b > 0, 1, -1),
    lambda X, w, b: np.sign(X @ w + b),
    says="Your labels are −1 and 1 (a sign also has a 0). Here they are 0 and 1.",
)
predict.wrong(
    "threshold sign",
    lambda X, w, b: (X @ w - b >= 0).astype(int),
    lambda X, w, b: (X @ w - b > 0).astype(int),
    says="The bias is used as a threshold: the pre-activation is compared with b. With b added, a "
    "positive bias makes a 1 more likely.",
)
predict.wrong(
    "reversed",
    lambda X, w, b: (X @ w + b < 0).astype(int),
    says="Zeros and ones are swapped: the label is 1 where the pre-activation is at least 0.",
)
predict.wrong(
    "reversed boundary",
    lambda X, w, b: (X @ w + b <= 0).astype(int),
    says="You answer 1 where the pre-activation is at most 0: the comparison points the other way.",
)
predict.wrong(
    "half",
    lambda X, w, b: (X @ w + b >= 0.5).astype(int),
    says="You compare the pre-activation with ½. That is for outputs between 0 and 1; "
    "pre-activations are compared with 0.",
)
predict.wrong(
    "column",
    lambda X, w, b: (X @ w[:, None] + b >= 0).astype(int),
    says="The labels are right, but they stand in a column, an array with two axes. A flat one is "
    "wanted.",
)
predict.wrong(
    "per entry",
    lambda X, w, b: (X * w + b >= 0).astype(int),
    says="You answer for every entry of X. The products of a row are added up to one "
    "pre-activation.",
)
predict.wrong(
    "count",
    lambda X, w, b: int((X @ w + b >= 0).sum()),
    says="You count the ones. Each row needs its own label.",
)
predict.wrong(
    "bias per input",
    lambda X, w, b: ((X * w + b).sum(axis=1) >= 0).astype(int),
    says="The bias is counted once for each input of a row. Add it once to the sum.",
)
predict.wrong(
    "sum of inputs",
    lambda X, w, b: (X.sum(axis=1) + b >= 0).astype(int),
    says="The weights play no part: each input is multiplied by its own weight first.",
)
predict.wrong(
    "sigmoid",
    lambda X, w, b: 1 / (1 + np.exp(-(X @ w + b))),
    says="You return the sigmoid of the pre-activations, numbers between 0 and 1. A label is 0 or "
    "1.",
)
predict.wrong(
    "rectified",
    lambda X, w, b: np.maximum(0, X @ w + b),
    says="Positive pre-activations are returned as they are. A label is 0 or 1, however large the "
    "pre-activation is.",
)
predict.wrong(
    "one for all",
    lambda X, w, b: int((X @ w + b).sum() >= 0),
    lambda X, w, b: int((X @ w + b >= 0).any()),
    lambda X, w, b: int((X @ w + b >= 0).all()),
    says="You return one answer for the whole batch. Each row has its own pre-activation, and "
    "needs its own label.",
)
predict.wrong(
    "share",
    lambda X, w, b: np.mean(X @ w + b >= 0),
    says="You return the share of the ones. Each row needs its own label.",
)
predict.wrong(
    "rows left out",
    lambda X, w, b: X[X @ w + b >= 0],
    lambda X, w, b: [1 for x in X if x @ w + b >= 0],
    lambda X, w, b: np.where(X @ w + b >= 0)[0],
    lambda X, w, b: np.where(X @ w + b >= 0),
    says="Something comes back for the rows with the label 1 only. Every row needs a label: 1 or "
    "0.",
)
predict.wrong(
    "pre-activations summed up",
    lambda X, w, b: np.cumsum(X @ w) + b >= 0,
    says="Each row's pre-activation goes on from the pre-activation of the row before. Every row "
    "starts anew: is the sum set back inside the loop?",
)
predict.wrong(
    "bias inside",
    lambda X, w, b: X @ (w + b) >= 0,
    lambda X, w, b: (X + b) @ w >= 0,
    says="The bias is added before the multiplication, to weights or inputs. It is added once, to "
    "the sum.",
)
predict.wrong(
    "bias as a factor",
    lambda X, w, b: X @ w * b >= 0,
    says="The sum is multiplied by the bias. It is added.",
)
predict.wrong(
    "first input only",
    lambda X, w, b: X[:, 0] * w[0] + b >= 0,
    says="Only the first column of X has any effect. All inputs of a row are weighted and added "
    "up.",
)
predict.wrong(
    "each input decides",
    lambda X, w, b: np.all(X * w + b >= 0, axis=1),
    lambda X, w, b: np.any(X * w + b >= 0, axis=1),
    says="Each input of a row is judged on its own, with the bias added to it. There is one "
    "pre-activation for a row: first the sum, then one comparison.",
)
predict.wrong(
    "threshold one",
    lambda X, w, b: X @ w + b >= 1,
    says="You compare the pre-activation with 1. Pre-activations are compared with 0.",
)
predict.wrong(
    "rounded first",
    lambda X, w, b: (X @ w).astype(int) + b >= 0,
    lambda X, w, b: np.round(X @ w + b) >= 0,
    lambda X, w, b: (X @ w + b).astype(int) >= 0,
    says="Decimals are cut off, or rounded, before the comparison: a pre-activation just below 0 "
    "then becomes 0, and gets a 1.",
)
predict.wrong(
    "last row left out",
    lambda X, w, b: X[:-1] @ w + b >= 0,
    says="The label of the last row is missing. Where does the loop, or the slice, end?",
)
predict.wrong(
    "operands of the product",
    lambda X, w, b: (w @ X + b >= 0).astype(int),
    lambda X, w, b: np.dot(w, X) + b >= 0,
    lambda X, w, b: [int(p) for p in w @ X + b >= 0],
    says="The operands of the product stand in the other order: `w` in front adds up each *column* "
    "of X, or does not fit. Each row of X meets w when X stands in front.",
)
predict.wrong(
    "along the wrong axis",
    lambda X, w, b: (X * w).sum(axis=0) + b >= 0,
    lambda X, w, b: (X * w + b).sum(axis=0) >= 0,
    lambda X, w, b: X.sum(axis=0) * w + b >= 0,
    says="You add up the columns of the table and get an answer for each input. An answer for each "
    "row comes from adding up along the row: `axis=1`.",
)
predict.wrong("with a cache", *with_cache(lambda X, w, b: (X @ w + b >= 0) * 1), says=CACHE)
predict.also_wrong(
    lambda X, w, b: X.T @ w + b >= 0,
    lambda X, w, b: X @ np.abs(w) + b >= 0,
    lambda X, w, b: np.ones(len(X)),
    lambda X, w, b: np.tanh(X @ w + b),
    lambda X, w, b: (X @ w + b >= 0)[1:],
    lambda X, w, b: 1 if X @ w + b >= 0 else 0,
    lambda X, w, b: int(X @ w + b >= 0),
    lambda X, w, b: (X @ w + b >= 0)[::-1],
)
