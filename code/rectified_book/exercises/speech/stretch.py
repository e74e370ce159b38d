"""A word of any length."""

from __future__ import annotations

import numpy as np

from checker import function


def some(rng):
    """A track, and how many values are wanted."""
    return rng.randint(-9, 10, rng.randint(2, 8)) * 1.0, int(rng.randint(2, 9))


@function(
    way=(2, 8, "a word of any length", "applications/speech#thirteen-numbers"),
    cases=[
        (np.array([0.0, 10.0]), 3),
        (np.array([1.0, 5.0, 3.0]), 5),
        (np.array([1.0, 5.0, 3.0, 7.0, 2.0]), 3),
        (np.array([4.0, 8.0, 0.0, 2.0]), 4),
        (np.array([0.0, 6.0, 12.0, 3.0]), 6),
        (np.array([9.0, 1.0, 5.0]), 2),
        (np.array([2.0, 4.0, 0.0, 8.0, 6.0, 6.0]), 4),
    ],
    more=some,
    hints=[
        "The places of the new values: `np.linspace(0, len(track) - 1, n)`. Why `- 1`?",
        "`np.interp(at, have, track)` reads a track at places `at`, on straight lines.",
    ],
    why="""
    The last value has the place `len(track) - 1`, so the first and the last stay what they are.
    How long a word was is lost: a slow speaker and a fast one look alike. Most classifiers need
    rows of one length; a recurrent or a convolutional network does without.
    """,
)
def stretch(track, n):
    """A word of any length

    `track` holds one coefficient of a word, frame by frame, two values at least. Write
    `stretch(track, n)`: the same course with `n` values (two at least), at equal distances, read on
    straight lines between those that there are. The first and the last value stay.
    """
    have = np.arange(len(track))
    return np.interp(np.linspace(0, len(track) - 1, n), have, track)  # ← n values


def _loop(track, n):
    found = []
    for k in range(n):
        at = k * (len(track) - 1) / (n - 1)
        i = min(int(at), len(track) - 2)
        found.append(track[i] + (at - i) * (track[i + 1] - track[i]))
    return found


def _weights(track, n):
    at = np.linspace(0, len(track) - 1, n)
    i = np.minimum(at.astype(int), len(track) - 2)
    share = at - i
    return (1 - share) * track[i] + share * track[i + 1]


def _hats(track, n):
    at = np.linspace(0, len(track) - 1, n)
    return np.maximum(0, 1 - np.abs(at[:, None] - np.arange(len(track)))) @ track


stretch.also_right(
    _loop,
    _weights,
    _hats,
    lambda track, n: np.interp(np.linspace(0, 1, n), np.linspace(0, 1, len(track)), track),
    lambda track, n: list(np.interp(np.linspace(0, len(track) - 1, n), range(len(track)), track)),
    lambda track, n: np.interp(
        np.arange(n) * (len(track) - 1) / (n - 1), np.arange(len(track)), track
    ),
    lambda track, n: np.interp(np.arange(n), np.linspace(0, n - 1, len(track)), track),
    lambda track, n: np.interp(np.linspace(1, len(track), n), np.arange(1, len(track) + 1), track),
    lambda track, n: np.interp(np.linspace(1, 0, n), np.linspace(0, 1, len(track)), track[::-1]),
    lambda track, n: np.array(
        [np.interp(k / (n - 1), np.linspace(0, 1, len(track)), track) for k in range(n)]
    ),
    lambda track, n: np.interp(np.linspace(-1, 1, n), np.linspace(-1, 1, len(track)), track),
)
stretch.wrong(
    "one too far",
    lambda track, n: np.interp(np.linspace(0, len(track), n), np.arange(len(track)), track),
    says="Your last places lie behind the end. The last value stands at `len(track) - 1`.",
)
stretch.wrong(
    "never at the end",
    lambda track, n: np.interp(
        np.linspace(0, len(track) - 1, n, endpoint=False), np.arange(len(track)), track
    ),
    lambda track, n: np.interp(np.arange(n) * (len(track) - 1) / n, np.arange(len(track)), track),
    says="Your places stop before the last value. It has to stay.",
)
stretch.wrong(
    "cut",
    lambda track, n: np.resize(track[:n], min(n, len(track))),
    lambda track, n: track[:n],
    says="You take the first `n` values: a long word loses its end, and a short one stays short.",
)
stretch.wrong(
    "filled with zeros",
    lambda track, n: np.pad(track, (0, max(0, n - len(track))))[:n],
    says="You cut the word or fill it up with zeros. Stretch it.",
)
stretch.wrong(
    "last one repeated",
    lambda track, n: track[np.minimum(np.arange(n), len(track) - 1)],
    lambda track, n: np.interp(np.arange(n), np.arange(len(track)), track),
    says="Your places are 0, 1, 2, …, and behind the end the last value stands again. Spread the "
    "places over the whole word.",
)
stretch.wrong(
    "repeated from the front",
    lambda track, n: np.resize(track, n),
    says="You begin the word again when it is over. Stretch it.",
)
stretch.wrong(
    "nearest value",
    lambda track, n: track[np.round(np.linspace(0, len(track) - 1, n)).astype(int)],
    says="You take the nearest value. On a straight line there are values between them.",
)
stretch.wrong(
    "value before",
    lambda track, n: track[np.linspace(0, len(track) - 1, n).astype(int)],
    says="You take the value before each place. On a straight line there are values between them.",
)
stretch.wrong(
    "places",
    lambda track, n: np.linspace(0, len(track) - 1, n),
    says="These are the places. What are the values there?",
)
stretch.wrong(
    "a single line",
    lambda track, n: np.linspace(track[0], track[-1], n),
    says="That is a single straight line from the first to the last value. What lies between them "
    "is lost.",
)
stretch.wrong(
    "backward",
    lambda track, n: np.interp(np.linspace(len(track) - 1, 0, n), np.arange(len(track)), track),
    says="Your word runs backward.",
)
stretch.also_wrong(
    lambda track, n: track,
    lambda track, n: None,
    lambda track, n: np.full(n, track.mean()),
    lambda track, n: np.sort(
        np.interp(np.linspace(0, len(track) - 1, n), np.arange(len(track)), track)
    ),
    lambda track, n: np.interp(np.linspace(0, 1, n), np.arange(len(track)), track),
)
