from __future__ import annotations

import numpy as np

from checker import function


@function(
    cases=[(np.array([k, 2.0 - k]), 3.0 - k) for k in (0.0, 1.0, 5.0, -2.0)],
    hints=["one", "two"],
    why="because",
)
def line(w, b):
    """Line

    Two results.
    """
    return w * b, b + 1
