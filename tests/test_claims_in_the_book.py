"""Promises about the fact check and the book: boxes and rows agree, links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import nbformat
import pages
import pytest

from rectified import claims

ROOT = Path(__file__).resolve().parent.parent
BOOK = ROOT / "book"
every_row = pytest.mark.parametrize("number", [claim.number for claim in claims.CLAIMS])


# ---------------------------------------------------------------- rows and boxes

BOX = re.compile(
    r"^(?P<fence>`{3,}|:{3,})\{admonition\} Fact check: (?P<verdict>.*?)\n"
    r"(?P<options>(?::[^\n]*\n)*)\s*(?P<claim>(?:^>[^\n]*\n)*)(?P<body>.*?)^(?P=fence)[^\S\n]*$",
    re.M | re.S,
)
LINK = re.compile(r"\]\((?:\.\./)?fact-check\.ipynb#claim-(\d+)\)")


class Box(NamedTuple):
    """A Fact check box: the words of its title, what it is called, and the claim that it judges."""

    verdict: str
    name: str
    classes: list[str]
    claim: str
    rows: list[int]


def texts(path: Path) -> list[str]:
    """What a reader sees of a notebook as Markdown: text cells, and sentences of code cells."""
    found = []
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown":
            found.append(cell.source)
        else:
            found += [o.data["text/markdown"] for o in cell.get("outputs", []) if is_text(o)]
    return found


def is_text(output: nbformat.NotebookNode) -> bool:
    return "text/markdown" in output.get("data", {})


def boxes(text: str) -> list[Box]:
    """The Fact check boxes of a text, also those in a fold."""
    found = []
    for box in BOX.finditer(text):
        options = dict(re.findall(r"^:(\w+): *(.*)$", box["options"], re.M))
        claim = " ".join(line.removeprefix(">").strip() for line in box["claim"].splitlines())
        rows = [int(number) for number in LINK.findall(box["body"])]
        name, classes = options.get("name", ""), options.get("class", "").split()
        found.append(Box(box["verdict"], name, classes, claim, rows))
    return found


CHAPTERS = [name for name in pages.chapter_pages() if name in pages.notebooks()]
BOXES = [
    (name, box)
    for name in CHAPTERS
    for text in texts(BOOK / f"{name}.ipynb")
    for box in boxes(text)
]
every_box = pytest.mark.parametrize(
    ("page", "box"), BOXES, ids=[f"{page}-{box.name}" for page, box in BOXES]
)


@every_box
def test_a_box_names_its_rows_and_has_their_verdict(page, box):
    assert box.rows, f"{box}: no link to a row"
    assert box.name == f"check-{min(box.rows)}"
    verdicts = {number: claims.get(number).verdict for number in box.rows}
    assert verdicts == dict.fromkeys(box.rows, box.verdict)


@every_box
def test_a_box_has_the_color_of_its_verdict(page, box):
    assert box.classes == ["fact-check", f"claim-{box.verdict.replace(' ', '-')}"]


@every_box
def test_a_box_tells_its_claim_in_our_words_and_quotes_nobody(page, box):
    assert box.claim.endswith((".", "?")), f"{box}: no claim after '> '"
    assert not re.search('["“”]', box.claim)


@every_box
def test_the_rows_of_a_box_point_back_at_it(page, box):
    for number in box.rows:
        assert f"{page}#{box.name}" in claims.get(number).where, f"row {number} does not know {box}"


def test_every_fact_check_box_of_the_book_is_found():
    for name in CHAPTERS:
        text = "\n".join(texts(BOOK / f"{name}.ipynb"))
        titles = re.findall(r"\{admonition\} Fact check", text)
        assert len(titles) == len([page for page, _ in BOXES if page == name]), name


def anchors(page: str) -> set[str]:
    """Where a link into a notebook of the book may lead: its labels, and its boxes by name.

    Not its headings: these change their words.
    """
    text = "\n".join(texts(BOOK / f"{page}.ipynb"))
    return {*re.findall(r"^\((\S+)\)=$", text, re.M)} | {box.name for box in boxes(text)}


ANCHORS = {name: anchors(name) for name in pages.notebooks()}


@every_row
def test_a_row_points_at_what_there_is(number):
    for place in claims.get(number).where:
        page, _, anchor = place.partition("#")
        assert page in ANCHORS
        assert not anchor or anchor in ANCHORS[page]


SHORT = """```{admonition} Fact check: wrong
:class: fact-check claim-wrong
:name: check-3

> A claim.

No.

[Claim 3](fact-check.ipynb#claim-3), [claim 40](fact-check.ipynb#claim-40)
```"""
LONG = """:::{admonition} Fact check: wrong
:class: fact-check claim-wrong
:name: check-3

> A
> claim.

```{math}
1 + 1
```

[Claim 3](../fact-check.ipynb#claim-3), [claim 40](../fact-check.ipynb#claim-40)
:::"""


@pytest.mark.parametrize("text", [SHORT, LONG, f"````{{dropdown}} More\n{SHORT}\n\n{LONG}\n````"])
def test_a_box_is_read_as_it_is_written(text):
    expected = Box("wrong", "check-3", ["fact-check", "claim-wrong"], "A claim.", [3, 40])
    assert set(map(str, boxes(f"before\n{text}\n"))) == {str(expected)}
    assert len(boxes(text)) == text.count("Fact check")
