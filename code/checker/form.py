"""What kind of thing came back: differences that can be seen without looking at the numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .compare import Numbers, Parts, Tolerance, Unreadable, Value, close, fitted
from .feedback import NAMES
from .observe import Outcome

_ADVICE = {
    "holds nothing": "Does every path end in `return`?",
    "generator": "It has not computed anything yet. Make a list or an array of it.",
    "iterator": "`map` and `zip`, say, have not computed anything yet. Make a list: `list(...)`.",
    "coroutine": "After `async def`, a call starts nothing. Write `def` alone.",
    "huge": "Is there a size too many, or an outer product?",
    "several": "They make no array together. Only the result is wanted.",
    "function": "Are parentheses missing?",
    "set": "It has no order and no repetitions. Use a list or an array.",
    "complex": "Is there a root of a negative number?",
}


def unreadable(what: str) -> str:
    """What is said about a result that is no numbers."""
    return f"You return {NAMES[what]} where numbers are wanted. {_ADVICE.get(what, '')}".strip()


def structure(wanted: Value, outcome: Outcome) -> tuple[str, str] | None:
    """Differences that can be seen without looking at the numbers."""
    value = outcome.value
    if value == Unreadable("nothing") and outcome.printed:
        return "printed", "You print a result but return nothing: `return` hands it over."
    if value == Unreadable("nothing"):
        return "nothing", "Your function returns nothing (None). Does every path end in `return`?"
    if isinstance(value, Unreadable):
        return value.what, unreadable(value.what)
    if isinstance(wanted, Parts):
        return _parts(wanted, value, outcome)
    if fitted(value, wanted.shape) is None:
        return "shape", shape_message(wanted.shape, value.shape)
    if np.isnan(value.array).any() and not np.isnan(wanted.array).any():
        return "nan", (
            "There is a NaN (not a number) in your result. It may come from 0/0, inf − inf, "
            "inf · 0, or the root or logarithm of a negative number."
        )
    return None


def _parts(wanted: Parts, value: Value, outcome: Outcome) -> tuple[str, str] | None:
    n = len(wanted.parts)
    given = len(value.parts) if isinstance(value, Parts) else "one"
    if given != n:
        return "parts", f"{n} results are wanted, in this order; you return {given}."
    for position, (a, b) in enumerate(zip(wanted.parts, value.parts, strict=True), start=1):
        found = structure(a, Outcome(b, printed=outcome.printed))
        if found:
            kind, message = found
            return kind, f"Result {position} of {n}: {message[0].lower()}{message[1:]}"
    return None


def shape_message(wanted: tuple[int, ...], given: tuple[int, ...]) -> str:
    """Which shape is wanted, and which is given."""
    if len(wanted) == len(given) == 1:
        verb = "is" if wanted == (1,) else "are"
        return f"You return {_count(given[0])}; {wanted[0]} {verb} wanted."
    more = ""
    if given == ():
        more = " Does your code look at every entry?"
    elif wanted != () and given == wanted[::-1]:
        more = " Rows and columns are the wrong way round."
    elif len(wanted) == 1 and given == (wanted[0], 1):
        more = " That is a column."
    return f"You return {_thing(given)}; {_thing(wanted)} is wanted.{more}"


def _thing(shape: tuple[int, ...]) -> str:
    if shape == ():
        return "one number"
    if 0 in shape:
        return "an empty list or array"
    return f"an array of {_count(shape[0])}" if len(shape) == 1 else f"an array of shape {shape}"


def _count(n: int) -> str:
    return "1 number" if n == 1 else f"{n or 'no'} numbers"


_PARTS_OF_IT: dict[str, Callable[[np.ndarray], Any]] = {
    "The numbers are right, but they have another shape:": lambda a: a,
    "Of the right numbers, you return the sum.": np.sum,
    "Of the right numbers, you return the mean.": np.mean,
    "Of the right numbers, you return only the largest.": np.max,
    "Of the right numbers, you return only the first. Does a `return` stand inside a loop?": (
        lambda a: a[:1]
    ),
}


def in_other_form(
    expected: Sequence[Outcome], got: Sequence[Outcome], tolerance: Tolerance
) -> str | None:
    """Right numbers that are put together otherwise, with every input."""
    pairs = [(e.value, o.value) for e, o in zip(expected, got, strict=False)]
    if not all(isinstance(a, Numbers) and isinstance(b, Numbers) for a, b in pairs):
        return None
    pairs = [(a.array.ravel(), b.array.ravel()) for a, b in pairs if a.array.size > 1]

    def fits(part: Callable, a: np.ndarray, b: np.ndarray) -> bool:
        wanted = np.ravel(part(a))
        return wanted.size == b.size and bool(close(wanted, b, tolerance).all())

    found = (
        words for words, part in _PARTS_OF_IT.items() if all(fits(part, *pair) for pair in pairs)
    )
    return next(found, None) if len(pairs) > 1 else None
