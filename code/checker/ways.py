"""A way through the exercises: how hard and how long each is, and which to take, or to repeat."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .chapter import Chapter
    from .exercise import Exercise
    from .progress import Progress

WORDS = ("", "easy", "medium", "hard")
DOTS = 3


class Way(NamedTuple):
    """What an author says of an exercise.

    level: 1 to 3. minutes: for somebody who has read the chapter. practices: what, in a few words.
    read: where that is taught, as page and label, "one-neuron#the-bias".
    """

    level: int = 1
    minutes: int = 5
    practices: str = ""
    read: str = ""

    @property
    def address(self) -> str:
        """Where to read, as a link of a notebook with exercises."""
        page, _, label = self.read.partition("#")
        return f"../{page}.ipynb#{label}"

    @property
    def link(self) -> str:
        """What is practiced, as a link in Markdown to the section that teaches it."""
        return f"[{self.practices}]({self.address})"

    @property
    def facts(self) -> str:
        """Level, time and subject in a line of Markdown."""
        dots = "●" * self.level + "○" * (DOTS - self.level)
        return f"{dots} {WORDS[self.level]} · {self.minutes} min · practices {self.link}"


def within(chapter: Chapter, minutes: int) -> list[Exercise]:
    """A choice of a chapter's exercises that takes at most so many minutes, in their order.

    The easiest of each section come first, then the next of each, as far as there is time.
    """
    sections: list[list[Exercise]] = []
    for id, exercise in chapter.exercises.items():
        if id in chapter.sections:
            sections.append([])
        sections[-1].append(exercise)
    easiest = [sorted(part, key=lambda e: (e.way.level, e.way.minutes)) for part in sections]
    found: list[Exercise] = []
    for turn in itertools.zip_longest(*easiest):
        for exercise in filter(None, turn):
            if exercise.way.minutes + sum(other.way.minutes for other in found) <= minutes:
                found.append(exercise)
    return [exercise for exercise in chapter.exercises.values() if exercise in found]


def worth_repeating(exercises: Sequence[Exercise], noted: Progress, n: int = 5) -> list[Exercise]:
    """The exercises that went worst: unsolved ones with many tries, then those seen, then mistaken.

    Those that were never tried, or solved without a mistake, are not among them.
    """
    notes = noted.notes()

    def trouble(exercise: Exercise) -> tuple[int, int, int]:
        key = exercise.key
        tries = notes.tried.get(key, 0)
        open_ = int(key not in notes.solved and (tries > 0 or key in notes.seen))
        met = sum(place == key for place, _ in notes.met)
        return open_, int(key in notes.seen), met

    hard = [exercise for exercise in exercises if any(trouble(exercise))]
    tries = notes.tried
    return sorted(hard, key=lambda e: (*(-k for k in trouble(e)), -tries.get(e.key, 0)))[:n]


def lasting(exercises: Sequence[Exercise]) -> str:
    """How long exercises take together: "50 minutes", "2 hours 20 minutes"."""
    minutes = sum(exercise.way.minutes for exercise in exercises)
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} hour{'s' * (hours > 1)}"] if hours else []
    parts += [f"{rest} minutes"] if rest else []
    return " ".join(parts)
