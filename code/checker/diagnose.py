"""The kind of difference between an answer and the reference, when no stored answer explains it.

Every sentence states what was observed, on the first input that fails or on all of them. It never
guesses a reason that it has not seen. The order of the questions is here; what they ask is in
`errors`, `form`, `relations` and `places`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .compare import Numbers, Parts, Tolerance, close
from .errors import error_at_tables, error_message
from .form import in_other_form, structure
from .observe import Outcome
from .pairs import Args, flattened, paired
from .places import at_one_end, only_entries, only_some
from .relations import RELATIONS, tendency


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
            "Does every loop, or call of itself, get closer to its end? Or does it wait?"
        )
    if outcome.error:
        return "error", error_at_tables(cases, got, outcome) or error_message(outcome)
    kind = structure(wanted.value, outcome)
    if kind:
        return in_other_form(expected, got, tolerance) or kind
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


def _all_right_but_changed(
    expected: Sequence[Outcome], got: Sequence[Outcome], tolerance: Tolerance
) -> bool:
    pairs = zip(expected, got, strict=False)
    return all(_right_but_changed(e, o, tolerance) for e, o in pairs)


def _right_but_changed(wanted: Outcome, outcome: Outcome, tolerance: Tolerance) -> bool:
    return (
        outcome.error is None
        and not outcome.endless
        and not structure(wanted.value, outcome)
        and all(close(a, b, tolerance, r).all() for a, b, r in paired(wanted.value, outcome.value))
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
        flattened(e.value, o.value) if o.error is None and not o.endless else None
        for e, o in zip(expected, got, strict=False)
    ]
    known = [flat for flat in flats if flat is not None and flat[0].size]
    form = _another_form(expected, got)
    whole = len(known) == len(expected) and not form
    if whole:
        name = _unchanged(cases, got, tolerance)
        if name:
            return "unchanged", f"You return `{name}` as it came."
        for kind, test, sentence in RELATIONS:
            if test(known, tolerance):
                return kind, sentence(known) if callable(sentence) else sentence
    part = _one_part(expected, got, tolerance) if whole else None
    if part:
        return part
    trend = tendency(known) if whole else None
    if trend and trend[0] == "close":
        return trend
    features = only_some(cases, fails) or only_entries(cases, expected, got, tolerance)
    features = features or (at_one_end(expected, got, tolerance) if whole else None)
    if features:
        return features
    share = len(fails) - sum(fails)
    if trend and 2 * share >= len(fails):
        return trend[0], f"Right for {share} of {len(fails)} inputs. {trend[1]}"
    if trend:
        return trend
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
            kind, message = structure(e.value, o) or ("", "")
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
            for a, b, r in paired(e.value.parts[k], o.value.parts[k])
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
