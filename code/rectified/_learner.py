"""Where training saves time that has nothing to do with neural networks.

A step of training makes the same arrays as the step before, and new memory for them costs a part of
its time. A `Learner` has the layers of a network once more, with the same parameters: its dense
layers write their products where their last ones of the same size went, and its activations write
over what they bend, where they can. Nothing that a step makes outlives it.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from rectified import _parameters
from rectified.layers import Activation, Dense
from rectified.layers import layer as chain

Array = np.ndarray


class Learner:
    """A network's steps of training.

    gradient: (..., P), ∂L/∂theta of the last batch. The inputs' gradient is not computed.
    """

    def __init__(self, net: Any):
        self.net = net
        self.gradient = np.full_like(net.theta, np.nan)
        self.layers = chain.bind(net.layers, net.input_shape)
        _parameters.attach(self.layers, net.theta, net.buffers)
        self.gradients = _parameters.namespaces(self.layers, self.gradient)
        if not isinstance(self.gradients[0], list):
            self.gradients[0].to_inputs = False
        for layer in chain.leaves(self.layers):
            if isinstance(layer, Dense):
                layer.product, layer.product_back = Product(net.theta), Product(net.theta)
            if isinstance(layer, Activation):
                layer.overwrites = layer.owns_input and layer.f.slope_from_value

    def step(self, X: Array, y: Array, mask: Array | None) -> tuple[Array, Array]:
        """Forward and back over a batch; X, y and mask are taken as they are.

        Returns the mean loss (...,), and over how many rows or steps (...,) it was taken.
        """
        net = self.net
        logits, memos = chain.forward(self.layers, X, chain.Call(mask))
        counts = net.counted(mask)
        loss, delta = net.loss_and_delta(logits, y, counts)
        chain.backward(self.layers, memos, delta, self.gradients)
        if net.buffers.size:
            for layer, memo in chain.leaves(self.layers, memos):
                layer.observe(memo)
        return loss, X.shape[-1 - len(net.input_shape)] if counts is None else counts.sum((-2, -1))


class Product:
    """a @ b, written over the last product with as many rows."""

    def __init__(self, theta: Array):
        self.multiply = np.matmul if theta.ndim > 1 else np.dot  # dot is called in half the time
        self.results: dict[int, Array] = {}

    def __call__(self, a: Array, b: Array) -> Array:
        n = a.shape[-2]
        result = self.results.get(n)
        if result is None:
            result = self.results[n] = np.matmul(a, b)
            return result
        return self.multiply(a, b, result)
