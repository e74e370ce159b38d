"""Pairs told apart."""

from __future__ import annotations

import numpy as np

from checker import function


def scores(rng):
    """Scores of strangers and of acquaintances, all different."""
    n, m = rng.randint(2, 6), rng.randint(2, 6)
    values = rng.permutation(np.arange(n + m) + 1.0)
    values[:n] += 2.5  # strangers are higher on the average, and no two are equal
    return values[:n], values[n:]


@function(
    way=(2, 8, "pairs told apart", "applications/anomalies#pairs-told-apart"),
    cases=[
        (np.array([3.0]), np.array([1.0])),
        (np.array([1.0, 4.0]), np.array([2.0])),
        (np.array([5.0, 2.0]), np.array([1.0, 3.0, 4.0])),
        (np.array([1.0, 4.0]), np.array([2.0, 9.0])),
        (np.array([1.0, 2.0, 3.0]), np.array([4.0, 5.0])),
        (np.array([9.0, 8.0]), np.array([1.0, 2.0, 7.0, 3.0])),
        (np.array([0.5, 6.0, 2.5, 1.5]), np.array([1.0, 2.0, 3.0])),
    ],
    more=scores,
    equivalent=["return (new[:, None] >= old).mean()"],  # no two are equal
    hints=[
        "Each stranger meets each acquaintance: with 2 and 3 of them there are 6 pairs.",
        "`new[:, None] > old` compares all pairs at once, as a table of True and False.",
    ],
    why="""
    `new[:, None]` is a column and `old` a row, so that their comparison is a table with one entry
    for each pair; its mean is the share. It is ½ for a detector that guesses, 1 for one that is
    never wrong, and 0 for one whose sign is wrong. No threshold had to be chosen.
    """,
)
def area(new, old):
    """Pairs told apart

    `new` holds the errors of strangers, `old` those of acquaintances, both arrays, no two numbers
    equal. Write `area(new, old)`: the share of all pairs, a stranger and an acquaintance, in which
    the stranger has the larger error. Leave `new` and `old` as they are.
    """
    return (new[:, None] > old).mean()  # ← a share of pairs


def _loop(new, old):
    count = 0
    for n in new:
        for o in old:
            count += n > o
    return count / (len(new) * len(old))


def _ranks(new, old):
    order = np.concatenate([old, new]).argsort().argsort()
    n, m = len(new), len(old)
    return (order[m:].sum() - n * (n - 1) / 2) / (n * m)


area.also_right(
    lambda new, old: np.mean(new[:, None] > old[None, :]),
    lambda new, old: np.mean([n > o for n in new for o in old]),
    lambda new, old: np.greater.outer(new, old).mean(),
    lambda new, old: (np.subtract.outer(new, old) > 0).mean(),
    lambda new, old: np.mean([(n > old).mean() for n in new]),
    lambda new, old: np.mean([(new > o).mean() for o in old]),
    lambda new, old: 1 - (new[:, None] < old).mean(),
    lambda new, old: (old[:, None] < new).mean(),
    lambda new, old: np.searchsorted(np.sort(old), new).mean() / len(old),
    lambda new, old: float(np.count_nonzero(new[:, None] > old) / (new.size * old.size)),
    lambda new, old: sum(sum(n > o for o in old) for n in new) / len(new) / len(old),
    lambda new, old: (0.5 + 0.5 * np.sign(new[:, None] - old)).mean(),
    _loop,
    _ranks,
)
area.wrong(
    "the other way round",
    lambda new, old: (new[:, None] < old).mean(),
    lambda new, old: (old[:, None] > new).mean(),
    says="You count the pairs in which the *acquaintance* has the larger error.",
)
area.wrong(
    "number of pairs",
    lambda new, old: (new[:, None] > old).sum(),
    says="That is a number of pairs. Divide by how many pairs there are.",
)
area.wrong(
    "percent",
    lambda new, old: 100 * (new[:, None] > old).mean(),
    says="That is in percent. A share lies between 0 and 1.",
)
area.wrong(
    "above the mean",
    lambda new, old: (new > old.mean()).mean(),
    says="You compare the strangers with the mean acquaintance. They have to be compared with each "
    "one.",
)
area.wrong(
    "above all",
    lambda new, old: (new > old.max()).mean(),
    says="You count the strangers that exceed *every* acquaintance. A stranger that exceeds most "
    "of them counts for most of its pairs.",
)
area.wrong(
    "above the median",
    lambda new, old: (new > np.median(old)).mean(),
    says="You set a threshold, at the median. The area has none: it counts pairs.",
)
area.wrong(
    "divided by strangers",
    lambda new, old: (new[:, None] > old).sum() / len(new),
    says="You divide by the number of strangers. Each of them is in several pairs.",
)
area.wrong(
    "divided by all",
    lambda new, old: (new[:, None] > old).sum() / (len(new) + len(old)),
    says="You divide by the number of images. Each stranger meets each acquaintance: how many "
    "pairs are these?",
)
area.wrong(
    "means",
    lambda new, old: float(new.mean() > old.mean()),
    lambda new, old: new.mean() > old.mean(),
    says="You compare two means, and get yes or no. Compare the pairs, one by one.",
)
area.wrong(
    "difference of means",
    lambda new, old: new.mean() - old.mean(),
    says="That is how far apart the means are. It depends on the unit of the errors; a share of "
    "pairs does not.",
)
area.wrong(
    "for each stranger",
    lambda new, old: (new[:, None] > old).mean(axis=1),
    says="You have one share for each stranger. One number for all pairs is wanted.",
)
area.wrong(
    "table",
    lambda new, old: new[:, None] > old,
    says="That is the whole table of pairs, True and False. Which share of it is True?",
)
area.also_wrong(
    lambda new, old: 0.5,
    lambda new, old: None,
    lambda new, old: abs((new[:, None] > old).mean() - 0.5),
    lambda new, old: 2 * (new[:, None] > old).mean() - 1,
    lambda new, old: (new.min() > old).mean(),
    lambda new, old: (new.max() > old).mean(),
)
