"""A bias from few votes."""

from __future__ import annotations

import numpy as np

from checker import function


def some(rng):
    """A few votes, the mean of all, and a decay."""
    return rng.randint(0, 2, rng.randint(1, 7)) * 1.0, rng.randint(1, 8) / 8, float(rng.randint(9))


@function(
    way=(1, 4, "a bias from few votes", "applications/recommenders#two-biases"),
    cases=[
        (np.array([1.0]), 0.5, 0.0),
        (np.array([1.0]), 0.5, 1.0),
        (np.array([1.0, 1.0, 0.0]), 0.5, 2.0),
        (np.array([0.0, 0.0]), 0.75, 4.0),
        (np.array([1.0, 0.0, 1.0, 1.0, 0.0]), 0.25, 5.0),
        (np.array([5.0, 4.0, 1.0]), 3.0, 3.0),
        (np.array([1.0, 1.0, 1.0, 1.0]), 0.625, 8.0),
    ],
    more=some,
    hints=[
        "Without decay the bias is the mean of y − mean. What does the decay change in a mean?",
        "A mean is a sum over a number. Make the number larger by `decay`.",
    ],
    why="""
    With `decay = 0` it is how far the person lies above the mean. As if `decay` votes more had been
    cast, all exactly at the mean, the bias of one who voted once is pulled to 0, and that of one
    who voted a thousand times hardly moves. It is the value at which the squared errors plus
    `decay` times the squared bias are least. The decay is chosen on votes that were held out.
    """,
)
def pulled(y, mean, decay):
    """A bias from few votes

    `y` holds the votes of one person, 1 for yea and 0 for nay, or points; `mean` is the mean of
    everybody. Write `pulled(y, mean, decay)`: the person's bias, the sum of `y - mean` divided by
    the number of votes plus `decay`.
    """
    return (y - mean).sum() / (len(y) + decay)  # ← one number


def _loop(y, mean, decay):
    total = 0.0
    for vote in y:
        total += vote - mean
    return total / (len(y) + decay)


pulled.also_right(
    lambda y, mean, decay: np.sum(y - mean) / (y.size + decay),
    lambda y, mean, decay: (sum(y) - len(y) * mean) / (len(y) + decay),
    lambda y, mean, decay: (y.mean() - mean) * len(y) / (len(y) + decay),
    lambda y, mean, decay: (y.mean() - mean) / (1 + decay / len(y)),
    lambda y, mean, decay: sum(v - mean for v in y) / (y.shape[0] + decay),
    lambda y, mean, decay: (y.sum() + decay * mean) / (len(y) + decay) - mean,
    lambda y, mean, decay: np.dot(y - mean, np.ones(len(y))) / (decay + len(y)),
    lambda y, mean, decay: float(np.divide((y - mean).sum(), len(y) + decay)),
    lambda y, mean, decay: -(mean - y).sum() / (len(y) + decay),
    lambda y, mean, decay: [np.sum(y - mean) / (len(y) + decay)][0],
    lambda y, mean, decay: np.average(y - mean) * y.size / (y.size + decay),
    lambda y, mean, decay: np.sum((y - mean) / (len(y) + decay)),
    _loop,
)
pulled.wrong(
    "no decay",
    lambda y, mean, decay: (y - mean).mean(),
    lambda y, mean, decay: y.mean() - mean,
    says="That is the bias without decay: one single vote would count in full.",
)
pulled.wrong(
    "mean plus decay",
    lambda y, mean, decay: (y - mean).mean() / (1 + decay),
    says="You divide the *mean* by 1 + decay. Then a thousand votes are pulled as much as one. Add "
    "the decay to their number.",
)
pulled.wrong(
    "mean not taken off",
    lambda y, mean, decay: y.sum() / (len(y) + decay),
    says="You have not taken the mean off. A bias says how far someone lies *above* it.",
)
pulled.wrong(
    "mean taken off once",
    lambda y, mean, decay: (y.sum() - mean) / (len(y) + decay),
    says="You take the mean off the sum once. Take it off each vote.",
)
pulled.wrong(
    "mean taken off behind",
    lambda y, mean, decay: y.sum() / (len(y) + decay) - mean,
    says="You divide first and take the mean off afterwards. Then who votes as everybody does gets "
    "a bias below 0, the more the larger the decay.",
)
pulled.wrong(
    "mean added back",
    lambda y, mean, decay: mean + (y - mean).sum() / (len(y) + decay),
    says="That is what the model would answer for this person, mean and bias. The bias alone is "
    "wanted.",
)
pulled.wrong(
    "minus decay",
    lambda y, mean, decay: (y - mean).sum() / len(y) - decay,
    says="You subtract the decay from the bias. It belongs to the number of votes.",
)
pulled.wrong(
    "only decay",
    lambda y, mean, decay: (y - mean).sum() / (1 + decay),
    lambda y, mean, decay: (y - mean).sum() / max(decay, 1),
    says="The number of votes is missing below the line.",
)
pulled.wrong(
    "sum",
    lambda y, mean, decay: (y - mean).sum(),
    says="That is the sum. Divide it.",
)
pulled.wrong(
    "sign",
    lambda y, mean, decay: (mean - y).sum() / (len(y) + decay),
    says="The sign is turned: the bias is positive for those who lie above the mean.",
)
pulled.wrong(
    "squares",
    lambda y, mean, decay: ((y - mean) ** 2).sum() / (len(y) + decay),
    says="You sum squares. Then a bias is never negative.",
)
pulled.wrong(
    "for each vote",
    lambda y, mean, decay: (y - mean) / (len(y) + decay),
    says="You have one number for each vote. One for the person is wanted: their sum.",
)
pulled.wrong(
    "decay behind the division",
    lambda y, mean, decay: np.sum(y - mean) / len(y) + decay,
    says="You add the decay to the quotient: brackets are missing. It belongs to the number of "
    "votes.",
)
pulled.also_wrong(
    lambda y, mean, decay: 0.0,
    lambda y, mean, decay: None,
    lambda y, mean, decay: (y - mean).sum() / (len(y) + decay**2),
    lambda y, mean, decay: np.median(y - mean),
    lambda y, mean, decay: (y - mean).sum() / (len(y) - decay - 0.5),
    lambda y, mean, decay: (y - y.mean()).sum() / (len(y) + decay),
)
