"""Layers for sequences: words as vectors, and a state that is carried from step to step.

    z[t] = x[t] @ W + h[t - 1] @ U + b
    h[t] = f(z[t])                   h[-1] is the initial state

This is one dense layer per step, all with the same weights, and the way back is backpropagation
through these layers. Sequences are (time, features).
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np

from rectified import _checks, activations, initializers
from rectified.layers.layer import Layer, T, column_sums, default_initializer

Array = np.ndarray


class Steps(NamedTuple):
    """What a recurrent layer remembers of a pass.

    z, a = f(z): (..., n, time, n_out). x, h: the inputs, and the states with the initial one first,
    time before rows, (..., time, n, k). mask: one array (..., n, 1) for each step, or None.
    """

    z: Array
    a: Array
    x: Array
    h: Array
    mask: Array | None


class Recurrent(Layer):
    """h[t] = f(x[t] @ W + h[t - 1] @ U + b): n_out units that see their own last state.

    x (..., n, time, n_in) gives the last state (..., n, n_out), or with every=True all of them,
    (..., n, time, n_out). f: a name or an object of `rectified.activations`.
    initializer: of W (n_in, n_out), None as in `Dense`. recurrent_initializer: of U (n_out, n_out).
    bias_initializer: of b (n_out,). All: names or objects of `rectified.initializers`.

    Each call may have a mask (..., n, time), False where the state passes a step unchanged, and an
    initial state (..., n, n_out), without which it is 0.
    Source: Elman (1990); its way back through time: Werbos (1990).
    """

    weighs = True
    options = ("mask", "state")

    def __init__(
        self,
        n_out: int,
        f: Any = "tanh",
        every: bool = False,
        initializer: Any = None,
        recurrent_initializer: Any = "orthogonal",
        bias_initializer: Any = "zeros",
    ):
        self.n_out = _checks.positive_integer("n_out", n_out)
        self.f, self.every = activations.get(f), bool(every)
        self.initializer = initializer
        self.recurrent_initializer = initializers.get(recurrent_initializer)
        self.bias_initializer = initializers.get(bias_initializer)

    def output_shape(self, shape):
        _sequence("Recurrent", shape, 2)
        return (shape[0], self.n_out) if self.every else (self.n_out,)

    def parameter_shapes(self, shape):
        shapes = {"W": (shape[-1], self.n_out), "U": (self.n_out, self.n_out), "b": (self.n_out,)}
        return shapes | ({"alpha": (self.n_out,)} if self.learns_slope else {})

    def start(self, rng):
        sizes = self.shape[-1], self.n_out
        W = default_initializer(self.initializer, self.f)(*sizes, rng)
        U = self.recurrent_initializer(self.n_out, self.n_out, rng)
        values = {"W": W, "U": U, "b": self.bias_initializer.bias(*sizes, rng)}
        return values | ({"alpha": self.f.alpha} if self.learns_slope else {})

    def forward(self, x: Array, mask: Array | None = None, state: Array | None = None):
        x = np.ascontiguousarray(_swap(x))  # (..., time, n, n_in): the rows of a step together
        time, n, _ = x.shape[-3:]
        z = self.flat(x) @ self.W + self.b[..., None, :]
        z = z.reshape(*z.shape[:-2], time, n, self.n_out)
        h = np.empty((*z.shape[:-3], time + 1, n, self.n_out), z.dtype)
        h[..., 0, :, :] = 0 if state is None else state
        a = h[..., 1:, :, :] if mask is None else np.empty_like(z)
        mask = None if mask is None else np.moveaxis(mask, -1, 0)[..., None]

        z_at, a_at, h_at = _by_step(z, a, h)
        for t in range(time):
            z_at[t] += h_at[t] @ self.U
            a_at[t] = self.f.value(z_at[t], *self.slopes_learned(1))
            if mask is not None:
                h_at[t + 1] = np.where(mask[t], a_at[t], h_at[t])
        y = _swap(h[..., 1:, :, :]) if self.every else h_at[time]
        return y, Steps(_swap(z), _swap(a), x, h, mask)

    def backward(self, memo: Steps, dy: Array, gradient: SimpleNamespace) -> Array | None:
        da, dz = np.empty((2, *_swap(memo.z).shape), dy.dtype)
        da_at, dz_at, slope_at = _by_step(da, dz, _swap(self.slope(memo)))
        dh = 0 if self.every else dy
        for t in reversed(range(len(dz_at))):
            if self.every:
                dh = dh + dy[..., t, :]
            counts = 1 if memo.mask is None else memo.mask[t]
            da_at[t] = dh * counts
            dz_at[t] = da_at[t] * slope_at[t]
            dh = dz_at[t] @ T(self.U) + (0 if memo.mask is None else dh * ~counts)

        rows, states, dz_rows = (self.flat(array) for array in (memo.x, memo.h[..., :-1, :, :], dz))
        gradient.W[...] = T(rows) @ dz_rows
        gradient.U[...] = T(states) @ dz_rows
        gradient.b[...] = column_sums(dz_rows)
        if self.learns_slope:
            moved = da * self.f.alpha_gradient(_swap(memo.z))
            gradient.alpha[...] = column_sums(self.flat(moved))
        gradient.da, gradient.delta, gradient.state = _swap(da), _swap(dz), dh
        if not gradient.to_inputs:
            return None
        dx = dz_rows @ T(self.W)
        return _swap(dx.reshape(*dz.shape[:-1], -1))

    def __repr__(self) -> str:
        return f"Recurrent({self.n_out}, {self.f}{', every=True' if self.every else ''})"


class Embedding(Layer):
    """x[t] = E[word t]: a vector of n_out numbers for each of n_words words.

    Takes whole numbers (..., n, time) from 0 to n_words - 1 and gives (..., n, time, n_out). Only
    the first layer of a network can be one; there is no gradient at its inputs.
    initializer: of E (n_words, n_out), a name or an object of `rectified.initializers`; by default
    every number is drawn from N(0, 1), the size of signal that other layers' weights expect.
    Source: Bengio, Ducharme, Vincent & Jauvin (2003).
    """

    def __init__(self, n_words: int, n_out: int, initializer: Any = None):
        self.n_words = _checks.positive_integer("n_words", n_words)
        self.n_out = _checks.positive_integer("n_out", n_out)
        self.initializer = initializers.get(initializer or initializers.Normal(std=1.0))

    def output_shape(self, shape):
        _sequence("Embedding", shape, 1)
        return (*shape, self.n_out)

    def parameter_shapes(self, shape):
        return {"E": (self.n_words, self.n_out)}

    def start(self, rng):
        return {"E": self.initializer(self.n_words, self.n_out, rng)}

    def forward(self, words: Array) -> tuple[Array, Array]:
        if words.ndim == 2:  # the same for all networks
            return self.E.take(words, axis=-2), words
        rows = words.reshape(*words.shape[:-2], -1, 1)
        x = np.take_along_axis(self.E, rows, axis=-2)
        return x.reshape(*x.shape[:-2], *words.shape[-2:], self.n_out), words

    def backward(self, words: Array, dx: Array, gradient: SimpleNamespace) -> None:
        gradient.E[...] = 0
        dx = dx.reshape(*dx.shape[:-3], -1, self.n_out)
        for network in np.ndindex(words.shape[:-2]):
            _add_rows(gradient.E[network], words[network].ravel(), dx[network])

    def __repr__(self) -> str:
        return f"Embedding({self.n_words}, {self.n_out})"


def _add_rows(out: Array, places: Array, rows: Array) -> None:
    """out[..., p, :] += the sum of all rows (..., m, k) whose place (m,) is p."""
    order = np.argsort(places, kind="stable")
    places, first = np.unique(places[order], return_index=True)
    out[..., places, :] += np.add.reduceat(rows[..., order, :], first, axis=-2)


def _swap(a: Array) -> Array:
    """(..., n, time, k) as (..., time, n, k), or back: a view."""
    return a.swapaxes(-2, -3)


def _by_step(*arrays: Array) -> list[Array]:
    """Views of (..., time, n, k) whose first axis is time."""
    return [np.moveaxis(array, -3, 0) for array in arrays]


def _sequence(layer: str, shape: tuple, axes: int) -> None:
    wanted = "(time,)" if axes == 1 else "(time, features)"
    if len(shape) != axes:
        raise ValueError(f"{layer} needs sequences {wanted}, got examples of shape {shape}")
