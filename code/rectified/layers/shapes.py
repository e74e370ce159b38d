"""Layers without weights of their own: they put numbers in another order, or join them."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from types import SimpleNamespace

import numpy as np

from rectified import _checks
from rectified.layers import layer as chain
from rectified.layers.layer import Layer

Array = np.ndarray


class Reshape(Layer):
    """The same numbers of an example in another shape: x (..., n, *axes) gives (..., n, *shape).

    Raises ValueError where one shape holds more numbers than the other.
    """

    def __init__(self, *shape: int):
        self.target = tuple(_checks.positive_integer("shape", size) for size in shape)
        if not shape:
            raise ValueError("shape must have at least one axis, got none")

    def output_shape(self, shape):
        if prod(self.target) != prod(shape):
            raise ValueError(f"shape must hold {prod(shape)} numbers as {shape}, got {self.target}")
        return self.target

    def forward(self, x: Array) -> tuple[Array, None]:
        rows = x.shape[: x.ndim - len(self.shape)]
        return x.reshape(*rows, *self.output_shape(self.shape)), None

    def backward(self, memo: None, dy: Array, gradient: SimpleNamespace) -> Array:
        rows = dy.shape[: dy.ndim - len(self.output_shape(self.shape))]
        return dy.reshape(*rows, *self.shape)

    def __repr__(self) -> str:
        return f"Reshape{self.target}"


class Flatten(Reshape):
    """All numbers of an example in one row: x (..., n, *axes) gives (..., n, their product)."""

    def __init__(self):
        pass

    def output_shape(self, shape):
        return (prod(shape),)

    def __repr__(self) -> str:
        return "Flatten()"


class Product(Layer):
    """y = x[0] * x[1] * ... * x[m - 1]: the vectors of an axis, multiplied number by number.

    x (..., n, m, k) gives (..., n, k). With a sum behind it, `Dense(1)` with weights of 1, it is
    the dot product of two embeddings.
    """

    def output_shape(self, shape):
        if len(shape) != 2:
            raise ValueError(f"Product needs m vectors of k numbers (m, k), got shape {shape}")
        return shape[1:]

    def forward(self, x: Array) -> tuple[Array, Array]:
        return x.prod(axis=-2), x

    def backward(self, x: Array, dy: Array, gradient: SimpleNamespace) -> Array:
        dx = np.empty(np.broadcast_shapes(x.shape, dy[..., None, :].shape), dy.dtype)
        for i in range(x.shape[-2]):
            others = np.delete(x, i, axis=-2).prod(axis=-2)
            dx[..., i, :] = dy * others
        return dx


class Residual(Layer):
    """y = x + g(x), where g is a chain of layers whose outputs have the shape of their inputs.

    layers: the chain g. Raises ValueError where g changes the shape.
    Source: He, Zhang, Ren & Sun (2016).
    """

    options = ("call",)

    def __init__(self, layers: Sequence[Layer]):
        self.layers = chain.checked("layers", layers)

    def output_shape(self, shape):
        out = shape
        for layer in self.layers:
            out = layer.output_shape(out)
        if out != shape:
            raise ValueError(f"layers of Residual must keep the shape {shape}, got {out}")
        return shape

    def bound(self, shape, behind):
        layer = super().bound(shape, behind)
        layer.layers = chain.bind(self.layers, shape, behind)
        return layer

    def forward(self, x: Array, call: chain.Call) -> tuple[Array, list]:
        y, memos = chain.forward(self.layers, x, call)
        return x + y, memos

    def backward(self, memos: list, dy: Array, gradients: list) -> Array:
        return dy + chain.backward(self.layers, memos, dy, gradients)

    def __repr__(self) -> str:
        return f"Residual({self.layers})"
