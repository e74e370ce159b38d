"""The slope of tanh."""

from __future__ import annotations

import math

import numpy as np

from checker import function

from .._forms import CACHE, with_cache
from ._shared import (
    _NO_WAY,
    _STEPS,
    _TOO_FAR,
    _TOO_NEAR,
    _TOO_SMALL,
    _WAY_OF_ONE,
    ANY_SHAPE,
    FLAT,
    ONE_NUMBER,
    SLOPES,
    WHOLE,
    _each,
    _into_zeros,
    _nested,
    _package,
    _sigmoid,
    entries,
)


@function(
    way=(2, 6, "the slope of tanh", "the-functions#why-a-slope"),
    cases=ANY_SHAPE,
    more=entries,
    tolerance=SLOPES,
    hints=[
        "How steep is tanh at z = 0, and how steep far out? Draw it.",
        "With t the *value* of tanh, the slope contains t². It is 1 where t = 0 and 0 where t = "
        "±1.",
    ],
    why="""
    Write tanh as sinh/cosh; by the quotient rule its derivative is
    $(\\cosh^2 z - \\sinh^2 z)/\\cosh^2 z$. Divided out, that is $1 - \\tanh^2 z$, and since
    $\\cosh^2 z - \\sinh^2 z = 1$, it is $1/\\cosh^2 z$ as well. It is 1 at z = 0 only, four times
    the largest slope of the sigmoid.
    """,
)
def tanh_slope(z):
    """The slope of tanh

    Write `tanh_slope(z)`: it returns the derivative $\\tanh'(z)$ for every entry of the array `z`,
    which may have any shape, right to four digits; a numerical derivative will do. `np.tanh` is
    allowed.
    """
    return 1 - np.tanh(z) ** 2  # ← the slope at each entry


tanh_slope.also_right(
    lambda z: 1 - np.tanh(z) ** 2,
    lambda z: 1 / np.cosh(z) ** 2,
    lambda z: (1 - np.tanh(z)) * (1 + np.tanh(z)),
    lambda z: 4 / (np.exp(z) + np.exp(-z)) ** 2,
    lambda z: 4 * _sigmoid(2 * z) * (1 - _sigmoid(2 * z)),
    lambda z: 1 - np.square(np.tanh(z)),
    lambda z: 1 - (np.sinh(z) / np.cosh(z)) ** 2,
    lambda z: np.cosh(z) ** -2.0,
    lambda z: (np.tanh(z + 1e-5) - np.tanh(z - 1e-5)) / 2e-5,
    lambda z: (np.tanh(z + 1e-6) - np.tanh(z)) / 1e-6,
    lambda z: np.imag(np.tanh(z + 1e-20j)) / 1e-20,
    lambda z: 2 / (1 + np.cosh(2 * z)),
    lambda z: 1 - np.tanh(z.astype(np.float32)) ** 2,
    lambda z: _package("tanh").derivative(z),
    lambda z: _nested(lambda v: 1 - math.tanh(v) ** 2, z),
    lambda z: [1 - np.tanh(row) * np.tanh(row) for row in z],
    np.vectorize(lambda v: 1 / math.cosh(v) ** 2),
)
tanh_slope.wrong(
    "square inside",
    lambda z: 1 - np.tanh(z**2),
    says="You square the input. It is the output of tanh that is squared.",
)
tanh_slope.wrong(
    "sigmoid rule",
    lambda z: np.tanh(z) * (1 - np.tanh(z)),
    says="Output times (1 − output) is the rule for the sigmoid. For tanh it would be 0 at z = 0, "
    "where tanh is steepest.",
)
tanh_slope.wrong(
    "bracket",
    lambda z: (1 - np.tanh(z)) ** 2,
    says="You square the whole bracket, 1 − tanh. Only the tanh is squared.",
)
tanh_slope.wrong(
    "function itself",
    lambda z: np.tanh(z),
    says="That is tanh, the height of the curve. Its slope is wanted.",
)
tanh_slope.wrong(
    "no square",
    lambda z: 1 - np.tanh(z),
    says="You return 1 − tanh, which grows to 2 on the left. A slope of tanh is never larger than "
    "1: a square is missing.",
)
tanh_slope.wrong(
    "plus",
    lambda z: 1 + np.tanh(z) ** 2,
    says="Your slope is smallest at z = 0. There tanh is steepest: look at the sign in the middle.",
)
tanh_slope.wrong(
    "negative",
    lambda z: np.tanh(z) ** 2 - 1,
    lambda z: -1 / np.cosh(z) ** 2,
    says="Only the sign is off: tanh rises everywhere, so its slope is positive.",
)
tanh_slope.wrong(
    "input not output",
    lambda z: 1 - z**2,
    says="You square the input z. The rule 1 − t² holds for the output t of tanh.",
)
tanh_slope.wrong(
    "doubled",
    lambda z: 1 - 2 * np.tanh(z),
    says="You double tanh where it has to be squared: `**` is the power, `*` the product.",
)
tanh_slope.wrong(
    "differences of the entries",
    lambda z: np.gradient(np.tanh(z)),
    lambda z: np.gradient(np.tanh(z), z),
    lambda z: np.diff(np.tanh(z)),
    lambda z: np.diff(np.tanh(z)) / np.diff(z),
    says="You take differences between neighboring entries of the array. Each entry is a place of "
    "its own: its slope has nothing to do with the others.",
)
tanh_slope.wrong(
    "square only",
    lambda z: np.tanh(z) ** 2,
    says="That is the square of tanh: 0 where tanh is steepest and 1 where it is flat.",
)
tanh_slope.wrong(
    "cosh without square",
    lambda z: 1 / np.cosh(z),
    lambda z: np.sqrt(1 - np.tanh(z) ** 2),
    says="You return 1/cosh z, the square root of the slope.",
)
tanh_slope.wrong(
    "square inside cosh",
    lambda z: 1 / np.cosh(z**2),
    says="You square the input of cosh. It is the output that is squared.",
)
tanh_slope.wrong(
    "circular",
    lambda z: 1 / np.cos(z) ** 2,
    lambda z: 1 + np.tan(z) ** 2,
    says="That is the slope of the tangent, which belongs to the circle. tanh is the *hyperbolic* "
    "tangent.",
)
tanh_slope.wrong(
    "slope of the sigmoid",
    lambda z: _sigmoid(z) * (1 - _sigmoid(z)),
    says="That is the slope of the sigmoid, ¼ at z = 0. tanh is four times as steep there.",
)
tanh_slope.wrong(
    "not stretched",
    lambda z: 4 * _sigmoid(z) * (1 - _sigmoid(z)),
    says="At z = 0 it is right, but your hill is too wide: tanh runs through the sigmoid twice as "
    "fast, so 2z belongs inside.",
)
tanh_slope.wrong(
    "power rule",
    lambda z: 2 * np.tanh(z),
    lambda z: -2 * np.tanh(z),
    lambda z: -2 * np.tanh(z) / np.cosh(z) ** 2,
    says="At z = 0 you return 0, where tanh is steepest. You have differentiated a square, perhaps "
    "1 − tanh² itself; it is the slope already.",
)
tanh_slope.wrong(
    "largest everywhere",
    lambda z: 1.0,
    lambda z: np.ones(z.shape),
    says="You return 1 for every z. That is the slope at z = 0, the steepest place.",
)
tanh_slope.wrong("one number only", lambda z: 1 - math.tanh(z) ** 2, says=ONE_NUMBER)
tanh_slope.wrong("whole numbers", _into_zeros(lambda z: 1 - np.tanh(z) ** 2), says=WHOLE)
tanh_slope.wrong("flat arrays only", _each(lambda v: 1 - math.tanh(v) ** 2), says=FLAT)
tanh_slope.wrong(
    "coarse difference",
    *(lambda z, h=h: (np.tanh(z + h) - np.tanh(z - h)) / (2 * h) for h in (1, 0.5, 0.2, 0.1, 0.05)),
    *(lambda z, h=h: (np.tanh(z + h) - np.tanh(z)) / h for h in (0.5, 0.1, 0.05, 0.01)),
    says=_TOO_FAR,
)
tanh_slope.wrong(
    "step of the difference",
    *(lambda z, h=h: np.tanh(z + h) - np.tanh(z - h) for h in _STEPS),
    *(lambda z, h=h: np.tanh(z + h) - np.tanh(z) for h in _STEPS),
    says=_NO_WAY,
)
tanh_slope.wrong(
    "a way of 1",
    lambda z: (np.tanh(z + 1) - np.tanh(z)) / 1,
    lambda z: np.tanh(z) - np.tanh(z - 1),
    says=_WAY_OF_ONE,
)
tanh_slope.wrong(
    "doubled inside",
    lambda z: 1 - np.tanh(2 * z),
    says="You double z where the output of tanh has to be squared.",
)
tanh_slope.wrong(
    "rule for a quotient",
    lambda z: 1 - np.sinh(z) ** 2 / np.cosh(z),
    lambda z: 1 / np.sinh(z) ** 2,
    says="sinh and cosh are the right parts. In the quotient rule cosh² stands below, and "
    "cosh² − sinh² above.",
)
tanh_slope.wrong(
    "right side only",
    lambda z: np.where(z > 0, 1 - np.tanh(z) ** 2, 0),
    lambda z: np.where(z >= 0, 1 - np.tanh(z) ** 2, 0),
    says="For negative z you return 0. tanh rises there, too: its slope is the same on both sides.",
)
tanh_slope.wrong(
    "tanh twice",
    lambda z: 1 - np.tanh(np.tanh(z)) ** 2,
    says="tanh is applied twice: you put its output into it once more.",
)
tanh_slope.wrong(
    "size instead of square",
    lambda z: 1 - np.abs(np.tanh(z)),
    says="You subtract the size of tanh from 1, which makes a corner at z = 0. It is the square "
    "that is subtracted.",
)
tanh_slope.wrong(
    "times z",
    lambda z: z * (1 - np.tanh(z) ** 2),
    says="The slope is multiplied by z. It stands alone.",
)
tanh_slope.wrong(
    "slope of arctan",
    lambda z: 1 / (1 + z**2),
    says="That is the slope of arctan: it falls off too slowly.",
)
tanh_slope.wrong(
    "square of tan",
    lambda z: 1 - np.tan(z) ** 2,
    says="You take tan, the tangent of the circle, for tanh, the hyperbolic tangent.",
)
tanh_slope.wrong("with a cache", *with_cache(lambda z: 1 - np.tanh(z) ** 2), says=CACHE)
tanh_slope.wrong(
    "step too small",
    *(lambda z, h=h: (np.tanh(z + h) - np.tanh(z - h)) / (2 * h) for h in _TOO_SMALL),
    *(lambda z, h=h: (np.tanh(z + h) - np.tanh(z)) / h for h in _TOO_SMALL),
    says=_TOO_NEAR,
)
tanh_slope.also_wrong(
    lambda z: np.tanh(1 - z**2),
    lambda z: 1 - np.tanh(z) ** 3,
    lambda z: 1 - np.abs(np.tanh(z)) ** 1.5,
    lambda z: 2 * (1 - np.tanh(z) ** 2),
    lambda z: (np.tanh(z + 0.3) - np.tanh(z)) / 0.3,
    lambda z: 1 - np.sin(z) ** 2,
    lambda z: np.exp(-(z**2)),
    lambda z: np.round(1 - np.tanh(z) ** 2, 2),
    lambda z: 1 - np.tanh ^ 2,
    lambda z: (1 - np.tanh(z) ** 2).mean(),
)
