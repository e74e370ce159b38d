"""What the error of a reconstruction tells of an image that an autoencoder has never seen."""

from __future__ import annotations

from functools import cache

import numpy as np

from rectified.network import MLP

from ._data import Array, digits
from ._draw import optimizer as chosen


@cache
def strangers(activation: str, *, seed: int = 0, split: int = 0, optimizer: str = "sgd") -> Array:
    """How well autoencoders that know nine digits tell the tenth from these, (10,).

    One network 64-32-8-32-64 for each digit left out. An image is the stranger, the larger the
    error of its reconstruction. Returns the share of pairs, a stranger and one of the nine, both
    unseen, in which the stranger has the larger error (the area under the ROC curve).
    """
    X, unseen, y, truth = digits(split, "unit")
    areas = []
    for stranger in range(10):
        known = X[y != stranger]
        mean = known.mean(axis=0)
        net = MLP([64, 32, 8, 32, 64], activation, output="linear", rng=seed)
        steps = chosen(optimizer, sgd=0.2, adam=0.003)
        net.fit(known - mean, known - mean, epochs=40, batch_size=32, optimizer=steps, rng=seed)
        errors = ((net.predict(unseen - mean) - (unseen - mean)) ** 2).mean(axis=-1)
        new, old = errors[truth == stranger], errors[truth != stranger]
        areas.append((new[:, None] > old).mean())
    return np.array(areas)
