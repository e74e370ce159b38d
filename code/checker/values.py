"""Numbers to find."""

from __future__ import annotations

from typing import Any

import numpy as np

from . import feedback
from .compare import NotStarted, Numbers, Tolerance, Value, close, fitted, read, reference_value
from .diagnose import diagnose
from .exercise import Exercise
from .feedback import Result, result
from .guard import Guard, bind
from .observe import Outcome, alike, observe, read_safely, right
from .reading import spelled


class ValueExercise(Exercise):
    """A number, or numbers, to be found. The reference function returns it."""

    kind = "value"

    def _grade(self, answer: Any, named: bool) -> Result:
        if answer is ...:
            raise NotStarted
        expected = reference_value(self._reference())
        got = self._read(spelled(answer), expected)
        outcomes = [Outcome(expected)], [got]
        if right(*outcomes[0], got, self.tolerance):
            return self._correct()
        rows = [("yours", feedback.show_value(got.value))] if got.value is not None else []
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
                    return _in_a_row(spelled(answer()), expected)

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
