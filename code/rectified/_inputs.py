"""What networks are given: every error names the argument, the value and what was expected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from rectified import _checks, activations
from rectified.layers import Embedding, Layer
from rectified.layers.layer import checked, leaves

Array = np.ndarray


def shape(name: str, value: Any) -> tuple[int, ...]:
    sizes = value if isinstance(value, Sequence) else [value]
    if not sizes:
        raise ValueError(f"{name} must be the shape of one example, got {value!r}")
    return tuple(_checks.positive_integer(name, size) for size in sizes)


def chain(layers: Any) -> list[Layer]:
    layers = checked("layers", layers)
    if any(isinstance(layer, Embedding) and layer is not layers[0] for layer in leaves(layers)):
        raise ValueError(f"layers must have an Embedding only as the first one, got {layers}")
    return layers


def functions(activation: Any, n: int) -> list[activations.Activation]:
    """One activation for each of n hidden layers."""
    if not isinstance(activation, list | tuple):
        return [activations.get(activation)] * n
    if len(activation) != n:
        raise ValueError(f"activation must name one per hidden layer ({n}), got {activation!r}")
    return [activations.get(f) for f in activation]


def of_type(name: str, value: Any, kind: Any, wanted: str) -> None:
    """A value is None or of this kind."""
    if value is not None and not isinstance(value, kind):
        raise ValueError(f"{name} must be {wanted}, got {value!r}")


def without_stack(name: str, array: Array | None, axes: int) -> None:
    """Training takes one set of data for all networks."""
    if array is not None and array.ndim != axes:
        raise ValueError(f"{name} must have {axes} axes, got shape {array.shape}")


def examples(X: Any, shape: tuple[int, ...], dtype: np.dtype, n_words: int | None) -> Array:
    """Inputs (..., n, *shape): numbers of this type, or words below n_words; or ValueError."""
    if n_words is None:
        with np.errstate(over="ignore"):  # what is too large for the type is infinite, and refused
            X = _checks.finite_array("X", _checks.finite_array("X", X).astype(dtype, copy=False))
    else:
        X = _words(X, n_words)
    if X.ndim <= len(shape) or X.shape[X.ndim - len(shape) :] != shape:
        rows = f"{shape[0]} features" if len(shape) == 1 else f"shape {shape}"
        raise ValueError(f"X must have rows of {rows}, got shape {X.shape}")
    if X.shape[-1 - len(shape)] == 0:
        raise ValueError(f"X must have at least one row, got shape {X.shape}")
    return X


def stack(name: str, array: Array, axes: int, stack_shape: tuple[int, ...]) -> None:
    """An array has the stack's axes in front of its own, or none."""
    if array.shape[: array.ndim - axes] not in ((), stack_shape):
        raise ValueError(
            f"{name} must have {axes} axes, behind those of the stack {stack_shape} or without "
            f"them, got shape {array.shape}"
        )


def _words(X: Any, n_words: int) -> Array:
    X = np.asarray(X)
    if X.dtype.kind not in "iu":
        raise ValueError(f"X must be whole numbers for an Embedding, got {X.dtype}")
    if X.size and (X.min() < 0 or X.max() >= n_words):
        raise ValueError(
            f"X must hold numbers of words from 0 to {n_words - 1}, got {X.min()} to {X.max()}"
        )
    return X.astype(np.intp, copy=False)


def mask(mask: Any, shape: tuple[int, int]) -> Array:
    mask = np.asarray(mask)
    if mask.shape[-2:] != shape or not np.isin(mask, (0, 1)).all():
        raise ValueError(
            f"mask must hold True or False for each row and step of X {shape}, "
            f"got {mask.dtype} of shape {mask.shape}"
        )
    return mask.astype(bool)


def states(state: Any, layers: list[Layer], n: int, dtype: np.dtype) -> list[Array]:
    """The initial states, one for each recurrent layer, or none at all."""
    if state is None:
        return []
    several = isinstance(state, list | tuple) and np.ndim(state[0]) >= 2
    states = list(state) if several else [state]
    if len(states) != len(layers):
        raise ValueError(
            f"state must be one array for each recurrent layer ({len(layers)}), got {len(states)}"
        )
    states = [_checks.finite_array("state", s).astype(dtype, copy=False) for s in states]
    for layer, s in zip(layers, states, strict=True):
        if s.shape[-2:] != (n, layer.n_out):
            raise ValueError(f"state must have shape {(n, layer.n_out)}, got {s.shape}")
    return states
