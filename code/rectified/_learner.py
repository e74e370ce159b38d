"""Where training saves time that has nothing to do with neural networks.

A step of training makes the same arrays as the step before, and new memory for them costs time; so
do views and questions that have the same answers in each step. A `Learner` takes the steps of one
network. Its dense layers on plain rows, each with the activation behind it, are `Rows`: the same
equations as in `layers/dense.py`, with all that done once. Nothing that a step makes outlives it.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np

from rectified import _parameters
from rectified.layers import Activation, Dense, Layer
from rectified.layers import layer as chain

Array = np.ndarray


class Learner:
    """The losses and gradients of a network's batches.

    gradient: (..., P), ∂L/∂theta of the last batch. The inputs' gradient is not computed.
    """

    def __init__(self, net: Any):
        self.net = net
        self.gradient = np.full_like(net.theta, np.nan)
        self.layers: list[Any] = []
        self.gradients: list[Any] = []
        todo = list(zip(net.layers, _parameters.namespaces(net.layers, self.gradient), strict=True))
        while todo:
            layer, gradient = todo.pop(0)
            if type(layer) is Dense and len(layer.shape) == 1:
                bend = todo.pop(0)[0] if todo and _is_quick(todo[0][0]) else None
                layer = Rows(layer, bend, gradient, first=not self.layers)
            self.layers.append(layer)
            self.gradients.append(gradient)
        first = self.gradients[0]
        if not isinstance(first, list):  # a Residual has a list, one for each layer inside
            first.to_inputs = False
        for layer, behind in zip(self.layers, [*self.layers[1:], None], strict=True):
            if isinstance(layer, Rows):  # may write into a gradient that comes from Rows or loss
                layer.owns_gradient = behind is None or isinstance(behind, Rows)

    def loss_and_gradient(self, X: Array, y: Array, mask: Array | None) -> tuple[Array, Any]:
        """Forward and back over a batch; X, y and mask are taken as they are.

        Returns the mean loss (...,), and over how many rows or steps it was taken.
        """
        net = self.net
        logits, memos = chain.forward(self.layers, X, chain.Call(mask))
        counts = net.counted(mask)
        loss, delta = net.loss_and_delta(logits, y, counts)
        chain.backward(self.layers, memos, delta, self.gradients)
        if net.buffers.size:
            plain = [
                (a, m) for a, m in zip(self.layers, memos, strict=True) if isinstance(a, Layer)
            ]
            for layer, memo in chain.leaves(*zip(*plain, strict=True)):
                layer.observe(memo)
        return loss, X.shape[-1 - len(net.input_shape)] if counts is None else counts.sum((-2, -1))


class Rows:
    """A dense layer on rows (..., n, n_in), and the activation behind it, if there is one."""

    options = ()
    owns_gradient = False

    def __init__(self, dense: Dense, bend: Layer | None, gradient: SimpleNamespace, first: bool):
        self.value, self.slope = (bend.f.value, bend.f.slope) if bend else (None, None)
        self.W, self.WT, self.b = dense.W, dense.W.mT, dense.b[..., None, :]
        self.gradient, self.first = gradient, first
        # of two matrices, dot is called in half the time
        self.multiply = np.matmul if self.W.ndim > 2 else np.dot
        self.memory: dict[int, tuple[Array, Array, Array]] = {}  # for batches of so many rows

    def forward(self, x: Array) -> tuple[Array, tuple[Array, Array]]:
        n = x.shape[-2]
        if n not in self.memory:
            stack, (n_in, n_out) = self.W.shape[:-2], self.W.shape[-2:]
            shapes = (*stack, n, n_out), (*stack, n, n_in), (n,)
            self.memory[n] = tuple(np.ones(shape, self.W.dtype) for shape in shapes)
        z = self.memory[n][0]
        self.multiply(x, self.W, z)
        z += self.b
        if self.value:
            self.value(z, z)
        return z, (x, z)

    def backward(self, memo: tuple[Array, Array], delta: Array, _: Any) -> Array | None:
        x, a = memo
        _, dx, ones = self.memory[x.shape[-2]]
        if self.slope:
            # numbers: to multiply by True and False takes longer than to make 1 and 0 of them
            slope = self.slope(a, a).astype(a.dtype, copy=False)
            delta = np.multiply(delta, slope, out=delta if self.owns_gradient else None)
        self.multiply(x.swapaxes(-1, -2), delta, self.gradient.W)
        self.multiply(ones, delta, self.gradient.b)
        if self.first:
            return None
        return self.multiply(delta, self.WT, dx)


def _is_quick(layer: Layer) -> bool:
    """Whether an activation can overwrite what it bends."""
    return isinstance(layer, Activation) and layer.f.slope_from_value
