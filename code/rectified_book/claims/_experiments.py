"""Experiments that several rows share: each is done once."""

import functools

import numpy as np

from rectified import activations, datasets, diagnostics
from rectified.network import MLP

Array = np.ndarray


@functools.cache
def digits() -> datasets.Split:
    """Handwritten digits, standardized: X_train, X_test, y_train, y_test."""
    return datasets.digits()


def score(net: MLP, X: Array, y: Array) -> Array:
    """Share of right answers, (...,)."""
    return (net.predict(X).argmax(axis=-1) == y).mean(axis=-1)


@functools.cache
def digits_network(activation: str) -> MLP:
    """A network with two hidden layers of 32 units that has learned to read digits."""
    X, _, y, _ = digits()
    net = MLP([64, 32, 32, 10], activation, rng=0)
    net.fit(X, y, epochs=10, batch_size=32, learning_rate=0.05)
    return net


def digits_score(net: MLP) -> float:
    """Share of the unseen digits that a network reads."""
    _, X, _, y = digits()
    return float(score(net, X, y))


@functools.cache
def deep_scores(activation: str, initializer: str | None = None) -> Array:
    """Share of the digits learned by networks with ten hidden layers, (3,): one per seed."""
    X, _, y, _ = digits()
    start = {} if initializer is None else {"initializer": initializer}
    net = MLP([64, *[32] * 10, 10], activation, rng=range(3), **start)
    net.fit(X, y, epochs=12, batch_size=32, learning_rate=0.05)
    return score(net, X, y)


@functools.cache
def factor(activation: str, initializer: str, scale: float = 1.0, bias: float = 0.0) -> float:
    """By what the gradient is multiplied per layer, in 20 random layers of 128 units.

    scale multiplies the weights; bias is the bias of all units.
    """
    net = MLP([128] * 21 + [10], activation, initializer, rng=range(5))
    for W, b in zip(net.W, net.b, strict=True):
        W *= scale
        b += bias
    rng = np.random.default_rng(1)
    record = net.forward(rng.standard_normal((50, 128)))
    delta = rng.standard_normal((5, 50, 10))
    norms = diagnostics.gradient_norms(net.backpropagate(record, delta))[..., :-1]
    return float(np.exp(np.log(diagnostics.layer_factor(norms)).mean()))


@functools.cache
def dead_at_start(activation: str, bias: float) -> float:
    """Share of dead units among 2 × 64 whose biases start at `bias`, over five seeds."""
    X, *_ = digits()
    net = MLP([64, 64, 64, 10], activation, rng=range(5))
    for b in net.b[:-1]:
        b += bias
    return float(diagnostics.dead_share(net, X).mean())


@functools.cache
def code_errors() -> dict[str, float]:
    """Mean squared error of autoencoders 64-8-64 on unseen digits, by the activation of the code.

    `zeros` is the share of zeros in the code of the network with ReLU.
    """
    X, unseen, *_ = datasets.digits("unit")
    mean = X.mean(axis=0)
    X, unseen = X - mean, unseen - mean
    errors = {}
    for name in ("identity", "tanh", "relu"):
        net = MLP([64, 8, 64], name, "glorot_uniform", output="linear", rng=range(3))
        net.fit(X, X, epochs=60, batch_size=16, learning_rate=0.2)
        errors[name] = float(((net.predict(unseen) - unseen) ** 2).mean())
    errors["zeros"] = float(diagnostics.sparsity(net, unseen).mean())
    return errors


@functools.cache
def recovery(alpha: float, limit: int = 5000) -> int:
    """Steps of gradient descent until a unit that starts with a bias of −5 is active again.

    The unit f(wx + b) shall learn x itself, for x from 0 to 2, from w = 1; it is active when z > 0
    for some x. `limit` if that does not happen.
    """
    f = activations.get("leaky_relu", alpha=alpha)
    x, w, b = np.linspace(0, 2, 41), 1.0, -5.0
    for step in range(limit):
        z = w * x + b
        if z.max() > 0:
            return step
        delta = (f(z) - x) * f.derivative(z)
        w, b = w - 0.1 * (delta * x).mean(), b - 0.1 * delta.mean()
    return limit
