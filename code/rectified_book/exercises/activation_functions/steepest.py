"""The steepest place."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np

from checker import Tolerance, value

from ._shared import _sigmoid


@value(
    way=(1, 4, "the slope of the sigmoid", "the-functions#family-in-numbers"),
    tolerance=Tolerance(0, 1.0001e-3),
    hints=[
        "Where is the curve steepest? Look at the picture of exercise @sigmoid_slope, or draw it.",
        "Take your `sigmoid_slope` at that place, or the largest of its values on a fine grid.",
    ],
    why="""
    The slope is s(1 − s), the area of a rectangle with sides s and 1 − s, whose sum is 1. It is
    largest when the two are equal, s = ½, that is at z = 0: ½ · ½ = ¼.
    """,
)
def steepest():
    """The steepest place

    What is the largest slope that the sigmoid has anywhere? Give one number; it may be off by
    0.001, so searching for it is as good as proving it.
    """
    return 0.25  # ← a number


def _largest_on_a_grid():
    z = np.linspace(-6, 6, 1000)
    return (_sigmoid(z) * (1 - _sigmoid(z))).max()


steepest.also_right(
    0.25,
    1 / 4,
    Fraction(1, 4),
    np.float32(0.25),
    [0.25],
    np.array(0.25),
    0.2497,
    0.2509,
    lambda: 0.25,
    _largest_on_a_grid,
    np.gradient(_sigmoid(np.linspace(-5, 5, 1001)), 0.01).max(),
)
steepest.wrong(
    "value at 0",
    0.5,
    says="At z = 0 the sigmoid has the value ½. The slope there is another number.",
)
steepest.wrong(
    "reciprocal",
    4,
    says="In four steps to the right it would go up by one, at that slope. A slope is the other "
    "way round: how far up for one step to the right.",
)
steepest.wrong("negative", -0.25, says="The size is right. Does the sigmoid rise or fall?")
steepest.wrong(
    "slope of tanh",
    1,
    says="1 is the largest slope of tanh, and the height that the sigmoid comes close to. The "
    "sigmoid is less steep.",
)
steepest.wrong(
    "the place",
    0,
    says="If you mean the place z = 0: there it is steepest. How steep? The slope is never 0.",
)
steepest.wrong(
    "one factor only",
    0.125,
    says="Too small. If you have halved twice, it was once too often: at z = 0 both s and 1 − s "
    "are ½.",
)
steepest.wrong(
    "sum instead of product",
    2,
    says="The sigmoid climbs from 0 to 1 in all: it is nowhere as steep as that.",
)
steepest.also_wrong(
    0.3, 0.24, 0.2515, "a quarter", None, (0, 0.25), float("nan"), math.inf, 0.1966, 25, {0.25}
)
