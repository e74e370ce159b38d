"""Promises about exercises that the page's Python checks: its words are the checker's.

Needs Chromium and, in the folder that the variable PYODIDE_DIR names, a Pyodide.
"""

from __future__ import annotations

import os

import pytest
from every_exercise import CHAPTERS
from in_browser import CHROMIUM, EVERY_TEXT, violations
from in_exercise_page import answer, check, exercise, expected, verdict, words
from in_live_page import PYODIDE, button, editor, open_page, outputs, run, state, wait_for

pytestmark = pytest.mark.skipif(
    not (CHROMIUM and PYODIDE),
    reason="NO EXERCISE WAS CHECKED IN ITS PAGE. That needs Chromium and the folder of a Pyodide "
    "in the variable PYODIDE_DIR",
)
RELU = CHAPTERS[3]
PAGES = CHAPTERS if os.environ.get("EVERY_NOTEBOOK") else [RELU, CHAPTERS[6]]


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


# ---------------------------------------------------------------- a learner's way


@pytest.fixture(scope="module")
def relu(browser, live_host):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    yield open_page(context, f"{live_host}/exercises/{RELU.page}.html")
    context.close()


def write(page, name: str, code: str):
    section = exercise(page, name)
    editor(section).fill(code)
    return section


def test_what_the_set_up_defines_is_there_and_is_no_answer(relu):
    section = write(relu, "relu", "np.maximum(0, 1)")
    assert check(section).startswith("… Not started: 4.1 relu")
    assert "Nothing in the editor is called relu" in verdict(section).inner_text()
    section = write(relu, "abs_from_relu", "def abs_from_relu(x):\n    return relu(x) + relu(-x)")
    assert check(section).startswith("✓ Correct: 4.6 abs_from_relu")


def test_an_answer_may_ask_for_the_answer_to_another_exercise(relu):
    section = write(relu, "count_dead", "def count_dead(H):\n    return nowhere(H)")
    assert "nowhere" in check(section)
    write(relu, "relu_slope", "def relu_slope(z):\n    return z > 0")
    code = "def count_dead(H):\n    return (relu_slope(H).sum(axis=0) == 0).sum()"
    assert check(write(relu, "count_dead", code)).startswith("✓ Correct")


def test_an_error_is_shown_with_its_line_and_is_a_verdict(relu):
    section = write(relu, "relu_slope", "def relu_slope(z):\n    return z > 0\n\n1 / 0")
    assert "ZeroDivisionError: division by zero" in check(section)
    assert section.locator(".live-mark").get_attribute("data-line") == "4"
    assert verdict(section).inner_text().startswith("✗ Not yet: 4.2 relu_slope")


def test_what_an_answer_prints_stands_above_the_verdict(relu):
    code = "def relu_slope(z):\n    return z > 0\nprint(relu_slope(np.array([1])))"
    section = write(relu, "relu_slope", code)
    assert check(section).startswith("✓ Correct")
    assert outputs(section) == "[ True]"


def test_a_check_that_does_not_end_can_be_stopped(relu):
    section = write(relu, "relu_slope", "while True: pass")
    button(section, "Check").click()
    wait_for(relu, "running")
    button(section, "Stop").click()
    section.get_by_text("all names are gone").wait_for()
    assert check(write(relu, "relu_slope", "def relu_slope(z): return z > 0")).startswith("✓")
    assert state(relu) == "ready"


def test_the_list_of_the_page_knows_what_is_solved(relu):
    ran = run(relu, -1)
    said = outputs(ran)
    assert "4 ReLU: 3 of 17 solved" in said
    assert "✓ 4.6   Two corners make a V" in said
    assert "this session only" not in said


def test_a_page_with_an_error_and_verdicts_is_accessible(relu):
    check(write(relu, "relu", "def relu(z):\n    return nothing"))
    check(write(relu, "relu_slope", "1 / 0"))
    assert violations(relu, EVERY_TEXT) == []
    assert relu.evaluate("document.documentElement.scrollWidth") <= 390
