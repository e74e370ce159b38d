"""Its slope."""

from __future__ import annotations

import numpy as np

from checker import function

from .._inputs import quarters, vector
from ._shared import any_shape
from .relu import relu


@function(
    way=(1, 3, "the slope of ReLU", "what-relu-does#the-function"),
    cases=[
        (vector(2),),
        (vector(-2),),
        (vector(0),),
        (vector(-1, 0.5, 3),),
        (np.array([2, -3, 0, 1]),),
        (np.array([[0.5, -0.25, 0], [-3.0, 2.0, -0.75]]),),
        (vector(-1.5, -0.5),),
        (vector(0.25, 0.75, 4),),
    ],
    more=lambda rng: (quarters(rng, *any_shape(rng)),),
    settle=lambda value, z: np.where((z == 0) & (abs(value - 0.5) < 0.500001), 0.0, value),
    equivalent=["return (z >= 0).astype(float)"],
    hints=[
        "Imagine walking along the graph from left to right: how steep is it on each side of 0?",
        "The slope has only two values away from 0. It is the answer to a yes-or-no question about "
        "z.",
        "A comparison such as `z < 3` gives True and False, which count as 1 and 0.",
    ],
    why="""
    Left of 0 the graph is flat, right of it every step to the right is an equal step upward. `z >=
    0` would be as right: at the corner itself there is no slope, and any value from 0 to 1 may
    stand for it. With `z > 0` it is 0, as in the chapter and in the well-known libraries.
    """,
    picture=lambda: _picture_of_the_slope(),
)
def relu_slope(z):
    """Its slope

    Write `relu_slope(z)`: for an array `z` of any shape it returns, in the same shape, the slope of
    ReLU at each entry. Where an entry is exactly 0, any number from 0 to 1 is fine. Leave `z` as it
    is.
    """
    return (z > 0).astype(float)  # ← the slope at each entry


def _picture_of_the_slope():
    """ReLU and its slope, side by side."""
    from rectified import activations
    from rectified_book import figures

    fig, axes = figures.new(columns=2, xlabel="z", ylabel=["ReLU", "its slope"])
    figures.curves(axes, [activations.get("relu")], np.linspace(-3, 3, 121))
    alt = (
        "Two panels over z from −3 to 3. Left, ReLU: 0 up to z = 0, then rising to "
        f"{relu.reference(3.0):g} at z = 3. Right, its slope: "
        f"{relu_slope.reference(vector(-3))[0]:g} on the left of 0, a jump, and "
        f"{relu_slope.reference(vector(3))[0]:g} on the right."
    )
    return fig, alt


def _difference(z, h=1e-6):
    return (np.maximum(0, z + h) - np.maximum(0, z - h)) / (2 * h)


def _slope_loop(z):
    slopes = np.empty(z.shape)
    for place, v in np.ndenumerate(z):
        slopes[place] = 0 if v < 0 else 1
    return slopes


def _slope_nested(z):
    return [_slope_nested(row) for row in z] if np.ndim(z) else bool(z > 0)


def _slope_copy(z):
    slopes = np.ones(z.shape)
    slopes[z <= 0] = 0
    return slopes


relu_slope.also_right(
    lambda z: (z >= 0) * 1,
    lambda z: z > 0,
    lambda z: np.where(z > 0, 1, 0),
    lambda z: np.heaviside(z, 0.5),
    lambda z: (np.sign(z) + 1) / 2,
    lambda z: np.sign(np.maximum(0, z)),
    lambda z: 1 - (z < 0),
    lambda z: np.select([z > 0, z < 0], [1.0, 0.0], 1 / 3),
    lambda z: np.piecewise(z, [z > 0, z <= 0], [1, 0]),
    lambda z: np.maximum(0, z) / np.where(z == 0, 1, z),
    lambda z: np.nan_to_num(np.maximum(0, z) / z),
    lambda z: np.divide(np.maximum(0.0, z), z, out=np.zeros(z.shape), where=z != 0),
    lambda z: (np.maximum(0, z + 1e-3) - np.maximum(0, z)) / 1e-3,
    lambda z: (np.maximum(0, z) - np.maximum(0, z - 1e-8)) / 1e-8,
    lambda z: np.float32(z > 0),
    lambda z: np.greater(z, 0).astype(np.int8),
    lambda z: np.ceil(np.clip(z, 0, 1)),
    np.vectorize(lambda v: 1 if v > 0 else 0),
    np.vectorize(lambda v: 0.5 if v == 0 else float(v > 0)),
    lambda z: np.heaviside(z, 0),
    _difference,
    _slope_loop,
    _slope_nested,
    _slope_copy,
)
relu_slope.wrong(
    "value",
    lambda z: np.maximum(0, z),
    says="That is ReLU's value. How steep the graph is does not depend on how far to the right you "
    "are.",
)
relu_slope.wrong(
    "always one",
    lambda z: np.ones_like(z, dtype=float),
    lambda z: np.where(np.abs(z) > 0, 1, 0),
    says="You answer 1 for negative z as well. On that side the graph is flat.",
)
relu_slope.wrong(
    "divides",
    lambda z: np.maximum(0, z) / z,
    lambda z: np.where(z == 0, np.nan, z > 0),
    says="Right where z is not 0. At z = 0 your result is not a number (is it 0 divided by 0?), "
    "and a program must go on: a number from 0 to 1 is wanted.",
)
relu_slope.wrong(
    "sign",
    lambda z: np.sign(z),
    lambda z: np.where(z > 0, 1, -1),
    lambda z: z / np.abs(z),
    says="On the negative side your slope is −1: that is the slope of |z|. ReLU is flat there.",
)
relu_slope.wrong(
    "one number only",
    lambda z: 1 if z > 0 else 0,
    says="`if` and the like want one yes or no, and an array holds many. Compare entry by entry.",
)
relu_slope.wrong(
    "one axis only",
    lambda z: [1 if v > 0 else 0 for v in z],
    says="That works for a flat array. In a table, a loop over z meets whole rows, for which `if` "
    "cannot decide.",
)
relu_slope.wrong(
    "reversed",
    lambda z: (z < 0).astype(float),
    lambda z: (z <= 0).astype(float),
    says="Zeros and ones are swapped: the flat side of ReLU is the negative one.",
)
relu_slope.wrong(
    "leaky",
    lambda z: np.where(z > 0, 1, 0.01),
    lambda z: np.where(z > 0, 1, 0.1),
    lambda z: np.where(z > 0, 1, 0.2),
    says="On the negative side you give a small slope. ReLU is entirely flat there: 0.",
)
relu_slope.wrong(
    "always zero",
    lambda z: np.zeros_like(z, dtype=float),
    says="You answer 0 everywhere. On the positive side the graph rises.",
)
relu_slope.wrong(
    "step at one",
    lambda z: (z > 1).astype(float),
    lambda z: (z >= 1).astype(float),
    says="Your slope becomes 1 at z = 1. ReLU turns upward at z = 0 already.",
)
relu_slope.wrong(
    "ramp",
    lambda z: np.clip(z, 0, 1),
    says="Between 0 and 1 your slope grows gradually. ReLU is straight on each side: its slope "
    "jumps.",
)
relu_slope.wrong(
    "sigmoid",
    lambda z: 1 / (1 + np.exp(-z)),
    says="That is the sigmoid, the slope of the smooth softplus. ReLU has a corner: its slope "
    "jumps from 0 to 1.",
)
relu_slope.wrong(
    "slope of the sigmoid",
    lambda z: 1 / (1 + np.exp(-z)) * (1 - 1 / (1 + np.exp(-z))),
    says="That is the slope of the sigmoid. ReLU is made of two straight lines.",
)
relu_slope.wrong(
    "neighbors",
    lambda z: np.gradient(np.maximum(0, z)),
    says="`np.gradient` compares neighboring entries of the array. The slope asked for belongs to "
    "each entry alone.",
)
relu_slope.wrong(
    "two at the corner",
    lambda z: np.heaviside(z, 1) + (z == 0),
    says="At z = 0 you return 2: both sides are counted there. A number from 0 to 1 is wanted.",
)
relu_slope.wrong(
    "filtered",
    lambda z: (z[z > 0] > 0) * 1,
    says="You return as many ones as there are positive entries. The others have a slope as well.",
)


def _slope_in_place(z):
    z[z <= 0] = 0
    z[z > 0] = 1
    return z


relu_slope.wrong(
    "in place",
    _slope_in_place,
    says="The numbers are right, but they overwrite the array of the caller. Make a new one.",
)
relu_slope.wrong(
    "one for all",
    lambda z: 1,
    lambda z: 0,
    lambda z: (z > 0).any(),
    lambda z: (z > 0).all(),
    says="You return one number, whatever the shape of z. Each entry has a slope of its own.",
)
relu_slope.wrong(
    "itself elsewhere",
    lambda z: np.where(z > 0, 1, z),
    says="Where z is not positive you return z itself. The slope there is a number that does not "
    "depend on z.",
)
relu_slope.wrong(
    "a step too far",
    *(lambda z, h=h: (np.maximum(0, z + h) - np.maximum(0, z)) / h for h in (1, 0.5)),
    lambda z: (np.maximum(0, z) - np.maximum(0, z - 0.5)) / 0.5,
    *(lambda z, h=h: _difference(z, h) for h in (1, 0.5)),
    says="As the difference of two heights, divided by their distance, it is a good idea. But your "
    "step is so large that the corner may lie between the two: take a tiny one.",
)
relu_slope.also_wrong(
    lambda z: np.heaviside(z, -0.5),
    lambda z: np.heaviside(z, 1.5),
    lambda z: (z > 0).sum(),
    lambda z: np.diff(np.maximum(0, z)),
    lambda z: np.where(z > 0, 1, None),
    lambda z: np.where(z > 0, "1", "0"),
    lambda z: (z > 0)[..., None],
    lambda z: 2 * (z > 0),
    lambda z: z,
    lambda z: -(z > 0).astype(float),
    lambda z: np.tanh(np.maximum(0, z)),
    lambda z: np.maximum(0, z) / (z + 0.01),
)
