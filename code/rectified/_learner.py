"""Where training saves time that has nothing to do with neural networks.

A step of training makes the same arrays as the step before, and new memory for them costs time; so
do views and questions that have the same answers in each step. A `Learner` takes the steps of one
network. It has copies of the layers, whose numbers lie in vectors of its own, layer by layer; it
`read`s those of the network before an epoch and `write`s them after it.

Dense layers on plain rows, each with the activation behind it, are `Rows`: the equations of
`layers/dense.py` with three habits. Arrays are reused. In memory the rows lie last. And each x ends
in a feature that is always 1, so that one matrix product, with W and the b below it, gives
x @ W + b, and another one the gradients of both.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np

from rectified import _parameters
from rectified.layers import Activation, Dense, Layer
from rectified.layers import layer as chain

Array = np.ndarray

IN_CACHE = 1 << 16  # so many numbers of an array stay in the processor's cache


class Learner:
    """The losses and gradients of a network's batches.

    theta: (..., P), the network's parameters in another order: layer by layer. buffers: (..., B).
    gradient: (..., P), ∂L/∂theta of the last batch. decaying: from where to where theta holds
    parameters that decay. The inputs' gradient is not computed.
    """

    def __init__(self, net: Any):
        self.net, self.stack_shape = net, net.stack_shape
        self.theta, self.buffers = np.empty_like(net.theta), np.empty_like(net.buffers)
        self.gradient = np.full_like(net.theta, np.nan)
        layers = chain.bind(net.layers, net.input_shape)
        parts = _parameters.parameters(layers, side_by_side=True)
        _parameters.hold(parts, self.theta)
        _parameters.hold(_parameters.buffers(layers), self.buffers)
        self.decaying = _parameters.decaying(parts)
        self.twins = [
            (getattr(mine, name), getattr(its, name))
            for mine, its in zip(chain.leaves(layers), chain.leaves(net.layers), strict=True)
            for name in mine.parameter_shapes(mine.shape)
        ]
        self.layers: list[Any] = []
        self.gradients: list[Any] = []
        self.sizes: set[int] = set()  # of batches for which there is memory
        self._line_up(layers, _parameters.namespaces(layers, parts, self.gradient))

    def _line_up(self, layers: list[Layer], gradients: list) -> None:
        """Take the layers in order, and what belongs together as `Rows`."""
        todo = list(zip(layers, gradients, strict=True))
        while todo:
            layer, gradient = todo.pop(0)
            if type(layer) is Dense and len(layer.shape) == 1:
                bend = todo.pop(0)[0] if todo and _is_quick(todo[0][0]) else None
                layer = Rows(layer, bend, gradient)
            self.layers.append(layer)
            self.gradients.append(gradient)
        first = self.gradients[0]
        if not isinstance(first, list):  # a Residual has a list, one for each layer inside
            first.to_inputs = False
        for before, behind in zip([None, *self.layers], [*self.layers, None], strict=True):
            if isinstance(before, Rows):
                before.behind = behind if isinstance(behind, Rows) else None
                # it may write into a gradient that comes from Rows or from the loss
                before.owns_gradient = behind is None or isinstance(behind, Rows)
            if isinstance(behind, Rows):
                behind.follows = isinstance(before, Rows)

    def read(self) -> None:
        """Take all numbers as they are in the network."""
        for mine, its in self.twins:
            mine[...] = its
        self.buffers[...] = self.net.buffers

    def write(self) -> None:
        """Give the network all numbers as they are here."""
        for mine, its in self.twins:
            its[...] = mine
        self.net.buffers[...] = self.buffers

    def loss_and_gradient(self, X: Array, y: Array, mask: Array | None) -> tuple[Array, Any]:
        """Forward and back over a batch; X, y and mask are taken as they are.

        Returns the mean loss (...,), and over how many rows or steps it was taken.
        """
        net, n = self.net, X.shape[-1 - len(self.net.input_shape)]
        if n not in self.sizes:
            self._reserve(n)
        logits, memos = chain.forward(self.layers, X, chain.Call(mask))
        counts = net.counted(mask)
        loss, delta = net.loss_and_delta(logits, y, counts)
        chain.backward(self.layers, memos, delta, self.gradients)
        if self.buffers.size:
            plain = [
                (a, m) for a, m in zip(self.layers, memos, strict=True) if isinstance(a, Layer)
            ]
            for layer, memo in chain.leaves(*zip(*plain, strict=True)):
                layer.observe(memo)
        return loss, n if counts is None else counts.sum((-2, -1))

    def _reserve(self, n: int) -> None:
        """Memory for batches of n rows. From the last layer on: one writes to where the next is."""
        for layer in reversed(self.layers):
            if isinstance(layer, Rows):
                layer.reserve(n)
        self.sizes.add(n)


class Rows:
    """A dense layer on rows (..., n, n_in), and the activation behind it, if there is one.

    behind: the Rows that take its outputs, or None. follows: whether Rows come before it, which
    write its inputs to where it wants them.
    """

    options = ()

    def __init__(self, dense: Dense, bend: Layer | None, gradient: SimpleNamespace):
        self.value, self.slope = (bend.f.value, bend.f.slope) if bend else (None, None)
        self.W, self.WbT = dense.W, _with_row_below(dense.W).mT
        self.gradient_Wb, self.gradient = _with_row_below(gradient.W), gradient
        # of two matrices, dot is called in half the time
        self.multiply = np.matmul if self.W.ndim > 2 else np.dot
        self.memory: dict[int, tuple[Array, ...]] = {}  # for batches of so many rows

    def reserve(self, n: int) -> None:
        """Memory for n rows: x with the feature 1, x, z, and the gradient at x; the rows last."""
        *stack, n_in, n_out = self.W.shape
        x1 = np.ones((*stack, n_in + 1, n), self.W.dtype)
        x, z = x1[..., :-1, :], np.empty((*stack, n_out, n), self.W.dtype)
        if self.behind:
            z = self.behind.memory[n][1]
        self.memory[n] = x1, x, z, np.empty(x.shape, x.dtype)

    def forward(self, x: Array) -> tuple[Array, tuple[Array, ...]]:
        memory = x1, mine, z, _ = self.memory[x.shape[-2]]
        if not self.follows:
            mine[...] = x.mT
        self.multiply(self.WbT, x1, z)
        if self.value:
            self.value(z, z)
        return z.mT, memory

    def backward(self, memory: tuple[Array, ...], delta: Array, _: Any) -> Array | None:
        x1, _, a, dx = memory
        delta = delta.mT
        if self.slope:
            slope = self.slope(a, a)
            if slope.size <= IN_CACHE:  # to make 1 and 0 of True and False is faster there
                slope = slope.astype(a.dtype, copy=False)
            delta = np.multiply(delta, slope, out=delta if self.owns_gradient else None)
        self.multiply(x1, delta.mT, self.gradient_Wb)
        return self.multiply(self.W, delta, dx).mT if self.gradient.to_inputs else None


def _with_row_below(W: Array) -> Array:
    """W (..., n_in, n_out) and the n_out numbers that follow it in its vector, as one matrix."""
    *stack, n_in, n_out = W.shape
    step = W.itemsize  # not W.strides: for an axis of length 1 they may be anything
    strides = (*W.strides[:-2], n_out * step, step)
    return np.lib.stride_tricks.as_strided(W, (*stack, n_in + 1, n_out), strides)


def _is_quick(layer: Layer) -> bool:
    """Whether an activation can overwrite what it bends."""
    return isinstance(layer, Activation) and layer.f.slope_from_value
