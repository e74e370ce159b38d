"""Convolution and pooling: layers that look at an image through a small window.

    z = windows(x) @ W + b           the same weights at every place
    ∂L/∂x = scatter(∂L/∂windows)     what came out of a window goes back to where it came from

`windows` looks, `scatter` adds up. They belong together as a matrix and its transpose: the sum of
windows(x) * d is the sum of x * scatter(d), for all x and d.
Images are (height, width, channels).
"""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from rectified.layers.dense import Dense
from rectified.layers.layer import Layer

Array = np.ndarray
Pair = tuple[int, int]


class Conv2D(Dense):
    """z = windows(x) @ W + b: n_out filters, each a unit that sees one window at a time.

    x (..., n, height, width, channels) gives z (..., n, places down, places across, n_out).
    kernel: the size of the window. stride: how far it moves. padding: rows and columns of zeros on
        each side. Each is a whole number or a pair (down, across). A kernel (k, 1) over images of
        width 1 is a convolution over time.
    W (kernel down * kernel across * channels, n_out) in the order of `windows`; `filters` shows it
    as images. initializer, bias_initializer: as in `Dense`, with one window's numbers as n_in.
    Raises ValueError for an image smaller than the kernel.
    Source: LeCun et al. (1989); before it the Neocognitron, Fukushima (1980).
    """

    def __init__(
        self,
        n_out: int,
        kernel: int | Pair,
        stride: int | Pair = 1,
        padding: int | Pair = 0,
        initializer: Any = None,
        bias_initializer: Any = "zeros",
    ):
        super().__init__(n_out, initializer, bias_initializer)
        self.kernel, self.stride = _pair("kernel", kernel), _pair("stride", stride)
        self.padding = _pair("padding", padding, least=0)

    def output_shape(self, shape):
        height, width, _ = _image("Conv2D", shape, self.kernel, self.padding)
        return *_places((height, width), self.kernel, self.stride, self.padding), self.n_out

    def n_in(self, shape):
        return self.kernel[0] * self.kernel[1] * shape[-1]

    def forward(self, x: Array) -> tuple[Array, Array]:
        seen = windows(x, self.kernel, self.stride, self.padding)
        return super().forward(seen.reshape(*seen.shape[:-3], -1))

    def backward(self, seen: Array, delta: Array, gradient: SimpleNamespace) -> Array | None:
        dseen = super().backward(seen, delta, gradient)
        if dseen is None:
            return None
        dseen = dseen.reshape(*delta.shape[:-1], *self.kernel, self.shape[-1])
        return scatter(dseen, self.shape, self.stride, self.padding)

    @property
    def filters(self) -> Array:
        """The weights as images, (..., kernel down, kernel across, channels, n_out): a view."""
        return self.W.reshape(*self.W.shape[:-2], *self.kernel, self.shape[-1], self.n_out)

    def __repr__(self) -> str:
        return f"Conv2D({self.n_out}, {self.kernel}, {self.stride}, {self.padding})"


class MaxPool2D(Layer):
    """a = the largest number of each k × k field, channel by channel.

    x (..., n, height, width, channels) gives (..., n, height // k, width // k, channels); rows and
    columns that are left over are dropped. k: a whole number or a pair (down, across).
    On the way back all of da goes to the place of the largest number, the first of equal ones.
    Raises ValueError for an image smaller than a field.
    """

    def __init__(self, k: int | Pair):
        self.k = _pair("k", k)

    def output_shape(self, shape):
        height, width, channels = _image("MaxPool2D", shape, self.k)
        return height // self.k[0], width // self.k[1], channels

    def forward(self, x: Array) -> tuple[Array, tuple[Array, Array]]:
        first, *others = self.positions(x)
        a = first.copy()
        for there in others:
            np.maximum(a, there, out=a)
        return a, (x, a)

    def backward(self, memo: tuple[Array, Array], da: Array, gradient: SimpleNamespace) -> Array:
        x, a = memo
        dx = np.zeros(np.broadcast_shapes(x.shape, (*da.shape[:-3], *self.shape)), da.dtype)
        open_ = np.ones(a.shape, bool)  # fields whose largest number was not met yet
        for there, dx_there in zip(self.positions(x), self.positions(dx), strict=True):
            here = (there == a) & open_
            open_ &= ~here
            np.multiply(da, here, out=dx_there)
        return dx

    def positions(self, x: Array) -> Iterator[Array]:
        """For each place (i, j) in a field, a view of the numbers there in all fields."""
        height, width, _ = self.output_shape(self.shape)
        down, across = self.k
        for i in range(down):
            for j in range(across):
                yield x[..., i : height * down : down, j : width * across : across, :]

    def __repr__(self) -> str:
        return f"MaxPool2D({self.k})"


def windows(x: Array, kernel: Pair, stride: Pair = (1, 1), padding: Pair = (0, 0)) -> Array:
    """Every window of the images x (..., height, width, channels).

    Returns a view (..., places down, places across, kernel down, kernel across, channels) of x, or
    of x with `padding` zeros around it.
    """
    if any(padding):
        (down, across), (height, width, channels) = padding, x.shape[-3:]
        framed = np.zeros((*x.shape[:-3], height + 2 * down, width + 2 * across, channels), x.dtype)
        framed[..., down : down + height, across : across + width, :] = x
        x = framed
    view = sliding_window_view(x, kernel, (-3, -2))[..., :: stride[0], :: stride[1], :, :, :]
    return np.moveaxis(view, -3, -1)


def scatter(d: Array, shape: tuple[int, int, int], stride: Pair, padding: Pair = (0, 0)) -> Array:
    """Add the windows d up into images of this shape, each where `windows` took it from.

    d: (..., places down, places across, kernel down, kernel across, channels), as from `windows`.
    shape: (height, width, channels). What would fall on the padding is dropped.
    """
    (down, across), (height, width, channels) = padding, shape
    rows, columns, *kernel, _ = d.shape[-5:]
    x = np.zeros((*d.shape[:-5], height + 2 * down, width + 2 * across, channels), d.dtype)
    for i in range(kernel[0]):  # one place (i, j) of all windows at a time: these never overlap
        for j in range(kernel[1]):
            to_rows = slice(i, i + rows * stride[0], stride[0])
            to_columns = slice(j, j + columns * stride[1], stride[1])
            x[..., to_rows, to_columns, :] += d[..., i, j, :]
    return x[..., down : down + height, across : across + width, :]


def _places(size: Pair, kernel: Pair, stride: Pair, padding: Pair) -> Pair:
    """How many windows fit, down and across."""
    return tuple(
        (s + 2 * p - k) // step + 1
        for s, k, step, p in zip(size, kernel, stride, padding, strict=True)
    )


def _pair(name: str, value: Any, least: int = 1) -> Pair:
    """A whole number or a pair of them, as a pair."""
    pair = value if isinstance(value, tuple | list) else (value, value)
    whole = [isinstance(v, int | np.integer) and not isinstance(v, bool) for v in pair]
    if len(pair) != 2 or not all(whole) or min(pair) < least:
        raise ValueError(
            f"{name} must be a whole number >= {least} or a pair (down, across), got {value!r}"
        )
    return int(pair[0]), int(pair[1])


def _image(layer: str, shape: tuple, window: Pair, padding: Pair = (0, 0)) -> tuple:
    """The shape of an image that holds at least one window, or ValueError."""
    if len(shape) != 3:
        raise ValueError(f"{layer} needs images (height, width, channels), got shape {shape}")
    if any(s + 2 * p < k for s, p, k in zip(shape, padding, window, strict=False)):
        raise ValueError(f"{layer} needs images of at least {window} pixels, got shape {shape}")
    return shape
