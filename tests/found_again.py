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
    stored: Any, measure: Callable[[], Any], *, rtol: float = 1e-4, atol: float = 0.0
) -> None:
    """Assert that `measure` finds what is stored, or what rounding may make of it.

    Both are numbers, or mappings and sequences of them in any depth; answers yes and no are 1 and
    0. A number may be off by atol + rtol·|what is found|.
    """
    kept, now = numbers(stored), numbers(measure())
    if np.allclose(kept, now, rtol, atol, equal_nan=True):
        return
    runs, spread = [now], 0.0
    for seed in range(RUNS):
        with rounding.noise(seed), nothing_remembered():
            runs.append(numbers(measure()))
        spread = max(spread, *(apart(run, runs[-1]) for run in runs[:-1]))
        if spread and min(apart(kept, run) for run in runs) <= FAR * spread:
            return
    raise AssertionError(
        f"stored is {apart(kept, now):.3g} away from what is found, with noise in the last digits "
        f"runs differ by {spread:.3g}:\nstored {kept}\nfound  {now}"
    )


def numbers(found: Any) -> Array:
    """All numbers in it, in a row."""
    if isinstance(found, Mapping):
        parts = [numbers(found[key]) for key in sorted(found)]
    elif isinstance(found, str):
        parts = [np.array([float(character) for character in found])]
    elif isinstance(found, list | tuple):
        parts = [numbers(part) for part in found]
    else:
        parts = [np.ravel(np.array(found, float))]  # None becomes NaN
    return np.concatenate([np.zeros(0), *parts])


def apart(a: Array, b: Array) -> float:
    """The largest difference; infinite where one alone has no number."""
    with np.errstate(invalid="ignore"):
        difference = np.abs(a - b)
    difference[(a == b) | (np.isnan(a) & np.isnan(b))] = 0
    return float(np.nan_to_num(difference, nan=np.inf).max(initial=0))


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
