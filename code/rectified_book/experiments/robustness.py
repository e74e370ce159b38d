"""How much of a result depends on the draw: what `make robust` has found, and how a page says it.

    robustness.entry("47").sentence(".2f")     # "36 of 36 other draws agree; value 0.38–0.42."

The file data/robust.json holds, for each experiment, one line for each draw: seed, split,
optimizer, headline value, and the verdict or "yes" and "no".
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from ._draw import PAGE, Draw

FILE = Path(__file__).resolve().parent.parent / "data" / "robust.json"
TOLERATED = 0.1
"""The share of draws in which a verdict may turn out differently."""


@dataclass(frozen=True)
class Entry:
    """What the repetitions of one experiment have found.

    version: of the experiment when it was repeated. shown: the value with the draw of the page.
    outcome: what the page says. draws, values, outcomes: one for each repetition.
    answers: of each repetition the three answers of a claim, as "yes", "no" or "-".
    """

    version: int
    shown: float
    outcome: str
    draws: tuple[Draw, ...]
    values: tuple[float, ...]
    outcomes: tuple[str, ...]
    answers: tuple[str, ...] = ()

    @property
    def agreeing(self) -> int:
        """In how many draws the outcome is that of the page."""
        return self.outcomes.count(self.outcome)

    @property
    def holds(self) -> bool:
        """Whether no more than one draw of ten disagrees."""
        return len(self.draws) - self.agreeing <= TOLERATED * len(self.draws)

    def sentence(self, form: str = ".3g") -> str:
        """How sure a number is, in words. form: how to write the value."""
        return f"{self.agreeing} of {len(self.draws)} other draws agree; {self.span(form)}"

    def span(self, form: str = ".3g") -> str:
        """The range of the value, in words. form: how to write it."""
        low, high = (format(bound, form) for bound in self.range())
        return f"value {low}" if low == high else f"value {low} to {high}"

    def range(self) -> tuple[float, float]:
        """The smallest and the largest value, without those that are not finite."""
        finite = [value for value in self.values if np.isfinite(value)]
        return (min(finite), max(finite)) if finite else (np.nan, np.nan)


def repeat(
    experiment: Callable[[Draw], tuple[float, str, str]], draws: Iterable[Draw], version: int
) -> Entry:
    """Run an experiment with the draw of the page, then with all others.

    experiment: returns a headline value, an outcome, and its answers in words.
    """
    value, outcome, _ = experiment(PAGE)
    draws = tuple(draws)
    values, outcomes, answers = zip(*map(experiment, draws), strict=True)
    values = tuple(float(f"{value:.6g}") for value in values)
    return Entry(version, float(f"{value:.6g}"), outcome, draws, values, outcomes, answers)


@cache
def stored() -> dict[str, Entry]:
    """All entries of the file, by the number of the claim or the name of the headline."""
    return load(FILE) if FILE.exists() else {}


def entry(name: str) -> Entry | None:
    """The entry of one experiment, or None where it has not been repeated yet."""
    return stored().get(name)


def is_current(name: str, experiment: Any) -> bool:
    """Whether an experiment has been repeated as it is now.

    experiment: has `version`, `draws` and `verdict`, what the page says of it.
    """
    e = entry(name)
    now = experiment.version, tuple(experiment.draws), experiment.verdict
    return e is not None and (e.version, e.draws, e.outcome) == now


def sure(name: str, form: str = ".2f") -> str:
    """How sure an experiment's number is, as a sentence; nothing where it was never repeated."""
    found = entry(name)
    return f"{found.sentence(form)}." if found else ""


def columns(headlines: Iterable[Any], form: str = ".2f") -> dict[str, list[str]]:
    """What was found of headlines, as the columns of a page's table.

    *should be*: when the sentence holds; *holds*: in how many of the other draws it did; *here*,
    *others*: the values of the page's draw and of the others.

    headlines: have a `name` and `holds`, which tells itself in words. form: how to write a value.
    """
    rows = [("sentence", "should be", "holds", "here", "others")]
    for headline in headlines:
        if found := entry(headline.name):
            share = f"{found.agreeing} of {len(found.draws)}"
            values = format(found.shown, form), found.span(form).removeprefix("value ")
            here, others = (value.replace("-", "−") for value in values)
            rows.append((headline.name, str(headline.holds), share, here, others))
    return {header: list(cells) for header, *cells in zip(*rows, strict=True)}


def load(file: Path) -> dict[str, Entry]:
    """Read entries from a file that `save` has written."""
    found = {}
    for name, record in json.loads(file.read_text(encoding="utf-8")).items():
        rows = record.pop("draws")
        seeds, splits, optimizers, values, outcomes, answers = zip(*rows, strict=True)
        draws = tuple(map(Draw, seeds, splits, optimizers))
        values = tuple(map(float, values))
        found[name] = Entry(
            **record, draws=draws, values=values, outcomes=outcomes, answers=answers
        )
    return found


def save(entries: dict[str, Entry], file: Path) -> None:
    """Write entries to a file, one line for each draw."""
    blocks = []
    for name, e in sorted(entries.items(), key=lambda item: (len(item[0]), item[0])):
        rows = [
            json.dumps([d.seed, d.split, d.optimizer, value, outcome, answers], ensure_ascii=False)
            for d, value, outcome, answers in zip(
                e.draws, e.values, e.outcomes, e.answers, strict=True
            )
        ]
        head = json.dumps({"version": e.version, "shown": e.shown, "outcome": e.outcome})
        lines = ",\n  ".join(rows)
        blocks.append(f'{json.dumps(name)}: {head[:-1]}, "draws": [\n  {lines}\n]}}')
    file.parent.mkdir(exist_ok=True)
    file.write_text("{\n" + ",\n".join(blocks) + "\n}\n", encoding="utf-8")
