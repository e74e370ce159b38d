"""tanh from sigmoids."""

from __future__ import annotations

import numpy as np

from checker import function

from ._shared import (
    ANY_SHAPE,
    DECIDES,
    WHOLE,
    _expit,
    _into_zeros,
    _nested,
    _over_itself,
    _sigmoid,
    entries,
)
from .sigmoid import sigmoid


@function(
    way=(2, 7, "tanh as a sigmoid", "the-functions#tanh-is-a-sigmoid"),
    cases=ANY_SHAPE,
    more=entries,
    hints=[
        "The sigmoid goes from 0 to 1, tanh from −1 to 1: how do you stretch and shift the height?",
        "At z = 0 the sigmoid has the slope ¼ and tanh the slope 1. Stretching the height gives a "
        "factor of 2. Where does the other one come from?",
    ],
    why="""
    Twice the height, minus 1, takes 0 … 1 to −1 … 1. The slope at 0 is then ½; to make it 1, the
    curve must run through its argument twice as fast: 2z instead of z. That it then agrees
    everywhere one sees by multiplying (eᶻ − e⁻ᶻ)/(eᶻ + e⁻ᶻ) by eᶻ above and below.
    """,
)
def tanh_from_sigmoid(z):
    """tanh from sigmoids

    Write `tanh_from_sigmoid(z)`: it returns $\\tanh z$ for every entry of the array `z`, which may
    have any shape. Use your `sigmoid` (or `activations.get("sigmoid")`), arithmetic, and nothing
    else.
    """
    return 2 * sigmoid(2 * z) - 1  # ← tanh, made of sigmoids


tanh_from_sigmoid.also_right(
    lambda z: 2 * _sigmoid(2 * z) - 1,
    lambda z: _sigmoid(2 * z) - _sigmoid(-2 * z),
    lambda z: 1 - 2 * _sigmoid(-2 * z),
    lambda z: (_sigmoid(2 * z) - 0.5) * 2,
    lambda z: (_sigmoid(2 * z) - 0.5) / 0.5,
    lambda z: _sigmoid(z + z) + _sigmoid(z + z) - 1,
    lambda z: (_sigmoid(z) ** 2 - _sigmoid(-z) ** 2) / (_sigmoid(z) ** 2 + _sigmoid(-z) ** 2),
    lambda z: _sigmoid(2 * z) ** 2 - (1 - _sigmoid(2 * z)) ** 2,
    lambda z: 2 * _expit(2.0 * z) - 1,
    lambda z: np.tanh(z),
    lambda z: 2 / (1 + np.exp(-2 * z)) - 1,
    lambda z: [2 * _sigmoid(2 * row) - 1 for row in z],
    lambda z: _nested(lambda v: 2 * _sigmoid(2 * v) - 1, z),
    np.vectorize(lambda v: 2 * _sigmoid(2 * v) - 1),
    lambda z: 2 * _sigmoid(2 * z.astype(np.float32)) - 1,
    lambda z: -(2 * _sigmoid(-2 * z) - 1),
)
tanh_from_sigmoid.wrong(
    "not stretched",
    lambda z: 2 * _sigmoid(z) - 1,
    lambda z: _sigmoid(z) - _sigmoid(-z),
    says="The height is right, from −1 to 1, but your curve is only half as steep as tanh: 0.46 at "
    "z = 1, where tanh is 0.76.",
)
tanh_from_sigmoid.wrong(
    "not scaled",
    lambda z: _sigmoid(2 * z) - 0.5,
    says="Your curve goes from −½ to ½. It is shifted to the middle; its height still has to be "
    "doubled.",
)
tanh_from_sigmoid.wrong(
    "reversed",
    lambda z: 1 - 2 * _sigmoid(2 * z),
    lambda z: 2 * _sigmoid(-2 * z) - 1,
    says="Your curve falls from 1 to −1: tanh upside down.",
)
tanh_from_sigmoid.wrong(
    "not shifted",
    lambda z: 2 * _sigmoid(2 * z),
    says="Your curve goes from 0 to 2. It is tall and steep enough; now tanh is 0 at z = 0.",
)
tanh_from_sigmoid.wrong(
    "only the argument",
    lambda z: _sigmoid(2 * z),
    says="Your curve goes from 0 to 1, and is steep enough. The height is not that of tanh yet.",
)
tanh_from_sigmoid.wrong(
    "bracket",
    lambda z: 2 * (_sigmoid(2 * z) - 1),
    says="Your curve goes from −2 to 0. First double, then subtract 1: brackets change the order.",
)
tanh_from_sigmoid.wrong(
    "shifted too far",
    lambda z: _sigmoid(2 * z) - 1,
    says="Your curve goes from −1 to 0: it is shifted, but its height is still 1.",
)
tanh_from_sigmoid.wrong(
    "squeezed the other way",
    lambda z: 2 * _sigmoid(z / 2) - 1,
    says="The height is right, but your curve is too flat. To go through it twice as fast, the "
    "argument must be larger, not smaller.",
)
tanh_from_sigmoid.wrong(
    "steeper by height",
    lambda z: 4 * _sigmoid(z) - 2,
    lambda z: 2 * (2 * _sigmoid(z) - 1),
    says="At z = 0 it has the slope of tanh, but it goes from −2 to 2. Height and steepness are "
    "two things: one is changed outside the sigmoid, the other inside.",
)
tanh_from_sigmoid.wrong(
    "shifted inside",
    lambda z: 2 * _sigmoid(2 * z - 1),
    lambda z: 2 * _sigmoid(2 * (z - 1)),
    lambda z: 2 * _sigmoid(2 * z - 1) - 1,
    says="Something is subtracted inside the sigmoid: that moves the curve to the right. tanh "
    "crosses its middle at z = 0, as the sigmoid does.",
)
tanh_from_sigmoid.wrong(
    "slope",
    lambda z: _sigmoid(z) * (1 - _sigmoid(z)),
    lambda z: 4 * _sigmoid(2 * z) * (1 - _sigmoid(2 * z)),
    says="You return a hill, the slope of a curve. tanh itself is wanted.",
)
tanh_from_sigmoid.wrong(
    "sigmoid",
    _sigmoid,
    says="That is the sigmoid itself, from 0 to 1.",
)
tanh_from_sigmoid.wrong(
    "shifted only",
    lambda z: _sigmoid(z) - 0.5,
    says="Your curve goes from −½ to ½, and rises with slope ¼ where tanh has slope 1: it lacks "
    "height and steepness.",
)
tanh_from_sigmoid.wrong("whole numbers", _into_zeros(np.tanh), says=WHOLE)
tanh_from_sigmoid.wrong(
    "too steep",
    lambda z: 2 * _sigmoid(4 * z) - 1,
    lambda z: 2 * _sigmoid(3 * z) - 1,
    says="The height is right, from −1 to 1, but your curve is too steep. Which factor inside "
    "gives the slope 1 at z = 0?",
)
tanh_from_sigmoid.wrong(
    "only the height",
    lambda z: 2 * _sigmoid(z),
    says="Your curve goes from 0 to 2: its height is right. It still has to be shifted down and to "
    "become steeper.",
)
tanh_from_sigmoid.wrong(
    "shifted up",
    lambda z: 2 * _sigmoid(2 * z) + 1,
    says="Your curve goes from 1 to 3. It has to be shifted down, not up.",
)
tanh_from_sigmoid.wrong(
    "product instead of argument",
    lambda z: 2 * _sigmoid(2) * z - 1,
    lambda z: 2 * _sigmoid(z) * z - 1,
    lambda z: 2 * _sigmoid(2.0) - 1 + 0 * z,
    says="A sigmoid is multiplied by z, or does not depend on it. z belongs inside, with its "
    "factor.",
)
tanh_from_sigmoid.wrong(
    "one part of the quotient",
    lambda z: (np.exp(z) - np.exp(-z)) / 2,
    lambda z: (np.exp(z) + np.exp(-z)) / 2,
    says="You return sinh or cosh, which grow without limit. tanh is one divided by the other.",
)
tanh_from_sigmoid.wrong(
    "circular",
    np.tan,
    np.arctan,
    np.arctanh,
    says="That is the tangent of the circle, or the inverse of a tangent. Wanted is the "
    "*hyperbolic* tangent, which goes from −1 to 1.",
)
tanh_from_sigmoid.wrong(
    "straight pieces",
    lambda z: np.clip(z, -1, 1),
    says="You return straight pieces, which reach −1 and 1. tanh bends smoothly.",
)
tanh_from_sigmoid.wrong(
    "softsign",
    lambda z: z / (1 + np.abs(z)),
    says="That is z/(1 + |z|), which also goes from −1 to 1, but more slowly.",
)
tanh_from_sigmoid.wrong(
    "squares",
    lambda z: _sigmoid(z) ** 2 - 1,
    lambda z: 2 * _sigmoid(z) ** 2 - 1,
    says="The sigmoid is squared. To make the curve steeper, change its argument.",
)
tanh_from_sigmoid.wrong(
    "ratio",
    lambda z: _sigmoid(z) / _sigmoid(-z),
    says="The ratio of σ(z) and σ(−z) is eᶻ, which grows without limit.",
)
tanh_from_sigmoid.wrong(
    "one decision for all",
    lambda z: 2 * _sigmoid(2 * z) - 1 if z > 0 else -1,
    lambda z: 2 * _sigmoid(2 * z) - 1 if z >= 0 else 1 - 2 * _sigmoid(-2 * z),
    says=DECIDES,
)
tanh_from_sigmoid.also_wrong(
    _over_itself(np.tanh),
    lambda z: 2 * _sigmoid(2 * z) + 2,
    lambda z: np.sin(z),
    lambda z: 2 * _sigmoid(z) ** 3 - 1,
    lambda z: 2 * _sigmoid(5 * z) - 1,
    lambda z: _sigmoid(z) / _sigmoid(-z) - 1,
    lambda z: 2 * _sigmoid(2 * z) - 0.99,
    lambda z: np.clip(z, -2, 2),
    lambda z: np.round(np.tanh(z), 2),
    lambda z: np.sign(z),
    lambda z: np.tanh(z).sum(),
)
