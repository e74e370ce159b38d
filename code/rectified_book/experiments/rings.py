"""Two rings, one inside the other: which networks learn to tell them apart."""

from __future__ import annotations

from functools import cache

from rectified import activations, datasets
from rectified.network import MLP

from ._data import Array
from ._draw import optimizer as chosen


@cache
def rings_parted(
    hidden: tuple[int, ...],
    activation: str = "relu",
    *,
    answering: str | None = None,
    seed: int = 0,
    optimizer: str = "sgd",
) -> Array:
    """Share of new points that each of five trained networks puts on the right side: (5,).

    hidden: units of each hidden layer, () for a single unit. answering: the activation with which
    the trained networks answer; None for the one that they were trained with.
    """
    X, y = datasets.circles(seed=seed)
    new, side = datasets.circles(seed=seed + 1)
    net = MLP([2, *hidden, 1], activation, output="sigmoid", rng=range(seed, seed + 5))
    net.fit(X, y, epochs=300, batch_size=20, optimizer=chosen(optimizer, sgd=1, adam=0.03))
    if answering is not None:
        net.activation = activations.get(answering)
    return ((net.predict(new)[..., 0] >= 0.5) == side).mean(axis=-1)
