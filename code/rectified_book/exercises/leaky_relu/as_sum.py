"""A sum of two."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from checker import function

from ._shared import relu, slope_of


@function(
    way=(2, 6, "leaky ReLU as a sum", "letting-a-little-through#slope-left-of-zero"),
    cases=[
        (0.1,),
        (0.0,),
        (1.0,),
        (0.25,),
        (0.01,),
        (0.7,),
        (0.3,),
    ],
    more=lambda rng: (slope_of(rng),),
    hints=[
        "Left of 0, relu(z) is 0. Which slope is left there?",
        "Right of 0, both z and relu(z) are z. Which slope do they have together, and which is "
        "wanted?",
    ],
    why="""
    On the left only p·z is there, so p must be alpha. On the right the slopes add up to p + q, and
    that must be 1. So leaky ReLU is a mixture: a share alpha of a straight line, and the rest plain
    ReLU. At alpha = 1 nothing of the bend remains.
    """,
    picture=lambda: _picture_of_the_sum(),
)
def as_sum(alpha):
    """A sum of two

    Leaky ReLU can be written as $p \\cdot z + q \\cdot \\mathrm{relu}(z)$, for all $z$, with two
    numbers $p$ and $q$ that depend on $\\alpha$ only. Write `as_sum(alpha)`: it returns the two
    numbers `(p, q)`, for any $\\alpha$ with $0 \\le \\alpha \\le 1$.
    """
    return alpha, 1 - alpha  # ← p, q


def _picture_of_the_sum(alpha=0.2):
    """The two parts of leaky ReLU, and their sum."""
    from rectified_book import figures

    p, q = as_sum(alpha)
    z = np.linspace(-4, 4, 101)
    straight, bent = p * z, q * relu(z)
    lines = {
        "identity": (f"{p:g} · z", straight),
        "relu": (f"{q:g} · relu(z)", bent),
        "leaky_relu": ("their sum", straight + bent),
    }
    fig, ax = figures.new(xlabel="z", ylabel="value")
    for name, (_, values) in lines.items():
        ax.plot(z, values, **figures.line(name))
    figures.label_ends(
        ax, [(4, v[-1], text, figures.line(n)["color"]) for n, (text, v) in lines.items()]
    )
    ends = "; ".join(f"{text}: {v[0]:.1f} and {v[-1]:.1f}" for text, v in lines.values())
    return fig, f"Two functions and their sum, leaky ReLU. At z = -4 and z = 4, {ends}."


def _solved(alpha):
    return np.linalg.solve([[-1, 0], [1, 1]], [-alpha, 1])


def _from_slopes(alpha):
    left, right = alpha, 1
    p = left
    q = right - left
    return p, q


def _fitted(alpha):
    z = np.linspace(-1, 1, 11)
    columns = np.c_[z, np.maximum(z, 0)]
    return np.linalg.lstsq(columns, np.where(z > 0, z, alpha * z), rcond=None)[0]


def _two_points(alpha):
    def f(z):
        return max(z, alpha * z)

    return -f(-1), f(1) + f(-1)


as_sum.also_right(
    lambda alpha: np.asmatrix([alpha, 1 - alpha]),
    lambda alpha: (alpha, 1 - alpha),
    lambda alpha: [alpha, 1 - alpha],
    lambda alpha: np.array([alpha, 1 - alpha]),
    lambda alpha: (np.float32(alpha), np.float32(1 - alpha)),
    lambda alpha: ([alpha], [1 - alpha]),
    lambda alpha: (Fraction(alpha), 1 - Fraction(alpha)),
    lambda alpha: np.subtract([alpha, 1], [0, alpha]),
    lambda alpha: (alpha, -(alpha - 1)),
    lambda alpha: np.diff([0, alpha, 1]),
    lambda alpha: np.polyval([1, 0], alpha) * np.array([1, -1]) + np.array([0, 1]),
    lambda a: (p := a, 1 - p),
    lambda alpha: np.array([alpha, 1 - alpha], dtype=np.float16),
    _solved,
    _from_slopes,
    _fitted,
    _two_points,
)
as_sum.wrong(
    "order",
    lambda alpha: (1 - alpha, alpha),
    says="The two numbers are the right ones in the wrong order: p comes first and belongs to z, q "
    "to relu(z).",
)
as_sum.wrong(
    "one and alpha",
    lambda alpha: (1, alpha),
    says="With p = 1 the slope on the left is 1, the full one: relu(z) is 0 there and cannot take "
    "anything away.",
)
as_sum.wrong(
    "relu",
    lambda alpha: (0, 1),
    says="That is plain ReLU, for every alpha: nothing leaks on the left.",
)
as_sum.wrong(
    "identity",
    lambda alpha: (1, 0),
    says="That is z itself, for every alpha: a straight line without a bend.",
)
as_sum.wrong(
    "too steep",
    lambda alpha: (alpha, 1),
    says="The left side is right. On the right both parts are there, and your slope is 1 + alpha.",
)
as_sum.wrong(
    "much too steep",
    lambda alpha: (alpha, 1 + alpha),
    says="The left side is right. On the right the slopes of both parts add up, to 1 + 2·alpha in "
    "your case.",
)
as_sum.wrong(
    "sign of the second",
    lambda alpha: (alpha, alpha - 1),
    says="The left side is right. The sign of q is turned round: on the right the slope must go up "
    "from alpha to 1.",
)
as_sum.wrong(
    "sign of the first",
    lambda alpha: (-alpha, 1 + alpha),
    says="The right side is right. On the left your slope is −alpha, so the values there become "
    "positive.",
)
as_sum.wrong(
    "sides swapped",
    lambda alpha: (1, alpha - 1),
    says="Your function has slope 1 on the left and alpha on the right: the sides are swapped.",
)
as_sum.wrong(
    "absolute value",
    lambda alpha: ((1 + alpha) / 2, (1 - alpha) / 2),
    says="These are the numbers for p·z + q·|z|, which works as well. Here the second part is "
    "relu(z), which is 0 on the left.",
)
as_sum.wrong(
    "one and the rest",
    lambda alpha: (1, 1 - alpha),
    says="Your slope on the left is 1, and on the right even more. Look at the left side first: "
    "only p·z is there.",
)
as_sum.wrong(
    "fixed alpha",
    lambda alpha: (0.01, 0.99),
    lambda alpha: (0.1, 0.9),
    lambda alpha: (0.2, 0.8),
    says="Your two numbers are the same for every alpha. They are right for one alpha at most.",
)
as_sum.also_wrong(
    lambda alpha: alpha,
    lambda alpha: (alpha, 1 - alpha, 0),
    lambda alpha: (alpha, alpha),
    lambda alpha: (1 - alpha, 1 - alpha),
    lambda alpha: (alpha / 2, 1 - alpha / 2),
    lambda alpha: (alpha, 1 - alpha**2),
    lambda alpha: {"p": alpha, "q": 1 - alpha},
    lambda alpha: lambda z: alpha * z + (1 - alpha) * relu(z),
    lambda alpha: "alpha, 1 - alpha",
    lambda alpha: alpha * -1 + (1 - alpha) * relu(-1),
    lambda alpha: (0, 0),
    lambda alpha: None,
)
