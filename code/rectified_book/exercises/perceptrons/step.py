"""The step function."""

from __future__ import annotations

import math

import numpy as np

from checker import function

from .._inputs import quarters, vector


@function(
    way=(1, 4, "the step", "one-neuron#weights-sum-step"),
    cases=[
        (vector(2),),
        (vector(-2),),
        (vector(0),),
        (vector(-1, 0, 1),),
        (np.array([-2, 0, 3, 1]),),
        (vector(0.5, -0.5, 0.25, -0.25, 0),),
        (vector(1.5, 0.75, 3),),
        (vector(-1.5, -0.75),),
    ],
    more=lambda rng: (quarters(rng, rng.randint(2, 9)),),
    hints=[
        "Which comparison is true at 0 as well?",
        "A comparison of an array gives an array of True and False, and these count as 1 and 0.",
        "`np.where(condition, a, b)` takes a where the condition holds and b elsewhere.",
    ],
    why="""
    A comparison of an array is made entry by entry, and `>=` is true at 0 as well. At z = 0 the
    step is 1 here: a convention, but one that all exercises of this chapter share. `z >= 0` alone
    is right as well, as True counts as 1.
    """,
)
def step(z):
    """The step function

    Write `step(z)`: for a 1-D array `z` it returns an array of the same length, with 1 where
    $z \\ge 0$ and 0 elsewhere. Note that the step is 1 at $z = 0$. Leave `z` as it is.
    """
    return np.where(z >= 0, 1, 0)  # ← 1 or 0 for each entry


step.also_right(
    lambda z: np.where(z >= 0, 1, 0),
    lambda z: z >= 0,
    lambda z: (z >= 0).astype(np.float32),
    lambda z: [1 if v >= 0 else 0 for v in z],
    lambda z: tuple(int(v >= 0) for v in z),
    lambda z: np.heaviside(z, 1),
    lambda z: 1 - (z < 0),
    lambda z: ~(z < 0),
    lambda z: np.sign(np.sign(z) + 1),
    lambda z: np.clip(np.floor(z) + 1, 0, 1),
    lambda z: np.piecewise(z, [z >= 0], [1, 0]),
    lambda z: np.select([z < 0], [0.0], 1.0),
    lambda z: np.digitize(z, [0]),
    lambda z: np.searchsorted([0], z, side="right"),
    lambda z: np.greater_equal(z, 0),
    np.vectorize(lambda v: 1 if v >= 0 else 0),
    lambda z: list(map(lambda v: not v < 0, z)),
    lambda z: np.fromiter((v >= 0 for v in z), dtype=int),
    lambda z: np.maximum(0, np.minimum(1, np.floor(z) + 1)),
)
step.wrong(
    "boundary",
    lambda z: (z > 0).astype(int),
    says="At z = 0 you return 0. Here the boundary itself belongs to the ones.",
)
step.wrong(
    "plus minus",
    lambda z: np.where(z >= 0, 1, -1),
    lambda z: np.where(z > 0, 1, -1),
    says="Your step goes from −1 to 1. That convention exists too; here the answers are 0 and 1.",
)
step.wrong(
    "one number only",
    lambda z: 1 if z >= 0 else 0,
    lambda z: 1 if z > 0 else 0,
    lambda z: max(0, z),
    lambda z: max(0, min(1, z)),
    says="That decides for a single number. `if`, `and` and the like need one yes or no, and an "
    "array holds many: compare entry by entry.",
)
step.wrong(
    "keeps value",
    lambda z: np.where(z >= 0, z, 0),
    says="You let positive values through. That is ReLU, of a later chapter; a step answers 1, "
    "however large z is.",
)
step.wrong(
    "reversed",
    lambda z: np.where(z >= 0, 0, 1),
    says="Zeros and ones are swapped: the step goes up from left to right.",
)
step.wrong(
    "reversed boundary",
    lambda z: np.where(z > 0, 0, 1),
    says="You return 1 where z is at most 0: the comparison points the other way.",
)
step.wrong(
    "sign",
    lambda z: np.sign(z),
    lambda z: z / np.abs(z),
    says="That is a sign, −1 for negative numbers, and at z = 0 it is 0 or 0/0. The step has two "
    "values, 0 and 1, and is 1 at z = 0.",
)
step.wrong(
    "ramp",
    lambda z: np.clip(z, 0, 1),
    says="Between 0 and 1 your function rises gradually. A step has nothing in between.",
)
step.wrong(
    "sigmoid",
    lambda z: 1 / (1 + np.exp(-z)),
    says="That is the sigmoid, a smooth relative. The step takes only the values 0 and 1.",
)
step.wrong(
    "half at zero",
    lambda z: np.heaviside(z, 0.5),
    says="At z = 0 you return ½. Here the step is 1 there.",
)
step.wrong(
    "threshold one",
    lambda z: (z >= 1).astype(int),
    says="Your step is at z = 1. It belongs at z = 0.",
)
step.wrong(
    "threshold half",
    lambda z: (z >= 0.5).astype(int),
    says="Your step is at z = ½: that is where one cuts a sigmoid's output, not a pre-activation.",
)
step.wrong(
    "filtered",
    lambda z: z[z >= 0],
    says="You return the entries that are at least 0, and leave the others out. Each entry needs "
    "an answer.",
)
step.wrong(
    "ones only",
    lambda z: [1 for v in z if v >= 0],
    says="You return a 1 for each entry that is at least 0, and nothing for the others. Each entry "
    "needs an answer.",
)
step.wrong(
    "positions",
    lambda z: np.where(z >= 0),
    lambda z: np.where(z >= 0)[0],
    lambda z: np.argwhere(z >= 0),
    says="You return the positions of the entries that are at least 0. Wanted is a 1 or a 0 for "
    "each entry.",
)
step.wrong(
    "rounded first",
    lambda z: np.round(z) >= 0,
    lambda z: z.astype(int) >= 0,
    lambda z: z > -1,
    says="Entries between −1 and 0 count as 0 and get a 1, or some of them do. They are negative: "
    "is something rounded, or cut off?",
)
step.wrong(
    "one for all",
    lambda z: int((z >= 0).all()),
    lambda z: int((z >= 0).any()),
    lambda z: int(z.sum() >= 0),
    lambda z: int(z[0] >= 0),
    says="You return one answer for the whole array. Each entry needs its own.",
)
step.wrong(
    "always one",
    lambda z: np.ones(len(z)),
    says="You return 1 everywhere. Negative z must give 0.",
)


def _step_in_place(z):
    z[z >= 0] = 1
    z[z < 0] = 0
    return z


step.wrong(
    "in place",
    _step_in_place,
    says="The numbers are right, but they overwrite the caller's array: make a new one.",
)
step.also_wrong(
    lambda z: (z >= 0)[:, None],
    lambda z: (z >= 0).sum(),
    lambda z: z >= z.mean(),
    lambda z: np.where(z >= 0, 1, 0)[::-1],
    lambda z: np.where(z >= 0, 1.0, np.nan),
    lambda z: np.where(z >= 0, "1", "0"),
    lambda z: z,
    lambda z: 1,
    lambda z: np.abs(z),
    lambda z: {int(v >= 0) for v in z},
    lambda z: [z >= 0],
    lambda z: math.floor(z >= 0),
)
