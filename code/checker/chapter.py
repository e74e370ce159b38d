"""A chapter's exercises, in their order."""

from __future__ import annotations

import difflib
import importlib
import inspect
import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .exercise import Exercise

if TYPE_CHECKING:
    from .bank import Bank


def similar(name: str, names: Sequence[str]) -> str:
    """The end of a message about a name that does not exist: the one that was meant, perhaps."""
    found = difflib.get_close_matches(name, names, n=1)
    return f": did you mean {found[0]!r}?" if found else ""


class Chapter:
    """The exercises of one chapter. A bank makes it: see `Bank.chapter`.

    package: the name of the one that holds a module for each exercise.
    given: imports and helpers of the notebook's first code cell, besides the exercises themselves.
    intro: what stands below the title of the page.
    """

    def __init__(self, bank: Bank, package: str, title: str, *, given: str = "", intro: str = ""):
        self.bank, self.package, self.title = bank, package, title
        self.name = package.rpartition(".")[2]
        self.number = bank.number(self.name)
        self.page = self.name.replace("_", "-")
        self.given, self.intro = inspect.cleandoc(given), inspect.cleandoc(intro)
        self.exercises: dict[str, Exercise] = {}  # by id
        self.sections: dict[str, tuple[str, str]] = {}  # first id -> title and text
        self._names: list[str] = []
        vars(sys.modules[package])["__getattr__"] = self._missing

    def _missing(self, name: str) -> Any:
        """What is said where the package has no attribute of that name."""
        if name.startswith("_"):
            raise AttributeError(f"module {self.package!r} has no attribute {name!r}")
        known = ", ".join(self._names)
        meant = similar(name, self._names)
        raise AttributeError(f"exercise must be one of {known}, got {name!r}{meant}")

    def section(self, title: str, exercises: Sequence[str], text: str = "") -> None:
        """A heading and the exercises below it: the names of their modules, in order.

        An exercise stands in the module of its name, and becomes an attribute of the package.
        Raises ValueError when a name comes twice.
        """
        self.sections[self._id(len(self._names))] = title, inspect.cleandoc(text)
        start = len(self._names)
        self._names += exercises
        for position, name in enumerate(exercises, start):
            if name in self._names[:position]:
                raise ValueError(f"exercises must have names of their own, got {name} twice")
            module = importlib.import_module(f"{self.package}.{name}")
            exercise = getattr(module, name)
            self._add(exercise, self._id(position))
            setattr(sys.modules[self.package], name, self.exercises[self._id(position)])

    def after(self, id: str) -> Exercise | None:
        """The exercise that follows, None after the last one."""
        ids = list(self.exercises)
        position = ids.index(id) + 1
        return self.exercises[ids[position]] if position < len(ids) else None

    def _id(self, position: int) -> str:
        return f"{self.number}.{position + 1}"

    def _add(self, exercise: Exercise, id: str) -> None:
        exercise.join(self, id)
        self.exercises[id] = exercise

    def numbered(self, text: str) -> str:
        """The text with the numbers of exercises in place of their names: "exercise @step"."""
        return re.sub(r"(?<=exercise )@(\w+)", lambda m: self._id(self._names.index(m[1])), text)
