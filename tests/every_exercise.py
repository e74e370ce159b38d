"""All exercises, and the stored answers of each, for the tests that run over them."""

from __future__ import annotations

import functools

import exercise_notebooks
import pytest

from checker import Exercise
from checker.feedback import Result
from rectified import exercises

CHAPTERS = exercises.chapters()
EXERCISES = [e for chapter in CHAPTERS for e in chapter.exercises.values()]


def of_each(values, ids) -> pytest.MarkDecorator:
    values = list(values)
    return pytest.mark.parametrize("case", values, ids=[ids(value) for value in values])


every_exercise = of_each(EXERCISES, lambda e: f"{e.id}-{e.name}")


def right_answers(exercise: Exercise) -> list:
    """The reference and all other right answers."""
    n = len(exercise.wrongs) + len(exercise.others)
    return exercise_notebooks.answers(exercise)[: -n or None]


@functools.cache
def verdicts(exercise: Exercise) -> dict[str, list[Result]]:
    """What the checker says about the answers, graded once: those right, wrong and others."""
    wrong = [stored.answer for stored in exercise.wrongs]
    answers = {"right": right_answers(exercise), "wrong": wrong, "others": exercise.others}
    return {kind: [exercise.grade(answer) for answer in these] for kind, these in answers.items()}
