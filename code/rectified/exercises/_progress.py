"""What a learner has solved: kept in memory, and in a small text file where one can be written."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

FILE = "my-progress.txt"  # one solved exercise per line, beside the notebook
VARIABLE = "RECTIFIED_PROGRESS"  # another place for it; empty: nowhere

_solved: set[str] | None = None
_tried: set[str] = set()


def _path() -> Path | None:
    """Where the file is, or None where nothing is to be stored."""
    place = os.environ.get(VARIABLE, FILE)
    return Path(place) if place and not os.environ.get("CI") else None


def solved_ids() -> set[str]:
    """The ids of all solved exercises, from earlier sessions as well."""
    global _solved
    if _solved is None:
        _solved = set()
        path = _path()
        try:
            if path is not None:
                _solved = set(path.read_text(encoding="utf-8").split())
        except (OSError, UnicodeDecodeError):  # no file yet, or none that can be read
            pass
    return _solved


def tried(id: str) -> None:
    """Remember, in this session, that there was a try."""
    _tried.add(id)


def was_tried(id: str) -> bool:
    return id in _tried or id in solved_ids()


def solved(id: str) -> None:
    """Remember a solved exercise, and store it if that is possible."""
    known = solved_ids()
    if id not in known:
        known.add(id)
        _store()


def _store() -> bool:
    path = _path()
    if path is None:
        return False
    try:
        lines = sorted(
            solved_ids(), key=lambda i: [int(n) if n.isdigit() else 0 for n in i.split(".")]
        )
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
    if not solved_ids():
        return f"What you solve is noted in the file {path.name} beside the notebook."
    if _store():
        return f"Noted in the file {path.name} beside the notebook."
    return "No file can be written here, so this is kept for this session only."


def forget() -> None:
    """Begin anew: forget the session and the file."""
    global _solved
    _solved = set()
    _tried.clear()
    path = _path()
    if path is not None:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
