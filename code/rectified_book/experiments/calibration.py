"""How sure a network is of its answers, and how often it is right."""

from __future__ import annotations

from functools import cache

from rectified import datasets
from rectified.network import MLP

from ._data import Array
from ._draw import optimizer as chosen

STEPS = 2400
"""How many steps of training each network gets, however many examples there are."""


@cache
def certainty(examples: int, *, seed: int = 0, optimizer: str = "sgd") -> tuple[Array, Array]:
    """The confidence of five networks in their answers, and whether these are right: (5, 3000).

    examples: how many points of three clouds that overlap the networks are trained on, a multiple
    of 50; the answers are about 3000 new points.
    """
    new = {"spread": 1.5, "seed": seed + 2}
    X, y = datasets.blobs(examples, spread=1.5, seed=seed)
    X_new, y_new = datasets.blobs(3000, **new)
    net = MLP([2, 64, 64, 3], rng=range(seed, seed + 5))
    rule = chosen(optimizer, sgd=0.1, adam=0.001)
    net.fit(X, y, epochs=STEPS * 50 // examples, batch_size=50, optimizer=rule)
    p = net.predict(X_new)
    return p.max(axis=-1), p.argmax(axis=-1) == y_new
