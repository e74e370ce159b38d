"""Functions to write, judged by what they do with fixed inputs."""

from __future__ import annotations

import inspect
import itertools
import textwrap
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from . import feedback
from .compare import NotStarted, Numbers, Parts, Value, fitted
from .diagnose import diagnose
from .exercise import Exercise, Wrong
from .feedback import Result, result
from .guard import Guard
from .observe import Outcome, alike, observe, reference_outcome, right, scale

ASIDE = 1.0  # seconds for calls that only make a message better


class FunctionExercise(Exercise):
    """A function, judged by what it does with fixed inputs, small ones first.

    cases: argument tuples. more: a function of a np.random.RandomState that returns one more, for
    inputs that nobody can have learned by heart.
    settle: where the statement leaves a choice, `settle(value, *arguments)` returns the numbers
    with every allowed choice replaced by the reference's, before they are compared.
    """

    def __init__(
        self,
        reference: Callable,
        *,
        cases: Sequence[tuple],
        more: Callable[[np.random.RandomState], tuple] | None = None,
        n_more: int = 6,
        settle: Callable[..., np.ndarray] | None = None,
        **options: Any,
    ):
        super().__init__(reference, **options)
        self._given, self._settle = (list(cases), more, n_more), settle
        self._prepared: tuple[list[dict], list[Outcome], list[float]] | None = None

    def __call__(self, *args: Any) -> Any:
        """What the reference returns: a later solution may use `sigmoid`, say, by its name."""
        return self.reference(*args)

    @property
    def cases(self) -> list[dict[str, Any]]:
        """The inputs as argument names with values."""
        return self._prepare()[0]

    def _prepare(self) -> tuple[list[dict], list[Outcome], list[float]]:
        if self._prepared is None:
            cases, more, n = self._given
            if more is not None:
                rng = np.random.RandomState(zlib.crc32(self.name.encode()))  # a frozen stream
                cases = [*cases, *(more(rng) for _ in range(n))]
            cases = [dict(zip(self.parameters, case, strict=True)) for case in cases]
            with Guard(*self.limits) as guard:
                expected = [reference_outcome(guard, self._reference, args) for args in cases]
            self._prepared = cases, expected, [scale(args) for args in cases]
        return self._prepared

    def _grade(self, answer: Any, named: bool) -> Result:
        if answer is ...:
            raise NotStarted
        problem = self._no_function(answer)
        if problem:
            return problem
        self._prepare()
        with Guard(*self.limits) as guard:
            return self._judged(guard, answer, named)

    def _judged(self, guard: Guard, answer: Callable, named: bool) -> Result:
        cases, expected, _ = self._prepare()
        got = self._outcomes(guard, answer)
        fails = self._fails(got)
        if not any(fails):
            return self._correct()
        guard.renew()
        if self._in_another_order(guard, answer):
            order = ", ".join(inspect.signature(answer).parameters)
            text = f"Your arguments are ({order}); wanted is ({self._signature})."
            return self._verdict("argument order", text, got, fails)
        twin = self._twin(guard, got, fails) if named else None
        if twin:
            return self._verdict("misconception", twin.message, got, fails, twin.name)
        status, message = diagnose(cases, expected, got, fails, self.tolerance)
        if not got[-1].last:
            guard.renew(ASIDE)
            status, message = self._by_asking(guard, answer, got, fails, status) or (
                status,
                message,
            )
        return self._verdict(status, message, got, fails)

    def _by_asking(
        self,
        guard: Guard,
        answer: Callable,
        got: Sequence[Outcome],
        fails: Sequence[bool],
        kind: str,
    ) -> tuple[str, str] | None:
        """What only shows when the answer is called with other arguments, or once more."""
        swapped = self._swapped(guard, answer)
        if swapped:
            text = "It would be right if `{}` and `{}` changed places".format(*swapped)
            if _names(answer) == self.parameters:
                return "argument order", f"{text} in what your function computes."
            return "argument order", f"{text}: the arguments come as ({self._signature})."
        if not isinstance(got[fails.index(True)].value, Numbers | Parts):
            return None
        if self._remembers(guard, answer, got):
            return "memory", (
                "The same input gives another result the second time: your function remembers "
                "something, or draws random numbers."
            )
        name = self._ignored(guard, answer, got) if kind in _VAGUE else None
        return ("ignored", f"Your result does not change when `{name}` does.") if name else None

    def _results(self, answer: Any) -> list[str]:
        if not callable(answer) or self._no_function(answer):
            return []
        cases, _, _ = self._prepare()
        try:
            with Guard(*self.limits) as guard:
                got = self._outcomes(guard, answer)
        except NotStarted:
            return []
        lines = []
        for args, outcome, fails in zip(cases, got, self._fails(got), strict=False):
            given = " ".join(feedback.arguments(args).split())
            line = f"{'✗' if fails else '✓'} {given}: {self._returned(outcome)}"
            lines.append(textwrap.shorten(line, 150, placeholder=" …"))
        return lines

    @staticmethod
    def _returned(outcome: Outcome) -> str:
        """What came of a call, in one line."""
        if outcome.endless:
            return "no end"
        if outcome.error:
            return feedback.clean(": ".join(filter(None, outcome.error)))
        value = outcome.value if outcome.shown is None else outcome.shown
        changes = f", and {outcome.changed} is changed" if outcome.changed else ""
        return " ".join(feedback.show_value(value).split()) + changes

    def _in_another_order(self, guard: Guard, answer: Callable) -> bool:
        """Whether the answer has the same arguments in another order, and is right by name."""
        names = _names(answer)
        if names == self.parameters or sorted(names) != sorted(self.parameters):
            return False

        def by_name(*args: Any) -> Any:
            return answer(**dict(zip(self.parameters, args, strict=True)))

        return not any(self._fails(self._outcomes(guard, by_name)))

    def _swapped(self, guard: Guard, answer: Callable) -> tuple[str, str] | None:
        """Two arguments with which the answer is right as soon as they change places."""
        cases, expected, scales = self._prepare()
        for p, q in itertools.combinations(self.parameters, 2):
            outcomes = (
                self._observe(guard, answer, {**args, p: args[q], q: args[p]}, e.value)
                for args, e in zip(cases, expected, strict=True)
            )
            if all(map(right, expected, outcomes, itertools.repeat(self.tolerance), scales)):
                return p, q
        return None

    def _outcomes(self, guard: Guard, function: Callable) -> list[Outcome]:
        """What the function does with each input, up to the first that is the last."""
        found = []
        for args, expected in zip(*self._prepare()[:2], strict=True):
            found.append(self._observe(guard, function, args, expected.value))
            if found[-1].last:
                break
        return found

    def _observe(self, guard: Guard, function: Callable, args: dict, expected: Value) -> Outcome:
        """The outcome, with what the statement leaves open settled."""
        outcome = observe(guard, function, args, expected)
        if self._settle is None or not isinstance(outcome.value, Numbers):
            return outcome
        numbers = fitted(outcome.value, expected.shape)
        if numbers is None:
            return outcome
        settled = self._settle(numbers, *args.values())
        value = replace(outcome.value, array=np.asarray(settled, dtype=float))
        return replace(outcome, value=value, shown=outcome.value)

    def _fails(self, got: Sequence[Outcome]) -> list[bool]:
        _, expected, scales = self._prepare()
        return [
            not right(e, o, self.tolerance, s)
            for e, o, s in zip(expected, got, scales, strict=False)
        ]

    def _twin(self, guard: Guard, got: Sequence[Outcome], fails: Sequence[bool]) -> Wrong | None:
        """The stored wrong answer that does the same with every input, if there is one."""
        order = sorted(range(len(got)), key=lambda k: not fails[k])
        for index, wrong in enumerate(self.wrongs):
            if all(
                alike(self._twin_outcome(guard, index, k), got[k], self.tolerance) for k in order
            ):
                return wrong
        return None

    def _twin_outcome(self, guard: Guard, index: int, k: int) -> Outcome:
        known = self._twins.setdefault(index, {})
        if k not in known:
            args, expected = self._prepare()[0][k], self._prepare()[1][k]
            asked = self._asked
            known[k] = self._observe(guard, self.wrongs[index].answer, args, expected.value)
            self._asked = asked  # by the stored answer, not by the learner's
        return known[k]

    def _remembers(self, guard: Guard, answer: Callable, got: Sequence[Outcome]) -> bool:
        """Whether a second call with the same input gives another result."""
        cases, expected, _ = self._prepare()
        for args, e, before in list(zip(cases, expected, got, strict=True))[:4]:
            again = self._observe(guard, answer, args, e.value)
            if not again.endless and not alike(before, again, self.tolerance):
                return True
        return False

    def _ignored(self, guard: Guard, answer: Callable, got: Sequence[Outcome]) -> str | None:
        """The name of an argument that makes no difference, of several."""
        if len(self.parameters) < 2:
            return None
        found = (name for name in self.parameters if self._ignores(guard, answer, got, name))
        return next(found, None)

    def _ignores(self, guard: Guard, answer: Callable, got: Sequence[Outcome], name: str) -> bool:
        """Whether another value of the argument never makes a difference, where it should.

        Asked at three or more inputs, with up to three other values each.
        """
        cases, expected, _ = self._prepare()
        asked, bases = 0, 0
        for args, usual, before in zip(cases, expected, got, strict=True):
            chances = 0
            for value in _others(args[name], [other[name] for other in cases]):
                changed = {**args, name: value}
                try:
                    wanted = reference_outcome(guard, self._reference, changed)
                except Exception:
                    continue
                if alike(wanted, usual, self.tolerance):
                    continue
                after = self._observe(guard, answer, changed, usual.value)
                if after.error or after.endless or not alike(before, after, self.tolerance):
                    return False
                chances += 1
                if chances == 3:
                    break
            asked, bases = asked + chances, bases + (chances > 0)
        return asked >= 6 and bases >= 3

    def _verdict(
        self,
        status: str,
        message: str,
        got: Sequence[Outcome],
        fails: Sequence[bool],
        name: str | None = None,
    ) -> Result:
        cases, expected, _ = self._prepare()
        first = list(fails).index(True)
        rows = [("for", feedback.arguments(cases[first]))]
        outcome, wanted = got[first], expected[first]
        shown = outcome.value if outcome.shown is None else outcome.shown
        texts = feedback.pair(wanted.value, shown) if shown is not None else None
        if outcome.endless:
            texts = feedback.show_value(wanted.value), "no end"
        elif outcome.error:
            kind, words = outcome.error
            texts = (
                feedback.show_value(wanted.value),
                feedback.clean(f"{kind}: {words}".rstrip(": ")),
            )
        rows += zip(("expected", "yours"), texts, strict=True)
        if outcome.error and outcome.place:
            rows.append(("line", textwrap.shorten(outcome.place, 70, placeholder=" …")))
        if outcome.changed:
            rows.append(("changed", outcome.changed))
        if status == "printed":
            rows.append(("printed", outcome.printed.strip().split("\n")[0][:60]))
        return result(self.label, status, message, rows, name)


_VAGUE = ("value", "factor", "offset", "too large", "too small", "close")


def _names(function: Callable) -> list[str]:
    """The names of its arguments, none where it does not tell."""
    try:
        return list(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        return []


def _others(value: Any, candidates: list[Any]) -> list[Any]:
    """Other values of the same type and shape for an argument."""
    array = isinstance(value, np.ndarray)
    found = [other for other in candidates if type(other) is type(value) and other is not value]
    if array:
        found = [other for other in found if other.shape == value.shape]
        if value.dtype.kind == "f":
            found += [value + 1, value[::-1] * -0.5]
    elif isinstance(value, float):
        found = [value + 1, value - 3, value + 9, value * -0.5, *sorted({*found} - {value})]
    return found
