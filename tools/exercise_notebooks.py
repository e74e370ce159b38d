"""Write the exercise notebooks from the exercises: the first step of `make notebooks`.

A cell that has not changed keeps its outputs. With --check, nothing is written; the exit code says
whether the notebooks are as the exercises would make them.

Also writes the pictures of the solutions.
"""

from __future__ import annotations

import argparse
import functools
import os
import sys
import tempfile
from pathlib import Path

import nbformat
import pages
import run_notebooks
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from checker import Chapter, Exercise
from checker.progress import hand_ins, misconceptions
from checker.source import is_function
from checker.ways import lasting, within
from rectified import exercises
from rectified_book import figures
from rectified_book.exercises._class import LEARNERS, simulate

FOLDER = pages.BOOK / "exercises"
MISTAKES = 6  # common mistakes that a solution lists


def path(chapter: Chapter) -> Path:
    return FOLDER / f"{chapter.page}.ipynb"


def notebook(chapter: Chapter) -> nbformat.NotebookNode:
    """The notebook of a chapter, without outputs."""
    first = chapter.exercises[f"{chapter.number}.1"]
    reading = READING.format(call=first.call, name=first.name)
    title = [f"# Exercises: {chapter.title}", chapter.intro, the_map(chapter), reading]
    cells = [
        new_markdown_cell("\n\n".join(title), id="title"),
        new_code_cell(chapter.given, id="given"),
    ]
    for exercise in chapter.exercises.values():
        cells += exercise_cells(chapter, exercise)
    cells += [
        new_markdown_cell(f"## How far are you?\n\n{PROGRESS}", id="how-far"),
        new_code_cell(f"exercises.progress({chapter.number})", id="progress"),
    ]
    return new_notebook(cells=cells, metadata=run_notebooks.METADATA)


READING = (
    "Put your answer in place of each `...`. In the book, press *Check* below it; in a "
    "[notebook](../running.md), run the cell. The checker tries it on small inputs first, and it "
    "often recognizes what went wrong. Any method is fine: only the results count.\n\n"
    "Stuck? In the book, *Hint* shows one hint after the other and, after a try, *Solution* a "
    "solution; in a notebook `{call}.hint()` and `{call}.solution()` do so for `{name}`. What does "
    "not end is stopped, and what waits as well; only one long call of compiled code is not: press "
    "*Stop*, or interrupt the kernel."
)
PROGRESS = (
    "In the book, your browser remembers what you have solved; beside a notebook, a small text "
    "file does, and each can take up what the other knows. The list below is the one of a reader "
    "who has not begun; run the cell for yours, or `exercises.progress()` for all chapters. It "
    "also tells which misconceptions you have met, where to read about them, and which exercises "
    "are worth repeating. Does your teacher collect results? "
    '`exercises.hand_in("your name")` writes them to a file that you can hand in. It proves '
    "nothing: anybody can write such a file."
)
MAP = {"Ten minutes": 10, "An hour": 60}


def the_map(chapter: Chapter) -> str:
    """What to take in ten minutes, in an hour, and how long it all takes: a list of links."""
    every = list(chapter.exercises.values())
    total = f"{len(every)} exercises, about {lasting(every)}"
    if sum(exercise.way.minutes for exercise in every) <= MAP["An hour"]:
        rows = {"Ten minutes": 10}
        last = f"- **An hour, or everything**: {total}"
    else:
        rows, last = MAP, f"- **Everything**: {total}"
    lines = []
    for title, minutes in rows.items():
        links = (f"[{e.id} {e.title}](#{e.anchor})" for e in within(chapter, minutes))
        lines.append(f"- **{title}**: {', '.join(links)}")
    return "\n".join([*lines, last])


def exercise_cells(chapter: Chapter, exercise: Exercise) -> list[nbformat.NotebookNode]:
    """Statement, stub with check, hints with solution."""
    name = f"x-{exercise.id.replace('.', '-')}"
    call = f"ch{chapter.number}.{exercise.name}"
    text = (
        f"({exercise.anchor})=\n### {exercise.id} {exercise.title}\n\n{exercise.way.facts}\n\n"
        f"{exercise.statement}{options(exercise)}"
    )
    if exercise.id in chapter.sections:
        title, intro = chapter.sections[exercise.id]
        text = "\n\n".join(filter(None, [f"## {title}", intro, text]))
    gap = "\n\n\n" if exercise.stub().startswith("def ") else "\n"
    return [
        new_markdown_cell(text, id=f"{name}-statement"),
        new_code_cell(f"{exercise.stub()}{gap}{call}.check({exercise.name})", id=name),
        new_markdown_cell(help_text(exercise), id=f"{name}-help"),
    ]


def options(exercise: Exercise) -> str:
    """The options of a multiple choice, one a line."""
    if exercise.kind != "choice":
        return ""
    return "\n\n" + "\n".join(f"- ({key}) {text}" for key, (text, _) in exercise.options.items())


def help_text(exercise: Exercise) -> str:
    """Hints and solution, folded: a page without a kernel has them too."""
    folded = [
        f"````{{dropdown}} Hint {n} for {exercise.id}\n{hint}\n````"
        for n, hint in enumerate(exercise.hints, start=1)
    ]
    solution = f"```python\n{exercise.solution_code()}\n```\n\n{exercise.why}"
    if exercise.has_picture:
        _, alt = drawing(exercise)
        place = picture(exercise).relative_to(FOLDER).as_posix()
        solution += f"\n\n```{{image}} {place}\n:alt: {alt}\n```"
    if exercise.kind == "choice":
        replies = [f"- ({k}) {text}" for k, (_, text) in exercise.options.items()]
        solution = f"**({exercise.answer})** {exercise.why}".rstrip() + "\n\n" + "\n".join(replies)
    elif mistakes(exercise):
        solution += "\n\nCommon mistakes:\n\n" + "\n".join(mistakes(exercise))
    return "\n\n".join([*folded, f"````{{dropdown}} Solution of {exercise.id}\n{solution}\n````"])


def mistakes(exercise: Exercise) -> list[str]:
    """The first of the named wrong answers, each once."""
    named = {wrong.name: wrong.message for wrong in exercise.wrongs}
    return [f"- *{name}*: {message}" for name, message in list(named.items())[:MISTAKES]]


def picture(exercise: Exercise) -> Path:
    """The file with the picture to the solution: a cell's output could not be folded away."""
    return FOLDER / "pictures" / f"{exercise.id.replace('.', '-')}.svg"


@functools.cache
def drawing(exercise: Exercise) -> tuple[str, str]:
    """The picture of an exercise and what it shows, drawn once."""
    return exercise.drawing()


def pictures(chapter: Chapter) -> dict[Path, str]:
    """The files with the pictures of a chapter, and what they hold."""
    drawn = [e for e in chapter.exercises.values() if e.has_picture]
    return {picture(exercise): drawing(exercise)[0] + "\n" for exercise in drawn}


def write_pictures(chapter: Chapter) -> None:
    """Write the pictures, and remove those of exercises that have none any more."""
    drawn = pictures(chapter)
    for path, drawing in drawn.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(drawing, encoding="utf-8")
    for path in (FOLDER / "pictures").glob(f"{chapter.number}-*.svg"):
        if path not in drawn:
            path.unlink()


CLASS_PICTURE = FOLDER / "pictures" / "class.svg"


@functools.cache
def simulated_class() -> list[tuple[str, str, str, int]]:
    """What a class of simulated learners has met: the example of the page for teachers."""
    with tempfile.TemporaryDirectory() as folder:
        simulate(exercises.bank, Path(folder))
        return misconceptions(hand_ins(folder))


@functools.cache
def class_drawing() -> tuple[str, str]:
    """The picture of the simulated class as SVG, and what it shows."""
    figure, alt = figures.teaching.misconceptions(simulated_class(), LEARNERS)
    return figures.svg(figure, alt) + "\n", alt


def fields(cell: nbformat.NotebookNode) -> tuple:
    return cell.id, cell.cell_type, cell.source, cell.metadata


def written(chapter: Chapter) -> nbformat.NotebookNode | None:
    """The notebook as it is stored."""
    if not path(chapter).exists():
        return None
    return nbformat.read(path(chapter), as_version=4)


def differences(chapter: Chapter) -> list[str]:
    """Ids of the cells in which the stored notebook differs from the exercises."""
    old, new = written(chapter), notebook(chapter)
    if old is None:
        return [cell.id for cell in new.cells]
    before = [fields(cell) for cell in run_notebooks.divided(old)[1]]
    after = [fields(cell) for cell in new.cells]
    if before == after:
        return []
    return [f[0] for f in after if f not in before] + [f[0] for f in before if f not in after]


def write(chapter: Chapter) -> bool:
    """Write the notebook if it differs; say whether it did."""
    if not differences(chapter):
        return False
    new, old = notebook(chapter), written(chapter)
    kept = {cell.id: cell for cell in old.cells} if old is not None else {}
    for cell in new.cells:
        before = kept.get(cell.id)
        if cell.cell_type == "code" and before is not None and before.source == cell.source:
            cell.outputs, cell.execution_count = before.outputs, before.execution_count
    if old is not None:
        new.cells = run_notebooks.divided(old)[0] + new.cells
    FOLDER.mkdir(exist_ok=True)
    path(chapter).write_text(run_notebooks.normalized(new), encoding="utf-8")
    return True


def answers(exercise: Exercise) -> list:
    """All stored answers: the reference, right, wrong and other ones."""
    if exercise.kind == "choice":
        first = []
    else:
        first = [exercise.reference if is_function(exercise) else exercise.reference()]
    return [*first, *exercise.rights, *(w.answer for w in exercise.wrongs), *exercise.others]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say what differs")
    check = parser.parse_args().check
    found = 0
    for chapter in exercises.chapters():
        name = os.path.relpath(path(chapter))
        if check:
            cells = differences(chapter)
            found += bool(cells)
            if cells:
                print(f"{name}: differs from its exercises in {', '.join(cells)}", file=sys.stderr)
            continue
        if write(chapter):
            print(f"{name}: written from its exercises")
        write_pictures(chapter)
    if not check:
        CLASS_PICTURE.write_text(class_drawing()[0], encoding="utf-8")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
