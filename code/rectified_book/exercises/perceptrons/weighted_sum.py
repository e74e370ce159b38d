"""The pre-activation of a neuron."""

from __future__ import annotations

import functools
import math
from fractions import Fraction

import numpy as np

from checker import function

from .._forms import CACHE, with_cache
from .._inputs import vector
from ._shared import neuron


@function(
    way=(1, 4, "the weighted sum", "one-neuron#weights-sum-step"),
    cases=[
        (vector(1, 0), vector(3, -2), 0.0),
        (vector(0, 0), vector(3, -2), -1.0),
        (vector(1, 0.5), vector(3, -2), -1.0),
        (vector(2), vector(0.5), 0.25),
        (np.array([1, 2, 3]), np.array([2, 0, -1]), 4),
        (vector(0.5, -1.5, 2, 1), vector(-1, 0.2, 0.3, 2), 0.7),
    ],
    more=neuron,
    hints=[
        "Multiply each input by its own weight, add up the products, and add one more number.",
        "`np.dot(w, x)`, or `w @ x`, multiplies and adds up in one go.",
    ],
    why="""
    `np.dot` multiplies each input by its weight and adds up the products. The bias is added once:
    it belongs to the neuron, not to an input. With all inputs 0 the pre-activation is the bias, the
    opinion that the neuron has before it sees anything.
    """,
)
def weighted_sum(x, w, b):
    """The pre-activation of a neuron

    Write `weighted_sum(x, w, b)`: it returns the pre-activation of one neuron,
    $z = w_1x_1 + \\dots + w_dx_d + b$, as one number. `x` and `w` are 1-D arrays of the same
    length, `b` is a number. Leave `x` and `w` as they are.
    """
    return np.dot(w, x) + b  # ← the pre-activation


def _loop(x, w, b):
    z = b
    for k in range(len(x)):
        z = z + w[k] * x[k]
    return z


def _recursive(x, w, b):
    return b if len(x) == 0 else x[0] * w[0] + _recursive(x[1:], w[1:], b)


class _Neuron:
    def __call__(self, inputs, weights, bias):
        return (np.asarray(weights) * inputs).sum() + bias


def _exact(x, w, b):
    pairs = zip(x.tolist(), w.tolist())
    return sum((Fraction(p) * Fraction(q) for p, q in pairs), Fraction(b))


weighted_sum.also_right(
    lambda x, w, b: np.dot(w, x) + b,
    lambda x, w, b: sum(wi * xi for wi, xi in zip(w, x)) + b,
    lambda x, w, b: np.einsum("i,i->", x, w) + b,
    lambda x, w, b: [np.sum(x * w) + b],
    lambda x, w, b: np.append(w, b) @ np.append(x, 1),
    lambda x, w, b: math.fsum([*map(lambda p, q: p * q, x, w), b]),
    lambda x, w, b: np.float32(x.astype(np.float32) @ w.astype(np.float32) + np.float32(b)),
    lambda x, w, b: np.asmatrix(w) @ np.asmatrix(x).T + b,
    lambda *args: np.inner(*args[:2]) + args[2],
    lambda first, second, third=0: functools.reduce(lambda s, k: s + k, first * second, third),
    _loop,
    _recursive,
    _Neuron(),
    _exact,
    functools.partial(_loop),
    np.vectorize(_loop, signature="(n),(n),()->()"),
)
weighted_sum.wrong(
    "no bias",
    lambda x, w, b: x @ w,
    says="The bias is missing: with all inputs 0, the pre-activation is `b`.",
)
weighted_sum.wrong(
    "bias per input",
    lambda x, w, b: (x * w + b).sum(),
    says="The bias is counted once for each input. It belongs to the neuron: add it once, after "
    "the sum.",
)
weighted_sum.wrong(
    "threshold sign",
    lambda x, w, b: x @ w - b,
    says="The bias is subtracted. A threshold would be: bias means *plus* b (it is minus the "
    "threshold).",
)
weighted_sum.wrong(
    "not added up",
    lambda x, w, b: x * w + b,
    says="You return one number for each input. The neuron has one pre-activation: the products "
    "are added up before the bias is added.",
)
weighted_sum.wrong(
    "bias added, no sum",
    lambda x, w, b: x * w,
    says="These are the products of inputs and weights, one by one. They still have to be added "
    "up, and the bias with them.",
)
weighted_sum.wrong(
    "weights ignored",
    lambda x, w, b: x.sum() + b,
    says="All inputs count alike here. Each one is multiplied by its own weight first.",
)
weighted_sum.wrong(
    "added, not multiplied",
    lambda x, w, b: (x + w).sum() + b,
    says="Inputs and weights are added to each other. A weight says how much its input counts: "
    "multiply.",
)
weighted_sum.wrong(
    "the answer, not the pre-activation",
    lambda x, w, b: int(x @ w + b >= 0),
    says="That is the neuron's answer, 0 or 1. The pre-activation is the number before the step.",
)
weighted_sum.wrong(
    "rectified",
    lambda x, w, b: max(0, x @ w + b),
    says="Negative pre-activations are cut off at 0. A pre-activation may be negative; that is "
    "what says no.",
)
weighted_sum.wrong(
    "average",
    lambda x, w, b: np.mean(x * w) + b,
    says="The products are averaged. Add them up: more inputs may mean a larger pre-activation.",
)
weighted_sum.wrong(
    "first input only",
    lambda x, w, b: x[0] * w[0] + b,
    says="Only the first input has any effect. Look at what a `return` inside a loop does, or at "
    "the index.",
)
weighted_sum.wrong(
    "bias as an input",
    lambda x, w, b: (x + b) @ w,
    says="The bias is added to the inputs, so it is multiplied by weights. Add it after the "
    "weighting.",
)
weighted_sum.wrong(
    "bias as a factor",
    lambda x, w, b: x @ w * b,
    says="The sum is multiplied by the bias. It is added: with b = 0 something must be left.",
)
weighted_sum.wrong(
    "last input only",
    lambda x, w, b: x[-1] * w[-1] + b,
    says="Only the last input has any effect. In a loop, `z = ...` forgets what was there: add to "
    "it.",
)
weighted_sum.wrong(
    "last input left out",
    lambda x, w, b: x[:-1] @ w[:-1] + b,
    says="The last input is left out. Where does the loop, or the slice, end?",
)
weighted_sum.wrong(
    "first input left out",
    lambda x, w, b: x[1:] @ w[1:] + b,
    says="The first input is left out. Python counts from 0.",
)
weighted_sum.wrong(
    "sums multiplied",
    lambda x, w, b: x.sum() * w.sum() + b,
    says="You multiply the sum of the inputs by the sum of the weights. Each input meets its own "
    "weight only: multiply first, then add up.",
)
weighted_sum.wrong(
    "two inputs only",
    lambda x, w, b: x[0] * w[0] + x[1] * w[1] + b,
    says="That fits two inputs only. There may be one, or three, or more.",
)
weighted_sum.wrong(
    "everything times the bias",
    lambda x, w, b: (x @ w + b) * b,
    lambda x, w, b: x @ w * b + b,
    says="Something is multiplied by the bias. It is only added, once.",
)
weighted_sum.wrong(
    "weights subtracted",
    lambda x, w, b: b - x @ w,
    says="The weighted inputs are subtracted from the bias. All terms are added.",
)
weighted_sum.wrong(
    "divided by the length",
    lambda x, w, b: (x @ w + b) / np.linalg.norm(w),
    says="You divide by the length of w: that is the distance of a later exercise. The "
    "pre-activation itself is not divided by anything.",
)
weighted_sum.wrong(
    "weights twice",
    lambda x, w, b: w @ w + b,
    lambda x, w, b: x @ x + b,
    says="Weights are multiplied by weights, or inputs by inputs. Each input meets its weight.",
)
weighted_sum.wrong(
    "bias as a weight too",
    lambda x, w, b: x @ w + w[0] * b,
    says="The bias is multiplied by the first weight. It is added as it is.",
)
weighted_sum.wrong(
    "cut to whole numbers",
    lambda x, w, b: int(x @ w) + b,
    lambda x, w, b: np.dot(x.astype(int), w) + b,
    says="Decimals are cut off before the bias is added. Is there an `int` too many?",
)
weighted_sum.wrong("with a cache", *with_cache(_loop), says=CACHE)
weighted_sum.also_wrong(
    lambda x, w, b: np.outer(x, w) + b,
    lambda x, w, b: 2 * (x @ w) + b,
    lambda x, w, b: x @ w + b + 1e-3,
    lambda x, w, b: -(x @ w + b),
    lambda x, w, b: round(float(x @ w + b), 1),
    lambda x, w, b: np.abs(x @ w + b),
    lambda x, w, b: x @ w[::-1] + b,
    lambda x, w, b: str(x @ w + b),
    lambda x, w, b: float("nan"),
    lambda x, w, b: None,
    lambda x, w, b: x @ w + 1,
    lambda x, w, b: (v for v in [x @ w + b]),
)
