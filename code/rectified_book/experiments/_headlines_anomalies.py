"""What the chapter Anomaly detection says in bold, as one line each."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ._draw import SPLITS, TRAININGS, Draw
from ._headline import Headline, within
from .anomalies import detected, nearest, strangers
from .codes import autoencoder, rectified_to_linear

THREES = (3,)


def _area(kind: str, optimizer: str, draw: Draw) -> float:
    """Mean of five networks; one that diverged tells nobody from anybody."""
    return detected(kind, seed=draw.seed, split=draw.split, optimizer=optimizer).area.mean()


def _ahead(kind: str, other: str, optimizer: str) -> Callable[[Draw], float]:
    return lambda draw: _area(kind, optimizer, draw) - _area(other, optimizer, draw)


def _dead(kind: str, optimizer: str) -> Callable[[Draw], float]:
    """Dead units of the code, in a mean over five networks."""
    return lambda draw: detected(
        kind, seed=draw.seed, split=draw.split, optimizer=optimizer
    ).dead.mean()


def _neighbors_ahead(draw: Draw) -> float:
    """By how much five neighbors are ahead of the best of four kinds of autoencoders."""
    kinds = ("sigmoid", "tanh", "Leaky ReLU", "tanh, ReLU code")
    best = max(_area(kind, draw.optimizer, draw) for kind in kinds)
    return nearest(split=draw.split) - best


def _behind(kind: str, other: str) -> Callable[[Draw], float]:
    """For how many of ten strangers one kind, trained with SGD, finds fewer than another."""

    def count(draw: Draw) -> float:
        place = {"networks": 1, "seed": draw.seed, "split": draw.split}
        return int((strangers(kind, **place) < strangers(other, **place)).sum())

    return count


def _threes(of: str) -> Callable[[Draw], float]:
    return lambda draw: np.mean(
        getattr(detected("ReLU", THREES, seed=draw.seed, split=draw.split), of)
    )


ANOMALIES = [
    Headline("Anomalies, SGD: dead units, ReLU", _dead("ReLU", "sgd"), within(2, 6), SPLITS),
    Headline("Anomalies, Adam: dead units, ReLU", _dead("ReLU", "adam"), within(0, 1), SPLITS),
    Headline(
        "Anomalies, SGD: tanh ahead of ReLU",
        _ahead("tanh", "ReLU", "sgd"),
        within(0.03, 0.6),
        SPLITS,
    ),
    Headline(
        "Anomalies, SGD: a ReLU code between tanh ahead of ReLU",
        _ahead("tanh, ReLU code", "ReLU", "sgd"),
        within(0.03, 0.6),
        SPLITS,
    ),
    Headline(
        "Anomalies, SGD: a ReLU code between tanh over tanh, near 0",
        _ahead("tanh, ReLU code", "tanh", "sgd"),
        within(-0.03, 0.03),
        SPLITS,
    ),
    Headline(
        "Anomalies, Adam: tanh over ReLU, near 0",
        _ahead("tanh", "ReLU", "adam"),
        within(-0.03, 0.06),
        SPLITS,
    ),
    Headline(
        "Anomalies: five neighbors ahead of the best network",
        _neighbors_ahead,
        within(0.005, 0.1),
        TRAININGS,
    ),
    Headline(
        "Ten strangers, SGD: ReLU behind tanh", _behind("ReLU", "tanh"), within(6, 10), SPLITS
    ),
    Headline("Threes alone: area", _threes("area"), within(0.95, 1), SPLITS),
    Headline("Threes alone: dead units", _threes("dead"), within(2, 8), SPLITS),
    Headline(
        "A code with ReLU to a linear one, linear decoder",
        lambda draw: rectified_to_linear(8, "identity", **vars(draw)),
        within(0.97, 1.05),
        TRAININGS,
    ),
    Headline(
        "Zeros left in a code with ReLU, linear decoder",
        lambda draw: autoencoder("relu", 8, "identity", **vars(draw)).zeros.mean(),
        within(0, 0.03),
        TRAININGS,
    ),
]
"""The sentences of the chapter Anomaly detection."""
