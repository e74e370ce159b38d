"""Promises about the notebooks of the exercises, and about what learners already have."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import exercise_notebooks
import nbformat
import pages
import pytest
from every_exercise import CHAPTERS, EXERCISES, every_exercise, of_each

from checker.progress import Notes
from rectified import exercises
from rectified_book.exercises import bank
from rectified_book.exercises._former import FORMER

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
    for unknown in ("99.1", "1.99", "", "x"):
        with pytest.raises(KeyError, match="id must be one of"):
            exercises.get(unknown)


def test_the_chapters_come_in_the_order_of_the_book():
    named = [name for name in pages.documents() if name.startswith("exercises/")]
    assert [f"exercises/{c.page}" for c in CHAPTERS] == named


@of_each(CHAPTERS, lambda c: c.name)
def test_exercises_have_the_number_of_their_chapter(case):
    assert pages.chapters()[case.number - 1].removeprefix(pages.APPLICATIONS) == case.page


@of_each(CHAPTERS, lambda c: c.name)
def test_the_first_cell_gives_a_chapter_the_number_that_it_has(case):
    assert f"from rectified.exercises import {case.name} as ch{case.number}" in case.given
    assert set(re.findall(r"\bch\d+\b", f"{case.given}\n{case.intro}")) == {f"ch{case.number}"}


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


@of_each(CHAPTERS, lambda c: c.name)
def test_the_last_page_of_a_chapter_ends_with_a_choice_of_three_exercises(case):
    first = pages.chapters()[case.number - 1]
    last = pages.BOOK / f"{[first, *pages.sections().get(first, [])][-1]}.ipynb"
    text = "\n".join(cell.source for cell in nbformat.read(last, as_version=4).cells)
    found = re.findall(rf"\[([^\]]+)\]\([./]*exercises/{case.page}\.ipynb#([\w-]+)\)", text)
    titles = {exercise.anchor: exercise.title for exercise in case.exercises.values()}
    assert [(titles[anchor], anchor) for _, anchor in found] == found
    assert len(found) == 3


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
    monkeypatch.setattr(bank.noted, "_notes", Notes())
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
