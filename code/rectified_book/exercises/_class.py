"""A class: the picture of its misconceptions, and a made-up one to show it with."""

from __future__ import annotations

import importlib
import random
from pathlib import Path
from typing import Any

from checker.progress import Notes, hand_ins, handed_in, misconceptions

DAY = "2026-01-31"
LEARNERS = 30
SOLVES = 0.85  # the chance that a simulated learner solves an exercise
MEETS = (0.35, 0.2, 0.1)  # that one meets its first, second and third misconception


def class_picture(folder: str = ".") -> None:
    """Show which misconceptions most of a class has met: counted from the files handed in.

    folder: where the files `exercises-....csv` are.

        exercises.class_picture("hand-ins")
    """
    files = hand_ins(folder)
    figures = importlib.import_module("rectified_book.figures")
    figures.show(*figures.teaching.misconceptions(misconceptions(files), len(files)))


def simulate(
    bank: Any, folder: Path, learners: int = LEARNERS, chapter: int = 1, seed: int = 0
) -> None:
    """Write hand-ins of learners who do not exist, by chance: what they met says nothing of people.

    bank: of the exercises. folder: an empty one. chapter: whose exercises they have tried.
    """
    rng = random.Random(seed)
    (part,) = (one for one in bank.chapters() if one.number == chapter)
    for number in range(1, learners + 1):
        notes = Notes()
        skill = rng.uniform(0.4, 1.6)
        for exercise in part.exercises.values():
            names = list(dict.fromkeys(wrong.name for wrong in exercise.wrongs))
            for name, chance in zip(names, MEETS, strict=False):
                if rng.random() < chance / skill:
                    notes.met.add((exercise.key, name))
            if rng.random() < SOLVES:
                notes.solved[exercise.key] = DAY
        name, text = handed_in(f"Simulated {number:02}", bank.rows(), notes)
        Path(folder, name).write_text(text, encoding="utf-8-sig")
