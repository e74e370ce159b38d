"""What a page of a chapter keeps to, so that a beginner finishes it: each guard reads one page.

A guard takes the notebook of a page below an opening page and returns its complaints, one line
each. Code cells are counted from 0, as nbval counts them; text cells by their place.
"""

from __future__ import annotations

import re

import notebook_guards
import page_measures
from notebook_guards import Guard, Notebook, code_cells

LINES, WIDTH, FEWEST, CELLS, BOXES = 8, 60, 6, 12, 3
PRINTING = 0.1  # of the open lines

CAPTION = re.compile(
    r"(?P<label>\([\w-]+\)=\n)?\*\*Figure\.\*\* +(?P<text>.+?)(?=\n\s*\n|\Z)", re.S
)
TRY_IT = re.compile(
    r"^(?P<fence>`{3,}|:{3,})\{admonition\}[^\n]*\n(?::[\w-]+:[^\n]*\n)*?:class: try-it\n"
    r".*?^(?P=fence)[^\S\n]*$(?P<after>\s*\S[^\n]*)?",
    re.M | re.S,
)


def text_cells(notebook: Notebook) -> list[tuple[str, str]]:
    """Text cells with their names."""
    cells = enumerate(notebook.cells)
    return [(f"text cell {k}", cell.source) for k, cell in cells if cell.cell_type == "markdown"]


def short_open_cells(notebook: Notebook) -> list[str]:
    opened = [cell.id for cell in page_measures.open_cells(notebook)]
    found = []
    for name, cell in code_cells(notebook):
        if cell.id not in opened:
            continue
        lines = page_measures.lines(cell)
        if len(lines) > LINES:
            found.append(f"{name}: {len(lines)} lines in sight, at most {LINES}")
        for line in lines:
            if len(line) > WIDTH:
                found.append(f"{name}: {len(line)} characters, at most {WIDTH} fit: {line}")
    return found


def few_open_cells(notebook: Notebook) -> list[str]:
    count = len(page_measures.open_cells(notebook))
    return [f"{count} open cells, at most {CELLS}"] if count > CELLS else []


def enough_open_cells(notebook: Notebook) -> list[str]:
    count = len(page_measures.open_cells(notebook))
    words = f"{count} open cells, at least {FEWEST}: unfold one that shows an idea"
    return [words] if count < FEWEST else []


def code_that_shows_the_idea(notebook: Notebook) -> list[str]:
    """Lines that only print, or word a result, belong into a hidden cell."""
    page = page_measures.measures(notebook)
    if page.printing <= PRINTING * page.lines:
        return []
    return [f"{page.printing} of {page.lines} open lines only print, at most {PRINTING:.0%} may"]


def answered_tries(notebook: Notebook) -> list[str]:
    """Below each *Try it*, a fold tells what happens."""
    return [
        f"{name}: no fold directly below 'Try it' tells what happens"
        for name, text in text_cells(notebook)
        for box in TRY_IT.finditer(text)
        if "{dropdown}" not in (box["after"] or "")
    ]


def captioned_figures(notebook: Notebook) -> list[str]:
    """Each picture has a caption with a label, which the text refers to, and no typed number."""
    found = []
    text = "\n".join(text for _, text in text_cells(notebook))
    pairs = zip(notebook.cells, [*notebook.cells[1:], None], strict=True)
    below = {cell.id: following for cell, following in pairs}
    for name, cell in code_cells(notebook):
        if not page_measures.has_picture(cell):
            continue
        following = below[cell.id]
        is_text = following is not None and following.cell_type == "markdown"
        caption = CAPTION.match(following.source) if is_text else None
        if caption is None:
            found.append(f"{name}: the next cell must begin with a caption, '**Figure.** *...*'")
        elif caption["label"] is None:
            found.append(f"{name}: no label, '(fig-name)=', above the caption")
        elif f"{{numref}}`{caption['label'][1:-3]}`" not in text:
            found.append(f"{name}: no {{numref}}`{caption['label'][1:-3]}` in the text")
        if caption and re.search(r"\d\.\d", caption["text"]):
            found.append(f"{name}: a number is typed in the caption; a cell has to say it")
    return found


def captions_for_both_color_schemes(notebook: Notebook) -> list[str]:
    """What is darker on a light page is lighter on a dark one."""
    return [
        f"{name}: '{word}' is wrong on {'a dark' if word.startswith('dark') else 'a light'} page"
        for name, text in text_cells(notebook)
        for caption in CAPTION.finditer(text)
        for word in re.findall(r"\b(?:darker|lighter|brighter)\b", caption["text"])
    ]


def headings_to_look_up(notebook: Notebook) -> list[str]:
    return [
        f"{name}: the heading '{heading}' has no words"
        for name, text in text_cells(notebook)
        for _, heading in notebook_guards.HEADING.findall(notebook_guards.FENCED.sub("", text))
        if not re.search(r"[^\W\d_]{2}", heading)
    ]


def few_open_boxes(notebook: Notebook) -> list[str]:
    count = page_measures.open_boxes(notebook)
    words = f"{count} Fact check boxes in sight, at most {BOXES}: put the others into one fold"
    return [words] if count > BOXES else []


GUARDS: list[Guard] = [
    short_open_cells,
    few_open_cells,
    enough_open_cells,
    code_that_shows_the_idea,
    answered_tries,
    captioned_figures,
    captions_for_both_color_schemes,
    headings_to_look_up,
    few_open_boxes,
]
