"""What all layers share, and how they follow one another.

A layer is first a description, `Dense(32)`, which knows nothing of its inputs. `Network` then
makes a copy of it that knows the shape of one example at its input, `layer.shape`, and whose
parameters (`layer.W`, `layer.b`, ...) are views of the network's vector of parameters.

Arrays that go through a layer have the shape (..., n, *shape): stack axes, rows, and the axes of
one example. Parameters have the shape (..., *their own). So one line of NumPy serves one network
and a stack of them; inputs may lack the stack axes where all networks see the same rows.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np

from rectified import activations, initializers
from rectified._reuse import ones

Array = np.ndarray
Shape = tuple[int, ...]


class Layer:
    """One step on the way from the inputs to the outputs.

    A layer of your own needs `forward` and `backward`; `output_shape` if the shape of an example
    changes; `parameter_shapes` and `start` if it learns.

    Attributes of the copy in a network:
    shape: of one example at the input. behind: the activation that the layer's outputs meet next,
        or None; it decides how weights start.
    """

    decays: tuple[str, ...] = ("W", "U")  # parameters that weight decay makes smaller
    options: tuple[str, ...] = ()  # what `forward` takes besides x: see `Call`
    weighs = False  # True: starts with weights that suit the activation behind
    makes_new_arrays = False  # True: neither memo nor layer holds what forward, backward return
    f: activations.Activation | None = None  # its activation function, where it has one

    product = staticmethod(np.matmul)  # training puts one in its place that reuses memory
    shape: Shape = ()
    behind: activations.Activation | None = None
    owns_input = owns_gradient = False  # True: may write into x, into dy

    def output_shape(self, shape: Shape) -> Shape:
        """Shape of one example at the output. Raises ValueError for a shape it cannot take."""
        return shape

    def parameter_shapes(self, shape: Shape) -> dict[str, Shape]:
        """What the layer learns: names and shapes."""
        return {}

    def buffer_shapes(self, shape: Shape) -> dict[str, Shape]:
        """What the layer remembers without learning it: names and shapes."""
        return {}

    def start(self, rng: np.random.Generator) -> dict[str, Array | float]:
        """Values that parameters and buffers of one network begin with."""
        return {}

    def forward(self, x: Array) -> tuple[Array, Any]:
        """Return the outputs, and a memo: all that `backward` will need."""
        raise NotImplementedError

    def backward(self, memo: Any, dy: Array, gradient: SimpleNamespace) -> Array | None:
        """Return ∂L/∂x from dy = ∂L/∂y, and write ∂L/∂parameter into `gradient`.

        memo: what `forward` returned. gradient: one array for each parameter, under its name.
        """
        raise NotImplementedError

    def bound(self, shape: Shape) -> Layer:
        """A copy for inputs of this shape."""
        layer = copy.copy(self)
        layer.shape = shape
        return layer

    def observe(self, memo: Any) -> None:
        """Remember, while training, what the buffers are for."""

    # ------------------------------------------------------------------ for writing layers

    def flat(self, x: Array) -> Array:
        """An array (..., n, *axes, k) as matrices (..., rows, k): every place is a row."""
        if len(self.shape) == 1:
            return x
        return x.reshape(*x.shape[: x.ndim - 1 - len(self.shape)], -1, x.shape[-1])

    def unflat(self, rows: Array, like: Array) -> Array:
        """Matrices (..., rows, k) with the axes that another array (..., n, *axes, m) has."""
        if len(self.shape) == 1:
            return rows
        return rows.reshape(
            *rows.shape[:-2], *like.shape[-1 - len(self.shape) : -1], rows.shape[-1]
        )

    @property
    def learns_slope(self) -> bool:
        """Whether the activation function is one that learns, PReLU, with `self.alpha`."""
        return isinstance(self.f, activations.PReLU)

    def slopes_learned(self, axes: int) -> tuple[Array, ...]:
        """What f takes besides z: PReLU's slopes, with new axes before the last; else nothing."""
        return (widened(self.alpha, axes),) if self.learns_slope else ()

    def slope(self, memo: Any) -> Array:
        """f'(z) of a forward pass, shaped like z, of a layer that has an f."""
        return self.f.slope(memo.z, memo.a, *self.slopes_learned(len(self.shape)))

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    def __getstate__(self) -> dict:
        """What a copy takes along: not the views, which belong to the network."""
        if not self.shape:
            return vars(self)
        views = {*self.parameter_shapes(self.shape), *self.buffer_shapes(self.shape)}
        return {name: value for name, value in vars(self).items() if name not in views}


def T(a: Array) -> Array:
    """The matrices (..., m, n), transposed."""
    return a.swapaxes(-1, -2)


def widened(parameter: Array, axes: int) -> Array:
    """A parameter (..., k) with new axes of length 1, (..., 1, k), to meet arrays (..., n, k)."""
    return parameter[(..., *[None] * axes, slice(None))]


def column_sums(d: Array, out: Array) -> Array:
    """Sum the rows of d (..., n, k); as a product with ones, which is fast."""
    return np.matmul(ones(d.shape[-2], d.dtype), d, out=out)


# ---------------------------------------------------------------- chains of layers


class Call:
    """What a pass through the layers carries besides x.

    mask: (..., n, time), False where a step does not count. states: one initial state for each
    recurrent layer, or None. training: nobody will look at the memos. predicting: the network is
    used and not trained.
    """

    def __init__(self, mask=None, states=None, training=False, predicting=False):
        self.mask, self.training, self.predicting = mask, training, predicting
        self.states = iter(states if states is not None else ())

    @property
    def state(self) -> Array | None:
        """The initial state of the next recurrent layer."""
        return next(self.states, None)

    @property
    def call(self) -> Call:
        return self


def forward(layers: Sequence[Layer], x: Array, call: Call) -> tuple[Array, list]:
    """Through the layers, one after the other: the last outputs, and every layer's memo."""
    memos = []
    for layer in layers:
        options = {name: getattr(call, name) for name in layer.options} if layer.options else {}
        x, memo = layer.forward(x, **options)
        memos.append(memo)
    return x, memos


def backward(layers: Sequence[Layer], memos: list, dy: Array, gradients: list) -> Array | None:
    """Through the layers from the last to the first: ∂L/∂x from ∂L/∂y."""
    for layer, memo, gradient in zip(
        reversed(layers), reversed(memos), reversed(gradients), strict=True
    ):
        dy = layer.backward(memo, dy, gradient)
    return dy


def bind(layers: Sequence[Layer], shape: Shape) -> list[Layer]:
    """Copies of layers that know the shape of their inputs, and their neighbors."""
    bound = []
    for layer in layers:
        bound.append(layer.bound(shape))
        shape = layer.output_shape(shape)
    behind = None
    for layer in reversed(bound):
        layer.behind, behind = behind, layer.f or (None if layer.weighs else behind)
    for before, layer, after in zip([None, *bound], bound, [*bound[1:], None], strict=False):
        layer.owns_input = before is not None and before.makes_new_arrays
        layer.owns_gradient = after is not None and after.makes_new_arrays
    return bound


def default_initializer(initializer: Any, behind: activations.Activation | None) -> Any:
    """The initializer asked for; None is He's for the ReLU family, else Glorot's.

    He's by name takes the negative slope of the activation behind the layer.
    """
    slope = None if behind is None else behind.negative_slope
    if initializer is None:
        initializer = "glorot_uniform" if slope is None else "he_normal"
    if slope is not None and initializer in ("he_normal", "he_uniform"):
        return initializers.get(initializer, negative_slope=float(np.mean(slope)))
    return initializers.get(initializer)


def leaves(layers: Sequence[Layer], *others: Sequence) -> Iterator[Any]:
    """Every layer, those inside a `Residual` instead of it; with the items of parallel lists."""
    for layer, *items in zip(layers, *others, strict=True):
        inner = getattr(layer, "layers", None)
        if inner is not None:
            yield from leaves(inner, *items)
        else:
            yield (layer, *items) if others else layer
