from __future__ import annotations

import numpy as np

from checker import function


@function(
    cases=[(np.array([1.0, 2, 4]),), (np.array([0.25, -8]),)],
    hints=["one", "two"],
    why="because",
)
def total(z):
    """Total

    The sum.
    """
    return z.sum()
