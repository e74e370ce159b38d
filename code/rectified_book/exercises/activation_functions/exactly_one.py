"""Exactly one."""

from __future__ import annotations

import math

import numpy as np

from checker import Tolerance, value

from ._shared import _sigmoid


@value(
    way=(2, 8, "numbers in a computer", "the-functions#in-a-computer"),
    tolerance=Tolerance(0, 0.1),
    hints=[
        "Try some z, and halve the interval in which it must happen.",
        "Or on paper: just above 1, the numbers of float64 are 2⁻⁵² apart. When is 1 + e⁻ᶻ rounded "
        "to 1?",
    ],
    why="""
    $1 + e^{-z}$ becomes 1 as soon as $e^{-z}$ is at most half of the distance $2^{-52}$ to the next
    number: from $z = 53 \\ln 2 \\approx 36.74$ on. For tanh the same happens at about half of that.
    """,
)
def exactly_one():
    """Exactly one

    From which z on is the sigmoid *exactly* 1 in float64, the numbers that NumPy uses by default?
    Find out with `1 / (1 + np.exp(-z))`, or on paper. Give z to within 0.1.
    """
    return 53 * math.log(2)  # ← a number


def _searched():
    low, high = 0.0, 100.0
    while high - low > 1e-6:
        middle = (low + high) / 2
        low, high = (low, middle) if 1 / (1 + math.exp(-middle)) == 1 else (middle, high)
    return high


def _stepped():
    z = np.arange(0, 100, 0.05)
    return z[_sigmoid(z) == 1][0]


exactly_one.also_right(
    36.74, 36.7, "36.74", 36.8, [36.7368], np.float32(36.74), _searched, _stepped
)
exactly_one.wrong(
    "the other end",
    745,
    745.13,
    -745,
    -745.13,
    says="That is where e to the power of it becomes 0, on the other side: near 0 there is room "
    "for tiny numbers. Near 1 there is not.",
)
exactly_one.wrong(
    "overflow",
    709.8,
    709.78,
    709,
    710,
    says="From about there on eᶻ is infinite. The sigmoid is exactly 1 long before.",
)
exactly_one.wrong(
    "never",
    math.inf,
    says="On paper that is true: never. In a computer numbers have about 16 digits.",
)
exactly_one.wrong(
    "tanh",
    18.7,
    19,
    19.06,
    18.37,
    says="About there tanh becomes 1. The sigmoid climbs half as fast.",
)
exactly_one.wrong(
    "float32",
    16.6,
    16.64,
    17,
    17.3,
    says="That suits float32, with half as many digits. By default NumPy computes in float64.",
)
exactly_one.wrong(
    "without rounding",
    36.04,
    36,
    says="Near. At that z, e⁻ᶻ is about the distance from 1 to the next number. Half of it or less "
    "is rounded away.",
)
exactly_one.wrong(
    "sixteen digits",
    16 * math.log(10),
    36.85,
    says="Near, but not within 0.1. With 16 decimal digits that would be it; the computer has 53 "
    "binary ones.",
)
exactly_one.wrong(
    "to a whole number",
    37,
    says="There the sigmoid is 1, but that is not the first place: within 0.1 is asked for, so "
    "whole numbers are too coarse.",
)
exactly_one.wrong(
    "a step of a half",
    36.5,
    says="Near, but a little too small: there the sigmoid is not quite 1 yet. Within 0.1 is asked "
    "for.",
)
exactly_one.also_wrong(0, 1, 10, 100, 38, 40, -36.74, None, float("nan"), (36.7, 36.8))
