"""Promises about live cells before any Python: what is in the page, the editor, the scripts."""

from __future__ import annotations

import gzip
import io
import json
import re
import zipfile
from pathlib import Path

import build_live
import compile_wheel
import fetch_pyodide
import nbformat
import pages as toc
import pytest
from bs4 import BeautifulSoup
from in_browser import EVERY_TEXT, address, needs_browser, violations, visit
from in_live_page import SAID, button, cell, editor, open_page, state
from served import served

NOTEBOOKS = toc.notebooks()
every_notebook = pytest.mark.parametrize("name", NOTEBOOKS)
SHORT = NOTEBOOKS[1]  # a page with few cells


def code_cells(name: str) -> list:
    notebook = nbformat.read(toc.BOOK / f"{name}.ipynb", as_version=4)
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def shown(code: str) -> str:
    """The code of a cell in the page: of an exercise, without the line that checks the answer."""
    return re.sub(r"\n+ch\d+\.\w+\.check\(\w+\)$", "", code)


# ---------------------------------------------------------------- what is in the page


@every_notebook
def test_each_code_cell_of_a_page_is_an_editor_with_the_courses_code(site, name):
    soup = BeautifulSoup((site / f"{name}.html").read_text(encoding="utf-8"), "html.parser")
    found = soup.select(".live-cell")
    assert soup.select_one("#live-cells").parent == found[0]  # where a phone is led to
    assert [live["id"] for live in found] == [f"live-{cell.id}" for cell in code_cells(name)]
    for live, stored in zip(found, code_cells(name), strict=True):
        (area,) = live.select("textarea[aria-label=Code]")
        code = shown(stored.source)
        assert area.text.removeprefix("\n") == code
        assert live.select_one(".live-code pre[aria-hidden=true]").text.rstrip("\n") == code
        assert [b.text for b in live.select(".live-bar button:not([hidden])")] == ["Run"]
        assert live.select_one(".live-bar").find_parent("details") not in live.select("details")
        assert len(live.select(".live-output")) == 1


def test_a_page_without_cells_has_no_script_for_them(site):
    for name in set(toc.documents()) - set(NOTEBOOKS):
        path = site / f"{name}.html"
        if path.exists():
            assert "live/" not in path.read_text(encoding="utf-8")


# ---------------------------------------------------------------- what stands beside the pages


@pytest.fixture(scope="module")
def beside(tmp_path_factory) -> Path:
    """What stands beside pages that were built without a Pyodide."""
    folder = tmp_path_factory.mktemp("site")
    build_live.build(folder)
    return folder / "python"


def test_without_a_pyodide_its_public_address_is_named_and_nothing_of_it_is_there(beside):
    settings = json.loads((beside / "python.json").read_text(encoding="utf-8"))
    assert settings["ours"] is False
    assert settings["pyodide"] == build_live.ADDRESS
    assert settings["snapshot"] is None
    assert sorted(path.suffix for path in beside.glob("*.*")) == [".json", ".whl", ".whl"]
    assert {path.name for path in beside.glob("*.whl")} == set(settings["wheels"])
    assert (beside / "data").is_dir()


def test_the_public_pyodide_is_that_of_jupyterlite():
    assert f"/v{fetch_pyodide.VERSION}/" in build_live.ADDRESS


def test_an_unchanged_python_is_kept(tmp_path, monkeypatch):
    made = []
    monkeypatch.setattr(build_live, "build", lambda site, _: made.append(site))
    monkeypatch.delenv("PYODIDE_DIR", raising=False)
    (tmp_path / "python").mkdir()
    assert [build_live.main(tmp_path), build_live.main(tmp_path)] == [0, 0]
    assert len(made) == 1


def test_a_folder_without_numpy_is_refused(tmp_path):
    lock = json.dumps({"info": {}, "packages": {}})
    (tmp_path / "pyodide-lock.json").write_text(lock, encoding="utf-8")
    with pytest.raises(FileNotFoundError, match=r"PYODIDE_DIR must hold .*numpy"):
        build_live.lock_of(tmp_path)


def test_a_pack_holds_modules_compiled_and_those_of_the_course_with_their_sources():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as wheel:
        wheel.writestr("a/b.py", "x = 1")
        wheel.writestr("a/template.py", "{{ no Python }")
        wheel.writestr("a/tests/t.py", "y = 2")
    for keep, names in {
        False: ["a/b.pyc", "a/template.py"],
        True: [
            "a/b.py",
            "a/__pycache__/b.cpython-312.pyc",
            "a/template.py",
            "a/tests/t.py",
            "a/tests/__pycache__/t.cpython-312.pyc",
        ],
    }.items():
        pack = gzip.decompress(compile_wheel.packed(file.getvalue(), keep))
        length = int.from_bytes(pack[:4], "little")
        index = json.loads(pack[4 : 4 + length])
        assert [name for name, _ in index] == names
        assert sum(size for _, size in index) == len(pack) - 4 - length


# ---------------------------------------------------------------- in a browser


@pytest.fixture
def context(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


RENDERED = """async ([cell, texts, said]) => {
    const root = new URL(document.documentElement.dataset.content_root, location);
    const { rendered } = await import(new URL('_static/live/markdown.js', root).href);
    const place = document.querySelector(`#live-${cell} .live-output`).cloneNode(true);
    for (const other of place.querySelectorAll(':scope > .output, figure')) other.remove();
    const live = document.createElement('div');
    for (const text of texts) live.append(...rendered(text));
    return [place, live].map(eval(said));
}"""


@needs_browser
@every_notebook
def test_a_page_renders_a_sentence_as_the_build_does(context, host, name):
    context.route(re.compile(r"\.(svg|png|woff2)"), lambda route: route.abort())  # for speed
    page = open_page(context, f"{host}/{name}.html")
    for stored in code_cells(name):
        data = [output.get("data", {}) for output in stored.outputs]
        texts = [bundle["text/markdown"] for bundle in data if "text/markdown" in bundle]
        if texts:
            built, live = page.evaluate(RENDERED, [stored.id, texts, SAID])
            assert live == built, stored.id


@needs_browser
def test_nothing_that_is_printed_becomes_html(context, host):
    page = open_page(context, f"{host}/{SHORT}.html")
    text = "<img src=x onerror=alert(1)> [a](javascript:alert(1)) {cite:t}`<b>x</b>`"
    made = page.evaluate(
        """async text => {
            const root = new URL(document.documentElement.dataset.content_root, location);
            const { rendered } = await import(new URL('_static/live/markdown.js', root).href);
            const [paragraph] = rendered(text);
            return [paragraph.querySelectorAll('img, b').length,
                paragraph.querySelector('a').hasAttribute('href')];
        }""",
        text,
    )
    assert made == [0, False]


@needs_browser
def test_nothing_more_is_asked_for_before_a_reader_turns_to_a_cell(context, host):
    asked = []
    context.on("request", lambda request: asked.append(request.url.removeprefix(host)))
    page = open_page(context, f"{host}/{SHORT}.html")
    page.wait_for_timeout(3000)  # idle
    live = [url for url in asked if "/live/" in url or "/python/" in url]
    assert sorted(live) == ["/_static/live/live.css", "/_static/live/start.js"] or sorted(
        url.split("?")[0] for url in live
    ) == ["/_static/live/live.css", "/_static/live/start.js"]
    assert state(page) == "off"
    editor(cell(page, 0)).focus()
    page.wait_for_function("document.querySelector('.live-painted')")
    assert any("/live/page.js" in url for url in asked)


@needs_browser
def test_without_python_beside_the_pages_a_run_says_so(context, host):
    page = open_page(context, f"{host}/{SHORT}.html")
    button(cell(page, 0), "Run").click()
    cell(page, 0).get_by_text("Python does not stand beside these pages").wait_for()
    assert state(page) == "failed"
    assert button(cell(page, 0), "Run").is_visible()


@needs_browser
def test_scripts_that_do_not_come_are_asked_for_again(context, host):
    lost = []
    context.route("**/live/page.js*", lambda route: (lost.append(1), route.abort()))
    page = open_page(context, f"{host}/{SHORT}.html")
    live = cell(page, 0)
    button(live, "Run").click()
    live.get_by_text("The scripts of this page did not come").wait_for()
    assert lost
    context.unroute("**/live/page.js*")
    button(live, "Run").click()
    live.get_by_text("Python does not stand beside these pages").wait_for()


@needs_browser
def test_another_host_is_asked_only_after_run_and_the_page_says_so(context, site, beside, tmp_path):
    for path in (*site.glob("*.html"), site / "_static", beside):
        (tmp_path / path.name).symlink_to(path)
    asked = []
    context.route(f"{build_live.ADDRESS}**", lambda route: (asked.append(1), route.abort()))
    with served(tmp_path) as address:
        page = open_page(context, f"{address}/{SHORT}.html")
        live = cell(page, 0)
        live.hover()
        editor(live).focus()
        page.wait_for_function("document.querySelector('.live-painted')")
        page.wait_for_timeout(500)
        assert (state(page), asked) == ("off", [])
        page.evaluate("""() => {
            window.words = [];
            new MutationObserver(records => window.words.push(
                ...records.map(record => record.target.textContent))).observe(
                document.querySelector('.live-state'), { childList: true });
        }""")
        button(live, "Run").click()
        live.get_by_text("Python did not start").wait_for()
        assert asked
        assert any("fetched from cdn.jsdelivr.net" in words for words in page.evaluate("words"))
        assert state(page) == "failed"


@needs_browser
def test_a_page_that_is_a_file_says_what_to_do(context, site):
    page = context.new_page()
    page.goto(address(site, SHORT))
    button(cell(page, 0), "Run").click()
    link = cell(page, 0).get_by_role("link", name="How to open it")
    assert (site / link.get_attribute("href").split("#")[0]).exists()


@needs_browser
def test_with_scripts_off_or_printed_the_code_is_there_without_buttons(browser, host):
    for scripts, medium in ((False, "screen"), (True, "print")):
        context = browser.new_context(java_script_enabled=scripts)
        page = open_page(context, f"{host}/{SHORT}.html")
        page.emulate_media(media=medium)
        live = cell(page, 0)
        assert live.locator(".live-code pre").is_visible()
        assert live.locator(".live-output img").is_visible()
        assert not live.locator(".live-bar").is_visible()
        assert not (medium == "print" and editor(live).is_visible())
        context.close()


def test_the_cells_of_a_page_add_little_to_its_weight(site):
    """Compressed: a style sheet and a script, and in the page each cell's code a second time."""
    assets = [site / "_static" / "live" / name for name in ("live.css", "start.js")]
    assert sum(len(gzip.compress(path.read_bytes())) for path in assets) < 3_200
    for name in NOTEBOOKS:
        html = (site / f"{name}.html").read_bytes()
        soup = BeautifulSoup(html, "html.parser")
        for added in soup.select(".live-text, .live-bar, #live-page"):
            added.decompose()
        without = gzip.compress(str(soup).encode())
        assert len(gzip.compress(html)) - len(without) < 4_500, name


# ---------------------------------------------------------------- the editor


@pytest.fixture
def first(context, host):
    """A page whose scripts are awake, and its first cell."""
    page = open_page(context, f"{host}/{SHORT}.html")
    editor(cell(page, 0)).focus()
    page.wait_for_function("document.querySelector('.live-painted')")
    return page, cell(page, 0)


def write(page, text: str) -> None:
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.type(text)


@needs_browser
def test_enter_keeps_the_indentation_and_a_colon_adds_one(first):
    page, live = first
    write(page, "for k in x:\nif k:\nprint(k)\n")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    page.keyboard.type("pass")
    assert editor(live).input_value() == "for k in x:\n    if k:\n        print(k)\npass"


@needs_browser
def test_tab_indents_and_after_escape_it_moves_on(first):
    page, live = first
    write(page, "a")
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    assert editor(live).input_value() == "    a"
    page.keyboard.press("Shift+Tab")
    assert editor(live).input_value() == "a"
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.matches('textarea')")


@needs_browser
def test_what_is_written_can_be_undone(first):
    page, live = first
    before = editor(live).input_value()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert editor(live).input_value() != before
    for _ in range(4):
        page.keyboard.press("Control+z")
    assert editor(live).input_value() == before


@needs_browser
def test_the_painted_copy_says_what_the_text_says(first):
    page, live = first
    text = 'def f(x):  # a <b> & "c"\nreturn 1.5e3 * α_1 if x else None'
    write(page, text)
    painted = live.locator(".live-code pre").evaluate("pre => pre.textContent")
    assert painted == editor(live).input_value() + "\n"
    assert live.locator(".live-code pre .k").all_inner_texts() == ["def", "return", "if", "else"]


# Where the browser puts the characters of a text area cannot be asked; where its box and its lines
# are can, and that its font is that of the copy.
PLACES = """live => ['textarea', 'pre'].map(name => {
    const element = live.querySelector('.live-code ' + name);
    const { x, y, width, height } = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const same = ['fontFamily', 'fontSize', 'lineHeight', 'letterSpacing', 'paddingLeft',
        'paddingTop', 'borderTopWidth', 'borderLeftWidth', 'tabSize', 'whiteSpace', 'fontWeight'];
    return [[x, y, width, height].map(Math.round), same.map(key => style[key])];
})"""


@needs_browser
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("name", [SHORT, NOTEBOOKS[-1]])
def test_the_text_lies_on_its_painted_copy(browser, host, name, width):
    context = browser.new_context(viewport={"width": width, "height": 900}, has_touch=width < 500)
    page = open_page(context, f"{host}/{name}.html")
    page.add_style_tag(content="details > * { content-visibility: visible !important }")
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    for live in page.locator(".live-cell").all():
        editor(live).focus()
        page.wait_for_function("document.querySelector('.live-painted')")
        text, copy = live.evaluate(PLACES)
        assert text == copy
    context.close()


# ---------------------------------------------------------------- what is kept


@needs_browser
def test_a_change_survives_a_reload_and_reset_ends_it(first):
    page, live = first
    course = editor(live).input_value()
    assert button(live, "Reset").count() == 0
    write(page, "x = 1")
    page.reload()
    live.get_by_text("Your change from before is here").wait_for()
    assert editor(live).input_value() == "x = 1"
    button(live, "Reset").click()
    assert editor(live).input_value() == course
    page.reload()
    assert editor(live).input_value() == course
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('rectified:'))") == []


@needs_browser
def test_a_change_before_the_script_has_come_is_kept(context, host):
    held = []
    context.route("**/live/page.js*", lambda route: held.append(route))
    page = open_page(context, f"{host}/{SHORT}.html")
    live = cell(page, 0)
    editor(live).focus()
    write(page, "x = 1")
    editor(cell(page, 1)).focus()
    assert live.locator(".live-painted").count() == 0
    held[0].continue_()
    button(live, "Reset").wait_for()
    assert live.locator(".live-code pre").inner_text().strip() == "x = 1"
    context.unroute("**/live/page.js*")
    page.reload()
    page.wait_for_function("document.querySelector('.live-text').value === 'x = 1'")


@needs_browser
@pytest.mark.parametrize("choice", ["Keep mine", "Take the course's"])
def test_when_the_course_has_changed_both_cells_are_offered(first, choice):
    page, live = first
    course = editor(live).input_value()
    write(page, "x = 1")
    key = page.evaluate("Object.keys(localStorage).find(key => key.startsWith('rectified:'))")
    older = json.dumps({"code": "x = 1", "course": "an older cell"})
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [key, older])
    page.reload()
    live.get_by_text("The course's cell has changed since you changed it").wait_for()
    assert editor(live).input_value() == "x = 1"
    button(live, choice).click()
    kept = "x = 1" if choice == "Keep mine" else course
    page.reload()
    if choice == "Keep mine":
        live.get_by_text("Your change from before is here").wait_for()
    assert editor(live).input_value() == kept
    assert live.get_by_text("has changed since").count() == 0


@needs_browser
def test_two_tabs_know_of_each_other_and_neither_changes_what_the_other_shows(context, host, first):
    page, live = first
    write(page, "here = 1")
    other = open_page(context, f"{host}/{SHORT}.html")
    cell(other, 0).get_by_text("Your change from before is here").wait_for()
    editor(cell(other, 0)).focus()
    write(other, "there = 2")
    live.get_by_text("This cell was changed in another tab").wait_for()
    assert editor(live).input_value() == "here = 1"
    page.reload()
    live.get_by_text("Your change from before is here").wait_for()
    assert editor(live).input_value() == "there = 2"


@needs_browser
def test_a_browser_that_keeps_nothing_says_so(context, host):
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })"
    )
    page = open_page(context, f"{host}/{SHORT}.html")
    editor(cell(page, 0)).focus()
    page.wait_for_function("document.querySelector('.live-painted')")
    write(page, "x = 1")
    cell(page, 0).get_by_text("This browser keeps nothing").wait_for()


@needs_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_with_a_changed_cell_is_accessible(browser, host, scheme):
    context = browser.new_context(color_scheme=scheme)
    page = visit(context, f"{host}/{SHORT}.html")
    editor(cell(page, 0)).focus()
    page.wait_for_function("document.querySelector('.live-painted')")
    write(page, "x = 1")
    assert violations(page, EVERY_TEXT) == []
    context.close()


@needs_browser
def test_on_a_phone_a_chosen_section_is_seen_and_a_touch_of_code_writes(browser, host):
    """The contents do not stay in front of it, and no hidden button takes the touch."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = open_page(context, f"{host}/{SHORT}.html")
    page.locator("button.secondary-toggle").tap()
    contents = page.locator("#pst-secondary-sidebar-modal")
    contents.get_by_role("link").last.tap()
    assert not contents.is_visible()
    code = cell(page, 0).locator(".live-code")
    code.evaluate("code => code.scrollIntoView({ block: 'center', behavior: 'instant' })")
    page.wait_for_timeout(500)
    box = code.bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] - 12, box["y"] + 12)
    assert editor(cell(page, 0)).evaluate("area => area === document.activeElement")
    context.close()
