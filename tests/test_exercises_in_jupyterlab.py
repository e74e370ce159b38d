"""A learner in JupyterLab, in a real browser: a wrong answer, a hint, a right answer, a restart.

The answers are typed. Needs Chromium: without one, all tests here are skipped.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import in_jupyterlab
import pytest
from in_jupyterlab import CHROMIUM, ROOT
from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.skipif(
    CHROMIUM is None,
    reason="NO BROWSER: NO EXERCISE WAS TRIED. Install one of " + ", ".join(in_jupyterlab.BROWSERS),
)

NAME = "perceptrons.ipynb"
WRONG = "def step(z):\n    return np.where(z > 0, 1, 0)"
RIGHT = "def step(z):\n    return (z >= 0) * 1"

CELL = """async text => {
    const { content } = jupyterapp.shell.currentWidget;
    const cells = content.model.sharedModel.cells;
    const k = cells.findIndex(cell => cell.cell_type === 'code' && cell.source.includes(text));
    content.activeCellIndex = k;
    await content.scrollToItem(k, 'start', 0);
}"""
BUSY = "() => jupyterapp.shell.currentWidget.sessionContext.session.kernel.status !== 'idle'"
RESTART = "() => jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """What the learner has: the notebook, as it is stored."""
    folder = tmp_path_factory.mktemp("learner")
    shutil.copy(ROOT / "book" / "exercises" / NAME, folder)
    return folder


@pytest.fixture(scope="module")
def server(folder):
    """The address of a JupyterLab that nobody has used before, in that folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    command += ["--ServerApp.ip=127.0.0.1", "--IdentityProvider.token="]
    command += ["--LabApp.expose_app_in_browser=True"]
    kept = {k: v for k, v in os.environ.items() if k not in ("CI", "RECTIFIED_PROGRESS")}
    home = {"HOME": str(folder / "home"), "JUPYTER_PREFER_ENV_PATH": "1"}
    log = folder / "server.log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            command, cwd=folder, env=kept | home, stdout=file, stderr=subprocess.STDOUT
        )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{address}/api", timeout=5).close()
                break
            except OSError:
                assert process.poll() is None, log.read_text()
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture(scope="module")
def page(server):
    with in_jupyterlab.chromium() as browser:
        context = in_jupyterlab.new_context(browser)
        yield in_jupyterlab.open_notebook(context, f"{server}/lab/tree/{NAME}?reset", NAME)


def cell(page: Page, text: str) -> Locator:
    """Make the code cell that holds this text the active one."""
    page.evaluate(CELL, text)
    active = page.locator(".jp-Notebook .jp-Cell.jp-mod-active")
    active.locator(".cm-content").filter(has_text=text).wait_for()
    return active


def run(page: Page) -> None:
    page.keyboard.press("Control+Enter")
    page.wait_for_function(f"!({BUSY})()", polling=100)


def write(page: Page, text: str, code: str) -> Locator:
    """Type the code in place of all that is in the cell with this text, and run it."""
    active = cell(page, text)
    active.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(code)
    run(page)
    return cell(page, text)


def answer(page: Page, code: str) -> Locator:
    """Type an answer to the exercise and look at its verdict."""
    return write(page, "ch1.step.check", f"{code}\n\nch1.step.check(step)").locator(".verdict")


def border(verdict: Locator) -> str:
    return verdict.evaluate("e => getComputedStyle(e).borderLeft")


@pytest.fixture(scope="module")
def started(page):
    """The first cell has run. Before, an unknown notebook is shown without what could harm."""
    verdict = cell(page, "ch1.step.check").locator(".verdict")
    assert "Not started: 1.2 step" in verdict.inner_text()
    assert border(verdict).endswith("solid rgb(118, 118, 118)")
    cell(page, "as ch1")
    run(page)
    return page


def test_a_wrong_answer_a_hint_and_a_right_answer(started, folder):
    page = started
    verdict = answer(page, WRONG)
    verdict.filter(has_text="Not yet").wait_for(timeout=10_000)
    assert border(verdict).endswith("solid rgb(213, 94, 0)")
    assert verdict.get_attribute("role") == "status"
    rows = verdict.locator("tr")
    assert [row.locator("th").get_attribute("scope") for row in rows.all()] == ["row"] * 3
    assert rows.locator("th").all_inner_texts() == ["for", "expected", "yours"]
    assert rows.locator("td code").all_inner_texts()[1:] == ["[1]", "[0]"]

    page.evaluate("() => jupyterapp.commands.execute('notebook:insert-cell-below')")
    page.keyboard.press("Enter")
    page.keyboard.insert_text("ch1.step.hint()")
    run(page)
    hint = cell(page, "ch1.step.hint()").locator(".jp-OutputArea-output")
    hint.filter(has_text="Hint 1 of").wait_for(timeout=10_000)

    verdict = answer(page, RIGHT)
    verdict.filter(has_text="Correct: 1.2 step").wait_for(timeout=10_000)
    assert border(verdict).endswith("solid rgb(0, 114, 178)")
    noted = (folder / "my-progress.txt").read_text()
    assert re.match(r"perceptrons\.step \d{4}-\d\d-\d\d\n# tried perceptrons\.step 2\n", noted)
    assert "# met perceptrons.step boundary\n" in noted


def test_a_restarted_kernel_knows_what_is_solved(started):
    page = started
    cell(page, "exercises.progress(1)")
    page.evaluate(RESTART)
    cell(page, "as ch1")
    run(page)
    cell(page, "exercises.progress(1)")
    run(page)
    lines = cell(page, "exercises.progress(1)").locator(".jp-OutputArea-output")
    lines.filter(has_text="✓ 1.2 ").wait_for(timeout=10_000)
    assert "· 1.1 " in lines.inner_text()
    assert "my-progress.txt" in lines.inner_text()
