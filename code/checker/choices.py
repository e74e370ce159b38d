"""Multiple choice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .compare import NotStarted
from .exercise import Exercise
from .feedback import Result, result
from .guard import Guard, bind
from .reading import letters


class ChoiceExercise(Exercise):
    """Multiple choice. options: letter -> (text, feedback); answer: one letter, or several."""

    kind = "choice"

    def __init__(
        self,
        reference: Callable,
        *,
        options: Mapping[str, tuple[str, str]],
        answer: str,
        hints: Sequence[str] = (),
        **more: Any,
    ):
        why = more.pop("why", "")
        super().__init__(reference, hints=hints, why=why, **more)
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

    def _grade(self, answer: Any, named: bool) -> Result:
        if answer is ...:
            raise NotStarted
        if callable(answer) and bind(answer, ()) is not None:
            with Guard(*self.limits) as guard:
                answer = guard.call(answer).value
            if answer is ...:
                raise NotStarted
        chosen = letters(answer, {letter: text for letter, (text, _) in self.options.items()})
        if chosen is None:
            several = len(self.answer) > 1
            wanted = ("Letters among {} are", '"ab"') if several else ("One of {} is", '"a"')
            text = f"{wanted[0]} wanted, in quotes: {wanted[1]}.".format(", ".join(self.options))
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
