"""Backpropagation."""

from __future__ import annotations

import itertools

import numpy as np

from checker import function

from ._shared import _logistic, quarters, sigmoid


def _layers(rng):
    """Random data and weights of a small network."""
    sizes = rng.randint(1, 4, rng.randint(3, 5))
    n = rng.randint(2, 5)
    W = [quarters(rng, *shape) for shape in itertools.pairwise(sizes)]
    return quarters(rng, n, sizes[0]), rng.randint(0, 2, (n, sizes[-1])).astype(float), W


_TWO = (np.array([[1.0]]), np.array([[1.0]]), [np.array([[0.0]]), np.array([[2.0]])])
_ROW = (
    np.array([[1.0]]),
    np.array([[1.0]]),
    [np.array([[1.0]]), np.array([[-2.0]]), np.array([[3.0]])],
)
_PAIR = (
    np.array([[1.0, 2.0], [-1.0, 0.5]]),
    np.array([[1.0], [0.0]]),
    [np.array([[0.5], [-1.0]]), np.array([[2.0]])],
)
_HIDDEN = (
    np.array([[1.0, -0.5]]),
    np.array([[0.0]]),
    [np.array([[1.0, -1.0, 0.5], [2.0, 0.5, -1.5]]), np.array([[1.0], [-2.0], [0.5]])],
)
_WHOLE = (
    np.array([[1, 0], [0, 2], [-1, 1]]),
    np.array([[1, 0], [0, 1], [0, 0]]),
    [np.array([[1, -1], [2, 1]]), np.array([[1, 3], [-2, 1]]), np.array([[1, 2], [1, -1]])],
)


@function(
    way=(3, 25, "backpropagation", "backpropagation#all-units"),
    cases=[_TWO, _ROW, _PAIR, _HIDDEN, _WHOLE],
    more=_layers,
    n_more=6,
    hints=[
        "First the way forward. Keep the activations of all layers in a list, `a[0]` being X.",
        "At the end the blame is `(a[-1] - y) / len(X)`. The gradient of a layer's weights is made "
        "from what comes into the layer and the blame at its z: `a[k].T @ delta`.",
        "To go one layer back: through the weights, `delta @ W[k].T`, then times the slope of the "
        "units there, which follows from their outputs `a[k]`.",
        "Is something wrong and you cannot see what? Change one weight by 1e-5 up and down, and "
        "compare, as in exercise @numeric_gradient.",
    ],
    why="""
    One way forward, in which all activations are kept, and one way back. In each layer the blame
    `delta` does two things: with the activations that came in it makes the gradient of the
    weights, and through the weights, times the slopes, it becomes the blame of the layer before.
    In that second step every layer multiplies by its weights and by slopes of at most ¼, and that
    is where the gradient vanishes.
    """,
)
def backpropagate(X, y, W):
    """Backpropagation

    A network has sigmoid units in all its layers, no biases, and the weights `W`: a list of
    two or more matrices, the first layer's first. Forward, $a^{(0)} = X$ and
    $a^{(k)} = \\sigma(a^{(k-1)}W^{(k)})$, one example per row of `X`. The last activations are the
    answers, `y` holds the right ones (zeros and ones, of the same shape), and the loss is the
    cross-entropy, added up over the outputs and averaged over the n examples; so the blame at the
    last z is $\\delta = (a - y)/n$, with the last $a$. Write `backpropagate(X, y, W)`: it returns
    the list of the gradients of this loss, one matrix for each of `W`, in the same order and of
    the same shapes. Leave the arguments as they are.
    """
    a = [X]
    for weights in W:
        a.append(sigmoid(a[-1] @ weights))
    delta = (a[-1] - y) / len(X)
    gradients = []
    for k in reversed(range(len(W))):
        gradients.insert(0, a[k].T @ delta)
        delta = (delta @ W[k].T) * a[k] * (1 - a[k])
    return tuple(gradients)


def _backprop(X, y, W, start=None, slope=None, back=None, weight=None, order=1):
    """Backpropagation with one thing changed, for the answers below."""
    a = [X]
    for weights in W:
        a.append(sigmoid(a[-1] @ weights))
    delta = (start or (lambda a, y: (a - y) / len(y)))(a[-1], y)
    slope = slope or (lambda a: a * (1 - a))
    back = back or (lambda delta, W: delta @ W.T)
    weight = weight or (lambda a, delta: a.T @ delta)
    gradients = []
    for k in range(len(W) - 1, -1, -1):
        gradients.append(weight(a[k], delta))
        delta = back(delta, W[k]) * slope(a[k])
    return gradients[::-1][::order]


def _wrong_layer(X, y, W):
    """The slopes of a layer taken for those of the layer before it."""
    a, z = [X], []
    for w in W:
        z.append(a[-1] @ w)
        a.append(sigmoid(z[-1]))
    delta, gradients = (a[-1] - y) / len(X), []
    for k in reversed(range(len(W))):
        gradients.insert(0, a[k].T @ delta)
        delta = (delta @ W[k].T) * sigmoid.derivative(z[k])
    return gradients


def _linear_forward(X, y, W):
    """Without the sigmoids of the hidden layers on the way forward."""
    a = [X]
    for w in W:
        a.append(a[-1] @ w)
    delta, gradients = (sigmoid(a[-1]) - y) / len(X), []
    for k in reversed(range(len(W))):
        gradients.insert(0, a[k].T @ delta)
        delta = (delta @ W[k].T) * sigmoid.derivative(a[k])
    return gradients


def _learning(X, y, W, early=True):
    """Weights changed on the way, before the blame has passed them or after."""
    a = [X]
    for w in W:
        a.append(sigmoid(a[-1] @ w))
    delta, gradients = (a[-1] - y) / len(X), []
    for k in reversed(range(len(W))):
        gradients.insert(0, a[k].T @ delta)
        if early:
            W[k] = W[k] - gradients[0]
        delta = (delta @ W[k].T) * a[k] * (1 - a[k])
        if not early:
            W[k] = W[k] - gradients[0]
    return gradients


def _stepping(X, y, W):
    """The same, with an operator that writes into the matrices."""
    a = [X]
    for w in W:
        a.append(sigmoid(a[-1] @ w))
    delta, gradients = (a[-1] - y) / len(X), []
    for k in reversed(range(len(W))):
        gradients.insert(0, a[k].T @ delta)
        W[k] -= gradients[0]
        delta = (delta @ W[k].T) * a[k] * (1 - a[k])
    return gradients


def _backprop_loops(X, y, W):
    """One example after the other, one unit after the other."""
    gradients = [np.zeros(w.shape) for w in W]
    for x, target in zip(X, y):
        a = [x]
        for w in W:
            a.append(
                [
                    _logistic(sum(a[-1][i] * w[i][j] for i in range(len(w))))
                    for j in range(len(w[0]))
                ]
            )
        delta = [(p - t) / len(X) for p, t in zip(a[-1], target)]
        for k in range(len(W) - 1, -1, -1):
            n_in, n_out = W[k].shape
            for i in range(n_in):
                for j in range(n_out):
                    gradients[k][i, j] += a[k][i] * delta[j]
            delta = [
                sum(delta[j] * W[k][i, j] for j in range(n_out)) * a[k][i] * (1 - a[k][i])
                for i in range(n_in)
            ]
    return gradients


def _cross_entropy(X, y, W):
    a = X
    for w in W:
        a = sigmoid(a @ w)
    return -(y * np.log(a) + (1 - y) * np.log(1 - a)).sum() / len(X)


def _backprop_numeric(X, y, W):
    gradients = []
    for k, w in enumerate(W):
        gradient = np.zeros(w.shape)
        for entry in np.ndindex(w.shape):
            step = np.zeros(w.shape)
            step[entry] = 1e-20
            pieces = [*W[:k], w + 1j * step, *W[k + 1 :]]
            gradient[entry] = _complex_loss(X, y, pieces).imag / 1e-20
        gradients.append(gradient)
    return gradients


def _complex_loss(X, y, W):
    a = X
    for w in W:
        a = 1 / (1 + np.exp(-(a @ w)))
    return -(y * np.log(a) + (1 - y) * np.log(1 - a)).sum() / len(X)


def _backprop_recursive(X, y, W):
    def go(a, k):
        """The gradients from layer k on, and the blame of the activations a."""
        if k == len(W):
            return [], None
        out = sigmoid(a @ W[k])
        later, blame = go(out, k + 1)
        delta = (out - y) / len(X) if blame is None else blame * out * (1 - out)
        return [a.T @ delta, *later], delta @ W[k].T

    return tuple(go(X, 0)[0])


def _backprop_scores(X, y, W):
    """With the pre-activations kept, and the slopes taken there."""
    a, z = [X], []
    for w in W:
        z.append(np.dot(a[-1], w))
        a.append(sigmoid.value(z[-1]))
    deltas = [(a[-1] - y) / X.shape[0]]
    for k in range(len(W) - 1, 0, -1):
        deltas.insert(0, np.einsum("nj,ij->ni", deltas[0], W[k]) * sigmoid.derivative(z[k - 1]))
    return [np.einsum("ni,nj->ij", p, d) for p, d in zip(a, deltas)]


def _backprop_float32(X, y, W):
    X, y, *W = (v.astype(np.float32) for v in (X, y, *W))
    return _backprop(X, y, W)


def _backprop_objects(X, y, W):
    result = np.empty(len(W), dtype=object)
    result[:] = _backprop(X, y, W)
    return result


backpropagate.also_right(
    lambda X, y, W: _backprop(X, y, W),
    lambda X, y, W: tuple(_backprop(X, y, W)),
    lambda X, y, W: [g.tolist() for g in _backprop(X, y, W)],
    lambda X, y, W: [g / len(X) for g in _backprop(X, y, W, start=lambda a, y: a - y)],
    lambda X, y, W: _backprop(X, y, W, weight=lambda a, delta: (delta.T @ a).T),
    lambda X, y, W: [
        sum(g[k] for g in [_backprop(X[i : i + 1], y[i : i + 1], W) for i in range(len(X))])
        / len(X)
        for k in range(len(W))
    ],
    _backprop_loops,
    _backprop_numeric,
    _backprop_recursive,
    _backprop_scores,
    _backprop_float32,
    _backprop_objects,
)
backpropagate.wrong(
    "not averaged",
    lambda X, y, W: _backprop(X, y, W, start=lambda a, y: a - y),
    says="Your gradients are n times too large: the loss is the *mean* over the n examples.",
)
backpropagate.wrong(
    "slope at the output",
    lambda X, y, W: _backprop(X, y, W, start=lambda a, y: (a - y) * a * (1 - a) / len(y)),
    says="You multiply the first blame by the slope of the output units, as squared error needs "
    "it. With cross-entropy that slope cancels.",
)
backpropagate.wrong(
    "no slopes",
    lambda X, y, W: _backprop(X, y, W, slope=lambda a: 1),
    says="The last layer's gradient is right. On the way back, the slopes of the hidden units are "
    "missing.",
)
backpropagate.wrong(
    "sigmoid again",
    lambda X, y, W: _backprop(X, y, W, slope=lambda a: sigmoid.derivative(a)),
    says="You take the slope of the sigmoid at a. The a are its outputs already: the slope "
    "belongs to z, or follows from a.",
)
backpropagate.wrong(
    "minus",
    lambda X, y, W: _backprop(X, y, W, start=lambda a, y: (y - a) / len(y)),
    says="All signs are turned round: the blame is predicted minus true, not true minus predicted.",
)
backpropagate.wrong(
    "last layer first",
    lambda X, y, W: _backprop(X, y, W, order=-1),
    says="The gradients are right, but in the order of the way back. The first layer's comes "
    "first.",
)
backpropagate.wrong(
    "value for slope",
    lambda X, y, W: _backprop(X, y, W, slope=lambda a: a),
    says="On the way back you multiply by the activations. It is the *slopes* that count.",
)
backpropagate.wrong(
    "one minus a",
    lambda X, y, W: _backprop(X, y, W, slope=lambda a: 1 - a),
    says="On the way back you multiply by 1 − a. That is half of the slope's formula.",
)
backpropagate.wrong(
    "slope of tanh",
    lambda X, y, W: _backprop(X, y, W, slope=lambda a: 1 - a**2),
    says="On the way back you use 1 − a², the slope of tanh. The units are sigmoids.",
)
backpropagate.wrong(
    "averaged twice",
    lambda X, y, W: [g / len(X) for g in _backprop(X, y, W)],
    says="Your gradients are n times too small: you divide by the number of examples twice.",
)
backpropagate.wrong(
    "divided in every layer",
    lambda X, y, W: _backprop(X, y, W, back=lambda delta, W: delta @ W.T / len(X)),
    says="You divide by the number of examples again in each layer. Once, at the output, is "
    "enough.",
)
backpropagate.wrong(
    "transposed",
    lambda X, y, W: _backprop(X, y, W, weight=lambda a, delta: delta.T @ a),
    says="Each of your matrices lies on its side: rows belong to the inputs of a layer, columns to "
    "its units.",
)
backpropagate.wrong(
    "not turned",
    lambda X, y, W: _backprop(X, y, W, back=lambda delta, W: delta @ W),
    says="On the way back you use the matrix as on the way forward. Backward one goes from units "
    "to inputs, so it lies on its side.",
)
backpropagate.wrong(
    "mean over all numbers",
    lambda X, y, W: _backprop(X, y, W, start=lambda a, y: (a - y) / y.size),
    says="You average over the outputs as well. The loss is added up over the outputs and averaged "
    "over the examples only.",
)
backpropagate.wrong(
    "no weights on the way back",
    lambda X, y, W: _backprop(
        X, y, W, back=lambda delta, W: delta.sum(axis=1, keepdims=True) * np.ones(len(W))
    ),
    says="The last layer's gradient is right. On the way back, the blame has to pass the weights.",
)
backpropagate.wrong(
    "last layer only",
    lambda X, y, W: _backprop(X, y, W)[-1:],
    lambda X, y, W: _backprop(X, y, W)[-1],
    says="You return the gradient of the last layer only. Each layer has one.",
)
backpropagate.wrong(
    "new weights",
    lambda X, y, W: [w - g for w, g in zip(W, _backprop(X, y, W))],
    says="Those are the weights after a step. Only the gradients are asked for: backpropagation "
    "changes no weight.",
)
backpropagate.wrong(
    "weights changed",
    lambda X, y, W: _learning(X, y, W),
    lambda X, y, W: _learning(X, y, W, early=False),
    lambda X, y, W: _stepping(X, y, W),
    says="You change the weights `W` on the way. Backpropagation leaves them as they are; the step "
    "comes later, and is not asked for.",
)
backpropagate.wrong(
    "slope of the wrong layer",
    _wrong_layer,
    says="The last layer's gradient is right. On the way back, the slopes are those of the layer "
    "just left, not of the one you come to.",
)
backpropagate.wrong(
    "straight forward",
    _linear_forward,
    says="On the way forward your hidden layers have no sigmoid: their outputs are the "
    "pre-activations z.",
)
backpropagate.wrong(
    "blames",
    lambda X, y, W: _backprop(X, y, W, weight=lambda a, delta: delta),
    says="Those are the blames at the units. For a weight, multiply by the activation that comes "
    "in, and add up over the examples.",
)
backpropagate.wrong(
    "first example only",
    lambda X, y, W: _backprop(X[:1], y[:1], W),
    lambda X, y, W: _backprop(X, y, W, weight=lambda a, delta: np.outer(a[0], delta[0])),
    says="Only the first example counts. The loss is the mean over all of them, and each has its "
    "share in every gradient.",
)
backpropagate.wrong(
    "slope a quarter",
    lambda X, y, W: _backprop(X, y, W, slope=lambda a: 0.25),
    says="On the way back you use ¼ for every slope. That is the largest one; a unit's own slope "
    "follows from its output.",
)
backpropagate.wrong(
    "a minus one",
    lambda X, y, W: _backprop(X, y, W, slope=lambda a: a * (a - 1)),
    says="On the way back each layer turns the sign: the slope is a(1 − a), not a(a − 1).",
)
backpropagate.wrong(
    "labels turned round",
    lambda X, y, W: _backprop(X, 1 - y, W),
    says="You learn the opposite: your blame is that of the labels with 0 and 1 exchanged.",
)
backpropagate.wrong(
    "squared error",
    lambda X, y, W: _backprop(X, y, W, start=lambda a, y: 2 * (a - y) * a * (1 - a) / len(y)),
    says="That is the gradient of the mean *squared* error. The loss here is the cross-entropy, "
    "whose blame is simpler.",
)
backpropagate.also_wrong(
    lambda X, y, W: [_backprop(X, y, W)[0]] * len(W),
    lambda X, y, W: _backprop(X, y, W, back=lambda delta, W: delta @ np.abs(W).T),
    lambda X, y, W: [w - 0.1 * g for w, g in zip(W, _backprop(X, y, W))],
    lambda X, y, W: _backprop(X, y, W, start=lambda a, y: (a - y) / len(y) * 2),
    lambda X, y, W: _backprop(X, y, W, start=lambda a, y: a / len(y)),
    lambda X, y, W: _backprop(X, y, W, slope=lambda a: a * (1 + a)),
    lambda X, y, W: [np.abs(g) for g in _backprop(X, y, W)],
    lambda X, y, W: [np.zeros(w.shape) for w in W],
    lambda X, y, W: np.concatenate([g.ravel() for g in _backprop(X, y, W)]),
    lambda X, y, W: None,
    lambda X, y, W: _cross_entropy(X, y, W),
    lambda X, y, W: _backprop(X, y, W, start=lambda a, y: ((a > 0.5) - y) / len(y)),
    lambda X, y, W: _backprop(
        X, y, W, weight=lambda a, delta: a.mean(axis=0)[:, None] * delta.sum(0)
    ),
    lambda X, y, W: [np.linalg.norm(g) for g in _backprop(X, y, W)],
    lambda X, y, W: W,
)
