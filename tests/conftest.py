"""What several test files share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """The folder of the built book: built once from a clean tree, whichever worker comes first.

    A warning of the build is an error here too.
    """
    import build_book
    from filelock import FileLock

    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # the one that all workers of this run share
    folder /= "book"
    html = folder / "_build" / "html"
    log = folder / "build.log"
    folder.mkdir(exist_ok=True)
    with FileLock(folder / "lock"):
        if not log.exists():
            done = build_book.build(folder)
            log.write_text(f"{done.returncode}\n{done.stdout}", encoding="utf-8")
    code, output = log.read_text(encoding="utf-8").split("\n", 1)
    assert code == "0", f"the book was not built:\n{output}"
    assert (html / "index.html").exists()
    return html


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
