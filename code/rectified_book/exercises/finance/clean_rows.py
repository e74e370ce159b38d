"""Days that nobody shares."""

from __future__ import annotations

import numpy as np

from checker import function


@function(
    way=(2, 8, "days that nobody shares", "applications/finance#four-mirrors"),
    cases=[
        (np.array([0, 1, 2, 3]), 1, 3),
        (np.array([0, 1, 2, 3, 4, 5]), 2, 4),
        (np.array([4, 5, 6, 7, 8, 9, 10]), 3, 9),
        (np.array([0, 5, 10, 15, 20, 25, 30]), 20, 30),
        (np.array([7, 2, 5, 3, 9, 1]), 4, 8),
        (np.array([1, 2, 3]), 5, 4),
    ],
    more=lambda rng: (rng.permutation(12)[:7], int(rng.randint(1, 5)), int(rng.randint(5, 12))),
    hints=[
        "The last day that a row needs is `day + ahead`.",
        "The first test day is `first`. So the last day of a row has to lie before it.",
    ],
    equivalent=["return ~(day + ahead >= first)", "return day < first - ahead"],
    why="""
    A row of the training part whose target reaches into the test days knows a part of the answers.
    With targets 20 days long it is not enough to part the rows in time: the last 20 rows before
    the test have to go. In a random division nearly every row would have to.
    """,
)
def clean_rows(day, ahead, first):
    """Days that nobody shares

    A row that is made on day `d` has as its target the return of the next `ahead` days, `d + 1` to
    `d + ahead`. The test days begin with day `first`. Write `clean_rows(day, ahead, first)` for an
    array of days: True for each row that may be used for training, because none of its target days
    is a test day.
    """
    return day + ahead < first  # ← True and False


def _sets(day, ahead, first):
    return [not any(t >= first for t in range(d + 1, d + ahead + 1)) for d in day]


clean_rows.also_right(
    lambda day, ahead, first: day < first - ahead,
    lambda day, ahead, first: first > day + ahead,
    lambda day, ahead, first: ~(day + ahead >= first),
    lambda day, ahead, first: day + ahead <= first - 1,
    lambda day, ahead, first: [d + ahead < first for d in day],
    lambda day, ahead, first: [bool(d + ahead < first) for d in day.tolist()],
    lambda day, ahead, first: np.less(day + ahead, first),
    lambda day, ahead, first: np.where(day + ahead < first, True, False),
    lambda day, ahead, first: np.logical_not(day >= first - ahead),
    lambda day, ahead, first: (day[:, None] + np.arange(1, ahead + 1) < first).all(axis=1),
    lambda day, ahead, first: [max(range(d + 1, d + ahead + 1)) < first for d in day],
    lambda day, ahead, first: first - day > ahead,
    _sets,
)
clean_rows.wrong(
    "only the day itself",
    lambda day, ahead, first: day < first,
    says="You ask whether the row is *made* before the test. Its target reaches `ahead` days "
    "further.",
)
clean_rows.wrong(
    "first test day included",
    lambda day, ahead, first: day + ahead <= first,
    says="The last target day may be `first`, which is a test day already.",
)
clean_rows.wrong(
    "one day too few",
    lambda day, ahead, first: day + ahead < first - 1,
    lambda day, ahead, first: day + ahead + 1 < first,
    says="You give away a row: its last target day may be the day before `first`.",
)
clean_rows.wrong(
    "turned round",
    lambda day, ahead, first: day + ahead >= first,
    lambda day, ahead, first: day >= first - ahead,
    says="True and False have changed places: these are the rows that must *not* be used.",
)
clean_rows.wrong(
    "test rows",
    lambda day, ahead, first: day >= first,
    says="These are rows of the test part. Which ones may be trained on?",
)
clean_rows.wrong(
    "backwards",
    lambda day, ahead, first: day - ahead < first,
    says="You look back. A target lies `ahead` days in the future of its row.",
)
clean_rows.wrong(
    "starts before",
    lambda day, ahead, first: day + 1 < first,
    says="You ask whether the target *begins* before the test. It must end before it.",
)
clean_rows.wrong(
    "both sides",
    lambda day, ahead, first: (day + ahead < first) | (day >= first),
    says="You also say True for rows of the test itself.",
)
clean_rows.wrong(
    "days",
    lambda day, ahead, first: day[day + ahead < first],
    says="These are the days themselves. True or False for each row is wanted.",
)
clean_rows.wrong(
    "how many",
    lambda day, ahead, first: (day + ahead < first).sum(),
    says="That is how many. Which ones? One True or False for each row.",
)
clean_rows.wrong(
    "twice",
    lambda day, ahead, first: day + 2 * ahead < first,
    says="You leave a gap of twice the length of the target. Once is enough for the target days.",
)
clean_rows.wrong(
    "the other rows",
    lambda day, ahead, first: day + ahead > first,
    says="You keep the rows whose target lies in the test. Those are the ones that have to go.",
)
clean_rows.also_wrong(
    lambda day, ahead, first: None,
    lambda day, ahead, first: np.ones(len(day), bool),
    lambda day, ahead, first: np.zeros(len(day), bool),
    lambda day, ahead, first: day + ahead,
    lambda day, ahead, first: first - day - ahead,
    lambda day, ahead, first: np.arange(len(day)) + ahead < first,
)
