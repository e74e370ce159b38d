"""A choice of verdicts on the page of the fact check."""

from __future__ import annotations

import re
from typing import Any

from sphinx.application import Sphinx

VERDICTS = ("right", "right with conditions", "imprecise", "wrong", "no evidence found")
FILTER = '<div class="claim-filter"></div>'


def add_filter(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Put a choice of verdicts where a page has asked for one; the style sheet does the rest.

    Radio buttons, so that it works with a keyboard, aloud, and without a script. They are not in
    the notebook, because JupyterLab would show their words without their function.
    """
    body = context.get("body", "")
    if FILTER not in body:
        return
    choices = []
    for verdict in ("all", *VERDICTS):
        name = verdict.replace(" ", "-")
        pattern = r'class="claim claim-' + (r"[\w-]+" if verdict == "all" else name) + r"[ \"]"
        choices.append(
            f'<label class="verdict-{name}"><input type="radio" name="verdict" id="verdict-{name}" '
            f'autocomplete="off"{" checked" if verdict == "all" else ""}> '
            f"{verdict} ({len(re.findall(pattern, body))})</label>"
        )
    legend = "<legend>Show these claims</legend>"
    fieldset = f'<fieldset class="claim-filter">{legend}{"".join(choices)}</fieldset>'
    context["body"] = body.replace(FILTER, fieldset)


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("html-page-context", add_filter)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
