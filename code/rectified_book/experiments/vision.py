"""Handwritten digits of 28 × 28 pixels, read by convolutions, by dense layers, and without a net.

Networks learn from 2,000 images, choices are made on 1,000 others, and 2,000 that nobody has seen
before say how well it went.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from rectified import datasets, diagnostics, training
from rectified.layers import Activation, BatchNorm, Conv2D, Dense, Flatten, Layer
from rectified.network import Network

from ._data import Array

FUNCTIONS = ("identity", "sigmoid", "tanh", "relu", "leaky_relu")
GRIDS = {
    "sgd": (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5),
    "adam": (0.0003, 0.001, 0.003, 0.01, 0.03),
}
"""Learning rates that are tried; SGD has a momentum of 0.9."""
_CHOSEN = {
    ("convolution", "sgd"): (0.005, 0.1, 0.1, 0.05, 0.05),
    ("convolution", "adam"): (0.001, 0.01, 0.01, 0.003, 0.01),
    ("dense", "sgd"): (0.01, 0.2, 0.05, 0.05, 0.05),
    ("dense", "adam"): (0.001, 0.01, 0.003, 0.003, 0.003),
    ("deep", "sgd"): (0.1, 0.05, 0.02, 0.02, 0.01),
    ("deep", "adam"): (0.001, 0.001, 0.01, 0.003, 0.01),
}
RATES = {how: dict(zip(FUNCTIONS, rates, strict=True)) for how, rates in _CHOSEN.items()}
"""Kind and optimizer -> function -> the rate of the grid at which most validation images are read.

A test compares them with the kept grids. Six convolutions with sigmoids read no more than chance at
any rate (theirs is that of their cures), and were not tried without a bend.
"""
EPOCHS = 10
SHIFTS = range(6)
"""By how many pixels the test digits move to the right."""


class Images(NamedTuple):
    """Images (n, 28, 28, 1), minus the mean of all training pixels, over their spread; labels."""

    X: Array
    y: Array


class Parts(NamedTuple):
    """What is learned from, what is chosen on, and what stays unseen until the end."""

    train: Images
    validation: Images
    test: Images


@cache
def images(split: int = 0) -> Parts:
    """The three parts. split: which images are held out; 0 is the division of the pages."""
    parts = datasets.images()
    if split:  # another division, with parts of the same sizes
        X, y = (np.concatenate(column) for column in zip(*parts, strict=True))
        order = np.random.default_rng(split).permutation(len(y))
        ends = np.cumsum([len(part.y) for part in parts])[:-1]
        parts = [(X[rows], y[rows]) for rows in np.split(order, ends)]
    (X, y), *others = parts
    X, y = X[:2000], y[:2000]
    mean, sd = X.mean(), X.std()  # of all pixels of the training images
    return Parts(*(Images((A[..., None] - mean) / sd, b) for A, b in [(X, y), *others]))


def layers(f: Any, kind: str = "convolution") -> list[Layer]:
    """The layers of a kind of network with the activation f.

    "convolution": two of them; 5,994 parameters. "dense": one hidden layer; 25,450. "deep": six
    convolutions; "deep + BN": with batch normalization before each bend.
    """
    if kind == "convolution":
        filters = [Conv2D(8, 5, stride=2), Activation(f), Conv2D(16, 5, stride=2), Activation(f)]
        return [*filters, Flatten(), Dense(10)]
    if kind == "dense":
        return [Flatten(), Dense(32), Activation(f), Dense(10)]
    middle = [BatchNorm()] if kind == "deep + BN" else []
    deep: list[Layer] = []
    for stride in (2, 2, 1, 1, 1, 1):
        deep += [Conv2D(8, 3, stride, padding=1), *middle, Activation(f)]
    return [*deep, Flatten(), Dense(10)]


def centered(net: Network) -> Network:
    """Give a fresh sigmoid network four times its weights, and biases that take ½ · 1W away."""
    net.theta *= 4
    for W, b in zip(net.W[1:], net.b[1:], strict=True):
        b[:] = -W.sum(axis=0) / 2
    return net


@cache
def reader(
    f: str,
    kind: str = "convolution",
    *,
    seed: int = 0,
    split: int = 0,
    optimizer: str = "sgd",
    rate: float | None = None,
    start: str = "",
    shifted: bool = False,
) -> Network:
    """One network that has learned to read, in ten epochs with batches of 64.

    kind: as for `layers`. rate: by default that of `RATES`. start: "centered" for `centered`.
    shifted: learn from each image in five places, 0, 1 and 2 pixels to the left and right of its
    own; two epochs are then as many steps. A network that diverges is full of NaN.
    """
    X, y = images(split).train
    epochs = EPOCHS
    if shifted:
        X, y = np.concatenate([moved(X, k) for k in range(-2, 3)]), np.tile(y, 5)
        epochs //= 5
    rate = RATES[kind.removesuffix(" + BN"), optimizer][f] if rate is None else rate
    net = Network(layers(f, kind), (28, 28, 1), rng=seed)
    if start == "centered":
        centered(net)
    steps = training.SGD(rate, 0.9) if optimizer == "sgd" else training.Adam(rate)
    net.fit(X, y, epochs=epochs, batch_size=64, optimizer=steps, rng=seed, on_divergence="mark")
    return net


def right(net: Network, part: Images) -> float:
    """Share of the images that a network reads."""
    return float((net.predict(part.X, batch_size=500).argmax(axis=-1) == part.y).mean())


def moved(X: Array, k: int) -> Array:
    """Images (n, 28, 28, ...) moved k pixels to the right; what is uncovered is background."""
    there = np.full_like(X, X.min())
    width = X.shape[2] - abs(k)
    there[:, :, max(k, 0) : max(k, 0) + width] = X[:, :, max(-k, 0) : max(-k, 0) + width]
    return there


def read(f: str, kind: str = "convolution", networks: int = 5, seed: int = 0, **how) -> Array:
    """Share of the test images that networks read, (networks,). how: as for `reader`."""
    test = images(how.get("split", 0)).test
    return np.array([right(reader(f, kind, seed=seed + k, **how), test) for k in range(networks)])


def read_moved(f: str, kind: str = "convolution", networks: int = 5, seed: int = 0, **how) -> Array:
    """Share of the test images that networks read, moved by `SHIFTS`: (networks, 6)."""
    X, y = images(how.get("split", 0)).test
    tests = [Images(moved(X, k), y) for k in SHIFTS]
    nets = [reader(f, kind, seed=seed + k, **how) for k in range(networks)]
    return np.array([[right(net, test) for test in tests] for net in nets])


def tried(f: str, kind: str, optimizer: str, networks: int = 3) -> tuple[Array, Array]:
    """Train networks at each rate of the grid: validation images read, and units lost.

    Both are shares, (rates, networks); lost: as in `lost`.
    """
    train, validation, _ = images()
    found = np.empty((2, len(GRIDS[optimizer]), networks))
    for i, rate in enumerate(GRIDS[optimizer]):
        for k in range(networks):
            net = reader.__wrapped__(f, kind, seed=k, optimizer=optimizer, rate=rate)
            found[:, i, k] = right(net, validation), lost(net, train.X)
    return found[0], found[1]


def lost(net: Network, X: Array) -> float:
    """Share of hidden units or filters that no image of X can move; NaN for a diverged network.

    Lost is one whose slope, for every image and at every place, is below a hundredth of the
    function's largest.
    """
    if not np.isfinite(net.theta).all():
        return np.nan
    record = net.forward(X)
    low = record.bends[0][0].f.derivative(np.array(1e-9)) / 100  # largest just right of 0
    flat = [(np.abs(s) < low).all(axis=tuple(range(s.ndim - 1))) for s in record.slopes]
    return float(np.concatenate(flat).mean())


def lost_filters(f: str, *, networks: int = 2, seed: int = 0, split: int = 0) -> Array:
    """Share of filters lost behind Adam at the largest rate of its grid, (networks,)."""
    rate, X = max(GRIDS["adam"]), images(split).train.X
    how = {"split": split, "optimizer": "adam", "rate": rate}
    return np.array([lost(reader(f, seed=seed + k, **how), X) for k in range(networks)])


def blame(f: str, kind: str = "deep", networks: int = 5, seed: int = 0, split: int = 0) -> Array:
    """Norm of ∂L/∂z in each layer of fresh networks, for 500 images, over that of the last one.

    Returns (networks, layers).
    """
    X, y = images(split).train
    found = []
    for k in range(networks):
        net = Network(layers(f, kind), (28, 28, 1), rng=seed + k)
        gradients = net.backward(net.forward(X[:500]), y[:500])
        found.append(diagnostics.gradient_norms(gradients))
    return np.array([norms / norms[-1] for norms in found])


# ---------------------------------------------------------------- without a network


def baselines(split: int = 0) -> dict[str, Array]:
    """What scikit-learn's classifiers read of the test images, moved by `SHIFTS`: (6,) each."""
    X, y = images(split).test
    return {
        name: np.array([model.score(_rows(moved(X, k)), y) for k in SHIFTS])
        for name, model in {name: baseline(name, split) for name in _candidates()}.items()
    }


def baseline(name: str, split: int = 0) -> Any:
    """One of scikit-learn's classifiers, fitted, in the setting that reads most validation images.

    name: "logistic regression", "nearest neighbors" or "PCA + SVC".
    """
    train, validation, _ = images(split)
    fitted = [model.fit(_rows(train.X), train.y) for model in _candidates()[name]]
    return max(fitted, key=lambda model: model.score(_rows(validation.X), validation.y))


SHOWN = {"convolution, ReLU": "relu", "convolution, no bend": "identity", "dense, ReLU": "relu"}
"""Networks of the figure of moved digits, and what bends them; a classifier stands beside them."""


def answers_moved(rows: Array) -> dict[str, Array]:
    """What the readers of the figure say to some of the test images, moved by `SHIFTS`.

    rows: which of them, (n,). Returns reader -> answers (n, 6). Each network is the first of its
    five.
    """
    X = images().test.X[rows]
    asked = {name: reader(f, name.split(",")[0]).predict for name, f in SHOWN.items()}
    found = {
        name: np.stack([predict(moved(X, k)).argmax(axis=-1) for k in SHIFTS], axis=1)
        for name, predict in asked.items()
    }
    simple = baseline("PCA + SVC")
    simply = [simple.predict(_rows(moved(X, k))) for k in SHIFTS]
    return found | {"PCA + SVC": np.stack(simply, axis=1)}


def _rows(X: Array) -> Array:
    return X.reshape(len(X), -1)


def _candidates() -> dict[str, Iterable[Any]]:
    """Classifiers by name, each with the settings that are tried."""
    from sklearn.decomposition import PCA
    from sklearn.linear_model import LogisticRegression
    from sklearn.neighbors import KNeighborsClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.svm import SVC

    def logistic(C):
        return LogisticRegression(C=C, max_iter=300)

    def support(n, C):
        return make_pipeline(PCA(n, svd_solver="full"), SVC(C=C, gamma="scale"))

    return {
        "logistic regression": [logistic(C) for C in (0.0001, 0.001, 0.01, 0.1)],
        "nearest neighbors": [KNeighborsClassifier(k) for k in (1, 3, 5, 9)],
        "PCA + SVC": [support(n, C) for n in (25, 40, 60, 90) for C in (1, 3, 10, 30)],
    }
