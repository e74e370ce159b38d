"""What is plotted, checked and rounded, so that a figure is the same on every processor."""

from __future__ import annotations

from typing import Any

import numpy as np

from rectified._checks import finite_array


def plane(X: Any) -> np.ndarray:
    """Return X as an array of shape (n, 2). Raises ValueError when it is none."""
    X = finite_array("X", X, 2)
    if X.shape[1] != 2 or not len(X):
        raise ValueError(f"X must be points of the plane, shape (n, 2), got shape {X.shape}")
    return X


def clean(values: Any) -> np.ndarray:
    """Round to ten significant digits: the last ones differ from one processor to another."""
    values = np.asarray(values, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        digits = np.where(values == 0, 0.0, np.floor(np.log10(np.abs(values))))
    scale = np.power(10.0, 9 - np.where(np.isfinite(digits), digits, 0.0))
    return np.round(values * scale) / scale
