"""Units that die, what is left of them, and what brings them back."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from rectified import activations, datasets, diagnostics, training
from rectified.network import MLP

from ._data import Array, digits, score
from ._draw import optimizer as chosen
from .leaks import way_back


def born_dead(width: int, *, depth: int = 10, seed: int = 0, split: int = 0) -> float:
    """Share of 1000 fresh ReLU networks that give 100 different digits one and the same answer.

    Source: Lu, Shin, Su & Karniadakis (2020).
    """
    X, *_ = digits(split)
    return float(diagnostics.born_dead(width, depth, X[:100], 1000, rng=seed)[depth])


class Faded(NamedTuple):
    """Lengths of the weights into one unit of the first layer.

    start, dead: of a dead one, before and after training; live: the median of those alive after it.
    """

    start: float
    dead: float
    live: float


@cache
def faded(
    decay: float, *, epochs: int = 100, seed: int = 0, split: int = 0, optimizer: str = "sgd"
) -> Faded:
    """Train a network in which one unit of the first layer is dead, killed by a bias of −100.

    decay: the share of each weight that weight decay takes away in a step, 0 for none. SGD has it
    in its steps; beside Adam it acts on its own, once per epoch for all steps of that epoch, as
    proposed by Loshchilov & Hutter (2019).
    """
    X, _, y, _ = digits(split)
    net = MLP([64, 32, 32, 10], "relu", rng=seed)
    net.b[0][0] = -100
    start = np.linalg.norm(net.W[0][:, 0])
    rate, kept = 0.1, (1 - decay) ** -(-len(y) // 32)
    by_itself = optimizer == "adam"

    def shrink(epoch, net, loss):
        for W in net.W:
            W *= kept

    steps = training.Adam(0.003) if by_itself else training.SGD(rate, weight_decay=decay / rate)
    callback = shrink if by_itself else None
    net.fit(X, y, epochs=epochs, batch_size=32, optimizer=steps, rng=seed, callback=callback)
    lengths = np.linalg.norm(net.W[0], axis=0)
    alive = ~diagnostics.dead_units(net, X)[0]
    return Faded(float(start), float(lengths[0]), float(np.median(lengths[alive])))


@cache
def one_dead(*, seed: int = 0, split: int = 0, optimizer: str = "sgd") -> tuple[Array, Array]:
    """Share of unseen digits that ten networks read whose first layer has 32 units, (10,).

    Returns it for networks that train with all units, and with one that is dead from the start.
    """
    X, X_test, y, y_test = digits(split)
    scores = []
    for bias in (0, -100):
        net = MLP([64, 32, 32, 10], "relu", rng=range(seed, seed + 10))
        net.b[0][:, 0] = bias
        steps = chosen(optimizer, sgd=0.05, adam=0.003)
        net.fit(X, y, epochs=20, batch_size=32, optimizer=steps, rng=seed)
        scores.append(score(net, X_test, y_test))
    return scores[0], scores[1]


@cache
def dead_after(
    rate: float,
    momentum: float = 0.9,
    scaling: str = "raw",
    *,
    seed: int = 0,
    split: int = 0,
    optimizer: str = "sgd",
) -> float:
    """Share of dead units among 2 × 64 after ten epochs, the median of five networks.

    As `diagnostics.dead_after_training`, which draws the map of the chapter. Adam has no use for
    `momentum`.
    """
    X, _, y, _ = digits(split, scaling)
    shares = []
    for k in range(seed, seed + 5):
        net = MLP([64, 64, 64, 10], "relu", rng=k)
        steps = training.SGD(rate, momentum) if optimizer == "sgd" else training.Adam(rate)
        net.fit(X, y, epochs=10, batch_size=64, optimizer=steps, rng=k, on_divergence="mark")
        shares.append(diagnostics.dead_share(net, X).mean())
    return float(np.median(shares))


class DeadByRate(NamedTuple):
    """rates: (n,); dead: share of all hidden units; silent: dead units of the first layer; score.

    The last three are (n, networks); score is the share of unseen digits that are read.
    """

    rates: tuple[float, ...]
    dead: Array
    silent: Array
    score: Array


RATES = {"sgd": (0.003, 0.01, 0.02, 0.3, 1.0), "adam": (0.001, 0.003, 0.01, 0.03, 0.3)}
"""Learning rates from harmless to deadly, with none between where a last digit decides who dies."""


@cache
def dead_by_rate(
    scaling: str = "raw",
    momentum: float = 0.0,
    *,
    rates: tuple[float, ...] | None = None,
    networks: int = 3,
    seed: int = 0,
    split: int = 0,
    optimizer: str = "sgd",
) -> DeadByRate:
    """Train networks 64-64-64-10 for ten epochs at each learning rate and count their dead units.

    scaling: of the pixels, as in `datasets.digits`; rates: by default `RATES`; momentum: of SGD,
    Adam has no use for it.
    """
    rates = rates or RATES[optimizer]
    net = _driven(scaling, momentum, rates, networks, seed, split, optimizer)
    X, unseen, _, truth = digits(split, scaling)
    first, second = (layer.mean(axis=-1) for layer in diagnostics.dead_units(net, X))
    silent = np.round(64 * first).astype(int)
    return DeadByRate(rates, (first + second) / 2, silent, score(net, unseen, truth))


def _driven(
    scaling: str,
    momentum: float,
    rates: tuple[float, ...],
    networks: int,
    seed: int,
    split: int,
    optimizer: str,
) -> MLP:
    """A stack of networks, trained for ten epochs: (rates, networks)."""
    X, _, y, _ = digits(split, scaling)
    net = MLP([64, 64, 64, 10], "relu", rng=[range(seed, seed + networks)] * len(rates))
    each = np.repeat(np.array(rates)[:, None], networks, axis=1)
    steps = training.Adam(each) if optimizer == "adam" else training.SGD(each, momentum)
    net.fit(X, y, epochs=10, batch_size=64, optimizer=steps, rng=seed)
    return net


def answered_by_rate(
    scaling: str = "raw", momentum: float = 0.0, *, optimizer: str = "sgd"
) -> tuple[Array, Array]:
    """Look into the first network of each point of the map: whom does each unit answer?

    Arguments as for `dead_by_rate`. Returns, for both hidden layers, the share of the training
    images that each unit answers, (rates, 64).
    """
    net = _driven(scaling, momentum, RATES[optimizer], 3, 0, 0, optimizer)
    first, second, _ = net.forward(digits(0, scaling).X_train).z
    return (first > 0).mean(axis=-2)[:, 0], (second > 0).mean(axis=-2)[:, 0]


class Revived(NamedTuple):
    """dead: units that were dead at the start, by layer; back: how many of these came back."""

    dead: list[int]
    back: list[int]


@cache
def revived(
    *, below: float = 0.1, seed: int = 0, split: int = 0, optimizer: str = "sgd"
) -> Revived:
    """Kill 16 units in each of three hidden layers of 64, in five networks, and train these.

    A unit is killed by a bias that puts its largest z at −below, if nothing else is said just
    below 0.
    """
    X, _, y, _ = digits(split)
    net = MLP([64, 64, 64, 64, 10], "relu", rng=range(seed, seed + 5))
    for k in range(3):
        highest = net.forward(X).z[k].max(axis=1)  # over images
        net.b[k][:, :16] -= highest[:, :16] + below
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
    return len(way_back(activations.LeakyReLU(alpha), limit)) - 1


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
