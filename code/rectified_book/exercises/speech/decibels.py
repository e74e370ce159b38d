"""Loudness in decibels."""

from __future__ import annotations

import math

import numpy as np

from checker import function


def some(rng):
    """Powers over many sizes."""
    return (10.0 ** rng.randint(-9, 4, rng.randint(2, 7)) * rng.randint(1, 10),)


@function(
    way=(2, 6, "loudness in decibels", "applications/speech#a-word-as-a-picture"),
    cases=[
        (np.array([1.0, 100.0]),),
        (np.array([10.0, 1000.0, 1.0]),),
        (np.array([2.0, 1.0, 4.0]),),
        (np.array([1000.0, 1e-9, 5.0]),),
        (np.array([50.0, 0.5, 5e-8]),),
        (np.array([0.001, 0.1]),),
    ],
    more=some,
    hints=[
        "First divide by the greatest power. Then take ten times the logarithm to base 10.",
        "`np.maximum(levels, -80)` lifts all that is below −80 up to it.",
    ],
    why="""
    A tenth of the power is 10 decibels less, a hundredth 20. That is about how we hear: equal steps
    in decibels sound about equal. What is 80 decibels below the loudest nobody hears beside it, and
    its logarithm would only spread the differences between silence and silence.
    """,
)
def decibels(power):
    """Loudness in decibels

    `power` holds powers, all above 0. Write `decibels(power)`: how loud each is compared with the
    greatest of them, ten times the logarithm to base 10 of their quotient. So the greatest gets 0,
    a tenth of it −10. Nothing is less than −80.
    """
    return np.maximum(10 * np.log10(power / power.max()), -80)  # ← at least −80


def _loop(power):
    loudest = max(power)
    return [max(10 * math.log10(p / loudest), -80) for p in power]


def _floor_first(power):
    share = power / power.max()
    return 10 * np.log10(np.maximum(share, 1e-8))


def _later(power):
    levels = 10 * np.log10(power)
    return np.maximum(levels - levels.max(), -80)


def _marked(power):
    levels = 10 * np.log10(power / power.max())
    levels[levels < -80] = -80
    return levels


decibels.also_right(
    _loop,
    _floor_first,
    _later,
    _marked,
    lambda power: np.clip(10 * np.log10(power / np.max(power)), -80, 0),
    lambda power: np.clip(10 * np.log10(power / power.max()), -80, None),
    lambda power: 10 * np.maximum(np.log10(power / power.max()), -8),
    lambda power: np.maximum(10 * (np.log10(power) - np.log10(power.max())), -80),
    lambda power: np.maximum(10 * np.log(power / power.max()) / np.log(10), -80),
    lambda power: np.maximum(20 * np.log10(np.sqrt(power / power.max())), -80),
    lambda power: -np.minimum(10 * np.log10(power.max() / power), 80),
    lambda power: np.where(power / power.max() > 1e-8, 10 * np.log10(power / power.max()), -80.0),
)
decibels.wrong(
    "twenty",
    lambda power: np.maximum(20 * np.log10(power / power.max()), -80),
    says="You take twenty times the logarithm. That is for sound pressure; power is its square and "
    "has ten.",
)
decibels.wrong(
    "natural logarithm",
    lambda power: np.maximum(10 * np.log(power / power.max()), -80),
    says="You take the natural logarithm. Decibels have the one to base 10, `np.log10`.",
)
decibels.wrong(
    "bels",
    lambda power: np.maximum(np.log10(power / power.max()), -8),
    lambda power: np.maximum(np.log10(power / power.max()), -80),
    says="You have the logarithm alone, in bels. A decibel is a tenth of it: times ten.",
)
decibels.wrong(
    "no limit",
    lambda power: 10 * np.log10(power / power.max()),
    says="Some are below −80. Lift these to −80.",
)
decibels.wrong(
    "not compared",
    lambda power: np.maximum(10 * np.log10(power), -80),
    lambda power: 10 * np.log10(power),
    says="You do not divide by the greatest power. The greatest has to get 0.",
)
decibels.wrong(
    "compared with the mean",
    lambda power: np.maximum(10 * np.log10(power / power.mean()), -80),
    says="You compare with the mean power. Compare with the greatest.",
)
decibels.wrong(
    "compared with the sum",
    lambda power: np.maximum(10 * np.log10(power / power.sum()), -80),
    says="You compare with the sum of the powers. Compare with the greatest.",
)
decibels.wrong(
    "compared with the first",
    lambda power: np.maximum(10 * np.log10(power / power[0]), -80),
    says="You compare with the first power. Compare with the greatest.",
)
decibels.wrong(
    "compared with the least",
    lambda power: 10 * np.log10(power / power.min()),
    says="You compare with the least power. Then all are above 0; the greatest has to get 0.",
)
decibels.wrong(
    "upside down",
    lambda power: np.minimum(10 * np.log10(power.max() / power), 80),
    lambda power: np.maximum(10 * np.log10(power.max() / power), -80),
    says="Your quotient is upside down: what is quieter has to get less.",
)
decibels.wrong(
    "all −80",
    lambda power: np.minimum(10 * np.log10(power / power.max()), -80),
    says="You take the smaller of the two, so that nothing is *above* −80. Which one is it?",
)
decibels.wrong(
    "left out",
    lambda power: 0.0 + np.where(power / power.max() > 1e-8, 10 * np.log10(power / power.max()), 0),
    says="What is below −80 becomes 0 with you, as loud as the loudest. It becomes −80.",
)
decibels.also_wrong(
    lambda power: power / power.max(),
    lambda power: None,
    lambda power: 10 ** (power / 10),
    lambda power: np.zeros(len(power)),
    lambda power: np.maximum(power - power.max(), -80),
)
