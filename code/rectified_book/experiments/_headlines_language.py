"""What the pages of the chapter Language say in bold."""

from __future__ import annotations

from collections.abc import Callable

from . import language, long_memory
from ._draw import SEEDS, SPLITS, Draw
from ._headline import Headline, within

NETWORKS = 1
"""Of each kind in a draw."""


def _read(f: str, start: str, order: str = "read") -> Callable[[Draw], float]:
    """Percent of unseen sentences that are right, in a mean."""
    return lambda draw: (
        100
        * language.read(f, start, NETWORKS, seed=draw.seed, split=draw.split, order=order).mean()
    )


def _translated(f: str, start: str) -> Callable[[Draw], float]:
    """Percent of unseen numbers that are right, in a mean."""

    def right(draw: Draw) -> float:
        place = {"seed": draw.seed, "split": draw.split}
        return 100 * long_memory.translated(f, start, NETWORKS, **place).mean()

    return right


def _missed(f: str, start: str) -> Callable[[Draw], float]:
    """Squared error in percent of that of always answering 1, whose error is 1/6."""
    return lambda draw: 600 * long_memory.missed(f, start, NETWORKS, seed=draw.seed).mean()


def _ahead(one: Callable[[Draw], float], other: Callable[[Draw], float]) -> Callable:
    return lambda draw: one(draw) - other(draw)


def _bayes(draw: Draw) -> float:
    return 100 * language.bayes(draw.split)


LANGUAGE = [
    Headline(
        "Sentences, tanh: identity minus orthogonal, points",
        _ahead(_read("tanh", "identity"), _read("tanh", "orthogonal")),
        within(-2, 6),
        SPLITS,
    ),
    Headline(
        "Sentences, ReLU: identity minus orthogonal, points",
        _ahead(_read("relu", "identity"), _read("relu", "orthogonal")),
        within(0, 10),
        SPLITS,
    ),
    Headline(
        "Sentences, identity: ReLU minus tanh, points",
        _ahead(_read("relu", "identity"), _read("tanh", "identity")),
        within(-4, 4),
        SPLITS,
    ),
    Headline(
        "Sentences: naive Bayes over ReLU with identity, points",
        _ahead(_bayes, _read("relu", "identity")),
        within(-4, 8),
        SPLITS,
    ),
    Headline(
        "Adding: error of ReLU with identity, percent",
        _missed("relu", "identity"),
        within(0, 50),
        SEEDS,
    ),
    Headline(
        "Adding: error of tanh with identity, percent",
        _missed("tanh", "identity"),
        within(70, 105),
        SEEDS,
    ),
    Headline(
        "Numbers, identity: tanh minus ReLU, points",
        _ahead(_translated("tanh", "identity"), _translated("relu", "identity")),
        within(-2, 10),
        SPLITS,
    ),
]
"""The sentences of the chapter Language."""
