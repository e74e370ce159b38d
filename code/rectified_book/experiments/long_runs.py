"""Results of trainings that are too long for a page, kept as small data.

    experiments.kept("hill")               # as they are stored
    experiments.long_runs.RUNS["hill"]()   # computed anew, in minutes

`python tools/long_runs.py hill` stores them anew. A test repeats some of them and compares.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from . import anomalies, codes, language, leaks, long_memory, vision
from ._long_runs_finance import FINANCE
from ._long_runs_living import LIVING, WAYS
from ._long_runs_recommenders import RECOMMENDERS
from ._long_runs_speech import SPEECH
from ._rounded import rounded as _rounded
from .dead_units import DeadByRate, dead_by_rate
from .deep_networks import deep_scores
from .depth import clipped, mended, orthogonal_against_glorot, started, treated
from .in_use import savings, watched
from .slopes import woken
from .speed import epochs_needed

FILE = Path(__file__).resolve().parent.parent / "data" / "long_runs.json"
GAINS = {
    "sigmoid": (1, 2, 4, 8, 11, 16, 22),
    "tanh": (0.35, 0.5, 0.7, 0.85, 1, 1.2, 1.4, 1.7, 2, 2.5, 3),
    "relu": (0.48, 0.58, 0.7, 0.85, 1, 1.2, 1.4, 1.6, 1.9, 2.4),
}
"""Of the weights at the start: from far too small to far too large."""


def hill() -> dict[str, dict[str, list]]:
    """Optimizer -> activation -> for each gain: the gain, five factors, five scores (or None)."""
    return {
        optimizer: {
            f: [[gain, *map(_rounded, started(f, gain, optimizer=optimizer))] for gain in gains]
            for f, gains in GAINS.items()
        }
        for optimizer in ("sgd", "adam")
    }


def cures() -> dict[str, dict[str, list]]:
    """Cure -> spread and factor before and after the training, score; of five networks each."""
    runs = {
        "nothing": treated("none"),
        "Adam": treated("none", optimizer="adam"),
        "orthogonal": treated("orthogonal"),
        "batch normalization": treated("batch normalization"),
        "residual": treated("residual"),
        "ReLU, too large": clipped(),
        "ReLU, too large, clipped": clipped(1.0),
    }
    return {
        name: {key: _rounded(value) for key, value in run._asdict().items()}
        for name, run in runs.items()
    }


def pairs() -> dict[str, list[float]]:
    """Forty differences of `orthogonal_against_glorot`, with three and with ten hidden layers."""
    return {
        "three layers": _rounded(orthogonal_against_glorot(3, 30)),
        "ten layers": _rounded(orthogonal_against_glorot(10, 10)),
    }


RACE = (0.02, 0.06, 0.2, 0.6, 2.0)
"""Learning rates of SGD at which tanh and ReLU are compared.

The best one lies inside, but for two layers of tanh: for them the next, 6, is too large.
"""


def race() -> dict[str, dict[str, list]]:
    """Hidden layers -> activation -> epochs to a loss of 0.1 at each rate of `RACE`.

    None where most of five networks do not get there in 20 epochs. With ten layers a last digit
    can move such a number.
    """
    return {
        str(hidden): {
            f: _rounded([epochs_needed(f, hidden, rates=(rate,), limit=20) for rate in RACE])
            for f in ("tanh", "relu")
        }
        for hidden in (2, 10)
    }


def slopes() -> dict[str, dict[str, list[float]]]:
    """Optimizer -> function -> what forty networks read, each with its own seed and division."""
    return {
        optimizer: {
            name: _rounded([leaks.read_by(name, k, optimizer=optimizer) for k in range(40)])
            for name in leaks.FUNCTIONS
        }
        for optimizer in ("sgd", "adam")
    }


def woken_units() -> dict[str, dict[str, list[list[float]]]]:
    """Optimizer -> slope -> for eight draws of five networks: shares of `woken`."""
    return {
        optimizer: {
            f"{alpha:g}": [
                _rounded(woken(alpha, seed=1000 * k, split=k, optimizer=optimizer))
                for k in range(8)
            ]
            for alpha in (0.0, 0.01, 0.1, 0.2)
        }
        for optimizer in ("sgd", "adam")
    }


def fuse() -> dict[str, dict[str, list[list[int]]]]:
    """Optimizer -> slope -> for four draws of five networks: counts of `too_fast`."""
    return {
        optimizer: {
            f"{alpha:g}": [
                list(leaks.too_fast(alpha, seed=1000 * k, split=k, optimizer=optimizer))
                for k in range(4)
            ]
            for alpha in (0.0, 0.01, 0.2)
        }
        for optimizer in ("sgd", "adam")
    }


def still() -> dict[str, list[float]]:
    """Slope -> what forty networks lose if their silent units are held still, in points."""
    return {
        f"{alpha:g}": _rounded(
            np.concatenate([leaks.held_still(alpha, seed=1000 * k, split=k) for k in range(8)])
        )
        for alpha in (0.01, 0.1, 0.2)
    }


def spirals() -> dict[str, Any]:
    """What five networks read of two spirals, by optimizer and slope, and what PReLU learns."""
    names = {0.0: "ReLU", 0.2: "α = 0.2", 0.5: "α = 0.5", 1.0: "α = 1", "PReLU": "PReLU"}
    scores = {
        optimizer: {
            str(slope): _rounded(leaks.spirals(name, optimizer=optimizer).score)
            for slope, name in names.items()
        }
        for optimizer in ("sgd", "adam")
    }
    learned = {"spirals": leaks.spirals("PReLU").slopes, "digits": leaks.learned_slopes()}
    return scores | {
        "slopes": {task: [_rounded(np.ravel(a)) for a in kept] for task, kept in learned.items()}
    }


def vision_rates(kind: str, optimizer: str, networks: int) -> Callable[[], dict[str, list]]:
    """Function -> at each rate what networks read of the validation images, and what they lost.

    kind: of network, as for `vision.layers`.
    """
    functions = vision.FUNCTIONS[kind == "deep" :]  # without a bend, depth adds nothing
    return lambda: {f: _rounded(vision.tried(f, kind, optimizer, networks)) for f in functions}


def vision_read() -> dict[str, dict[str, list[float]]]:
    """Kind -> function -> what five networks read of the test images."""
    found = {
        kind: {f: _rounded(vision.read(f, kind)) for f in vision.FUNCTIONS[kind == "deep" :]}
        for kind in ("convolution", "dense", "deep")
    }
    found["cured"] = {
        "centered": _rounded(vision.read("sigmoid", "deep", start="centered")),
        "batch normalization": _rounded(vision.read("sigmoid", "deep + BN")),
    }
    return found


def vision_moved() -> dict[str, list[float]]:
    """Reader -> share of the test images that it reads, moved by `vision.SHIFTS`, in a mean."""
    kinds = {
        "convolution, no bend": ("identity", "convolution", False),
        "convolution, sigmoid": ("sigmoid", "convolution", False),
        "convolution, tanh": ("tanh", "convolution", False),
        "convolution, ReLU": ("relu", "convolution", False),
        "dense, ReLU": ("relu", "dense", False),
        "dense, ReLU, taught": ("relu", "dense", True),
        "convolution, ReLU, taught": ("relu", "convolution", True),
    }
    found = {
        name: vision.read_moved(f, kind, shifted=shifted).mean(axis=0)
        for name, (f, kind, shifted) in kinds.items()
    }
    return {name: _rounded(scores) for name, scores in (found | vision.baselines()).items()}


def by_start(
    measured: Callable, functions: Iterable[str] = language.FUNCTIONS
) -> Callable[[], dict[str, dict[str, list]]]:
    """Start of the recurrent matrix -> function -> what is measured with both."""
    return lambda: {
        start: {f: _rounded(measured(f, start)) for f in functions} for start in language.STARTS
    }


def rates() -> dict[str, dict[str, dict[str, list]]]:
    """Task -> optimizer -> kind of autoencoder -> rates and their errors on what is held out."""

    def tried(rates_tried: Callable, kinds: Iterable[str]) -> dict[str, dict[str, list]]:
        return {
            optimizer: {
                kind: [
                    [rate, _rounded(error)]
                    for rate, error in rates_tried(kind, optimizer=optimizer).items()
                ]
                for kind in kinds
            }
            for optimizer in ("sgd", "adam")
        }

    return {
        "strangers": tried(anomalies.rates_tried, anomalies.KINDS),
        "codes": tried(codes.code_rates_tried, codes.CODES),
    }


def eights() -> dict[str, dict[str, Any]]:
    """Optimizer -> kind of autoencoder -> what ten networks `detected`; and what is `simple`."""
    found = {
        optimizer: {
            kind: {
                name: _rounded(values)
                for name, values in anomalies.detected(kind, networks=10, optimizer=optimizer)
                ._asdict()
                .items()
            }
            for kind in anomalies.KINDS
        }
        for optimizer in ("sgd", "adam")
    }
    return found | {"simple": {k: _rounded(v) for k, v in anomalies.simple().items()}}


def ten_strangers() -> dict[str, dict[str, list[float]]]:
    """Optimizer -> kind -> the mean area of five networks, each digit in turn as the stranger."""
    found: dict[str, dict[str, Any]] = {
        optimizer: {
            kind: _rounded(anomalies.strangers(kind, optimizer=optimizer))
            for kind in ("tanh", "ReLU", "Leaky ReLU", "ReLU, linear code")
        }
        for optimizer in ("sgd", "adam")
    }
    rows = [anomalies.simple(anomalies.all_but(digit)) for digit in range(10)]
    return found | {"simple": {name: _rounded([row[name] for row in rows]) for name in rows[0]}}


def codes_by_width() -> dict[str, dict[str, dict[str, Any]]]:
    """Optimizer -> decoder -> code -> for each width the errors of five networks, and the zeros."""

    def restored(code: str, decoder: str, optimizer: str) -> dict[str, list]:
        runs = [
            codes.autoencoder(code, width, decoder, networks=5, optimizer=optimizer)
            for width in codes.WIDTHS
        ]
        return {
            "error": _rounded([run.error for run in runs]),
            "zeros": _rounded([run.zeros.mean() for run in runs]),
        }

    return {
        optimizer: {
            decoder: {code: restored(code, decoder, optimizer) for code in codes.CODES}
            for decoder in ("tanh", "identity")
        }
        for optimizer in ("sgd", "adam")
    }


def saved() -> dict[str, dict[str, Any]]:
    """Width -> zeros and skipped multiplications, as in `savings`."""
    widths = {str(width): savings(width)._asdict() for width in (16, 64, 256)}
    return {w: {key: _rounded(value) for key, value in run.items()} for w, run in widths.items()}


def blocks() -> dict[str, dict[str, dict[str, list]]]:
    """Optimizer -> kind of block -> what `watched` sees."""
    kinds = ("plain", "BN", "residual", "residual + BN", "residual from 0")
    return {
        optimizer: {
            kind: {
                key: _rounded(value)
                for key, value in watched(kind, optimizer=optimizer)._asdict().items()
            }
            for kind in kinds
        }
        for optimizer in ("sgd", "adam")
    }


MENDED = {
    "the usual start": (1, False),
    "the bias": (1, True),
    "four times the weights": (4, False),
    "both": (4, True),
}
"""Starts of the sigmoid network, as arguments of `mended`."""


def acquitted() -> dict[str, dict[str, list[float]]]:
    """Start -> factors and scores of five networks each."""
    runs = {start: mended(*how)._asdict() for start, how in MENDED.items()}
    return {s: {key: _rounded(value) for key, value in run.items()} for s, run in runs.items()}


def swish() -> dict[str, list[float]]:
    """Optimizer and start -> what five networks with ten layers of Swish read after 15 epochs."""
    return {
        f"{optimizer}, {start}": _rounded(
            deep_scores("swish", f"{start}_normal", optimizer=optimizer, epochs=15)
        )
        for optimizer, start in (("sgd", "glorot"), ("sgd", "he"), ("adam", "glorot"))
    }


def deaths() -> dict[str, dict[str, list]]:
    """Way -> scaling of the pixels -> the entries of `DeadByRate`."""
    return {
        way: {
            k: [_rounded(entry, 6) for entry in dead_by_rate(k, **how)] for k in ("raw", "standard")
        }
        for way, how in WAYS.items()
    }


def map_of_dead_units() -> dict[str, dict[str, DeadByRate]]:
    """Way -> scaling of the pixels -> the kept result of `dead_by_rate`."""
    return {
        way: {k: DeadByRate(tuple(run[0]), *map(np.array, run[1:])) for k, run in runs.items()}
        for way, runs in kept("deaths").items()
    }


def rows() -> dict[str, dict[str, Any]]:
    """Row of the fact check -> value, answers and numbers, for rows that are long to measure."""
    from .. import claims  # which are made of these experiments
    from ..claims._answers import told

    return {
        str(claim.number): {"value": _rounded(found.value, 6)}
        | {question: told(answer) for question, answer in found.answers.items()}
        | {"numbers": {name: _rounded(value, 6) for name, value in found.numbers.items()}}
        for claim in claims.CLAIMS
        if claim.long
        for found in [claim.evidence()]
    }


RUNS: dict[str, Callable[[], Any]] = {
    "hill": hill,
    "cures": cures,
    "pairs": pairs,
    "race": race,
    "slopes": slopes,
    "woken": woken_units,
    "fuse": fuse,
    "still": still,
    "spirals": spirals,
    "vision, convolution, sgd": vision_rates("convolution", "sgd", 3),
    "vision, convolution, adam": vision_rates("convolution", "adam", 2),
    "vision, dense, sgd": vision_rates("dense", "sgd", 3),
    "vision, dense, adam": vision_rates("dense", "adam", 2),
    "vision, deep, sgd": vision_rates("deep", "sgd", 2),
    "vision, deep, adam": vision_rates("deep", "adam", 1),
    "vision, read": vision_read,
    "vision, moved": vision_moved,
    "sentences, rates": by_start(language.tried),
    "sentences, read": by_start(language.read),
    "sentences, sorted": lambda: {
        f: _rounded(language.read(f, "identity", order="sorted")) for f in ("tanh", "relu")
    },
    "sentences, simple": lambda: _each(language.without_network()),
    "sentences, wrong": lambda: language.wrong()._asdict(),
    "adding, rates": by_start(long_memory.adding_tried),
    "adding, missed": by_start(long_memory.missed),
    "adding, blame": lambda: {
        f"{f}, {start}": _rounded(long_memory.blame_in_time(f, start, trained=True), 3)
        for f, start in long_memory.WATCHED
    },
    "numbers, rates": by_start(long_memory.translation_tried, long_memory.TRANSLATING),
    "numbers, translated": by_start(long_memory.translated, long_memory.TRANSLATING),
    "numbers, simple": lambda: _each(long_memory.without_network()),
    "autoencoder rates": rates,
    "eights": eights,
    "ten strangers": ten_strangers,
    "codes": codes_by_width,
    **FINANCE,
    **SPEECH,
    "acquitted": acquitted,
    "swish": swish,
    "deaths": deaths,
    "savings": saved,
    "blocks": blocks,
    "claims": rows,
    **RECOMMENDERS,
    **LIVING,
}


def _each(numbers: Mapping[str, float]) -> dict[str, float]:
    return {name: _rounded(number) for name, number in numbers.items()}


@cache
def stored() -> dict[str, Any]:
    """All that is kept, by name."""
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def kept(name: str) -> Any:
    """One of `RUNS`, as it is stored. Raises ValueError for another name."""
    if name not in RUNS:
        raise ValueError(f"name must be one of {sorted(RUNS)}, got {name!r}")
    return stored()[name]


def on_the_hill(
    optimizer: str, low: float, high: float, functions: Iterable[str] = ("tanh", "relu")
) -> np.ndarray:
    """Scores of the kept networks whose factor before training lies between two others.

    NaN for those that diverged. optimizer: "sgd" or "adam".
    """
    rows = [row for f in functions for row in kept("hill")[optimizer][f]]
    factor, score = np.array([row[1:] for row in rows], dtype=float).swapaxes(0, 1).reshape(2, -1)
    return score[(factor >= low) & (factor <= high)]


def drawn(optimizer: str) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Factors and scores of the kept networks, (gains, 5) each, by activation."""
    return {
        f: tuple(np.array([row[1:] for row in rows], dtype=float).swapaxes(0, 1))
        for f, rows in kept("hill")[optimizer].items()
    }


def in_words(run: Mapping[str, list]) -> list[str]:
    """One of the cures as cells of a table: spread, factor before and after, scores."""
    spread, before, after = run["spread"][0], *run["factor"]
    spread, before = np.median(spread), np.median(before)
    after = np.median(np.array(after, dtype=float))
    size = np.format_float_positional(spread, 1, fractional=False, trim="-")
    factor = f"{after:.2f}" if np.isfinite(after) else "–"
    return [size, f"{before:.2f}", factor, middle_and_range(run["score"])]


def middle_and_range(scores: Iterable[float]) -> str:
    """Scores as a cell of a table: their median, the least and the greatest."""
    middle, low, high = np.median(scores), np.min(scores), np.max(scores)
    return f"{middle:.2f} ({low:.2f}–{high:.2f})" if low < high else f"{middle:.2f}"
