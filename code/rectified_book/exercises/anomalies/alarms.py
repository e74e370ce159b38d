"""An alarm with few false ones."""

from __future__ import annotations

import numpy as np

from checker import function


def some(rng):
    """New scores, normal ones that all differ, and how many of these may ring."""
    normal = rng.permutation(rng.randint(4, 9)) + 1.0
    return rng.randint(0, 10, rng.randint(2, 6)) + 0.5, normal, int(rng.randint(0, 3))


@function(
    way=(2, 10, "a threshold for an alarm", "applications/anomalies#pairs-told-apart"),
    cases=[
        (np.array([2.5, 0.5]), np.array([1.0, 2.0]), 0),
        (np.array([2.5, 1.5, 0.5]), np.array([1.0, 3.0, 2.0]), 1),
        (np.array([4.5, 3.5, 2.5, 1.5]), np.array([4.0, 1.0, 3.0, 2.0]), 2),
        (np.array([9.0, 6.0, 0.0]), np.array([5.0, 8.0, 1.0, 7.0]), 1),
        (np.array([3.0, 3.5, 2.5]), np.array([3.0, 1.0, 2.0]), 0),
        (np.array([0.5, 5.5]), np.array([2.0, 4.0, 6.0, 1.0, 3.0, 5.0]), 2),
        (np.array([0.15, 0.25, 0.35]), np.array([0.1, 0.3, 0.2]), 1),
    ],
    more=some,
    hints=[
        "Sort the normal errors. With k = 0 the threshold is the largest one, with k = 1 the "
        "second largest.",
        "`np.sort(normal)[-1 - k]` is the (k + 1)-th largest. What lies above it rings.",
    ],
    why="""
    Above the (k + 1)-th largest of the normal errors lie exactly k of them: these are the false
    alarms that one allows. The threshold needs normal examples only, as in real life; how many
    strangers it finds is known when they come.
    """,
)
def alarms(errors, normal, k):
    """An alarm with few false ones

    `normal` holds errors of known images that were held out, no two equal. The alarm rings for an
    error that is larger than a threshold: the largest of `normal`, but for `k` of them. So with
    `k = 0` no known image rings, and with `k = 2` two do. Write `alarms(errors, normal, k)`: for
    each of the new `errors`, True where the alarm rings. Leave `errors` and `normal` as they are.
    """
    return errors > np.sort(normal)[-1 - k]  # ← True and False


def _loop(errors, normal, k):
    threshold = sorted(normal, reverse=True)[k]
    return [e > threshold for e in errors]


def _removing(errors, normal, k):
    left = list(normal)
    for _ in range(k):
        left.remove(max(left))
    return [bool(e > max(left)) for e in errors]


alarms.also_right(
    lambda errors, normal, k: errors > sorted(normal)[-k - 1],
    lambda errors, normal, k: errors > np.sort(normal)[::-1][k],
    lambda errors, normal, k: errors > np.sort(normal)[len(normal) - 1 - k],
    lambda errors, normal, k: errors > np.partition(normal, -1 - k)[-1 - k],
    lambda errors, normal, k: errors > -np.sort(-normal)[k],
    lambda errors, normal, k: np.array([(normal >= e).sum() <= k for e in errors]),
    lambda errors, normal, k: (normal[:, None] >= errors).sum(axis=0) <= k,
    lambda errors, normal, k: [sum(normal >= e) <= k for e in errors],
    lambda errors, normal, k: np.where(errors > sorted(normal, reverse=True)[k], True, False),
    lambda errors, normal, k: errors > normal[np.argsort(normal)[-1 - k]],
    lambda errors, normal, k: np.greater(errors, np.sort(normal)[-(k + 1)]),
    _loop,
    _removing,
)
alarms.wrong(
    "below",
    lambda errors, normal, k: errors < np.sort(normal)[-1 - k],
    lambda errors, normal, k: errors <= np.sort(normal)[-1 - k],
    says="Your alarm rings for *small* errors. What is given back well is known.",
)
alarms.wrong(
    "kth from below",
    lambda errors, normal, k: errors > np.sort(normal)[k],
    says="You count from the smallest normal error. Then nearly all that is known rings.",
)
alarms.wrong(
    "not sorted",
    lambda errors, normal, k: errors > normal[-1 - k],
    lambda errors, normal, k: errors > normal[k],
    says="You take a normal error by its place in the list. Sort them first.",
)
alarms.wrong(
    "largest always",
    lambda errors, normal, k: errors > normal.max(),
    says="Your threshold is always the largest normal error, as if k were 0.",
)
alarms.wrong(
    "one too many",
    lambda errors, normal, k: errors > np.sort(normal)[-2 - k],
    says="One more known image rings than k allows. With k = 0, the threshold is the largest.",
)
alarms.wrong(
    "also at the threshold",
    lambda errors, normal, k: errors >= np.sort(normal)[-1 - k],
    says="Your alarm rings *at* the threshold as well. Then the image that has set it rings, too.",
)
alarms.wrong(
    "mean",
    lambda errors, normal, k: errors > normal.mean(),
    says="Your threshold is the mean: about half of what is known would ring.",
)
alarms.wrong(
    "median",
    lambda errors, normal, k: errors > np.median(normal),
    says="Your threshold is the median: half of what is known would ring, whatever k is.",
)
alarms.wrong(
    "threshold",
    lambda errors, normal, k: np.sort(normal)[-1 - k],
    says="That is the threshold itself. For which of the errors does the alarm ring?",
)
alarms.wrong(
    "how many",
    lambda errors, normal, k: (errors > np.sort(normal)[-1 - k]).sum(),
    says="That is how many ring. Which ones? One True or False for each.",
)
alarms.wrong(
    "threshold from the new",
    lambda errors, normal, k: errors > np.sort(errors)[::-1][min(k, len(errors) - 1)],
    says="You take the threshold from the new errors: then k of them ring always, also when none "
    "is strange. What is normal sets it.",
)
alarms.wrong(
    "k taken off",
    lambda errors, normal, k: errors > normal.max() - k,
    says="You take k off the largest error. It is the threshold that moves, by k places in the "
    "sorted list.",
)
alarms.wrong(
    "one place off",
    lambda errors, normal, k: errors > np.sort(normal)[-k],
    says="You count one place too few: k alarms, and the threshold is the error behind them. With "
    "k = 0 the index −0 is the first entry.",
)
alarms.also_wrong(
    lambda errors, normal, k: np.ones(len(errors), bool),
    lambda errors, normal, k: np.zeros(len(errors), bool),
    lambda errors, normal, k: None,
    lambda errors, normal, k: errors > k,
    lambda errors, normal, k: errors > normal.mean() + 2 * normal.std(),
    lambda errors, normal, k: errors[errors > np.sort(normal)[-1 - k]],
)
