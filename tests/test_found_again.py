"""Promises of the comparison with stored numbers: it forgives rounding, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest
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
    found_again(
        {"b": [2, None], "a": "01"}, lambda: times.append(1) or {"a": [0, 1], "b": (2, np.nan)}
    )
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
    assert apart(np.array([np.nan, 1, np.inf]), np.array([np.nan, 1.5, np.inf])) == 0.5
    assert apart(np.array([np.nan]), np.array([1.0])) == np.inf
    assert numbers([True, {"b": 2, "a": [None]}, "31"]).tolist()[2:] == [2, 3, 1]
