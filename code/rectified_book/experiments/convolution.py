"""What a small filter finds in a picture."""

from __future__ import annotations

import numpy as np

from ._data import Array


def bar() -> Array:
    """A picture of 8 × 8 pixels with a bright vertical bar in the middle."""
    picture = np.zeros((8, 8))
    picture[:, 3:5] = 1
    return picture


def edges(picture: Array) -> Array:
    """Slide a filter over a picture: at each place, what is on the right minus what is on the left.

    picture: (rows, columns). Returns (rows - 2, columns - 2).
    """
    windows = np.lib.stride_tricks.sliding_window_view(picture, (3, 3))
    return (windows * [-1, 0, 1]).sum(axis=(-2, -1))
