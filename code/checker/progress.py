"""What a learner has solved: kept in memory, and in a small text file where one can be written."""

from __future__ import annotations

import contextlib
import csv
import datetime
import io
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

NO_PROOF = "It proves nothing: anybody can write such a file, and solutions can be read."
FILE = "my-progress.txt"  # one solved exercise and its day per line, beside the notebook
STORAGE = Path("/drive")  # where JupyterLite shows Python the files that the browser keeps


def _can_keep() -> bool:
    """Whether a file written here is still there in a later session."""
    return sys.platform != "emscripten" or Path.cwd().is_relative_to(STORAGE)


class Progress:
    """What is solved, by the name of each exercise.

    variable: the environment variable that names another place for the file; where it is empty,
    there is none. Without a variable, nothing is stored at all.
    former: names by what older files call the exercises, such as {"1.1": "perceptrons.step"}.
    """

    def __init__(self, variable: str | None = None, former: Mapping[str, str] | None = None):
        self.variable, self.former = variable, former or {}
        self._solved: dict[str, str] = {}  # the day of each, as 2026-01-31
        self._tried: set[str] = set()
        self._met: set[tuple[str, str]] = set()  # exercise and misconception, in this session

    def _named(self) -> str:
        """The file's name, whether or not one can be kept; empty where none is wanted."""
        return "" if self.variable is None else os.environ.get(self.variable, FILE)

    def _path(self) -> Path | None:
        """Where the file is, or None where nothing is to be stored."""
        name = self._named()
        return Path(name) if name and _can_keep() and not os.environ.get("CI") else None

    def solved_on(self) -> dict[str, str]:
        """The names of all solved exercises with the day of each, from other sessions as well.

        The file is read each time: another notebook may have written to it.
        """
        path = self._path()
        try:
            lines = path.read_text(encoding="utf-8").splitlines() if path is not None else []
        except (OSError, UnicodeDecodeError):  # no file yet, or none that can be read
            lines = []
        for line in lines:
            name, _, day = line.strip().partition(" ")
            if name:
                self._solved.setdefault(self.former.get(name, name), day)
        return self._solved

    def tried(self, name: str) -> None:
        """Remember, in this session, that there was a try."""
        self._tried.add(name)

    def met(self, name: str, misconception: str) -> None:
        """Remember a misconception, in this session."""
        self._met.add((name, misconception))

    def was_tried(self, name: str) -> bool:
        return name in self._tried or name in self.solved_on()

    def solved(self, name: str) -> None:
        """Remember a solved exercise, and store it if that is possible."""
        if name not in self.solved_on():
            self._solved[name] = datetime.date.today().isoformat()
            self._store()

    def _store(self) -> bool:
        path = self._path()
        if path is None:
            return False
        lines = [f"{name} {day}".rstrip() for name, day in sorted(self.solved_on().items())]
        try:
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        except OSError:
            return False
        return True

    def place(self) -> str:
        """A sentence that says where progress is kept."""
        if not self._named():
            return ""
        path = self._path()
        if path is None:
            return "Kept for this session only."
        known = self.solved_on()
        if known and not self._store():
            return "No file can be written here, so this is kept for this session only."
        begin = "Noted" if known else "What you solve is noted"
        if sys.platform == "emscripten":
            return (
                f"{begin} in the file {path.name} beside the notebook, in the storage of this "
                "browser:\nwhoever clears the data of this site deletes it, so download what you "
                "want to keep."
            )
        return f"{begin} in the file {path.name} beside the notebook."

    def hand_in(self, learner: str, rows: Sequence[tuple[str, str, str]]) -> str:
        """Write what is solved to a file that bears the learner's name; return what to say of it.

        rows: name, id and title of all exercises, in order.
        """
        words = re.findall(r"\w+", learner)
        if not words:
            raise ValueError(f"name must have a letter in it, got {learner!r}")
        known = self.solved_on()
        text = io.StringIO()
        lines = csv.writer(text, lineterminator="\n")
        lines.writerow(("name", "exercise", "title", "solved", "mistakes"))
        for name, id, title in rows:
            day = (known[name] or "yes") if name in known else ""
            mistakes = "; ".join(sorted(what for place, what in self._met if place == name))
            lines.writerow((learner, id, title, day, mistakes))
        if _can_keep():
            file = Path(f"exercises-{'-'.join(words)}.csv")
            with contextlib.suppress(OSError):
                # spreadsheets want the mark at the beginning
                file.write_text(text.getvalue(), encoding="utf-8-sig")
                done = sum(name in known for name, _, _ in rows)
                place = f"{file} is beside the notebook: {done} of {len(rows)} solved. Hand it in."
                return f"{place}\n{NO_PROOF}"
        return f"{NO_PROOF}\nNo file can be kept here. Hand in these lines:\n\n{text.getvalue()}"

    def forget(self) -> None:
        """Begin anew: forget the session and the file."""
        self._solved.clear()
        self._tried.clear()
        self._met.clear()
        path = self._path()
        if path is not None:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


def misconceptions(files: Iterable[Path]) -> list[tuple[str, str, str, int]]:
    """What the files of a class say: exercise, title, misconception, and how many learners met it.

    The most frequent come first. A learner who handed in twice counts once for each.
    """
    met: dict[tuple[str, str, str], set[str]] = {}
    for file in files:
        with Path(file).open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                for what in filter(None, (row.get("mistakes") or "").split("; ")):
                    met.setdefault((row["exercise"], row["title"], what), set()).add(row["name"])
    counted = [(*key, len(learners)) for key, learners in met.items()]
    return sorted(counted, key=lambda row: (-row[3], *map(int, row[0].split(".")), row[2]))
