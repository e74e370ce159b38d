"""Exercises that know which mistake you made.

    from rectified.exercises import perceptrons as ch1

    ch1.weighted_sum.check(weighted_sum)

Verbs of an exercise: `check(answer)`, `hint()`, `solution()`, and `report()` when a message did not
help. `progress()` lists what is solved; `hand_in("your name")` writes it to a file for a teacher.
For tests and tools, `get("1.1").grade(answer)` is silent.
"""

from __future__ import annotations

import importlib

from . import _progress
from ._chapter import CHAPTERS, Chapter
from ._exercise import Exercise
from ._feedback import Result
from ._progress import forget

__all__ = ["Chapter", "Exercise", "Result", "chapters", "forget", "get", "hand_in", "progress"]


def chapters() -> list[Chapter]:
    """All chapters that have exercises, in the book's order."""
    found = []
    for name in CHAPTERS.values():
        try:
            found.append(importlib.import_module(f"{__name__}.{name}").chapter)
        except ModuleNotFoundError as error:
            if error.name != f"{__name__}.{name}":
                raise
    return found


def get(id: str) -> Exercise:
    """Return the exercise with this id: chapter and number, such as "1.3".

    Raises KeyError when there is none.

        exercises.get("1.3").check(step)
    """
    found = chapters()
    for chapter in found:
        if str(id) in chapter.exercises:
            return chapter.exercises[str(id)]
    ends = ((*chapter.exercises,)[:: len(chapter.exercises) - 1] for chapter in found)
    known = ", ".join(f"{first} to {last}" for first, last in ends)
    raise KeyError(f"id must be one of {known}, got {id!r}")


def progress(chapter: int | None = None) -> None:
    """Print what is solved and what is open, and where that is noted.

    chapter: its number; without it, all chapters.

        exercises.progress(1)
    """
    if chapter is not None and chapter not in CHAPTERS:
        known = ", ".join(map(str, CHAPTERS))
        raise ValueError(f"chapter must be one of {known}, got {chapter!r}")
    done = _progress.solved_on()
    for part in chapters():
        if chapter not in (None, part.number):
            continue
        ids = list(part.exercises)
        print(f"{part.number} {part.title}: {len(done.keys() & set(ids))} of {len(ids)} solved")
        for id, exercise in part.exercises.items():
            print(f"  {'✓' if id in done else '·'} {id:5} {exercise.title}")
    if place := _progress.place():
        print(place)


def hand_in(name: str) -> None:
    """Write all exercises, with the day on which each was solved, to a file for a teacher.

    name: yours. The file, `exercises-your-name.csv`, stands beside the notebook.
    """
    rows = [(id, e.title) for part in chapters() for id, e in part.exercises.items()]
    print(_progress.hand_in(name, rows))
