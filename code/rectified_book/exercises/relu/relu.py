"""ReLU."""

from __future__ import annotations

import functools

import numpy as np

from checker import function

from .._forms import CACHE, with_cache
from .._inputs import quarters, vector
from ._shared import any_shape


@function(
    way=(1, 3, "ReLU", "what-relu-does#the-function"),
    cases=[
        (vector(2.5),),
        (vector(-2.5),),
        (vector(0),),
        (vector(-1.5, 0, 2.5),),
        (np.array([3, -2, 0, 1]),),
        (np.array([[0.5, -0.25, 1.25], [-3.0, 2.0, -0.75]]),),
        (vector(-1.25, -0.5),),
        (vector(1.75, 0.25, 30),),
        (np.array([[[1.5, -1.0]], [[-0.5, 7.0]]]),),
    ],
    more=lambda rng: (quarters(rng, *any_shape(rng)),),
    hints=[
        "Which is larger, the entry or 0? That one is the result.",
        "Python's `max` takes one decision for the whole array. NumPy has a function that compares "
        "two arrays, or an array and a number, entry by entry.",
        "Or take a comparison, `z > 0`: True and False count as 1 and 0 when you multiply.",
    ],
    why="""
    `np.maximum` compares entry by entry, for any shape, and returns a new array. `z * (z > 0)` and
    `np.where(z > 0, z, 0)` do the same. Not `z[z < 0] = 0`: it changes the array of whoever called
    the function, and in a network the pre-activations are still needed on the way back.
    """,
)
def relu(z):
    """ReLU

    Write `relu(z)`: for an array `z` of any shape it returns an array of the same shape, with the
    entries of `z` where they are positive and 0 elsewhere. Leave `z` itself unchanged.
    """
    return np.maximum(0, z)  # ← your formula


def _nested(z):
    return [_nested(row) for row in z] if np.ndim(z) else max(0.0, float(z))


def _relu_loop(z):
    result = np.zeros(z.shape)
    for place in np.ndindex(z.shape):
        if z[place] > 0:
            result[place] = z[place]
    return result


def _relu_copy(z):
    result = z.copy()
    result[result < 0] = 0
    return result


def _relu_flat(z):
    return np.array([v if v > 0 else 0 for v in z.ravel()]).reshape(z.shape)


class _Rectifier:
    def __call__(self, values):
        return np.fmax(values, 0)


relu.also_right(
    lambda z: z * (z > 0),
    lambda z: np.where(z > 0, z, 0),
    lambda z: np.where(z < 0, 0.0, z),
    lambda z: (z + np.abs(z)) / 2,
    lambda z: np.clip(z, 0, None),
    lambda z: z.clip(min=0),
    lambda z: np.max([z, 0 * z], axis=0),
    lambda z: np.heaviside(z, 0) * z,
    lambda z: np.piecewise(z, [z > 0], [lambda v: v, 0]),
    lambda z: np.select([z > 0, z <= 0], [z, 0]),
    lambda z: np.ma.masked_less(z, 0).filled(0),
    lambda z: np.maximum(z, np.zeros_like(z)).astype(np.float32),
    lambda z: np.float16(z).clip(0),
    lambda z: z - np.minimum(z, 0),
    lambda z: np.sqrt(np.maximum(z, 0.0)) ** 2,
    lambda z: np.abs(z) * np.greater(z, 0),
    lambda z: np.frompyfunc(lambda v: max(v, 0), 1, 1)(z),
    lambda z: np.where(np.sign(z) == 1, z, z * 0),
    lambda z: np.copysign(np.maximum(z, 0), 1),
    lambda array, floor=0: np.maximum(array, floor),
    np.vectorize(lambda v: max(0.0, v), otypes=[float]),
    _nested,
    _relu_loop,
    _relu_copy,
    _relu_flat,
    _Rectifier(),
    functools.partial(np.maximum, 0),
)
relu.wrong(
    "builtin max",
    lambda z: max(0, z),
    lambda z: z if z > 0 else np.zeros_like(z),
    says="`max`, `if` and `and` want one yes or no, and an array holds many. Compare entry by "
    "entry, with NumPy.",
)
relu.wrong(
    "mask",
    lambda z: (z > 0).astype(float),
    lambda z: np.where(z >= 0, 1, 0),
    says="You return where ReLU is active, as 0 and 1. That is its slope; its value, where it is "
    "active, is z.",
)


def _relu_in_place(z):
    z[z < 0] = 0
    return z


relu.wrong(
    "in place",
    _relu_in_place,
    says="The numbers are right, but you overwrite the array of the caller. Make a new one.",
)


def _relu_in_place_flat(z):
    for i in range(len(z)):
        if z[i] < 0:
            z[i] = 0
    return z


relu.wrong(
    "in place, one axis only",
    _relu_in_place_flat,
    says="You overwrite the array of the caller; make a new one. And a loop over the first axis "
    "alone fails for a table: there z[i] is a whole row.",
)
relu.wrong(
    "min",
    lambda z: np.minimum(0, z),
    lambda z: -np.maximum(0, -z),
    says="You keep the negative entries and set the positive ones to 0. ReLU does the opposite.",
)
relu.wrong(
    "one axis only",
    lambda z: [max(0, v) for v in z],
    says="That works for a flat array. In a table, a loop over z meets whole rows, for which `max` "
    "or `if` cannot decide.",
)
relu.wrong(
    "np.max",
    lambda z: np.max(z, 0),
    says="`np.max` looks for the largest entry *along an axis*, and the 0 is the axis. You need a "
    "comparison of each entry with 0.",
)
relu.wrong(
    "absolute value",
    lambda z: np.abs(z),
    lambda z: np.where(z > 0, z, -z),
    says="Negative entries come back positive: that is |z|. ReLU makes them 0.",
)
relu.wrong(
    "leaky",
    lambda z: np.where(z > 0, z, 0.01 * z),
    lambda z: np.where(z > 0, z, 0.1 * z),
    lambda z: np.where(z > 0, z, 0.2 * z),
    lambda z: np.where(z > 0, z, 0.3 * z),
    lambda z: np.where(z > 0, z, 0.05 * z),
    lambda z: np.where(z > 0, z, 0.5 * z),
    says="A part of the negative entries leaks through. ReLU lets nothing of them pass.",
)
relu.wrong(
    "filtered",
    lambda z: z[z > 0],
    lambda z: z[z >= 0],
    lambda z: [v for v in z.ravel() if v > 0],
    says="You return some of the entries and leave the negative ones out. They stay in their "
    "places, as zeros.",
)
relu.wrong(
    "ceiling at one",
    lambda z: np.clip(z, 0, 1),
    says="Your function stops at 1. ReLU has no ceiling: 30 stays 30.",
)
relu.wrong(
    "ceiling at six",
    lambda z: np.clip(z, 0, 6),
    says="Your function stops at 6. That variant is called ReLU6; ReLU itself has no ceiling.",
)
relu.wrong(
    "shifted",
    lambda z: np.maximum(1, z),
    says="Your floor is at 1. It belongs at 0.",
)
relu.wrong(
    "softplus",
    lambda z: np.log1p(np.exp(z)),
    says="That is softplus, a smooth relative: it is 0.69 at z = 0 and never quite 0.",
)
relu.wrong(
    "sigmoid",
    lambda z: 1 / (1 + np.exp(-z)),
    says="That is the sigmoid. ReLU has no curve: it is made of two straight lines.",
)
relu.wrong(
    "swish",
    lambda z: z / (1 + np.exp(-z)),
    says="Negative entries are damped, but not to 0, and positive ones are damped a little too. "
    "ReLU has a sharp corner.",
)
relu.wrong(
    "whole array decides",
    lambda z: z if (z > 0).any() else 0 * z,
    says="If one entry is positive, you return all of them, the negative ones too. Each entry is "
    "decided for itself.",
)
relu.wrong(
    "all or nothing",
    lambda z: z if (z > 0).all() else 0 * z,
    says="One negative entry makes your whole result 0. Each entry is decided for itself.",
)
relu.wrong(
    "type of the first entry",
    np.vectorize(lambda v: max(0, v)),
    says="Where the first result is the integer 0, all others lose their decimals: `np.vectorize` "
    "and the like take their type from it. Let the floor be `0.0`, or compute on whole arrays.",
)
relu.wrong(
    "other side",
    lambda z: np.maximum(0, -z),
    says="You turn the negative entries up and set the positive ones to 0. The positive ones are "
    "to stay.",
)
relu.wrong(
    "elu",
    lambda z: np.where(z > 0, z, np.exp(np.minimum(z, 0)) - 1),
    says="Negative entries go smoothly toward −1: that is ELU, a relative. ReLU makes them 0.",
)
relu.wrong(
    "places",
    lambda z: np.where(z > 0),
    says="You return *where* z is positive. With one argument, `np.where` gives places; what "
    "should stand there, and elsewhere, comes behind it.",
)
relu.wrong(
    "one there, itself elsewhere",
    lambda z: np.where(z > 0, 1, z),
    says="Positive entries become 1 and the others stay. ReLU keeps the positive ones, and the "
    "others become 0.",
)
relu.wrong(
    "sum",
    lambda z: np.maximum(0, z).sum(),
    says="You add up the positive entries to one number. Each entry has a result of its own.",
)
relu.wrong(
    "the largest",
    lambda z: max(0, z.max()),
    lambda z: max(0, *z.ravel()),
    lambda z: z.max(),
    says="You return one number, the largest entry or 0. Each entry has a result of its own.",
)


def _relu_returns_nothing(z):
    z[z < 0] = 0


def _integer_copy(z):
    result = np.zeros(z.shape, dtype=int)
    result[z > 0] = z[z > 0]
    return result


relu.wrong("with a cache", *with_cache(lambda z: np.maximum(0, z)), says=CACHE)
relu.also_wrong(
    lambda z: np.maximum(z, 0)[:, None],
    lambda z: np.maximum(0, z).ravel(),
    lambda z: np.where(z > 0, z, np.nan),
    lambda z: np.where(z > 0, z, -1),
    lambda z: z - z.min(),
    lambda z: z,
    lambda z: np.where(z > 0.5, z, 0),
    lambda z: (z > 0) * z**2,
    lambda z: np.tanh(z),
    lambda z: np.logaddexp(0, 100 * z) / 100,
    lambda z: np.maximum(0, z).sort(),
    lambda z: np.round(np.maximum(0, z)),
    lambda z: (max(0, v) for v in z),
    lambda z: [z > 0, z],
    lambda z: 0,
    _integer_copy,
    _relu_returns_nothing,
)
