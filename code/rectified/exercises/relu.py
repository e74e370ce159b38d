"""Exercises of chapter 4: ReLU forward and backward, its start, its dead, and what it can build."""

from __future__ import annotations

import functools
import math
from fractions import Fraction

import numpy as np

from ._chapter import Chapter
from ._compare import Numbers, read
from ._exercise import Facts, Malformed, letter, numbers

chapter = Chapter(
    4,
    "ReLU",
    given="""
    import math

    import numpy as np

    from rectified import MLP, activations, datasets, diagnostics, exercises
    from rectified.exercises import relu as ch4

    relu = activations.get("relu")  # until you have written your own
    """,
    intro="""
    These exercises belong to the chapter [ReLU](../relu.ipynb). Put your answer in place of each
    `...` and run the cell. The checker tries it on small inputs first, and it often recognizes what
    went wrong. Any method is fine: only the results count.

    Stuck? `ch4.relu.hint()` shows the first hint for `relu`, and once more the next; after a try,
    `ch4.relu.solution()` shows a solution. On this page they are folded below each exercise.

    As in the chapter, examples are rows: a batch `X` has the shape `(n, d)`, and a layer computes
    `X @ W + b`.
    """,
)


def vector(*values):
    return np.array(values, dtype=float)


def quarters(rng, *shape):
    """Random multiples of 1/4: sums of their products are exact in any order."""
    return rng.randint(-12, 13, shape) / 4


def any_shape(rng):
    """A random shape with one axis or two."""
    return tuple(rng.randint(2, 6, rng.randint(1, 3)))


# ================================================================ the function and its slope

chapter.section("The function and its slope")


@chapter.function(
    "4.1",
    cases=[
        (vector(2.5),),
        (vector(-2.5),),
        (vector(0),),
        (vector(-1.5, 0, 2.5),),
        (np.array([3, -2, 0, 1]),),
        (np.array([[0.5, -0.25, 1.25], [-3.0, 2.0, -0.75]]),),
        (vector(-1.25, -0.5),),
        (vector(1.75, 0.25, 30),),
        (np.array([[[1.5, -1.0]], [[-0.5, 7.0]]]),),
    ],
    more=lambda rng: (quarters(rng, *any_shape(rng)),),
    hints=[
        "Which is larger, the entry or 0? That one is the result.",
        "Python's `max` takes one decision for the whole array. NumPy has a function that compares "
        "two arrays, or an array and a number, entry by entry.",
        "Or take a comparison, `z > 0`: True and False count as 1 and 0 when you multiply.",
    ],
    why="""
    `np.maximum` compares entry by entry, for any shape, and returns a new array. `z * (z > 0)` and
    `np.where(z > 0, z, 0)` do the same. Not `z[z < 0] = 0`: it changes the array of whoever called
    the function, and in a network the pre-activations are still needed on the way back.
    """,
)
def relu(z):
    """ReLU

    Write `relu(z)`: for an array `z` of any shape it returns an array of the same shape, with the
    entries of `z` where they are positive and 0 elsewhere. Leave `z` itself unchanged.
    """
    return np.maximum(0, z)  # ← your formula


def _nested(z):
    return [_nested(row) for row in z] if np.ndim(z) else max(0.0, float(z))


def _relu_loop(z):
    result = np.zeros(z.shape)
    for place in np.ndindex(z.shape):
        if z[place] > 0:
            result[place] = z[place]
    return result


def _relu_copy(z):
    result = z.copy()
    result[result < 0] = 0
    return result


def _relu_flat(z):
    return np.array([v if v > 0 else 0 for v in z.ravel()]).reshape(z.shape)


class _Rectifier:
    def __call__(self, values):
        return np.fmax(values, 0)


relu.also_right(
    lambda z: z * (z > 0),
    lambda z: np.where(z > 0, z, 0),
    lambda z: np.where(z < 0, 0.0, z),
    lambda z: (z + np.abs(z)) / 2,
    lambda z: np.clip(z, 0, None),
    lambda z: z.clip(min=0),
    lambda z: np.max([z, 0 * z], axis=0),
    lambda z: np.heaviside(z, 0) * z,
    lambda z: np.piecewise(z, [z > 0], [lambda v: v, 0]),
    lambda z: np.select([z > 0, z <= 0], [z, 0]),
    lambda z: np.ma.masked_less(z, 0).filled(0),
    lambda z: np.maximum(z, np.zeros_like(z)).astype(np.float32),
    lambda z: np.float16(z).clip(0),
    lambda z: z - np.minimum(z, 0),
    lambda z: np.sqrt(np.maximum(z, 0.0)) ** 2,
    lambda z: np.abs(z) * np.greater(z, 0),
    lambda z: np.frompyfunc(lambda v: max(v, 0), 1, 1)(z),
    lambda z: np.where(np.sign(z) == 1, z, z * 0),
    lambda z: np.copysign(np.maximum(z, 0), 1),
    lambda array, floor=0: np.maximum(array, floor),
    np.vectorize(lambda v: max(0.0, v), otypes=[float]),
    _nested,
    _relu_loop,
    _relu_copy,
    _relu_flat,
    _Rectifier(),
    functools.partial(np.maximum, 0),
)
relu.wrong(
    "builtin max",
    lambda z: max(0, z),
    lambda z: z if z > 0 else np.zeros_like(z),
    says="`max`, `if` and `and` want one yes or no, and an array holds many. Compare entry by "
    "entry, with NumPy.",
)
relu.wrong(
    "mask",
    lambda z: (z > 0).astype(float),
    lambda z: np.where(z >= 0, 1, 0),
    says="You return where ReLU is active, as 0 and 1. That is its slope; its value, where it is "
    "active, is z.",
)


def _relu_in_place(z):
    z[z < 0] = 0
    return z


relu.wrong(
    "in place",
    _relu_in_place,
    says="The numbers are right, but you overwrite the array of the caller. Make a new one.",
)


def _relu_in_place_flat(z):
    for i in range(len(z)):
        if z[i] < 0:
            z[i] = 0
    return z


relu.wrong(
    "in place, one axis only",
    _relu_in_place_flat,
    says="You overwrite the array of the caller; make a new one. And a loop over the first axis "
    "alone fails for a table: there z[i] is a whole row.",
)
relu.wrong(
    "min",
    lambda z: np.minimum(0, z),
    lambda z: -np.maximum(0, -z),
    says="You keep the negative entries and set the positive ones to 0. ReLU does the opposite.",
)
relu.wrong(
    "one axis only",
    lambda z: [max(0, v) for v in z],
    says="That works for a flat array. In a table, a loop over z meets whole rows, for which `max` "
    "or `if` cannot decide.",
)
relu.wrong(
    "np.max",
    lambda z: np.max(z, 0),
    says="`np.max` looks for the largest entry *along an axis*, and the 0 is the axis. You need a "
    "comparison of each entry with 0.",
)
relu.wrong(
    "absolute value",
    lambda z: np.abs(z),
    lambda z: np.where(z > 0, z, -z),
    says="Negative entries come back positive: that is |z|. ReLU makes them 0.",
)
relu.wrong(
    "leaky",
    lambda z: np.where(z > 0, z, 0.01 * z),
    lambda z: np.where(z > 0, z, 0.1 * z),
    lambda z: np.where(z > 0, z, 0.2 * z),
    lambda z: np.where(z > 0, z, 0.3 * z),
    lambda z: np.where(z > 0, z, 0.05 * z),
    lambda z: np.where(z > 0, z, 0.5 * z),
    says="A part of the negative entries leaks through. ReLU lets nothing of them pass.",
)
relu.wrong(
    "filtered",
    lambda z: z[z > 0],
    lambda z: z[z >= 0],
    lambda z: [v for v in z.ravel() if v > 0],
    says="You return some of the entries and leave the negative ones out. They stay in their "
    "places, as zeros.",
)
relu.wrong(
    "ceiling at one",
    lambda z: np.clip(z, 0, 1),
    says="Your function stops at 1. ReLU has no ceiling: 30 stays 30.",
)
relu.wrong(
    "ceiling at six",
    lambda z: np.clip(z, 0, 6),
    says="Your function stops at 6. That variant is called ReLU6; ReLU itself has no ceiling.",
)
relu.wrong(
    "shifted",
    lambda z: np.maximum(1, z),
    says="Your floor is at 1. It belongs at 0.",
)
relu.wrong(
    "softplus",
    lambda z: np.log1p(np.exp(z)),
    says="That is softplus, a smooth relative: it is 0.69 at z = 0 and never quite 0.",
)
relu.wrong(
    "sigmoid",
    lambda z: 1 / (1 + np.exp(-z)),
    says="That is the sigmoid. ReLU has no curve: it is made of two straight lines.",
)
relu.wrong(
    "swish",
    lambda z: z / (1 + np.exp(-z)),
    says="Negative entries are damped, but not to 0, and positive ones are damped a little too. "
    "ReLU has a sharp corner.",
)
relu.wrong(
    "whole array decides",
    lambda z: z if (z > 0).any() else 0 * z,
    says="If one entry is positive, you return all of them, the negative ones too. Each entry is "
    "decided for itself.",
)
relu.wrong(
    "all or nothing",
    lambda z: z if (z > 0).all() else 0 * z,
    says="One negative entry makes your whole result 0. Each entry is decided for itself.",
)
relu.wrong(
    "type of the first entry",
    np.vectorize(lambda v: max(0, v)),
    says="Where the first result is the integer 0, all others lose their decimals: `np.vectorize` "
    "and the like take their type from it. Let the floor be `0.0`, or compute on whole arrays.",
)
relu.wrong(
    "other side",
    lambda z: np.maximum(0, -z),
    says="You turn the negative entries up and set the positive ones to 0. The positive ones are "
    "to stay.",
)
relu.wrong(
    "elu",
    lambda z: np.where(z > 0, z, np.exp(np.minimum(z, 0)) - 1),
    says="Negative entries go smoothly toward −1: that is ELU, a relative. ReLU makes them 0.",
)
relu.wrong(
    "places",
    lambda z: np.where(z > 0),
    says="You return *where* z is positive. With one argument, `np.where` gives places; what "
    "should stand there, and elsewhere, comes behind it.",
)
relu.wrong(
    "one there, itself elsewhere",
    lambda z: np.where(z > 0, 1, z),
    says="Positive entries become 1 and the others stay. ReLU keeps the positive ones, and the "
    "others become 0.",
)
relu.wrong(
    "sum",
    lambda z: np.maximum(0, z).sum(),
    says="You add up the positive entries to one number. Each entry has a result of its own.",
)
relu.wrong(
    "the largest",
    lambda z: max(0, z.max()),
    lambda z: max(0, *z.ravel()),
    lambda z: z.max(),
    says="You return one number, the largest entry or 0. Each entry has a result of its own.",
)


def _relu_returns_nothing(z):
    z[z < 0] = 0


def _integer_copy(z):
    result = np.zeros(z.shape, dtype=int)
    result[z > 0] = z[z > 0]
    return result


relu.also_wrong(
    lambda z: np.maximum(z, 0)[:, None],
    lambda z: np.maximum(0, z).ravel(),
    lambda z: np.where(z > 0, z, np.nan),
    lambda z: np.where(z > 0, z, -1),
    lambda z: z - z.min(),
    lambda z: z,
    lambda z: np.where(z > 0.5, z, 0),
    lambda z: (z > 0) * z**2,
    lambda z: np.tanh(z),
    lambda z: np.logaddexp(0, 100 * z) / 100,
    lambda z: np.maximum(0, z).sort(),
    lambda z: np.round(np.maximum(0, z)),
    lambda z: (max(0, v) for v in z),
    lambda z: [z > 0, z],
    lambda z: 0,
    _integer_copy,
    _relu_returns_nothing,
)


@chapter.function(
    "4.2",
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
    ReLU at each entry. Where an entry is exactly 0, any number from 0 to 1 is fine.
    """
    return (z > 0).astype(float)  # ← the slope at each entry


def _picture_of_the_slope():
    """ReLU and its slope, side by side."""
    from rectified import activations, figures

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
    lambda z: _difference(z, 1),
    lambda z: np.maximum(0, z) / (z + 0.01),
)


def gradients(rng):
    """A random gradient, and pre-activations of the same shape without zeros."""
    shape = any_shape(rng)
    z = quarters(rng, *shape)
    return quarters(rng, *shape), np.where(z == 0, 0.25, z)


@chapter.function(
    "4.3",
    cases=[
        (vector(3), vector(2)),
        (vector(3), vector(-2)),
        (vector(-3), vector(2)),
        (vector(-3), vector(-2)),
        (vector(0.5, -1, 2, -0.25), vector(1.5, 2, -1, -3)),
        (np.array([4, -2, 1]), np.array([-1, 3, 2])),
        (
            np.array([[0.5, -1.5, 2.0], [1.0, 0.0, -0.75]]),
            np.array([[-0.5, 2.5, 3.0], [-1.0, 1.0, -2.0]]),
        ),
    ],
    more=gradients,
    equivalent=["return g * (z >= 0)"],
    hints=[
        "Backward, a gradient is multiplied by the slope at the place where the forward pass was.",
        "ReLU's slope is 1 or 0. Which of the two arguments decides which?",
        "A gate: where z is positive, g passes as it is, whatever its sign. Elsewhere nothing "
        "does.",
    ],
    why="""
    The chain rule multiplies the arriving gradient by the slope at z. For ReLU that is a gate: open
    where z was positive, shut elsewhere. The sign of g plays no part: a negative gradient says that
    the loss falls when z grows, and must get through.
    """,
)
def relu_backward(g, z):
    """The way back

    In the forward pass, a ReLU got `z`. In the backward pass, the gradient `g` of the loss arrives
    at its output. Write `relu_backward(g, z)`: it returns the gradient of the loss at its input.
    `g` and `z` are arrays of the same shape, and so is the result. There are no zeros in `z`. Leave
    `g` and `z` unchanged.
    """
    return g * (z > 0)  # ← the gradient at the input


def _backward_loop(g, z):
    result = np.zeros(np.shape(g))
    for place in np.ndindex(np.shape(g)):
        if z[place] > 0:
            result[place] = g[place]
    return result


def _backward_copy(g, z):
    result = g.copy()
    result[z < 0] = 0
    return result


def _backward_nested(g, z):
    if np.ndim(g) == 0:
        return float(g) if z > 0 else 0
    return [_backward_nested(*pair) for pair in zip(g, z)]


relu_backward.also_right(
    lambda g, z: np.where(z > 0, g, 0),
    lambda g, z: np.where(z < 0, 0, g),
    lambda g, z: g * np.heaviside(z, 0.5),
    lambda g, z: g * (np.sign(z) + 1) / 2,
    lambda g, z: g * (np.maximum(0, z) > 0),
    lambda g, z: g * np.maximum(0, z) / z,
    lambda g, z: np.multiply(g, z > 0, dtype=float),
    lambda g, z: np.einsum("...,...->...", g, (z > 0).astype(float)),
    lambda g, z: np.select([z > 0], [g]),
    lambda g, z: g - g * (z < 0),
    lambda g, z: (g * (z > 0)).astype(np.float32),
    lambda g, z: np.ma.masked_where(z < 0, g).filled(0),
    lambda g, z: (g * (z > 0)).tolist(),
    lambda g, z: np.reshape([a if b > 0 else 0 for a, b in zip(g.flat, z.flat)], g.shape),
    lambda grad, x: grad * np.where(x > 0, 1.0, 0.0),
    lambda z, g: (lambda a, b: a * (b > 0))(z, g),
    np.vectorize(lambda a, b: a if b > 0 else 0, otypes=[float]),
    _backward_loop,
    _backward_copy,
    _backward_nested,
)
relu_backward.wrong(
    "gates on g",
    lambda g, z: np.maximum(0, g),
    lambda g, z: g * (g > 0),
    says="You let through where g is positive. The gate was set in the forward pass, by z; a "
    "negative g may pass.",
)
relu_backward.wrong(
    "always open",
    lambda g, z: g * (np.maximum(z, 0) >= 0),
    says="Everything passes: your result is g. Where z is negative, the gate is shut. (A ReLU is "
    "never negative, so asking whether it is *at least* 0 asks nothing.)",
)
relu_backward.wrong(
    "mask only",
    lambda g, z: (z > 0).astype(float),
    says="That is the slope, the gate alone. The gradient that arrives has to pass through it.",
)
relu_backward.wrong(
    "reversed",
    lambda g, z: g * (z < 0),
    says="The gate is open on the wrong side: ReLU is flat where z is negative.",
)
relu_backward.wrong(
    "times the value",
    lambda g, z: g * np.maximum(0, z),
    says="You multiply by ReLU's value. On the way back it is the slope that counts, and it is 1 "
    "however large z is.",
)
relu_backward.wrong(
    "arguments swapped",
    lambda g, z: z * (g > 0),
    says="z and g have changed places: g is what passes, z decides whether.",
)
relu_backward.wrong(
    "forward again",
    lambda g, z: np.maximum(0, z),
    says="That is the forward pass once more: g plays no part. What arrives is g, and z only opens "
    "or shuts the gate.",
)
relu_backward.wrong(
    "both positive",
    lambda g, z: np.maximum(0, g) * (z > 0),
    says="You let g through only where it is positive as well. Where z is positive, a negative g "
    "passes too.",
)
relu_backward.wrong(
    "product",
    lambda g, z: g * z,
    says="You multiply by z. The chain rule multiplies by the *slope* at z.",
)
relu_backward.wrong(
    "leaky",
    lambda g, z: np.where(z > 0, g, 0.01 * g),
    lambda g, z: np.where(z > 0, g, 0.1 * g),
    lambda g, z: np.where(z > 0, g, 0.2 * g),
    says="A part of the gradient passes where z is negative. ReLU is entirely flat there.",
)
relu_backward.wrong(
    "sign of z",
    lambda g, z: g * np.sign(z),
    lambda g, z: np.where(z > 0, g, -g),
    says="Where z is negative you turn the sign of g: that is the way back through |z|. Through "
    "ReLU nothing passes there.",
)
relu_backward.wrong(
    "one number only",
    lambda g, z: g if z > 0 else 0 * g,
    says="`if` and the like want one yes or no, and an array holds many. Decide entry by entry.",
)
relu_backward.wrong(
    "one axis only",
    lambda g, z: [a if b > 0 else 0 for a, b in zip(g, z)],
    says="That works for flat arrays. In a table, a loop meets whole rows, for which `if` cannot "
    "decide.",
)
relu_backward.wrong(
    "one gate for all",
    lambda g, z: g * (z > 0).any(),
    says="One positive z opens the gate for all entries. Each entry has a gate of its own.",
)
relu_backward.wrong(
    "one gate shuts all",
    lambda g, z: g * (z > 0).all(),
    says="One negative z shuts the gate for all entries. Each entry has a gate of its own.",
)
relu_backward.wrong(
    "added up",
    lambda g, z: (g * (z > 0)).sum(),
    lambda g, z: np.vdot(g, z > 0),
    says="You add up to one number. Each entry of z has a gradient of its own.",
)
relu_backward.wrong(
    "filtered",
    lambda g, z: g[z > 0],
    says="You return only the entries that pass. The others stay in their places, as zeros.",
)
relu_backward.wrong(
    "step instead of gate",
    lambda g, z: np.where(z > 0, 1, g),
    says="Where z is positive you return 1, and elsewhere g. The 1 is a slope to multiply g by.",
)
relu_backward.wrong(
    "positive parts of the product",
    lambda g, z: np.maximum(0, g * z),
    says="You rectify the product of g and z. The gate asks for the sign of z alone, and lets g "
    "through as it is.",
)


def _backward_in_place(g, z):
    g[z < 0] = 0
    return g


relu_backward.wrong(
    "in place",
    _backward_in_place,
    says="The numbers are right, but they overwrite the g of the caller. Make a new array.",
)
relu_backward.wrong(
    "added",
    lambda g, z: g + (z > 0),
    says="You add the slope to the gradient. The chain rule multiplies them.",
)
relu_backward.wrong(
    "step at one",
    lambda g, z: g * (z > 1),
    lambda g, z: g * (z >= 1),
    says="Your gate opens at z = 1. ReLU's corner is at 0.",
)
relu_backward.wrong(
    "sigmoid",
    lambda g, z: g / (1 + np.exp(-z)),
    says="You multiply by the sigmoid of z, which lets a part through everywhere. ReLU's slope is "
    "0 or 1.",
)
relu_backward.wrong(
    "elsewhere z",
    lambda g, z: np.where(z > 0, g, z),
    says="Where z is negative you hand back z itself. Nothing passes there.",
)
relu_backward.also_wrong(
    lambda g, z: -g * (z > 0),
    lambda g, z: z,
    lambda g, z: g @ (z > 0),
    lambda g, z: np.outer(g, z > 0),
    lambda g, z: g - (z > 0),
    lambda g, z: g / (z > 0),
    lambda g, z: np.abs(g) * (z > 0),
    lambda g, z: np.where(z > 0, g, np.nan),
    lambda g, z: (g * (z > 0))[::-1],
    lambda g, z: g * (z > 0) / len(g),
    lambda g, z: None,
    lambda g, z: [g, z > 0],
    lambda g: g > 0,
)


# ================================================================ dead units, and a start

chapter.section("Counting the dead, and a good start")


def outputs(rng):
    """A random table of ReLU outputs with some dead units."""
    n, units = rng.randint(2, 7), rng.randint(2, 8)
    H = np.maximum(quarters(rng, n, units), 0)
    H[:, rng.rand(units) < 0.4] = 0
    return (H,)


def _one_answer_in(n):
    """Two units and n examples, one of which is answered by the second unit."""
    H = np.zeros((n, 2))
    H[n // 2, 1] = 0.5
    return H


@chapter.function(
    "4.4",
    cases=[
        (np.array([[0.0, 1.5]]),),
        (np.array([[0.0, 0.5, 0.0], [0.0, 0.0, 2.0]]),),
        (np.array([[0.0, 0.0], [0.0, 0.0], [0.0, 0.75]]),),
        (np.array([[1.0, 2.0, 0.5], [0.25, 2.0, 1.5]]),),
        (np.array([[0, 3, 0, 0], [0, 0, 0, 1], [0, 0, 0, 0]]),),
        (np.zeros((2, 3)),),
        (np.array([[0.0, 0.001, 1.0], [0.0, 0.0, 1.0], [0.0, 0.0, 1.0], [0.0, 0.0, 1.0]]),),
        (np.array([[0.5, 0.5], [0.0, 0.0], [1.0, 0.25]]),),
        (np.array([[0.0, 1.0, 0.5], [2.0, 0.0, 1.5], [0.25, 1.0, 0.0]]),),
        (_one_answer_in(128),),
    ],
    more=outputs,
    hints=[
        "A unit is a column of H. What must be true of the entries of that column?",
        "`H == 0` is a table of True and False. `.all(axis=...)` asks whether a whole row or "
        "column is True: which axis has to go?",
        "In the end, add up: True counts as 1.",
    ],
    why="""
    `axis=0` runs over the examples, so one answer per unit is left: is it 0 for *all* of them? A
    count of zeros cannot tell that: a healthy unit is 0 for half of the examples. That is
    {term}`sparsity`, not death.
    """,
)
def count_dead(H):
    """Count the dead

    `H[i, j]` is the output of ReLU unit `j` for example `i`: rows are examples, columns are units.
    Write `count_dead(H)`: it returns how many units are 0 for *every* example, as one number.
    """
    return (H == 0).all(axis=0).sum()  # ← how many units


def _dead_loop(H):
    count = 0
    for j in range(H.shape[1]):
        dead = True
        for i in range(H.shape[0]):
            if H[i, j] != 0:
                dead = False
        count += dead
    return count


def _dead_recursive(H):
    if H.shape[1] == 0:
        return 0
    return int(not any(H[:, 0])) + _dead_recursive(H[:, 1:])


count_dead.also_right(
    lambda H: int((H == 0).all(axis=0).sum()),
    lambda H: (H.max(axis=0) == 0).sum(),
    lambda H: (H.sum(axis=0) == 0).sum(),
    lambda H: np.count_nonzero(~H.any(axis=0)),
    lambda H: sum(1 for unit in H.T if not unit.any()),
    lambda H: len([j for j in range(H.shape[1]) if np.all(H[:, j] == 0)]),
    lambda H: H.shape[1] - len(set(np.nonzero(H)[1])),
    lambda H: np.sum(np.count_nonzero(H, axis=0) == 0),
    lambda H: np.sum(np.linalg.norm(H, axis=0) == 0),
    lambda H: sum(map(lambda column: max(column) <= 0, zip(*H))),
    lambda H: sum(all(v == 0 for v in column) for column in zip(*H.tolist())),
    lambda H: [np.isclose(H, 0).all(axis=0).sum()],
    lambda H: np.logical_and.reduce(H == 0).sum(),
    lambda H: float(np.prod(H == 0, axis=0).sum()),
    lambda H: np.einsum("ij->j", H).tolist().count(0),
    lambda H: ((H == 0).mean(axis=0) == 1).sum(),
    lambda H: ((H > 0).sum(0) < 1).sum(),
    _dead_loop,
    _dead_recursive,
)
count_dead.wrong(
    "dead rows",
    lambda H: (H == 0).all(axis=1).sum(),
    says="You count examples that no unit answers: rows. Units are columns, so look down, not "
    "across.",
)
count_dead.wrong(
    "zeros",
    lambda H: (H == 0).sum(),
    says="You count all zeros of the table. A unit that is silent for one example is not dead yet.",
)
count_dead.wrong(
    "fraction",
    lambda H: (H == 0).all(axis=0).mean(),
    lambda H: 100 * (H == 0).all(axis=0).mean(),
    says="That is the share of dead units. Their number is wanted.",
)
count_dead.wrong(
    "sometimes silent",
    lambda H: (H == 0).any(axis=0).sum(),
    lambda H: (H.min(axis=0) == 0).sum(),
    says="You count the units that are 0 for *at least one* example. Dead means for every one.",
)
count_dead.wrong(
    "the living",
    lambda H: H.any(axis=0).sum(),
    says="You count the units that answer at least one example: those are the living.",
)
count_dead.wrong(
    "sparsity",
    lambda H: (H == 0).mean(),
    says="That is the share of zeros in the whole table, the sparsity. A dead unit is a whole "
    "column of zeros.",
)
count_dead.wrong(
    "mostly silent",
    lambda H: ((H == 0).mean(axis=0) > 0.5).sum(),
    lambda H: ((H == 0).mean(axis=0) >= 0.5).sum(),
    lambda H: ((H == 0).mean(axis=0) > 0.9).sum(),
    lambda H: ((H == 0).mean(axis=0) > 0.99).sum(),
    lambda H: (np.median(H, axis=0) == 0).sum(),
    says="You count units that are silent for many of the examples. One answer is enough to be "
    "alive.",
)
count_dead.wrong(
    "first example",
    lambda H: (H[0] == 0).sum(),
    says="You look at the first example only. A unit that is silent there may answer another.",
)
count_dead.wrong(
    "last example",
    lambda H: (H[-1] == 0).sum(),
    says="You look at the last example only. Does a loop overwrite what it found before?",
)
count_dead.wrong(
    "zeros per unit",
    lambda H: (H == 0).sum(axis=0),
    says="You return the number of zeros of each unit. For which units is it all of them? Count "
    "those.",
)
count_dead.wrong(
    "which, not how many",
    lambda H: (H == 0).all(axis=0),
    lambda H: np.flatnonzero((H == 0).all(axis=0)),
    lambda H: np.where((H == 0).all(axis=0)),
    lambda H: [j for j in range(H.shape[1]) if not H[:, j].any()],
    says="You say which units are dead. How many are they?",
)
count_dead.wrong(
    "constant",
    lambda H: (H.std(axis=0) == 0).sum(),
    lambda H: (H.max(axis=0) == H.min(axis=0)).sum(),
    says="You count the units that do not vary. A unit that always says 2 does not vary either, "
    "and is not dead.",
)
count_dead.wrong(
    "weak",
    lambda H: (H.max(axis=0) < 0.01).sum(),
    lambda H: (H.mean(axis=0) < 0.01).sum(),
    lambda H: (np.round(H, 2) == 0).all(axis=0).sum(),
    says="A unit that answers 0.001 for one example is counted as dead. It is weak, but it gets a "
    "gradient.",
)
count_dead.wrong(
    "any at all",
    lambda H: (H == 0).all(axis=0).any(),
    says="You answer whether there is a dead unit, as yes or no. How many are there?",
)
count_dead.wrong(
    "all of them",
    lambda H: (H == 0).all(),
    says="You answer whether *all* units are dead, with yes or no. The question has to be asked "
    "for each unit: along an axis.",
)
count_dead.wrong(
    "negative",
    lambda H: (H < 0).all(axis=0).sum(),
    lambda H: 0,
    says="Your count is always 0. Do you look for negative outputs? A ReLU has none: a silent unit "
    "gives exactly 0.",
)
count_dead.wrong(
    "nonzeros",
    lambda H: np.count_nonzero(H),
    says="You count the entries that are not 0. Look for columns in which there is none of them.",
)
count_dead.wrong(
    "units",
    lambda H: H.shape[1],
    says="That is the number of all units. How many of them are dead?",
)
count_dead.wrong(
    "rows with a zero",
    lambda H: (H == 0).any(axis=1).sum(),
    says="You count the examples for which some unit is silent. Units are columns, and dead means "
    "silent for every example.",
)
count_dead.wrong(
    "examples",
    lambda H: len(H),
    says="That is the number of examples. How many *units*, columns, are 0 for all of them?",
)
count_dead.wrong(
    "always awake",
    lambda H: (H > 0).all(axis=0).sum(),
    says="You count the units that answer *every* example. The dead are those that answer none.",
)
count_dead.also_wrong(
    lambda H: [H.sum(axis=0) == 0],
    lambda H: (H == 0).sum(axis=0).max(),
    lambda H: (H == 0).all(axis=0).sum() + 1,
    lambda H: np.argmin(H.sum(axis=0)),
    lambda H: (H.sum(axis=0) == 0).sum() / len(H),
    lambda H: (H.sum(axis=1) == 0).mean(),
    lambda H: (H[:2] == 0).all(axis=0).sum(),
    lambda H: H == 0,
    lambda H: None,
    lambda H: -(H == 0).all(axis=0).sum(),
    lambda H: np.where(H == 0),
    lambda H: str((H == 0).all(axis=0).sum()),
    lambda H: len(np.unique(H.sum(axis=0))),
)


WIDE, TALL = (200, 100), (50, 400)  # n_in and n_out of the two matrices that are measured

HE = "√(2/n_in)"
_SPREADS = {
    HE: lambda n, m: math.sqrt(2 / n),
    "2/n_in": lambda n, m: 2 / n,
    "√(1/n_in)": lambda n, m: math.sqrt(1 / n),
    "√(2/n_out)": lambda n, m: math.sqrt(2 / m),
    "√(2/(n_in + n_out))": lambda n, m: math.sqrt(2 / (n + m)),
    "√(2/(3·n_in))": lambda n, m: math.sqrt(2 / (3 * n)),
    "√(1/(3·n_in))": lambda n, m: math.sqrt(1 / (3 * n)),
    "√(1/(2·n_in))": lambda n, m: math.sqrt(1 / (2 * n)),
    "√(1/(6·n_in))": lambda n, m: math.sqrt(1 / (6 * n)),
    "√(4/n_in)": lambda n, m: math.sqrt(4 / n),
    "√(6/n_in)": lambda n, m: math.sqrt(6 / n),
    "√2/n_in": lambda n, m: math.sqrt(2) / n,
    "1/n_in": lambda n, m: 1 / n,
    "√(n_in/2)": lambda n, m: math.sqrt(n / 2),
    "√(2·n_in)": lambda n, m: math.sqrt(2 * n),
    "1": lambda n, m: 1.0,
    "√2": lambda n, m: math.sqrt(2),
    "√(1/12)": lambda n, m: math.sqrt(1 / 12),
    "√(1/3)": lambda n, m: math.sqrt(1 / 3),
}


def _matrix(answer):
    value = read(answer)
    if not isinstance(value, Numbers):
        raise Malformed("A matrix of numbers is wanted, and you return something else.")
    return value.array


def _where_from(draw):
    """Where the numbers of a matrix come from, told by drawing again."""
    rng = np.random.default_rng(1)
    first, second = draw(6, 4, rng), draw(6, 4, rng)
    if not np.array_equal(first, draw(6, 4, np.random.default_rng(1))):
        return "not from rng"
    if np.array_equal(first, draw(6, 4, np.random.default_rng(2))):
        return "the same for every seed"
    if np.array_equal(first, second):
        return "the same again"
    return "from rng"


def _independent(W):
    """Whether at least half of the rows, and of the columns, are different ones."""
    return all(2 * len(np.unique(part, axis=0)) >= len(part) for part in (W, W.T))


def started(initialize, call):
    """Facts about a function that draws weights: shapes, origin, mean and spread."""

    def draw(n_in, n_out, rng):
        return _matrix(call(initialize, n_in, n_out, rng))

    shape = draw(3, 2, np.random.default_rng(0)).shape
    facts = {"shape for n_in = 3, n_out = 2": str(shape)}
    if shape != (3, 2):
        return facts
    facts["numbers"] = _where_from(draw)
    matrices = [draw(n, m, np.random.default_rng(k)) for k, (n, m) in enumerate((WIDE, TALL))]
    if any(W.size != n * m for W, (n, m) in zip(matrices, (WIDE, TALL))):
        raise Malformed("The shape is right for n_in = 3 and n_out = 2 and not for larger numbers.")
    if not all(np.isfinite(W).all() for W in matrices):
        raise Malformed("There is a NaN or an infinity among the weights.")
    facts["drawn one by one"] = all(map(_independent, matrices))
    facts["mean near 0"] = all(abs(W.mean()) <= 0.06 * W.std() for W in matrices)
    spreads = [float(W.std()) for W in matrices]
    facts["spread"] = next(
        (
            name
            for name, formula in _SPREADS.items()
            if all(
                abs(s / formula(*nm) - 1) <= (0.045 if name == HE else 0.013)
                for s, nm in zip(spreads, (WIDE, TALL))
            )
        ),
        "another",
    )
    measured = {
        f"{n} to {m}": f"spread {s:.3g}, wanted {math.sqrt(2 / n):.3g}"
        for s, (n, m) in zip(spreads, (WIDE, TALL))
    }
    return Facts(facts, {} if facts["spread"] == HE else measured)


@chapter.task(
    "4.5",
    function=True,
    observe=started,
    differs={
        "shape for n_in = 3, n_out = 2": "The shape is another one: a row for each input, a column "
        "for each unit.",
        "numbers": "The matrix must come from `rng`: the same seed gives the same matrix, another "
        "seed another one, and a second call with the same `rng` new numbers.",
        "drawn one by one": "Whole rows or columns of your matrix are equal. Every weight is drawn "
        "for itself.",
        "mean near 0": "The weights are not centered: their mean is far from 0.",
        "spread": "Shape and mean are right; the spread is not √(2/n_in).",
    },
    hints=[
        "`rng.normal(mean, spread, shape)` draws a whole matrix. Its second argument is the "
        "standard deviation, not the variance.",
        "How many terms does a pre-activation add up: n_in or n_out of them? The weights must be "
        "smaller when there are more.",
    ],
    why="""
    A pre-activation adds up n_in terms, so its second moment is n_in times that of a weight times
    that of an input. ReLU keeps half of it. With the variance 2/n_in both factors cancel: every
    layer hands on what it got. The shape of the distribution plays no part, only its variance.
    """,
)
def he_init(n_in, n_out, rng):
    """He's start

    Write `he_init(n_in, n_out, rng)`: it draws the weights of a ReLU layer with `n_in` inputs and
    `n_out` units and returns them as a matrix with `n_in` rows and `n_out` columns. Every weight is
    drawn independently with mean 0 and standard deviation $\\sqrt{2/n_\\mathrm{in}}$, from
    whichever distribution you like. All randomness comes from `rng`, a generator such as
    `np.random.default_rng(0)`: the same seed gives the same matrix. The checker measures the spread
    of large matrices, where 3 % is near enough.
    """
    return rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))  # ← a matrix


def _he_loop(n_in, n_out, rng):
    W = np.zeros((n_in, n_out))
    for i in range(n_in):
        for j in range(n_out):
            W[i, j] = rng.normal(0, (2 / n_in) ** 0.5)
    return W


def _he_lists(n_in, n_out, rng):
    return [
        [rng.standard_normal() * math.sqrt(2 / n_in) for _ in range(n_out)] for _ in range(n_in)
    ]


def _he_scipy(n_in, n_out, rng):
    from scipy import stats

    return stats.norm.rvs(scale=np.sqrt(2 / n_in), size=(n_in, n_out), random_state=rng)


def _he_truncated(n_in, n_out, rng):
    from scipy import stats

    scale = np.sqrt(2 / n_in) / stats.truncnorm.std(-2, 2)
    return stats.truncnorm.rvs(-2, 2, scale=scale, size=(n_in, n_out), random_state=rng)


def _he_package(n_in, n_out, rng):
    from rectified import initializers

    return initializers.get("he_uniform")(n_in, n_out, rng)


def _he_rescaled(n_in, n_out, rng):
    W = rng.normal(size=(n_in, n_out))
    return (W - W.mean()) / W.std() * np.sqrt(2 / n_in) if W.size > 1 else W


he_init.also_right(
    lambda n_in, n_out, rng: np.sqrt(2 / n_in) * rng.standard_normal((n_in, n_out)),
    lambda n_in, n_out, rng: rng.uniform(-1, 1, (n_in, n_out)) * np.sqrt(6 / n_in),
    lambda n_in, n_out, rng: rng.choice([-1, 1], (n_in, n_out)) * np.sqrt(2 / n_in),
    lambda n_in, n_out, rng: rng.laplace(0, np.sqrt(1 / n_in), (n_in, n_out)),
    lambda n_in, n_out, rng: rng.normal(size=n_in * n_out).reshape(n_in, n_out) / (n_in / 2) ** 0.5,
    lambda n_in, n_out, rng: rng.normal(size=(n_out, n_in), scale=np.sqrt(2 / n_in)).T,
    lambda n_in, n_out, rng: np.float32(rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))),
    lambda n_in, n_out, rng: np.column_stack(
        [rng.normal(0, np.sqrt(2 / n_in), n_in) for _ in range(n_out)]
    ),
    lambda n_in, n_out, rng: np.asmatrix(rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))),
    lambda n_in, n_out, rng: (rng.random((n_in, n_out)) - 0.5) * math.sqrt(24 / n_in),
    lambda n_in, n_out, rng: rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)).tolist(),
    _he_loop,
    _he_lists,
    _he_scipy,
    _he_truncated,
    _he_package,
    _he_rescaled,
)


def _normal_with(spread):
    """Centered normal weights with another spread."""
    return lambda n_in, n_out, rng: rng.normal(0, spread(n_in, n_out), (n_in, n_out))


he_init.wrong(
    "variance",
    _normal_with(lambda n, m: 2 / n),
    says="Your spread is 2/n_in: that is the variance. Where a standard deviation is wanted, its "
    "root belongs.",
)
he_init.wrong(
    "lecun",
    _normal_with(lambda n, m: math.sqrt(1 / n)),
    says="Your variance is 1/n_in. The factor 2 is missing that makes up for the half which ReLU "
    "takes away.",
)
he_init.wrong(
    "not centred",
    lambda n_in, n_out, rng: rng.uniform(0, 1, (n_in, n_out)),
    lambda n_in, n_out, rng: rng.random((n_in, n_out)) * 2 * np.sqrt(6 / n_in),
    lambda n_in, n_out, rng: np.abs(rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))),
    lambda n_in, n_out, rng: rng.random((n_in, n_out)) * np.sqrt(2 / n_in),
    lambda n_in, n_out, rng: rng.random((n_in, n_out)) * np.sqrt(6 / n_in),
    says="Your weights are not centered: they have no mean of 0. Are any of them negative?",
)
he_init.wrong(
    "transposed",
    lambda n_in, n_out, rng: rng.normal(0, np.sqrt(2 / n_in), (n_out, n_in)),
    says="Rows and columns have changed places: a row for each input, a column for each unit.",
)
he_init.wrong(
    "n_out",
    _normal_with(lambda n, m: math.sqrt(2 / m)),
    says="You divide by the number of units. A pre-activation adds up as many terms as there are "
    "*inputs*.",
)
he_init.wrong(
    "glorot",
    _normal_with(lambda n, m: math.sqrt(2 / (n + m))),
    says="Your variance is 2/(n_in + n_out): Glorot's start, which suits tanh. He's looks at the "
    "inputs alone.",
)
he_init.wrong(
    "limits of a uniform distribution",
    lambda n_in, n_out, rng: rng.uniform(-1, 1, (n_in, n_out)) * np.sqrt(2 / n_in),
    says="Your standard deviation is √(2/n_in) divided by √3. A uniform distribution between −a "
    "and a has the standard deviation a/√3: the limits must be farther out.",
)
he_init.wrong(
    "width of a uniform distribution",
    lambda n_in, n_out, rng: (rng.random((n_in, n_out)) - 0.5) * np.sqrt(2 / n_in),
    says="Your standard deviation is √(2/n_in) divided by √12. A uniform distribution that is w "
    "wide has the standard deviation w/√12: it must be wider.",
)
he_init.wrong(
    "limit as deviation",
    _normal_with(lambda n, m: math.sqrt(6 / n)),
    says="Your standard deviation is √(6/n_in). That number is the *limit* of a uniform "
    "distribution with the right spread, not the spread itself.",
)
he_init.wrong(
    "no root, no 2",
    _normal_with(lambda n, m: 1 / n),
    says="Your spread is 1/n_in. A root is missing, and the factor 2 that makes up for what ReLU "
    "takes away.",
)
he_init.wrong(
    "pytorch",
    lambda n_in, n_out, rng: rng.uniform(-1, 1, (n_in, n_out)) / np.sqrt(n_in),
    says="Your variance is 1/(3·n_in), a sixth of He's: that is how PyTorch starts a layer if you "
    "say nothing.",
)
he_init.wrong(
    "one for all",
    _normal_with(lambda n, m: 1.0),
    says="Your spread is 1, whatever the number of inputs. The more inputs are added up, the "
    "smaller the weights must be.",
)
he_init.wrong(
    "root of two for all",
    _normal_with(lambda n, m: math.sqrt(2)),
    says="Your spread is √2, whatever the number of inputs. The more inputs are added up, the "
    "smaller the weights must be.",
)
he_init.wrong(
    "root of the 2 only",
    _normal_with(lambda n, m: math.sqrt(2) / n),
    says="Your spread is √2/n_in: the root reaches only as far as the 2. The number of inputs "
    "belongs under it.",
)
he_init.wrong(
    "inverted",
    _normal_with(lambda n, m: math.sqrt(n / 2)),
    says="Your spread grows with the number of inputs: the fraction is upside down.",
)
he_init.wrong(
    "times the inputs",
    _normal_with(lambda n, m: math.sqrt(2 * n)),
    says="Your spread grows with the number of inputs. The more are added up, the smaller each "
    "weight must be: divide.",
)
he_init.wrong(
    "four",
    _normal_with(lambda n, m: math.sqrt(4 / n)),
    says="Your variance is 4/n_in, twice as much as wanted. Is the 2 in it twice?",
)
he_init.wrong(
    "own generator",
    lambda n_in, n_out, rng: np.random.normal(0, np.sqrt(2 / n_in), (n_in, n_out)),
    lambda n_in, n_out, rng: np.random.default_rng().normal(0, np.sqrt(2 / n_in), (n_in, n_out)),
    says="The same seed gives another matrix each time: your numbers do not come from the `rng` "
    "that is handed in.",
)
he_init.wrong(
    "fixed seed",
    lambda n_in, n_out, rng: np.random.default_rng(0).normal(0, np.sqrt(2 / n_in), (n_in, n_out)),
    says="Every call gives the same matrix, whatever `rng` is. Do you make a generator of your "
    "own, with a fixed seed?",
)
he_init.wrong(
    "one column for all",
    lambda n_in, n_out, rng: np.tile(rng.normal(0, np.sqrt(2 / n_in), (n_in, 1)), n_out),
    lambda n_in, n_out, rng: np.tile(rng.normal(0, np.sqrt(2 / n_in), n_out), (n_in, 1)),
    says="Whole rows or columns of your matrix are equal. Units with equal weights would learn the "
    "same: draw every weight for itself.",
)


def _zero_start(n_in, n_out, rng):
    return np.zeros((n_in, n_out))


he_init.also_wrong(
    _zero_start,
    lambda n_in, n_out, rng: rng.normal(0, np.sqrt(2 / n_in)),
    lambda n_in, n_out, rng: rng.normal(0, np.sqrt(2 / n_in), n_in * n_out),
    lambda n_in, n_out, rng: rng.normal(0, np.sqrt(2 / n_in), n_out),
    lambda n_in, n_out, rng: rng.normal(0, np.sqrt(3 / n_in), (n_in, n_out)),
    lambda n_in, n_out, rng: rng.normal(np.sqrt(2 / n_in), 1, (n_in, n_out)),
    lambda n_in, n_out, rng: rng.normal(0, np.sqrt(2 / n_in) * 1.1, (n_in, n_out)),
    lambda n_in, n_out, rng: np.clip(
        rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out)), -np.sqrt(2 / n_in), np.sqrt(2 / n_in)
    ),
    lambda n_in, n_out, rng: rng.integers(-1, 2, (n_in, n_out)),
    lambda n_in, n_out, rng: rng.randn(n_in, n_out),
    lambda n_in, n_out, rng: None,
    lambda n_in, n_out, rng: (rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out)), np.zeros(n_out)),
    lambda n_in, n_out: np.zeros((n_in, n_out)),
    np.zeros((3, 2)),
)


# ================================================================ building with ReLU

chapter.section("Building with it")


@chapter.function(
    "4.6",
    cases=[
        (vector(3),),
        (vector(-3),),
        (vector(-1.5, 0, 2.5),),
        (np.array([3, -2, 0, 1]),),
        (np.array([[0.5, -0.25], [-3.0, 2.0]]),),
        (vector(0.25, 40),),
        (vector(-0.75, -0.5),),
    ],
    more=lambda rng: (quarters(rng, *any_shape(rng)),),
    hints=[
        "relu(x) is |x| on one side and 0 on the other. Which ReLU has it the other way round?",
        "What does `relu` return when it is handed −x?",
    ],
    why="""
    `relu(x)` keeps the positive side, `relu(-x)` turns the negative side up. At any x one of them
    is 0 and the other |x|. The minus must stand *inside*: outside, it turns the result, and the
    negative side has been lost by then.
    """,
    picture=lambda: _picture_of_halves(),
)
def abs_from_relu(x):
    """Two corners make a V

    Write `abs_from_relu(x)`: it builds $|x|$ out of two calls of `relu`, for an array `x` of any
    shape, and returns an array of the same shape. `relu` is your function of exercise 4.1; as long
    as that is not finished, write `ch4.relu` instead. (The checker looks only at the result.)
    """
    return relu(x) + relu(-x)  # ← |x|, by way of relu


def _picture_of_halves():
    """relu(x), relu(−x) and their sum."""
    from rectified import figures

    fig, ax = figures.new(xlabel="x")
    x = np.linspace(-2, 2, 81)
    halves = {"relu(x)": relu.reference(x), "relu(−x)": relu.reference(-x)}
    total = abs_from_relu.reference(x)
    for look, (name, y) in zip(figures.SERIES[1:], halves.items()):
        ax.plot(x, y - 0.04, **{**look, "marker": ""}, lw=1.8, label=name)
    ax.plot(x, total + 0.04, **{**figures.SERIES[0], "marker": ""}, lw=1.8, label="their sum")
    with figures.core.house():
        ax.legend(loc="upper center", frameon=False)
    alt = (
        f"relu(x) rises to {halves['relu(x)'][-1]:g} on the right and is 0 on the left, relu(−x) "
        f"rises to {halves['relu(−x)'][0]:g} on the left. Their sum is a V with its tip at "
        f"x = 0, where it is {total[40]:g}."
    )
    return fig, alt


abs_from_relu.also_right(
    lambda x: relu(x) + relu(-x),
    lambda x: 2 * relu(x) - x,
    lambda x: 2 * relu(-x) + x,
    lambda x: relu(-x) - -relu(x),
    lambda x: relu(relu(x) + relu(-x)),
    lambda x: np.maximum(relu(x), relu(-x)),
    lambda x: np.where(x > 0, relu(x), relu(-x)),
    lambda x: sum(relu(sign * x) for sign in (1, -1)),
    lambda x: np.add(relu(x), relu(np.negative(x))),
    lambda x: relu(2 * x) / 2 + relu(-2 * x) / 2,
    lambda x: np.stack([relu(x), relu(-x)]).sum(axis=0),
    lambda x: (relu(np.multiply.outer([1, -1], x))).sum(axis=0),
    lambda x: np.float32(relu(x) + relu(-x)),
    lambda x: (relu(x) + relu(-x)).tolist(),
    lambda x: np.abs(x),
    lambda x: np.sqrt(np.square(x)),
    lambda x: (lambda f: f(x) + f(-x))(lambda t: np.maximum(0, t)),
    lambda x: np.hypot(relu(x), relu(-x)),
    np.vectorize(lambda v: float(relu(v) + relu(-v))),
)
abs_from_relu.wrong(
    "minus",
    lambda x: relu(x) - relu(-x),
    lambda x: x,
    says="You get x back, as if the two halves were subtracted. Both shall count upward.",
)
abs_from_relu.wrong(
    "negative half",
    lambda x: relu(-x),
    lambda x: relu(x) - x,
    says="That is one half, the negative side turned up. Where x is positive, your result is 0.",
)
abs_from_relu.wrong(
    "sign outside",
    lambda x: relu(x) + -relu(x),
    lambda x: relu(-relu(x)),
    lambda x: relu(x) * relu(-x),
    says="Your result is 0 everywhere. Does one `relu` get to see −x itself? A minus outside comes "
    "too late. And are the two joined so that neither wipes out the other?",
)
abs_from_relu.wrong(
    "positive half",
    lambda x: relu(x),
    lambda x: relu(relu(x)),
    says="That is one half, the positive side. Where x is negative, your result is 0.",
)
abs_from_relu.wrong(
    "twice the same half",
    lambda x: relu(x) + relu(x),
    says="Positive x comes back doubled, and negative x as 0, as if the same half counted twice.",
)
abs_from_relu.wrong(
    "twice the other half",
    lambda x: 2 * relu(-x),
    says="Negative x comes back doubled, and positive x as 0, as if the same half counted twice.",
)
abs_from_relu.wrong(
    "downward",
    lambda x: -relu(x) - relu(-x),
    says="Your V hangs upside down: a minus turns the whole result.",
)
abs_from_relu.wrong(
    "turned round",
    lambda x: relu(-x) - relu(x),
    lambda x: -x,
    says="You get −x, as if the two halves were subtracted. Both shall count upward.",
)
abs_from_relu.wrong(
    "averaged",
    lambda x: (relu(x) + relu(-x)) / 2,
    says="That is half of |x|. At any x only one of the two is not 0, so nothing has to be halved.",
)
abs_from_relu.wrong(
    "x added",
    lambda x: relu(x) + x,
    lambda x: 2 * relu(x) - relu(-x),
    says="Positive x comes back doubled, and negative x as it is, below 0. A sign is not right, or "
    "a factor.",
)
abs_from_relu.wrong(
    "twice as steep",
    lambda x: 2 * relu(x) + 2 * relu(-x),
    says="Your V is twice as steep as |x|.",
)
abs_from_relu.wrong(
    "or",
    lambda x: relu(x) or relu(-x),
    lambda x: relu(x) and relu(-x),
    says="`or`, `and`, `max` and `if` want one yes or no, and an array holds many. Join the two "
    "halves entry by entry.",
)
abs_from_relu.wrong(
    "square",
    lambda x: relu(x) ** 2 + relu(-x) ** 2,
    lambda x: relu(x**2),
    says="That is x². It is never negative either, but it has no corner, and at x = 3 it is 9.",
)
abs_from_relu.also_wrong(
    lambda x: relu(x) + relu(1 - x),
    lambda x: relu(x - 1) + relu(-x - 1),
    lambda x: relu(x) + relu(-x) + 0.5,
    lambda x: (relu(x) + relu(-x)).sum(),
    lambda x: [relu(x), relu(-x)],
    lambda x: relu(x) + 0.9 * relu(-x),
    lambda x: abs(int(x)),
    lambda x: np.sign(x),
    lambda x: relu,
    lambda x: None,
    lambda x: (relu(x) > 0) + (relu(-x) > 0),
    lambda x: relu(x + 1) + relu(-x + 1),
    lambda x: math.fabs(x),
)


FOUR = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


def network(answer):
    """W, b, v and c of a network with two inputs, two units and one output."""
    if isinstance(answer, dict) and set(answer) == set("Wbvc"):
        answer = [answer[name] for name in "Wbvc"]
    if not isinstance(answer, list | tuple) or len(answer) != 4:
        raise Malformed("Four things are wanted, in this order: (W, b, v, c).")
    b = answer[1]
    b = [b, b] if np.ndim(b) == 0 and not isinstance(b, str) else b  # `+ b` would do the same
    return (
        numbers(answer[0], (2, 2), "W"),
        numbers(b, (2,), "b"),
        numbers(answer[2], (2,), "v"),
        numbers(answer[3], (), "c"),
    )


def xor_answers(answer):
    """What a network of two ReLUs answers to the four inputs."""
    W, b, v, c = network(answer)
    hidden = np.maximum(FOUR @ W + b, 0)
    output = hidden @ v + c
    # What is 0.5 on paper may be a little more in floating point: it may count as not above.
    size = (np.abs(FOUR) @ np.abs(W) + np.abs(b)) @ np.abs(v) + abs(c)
    exact, lenient = output > 0.5, output > 0.5 + 1e-12 * np.maximum(size, 1)
    answers = lenient if lenient.tolist() == [False, True, True, False] else exact
    rows = {f"({x1:g}, {x2:g})": int(a) for (x1, x2), a in zip(FOUR, answers)}
    shown = {"outputs": ", ".join(f"{o:.4g}" for o in output)}
    return Facts(rows, shown)


@chapter.witness(
    "4.7",
    observe=xor_answers,
    differs="At least one of the four rows does not get the answer of XOR yet.",
    hints=[
        "Let one unit count the inputs that are on. What must be taken away when it counts two?",
        "A second unit that is on only for (1, 1) can do that, with a negative weight in v.",
        "Or: one unit for *x₁ without x₂*, one for *x₂ without x₁*.",
    ],
    why="""
    Both units see the sum of the inputs. The first one counts: 0, 1, 1, 2. The second one starts a
    step later: 0, 0, 0, 1. Take the second away twice, and 0, 1, 1, 0 is left. ReLU bends the sum;
    without the bend any network has a straight boundary. Other answers:
    $|x_1 - x_2|$, made of two halves as in exercise 4.6.
    """,
    picture=lambda: _picture_of_xor(),
)
def xor_net():
    """XOR with two units

    Find numbers for a network with two inputs, two hidden ReLUs and one output,
    `relu(X @ W + b) @ v + c`, so that its output is above 0.5 for the inputs (0, 1) and (1, 0), and
    not above 0.5 for (0, 0) and (1, 1). Give `(W, b, v, c)`: `W` is a 2 × 2 table with a column for
    each hidden unit, `b` holds their two biases, `v` the two weights of the output and `c` its
    bias. Many answers are right.
    """
    W = [[1, 1], [1, 1]]
    b = [0, -1]
    v = [1, -2]
    c = 0
    return W, b, v, c  # ← (W, b, v, c)


def _picture_of_xor():
    """The network's answers in the plane of its inputs."""
    from rectified import figures

    W, b, v, c = network(xor_net.reference())
    fig, ax = figures.new(xlabel="x₁", ylabel="x₂")

    def output(X):
        return np.maximum(X @ W + b, 0) @ v + c

    figures.boundary(ax, output, FOUR, [0, 1, 1, 0], level=0.5)
    ax.set_aspect("equal")
    values = output(FOUR)
    alt = (
        "The plane of the two inputs. The network says 1 in a band from the upper left to the "
        "lower "
        f"right, which holds (0, 1) and (1, 0): its outputs there are {values[1]:g} and "
        f"{values[2]:g}. At (0, 0) and (1, 1), on either side of the band, they are {values[0]:g} "
        f"and {values[3]:g}."
    )
    return fig, alt


xor_net.also_right(
    ([[1, -1], [-1, 1]], [0, 0], [1, 1], 0),
    [[[1, 1], [1, 1]], [0, -1], [2, -4], 0],
    np.array([np.ones((2, 2)), np.array([0, -1]), [1, -2], 0], dtype=object),
    (np.ones((2, 2)), np.array([0, -1]), np.array([[1.0], [-2.0]]), [0]),
    (np.array([[1, 1], [1, 1]], dtype=np.float32), [0, -1], [1, -2], 0.2),
    {"W": [[1, 1], [1, 1]], "b": [0, -1], "v": [1, -2], "c": 0},
    ([[-1, 1], [-1, 1]], [1, -1], [-1, -1], 1),
    ([[1, -1], [1, -1]], [-1, 1], [-2, -2], 2),
    ([[10, -10], [-10, 10]], 0, [1, 1], 0),
    ([[3, 3], [3, 3]], [-1, -4], [1, -3], 0),
    ([[0.1, 0.1], [0.1, 0.1]], [0, -0.1], [10, -20], 0),
    ([[1, -1], [-1, 1]], [0, 0], [2, 1], 0.1),
    ([[0.3, 0.3], [0.3, 0.3]], [0.0, -0.3], [10, -20 - 5 / 3], 0.0),
    ([[Fraction(1, 2)] * 2, [Fraction(1, 2)] * 2], [0, Fraction(-1, 2)], [2, -4], 0),
    lambda: ([[1, 1], [1, 1]], [0, -1], [1, -2], 0),
    ([[7, 7], [7, 7]], [0, -7], [1 / 7, -2 / 7], 0),
    ([[1, 1], [1, 1]], [0, -1], [1, -1.5], 0),  # 0.5 for (1, 1): not above
    ([[0.1, 0.1], [0.1, 0.1]], [0, -0.1], [10, -15], 0),
)
_TABLES = {
    "or": (
        ([[1, 0], [0, 1]], [0, 0], [1, 1], 0),
        "One input is enough, and so are two: that is OR. Something must be taken away when both "
        "are on.",
    ),
    "nand": (
        ([[1, 1], [1, 1]], [-1, -1], [-1, -1], 1),
        "It says no to (1, 1) only: that is NAND, AND turned over. XOR says no to (0, 0) as well.",
    ),
    "dead units": (
        ([[-1, -1], [-1, -1]], [0, 0], [1, 1], 0),
        "It never says yes. Compute the two hidden outputs for each row: if they are 0 for all "
        "four, the units are dead; if not, v and c do not lift them above 0.5.",
    ),
    "and": (
        ([[1, 1], [1, 1]], [-1, -1], [1, 0], 0),
        "It says yes to (1, 1) only: that is AND. The output should be high when *one* input is "
        "on.",
    ),
    "always": (
        ([[1, 1], [1, 1]], [0, 0], [1, 1], 1),
        "It says yes to all four. What makes the output small for (0, 0), and for (1, 1)?",
    ),
    "nor": (
        ([[-1, 0], [-1, 0]], [1, 0], [1, 0], 0),
        "It says yes to (0, 0) only: that is NOR.",
    ),
    "turned over": (
        ([[-1, 1], [-1, 1]], [1, -1], [1, 1], 0),
        "All four answers are turned over: it says yes where the inputs are *equal*.",
    ),
    "copies x1": (([[1, 0], [0, 0]], [0, 0], [1, 0], 0), "Its answer is x₁: x₂ has no say."),
    "copies x2": (([[0, 0], [1, 0]], [0, 0], [1, 0], 0), "Its answer is x₂: x₁ has no say."),
    "not x1": (
        ([[-1, 0], [0, 0]], [1, 0], [1, 0], 0),
        "It says yes where x₁ is 0, whatever x₂ is.",
    ),
    "not x2": (
        ([[0, 0], [-1, 0]], [1, 0], [1, 0], 0),
        "It says yes where x₂ is 0, whatever x₁ is.",
    ),
    "only x1": (
        ([[1, 0], [-1, 0]], [0, 0], [1, 0], 0),
        "It says yes to (1, 0) only. That is one half of XOR; where is the other?",
    ),
    "only x2": (
        ([[-1, 0], [1, 0]], [0, 0], [1, 0], 0),
        "It says yes to (0, 1) only. That is one half of XOR; where is the other?",
    ),
    "not only x1": (
        ([[-1, 0], [1, 0]], [1, 0], [1, 0], 0),
        "It says no to (1, 0) only. XOR says yes there, and no to (0, 0) and (1, 1).",
    ),
    "not only x2": (
        ([[1, 0], [-1, 0]], [1, 0], [1, 0], 0),
        "It says no to (0, 1) only. XOR says yes there, and no to (0, 0) and (1, 1).",
    ),
}
for _name, (_answer, _text) in _TABLES.items():
    xor_net.wrong(_name, _answer, says=_text)
xor_net.also_wrong(
    ([[1, 1], [1, 1]], [0, -1], [1, -2]),
    ([[1, 1]], [0, -1], [1, -2], 0),
    ([[1, 1, 1], [1, 1, 1]], [0, -1, 0], [1, -2, 0], 0),
    ([[1, 1], [1, 1]], [0, -1], [1, float("nan")], 0),
    ([[1, 1], [1, 1]], "ab", [1, -2], 0),
    (1, 1, -1.5),
    np.ones((4, 2)),
    {"W": [[1, 1], [1, 1]], "b": [0, -1]},
    "xor",
    None,
    lambda: None,
)


def one_network(rng):
    """A random batch and a random network with one hidden layer."""
    n, d, h, k = rng.randint(1, 5), rng.randint(1, 4), rng.randint(2, 5), rng.randint(1, 4)
    return (
        quarters(rng, n, d),
        quarters(rng, d, h),
        quarters(rng, h),
        quarters(rng, h, k),
        quarters(rng, k),
    )


@chapter.function(
    "4.8",
    cases=[
        (
            np.array([[1.0, 2.0]]),
            np.array([[1.0, -1.0], [0.5, -0.5]]),
            vector(0.5, -1),
            np.array([[2.0], [3.0]]),
            vector(-8),
        ),
        (
            np.array([[1.0, 2.0], [-1.0, 0.5], [0.0, -3.0]]),
            np.array([[1.0, -1.0], [0.5, -0.5]]),
            vector(0.5, 1),
            np.array([[2.0], [3.0]]),
            vector(-1),
        ),
        (
            np.array([[1.0, -1.0], [2.0, 0.5], [-0.5, 1.5]]),
            np.array([[1.0, 2.0], [-1.5, 0.5]]),
            vector(-1, 0.5),
            np.array([[0.5, -1.0], [2.0, 1.0]]),
            vector(0.25, -2),
        ),
        (
            np.array([[1, -2, 0], [3, 1, -1]]),
            np.array([[1, 0, -1, 2], [2, 1, 0, -1], [0, -1, 1, 1]]),
            np.array([1, -1, 0, 2]),
            np.array([[1, -1], [2, 0], [0, 1], [-1, 1]]),
            np.array([3, -4]),
        ),
        (
            np.array([[2, -1], [0, 3]]),
            np.array([[0.5, -1.0], [1.5, 0.25]]),
            vector(0.25, -0.5),
            np.array([[1.5, -0.5], [0.25, 2.0]]),
            vector(-0.75, 0.5),
        ),
        (
            vector(-2, -1, 0, 1, 2)[:, None],
            np.array([[1.0, 1.0, 1.0]]),
            vector(1, 0, -1),
            np.array([[1.0, 0.5], [-2.0, 1.0], [1.0, -0.25]]),
            vector(-0.5, 0),
        ),
    ],
    more=one_network,
    hints=[
        "Inside out: first the pre-activations of the hidden layer, for all rows at once.",
        "`X @ W1 + b1` has a row for each example. ReLU comes next, and then a second layer of the "
        "same form, without ReLU.",
    ],
    why="""
    The bias is added *before* ReLU: it moves the corner, and each unit has its corner elsewhere.
    The output is linear, so it may be negative. With a ReLU there, a network could never answer −3,
    and from an output that has died nothing would go back into the network.
    """,
)
def forward(X, W1, b1, W2, b2):
    """A whole network

    Write `forward(X, W1, b1, W2, b2)`: the forward pass of a network with one hidden layer of ReLUs
    and a linear output, for a whole batch. `X` has one example per row, shape `(n, d)`. The weights
    of the hidden layer are `W1`, shape `(d, h)`, and its biases `b1`, shape `(h,)`; those of the
    output are `W2`, shape `(h, k)`, and `b2`, shape `(k,)`. The result has the shape `(n, k)`. You
    may use `relu`, or `ch4.relu`.
    """
    return relu(X @ W1 + b1) @ W2 + b2  # ← an output for each row


def _forward_loop(X, W1, b1, W2, b2):
    outputs = []
    for x in X:
        hidden = []
        for j in range(len(b1)):
            z = b1[j]
            for i in range(len(x)):
                z += x[i] * W1[i][j]
            hidden.append(z if z > 0 else 0)
        columns = zip(*W2)
        outputs.append([sum(h * w for h, w in zip(hidden, c)) + b for c, b in zip(columns, b2)])
    return outputs


def _forward_layers(X, W1, b1, W2, b2):
    a = X
    layers = [(W1, b1), (W2, b2)]
    for k, (W, b) in enumerate(layers):
        a = a @ W + b
        if k < len(layers) - 1:
            a = np.maximum(a, 0)
    return a


def _forward_ones(X, W1, b1, W2, b2):
    ones = np.ones((len(X), 1))
    hidden = np.maximum(np.hstack([X, ones]) @ np.vstack([W1, b1]), 0)
    return np.hstack([hidden, ones]) @ np.vstack([W2, b2])


def _forward_package(X, W1, b1, W2, b2):
    from rectified import MLP

    net = MLP([W1.shape[0], W1.shape[1], W2.shape[1]], "relu", output="linear")
    net.W[0][...], net.b[0][...], net.W[1][...], net.b[1][...] = W1, b1, W2, b2
    return net.predict(X)


def _forward_filled(X, W1, b1, W2, b2):
    result = np.empty((X.shape[0], W2.shape[1]))
    for i in range(X.shape[0]):
        z = W1.T @ X[i] + b1
        z[z < 0] = 0
        result[i, :] = W2.T @ z + b2
    return result


def _forward_matrix(X, W1, b1, W2, b2):
    Z = np.asmatrix(X) * np.asmatrix(W1) + b1
    return np.maximum(Z, 0) * np.asmatrix(W2) + b2


def _softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def _forward_like_inputs(X, W1, b1, W2, b2):
    outputs = np.zeros((len(X), len(b2)), dtype=X.dtype)
    for i, x in enumerate(X):
        outputs[i] = relu.reference(x @ W1 + b1) @ W2 + b2
    return outputs


forward.also_right(
    lambda X, W1, b1, W2, b2: np.maximum(0, X @ W1 + b1) @ W2 + b2,
    lambda X, W1, b1, W2, b2: np.array([relu(x @ W1 + b1) @ W2 + b2 for x in X]),
    lambda X, W1, b1, W2, b2: [relu(x @ W1 + b1) @ W2 + b2 for x in X],
    lambda X, W1, b1, W2, b2: np.dot(relu(np.dot(X, W1) + b1), W2) + b2,
    lambda X, W1, b1, W2, b2: (
        np.einsum("nh,hk->nk", relu(np.einsum("nd,dh->nh", X, W1) + b1), W2) + b2
    ),
    lambda X, W1, b1, W2, b2: (W2.T @ relu(W1.T @ X.T + b1[:, None]) + b2[:, None]).T,
    lambda X, W1, b1, W2, b2: np.tensordot((X @ W1 + b1).clip(0), W2, 1) + b2,
    lambda X, W1, b1, W2, b2: (lambda Z: np.where(Z > 0, Z, 0) @ W2 + b2)(X @ W1 + b1),
    lambda X, W1, b1, W2, b2: relu(np.float32(X) @ np.float32(W1) + np.float32(b1)) @ W2 + b2,
    lambda X, W1, b1, W2, b2: np.apply_along_axis(lambda x: relu(x @ W1 + b1) @ W2 + b2, 1, X),
    lambda X, W1, b1, W2, b2: (
        sum(np.outer(relu(X @ W1[:, j] + b1[j]), W2[j]) for j in range(len(b1))) + b2
    ),
    lambda X, W1, b1, W2, b2: np.inner(relu(np.inner(X, W1.T) + b1), W2.T) + b2,
    lambda X, W1, b1, W2, b2: np.vstack([forward.reference(x[None], W1, b1, W2, b2) for x in X]),
    lambda X, W1, b1, W2, b2: np.float32(relu(X @ W1 + b1) @ W2 + b2),
    lambda X, W_1, b_1, W_2, b_2: np.matmul(relu(np.matmul(X, W_1) + b_1), W_2) + b_2,
    _forward_loop,
    _forward_layers,
    _forward_ones,
    _forward_package,
    _forward_filled,
    _forward_matrix,
)
forward.wrong(
    "relu on output",
    lambda X, W1, b1, W2, b2: relu(relu(X @ W1 + b1) @ W2 + b2),
    says="Negative outputs are cut off at 0. The output layer is linear: no ReLU there.",
)
forward.wrong(
    "bias after",
    lambda X, W1, b1, W2, b2: (relu(X @ W1) + b1) @ W2 + b2,
    says="The bias of the hidden layer is added behind the ReLU. It belongs before it: it moves "
    "the corner.",
)
forward.wrong(
    "no output bias",
    lambda X, W1, b1, W2, b2: relu(X @ W1 + b1) @ W2,
    says="The bias of the output is missing.",
)
forward.wrong(
    "first example",
    lambda X, W1, b1, W2, b2: relu(X[0] @ W1 + b1) @ W2 + b2,
    lambda X, W1, b1, W2, b2: relu(X[:1] @ W1 + b1) @ W2 + b2,
    says="You answer for the first example only. Every row of X needs an output.",
)
forward.wrong(
    "no relu",
    lambda X, W1, b1, W2, b2: (X @ W1 + b1) @ W2 + b2,
    says="There is no ReLU in it. Without one, the two layers collapse into a single linear one.",
)
forward.wrong(
    "no hidden bias",
    lambda X, W1, b1, W2, b2: relu(X @ W1) @ W2 + b2,
    says="The bias of the hidden layer is missing, so all corners are at the origin.",
)
forward.wrong(
    "no biases",
    lambda X, W1, b1, W2, b2: relu(X @ W1) @ W2,
    says="Neither of the two biases has any effect.",
)
forward.wrong(
    "relu on the inputs",
    lambda X, W1, b1, W2, b2: (relu(X) @ W1 + b1) @ W2 + b2,
    says="You rectify the inputs. ReLU belongs between the two layers, on the pre-activations of "
    "the hidden one.",
)
forward.wrong(
    "relu only on the output",
    lambda X, W1, b1, W2, b2: relu((X @ W1 + b1) @ W2 + b2),
    says="The hidden layer has no ReLU and the output has one. It should be the other way round.",
)
forward.wrong(
    "slope instead of value",
    lambda X, W1, b1, W2, b2: (X @ W1 + b1 > 0) @ W2 + b2,
    says="The hidden units hand on 0 or 1, as steps do. A ReLU hands on its pre-activation where "
    "that is positive.",
)
forward.wrong(
    "sigmoid",
    lambda X, W1, b1, W2, b2: 1 / (1 + np.exp(-(X @ W1 + b1))) @ W2 + b2,
    says="The hidden units are sigmoids here. ReLUs are wanted.",
)
forward.wrong(
    "tanh",
    lambda X, W1, b1, W2, b2: np.tanh(X @ W1 + b1) @ W2 + b2,
    says="The hidden units use tanh here. ReLUs are wanted.",
)
forward.wrong(
    "hidden layer only",
    lambda X, W1, b1, W2, b2: relu(X @ W1 + b1),
    says="You return the hidden layer. Its outputs are the inputs of the second one.",
)
forward.wrong(
    "pre-activations only",
    lambda X, W1, b1, W2, b2: X @ W1 + b1,
    says="You return the pre-activations of the hidden layer. ReLU and the second layer are still "
    "to come.",
)
forward.wrong(
    "relu before the last bias",
    lambda X, W1, b1, W2, b2: relu(relu(X @ W1 + b1) @ W2) + b2,
    says="In the second layer, negative sums are cut off before its bias is added. That layer is "
    "linear: no ReLU in it.",
)
forward.wrong(
    "transposed",
    lambda X, W1, b1, W2, b2: relu(X @ W1.T + b1) @ W2.T + b2,
    lambda X, W1, b1, W2, b2: relu(W1 @ X.T + b1[:, None]),
    lambda X, W1, b1, W2, b2: relu(W1 @ X + b1) @ W2 + b2,
    lambda X, W1, b1, W2, b2: relu(X.T @ W1 + b1) @ W2 + b2,
    lambda X, W1, b1, W2, b2: W2 @ relu(W1 @ X + b1) + b2,
    says="Here a row of X is an example and a column of W1 a unit: the product that fits has X on "
    "the left, and nothing is transposed.",
)
forward.wrong(
    "last example",
    lambda X, W1, b1, W2, b2: relu(X[-1] @ W1 + b1) @ W2 + b2,
    lambda X, W1, b1, W2, b2: relu(X[-1:] @ W1 + b1) @ W2 + b2,
    says="You answer for the last example only. Does a loop overwrite the outputs of the others, "
    "or is the result not collected?",
)
forward.wrong(
    "units and examples",
    lambda X, W1, b1, W2, b2: (relu(X @ W1 + b1) @ W2 + b2).T,
    says="Rows and columns of your result are swapped: a row for each example is wanted.",
)
forward.wrong(
    "flat",
    lambda X, W1, b1, W2, b2: (relu(X @ W1 + b1) @ W2 + b2).ravel(),
    says="The numbers are right, in one long row. Keep a row for each example, also when there is "
    "one output.",
)
forward.wrong(
    "averaged",
    lambda X, W1, b1, W2, b2: (relu(X @ W1 + b1) @ W2 + b2).mean(axis=0),
    says="You average over the examples. Each of them has outputs of its own.",
)
forward.wrong(
    "one bias",
    lambda X, W1, b1, W2, b2: relu(X @ W1 + b1[0]) @ W2 + b2[0],
    lambda X, W1, b1, W2, b2: relu(X @ W1 + b1[0]) @ W2 + b2,
    lambda X, W1, b1, W2, b2: relu(X @ W1 + b1) @ W2 + b2[0],
    says="All units of a layer get the bias of the first one. Each has its own.",
)
forward.wrong(
    "bias subtracted",
    lambda X, W1, b1, W2, b2: relu(X @ W1 - b1) @ W2 + b2,
    lambda X, W1, b1, W2, b2: relu(X @ W1 + b1) @ W2 - b2,
    lambda X, W1, b1, W2, b2: relu(X @ W1 - b1) @ W2 - b2,
    says="A bias is subtracted, like a threshold. Here both biases are added.",
)
forward.wrong(
    "absolute value",
    lambda X, W1, b1, W2, b2: np.abs(X @ W1 + b1) @ W2 + b2,
    says="The hidden units turn negative pre-activations up, as |z| does. A ReLU makes them 0.",
)
forward.wrong(
    "leaky",
    lambda X, W1, b1, W2, b2: np.maximum(0.01 * (X @ W1 + b1), X @ W1 + b1) @ W2 + b2,
    lambda X, W1, b1, W2, b2: np.maximum(0.1 * (X @ W1 + b1), X @ W1 + b1) @ W2 + b2,
    lambda X, W1, b1, W2, b2: np.maximum(0.2 * (X @ W1 + b1), X @ W1 + b1) @ W2 + b2,
    says="Your hidden units let a part of the negative pre-activations through. A ReLU makes them "
    "0.",
)
forward.wrong(
    "negative half",
    lambda X, W1, b1, W2, b2: np.minimum(0, X @ W1 + b1) @ W2 + b2,
    says="The hidden units keep what is negative. A ReLU keeps what is positive.",
)
forward.wrong(
    "class instead of output",
    lambda X, W1, b1, W2, b2: (relu(X @ W1 + b1) @ W2 + b2).argmax(axis=1),
    lambda X, W1, b1, W2, b2: relu(X @ W1 + b1) @ W2 + b2 > 0,
    says="You return a decision. The outputs themselves are wanted, as they are.",
)
forward.wrong(
    "ceiling",
    lambda X, W1, b1, W2, b2: np.clip(X @ W1 + b1, 0, 6) @ W2 + b2,
    lambda X, W1, b1, W2, b2: np.clip(X @ W1 + b1, 0, 1) @ W2 + b2,
    says="Your hidden units have a ceiling. A ReLU has none: however large z is, it is handed on.",
)
forward.wrong(
    "relu on the inputs, too",
    lambda X, W1, b1, W2, b2: relu(relu(X) @ W1 + b1) @ W2 + b2,
    says="You rectify the inputs as well. They come in as they are, negative ones too.",
)
forward.wrong(
    "relu on the weights, too",
    lambda X, W1, b1, W2, b2: relu(X @ relu(W1) + b1) @ W2 + b2,
    says="You rectify the weights as well. ReLU acts on the pre-activations, not on what makes "
    "them.",
)
forward.wrong(
    "one bias added up",
    lambda X, W1, b1, W2, b2: relu(X @ W1 + b1.sum()) @ W2 + b2,
    lambda X, W1, b1, W2, b2: relu(X @ W1 + b1.mean()) @ W2 + b2.mean(),
    says="All units of a layer get one and the same bias, made of all of them. Each has its own.",
)
forward.wrong(
    "softmax",
    lambda X, W1, b1, W2, b2: _softmax(relu(X @ W1 + b1) @ W2 + b2),
    says="You turn the outputs into probabilities, with a softmax. The output layer is linear: "
    "return the sums as they are.",
)
forward.wrong(
    "type of the inputs",
    _forward_like_inputs,
    says="Where X holds whole numbers, your outputs lose their decimals: an array made like X, or "
    "of its type, cannot hold them.",
)
forward.also_wrong(
    lambda X, W1, b1, W2, b2: relu(X @ W1 + b1) * W2 + b2,
    lambda X, W1, b1, W2, b2: relu(X * W1 + b1) @ W2 + b2,
    lambda X, W1, b1, W2, b2: relu(X @ (W1 + b1)) @ W2 + b2,
    lambda X, W1, b1, W2, b2: relu(X @ W1 + b1) @ (W2 + b2),
    lambda X, W1, b1, W2, b2: (relu(X @ W1 + b1) @ W2 + b2) / len(X),
    lambda X, W1, b1, W2, b2: (relu(X @ W1 + b1) @ W2 + b2, X),
    lambda X, W1, b1, W2, b2: max(0, X @ W1 + b1) @ W2 + b2,
    lambda X, W1, b1, W2, b2: relu(X @ W1 + b1) @ W2 + b1[0],
    lambda X, W1, b1, W2, b2: None,
    lambda X, W, b: X @ W + b,
)


# ================================================================ think first

chapter.section(
    "Think first",
    """
    Answer before you compute. Every option has its own reply, so it is worth trying a wrong one,
    too.
    """,
)


@chapter.choice(
    "4.9",
    answer="b",
    options={
        "a": (
            "None at all.",
            "Nearly. But the biases of the output get their gradient straight from the loss: no "
            "hidden unit stands between.",
        ),
        "b": (
            "Only the biases of the output.",
            "The weights of the output get no gradient because the hidden units hand them zeros; "
            "the hidden layer gets none because the weights above it, and its slopes, are 0. The "
            "network learns how common each digit is, and gives all images the same answer.",
        ),
        "c": (
            "The weights and the biases of the output.",
            "The gradient of a weight is the blame times *what it multiplies*. What do the hidden "
            "units hand on when all that comes in is 0?",
        ),
        "d": (
            "All of them, but the hidden units stay alike.",
            "That happens when all weights start at the same number *other than 0*. At 0 the "
            "hidden units are silent, and their slope is 0.",
        ),
        "e": (
            "All of them, only slowly.",
            "A gradient of 0 is not a small one: no number of steps adds up to anything.",
        ),
    },
    hints=[
        "Go through the forward pass with zeros. Then through the backward pass, from the output "
        "on: what does each gradient multiply?",
    ],
)
def all_zero():
    """Everything at zero

    A network with one hidden layer of ReLUs (with slope 0 at 0) and a softmax output learns to read
    digits by plain gradient descent. All its weights *and* all its biases start at 0. Which of them
    ever change?
    """


@chapter.choice(
    "4.10",
    answer="c",
    options={
        "a": (
            "They are $-f(x)$.",
            "So it would be for a *linear* network. ReLU passes factors through, but only positive "
            "ones.",
        ),
        "b": (
            "They are $f(x)$ again.",
            "So it would be with |z| in place of ReLU. For ReLU, z and −z are not alike.",
        ),
        "c": (
            "$f(x)$ does not tell.",
            "For −x, those units of the first layer answer that were silent for x, and the others "
            "fall silent: another part of the network speaks. For 2x it would be the same units, "
            "and the logits 2f(x).",
        ),
        "d": (
            "They are all 0.",
            "Only if every unit of some layer is silent. In the first layer, the units that x left "
            "silent are the ones that answer −x.",
        ),
    },
    hints=["For one unit: what are relu(wx) and relu(−wx) when wx is 3? And when it is −3?"],
)
def negative_image():
    """The negative

    A ReLU network *without biases* answers the image $x$ with the logits $f(x)$. What are its
    logits for the negative, $-x$?
    """


@chapter.choice(
    "4.11",
    answer="bd",
    options={
        "a": (
            "Its weights are 0.",
            "Its output is 0, and its gradient. The weights are frozen at what they were, and far "
            "from 0.",
        ),
        "b": (
            "No training image gives its weights a gradient.",
            "Its slope is 0 for every one of them, and the gradient is multiplied by the slope.",
        ),
        "c": (
            "It is silent for every image there can be.",
            "Dead *on the training set* says nothing of other inputs. An unusual image may well "
            "wake it.",
        ),
        "d": (
            "Plain gradient descent on the same images never wakes it, at any learning rate.",
            "Its inputs are the images, which do not change, and its weights get no gradient.",
        ),
        "e": (
            "Without it, the network would answer the training images differently.",
            "It hands on a 0 for each of them. Take it out, and no answer changes.",
        ),
    },
    hints=[
        "What is its output for a training image, and what its slope?",
        "Two of them are true.",
    ],
)
def dead_unit():
    """Dead, and what follows

    A ReLU in the *first* hidden layer is dead on the training set. Which of these follow? Give all
    the letters, such as `"ae"`.
    """


@chapter.choice(
    "4.12",
    answer="b",
    options={
        "a": (
            "An error, or a loss that is not a number.",
            "One waits for that in vain here. Where all units have fallen silent, nothing can grow "
            "any more: all numbers stay finite.",
        ),
        "b": (
            "A loss near 2.3, without any warning; whole layers are dead.",
            "The first steps throw the weights so far that hardly an image is answered any more. "
            "What is left is guessing among ten classes: a loss of ln 10.",
        ),
        "c": (
            "The same accuracy, sooner.",
            "Larger steps are faster only up to a point, and raw pixels and momentum have made "
            "them large already.",
        ),
        "d": (
            "All weights at 0.",
            "The outputs of the units go to 0, the weights do not: they are thrown far away, and "
            "frozen there.",
        ),
    },
    hints=["Look at the map of the dead in the chapter: raw images, momentum 0.9, biases at 0."],
)
def ten_times_faster():
    """Ten times faster

    The network from the opening of the chapter learned from raw pixels with momentum 0.9 and a
    learning rate of 0.01. You start it once more, with a learning rate of 0.1. What do you see
    after ten epochs?
    """


@chapter.value(
    "4.13",
    hints=[
        "Once: t rises from 0 to 1 on the left half and falls back to 0 on the right half. That is "
        "two pieces.",
        "While t goes once from 0 to 1, the second t runs through its whole up and down. What does "
        "it do while t comes back?",
    ],
    why="""
    Every piece of the inner function runs through all of the interval from 0 to 1, upward or
    downward, so the outer function folds each of them once: 2, 4, 8. Six units in three layers make
    8 pieces; in a single layer, six units make at most 7.
    """,
    picture=lambda: _picture_of_folds(),
)
def folds():
    """Folded three times

    The function $t(x) = \\mathrm{relu}(2x) - \\mathrm{relu}(4x - 2)$ folds the interval from 0 to
    1 in the middle. Of how many straight pieces is $t(t(t(x)))$ made, for $x$ from 0 to 1?
    """
    return 8  # ← a number


def _picture_of_folds():
    """The function that folds, applied once, twice and three times."""
    from rectified import figures

    x = np.linspace(0, 1, 65)
    titles = ["t(x)", "t(t(x))", "t(t(t(x)))"]
    fig, axes = figures.new(columns=3, height=2.2, title=titles, xlabel="x", sharey=True)
    pieces, y = [], x
    for ax in axes:
        y = relu.reference(2 * y) - relu.reference(4 * y - 2)
        pieces.append(figures.relu.count_pieces(y))
        ax.plot(x, y, **{**figures.SERIES[0], "marker": ""}, lw=1.6)
    alt = (
        f"Three panels over x from 0 to 1. t(x) is one tooth of {pieces[0]} pieces, t(t(x)) has "
        f"{pieces[1]} pieces and t(t(t(x))) {pieces[2]}, all between 0 and 1."
    )
    return fig, alt


folds.also_right(8.0, np.int64(8), [8], Fraction(8), np.array([8.0]), lambda: 2**3)
folds.wrong(
    "added",
    6,
    says="You add two pieces for each fold. But a fold goes through *all* layers of the paper.",
)
folds.wrong(
    "corners",
    7,
    says="Seven is the number of corners between the pieces. (It is also the most pieces that six "
    "units can make in a single layer.)",
)
folds.wrong(
    "one fold short",
    4,
    says="So many there are after two folds.",
)
folds.wrong(
    "one fold too many",
    16,
    says="So many there are after four folds. After the first there are two.",
)
folds.wrong(
    "two to the number of units",
    64,
    says="That is 2⁶: do you count six units as six folds? Two units make one fold.",
)
folds.wrong(
    "one per layer",
    3,
    says="One piece for each t? Already the first one makes two.",
)
folds.wrong("nine", 9, says="That is 3 · 3. Each fold multiplies the pieces by the same number.")
folds.also_wrong(0, 5, 2, -8, 8.5, "eight", None, (8, 8), float("nan"), 12, 512)


@chapter.value(
    "4.14",
    hints=[
        "What is the probability for one unit? Remember that w is as likely as −w.",
        "All four must be silent at once, and they are drawn independently.",
    ],
    why="""
    Each unit is silent with probability ½, since its pre-activation is as likely to be negative as
    positive. Four of them are silent at once with probability (½)⁴. With ten such layers, about
    half of the networks are silent for this one input: 1 − (15/16)¹⁰ = 48 %.
    """,
)
def silent_layer():
    """A narrow layer

    A layer has four ReLUs, random weights from a normal distribution with mean 0, and biases at 0.
    An input other than 0 comes in. How likely is it that *none* of the four answers? Give the exact
    number, as a decimal or as a fraction such as `2 / 3`.
    """
    return 1 / 16  # ← a probability


silent_layer.also_right(
    0.0625,
    Fraction(1, 16),
    0.5**4,
    [1 / 16],
    np.float64(0.0625),
    np.array([0.0625]),
    lambda: 2**-4,
    "1/16",
)
silent_layer.wrong("one unit", 0.5, says="That is so for one unit. All four must be silent.")
silent_layer.wrong(
    "a quarter",
    0.25,
    says="One in four? That is the share of one unit among four, or the probability for two units "
    "to be silent together.",
)
silent_layer.wrong(
    "one answers",
    15 / 16,
    says="That is the probability that at least one of them answers.",
)
silent_layer.wrong(
    "an eighth",
    1 / 8,
    says="So it would be for three units. Here all four must be silent.",
)
silent_layer.wrong(
    "never", 0, says="Chance can do it: all four pre-activations may be negative at once."
)
silent_layer.wrong(
    "percent",
    6.25,
    says="That is the number of percent. A probability lies between 0 and 1.",
)
silent_layer.wrong(
    "rounded", 0.06, 0.063, says="That is rounded. Give the number in full, or as a fraction."
)
silent_layer.wrong(
    "inverse", 16, says="In one of so many cases, yes. Give the probability, between 0 and 1."
)
silent_layer.also_wrong(1, 0.2, -0.0625, 4, "one in 16", None, (1, 16), float("nan"), 1 / 32, 0.4)


# ================================================================ longer tasks

chapter.section(
    "Longer tasks",
    """
    Here you write more than a line. There is more than one right way, and the checker looks only
    at what comes out.
    """,
)

CIRCLE = np.linspace(0, 2 * np.pi, 2001)
ENOUGH = 0.06  # how far from the sine the straight pieces may be


def _bent(t, c, d, x=CIRCLE):
    """A sum of hinges at x."""
    return d + np.maximum(x[:, None] - t, 0) @ c


def _hinges(answer):
    """Knots, coefficients and offset, sorted by knot."""
    if isinstance(answer, dict) and set(answer) == set("tcd"):
        answer = [answer[name] for name in "tcd"]
    if not isinstance(answer, list | tuple) or len(answer) != 3:
        raise Malformed("Three things are wanted, in this order: (t, c, d).")
    values = [read(part) for part in answer[:2]]
    if not all(isinstance(v, Numbers) for v in values):
        raise Malformed("t and c must hold numbers.")
    n, m = (v.array.size for v in values)
    if n != m:
        raise Malformed(f"Each ReLU has a t and a c; you give {n} of the one and {m} of the other.")
    t, c = numbers(answer[0], (n,), "t"), numbers(answer[1], (n,), "c")
    order = np.argsort(t, kind="stable")
    return t[order], c[order], float(numbers(answer[2], (), "d"))


def _curve(t, c, d):
    """What a sum of hinges is like: close to the sine, or nearly so by a known slip."""
    sine = np.sin(CIRCLE)
    rest = sine - _bent(t, c, d)

    def close(difference):
        return bool(np.abs(difference).max() <= ENOUGH + 1e-9)

    if close(rest):
        return "close to the sine"
    if close(sine - _bent(t, np.diff(c, prepend=0.0), d)):
        return "slopes for changes of slope"
    if close(sine - _bent(-t, c, d)):
        return "knots with the wrong sign"
    if close(sine + _bent(t, c, d)):
        return "upside down"
    if (t > 2 * np.pi + 1e-6).any():
        return "corners behind the end"
    if len(t) > 2 and np.allclose(c, np.diff(np.sin(np.append(t, 2 * np.pi))), atol=1e-6):
        return "differences of height"
    if close(rest - (rest.max() + rest.min()) / 2):
        return "shifted"
    if close(rest - CIRCLE * (CIRCLE @ rest) / (CIRCLE @ CIRCLE)):
        return "first slope missing"
    if len(t) > 2 and np.allclose(c, np.sin(t), atol=1e-6):
        return "heights for changes of slope"
    return "another curve"


def _sine_of_pieces(answer):
    t, c, d = _hinges(answer)
    error = np.round(np.abs(np.sin(CIRCLE) - _bent(t, c, d)), 9)  # the first of equal ones
    return Facts(
        {"at most ten": len(t) <= 10, "curve": _curve(t, c, d)},
        {"largest error": f"{error.max():.3g}, at x = {CIRCLE[error.argmax()]:.2f}"},
    )


@chapter.task(
    "4.15",
    observe=_sine_of_pieces,
    differs={
        "at most ten": "You use more than ten ReLUs.",
        "curve": "Somewhere between 0 and 2π the curve is too far from the sine. Where? Draw both.",
    },
    hints=[
        "Cut the interval into ten equal parts. Let the curve go straight from one point of the "
        "sine to the next. Which slope has each part?",
        "Left of its corner a term adds nothing. So `c[0]` is the slope of the first part, and "
        "every other `c[k]` the *change* of slope from one part to the next.",
        "`np.diff(y) / np.diff(x)` gives the slopes between points. And `np.diff(s, prepend=0)` "
        "the changes, the first one from 0.",
    ],
    why="""
    Every ReLU bends the curve at one place, $t_k$, and $c_k$ says by how much the slope changes
    there. So any curve of straight pieces can be read off: corners and changes of slope. Halve the
    length of the pieces, and the error falls to a quarter. A least-squares fit of the ten $c_k$ and
    $d$ comes closer still, with an error of 0.03 in place of 0.05.
    """,
    picture=lambda: _picture_of_the_sine(),
)
def sine_of_pieces():
    """A sine out of straight pieces

    Build a curve of at most ten ReLUs,
    $g(x) = d + \\sum_k c_k\\,\\mathrm{relu}(x - t_k)$, that is nowhere farther than 0.06 from
    $\\sin x$, for $x$ from 0 to $2\\pi$ (in radians). Give `(t, c, d)`: the corners, the
    coefficients, both as arrays of the same length, and the number d. By hand, by formula, by a
    fit: any way is fine.
    """
    x = np.linspace(0, 2 * np.pi, 11)
    slopes = np.diff(np.sin(x)) / np.diff(x)
    t, c, d = x[:-1], np.diff(slopes, prepend=0), 0
    return t, c, d  # ← (t, c, d)


def _picture_of_the_sine():
    """The sine, and the straight pieces of the solution."""
    from rectified import figures

    t, c, d = sine_of_pieces.reference()
    fig, ax = figures.new(xlabel="x")
    x, knots = CIRCLE[::20], np.append(t, 2 * np.pi)
    ax.plot(x, np.sin(x), color=figures.core.FAINT, lw=4, label="sin x")
    heights = _bent(t, c, d, knots)
    ax.plot(knots, heights, **{**figures.SERIES[0], "marker": ""}, lw=1.5, label="ten ReLUs")
    ax.plot(knots, heights, "o", ms=4, color=figures.SERIES[0]["color"])
    with figures.core.house():
        ax.legend(loc="upper right", frameon=False)
    error = np.abs(_bent(t, c, d) - np.sin(CIRCLE)).max()
    alt = (
        f"One period of the sine and, on top of it, {len(t)} straight pieces that join points of "
        f"it. The largest gap between the two is {error:.2f}."
    )
    return fig, alt


def _joined(n=10, knots=None, slip=lambda t, c, d: (t, c, d)):
    """Straight pieces between points of the sine, with one thing changed."""
    x = np.linspace(0, 2 * np.pi, n + 1) if knots is None else np.asarray(knots)
    slopes = np.diff(np.sin(x)) / np.diff(x)
    return slip(x[:-1], np.diff(slopes, prepend=0), 0.0)


def _least_squares(n):
    t = np.linspace(0, 2 * np.pi, n, endpoint=False)
    A = np.column_stack([np.maximum(CIRCLE[:, None] - t, 0), np.ones(len(CIRCLE))])
    *c, d = np.linalg.lstsq(A, np.sin(CIRCLE), rcond=None)[0]
    return t, c, d


def _with_slopes(t, c, d):
    return t, np.cumsum(c), d


sine_of_pieces.also_right(
    lambda: _joined(),
    lambda: _least_squares(10),
    lambda: _least_squares(8),
    lambda: _joined(slip=lambda t, c, d: (t.tolist(), c.tolist(), 0)),
    lambda: _joined(slip=lambda t, c, d: (t[::-1], c[::-1], [d])),
    lambda: _joined(slip=lambda t, c, d: (np.float32(t), np.float32(c), d)),
    lambda: _joined(slip=lambda t, c, d: (t[:, None], c[:, None], d)),
    lambda: _joined(slip=lambda t, c, d: {"t": t, "c": c, "d": d}),
    lambda: _joined(slip=lambda t, c, d: (t - 1e-3, c, d)),
    lambda: _joined(knots=np.pi * np.array([0, 0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.6, 1.8, 2.1])),
)
sine_of_pieces.wrong(
    "slopes for changes of slope",
    lambda: _joined(slip=_with_slopes),
    says="Your c are the slopes of the pieces. But all terms that have begun go on and add up: "
    "each c is the *change* of slope at its corner.",
)
sine_of_pieces.wrong(
    "heights for changes of slope",
    lambda: _joined(slip=lambda t, c, d: (t, np.sin(t), d)),
    says="Your c are the heights of the sine at the corners. A c says by how much the slope "
    "changes there.",
)
sine_of_pieces.wrong(
    "first slope missing",
    lambda: _joined(slip=lambda t, c, d: (t[1:], c[1:], d)),
    lambda: _joined(slip=lambda t, c, d: (t, np.append(0, c[1:]), d)),
    says="All corners bend by the right amount, but the first piece has the wrong slope, and from "
    "there on the curve leans.",
)
sine_of_pieces.wrong(
    "knots with the wrong sign",
    lambda: _joined(slip=lambda t, c, d: (-t, c, d)),
    says="Your t are negative. A corner lies where x − t is 0, and that must be between 0 and 2π.",
)
sine_of_pieces.wrong(
    "upside down",
    lambda: _joined(slip=lambda t, c, d: (t, -c, d)),
    says="Your curve is the sine upside down: all c have the wrong sign.",
)
sine_of_pieces.wrong(
    "corners behind the end",
    lambda: _joined(slip=lambda t, c, d: (np.degrees(t), c, d)),
    says="Some of your corners lie beyond 2π, which is 6.28: there the curve has ended. Are they "
    "in degrees?",
)
sine_of_pieces.wrong(
    "differences of height",
    lambda: _joined(slip=lambda t, c, d: (t, np.diff(np.sin(np.append(t, 2 * np.pi))), d)),
    says="Your c are the differences of height between the corners. Divided by the width of a "
    "piece they are slopes; and c is the *change* of slope.",
)
sine_of_pieces.wrong(
    "shifted",
    lambda: _joined(slip=lambda t, c, d: (t, c, d + 0.5)),
    lambda: _joined(slip=lambda t, c, d: (t, c, d - 1)),
    says="The shape is right, but the whole curve lies too high or too low: look at d.",
)
sine_of_pieces.also_wrong(
    lambda: _joined(20),
    lambda: _joined(5),
    lambda: _joined(8),
    lambda: _joined()[:2],
    lambda: (_joined()[0], _joined()[1][1:], 0),
    lambda: (_joined()[0], np.cos(_joined()[0]), 0),
    lambda: ([0.0], [0.0], 0.0),
    lambda: ([], [], 0.0),
    lambda: (_joined()[0], _joined()[1], float("nan")),
    lambda: ("t", "c", "d"),
    lambda: np.sin,
    lambda: None,
    3,
)


def _net_of(answer):
    """W1, b1, W2 and b2 of a network with two inputs and one output."""
    if not isinstance(answer, list | tuple) or len(answer) != 4:
        raise Malformed("Return four things, in this order: `return W1, b1, W2, b2`.")
    W1 = read(answer[0])
    if not isinstance(W1, Numbers) or W1.array.ndim != 2 or 2 not in W1.shape:
        raise Malformed("W1 must be a matrix with a row for each of the two inputs.")
    if W1.shape[0] != 2:
        raise Malformed("W1 has its rows and columns the wrong way round: a row for each input.")
    h, b1 = W1.shape[1], answer[1]
    if isinstance(b1, int | float):
        b1 = [b1] * h  # `+ b1` does the same
    return (
        numbers(answer[0], (2, h), "W1"),
        numbers(b1, (h,), "b1"),
        numbers(answer[2], (h,), "W2"),
        numbers(answer[3], (), "b2"),
    )


def _learned(net, X, y):
    """How a network answers the rings."""
    W1, b1, W2, b2 = net
    hidden = np.maximum(X @ W1 + b1, 0)
    output = hidden @ W2 + b2
    right, half = ((output > 0) == y).mean(), ((output > 0.5) == y).mean()
    if right >= 0.9:
        return "learned"
    if not hidden.any():
        return "all hidden units dead"
    if half >= 0.9:
        return "learned, with the border at 0.5"
    if right <= 0.1:
        return "answers turned round"
    if len(set(output > 0)) == 1:
        return "one answer for all"
    return "not learned"


def learns(learn, call):
    """Facts about a training function: what its networks answer."""
    from rectified import datasets

    (X, y), (X_new, y_new) = (datasets.circles(n, 0.1, seed=k) for k, n in ((1, 60), (2, 200)))
    facts, shown = {}, {}
    for name, turn in (("inner ring 1", lambda v: v), ("outer ring 1", lambda v: 1 - v)):
        copies = X.copy(), turn(y).copy()
        net = _net_of(call(learn, *copies))
        if not (np.array_equal(copies[0], X) and np.array_equal(copies[1], turn(y))):
            raise Malformed("Your function changes the X or the y of the caller.")
        facts[name] = _learned(net, X, turn(y))
        if facts[name] != "learned":
            W1, b1, W2, b2 = net
            output = np.maximum(X @ W1 + b1, 0) @ W2 + b2
            shown["right"] = f"{int(((output > 0) == turn(y)).sum())} of {len(y)}"
            break
        facts[f"new points, {name}"] = _learned(net, X_new, turn(y_new))
    return Facts(facts, shown)


_NOT_LEARNED = (
    "The training set is not learned: at least 54 of the 60 points should be answered rightly. "
    "Does the loss fall? Print it every fifty steps."
)


@chapter.task(
    "4.16",
    function=True,
    steps=3_000_000,  # a network in plain Python is right as well
    observe=learns,
    differs={
        "inner ring 1": _NOT_LEARNED,
        "new points, inner ring 1": "The points of the training are answered rightly, but too many "
        "new points of the same rings are not.",
        "outer ring 1": "With label 1 on the inner ring it works. With label 1 on the outer one, "
        "it does not: is `y` used for every step?",
        "new points, outer ring 1": "With label 1 on the outer ring, too many new points are "
        "answered wrongly.",
    },
    hints=[
        "You have all parts: `he_init` for the start, `forward` (keep the pre-activations), "
        "`relu_backward` on the way back.",
        "With a sigmoid behind the output and the cross-entropy as loss, the gradient at the "
        "output is sigmoid(output) − y, divided by the number of rows. Mind the shapes: y is "
        "`(n,)`, the output `(n, 1)`.",
        "With Z the pre-activations, H the hidden outputs and E the gradient at the output: W2 "
        "gets H.T @ E, and what arrives at H is E @ W2.T. Compute all gradients before any step.",
        "Sixteen hidden units, 500 steps with all rows and a learning rate of 0.5 are enough.",
    ],
    why="""
    Forward, the pre-activations `Z` are kept, because they set the gates on the way back. The error
    passes the output weights, then the gates, `Z > 0`, and each matrix gets *what came in* times
    *what comes back*. The rings cannot be separated by a line; up to sixteen corners make a polygon
    around the inner one.
    """,
    picture=lambda: _picture_of_rings(),
)
def learn(X, y):
    """From nothing to a network

    Write `learn(X, y)`: it trains a network with one hidden layer of ReLUs and one linear output,
    as in exercise 4.8, and returns `(W1, b1, W2, b2)`. The rows of `X`, shape `(n, 2)`, are points
    on two rings; `y` holds `n` labels, 0 or 1. An output *above 0* means label 1. The number of
    hidden units, the loss and the way of training are up to you, and the package may help. The
    checker trains on the 60 points of `datasets.circles(60, 0.1, seed=1)`, once with the labels as
    they are and once with 0 and 1 exchanged. At least 90 % of the points, and of 200 new ones,
    must get the right answer. Both trainings together must not take more than three seconds; with
    all rows in one step that is plenty.
    """
    rng = np.random.default_rng(0)
    W1, b1 = rng.normal(0, 1, (2, 16)), np.zeros(16)
    W2, b2 = rng.normal(0, np.sqrt(2 / 16), (16, 1)), np.zeros(1)
    for _ in range(500):
        Z = X @ W1 + b1
        H = np.maximum(Z, 0)
        output = H @ W2 + b2
        error = (1 / (1 + np.exp(-output)) - y[:, None]) / len(X)
        back = (error @ W2.T) * (Z > 0)
        W1, b1 = W1 - 0.5 * X.T @ back, b1 - 0.5 * back.sum(axis=0)
        W2, b2 = W2 - 0.5 * H.T @ error, b2 - 0.5 * error.sum(axis=0)
    return W1, b1, W2, b2


def _picture_of_rings():
    """The rings, and where the network of the solution says 0 and 1."""
    from rectified import datasets, figures

    X, y = datasets.circles(60, 0.1, seed=1)
    W1, b1, W2, b2 = learn.reference(X, y)

    def output(points):
        return np.maximum(points @ W1 + b1, 0) @ W2 + b2

    fig, ax = figures.new(xlabel="x₁", ylabel="x₂", height=3.6)
    figures.boundary(ax, output, X, y, level=0.0)
    ax.set_aspect("equal")
    right = int(((output(X)[:, 0] > 0) == y).sum())
    alt = (
        f"Two noisy rings of {len(y) // 2} points each. The network says 1 inside a polygon that "
        f"runs between them, and 0 outside. {right} of {len(y)} points are answered rightly."
    )
    return fig, alt


def _trained(
    X, y, units=16, steps=300, rate=0.5, loss="logistic", gate=lambda Z: Z > 0, sign=1, seed=0
):
    """The training of the solution with one thing changed, for the answers here."""
    rng = np.random.default_rng(seed)
    W1, b1 = rng.normal(0, 1, (2, units)), np.zeros(units)
    W2, b2 = rng.normal(0, np.sqrt(2 / units), (units, 1)), np.zeros(1)
    target = y[:, None] * 2.0 - 1 if loss == "plus minus" else y[:, None]
    for _ in range(steps):
        Z = X @ W1 + b1
        H = np.maximum(Z, 0)
        output = H @ W2 + b2
        answer = 1 / (1 + np.exp(-output)) if loss == "logistic" else output
        error = sign * (answer - target) / len(X)
        back = (error @ W2.T) * gate(Z)
        W1, b1 = W1 - rate * X.T @ back, b1 - rate * back.sum(axis=0)
        W2, b2 = W2 - rate * H.T @ error, b2 - rate * error.sum(axis=0)
    return W1, b1, W2, b2


def _by_package(X, y):
    from rectified import MLP

    net = MLP([2, 16, 1], "relu", output="sigmoid", rng=0)
    net.fit(X, y, epochs=300, learning_rate=0.5)
    return net.W[0], net.b[0], net.W[1], net.b[1]


def _by_softmax(X, y):
    from rectified import MLP

    net = MLP([2, 16, 2], "relu", rng=0)
    net.fit(X, y, epochs=300, learning_rate=0.5)
    return net.W[0], net.b[0], net.W[1][:, 1] - net.W[1][:, 0], net.b[1][1] - net.b[1][0]


def _minus_a_half(X, y):
    W1, b1, W2, b2 = _trained(X, y, rate=0.1, loss="squares")
    return W1, b1, W2, b2 - 0.5


def _random_features(X, y):
    rng = np.random.default_rng(0)
    W1, b1 = rng.normal(size=(2, 40)), rng.normal(size=40)
    H = np.column_stack([np.maximum(X @ W1 + b1, 0), np.ones(len(X))])
    *W2, b2 = np.linalg.solve(H.T @ H + 0.01 * np.eye(41), H.T @ (2 * y - 1))
    return W1, b1, W2, b2


def _diamond(X, y):
    """The sum of the sizes, made of four ReLUs, and a border that is read off the data."""
    W1 = np.array([[1, -1, 0, 0], [0, 0, 1, -1]])
    size = np.abs(X).sum(axis=1)
    border = (size[y == 0].mean() + size[y == 1].mean()) / 2
    sign = 1 if size[y == 1].mean() > border else -1
    return W1, [0, 0, 0, 0], sign * np.ones(4), -sign * border


learn.also_right(
    lambda X, y: _trained(X, y),
    lambda X, y: _trained(X, y, units=32, seed=3),
    lambda X, y: _trained(X, y, rate=0.1, loss="plus minus"),
    lambda X, y: [part.tolist() for part in _trained(X, y, units=8, steps=800)],
    lambda X, y: np.array(_trained(X, y), dtype=object),
    _minus_a_half,
    _by_package,
    _by_softmax,
    _random_features,
)
learn.wrong(
    "border at a half",
    lambda X, y: _trained(X, y, rate=0.1, loss="squares"),
    says="It has learned the rings, but its outputs are to be split at ½: were they fitted to the "
    "labels 0 and 1? Here an output above *0* means label 1.",
)
learn.wrong(
    "answers turned round",
    lambda X, y: _trained(X, 1 - y),
    says="Nearly all answers are turned round. Does label 1 belong to an output above 0 in your "
    "training, and is the error the output minus the label?",
)
learn.wrong(
    "dead from the start",
    lambda X, y: _trained(X, y, steps=20, rate=500),
    lambda X, y: _trained(X, y, units=1),
    lambda X, y: (np.zeros((2, 4)), np.zeros(4), np.zeros((4, 1)), np.zeros(1)),
    says="All hidden units of your network are dead: they answer none of the 60 points. Did it "
    "start from zeros, or were the steps too large?",
)
learn.wrong(
    "one network for all",
    lambda X, y: _trained(X, (np.hypot(*X.T) < 0.75).astype(int)),
    says="You return a network that says 1 inside, also when label 1 belongs to the outer ring. "
    "Does the training use the `y` that is handed in?",
)
learn.wrong(
    "one answer for all",
    lambda X, y: _trained(X, y, sign=-1, steps=20),
    lambda X, y: (np.ones((2, 4)), np.ones(4), np.zeros((4, 1)), np.zeros(1)),
    says="Your network gives the same answer to all points. Has it learned more than its last "
    "bias?",
)


def _changes_labels(X, y):
    y[y == 0] = -1
    return _trained(X, (y + 1) // 2)


learn.also_wrong(
    _changes_labels,
    lambda X, y: _trained(X, y, steps=0),
    lambda X, y: _trained(X, y, steps=2),
    lambda X, y: _trained(X, y)[:2],
    lambda X, y: (_trained(X, y)[0].T, *_trained(X, y)[1:]),
    lambda X, y: (np.full((2, 3), np.nan), np.zeros(3), np.zeros(3), 0),
    lambda X, y: None,
    lambda X, y: y,
    lambda X: X,
    "learn",
)


@functools.cache
def raw_digits():
    """Images as they come, with pixels from 0 to 16."""
    from rectified import datasets

    return datasets.digits("raw")


_FATES = {
    "a": "come back to life, little by little",
    "b": "do not move at all",
    "c": "shrink toward 0",
}


def _half_asleep(answer):
    """Facts about a network with dead units, and about what was observed."""
    from rectified import MLP

    if not isinstance(answer, list | tuple) or len(answer) != 3:
        raise Malformed("Three things are wanted, in this order: (net, dead, letter).")
    net, dead, explanation = answer
    if not isinstance(net, MLP) or net.stack_shape:
        raise Malformed("The first part must be one network, an `MLP` of the package.")
    sizes = net.layer_sizes
    if sizes[0] != 64 or sizes[-1] != 10 or len(sizes) < 3 or net.activation.name != "relu":
        raise Malformed("The network must have 64 inputs, hidden layers of ReLUs and 10 outputs.")
    value = read(dead)
    if not isinstance(value, Numbers) or not np.isin(value.array, (0, 1)).all():
        raise Malformed("The second part must hold True or False for each unit.")
    dead = numbers(dead, (sizes[1],), "The second part, True or False for each unit").astype(bool)
    explanation = letter(explanation, _FATES, "The third part")
    X, X_new, _, y_new = raw_digits()
    found = (X @ net.W[0] + net.b[0] <= 0).all(axis=0)
    accuracy = float((net.predict(X_new).argmax(axis=1) == y_new).mean())
    return Facts(
        {
            "reads new digits": accuracy >= 0.9,
            "at least ten dead": int(found.sum()) >= 10,
            "the dead": _compared(found, dead),
            "explanation": explanation,
        },
        {"accuracy": f"{accuracy:.0%}", "dead in the first layer": f"{found.sum()} of {sizes[1]}"},
    )


def _compared(found, named):
    """What is different between the dead units and those that were named."""
    if np.array_equal(found, named):
        return "all named"
    if np.array_equal(found, ~named):
        return "the living"
    if (named & ~found).any() and not (found & ~named).any():
        return "too many"
    if (found & ~named).any() and not (named & ~found).any():
        return "too few"
    return "others"


@chapter.task(
    "4.17",
    observe=_half_asleep,
    differs={
        "reads new digits": "The network reads fewer than 90 % of the new digits, raw ones. Train "
        "it more gently, or longer.",
        "at least ten dead": "The network is too healthy: fewer than ten units of its first hidden "
        "layer are dead. What makes the steps larger?",
        "the dead": "The network is right. But the units that you name are not those that answer "
        "none of the training images.",
        "explanation": "The network and its dead are right. The letter is another one: try it.",
    },
    hints=[
        "The opening of the chapter has such a network: `MLP([64, 64, 64, 10])`, raw pixels, ten "
        "epochs with batches of 64, learning rate 0.01 and momentum 0.9.",
        "`net.forward(X).z[0]` holds the pre-activations of the first hidden layer: a row for each "
        "image, a column for each unit. For which columns is none of them above 0?",
        "For the letter: `net.fit(X, y, epochs=10, batch_size=64, learning_rate=0.001)` goes on "
        "from where the network is. Keep a copy of `net.W[0]` from before.",
    ],
    why="""
    A dead unit has the slope 0 for every image, so its weights get the gradient 0, exactly. In the
    first layer its inputs are the images, which do not change either. So nothing about it ever
    changes: (b). Neither time nor a smaller rate helps, and the accuracy tells nothing about it.
    """,
    picture=lambda: _picture_of_the_dead(),
)
def half_asleep():
    """Half asleep

    Train a network that reads digits well and is half asleep. It learns from raw pixels,
    `X, X_test, y, y_test = datasets.digits("raw")`, with hidden layers of ReLUs; afterwards it must
    read at least 90 % of the test images, and at least ten units of its *first* hidden layer must
    be dead, that is, answer none of the training images.

    Observe: which ones are they? Explain: the training goes on with the same images, *without*
    momentum and at a learning rate of 0.001. The weights of the dead units (a) come back to life,
    little by little, (b) do not move at all, (c) shrink toward 0. Give `(net, dead, letter)`:
    the network, an array with True or False for each unit of the first hidden layer, and the
    letter.
    """
    from rectified import MLP, datasets

    X, _, y, _ = datasets.digits("raw")
    net = MLP([64, 64, 64, 10], "relu", rng=0)
    net.fit(X, y, epochs=10, batch_size=64, learning_rate=0.01, momentum=0.9)
    dead = (net.forward(X).z[0] <= 0).all(axis=0)
    return net, dead, "b"  # ← (net, dead, letter)


def _picture_of_the_dead():
    """The share of images that each unit of the solution's first layer answers."""
    from rectified import figures

    net = _asleep()
    answered = (net.forward(raw_digits()[0]).z[0] > 0).mean(axis=0)
    return figures.relu.board({"First hidden layer of the solution": answered})


@functools.cache
def _asleep(layers=(64, 64, 64, 10), rate=0.01, momentum=0.9, seed=0, epochs=10):
    """A network trained on raw digits."""
    from rectified import MLP

    X, _, y, _ = raw_digits()
    net = MLP(layers, "relu", rng=seed)
    net.fit(X, y, epochs=epochs, batch_size=64, learning_rate=rate, momentum=momentum)
    return net


@functools.cache
def _silent(net, layer=0):
    """For each training image and unit whether the unit is silent."""
    return net.forward(raw_digits()[0]).z[layer] <= 0


def _dead(net, rows=slice(None), layer=0):
    return _silent(net, layer)[rows].all(axis=0)


def _reported(letter="b", name=_dead, **recipe):
    """A network, its dead units and a letter, with one thing changed."""

    def answer():
        net = _asleep(**recipe)
        return net, name(net), letter

    return answer


def _by_diagnostics(net):
    from rectified import diagnostics

    return diagnostics.dead_units(net, raw_digits()[0])[0]


def _killed_by_hand():
    """Dead units may also be made."""
    net = _asleep(momentum=0.0, rate=0.005).copy()
    net.b[0][:12] = -1e4
    net.fit(raw_digits()[0], raw_digits()[2], epochs=15, batch_size=64, learning_rate=0.005)
    return net, _dead(net), "b"


half_asleep.also_right(
    _reported(),
    _reported(name=_by_diagnostics, letter="(b)"),
    _reported(letter="b) do not move at all"),
    _reported(name=lambda net: _dead(net).astype(int).tolist(), letter="B"),
    _reported(layers=(64, 32, 10), seed=4),
    _reported(name=lambda net: ~(net.forward(raw_digits()[0]).a[1] > 0).any(axis=0)),
    _killed_by_hand,
)
half_asleep.wrong(
    "expects a return",
    _reported(letter="a"),
    says="Network and dead are right. But for which image would a dead unit get a gradient that "
    "could move it? Go on training and look.",
)
half_asleep.wrong(
    "expects zeros",
    _reported(letter="c"),
    says="Network and dead are right. But something would have to push the weights toward 0, and "
    "the gradient of a dead unit is 0 itself.",
)
half_asleep.wrong(
    "the living",
    _reported(name=lambda net: ~_dead(net)),
    says="The network is right. But you name the units that are alive: True and False are swapped.",
)
half_asleep.wrong(
    "too few images asked",
    _reported(name=lambda net: _dead(net, slice(100))),
    _reported(name=lambda net: _silent(net).mean(axis=0) > 0.9),
    says="The network is right. But some of the units that you name do answer an image of the "
    "training set. Dead means none of all 1347.",
)
half_asleep.wrong(
    "some left out",
    _reported(name=lambda net: _dead(net) & (np.arange(64) % 2 == 0)),
    says="The network is right, and the units that you name are dead. But there are more of them: "
    "some that answer no training image are left out.",
)
half_asleep.wrong(
    "healthy",
    _reported(momentum=0.0, rate=0.005),
    says="The network reads well, and fewer than ten units of its first hidden layer are dead. "
    "What makes the steps larger?",
)
half_asleep.also_wrong(
    _reported(rate=0.1),
    _reported(epochs=1, rate=1e-4),
    _reported(name=lambda net: _dead(net, layer=1)),
    _reported(name=lambda net: np.flatnonzero(_dead(net))),
    _reported(name=lambda net: _dead(net).sum()),
    _reported(letter="none"),
    lambda: _asleep(),
    lambda: (None, [True] * 64, "b"),
    lambda: (_asleep(), _dead(_asleep())),
    lambda: None,
    "b",
)
