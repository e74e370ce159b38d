"""The role {measured}`name`: a number that a notebook has computed, on a page without code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from repository_links import notebook_files


def measured(folder: Path) -> dict[str, str]:
    """Return the numbers that the notebooks in `folder` store under a name, with `figures.say`.

    Raises ValueError when a name stands for two numbers.
    """
    numbers: dict[str, str] = {}
    for path in notebook_files(folder):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            for output in cell.get("outputs", []):
                for name, number in output.get("metadata", {}).get("measured", {}).items():
                    if numbers.setdefault(name, number) != number:
                        raise ValueError(f"{name} is both {numbers[name]} and {number}")
    return numbers


class Measured(SphinxRole):
    """{measured}`name`: the number, as the chapter that computed it shows it."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        folder = Path(self.env.srcdir)
        for path in notebook_files(folder):
            self.env.note_dependency(str(path))
        number = measured(folder).get(self.text)
        if number is None:
            message = f"no notebook has measured {self.text!r}"
            problem = self.inliner.reporter.warning(message, line=self.lineno)
            return [self.inliner.problematic(self.rawtext, self.rawtext, problem)], [problem]
        return [nodes.inline(self.rawtext, number, classes=["measured-number"])], []


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_role("measured", Measured())
    return {"parallel_read_safe": True, "parallel_write_safe": True}
