"""What is random in an experiment, and in how many other ways it could have been drawn."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from rectified import _checks, training


@dataclass(frozen=True)
class Draw:
    """What a sceptic would draw anew.

    seed: everything random in an experiment follows from it; a stack of n networks has the seeds
        from `seed` to `seed + n - 1`.
    split: which division of the data into training and test; 0 is the one that all pages use.
    optimizer: "sgd" or "adam", for experiments that train.
    """

    seed: int = 0
    split: int = 0
    optimizer: str = "sgd"


PAGE = Draw()
"""The draw of all pages."""


@dataclass(frozen=True)
class Draws:
    """The other draws with which an experiment is repeated.

    seeds: a thousand apart, so that no two stacks share a network. splits: taken in turn, so that
    every seed meets one of them. optimizers: each with every seed.
    """

    seeds: tuple[int, ...] = tuple(range(1000, 13_000, 1000))
    splits: tuple[int, ...] = (0,)
    optimizers: tuple[str, ...] = ("sgd",)

    def __iter__(self) -> Iterator[Draw]:
        for name in self.optimizers:
            for seed, split in zip(self.seeds, itertools.cycle(self.splits), strict=False):
                yield Draw(seed, split, name)

    def __len__(self) -> int:
        return len(self.seeds) * len(self.optimizers)


SEEDS = Draws()
"""For what is random without data: networks fresh from their start, made-up inputs."""
SPLITS = Draws(splits=(1, 2, 3))
"""For fresh networks that see data."""
TRAININGS = Draws(splits=(1, 2, 3), optimizers=("sgd", "adam"))
"""For networks that are trained on data."""
OPTIMIZERS = Draws(optimizers=("sgd", "adam"))
"""For networks that are trained on all there is, such as the four rows of XOR."""


def optimizer(name: str, *, sgd: float, adam: float = 0.001) -> training.Optimizer:
    """Return a new optimizer.

    name: "sgd" or "adam"; sgd, adam: the learning rate of each, argued where it is chosen.
    Raises ValueError for another name.
    """
    _checks.choice("optimizer", name, ["sgd", "adam"])
    return training.SGD(sgd) if name == "sgd" else training.Adam(adam)
