"""What biases leave."""

from __future__ import annotations

import numpy as np

from checker import function


def some(rng):
    """A full table of quarters."""
    return (rng.randint(-8, 9, (rng.randint(2, 5), rng.randint(2, 5))) / 4,)


@function(
    way=(2, 10, "what biases leave", "applications/recommenders#what-biases-cannot-know"),
    cases=[
        (np.array([[1.0, 0.0], [0.0, 1.0]]),),
        (np.array([[1.0, 2.0], [3.0, 4.0]]),),
        (np.array([[1.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),),
        (np.array([[4.0, 0.0], [0.0, 0.0], [2.0, 6.0]]),),
        (np.array([[1.0, 0.5, 0.0], [0.0, 1.0, 1.0], [1.0, 1.0, 1.0]]),),
        (np.array([[2.0, 2.0, 2.0, 2.0], [0.0, 4.0, 0.0, 4.0]]),),
    ],
    more=some,
    hints=[
        "The mean of a row is the mean of all plus the person's bias; the same for columns. What "
        "does the model answer in row i and column j?",
        "row mean + column mean − mean of all: the mean is in both, and must count once. With "
        "`keepdims=True` the means of the rows stay a column.",
    ],
    why="""
    The biases' best answer is row mean + column mean − mean of all. What remains has sums of 0 in
    every row and column: nothing more can be said by one number per person and one per bill. If it
    is noise, no network will find more. In the first table everything is left over: two people who
    always disagree.
    """,
)
def left_over(Z):
    """What biases leave

    `Z` is a full table: people in rows, bills in columns. The biases with the least squared error
    are the means of the rows and of the columns, less the mean of all. Write `left_over(Z)`: the
    table of what they leave, `Z` minus their answer in each place (mean of all + bias of the row +
    bias of the column).
    """
    rows = Z.mean(axis=1, keepdims=True)
    return Z - rows - Z.mean(axis=0) + Z.mean()  # ← a table


def _loop(Z):
    found = np.zeros(Z.shape)
    for i in range(len(Z)):
        for j in range(len(Z[0])):
            found[i, j] = Z[i, j] - Z[i].mean() - Z[:, j].mean() + Z.mean()
    return found


def _twice(Z):
    found = Z - Z.mean(axis=0)
    return found - found.mean(axis=1, keepdims=True)


def _biases(Z):
    mean = Z.mean()
    who, what = Z.mean(axis=1) - mean, Z.mean(axis=0) - mean
    return Z - (mean + who[:, None] + what)


def _projected(Z):
    n, m = Z.shape
    return (np.eye(n) - 1 / n) @ Z @ (np.eye(m) - 1 / m)


left_over.also_right(
    lambda Z: Z - Z.mean(1)[:, None] - Z.mean(0)[None] + Z.mean(),
    lambda Z: Z - (Z.mean(1, keepdims=True) + Z.mean(0) - Z.mean()),
    lambda Z: (Z.T - Z.mean(axis=1)).T - (Z.mean(axis=0) - Z.mean()),
    lambda Z: Z - np.add.outer(Z.mean(1), Z.mean(0)) + np.mean(Z),
    lambda Z: [
        [z - r.mean() - c.mean() + Z.mean() for z, c in zip(r, Z.T, strict=True)] for r in Z
    ],
    lambda Z: (Z - Z.mean(1, keepdims=True)) - (Z - Z.mean(1, keepdims=True)).mean(0),
    lambda Z: _twice(Z.T).T,
    lambda Z: Z - np.mean(Z, 1).reshape(-1, 1) - np.mean(Z, 0) + np.sum(Z) / Z.size,
    lambda Z: Z + Z.mean() - Z.mean(axis=1, keepdims=True) - Z.mean(axis=0, keepdims=True),
    lambda Z: _twice(Z).tolist(),
    _loop,
    _twice,
    _biases,
    _projected,
)
left_over.wrong(
    "mean forgotten",
    lambda Z: Z - Z.mean(1, keepdims=True) - Z.mean(0),
    says="The mean of all is in the means of the rows *and* in those of the columns: you have "
    "taken it off twice. Add it once.",
)
left_over.wrong(
    "mean taken off three times",
    lambda Z: Z - Z.mean(1, keepdims=True) - Z.mean(0) - Z.mean(),
    says="You take the mean of all off once more. It is in the means of rows and columns already: "
    "it has to be added.",
)
left_over.wrong(
    "rows only",
    lambda Z: Z - Z.mean(1, keepdims=True),
    says="You take off the people's means only. Bills have biases, too.",
)
left_over.wrong(
    "columns only",
    lambda Z: Z - Z.mean(0),
    says="You take off the bills' means only. People have biases, too.",
)
left_over.wrong(
    "mean only",
    lambda Z: Z - Z.mean(),
    says="You take off the mean of all, and no bias.",
)
left_over.wrong(
    "the answer itself",
    lambda Z: Z.mean(1, keepdims=True) + Z.mean(0) - Z.mean(),
    says="That is what the biases answer. What is *left* is the table minus that.",
)
left_over.wrong(
    "sign",
    lambda Z: Z.mean(1, keepdims=True) + Z.mean(0) - Z.mean() - Z,
    says="The sign is turned: table minus answer, please.",
)
left_over.wrong(
    "absolute",
    lambda Z: np.abs(_twice(Z)),
    says="You have dropped the signs. Whether someone is above or below what was expected is what "
    "a product has to learn.",
)
left_over.wrong(
    "squared",
    lambda Z: _twice(Z) ** 2,
    says="You have squared it. The table of what is left is wanted, with signs.",
)
left_over.wrong(
    "one number",
    lambda Z: np.abs(_twice(Z)).mean(),
    lambda Z: _twice(Z).std(),
    says="That is one number for the whole table. What is left in each place?",
)
left_over.wrong(
    "divided",
    lambda Z: _twice(Z) / np.where(Z.std() > 0, Z.std(), 1),
    says="You have divided by a spread. What is left keeps its unit.",
)
left_over.also_wrong(
    lambda Z: np.zeros(Z.shape),
    lambda Z: Z,
    lambda Z: None,
    lambda Z: _twice(Z).T,
    lambda Z: Z - np.median(Z),
    lambda Z: Z * Z.mean(),
)
