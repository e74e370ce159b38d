"""The gradient, asked of the loss itself: every weight is nudged to both sides."""

from __future__ import annotations

from typing import Any

import numpy as np

from rectified.network import MLP

from ._data import Array


def nudged(net: MLP, X: Array, y: Any, *, step: float) -> Array:
    """Slope of the loss along each parameter, by central differences, (P,); as `net.theta`.

    step: how far each is moved to either side; the error of the slope falls with its square, as
    long as float64 can tell the two losses apart.
    """
    start, slopes = net.theta.copy(), np.empty_like(net.theta)
    for i in range(start.size):
        losses = []
        for side in (step, -step):
            net.theta[i] = start[i] + side
            losses.append(net.loss(X, y))
        slopes[i] = (losses[0] - losses[1]) / (2 * step)
        net.theta[i] = start[i]
    return slopes
