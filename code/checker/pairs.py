"""Wanted and given numbers side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .compare import Numbers, Parts, Value, fitted

Args = Mapping[str, Any]


def paired(wanted: Value, value: Value) -> list[tuple[np.ndarray, np.ndarray, float]]:
    """Pairs of arrays of the same shape; empty where the structure differs."""
    if isinstance(wanted, Parts) and isinstance(value, Parts):
        if len(wanted.parts) != len(value.parts):
            return []
        pairs = zip(wanted.parts, value.parts, strict=True)
        return [item for pair in pairs for item in paired(*pair)]
    if isinstance(wanted, Numbers) and isinstance(value, Numbers):
        array = fitted(value, wanted.shape)
        return [] if array is None else [(wanted.array, array, value.rounding)]
    return []


def flattened(wanted: Value, value: Value) -> tuple[np.ndarray, np.ndarray] | None:
    pairs = paired(wanted, value)
    if not pairs:
        return None
    return (
        np.concatenate([a.ravel() for a, _, _ in pairs]),
        np.concatenate([b.ravel() for _, b, _ in pairs]),
    )


Flats = list[tuple[np.ndarray, np.ndarray]]
