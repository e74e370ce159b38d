"""What a colleague's vote is worth."""

from __future__ import annotations

import numpy as np

from checker import function


def some(rng):
    """A matrix with a large diagonal, not symmetric by chance alone."""
    n = rng.randint(2, 5)
    P = rng.randint(-4, 5, (n, n)) / 4
    P = (P + P.T) / 2
    P[np.diag_indices(n)] = rng.choice([1.0, 2.0, 4.0, 5.0], n)
    return (P,)


@function(
    way=(2, 8, "ranking in closed form", "applications/recommenders#ranking"),
    cases=[
        (np.array([[2.0, -1.0], [-1.0, 4.0]]),),
        (np.array([[1.0, 0.5], [0.5, 2.0]]),),
        (np.array([[2.0, -1.0, 0.0], [-1.0, 4.0, 1.0], [0.0, 1.0, 1.0]]),),
        (np.array([[4.0, 1.0, -2.0], [1.0, 2.0, 0.5], [-2.0, 0.5, 5.0]]),),
        (np.array([[3.0]]),),
        (np.diag([1.0, 2.0, 5.0]),),
    ],
    more=some,
    hints=[
        "`np.diag(P)` is a row: dividing a table by it divides each *column* by its own number.",
        "Then the sign, and `np.fill_diagonal(B, 0)`, which changes B and returns nothing.",
    ],
    why="""
    Column j holds what each colleague's vote counts for person j, whose own must count nothing.
    The diagonal must be 0: else everybody would be predicted best by themselves. That this is the
    best such table, for squared errors plus a decay, can be derived with a Lagrange multiplier for
    each zero (Steck, 2019). The model has no hidden layer, no activation and no learning rate.
    """,
)
def weigh_colleagues(P):
    """What a colleague's vote is worth

    `P` is the inverse of (votes · votesᵀ + decay · 1), a symmetric table with one row and one
    column for each person. Write `weigh_colleagues(P)`: the table `B` with `B[i, j] = -P[i, j] /
    P[j, j]` where i and j differ, and 0 where they are equal.
    """
    B = -P / np.diag(P)
    np.fill_diagonal(B, 0)
    return B  # ← a table with zeros in its diagonal


def _loop(P):
    n = len(P)
    return [[0.0 if i == j else -P[i, j] / P[j, j] for j in range(n)] for i in range(n)]


def _columns(P):
    B = np.zeros(P.shape)
    for j in range(len(P)):
        B[:, j] = -P[:, j] / P[j, j]
        B[j, j] = 0
    return B


def _masked(P):
    return np.where(np.eye(len(P), dtype=bool), 0, P / -P.diagonal())


weigh_colleagues.also_right(
    lambda P: np.eye(len(P)) - P / np.diag(P),
    lambda P: np.eye(len(P)) - P @ np.diag(1 / np.diag(P)),
    lambda P: -(P - np.diag(np.diag(P))) / np.diag(P),
    lambda P: -(P - np.diag(np.diag(P))) / P.diagonal()[None, :],
    lambda P: (P / -np.diag(P)) * (1 - np.eye(len(P))),
    lambda P: np.where(np.eye(len(P)) == 1, 0.0, -P / np.diag(P)),
    lambda P: (np.eye(len(P)) - P.T / np.diag(P)[:, None]).T,
    lambda P: np.array(_loop(P)),
    lambda P: (np.diag(np.diag(P)) - P) @ np.linalg.inv(np.diag(np.diag(P))),
    lambda P: np.eye(len(P)) - np.divide(P, np.diagonal(P)),
    _loop,
    _columns,
    _masked,
)
weigh_colleagues.wrong(
    "rows",
    lambda P: np.eye(len(P)) - P / np.diag(P)[:, None],
    says="You divide the *rows* by the diagonal. B[i, j] has P[j, j] below the line: the columns.",
)
weigh_colleagues.wrong(
    "sign",
    lambda P: P / np.diag(P) - np.eye(len(P)),
    says="The sign is missing. Two who vote alike have a *negative* entry in the inverse.",
)
weigh_colleagues.wrong(
    "diagonal minus one",
    lambda P: -P / np.diag(P),
    says="The diagonal is −1. It must be 0: nobody predicts themselves.",
)
weigh_colleagues.wrong(
    "diagonal one",
    lambda P: 2 * np.eye(len(P)) - P / np.diag(P),
    says="The diagonal is 1: everybody is predicted by their own vote, which is what is not known.",
)
weigh_colleagues.wrong(
    "not divided",
    lambda P: np.diag(np.diag(P)) - P,
    says="You have not divided by the diagonal.",
)
weigh_colleagues.wrong(
    "both",
    lambda P: np.eye(len(P)) - P / np.sqrt(np.outer(np.diag(P), np.diag(P))),
    says="You divide by the root of both diagonals: that is the partial correlation, the same for "
    "i and j. Weights are divided by P[j, j] alone.",
)
weigh_colleagues.wrong(
    "nothing returned",
    lambda P: np.fill_diagonal(-P / np.diag(P), 0),
    lambda P: None,
    says="`np.fill_diagonal` changes its table in place and returns nothing. Give the table a "
    "name, fill it, return it.",
)
weigh_colleagues.wrong(
    "sums",
    lambda P: -(P - np.diag(np.diag(P))) / P.sum(axis=0),
    says="You divide by the sums of the columns. The entry in the diagonal is wanted.",
)
weigh_colleagues.wrong(
    "trace",
    lambda P: -(P - np.diag(np.diag(P))) / np.trace(P),
    says="You divide everything by the sum of the diagonal. Each column has its own number.",
)
weigh_colleagues.wrong(
    "times the diagonal",
    lambda P: -(P - np.diag(np.diag(P))) * np.diag(P),
    says="You multiply by the diagonal. Divide.",
)
weigh_colleagues.wrong(
    "the inverse once more",
    lambda P: np.linalg.pinv(P) * (1 - np.eye(len(P))),
    says="You invert `P`. It is the inverse already.",
)
weigh_colleagues.wrong(
    "diagonal minus two",
    lambda P: -P / np.diag(P) - np.eye(len(P)),
    says="The diagonal is −2. It is −1 after the division: add the identity, do not take it off.",
)
weigh_colleagues.also_wrong(
    lambda P: np.zeros(P.shape) + np.eye(len(P)),
    lambda P: P,
    lambda P: np.abs(P / np.diag(P)) * (1 - np.eye(len(P))) + 0.5,
    lambda P: np.diag(P),
    lambda P: -P / np.diag(P) + 1,
    lambda P: 0,
)
