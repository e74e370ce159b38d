"""The slope of the sigmoid."""

from __future__ import annotations

import math

import numpy as np

from checker import function

from ._shared import (
    _NO_WAY,
    _STEPS,
    _TOO_FAR,
    _TOO_NEAR,
    _TOO_SMALL,
    _WAY_OF_ONE,
    ANY_SHAPE,
    ONE_NUMBER,
    SLOPES,
    WHOLE,
    _into_zeros,
    _nested,
    _over_itself,
    _package,
    _sigmoid,
    entries,
)
from .sigmoid import sigmoid


@function(
    way=(2, 7, "the slope of the sigmoid", "the-functions#why-a-slope"),
    cases=ANY_SHAPE,
    more=entries,
    tolerance=SLOPES,
    hints=[
        "Where is the sigmoid steepest, and where is it nearly flat? Your function must be a hill.",
        "Differentiate (1 + e⁻ᶻ)⁻¹ by the chain rule. Or recall: with s the *value* of the "
        "sigmoid, its slope is s times what is missing to 1.",
    ],
    why="""
    By the chain rule, the derivative of $(1 + e^{-z})^{-1}$ is
    $e^{-z} / (1 + e^{-z})^2$. One factor $1/(1 + e^{-z})$ of it is $s$, and the rest,
    $e^{-z}/(1 + e^{-z})$, is $1 - s$. So the slope is $s(1 - s)$, with the *output* s of the
    sigmoid in it: at z = 0 it is ½ · ½ = ¼, and toward both sides it falls to 0.
    """,
    picture=lambda: _picture_of_slopes(),
)
def sigmoid_slope(z):
    """The slope of the sigmoid

    Write `sigmoid_slope(z)`: it returns the derivative $\\sigma'(z)$ for every entry of the array
    `z`, right to four digits; a numerical derivative will do. You may use your `sigmoid` of
    exercise @sigmoid. If that is not done yet, run `sigmoid = activations.get("sigmoid")` first.
    """
    s = sigmoid(z)
    return s * (1 - s)  # ← the slope at each entry


def _picture_of_slopes():
    """Sigmoid and tanh with their slopes."""
    from rectified_book import figures

    return figures.activation_functions.portraits([_package("sigmoid"), _package("tanh")])


def _autodiff(z):
    """The derivative by calculating with pairs (value, slope)."""
    value, slope = np.exp(-z), -np.exp(-z)
    value = 1 + value
    return -slope / value**2


sigmoid_slope.also_right(
    lambda z: _sigmoid(z) * (1 - _sigmoid(z)),
    lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2,
    lambda z: np.exp(z) / (1 + np.exp(z)) ** 2,
    lambda z: _sigmoid(z) * _sigmoid(-z),
    lambda z: _sigmoid(z) - _sigmoid(z) ** 2,
    lambda z: 1 / (np.exp(z) + 2 + np.exp(-z)),
    lambda z: 1 / (2 + 2 * np.cosh(z)),
    lambda z: 1 / np.cosh(z / 2) ** 2 / 4,
    lambda z: (1 - np.tanh(z / 2) ** 2) / 4,
    lambda z: 0.25 - (_sigmoid(z) - 0.5) ** 2,
    lambda z: (_sigmoid(z + 1e-5) - _sigmoid(z - 1e-5)) / 2e-5,
    lambda z: (_sigmoid(z + 1e-6) - _sigmoid(z)) / 1e-6,
    lambda z: np.imag(1 / (1 + np.exp(-(z + 1e-20j)))) / 1e-20,
    lambda z: (lambda s: s * (1 - s))(_sigmoid(z.astype(np.float32))),
    lambda z: _package("sigmoid").derivative(z),
    lambda z: _nested(lambda v: math.exp(-v) / (1 + math.exp(-v)) ** 2, z),
    np.vectorize(lambda v: _sigmoid(v) * (1 - _sigmoid(v))),
    _autodiff,
)
sigmoid_slope.wrong(
    "input not output",
    lambda z: z * (1 - z),
    says="You apply s(1 − s) to the input z. The s in it is the *output* of the sigmoid.",
)
sigmoid_slope.wrong(
    "function itself",
    _sigmoid,
    says="That is the sigmoid, the height of the curve. Its slope is wanted: 0 where it is flat.",
)
sigmoid_slope.wrong(
    "plus",
    lambda z: _sigmoid(z) * (1 + _sigmoid(z)),
    says="Your slope grows to 2 on the right, where the curve is nearly flat: s is multiplied by "
    "1 + s. Look at that sign.",
)
sigmoid_slope.wrong(
    "negative",
    lambda z: -_sigmoid(z) * (1 - _sigmoid(z)),
    lambda z: -np.exp(-z) / (1 + np.exp(-z)) ** 2,
    says="Only the sign is off: the sigmoid rises everywhere, so its slope is positive. (The chain "
    "rule brings in two minus signs.)",
)
sigmoid_slope.wrong(
    "one factor missing",
    lambda z: 1 - _sigmoid(z),
    lambda z: np.exp(-z) / (1 + np.exp(-z)),
    says="You return 1 − σ(z), which is large on the left, where the curve is flat. A factor is "
    "missing: perhaps a square in the denominator.",
)
sigmoid_slope.wrong(
    "rule of tanh",
    lambda z: 1 - _sigmoid(z) ** 2,
    says="One minus the square of the output is the rule for tanh. At z = 0 it would make the "
    "sigmoid three times as steep as it is.",
)
sigmoid_slope.wrong(
    "square on the exponential only",
    lambda z: np.exp(-z) / (1 + np.exp(-2 * z)),
    lambda z: np.exp(-z) / (1 + np.exp(-z) ** 2),
    says="In your denominator only the exponential is squared. The square belongs to the whole "
    "bracket, 1 + e⁻ᶻ.",
)
sigmoid_slope.wrong(
    "zero",
    lambda z: _sigmoid(z) * 1 - _sigmoid(z),
    lambda z: z * 0,
    says="You return 0 everywhere. If you have typed `s * 1 - s`, a bracket is missing: Python "
    "multiplies first.",
)
sigmoid_slope.wrong(
    "square",
    lambda z: _sigmoid(z) ** 2,
    says="You return the square of the sigmoid, which tends to 1 on the right. The curve is flat "
    "there.",
)
sigmoid_slope.wrong(
    "sigmoid twice",
    lambda z: _sigmoid(_sigmoid(z)) * (1 - _sigmoid(_sigmoid(z))),
    says="The sigmoid is applied twice: you put its output into it once more.",
)
sigmoid_slope.wrong(
    "sign of the exponent",
    lambda z: np.exp(z) / (1 + np.exp(-z)) ** 2,
    says="Your slope grows without limit on the right. In e⁻ᶻ/(1 + e⁻ᶻ)² the exponent has the same "
    "sign above and below.",
)
sigmoid_slope.wrong(
    "no inner derivative",
    lambda z: -1 / (1 + np.exp(-z)) ** 2,
    says="You return −σ(z)²: the derivative of the outer part, the power −1. The chain rule also "
    "asks for the derivative of what stands inside.",
)
sigmoid_slope.wrong(
    "largest everywhere",
    lambda z: 0.25 + 0 * z,
    lambda z: 0.25,
    says="You return ¼ for every z. That is the slope at z = 0, the steepest place; elsewhere it "
    "is smaller.",
)
sigmoid_slope.wrong(
    "slope of tanh",
    lambda z: 1 - np.tanh(z) ** 2,
    says="That is the slope of tanh, which is 1 at z = 0. The sigmoid is less steep.",
)
sigmoid_slope.wrong(
    "chord from zero",
    lambda z: _sigmoid(z) / z,
    lambda z: (_sigmoid(z) - 0.5) / z,
    says="You divide a height by z. That is the slope of a chord from z = 0 to z, not of the curve "
    "at z.",
)
sigmoid_slope.wrong(
    "differences of the entries",
    lambda z: np.gradient(_sigmoid(z)),
    lambda z: np.diff(_sigmoid(z)),
    lambda z: np.gradient(_sigmoid(z), z),
    lambda z: np.diff(_sigmoid(z)) / np.diff(z),
    says="You take differences between neighboring entries of the array. Each entry is a place of "
    "its own: its slope has nothing to do with the others.",
)
sigmoid_slope.wrong(
    "one number only",
    lambda z: math.exp(-z) / (1 + math.exp(-z)) ** 2,
    says=ONE_NUMBER,
)
sigmoid_slope.wrong(
    "whole numbers", _into_zeros(lambda z: _sigmoid(z) * (1 - _sigmoid(z))), says=WHOLE
)
sigmoid_slope.wrong(
    "slope of the slope",
    lambda z: _sigmoid(z) * (1 - _sigmoid(z)) * (1 - 2 * _sigmoid(z)),
    lambda z: _sigmoid(z) * (1 - 2 * _sigmoid(z)),
    lambda z: 1 - 2 * _sigmoid(z),
    says="There is a factor 1 − 2s in it, which is negative on the right. That comes from "
    "differentiating s(1 − s) once more. It is the slope already.",
)
sigmoid_slope.wrong(
    "half of it the input",
    lambda z: _sigmoid(z) * (1 - z),
    lambda z: z * (1 - _sigmoid(z)),
    lambda z: _sigmoid(z) * _sigmoid(1 - z),
    lambda z: z * _sigmoid(z) * (1 - _sigmoid(z)),
    says="In one place the input z stands where it does not belong. In s(1 − s), s is the output "
    "of the sigmoid, both times.",
)
sigmoid_slope.wrong(
    "right side only",
    lambda z: np.where(z > 0, _sigmoid(z) * (1 - _sigmoid(z)), 0),
    lambda z: np.where(z >= 0, _sigmoid(z) * (1 - _sigmoid(z)), 0),
    says="For negative z you return 0. The sigmoid rises there, too: its slope is the same on both "
    "sides.",
)
sigmoid_slope.wrong(
    "brackets",
    lambda z: np.exp(-z) / 1 + np.exp(-z) ** 2,
    says="Your slope grows without limit on the left: brackets around the denominator are missing.",
)
sigmoid_slope.wrong(
    "slope of the exponential",
    lambda z: np.exp(-z),
    lambda z: -np.exp(-z),
    lambda z: -np.exp(z),
    says="You return an exponential, or the slope of one. That is the inner part; what stands "
    "around it, one over a sum, has a derivative as well.",
)

sigmoid_slope.wrong(
    "step of the difference",
    *(lambda z, h=h: _sigmoid(z + h) - _sigmoid(z - h) for h in _STEPS),
    *(lambda z, h=h: _sigmoid(z + h) - _sigmoid(z) for h in _STEPS),
    says=_NO_WAY,
)
sigmoid_slope.wrong(
    "a way of 1",
    lambda z: (_sigmoid(z + 1) - _sigmoid(z)) / 1,
    lambda z: _sigmoid(z) - _sigmoid(z - 1),
    says=_WAY_OF_ONE,
)
sigmoid_slope.wrong(
    "coarse difference",
    *(lambda z, h=h: (_sigmoid(z + h) - _sigmoid(z - h)) / (2 * h) for h in (1, 0.5, 0.2, 0.1)),
    *(lambda z, h=h: (_sigmoid(z + h) - _sigmoid(z)) / h for h in (0.5, 0.1, 0.05, 0.01)),
    says=_TOO_FAR,
)
sigmoid_slope.wrong(
    "step too small",
    *(lambda z, h=h: (_sigmoid(z + h) - _sigmoid(z - h)) / (2 * h) for h in _TOO_SMALL),
    *(lambda z, h=h: (_sigmoid(z + h) - _sigmoid(z)) / h for h in _TOO_SMALL),
    says=_TOO_NEAR,
)
sigmoid_slope.also_wrong(
    lambda z: 2 * _sigmoid(z) * (1 - _sigmoid(z)),
    lambda z: (1 - _sigmoid(z)) ** 2,
    lambda z: (1 - _sigmoid(z)) / 2,
    lambda z: np.sqrt(_sigmoid(z) * (1 - _sigmoid(z))),
    lambda z: (_sigmoid(z + 3) - _sigmoid(z - 3)) / 6,
    lambda z: (_sigmoid(z + 0.2) - _sigmoid(z)) / 0.2,
    lambda z: _sigmoid(z + 2) - _sigmoid(z - 2),
    lambda z: np.round(_sigmoid(z) * (1 - _sigmoid(z)), 2),
    lambda z: np.exp(-(z**2) / 2) / 4,
    lambda z: (_sigmoid(z) * (1 - _sigmoid(z))).max(),
    lambda z: _sigmoid * (1 - _sigmoid),
    _over_itself(lambda z: _sigmoid(z) * (1 - _sigmoid(z))),
)
