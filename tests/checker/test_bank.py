"""Exercises are known by their names; numbers follow from the order."""

from __future__ import annotations

import sys

import numpy as np
import pytest
import toys
from toys import bank, first

from checker import Bank, function, steps
from checker.guard import Guard

TEXTS = {"hints": ["one", "two"], "why": "because"}


def test_numbers_follow_from_the_order_of_chapters_and_exercises():
    numbers = {exercise.key: exercise.id for exercise in bank.exercises()}
    assert list(numbers) == [
        *("first.double", "first.line", "first.total"),
        *("second.quarter", "second.single", "second.three_and_a_letter"),
    ]
    assert list(numbers.values()) == ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3"]
    assert first.chapter.sections == {
        "1.1": ("To begin with", ""),
        "1.3": ("And then", "This follows."),
    }


def test_an_exercise_is_found_by_its_name_and_by_its_number():
    for id in ("line", "first.line", "1.2"):
        assert bank.get(id) is first.line
    assert repr(first.line) == "<exercise 1.2 line>"


def test_an_exercise_is_an_attribute_of_its_chapter():
    assert first.double is sys.modules["toys.first.double"].double


@pytest.mark.parametrize("unknown", ["4.99", "9.1", "", "x", None])
def test_an_unknown_exercise_is_told_the_range_of_each_chapter(unknown):
    with pytest.raises(KeyError, match=r"one of 1\.1 to 1\.3, 2\.1 to 2\.3, or a name, got"):
        bank.get(unknown)


def test_a_chapter_that_does_not_exist_is_named():
    with pytest.raises(ValueError, match="one of 1, 2, got 9"):
        bank.progress(9)
    with pytest.raises(ValueError, match="one of first, second, got 'third'"):
        bank.chapter("toys.third", "Third")


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Write a bank of exercises, as files of a package, and return it."""
    monkeypatch.syspath_prepend(tmp_path)

    def write(**chapters: list[str]) -> Bank:
        package = f"bank_{len(list(tmp_path.iterdir()))}_in_{tmp_path.name}".replace("-", "_")
        texts = {
            "__init__.py": f"import checker\nbank = checker.Bank(__name__, {list(chapters)})\n"
        }
        for chapter, names in chapters.items():
            texts[f"{chapter}/__init__.py"] = (
                f"from .. import bank\nchapter = bank.chapter(__name__, 'Title')\n"
                f"chapter.section('Section', {names})\n"
            )
            texts |= {f"{chapter}/{name}.py": EXERCISE.format(name) for name in names}
        for name, text in texts.items():
            path = tmp_path / package / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return __import__(package).bank

    return write


EXERCISE = '''
from checker import function

@function(
    cases=[],
    more=lambda rng: (rng.uniform(),),
    hints=["As in exercise @start."],
    why="See exercise @start.",
)
def {0}(z):
    """Title

    As in exercise @start, but not @end.
    """
    return z

{0}.wrong("name", abs, says="That is exercise @start.")
'''


def test_numbers_move_with_the_order_and_names_do_not(write):
    before = write(one=["start", "end"], two=["start"])
    after = write(two=["start"], one=["middle", "start", "end"])
    assert [before.get(f"one.{name}").id for name in ("start", "end")] == ["1.1", "1.2"]
    assert [after.get(f"one.{name}").id for name in ("start", "end")] == ["2.2", "2.3"]
    end = after.get("end")
    assert end.statement == "As in exercise 2.2, but not @end."
    assert (end.hints, end.why) == (["As in exercise 2.2."], "See exercise 2.2.")
    assert end.wrongs[0].message == "That is exercise 2.2."


def test_inputs_are_drawn_from_the_name_and_not_from_the_number(write):
    before = write(one=["start", "end"])
    after = write(one=["middle", "start", "end"])
    drawn = before.get("end").cases
    assert drawn == after.get("end").cases
    assert drawn != before.get("start").cases


def test_a_name_that_several_chapters_have_needs_its_chapter(write):
    bank = write(one=["start", "end"], two=["start"])
    with pytest.raises(KeyError, match=r"one of one\.start, two\.start, got 'start'"):
        bank.get("start")
    assert bank.get("two.start").id == "2.1"


def test_a_name_comes_once_in_a_chapter(write):
    with pytest.raises(ValueError, match="names of their own, got start twice"):
        write(one=["start", "start"]).chapters()


def test_an_exercise_without_a_chapter_has_no_number(capsys):
    @function(cases=[(1.0,), (2.0,)], **TEXTS)
    def alone(z):
        """Alone

        Twice z.
        """
        return 2 * z

    assert alone.grade(lambda z: 2 * z).text == "✓ Correct: alone"
    alone.check(lambda z: 3 * z)
    alone.report()
    assert "Exercise alone\nPython " in capsys.readouterr().out


# ---------------------------------------------------------------- whose steps are counted

LOOP = "def loop():\n    for k in range(9999):\n        pass\n    return k\n"


@pytest.fixture
def library(tmp_path, monkeypatch):
    """A module with a function that takes more steps than a learner may."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(steps, "_libraries", set(steps._libraries))
    monkeypatch.setattr(steps, "_answers", set(steps._answers))
    name = f"library_in_{tmp_path.name}".replace("-", "_")
    (tmp_path / name).mkdir()
    (tmp_path / name / "__init__.py").write_text(LOOP, encoding="utf-8")
    steps.is_library.cache_clear()
    yield __import__(name)
    steps.is_library.cache_clear()


def ends(function) -> bool:
    with Guard(steps=200) as guard:
        return not guard.call(lambda: function()).endless


def test_the_steps_of_a_library_are_not_those_of_the_learner(library):
    assert not ends(library.loop)
    steps.add_library(library)
    assert ends(library.loop)


def test_stored_answers_are_counted_also_inside_a_library(library):
    steps.add_library(library)
    steps.add_answers(library.loop)
    assert not ends(library.loop)


def test_pictures_are_drawn_by_the_module_that_the_bank_names(monkeypatch, capsys):
    monkeypatch.setattr(bank, "figures", "toys")
    monkeypatch.setattr(toys, "show", lambda figure, alt: print(figure, alt), raising=False)
    monkeypatch.setattr(first.line, "_picture", lambda: ("figure", "A line."))
    first.line.picture()
    assert capsys.readouterr().out == "figure A line.\n"


def test_a_stored_wrong_answer_is_called_once_for_each_input(monkeypatch):
    calls = []

    @function(cases=[(np.array([1.0, k]),) for k in range(4)], **TEXTS)
    def alone(z):
        """Alone

        Twice z.
        """
        return 2 * z

    def wrong(z):
        calls.append(z)
        return 3 * z

    alone.wrong("three", wrong, says="That is three times z.")
    for _ in range(3):
        assert alone.grade(lambda z: 3 * z).misconception == "three"
    assert len(calls) == 4


def test_a_number_without_quotes_that_may_mean_two_exercises_is_refused(monkeypatch):
    monkeypatch.setattr(bank.get("double"), "id", "1.10")
    monkeypatch.setattr(bank.get("line"), "id", "1.1")
    with pytest.raises(KeyError, match=r'in quotes, "1.10" or "1.1", got the number 1.1'):
        bank.get(1.10)
    assert bank.get("1.10").name == "double"
    assert bank.get(2.1).name == "quarter"


def test_a_name_that_is_nearly_right_is_told_which_was_meant():
    from toys import first

    with pytest.raises(AttributeError, match=r"one of double, line, total, got 'duoble'.*'double'"):
        first.duoble  # noqa: B018
    with pytest.raises(KeyError, match="did you mean 'double'"):
        bank.get("duoble")
