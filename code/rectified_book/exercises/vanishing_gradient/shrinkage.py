"""How much is left?"""

from __future__ import annotations

import itertools
import math

import numpy as np

from checker import function

from .._inputs import vector
from ._shared import TINY, quarters


def _gradients(rng):
    """Gradients of random shapes, small at the front."""
    shapes = [(2,), (3,), (2, 3), (5,), (3, 2)]
    n = rng.randint(3, 6)
    sizes = 0.25 ** np.arange(n, 0, -1)
    return ([s * quarters(rng, *shapes[rng.randint(5)]) for s in sizes],)


@function(
    way=(1, 5, "what is left of a gradient", "signals-through-depth#both-signals"),
    cases=[
        ([vector(1), vector(2)],),
        ([vector(3, 4), vector(0, 10)],),
        ([vector(-3, 4), vector(1, 7), vector(5, 0)],),
        ([np.array([1, -2, 2]), np.array([2, 0]), np.array([6, -8])],),
        ([vector(1, 1, 1, 1), vector(3, 1), vector(0, 4, 3), vector(0.6, 0.8)],),
        ([np.array([[1.0, 2.0], [2.0, 4.0]]), vector(9), np.array([[3.0, 0.0], [0.0, 4.0]])],),
        ([vector(3e-13, -4e-13), vector(1e-6, 0), vector(0.3, 0.4)],),
    ],
    more=_gradients,
    tolerance=TINY,
    hints=[
        "You need only two of the arrays: which ones?",
        "`grads[0]` is the first of a list and `grads[-1]` the last, however many there are.",
        "`np.linalg.norm(g)` is the root of the sum of all squared entries, also for a matrix.",
    ],
    why="""
    The norm is the root of the sum of all squares, so signs do not matter, and neither does the
    shape. First divided by last says how much of the gradient reaches the first layer: 0.01 means
    that a hundredth is left. Multiply the loss by 1000 and both norms grow alike, and the ratio
    stays.
    """,
)
def shrinkage(grads):
    """How much is left?

    `grads` is a list of gradients, one array per layer, the first layer's first; the arrays may
    have different shapes. Write `shrinkage(grads)`: it returns the length of the first array
    divided by the length of the last one, as one number. The length is the Euclidean norm, taken
    over *all* entries of an array: the root of the sum of their squares. There are at least two
    arrays, and the last one is not zero. Leave `grads` as it is.
    """
    return np.linalg.norm(grads[0]) / np.linalg.norm(grads[-1])


def _length(g):
    total = 0
    for v in np.ravel(g):
        total += v**2
    return total**0.5


def _ratio_of_ends(grads):
    first, *_, last = grads
    return math.hypot(*first.ravel()) / math.hypot(*last.ravel())


def _scipy_norms(grads):
    from scipy import linalg

    return linalg.norm(grads[0]) / linalg.norm(grads[len(grads) - 1])


shrinkage.also_right(
    lambda grads: np.linalg.norm(grads[0]) / np.linalg.norm(grads[-1]),
    lambda grads: np.sqrt((grads[0] ** 2).sum() / (grads[-1] ** 2).sum()),
    lambda grads: _length(grads[0]) / _length(grads[-1]),
    lambda grads: np.sqrt(np.vdot(grads[0], grads[0])) / np.sqrt(np.vdot(grads[-1], grads[-1])),
    lambda grads: math.sqrt(np.sum(np.square(grads[0]))) / math.sqrt(np.sum(np.square(grads[-1]))),
    lambda grads: (lambda norms: norms[0] / norms[-1])([np.linalg.norm(g) for g in grads]),
    lambda grads: np.linalg.norm(grads[0].ravel(), 2) / np.linalg.norm(grads[-1].flatten(), 2),
    lambda grads: [np.divide(*[np.linalg.norm(g) for g in (grads[0], grads[-1])])],
    lambda grads: np.linalg.norm(grads[0] / np.linalg.norm(grads[-1])),
    lambda grads: np.exp(np.log((grads[0] ** 2.0).sum()) / 2 - np.log((grads[-1] ** 2).sum()) / 2),
    lambda grads: 1 / (np.linalg.norm(grads[-1]) / np.linalg.norm(grads[0])),
    lambda grads: np.float32(np.linalg.norm(grads[0]) / np.linalg.norm(grads[-1])),
    lambda gradients: (
        np.einsum("i,i", *[gradients[0].ravel()] * 2) ** 0.5
        / np.einsum("i,i", *[gradients[-1].ravel()] * 2) ** 0.5
    ),
    _ratio_of_ends,
    _scipy_norms,
)
shrinkage.wrong(
    "inverted",
    lambda grads: np.linalg.norm(grads[-1]) / np.linalg.norm(grads[0]),
    says="That is the last divided by the first. What is left is the first in relation to the "
    "last.",
)
shrinkage.wrong(
    "mean size",
    lambda grads: np.abs(grads[0]).mean() / np.abs(grads[-1]).mean(),
    says="You average the absolute values. The norm is the root of the sum of squares.",
)
shrinkage.wrong(
    "difference",
    lambda grads: np.linalg.norm(grads[0]) - np.linalg.norm(grads[-1]),
    says="You subtract the lengths. What is left is a share: divide.",
)
shrinkage.wrong(
    "first two",
    lambda grads: np.linalg.norm(grads[0]) / np.linalg.norm(grads[1]),
    says="You compare with the second layer. The last one stands at the end of the list.",
)
shrinkage.wrong(
    "last two",
    lambda grads: np.linalg.norm(grads[-2]) / np.linalg.norm(grads[-1]),
    says="You compare the last layer with the one before it. The first one is `grads[0]`.",
)
shrinkage.wrong(
    "counted from one",
    lambda grads: np.linalg.norm(grads[1]) / np.linalg.norm(grads[-1]),
    says="You start at `grads[1]`. Python counts from 0, so that is the second layer.",
)
shrinkage.wrong(
    "not rooted",
    lambda grads: (grads[0] ** 2).sum() / (grads[-1] ** 2).sum(),
    says="That is the ratio of the *squared* lengths. A root is missing.",
)
shrinkage.wrong(
    "sum of sizes",
    lambda grads: np.abs(grads[0]).sum() / np.abs(grads[-1]).sum(),
    lambda grads: np.linalg.norm(grads[0], 1) / np.linalg.norm(grads[-1], 1),
    says="You add up absolute values, as `norm(g, 1)` does. That is a length, too, but another "
    "one; the Euclidean norm adds squares.",
)
shrinkage.wrong(
    "largest entry",
    lambda grads: np.abs(grads[0]).max() / np.abs(grads[-1]).max(),
    lambda grads: np.linalg.norm(grads[0], np.inf) / np.linalg.norm(grads[-1], np.inf),
    lambda grads: np.max(grads[0]) / np.max(grads[-1]),
    lambda grads: max(grads[0]) / max(grads[-1]),
    says="You compare the largest entries. All entries count for the norm.",
)
shrinkage.wrong(
    "sum with signs",
    lambda grads: np.sum(grads[0]) / np.sum(grads[-1]),
    lambda grads: sum(grads[0]) / sum(grads[-1]),
    lambda grads: np.mean(grads[0]) / np.mean(grads[-1]),
    lambda grads: np.abs(np.sum(grads[0]) / np.sum(grads[-1])),
    lambda grads: np.abs(np.mean(grads[0]) / np.mean(grads[-1])),
    lambda grads: (
        np.linalg.norm(np.sum(grads[0], axis=0)) / np.linalg.norm(np.sum(grads[-1], axis=0))
    ),
    says="You add up or average the entries with their signs, so they can cancel. A length does "
    "not know signs: it adds squares.",
)
shrinkage.wrong(
    "per layer",
    lambda grads: (np.linalg.norm(grads[0]) / np.linalg.norm(grads[-1])) ** (1 / (len(grads) - 1)),
    says="That is the factor per layer, ρ of the chapter. Here the whole way from the last layer "
    "to the first is wanted.",
)
shrinkage.wrong(
    "root mean square",
    lambda grads: np.sqrt((grads[0] ** 2).mean()) / np.sqrt((grads[-1] ** 2).mean()),
    says="You average the squares instead of adding them. With arrays of different sizes that "
    "makes a difference.",
)
shrinkage.wrong(
    "entry by entry",
    lambda grads: grads[0] / grads[-1],
    lambda grads: np.abs(grads[0]) / np.abs(grads[-1]),
    says="You divide the arrays entry by entry, and they may have different shapes. Take the "
    "length of each first.",
)
shrinkage.wrong(
    "largest stretch",
    lambda grads: np.linalg.norm(grads[0], 2) / np.linalg.norm(grads[-1], 2),
    says="With matrices it goes wrong: `norm(g, 2)` is the most by which a matrix stretches a "
    "vector. Without the 2, all entries count.",
)
shrinkage.wrong(
    "one length per column",
    lambda grads: sum(v**2 for v in grads[0]) ** 0.5 / sum(v**2 for v in grads[-1]) ** 0.5,
    says="With matrices it goes wrong: adding up row after row leaves one number for each column. "
    "All entries belong into one sum.",
)
shrinkage.wrong(
    "share lost",
    lambda grads: 1 - np.linalg.norm(grads[0]) / np.linalg.norm(grads[-1]),
    says="That is the share that is lost on the way. What is left is wanted.",
)
shrinkage.wrong(
    "product",
    lambda grads: np.linalg.norm(grads[0]) * np.linalg.norm(grads[-1]),
    says="You multiply the lengths. To compare them, divide.",
)
shrinkage.wrong(
    "not divided",
    lambda grads: np.linalg.norm(grads[0]),
    says="That is the length of the first gradient alone. How much is left shows only in relation "
    "to the last.",
)
shrinkage.wrong(
    "second last",
    lambda grads: np.linalg.norm(grads[0]) / np.linalg.norm(grads[-2]),
    says="You divide by the last but one. The last of a list has the index −1.",
)
shrinkage.wrong(
    "difference of the arrays",
    lambda grads: np.linalg.norm(grads[0] - grads[-1]),
    says="You subtract the arrays, and they may have different shapes. Take the length of each, "
    "and divide.",
)
shrinkage.also_wrong(
    lambda grads: np.mean(
        [np.linalg.norm(a) / np.linalg.norm(b) for a, b in itertools.pairwise(grads)]
    ),
    lambda grads: np.linalg.norm(grads[0]) / np.linalg.norm(grads[-1]) * (grads[0].ndim == 1),
    lambda grads: max(np.linalg.norm(grads[0]), 1e-9) / np.linalg.norm(grads[-1]),
    lambda grads: [np.linalg.norm(g) for g in grads],
    lambda grads: np.linalg.norm(grads[0]) / sum(np.linalg.norm(g) for g in grads),
    lambda grads: np.sqrt(np.linalg.norm(grads[0]) / np.linalg.norm(grads[-1])),
    lambda grads: grads[0][0] / grads[-1][0],
    lambda grads: np.log10(np.linalg.norm(grads[0]) / np.linalg.norm(grads[-1])),
    lambda grads: -np.linalg.norm(grads[0]) / np.linalg.norm(grads[-1]),
    lambda grads: np.linalg.norm(np.array(grads)[0]) / np.linalg.norm(np.array(grads)[-1]),
    lambda grads: round(float(np.linalg.norm(grads[0]) / np.linalg.norm(grads[-1])), 6),
    lambda grads: np.std(grads[0]) / np.std(grads[-1]),
    lambda grads: None,
    lambda grads: np.linalg.norm(grads[0]) // np.linalg.norm(grads[-1]),
    lambda grads: len(grads[0]) / len(grads[-1]),
)
