"""Forms of public code that return more than what an exercise asks for."""

from __future__ import annotations

from collections.abc import Callable

CACHE = (
    "You return several things, as code does that keeps a *cache* for the way back. Only the "
    "result is wanted here, without what it was computed from."
)


def with_cache(function: Callable) -> list[Callable]:
    """The function, with its arguments handed back in the ways that are common."""
    return [
        lambda *args: (function(*args), args[0]),
        lambda *args: (function(*args), args),
        lambda *args: (function(*args), {"input": args[0]}),
    ]
