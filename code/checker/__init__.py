"""Exercises that know which mistake a learner made, recognized by what an answer does.

An author declares an exercise with a decorator, and adds right and wrong answers; a learner calls
`check(answer)`, `hint()`, `solution()`, and `report()`. For tests and tools, `grade(answer)` is
silent. Chapters and a bank put exercises in order.
"""

from .bank import Bank
from .chapter import Chapter
from .compare import Numbers, Tolerance, read
from .declare import choice, function, plot, task, value, witness
from .exercise import Exercise
from .feedback import Result
from .observed import Facts
from .reading import Endless, Malformed, letter, letters, numbers

__all__ = [
    "Bank",
    "Chapter",
    "Endless",
    "Exercise",
    "Facts",
    "Malformed",
    "Numbers",
    "Result",
    "Tolerance",
    "choice",
    "function",
    "letter",
    "letters",
    "numbers",
    "plot",
    "read",
    "task",
    "value",
    "witness",
]
