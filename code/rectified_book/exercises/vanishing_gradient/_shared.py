"""What several exercises of this chapter use."""

from __future__ import annotations

import math

from checker import Tolerance
from rectified.activations import Sigmoid

sigmoid = Sigmoid()

TINY = Tolerance(1e-6, 0.0)  # where numbers such as 1e-13 count


def quarters(rng, *shape):
    """Random multiples of 1/4, none of them 0."""
    return rng.choice([-1, 1], shape) * rng.randint(1, 13, shape) / 4


def _logistic(v):
    return 1 / (1 + math.exp(-v))
