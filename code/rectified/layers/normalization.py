"""Batch normalization: every feature gets mean 0 and variance 1, then a scale and a shift.

    x̂ = (x - mean) / sqrt(variance + ε)
    y = scale * x̂ + shift

Mean and variance are those of the batch; `predict`, and the loss on data held out, use running
averages.
"""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from rectified import _checks
from rectified.layers.layer import Layer

Array = np.ndarray


class BatchNorm(Layer):
    """y = scale * (x - mean) / sqrt(variance + epsilon) + shift, feature by feature.

    x, y: (..., n, *axes, n_features). Mean and variance are taken over the rows and all axes but
    the last; in a stack each network has its own. The forward pass and the loss use those of the
    batch; `predict` uses the running ones, which only `fit` moves: after each batch they go the
    share `momentum` of the way to the batch's. (The running variance takes the batch's unbiased
    one, with one less in the denominator, as PyTorch's does.)
    Steps of a sequence that a mask leaves out do not count.
    epsilon: > 0. momentum: from 0 (never) to 1 (the last batch's alone). Weight decay leaves scale
    and shift alone. Raises ValueError for other values.
    Source: Ioffe & Szegedy (2015), algorithm 1.
    """

    options = ("mask", "predicting")

    def __init__(self, epsilon: float = 1e-5, momentum: float = 0.1):
        self.epsilon = _checks.positive("epsilon", epsilon)
        if _checks.non_negative("momentum", momentum) > 1:
            raise ValueError(f"momentum must be a number from 0 to 1, got {momentum!r}")
        self.momentum = float(momentum)

    def parameter_shapes(self, shape):
        return {"scale": shape[-1:], "shift": shape[-1:]}

    def buffer_shapes(self, shape):
        return {"mean": shape[-1:], "variance": shape[-1:]}

    def start(self, rng):
        return {"scale": 1.0, "shift": 0.0, "mean": 0.0, "variance": 1.0}

    def forward(self, x: Array, mask: Array | None = None, predicting: bool = False):
        rows, counts = self.flat(x), self.counts(x, mask)
        n = np.maximum(counts.sum(axis=-2, keepdims=True), 1)
        if predicting:
            mean, variance = self.mean[..., None, :], self.variance[..., None, :]
        else:
            mean = (counts * rows).sum(axis=-2, keepdims=True) / n
            variance = (counts * (rows - mean) ** 2).sum(axis=-2, keepdims=True) / n
        sd = np.sqrt(variance + self.epsilon)
        x_hat = (rows - mean) / sd
        y = self.scale[..., None, :] * x_hat + self.shift[..., None, :]
        memo = SimpleNamespace(x_hat=x_hat, sd=sd, mean=mean, variance=variance, counts=counts, n=n)
        return self.unflat(y, x), memo

    def backward(self, memo: SimpleNamespace, dy: Array, gradient: SimpleNamespace) -> Array:
        rows = self.flat(dy)
        gradient.shift[...] = rows.sum(axis=-2)
        gradient.scale[...] = (rows * memo.x_hat).sum(axis=-2)
        dx_hat = rows * self.scale[..., None, :]
        # to add one number to all rows, or to stretch them about their mean, leaves x̂ as it is (but
        # for epsilon): dx has no part in these two directions
        along_shift = dx_hat.sum(axis=-2, keepdims=True)
        along_scale = (dx_hat * memo.x_hat).sum(axis=-2, keepdims=True) * memo.x_hat
        dx = (dx_hat - memo.counts * (along_shift + along_scale) / memo.n) / memo.sd
        return self.unflat(dx, dy)

    def counts(self, x: Array, mask: Array | None) -> Array:
        """A column (..., rows, 1) of ones, and zeros for steps that the mask leaves out."""
        if mask is not None and self.shape[:-1] == mask.shape[-1:]:  # still as many steps
            return mask.reshape(*mask.shape[:-2], -1, 1).astype(x.dtype)
        return np.ones((self.flat(x).shape[-2], 1), x.dtype)

    def observe(self, memo: SimpleNamespace) -> None:
        """Move the running mean and variance toward those of the batch behind this memo."""
        n = memo.n[..., 0, :]
        unbiased = memo.variance[..., 0, :] * (n / np.maximum(1, n - 1))
        self.mean += self.momentum * (memo.mean[..., 0, :] - self.mean)
        self.variance += self.momentum * (unbiased - self.variance)

    def __repr__(self) -> str:
        return f"BatchNorm({self.epsilon}, {self.momentum})"
