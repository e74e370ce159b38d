"""What the chapter Speech says in bold."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from . import speech
from ._draw import SPLITS, Draw
from ._headline import Headline, within

NETWORKS = 2
"""Of each kind in a draw."""


def _known(f: str) -> Callable[[Draw], float]:
    """Share of the digits of men who are heard in training, in a mean."""
    return lambda draw: speech.others(f, networks=NETWORKS, **vars(draw)).known.mean()


def _unheard(f: str) -> Callable[[Draw], float]:
    """Share of the digits of a man who is never heard in training, in a mean over six."""
    return lambda draw: speech.unheard(f, networks=NETWORKS, **vars(draw)).mean()


def _loud(f: str, kind: str) -> Callable[[Draw], float]:
    """Share of the machine's digits in the loudest noise."""
    return lambda draw: speech.in_noise(f, kind, networks=NETWORKS, **vars(draw))[-1].mean()


def _ahead(first: Callable[[Draw], float], second: Callable[[Draw], float]):
    """By how many points one share is larger than another."""
    return lambda draw: 100 * (first(draw) - second(draw))


def _spread(share: Callable[[str], Callable[[Draw], float]]) -> Callable[[Draw], float]:
    """Points between the best and the worst of sigmoid, tanh, ReLU and Leaky ReLU."""
    return lambda draw: 100 * np.ptp([share(f)(draw) for f in speech.FUNCTIONS[1:]])


QUIET, NOISY = speech.TAUGHT
SPEECH = [
    Headline("Speech, ReLU: digits of men it knows", _known("relu"), within(0.95, 1), SPLITS),
    Headline("Speech, ReLU: a man never heard", _unheard("relu"), within(0.6, 0.8), SPLITS),
    Headline(
        "Speech: known men ahead of a man never heard, points",
        _ahead(_known("relu"), _unheard("relu")),
        within(15, 35),
        SPLITS,
    ),
    Headline(
        "Speech: four functions, men they know, points apart",
        _spread(_known),
        within(0, 3),
        SPLITS,
    ),
    Headline(
        "Speech: four functions, a man never heard, points apart",
        _spread(_unheard),
        within(0, 5),
        SPLITS,
    ),
    Headline(
        "Speech, ReLU: as loud noise, taught ahead of quiet, points",
        _ahead(_loud("relu", NOISY), _loud("relu", QUIET)),
        within(45, 85),
        SPLITS,
    ),
    Headline(
        "Speech, ReLU: as loud noise, learned from quiet",
        _loud("relu", QUIET),
        within(0, 0.4),
        SPLITS,
    ),
    Headline(
        "Speech, ReLU: as loud noise, with noise in training",
        _loud("relu", NOISY),
        within(0.7, 1),
        SPLITS,
    ),
]
"""The sentences of the chapter Speech."""
