"""What a learner's answer returned, read as numbers, and whether two answers agree.

Right is what has the right numbers in the right shape. The type does not matter: lists, tuples,
bool, float32, fractions, matrices and 0-d arrays are numbers as well.
"""

from __future__ import annotations

import inspect
from collections.abc import ValuesView
from dataclasses import dataclass
from numbers import Complex
from typing import Any

import numpy as np

HUGE = 10_000_000  # entries: no answer needs as many, and to look at them takes seconds
ROUNDINGS = 20  # rounding errors that a right answer in float32 or float16 may have collected


class NotStarted(Exception):
    """The answer still holds `...`."""


@dataclass(frozen=True)
class Tolerance:
    """How far a right number may be off: relative to it, absolute, and for single precision."""

    relative: float = 1e-6
    absolute: float = 1e-12


@dataclass(frozen=True)
class Numbers:
    """Numbers with their shape. rounding: of the type they came in, 0 for the best."""

    array: np.ndarray
    rounding: float = 0.0
    form: str = "array"

    @property
    def shape(self) -> tuple[int, ...]:
        return self.array.shape


@dataclass(frozen=True)
class Unreadable:
    """Something that is no numbers. what: nothing, text, generator, set, ragged ..."""

    what: str


@dataclass(frozen=True)
class Parts:
    """Several results, such as (w, b)."""

    parts: tuple[Any, ...]


Value = Numbers | Parts | Unreadable | str


def read(value: Any, pattern: Value | None = None) -> Value:
    """Read what an answer returned.

    pattern: the reference's value; it says whether text or several parts are expected.
    Raises NotStarted when the value holds an Ellipsis.
    """
    if isinstance(pattern, str) and isinstance(value, str):
        return " ".join(value[:1000].casefold().split())
    if isinstance(value, ValuesView):
        value = list(value)
    if isinstance(pattern, Parts) and isinstance(value, np.matrix) and 1 in value.shape:
        value = value.A1
    if isinstance(pattern, Parts) and _has_parts(value) and not _is_one_part(value, pattern):
        parts = list(value)
        wanted = pattern.parts if len(parts) == len(pattern.parts) else [None] * len(parts)
        return Parts(tuple(read(*pair) for pair in zip(parts, wanted, strict=True)))
    return _numbers(value)


def _is_one_part(value: Any, pattern: Parts) -> bool:
    """Whether an array, or a list of numbers, is one of the results and not all of them."""
    plain = isinstance(value, np.ndarray) and value.dtype.kind != "O"
    if not plain and any(isinstance(v, list | tuple) or np.ndim(v) for v in value):
        return False
    return isinstance(value, list | np.ndarray) and any(
        isinstance(part, Numbers) and part.array.size > 1 and part.shape == np.shape(value)
        for part in pattern.parts
    )


def _has_parts(value: Any) -> bool:
    return isinstance(value, tuple | list) or (isinstance(value, np.ndarray) and value.ndim > 0)


def reference_value(value: Any) -> Value:
    """Read what a reference returned: here a tuple means several parts."""
    if isinstance(value, tuple):
        return Parts(tuple(reference_value(part) for part in value))
    if isinstance(value, str):
        return " ".join(value.casefold().split())
    return _numbers(value)


def _numbers(value: Any) -> Numbers | Unreadable:
    if is_huge(value):
        return Unreadable("huge")
    if type(value) is np.ndarray and value.dtype.kind in "biuf":
        return floats(value, "array")
    if value is ...:
        raise NotStarted
    for kinds, what in _NO_NUMBERS.items():
        if isinstance(value, kinds):
            return Unreadable(what)
    if inspect.iscoroutine(value) or inspect.isasyncgen(value):
        if inspect.iscoroutine(value):
            value.close()  # it would complain
        return Unreadable("coroutine")
    if hasattr(value, "__next__") or hasattr(value, "send"):
        return Unreadable("generator" if inspect.isgenerator(value) else "iterator")
    if callable(value) and not hasattr(value, "__array__"):
        return Unreadable("function")
    if isinstance(value, np.ma.MaskedArray):
        value = value.astype(float).filled(np.nan)
    try:
        array = np.asarray(value)
    except ValueError:
        if _holds_ellipsis(value):
            raise NotStarted from None
        return Unreadable("several" if isinstance(value, tuple) else "ragged")
    except Exception:
        return Unreadable("other")
    form = type(value).__name__ if isinstance(value, list | tuple | np.matrix) else "array"
    found = floats(array, form)
    several = isinstance(value, tuple) and found in (Unreadable("other"), Unreadable("ragged"))
    return Unreadable("several") if several else found


_NO_NUMBERS = {
    type(None): "nothing",
    (str, bytes): "text",
    (set, frozenset): "set",
    dict: "dict",
    (map, zip, filter, reversed, enumerate): "iterator",
}


def is_huge(value: Any) -> bool:
    """Whether a value has so many entries that nothing more is done with it."""
    if isinstance(value, np.ndarray):
        return value.size > HUGE
    return isinstance(value, list | tuple) and len(value) > HUGE


def _holds_ellipsis(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return any(_holds_ellipsis(item) for item in value)
    return value is ...


def floats(array: np.ndarray, form: str) -> Numbers | Unreadable:
    """Turn an array of any type into one of float64, or say why that cannot be done."""
    kind, rounding = array.dtype.kind, 0.0
    if kind in "US":
        return Unreadable("text")
    if kind == "O":
        try:
            flat = [_float(item) for item in array.ravel()]
        except _NoNumber as problem:
            return Unreadable(str(problem))
        return Numbers(np.array(flat, dtype=np.float64).reshape(array.shape), 0.0, form)
    if kind not in "biufc":
        return Unreadable("other")
    if kind in "fc" and (eps := float(np.finfo(array.dtype).eps)) > 1e-12:
        rounding = eps
    if kind == "c":
        if array.size and np.abs(array.imag).max() > 1e-9:
            return Unreadable("complex")
        array = array.real
    return Numbers(np.array(array, dtype=np.float64), rounding, form)


class _NoNumber(Exception):
    pass


def _float(item: Any) -> float:
    if item is ...:
        raise NotStarted
    if item is None:
        raise _NoNumber("holds nothing")
    if isinstance(item, str | bytes):
        raise _NoNumber("text")
    if isinstance(item, list | tuple) or (isinstance(item, np.ndarray) and item.ndim):
        raise _NoNumber("ragged")
    if not isinstance(item, Complex) and not hasattr(item, "__float__"):
        raise _NoNumber("function" if callable(item) else "other")
    try:
        return float(item)
    except OverflowError:  # an int beyond the range of floats
        return float("inf") if item > 0 else float("-inf")
    except Exception:
        raise _NoNumber("other") from None


# ---------------------------------------------------------------- agreement


def fitted(value: Numbers, shape: tuple[int, ...]) -> np.ndarray | None:
    """The numbers in the wanted shape where the difference means nothing, None otherwise.

    One number in brackets is a number. A matrix has always two axes. No other shape is changed:
    a column is not a row.
    """
    array = value.array
    if array.shape == shape:
        return array
    if array.size == 1 and int(np.prod(shape)) == 1:
        return array.reshape(shape)
    if value.form == "matrix" and len(shape) == 1 and 1 in array.shape and array.size == shape[0]:
        return array.reshape(shape)
    return None


def agree(expected: Value, got: Value, tolerance: Tolerance, scale: float = 1.0) -> bool:
    """Whether `got` is as good as `expected`.

    scale: size of the numbers the answer was computed from; single precision loses digits there.
    """
    if isinstance(expected, Parts):
        return (
            isinstance(got, Parts)
            and len(got.parts) == len(expected.parts)
            and all(
                agree(*pair, tolerance, scale)
                for pair in zip(expected.parts, got.parts, strict=True)
            )
        )
    if isinstance(expected, Numbers) and isinstance(got, Numbers):
        array = fitted(got, expected.shape)
        return array is not None and (
            array.tobytes() == expected.array.tobytes()  # mostly so, and much faster
            or bool(close(expected.array, array, tolerance, got.rounding, scale).all())
        )
    return expected == got


def close(
    expected: np.ndarray,
    got: np.ndarray,
    tolerance: Tolerance,
    rounding: float = 0.0,
    scale: float = 1.0,
) -> np.ndarray:
    """Entry by entry: within the tolerance, or both NaN, or the same infinity."""
    relative, absolute = tolerance.relative, tolerance.absolute
    if rounding:
        scale = max(scale, np.abs(expected[np.isfinite(expected)]).max(initial=0.0))
        relative = max(relative, ROUNDINGS * rounding)
        absolute = max(absolute, ROUNDINGS * rounding * scale)
    near = np.abs(got - expected) <= absolute + relative * np.abs(expected)
    if near.all() and np.isfinite(expected).all():
        return near
    return (near & np.isfinite(expected)) | (got == expected) | (np.isnan(got) & np.isnan(expected))
