"""A slope that learns."""

from __future__ import annotations

import math

import numpy as np

from checker import Tolerance, function

from .._inputs import quarters, vector
from ._shared import relu


def gradient_and_input(rng):
    n = rng.randint(2, 8)
    return quarters(rng, n), quarters(rng, n)


@function(
    way=(2, 8, "a slope that is learned", "relatives#learned-slopes"),
    cases=[
        (vector(1), vector(-2)),
        (vector(1), vector(2)),
        (vector(1, 1), vector(-2, 3)),
        (vector(2, -1, 0.5), vector(-1, -3, 4)),
        (np.array([2, -1, 3, 1]), np.array([-1, 2, 0, -4])),
        (vector(0.5, -1.5, 2), vector(1, 0.25, 3)),
        (vector(0.5, -1.5, 2), vector(-1, -0.25, -3)),
        (vector(1, 2, -3, 0.5, -0.25), vector(-0.5, 0, -2, 1, 5)),
        (vector(0.5, 2), vector(1.5, -1)),
    ],
    more=gradient_and_input,
    tolerance=Tolerance(1e-6, 1e-6),
    hints=[
        "Write down the value of one unit, once for z > 0 and once for z < 0. In which of them "
        "does alpha occur?",
        "The derivative of alpha·z with respect to *alpha* is z. By the chain rule it is "
        "multiplied by g.",
        "One alpha serves all entries, so what they contribute is added up.",
    ],
    why="""
    On the left the value is alpha·z, and if alpha grows a little it changes by z times as much. On
    the right alpha does not occur, so the derivative is 0: together min(0, z). The chain rule
    multiplies by g, and as the same alpha works on all entries, the contributions are added up. As
    z is negative there, a positive g asks for a *larger* alpha.
    """,
)
def alpha_gradient(g, z):
    """A slope that learns

    In PReLU, alpha is learned. One alpha is shared by all units of a layer: unit $i$ has the input
    $z_i$ and the output $f(z_i)$, where $f$ is leaky ReLU. `z` is the 1-D array of the inputs, and
    `g`, of the same length, holds the gradient of the loss with respect to the outputs. Write
    `alpha_gradient(g, z)`: it returns the gradient of the loss with respect to alpha, one number.
    Leave `g` and `z` as they are.
    """
    return np.sum(g * np.minimum(z, 0))  # ← one number


def _alpha_loop(g, z):
    total = 0
    for gi, zi in zip(g, z):
        if zi < 0:
            total += gi * zi
    return total


def _alpha_recursive(g, z):
    return 0 if len(z) == 0 else g[0] * min(z[0], 0) + _alpha_recursive(g[1:], z[1:])


def _alpha_numeric(g, z, h=1e-5):
    def f(alpha):
        return g @ np.where(z > 0, z, alpha * z)

    return (f(0.2 + h) - f(0.2 - h)) / (2 * h)


alpha_gradient.also_right(
    lambda g, z: np.sum(g * np.minimum(z, 0)),
    lambda g, z: (g * z)[z < 0].sum(),
    lambda g, z: g @ np.minimum(0, z),
    lambda g, z: -np.dot(g, relu(-z)),
    lambda g, z: g[z < 0] @ z[z < 0],
    lambda g, z: sum(a * b for a, b in zip(g, z) if b < 0),
    lambda g, z: math.fsum(float(a) * min(float(b), 0.0) for a, b in zip(g, z)),
    lambda g, z: np.einsum("i,i,i", g, z, z < 0),
    lambda g, z: np.sum(np.where(z < 0, g * z, 0)),
    lambda g, z: [np.vdot(g, np.clip(z, None, 0))],
    lambda g, z: np.sum(g * z, where=z < 0),
    lambda g, z: (g.astype(np.float32) * np.minimum(z, 0).astype(np.float32)).sum(),
    lambda g, z: np.asmatrix(g) @ np.asmatrix(np.minimum(z, 0)).T,
    lambda g, z: np.mean(g * np.minimum(z, 0)) * len(z),
    lambda g, z: np.dot(g, z - np.abs(z)) / 2,
    lambda upstream, inputs: upstream @ inputs - upstream @ relu(inputs),
    _alpha_loop,
    _alpha_recursive,
    _alpha_numeric,
)
alpha_gradient.wrong(
    "positive side",
    lambda g, z: np.sum(g * np.maximum(z, 0)),
    says="You count the entries with a positive z. There the value is z, and alpha does not occur "
    "in it.",
)
alpha_gradient.wrong(
    "no z",
    lambda g, z: np.sum(g * (z < 0)),
    lambda g, z: np.sum(g * (z <= 0)),
    says="You add up g where z is negative. What is the derivative of alpha·z with respect to "
    "*alpha*?",
)
alpha_gradient.wrong(
    "mean",
    lambda g, z: np.mean(g * np.minimum(z, 0)),
    says="You average over the entries. The same alpha acts on all of them, and the chain rule "
    "adds up what they contribute.",
)
alpha_gradient.wrong(
    "all z",
    lambda g, z: np.sum(g * z),
    says="You count both sides. Where z is positive, alpha does not occur in the value.",
)
alpha_gradient.wrong(
    "not added up",
    lambda g, z: g * np.minimum(z, 0),
    says="These are the contributions of the entries. One alpha is shared by all of them, so "
    "there is one gradient: add them up.",
)
alpha_gradient.wrong(
    "sign",
    lambda g, z: -np.sum(g * np.minimum(z, 0)),
    says="The sign is turned round. The derivative of alpha·z with respect to alpha is z, and z "
    "is negative there. (The step of gradient descent is not asked for.)",
)
alpha_gradient.wrong(
    "without g",
    lambda g, z: np.sum(np.minimum(z, 0)),
    says="That is how the outputs change with alpha. The gradient g of the loss is missing: the "
    "chain rule multiplies by it.",
)
alpha_gradient.wrong(
    "negative products",
    lambda g, z: np.sum(np.minimum(g * z, 0)),
    says="You keep the products that are negative. It is the sign of z that decides on which side "
    "a unit is, not the sign of g·z.",
)
alpha_gradient.wrong(
    "side by g",
    lambda g, z: np.sum(np.minimum(g, 0) * z),
    says="You keep the entries where g is negative. It is z that decides on which side a unit is.",
)
alpha_gradient.wrong(
    "product of sums",
    lambda g, z: np.sum(g) * np.sum(np.minimum(z, 0)),
    lambda g, z: np.sum(g) * np.mean(np.minimum(z, 0)),
    says="You add up (or average) g and the negative z each for itself, and multiply then. Each "
    "unit has a g of its own: multiply first.",
)
alpha_gradient.wrong(
    "absolute value",
    lambda g, z: np.sum(np.abs(g * np.minimum(z, 0))),
    says="You drop the signs of the contributions. They may cancel each other.",
)
alpha_gradient.wrong(
    "slope in z",
    lambda g, z: np.sum(g * (z > 0)),
    lambda g, z: np.sum(g * (z >= 0)),
    says="You add up g where z is positive, as in the gradient with respect to a ReLU's input. "
    "Here alpha changes, not z: where does it occur in the value?",
)
alpha_gradient.wrong(
    "one on the right",
    lambda g, z: np.sum(g * np.where(z > 0, 1, z)),
    lambda g, z: np.sum(g * np.where(z < 0, z, 1)),
    says="Where z is positive you count g, as if the derivative were 1. That is the slope in z; "
    "with respect to alpha nothing changes there.",
)
alpha_gradient.wrong(
    "mean of both sides",
    lambda g, z: np.mean(g * z),
    says="You average g·z over both sides. Where z is positive, alpha does not occur; and the "
    "chain rule adds up.",
)
alpha_gradient.wrong(
    "mean over the negative ones",
    lambda g, z: (g * z)[z < 0].mean() if (z < 0).any() else 0,
    lambda g, z: (g * z)[z < 0].mean(),
    says="You average over the entries with a negative z. The same alpha acts on all of them, and "
    "the chain rule adds up what they contribute.",
)


def _only_last(g, z):
    total = 0
    for gi, zi in zip(g, z):
        if zi < 0:
            total = gi * zi
    return total


alpha_gradient.wrong(
    "last one only",
    _only_last,
    says="Only the last entry with a negative z counts. Is the sum overwritten in every round of a "
    "loop, with `=` instead of `+=`?",
)


def _first_negative(g, z):
    for gi, zi in zip(g, z):
        if zi < 0:
            return gi * zi
    return 0


alpha_gradient.wrong(
    "first one only",
    _first_negative,
    says="Only the first entry with a negative z counts. Does a loop return in its first round?",
)
alpha_gradient.wrong(
    "sides against each other",
    lambda g, z: np.sum(g * np.abs(z)),
    lambda g, z: -np.sum(g * np.abs(z)),
    says="You count both sides, with one of them turned round: g times the size of z. Where z is "
    "positive, alpha does not occur in the value.",
)
alpha_gradient.also_wrong(
    lambda g, z: np.sum(g * np.minimum(z, 0) ** 2),
    lambda g, z: np.sum(g * np.minimum(z, 0)) / 2,
    lambda g, z: g[0] * min(z[0], 0),
    lambda g, z: np.sum(g + np.minimum(z, 0)),
    lambda g, z: np.outer(g, np.minimum(z, 0)),
    lambda g, z: np.max(g * np.minimum(z, 0)),
    lambda g, z: np.sum(g * min(z, 0)),
    lambda g, z: np.sum(g) * (z < 0).any(),
    lambda g, z: 0.01 * np.sum(g * np.minimum(z, 0)),
    lambda g, z: np.cumsum(g * np.minimum(z, 0)),
    lambda g, z: None,
)
