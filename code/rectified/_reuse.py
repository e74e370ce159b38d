"""Where training saves time that has nothing to do with neural networks.

A step of training makes the same arrays as the step before. New memory for them costs a few percent
of its time; so each layer's matrix products go where its last ones of the same shapes went. No
result outlives its step: `Network.learn` does not hand any out.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np

Array = np.ndarray


class Product:
    """a @ b, written over the last product of arrays of these shapes."""

    def __init__(self):
        self.results: dict[tuple, Array] = {}

    def __call__(self, a: Array, b: Array) -> Array:
        shapes = a.shape, b.shape
        if shapes not in self.results:
            self.results[shapes] = np.matmul(a, b)
            return self.results[shapes]
        multiply = np.dot if a.ndim == b.ndim == 2 else np.matmul  # dot is called in half the time
        return multiply(a, b, out=self.results[shapes])


class Reuse:
    """Lets layers reuse their products for the time of a `with` block.

    A layer's forward and backward products may share an array: what went forward is needed by the
    layers behind it only, and these are done when the backward product is computed.
    """

    def __init__(self, layers: Iterable):
        self.products = {layer: Product() for layer in layers}

    def __enter__(self) -> None:
        for layer, product in self.products.items():
            layer.product = product

    def __exit__(self, *error: object) -> None:
        for layer in self.products:
            del layer.product


@lru_cache(maxsize=64)
def ones(n: int, dtype: np.dtype) -> Array:
    """A row of ones that nobody may change."""
    row = np.ones(n, dtype)
    row.setflags(write=False)
    return row
