"""Exercises of chapter 5: a slope on the left, what passes through it, and what it is good for."""

from __future__ import annotations

import functools
import math
import operator
from fractions import Fraction

import numpy as np

from rectified import activations

from . import _compare
from ._chapter import Chapter
from ._exercise import Facts, Malformed, letter, numbers

relu = activations.get("relu")
sigmoid = activations.get("sigmoid")

chapter = Chapter(
    5,
    "Leaky ReLU",
    given="""
    import math

    import numpy as np

    from rectified import MLP, activations, datasets, exercises, initializers
    from rectified.exercises import leaky_relu as ch5

    relu = activations.get("relu")
    sigmoid = activations.get("sigmoid")
    """,
    intro="""
    These exercises belong to the chapter [Leaky ReLU](../leaky-relu.ipynb). Put your answer in
    place of each `...` and run the cell. The checker tries it on small inputs first, and it often
    recognizes what went wrong. Any method is fine: only the results count. `relu` and `sigmoid`
    are given; they take arrays of any shape.

    Stuck? `ch5.elu.hint()` shows the first hint for `elu`, and once more the next; after a try,
    `ch5.elu.solution()` shows a solution. On this page they are folded below each exercise.
    """,
)


def vector(*values):
    return np.array(values, dtype=float)


def quarters(rng, *shape):
    """Random multiples of 1/4: sums of their products are exact in any order."""
    return rng.randint(-12, 13, shape) / 4


def slope_of(rng):
    """A random alpha, between 0.05 and 0.95."""
    return rng.randint(1, 20) / 20


SIGNS = [
    (vector(2), 0.1),
    (vector(-2), 0.1),
    (vector(-1, 0, 3), 0.1),
    (np.array([-3, -1, 0, 2]), 0.4),
    (vector(0.5, -1.5, 2, -0.25, 0), 0.2),
    (np.array([[-1.0, 2.0, 0.5], [0.0, -0.5, -4.0]]), 0.3),
    (np.array([[-2, 1], [3, -5], [0, -1]]), 0.75),
    (vector(-1.5, -0.5, -3), 0.01),
    (vector(1.5, 0.75, 3), 0.05),
    (vector(-4, -0.5, 1, 2), 1.0),
]
"""Arrays of all signs and shapes, each with an alpha. A whole number at the start is negative."""

WITHOUT_LEAK = (vector(-2, -0.5, 0, 1.5), 0.0)


def array_and_slope(rng):
    shape = (rng.randint(2, 7),) if rng.randint(3) else (rng.randint(2, 4), rng.randint(2, 4))
    return quarters(rng, *shape), slope_of(rng)


# ================================================================ value and slope

chapter.section("Value and slope")


@chapter.function(
    "5.1",
    cases=[*SIGNS, WITHOUT_LEAK],
    more=array_and_slope,
    equivalent=["return np.where(z >= 0, z, alpha * z)"],
    hints=[
        "Two rules, one for each side: on which side of 0 is the entry?",
        "`np.where(condition, a, b)` takes a where the condition holds and b elsewhere.",
        "Or without a condition: which of z and alpha·z is the larger, on the left and on the "
        "right?",
    ],
    why="""
    `np.where` looks at every entry: z itself on the right, alpha·z on the left. At 0 both rules
    give 0, so `>` and `>=` are the same here. `np.maximum(z, alpha * z)` is as good, as long as
    alpha is at most 1. The *slope* on the left is positive; the *values* there are negative.
    """,
    picture=lambda: _picture_of_values(),
)
def leaky_relu(z, alpha):
    """Leaky ReLU

    Write `leaky_relu(z, alpha)`: for an array `z` of any shape it returns an array of the same
    shape, with $z$ where $z > 0$ and $\\alpha z$ elsewhere. `alpha` is a number,
    $0 \\le \\alpha \\le 1$. The array may hold whole numbers (integers); the result may need
    decimals. Leave `z` unchanged.
    """
    return np.where(z > 0, z, alpha * z)  # ← z or alpha * z for each entry


def _picture_of_values():
    """Leaky ReLU between ReLU and the identity, with the slopes below."""
    from rectified import figures

    fig, axes = figures.new(2, 1, xlabel=["", "z"], ylabel=["f(z)", "f′(z)"])
    functions = [relu, activations.LeakyReLU(alpha=0.2), activations.Identity()]
    figures.curves(axes, functions)
    values = ", ".join(f"{f.name} {f.value(-4):.1f}" for f in functions)
    slopes = ", ".join(f"{f.name} {f.derivative(-4):.1f}" for f in functions)
    return fig, f"Values and slopes of three functions. At z = -4: {values}; slopes {slopes}."


def _copied(z, alpha):
    out = z.astype(float)
    out[out < 0] *= alpha
    return out


def _each(z, alpha):
    flat = [v if v > 0 else alpha * v for v in z.ravel().tolist()]
    return np.array(flat, dtype=float).reshape(z.shape)


def _nested(z, alpha):
    if np.ndim(z) == 0:
        return float(z) if z > 0 else alpha * float(z)
    return [_nested(part, alpha) for part in z]


def _out(z, alpha):
    out = np.empty(z.shape)
    for place, value in np.ndenumerate(z):
        out[place] = max(value, alpha * value)
    return out


class _Leaky:
    def __init__(self, alpha):
        self.alpha = alpha

    def __call__(self, z):
        return np.maximum(z, 0) + self.alpha * np.minimum(z, 0)


def _over_a_product(z, alpha):
    out = z * alpha
    np.copyto(out, z, where=z > 0)
    return out


leaky_relu.also_right(
    _over_a_product,
    lambda z, alpha: np.interp(z, [-1e3, 0, 1e3], [-1e3 * alpha, 0, 1e3]),
    lambda z, alpha: np.frompyfunc(lambda v: max(Fraction(v), Fraction(alpha) * Fraction(v)), 1, 1)(
        z.astype(float)
    ),
    lambda z, *, alpha=0.01: np.fmax(z, alpha * z),
    lambda z, alpha: np.multiply(z, alpha, where=z < 0, out=z.astype(float)),
    lambda z, alpha: np.where(z > 0, z, alpha * z),
    lambda z, alpha: np.maximum(alpha * z, z),
    lambda z, alpha: np.where(z < 0, z * alpha, z),
    lambda z, alpha: z * np.where(z > 0, 1, alpha),
    lambda z, alpha: alpha * z + (1 - alpha) * relu(z),
    lambda z, alpha: relu(z) - alpha * relu(-z),
    lambda z, alpha: ((1 + alpha) * z + (1 - alpha) * np.abs(z)) / 2,
    lambda z, alpha: np.clip(z, 0, None) + alpha * np.clip(z, None, 0),
    lambda z, alpha: z * (z > 0) + alpha * z * (z <= 0),
    lambda z, alpha: np.piecewise(1.0 * z, [z > 0], [lambda v: v, lambda v: alpha * v]),
    lambda z, alpha: np.select([z >= 0], [z], alpha * z),
    lambda z, alpha: np.maximum(z.astype(np.float32), np.float32(alpha) * z.astype(np.float32)),
    lambda z, alpha: _Leaky(alpha)(z),
    lambda z, alpha: activations.LeakyReLU(alpha)(z),
    lambda z, alpha: np.asmatrix(np.where(z > 0, z, alpha * z)) if z.ndim == 2 else _each(z, alpha),
    lambda z, alpha: np.vectorize(lambda v: v if v > 0 else alpha * v, otypes=[float])(z),
    np.vectorize(lambda v, alpha: v if v > 0 else alpha * v),
    lambda z, alpha: np.max([z, alpha * z], axis=0),
    lambda z, alpha: np.einsum("...,...->...", z, np.heaviside(z, 1) * (1 - alpha) + alpha),
    lambda z, alpha: np.clip(z, alpha * z, np.inf),
    lambda x, negative_slope: np.where(x > 0, x, negative_slope * x).tolist(),
    _copied,
    _each,
    _nested,
    _out,
)
leaky_relu.wrong(
    "plain relu",
    lambda z, alpha: np.maximum(0, z),
    says="On the left you return 0: that is plain ReLU. Nothing leaks there, and alpha plays no "
    "part.",
)
leaky_relu.wrong(
    "constant leak",
    lambda z, alpha: np.where(z > 0, z, alpha),
    lambda z, alpha: np.where(z >= 0, z, alpha),
    lambda z, alpha: np.where(z > 0, z, -alpha),
    lambda z, alpha: np.where(z >= 0, z, -alpha),
    says="On the left you return the same number for every z. Alpha is a slope: the further left, "
    "the lower the value.",
)
leaky_relu.wrong(
    "everywhere",
    lambda z, alpha: alpha * z,
    says="Both sides are multiplied by alpha. Where z is positive, it passes as it is.",
)
leaky_relu.wrong(
    "fixed alpha",
    lambda z, alpha: np.where(z > 0, z, 0.01 * z),
    lambda z, alpha: np.where(z > 0, z, 0.1 * z),
    lambda z, alpha: np.where(z > 0, z, 0.2 * z),
    lambda z, alpha: np.where(z > 0, z, 0.3 * z),
    says="Your slope on the left is always the same. It should be what `alpha` says: different "
    "libraries have different defaults, which is why it is an argument.",
)
leaky_relu.wrong(
    "sign",
    lambda z, alpha: np.where(z > 0, z, -alpha * z),
    says="On the left your values are positive. The *slope* there is positive; a negative z keeps "
    "its sign.",
)
leaky_relu.wrong(
    "swapped",
    lambda z, alpha: np.minimum(z, alpha * z),
    says="Alpha is on the other side: you make the positive entries smaller and leave the negative "
    "ones as they are. Is it the smaller of two that you take?",
)
leaky_relu.wrong(
    "one minus",
    lambda z, alpha: np.where(z > 0, z, (1 - alpha) * z),
    says="On the left you multiply by 1 − alpha. Alpha is what remains, not what is lost.",
)
leaky_relu.wrong(
    "slope",
    lambda z, alpha: np.where(z > 0, 1, alpha),
    lambda z, alpha: np.where(z >= 0, 1, alpha),
    says="These are the slopes, 1 and alpha. The function's values are z times them.",
)
leaky_relu.wrong(
    "leaks on both sides",
    lambda z, alpha: np.maximum(0, z) + alpha * z,
    says="Left of 0 it is right. On the right you have 1 + alpha times z: the leak is added there "
    "as well.",
)
leaky_relu.wrong(
    "alpha added",
    lambda z, alpha: np.maximum(0, z) + alpha,
    says="That is ReLU, raised by alpha. Alpha does not shift the function, it tilts its left "
    "side.",
)
leaky_relu.wrong(
    "alpha as a floor",
    lambda z, alpha: np.maximum(z, alpha),
    says="You take the larger of z and the number alpha. Alpha is a slope: it is multiplied by "
    "something.",
)
leaky_relu.wrong(
    "divided",
    lambda z, alpha: np.where(z > 0, z, z / alpha),
    says="On the left you divide by alpha, so the function becomes steeper there. It should become "
    "flatter.",
)
leaky_relu.wrong(
    "elu",
    lambda z, alpha: np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0))),
    says="On the left you have a curve that levels off: that is ELU, a relative. Leaky ReLU is a "
    "straight line there.",
)


def _like(z, alpha):
    out = np.zeros_like(z)
    out[z > 0] = z[z > 0]
    out[z <= 0] = alpha * z[z <= 0]
    return out


def _times_in_copy(z, alpha):
    out = z.copy()
    out[z < 0] *= alpha
    return out


leaky_relu.wrong(
    "integer output",
    _like,
    _times_in_copy,
    says="Right for decimals. But your result is an array of the same type as z, and one of whole "
    "numbers cannot hold −0.4: make an array of floats first.",
)


def _in_place(z, alpha):
    z[z < 0] *= alpha
    return z


def _assigned_in_place(z, alpha):
    z[z < 0] = alpha * z[z < 0]
    return z


leaky_relu.wrong(
    "in place",
    _in_place,
    _assigned_in_place,
    says="You write into `z` itself. It belongs to the caller, and an array of whole numbers "
    "cannot hold decimals: compute a new array.",
)
leaky_relu.wrong(
    "one number only",
    lambda z, alpha: z if z > 0 else alpha * z,
    says="That decides for a single number. `if`, `max`, `and` need one yes or no, and an array "
    "holds many: decide entry by entry.",
)
leaky_relu.wrong(
    "flat arrays only",
    lambda z, alpha: [v if v > 0 else alpha * v for v in z],
    says="Right for flat arrays. In a table, a loop over the array yields whole rows, and `if` "
    "needs one yes or no.",
)
leaky_relu.wrong(
    "scaled relu",
    lambda z, alpha: alpha * np.maximum(0, z),
    says="That is ReLU times alpha: the right side is made smaller, and on the left nothing gets "
    "through.",
)
leaky_relu.wrong(
    "alpha added to z",
    lambda z, alpha: np.where(z > 0, z, z + alpha),
    lambda z, alpha: np.where(z >= 0, z, z + alpha),
    says="On the left you add alpha, so the slope there is still 1. Alpha is the slope: it is "
    "multiplied.",
)
leaky_relu.wrong(
    "all or nothing",
    lambda z, alpha: z if (z > 0).all() else alpha * z,
    lambda z, alpha: z if (z > 0).any() else alpha * z,
    lambda z, alpha: z if z.sum() > 0 else alpha * z,
    says="You decide once for the whole array. Every entry follows its own rule, whatever the "
    "others are.",
)
leaky_relu.wrong(
    "cut off at minus alpha",
    lambda z, alpha: np.maximum(z, -alpha),
    says="You follow z down to −alpha and stop there. Leaky ReLU never stops: left of 0 it is a "
    "line that goes on, only flatter.",
)
leaky_relu.also_wrong(
    lambda z, alpha: np.abs(z),
    lambda z, alpha: z[z > 0],
    lambda z, alpha: z,
    lambda z, alpha: np.where(z > 0, z, alpha * z).ravel(),
    lambda z, alpha: np.where(z > 0, z, alpha * z).sum(),
    lambda z, alpha: np.where(z > 0, z, z - alpha),
    lambda z, alpha: np.where(z > 0, z, alpha * z**2),
    lambda z, alpha: np.where(z > alpha, z, alpha * z),
    lambda z, alpha: np.where(z > 0, z, alpha * alpha * z),
    lambda z, alpha: np.where(z > 1, z, alpha * z),
    lambda z, alpha: np.round(np.where(z > 0, z, alpha * z), 1),
    lambda z, alpha: np.where(z > 0, z, np.nan),
    lambda z, alpha: print(np.where(z > 0, z, alpha * z)),
    lambda z, alpha: (v if v > 0 else alpha * v for v in z),
    lambda z: np.where(z > 0, z, 0.1 * z),
)


@chapter.function(
    "5.2",
    cases=[*SIGNS, WITHOUT_LEAK],
    more=array_and_slope,
    tolerance=_compare.Tolerance(1e-6, 1e-6),
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
    Again, $0 \\le \\alpha \\le 1$.
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


# ================================================================ gradients

chapter.section("What passes back")


@chapter.function(
    "5.3",
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
    tolerance=_compare.Tolerance(1e-6, 0),
    hints=[
        "What does one layer do to the gradient if its input is positive? And if it is negative?",
        "By the chain rule the slopes of the layers are multiplied.",
    ],
    why="""
    By the chain rule the slopes are multiplied: n − k times the factor 1, which changes nothing,
    and k times alpha. So only the number of negative layers counts. With alpha = 0.01, five of
    them leave a factor of 0.0000000001: not zero, but the product of small numbers of
    [chapter 3](../vanishing-gradient.ipynb) is back.
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


def gradient_and_input(rng):
    n = rng.randint(2, 8)
    return quarters(rng, n), quarters(rng, n)


@chapter.function(
    "5.4",
    cases=[
        (vector(1), vector(-2)),
        (vector(1), vector(2)),
        (vector(1, 1), vector(-2, 3)),
        (vector(2, -1, 0.5), vector(-1, -3, 4)),
        (np.array([2, -1, 3, 1]), np.array([-1, 2, 0, -4])),
        (vector(0.5, -1.5, 2), vector(1, 0.25, 3)),
        (vector(0.5, -1.5, 2), vector(-1, -0.25, -3)),
        (vector(1, 2, -3, 0.5, -0.25), vector(-0.5, 0, -2, 1, 5)),
    ],
    more=gradient_and_input,
    tolerance=_compare.Tolerance(1e-6, 1e-6),
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


# ================================================================ undo, bend, and take apart

chapter.section("Undo it, round it off, take it apart")


@chapter.function(
    "5.5",
    cases=SIGNS,
    more=array_and_slope,
    equivalent=["return np.where(y >= 0, y, y / alpha)"],
    hints=[
        "Leaky ReLU multiplies negative numbers by alpha. What takes that back?",
        "The sign survives: y is negative exactly where z was. So y itself tells you which rule "
        "to undo.",
    ],
    why="""
    The sign of y tells on which side z was. On the right nothing was done; on the left z was
    multiplied by alpha, and dividing takes that back. So no information is lost on the way through
    a leaky ReLU. Plain ReLU cannot be undone: all negative numbers become the same 0.
    """,
)
def undo_leaky(y, alpha):
    """Undo it

    Leaky ReLU can be undone if $0 < \\alpha \\le 1$. Write `undo_leaky(y, alpha)`: for an array
    `y` of any shape, integers included, it returns the array `z` of the same shape whose leaky
    ReLU is `y`. Leave `y` unchanged.
    """
    return np.where(y > 0, y, y / alpha)  # ← z for each entry


def _undo_each(y, alpha):
    return np.array([v if v > 0 else v / alpha for v in y.flat], dtype=float).reshape(y.shape)


def _undo_nested(y, alpha):
    if np.ndim(y) == 0:
        return min(y, y / alpha)
    return [_undo_nested(part, alpha) for part in y]


def _undo_copy(y, alpha):
    z = np.array(y, dtype=float)
    z[z < 0] /= alpha
    return z


def _bisect(y, alpha):
    low, high = -1000 * np.ones(y.shape), 1000 * np.ones(y.shape)
    for _ in range(80):
        middle = (low + high) / 2
        above = np.maximum(middle, alpha * middle) > y
        low, high = np.where(above, low, middle), np.where(above, middle, high)
    return low


undo_leaky.also_right(
    lambda y, alpha: np.copysign(np.where(y > 0, y, np.abs(y) / alpha), y),
    lambda y, alpha: -np.maximum(-y, -y / alpha),
    lambda y, alpha: np.linalg.solve(np.diag(np.where(y > 0, 1, alpha).ravel()), y.ravel()).reshape(
        y.shape
    ),
    lambda y, alpha: np.where(y > 0, y, y / alpha),
    lambda y, alpha: np.minimum(y, y / alpha),
    lambda y, alpha: np.where(y < 0, y / alpha, y),
    lambda y, alpha: y / np.where(y > 0, 1, alpha),
    lambda y, alpha: np.maximum(y, 0) + np.minimum(y, 0) / alpha,
    lambda y, alpha: relu(y) - relu(-y) / alpha,
    lambda y, alpha: np.where(y > 0, y, y * alpha**-1),
    lambda y, alpha: np.where(y > 0, 1.0, 1 / alpha) * y,
    lambda y, alpha: np.minimum(y, y / alpha).astype(np.float32),
    lambda y, alpha: np.select([y > 0], [y], y / alpha),
    lambda y, alpha: activations.LeakyReLU(1 / alpha)(y),
    lambda y, alpha: np.clip(y, None, y / alpha),
    lambda y, alpha: np.piecewise(y * 1.0, [y < 0], [lambda v: v / alpha, lambda v: v]),
    np.vectorize(lambda v, alpha: v if v > 0 else v / alpha),
    lambda out, slope: (out * (out > 0) + out / slope * (out <= 0)).tolist(),
    _undo_each,
    _undo_nested,
    _undo_copy,
    _bisect,
)
undo_leaky.wrong(
    "leaks again",
    lambda y, alpha: np.where(y > 0, y, alpha * y),
    says="You apply leaky ReLU once more, so the negative numbers shrink a second time. Undoing "
    "makes them what they were.",
)
undo_leaky.wrong(
    "sign",
    lambda y, alpha: np.where(y > 0, y, -y / alpha),
    says="On the left your numbers are positive. Leaky ReLU keeps the sign, so z is negative where "
    "y is.",
)
undo_leaky.wrong(
    "swapped",
    lambda y, alpha: np.where(y > 0, y / alpha, y),
    says="You divide where y is positive, and leave the negative numbers. Which side was "
    "multiplied by alpha? (Is it the larger of two that you take?)",
)
undo_leaky.wrong(
    "everywhere",
    lambda y, alpha: y / alpha,
    says="You divide on both sides. Positive numbers had passed as they were.",
)
undo_leaky.wrong(
    "leaks everywhere",
    lambda y, alpha: alpha * y,
    says="You multiply everything by alpha. Only the negative numbers were changed by leaky ReLU, "
    "and they have to get larger again.",
)
undo_leaky.wrong(
    "cut off",
    lambda y, alpha: np.maximum(y, 0),
    says="You cut the negative numbers off. They are what has to be restored.",
)
undo_leaky.wrong(
    "one minus",
    lambda y, alpha: np.where(y > 0, y, y / (1 - alpha)),
    says="On the left you divide by 1 − alpha. What was it multiplied by?",
)
undo_leaky.wrong(
    "subtracted",
    lambda y, alpha: np.where(y > 0, y, y - alpha),
    lambda y, alpha: np.where(y >= 0, y, y - alpha),
    says="On the left you subtract alpha. Leaky ReLU did not add anything, it multiplied.",
)
undo_leaky.wrong(
    "divided twice",
    lambda y, alpha: np.where(y > 0, y, y / alpha**2),
    says="On the left you divide by alpha twice. Once takes the leak back.",
)
undo_leaky.wrong(
    "whole quotient",
    lambda y, alpha: np.where(y > 0, y, y // alpha),
    says="On the left your numbers are rounded down to whole ones. Is it `//` where `/` is meant?",
)
undo_leaky.wrong(
    "fixed alpha",
    lambda y, alpha: np.where(y > 0, y, y / 0.01),
    lambda y, alpha: np.where(y > 0, y, y / 0.1),
    lambda y, alpha: np.where(y > 0, y, y / 0.2),
    lambda y, alpha: np.where(y > 0, y, y / 0.3),
    says="On the left you divide by the same number every time. It should be what the argument "
    "`alpha` says.",
)


def _undo_like(y, alpha):
    z = y.copy()
    z[y < 0] = y[y < 0] / alpha
    return z


def _undo_divided_copy(y, alpha):
    z = y.copy()
    z[y < 0] /= alpha
    return z


undo_leaky.wrong(
    "integer output",
    _undo_like,
    _undo_divided_copy,
    says="Right for decimals. But your result is an array of the same type as y, and one of whole "
    "numbers cannot hold −7.5: make an array of floats first.",
)


def _undo_in_place(y, alpha):
    y[y < 0] /= alpha
    return y


undo_leaky.wrong(
    "in place",
    _undo_in_place,
    says="You write into `y` itself. It belongs to the caller, and an array of whole numbers "
    "cannot hold decimals: compute a new array.",
)
undo_leaky.wrong(
    "one number only",
    lambda y, alpha: y if y > 0 else y / alpha,
    says="That decides for a single number. `if`, `min`, `and` need one yes or no, and an array "
    "holds many: decide entry by entry.",
)
undo_leaky.wrong(
    "flat arrays only",
    lambda y, alpha: [v if v > 0 else v / alpha for v in y],
    says="Right for flat arrays. In a table, a loop over the array yields whole rows, and `if` "
    "needs one yes or no.",
)
undo_leaky.wrong(
    "leak on the right",
    lambda y, alpha: np.minimum(y, alpha * y),
    says="You multiply the positive numbers by alpha and leave the negative ones. It is the "
    "negative ones that were changed. (Is it a minimum of two?)",
)
undo_leaky.wrong(
    "all or nothing",
    lambda y, alpha: y / alpha if (y < 0).any() else y,
    lambda y, alpha: y / alpha if (y < 0).all() else y,
    says="You decide once for the whole array. Every entry follows its own rule, whatever the "
    "others are.",
)
undo_leaky.wrong(
    "added",
    lambda y, alpha: np.where(y > 0, y, y + alpha),
    lambda y, alpha: np.where(y >= 0, y, y + alpha),
    says="On the left you add alpha. Leaky ReLU did not subtract anything, it multiplied.",
)
undo_leaky.also_wrong(
    lambda y, alpha: y,
    lambda y, alpha: np.where(y > 0, y, 1 / alpha),
    lambda y, alpha: np.where(y > 0, y, alpha / np.where(y == 0, 1, y)),
    lambda y, alpha: np.where(y > 0, y, y / alpha).ravel(),
    lambda y, alpha: np.where(y > 0, y / alpha, y / alpha**2),
    lambda y, alpha: -np.where(y > 0, y, y / alpha),
    lambda y, alpha: np.where(y > 0, y, np.nan),
    lambda y, alpha: np.round(np.where(y > 0, y, y / alpha)),
    lambda y, alpha: np.where(y > 0, 1 / y, 1 / (alpha * y)) if y.all() else y,
    lambda y, alpha: np.where(y > alpha, y, y / alpha),
    lambda y, alpha: (y, alpha),
    lambda y, alpha: y[y < 0] / alpha,
)


@chapter.function(
    "5.6",
    cases=[
        (vector(2), 1.0),
        (vector(-2), 1.0),
        (vector(-1, 0, 3), 0.5),
        (np.array([-3, -1, 0, 2]), 1.0),
        (vector(0.5, -1.5, 2, -0.25, 0), 2.0),
        (np.array([[-1.0, 2.0, 0.5], [0.0, -0.5, -4.0]]), 1.5),
        (np.array([[-2, 1], [3, -5], [0, -1]]), 0.25),
        (vector(-1.5, -0.5, -3), 0.75),
        (vector(1.5, 0.75, 3, 0.1), 0.3),
        (vector(-20, -4, 0.25, 1), 3.0),
    ],
    more=array_and_slope,
    equivalent=[
        "return np.where(z >= 0, z, alpha * np.expm1(np.minimum(z, 0)))",
        "return np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 1)))",
    ],
    hints=[
        "Two rules again: z on the right, the curve on the left.",
        "`np.exp(z) - 1` is also called `np.expm1(z)`, which is more exact near 0.",
        "`np.where` computes both sides for all entries, so a large positive z may overflow in the "
        "part that is not used: `np.minimum(z, 0)` prevents it.",
    ],
    why="""
    Left of 0 the curve starts at 0 and levels off towards −alpha; with alpha = 1 it also starts
    with slope 1, so there is no corner. `np.where` computes both sides for every entry; cutting z
    off at 0 first keeps e^z from growing beyond all bounds where it is not needed.
    """,
    picture=lambda: _picture_of_elu(),
)
def elu(z, alpha):
    """A smooth relative

    Write `elu(z, alpha)`: for an array `z` of any shape, integers included, it returns an array of
    the same shape, with $z$ where $z > 0$ and $\\alpha\\,(e^z - 1)$ elsewhere. `alpha` is a
    positive number, and may be larger than 1. Leave `z` unchanged.
    """
    return np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0)))  # ← z, or the curve


def _picture_of_elu():
    """ELU and Leaky ReLU."""
    from rectified import figures

    fig, axes = figures.new(2, 1, xlabel=["", "z"], ylabel=["f(z)", "f′(z)"])
    functions = [activations.ELU(), activations.LeakyReLU(alpha=0.2)]
    figures.curves(axes, functions)
    values = ", ".join(f"{f.name} {f.value(-4):.2f}" for f in functions)
    slopes = ", ".join(f"{f.name} {f.derivative(-4):.2f}" for f in functions)
    return fig, f"Values and slopes of two functions. At z = -4: {values}; slopes {slopes}."


def _elu_each(z, alpha):
    flat = [float(v) if v > 0 else alpha * (math.exp(v) - 1) for v in z.ravel()]
    return np.reshape(flat, z.shape)


def _elu_copy(z, alpha):
    out = z.astype(float)
    left = z <= 0
    out[left] = alpha * (np.exp(out[left]) - 1)
    return out


def _elu_nested(z, alpha):
    if isinstance(z, np.ndarray) and z.ndim:
        return [_elu_nested(part, alpha) for part in z]
    return z if z > 0 else alpha * math.expm1(z)


elu.also_right(
    lambda z, alpha: np.where(z > 0, z, alpha * (np.sinh(z) + np.cosh(z) - 1)),
    lambda z, alpha: np.where(z > 0, z, alpha * (sigmoid(z) / (1 - sigmoid(z)) - 1)),
    lambda z, alpha: np.where(z > 0, z, np.expm1(z) * alpha).tolist(),
    lambda z, alpha: np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0))),
    lambda z, alpha: np.maximum(z, 0) + alpha * (np.exp(np.minimum(z, 0)) - 1),
    lambda z, alpha: np.where(z > 0, z, alpha * (np.exp(z) - 1)),
    lambda z, alpha: np.where(z < 0, alpha * np.exp(z) - alpha, z),
    lambda z, alpha: relu(z) + np.minimum(0, alpha * (np.exp(z) - 1)),
    lambda z, alpha: relu(z) - alpha * (1 - np.exp(-relu(-z))),
    lambda z, alpha: np.where(z > 0, z, alpha * (math.e**z - 1)),
    lambda z, alpha: np.select([z > 0], [z], alpha * np.expm1(z)),
    lambda z, alpha: np.piecewise(
        np.array(z, float), [z > 0], [lambda v: v, lambda v: alpha * np.expm1(v)]
    ),
    lambda z, alpha: np.where(z > 0, z, alpha * np.expm1(z)).astype(np.float32),
    lambda z, alpha: np.where(z > 0, z, 2 * alpha * np.tanh(z / 2) / (1 - np.tanh(z / 2))),
    lambda z, alpha: (z > 0) * z + (z <= 0) * alpha * (np.exp(z) - 1),
    lambda z, alpha: activations.ELU(alpha)(z),
    np.vectorize(lambda v, alpha: v if v > 0 else alpha * (math.exp(v) - 1)),
    lambda z, alpha: np.asmatrix(_elu_each(z, alpha)) if z.ndim == 2 else _elu_each(z, alpha),
    lambda z, alpha: np.where(z > 0, z, alpha / np.exp(-z) - alpha),
    _elu_each,
    _elu_copy,
    _elu_nested,
)
elu.wrong(
    "everywhere",
    lambda z, alpha: alpha * np.expm1(z),
    says="The curve is used on both sides. Where z is positive, ELU returns z itself.",
)
elu.wrong(
    "sign",
    lambda z, alpha: np.where(z > 0, z, alpha * (np.exp(-z) - 1)),
    says="On the left your values become large and positive. Is there a minus in the exponent? A "
    "negative z makes e^z small as it is.",
)
elu.wrong(
    "leaky",
    lambda z, alpha: np.where(z > 0, z, alpha * z),
    says="On the left you have a straight line: that is leaky ReLU. ELU bends there and levels "
    "off.",
)


def _elu_integers(z, alpha):
    out = z.copy()
    out[z <= 0] = alpha * np.expm1(z[z <= 0])
    return out


elu.wrong(
    "integer output",
    _elu_integers,
    says="Right for decimals. But your result is an array of the same type as z, and one of whole "
    "numbers cannot hold −0.63: make an array of floats first.",
)
elu.wrong(
    "minus one forgotten",
    lambda z, alpha: np.where(z > 0, z, alpha * np.exp(z)),
    lambda z, alpha: np.where(z >= 0, z, alpha * np.exp(z)),
    says="On the left your values are positive, and there is a jump at 0. Something is missing "
    "that moves the curve down to 0.",
)
elu.wrong(
    "parentheses",
    lambda z, alpha: np.where(z > 0, z, alpha * np.exp(z) - 1),
    lambda z, alpha: np.where(z >= 0, z, alpha * np.exp(z) - 1),
    says="On the left you multiply e^z alone by alpha, and subtract 1 then. Alpha multiplies the "
    "whole difference.",
)
elu.wrong(
    "alpha in the exponent",
    lambda z, alpha: np.where(z > 0, z, np.expm1(alpha * z)),
    says="On the left alpha is inside the exponent, so your curve levels off at −1. Alpha "
    "multiplies the curve, and sets where it levels off.",
)
elu.wrong(
    "alpha forgotten",
    lambda z, alpha: np.where(z > 0, z, np.expm1(z)),
    says="Alpha plays no part: your curve always levels off at −1.",
)
elu.wrong(
    "maximum",
    lambda z, alpha: np.maximum(z, alpha * np.expm1(z)),
    says="You take the larger of z and the curve. That is not the same as asking for the sign of "
    "z: right of 0 the curve can be above z, and left of 0 below it.",
)
elu.wrong(
    "minimum",
    lambda z, alpha: np.minimum(z, alpha * np.expm1(z)),
    says="You take the smaller of z and the curve. That is not the same as asking for the sign of "
    "z: left of 0 the curve can be above z, and right of 0 below it.",
)
elu.wrong(
    "plain relu",
    lambda z, alpha: np.maximum(z, 0),
    says="On the left you return 0: that is plain ReLU. The curve is missing.",
)
elu.wrong(
    "upside down",
    lambda z, alpha: np.where(z > 0, z, alpha * (1 - np.exp(z))),
    says="On the left your values are positive: the curve is upside down.",
)
elu.wrong(
    "slope",
    lambda z, alpha: np.where(z > 0, 1, alpha * np.exp(z)),
    lambda z, alpha: np.where(z >= 0, 1, alpha * np.exp(z)),
    says="These are the slopes of ELU. Its values are asked for.",
)
elu.wrong(
    "both added",
    lambda z, alpha: np.maximum(z, 0) + alpha * np.expm1(z),
    says="On the left it is right. On the right you have z plus the curve: the curve must end at "
    "0.",
)
elu.wrong(
    "one number only",
    lambda z, alpha: z if z > 0 else alpha * (math.exp(z) - 1),
    lambda z, alpha: z if z > 0 else alpha * (np.exp(z) - 1),
    says="That decides for a single number. `if`, `max`, `and` need one yes or no, and an array "
    "holds many: decide entry by entry.",
)
elu.wrong(
    "flat arrays only",
    lambda z, alpha: [v if v > 0 else alpha * (math.exp(v) - 1) for v in z],
    says="Right for flat arrays. In a table, a loop over the array yields whole rows, and `if` "
    "needs one yes or no.",
)
elu.wrong(
    "alpha subtracted",
    lambda z, alpha: np.where(z > 0, z, np.exp(z) - alpha),
    lambda z, alpha: np.where(z >= 0, z, np.exp(z) - alpha),
    says="On the left you subtract alpha from e^z. It is 1 that is subtracted, and alpha "
    "multiplies the difference.",
)
elu.wrong(
    "cut off at minus alpha",
    lambda z, alpha: np.maximum(z, -alpha),
    says="You follow z and cut it off at −alpha. ELU gets to −alpha in a curve, and never quite.",
)
elu.wrong(
    "swapped",
    lambda z, alpha: np.where(z < 0, z, alpha * np.expm1(z)),
    says="The two rules have changed sides: on the left you return z, on the right the curve.",
)
elu.wrong(
    "one in the exponent",
    lambda z, alpha: np.where(z > 0, z, alpha * np.exp(z - 1)),
    lambda z, alpha: np.where(z >= 0, z, alpha * np.exp(z - 1)),
    says="On the left you have a power of e with z − 1 as its exponent, which is positive. The 1 "
    "is subtracted from e^z, not from z.",
)
elu.wrong(
    "falls",
    lambda z, alpha: np.where(z > 0, z, alpha * (1 - np.exp(-z))),
    says="On the left your values fall faster and faster. They should level off: is there a minus "
    "in the exponent?",
)
elu.wrong(
    "alpha on both sides",
    lambda z, alpha: alpha * np.where(z > 0, z, np.expm1(z)),
    says="On the left it is right. On the right you multiply by alpha as well: there, z passes as "
    "it is.",
)
elu.wrong(
    "slope on the right",
    lambda z, alpha: np.where(z > 0, 1, alpha * np.expm1(z)),
    says="On the left it is right. On the right you return 1: that is the slope, and the value is "
    "asked for.",
)
elu.wrong(
    "divided",
    lambda z, alpha: np.where(z > 0, z, np.expm1(z) / alpha),
    says="On the left you divide the curve by alpha, and it is to be multiplied.",
)
elu.wrong(
    "all or nothing",
    lambda z, alpha: z if (z > 0).all() else alpha * np.expm1(z),
    lambda z, alpha: z if (z > 0).any() else alpha * np.expm1(z),
    says="You decide once for the whole array. Every entry follows its own rule, whatever the "
    "others are.",
)
elu.also_wrong(
    lambda z, alpha: np.where(z > 0, z, alpha * (2.0**z - 1)),
    lambda z, alpha: np.where(z > 0, z, alpha * (10.0**z - 1)),
    lambda z, alpha: np.log1p(np.exp(z)),
    lambda z, alpha: np.where(z > 0, z, alpha * np.tanh(z)),
    lambda z, alpha: z,
    lambda z, alpha: np.where(z > 0, z, -alpha),
    lambda z, alpha: np.where(z > 0, z, 0.01 * np.expm1(z)),
    lambda z, alpha: 1.0507 * np.where(z > 0, z, alpha * np.expm1(z)),
    lambda z, alpha: np.round(np.where(z > 0, z, alpha * np.expm1(z)), 2),
    lambda z, alpha: np.where(z > 0, z, alpha * np.expm1(z)).sum(),
    lambda z, alpha: np.where(z > 0, z, alpha * (math.exp(z) - 1)),
    lambda z, alpha: np.where(z > 0, z, alpha * np.expm1(z / alpha)),
)


@chapter.function(
    "5.7",
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
    from rectified import figures

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


@chapter.choice(
    "5.8",
    answer="c",
    options={
        "a": (
            "the strongest of all",
            "More leak is not more power. With alpha = 1 both sides have the slope 1: look at what "
            "has become of the bend.",
        ),
        "b": (
            "the same as plain ReLU",
            "That is alpha = 0, the other end: there nothing passes on the left. With alpha = 1 "
            "everything does.",
        ),
        "c": (
            "one linear layer",
            "With alpha = 1 leaky ReLU is z itself, and layers without a bend collapse into one.",
        ),
        "d": (
            "impossible to train",
            "It trains, and its gradients do not even shrink at the activations. The question is "
            "what it can compute once it is trained.",
        ),
        "e": (
            "the same as a sigmoid network",
            "A sigmoid bends and levels off on both sides. With alpha = 1 leaky ReLU does neither.",
        ),
    },
    hints=[
        "Draw leaky ReLU for alpha = 0.5, for 0.9, and for 1.",
        "What did chapter 2 find out about layers without an activation function?",
    ],
)
def alpha_one():
    """All the way

    What is a deep network whose hidden layers are leaky ReLU with $\\alpha = 1$?
    """


def one_unit(rng):
    """A batch, weights, a bias and an alpha. No score is 0: it is an odd multiple of 1/32."""
    n, d = [(3, 2), (5, 3), (6, 2), (4, 3)][rng.randint(4)]
    b = (2 * rng.randint(-16, 16) + 1) / 32
    return quarters(rng, n, d), quarters(rng, d), float(b), slope_of(rng)


@chapter.function(
    "5.9",
    cases=[
        (vector(2)[None], vector(1), 0.5, 0.1),
        (vector(2)[None], vector(-1), 0.5, 0.1),
        (vector(1, -3)[:, None], vector(1), 0.5, 0.1),
        (np.array([[1.0, 2.0], [-1.0, 0.5], [3.0, -2.0]]), vector(1, -1), 0.25, 0.2),
        (np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]), vector(-1, -1), -1.0, 0.01),
        (np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]), vector(-1, -1), -1.0, 0.0),
        (np.array([[2, -1, 0], [0, 3, 1], [-1, -1, 1], [1, 0, -2]]), np.array([1, 1, 2]), -4, 0.5),
        (np.array([[1.0, 2.0], [-1.0, 0.5], [3.0, -2.0]]), vector(1, -1), -0.75, 1.0),
    ],
    more=one_unit,
    tolerance=_compare.Tolerance(1e-6, 1e-6),
    equivalent=["slopes = np.where(X @ w + b >= 0, 1.0, alpha)"],
    hints=[
        "For a single row x: how does leaky(w·x + b) change with the first weight?",
        "Chain rule: the slope at the row's score, times the row. That is a vector as long as w.",
        "Then average over the rows. `X.T @ slopes` adds up all rows, each times its slope.",
    ],
    why="""
    Each row contributes its own x times the slope at its own score: 1 or alpha. The mean divides
    by the number of rows. If all scores are negative, plain ReLU gets zeros here, and the unit is
    dead; with alpha > 0 it gets alpha times the mean of X. Small, but a way back.
    """,
)
def weight_gradient(X, w, b, alpha):
    """The gradient of the weights

    One leaky unit answers a batch: $h_i = f(w \\cdot x_i + b)$, where $f$ is leaky ReLU with slope
    `alpha` on the left and $x_i$ is row $i$ of `X`. Write `weight_gradient(X, w, b, alpha)`: it
    returns the gradient of the *mean* of all $h_i$ with respect to `w`. `X` has the shape
    `(n, d)`, `w` has length `d`, `b` is a number, $0 \\le \\alpha \\le 1$; the result is a 1-D
    array of length `d`. No score is exactly 0.
    """
    slopes = np.where(X @ w + b > 0, 1.0, alpha)  # ← one number for each row
    return X.T @ slopes / len(X)  # ← one number for each weight


def _row_by_row(X, w, b, alpha):
    total = np.zeros(len(w))
    for x in X:
        total = total + (1 if x @ w + b > 0 else alpha) * x
    return total / len(X)


def _differences(X, w, b, alpha, h=1e-6):
    def mean(v):
        z = X @ v + b
        return np.maximum(z, alpha * z).mean()

    steps = h * np.eye(len(w))
    return [(mean(w + step) - mean(w - step)) / (2 * h) for step in steps]


def _plain_python(X, w, b, alpha):
    n, d = X.shape
    result = [0.0] * d
    for i in range(n):
        score = b + sum(X[i, j] * w[j] for j in range(d))
        for j in range(d):
            result[j] += X[i, j] * (1 if score > 0 else alpha) / n
    return result


def _by_groups(X, w, b, alpha):
    fires = X @ w + b > 0
    return (X[fires].sum(axis=0) + alpha * X[~fires].sum(axis=0)) / X.shape[0]


weight_gradient.also_right(
    lambda X, w, b, alpha: X.T @ np.where(X @ w + b > 0, 1.0, alpha) / len(X),
    lambda X, w, b, alpha: np.mean(np.where(X @ w + b > 0, 1.0, alpha)[:, None] * X, axis=0),
    lambda X, w, b, alpha: np.where(X @ w + b > 0, 1.0, alpha) @ X / X.shape[0],
    lambda X, w, b, alpha: np.einsum("n,nd->d", leaky_slope(X @ w + b, alpha), X) / len(X),
    lambda X, w, b, alpha: np.average(X * np.where(X @ w + b < 0, alpha, 1)[:, None], axis=0),
    lambda X, w, b, alpha: sum((1 if x @ w + b > 0 else alpha) * x for x in X) / len(X),
    lambda X, w, b, alpha: (X.T * np.where(np.dot(X, w) + b > 0, 1, alpha)).mean(axis=1),
    lambda X, w, b, alpha: (np.diag(np.where(X @ w + b > 0, 1.0, alpha)) @ X / len(X)).sum(axis=0),
    lambda X, w, b, alpha: alpha * X.mean(0) + (1 - alpha) * X.T @ (X @ w + b > 0) / len(X),
    lambda X, w, b, alpha: (X.T @ leaky_slope(X @ w + b, alpha) / len(X)).astype(np.float32),
    lambda X, w, b, alpha: (
        np.asmatrix(X).T @ np.asmatrix(np.where(X @ w + b > 0, 1.0, alpha)).T / len(X)
    ),
    lambda X, w, b, alpha: tuple(np.mean(column * leaky_slope(X @ w + b, alpha)) for column in X.T),
    lambda X, w, b, alpha: _differences(X, w, b, alpha, 1e-4),
    _differences,
    _row_by_row,
    _plain_python,
    _by_groups,
)
weight_gradient.wrong(
    "relu slope",
    lambda X, w, b, alpha: X.T @ (X @ w + b > 0) / len(X),
    says="Rows with a negative score count for nothing: that is the slope of plain ReLU, and a "
    "dead unit stays dead.",
)
weight_gradient.wrong(
    "no bias",
    lambda X, w, b, alpha: X.T @ np.where(X @ w > 0, 1.0, alpha) / len(X),
    lambda X, w, b, alpha: X.T @ np.where(X @ w >= 0, 1.0, alpha) / len(X),
    says="The side of a row is decided without the bias. The score is w·x + b.",
)
weight_gradient.wrong(
    "slope of mean",
    lambda X, w, b, alpha: X.mean(axis=0) * (1.0 if (X @ w + b).mean() > 0 else alpha),
    says="You take one slope, at the average score, for all rows. Each row has a slope of its own.",
)
weight_gradient.wrong(
    "gradient of b",
    lambda X, w, b, alpha: np.where(X @ w + b > 0, 1.0, alpha).mean(),
    says="That is the average slope: the gradient with respect to the bias. The bias has the input "
    "1; what is the input of a weight?",
)
weight_gradient.wrong(
    "sum",
    lambda X, w, b, alpha: X.T @ np.where(X @ w + b > 0, 1.0, alpha),
    says="That is the gradient of the *sum* of the answers. Asked for is the mean.",
)
weight_gradient.wrong(
    "mean of X",
    lambda X, w, b, alpha: X.mean(axis=0),
    says="All rows count fully here, as for a unit without activation. The slope of leaky ReLU is "
    "missing.",
)
weight_gradient.wrong(
    "alpha everywhere",
    lambda X, w, b, alpha: alpha * X.mean(axis=0),
    says="All rows are multiplied by alpha. Those with a positive score count fully.",
)
weight_gradient.wrong(
    "value, not slope",
    lambda X, w, b, alpha: X.T @ np.where(X @ w + b > 0, X @ w + b, alpha * (X @ w + b)) / len(X),
    says="You multiply the rows by the unit's answers. The chain rule takes the slope at the "
    "score, not the value.",
)
weight_gradient.wrong(
    "product of means",
    lambda X, w, b, alpha: np.where(X @ w + b > 0, 1.0, alpha).mean() * X.mean(axis=0),
    says="You multiply the average slope by the average row. Each row goes with its own slope: "
    "multiply first, and average then.",
)
weight_gradient.wrong(
    "swapped",
    lambda X, w, b, alpha: X.T @ np.where(X @ w + b > 0, alpha, 1.0) / len(X),
    says="The slopes have changed sides: rows with a negative score count fully here, and the "
    "others alpha times.",
)
weight_gradient.wrong(
    "one minus",
    lambda X, w, b, alpha: X.T @ np.where(X @ w + b > 0, 1.0, 1 - alpha) / len(X),
    says="Rows with a negative score count 1 − alpha times. Alpha is what remains of them.",
)
weight_gradient.wrong(
    "divided by the weights",
    lambda X, w, b, alpha: X.T @ np.where(X @ w + b > 0, 1.0, alpha) / len(w),
    says="You divide by the number of weights. The mean goes over the rows.",
)
weight_gradient.wrong(
    "one number",
    lambda X, w, b, alpha: np.mean(np.where(X @ w + b > 0, 1.0, alpha)[:, None] * X),
    says="You average over everything and get one number. Each weight has a gradient of its own: "
    "average over the rows only.",
)
weight_gradient.wrong(
    "gradient of x",
    lambda X, w, b, alpha: np.where(X @ w + b > 0, 1.0, alpha).mean() * w,
    says="You multiply the average slope by w: that is how the mean changes when all *inputs* "
    "move. Here the weights change, and what multiplies them are the inputs.",
)
weight_gradient.wrong(
    "the mean itself",
    lambda X, w, b, alpha: np.where(X @ w + b > 0, X @ w + b, alpha * (X @ w + b)).mean(),
    says="That is the mean of the answers. Its gradient says how it changes with each of the "
    "weights.",
)
weight_gradient.wrong(
    "sign of the bias",
    lambda X, w, b, alpha: X.T @ np.where(X @ w - b > 0, 1.0, alpha) / len(X),
    says="The side of a row is decided by w·x − b. The score is w·x + b.",
)
weight_gradient.wrong(
    "first row only",
    lambda X, w, b, alpha: X[0] * (1 if X[0] @ w + b > 0 else alpha),
    says="Only the first row counts. Does a loop return in its first round?",
)
weight_gradient.wrong(
    "divided by all",
    lambda X, w, b, alpha: X.T @ np.where(X @ w + b > 0, 1.0, alpha) / X.size,
    says="You divide by the number of all entries of X. The mean goes over the rows.",
)
weight_gradient.wrong(
    "added",
    lambda X, w, b, alpha: X.T @ ((X @ w + b > 0) + alpha) / len(X),
    says="Rows with a negative score count right. The others count 1 + alpha times: is alpha added "
    "for all?",
)
weight_gradient.wrong(
    "sign",
    lambda X, w, b, alpha: X.T @ np.where(X @ w + b > 0, 1.0, -alpha) / len(X),
    says="Rows with a negative score count −alpha times. The slope there is positive, though the "
    "values are negative.",
)
weight_gradient.wrong(
    "a step",
    lambda X, w, b, alpha: w - X.T @ np.where(X @ w + b > 0, 1.0, alpha) / len(X),
    lambda X, w, b, alpha: w - 0.1 * X.T @ np.where(X @ w + b > 0, 1.0, alpha) / len(X),
    lambda X, w, b, alpha: w - 0.01 * X.T @ np.where(X @ w + b > 0, 1.0, alpha) / len(X),
    says="You return new weights, after a step against the gradient. The gradient itself is asked "
    "for.",
)
weight_gradient.also_wrong(
    lambda X, w, b, alpha: np.where(X @ w + b > 0, 1.0, alpha)[:, None] * X,
    lambda X, w, b, alpha: np.mean(np.where(X @ w + b > 0, 1.0, alpha)[:, None] * X, axis=1),
    lambda X, w, b, alpha: X @ np.where(X @ w + b > 0, 1.0, alpha) / len(X),
    lambda X, w, b, alpha: -X.T @ np.where(X @ w + b > 0, 1.0, alpha) / len(X),
    lambda X, w, b, alpha: (X.T @ np.where(X @ w + b > 0, 1.0, alpha) / len(X))[:, None],
    lambda X, w, b, alpha: X.T @ np.where(X @ w + b > 0, 1.0, 0.01) / len(X),
    lambda X, w, b, alpha: X.T @ np.where(X @ w + b > 0, 1.0, alpha) / len(X) * w,
    lambda X, w, b, alpha: X.T @ np.where(X @ w + b > 0, 1.0, alpha * (X @ w + b)) / len(X),
    lambda X, w, b, alpha: np.where(X > 0, 1.0, alpha).mean(axis=0),
    lambda X, w, b, alpha: np.where(X > 0, X, alpha * X).mean(axis=0),
    lambda X, w, b, alpha: np.where(X @ w + b > 0, 1.0, alpha),
    lambda X, w, b, alpha: w,
)


# ================================================================ predict and explain

chapter.section(
    "Predict and explain",
    """
    No code here: decide first, then check. Every option has its own answer, so try the others as
    well.
    """,
)


@chapter.choice(
    "5.10",
    answer="b",
    options={
        "a": (
            "value 0.2, slope 0.1",
            "The slope is right. But a positive *slope* does not make the value positive: the line "
            "goes up from left to right, and left of 0 it is below 0.",
        ),
        "b": (
            "value −0.2, slope 0.1",
            "The line 0.1·z goes up, so its slope is positive, and left of 0 it is below 0.",
        ),
        "c": (
            "value −0.2, slope −0.1",
            "The value is right. It is negative, but the line still goes up from left to right.",
        ),
        "d": (
            "value −0.2, slope −0.2",
            "The value is right. The slope is how fast the value changes with z, and it is the "
            "same on the whole left side.",
        ),
        "e": (
            "value 0, slope 0",
            "That is plain ReLU, alpha = 0. Here a tenth of z gets through.",
        ),
    },
    hints=["What is the value at z = −1? Did it go up or down from −2 to −1, and by how much?"],
)
def left_of_zero():
    """Left of zero

    A leaky ReLU with $\\alpha = 0.1$ gets the input $z = -2$. What are its value and its slope
    there?
    """


@chapter.choice(
    "5.11",
    answer="d",
    options={
        "a": (
            "about as many: what counts is that the slope is not 0",
            "Not being 0 means that the unit moves. How far it moves in a step depends on how "
            "large the slope is.",
        ),
        "b": (
            "about twice as many",
            "The way to go is the same. By which factor does each step become shorter?",
        ),
        "c": (
            "about a tenth as many",
            "It is the other way round: a smaller slope makes smaller steps.",
        ),
        "d": (
            "about ten times as many",
            "While the unit is silent, each step is proportional to alpha, and the way is the "
            "same.",
        ),
        "e": (
            "infinitely many: with so small a slope it is dead",
            "It is slow, but it moves with each step. Only a slope of 0 stops it for good.",
        ),
    },
    hints=["By the chain rule, the gradient of the bias contains the slope as a factor."],
)
def ten_times_less():
    """Ten times less slope

    A single leaky ReLU unit has been pushed far to the left: it is silent for all inputs. With
    $\\alpha = 0.01$ it needs about 1700 steps of gradient descent until it fires again. How many
    with $\\alpha = 0.001$ and everything else the same?
    """


@chapter.choice(
    "5.12",
    answer="c",
    options={
        "a": (
            "They will wake up if training goes on long enough.",
            "Their weights get gradients, but these only have to make the loss smaller. In the "
            "chapter not one of them woke up with alpha = 0.01, and few with more.",
        ),
        "b": (
            "They contribute nothing.",
            "That is true of silent units of plain ReLU. These pass alpha·z on, which is not 0.",
        ),
        "c": (
            "They work as linear units: alpha times their score, for every image.",
            "Where a leaky unit stays on one side for all inputs, it never bends. It learns, but "
            "as a straight line.",
        ),
        "d": (
            "They are dead: their weights do not change any more.",
            "Dead means that the slope is 0 for all images. Here it is alpha, and the weights "
            "move.",
        ),
    },
    hints=["Which of its two rules does such a unit use, and for which of the images?"],
)
def silent_units():
    """Silent, but not dead

    You train a network with leaky ReLU. No unit is dead, but in the first layer a third of the
    units have a negative score for *all* images. What is true of these units?
    """


@chapter.choice(
    "5.13",
    answer="bd",
    options={
        "a": (
            "the alphas of PReLU",
            "In PReLU training changes them, together with the weights: parameters.",
        ),
        "b": (
            "the alpha of leaky ReLU",
            "The alpha of leaky ReLU is set before training, and training leaves it alone.",
        ),
        "c": (
            "the biases",
            "Training changes them, like the weights: parameters.",
        ),
        "d": (
            "the learning rate",
            "The learning rate says how far a step goes; no step changes it.",
        ),
        "e": (
            "the score z of a unit",
            "It is neither: it is computed anew for every input.",
        ),
    },
    hints=["Hyperparameters are set by you; parameters are what training changes."],
)
def hyperparameters():
    """Set or learned

    Which of these are *hyperparameters*? Give all letters.
    """


@chapter.choice(
    "5.14",
    answer="c",
    options={
        "a": (
            "for every alpha",
            "Try alpha = 2 at z = 1: which of the two is larger, and which should it be?",
        ),
        "b": (
            "only for alpha from 0 to 1",
            "There it holds. But try a negative slope, which PReLU may learn, on both sides of 0.",
        ),
        "c": (
            "for every alpha that is at most 1, also a negative one",
            "Right of 0, z is the larger one if alpha is at most 1; left of 0, alpha·z is. That "
            "needs no lower limit.",
        ),
        "d": (
            "only for small alpha, up to about 0.3",
            "The usual slopes are small, but the formula is exact for larger ones as well. At "
            "which alpha do z and alpha·z change roles?",
        ),
    },
    hints=["Draw the lines z and alpha·z for alpha = 0.5, 2 and −1, and follow the upper one."],
)
def larger_of_two():
    """The larger of two

    For which $\\alpha$ is $\\max(z, \\alpha z)$ the function with $z$ for $z > 0$ and
    $\\alpha z$ elsewhere, at every $z$?
    """


@chapter.choice(
    "5.15",
    answer="b",
    options={
        "a": (
            "slowly to the right, until it is near 0",
            "That is what a leaky unit does. Look at the sign of Swish's slope at z = −5: in which "
            "direction does its value become larger?",
        ),
        "b": (
            "to the left, away from 0",
            "Left of its lowest point, at −1.28, Swish goes *down* from left to right. To become "
            "larger it moves left, where it levels off at 0.",
        ),
        "c": (
            "nowhere: the slope is exactly 0 there, as for ReLU",
            "It is small, but not 0. The unit moves; the question is in which direction.",
        ),
        "d": (
            "to the lowest point, at z = −1.28, and stays there",
            "There the value is at its *lowest*, and a larger one is wanted.",
        ),
    },
    hints=["Compute Swish, z·sigmoid(z), at −6, −5 and −4. Which of the three is the largest?"],
)
def swish_unit():
    """A smooth unit in the desert

    A single unit with Swish, $z \\cdot \\mathrm{sigmoid}(z)$, has its input at $z = -5$, and its
    value should be larger. Where does gradient descent move its $z$?
    """


# ================================================================ longer tasks

chapter.section("Train, observe, explain")


@functools.cache
def _lessons():
    """Inputs and outputs of units with different slopes: name -> (z, y, best alpha)."""
    rng = np.random.RandomState(526)
    lessons = {}
    for alpha in (0.1, 0.6, -0.5, 1.5):
        z = rng.uniform(-3, 3, 20)
        lessons[f"slope {alpha:g}".replace("-", "−")] = z, np.where(z > 0, z, alpha * z), alpha
    z = rng.uniform(-3, 3, 20)
    y = np.where(z > 0, z, 0.3 * z) + rng.normal(0, 0.4, 20)
    left = z < 0
    lessons["noise"] = z, y, float(y[left] @ z[left] / (z[left] @ z[left]))
    z = rng.uniform(0.5, 3, 20)
    lessons["no negative z"] = z, z + rng.normal(0, 0.4, 20), 0.25
    return lessons


def _learns(learn, call):
    """Facts about a function that learns alpha."""
    learned, facts = {}, {}
    for name, (z, y, best) in _lessons().items():
        copies = z.copy(), y.copy()
        answer = call(learn, *copies)
        if not (np.array_equal(copies[0], z) and np.array_equal(copies[1], y)):
            raise Malformed("Your function changes the z or the y of the caller.")
        array = _compare.read(answer)
        if isinstance(array, _compare.Numbers) and not np.isfinite(array.array).all():
            if name in _SLOPES:
                raise Malformed(
                    "Your alpha is not a finite number. Are the steps so long that it grows and "
                    "grows, or do they go up the loss instead of down?"
                )
            facts[name] = False
            continue
        learned[name] = float(numbers(answer, (), "Alpha"))
        allowed = 0.03 if name == "noise" else 0.01  # one example after the other is fine as well
        facts[name] = abs(learned[name] - best) <= allowed
    moved = [abs(value - 0.25) > 1e-9 for name, value in learned.items() if name in _SLOPES]
    right_way = [
        (learned[name] - 0.25) * (_lessons()[name][2] - 0.25) > 0
        for name in learned
        if name in _SLOPES
    ]
    found = {
        name: f"{value:.2f}" if abs(value) < 100 else "huge" for name, value in learned.items()
    }
    shown = "; ".join(f"{name}: {text}".replace("-", "−") for name, text in found.items())
    return Facts(
        {"moves": any(moved), "right direction": any(right_way), **facts}, {"your alphas": shown}
    )


_SLOPES = ("slope 0.1", "slope 0.6", "slope −0.5", "slope 1.5")


@chapter.task(
    "5.16",
    function=True,
    observe=_learns,
    steps=2_000_000,  # thousands of rounds of a loop over single numbers are allowed
    differs={
        "moves": "Your alpha is 0.25 for every slope. It should follow them.",
        "right direction": "Your alpha ends on the wrong side of its start, for every slope. "
        "Gradient descent goes *against* the gradient; and is the error the output minus y?",
        "slope 0.1": "Where the true slope is 0.1, your alpha is not within 0.01 of it. Are there "
        "enough steps, are they not too long, and do only the negative z count?",
        "slope 0.6": "The slope 0.1 is found, but 0.6 is not.",
        "slope −0.5": "Slopes of 0.1 and 0.6 are found, but one of −0.5 is not. Does anything keep "
        "your alpha from becoming negative?",
        "slope 1.5": "Slopes up to 0.6 are found, but one of 1.5 is not. Does anything keep your "
        "alpha below 1, or do you compute the outputs with a formula that holds up to 1 only?",
        "noise": "Without noise you find every slope. With noise, the best alpha is the one with "
        "the smallest mean squared error, and yours is another.",
        "no negative z": "Where no z is negative, nothing tells how to change alpha, and it stays "
        "at its start, 0.25. Yours is another number, or none: is something divided by 0?",
    },
    hints=[
        "One step: compute the outputs, the error of each, and from these the gradient; exercise "
        "5.4 tells how. Then go a little against the gradient.",
        "With g = (output − y) / n the gradient is that of half the mean squared error. The step "
        "can be 0.1 then; a few hundred steps are plenty.",
        "Take the gradient of *alpha*: only the negative z have a part in it.",
    ],
    why="""
    The loss is a parabola in alpha, so gradient descent cannot get lost; and as nothing forbids
    it, alpha becomes negative or larger than 1 where the data ask for it. Where all z are positive
    the gradient is exactly 0: the start decides, as for a dead unit. The outputs are computed
    with `np.where`: `np.maximum(z, alpha * z)` would be another function above 1.
    """,
)
def learn_alpha(z, y):
    """Learn the slope

    A unit with the inputs `z` is to give the outputs `y`, two 1-D arrays of the same length, with
    the numbers in `z` between −3 and 3. Its output is $z$ where $z > 0$ and $\\alpha z$ elsewhere;
    learn the $\\alpha$ for which the mean squared error is smallest. Write `learn_alpha(z, y)`: it
    starts at $\\alpha = 0.25$ and returns the learned $\\alpha$, exact to 0.01. It may be negative
    or larger than 1. If no number in `z` is negative, alpha stays at its start. Any method is
    fine. The checker tries it with four true slopes, with noise, and without any negative `z`.
    """
    alpha = 0.25
    for step in range(200):
        error = np.where(z > 0, z, alpha * z) - y
        alpha = alpha - 0.1 * np.mean(error * np.minimum(z, 0))
    return alpha


def _learned(z, y, rate=0.25, steps=100, start=0.25, gradient=None, output=None, low=-9, high=9):
    """Gradient descent with one thing changed, for the answers below."""
    gradient = gradient or (lambda error, z: np.mean(error * np.minimum(z, 0)))
    output = output or (lambda z, alpha: np.where(z > 0, z, alpha * z))
    alpha = start
    for _ in range(steps):
        alpha = alpha - rate * gradient(output(z, alpha) - y, z)
        alpha = min(max(alpha, low), high)
    return alpha


def _least_squares(z, y):
    left = z < 0
    return y[left] @ z[left] / (z[left] @ z[left]) if left.any() else 0.25


def _scanned(z, y):
    alphas = np.linspace(-3, 3, 1201)
    errors = ((np.where(z > 0, z, alphas[:, None] * z) - y) ** 2).mean(axis=1)
    return alphas[errors.argmin()] if (z < 0).any() else 0.25


def _by_scipy(z, y):
    from scipy.optimize import minimize

    return minimize(lambda a: np.mean((np.where(z > 0, z, a * z) - y) ** 2), 0.25).x


def _number_by_number(z, y):
    alpha = 0.25
    for _ in range(1000):
        total = 0.0
        for zi, yi in zip(z, y):
            if zi < 0:
                total += (alpha * zi - yi) * zi
        alpha -= 0.02 * total / len(z)
    return alpha


def _one_by_one(z, y):
    alpha = 0.25
    for _ in range(100):
        for zi, yi in zip(z, y):
            alpha -= 0.01 * (max(zi, 0) + alpha * min(zi, 0) - yi) * min(zi, 0)
    return alpha


def _until_still(z, y):
    alpha = 0.25
    while True:
        slope = np.mean((np.where(z > 0, z, alpha * z) - y) * np.minimum(z, 0))
        if abs(slope) < 1e-5:
            return alpha
        alpha -= 0.2 * slope


learn_alpha.also_right(
    _least_squares,
    _scanned,
    _by_scipy,
    _number_by_number,
    _one_by_one,
    _until_still,
    lambda z, y: _learned(z, y, rate=0.1, steps=200),
    lambda z, y: [_learned(z, y, rate=0.01, gradient=lambda e, z: e @ np.minimum(z, 0))],
    lambda z, y: np.float32(_learned(z, y, rate=0.3, steps=200)),
    lambda z, y: _learned(
        z, y, rate=0.1, gradient=lambda e, z: 2 * np.mean((e * z)[z < 0]) if (z < 0).any() else 0
    ),
)
learn_alpha.wrong(
    "wrong direction",
    lambda z, y: _learned(z, y, rate=-0.1, steps=20),
    lambda z, y: _learned(z, y, rate=-0.1),
    lambda z, y: _learned(z, y, gradient=lambda e, z: np.mean(e * (z < 0))),
    says="Your alpha ends on the wrong side of its start, for every slope. Do you go *against* the "
    "gradient, is a factor z lost, or are the steps so long that they overshoot?",
)
learn_alpha.wrong(
    "does not move",
    lambda z, y: 0.25,
    says="Your alpha stays at 0.25, whatever the data. Does the loop change it, and is the new "
    "one returned? And does the gradient count the negative z?",
)
learn_alpha.wrong(
    "no negative slopes",
    lambda z, y: _learned(z, y, low=0),
    lambda z, y: abs(_learned(z, y)),
    says="Everything is found, except for a negative slope. Nothing forbids one: do you cut alpha "
    "off at 0, or drop its sign?",
)
learn_alpha.wrong(
    "at most one",
    lambda z, y: _learned(z, y, output=lambda z, alpha: np.maximum(z, alpha * z)),
    lambda z, y: _learned(z, y, high=1),
    says="Everything is found, except for a slope above 1. Do you cut alpha off, or compute the "
    "outputs with a formula that holds for alpha up to 1 only?",
)
learn_alpha.wrong(
    "between 0 and 1",
    lambda z, y: _learned(z, y, low=0, high=1),
    says="Slopes between 0 and 1 are found, others are not. PReLU has no such limits.",
)
learn_alpha.also_wrong(
    lambda z, y: _learned(z, y, steps=1),
    lambda z, y: _learned(z, y, steps=5),
    lambda z, y: _learned(z, y, start=0.0),
    lambda z, y: _learned(z, y, start=0.01),
    lambda z, y: _learned(z, y, rate=5.0, steps=500, low=-np.inf, high=np.inf),
    lambda z, y: _learned(z, y, gradient=lambda e, z: np.mean(e * z)),
    lambda z, y: np.mean(y[z < 0] / z[z < 0]) if (z < 0).any() else 0.25,
    lambda z, y: (y[z < 0] @ z[z < 0]) / (z[z < 0] @ z[z < 0]),
    lambda z, y: np.polyfit(z, y, 1)[0],
    lambda z, y: z @ y / (z @ z),
    lambda z, y: np.where(z > 0, z, 0.25 * z),
    lambda z, y: None,
    lambda z, y: float("nan"),
    lambda z, y: undefined,  # noqa: F821
    3,
)


_EXPLANATIONS = {
    "a": "its units are dead: their slope is 0",
    "b": "what is left of the gradient behind silent units is too small for five epochs",
    "c": "a slope of 0.01 is so near to plain ReLU that such a network cannot represent the digits",
    "d": "biases do not learn",
}


def _rescued(answer):
    """Facts about a network that was started in the dark."""
    from rectified import MLP, datasets

    if not isinstance(answer, list | tuple) or len(answer) != 2:
        raise Malformed("Two things are wanted: (net, letter).")
    net, explanation = answer[0], letter(answer[1], _EXPLANATIONS, "The second part")
    if not isinstance(net, MLP):
        raise Malformed("The first part is the trained network, an MLP.")
    if net.layer_sizes != (64, 32, 32, 10) or net.stack_shape not in ((), (1,)):
        raise Malformed("The network is one MLP([64, 32, 32, 10], ...).")
    z = np.array([-3.0, -1.0, 2.0])
    alpha = -float(net.activation.value(z)[1])
    leaky = np.allclose(net.activation.value(z), np.where(z > 0, z, alpha * z))
    _, X_unseen, _, y_unseen = datasets.digits()
    if np.isfinite(net.theta).all():
        right = float((net.predict(X_unseen).argmax(axis=-1) == y_unseen).mean())
    else:
        right = 0.0
    biases = float(np.mean(net.b[0]))
    return Facts(
        {
            "leaky": leaky and 0 < alpha < 1,
            "biases": -3 < biases < -1,
            "accuracy": right > 0.8,
            **{f"not {other}": explanation != other for other in "acd"},
        },
        {
            "slope": f"{alpha:g}" if leaky else "of another function",
            "biases": f"{biases:z.1f}".replace("-", "−") + " on average in the first layer",
            "accuracy": f"{right:.0%} on unseen images",
        },
    )


@chapter.task(
    "5.17",
    observe=_rescued,
    differs={
        "leaky": "The hidden layers are not leaky ReLU with an alpha between 0 and 1.",
        "biases": "The biases of the first layer are not near −2 any more, or never were: is the "
        "network made with `initializers.Constant(-2)` as its biases, and the learning rate 0.1?",
        "accuracy": "The network reads 80 % or less of the unseen images. Was it trained for all "
        "five epochs? If so, it is alpha that is left to choose.",
        **{
            f"not {other}": "The network has learned. The letter is another one: look at what "
            "happens with 0.01, and with 0."
            for other in "acd"
        },
    },
    hints=[
        "The third place of `MLP` is for the weights, the fourth for the biases: "
        "`bias_initializer=initializers.Constant(-2)`. Then "
        "`net.fit(X, y, epochs=5, batch_size=32, learning_rate=0.1)`.",
        "Make a loop over 0, 0.01, 0.1, 0.2 and more, and print the accuracy, "
        "`(net.predict(X_unseen).argmax(axis=-1) == y_unseen).mean()`.",
        "How much of the gradient gets through a silent layer if alpha is 0.01? And through two?",
    ],
    why="""
    With biases of −2 few units fire, and what the first layer learns from has to pass through
    layers that are nearly silent. With 0.01 a silent unit passes a hundredth of the gradient on,
    and two in a row a ten-thousandth: not zero, but as good as zero in five epochs. That is (b).
    With 0.2 it is enough. A leak sets how long a recovery takes, and training is not endless.
    """,
    picture=lambda: _picture_of_the_rescue(),
)
def rescue():
    """Started in the dark

    Make an `MLP([64, 32, 32, 10], ...)` with leaky ReLU and all biases −2 at the start, and train
    it on the images of `datasets.digits()`: 5 epochs, batches of 32, learning rate 0.1. Find an
    $\\alpha$, $0 < \\alpha < 1$, with which it reads more than 80 % of the unseen images.

    Observe: what does the same network read with 0 and with 0.01? Explain: with $\\alpha = 0.01$ it
    learns next to nothing in this time, because

    - (a) its units are dead: their slope is 0
    - (b) what is left of the gradient behind silent units is too small for five epochs
    - (c) a slope of 0.01 is so near to plain ReLU that such a network cannot represent the digits
    - (d) biases do not learn

    Give `(net, letter)`, the letter in quotes.
    """
    from rectified import MLP, activations, datasets, initializers

    X, _, y, _ = datasets.digits()
    leaky = activations.LeakyReLU(alpha=0.3)
    net = MLP([64, 32, 32, 10], leaky, bias_initializer=initializers.Constant(-2))
    net.fit(X, y, epochs=5, batch_size=32, learning_rate=0.1)
    return net, "b"  # ← (net, letter)


@functools.cache
def _in_the_dark(activation, bias=-2.0, epochs=5, rng=0, sizes=(64, 32, 32, 10), rate=0.1):
    """A network of the task with one thing changed."""
    from rectified import MLP, datasets, initializers

    X, _, y, _ = datasets.digits()
    net = MLP(sizes, activation, bias_initializer=initializers.Constant(bias), rng=rng)
    net.fit(X, y, epochs=epochs, batch_size=32, learning_rate=rate)
    return net


def _leaky_net(alpha, letter="b", **changes):
    def answer():
        return _in_the_dark(activations.LeakyReLU(alpha), **changes), letter

    return answer


def _picture_of_the_rescue():
    """The accuracy by alpha, three seeds each."""
    from rectified import datasets, figures

    _, X_unseen, _, y_unseen = datasets.digits()
    slopes = [0.0, 0.1, 0.2, 0.3, 0.5]
    runs = [
        [
            (
                _in_the_dark(activations.LeakyReLU(alpha), rng=seed).predict(X_unseen).argmax(-1)
                == y_unseen
            ).mean()
            for seed in range(3)
        ]
        for alpha in slopes
    ]
    return figures.leaky_relu.spread(slopes, {"leaky_relu": runs}, "α", "accuracy on new images")


rescue.also_right(
    _leaky_net(0.3, rng=1),
    _leaky_net(0.2, rng=2, letter="B"),
    _leaky_net(0.5, rng=3, letter="(b)"),
    lambda: list(_leaky_net(0.4)()),
    lambda: (_in_the_dark(activations.LeakyReLU(0.25)), "b)"),
    lambda: (_in_the_dark(activations.ReLU(negative_slope=0.3)), _EXPLANATIONS["b"]),
)
rescue.wrong(
    "thinks the units are dead",
    _leaky_net(0.3, letter="a"),
    says="The network has learned. But a dead unit has slope 0, and here it is 0.01: something "
    "gets through. How much?",
)
rescue.wrong(
    "thinks it cannot be represented",
    _leaky_net(0.3, letter="c"),
    says="The network has learned. But with biases of 0 instead of −2 the same network reads well "
    "with 0.01, as one with plain ReLU does: try it.",
)
rescue.wrong(
    "thinks biases do not learn",
    _leaky_net(0.3, letter="d"),
    says="The network has learned. But biases get a gradient as weights do. They have moved little "
    "in your network as well, and still it reads.",
)
rescue.also_wrong(
    _leaky_net(0.01),
    _leaky_net(0.1),
    _leaky_net(0.3, epochs=1),
    _leaky_net(0.3, bias=0.0),
    lambda: (_in_the_dark(activations.get("relu")), "b"),
    lambda: (_in_the_dark(activations.get("tanh")), "b"),
    _leaky_net(0.3, sizes=(64, 32, 10)),
    lambda: _leaky_net(0.3)()[0],
    lambda: (_leaky_net(0.3)()[0], 5),
    lambda: (0.3, "b"),
    lambda: None,
)
