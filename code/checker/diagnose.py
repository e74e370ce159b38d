"""The kind of difference between an answer and the reference, when no stored answer explains it.

Every sentence states what was observed, on the first input that fails or on all of them. It never
guesses a reason that it has not seen. The order of the questions is here; what they ask is in
`errors`, `form` and `relations`.
"""

from __future__ import annotations

from collections.abc import Sequence

from .compare import Parts, Tolerance, agree, reference_value
from .errors import error_message
from .form import in_other_form, structure
from .observe import Args, Outcome
from .relations import flat, joined, only_entries, only_some, related, tendency


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
    some = only_some(cases, fails) if len(got) == len(cases) else None
    if outcome.endless:
        return "endless", (
            "Your function did not come to an end and was stopped. "
            "Does every loop, or call of itself, get closer to its end? Or does it wait?"
        )
    if outcome.error:
        return "error", " ".join([error_message(*outcome.error), *(some or ())[1:]])
    found = structure(wanted.value, outcome)
    if found:
        kind, message = found
        other = in_other_form(expected, got, tolerance) if kind == "shape" else None
        return kind, " ".join(filter(None, [other, message]))
    if outcome.changed and agree(wanted.value, outcome.value, tolerance):
        return "in place", (
            f"The result is right here, but your function also changes `{outcome.changed}`, which "
            "belongs to the caller. Work on a copy, or compute a new array."
        )
    pairs = [flat(e.value, o.value) for e, o in zip(expected, got, strict=False)]
    found = None
    if None not in pairs and len(got) == len(cases):
        found = (
            _unchanged(cases, got, tolerance)
            or related(pairs, tolerance)
            or _part(expected, got, tolerance)
            or some
            or only_entries(cases, pairs, tolerance)
            or tendency(*joined(pairs))
        )
    return found or some or ("value", _so_far(expected, got, fails))


def _unchanged(
    cases: Sequence[Args], got: Sequence[Outcome], tolerance: Tolerance
) -> tuple[str, str] | None:
    """Whether an argument comes back with every input."""
    for name in cases[0]:
        given = [reference_value(args[name]) for args in cases]
        if all(agree(value, o.value, tolerance) for value, o in zip(given, got, strict=True)):
            return "unchanged", f"You return `{name}` as it came."
    return None


_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth"]


def _part(
    expected: Sequence[Outcome], got: Sequence[Outcome], tolerance: Tolerance
) -> tuple[str, str] | None:
    """Which of several results are right with every input."""
    if not isinstance(expected[0].value, Parts):
        return None
    parts = [(e.value.parts, o.value.parts) for e, o in zip(expected, got, strict=True)]
    counts = {len(wanted) for wanted, _ in parts}
    places = dict(zip(range(min(counts)), _ORDINALS, strict=False))
    places |= {-1: "last"} if len(counts) > 1 else {}
    right = [
        name
        for k, name in places.items()
        if all(agree(wanted[k], given[k], tolerance) for wanted, given in parts)
    ]
    if not right:
        return None
    these = f"The {' and '.join(right)} of your results {'is' if len(right) == 1 else 'are'} right"
    return "part", f"{these} with every input; look at the others."


def _so_far(expected: Sequence[Outcome], got: Sequence[Outcome], fails: Sequence[bool]) -> str:
    """How many inputs go right, and what happens at others than the first that fails."""
    n, share = len(fails), len(fails) - sum(fails)
    words = [
        f"Right for {share} of {n} inputs."
        if share
        else f"None of {n} inputs gives the right numbers yet."
    ]
    errors = sum(outcome.error is not None for outcome in got)
    pairs = zip(expected, got, strict=False)
    forms = [structure(e.value, o) for e, o in pairs if o.returned]
    forms = [form[1] for form in forms if form and form[0] != "nan"]
    if got[-1].endless:
        words.append("With a later input your function did not come to an end and was stopped.")
    elif errors:
        words.append(f"With {errors} of them it stops with an error.")
    elif forms:
        words.append(f"With some the form is another one: {forms[0][0].lower()}{forms[0][1:]}")
    return " ".join([*words, "The first that goes wrong:"])
