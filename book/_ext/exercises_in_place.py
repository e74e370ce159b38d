"""Exercises that are solved in the page: buttons, options, a place for the verdict.

On the pages of exercises each exercise becomes `section.exercise[data-name]`. Its live cell holds
the answer alone, without the line that checks it; a choice has inputs before its options, a plain
number a field. Without scripts, hints and solutions are folds below each exercise; what the buttons
do is in assets/exercises.
"""

from __future__ import annotations

import functools
import html
from pathlib import Path
from typing import Any

import numpy as np
from docutils import nodes
from sphinx.application import Sphinx

from live_cells import cells, part, raw

FOLDER = "exercises/"
BUTTONS = """<div class="exercise-bars"><div class="exercise-buttons">
<button type="button" class="exercise-check">Check</button>
<button type="button" class="exercise-ask">Hint</button>
<button type="button" class="exercise-show">Solution</button>{more}
</div>"""
OPEN = """
<button type="button" class="exercise-open" aria-expanded="false">In code</button>"""
STATE = '<p class="exercise-state" role="status"></p>'
VERDICT = '<div class="verdict" role="status"></div>'
FIELD = """<p class="exercise-field"><label>Your number
<input type="text" autocomplete="off" spellcheck="false"></label></p>"""
SOLVED = '<p class="exercises-solved" role="status"></p>'
PANEL = f"""<div class="exercises-panel">
<p>What you solve here is kept in this browser. A file of it goes to another device, and beside a
notebook: it is the same small file.</p>
<p><button type="button" class="exercises-save">Save to a file</button>
<button type="button" class="exercises-load">Load a file</button>
<button type="button" class="exercises-forget">Forget all</button></p>
<input type="file" accept=".txt,text/plain" aria-label="File of progress" hidden>
{STATE}</div>"""


@functools.cache
def known() -> dict[str, Any]:
    """The exercises by the ids of their code cells, "x-1-2"."""
    from rectified import exercises

    every = (e for chapter in exercises.chapters() for e in chapter.exercises.values())
    return {f"x-{exercise.id.replace('.', '-')}": exercise for exercise in every}


def is_number(exercise: Any) -> bool:
    """Whether the answer is one plain number."""
    return exercise.kind == "value" and np.size(exercise.reference()) == 1


def exercise_cells(doctree: nodes.document) -> dict[nodes.container, Any]:
    """The code cells of exercises, and which exercise each is."""
    found = doctree.findall(nodes.container)
    return {cell: known()[cell["exercise"]] for cell in found if cell.get("exercise")}


def mark_cells(app: Sphinx, doctree: nodes.document) -> None:
    """Leave the answer alone in each cell of an exercise, without its check and its output."""
    path = Path(app.env.doc2path(app.env.docname))
    if not app.env.docname.startswith(FOLDER) or path.suffix != ".ipynb":
        return
    for cell in doctree.findall(nodes.container):
        if cell.get("nb_element") != "cell_code":
            continue
        exercise = known().get(cells(path)[cell["cell_index"]]["id"])
        if exercise is None:
            continue
        cell["exercise"], cell["live_code"] = f"x-{exercise.id.replace('.', '-')}", exercise.stub()
        (block,) = part(cell, "source").findall(nodes.literal_block)
        block.rawsource, block.children = exercise.stub(), [nodes.Text(exercise.stub())]
        for output in list(cell.findall(nodes.container)):
            if output.get("nb_element") == "cell_code_output":
                output.parent.remove(output)


def add_buttons(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put buttons, options and a place for the verdict into each exercise of a page."""
    if app.builder.format != "html" or not docname.startswith(FOLDER):
        return
    here = exercise_cells(doctree)
    if here:
        add_progress(doctree)
    for cell, exercise in here.items():
        section = cell.parent
        section["classes"] += ["exercise", f"exercise-{exercise.name}"]
        for fold in section.children[section.index(cell) + 1 :]:
            is_hint = fold.astext().startswith("Hint")
            fold["classes"].append("exercise-hint" if is_hint else "exercise-solution")
        if exercise.kind == "choice" or is_number(exercise):
            add_answer(section, cell, exercise)
            start = section.index(cell)
            section.insert(start + 1, raw("</div>"))
            bars = f"{BUTTONS.format(more=OPEN)}</div>\n{STATE}\n{VERDICT}\n"
            section.insert(start, raw(f'{bars}<div class="exercise-code">'))
        else:
            bar = next(n for n in cell.findall(nodes.raw) if "live-bar" in n.astext())
            bar.replace_self(raw(f"{BUTTONS.format(more='')}\n{bar.astext()}</div>\n{STATE}"))
            section.insert(section.index(cell) + 1, raw(VERDICT))


def add_progress(doctree: nodes.document) -> None:
    """How much is solved, below the map; at the end, what keeps it and hands it on."""
    the_map = next(n for n in doctree.findall(nodes.bullet_list) if "Ten minutes" in n.astext())
    the_map["classes"].append("exercise-map")
    the_map.parent.insert(the_map.parent.index(the_map) + 1, raw(SOLVED))
    *_, last = (n for n in doctree.findall(nodes.container) if n.get("nb_element") == "cell_code")
    last.parent.insert(last.parent.index(last), raw(PANEL))


def add_answer(section: nodes.section, cell: nodes.Element, exercise: Any) -> None:
    """The field of a number, or an input before each option of a choice."""
    if exercise.kind != "choice":
        section.insert(section.index(cell), raw(FIELD))
        return
    options = section[section.index(cell) - 1]
    kind = "radio" if len(exercise.answer) == 1 else "checkbox"
    for letter, item in zip(exercise.options, options.children, strict=True):
        field = f'<input type="{kind}" name="{exercise.name}" value="{letter}">'
        item[0].insert(0, raw(f"<label>{field}<span>"))
        item[0].append(raw("</span></label>"))
    place = section.index(options)
    section.insert(place + 1, raw("</fieldset>"))
    name = html.escape(f"Your answer to {exercise.id}")
    section.insert(place, raw(f'<fieldset class="exercise-choice" aria-label="{name}">'))


def name_sections(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Let each exercise of a page bear its name."""
    for exercise in exercise_cells(doctree).values() if doctree else ():
        marked = f'<section class="exercise exercise-{exercise.name}"'
        named = f'<section class="exercise" data-name="{exercise.name}"'
        context["body"] = context["body"].replace(marked, named, 1)


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("doctree-read", mark_cells, priority=400)
    app.connect("doctree-resolved", add_buttons, priority=950)  # when the cells are alive
    app.connect("html-page-context", name_sections)
    app.add_css_file("exercises/exercises.css")  # on all pages, which share one style sheet
    return {"parallel_read_safe": True, "parallel_write_safe": True}
