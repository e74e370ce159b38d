"""Through many layers."""

from __future__ import annotations

import functools
import math
import operator
from fractions import Fraction

import numpy as np

from checker import Tolerance, function

from ._shared import slope_of
from .leaky_slope import leaky_slope


@function(
    way=(1, 3, "what passes back", "letting-a-little-through#slope-left-of-zero"),
    cases=[
        (1, 0, 0.1),
        (1, 1, 0.1),
        (2, 1, 0.2),
        (3, 0, 0.5),
        (3, 2, 0.1),
        (5, 3, 0.5),
        (4, 4, 0.3),
        (2, 1, 0.0),
        (3, 0, 0.0),
        (6, 2, 1.0),
        (10, 5, 0.01),
        (30, 12, 0.01),
    ],
    more=lambda rng: (lambda n: (n, int(rng.randint(0, n + 1)), slope_of(rng)))(
        int(rng.randint(2, 12))
    ),
    tolerance=Tolerance(1e-6, 0),
    hints=[
        "What does one layer do to the gradient if its input is positive? And if it is negative?",
        "By the chain rule the slopes of the layers are multiplied.",
    ],
    why="""
    By the chain rule the slopes are multiplied: n − k times the factor 1, which changes nothing,
    and k times alpha. So only the number of negative layers counts. With alpha = 0.01, five of
    them leave a factor of 0.0000000001: not zero, but the product of small numbers of
    [chapter 3](../signals-through-depth.ipynb#what-sets-the-factor) is back.
    """,
)
def leaky_factor(n, k, alpha):
    """Through many layers

    A gradient passes back through `n` layers of one leaky ReLU unit each; all weights are 1. In
    `k` of the layers ($0 \\le k \\le n$) the unit's input is negative, in the others it is
    positive. Write `leaky_factor(n, k, alpha)`: it returns the number by which the gradient is
    multiplied on its way. $0 \\le \\alpha \\le 1$; with $k = 0$ the factor is the same for every
    `alpha`, 0 included.
    """
    return alpha**k  # ← the factor


def _factor_loop(n, k, alpha):
    factor = 1
    for layer in range(n):
        factor *= alpha if layer < k else 1
    return factor


def _factor_recursive(n, k, alpha):
    return 1 if k == 0 else alpha * _factor_recursive(n - 1, k - 1, alpha)


leaky_factor.also_right(
    lambda n, k, alpha: alpha**k,
    lambda n, k, alpha: 1.0 ** (n - k) * float(alpha) ** k,
    lambda n, k, alpha: np.power(alpha, k),
    lambda n, k, alpha: math.pow(alpha, k),
    lambda n, k, alpha: np.prod(np.full(k, alpha)),
    lambda n, k, alpha: math.prod([alpha] * k + [1] * (n - k)),
    lambda n, k, alpha: functools.reduce(operator.mul, [alpha] * k, 1),
    lambda n, k, alpha: np.float32(alpha) ** np.float32(k),
    lambda n, k, alpha: [alpha**k],
    lambda n, k, alpha: np.prod(leaky_slope(np.r_[-np.ones(k), np.ones(n - k)], alpha)),
    lambda n, k, alpha: Fraction(alpha) ** k,
    lambda n, k, alpha: np.array([alpha, 1.0]).prod() ** k,
    lambda n, k, alpha: math.exp(k * math.log(alpha)) if alpha else float(k == 0),
    lambda n, k, alpha: np.cumprod([1.0] + [alpha] * k)[-1],
    lambda n_layers, n_negative, slope: np.linalg.det(np.diag([1.0] + [slope] * n_negative)),
    _factor_loop,
    _factor_recursive,
)
leaky_factor.wrong(
    "all layers",
    lambda n, k, alpha: alpha**n,
    says="You multiply by alpha in all n layers. A layer with a positive input lets the gradient "
    "pass unchanged.",
)
leaky_factor.wrong(
    "other layers",
    lambda n, k, alpha: alpha ** (n - k),
    says="You count the layers with a positive input. Alpha belongs to the others.",
)
leaky_factor.wrong(
    "one minus",
    lambda n, k, alpha: (1 - alpha) ** k,
    lambda n, k, alpha: (1 - alpha) ** n,
    lambda n, k, alpha: (1 - alpha) ** (n - k),
    says="You multiply by 1 − alpha, as if alpha were what is lost. It is what remains.",
)
leaky_factor.wrong(
    "sigmoid",
    lambda n, k, alpha: 0.25**n,
    lambda n, k, alpha: 0.25**k,
    says="A factor of 0.25 per layer is the best case of the sigmoid, in chapter 3. What are the "
    "slopes of leaky ReLU?",
)
leaky_factor.wrong(
    "added up",
    lambda n, k, alpha: alpha * k,
    says="You have k times alpha. Slopes of layers in a row are multiplied with each other, not "
    "added up.",
)
leaky_factor.wrong(
    "all added up",
    lambda n, k, alpha: (n - k) + k * alpha,
    says="You add up the slopes of the layers. By the chain rule they are multiplied.",
)
leaky_factor.wrong(
    "average slope",
    lambda n, k, alpha: ((n - k) + k * alpha) / n,
    lambda n, k, alpha: (((n - k) + k * alpha) / n) ** n,
    says="You take the average slope of the layers. The chain rule multiplies the slopes as they "
    "are.",
)
leaky_factor.wrong(
    "once",
    lambda n, k, alpha: alpha if k else 1,
    says="With one negative layer or none you are right, but you multiply by alpha only once. "
    "Every negative layer does it again.",
)
leaky_factor.wrong(
    "dead",
    lambda n, k, alpha: 1 if k == 0 else 0,
    says="A single negative layer stops your gradient: that is plain ReLU. A leak lets a part of "
    "it through.",
)
leaky_factor.wrong(
    "times the others",
    lambda n, k, alpha: (n - k) * alpha**k,
    lambda n, k, alpha: n * alpha**k,
    says="The power of alpha is right, but you multiply it by a number of layers. A layer with a "
    "positive input contributes a factor of 1.",
)
leaky_factor.wrong(
    "always alpha",
    lambda n, k, alpha: alpha,
    says="You return alpha, whatever k is. Without a negative layer nothing shrinks, and with two "
    "it shrinks twice.",
)
leaky_factor.wrong(
    "base and exponent",
    lambda n, k, alpha: k**alpha,
    says="You have k to the power of alpha. It is the factor that is repeated k times.",
)
leaky_factor.wrong(
    "once too often",
    lambda n, k, alpha: alpha ** (k + 1),
    says="You multiply by alpha once too often. Which factor is there to begin with, before any "
    "layer?",
)
leaky_factor.wrong(
    "once too seldom",
    lambda n, k, alpha: alpha ** max(k - 1, 0),
    says="You multiply by alpha once too seldom: with one negative layer nothing happens. Does a "
    "loop leave its last round out?",
)
leaky_factor.wrong(
    "reciprocal",
    lambda n, k, alpha: 1 / alpha**k,
    lambda n, k, alpha: alpha**-k,
    lambda n, k, alpha: np.float64(alpha) ** -k,
    says="With every negative layer your factor becomes larger. The slope there is less than 1, "
    "and the gradient is multiplied by it.",
)
leaky_factor.also_wrong(
    lambda n, k, alpha: alpha ** (k - 1) if alpha else 0,
    lambda n, k, alpha: alpha ** (k / n),
    lambda n, k, alpha: 1 - k * alpha,
    lambda n, k, alpha: 1,
    lambda n, k, alpha: (alpha / 2) ** k,
    lambda n, k, alpha: -(alpha**k),
    lambda n, k, alpha: (-alpha) ** k,
    lambda n, k, alpha: [alpha] * k,
    lambda n, k, alpha: round(alpha**k, 4),
    lambda n, k, alpha: np.cumprod([alpha] * k)[-1],
    lambda n, k, alpha: 0.01**k,
    lambda n, k, alpha: (1 + alpha) ** k,
    lambda n, k, alpha: np.full(n, alpha**k),
)
