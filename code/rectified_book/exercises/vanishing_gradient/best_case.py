"""The best case."""

from __future__ import annotations

import functools
import math
from decimal import Decimal
from fractions import Fraction

import numpy as np

from checker import function

from ._shared import TINY, sigmoid
from .chain import chain


@function(
    way=(1, 3, "a product of slopes", "backpropagation#three-units"),
    cases=[(0,), (1,), (2,), (3,), (5,), (8,), (10,), (15,)],
    more=lambda rng: (int(rng.randint(0, 16)),),
    n_more=4,
    tolerance=TINY,
    hints=[
        "At which z is the sigmoid steepest, and how steep is it there?",
        "The chain rule multiplies: each layer takes its share of what the one behind it has left.",
        "What is left when there is no layer at all?",
    ],
    why="""
    The slope of the sigmoid is largest at z = 0, where it is ¼. With a weight of 1 each layer
    keeps at most a quarter of what reaches it, and the chain rule multiplies: a quarter of a
    quarter of a quarter. Without any layer everything is left, a factor of 1. After ten layers it
    is a millionth, at best.
    """,
    picture=lambda: _picture_of_quarters(),
)
def best_case(n):
    """The best case

    `n` sigmoid units stand in a row, one behind the other, and every weight is 1. A gradient
    travels back through all of them. Write `best_case(n)`: it returns the largest factor of it
    that can be left, as one number. `n` is a whole number, 0 or more; without units nothing is
    lost, and the factor is 1.
    """
    return 0.25**n


def _picture_of_quarters():
    """What is left after n layers, at best."""
    from rectified_book import figures

    n = np.arange(11)
    left = np.array([best_case.reference(int(k)) for k in n])
    fig, ax = figures.new(xlabel="number of layers", ylabel="largest factor that can be left")
    ax.semilogy(n, left, **figures.style("sigmoid"))
    alt = (
        f"A straight line on a logarithmic axis: from {left[0]:g} without layers it falls to "
        f"{left[1]:g} after one, {left[5]:.1e} after five and {left[10]:.1e} after ten layers."
    )
    return fig, alt


def _quarter_by_quarter(n):
    left = 1
    for _ in range(n):
        left /= 4
    return left


def _quarters_recursive(n):
    return 1 if n == 0 else _quarters_recursive(n - 1) * 0.25


def _quarters_while(n):
    left = 1.0
    while n > 0:
        left, n = left * sigmoid.derivative(0.0), n - 1
    return left


class _Power:
    def __init__(self, base):
        self.base = base

    def __call__(self, n):
        return self.base**n


best_case.also_right(
    lambda n: 0.25**n,
    _Power(0.25),
    functools.partial(pow, 0.25),
    lambda *layers: 1 / (1 << 2 * layers[0]),
    lambda n: chain.reference(np.zeros(n), np.ones(n)),
    lambda n: 1 / 4**n,
    lambda n: 4.0**-n,
    lambda n: 2 ** (-2 * n),
    lambda n: math.pow(0.25, n),
    lambda n: np.power(0.25, n),
    lambda n: np.prod(np.full(n, 0.25)),
    lambda n: math.prod([0.25] * n),
    lambda n: math.exp(n * math.log(0.25)),
    lambda n: functools.reduce(lambda left, _: left / 4, range(n), 1),
    lambda n: Fraction(1, 4) ** n,
    lambda n: Decimal("0.25") ** n,
    lambda n: np.float32(0.25) ** n,
    lambda n: (sigmoid(0) * (1 - sigmoid(0))) ** n,
    lambda n: [sigmoid.derivative(0) ** n],
    lambda n: math.ldexp(1, -2 * n),
    lambda n: np.cumprod([1] + [0.25] * n)[-1],
    lambda number_of_layers: (1 / 2) ** number_of_layers * 0.5**number_of_layers,
    _quarter_by_quarter,
    _quarters_recursive,
    _quarters_while,
)
best_case.wrong(
    "times n",
    lambda n: 0.25 * n,
    says="Your factor grows in proportion to n, as if each layer added a quarter. The chain rule "
    "multiplies.",
)
best_case.wrong(
    "grows",
    lambda n: 4.0**n,
    lambda n: 4**n,
    says="Your factor gets larger with each layer. A slope of at most ¼ makes a gradient smaller: "
    "it is upside down.",
)
best_case.wrong(
    "one layer short",
    lambda n: 0.25 ** (n - 1),
    says="You count one layer too few: one layer already takes its toll, and no layer takes none.",
)
best_case.wrong(
    "one layer more",
    lambda n: 0.25 ** (n + 1),
    lambda n: 0.25 * 0.25**n,
    says="You count one layer too many: with n = 0 nothing is lost, and the factor is 1.",
)
best_case.wrong(
    "root",
    lambda n: n**0.25,
    says="Base and exponent have changed places: that is the fourth root of n.",
)
best_case.wrong(
    "half",
    lambda n: 0.5**n,
    says="You multiply by ½ for each layer. That is the sigmoid's *value* at 0; what counts is "
    "its slope.",
)
best_case.wrong(
    "loses a quarter",
    lambda n: 0.75**n,
    says="Three quarters are left after each of your layers. A slope of ¼ *keeps* a quarter and "
    "loses the rest.",
)
best_case.wrong(
    "slope of tanh",
    lambda n: 1.0,
    lambda n: 1,
    says="Nothing is ever lost here. A slope of 1 is what tanh reaches at best; a sigmoid is "
    "never that steep.",
)
best_case.wrong(
    "one layer only",
    lambda n: 0.25,
    says="That is what one layer leaves. How many there are has to matter.",
)
best_case.wrong(
    "falls like 1/n",
    lambda n: 0.25 / n,
    lambda n: 1 / (4 * n),
    says="You divide by the number of layers. A quarter of a quarter is a sixteenth: the layers "
    "multiply.",
)
best_case.wrong(
    "lost share",
    lambda n: 1 - 0.25**n,
    says="That is the share that is lost. The factor is what is left.",
)
best_case.wrong(
    "slopes added up, then lost",
    lambda n: 1 - 0.25 * n,
    lambda n: max(0, 1 - 0.25 * n),
    says="You take the same amount away for each layer. A layer takes a share of what has reached "
    "it.",
)
best_case.wrong(
    "slope at n",
    lambda n: sigmoid.derivative(n),
    lambda n: sigmoid.derivative(float(n)) * 1.0,
    says="That is the slope of one sigmoid at z = n. Here n is the number of layers, and each has "
    "a slope of its own.",
)
best_case.wrong(
    "value at n",
    lambda n: sigmoid(n),
    lambda n: sigmoid(-n),
    says="That is the value of one sigmoid at n. Here n is the number of layers, and what counts "
    "is the slope of each.",
)
best_case.wrong(
    "caret",
    lambda n: 0.25 ^ n,
    says="In Python, `^` is no power (it compares bits). A power is written `**`.",
)
best_case.wrong(
    "whole division",
    lambda n: 1 // 4**n,
    lambda n: int(0.25**n),
    says="From the first layer on nothing is left: does `//`, or `int`, cut the decimals off?",
)
best_case.wrong(
    "stops after one layer",
    lambda n: 0.25 ** min(n, 1),
    says="From the second layer on nothing changes. Every layer takes its share. (Is a `return` "
    "inside the loop?)",
)
best_case.wrong(
    "first layer free",
    lambda n: 0.25 ** max(n - 1, 0),
    says="One factor of ¼ is missing as soon as there is a layer: yours begin with the second. "
    "(Does a `range` start at 1?)",
)
best_case.wrong(
    "starts from nothing",
    lambda n: 0.0,
    says="You return 0 every time. A product that starts at 0 stays there, whatever it is "
    "multiplied by.",
)
best_case.wrong(
    "slope at one",
    lambda n: sigmoid.derivative(1.0) ** n,
    says="You take the slope at z = 1. The sigmoid is steepest elsewhere.",
)
best_case.wrong(
    "layer by layer",
    lambda n: [0.25**k for k in range(n + 1)],
    lambda n: [0.25**k for k in range(1, n + 1)],
    lambda n: [0.25] * n,
    says="You return a number for each layer. One is wanted: what is left after all of them.",
)
best_case.wrong(
    "percent",
    lambda n: 100 * 0.25**n,
    says="Those are percent. As a factor, everything is 1, not 100.",
)
best_case.wrong(
    "no layers",
    lambda n: 0.25 ** max(n, 1),
    says="Only n = 0 goes wrong: without any layer nothing is lost.",
)
best_case.also_wrong(
    lambda n: round(0.25**n, 3),
    lambda n: math.exp(-n),
    lambda n: 0.25**n + 1e-6,
    lambda n: None,
    lambda n: print(0.25**n),
    lambda n: -(0.25**n),
    lambda n: 0.2**n,
    lambda n: 0.9**n,
    lambda n: 1 / (1 + 4**n),
    lambda n: 0.25 ** (n**2),
    lambda n: str(0.25**n),
)
