"""Statement, stub and solution of an exercise, all from the one function that an author writes."""

from __future__ import annotations

import ast
import dis
import inspect
import re
import textwrap
from collections.abc import Callable
from typing import Any

ARROW = "←"  # in a comment: what stands on this line is for the learner to find


class Source:
    """The text of a reference function.

    head: its first line(s). code: the lines of the body below the docstring, as they are.
    tree: of the whole; the line numbers in it, minus `first`, count the lines of `code`.
    """

    def __init__(self, function: Callable):
        text = textwrap.dedent(inspect.getsource(function))
        lines = text.splitlines()
        self.tree = ast.parse(text).body[0]
        start = self.tree.body[0].lineno - 1
        self.head = "\n".join(lines[self.tree.lineno - 1 : start]).rstrip()
        if ast.get_docstring(self.tree) is not None:
            start = self.tree.body[0].end_lineno
        while start < len(lines) and not lines[start].strip():
            start += 1
        self.code, self.first = lines[start:], start + 1

    def marked(self) -> list[ast.stmt]:
        """The statements with an arrow behind them, the last one first."""
        found = [
            node
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Return | ast.Assign | ast.AugAssign | ast.Expr)
            and node.end_lineno >= self.first
            and ARROW in self.code[node.end_lineno - self.first]
        ]
        return sorted(found, key=lambda node: -node.lineno)

    def comment(self, node: ast.stmt) -> str:
        """What the arrow says, as a comment of the stub."""
        text = self.code[node.end_lineno - self.first].split(ARROW)[1].strip()
        return f"  # {text}" if text else ""


def statement(function: Callable) -> tuple[str, str]:
    """Title and statement: the first line of the docstring, and the rest."""
    title, _, text = inspect.cleandoc(function.__doc__ or "").partition("\n")
    return title.strip(), text.strip()


def is_function(exercise: Any) -> bool:
    """Whether the learner writes a function, rather than a value under the exercise's name."""
    return exercise.kind == "function" or getattr(exercise, "is_function", False)


def stub(exercise: Any) -> str:
    """What the learner starts from: `...` in place of each statement marked with an arrow."""
    if exercise.kind == "choice":
        what = "the letter" if len(exercise.answer) == 1 else "the letters"
        return f"{exercise.name} = ...  # {what}, in quotes"
    source = Source(exercise.reference)
    marked, code = source.marked(), list(source.code)
    if not is_function(exercise):
        return f"{exercise.name} = ..." + (source.comment(marked[0]) if marked else "")
    if not marked:
        return f"{source.head}\n    return ..."
    for node in marked:
        text = " " * node.col_offset + "..." + source.comment(node)
        if isinstance(node, ast.Return):
            text = text.replace("...", "return ...", 1)
        elif isinstance(node, ast.Assign):
            text = text.replace("...", f"{ast.unparse(node.targets[0])} = ...", 1)
        code[node.lineno - source.first : node.end_lineno - source.first + 1] = [text]
    return "\n".join([source.head, *code])


def solution(exercise: Any) -> str:
    """The code of the solution."""
    if exercise.kind == "choice":
        return f'{exercise.name} = "{exercise.answer}"'
    source = Source(exercise.reference)
    code = re.sub(rf"  # {ARROW}.*$", "", "\n".join(source.code), flags=re.M)
    if is_function(exercise):
        return f"{source.head}\n{code}"
    lines = textwrap.dedent(code).splitlines()
    last = source.tree.body[-1].lineno - source.first  # the `return` becomes a name
    lines[last] = lines[last].replace("return ", f"{exercise.name} = ", 1)
    return "\n".join(lines)


def unfinished(answer: Any) -> str | None:
    """The name of a function that the answer calls and that still returns `...`."""
    if not inspect.isfunction(answer):
        return None
    others = ((name, answer.__globals__.get(name)) for name in answer.__code__.co_names)
    found = (name for name, other in others if other is not answer and _returns_dots(other))
    return next(found, None)


def _returns_dots(function: Any) -> bool:
    if not inspect.isfunction(function):
        return False
    steps = list(dis.get_instructions(function))
    return any(
        step.argval is ... and "RETURN" in step.opname + after.opname
        for step, after in zip(steps, [*steps[1:], steps[-1]], strict=True)
    )


def of_answer(answer: Any) -> str:
    """The source of a learner's answer, or its value."""
    if not callable(answer):
        return repr(answer)[:2000]
    try:
        return textwrap.dedent(inspect.getsource(answer)).strip()
    except (OSError, TypeError):
        return f"(no source: {type(answer).__name__})"
