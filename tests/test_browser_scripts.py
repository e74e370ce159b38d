"""Promises about what the book's scripts do in a real browser: definitions, paper, old addresses.

The pages are files: there is no server and no network. Needs Chromium, or all tests are skipped.
"""

from __future__ import annotations

from pathlib import Path

import moved_anchors
import pages as toc
import pytest
from in_browser import EVERY_TEXT, address, needs_browser, violations, visit

ROOT = Path(__file__).resolve().parent.parent
MOVED = moved_anchors.moved(ROOT / "book")

pytestmark = needs_browser


@pytest.fixture(scope="module")
def chapter(site) -> str:
    """The address of a page with terms."""
    return address(site, toc.chapter_pages()[1])


# ---------------------------------------------------------------- terms and their definitions

NOTE = "#definition:not([hidden])"
# Points at one term after the other, and says whose definition is not on the screen.
EVERY_NOTE = """async () => {
    const terms = [...document.querySelectorAll('article a')]
        .filter(a => document.getElementById('definition-of-' + a.hash.slice(1)));
    const off = [];
    for (const link of terms) {
        link.scrollIntoView({ block: 'center' });
        const how = { bubbles: true, pointerType: 'mouse' };
        link.dispatchEvent(new PointerEvent('pointerover', how));
        await new Promise(done => setTimeout(done, 300));
        const note = document.querySelector('#definition:not([hidden])');
        const box = note?.getBoundingClientRect();
        if (!box || box.left < 0 || box.right > document.documentElement.clientWidth) {
            off.push(link.textContent);
        }
    }
    return [terms.length, off];
}"""


@pytest.fixture
def desk(browser, chapter):
    """A page with terms, on a desk, and the first of them."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="dark")
    page = visit(context, chapter)
    yield page, page.locator('article a[href*="#term-"]').first
    context.close()


def test_a_term_shows_its_definition_to_the_pointer_which_may_go_there(desk):
    page, term = desk
    assert page.locator("#definition").is_hidden()
    term.hover()
    page.locator(NOTE).wait_for()
    anchor = term.get_attribute("href").split("#")[1]
    definition = page.locator(f"template#definition-of-{anchor}")
    written = definition.evaluate("template => template.content.textContent").split()
    assert page.locator(NOTE).inner_text().split()[:3] == written[:3]
    page.locator(NOTE).hover()
    page.wait_for_timeout(500)
    assert page.locator(NOTE).is_visible()
    page.mouse.move(0, 0)
    page.locator("#definition").wait_for(state="hidden")


def test_a_term_shows_its_definition_to_the_keyboard_until_escape(desk):
    page, term = desk
    page.keyboard.press("Tab")  # from now on it is the keyboard that moves
    term.focus()
    page.locator(NOTE).wait_for()
    assert term.get_attribute("aria-describedby") == "definition"
    assert violations(page, EVERY_TEXT) == []
    page.keyboard.press("Escape")
    assert page.locator("#definition").is_hidden()
    assert term.get_attribute("aria-describedby") is None


def test_a_citation_shows_its_source_and_no_second_note(desk):
    page, _ = desk
    cited = page.locator('article a[href*="bibliography.html#"][title]').first
    source = cited.get_attribute("title")
    page.keyboard.press("Tab")
    cited.focus()
    page.locator(NOTE).wait_for()
    link = page.locator(":focus")
    assert page.locator(NOTE).inner_text() == source
    assert link.get_attribute("title") is None
    page.keyboard.press("Escape")
    assert page.locator("#definition").is_hidden()
    assert link.get_attribute("title") == source


def test_the_glossary_shows_the_definitions_of_its_own_terms(browser, site):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = visit(context, address(site, "glossary"))
    page.locator('dd a[href="#term-mini-batch"], dd a[href="#term-gradient"]').first.hover()
    page.locator(NOTE).wait_for()
    assert len(page.locator(NOTE).inner_text().split()) > 5
    assert page.locator(f"{NOTE} a, {NOTE} [id], {NOTE} .term-uses").count() == 0
    context.close()


def test_a_click_on_a_term_leads_to_the_glossary(desk):
    page, term = desk
    anchor = term.get_attribute("href").split("#")[1]
    term.click()
    page.wait_for_url(f"**/glossary.html#{anchor}")


def test_on_a_phone_every_definition_is_on_the_screen_and_a_tap_leads_on(browser, chapter):
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    page = visit(context, chapter)
    terms, off = page.evaluate(EVERY_NOTE)
    assert terms > 3
    assert off == []
    page.locator('article a[href*="#term-"]').last.tap()
    page.wait_for_url("**/glossary.html#term-*")
    context.close()


# ---------------------------------------------------------------- wide formulas, and paper

# Of each formula between two lines: whether it is cut off, and whether the keyboard can scroll it.
FORMULAS = """() => [...document.querySelectorAll('article div.math')]
    .filter(formula => formula.checkVisibility())
    .map(formula => [formula.scrollWidth > formula.clientWidth, formula.tabIndex === 0])"""


# A formula in a line, which cannot be broken, in a fold.
IN_A_FOLD = """() => {
    const long = document.querySelector('article span.math').cloneNode(true);
    long.querySelector('.katex-base').style.width = '50rem';
    const fold = document.createElement('details');
    fold.innerHTML = '<summary>A fold</summary><p></p>';
    fold.lastChild.append(long);
    document.querySelector('article').append(fold);
}"""


def test_the_keyboard_scrolls_a_formula_that_is_wider_than_the_screen_and_no_other(browser, site):
    context = browser.new_context(viewport={"width": 320, "height": 800})
    page = visit(context, address(site, "signals-through-depth"))
    page.locator("article div.math.wide").first.wait_for()
    formulas = page.evaluate(FORMULAS)
    assert {cut for cut, _ in formulas} == {True, False}
    assert all(cut == scrolls for cut, scrolls in formulas)
    page.evaluate(IN_A_FOLD)
    long = page.locator("article > details span.math")
    assert long.get_attribute("tabindex") is None
    page.locator("article > details > summary").click()
    page.locator("article > details span.math.wide[tabindex='0']").wait_for(timeout=5_000)
    assert long.evaluate("formula => formula.scrollWidth > formula.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    context.close()


# Where each solution stands, and whether all of them are behind the last exercise.
SOLUTIONS = """() => {
    const solutions = [...document.querySelectorAll('details.solution')];
    const last = [...document.querySelectorAll('article section.exercise')].at(-1);
    const behind = one => one.compareDocumentPosition(last) === Node.DOCUMENT_POSITION_PRECEDING;
    return {
        places: solutions.map(one => one.parentElement.dataset.name ?? one.parentElement.className),
        behind: solutions.every(behind),
        theme: document.documentElement.dataset.theme,
    };
}"""


def test_on_paper_a_page_is_light_and_solutions_stand_behind_all_tasks_and_go_back(browser, site):
    context = browser.new_context(color_scheme="dark")
    page = visit(context, address(site, "exercises/perceptrons"))
    before = page.evaluate(SOLUTIONS)
    assert len(before["places"]) == page.locator("section.exercise").count() > 10
    assert (before["theme"], before["behind"]) == ("dark", False)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    paper = page.evaluate(SOLUTIONS)
    assert (paper["theme"], paper["behind"]) == ("light", True)
    assert set(paper["places"]) == {"solutions"}
    assert page.locator("article > section.solutions > h2").inner_text() == "Solutions"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(SOLUTIONS) == before
    assert page.locator("section.solutions").count() == 0
    context.close()


# ---------------------------------------------------------------- old addresses


def test_an_old_address_leads_to_the_new_place(browser, tmp_path):
    places = {"old": "new#place", "constructed": "new"}
    link = '<a class="reference internal" href="new.html">New</a><p id="stays"></p>'
    page_of = "{}.html".format
    for name, body in {
        "page": moved_anchors.leading_on(link, places, page_of),
        "new": "<p></p>",
    }.items():
        (tmp_path / f"{name}.html").write_text(f"<!doctype html>{body}", encoding="utf-8")
    page = browser.new_page()
    for anchor, url in {
        "old": "/new.html#place",
        "constructed": "/new.html",
        "stays": "/page.html#stays",
        "constructor": "/page.html#constructor",
    }.items():
        page.goto("about:blank")
        page.goto(f"{(tmp_path / 'page.html').as_uri()}#{anchor}")
        assert page.url.endswith(url)
    page.evaluate("location.hash = 'old'")  # a link on the page itself
    page.wait_for_url("**/new.html#place")
    page.close()


@pytest.mark.parametrize("name", MOVED)
def test_an_old_address_of_the_book_leads_to_the_new_place(site, browser, name):
    old, place = next(iter(MOVED[name].items()))
    new, _, anchor = place.partition("#")
    page = browser.new_page()
    page.goto(f"{address(site, name)}#{old}")
    page.wait_for_url(f"{address(site, new)}#{anchor}" if anchor else address(site, new))
    page.close()
