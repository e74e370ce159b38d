"""Exercises: what an author declares, what a learner calls.

An exercise is an observer, a reference answer and named wrong answers. Right is what behaves like
the reference; a misconception is recognized because an answer behaves like a stored wrong one.
"""

from __future__ import annotations

import contextlib
import inspect
import platform
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from . import feedback, source
from .compare import NotStarted, Tolerance
from .feedback import Result, result
from .guard import SECONDS, STEPS, bind
from .progress import Progress
from .steps import add_answers
from .ways import Way

if TYPE_CHECKING:
    from .chapter import Chapter


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

    reference: the decorated function: its name names the exercise, its docstring is the statement
    (the first line a title), its body the solution.
    way: level, minutes, what it practices and where that is taught: see Way.
    id: chapter and number, "1.3", which follow from its place in the bank. key: chapter and name,
    "perceptrons.step", which stay when the order changes.
    """

    kind = "function"

    def __init__(
        self,
        reference: Callable,
        *,
        hints: Sequence[str],
        why: str,
        way: tuple = (),
        picture: Callable | None = None,
        equivalent: Sequence[str] = (),
        tolerance: Tolerance = Tolerance(),  # noqa: B008
        steps: int = STEPS,
        seconds: float = SECONDS,
    ):
        self._reference, self.name = reference, reference.__name__
        self.hints, self.why, self.equivalent = list(hints), inspect.cleandoc(why), equivalent
        self.parameters = list(inspect.signature(reference).parameters)
        self.title, self.statement = source.statement(reference)
        self.way = Way(*way)
        self.tolerance, self.limits = tolerance, (steps, seconds)
        self._picture = picture
        self.rights: list[Any] = []
        self.wrongs: list[Wrong] = []
        self.others: list[Any] = []
        self._hints_shown, self._last = 0, NOTHING
        self._kinds: Counter[str] = Counter()  # of wrong answers, in this session
        self._twins: dict[int, dict[int, Any]] = {}
        self.id, self.key = "", self.name
        self.chapter: Chapter | None = None
        self._noted = Progress()
        self._grading, self._asked = False, False
        add_answers(inspect.unwrap(reference))

    def __repr__(self) -> str:
        return f"<exercise {self.label}>"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        verbs = "check, hint, solution and report"
        raise AttributeError(f"{self.call} has no {name!r}: an exercise has {verbs}")

    def join(self, chapter: Chapter, id: str) -> None:
        """Take the place in a chapter that it gives: from then on there is a number."""
        self.chapter, self.id, self.key = chapter, id, f"{chapter.name}.{self.name}"
        self._noted = chapter.bank.noted
        self.statement, self.why = map(chapter.numbered, (self.statement, self.why))
        self.hints = [chapter.numbered(hint) for hint in self.hints]
        self.wrongs = [replace(w, message=chapter.numbered(w.message)) for w in self.wrongs]

    @property
    def reference(self) -> Callable:
        """The author's function. An answer that asks for it while it is graded is told so."""
        self._asked = self._asked or self._grading
        return self._reference

    @reference.setter
    def reference(self, function: Callable) -> None:
        self._asked = self._asked or self._grading
        self._reference = function

    @property
    def call(self) -> str:
        """What a learner types for this exercise: "ch1.step"."""
        return f"ch{self.chapter.number}.{self.name}" if self.chapter else self.name

    @property
    def label(self) -> str:
        return f"{self.id} {self.name}".strip()

    @property
    def anchor(self) -> str:
        """The label of its place on a page, "perceptrons-weighted-sum", which stays as the key."""
        return self.key.replace(".", "-").replace("_", "-")

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
        Any way to a right result is right. It may be checked as often as you like. What does not
        end is stopped; one long call into compiled code cannot be: interrupt the kernel.

            ch1.step.check(step)
        """
        if answer is NOTHING:
            text = f"Put your answer between the parentheses: `{self.call}.check({self.name})`."
            verdict = result(self.label, "not started", text)
        else:
            verdict = self.grade(answer)
            if verdict.status != "not started":
                self._last = answer
                self._noted.tried(self.key)
        if verdict.correct:
            self._noted.solved(self.key)
            verdict = feedback.add(verdict, self._after_correct())
        elif verdict.status != "not started":
            kind = verdict.misconception or verdict.status
            self._kinds[kind] += 1
            if self._kinds[kind] > 1 and self.way.read:
                again = f"Once more in this way. Read again: {self.way.link}."
                verdict = feedback.add(verdict, again)
            if verdict.misconception:
                self._noted.met(self.key, verdict.misconception)
        feedback.show(verdict.text, verdict.html)

    def _after_correct(self) -> str:
        """One sentence of why it is right, the solution to compare with, and what comes next."""
        why = feedback.first_sentence(self.explanation()) if self.kind != "choice" else ""
        compare = "" if self.kind == "choice" else f"Compare with `{self.call}.solution()`. "
        following = self.chapter.after(self.id) if self.chapter else None
        following = f"Next: {following.label}." if following else ""
        return "\n".join(filter(None, [why, f"{compare}{following}".strip()]))

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
            print(f"{there}. `{self.call}.solution()` shows one way to do it.")
            return
        self._hints_shown = max(self._hints_shown, number)
        label, text = f"Hint {number} of {len(self.hints)}:", self.hints[number - 1]
        feedback.show(f"{label} {text}", feedback.box(f"**{label}** {text}"))

    def solution(self, anyway: bool = False) -> None:
        """Show one right answer and why it works, after a try.

        anyway: True shows it before the first try as well.

            ch1.step.solution()
        """
        if self._last is NOTHING and not anyway and not self._noted.was_tried(self.key):
            print(
                "Try it first: a wrong answer teaches more than a right one that is read.\n"
                f"`{self.call}.hint()` helps. `{self.call}.solution(anyway=True)` shows it all the "
                "same."
            )
            return
        self._noted.seen(self.key)
        code, why = self.solution_code(), self.explanation()
        feedback.show(f"{code}\n\n{why}", f"```python\n{code}\n```\n\n{why}", "text/markdown")
        if self.has_picture:
            self.picture()

    def picture(self) -> None:
        """Show the picture that belongs to the solution."""
        self.chapter.bank.show(*self._picture())

    def drawing(self) -> tuple[str, str]:
        """The picture as SVG, and the words that say what it shows."""
        figure, alt = self._picture()
        return self.chapter.bank.svg(figure, alt), " ".join(alt.split())

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
        book = self.chapter.bank.version() if self.chapter else ""
        versions = f"{book}Python {platform.python_version()}, NumPy {np.__version__}"
        print(f"Exercise {self.label}\n{versions}\n\nMy answer:\n")
        print(textwrap.indent(source.of_answer(answer), "    "))
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
        return source.solution(self)

    def stub(self) -> str:
        return source.stub(self)

    # ------------------------------------------------------------ grading

    def grade(self, answer: Any, named: bool = True) -> Result:
        """Judge an answer without showing anything.

        named: whether stored wrong answers may explain it; without them the kind of difference is
        told.
        """
        self._prepare()
        try:
            with self._watched(), np.errstate(all="ignore"):
                verdict = self._grade(answer, named)
        except NotStarted:
            return self._not_started(answer)
        except RecursionError:  # of our own: a learner's is a verdict
            return result(self.label, "nested", "Your answer is nested too deeply to be read.")
        if self._asked:
            text = (
                "Your answer asks the exercise itself, or changes it: that is like copying from "
                "the solution. Write the steps yourself."
            )
            return result(self.label, "the exercise itself", text)
        if verdict.status in ("error", "form") and source.unfinished(answer):
            return self._not_started(answer)
        return verdict

    def _prepare(self) -> Any:
        """Compute what answers are compared with, before the first of them is called."""

    @contextlib.contextmanager
    def _watched(self) -> Iterator[None]:
        """Notice and undo what an answer does to this exercise while it is graded."""
        self._grading, self._asked = True, False
        before = vars(self).copy()
        try:
            yield
        finally:
            asked, now = self._asked, vars(self)
            kept = {k: v for k, v in before.items() if v is not None and k != "_asked"}
            self._asked = asked or any(now.get(k) is not v for k, v in kept.items())
            now.update(kept)
            self._grading = False

    def _not_started(self, answer: Any) -> Result:
        text = "Put your answer where `...` stands, and run the cell again."
        name = source.unfinished(answer)
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
                f"A function is wanted: `{self.call}.check({self.name})`, with its name alone, "
                "without parentheses behind it."
            )
            return result(self.label, "no function", text)
        if bind(answer, self.parameters) is None:
            wanted = f"`{self.name}({self._signature})`"
            n = len(self.parameters)
            text = f"Your function cannot be called with {n} argument{'s' * (n > 1)}: {wanted}."
            return result(self.label, "arguments", text)
        return None
