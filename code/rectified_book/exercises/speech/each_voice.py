"""Voice by voice."""

from __future__ import annotations

import numpy as np

from checker import function


def some(rng):
    """What was right, and whose recording it was."""
    voices = int(rng.randint(2, 4))
    voice = np.r_[np.arange(voices), rng.randint(0, voices, rng.randint(2, 7))]
    return rng.randint(0, 2, len(voice)) == 1, rng.permutation(voice)


@function(
    way=(2, 7, "voice by voice", "applications/speech#voices-never-heard"),
    cases=[
        (np.array([True, False, True]), np.array([0, 0, 1])),
        (np.array([True, False, True, True]), np.array([1, 1, 0, 1])),
        (np.array([False, True, True, False, True]), np.array([2, 0, 1, 2, 0])),
        (np.array([True, True, False, False, False, True]), np.array([0, 1, 1, 1, 1, 0])),
        (np.array([False, False, True, True, True, True]), np.array([0, 0, 1, 1, 1, 1])),
    ],
    more=some,
    hints=[
        "`right[voice == 0]` is what was read of voice 0. Its mean is a share.",
        "The voices are `range(voice.max() + 1)`, or `np.unique(voice)`.",
    ],
    why="""
    The mean over all recordings hides who pays: a network that reads five men and fails with the
    sixth still reads most recordings. Ask for the voices one by one whenever people differ.
    """,
)
def each_voice(right, voice):
    """Voice by voice

    `right` says of each recording whether it was read, True or False; `voice` whose it is, a number
    from 0; each voice has one recording at least. Write `each_voice(right, voice)`: the share of
    its recordings that were read, for each voice, in the order of the numbers.
    """
    return np.array([right[voice == v].mean() for v in np.unique(voice)])  # ← a share each


def _loop(right, voice):
    shares = []
    for v in range(max(voice) + 1):
        mine = [r for r, w in zip(right, voice, strict=True) if w == v]
        shares.append(sum(mine) / len(mine))
    return shares


def _counts(right, voice):
    return np.bincount(voice, weights=right) / np.bincount(voice)


def _one_hot(right, voice):
    mine = np.eye(voice.max() + 1)[voice]
    return right @ mine / mine.sum(axis=0)


def _sums(right, voice):
    sums, counts = np.zeros(voice.max() + 1), np.zeros(voice.max() + 1)
    np.add.at(sums, voice, right)
    np.add.at(counts, voice, 1)
    return sums / counts


each_voice.also_right(
    _loop,
    _counts,
    _one_hot,
    _sums,
    lambda right, voice: [right[voice == v].mean() for v in range(voice.max() + 1)],
    lambda right, voice: [np.mean(right[voice == v]) for v in sorted(set(voice))],
    lambda right, voice: np.bincount(voice[right], minlength=voice.max() + 1) / np.bincount(voice),
    lambda right, voice: np.array(
        [(right & (voice == v)).sum() / (voice == v).sum() for v in np.unique(voice)]
    ),
    lambda right, voice: np.array([np.average(right, weights=voice == v) for v in set(voice)]),
    lambda right, voice: 1 - np.bincount(voice, weights=~right) / np.bincount(voice),
    lambda right, voice: [
        float(np.count_nonzero(right[voice == v]) / np.count_nonzero(voice == v))
        for v in np.unique(voice)
    ],
)
each_voice.wrong(
    "all together",
    lambda right, voice: right.mean(),
    says="That is the share of all recordings together. Give one number for each voice.",
)
each_voice.wrong(
    "mean of the voices",
    lambda right, voice: np.mean([right[voice == v].mean() for v in np.unique(voice)]),
    says="That is the mean over the voices. It hides who is read worst: keep them apart.",
)
each_voice.wrong(
    "divided by all",
    lambda right, voice: np.bincount(voice, weights=right) / len(voice),
    says="You divide by the number of all recordings. Each voice has its own number of them.",
)
each_voice.wrong(
    "counts",
    lambda right, voice: np.bincount(voice, weights=right),
    lambda right, voice: [right[voice == v].sum() for v in np.unique(voice)],
    says="These are numbers of recordings. Divide by how many each voice has.",
)
each_voice.wrong(
    "errors",
    lambda right, voice: np.bincount(voice, weights=~right) / np.bincount(voice),
    lambda right, voice: [1 - right[voice == v].mean() for v in np.unique(voice)],
    says="These are the shares that were *not* read.",
)
each_voice.wrong(
    "of the right ones",
    lambda right, voice: np.bincount(voice, weights=right) / max(right.sum(), 1),
    says="You divide by all that was read: that is how the right ones are shared out among voices. "
    "Of each voice's recordings, how many were read?",
)
each_voice.wrong(
    "how many each has",
    lambda right, voice: np.bincount(voice),
    says="That is how many recordings each voice has.",
)
each_voice.wrong(
    "share of recordings",
    lambda right, voice: np.bincount(voice) / len(voice),
    says="That is each voice's share of all recordings. How many of these were read?",
)
each_voice.wrong(
    "all or nothing",
    lambda right, voice: [bool(right[voice == v].all()) for v in np.unique(voice)],
    says="You ask whether *all* of a voice was read. A share is wanted.",
)
each_voice.wrong(
    "the worst",
    lambda right, voice: min(right[voice == v].mean() for v in np.unique(voice)),
    says="That is the voice that is read worst. Give all of them.",
)
each_voice.wrong(
    "sorted",
    lambda right, voice: np.sort([right[voice == v].mean() for v in np.unique(voice)]),
    says="You have sorted the shares. Leave them in the order of the voices.",
)
each_voice.wrong(
    "in order of appearance",
    lambda right, voice: [right[voice == v].mean() for v in dict.fromkeys(voice.tolist())],
    says="Your voices stand in the order in which they appear. The numbers give the order.",
)
each_voice.wrong(
    "last voice left out",
    lambda right, voice: [right[voice == v].mean() for v in range(voice.max())],
    says="The last voice is missing: `range(n)` ends before n.",
)
each_voice.also_wrong(
    lambda right, voice: right,
    lambda right, voice: None,
    lambda right, voice: [right[v] for v in np.unique(voice)],
    lambda right, voice: 100 * np.bincount(voice, weights=right) / np.bincount(voice),
)
