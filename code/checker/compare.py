"""What a learner's answer returned, read as numbers, and whether two answers agree.

Right is what has the right numbers in the right shape. The type does not matter: lists, tuples,
bool, float32, fractions, matrices and 0-d arrays are numbers as well.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Coroutine, Generator, Iterator, ValuesView
from dataclasses import dataclass
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
    """Numbers with their shape.

    rounding: of the type they came in, 0 for the best. matrix: a NumPy matrix has always two axes.
    """

    array: np.ndarray
    rounding: float = 0.0
    matrix: bool = False

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


Value = Numbers | Parts | Unreadable


def read(value: Any, pattern: Value | None = None) -> Value:
    """Read what an answer returned.

    pattern: the reference's value; it says whether several parts are expected.
    Raises NotStarted when the value holds an Ellipsis.
    """
    if is_huge(value):
        return Unreadable("huge")
    if isinstance(value, ValuesView):
        value = list(value)
    if not isinstance(pattern, Parts):
        return _numbers(value)
    if isinstance(value, np.matrix) and 1 in value.shape:
        value = value.A1
    sequence = isinstance(value, list | tuple) or (isinstance(value, np.ndarray) and value.ndim)
    if not sequence or _is_one_part(value, pattern):
        return _numbers(value)
    wanted = pattern.parts if len(value) == len(pattern.parts) else [None] * len(value)
    return Parts(tuple(map(read, value, wanted)))


def _is_one_part(value: Any, pattern: Parts) -> bool:
    """Whether an array, or a list of numbers, is one of the results and not all of them."""
    plain = isinstance(value, np.ndarray) and value.dtype.kind != "O"
    if isinstance(value, tuple) or not (plain or all(np.ndim(v) == 0 for v in value)):
        return False
    numbers = (part for part in pattern.parts if isinstance(part, Numbers))
    return any(part.array.size > 1 and part.shape == np.shape(value) for part in numbers)


def reference_value(value: Any) -> Value:
    """Read what a reference returned: here a tuple means several parts."""
    if isinstance(value, tuple):
        return Parts(tuple(map(reference_value, value)))
    return _numbers(value)


_NO_NUMBERS = {  # the first that fits
    type(None): "nothing",
    (str, bytes): "text",
    (set, frozenset): "set",
    dict: "dict",
    (Coroutine, AsyncGenerator): "coroutine",
    Generator: "generator",
    Iterator: "iterator",
}


def _numbers(value: Any) -> Numbers | Unreadable:
    if type(value) is np.ndarray and value.dtype.kind in "biuf":  # mostly so
        return _floats(value)
    if value is ...:
        raise NotStarted
    for kinds, what in _NO_NUMBERS.items():
        if isinstance(value, kinds):
            if isinstance(value, Coroutine):
                value.close()  # it would complain
            return Unreadable(what)
    if callable(value) and not hasattr(value, "__array__"):
        return Unreadable("function")
    if isinstance(value, np.ma.MaskedArray):
        value = value.astype(float).filled(np.nan)
    try:
        array = np.asarray(value)
    except ValueError:
        if holds_ellipsis(value):
            raise NotStarted from None
        return Unreadable("several" if isinstance(value, tuple) else "ragged")
    except Exception:
        return Unreadable("other")
    found = _floats(array, isinstance(value, np.matrix))
    several = isinstance(value, tuple) and found in (Unreadable("other"), Unreadable("ragged"))
    return Unreadable("several") if several else found


def is_huge(value: Any) -> bool:
    """Whether a value has so many entries that nothing more is done with it."""
    size = value.size if isinstance(value, np.ndarray) else 0
    return max(size, len(value) if isinstance(value, list | tuple) else 0) > HUGE


def holds_ellipsis(value: Any) -> bool:
    if isinstance(value, dict):
        value = list(value.values())
    return value is ... or (isinstance(value, list | tuple) and any(map(holds_ellipsis, value)))


def _floats(array: np.ndarray, matrix: bool = False) -> Numbers | Unreadable:
    """Turn an array of any type into one of float64, or say why that cannot be done."""
    kind, rounding = array.dtype.kind, 0.0
    if kind in "US":
        return Unreadable("text")
    if kind == "O":
        flat = [_float(item) for item in array.ravel()]
        problem = next((item for item in flat if isinstance(item, Unreadable)), None)
        return problem or Numbers(np.array(flat, dtype=float).reshape(array.shape))
    if kind not in "biufc":
        return Unreadable("other")
    if kind in "fc" and (eps := float(np.finfo(array.dtype).eps)) > 1e-12:
        rounding = eps
    if kind == "c":
        if array.size and np.abs(array.imag).max() > 1e-9:
            return Unreadable("complex")
        array = array.real
    return Numbers(np.array(array, dtype=np.float64), rounding, matrix)


def _float(item: Any) -> float | Unreadable:
    """An entry of an array of objects."""
    if item is ...:
        raise NotStarted
    if item is None:
        return Unreadable("holds nothing")
    if isinstance(item, str | bytes):
        return Unreadable("text")
    if isinstance(item, list | tuple) or np.ndim(item):
        return Unreadable("ragged")
    if callable(item):
        return Unreadable("function")
    try:
        return float(item)
    except OverflowError:  # an int beyond the range of floats
        return float("inf") if item > 0 else float("-inf")
    except Exception:
        return Unreadable("other")


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
    if value.matrix and len(shape) == 1 and 1 in array.shape and array.size == shape[0]:
        return array.reshape(shape)
    return None


def agree(expected: Value, got: Value, tolerance: Tolerance, scale: float = 1.0) -> bool:
    """Whether `got` is as good as `expected`.

    scale: size of the numbers the answer was computed from; single precision loses digits there.
    """
    if isinstance(expected, Parts) and isinstance(got, Parts):
        pairs = list(zip(expected.parts, got.parts, strict=False))
        same = len(expected.parts) == len(got.parts)
        return same and all(agree(*pair, tolerance, scale) for pair in pairs)
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
