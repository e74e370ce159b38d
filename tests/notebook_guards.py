"""What nbval does not notice, and what a reader would: each guard reads one notebook.

A guard takes a notebook and returns its complaints, one line each, naming the cell. Code cells are
counted from 0, as nbval counts them (`Cell 3`); text cells by their place in the notebook.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import run_notebooks

Notebook = nbformat.NotebookNode
Guard = Callable[[Notebook], list[str]]

LINE, CELL, IMPORTS = 79, 25, 5  # characters in a line, lines in a cell, imports in a cell

RASTER = ("image/png", "image/jpeg", "image/gif", "application/pdf")
SVG = "image/svg+xml"
ALT = 40  # characters: less cannot say what a figure shows
NUMBER = re.compile(r"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|half|zero)\b", re.I)

FENCED = re.compile(r"^(`{3,}|~{3,}|:{3,}).*?^\1[^\S\n]*$", re.M | re.S)
HEADING = re.compile(r"^(#{1,6}) +(.+)$", re.M)
OPT_OUT = re.compile(r"#+\s*(NBVAL_|PYTEST_VALIDATE_)\w+")
VARYING = {
    "a path": r"(?<![\w.:/])/(?:home|root|Users|usr|opt|tmp|var|work|mnt|content)/\w|\b[A-Z]:\\"
    r"|site-packages",
    "a memory address": r"\b0x[0-9a-fA-F]{6,}",
    "a date or a time": r"\b20\d\d-\d\d-\d\d\b|\b\d{1,2}:\d\d:\d\d\b",
    "a duration": r"\d\s?(?:ns|[uµμ]s|ms|seconds?|minutes?)\b|\d\.\d+\s?s\b",
    "an unrounded number": r"\d\.\d{10,}",
}
VARYING = {what: re.compile(pattern) for what, pattern in VARYING.items()}


def code_cells(notebook: Notebook) -> Iterator[tuple[str, Notebook]]:
    """Code cells with their names."""
    cells = (cell for cell in notebook.cells if cell.cell_type == "code")
    for number, cell in enumerate(cells):
        yield f"Cell {number}", cell


def outputs(notebook: Notebook) -> Iterator[tuple[str, Notebook]]:
    """Outputs with the names of their cells."""
    for name, cell in code_cells(notebook):
        for output in cell.outputs:
            yield name, output


def lines(cell: Notebook) -> list[str]:
    return cell.source.splitlines()


# ---------------------------------------------------------------- what nbval lets pass


def executed_in_order(notebook: Notebook) -> list[str]:
    """A cell that was never run is never compared; one run out of order has seen another state."""
    return [
        f"{name}: execution count {cell.execution_count}, expected {number}"
        for number, (name, cell) in enumerate(code_cells(notebook), start=1)
        if cell.execution_count != number
    ]


def has_outputs(notebook: Notebook) -> list[str]:
    """A notebook without stored outputs passes nbval untested."""
    for _, output in outputs(notebook):
        if output.output_type == "stream" or set(output.get("data", ())) - set(RASTER):
            return []
    return ["no stored output that could be compared"]


def no_opt_out(notebook: Notebook) -> list[str]:
    """Neither a comment nor a tag takes a cell out of the comparison."""
    found = []
    for name, cell in code_cells(notebook):
        tags = [tag for tag in cell.metadata.get("tags", []) if tag.startswith(("nbval", "skip-"))]
        found += [f"{name}: opts out with {mark}" for mark in OPT_OUT.findall(cell.source) + tags]
    return found


def no_errors(notebook: Notebook) -> list[str]:
    """An error is stored only where it is the lesson: the tag and a comment `# raises ...`."""
    wanted = {
        name
        for name, cell in code_cells(notebook)
        if "raises-exception" in cell.metadata.get("tags", [])
    }
    found = [
        f"{name}: tagged raises-exception without a comment '# raises ...' that says why"
        for name, cell in code_cells(notebook)
        if name in wanted and not re.search(r"#\s*raises\s+\S", cell.source, re.I)
    ]
    return found + [
        f"{name}: the stored output is an error, {output.ename}"
        for name, output in outputs(notebook)
        if output.output_type == "error" and name not in wanted
    ]


def no_raster(notebook: Notebook) -> list[str]:
    """nbval does not compare pixels. Figures are SVG."""
    return [
        f"{name}: stores {kind}, which is not compared; figures are SVG"
        for name, output in outputs(notebook)
        for kind in output.get("data", ())
        if kind.endswith(RASTER)
    ]


def no_stderr(notebook: Notebook) -> list[str]:
    """No warnings, no progress bars."""
    return [
        f"{name}: writes to stderr: {output.text.strip()[:60]}"
        for name, output in outputs(notebook)
        if output.get("name") == "stderr"
    ]


def nothing_that_varies(notebook: Notebook) -> list[str]:
    """No path, address, time or last digit, which differ from computer to computer."""
    found = []
    for name, output in outputs(notebook):
        for kind, text in [("text", output.get("text", "")), *output.get("data", {}).items()]:
            for what, pattern in VARYING.items():
                if kind == SVG and what in ("an unrounded number", "a duration"):
                    continue  # coordinates; nbval compares them
                if match := pattern.search(str(text)):
                    found.append(f"{name}: shows {what}: {match.group()}")
    return found


def no_semicolon(notebook: Notebook) -> list[str]:
    """A trailing `;` silences an output in Jupyter and not under nbval."""
    found = []
    for name, cell in code_cells(notebook):
        try:
            tokens = list(tokenize.generate_tokens(io.StringIO(cell.source).readline))
            bad = any(token.string == ";" for token in tokens)
        except (tokenize.TokenError, SyntaxError):
            bad = any(line.rstrip().endswith(";") for line in lines(cell))
        if bad:
            found.append(f"{name}: holds a semicolon")
    return found


# ---------------------------------------------------------------- what a reader would notice


def figures_have_alt_text(notebook: Notebook) -> list[str]:
    """Every figure says in words and numbers what it shows, as its text/plain."""
    found = []
    for name, output in outputs(notebook):
        if SVG not in output.get("data", ()):
            continue
        alt = output.data.get("text/plain", "")
        if len(alt) < ALT or alt.startswith("<") or not NUMBER.search(alt):
            found.append(f"{name}: the figure's text/plain is no description of it: {alt!r:.60}")
    return found


def short_lines(notebook: Notebook) -> list[str]:
    return [
        f"{name}: line {number} has {len(line)} characters, at most {LINE} fit"
        for name, cell in code_cells(notebook)
        for number, line in enumerate(lines(cell), start=1)
        if len(line) > LINE
    ]


def short_cells(notebook: Notebook) -> list[str]:
    return [
        f"{name}: {len(lines(cell))} lines, at most {CELL}; longer belongs in the package"
        for name, cell in code_cells(notebook)
        if len(lines(cell)) > CELL
    ]


def few_imports(notebook: Notebook) -> list[str]:
    found = []
    for name, cell in code_cells(notebook):
        try:
            body = ast.parse(cell.source).body
        except SyntaxError:  # a magic command
            continue
        imports = [node for node in body if isinstance(node, ast.Import | ast.ImportFrom)]
        n = sum(node.end_lineno - node.lineno + 1 for node in imports)
        if n > IMPORTS:
            found.append(f"{name}: {n} lines of imports, at most {IMPORTS}")
    return found


def outline(notebook: Notebook) -> list[str]:
    """One title, first of all, and no level left out below it."""
    headings = []
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown":
            text = FENCED.sub("", cell.source)
            for marks, title in HEADING.findall(text):
                headings.append((f"text cell {number} ('{title.strip()}')", len(marks)))
    if not headings:
        return ["no title: the first heading must be '# ...'"]
    levels = [level for _, level in headings]
    found = [f"{name}: a second title" for name, level in headings[1:] if level == 1]
    if levels[0] != 1:
        found.append(f"{headings[0][0]}: the first heading must be a title, '# ...'")
    if notebook.cells[0].cell_type != "markdown":
        found.append("the first cell must hold the title")
    for (name, level), above in zip(headings[1:], levels, strict=False):
        if level > above + 1:
            found.append(f"{name}: a heading of level {level} directly below level {above}")
    return found


# ---------------------------------------------------------------- what git and editors would notice


def minimal_metadata(notebook: Notebook) -> list[str]:
    found = []
    if notebook.metadata != run_notebooks.METADATA:
        found.append(f"metadata differ from {run_notebooks.METADATA}")
    for number, cell in enumerate(notebook.cells):
        for key in set(cell.metadata) - set(run_notebooks.CELL_METADATA):
            found.append(f"cell {number} of the notebook: metadata '{key}' of some editor")
    return found


def unique_ids(notebook: Notebook) -> list[str]:
    seen, found = set(), []
    for number, cell in enumerate(notebook.cells):
        cell_id = cell.get("id")
        if cell_id is None or cell_id in seen:
            found.append(f"cell {number} of the notebook: id {cell_id!r} is missing or used twice")
        seen.add(cell_id)
    return found


GUARDS: list[Guard] = [
    executed_in_order,
    has_outputs,
    no_opt_out,
    no_errors,
    no_raster,
    no_stderr,
    nothing_that_varies,
    no_semicolon,
    figures_have_alt_text,
    short_lines,
    short_cells,
    few_imports,
    outline,
    minimal_metadata,
    unique_ids,
]


# ---------------------------------------------------------------- the file itself


def stored_form(path: Path) -> list[str]:
    """The file is as `make notebooks` writes it, so that a diff shows what an author changed."""
    text = path.read_text(encoding="utf-8")
    expected = run_notebooks.normalized(nbformat.reads(text, as_version=4))
    if text == expected:
        return []
    pairs = enumerate(zip(text.splitlines(), expected.splitlines(), strict=False), start=1)
    line = next((number for number, (a, b) in pairs if a != b), "the last")
    return [f"line {line} of the file is not as `make notebooks` writes it"]
