"""The baseline without a network."""

from __future__ import annotations

import numpy as np

from checker import function


def points(rng):
    """An image, known images, and how many of these count."""
    n = rng.randint(3, 7)
    return rng.randint(-4, 5, 3) * 1.0, rng.randint(-4, 5, (n, 3)) * 1.0, int(rng.randint(2, n))


@function(
    way=(2, 8, "a baseline without a network", "applications/anomalies#five-neighbors"),
    cases=[
        (np.array([0.0]), np.array([[1.0], [4.0]]), 1),
        (np.array([0.0, 0.0]), np.array([[3.0, 4.0], [0.0, 1.0], [6.0, 8.0]]), 2),
        (np.array([1.0, 1.0]), np.array([[1.0, 1.0], [1.0, 3.0], [4.0, 5.0]]), 2),
        (np.array([2.0]), np.array([[9.0], [2.0], [1.0], [4.0], [-3.0]]), 3),
        (np.array([0.0, 0.0]), np.array([[0.0, 2.0], [6.0, 8.0], [3.0, 4.0], [5.0, 12.0]]), 4),
        (np.array([1.0, 0.0, 2.0]), np.array([[1.0, 0.0, 0.0], [1.0, 3.0, 6.0], [1, 0, 3.0]]), 2),
    ],
    more=points,
    hints=[
        "First the distance to every known image: `known - x`, squares, sum along a row, root.",
        "Then sort the distances, and take the mean of the first k.",
    ],
    why="""
    What is near a known image is known, and that needs no training, no learning rate and no seed.
    It has to look at every known image for each answer, which is its price. On the digits of the
    chapter it beats every autoencoder: who proposes a network for such a task should show this
    number beside it.
    """,
)
def neighbors(x, known, k):
    """The baseline without a network

    `x` is one image, shape `(pixels,)`, and the rows of `known` are the images that are known.
    Write `neighbors(x, known, k)`: the mean of the distances from `x` to the `k` nearest of them.
    The distance is the root of the sum of squared differences. Leave `x` and `known` as they are.
    """
    distances = np.sqrt(((known - x) ** 2).sum(axis=1))
    return np.sort(distances)[:k].mean()  # ← one number


def _loop(x, known, k):
    found = []
    for row in known:
        found.append(sum((a - b) ** 2 for a, b in zip(row, x, strict=True)) ** 0.5)
    found.sort()
    return sum(found[:k]) / k


def _one_by_one(x, known, k):
    left = [float(np.linalg.norm(row - x)) for row in known]
    total = 0.0
    for _ in range(k):
        nearest = min(left)
        left.remove(nearest)
        total += nearest
    return total / k


neighbors.also_right(
    lambda x, known, k: np.sort(np.linalg.norm(known - x, axis=1))[:k].mean(),
    lambda x, known, k: np.mean(sorted(np.linalg.norm(known - x, axis=1))[:k]),
    lambda x, known, k: np.partition(np.linalg.norm(x - known, axis=1), k - 1)[:k].mean(),
    lambda x, known, k: sum(sorted(np.hypot.reduce(row - x) for row in known)[:k]) / k,
    lambda x, known, k: np.sqrt(np.sort(((known - x) ** 2).sum(axis=1))[:k]).mean(),
    lambda x, known, k: np.sort([np.sqrt((r - x) @ (r - x)) for r in known])[:k].sum() / k,
    lambda x, known, k: np.average(np.sort(np.linalg.norm(x[None] - known, axis=-1))[:k]),
    lambda x, known, k: np.linalg.norm(known - x, axis=1)[
        np.argsort(np.linalg.norm(known - x, axis=1))[:k]
    ].mean(),
    lambda x, known, k: np.sort(np.sqrt(np.einsum("ij,ij->i", known - x, known - x)))[:k].mean(),
    lambda x, known, k: float(np.mean(np.sort(np.sqrt(np.sum((known - x) ** 2, 1)))[0:k])),
    _loop,
    _one_by_one,
)
neighbors.wrong(
    "farthest",
    lambda x, known, k: np.sort(np.linalg.norm(known - x, axis=1))[-k:].mean(),
    says="You take the k *farthest*. What is familiar has near neighbors.",
)
neighbors.wrong(
    "all of them",
    lambda x, known, k: np.linalg.norm(known - x, axis=1).mean(),
    says="You take the mean over all known images. Only the k nearest count.",
)
neighbors.wrong(
    "nearest only",
    lambda x, known, k: np.linalg.norm(known - x, axis=1).min(),
    says="You take the nearest one alone, whatever k is.",
)
neighbors.wrong(
    "kth only",
    lambda x, known, k: np.sort(np.linalg.norm(known - x, axis=1))[k - 1],
    says="You take the k-th nearest alone. The mean of the first k is wanted.",
)
neighbors.wrong(
    "not sorted",
    lambda x, known, k: np.linalg.norm(known - x, axis=1)[:k].mean(),
    says="You take the first k of the list as it is. Which ones are the nearest?",
)
neighbors.wrong(
    "squared",
    lambda x, known, k: np.sort(((known - x) ** 2).sum(axis=1))[:k].mean(),
    says="Your distances are squared: the root is missing, and must come before the mean.",
)
neighbors.wrong(
    "root of the mean",
    lambda x, known, k: np.sqrt(np.sort(((known - x) ** 2).sum(axis=1))[:k].mean()),
    says="You take the root after the mean. Each distance has a root of its own.",
)
neighbors.wrong(
    "city blocks",
    lambda x, known, k: np.sort(np.abs(known - x).sum(axis=1))[:k].mean(),
    says="You add up absolute differences, as one walks in a city. The root of the sum of squares "
    "is wanted.",
)
neighbors.wrong(
    "sum",
    lambda x, known, k: np.sort(np.linalg.norm(known - x, axis=1))[:k].sum(),
    says="You add up the k distances. Their mean is wanted.",
)
neighbors.wrong(
    "distance from the mean",
    lambda x, known, k: np.linalg.norm(known.mean(axis=0) - x),
    says="That is the distance from the mean image. Known images may lie far from it, each in a "
    "group of its own.",
)
neighbors.wrong(
    "one too many",
    lambda x, known, k: np.sort(np.linalg.norm(known - x, axis=1))[: k + 1].mean(),
    says="You take one neighbor too many.",
)
neighbors.wrong(
    "leaves out the nearest",
    lambda x, known, k: np.sort(np.linalg.norm(known - x, axis=1))[1 : k + 1].mean(),
    says="You leave out the nearest one. That is right only where x is itself among the known.",
)
neighbors.wrong(
    "one distance per pixel",
    lambda x, known, k: np.sort(np.linalg.norm(known - x, axis=0))[:k].mean(),
    says="You add up down the columns: one number for each pixel. A distance belongs to an image, "
    "a row.",
)
neighbors.wrong(
    "one more and alone",
    lambda x, known, k: np.sort(np.linalg.norm(known - x, axis=1))[k],
    says="You take a single distance, the one behind the k nearest. Take the mean of these k.",
)
neighbors.also_wrong(
    lambda x, known, k: np.sort(np.linalg.norm(known - x, axis=1))[:k],
    lambda x, known, k: k,
    lambda x, known, k: None,
    lambda x, known, k: np.linalg.norm(known - x),
    lambda x, known, k: np.argsort(np.linalg.norm(known - x, axis=1))[:k].mean(),
    lambda x, known, k: -np.sort(np.linalg.norm(known - x, axis=1))[:k].mean(),
)
