"""Long runs of the chapter Finance: see `long_runs`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import finance, mirrors
from ._rounded import rounded

OPTIMIZERS = {"returns": ("sgd", "adam"), "risk": ("sgd", "adam"), "loans": ("adam",)}


def finance_rates() -> dict[str, dict[str, dict[str, list]]]:
    """Task -> optimizer -> kind of network -> for each split: rates and their two losses."""

    def tried(task: str, kind: str, optimizer: str) -> list[list]:
        splits = range(5 if task == "loans" else len(finance.SERIES))
        how = {"optimizer": optimizer}
        return [rounded(finance.rates_tried(task, kind, split=k, **how), 6) for k in splits]

    return {
        task: {
            optimizer: {kind: tried(task, kind, optimizer) for kind in finance.KINDS}
            for optimizer in OPTIMIZERS[task]
        }
        for task in finance.TASKS
    }


def finance_scores() -> dict[str, dict[str, dict[str, Any]]]:
    """Task in time -> optimizer -> kind -> R² of ten networks, learned and unseen, in two ways.

    And "lost" -> optimizer -> kind -> of risk what networks lose to a line: low, mean, high.
    """
    ways = {"stopped": True, "end": False}
    found: dict[str, dict[str, dict[str, Any]]] = {
        task: {
            optimizer: {
                kind: {
                    way: rounded(
                        finance.judged(task, kind, stop, networks=10, optimizer=optimizer), 6
                    )
                    for way, stop in ways.items()
                }
                for kind in finance.KINDS
            }
            for optimizer in ("sgd", "adam")
        }
        for task in ("returns", "risk")
    }
    found["lost"] = {
        optimizer: {
            kind: rounded(finance.interval(kind, networks=10, optimizer=optimizer))
            for kind in finance.KINDS
        }
        for optimizer in ("sgd", "adam")
    }
    return found


def finance_loans() -> dict[str, Any]:
    """Optimizer -> kind -> way -> for five splits the areas of five networks, and calibration.

    And "logistic" -> the same of logistic regression, one number for each split.
    """

    def judged(kind: str, stop: bool, optimizer: str) -> dict[str, list]:
        runs = [finance.credit(kind, stop, split=k, optimizer=optimizer) for k in range(5)]
        return {name: rounded([run[name] for run in runs]) for name in runs[0]}

    found: dict[str, Any] = {
        optimizer: {
            kind: {
                way: judged(kind, stop, optimizer)
                for way, stop in {"stopped": True, "end": False}.items()
            }
            for kind in finance.KINDS
        }
        for optimizer in OPTIMIZERS["loans"]
    }
    lines = [finance.credit_on_line(split=k) for k in range(5)]
    return found | {"logistic": {name: rounded([run[name] for run in lines]) for name in lines[0]}}


def mirror_pairs() -> dict[str, dict[str, list[float]]]:
    """Mirror -> what is shown, and what is true, of five networks; of the last, of a hundred."""
    pairs = {
        "prices": mirrors.prices(),
        "smoothed": mirrors.smoothed(),
        "overlapping": mirrors.overlapping(),
        "best": mirrors.best(),
    }
    return {
        name: {key: rounded(value) for key, value in pair._asdict().items()}
        for name, pair in pairs.items()
    }


FINANCE: dict[str, Callable[[], Any]] = {
    "finance rates": finance_rates,
    "finance": finance_scores,
    "finance loans": finance_loans,
    "mirrors": mirror_pairs,
}
