"""Units that die, what is left of them, and what brings them back."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from rectified import activations, datasets, diagnostics
from rectified.network import MLP

from ._data import Array, digits
from ._draw import optimizer as chosen


@cache
def dead_at_start(activation: str, bias: float, *, seed: int = 0, split: int = 0) -> float:
    """Share of dead units among 2 × 64 whose biases start at `bias`, in a mean over 5 networks."""
    X, *_ = digits(split)
    net = MLP([64, 64, 64, 10], activation, rng=range(seed, seed + 5))
    for b in net.b[:-1]:
        b += bias
    return float(diagnostics.dead_share(net, X).mean())


def born_dead(width: int, *, depth: int = 10, seed: int = 0, split: int = 0) -> float:
    """Share of 1000 fresh ReLU networks that give 100 different digits one and the same answer.

    Source: Lu, Shin, Su & Karniadakis (2020).
    """
    X, *_ = digits(split)
    return float(diagnostics.born_dead(width, depth, X[:100], 1000, rng=seed)[depth])


@cache
def dead_weights(*, seed: int = 0, split: int = 0) -> tuple[Array, Array, float]:
    """Train a network in which one unit of the first layer is dead, killed by a bias of −100.

    Returns the unit's weights before and after, (64,) each, and its bias at the end.
    """
    X, _, y, _ = digits(split)
    net = MLP([64, 32, 32, 10], "relu", rng=seed)
    net.b[0][0] = -100
    before = net.W[0][:, 0].copy()
    net.fit(X, y, epochs=5, batch_size=32, learning_rate=0.05, rng=seed)
    return before, net.W[0][:, 0], float(net.b[0][0])


class Revived(NamedTuple):
    """dead: units that were dead at the start, by layer; back: how many of these came back."""

    dead: list[int]
    back: list[int]


@cache
def revived(*, seed: int = 0, split: int = 0, optimizer: str = "sgd") -> Revived:
    """Kill 16 units in each of three hidden layers of 64, in five networks, and train these.

    A unit is killed by a bias that puts its largest z just below 0.
    """
    X, _, y, _ = digits(split)
    net = MLP([64, 64, 64, 64, 10], "relu", rng=range(seed, seed + 5))
    for k in range(3):
        highest = net.forward(X).z[k].max(axis=1)  # over images
        net.b[k][:, :16] -= highest[:, :16] + 0.1
    start = diagnostics.dead_units(net, X)
    steps = chosen(optimizer, sgd=0.1, adam=0.001)
    net.fit(X, y, epochs=20, batch_size=64, optimizer=steps, rng=seed)
    pairs = zip(start, diagnostics.dead_units(net, X), strict=True)
    back = [int((was & ~now).sum()) for was, now in pairs]
    return Revived([int(dead.sum()) for dead in start], back)


@cache
def recovery(alpha: float, *, limit: int = 20_000) -> int:
    """Steps of gradient descent until a unit that starts with a bias of −5 is active again.

    The unit f(wx + b) shall learn max(x, 0), for x from −1 to 1, from w = 1, with a rate of ½; it
    is active when z > 0 for some x. Returns `limit` if that does not happen.
    """
    f = activations.LeakyReLU(alpha)
    x = np.linspace(-1, 1, 21)
    target, w, b, steps = np.maximum(x, 0), 1.0, -5.0, 0
    z = w * x + b
    while z.max() <= 0 and steps < limit:
        delta = (f(z) - target) * f.derivative(z) / len(x)
        w, b = w - 0.5 * delta @ x, b - 0.5 * delta.sum()
        z, steps = w * x + b, steps + 1
    return steps


@cache
def xor_solved(
    alpha: float, width: int = 4, *, tries: int = 100, seed: int = 0, optimizer: str = "sgd"
) -> float:
    """Share of networks with a few hidden units that learn all four rows of XOR.

    alpha: the slope for negative z; 0 is ReLU. 1000 steps: SGD's rate is ½; Adam's, 0.03, moves
    weights of the size of 1 within 30 steps.
    """
    X, y = datasets.xor()
    net = MLP(
        [2, width, 1], activations.LeakyReLU(alpha), output="sigmoid", rng=range(seed, seed + tries)
    )
    net.fit(X, y, epochs=1000, optimizer=chosen(optimizer, sgd=0.5, adam=0.03), rng=None)
    right = (net.predict(X)[..., 0] > 0.5) == y
    return float(right.all(axis=-1).mean())
