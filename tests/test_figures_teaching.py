"""Promises about the picture of a class."""

from __future__ import annotations

import exercise_notebooks
import pytest

from checker.progress import hand_ins, misconceptions
from rectified import exercises
from rectified_book import figures
from rectified_book.exercises import _class, bank


def test_the_picture_has_a_bar_for_each_of_the_most_frequent_misconceptions():
    met = [("1.2", "Step", f"kind {k}", 20 - k) for k in range(15)]
    figure, alt = figures.teaching.misconceptions(met, 30)
    (ax,) = figure.axes
    assert [bar.get_width() for bar in ax.patches] == [20 - k for k in range(10)]
    assert ax.get_xlim() == (0, 30)
    assert "1.2 Step, kind 9: 11" in alt
    assert "kind 10" not in alt
    with pytest.raises(ValueError, match="met must have a misconception in it, got none"):
        figures.teaching.misconceptions([], 30)


def test_a_simulated_class_is_the_same_each_time_and_says_that_it_is_simulated(tmp_path, capsys):
    _class.simulate(bank, tmp_path)
    files = sorted(tmp_path.glob("exercises-*.csv"))
    assert len(files) == _class.LEARNERS
    assert all("Simulated" in file.name for file in files)
    (tmp_path / "one" / "more").mkdir(parents=True)
    files[0].rename(tmp_path / "one" / "more" / files[0].name)  # as learning platforms pack them
    exercises.class_table(str(tmp_path))
    said = capsys.readouterr().out
    assert said.startswith("30 hand-ins.")
    met = misconceptions(hand_ins(tmp_path))
    assert met == exercise_notebooks.simulated_class()


def test_the_picture_of_the_page_for_teachers_is_as_it_is_drawn(request):
    drawing, alt = exercise_notebooks.class_drawing()
    assert len(alt) >= 40
    if request.config.getoption("compare") != "text":  # another Matplotlib draws another picture
        stored = exercise_notebooks.CLASS_PICTURE.read_text(encoding="utf-8")
        assert stored == drawing, "run `make notebooks`"


def test_a_class_is_drawn_from_its_folder(tmp_path, monkeypatch):
    _class.simulate(bank, tmp_path)
    shown = []
    monkeypatch.setattr(figures, "show", lambda figure, alt: shown.append(alt))
    exercises.class_picture(str(tmp_path))
    assert shown == [exercise_notebooks.class_drawing()[1]]
