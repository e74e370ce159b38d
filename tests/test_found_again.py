"""Promises of the comparison with stored numbers: it forgives rounding, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest
import rounding
from found_again import RUNS, apart, found_again, nothing_remembered, numbers

from rectified import experiments
from rectified.experiments import dead_units
from rectified.network import MLP

START = MLP([2, 3, 1], rng=0).theta


def grown() -> float:
    """The noise of a start, as chaos would show it: 0 without any, else of the size of 1."""
    return float(1e13 * (MLP([2, 3, 1], rng=0).theta - START).sum())


def test_what_is_found_as_it_is_stored_is_measured_once():
    times = []
    found_again([[2, None], "01"], lambda: times.append(1) or ((2, np.nan), [0, 1]))
    assert len(times) == 1


def test_what_noise_changes_may_differ_as_much_as_noise_makes_it():
    found_again(0.5, grown)
    with pytest.raises(AssertionError, match="stored is 100 away from what is found"):
        found_again(100.0, grown)


def test_what_noise_leaves_as_it_is_must_be_as_it_is_stored():
    times = []
    with pytest.raises(AssertionError, match="runs differ by 0"):
        found_again([1.0, 2.0], lambda: times.append(1) or [1.0, 2.001])
    assert len(times) == 1 + RUNS
    found_again([1.0, 2.0], lambda: [1.0, 2.001], atol=0.01)


def test_noise_reaches_what_is_remembered_and_leaves_it_as_it_was():
    before = experiments.dead_by_rate
    with nothing_remembered():
        assert experiments.dead_by_rate is dead_units.dead_by_rate is not before
        assert experiments.dead_by_rate.cache_info().currsize == 0
    assert experiments.dead_by_rate is dead_units.dead_by_rate is before


def test_a_number_that_is_none_is_infinitely_far_from_one():
    largest, mean = apart(np.array([np.nan, 1, np.inf, 2]), np.array([np.nan, 1.5, np.inf, 2]))
    assert (largest, mean) == (0.5, 0.125)
    assert np.isinf(apart(np.array([np.nan]), np.array([1.0]))).all()
    assert numbers([True, (2, [None]), "31"]).tolist()[-2:] == [3, 1]


def test_a_number_is_not_forgiven_for_one_beside_it_that_hangs_on_rounding():
    found_again({"chaos": 0.5, "calm": 2}, lambda: {"chaos": grown(), "calm": 2})
    with pytest.raises(AssertionError, match="calm"):
        found_again({"chaos": 0.5, "calm": 3}, lambda: {"chaos": grown(), "calm": 2})
    with pytest.raises(AssertionError):
        found_again({"calm": 2}, lambda: {"calm": 2, "chaos": grown()})


def test_as_many_numbers_differ_as_noise_changes_and_no_more():
    rest = list(range(99))
    found_again([0.5, *rest], lambda: [grown(), *rest])
    with pytest.raises(AssertionError, match="stored is"):
        found_again([0.5] * 100, lambda: [grown(), *[0] * 99])


def test_no_other_count_of_numbers_is_taken():
    with pytest.raises(AssertionError, match="stored are 1 numbers, found 3"):
        found_again([1.0], lambda: [1.0, 1.0, 1.0])


def test_a_run_that_diverges_excuses_nothing():
    """Where noise alone makes NaN of a number, another number is still not what is found."""
    found = [[1.0, np.nan], [1.0, 2.0]]
    with pytest.raises(AssertionError):
        found_again([9.0, 2.0], lambda: found[grown() == 0])


def test_make_rounding_disturbs_to_the_end_of_its_kernel():
    program = "import rounding; from rectified import MLP; start = MLP([2, 1], rng=0).theta.copy();"
    program += "rounding.disturb(0); print((MLP([2, 1], rng=0).theta != start).any())"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": os.path.dirname(rounding.__file__)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "True\n"
