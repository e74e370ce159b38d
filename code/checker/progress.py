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
from dataclasses import dataclass, field
from pathlib import Path

NO_PROOF = "It proves nothing: anybody can write such a file, and solutions can be read."
FILE = "my-progress.txt"  # beside the notebook; what stands in it says `Notes`
STORAGE = Path("/drive")  # where JupyterLite shows Python the files that the browser keeps


def _can_keep() -> bool:
    """Whether a file written here is still there in a later session."""
    return sys.platform != "emscripten" or Path.cwd().is_relative_to(STORAGE)


@dataclass
class Notes:
    """What is known of a learner, by the names of exercises.

    solved: the day of each, such as 2026-01-31. tried: how often each was. seen: those whose
    solution was shown before they were solved. met: exercise and misconception.
    """

    solved: dict[str, str] = field(default_factory=dict)
    tried: dict[str, int] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    met: set[tuple[str, str]] = field(default_factory=set)

    def add(self, text: str, former: Mapping[str, str]) -> None:
        """Add what a file says; what both know stays as it is here."""
        for line in text.splitlines():
            first, *rest = line.split(maxsplit=3) or [""]
            if first != "#":
                if first:
                    self.solved.setdefault(former.get(first, first), "".join(rest[:1]))
            elif rest[:1] == ["seen"] and rest[1:]:
                self.seen.add(rest[1])
            elif rest[:1] == ["tried"] and rest[2:] and rest[2].isdigit():
                self.tried[rest[1]] = max(int(rest[2]), self.tried.get(rest[1], 0))
            elif rest[:1] == ["met"] and rest[2:]:
                self.met.add((rest[1], rest[2].strip()))

    def text(self) -> str:
        """The file: a line for each solved exercise, and lines with a mark for the rest."""
        lines = [f"{name} {day}".rstrip() for name, day in sorted(self.solved.items())]
        lines += [f"# tried {name} {n}" for name, n in sorted(self.tried.items())]
        lines += [f"# seen {name}" for name in sorted(self.seen)]
        lines += [f"# met {name} {what}" for name, what in sorted(self.met)]
        return "".join(f"{line}\n" for line in lines)


class Progress:
    """What is solved, by the name of each exercise, and what was tried and mistaken.

    variable: the environment variable that names another place for the file; where it is empty,
    there is none. Without a variable, nothing is stored at all.
    former: names by what older files call the exercises, such as {"1.1": "perceptrons.step"}.
    """

    def __init__(self, variable: str | None = None, former: Mapping[str, str] | None = None):
        self.variable, self.former = variable, former or {}
        self._notes = Notes()

    def _named(self) -> str:
        """The file's name, whether or not one can be kept; empty where none is wanted."""
        return "" if self.variable is None else os.environ.get(self.variable, FILE)

    def _path(self) -> Path | None:
        """Where the file is, or None where nothing is to be stored."""
        name = self._named()
        return Path(name) if name and _can_keep() and not os.environ.get("CI") else None

    def notes(self) -> Notes:
        """All that is known, from other sessions as well.

        The file is read each time: another notebook may have written to it.
        """
        path = self._path()
        with contextlib.suppress(OSError, UnicodeDecodeError):  # none yet, or unreadable
            if path is not None:
                self._notes.add(path.read_text(encoding="utf-8"), self.former)
        return self._notes

    def take(self, text: str) -> None:
        """Know what such a file says and nothing else: a page keeps it for itself."""
        self._notes = Notes()
        self._notes.add(text, self.former)

    def solved_on(self) -> dict[str, str]:
        """The names of all solved exercises with the day of each."""
        return self.notes().solved

    def tried(self, name: str) -> None:
        """Remember a try."""
        tried = self.notes().tried
        tried[name] = tried.get(name, 0) + 1
        self._store()

    def met(self, name: str, misconception: str) -> None:
        """Remember a misconception."""
        self.notes().met.add((name, misconception))
        self._store()

    def seen(self, name: str) -> None:
        """Remember that the solution was shown, if that was before the exercise was solved."""
        if name not in self.solved_on():
            self._notes.seen.add(name)
            self._store()

    def was_tried(self, name: str) -> bool:
        notes = self.notes()
        return name in notes.tried or name in notes.solved

    def solved(self, name: str) -> None:
        """Remember a solved exercise, and store it if that is possible."""
        if name not in self.solved_on():
            self._notes.solved[name] = datetime.date.today().isoformat()
            self._store()

    def _store(self) -> bool:
        path = self._path()
        if path is None:
            return False
        try:
            path.write_text(self.notes().text(), encoding="utf-8")
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
        known = self.notes()
        if known != Notes() and not self._store():
            return "No file can be written here, so this is kept for this session only."
        begin = "Noted" if known.solved else "What you solve is noted"
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
        notes = self.notes()
        name, text = handed_in(learner, rows, notes)
        if _can_keep():
            with contextlib.suppress(OSError):
                # spreadsheets want the mark at the beginning
                Path(name).write_text(text, encoding="utf-8-sig")
                done = sum(key in notes.solved for key, _, _ in rows)
                place = f"{name} is beside the notebook: {done} of {len(rows)} solved. Hand it in."
                return f"{place}\n{NO_PROOF}"
        return f"{NO_PROOF}\nNo file can be kept here. Hand in these lines:\n\n{text}"

    def forget(self) -> None:
        """Begin anew: forget the session and the file."""
        self._notes = Notes()
        path = self._path()
        if path is not None:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


def handed_in(learner: str, rows: Sequence[tuple[str, str, str]], notes: Notes) -> tuple[str, str]:
    """The name and the text of the file that a learner hands in: a line for each exercise.

    rows: name, id and title of all exercises, in order. Raises ValueError for a name without a
    letter.
    """
    words = re.findall(r"\w+", learner)
    if not words:
        raise ValueError(f"name must have a letter in it, got {learner!r}")
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(("name", "exercise", "title", "solved", "mistakes"))
    for name, id, title in rows:
        day = (notes.solved[name] or "yes") if name in notes.solved else ""
        mistakes = "; ".join(sorted(what for place, what in notes.met if place == name))
        lines.writerow((learner, id, title, day, mistakes))
    return f"exercises-{'-'.join(words)}.csv", text.getvalue()


def hand_ins(folder: str | Path) -> list[Path]:
    """The files that a class has handed in, also in folders of their own."""
    return sorted(Path(folder).rglob("exercises-*.csv"))


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
