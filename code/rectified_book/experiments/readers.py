"""Networks of usual depth that learn to read digits, and what becomes of them."""

from __future__ import annotations

from functools import cache

import numpy as np

from rectified import activations, diagnostics
from rectified.network import MLP

from ._data import Array, digits, score
from ._draw import optimizer as chosen


@cache
def reader(
    activation: str, *, epochs: int = 10, seed: int = 0, split: int = 0, optimizer: str = "sgd"
) -> MLP:
    """Return a network with two hidden layers of 32 units that has learned to read digits.

    Do not change it: it is the same object for all who ask. Adam's rate of 0.003 reads as many
    unseen digits in ten epochs as SGD's of 0.05 does.
    """
    X, _, y, _ = digits(split)
    net = MLP([64, 32, 32, 10], activation, rng=seed)
    steps = chosen(optimizer, sgd=0.05, adam=0.003)
    net.fit(X, y, epochs=epochs, batch_size=32, optimizer=steps, rng=seed)
    return net


def reads(net: MLP, *, split: int = 0) -> float:
    """Share of the unseen digits that a network reads; a mean over a stack."""
    _, X, _, y = digits(split)
    return float(score(net, X, y).mean())


@cache
def relu_taken_away(
    *, seed: int = 0, split: int = 0, optimizer: str = "sgd"
) -> tuple[Array, Array]:
    """Share of unseen digits that five networks read with their ReLUs, and without: (5,) each.

    The ReLUs are taken out after training. Adam's rate is the one of `reader`.
    """
    X, unseen, y, truth = digits(split)
    net = MLP([64, 64, 64, 10], "relu", rng=range(seed, seed + 5))
    steps = chosen(optimizer, sgd=0.1, adam=0.003)
    net.fit(X, y, epochs=20, batch_size=64, optimizer=steps)
    read = score(net, unseen, truth)
    net.activation = activations.get("identity")
    return read, score(net, unseen, truth)


@cache
def random_labels(*, seed: int = 0, split: int = 0, optimizer: str = "sgd") -> tuple[Array, Array]:
    """Teach five networks 300 digits with random labels.

    Returns the shares of the list that they know by heart, and of unseen digits that they read:
    (5,) each. Source: Zhang, Bengio, Hardt, Recht & Vinyals (2017).
    """
    X, unseen, _, truth = digits(split)
    labels = np.random.default_rng(seed).integers(10, size=300)
    net = MLP([64, 128, 128, 10], "relu", rng=range(seed, seed + 5))
    steps = chosen(optimizer, sgd=0.2, adam=0.003)
    net.fit(X[:300], labels, epochs=60, batch_size=64, optimizer=steps, rng=seed)
    return score(net, X[:300], labels), score(net, unseen, truth)


@cache
def parity(*, seed: int = 0, optimizer: str = "sgd") -> tuple[Array, Array]:
    """Teach the networks of `random_labels` 300 of the 1024 rows of ten bits, by their parity.

    Returns the shares that they know by heart, and of the other rows that they answer: (5,) each.
    """
    rows = np.array(np.meshgrid(*[[-1.0, 1.0]] * 10)).reshape(10, -1).T
    rows = np.random.default_rng(seed).permutation(rows)
    odd = (rows > 0).sum(axis=1) % 2
    net = MLP([10, 128, 128, 2], "relu", rng=range(seed, seed + 5))
    steps = chosen(optimizer, sgd=0.2, adam=0.003)
    net.fit(rows[:300], odd[:300], epochs=60, batch_size=64, optimizer=steps, rng=seed)
    return score(net, rows[:300], odd[:300]), score(net, rows[300:], odd[300:])


@cache
def zeros(activation: str, *, seed: int = 0, split: int = 0) -> float:
    """Share of exact zeros among the outputs of 2 × 64 hidden units at the start, of 5 networks."""
    X, *_ = digits(split)
    net = MLP([64, 64, 64, 10], activation, rng=range(seed, seed + 5))
    return float(diagnostics.sparsity(net, X).mean())


@cache
def trained_zeros(
    activation: str, width: int, *, seed: int = 0, split: int = 0, optimizer: str = "sgd"
) -> float:
    """Share of exact zeros in the two hidden layers of two networks that have learned digits."""
    X, _, y, _ = digits(split)
    net = MLP([64, width, width, 10], activation, rng=range(seed, seed + 2))
    steps = chosen(optimizer, sgd=0.1, adam=0.001)
    net.fit(X, y, epochs=5, batch_size=64, optimizer=steps, rng=seed)
    return float(diagnostics.sparsity(net, X).mean())


@cache
def trained_signs(
    *,
    networks: int = 20,
    epochs: int = 10,
    batch_size: int = 64,
    rate: float = 0.5,
    seed: int = 0,
    split: int = 0,
    optimizer: str = "sgd",
) -> tuple[float, float, int]:
    """Look at the signs of the second layer's weights in trained sigmoid networks.

    rate: of SGD. Returns the share of positive weights, the share of units whose incoming weights
    all have one sign, and the number of units.
    """
    X, _, y, _ = digits(split)
    net = MLP([64, 32, 32, 10], "sigmoid", rng=range(seed, seed + networks))
    steps = chosen(optimizer, sgd=rate, adam=0.003)
    net.fit(X, y, epochs=epochs, batch_size=batch_size, optimizer=steps, rng=seed)
    one_sign = diagnostics.same_sign_share(net.W[1]).mean()
    return float((net.W[1] > 0).mean()), float(one_sign), 32 * networks
