"""What a function does with one input: the outcome that is compared, whatever the method."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from .compare import NotStarted, Numbers, Tolerance, Unreadable, Value, agree, read, reference_value
from .guard import Call, Guard

SCALE_LIMIT = 1e4  # larger inputs say nothing about the rounding of a result

Args = Mapping[str, Any]


@dataclass(frozen=True)
class Outcome:
    """value: what came back. error: type and message. changed: name of an argument it changed.

    last: whether no more inputs are tried, as after a call that did not end or gave far too much.
    shown: what came back in fact, where `value` has a choice replaced that the statement leaves.
    """

    value: Value | None = None
    error: tuple[str, str] | None = None
    place: str = ""
    printed: str = ""
    changed: str | None = None
    endless: bool = False
    shown: Value | None = None

    @property
    def last(self) -> bool:
        return self.endless or self.value == Unreadable("huge")

    @property
    def returned(self) -> bool:
        return self.error is None and not self.endless


def observe(guard: Guard, function: Callable, args: Args, pattern: Value | None = None) -> Outcome:
    """Call the function with copies of the arguments. Raises NotStarted when it meets `...`."""
    copies = _copies(args)
    if guard.binding(function, args) == "names":
        call = guard.call(function, **copies)
    else:
        call = guard.call(function, *copies.values())
    if mentions_ellipsis(call):
        raise NotStarted
    if call.endless:
        return Outcome(endless=True)
    if call.error is not None:
        return Outcome(error=(call.kind, call.message), place=call.place)
    changed = next((name for name in args if _differs(args[name], copies[name])), None)
    return Outcome(read_safely(guard, call.value, pattern), printed=call.printed, changed=changed)


def read_safely(guard: Guard, value: Any, pattern: Value | None) -> Value:
    """Read the value: conversions of a learner's own class run guarded as well."""
    if type(value) in _PLAIN or (type(value) is np.ndarray and value.dtype.kind in "biufc"):
        return read(value, pattern)  # that runs no code of a learner's
    reading = guard.call(read, value, pattern)
    if isinstance(reading.error, NotStarted):
        raise NotStarted
    return Unreadable("other") if reading.error or reading.endless else reading.value


def _copies(args: Args) -> dict[str, Any]:
    """The arguments anew, so that no call changes those of the next."""
    return {
        name: value.copy("K") if type(value) is np.ndarray else copy.deepcopy(value)
        for name, value in args.items()
    }


_PLAIN = {bool, int, float, str, type(None), np.float64, np.int64, np.bool_}


def mentions_ellipsis(call: Call) -> bool:
    """Whether a call failed because something still is `...`."""
    return isinstance(call.error, TypeError | AttributeError) and "'ellipsis'" in call.message


def _differs(before: Any, after: Any) -> bool:
    """Whether an argument was changed. Functions and generators of random numbers are not asked."""
    if isinstance(before, np.ndarray):
        same = np.array_equal(before, after, equal_nan=before.dtype.kind == "f")
        return before.dtype != after.dtype or not same
    if isinstance(before, list | tuple):
        return len(before) != len(after) or any(map(_differs, before, after))
    if isinstance(before, dict):
        return before.keys() != after.keys() or any(_differs(before[k], after[k]) for k in before)
    return isinstance(before, int | float | str) and before != after and before == before


def reference_outcome(guard: Guard, function: Callable, args: Args) -> Outcome:
    """The reference's outcome. It must not fail: an error here is the author's."""
    call = guard.call(function, *_copies(args).values())
    if call.error is not None:
        raise call.error
    return Outcome(reference_value(call.value))


def right(expected: Outcome, got: Outcome, tolerance: Tolerance, scale: float = 1.0) -> bool:
    """Whether an outcome is as good as the reference's."""
    fine = got.returned and got.changed is None
    return fine and agree(expected.value, got.value, tolerance, scale)


def alike(a: Outcome, b: Outcome, tolerance: Tolerance) -> bool:
    """Whether two outcomes are the same, also in their errors and in what they change.

    Two that lack a library, as in a browser, are not: that tells nothing about what they would do.
    """
    if a.error and a.error[0] == "ModuleNotFoundError":
        return False
    if not (a.returned and b.returned):
        return (a.endless, a.error) == (b.endless, b.error)
    return a.changed == b.changed and (
        agree(a.value, b.value, tolerance) or agree(b.value, a.value, tolerance)
    )


def scale(args: Args) -> float:
    """Size of what sums and products of the arguments are made of."""
    values = [value for value in map(read, args.values()) if isinstance(value, Numbers)]
    finite = (np.abs(value.array[np.isfinite(value.array)]) for value in values)
    largest = max((numbers.max(initial=1.0) for numbers in finite), default=1.0)
    return min(float(largest) ** 2, SCALE_LIMIT)
