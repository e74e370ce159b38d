"""Inputs that exercises of several chapters are tried with."""

from __future__ import annotations

import numpy as np


def vector(*values):
    return np.array(values, dtype=float)


def quarters(rng, *shape):
    """Random multiples of 1/4: sums of their products are exact in any order."""
    return rng.randint(-12, 13, shape) / 4
