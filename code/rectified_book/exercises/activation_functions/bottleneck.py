"""The bottleneck."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from checker import value


@value(
    way=(2, 5, "layers that collapse", "why-a-bend#layers-collapse"),
    hints=[
        "Through which layer must everything pass, and how many numbers hold it there?",
        "Try it: `np.linalg.matrix_rank` of the product of three random matrices.",
    ],
    why="""
    Whatever enters has to pass through the layer of two units, so the output depends on two numbers
    only: the product of the three matrices has rank 2 at most, and random matrices reach it. What
    the wider layer behind it does cannot bring back what was lost.
    """,
)
def bottleneck():
    """The bottleneck

    A network without activations has 8 inputs, a hidden layer of 5 units, one of 2, and 6 outputs.
    Its layers collapse into one matrix of shape 8 × 6. What is the largest rank that this matrix
    can have? Give one number.
    """
    return 2  # ← a number


bottleneck.also_right(2.0, Fraction(2), np.int64(2), [2], np.array([2]), lambda: 2)
bottleneck.wrong(
    "shape only",
    6,
    says="A matrix of shape 8 × 6 may have rank 6. But this one is a product: everything that "
    "comes out went through narrower layers.",
)
bottleneck.wrong(
    "first layer only",
    5,
    says="The first hidden layer lets 5 numbers through. Look further.",
)
bottleneck.wrong(
    "inputs",
    8,
    says="A rank is never larger than the smaller side of a matrix, and that is 6 here.",
)
bottleneck.wrong(
    "number of hidden layers or outputs",
    1,
    says="One number would do for a single output or unit. How many units has the narrowest layer?",
)
bottleneck.wrong(
    "number of matrices",
    3,
    says="There are three matrices. The rank counts how many independent numbers reach the output.",
)
bottleneck.wrong(
    "units added up",
    7,
    says="If you add the units of the hidden layers: they do not stand side by side. All must pass "
    "through one, and then through the other.",
)
bottleneck.also_wrong(0, 4, 80, "two", None, (2, 2), -2, float("nan"), 48, {2})
