"""ReLU as it is used: under Adam, without its zeros, with normalization and with residuals."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from rectified import Network, activations, diagnostics, initializers, training
from rectified.layers import Activation, BatchNorm, Dense, Layer, Residual
from rectified.network import MLP

from ._data import Array, digits, score
from ._draw import optimizer as chosen

# ---------------------------------------------------------------- units that die under Adam


class UnderAdam(NamedTuple):
    """dead: share of dead units by layer, (5, 2); score: of unseen digits read, (5,)."""

    dead: Array
    score: Array


@cache
def dead_under_adam(
    rate: float, scaling: str = "raw", *, seed: int = 0, split: int = 0
) -> UnderAdam:
    """Train five networks 64-64-64-10 for ten epochs with Adam and count their dead units.

    rate: Adam's; scaling: of the pixels, as in `datasets.digits`.
    """
    X, X_test, y, y_test = digits(split, scaling)
    net = MLP([64, 64, 64, 10], "relu", rng=range(seed, seed + 5))
    net.fit(X, y, epochs=10, batch_size=64, optimizer=training.Adam(rate), rng=seed)
    return UnderAdam(diagnostics.dead_share(net, X), score(net, X_test, y_test))


# ---------------------------------------------------------------- products that need not be made


@cache
def wide(width: int, *, seed: int = 0, split: int = 0, optimizer: str = "sgd") -> MLP:
    """Three networks with three hidden layers of `width` ReLUs, trained on the digits."""
    X, _, y, _ = digits(split)
    net = MLP([64, width, width, width, 10], "relu", rng=range(seed, seed + 3))
    steps = chosen(optimizer, sgd=0.05, adam=0.001)
    net.fit(X, y, epochs=20, batch_size=64, optimizer=steps, rng=seed)
    return net


class Savings(NamedTuple):
    """zeros: share of exact zeros by hidden layer, (3,); skipped: of all multiplications."""

    zeros: Array
    skipped: float


def savings(width: int, *, split: int = 0, **draw) -> Savings:
    """How many multiplications the zeros of `wide` save on unseen digits, in a mean of three.

    A product with an activation of 0 need not be made. Those of the first layer, whose inputs are
    the pixels, are made.
    """
    _, unseen, *_ = digits(split)
    zeros = diagnostics.sparsity(wide(width, split=split, **draw), unseen).mean(axis=0)
    products = width * np.array([64, width, width, 10])
    return Savings(zeros, float(zeros @ products[1:] / products.sum()))


# ---------------------------------------------------------------- normalization and residuals

DEPTH, WIDTH = 20, 32


def _block(kind: str) -> list[Layer]:
    """One of the twenty blocks of a network that `blocks` builds."""
    dense, relu = Dense(WIDTH, "he_normal"), Activation("relu")
    return {
        "plain": [dense, relu],
        "BN": [dense, BatchNorm(), relu],
        "residual": [Residual([dense, relu])],
        "residual + BN": [Residual([dense, BatchNorm(), relu])],
        "residual from 0": [Residual([dense, relu, Dense(WIDTH, "zeros")])],
    }[kind]


def blocks(kind: str, *, seed: int = 0) -> Network:
    """Five fresh networks for the digits: a dense layer, twenty blocks of 32 ReLUs, ten logits.

    kind: "plain", "BN" (batch normalization in front of each ReLU), "residual" (x + f(x)),
    "residual + BN", or "residual from 0", whose branches end in a dense layer of zeros.
    """
    hidden = [layer for _ in range(DEPTH) for layer in _block(kind)]
    layers = [Dense(WIDTH, "he_normal"), *hidden, Dense(10, "glorot_normal")]
    return Network(layers, 64, rng=range(seed, seed + 5))


class Watched(NamedTuple):
    """Before the first and after every epoch, (11, 5): factor, shared; at the end: score.

    factor: by what the gradient is multiplied per layer, NaN where it does not arrive. shared: the
    share of the last ReLUs' mean square that is the same for all images, the square of their mean.
    score: share of unseen digits read, (5,).
    """

    factor: Array
    shared: Array
    score: Array


@cache
def watched(
    kind: str, *, batch_size: int = 68, seed: int = 0, split: int = 0, optimizer: str = "sgd"
) -> Watched:
    """Train the networks of `blocks` for ten epochs and look at them after each, with 200 images.

    SGD has the rate 0.02, Adam its usual 0.001. A network that diverges has NaN. With batches of 68
    the last one of an epoch has 55 images, with 64 it has 3.
    """
    X, X_test, y, y_test = digits(split)
    net = blocks(kind, seed=seed)
    seen = [_look(net, X[:200], y[:200])]
    net.fit(
        X,
        y,
        epochs=10,
        batch_size=batch_size,
        optimizer=chosen(optimizer, sgd=0.02, adam=0.001),
        rng=seed,
        on_divergence="mark",
        callback=lambda epoch, net, loss: seen.append(_look(net, X[:200], y[:200])),
    )
    factor, shared = map(np.array, zip(*seen, strict=True))
    return Watched(factor, shared, score(net, X_test, y_test))


def _look(net: Network, X: Array, y: Array) -> tuple[Array, Array]:
    record = net.forward(X)
    norms = diagnostics.gradient_norms(net.backward(record, y))[..., :-1]
    with np.errstate(invalid="ignore", divide="ignore"):
        factor = (norms[..., 0] / norms[..., -1]) ** (1 / (norms.shape[-1] - 1))
    a = record.a[-2]  # of the last ReLUs
    shared = (a.mean(axis=-2) ** 2).mean(axis=-1) / (a**2).mean(axis=(-2, -1))
    return factor, shared


# ---------------------------------------------------------------- dynamical isometry


@cache
def singular_values(
    activation: str, orthogonal: bool, *, depth: int = 20, width: int = 100, seed: int = 0
) -> Array:
    """Singular values of the Jacobian of a fresh network, from the largest on, in its units.

    By what `depth` layers of `width` units stretch small changes of an input from N(0, 1): medians
    of ten networks, (width,). Weights are orthogonal or normal, with the gain of the activation.
    """
    f = activations.get(activation)
    gain = np.sqrt(2) if activation == "relu" else 1.0
    normal = initializers.Normal(std=gain / np.sqrt(width))
    start = initializers.Orthogonal(gain) if orthogonal else normal
    found = []
    for network in range(seed, seed + 10):
        rng = np.random.default_rng(network)
        x, jacobian = rng.standard_normal(width), np.eye(width)
        for _ in range(depth):
            W = start(width, width, rng)
            z = x @ W
            x, jacobian = f.value(z), jacobian @ (W * f.derivative(z))
        values = np.linalg.svd(jacobian, compute_uv=False)
        found.append(values / values[0])
    return np.median(found, axis=0)


def kept_directions(activation: str, orthogonal: bool, **draw) -> float:
    """Share of directions that keep at least a tenth of what the best one keeps."""
    return float((singular_values(activation, orthogonal, **draw) > 0.1).mean())
