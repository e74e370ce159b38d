"""Promises about every notebook below book/, and proofs that each of these tests can fail.

nbval runs the notebooks and compares their outputs with the stored ones (see pytest.ini). Here is
what nbval lets pass, and what a reader would notice.
"""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import nbformat
import notebook_guards as guards
import pages
import pytest
import run_notebooks
from nbformat.v4 import (
    new_code_cell,
    new_markdown_cell,
    new_notebook,
    new_output,
)

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = pages.notebook_files()


every_notebook = pytest.mark.parametrize(
    "path",
    NOTEBOOKS,
    ids=[path.relative_to(pages.BOOK).with_suffix("").as_posix() for path in NOTEBOOKS],
)
every_guard = pytest.mark.parametrize("guard", guards.GUARDS, ids=lambda guard: guard.__name__)


def report(path: Path, complaints: list[str]) -> str:
    return "\n".join(f"{path.relative_to(ROOT)}, {complaint}" for complaint in complaints)


# ---------------------------------------------------------------- the notebooks


def course(path: Path) -> nbformat.NotebookNode:
    """The notebook without the cell that is for Colab alone."""
    notebook = nbformat.read(path, as_version=4)
    notebook.cells = run_notebooks.divided(notebook)[1]
    return notebook


@every_guard
@every_notebook
def test_a_notebook_keeps_the_promise(path, guard):
    complaints = guard(course(path))
    assert not complaints, report(path, complaints)


@every_notebook
def test_a_notebook_is_stored_as_make_notebooks_writes_it(path):
    complaints = guards.stored_form(path)
    assert not complaints, report(path, complaints)


def test_the_default_test_run_compares_every_notebook(pytestconfig):
    assert pytestconfig.getoption("nbval")
    assert not pytestconfig.getoption("nbval_lax")
    assert pytestconfig.getoption("nbval_sanitize_with") is None
    assert "book" in pytestconfig.getini("testpaths")


def test_one_worker_runs_the_cells_of_a_notebook_in_their_order(pytestconfig):
    ours = pytestconfig.pluginmanager.get_plugin(str(ROOT / "conftest.py"))
    cells = [f"book/{name}.ipynb::Cell {k}" for name in ("relu", "perceptrons") for k in range(12)]
    others = [f"tests/test_{name}.py::test" for name in ("sweeps", "house", "pages")]
    items = [SimpleNamespace(nodeid=nodeid) for nodeid in (others[0], *cells, *others[1:])]
    ours.pytest_collection_modifyitems(items)
    order = [item.nodeid for item in items]
    assert sorted(order) == sorted(cells + others)
    for name in ("relu", "perceptrons"):
        mine = [nodeid for nodeid in cells if f"/{name}." in nodeid]
        assert len({ours.unit(nodeid) for nodeid in mine}) == 1
        assert order[order.index(mine[0]) :][: len(mine)] == mine


def test_workers_share_out_the_notebooks_in_the_browser(pytestconfig):
    unit = pytestconfig.pluginmanager.get_plugin(str(ROOT / "conftest.py")).unit
    lite = "tests/test_lite.py"
    in_browser = [f"{lite}::test_a_notebook[{name}]" for name in ("relu", "perceptrons")]
    assert len({unit(nodeid) for nodeid in in_browser}) == 2
    assert {unit(f"{lite}::test_{what}") for what in ("a_wheel", "the_site")} == {lite}


# ---------------------------------------------------------------- the guards can fail

FIGURE = "Two lines over the learning rate: sigmoid falls to 0.1, ReLU stays at 0.9."


def sound_notebook() -> nbformat.NotebookNode:
    """A small notebook without a fault."""
    figure = {"image/svg+xml": "<svg></svg>", "text/plain": FIGURE}
    notebook = new_notebook(metadata=copy.deepcopy(run_notebooks.METADATA))
    notebook.cells = [
        new_markdown_cell("(start)=\n# Title\n\nText.\n\n```python\n# a comment\n```", id="a"),
        new_markdown_cell("## Section\n\n### Detail\n\n## Next section", id="b"),
        new_code_cell("import numpy as np", id="c", execution_count=1),
        new_code_cell(
            "print(np.sum([1, 2]))",
            id="d",
            execution_count=2,
            outputs=[new_output("stream", text="3\n")],
        ),
        new_code_cell(
            "draw()", id="e", execution_count=3, outputs=[new_output("display_data", figure)]
        ),
    ]
    return notebook


def with_code(source: str, **cell) -> nbformat.NotebookNode:
    """The sound notebook with one more code cell."""
    notebook = sound_notebook()
    notebook.cells.append(new_code_cell(source, id="z", execution_count=4, **cell))
    return notebook


def printing(text: str, name: str = "stdout") -> nbformat.NotebookNode:
    return with_code("f()", outputs=[new_output("stream", name=name, text=text)])


def showing(**data: str) -> nbformat.NotebookNode:
    names = {"svg": "image/svg+xml", "png": "image/png", "plain": "text/plain"}
    data = {names[key]: value for key, value in data.items()}
    return with_code("f()", outputs=[new_output("display_data", data)])


def changed(position: int, **changes) -> nbformat.NotebookNode:
    """The sound notebook with one cell changed."""
    notebook = sound_notebook()
    notebook.cells[position].update(nbformat.from_dict(changes))
    return notebook


def without_outputs() -> nbformat.NotebookNode:
    notebook = sound_notebook()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    return notebook


def with_metadata(**metadata) -> nbformat.NotebookNode:
    notebook = sound_notebook()
    notebook.metadata.update(metadata)
    return notebook


ERROR = new_output("error", ename="ValueError", evalue="no", traceback=[])
RAISES = {"tags": ["raises-exception"]}
BAD = [
    (guards.executed_in_order, changed(2, execution_count=None), "Cell 0"),
    (guards.executed_in_order, changed(4, execution_count=7), "Cell 2"),
    (guards.has_outputs, without_outputs(), "no stored output"),
    (guards.no_opt_out, with_code("# NBVAL_IGNORE_OUTPUT\nf()"), "Cell 3"),
    (guards.no_opt_out, with_code("f()  # NBVAL_SKIP"), "Cell 3"),
    (guards.no_opt_out, with_code("f()", metadata={"tags": ["nbval-skip"]}), "nbval-skip"),
    (guards.no_errors, with_code("f()", outputs=[ERROR]), "Cell 3"),
    (guards.no_errors, with_code("f()", outputs=[ERROR], metadata=RAISES), "says why"),
    (guards.no_raster, showing(png="AAAA", plain=FIGURE), "image/png"),
    (guards.no_stderr, printing("Warning", name="stderr"), "Cell 3"),
    (guards.nothing_that_varies, printing("read /" + "home/ada/digits.csv"), "a path"),
    (guards.nothing_that_varies, printing("C:" + "\\Users\\ada"), "a path"),
    (guards.nothing_that_varies, printing("<object at 0x7f52c9a3d010>"), "memory address"),
    (guards.nothing_that_varies, printing("run of 2024-05-17"), "a date"),
    (guards.nothing_that_varies, printing("at 14:03:59"), "a date or a time"),
    (guards.nothing_that_varies, printing("12.3 ms per loop"), "a duration"),
    (guards.nothing_that_varies, printing("took 3.14 s"), "a duration"),
    (guards.nothing_that_varies, printing("loss 0.30000000000000004"), "unrounded"),
    (guards.nothing_that_varies, showing(svg="<date>2024-05-17</date>"), "a date"),
    (guards.no_semicolon, with_code("plot(x);"), "Cell 3"),
    (guards.no_semicolon, with_code("a = 1; b = 2"), "Cell 3"),
    (guards.figures_have_alt_text, showing(svg="<svg/>"), "Cell 3"),
    (guards.figures_have_alt_text, showing(svg="<svg/>", plain="A plot of 2 lines."), "Cell 3"),
    (
        guards.figures_have_alt_text,
        showing(svg="<svg/>", plain="<Figure size 640x480 with 1 Axes> and more text"),
        "Cell 3",
    ),
    (
        guards.figures_have_alt_text,
        showing(svg="<svg/>", plain="A line goes up and another goes down, as was expected."),
        "Cell 3",
    ),
    (guards.short_lines, with_code("x = 1  # " + "long" * 20), "line 1 has 89"),
    (guards.short_cells, with_code("x = 1\n" * 26), "26 lines"),
    (guards.few_imports, with_code("\n".join(f"import m{i}" for i in range(6))), "6 lines"),
    (guards.few_imports, with_code("from m import (\na,\nb,\nc,\nd,\n)"), "6 lines"),
    (guards.outline, changed(0, source="Text without a title."), "first heading"),
    (guards.outline, changed(1, source="### Too deep"), "'Too deep'"),
    (guards.outline, changed(1, source="# Again a title"), "second title"),
    (guards.minimal_metadata, with_metadata(toc={}), "metadata differ"),
    (guards.minimal_metadata, changed(0, metadata={"editable": True}), "'editable'"),
    (guards.unique_ids, changed(1, id="a"), "id 'a'"),
]


@every_guard
def test_a_guard_is_content_with_a_sound_notebook(guard):
    assert guard(sound_notebook()) == []


@pytest.mark.parametrize(("guard", "notebook", "words"), BAD)
def test_a_guard_names_the_fault_and_its_cell(guard, notebook, words):
    complaints = guard(notebook)
    assert len(complaints) == 1
    assert words in complaints[0]


def test_every_guard_has_met_a_bad_notebook():
    assert {guard for guard, *_ in BAD} == set(guards.GUARDS)


def test_an_error_that_is_the_lesson_may_be_stored():
    source = "# raises ValueError: the rate is negative\nf()"
    lesson = with_code(source, outputs=[ERROR], metadata=RAISES)
    assert guards.no_errors(lesson) == []


@pytest.mark.parametrize(
    "text", ["0.98 with 25 units", "in the 1990s", "5e-324", "3.2 sigma", "a/b"]
)
def test_ordinary_results_do_not_count_as_varying(text):
    assert guards.nothing_that_varies(printing(text)) == []


def test_another_form_of_the_file_is_noticed(tmp_path):
    path = tmp_path / "toy.ipynb"
    text = run_notebooks.normalized(sound_notebook())
    path.write_text(text, encoding="utf-8")
    assert guards.stored_form(path) == []
    path.write_text(text.replace("\n ", "\n  "), encoding="utf-8")
    assert guards.stored_form(path) == ["line 2 of the file is not as `make notebooks` writes it"]


# ---------------------------------------------------------------- nbval compares what it should

SHOW = f"""from IPython.display import display
svg = '<svg><path stroke="#0072b2" d="M 0 0 L 9 9"/></svg>'
display({{'image/svg+xml': svg, 'text/plain': '{FIGURE}'}}, raw=True)"""
WARN = "import sys\nprint('beware', file=sys.stderr)"
NUMBER, COLOR, DESCRIPTION, WARNING = (f"wrong.ipynb::Cell {k}" for k in range(4))
WRONG = {  # a cell with its source, and its output's old and new text
    NUMBER: ("print(f'{2 / 3:.3f}')", "0.667", "0.668"),
    COLOR: (SHOW, "#0072b2", "#0072b3"),
    DESCRIPTION: (SHOW, "falls to 0.1", "falls to 0.2"),
    WARNING: (WARN, "beware", "be aware"),
}


@pytest.fixture(scope="module")
def toys(tmp_path_factory) -> Path:
    """A folder with a notebook, stored as `make notebooks` does, and one with wrong outputs."""
    folder = tmp_path_factory.mktemp("toys")
    for name in ("pytest.ini", "conftest.py"):
        (folder / name).write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    right = folder / "right.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell(s) for s, _, _ in WRONG.values()]), right)
    run_notebooks.write(right, run_notebooks.normalized(run_notebooks.execute(right)))
    notebook = nbformat.read(right, as_version=4)
    for cell, (_, old, new) in zip(notebook.cells, WRONG.values(), strict=True):
        outputs = json.dumps(cell.outputs)
        assert outputs.count(old) == 1
        cell.outputs = nbformat.from_dict(json.loads(outputs.replace(old, new)))
    nbformat.write(notebook, folder / "wrong.ipynb")
    return folder


def failures(folder: Path, *options: str) -> set[str]:
    """The cells that a run of its own reports as failed, and a check that it ran the others."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--color=no", *options, "."],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    rows = [line.split() for line in done.stdout.splitlines()]
    cells = {" ".join(row[1:3]) for row in rows if row[:1] == ["FAILED"]}
    passed = 2 * len(WRONG) - len(cells)
    assert f" {passed} passed" in done.stdout, done.stdout
    return cells


def test_a_wrong_number_figure_description_or_warning_fails_and_names_its_cell(toys):
    assert failures(toys) == {NUMBER, COLOR, DESCRIPTION, WARNING}


def test_with_other_dependencies_only_figures_and_warnings_may_differ(toys):
    assert failures(toys, "--compare", "text") == {NUMBER, DESCRIPTION}


def test_running_a_notebook_twice_gives_the_same_bytes(toys):
    right = toys / "right.ipynb"
    again = run_notebooks.normalized(run_notebooks.execute(right))
    assert again.encode() == right.read_bytes()
