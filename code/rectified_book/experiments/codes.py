"""Autoencoders: what the activation of a narrow code does to the reconstruction."""

from __future__ import annotations

from functools import cache

from rectified import diagnostics
from rectified.network import MLP

from ._data import digits
from ._draw import optimizer as chosen


@cache
def code_errors(*, seed: int = 0, split: int = 0, optimizer: str = "sgd") -> dict[str, float]:
    """Mean squared error of autoencoders 64-8-64 on unseen digits, by the activation of the code.

    Three networks each. `zeros` is the share of zeros in the code of the networks with ReLU.
    """
    X, unseen, *_ = digits(split, "unit")
    mean = X.mean(axis=0)
    X, unseen = X - mean, unseen - mean
    errors = {}
    for name in ("identity", "tanh", "relu"):
        seeds = range(seed, seed + 3)
        net = MLP([64, 8, 64], name, "glorot_uniform", output="linear", rng=seeds)
        steps = chosen(optimizer, sgd=0.2, adam=0.001)
        net.fit(X, X, epochs=60, batch_size=16, optimizer=steps, rng=seed)
        errors[name] = float(((net.predict(unseen) - unseen) ** 2).mean())
    errors["zeros"] = float(diagnostics.sparsity(net, unseen).mean())
    return errors
