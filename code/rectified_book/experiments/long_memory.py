"""What a recurrent network still knows after many steps: two numbers to add, a number to translate.

The adding problem: of fifty numbers two are marked, one in each half; the answer is their sum.
Translation: number words from English to German, by one network that reads and one that writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from rectified import datasets, initializers, training
from rectified.layers import Dense, Embedding, Recurrent
from rectified.network import Network

from ._data import Array
from .language import FUNCTIONS, beginning, divided

GRID = (0.0003, 0.001, 0.003, 0.01, 0.03)
"""Learning rates of Adam that are tried."""
TRANSLATING = FUNCTIONS[1:]
"""Functions of the translators; without a bend their states explode at all but tiny rates."""
_CHOSEN = {
    ("adding", "random"): (0.0003, 0.0003, 0.003, 0.003, 0.01),
    ("adding", "orthogonal"): (0.0003, 0.0003, 0.003, 0.01, 0.003),
    ("adding", "identity"): (0.003, 0.001, 0.0003, 0.003, 0.01),
    ("translation", "random"): (0.01, 0.003, 0.003, 0.003),
    ("translation", "orthogonal"): (0.003, 0.003, 0.003, 0.003),
    ("translation", "identity"): (0.003, 0.003, 0.003, 0.003),
}
RATES = {
    (task, start): dict(zip(FUNCTIONS if task == "adding" else TRANSLATING, rates, strict=True))
    for (task, start), rates in _CHOSEN.items()
}
"""Task and start -> function -> the rate of the grid that does best on validation data."""

# ---------------------------------------------------------------- adding

STEPS, BATCHES, BATCH, STATE = 50, 1000, 32, 32
"""Numbers in a row; batches of a training, rows of each; units of the state."""
VALIDATION, TEST = 100_000, 200_000
"""Seeds of the rows that are chosen on, and that judge, beside those of the draw."""


WATCHED = (
    ("sigmoid", "orthogonal"),
    ("tanh", "identity"),
    ("relu", "orthogonal"),
    ("relu", "identity"),
)
"""Functions and starts of which the blame is drawn."""


class Rows(NamedTuple):
    """Rows of numbers and marks, (n, steps, 2), and the sums of the marked ones, (n, 1)."""

    X: Array
    y: Array


def adding(n: int, steps: int = STEPS, rng: Any = 0) -> Rows:
    """Draw n rows: numbers from 0 to 1, and beside them marks, 1 for one number in each half.

    Source: Hochreiter & Schmidhuber (1997), in the form of Le, Jaitly & Hinton (2015).
    """
    rng = np.random.default_rng(rng)
    X = np.zeros((n, steps, 2))
    X[..., 0] = rng.random((n, steps))
    for first, last in ((0, steps // 2), (steps // 2, steps)):
        X[np.arange(n), rng.integers(first, last, n), 1] = 1
    return Rows(X, (X[..., 0] * X[..., 1]).sum(axis=1, keepdims=True))


def adder(f: str, start: str, rng: Any = 0, steps: int = STEPS) -> Network:
    """A fresh network that reads a row and answers with one number. rng: as for `Network`."""
    state = Recurrent(STATE, f, recurrent_initializer=beginning(f, start))
    return Network([state, Dense(1)], (steps, 2), output="linear", rng=rng)


@cache
def adders(
    f: str, start: str, networks: int = 5, *, seed: int = 0, rate: float | None = None
) -> Network:
    """A stack of adders, each of which has seen the same 1,000 batches of fresh rows.

    rate: of Adam, by default that of `RATES`.
    """
    rate = RATES["adding", start][f] if rate is None else rate
    net = adder(f, start, range(seed, seed + networks))
    rows = adding(BATCH * BATCHES, rng=seed)
    how = {"batch_size": BATCH, "optimizer": training.Adam(rate), "clip_norm": 1.0}
    net.fit(*rows, epochs=1, rng=None, on_divergence="mark", **how)
    return net


def squared_error(net: Network, rows: Rows) -> Array:
    """Mean squared error of a stack, (networks,); infinite for a network that has diverged."""
    error = ((net.predict(rows.X) - rows.y) ** 2).mean(axis=(-2, -1))
    return np.where(np.isfinite(error), error, np.inf)


def missed(f: str, start: str, networks: int = 5, seed: int = 0, **how) -> Array:
    """Squared error on 2,000 new rows, (networks,). how: as for `adders`."""
    return squared_error(
        adders(f, start, networks, seed=seed, **how), adding(2000, rng=TEST + seed)
    )


def adding_tried(f: str, start: str, networks: int = 3) -> Array:
    """Squared error on validation rows at each rate of the grid, (rates, networks)."""
    rows = adding(1000, rng=VALIDATION)
    nets = (adders.__wrapped__(f, start, networks, rate=rate) for rate in GRID)
    return np.array([squared_error(net, rows) for net in nets])


def blame(net: Network, rows: Rows) -> Array:
    """Size of ∂L/∂h after each step, (..., steps): its norm over all rows.

    L is the loss of the last answer; what the first state knows has to come all the way.
    """
    gradients = net.backward(net.forward(rows.X), rows.y)
    return np.sqrt((gradients.layers[0].da ** 2).sum(axis=(-3, -1)))


def blame_in_time(f: str, start: str, networks: int = 5, trained: bool = False) -> Array:
    """Median size of ∂L/∂h in networks, over that after the last step, (steps,)."""
    fresh = adder(f, start, range(networks))
    sizes = blame(adders(f, start, networks) if trained else fresh, adding(200, rng=0))
    return np.median(sizes / sizes[:, -1:], axis=0)


# ---------------------------------------------------------------- number words

GERMAN_PARTS = re.compile(  # longer parts stand before those that they begin with
    "zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig|hundert|und|eins|ein|zwei|drei"
    "|vier|fünf|sechs|sech|sieben|sieb|acht|neun|zehn|elf|zwölf"
)
ENGLISH, GERMAN, UNITS = 5, 6, 64
"""Words of the longest English number; parts of the longest German one, and its end; units."""
EPOCHS = 30


class Pairs(NamedTuple):
    """Numbers in English (n, ENGLISH) and German (n, GERMAN), as numbers of words; 0 is no word."""

    X: Array
    y: Array


def english(text: str) -> list[str]:
    """The words of an English number.

    >>> english("one hundred and twenty-three")
    ['one', 'hundred', 'and', 'twenty', 'three']
    """
    return re.findall("[a-z]+", text)


def german(text: str) -> list[str]:
    """The parts of a German number, which is written as one word.

    >>> german("einhundertdreiundzwanzig")
    ['ein', 'hundert', 'drei', 'und', 'zwanzig']
    """
    return GERMAN_PARTS.findall(text)


def dictionary(read: Iterable[list[str]]) -> dict[str, int]:
    """Numbers from 1 for all words that occur."""
    return {w: k for k, w in enumerate(sorted({w for row in read for w in row}), start=1)}


@cache
def dictionaries() -> tuple[dict[str, int], dict[str, int]]:
    """The words of English numbers and the parts of German ones; 0 is no word, or the end."""
    train, *_ = datasets.number_words()
    return dictionary(map(english, train.X)), dictionary(map(german, train.y))


def numbered(rows: Iterable[list[str]], known: dict[str, int], length: int) -> Array:
    """Lists of words as numbers (n, length), filled up with 0."""
    rows = [[known[word] for word in row] for row in rows]
    return np.array([row + [0] * (length - len(row)) for row in rows])


def texts(split: int = 0) -> Any:
    """The three parts as texts; split: which numbers are held out; 0 is that of the pages."""
    return divided(datasets.number_words(), split)


@cache
def number_words(split: int = 0) -> tuple[Pairs, Pairs, Pairs]:
    """The three parts as numbers of words."""
    parts = texts(split)
    from_words, to_words = dictionaries()
    return tuple(
        Pairs(
            numbered(map(english, X), from_words, ENGLISH),
            numbered(map(german, y), to_words, GERMAN),
        )
        for X, y in parts
    )


def in_words(rows: Array) -> list[str]:
    """German numbers as words, from their parts (n, GERMAN)."""
    parts = ["", *dictionaries()[1]]
    return ["".join(parts[k] for k in row) for row in rows]


class Translator(NamedTuple):
    """Two stacks of networks: the state in which one ends is that in which the other begins."""

    encoder: Network
    decoder: Network

    def answers(self, X: Array) -> Array:
        """Write German for English X (n, ENGLISH), part by part: (networks, n, GERMAN).

        Each part is the likeliest one behind those that are written.
        """
        state = self.encoder.predict(X, X > 0)
        written = np.zeros((*state.shape[:-1], GERMAN + 1), int)
        begin = len(dictionaries()[1]) + 1
        written[..., 0] = begin
        for t in range(GERMAN):
            said = self.decoder.predict(written[..., :-1], state=state)
            written[..., t + 1] = said[..., t, :].argmax(axis=-1)
        return ended(written[..., 1:])

    def gradients(self, pairs: Pairs) -> tuple[Any, Any]:
        """Gradients of both networks, where the decoder sees the right part before each step."""
        read = self.encoder.forward(pairs.X, pairs.X > 0)
        begin = len(dictionaries()[1]) + 1
        before = np.insert(pairs.y[:, :-1], 0, begin, axis=1)
        wrote = self.decoder.forward(before, until_the_end(pairs.y), state=read.output)
        told = self.decoder.backward(wrote, pairs.y)
        return self.encoder.backpropagate(read, told.state), told


def ended(written: Array) -> Array:
    """Parts (..., time) with 0 for all that stands behind the first 0."""
    return np.where(np.cumsum(written == 0, axis=-1) > 0, 0, written)


def until_the_end(y: Array) -> Array:
    """True at the parts of numbers (n, time), and at the 0 behind the last of them."""
    return np.cumsum(y == 0, axis=-1) <= 1


def translator(f: str, start: str, rng: Any = 0) -> Translator:
    """A fresh reader and a fresh writer, each with 64 recurrent units. rng: as for `Network`."""
    known, parts = (len(words) for words in dictionaries())
    small, begins = initializers.Normal(std=0.3), beginning(f, start)
    encoder = Network(
        [Embedding(known + 1, 16, small), Recurrent(UNITS, f, recurrent_initializer=begins)],
        (ENGLISH,),
        output="linear",
        rng=rng,
    )
    write = Recurrent(UNITS, f, every=True, recurrent_initializer=begins)
    chain = [Embedding(parts + 2, 16, small), write, Dense(parts + 1)]
    return Translator(encoder, Network(chain, (GERMAN,), rng=rng))


def taught(both: Translator, rate: Any, *, seed: int = 0, split: int = 0) -> Translator:
    """Train translators for 30 epochs with batches of 32, by Adam.

    rate: a number, or one for each of the stack. One that diverges is full of NaN.
    """
    optimizers = [training.Adam(rate), training.Adam(rate)]
    for optimizer, net in zip(optimizers, both, strict=True):
        optimizer.start(net)
    train, rng = number_words(split)[0], np.random.default_rng(seed)
    with np.errstate(all="ignore"):
        for _ in range(EPOCHS):
            order = rng.permutation(len(train.X))
            for i in range(0, len(order), 32):
                rows = Pairs(*(column[order[i : i + 32]] for column in train))
                gradients = both.gradients(rows)
                for optimizer, gradient in zip(optimizers, gradients, strict=True):
                    training.clip(gradient.theta, 1.0)
                    optimizer.step(gradient.theta)
    return both


@cache
def translators(
    f: str, start: str, networks: int = 5, *, seed: int = 0, split: int = 0
) -> Translator:
    """A stack of translators that have learned at the rate of `RATES`."""
    both = translator(f, start, range(seed, seed + networks))
    return taught(both, RATES["translation", start][f], seed=seed, split=split)


def right(both: Translator, pairs: Pairs) -> Array:
    """Share of numbers that are right from the first part to the end, (networks,)."""
    finite = np.isfinite(both.decoder.theta).all(axis=-1)
    return (both.answers(pairs.X) == pairs.y).all(axis=-1).mean(axis=-1) * finite


def translated(f: str, start: str, networks: int = 5, **how) -> Array:
    """Share of test numbers that are right, (networks,). how: as for `translators`."""
    return right(translators(f, start, networks, **how), number_words(how.get("split", 0))[2])


def translation_tried(f: str, start: str, networks: int = 1) -> Array:
    """Share of validation numbers that are right at each rate, (rates, networks)."""
    seeds = np.tile(range(networks), (len(GRID), 1))
    rates = np.repeat(np.array(GRID)[:, None], networks, axis=1)
    return right(taught(translator(f, start, seeds), rates), number_words()[1])


# ---------------------------------------------------------------- without a network


def word_by_word(split: int = 0) -> float:
    """Share of test numbers that a dictionary gets right, which keeps the order of the words."""
    everything = [pair for part in datasets.number_words() for pair in zip(*part, strict=True)]
    known = {X: y for X, y in everything if len(english(X)) == 1}
    known |= {"one": "ein", "hundred": "hundert", "and": ""}
    X, y = texts(split)[2]
    said = ["".join(known[word] for word in english(text)) for text in X]
    return float(np.mean([a == b for a, b in zip(said, y, strict=True)]))


def without_network(split: int = 0) -> dict[str, float]:
    """Share of test numbers that simple translators get right."""
    return {"word by word": word_by_word(split), "place by place": place_by_place(split)}


def place_by_place(split: int = 0) -> float:
    """Share of test numbers that logistic regressions get right, one for each German place.

    Each sees which word stands at which of the English places; its strength is chosen on
    validation numbers.
    """
    from sklearn.linear_model import LogisticRegression

    def seen(X: Array) -> Array:
        return np.eye(len(dictionaries()[0]) + 1)[X].reshape(len(X), -1)

    train, validation, test = number_words(split)

    def fitted(C: float) -> list:
        places = train.y[:, :ENGLISH].T  # behind them is always the end
        return [LogisticRegression(C=C, max_iter=1000).fit(seen(train.X), y) for y in places]

    def right(models: list, pairs: Pairs) -> float:
        said = np.stack([model.predict(seen(pairs.X)) for model in models], axis=-1)
        return float((said == pairs.y[:, :ENGLISH]).all(axis=-1).mean())

    tried = [fitted(C) for C in (0.1, 1, 10, 100, 1000)]
    return right(max(tried, key=lambda models: right(models, validation)), test)
