"""How closely a layer of ReLUs can follow a curve, by hand or by training."""

from __future__ import annotations

from functools import cache

import numpy as np

from rectified import activations
from rectified.network import MLP

from ._data import Array
from ._draw import optimizer as chosen


def sine_copy(x: Array, units: int) -> Array:
    """The copy of a sine wave by one layer of so many ReLUs, at x of shape (n,): (n,).

    It runs straight between points of the wave that are evenly spaced from 0 to 2π; each unit
    makes one change of slope.
    """
    knots = np.linspace(0, 2 * np.pi, units + 1)
    slopes = np.diff(np.sin(knots)) / np.diff(knots)
    hinges = activations.get("relu")(x[:, None] - knots[:-1])
    return hinges @ np.diff(slopes, prepend=0)


@cache
def sine_error(units: int) -> float:
    """Largest distance between a sine wave and its copy by one layer of so many ReLUs."""
    x = np.linspace(0, 2 * np.pi, 10_001)
    return float(np.abs(sine_copy(x, units) - np.sin(x)).max())


@cache
def trained_sine_errors(units: int, *, seed: int = 0, optimizer: str = "sgd") -> Array:
    """Largest distances between a sine wave and five networks of so many ReLUs: (5,).

    Each is trained for 1000 epochs on 400 points of one wave.
    """
    X = np.linspace(-1, 1, 400)[:, None]
    target = np.sin(np.pi * (X + 1))
    spread_out = {"bias_initializer": "pytorch"}  # corners in different places to start from
    net = MLP([1, units, 1], **spread_out, output="linear", rng=range(seed, seed + 5))
    rule = chosen(optimizer, sgd=0.05, adam=0.003)
    net.fit(X, target, epochs=1000, batch_size=40, optimizer=rule)
    return np.abs(net.predict(X) - target).max(axis=(-1, -2))
