"""What the figures that move keep of long trainings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from rectified.speech import with_noise

from . import anomalies, speech, vision
from ._data import Array
from .dead_units import answered_by_rate

WAYS: dict[str, dict[str, Any]] = {
    "SGD": {},
    "SGD, momentum": {"momentum": 0.9},
    "Adam": {"optimizer": "adam"},
}
"""How the networks of the map of dead units are trained, as arguments of `dead_by_rate`."""


def boards() -> dict[str, dict[str, list[list[list[int]]]]]:
    """Way -> scaling of the pixels -> for each rate: percent that units answer, layer by layer.

    They are of one network each. A unit has 0 only if it answers no image at all.
    """
    return {
        way: {
            k: np.transpose(
                [percent(layer) for layer in answered_by_rate(k, **how)], (1, 0, 2)
            ).tolist()
            for k in ("raw", "standard")
        }
        for way, how in WAYS.items()
    }


def percent(shares: Array) -> Array:
    """Shares as whole numbers from 0 to 100, of which 0 and 100 are exact."""
    rounded = np.clip(np.round(100 * shares), 1, 99)
    return np.where(shares == 0, 0, np.where(shares == 1, 100, rounded)).astype(int)


def chosen_digits() -> Array:
    """The first test image of each digit, (10,)."""
    y = vision.images().test.y
    return np.array([np.flatnonzero(y == digit)[0] for digit in range(10)])


def digits_moved() -> dict[str, list[str]]:
    """Reader -> for each of `chosen_digits` the six answers, as it moves to the right."""
    found = vision.answers_moved(chosen_digits())
    return {
        name: ["".join(map(str, row)) for row in answers.tolist()]
        for name, answers in found.items()
    }


VOICE = 0
"""Which of the unheard machine voices says the ten words of the figure."""


def words_in_noise() -> dict[str, list[str]]:
    """What was heard in training -> for each level of noise the answers to the ten words.

    The reader is one network with ReLU; the words are said by one voice.
    """
    found = {}
    for kind in speech.TAUGHT:
        heard = speech.machine(speech.TAUGHT[kind]).train
        taught = speech.reader("relu", heard, kind, networks=1)
        words = slice(10 * VOICE, 10 * VOICE + 10)
        found[kind] = [
            "".join(map(str, taught.net.predict(taught.scaled(test.X[words]))[0].argmax(axis=-1)))
            for test in speech.noisy_tests()
        ]
    return found


def heard_words() -> list[list[Array]]:
    """The ten words of that voice, each in all levels of `speech.NOISE`, as the network hears them.

    Returns word -> level -> wave form.
    """
    waves, _, _, part = speech.machine_waves()
    spoken = np.flatnonzero(part == 2)[10 * VOICE : 10 * VOICE + 10]
    levels = []
    for db in speech.NOISE:
        rng = np.random.default_rng(500)  # as in `speech.noisy_tests`
        heard = [w if db is None else with_noise(w, db, rng) for w in waves]
        levels.append([heard[k] for k in spoken])
    return [list(word) for word in zip(*levels, strict=True)]


CODES = {
    "ReLU, SGD": ("sgd", "ReLU"),
    "ReLU, Adam": ("adam", "ReLU"),
    "ReLU code between tanh, SGD": ("sgd", "tanh, ReLU code"),
}
"""The autoencoders of the figure of dead units in the code: optimizer and kind of each."""
LEVELS = "0123456789abcdefg"


def looked_at() -> Array:
    """An eight and a three that no autoencoder has seen, gray levels from 0 to 4: (2, 64)."""
    _, unseen, _, truth = anomalies.halves()
    return unseen[[np.flatnonzero(truth == digit)[k] for digit, k in ((8, 10), (3, 4))]]


def codes() -> dict[str, dict[str, list]]:
    """Name of `CODES` -> percent of the known images that each unit of the code answers, and back.

    Each has an entry for each of ten networks. back: what it makes of both images of `looked_at`,
    in gray levels from 0 to 16.
    """
    found = {}
    for name, (optimizer, kind) in CODES.items():
        net, X, mean = anomalies.taught(
            kind, anomalies.NINE, networks=10, seed=0, optimizer=optimizer
        )
        shares = (net.forward(X).a[2] > 0).mean(axis=-2)
        back = net.predict(looked_at() - mean) + mean
        found[name] = {
            "answers": percent(shares).tolist(),
            "back": [[gray(image) for image in both] for both in back],
        }
    return found


def gray(image: Array) -> str:
    """An image with gray levels from 0 to 4, in sixteen steps: a character for each pixel."""
    return "".join(LEVELS[int(level)] for level in np.clip(np.round(4 * image), 0, 16))


LIVING: dict[str, Callable[[], Any]] = {
    "boards": boards,
    "living digits": digits_moved,
    "living words": words_in_noise,
    "living codes": codes,
}
