"""What is solved is noted, by the names of the exercises."""

from __future__ import annotations

import csv
import re
import sys

import pytest
from toys import bank
from toys.first import double

from checker import progress
from checker.progress import Notes

NAMES = ["first.double", "first.line", "first.total"]
NAMES += ["second.quarter", "second.single", "second.three_and_a_letter"]


def test_what_is_solved_survives_a_restart(progress_file, monkeypatch, capsys):
    double.check(lambda z: 3 * z)
    assert progress_file.read_text() == "# tried first.double 1\n"
    double.check(lambda z: 2 * z)
    solved = r"first\.double \d{4}-\d\d-\d\d\n# tried first\.double 2\n"
    assert re.fullmatch(solved, progress_file.read_text())
    monkeypatch.setattr(bank.noted, "_notes", Notes())  # as in a new session
    bank.progress()
    assert "✓ 1.1" in capsys.readouterr().out


def test_a_file_that_knows_exercises_by_number_is_read_and_written_by_name(progress_file, capsys):
    """In that file, `total` was 2.1; now it is 1.3."""
    progress_file.write_text("1.1 2026-01-31\n2.1\n")
    bank.progress()
    said = capsys.readouterr().out
    assert re.findall(r"✓ (\S+)", said) == ["1.1", "1.3"]
    assert progress_file.read_text() == "first.double 2026-01-31\nfirst.total\n"


def test_a_line_about_an_exercise_that_is_no_more_is_kept(progress_file):
    progress_file.write_text("first.gone 2026-01-31\n7.7 2026-02-01\n")
    bank.progress()
    double.check(lambda z: 2 * z)
    lines = progress_file.read_text().splitlines()
    assert {"first.gone 2026-01-31", "7.7 2026-02-01"} < set(lines)


def test_a_folder_that_cannot_be_written_is_no_error(monkeypatch, tmp_path, progress_file, capsys):
    monkeypatch.setenv(bank.noted.variable, str(tmp_path / "missing" / "progress.txt"))
    double.check(lambda z: 2 * z)
    bank.progress()
    assert "this session only" in capsys.readouterr().out


def test_two_notebooks_at_once_do_not_forget_what_the_other_solved(progress_file, capsys):
    bank.progress()  # this one has read the file, which is not there yet
    progress_file.write_text("second.quarter 2026-01-31\nfirst.line\n")
    double.check(lambda z: 2 * z)
    lines = progress_file.read_text().splitlines()
    names = [line.split()[0] for line in lines if not line.startswith("#")]
    assert names == ["first.double", "first.line", "second.quarter"]
    progress_file.write_text("second.single 2026-01-31\n")
    capsys.readouterr()
    bank.progress(2)
    assert "✓ 2.2" in capsys.readouterr().out


@pytest.fixture
def in_a_browser(progress_file, monkeypatch, tmp_path):
    """Python believes that it runs in a browser, whose files are those of `tmp_path`."""
    monkeypatch.setattr(sys, "platform", "emscripten")
    monkeypatch.setattr(progress, "STORAGE", tmp_path)
    monkeypatch.setenv(bank.noted.variable, progress.FILE)
    monkeypatch.chdir(tmp_path)


def test_in_a_browser_progress_says_what_deletes_it(in_a_browser, capsys):
    for begin in ("What you solve is noted in", "Noted in"):
        bank.progress(1)
        assert f"\n{begin} the file my-progress.txt beside" in capsys.readouterr().out
        bank.progress(1)
        assert "whoever clears the data of this site deletes it" in capsys.readouterr().out
        bank.noted.solved("first.double")


def test_a_browser_that_keeps_no_files_is_not_said_to(in_a_browser, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(progress, "STORAGE", tmp_path / "elsewhere")
    bank.noted.solved("first.double")
    bank.progress(1)
    bank.hand_in("Ada Lovelace")
    said = capsys.readouterr().out
    assert "Kept for this session only." in said
    assert "Hand in these lines:\n\nname,exercise," in said
    assert list(tmp_path.iterdir()) == []


def test_what_is_handed_in_says_who_has_solved_what_and_when(
    progress_file, monkeypatch, tmp_path, capsys
):
    monkeypatch.chdir(tmp_path)
    progress_file.write_text("first.double 2026-01-31\nfirst.total\nsecond.single 2026-02-01\n")
    bank.hand_in("Zoë Lovelace, née B.")
    (file,) = tmp_path.glob("*.csv")
    assert file.name == "exercises-Zoë-Lovelace-née-B.csv"
    assert f"{file.name} is beside the notebook: 3 of " in capsys.readouterr().out
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["exercise"] for row in rows] == ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3"]
    assert {row["name"] for row in rows} == {"Zoë Lovelace, née B."}
    solved = {row["exercise"]: row["solved"] for row in rows if row["solved"]}
    assert solved == {"1.1": "2026-01-31", "1.3": "yes", "2.2": "2026-02-01"}


def test_nobody_cannot_hand_in(progress_file):
    with pytest.raises(ValueError, match="name must have a letter in it"):
        bank.hand_in(" . ")


def test_who_forgets_begins_anew(progress_file):
    double.check(lambda z: 2 * z)
    bank.forget()
    assert bank.noted.solved_on() == {}
    assert not progress_file.exists()


def test_a_hand_in_says_that_it_proves_nothing(progress_file, monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(tmp_path)
    bank.hand_in("Ada")
    assert "It proves nothing" in capsys.readouterr().out


def test_the_misconceptions_of_a_class_are_counted(progress_file, monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(tmp_path)
    for learner, met in {"Ada": ["half", "third"], "Alan": ["half"], "Mary": []}.items():
        bank.forget()
        for name in met:
            bank.noted.met("first.double", name)
        bank.hand_in(learner)
    capsys.readouterr()
    bank.class_table()
    assert capsys.readouterr().out.splitlines() == [
        "3 hand-ins. Learners who met a misconception:",
        "     2  1.1   Double: half",
        "     1  1.1   Double: third",
    ]


def test_a_named_mistake_is_remembered_for_the_hand_in(progress_file, monkeypatch):
    monkeypatch.setattr(bank.noted, "_notes", Notes())
    single = bank.get("single")
    single.check(single.wrongs[0].answer)
    assert bank.noted.notes().met == {(single.key, single.wrongs[0].name)}


def test_progress_tells_what_was_tried_seen_and_mistaken_and_what_to_repeat(progress_file, capsys):
    progress_file.write_text(
        "first.double 2026-01-31\nfirst.line 2026-01-31\n"
        "# tried second.single 3\n# tried first.double 1\n# seen first.line\n"
        "# met second.single wrong sign\n"
    )
    bank.progress()
    said = capsys.readouterr().out
    assert "  ✓ 1.1   Double\n" in said
    assert "  ✓ 1.2   Line, solved after the solution\n" in said
    assert "  ○ 2.2   Title, tried 3 times\n" in said
    assert "  2.2   wrong sign: single numbers (second.ipynb#single)\n" in said
    assert "Most worth repeating:\n  2.2   Title\n  1.2   Line\n" in said


def test_a_file_is_read_and_written_without_loss():
    text = (
        "first.double 2026-01-31\nfirst.line\n# tried first.line 12\n# seen first.line\n"
        "# met first.line one number only\n"
    )
    notes = Notes()
    notes.add(text, {})
    assert notes.text() == text
    notes.add("garbage line here\n# tried x\n#\n\n# tried first.line 3\n", {})
    assert notes.tried == {"first.line": 12}


def test_an_older_version_reads_the_solved_ones_of_a_newer_file():
    """It took the first word of a line for an exercise: a mark is none that it knows."""
    notes = Notes({"first.double": "2026-01-31"}, {"first.line": 2}, {"first.line"}, {("a", "b")})
    names = {line.split()[0] for line in notes.text().splitlines()}
    assert names == {"first.double", "#"}
