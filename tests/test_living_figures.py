"""Promises about the figures that move: they begin as the static ones, and obey everybody.

From files, in a real browser, with no server and no network. Needs Chromium for all that is seen.
"""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import living_data
import living_figures
import nbformat
import numpy as np
import pages as toc
import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from docutils.utils import new_document
from in_browser import EVERY_TEXT, address, chromium, needs_browser, violations, visit
from playwright.sync_api import Page
from served import served

from rectified import activations, datasets, experiments, perceptron
from rectified.figures import look

ROOT = Path(__file__).resolve().parent.parent
LIVING = ROOT / "book" / "assets" / "living"
SCRIPTS, DATA = 60_000, 100_000  # bytes, compressed: of all figures, and of one page's data


def figures_of(name: str) -> list[str]:
    """The living figures that the cells of a notebook ask for."""
    notebook = nbformat.read(ROOT / "book" / f"{name}.ipynb", as_version=4)
    tags = [tag for cell in notebook.cells for tag in cell.metadata.get("tags", [])]
    return [t.removeprefix("living-") for t in tags if t.startswith("living-")]


PLACES = {figure: name for name in toc.notebooks() for figure in figures_of(name)}
EXPLORED = [name for name in activations.names() if name not in ("step", "prelu")]
every_figure = pytest.mark.parametrize("name", PLACES)


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


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


DESK = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True}


@pytest.fixture
def opened(site, browser):
    """A function: the page of a living figure, brought to life, as this device shows it."""
    contexts = []

    def opened(name: str, **device) -> Page:
        contexts.append(browser.new_context(**device))
        page = visit(contexts[-1], address(site, PLACES[name]))
        page.errors = []
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        if device.get("java_script_enabled", True):
            page.locator(f"[data-living={name}] svg").scroll_into_view_if_needed()
            settle(page, name)
        return page

    yield opened
    for context in contexts:
        context.close()


def place(page: Page, name: str):
    return page.locator(f"[data-living={name}]")


def settle(page: Page, name: str) -> None:
    """Wait until the figure has drawn all that was asked for: no picture for ten frames."""
    place(page, name).evaluate(
        """async place => {
            for (let quiet = 0, seen = -1; quiet < 10; quiet++) {
                await new Promise(requestAnimationFrame);
                if (place.times.length !== seen || seen === 0) quiet = 0;
                seen = place.times.length;
            }
        }"""
    )


def numbers(page: Page, name: str) -> dict:
    settle(page, name)
    return place(page, name).evaluate("place => place.numbers")


# ---------------------------------------------------------------- the first picture


@needs_browser
@pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])
def test_signals_begin_with_the_numbers_of_the_static_figure(opened, device):
    shown = numbers(opened("signals", **device), "signals")
    both = experiments.two_signals("sigmoid")
    np.testing.assert_allclose(shown["spread"], both.spread, rtol=1e-9)
    np.testing.assert_allclose(shown["blame"], both.blame, rtol=1e-9)


@needs_browser
@pytest.mark.parametrize(("name", "doubled"), [("tanh", 0), ("relu", 0.5)])
def test_signals_of_other_functions_are_those_of_the_package(opened, name, doubled):
    """At their usual gains, 1 and the root of 2."""
    page = opened("signals", **DESK)
    place(page, "signals").locator("select").first.select_option(name)
    place(page, "signals").get_by_label("gain g").fill(str(doubled))
    shown = numbers(page, "signals")
    both = experiments.two_signals(name)
    np.testing.assert_allclose(shown["spread"], both.spread, rtol=1e-9)
    np.testing.assert_allclose(shown["blame"], both.blame, rtol=1e-9)


@needs_browser
def test_the_neuron_begins_with_the_counts_of_the_static_figure(opened):
    X, _, y, _ = experiments.perceptrons.zeros_and_ones()
    inks = experiments.inks(X)
    right = (inks @ [1, -1] + 2 >= 0) == y
    z = inks[0] @ [1, -1] + 2
    shown = numbers(opened("neuron", **DESK), "neuron")
    assert shown == {"right": right.sum(), "z": z, "distance": pytest.approx(z / 2**0.5)}
    assert not perceptron.is_separable(inks, y)  # as its text says


def wake_up(alpha: float, b: float = -5.0, rate: float = 0.5) -> int:
    """Steps of the page's silent unit until it fires again."""
    x, w = np.linspace(-1, 1, 21), 1.0
    y, f = np.maximum(x, 0), activations.LeakyReLU(alpha)
    for steps in range(20_000):
        z = w * x + b
        if z.max() > 0:
            return steps
        delta = (f(z) - y) * f.derivative(z) / len(x)
        w, b = w - rate * delta @ x, b - rate * delta.sum()
    raise AssertionError("it did not come back")


@needs_browser
def test_a_silent_unit_comes_back_when_that_of_the_page_does(opened):
    page = opened("comeback", **DESK)
    assert numbers(page, "comeback")["steps"] == wake_up(0.1)
    for position, alpha in ((-2, 0.01), (0, 1.0)):
        place(page, "comeback").get_by_label("slope α").fill(str(position))
        assert numbers(page, "comeback")["steps"] == wake_up(alpha)
    place(page, "comeback").get_by_label("bias at the start").fill("-10")
    place(page, "comeback").get_by_label("learning rate η").fill("1")
    assert numbers(page, "comeback")["steps"] == wake_up(1.0, -10, 1.0)
    place(page, "comeback").get_by_label("slope α").fill("-3.1")
    assert numbers(page, "comeback")["steps"] is None


@needs_browser
def test_the_rule_is_that_of_the_package_for_every_gate(opened):
    page = opened("rule", **DESK)
    for gate in ("AND", "OR", "NAND", "XOR"):
        place(page, "rule").get_by_label("gate").select_option(gate)
        run = perceptron.fit(*datasets.gate(gate.lower()), max_epochs=6)
        for epochs in (6, 2):
            place(page, "rule").get_by_label("points looked at").fill(str(4 * epochs))
            made = int(np.sum(run.epochs <= epochs))
            *w, b = run.path[made].tolist()
            shown = {"looked": 4 * epochs, "w": w, "b": b, "corrections": made}
            assert numbers(page, "rule") == shown


@needs_browser
@pytest.mark.parametrize("name", EXPLORED)
def test_the_explorer_shows_values_and_slopes_of_the_package(opened, name):
    page = opened("explorer", **DESK)
    place(page, "explorer").get_by_label("function on the right").select_option(name)
    place(page, "explorer").get_by_label("z", exact=True).fill("-1.25")
    *_, shown = numbers(page, "explorer")["numbers"]
    f = activations.get(name, alpha=0.1) if name == "leaky_relu" else activations.get(name)
    value, slope = f.value(-1.25), f.derivative(-1.25)
    assert shown == {"name": name, "value": pytest.approx(value), "slope": pytest.approx(slope)}


@needs_browser
def test_the_temperature_is_that_of_the_package(opened):
    page = opened("temperature", **DESK)
    for T, z in ((0, [1, 2, 3]), (-1, [1, 2, 3]), (0.5, [-5, 2, 8])):
        for label, number in (("temperature T", T), ("first logit", z[0]), ("third logit", z[2])):
            place(page, "temperature").get_by_label(label).fill(str(number))
        expected = activations.softmax(np.array(z, float), temperature=10**T)
        assert numbers(page, "temperature")["shares"] == pytest.approx(expected, abs=1e-12)


# ---------------------------------------------------------------- who drives it, and how


def sliders(page: Page, name: str):
    return place(page, name).locator("input[type=range]:enabled:visible")


@needs_browser
@every_figure
def test_a_figure_is_driven_by_the_mouse(opened, name):
    page = opened(name, **DESK)
    for k in range(sliders(page, name).count()):
        slider = sliders(page, name).nth(k)
        slider.scroll_into_view_if_needed()
        before, value = numbers(page, name), slider.input_value()
        box = slider.bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.mouse.move(box["x"] + 0.72 * box["width"], box["y"] + box["height"] / 2, steps=4)
        page.mouse.up()
        assert slider.input_value() != value
        assert numbers(page, name) != before
    assert page.errors == []


@needs_browser
@every_figure
def test_a_figure_is_driven_by_keys_and_says_its_numbers(opened, name):
    page = opened(name, **DESK)
    for k in range(sliders(page, name).count()):
        slider = sliders(page, name).nth(k)
        slider.focus()
        before = numbers(page, name)
        for _ in range(3):
            page.keyboard.press("ArrowLeft")
        assert numbers(page, name) != before
        assert re.search(r"\d", slider.get_attribute("aria-valuetext"))
    said = place(page, name).locator("[role=status]")
    said.filter(has_text=place(page, name).locator(".living-says").inner_text()).wait_for(
        state="attached", timeout=5_000
    )


@needs_browser
@every_figure
def test_a_figure_is_driven_by_touch(opened, name):
    page = opened(name, **PHONE)
    for k in range(sliders(page, name).count()):
        slider = sliders(page, name).nth(k)
        slider.scroll_into_view_if_needed()
        before, box = numbers(page, name), slider.bounding_box()
        page.touchscreen.tap(box["x"] + 0.3 * box["width"], box["y"] + box["height"] / 2)
        page.touchscreen.tap(box["x"] + 0.6 * box["width"], box["y"] + box["height"] / 2)
        assert numbers(page, name) != before
        assert box["height"] >= 24


@needs_browser
@every_figure
def test_a_figure_has_at_most_three_controls_in_sight(opened, name):
    page = opened(name, **DESK)
    controls = place(page, name).locator("input:visible, select:visible, button:visible")
    assert 1 <= controls.count() <= 3


@needs_browser
@every_figure
def test_nothing_runs_out_of_sight(opened, name):
    page = opened(name, **DESK)
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    page.wait_for_timeout(300)
    drawn = place(page, name).evaluate(
        """async place => {
            const slider = place.querySelector('input[type=range]');
            const before = place.times.length;
            slider.valueAsNumber = slider.min;
            slider.dispatchEvent(new Event('input'));
            await new Promise(done => setTimeout(done, 300));
            return [before, place.times.length, place.getBoundingClientRect().top - innerHeight];
        }"""
    )
    assert drawn[2] > 250
    assert drawn[0] == drawn[1]
    place(page, name).scroll_into_view_if_needed()
    settle(page, name)
    assert place(page, name).evaluate("place => place.times.length") > drawn[1]


# ---------------------------------------------------------------- for whom nothing moves


@needs_browser
@every_figure
def test_without_scripts_and_on_paper_the_static_figure_stands_there(opened, name):
    for page in (opened(name, java_script_enabled=False), opened(name, **DESK)):
        page.emulate_media(media="print")
        still = page.locator(f":has(> [data-living={name}]) > .living-still img")
        assert still.bounding_box()["width"] > 300
        assert place(page, name).is_hidden()


@needs_browser
@every_figure
def test_without_scripts_the_screen_has_the_static_figure(opened, name):
    page = opened(name, java_script_enabled=False)
    still = page.locator(f":has(> [data-living={name}]) > .living-still img")
    assert still.bounding_box()["width"] > 300
    assert place(page, name).is_hidden()


@needs_browser
@every_figure
def test_who_hears_the_page_has_the_static_figure_and_its_text(opened, name):
    page = opened(name, **DESK)
    still = page.locator(f":has(> [data-living={name}]) > .living-still img")
    assert len(still.get_attribute("alt")) > 40
    assert place(page, name).locator("svg").get_attribute("aria-hidden") == "true"


@needs_browser
@every_figure
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])
def test_a_figure_is_accessible_and_fits_the_screen(opened, name, scheme, device):
    page = opened(name, color_scheme=scheme, **device)
    for fold in place(page, name).locator("summary").all():
        fold.click()
    assert violations(page, EVERY_TEXT) == []
    assert page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    texts = (
        place(page, name)
        .locator("svg text")
        .evaluate_all(
            "all => all.map(text => text.getBoundingClientRect()).map(box => [box.left, box.right])"
        )
    )
    assert min(left for left, _ in texts) >= 0
    assert max(right for _, right in texts) <= device["viewport"]["width"]


RUN = """async place => {
    const { Outputs } = await import('./_static/live/outputs.js');
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
@every_figure
def test_a_cell_that_was_run_shows_the_readers_picture_until_it_is_reset(site, browser, name):
    context = browser.new_context(**DESK)
    with served(site) as host:
        page = visit(context, f"{host}/{PLACES[name]}.html")
        assert place(page, name).evaluate(RUN) == [["mine", True, 0], True, True]
    context.close()


# ---------------------------------------------------------------- how long a picture takes


@needs_browser
@every_figure
def test_how_long_a_picture_takes_is_told(opened, name, record_property):
    """The median of the milliseconds of script, while the second slider or the first moves."""
    page = opened(name, **DESK)
    times = place(page, name).evaluate(
        """async place => {
            const slider = [...place.querySelectorAll('input[type=range]')][0];
            const first = place.times.length;
            for (let k = 0; k < 60; k++) {
                slider.valueAsNumber = +slider.min + (slider.max - slider.min) * (k % 30) / 30;
                slider.dispatchEvent(new Event('input'));
                await new Promise(requestAnimationFrame);
            }
            return place.times.slice(first);
        }"""
    )
    assert len(times) >= 30
    line = f"{name}: median {np.median(times):.1f} ms, fastest {min(times):.1f} ms"
    record_property("Script of one picture of a living figure", line)
