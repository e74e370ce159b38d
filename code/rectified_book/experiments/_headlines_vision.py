"""What the pages of the chapter Vision say in bold."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from . import vision
from ._draw import SPLITS, Draw
from ._headline import Headline, within

NETWORKS = 2
"""Of each kind in a draw."""


def _read(f: str, kind: str) -> Callable[[Draw], float]:
    """Share of unseen digits read, in a mean."""
    return lambda draw: vision.read(f, kind, NETWORKS, **vars(draw)).mean()


def _ahead(f: str, other: str, kind: str = "convolution") -> Callable[[Draw], float]:
    """By how many points networks with f read more than those with another function."""
    first, second = (_read(name, kind) for name in (f, other))
    return lambda draw: 100 * (first(draw) - second(draw))


def _moved(f: str, kind: str) -> Callable[[Draw], float]:
    """Share of unseen digits read that have moved by two pixels."""
    return lambda draw: vision.read_moved(f, kind, NETWORKS, **vars(draw))[:, 2].mean()


def _moved_ahead(f: str, kind: str, other: str, other_kind: str) -> Callable[[Draw], float]:
    first, second = _moved(f, kind), _moved(other, other_kind)
    return lambda draw: 100 * (first(draw) - second(draw))


def _blame(f: str) -> Callable[[Draw], float]:
    """Size of δ in the first of six convolutions over that at the output, before training."""
    return lambda draw: np.median(vision.blame(f, seed=draw.seed, split=draw.split)[:, 0])


VISION = [
    Headline(
        "Digits, tanh ahead of sigmoid, points", _ahead("tanh", "sigmoid"), within(0, 5), SPLITS
    ),
    Headline("Digits, ReLU minus tanh, points", _ahead("relu", "tanh"), within(-3, 3), SPLITS),
    Headline(
        "Digits, ReLU ahead of no bend, points", _ahead("relu", "identity"), within(2, 12), SPLITS
    ),
    Headline(
        "Two pixels: convolutions ahead of a dense layer, points",
        _moved_ahead("relu", "convolution", "relu", "dense"),
        within(5, 30),
        SPLITS,
    ),
    Headline(
        "Two pixels: ReLU minus tanh, points",
        _moved_ahead("relu", "convolution", "tanh", "convolution"),
        within(-6, 10),
        SPLITS,
    ),
    Headline(
        "Six convolutions, sigmoid: δ of the first", _blame("sigmoid"), within(0, 0.01), SPLITS
    ),
    Headline("Six convolutions, tanh: δ of the first", _blame("tanh"), within(0.2, 5), SPLITS),
]
"""The sentences of the chapter Vision."""
