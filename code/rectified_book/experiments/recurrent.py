"""The way of a gradient back through the steps of a recurrent network."""

from __future__ import annotations

import numpy as np

from rectified import activations

from ._data import Array


def recurrent_weights(variance: float, n: int = 100, *, seed: int = 0) -> Array:
    """Random weights between n units, (n, n), of the variance `variance` / n."""
    return np.random.default_rng(seed).standard_normal((n, n)) * np.sqrt(variance / n)


def through_time(W: Array, activation: str = "relu", *, steps: int = 50, seed: int = 0) -> Array:
    """Size of ∂h/∂h₀ after each step of h ← f(hW): its norm over the root of its size, (steps,).

    h₀ is positive and random. Source: Pascanu, Mikolov & Bengio (2013).
    """
    f = activations.get(activation)
    h = np.abs(np.random.default_rng(seed + 1).standard_normal(len(W)))
    jacobian, sizes = np.eye(len(W)), []
    for _ in range(steps):
        z = h @ W
        h, jacobian = f(z), jacobian @ W * f.derivative(z)
        sizes.append(np.linalg.norm(jacobian) / np.sqrt(len(W)))
    return np.array(sizes)
