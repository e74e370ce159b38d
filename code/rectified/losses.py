"""Output functions with the losses that belong to them.

Each turns logits z (..., n, n_out), the last layer's numbers, into answers a, and knows how wrong
these are: the mean loss over the rows, and its gradient delta = ∂L/∂z. For all three pairs that
gradient is simply

    delta = (a - y) / n              answer minus target, over the number of rows

(for a softmax with y as a row of zeros and a one at the true class).
`counts` (..., n) holds 1 for rows that count and 0 for those that do not, such as the steps behind
the end of a sequence; the mean is over those that count.
"""

from __future__ import annotations

from functools import lru_cache
from math import prod
from typing import Any

import numpy as np

from rectified import _checks, activations

Array = np.ndarray


class SoftmaxCrossEntropy:
    """Softmax output and cross-entropy: one class of several. Labels y: whole numbers (..., n).

    a = softmax(z), loss = -log(a of the true class).
    Source: Bridle (1990).
    """

    name = "softmax"
    target_axes = 0  # how many axes targets have for one row

    def value(self, z: Array) -> Array:
        """The probability of each class."""
        return activations.softmax(z)

    def loss_and_delta(self, z: Array, y: Array, counts: Array | None = None):
        """Mean loss over the rows (...,), and its gradient with respect to z."""
        # p = softmax(z), losses = -log(p[true]), delta = p - 1 at the true class and p elsewhere.
        # The largest z goes first, so that no exp overflows; and the classes become rows,
        # (..., n_out, n), because sums down the rows are fast
        z = z.swapaxes(-1, -2).copy()
        z -= np.maximum.reduce(z, axis=-2, keepdims=True)
        true = _places_of_class_0(z.shape) + z.shape[-1] * y  # a class further is n numbers on
        p = np.exp(z)
        total = np.add.reduce(p, axis=-2, keepdims=True)
        losses = np.log(total[..., 0, :]) - z.take(true)
        p /= total
        p.reshape(-1)[true] -= 1  # from here on it is delta
        return _mean(losses, p.swapaxes(-1, -2), counts)

    def check(self, y: Any, shape: tuple[int, ...], n_out: int) -> Array:
        """Labels for rows of this shape, (..., *shape), or ValueError."""
        y = np.asarray(y)
        if y.dtype.kind not in "iu":
            raise ValueError(f"y must be integer class labels for a softmax output, got {y.dtype}")
        if y.shape[-len(shape) :] != shape:
            raise ValueError(f"y must have one label per {_rows(shape)}, got shape {y.shape}")
        if y.size and (y.min() < 0 or y.max() >= n_out):
            hint = "; two classes and one output unit are a sigmoid's" if n_out == 1 else ""
            raise ValueError(
                f"y must hold labels from 0 to {n_out - 1} ({n_out} output units), "
                f"got {y.min()} to {y.max()}{hint}"
            )
        return y.astype(np.intp, copy=False)  # an index, also where those have 32 bits


class SigmoidCrossEntropy:
    """Sigmoid outputs and binary cross-entropy, summed over the outputs. Targets y in [0, 1].

    a = sigmoid(z), loss = -y log(a) - (1 - y) log(1 - a). y: (..., n, n_out), or (..., n) when
    there is one output.
    """

    name = "sigmoid"
    target_axes = 1  # how many axes targets have for one row

    def value(self, z: Array) -> Array:
        """The probability that each output is 1."""
        return activations.get("sigmoid").value(z)

    def loss_and_delta(self, z: Array, y: Array, counts: Array | None = None):
        """Mean loss over the rows (...,), and its gradient with respect to z."""
        losses = activations.get("softplus").value(z) - y * z
        # because -log(1 - a) = softplus(z) and -log(a) = softplus(z) - z
        return _mean(losses.sum(axis=-1), self.value(z) - y, counts)

    def check(self, y: Any, shape: tuple[int, ...], n_out: int) -> Array:
        """Targets (..., *shape, n_out), or ValueError."""
        y = _targets(y, shape, n_out)
        if y.size and (y.min() < 0 or y.max() > 1):
            raise ValueError(
                f"y must lie between 0 and 1 for a sigmoid output, got {y.min()} to {y.max()}"
            )
        return y


class LinearSquaredError:
    """Linear outputs and half the squared error, summed over the outputs. Any real targets y.

    a = z, loss = (a - y)² / 2. y: (..., n, n_out), or (..., n) when there is one output.
    """

    name = "linear"
    target_axes = 1  # how many axes targets have for one row

    def value(self, z: Array) -> Array:
        """The logits themselves."""
        return z

    def loss_and_delta(self, z: Array, y: Array, counts: Array | None = None):
        """Mean loss over the rows (...,), and its gradient with respect to z."""
        error = z - y
        return _mean((error * error).sum(axis=-1) / 2, error, counts)

    def check(self, y: Any, shape: tuple[int, ...], n_out: int) -> Array:
        """Targets (..., *shape, n_out), or ValueError."""
        return _targets(y, shape, n_out)


OUTPUTS = {o.name: o for o in (SoftmaxCrossEntropy(), SigmoidCrossEntropy(), LinearSquaredError())}


@lru_cache(maxsize=64)
def _places_of_class_0(shape: tuple[int, ...]) -> Array:
    """Where in an array (..., n_out, n), read from end to end, the rows' first classes stand."""
    *stack, n_out, n = shape
    places = np.arange(prod(shape)).reshape(*stack, n_out, n)[..., 0, :].copy()
    places.setflags(write=False)  # it is handed out again
    return places


def _mean(losses: Array, delta: Array, counts: Array | None) -> tuple[Array, Array]:
    """The mean of the rows' losses (..., n); and delta, divided in place by how many count."""
    if counts is None:
        n = losses.shape[-1]
        delta /= n
        return losses.sum(axis=-1) / n, delta
    n = np.maximum(counts.sum(axis=-1), 1)  # a batch of which nothing counts has the loss 0
    delta *= (counts / n[..., None])[..., None]
    return (losses * counts).sum(axis=-1) / n, delta


def _targets(y: Any, shape: tuple[int, ...], n_out: int) -> Array:
    """Targets as (..., *shape, n_out); a missing last axis is added for a single output."""
    y = _checks.finite_array("y", y)
    if n_out == 1 and y.shape[-len(shape) :] == shape and y.shape[-len(shape) - 1 :] != (*shape, 1):
        y = y[..., None]
    if y.shape[-len(shape) - 1 :] != (*shape, n_out):
        wanted = ", ".join(map(str, (*shape, n_out)))
        raise ValueError(
            f"y must have shape ({wanted}): {_rows(shape)}, output units; got shape {y.shape}"
        )
    return y


def _rows(shape: tuple[int, ...]) -> str:
    """What the axes before the last one are."""
    return f"row of X ({shape[0]})" if len(shape) == 1 else f"row and place of X {shape}"
