"""Stored numbers, compared with what is found now, on a processor that may round otherwise.

Where training is chaotic, the last digit of a sum grows until a reader sees it, and another
processor adds in another order. So a stored number that is not found again has to be one that noise
in the last digits changes too, and by as much: then it hangs on them. What noise leaves as it is
must be as it is stored.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest import mock

import numpy as np
import rounding

Array = np.ndarray

RUNS = 8  # with noise, at most
FAR = 3  # times what two runs with noise differ by


def found_again(
    stored: Any,
    measure: Callable[[], Any],
    *,
    rtol: float = 1e-4,
    atol: float = 0.0,
    advice: str = "",
) -> None:
    """Assert that `measure` finds what is stored, or what rounding may make of it.

    Both are numbers or sequences of them in any depth, which are one quantity, or mappings of
    quantities, each of which is judged for itself. Answers yes and no are 1 and 0, None is NaN. A
    number may be off by atol + rtol·|what is found|. advice: what the error says to do.
    """
    if isinstance(stored, Mapping):
        assert stored.keys() == measure().keys()
        for key, part in stored.items():
            found_again(
                part, lambda key=key: measure()[key], rtol=rtol, atol=atol, advice=f"{key} {advice}"
            )
        return
    kept, now = numbers(stored), numbers(measure())
    assert kept.shape == now.shape, f"stored are {kept.size} numbers, found {now.size}"
    if np.allclose(kept, now, rtol, atol, equal_nan=True):
        return
    runs, spread = [now], np.zeros(2)
    for seed in range(RUNS):
        with rounding.noise(seed), nothing_remembered():
            runs.append(numbers(measure()))
        between = np.array([apart(run, runs[-1]) for run in runs[:-1]])
        spread = np.max([spread, *between[np.isfinite(between).all(axis=1)]], axis=0)
        if spread.all() and any((apart(kept, run) <= FAR * spread).all() for run in runs):
            return
    raise AssertionError(
        f"stored is {apart(kept, now)[0]:.3g} away from what is found, with noise in the last "
        f"digits runs differ by {spread[0]:.3g}:\nstored {kept}\nfound  {now}\n{advice}"
    )


def numbers(found: Any) -> Array:
    """All numbers in it, in a row."""
    if isinstance(found, str):
        found = [float(character) for character in found]
    if isinstance(found, list | tuple):
        return np.concatenate([np.zeros(0), *map(numbers, found)])
    return np.ravel(np.array(found, float))  # None becomes NaN


def apart(a: Array, b: Array) -> Array:
    """The largest and the mean difference; infinite where one alone has no number."""
    with np.errstate(invalid="ignore"):
        difference = np.abs(a - b)
    difference[(a == b) | (np.isnan(a) & np.isnan(b))] = 0
    difference[np.isnan(difference)] = np.inf
    return np.array([difference.max(initial=0), difference.mean()])


@contextmanager
def nothing_remembered() -> Iterator[None]:
    """Let each cached function of the course start with an empty cache, and find its own after.

    Those of claims are known to more than their modules: they forget what they knew.
    """
    fresh: dict[Any, Any] = {}
    with ExitStack() as patches:
        for name, module in list(sys.modules.items()):
            if name.partition(".")[0] in ("rectified", "rectified_book"):
                for attribute, value in list(vars(module).items()):
                    if not isinstance(value, functools._lru_cache_wrapper):
                        continue
                    if ".claims" in value.__module__:
                        value.cache_clear()
                        patches.callback(value.cache_clear)
                    else:
                        new = fresh.setdefault(value, functools.cache(value.__wrapped__))
                        patches.enter_context(mock.patch.object(module, attribute, new))
        yield
