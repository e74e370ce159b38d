"""How large is a weight at the start?"""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import numpy as np

from checker import function


@function(
    way=(1, 3, "a start that fits", "cures#where-to-begin"),
    cases=[(1, 1), (2, 2), (1, 7), (7, 1), (3, 5), (64, 32), (32, 64), (100, 100), (784, 10)],
    more=lambda rng: (int(rng.randint(1, 300)), int(rng.randint(1, 300))),
    hints=[
        "What has to be done to a variance to get a standard deviation?",
        "`np.sqrt(...)` or `... ** 0.5`: see that the root covers the whole fraction.",
    ],
    why="""
    The standard deviation is the root of the variance. Glorot's recipe is a compromise: 1/n_in
    would keep the signal's size on its way forward, 1/n_out the gradient's on its way back. The
    recipe takes the mean of the two sizes, (n_in + n_out)/2, so it treats both alike. Four times
    as many units on both sides halve it.
    """,
)
def xavier_std(n_in, n_out):
    """How large is a weight at the start?

    In Glorot's recipe (after his first name also called Xavier's), the weights between `n_in`
    inputs and `n_out` units are random numbers with mean 0 and the variance
    $2 / (n_\\mathrm{in} + n_\\mathrm{out})$. Write `xavier_std(n_in, n_out)`: it returns their
    *standard deviation*, as one number. `n_in` and `n_out` are whole numbers, 1 or more.
    """
    return np.sqrt(2 / (n_in + n_out))


def _std_from_package(n_in, n_out):
    mean_size = (n_in + n_out) / 2
    variance = 1 / mean_size
    return variance**0.5


def _std_newton(n_in, n_out):
    target, root = 2 / (n_in + n_out), 1.0
    for _ in range(60):
        root = (root + target / root) / 2
    return root


xavier_std.also_right(
    lambda n_in, n_out: np.sqrt(2 / (n_in + n_out)),
    lambda n_in, n_out: (2 / (n_in + n_out)) ** 0.5,
    lambda n_in, n_out: math.sqrt(2) / math.sqrt(n_in + n_out),
    lambda n_in, n_out: math.sqrt(1 / np.mean([n_in, n_out])),
    lambda n_in, n_out: np.sqrt(2.0) * (n_in + n_out) ** -0.5,
    lambda n_in, n_out: ((n_in + n_out) / 2) ** (-1 / 2),
    lambda n_in, n_out: np.exp(0.5 * (np.log(2) - np.log(n_in + n_out))),
    lambda n_in, n_out: np.float32(np.sqrt(np.float32(2) / np.float32(n_in + n_out))),
    lambda n_in, n_out: [math.pow(2 / sum((n_in, n_out)), 0.5)],
    lambda n_in, n_out: math.sqrt(6 / (n_in + n_out)) / math.sqrt(3),
    lambda n_in, n_out: np.sqrt(np.array([2.0])) / np.sqrt(np.array([n_in + n_out])),
    lambda inputs, units: math.sqrt(Fraction(2, inputs + units)),
    lambda n_in, n_out: Decimal(2 / (n_in + n_out)).sqrt(),
    lambda n_in, n_out: abs(complex(2 / (n_in + n_out)) ** 0.5),
    _std_from_package,
    _std_newton,
)
xavier_std.wrong(
    "variance",
    lambda n_in, n_out: 2 / (n_in + n_out),
    says="That is the variance. The standard deviation is its square root.",
)
xavier_std.wrong(
    "lecun",
    lambda n_in, n_out: np.sqrt(1 / n_in),
    says="You look at the inputs only: that is LeCun's recipe. Glorot's counts both sides.",
)
xavier_std.wrong(
    "root of 2 only",
    lambda n_in, n_out: np.sqrt(2) / (n_in + n_out),
    says="The root covers only the 2. It has to cover the whole fraction.",
)
xavier_std.wrong(
    "root of the sizes only",
    lambda n_in, n_out: 2 / np.sqrt(n_in + n_out),
    says="Your number is √2 times too large. Does the root cover the 2 as well, and is there a 2 "
    "above the line?",
)
xavier_std.wrong(
    "whole division",
    lambda n_in, n_out: np.sqrt(2 // (n_in + n_out)),
    says="As soon as there are more than two units, your result is 0. Does `//`, or `int`, cut the "
    "decimals off?",
)
xavier_std.wrong(
    "he",
    lambda n_in, n_out: np.sqrt(2 / n_in),
    says="That is He's recipe, which looks at the inputs only. Glorot's counts both sides.",
)
xavier_std.wrong(
    "outputs only",
    lambda n_in, n_out: np.sqrt(1 / n_out),
    lambda n_in, n_out: np.sqrt(2 / n_out),
    says="You look at the outgoing side only. Glorot's recipe counts both sides.",
)
xavier_std.wrong(
    "bracket missing",
    lambda n_in, n_out: np.sqrt(2 / n_in + n_out),
    says="A bracket is missing: `2 / n_in + n_out` divides 2 by n_in alone and then adds n_out.",
)
xavier_std.wrong(
    "product of the sizes",
    lambda n_in, n_out: np.sqrt(2 / (n_in * n_out)),
    says="You divide by the product of the two sizes. The recipe has their sum.",
)
xavier_std.wrong(
    "limit of the uniform",
    lambda n_in, n_out: np.sqrt(6 / (n_in + n_out)),
    says="That is the limit of Glorot's *uniform* numbers, which go from minus that to plus that. "
    "Their standard deviation is smaller.",
)
xavier_std.wrong(
    "one for two",
    lambda n_in, n_out: np.sqrt(1 / (n_in + n_out)),
    says="Your variance is half as large as it should be: look at the number above the line.",
)
xavier_std.wrong(
    "inverted",
    lambda n_in, n_out: np.sqrt((n_in + n_out) / 2),
    says="The fraction is upside down: more units must make smaller weights.",
)
xavier_std.wrong(
    "squared",
    lambda n_in, n_out: (2 / (n_in + n_out)) ** 2,
    says="You square the variance. The standard deviation is its square *root*.",
)
xavier_std.wrong(
    "half by whole division",
    lambda n_in, n_out: (2 / (n_in + n_out)) ** (1 // 2),
    says="You return 1 every time. Is `1 // 2` the exponent? It is 0, and anything to the power "
    "0 is 1.",
)
xavier_std.wrong(
    "power before division",
    lambda n_in, n_out: (2 / (n_in + n_out)) ** 1 / 2,
    says="That is half of the variance. Is there `** 1 / 2` in it? It takes the power 1 and then "
    "divides by 2: write `** 0.5`, or brackets.",
)
xavier_std.wrong(
    "variances added",
    lambda n_in, n_out: np.sqrt(1 / n_in + 1 / n_out),
    says="You add 1/n_in and 1/n_out. The recipe adds the two *sizes*, and divides by the sum.",
)
xavier_std.wrong(
    "not divided",
    lambda n_in, n_out: np.sqrt(2 * (n_in + n_out)),
    says="Your number grows with the number of units. The more units, the smaller the weights: "
    "divide.",
)
xavier_std.wrong(
    "mean of the variances",
    lambda n_in, n_out: np.sqrt((1 / n_in + 1 / n_out) / 2),
    says="You average 1/n_in and 1/n_out. Glorot averages the two *sizes* and divides by that.",
)
xavier_std.wrong(
    "roots added",
    lambda n_in, n_out: np.sqrt(2) / (np.sqrt(n_in) + np.sqrt(n_out)),
    says="You take the root of each size by itself and add the roots. Add first, then take the "
    "root.",
)
xavier_std.also_wrong(
    lambda n_in, n_out: np.random.RandomState(0).randn(n_in, n_out) * np.sqrt(2 / (n_in + n_out)),
    lambda n_in, n_out: -np.sqrt(2 / (n_in + n_out)),
    lambda n_in, n_out: round((2 / (n_in + n_out)) ** 0.5, 2),
    lambda n_in, n_out: 1 / np.sqrt(3 * n_in),
    lambda n_in, n_out: np.sqrt(2 / abs(n_in - n_out)) if n_in != n_out else 0.0,
    lambda n_in, n_out: np.sqrt(2 / max(n_in, n_out)),
    lambda n_in, n_out: 0.01,
    lambda n_in, n_out: (0, np.sqrt(2 / (n_in + n_out))),
    lambda n_in, n_out: math.sqrt(2 / math.sqrt(n_in + n_out)),
    lambda n_in, n_out: (n_in + n_out) ** 0.5,
    lambda n_in, n_out: print(np.sqrt(2 / (n_in + n_out))),
    lambda n_in, n_out: 2 / (n_in + n_out) ** 0.25,
)
