"""Promises about the pages on running and teaching: their links, programs and commands work."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import for_teachers
import living_figures
import pages as toc
import pytest
import repository_links
import run_in_browser

ROOT = Path(__file__).resolve().parent.parent
BOOK = ROOT / "book"
NOTEBOOKS = toc.notebooks()


def app_of(files: list[str]) -> SimpleNamespace:
    """What the extensions need of Sphinx, for a book of these files in this order."""
    env = SimpleNamespace(doc2path=lambda name: BOOK / name, srcdir=BOOK)
    env.app = SimpleNamespace(
        srcdir=BOOK, env=env, config=SimpleNamespace(external_site_map=dict.fromkeys(files))
    )
    return env.app


def test_every_launch_link_leads_to_a_file_of_the_repository(monkeypatch):
    name = "someone/something"
    monkeypatch.setenv("GITHUB_REPOSITORY", name)
    notebooks = [f"{name}.ipynb" for name in NOTEBOOKS]
    (links,) = for_teachers.HubLinks.run(SimpleNamespace(env=app_of(notebooks).env))
    lines = links.astext().splitlines()
    assert len(lines) == len(notebooks)
    for line in lines:
        assert f"repo=https://github.com/{name}&branch=main&" in line
        assert (ROOT / line.split("urlpath=lab/tree/something/")[1]).is_file()
    for notebook in notebooks:
        address = run_in_browser.lite_address(notebook.removesuffix(".ipynb"))
        assert (ROOT / address.split("?path=")[1]).is_file()


def test_the_links_for_a_hub_come_in_the_order_of_the_contents():
    names = ["relu.ipynb", "glossary.md", "exercises/relu.ipynb", "perceptrons.ipynb"]
    expected = ["relu.ipynb", "exercises/relu.ipynb", "perceptrons.ipynb"]
    assert for_teachers.notebooks(app_of(names)) == expected


def test_the_list_of_figures_to_move_has_all_of_them(pages):
    links = pages["teaching.html"].select("#figures-to-move a.reference")
    assert len(links) == len(living_figures.FIGURES)
    for link in links:
        page, label = link["href"].split("#")
        figure = pages[page].find(id=label)
        assert link.get_text() in figure.get_text()


@pytest.mark.parametrize("name", ["running", "teaching"])
def test_a_page_names_the_repository_that_it_was_built_from(monkeypatch, name):
    monkeypatch.setenv("GITHUB_REPOSITORY", "someone/something")
    source = [(BOOK / f"{name}.md").read_text(encoding="utf-8")]
    assert "OWNER/NAME" in source[0]
    repository_links.name_repository(SimpleNamespace(srcdir=BOOK), name, source)
    assert "OWNER/NAME" not in source[0]
    assert "someone/something" in source[0]


def test_the_commands_without_make_name_files_that_exist():
    text = (BOOK / "running.md").read_text(encoding="utf-8")
    for name in re.findall(r"-r (\S+)", text) + re.findall(
        r"(?:build-isolation|install) (\./\S+)", text
    ):
        assert (ROOT / name).exists(), name


def test_what_a_class_hands_in_is_counted_by_the_lines_on_the_page(tmp_path, monkeypatch):
    from checker.progress import Notes
    from rectified.exercises import get, hand_in
    from rectified_book.exercises import bank

    text = (BOOK / "teaching.md").read_text(encoding="utf-8")
    (program,) = re.findall(r"^```python\n(.*?)^```", text, flags=re.M | re.S)
    solved = [("1.1", "2.1", "2.10")[: number % 4] for number in range(30)]
    for number, ids in enumerate(solved):
        folder = tmp_path / "handed-in" / f"{number}"  # as learning platforms pack them
        folder.mkdir(parents=True)
        monkeypatch.chdir(folder)
        solved_on = {get(id).key: "2026-01-31" for id in ids}
        monkeypatch.setattr(bank.noted, "_notes", Notes(solved_on))
        hand_in(f"Zoë {number:02}, class b")
    command = [sys.executable, "-X", "utf8", "-c", program]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    expected = [f"{len(ids):3}  Zoë {number:02}, class b" for number, ids in enumerate(solved)]
    assert done.stdout.splitlines() == expected


SHORTER = {
    ": vision.FUNCTIONS": ": ['tanh', 'relu']",
    ": rates}": ": rates[4:5]}",
    "range(3)": "[1]",
}


@pytest.mark.parametrize(
    ("number", "shorter", "said"),
    [
        (0, {}, "24 trainings, equal here and there"),
        (1, SHORTER, "2 of 2 read what they read in one process"),
    ],
)
def test_a_program_of_the_page_on_clusters_runs(number, shorter, said, tmp_path):
    pytest.importorskip("distributed", reason="Dask's cluster is not installed")
    text = (BOOK / "cluster.md").read_text(encoding="utf-8")
    program = re.findall(r"^```python\n(.*?)^```", text, flags=re.M | re.S)[number]
    for old, new in shorter.items():
        assert program.count(old) == 1
        program = program.replace(old, new)
    (tmp_path / "program.py").write_text(program, encoding="utf-8")
    command = [sys.executable, "program.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{said}\n"
