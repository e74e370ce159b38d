"""Biases and a product."""

from __future__ import annotations

import numpy as np

from checker import function


def some(rng):
    """Vectors of some people and bills, and pairs of them."""
    n, m, k = rng.randint(2, 5), rng.randint(2, 5), rng.randint(1, 4)
    pairs = np.stack([rng.randint(0, n, 6), rng.randint(0, m, 6)], axis=1)
    return rng.randint(-4, 5, (n, k)) / 2, rng.randint(-4, 5, (m, k)) / 2, pairs


P2, Q2 = np.array([[1.0, 2.0], [3.0, -1.0]]), np.array([[1.0, 0.0], [2.0, 1.0], [0.0, -2.0]])


@function(
    way=(2, 7, "a product of two vectors", "applications/recommenders#a-product"),
    cases=[
        (np.array([[2.0]]), np.array([[3.0]]), np.array([[0, 0]])),
        (np.array([[1.0], [-1.0]]), np.array([[2.0], [-3.0]]), np.array([[0, 1], [1, 0], [1, 1]])),
        (P2, Q2, np.array([[0, 1]])),
        (P2, Q2, np.array([[0, 2], [1, 0], [1, 2]])),
        (Q2, P2, np.array([[2, 0], [2, 1], [0, 1], [1, 0]])),
        (
            np.array([[1.0, 2.0, 3.0], [0.5, 0.0, -1.0], [2.0, 2.0, 1.0]]),
            np.array([[1.0, 1.0, 1.0], [0.0, 2.0, -1.0], [1.0, -1.0, 0.0]]),
            np.array([[0, 0], [1, 1], [2, 2], [0, 1], [2, 0]]),
        ),
    ],
    more=some,
    hints=[
        "`pairs[:, 0]` are the numbers of the people: `P[pairs[:, 0]]` has a row for each pair.",
        "Multiply the two sets of rows number by number, and add up along each row.",
    ],
    why="""
    Only the products that are asked for are computed: `P @ Q.T` has one for each person and each
    bill, also for those who never met. An `Embedding` is this look-up of rows; a dot product behind
    it multiplies and adds. The sign of p · q says whether person and bill are on the same side,
    which a sum of two numbers cannot.
    """,
)
def products(P, Q, pairs):
    """Who meets what

    The rows of `P` are the vectors of people, those of `Q` the vectors of bills, of the same
    length. Each row of `pairs` has the number of a person and that of a bill. Write `products(P, Q,
    pairs)`: the dot product p · q of each pair, an array of shape `(len(pairs),)`.
    """
    return (P[pairs[:, 0]] * Q[pairs[:, 1]]).sum(axis=1)  # ← one number for each pair


def _loop(P, Q, pairs):
    found = []
    for who, what in pairs:
        total = 0.0
        for p, q in zip(P[who], Q[what], strict=True):
            total += p * q
        found.append(total)
    return found


products.also_right(
    lambda P, Q, pairs: np.array([P[i] @ Q[j] for i, j in pairs]),
    lambda P, Q, pairs: (P @ Q.T)[pairs[:, 0], pairs[:, 1]],
    lambda P, Q, pairs: (P @ Q.T)[tuple(pairs.T)],
    lambda P, Q, pairs: np.einsum("ij,ij->i", P[pairs[:, 0]], Q[pairs[:, 1]]),
    lambda P, Q, pairs: [np.dot(P[i], Q[j]) for i, j in pairs],
    lambda P, Q, pairs: np.sum(P.take(pairs[:, 0], 0) * Q.take(pairs[:, 1], 0), axis=-1),
    lambda P, Q, pairs: np.diag(P[pairs[:, 0]] @ Q[pairs[:, 1]].T),
    lambda P, Q, pairs: (P[pairs.T[0]] * Q[pairs.T[1]]) @ np.ones(P.shape[1]),
    lambda P, Q, pairs: [sum(P[i] * Q[j]) for i, j in pairs],
    lambda P, Q, pairs: np.array([float((P[i] * Q[j]).sum()) for i, j in pairs.tolist()]),
    lambda P, Q, pairs: (Q @ P.T)[pairs[:, 1], pairs[:, 0]],
    lambda P, Q, pairs: [np.inner(P[i], Q[j]) for i, j in zip(*pairs.T, strict=True)],
    _loop,
)
products.wrong(
    "all pairs",
    lambda P, Q, pairs: P @ Q.T,
    says="That is the whole table, every person with every bill. Only the given pairs are wanted.",
)
products.wrong(
    "each with each",
    lambda P, Q, pairs: P[pairs[:, 0]] @ Q[pairs[:, 1]].T,
    says="You multiply the people of all pairs with the bills of all pairs. Each person has to "
    "meet the bill of its own row.",
)
products.wrong(
    "not summed",
    lambda P, Q, pairs: P[pairs[:, 0]] * Q[pairs[:, 1]],
    says="You have the products number by number. Add them up along each row.",
)
products.wrong(
    "summed over pairs",
    lambda P, Q, pairs: (P[pairs[:, 0]] * Q[pairs[:, 1]]).sum(axis=0),
    says="You add up over the pairs. Add up along each row: the numbers of one pair.",
)
products.wrong(
    "one number",
    lambda P, Q, pairs: (P[pairs[:, 0]] * Q[pairs[:, 1]]).sum(),
    says="That is one number for all pairs together. One for each is wanted.",
)
products.wrong(
    "mean",
    lambda P, Q, pairs: (P[pairs[:, 0]] * Q[pairs[:, 1]]).mean(axis=1),
    says="You take the mean of the products. A dot product is their sum.",
)
products.wrong(
    "added",
    lambda P, Q, pairs: (P[pairs[:, 0]] + Q[pairs[:, 1]]).sum(axis=1),
    says="You add the vectors. A number for the person plus a number for the bill: these are "
    "biases, and no product.",
)
products.wrong(
    "products of sums",
    lambda P, Q, pairs: P[pairs[:, 0]].sum(axis=1) * Q[pairs[:, 1]].sum(axis=1),
    says="You add up each vector and multiply the two sums. Multiply number by number first.",
)
products.wrong(
    "all multiplied",
    lambda P, Q, pairs: (P[pairs[:, 0]] * Q[pairs[:, 1]]).prod(axis=1),
    says="You multiply all numbers of a pair. Multiply two by two, then add.",
)
products.wrong(
    "cosine",
    lambda P, Q, pairs: np.array(
        [P[i] @ Q[j] / max(np.linalg.norm(P[i]) * np.linalg.norm(Q[j]), 1e-9) for i, j in pairs]
    ),
    says="You divide by the lengths of the vectors: that is the cosine. The dot product keeps "
    "them, so that some people can be more decided than others.",
)
products.wrong(
    "absolute",
    lambda P, Q, pairs: np.abs((P[pairs[:, 0]] * Q[pairs[:, 1]]).sum(axis=1)),
    says="You have dropped the sign, which says on which side of a bill someone stands.",
)
products.wrong(
    "first numbers",
    lambda P, Q, pairs: P[pairs[:, 0], 0] * Q[pairs[:, 1], 0],
    says="You multiply the first numbers of the vectors only.",
)
products.also_wrong(
    lambda P, Q, pairs: np.zeros(len(pairs)),
    lambda P, Q, pairs: None,
    lambda P, Q, pairs: pairs[:, 0] * pairs[:, 1],
    lambda P, Q, pairs: 1 / (1 + np.exp(-(P[pairs[:, 0]] * Q[pairs[:, 1]]).sum(axis=1))),
    lambda P, Q, pairs: -(P[pairs[:, 0]] * Q[pairs[:, 1]]).sum(axis=1),
    lambda P, Q, pairs: ((P[pairs[:, 0]] - Q[pairs[:, 1]]) ** 2).sum(axis=1),
)
