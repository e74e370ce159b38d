"""Heard before."""

from __future__ import annotations

import numpy as np

from checker import function


def some(rng):
    """Voices, and which recordings are for testing: one at least, and not all."""
    n = rng.randint(3, 9)
    test = rng.permutation(np.arange(n) < rng.randint(1, n))
    return rng.randint(0, 4, n), test


@function(
    way=(2, 7, "an honest test", "applications/speech#six-men"),
    cases=[
        (np.array([0, 0, 1]), np.array([False, True, True])),
        (np.array([0, 1, 2, 0]), np.array([False, False, True, True])),
        (np.array([3, 3, 3, 1, 1]), np.array([True, True, False, True, True])),
        (np.array([0, 0, 1, 1, 2, 2]), np.array([False, False, False, False, True, True])),
        (np.array([0, 1, 0, 1, 0, 1]), np.array([True, True, False, False, False, True])),
        (np.array([5, 2, 2, 5, 7, 7, 2]), np.array([True, False, True, False, True, True, False])),
    ],
    more=some,
    hints=[
        "`voice[~test]` are the voices of the training, `voice[test]` those of the test.",
        "`np.isin(a, b)` says of each entry of `a` whether it is in `b`.",
    ],
    why="""
    In a random split nearly every voice is on both sides, and the share is 1: the score says how
    well the network reads *these* people. If it is to read others, the share must be 0. The same
    holds for patients, cameras, and whatever else comes in groups.
    """,
)
def heard_before(voice, test):
    """Heard before

    `voice` says whose each recording is, `test` which recordings are for testing, True or False;
    the others are for training. Write `heard_before(voice, test)`: of the recordings for testing,
    the share whose voice is in the training as well.
    """
    return np.isin(voice[test], voice[~test]).mean()  # ← a share


def _loop(voice, test):
    known = {v for v, t in zip(voice, test, strict=True) if not t}
    asked = [v for v, t in zip(voice, test, strict=True) if t]
    return sum(v in known for v in asked) / len(asked)


def _table(voice, test):
    same = voice[test][:, None] == voice[~test]
    return same.any(axis=1).mean()


def _sets(voice, test):
    strangers = set(voice[test]) - set(voice[~test])
    return 1 - np.mean([v in strangers for v in voice[test]])


def _counts(voice, test):
    known = np.bincount(voice[~test], minlength=voice.max() + 1) > 0
    return known[voice[test]].mean()


heard_before.also_right(
    _loop,
    _table,
    _sets,
    _counts,
    lambda voice, test: np.mean([v in voice[~test] for v in voice[test]]),
    lambda voice, test: np.isin(voice[test], np.unique(voice[~test])).mean(),
    lambda voice, test: 1 - np.isin(voice[test], voice[~test], invert=True).mean(),
    lambda voice, test: np.isin(voice, voice[~test])[test].mean(),
    lambda voice, test: float(np.isin(voice[test], voice[~test]).sum() / test.sum()),
    lambda voice, test: (np.isin(voice, voice[~test]) & test).sum() / test.sum(),
    lambda voice, test: np.mean([(v == voice[~test]).any() for v in voice[test]]),
    lambda voice, test: np.mean([np.any(voice[np.logical_not(test)] == v) for v in voice[test]]),
)
heard_before.wrong(
    "the other way round",
    lambda voice, test: np.isin(voice[~test], voice[test]).mean(),
    says="You ask which *training* recordings have a voice of the test. It is the other way round.",
)
heard_before.wrong(
    "never heard",
    lambda voice, test: np.isin(voice[test], voice[~test], invert=True).mean(),
    lambda voice, test: 1 - np.isin(voice[test], voice[~test]).mean(),
    says="That is the share whose voice is *not* in the training.",
)
heard_before.wrong(
    "number",
    lambda voice, test: np.isin(voice[test], voice[~test]).sum(),
    says="That is a number of recordings. Divide by how many are for testing.",
)
heard_before.wrong(
    "divided by all",
    lambda voice, test: np.isin(voice[test], voice[~test]).sum() / len(voice),
    says="You divide by all recordings. The share is of those for testing.",
)
heard_before.wrong(
    "share of voices",
    lambda voice, test: len(set(voice[test]) & set(voice[~test])) / len(set(voice[test])),
    lambda voice, test: np.isin(np.unique(voice[test]), voice[~test]).mean(),
    says="That is a share of the *voices* of the test. A share of the recordings is wanted.",
)
heard_before.wrong(
    "voices in both",
    lambda voice, test: len(set(voice[test]) & set(voice[~test])),
    says="That is how many voices are on both sides. Which share of the recordings do they make?",
)
heard_before.wrong(
    "of all voices",
    lambda voice, test: len(set(voice[test]) & set(voice[~test])) / len(set(voice)),
    says="That is the share of all voices that are on both sides. Count recordings for testing.",
)
heard_before.wrong(
    "yes or no",
    lambda voice, test: np.isin(voice[test], voice[~test]).any(),
    lambda voice, test: float(np.isin(voice[test], voice[~test]).any()),
    says="You only ask whether there is one. A share is wanted.",
)
heard_before.wrong(
    "all or nothing",
    lambda voice, test: float(np.isin(voice[test], voice[~test]).all()),
    says="You only ask whether all are. A share is wanted.",
)
heard_before.wrong(
    "for each",
    lambda voice, test: np.isin(voice[test], voice[~test]),
    says="You have True or False for each recording. Which share is True?",
)
heard_before.wrong(
    "share for testing",
    lambda voice, test: test.mean(),
    says="That is the share of recordings that are for testing.",
)
heard_before.wrong(
    "compared with all",
    lambda voice, test: np.isin(voice[test], voice).mean(),
    lambda voice, test: 1.0,
    says="You look for the voice among all recordings, where it always is. Look in the training.",
)
heard_before.wrong(
    "in all recordings",
    lambda voice, test: np.isin(voice, voice[~test]).mean(),
    says="You count the training recordings, too, whose voice is always there.",
)
heard_before.also_wrong(
    lambda voice, test: 0.0,
    lambda voice, test: None,
    lambda voice, test: voice[test].mean(),
    lambda voice, test: (voice[test] == voice[~test].mean()).mean(),
)
