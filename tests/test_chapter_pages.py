"""Promises about the pages of a chapter: one sitting each, and code that shows the idea.

A chapter is an opening page with pages below it in _toc.yml. Those of the folder applications have
no opening page.
"""

from __future__ import annotations

import re

import nbformat
import page_guards as guards
import page_measures
import pages
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

OPENING, PAGE, BOOK = 450, (1_000, 1_800), 22_000  # open words

CHAPTERS = pages.openings()
SECTIONS = pages.sittings()

every_opening = pytest.mark.parametrize("name", CHAPTERS)
every_section = pytest.mark.parametrize("name", SECTIONS)
every_guard = pytest.mark.parametrize("guard", guards.GUARDS, ids=lambda guard: guard.__name__)


def notebook(name: str) -> nbformat.NotebookNode:
    return nbformat.read(pages.BOOK / f"{name}.ipynb", as_version=4)


# ---------------------------------------------------------------- the pages


@every_guard
@every_section
def test_a_page_keeps_the_promise(name, guard):
    complaints = guard(notebook(name))
    assert not complaints, "\n".join(f"{name}, {complaint}" for complaint in complaints)


@every_section
def test_a_page_is_one_sitting(name):
    least, most = PAGE
    assert least <= page_measures.measured(name).words <= most


@every_opening
def test_an_opening_page_is_short_and_shows_no_code(name):
    opening = page_measures.measured(name)
    assert opening.words <= OPENING
    assert opening.cells == 0
    assert guards.captioned_figures(notebook(name)) == []


@every_opening
def test_an_opening_page_leads_to_each_page_and_says_how_long_it_takes(name):
    text = "\n".join(c.source for c in notebook(name).cells if c.cell_type == "markdown")
    for page in CHAPTERS[name]:
        said = re.search(rf"\]\({page}\.ipynb[#)].*?(\d+) +min", text, flags=re.S)
        assert said, f"{name}: no link to {page} with its minutes"
        assert abs(int(said[1]) - page_measures.measured(page).minutes) <= 5, f"{name}: {page}"


def test_the_chapters_together_are_a_short_book():
    names = [name for name in pages.chapter_pages() if not name.startswith(pages.APPLICATIONS)]
    assert sum(page_measures.measured(name).words for name in names) <= BOOK


# ---------------------------------------------------------------- what is counted

TEXT = """(a-label)=
## The bias

One $w \\cdot x + b$ and [two](a.ipynb#b), {term}`three <units>`.

% nobody sees this
```{math}
:label: sum
z = w \\cdot x
```

````{dropdown} Why?
Folded away.
```{admonition} Fact check: right
:class: fact-check claim-right

> A claim.
```
````

```{admonition} Measured
:class: measured

**13** corrections.
```

```python
code = "is not read"
```
"""


def test_open_words_are_those_in_sight():
    seen = page_measures.in_sight(TEXT)
    read = [line for line in seen if line.strip()]
    assert read == [
        "## The bias",
        "One $w \\cdot x + b$ and [two](a.ipynb#b), {term}`three <units>`.",
        "$$",
        "Why?",
        "Measured",
        "**13** corrections.",
    ]
    assert page_measures.words(seen) == 11


def test_minutes_are_those_of_words_formulas_pictures_cells_and_questions():
    check = "## Check yourself\n\n1. Why?\n\n```{dropdown} Answer\nSo.\n```\n\n## Next"
    page = new_notebook(
        cells=[
            new_markdown_cell("word " * 400 + "\n\n$$\nx\n$$"),
            new_code_cell("x = 1"),
            picture(),
            new_code_cell("hidden()", metadata={"tags": ["hide-input"]}),
            new_markdown_cell(check),
        ]
    )
    found = page_measures.measures(page)
    assert (found.cells, found.figures) == (2, 1)
    expected = found.words / 120 + 0.5 + 1.25 * 4
    assert found.minutes == pytest.approx(expected)
    assert found.words == 400 + 6  # Check yourself 1 Why Answer Next


def test_lines_that_only_print_are_counted_also_in_a_loop():
    source = (
        "x = 1\nfor k in range(3):\n    print(\n        k\n    )\nsay('a')\nshow(fig)\ny = table"
    )
    assert page_measures.printing_lines(new_code_cell(source)) == 4


def test_what_cells_say_and_print_is_read_unless_it_is_folded():
    said = [
        new_output("display_data", {"text/markdown": "**13** steps", "text/plain": "no"}),
        new_output("stream", text="AND 1\n"),
    ]
    page = new_notebook(cells=[new_code_cell("f()", outputs=said)])
    assert page_measures.measures(page).words == 4
    for tag in ("hide-cell", "hide-output"):
        page.cells[0].metadata["tags"] = [tag]
        assert page_measures.measures(page).words == 0


# ---------------------------------------------------------------- the guards can fail


def picture(**cell) -> nbformat.NotebookNode:
    data = {"image/svg+xml": "<svg/>", "text/plain": "A picture."}
    return new_code_cell("draw()", outputs=[new_output("display_data", data)], **cell)


def box(verdict: str = "right") -> str:
    return f"```{{admonition}} Fact check: {verdict}\n:class: fact-check\n\n> So.\n```\n"


TRY_IT = "```{admonition} Try it\n:class: try-it\nChange one thing.\n```\n"
FOLD = "```{dropdown} What happens\nIt works.\n```\n"
CAPTION = "(fig-a)=\n**Figure.** *The message.* What to see."


def sound_page() -> nbformat.NotebookNode:
    cells = [
        new_markdown_cell("# A page\n\nSee {numref}`fig-a`."),
        new_code_cell("\n".join(f"x{k} = {k}" for k in range(8))),
        new_code_cell("\n".join("a long line" * 9 for _ in range(9)), metadata=HIDDEN),
        picture(),
        new_markdown_cell(CAPTION),
        new_markdown_cell(TRY_IT + FOLD + box() * 3),
        new_markdown_cell(f"````{{dropdown}} More\n{box() * 3}````"),
        *(new_code_cell(f"y{k} = {k}") for k in range(4)),
    ]
    return new_notebook(cells=cells)


HIDDEN = {"tags": ["hide-input"]}


def with_cells(*cells: nbformat.NotebookNode) -> nbformat.NotebookNode:
    page = sound_page()
    page.cells += cells
    return page


def with_caption(text: str) -> nbformat.NotebookNode:
    page = sound_page()
    page.cells[4].source = text
    return page


BAD = [
    (guards.short_open_cells, with_cells(new_code_cell("x = 1\n" * 9)), "Cell 7: 9 lines"),
    (guards.short_open_cells, with_cells(new_code_cell("x = " + "1" * 57)), "61 characters"),
    (guards.few_open_cells, with_cells(*(new_code_cell("x = 1") for _ in range(11))), "17 open"),
    (guards.enough_open_cells, new_notebook(cells=sound_page().cells[:-1]), "5 open cells"),
    (guards.code_that_shows_the_idea, with_cells(new_code_cell("print(1)\nsay(2)")), "2 of 15"),
    (guards.answered_tries, with_cells(new_markdown_cell(TRY_IT + "\nText.")), "text cell 11"),
    (guards.answered_tries, with_cells(new_markdown_cell(TRY_IT)), "text cell 11"),
    (guards.captioned_figures, with_cells(picture()), "Cell 7: the next cell must begin"),
    (guards.captioned_figures, with_cells(picture(), new_markdown_cell("Text.")), "must begin"),
    (guards.captioned_figures, with_caption("**Figure.** *No label.*"), "no label"),
    (guards.captioned_figures, with_caption("(fig-b)=\n**Figure.** *Not named.*"), "fig-b"),
    (guards.captioned_figures, with_caption(CAPTION + "\nIt is 0.98."), "a number is typed"),
    (
        guards.captions_for_both_color_schemes,
        with_caption(CAPTION + " Darker: darker."),
        "'darker'",
    ),
    (guards.headings_to_look_up, with_cells(new_markdown_cell("## 0.98")), "text cell 11"),
    (guards.few_open_boxes, with_cells(new_markdown_cell(box("wrong"))), "4 Fact check boxes"),
]


@every_guard
def test_a_guard_is_content_with_a_sound_page(guard):
    assert guard(sound_page()) == []


@pytest.mark.parametrize(("guard", "page", "words"), BAD)
def test_a_guard_names_the_fault_of_a_page(guard, page, words):
    (complaint,) = guard(page)
    assert words in complaint


def test_every_guard_has_met_a_bad_page():
    assert {guard for guard, *_ in BAD} == set(guards.GUARDS)
