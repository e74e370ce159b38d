"""Words on a scale."""

from __future__ import annotations

import math

import numpy as np

from checker import function


def counts(rng):
    """How often words occur with one opinion, and with the other."""
    n = rng.randint(2, 6)
    return rng.randint(0, 9, n), rng.randint(0, 9, n)


@function(
    way=(2, 10, "the weight of a word", "applications/language#words-as-numbers"),
    cases=[
        (np.array([1, 0]), np.array([0, 1])),
        (np.array([3, 0]), np.array([1, 1])),
        (np.array([0, 5, 2]), np.array([4, 0, 2])),
        (np.array([7, 1, 0, 3]), np.array([1, 2, 6, 0])),
        (np.array([2]), np.array([8])),
        (np.array([0, 0, 9, 1, 1]), np.array([2, 0, 3, 0, 1])),
    ],
    more=counts,
    hints=[
        "Add 1 to every count. Then divide each list by its own sum: two lists of shares.",
        "The weight is the logarithm of the one share minus that of the other.",
    ],
    why="""
    The sum of these weights over the words of a sentence is what naive Bayes decides by: above 0,
    the writer is pleased (if both opinions are equally frequent). Without the 1 that is added a
    word that was never seen with one of the opinions would have an infinite weight, and would
    decide alone.
    """,
)
def weigh_words(pleased, angry):
    """Words on a scale

    `pleased[k]` and `angry[k]` count how often word `k` occurs in the sentences of either kind.
    Add 1 to every count, and divide each of the two lists by its own sum, so that it becomes
    shares. The *weight* of a word is the natural logarithm of its share in `pleased` minus that of
    its share in `angry`. Write `weigh_words(pleased, angry)`: the array of all weights.
    """
    p, q = pleased + 1, angry + 1
    return np.log(p / p.sum()) - np.log(q / q.sum())  # ← one weight for each word


def _loop(pleased, angry):
    n = len(pleased)
    a, b = sum(pleased) + n, sum(angry) + n
    return [
        math.log((p + 1) / a) - math.log((q + 1) / b) for p, q in zip(pleased, angry, strict=True)
    ]


def _ratio(pleased, angry):
    p, q = (pleased + 1) / (pleased + 1).sum(), (angry + 1) / (angry + 1).sum()
    return np.log(p / q)


def _by_library(pleased, angry):
    from sklearn.naive_bayes import MultinomialNB

    model = MultinomialNB(alpha=1).fit(np.array([angry, pleased]), [0, 1])
    return model.feature_log_prob_[1] - model.feature_log_prob_[0]


def _four_logs(pleased, angry):
    n = len(pleased)
    here = np.log(pleased + 1) - np.log(angry + 1)
    return here - np.log(pleased.sum() + n) + np.log(angry.sum() + n)


weigh_words.also_right(
    _loop,
    _ratio,
    _by_library,
    _four_logs,
    lambda pleased, angry: np.array(_loop(pleased, angry)),
    lambda pleased, angry: -_ratio(angry, pleased),
    lambda pleased, angry: (
        np.log1p(pleased)
        - np.log1p(angry)
        + np.log((angry.sum() + len(angry)) / (pleased.sum() + len(pleased)))
    ),
    lambda pleased, angry: np.log2(np.exp(_ratio(pleased, angry))) * np.log(2),
    lambda pleased, angry: np.subtract(
        *[np.log((c + 1) / np.sum(c + 1)) for c in (pleased, angry)]
    ),
    lambda pleased, angry: np.diff(
        [np.log((c + 1) / np.sum(c + 1)) for c in (angry, pleased)], axis=0
    )[0],
    lambda pleased, angry: np.log10(np.exp(_ratio(pleased, angry))) * np.log(10),
    lambda pleased, angry: (
        np.log((pleased + 1) * np.sum(angry + 1)) - np.log((angry + 1) * np.sum(pleased + 1))
    ),
)


def _safe(numbers):
    with np.errstate(all="ignore"):
        return np.log(numbers)


weigh_words.wrong(
    "the other way round",
    lambda pleased, angry: _ratio(angry, pleased),
    says="The sign is wrong: words of pleased writers get negative weights.",
)
weigh_words.wrong(
    "counts, not shares",
    lambda pleased, angry: np.log((pleased + 1) / (angry + 1)),
    says="You compare counts. If one kind has more words in all, every word leans to its side: "
    "divide each list by its sum first.",
)
weigh_words.wrong(
    "without a logarithm",
    lambda pleased, angry: np.exp(_ratio(pleased, angry)),
    says="That is the ratio of the shares. Its logarithm is wanted: weights are to be added up.",
)
weigh_words.wrong(
    "difference of shares",
    lambda pleased, angry: (pleased + 1) / (pleased + 1).sum() - (angry + 1) / (angry + 1).sum(),
    says="You subtract the shares. Take the logarithm of each first.",
)
weigh_words.wrong(
    "1 added to the sum only once",
    lambda pleased, angry: (
        np.log((pleased + 1) / (pleased.sum() + 1)) - np.log((angry + 1) / (angry.sum() + 1))
    ),
    says="You divide by the old sum plus 1. Every word has got its own 1: the shares have to add "
    "up to 1.",
)
weigh_words.wrong(
    "divided by the old sum",
    lambda pleased, angry: np.log(
        (pleased + 1) / max(pleased.sum(), 1) / ((angry + 1) / max(angry.sum(), 1))
    ),
    says="You divide by the sum of the counts before the 1 was added: the shares add up to more "
    "than 1.",
)
weigh_words.wrong(
    "shares of each word",
    lambda pleased, angry: (
        np.log((pleased + 1) / (pleased + angry + 2) / ((angry + 1) / (pleased + angry + 2))) * 0
        + np.log((pleased + 1) / (pleased + angry + 2))
    ),
    says="You divide by how often the *word* occurs in all. Divide each list by its own sum.",
)
weigh_words.wrong(
    "base 2",
    lambda pleased, angry: np.log2(np.exp(_ratio(pleased, angry))),
    says="That is the logarithm to the base 2. The natural one is wanted, `np.log`.",
)
weigh_words.wrong(
    "base 10",
    lambda pleased, angry: np.log10(np.exp(_ratio(pleased, angry))),
    says="That is the logarithm to the base 10. The natural one is wanted, `np.log`.",
)
weigh_words.wrong(
    "one side",
    lambda pleased, angry: np.log((pleased + 1) / (pleased + 1).sum()),
    says="That is the logarithm of one share. Subtract that of the other.",
)
weigh_words.wrong(
    "ratio of logarithms",
    lambda pleased, angry: (
        np.log((pleased + 1) / (2 * (pleased + 1).sum()))
        / np.log((angry + 1) / (2 * (angry + 1).sum()))
    ),
    lambda pleased, angry: (
        _safe((pleased + 1) / (pleased + 1).sum())
        / np.minimum(_safe((angry + 1) / (angry + 1).sum()), -1e-9)
    ),
    says="You divide the logarithms. The logarithm of a ratio is their *difference*.",
)
weigh_words.wrong(
    "their sum",
    lambda pleased, angry: _ratio(pleased, angry).sum(),
    says="You add the weights up. That is done for the words of a sentence; here one weight for "
    "each word is wanted.",
)
weigh_words.wrong(
    "nothing added",
    lambda pleased, angry: np.log(pleased / pleased.sum()) - np.log(angry / angry.sum()),
    says="Nothing is added to the counts. A word that one kind never uses would have an infinite "
    "weight, or none at all.",
)
weigh_words.also_wrong(
    lambda pleased, angry: None,
    lambda pleased, angry: pleased - angry,
    lambda pleased, angry: np.sign(pleased - angry),
    lambda pleased, angry: np.log(pleased + 0.5) - np.log(angry + 0.5),
    lambda pleased, angry: np.zeros(len(pleased)),
    lambda pleased, angry: _ratio(pleased, angry)[::-1] + 1,
)
