"""What it costs that the inputs of a layer are not centered: signs, and a narrow valley."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from rectified import diagnostics

from ._data import Array

SCALINGS = {
    "raw": lambda X: X,
    "min-max": lambda X: (X - X.min(axis=0)) / np.ptp(X, axis=0),
    "centered": lambda X: X - X.mean(axis=0),
    "standard": lambda X: (X - X.mean(axis=0)) / X.std(axis=0),
}
"""What is done with the inputs before they are used; two of the four center them."""
GOAL = np.array([1, 0.3])
"""Where the weights of `two_valleys` should go."""


@cache
def one_signed_gradients(inputs: int, batch_size: int, *, seed: int = 0) -> float:
    """Share of units whose incoming weights all get a gradient of one sign, in 500 batches.

    inputs: so many of them, evenly spread between 0 and 1. The errors have random signs.
    """
    rng = np.random.default_rng(seed)
    a = rng.uniform(size=(500, batch_size, inputs))
    delta = rng.standard_normal((500, batch_size, 1))
    return float(diagnostics.same_sign_share(a.swapaxes(1, 2) @ delta).mean())


class Valley(NamedTuple):
    """kappa: condition number; steps of gradient descent; turns: how often it turned back."""

    kappa: float
    steps: int
    turns: int


@cache
def valley(scaling: str = "raw", *, share: float = 1.0, seed: int = 0) -> Valley:
    """Fit ten weights of a linear unit to inputs that are evenly spread between 0 and 1.

    scaling: one of `SCALINGS`. share: of the best step size.
    """
    X = SCALINGS[scaling](np.random.default_rng(seed).uniform(size=(1000, 10)))
    H = X.T @ X / len(X)
    return Valley(float(np.linalg.cond(H)), *zigzag(H, share))


def zigzag(H: Array, share: float = 1.0) -> tuple[int, int]:
    """Steps of gradient descent to within 0.001 of the goal, and how often it turned back.

    share: of the best step size. H: the curvature. Turns are counted in the steepest direction.
    """
    values, vectors = np.linalg.eigh(H)
    error, steep = np.arange(len(H), dtype=float), vectors[:, -1]
    rate, steps, turns = share * 2 / (values[0] + values[-1]), 0, 0
    while np.linalg.norm(error) > 1e-3:
        after = error - rate * (H @ error)
        turns += bool((after @ steep) * (error @ steep) < 0 and abs(after @ steep) > 1e-6)
        error, steps = after, steps + 1
    return steps, turns


def two_valleys(*, seed: int = 0) -> dict[str, tuple[Array, Array]]:
    """Two weights of a linear unit, inputs as they are and centered: curvature, and the descent.

    Returns name -> (H, path), shapes (2, 2) and (steps + 1, 2): from (0, 0) with the best rate to
    within 0.001 of `GOAL`.
    """
    X = np.random.default_rng(seed).uniform(size=(1000, 2))
    found = {}
    for name in ("raw", "centered"):
        inputs = SCALINGS[name](X)
        H = inputs.T @ inputs / len(inputs)
        flat, steep = np.linalg.eigvalsh(H)
        path = [0 * GOAL]
        while np.linalg.norm(path[-1] - GOAL) > 1e-3:
            path.append(path[-1] - H @ (path[-1] - GOAL) * 2 / (flat + steep))
        found[name] = H, np.array(path)
    return found
