"""The two layers of a multilayer perceptron, as equations.

    z = x @ W + b                    Dense: every unit adds up its weighted inputs
    a = f(z)                         Activation: every unit bends its sum

and on the way back, with delta = ∂L/∂z and da = ∂L/∂a,

    delta = da * f'(z)               Activation
    ∂L/∂W = x.T @ delta              Dense: the gradients of its weights,
    ∂L/∂b = sum of delta's rows      of its biases,
    ∂L/∂x = delta @ W.T              and of its inputs, which the layer before takes for its da

Rows are examples. Layer k of the book is a pair of these: its x is a[k], its z is z[k], its a is
a[k + 1]. ∂L stands for the loss's derivative. `net.forward` and `net.backward` run this file; `fit`
runs the same equations in `_learner.Rows`, which reuses memory.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np

from rectified import _checks, activations, initializers
from rectified.layers.layer import Layer, column_sums, default_initializer

Array = np.ndarray


class Dense(Layer):
    """z = x @ W + b: n_out units, each connected to all numbers of the last axis of x.

    x (..., n, *places, n_in) gives z (..., n, *places, n_out). Axes between n and n_in are places,
    the steps of a sequence or the pixels of an image: every place is treated as a row.
    initializer: of W (n_in, n_out); None is He's if a ReLU or leaky kin follows, else Glorot's.
    bias_initializer: of b (n_out,). Both: names or objects of `rectified.initializers`.
    Raises ValueError for n_out < 1. Source: Rumelhart, Hinton & Williams (1986).
    """

    weighs = True

    def __init__(self, n_out: int, initializer: Any = None, bias_initializer: Any = "zeros"):
        self.n_out = _checks.positive_integer("n_out", n_out)
        self.initializer = initializer
        self.bias_initializer = initializers.get(bias_initializer)

    def n_in(self, shape: tuple[int, ...]) -> int:
        """How many numbers each unit weighs, for examples of this shape."""
        return shape[-1]

    def output_shape(self, shape):
        return (*shape[:-1], self.n_out)

    def parameter_shapes(self, shape):
        return {"W": (self.n_in(shape), self.n_out), "b": (self.n_out,)}

    def start(self, rng):
        sizes = self.n_in(self.shape), self.n_out
        W = default_initializer(self.initializer, self.behind)(*sizes, rng)
        return {"W": W, "b": self.bias_initializer.bias(*sizes, rng)}

    def forward(self, x: Array) -> tuple[Array, Array]:
        z = self.flat(x) @ self.W + self.b[..., None, :]  # b goes to every row
        return self.unflat(z, x), x

    def backward(self, x: Array, delta: Array, gradient: SimpleNamespace) -> Array | None:
        places, x, delta = delta, self.flat(x), self.flat(delta)
        gradient.W[...] = x.mT @ delta
        gradient.b[...] = column_sums(delta)
        return self.unflat(delta @ self.W.mT, places) if gradient.to_inputs else None

    def __repr__(self) -> str:
        return f"Dense({self.n_out})"


class ActivationMemo(NamedTuple):
    """What an activation remembers of a pass: z and a = f(z), arrays of one shape.

    alpha: (slopes,) as PReLU had them in this pass, () for others: a = f.value(z, *alpha).
    """

    z: Array
    a: Array
    alpha: tuple[Array, ...] = ()


class Activation(Layer):
    """a = f(z), number by number.

    f: a name or an object of `rectified.activations`. PReLU learns `alpha`, one slope for each
    unit: the last axis of z.
    """

    def __init__(self, f: Any):
        self.f = activations.get(f)

    def parameter_shapes(self, shape):
        return self.slope_shapes(shape[-1])

    def start(self, rng):
        return self.slope_start()

    def forward(self, z: Array) -> tuple[Array, ActivationMemo]:
        alpha = self.slopes_learned()
        a = self.f.value(z, *alpha)
        return a, ActivationMemo(z, a, alpha)

    def backward(self, memo: ActivationMemo, da: Array, gradient: SimpleNamespace) -> Array:
        if self.learns_slope:
            gradient.alpha[...] = column_sums(self.flat(da * self.f.alpha_gradient(memo.z)))
        gradient.delta = da * self.slope(memo)
        return gradient.delta

    def __repr__(self) -> str:
        return f"Activation({self.f})"
