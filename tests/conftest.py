"""What several test files share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from bs4 import BeautifulSoup
from built_pages import parse
from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def built_once(tmp_path_factory) -> Callable[[str, Callable[[Path], CompletedProcess]], Path]:
    """A function (name, build): a folder that `build` fills, whichever worker comes first."""
    from filelock import FileLock

    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent  # the one that all workers of this run share

    def built_once(name: str, build: Callable[[Path], CompletedProcess]) -> Path:
        folder, log = shared / name, shared / f"{name}.log"
        with FileLock(shared / f"{name}.lock"):
            if not log.exists():
                folder.mkdir()
                done = build(folder)
                log.write_text(f"{done.returncode}\n{done.stdout}", encoding="utf-8")
        code, output = log.read_text(encoding="utf-8").split("\n", 1)
        assert code == "0", f"the {name} was not built:\n{output}"
        return folder

    return built_once


@pytest.fixture(scope="session")
def site(built_once) -> Path:
    """The folder of the built book, from a clean tree. A warning of the build is an error too."""
    import build_book

    html = built_once("book", build_book.build) / "_build" / "html"
    assert (html / "index.html").exists()
    return html


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for the tests of a file."""
    from in_browser import chromium

    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def host(site) -> Iterator[str]:
    """The address of a server with the book, without Python beside it."""
    from served import served

    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def live_host(built_once, site) -> Iterator[str]:
    """The address of a server with the book, and beside it the Python that PYODIDE_DIR names."""
    import build_live
    from in_live_page import PYODIDE
    from served import served

    def build(folder: Path) -> CompletedProcess:
        shutil.copytree(site, folder / "site")
        build_live.build(folder / "site", Path(PYODIDE))
        return CompletedProcess([], 0, "")

    with served(built_once("live", build) / "site") as address:
        yield address


@pytest.fixture(scope="session")
def pages(site) -> dict[str, BeautifulSoup]:
    """All pages of the site, also search and index, by their paths."""
    return {
        path.relative_to(site).as_posix(): parse(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
        if "_static" not in path.relative_to(site).parts
    }


def pytest_terminal_summary(terminalreporter):
    """Show what tests have measured: times, which no test judges."""
    seen = []
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        if report.when == "call":
            seen += report.user_properties
    for title in dict.fromkeys(title for title, _ in seen):
        terminalreporter.section(title)
        for _, line in sorted(entry for entry in seen if entry[0] == title):
            terminalreporter.line(line)
