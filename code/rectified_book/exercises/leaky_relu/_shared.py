"""What several exercises of this chapter use."""

from __future__ import annotations

import numpy as np

from rectified import activations

from .._inputs import quarters, vector

relu = activations.get("relu")


def slope_of(rng):
    """A random alpha, between 0.05 and 0.95."""
    return rng.randint(1, 20) / 20


SIGNS = [
    (vector(2), 0.1),
    (vector(-2), 0.1),
    (vector(-1, 0, 3), 0.1),
    (np.array([-3, -1, 0, 2]), 0.4),
    (vector(0.5, -1.5, 2, -0.25, 0), 0.2),
    (np.array([[-1.0, 2.0, 0.5], [0.0, -0.5, -4.0]]), 0.3),
    (np.array([[-2, 1], [3, -5], [0, -1]]), 0.75),
    (vector(-1.5, -0.5, -3), 0.01),
    (vector(1.5, 0.75, 3), 0.05),
    (vector(-4, -0.5, 1, 2), 1.0),
]
"""Arrays of all signs and shapes, each with an alpha. A whole number at the start is negative."""

WITHOUT_LEAK = (vector(-2, -0.5, 0, 1.5), 0.0)


def array_and_slope(rng):
    shape = (rng.randint(2, 7),) if rng.randint(3) else (rng.randint(2, 4), rng.randint(2, 4))
    return quarters(rng, *shape), slope_of(rng)
