"""The kind of difference between an answer and the reference, when no stored answer explains it.

Every sentence states what was observed, on the first input that fails or on all of them. It never
guesses a reason that it has not seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from ._compare import Numbers, Parts, Tolerance, Unreadable, Value, agree, close, fitted
from ._feedback import number
from ._observe import Outcome

Args = Mapping[str, Any]


def diagnose(
    cases: Sequence[Args],
    expected: Sequence[Outcome],
    got: Sequence[Outcome],
    fails: Sequence[bool],
    tolerance: Tolerance,
) -> tuple[str, str]:
    """Return the kind of difference and a sentence about it, for the first input that fails.

    got may be shorter than expected: nothing is tried after a call that did not end.
    """
    first = list(fails).index(True)
    wanted, outcome = expected[first], got[first]
    if outcome.endless:
        return "endless", (
            "Your function did not come to an end and was stopped. "
            "Does every loop, or call of itself, get closer to its end?"
        )
    if outcome.error:
        return "error", _error_at_tables(cases, got, outcome) or _error_message(outcome)
    kind = _structure(wanted.value, outcome)
    if kind:
        return _in_other_form(expected, got, tolerance) or kind
    if outcome.changed and _all_right_but_changed(expected, got, tolerance):
        return "in place", (
            f"The result is right, but your function also changes `{outcome.changed}`, which "
            "belongs to the caller. Work on a copy, or compute a new array."
        )
    if outcome.changed and _right_but_changed(wanted, outcome, tolerance):
        return "in place", (
            f"The result is right here, but your function also changes `{outcome.changed}`, which "
            "belongs to the caller. And not all other inputs give the right result."
        )
    return _values(cases, expected, got, fails, tolerance)


# ---------------------------------------------------------------- errors

_ADVICE = [
    (
        "ValueError",
        r"truth value",
        "`if`, `and`, `or`, `not`, `min` and `max` need one yes or no, and an array holds many.",
    ),
    (
        "TypeError",
        r"(0-dimensional|length-1|size-1) arrays|only .*scalar",
        "A function for single numbers (such as those of `math`) got a whole array.",
    ),
    (
        "TypeError",
        r"not callable",
        "Something is called that is no function: is a `*` missing in front of a bracket?",
    ),
    (
        "TypeError",
        r"unsupported operand type|not supported for the input types",
        "An operator stands between two things that it does not fit. (A power is `**`, and a "
        "function needs its brackets: `f(z)`.)",
    ),
    (
        "TypeError",
        r"is not iterable|has no len|not subscriptable|object is not a sequence",
        "A single thing is treated like a list or an array of several.",
    ),
    ("AttributeError", r"has no attribute", "There is nothing of that name behind the dot."),
    ("NameError", r"", "A name is used that does not exist there: is it spelled as above?"),
    ("UnboundLocalError", r"", "A variable is used before it gets a value."),
    (
        "ValueError",
        r"matmul|shapes .*not aligned|mismatch",
        "Two shapes do not fit together: print the `shape` of both.",
    ),
    (
        "ValueError",
        r"broadcast",
        "Two shapes do not fit together: print the `shape` of both.",
    ),
    ("IndexError", r"out of (bounds|range)", "An index points behind the end of a list or array."),
    ("IndexError", r"too many indices", "More indices are given than the array has axes."),
    ("IndexError", r"boolean", "A mask has another length than what it is to pick from."),
    ("IndexError", r"integers", "An index has to be a whole number, a slice or a mask."),
    (
        "ValueError",
        r"math domain|expected a (positive|nonnegative)",
        "A function of `math` has no value there, such as the logarithm of 0 or the root of −1.",
    ),
    (
        "TypeError",
        r"not supported between instances of '(list|tuple)'",
        "A whole list is compared with a number. Is a list of rows treated as a flat one?",
    ),
    ("MemoryError", r"", "More memory is asked for than there is. Is some size far too large?"),
    ("ZeroDivisionError", r"", "Something is divided by zero."),
    ("RecursionError", r"", "The function calls itself again and again and never gets to an end."),
    ("SystemExit", r"", "`exit()` would end the whole program: use `return`."),
    ("EOFError", r"", "`input()` waits for somebody to type: use the arguments instead."),
    ("AssertionError", r"", "An `assert` of your own says no."),
    ("NotImplementedError", r"", "Your function raises this itself: its body is still missing."),
]


def _error_message(outcome: Outcome) -> str:
    kind, message = outcome.error
    for name, pattern, advice in _ADVICE:
        if name == kind and re.search(pattern, message):
            return advice
    return "Your function stops with an error."


def _error_at_tables(cases: Sequence[Args], got: Sequence[Outcome], outcome: Outcome) -> str | None:
    """What to say where a function for single numbers stops at tables, and only there."""
    one_number = r"truth value|(0-dimensional|length-1|size-1) arrays|only .*scalar|sequence"
    if not re.search(one_number, outcome.error[1]):
        return None
    axes = [max((a.ndim for a in _arrays(args)), default=0) for args in cases]
    stops = [o.error is not None for o in got]
    if 1 not in axes or stops != [n > 1 for n in axes]:
        return None
    return (
        "With flat arrays it does not stop, with tables it does: a loop over a table gives whole "
        "rows, not single numbers."
    )


# ---------------------------------------------------------------- what kind of thing came back

_UNREADABLE = {
    "holds nothing": "There is a None in the result: some branch has no value.",
    "text": "You return text where numbers are wanted.",
    "generator": "You return a generator, which has not computed anything yet. "
    "Make a list or an array of it.",
    "function": "You return a function instead of its result. Are parentheses missing?",
    "set": "You return a set, which has no order and no repetitions. Use a list or an array.",
    "dict": "You return a dictionary where numbers are wanted.",
    "ragged": "The rows of your result have different lengths, so they make no array.",
    "complex": "Your result has an imaginary part. Is there a root of a negative number?",
    "other": "You return something that is not made of numbers.",
}


def _structure(wanted: Value, outcome: Outcome) -> tuple[str, str] | None:
    """Differences that can be seen without looking at the numbers."""
    value = outcome.value
    if isinstance(value, Unreadable):
        if value.what != "nothing":
            return value.what, _UNREADABLE[value.what]
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
        found = _structure(a, Outcome(b, printed=outcome.printed))
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


def _in_other_form(
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


# ---------------------------------------------------------------- numbers that differ


def _all_right_but_changed(
    expected: Sequence[Outcome], got: Sequence[Outcome], tolerance: Tolerance
) -> bool:
    pairs = zip(expected, got, strict=False)
    return all(_right_but_changed(e, o, tolerance) for e, o in pairs)


def _right_but_changed(wanted: Outcome, outcome: Outcome, tolerance: Tolerance) -> bool:
    return (
        outcome.error is None
        and not outcome.endless
        and not _structure(wanted.value, outcome)
        and all(
            close(a, b, tolerance, r).all() for a, b, r in _numbers(wanted.value, outcome.value)
        )
    )


def _numbers(wanted: Value, value: Value) -> list[tuple[np.ndarray, np.ndarray, float]]:
    """Pairs of arrays of the same shape; empty where the structure differs."""
    if isinstance(wanted, Parts) and isinstance(value, Parts):
        if len(wanted.parts) != len(value.parts):
            return []
        pairs = zip(wanted.parts, value.parts, strict=True)
        return [item for pair in pairs for item in _numbers(*pair)]
    if isinstance(wanted, Numbers) and isinstance(value, Numbers):
        array = fitted(value, wanted.shape)
        return [] if array is None else [(wanted.array, array, value.rounding)]
    return []


def _flat(wanted: Value, value: Value) -> tuple[np.ndarray, np.ndarray] | None:
    pairs = _numbers(wanted, value)
    if not pairs:
        return None
    return (
        np.concatenate([a.ravel() for a, _, _ in pairs]),
        np.concatenate([b.ravel() for _, b, _ in pairs]),
    )


def _values(
    cases: Sequence[Args],
    expected: Sequence[Outcome],
    got: Sequence[Outcome],
    fails: Sequence[bool],
    tolerance: Tolerance,
) -> tuple[str, str]:
    """Numbers of the right shape that are not the right numbers."""
    flats = [
        _flat(e.value, o.value) if o.error is None and not o.endless else None
        for e, o in zip(expected, got, strict=False)
    ]
    known = [flat for flat in flats if flat is not None and flat[0].size]
    form = _another_form(expected, got)
    whole = len(known) == len(expected) and not form
    if whole:
        name = _unchanged(cases, got, tolerance)
        if name:
            return "unchanged", f"You return `{name}` as it came."
        for kind, test, sentence in _RELATIONS:
            if test(known, tolerance):
                return kind, sentence(known) if callable(sentence) else sentence
    part = _one_part(expected, got, tolerance) if whole else None
    if part:
        return part
    tendency = _tendency(known) if whole else None
    if tendency and tendency[0] == "close":
        return tendency
    features = _only_some(cases, fails) or _only_entries(cases, expected, got, tolerance)
    features = features or (_at_one_end(expected, got, tolerance) if whole else None)
    if features:
        return features
    share = len(fails) - sum(fails)
    if tendency and 2 * share >= len(fails):
        return tendency[0], f"Right for {share} of {len(fails)} inputs. {tendency[1]}"
    if tendency:
        return tendency
    if got[-1].endless:
        return "value", (
            "Another number is wanted here; and with a later input your function did not come to "
            "an end and was stopped."
        )
    errors = sum(o.error is not None for o in got)
    stops = f" With {errors} of them it stops with an error." if errors else ""
    if form and not errors:
        stops = f" With some inputs the form is another one: {form[0].lower()}{form[1:]}"
    if share:
        return (
            "value",
            f"Right for {share} of {len(fails)} inputs.{stops} The first that goes wrong:",
        )
    return "value", f"None of {len(fails)} inputs gives the right numbers yet.{stops} The first:"


def _another_form(expected: Sequence[Outcome], got: Sequence[Outcome]) -> str | None:
    """What is wrong with the form of the first result that has another one."""
    for e, o in zip(expected, got, strict=False):
        if o.error is None and not o.endless:
            kind, message = _structure(e.value, o) or ("", "")
            if kind not in ("", "nan"):
                return message
    return None


def _one_part(
    expected: Sequence[Outcome], got: Sequence[Outcome], tolerance: Tolerance
) -> tuple[str, str] | None:
    """Which of several results are right with every input."""
    if not isinstance(expected[0].value, Parts):
        return None

    def is_sound(k: int) -> bool:
        return all(
            close(a, b, tolerance, r).all()
            for e, o in zip(expected, got, strict=True)
            for a, b, r in _numbers(e.value.parts[k], o.value.parts[k])
        )

    n = len(expected[0].value.parts)
    if any(len(e.value.parts) != n for e in expected):
        end = "first" if is_sound(0) else "last" if is_sound(-1) else None
        return end and (
            "part",
            f"The {end} of your results is right with every input; look at the others.",
        )
    sound = [is_sound(k) for k in range(n)]
    if not any(sound):
        return None
    right = " and ".join(str(k) for k, fine in enumerate(sound, start=1) if fine)
    wrong = " and ".join(str(k) for k, fine in enumerate(sound, start=1) if not fine)
    return "part", f"Of {len(sound)} results, {right} is always right; look at {wrong}."


def _unchanged(cases: Sequence[Args], got: Sequence[Outcome], tolerance: Tolerance) -> str | None:
    """The name of an argument that comes back with every input."""
    for name in cases[0]:
        try:
            pairs = [(np.asarray(c[name], float), o.value) for c, o in zip(cases, got, strict=True)]
        except (TypeError, ValueError):
            continue
        if all(
            isinstance(v, Numbers) and v.shape == z.shape and close(z, v.array, tolerance).all()
            for z, v in pairs
        ):
            return name
    return None


def _tendency(flats: Flats) -> tuple[str, str] | None:
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


Flats = list[tuple[np.ndarray, np.ndarray]]


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


_RELATIONS: list[tuple[str, Callable[[Flats, Tolerance], bool], Any]] = [
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


# ---------------------------------------------------------------- which inputs go wrong


def _arrays(args: Args) -> list[np.ndarray]:
    found = []
    for value in args.values():
        if isinstance(value, np.ndarray | list | tuple):
            try:
                found.append(np.asarray(value))
            except ValueError:  # ragged
                continue
    return found


_FEATURES: list[tuple[str, Callable[[Args], bool], str]] = [
    (
        "integers",
        lambda args: any(a.dtype.kind in "iu" for a in _arrays(args)),
        "Only inputs of whole numbers (an integer array) go wrong. An array made like them cannot "
        "hold decimals.",
    ),
    (
        "axes",
        lambda args: any(a.ndim > 1 for a in _arrays(args)),
        "Only arrays with more than one axis go wrong.",
    ),
    (
        "empty",
        lambda args: any(a.size == 0 for a in _arrays(args)),
        "Only empty arrays go wrong.",
    ),
    (
        "arrays",
        lambda args: any(a.size > 1 for a in _arrays(args)),
        "Inputs of one entry go right; those with more than one go wrong.",
    ),
]


def _only_some(cases: Sequence[Args], fails: Sequence[bool]) -> tuple[str, str] | None:
    """A property that exactly the failing inputs have."""
    if all(fails) or len(fails) < len(cases):
        return None
    for kind, has, sentence in _FEATURES:
        if [has(args) for args in cases] == list(fails):
            return kind, sentence
    return None


_PLACES: list[tuple[str, Callable[[np.ndarray], np.ndarray], str]] = [
    ("at zero", lambda z: z == 0, "Only entries where `{name}` is exactly 0 are wrong."),
    (
        "negative",
        lambda z: z < 0,
        "Entries where `{name}` is negative are wrong, the others right.",
    ),
    (
        "positive",
        lambda z: z > 0,
        "Entries where `{name}` is positive are wrong, the others right.",
    ),
]


def _only_entries(
    cases: Sequence[Args],
    expected: Sequence[Outcome],
    got: Sequence[Outcome],
    tolerance: Tolerance,
) -> tuple[str, str] | None:
    """Entry by entry: which sign of an argument of the same shape makes an entry wrong."""
    if len(got) < len(cases):
        return None
    for name in cases[0]:
        inputs, wrong = [], []
        for args, e, o in zip(cases, expected, got, strict=True):
            shape = np.shape(args[name]) if not isinstance(args[name], list | tuple) else None
            pairs = _numbers(e.value, o.value) if o.error is None else []
            if len(pairs) != 1 or pairs[0][0].shape != shape or shape == ():
                break
            inputs.append(np.ravel(args[name]))
            wrong.append(~close(pairs[0][0], pairs[0][1], tolerance, pairs[0][2]).ravel())
        else:
            z, bad = np.concatenate(inputs), np.concatenate(wrong)
            if not bad.any() or bad.all():
                continue
            for kind, where, sentence in _PLACES:
                if (where(z) == bad).all():
                    return kind, sentence.format(name=name)
            for kind, where, _ in _PLACES:
                inside = where(z)
                if inside[bad].all() and 2 * bad.sum() >= inside.sum() and (~inside).sum() > 2:
                    return kind, f"Wherever your result is wrong, `{name}` is {kind}."
    return None


def _at_one_end(
    expected: Sequence[Outcome], got: Sequence[Outcome], tolerance: Tolerance
) -> tuple[str, str] | None:
    """Whether the first or the last entry (or row) differs from the others, with every input."""
    failing = []
    for e, o in zip(expected, got, strict=True):
        pairs = _numbers(e.value, o.value)
        if len(pairs) != 1 or pairs[0][0].ndim == 0:
            return None
        wanted, given, rounding = pairs[0]
        wrong = ~close(wanted, given, tolerance, rounding)
        if wrong.any():
            failing.append(wrong.reshape(len(wrong), -1).any(axis=1))
            thing = "entry" if wrong.ndim == 1 else "row"
    if sum(len(wrong) > 2 for wrong in failing) < 2:
        return None
    for name, end, rest in (("first", 0, slice(1, None)), ("last", -1, slice(-1))):
        if all(wrong[end] and not wrong[rest].any() for wrong in failing):
            return f"{name} only", f"Where your result is wrong, only its {name} {thing} is."
        if all(not wrong[end] and wrong[rest].all() for wrong in failing):
            return (
                f"all but the {name}",
                f"Where your result is wrong, only its {name} {thing} is right.",
            )
    return None
