"""Two rings, two spirals: which networks learn to tell one class from the other."""

from __future__ import annotations

from functools import cache, partial

from rectified import activations, datasets
from rectified.network import MLP

from ._data import Array
from ._draw import optimizer as chosen

SHAPES = {"rings": datasets.circles, "spirals": partial(datasets.spirals, turns=1)}
"""Points of two classes that no line separates: name -> function of a seed."""


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
    net = shape_networks("rings", hidden, activation, seed=seed, optimizer=optimizer).copy()
    if answering is not None:
        net.activation = activations.get(answering)
    return _right(net, "rings", seed)


@cache
def shape_networks(
    shape: str,
    hidden: tuple[int, ...],
    activation: str = "relu",
    *,
    epochs: int = 300,
    rates: tuple[float, float] = (1, 0.03),
    seed: int = 0,
    optimizer: str = "sgd",
) -> MLP:
    """Five networks, trained on the points of a shape.

    shape: "rings" or "spirals". hidden: units of each hidden layer. rates: of SGD and of Adam.
    """
    X, y = SHAPES[shape](seed=seed)
    net = MLP([2, *hidden, 1], activation, output="sigmoid", rng=range(seed, seed + 5))
    sgd, adam = rates
    net.fit(X, y, epochs=epochs, batch_size=20, optimizer=chosen(optimizer, sgd=sgd, adam=adam))
    return net


def shape_parted(shape: str, hidden: tuple[int, ...], activation: str = "relu", **draw) -> Array:
    """Share of new points that each of five networks puts on the right side: (5,).

    Arguments as for `shape_networks`.
    """
    net = shape_networks(shape, hidden, activation, **draw)
    return _right(net, shape, draw.get("seed", 0))


def five_straight_layers(seed: int = 0, optimizer: str = "sgd") -> Array:
    """Share of the rings' new points that five layers of 100 units without activation get: (5,).

    The learning rate is small, since without activation a large one diverges.
    """
    rates, draw = (0.01, 0.001), {"seed": seed, "optimizer": optimizer}
    return shape_parted("rings", (100,) * 5, "identity", epochs=30, rates=rates, **draw)


def few_relus(units: int = 4, seed: int = 0, optimizer: str = "sgd") -> Array:
    """Share of the rings' new points that a single layer of a few ReLUs gets right: (5,)."""
    draw = {"seed": seed, "optimizer": optimizer}
    return shape_parted("rings", (units,), rates=(0.3, 0.03), **draw)


def _right(net: MLP, shape: str, seed: int) -> Array:
    """Share of the points of the next seed, which training has not seen."""
    new, side = SHAPES[shape](seed=seed + 1)
    return ((net.predict(new)[..., 0] >= 0.5) == side).mean(axis=-1)
