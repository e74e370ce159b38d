"""Accuracy."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from checker import function


@function(
    way=(1, 3, "what an answer is compared with", "learning-from-mistakes#first-not-best"),
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
    Leave `y` and `yhat` as they are.
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
