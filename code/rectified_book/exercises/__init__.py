"""Exercises that know which mistake you made.

    from rectified.exercises import perceptrons as ch1

    ch1.weighted_sum.check(weighted_sum)

Verbs of an exercise: `check(answer)`, `hint()`, `solution()`, and `report()` when a message did not
help. `progress()` lists what is solved; `hand_in("your name")` writes it to a file for a teacher.
For tests and tools, `get("weighted_sum").grade(answer)` is silent.
"""

from __future__ import annotations

import rectified
import rectified_book
from checker import Bank, Chapter, Exercise, Result

from ._class import class_picture
from ._former import FORMER

__all__ = [
    "Chapter",
    "Exercise",
    "Result",
    "chapters",
    "class_picture",
    "class_table",
    "forget",
    "get",
    "hand_in",
    "progress",
]

CHAPTERS = [
    "perceptrons",
    "activation_functions",
    "vanishing_gradient",
    "relu",
    "leaky_relu",
    "vision",
    "anomalies",
    "language",
    "speech",
    "recommenders",
    "finance",
]
"""The packages, in the book's order; a chapter's page has the same name, with hyphens.

An application's page lies in the folder applications.
"""

bank = Bank(
    __name__,
    CHAPTERS,
    libraries=[rectified, rectified_book],
    figures="rectified_book.figures",
    variable="RECTIFIED_PROGRESS",
    former=FORMER,
)
chapters, get, progress = bank.chapters, bank.get, bank.progress
hand_in, forget, class_table = bank.hand_in, bank.forget, bank.class_table
