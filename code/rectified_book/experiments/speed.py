"""How many epochs networks take to learn, each kind at the best of several learning rates."""

from __future__ import annotations

from functools import cache

import numpy as np

from rectified import training
from rectified.network import MLP

from ._data import Array, digits

RATES = {"sgd": (0.06, 0.2, 0.6, 2.0, 6.0), "adam": (0.001, 0.003, 0.01, 0.03, 0.1)}
"""Each about three times the one before, so far that each kind of network has a best one inside.

The sigmoid, whose slope is at most a quarter, bears larger rates than the others: with rates that
end where these become too fast it seems slower than it is.
"""


@cache
def epochs_needed(
    activation: str,
    hidden: int,
    *,
    rates: tuple[float, ...] | None = None,
    limit: int = 30,
    seed: int = 0,
    split: int = 0,
    optimizer: str = "sgd",
) -> float:
    """Epochs until the training loss falls below 0.1, at the best rate; infinite beyond `limit`.

    hidden: layers of 32 units. rates: by default `RATES`. A median of five networks each.
    """
    X, _, y, _ = digits(split)
    rates = np.array(rates or RATES[optimizer])[:, None]
    net = MLP([64, *[32] * hidden, 10], activation, rng=[range(seed, seed + 5)] * len(rates))
    below = np.zeros(net.stack_shape, bool)

    def half_are_there(epoch: int, net: MLP, loss: Array) -> bool:
        below[loss < 0.1] = True
        return bool((below.mean(axis=1) > 0.5).any())

    steps = training.SGD if optimizer == "sgd" else training.Adam
    chosen = steps(np.repeat(rates, 5, axis=1))
    fit = {"epochs": limit, "batch_size": 64, "on_divergence": "mark", "rng": seed}
    history = net.fit(X, y, optimizer=chosen, callback=half_are_there, **fit)
    return history.n_epochs if (below.mean(axis=1) > 0.5).any() else np.inf
