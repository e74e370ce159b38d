"""Networks of many layers: what they learn, and what becomes of a signal and of its gradient."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from rectified import diagnostics
from rectified.network import MLP

from ._data import Array, digits, score
from ._draw import optimizer as chosen

TEN = [64, *[32] * 10, 10]
"""The layers of the networks that the chapters train: ten hidden ones."""
TWENTY = [64, *[100] * 20, 10]
"""The layers of the networks whose gradients they look at: twenty hidden ones."""


@cache
def deep_scores(
    activation: str,
    initializer: str | None = None,
    *,
    epochs: int = 30,
    seed: int = 0,
    split: int = 0,
    optimizer: str = "sgd",
) -> Array:
    """Share of the unseen digits read by five networks with ten hidden layers, (5,).

    SGD has the rate 0.05, Adam its usual 0.001.
    """
    X, X_test, y, y_test = digits(split)
    net = MLP(TEN, activation, initializer, rng=range(seed, seed + 5))
    steps = chosen(optimizer, sgd=0.05, adam=0.001)
    # A run that diverges has learned nothing: NaN answers every image with the class 0.
    fit = {"epochs": epochs, "batch_size": 64, "on_divergence": "mark", "rng": seed}
    net.fit(X, y, optimizer=steps, **fit)
    return score(net, X_test, y_test)


def fresh(
    activation: str,
    initializer: str | None = None,
    *,
    scale: float = 1.0,
    bias: float = 0.0,
    seed: int = 0,
) -> MLP:
    """Return five networks of twenty hidden layers at their start.

    scale multiplies the weights; bias is added to the biases of all units.
    """
    net = MLP(TWENTY, activation, initializer, rng=range(seed, seed + 5))
    for W, b in zip(net.W, net.b, strict=True):
        W *= scale
        b += bias
    return net


@cache
def layer_factor(
    activation: str, initializer: str | None = None, *, split: int = 0, **start
) -> float:
    """By what the gradient is multiplied per layer, in a mean over five fresh networks.

    The loss is that of 100 digits. start: scale, bias and seed of `fresh`.
    """
    X, _, y, _ = digits(split)
    net = fresh(activation, initializer, **start)
    gradients = net.backward(net.forward(X[:100]), y[:100])
    return float(diagnostics.layer_factor(diagnostics.gradient_norms(gradients)).mean())


@cache
def saturated(activation: str, *, split: int = 0, **start) -> float:
    """Share of slopes below a hundredth in the networks of `layer_factor`."""
    X, *_ = digits(split)
    return float(diagnostics.saturation(fresh(activation, **start), X[:100]).mean())


class AtGain(NamedTuple):
    """saturated: share of slopes below a hundredth; typical: their root mean square; factor: ρ."""

    saturated: float
    typical: float
    factor: float


@cache
def at_gain(gain: float, activation: str = "sigmoid", *, seed: int = 0, split: int = 0) -> AtGain:
    """Look at the slopes and the gradient of `fresh` networks whose weights have a gain.

    The root mean square of each layer's slopes, in a geometric mean over the layers.
    """
    start = {"initializer": "lecun_normal", "scale": gain, "seed": seed, "split": split}
    X, *_ = digits(split)
    net = fresh(activation, "lecun_normal", scale=gain, seed=seed)
    record = net.forward(X[:100])
    squares = [np.mean(slope**2) for slope in record.slopes]
    return AtGain(
        float(diagnostics.saturation(net, record).mean()),
        float(np.exp(np.mean(np.log(squares)) / 2)),
        layer_factor(activation, **start),
    )


class ThroughFifty(NamedTuple):
    """kept: of the gradient, per layer; spread: of the product; cosine: of two inputs at the end.

    kept is a geometric mean; the product over all layers typically lies within a factor of `spread`
    of the typical one.
    """

    kept: float
    spread: float
    cosine: float


@cache
def fifty_layers(initializer: str | None = None, *, seed: int = 0) -> ThroughFifty:
    """Send signals through fifty ReLU layers of 64 units and random errors back, in 20 networks."""
    net = MLP([64] * 51 + [10], "relu", initializer, rng=range(seed, seed + 20))
    rng = np.random.default_rng(seed + 1)
    record = net.forward(rng.standard_normal((20, 64)))
    gradients = net.backpropagate(record, rng.standard_normal((20, 20, 10)))
    logs = np.log(diagnostics.layer_factor(diagnostics.gradient_norms(gradients)[..., :-1]))
    cosine = diagnostics.cosine_through_depth(net, np.eye(64)[:2])[..., -1].mean()
    return ThroughFifty(np.exp(logs.mean()), np.exp(logs.std() * 49), cosine)


@cache
def growth_per_layer(gain: float = 2.0, *, seed: int = 0) -> float:
    """By what a layer of ReLUs multiplies the mean square of a signal.

    gain: of the weights, times the deviation that keeps a linear signal; He's is √2.
    Ten networks of 20 layers of 128 units.
    """
    net = MLP([128] * 21, "relu", output="linear", rng=range(seed, seed + 10))
    net.theta *= gain / np.sqrt(2)
    X = np.random.default_rng(seed + 1).standard_normal((50, 128))
    moments = diagnostics.second_moments(net, X)
    return float(np.exp(np.log(moments[:, -1] / moments[:, 0]).mean() / 19))
