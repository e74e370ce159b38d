"""Autoencoders: what the activation of the code does to the reconstruction."""

from __future__ import annotations

from functools import cache

from rectified.network import MLP

from ._data import digits
from ._draw import optimizer as chosen


@cache
def autoencoder(
    activation: str,
    width: int = 8,
    *,
    networks: int = 3,
    seed: int = 0,
    split: int = 0,
    optimizer: str = "sgd",
) -> tuple[float, float]:
    """Train autoencoders 64-48-width-48-64 on digits, with tanh on both sides of the code.

    activation: of the code. With a decoder that can bend, no kind of code is the best beforehand;
    with a linear one it would be the linear code. Returns the mean squared error on unseen digits,
    and the share of zeros in their codes.
    """
    X, unseen, *_ = digits(split, "unit")
    mean = X.mean(axis=0)
    X, unseen = X - mean, unseen - mean
    around = ["tanh", activation, "tanh"]
    seeds = range(seed, seed + networks)
    net = MLP([64, 48, width, 48, 64], around, "glorot_uniform", output="linear", rng=seeds)
    steps = chosen(optimizer, sgd=0.2, adam=0.003)
    net.fit(X, X, epochs=60, batch_size=32, optimizer=steps, rng=seed)
    error = float(((net.predict(unseen) - unseen) ** 2).mean())
    return error, float((net.forward(unseen).a[2] == 0).mean())


def code_errors(width: int = 8, **draw) -> dict[str, float]:
    """Mean squared error of `autoencoder` on unseen digits, by the activation of the code.

    `zeros` is the share of zeros in the code of the networks with ReLU.
    """
    found = {name: autoencoder(name, width, **draw) for name in ("identity", "tanh", "relu")}
    return {name: error for name, (error, _) in found.items()} | {"zeros": found["relu"][1]}


def rectified_to_linear(width: int = 8, **draw) -> float:
    """Error of a code with ReLU over that of a linear code of the same width."""
    return autoencoder("relu", width, **draw)[0] / autoencoder("identity", width, **draw)[0]
