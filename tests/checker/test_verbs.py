"""What a learner calls: check, hint, solution, report."""

from __future__ import annotations

import inspect
from collections import Counter

import numpy as np
import pytest
from learners import endless, with_default
from toys import bank
from toys.first import double, line
from toys.second import single


def test_a_solution_is_shown_after_a_try(progress_file, capsys):
    double.solution()
    assert "Try it first" in capsys.readouterr().out
    double.check(lambda z: 3 * z)
    double.solution()
    assert "return 2 * z" in capsys.readouterr().out


def test_hints_come_one_after_the_other(capsys):
    for text in ("Hint 1 of 2: one", "Hint 2 of 2: two", "There are 2 hints"):
        line.hint()
        assert text in capsys.readouterr().out
    line.hint(1)
    assert "Hint 1" in capsys.readouterr().out


def test_a_report_holds_the_answer_and_the_versions(progress_file, capsys):
    double.check(with_default)
    capsys.readouterr()
    double.report()
    report = capsys.readouterr().out
    assert "def with_default" in report
    assert np.__version__ in report
    assert "Correct" in report


def test_a_report_tells_what_came_of_each_input(progress_file, capsys):
    def picky(z):
        return 2 * z if np.ndim(z) < 2 else undefined  # noqa: F821

    double.report(picky)
    report = capsys.readouterr().out
    assert "✓ z = [-1, 0.5]: [-2, 1]" in report
    assert "✗ z = [[1, 2], [-3, 0]]: NameError: name 'undefined' is not defined" in report


@pytest.mark.parametrize("answer", [3, ..., endless, lambda z: ...])
def test_a_report_may_be_about_anything(answer, capsys):
    double.report(answer)
    assert "The checker says" in capsys.readouterr().out


def test_a_single_hint_is_spoken_of_in_the_singular(capsys):
    single.hint(2)
    assert "There is one hint." in capsys.readouterr().out


@pytest.mark.parametrize("verb", ["check", "hint", "solution", "report"])
def test_help_on_a_verb_shows_how_to_use_it(verb):
    text = inspect.getdoc(getattr(double, verb))
    assert f"ch1.step.{verb}(" in text
    assert "0x" not in str(inspect.signature(getattr(double, verb)))


def test_check_without_an_answer_says_what_is_missing(capsys):
    double.check()
    assert "double.check(double)" in capsys.readouterr().out


def test_an_advice_can_be_typed_as_it_stands(capsys, progress_file):
    double.check()
    double.hint(9)
    double.solution()
    said = capsys.readouterr().out + double.grade(3).text
    assert "`ch1.double.check(double)`" in said
    for verb in ("check(double)", "solution()", "hint()", "solution(anyway=True)"):
        assert f"`ch1.double.{verb}`" in said


def test_a_right_answer_is_told_why_and_what_comes_next(capsys, progress_file):
    double.check(lambda z: 2 * z)
    said = capsys.readouterr().out
    assert said.startswith("✓ Correct: 1.1 double\n  because\n")
    assert "Compare with `ch1.double.solution()`. Next: 1.2 line." in said


def test_after_the_second_try_of_one_kind_a_page_is_named(capsys, progress_file, monkeypatch):
    monkeypatch.setattr(double, "_kinds", Counter())
    double.check(lambda z: 3 * z)
    double.check(lambda z: z + 1e3)
    assert "Read again" not in capsys.readouterr().out
    double.check(lambda z: 3 * z)
    assert "Read again: doubling (first.ipynb#double)." in capsys.readouterr().out


def test_a_solution_that_was_shown_before_the_success_is_remembered(progress_file, capsys):
    double.check(lambda z: 2 * z)
    double.solution()
    assert bank.noted.notes().seen == set()
    bank.forget()
    double.solution(anyway=True)
    double.check(lambda z: 2 * z)
    capsys.readouterr()
    bank.progress()
    assert "✓ 1.1   Double, solved after the solution" in capsys.readouterr().out


def test_a_verb_that_does_not_exist_names_those_that_do():
    with pytest.raises(AttributeError, match=r"ch1.double has no 'chek': an exercise has check"):
        double.chek  # noqa: B018
