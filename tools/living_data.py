"""Write the data of the living figures, from the package: `python tools/living_data.py`.

Pages may be opened as files, which cannot ask for other files than scripts; so the data are one.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from rectified import claims, datasets, experiments, figures, perceptron, speech
from rectified_book.experiments import _long_runs_living as living

FOLDER = Path(__file__).resolve().parent.parent / "book" / "assets" / "living" / "data"
LEVELS = "0123456789abcdefg"


def digits() -> dict[str, Any]:
    """What `experiments.two_signals` sends through networks, and what it finds there.

    levels: 200 images, a character for each pixel's gray level from 0 to 16. mean, sd: (64,), what
    each pixel is standardized with. labels: (200,). usual: function -> spread, blame.
    """
    (X, _, y, _), n = datasets.digits("raw"), 200
    sd = X.std(axis=0)
    usual = {name: experiments.two_signals(name) for name in ("sigmoid", "tanh", "relu")}
    return {
        "levels": "".join(LEVELS[int(level)] for level in X[:n].ravel()),
        "labels": "".join(map(str, y[:n])),
        "mean": rounded(X.mean(axis=0)),
        "sd": rounded(np.where(sd > 0, sd, 1)),
        "usual": {
            name: {"spread": rounded(both.spread), "blame": rounded(both.blame)}
            for name, both in usual.items()
        },
    }


def life() -> dict[str, Any]:
    """What *The life of a unit* trains on: all training images, and the batches of its ten steps.

    levels, labels, mean, sd: as in `digits`, of all 1347 images. batches: ten times 64 of them.
    """
    X, _, y, _ = datasets.digits("raw")
    sd, rng = X.std(axis=0), np.random.default_rng(0)
    return {
        "levels": "".join(LEVELS[int(level)] for level in X.ravel()),
        "labels": "".join(map(str, y)),
        "mean": rounded(X.mean(axis=0)),
        "sd": rounded(np.where(sd > 0, sd, 1)),
        "batches": [rng.permutation(len(X))[:64].tolist() for _ in range(10)],
    }


def boards() -> dict[str, dict[str, dict[str, list]]]:
    """Way -> pixels -> the points of the map of dead units, and the units of a network at each.

    rates: (5,). dead, reads: percent of the units and of the new digits, (5,). units: percent of
    the images that each unit of both layers answers, (5, 2, 64).
    """
    units = experiments.kept("boards")
    return {
        way: {
            pixels: {
                "rates": list(run.rates),
                "dead": np.round(figures.relu.dead_percent(run), 2).tolist(),
                "reads": np.round(100 * np.median(run.score, axis=-1)).astype(int).tolist(),
                "units": units[way][pixels],
            }
            for pixels, run in runs.items()
        }
        for way, runs in experiments.long_runs.map_of_dead_units().items()
    }


def parts() -> dict[str, list[int]]:
    """The parts of the article, and the numbers of the claims in each."""
    return {name: [claim.number for claim in part] for name, part in claims.PARTS.items()}


def moved() -> dict[str, Any]:
    """Ten test digits, and what four readers say as they move: see `experiments.answers_moved`.

    levels: 28 x 28 pixels each, a character for the gray level from 0 to f. labels: what they are.
    answers: reader -> digit -> its answers, moved by 0 to 5 pixels. shares: reader -> share of all
    test digits that it reads, (6,); networks in the mean of five.
    """
    rows, answers = living.chosen_digits(), experiments.kept("living digits")
    X, y = datasets.images().test
    shares = experiments.kept("vision, moved")
    return {
        "levels": "".join(f"{round(15 * level):x}" for level in X[rows].ravel()),
        "labels": "".join(map(str, y[rows])),
        "answers": answers,
        "shares": {name: shares[name] for name in answers},
    }


def noise() -> dict[str, Any]:
    """Ten words of a machine's voice in five strengths of noise, and what networks hear.

    pictures: word -> level -> tiles of the picture of its loudness, a digit from 0 to 6 for each,
    32 for a moment. answers: what was heard in training -> level -> answers to the ten words.
    shares: what was heard -> reader -> share of all words that are read, (5,).
    """
    kept = experiments.kept("speech, noise")
    readers = {"relu": "relu, sgd", "tanh": "tanh, sgd", "SVC": "SVC"}
    return {
        "levels": ["none" if level is None else f"{level}" for level in experiments.speech.NOISE],
        "pictures": [
            ["".join(map(str, loudness(wave).ravel())) for wave in word]
            for word in living.heard_words()
        ],
        "answers": experiments.kept("living words"),
        "shares": {
            kind: {name: rounded(np.mean(kept[kind][key], axis=1)) for name, key in readers.items()}
            for kind in experiments.speech.TAUGHT
        },
    }


def loudness(wave: np.ndarray) -> np.ndarray:
    """The picture of a word: a step of the heat maps for every tile, (moments, 32)."""
    return figures.speech.steps(figures.speech.below_loudest(speech.log_mel(wave)))


def codes() -> dict[str, Any]:
    """Autoencoders whose code loses units: ten of three kinds, and what each gives back.

    images: an eight and a three, with gray levels from 0 to 16. kinds: name -> dead units of the
    code and area, (10,); percent of the known images that each unit answers, (10, 8); both images
    as they come back.
    """
    eights, kept = experiments.kept("eights"), experiments.kept("living codes")
    return {
        "images": [living.gray(image) for image in living.looked_at()],
        "kinds": {
            name: {key: eights[how][kind][key] for key in ("dead", "area")} | kept[name]
            for name, (how, kind) in living.CODES.items()
        },
    }


def inks() -> dict[str, Any]:
    """The zeros and ones of *One neuron*: gray in the middle and beside it, times 16; labels."""
    X, _, y, _ = experiments.perceptrons.zeros_and_ones()
    both = 16 * experiments.inks(X)
    return {"points": both.astype(int).tolist(), "labels": "".join(map(str, y))}


def gates() -> dict[str, Any]:
    """Gates of two inputs: y of 00, 01, 10, 11, and how many corrections the theorem allows."""
    found = {}
    for name in ("AND", "OR", "NAND", "XOR"):
        X, y = datasets.gate(name.lower())
        bound = perceptron.smallest_novikoff_bound(X, y) if perceptron.is_separable(X, y) else None
        found[name] = {"y": y.tolist(), "bound": None if bound is None else round(bound, 6)}
    return found


SETS = (digits, gates, inks, life, boards, parts, moved, noise, codes)
DATA = {each.__name__: each for each in SETS}
OWNERS = {"moved": "The digits are by Y. LeCun and C. Cortes, under CC BY-SA 3.0: LICENSE-DATA."}
"""Whose data those are that do not belong to everybody."""


def rounded(values: Any) -> list[float]:
    """Numbers without the digits in which processors differ."""
    return [float(f"{value:.12g}") for value in values]


def script(name: str) -> str:
    """The script that brings a set of data to a page."""
    owner = f"// {OWNERS[name]}\n" if name in OWNERS else ""
    text = json.dumps(DATA[name](), separators=(",", ":"))
    return (
        "// @ts-check\n"
        '/// <reference types="../living.d.ts" />\n'
        "// Written by tools/living_data.py; do not edit.\n"
        f"{owner}"
        f"living.{name} = JSON.parse(\n  '{text}',\n);\n"
    )


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name in DATA:
        (FOLDER / f"{name}.js").write_text(script(name), encoding="utf-8")


if __name__ == "__main__":
    main()
