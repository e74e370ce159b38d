"""What several exercises of this chapter use."""

from __future__ import annotations

import numpy as np

from .._inputs import quarters


def neuron(rng):
    """A random input, weights and bias."""
    d = rng.randint(2, 6)
    return quarters(rng, d), quarters(rng, d), float(quarters(rng))


FOUR = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


def line(rng):
    """A line that is not upright, and places to look at."""
    w = quarters(rng, 2)
    w[w == 0] = 1
    return quarters(rng, rng.randint(2, 6)), w, float(quarters(rng))
