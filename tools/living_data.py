"""Write the data of the living figures, from the package: `python tools/living_data.py`.

Pages may be opened as files, which cannot ask for other files than scripts; so the data are one.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from rectified import datasets, experiments, perceptron

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


DATA = {"digits": digits, "gates": gates, "inks": inks}


def rounded(values: Any) -> list[float]:
    """Numbers without the digits in which processors differ."""
    return [float(f"{value:.12g}") for value in values]


def script(name: str) -> str:
    """The script that brings a set of data to a page."""
    text = json.dumps(DATA[name](), separators=(",", ":"))
    return (
        "// @ts-check\n"
        '/// <reference types="../living.d.ts" />\n'
        "// Written by tools/living_data.py; do not edit.\n"
        f"living.{name} = JSON.parse(\n  '{text}',\n);\n"
    )


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name in DATA:
        (FOLDER / f"{name}.js").write_text(script(name), encoding="utf-8")


if __name__ == "__main__":
    main()
