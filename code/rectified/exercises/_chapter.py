"""A chapter's exercises: the decorators with which an author declares them."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from ._exercise import (
    ChoiceExercise,
    Exercise,
    FunctionExercise,
    ObservedExercise,
    ValueExercise,
)

CHAPTERS = {
    1: "perceptrons",
    2: "activation_functions",
    3: "vanishing_gradient",
    4: "relu",
    5: "leaky_relu",
}
"""Number and module of each chapter; its page has the same name, with hyphens."""


class Chapter:
    """The exercises of one chapter, in their order.

    given: imports and helpers of the notebook's first code cell, besides the exercises themselves.
    intro: what stands below the title of the page.
    """

    def __init__(self, number: int, title: str, *, given: str, intro: str):
        self.number, self.title = number, title
        self.module = CHAPTERS[number]
        self.page = self.module.replace("_", "-")
        self.given, self.intro = inspect.cleandoc(given), inspect.cleandoc(intro)
        self.exercises: dict[str, Exercise] = {}
        self.sections: dict[str, tuple[str, str]] = {}  # first id -> title and text
        self._pending: tuple[str, str] | None = None

    def section(self, title: str, text: str = "") -> None:
        """A heading before the next exercise."""
        self._pending = title, inspect.cleandoc(text)

    def _declare(self, kind: type[Exercise], id: str, **options: Any) -> Callable:
        def decorate(reference: Callable) -> Exercise:
            if not id.startswith(f"{self.number}.") or id in self.exercises:
                raise ValueError(f"id must be a new one of chapter {self.number}, got {id!r}")
            self.exercises[id] = kind(id, reference, **options)
            if self._pending:
                self.sections[id], self._pending = self._pending, None
            return self.exercises[id]

        return decorate

    def function(self, id: str, **options: Any) -> Callable[[Callable], FunctionExercise]:
        """A function to write: see FunctionExercise."""
        return self._declare(FunctionExercise, id, **options)

    def value(self, id: str, **options: Any) -> Callable[[Callable], ValueExercise]:
        """A number to find: see ValueExercise."""
        return self._declare(ValueExercise, id, **options)

    def choice(self, id: str, **options: Any) -> Callable[[Callable], ChoiceExercise]:
        """Multiple choice: see ChoiceExercise."""
        return self._declare(ChoiceExercise, id, **options)

    def witness(self, id: str, **options: Any) -> Callable[[Callable], ObservedExercise]:
        """One of many right answers, such as the weights of a gate: see ObservedExercise."""
        return self._declare(ObservedExercise, id, **options)

    def task(self, id: str, **options: Any) -> Callable[[Callable], ObservedExercise]:
        """A longer task, whose result is judged by its properties: see ObservedExercise."""
        return self._declare(ObservedExercise, id, **options)

    def plot(self, id: str, **options: Any) -> Callable[[Callable], ObservedExercise]:
        """A function draw(ax), judged by facts about the drawing: see ObservedExercise."""
        from ._plots import drawing

        observe = options.pop("observe")
        return self._declare(
            ObservedExercise, id, observe=drawing(observe), function=True, **options
        )
