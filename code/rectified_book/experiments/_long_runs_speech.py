"""What the chapter Speech keeps of its long trainings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from . import speech
from ._rounded import rounded


def spoken_rates() -> dict[str, dict[str, dict[str, list]]]:
    """What is heard in training -> optimizer -> function -> validation loss at each rate."""
    found: dict[str, dict[str, dict[str, list]]] = {kind: {} for kind, _ in speech.RATES}
    for kind, optimizer in speech.RATES:
        found[kind][optimizer] = {
            f: rounded(speech.tried(f, kind, optimizer)) for f in speech.FUNCTIONS
        }
    return found


def spoken_voices() -> dict[str, dict[str, Any]]:
    """Reader -> the entries of `speech.Heard`, and what it reads of each man "unheard".

    The readers are five networks for each function and optimizer, and classifiers without one.
    """
    found: dict[str, dict[str, Any]] = {
        f"{f}, {optimizer}": speech.others(f, optimizer=optimizer)._asdict()
        | {"unheard": speech.unheard(f, optimizer=optimizer)}
        for kind, optimizer in speech.RATES
        if kind == "men"
        for f in speech.FUNCTIONS
    }
    return {
        name: {key: rounded(value) for key, value in run.items()}
        for name, run in (found | speech.simple_voices()).items()
    }


def spoken_noise() -> dict[str, dict[str, list]]:
    """What is heard in training -> reader -> words read at each level of `speech.NOISE`.

    Five networks for each function, with five noises; classifiers in the mean of five noises.
    """
    found = {}
    for kind in speech.TAUGHT:
        nets = {
            f"{f}, sgd": np.concatenate(
                [speech.in_noise(f, kind, seed=k, networks=1) for k in range(5)], axis=1
            )
            for f in speech.FUNCTIONS
        }
        others = [speech.simple_in_noise(kind, seed=k) for k in range(5)]
        nets |= {name: np.transpose([run[name] for run in others]) for name in others[0]}
        found[kind] = {name: rounded(runs) for name, runs in nets.items()}
    return found


SPEECH: dict[str, Callable[[], Any]] = {
    "speech, voices": lambda: "".join(map(str, speech.guessed())),
    "speech, rates": spoken_rates,
    "speech, read": spoken_voices,
    "speech, noise": spoken_noise,
    "speech, small start": lambda: {
        f: rounded(speech.from_a_small_start(f)) for f in ("tanh", "relu")
    },
}
