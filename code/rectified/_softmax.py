"""Softmax, its logarithm and its derivative: p_i = exp(z_i) / sum of all exp(z_j).

`rectified.activations` offers them. All begin by subtracting the largest z, which leaves the
quotient as it is and keeps exp from overflowing; the largest term is then exp(0) = 1.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.lib.array_utils import normalize_axis_index

from . import _checks, _precision

Array = np.ndarray


def softmax(z: Array, axis: int = -1, temperature: float = 1.0) -> Array:
    """Return the probabilities exp(z / T) / sum(exp(z / T)) along `axis`, shaped like `z`.

    z: logits, at least one along `axis`. temperature: T > 0; large T evens the probabilities out.
    -inf has probability 0 and a single +inf probability 1; only -inf, or +inf twice, gives NaN,
    and so does a NaN. Raises ValueError for an empty axis or a bad temperature.
    Source: Bridle (1990); temperature: Hinton, Vinyals & Dean (2015).
    """
    _, _, e = _below_maximum(z, axis, temperature)
    return _like(z, e / e.sum(axis=axis, keepdims=True))


def log_softmax(z: Array, axis: int = -1, temperature: float = 1.0) -> Array:
    """Return the logarithm of `softmax`, precise also where a probability rounds to 0 or to 1.

    Shapes, infinities and errors as for `softmax`.
    Source: Blanchard, D. Higham & N. Higham (2021).
    """
    _, d, e = _below_maximum(z, axis, temperature)
    return _like(z, d - np.log1p(_sum_without_maximum(d, e, axis)))


def logsumexp(z: Array, axis: int = -1) -> Array:
    """Return log(sum(exp(z))) along `axis`, which is then gone from the shape.

    +inf if any z is +inf, -inf if all are -inf, NaN if any is NaN. The error is below 1e-15 times
    the larger of the result and the largest z. (Only a result near 0 can be smaller than that z:
    then digits cancel, for log 2 + (-log 2) is no more exact than log 2.)
    Raises ValueError for an empty axis.
    Source: Blanchard, D. Higham & N. Higham (2021).
    """
    m, d, e = _below_maximum(z, axis, 1.0)
    rest = _sum_without_maximum(d, e, axis)
    return _like(z, np.where(np.isinf(m), m, m + np.log1p(rest)).squeeze(axis)[()])


def softmax_jacobian(p: Array) -> Array:
    """Return ∂p_i/∂z_j = p_i (δ_ij - p_j) for the probabilities p = softmax(z).

    p: shape (..., K). Returns shape (..., K, K). At temperature T, divide the result by T.
    Raises ValueError unless p has at least one axis.
    """
    p = _checks.floats(p, "p")
    if p.ndim == 0:
        raise ValueError(f"p must have at least one axis, got {p}")
    jacobian = -p[..., :, None] * p[..., None, :]
    i = np.arange(p.shape[-1])
    jacobian[..., i, i] = p * (1 - p)
    return jacobian


def _below_maximum(z: Any, axis: int, temperature: float) -> tuple[Array, Array, Array]:
    """The maximum m along the axis, d = (z - m) / temperature, and exp(d); float64, axis kept."""
    temperature = _checks.positive("temperature", temperature)
    z = _checks.floats(z).astype(np.float64, copy=False)
    axis = normalize_axis_index(axis, z.ndim)
    if z.shape[axis] == 0:
        raise ValueError(f"z must not be empty along axis {axis}, got shape {z.shape}")
    m = z.max(axis=axis, keepdims=True)
    d, lost = _precision.scaled_difference(z, m, temperature)
    if not np.isfinite(m).all():  # inf - inf is NaN; a single +inf is the maximum, so its d is 0
        infinite = z == np.inf
        d[infinite & (infinite.sum(axis=axis, keepdims=True) == 1)] = 0
    return m, d, np.exp(d) * (1 + lost)  # exp(d + lost), for lost is tiny


def _sum_without_maximum(d: Array, e: Array, axis: int) -> Array:
    """The sum of e along the axis without the term exp(0) of one maximum; the axis is kept.

    log(1 + rest) is then exact by `log1p` also where rest is far below 1.
    """
    rest = e.copy()
    np.put_along_axis(rest, d.argmax(axis=axis, keepdims=True), 0, axis)
    return rest.sum(axis=axis, keepdims=True)


def _like(z: Any, result: Array) -> Array:
    """Return a float64 result in the type that belongs to the input z."""
    with np.errstate(over="ignore"):  # what is too large for a float32 is infinite there
        return result.astype(_checks.floats(z).dtype, copy=False)
