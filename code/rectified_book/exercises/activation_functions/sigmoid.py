"""The sigmoid."""

from __future__ import annotations

import math

import numpy as np

from checker import Tolerance, function

from .._forms import CACHE, with_cache
from ._shared import (
    ANY_SHAPE,
    DECIDES,
    FLAT,
    ONE_NUMBER,
    WHOLE,
    _each,
    _expit,
    _into_zeros,
    _nested,
    _over_itself,
    _package,
    _sigmoid,
    entries,
)


def _counted_into_zeros(f):
    """The same with a loop over the positions of a flat array."""

    def function(z):
        out = np.zeros_like(z)
        for k in range(len(z)):
            out[k] = f(z[k])
        return out

    return function


def _first(f):
    """What a `return` inside a loop gives."""
    return lambda z: next(f(v) for v in z)


@function(
    way=(1, 4, "the sigmoid", "the-functions#sigmoid-and-tanh"),
    cases=ANY_SHAPE,
    more=entries,
    tolerance=Tolerance(1e-6, 1e-8),
    hints=[
        "`np.exp` takes a whole array and works entry by entry. Which sign has the exponent?",
        "At z = 0, e⁰ = 1, and the result is ½. Check the brackets: what is divided by what?",
    ],
    why="""
    `np.exp`, `+` and `/` work entry by entry, so the formula can be typed as it stands. The
    brackets matter: without them, 1 would be divided by 1 alone. For large z, $e^{-z}$ goes to 0
    and the result to 1; for very negative z it grows without limit and the result goes to 0.
    """,
)
def sigmoid(z):
    """The sigmoid

    Write `sigmoid(z)`: it returns $\\sigma(z) = \\dfrac{1}{1 + e^{-z}}$ for every entry of the
    array `z`, which may have any shape. Here no entry is larger than 10 or smaller than −10.
    """
    return 1 / (1 + np.exp(-z))  # ← the sigmoid of each entry


def _two_sided(z):
    result = np.empty(np.shape(z))
    up = z >= 0
    result[up] = 1 / (1 + np.exp(-z[up]))
    e = np.exp(z[~up])
    result[~up] = e / (1 + e)
    return result


sigmoid.also_right(
    lambda z: 1 / (1 + np.exp(-z)),
    lambda z: np.exp(z) / (1 + np.exp(z)),
    lambda z: (1 + np.tanh(z / 2)) / 2,
    lambda z: 1 - 1 / (1 + np.exp(z)),
    lambda z: (1 + math.e**-z) ** -1,
    lambda z: np.reciprocal(1.0 + np.exp(-1.0 * z)),
    lambda z: np.exp(-np.log1p(np.exp(-z))),
    lambda z: np.exp(-np.logaddexp(0, -z)),
    lambda z: 1 / (np.expm1(-z) + 2),
    lambda z: np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z))),
    lambda z: np.piecewise(z.astype(float), [z >= 0], [_sigmoid, _sigmoid]),
    lambda z: (1 / (1 + np.exp(-z.astype(np.float32)))).astype(np.float32),
    lambda z: _nested(lambda v: 1 / (1 + math.exp(-v)), z),
    lambda z: np.array([_sigmoid(v) for v in z.ravel()]).reshape(z.shape),
    lambda z: [_sigmoid(row) for row in z],
    np.vectorize(lambda v: 1 / (1 + math.exp(-v))),
    np.frompyfunc(lambda v: 1 / (1 + math.exp(-v)), 1, 1),
    lambda z: _package("sigmoid")(z),
    _two_sided,
    _expit,
)
sigmoid.wrong(
    "sign",
    lambda z: 1 / (1 + np.exp(z)),
    lambda z: 1 - 1 / (1 + np.exp(-z)),
    says="Your curve falls instead of rising: it is the sigmoid of −z, or 1 minus the sigmoid. "
    "Look at the sign in the exponent.",
)
sigmoid.wrong(
    "one number only",
    lambda z: 1 / (1 + math.exp(-z)),
    says=ONE_NUMBER,
)
sigmoid.wrong(
    "minus",
    lambda z: 1 / (1 - np.exp(-z)),
    says="The denominator is a difference, and 0 at z = 0. It must be a sum: then it is never "
    "smaller than 1.",
)
sigmoid.wrong(
    "step",
    lambda z: np.where(z >= 0, 1.0, 0.0),
    lambda z: np.where(z > 0, 1.0, 0.0),
    lambda z: np.heaviside(z, 0.5),
    lambda z: np.round(_sigmoid(z)),
    says="You return a step, which jumps from 0 to 1. The sigmoid rises gradually.",
)
sigmoid.wrong(
    "brackets",
    lambda z: 1 / 1 + np.exp(-z),
    lambda z: 1 + np.exp(-z),
    says="You return 1 + e⁻ᶻ: no division has any effect. Perhaps brackets are missing: `1 / 1 + "
    "a` is `(1 / 1) + a`.",
)
sigmoid.wrong(
    "one in front only",
    lambda z: 1 / np.exp(-z),
    lambda z: np.exp(z),
    says="You return eᶻ, which grows without limit: the 1 in the denominator is missing.",
)
sigmoid.wrong(
    "exponential only",
    lambda z: np.exp(-z),
    says="You return e⁻ᶻ. That is a part of the formula.",
)
sigmoid.wrong(
    "tanh",
    lambda z: np.tanh(z),
    lambda z: (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z)),
    says="You return the tanh, which goes from −1 to 1. The sigmoid goes from 0 to 1.",
)
sigmoid.wrong(
    "softmax",
    lambda z: np.exp(z) / np.exp(z).sum(),
    lambda z: np.exp(z) / sum(np.exp(z)),
    lambda z: np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True),
    says="You divide by a sum over entries. That is a softmax; the sigmoid of an entry does "
    "not depend on the others.",
)
sigmoid.wrong(
    "slope",
    lambda z: _sigmoid(z) * (1 - _sigmoid(z)),
    says="That is the slope of the sigmoid, a hill. Here the sigmoid itself is wanted.",
)
sigmoid.wrong(
    "no exponential",
    lambda z: 1 / (1 - z),
    lambda z: 1 / (1 + z),
    says="There is no exponential in what you return: a plain fraction of z, which has a pole.",
)
sigmoid.wrong(
    "softplus",
    lambda z: np.log(1 + np.exp(z)),
    lambda z: np.log(1 + np.exp(-z)),
    says="You take the logarithm of the sum with the exponential. The sigmoid divides by it.",
)
sigmoid.wrong(
    "relu",
    lambda z: np.maximum(0, z),
    says="That is ReLU: 0 on the left, z on the right. The sigmoid stays between 0 and 1.",
)
sigmoid.wrong(
    "straight pieces",
    lambda z: np.clip(z / 4 + 0.5, 0, 1),
    lambda z: np.clip(0.2 * z + 0.5, 0, 1),
    lambda z: np.clip(z / 6 + 0.5, 0, 1),
    lambda z: np.clip(z, 0, 1),
    says="You return straight pieces, which reach 0 and 1. The sigmoid bends smoothly and comes "
    "close to them only.",
)
sigmoid.wrong(
    "rounded e",
    *(lambda z, e=e: 1 / (1 + e**-z) for e in (2.7, 2.71, 2.72, 2.718, 2.7183, 2.71828)),
    says="Nearly: it looks as if e is given by a few digits. `np.exp` knows it to sixteen.",
)
sigmoid.wrong(
    "another base",
    lambda z: 1 / (1 + 2.0**-z),
    lambda z: 1 / (1 + 3.0**-z),
    lambda z: 1 / (1 + 10.0**-z),
    says="Another number than e is raised to the power −z, 2, 3 or 10: the curve has the right "
    "shape and the wrong steepness.",
)
sigmoid.wrong("whole numbers", _into_zeros(_sigmoid), _counted_into_zeros(_sigmoid), says=WHOLE)
sigmoid.wrong("flat arrays only", _each(lambda v: 1 / (1 + math.exp(-v))), says=FLAT)
sigmoid.wrong(
    "first entry",
    _first(_sigmoid),
    says="You return the result of the first entry, or "
    "first row, only. Does a `return` stand inside a loop?",
)
sigmoid.wrong(
    "one decision for all",
    lambda z: _sigmoid(z) if z >= 0 else 1 - _sigmoid(-z),
    says=DECIDES,
)
sigmoid.wrong(
    "steepness",
    lambda z: _sigmoid(2 * z),
    lambda z: _sigmoid(z / 2),
    lambda z: 1 / (1 + np.exp(-z) ** 2),
    says="Your curve runs from 0 to 1, but twice as fast, or half as fast, as the sigmoid. In the "
    "exponent z has no factor. (A square of e⁻ᶻ doubles it.)",
)
sigmoid.wrong(
    "stretched",
    lambda z: 2 * _sigmoid(z) - 1,
    says="Your curve goes from −1 to 1: it is a sigmoid with twice the height, shifted down.",
)
sigmoid.wrong(
    "shifted",
    lambda z: _sigmoid(z - 1),
    lambda z: _sigmoid(z + 1),
    says="Your curve is shifted sideways, by 1. At z = 0 the sigmoid is ½.",
)
sigmoid.wrong(
    "two in the denominator",
    lambda z: 1 / (2 + np.exp(-z)),
    says="Your curve rises to ½ only: the exponential is added to 2. Add it to 1.",
)
sigmoid.wrong(
    "signs of the exponents",
    lambda z: np.exp(z) / (1 + np.exp(-z)),
    says="Your numbers grow without limit on the right: above the line of the fraction the "
    "exponent is z, below it is −z.",
)
sigmoid.wrong(
    "squared",
    lambda z: 1 / (1 + np.exp(-(z**2))),
    lambda z: _sigmoid(z) ** 2,
    says="The input or the result is squared. There is no square in the formula.",
)
sigmoid.wrong(
    "sign of z lost",
    lambda z: _sigmoid(np.abs(z)),
    says="On the left your curve goes up again: the sign of z is lost.",
)
sigmoid.wrong(
    "brackets, other exponent",
    lambda z: 1 / 1 + np.exp(z),
    says="You return 1 + eᶻ: no division has any effect, and the exponent wanted is −z.",
)
sigmoid.wrong(
    "inverse",
    lambda z: np.log(z / (1 - z)),
    says="That is the inverse of the sigmoid, the logit, which exists between 0 and 1 only.",
)
sigmoid.wrong(
    "another curve",
    lambda z: 0.5 * (1 + z / (1 + np.abs(z))),
    lambda z: 0.5 * (1 + z / np.sqrt(1 + z**2)),
    lambda z: 0.5 + np.arctan(z) / np.pi,
    lambda z: 0.5 + np.arctan(np.pi * z / 2) / np.pi,
    lambda z: 0.5 * (1 + np.vectorize(math.erf)(z / math.sqrt(2))),
    says="Your curve rises from 0 to 1 like the sigmoid, but it is another one, without e⁻ᶻ.",
)
sigmoid.wrong(
    "softsign",
    lambda z: z / (1 + np.abs(z)),
    says="That is the softsign, z/(1 + |z|), which goes from −1 to 1.",
)
sigmoid.wrong(
    "times z",
    lambda z: z * _sigmoid(z),
    says="You multiply the sigmoid by z. (That is called SiLU.) The sigmoid alone is wanted.",
)
sigmoid.wrong(
    "clipped",
    *(lambda z, c=c: np.clip(_sigmoid(z), c, 1 - c) for c in (0.1, 0.05, 0.01, 0.001)),
    says="Near 0 and 1 your numbers are cut off. The sigmoid comes as close to both as it likes.",
)
sigmoid.wrong(
    "degrees",
    lambda z: _sigmoid(np.radians(z)),
    says="z is turned into radians first. It is no angle.",
)
sigmoid.wrong("with a cache", *with_cache(_sigmoid), says=CACHE)
sigmoid.also_wrong(
    _over_itself(_sigmoid),
    lambda z: 1 // (1 + np.exp(-z)),
    lambda z: 1 / (1 + np.exp(-z)).sum(),
    lambda z: np.round(_sigmoid(z), 3),
    lambda z: 2 * _sigmoid(z),
    lambda z: _sigmoid(4 * z),
    lambda z: 1 / (1 + np.exp(-z)) ** 3,
    lambda z: _sigmoid(z).ravel(),
    lambda z: print(_sigmoid(z)),
    lambda z: 1 / (1 + np.exp * -z),
    lambda z: 0.5,
    lambda z: (_sigmoid(v) for v in z),
)
