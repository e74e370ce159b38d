"""How far from the boundary?"""

from __future__ import annotations

import math

import numpy as np

from checker import function

from .._inputs import vector
from ._shared import neuron


@function(
    way=(2, 7, "the distance from a boundary", "one-neuron#straight-boundary"),
    cases=[
        (vector(1, 1), vector(3, 4), 0.0),
        (vector(0, 0), vector(3, 4), -5.0),
        (vector(0, 0), vector(3, 4), 10.0),
        (vector(2), vector(-2), 1.0),
        (np.array([1, -1, 2]), np.array([2, 1, 2]), -3),
        (vector(1.5, 0.5), vector(0.6, 0.8), 0.25),
    ],
    more=lambda rng: (lambda x, w, b: (x, np.where(w == 0, 1, w), b))(*neuron(rng)),
    hints=[
        "Which numbers stay the same when w and b are doubled? The distance must be one of them.",
        "The pre-activation grows with the length of w. Divide by that length.",
        "`np.linalg.norm(v)` is the length of a vector v.",
    ],
    why="""
    The pre-activation changes by the length of w when you walk one unit straight away from the
    boundary. So the pre-activation divided by that length is the distance, and its sign says on
    which side you are.
    """,
)
def distance(x, w, b):
    """How far from the boundary?

    Write `distance(x, w, b)`: it returns the signed distance of the point `x` from the boundary
    $w \\cdot x + b = 0$: positive on the side of the ones, negative on the side of the zeros.
    `x` and `w` are 1-D arrays of the same length, and `w` is not zero. Leave `x` and `w` as they
    are.
    """
    return (w @ x + b) / np.linalg.norm(w)  # ← the pre-activation, in units of length


distance.also_right(
    lambda x, w, b: (w @ x + b) / np.linalg.norm(w),
    lambda x, w, b: (np.dot(x, w) + b) / math.hypot(*w),
    lambda x, w, b: (np.dot(x, w) + b) / np.sqrt((w**2).sum()),
    lambda x, w, b: x @ (w / np.sqrt(w @ w)) + b / np.sqrt(w @ w),
    lambda x, w, b: np.sign(w @ x + b) * abs(w @ x + b) / (w @ w) ** 0.5,
    lambda x, w, b: sum(p * q for p, q in zip([*x, 1], [*w, b])) / math.sqrt(sum(q * q for q in w)),
    lambda x, w, b: [(np.inner(w, x) + b) / math.dist(w, np.zeros(len(w)))],
    lambda x, w, b: np.float32((w @ x + b) / np.linalg.norm(w)),
    lambda x, w, b: (x - -b * w / (w @ w)) @ w / np.linalg.norm(w),
    lambda x, w, b: np.einsum("i,i", x, w) / np.linalg.norm(w) + b / np.linalg.norm(w),
    lambda x, w, b: np.sum(np.append(w, b) * np.append(x, 1)) / np.linalg.norm([w]),
    lambda x, w, b: (w @ x + b) * np.reciprocal(np.sqrt(float(np.vdot(w, w)))),
)
distance.wrong(
    "pre-activation",
    lambda x, w, b: w @ x + b,
    says="That is the pre-activation. It is the distance only when the length of w is 1: double w "
    "and b, and the boundary stays where it is.",
)
distance.wrong(
    "unsigned",
    lambda x, w, b: abs(w @ x + b) / np.linalg.norm(w),
    says="The size is right, but the sign is lost, and with it the side.",
)
distance.wrong(
    "no bias",
    lambda x, w, b: w @ x / np.linalg.norm(w),
    says="Without the bias you measure from another line: a parallel one, through the origin.",
)
distance.wrong(
    "norm of x",
    lambda x, w, b: (w @ x + b) / np.linalg.norm(x) if np.any(x) else 0.0,
    lambda x, w, b: (w @ x + b) / np.linalg.norm(x),
    says="You divide by the length of the point. It is the weights whose length has to go.",
)
distance.wrong(
    "bias not divided",
    lambda x, w, b: w @ x / np.linalg.norm(w) + b,
    says="The bias is not divided by the length of w: it belongs to the pre-activation as well.",
)
distance.wrong(
    "squared length",
    lambda x, w, b: (w @ x + b) / (w @ w),
    says="You divide by the square of the length of w; a root is missing.",
)
distance.wrong(
    "sum of weights",
    lambda x, w, b: (w @ x + b) / w.sum(),
    says="You divide by the sum of the weights. Their length is the root of the sum of squares.",
)
distance.wrong(
    "sum of sizes",
    lambda x, w, b: (w @ x + b) / np.abs(w).sum(),
    says="You divide by the sum of the sizes of the weights. Their length is the root of the sum "
    "of squares.",
)
distance.wrong(
    "bias in the length",
    lambda x, w, b: (w @ x + b) / np.linalg.norm(np.append(w, b)),
    says="The bias is counted into the length. Only w is perpendicular to the boundary; b shifts "
    "it.",
)
distance.wrong(
    "threshold sign",
    lambda x, w, b: (w @ x - b) / np.linalg.norm(w),
    says="The bias is subtracted. In the pre-activation it is added.",
)
distance.wrong(
    "wrong side",
    lambda x, w, b: -(w @ x + b) / np.linalg.norm(w),
    says="The sign is turned round: positive is the side of the ones.",
)
distance.wrong(
    "line from the origin",
    lambda x, w, b: b / np.linalg.norm(w),
    lambda x, w, b: -b / np.linalg.norm(w),
    says="That is the distance of the origin, or minus that. Where is x?",
)
distance.wrong(
    "multiplied",
    lambda x, w, b: (w @ x + b) * np.linalg.norm(w),
    says="You multiply by the length of w. Longer weights make a larger pre-activation at the same "
    "distance: divide.",
)
distance.wrong(
    "largest weight",
    lambda x, w, b: (w @ x + b) / np.abs(w).max(),
    lambda x, w, b: (w @ x + b) / w.max(),
    says="You divide by the largest weight. All of them make the length: the root of the sum of "
    "squares.",
)
distance.wrong(
    "only the bias divided",
    lambda x, w, b: w @ x + b / np.linalg.norm(w),
    says="Only the bias is divided by the length of w. `/` comes before `+`: brackets around the "
    "pre-activation help.",
)
distance.wrong(
    "number of weights",
    lambda x, w, b: (w @ x + b) / len(w),
    lambda x, w, b: (w @ x + b) / np.sqrt(len(w)),
    lambda x, w, b: (w @ x + b) / np.mean(w),
    says="Your divisor is the number of weights, its root, or their mean. The length of w is the "
    "root of the sum of squares.",
)
distance.wrong(
    "root of the sum",
    lambda x, w, b: (w @ x + b) / np.sqrt(w.sum()),
    lambda x, w, b: (w @ x + b) / np.sqrt(np.abs(w).sum()),
    says="You divide by the root of the sum of the weights. They are squared before they are "
    "added up.",
)
distance.wrong(
    "distance of two points",
    lambda x, w, b: np.linalg.norm(x - w),
    lambda x, w, b: np.linalg.norm(x - w) + b,
    says="You measure from x to the end of w, as if w were a point. The boundary is a line: all "
    "points whose pre-activation is 0.",
)
distance.wrong(
    "size of the pre-activation",
    lambda x, w, b: abs(w @ x + b),
    says="That is the size of the pre-activation. Divide it by the length of w, and keep the sign.",
)
distance.wrong(
    "divided by both lengths",
    lambda x, w, b: (w @ x + b) / (np.linalg.norm(w) * np.linalg.norm(x)),
    says="You divide by the length of the point as well, as for an angle. Only the weights have to "
    "go.",
)
distance.wrong(
    "two inputs only",
    lambda x, w, b: (w @ x + b) / np.sqrt(w[0] ** 2 + w[1] ** 2),
    lambda x, w, b: (w[0] * x[0] + w[1] * x[1] + b) / np.hypot(w[0], w[1]),
    says="That fits two weights only. There may be one, or three, or more.",
)
distance.wrong(
    "the answer",
    lambda x, w, b: int(w @ x + b >= 0),
    says="That is the neuron's answer, the side on which x lies. How far is it?",
)
distance.wrong(
    "small number added",
    *(lambda x, w, b, e=e: (w @ x + b) / (np.linalg.norm(w) + e) for e in (1e-5, 1e-4, 1e-3)),
    says="Your distances are a little too small: a small number is added to the length of w. It is "
    "not needed, as w is not 0.",
)
distance.wrong(
    "side alone",
    lambda x, w, b: np.sign(w @ x + b),
    says="You say on which side the point lies, by −1, 0 or 1. How far from the boundary is it?",
)
distance.also_wrong(
    lambda x, w, b: (w @ x + b) / w.prod(),
    lambda x, w, b: (w @ x + b) / np.std(w),
    lambda x, w, b: (w * x + b) / np.linalg.norm(w),
    lambda x, w, b: int((w @ x + b) / np.linalg.norm(w)),
    lambda x, w, b: round(float((w @ x + b) / np.linalg.norm(w)), 2),
    lambda x, w, b: (w @ x + b) / np.linalg.norm(w) + 0.001,
    lambda x, w, b: 1 / ((w @ x + b) / np.linalg.norm(w)),
    lambda x, w, b: (w @ x + b) / np.linalg.norm(w) ** 0.5,
    lambda x, w, b: [w @ x + b, np.linalg.norm(w)],
)
