"""What a slope left of zero changes in networks that read digits."""

from __future__ import annotations

from functools import cache

from rectified import activations, diagnostics, initializers, training
from rectified.network import MLP

from ._data import Array, digits, score
from ._draw import optimizer as chosen


@cache
def woken(
    alpha: float, *, seed: int = 0, split: int = 0, optimizer: str = "sgd"
) -> tuple[float, float]:
    """Train five networks on raw pixels, until many units of the first layer are silent, and on.

    alpha: the slope for negative z. SGD has momentum; Adam's rate is ten times its usual one.
    Returns the share of silent units after two epochs, and how many of these fire after twenty.
    """
    X, _, y, _ = digits(split, "raw")
    net = MLP([64, 64, 64, 10], activations.LeakyReLU(alpha), rng=range(seed, seed + 5))

    def train(epochs: int, order: int) -> Array:
        steps = training.SGD(0.01, 0.9) if optimizer == "sgd" else training.Adam(0.01)
        net.fit(X, y, epochs=epochs, batch_size=64, optimizer=steps, rng=order)
        return diagnostics.silent_units(net, X)[0]

    silent = train(2, seed)
    still = train(18, seed + 1)
    return float(silent.mean()), float((~still)[silent].mean())


@cache
def slope_scores(
    alpha: float,
    bias: float = 0.0,
    *,
    epochs: int = 20,
    networks: int = 8,
    seed: int = 0,
    split: int = 0,
    optimizer: str = "sgd",
) -> Array:
    """Share of the unseen digits read by networks with two hidden layers of 64, (networks,).

    alpha: the slope for negative z; 0 is ReLU. bias: where all biases begin. SGD's rate is 0.1,
    Adam's 0.003.
    """
    X, X_test, y, y_test = digits(split)
    f, biases = activations.LeakyReLU(alpha), initializers.Constant(bias)
    net = MLP([64, 64, 64, 10], f, None, biases, rng=range(seed, seed + networks))
    steps = chosen(optimizer, sgd=0.1, adam=0.003)
    net.fit(X, y, epochs=epochs, batch_size=64, optimizer=steps, rng=seed)
    return score(net, X_test, y_test)
