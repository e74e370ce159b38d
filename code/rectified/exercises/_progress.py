"""What a learner has solved: kept in memory, and in a small text file where one can be written."""

from __future__ import annotations

import contextlib
import csv
import datetime
import io
import os
import re
import sys
from pathlib import Path

FILE = "my-progress.txt"  # one solved exercise and its day per line, beside the notebook
VARIABLE = "RECTIFIED_PROGRESS"  # another place for it; empty: nowhere
STORAGE = Path("/drive")  # where JupyterLite shows Python the files that the browser keeps

_solved: dict[str, str] = {}  # the day of each, as 2026-01-31
_tried: set[str] = set()


def _can_keep() -> bool:
    """Whether a file written here is still there in a later session."""
    return sys.platform != "emscripten" or Path.cwd().is_relative_to(STORAGE)


def _path() -> Path | None:
    """Where the file is, or None where nothing is to be stored."""
    place = os.environ.get(VARIABLE, FILE)
    return Path(place) if place and _can_keep() and not os.environ.get("CI") else None


def solved_on() -> dict[str, str]:
    """The ids of all solved exercises with the day of each, from other sessions as well.

    The file is read each time: another notebook may have written to it.
    """
    path = _path()
    try:
        lines = path.read_text(encoding="utf-8").splitlines() if path is not None else []
    except (OSError, UnicodeDecodeError):  # no file yet, or none that can be read
        lines = []
    for line in lines:
        id, _, day = line.strip().partition(" ")
        if id:
            _solved.setdefault(id, day)
    return _solved


def tried(id: str) -> None:
    """Remember, in this session, that there was a try."""
    _tried.add(id)


def was_tried(id: str) -> bool:
    return id in _tried or id in solved_on()


def solved(id: str) -> None:
    """Remember a solved exercise, and store it if that is possible."""
    if id not in solved_on():
        _solved[id] = datetime.date.today().isoformat()
        _store()


def _store() -> bool:
    path = _path()
    if path is None:
        return False

    def order(id: str) -> list[int]:
        return [int(part) if part.isdigit() else 0 for part in id.split(".")]

    known = solved_on()
    lines = [f"{id} {known[id]}".rstrip() for id in sorted(known, key=order)]
    try:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError:
        return False
    return True


def place() -> str:
    """A sentence that says where progress is kept."""
    if not os.environ.get(VARIABLE, FILE):
        return ""
    path = _path()
    if path is None:
        return "Kept for this session only."
    known = solved_on()
    if known and not _store():
        return "No file can be written here, so this is kept for this session only."
    begin = "Noted" if known else "What you solve is noted"
    if sys.platform == "emscripten":
        return (
            f"{begin} in the file {path.name} beside the notebook, in the storage of this browser:"
            "\nwhoever clears the data of this site deletes it, so download what you want to keep."
        )
    return f"{begin} in the file {path.name} beside the notebook."


def hand_in(name: str, rows: list[tuple[str, str]]) -> str:
    """Write what is solved to a file that bears the learner's name; return what to say about it.

    rows: id and title of all exercises, in order.
    """
    words = re.findall(r"\w+", name)
    if not words:
        raise ValueError(f"name must have a letter in it, got {name!r}")
    known = solved_on()
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(("name", "exercise", "title", "solved"))
    for id, title in rows:
        lines.writerow((name, id, title, (known[id] or "yes") if id in known else ""))
    if _can_keep():
        file = Path(f"exercises-{'-'.join(words)}.csv")
        with contextlib.suppress(OSError):
            file.write_text(text.getvalue(), encoding="utf-8-sig")  # spreadsheets want the mark
            done = sum(id in known for id, _ in rows)
            return f"{file} is beside the notebook: {done} of {len(rows)} solved. Hand it in."
    return f"No file can be kept here. Hand in these lines:\n\n{text.getvalue()}"


def forget() -> None:
    """Begin anew: forget the session and the file."""
    _solved.clear()
    _tried.clear()
    path = _path()
    if path is not None:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
