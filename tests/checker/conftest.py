"""What several tests of the checker share."""

from __future__ import annotations

import pytest
from toys import bank

from checker.exercise import NOTHING
from checker.progress import Notes


@pytest.fixture
def progress_file(tmp_path, monkeypatch):
    """Where progress is noted, by a learner who has not begun."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv(bank.noted.variable, str(tmp_path / "progress.txt"))
    monkeypatch.setattr(bank.noted, "_notes", Notes())
    for exercise in bank.exercises():
        monkeypatch.setattr(exercise, "_last", NOTHING)
    return tmp_path / "progress.txt"
