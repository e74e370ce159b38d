"""Where it goes wrong: in which inputs, and at which entries."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from .compare import Tolerance, close
from .observe import Outcome
from .pairs import Args, paired


def arrays_of(args: Args) -> list[np.ndarray]:
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
        lambda args: any(a.dtype.kind in "iu" for a in arrays_of(args)),
        "Only inputs of whole numbers (an integer array) go wrong. An array made like them cannot "
        "hold decimals.",
    ),
    (
        "axes",
        lambda args: any(a.ndim > 1 for a in arrays_of(args)),
        "Only arrays with more than one axis go wrong.",
    ),
    (
        "empty",
        lambda args: any(a.size == 0 for a in arrays_of(args)),
        "Only empty arrays go wrong.",
    ),
    (
        "arrays",
        lambda args: any(a.size > 1 for a in arrays_of(args)),
        "Inputs of one entry go right; those with more than one go wrong.",
    ),
]


def only_some(cases: Sequence[Args], fails: Sequence[bool]) -> tuple[str, str] | None:
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


def only_entries(
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
            pairs = paired(e.value, o.value) if o.error is None else []
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


def at_one_end(
    expected: Sequence[Outcome], got: Sequence[Outcome], tolerance: Tolerance
) -> tuple[str, str] | None:
    """Whether the first or the last entry (or row) differs from the others, with every input."""
    failing = []
    for e, o in zip(expected, got, strict=True):
        pairs = paired(e.value, o.value)
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
