"""How closely a layer of ReLUs can follow a curve, when its weights are chosen by hand."""

from __future__ import annotations

from functools import cache

import numpy as np

from rectified import activations


@cache
def sine_error(units: int) -> float:
    """Largest distance between a sine wave and its copy by one layer of so many ReLUs.

    The copy runs straight between points of the wave that are evenly spaced; each unit makes one
    change of slope.
    """
    relu, x = activations.get("relu"), np.linspace(0, 2 * np.pi, 10_001)
    knots = np.linspace(0, 2 * np.pi, units + 1)
    slopes = np.diff(np.sin(knots)) / np.diff(knots)
    hinges = relu(x[:, None] - knots[:-1])
    return float(np.abs(hinges @ np.diff(slopes, prepend=0) - np.sin(x)).max())
