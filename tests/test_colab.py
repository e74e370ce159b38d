"""The cell that installs the package in Colab: written when asked for, silent everywhere else."""

from __future__ import annotations

import sys
from typing import ClassVar

import colab
import exercise_notebooks
import nbformat
import pages
import pytest
import run_notebooks
from IPython.core.interactiveshell import InteractiveShell

from rectified import exercises

sys.path.insert(0, str(pages.BOOK / "_ext"))
import repository_links

NAMES = ["perceptrons.ipynb", "exercises/perceptrons.ipynb"]


@pytest.fixture
def copies(tmp_path, monkeypatch):
    """Copies of two notebooks, in which the tool finds the course."""
    (tmp_path / "exercises").mkdir()
    paths = [tmp_path / name for name in NAMES]
    for name, path in zip(NAMES, paths, strict=True):
        notebook = nbformat.read(pages.BOOK / name, as_version=4)
        notebook.cells = run_notebooks.divided(notebook)[1]
        path.write_text(run_notebooks.normalized(notebook), encoding="utf-8")
    monkeypatch.setattr(pages, "notebook_files", lambda: paths)
    monkeypatch.setenv("GITHUB_REPOSITORY", "someone/something")
    return paths


def run(monkeypatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["colab.py", *arguments])
    return colab.main()


def texts(paths) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in paths]


def test_the_cell_comes_first_is_hidden_and_goes_without_a_trace(copies, monkeypatch):
    before = texts(copies)
    assert run(monkeypatch) == 0
    for path in copies:
        first = nbformat.read(path, as_version=4).cells[0]
        assert first.metadata.tags == ["remove-cell"]
        assert "git+https://github.com/someone/something#subdirectory=code" in first.source
    once = texts(copies)
    assert run(monkeypatch) == 0
    assert texts(copies) == once
    monkeypatch.setenv("GITHUB_REPOSITORY", "other/name")
    assert run(monkeypatch) == 0
    assert texts(copies) == [text.replace("someone/something", "other/name") for text in once]
    assert run(monkeypatch, "--remove") == 0
    assert texts(copies) == before


def test_without_an_address_nothing_is_written(copies, monkeypatch, capsys):
    before = texts(copies)
    monkeypatch.setattr(repository_links, "repository", lambda *_: None)
    assert run(monkeypatch) == 1
    assert "address of the repository is not known" in capsys.readouterr().err
    assert texts(copies) == before


def test_the_button_stands_only_where_every_notebook_has_the_cell(copies, monkeypatch):
    assert not repository_links.for_colab("someone/something", copies)
    run(monkeypatch)
    assert repository_links.for_colab("someone/something", copies)
    assert not repository_links.for_colab("someone/else", copies)
    assert not repository_links.for_colab(None, copies)
    buttons = repository_links.links("someone/something", colab=True)["launch_buttons"]
    assert buttons["colab_url"] == "https://colab.research.google.com"
    assert "colab_url" not in repository_links.links("someone/something")["launch_buttons"]


@pytest.mark.parametrize("installed", [True, False])
def test_the_cell_installs_only_what_is_missing(installed, monkeypatch):
    asked = []
    shell = InteractiveShell.instance()
    shell.register_magic_function(asked.append, "line", "pip")
    monkeypatch.setattr("importlib.util.find_spec", lambda _: object() if installed else None)
    try:
        result = shell.run_cell(colab.cell("someone/something").source)
    finally:
        InteractiveShell.clear_instance()
    result.raise_error()
    address = "rectified @ git+https://github.com/someone/something#subdirectory=code"
    assert asked == ([] if installed else [f'install -q "{address}"'])


class Client:
    """In the place of nbclient: notes which cells it would run."""

    ran: ClassVar[list[str]] = []

    def __init__(self, notebook: nbformat.NotebookNode, **_):
        self.ran[:] = [cell.id for cell in notebook.cells]

    def execute(self) -> None:
        """Runs nothing."""


def test_a_run_of_the_notebook_keeps_the_cell_and_leaves_it_out(copies, monkeypatch):
    run(monkeypatch)
    monkeypatch.setattr("nbclient.NotebookClient", Client)
    for path in copies:
        notebook = run_notebooks.execute(path)
        assert run_notebooks.COLAB not in Client.ran
        assert run_notebooks.normalized(notebook) == path.read_text(encoding="utf-8")


def test_exercises_written_anew_keep_the_cell(copies, monkeypatch):
    run(monkeypatch)
    chapter = exercises.chapters()[0]
    monkeypatch.setattr(exercise_notebooks, "path", lambda _: copies[1])
    monkeypatch.setattr(exercise_notebooks, "FOLDER", copies[1].parent)
    assert exercise_notebooks.differences(chapter) == []
    notebook = nbformat.read(copies[1], as_version=4)
    before, notebook.cells[1].source = notebook.cells[1].source, "# Something else"
    nbformat.write(notebook, copies[1])
    assert exercise_notebooks.write(chapter)
    cells = nbformat.read(copies[1], as_version=4).cells
    assert [cells[0].id, cells[1].source] == [run_notebooks.COLAB, before]
