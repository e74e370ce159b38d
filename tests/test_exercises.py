"""Promises about every exercise: right answers pass, wrong ones are told what is wrong with them.

Everything here runs over all registered exercises. The checker itself is tried in tests/checker/.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import exercise_notebooks
import numpy as np
import pages
import pytest

from checker import Exercise
from checker.guard import Guard
from checker.observed import ObservedExercise
from checker.source import is_function
from rectified import exercises
from rectified_book.exercises import bank
from rectified_book.exercises._former import FORMER

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


# ---------------------------------------------------------------- right and wrong


@every_exercise
def test_right_answers_are_accepted(case):
    refused = {}
    for k, answer in enumerate(right_answers(case)):
        verdict = case.grade(answer)
        if not verdict.correct:
            refused[k] = verdict.text
    assert refused == {}


@every_exercise
def test_a_wrong_answer_is_told_its_own_misconception(case):
    mistaken = []
    for wrong in case.wrongs:
        verdict = case.grade(wrong.answer)
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
    for k, answer in enumerate(case.others):
        verdict = case.grade(answer)
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
    for message in {wrong.message for wrong in case.wrongs}:
        assert message[-1] in ".?!)", message
        assert 20 <= len(message) <= 260, message
        assert message.count("`") % 2 == 0, message
        for line in solution_lines(case):
            assert line not in message, "the message gives the answer away"


def solution_lines(exercise: Exercise) -> list[str]:
    """The expressions of a solution that are long enough to be recognized."""
    if not is_function(exercise):
        return []
    lines = exercise.solution_code().splitlines()[1:]
    found = [re.sub(r"^(return|\w+ =) ", "", line.strip()) for line in lines]
    return [line for line in found if len(line) > 12]


# ---------------------------------------------------------------- the words

NEVER = re.compile(
    r"0x[0-9a-f]{4,}|(?<![\w.])/(?:home|root|tmp|usr|work)/|<function|<lambda>|\bobject at\b"
)


@every_exercise
def test_no_text_shows_an_address_or_a_path(case):
    answers = [w.answer for w in case.wrongs] + case.others + right_answers(case)
    for verdict in map(case.grade, answers):
        assert not NEVER.search(verdict.text), verdict.text
        assert not NEVER.search(verdict.html)


@every_exercise
def test_the_page_says_what_the_text_says(case):
    for answer in [w.answer for w in case.wrongs][:5]:
        verdict = case.grade(answer)
        words = re.sub(r"<[^>]+>", " ", verdict.html)
        for word in re.findall(r"\w+", verdict.text):
            assert word in words
        assert verdict.html.startswith('<div class="verdict" role="status"')


@of_each(CHAPTERS, lambda c: c.name)
def test_the_words_are_the_same_on_every_version_of_python_and_numpy(case):
    stored = exercise_notebooks.digest_file(case).read_text(encoding="utf-8")
    now = exercise_notebooks.digests(case).splitlines()
    assert [line for line in now if line not in stored.splitlines()] == [], "run `make notebooks`"


# ---------------------------------------------------------------- mutants of the solution

SWAPS = {
    ast.Add: [ast.Sub],
    ast.Sub: [ast.Add],
    ast.Mult: [ast.Div, ast.Add],
    ast.Div: [ast.Mult],
    ast.Pow: [ast.Mult],
    ast.MatMult: [ast.Mult],
    ast.GtE: [ast.Gt, ast.Lt],
    ast.Gt: [ast.GtE, ast.Lt],
    ast.LtE: [ast.Lt],
    ast.Lt: [ast.LtE, ast.Gt],
    ast.Eq: [ast.NotEq],
    ast.NotEq: [ast.Eq],
}
FUNCTIONS = {
    "maximum": "minimum",
    "minimum": "maximum",
    "sum": "mean",
    "mean": "sum",
    "max": "min",
    "min": "max",
    "all": "any",
    "exp": "expm1",
    "prod": "sum",
    "cumprod": "cumsum",
    "norm": "sum",
    "sqrt": "square",
}


def mutants(function) -> Iterator[tuple[str, str]]:
    """Sources of the function with one small thing changed, and the line that was changed."""
    source = textwrap.dedent(inspect.getsource(function))
    size = sum(1 for _ in ast.walk(ast.parse(source)))
    for position in range(size):
        for choice in range(2):
            tree = ast.parse(source)
            tree.body[0].decorator_list = []
            node = list(ast.walk(ast.parse(source)))[position]
            original = list(ast.walk(tree))
            target = next(
                (
                    other
                    for other in original
                    if type(other) is type(node)
                    and getattr(other, "lineno", 0) == getattr(node, "lineno", 0)
                    and getattr(other, "col_offset", 0) == getattr(node, "col_offset", 0)
                    and getattr(other, "end_col_offset", 0) == getattr(node, "end_col_offset", 0)
                ),
                None,
            )
            if target is None or not hasattr(target, "lineno") or not mutate(target, choice):
                continue
            if isinstance(tree.body[0].body[0], ast.Expr) and ast.get_docstring(tree.body[0]):
                del tree.body[0].body[0]
            lines = ast.unparse(tree).splitlines()
            before = ast.parse(source)
            before.body[0].decorator_list = []
            if ast.get_docstring(before.body[0]):
                del before.body[0].body[0]
            old = ast.unparse(before).splitlines()
            changed = [new.strip() for new in lines if new not in old]
            if changed:
                yield ast.unparse(tree), changed[0]


def mutate(node: ast.AST, choice: int) -> bool:
    """Change the node in one way; say whether there was one."""
    if isinstance(node, ast.BinOp):
        swaps = SWAPS.get(type(node.op), [])
        if choice < len(swaps):
            node.op = swaps[choice]()
            return True
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        swaps = SWAPS.get(type(node.ops[0]), [])
        if choice < len(swaps):
            node.ops = [swaps[choice]()]
            return True
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        node.value = node.value + 1 if choice == 0 else node.value - 1
        return True
    if isinstance(node, ast.Attribute) and choice == 0 and node.attr in FUNCTIONS:
        node.attr = FUNCTIONS[node.attr]
        return True
    if isinstance(node, ast.UnaryOp) and choice == 0 and isinstance(node.op, ast.USub):
        node.op = ast.UAdd()
        return True
    return False


@of_each([e for e in EXERCISES if e.kind == "function"], lambda e: f"{e.id}-{e.name}")
def test_a_mutant_of_the_solution_is_rejected(case):
    scope = dict(vars(inspect.getmodule(case.reference)))
    accepted = []
    for source, line in mutants(case.reference):
        exec(source, scope)
        if case.grade(scope[case.reference.__name__]).correct and line not in case.equivalent:
            accepted.append(line)
    assert accepted == [], "either the inputs are too weak, or list the line as `equivalent`"


# ---------------------------------------------------------------- notebooks


@of_each(CHAPTERS, lambda c: c.name)
def test_the_notebook_is_as_the_exercises_make_it(case):
    assert exercise_notebooks.differences(case) == [], "run `make notebooks`"


@of_each(CHAPTERS, lambda c: c.name)
def test_the_pictures_are_as_the_exercises_draw_them(case, request):
    wanted, folder = exercise_notebooks.pictures(case), exercise_notebooks.FOLDER / "pictures"
    assert set(folder.glob(f"{case.number}-*")) == set(wanted), "run `make notebooks`"
    if request.config.getoption("compare") == "text":
        return  # another version of Matplotlib draws them in another way
    for path, drawing in wanted.items():
        assert path.read_text(encoding="utf-8") == drawing, "run `make notebooks`"


@of_each(CHAPTERS, lambda c: c.name)
def test_a_stored_notebook_has_not_been_started(case):
    book = exercise_notebooks.written(case)
    checks = [c for c in book.cells if c.cell_type == "code" and ".check(" in c.source]
    assert len(checks) == len(case.exercises)
    for cell in checks:
        (output,) = cell.outputs
        assert "Not started" in output.data["text/plain"]


def test_get_knows_every_exercise():
    for exercise in EXERCISES:
        assert exercises.get(exercise.id) is exercise
        assert exercises.get(exercise.key) is exercise
    for unknown in ("9.1", "1.99", "", "x"):
        with pytest.raises(KeyError, match="id must be one of"):
            exercises.get(unknown)


def test_the_chapters_come_in_the_order_of_the_book():
    named = [name for name in pages.documents() if name.startswith("exercises/")]
    assert [f"exercises/{c.page}" for c in CHAPTERS] == named


@of_each(CHAPTERS, lambda c: c.name)
def test_exercises_have_the_number_of_their_chapter(case):
    assert pages.chapters()[case.number - 1] == case.page


@of_each(CHAPTERS, lambda c: c.name)
def test_the_first_cell_gives_a_chapter_the_number_that_it_has(case):
    assert f"from rectified.exercises import {case.name} as ch{case.number}" in case.given
    assert set(re.findall(r"\bch\d+\b", case.given + case.intro)) == {f"ch{case.number}"}


@every_exercise
def test_another_exercise_is_named_by_its_number(case):
    messages = [wrong.message for wrong in case.wrongs]
    for text in (case.statement, case.why, *case.hints, *messages):
        assert "exercise @" not in text
        for id in re.findall(r"exercise (\d+\.\d+)", text):
            assert id in case.chapter.exercises


def test_every_file_of_a_chapter_is_an_exercise_of_it():
    for chapter in CHAPTERS:
        folder = Path(sys.modules[chapter.package].__file__).parent
        files = {path.stem for path in folder.glob("[a-z]*.py")}
        assert files == {exercise.name for exercise in chapter.exercises.values()}


# ---------------------------------------------------------------- what learners already have


def test_notebooks_find_the_exercises_under_the_name_of_the_library():
    for chapter in CHAPTERS:
        scope = {}
        exec(f"from rectified.exercises import {chapter.name} as ch", scope)
        for exercise in chapter.exercises.values():
            assert getattr(scope["ch"], exercise.name) is exercise
    from rectified.exercises import get, hand_in, progress

    assert (get, hand_in, progress) == (bank.get, bank.hand_in, bank.progress)
    with pytest.raises(AttributeError, match=r"rectified\.exercises.* no attribute 'nothing'"):
        exercises.nothing  # noqa: B018


def test_a_file_of_progress_from_before_the_exercises_had_names_is_understood(
    tmp_path, monkeypatch, capsys
):
    file = tmp_path / "my-progress.txt"
    file.write_text("1.1 2026-01-31\n1.3\n2.10 2026-02-01\n5.17 2026-02-02\n", encoding="utf-8")
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("RECTIFIED_PROGRESS", str(file))
    monkeypatch.setattr(bank.noted, "_solved", {})
    exercises.progress()
    solved = re.findall(r"✓ \S+ +(.+)", capsys.readouterr().out)
    names = ["perceptrons.weighted_sum", "perceptrons.predict"]
    names += ["activation_functions.which_collapse", "leaky_relu.rescue"]
    assert solved == [exercises.get(name).title for name in names]
    assert dict(line.partition(" ")[::2] for line in file.read_text().splitlines()) == dict(
        zip(names, ["2026-01-31", "", "2026-02-01", "2026-02-02"], strict=True)
    )


def test_all_numbers_of_that_time_have_a_name():
    chapters = {1: 18, 2: 19, 3: 19, 4: 17, 5: 17}
    assert list(FORMER) == [f"{c}.{k}" for c, n in chapters.items() for k in range(1, n + 1)]
    assert len({*FORMER.values()}) == len(FORMER)
    assert {*FORMER.values()} <= {exercise.key for exercise in EXERCISES}


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
