"""How the parameters of layers lie in one vector, of which the layers hold views."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from types import SimpleNamespace

import numpy as np

from rectified.layers.layer import Layer, leaves, tree

Array = np.ndarray
Part = tuple[Layer, str, tuple[int, ...]]  # a layer, the name of what it has, its shape


def parameters(layers: Sequence[Layer], side_by_side: bool = False) -> list[Part]:
    """All parameters in the order of theta.

    First what decays, then biases and the like, then the slopes of activations; or, side by side,
    layer after layer.
    """
    found = [
        (layer, name, shape)
        for layer in leaves(layers)
        for name, shape in layer.parameter_shapes(layer.shape).items()
    ]
    return found if side_by_side else sorted(found, key=_rank)


def _rank(part: Part) -> int:
    layer, name, _ = part
    if name in layer.decays:
        return 0
    return 2 if name == "alpha" else 1


def decaying(parts: Sequence[Part]) -> list[tuple[int, int]]:
    """From where to where a vector of these parts holds parameters that decay, (start, stop)."""
    runs, stop = [], 0
    for layer, name, shape in parts:
        start, stop = stop, stop + prod(shape)
        if name in layer.decays:
            runs.append((start, stop))
    return runs


def buffers(layers: Sequence[Layer]) -> list[Part]:
    """All that layers remember without learning it, layer by layer."""
    return [
        (layer, name, shape)
        for layer in leaves(layers)
        for name, shape in layer.buffer_shapes(layer.shape).items()
    ]


def size(parts: Sequence[Part]) -> int:
    """How many numbers the parts hold together."""
    return sum(prod(shape) for _, _, shape in parts)


def attach(layers: Sequence[Layer], theta: Array, remembered: Array) -> None:
    """Make every layer's parameters and buffers views of the vectors (..., P) and (..., B)."""
    hold(parameters(layers), theta)
    hold(buffers(layers), remembered)


def hold(parts: Sequence[Part], vector: Array) -> None:
    """Make what the parts stand for views of a vector, in this order."""
    for (layer, name, _), view in zip(parts, cut(vector, parts), strict=True):
        layer.hold(name, view)


def namespaces(layers: Sequence[Layer], parts: Sequence[Part], theta: Array) -> list:
    """For every layer a namespace with its views of a vector like theta, as a tree."""
    found = {layer: SimpleNamespace(to_inputs=True) for layer in leaves(layers)}
    for (layer, name, _), view in zip(parts, cut(theta, parts), strict=True):
        setattr(found[layer], name, view)
    return tree(layers, found)


def cut(vector: Array, parts: Sequence[Part]) -> list[Array]:
    """Views of a vector (..., P), one for each part, (..., *shape), in their order."""
    views, start = [], 0
    for _, _, shape in parts:
        stop = start + prod(shape)
        views.append(vector[..., start:stop].reshape(*vector.shape[:-1], *shape))
        start = stop
    return views
