"""All exercises of a book, and what a learner has solved of them."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Any

from .chapter import Chapter, similar
from .exercise import Exercise
from .feedback import without_links
from .progress import Notes, Progress, hand_ins, misconceptions
from .steps import add_library
from .ways import worth_repeating


class Bank:
    """The exercises of a book: a package that holds a package for each chapter.

    package: its name. chapters: the names of the chapters' packages, in the book's order: the
    numbers follow from it.
    libraries: modules whose loops are not counted as the learner's own. The first one is named,
    with its version, where a learner reports something.
    figures: the name of a module that shows a picture, `show(figure, alt)`, and makes an SVG of it,
    `svg(figure, alt)`.
    variable, former: see Progress.
    """

    def __init__(
        self,
        package: str,
        chapters: Sequence[str],
        *,
        libraries: Sequence[ModuleType] = (),
        figures: str = "",
        variable: str | None = None,
        former: Mapping[str, str] | None = None,
    ):
        self.package, self.names, self.figures = package, list(chapters), figures
        self.libraries = list(libraries)
        for library in libraries:
            add_library(library)
        self.noted = Progress(variable, former)

    def number(self, name: str) -> int:
        """The number of a chapter, by its name. Raises ValueError for one that is not listed."""
        if name not in self.names:
            raise ValueError(f"chapter must be one of {', '.join(self.names)}, got {name!r}")
        return self.names.index(name) + 1

    def chapter(self, package: str, title: str, **texts: str) -> Chapter:
        """A chapter, for its package to declare: `chapter = bank.chapter(__name__, ...)`.

        texts: see Chapter.
        """
        return Chapter(self, package, title, **texts)

    def chapters(self) -> list[Chapter]:
        """All chapters, in the book's order."""
        modules = (importlib.import_module(f"{self.package}.{name}") for name in self.names)
        return [module.chapter for module in modules]

    def exercises(self) -> list[Exercise]:
        """All exercises, in the book's order."""
        return [exercise for part in self.chapters() for exercise in part.exercises.values()]

    def get(self, id: str) -> Exercise:
        """Return the exercise with this name, or with this number.

        id: such as "perceptrons.step", or "step" if no other chapter has one, or "1.2".
        Raises KeyError when there is none, or when 1.1 may mean "1.1" or "1.10".

            exercises.get("step").check(step)
        """
        every = self.exercises()
        found = [e for e in every if str(id) in (e.id, e.key, e.name)]
        if isinstance(id, float):
            found = [e for e in every if float(e.id) == id]
            if len(found) > 1:
                known = " or ".join(f'"{exercise.id}"' for exercise in found)
                raise KeyError(f"id must be in quotes, {known}, got the number {id!r}")
        if len(found) == 1:
            return found[0]
        if found:
            known = ", ".join(exercise.key for exercise in found)
            raise KeyError(f"id must be one of {known}, got {id!r}")
        ends = ((*part.exercises,)[:: len(part.exercises) - 1 or 1] for part in self.chapters())
        known = ", ".join(" to ".join(ids) for ids in ends)
        meant = similar(str(id), [name for e in every for name in (e.name, e.key)])
        raise KeyError(f"id must be one of {known}, or a name, got {id!r}{meant}")

    def progress(self, chapter: int | None = None) -> None:
        """Print what is solved and what is open, and where that is noted.

        Also the misconceptions met, with the section to read for each, and the five exercises that
        are most worth repeating.

        chapter: its number; without it, all chapters.

            exercises.progress(1)
        """
        numbers = range(1, len(self.names) + 1)
        if chapter is not None and chapter not in numbers:
            known = ", ".join(map(str, numbers))
            raise ValueError(f"chapter must be one of {known}, got {chapter!r}")
        notes = self.noted.notes()
        parts = [part for part in self.chapters() if chapter in (None, part.number)]
        for part in parts:
            solved = sum(exercise.key in notes.solved for exercise in part.exercises.values())
            print(f"{part.number} {part.title}: {solved} of {len(part.exercises)} solved")
            for id, exercise in part.exercises.items():
                sign, more = _standing(exercise.key, notes)
                print(f"  {sign} {id:5} {exercise.title}{more}")
        shown = [exercise for part in parts for exercise in part.exercises.values()]
        for line in self._mistakes(shown, notes):
            print(line)
        if hard := worth_repeating(shown, self.noted):
            print("Most worth repeating:")
            for exercise in hard:
                print(f"  {exercise.id:5} {exercise.title}")
        if place := self.noted.place():
            print(place)

    @staticmethod
    def _mistakes(exercises: Sequence[Exercise], notes: Notes) -> list[str]:
        """The misconceptions that were met, and what to read about each."""
        met = [(e, what) for e in exercises for place, what in sorted(notes.met) if place == e.key]
        lines = [f"  {e.id:5} {what}: {without_links(e.way.link)}" for e, what in met]
        return ["Misconceptions met, and where to read about them:", *lines] if lines else []

    def hand_in(self, name: str) -> None:
        """Write all exercises, with the day on which each was solved, to a file for a teacher.

        name: yours. The file, `exercises-your-name.csv`, stands beside the notebook.
        """
        print(self.noted.hand_in(name, self.rows()))

    def rows(self) -> list[tuple[str, str, str]]:
        """Name, id and title of all exercises, as a hand-in lists them."""
        return [(e.key, e.id, e.title) for e in self.exercises()]

    def class_table(self, folder: str = ".") -> None:
        """Print which misconceptions a class has met: counted from the files that were handed in.

        folder: where the files `exercises-....csv` are.

            exercises.class_table("hand-ins")
        """
        files = hand_ins(folder)
        print(f"{len(files)} hand-in{'s' * (len(files) != 1)}. Learners who met a misconception:")
        for id, title, what, n in misconceptions(files):
            print(f"  {n:4}  {id:5} {title}: {what}")

    def forget(self) -> None:
        """Begin anew: forget what is solved, and the file that says so."""
        self.noted.forget()

    def show(self, figure: Any, alt: str) -> None:
        """Show a picture. alt: what it shows, in words and numbers."""
        importlib.import_module(self.figures).show(figure, alt)

    def svg(self, figure: Any, alt: str) -> str:
        return importlib.import_module(self.figures).svg(figure, alt)

    def version(self) -> str:
        """Name and version of the first library."""
        return "".join(
            f"{library.__name__} {library.__version__}, " for library in self.libraries[:1]
        )


def _standing(key: str, notes: Notes) -> tuple[str, str]:
    """The sign of an exercise in a list, and what to say of it."""
    if key in notes.solved:
        return "✓", ", solved after the solution" if key in notes.seen else ""
    if tries := notes.tried.get(key):
        return "○", f", tried {'once' if tries == 1 else f'{tries} times'}"
    return "·", ", its solution was shown" if key in notes.seen else ""
