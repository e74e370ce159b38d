"""What is kept of the chapter Recommenders; `long_runs` stores it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from . import recommenders
from ._rounded import rounded


def tried(name: str, kinds: Iterable[str]) -> Callable[[], dict[str, dict[str, list]]]:
    """Kind -> what was tried, rate or width -> its values, each with two validation errors.

    kinds: of which the width is tried as well, each at its rate.
    """

    def each(kind: str, choices: dict[float, dict]) -> list[list[float]]:
        return [
            [value, *rounded(recommenders.tried(kind, name, **choice))]
            for value, choice in choices.items()
        ]

    rates = {rate: {"rate": rate, "width": 8} for rate in recommenders.GRID}
    widths = {width: {"width": width} for width in recommenders.WIDTHS}
    return lambda: {
        kind: {"rate": each(kind, rates)} | ({"width": each(kind, widths)} if kind in kinds else {})
        for kind in recommenders.KINDS
    }


def votes() -> list[dict[str, Any]]:
    """Division -> kind -> what five networks are worth; method without a network -> the same."""
    return [
        {kind: rounded(recommenders.unseen(kind, split=split)) for kind in recommenders.KINDS}
        | {name: rounded(values) for name, values in recommenders.simple(split).items()}
        for split in range(3)
    ]


def teaching() -> list[dict[str, Any]]:
    """Division -> kind or method -> error in points, of two networks each."""

    def errors(split: int) -> dict[str, Any]:
        train, _, test = recommenders.parts("teaching", split)
        biases = recommenders.best_biases("teaching", split)
        answers = {"mean": np.full(len(test.y), train.y.mean()), "biases": biases(test.X)}
        found = {name: recommenders.judged(said, test).error for name, said in answers.items()}
        return found | {
            kind: recommenders.unseen(kind, "teaching", networks=2, split=split).error
            for kind in recommenders.KINDS
        }

    return [{name: rounded(e) for name, e in errors(split).items()} for split in range(3)]


def products() -> dict[str, dict[str, list]]:
    """Function -> five errors for each length of the vectors, two held-out ones for each rate."""

    def error(f: str, **how: Any) -> list[float]:
        return rounded(recommenders.product_error(f, **how))

    return {
        f: {
            "length": [[n, *error(f, length=n)] for n in recommenders.LENGTHS],
            "rate": [
                [rate, *error(f, rate=rate, networks=2, held_out=True)]
                for rate in recommenders.GRID
            ],
        }
        for f in recommenders.KINDS[:-1]
    }


def surfaces() -> dict[str, list[float]]:
    """Function -> parameters of a network that has learned a product of two numbers."""
    return {f: rounded(recommenders.surface(f).theta) for f in ("identity", "tanh", "relu")}


RECOMMENDERS: dict[str, Callable[[], Any]] = {
    "votes, tried": tried("senate", recommenders.KINDS),
    "teaching, tried": tried("teaching", ["dot"]),
    "votes": votes,
    "teaching": teaching,
    "products": products,
    "surfaces": surfaces,
}
