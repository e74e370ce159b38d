"""Who votes how on what, and what a student thinks of a lecturer: biases, products, networks.

A part is rows (who, what) and a value each. Networks learn from eight tenths of the rows; one tenth
chooses their learning rate, their width and the epoch at which they stop; one tenth judges.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from rectified import datasets, initializers, training
from rectified.layers import Activation, Dense, Embedding, Flatten, Layer
from rectified.network import Network

from ._data import Array

KINDS = ("identity", "sigmoid", "tanh", "relu", "leaky_relu", "dot")
"""What is done with two vectors: a hidden layer with one of five functions, or a dot product."""
SIZES = {"senate": (102, 645), "teaching": (2972, 1128)}
"""How many there are who judge, and how many who are judged."""
GRID = (0.001, 0.003, 0.01, 0.03, 0.1)
"""Learning rates of Adam that are tried."""
WIDTHS = (1, 2, 4, 8, 16, 32)
"""Numbers in a vector that are tried."""
HIDDEN, EPOCHS, PATIENCE, BATCH = 32, 40, 5, 256
DECAYS = (0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)
"""How strongly numbers are pulled to 0 in what has a closed form."""


class Judged(NamedTuple):
    """Root of the mean squared error on unseen rows, and the share of votes that are right."""

    error: Array
    right: Array


class Biases(NamedTuple):
    """A mean, and how far each of those who judge and who are judged lies above it."""

    mean: float
    who: Array
    what: Array

    def __call__(self, X: Array) -> Array:
        """The sum of the three, for rows (n, 2) of numbers."""
        return self.mean + self.who[X[:, 0]] + self.what[X[:, 1]]


class Dot(Layer):
    """y = b + b' + p · q, of two vectors (p, b) and (q, b') of one length.

    x (..., n, 2, k + 1) gives (..., n, 1). Source: Koren, Bell & Volinsky (2009), eq. 4.
    """

    def output_shape(self, shape):
        return (1,)

    def forward(self, x: Array) -> tuple[Array, Array]:
        product = x[..., :-1].prod(axis=-2).sum(axis=-1, keepdims=True)
        return product + x[..., -1].sum(axis=-1, keepdims=True), x

    def backward(self, x: Array, dy: Array, gradient) -> Array:
        dx = x[..., ::-1, :] * dy[..., None]
        dx[..., -1] = dy
        return dx


# ---------------------------------------------------------------- data


@cache
def parts(name: str = "senate", split: int = 0) -> datasets.Parts:
    """The three parts of a set. split: another division of the rows; 0 is that of the pages."""
    found = datasets.ratings(name)
    if split:
        X, y = (np.concatenate(column) for column in zip(*found, strict=True))
        order = np.random.default_rng(split).permutation(len(y))
        ends = np.cumsum([len(part.y) for part in found])[:-1]
        found = datasets.Parts(
            *(datasets.Ratings(X[rows], y[rows]) for rows in np.split(order, ends))
        )
    return found


def judged(answers: Array, part: datasets.Ratings) -> Judged:
    """What answers (..., n) to the rows of a part are worth. A vote is yea above one half."""
    error = np.sqrt(((answers - part.y) ** 2).mean(axis=-1))
    return Judged(error, ((answers > 0.5) == (part.y > 0.5)).mean(axis=-1))


def table(part: datasets.Ratings, name: str = "senate") -> Array:
    """Votes as a table (who, what): 1 yea, -1 nay, 0 where a vote is not in this part."""
    found = np.zeros(SIZES[name])
    found[tuple(part.X.T)] = 2 * part.y - 1
    return found


def every_pair(name: str = "senate") -> Array:
    """All who judge with all that is judged, as rows (who times what, 2)."""
    return np.stack(np.divmod(np.arange(np.prod(SIZES[name])), SIZES[name][1]), axis=-1)


# ---------------------------------------------------------------- without a network


def biases(part: datasets.Ratings, decay: float, name: str = "senate") -> Biases:
    """The biases with the least squared error on a part, plus decay times their squares."""
    who, what = part.X.T
    n, m = SIZES[name]
    counts = np.bincount(who, minlength=n) + decay, np.bincount(what, minlength=m) + decay
    mean, mine, its = part.y.mean(), np.zeros(n), np.zeros(m)
    for _ in range(50):
        its = np.bincount(what, part.y - mean - mine[who], m) / counts[1]
        mine = np.bincount(who, part.y - mean - its[what], n) / counts[0]
    return Biases(mean, mine, its)


@cache
def best_biases(name: str = "senate", split: int = 0) -> Biases:
    """The biases with the decay that suits the validation rows best."""
    train, validation, _ = parts(name, split)
    found = [biases(train, decay, name) for decay in DECAYS]
    return min(found, key=lambda b: judged(b(validation.X), validation).error)


def colleagues(votes: Array, decay: float) -> Array:
    """How much the vote of each person counts for each other one, (who, who); nobody's own counts.

    votes: (who, what), as `table` gives them. Column j predicts person j: `weights.T @ votes`.
    Source: Steck (2019), Embarrassingly shallow autoencoders (EASE), eq. 8, with people as items.
    """
    P = np.linalg.inv(votes @ votes.T + decay * np.eye(len(votes)))
    weights = -P / np.diag(P)
    np.fill_diagonal(weights, 0)
    return weights


def by_party(votes: Array) -> Array:
    """The majority of one's own party on each roll call, -1 to 1, (who, what).

    Independents vote with the Democrats here. Where nobody of the party is known: of all.
    """
    people, _ = datasets.senate_tables()
    party = people["party"] == "R"
    found = np.where(party[:, None], votes[party].sum(axis=0), votes[~party].sum(axis=0))
    return np.where(found == 0, np.sign(votes.sum(axis=0)), np.sign(found))


def loyalty(votes: Array) -> Array:
    """Share of the known votes of each person that are those of `by_party`, (who,)."""
    known = votes != 0
    return ((votes == by_party(votes)) & known).sum(axis=1) / known.sum(axis=1)


def told_apart(scores: Array, part: datasets.Ratings) -> float:
    """Of pairs, a yea and a nay of one person, the share in which the yea is ranked higher.

    scores: (who, what). A mean over people; where both are equal, half a pair.
    """
    shares = []
    for who in range(len(scores)):
        rows = part.X[:, 0] == who
        score, yea = scores[who, part.X[rows, 1]], part.y[rows] > 0.5
        gap = score[yea][:, None] - score[~yea]
        if gap.size:
            shares.append(((gap > 1e-9) + 0.5 * (np.abs(gap) <= 1e-9)).mean())
    return float(np.mean(shares))


def best_colleagues(split: int = 0) -> Array:
    """Scores (who, what) of `colleagues`, with the decay that puts most validation votes right."""
    train, validation, _ = parts("senate", split)
    votes = table(train)
    scores = [colleagues(votes, decay).T @ votes for decay in DECAYS]
    at = tuple(validation.X.T)
    return min(scores, key=lambda s: judged((s[at] + 1) / 2, validation).error)


@cache
def simple(split: int = 0) -> dict[str, tuple[float, float, float]]:
    """Method without a network -> error, votes right, and pairs told apart, on the test votes."""
    train, _, test = parts("senate", split)
    votes = table(train)
    share = votes.sum(axis=0) / np.maximum((votes != 0).sum(axis=0), 1)
    of_biases = best_biases("senate", split)(every_pair()).reshape(votes.shape)
    scores = {
        "always yea": np.ones(votes.shape),
        "majority of the roll call": np.broadcast_to(np.sign(share), votes.shape),
        "majority of the own party": by_party(votes),
        "biases": 2 * of_biases - 1,
        "colleagues (EASE)": best_colleagues(split),
    }
    at = tuple(test.X.T)
    return {
        name: (*map(float, judged((s[at] + 1) / 2, test)), told_apart(s, test))
        for name, s in scores.items()
    }


# ---------------------------------------------------------------- networks


RATES = {
    "senate": dict(zip(KINDS, (0.01, 0.01, 0.01, 0.01, 0.01, 0.003), strict=True)),
    "teaching": dict(zip(KINDS, (0.01, 0.01, 0.03, 0.03, 0.01, 0.01), strict=True)),
}
"""Set -> kind -> the rate of `GRID` with the least error on the validation rows."""
BEST_WIDTHS = {
    "senate": dict(zip(KINDS, (1, 4, 8, 8, 16, 4), strict=True)),
    "teaching": dict.fromkeys(KINDS, 8) | {"dot": 1},
}
"""Set -> kind -> the width with the least error on the validation rows, at that rate."""


def layers(kind: str, name: str = "senate", width: int = 8) -> list[Layer]:
    """A vector for each of those who judge and are judged, and what makes one number of two.

    Products start small where each number of a vector does.
    """
    n = sum(SIZES[name])
    if kind == "dot":
        return [Embedding(n, width + 1, initializers.Normal(std=0.1)), Dot()]
    return [Embedding(n, width), Flatten(), Dense(HIDDEN), Activation(kind), Dense(1)]


class Trained(NamedTuple):
    """A stack of networks, and the mean that they were spared."""

    net: Network
    mean: float
    first: int

    def __call__(self, X: Array) -> Array:
        """Answers (networks, n) for rows (n, 2)."""
        return self.net.predict(X + np.array([0, self.first]))[..., 0] + self.mean


def trained(
    kind: str,
    name: str = "senate",
    *,
    networks: int = 5,
    seed: int = 0,
    split: int = 0,
    rate: float | None = None,
    width: int | None = None,
    epochs: int = EPOCHS,
) -> Trained:
    """Train a stack of networks with Adam; each keeps the epoch with the least validation error.

    rate, width: by default those that were chosen.
    """
    train, validation, _ = parts(name, split)
    rate = RATES[name][kind] if rate is None else rate
    width = BEST_WIDTHS[name][kind] if width is None else width
    shift, mean = [0, SIZES[name][0]], train.y.mean()
    net = Network(
        layers(kind, name, width), (2,), output="linear", rng=range(seed, seed + networks)
    )
    watched = training.EarlyStopping(
        validation.X + shift, validation.y[:, None] - mean, patience=PATIENCE
    )
    net.fit(
        train.X + shift,
        train.y[:, None] - mean,
        epochs=epochs,
        batch_size=BATCH,
        optimizer=training.Adam(rate),
        early_stopping=watched,
        rng=seed,
        on_divergence="mark",
    )
    return Trained(net, float(mean), SIZES[name][0])


def tried(kind: str, name: str = "senate", networks: int = 2, **choice) -> Array:
    """Validation errors (networks,) at a rate and a width, infinity where one diverged."""
    _, validation, _ = parts(name)
    found = judged(trained(kind, name, networks=networks, **choice)(validation.X), validation).error
    return np.where(np.isfinite(found), found, np.inf)


class Unseen(NamedTuple):
    """What networks are worth on the test rows, (networks,) each: error, votes and pairs right."""

    error: Array
    right: Array
    pairs: Array


@cache
def unseen(
    kind: str, name: str = "senate", *, networks: int = 5, seed: int = 0, split: int = 0
) -> Unseen:
    """Train networks, and let the test rows judge them. pairs: of the Senate's votes alone."""
    model = trained(kind, name, networks=networks, seed=seed, split=split)
    test = parts(name, split).test
    error, right = judged(model(test.X), test)
    pairs = np.full(networks, np.nan)
    if name == "senate":
        everything = model(every_pair()).reshape(-1, *SIZES[name])
        pairs = np.array([told_apart(scores, test) for scores in everything])
    return Unseen(error, right, pairs)


def bends_nothing(*, networks: int = 5, seed: int = 0, split: int = 0) -> Array:
    """Correlation of the answers of networks without a bend with those of the biases."""
    X = parts("senate", split).test.X
    model = trained("identity", networks=networks, seed=seed, split=split)
    return np.corrcoef(best_biases("senate", split)(X), model(X))[0, 1:]


# ---------------------------------------------------------------- is there an interaction?


def strongest(X: Array, rest: Array, name: str) -> float:
    """Largest singular value of a table with `rest` (n,) at the places X (n, 2), 0 elsewhere."""
    who, what = X.T
    n, m = SIZES[name]
    q, size = np.random.default_rng(0).normal(size=m), 0.0
    for _ in range(60):
        p = np.bincount(who, rest * q[what], n)
        q = np.bincount(what, rest * p[who], m) / np.linalg.norm(p)
        size = np.linalg.norm(q)
        q /= size
    return float(size)


@cache
def interaction(name: str = "senate", *, split: int = 0, seed: int = 0, times: int = 5) -> float:
    """How much stronger the strongest product in what biases leave is than after shuffling.

    Near 1: there is nothing that a product, or a network, could find. times: of shuffling.
    """
    train = parts(name, split).train
    rest = train.y - best_biases(name, split)(train.X)
    rng = np.random.default_rng(seed)
    shuffled = [strongest(train.X, rng.permutation(rest), name) for _ in range(times)]
    return strongest(train.X, rest, name) / float(np.mean(shuffled))


# ---------------------------------------------------------------- the missing product


LENGTHS = (1, 2, 4, 8, 16)
"""Of the two vectors whose product is to be learned."""
_RATES = (0.003, 0.03, 0.01, 0.03, 0.03)
PRODUCT_RATES = dict(zip(KINDS[:-1], _RATES, strict=True))
"""Function -> the rate of `GRID` with the least error on held-out pairs of 8-vectors."""


@cache
def product_error(
    f: str,
    length: int = 8,
    *,
    networks: int = 5,
    seed: int = 0,
    rate: float | None = None,
    held_out: bool = False,
) -> Array:
    """Error of networks with 64 hidden units that learned p · q, in spreads of p · q: (networks,).

    p and q: random vectors; 8,000 pairs to learn from, 2,000 others to judge. held_out: judge on
    2,000 others again, to choose the rate by.
    """
    rng = np.random.default_rng([seed, length])
    X = rng.normal(size=(12_000, 2, length))
    y = X.prod(axis=1).sum(axis=1, keepdims=True) / np.sqrt(length)  # their spread is 1
    X = X.reshape(len(X), -1)
    net = Network(
        [Dense(64), Activation(f), Dense(1)],
        2 * length,
        output="linear",
        rng=range(seed, seed + networks),
    )
    adam = training.Adam(PRODUCT_RATES[f] if rate is None else rate)
    how = {"epochs": 40, "batch_size": 100, "optimizer": adam, "on_divergence": "mark"}
    net.fit(X[:8000], y[:8000], rng=seed, **how)
    rows = slice(8000, 10_000) if held_out else slice(10_000, None)
    error = ((net.predict(X[rows]) - y[rows]) ** 2).mean(axis=(-2, -1))
    return np.sqrt(error / y[rows].var())


UNITS = 8
"""In the hidden layer of a `surface`."""


def surface(f: str, seed: int = 0) -> Network:
    """A network that has learned p · q of two numbers between -1 and 1, on a grid of 21 x 21."""
    steps = np.linspace(-1, 1, 21)
    X = np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2)
    net = _two_to_one(f, seed)
    net.fit(X, X.prod(axis=1)[:, None], epochs=1500, optimizer=training.Adam(0.01))
    return net


def laid(f: str, theta: Array) -> Network:
    """The network of a `surface` with parameters that are kept, as training differs in digits."""
    net = _two_to_one(f)
    net.theta = theta
    return net


def _two_to_one(f: str, seed: int = 0) -> Network:
    return Network([Dense(UNITS), Activation(f), Dense(1)], 2, output="linear", rng=seed)
