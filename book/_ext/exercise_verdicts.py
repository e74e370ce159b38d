"""What the page of exercises knows of them: verdicts that need no Python, and what comes next.

A choice and a plain number are judged in the page. The build asks the checker for its words about
each choice, and about each number that it knows. These, right or wrong, stand in the page in plain
text: its solutions do as well, in their folds, and a secret that can be read in another place would
only look like one.
"""

from __future__ import annotations

import html
import itertools
import json
import os
import re
from typing import Any

import numpy as np
from sphinx.application import Sphinx

import formulas
from exercises_in_place import FOLDER, exercise_cells, is_number, known

SCRIPTS = ("judge", "exercises")


def rendered(text: str) -> str:
    """A message of the checker as HTML: with its formulas set."""
    from checker.feedback import markup

    parts = re.split(r"\$([^$\s](?:[^$]*[^$\s])?)\$", text)
    for k, written in enumerate(parts):
        if k % 2:
            formula = formulas.typesetter(os.getpid()).html(written, False)
            parts[k] = f'<span class="math notranslate nohighlight">{formula}</span>'
        else:
            parts[k] = markup(written)
    return "".join(parts)


def worded(told: Any) -> dict[str, Any]:
    """A verdict as the page shows it."""
    from checker import editor

    verdict = editor.worded(told)
    message = verdict.pop("message")
    return verdict | {"paragraphs": [rendered(line) for line in message.split("\n") if line]}


def choice(exercise: Any) -> dict[str, Any]:
    """The verdict on each choice that can be made."""
    several = len(exercise.answer) > 1
    sizes = range(1, len(exercise.options) + 1 if several else 2)
    every = ("".join(c) for size in sizes for c in itertools.combinations(exercise.options, size))
    return {"verdicts": {letters: worded(exercise.grade(letters)) for letters in every}}


def number(exercise: Any) -> dict[str, Any]:
    """The verdicts on a number: right, a known mistake, of the wrong sign, another one."""
    value = float(exercise.reference())
    stored = []
    for wrong in exercise.wrongs:
        known = isinstance(wrong.answer, int | float) and not isinstance(wrong.answer, bool)
        if known and np.isfinite(wrong.answer):
            stored.append((float(wrong.answer), worded(exercise.grade(wrong.answer))))
    # Numbers that are made of the right one are not told what they lack: that would give it away.
    made = [1 - value] + ([np.log(value), 1 / value, value**2] if value > 0 else [])
    stored += [(float(x), worded(exercise.grade(x))) for x in made if x != value]
    size = 1.37 * abs(value) + 0.7131
    return {
        "value": value,
        "relative": exercise.tolerance.relative,
        "absolute": exercise.tolerance.absolute,
        "right": worded(exercise.grade(value)),
        "stored": stored,
        "sign": worded(exercise.grade(-value, named=False)),
        "negative": worded(exercise.grade(-size, named=False)),
        "other": worded(exercise.grade(size, named=False)),
    }


def link(exercise: Any) -> str:
    """A link to another exercise of the page."""
    return f'<a href="#{exercise.anchor}">{html.escape(f"{exercise.id} {exercise.title}")}</a>'


def about(exercise: Any) -> dict[str, Any]:
    """What the page needs to know of an exercise."""
    from checker.feedback import first_sentence

    following = exercise.chapter.after(exercise.id)
    found = {
        "key": exercise.key,
        "label": exercise.label,
        "why": ""
        if exercise.kind == "choice"
        else rendered(first_sentence(exercise.explanation())),
        "read": rendered(exercise.way.link).replace(".ipynb#", ".html#"),
        "next": link(following) if following else "",
    }
    if exercise.kind == "choice":
        found["choice"] = choice(exercise)
    elif is_number(exercise):
        found["number"] = number(exercise)
    return found


def add_data(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Give a page of exercises what its scripts need to know."""
    if doctree is None or not pagename.startswith(FOLDER):
        return
    here = list(exercise_cells(doctree).values())
    if not here:
        return
    names = [exercise.chapter.name for exercise in known().values()]
    data = {
        "chapter": here[0].chapter.name,
        "totals": {name: names.count(name) for name in dict.fromkeys(names)},
        "exercises": {exercise.name: about(exercise) for exercise in here},
    }
    text = json.dumps(data, ensure_ascii=False, allow_nan=False).replace("</", "<\\/")
    context["body"] += f'<script type="application/json" id="exercises-page">{text}</script>\n'
    for script in SCRIPTS:
        app.add_js_file(f"exercises/{script}.js", loading_method="defer")


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("html-page-context", add_data)
    app.add_js_file("exercises/progress.js", loading_method="defer")  # for the sidebar of all pages
    return {"parallel_read_safe": True, "parallel_write_safe": True}
