"""The exercises of the book, by the name that its notebooks use: see `rectified_book.exercises`."""

from importlib import import_module
from typing import Any

from rectified_book import exercises
from rectified_book.exercises import *  # noqa: F403


def __getattr__(name: str) -> Any:
    """A chapter's package: `from rectified.exercises import perceptrons as ch1`."""
    if name in exercises.CHAPTERS:
        return import_module(f"{exercises.__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
