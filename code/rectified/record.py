"""What passes through a network leave behind: `Record` of a forward pass, `Gradients` of one back.

Both see through a `Residual` to the layers inside it, and speak of the layers that bend: those with
an activation function, wherever they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rectified.layers.layer import Layer, leaves

Array = np.ndarray


@dataclass
class Record:
    """What a forward pass leaves behind: all that the backward pass and the diagnostics need.

    inputs: X. logits: what the last layer gave. output: the network's answers.
    memos: one per layer, as its `backward` takes it; layers: to whom they belong.
    """

    inputs: Array
    logits: Array
    output: Array
    memos: list
    layers: list[Layer]
    counts: Array | None = None

    @property
    def bends(self) -> list[tuple[Layer, Any]]:
        """Every layer with an activation function and its memo, from the inputs on."""
        return [(layer, memo) for layer, memo in leaves(self.layers, self.memos) if layer.f]

    @property
    def z(self) -> list[Array]:
        """Pre-activations, (..., n, *axes, n_k), of every layer that bends; the logits last."""
        return [*(memo.z for _, memo in self.bends), self.logits]

    @property
    def a(self) -> list[Array]:
        """The inputs, the activations of every layer that bends, the network's answers."""
        return [self.inputs, *(memo.a for _, memo in self.bends), self.output]

    @property
    def axes(self) -> list[int]:
        """How many axes one example has in each array of `z`."""
        return _axes(self.layers)

    @property
    def slopes(self) -> list[Array]:
        """f'(z) of every layer that bends, shaped like z."""
        return [layer.slope(memo) for layer, memo in self.bends]

    @property
    def state(self) -> Array | list[Array] | None:
        """The last state (..., n, n_out) of the recurrent layer; a list of several; or None."""
        memos = [memo for _, memo in leaves(self.layers, self.memos) if hasattr(memo, "h")]
        return _one_or_list([memo.h[..., -1, :, :] for memo in memos])


@dataclass
class Gradients:
    """Gradients of the mean loss.

    theta: shaped and ordered as the network's. layers: one namespace per layer (a list of them for
        a `Residual`), with a view for each parameter: `gradients.layers[0].W`.
    logits: ∂L/∂logits. inputs: ∂L/∂X, (..., n, *shape); None under an `Embedding`.
    """

    theta: Array
    layers: list
    bound: list[Layer]
    logits: Array
    inputs: Array | None = None

    @property
    def delta(self) -> list[Array]:
        """∂L/∂z of every layer that bends, shaped like `record.z`; ∂L/∂logits last."""
        pairs = leaves(self.bound, self.layers)
        return [*(gradient.delta for layer, gradient in pairs if layer.f), self.logits]

    @property
    def axes(self) -> list[int]:
        """How many axes one example has in each array of `delta`."""
        return _axes(self.bound)

    @property
    def state(self) -> Array | list[Array] | None:
        """∂L/∂initial state of the recurrent layer; a list of several; or None."""
        pairs = list(leaves(self.bound, self.layers))
        return _one_or_list([g.state for layer, g in pairs if "state" in layer.options])

    def _all(self, name: str) -> list[Array]:
        pairs = leaves(self.bound, self.layers)
        return [getattr(gradient, name) for _, gradient in pairs if hasattr(gradient, name)]

    W = property(lambda self: self._all("W"), doc="Gradients of all weights, layer by layer.")
    b = property(lambda self: self._all("b"), doc="Gradients of all biases, layer by layer.")
    alpha = property(lambda self: self._all("alpha"), doc="Gradients of PReLU's slopes.")


def _axes(layers: Sequence[Layer]) -> list[int]:
    last = layers[-1]
    bends = [layer for layer in leaves(layers) if layer.f]
    return [*(len(layer.shape) for layer in bends), len(last.output_shape(last.shape))]


def _one_or_list(arrays: list[Array]) -> Array | list[Array] | None:
    return arrays if len(arrays) > 1 else arrays[0] if arrays else None
