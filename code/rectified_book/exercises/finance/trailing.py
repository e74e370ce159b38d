"""A mean that does not know tomorrow."""

from __future__ import annotations

import numpy as np

from checker import function


def some(rng):
    """Returns, and a span that is at least 2."""
    n = rng.randint(4, 9)
    return rng.randint(-9, 10, n) / 2, int(rng.randint(2, n))


@function(
    way=(2, 10, "a mean that knows the past only", "applications/finance#four-mirrors"),
    cases=[
        (np.array([2.0, 4.0]), 2),
        (np.array([3.0, 0.0, 6.0]), 2),
        (np.array([1.0, 2.0, 6.0, -3.0]), 3),
        (np.array([4.0, -1.0, 2.5, 0.5, 7.0, -2.0]), 4),
        (np.array([5.0, 1.0, -3.0, 8.0, 2.0]), 1),
        (np.array([2.0, 8.0, 5.0]), 5),
    ],
    more=some,
    hints=[
        "For day t the days that count are t − k + 1 to t. The first days have fewer.",
        "`r[max(0, t - k + 1) : t + 1]` are these days: the end of a slice is not included.",
    ],
    why="""
    The mean *centered* on a day looks smoother and needs the days after it: an input made of it
    tells the network a part of the answer. The test for any input is the same: change the future,
    and see whether today's input changes.
    """,
)
def trailing(r, k):
    """A mean that does not know tomorrow

    `r` holds the returns of successive days. Write `trailing(r, k)`: for each day the mean of the
    last `k` returns, its own included. The first days, which have fewer than `k`, take those that
    there are.
    """
    return [r[max(0, t - k + 1) : t + 1].mean() for t in range(len(r))]  # ← one for each day


def _sums(r, k):
    total = np.concatenate([[0.0], np.cumsum(r)])
    end = np.arange(1, len(r) + 1)
    start = np.maximum(end - k, 0)
    return (total[end] - total[start]) / (end - start)


def _loop(r, k):
    found = []
    for t in range(len(r)):
        days = [r[s] for s in range(len(r)) if t - k < s <= t]
        found.append(sum(days) / len(days))
    return found


def _table(r, k):
    back = np.arange(len(r))[:, None] - np.arange(len(r))
    counts = (back >= 0) & (back < k)
    return counts @ r / counts.sum(axis=1)


def _queue(r, k):
    last, found = [], []
    for today in r:
        last = [*last, float(today)][-k:]
        found.append(sum(last) / len(last))
    return found


def _centered(r, k):
    half = k // 2
    return np.array([r[max(0, t - half) : t + k - half].mean() for t in range(len(r))])


trailing.also_right(
    lambda r, k: np.array([np.mean(r[max(0, t - k + 1) : t + 1]) for t in range(len(r))]),
    lambda r, k: [r[: t + 1][-k:].mean() for t in range(len(r))],
    lambda r, k: [r[max(0, t - k) : t].mean() for t in range(1, len(r) + 1)],
    lambda r, k: [float(np.average(r[: t + 1][-k:])) for t in range(len(r))],
    lambda r, k: np.convolve(r, np.ones(k))[: len(r)] / np.minimum(np.arange(len(r)) + 1, k),
    lambda r, k: [sum(r[max(0, t - k + 1) : t + 1]) / min(k, t + 1) for t in range(len(r))],
    lambda r, k: np.array([r[t::-1][:k].mean() for t in range(len(r))]),
    lambda r, k: [r[max(t - k + 1, 0) : t + 1].sum() / min(t + 1, k) for t in range(len(r))],
    lambda r, k: np.array(_loop(r, k)),
    lambda r, k: tuple(_sums(r, k)),
    _sums,
    _loop,
    _table,
    _queue,
)
trailing.wrong(
    "centered",
    _centered,
    lambda r, k: [r[max(0, t - k // 2) : t + k - k // 2].mean() for t in range(len(r))],
    says="Your mean is centered on the day: it needs days that have not come yet.",
)
trailing.wrong(
    "future",
    lambda r, k: [r[t : t + k].mean() for t in range(len(r))],
    says="You take the *next* days. On day t only what lies behind is known.",
)
trailing.wrong(
    "without today",
    lambda r, k: [r[max(0, t - k) : t].mean() if t else 0.0 for t in range(len(r))],
    says="You leave the day itself out. Its return is known at its close, so it belongs to the k.",
)
trailing.wrong(
    "one day too many",
    lambda r, k: [r[max(0, t - k) : t + 1].mean() for t in range(len(r))],
    says="Your mean is over k + 1 days.",
)
trailing.wrong(
    "zeros in front",
    lambda r, k: np.convolve(r, np.ones(k) / k)[: len(r)],
    says="In the first days you divide by k although there are fewer days, as if zeros stood in "
    "front.",
)
trailing.wrong(
    "sum",
    lambda r, k: [r[max(0, t - k + 1) : t + 1].sum() for t in range(len(r))],
    says="That is the sum of the days. Divide by how many they are.",
)
trailing.wrong(
    "all days so far",
    lambda r, k: np.cumsum(r) / np.arange(1, len(r) + 1),
    says="You take all days so far. Only the last k count.",
)
trailing.wrong(
    "all days",
    lambda r, k: np.full(len(r), r.mean()),
    says="That is the mean of the whole series, which nobody knows before its last day.",
)
trailing.wrong(
    "first days left out",
    lambda r, k: np.convolve(r, np.ones(k) / k, "valid"),
    says="The first days are missing. They take the days that there are.",
)
trailing.wrong(
    "same",
    lambda r, k: np.convolve(r, np.ones(k) / k, "same"),
    says='With "same", `np.convolve` centers the mean on the day: it looks ahead.',
)
trailing.wrong(
    "median",
    lambda r, k: [np.median(r[max(0, t - k + 1) : t + 1]) for t in range(len(r))],
    says="That is the median of the days. Their mean is wanted.",
)
trailing.wrong(
    "last mean only",
    lambda r, k: r[-k:].mean(),
    says="That is the mean on the last day. One for each day is wanted.",
)
trailing.wrong(
    "without the day itself",
    lambda r, k: np.array([r[max(0, i - k) : i].mean() if i else r[0] for i in range(len(r))]),
    says="Your mean ends on the day before. A day's own return counts as well.",
)
trailing.also_wrong(
    lambda r, k: None,
    lambda r, k: r,
    lambda r, k: r / k,
    lambda r, k: np.zeros(len(r)),
    lambda r, k: [r[: t + 1].max() for t in range(len(r))],
    lambda r, k: np.cumsum(r),
)
