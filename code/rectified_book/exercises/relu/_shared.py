"""What several exercises of this chapter use."""

from __future__ import annotations

import numpy as np

from .._inputs import quarters


def any_shape(rng):
    """A random shape with one axis or two."""
    return tuple(rng.randint(2, 6, rng.randint(1, 3)))


def outputs(rng):
    """A random table of ReLU outputs with some dead units."""
    n, units = rng.randint(2, 7), rng.randint(2, 8)
    H = np.maximum(quarters(rng, n, units), 0)
    H[:, rng.rand(units) < 0.4] = 0
    return (H,)
