"""Promises about _toc.yml: it is the one list of pages, and what repeats it says the same."""

from __future__ import annotations

import re
from collections import Counter

import nbformat
import pages
import pytest

from rectified_book.claims import _pages as claims_pages

NESTED = """\
root: index
parts:
- chapters:
  - file: before
- numbered: 1
  chapters:
  - file: one
    sections:
    - file: one/first
      sections:
      - file: one/first/detail
    - file: one/second
  - file: two
    sections:
    - file: two/first
- numbered: 1
  chapters:
  - file: applications/three
    sections:
    - file: applications/more
  - file: applications/four
- chapters:
  - file: after
"""


def text(name: str) -> str:
    """What a page says, or its text cells say."""
    path = pages.BOOK / f"{name}.md"
    if path.exists():
        return path.read_text(encoding="utf-8")
    notebook = nbformat.read(path.with_suffix(".ipynb"), as_version=4)
    return "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def title(name: str) -> str:
    return re.search(r"^# (.+)$", text(name), flags=re.M)[1]


def linked(text: str) -> list[str]:
    """The chapters that a text links to, in its order, each once."""
    found = re.findall(r"\]\(([\w/-]+)\.(?:ipynb|md)\)", text)
    return [name for name in dict.fromkeys(found) if name in pages.chapters()]


def test_pages_below_an_opening_page_are_pages_and_not_chapters(tmp_path):
    toc = tmp_path / "_toc.yml"
    toc.write_text(NESTED, encoding="utf-8")
    below = ["one/first", "one/first/detail", "one/second"]
    applied = ["applications/three", "applications/more", "applications/four"]
    numbered = ["one", *below, "two", "two/first", *applied]
    assert pages.documents(toc) == ["index", "before", *numbered, "after"]
    assert pages.chapters(toc) == ["one", "two", "applications/three", "applications/four"]
    assert pages.chapter_pages(toc) == numbered
    assert pages.sections(toc) == {"one": below, "two": ["two/first"], applied[0]: applied[1:2]}


def test_the_pages_of_an_application_are_sittings_and_have_no_opening_page(tmp_path):
    toc = tmp_path / "_toc.yml"
    toc.write_text(NESTED, encoding="utf-8")
    assert list(pages.openings(toc)) == ["one", "two"]
    below = ["one/first", "one/first/detail", "one/second", "two/first"]
    applied = ["applications/three", "applications/more", "applications/four"]
    assert pages.sittings(toc) == below + applied


@pytest.mark.parametrize("name", ["index", "teaching", "running"])
def test_a_page_that_lists_the_chapters_lists_them_all_in_order(name):
    message = f"book/{name}.md must link to the chapters of _toc.yml, in this order"
    assert linked(text(name)) == pages.chapters(), message


def test_the_readme_lists_the_chapters():
    readme = (pages.ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.split("| chapter | question |\n|---|---|\n")[1].split("\n\n")[0]
    rows = [line.split("|")[1].strip() for line in table.splitlines()]
    titles = [title(name) for name in pages.chapters()]
    assert rows == titles, (
        "the table in README.md must list the chapters of _toc.yml, in this order"
    )


def test_the_fact_check_calls_the_pages_by_their_titles():
    for name, words in claims_pages.CHAPTERS.items():
        assert name in pages.chapter_pages()
        assert words == title(name)


def test_the_page_for_teachers_has_the_exercises_of_every_chapter():
    numbers = range(1, 1 + len(pages.chapters()))
    entries = re.findall(
        r"\{dropdown\} (\d+)\. (.+)\n```\{exercise-table\} (\d+)\n", text("teaching")
    )
    expected = zip(numbers, pages.chapters(), strict=True)
    message = "book/teaching.md must have a table of exercises for each chapter of _toc.yml"
    assert entries == [(str(n), title(name), str(n)) for n, name in expected], message


def test_a_label_stands_once_in_the_book():
    """A link to a label that stands twice, or the number of a figure, is that of either place."""
    found = Counter(
        label
        for name in pages.documents()
        for label in re.findall(r"^\((\S+)\)=$", text(name), re.M)
    )
    assert [label for label, times in found.items() if times > 1] == []


# ---------------------------------------------------------------- the bibliography


def test_every_entry_of_the_bibliography_is_cited_and_every_citation_has_an_entry():
    sources = [*pages.BOOK.rglob("*.md"), *pages.BOOK.rglob("*.ipynb")]
    book = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    cited = re.findall(r"\{cite(?::\w+)?\}`([^`]+)`", book)
    entries = re.findall(
        r"^@\w+\{([^,]+),", (pages.BOOK / "references.bib").read_text("utf-8"), flags=re.M
    )
    assert len(entries) == len(set(entries))
    assert set(entries) == {key.strip() for group in cited for key in group.split(",")}
