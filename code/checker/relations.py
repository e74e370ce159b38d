"""How a learner's numbers are related to the wanted ones: by a sign, a factor, a tendency."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .compare import Tolerance, close
from .feedback import number
from .pairs import Flats


def tendency(flats: Flats) -> tuple[str, str] | None:
    """In which direction the numbers are wrong, if it is always the same."""
    a, b = (np.concatenate(part) for part in zip(*flats, strict=True))
    if not (np.isfinite(a).all() and np.isfinite(b).all()):
        return None
    if np.isin(a, (0, 1)).all() and np.isin(b, (0, 1)).all():
        if (b >= a).all():
            return "too often 1", "Where it differs, you return 1 and 0 is wanted."
        if (b <= a).all():
            return "too often 0", "Where it differs, you return 0 and 1 is wanted."
        return None
    if np.isin(a, (0, 1)).all() and a.size > 3:
        odd = b[~np.isin(b, (0, 1))]
        odd = odd[np.argmax(np.minimum(abs(odd), abs(odd - 1)))]  # 0.99999 would look like 1
        return "labels", f"Only 0 and 1 are wanted; you also return {number(odd)}."
    if (a >= 0).all() and (b < 0).any():
        return "negative", "For some inputs you return negative numbers, and none is wanted."
    if (np.abs(a - b) <= 0.01 * np.abs(a)).all():
        return "close", "Close: every number is within 1 % of the wanted one, but not the same."
    margin = 1e-9 * np.maximum(np.abs(a), 1e-300)
    if (b >= a - margin).all():
        return "too large", "Some of your numbers are too large, and none is too small."
    if (b <= a + margin).all():
        return "too small", "Some of your numbers are too small, and none is too large."
    return None


def _every(relation: Callable[[np.ndarray], np.ndarray]) -> Callable[[Flats, Tolerance], bool]:
    """All of the learner's numbers are this function of the wanted ones, which is not trivial."""

    def test(flats: Flats, tolerance: Tolerance) -> bool:
        with np.errstate(all="ignore"):
            return all(close(relation(a), b, tolerance).all() for a, b in flats)

    return test


def _factor(flats: Flats, tolerance: Tolerance) -> float | None:
    a, b = (np.concatenate(part) for part in zip(*flats, strict=True))
    big = np.abs(a) > 1e-9
    if big.sum() < 3 or not np.isfinite(b).all() or not np.isfinite(a).all():
        return None
    factor = float(np.median(b[big] / a[big]))
    if abs(factor) <= 1e-9 or number(factor) == "1":
        return None
    return factor if close(factor * a, b, tolerance).all() else None


def _times(flats: Flats) -> str:
    a, b = (np.concatenate(part) for part in zip(*flats, strict=True))
    big = np.abs(a) > 1e-9
    return number(float(np.median(b[big] / a[big])))


def _offset(flats: Flats) -> float | None:
    a, b = (np.concatenate(part) for part in zip(*flats, strict=True))
    if a.size < 3 or np.ptp(a) < 1e-9 or not np.isfinite(a).all() or not np.isfinite(b).all():
        return None
    offset = float(np.median(b - a))
    return offset if np.allclose(b, a + offset, rtol=1e-9, atol=1e-9) else None


def _constant(flats: Flats, _tolerance: Tolerance) -> bool:
    wanted, given = (np.concatenate(part) for part in zip(*flats, strict=True))
    return bool(
        np.isfinite(given).all() and given.size > 2 and np.ptp(given) == 0 != np.ptp(wanted)
    )


def _signs(flats: Flats, tolerance: Tolerance) -> bool:
    return any((a < 0).any() for a, _ in flats) and _every(np.sign)(flats, tolerance)


def _rounded(flats: Flats, tolerance: Tolerance) -> bool:
    return any(_every(lambda a, d=d: np.round(a, d))(flats, tolerance) for d in range(1, 9))


def _reversed(flats: Flats, tolerance: Tolerance) -> bool:
    long = [flat for flat in flats if flat[0].size > 1]
    return len(long) > 1 and _every(lambda a: a[::-1])(flats, tolerance)


def _permuted(flats: Flats, tolerance: Tolerance) -> bool:
    long = [flat for flat in flats if flat[0].size > 1 and np.ptp(flat[0]) > 0]
    return len(long) > 1 and all(close(np.sort(a), np.sort(b), tolerance).all() for a, b in flats)


RELATIONS: list[tuple[str, Callable[[Flats, Tolerance], bool], Any]] = [
    ("sign", _every(np.negative), "Every number has the wrong sign."),
    (
        "constant",
        _constant,
        lambda flats: f"You return {number(flats[0][1][0])} for every input.",
    ),
    ("whole", _every(np.trunc), "Your numbers are the right ones without their decimals."),
    ("whole", _every(np.round), "Your numbers are the right ones, rounded to whole numbers."),
    ("whole", _every(np.floor), "Your numbers are the right ones, rounded down (`//` does that)."),
    ("rounded", _rounded, "Your numbers are rounded. Return them in full; rounding is for print."),
    ("reversed", _reversed, "The right numbers, in reverse order."),
    ("another order", _permuted, "The right numbers, in another order."),
    ("absolute", _every(np.abs), "Your numbers are right, except that their signs are lost."),
    (
        "signs",
        lambda flats, tolerance: all(close(abs(a), abs(b), tolerance).all() for a, b in flats),
        "The sizes of your numbers are right, and some signs are wrong.",
    ),
    ("complement", _every(lambda a: 1 - a), "You return 1 minus the wanted number."),
    ("reciprocal", _every(lambda a: 1 / a), "You return 1 divided by the wanted number."),
    ("square", _every(np.square), "You return the square of the wanted number."),
    ("root", _every(np.sqrt), "You return the square root of the wanted number."),
    (
        "cut off",
        _every(lambda a: np.maximum(a, 0)),
        "Right, but for negative numbers: you return 0.",
    ),
    ("cut off", _every(lambda a: np.clip(a, 0, 1)), "Right, but cut off at 0 and 1."),
    ("sign only", _signs, "You return the signs of the wanted numbers: −1, 0 and 1."),
    ("exponential", _every(np.exp), "You return e to the power of the wanted number."),
    ("logarithm", _every(np.log), "You return the natural logarithm of the wanted number."),
    ("tanh", _every(np.tanh), "You return the tanh of the wanted number."),
    (
        "sigmoid",
        _every(lambda a: 1 / (1 + np.exp(-a))),
        "You return the sigmoid of what is wanted.",
    ),
    (
        "factor",
        lambda flats, tolerance: _factor(flats, tolerance) is not None,
        lambda flats: f"Your numbers are {_times(flats)} times the wanted ones.",
    ),
    (
        "offset",
        lambda flats, _: _offset(flats) is not None,
        lambda flats: f"Your numbers differ from the wanted ones by {number(_offset(flats))} each.",
    ),
]
