"""Promises about exercises that the page's Python checks: its words are the checker's.

Needs Chromium and, in the folder that the variable PYODIDE_DIR names, a Pyodide.
"""

from __future__ import annotations

import os

import pytest
from every_exercise import CHAPTERS
from in_browser import CHROMIUM, chromium
from in_exercise_page import answer, exercise, expected, words
from in_live_page import PYODIDE, open_page

pytestmark = pytest.mark.skipif(
    not (CHROMIUM and PYODIDE),
    reason="NO EXERCISE WAS CHECKED IN ITS PAGE. That needs Chromium and the folder of a Pyodide "
    "in the variable PYODIDE_DIR",
)
PAGES = CHAPTERS if os.environ.get("EVERY_NOTEBOOK") else [CHAPTERS[0], CHAPTERS[6]]


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module", params=PAGES, ids=lambda chapter: chapter.name)
def opened(request, browser, live_host):
    """A page of exercises, opened once, and its chapter."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    others = []
    context.on("request", lambda request: others.append(request.url))
    yield open_page(context, f"{live_host}/exercises/{request.param.page}.html"), request.param
    context.close()
    assert [url for url in others if not url.startswith((live_host, "data:", "blob:"))] == []


def test_a_stored_wrong_and_a_right_answer_of_each_exercise_are_told_what_python_says(opened):
    page, chapter = opened
    mistaken = []
    for asked in chapter.exercises.values():
        section = exercise(page, asked.name)
        for wrong in (True, False):
            said, wanted = answer(section, asked, wrong), expected(asked, wrong)
            if words(said) != words(wanted):
                mistaken.append((asked.label, wrong, said, wanted))
    assert mistaken == []
    solved = len(chapter.exercises)
    assert page.locator(".exercises-solved").inner_text() == f"{solved} of {solved} solved"
