"""Dead, straight or bent."""

from __future__ import annotations

import numpy as np

from checker import function


def units(rng):
    """Pre-activations of some units for some images, none of them 0."""
    n, m = rng.randint(3, 7), rng.randint(3, 8)
    Z = rng.randint(1, 13, (n, m)) / 4 * rng.choice([-1, 1], (n, m))
    kind = rng.randint(0, 3, m)
    Z[:, kind == 0] = -np.abs(Z[:, kind == 0])
    Z[:, kind == 1] = np.abs(Z[:, kind == 1])
    return (Z,)


@function(
    way=(2, 8, "dead, straight and bent units", "applications/anomalies#real-zeros-in-the-code"),
    cases=[
        (np.array([[-1.0, 2.0]]),),
        (np.array([[-1.0, 2.0, 1.0], [-3.0, 0.5, -1.0]]),),
        (np.array([[1.0, 1.0], [2.0, 0.25], [3.0, 4.0]]),),
        (np.array([[-1.0, -2.0, -0.5], [-0.25, -1.0, -4.0]]),),
        (np.array([[1.0, -1.0, 2.0, -1.0], [-1.0, 1.0, 1.0, -2.0], [1.0, 1.0, 3.0, -3.0]]),),
        (np.array([[3.0, -1.0], [-1.0, 3.0], [-1.0, 3.0], [-1.0, 3.0]]),),
        (np.array([[5.0, -1.0, 1.0, 1.0, -3.0], [5.0, -1.0, -1.0, 1.0, 0.25]]),),
    ],
    more=units,
    equivalent=[  # none is 0
        "dead = (Z <= 0).all(axis=0).sum()",
        "straight = (Z >= 0).all(axis=0).sum()",
    ],
    hints=[
        "A unit is a column. For which columns are all entries negative, for which all positive?",
        "`(Z > 0).all(axis=0)` has one answer for each unit. Count three things.",
    ],
    why="""
    Where a ReLU is never negative it is a straight line, and where it is never positive it says
    nothing. Only the rest bends. A narrow code learns to have few of the second kind and many of
    the first: with a linear decoder it became a linear code.
    """,
)
def sort_units(Z):
    """Dead, straight or bent

    `Z[i, j]` is the pre-activation of ReLU unit `j` of the code for image `i`; none is 0. A unit is
    *dead* if it is negative for all images, *straight* if it is positive for all, so that the ReLU
    changes nothing, and else *bent*. Write `sort_units(Z)`: it returns the numbers of units that
    are dead, straight and bent, in this order. Leave `Z` as it is.
    """
    dead = (Z < 0).all(axis=0).sum()
    straight = (Z > 0).all(axis=0).sum()
    return dead, straight, Z.shape[1] - dead - straight  # ← three numbers


def _loop(Z):
    counts = [0, 0, 0]
    for unit in Z.T:
        if max(unit) < 0:
            counts[0] += 1
        elif min(unit) > 0:
            counts[1] += 1
        else:
            counts[2] += 1
    return counts


def _shares(Z):
    share = (Z > 0).mean(axis=0)
    return [(share == 0).sum(), (share == 1).sum(), ((share > 0) & (share < 1)).sum()]


def _relu(Z):
    A = np.maximum(Z, 0)
    dead, straight = ~A.any(axis=0), (A == Z).all(axis=0)
    return dead.sum(), straight.sum(), (~dead & ~straight).sum()


_sorted = sort_units.reference

sort_units.also_right(
    lambda Z: (
        (Z.max(axis=0) < 0).sum(),
        (Z.min(axis=0) > 0).sum(),
        ((Z.max(axis=0) > 0) & (Z.min(axis=0) < 0)).sum(),
    ),
    lambda Z: [
        (~(Z > 0).any(axis=0)).sum(),
        (Z > 0).all(axis=0).sum(),
        ((Z > 0).any(axis=0) & (Z < 0).any(axis=0)).sum(),
    ],
    lambda Z: np.array(_shares(Z)),
    lambda Z: tuple(int(n) for n in _loop(Z)),
    lambda Z: np.bincount([0 if max(u) < 0 else 1 if min(u) > 0 else 2 for u in Z.T], minlength=3),
    lambda Z: (
        np.count_nonzero(np.all(Z < 0, 0)),
        np.count_nonzero(np.all(Z > 0, 0)),
        np.count_nonzero(np.ptp(np.sign(Z), axis=0)),
    ),
    lambda Z: (
        [(np.sign(Z).mean(axis=0) == s).sum() for s in (-1, 1)]
        + [(np.abs(np.sign(Z).mean(axis=0)) < 1).sum()]
    ),
    lambda Z: [sum(map(np.all, (Z < 0).T)), sum(map(np.all, (Z > 0).T)), _loop(Z)[2]],
    lambda Z: [float(n) for n in _relu(Z)],
    _loop,
    _shares,
    _relu,
)
sort_units.wrong(
    "rows",
    lambda Z: (
        (Z < 0).all(axis=1).sum(),
        (Z > 0).all(axis=1).sum(),
        len(Z) - (Z < 0).all(axis=1).sum() - (Z > 0).all(axis=1).sum(),
    ),
    says="You sort the images: rows. Units are columns.",
)
sort_units.wrong(
    "straight first",
    lambda Z: (_sorted(Z)[1], _sorted(Z)[0], _sorted(Z)[2]),
    says="Dead and straight have changed places: dead comes first, and dead is negative.",
)
sort_units.wrong(
    "bent first",
    lambda Z: (_sorted(Z)[2], *_sorted(Z)[:2]),
    lambda Z: _sorted(Z)[::-1],
    says="The three numbers are right, and their order is not: dead, straight, bent.",
)
sort_units.wrong(
    "sometimes",
    lambda Z: (
        (Z < 0).any(axis=0).sum(),
        (Z > 0).any(axis=0).sum(),
        ((Z < 0).any(axis=0) & (Z > 0).any(axis=0)).sum(),
    ),
    says="You ask whether a unit is negative, or positive, for *some* image. Dead and straight "
    "mean for all.",
)
sort_units.wrong(
    "entries",
    lambda Z: ((Z < 0).sum(), (Z > 0).sum(), 0),
    says="You count entries of the table. Count units: whole columns.",
)
sort_units.wrong(
    "by the mean",
    lambda Z: ((Z.mean(axis=0) < 0).sum(), (Z.mean(axis=0) > 0).sum(), 0),
    says="You sort by the mean pre-activation. A unit with a negative mean may still answer some "
    "images.",
)
sort_units.wrong(
    "shares",
    lambda Z: tuple(np.array(_sorted(Z)) / Z.shape[1]),
    says="These are shares. How many units are they?",
)
sort_units.wrong(
    "two numbers",
    lambda Z: _sorted(Z)[:2],
    says="The third number is missing: how many units are neither dead nor straight?",
)
sort_units.wrong(
    "straight are bent",
    lambda Z: (
        (Z < 0).all(axis=0).sum(),
        ((Z < 0).any(axis=0) & (Z > 0).any(axis=0)).sum(),
        (Z > 0).all(axis=0).sum(),
    ),
    says="Straight and bent have changed places. A ReLU that never sees a negative number is a "
    "straight line.",
)
sort_units.wrong(
    "living are straight",
    lambda Z: ((Z < 0).all(axis=0).sum(), (Z > 0).any(axis=0).sum(), 0),
    says="You take all that are not dead as straight. Some of them are negative for other images: "
    "these bend.",
)
sort_units.wrong(
    "first image",
    lambda Z: ((Z[0] < 0).sum(), (Z[0] > 0).sum(), 0),
    says="You look at the first image only.",
)
sort_units.also_wrong(
    lambda Z: (0, 0, Z.shape[1]),
    lambda Z: None,
    lambda Z: Z.shape[1],
    lambda Z: ((Z < 0).all(axis=0), (Z > 0).all(axis=0), Z.any(axis=0)),
    lambda Z: _sorted(Z)[0],
    lambda Z: [*_sorted(Z), Z.shape[1]],
)
