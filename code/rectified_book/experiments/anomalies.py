"""What the error of a reconstruction tells of a digit that an autoencoder has never seen."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import numpy as np

from rectified import datasets, training
from rectified.network import MLP

from ._data import Array

KINDS = {
    "no bend": ["identity"] * 3,
    "sigmoid": ["sigmoid"] * 3,
    "tanh": ["tanh"] * 3,
    "ReLU": ["relu"] * 3,
    "Leaky ReLU": ["leaky_relu"] * 3,
    "ReLU, linear code": ["relu", "identity", "relu"],
    "tanh, ReLU code": ["tanh", "relu", "tanh"],
}
"""What bends the three hidden layers; the one in the middle is the code."""
GRID = {
    "sgd": (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1),
    "adam": (0.0003, 0.001, 0.003, 0.01, 0.03, 0.1),
}
"""Learning rates that were tried, of SGD with momentum and of Adam."""
RATES = {
    "sgd": dict(zip(KINDS, (0.003, 0.03, 0.003, 0.001, 0.003, 0.001, 0.003), strict=True)),
    "adam": dict(zip(KINDS, (0.001, 0.01, 0.003, 0.003, 0.01, 0.01, 0.003), strict=True)),
}
"""Those with the least error on known digits held out from the training: see `rates_tried`."""
CODE, EPOCHS, BATCH, MOMENTUM = 8, 100, 32, 0.9
NINE = (0, 1, 2, 3, 4, 5, 6, 7, 9)
"""The digits that a network knows: all but the eights."""


class Detected(NamedTuple):
    """Of each network: area under the ROC curve, error on what is known, dead units of the code."""

    area: Array
    error: Array
    dead: Array


@cache
def halves(split: int = 0) -> datasets.Split:
    """Return the digits with gray levels 0 to 4, so that they vary by about 1; half are unseen."""
    X, unseen, y, truth = datasets.digits("raw", test_size=0.5, seed=split)
    return datasets.Split(X / 4, unseen / 4, y, truth)


def held_out(X: Array, split: int = 0) -> tuple[Array, Array]:
    """Part rows of a training half: four fifths to train on, a fifth to choose by."""
    order = np.random.default_rng(split).permutation(len(X))
    n = len(X) // 5
    return X[order[n:]], X[order[:n]]


def area(scores: Array, strange: Array) -> Array:
    """Share of pairs, a stranger and an acquaintance, in which the stranger has the higher score.

    scores: (..., n). strange: (n,), True for strangers. It is the area under the ROC curve.
    """
    new, old = scores[..., strange], scores[..., ~strange]
    return (new[..., :, None] > old[..., None, :]).mean(axis=(-2, -1))


def trained(
    X: Array,
    functions: list[str],
    rate: float,
    *,
    sides: tuple[int, int] = (32, CODE),
    networks: int = 5,
    seed: int = 0,
    optimizer: str = "sgd",
) -> MLP:
    """Train a stack of autoencoders on centered rows; one that diverges becomes NaN.

    functions: one for each hidden layer. sides: units beside the code, and in it.
    """
    beside, code = sides
    sizes = [X.shape[1], beside, code, beside, X.shape[1]]
    net = MLP(sizes, functions, output="linear", rng=range(seed, seed + networks))
    steps = training.SGD(rate, MOMENTUM) if optimizer == "sgd" else training.Adam(rate)
    recipe = {"epochs": EPOCHS, "batch_size": BATCH, "rng": seed, "on_divergence": "mark"}
    net.fit(X, X, optimizer=steps, **recipe)
    return net


def errors(net: MLP, X: Array) -> Array:
    """Mean squared error of each row's reconstruction, (networks, n)."""
    return ((net.predict(X) - X) ** 2).mean(axis=-1)


@cache
def rates_tried(
    kind: str, *, networks: int = 5, seed: int = 0, split: int = 0, optimizer: str = "sgd"
) -> dict[float, float]:
    """Return, for each rate of `GRID`, the mean error on known digits that are held out."""
    X, _, y, _ = halves(split)
    draw = {"networks": networks, "seed": seed, "optimizer": optimizer}
    return by_rate(X[np.isin(y, NINE)], KINDS[kind], GRID[optimizer], split=split, **draw)


def by_rate(
    X: Array, functions: list[str], rates: Iterable[float], *, split: int = 0, **how
) -> dict[float, float]:
    """Return, for each rate, the mean error on rows that are held out; infinity if it diverged.

    how: as for `trained`.
    """
    known, others = held_out(X, split)
    mean, found = known.mean(axis=0), {}
    for rate in rates:
        error = errors(trained(known - mean, functions, rate, **how), others - mean).mean()
        found[rate] = float(error) if np.isfinite(error) else np.inf
    return found


@cache
def detected(
    kind: str,
    known: tuple[int, ...] = NINE,
    *,
    networks: int = 5,
    seed: int = 0,
    split: int = 0,
    optimizer: str = "sgd",
) -> Detected:
    """Train autoencoders on some digits, and let them tell the others from these, all unseen.

    kind: one of `KINDS`, at its own rate. A row is the stranger, the larger its error. A dead unit
    of the code answers 0 to every image that it was trained on.
    """
    _, unseen, _, truth = halves(split)
    strange = ~np.isin(truth, known)
    net, X, mean = taught(
        kind, known, networks=networks, seed=seed, split=split, optimizer=optimizer
    )
    found = errors(net, unseen - mean)
    code = net.forward(X).a[2]
    dead = (code == 0).all(axis=-2).sum(axis=-1)
    return Detected(area(found, strange), found[..., ~strange].mean(axis=-1), dead)


def taught(
    kind: str, known: tuple[int, ...], *, split: int = 0, optimizer: str = "sgd", **draw: int
) -> tuple[MLP, Array, Array]:
    """Train a stack of autoencoders of a kind, at its rate, on what they shall know.

    draw: networks and seed, as for `detected`. Returns the stack, the rows that it learned from,
    and their mean, which was taken off.
    """
    X, _, y, _ = halves(split)
    X = X[np.isin(y, known)]
    mean = X.mean(axis=0)
    rate = RATES[optimizer][kind]
    return trained(X - mean, KINDS[kind], rate, optimizer=optimizer, **draw), X - mean, mean


@cache
def nearest(known: tuple[int, ...] = NINE, *, split: int = 0) -> float:
    """Return the area of the mean distance to the five nearest known images."""
    from sklearn.neighbors import NearestNeighbors

    X, unseen, y, truth = halves(split)
    near, _ = NearestNeighbors(n_neighbors=5).fit(X[np.isin(y, known)]).kneighbors(unseen)
    return float(area(np.round(near.mean(axis=1), 9), ~np.isin(truth, known)))


@cache
def simple(known: tuple[int, ...] = NINE, *, split: int = 0) -> dict[str, float]:
    """Return the areas of methods without a network: scikit-learn's, and a distance."""
    from sklearn.covariance import EmpiricalCovariance
    from sklearn.decomposition import PCA
    from sklearn.ensemble import IsolationForest

    X, unseen, y, truth = halves(split)
    X, strange = X[np.isin(y, known)], ~np.isin(truth, known)
    axes = PCA(CODE, svd_solver="full").fit(X)
    restored = axes.inverse_transform(axes.transform(unseen))
    distance = ((unseen - X.mean(axis=0)) ** 2).mean(axis=1)
    scores = {
        "principal components": ((restored - unseen) ** 2).mean(axis=1),
        "Mahalanobis distance": EmpiricalCovariance().fit(X).mahalanobis(unseen),
        "isolation forest": -IsolationForest(random_state=0).fit(X).score_samples(unseen),
        "distance from the mean": distance,
    }
    others = {name: float(area(np.round(s, 9), strange)) for name, s in scores.items()}
    return {"5 nearest neighbors": nearest(known, split=split)} | others


def all_but(digit: int) -> tuple[int, ...]:
    """The nine other digits."""
    return tuple(known for known in range(10) if known != digit)


def strangers(kind: str, **draw) -> Array:
    """Mean area with each digit in turn as the stranger, (10,). draw: as for `detected`."""
    return np.array([detected(kind, all_but(digit), **draw).area.mean() for digit in range(10)])
