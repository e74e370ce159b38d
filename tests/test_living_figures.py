"""Promises about the figures that move: who drives them, and for whom they stand still.

From files, in a real browser, with no server and no network. Needs Chromium for all that is seen.
Each figure is opened three times: on a desk, on a phone, and where no script runs.
"""

from __future__ import annotations

import gzip
import re

import living_data
import living_figures
import numpy as np
import pages as toc
import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from docutils.utils import new_document
from in_browser import ABOUT_COLORS, address, needs_browser, visit
from in_living_page import (
    DESK,
    PHONE,
    PLACES,
    ROOT,
    brought_to_life,
    numbers,
    place,
    settle,
    show,
    sliders,
    still,
    unfold,
    violations_in,
)
from served import served

from rectified.figures import look

LIVING = ROOT / "book" / "assets" / "living"
SCRIPTS, DATA = 60_000, 100_000  # bytes, compressed: of all figures, and of one page's data


# ---------------------------------------------------------------- files


def test_every_living_figure_stands_on_a_page():
    assert set(PLACES) == set(living_figures.FIGURES)


def test_all_scripts_together_are_small():
    files = [*LIVING.glob("*.js"), *LIVING.glob("*.css")]
    assert sum(len(gzip.compress(path.read_bytes())) for path in files) <= SCRIPTS


@pytest.mark.parametrize("name", living_data.DATA)
def test_data_are_those_of_the_package(name):
    stored = (LIVING / "data" / f"{name}.js").read_text(encoding="utf-8")
    assert stored == living_data.script(name)
    assert len(gzip.compress(stored.encode())) <= DATA


def test_the_palette_is_that_of_the_static_figures():
    css = (LIVING / "living.css").read_text(encoding="utf-8")
    names = {name: color for name, (color, *_) in look.STYLES.items()}
    names |= {"paper": look.PAPER, "ink": look.INK, "muted": look.MUTED, "faint": look.FAINT}
    names |= {"accent": look.ACCENT, "tint-0": look.TINTS[0], "tint-1": look.TINTS[1]}
    names |= {f"class-{k}": one["color"] for k, one in enumerate(look.CLASSES)}
    names |= {f"step-{k}": color for k, color in enumerate(look.STEPS)}
    names["too-large"] = look.TOO_LARGE
    for theme, value in (("light", str), ("dark", look.DARK.get)):
        (block,) = re.findall(rf'html\[data-theme="{theme}"\] {{(.*?)}}', css, re.S)
        found = dict(re.findall(r"--([\w-]+): (#\w+);", block))
        assert found == {name: value(names[name]) for name in found}


def a_cell(*tags: str) -> nodes.document:
    """A page with a cell of these tags and a picture in two forms, as MyST-NB makes it."""
    page = new_document("page")
    page.settings.env = None
    cell = nodes.container(nb_element="cell_code", cell_metadata={"tags": list(tags)})
    bundle = nodes.container(nb_element="mime_bundle")
    bundle += [nodes.image(uri="a.svg"), nodes.literal_block(text="what it shows")]
    cell += bundle
    page += cell
    return page


def test_a_cell_with_the_tag_has_a_place_behind_its_picture():
    page = a_cell("hide-input", "living-neuron")
    living_figures.LivingFigures(page).apply()
    still, living = page[0].children
    assert still["classes"] == ["living-still"]
    assert still[0]["nb_element"] == "mime_bundle"
    assert living.astext() == '<div class="living" data-living="neuron" hidden></div>'


def test_a_figure_that_does_not_live_is_reported(caplog):
    page = a_cell("living-unknown")
    with caplog.at_level("WARNING", logger="sphinx"):
        living_figures.LivingFigures(page).apply()
    assert len(page[0].children) == 1
    assert "'unknown'" in caplog.text


# ---------------------------------------------------------------- pages


@pytest.mark.parametrize("page", toc.documents())
def test_only_a_page_with_a_living_figure_loads_its_scripts(site, page):
    html = BeautifulSoup((site / f"{page}.html").read_text(encoding="utf-8"), "html.parser")
    figures = [name for name, place in PLACES.items() if place == page]
    assert [e["data-living"] for e in html.select("[data-living]")] == figures
    folder = (site / f"{page}.html").parent
    files = [folder / script["src"].split("?")[0] for script in html.select("script[src]")]
    loaded = [path for path in files if 'living.figure("' in path.read_text(encoding="utf-8")]
    assert len(loaded) == bool(figures)


@pytest.fixture(scope="module", params=PLACES)
def name(request):
    return request.param


@pytest.fixture(scope="module")
def desk(site, browser, name):
    context = browser.new_context(**DESK)
    yield brought_to_life(context, site, name)
    context.close()


@pytest.fixture(scope="module")
def phone(site, browser, name):
    context = browser.new_context(**PHONE)
    yield brought_to_life(context, site, name)
    context.close()


@pytest.fixture(scope="module")
def plain(site, browser, name):
    """The page where no script runs."""
    context = browser.new_context(**DESK, java_script_enabled=False)
    yield visit(context, address(site, PLACES[name]))
    context.close()


@needs_browser
def test_one_can_scroll_to_a_figure_that_waits_for_its_data(browser, site):
    context = browser.new_context(**PHONE)
    page = visit(context, address(site, PLACES["deaths"]))
    page.locator("[data-living=deaths]").scroll_into_view_if_needed(timeout=10_000)
    page.locator("[data-living=deaths] input").first.wait_for()
    context.close()


# ---------------------------------------------------------------- how long a picture takes


MOVE = """async place => {
    const slider = place.querySelector('input[type=range]');
    const [first, begun] = [place.times.length, slider.value];
    for (let k = 0; k < 30; k++) {
        slider.valueAsNumber = +slider.min + (slider.max - slider.min) * k / 30;
        slider.dispatchEvent(new Event('input'));
        await new Promise(requestAnimationFrame);
    }
    slider.value = begun; // as the next test expects it
    slider.dispatchEvent(new Event('input'));
    return place.times.slice(first);
}"""


@needs_browser
def test_how_long_a_picture_takes_is_told(desk, name, record_property):
    """The median of the milliseconds of script, while the first slider moves."""
    show(desk, name)
    times = place(desk, name).evaluate(MOVE)
    assert len(times) >= 15
    line = f"{name}: median {np.median(times):.1f} ms, fastest {min(times):.1f} ms"
    record_property("Script of one picture of a living figure", line)


# ---------------------------------------------------------------- who drives it, and how


@needs_browser
def test_a_figure_is_driven_by_the_mouse(desk, name):
    for slider in sliders(desk, name):
        slider.scroll_into_view_if_needed()
        before, value = numbers(desk, name), slider.input_value()
        box = slider.bounding_box()
        desk.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        desk.mouse.down()
        desk.mouse.move(box["x"] + 0.85 * box["width"], box["y"] + box["height"] / 2, steps=4)
        desk.mouse.up()
        assert slider.input_value() != value
        assert numbers(desk, name) != before
    assert desk.errors == []


@needs_browser
def test_a_figure_is_driven_by_keys_and_says_its_numbers(desk, name):
    for slider in sliders(desk, name):
        slider.focus()
        before = numbers(desk, name)
        at_its_end = slider.evaluate("slider => slider.value === slider.min")
        for _ in range(3):
            desk.keyboard.press("ArrowRight" if at_its_end else "ArrowLeft")
        assert numbers(desk, name) != before
        assert slider.get_attribute("aria-valuetext").strip()
    said = place(desk, name).locator("[role=status]")
    said.filter(has_text=place(desk, name).locator(".living-says").inner_text()).wait_for(
        state="attached", timeout=5_000
    )


@needs_browser
def test_a_figure_begins_anew_when_asked_to(desk, name):
    """The numbers of the first picture, the keyboard on the first control, and no button left."""
    again = place(desk, name).get_by_role("button", name="As at first")
    if again.count():
        again.click()
    first = numbers(desk, name)
    assert again.count() == 0
    fold = place(desk, name).locator(".living-foot details")
    assert fold.get_attribute("open") is None
    slider = next(sliders(desk, name))
    slider.focus()
    desk.keyboard.press("Home")
    desk.keyboard.press("ArrowRight")
    settle(desk, name)
    again.focus()
    desk.keyboard.press("Enter")
    settle(desk, name)
    assert numbers(desk, name) == first
    assert again.count() == 0
    focused = "place => place.querySelector('select, input') === document.activeElement"
    assert place(desk, name).evaluate(focused)
    assert desk.errors == []


@needs_browser
def test_a_figure_is_driven_by_touch(phone, name):
    for slider in sliders(phone, name):
        slider.scroll_into_view_if_needed()
        before, box = numbers(phone, name), slider.bounding_box()
        phone.touchscreen.tap(box["x"] + 0.3 * box["width"], box["y"] + box["height"] / 2)
        phone.touchscreen.tap(box["x"] + 0.6 * box["width"], box["y"] + box["height"] / 2)
        assert numbers(phone, name) != before
        assert box["height"] >= 24
    assert phone.errors == []


@needs_browser
def test_a_figure_has_at_most_three_controls_in_sight(phone, name):
    """Beside the button that brings the first picture back, which comes with the first change."""
    controls = "input:visible, select:visible, button:not(.living-again):visible"
    unfold(phone, name, False)
    hidden = "details:not([open]) *"  # a fold may keep the size of what it hides
    found = (
        place(phone, name)
        .locator(controls)
        .evaluate_all(
            "(all, hidden) => all.filter(control => !control.matches(hidden)).length", hidden
        )
    )
    assert 1 <= found <= 3


@needs_browser
def test_who_wants_less_motion_sees_the_last_picture_at_once(browser, site):
    """A unit's life takes ten steps, and signals are those of five networks: no film of them."""
    for name in ("life", "signals"):
        context = browser.new_context(**DESK, reduced_motion="reduce")
        page = brought_to_life(context, site, name)
        before = place(page, name).evaluate("place => place.times.length")
        slider = next(sliders(page, name))
        slider.focus()
        page.keyboard.press("ArrowRight")
        settle(page, name)
        assert place(page, name).evaluate("place => place.times.length") == before + 1
        context.close()


AWAY = """async place => {
    // to the end of the page from which the figure is farther away
    const box = place.getBoundingClientRect();
    const [above, below] = [scrollY + box.top, document.body.scrollHeight - scrollY - box.bottom];
    scrollTo({ top: above > below ? 0 : 1e6, behavior: 'instant' });
    await new Promise(done => setTimeout(done, 300));
    const slider = place.querySelector('input[type=range]');
    const before = place.times.length;
    slider.valueAsNumber = slider.value === slider.min ? slider.max : slider.min;
    slider.dispatchEvent(new Event('input'));
    await new Promise(done => setTimeout(done, 300));
    const { top, bottom } = place.getBoundingClientRect();
    return [Math.max(top - innerHeight, -bottom), place.times.length - before];
}"""


@needs_browser
def test_nothing_runs_out_of_sight(desk, name):
    away, drawn = place(desk, name).evaluate(AWAY)
    assert away > 250
    assert drawn == 0
    before = place(desk, name).evaluate("place => place.times.length")
    show(desk, name)
    assert place(desk, name).evaluate("place => place.times.length") > before


# ---------------------------------------------------------------- who sees it, and who does not


@needs_browser
@pytest.mark.parametrize("device", ["desk", "phone"])
def test_a_figure_is_accessible_and_fits_the_screen(desk, phone, name, device):
    page = {"desk": desk, "phone": phone}[device]
    show(page, name)
    unfold(page, name)
    settle(page, name)
    assert violations_in(page, name) == []
    if device == "desk":  # a phone has the same colors
        page.emulate_media(color_scheme="dark")
        page.locator("html[data-theme=dark]").wait_for(state="attached")
        settle(page, name)
        assert violations_in(page, name, ABOUT_COLORS) == []
        page.emulate_media(color_scheme="light")
    assert page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    texts = (
        place(page, name)
        .locator("svg text")
        .evaluate_all(
            "all => all.filter(text => text.textContent).map(text => text.getBoundingClientRect())"
            ".map(box => [box.left, box.right])"
        )
    )
    assert min(left for left, _ in texts) >= 0
    assert max(right for _, right in texts) <= page.viewport_size["width"]


@needs_browser
def test_without_scripts_and_on_paper_the_static_figure_stands_there(plain, desk, name):
    for fold in plain.locator(f"details:has([data-living={name}]) > summary").all():
        fold.click()
    assert still(plain, name).bounding_box()["width"] > 300
    assert place(plain, name).is_hidden()
    for page in (plain, desk):
        page.emulate_media(media="print")
        assert still(page, name).bounding_box()["width"] > 300
        assert place(page, name).is_hidden()
        page.emulate_media(media="screen")


@needs_browser
def test_who_hears_the_page_has_the_static_figure_and_its_text(desk, name):
    assert len(still(desk, name).get_attribute("alt")) > 40
    assert place(desk, name).locator("svg").get_attribute("aria-hidden") == "true"


RUN = """async place => {
    const { Outputs } = await import(
        `${document.documentElement.dataset.content_root}_static/live/outputs.js`);
    const outputs = new Outputs(place.closest('.live-output'));
    outputs.begin();
    outputs.add({ kind: 'data', data: { 'image/svg+xml': '<svg/>', 'text/plain': 'mine' } });
    outputs.end();
    const [image] = outputs.place.querySelectorAll('img');
    const after = [image.alt, image.getBoundingClientRect().width > 300,
        outputs.place.querySelectorAll('.living, .has-living').length];
    outputs.restore();
    return [after, outputs.place.contains(place), place.checkVisibility()];
}"""


@needs_browser
@pytest.mark.parametrize("name", ["neuron", "life", "moved"])
def test_a_cell_that_was_run_shows_the_readers_picture_until_it_is_reset(site, browser, name):
    """A figure without data, one with data, and one in a fold: the rest is alike."""
    context = browser.new_context(**DESK)
    with served(site) as host:
        page = visit(context, f"{host}/{PLACES[name]}.html")
        show(page, name)
        assert place(page, name).evaluate(RUN) == [["mine", True, 0], True, True]
    context.close()
