"""The decorators with which an author declares exercises.

    @function(cases=[...], hints=[...], why="...")
    def step(z):
        \"\"\"The step function

        Write `step(z)`: ...
        \"\"\"
        return np.where(z >= 0, 1, 0)  # ← 1 or 0 for each entry

The function's name names the exercise, its docstring is the statement, its body the solution; a
comment with an arrow marks what the learner has to find.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .choices import ChoiceExercise
from .exercise import Exercise
from .functions import FunctionExercise
from .observed import ObservedExercise
from .plots import drawing
from .values import ValueExercise


def _as(kind: type[Exercise], options: dict[str, Any]) -> Callable[[Callable], Any]:
    return lambda reference: kind(reference, **options)


def function(**options: Any) -> Callable[[Callable], FunctionExercise]:
    """A function to write: see FunctionExercise."""
    return _as(FunctionExercise, options)


def value(**options: Any) -> Callable[[Callable], ValueExercise]:
    """A number to find: see ValueExercise."""
    return _as(ValueExercise, options)


def choice(**options: Any) -> Callable[[Callable], ChoiceExercise]:
    """Multiple choice: see ChoiceExercise."""
    return _as(ChoiceExercise, options)


def witness(**options: Any) -> Callable[[Callable], ObservedExercise]:
    """One of many right answers, such as the weights of a gate: see ObservedExercise."""
    return _as(ObservedExercise, options)


def task(**options: Any) -> Callable[[Callable], ObservedExercise]:
    """A longer task, whose result is judged by its properties: see ObservedExercise."""
    return _as(ObservedExercise, options)


def plot(*, observe: Callable, **options: Any) -> Callable[[Callable], ObservedExercise]:
    """A function draw(ax), judged by facts about the drawing: see ObservedExercise."""
    return _as(ObservedExercise, {"observe": drawing(observe), "function": True, **options})
