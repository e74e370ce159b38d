"""Better than the mean?"""

from __future__ import annotations

import numpy as np

from checker import function

from .._inputs import quarters


def some(rng):
    """Predictions, truths that are not all equal, and a mean."""
    told, y = quarters(rng, 2, rng.randint(3, 8))
    y[0] += 5
    return told, y, float(rng.randint(-4, 5) / 4)


@function(
    way=(2, 7, "better than the mean", "applications/finance#nobody-beats-the-mean"),
    cases=[
        (np.array([1.0, 0.0]), np.array([1.0, -1.0]), 0.0),
        (np.array([0.5, 0.5, 0.5]), np.array([1.0, 2.0, 3.0]), 0.5),
        (np.array([1.0, 2.0, 2.0]), np.array([1.0, 2.0, 3.0]), 1.0),
        (np.array([0.0, 4.0, -2.0]), np.array([2.0, 1.0, -1.0]), -0.5),
        (np.array([0.25, 0.5, -0.25, 0.0]), np.array([2.0, -1.5, 1.0, 0.5]), 0.25),
    ],
    more=some,
    hints=[
        "Two sums of squares: of the model's errors, and of the errors of the constant `mean`.",
        "The score is 1 minus the first over the second. So the constant itself has 0.",
    ],
    why="""
    Above 0 the model beats the constant, below 0 it loses to it. The constant has to be one that
    was known before the test began: the mean of the *training* days. The mean of the test days
    knows the future, if only a little.
    """,
)
def over_the_mean(told, y, mean):
    """Better than the mean?

    `told` is what a model said of the test days, `y` what came, and `mean` the mean return of the
    training days. Write `over_the_mean(told, y, mean)`: R², which is 1 minus the model's squared
    error over the squared error of saying `mean` each day.
    """
    return 1 - ((told - y) ** 2).sum() / ((y - mean) ** 2).sum()  # ← 0 for the mean


def _loop(told, y, mean):
    mine = others = 0.0
    for t, truth in zip(told, y, strict=True):
        mine += (t - truth) ** 2
        others += (mean - truth) ** 2
    return (others - mine) / others


over_the_mean.also_right(
    lambda told, y, mean: 1 - np.mean((told - y) ** 2) / np.mean((mean - y) ** 2),
    lambda told, y, mean: 1 - np.sum((y - told) ** 2) / np.sum((y - mean) ** 2),
    lambda told, y, mean: 1 - (np.linalg.norm(told - y) / np.linalg.norm(y - mean)) ** 2,
    lambda told, y, mean: 1 - (told - y) @ (told - y) / ((y - mean) @ (y - mean)),
    lambda told, y, mean: 1 - sum((told - y) ** 2) / sum((y - mean) ** 2),
    lambda told, y, mean: (
        (((y - mean) ** 2).sum() - ((told - y) ** 2).sum()) / ((y - mean) ** 2).sum()
    ),
    lambda told, y, mean: -((told - y) ** 2).sum() / ((y - mean) ** 2).sum() + 1,
    lambda told, y, mean: float(1 - np.square(told - y).sum() / np.square(y - mean).sum()),
    lambda told, y, mean: 1 - np.dot(told - y, told - y) / np.dot(y - mean, y - mean),
    lambda told, y, mean: 1 - np.average((y - told) ** 2) / np.average((y - mean) ** 2),
    lambda told, y, mean: 1 - np.einsum("i,i", told - y, told - y) / ((y - mean) ** 2).sum(),
    _loop,
)
over_the_mean.wrong(
    "mean of the test days",
    lambda told, y, mean: 1 - ((told - y) ** 2).sum() / ((y - y.mean()) ** 2).sum(),
    says="You compare with the mean of the *test* days, which nobody knew beforehand. Use `mean`.",
)
over_the_mean.wrong(
    "mean of what was said",
    lambda told, y, mean: 1 - ((told - y) ** 2).sum() / ((y - told.mean()) ** 2).sum(),
    says="You compare with the mean of the *predictions*. The one to beat is `mean`.",
)
over_the_mean.wrong(
    "compared with zero",
    lambda told, y, mean: 1 - ((told - y) ** 2).sum() / (y**2).sum(),
    says="You compare with saying 0 each day. The one to beat says `mean`.",
)
over_the_mean.wrong(
    "share of the error",
    lambda told, y, mean: ((told - y) ** 2).sum() / ((y - mean) ** 2).sum(),
    says="That is the share of the error that is left. Take it from 1, so that more is better.",
)
over_the_mean.wrong(
    "sign",
    lambda told, y, mean: ((told - y) ** 2).sum() / ((y - mean) ** 2).sum() - 1,
    says="The sign is turned: a model that is better than the mean should be above 0.",
)
over_the_mean.wrong(
    "absolute errors",
    lambda told, y, mean: 1 - np.abs(told - y).sum() / np.abs(y - mean).sum(),
    says="You add up absolute errors. R² has squared ones.",
)
over_the_mean.wrong(
    "roots",
    lambda told, y, mean: 1 - np.linalg.norm(told - y) / np.linalg.norm(y - mean),
    says="You take roots of the two sums. Divide the sums of squares themselves.",
)
over_the_mean.wrong(
    "upside down",
    lambda told, y, mean: 1 - ((y - mean) ** 2).sum() / ((told - y) ** 2).sum(),
    says="The fraction stands on its head: the error of the model belongs above the line.",
)
over_the_mean.wrong(
    "correlation",
    lambda told, y, mean: (
        ((told - told.mean()) * (y - y.mean())).sum() ** 2
        / max(((told - told.mean()) ** 2).sum() * ((y - y.mean()) ** 2).sum(), 1e-12)
    ),
    says="That is the squared correlation, which is never below 0. A model that says ten times too "
    "much may have a large one, and loses all the same.",
)
over_the_mean.wrong(
    "explained variance",
    lambda told, y, mean: ((told - mean) ** 2).sum() / ((y - mean) ** 2).sum(),
    says="That is how much the predictions vary. They may vary a lot and be wrong.",
)
over_the_mean.wrong(
    "not squared",
    lambda told, y, mean: 1 - (told - y).sum() ** 2 / ((y - mean) ** 2).sum(),
    says="You square the sum of the errors, in which those of opposite signs have cancelled.",
)
over_the_mean.wrong(
    "difference",
    lambda told, y, mean: ((y - mean) ** 2).mean() - ((told - y) ** 2).mean(),
    says="That is the difference of the two errors. It depends on the unit: divide by the mean's.",
)
over_the_mean.also_wrong(
    lambda told, y, mean: None,
    lambda told, y, mean: 0.0,
    lambda told, y, mean: 1.0,
    lambda told, y, mean: 1 - ((told - y) ** 2 / ((y - mean) ** 2 + 1)).sum(),
    lambda told, y, mean: (np.sign(told) == np.sign(y)).mean(),
    lambda told, y, mean: max(0.0, 1 - ((told - y) ** 2).sum() / ((y - mean) ** 2).sum()),
)
