"""Promises about the book in a real browser, from its files, with no server and no network.

Each page is opened in light and in dark, on a desk and on a phone, once; the tests ask what was
seen. Needs Chromium: without one, all tests here are skipped.
"""

from __future__ import annotations

import functools
import io
import re
import shutil
from pathlib import Path

import moved_anchors
import numpy as np
import pages as toc
import pytest
from axe_playwright_python.base import AXE_SCRIPT
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)

pytestmark = pytest.mark.skipif(
    CHROMIUM is None,
    reason="NO BROWSER: NOTHING WAS SEEN OF THE BOOK. Install one of " + ", ".join(NAMES),
)

PAGES, NOTEBOOKS = toc.documents(), toc.notebooks()
WIDTHS = {"desk": 1280, "phone": 360}

every_page = pytest.mark.parametrize("name", PAGES)
every_notebook = pytest.mark.parametrize("name", NOTEBOOKS)
both_schemes = pytest.mark.parametrize("scheme", ["light", "dark"])
both_widths = pytest.mark.parametrize("device", WIDTHS)

# Every rule is asked on both devices, those about colors in the dark too. Only the contrast of
# text, three quarters of the time, is asked of all texts in one view, and in the others of some of
# those that look alike. It follows from the styles of an element and of what it stands in: where
# anything else lies over or under a text, axe itself gives no verdict.
AXE = {
    "rules": {"label-content-name-mismatch": {"enabled": True}},  # not on by itself
    "preload": False,  # asks for the style sheets again, which files do not allow
    "resultTypes": ["violations"],  # faster
}
EVERY_TEXT, SOME_OF_EACH_LOOK = "*", "[data-example]"

# The rest of the rules read names, roles, sizes and order, which are the same in light and in dark.
ABOUT_COLORS = ["color-contrast", "link-in-text-block"]
VIOLATIONS = """async ([options, selector]) => {
    axe.configure({ rules: [{ id: 'color-contrast', selector }] });
    const { violations } = await axe.run(document, options);
    return violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 200)}`));
}"""

# Number the looks, and mark three examples of each: those with most text, because axe gives no
# verdict on a single character, and three, because part of a text may be scrolled out of sight.
LOOKS = """() => {
    const properties = ['color', 'opacity', 'text-shadow', 'font-size', 'font-weight', 'display',
        'visibility', 'position', 'overflow', 'clip', 'clip-path', 'transform', 'filter',
        'mix-blend-mode', 'background-color', 'background-image', 'background-clip'];
    const numbers = new Map();
    const examples = new Map();
    const amount = element => element.matches('input, select, textarea') ? 1 :
        [...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE)
            .reduce((sum, node) => sum + node.data.trim().length, 0);
    const visit = (element, around) => {
        const style = getComputedStyle(element);
        const key = JSON.stringify([
            around, element.tagName, element.getAttribute('class'), element.ariaDisabled,
            element.disabled, ...properties.map(name => style.getPropertyValue(name))]);
        if (!numbers.has(key)) numbers.set(key, numbers.size);
        const look = numbers.get(key);
        element.dataset.look = look;
        if (amount(element) && element.checkVisibility()) {
            const alike = [...(examples.get(look) ?? []), element];
            examples.set(look, alike.sort((a, b) => amount(b) - amount(a)).slice(0, 3));
        }
        for (const child of element.children) visit(child, look);
    };
    visit(document.documentElement, null);
    for (const element of [...examples.values()].flat()) element.dataset.example = '';
}"""

READY = """async () => {
    if (window.MathJax && MathJax.startup) await MathJax.startup.promise;
    await document.fonts.ready;
    await Promise.all([...document.images].map(image => image.decode().catch(() => null)));
}"""

# The theme lets the keyboard scroll what is too wide, a moment after the page has its shape.
SCROLLABLE = """() => [...document.querySelectorAll('pre, .pst-scrollable-table-container')]
    .every(e => e.scrollWidth <= e.clientWidth || e.tabIndex === 0)"""

# A picture as its file has it: the theme puts a bright frame around those without a dark palette.
PLAIN = {
    "background-color": "rgba(0, 0, 0, 0)",
    "background-image": "none",
    "border-radius": "0px",
    "border-width": "0px",
    "box-shadow": "none",
    "filter": "none",
    "padding": "0px",
}

FACTS = """names => {
    const article = document.querySelector('article.bd-article');
    const width = document.documentElement.clientWidth;
    const seen = element => element.getClientRects().length > 0;
    const style = (element, names) => {
        const all = getComputedStyle(element);
        return Object.fromEntries(names.map(name => [name, all.getPropertyValue(name)]));
    };
    const AROUND = ['background-color', 'background-image', 'border-width', 'box-shadow'];
    return {
        overflow: document.documentElement.scrollWidth - width,
        images: [...document.images].map(i => ({
            src: i.getAttribute('src'), natural: i.naturalWidth,
            left: i.getBoundingClientRect().left, right: i.getBoundingClientRect().right,
        })),
        frames: [...article.querySelectorAll('img')].map(i => style(i, names)),
        around: [...article.querySelectorAll(
            '.cell_output:has(img), .cell_output *:has(img)')].map(e => style(e, AROUND)),
        headings: [...document.querySelectorAll('h1')].filter(seen).map(e => e.innerText),
        formulas: article.querySelectorAll('.math').length,
        typeset: article.querySelectorAll('.math mjx-container').length,
        wrong: [...document.querySelectorAll('mjx-merror')].map(e => e.textContent),
    };
}"""


@pytest.fixture(scope="module")
def browser():
    switches = "--no-sandbox --disable-gpu --disable-background-networking --no-first-run"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=switches.split())
        yield browser
        browser.close()


def visit(context: BrowserContext, address: str) -> Page:
    """Open a page and wait until its formulas and pictures are there."""
    page = context.new_page()
    page.goto(address)
    page.evaluate(READY)
    return page


def violations(page: Page, texts: str, rules: list[str] | None = None) -> list[str]:
    """What axe finds, by all of its rules or by these; the contrast is asked of these texts."""
    page.evaluate(AXE_SCRIPT)
    page.evaluate(LOOKS)
    options = AXE if rules is None else AXE | {"runOnly": {"type": "rule", "values": rules}}
    return page.evaluate(VIOLATIONS, [options, texts])


def address(site: Path, name: str) -> str:
    return (site / f"{name}.html").as_uri()


@pytest.fixture(scope="module")
def look(site, browser: Browser):
    """A function: what is seen and heard of a page, in a color scheme, on a device."""

    @functools.cache
    def look(name: str, scheme: str, device: str) -> dict:
        size = {"width": WIDTHS[device], "height": 900}
        context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
        requests, errors = [], []
        context.on("request", lambda request: requests.append(request.url))
        context.on("requestfailed", lambda request: errors.append(f"failed: {request.url}"))
        context.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
        context.on("weberror", lambda error: errors.append(str(error.error)))
        page = visit(context, address(site, name))
        page.wait_for_function(SCROLLABLE, timeout=10_000)
        facts = page.evaluate(FACTS, list(PLAIN))
        facts["others"] = [u for u in requests if not u.startswith(("file:", "data:", "blob:"))]
        facts["errors"] = list(errors)
        texts = EVERY_TEXT if (scheme, device) == ("light", "desk") else SOME_OF_EACH_LOOK
        rules = ABOUT_COLORS if scheme == "dark" else None
        facts["violations"] = violations(page, texts, rules)
        context.close()
        return facts

    return look


# ---------------------------------------------------------------- every page, every way


@every_page
@both_schemes
@both_widths
def test_a_page_asks_no_other_host_and_reports_no_error(look, name, scheme, device):
    seen = look(name, scheme, device)
    assert seen["others"] == []
    assert seen["errors"] == []


@every_page
@both_schemes
@both_widths
def test_a_page_is_as_wide_as_the_screen(look, name, scheme, device):
    seen = look(name, scheme, device)
    assert seen["overflow"] <= 0
    for image in seen["images"]:
        assert image["left"] >= 0
        assert image["right"] <= WIDTHS[device]


@every_page
@both_schemes
@both_widths
def test_a_page_is_accessible(look, name, scheme, device):
    assert look(name, scheme, device)["violations"] == []


@both_widths
def test_text_that_is_hard_to_read_is_found_by_its_look(browser, site, device):
    """Every element that fails where all are asked looks like one that fails among the examples."""
    size = {"width": WIDTHS[device], "height": 900}
    context = browser.new_context(viewport=size, color_scheme="dark")
    page = visit(context, address(site, "running"))
    page.add_style_tag(content="* { color: #808080 !important }")
    failed = {}
    for texts in (EVERY_TEXT, SOME_OF_EACH_LOOK):
        found = [line for line in violations(page, texts) if line.startswith("color-contrast: ")]
        failed[texts] = {re.search(r'data-look="(\d+)"', line).group(1) for line in found}
    assert len(failed[EVERY_TEXT]) > 10
    assert failed[EVERY_TEXT] == failed[SOME_OF_EACH_LOOK]
    context.close()


@every_page
def test_every_picture_is_there(look, name):
    images = look(name, "light", "desk")["images"]
    assert [image["src"] for image in images if not image["natural"] > 0] == []


@every_page
def test_every_formula_is_typeset(look, name):
    seen = look(name, "light", "desk")
    assert seen["typeset"] == seen["formulas"]
    assert seen["wrong"] == []


@every_page
def test_a_page_has_one_main_heading(look, name):
    assert len(look(name, "light", "desk")["headings"]) == 1


# ---------------------------------------------------------------- figures in light and dark


@every_page
@both_schemes
@both_widths
def test_a_figure_is_shown_as_its_file_has_it(look, name, scheme, device):
    """Every one, folded or open, from a cell or from the text: no frame, no paper, no filter."""
    assert [style for style in look(name, scheme, device)["frames"] if style != PLAIN] == []


@every_notebook
@both_widths
def test_no_figure_stands_in_a_frame_or_on_a_bright_ground_in_the_dark(look, name, device):
    around = look(name, "dark", device)["around"]
    assert around
    for style in around:
        assert style == {property: PLAIN[property] for property in style}


def paper_and_ink(page: Page, image) -> tuple[float, float]:
    """Lightness, 0 to 1, of a figure's most common color and of what differs most from it."""
    picture = Image.open(io.BytesIO(image.screenshot())).convert("L")
    gray = np.asarray(picture) / 255
    values, counts = np.unique(gray[2:-2, 2:-2], return_counts=True)
    paper = values[counts.argmax()]
    ink = values[np.abs(values - paper).argmax()]
    return float(paper), float(ink)


def figure(page: Page):
    return page.locator(".cell_output img").first


@pytest.fixture(scope="module")
def chapter(site) -> str:
    """The address of a page with a figure."""
    if not NOTEBOOKS:
        pytest.skip("the book has no notebook yet")
    return address(site, NOTEBOOKS[0])


def test_figures_follow_the_color_scheme(browser, chapter):
    found = {}
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        page = visit(context, chapter)
        found[scheme] = paper_and_ink(page, figure(page))
        context.close()
    paper, ink = found["light"]
    assert paper > 0.85
    assert ink < 0.4
    paper, ink = found["dark"]
    assert paper < 0.25
    assert ink > 0.75


def test_figures_follow_the_button_against_the_system(browser, chapter):
    context = browser.new_context(color_scheme="light")
    page = visit(context, chapter)
    button = page.locator(".article-header-buttons .theme-switch-button")
    for _ in range(3):
        if page.locator("html[data-theme=dark]").count():
            break
        button.click()
    assert page.locator("html[data-theme=dark]").count() == 1
    paper, ink = paper_and_ink(page, figure(page))
    assert paper < 0.25
    assert ink > 0.75
    context.close()


def test_print_is_dark_on_white_also_from_a_dark_page(browser, chapter):
    context = browser.new_context(color_scheme="dark")
    page = visit(context, chapter)
    page.emulate_media(media="print")
    text = "getComputedStyle(document.querySelector('article p')).color"
    assert max(map(int, re.findall(r"\d+", page.evaluate(text))[:3])) < 100
    paper, ink = paper_and_ink(page, figure(page))
    assert paper > 0.85
    assert ink < 0.4
    context.close()


def test_figures_can_be_read_on_a_phone(browser, chapter):
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = visit(context, chapter)
    widths = page.eval_on_selector_all(
        ".cell_output img", "images => images.map(i => i.getBoundingClientRect().width)"
    )
    assert min(widths) >= 320
    context.close()


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


@pytest.mark.parametrize("name", moved_anchors.moved(ROOT / "book"))
def test_an_old_address_of_the_book_leads_to_the_new_place(site, browser, name):
    old, place = next(iter(moved_anchors.moved(ROOT / "book")[name].items()))
    new, _, anchor = place.partition("#")
    page = browser.new_page()
    page.goto(f"{address(site, name)}#{old}")
    page.wait_for_url(f"{address(site, new)}#{anchor}" if anchor else address(site, new))
    page.close()


# ---------------------------------------------------------------- without a mouse, without a script


def test_the_first_tab_offers_the_way_to_the_text(browser, chapter):
    context = browser.new_context()
    page = visit(context, chapter)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main-content")
    context.close()


@every_page
def test_what_is_folded_opens_by_keyboard(site, browser, name):
    context = browser.new_context()
    page = visit(context, address(site, name))
    folded = page.locator("article details")
    for k in range(folded.count()):
        summary = folded.nth(k).locator("summary").first
        before = folded.nth(k).get_attribute("open")
        summary.focus()
        page.keyboard.press("Enter")
        assert folded.nth(k).get_attribute("open") != before
    context.close()


def test_a_page_can_be_read_without_scripts(browser, chapter):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(chapter)
    assert page.locator("article h1").is_visible()
    assert page.locator("article p").first.is_visible()
    assert figure(page).is_visible()
    context.close()


def test_search_works_without_a_server(site, browser):
    context = browser.new_context()
    page = visit(context, address(site, "index"))
    page.keyboard.press("Control+k")
    page.keyboard.type("perceptron")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=perceptron*")
    results = page.locator("#search-results li a")
    results.first.wait_for(timeout=10_000)
    assert results.count() >= 2
    assert all(results.nth(k).get_attribute("href") for k in range(results.count()))
    context.close()
