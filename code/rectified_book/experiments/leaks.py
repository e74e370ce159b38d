"""A leak and its relatives: a unit on its way back, and networks that differ in their function."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np

from rectified import activations, datasets, diagnostics, training
from rectified.network import MLP

from ._data import Array, digits, score
from ._draw import optimizer as chosen

FUNCTIONS: dict[str, Any] = {
    "ReLU": "relu",
    "α = 0.01": activations.LeakyReLU(0.01),
    "α = 0.2": activations.LeakyReLU(0.2),
    "α = 0.5": activations.LeakyReLU(0.5),
    "α = 1": activations.LeakyReLU(1.0),
    "PReLU": "prelu",
    "ELU": "elu",
    "SELU": "selu",
    "GELU": "gelu",
    "Swish": "swish",
    "tanh": "tanh",
}
"""The functions that are compared, by the names they have on the page."""


def way_back(f: activations.Activation, limit: int = 2000, bias: float = -5.0) -> Array:
    """Follow a unit that starts with a low bias: its highest pre-activation before each step.

    The unit f(wx + b) shall learn max(x, 0), for x from −1 to 1, from w = 1, by gradient descent
    with a rate of ½. It ends as soon as it is active, z > 0 for some x, or after `limit` steps.
    Returns shape (steps + 1,).
    """
    x = np.linspace(-1, 1, 21)
    target, w, b = np.maximum(x, 0), 1.0, bias
    z = w * x + b
    highest = [z.max()]
    while z.max() <= 0 and len(highest) <= limit:
        delta = (f(z) - target) * f.derivative(z) / len(x)
        w, b = w - 0.5 * delta @ x, b - 0.5 * delta.sum()
        z = w * x + b
        highest.append(z.max())
    return np.array(highest)


@cache
def read_by(name: str, k: int, *, optimizer: str = "sgd") -> float:
    """Share of unseen digits read by a network with two hidden layers of 64, after 20 epochs.

    name: one of `FUNCTIONS`. k: the seed of the network, of its batches and of the division of the
    digits, so that two functions meet the same. GELU and Swish have He's start, the others their
    usual one. SGD's rate is 0.1, Adam's 0.003.
    """
    X, unseen, y, truth = digits(k)
    start = "he_normal" if name in ("GELU", "Swish") else None
    net = MLP([64, 64, 64, 10], FUNCTIONS[name], start, rng=k)
    steps = chosen(optimizer, sgd=0.1, adam=0.003)
    net.fit(X, y, epochs=20, batch_size=64, optimizer=steps, rng=k)
    return float(score(net, unseen, truth))


def ahead(name: str, *, pairs: int = 40, seed: int = 0, optimizer: str = "sgd") -> Array:
    """By how many points networks with a function read more than their twins with ReLU, (pairs,).

    The seeds and divisions are those from `seed` on.
    """
    seeds = range(seed, seed + pairs)
    kinds = ([read_by(f, k, optimizer=optimizer) for k in seeds] for f in (name, "ReLU"))
    other, relu = map(np.array, kinds)
    return 100 * (other - relu)


class TooFast(NamedTuple):
    """Counts of five networks. dead: those of which half of the second layer is dead."""

    learned: int
    dead: int
    not_finite: int


@cache
def too_fast(alpha: float, *, seed: int = 0, split: int = 0, optimizer: str = "sgd") -> TooFast:
    """Train five networks on digits for five epochs, at a rate that is far too large.

    alpha: the slope for negative z; 0 is ReLU. The rate is 2 for SGD and 0.3 for Adam. To have
    learned is to read more than 90% of the unseen digits.
    """
    X, unseen, y, truth = digits(split)
    net = MLP([64, 64, 64, 10], activations.LeakyReLU(alpha), rng=range(seed, seed + 5))
    steps = chosen(optimizer, sgd=2.0, adam=0.3)
    fit = {"epochs": 5, "batch_size": 64, "on_divergence": "mark", "rng": seed}
    net.fit(X, y, optimizer=steps, **fit)
    dead = diagnostics.dead_share(net, X)[:, 1]
    learned = score(net, unseen, truth) > 0.9
    return TooFast(int(learned.sum()), int((dead > 0.5).sum()), int(np.isnan(dead).sum()))


@cache
def held_still(alpha: float, *, seed: int = 0, split: int = 0, optimizer: str = "sgd") -> Array:
    """What five networks lose if their silent units give the same to every image, in points, (5,).

    They are the networks of `woken` after twenty epochs; a silent unit of their first layer gets
    no weights, and the mean of its z as its bias.
    """
    X, unseen, y, truth = digits(split, "raw")
    net = MLP([64, 64, 64, 10], activations.LeakyReLU(alpha), rng=range(seed, seed + 5))
    steps = training.SGD(0.01, 0.9) if optimizer == "sgd" else training.Adam(0.01)
    net.fit(X, y, epochs=20, batch_size=64, optimizer=steps, rng=seed)
    before = score(net, unseen, truth)
    z = net.forward(X).z[0]
    silent = z.max(axis=1) <= 0
    net.W[0].swapaxes(1, 2)[silent] = 0
    net.b[0][silent] = z.mean(axis=1)[silent]
    return 100 * (before - score(net, unseen, truth))


class Spirals(NamedTuple):
    """score: share of unseen points, (5,). slopes: left of zero, of each layer: (5, 32) each."""

    score: Array
    slopes: list[Array]


@cache
def spirals(name: str, *, seed: int = 0, optimizer: str = "sgd") -> Spirals:
    """Teach five networks with two hidden layers of 32 to tell two spirals apart, in 300 epochs.

    name: one of `FUNCTIONS` that leak. SGD's rate is 0.1, Adam's 0.003.
    """
    points, arm = datasets.spirals(300, noise=0.05, seed=seed)
    unseen, truth = datasets.spirals(300, noise=0.05, seed=seed + 1)
    net = MLP([2, 32, 32, 1], FUNCTIONS[name], output="sigmoid", rng=range(seed, seed + 5))
    steps = chosen(optimizer, sgd=0.1, adam=0.003)
    net.fit(points, arm, epochs=300, batch_size=32, optimizer=steps, rng=seed)
    right = (net.predict(unseen)[..., 0] > 0.5) == truth
    return Spirals(right.mean(axis=-1), list(net.alpha) if name == "PReLU" else [])


@cache
def learned_slopes(*, seed: int = 0, split: int = 0, optimizer: str = "sgd") -> list[Array]:
    """Slopes that five PReLU networks for digits have after 20 epochs, (5, 64) for each layer."""
    X, _, y, _ = digits(split)
    net = MLP([64, 64, 64, 10], "prelu", rng=range(seed, seed + 5))
    steps = chosen(optimizer, sgd=0.1, adam=0.003)
    net.fit(X, y, epochs=20, batch_size=64, optimizer=steps, rng=seed)
    return list(net.alpha)


@cache
def selu_corrects(activation: str, *, seed: int = 0) -> tuple[float, float]:
    """Smallest and largest mean square of z in the 40th layer, for inputs of sizes 0.1, 1 and 10.

    Medians of three networks of width 200, from LeCun's start (SELU) or He's.
    """
    start = "lecun_normal" if activation == "selu" else "he_normal"
    net = MLP([200] * 41, activation, start, rng=range(seed, seed + 3))
    noise = np.random.default_rng(seed).standard_normal((50, 200))
    ends = [
        float(np.median(diagnostics.second_moments(net, size * noise)[:, -1]))
        for size in (0.1, 1, 10)
    ]
    return min(ends), max(ends)
