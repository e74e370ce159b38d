"""Sentences from reviews, read word by word by recurrent networks, and without a network.

A network learns from 2,080 sentences, its learning rate is chosen on 298 others, and 594 that
nobody has seen before say how well it went.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import Any, NamedTuple

import numpy as np

from rectified import activations, datasets, initializers, training
from rectified.layers import Dense, Embedding, Recurrent
from rectified.network import Network

from ._data import Array

FUNCTIONS = ("identity", "sigmoid", "tanh", "relu", "leaky_relu")
STARTS = ("random", "orthogonal", "identity")
"""How the matrix from state to state begins."""
GRID = (0.0003, 0.001, 0.003, 0.01, 0.03)
"""Learning rates of Adam that are tried."""
_CHOSEN = {
    "random": (0.003, 0.003, 0.003, 0.01, 0.01),
    "orthogonal": (0.003, 0.003, 0.003, 0.003, 0.01),
    "identity": (0.003, 0.003, 0.003, 0.01, 0.003),
}
RATES = {start: dict(zip(FUNCTIONS, rates, strict=True)) for start, rates in _CHOSEN.items()}
"""Start -> function -> the rate of the grid at which most validation sentences are right."""
TIME, VECTOR, STATE = 25, 16, 32
"""Words that are read at most, numbers that stand for a word, units of the state."""
EPOCHS = 8
NEGATIONS = frozenset(["not", "no", "never", "nothing", "nor", "neither", "cannot", "without"])
"""With all words that end in n't."""


class Sentences(NamedTuple):
    """Words as numbers (n, TIME), opinions, and a mask (n, TIME) of the places with a word."""

    X: Array
    y: Array
    mask: Array


class Parts(NamedTuple):
    """What is learned from, what is chosen on, and what stays unseen until the end."""

    train: Sentences
    validation: Sentences
    test: Sentences


def words(text: str) -> list[str]:
    """The words of a text in small letters; ! and ? count as words.

    >>> words("It's GREAT!")
    ["it's", 'great', '!']
    """
    return re.findall(r"[a-z']+|[!?]", text.lower())


def divided(parts: datasets.Parts, split: int = 0) -> Any:
    """Three parts as they are or, with another split than 0, of the same sizes with other rows."""
    if not split:
        return parts
    X, y = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.random.default_rng(split).permutation(len(y))
    ends = np.cumsum([len(part.y) for part in parts])[:-1]
    return [datasets.Samples(X[rows], y[rows]) for rows in np.split(order, ends)]


@cache
def texts(split: int = 0) -> Any:
    """The three parts as texts. split: which are held out; 0 is the division of the pages."""
    return divided(datasets.sentences(), split)


@cache
def vocabulary(split: int = 0) -> dict[str, int]:
    """Numbers from 2 for the words that at least two training sentences have.

    0 stands for no word, 1 for any other.
    """
    seen = Counter(word for text in texts(split)[0].X for word in {*words(text)})
    return {w: k for k, w in enumerate(sorted(w for w, n in seen.items() if n > 1), start=2)}


def numbered(read: Iterable[list[str]], known: dict[str, int]) -> tuple[Array, Array]:
    """Lists of words as numbers (n, TIME), and the mask of the places that have one."""
    rows = [[known.get(word, 1) for word in row[:TIME]] or [1] for row in read]
    X = np.array([row + [0] * (TIME - len(row)) for row in rows])
    return X, X > 0


@cache
def sentences(split: int = 0, order: str = "read") -> Parts:
    """The three parts as numbers. order: "read", as written, or "sorted", by the alphabet."""
    arranged: Callable = sorted if order == "sorted" else list

    def part(text: Iterable[str], y: Array) -> Sentences:
        X, mask = numbered((arranged(words(t)[:TIME]) for t in text), vocabulary(split))
        return Sentences(X, y, mask)

    return Parts(*(part(*samples) for samples in texts(split)))


def beginning(f: str, start: str) -> initializers.Initializer:
    """The initializer of the matrix from state to state.

    start: "identity", "orthogonal", or "random": independent numbers of the variance that suits f,
    2/n for ReLU and 1/n for others.
    """
    if start != "random":
        return initializers.get(start)
    chosen = {"relu": initializers.He(), "leaky_relu": initializers.He(negative_slope=0.01)}
    return chosen.get(activations.get(f).name, initializers.LeCun())


def network(f: str, start: str, split: int = 0, rng: Any = 0) -> Network:
    """A fresh reader: vectors of words, a recurrent layer, two answers. rng: as for `Network`."""
    small = initializers.Normal(std=0.1)
    layers = [
        Embedding(2 + len(vocabulary(split)), VECTOR, small),
        Recurrent(STATE, f, recurrent_initializer=beginning(f, start)),
        Dense(2),
    ]
    return Network(layers, (TIME,), rng=rng)


@cache
def reader(
    f: str,
    start: str,
    networks: int = 5,
    *,
    seed: int = 0,
    split: int = 0,
    rate: float | None = None,
    order: str = "read",
) -> Network:
    """A stack of networks that have learned to read, by Adam, with batches of 32.

    Eight epochs; a network that diverges is full of NaN. rate: by default that of `RATES`.
    order: as for `sentences`.
    """
    rate = RATES[start][f] if rate is None else rate
    train = sentences(split, order).train
    net = network(f, start, split, range(seed, seed + networks))
    net.fit(
        train.X,
        train.y,
        mask=train.mask,
        epochs=EPOCHS,
        batch_size=32,
        optimizer=training.Adam(rate),
        clip_norm=1.0,
        rng=seed,
        on_divergence="mark",
    )
    return net


def right(net: Network, part: Sentences) -> Array:
    """Share of the sentences whose opinion a stack of networks finds, (networks,)."""
    return (net.predict(part.X, part.mask).argmax(axis=-1) == part.y).mean(axis=-1)


def read(f: str, start: str, networks: int = 5, **how) -> Array:
    """Share of the test sentences whose opinion is found, (networks,). how: as for `reader`."""
    test = sentences(how.get("split", 0), how.get("order", "read")).test
    return right(reader(f, start, networks, **how), test)


def tried(f: str, start: str, networks: int = 4) -> Array:
    """Share of validation sentences that are right at each rate of `GRID`, (rates, networks)."""
    validation = sentences().validation
    nets = (reader.__wrapped__(f, start, networks, rate=rate) for rate in GRID)
    return np.array([right(net, validation) for net in nets])


def opinions(net: Network, text: str) -> tuple[list[str], Array]:
    """The words of a text, and after each of them how likely one network finds it a praise."""
    said = words(text)[:TIME]
    X, mask = numbered([said[: k + 1] for k in range(len(said))], vocabulary())
    return said, net.predict(X, mask)[:, 1]


# ---------------------------------------------------------------- without a network


def grams(text: str, longest: int = 1) -> list[str]:
    """The words of a text and, up to this length, the groups of words that follow one another."""
    said = words(text)
    return [
        " ".join(said[i : i + n]) for n in range(1, longest + 1) for i in range(len(said) - n + 1)
    ]


def _candidates() -> dict[str, list]:
    """Readers of bags of words by name, each with the settings that are tried."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.naive_bayes import MultinomialNB

    strengths = (0.03, 0.1, 0.3, 1, 3, 10, 30, 100)
    return {
        "naive Bayes": [MultinomialNB(alpha=a) for a in (0.1, 0.3, 1, 3, 10)],
        "logistic regression": [LogisticRegression(C=C, max_iter=1000) for C in strengths],
    }


@cache
def bags(name: str, longest: int = 1, split: int = 0) -> Array:
    """What a reader of bags says of the test sentences, (n,).

    name: "naive Bayes" or "logistic regression". longest: 1 for bags of words, 2 for bags that
    also hold the pairs of neighbors. The setting is that with which most validation sentences are
    right.
    """
    from sklearn.feature_extraction.text import CountVectorizer

    (train, y), validation, test = texts(split)
    counted = CountVectorizer(analyzer=partial(grams, longest=longest), binary=True)
    X = counted.fit_transform(train)
    fitted = [model.fit(X, y) for model in _candidates()[name]]
    chosen_on = counted.transform(validation.X)
    best = max(fitted, key=lambda model: model.score(chosen_on, validation.y))
    return best.predict(counted.transform(test.X))


def bayes(split: int = 0) -> float:
    """Share of the test sentences that naive Bayes gets right, from words alone."""
    return float((bags("naive Bayes", split=split) == texts(split)[2].y).mean())


def without_network(split: int = 0) -> dict[str, float]:
    """Share of the test sentences that each reader of bags gets right."""
    y = texts(split)[2].y
    return {
        f"{name}, {of}": float((bags(name, longest, split) == y).mean())
        for longest, of in ((1, "words"), (2, "words and pairs"))
        for name in _candidates()
    }


# ---------------------------------------------------------------- what it gets wrong


def negated(text: str) -> bool:
    """Whether a text says no, not, never, … or a word in n't."""
    return any(word in NEGATIONS or word.endswith("n't") for word in words(text))


def strange(text: str) -> int:
    """How many different words of a text the vocabulary does not have."""
    return len({*words(text)} - {*vocabulary()})


class Wrong(NamedTuple):
    """Shares of test sentences that are right, and those that five networks agree to get wrong.

    with_negation, without: of one reader after the other, five networks in a mean and naive Bayes
    on words. same: share of the networks' errors that naive Bayes makes as well. sentences: rows.
    """

    with_negation: list[float]
    without: list[float]
    same: float
    sentences: list[int]


def wrong(f: str = "relu", start: str = "identity") -> Wrong:
    """What five networks get wrong, and whether naive Bayes gets it right."""
    text, y = texts()[2]
    X, _, mask = sentences().test
    said = reader(f, start).predict(X, mask)
    nets = said.argmax(axis=-1) == y
    counted = bags("naive Bayes") == y
    no = np.array([negated(t) for t in text])
    sure = said.mean(axis=0)[np.arange(len(y)), 1 - y]  # of the other opinion
    worst = np.argsort(-sure, kind="stable")
    shares = [[float(right[..., rows].mean()) for right in (nets, counted)] for rows in (no, ~no)]
    same = (~nets & ~counted).sum() / (~nets).sum()
    return Wrong(*shares, float(same), [int(k) for k in worst if not nets[:, k].any()])
