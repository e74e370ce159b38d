"""The way back."""

from __future__ import annotations

import numpy as np

from checker import function

from .._inputs import quarters, vector
from ._shared import any_shape


def gradients(rng):
    """A random gradient, and pre-activations of the same shape without zeros."""
    shape = any_shape(rng)
    z = quarters(rng, *shape)
    return quarters(rng, *shape), np.where(z == 0, 0.25, z)


@function(
    way=(2, 5, "ReLU on the way back", "what-relu-does#the-function"),
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
