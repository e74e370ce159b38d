"""The book in a real browser: a page whose formulas and pictures are there, and what axe finds.

Shared by the tests that look at pages, from their files, with no server and no network.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
SWITCHES = "--no-sandbox --disable-gpu --disable-background-networking --no-first-run"

needs_browser = pytest.mark.skipif(
    CHROMIUM is None,
    reason="NO BROWSER: NOTHING WAS SEEN OF THE BOOK. Install one of " + ", ".join(NAMES),
)

# Every rule is asked on both devices, those about colors in the dark too. Only the contrast of
# text, three quarters of the time, is asked of some of the texts that look alike, and of all texts
# on a page of each kind. It follows from the styles of an element and of what it stands in: where
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

# Name the looks, and mark three examples of each: those with most text, because axe gives no
# verdict on a single character, and three, because part of a text may be scrolled out of sight.
# Of a look of which some were examined before, on whatever page, there are fewer. A look's name
# comes from the styles of an element and of all that it stands in.
LOOKS = """examined => {
    const properties = ['color', 'opacity', 'text-shadow', 'font-size', 'font-weight', 'display',
        'visibility', 'position', 'overflow', 'clip', 'clip-path', 'transform', 'filter',
        'mix-blend-mode', 'background-color', 'background-image', 'background-clip'];
    for (const old of document.querySelectorAll('[data-example]')) delete old.dataset.example;
    const names = new Map();
    const named = text => {
        if (!names.has(text)) {
            let [a, b] = [1, 2];
            for (let k = 0; k < text.length; k++) {
                a = Math.imul(a ^ text.charCodeAt(k), 0x01000193);
                b = Math.imul(b + text.charCodeAt(k), 0x85ebca6b) ^ (b >>> 13);
            }
            names.set(text, `${a >>> 0}-${b >>> 0}`);
        }
        return names.get(text);
    };
    const examples = new Map();
    const amount = element => element.matches('input, select, textarea') ? 1 :
        [...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE)
            .reduce((sum, node) => sum + node.data.trim().length, 0);
    const visit = (element, around) => {
        const style = getComputedStyle(element);
        const look = named(JSON.stringify([
            around, element.tagName, element.getAttribute('class'), element.ariaDisabled,
            element.disabled, ...properties.map(name => style.getPropertyValue(name))]));
        element.dataset.look = look;
        if (amount(element) && element.checkVisibility()) {
            const alike = [...(examples.get(look) ?? []), element];
            examples.set(look, alike.sort((a, b) => amount(b) - amount(a)).slice(0, 3));
        }
        for (const child of element.children) visit(child, look);
    };
    visit(document.documentElement, null);
    for (const [look, alike] of examples) {
        const more = alike.slice(0, Math.max(0, 3 - (examined[look] ?? 0)));
        for (const element of more) element.dataset.example = '';
        examined[look] = (examined[look] ?? 0) + more.length;
    }
    return examined;
}"""

READY = """async () => {
    await document.fonts.ready;
    for (const image of document.images) image.loading = 'eager';  // also those far below
    await Promise.all([...document.images].map(image => image.decode().catch(() => null)));
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES.split())
        yield browser
        browser.close()


def visit(context: BrowserContext, address: str) -> Page:
    """Open a page and wait until its formulas and pictures are there."""
    page = context.new_page()
    page.goto(address)
    page.evaluate(READY)
    return page


def violations(
    page: Page,
    texts: str,
    rules: list[str] | None = None,
    examined: dict[str, int] | None = None,
) -> list[str]:
    """What axe finds, by all of its rules or by these; the contrast is asked of these texts.

    examined: look -> how many examples of it were asked before; those asked now are added.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    examined = {} if examined is None else examined
    examined |= page.evaluate(LOOKS, examined)
    options = AXE if rules is None else AXE | {"runOnly": {"type": "rule", "values": rules}}
    return page.evaluate(VIOLATIONS, [options, texts])


def address(site: Path, name: str) -> str:
    return (site / f"{name}.html").as_uri()
