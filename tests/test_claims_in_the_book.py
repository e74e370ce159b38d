"""Promises about the fact check and the book: boxes and rows agree, links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pages
import pytest

from rectified import claims

ROOT = Path(__file__).resolve().parent.parent
BOOK = ROOT / "book"
every_row = pytest.mark.parametrize("number", [claim.number for claim in claims.CLAIMS])


# ---------------------------------------------------------------- rows and boxes

BOX = re.compile(
    r"^(?P<fence>`{3,}|:{3,})\{admonition\} Fact check: (?P<title>.*?)\n"
    r"(?P<body>.*?)^(?P=fence)\s*$",
    re.M | re.S,
)
LINK = re.compile(r"\]\(fact-check\.ipynb#claim-(\d+)\)")


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


def boxes(text: str) -> list[tuple[str, str, str, list[int]]]:
    """Title, name, verdict and rows of each Fact check box in a text."""
    found = []
    for box in BOX.finditer(text):
        name = re.search(r"^:name: *(\S+)", box["body"], re.M)
        verdict = re.search(r"^\*\*(\w[\w ]*?)[.,]?\*\*", box["body"], re.M)
        rows = [int(number) for number in LINK.findall(box["body"])]
        name, verdict = (match[1] if match else "" for match in (name, verdict))
        found.append((box["title"], name, verdict.lower(), rows))
    return found


CHAPTERS = [name for name in pages.chapter_pages() if name in pages.notebooks()]
BOXES = [
    (name, *box)
    for name in CHAPTERS
    for text in texts(BOOK / f"{name}.ipynb")
    for box in boxes(text)
]
every_box = pytest.mark.parametrize(
    ("page", "title", "name", "verdict", "rows"), BOXES, ids=[f"{b[0]}-{b[2]}" for b in BOXES]
)


@every_box
def test_a_box_names_its_rows_and_has_their_verdict(page, title, name, verdict, rows):
    assert rows, f"{title}: no link to a row"
    assert name == f"check-{min(rows)}", f"{title}: the name is {name!r}"
    assert {number: claims.get(number).verdict for number in rows} == dict.fromkeys(rows, verdict)


@every_box
def test_a_box_tells_its_claim_in_our_words_and_quotes_nobody(page, title, name, verdict, rows):
    assert not re.search('["“”]', title)


@every_box
def test_the_rows_of_a_box_point_back_at_it(page, title, name, verdict, rows):
    for number in rows:
        assert f"{page}#{name}" in claims.get(number).where, f"row {number} does not know {title}"


def anchors(page: str) -> set[str]:
    """Where a link into a notebook of the book may lead: its labels, and its boxes by name.

    Not its headings: these change their words.
    """
    text = "\n".join(texts(BOOK / f"{page}.ipynb"))
    return {*re.findall(r"^\((\S+)\)=$", text, re.M)} | {name for _, name, _, _ in boxes(text)}


ANCHORS = {name: anchors(name) for name in pages.notebooks()}


@every_row
def test_a_row_points_at_what_there_is(number):
    for place in claims.get(number).where:
        page, _, anchor = place.partition("#")
        assert page in ANCHORS
        assert not anchor or anchor in ANCHORS[page]


@pytest.mark.parametrize(
    "box",
    [
        '```{admonition} Fact check: "a"\n:class: fact-check\n:name: check-3\n**Wrong.** No.\n'
        "[Claim 3](fact-check.ipynb#claim-3), [claim 40](fact-check.ipynb#claim-40)\n```",
        ':::{admonition} Fact check: "a"\n:class: fact-check\n:name: check-3\n\n**Wrong**, how.\n'
        "[Claim 3](fact-check.ipynb#claim-3), [claim 40](fact-check.ipynb#claim-40)\n:::\n",
    ],
)
def test_a_box_is_read_as_it_is_written(box):
    assert boxes("before\n" + box) == [('"a"', "check-3", "wrong", [3, 40])]
