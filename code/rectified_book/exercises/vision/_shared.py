"""What several exercises of this chapter use."""

from __future__ import annotations

import numpy as np


def picture(*rows):
    """An image from its rows of numbers."""
    return np.array(rows, dtype=float)


def whole(rng, *shape):
    """Random whole numbers from −4 to 4, as floats: sums of their products are exact."""
    return rng.randint(-4, 5, shape).astype(float)
