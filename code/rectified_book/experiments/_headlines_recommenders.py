"""What the chapter Recommenders says in bold, as one line each."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ._draw import SEEDS, SPLITS, Draw
from ._headline import Headline, within
from .recommenders import (
    bends_nothing,
    best_biases,
    interaction,
    judged,
    parts,
    product_error,
    simple,
    unseen,
)

BENDS = ("sigmoid", "tanh", "relu", "leaky_relu")


def _right(kind: str, draw: Draw) -> float:
    """Votes right, in points: of one network, or of a method without one."""
    if kind in simple(draw.split):
        return 100 * simple(draw.split)[kind][1]
    return 100 * unseen(kind, networks=1, seed=draw.seed, split=draw.split).right.mean()


def _ahead(kind: str, other: str) -> Callable[[Draw], float]:
    return lambda draw: _right(kind, draw) - _right(other, draw)


def _apart(draw: Draw) -> float:
    """By how many points the best of four functions is ahead of the worst."""
    scores = [_right(f, draw) for f in BENDS]
    return max(scores) - min(scores)


def _least_error(draw: Draw) -> float:
    """Error of ReLU over that of the sigmoid."""
    relu, sigmoid = (
        unseen(f, networks=1, seed=draw.seed, split=draw.split).error.mean()
        for f in ("relu", "sigmoid")
    )
    return relu / sigmoid


def _pairs(draw: Draw) -> float:
    """By how many points the colleagues tell more pairs apart than the dot product."""
    dot = unseen("dot", networks=1, seed=draw.seed, split=draw.split).pairs.mean()
    return 100 * (simple(draw.split)["colleagues (EASE)"][2] - dot)


def _interaction(name: str) -> Callable[[Draw], float]:
    return lambda draw: interaction(name, split=draw.split, seed=draw.seed)


def _teaching(draw: Draw) -> float:
    """How much more, in points, the best of the three best kinds of networks errs than biases."""
    test = parts("teaching", draw.split).test
    biases = judged(best_biases("teaching", draw.split)(test.X), test).error
    draws = {"networks": 1, "seed": draw.seed, "split": draw.split}
    kinds = ("identity", "dot", "sigmoid")
    return min(unseen(kind, "teaching", **draws).error.mean() for kind in kinds) - biases


def _product(f: str) -> Callable[[Draw], float]:
    return lambda draw: product_error(f, networks=2, seed=draw.seed).mean()


def _relu_to_tanh(length: int) -> Callable[[Draw], float]:
    """Error of ReLU over that of tanh, of a product of vectors of this length."""
    return lambda draw: (
        product_error("relu", length, networks=2, seed=draw.seed).mean()
        / product_error("tanh", length, networks=2, seed=draw.seed).mean()
    )


RECOMMENDERS = [
    Headline(
        "Votes: no bend answers as biases do, correlation",
        lambda draw: np.mean(bends_nothing(networks=1, seed=draw.seed, split=draw.split)),
        within(0.98, 1),
        SPLITS,
    ),
    Headline(
        "Votes: no bend behind the own party",
        _ahead("majority of the own party", "identity"),
        within(10, 15),
        SPLITS,
    ),
    Headline(
        "Votes: ReLU ahead of the own party",
        _ahead("relu", "majority of the own party"),
        within(1, 4),
        SPLITS,
    ),
    Headline("Votes: dot product ahead of ReLU", _ahead("dot", "relu"), within(0.3, 2), SPLITS),
    Headline("Votes: the best bend ahead of the worst", _apart, within(0, 1.2), SPLITS),
    Headline("Votes: error of ReLU over sigmoid", _least_error, within(1.0, 1.06), SPLITS),
    Headline(
        "Votes: colleagues over the dot product, points",
        _ahead("colleagues (EASE)", "dot"),
        within(-0.3, 1.5),
        SPLITS,
    ),
    Headline("Ranking: colleagues over the dot product, points", _pairs, within(-0.3, 1), SPLITS),
    Headline(
        "Votes: interaction over a shuffled one",
        _interaction("senate"),
        within(4, 6),
        SPLITS,
    ),
    Headline(
        "Teaching: interaction over a shuffled one",
        _interaction("teaching"),
        within(0.95, 1.05),
        SPLITS,
    ),
    Headline(
        "Teaching: the best network behind the biases", _teaching, within(0.002, 0.04), SPLITS
    ),
    Headline("Product of vectors: no bend", _product("identity"), within(0.98, 1.1), SEEDS),
    Headline("Product of vectors: tanh", _product("tanh"), within(0.1, 0.25), SEEDS),
    Headline("Product of 8-vectors: ReLU over tanh", _relu_to_tanh(8), within(1, 2), SEEDS),
    Headline("Product of 16-vectors: ReLU over tanh", _relu_to_tanh(16), within(0.8, 1), SEEDS),
]
"""The sentences of the chapter Recommenders."""
