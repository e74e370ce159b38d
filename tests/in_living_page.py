"""Living figures in a browser: where they are, how one is brought to life, and what it shows.

From files, with no server and no network.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pages as toc
from axe_playwright_python.base import AXE_SCRIPT
from in_browser import AXE, address, visit
from playwright.sync_api import BrowserContext, Locator, Page

ROOT = Path(__file__).resolve().parent.parent
DESK = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True}


def figures_of(name: str) -> list[str]:
    """The living figures that the cells of a notebook ask for."""
    notebook = nbformat.read(ROOT / "book" / f"{name}.ipynb", as_version=4)
    tags = [tag for cell in notebook.cells for tag in cell.metadata.get("tags", [])]
    return [t.removeprefix("living-") for t in tags if t.startswith("living-")]


PLACES = {figure: name for name in toc.notebooks() for figure in figures_of(name)}
"""Living figure -> the page that has it."""

UNFOLD = """place => {
    for (let fold = place.closest('details'); fold; fold = fold.parentElement.closest('details')) {
        fold.open = true;
    }
    place.parentElement.scrollIntoView({ block: 'center', behavior: 'instant' });
}"""

QUIET = """async place => {
    for (let quiet = 0, seen = -1; quiet < 10; quiet++) {
        await new Promise(requestAnimationFrame);
        if (place.times.length !== seen || seen === 0) quiet = 0;
        seen = place.times.length;
    }
}"""

VIOLATIONS = """async (place, options) => {
    axe.configure({ rules: [{ id: 'color-contrast', selector: '*' }] });
    const { violations } = await axe.run(place, options);
    return violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 200)}`));
}"""


def brought_to_life(context: BrowserContext, site: Path, name: str) -> Page:
    """The page of a living figure, scrolled to where the figure has drawn its first picture.

    The faults of its scripts are in `page.errors`.
    """
    errors: list[str] = []
    context.on("weberror", lambda fault: errors.append(str(fault.error)))
    page = visit(context, address(site, PLACES[name]))
    page.errors = errors
    show(page, name)
    return page


def show(page: Page, name: str) -> None:
    """Unfold a figure, scroll there, and wait for its first picture."""
    place(page, name).evaluate(UNFOLD)
    place(page, name).locator("svg").wait_for()
    place(page, name).locator("svg").scroll_into_view_if_needed()
    settle(page, name)


def place(page: Page, name: str) -> Locator:
    """The element of a living figure."""
    return page.locator(f"[data-living={name}]")


def still(page: Page, name: str) -> Locator:
    """The static picture in whose place a living figure stands."""
    return page.locator(f":has(> [data-living={name}]) > .living-still img")


def settle(page: Page, name: str) -> None:
    """Wait until the figure has drawn all that was asked for: no picture for ten frames."""
    place(page, name).evaluate(QUIET)


def numbers(page: Page, name: str) -> dict:
    """What the figure shows, when it is settled."""
    settle(page, name)
    return place(page, name).evaluate("place => place.numbers")


def put(page: Page, name: str, **values: object) -> dict:
    """Set controls by their labels, `_` for a blank; return what the figure then shows."""
    for label, value in values.items():
        control = place(page, name).get_by_label(label.replace("_", " "), exact=True)
        if control.evaluate("control => control.tagName") == "SELECT":
            control.select_option(str(value))
        else:
            control.fill(str(value))
    return numbers(page, name)


def unfold(page: Page, name: str, unfolded: bool = True) -> None:
    """Open the folds of a figure that hold further controls, or close them."""
    for fold in place(page, name).locator("details").all():
        fold.evaluate("(fold, unfolded) => fold.open = unfolded", unfolded)


def sliders(page: Page, name: str) -> Iterator[Locator]:
    """The sliders of a figure in sight, one by one, as far as they can then be moved."""
    for slider in place(page, name).locator("input[type=range]").all():
        if slider.is_visible() and slider.is_enabled():
            yield slider


def violations_in(page: Page, name: str, rules: list[str] | None = None) -> list[str]:
    """What axe finds in a figure, by all of its rules or by these, on all texts."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options = AXE if rules is None else AXE | {"runOnly": {"type": "rule", "values": rules}}
    return place(page, name).evaluate(VIOLATIONS, options)
