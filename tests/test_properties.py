"""Promises about the properties that Hypothesis tries: which examples, and how many."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


DRAWS = """
from pathlib import Path
from hypothesis import given, strategies

drawn = []

@given(strategies.integers())
def test_draws(number):
    drawn.append(number)

def test_tells():
    Path("drawn").write_text(" ".join(map(str, drawn)))
"""


@pytest.fixture
def drawn(tmp_path, monkeypatch):
    """A function: the numbers that a property is tried on, with the settings of our tests."""
    shutil.copy(ROOT / "conftest.py", tmp_path)
    (tmp_path / "test_draws.py").write_text(DRAWS, encoding="utf-8")
    monkeypatch.setenv("CI", "true")  # which has Hypothesis draw the same numbers by itself
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # faster
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)

    def drawn(*options: str) -> list[str]:
        command = [sys.executable, "-m", "pytest", "-p", "hypothesispytest", *options]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return (tmp_path / "drawn").read_text(encoding="utf-8").split()

    return drawn


def test_properties_are_tried_on_the_same_examples_in_every_run(drawn):
    numbers = drawn()
    assert len(numbers) == 100
    assert drawn() == numbers


def test_a_search_tries_ten_times_as_many_examples_and_new_ones_each_time(drawn):
    numbers = drawn("--hypothesis-profile=search")
    assert len(numbers) == 1000
    assert drawn("--hypothesis-profile=search") != numbers


def test_no_property_keeps_the_number_of_its_examples_in_a_search():
    for path in sorted((ROOT / "tests").glob("*.py")):
        assert not re.search(r"max_examples=\d", path.read_text(encoding="utf-8")), path.name
