"""What to say about a function that stops with an error."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .observe import Outcome
from .pairs import Args
from .places import arrays_of

_ADVICE = [
    (
        "",
        r"NoneType",
        "A `None`, nothing, is computed with. Does a function that you call print its result, and "
        "have no `return`?",
    ),
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
        r"not have enough dimensions",
        "`@` multiplies arrays, and on one side of it is a single number, or `None`: print both.",
    ),
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


def error_message(outcome: Outcome) -> str:
    kind, message = outcome.error
    for name, pattern, advice in _ADVICE:
        if name in ("", kind) and re.search(pattern, message):
            return advice
    return "Your function stops with an error."


def error_at_tables(cases: Sequence[Args], got: Sequence[Outcome], outcome: Outcome) -> str | None:
    """What to say where a function for single numbers stops at tables, and only there."""
    one_number = r"truth value|(0-dimensional|length-1|size-1) arrays|only .*scalar|sequence"
    if not re.search(one_number, outcome.error[1]):
        return None
    axes = [max((a.ndim for a in arrays_of(args)), default=0) for args in cases]
    stops = [o.error is not None for o in got]
    if 1 not in axes or stops != [n > 1 for n in axes]:
        return None
    return (
        "With flat arrays it does not stop, with tables it does: a loop over a table gives whole "
        "rows, not single numbers."
    )
