"""Its slope."""

from __future__ import annotations

import numpy as np

from checker import Tolerance, function
from rectified import activations

from ._shared import SIGNS, WITHOUT_LEAK, array_and_slope


@function(
    way=(1, 4, "the slope of leaky ReLU", "letting-a-little-through#slope-left-of-zero"),
    cases=[*SIGNS, WITHOUT_LEAK],
    more=array_and_slope,
    tolerance=Tolerance(1e-6, 1e-6),
    settle=lambda value, z, alpha: np.where(
        (z == 0) & (value >= alpha - 1e-6) & (value <= 1 + 1e-6), alpha, value
    ),
    equivalent=["return np.where(z >= 0, 1.0, alpha)"],
    hints=[
        "Leaky ReLU is made of two straight lines. What is the slope of each?",
        "The slope of the line alpha·z does not depend on where on the line you are.",
        "`np.where` again, with two numbers to choose from.",
    ],
    why="""
    The line z has slope 1, the line alpha·z has slope alpha, however far left you are. At z = 0
    the two lines meet in a corner; there is no slope, and any number from alpha to 1 will do. The
    slope is what the gradient is multiplied by: with alpha > 0 it is never 0.
    """,
)
def leaky_slope(z, alpha):
    """Its slope

    Write `leaky_slope(z, alpha)`: for an array `z` of any shape, integers included, it returns an
    array of the same shape with the slope (the derivative) of leaky ReLU at each entry of `z`.
    At $z = 0$, where there is a corner, any value from $\\alpha$ to 1 is fine.
    Again, $0 \\le \\alpha \\le 1$. Leave `z` as it is.
    """
    return np.where(z > 0, 1.0, alpha)  # ← the slope at each entry


def _filled(z, alpha):
    slopes = np.ones(z.shape)
    slopes[z < 0] = alpha
    return slopes


def _slopes_nested(z, alpha):
    if np.ndim(z) == 0:
        return 1 if z >= 0 else alpha
    return tuple(_slopes_nested(part, alpha) for part in z)


def _numeric(z, alpha, h=1e-6):
    def f(v):
        return np.maximum(v, alpha * v)

    return (f(z + h) - f(z - h)) / (2 * h)


def _ratio(z, alpha):
    safe = np.where(z == 0, 1, z)
    return np.maximum(safe, alpha * safe) / safe


leaky_slope.also_right(
    lambda z, alpha: np.where(z > 0, 1.0, alpha),
    lambda z, alpha: np.where(z < 0, alpha, 1),
    lambda z, alpha: (z > 0) + alpha * (z <= 0),
    lambda z, alpha: alpha + (1 - alpha) * (z > 0),
    lambda z, alpha: np.heaviside(z, 0.5) * (1 - alpha) + alpha,
    lambda z, alpha: np.maximum(z > 0, alpha),
    lambda z, alpha: np.clip(np.sign(z), alpha, 1),
    lambda z, alpha: np.float32(alpha) ** (z < 0),
    lambda z, alpha: (1 + alpha) / 2 + (1 - alpha) / 2 * np.sign(z),
    lambda z, alpha: np.select([z > 0, z < 0], [1.0, alpha], (1 + alpha) / 2),
    lambda z, alpha: np.choose((z > 0).astype(int), [alpha, 1]),
    lambda z, alpha: np.array([alpha, 1.0])[(z >= 0).astype(int)],
    lambda z, alpha: np.piecewise(z.astype(float), [z > 0], [1, alpha]),
    lambda z, alpha: activations.LeakyReLU(alpha).derivative(z),
    np.vectorize(lambda v, alpha: 1.0 if v > 0 else alpha),
    lambda z, alpha: np.asmatrix(np.where(z > 0, 1.0, alpha)) if z.ndim == 2 else _filled(z, alpha),
    lambda z, alpha: np.where(z < 0, np.float32(alpha), np.float32(1)),
    lambda z, alpha: _numeric(z, alpha, 1e-4),
    _numeric,
    _filled,
    _ratio,
    _slopes_nested,
)
leaky_slope.wrong(
    "relu slope",
    lambda z, alpha: (z > 0).astype(float),
    lambda z, alpha: (z >= 0).astype(float),
    lambda z, alpha: np.heaviside(z, 0.5),
    says="On the left your slope is 0: that is plain ReLU, and there the gradient ends. What does "
    "the leak let through?",
)
leaky_slope.wrong(
    "alpha z",
    lambda z, alpha: np.where(z > 0, 1.0, alpha * z),
    lambda z, alpha: np.where(z >= 0, 1.0, alpha * z),
    says="On the left you return alpha·z. That is the value; how fast does it change with z?",
)
leaky_slope.wrong(
    "one minus",
    lambda z, alpha: np.where(z > 0, 1.0, 1 - alpha),
    lambda z, alpha: np.where(z >= 0, 1.0, 1 - alpha),
    says="On the left you return 1 − alpha, as if alpha were what is lost. It is what remains.",
)
leaky_slope.wrong(
    "value",
    lambda z, alpha: np.where(z > 0, z, alpha * z),
    says="These are the values of leaky ReLU. The slope says how fast they change.",
)
leaky_slope.wrong(
    "z on the right",
    lambda z, alpha: np.where(z > 0, z, alpha),
    lambda z, alpha: np.where(z >= 0, z, alpha),
    says="On the left it is right. On the right you return z, the value; the slope of that line is "
    "the same everywhere.",
)
leaky_slope.wrong(
    "sign",
    lambda z, alpha: np.where(z > 0, 1.0, -alpha),
    lambda z, alpha: np.where(z >= 0, 1.0, -alpha),
    lambda z, alpha: np.where(z > 0, 1.0, np.where(z < 0, -alpha, 0)),
    says="On the left your slope is negative. The values there are negative, but they go up from "
    "left to right.",
)
leaky_slope.wrong(
    "swapped",
    lambda z, alpha: np.where(z > 0, alpha, 1.0),
    says="The two slopes have changed sides: the flat one belongs to the left.",
)
leaky_slope.wrong(
    "fixed alpha",
    lambda z, alpha: np.where(z > 0, 1.0, 0.01),
    lambda z, alpha: np.where(z >= 0, 1.0, 0.01),
    lambda z, alpha: np.where(z > 0, 1.0, 0.1),
    lambda z, alpha: np.where(z >= 0, 1.0, 0.1),
    lambda z, alpha: np.where(z > 0, 1.0, 0.2),
    lambda z, alpha: np.where(z >= 0, 1.0, 0.2),
    says="Your slope on the left is always the same. It should be what the argument `alpha` says.",
)
leaky_slope.wrong(
    "added",
    lambda z, alpha: (z > 0) + alpha,
    lambda z, alpha: (z >= 0) + alpha,
    says="On the left it is right. On the right you have 1 + alpha: is alpha added on both sides?",
)
leaky_slope.wrong(
    "zero at zero",
    lambda z, alpha: np.where(z > 0, 1.0, np.where(z < 0, alpha, 0.0)),
    says="Only at z = 0 it is not right: you return 0 there. Between the two slopes that meet in "
    "the corner any value is fine, but not 0.",
)
leaky_slope.wrong(
    "alpha everywhere",
    lambda z, alpha: np.full(z.shape, alpha),
    says="You return alpha for every entry. On the right, z passes as it is: what is its slope "
    "there?",
)
leaky_slope.wrong(
    "one everywhere",
    lambda z, alpha: np.ones(z.shape),
    says="You return 1 for every entry, as for a function without a bend. On the left it is "
    "flatter.",
)


def _slopes_like(z, alpha):
    slopes = np.ones_like(z)
    slopes[z < 0] = alpha
    return slopes


def _slopes_like_zeros(z, alpha):
    slopes = np.zeros_like(z)
    slopes[z > 0] = 1
    slopes[z <= 0] = alpha
    return slopes


leaky_slope.wrong(
    "integer output",
    _slopes_like,
    _slopes_like_zeros,
    says="Right for decimals. But your result is an array of the same type as z, and one of whole "
    "numbers cannot hold 0.4: it becomes 0. Make an array of floats.",
)
leaky_slope.wrong(
    "one number only",
    lambda z, alpha: 1 if z > 0 else alpha,
    says="That decides for a single number. `if`, `max`, `and` need one yes or no, and an array "
    "holds many: decide entry by entry.",
)
leaky_slope.wrong(
    "flat arrays only",
    lambda z, alpha: [1 if v > 0 else alpha for v in z],
    says="Right for flat arrays. In a table, a loop over the array yields whole rows, and `if` "
    "needs one yes or no.",
)
leaky_slope.wrong(
    "all or nothing",
    lambda z, alpha: np.ones(z.shape) if (z > 0).all() else np.full(z.shape, alpha),
    lambda z, alpha: np.ones(z.shape) if (z > 0).any() else np.full(z.shape, alpha),
    says="You decide once for the whole array. Every entry has its own slope, whatever the others "
    "are.",
)


def _overwritten(z, alpha):
    slopes = z.astype(float)
    slopes[slopes <= 0] = alpha
    slopes[slopes > 0] = 1
    return slopes


leaky_slope.wrong(
    "overwritten",
    _overwritten,
    says="You return 1 for every entry as soon as alpha is positive. Are slopes that you have set "
    "overwritten by a later line, because they are larger than 0 as well?",
)


def _apart(z, alpha, up, down):
    """The difference of two heights, divided by their distance."""
    heights = (np.maximum(v, alpha * v) for v in (z + up, z - down))
    return np.subtract(*heights) / (up + down)


leaky_slope.wrong(
    "a step too far",
    *(
        lambda z, alpha, s=s: _apart(z, alpha, *s)
        for s in ((1, 0), (0, 1), (1, 1), (0.5, 0), (0, 0.5), (0.5, 0.5))
    ),
    says="As the difference of two heights, divided by their distance, it is a good idea. But your "
    "step is so large that the corner may lie between the two: take a tiny one.",
)
leaky_slope.also_wrong(
    lambda z, alpha: alpha,
    lambda z, alpha: (1, alpha),
    lambda z, alpha: np.where(z > 0, 1.0, 1 / alpha) if alpha else z,
    lambda z, alpha: np.where(z > 0, 1.0, alpha**2),
    lambda z, alpha: np.where(z > 0, 1.0, alpha).mean(),
    lambda z, alpha: np.where(z > 0, 1.0, alpha).ravel(),
    lambda z, alpha: -np.where(z > 0, 1.0, alpha),
    lambda z, alpha: np.where(z > 0, 1.0, alpha * np.exp(np.minimum(z, 0))),
    lambda z, alpha: np.where(z > 1, 1.0, alpha),
    lambda z, alpha: np.where(z > 0, 2.0, alpha),
    lambda z, alpha: np.where(z == 0, np.nan, np.where(z > 0, 1, alpha)),
    lambda z, alpha: np.where(z == 0, 2.0, np.where(z > 0, 1, alpha)),
    lambda z, alpha: None,
)
