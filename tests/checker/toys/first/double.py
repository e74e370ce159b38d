from __future__ import annotations

import numpy as np

from checker import function


@function(
    way=(1, 5, "doubling", "first#double"),
    cases=[
        (1.0,),
        (np.array([-1.0, 0.5]),),
        (np.array([3, -2]),),
        (np.array([[1.0, 2], [-3, 0]]),),
    ],
    hints=["one", "two"],
    why="because",
)
def double(z):
    """Double

    Twice z.
    """
    return 2 * z
