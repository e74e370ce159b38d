"""What was said, and what came."""

from __future__ import annotations

import numpy as np

from checker import function


def some(rng):
    """Different probabilities, whether it came, and a number of bins that divides them evenly."""
    bins, size = int(rng.randint(2, 4)), int(rng.randint(2, 4))
    p = rng.permutation(np.arange(1, 20))[: bins * size] / 20
    return p, rng.randint(0, 2, bins * size), bins


@function(
    way=(2, 12, "what is said, and what comes", "applications/finance-risk#said-and-came"),
    cases=[
        (np.array([0.2, 0.8]), np.array([0, 1]), 1),
        (np.array([0.1, 0.3, 0.6, 0.8]), np.array([0, 0, 1, 1]), 2),
        (np.array([0.9, 0.2, 0.7, 0.4]), np.array([0, 1, 1, 0]), 2),
        (np.array([0.1, 0.9, 0.3, 0.5, 0.2, 0.8]), np.array([1, 1, 0, 0, 0, 0]), 3),
        (np.array([0.05, 0.55, 0.35, 0.95, 0.75, 0.15]), np.array([0, 1, 0, 1, 1, 1]), 2),
    ],
    more=some,
    equivalent=[  # NumPy takes any number below 0 as "whatever is left"
        "said = p[order].reshape(bins, -2).mean(axis=1)",
        "came = y[order].reshape(bins, -2).mean(axis=1)",
    ],
    hints=[
        "Sort the borrowers by `p`, and take `y` in the same order: `np.argsort(p)`.",
        "With as many in each bin, `p[order].reshape(bins, -1)` has one bin in each row.",
    ],
    why="""
    Of a hundred borrowers of whom a model says 20 %, twenty should not pay back. The area counts
    pairs and does not see that: a model that says twice as much of everybody has the same area and
    a bad calibration. Whoever sets interest rates by probabilities needs both.
    """,
)
def calibration(p, y, bins):
    """What was said, and what came

    `p` holds the probabilities, all different, that a model said, `y` is 1 where it came and 0
    where not. Write `calibration(p, y, bins)`: sort by `p`, cut into `bins` groups of equally many
    (their number divides evenly), and take in each the distance between the mean of `p` and the
    mean of `y`. Return the mean of these distances.
    """
    order = np.argsort(p)
    said = p[order].reshape(bins, -1).mean(axis=1)
    came = y[order].reshape(bins, -1).mean(axis=1)
    return np.abs(said - came).mean()  # ← one number, not below 0


def _split(p, y, bins):
    groups = np.array_split(np.argsort(p), bins)
    return np.mean([abs(p[g].mean() - y[g].mean()) for g in groups])


def _pairs(p, y, bins):
    rows, size = sorted(zip(p, y, strict=True)), len(p) // bins
    total = 0.0
    for k in range(bins):
        part = rows[k * size : (k + 1) * size]
        total += abs(sum(a - b for a, b in part)) / size
    return total / bins


def _distances(p, y, bins, axis=1):
    order = np.argsort(p)
    return (p[order] - y[order]).reshape(bins, -1).mean(axis=axis)


calibration.also_right(
    lambda p, y, bins: np.abs(_distances(p, y, bins)).mean(),
    lambda p, y, bins: np.mean(np.abs(_distances(p, y, bins))),
    lambda p, y, bins: sum(abs(d) for d in _distances(p, y, bins)) / bins,
    lambda p, y, bins: np.linalg.norm(_distances(p, y, bins), 1) / bins,
    lambda p, y, bins: float(_split(p, y, bins)),
    lambda p, y, bins: np.abs((p - y)[np.argsort(-p)].reshape(bins, -1).mean(axis=1)).mean(),
    lambda p, y, bins: np.abs((y - p)[np.argsort(p)].reshape(bins, -1).sum(axis=1)).sum() / len(p),
    lambda p, y, bins: np.mean([abs(g.mean()) for g in np.split((p - y)[p.argsort()], bins)]),
    lambda p, y, bins: np.abs(
        np.bincount(p.argsort().argsort() * bins // len(p), p - y) / (len(p) / bins)
    ).mean(),
    lambda p, y, bins: np.average(np.abs(_distances(p, y, bins))),
    lambda p, y, bins: np.sqrt(_distances(p, y, bins) ** 2).mean(),
    _split,
    _pairs,
)
calibration.wrong(
    "not sorted",
    lambda p, y, bins: np.abs((p - y).reshape(bins, -1).mean(axis=1)).mean(),
    says="The groups are cut without sorting. Put borrowers with similar `p` together first.",
)
calibration.wrong(
    "y not sorted along",
    lambda p, y, bins: np.abs(
        np.sort(p).reshape(bins, -1).mean(axis=1) - y.reshape(bins, -1).mean(axis=1)
    ).mean(),
    says="You sort `p` but leave `y` as it was: then they belong to different borrowers.",
)
calibration.wrong(
    "both sorted",
    lambda p, y, bins: np.abs(
        np.sort(p).reshape(bins, -1).mean(axis=1) - np.sort(y).reshape(bins, -1).mean(axis=1)
    ).mean(),
    says="You sort `y` by itself. It has to follow the order of `p`.",
)
calibration.wrong(
    "each borrower",
    lambda p, y, bins: np.abs(p - y).mean(),
    lambda p, y, bins: np.abs((p - y)[np.argsort(p)].reshape(bins, -1)).mean(axis=1).mean(),
    says="You compare each probability with 0 or 1. A single borrower cannot be right at 20 %: "
    "compare means of groups.",
)
calibration.wrong(
    "signed",
    lambda p, y, bins: _distances(p, y, bins).mean(),
    lambda p, y, bins: (p - y).mean(),
    says="Too much in one group and too little in another cancel. Take absolute values.",
)
calibration.wrong(
    "one group",
    lambda p, y, bins: abs(p.mean() - y.mean()),
    says="You compare the two means of all borrowers. A model that says the same of everybody "
    "would pass.",
)
calibration.wrong(
    "squared",
    lambda p, y, bins: (_distances(p, y, bins) ** 2).mean(),
    says="You square the distances. Their absolute values are wanted.",
)
calibration.wrong(
    "sum",
    lambda p, y, bins: np.abs(_distances(p, y, bins)).sum(),
    says="That is the sum over the groups. Their mean is wanted.",
)
calibration.wrong(
    "largest",
    lambda p, y, bins: np.abs(_distances(p, y, bins)).max(),
    says="That is the largest distance of a group. Their mean is wanted.",
)
calibration.wrong(
    "Brier",
    lambda p, y, bins: ((p - y) ** 2).mean(),
    says="That is the Brier score, the mean squared error of single borrowers. It mixes "
    "calibration with telling apart.",
)
calibration.wrong(
    "columns",
    lambda p, y, bins: np.abs(_distances(p, y, bins, axis=0)).mean(),
    says="You take the mean down the columns, over the groups. It has to run along each group.",
)
calibration.wrong(
    "of each group",
    lambda p, y, bins: np.abs(_distances(p, y, bins)),
    says="You have one distance for each group. Their mean is wanted.",
)
calibration.also_wrong(
    lambda p, y, bins: None,
    lambda p, y, bins: 0.0,
    lambda p, y, bins: np.median(np.abs(_distances(p, y, bins))) + 1,
    lambda p, y, bins: -np.abs(_distances(p, y, bins)).mean() - 1,
    lambda p, y, bins: y.mean(),
    lambda p, y, bins: p.mean() + 1,
)
