"""Leaky ReLU."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from checker import function
from rectified import activations

from .._forms import CACHE, with_cache
from .._inputs import vector
from ._shared import SIGNS, WITHOUT_LEAK, array_and_slope, relu


@function(
    way=(1, 4, "leaky ReLU", "letting-a-little-through#slope-left-of-zero"),
    cases=[*SIGNS, WITHOUT_LEAK, (vector(-1, 0.25, 0.5), 0.75)],
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
    from rectified_book import figures

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
leaky_relu.wrong(
    "with a cache", *with_cache(lambda z, alpha: np.where(z > 0, z, alpha * z)), says=CACHE
)
leaky_relu.wrong(
    "alpha subtracted",
    lambda z, alpha: np.where(z > 0, z, z - alpha),
    says="On the left you subtract alpha. It is a slope: it multiplies z.",
)
leaky_relu.wrong(
    "corner at alpha",
    lambda z, alpha: np.where(z > alpha, z, alpha * z),
    says="You compare z with alpha. The corner is at 0, whatever alpha is.",
)
leaky_relu.also_wrong(
    lambda z, alpha: np.abs(z),
    lambda z, alpha: z[z > 0],
    lambda z, alpha: z,
    lambda z, alpha: np.where(z > 0, z, alpha * z).ravel(),
    lambda z, alpha: np.where(z > 0, z, alpha * z).sum(),
    lambda z, alpha: np.where(z > 0, z, alpha * z**2),
    lambda z, alpha: np.where(z > 0, z, alpha * alpha * z),
    lambda z, alpha: np.where(z > 1, z, alpha * z),
    lambda z, alpha: np.round(np.where(z > 0, z, alpha * z), 1),
    lambda z, alpha: np.where(z > 0, z, np.nan),
    lambda z, alpha: print(np.where(z > 0, z, alpha * z)),
    lambda z, alpha: (v if v > 0 else alpha * v for v in z),
    lambda z: np.where(z > 0, z, 0.1 * z),
)
