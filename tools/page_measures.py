"""How long the pages of the chapters are, and how they read: `make measures`.

Open words are what a reader sees who opens nothing: prose, captions, boxes, tables, and what cells
say and print, but no code and nothing folded. A formula in a line counts as one word.

Minutes are those of a beginner: 120 words a minute, half a minute for each formula on a line of its
own, and five quarters for each picture, open cell and question of *Check yourself*.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import nbformat
import pages

WORDS_A_MINUTE, FORMULA_MINUTES, STOP_MINUTES = 120, 0.5, 1.25
PRINTING = ("print", "say", "measured", "table")  # a line that only words a result

HIDDEN_CODE = {"hide-input", "hide-cell", "remove-input", "remove-cell"}
HIDDEN_OUTPUT = {"hide-output", "hide-cell", "remove-output", "remove-cell"}

FENCE = re.compile(r"(?P<fence>`{3,}|:{3,}|~{3,})(?:\{(?P<name>[\w:-]+)\})? *(?P<title>.*)")
FOLDS = ("dropdown",)
SILENT = ("bibliography", "code-block", "code", "raw", "tableofcontents")
UNSEEN = re.compile(r"\([\w:-]+\)=|%( |$)|<!--.*-->$")  # labels, comments
ROLE = re.compile(r"\{[\w:-]+\}`(?P<text>[^`<]*)(?:<[^`>]*>)?`")
LINK = re.compile(r"!?\[(?P<text>[^\]]*)\]\([^)]*\)")
QUESTIONS = re.compile(r"^## Check yourself$(.*?)(?=^## |\Z)", re.M | re.S)


class Measures(NamedTuple):
    """What a page asks of its reader."""

    words: int
    minutes: float
    cells: int
    longest: int
    lines: int
    printing: int
    figures: int
    boxes: int


# ---------------------------------------------------------------- what is seen of a text


def split(lines: list[str]) -> Iterator[tuple[re.Match[str] | None, list[str]]]:
    """Yield lines, each with None, and what stands between two fences, with the opening one."""
    k = 0
    while k < len(lines):
        opened = FENCE.fullmatch(lines[k].strip())
        if opened is None:
            yield None, [lines[k]]
        else:
            start = k + 1
            while k + 1 < len(lines) and lines[k + 1].strip() != opened["fence"]:
                k += 1
            yield opened, lines[start : k + 1]
            k += 1  # the closing fence
        k += 1


def in_sight(text: str) -> list[str]:
    """Return the lines that a reader sees of a text in Markdown; `$$` stands for each formula."""
    text = re.sub(r"\$\$.*?\$\$", "\n$$\n", text, flags=re.S)
    seen: list[str] = []
    for opened, inside in split(text.splitlines()):
        if opened is None:
            seen += [line for line in inside if not UNSEEN.match(line.strip())]
        elif opened["name"] == "math":
            seen.append("$$")
        elif opened["name"] and opened["name"] not in SILENT:
            seen.append(opened["title"])
            if not folded(opened, inside):
                seen += in_sight("\n".join(inside[len(options(inside)) :]))
    return seen


def options(inside: list[str]) -> list[str]:
    """The options of a directive: its first lines, `:name: value`."""
    count = next((k for k, line in enumerate(inside) if not re.match(r":[\w-]+:", line)), None)
    return inside[:count]


def folded(opened: re.Match[str], inside: list[str]) -> bool:
    """Whether a directive shows its title alone."""
    closed = any(re.match(r":class:.*\bdropdown\b", line) for line in options(inside))
    return opened["name"] in FOLDS or closed


def words(lines: list[str]) -> int:
    """The number of words in lines of Markdown that are in sight."""
    text = ROLE.sub(lambda role: role["text"] or "x", "\n".join(lines))
    text = LINK.sub(lambda link: link["text"], text)
    text = re.sub(r"\$[^$]+\$", "x", text.replace("$$", ""))
    return sum(bool(re.search(r"\w", token)) for token in re.split(r"[\s|]+", text))


# ---------------------------------------------------------------- what is seen of a cell


def tags(cell: nbformat.NotebookNode) -> set[str]:
    return set(cell.metadata.get("tags", []))


def texts(notebook: nbformat.NotebookNode) -> list[str]:
    """The texts of a notebook: its text cells, and what the other cells say and print in sight."""
    found = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            found.append(cell.source)
        elif not tags(cell) & HIDDEN_OUTPUT:
            for output in cell.outputs:
                found.append(output.get("data", {}).get("text/markdown", output.get("text", "")))
    return found


def open_cells(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    """The cells whose code is in sight."""
    code = (cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip())
    return [cell for cell in code if not tags(cell) & HIDDEN_CODE]


def lines(cell: nbformat.NotebookNode) -> list[str]:
    return [line for line in cell.source.splitlines() if line.strip()]


def has_picture(cell: nbformat.NotebookNode) -> bool:
    """Whether a cell draws a picture, folded or not."""
    return cell.cell_type == "code" and any(
        "image/svg+xml" in output.get("data", {}) for output in cell.outputs
    )


def printing_lines(cell: nbformat.NotebookNode) -> int:
    """The number of lines in a cell that only print, or word a result."""
    try:
        tree = ast.parse(cell.source)
    except SyntaxError:  # a magic command
        return 0
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    ]
    return sum(
        node.end_lineno - node.lineno + 1
        for node in calls
        if isinstance(node.value.func, ast.Name) and node.value.func.id in PRINTING
    )


def open_boxes(notebook: nbformat.NotebookNode) -> int:
    """The number of Fact check boxes that are in no fold."""
    titles = [line for text in texts(notebook) for line in in_sight(text)]
    return sum(line.startswith("Fact check: ") for line in titles)


def measures(notebook: nbformat.NotebookNode) -> Measures:
    """Measure a notebook of a chapter."""
    seen = [line for text in texts(notebook) for line in in_sight(text)]
    cells = open_cells(notebook)
    figures = sum(map(has_picture, notebook.cells))
    source = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    asked = "".join(QUESTIONS.findall(source)).count("{dropdown}")
    minutes = words(seen) / WORDS_A_MINUTE + FORMULA_MINUTES * seen.count("$$")
    minutes += STOP_MINUTES * (figures + len(cells) + asked)
    return Measures(
        words=words(seen),
        minutes=minutes,
        cells=len(cells),
        longest=max((len(lines(cell)) for cell in cells), default=0),
        lines=sum(len(lines(cell)) for cell in cells),
        printing=sum(map(printing_lines, cells)),
        figures=figures,
        boxes=open_boxes(notebook),
    )


def measured(name: str, folder: Path = pages.BOOK) -> Measures:
    """Measure a page of the book, which is a notebook."""
    return measures(nbformat.read(folder / f"{name}.ipynb", as_version=4))


def main() -> None:
    heads = ("words", "minutes", "cells", "lines", "longest", "prints", "figures", "boxes")
    print(f"{'page':28}", *(f"{head:>7}" for head in heads))
    total = 0
    for name in pages.chapter_pages():
        page = measured(name)
        total += page.words
        prints = f"{page.printing / max(page.lines, 1):.0%}"
        row = (page.words, round(page.minutes), page.cells, page.lines, page.longest, prints)
        print(f"{name:28}", *(f"{entry:>7}" for entry in (*row, page.figures, page.boxes)))
    print(f"{'all':28} {total:>7}")


if __name__ == "__main__":
    main()
