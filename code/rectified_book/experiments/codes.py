"""Autoencoders: what the activation of the code does to the reconstruction."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from ._data import Array
from .anomalies import by_rate, errors, halves, trained

WIDTHS = (2, 4, 8, 16, 32)
CODES = ("identity", "tanh", "relu")
BESIDE = 48  # units of the layers beside the code
GRID = (0.0003, 0.001, 0.003, 0.01, 0.03)
RATES = {
    "sgd": dict(zip(CODES, (0.003, 0.003, 0.003), strict=True)),
    "adam": dict(zip(CODES, (0.001, 0.003, 0.003), strict=True)),
}
"""Those with the least error on held-out digits, for 8 numbers: see `code_rates_tried`."""


class Restored(NamedTuple):
    """Of each network: mean squared error on unseen digits, and share of zeros in their codes."""

    error: Array
    zeros: Array


@cache
def autoencoder(
    activation: str,
    width: int = 8,
    decoder: str = "tanh",
    *,
    networks: int = 3,
    seed: int = 0,
    split: int = 0,
    optimizer: str = "sgd",
) -> Restored:
    """Train autoencoders 64-48-width-48-64 on digits, with tanh before the code.

    activation: of the code. decoder: what bends the layer behind it. With tanh no kind of code is
    the best beforehand; with "identity", nothing, it would be the linear code.
    """
    X, unseen, *_ = halves(split)
    mean, functions = X.mean(axis=0), ["tanh", activation, decoder]
    draw = {"networks": networks, "seed": seed, "optimizer": optimizer}
    rate = RATES[optimizer][activation]
    net = trained(X - mean, functions, rate, sides=(BESIDE, width), **draw)
    code = net.forward(unseen - mean).a[2]
    return Restored(errors(net, unseen - mean).mean(axis=-1), (code == 0).mean(axis=(-2, -1)))


def code_rates_tried(activation: str, *, optimizer: str = "sgd") -> dict[float, float]:
    """Return, for each rate of `GRID`, the mean error on digits that are held out."""
    functions, sides = ["tanh", activation, "tanh"], (BESIDE, 8)
    return by_rate(halves().X_train, functions, GRID, sides=sides, optimizer=optimizer)


def rectified_to_linear(width: int = 8, decoder: str = "tanh", **draw) -> float:
    """Error of codes with ReLU over that of linear codes of the same width, means of networks."""
    rectified, linear = (
        autoencoder(code, width, decoder, **draw).error.mean() for code in ("relu", "identity")
    )
    return float(rectified / linear)
