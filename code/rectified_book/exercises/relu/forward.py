"""A whole network."""

from __future__ import annotations

import numpy as np

from checker import function

from .._forms import CACHE, with_cache
from .._inputs import quarters, vector
from .relu import relu


def one_network(rng):
    """A random batch and a random network with one hidden layer."""
    n, d, h, k = rng.randint(1, 5), rng.randint(1, 4), rng.randint(2, 5), rng.randint(1, 4)
    return (
        quarters(rng, n, d),
        quarters(rng, d, h),
        quarters(rng, h),
        quarters(rng, h, k),
        quarters(rng, k),
    )


@function(
    way=(2, 7, "a forward pass", "why-a-bend#a-network"),
    cases=[
        (
            np.array([[1.0, 2.0]]),
            np.array([[1.0, -1.0], [0.5, -0.5]]),
            vector(0.5, -1),
            np.array([[2.0], [3.0]]),
            vector(-8),
        ),
        (
            np.array([[1.0, 2.0], [-1.0, 0.5], [0.0, -3.0]]),
            np.array([[1.0, -1.0], [0.5, -0.5]]),
            vector(0.5, 1),
            np.array([[2.0], [3.0]]),
            vector(-1),
        ),
        (
            np.array([[1.0, -1.0], [2.0, 0.5], [-0.5, 1.5]]),
            np.array([[1.0, 2.0], [-1.5, 0.5]]),
            vector(-1, 0.5),
            np.array([[0.5, -1.0], [2.0, 1.0]]),
            vector(0.25, -2),
        ),
        (
            np.array([[1, -2, 0], [3, 1, -1]]),
            np.array([[1, 0, -1, 2], [2, 1, 0, -1], [0, -1, 1, 1]]),
            np.array([1, -1, 0, 2]),
            np.array([[1, -1], [2, 0], [0, 1], [-1, 1]]),
            np.array([3, -4]),
        ),
        (
            np.array([[2, -1], [0, 3]]),
            np.array([[0.5, -1.0], [1.5, 0.25]]),
            vector(0.25, -0.5),
            np.array([[1.5, -0.5], [0.25, 2.0]]),
            vector(-0.75, 0.5),
        ),
        (
            vector(-2, -1, 0, 1, 2)[:, None],
            np.array([[1.0, 1.0, 1.0]]),
            vector(1, 0, -1),
            np.array([[1.0, 0.5], [-2.0, 1.0], [1.0, -0.25]]),
            vector(-0.5, 0),
        ),
        (
            np.array([[4.0, 3.0], [-4.0, 1.0]]),  # far to the right, too
            np.array([[1.5, -1.0], [1.0, -0.5]]),
            vector(0.5, -1),
            np.array([[2.0], [3.0]]),
            vector(-1),
        ),
    ],
    more=one_network,
    hints=[
        "Inside out: first the pre-activations of the hidden layer, for all rows at once.",
        "`X @ W1 + b1` has a row for each example. ReLU comes next, and then a second layer of the "
        "same form, without ReLU.",
    ],
    why="""
    The bias is added *before* ReLU: it moves the corner, and each unit has its corner elsewhere.
    The output is linear, so it may be negative. With a ReLU there, a network could never answer −3,
    and from an output that has died nothing would go back into the network.
    """,
)
def forward(X, W1, b1, W2, b2):
    """A whole network

    Write `forward(X, W1, b1, W2, b2)`: the forward pass of a network with one hidden layer of ReLUs
    and a linear output, for a whole batch. `X` has one example per row, shape `(n, d)`. The weights
    of the hidden layer are `W1`, shape `(d, h)`, and its biases `b1`, shape `(h,)`; those of the
    output are `W2`, shape `(h, k)`, and `b2`, shape `(k,)`. The result has the shape `(n, k)`. You
    may use `relu`, or `ch4.relu`. Leave `X`, `W1`, `b1`, `W2` and `b2` as they are.
    """
    return relu(X @ W1 + b1) @ W2 + b2  # ← an output for each row


def _forward_loop(X, W1, b1, W2, b2):
    outputs = []
    for x in X:
        hidden = []
        for j in range(len(b1)):
            z = b1[j]
            for i in range(len(x)):
                z += x[i] * W1[i][j]
            hidden.append(z if z > 0 else 0)
        columns = zip(*W2)
        outputs.append([sum(h * w for h, w in zip(hidden, c)) + b for c, b in zip(columns, b2)])
    return outputs


def _forward_layers(X, W1, b1, W2, b2):
    a = X
    layers = [(W1, b1), (W2, b2)]
    for k, (W, b) in enumerate(layers):
        a = a @ W + b
        if k < len(layers) - 1:
            a = np.maximum(a, 0)
    return a


def _forward_ones(X, W1, b1, W2, b2):
    ones = np.ones((len(X), 1))
    hidden = np.maximum(np.hstack([X, ones]) @ np.vstack([W1, b1]), 0)
    return np.hstack([hidden, ones]) @ np.vstack([W2, b2])


def _forward_package(X, W1, b1, W2, b2):
    from rectified import MLP

    net = MLP([W1.shape[0], W1.shape[1], W2.shape[1]], "relu", output="linear")
    net.W[0][...], net.b[0][...], net.W[1][...], net.b[1][...] = W1, b1, W2, b2
    return net.predict(X)


def _forward_filled(X, W1, b1, W2, b2):
    result = np.empty((X.shape[0], W2.shape[1]))
    for i in range(X.shape[0]):
        z = W1.T @ X[i] + b1
        z[z < 0] = 0
        result[i, :] = W2.T @ z + b2
    return result


def _forward_matrix(X, W1, b1, W2, b2):
    Z = np.asmatrix(X) * np.asmatrix(W1) + b1
    return np.maximum(Z, 0) * np.asmatrix(W2) + b2


def _softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def _forward_like_inputs(X, W1, b1, W2, b2):
    outputs = np.zeros((len(X), len(b2)), dtype=X.dtype)
    for i, x in enumerate(X):
        outputs[i] = relu.reference(x @ W1 + b1) @ W2 + b2
    return outputs


_outputs = forward.reference

forward.also_right(
    lambda X, W1, b1, W2, b2: np.maximum(0, X @ W1 + b1) @ W2 + b2,
    lambda X, W1, b1, W2, b2: np.array([relu(x @ W1 + b1) @ W2 + b2 for x in X]),
    lambda X, W1, b1, W2, b2: [relu(x @ W1 + b1) @ W2 + b2 for x in X],
    lambda X, W1, b1, W2, b2: np.dot(relu(np.dot(X, W1) + b1), W2) + b2,
    lambda X, W1, b1, W2, b2: (
        np.einsum("nh,hk->nk", relu(np.einsum("nd,dh->nh", X, W1) + b1), W2) + b2
    ),
    lambda X, W1, b1, W2, b2: (W2.T @ relu(W1.T @ X.T + b1[:, None]) + b2[:, None]).T,
    lambda X, W1, b1, W2, b2: np.tensordot((X @ W1 + b1).clip(0), W2, 1) + b2,
    lambda X, W1, b1, W2, b2: (lambda Z: np.where(Z > 0, Z, 0) @ W2 + b2)(X @ W1 + b1),
    lambda X, W1, b1, W2, b2: relu(np.float32(X) @ np.float32(W1) + np.float32(b1)) @ W2 + b2,
    lambda X, W1, b1, W2, b2: np.apply_along_axis(lambda x: relu(x @ W1 + b1) @ W2 + b2, 1, X),
    lambda X, W1, b1, W2, b2: (
        sum(np.outer(relu(X @ W1[:, j] + b1[j]), W2[j]) for j in range(len(b1))) + b2
    ),
    lambda X, W1, b1, W2, b2: np.inner(relu(np.inner(X, W1.T) + b1), W2.T) + b2,
    lambda X, W1, b1, W2, b2: np.vstack([_outputs(x[None], W1, b1, W2, b2) for x in X]),
    lambda X, W1, b1, W2, b2: np.float32(relu(X @ W1 + b1) @ W2 + b2),
    lambda X, W_1, b_1, W_2, b_2: np.matmul(relu(np.matmul(X, W_1) + b_1), W_2) + b_2,
    _forward_loop,
    _forward_layers,
    _forward_ones,
    _forward_package,
    _forward_filled,
    _forward_matrix,
)
forward.wrong(
    "relu on output",
    lambda X, W1, b1, W2, b2: relu(relu(X @ W1 + b1) @ W2 + b2),
    says="Negative outputs are cut off at 0. The output layer is linear: no ReLU there.",
)
forward.wrong(
    "bias after",
    lambda X, W1, b1, W2, b2: (relu(X @ W1) + b1) @ W2 + b2,
    says="The bias of the hidden layer is added behind the ReLU. It belongs before it: it moves "
    "the corner.",
)
forward.wrong(
    "no output bias",
    lambda X, W1, b1, W2, b2: relu(X @ W1 + b1) @ W2,
    says="The bias of the output is missing.",
)
forward.wrong(
    "first example",
    lambda X, W1, b1, W2, b2: relu(X[0] @ W1 + b1) @ W2 + b2,
    lambda X, W1, b1, W2, b2: relu(X[:1] @ W1 + b1) @ W2 + b2,
    says="You answer for the first example only. Every row of X needs an output.",
)
forward.wrong(
    "no relu",
    lambda X, W1, b1, W2, b2: (X @ W1 + b1) @ W2 + b2,
    says="There is no ReLU in it. Without one, the two layers collapse into a single linear one.",
)
forward.wrong(
    "no hidden bias",
    lambda X, W1, b1, W2, b2: relu(X @ W1) @ W2 + b2,
    says="The bias of the hidden layer is missing, so all corners are at the origin.",
)
forward.wrong(
    "no biases",
    lambda X, W1, b1, W2, b2: relu(X @ W1) @ W2,
    says="Neither of the two biases has any effect.",
)
forward.wrong(
    "relu on the inputs",
    lambda X, W1, b1, W2, b2: (relu(X) @ W1 + b1) @ W2 + b2,
    says="You rectify the inputs. ReLU belongs between the two layers, on the pre-activations of "
    "the hidden one.",
)
forward.wrong(
    "relu only on the output",
    lambda X, W1, b1, W2, b2: relu((X @ W1 + b1) @ W2 + b2),
    says="The hidden layer has no ReLU and the output has one. It should be the other way round.",
)
forward.wrong(
    "slope instead of value",
    lambda X, W1, b1, W2, b2: (X @ W1 + b1 > 0) @ W2 + b2,
    says="The hidden units hand on 0 or 1, as steps do. A ReLU hands on its pre-activation where "
    "that is positive.",
)
forward.wrong(
    "sigmoid",
    lambda X, W1, b1, W2, b2: 1 / (1 + np.exp(-(X @ W1 + b1))) @ W2 + b2,
    says="The hidden units are sigmoids here. ReLUs are wanted.",
)
forward.wrong(
    "tanh",
    lambda X, W1, b1, W2, b2: np.tanh(X @ W1 + b1) @ W2 + b2,
    says="The hidden units use tanh here. ReLUs are wanted.",
)
forward.wrong(
    "hidden layer only",
    lambda X, W1, b1, W2, b2: relu(X @ W1 + b1),
    says="You return the hidden layer. Its outputs are the inputs of the second one.",
)
forward.wrong(
    "pre-activations only",
    lambda X, W1, b1, W2, b2: X @ W1 + b1,
    says="You return the pre-activations of the hidden layer. ReLU and the second layer are still "
    "to come.",
)
forward.wrong(
    "relu before the last bias",
    lambda X, W1, b1, W2, b2: relu(relu(X @ W1 + b1) @ W2) + b2,
    says="In the second layer, negative sums are cut off before its bias is added. That layer is "
    "linear: no ReLU in it.",
)
forward.wrong(
    "transposed",
    lambda X, W1, b1, W2, b2: relu(X @ W1.T + b1) @ W2.T + b2,
    lambda X, W1, b1, W2, b2: relu(W1 @ X.T + b1[:, None]),
    lambda X, W1, b1, W2, b2: relu(W1 @ X + b1) @ W2 + b2,
    lambda X, W1, b1, W2, b2: relu(X.T @ W1 + b1) @ W2 + b2,
    lambda X, W1, b1, W2, b2: W2 @ relu(W1 @ X + b1) + b2,
    says="Here a row of X is an example and a column of W1 a unit: the product that fits has X on "
    "the left, and nothing is transposed.",
)
forward.wrong(
    "last example",
    lambda X, W1, b1, W2, b2: relu(X[-1] @ W1 + b1) @ W2 + b2,
    lambda X, W1, b1, W2, b2: relu(X[-1:] @ W1 + b1) @ W2 + b2,
    says="You answer for the last example only. Does a loop overwrite the outputs of the others, "
    "or is the result not collected?",
)
forward.wrong(
    "units and examples",
    lambda X, W1, b1, W2, b2: (relu(X @ W1 + b1) @ W2 + b2).T,
    says="Rows and columns of your result are swapped: a row for each example is wanted.",
)
forward.wrong(
    "flat",
    lambda X, W1, b1, W2, b2: (relu(X @ W1 + b1) @ W2 + b2).ravel(),
    says="The numbers are right, in one long row. Keep a row for each example, also when there is "
    "one output.",
)
forward.wrong(
    "averaged",
    lambda X, W1, b1, W2, b2: (relu(X @ W1 + b1) @ W2 + b2).mean(axis=0),
    says="You average over the examples. Each of them has outputs of its own.",
)
forward.wrong(
    "one bias",
    lambda X, W1, b1, W2, b2: relu(X @ W1 + b1[0]) @ W2 + b2[0],
    lambda X, W1, b1, W2, b2: relu(X @ W1 + b1[0]) @ W2 + b2,
    lambda X, W1, b1, W2, b2: relu(X @ W1 + b1) @ W2 + b2[0],
    says="All units of a layer get the bias of the first one. Each has its own.",
)
forward.wrong(
    "bias subtracted",
    lambda X, W1, b1, W2, b2: relu(X @ W1 - b1) @ W2 + b2,
    lambda X, W1, b1, W2, b2: relu(X @ W1 + b1) @ W2 - b2,
    lambda X, W1, b1, W2, b2: relu(X @ W1 - b1) @ W2 - b2,
    says="A bias is subtracted, like a threshold. Here both biases are added.",
)
forward.wrong(
    "absolute value",
    lambda X, W1, b1, W2, b2: np.abs(X @ W1 + b1) @ W2 + b2,
    says="The hidden units turn negative pre-activations up, as |z| does. A ReLU makes them 0.",
)
forward.wrong(
    "leaky",
    lambda X, W1, b1, W2, b2: np.maximum(0.01 * (X @ W1 + b1), X @ W1 + b1) @ W2 + b2,
    lambda X, W1, b1, W2, b2: np.maximum(0.1 * (X @ W1 + b1), X @ W1 + b1) @ W2 + b2,
    lambda X, W1, b1, W2, b2: np.maximum(0.2 * (X @ W1 + b1), X @ W1 + b1) @ W2 + b2,
    says="Your hidden units let a part of the negative pre-activations through. A ReLU makes them "
    "0.",
)
forward.wrong(
    "negative half",
    lambda X, W1, b1, W2, b2: np.minimum(0, X @ W1 + b1) @ W2 + b2,
    says="The hidden units keep what is negative. A ReLU keeps what is positive.",
)
forward.wrong(
    "class instead of output",
    lambda X, W1, b1, W2, b2: (relu(X @ W1 + b1) @ W2 + b2).argmax(axis=1),
    lambda X, W1, b1, W2, b2: relu(X @ W1 + b1) @ W2 + b2 > 0,
    says="You return a decision. The outputs themselves are wanted, as they are.",
)
forward.wrong(
    "ceiling",
    lambda X, W1, b1, W2, b2: np.clip(X @ W1 + b1, 0, 6) @ W2 + b2,
    lambda X, W1, b1, W2, b2: np.clip(X @ W1 + b1, 0, 1) @ W2 + b2,
    says="Your hidden units have a ceiling. A ReLU has none: however large z is, it is handed on.",
)
forward.wrong(
    "relu on the inputs, too",
    lambda X, W1, b1, W2, b2: relu(relu(X) @ W1 + b1) @ W2 + b2,
    says="You rectify the inputs as well. They come in as they are, negative ones too.",
)
forward.wrong(
    "relu on the weights, too",
    lambda X, W1, b1, W2, b2: relu(X @ relu(W1) + b1) @ W2 + b2,
    says="You rectify the weights as well. ReLU acts on the pre-activations, not on what makes "
    "them.",
)
forward.wrong(
    "one bias added up",
    lambda X, W1, b1, W2, b2: relu(X @ W1 + b1.sum()) @ W2 + b2,
    lambda X, W1, b1, W2, b2: relu(X @ W1 + b1.mean()) @ W2 + b2.mean(),
    says="All units of a layer get one and the same bias, made of all of them. Each has its own.",
)
forward.wrong(
    "softmax",
    lambda X, W1, b1, W2, b2: _softmax(relu(X @ W1 + b1) @ W2 + b2),
    says="You turn the outputs into probabilities, with a softmax. The output layer is linear: "
    "return the sums as they are.",
)
forward.wrong(
    "type of the inputs",
    _forward_like_inputs,
    says="Where X holds whole numbers, your outputs lose their decimals: an array made like X, or "
    "of its type, cannot hold them.",
)
forward.wrong(
    "entry by entry",
    lambda X, W1, b1, W2, b2: relu(X * W1 + b1) * W2 + b2,
    lambda X, W1, b1, W2, b2: relu(X @ W1 + b1) * W2 + b2,
    lambda X, W1, b1, W2, b2: relu(X * W1 + b1) @ W2 + b2,
    lambda X, W1, b1, W2, b2: relu(np.multiply(X, W1) + b1) @ W2 + b2,
    says="A `*` multiplies entry by entry. A layer adds up products: `@` is the product of two "
    "matrices.",
)
forward.wrong("with a cache", *with_cache(_forward_ones), says=CACHE)
forward.also_wrong(
    lambda X, W1, b1, W2, b2: relu(X @ (W1 + b1)) @ W2 + b2,
    lambda X, W1, b1, W2, b2: relu(X @ W1 + b1) @ (W2 + b2),
    lambda X, W1, b1, W2, b2: (relu(X @ W1 + b1) @ W2 + b2) / len(X),
    lambda X, W1, b1, W2, b2: max(0, X @ W1 + b1) @ W2 + b2,
    lambda X, W1, b1, W2, b2: relu(X @ W1 + b1) @ W2 + b1[0],
    lambda X, W1, b1, W2, b2: None,
    lambda X, W, b: X @ W + b,
)
