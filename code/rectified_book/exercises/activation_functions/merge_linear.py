"""Two layers become one."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from checker import function

from .._inputs import vector


def _layers(rng):
    """Two random layers: shapes that do not fit each other the wrong way round, or all equal."""
    d, h, k = rng.randint(1, 5, 3)
    return (
        rng.randint(-8, 9, (h, d)) / 4,
        rng.randint(-8, 9, h) / 4,
        rng.randint(-8, 9, (k, h)) / 4,
        rng.randint(-8, 9, k) / 4,
    )


@function(
    way=(2, 10, "layers that collapse", "why-a-bend#layers-collapse"),
    cases=[
        (np.array([[2.0]]), vector(1), np.array([[3.0]]), vector(0.5)),
        (
            np.array([[1.0, 2.0], [0.0, 1.0]]),
            vector(1, -1),
            np.array([[0.0, 1.0], [3.0, 1.0]]),
            vector(0.5, 2),
        ),
        (
            np.array([[1.0, 0.0, 2.0], [0.0, -1.0, 1.0]]),
            vector(1, 2),
            np.array([[3.0, -2.0]]),
            vector(-1),
        ),
        (
            np.array([[1], [2], [-1]]),
            np.array([0, 1, 4]),
            np.array([[1, 0, 2], [3, 1, 1]]),
            np.array([2, -5]),
        ),
        (
            np.array([[0.5, 1.5], [2.0, -0.5]]),
            vector(0, 0),
            np.array([[1.0, -1.0], [0.5, 2.0]]),
            vector(1, -1),
        ),
        (
            np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]),
            vector(1, 0, -1),
            np.array([[1.0, -1.0, 0.5], [2.0, 0.0, 1.0]]),
            vector(0, 0),
        ),
    ],
    more=_layers,
    hints=[
        "Multiply the bracket out: W₂(W₁x + b₁) + b₂ = ... What stands in front of x?",
        "The order of the matrices stays as it is in the formula. And what happens to b₁ on its "
        "way through the second layer?",
    ],
    why="""
    Multiplied out, $W_2(W_1x + b_1) + b_2 = (W_2W_1)\\,x + (W_2b_1 + b_2)$. The matrix that acts
    first stands on the right, next to x. The first bias passes through the second layer like
    everything else. So a second layer adds nothing that one layer could not do.
    """,
)
def merge_linear(W1, b1, W2, b2):
    """Two layers become one

    Two layers without activation compute $W_2(W_1x + b_1) + b_2$. Write
    `merge_linear(W1, b1, W2, b2)`: it returns `(W, b)` such that the single layer $Wx + b$ gives
    the same for every $x$. Here $x$ is a column on the right of the matrix (in the chapter it is a
    row on the left): `W1` has the shape `(h, d)` and `b1` the length `h`; `W2` has `(k, h)`, `b2`
    has `k`. So `W` must have the shape `(k, d)` and `b` the length `k`.
    """
    return W2 @ W1, W2 @ b1 + b2  # ← (W, b)


def _probed(W1, b1, W2, b2):
    """Ask the two layers what they do with 0 and with each unit vector."""

    def both(x):
        return W2 @ (W1 @ x + b1) + b2

    b = both(np.zeros(W1.shape[1]))
    return np.array([both(x) - b for x in np.eye(W1.shape[1])]).T, b


def _extended(W1, b1, W2, b2):
    """Layers as matrices with the bias as one more column."""

    def extended(W, b):
        return np.block([[W, b[:, None]], [np.zeros((1, W.shape[1])), np.ones((1, 1))]])

    M = extended(W2, b2) @ extended(W1, b1)
    return M[:-1, :-1], M[:-1, -1]


def _merged_by_loops(W1, b1, W2, b2):
    k, d, h = len(W2), len(W1[0]), len(W1)
    W = [[sum(W2[i][m] * W1[m][j] for m in range(h)) for j in range(d)] for i in range(k)]
    return W, [sum(W2[i][m] * b1[m] for m in range(h)) + b2[i] for i in range(k)]


def _merged_exactly(W1, b1, W2, b2):
    exact = np.vectorize(Fraction, otypes=[object])
    W1, b1, W2, b2 = (exact(part.astype(float)) for part in (W1, b1, W2, b2))
    return W2.dot(W1), W2.dot(b1) + b2


def _merged_into(W1, b1, W2, b2):
    W, b = np.zeros((W2.shape[0], W1.shape[1])), b2.astype(float)
    for i, row in enumerate(W2):
        for m, weight in enumerate(row):
            W[i] += weight * W1[m]
            b[i] += weight * b1[m]
    return [W, b]


def _least_squares(W1, b1, W2, b2):
    X = np.random.RandomState(0).randn(W1.shape[1] + 5, W1.shape[1])
    Y = (X @ W1.T + b1) @ W2.T + b2
    found = np.linalg.lstsq(np.c_[X, np.ones(len(X))], Y, rcond=None)[0]
    return found[:-1].T, found[-1]


merge_linear.also_right(
    lambda W1, b1, W2, b2: (W2 @ W1, W2 @ b1 + b2),
    lambda W1, b1, W2, b2: [np.dot(W2, W1), np.dot(W2, b1) + b2],
    lambda W1, b1, W2, b2: (np.einsum("kh,hd->kd", W2, W1), np.einsum("kh,h->k", W2, b1) + b2),
    lambda W1, b1, W2, b2: ((W1.T @ W2.T).T, b1 @ W2.T + b2),
    lambda W1, b1, W2, b2: (np.tensordot(W2, W1, 1), np.inner(W2, b1) + b2),
    lambda W1, b1, W2, b2: ((W2 @ W1).tolist(), (W2 @ b1 + b2).tolist()),
    lambda W1, b1, W2, b2: (
        np.float32(W2) @ np.float32(W1),
        np.float32(W2) @ np.float32(b1) + np.float32(b2),
    ),
    lambda W1, b1, W2, b2: (
        np.asmatrix(W2) * np.asmatrix(W1),
        np.asmatrix(W2) * np.asmatrix(b1).T + np.asmatrix(b2).T,
    ),
    lambda W1, b1, W2, b2: (
        (W2[:, :, None] * W1[None]).sum(axis=1),
        (W2 * b1).sum(axis=1) + b2,
    ),
    _probed,
    _extended,
    _merged_by_loops,
    _merged_exactly,
    _merged_into,
    _least_squares,
)
merge_linear.wrong(
    "order",
    lambda W1, b1, W2, b2: (W1 @ W2, W2 @ b1 + b2),
    lambda W1, b1, W2, b2: (np.dot(W1, W2), np.dot(W2, b1) + b2),
    says="The matrices stand in reading order, W₁ before W₂. The first layer acts first, on x, so "
    "it stands next to x.",
)
merge_linear.wrong(
    "first bias lost",
    lambda W1, b1, W2, b2: (W2 @ W1, b2),
    says="W is right. In b, the first bias is missing: it passes through the second layer.",
)
merge_linear.wrong(
    "added",
    lambda W1, b1, W2, b2: (W2 + W1, b1 + b2),
    lambda W1, b1, W2, b2: (W1 + W2, b1 + b2),
    says="You add the layers. The second works on the *result* of the first: put one formula into "
    "the other and multiply out.",
)
merge_linear.wrong(
    "biases added",
    lambda W1, b1, W2, b2: (W2 @ W1, b1 + b2),
    says="W is right. But the first bias cannot be added as it is: it passes through the second "
    "layer, as x does.",
)
merge_linear.wrong(
    "rows instead of columns",
    lambda W1, b1, W2, b2: (W1 @ W2, b1 @ W2 + b2),
    lambda W1, b1, W2, b2: (np.dot(W1, W2), np.dot(b1, W2) + b2),
    says="That is the formula of the chapter, where x is a row on the left of the matrix. Here it "
    "stands on the right: W x + b.",
)
merge_linear.wrong(
    "second bias lost",
    lambda W1, b1, W2, b2: (W2 @ W1, W2 @ b1),
    says="W is right. In b, the second bias is missing.",
)
merge_linear.wrong(
    "biases lost",
    lambda W1, b1, W2, b2: (W2 @ W1, np.zeros(len(b2))),
    lambda W1, b1, W2, b2: (W2 @ W1, 0 * b2),
    says="W is right. b is zero: what do the two layers give for x = 0?",
)
merge_linear.wrong(
    "bias through the first layer",
    lambda W1, b1, W2, b2: (W2 @ W1, W1 @ b1 + b2),
    lambda W1, b1, W2, b2: (W2 @ W1, W1 @ b2 + b1),
    says="In b, a bias is multiplied by the first matrix. The biases come after it; which layer "
    "does the first one still pass through?",
)
merge_linear.wrong(
    "both biases weighted",
    lambda W1, b1, W2, b2: (W2 @ W1, W2 @ (b1 + b2)),
    says="Both biases are multiplied by the second matrix. The second is added after it: where "
    "does the bracket end?",
)
merge_linear.wrong(
    "bias through both layers",
    lambda W1, b1, W2, b2: (W2 @ W1, W2 @ W1 @ b1 + b2),
    says="The first bias is multiplied by both matrices. It is added behind the first of them.",
)
merge_linear.wrong(
    "bias from the left",
    lambda W1, b1, W2, b2: (W2 @ W1, b1 @ W2 + b2),
    lambda W1, b1, W2, b2: (np.dot(W2, W1), np.dot(b1, W2) + b2),
    says="W is right. In b, the first bias stands on the left of the second matrix; as x does, it "
    "belongs on the right.",
)
merge_linear.wrong(
    "biases exchanged",
    lambda W1, b1, W2, b2: (W2 @ W1, W2 @ b2 + b1),
    lambda W1, b1, W2, b2: (np.dot(W2, W1), np.dot(W2, b2) + b1),
    says="W is right. In b, the two biases have changed places: which one still passes through the "
    "second layer?",
)
merge_linear.wrong(
    "layers exchanged",
    lambda W1, b1, W2, b2: (W1 @ W2, W1 @ b2 + b1),
    lambda W1, b1, W2, b2: (np.dot(W1, W2), np.dot(W1, b2) + b1),
    says="You let the second layer act first and then the first. In W₂(W₁x + b₁) + b₂, the inner "
    "bracket is computed first.",
)
merge_linear.wrong(
    "bias entry by entry",
    lambda W1, b1, W2, b2: (W2 @ W1, W2 * b1 + b2),
    says="W is right. In b, `*` multiplies entry by entry, or fails: a matrix times a vector is "
    "`@`.",
)
merge_linear.wrong(
    "entry by entry",
    lambda W1, b1, W2, b2: (W2 * W1, W2 @ b1 + b2),
    lambda W1, b1, W2, b2: (W2 * W1, W2 * b1 + b2),
    lambda W1, b1, W2, b2: (W1 * W2, b1 * W2 + b2),
    says="`*` multiplies entry by entry. A layer behind a layer is a product of matrices.",
)
merge_linear.wrong(
    "transposed",
    lambda W1, b1, W2, b2: ((W2 @ W1).T, W2 @ b1 + b2),
    lambda W1, b1, W2, b2: (W1.T @ W2.T, W2 @ b1 + b2),
    says="The numbers of W are right, but rows and columns have changed places. W has a row for "
    "each output.",
)
merge_linear.wrong(
    "swapped",
    lambda W1, b1, W2, b2: (W2 @ b1 + b2, W2 @ W1),
    says="The two results have changed places: first W, then b.",
)
merge_linear.wrong(
    "last layer only",
    lambda W1, b1, W2, b2: (W2, b2),
    says="That is the second layer alone. The first one still counts.",
)
merge_linear.wrong(
    "activation in between",
    lambda W1, b1, W2, b2: (W2 @ W1, W2 @ np.maximum(0, b1) + b2),
    says="A ReLU has slipped in between: negative entries of the first bias are lost. These two "
    "layers have no activation.",
)
merge_linear.wrong(
    "biases multiplied",
    lambda W1, b1, W2, b2: (W2 @ W1, b1 * b2),
    lambda W1, b1, W2, b2: (W1 * W2, b1 * b2),
    says="The two biases are multiplied, or an attempt is made. The first is multiplied by the "
    "second matrix, the second bias is added.",
)
merge_linear.wrong(
    "scalar product of the biases",
    lambda W1, b1, W2, b2: (W2 @ W1, b1 @ b2),
    says="W is right. b is the scalar product of the biases, or fails to be. They never meet each "
    "other like that.",
)
merge_linear.wrong(
    "minus",
    lambda W1, b1, W2, b2: (W2 @ W1, W2 @ b1 - b2),
    lambda W1, b1, W2, b2: (W2 @ W1, b2 - W2 @ b1),
    says="W is right. In b there is a minus; all biases are added.",
)
merge_linear.wrong(
    "transposed in the bias",
    lambda W1, b1, W2, b2: (W2 @ W1, W2.T @ b1 + b2),
    says="In b, the second matrix is turned over its diagonal: `.T` does not belong there.",
)
merge_linear.wrong(
    "transposed in the product",
    lambda W1, b1, W2, b2: (W2.T @ W1, W2 @ b1 + b2),
    lambda W1, b1, W2, b2: (W2 @ W1.T, W2 @ b1 + b2),
    says="In W, one of the matrices is turned over its diagonal: no `.T` is needed.",
)
merge_linear.wrong(
    "sum of the weights",
    lambda W1, b1, W2, b2: (W2 @ W1, W2.sum(axis=1) + b2),
    lambda W1, b1, W2, b2: (W2 @ W1, W2.sum(axis=1) * b1 + b2),
    lambda W1, b1, W2, b2: (W2 @ W1, b1.sum() + b2),
    says="W is right. In b, something is added up before it is multiplied: each entry of the first "
    "bias meets its own weight.",
)
merge_linear.wrong(
    "second bias twice",
    lambda W1, b1, W2, b2: (W2 @ W1, W2 @ b1 + 2 * b2),
    says="W is right. In b, the second bias is counted twice.",
)
merge_linear.wrong(
    "activation behind",
    lambda W1, b1, W2, b2: (W2 @ W1, np.maximum(0, W2 @ b1 + b2)),
    lambda W1, b1, W2, b2: (np.maximum(0, W2 @ W1), W2 @ b1 + b2),
    lambda W1, b1, W2, b2: (np.maximum(0, W2 @ W1), np.maximum(0, W2 @ b1 + b2)),
    says="Negative entries are lost: a ReLU has slipped in. These two layers have no activation.",
)
merge_linear.wrong(
    "first layer only",
    lambda W1, b1, W2, b2: (W1, b1),
    says="That is the first layer alone. The second one works on its result.",
)
merge_linear.wrong(
    "the matrix only",
    lambda W1, b1, W2, b2: W2 @ W1,
    says="That is W. The new layer has a bias as well: return `W, b`.",
)
merge_linear.wrong(
    "a function",
    lambda W1, b1, W2, b2: lambda x: W2 @ (W1 @ x + b1) + b2,
    says="You return a function. Return numbers: the matrix and the bias of the single layer that "
    "replaces the two.",
)

merge_linear.also_wrong(
    lambda W1, b1, W2, b2: (W2 @ W1, (W2 @ b1 + b2)[:, None]),
    lambda W1, b1, W2, b2: (W2 @ W1, W2 @ b1 + b2, b1),
    lambda W1, b1, W2, b2: W2 @ (W1 + b1) + b2,
    lambda W1, b1, W2, b2: {"W": W2 @ W1, "b": W2 @ b1 + b2},
    lambda W1, b1, W2, b2: (2 * W2 @ W1, W2 @ b1 + b2),
    lambda W1, b1, W2, b2: (W2 @ W1, (W2 @ b1 + b2).sum()),
    lambda W1, b1, W2, b2: (np.kron(W2, W1), W2 @ b1 + b2),
    lambda W1, b1, W2: (W2 @ W1, W2 @ b1),
)
