"""Answers of many possible right ones, judged by facts about them."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from . import feedback
from .compare import NotStarted, holds_ellipsis
from .exercise import Exercise
from .feedback import Result, result
from .form import unreadable
from .guard import Guard, bind
from .observe import mentions_ellipsis
from .reading import Endless, Malformed, spelled


@dataclass(frozen=True)
class Facts:
    """What an observer saw: named facts, and what to show of them in a message."""

    facts: dict[str, Any]
    shown: dict[str, str] = field(default_factory=dict)


class ObservedExercise(Exercise):
    """An answer of many possible right ones, judged by facts about it: gates, plots, trainings.

    observe: answer -> {fact: value}, or Facts. Right has the facts of the reference answer. When a
    fact differs, `differs[fact]` is the message; its table says what was expected and seen.
    An observer that calls the learner's code takes `call` as its second parameter.
    """

    kind = "task"

    def __init__(
        self,
        reference: Callable,
        *,
        observe: Callable,
        differs: Mapping[str, str] | str = "",
        function: bool = False,
        **options: Any,
    ):
        if not function:  # a training, perhaps
            reference = functools.cache(reference)
        super().__init__(reference, **options)
        self.observe, self.differs, self.is_function = observe, differs, function
        self._expected: dict[str, Any] | None = None

    def reference_answer(self) -> Any:
        return self._reference if self.is_function else self._reference()

    def _facts(self, answer: Any) -> Facts:
        """The facts about an answer. Raises Malformed, NotStarted."""
        with Guard(*self.limits) as guard:

            def call(function: Callable, *args: Any) -> Any:
                return _called(guard, function, *args)

            if not self.is_function and callable(answer) and bind(answer, ()) is not None:
                answer = call(answer)
            answer = _unpacked(answer)
            if len(inspect.signature(self.observe).parameters) == 1:
                return _as_facts(call(self.observe, answer))
            try:
                return _as_facts(self.observe(answer, call))
            except (Malformed, NotStarted):
                raise
            except Exception as error:  # of what a learner's own object does
                kind = type(error).__name__
                raise Malformed(f"What came back cannot be looked at: {kind}.") from None

    def expected(self) -> dict[str, Any]:
        if self._expected is None:
            self._expected = self._facts(self.reference_answer()).facts
        return self._expected

    def _grade(self, answer: Any, named: bool) -> Result:
        answer = spelled(answer)
        if holds_ellipsis(answer):
            raise NotStarted
        problem = self._no_function(answer) if self.is_function else None
        if problem:
            return problem
        expected = self.expected()
        try:
            seen = self._facts(answer)
        except Malformed as problem:
            return result(self.label, "form", str(problem))
        got = seen.facts
        wrong = [name for name in expected if not _same(expected[name], got.get(name))]
        if not wrong:
            return self._correct()
        first = wrong[0]
        wanted, given = expected[first], got.get(first)
        rows = [("for", first), ("expected", _short(wanted)), ("yours", _short(given))]
        if first == "explanation":  # one letter of three or four: the right one is not told
            rows = rows[2:]
        elif wanted is True and isinstance(given, bool | np.bool_):
            rows = []
        rows += seen.shown.items()
        for index, stored in enumerate(self.wrongs if named else ()):
            if index not in self._twins:
                self._twins[index] = self._twin_facts(stored.answer)
            twin = self._twins[index]
            if twin and all(_same(twin.get(k), got.get(k)) for k in expected):
                return result(self.label, "misconception", stored.message, rows, stored.name)
        message = self.differs if isinstance(self.differs, str) else self.differs.get(first, "")
        return result(self.label, first, message or "Not the same yet.", rows)

    def _twin_facts(self, answer: Any) -> dict[str, Any]:
        asked = self._asked
        try:
            return self._facts(answer).facts
        except (Malformed, NotStarted):
            return {}
        finally:
            self._asked = asked  # by the stored answer, not by the learner's


def _called(guard: Guard, function: Callable, *args: Any) -> Any:
    """Call guarded; what goes wrong becomes a message."""
    done = guard.call(function, *args)
    if done.endless:
        raise Endless("Your function did not come to an end and was stopped.")
    if inspect.iscoroutine(done.value):
        done.value.close()  # it would complain
        raise Malformed(unreadable("coroutine"))
    if isinstance(done.error, Malformed | NotStarted):
        raise done.error
    if done.error is not None:
        if mentions_ellipsis(done):
            raise NotStarted
        place = f" In the line: `{done.place}`" if done.place else ""
        words = f"{done.kind}: {feedback.clean(done.message)}"
        raise Malformed(f"It stops with an error: {words}.{place}")
    if done.value is ...:
        raise NotStarted
    return _unpacked(done.value)


def _unpacked(answer: Any) -> Any:
    """The list of things that were packed into an array of objects."""
    packed = isinstance(answer, np.ndarray) and answer.dtype == object and answer.ndim == 1
    return answer.tolist() if packed else answer


def _as_facts(value: Any) -> Facts:
    return value if isinstance(value, Facts) else Facts(dict(value))


def _same(a: Any, b: Any) -> bool:
    try:
        if isinstance(a, float) or isinstance(b, float):
            return bool(np.isclose(float(a), float(b), rtol=1e-6, atol=1e-12))
        return bool(a == b)
    except (TypeError, ValueError):  # None, or an array of several
        return False


def _short(value: Any) -> str:
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, int | float | np.number):
        return feedback.number(value)
    return str(value)
