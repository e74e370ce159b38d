"""A bag of words."""

from __future__ import annotations

from collections import Counter

import numpy as np

from checker import function


def sentence(rng):
    """The numbers of some words, and how many words there are."""
    n = int(rng.randint(3, 8))
    return rng.randint(0, n, rng.randint(2, 9)), n


@function(
    way=(1, 5, "a bag of words", "applications/language#words-as-numbers"),
    cases=[
        (np.array([0]), 1),
        (np.array([1]), 3),
        (np.array([2, 0]), 3),
        (np.array([1, 1]), 2),
        (np.array([0, 2, 0, 0]), 4),
        (np.array([3, 1, 3, 2, 1, 3]), 6),
    ],
    more=sentence,
    hints=[
        "Begin with n zeros. What does each word of the sentence do to them?",
        "`np.bincount` counts whole numbers; `minlength` says how many counts you want at least.",
    ],
    why="""
    The counts say which words a sentence has, and not in which order: "not good, bad" and "not bad,
    good" have the same bag. `np.bincount(numbers, minlength=n)` needs its `minlength`, or a
    sentence without the last words would have a shorter list of counts than the others.
    """,
)
def bag(numbers, n):
    """A bag of words

    A sentence is an array `numbers`: for each word, its number in a vocabulary of `n` words, from 0
    to n − 1. Write `bag(numbers, n)`: an array of `n` counts that says how often the sentence has
    each word of the vocabulary.
    """
    return np.bincount(numbers, minlength=n)  # ← n counts


def _loop(numbers, n):
    counts = np.zeros(n)
    for k in numbers:
        counts[k] += 1
    return counts


def _at(numbers, n):
    counts = np.zeros(n, int)
    np.add.at(counts, numbers, 1)
    return counts


def _unique(numbers, n):
    counts = np.zeros(n)
    which, times = np.unique(numbers, return_counts=True)
    counts[which] = times
    return counts


def _counter(numbers, n):
    times = Counter(numbers.tolist())
    return [times[k] for k in range(n)]


bag.also_right(
    lambda numbers, n: (numbers[:, None] == np.arange(n)).sum(axis=0),
    lambda numbers, n: np.eye(n)[numbers].sum(axis=0),
    lambda numbers, n: [int((numbers == k).sum()) for k in range(n)],
    lambda numbers, n: np.array([np.count_nonzero(numbers == k) for k in range(n)]),
    lambda numbers, n: [list(numbers).count(k) for k in range(n)],
    lambda numbers, n: np.histogram(numbers, bins=np.arange(n + 1) - 0.5)[0],
    lambda numbers, n: np.bincount(np.concatenate([numbers, np.arange(n)])) - 1,
    lambda numbers, n: np.ones(len(numbers)) @ np.eye(n)[numbers],
    _loop,
    _at,
    _unique,
    _counter,
)


def _assigned(numbers, n):
    counts = np.zeros(n)
    counts[numbers] += 1
    return counts


bag.wrong(
    "shorter",
    lambda numbers, n: np.bincount(numbers),
    says="Your list ends with the last word that the sentence has. All n words need a count.",
)
bag.wrong(
    "which, not how often",
    _assigned,
    lambda numbers, n: np.isin(np.arange(n), numbers),
    lambda numbers, n: np.isin(np.arange(n), numbers).astype(int),
    says="You say *which* words occur. How often? (`counts[numbers] += 1` adds 1 only once where a "
    "number stands twice.)",
)
bag.wrong(
    "one row for each word",
    lambda numbers, n: np.eye(n)[numbers],
    says="That is one row for each word of the sentence, in order. Add the rows up.",
)
bag.wrong(
    "shares",
    lambda numbers, n: np.bincount(numbers, minlength=n) / len(numbers),
    lambda numbers, n: np.eye(n)[numbers].mean(axis=0),
    says="These are shares of the sentence. Counts are wanted.",
)
bag.wrong(
    "from one",
    lambda numbers, n: np.bincount(numbers, minlength=n + 1)[1:],
    says="You leave out the word 0, the first of the vocabulary.",
)
bag.wrong(
    "one too many",
    lambda numbers, n: np.bincount(numbers, minlength=n + 1),
    says="There is one count too many: the numbers go from 0 to n − 1.",
)
bag.wrong(
    "sorted by frequency",
    lambda numbers, n: np.sort(np.bincount(numbers, minlength=n))[::-1],
    says="You sort the counts. Then nobody knows any more which word each belongs to.",
)
bag.wrong(
    "times the number",
    lambda numbers, n: np.bincount(numbers, minlength=n) * np.arange(n),
    lambda numbers, n: np.bincount(numbers, weights=numbers, minlength=n),
    says="You add up the *numbers* of the words. A word's number is only a name: add 1 each time.",
)
bag.wrong(
    "how many different",
    lambda numbers, n: len(np.unique(numbers)),
    says="That is how many different words there are. One count for each is wanted.",
)
bag.wrong(
    "counts of those that occur",
    lambda numbers, n: np.unique(numbers, return_counts=True)[1],
    says="You count only the words that occur. The others have a count, too: 0.",
)
bag.wrong(
    "all get all",
    lambda numbers, n: np.full(n, len(numbers)),
    says="Every word gets the length of the sentence.",
)
bag.also_wrong(
    lambda numbers, n: None,
    lambda numbers, n: numbers,
    lambda numbers, n: np.zeros(n),
    lambda numbers, n: np.unique(numbers),
    lambda numbers, n: np.bincount(numbers, minlength=n)[::-1],
    lambda numbers, n: 1 - np.bincount(numbers, minlength=n),
)
