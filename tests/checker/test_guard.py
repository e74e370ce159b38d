"""A check ends, costs little, and leaves the session as it was."""

from __future__ import annotations

import builtins
import cProfile
import math
import os
import random
import sys
import time

import numpy as np
import pytest
from learners import EXAMPLES, by_heart, endless, tampers, with_default
from toys import bank
from toys.first import double

from checker.guard import Guard

NESTED = []


NESTED.append(NESTED)


@pytest.mark.parametrize("name", ["double", "quarter", "single", "three_and_a_letter"])
@pytest.mark.parametrize(
    "thing", [NESTED, "1" * 10**7, np.broadcast_to(1.0, (10**6, 10**6)), [0] * 10**6]
)
def test_what_is_huge_or_holds_itself_is_rejected_like_anything_else(name, thing):
    exercise = bank.get(name)
    assert not exercise.grade((lambda z: thing) if name == "double" else thing).correct


class NeverSaid(Exception):
    def __str__(self):
        while True:
            pass


class NotSaid(Exception):
    def __str__(self):
        raise self


class SaidAtLength(Exception):
    def __str__(self):
        return "x" * 10**6


@pytest.mark.parametrize("error", [NeverSaid, NotSaid, SaidAtLength])
def test_an_error_may_have_any_words(error):
    def stops(z):
        raise error

    verdict = double.grade(stops)
    assert verdict.status == "error"
    assert error.__name__ in verdict.text
    assert len(verdict.text) < 1000


def test_a_lack_of_memory_is_told():
    text = double.grade(lambda z: np.zeros(10**15)).text
    assert "More memory is asked for than there is" in text
    assert "yours    : MemoryError" in text


class Slippery:
    """Its numbers are never there."""

    def __array__(self, *args, **kwargs):
        while True:
            pass


@pytest.mark.parametrize("name", ["double", "quarter", "single"])
def test_an_object_that_never_gives_its_numbers_is_no_number(name):
    exercise = bank.get(name)
    thing = Slippery()
    assert not exercise.grade((lambda z: thing) if name == "double" else thing).correct


@pytest.fixture
def count(monkeypatch):
    """How many guards are entered and how many calls are made in them."""
    counts = {"guards": 0, "calls": 0}
    enter, run = Guard.__enter__, Guard._run

    def entered(guard):
        counts["guards"] += 1
        return enter(guard)

    def ran(guard, *args, **keywords):
        counts["calls"] += 1
        return run(guard, *args, **keywords)

    monkeypatch.setattr(Guard, "__enter__", entered)
    monkeypatch.setattr(Guard, "_run", ran)
    return counts


def test_a_right_answer_is_called_once_for_each_input(count):
    assert len(double.cases) == 4
    count.update(guards=0, calls=0)
    assert double.grade(lambda z: 2 * z).correct
    assert count == {"guards": 1, "calls": 4}


def session() -> list:
    return [
        sys.stdin,
        sys.stdout,
        sys.stderr,
        sys.gettrace(),
        sys.getprofile(),
        sys.getrecursionlimit(),
        os.getcwd(),
        str(np.get_printoptions()),
        str(np.geterr()),
        str(np.random.get_state()),  # noqa: NPY002
        str(random.getstate()),
        [np.add, np.multiply, math.exp, builtins.len, builtins.input, time.sleep, os._exit],
        sorted(vars(builtins)),
    ]


@pytest.mark.parametrize("answer", [a for _, a in EXAMPLES] + [tampers, by_heart, with_default])
def test_the_session_stays_as_it_was(answer):
    before = session()
    double.grade(answer)
    assert session() == before


def test_an_interruption_passes_and_the_session_stays_as_it_was():
    def interrupt(z):
        raise KeyboardInterrupt

    before = session()
    with pytest.raises(KeyboardInterrupt):
        double.grade(interrupt)
    assert session() == before


def test_a_check_may_be_profiled():
    assert cProfile.Profile().runcall(double.grade, endless).status == "endless"


def test_after_an_endless_loop_the_next_answer_is_judged():
    assert double.grade(endless).status == "endless"
    assert double.grade(lambda z: 2 * z).correct


def test_a_long_but_finite_loop_is_no_endless_one():
    def slow(z):
        total = 0 * z
        for _ in range(2000):
            total = total + z / 1000
        return total

    assert double.grade(slow).correct


def test_to_load_a_library_takes_none_of_the_time_of_the_learner(tmp_path, monkeypatch):
    (tmp_path / "slow_to_load.py").write_text("sum(range(10**7))", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    def answer():
        import slow_to_load  # noqa: F401

        return sum(number for number in range(100))

    def endless_after_it():
        answer()
        while True:
            pass

    with Guard(seconds=0.05) as guard:
        assert guard.call(answer).value == 4950
        assert guard.call(endless_after_it).endless


def test_the_guard_returns_what_was_printed():
    with Guard() as guard:
        call = guard.call(lambda: print("a" * 10_000) or 3)
    assert call.value == 3
    assert len(call.printed) == 2000
