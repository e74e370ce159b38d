"""Functions to write, judged by what they do with fixed inputs."""

from __future__ import annotations

import itertools
import textwrap
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from . import feedback
from .compare import NotStarted, Numbers, Value, fitted
from .diagnose import diagnose
from .exercise import Exercise, Wrong
from .feedback import Result, result
from .guard import Guard, signature
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
        twin = self._twin(guard, got, fails) if named else None
        if twin:
            return self._verdict("misconception", twin.message, got, fails, twin.name)
        found = diagnose(cases, expected, got, fails, self.tolerance)
        if not got[-1].last:
            guard.renew(ASIDE)
            found = self._swapped(guard, answer) or found
            if found[0] in _VAGUE:
                found = self._ignored(guard, answer, got) or found
        return self._verdict(*found, got, fails)

    def _results(self, answer: Any) -> list[str]:
        if not callable(answer) or self._no_function(answer):
            return []
        cases, _, _ = self._prepare()
        try:
            with Guard(*self.limits) as guard:
                got = self._outcomes(guard, answer)
        except NotStarted:
            return []
        told = []
        for args, outcome, fails in zip(cases, got, self._fails(got), strict=False):
            line = f"{'✗' if fails else '✓'} {feedback.arguments(args)}: {self._returned(outcome)}"
            told.append(textwrap.shorten(line, 150, placeholder=" …"))
        return told

    @staticmethod
    def _returned(outcome: Outcome) -> str:
        """What came of a call, in words."""
        if not outcome.returned:
            return feedback.clean(": ".join(filter(None, outcome.error or ("no end",))))
        changes = f", and {outcome.changed} is changed" if outcome.changed else ""
        return feedback.show_value(outcome.shown or outcome.value) + changes

    def _swapped(self, guard: Guard, answer: Callable) -> tuple[str, str] | None:
        """Two arguments with which the answer is right as soon as they change places."""
        cases, expected, scales = self._prepare()
        for p, q in itertools.combinations(self.parameters, 2):
            outcomes = (
                self._observe(guard, answer, {**args, p: args[q], q: args[p]}, e.value)
                for args, e in zip(cases, expected, strict=True)
            )
            if all(map(right, expected, outcomes, itertools.repeat(self.tolerance), scales)):
                names = ", ".join(signature(answer).parameters)
                own = f": yours are ({names}), and they come as ({self._signature})."
                own = " in what your function computes." if names == self._signature else own
                return "argument order", f"It would be right if `{p}` and `{q}` changed places{own}"
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
        readable = self._settle is not None and isinstance(outcome.value, Numbers)
        numbers = fitted(outcome.value, expected.shape) if readable else None
        if numbers is None:
            return outcome
        settled = self._settle(numbers, *args.values())
        value = replace(outcome.value, array=np.asarray(settled, dtype=float))
        return replace(outcome, value=value, shown=outcome.value)

    def _fails(self, got: Sequence[Outcome]) -> list[bool]:
        _, expected, scales = self._prepare()
        rows = zip(expected, got, scales, strict=False)
        return [not right(e, o, self.tolerance, scale) for e, o, scale in rows]

    def _twin(self, guard: Guard, got: Sequence[Outcome], fails: Sequence[bool]) -> Wrong | None:
        """The stored wrong answer that does the same with every input, if there is one."""
        order = sorted(range(len(got)), key=lambda k: not fails[k])

        def same(index: int, k: int) -> bool:
            return alike(self._twin_outcome(guard, index, k), got[k], self.tolerance)

        found = (w for i, w in enumerate(self.wrongs) if all(same(i, k) for k in order))
        return next(found, None)

    def _twin_outcome(self, guard: Guard, index: int, k: int) -> Outcome:
        known = self._twins.setdefault(index, {})
        if k not in known:
            args, expected = self._prepare()[0][k], self._prepare()[1][k]
            asked = self._asked
            known[k] = self._observe(guard, self.wrongs[index].answer, args, expected.value)
            self._asked = asked  # by the stored answer, not by the learner's
        return known[k]

    def _ignored(
        self, guard: Guard, answer: Callable, got: Sequence[Outcome]
    ) -> tuple[str, str] | None:
        """The name of an argument that never makes a difference, of several, where it should."""
        cases, expected, _ = self._prepare()
        n = len(cases)

        def changes(name: str, k: int, other: Any) -> bool | None:
            """Whether the answer changes with the argument; None where it need not."""
            args = {**cases[k], name: other}
            try:
                wanted = reference_outcome(guard, self._reference, args)
            except Exception:
                return None
            if alike(wanted, expected[k], self.tolerance):
                return None
            after = self._observe(guard, answer, args, wanted.value)
            return not alike(got[k], after, self.tolerance)

        for name in self.parameters if len(self.parameters) > 1 else ():
            others = [(k, cases[(k + shift) % n][name]) for shift in (1, 2, 3) for k in range(n)]
            asked = 0
            for k, other in others:
                changed = changes(name, k, other)
                if changed:
                    break
                asked += changed is False
            else:
                if asked >= 6:
                    return "ignored", f"Your result does not change when `{name}` does."
        return None

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
        wanted, outcome = expected[first].value, got[first]
        texts = feedback.show_value(wanted), self._returned(outcome)
        if outcome.returned:
            texts = feedback.pair(wanted, outcome.shown or outcome.value)
        rows = [("for", feedback.arguments(cases[first]))]
        rows += zip(("expected", "yours"), texts, strict=True)
        if outcome.place:
            rows.append(("line", textwrap.shorten(outcome.place, 70, placeholder=" …")))
        if outcome.changed:
            rows.append(("changed", outcome.changed))
        if status == "printed":
            rows.append(("printed", outcome.printed.strip().split("\n")[0][:60]))
        return result(self.label, status, message, rows, name)


_VAGUE = ("value", "factor", "offset", "too large", "too small", "close")
