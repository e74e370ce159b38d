"""Exercises of chapter 1: one neuron, its boundary, its learning rule, and what it cannot do."""

from __future__ import annotations

import functools
import math
from fractions import Fraction

import numpy as np

from ._chapter import Chapter
from ._exercise import Facts, Malformed, letters, numbers

chapter = Chapter(
    1,
    "Perceptrons",
    given="""
    import numpy as np

    from rectified import datasets, exercises, perceptron
    from rectified.exercises import perceptrons as ch1
    """,
    intro="""
    These exercises belong to the chapter [Perceptrons](../perceptrons.ipynb). Put your answer in
    place of each `...` and run the cell. The checker tries it on small inputs first, and it often
    recognizes what went wrong. Any method is fine: only the results count.

    Stuck? `ch1.step.hint()` shows the first hint for `step`, and once more the next; after a try,
    `ch1.step.solution()` shows a solution. On this page they are folded below each exercise.

    As in the chapter, a unit answers 1 where $w \\cdot x + b \\ge 0$ and 0 elsewhere.
    """,
)


def vector(*values):
    return np.array(values, dtype=float)


def quarters(rng, *shape):
    """Random multiples of 1/4: sums of their products are exact in any order."""
    return rng.randint(-12, 13, shape) / 4


def neuron(rng):
    """A random input, weights and bias."""
    d = rng.randint(2, 6)
    return quarters(rng, d), quarters(rng, d), float(quarters(rng))


# ================================================================ one neuron

chapter.section("One neuron")


@chapter.function(
    "1.1",
    cases=[
        (vector(1, 0), vector(3, -2), 0.0),
        (vector(0, 0), vector(3, -2), -1.0),
        (vector(1, 0.5), vector(3, -2), -1.0),
        (vector(2), vector(0.5), 0.25),
        (np.array([1, 2, 3]), np.array([2, 0, -1]), 4),
        (vector(0.5, -1.5, 2, 1), vector(-1, 0.2, 0.3, 2), 0.7),
    ],
    more=neuron,
    hints=[
        "Multiply each input by its own weight, add up the products, and add one more number.",
        "`np.dot(w, x)`, or `w @ x`, multiplies and adds up in one go.",
    ],
    why="""
    `np.dot` multiplies each input by its weight and adds up the products. The bias is added once:
    it belongs to the neuron, not to an input. With all inputs 0 the score is the bias, the opinion
    that the neuron has before it sees anything.
    """,
)
def weighted_sum(x, w, b):
    """The score of a neuron

    Write `weighted_sum(x, w, b)`: it returns the score of one neuron,
    $z = w_1x_1 + \\dots + w_dx_d + b$, as one number. `x` and `w` are 1-D arrays of the same
    length, `b` is a number.
    """
    return np.dot(w, x) + b  # ← the score


def _loop(x, w, b):
    z = b
    for k in range(len(x)):
        z = z + w[k] * x[k]
    return z


def _recursive(x, w, b):
    return b if len(x) == 0 else x[0] * w[0] + _recursive(x[1:], w[1:], b)


class _Neuron:
    def __call__(self, inputs, weights, bias):
        return (np.asarray(weights) * inputs).sum() + bias


def _exact(x, w, b):
    pairs = zip(x.tolist(), w.tolist())
    return sum((Fraction(p) * Fraction(q) for p, q in pairs), Fraction(b))


weighted_sum.also_right(
    lambda x, w, b: np.dot(w, x) + b,
    lambda x, w, b: sum(wi * xi for wi, xi in zip(w, x)) + b,
    lambda x, w, b: np.einsum("i,i->", x, w) + b,
    lambda x, w, b: [np.sum(x * w) + b],
    lambda x, w, b: np.append(w, b) @ np.append(x, 1),
    lambda x, w, b: math.fsum([*map(lambda p, q: p * q, x, w), b]),
    lambda x, w, b: np.float32(x.astype(np.float32) @ w.astype(np.float32) + np.float32(b)),
    lambda x, w, b: np.asmatrix(w) @ np.asmatrix(x).T + b,
    lambda *args: np.inner(*args[:2]) + args[2],
    lambda first, second, third=0: functools.reduce(lambda s, k: s + k, first * second, third),
    _loop,
    _recursive,
    _Neuron(),
    _exact,
    functools.partial(_loop),
    np.vectorize(_loop, signature="(n),(n),()->()"),
)
weighted_sum.wrong(
    "no bias",
    lambda x, w, b: x @ w,
    says="The bias is missing: with all inputs 0, the score is `b`.",
)
weighted_sum.wrong(
    "bias per input",
    lambda x, w, b: (x * w + b).sum(),
    says="The bias is counted once for each input. It belongs to the neuron: add it once, after "
    "the sum.",
)
weighted_sum.wrong(
    "threshold sign",
    lambda x, w, b: x @ w - b,
    says="The bias is subtracted. A threshold would be: bias means *plus* b (it is minus the "
    "threshold).",
)
weighted_sum.wrong(
    "not added up",
    lambda x, w, b: x * w + b,
    says="You return one number for each input. The neuron has one score: the products are added "
    "up before the bias is added.",
)
weighted_sum.wrong(
    "bias added, no sum",
    lambda x, w, b: x * w,
    says="These are the products of inputs and weights, one by one. They still have to be added "
    "up, and the bias with them.",
)
weighted_sum.wrong(
    "weights ignored",
    lambda x, w, b: x.sum() + b,
    says="All inputs count alike here. Each one is multiplied by its own weight first.",
)
weighted_sum.wrong(
    "added, not multiplied",
    lambda x, w, b: (x + w).sum() + b,
    says="Inputs and weights are added to each other. A weight says how much its input counts: "
    "multiply.",
)
weighted_sum.wrong(
    "the answer, not the score",
    lambda x, w, b: int(x @ w + b >= 0),
    says="That is the neuron's answer, 0 or 1. The score is the number before the step.",
)
weighted_sum.wrong(
    "rectified",
    lambda x, w, b: max(0, x @ w + b),
    says="Negative scores are cut off at 0. A score may be negative; that is what says no.",
)
weighted_sum.wrong(
    "average",
    lambda x, w, b: np.mean(x * w) + b,
    says="The products are averaged. Add them up: more inputs may mean a larger score.",
)
weighted_sum.wrong(
    "first input only",
    lambda x, w, b: x[0] * w[0] + b,
    says="Only the first input has any effect. Look at what a `return` inside a loop does, or at "
    "the index.",
)
weighted_sum.wrong(
    "bias as an input",
    lambda x, w, b: (x + b) @ w,
    says="The bias is added to the inputs, so it is multiplied by weights. Add it after the "
    "weighting.",
)
weighted_sum.wrong(
    "bias as a factor",
    lambda x, w, b: x @ w * b,
    says="The sum is multiplied by the bias. It is added: with b = 0 something must be left.",
)
weighted_sum.wrong(
    "last input only",
    lambda x, w, b: x[-1] * w[-1] + b,
    says="Only the last input has any effect. In a loop, `z = ...` forgets what was there: add to "
    "it.",
)
weighted_sum.wrong(
    "last input left out",
    lambda x, w, b: x[:-1] @ w[:-1] + b,
    says="The last input is left out. Where does the loop, or the slice, end?",
)
weighted_sum.wrong(
    "first input left out",
    lambda x, w, b: x[1:] @ w[1:] + b,
    says="The first input is left out. Python counts from 0.",
)
weighted_sum.wrong(
    "sums multiplied",
    lambda x, w, b: x.sum() * w.sum() + b,
    says="You multiply the sum of the inputs by the sum of the weights. Each input meets its own "
    "weight only: multiply first, then add up.",
)
weighted_sum.wrong(
    "two inputs only",
    lambda x, w, b: x[0] * w[0] + x[1] * w[1] + b,
    says="That fits two inputs only. There may be one, or three, or more.",
)
weighted_sum.wrong(
    "everything times the bias",
    lambda x, w, b: (x @ w + b) * b,
    lambda x, w, b: x @ w * b + b,
    says="Something is multiplied by the bias. It is only added, once.",
)
weighted_sum.wrong(
    "weights subtracted",
    lambda x, w, b: b - x @ w,
    says="The weighted inputs are subtracted from the bias. All terms are added.",
)
weighted_sum.wrong(
    "divided by the length",
    lambda x, w, b: (x @ w + b) / np.linalg.norm(w),
    says="You divide by the length of w: that is the distance of a later exercise. The score "
    "itself is not divided by anything.",
)
weighted_sum.wrong(
    "weights twice",
    lambda x, w, b: w @ w + b,
    lambda x, w, b: x @ x + b,
    says="Weights are multiplied by weights, or inputs by inputs. Each input meets its weight.",
)
weighted_sum.wrong(
    "bias as a weight too",
    lambda x, w, b: x @ w + w[0] * b,
    says="The bias is multiplied by the first weight. It is added as it is.",
)
weighted_sum.wrong(
    "cut to whole numbers",
    lambda x, w, b: int(x @ w) + b,
    lambda x, w, b: np.dot(x.astype(int), w) + b,
    says="Decimals are cut off before the bias is added. Is there an `int` too many?",
)
weighted_sum.also_wrong(
    lambda x, w, b: np.outer(x, w) + b,
    lambda x, w, b: 2 * (x @ w) + b,
    lambda x, w, b: x @ w + b + 1e-3,
    lambda x, w, b: -(x @ w + b),
    lambda x, w, b: round(float(x @ w + b), 1),
    lambda x, w, b: np.abs(x @ w + b),
    lambda x, w, b: x @ w[::-1] + b,
    lambda x, w, b: str(x @ w + b),
    lambda x, w, b: float("nan"),
    lambda x, w, b: None,
    lambda x, w, b: x @ w + 1,
    lambda x, w, b: (v for v in [x @ w + b]),
)


@chapter.function(
    "1.2",
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
    A comparison looks at every entry. At z = 0 the step is 1 here: a convention, but one that all
    exercises of this chapter share. `z >= 0` alone is right as well, as True counts as 1.
    """,
)
def step(z):
    """The step function

    Write `step(z)`: for a 1-D array `z` it returns an array of the same length, with 1 where
    $z \\ge 0$ and 0 elsewhere. Note that the step is 1 at $z = 0$.
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
    says="Your step is at z = ½: that is where one cuts a sigmoid's output, not a score.",
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


def batch(rng):
    """A random batch with weights and a bias."""
    n, d = rng.randint(2, 7), rng.randint(2, 5)
    return quarters(rng, n, d), quarters(rng, d), float(quarters(rng))


FOUR = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


@chapter.function(
    "1.3",
    cases=[
        (vector(1, 1)[None], vector(1, 1), -1.5),
        (FOUR, vector(1, 1), -1.5),
        (FOUR, vector(1, 1), -1.0),
        (FOUR, vector(-1, -1), 1.5),
        (FOUR, vector(0, 0), 0.0),
        (np.array([[2, -1, 0], [0, 3, 1], [-1, -1, 1]]), np.array([1, 1, 2]), -1),
        (vector(-3, 0, 2, 5)[:, None], vector(0.5), -1.0),
        (np.array([[0.5, 0.0], [-0.5, 0.0], [0.0, -0.75], [0.25, 0.25]]), vector(1, 1), 0.0),
    ],
    more=batch,
    hints=[
        "First the scores of all rows: one number per row.",
        "`X @ w` multiplies every row of X by w. Add b, and compare with 0.",
    ],
    why="""
    `X @ w` is the weighted sum of every row at once, `+ b` adds the bias to each, and the
    comparison turns the scores into answers. A loop over the rows gives the same.
    """,
)
def predict(X, w, b):
    """A whole batch

    Write `predict(X, w, b)`: it classifies every row of `X` and returns one label per row, 1 where
    the score $w \\cdot x + b$ of the row is at least 0 and 0 elsewhere. `X` has the shape
    `(n, d)`, `w` has length `d`, `b` is a number; the result is a 1-D array of length `n`.
    """
    return (X @ w + b >= 0).astype(int)  # ← a label for each row


predict.also_right(
    lambda X, w, b: (X @ w + b >= 0).astype(int),
    lambda X, w, b: np.array([1.0 if row @ w + b >= 0 else 0.0 for row in X]),
    lambda X, w, b: [int(sum(p * q for p, q in zip(row, w)) >= -b) for row in X],
    lambda X, w, b: np.einsum("nd,d->n", X, w) + b >= 0,
    lambda X, w, b: np.where(np.dot(X, w) + b < 0, 0, 1),
    lambda X, w, b: np.heaviside((X * w).sum(axis=1) + b, 1),
    lambda X, w, b: (w @ X.T >= -b) * 1,
    lambda X, w, b: np.apply_along_axis(lambda x: int(x @ w + b >= 0), 1, X),
    lambda X, w, b: (np.c_[X, np.ones(len(X))] @ np.append(w, b) >= 0).astype(np.float32),
    lambda X, w, b: ((X @ w.reshape(-1, 1)).ravel() + b >= 0).tolist(),
    lambda X, w, b: tuple(map(lambda x: not np.inner(x, w) + b < 0, X)),
    lambda X, w, b: (np.asmatrix(X) @ np.asmatrix(w).T + b >= 0).astype(int),
)
predict.wrong(
    "no bias",
    lambda X, w, b: (X @ w >= 0).astype(int),
    says="The bias plays no part: then every boundary goes through the origin.",
)
predict.wrong(
    "score",
    lambda X, w, b: X @ w + b,
    says="These are the scores. A label is 0 or 1: compare the score with 0.",
)
predict.wrong(
    "boundary",
    lambda X, w, b: (X @ w + b > 0).astype(int),
    says="A score of exactly 0 gets the label 0. Here it is 1.",
)
predict.wrong(
    "first row",
    lambda X, w, b: int(X[0] @ w + b >= 0),
    says="You answer for the first row only; every row needs a label.",
)
predict.wrong(
    "plus minus",
    lambda X, w, b: np.where(X @ w + b >= 0, 1, -1),
    lambda X, w, b: np.where(X @ w + b > 0, 1, -1),
    lambda X, w, b: np.sign(X @ w + b),
    says="Your labels are −1 and 1 (a sign also has a 0). Here they are 0 and 1.",
)
predict.wrong(
    "threshold sign",
    lambda X, w, b: (X @ w - b >= 0).astype(int),
    lambda X, w, b: (X @ w - b > 0).astype(int),
    says="The bias is used as a threshold: the score is compared with b. With b added, a positive "
    "bias makes a 1 more likely.",
)
predict.wrong(
    "reversed",
    lambda X, w, b: (X @ w + b < 0).astype(int),
    says="Zeros and ones are swapped: the label is 1 where the score is at least 0.",
)
predict.wrong(
    "reversed boundary",
    lambda X, w, b: (X @ w + b <= 0).astype(int),
    says="You answer 1 where the score is at most 0: the comparison points the other way.",
)
predict.wrong(
    "half",
    lambda X, w, b: (X @ w + b >= 0.5).astype(int),
    says="You compare the score with ½. That is for outputs between 0 and 1; scores are compared "
    "with 0.",
)
predict.wrong(
    "column",
    lambda X, w, b: (X @ w[:, None] + b >= 0).astype(int),
    says="The labels are right, but they stand in a column, an array with two axes. A flat one is "
    "wanted.",
)
predict.wrong(
    "per entry",
    lambda X, w, b: (X * w + b >= 0).astype(int),
    says="You answer for every entry of X. The products of a row are added up to one score.",
)
predict.wrong(
    "count",
    lambda X, w, b: int((X @ w + b >= 0).sum()),
    says="You count the ones. Each row needs its own label.",
)
predict.wrong(
    "bias per input",
    lambda X, w, b: ((X * w + b).sum(axis=1) >= 0).astype(int),
    says="The bias is counted once for each input of a row. Add it once to the sum.",
)
predict.wrong(
    "sum of inputs",
    lambda X, w, b: (X.sum(axis=1) + b >= 0).astype(int),
    says="The weights play no part: each input is multiplied by its own weight first.",
)
predict.wrong(
    "sigmoid",
    lambda X, w, b: 1 / (1 + np.exp(-(X @ w + b))),
    says="You return the sigmoid of the scores, numbers between 0 and 1. A label is 0 or 1.",
)
predict.wrong(
    "rectified",
    lambda X, w, b: np.maximum(0, X @ w + b),
    says="Positive scores are returned as they are. A label is 0 or 1, however large the score is.",
)
predict.wrong(
    "one for all",
    lambda X, w, b: int((X @ w + b).sum() >= 0),
    lambda X, w, b: int((X @ w + b >= 0).any()),
    lambda X, w, b: int((X @ w + b >= 0).all()),
    says="You return one answer for the whole batch. Each row has its own score, and needs its own "
    "label.",
)
predict.wrong(
    "share",
    lambda X, w, b: np.mean(X @ w + b >= 0),
    says="You return the share of the ones. Each row needs its own label.",
)
predict.wrong(
    "rows left out",
    lambda X, w, b: X[X @ w + b >= 0],
    lambda X, w, b: [1 for x in X if x @ w + b >= 0],
    lambda X, w, b: np.where(X @ w + b >= 0)[0],
    lambda X, w, b: np.where(X @ w + b >= 0),
    says="Something comes back for the rows with the label 1 only. Every row needs a label: 1 or "
    "0.",
)
predict.wrong(
    "scores summed up",
    lambda X, w, b: np.cumsum(X @ w) + b >= 0,
    says="Each row's score goes on from the score of the row before. Every row starts anew: is the "
    "sum set back inside the loop?",
)
predict.wrong(
    "bias inside",
    lambda X, w, b: X @ (w + b) >= 0,
    lambda X, w, b: (X + b) @ w >= 0,
    says="The bias is added before the multiplication, to weights or inputs. It is added once, to "
    "the sum.",
)
predict.wrong(
    "bias as a factor",
    lambda X, w, b: X @ w * b >= 0,
    says="The sum is multiplied by the bias. It is added.",
)
predict.wrong(
    "first input only",
    lambda X, w, b: X[:, 0] * w[0] + b >= 0,
    says="Only the first column of X has any effect. All inputs of a row are weighted and added "
    "up.",
)
predict.wrong(
    "each input decides",
    lambda X, w, b: np.all(X * w + b >= 0, axis=1),
    lambda X, w, b: np.any(X * w + b >= 0, axis=1),
    says="Each input of a row is judged on its own, with the bias added to it. There is one score "
    "for a row: first the sum, then one comparison.",
)
predict.wrong(
    "threshold one",
    lambda X, w, b: X @ w + b >= 1,
    says="You compare the score with 1. Scores are compared with 0.",
)
predict.wrong(
    "rounded first",
    lambda X, w, b: (X @ w).astype(int) + b >= 0,
    lambda X, w, b: np.round(X @ w + b) >= 0,
    lambda X, w, b: (X @ w + b).astype(int) >= 0,
    says="Decimals are cut off, or rounded, before the comparison: a score just below 0 then "
    "becomes 0, and gets a 1.",
)
predict.wrong(
    "last row left out",
    lambda X, w, b: X[:-1] @ w + b >= 0,
    says="The label of the last row is missing. Where does the loop, or the slice, end?",
)
predict.also_wrong(
    lambda X, w, b: X.T @ w + b >= 0,
    lambda X, w, b: X @ np.abs(w) + b >= 0,
    lambda X, w, b: np.ones(len(X)),
    lambda X, w, b: np.tanh(X @ w + b),
    lambda X, w, b: (X @ w + b >= 0)[1:],
    lambda X, w, b: 1 if X @ w + b >= 0 else 0,
    lambda X, w, b: int(X @ w + b >= 0),
    lambda X, w, b: (X @ w + b >= 0)[::-1],
)


# ================================================================ learning

chapter.section("Learning from mistakes")


@chapter.function(
    "1.4",
    cases=[
        (vector(0, 0), 0.0, vector(1, 2), 0, 1.0),
        (vector(1, 1), -4.0, vector(1, 2), 1, 1.0),
        (vector(1, 1), 1.0, vector(1, 2), 1, 1.0),
        (vector(1, 1), -4.0, vector(1, 2), 0, 1.0),
        (vector(1, -2), 0.5, vector(2, 1), 0, 0.5),
        (vector(1, -2), -0.5, vector(2, 1), 1, 0.25),
        (vector(2, 0, -1), 0.0, vector(-1, 3, 0.5), 1, 2.0),
        (vector(0.5), 0.0, vector(0), 0, 0.5),
        (vector(1, 1), -2.75, vector(1, 2), 0, 1.0),
        (vector(1, -3), 0.5, vector(2, 1), 0, 1.0),
        (vector(-2, -2), -1.0, vector(3, -1), 1, 0.5),
    ],
    more=lambda rng: (lambda x, w, b: (w, b, x, int(rng.randint(2)), rng.randint(1, 9) / 4))(
        *neuron(rng)
    ),
    hints=[
        "What does the neuron answer for x, before you change anything?",
        "The error is the label minus the answer: 0, 1 or −1.",
        "Add eta times the error times x to w, and eta times the error to b.",
    ],
    why="""
    The error y − ŷ is 0 when the answer is right, so nothing moves then. Otherwise the weights
    move along x, up or down, and the bias by the same step as if its input were 1. `w + ...` makes
    a new array; `w += ...` would also change the caller's.
    """,
)
def update(w, b, x, y, eta):
    """One step of learning

    Write `update(w, b, x, y, eta)`: one step of the perceptron learning rule for the example `x`
    with label `y` (0 or 1). It returns the new weights and the new bias, `(w, b)`:

    $$
    \\begin{aligned}
    w &\\leftarrow w + \\eta\\,(y - \\hat y)\\,x,\\\\
    b &\\leftarrow b + \\eta\\,(y - \\hat y),
    \\end{aligned}
    $$

    where $\\hat y$ is the answer of the neuron before the step. `w` and `x` are 1-D arrays of
    floats; `eta` is the size of the step (1 in the chapter). Leave the caller's `w` as it was.
    """
    error = y - int(w @ x + b >= 0)  # ← how wrong is the answer?
    return w + eta * error * x, b + eta * error  # ← the new weights and the new bias


def _update_loop(w, b, x, y, eta):
    z = b
    for wi, xi in zip(w, x):
        z += wi * xi
    guess = 1 if z >= 0 else 0
    new = list(w)
    if guess != y:
        sign = 1 if y == 1 else -1
        for k in range(len(new)):
            new[k] += sign * eta * x[k]
        b += sign * eta
    return new, b


def _update_copy(w, b, x, y, eta):
    w = w.copy()
    guess = w @ x + b >= 0
    w += eta * (y - guess) * x
    b += eta * (y - guess)
    return w, b


def _update_extended(w, b, x, y, eta):
    v, u = np.append(w, b), np.append(x, 1)
    v = v + eta * (y - np.heaviside(v @ u, 1)) * u
    return v[:-1], v[-1]


def _update_in_place(w, b, x, y, eta):
    error = y - int(w @ x + b >= 0)
    w += eta * error * x
    return w, b + eta * error


def _update(error=None, w_step=None, b_step=None):
    """A variant of the rule, for the answers below."""
    error = error or (lambda w, b, x, y: y - int(w @ x + b >= 0))
    w_step = w_step or (lambda e, x, eta: eta * e * x)
    b_step = b_step or (lambda e, x, eta: eta * e)

    def update(w, b, x, y, eta):
        e = error(w, b, x, y)
        return w + w_step(e, x, eta), b + b_step(e, x, eta)

    return update


def _update_along_w(w, b, x, y, eta):
    error = y - int(w @ x + b >= 0)
    return w + eta * error * w, b + eta * error


def _update_where(w, b, x, y, eta):
    wrong = (w @ x + b >= 0) != y
    direction = np.where(y, 1, -1)
    return np.where(wrong, w + direction * eta * x, w), b + eta * direction * wrong


def _update_signed(w, b, x, y, eta):
    t = 2 * y - 1
    answer = 1 if w @ x + b >= 0 else -1
    if answer == t:
        return w, b
    return w + eta * t * x, b + eta * t


def _update_signs(w, b, x, y, eta):
    p = 1 if np.dot(w, x) + b >= 0 else 0
    s = np.sign(y - p)
    return [w + s * eta * x, b + s * eta]


update.also_right(
    _update(),
    _update_signs,
    _update_loop,
    _update_copy,
    _update_extended,
    _update_where,
    _update_signed,
    lambda w, b, x, y, eta: (
        w + eta * x * (y - (w @ x >= -b)),
        np.array([b + eta * (y - (w @ x >= -b))]),
    ),
    lambda w, b, x, y, eta: tuple(
        old + eta * (y - np.heaviside(np.inner(w, x) + b, 1)) * step
        for old, step in ((w, x), (b, 1))
    ),
    lambda w, b, x, y, eta: (
        np.float32(_update()(w, b, x, y, eta)[0]),
        np.float32(_update()(w, b, x, y, eta)[1]),
    ),
)
update.wrong(
    "wrong direction",
    _update(lambda w, b, x, y: int(w @ x + b >= 0) - y),
    says="The step goes away from the label. The error is the label minus the answer, not the "
    "other way round.",
)
update.wrong(
    "input ignored",
    _update(w_step=lambda e, x, eta: eta * e),
    says="All weights move equally. Each moves in proportion to its own input: an input of 0 did "
    "not contribute to the mistake.",
)
update.wrong(
    "uses score",
    _update(lambda w, b, x, y: y - (w @ x + b)),
    _update(lambda w, b, x, y: 2 * (y - (w @ x + b))),
    says="The error is computed from the raw score. (That is another method, the delta rule.) "
    "Here it is the label minus the *answer*, 0 or 1.",
)
update.wrong(
    "in place",
    _update_in_place,
    says="The result is right, but the caller's `w` has changed with it: `+=` on an array "
    "overwrites it.",
)
update.wrong(
    "bias stays",
    _update(b_step=lambda e, x, eta: 0),
    says="The bias never changes. It learns as well, like the weight of an input that is always 1.",
)
update.wrong(
    "step size ignored",
    _update(w_step=lambda e, x, eta: e * x, b_step=lambda e, x, eta: e),
    says="`eta` has no effect: it says how large the step is.",
)
update.wrong(
    "step size for weights only",
    _update(b_step=lambda e, x, eta: e),
    says="`eta` scales the step of the weights only; the bias takes the same step.",
)
update.wrong(
    "learns when right",
    _update(lambda w, b, x, y: 2 * y - 1),
    says="Every example moves the weights, also those answered rightly. The rule learns from "
    "mistakes only.",
)
update.wrong(
    "adds the label",
    _update(lambda w, b, x, y: y),
    says="The step is the label itself: ones always pull and zeros never do. What counts is the "
    "label minus the answer.",
)
update.wrong(
    "boundary",
    _update(lambda w, b, x, y: y - int(w @ x + b > 0)),
    says="A score of exactly 0 is taken as the answer 0. Here it is 1.",
)
update.wrong(
    "no bias in the answer",
    _update(lambda w, b, x, y: y - int(w @ x >= 0)),
    says="The answer is computed without the bias.",
)
update.wrong(
    "plus minus",
    _update(lambda w, b, x, y: y - (1 if w @ x + b >= 0 else -1)),
    _update(lambda w, b, x, y: y - (1 if w @ x + b > 0 else -1)),
    _update(lambda w, b, x, y: y - np.sign(w @ x + b)),
    says="The answer is taken as −1 or 1, the label as 0 or 1: then the error is wrong. Both are "
    "0 or 1 here.",
)
update.wrong(
    "only the change",
    lambda w, b, x, y, eta: (
        eta * (y - int(w @ x + b >= 0)) * x,
        eta * (y - int(w @ x + b >= 0)),
    ),
    says="You return the change. The new weights are the old ones plus the change.",
)
update.wrong(
    "one direction only",
    _update(lambda w, b, x, y: max(0, y - int(w @ x + b >= 0))),
    says="You learn when the answer should have been 1, and not when it should have been 0.",
)
update.wrong(
    "never down",
    _update(lambda w, b, x, y: abs(y - int(w @ x + b >= 0))),
    says="Every mistake moves the score up. When the answer should have been 0, it must go down.",
)


def _again_and_again(w, b, x, y, eta):
    while (error := y - int(w @ x + b >= 0)) != 0:
        w, b = w + eta * error * x, b + eta * error
    return w, b


def _asked_twice(w, b, x, y, eta):
    w = w + eta * (y - int(w @ x + b >= 0)) * x
    return w, b + eta * (y - int(w @ x + b >= 0))


update.wrong(
    "sigmoid",
    _update(lambda w, b, x, y: y - 1 / (1 + np.exp(-(w @ x + b)))),
    says="The error is computed from the sigmoid of the score. Here the answer is a step, 0 or 1.",
)
update.wrong(
    "until it is right",
    _again_and_again,
    says="You correct the same example until it is answered rightly. One step is asked for: other "
    "examples have their turn before this one comes again.",
)
update.wrong(
    "asked again in between",
    _asked_twice,
    says="The weights are right. The error is computed a second time for the bias, with the new "
    "weights. Compute it once, before the step.",
)
update.wrong(
    "nothing changes",
    lambda w, b, x, y, eta: (w, b),
    says="You return the weights and the bias as they came. After a mistake they must change.",
)
update.wrong(
    "moved along w",
    _update_along_w,
    says="The weights move along themselves: w stands where x belongs. The bias is right.",
)
update.wrong(
    "bias in the other direction",
    _update(b_step=lambda e, x, eta: -eta * e),
    says="The weights are right. The bias moves away from the label: it takes the same step, with "
    "the same sign.",
)
update.wrong(
    "bias times itself",
    lambda w, b, x, y, eta: (_update()(w, b, x, y, eta)[0], b + eta * (y - (w @ x + b >= 0)) * b),
    says="The weights are right. The step of the bias is multiplied by the bias: its input is "
    "always 1.",
)
update.wrong(
    "threshold sign",
    _update(lambda w, b, x, y: y - int(w @ x - b >= 0)),
    says="The answer is computed with the bias subtracted. In the score it is added.",
)
update.wrong(
    "weights ignored",
    _update(lambda w, b, x, y: y - int(x.sum() + b >= 0)),
    says="The answer is computed without the weights: each input is multiplied by its own first.",
)
update.wrong(
    "half",
    _update(lambda w, b, x, y: y - int(w @ x + b >= 0.5)),
    says="The answer is found by comparing the score with ½. Scores are compared with 0.",
)
update.wrong(
    "divided by eta",
    _update(w_step=lambda e, x, eta: e * x / eta, b_step=lambda e, x, eta: e / eta),
    says="The steps are divided by `eta`. A larger `eta` means a larger step.",
)
update.wrong(
    "eta squared",
    _update(w_step=lambda e, x, eta: eta**2 * e * x),
    _update(w_step=lambda e, x, eta: eta**2 * e * x, b_step=lambda e, x, eta: eta**2 * e),
    says="`eta` is multiplied in twice. Once is enough.",
)
update.wrong(
    "error of labels plus and minus one",
    _update(lambda w, b, x, y: 2 * y - 1 - (1 if w @ x + b >= 0 else -1)),
    says="Your steps are twice as long as they should be: with −1 and 1 an error is ±2. Both label "
    "and answer are 0 or 1 here.",
)
update.wrong(
    "sum of the inputs",
    _update(w_step=lambda e, x, eta: eta * e * x.sum()),
    says="All weights move equally, by the sum of the inputs. Each moves by its own input.",
)
update.wrong(
    "sign of the input",
    _update(w_step=lambda e, x, eta: eta * e * np.sign(x)),
    says="Only the sign of each input has an effect on its weight. A large input moves its weight "
    "far.",
)
update.wrong(
    "subtracts the answer",
    _update(lambda w, b, x, y: -int(w @ x + b >= 0)),
    says="You step down whenever the answer is 1, whatever the label. What counts is the label "
    "minus the answer.",
)
update.also_wrong(
    lambda w, b, x, y, eta: _update()(w, b, x, y, eta)[::-1],
    lambda w, b, x, y, eta: _update()(w, b, x, y, eta)[0],
    lambda w, b, x, y, eta: np.append(*_update()(w, b, x, y, eta)),
    lambda w, b, x, y, eta: {"w": w, "b": b},
    lambda w, b, x, y, eta: (*_update()(w, b, x, y, eta), eta),
    lambda w, b, x, y: (w, b),
    _update(b_step=lambda e, x, eta: eta * e * x.sum()),
    _update(w_step=lambda e, x, eta: eta * e * x**2),
    lambda w, b, x, y, eta: print(w, b),
)


@chapter.function(
    "1.5",
    cases=[
        (np.array([1]), np.array([1])),
        (np.array([1, 0]), np.array([0, 0])),
        (np.array([1, 0, 0]), np.array([0, 1, 1])),
        (np.array([0, 0, 1, 1]), np.array([0, 0, 1, 0])),
        (np.array([0, 0, 0]), np.array([0, 0, 0])),
        (np.array([1, 1, 0, 1, 0, 0]), np.array([1, 1, 0, 1, 1, 1])),
    ],
    more=lambda rng: tuple(rng.randint(0, 2, (2, rng.randint(3, 12)))),
    hints=[
        "Where do the two arrays agree? A comparison finds out.",
        "True counts as 1. What is the mean of an array of True and False?",
    ],
    why="""
    `y == yhat` is True for each hit, and the mean of True and False is the share of True. Correct
    zeros count as much as correct ones.
    """,
)
def accuracy(y, yhat):
    """Accuracy

    Write `accuracy(y, yhat)`: it returns the fraction of the predictions `yhat` that equal the
    labels `y`, a number from 0 to 1. Both are 1-D arrays of the same length, of zeros and ones.
    """
    return np.mean(y == yhat)  # ← a number from 0 to 1


def _count_hits(y, yhat):
    hits = 0
    for k in range(len(y)):
        if y[k] == yhat[k]:
            hits += 1
    return hits / len(y)


accuracy.also_right(
    lambda y, yhat: np.mean(y == yhat),
    lambda y, yhat: (y == yhat).sum() / len(y),
    lambda y, yhat: 1 - np.mean(y != yhat),
    lambda y, yhat: 1 - np.abs(y - yhat).mean(),
    lambda y, yhat: 1 - np.mean((y - yhat) ** 2),
    lambda y, yhat: np.mean(y * yhat + (1 - y) * (1 - yhat)),
    lambda y, yhat: sum(map(lambda a, b: a == b, y, yhat)) / len(y),
    lambda y, yhat: Fraction(sum(int(a == b) for a, b in zip(y, yhat)), len(y)),
    lambda y, yhat: np.float32(np.count_nonzero(y == yhat)) / np.float32(y.size),
    lambda y, yhat: [np.equal(y, yhat).mean()],
    lambda y, yhat: np.average(~np.logical_xor(y, yhat)),
    lambda y, yhat: 1 - np.bitwise_xor(y, yhat).sum() / y.shape[0],
    _count_hits,
)
accuracy.wrong(
    "count",
    lambda y, yhat: np.sum(y == yhat),
    says="That is the number of hits. The fraction is that, divided by how many there are.",
)
accuracy.wrong(
    "true positives",
    lambda y, yhat: np.mean(y * yhat),
    says="Only correct ones count here. A zero that is predicted as zero is a hit as well.",
)
accuracy.wrong(
    "percent",
    lambda y, yhat: 100 * np.mean(y == yhat),
    says="That is a percentage. A fraction lies between 0 and 1.",
)
accuracy.wrong(
    "error rate",
    lambda y, yhat: np.mean(y != yhat),
    says="That is the share of mistakes. The accuracy is the share of hits.",
)
accuracy.wrong(
    "hits one by one",
    lambda y, yhat: y == yhat,
    says="You say for each prediction whether it is right. One number is wanted: the share of "
    "those that are.",
)
accuracy.wrong(
    "precision",
    lambda y, yhat: (y * yhat).sum() / yhat.sum(),
    says="You look only at the predictions that say 1. (That is called precision.) Accuracy looks "
    "at all.",
)
accuracy.wrong(
    "recall",
    lambda y, yhat: (y * yhat).sum() / y.sum(),
    says="You look only at the examples whose label is 1. (That is called recall.) Accuracy looks "
    "at all.",
)
accuracy.wrong(
    "all or nothing",
    lambda y, yhat: float(np.array_equal(y, yhat)),
    lambda y, yhat: np.sum(y == yhat) // len(y),
    says="You return 1 if all predictions are right and 0 otherwise. Parts count as well. (Is it "
    "`//`? It cuts off the decimals.)",
)
accuracy.wrong(
    "share of ones",
    lambda y, yhat: np.mean(yhat),
    says="That is the share of ones among the predictions: the labels play no part in it.",
)
accuracy.wrong(
    "equal shares",
    lambda y, yhat: 1 - abs(np.mean(y) - np.mean(yhat)),
    says="You compare how many ones there are in each. They must be in the same places.",
)
accuracy.wrong(
    "mean difference",
    lambda y, yhat: np.mean(y - yhat),
    says="Differences of +1 and −1 cancel each other here. Ask for each pair whether it is equal.",
)
accuracy.wrong(
    "F1",
    lambda y, yhat: 2 * (y @ yhat) / (y.sum() + yhat.sum()),
    lambda y, yhat: 2 * (y @ yhat) / max(1, y.sum() + yhat.sum()),
    says="That is the F1 score, a mixture of precision and recall: correct zeros do not count in "
    "it. In the accuracy they do.",
)
accuracy.wrong(
    "overlap of the ones",
    lambda y, yhat: (y & yhat).sum() / (y | yhat).sum(),
    says="You compare the ones only, those in both with those in any. Correct zeros count as well.",
)
accuracy.wrong(
    "balanced",
    lambda y, yhat: np.mean([(yhat[y == k] == k).mean() for k in (0, 1)]),
    lambda y, yhat: np.mean([(yhat[y == k] == k).mean() for k in (0, 1) if (y == k).any()]),
    says="You average over the two classes, each with the same weight. Here all examples count "
    "alike.",
)
accuracy.wrong(
    "correlation",
    lambda y, yhat: np.corrcoef(y, yhat)[0, 1],
    says="That is a correlation, which is 0/0 for a column of equal numbers. Count the hits.",
)
accuracy.wrong(
    "true negatives",
    lambda y, yhat: np.mean((1 - y) * (1 - yhat)),
    says="Only correct zeros count here. A one that is predicted as one is a hit as well.",
)
accuracy.wrong(
    "number of true positives",
    lambda y, yhat: (y * yhat).sum(),
    says="You count the places where both are 1. Zeros in both are hits too, and the fraction is "
    "asked for.",
)
accuracy.wrong(
    "first pair only",
    lambda y, yhat: int(y[0] == yhat[0]),
    says="You judge the first pair only. Does a `return` stand inside the loop?",
)
accuracy.wrong(
    "ends too soon",
    lambda y, yhat: int(y[0] == yhat[0]) / len(y),
    says="At most one hit is counted, the first. Does the `return` stand inside the loop?",
)
accuracy.wrong(
    "counts to one",
    lambda y, yhat: int((y == yhat).any()) / len(y),
    says="However many hits there are, you count one. (Is it `=+`? That means `= +1`; adding is "
    "`+=`.)",
)
accuracy.wrong(
    "every pair",
    lambda y, yhat: np.equal.outer(y, yhat).sum() / len(y),
    says="Each label is compared with every prediction. It is compared with its own only.",
)
accuracy.wrong(
    "first left out",
    lambda y, yhat: (y[1:] == yhat[1:]).sum() / len(y),
    says="The first pair is left out. Python counts from 0.",
)
accuracy.wrong(
    "one less mistake count",
    lambda y, yhat: 1 - (y != yhat).sum(),
    says="You subtract the *number* of mistakes from 1. Subtract their share.",
)
accuracy.wrong(
    "error in percent",
    lambda y, yhat: 100 * np.mean(y != yhat),
    says="That is the share of mistakes, in percent. The share of hits is wanted, from 0 to 1.",
)
accuracy.wrong(
    "hits over mistakes",
    lambda y, yhat: (y == yhat).sum() / (y != yhat).sum(),
    says="You divide the hits by the mistakes. Divide by all of them.",
)
accuracy.wrong(
    "root of the error",
    lambda y, yhat: np.sqrt(np.mean((y - yhat) ** 2)),
    says="That is the root of the mean squared error: large when much is wrong. The share of hits "
    "is wanted.",
)
accuracy.wrong(
    "hits over ones",
    lambda y, yhat: (y == yhat).sum() / (yhat == 1).sum(),
    lambda y, yhat: (y == yhat).sum() / (y == 1).sum(),
    says="The hits are divided by the number of ones. Divide by the number of all.",
)
accuracy.also_wrong(
    lambda y, yhat: sum(y == yhat) / (len(y) + 1),
    lambda y, yhat: (y == yhat).mean() ** 2,
    lambda y, yhat: round(float(np.mean(y == yhat)), 1),
    lambda y, yhat: np.mean(y == y),
    lambda y, yhat: (y == yhat).any(),
    lambda y, yhat: f"{np.mean(y == yhat):.0%}",
    lambda y, yhat: len(y),
    lambda y, yhat: y is yhat,
    lambda y, yhat: np.mean(y >= yhat),
    lambda y, yhat: -np.mean(y == yhat),
    lambda y, yhat: (np.mean(y == yhat), len(y)),
)


# ================================================================ boundaries

chapter.section("The boundary")


def line(rng):
    """A line that is not upright, and places to look at."""
    w = quarters(rng, 2)
    w[w == 0] = 1
    return quarters(rng, rng.randint(2, 6)), w, float(quarters(rng))


@chapter.function(
    "1.6",
    cases=[
        (0.0, vector(1, 1), -1.5),
        (1.0, vector(1, 1), -1.5),
        (1.0, vector(2, -4), 1.0),
        (vector(0, 1, 2), vector(1, 2), 1.0),
        (np.array([-1, 0, 3]), np.array([3, -2]), 4),
        (vector(-1, 0.5), vector(0, 0.5), 2.0),
    ],
    more=line,
    hints=[
        "On the boundary the score is 0: w₁x₁ + w₂x₂ + b = 0.",
        "Solve that for x₂. Everything else goes to the other side, with its sign turned.",
    ],
    why="""
    On the boundary, w₁x₁ + w₂x₂ + b = 0. Move w₁x₁ + b to the other side, where it gets a minus,
    and divide *all* of it by w₂.
    """,
    picture=lambda: _picture_of_a_boundary(),
)
def boundary(x1, w, b):
    """The height of the boundary

    The boundary of a neuron with two inputs is the line where its score is 0. Write
    `boundary(x1, w, b)`: it returns the height $x_2$ of that line at $x_1$. `x1` is a number or an
    array; `w` holds the two weights, with $w_2 \\ne 0$; `b` is the bias.
    """
    return -(w[0] * x1 + b) / w[1]  # ← x2


def _picture_of_a_boundary():
    """The line of AND, with the points of its truth table."""
    from rectified import figures

    w, b = np.array([1.0, 1.0]), -1.5
    fig, ax = figures.new(xlabel="x₁", ylabel="x₂")
    x1 = np.linspace(-0.25, 1.25, 2)
    height = boundary.reference(x1, w, b)
    ax.plot(x1, height, **{**figures.SERIES[0], "marker": ""})
    for label, marks in enumerate(figures.CLASSES):
        inside = (FOUR @ w + b >= 0) == label
        ax.plot(*FOUR[inside].T, linestyle="none", markersize=9, **marks)
    ax.set(xlim=(-0.25, 1.25), ylim=(-0.25, 1.75))
    alt = (
        f"The line x₂ = {boundary.reference(0.0, w, b):g} − x₁ for the weights 1 and 1 and the "
        f"bias {b:g}. Three of the four points of a truth table lie below it; only (1, 1) lies "
        "above."
    )
    return fig, alt


boundary.also_right(
    lambda x1, w, b: -(w[0] * x1 + b) / w[1],
    lambda x1, w, b: -b / w[1] - w[0] / w[1] * x1,
    lambda x1, w, b: (w[0] * x1 + b) / -w[1],
    lambda x1, w, b: np.polyval([-w[0] / w[1], -b / w[1]], x1),
    lambda x1, w, b: [-(w[0] * v + b) / w[1] for v in np.ravel(x1)],
    lambda x1, w, b: np.vectorize(lambda v: (-b - w[0] * v) / w[1])(x1),
    lambda x1, w, b: np.true_divide(np.negative(np.add(np.multiply(w[0], x1), b)), w[1]),
    lambda x1, w, b: np.linalg.solve([[float(w[1])]], [-w[0] * np.ravel(x1) - b])[0],
    lambda x1, w, b: np.interp(0, [0], [0]) - (w[0] * np.asarray(x1) + b) / w[1],
    lambda x1, w, b: np.float32(-(w[0] * np.float32(x1) + b) / w[1]),
    lambda x1, w, b: -np.poly1d([w[0], b])(x1) / w[1],
    lambda x1, w, b: (0 - w[0] * np.array(x1) - b) * w[1] ** -1.0,
)
boundary.wrong(
    "sign",
    lambda x1, w, b: (w[0] * x1 + b) / w[1],
    says="A minus is missing: terms that move to the other side of the equation turn their sign.",
)
boundary.wrong(
    "no bias",
    lambda x1, w, b: -w[0] * x1 / w[1],
    says="The bias plays no part, so all your lines go through the origin.",
)
boundary.wrong(
    "bias not divided",
    lambda x1, w, b: -w[0] / w[1] * x1 - b,
    says="The term with x₁ is divided by w₂, the bias is not. Divide the whole side.",
)
boundary.wrong(
    "weights swapped",
    lambda x1, w, b: -(w[1] * x1 + b) / w[0],
    says="The two weights have changed places: w₁ belongs to x₁, and w₂ to the height that you "
    "solve for.",
)
boundary.wrong(
    "not divided",
    lambda x1, w, b: -(w[0] * x1 + b),
    says="That is w₂x₂, not x₂ yet: divide by w₂.",
)
boundary.wrong(
    "multiplied",
    lambda x1, w, b: -(w[0] * x1 + b) * w[1],
    says="To get from w₂x₂ to x₂, divide by w₂; you multiply.",
)
boundary.wrong(
    "bias sign",
    lambda x1, w, b: (-w[0] * x1 + b) / w[1],
    says="The sign of the bias is wrong: it moves to the other side too.",
)
boundary.wrong(
    "slope only",
    lambda x1, w, b: -w[0] / w[1],
    says="That is the slope of the line. The height also depends on x₁ and on the bias.",
)
boundary.wrong(
    "divided by the first weight",
    lambda x1, w, b: -(w[0] * x1 + b) / w[0],
    says="You divide by w₁. The height x₂ comes with the weight w₂.",
)
boundary.wrong(
    "perpendicular",
    lambda x1, w, b: (w[1] * x1 - b) / w[0],
    says="The direction is that of the weight vector. The boundary is perpendicular to it.",
)
boundary.wrong(
    "height at zero",
    lambda x1, w, b: -b / w[1] + 0 * x1,
    lambda x1, w, b: -b / w[1],
    says="That is the height where x₁ = 0. Elsewhere the line is higher or lower.",
)
boundary.wrong(
    "score",
    lambda x1, w, b: w[0] * x1 + w[1] * x1 + b,
    says="That is the score of a point whose two inputs are equal. Look for the x₂ that makes the "
    "score 0.",
)
boundary.wrong(
    "only the bias divided",
    lambda x1, w, b: -w[0] * x1 - b / w[1],
    says="The bias is divided by w₂, the term with x₁ is not. Divide the whole side. (`/` comes "
    "before `+` and `−`: brackets help.)",
)
boundary.wrong(
    "slope turned",
    lambda x1, w, b: (w[0] * x1 - b) / w[1],
    says="The bias has changed its sign on the way to the other side, w₁x₁ has not.",
)
boundary.wrong(
    "sign and bias not divided",
    lambda x1, w, b: b - w[0] / w[1] * x1,
    says="Two things about the bias: it changes its sign, and it is divided by w₂ like the rest.",
)
boundary.wrong(
    "bias sign, term not divided",
    lambda x1, w, b: -w[0] * x1 + b / w[1],
    says="Two things: the bias changes its sign too, and the term with x₁ is divided by w₂ too.",
)
boundary.wrong(
    "without x2",
    lambda x1, w, b: w[0] * x1 + b,
    says="That is the part of the score that comes from x₁ and the bias. Which x₂ makes the whole "
    "score 0?",
)
boundary.wrong(
    "second weight twice",
    lambda x1, w, b: -(w[1] * x1 + b) / w[1],
    says="x₁ is multiplied by w₂. Its own weight is w₁.",
)
boundary.wrong(
    "bias below",
    lambda x1, w, b: -(w[0] * x1) / (w[1] + b),
    says="The bias stands below the fraction line. It moves to the other side with w₁x₁, above.",
)
boundary.wrong(
    "bias weighted",
    lambda x1, w, b: -w[0] * (x1 + b) / w[1],
    says="The bias is multiplied by w₁. It has no weight: b stands alone in the score.",
)
boundary.wrong(
    "score one half",
    lambda x1, w, b: (0.5 - w[0] * x1 - b) / w[1],
    says="That is where the score is ½. The boundary is where it is 0.",
)
boundary.wrong(
    "bias by the first weight",
    lambda x1, w, b: -w[0] * x1 / w[1] - b / w[0],
    says="The bias is divided by w₁, and the other term by w₂. All is divided by w₂.",
)
boundary.wrong(
    "divided by a size",
    lambda x1, w, b: -(w[0] * x1 + b) / np.abs(w[1]),
    says="You divide by the size of w₂. Its sign counts: with a negative w₂ your height is turned "
    "upside down.",
)
boundary.wrong(
    "divided by the length",
    lambda x1, w, b: -(w[0] * x1 + b) / np.linalg.norm(w),
    says="You divide by the length of w, as for a distance. The height comes from dividing by w₂.",
)
boundary.wrong(
    "one number only",
    lambda x1, w, b: float(-(w[0] * x1 + b) / w[1]),
    lambda x1, w, b: round(-(w[0] * x1 + b) / w[1]),
    says="For one x₁ a number comes back, rounded or not; for an array it stops. `x1` may be an "
    "array: compute with it as it is.",
)
boundary.also_wrong(
    lambda x1, w, b: -(w[0] * x1 + b) // w[1],
    lambda x1, w, b: int(-(w[0] * x1 + b) / w[1]),
    lambda x1, w, b: np.array(-(w[0] * x1 + b) / w[1]).reshape(-1, 1),
    lambda x1, w, b: -(w[0] * x1 + b) / w[1] ** 2,
    lambda x1, w, b: (x1, -(w[0] * x1 + b) / w[1]),
    lambda x1, w, b: abs((w[0] * x1 + b) / w[1]),
    lambda x1, w, b: w[1] / -(w[0] * x1 + b),
    lambda x1, w, b: x1 * w + b,
    lambda x1, w, b: -(w[0] * x1 + b) / (w[1] + 1e-3),
    lambda x1, w, b: max(-(w[0] * x1 + b) / w[1]),
)


def gate(answer):
    """What a unit with these weights computes: its four answers."""
    names = ("w", "weights", "w1", "w2", "b", "bias")
    if isinstance(answer, dict) and set(answer) <= set(names):
        answer = [answer[name] for name in names if name in answer]
    elif hasattr(answer, "w") and hasattr(answer, "b"):  # what `perceptron.fit` returns
        answer = [answer.w, answer.b]
    if isinstance(answer, list | tuple):
        parts = [list(np.ravel(p)) if not isinstance(p, str) else [p] for p in answer]
        answer = [number for part in parts for number in part]
    w1, w2, b = numbers(answer, (3,), "The form is (w1, w2, b)")
    scores = FOUR @ [w1, w2] + b
    # 0.7 + 0.1 − 0.8 is 0, and −1e-16 for a computer: what is nearly 0 may count as 0.
    nearly = np.abs(scores) <= 1e-12 * max(abs(w1), abs(w2), abs(b))
    exact = tuple(int(s >= 0) for s in scores)
    lenient = tuple(int(s >= 0 or n) for s, n in zip(scores, nearly))
    answers = lenient if lenient == (0, 0, 0, 1) else exact
    return {f"({x1:g}, {x2:g})": label for (x1, x2), label in zip(FOUR, answers)}


@chapter.witness(
    "1.7",
    observe=gate,
    differs="The label of at least one of the four rows is not that of AND yet.",
    hints=[
        "Which sums w₁x₁ + w₂x₂ do the four rows give, if both weights are 1?",
        "The bias must pull three of the four scores below 0 and leave the fourth at 0 or above.",
    ],
    why="""
    With weights 1 and 1 the four sums are 0, 1, 1 and 2. The bias has to keep 1 below zero and 2
    not: anything from −2 up to, but not including, −1. In general b, w₁ + b and w₂ + b must be
    negative and w₁ + w₂ + b not: four inequalities with many solutions.
    """,
)
def and_gate():
    """AND

    Find two weights and a bias `(w1, w2, b)` with which the neuron computes AND: it answers 1 for
    the inputs (1, 1), and 0 for (0, 0), (0, 1) and (1, 0). Remember that it answers 1 where its
    score is *at least* 0. Many answers are right.
    """
    return 1, 1, -1.5  # ← (w1, w2, b)


and_gate.also_right(
    (1, 1, -1.5),
    (2, 2, -3),
    (2, 1, -3),
    [0.6, 0.6, -1],
    np.array([1, 1, -2]),
    ([1, 1], -1.2),
    (np.array([3, 5]), -6),
    (0.7, 0.1, -0.8),
    (0.1, 0.2, -0.3),
    {"w1": 1, "w2": 1, "b": -1.1},
    (1e6, 1e6, -1.5e6),
    np.array([[1.0], [1.0], [-1.5]], dtype=np.float32),
    (Fraction(1, 3), Fraction(1, 3), Fraction(-1, 2)),
    (100, 1, -100.5),
)
_GATES = {
    "or": (
        (1, 1, -0.5),
        "One input is enough here: that is OR. The bias has to pull further down.",
    ),
    "never": (
        (1, 1, -3),
        "It never answers 1: even with two ones, the score stays below 0.",
    ),
    "copies x1": ((1, 0, -0.5), "Only the first input counts: the answer is x₁."),
    "copies x2": ((0, 1, -0.5), "Only the second input counts: the answer is x₂."),
    "always": (
        (1, 1, 0),
        "It always answers 1. Already (0, 0) has a score of at least 0: that score is the bias.",
    ),
    "nand": ((-1, -1, 1.5), "It answers 0 for (1, 1) only: that is NAND, AND turned over."),
    "nor": ((-1, -1, 0.5), "It answers 1 for (0, 0) only: that is NOR. Inputs argue *against* 1."),
    "not x1": ((-1, 0, 0.5), "It answers 1 where x₁ is 0. A negative weight argues against 1."),
    "not x2": ((0, -1, 0.5), "It answers 1 where x₂ is 0. A negative weight argues against 1."),
    "only x1": ((1, -1, -0.5), "It answers 1 for (1, 0) only: the second input argues against 1."),
    "only x2": ((-1, 1, -0.5), "It answers 1 for (0, 1) only: the first input argues against 1."),
    "x1 or not x2": (
        (1, -1, 0.5),
        "It answers 0 for (0, 1) only: the second input argues against 1.",
    ),
    "x2 or not x1": (
        (-1, 1, 0.5),
        "It answers 0 for (1, 0) only: the first input argues against 1.",
    ),
}
for _name, (_answer, _text) in _GATES.items():
    and_gate.wrong(_name, _answer, says=_text)
and_gate.also_wrong(
    (1, 1),
    (1, 1, -1.5, 0),
    "AND",
    (1, 1, float("nan")),
    None,
    (1, 1, "-1.5"),
    [[1, 1, -1.5], [1, 1, -1.5]],
    -1.5,
    {"weights": (1, 1)},
    lambda: None,
)


@chapter.function(
    "1.8",
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
        "The score grows with the length of w. Divide by that length.",
        "`np.linalg.norm(v)` is the length of a vector v.",
    ],
    why="""
    The score changes by the length of w when you walk one unit straight away from the boundary. So
    the score divided by that length is the distance, and its sign says on which side you are.
    """,
)
def distance(x, w, b):
    """How far from the boundary?

    Write `distance(x, w, b)`: it returns the signed distance of the point `x` from the boundary
    $w \\cdot x + b = 0$: positive on the side of the ones, negative on the side of the zeros.
    `x` and `w` are 1-D arrays of the same length, and `w` is not zero.
    """
    return (w @ x + b) / np.linalg.norm(w)  # ← the score, in units of length


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
    "score",
    lambda x, w, b: w @ x + b,
    says="That is the score. It is the distance only when the length of w is 1: double w and b, "
    "and the boundary stays where it is.",
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
    says="The bias is not divided by the length of w: it belongs to the score as well.",
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
    says="The bias is subtracted. In the score it is added.",
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
    says="You multiply by the length of w. Longer weights make a larger score at the same "
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
    "score help.",
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
    "points whose score is 0.",
)
distance.wrong(
    "size of the score",
    lambda x, w, b: abs(w @ x + b),
    says="That is the size of the score. Divide it by the length of w, and keep the sign.",
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
distance.also_wrong(
    lambda x, w, b: (w @ x + b) / w.prod(),
    lambda x, w, b: (w @ x + b) / np.std(w),
    lambda x, w, b: (w * x + b) / np.linalg.norm(w),
    lambda x, w, b: int((w @ x + b) / np.linalg.norm(w)),
    lambda x, w, b: round(float((w @ x + b) / np.linalg.norm(w)), 2),
    lambda x, w, b: np.sign(w @ x + b),
    lambda x, w, b: (w @ x + b) / np.linalg.norm(w) + 0.001,
    lambda x, w, b: 1 / ((w @ x + b) / np.linalg.norm(w)),
    lambda x, w, b: (w @ x + b) / np.linalg.norm(w) ** 0.5,
    lambda x, w, b: [w @ x + b, np.linalg.norm(w)],
)


@chapter.choice(
    "1.9",
    answer="b",
    options={
        "a": (
            "The learning rate is too small.",
            "Training decides how soon weights are found. For XOR there are none to be found.",
        ),
        "b": (
            "Its boundary is one straight line.",
            "The two ones of XOR lie on one diagonal of a square, the two zeros on the other: no "
            "straight line has the ones on one side and the zeros on the other.",
        ),
        "c": (
            "XOR has four examples.",
            "AND has four as well, and one perceptron computes it. How they lie is what counts.",
        ),
        "d": (
            "The weights start at zero.",
            "The start has an effect on the way, and on how long it is. No start helps when no "
            "weights are right.",
        ),
        "e": (
            "The step function has no slope.",
            "AND is learned with the same step. And with a sigmoid, which has a slope, the "
            "boundary of one unit is as straight.",
        ),
    },
    hints=["Draw the four inputs as the corners of a square, and mark those with the answer 1."],
)
def xor_reason():
    """Why not XOR?

    Why can no single perceptron compute XOR?
    """


# ================================================================ think first

chapter.section(
    "Think first",
    """
    Answer before you compute. Every option has its own reply, so it is worth trying a wrong one,
    too.
    """,
)


@chapter.choice(
    "1.10",
    answer="b",
    options={
        "a": (
            "The boundary moves away from the origin.",
            "The boundary is where w·x + b = 0. Multiply by 10: 0 stays 0, so the same points lie "
            "on it.",
        ),
        "b": (
            "No answer changes.",
            "All scores become ten times as large, and none changes its sign.",
        ),
        "c": (
            "The neuron becomes more certain of its answers.",
            "The scores grow, but a step knows no degrees: 3 and 30 are the same answer, 1.",
        ),
        "d": (
            "The margin becomes ten times as wide.",
            "The distances from the boundary stay: the score is ten times as large, and so is the "
            "length of w that it is divided by.",
        ),
        "e": (
            "All answers turn round.",
            "That happens when you multiply by a *negative* number.",
        ),
    },
    hints=["What happens to the sign of a number that is multiplied by 10?"],
)
def ten_times():
    """Ten times as much

    All weights of a perceptron and its bias are multiplied by 10. What happens?
    """


@chapter.choice(
    "1.11",
    answer="c",
    options={
        "a": (
            "Yes: its weight is smaller.",
            "The weight is smaller because the number it multiplies is large. Measured in square "
            "meters, the same model would have a weight more than ten times as large.",
        ),
        "b": (
            "No: the area has the larger numbers, so it is more important.",
            "Large numbers are no sign of importance either: they come with the unit, and the "
            "weight makes up for them.",
        ),
        "c": (
            "One cannot tell from the weights.",
            "A weight is a change of the score *per unit of its input*. Two weights compare only "
            "if their inputs share a scale.",
        ),
        "d": (
            "Both are equally important, because training has balanced them.",
            "The rule makes the mistakes disappear. It balances nothing else.",
        ),
    },
    hints=["What would become of the weight if the area were measured in square meters?"],
)
def important():
    """Weights and importance

    In a model of house prices, the weight of *area in square feet* is a tenth of the weight of
    *number of rooms*. Is the area less important?
    """


@chapter.choice(
    "1.12",
    answer="d",
    options={
        "a": (
            "The classes cannot be separated by a line.",
            "That takes *not yet* for *never*: with a narrow margin, training may need many more "
            "epochs.",
        ),
        "b": (
            "There is an error in the program.",
            "A right program may need that long when the margin is narrow.",
        ),
        "c": (
            "A few more epochs will do.",
            "Perhaps. But if no line separates the classes, no number of epochs will.",
        ),
        "d": (
            "Nothing yet: it may need longer, or never end.",
            "The bound (R/γ)² can be far away when the margin γ is narrow, and it does not exist "
            "when there is no margin. A linear program can tell the two apart.",
        ),
        "e": (
            "The step must be made smaller.",
            "From a start at zero, the size of the step changes no answer at any time: all weights "
            "shrink together.",
        ),
    },
    hints=["What does the bound on the number of corrections depend on?"],
)
def not_yet():
    """Five hundred epochs

    After 500 epochs, the perceptron rule still makes corrections. What do you conclude?
    """


@chapter.choice(
    "1.13",
    answer="acd",
    options={
        "a": ("It has 64 weights.", "One weight for each input, that is right."),
        "b": (
            "It has two outputs, 0 and 1.",
            "It has one output, which takes one of two *values*.",
        ),
        "c": ("It has one bias.", "The bias belongs to the neuron: there is one."),
        "d": (
            "Its boundary is flat: a hyperplane.",
            "All inputs with a score of 0 form a hyperplane, whatever the number of inputs.",
        ),
        "e": (
            "Its training always ends.",
            "It ends where a hyperplane separates the classes, and only there.",
        ),
    },
    hints=["Count: how many numbers go in, and how many come out?", "Three of them are true."],
)
def true_of_it():
    """Sixty-four inputs

    Which of these are true of a perceptron with 64 inputs? Give all the letters, such as `"ab"`.
    """


@chapter.value(
    "1.14",
    hints=[
        "There are 2⁴ = 16 ways to fill a column of four answers with 0 and 1.",
        "Which of them put equal answers on the diagonals of the square, and nowhere else?",
    ],
    why="""
    Of the 16 tables, only XOR and its opposite have the ones on one diagonal of the square and the
    zeros on the other. Each of the other 14 can be cut off by one line.
    """,
)
def gates_of_one_neuron():
    """How many gates?

    There are 16 functions of two inputs that are 0 or 1 with an answer that is 0 or 1. How many of
    them can one perceptron compute?
    """
    return 14  # ← a number


gates_of_one_neuron.also_right(14.0, Fraction(14), np.int64(14), [14], np.array(14), lambda: 14)
gates_of_one_neuron.wrong(
    "all", 16, says="Then XOR would be among them. Which tables cannot be cut by a line?"
)
gates_of_one_neuron.wrong(
    "only xor fails", 15, says="XOR is not alone: turn all its answers round, and it is as hard."
)
gates_of_one_neuron.wrong(
    "those with names",
    4,
    says='There are more than the gates with well-known names: think of "x₁, whatever x₂ is", '
    'or of "never".',
)
gates_of_one_neuron.wrong(
    "half",
    8,
    says="Half of them? That is so for points at twice their number of weights. Four points in a "
    "plane have it easier.",
)
gates_of_one_neuron.wrong(
    "constants forgotten",
    12,
    says='Are "always 1" and "always 0" among yours? A neuron without weights, with a bias '
    "alone, computes them.",
)
gates_of_one_neuron.also_wrong(0, 13, -14, "fourteen", None, (14, 2), 14.5, float("nan"), 140, {14})


@chapter.value(
    "1.15",
    hints=[
        "Start: what is the score of (0, 0) with all weights 0? And the answer, as 0 counts as 1?",
        "The second and third row need no correction. Look at the score of the fourth.",
    ],
    why="""
    (0, 0) has the score 0, hence the answer 1: wrong, so b becomes −1, and w stays, as both inputs
    are 0. (0, 1) and (1, 0) have the score −1: right. (1, 1) has it as well: wrong, so w becomes
    (1, 1) and b goes back to 0. After one epoch the unit answers 1 to everything.
    """,
)
def after_one_epoch():
    """One epoch by hand

    A perceptron with $w = (0, 0)$ and $b = 0$ learns AND. It sees (0, 0), (0, 1), (1, 0), (1, 1)
    in this order, once, with the rule of the chapter. What are its weights and its bias then?
    Give `(w1, w2, b)`.
    """
    return np.array([1, 1, 0])  # ← (w1, w2, b)


after_one_epoch.also_right(
    (1, 1, 0), [1, 1, 0], np.array([1.0, 1.0, 0.0]), [1.0, 1, False], lambda: (1, 1, 0)
)
after_one_epoch.wrong(
    "first mistake missed",
    (1, 1, 1),
    says="You count the answer for (0, 0) as right. Its score is 0, and 0 counts as 1.",
)
after_one_epoch.wrong(
    "stops at the first mistake",
    (0, 0, -1),
    says="That is how it stands after the first row. There is one more mistake to come.",
)
after_one_epoch.wrong(
    "bias not corrected back",
    (1, 1, -1),
    says="With the last correction the bias moves as well: by +1.",
)
after_one_epoch.wrong(
    "the end of training",
    (2, 1, -3),
    says="Those are the weights at the end of the training. Only one epoch has gone by.",
)
after_one_epoch.wrong(
    "nothing learned", (0, 0, 0), says="Is every answer right with weights and bias 0?"
)
after_one_epoch.wrong(
    "summed errors",
    (-1, -1, -2),
    says="All rows are answered with the weights from the beginning. Each correction takes effect "
    "at once: the next row sees the new weights.",
)
after_one_epoch.also_wrong(
    (1, 1), (1, 1, 0, 0), "110", None, (0, 1, 1), 3, (1, 0, 1), [[1, 1, 0]] * 2
)


# ================================================================ longer tasks

chapter.section(
    "Longer tasks",
    """
    Here you write more than a line. There is more than one right way, and the checker looks only
    at what comes out.
    """,
)


@chapter.plot(
    "1.16",
    observe=lambda ax: _drawn(ax),
    differs={
        "a line": "There is no line yet.",
        "line": "The line is not the boundary, x₁ + x₂ = 1.5, or does not go from x₁ = 0 to 1.",
        "points": "Not all four inputs are drawn as points: (0, 0), (0, 1), (1, 0) and (1, 1).",
        "told apart": "The point (1, 1) looks like another one. Give it a color or marker of its "
        "own, as its label is another.",
        "labels": "Name both axes, so that a reader knows what they show.",
    },
    hints=[
        "`ax.plot(x, y)` draws a line through points; `ax.scatter(x, y)` or "
        '`ax.plot(x, y, "o")` draws only the points.',
        "Two ends are enough for a straight line. Which x₂ belong to x₁ = −0.5 and x₁ = 1.5?",
        '`ax.set(xlabel="...", ylabel="...")` names the axes.',
    ],
    why="""
    On the boundary x₁ + x₂ − 1.5 = 0, so x₂ = 1.5 − x₁. The points are drawn in two calls, one for
    each label, so that they get different markers: a picture should not depend on colors alone.
    """,
)
def draw(ax):
    """Draw a gate

    Write `draw(ax)`: on the Matplotlib axes `ax` it draws the AND gate with the weights 1, 1 and
    the bias −1.5. Show its boundary as a line (at least from $x_1 = 0$ to $x_1 = 1$), the four
    inputs as points, with (1, 1) in another color or with another marker than the rest, and name
    both axes. To see it: `import matplotlib.pyplot as plt`, then `draw(plt.figure().subplots())`.
    """
    x1 = np.array([-0.5, 1.5])
    ax.plot(x1, 1.5 - x1)
    ax.plot([0, 0, 1], [0, 1, 0], "o")
    ax.plot([1], [1], "s")
    ax.set(xlabel="x1", ylabel="x2")


def _drawn(ax):
    """Facts about a drawing of AND."""
    from ._plots import has_line, points, shows

    looks = {}
    for x, y, look in points(ax):
        corner = (round(x), round(y))
        if corner in _CORNERS and abs(x - corner[0]) + abs(y - corner[1]) < 1e-6:
            looks.setdefault(corner, set()).add(look)
    others = set().union(*(looks.get(corner, set()) for corner in _CORNERS[:3]))
    return {
        "a line": has_line(ax),
        "line": shows(ax, lambda x: 1.5 - x, 0, 1, points=2),
        "points": len(looks),
        "told apart": bool(looks.get((1, 1), set()) - others),
        "labels": bool(ax.get_xlabel().strip() and ax.get_ylabel().strip()),
    }


_CORNERS = [(0, 0), (0, 1), (1, 0), (1, 1)]


def _drawing(line=(1.5, -1), zeros="o", one="s", names=("x1", "x2"), ones=(1,), end=1.5):
    """A drawing with one thing changed, for the answers below."""

    def draw(ax):
        if line:
            x1 = np.linspace(-0.5, end, 30)
            ax.plot(x1, line[0] + line[1] * x1, color="black")
        if zeros:
            ax.plot([0, 0, 1], [0, 1, 0], zeros, color="black")
        if one:
            ax.plot(ones, ones, one, color="black")
        ax.set(xlabel=names[0], ylabel=names[1])

    return draw


def _scatter(ax):
    ax.scatter(FOUR[:, 0], FOUR[:, 1], c=[0, 0, 0, 1])
    ax.plot([1.5, 0], [0, 1.5], "k--")
    ax.set_xlabel("first input")
    ax.set_ylabel("second input")


def _by_row(ax):
    for x1, x2 in FOUR:
        ax.scatter(x1, x2, color="red" if x1 and x2 else "blue")
    ax.axline((0, 1.5), slope=-1)
    ax.set(xlabel="x", ylabel="y")


def _pyplot(ax):
    import matplotlib.pyplot as plt

    plt.plot([0, 1.5], [1.5, 0])
    plt.plot([0, 0, 1], [0, 1, 0], "b.")
    plt.plot(1, 1, "r.")
    plt.xlabel("a")
    plt.ylabel("b")
    plt.show()


def _own_figure(ax):
    import matplotlib.pyplot as plt

    _, ax = plt.subplots()
    _scatter(ax)


def _in_one_go(ax):
    from matplotlib.collections import LineCollection

    _drawing(line=None)(ax)
    ax.add_collection(LineCollection([[(-0.5, 2), (1.5, 0)]]))


def _contour(ax):
    _drawing(line=None)(ax)
    x1, x2 = np.meshgrid(np.linspace(-0.5, 2, 40), np.linspace(-0.5, 2, 40))
    ax.contour(x1, x2, x1 + x2 - 1.5, levels=[0])
    ax.fill_between([0, 1.5], [1.5, 0], 2, alpha=0.1)


draw.also_right(
    _drawing(),
    _scatter,
    _by_row,
    _pyplot,
    _in_one_go,
    _contour,
    _drawing(zeros="v", one="^"),
)
draw.wrong(
    "another line",
    _drawing(line=(0.5, -1)),
    _drawing(line=(-1.5, -1)),
    _drawing(line=(1.5, 1)),
    _drawing(end=0.5),
    says="The rest is fine, but the line is not the boundary from x₁ = 0 to 1. For which x₂ is "
    "x₁ + x₂ − 1.5 equal to 0?",
)
draw.wrong(
    "boundary only",
    _drawing(zeros=None, one=None),
    says="The boundary is there, without the inputs that it divides.",
)
draw.wrong(
    "all alike",
    _drawing(one="o"),
    says="(1, 1) looks like another of the four points, or like all of them. Its label is another: "
    "give it a color or a marker that no other point has.",
)
draw.wrong(
    "no names",
    _drawing(names=("", "")),
    _drawing(names=("x1", "")),
    says="All is drawn; what is missing is a name at each axis.",
)
draw.also_wrong(
    _drawing(line=None),
    _drawing(zeros=None),
    _drawing(one=None),
    _own_figure,
    lambda ax: None,
    lambda ax: ax.undefined(),
    lambda: None,
    3,
)


def unit(X, answer):
    """The weights and the bias that a training function returned."""
    if isinstance(answer, dict):
        answer = list(answer.values())
    elif hasattr(answer, "w") and hasattr(answer, "b"):  # what `perceptron.fit` returns
        answer = [answer.w, answer.b]
    if not isinstance(answer, list | tuple) or len(answer) != 2:
        raise Malformed("Return two things: the weights and the bias, `return w, b`.")
    return numbers(answer[0], (X.shape[1],), "The weights"), numbers(answer[1], (), "The bias")


def trained(train, call):
    """Facts about a training function: what the units answer that it has made."""
    from rectified import datasets

    data = {name.upper(): datasets.gate(name) for name in ("and", "or", "nand")}
    data["100 points"] = datasets.separable(100, margin=0.1, seed=0)
    data["a narrow gap"] = datasets.separable(100, margin=0.02, seed=3)  # takes 15 to 40 epochs
    facts, biases = {}, []
    for name, (X, y) in data.items():
        copies = X.copy(), y.copy()
        w, b = unit(X, call(train, *copies))
        if not (np.array_equal(copies[0], X) and np.array_equal(copies[1], y)):
            raise Malformed("Your function changes the X or the y of the caller.")
        answers = (X @ w + b >= 0).astype(int)
        biases.append(b != 0)
        facts[name] = " ".join(map(str, answers)) if len(X) == 4 else f"{sum(answers == y)} right"
    X, y = datasets.xor()
    w, b = unit(X, call(train, X.copy(), y.copy()))
    return {"a bias": any(biases), **facts, "ends on XOR": bool(np.isfinite([*w, b]).all())}


@chapter.task(
    "1.17",
    function=True,
    observe=trained,
    differs={
        "a bias": "Whatever the data, your bias is 0. It learns as well.",
        "AND": "Trained on AND, your unit does not answer all four rows rightly.",
        "OR": "AND is learned, OR is not.",
        "NAND": "AND and OR are learned, NAND is not.",
        "100 points": "The gates are learned, but of 100 points that a line separates, some are "
        "still wrong. Does training go on until an epoch brings no mistake?",
        "a narrow gap": "Where there is much room between the classes, all is well. With a narrow "
        "gap training takes longer, and some points are still wrong: does it go on, up to 100 "
        "epochs?",
        "ends on XOR": "On XOR, training has to end after the 100 epochs.",
    },
    hints=[
        "Three loops inside each other are not needed: one over epochs, one over the rows.",
        "For each row, do what `update` does in exercise 1.4, with a step of 1.",
        "Count the mistakes of an epoch. Without any, you are done.",
    ],
    why="""
    The inner loop is the rule; the outer one repeats it until an epoch brings no mistake. That
    must happen when a line separates the classes, and would never happen for XOR: hence the limit.
    """,
)
def train(X, y):
    """Train a perceptron

    Write `train(X, y)`: it trains a perceptron on the rows of `X`, shape `(n, d)`, with the labels
    `y`, `n` zeros and ones, and returns `(w, b)`. It ends when all rows are answered rightly, and
    after 100 epochs at the latest. Which rows it takes first, and where it starts, is up to you.
    The checker trains it on AND, OR, NAND, twice on 100 points that a line separates, and on XOR.
    """
    w, b = np.zeros(X.shape[1]), 0.0
    for epoch in range(100):
        mistakes = 0
        for x, label in zip(X, y, strict=True):
            error = label - int(w @ x + b >= 0)
            w, b = w + error * x, b + error
            mistakes += abs(error)
        if mistakes == 0:
            break
    return w, b


train.also_right(
    lambda X, y: _trained(X, y, order=lambda n: range(n - 1, -1, -1)),
    lambda X, y: _trained(X, y, order=lambda n: np.random.RandomState(0).permutation(n)),
    lambda X, y: _trained(X, y, step=0.1),
    lambda X, y: list(_trained(X, y, start=1.0)),
    lambda X, y: _by_fit(X, y),
    lambda X, y: dict(zip("wb", _by_fit(X, y))),
    lambda X, y: _by_scikit_learn(X, y),
)


def _trained(X, y, order=range, step=1.0, start=0.0, epochs=100, bias=1.0, rule=None):
    """The perceptron rule with one thing changed, for the answers here."""
    rule = rule or (lambda z, label: label - (z >= 0))
    w, b = np.full(X.shape[1], start), start * bias
    for _ in range(epochs):
        before = w.copy(), b
        for k in order(len(X)):
            error = rule(X[k] @ w + b, y[k])
            w, b = w + step * error * X[k], b + bias * step * error
        if np.array_equal(before[0], w) and before[1] == b and epochs > 1:
            break
    return w, b


def _by_fit(X, y):
    from rectified import perceptron

    run = perceptron.fit(X, y)
    return run.w, run.b


def _by_scikit_learn(X, y):
    from sklearn.linear_model import Perceptron

    unit = Perceptron(tol=None, max_iter=100).fit(X, y)
    return unit.coef_, unit.intercept_


def _forever(X, y):
    w, b = np.zeros(X.shape[1]), 0.0
    while True:
        mistakes = 0
        for x, label in zip(X, y):
            error = label - int(w @ x + b >= 0)
            w, b = w + error * x, b + error
            mistakes += abs(error)
        if mistakes == 0:
            return w, b


def _first_right(X, y):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(100):
        for x, label in zip(X, y):
            error = label - int(w @ x + b >= 0)
            w, b = w + error * x, b + error
            if error == 0:
                return w, b
    return w, b


train.wrong(
    "one epoch",
    lambda X, y: _trained(X, y, epochs=1),
    says="That is the result of going through the rows once. Go through them again until none is "
    "answered wrongly.",
)
train.wrong(
    "no bias",
    lambda X, y: _trained(X, y, bias=0.0),
    says="Your bias stays at 0, so every boundary goes through the origin. It learns like a weight "
    "whose input is always 1.",
)
train.wrong(
    "always one",
    lambda X, y: _trained(X, y, epochs=10, rule=lambda z, label: (z >= 0) - label),
    lambda X, y: _trained(X, y, epochs=10, rule=lambda z, label: label),
    says="After your training the unit answers 1 to everything. That happens when the steps go "
    "away from the label, or when zeros never pull it down: the error is the label minus the "
    "answer.",
)
train.wrong(
    "ends at the first right answer",
    _first_right,
    says="Training ends at the first row that is answered rightly. Is a `return` or a `break` "
    "inside the inner loop?",
)
train.also_wrong(
    _forever,
    lambda X, y: _trained(X, y, epochs=3),
    lambda X, y: _trained(X, y, epochs=12),
    lambda X, y: _trained(X, y)[0],
    lambda X, y: None,
    lambda X, y: (np.ones(2), -1.5),
    lambda X, y: np.array([1, 1, -1.5]),
    lambda X: X,
    "train",
)


@functools.cache
def threes_and_eights_data():
    """Pictures of threes and eights, with label 1 for an eight: for training, and unseen ones."""
    from rectified import datasets

    X, X_unseen, y, y_unseen = datasets.digits("raw")
    rows, unseen = np.isin(y, (3, 8)), np.isin(y_unseen, (3, 8))
    return X[rows], y[rows] == 8, X_unseen[unseen], y_unseen[unseen] == 8


_WITHOUT_THE_OTHERS = {"a": "exactly the same", "b": "similar but not the same", "c": "useless"}


def _tells_apart(answer):
    """Facts about a unit for threes and eights, and about what was observed."""
    if isinstance(answer, dict):
        answer = list(answer.values())
    if isinstance(answer, list | tuple) and len(answer) == 2:
        first = answer[0]  # (w, b), or what `perceptron.fit` returns
        if hasattr(first, "w") and hasattr(first, "b"):
            answer = [first.w, first.b, answer[1]]
        elif isinstance(first, list | tuple) and len(first) == 2:
            answer = [*first, answer[1]]
    if not isinstance(answer, list | tuple) or len(answer) != 3:
        raise Malformed("Three things are wanted: (w, b, letter).")
    w = numbers(answer[0], (64,), "The weights")
    b = numbers(answer[1], (), "The bias")
    letter = letters(answer[2], _WITHOUT_THE_OTHERS)
    if letter is None or len(letter) != 1:
        raise Malformed('The third part is a letter in quotes: "a", "b" or "c".')
    X, y, X_unseen, y_unseen = threes_and_eights_data()
    mistakes = int(((X @ w + b >= 0) != y).sum())
    right = float(((X_unseen @ w + b >= 0) == y_unseen).mean())
    return Facts(
        {
            "not the other way round": mistakes <= 0.8 * len(y),
            "no mistake left": mistakes == 0,
            "unseen pictures": right >= 0.9,
            "explanation": letter,
        },
        {"mistakes left": f"{mistakes} of {len(y)}", "unseen": f"{right:.1%} right"},
    )


@chapter.task(
    "1.18",
    observe=_tells_apart,
    differs={
        "not the other way round": "Most of the answers are wrong. Is the label 1 for the eights?",
        "no mistake left": "There are mistakes left on the training pictures. Train until an epoch "
        "brings none.",
        "unseen pictures": "No mistake in training, but many on unseen pictures. Were these "
        "weights trained on the same pictures?",
        "explanation": "The unit is trained. The letter is another one: try it, and compare the "
        "weights.",
    },
    hints=[
        '`X, X_unseen, y, y_unseen = datasets.digits("raw")`, then `rows = (y == 3) | (y == 8)` '
        "picks the pictures.",
        "Your own `train` does it, and so does `perceptron.fit(X[rows], y[rows] == 8)`; the result "
        "of the latter has `w`, `b` and `indices`, the rows that caused corrections.",
        "For the letter: train on the rows in `np.unique(indices)` only, and compare the weights.",
    ],
    why="""
    The rule learns from mistakes and from nothing else. A picture that is answered rightly every
    time it is seen leaves no trace in the weights, so without it every step is the same: (a). With
    `perceptron.fit`, 41 of 267 pictures caused all corrections.
    """,
    picture=lambda: _picture_of_threes_and_eights(),
)
def threes_and_eights():
    """Threes and eights

    Train a perceptron to tell pictures of a 3 (label 0) from pictures of an 8 (label 1), on the
    training pictures of `datasets.digits("raw")`, until no mistake is left. You may use your
    `train` or the package's `perceptron.fit`.

    Observe: how many of the pictures ever caused a correction? Explain: you leave out all the
    others and train once more, in the same order, from the same start. The weights become
    (a) exactly the same, (b) similar but not the same, (c) useless. Give `(w, b, letter)`.
    """
    from rectified import datasets, perceptron

    X, _, y, _ = datasets.digits("raw")
    rows = (y == 3) | (y == 8)
    run = perceptron.fit(X[rows], y[rows] == 8)
    return run.w, run.b, "a"  # ← (w, b, letter)


def _picture_of_threes_and_eights():
    """The weights, and the pictures that they are made of."""
    from rectified import figures, perceptron

    X, y, _, _ = threes_and_eights_data()
    run = perceptron.fit(X, y)
    rows = list(dict.fromkeys(run.indices))[:10]
    labels = np.where(y[rows], 8, 3)
    return figures.perceptrons.pictures(X[rows], labels, columns=5, weights=run.w)


def _fitted(labels=(3, 8), letter="a", sign=1, epochs=1000, rng=None, one=8):
    """A trained unit with one thing changed, for the answers below."""

    def answer():
        from rectified import datasets, perceptron

        X, _, y, _ = datasets.digits("raw")
        rows = np.isin(y, labels)
        run = perceptron.fit(X[rows], y[rows] == one, rng=rng, max_epochs=epochs)
        return sign * run.w, sign * run.b, letter

    return answer


def _by_fit_alone():
    from rectified import perceptron

    return perceptron.fit(*threes_and_eights_data()[:2])


threes_and_eights.also_right(
    _fitted(),
    _fitted(rng=1, letter="A"),
    _fitted(rng=2, letter="(a)"),
    _fitted(letter="(a) exactly the same"),
    _fitted(letter=["a"]),
    lambda: (_fitted()()[:2], "a"),
    lambda: (_by_fit_alone(), "a"),
    lambda: (*train.reference(*threes_and_eights_data()[:2]), "a"),
    lambda: [list(_fitted()()[0]), [_fitted()()[1]], "a"],
)
threes_and_eights.wrong(
    "thinks all examples count",
    _fitted(letter="b"),
    says="The unit is trained. But the pictures that never caused a correction never changed a "
    "weight: what could be different without them?",
)
threes_and_eights.wrong(
    "thinks more data is needed",
    _fitted(letter="c"),
    says="The unit is trained. Few pictures remain, but these are the ones it has learned from. "
    "Try it.",
)
threes_and_eights.wrong(
    "labels turned round",
    _fitted(one=3),
    says="Nearly every picture gets the other answer. The label is 1 for the eights and 0 for the "
    "threes.",
)
threes_and_eights.also_wrong(
    _fitted(epochs=1),
    _fitted(labels=(0, 1), one=1),
    lambda: (np.zeros(64), 0.0, "a"),
    lambda: _fitted()()[:2],
    lambda: (*_fitted()()[:2], 41),
    lambda: (np.zeros(63), 0.0, "a"),
    lambda: None,
)
