"""How a learner's numbers are related to the wanted ones, and which of them are wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .compare import Numbers, Parts, Tolerance, Value, close, fitted
from .feedback import number
from .observe import Args

Pair = tuple[np.ndarray, np.ndarray]  # wanted and given numbers, flat


def flat(wanted: Value, value: Value) -> Pair | None:
    """All numbers of two values in a row, where their structure is the same."""
    if isinstance(wanted, Numbers) and isinstance(value, Numbers):
        array = fitted(value, wanted.shape)
        return None if array is None else (wanted.array.ravel(), array.ravel())
    if not isinstance(wanted, Parts) or not isinstance(value, Parts):
        return None
    pairs = [flat(*pair) for pair in zip(wanted.parts, value.parts, strict=False)]
    if None in pairs or len(wanted.parts) != len(value.parts):
        return None
    return joined(pairs)


def joined(pairs: Sequence[Pair]) -> Pair:
    wanted, given = zip(*pairs, strict=True)
    return np.concatenate(wanted), np.concatenate(given)


_FUNCTIONS: list[tuple[str, Callable[[np.ndarray], np.ndarray], str]] = [
    ("sign", np.negative, "Every number has the wrong sign."),
    ("complement", lambda a: 1 - a, "You return 1 minus the wanted number."),
    ("reciprocal", lambda a: 1 / a, "You return 1 divided by the wanted number."),
    ("square", np.square, "You return the square of the wanted number."),
    ("root", np.sqrt, "You return the square root of the wanted number."),
    ("cut off", lambda a: np.maximum(a, 0), "Right, but for negative numbers: you return 0."),
    ("sigmoid", lambda a: 1 / (1 + np.exp(-a)), "You return the sigmoid of what is wanted."),
    ("rounded", np.trunc, "Your numbers are the right ones without their decimals."),
    ("rounded", np.floor, "Your numbers are the right ones, rounded down (`//` does that)."),
]


@np.errstate(all="ignore")
def related(pairs: Sequence[Pair], tolerance: Tolerance) -> tuple[str, str] | None:
    """What all of the learner's numbers are, seen from the wanted ones."""
    a, b = joined(pairs)
    if np.ptp(b) == 0 != np.ptp(a):
        return "constant", f"You return {number(b[0])} for every input."

    def given(numbers: np.ndarray) -> bool:
        return bool(close(numbers, b, tolerance).all())

    for kind, function, sentence in _FUNCTIONS:
        if given(function(a)):
            return kind, sentence
    if any(given(np.round(a, digits)) for digits in range(9)):
        return "rounded", "Your numbers are rounded. Return them in full."
    if given(np.copysign(a, b)):
        return "signs", "The sizes of your numbers are right, and some signs are wrong."
    factor, offset = np.median(b[a != 0] / a[a != 0]), np.median(b - a)
    if a.size > 2 and given(factor * a) and number(factor) != "1":
        return "factor", f"Your numbers are {number(factor)} times the wanted ones."
    if a.size > 2 and given(a + offset):
        return "offset", f"Your numbers differ from the wanted ones by {number(offset)} each."
    if (np.abs(a - b) <= 0.01 * np.abs(a)).all():
        return "close", "Close: every number is within 1 % of the wanted one, but not the same."
    several = sum(np.ptp(wanted) > 0 for wanted, _ in pairs if wanted.size)
    if several > 1 and all(close(np.sort(x), np.sort(y), tolerance).all() for x, y in pairs):
        return "another order", "The right numbers, in another order."
    return None


def tendency(a: np.ndarray, b: np.ndarray) -> tuple[str, str] | None:
    """In which direction the numbers are wrong, if it is always the same."""
    if not (np.isfinite(a).all() and np.isfinite(b).all()):
        return None
    labels = np.isin(b, (0, 1))
    if np.isin(a, (0, 1)).all() and a.size > 3 and not labels.all():
        odd = b[~labels]
        odd = odd[np.argmax(np.minimum(abs(odd), abs(odd - 1)))]  # 0.99999 would look like 1
        return "labels", f"Only 0 and 1 are wanted; you also return {number(odd)}."
    if (a >= 0).all() and (b < 0).any():
        return "negative", "For some inputs you return negative numbers, and none is wanted."
    margin = 1e-9 * np.maximum(np.abs(a), 1e-300)
    if (b >= a - margin).all():
        return "too large", "Some of your numbers are too large, and none is too small."
    if (b <= a + margin).all():
        return "too small", "Some of your numbers are too small, and none is too large."
    return None


_INPUTS: list[tuple[str, Callable[[np.ndarray], bool], str]] = [
    ("integers", lambda a: a.dtype.kind in "iu", "Only inputs of whole numbers (an integer array) "
    "go wrong. An array made like them cannot hold decimals."),
    ("axes", lambda a: a.ndim > 1, "Only arrays with more than one axis go wrong. (A loop over a "
    "table gives whole rows, not single numbers.)"),
    ("arrays", lambda a: a.size > 1, "Inputs of one entry go right; those with more than one go "
    "wrong."),
]  # fmt: skip


def only_some(cases: Sequence[Args], fails: Sequence[bool]) -> tuple[str, str] | None:
    """A property that exactly the failing inputs have."""
    arrays = [[v for v in args.values() if isinstance(v, np.ndarray)] for args in cases]
    for kind, has, sentence in _INPUTS:
        if not all(fails) and [any(map(has, found)) for found in arrays] == list(fails):
            return kind, sentence
    return None


_PLACES: list[tuple[str, Callable[[np.ndarray], Any], str]] = [
    ("at zero", lambda z: z == 0, "0"),
    ("negative", lambda z: z < 0, "negative"),
    ("positive", lambda z: z > 0, "positive"),
]


def only_entries(
    cases: Sequence[Args], pairs: Sequence[Pair], tolerance: Tolerance
) -> tuple[str, str] | None:
    """The sign that an argument of the result's shape has wherever an entry is wrong."""
    a, b = joined(pairs)
    wrong = ~close(a, b, tolerance)
    for name in cases[0]:
        given = [(args[name], pair[0].size) for args, pair in zip(cases, pairs, strict=True)]
        if not all(isinstance(v, np.ndarray) and v.ndim and v.size == n for v, n in given):
            continue
        z = np.concatenate([np.ravel(args[name]) for args in cases])
        for kind, where, word in _PLACES:
            inside = where(z)
            if inside[wrong].all() and 2 * wrong.sum() >= inside.sum() and (~inside).sum() > 2:
                return kind, f"Wherever your result is wrong, `{name}` is {word}."
    return None
