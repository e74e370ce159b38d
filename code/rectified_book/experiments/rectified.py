"""What ReLU does to lines, to signals, and to two networks of which one was trained in a hurry."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from rectified import diagnostics
from rectified.network import MLP

from ._data import Array, digits, score
from ._draw import optimizer as chosen


@cache
def trained_pieces(hidden: int, *, seed: int = 0, split: int = 0, optimizer: str = "sgd") -> float:
    """Straight pieces of trained networks with `hidden` layers of 32 ReLUs; a median.

    Counted on three straight ways from one digit to another, in five networks.
    Source: Hanin & Rolnick (2019).
    """
    X, _, y, _ = digits(split)
    net = MLP([64] + [32] * hidden + [10], "relu", rng=range(seed, seed + 5))
    steps = chosen(optimizer, sgd=0.05, adam=0.001)
    net.fit(X, y, epochs=10, batch_size=64, optimizer=steps, rng=seed)
    ways = [(X[0], X[3]), (X[1], X[4]), (X[2], X[5])]
    return float(np.median([diagnostics.straight_pieces(net, *way) for way in ways]))


class Growth(NamedTuple):
    """signal: mean square of layer 20 over that of layer 1; factor: of the gradient per layer."""

    signal: float
    factor: float


@cache
def growth(gain: float, *, seed: int = 0, split: int = 0) -> Growth:
    """Fresh networks with 20 layers of 100 ReLUs and weights of a gain; medians of five."""
    X, _, y, _ = digits(split)
    net = MLP([64] + [100] * 20 + [10], "relu", "lecun_normal", rng=range(seed, seed + 5))
    net.theta *= gain
    moments = diagnostics.second_moments(net, X[:100])
    norms = diagnostics.gradient_norms(net.backward(net.forward(X[:100]), y[:100]))
    factor = np.median(diagnostics.layer_factor(norms))
    return Growth(float(np.median(moments[..., 19] / moments[..., 0])), float(factor))


@cache
def faint(width: int, *, depth: int = 100, seed: int = 0, split: int = 0) -> Array:
    """Size of the gradient in each hidden layer, in units of the last one's, (networks, depth).

    Of 20 fresh networks from He's start, for one image; without those that answer it with zeros.
    """
    X, _, y, _ = digits(split)
    net = MLP([64] + [width] * depth + [10], "relu", rng=range(seed, seed + 20))
    norms = diagnostics.gradient_norms(net.backward(net.forward(X[:1]), y[:1]))[..., :-1]
    norms = norms[norms[:, -1] > 0]
    return norms / norms[:, -1:]


@cache
def alike(*, depth: int = 50, seed: int = 0, split: int = 0) -> Array:
    """Mean cosine of two of 200 digits behind 0, 1, …, `depth` layers of 200 ReLUs, (depth + 1,).

    A mean of five fresh networks.
    """
    X, *_ = digits(split)
    net = MLP([64] + [200] * depth + [10], "relu", rng=range(seed, seed + 5))
    return diagnostics.cosine_through_depth(net, X[:200]).mean(axis=0)


class Trained(NamedTuple):
    """Five networks 64-64-64-10 that have learned to read digits.

    answered: for each unit of the first layer the share of training images for which it is not 0,
    (5, 64); score: share of unseen digits that are read, (5,).
    """

    answered: Array
    score: Array


def _trained(scaling: str, rate: float, momentum: float, seed: int, split: int) -> Trained:
    X, unseen, y, truth = digits(split, scaling)
    net = MLP([64, 64, 64, 10], "relu", rng=range(seed, seed + 5))
    steps = {"learning_rate": rate, "momentum": momentum}
    net.fit(X, y, epochs=10, batch_size=64, rng=seed, **steps)
    return Trained((net.forward(X).z[0] > 0).mean(axis=1), score(net, unseen, truth))


@cache
def healthy(*, seed: int = 0, split: int = 0) -> Trained:
    """Train in the usual way: standardized pixels, plain gradient descent."""
    return _trained("standard", 0.1, 0.0, seed, split)


@cache
def hasty(*, seed: int = 0, split: int = 0) -> Trained:
    """Train in a hurry: pixels from 0 to 16 as they are, and momentum."""
    return _trained("raw", 0.01, 0.9, seed, split)
