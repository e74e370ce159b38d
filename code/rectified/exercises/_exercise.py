"""Exercises: what an author declares, what a learner calls.

An exercise is an observer, a reference answer and named wrong answers. Right is what behaves like
the reference; a misconception is recognized because an answer behaves like a stored wrong one.
"""

from __future__ import annotations

import ast
import functools
import inspect
import itertools
import platform
import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from . import _feedback, _progress, _source
from ._compare import (
    NotStarted,
    Numbers,
    Parts,
    Tolerance,
    Unreadable,
    Value,
    close,
    fitted,
    read,
    reference_value,
)
from ._diagnose import diagnose
from ._feedback import Result, result
from ._guard import SECONDS, STEPS, Guard, bind
from ._observe import (
    Outcome,
    alike,
    mentions_ellipsis,
    observe,
    read_safely,
    reference_outcome,
    right,
    scale,
)

ASIDE = 1.0  # seconds for calls that only make a message better
LONG = 1000  # characters of a text that is read as an answer
MANY = 100  # things of which each is read as a letter


class _Nothing:
    def __repr__(self) -> str:
        return "<nothing>"


NOTHING = _Nothing()  # `check()` without an answer


@dataclass(frozen=True)
class Wrong:
    """A stored wrong answer. answer: the function or value. message: what its author believes."""

    name: str
    answer: Any
    message: str


class Exercise:
    """What all kinds share: the verbs of a learner, and what an author adds.

    id: chapter and number, "1.3". reference: the decorated function: its name names the exercise,
    its docstring is the statement (the first line a title), its body the solution.
    """

    kind = "function"

    def __init__(
        self,
        id: str,
        reference: Callable,
        *,
        hints: Sequence[str],
        why: str,
        picture: Callable | None = None,
        equivalent: Sequence[str] = (),
        tolerance: Tolerance = Tolerance(),  # noqa: B008
        steps: int = STEPS,
        seconds: float = SECONDS,
    ):
        self.id, self.reference, self.name = id, reference, reference.__name__
        self.hints, self.why, self.equivalent = list(hints), inspect.cleandoc(why), equivalent
        self.parameters = list(inspect.signature(reference).parameters)
        self.title, self.statement = _source.statement(reference)
        self.tolerance, self.limits = tolerance, (steps, seconds)
        self._picture = picture
        self.rights: list[Any] = []
        self.wrongs: list[Wrong] = []
        self.others: list[Any] = []
        self._hints_shown, self._last = 0, NOTHING
        self._twins: dict[int, dict[int, Any]] = {}

    def __repr__(self) -> str:
        return f"<exercise {self.id} {self.name}>"

    @property
    def label(self) -> str:
        return f"{self.id} {self.name}"

    @property
    def _signature(self) -> str:
        return ", ".join(self.parameters)

    @property
    def has_picture(self) -> bool:
        return self._picture is not None

    # ------------------------------------------------------------ what an author adds

    def also_right(self, *answers: Any) -> None:
        """More right answers, written differently: the tests try them."""
        self.rights += answers

    def wrong(self, name: str, *answers: Any, says: str) -> None:
        """Wrong answers with the same misconception. says: true of all that behave like them."""
        self.wrongs += [Wrong(name, answer, says) for answer in answers]

    def also_wrong(self, *answers: Any) -> None:
        """Wrong answers without a name, for the tests: they get the kind of their difference."""
        self.others += answers

    # ------------------------------------------------------------ what a learner calls

    def check(self, answer: Any = NOTHING) -> None:
        """Say whether the answer is right, and if not, what is different.

        answer: your function (its name alone, without parentheses behind it), number or letter.
        Any way to a right result is right. It may be checked as often as you like.

            ch1.step.check(step)
        """
        if answer is NOTHING:
            text = f"Put your answer between the parentheses: `{self.name}.check({self.name})`."
            verdict = result(self.label, "not started", text)
        else:
            verdict = self.grade(answer)
            if verdict.status != "not started":
                self._last = answer
                _progress.tried(self.id)
        if verdict.correct:
            _progress.solved(self.id)
        _feedback.show(verdict.text, verdict.html)

    def hint(self, number: int | None = None) -> None:
        """Show the next hint, or the one with this number.

        The first says where to look, the last one nearly all.

            ch1.step.hint()
            ch1.step.hint(1)        # the first one again
        """
        if number is None:
            number = self._hints_shown + 1
        if not 1 <= number <= len(self.hints):
            n = len(self.hints)
            there = f"There are {n} hints" if n > 1 else "There is one hint"
            print(f"{there}. `solution()` shows one way to do it.")
            return
        self._hints_shown = max(self._hints_shown, number)
        label, text = f"Hint {number} of {len(self.hints)}:", self.hints[number - 1]
        _feedback.show(f"{label} {text}", _feedback.box(f"**{label}** {text}"))

    def solution(self, anyway: bool = False) -> None:
        """Show one right answer and why it works, after a try.

        anyway: True shows it before the first try as well.

            ch1.step.solution()
        """
        if self._last is NOTHING and not anyway and not _progress.was_tried(self.id):
            print(
                "Try it first: a wrong answer teaches more than a right one that is read.\n"
                "`hint()` helps. `solution(anyway=True)` shows it all the same."
            )
            return
        code, why = self.solution_code(), self.explanation()
        _feedback.show(f"{code}\n\n{why}", f"```python\n{code}\n```\n\n{why}", "text/markdown")
        if self.has_picture:
            self.picture()

    def picture(self) -> None:
        """Show the picture that belongs to the solution."""
        from rectified import figures

        figures.show(*self._picture())

    def drawing(self) -> tuple[str, str]:
        """The picture as SVG, and the words that say what it shows."""
        from rectified import figures

        figure, alt = self._picture()
        return figures.svg(figure, alt), " ".join(alt.split())

    def report(self, answer: Any = NOTHING) -> None:
        """Print what to paste into an issue when a message did not help.

        answer: what it is about; without it, the answer that was checked last. The report holds
        its source, what it returns for each input, and the versions of Python and NumPy.

            ch1.step.report()
        """
        answer = self._last if answer is NOTHING else answer
        if answer is NOTHING:
            print("Check an answer first; the report is about the last one.")
            return
        from rectified import __version__

        versions = f"rectified {__version__}, Python {platform.python_version()}"
        print(f"Exercise {self.label}\n{versions}, NumPy {np.__version__}\n\nMy answer:\n")
        print(textwrap.indent(_source.of_answer(answer), "    "))
        print("\nThe checker says:\n")
        print(textwrap.indent(self.grade(answer).text, "    "))
        if results := self._results(answer):
            print("\nWhat it returns:\n")
            print(textwrap.indent("\n".join(results), "    "))
        print("\nWhat I think is unclear or wrong about that:\n")

    def _results(self, answer: Any) -> list[str]:
        """What the answer returns for each input, where there are several."""
        return []

    def explanation(self) -> str:
        """Why the solution is right, in Markdown."""
        return self.why

    def solution_code(self) -> str:
        return _source.solution(self)

    def stub(self) -> str:
        return _source.stub(self)

    # ------------------------------------------------------------ grading

    def grade(self, answer: Any, named: bool = True) -> Result:
        """Judge an answer without showing anything.

        named: whether stored wrong answers may explain it; without them the kind of difference is
        told.
        """
        try:
            with np.errstate(all="ignore"):
                verdict = self._grade(answer, named)
        except NotStarted:
            return self._not_started(answer)
        except RecursionError:  # of our own: a learner's is a verdict
            return result(self.label, "nested", "Your answer is nested too deeply to be read.")
        if verdict.status in ("error", "form") and _source.unfinished(answer):
            return self._not_started(answer)
        return verdict

    def _not_started(self, answer: Any) -> Result:
        text = "Put your answer where `...` stands, and run the cell again."
        name = _source.unfinished(answer)
        if name:
            text = f"Your answer calls `{name}`, and that still returns `...`: finish it first."
        return result(self.label, "not started", text)

    def _correct(self, note: str = "") -> Result:
        return result(self.label, "correct", note)

    def _grade(self, answer: Any, named: bool) -> Result:
        raise NotImplementedError

    def _no_function(self, answer: Any) -> Result | None:
        """A verdict about what cannot be called at all."""
        if isinstance(answer, Exercise):
            text = f"That is the exercise itself. Your own `{self.name}` goes there."
            return result(self.label, "no function", text)
        if not callable(answer):
            text = (
                f"A function is wanted: `check({self.name})`, with its name alone, without "
                "parentheses behind it."
            )
            return result(self.label, "no function", text)
        if bind(answer, self.parameters) is None:
            wanted = f"`{self.name}({self._signature})`"
            n = len(self.parameters)
            text = f"Your function cannot be called with {n} argument{'s' * (n > 1)}: {wanted}."
            return result(self.label, "arguments", text)
        return None


class FunctionExercise(Exercise):
    """A function, judged by what it does with fixed inputs, small ones first.

    cases: argument tuples. more: a function of a np.random.RandomState that returns one more, for
    inputs that nobody can have learned by heart.
    settle: where the statement leaves a choice, `settle(value, *arguments)` returns the numbers
    with every allowed choice replaced by the reference's, before they are compared.
    """

    def __init__(
        self,
        id: str,
        reference: Callable,
        *,
        cases: Sequence[tuple],
        more: Callable[[np.random.RandomState], tuple] | None = None,
        n_more: int = 6,
        settle: Callable[..., np.ndarray] | None = None,
        **options: Any,
    ):
        super().__init__(id, reference, **options)
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
                rng = np.random.RandomState(int(self.id.replace(".", "")))  # a frozen stream
                cases = [*cases, *(more(rng) for _ in range(n))]
            cases = [dict(zip(self.parameters, case, strict=True)) for case in cases]
            with Guard(*self.limits) as guard:
                expected = [reference_outcome(guard, self.reference, args) for args in cases]
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
        if not got[-1].endless:
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
            given = " ".join(_feedback.arguments(args).split())
            line = f"{'✗' if fails else '✓'} {given}: {self._returned(outcome)}"
            lines.append(textwrap.shorten(line, 150, placeholder=" …"))
        return lines

    @staticmethod
    def _returned(outcome: Outcome) -> str:
        """What came of a call, in one line."""
        if outcome.endless:
            return "no end"
        if outcome.error:
            return _feedback.clean(": ".join(filter(None, outcome.error)))
        value = outcome.value if outcome.shown is None else outcome.shown
        changes = f", and {outcome.changed} is changed" if outcome.changed else ""
        return " ".join(_feedback.show_value(value).split()) + changes

    def _in_another_order(self, guard: Guard, answer: Callable) -> bool:
        """Whether the answer has the same arguments in another order, and is right by name."""
        try:
            names = list(inspect.signature(answer).parameters)
        except (TypeError, ValueError):
            return False
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
        """What the function does with each input, up to the first that does not end."""
        found = []
        for args, expected in zip(*self._prepare()[:2], strict=True):
            found.append(self._observe(guard, function, args, expected.value))
            if found[-1].endless:
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
            known[k] = self._observe(guard, self.wrongs[index].answer, args, expected.value)
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
                    wanted = reference_outcome(guard, self.reference, changed)
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
        rows = [("for", _feedback.arguments(cases[first]))]
        outcome, wanted = got[first], expected[first]
        shown = outcome.value if outcome.shown is None else outcome.shown
        texts = _feedback.pair(wanted.value, shown) if shown is not None else None
        if outcome.endless:
            texts = _feedback.show_value(wanted.value), "no end"
        elif outcome.error:
            kind, words = outcome.error
            texts = (
                _feedback.show_value(wanted.value),
                _feedback.clean(f"{kind}: {words}".rstrip(": ")),
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


class ValueExercise(Exercise):
    """A number, or numbers, to be found. The reference function returns it."""

    kind = "value"

    def _grade(self, answer: Any, named: bool) -> Result:
        if answer is ...:
            raise NotStarted
        expected = reference_value(self.reference())
        got = self._read(_spelled(answer), expected)
        outcomes = [Outcome(expected)], [got]
        if right(*outcomes[0], got, self.tolerance):
            return self._correct()
        rows = [("yours", _feedback.show_value(got.value))] if got.value is not None else []
        if named:
            for wrong in self.wrongs:
                stored = Outcome(read(wrong.answer, expected))
                if alike(stored, got, self.tolerance):
                    return result(self.label, "misconception", wrong.message, rows, wrong.name)
        status, message = diagnose([{}], *outcomes, [True], self.tolerance)
        one = isinstance(expected, Numbers) and expected.array.size == 1
        fits = isinstance(got.value, Numbers) and got.value.array.size == 1
        if status in _TOO_CLEAR or (one and fits and status not in _OF_ONE_NUMBER):
            status, message = "value", "That is not the number."
        if isinstance(expected, Numbers) and not callable(answer):
            if one:
                message = _OF_ONE_NUMBER.get(status, message)
            elif status == "nothing":
                message = _OF_ONE_NUMBER[status]
            elif status in ("value", "negative", "close", "too often 0", "too often 1"):
                status, message = "value", _count_right(expected, got.value, self.tolerance)
        return result(self.label, status, message, rows)

    def _read(self, answer: Any, expected: Any) -> Outcome:
        """The outcome of a value; a function without arguments is called. "1/4" is a number."""
        with Guard(*self.limits) as guard:
            if callable(answer) and bind(answer, ()) is not None and not isinstance(answer, type):

                def found() -> Any:
                    return _in_a_row(_spelled(answer()), expected)

                return observe(guard, found, {}, expected)
            return Outcome(read_safely(guard, _in_a_row(answer, expected), expected))


def _in_a_row(answer: Any, expected: Value) -> Any:
    """Several numbers, however they are nested: ((1, 1), 0) is (1, 1, 0); else the answer."""
    if not isinstance(expected, Numbers) or expected.array.ndim != 1:
        return answer

    def flat(value: Any) -> list[Any]:
        if isinstance(value, np.ndarray):
            value = value.tolist()
        nested = isinstance(value, list | tuple)
        return [item for part in value for item in flat(part)] if nested else [value]

    found = flat(answer)
    return found if len(found) == expected.array.size else answer


def _count_right(expected: Numbers, value: Value, tolerance: Tolerance) -> str:
    """How many of several numbers are right."""
    n = expected.array.size
    array = fitted(value, expected.shape) if isinstance(value, Numbers) else None
    good = 0 if array is None else int(close(expected.array, array, tolerance).sum())
    return f"Of the {n} numbers, {good or 'none'} {'is' if good < 2 else 'are'} right."


def _spelled(answer: Any) -> Any:
    """What is written in a text, such as "0.25", "1/4", "25 %" or "(1, 2)"; else the answer."""
    if not isinstance(answer, str) or len(answer) > LONG:
        return answer
    text = answer.strip().replace("−", "-")
    percent = text.endswith("%")
    try:
        above, _, below = text.rstrip("% ").partition("/")
        return float(above) / float(below or 1) / (100 if percent else 1)
    except (ValueError, ZeroDivisionError):
        pass
    try:
        found = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return answer
    return found if isinstance(found, tuple | list) else answer


# With a single number, these kinds of difference would tell it.
_TOO_CLEAR = {
    *("whole", "rounded", "complement", "reciprocal", "square", "root", "factor", "offset"),
    *("value", "too large", "too small", "constant", "labels", "cut off", "sign only", "close"),
    *("exponential", "logarithm", "tanh", "sigmoid"),
}


_OF_ONE_NUMBER = {
    "nothing": "There is no value yet: your answer is None.",
    "text": "That is text. A number is wanted, without quotes.",
    "sign": "The size is right, the sign is not.",
    "negative": "Your number is negative; the one that is wanted is not.",
    "nan": "Your answer is NaN, which is no number.",
}


class ChoiceExercise(Exercise):
    """Multiple choice. options: letter -> (text, feedback); answer: one letter, or several."""

    kind = "choice"

    def __init__(
        self,
        id: str,
        reference: Callable,
        *,
        options: Mapping[str, tuple[str, str]],
        answer: str,
        hints: Sequence[str] = (),
        **more: Any,
    ):
        why = more.pop("why", "")
        super().__init__(id, reference, hints=hints, why=why, **more)
        self.options, self.answer = dict(options), answer
        self.rights += [answer, answer.upper()]
        for letter, (_, feedback) in options.items():
            if letter not in answer:
                self.wrong(letter, letter, says=feedback)
            elif letter != answer:
                self.also_wrong(letter)

    def explanation(self) -> str:
        replies = " ".join(self.options[letter][1] for letter in self.answer)
        return f"{replies} {self.why}".strip()

    def letters(self, answer: Any) -> str | None:
        """The letters that an answer names, sorted, or None when it names none."""
        return letters(answer, {letter: text for letter, (text, _) in self.options.items()})

    def _grade(self, answer: Any, named: bool) -> Result:
        if answer is ...:
            raise NotStarted
        if callable(answer) and bind(answer, ()) is not None:
            with Guard(*self.limits) as guard:
                answer = guard.call(answer).value
            if answer is ...:
                raise NotStarted
        chosen = self.letters(answer)
        letters = ", ".join(self.options)
        if chosen is None:
            text = f'One of the letters {letters} is wanted, in quotes: "a".'
            if len(self.answer) > 1:
                text = f'Letters among {letters} are wanted, in quotes: "ab".'
            return result(self.label, "no letter", text)
        if chosen == "".join(sorted(self.answer)):
            return self._correct(" ".join(self.options[letter][1] for letter in chosen))
        rows = [("yours", ", ".join(chosen))]
        if len(self.answer) == 1 and len(chosen) > 1:
            return result(self.label, "too many", "Only one of them is right.", rows)
        wrong = [letter for letter in chosen if letter not in self.answer]
        if not wrong:
            return result(self.label, "too few", "Right so far, but not all.", rows)
        if not named:
            return result(self.label, "choice", "Another option is right.", rows)
        message = self.options[wrong[0]][1]
        return result(self.label, "misconception", message, rows, wrong[0])


_AROUND_LETTERS = {
    *("and", "both", "only", "option", "options", "answer", "answers", "choice"),
    *("letter", "letters", "i", "choose", "it", "is", "are", "the", "my"),
    *("choices", "correct", "right"),
}


def letters(answer: Any, options: Mapping[str, str]) -> str | None:
    """The letters of options that an answer names, sorted, or None when it names none."""
    if isinstance(answer, np.ndarray) and answer.size <= MANY:
        answer = answer.tolist()
    if isinstance(answer, list | tuple | set | frozenset) and len(answer) <= MANY:
        found = [letters(item, options) for item in answer]
        return "".join(sorted({*"".join(found)})) if found and all(found) else None
    if isinstance(answer, bytes):
        answer = answer.decode(errors="replace")
    if not isinstance(answer, str) or len(answer) > LONG:
        return None
    words = " ".join(answer.casefold().split())
    for letter, text in options.items():
        start = rf"\W*{letter}\W* "
        if plain(text) in (plain(words), plain(re.sub(f"^{start}", "", words))):
            return letter
    parts = re.split(r"[().:;,!*`\"'\[\]{}&+/ ]+", words)
    named = [part for part in parts if part and part not in _AROUND_LETTERS]
    if len(named) == 1 and set(named[0]) <= set(options):
        named = list(named[0])
    if named and set(named) <= set(options):
        return "".join(sorted(set(named)))
    return _letters_of_texts(words, options) or _first_letter(words, options)


def _letters_of_texts(words: str, options: Mapping[str, str]) -> str | None:
    """The letters of several options that are named by their texts."""
    texts = {plain(text): letter for letter, text in options.items()}
    parts = [plain(part) for part in re.split(", and |,|;| and ", words)]
    return "".join(sorted({texts[p] for p in parts})) if set(parts) <= set(texts) else None


def _first_letter(words: str, options: Mapping[str, str]) -> str | None:
    """The letter before a text that is no option, unless another one comes later."""
    match = re.match(r"\(?(\w)(?:\)|[.:,;] )(.*)", words)
    if not match or match[1] not in options:
        return None
    rest = re.split(r"\W+", match[2])
    others = (set(options) | {"or", "not"}) - {match[1], "a"}
    return None if others & set(rest) or "a)" in match[2] else match[1]


def letter(answer: Any, options: Mapping[str, str], what: str) -> str:
    """The one letter of an explanation that belongs to a longer task. what: "The second part"."""
    found = letters(answer, options)
    if found is None or len(found) != 1:
        listed = [f'"{other}"' for other in options]
        wanted = ", ".join(listed[:-1]) + " or " + listed[-1]
        raise Malformed(f"{what} is one letter in quotes: {wanted}.")
    return found


def plain(text: str) -> str:
    """An option's text without marks and capitals, its minus signs as they are typed."""
    for mark, plainer in {"`": "", "$": "", "−": "-", "’": "'"}.items():
        text = text.replace(mark, plainer)
    return " ".join(text.casefold().split()).strip(".,;:!?()\"' ")


class Malformed(Exception):
    """Raised by an observer when an answer has not the form asked for; its text is the message."""


def numbers(answer: Any, shape: tuple[int, ...], what: str) -> np.ndarray:
    """Read an answer as finite numbers of this shape, or say what is wrong with its form."""
    value = read(answer)
    if isinstance(value, Unreadable):
        raise Malformed(f"{what}: numbers are wanted; you give {_feedback.NAMES[value.what]}.")
    if value.array.size != int(np.prod(shape)):
        wanted = (
            f"{shape[0]} number{'s are' if shape[0] > 1 else ' is'}"
            if len(shape) == 1
            else f"an array of shape {shape} is"
        )
        wanted = wanted if shape else "one number is"
        n = value.array.size
        given = "1 number" if n == 1 else f"{n or 'no'} numbers"
        raise Malformed(f"{what}: {wanted} wanted, and you give {given}.")
    if not np.isfinite(value.array).all():
        raise Malformed(f"{what}: the numbers must be finite.")
    return value.array.reshape(shape)


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
        id: str,
        reference: Callable,
        *,
        observe: Callable,
        differs: Mapping[str, str] | str = "",
        function: bool = False,
        **options: Any,
    ):
        if not function:  # a training, perhaps
            reference = functools.cache(reference)
        super().__init__(id, reference, **options)
        self.observe, self.differs, self.is_function = observe, differs, function
        self._expected: dict[str, Any] | None = None

    def reference_answer(self) -> Any:
        return self.reference if self.is_function else self.reference()

    def _facts(self, answer: Any) -> Facts:
        """The facts about an answer. Raises Malformed, NotStarted."""
        with Guard(*self.limits) as guard:

            def call(function: Callable, *args: Any) -> Any:
                return _called(guard, function, *args)

            if not self.is_function and callable(answer) and bind(answer, ()) is not None:
                answer = call(answer)
            answer = _unpacked(answer)
            two = len(inspect.signature(self.observe).parameters) > 1
            if two:
                try:
                    return _as_facts(self.observe(answer, call))
                except (Malformed, NotStarted):
                    raise
                except Exception as error:  # of what a learner's own object does
                    kind = type(error).__name__
                    raise Malformed(f"What came back cannot be looked at: {kind}.") from None
            return _as_facts(call(self.observe, answer))

    def expected(self) -> dict[str, Any]:
        if self._expected is None:
            self._expected = self._facts(self.reference_answer()).facts
        return self._expected

    def _grade(self, answer: Any, named: bool) -> Result:
        answer = _spelled(answer)
        if answer is ... or _holds_ellipsis(answer):
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
        rows = []
        if first == "explanation":  # one letter of three or four: the right one is not told
            rows = [("yours", _short(got.get(first)))]
        elif not (expected[first] is True and isinstance(got.get(first), bool | np.bool_)):
            rows = [
                ("for", first),
                ("expected", _short(expected[first])),
                ("yours", _short(got.get(first))),
            ]
        rows += seen.shown.items()
        if named:
            for index, stored in enumerate(self.wrongs):
                twin = self._twins.get(index)
                if twin is None:
                    twin = self._twins[index] = self._twin_facts(stored.answer)
                if twin is not None and all(_same(twin.get(k), got.get(k)) for k in expected):
                    return result(self.label, "misconception", stored.message, rows, stored.name)
        message = self.differs if isinstance(self.differs, str) else self.differs.get(first, "")
        return result(self.label, first, message or "Not the same yet.", rows)

    def _twin_facts(self, answer: Any) -> dict[str, Any] | None:
        try:
            return self._facts(answer).facts
        except (Malformed, NotStarted):
            return None


def _called(guard: Guard, function: Callable, *args: Any) -> Any:
    """Call guarded; what goes wrong becomes a message."""
    done = guard.call(function, *args)
    if done.endless:
        raise Malformed("Your function did not come to an end and was stopped.")
    if isinstance(done.error, Malformed | NotStarted):
        raise done.error
    if done.error is not None:
        if mentions_ellipsis(done):
            raise NotStarted
        words = _feedback.clean(done.message)
        kind = done.kind
        place = f" In the line: `{done.place}`" if done.place else ""
        raise Malformed(f"It stops with an error: {kind}: {words}.{place}")
    if done.value is ...:
        raise NotStarted
    return _unpacked(done.value)


def _unpacked(answer: Any) -> Any:
    """The list of things that were packed into an array of objects."""
    packed = isinstance(answer, np.ndarray) and answer.dtype == object and answer.ndim == 1
    return answer.tolist() if packed else answer


def _as_facts(value: Any) -> Facts:
    return value if isinstance(value, Facts) else Facts(dict(value))


def _holds_ellipsis(answer: Any) -> bool:
    if isinstance(answer, dict):
        answer = list(answer.values())
    return isinstance(answer, list | tuple) and any(a is ... or _holds_ellipsis(a) for a in answer)


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
        return _feedback.number(value)
    return str(value)
