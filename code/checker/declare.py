"""The decorators with which an author declares exercises.

    @function(cases=[...], hints=[...], why="...")
    def step(z):
        \"\"\"The step function

        Write `step(z)`: ...
        \"\"\"
        return np.where(z >= 0, 1, 0)  # ← 1 or 0 for each entry

The function's name names the exercise, its docstring is the statement, its body the solution; a
comment with an arrow marks what the learner has to find. The options are those of the class.
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

Decorator = Callable[..., Callable[[Callable], Any]]


def _declares(kind: type[Exercise]) -> Decorator:
    return lambda **options: lambda reference: kind(reference, **options)


function = _declares(FunctionExercise)  # to write
value = _declares(ValueExercise)  # a number to find
choice = _declares(ChoiceExercise)  # letters
witness = _declares(ObservedExercise)  # one of many right answers, such as the weights of a gate
task = witness  # a longer one, whose result is judged by its properties


def plot(*, observe: Callable, **options: Any) -> Callable[[Callable], ObservedExercise]:
    """A function draw(ax), judged by facts about the drawing."""
    return task(observe=drawing(observe), function=True, **options)
