"""What to say about a function that stops with an error."""

from __future__ import annotations

import re

_ADVICE = {  # the first that is found in "TypeError: its words"
    r"ModuleNotFoundError": "A library is missing here: does it go without, with NumPy or `math`?",
    r"NoneType": "A `None`, nothing, is computed with. Does a function that you call print its "
    "result, and have no `return`?",
    r"truth value": "`if`, `and`, `or`, `not`, `min` and `max` need one yes or no, and an array "
    "holds many.",
    r"(0-dimensional|length-1|size-1) arrays|only .*scalar": "A function for single numbers (such "
    "as those of `math`) got a whole array.",
    r"not callable": "Something is called that is no function: is a `*` missing in front of a "
    "bracket?",
    r"unsupported operand type|not supported for": "An operator stands between two things that it "
    "does not fit. (A power is `**`, and a function needs its brackets: `f(z)`.)",
    r"(not |non-|or )iterable|has no len|not subscriptable|is not a sequence": "A single thing is "
    "treated like a list or an array of several.",
    r"has no attribute": "There is nothing of that name behind the dot.",
    r"NameError|UnboundLocalError": "A name is used that does not exist there, or has no value "
    "yet: is it spelled as above?",
    r"not have enough dimensions": "`@` multiplies arrays, and on one side of it is a single "
    "number, or `None`: print both.",
    r"matmul|not aligned|mismatch|broadcast": "Two shapes do not fit together: print the `shape` "
    "of both.",
    r"out of (bounds|range)": "An index points behind the end of a list or array.",
    r"MemoryError": "More memory is asked for than there is. Is some size far too large?",
    r"ZeroDivisionError": "Something is divided by zero.",
    r"RecursionError": "The function calls itself again and again and never gets to an end.",
    r"SystemExit": "`exit()` would end the whole program: use `return`.",
    r"EOFError": "`input()` waits for somebody to type: use the arguments instead.",
}


def error_message(kind: str, words: str) -> str:
    """Advice about an error of this kind with these words."""
    found = (
        advice for pattern, advice in _ADVICE.items() if re.search(pattern, f"{kind}: {words}")
    )
    return next(found, "Your function stops with an error.")
