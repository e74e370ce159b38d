"""Promises about the search: sections, best first, with the sentence around what was looked for.

The scorer runs in deno, on the sections of the built book; the pages are tried in a browser.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import section_search
from docutils import nodes
from in_browser import EVERY_TEXT, address, chromium, needs_browser, violations, visit

ROOT = Path(__file__).resolve().parent.parent
DENO = Path(sys.executable).with_name("deno")
RANK = ROOT / "book" / "assets" / "search" / "rank.js"

# What newcomers type, and the section that answers it.
ANSWERS = {
    "dying ReLU": "glossary#term-dead-unit",
    "He initialization": "glossary#term-He-initialization",
    "leaky relu slope": "leaky-relu#leaky-relu",
    "why does my network not learn": "cures#does-the-factor-predict-learning",
    "xor": "glossary#term-XOR",
    "vanishing gradient": "glossary#term-vanishing-gradient",
    "softmax temperature": "glossary#term-temperature",
    "what is a bias": "glossary#term-bias",
    "derivative of sigmoid": "exercises/activation-functions#the-slope-of-the-sigmoid",
    "dead neurons": "glossary#term-dead-unit",
    "batch normalization": "glossary#term-batch-normalization",
    "which activation function should I use": "the-functions#the-functions-and-which-to-take",
}
# Second or third, behind the glossary: the section of a chapter.
SECTIONS = {
    "dying ReLU": "dying-units#how-units-die",
    "leaky relu slope": "letting-a-little-through#the-slope-left-of-zero",
    "xor": "what-one-neuron-cannot-do#xor-draw-a-line",
    "what is a bias": "one-neuron#the-bias",
    "dead neurons": "dying-units#how-units-die",
    "batch normalization": "cures#normalize-build-a-bypass-clip",
}


def ask(sections: Path, *questions: str) -> list[list[dict]]:
    """The first five sections for each question."""
    command = [DENO, "run", "--quiet", "--allow-read", ROOT / "tests" / "search.js", sections, RANK]
    asked = json.dumps(questions)
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def sections(site) -> Path:
    return site / "_static" / "search" / "sections.js"


@pytest.fixture
def few(tmp_path):
    """A function: a book of one page with these sections, as (heading, text)."""

    def few(*found: tuple[str, str]) -> Path:
        entries = [[f"s{k}", heading, text] for k, (heading, text) in enumerate(found)]
        path = tmp_path / "sections.js"
        pages = json.dumps([["page", "Page", "", entries]])
        path.write_text(f"globalThis.bookPages = {pages};", encoding="utf-8")
        return path

    return few


# ---------------------------------------------------------------- the order


def test_what_newcomers_type_leads_to_its_section(sections):
    found = ask(sections, *ANSWERS)
    first = {q: hits[0]["place"] for q, hits in zip(ANSWERS, found, strict=True)}
    assert first == ANSWERS
    for question, hits in zip(ANSWERS, found, strict=True):
        places = [hit["place"] for hit in hits[:3]]
        assert SECTIONS.get(question, places[0]) in places, question


def test_a_word_in_the_heading_counts_more_than_one_in_the_text(few):
    ((first, *_),) = ask(few(("Other", "The bias is a number."), ("The bias", "A number.")), "bias")
    assert first["heading"] == "The bias"


def test_a_section_with_all_words_comes_before_one_with_half_of_them(few):
    book = few(("Loss", "Loss, loss and loss."), ("End", "The loss falls with the rate."))
    ((first, *_),) = ask(book, "loss rate")
    assert first["heading"] == "End"


def test_forms_of_a_word_and_words_for_the_same_thing_are_found(few):
    book = few(("A", "Dead units stay dead."), ("B", "Weights and normalization."), ("C", "Rest."))
    neuron, normalized, weight = ask(book, "neuron", "normalized", "weight")
    assert [hit["heading"] for hit in neuron] == ["A"]
    assert [hit["heading"] for hit in normalized] == [hit["heading"] for hit in weight] == ["B"]


def test_a_question_is_read_without_its_small_words(few):
    ((first, *others),) = ask(few(("A", "What is the is."), ("Bias", "It.")), "what is the bias")
    assert first["heading"] == "Bias"
    assert others == []


def test_the_sentence_with_the_words_is_shown(few):
    text = "It begins with many words about nothing else.\nThen the gradient vanishes with depth."
    ((hit,),) = ask(few(("A", text)), "vanishing gradients")
    assert hit["sentence"] == "Then the gradient vanishes with depth."


# ---------------------------------------------------------------- what is looked through


def test_a_formula_is_kept_as_it_is_read():
    assert section_search.plain(r"\alpha z") == "α z"
    assert section_search.plain(r"\frac{1}{n}") == "1/n"


def test_code_is_no_text_and_a_section_ends_where_the_next_begins():
    inner = nodes.section("", nodes.title(text="In"), nodes.paragraph(text="Low."), ids=["in"])
    outer = nodes.section(
        "", nodes.title(text="Out"), nodes.paragraph(text="High."),
        nodes.literal_block(text="code()"), inner, ids=["out"],
    )  # fmt: skip
    document = nodes.container("", outer)
    assert section_search.entries(document) == [("out", "Out", "High."), ("in", "In", "Low.")]


def test_every_place_that_the_search_leads_to_is_there(sections, pages):
    text = sections.read_text(encoding="utf-8").removeprefix("globalThis.bookPages = ")
    for name, _, _, entries in json.loads(text.rstrip(";\n")):
        ids = {element["id"] for element in pages[f"{name}.html"].find_all(id=True)}
        assert [anchor for anchor, *_ in entries if anchor not in ids] == []


# ---------------------------------------------------------------- in the page


@needs_browser
def test_the_search_is_used_by_keyboard_and_loads_nothing_before(site):
    with chromium() as browser:
        context = browser.new_context(viewport={"width": 390, "height": 800})
        loaded = []
        context.on("request", lambda request: loaded.append(request.url))
        page = visit(context, address(site, "applications/vision"))
        assert not [url for url in loaded if "/search/" in url]
        page.keyboard.press("Control+k")
        page.keyboard.type("slope left of ze")
        hits = page.locator("dialog .found-list a")
        hits.first.wait_for()
        assert 1 <= hits.count() <= 6
        ground = "dialog => getComputedStyle(dialog).backgroundColor"
        assert (
            page.locator("dialog[open]").evaluate(ground) == "rgb(255, 255, 255)"
        )  # no page shows
        assert violations(page, EVERY_TEXT) == []
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/letting-a-little-through.html#the-slope-left-of-zero")
        page = visit(context, address(site, "search") + "?q=xor")
        page.locator("#search-results a").first.wait_for()
        assert "XOR" in page.locator("#search-results a mark").first.inner_text()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert violations(page, EVERY_TEXT) == []
