"""The same training at many settings: where units are lost, and where something is learned."""

from __future__ import annotations

from functools import cache

import numpy as np

from rectified import training
from rectified.network import MLP

from ._data import Array, digits, score

RATES = {"sgd": (0.01, 0.03, 0.1, 0.3), "adam": (0.001, 0.003, 0.01, 0.03)}
"""Learning rates, from cautious to too large."""
MORE_RATES = {"sgd": (*RATES["sgd"], 1.0), "adam": (0.0003, *RATES["adam"])}
SCALES = (0.5, 0.7, 1.0, 1.4, 2.0)
"""By what the weights of the usual start are multiplied."""


@cache
def lost_units(
    activation: str, *, seed: int = 0, split: int = 0, optimizer: str = "sgd"
) -> dict[tuple[str, float, float], float]:
    """Share of hidden units that are lost after five epochs, for each setting.

    Lost is a unit whose slope is below a hundredth of the function's largest for *every* image:
    one that no example moves any more, with or without a slope of exactly 0. Three networks for
    each setting (scaling of the images, momentum, learning rate); Adam has no momentum.
    """
    rates = np.array(RATES[optimizer])[:, None]
    momenta = np.array([0, 0.9] if optimizer == "sgd" else [0])[:, None, None]
    shape = (len(momenta), len(rates), 3)
    lost = {}
    for scaling in ("standard", "raw"):
        X, _, y, _ = digits(split, scaling)
        seeds = np.broadcast_to(np.arange(seed, seed + 3), shape)
        net = MLP([64, 64, 64, 10], activation, rng=seeds)
        rate, momentum = (np.broadcast_to(each, shape) for each in (rates, momenta))
        adam = optimizer == "adam"
        steps = training.Adam(rate) if adam else training.SGD(rate, momentum)
        net.fit(X, y, epochs=5, batch_size=64, optimizer=steps, rng=seed, on_divergence="mark")
        low = net.activation.derivative(np.array(1e-9)) / 100  # largest just right of 0
        flat = [(np.abs(slopes) < low).all(axis=-2) for slopes in net.forward(X).slopes]
        shares = np.mean([layer.mean(axis=(-2, -1)) for layer in flat], axis=0)
        for m, r in np.ndindex(shares.shape):
            lost[scaling, float(momenta[m, 0, 0]), float(rates[r, 0])] = float(shares[m, r])
    return lost


@cache
def settings_that_learn(
    activation: str, *, seed: int = 0, split: int = 0, optimizer: str = "sgd"
) -> float:
    """Share of 25 settings, rates × scales of the start, at which a network learns to read digits.

    Five hidden layers of 32 units, ten epochs. To have learned is to read more than 85% of the
    unseen digits: less than what a linear model reads, and far more than a guess.
    """
    X, X_test, y, y_test = digits(split)
    net = MLP([64, *[32] * 5, 10], activation, rng=np.full((5, 5), seed))
    for W in net.W:
        W *= np.reshape(SCALES, (5, 1, 1))
    rates: Array = np.broadcast_to(np.reshape(MORE_RATES[optimizer], (5, 1)), (5, 5))
    steps = training.Adam(rates) if optimizer == "adam" else training.SGD(rates)
    net.fit(X, y, epochs=10, batch_size=64, optimizer=steps, rng=seed, on_divergence="mark")
    return float((score(net, X_test, y_test) > 0.85).mean())
