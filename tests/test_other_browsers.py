"""Promises about live cells in Firefox and WebKit: the same outputs as in Chromium.

Needs what test_live_python.py needs, both browsers as Debian has them (firefox-esr,
webkit2gtk-driver, xvfb), and the variable EVERY_BROWSER.
"""

from __future__ import annotations

import os

import pages as toc
import pytest
from in_live_page import PYODIDE, SAID
from other_browsers import FIREFOX, SCREEN, WEBKIT, firefox, webkit

pytestmark = pytest.mark.skipif(
    not (os.environ.get("EVERY_BROWSER") and PYODIDE and FIREFOX and WEBKIT and SCREEN),
    reason="NO PAGE WAS RUN IN FIREFOX AND WEBKIT. That needs both, a Pyodide in the folder that "
    "PYODIDE_DIR names, and EVERY_BROWSER=1",
)
PAGES = toc.notebooks()[1:3]
EXERCISES = "exercises/perceptrons"

SAYS = f"""
    const said = {SAID};
    return [...document.querySelectorAll('.live-cell')].map(
        cell => said(cell.querySelector('.live-output')));
"""
RUN = """
    const states = () => [...document.querySelectorAll('.live-state')].map(s => s.textContent);
    [...document.querySelectorAll('.live-run')].at(-1).click();
    while (!/^(Done|An error|A cell above|Python did not)/.test(states().at(-1))) {
        await new Promise(later => setTimeout(later, 200));
    }
    return states();
"""
# A change, a reload, and an undo, which editors of text are wont to have trouble with.
EDIT = """
    const area = document.querySelector('.live-text');
    const course = area.value;
    area.focus();
    while (!area.closest('.live-painted')) await new Promise(later => setTimeout(later, 50));
    area.setSelectionRange(0, 0);
    area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', bubbles: true }));
    const indented = area.value;
    document.execCommand('undo');
    return [indented === '    ' + course, area.value === course];
"""
CHECK = """
    const section = document.querySelector('[data-name=step]');
    const area = section.querySelector('.live-text');
    area.value = 'def step(z):\\n    return ' + '%s';
    area.dispatchEvent(new Event('input', { bubbles: true }));
    section.querySelector('.verdict').replaceChildren();
    section.querySelector('.exercise-check').click();
    while (!section.querySelector('.verdict strong')) {
        await new Promise(later => setTimeout(later, 200));
    }
    return section.querySelector('.verdict strong').textContent;
"""


@pytest.mark.parametrize("browser", [firefox, webkit])
@pytest.mark.parametrize("name", PAGES)
def test_all_cells_of_a_page_give_their_stored_outputs(live_host, browser, name):
    with browser(f"{live_host}/{name}.html") as ask:
        stored = ask(SAYS)
        states = ask(RUN)
        assert states == ["Done."] * len(stored)
        now = ask(SAYS)
        assert now == stored
        assert ask("return document.documentElement.dataset.python") == "ready"
        assert ask(EDIT) == [True, True]


@pytest.mark.parametrize("browser", [firefox, webkit])
def test_an_exercise_is_checked_in_its_page(live_host, browser):
    with browser(f"{live_host}/{EXERCISES}.html") as ask:
        assert ask(CHECK % "z > 0") == "✗ Not yet: 1.2 step"
        assert ask(CHECK % "z >= 0") == "✓ Correct: 1.2 step"
