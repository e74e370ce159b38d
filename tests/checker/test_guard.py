"""A check ends, costs little, and leaves the session as it was."""

from __future__ import annotations

import builtins
import cProfile
import math
import os
import random
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
from learners import EXAMPLES, by_heart, endless, tampers, with_default
from toys import bank
from toys.first import double

from checker import steps
from checker.guard import Guard

_SLEEP = time.sleep  # as `from time import sleep` gives it

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


@pytest.mark.parametrize("change", [type(os.environ).clear, lambda names: names.pop("PATH")])
def test_environment_variables_are_put_back(change):
    before = dict(os.environ)

    def changes(z):
        change(os.environ)
        return 2 * z

    double.grade(changes)
    assert dict(os.environ) == before


def test_a_library_that_is_loaded_is_put_back():
    special = pytest.importorskip("scipy.special")
    expit = special.expit

    def patches(z):
        special.expit = math.exp
        return 2 * z

    double.grade(patches)
    assert special.expit is expit


def test_a_library_that_the_answer_loads_is_put_back(monkeypatch):
    special = pytest.importorskip("scipy.special")
    expit = special.expit
    monkeypatch.delitem(sys.modules, "scipy.special")

    def loads_and_patches(z):
        sys.modules["scipy.special"] = special
        special.expit = math.exp
        return 2 * z

    double.grade(loads_and_patches)
    assert special.expit is expit


def waits_by_clock():
    _SLEEP(60)


def waits_in_a_loop():
    while True:
        _SLEEP(0.01)


def waits_for_a_program():
    subprocess.run([sys.executable, "-c", "import time; time.sleep(60)"], check=True)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no alarms here")
@pytest.mark.parametrize("wait", [waits_by_clock, waits_in_a_loop, waits_for_a_program])
def test_who_waits_without_end_is_stopped(wait):
    with Guard(seconds=0.1) as guard:
        assert guard.call(wait).endless
        assert guard.call(lambda: 3).value == 3
    assert signal.getsignal(signal.SIGALRM) is signal.SIG_DFL


def test_without_alarms_a_loop_that_waits_is_stopped_at_its_next_round(monkeypatch):
    monkeypatch.setattr(steps._Counter, "_set_alarm", lambda counter: None)
    with Guard(seconds=0.01) as guard:
        assert guard.call(waits_in_a_loop).endless


def test_a_frozen_computer_is_no_waiting(monkeypatch):
    """Ninety seconds in which nothing at all runs are looked at once."""
    with Guard() as guard:
        counter = guard._counter
        counter.seen = (counter.seen[0] - 90, counter.seen[1])
        assert not counter.look()


def test_a_huge_result_ends_the_check():
    calls = []

    def outer(z):
        calls.append(1)
        return np.broadcast_to(1.0, (20_000, 20_000))

    verdict = double.grade(outer)
    assert verdict.status == "huge"
    assert len(calls) == 1


def changes_the_reference(z):
    double.reference = abs
    return abs(z)


def changes_the_inputs(z):
    double._prepared = None
    return 2 * z


@pytest.mark.parametrize(
    "answer",
    [
        lambda z: double(z),
        lambda z: double.reference(z),
        lambda z: bank.get("double")(z),
        changes_the_reference,
        changes_the_inputs,
    ],
)
def test_an_answer_that_asks_or_changes_the_exercise_is_noticed(answer):
    verdict = double.grade(answer)
    assert verdict.status == "the exercise itself"
    assert double.grade(lambda z: 2 * z).correct
