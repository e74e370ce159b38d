"""Small data sets, all made or shipped on this machine, all the same for everyone.

`SETS` names those that stand in files, with their authors and licenses.

The made-up sets draw from a seeded generator of our own, so a new version of another library cannot
change them, and round their coordinates to six decimals: sine and cosine may differ in the last bit
between two processors, and a rounded coordinate does not.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from rectified import _checks, _store
from rectified._collected import (
    VOICES,
    Parts,
    Prices,
    Ratings,
    Samples,
    Sequences,
    Spoken,
    images,
    loan_features,
    loans,
    machine_voices,
    number_words,
    prices,
    ratings,
    senate_tables,
    sentences,
    spoken_digits,
    voice,
)
from rectified._store import SETS

__all__ = [
    "GATES",
    "SETS",
    "VOICES",
    "Parts",
    "Prices",
    "Ratings",
    "Samples",
    "Sequences",
    "Split",
    "Spoken",
    "blobs",
    "circles",
    "digits",
    "gate",
    "images",
    "loan_features",
    "loans",
    "machine_voices",
    "moons",
    "number_words",
    "prices",
    "ratings",
    "senate_tables",
    "sentences",
    "separable",
    "spirals",
    "spoken_digits",
    "voice",
    "xor",
]

GATES = {
    "and": (0, 0, 0, 1),
    "or": (0, 1, 1, 1),
    "nand": (1, 1, 1, 0),
    "nor": (1, 0, 0, 0),
    "xor": (0, 1, 1, 0),
    "xnor": (1, 0, 0, 1),
    "implies": (1, 1, 0, 1),
}
"""The outputs of the two-input gates for the inputs 00, 01, 10, 11, in this order."""


class Split(NamedTuple):
    """A data set in two halves; unpacks as `X_train, X_test, y_train, y_test`."""

    X_train: np.ndarray
    X_test: np.ndarray
    y_train: np.ndarray
    y_test: np.ndarray


def digits(
    scaling: str = "standard", test_size: float = 0.25, seed: int | np.random.Generator = 0
) -> Split:
    """Return 1797 images of handwritten digits, shuffled and split class by class.

    scaling: "raw" (gray levels 0 to 16), "unit" (0 to 1) or "standard" (each pixel minus its mean,
        divided by its standard deviation, both of the training half; a constant pixel becomes 0).
    test_size: the share of every class that is held out, between 0 and 1.
    Returns a Split: X (n, 64) float64, y (n,) whole numbers 0 to 9.

    The original order is by writer: an unshuffled test half would hold people whom the training
    half has never seen, and a score would measure that instead of the model.
    Raises ValueError for an unknown scaling or a test_size that leaves one half without a class.
    Source: E. Alpaydin and C. Kaynak (1998), Optical Recognition of Handwritten Digits, test half,
    UCI Machine Learning Repository, CC BY 4.0; the copy of scikit-learn.
    """
    _checks.choice("scaling", scaling, ["standard", "unit", "raw"])
    if not _checks.positive("test_size", test_size) < 1:
        raise ValueError(f"test_size must be between 0 and 1, got {test_size!r}")
    rng = _checks.generator("seed", seed)
    X, y = _all_digits()
    train, test = _stratified(y, test_size, rng)
    X_train, X_test = X[train], X[test]
    if scaling == "unit":
        X_train, X_test = X_train / 16, X_test / 16
    elif scaling == "standard":
        # Gray levels are whole numbers, so both means below are sums without rounding.
        mean = X_train.mean(axis=0)
        sd = np.sqrt((X_train**2).mean(axis=0) - mean**2)
        constant = sd == 0
        sd[constant] = 1.0
        X_train, X_test = (X_train - mean) / sd, (X_test - mean) / sd
        X_test[:, constant] = 0.0  # nothing was learned about these pixels
    return Split(X_train, X_test, y[train], y[test])


@cache
def _all_digits() -> tuple[np.ndarray, np.ndarray]:
    """All images and labels, read from the file once per process; nobody may change them."""
    stored = _store.arrays("digits")
    X, y = stored["X"].astype(np.float64), stored["y"].astype(int)
    X.setflags(write=False)
    y.setflags(write=False)
    return X, y


def gate(name: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the truth table of a two-input gate: X (4, 2) in the order 00, 01, 10, 11, and y (4,).

    name: a key of `GATES`: "and", "or", "nand", "nor", "xor", "xnor" or "implies".
    Raises ValueError for another name.
    """
    _checks.choice("name", name, GATES)
    X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.float64)
    return X, np.array(GATES[name])


def xor() -> tuple[np.ndarray, np.ndarray]:
    """Return the four points that no line separates: `gate("xor")`.

    Source: Minsky & Papert (1969).
    """
    return gate("xor")


def separable(
    n: int = 100,
    margin: float = 0.1,
    n_features: int = 2,
    seed: int | np.random.Generator = 0,
) -> tuple[np.ndarray, np.ndarray]:
    """Return points that a hyperplane separates with room to spare.

    A random hyperplane near the center cuts the cube [-1, 1]^n_features. Points are drawn evenly
    from the cube; those nearer to the hyperplane than `margin` are rejected.
    n: number of points, at least 2, half on each side (the odd one belongs to class 1).
    margin: the smallest allowed distance, from 0 to 0.5.
    Returns X (n, n_features) and y (n,) in {0, 1}.
    Raises ValueError for arguments outside these ranges.
    """
    n = _at_least_two("n", n)
    n_features = _checks.positive_integer("n_features", n_features)
    if _checks.non_negative("margin", margin) > 0.5:
        raise ValueError(f"margin must be a number from 0 to 0.5, got {margin!r}")
    rng = _checks.generator("seed", seed)
    w = rng.standard_normal(n_features)
    w /= np.linalg.norm(w)
    b = -w @ rng.uniform(-0.25, 0.25, n_features)
    sides: tuple[list, list] = ([], [])
    missing = [n // 2, n - n // 2]
    while any(missing):
        x = np.round(rng.uniform(-1, 1, n_features), 6)
        distance = w @ x + b
        side = int(distance >= 0)
        if abs(distance) >= margin and missing[side]:
            sides[side].append(x)
            missing[side] -= 1
    return _shuffled(np.array(sides[0]), np.array(sides[1]), rng=rng)


def circles(
    n: int = 400,
    noise: float = 0.1,
    factor: float = 0.5,
    seed: int | np.random.Generator = 0,
) -> tuple[np.ndarray, np.ndarray]:
    """Return two rings around the origin: class 0 of radius 1, class 1 of radius `factor`.

    n: number of points, at least 2, half on each ring (the odd one on the inner).
    noise: standard deviation added to both coordinates. factor: between 0 and 1.
    Returns X (n, 2) and y (n,) in {0, 1}.
    Raises ValueError for arguments outside these ranges.
    """
    n = _at_least_two("n", n)
    if not _checks.positive("factor", factor) < 1:
        raise ValueError(f"factor must be between 0 and 1, got {factor!r}")
    rng = _checks.generator("seed", seed)
    outer, inner = _ring(n // 2), factor * _ring(n - n // 2)
    return _shuffled(outer, inner, rng=rng, noise=noise)


def moons(
    n: int = 400, noise: float = 0.1, seed: int | np.random.Generator = 0
) -> tuple[np.ndarray, np.ndarray]:
    """Return two interlocking half circles of radius 1: class 0 opens down, class 1 opens up.

    n: number of points, at least 2, half on each (the odd one in class 1).
    noise: standard deviation added to both coordinates.
    Returns X (n, 2) and y (n,) in {0, 1}.
    Raises ValueError for arguments outside these ranges.
    """
    n = _at_least_two("n", n)
    rng = _checks.generator("seed", seed)
    upper = _polar(1.0, np.linspace(0, np.pi, n // 2))
    lower = _polar(1.0, np.linspace(0, np.pi, n - n // 2)) * [-1, -1] + [1.0, 0.5]
    return _shuffled(upper, lower, rng=rng, noise=noise)


def spirals(
    n: int = 400,
    turns: float = 1.5,
    noise: float = 0.1,
    seed: int | np.random.Generator = 0,
) -> tuple[np.ndarray, np.ndarray]:
    """Return two spiral arms, one the other turned by half a circle.

    The arms start half a unit from the origin. Along a ray, neighbors stay one unit apart whatever
    `turns`, and the outer radius is 0.5 + 2 turns. Points lie about equally dense along an arm.
    n: number of points, at least 2, half on each arm (the odd one in class 1).
    noise: standard deviation added to both coordinates.
    Returns X (n, 2) and y (n,) in {0, 1}.
    Raises ValueError for arguments outside these ranges.
    """
    n = _at_least_two("n", n)
    turns = _checks.positive("turns", turns)
    rng = _checks.generator("seed", seed)
    arms = []
    for label, count in enumerate((n // 2, n - n // 2)):
        radius = np.sqrt(np.linspace(0.5**2, (0.5 + 2 * turns) ** 2, count))
        arms.append(_polar(radius, np.pi * (radius - 0.5 + label)))
    return _shuffled(*arms, rng=rng, noise=noise)


def blobs(
    n: int = 300,
    n_classes: int = 3,
    spread: float = 0.5,
    seed: int | np.random.Generator = 0,
) -> tuple[np.ndarray, np.ndarray]:
    """Return round clouds of points whose centers stand evenly on a circle of radius 2.

    n: number of points, at least one per class; the last classes get the odd ones.
    n_classes: number of clouds. spread: standard deviation of both coordinates within a cloud.
    Returns X (n, 2) and y (n,) in 0 … n_classes - 1.
    Raises ValueError for arguments outside these ranges.
    """
    n_classes = _checks.positive_integer("n_classes", n_classes)
    if _checks.positive_integer("n", n) < n_classes:
        raise ValueError(f"n must be at least n_classes = {n_classes}, got {n!r}")
    rng = _checks.generator("seed", seed)
    _checks.non_negative("spread", spread)
    counts = [(n + k) // n_classes for k in range(n_classes)]
    clouds = [np.tile(2 * c, (m, 1)) for c, m in zip(_ring(n_classes), counts, strict=True)]
    return _shuffled(*clouds, rng=rng, noise=spread)


def _stratified(y: np.ndarray, test_size: float, rng: np.random.Generator):
    """Return the shuffled rows of the training and of the test half, every class in proportion."""
    train, test = [], []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        held_out = round(test_size * rows.size)
        if not 0 < held_out < rows.size:
            raise ValueError(f"test_size must leave every class in both halves, got {test_size!r}")
        test.append(rows[:held_out])
        train.append(rows[held_out:])
    return rng.permutation(np.concatenate(train)), rng.permutation(np.concatenate(test))


def _shuffled(*classes: np.ndarray, rng: np.random.Generator, noise: float = 0.0):
    """Join the classes' points, add noise, round, shuffle: (X, y) with y the class's position."""
    X = np.concatenate(classes)
    y = np.repeat(np.arange(len(classes)), [len(points) for points in classes])
    X = X + _checks.non_negative("noise", noise) * rng.standard_normal(X.shape)
    order = rng.permutation(len(y))
    return np.round(X, 6)[order], y[order]


def _ring(count: int) -> np.ndarray:
    """Return `count` points spread evenly on the unit circle, (count, 2)."""
    return _polar(1.0, 2 * np.pi * np.arange(count) / count)


def _polar(radius, angle) -> np.ndarray:
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=-1)


def _at_least_two(name: str, value: int) -> int:
    if _checks.positive_integer(name, value) < 2:
        raise ValueError(f"{name} must be a whole number >= 2, got {value!r}")
    return int(value)
