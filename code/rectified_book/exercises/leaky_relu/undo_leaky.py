"""Undo it."""

from __future__ import annotations

import numpy as np

from checker import function
from rectified import activations

from ._shared import SIGNS, array_and_slope, relu


@function(
    way=(2, 6, "what leaky ReLU keeps", "letting-a-little-through#slope-left-of-zero"),
    cases=SIGNS,
    more=array_and_slope,
    equivalent=["return np.where(y >= 0, y, y / alpha)"],
    hints=[
        "Leaky ReLU multiplies negative numbers by alpha. What takes that back?",
        "The sign survives: y is negative exactly where z was. So y itself tells you which rule "
        "to undo.",
    ],
    why="""
    The sign of y tells on which side z was, and there leaky ReLU is a line that can be undone. On
    the right nothing was done; on the left z was multiplied by alpha, and dividing takes that
    back. So no information is lost on the way through a leaky ReLU. Plain ReLU cannot be undone:
    all negative numbers become the same 0.
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
