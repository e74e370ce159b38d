"""Promises that a page stays where it is while it is read: nobody's finger misses a button.

What comes late, as fonts, what scripts write and living figures, has its room before. From a
server, because what comes from files is not late.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from in_browser import needs_browser
from in_living_page import DESK, PHONE, PLACES
from playwright.sync_api import Browser, Page

# Its shift is the part of the screen that moves, times how far; a line of text in the midst of a
# phone's screen is .02. From a tenth on readers lose the place.
LIMIT = 0.02

LIVING = sorted(set(PLACES.values()))
FORMULAS = ["notation", "what-relu-does"]
EXERCISES = ["exercises/language", "exercises/speech"]  # what is solved is told near the top

WATCH = """
    window.shifts = [];
    const box = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ');
    new PerformanceObserver(list => shifts.push(...list.getEntries().map(entry => [entry.value,
        entry.sources.map(({ node, previousRect, currentRect }) => `${
            node?.className ?? node?.textContent}: ${box(previousRect)} -> ${box(currentRect)}`)]))
    ).observe({ type: 'layout-shift', buffered: true });
"""
MADE = "[...document.querySelectorAll('[data-living]')].every(place => place.times?.length)"


@contextmanager
def watched(browser: Browser, address: str, device: dict, script: str = "") -> Iterator[Page]:
    """A page on a device, of which nothing that stands moves while it is read.

    It has no fonts of formulas: on a busy machine they may come later than the first picture.
    """
    context = browser.new_context(**device)
    context.route("**/*.woff2", lambda route: route.abort())
    context.add_init_script(WATCH + script)
    page = context.new_page()
    page.goto(address)
    yield page
    moved = [shift for shift in page.evaluate("shifts") if shift[0] > 0.001]
    assert sum(value for value, _ in moved) < LIMIT, moved
    context.close()


def at_rest(page: Page) -> None:
    page.wait_for_function(MADE)
    page.wait_for_timeout(300)  # some frames, and their report


@needs_browser
@pytest.mark.parametrize(
    ("device", "name"),
    [("phone", name) for name in (*LIVING, *EXERCISES)] + [("desk", name) for name in LIVING[-2:]],
)
def test_what_comes_late_moves_nothing(browser, host, device, name):
    """On the way from the first line to the last one, and to each living figure."""
    with watched(browser, f"{host}/{name}.html", {"phone": PHONE, "desk": DESK}[device]) as page:
        at_rest(page)
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        at_rest(page)
        for place in page.locator("[data-living]").all():
            place.evaluate(
                "place => place.scrollIntoView({ block: 'center', behavior: 'instant' })"
            )
            at_rest(page)


@needs_browser
@pytest.mark.parametrize("name", FORMULAS)
def test_fonts_of_formulas_are_asked_for_before_their_style_has_come(browser, host, name):
    """Else the first formulas are drawn without them, and what is below moves when they come."""
    context = browser.new_context(**PHONE)
    context.route("**/katex.min.css*", lambda route: None)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page = context.new_page()
    page.goto(f"{host}/{name}.html", wait_until="commit")
    page.wait_for_timeout(2000)
    assert {"KaTeX_Main-Regular.woff2", "KaTeX_Math-Italic.woff2"} <= set(asked)
    context.close()


@needs_browser
@pytest.mark.parametrize("name", ["why-a-bend", "dying-units"])
def test_a_figure_that_comes_above_moves_nothing_below(browser, host, name):
    """As on a link to a section below it: the browser holds what is read in its place."""
    never_idle = "window.requestIdleCallback = () => {};"
    with watched(browser, f"{host}/{name}.html", DESK, never_idle) as page:
        page.wait_for_load_state("networkidle")
        last = page.locator("[data-living]").last
        assert last.evaluate("place => place.times") is None  # it is not made yet
        last.evaluate(
            """place => {
                place.parentElement.scrollIntoView({ block: 'end', behavior: 'instant' });
                scrollBy({ top: 900, behavior: 'instant' });
            }"""
        )
        page.wait_for_function("place => place.times", arg=last.element_handle())
        page.wait_for_timeout(300)
        assert last.bounding_box()["y"] < 0


@needs_browser
@pytest.mark.parametrize("name", ["dying-units", "applications/anomalies"])
def test_who_loads_a_page_anew_finds_the_same_lines(browser, host, name):
    """Below figures that live, whose room is that of before, also while their data come."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.goto(f"{host}/{name}.html")
    at_rest(page)
    page.evaluate("document.querySelector('#in-short').scrollIntoView({ behavior: 'instant' })")
    page.wait_for_timeout(300)
    top = "document.querySelector('#in-short').getBoundingClientRect().top"
    before = page.evaluate(top)
    for _ in range(2):
        page.reload()
        at_rest(page)
        assert abs(page.evaluate(top) - before) < 5
    context.route("**/living/data/**", lambda route: route.abort())  # what does not come
    page.reload()
    page.wait_for_load_state("networkidle")
    for place in page.locator("[data-living]").all():
        drawn = place.evaluate("place => place.times !== undefined")
        assert drawn or place.locator("xpath=../*[contains(@class,'living-still')]").is_visible()
    context.close()
