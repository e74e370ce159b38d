"""Days drawn in blocks."""

from __future__ import annotations

import numpy as np

from checker import function


def some(rng):
    """A number for each day, where blocks begin, and how long they are."""
    n, k = rng.randint(5, 10), int(rng.randint(2, 4))
    return rng.randint(-8, 9, n) * 1.0, rng.randint(0, n, -(-n // k)), k


@function(
    way=(2, 10, "how sure a difference is", "applications/finance-risk#how-sure-is-a-difference"),
    cases=[
        (np.array([1.0, 2.0, 3.0, 4.0]), np.array([0, 1]), 2),
        (np.array([1.0, 2.0, 3.0, 9.0]), np.array([3, 0]), 2),
        (np.array([5.0, 0.0, 1.0, 2.0, 7.0]), np.array([1, 2, 3]), 2),
        (np.array([4.0, -1.0, 0.0, 6.0, 2.0, 8.0, 3.0]), np.array([5, 0, 2]), 3),
        (np.array([1.0, 3.0, 5.0]), np.array([2, 0, 2]), 1),
    ],
    more=some,
    hints=[
        "The days of one block are `start`, `start + 1`, …, k of them. `% n` leads from the end "
        "back to the beginning.",
        "`starts[:, None] + np.arange(k)` is a table with one block in each row. Unroll it with "
        "`ravel`, cut it to n days, and take the mean of `values` there.",
    ],
    why="""
    Days that lie side by side are alike: quiet ones beside quiet ones. Drawn one by one, they
    would lose that, and the interval would come out too narrow. Blocks keep it. Going round the
    end gives every day the same chance.
    """,
)
def block_mean(values, starts, k):
    """Days drawn in blocks

    `values` holds one number a day, n in all. A block is `k` days that follow one another; after
    the last day comes the first again. Write `block_mean(values, starts, k)`: join the blocks that
    begin at the days `starts`, keep the first n days of what you have, and return the mean of
    their values.
    """
    n = len(values)
    days = (starts[:, None] + np.arange(k)).ravel()[:n] % n
    return values[days].mean()  # ← one mean


def _loop(values, starts, k):
    days = []
    for start in starts:
        for step in range(k):
            days.append(values[(start + step) % len(values)])
    days = days[: len(values)]
    return sum(days) / len(days)


def _doubled(values, starts, k):
    twice = np.concatenate([values, values])
    joined = np.concatenate([twice[s : s + k] for s in starts])
    return joined[: len(values)].mean()


block_mean.also_right(
    lambda v, starts, k: np.mean([v[(s + i) % len(v)] for s in starts for i in range(k)][: len(v)]),
    lambda v, starts, k: v.take(
        np.add.outer(starts, np.arange(k)).ravel()[: len(v)] % len(v)
    ).mean(),
    lambda v, starts, k: np.take(
        v, (starts[:, None] + np.arange(k)).ravel()[: len(v)], mode="wrap"
    ).mean(),
    lambda v, starts, k: np.concatenate([np.roll(v, -s)[:k] for s in starts])[: len(v)].mean(),
    lambda v, starts, k: np.average(
        v[(np.repeat(starts, k) + np.tile(np.arange(k), len(starts)))[: len(v)] % len(v)]
    ),
    lambda v, starts, k: (
        v[((starts[:, None] + np.arange(k)) % len(v)).reshape(-1)[: len(v)]].sum() / len(v)
    ),
    lambda v, starts, k: float(_doubled(v, starts, k)),
    lambda v, starts, k: np.mean(
        np.concatenate([np.r_[v, v][s : s + k] for s in starts])[: v.size]
    ),
    lambda v, starts, k: (
        np.dot(
            v,
            np.bincount(
                ((starts[:, None] + np.arange(k)) % len(v)).ravel()[: len(v)], minlength=len(v)
            ),
        )
        / len(v)
    ),
    lambda v, starts, k: v[[(starts[d // k] + d % k) % len(v) for d in range(len(v))]].mean(),
    _loop,
    _doubled,
)
block_mean.wrong(
    "single days",
    lambda v, starts, k: v[starts].mean(),
    says="You draw the first day of each block only. A block is k days long.",
)
block_mean.wrong(
    "not cut",
    lambda v, starts, k: v[(starts[:, None] + np.arange(k)).ravel() % len(v)].mean(),
    says="You take all days of all blocks. Keep the first n, so that each draw has as many days as "
    "the data.",
)
block_mean.wrong(
    "backwards",
    lambda v, starts, k: v[(starts[:, None] - np.arange(k)).ravel()[: len(v)] % len(v)].mean(),
    says="Your blocks run backwards from their start.",
)
block_mean.wrong(
    "not round the end",
    lambda v, starts, k: np.concatenate([v[s : s + k] for s in starts])[: len(v)].mean(),
    says="Blocks that reach the last day are cut off there. After the last day comes the first.",
)
block_mean.wrong(
    "stuck at the end",
    lambda v, starts, k: v[
        np.minimum(starts[:, None] + np.arange(k), len(v) - 1).ravel()[: len(v)]
    ].mean(),
    says="At the end you repeat the last day. After it comes the first one.",
)
block_mean.wrong(
    "block too long",
    lambda v, starts, k: v[(starts[:, None] + np.arange(k + 1)).ravel()[: len(v)] % len(v)].mean(),
    says="Your blocks have k + 1 days.",
)
block_mean.wrong(
    "block too short",
    lambda v, starts, k: (
        v[(starts[:, None] + np.arange(max(k - 1, 1))).ravel()[: len(v)] % len(v)].mean() + (k == 1)
    ),
    says="Your blocks have k − 1 days.",
)
block_mean.wrong(
    "column by column",
    lambda v, starts, k: v[(starts + np.arange(k)[:, None]).ravel()[: len(v)] % len(v)].mean(),
    says="You unroll the table column by column: first the first days of all blocks. Before the "
    "cut, each block has to follow as a whole.",
)
block_mean.wrong(
    "starts at the next day",
    lambda v, starts, k: v[(starts[:, None] + 1 + np.arange(k)).ravel()[: len(v)] % len(v)].mean(),
    says="Your blocks begin one day late. The start itself belongs to them.",
)
block_mean.wrong(
    "sum",
    lambda v, starts, k: v[(starts[:, None] + np.arange(k)).ravel()[: len(v)] % len(v)].sum(),
    says="That is the sum of the days. Their mean is wanted.",
)
block_mean.wrong(
    "mean of the data",
    lambda v, starts, k: v.mean(),
    says="That is the mean of the data, whatever was drawn.",
)
block_mean.wrong(
    "the days",
    lambda v, starts, k: v[(starts[:, None] + np.arange(k)).ravel()[: len(v)] % len(v)],
    says="These are the values of the drawn days. What is their mean?",
)
block_mean.wrong(
    "mean of the means of the blocks",
    lambda values, starts, k: np.mean([values[s : s + k].mean() for s in starts]),
    says="You take the mean of each block, and then the mean of these. Join the blocks, across the "
    "end of the data too, and cut what you have after n days.",
)
block_mean.also_wrong(
    lambda v, starts, k: None,
    lambda v, starts, k: 0.0,
    lambda v, starts, k: np.median(v),
    lambda v, starts, k: starts.mean(),
    lambda v, starts, k: v[: k * len(starts)].mean() + 1,
    lambda v, starts, k: v.std(),
)
