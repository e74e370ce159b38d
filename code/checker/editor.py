"""Judge what stands in an editor of a page: code that was run in names of its own.

A page runs its set-up cell first, and then the editor's code, in names that nothing else has. What
the set-up has defined is there to be used, and is no answer.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping
from typing import Any

from . import feedback
from .exercise import Exercise
from .feedback import Result

_NOTHING = object()


def verdict(exercise: Exercise, names: Mapping[str, Any], given: Mapping[str, Any]) -> Result:
    """Judge the answer that is among the names.

    names: what the editor's code has left. given: what the set-up had defined before.
    """
    answer = names.get(exercise.name, _NOTHING)
    if answer is _NOTHING or answer is given.get(exercise.name, _NOTHING):
        text = f"Nothing in the editor is called `{exercise.name}`: that name is your answer's."
        return feedback.result(exercise.label, "not started", text)
    return exercise.grade(answer)


def stopped(exercise: Exercise, error: str) -> Result:
    """The verdict on code that an error has ended. error: its kind and words."""
    text = f"Your code stops with an error before it can be checked: `{feedback.clean(error)}`"
    return feedback.result(exercise.label, "error", text)


def not_set_up(exercise: Exercise, error: str) -> Result:
    """What is said where the set-up itself fails. error: its kind and words."""
    text = f"The cell at the beginning of the page stops with an error: `{feedback.clean(error)}`"
    return feedback.result(exercise.label, "not started", text)


def uses(code: str, names: Collection[str]) -> list[str]:
    """Which of these names the code reads and does not define: answers to other exercises.

    In the order of `names`; none where the code cannot be read.
    """
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    read = {node.id for node in nodes if isinstance(node.ctx, ast.Load)}
    own = {node.id for node in nodes if isinstance(node.ctx, ast.Store)}
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    own |= {node.name for node in tree.body if isinstance(node, kinds)}
    return [name for name in names if name in read - own]


def worded(told: Result) -> dict[str, Any]:
    """A verdict as a page takes it: its first line is made of the label and of what it says."""
    sign, _, first = told.text.partition("\n")[0].partition(" ")
    return {
        "correct": told.correct,
        "status": told.status,
        "misconception": told.misconception,
        "sign": sign,
        "title": first,
        "message": told.message,
        "rows": told.rows,
    }
