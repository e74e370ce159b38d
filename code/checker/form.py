"""What kind of thing came back: differences that can be seen without looking at the numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .compare import Numbers, Parts, Tolerance, Unreadable, Value, agree, close, fitted
from .observe import Outcome
from .pairs import Flats

UNREADABLE = {
    "holds nothing": "There is a None in the result: some branch has no value.",
    "text": "You return text where numbers are wanted.",
    "generator": "You return a generator, which has not computed anything yet. "
    "Make a list or an array of it.",
    "iterator": "You return an iterator, such as `map` or `zip` gives, which has not computed "
    "anything yet. Make a list of it: `list(...)`.",
    "coroutine": "Your function is an `async def`, so a call starts nothing and gives a coroutine. "
    "Write `def` alone.",
    "huge": "Your result has more than ten million entries. Is there a size too many, or an outer "
    "product?",
    "several": "You return several things that do not fit into one array. Only the result is "
    "wanted.",
    "function": "You return a function instead of its result. Are parentheses missing?",
    "set": "You return a set, which has no order and no repetitions. Use a list or an array.",
    "dict": "You return a dictionary where numbers are wanted.",
    "ragged": "The rows of your result have different lengths, so they make no array.",
    "complex": "Your result has an imaginary part. Is there a root of a negative number?",
    "other": "You return something that is not made of numbers.",
}


def structure(wanted: Value, outcome: Outcome) -> tuple[str, str] | None:
    """Differences that can be seen without looking at the numbers."""
    value = outcome.value
    if isinstance(value, Unreadable):
        if value.what != "nothing":
            return value.what, UNREADABLE[value.what]
        if outcome.printed:
            return "printed", "You print a result but return nothing: `return` hands it over."
        return "nothing", "Your function returns nothing (None). Does every path end in `return`?"
    if isinstance(wanted, str):
        return ("text", "Text is wanted here.") if not isinstance(value, str) else None
    if isinstance(wanted, Parts):
        return _parts(wanted, value, outcome)
    if wanted.shape != value.shape and fitted(value, wanted.shape) is None:
        return "shape", _shape(wanted, value)
    if np.isnan(value.array).any() and not np.isnan(wanted.array).any():
        return "nan", (
            "There is a NaN (not a number) in your result. It may come from 0/0, inf − inf, "
            "inf · 0, or the root or logarithm of a negative number."
        )
    return None


def _parts(wanted: Parts, value: Value, outcome: Outcome) -> tuple[str, str] | None:
    n = len(wanted.parts)
    if not isinstance(value, Parts):
        return "parts", f"{n} results are wanted, in this order; you return one."
    if len(value.parts) != n:
        return "parts", f"{n} results are wanted; you return {len(value.parts)}."
    for position, (a, b) in enumerate(zip(wanted.parts, value.parts, strict=True), start=1):
        found = structure(a, Outcome(b, printed=outcome.printed))
        if found:
            kind, message = found
            return kind, f"Result {position} of {n}: {message[0].lower()}{message[1:]}"
    return None


def _shape(wanted: Numbers, value: Numbers) -> str:
    a, b = wanted.shape, value.shape
    if a == ():
        return f"One number is wanted; you return {_things(b)}."
    if b == ():
        return f"You return one number; {_things(a)} is wanted. Does your code look at every entry?"
    if len(a) == 1 and b == (a[0], 1):
        return f"You return a column, shape {b}; a flat array, shape {a}, is wanted."
    if len(a) == 1 and b == (1, a[0]):
        return f"You return a table with one row, shape {b}; a flat array, shape {a}, is wanted."
    if len(a) == 2 and b == a[::-1]:
        return f"Rows and columns are the wrong way round: your shape is {b}, wanted is {a}."
    if len(a) == len(b) == 1:
        return f"You return {_count(b[0])}; {a[0]} {'is' if a[0] == 1 else 'are'} wanted."
    return f"The shape of your result is {b}; {a} is wanted."


def _things(shape: tuple[int, ...]) -> str:
    if 0 in shape:
        return "an empty list or array"
    if len(shape) == 1:
        return f"an array of {_count(shape[0])}"
    return f"an array of shape {shape}"


def _count(n: int) -> str:
    return "1 number" if n == 1 else f"{n or 'no'} numbers"


def in_other_form(
    expected: Sequence[Outcome], got: Sequence[Outcome], tolerance: Tolerance
) -> tuple[str, str] | None:
    """Right numbers that are put together otherwise, with every input."""
    pairs = [(e.value, o.value) for e, o in zip(expected, got, strict=False)]
    if len(pairs) < len(expected) or any(o.error or o.endless for o in got):
        return None
    if all(isinstance(a, Parts) and isinstance(b, Parts) for a, b in pairs):
        if all(agree(Parts(a.parts[::-1]), b, tolerance) for a, b in pairs):
            return "another order", "The right results, in another order."
        return None
    if not all(isinstance(a, Numbers) and isinstance(b, Numbers) for a, b in pairs):
        return None
    long = [(a.array.ravel(), b.array.ravel()) for a, b in pairs if a.array.size > 1]
    if len(long) < 2:
        return None
    if all(a.size == b.size for a, b in long) and _fits(long, lambda a: a, tolerance):
        shapes = next((a.shape, b.shape) for a, b in pairs if fitted(b, a.shape) is None)
        if not (len(shapes[0]) == 1 and len(shapes[1]) == 2):  # columns have words of their own
            return "shape", (
                f"The numbers are right, but they have the shape {shapes[1]}; {shapes[0]} is "
                "wanted."
            )
        return None
    for what, part in _PARTS_OF_IT.items():
        if _fits(long, part, tolerance):
            return "shape", f"Of the right numbers, you return {what}"
    return None


def _fits(pairs: Flats, part: Callable[[np.ndarray], Any], tolerance: Tolerance) -> bool:
    """Whether the learner's numbers are always this part of the wanted ones."""
    for a, b in pairs:
        wanted = np.ravel(part(a))
        if wanted.size != b.size or not close(wanted, b, tolerance).all():
            return False
    return True


_PARTS_OF_IT: dict[str, Callable[[np.ndarray], Any]] = {
    "only the first. Does a `return` stand inside a loop?": lambda a: a[0],
    "only the last. Is each of them overwritten by the next?": lambda a: a[-1],
    "the sum.": np.sum,
    "the mean.": np.mean,
    "only the largest.": np.max,
    "only the smallest.": np.min,
    "all but the last.": lambda a: a[:-1],
    "all but the first.": lambda a: a[1:],
}
