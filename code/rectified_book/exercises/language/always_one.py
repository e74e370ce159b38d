"""Always the same answer."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from checker import value


@value(
    way=(2, 6, "a baseline for adding", "applications/long-memory#adding-problem"),
    hints=[
        "The error of an answer that is always the mean is the variance of the sum.",
        "A number that is equally likely anywhere from 0 to 1 has the variance 1/12, and variances "
        "of independent numbers add up.",
    ],
    why="""
    The mean of one number is ½ and its variance 1/12, so the sum of two has the mean 1 and the
    variance 2/12 = 1/6. A network with this error has understood nothing but the mean. The page
    compares with it, and not with 0.
    """,
)
def always_one():
    """Always the same answer

    In the adding problem the right answer is the sum of two numbers, each equally likely anywhere
    from 0 to 1, independent of one another. What is the mean squared error of a network that always
    answers 1? Give the number in full or as a fraction such as `2 / 3`.
    """
    return 1 / 6  # ← a number


always_one.also_right(
    2 / 12,
    Fraction(1, 6),
    "1/6",
    [1 / 6],
    np.float64(1) / 6,
    np.array([1 / 6]),
    lambda: 1 / 6,
    1 / 12 + 1 / 12,
    2 * (1 / 3 - 1 / 4),
    7 / 6 - 1,
    (1 - 0) ** 2 / 12 * 2,
)
always_one.wrong(
    "one number",
    1 / 12,
    says="That is the variance of one number. The sum has two.",
)
always_one.wrong(
    "spread",
    (1 / 6) ** 0.5,
    says="That is the root of it, the standard deviation. The mean *squared* error is wanted.",
)
always_one.wrong(
    "mean absolute",
    1 / 3,
    says="That is the mean *absolute* error of the answer 1. Square the errors before the mean.",
)
always_one.wrong(
    "squares of the numbers",
    2 / 3,
    says="You add the mean squares of the numbers, 1/3 each. Subtract the answer first, then "
    "square.",
)
always_one.wrong(
    "mean square of the sum",
    7 / 6,
    says="That is the mean square of the sum itself, as if the answer were 0.",
)
always_one.wrong(
    "spread added",
    2 * (1 / 12) ** 0.5,
    says="You add the two standard deviations. Variances add up, standard deviations do not.",
)
always_one.wrong(
    "half",
    1 / 4,
    says="That is ¼, as if each sum were ½ away from 1. Most of them are nearer.",
)
always_one.wrong(
    "nothing",
    0,
    says="The *mean* of the errors is 0. Their squares do not cancel.",
)
always_one.wrong(
    "product",
    1 / 144,
    says="You multiply the variances. For a sum they are added.",
)
always_one.wrong(
    "rounded",
    0.17,
    0.167,
    0.1667,
    says="That is rounded. Give the number in full, or as a fraction.",
)
always_one.wrong(
    "turned around",
    6,
    says="That is its reciprocal.",
)
always_one.also_wrong(1, 0.5, -1 / 6, None, "small", (1, 6), float("nan"), 12)
