"""What the pages of the chapter Leaky ReLU say in bold."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ._draw import OPTIMIZERS, SEEDS, SPLITS, Draw, Draws
from ._headline import Headline, within
from .dead_units import xor_solved
from .deep_networks import deep_scores, layer_factor
from .leaks import ahead, spirals, too_fast
from .slopes import slope_scores, woken


def _back(alpha: float, optimizer: str) -> Callable[[Draw], float]:
    """Share of the silent units of a first layer that are active again after twenty epochs."""
    return lambda draw: woken(alpha, seed=draw.seed, split=draw.split, optimizer=optimizer)[1]


def _from_minus_three(alpha: float, optimizer: str) -> Callable[[Draw], float]:
    """What networks read whose biases all start at −3."""
    hard = {"epochs": 10, "networks": 5, "optimizer": optimizer}
    return lambda draw: np.median(
        slope_scores(alpha, -3.0, seed=draw.seed, split=draw.split, **hard)
    )


def _solves_xor(alpha: float) -> Callable[[Draw], float]:
    return lambda draw: xor_solved(alpha, seed=draw.seed, optimizer=draw.optimizer)


def _too_fast(alpha: float, what: str) -> Callable[[Draw], float]:
    """How many of five networks end so at a rate of 2, with SGD."""
    return lambda draw: getattr(too_fast(alpha, seed=draw.seed, split=draw.split), what)


def _pairs_ahead(name: str, optimizer: str) -> Callable[[Draw], float]:
    """By how many points a function is ahead of ReLU, a mean over forty pairs of networks."""
    return lambda draw: ahead(name, seed=draw.seed, optimizer=optimizer).mean()


def _parted(name: str, optimizer: str) -> Callable[[Draw], float]:
    return lambda draw: np.median(spirals(name, seed=draw.seed, optimizer=optimizer).score)


def _negative(draw: Draw) -> float:
    """Share of negative slopes among those that PReLU learns for the spirals."""
    slopes = spirals("PReLU", seed=draw.seed, optimizer=draw.optimizer).slopes
    return float(np.mean([(layer < 0).mean() for layer in slopes]))


def _deep_swish(start: str, optimizer: str) -> Callable[[Draw], float]:
    """What ten layers of Swish read after 15 epochs, from a normal start of that name."""
    how = {"epochs": 15, "optimizer": optimizer}
    return lambda draw: np.median(
        deep_scores("swish", start, seed=draw.seed, split=draw.split, **how)
    )


def _swish_factor(draw: Draw) -> float:
    return layer_factor("swish", "glorot_normal", seed=draw.seed, split=draw.split)


PAIRS = Draws(seeds=tuple(range(1000, 11000, 1000)))
"""For forty pairs at a time, which have other divisions of the digits with each seed."""

LEAKS = [
    Headline("SGD, α = 0.01: silent units back", _back(0.01, "sgd"), within(0, 0.1), SPLITS),
    Headline("SGD, α = 0.2: silent units back", _back(0.2, "sgd"), within(0.05, 0.6), SPLITS),
    Headline("Adam, α = 0.01: silent units back", _back(0.01, "adam"), within(0.2, 0.8), SPLITS),
    Headline(
        "SGD, biases from −3, ReLU: read", _from_minus_three(0.0, "sgd"), within(0, 0.3), SPLITS
    ),
    Headline(
        "SGD, biases from −3, α = 0.01: read",
        _from_minus_three(0.01, "sgd"),
        within(0, 0.3),
        SPLITS,
    ),
    Headline(
        "SGD, biases from −3, α = 0.2: read", _from_minus_three(0.2, "sgd"), within(0.5, 1), SPLITS
    ),
    Headline(
        "Adam, biases from −3, ReLU: read",
        _from_minus_three(0.0, "adam"),
        within(0.2, 0.75),
        SPLITS,
    ),
    Headline(
        "Adam, biases from −3, α = 0.01: read",
        _from_minus_three(0.01, "adam"),
        within(0.85, 1),
        SPLITS,
    ),
    Headline("XOR, ReLU: starts that solve it", _solves_xor(0.0), within(0.4, 0.85), OPTIMIZERS),
    Headline("XOR, α = 0.2: starts that solve it", _solves_xor(0.2), within(0.9, 1), OPTIMIZERS),
    Headline("Rate 2, ReLU: dead, of 5", _too_fast(0.0, "dead"), within(4, 5), SPLITS),
    Headline("Rate 2, α = 0.2: nan, of 5", _too_fast(0.2, "not_finite"), within(4, 5), SPLITS),
    *(
        Headline(f"{title}, {what} minus ReLU, points", _pairs_ahead(f, how), holds, PAIRS)
        for what, f, title, how, holds in (
            ("α = 0.2", "α = 0.2", "SGD", "sgd", within(-0.5, 0.5)),
            ("α = 0.2", "α = 0.2", "Adam", "adam", within(-0.5, 0.5)),
            ("ELU", "ELU", "SGD", "sgd", within(0.01, 1)),
            ("ELU", "ELU", "Adam", "adam", within(-0.5, 0.5)),
            ("no bend", "α = 1", "SGD", "sgd", within(-2, -0.01)),
            ("no bend", "α = 1", "Adam", "adam", within(-2, -0.01)),
        )
    ),
]
"""The sentences of the page Letting a little through."""

RELATIVES = [
    Headline(
        "SGD, α = 0.5: read of the spirals", _parted("α = 0.5", "sgd"), within(0.5, 0.9), SEEDS
    ),
    Headline(
        "Adam, α = 0.5: read of the spirals", _parted("α = 0.5", "adam"), within(0.9, 1), SEEDS
    ),
    Headline("PReLU: negative slopes for the spirals", _negative, within(0.1, 0.5), OPTIMIZERS),
    Headline("Swish from Glorot's start: ρ", _swish_factor, within(0.48, 0.56), SPLITS),
    Headline(
        "SGD, Swish from Glorot's start: read",
        _deep_swish("glorot_normal", "sgd"),
        within(0, 0.3),
        SPLITS,
    ),
    Headline(
        "SGD, Swish from He's start: read",
        _deep_swish("he_normal", "sgd"),
        within(0.75, 1),
        SPLITS,
    ),
    Headline(
        "Adam, Swish from Glorot's start: read",
        _deep_swish("glorot_normal", "adam"),
        within(0.75, 1),
        SPLITS,
    ),
]
"""The sentences of the page The relatives, and a choice."""
