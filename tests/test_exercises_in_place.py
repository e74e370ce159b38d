"""Promises about exercises in the page before any Python: what is there, and what needs none."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import exercises_in_place
import pytest
from bs4 import BeautifulSoup
from every_exercise import CHAPTERS, EXERCISES, every_exercise, of_each
from in_browser import EVERY_TEXT, address, needs_browser, violations
from in_exercise_page import check, exercise, verdict, words
from in_live_page import button, editor, open_page

from checker.progress import Notes

ASSETS = Path(__file__).resolve().parent.parent / "book" / "assets" / "exercises"
FIRST = CHAPTERS[0]


@pytest.fixture(scope="module")
def soups(site) -> dict[str, BeautifulSoup]:
    """The pages of exercises, by the names of their chapters."""
    return {
        chapter.name: BeautifulSoup(
            (site / "exercises" / f"{chapter.page}.html").read_text(encoding="utf-8"), "html.parser"
        )
        for chapter in CHAPTERS
    }


# ---------------------------------------------------------------- what is in the page


@of_each(CHAPTERS, lambda chapter: chapter.name)
def test_each_exercise_is_a_section_with_an_editor_buttons_and_an_empty_verdict(case, soups):
    sections = soups[case.name].select("section.exercise")
    assert [section["data-name"] for section in sections] == [
        exercise.name for exercise in case.exercises.values()
    ]
    for section, asked in zip(sections, case.exercises.values(), strict=True):
        (area,) = section.select("textarea[aria-label=Code]")
        assert area.text.removeprefix("\n") == asked.stub()
        buttons = [one.text for one in section.select(".exercise-buttons button")]
        assert buttons[:3] == ["Check", "Hint", "Solution"]
        (place,) = section.select(".verdict")
        assert (place["role"], place.text) == ("status", "")
        assert len(section.select("details.exercise-hint")) == len(asked.hints)
        assert len(section.select("details.exercise-solution")) == 1
        inputs = section.select(".exercise-choice input")
        kinds = {one["type"] for one in inputs}
        if asked.kind == "choice":
            assert [one["value"] for one in inputs] == list(asked.options)
            assert kinds == {"radio" if len(asked.answer) == 1 else "checkbox"}
        assert len(section.select(".exercise-field input")) == exercises_in_place.is_number(asked)
    assert "Not started" not in soups[case.name].select_one("article").text


@of_each(CHAPTERS, lambda chapter: chapter.name)
def test_a_page_begins_with_a_map_whose_links_lead_to_exercises(case, soups):
    soup = soups[case.name]
    links = soup.select(".exercise-map a")
    for link in links:
        place = soup.find(id=link["href"].removeprefix("#"))
        section = place.find_parent("section", class_="exercise") or place
        assert link.text.startswith(case.exercises[link.text.split()[0]].id)
        assert section["data-name"] == case.exercises[link.text.split()[0]].name
    assert len(links) >= 1


def test_what_the_page_says_of_progress_and_the_scripts_add_little_to_its_weight(site):
    import gzip

    scripts = [path.read_bytes() for path in ASSETS.glob("*.js")]
    assert len(gzip.compress(b"".join(scripts))) < 9_000
    for chapter in CHAPTERS:
        html = (site / "exercises" / f"{chapter.page}.html").read_text(encoding="utf-8")
        data = re.search(r'<script type="application/json" id="exercises-page">.*?</script>', html)
        assert len(gzip.compress(data[0].encode())) < 12_000, chapter.name


# ---------------------------------------------------------------- verdicts without Python

JUDGE = """
await import(Deno.args[0]);
const { ofChoice, ofNumber, written } = globalThis.exerciseJudge;
const asked = JSON.parse(await new Response(Deno.stdin.readable).text());
console.log(JSON.stringify(asked.map(({ choice, number, text, x }) =>
    choice ? ofChoice(choice, [...text]) : number ? ofNumber(number, text) : written(x))));
"""


def judged(asked: list[dict], folder: Path) -> list:
    """What the page's script says, asked by deno."""
    script = folder / "ask.js"
    script.write_text(JUDGE, encoding="utf-8")
    deno = Path(sys.executable).with_name("deno")
    done = subprocess.run(
        [deno, "run", "--quiet", "--no-config", "--no-remote", "--allow-read", script,
         (ASSETS / "judge.js").as_uri()],
        input=json.dumps(asked), capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


def known(soup: BeautifulSoup) -> dict:
    return json.loads(soup.select_one("#exercises-page").string)["exercises"]


def told(said: dict) -> str:
    """A verdict of the script as text."""
    text = BeautifulSoup("\n".join(said["paragraphs"]), "html.parser")
    for formula in text.select(".math"):
        formula.replace_with(f"${formula.select_one('annotation').text}$")
    rows = "".join(f"{label}{value}" for label, value in said["rows"])
    return f"{said['sign']} {said['title']} {text.text} {rows}"


def test_every_choice_and_many_numbers_are_told_what_python_says(soups, tmp_path):
    asked, wanted = [], []
    for case in EXERCISES:
        data = known(soups[case.chapter.name])[case.name]
        for letters in data.get("choice", {}).get("verdicts", ()):
            asked.append({"choice": data["choice"], "text": letters})
            wanted.append(case.grade(letters))
        if "number" in data:
            value = float(case.reference())
            stored = [w.answer for w in case.wrongs if isinstance(w.answer, int | float)]
            near = [value, value * (1 + 1e-9), value * 1.01, -value, value + 1, value - 100]
            numbers = [*stored, *near, 0.3, 1e-7, 123456.75, -2.5, 1e9]
            for text in [*map(repr, map(float, numbers)), "1/4", "25 %", "−3", "2 / 3"]:
                if "inf" not in text:
                    asked.append({"number": data["number"], "text": text})
                    wanted.append(case.grade(text))
    assert len(asked) > 400
    for one, said, right in zip(asked, judged(asked, tmp_path), wanted, strict=True):
        assert words(told(said)) == words(right.text), one["text"]
        assert (said["correct"], said["misconception"]) == (right.correct, right.misconception)


def test_a_number_is_written_as_the_checker_writes_it(tmp_path):
    from checker.feedback import number

    numbers = [0, 1, -2.5, 1 / 3, 123456.7, 999999, 1e6, 1.5e-7, 0.00012345, 12345.6, -1e-5, 9999.6]
    assert judged([{"x": x} for x in numbers], tmp_path) == [number(x) for x in numbers]


def test_what_is_no_number_is_told_so(tmp_path, soups):
    number = known(soups["perceptrons"])["gates_of_one_neuron"]["number"]
    asked = [
        {"number": number, "text": text} for text in ("", " ", "fourteen", "1/0", "1/2/3", "%")
    ]
    assert judged(asked, tmp_path) == [None] * len(asked)


@every_exercise
def test_the_labels_of_what_to_read_are_in_the_pages(case, site):
    page, _, label = case.way.read.partition("#")
    assert f'id="{label}"' in (site / f"{page}.html").read_text(encoding="utf-8")


# ---------------------------------------------------------------- what a reader does


@pytest.fixture(scope="module")
def used(browser, host):
    """A page of exercises, for the tests below, which are a learner's way through it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    yield open_page(context, f"{host}/exercises/{FIRST.page}.html")
    context.close()


@needs_browser
def test_a_choice_is_made_and_checked_by_the_keyboard(used):
    section = exercise(used, "xor_reason")
    section.get_by_label("(a)").focus()
    used.keyboard.press("Space")
    used.keyboard.press("ArrowUp")  # to the last option
    for _ in range(2):
        used.keyboard.press("Tab")
        if used.evaluate("document.activeElement.textContent") == "Check":
            break
    used.keyboard.press("Enter")
    assert verdict(section).inner_text().startswith("✗ Not yet: 1.9 xor_reason")
    section.get_by_label("(b)").check()
    assert check(section).startswith("✓ Correct: 1.9 xor_reason")
    assert verdict(section).get_by_role("link", name="1.10 Ten times as much").is_visible()


@needs_browser
def test_nothing_chosen_is_not_started(used):
    section = exercise(used, "ten_times")
    assert check(section).startswith("… Not started: 1.10 ten_times")
    assert "tried perceptrons.ten_times" not in used.evaluate("exerciseProgress.text()")


@needs_browser
def test_hints_come_one_by_one_and_the_solution_after_a_try(used):
    section = exercise(used, "gates_of_one_neuron")
    hints, solution = section.locator(".exercise-hint"), section.locator(".exercise-solution")
    assert [hint.is_visible() for hint in hints.all()] == [False, False]
    button(section, "Hint").click()
    assert [hint.is_visible() for hint in hints.all()] == [True, False]
    button(section, "Hint").click()
    button(section, "Hint").click()
    assert section.get_by_text("All 2 hints stand below.").is_visible()
    button(section, "Solution").click()
    assert not solution.is_visible()
    assert section.get_by_text("Try it first").is_visible()
    section.get_by_label("Your number").fill("15")
    assert check(section).startswith("✗ Not yet")
    button(section, "Solution").click()
    assert solution.is_visible()


@needs_browser
def test_the_second_wrong_answer_of_one_kind_is_told_what_to_read(used, site):
    section = exercise(used, "gates_of_one_neuron")
    section.get_by_label("Your number").fill("15")
    check(section)
    link = verdict(section).get_by_role("link", name="logic from one neuron")
    page, label = link.get_attribute("href").split("#")
    assert f'id="{label}"' in (site / "exercises" / page).resolve().read_text(encoding="utf-8")


@needs_browser
def test_a_number_is_right_and_what_comes_next_is_said(used):
    section = exercise(used, "gates_of_one_neuron")
    section.get_by_label("Your number").fill("14")
    section.get_by_label("Your number").press("Enter")
    said = verdict(section).inner_text()
    assert said.startswith("✓ Correct: 1.14 gates_of_one_neuron")
    assert "Of the 16 tables" in said
    assert "Next: 1.15 One epoch by hand" in said
    verdict(section).get_by_role("link", name="Compare with the solution").click()
    assert used.evaluate("document.activeElement.tagName") == "SUMMARY"


@needs_browser
def test_progress_stands_on_the_page_and_in_the_sidebar(used):
    assert used.locator(".exercises-solved").inner_text() == "2 of 18 solved"
    beside = used.locator(".bd-sidebar-primary .exercise-count").first
    assert beside.text_content() == "2 of 18"
    assert used.locator(".exercise-map a.solved").count() == 2  # for ten minutes, and an hour


@needs_browser
def test_progress_goes_to_a_file_that_a_notebook_understands_and_comes_from_one(used, tmp_path):
    with used.expect_download() as download:
        button(used.locator(".exercises-panel"), "Save to a file").click()
    saved = Path(download.value.path()).read_text(encoding="utf-8")
    notes = Notes()
    notes.add(saved, {})
    assert sorted(notes.solved) == ["perceptrons.gates_of_one_neuron", "perceptrons.xor_reason"]
    assert notes.met == {
        ("perceptrons.gates_of_one_neuron", "only xor fails"),
        ("perceptrons.xor_reason", "e"),
    }
    assert notes.seen == {"perceptrons.gates_of_one_neuron"}
    assert notes.text() == saved
    other = Notes({"perceptrons.step": "2026-01-31", "relu.relu": ""}, {"relu.relu": 2})
    file = tmp_path / "my-progress.txt"
    file.write_text(other.text(), encoding="utf-8")
    used.locator(".exercises-panel input[type=file]").set_input_files(file)
    used.get_by_text("says that 2 exercises are solved").wait_for()
    assert used.locator(".exercises-solved").inner_text() == "3 of 18 solved"
    notes.add(other.text(), {})
    assert used.evaluate("exerciseProgress.text()") == notes.text()


@needs_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_with_verdicts_hints_and_solutions_is_accessible(used, scheme):
    used.emulate_media(color_scheme=scheme)
    button(exercise(used, "true_of_it"), "In code").click()
    assert violations(used, EVERY_TEXT) == []


@needs_browser
def test_an_answer_and_progress_survive_a_reload(used):
    editor(exercise(used, "step")).fill("def step(z):\n    return z > 0")
    used.wait_for_function("Object.keys(localStorage).some(key => key.endsWith('.html:step'))")
    used.reload()
    assert exercise(used, "xor_reason").get_by_label("(b)").is_checked()
    assert exercise(used, "gates_of_one_neuron").get_by_label("Your number").input_value() == "14"
    used.get_by_text("Your change from before is here").wait_for()
    assert editor(exercise(used, "step")).input_value() == "def step(z):\n    return z > 0"
    assert used.locator(".exercises-solved").inner_text() == "3 of 18 solved"


@needs_browser
def test_when_the_course_has_changed_both_answers_are_offered(used):
    used.evaluate(
        """() => {
            const key = Object.keys(localStorage).find(key => key.endsWith('.html:step'));
            const draft = JSON.parse(localStorage[key]);
            localStorage[key] = JSON.stringify({ ...draft, course: 'def step(z): ...' });
            const choice = Object.keys(localStorage).find(key => key.endsWith(':xor_reason'));
            const kept = JSON.parse(localStorage[choice]);
            localStorage[choice] = JSON.stringify({ ...kept, question: ['other'] });
        }"""
    )
    used.reload()
    section = exercise(used, "step")
    section.get_by_role("button", name="Keep mine").wait_for()
    section.get_by_role("button", name="Take the course's").click()
    assert editor(section).input_value() == FIRST.exercises["1.2"].stub()
    assert exercise(used, "xor_reason").get_by_text("The options have changed").is_visible()
    assert not exercise(used, "xor_reason").get_by_label("(b)").is_checked()


@needs_browser
def test_all_is_forgotten_only_after_a_second_word(used):
    panel = used.locator(".exercises-panel")
    button(panel, "Forget all").click()
    assert used.locator(".exercises-solved").inner_text() == "3 of 18 solved"
    button(panel, "Forget all").click()
    assert used.locator(".exercises-solved").inner_text() == "0 of 18 solved"
    assert used.evaluate("exerciseProgress.text()") == ""


# ---------------------------------------------------------------- for everybody


@needs_browser
def test_with_scripts_off_or_printed_all_hints_are_folds_and_no_button_is_there(browser, host):
    for scripts, medium in ((False, "screen"), (True, "print")):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(f"{host}/exercises/{FIRST.page}.html")
        page.emulate_media(media=medium)
        for name in ("step", "xor_reason", "gates_of_one_neuron"):
            section = exercise(page, name)
            folds = section.locator(".exercise-hint, .exercise-solution")
            assert all(fold.is_visible() for fold in folds.all())
            assert section.locator(".live-code pre").is_visible()
            for hidden in (".exercise-bars button", ".exercise-choice input", ".exercise-field"):
                assert not any(one.is_visible() for one in section.locator(hidden).all()), hidden
        assert page.get_by_text("(b) Its boundary is one straight line.").first.is_visible()
        assert not page.locator(".exercises-panel").is_visible()
        context.close()


@needs_browser
def test_a_page_that_is_a_file_judges_choices_and_says_what_code_needs(browser, site):
    context = browser.new_context()
    page = context.new_page()
    page.goto(address(site, f"exercises/{FIRST.page}"))
    section = exercise(page, "xor_reason")
    section.get_by_label("(b)").check()
    assert check(section).startswith("✓ Correct")
    button(exercise(page, "step"), "Check").click()
    assert exercise(page, "step").get_by_role("link", name="How to open it").is_visible()
    context.close()


@needs_browser
def test_on_a_phone_buttons_are_large_and_nothing_is_cut_off(browser, host):
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = open_page(context, f"{host}/exercises/{FIRST.page}.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for one in page.locator(".exercise-buttons button").all():
        assert one.bounding_box()["height"] >= 44
    for bars in page.locator(".exercise-bars").all():
        boxes = [one.bounding_box() for one in bars.locator("button:visible").all()]
        assert len({round(box["y"]) for box in boxes}) == 1  # in one row
    context.close()
