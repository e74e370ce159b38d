"""Promises about live cells with Python: every page of the book is run where it is read.

Needs Chromium and, in the folder that the variable PYODIDE_DIR names, a Pyodide. No other host is
within reach.
"""

from __future__ import annotations

import os
import re
import time
from urllib.parse import unquote

import pages as toc
import pytest
from in_browser import CHROMIUM, EVERY_TEXT, violations
from in_live_page import (
    MINUTES,
    PYODIDE,
    button,
    cell,
    editor,
    open_page,
    outputs,
    run,
    said,
    state,
    wait_for,
)

NOTEBOOKS = toc.notebooks()
SHORT = NOTEBOOKS[1]  # a page with few cells
RUNNING = toc.BOOK / "running.md"
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and PYODIDE),
    reason="NO PAGE WAS RUN WHERE IT IS READ. That needs Chromium and the folder of a Pyodide in "
    "the variable PYODIDE_DIR",
)


@pytest.fixture
def context(browser, live_host):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    others = []
    context.on("request", lambda request: others.append(request.url))
    yield context
    context.close()
    here = (live_host, "data:", "blob:")
    assert [url for url in others if not url.startswith(here)] == []


# ---------------------------------------------------------------- every page

TWO_PALETTES = re.compile(r"prefers-color-scheme: ?dark")


# Of each chapter, of the fact check and of the applications.
EXAMPLES = [
    "one-neuron",
    "the-functions",
    "backpropagation",
    "cures",
    "what-relu-does",
    "relatives",
    "fact-check",
    "applications/language",
    "applications/recommenders",
    "applications/in-common",
]


def to_run() -> list[str]:
    """All pages where EVERY_NOTEBOOK is set, as in the workflow; else some of each chapter.

    Those of exercises, where a cell does not need those above it, are in test_exercises_in_page.
    """
    every = [name for name in NOTEBOOKS if not name.startswith("exercises/")]
    return every if os.environ.get("EVERY_NOTEBOOK") else EXAMPLES


def test_every_page_is_run_somewhere_and_some_of_each_chapter_here(monkeypatch):
    monkeypatch.setenv("EVERY_NOTEBOOK", "1")
    every = set(to_run())
    assert every == {name for name in NOTEBOOKS if not name.startswith("exercises/")}
    monkeypatch.delenv("EVERY_NOTEBOOK")
    assert set(to_run()) < every
    for opening in toc.openings():
        assert set(toc.sections()[opening]) & set(to_run()), opening


@pytest.mark.parametrize("name", sorted(to_run(), key=lambda name: "/" in name))
def test_all_cells_of_a_page_give_their_stored_outputs(context, live_host, name, record_property):
    """The last cell is run, and all above: texts, tables, words of pictures are as stored."""
    page = open_page(context, f"{live_host}/{name}.html")
    cells = page.locator(".live-cell").all()
    stored = [said(one) for one in cells]
    start = time.time()
    run(page, -1)
    record_property("pages run where they are read", f"{name}: {time.time() - start:.0f} s")
    states = [one.locator(".live-state").inner_text() for one in cells]
    assert states == ["Done."] * len(cells)
    for one, before in zip(cells, stored, strict=True):
        now = said(one)
        assert now == before, one.get_attribute("id")
        assert one.locator(".live-output").is_visible()
        for picture in one.locator(".live-output img").all():
            drawn = unquote(picture.get_attribute("src"))
            assert drawn.startswith("data:image/svg+xml,")
            assert TWO_PALETTES.search(drawn)
            assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0


def test_the_first_figure_asks_for_as_much_as_readers_are_told(context, live_host):
    fetched = []
    context.on("requestfinished", lambda request: fetched.append(request))
    page = open_page(context, f"{live_host}/{toc.chapters()[0]}.html")
    live = page.locator(".live-cell", has=page.locator("img")).first
    button(live, "Run").click()
    live.locator(".live-state", has_text="Done").wait_for(timeout=10 * MINUTES)
    python = [request for request in fetched if "/python/" in request.url]
    size = sum(request.sizes()["responseBodySize"] for request in python) / 1e6
    said = re.search(r"some (\d+) MB for the first figure", RUNNING.read_text(encoding="utf-8"))
    assert abs(int(said[1]) - size) < 2


# ---------------------------------------------------------------- what a reader does


def write(page, live, text: str) -> None:
    editor(live).focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(text)


@pytest.fixture(scope="module")
def used(browser, live_host):
    """A page whose first cell has run."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = open_page(context, f"{live_host}/{SHORT}.html")
    run(page, 0)
    yield page
    context.close()


CODE = {
    "x = 1": "done, nothing to show",
    "1 + 1": "2",
    "1 + 1;": "done, nothing to show",
    "print('a\\nb'); 3": "a\nb\n3",
    "import asyncio\nawait asyncio.sleep(0)\n5": "5",
    "{'a': 1}": "{'a': 1}",
    "from rectified.figures import say\nsay('**5** of *6*, `code`')": "5 of 6, code",
    "import inspect\ndef f(): return 7\ninspect.getsource(f)": "'def f(): return 7\\n'",
    "import scipy.special\nfloat(scipy.special.expit(0))": "0.5",
    "from rectified import Perceptron as P\nP().fit([[0], [1]], [0, 1]).classes_": "array([0, 1])",
    "import sys\nprint('x', file=sys.stderr)": "x",
    "try: input('?')\nexcept RuntimeError as error: print(error)": "input() does not work here: "
    "put the value into the code",
    "for k in range(3): print(k, end='\\r')": "2",
}


@pytest.mark.parametrize("code", CODE)
def test_a_cell_shows_what_its_code_says(used, code):
    write(used, cell(used, 0), code)
    assert outputs(run(used, 0)) == CODE[code]


ERRORS = {
    "a = 1\nb = a / 0\nc = 2": (1, "ZeroDivisionError: division by zero"),
    "def f():\n    return nowhere\n\nf()": (1, "NameError: name 'nowhere' is not defined"),
    "if 1\n    pass": (0, "SyntaxError: expected ':'"),
    "from rectified import MLP\nMLP([2])": (1, "ValueError"),
}


def test_what_is_printed_without_end_can_be_scrolled(used):
    write(used, cell(used, 0), "for k in range(2000): print(k)")
    pre = run(used, 0).locator(".live-output pre")
    assert pre.bounding_box()["height"] < 700
    assert pre.evaluate("pre => pre.scrollHeight > 5 * pre.clientHeight && pre.tabIndex === 0")


@pytest.mark.parametrize("code", ERRORS)
def test_an_error_marks_its_line_and_shows_no_machinery(used, code):
    line, words = ERRORS[code]
    write(used, cell(used, 0), code)
    live = run(used, 0)
    assert words in outputs(live)
    assert "site-packages" not in outputs(live)
    assert f"line {line + 1}:" in outputs(live)
    assert words in live.locator(".live-state").inner_text()
    mark = live.locator(".live-mark")
    assert mark.get_attribute("data-line") == str(line + 1)
    assert mark.bounding_box()["height"] > 10


def test_a_plot_made_with_pyplot_is_shown_and_nothing_is_said_of_fonts(used):
    write(used, cell(used, 0), "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()")
    live = run(used, 0)
    assert live.locator(".live-output img").count() == 1
    assert "font" not in outputs(live)


def test_a_changed_number_changes_the_figure_in_its_place_and_reset_brings_it_back(used):
    page, live = used, cell(used, 2)
    caption = live.locator("figcaption").inner_text()
    before = live.locator("img").get_attribute("alt")
    source = live.locator("img").get_attribute("src")
    write(page, live, editor(live).input_value().replace("[1, -1]), 2", "[1, -1]), -20"))
    reset = cell(page, 0)
    button(reset, "Reset").click()
    run(page, 2)
    assert live.locator("figcaption").inner_text() == caption
    assert live.locator("img").get_attribute("alt") != before
    button(live, "Reset").click()
    assert live.locator("img").get_attribute("src") == source


def test_a_cell_below_an_error_says_why_it_was_not_run(used):
    page = used
    write(page, cell(page, 0), "1 / 0")
    below = run(page, 3)
    assert "A cell above this one failed" in below.locator(".live-state").inner_text()
    assert "ZeroDivisionError" in outputs(cell(page, 0))
    button(cell(page, 0), "Reset").click()
    assert "are right" in outputs(run(page, 3))


def test_stop_ends_a_loop_and_python_is_fresh(used):
    page, live = used, cell(used, 0)
    write(page, live, "left = 1\nwhile True: pass")
    button(live, "Run").click()
    wait_for(page, "running")
    button(live, "Stop").click()
    assert state(page) == "starting"
    live.get_by_text("all names are gone").wait_for()
    write(page, live, "'left' in dir()")
    assert outputs(run(page, 0)) == "False"


def test_a_loop_that_prints_for_ever_can_be_stopped(used):
    page, live = used, cell(used, 0)
    write(page, live, "while True: print('again and again')")
    button(live, "Run").click()
    live.get_by_text("and more, which is not shown").wait_for(timeout=120_000)
    button(live, "Stop").click()
    live.get_by_text("all names are gone").wait_for()


def test_the_keyboard_alone_is_enough(used):
    page, live = used, cell(used, 0)
    write(page, live, "6 * 7")
    page.keyboard.press("Shift+Enter")
    live.locator(".live-state", has_text="Done").wait_for(timeout=120_000)
    assert outputs(live) == "42"
    assert editor(live).evaluate("area => area === document.activeElement")


# ---------------------------------------------------------------- how Python comes


def test_the_cells_above_run_first_and_words_say_how_far_it_is(context, live_host):
    page = open_page(context, f"{live_host}/{SHORT}.html")
    page.evaluate(
        """() => {
            window.words = new Set();
            const note = () => document.querySelectorAll('.live-state').forEach(
                state => window.words.add(state.textContent));
            new MutationObserver(note).observe(
                document.body, { subtree: true, childList: true, characterData: true });
        }"""
    )
    run(page, 3)
    words = page.evaluate("[...window.words].join('|')")
    assert "Python is starting: its parts are fetched" in words
    assert all(f"Running the cells above first: {k} of 3" in words for k in (1, 2, 3))
    assert "Running this cell" in words
    assert state(page) == "ready"
    assert cell(page, 4).locator(".live-state").inner_text() == ""


def test_who_saves_data_fetches_nothing_before_run(context, live_host):
    context.add_init_script(
        "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
    )
    page = open_page(context, f"{live_host}/{SHORT}.html")
    editor(cell(page, 0)).focus()
    page.wait_for_function("document.querySelector('.live-painted')")
    page.wait_for_timeout(1000)
    assert state(page) == "off"
    write(page, cell(page, 0), "6 * 7")
    assert outputs(run(page, 0)) == "42"


def test_a_living_figure_stays_where_only_the_courses_code_has_run(context, live_host):
    """It is the cell above that a reader has only passed; with code of his, his picture comes."""
    page = open_page(context, f"{live_host}/{SHORT}.html")
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    figure = page.locator("[data-living=neuron]")
    slider = figure.locator("input[type=range]").first
    slider.evaluate("input => (input.value = input.max, input.dispatchEvent(new Event('input')))")
    moved = slider.input_value()
    number = page.locator(".live-cell").evaluate_all(
        "cells => cells.findIndex(cell => cell.querySelector('[data-living=neuron]'))"
    )
    live = cell(page, number)
    height = live.bounding_box()["height"]
    run(page, number + 1)
    assert figure.is_visible()
    assert slider.input_value() == moved
    assert abs(live.bounding_box()["height"] - height) < 40  # its words: Done
    assert not button(live, "Reset").is_visible()
    write(page, live, editor(live).input_value() + "\n1;")
    run(page, number)
    assert figure.count() == 0
    assert live.locator("img").is_visible()
    button(live, "Reset").click()
    run(page, number)
    assert figure.is_visible()
    assert slider.input_value() == moved
    before = cell(page, 0)
    write(page, before, editor(before).input_value() + "\n1;")
    run(page, 0)
    assert "before a cell above it was changed" in live.locator(".live-state").inner_text()
    run(page, number)  # its code is the course's, what it draws may not be
    assert figure.count() == 0
    button(live, "Reset").click()
    assert figure.is_visible()


def test_what_an_error_said_goes_when_other_code_begins(used):
    page, live = used, cell(used, 0)
    write(page, live, "if 1\n    pass")
    assert "SyntaxError" in outputs(run(page, 0))
    write(page, live, "while True: pass")
    button(live, "Run").click()
    wait_for(page, "running")
    assert "SyntaxError" not in outputs(live)
    button(live, "Stop").click()
    live.get_by_text("all names are gone").wait_for()
    assert live.locator(".live-output").evaluate("place => place.style.minHeight") == ""


def test_a_loop_in_a_cell_above_is_pointed_at(used):
    page = used
    write(page, cell(page, 0), "while True: pass")
    button(cell(page, 3), "Run").click()
    cell(page, 0).get_by_text("Running …").wait_for()
    link = cell(page, 3).locator(".live-state a")
    assert link.get_attribute("href") == "#" + cell(page, 0).get_attribute("id")
    button(cell(page, 0), "Stop").click()
    cell(page, 0).get_by_text("all names are gone").wait_for()
    button(cell(page, 0), "Reset").click()


def test_stop_and_run_begin_anew_where_python_never_comes(context, live_host):
    """Its settings, or a part of it: a server that takes a question and gives no answer."""
    for address in ("**/python/python.json", "**/python/numpy*"):
        context.route(address, lambda route: None)
        page = open_page(context, f"{live_host}/{SHORT}.html")
        live = cell(page, 0)
        button(live, "Run").click()
        page.wait_for_timeout(1000)
        assert state(page) == "starting"
        context.unroute(address)
        button(live, "Stop").click()
        live.get_by_text("all names are gone").wait_for()
        write(page, live, "6 * 7")
        assert outputs(run(page, 0)) == "42"
        assert len(page.workers) == 1


@pytest.mark.parametrize("part", ["python.json", "numpy*"])
def test_a_start_that_is_silent_for_long_is_told(context, live_host, part):
    context.route(f"**/python/{part}", lambda route: None)
    page = context.new_page()
    page.clock.install()
    page.goto(f"{live_host}/{SHORT}.html")
    live = cell(page, 0)
    button(live, "Run").click()
    wait_for(page, "starting")
    page.wait_for_timeout(3000)  # until nothing more comes
    assert "Nothing has come" not in live.locator(".live-state").inner_text()
    page.clock.run_for(40_000)
    live.get_by_text("Nothing has come from Python for a while").wait_for()
    assert button(live, "Stop").is_visible()


def test_without_its_snapshot_python_starts_too(context, live_host):
    context.route("**/python/snapshot.gz", lambda route: route.abort())
    page = open_page(context, f"{live_host}/{SHORT}.html")
    assert run(page, 0).locator(".live-output img").count() == 1


def test_where_nothing_may_be_stored_cells_run_all_the_same(browser, live_host):
    """On a host without https a browser has no cache for scripts; here it keeps no text either."""
    rules = "--host-resolver-rules=MAP course.test 127.0.0.1"
    strict = browser.browser_type.launch(
        executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", rules]
    )
    context = strict.new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })"
    )
    page = open_page(context, f"{live_host.replace('127.0.0.1', 'course.test')}/{SHORT}.html")
    write(page, cell(page, 0), "6 * 7")
    cell(page, 0).get_by_text("This browser keeps nothing").wait_for()
    assert page.evaluate("'caches' in window") is False
    assert outputs(run(page, 0)) == "42"
    strict.close()


def test_on_a_phone_a_touch_starts_python_and_a_reload_keeps_both(browser, live_host):
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = open_page(context, f"{live_host}/{SHORT}.html")
    live = cell(page, 0)
    editor(live).tap()
    wait_for(page, "ready")  # before anything is run
    write(page, live, "print('x' * 300)\n6 * 7")
    button(live, "Run").tap()
    live.locator(".live-state", has_text="Done").wait_for(timeout=MINUTES)
    assert outputs(live).endswith("42")
    page.reload()
    wait_for(page, "ready")  # by itself, because this browser has its files
    live.get_by_text("Your change from before is here").wait_for()
    button(live, "Run").tap()
    live.locator(".live-state", has_text="Done").wait_for(timeout=MINUTES)
    assert outputs(live).endswith("42")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_two_tabs_have_a_python_each(context, used, live_host):
    write(used, cell(used, 0), "only_here = 1")
    run(used, 0)
    other = open_page(context, f"{live_host}/{SHORT}.html")
    write(other, cell(other, 0), "only_here")
    assert "NameError: name 'only_here' is not defined" in outputs(run(other, 0))


# ---------------------------------------------------------------- for everybody


def test_a_page_with_cells_in_all_states_is_accessible(used):
    page = used
    write(page, cell(page, 0), "1 / 0")
    run(page, 0)
    write(page, cell(page, 1), "x = 1")
    assert violations(page, EVERY_TEXT) == []
