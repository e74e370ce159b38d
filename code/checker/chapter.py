"""A chapter's exercises, in their order."""

from __future__ import annotations

import importlib
import inspect
import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .exercise import Exercise

if TYPE_CHECKING:
    from .bank import Bank


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
            self._add(getattr(module, name), self._id(position))
            setattr(sys.modules[self.package], name, self.exercises[self._id(position)])

    def _id(self, position: int) -> str:
        return f"{self.number}.{position + 1}"

    def _add(self, exercise: Exercise, id: str) -> None:
        exercise.join(self, id)
        self.exercises[id] = exercise

    def numbered(self, text: str) -> str:
        """The text with the numbers of exercises in place of their names: "exercise @step"."""
        return re.sub(r"(?<=exercise )@(\w+)", lambda m: self._id(self._names.index(m[1])), text)
