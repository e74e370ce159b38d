"""Ten hidden layers: what becomes of a signal on both ways, who learns, and what cures."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from rectified import Network, diagnostics, initializers
from rectified.layers import Activation, BatchNorm, Dense, Layer, Residual
from rectified.network import MLP, Gradients, Record

from ._data import Array, digits, score
from ._draw import optimizer as chosen
from .deep_networks import TEN

LOOKED_AT = 200
"""Images at which fresh and trained networks are looked at."""

# ---------------------------------------------------------------- two signals


class TwoSignals(NamedTuple):
    """By layer, medians of five networks: spread of the activations, (10,); blame |δ|, (11,)."""

    spread: Array
    blame: Array


@cache
def two_signals(activation: str, *, seed: int = 0, split: int = 0) -> TwoSignals:
    """Send 200 images through fresh networks with ten hidden layers, and the blame back."""
    X, _, y, _ = digits(split)
    net = MLP(TEN, activation, rng=range(seed, seed + 5))
    record = net.forward(X[:LOOKED_AT])
    blame = diagnostics.gradient_norms(net.backward(record, y[:LOOKED_AT]))
    return TwoSignals(np.median(spreads(record), axis=0), np.median(blame, axis=0))


def spreads(record: Record) -> Array:
    """How much the activations of each hidden layer differ from image to image, (..., n_hidden).

    The root of the mean, over units, of their variance over images.
    """
    hidden = record.a[1:-1]
    return np.stack([np.sqrt(a.var(axis=-2).mean(axis=-1)) for a in hidden], axis=-1)


@cache
def top_layers(
    activation: str,
    trained: int,
    *,
    standardized: bool = False,
    epochs: int = 30,
    seed: int = 0,
    split: int = 0,
    optimizer: str = "sgd",
) -> Array:
    """Share of unseen digits read by five networks of which only the last layers learn, (5,).

    trained: how many of the eleven; those before them stay as they were drawn. standardized: what
    the frozen layers give gets mean 0 and standard deviation 1, unit by unit, over the images.
    """
    X, X_test, y, y_test = digits(split)
    scores = []
    for number in range(seed, seed + 5):
        net = MLP(TEN, activation, rng=number)
        frozen = net.n_layers - trained
        seen, unseen = (net.forward(images).a[frozen] for images in (X, X_test))
        if standardized:
            mean, deviation = seen.mean(axis=0), seen.std(axis=0)
            deviation[deviation == 0] = 1  # of a dead unit
            seen, unseen = ((a - mean) / deviation for a in (seen, unseen))
        top = MLP(TEN[frozen:], activation, rng=number)
        for k in range(trained):
            top.W[k][...] = net.W[frozen + k]
        steps = chosen(optimizer, sgd=0.05, adam=0.001)
        top.fit(seen, y, epochs=epochs, batch_size=64, optimizer=steps, rng=seed)
        scores.append(score(top, unseen, y_test))
    return np.array(scores)


class LearningSpeed(NamedTuple):
    """Before the first and after every epoch, medians of five networks: speed, score.

    speed: size of δ in each hidden layer, (epochs + 1, hidden); score: of unseen digits read.
    """

    speed: Array
    score: Array


@cache
def learning_speed(
    *, hidden: int = 3, epochs: int = 30, seed: int = 0, split: int = 0, optimizer: str = "sgd"
) -> LearningSpeed:
    """Train sigmoid networks with layers of 32 units and look at 200 images after each epoch.

    The size of δ is how fast the biases of a layer would move. SGD has the rate 0.5.
    Source: Nielsen (2015), chapter 5.
    """
    X, X_test, y, y_test = digits(split)
    net = MLP([64, *[32] * hidden, 10], "sigmoid", rng=range(seed, seed + 5))
    seen: list[tuple[Array, float]] = []

    def look(*_) -> None:
        gradients = net.backward(net.forward(X[:LOOKED_AT]), y[:LOOKED_AT])
        speed = np.median(diagnostics.gradient_norms(gradients)[:, :-1], axis=0)
        seen.append((speed, np.median(score(net, X_test, y_test))))

    look()
    steps = chosen(optimizer, sgd=0.5, adam=0.001)
    net.fit(X, y, epochs=epochs, batch_size=64, optimizer=steps, rng=seed, callback=look)
    return LearningSpeed(*map(np.array, zip(*seen, strict=True)))


# ---------------------------------------------------------------- the start


class Started(NamedTuple):
    """factor: per layer, before training; score: share of unseen digits read, NaN if diverged."""

    factor: Array
    score: Array


@cache
def started(
    activation: str,
    gain: float,
    *,
    hidden: int = 10,
    epochs: int = 10,
    seed: int = 0,
    split: int = 0,
    optimizer: str = "sgd",
) -> Started:
    """Train five networks whose weights start with a gain, (5,) each.

    hidden: layers of 32 units. SGD has the rate 0.05, Adam 0.001.
    """
    X, X_test, y, y_test = digits(split)
    layout = [64, *[32] * hidden, 10]
    net = MLP(layout, activation, "lecun_normal", rng=range(seed, seed + 5))
    net.theta *= gain
    factor = diagnostics.layer_factor(
        diagnostics.gradient_norms(net.backward(net.forward(X[:100]), y[:100]))
    )
    steps = chosen(optimizer, sgd=0.05, adam=0.001)
    fit = {"epochs": epochs, "batch_size": 64, "on_divergence": "mark", "rng": seed}
    diverged = net.fit(X, y, optimizer=steps, **fit).diverged
    return Started(factor, np.where(diverged, np.nan, score(net, X_test, y_test)))


@cache
def mended(
    scale: float = 4.0,
    shift: bool = True,
    *,
    epochs: int = 30,
    seed: int = 0,
    split: int = 0,
    optimizer: str = "sgd",
) -> Started:
    """Train five sigmoid networks with ten hidden layers from a start that fits them, (5,) each.

    scale: of Glorot's weights; shift: whether the biases take away the mean ½ that a sigmoid layer
    gives. SGD has the rate 0.3, Adam 0.001.
    """
    X, X_test, y, y_test = digits(split)
    net = MLP(TEN, "sigmoid", rng=range(seed, seed + 5))
    net.theta *= scale
    if shift:
        for W, b in zip(net.W[1:], net.b[1:], strict=True):
            b -= W.sum(axis=-2) / 2
    norms = diagnostics.gradient_norms(net.backward(net.forward(X[:100]), y[:100]))
    steps = chosen(optimizer, sgd=0.3, adam=0.001)
    net.fit(X, y, epochs=epochs, batch_size=64, optimizer=steps, rng=seed)
    return Started(diagnostics.layer_factor(norms), score(net, X_test, y_test))


@cache
def twins_apart(gain: float, *, epochs: int = 10, seed: int = 0, split: int = 0) -> float:
    """How far apart two tanh networks end whose weights start a factor 1 + 1e-15 apart.

    The largest difference of a parameter, after training both with SGD at the rate 0.05.
    """
    X, _, y, _ = digits(split)
    net = MLP(TEN, "tanh", "lecun_normal", rng=[seed, seed])
    net.theta *= [[gain], [gain * (1 + 1e-15)]]
    net.fit(X, y, epochs=epochs, batch_size=64, learning_rate=0.05, rng=seed)
    return float(np.abs(net.theta[0] - net.theta[1]).max())


@cache
def moved(rate: float, *, epochs: int = 10, seed: int = 0, split: int = 0) -> Array:
    """How far SGD moves the weights of each layer of the sigmoid network, in their size, (11,)."""
    X, _, y, _ = digits(split)
    start, net = (MLP(TEN, "sigmoid", rng=seed) for _ in range(2))
    net.fit(X, y, epochs=epochs, batch_size=64, learning_rate=rate, rng=seed)
    return diagnostics.relative_change(start, net)


# ---------------------------------------------------------------- other cures


def patient(cure: str, *, seed: int = 0) -> Network:
    """Five networks with ten hidden layers of 32 sigmoid units, and one thing added.

    cure: "none", "batch normalization" in front of each function, "residual" (a + σ(aW + b), from
    the second layer on), or "orthogonal" weights.
    """
    start = initializers.Orthogonal() if cure == "orthogonal" else "glorot_uniform"

    def layer(number: int) -> list[Layer]:
        dense, bend = Dense(32, start), Activation("sigmoid")
        if cure == "batch normalization":
            return [dense, BatchNorm(), bend]
        if cure == "residual" and number > 1:
            return [Residual([dense, bend])]
        return [dense, bend]

    hidden = [part for number in range(1, 11) for part in layer(number)]
    return Network([*hidden, Dense(10, "glorot_uniform")], 64, rng=range(seed, seed + 5))


class Treated(NamedTuple):
    """Before the first and after the last epoch, (2, 5): spread of the logits, factor per layer.

    score: share of unseen digits read, (5,). What is not finite is NaN.
    """

    spread: Array
    factor: Array
    score: Array


@cache
def treated(
    cure: str, *, epochs: int = 15, seed: int = 0, split: int = 0, optimizer: str = "sgd"
) -> Treated:
    """Train the networks of `patient`; SGD has the rate 0.05, Adam 0.001."""
    return _watch(patient(cure, seed=seed), None, epochs, seed, split, optimizer)


@cache
def clipped(
    norm: float | None = None,
    *,
    gain: float = 2.0,
    epochs: int = 15,
    seed: int = 0,
    split: int = 0,
    optimizer: str = "sgd",
) -> Treated:
    """Train five networks with ten hidden layers of ReLUs whose weights start too large.

    norm: to which longer gradients are shortened; None: not at all. Rates as in `treated`.
    """
    net = MLP(TEN, "relu", "lecun_normal", rng=range(seed, seed + 5))
    net.theta *= gain
    return _watch(net, norm, epochs, seed, split, optimizer)


def _watch(
    net: Network, norm: float | None, epochs: int, seed: int, split: int, optimizer: str
) -> Treated:
    X, X_test, y, y_test = digits(split)

    def look() -> tuple[Array, Array]:
        record = net.forward(X[:LOOKED_AT])
        spread = np.sqrt(record.logits.var(axis=-2).mean(axis=-1))
        return spread, _hidden_factor(net.backward(record, y[:LOOKED_AT]))

    before = look()
    net.fit(
        X,
        y,
        epochs=epochs,
        batch_size=68,  # the last one has 55 images: enough for a mean and a variance
        optimizer=chosen(optimizer, sgd=0.05, adam=0.001),
        clip_norm=norm,
        rng=seed,
        on_divergence="mark",
    )
    with np.errstate(invalid="ignore"):
        spread, factor = map(np.array, zip(before, look(), strict=True))
    return Treated(spread, factor, score(net, X_test, y_test))


def _hidden_factor(gradients: Gradients) -> Array:
    """By what δ changes per hidden layer on its way back: a geometric mean."""
    norms = diagnostics.gradient_norms(gradients)[..., :-1]
    return (norms[..., 0] / norms[..., -1]) ** (1 / (norms.shape[-1] - 1))


@cache
def orthogonal_against_glorot(
    hidden: int,
    epochs: int,
    *,
    networks: int = 40,
    seed: int = 0,
    split: int = 0,
    optimizer: str = "sgd",
) -> Array:
    """By how many points orthogonal weights read more unseen digits than Glorot's, (networks,).

    Pairs of networks with hidden layers of 32 units of tanh; SGD has the rate 0.05, Adam 0.001.
    """
    X, X_test, y, y_test = digits(split)
    read = []
    for start in ("orthogonal", "glorot_normal"):
        net = MLP([64, *[32] * hidden, 10], "tanh", start, rng=range(seed, seed + networks))
        steps = chosen(optimizer, sgd=0.05, adam=0.001)
        net.fit(X, y, epochs=epochs, batch_size=64, optimizer=steps, rng=seed)
        read.append(score(net, X_test, y_test))
    return 100 * (read[0] - read[1])
