"""Promises about the book in a real browser, from its files, with no server and no network.

Each page is opened once on a desk, in light, and once on a phone, in dark, and one of each kind in
light and in dark on both; the tests ask what was seen. Needs Chromium: without one, all tests here
are skipped.
"""

from __future__ import annotations

import functools
import io
import re
from pathlib import Path

import numpy as np
import pages as toc
import pytest
from in_browser import (
    ABOUT_COLORS,
    EVERY_TEXT,
    SOME_OF_EACH_LOOK,
    address,
    needs_browser,
    violations,
    visit,
)
from PIL import Image
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
pytestmark = needs_browser

PAGES, NOTEBOOKS = toc.documents(), toc.notebooks()
OF_EACH_KIND = ("index", "what-relu-does", "fact-check", "exercises/relu", "glossary")
WIDTHS = {"desk": 1280, "phone": 360}

LOOKS = [
    (device, scheme, name)
    for name in PAGES
    for device in WIDTHS
    for scheme in ("light", "dark")
    if name in OF_EACH_KIND or (device, scheme) in (("desk", "light"), ("phone", "dark"))
]

every_page = pytest.mark.parametrize("name", PAGES)
every_look = pytest.mark.parametrize(("device", "scheme", "name"), LOOKS)
both_widths = pytest.mark.parametrize("device", WIDTHS)

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

# Which of some folds to try: the first two of each kind, and the last.
THREE_OF_EACH_KIND = """all => {
    const kinds = new Map();
    all.forEach((fold, k) => {
        const kind = `${fold.className} in ${fold.parentElement.className}`;
        kinds.set(kind, [...(kinds.get(kind) ?? []), k]);
    });
    return [...kinds.values()]
        .flatMap(which => [...new Set([...which.slice(0, 2), which.at(-1)])]).sort((a, b) => a - b);
}"""

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
        scrolling: [...article.querySelectorAll(
            'div.highlight pre, .pst-scrollable-table-container'),
            ...document.querySelectorAll('.prev-next-area a')]
            .filter(e => e.checkVisibility() && e.scrollWidth > e.clientWidth)
            .map(e => e.innerText.slice(0, 60)),
        images: [...document.images].map(i => ({
            src: i.getAttribute('src'), natural: i.naturalWidth,
            left: i.getBoundingClientRect().left, right: i.getBoundingClientRect().right,
        })),
        frames: [...article.querySelectorAll('img')].map(i => style(i, names)),
        around: [...article.querySelectorAll(
            '.cell_output:has(img), .cell_output *:has(img)')].map(e => style(e, AROUND)),
        headings: [...document.querySelectorAll('h1')].filter(seen).map(e => e.innerText),
        formulas: article.querySelectorAll('.math').length,
        typeset: article.querySelectorAll('.math > .katex, .math > .katex-display').length,
        wrong: [...document.querySelectorAll('.katex-error, .math:empty')].map(e => e.textContent),
    };
}"""


class Views:
    """The views of one page at a time, one for each device, opened once; and what was noted."""

    def __init__(self, site: Path, browser: Browser):
        self.site, self.browser = site, browser
        self.name: str | None = None
        self.open: dict[str, tuple[Page, list[str], list[str]]] = {}
        self.examined: dict[str, dict[str, int]] = {"light": {}, "dark": {}}  # of all pages so far

    def page(self, name: str, device: str) -> tuple[Page, list[str], list[str]]:
        """A page in light, on a device; the requests and the errors so far."""
        if name != self.name:
            self.close()
            self.name = name
        if device not in self.open:
            size = {"width": WIDTHS[device], "height": 900}
            context = self.browser.new_context(
                viewport=size, color_scheme="light", reduced_motion="reduce"
            )
            requests, errors = [], []
            context.on("request", lambda request: requests.append(request.url))
            context.on("requestfailed", lambda request: errors.append(f"failed: {request.url}"))
            context.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
            context.on("weberror", lambda error: errors.append(str(error.error)))
            page = visit(context, address(self.site, name))
            page.wait_for_function(SCROLLABLE, timeout=10_000)
            self.open[device] = page, requests, errors
        return self.open[device]

    def close(self) -> None:
        for page, *_ in self.open.values():
            page.context.close()
        self.open = {}


@pytest.fixture(scope="module")
def views(site, browser: Browser):
    views = Views(site, browser)
    yield views
    views.close()


@pytest.fixture(scope="module")
def look(views):
    """A function: what is seen and heard of a page, in a color scheme, on a device."""

    @functools.cache
    def look(name: str, scheme: str, device: str) -> dict:
        page, requests, errors = views.page(name, device)
        page.emulate_media(color_scheme=scheme)
        page.wait_for_selector(f"html[data-theme={scheme}]", state="attached")
        facts = page.evaluate(FACTS, list(PLAIN))
        facts["others"] = [u for u in requests if not u.startswith(("file:", "data:", "blob:"))]
        facts["errors"] = list(errors)
        every = name in OF_EACH_KIND and (scheme, device) == ("light", "desk")
        texts = EVERY_TEXT if every else SOME_OF_EACH_LOOK
        rules = ABOUT_COLORS if (scheme, device) == ("dark", "desk") else None
        facts["violations"] = violations(page, texts, rules, views.examined[scheme])
        return facts

    return look


# ---------------------------------------------------------------- every page, every way


@every_look
def test_a_page_asks_no_other_host_and_reports_no_error(look, name, scheme, device):
    seen = look(name, scheme, device)
    assert seen["others"] == []
    assert seen["errors"] == []


@every_look
def test_a_page_is_as_wide_as_the_screen(look, name, scheme, device):
    seen = look(name, scheme, device)
    assert seen["overflow"] <= 0
    for image in seen["images"]:
        assert image["left"] >= 0
        assert image["right"] <= WIDTHS[device]


@pytest.mark.parametrize("name", [*toc.chapter_pages(), "applications/in-common"])
def test_a_chapter_is_read_on_a_phone_without_scrolling_sideways(look, name):
    """Code and tables in sight wrap, and no link to the next page is cut off."""
    assert look(name, "dark", "phone")["scrolling"] == []


@every_look
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
        failed[texts] = {re.search(r'data-look="([\d-]+)"', line).group(1) for line in found}
    assert len(failed[EVERY_TEXT]) > 5
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


@every_look
def test_a_figure_is_shown_as_its_file_has_it(look, name, scheme, device):
    """Every one, folded or open, from a cell or from the text: no frame, no paper, no filter."""
    assert [style for style in look(name, scheme, device)["frames"] if style != PLAIN] == []


@pytest.mark.parametrize(
    ("device", "name"),
    [(device, name) for device, scheme, name in LOOKS if scheme == "dark" and name in NOTEBOOKS],
)
def test_no_figure_stands_in_a_frame_or_on_a_bright_ground_in_the_dark(look, name, device):
    around = look(name, "dark", device)["around"]
    assert around or name.startswith("exercises/")
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


# ---------------------------------------------------------------- in colors of the reader's own


def ink(image) -> int:
    """How many pixels of an element are dark."""
    picture = Image.open(io.BytesIO(image.screenshot())).convert("L")
    return int((np.asarray(picture) < 128).sum())


def test_no_sign_of_a_formula_hides_another_in_colors_of_the_readers_own(browser, site):
    """Browsers put a ground behind each text there: that of a hat would cover its letter."""
    found = {}
    for forced in ("none", "active"):
        context = browser.new_context(color_scheme="light", forced_colors=forced)
        page = visit(context, address(site, "exercises/perceptrons"))
        found[forced] = ink(page.locator("article p .math:has(.katex-accent)").first)
        context.close()
    assert found["active"] > 0.9 * found["none"] > 10


def test_what_was_found_can_be_read_in_colors_of_the_readers_own(browser, site):
    context = browser.new_context(color_scheme="dark", forced_colors="active")
    page = visit(context, address(site, "search") + "?q=leaky")
    page.locator("#search-results mark").first.wait_for()
    paper, letters = paper_and_ink(page, page.locator("#search-results mark").first)
    assert letters - paper > 0.7
    context.close()


def test_a_living_figure_keeps_its_paper_in_colors_of_the_readers_own(browser, site):
    """Also where the page's button says light, and the reader's colors are dark."""
    context = browser.new_context(color_scheme="dark", forced_colors="active")
    context.add_init_script("localStorage.mode = localStorage.theme = 'light'")
    page = visit(context, address(site, "signals-through-depth"))
    page.locator(".living").first.scroll_into_view_if_needed()
    paper, lines = paper_and_ink(page, page.locator(".living svg").first)
    assert paper - lines > 0.6
    context.close()


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
def test_what_is_folded_opens_by_keyboard(views, name):
    page, *_ = views.page(name, "desk")
    for ask in page.locator(".exercise-ask").all():  # of exercises, hints come when asked for
        ask.focus()
        page.keyboard.press("Enter")
    # a living figure, which comes when one is near, has tests of its own
    folded = page.locator("article details:not(.living *)").filter(visible=True)
    for k in folded.evaluate_all(THREE_OF_EACH_KIND):
        summary = folded.nth(k).locator("summary").first
        before = folded.nth(k).get_attribute("open")
        summary.focus()
        page.keyboard.press("Enter")
        assert folded.nth(k).get_attribute("open") != before
    folded.evaluate_all("all => { for (const fold of all) fold.open = true; }")
    if name in OF_EACH_KIND:
        assert violations(page, SOME_OF_EACH_LOOK) == []  # nor is there a fault in what was folded
    views.close()  # nobody else finds it unfolded


@pytest.fixture(scope="module")
def sitting(site) -> str:
    """The address of a page whose first cell is in sight, before anything else."""
    return address(site, "one-neuron")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_can_be_read_without_scripts(browser, sitting, scheme):
    """In its light colors, whatever the system has: code too has the contrast of the text."""
    context = browser.new_context(java_script_enabled=False, color_scheme=scheme)
    page = context.new_page()
    page.goto(sitting)
    assert page.locator("article h1").is_visible()
    assert page.locator("article p").first.is_visible()
    paper, ink = paper_and_ink(page, figure(page))
    assert paper > 0.85
    assert ink < 0.4
    paper, ink = paper_and_ink(page, page.locator("div.cell_input").first)
    assert paper > 0.85
    assert ink < 0.4
    context.close()


def test_a_page_has_the_readers_colors_before_its_scripts_come(browser, sitting):
    context = browser.new_context(color_scheme="dark")
    context.route("**/*.js", lambda route: route.abort())
    page = context.new_page()
    page.goto(sitting)
    assert page.locator("html").get_attribute("data-theme") == "dark"
    paper, ink = paper_and_ink(page, page.locator("div.cell_input").first)
    assert paper < 0.25
    assert ink > 0.6
    context.close()


def test_cells_have_the_books_own_lines_and_corners(browser, sitting):
    """MyST-NB brings colors of its own, and takes the corners off where an output follows."""
    context = browser.new_context(color_scheme="light")
    page = visit(context, sitting)
    names = [
        "border-left-color",
        "border-top-color",
        "border-bottom-left-radius",
        "border-top-left-radius",
    ]
    left, top, below, above = page.locator("div.cell_input").first.evaluate(
        "(cell, names) => names.map(name => getComputedStyle(cell).getPropertyValue(name))", names
    )
    variables = page.evaluate(
        """() => ['--hinge', '--pst-color-border'].map(name => {
            document.body.style.color = `var(${name})`;
            return getComputedStyle(document.body).color;
        })"""
    )
    assert [left, top] == variables
    assert below == above != "0px"
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
