"""What all layers share, and how they follow one another.

A layer is first a description, `Dense(32)`, which knows nothing of its inputs. `Network` makes a
copy that is *bound*: it knows the shape of one example at its input, `layer.shape`, and what
follows it; its parameters (`layer.W`, `layer.b`, ...) are views of the network's one vector.

    stack     axes in front of all arrays: many networks at once
    row       one example of a batch; arrays are (..., n, *shape): stack, rows, one example
    memo      what a layer's forward pass keeps for its backward pass
    buffer    a number that a layer remembers but does not learn: a running mean
    bend      an activation function, and the layer that has one

Parameters have the stack's axes in front, too: W is (..., n_in, n_out). So one line of NumPy
serves one network and a stack of them; inputs may lack the stack axes where all networks see the
same rows.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np

from rectified import activations, initializers

Array = np.ndarray
Shape = tuple[int, ...]


class Layer:
    """One step on the way from the inputs to the outputs.

    A layer of your own needs `forward` and `backward`; `output_shape` if the shape of an example
    changes; `parameter_shapes` and `start` if it learns. If it bends, it has an `f`, its memo has
    arrays z and a, and its backward pass stores `gradient.delta` = ∂L/∂z: that is what the
    diagnostics look at.

    Attributes of the copy in a network:
    shape: of one example at the input.
    behind: the activation that the outputs meet next, or None; it decides how weights start.
    """

    decays: tuple[str, ...] = ("W", "U", "E")  # what weight decay makes smaller
    options: tuple[str, ...] = ()  # what `forward` takes besides x, by the names of `Call`
    weighs = False  # True: starts with weights that suit the activation behind
    f: activations.Activation | None = None  # its activation function, if it bends

    shape: Shape = ()
    behind: activations.Activation | None = None
    held: frozenset[str] = frozenset()  # names of views of the network's vectors

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
        """Return the outputs y and a memo, all that `backward` will need."""
        raise NotImplementedError

    def backward(self, memo: Any, dy: Array, gradient: SimpleNamespace) -> Array | None:
        """Return ∂L/∂x from dy = ∂L/∂y.

        memo: what `forward` returned. gradient: one array for each parameter, under its name; write
        ∂L/∂parameter into it, `gradient.W[...] = `. Where `gradient.to_inputs` is False, nobody
        wants ∂L/∂x, and None will do.
        """
        raise NotImplementedError

    def observe(self, memo: Any) -> None:
        """Bring the buffers up to date, after each batch of a training."""

    def bound(self, shape: Shape, behind: activations.Activation | None) -> Layer:
        """A copy for inputs of this shape and outputs that meet this activation."""
        layer = copy.copy(self)
        layer.shape, layer.behind = shape, behind
        return layer

    # ------------------------------------------------------------------ for writing layers

    def flat(self, x: Array) -> Array:
        """An array (..., n, *places, k) as matrices (..., rows, k): every place is a row."""
        if len(self.shape) == 1:
            return x
        return x.reshape(*x.shape[: x.ndim - 1 - len(self.shape)], -1, x.shape[-1])

    def unflat(self, rows: Array, like: Array) -> Array:
        """Matrices (..., rows, k) with the places of another array (..., n, *places, m)."""
        if len(self.shape) == 1:
            return rows
        places = like.shape[-1 - len(self.shape) : -1]
        return rows.reshape(*rows.shape[:-2], *places, rows.shape[-1])

    @property
    def learns_slope(self) -> bool:
        """Whether the activation function is one that learns, PReLU, with `self.alpha`."""
        return isinstance(self.f, activations.PReLU)

    def slope_shapes(self, n_units: int) -> dict[str, Shape]:
        """PReLU's part of `parameter_shapes`: one slope for each unit."""
        return {"alpha": (n_units,)} if self.learns_slope else {}

    def slope_start(self) -> dict[str, float]:
        """PReLU's part of `start`."""
        return {"alpha": self.f.alpha} if self.learns_slope else {}

    def slopes_learned(self) -> tuple[Array, ...]:
        """What f takes besides z: a copy of PReLU's slopes, ready to meet z; else nothing."""
        if not self.learns_slope:
            return ()
        # (..., k) as (..., 1, 1, k), with an axis for the rows and for each place
        return (self.alpha[(..., *[None] * len(self.shape), slice(None))].copy(),)

    def slope(self, memo: Any) -> Array:
        """f'(z) of a forward pass, shaped like z, of a layer that bends."""
        return self.f.slope(memo.z, memo.a, *memo.alpha)

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    def hold(self, name: str, view: Array) -> None:
        """Take a view of the network's parameters or buffers under this name."""
        vars(self)[name] = view
        vars(self)["held"] = self.held | {name}

    def __setattr__(self, name: str, value: Any) -> None:
        """What is assigned to a view is written into it, so that it reaches the network."""
        if name in self.held:
            vars(self)[name][...] = value
        else:
            super().__setattr__(name, value)

    def __getstate__(self) -> dict:
        """What a copy takes along: not the views, which belong to the network."""
        return {k: v for k, v in vars(self).items() if k not in self.held and k != "held"}


def column_sums(d: Array) -> Array:
    """Sum the rows of d (..., n, k); as a product with ones, which is fast."""
    return np.ones(d.shape[-2], d.dtype) @ d


# ---------------------------------------------------------------- chains of layers


class Call:
    """What a pass through the layers carries besides x; a layer asks for it in its `options`.

    mask: (..., n, time), False where a step does not count. state: the initial states of the
    recurrent layers, first come, first served. predicting: the network is used and not trained.
    """

    def __init__(self, mask: Array | None = None, states: Sequence = (), predicting: bool = False):
        self.mask, self.predicting = mask, predicting
        self.states = iter(states)

    def __getitem__(self, name: str) -> Any:
        if name == "call":  # for layers that hold layers
            return self
        return next(self.states, None) if name == "state" else getattr(self, name)


def forward(layers: Sequence[Layer], x: Array, call: Call) -> tuple[Array, list]:
    """Through the layers, one after the other: the last outputs, and every layer's memo."""
    memos = []
    for layer in layers:
        if layer.options:
            x, memo = layer.forward(x, **{name: call[name] for name in layer.options})
        else:
            x, memo = layer.forward(x)
        memos.append(memo)
    return x, memos


def backward(layers: Sequence[Layer], memos: list, dy: Array, gradients: list) -> Array | None:
    """Through the layers from the last to the first: ∂L/∂x from ∂L/∂y."""
    for layer, memo, gradient in zip(layers[::-1], memos[::-1], gradients[::-1], strict=True):
        dy = layer.backward(memo, dy, gradient)
    return dy


def bind(
    layers: Sequence[Layer], shape: Shape, behind: activations.Activation | None = None
) -> list[Layer]:
    """Copies of layers that know the shape of their inputs, and what follows them.

    behind: the activation that the outputs of the last one meet.
    """
    shapes = [shape]
    for layer in layers:
        shapes.append(layer.output_shape(shapes[-1]))
    bound: list[Layer] = []
    for layer, shape in zip(reversed(layers), reversed(shapes[:-1]), strict=True):
        bound.insert(0, layer.bound(shape, behind))
        behind = first_bend(layer, behind)
    return bound


def first_bend(layer: Layer, behind: Any) -> activations.Activation | None:
    """The activation that the inputs of a layer meet first.

    Its own f; None if weights come first; `behind`, which follows the layer, if it has neither.
    """
    if layer.f or layer.weighs:
        return None if layer.weighs else layer.f
    for inner in reversed(getattr(layer, "layers", ())):
        behind = first_bend(inner, behind)
    return behind


def checked(name: str, layers: Any) -> list[Layer]:
    """A list of at least one layer, or ValueError."""
    layers = list(layers)
    if not layers or not all(isinstance(layer, Layer) for layer in layers):
        raise ValueError(f"{name} must be objects of rectified.layers, at least one, got {layers}")
    return layers


def default_initializer(initializer: Any, behind: activations.Activation | None) -> Any:
    """The initializer asked for; None is He's for the ReLU family, else Glorot's.

    He's by name takes the negative slope of the activation behind the layer.
    """
    slope = None if behind is None else behind.negative_slope
    if initializer is None:
        initializer = "glorot_uniform" if slope is None else "he_normal"
    if slope is not None and initializer in ("he_normal", "he_uniform"):
        return initializers.get(initializer, negative_slope=slope)
    return initializers.get(initializer)


def leaves(layers: Sequence[Layer], *others: Sequence) -> Iterator[Any]:
    """Every layer in order, those inside a `Residual` instead of it.

    others: lists nested like the layers (memos, gradients); each layer comes with its items.
    """
    for layer, *items in zip(layers, *others, strict=True):
        inner = getattr(layer, "layers", None)
        if inner is not None:
            yield from leaves(inner, *items)
        else:
            yield (layer, *items) if others else layer


def tree(layers: Sequence[Layer], of: dict[Layer, Any]) -> list:
    """The items of a dict in a tree parallel to the layers, for `forward`, `backward`, `leaves`."""
    return [tree(layer.layers, of) if hasattr(layer, "layers") else of[layer] for layer in layers]
