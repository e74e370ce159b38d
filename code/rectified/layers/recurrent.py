"""Layers for sequences: words as vectors, and a state that is carried from step to step.

    z[t] = x[t] @ W + h[t - 1] @ U + b
    h[t] = f(z[t])                   the state before t = 0 is given, or 0

This is one dense layer per step, all with the same weights, and the way back is backpropagation
through these layers:

    delta[t] = ∂L/∂h[t] * f'(z[t])
    ∂L/∂h[t - 1] = delta[t] @ U.T    and what comes from the outputs
    ∂L/∂W, ∂L/∂U, ∂L/∂b = sums over t of x[t].T @ delta[t], h[t - 1].T @ delta[t], delta[t]'s rows

Where a mask is False, h[t] = h[t - 1], and ∂L/∂h passes unchanged. Sequences are (time, features).
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np

from rectified import _checks, activations, initializers
from rectified.layers.dense import Dense
from rectified.layers.layer import Layer

Array = np.ndarray


class RecurrentMemo(NamedTuple):
    """What a recurrent layer remembers of a pass.

    z, a = f(z): (..., n, time, n_out). alpha: the slopes that PReLU had, or nothing. Time is the
    first axis of x, h and mask, (time, ..., n, k); h begins with the initial state.
    """

    z: Array
    a: Array
    alpha: tuple[Array, ...]
    x: Array
    h: Array
    mask: Array


class Recurrent(Dense):
    """h[t] = f(x[t] @ W + h[t - 1] @ U + b): each unit also sees the last states of all.

    x (..., n, time, n_in) gives the last state (..., n, n_out), or with every=True all of them,
    (..., n, time, n_out). A backward pass leaves ∂L/∂a[t] in `gradient.da`, of the latter shape:
    ∂L/∂h[t], but 0 at steps that the mask leaves out.
    f: a name or an object of `rectified.activations`.
    recurrent_initializer: of U (n_out, n_out), a name or an object of `rectified.initializers`.
    dense: initializer and bias_initializer, of W (n_in, n_out) and b (n_out,), as in `Dense`.

    Each call may have a mask (..., n, time), False where the state passes a step unchanged, and an
    initial state (..., n, n_out), without which it is 0.
    Source: Elman (1990); its way back through time: Werbos (1990).
    """

    options = ("mask", "state")

    def __init__(self, n_out, f="tanh", every=False, recurrent_initializer="orthogonal", **dense):
        super().__init__(n_out, **dense)
        self.f, self.every = activations.get(f), bool(every)
        self.recurrent_initializer = initializers.get(recurrent_initializer)

    def output_shape(self, shape):
        _sequence("Recurrent", shape, 2)
        return (shape[0], self.n_out) if self.every else (self.n_out,)

    def parameter_shapes(self, shape):
        U = {"U": (self.n_out, self.n_out)}
        return super().parameter_shapes(shape) | U | self.slope_shapes(self.n_out)

    def bound(self, shape, behind):
        return super().bound(shape, self.f)  # what W's outputs meet is f

    def start(self, rng):
        U = {"U": self.recurrent_initializer(self.n_out, self.n_out, rng)}
        return super().start(rng) | U | self.slope_start()

    def forward(self, x: Array, mask: Array | None = None, state: Array | None = None):
        x = _in_time(self.W, x)
        mask = np.ones(len(x), bool) if mask is None else _in_time(self.W, mask[..., None])
        z = x @ self.W + self.b[..., None, :]
        a, h = np.empty_like(z), np.empty((len(z) + 1, *z.shape[1:]), z.dtype)
        h[0] = 0 if state is None else state
        alpha = self.slopes_learned()
        # h[t] is the state before step t, h[t - 1] in the equations above; h[t + 1] that after it
        for t in range(len(z)):
            z[t] += h[t] @ self.U
            a[t] = self.f.value(z[t], *(slopes[..., 0, :] for slopes in alpha))
            h[t + 1] = np.where(mask[t], a[t], h[t])
        states = np.moveaxis(h, 0, -2)
        memo = RecurrentMemo(np.moveaxis(z, 0, -2), np.moveaxis(a, 0, -2), alpha, x, h, mask)
        return states[..., 1:, :] if self.every else h[-1], memo

    def backward(self, memo: RecurrentMemo, dy: Array, gradient: SimpleNamespace) -> Array:
        slope, x, h, mask = _in_time(self.W, self.slope(memo)), memo.x, memo.h, memo.mask
        # what each state gets from the layers behind: with every=False only the last one does
        dy_at = _in_time(self.W, dy) if self.every else [0] * (len(slope) - 1) + [dy]
        da, delta = np.empty((2, *slope.shape), dy.dtype)
        dh = 0  # ∂L/∂state after step t; the later steps add to it
        for t in reversed(range(len(delta))):
            dh = dh + dy_at[t]
            da[t] = dh * mask[t]
            delta[t] = da[t] * slope[t]
            dh = delta[t] @ self.U.mT + dh * ~mask[t]
        gradient.W[...] = (x.mT @ delta).sum(axis=0)
        gradient.U[...] = (h[:-1].mT @ delta).sum(axis=0)
        gradient.b[...] = delta.sum(axis=(0, -2))
        if self.learns_slope:
            moved = da * self.f.alpha_gradient(_in_time(self.W, memo.z))
            gradient.alpha[...] = moved.sum(axis=(0, -2))
        gradient.da, gradient.delta = np.moveaxis(da, 0, -2), np.moveaxis(delta, 0, -2)
        gradient.state = dh  # at the initial state
        return np.moveaxis(delta @ self.W.mT, 0, -2)

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

    def backward(self, words: Array, dy: Array, gradient: SimpleNamespace) -> None:
        gradient.E[...] = 0
        dy = dy.reshape(*dy.shape[:-3], -1, self.n_out)
        for network in np.ndindex(words.shape[:-2]):
            _add_rows(gradient.E[network], words[network].ravel(), dy[network])

    def __repr__(self) -> str:
        return f"Embedding({self.n_words}, {self.n_out})"


def _in_time(W: Array, a: Array) -> Array:
    """An array (..., n, time, k) as (time, ..., n, k), with as many stack axes as W has."""
    a = np.moveaxis(a, -2, 0)
    missing = W.ndim + 1 - a.ndim
    return a.reshape(len(a), *[1] * missing, *a.shape[1:])


def _add_rows(out: Array, places: Array, rows: Array) -> None:
    """out[..., p, :] += the sum of all rows (..., m, k) whose place (m,) is p."""
    order = np.argsort(places, kind="stable")
    places, first = np.unique(places[order], return_index=True)
    out[..., places, :] += np.add.reduceat(rows[..., order, :], first, axis=-2)


def _sequence(layer: str, shape: tuple, axes: int) -> None:
    wanted = "(time,)" if axes == 1 else "(time, features)"
    if len(shape) != axes:
        raise ValueError(f"{layer} needs sequences {wanted}, got examples of shape {shape}")
