"""What the pages on teaching are made of: links for a hub, and lists of figures and exercises."""

from __future__ import annotations

import itertools
import json
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from repository_links import repository

SHOWN = 6  # misconceptions of the example
CAPTION = re.compile(r"\((fig-[\w-]+)\)=\n\*\*Figure\.\*\* \*(.+?)\.?\*")


def notebooks(app: Sphinx) -> list[str]:
    """The pages that are notebooks, in the order of _toc.yml."""
    pages = (Path(app.env.doc2path(name)) for name in app.config.external_site_map)
    return [p.relative_to(app.srcdir).as_posix() for p in pages if p.suffix == ".ipynb"]


class HubLinks(SphinxDirective):
    """{hub-links}: for each notebook, what follows a JupyterHub's address in a link to it."""

    def run(self) -> list[nodes.Node]:
        name = repository(os.environ, Path(self.env.srcdir)) or "OWNER/NAME"
        folder = name.split("/")[1]
        lines = [
            f"/hub/user-redirect/git-pull?repo=https://github.com/{name}&branch=main"
            f"&urlpath=lab/tree/{folder}/book/{notebook}"
            for notebook in notebooks(self.env.app)
        ]
        text = "\n".join(lines)
        return [nodes.literal_block(text, text, language="text")]


def living_figures(notebook: Path) -> list[tuple[str, str]]:
    """Label and title of each figure of a notebook that can be moved."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return [
        CAPTION.match("".join(caption["source"])).groups()
        for cell, caption in itertools.pairwise(cells)
        if any(tag.startswith("living-") for tag in cell["metadata"].get("tags", []))
    ]


class LivingList(SphinxDirective):
    """{living-list}: all figures that can be moved, as links by their titles, in reading order."""

    def run(self) -> list[nodes.Node]:
        lines = []
        for name in notebooks(self.env.app):
            path = Path(self.env.srcdir, name)
            self.env.note_dependency(str(path))
            lines += [f"- [{title}]({name}#{label})" for label, title in living_figures(path)]
        found = nodes.Element()
        self.state.nested_parse(StringList(lines), 0, found)
        return found.children


class ExerciseTable(SphinxDirective):
    """{exercise-table} 1: the exercises of chapter 1, and the mistakes that they know by name."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        from rectified import exercises

        number = int(self.arguments[0])
        (chapter,) = (part for part in exercises.chapters() if part.number == number)
        rows = [
            (f"{id} {exercise.title}", mistakes(exercise))
            for id, exercise in chapter.exercises.items()
        ]
        return [table(("exercise", "mistakes that it knows"), rows)]


class ClassExample(SphinxDirective):
    """{class-example}: the misconceptions of a simulated class, as a table and a picture."""

    def run(self) -> list[nodes.Node]:
        import exercise_notebooks

        met, (_, alt) = exercise_notebooks.simulated_class(), exercise_notebooks.class_drawing()
        place = exercise_notebooks.CLASS_PICTURE.relative_to(exercise_notebooks.pages.BOOK)
        rows = [(f"{id} {title}", what, str(n)) for id, title, what, n in met[:SHOWN]]
        head = ("exercise", "misconception", "learners")
        return [table(head, rows), nodes.image(uri=place.as_posix(), alt=alt)]


def mistakes(exercise: Any) -> str:
    """The names of the mistakes that an exercise knows, each once, in one line."""
    if hasattr(exercise, "options"):
        return f"a choice of {len(exercise.options)}, with an answer to each"
    return "; ".join(dict.fromkeys(wrong.name for wrong in exercise.wrongs))


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> nodes.table:
    """A table of plain text."""
    group = nodes.tgroup(cols=len(head))
    group += [nodes.colspec(colwidth=1) for _ in head]
    for part, lines in ((nodes.thead(), [head]), (nodes.tbody(), rows)):
        for line in lines:
            row = nodes.row()
            row += [nodes.entry("", nodes.paragraph(text=text)) for text in line]
            part += row
        group += part
    return nodes.table("", group, classes=["colwidths-auto"])


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_directive("hub-links", HubLinks)
    app.add_directive("living-list", LivingList)
    app.add_directive("exercise-table", ExerciseTable)
    app.add_directive("class-example", ClassExample)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
