"""A smooth relative."""

from __future__ import annotations

import math

import numpy as np

from checker import function
from rectified import activations

from .._inputs import vector
from ._shared import array_and_slope, relu

sigmoid = activations.get("sigmoid")


@function(
    way=(2, 8, "the relatives of ReLU", "relatives#relatives-at-a-glance"),
    cases=[
        (vector(2), 1.0),
        (vector(-2), 1.0),
        (vector(-1, 0, 3), 0.5),
        (np.array([-3, -1, 0, 2]), 1.0),
        (vector(0.5, -1.5, 2, -0.25, 0), 2.0),
        (np.array([[-1.0, 2.0, 0.5], [0.0, -0.5, -4.0]]), 1.5),
        (np.array([[-2, 1], [3, -5], [0, -1]]), 0.25),
        (vector(-1.5, -0.5, -3), 0.75),
        (vector(1.5, 0.75, 3, 0.1), 0.3),
        (vector(-20, -4, 0.25, 1), 3.0),
    ],
    more=array_and_slope,
    equivalent=[
        "return np.where(z >= 0, z, alpha * np.expm1(np.minimum(z, 0)))",
        "return np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 1)))",
    ],
    hints=[
        "Two rules again: z on the right, the curve on the left.",
        "`np.exp(z) - 1` is also called `np.expm1(z)`, which is more exact near 0.",
        "`np.where` computes both sides for all entries, so a large positive z may overflow in the "
        "part that is not used: `np.minimum(z, 0)` prevents it.",
    ],
    why="""
    Left of 0 the curve starts at 0 and levels off towards −alpha; with alpha = 1 it also starts
    with slope 1, so there is no corner. `np.where` computes both sides for every entry; cutting z
    off at 0 first keeps e^z from growing beyond all bounds where it is not needed.
    """,
    picture=lambda: _picture_of_elu(),
)
def elu(z, alpha):
    """A smooth relative

    Write `elu(z, alpha)`: for an array `z` of any shape, integers included, it returns an array of
    the same shape, with $z$ where $z > 0$ and $\\alpha\\,(e^z - 1)$ elsewhere. `alpha` is a
    positive number, and may be larger than 1. Leave `z` unchanged.
    """
    return np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0)))  # ← z, or the curve


def _picture_of_elu():
    """ELU and Leaky ReLU."""
    from rectified_book import figures

    fig, axes = figures.new(2, 1, xlabel=["", "z"], ylabel=["f(z)", "f′(z)"])
    functions = [activations.ELU(), activations.LeakyReLU(alpha=0.2)]
    figures.curves(axes, functions)
    values = ", ".join(f"{f.name} {f.value(-4):.2f}" for f in functions)
    slopes = ", ".join(f"{f.name} {f.derivative(-4):.2f}" for f in functions)
    return fig, f"Values and slopes of two functions. At z = -4: {values}; slopes {slopes}."


def _elu_each(z, alpha):
    flat = [float(v) if v > 0 else alpha * (math.exp(v) - 1) for v in z.ravel()]
    return np.reshape(flat, z.shape)


def _elu_copy(z, alpha):
    out = z.astype(float)
    left = z <= 0
    out[left] = alpha * (np.exp(out[left]) - 1)
    return out


def _elu_nested(z, alpha):
    if isinstance(z, np.ndarray) and z.ndim:
        return [_elu_nested(part, alpha) for part in z]
    return z if z > 0 else alpha * math.expm1(z)


elu.also_right(
    lambda z, alpha: np.where(z > 0, z, alpha * (np.sinh(z) + np.cosh(z) - 1)),
    lambda z, alpha: np.where(z > 0, z, alpha * (sigmoid(z) / (1 - sigmoid(z)) - 1)),
    lambda z, alpha: np.where(z > 0, z, np.expm1(z) * alpha).tolist(),
    lambda z, alpha: np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0))),
    lambda z, alpha: np.maximum(z, 0) + alpha * (np.exp(np.minimum(z, 0)) - 1),
    lambda z, alpha: np.where(z > 0, z, alpha * (np.exp(z) - 1)),
    lambda z, alpha: np.where(z < 0, alpha * np.exp(z) - alpha, z),
    lambda z, alpha: relu(z) + np.minimum(0, alpha * (np.exp(z) - 1)),
    lambda z, alpha: relu(z) - alpha * (1 - np.exp(-relu(-z))),
    lambda z, alpha: np.where(z > 0, z, alpha * (math.e**z - 1)),
    lambda z, alpha: np.select([z > 0], [z], alpha * np.expm1(z)),
    lambda z, alpha: np.piecewise(
        np.array(z, float), [z > 0], [lambda v: v, lambda v: alpha * np.expm1(v)]
    ),
    lambda z, alpha: np.where(z > 0, z, alpha * np.expm1(z)).astype(np.float32),
    lambda z, alpha: np.where(z > 0, z, 2 * alpha * np.tanh(z / 2) / (1 - np.tanh(z / 2))),
    lambda z, alpha: (z > 0) * z + (z <= 0) * alpha * (np.exp(z) - 1),
    lambda z, alpha: activations.ELU(alpha)(z),
    np.vectorize(lambda v, alpha: v if v > 0 else alpha * (math.exp(v) - 1)),
    lambda z, alpha: np.asmatrix(_elu_each(z, alpha)) if z.ndim == 2 else _elu_each(z, alpha),
    lambda z, alpha: np.where(z > 0, z, alpha / np.exp(-z) - alpha),
    _elu_each,
    _elu_copy,
    _elu_nested,
)
elu.wrong(
    "everywhere",
    lambda z, alpha: alpha * np.expm1(z),
    says="The curve is used on both sides. Where z is positive, ELU returns z itself.",
)
elu.wrong(
    "sign",
    lambda z, alpha: np.where(z > 0, z, alpha * (np.exp(-z) - 1)),
    says="On the left your values become large and positive. Is there a minus in the exponent? A "
    "negative z makes e^z small as it is.",
)
elu.wrong(
    "leaky",
    lambda z, alpha: np.where(z > 0, z, alpha * z),
    says="On the left you have a straight line: that is leaky ReLU. ELU bends there and levels "
    "off.",
)


def _elu_integers(z, alpha):
    out = z.copy()
    out[z <= 0] = alpha * np.expm1(z[z <= 0])
    return out


elu.wrong(
    "integer output",
    _elu_integers,
    says="Right for decimals. But your result is an array of the same type as z, and one of whole "
    "numbers cannot hold −0.63: make an array of floats first.",
)
elu.wrong(
    "minus one forgotten",
    lambda z, alpha: np.where(z > 0, z, alpha * np.exp(z)),
    lambda z, alpha: np.where(z >= 0, z, alpha * np.exp(z)),
    says="On the left your values are positive, and there is a jump at 0. Something is missing "
    "that moves the curve down to 0.",
)
elu.wrong(
    "parentheses",
    lambda z, alpha: np.where(z > 0, z, alpha * np.exp(z) - 1),
    lambda z, alpha: np.where(z >= 0, z, alpha * np.exp(z) - 1),
    says="On the left you multiply e^z alone by alpha, and subtract 1 then. Alpha multiplies the "
    "whole difference.",
)
elu.wrong(
    "alpha in the exponent",
    lambda z, alpha: np.where(z > 0, z, np.expm1(alpha * z)),
    says="On the left alpha is inside the exponent, so your curve levels off at −1. Alpha "
    "multiplies the curve, and sets where it levels off.",
)
elu.wrong(
    "alpha forgotten",
    lambda z, alpha: np.where(z > 0, z, np.expm1(z)),
    says="Alpha plays no part: your curve always levels off at −1.",
)
elu.wrong(
    "maximum",
    lambda z, alpha: np.maximum(z, alpha * np.expm1(z)),
    says="You take the larger of z and the curve. That is not the same as asking for the sign of "
    "z: right of 0 the curve can be above z, and left of 0 below it.",
)
elu.wrong(
    "minimum",
    lambda z, alpha: np.minimum(z, alpha * np.expm1(z)),
    says="You take the smaller of z and the curve. That is not the same as asking for the sign of "
    "z: left of 0 the curve can be above z, and right of 0 below it.",
)
elu.wrong(
    "plain relu",
    lambda z, alpha: np.maximum(z, 0),
    says="On the left you return 0: that is plain ReLU. The curve is missing.",
)
elu.wrong(
    "upside down",
    lambda z, alpha: np.where(z > 0, z, alpha * (1 - np.exp(z))),
    says="On the left your values are positive: the curve is upside down.",
)
elu.wrong(
    "slope",
    lambda z, alpha: np.where(z > 0, 1, alpha * np.exp(z)),
    lambda z, alpha: np.where(z >= 0, 1, alpha * np.exp(z)),
    says="These are the slopes of ELU. Its values are asked for.",
)
elu.wrong(
    "both added",
    lambda z, alpha: np.maximum(z, 0) + alpha * np.expm1(z),
    says="On the left it is right. On the right you have z plus the curve: the curve must end at "
    "0.",
)
elu.wrong(
    "one number only",
    lambda z, alpha: z if z > 0 else alpha * (math.exp(z) - 1),
    lambda z, alpha: z if z > 0 else alpha * (np.exp(z) - 1),
    says="That decides for a single number. `if`, `max`, `and` need one yes or no, and an array "
    "holds many: decide entry by entry.",
)
elu.wrong(
    "flat arrays only",
    lambda z, alpha: [v if v > 0 else alpha * (math.exp(v) - 1) for v in z],
    says="Right for flat arrays. In a table, a loop over the array yields whole rows, and `if` "
    "needs one yes or no.",
)
elu.wrong(
    "alpha subtracted",
    lambda z, alpha: np.where(z > 0, z, np.exp(z) - alpha),
    lambda z, alpha: np.where(z >= 0, z, np.exp(z) - alpha),
    says="On the left you subtract alpha from e^z. It is 1 that is subtracted, and alpha "
    "multiplies the difference.",
)
elu.wrong(
    "cut off at minus alpha",
    lambda z, alpha: np.maximum(z, -alpha),
    says="You follow z and cut it off at −alpha. ELU gets to −alpha in a curve, and never quite.",
)
elu.wrong(
    "swapped",
    lambda z, alpha: np.where(z < 0, z, alpha * np.expm1(z)),
    says="The two rules have changed sides: on the left you return z, on the right the curve.",
)
elu.wrong(
    "one in the exponent",
    lambda z, alpha: np.where(z > 0, z, alpha * np.exp(z - 1)),
    lambda z, alpha: np.where(z >= 0, z, alpha * np.exp(z - 1)),
    says="On the left you have a power of e with z − 1 as its exponent, which is positive. The 1 "
    "is subtracted from e^z, not from z.",
)
elu.wrong(
    "falls",
    lambda z, alpha: np.where(z > 0, z, alpha * (1 - np.exp(-z))),
    says="On the left your values fall faster and faster. They should level off: is there a minus "
    "in the exponent?",
)
elu.wrong(
    "alpha on both sides",
    lambda z, alpha: alpha * np.where(z > 0, z, np.expm1(z)),
    says="On the left it is right. On the right you multiply by alpha as well: there, z passes as "
    "it is.",
)
elu.wrong(
    "slope on the right",
    lambda z, alpha: np.where(z > 0, 1, alpha * np.expm1(z)),
    says="On the left it is right. On the right you return 1: that is the slope, and the value is "
    "asked for.",
)
elu.wrong(
    "divided",
    lambda z, alpha: np.where(z > 0, z, np.expm1(z) / alpha),
    says="On the left you divide the curve by alpha, and it is to be multiplied.",
)
elu.wrong(
    "all or nothing",
    lambda z, alpha: z if (z > 0).all() else alpha * np.expm1(z),
    lambda z, alpha: z if (z > 0).any() else alpha * np.expm1(z),
    says="You decide once for the whole array. Every entry follows its own rule, whatever the "
    "others are.",
)
elu.also_wrong(
    lambda z, alpha: np.where(z > 0, z, alpha * (2.0**z - 1)),
    lambda z, alpha: np.where(z > 0, z, alpha * (10.0**z - 1)),
    lambda z, alpha: np.log1p(np.exp(z)),
    lambda z, alpha: np.where(z > 0, z, alpha * np.tanh(z)),
    lambda z, alpha: z,
    lambda z, alpha: np.where(z > 0, z, -alpha),
    lambda z, alpha: np.where(z > 0, z, 0.01 * np.expm1(z)),
    lambda z, alpha: 1.0507 * np.where(z > 0, z, alpha * np.expm1(z)),
    lambda z, alpha: np.round(np.where(z > 0, z, alpha * np.expm1(z)), 2),
    lambda z, alpha: np.where(z > 0, z, alpha * np.expm1(z)).sum(),
    lambda z, alpha: np.where(z > 0, z, alpha * (math.exp(z) - 1)),
    lambda z, alpha: np.where(z > 0, z, alpha * np.expm1(z / alpha)),
)
