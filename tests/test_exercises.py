"""Promises about every exercise: right answers pass, wrong ones are told what is wrong with them.

Everything here runs over all registered exercises. The checker itself is tried in tests/checker/.
"""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys

import nbformat
import numpy as np
from every_exercise import EXERCISES, every_exercise, of_each, right_answers, verdicts
from pages import BOOK, ROOT

from checker import Exercise
from checker.guard import Guard
from checker.observed import ObservedExercise
from checker.source import is_function
from checker.ways import within
from rectified import exercises

# ---------------------------------------------------------------- right and wrong


@every_exercise
def test_right_answers_are_accepted(case):
    refused = {k: v.text for k, v in enumerate(verdicts(case)["right"]) if not v.correct}
    assert refused == {}


@every_exercise
def test_a_wrong_answer_is_told_its_own_misconception(case):
    mistaken = []
    for wrong, verdict in zip(case.wrongs, verdicts(case)["wrong"], strict=True):
        if verdict.correct or verdict.misconception != wrong.name:
            mistaken.append((wrong.name, verdict.misconception, verdict.text))
    assert mistaken == []


@every_exercise
def test_a_wrong_answer_is_rejected_also_without_its_name(case):
    mistaken = []
    for wrong in case.wrongs:
        verdict = case.grade(wrong.answer, named=False)
        rejected = verdict.status not in ("correct", "not started", "misconception")
        if verdict.correct or verdict.misconception or not rejected:
            mistaken.append((wrong.name, verdict.status, verdict.text))
    assert mistaken == []


@every_exercise
def test_a_wrong_answer_without_a_name_is_rejected_and_not_misnamed(case):
    mistaken = {}
    for k, verdict in enumerate(verdicts(case)["others"]):
        if verdict.correct or verdict.misconception is not None:
            mistaken[k] = verdict.text
    assert mistaken == {}


@every_exercise
def test_the_stub_is_not_started(case):
    verdict = case.grade(run(case.stub(), case)[case.name])
    assert verdict.status == "not started", verdict.text


@every_exercise
def test_the_solution_as_shown_is_right(case):
    verdict = case.grade(run(case.solution_code(), case)[case.name])
    assert verdict.correct, verdict.text


def run(source: str, exercise: Exercise) -> dict:
    """Run a cell of the notebook, after the cell with the imports."""
    scope = {}
    exec(exercise.chapter.given, scope)
    exec(source, scope)
    return scope


@every_exercise
def test_grading_twice_says_the_same(case):
    answers = [w.answer for w in case.wrongs[:3]] + case.others[:3] + right_answers(case)[:1]
    for answer in answers:
        assert case.grade(answer).text == case.grade(answer).text


# ---------------------------------------------------------------- what is collected

ENOUGH = {"function": (10, 10), "value": (5, 5), "choice": (2, 3), "task": (5, 5)}


@every_exercise
def test_an_exercise_has_many_answers(case):
    n_right, n_wrong = ENOUGH[case.kind]
    assert len(right_answers(case)) >= n_right
    assert len(case.wrongs) + len(case.others) >= n_wrong
    assert len({wrong.name for wrong in case.wrongs}) >= (2 if case.kind == "choice" else 3)


@every_exercise
def test_an_exercise_is_whole(case):
    assert case.title
    assert not case.title.endswith(".")
    assert len(case.statement) > 40
    assert len(case.why) > 40 or case.kind == "choice"
    assert len(case.hints) >= (1 if case.kind == "choice" else 2)
    assert "..." not in case.solution_code()
    solution = case.solution_code().splitlines()[-1].strip().removeprefix("return ")
    assert not any(solution in hint for hint in case.hints if len(solution) > 8)


@every_exercise
def test_a_name_of_a_misconception_has_one_message(case):
    messages = {}
    for wrong in case.wrongs:
        assert messages.setdefault(wrong.name, wrong.message) == wrong.message


@every_exercise
def test_a_message_is_for_a_learner(case):
    lines = solution_lines(case)
    for message in {wrong.message for wrong in case.wrongs}:
        assert message[-1] in ".?!)", message
        assert 20 <= len(message) <= 260, message
        assert message.count("`") % 2 == 0, message
        for line in lines:
            assert line not in message, "the message gives the answer away"


def solution_lines(exercise: Exercise) -> list[str]:
    """The expressions of a solution that are long enough to be recognized."""
    if not is_function(exercise):
        return []
    lines = exercise.solution_code().splitlines()[1:]
    found = [re.sub(r"^(return|\w+ =) ", "", line.strip()) for line in lines]
    return [line for line in found if len(line) > 12]


# ---------------------------------------------------------------- the words

NEVER = re.compile(  # an address, a path, and what NumPy writes in one version and not in another
    r"0x[0-9a-f]{4,}|(?<![\w.])/(?:home|root|tmp|usr|work)/|<function|<lambda>|\bobject at\b"
    r"|\bnp\.(?:float|int|uint|bool|complex|str)\w*\(|(?<![\w.])array\(|\bdtype="
)


@every_exercise
def test_no_text_shows_what_differs_from_computer_to_computer(case):
    for verdict in itertools.chain(*verdicts(case).values()):
        assert not NEVER.search(verdict.text), verdict.text
        assert not NEVER.search(verdict.html)


@every_exercise
def test_the_page_says_what_the_text_says(case):
    for verdict in verdicts(case)["wrong"][:5]:
        words = re.sub(r"<[^>]+>", " ", verdict.html)
        for word in re.findall(r"\w+", verdict.text):
            assert word in words
        assert verdict.html.startswith('<div class="verdict" role="status"')


def asked_and_told() -> str:
    """The inputs of every exercise, and what its first wrong answer is told."""
    parts = []
    for exercise in EXERCISES:
        told = exercise.grade(exercise.wrongs[0].answer).text
        parts.append(f"{exercise.key} {getattr(exercise, 'cases', None)!r} {told}")
    return re.sub(r" at 0x\w+", "", "\n".join(parts))


def test_every_learner_is_asked_and_told_the_same():
    """Neither depends on the order in which a process hashes, which is another one each time."""
    paths = os.pathsep.join(str(ROOT / folder) for folder in ("tests", "tools"))
    told = subprocess.run(
        [sys.executable, "-c", "import test_exercises as t; print(t.asked_and_told())"],
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    ).stdout
    assert told == asked_and_told() + "\n"


# ---------------------------------------------------------------- single exercises


def test_a_training_that_changes_the_labels_of_the_caller_is_told_so():
    def learn(X, y):
        y[y == 0] = -1
        return np.ones((2, 1)), [0], [1], 0

    assert "changes the X or the y" in exercises.get("relu.learn").grade(learn).text


def test_a_training_of_the_library_is_one_call():
    from rectified import MLP, datasets

    def train():
        return MLP([2, 4, 1], output="sigmoid").fit(*datasets.circles(), epochs=3).n_epochs

    with Guard(steps=200) as guard:
        done = guard.call(train)
    assert done.error is None
    assert not done.endless


@of_each([e for e in EXERCISES if e.has_picture], lambda e: f"{e.id}-{e.name}")
def test_a_picture_has_a_description(case):
    _, alt = case._picture()
    assert len(alt) >= 40
    assert np.any([c.isdigit() for c in alt])


def test_an_observed_exercise_has_a_message_for_each_fact():
    for exercise in EXERCISES:
        if isinstance(exercise, ObservedExercise) and not isinstance(exercise.differs, str):
            assert set(exercise.expected()) <= set(exercise.differs), exercise


FUNCTIONS = [e for e in EXERCISES if e.kind == "function"]


@of_each(FUNCTIONS, lambda e: f"{e.id}-{e.name}")
def test_an_answer_that_asks_the_exercise_is_not_accepted(case):
    verdict = case.grade(lambda *args: case(*args))
    assert verdict.status in ("the exercise itself", "arguments")


@of_each(FUNCTIONS, lambda e: f"{e.id}-{e.name}")
def test_a_statement_says_that_arrays_are_not_to_be_changed(case):
    """Where an answer that changes them is refused."""
    arrays = any(isinstance(value, np.ndarray) for args in case.cases for value in args.values())
    said = re.search(r"[Ll]eave|copy|as it was", case.statement + case.chapter.intro)
    assert said or not arrays


@every_exercise
def test_an_exercise_says_how_hard_and_long_it_is_and_what_it_practices(case):
    level, minutes, practices, read = case.way
    assert level in (1, 2, 3)
    assert 2 <= minutes <= 30
    assert 3 <= len(practices) <= 50
    page, _, label = read.partition("#")
    book = nbformat.read(BOOK / f"{page}.ipynb", as_version=4)
    assert any(f"({label})=" in cell.source for cell in book.cells), read


def test_the_way_takes_no_longer_than_it_says():
    for chapter in exercises.chapters():
        for minutes in (10, 60):
            chosen = within(chapter, minutes)
            assert len(chosen) >= 1
            assert sum(exercise.way.minutes for exercise in chosen) <= minutes


def test_the_statements_use_the_word_of_the_chapters():
    for exercise in EXERCISES:
        if exercise.chapter.number <= 5:
            said = [exercise.statement, exercise.why, *exercise.hints]
            said += [wrong.message for wrong in exercise.wrongs if "F1" not in wrong.message]
            assert not re.search(r"\bscores?\b", " ".join(said)), exercise
