"""A chain of neurons."""

from __future__ import annotations

import functools
import math

import numpy as np

from checker import function

from .._inputs import vector
from ._shared import TINY, _logistic, quarters, sigmoid


def neurons(rng):
    """Scores and weights of a random chain."""
    n = rng.randint(2, 6)
    return quarters(rng, n), quarters(rng, n)


@function(
    way=(2, 7, "a product of slopes and weights", "backpropagation#three-units"),
    cases=[
        (vector(0), vector(4)),
        (vector(0), vector(-1)),
        (vector(2), vector(3)),
        (vector(0, 0, 0), vector(4, 4, 4)),
        (vector(0, 0.5), vector(6, 8)),
        (vector(1, -0.5), vector(2, -3)),
        (np.array([1, 0, -2]), np.array([2, -1, 3])),
        (vector(0.5, 1.5, -1, 3), vector(-2, 1, -1, 0.5)),
        (vector(4, -5, 3, 5, -4, 4), vector(1, 1, 2, 1, -1, 1)),
    ],
    more=neurons,
    tolerance=TINY,
    hints=[
        "Each layer contributes one factor: its weight times the slope of its sigmoid at its z.",
        "`sigmoid.derivative(z)` gives all slopes at once.",
        "`np.prod` multiplies all entries of an array.",
    ],
    why="""
    When the input of one layer rises by a little, its z rises by w times that, and its output by
    the slope σ′(z) times *that*. The next layer does the same with what it gets, so the factors
    multiply. A negative weight turns the sign round; two of them turn it back. If even one slope
    is near 0, so is the whole product.
    """,
)
def chain(z, w):
    """A chain of neurons

    In a chain of single sigmoid neurons, layer i has the weight `w[i]`, and `z[i]` is the
    pre-activation on which its sigmoid acts: in it, the weight has already done its work. Write
    `chain(z, w)`: it returns the factor that the whole chain puts on a gradient, from the output of
    the last layer to the input of the first: the product of $w_i\\,\\sigma'(z_i)$ over all layers,
    as one number. `z` and `w` are 1-D arrays of the same length. Leave `z` and `w` as they are.
    """
    return np.prod(w * sigmoid.derivative(z))


def _chain_loop(z, w):
    factor = 1
    for k in range(len(z)):
        s = _logistic(z[k])
        factor *= w[k] * s * (1 - s)
    return factor


def _chain_recursive(z, w):
    if len(z) == 0:
        return 1.0
    return w[0] * sigmoid.derivative(z[0]) * _chain_recursive(z[1:], w[1:])


def _chain_reduce(z, w):
    s = sigmoid(z)
    return functools.reduce(lambda f, i: f * w[i] * s[i] * (1 - s[i]), range(len(z)), 1.0)


def _chain_logs(z, w):
    factors = w * sigmoid.derivative(z)
    return np.prod(np.sign(factors)) * np.exp(np.log(np.abs(factors)).sum())


def _chain_float32(z, w):
    s = sigmoid(z.astype(np.float32))
    return np.prod(w.astype(np.float32) * s * (1 - s))


def _chain_scipy(z, w):
    from scipy.special import expit

    return np.prod(w) * np.prod(expit(z) * expit(-z))


chain.also_right(
    lambda z, w: np.prod(w * sigmoid(z) * (1 - sigmoid(z))),
    lambda z, w: np.prod(w) * np.prod(sigmoid.derivative(z)),
    lambda z, w: math.prod(q * sigmoid.derivative(p) for p, q in zip(z, w)),
    lambda z, w: (w * np.exp(-z) / (1 + np.exp(-z)) ** 2).prod(),
    lambda z, w: np.cumprod(w * sigmoid.derivative(z))[-1],
    lambda z, w: np.multiply.reduce(w * (1 - np.tanh(z / 2) ** 2) / 4),
    lambda z, w: [np.prod([q * _logistic(p) * _logistic(-p) for p, q in zip(z, w)])],
    lambda z, w: np.prod(w / (2 + 2 * np.cosh(z))),
    lambda z, w: np.linalg.det(np.diag(w * sigmoid.derivative(z))),
    lambda scores, weights: np.prod(weights * (sigmoid(scores) - sigmoid(scores) ** 2)),
    lambda z, w: np.asmatrix(np.prod(w * sigmoid.derivative(z))),
    _chain_loop,
    _chain_recursive,
    _chain_reduce,
    _chain_logs,
    _chain_float32,
    _chain_scipy,
)
chain.wrong(
    "sum",
    lambda z, w: np.sum(w * sigmoid(z) * (1 - sigmoid(z))),
    lambda z, w: w @ sigmoid.derivative(z),
    says="You add the factors of the layers. The chain rule multiplies them.",
)
chain.wrong(
    "no slopes",
    lambda z, w: np.prod(w),
    says="That is the product of the weights. The slopes of the sigmoids are factors as well.",
)
chain.wrong(
    "last only",
    lambda z, w: w[-1] * sigmoid(z[-1]) * (1 - sigmoid(z[-1])),
    says="Only the last layer counts here. Every layer contributes a factor.",
)
chain.wrong(
    "first only",
    lambda z, w: w[0] * sigmoid.derivative(z[0]),
    says="Only the first layer counts here. Every layer contributes a factor. (Is a `return` "
    "inside the loop?)",
)
chain.wrong(
    "magnitude",
    lambda z, w: np.abs(np.prod(w * sigmoid(z) * (1 - sigmoid(z)))),
    lambda z, w: np.exp(np.log(np.abs(w * sigmoid.derivative(z))).sum()),
    says="The size is right, but the sign is lost: each negative weight turns it round.",
)
chain.wrong(
    "no weights",
    lambda z, w: np.prod(sigmoid.derivative(z)),
    says="That is the product of the slopes. Each layer also multiplies by its weight.",
)
chain.wrong(
    "value for slope",
    lambda z, w: np.prod(w * sigmoid(z)),
    says="You multiply by the sigmoid's values. On the way back its *slopes* count.",
)
chain.wrong(
    "weight used twice",
    lambda z, w: np.prod(w * sigmoid.derivative(w * z)),
    says="You take the slope at w·z. But z is already the pre-activation, with the weight in "
    "it: take the slope at z.",
)
chain.wrong(
    "one number per layer",
    lambda z, w: w * sigmoid.derivative(z),
    says="Those are the factors of the single layers. The chain has one: their product.",
)
chain.wrong(
    "step by step",
    lambda z, w: np.cumprod(w * sigmoid.derivative(z)),
    says="You return the products after one layer, after two and so on. One number is wanted, the "
    "product of all.",
)
chain.wrong(
    "average layer",
    lambda z, w: np.mean(w * sigmoid.derivative(z)),
    says="You average the factors of the layers. The chain rule multiplies them.",
)
chain.wrong(
    "score taken for output",
    lambda z, w: np.prod(w * z * (1 - z)),
    says="z(1 − z) would be the slope if z were the sigmoid's *output*. Here z is what goes in.",
)
chain.wrong(
    "slope of tanh",
    lambda z, w: np.prod(w * (1 - np.tanh(z) ** 2)),
    says="Those are slopes of tanh. The neurons here are sigmoids.",
)
chain.wrong(
    "square of the value",
    lambda z, w: np.prod(w * (1 - sigmoid(z) ** 2)),
    says="1 − a² is how tanh gets its slope from its output a. A sigmoid's is another formula.",
)
chain.wrong(
    "between the ends",
    lambda z, w: np.prod(w[1:] * sigmoid.derivative(z[:-1])),
    says="You go from the last z to the first one, as for the blame δ in the chapter. Here the "
    "last slope and the first weight count as well.",
)
chain.wrong(
    "slope divided",
    lambda z, w: np.prod(w / sigmoid.derivative(z)),
    says="You divide by the slopes. The chain rule multiplies by them.",
)
chain.wrong(
    "sign of the score",
    lambda z, w: np.prod(w * z * sigmoid.derivative(z)),
    says="You also multiply by the pre-activations z. Only weights and slopes are factors.",
)
chain.wrong(
    "first missing",
    lambda z, w: np.prod(w[1:] * sigmoid.derivative(z[1:])),
    says="The first layer is left out. (Does a `range` start at 1?)",
)
chain.wrong(
    "last missing",
    lambda z, w: np.prod(w[:-1] * sigmoid.derivative(z[:-1])),
    says="The last layer is left out. (Does a `range` end one too early?)",
)
chain.wrong(
    "bracket missing",
    lambda z, w: np.prod(w * sigmoid(z) * 1 - sigmoid(z)),
    says="Brackets are missing: `s * 1 - s` subtracts the s from the whole product before it.",
)
chain.wrong(
    "half of the slope",
    lambda z, w: np.prod(w * (1 - sigmoid(z))),
    says="You multiply by 1 − σ(z). That is one half of the slope's formula.",
)
chain.wrong(
    "sigmoid twice",
    lambda z, w: np.prod(w * sigmoid.derivative(sigmoid(z))),
    says="You take the slope at σ(z): one sigmoid too many. The slope is taken at z.",
)
chain.wrong(
    "scores for slopes",
    lambda z, w: np.prod(w * z),
    says="You multiply weights and pre-activations. The factors are the weights and the "
    "*slopes* at the pre-activations.",
)
chain.wrong(
    "steepest slope for all",
    lambda z, w: np.prod(w / 4),
    says="You take a slope of ¼ in every layer. That is the best case, at z = 0; elsewhere the "
    "sigmoid is less steep.",
)
chain.wrong(
    "one slope for all",
    lambda z, w: np.prod(w) * sigmoid.derivative(z[-1]),
    lambda z, w: np.prod(w) * sigmoid.derivative(z[0]),
    lambda z, w: np.prod(w) * sigmoid.derivative(z.sum()),
    lambda z, w: np.prod(w) * sigmoid.derivative(z).sum(),
    lambda z, w: np.prod(w) * sigmoid.derivative(z).mean(),
    says="All weights are multiplied, and then comes only one number for the slopes. Each layer "
    "has its own slope, and all of them are factors.",
)
chain.wrong(
    "starts from nothing",
    lambda z, w: 0.0,
    says="You return 0 every time. A product that starts at 0 stays there, whatever it is "
    "multiplied by.",
)
chain.also_wrong(
    lambda z, w: min(1, np.prod(w * sigmoid.derivative(z))),
    lambda z, w: np.prod(w * sigmoid.derivative(z) ** 2),
    lambda z, w: np.prod(w**2 * sigmoid.derivative(z)),
    lambda z, w: np.prod(w + sigmoid.derivative(z)),
    lambda z, w: np.prod(w * sigmoid.derivative(z)) ** (1 / len(z)),
    lambda z, w: np.prod(w * sigmoid.derivative(z[::-1])) * 2,
    lambda z, w: 0.25 ** len(z),
    lambda z, w: -np.prod(w * sigmoid.derivative(z)),
    lambda z, w: np.min(w * sigmoid.derivative(z)),
    lambda z, w: round(float(np.prod(w * sigmoid.derivative(z))), 4),
    lambda z, w: np.exp(np.sum(np.log(w * sigmoid.derivative(z)))),
    lambda z, w: np.prod(w * max(sigmoid.derivative(z))),
    lambda z, w: np.outer(w, sigmoid.derivative(z)),
    lambda z, w: print(np.prod(w * sigmoid.derivative(z))),
    lambda z, w: 1.0,
    lambda z, w: sigmoid.derivative(np.prod(w * z)),
)
