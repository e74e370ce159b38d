"""What an author sees who saves a page while `make preview` runs, tried on a book of two pages."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pages
import pytest

PATIENCE = 300  # seconds after which the test gives up; a page takes a few


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    """A small book with the settings of ours."""
    root = tmp_path_factory.mktemp("preview")
    book = root / "book"
    for name in ("_ext", "_templates", "assets"):
        shutil.copytree(pages.BOOK / name, book / name)
    for name in ("glossary.md", "references.bib"):
        shutil.copyfile(pages.BOOK / name, book / name)
    shutil.copyfile(pages.ROOT / "_config.yml", root / "_config.yml")
    (book / "index.md").write_text("# Toy\n\nThe first text.\n", encoding="utf-8")
    toc = "format: jb-book\nroot: index\nparts:\n- chapters:\n  - file: glossary\n"
    (root / "_toc.yml").write_text(toc, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def address(root) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, str(pages.ROOT / "tools" / "preview.py"), "--no-browser"]
    command += ["--root", str(root), "--port", str(port)]
    log = (root / "log").open("w", encoding="utf-8")
    with log, subprocess.Popen(command, stdout=log, stderr=log) as server:
        yield f"http://127.0.0.1:{port}/"
        server.terminate()


def wait_for(text: str, address: str, root: Path) -> str:
    """The page at an address, once it holds a text."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urlopen(address, timeout=10) as answer:
                page = answer.read().decode()
        except (URLError, HTTPException, ConnectionError, TimeoutError):  # or written just now
            page = ""
        if text in page:
            return page
        time.sleep(0.2)
    raise AssertionError(f"no {text!r} at {address}:\n{(root / 'log').read_text()}")


def test_a_page_looks_as_in_the_book_and_cites_its_sources(root, address):
    """The style sheet, the templates and the bibliography are found, as the log says."""
    page = wait_for("The first text.", address, root)
    (style,) = re.findall(r"_static/site-\w+\.css", page)
    with urlopen(f"{address}{style}", timeout=10) as answer:
        assert ".admonition.measured" in answer.read().decode()
    log = (root / "log").read_text(encoding="utf-8")
    assert "could not open" not in log
    assert "does not exist" not in log


def test_a_saved_page_is_served_as_it_is_now_and_reloads_itself(root, address):
    page = wait_for("The first text.", address, root)
    assert "websocket-reload" in page
    (root / "book" / "index.md").write_text("# Toy\n\nThe second text.\n", encoding="utf-8")
    assert "The first text." not in wait_for("The second text.", address, root)
