"""Live cells in a browser: pages from a server of this computer, and what their cells say."""

from __future__ import annotations

import os
import re

from playwright.sync_api import BrowserContext, Locator, Page, TimeoutError

PYODIDE = os.environ.get("PYODIDE_DIR")
MINUTES = 60_000  # milliseconds; long enough for a busy computer

# What a reader is told by the outputs of a cell: texts, pictures by their words, links, elements.
# Not told apart: white space between blocks, stripes of a table, and by which of its names a link
# calls a section.
SAID = """place => {
    const copy = place.cloneNode(true);
    const pictures = [...copy.querySelectorAll('img')].map(image => image.alt);
    const drawn = copy.querySelectorAll('img, svg, figcaption, .live-nothing, .living');
    for (const element of drawn) element.remove();
    const shape = element => element.tagName + [...element.classList]
        .filter(name => !/^(row-|sd-|docutils|highlight|hljs|output$)/.test(name)).sort().join('.');
    return {
        text: copy.textContent.replace(/\\s+/g, ''),
        pictures,
        links: [...copy.querySelectorAll('a')].map(a => a.pathname),
        shapes: [...copy.querySelectorAll(
            'p, table, th, td, .admonition, details, code, em, strong')].map(shape),
    };
}"""


def open_page(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    return page


def cell(page: Page, number: int) -> Locator:
    """A live cell of a page, counted from 0; from its end with a negative number."""
    return page.locator(".live-cell").nth(number)


def button(cell: Locator, name: str) -> Locator:
    return cell.get_by_role("button", name=name, exact=True)


def editor(cell: Locator) -> Locator:
    return cell.get_by_role("textbox", name="Code")


def state(page: Page) -> str:
    """How Python stands: off, starting, ready, running or failed."""
    return page.evaluate("document.documentElement.dataset.python")


def wait_for(page: Page, *states: str) -> None:
    page.wait_for_function(
        "states => states.includes(document.documentElement.dataset.python)",
        arg=list(states),
        timeout=5 * MINUTES,
    )


def run(page: Page, number: int) -> Locator:
    """Run a cell with its button, wait until it has ended, and return it."""
    ran = cell(page, number)
    button(ran, "Run").click()
    ended = ran.locator(".live-state", has_text=re.compile("Done|An error ended|not run"))
    try:
        ended.wait_for(timeout=3 * MINUTES)
    except TimeoutError as error:
        words = page.locator(".live-state:not(:empty)").all_inner_texts()
        raise AssertionError(f"a cell never ended; {state(page)}: {words}") from error
    return ran


def said(cell: Locator) -> dict:
    return cell.locator(".live-output").evaluate(SAID)


def outputs(cell: Locator) -> str:
    """What stands in the outputs of a cell."""
    return re.sub(r"\n+", "\n", cell.locator(".live-output").inner_text()).strip()
