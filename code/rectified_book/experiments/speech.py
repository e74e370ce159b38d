"""Spoken digits: what networks hear of voices that they know, of others, and in noise.

The men are those of the Free Spoken Digit Dataset, of whom only MFCCs are left, without names; the
woman is a recording; where a wave form is needed for training, a machine speaks.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from rectified import datasets, initializers, speech, training
from rectified.network import MLP

from ._data import Array, score

FUNCTIONS = ("identity", "sigmoid", "tanh", "relu", "leaky_relu")
READERS = {
    "logistic regression": "logistic regression",
    "SVC": "SVC",
    "no bend": "identity, sgd",
    "sigmoid": "sigmoid, sgd",
    "tanh": "tanh, sgd",
    "ReLU": "relu, sgd",
    "Leaky ReLU": "leaky_relu, sgd",
}
"""What stands in the table of the page, and how the kept results call it."""
GRIDS = {
    "sgd": (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0),
    "adam": (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1),
}
"""Learning rates that are tried; SGD has a momentum of 0.9."""
_CHOSEN = {
    ("men", "sgd"): (0.003, 0.3, 0.1, 0.03, 0.03),
    ("machine", "sgd"): (0.03, 0.3, 0.1, 0.1, 0.1),
    ("machine in noise", "sgd"): (0.03, 0.3, 0.1, 0.03, 0.1),
}
RATES = {how: dict(zip(FUNCTIONS, rates, strict=True)) for how, rates in _CHOSEN.items()}
"""What is heard in training, and optimizer -> function -> the rate of the grid with the least
validation loss; a test compares them with the kept grids."""
UNITS, BATCH = 64, 32
EPOCHS = {"men": 20, "machine": 60, "machine in noise": 60}
NOISE = (None, 30, 20, 10, 0)
"""Decibels by which the voice is stronger than the noise; None is no noise."""
SMALL_START = initializers.PyTorchDefault()
"""Weights of a sixth of the variance that ReLU has by default."""
TAUGHT = {"machine": (None,) * 4, "machine in noise": (None, 20, 10, 0)}
"""In which noises a network hears each word of its training: both times four times."""


class Words(NamedTuple):
    """Features (n, 208), digits (n,), and a number for each voice (n,)."""

    X: Array
    y: Array
    voice: Array


class Parts(NamedTuple):
    """What is learned from, what is chosen on, and what stays unheard until the end."""

    train: Words
    validation: Words
    test: Words


# ---------------------------------------------------------------- six men


@cache
def frames() -> tuple[list[Array], Array, Array]:
    """All recordings of the six men: MFCCs (frames, 13) of each, digits, and parts 0, 1, 2."""
    parts = datasets.spoken_digits()
    words = [x[m] for part in parts for x, m in zip(part.X, part.mask, strict=True)]
    y = np.concatenate([part.y for part in parts])
    return words, y, np.repeat([0, 1, 2], [len(part.y) for part in parts])


def portraits() -> Array:
    """What is told of each recording to guess who speaks: (n, 52), compared within its digit.

    Mean, spread, first and last frame of the 13 coefficients; the mean over all recordings of the
    same digit is taken off, and what is left is measured in their standard deviations.
    """
    words, y, _ = frames()
    told = np.array([[*w.mean(0), *w.std(0), *w[0], *w[-1]] for w in words])
    for digit in range(10):
        same = told[y == digit]
        told[y == digit] = (same - same.mean(axis=0)) / same.std(axis=0)
    return told


def guessed() -> Array:
    """Who speaks, a number from 0 to 5 for each recording: six clusters of `portraits`.

    They are fitted without being told anything of voices.
    """
    from sklearn.mixture import GaussianMixture

    told = portraits()
    mixture = GaussianMixture(6, n_init=10, random_state=0, reg_covar=0.001)
    return mixture.fit_predict(told)


@cache
def voices() -> Array:
    """What `guessed` has found, as it is kept."""
    from .long_runs import kept  # which is made of this module, too

    return np.array(list(kept("speech, voices")), dtype=int)


@cache
def men(split: int = 0) -> Parts:
    """The six men in three parts. split: which recordings are held out; 0 is that of the pages."""
    words, y, part = frames()
    if split:
        part = np.random.default_rng(split).permutation(part)
    X = np.array([speech.features(word) for word in words])
    who = voices()
    return Parts(*(Words(X[part == k], y[part == k], who[part == k]) for k in range(3)))


# ---------------------------------------------------------------- other voices


def read_off(waves: Iterable[Array]) -> Array:
    """Features (n, 208) of recordings."""
    return np.array([speech.features(speech.mfcc(x)) for x in waves])


@cache
def woman(language: str = "en") -> Words:
    """The ten digits of one of `datasets.VOICES`; in English by a woman, Allison Smith."""
    X, y, mask = datasets.voice(language)
    waves = [speech.trimmed(x[m]) for x, m in zip(X, mask, strict=True)]
    return Words(read_off(waves), y, np.zeros(10, int))


@cache
def machine_waves() -> tuple[list[Array], Array, Array, Array]:
    """What the machine says: wave forms, digits, the number of each voice, and parts."""
    parts = datasets.machine_voices()
    waves = [x[m] for part in parts for x, m in zip(part.X, part.mask, strict=True)]
    y = np.concatenate([part.y for part in parts])
    part = np.repeat([0, 1, 2], [len(part.y) for part in parts])
    return waves, y, np.arange(len(y)) // 10, part


@cache
def machine(noise: tuple[int | None, ...] = (None,), split: int = 0, seed: int = 0) -> Parts:
    """The machine's voices in three parts, each word once in every noise, in the order of `noise`.

    noise: decibels by which the voice is stronger; None for no noise. split: which voices are held
    out. seed: of the noise.
    """
    waves, y, who, part = machine_waves()
    if split:
        order = np.random.default_rng(split).permutation(18)
        part = part[::10][order][who]
    rng = np.random.default_rng(seed)
    heard = [
        read_off(w if db is None else speech.with_noise(w, db, rng) for w in waves) for db in noise
    ]
    n = len(noise)
    X, y, who, part = np.concatenate(heard), np.tile(y, n), np.tile(who, n), np.tile(part, n)
    return Parts(*(Words(X[part == k], y[part == k], who[part == k]) for k in range(3)))


# ---------------------------------------------------------------- readers


class Reader(NamedTuple):
    """A stack of networks, and the mean and spread of what they have learned from."""

    net: MLP
    mean: Array
    spread: Array

    def right(self, words: Words) -> Array:
        """Share of the words that each network reads."""
        return score(self.net, self.scaled(words.X), words.y)

    def scaled(self, X: Array) -> Array:
        """Features as the networks know them: each with mean 0 and spread 1 in the training."""
        return (X - self.mean) / self.spread


def reader(
    f: str,
    words: Words,
    kind: str = "men",
    *,
    networks: int = 5,
    seed: int = 0,
    optimizer: str = "sgd",
    rate: float | None = None,
    initializer: Any = None,
) -> Reader:
    """Train networks with one hidden layer of 64 units. kind: whose rate and epochs are taken.

    rate: by default that of `RATES`. initializer: by default that of the function. A network that
    diverges is full of NaN.
    """
    rate = RATES[kind, optimizer][f] if rate is None else rate
    mean, spread = words.X.mean(axis=0), words.X.std(axis=0) + 1e-9
    seeds = range(seed, seed + networks)
    net = MLP([words.X.shape[1], UNITS, 10], f, rng=seeds, initializer=initializer)
    steps = training.SGD(rate, 0.9) if optimizer == "sgd" else training.Adam(rate)
    recipe = {"epochs": EPOCHS[kind], "batch_size": BATCH, "optimizer": steps}
    found = Reader(net, mean, spread)
    net.fit(found.scaled(words.X), words.y, **recipe, rng=seed, on_divergence="mark")
    return found


def tried(f: str, kind: str = "men", optimizer: str = "sgd", **how: Any) -> Array:
    """Loss on the validation words at each rate of the grid, (rates, 5); NaN where it diverged.

    kind: "men", or one of `TAUGHT`, whose validation words are heard in the same noises. (The share
    that is read would not choose: of three machine voices nearly all is read at many rates.)
    """
    parts = men() if kind == "men" else machine(TAUGHT[kind])
    found = []
    for rate in GRIDS[optimizer]:
        taught = reader(f, parts.train, kind, optimizer=optimizer, rate=rate, **how)
        checked = taught.scaled(parts.validation.X)
        found.append(taught.net.loss(checked, parts.validation.y))
    return np.array(found)


# ---------------------------------------------------------------- voices


def without(parts: Parts, voice: int) -> tuple[Words, Words]:
    """Training words of the five other men, and all words of the one that is left out."""
    rest = picked(parts.train, parts.train.voice != voice)
    words = joined(parts)
    return rest, picked(words, words.voice == voice)


def picked(words: Words, rows: Array) -> Words:
    """Some of the words. rows: as NumPy picks rows."""
    return Words(*(column[rows] for column in words))


def joined(parts: Parts) -> Words:
    """The words of all three parts."""
    return Words(*(np.concatenate(column) for column in zip(*parts, strict=True)))


@cache
def unheard(f: str, split: int = 0, **how: Any) -> Array:
    """Share of a man's words that networks read who have heard the five others: (6, networks)."""
    parts = men(split)
    found = []
    for voice in range(6):
        rest, his = without(parts, voice)
        found.append(reader(f, rest, **how).right(his))
    return np.array(found)


class Heard(NamedTuple):
    """Shares that networks read who have heard six men, (..., networks).

    known: unheard recordings of the six, together. each: one by one, (6, networks). woman: her ten
    digits. machine: each of its voices, (18, networks).
    """

    known: Array
    each: Array
    woman: Array
    machine: Array


@cache
def others(f: str, split: int = 0, **how: Any) -> Heard:
    """What networks read of the six men in training, of a woman, and of a machine."""
    parts, words = men(split), joined(machine())
    taught = reader(f, parts.train, **how)
    return Heard(
        taught.right(parts.test),
        np.array([taught.right(picked(parts.test, parts.test.voice == k)) for k in range(6)]),
        taught.right(woman()),
        np.array([taught.right(picked(words, words.voice == k)) for k in range(18)]),
    )


# ---------------------------------------------------------------- noise


@cache
def in_noise(f: str, kind: str, split: int = 0, seed: int = 0, **how: Any) -> Array:
    """Share of the words of unheard machine voices that are read: (levels of `NOISE`, networks).

    kind: one of `TAUGHT`.
    """
    heard = machine(TAUGHT[kind], split, seed).train
    taught = reader(f, heard, kind, seed=seed, **how)
    return np.array([taught.right(test) for test in noisy_tests(split, seed)])


def from_a_small_start(f: str) -> Array:
    """What `in_noise` finds of quiet voices with `SMALL_START`: (levels, 5), each its own noise.

    The rate is again the one with the least validation loss.
    """
    loss = tried(f, "machine", initializer=SMALL_START).mean(axis=1)
    rate = GRIDS["sgd"][np.nanargmin(loss)]
    how = {"networks": 1, "rate": rate, "initializer": SMALL_START}
    return np.concatenate([in_noise(f, "machine", seed=k, **how) for k in range(5)], axis=1)


@cache
def noisy_tests(split: int = 0, seed: int = 0) -> list[Words]:
    """The unheard machine voices in each of the levels of `NOISE`, other noise than was taught."""
    return [machine((db,), split, seed + 500).test for db in NOISE]


# ---------------------------------------------------------------- without a network


def simple(words: Words, validation: Words) -> dict[str, Any]:
    """scikit-learn's classifiers, each with the C that reads most of the validation words."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    from sklearn.svm import SVC

    candidates = {
        "logistic regression": [
            LogisticRegression(C=C, max_iter=500) for C in (0.0001, 0.001, 0.01, 0.1, 1)
        ],
        "SVC": [SVC(C=C) for C in (0.3, 1, 3, 10, 30, 100)],
    }
    return {
        name: max(
            (make_pipeline(StandardScaler(), model).fit(words.X, words.y) for model in models),
            key=lambda fitted: fitted.score(validation.X, validation.y),
        )
        for name, models in candidates.items()
    }


def simple_voices(split: int = 0) -> dict[str, dict[str, Any]]:
    """Classifier -> what it reads: of known voices, of each unheard man, of woman and machine."""
    parts, words = men(split), joined(machine())
    alone = [without(parts, voice) for voice in range(6)]
    checks = [picked(parts.validation, parts.validation.voice != voice) for voice in range(6)]
    fitted = [simple(rest, check) for (rest, _), check in zip(alone, checks, strict=True)]
    found = {}
    for name, model in simple(parts.train, parts.validation).items():
        each = zip(fitted, alone, strict=True)
        found[name] = {
            "known": [model.score(parts.test.X, parts.test.y)],
            "unheard": [[models[name].score(his.X, his.y)] for models, (_, his) in each],
            "woman": [model.score(woman().X, woman().y)],
            "machine": (model.predict(words.X) == words.y).reshape(18, 10).mean(axis=1),
        }
    return found


def simple_in_noise(kind: str, split: int = 0, seed: int = 0) -> dict[str, list[float]]:
    """Classifier -> share of the words of unheard machine voices that it reads, by `NOISE`."""
    parts = machine(TAUGHT[kind], split, seed)
    return {
        name: [model.score(test.X, test.y) for test in noisy_tests(split, seed)]
        for name, model in simple(parts.train, parts.validation).items()
    }


def in_words(shares: Any) -> str:
    """Shares of n readers, (n,) or (..., n), as a cell of a table, in percent.

    Mean and standard deviation over the readers, or the mean alone of a single one.
    """
    each = 100 * np.asarray(shares, dtype=float)
    each = each.reshape(-1, each.shape[-1]).mean(axis=0)
    spread = f" ± {each.std(ddof=1):.1f}" if len(each) > 1 else ""
    return f"{each.mean():.1f}{spread}"
