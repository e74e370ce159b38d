"""Numbers to find."""

from __future__ import annotations

from typing import Any

import numpy as np

from . import feedback
from .compare import NotStarted, Numbers, Value, agree, close, reference_value
from .errors import error_message
from .exercise import Exercise
from .feedback import Result, result
from .form import structure
from .guard import Guard, bind
from .observe import Outcome, alike, observe, read_safely
from .reading import spelled


class ValueExercise(Exercise):
    """A number, or numbers, to be found. The reference function returns it."""

    kind = "value"

    def _grade(self, answer: Any, named: bool) -> Result:
        if answer is ...:
            raise NotStarted
        expected = reference_value(self._reference())
        got = self._read(answer, expected)
        if got.returned and agree(expected, got.value, self.tolerance):
            return self._correct()
        rows = [("yours", feedback.show_value(got.value))] if got.value is not None else []
        for wrong in self.wrongs if named else ():
            if alike(self._read(wrong.answer, expected), got, self.tolerance):
                return result(self.label, "misconception", wrong.message, rows, wrong.name)
        return result(self.label, *self._difference(expected, got), rows)

    def _difference(self, expected: Value, got: Outcome) -> tuple[str, str]:
        """What is different, without telling the number."""
        if got.endless:
            return "endless", "Your function did not come to an end and was stopped."
        if got.error:
            return "error", error_message(*got.error)
        kind, message = structure(expected, got) or ("value", "That is not the number.")
        if not isinstance(expected, Numbers) or kind not in ("value", *_WORDS):
            return kind, message
        if kind == "value" and expected.array.size > 1:
            n = expected.array.size
            good = int(close(expected.array, got.value.array, self.tolerance).sum())
            verb = "is" if good < 2 else "are"
            message = f"Of the {n} numbers, {good or 'none'} {verb} right."
        elif kind == "value" and agree(expected, Numbers(-got.value.array), self.tolerance):
            kind = "sign"
        elif kind == "value" and (got.value.array < 0 <= expected.array).all():
            kind = "negative"
        return kind, _WORDS.get(kind, message)

    def _read(self, answer: Any, expected: Value) -> Outcome:
        """The outcome of a value; a function without arguments is called. "1/4" is a number."""
        with Guard(*self.limits) as guard:
            if callable(answer) and bind(answer, ()) is not None and not isinstance(answer, type):
                return observe(guard, lambda: _in_a_row(spelled(answer()), expected), {}, expected)
            return Outcome(read_safely(guard, _in_a_row(spelled(answer), expected), expected))


def _in_a_row(answer: Any, expected: Value) -> Any:
    """Several numbers, however they are nested: ((1, 1), 0) is (1, 1, 0); else the answer."""
    if not isinstance(expected, Numbers) or expected.array.ndim != 1:
        return answer

    def flat(value: Any) -> list[Any]:
        value = value.tolist() if isinstance(value, np.ndarray) else value
        nested = isinstance(value, list | tuple)
        return [item for part in value for item in flat(part)] if nested else [value]

    found = flat(answer)
    return found if len(found) == expected.array.size else answer


_WORDS = {
    "nothing": "There is no value yet: your answer is None.",
    "text": "That is text. A number is wanted, without quotes.",
    "sign": "The size is right, the sign is not.",
    "negative": "Your number is negative; the one that is wanted is not.",
    "nan": "Your answer is NaN, which is no number.",
}
