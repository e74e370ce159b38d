"""Promises about the fact-check ledger: every verdict follows from a number measured here."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from pathlib import Path

import nbformat
import pages
import pytest

from rectified import claims, figures

ROOT = Path(__file__).resolve().parent.parent
BOOK = ROOT / "book"
NUMBERS = range(1, 78)
UNMEASURED = {
    2: ("right with conditions", "history"),
    19: ("imprecise", "usage"),
    41: ("wrong", "history"),
    42: ("right with conditions", "history"),
    59: ("right", "history"),
    65: ("wrong", "terminology"),
    71: ("right", "usage"),
    73: ("imprecise", "usage"),
    74: ("right", "usage"),
}
MEASURED = [number for number in NUMBERS if number not in UNMEASURED]
TALLY = {"right": 15, "right with conditions": 23, "imprecise": 20, "wrong": 19}

every_row = pytest.mark.parametrize("number", NUMBERS)
every_measured_row = pytest.mark.parametrize("number", MEASURED)


# ---------------------------------------------------------------- the numbers and the verdicts


@every_measured_row
def test_a_row_holds_when_it_is_measured_again(number):
    claims.get(number).check()


@pytest.mark.parametrize("change", [0.8, 1.2])
@every_measured_row
def test_a_number_twenty_percent_off_is_noticed(number, change):
    claim = claims.get(number)
    other = dataclasses.replace(claim, measure=lambda: change * claim.measure())
    with pytest.raises(AssertionError, match=f"claim {number}: measured"):
        other.check()


FLIPPED = [(n, v) for n in MEASURED for v in claims.VERDICTS if v != claims.get(n).verdict]


@pytest.mark.parametrize(("number", "verdict"), FLIPPED)
def test_another_verdict_is_noticed(number, verdict):
    claim = claims.get(number)
    with pytest.raises(AssertionError, match=f"claim {number}: the row says '{verdict}'"):
        dataclasses.replace(claim, verdict=verdict).check()


@every_measured_row
def test_the_text_of_a_row_holds_its_number(number):
    claim = claims.get(number)
    assert re.search(r"\{value[:}]", claim.truth), "the number is not told"
    assert not re.search(r"[{}]|\bnan\b|\binf\b", claim.statement())


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        ({"as_stated": True, "with_conditions": True, "reworded": True}, "right"),
        ({"with_conditions": True, "reworded": True}, "right with conditions"),
        ({"reworded": True}, "imprecise"),
        ({}, "wrong"),
    ],
)
def test_the_first_question_answered_with_yes_decides(answers, verdict):
    assert claims.Found(1.0, **answers).verdict == verdict


# ---------------------------------------------------------------- the ledger


def test_there_are_77_rows_in_the_order_of_the_article():
    assert [claim.number for claim in claims.CLAIMS] == list(NUMBERS)
    assert [c for part in claims.PARTS.values() for c in part] == list(claims.CLAIMS)


def test_the_verdicts_are_counted_not_typed():
    assert claims.tally() == Counter(claim.verdict for claim in claims.CLAIMS)
    assert claims.tally() == TALLY  # a verdict that changes has to be changed here as well


def test_only_history_usage_and_words_go_without_a_number():
    found = {c.number: (c.verdict, c.stability) for c in claims.CLAIMS if c.measure is None}
    assert found == UNMEASURED


@every_row
def test_a_row_is_complete(number):
    claim = claims.get(number)
    assert claim.verdict in claims.VERDICTS
    assert claim.stability in claims.STABILITY
    assert claim.claim.endswith(".")
    assert len(claim.truth) > 40
    assert claim.sources
    assert claim.where


def test_every_claim_is_told_in_other_words():
    assert len({claim.claim for claim in claims.CLAIMS}) == 77


@every_row
def test_every_source_is_in_the_bibliography(number):
    keys = set(re.findall(r"^@\w+\{([^,]+),", (BOOK / "references.bib").read_text("utf-8"), re.M))
    assert set(claims.get(number).sources) <= keys


@pytest.mark.parametrize("number", [0, 78, "3", None])
def test_there_is_no_other_row(number):
    with pytest.raises(ValueError, match="number must be 1 to 77, got"):
        claims.get(number)


def test_numbers_are_typeset():
    text = claims.get(30).statement()
    assert "4.5 × 10⁻⁵" in text
    assert "σ(−" not in claims.get(61).truth
    assert "−0.2" in claims.get(61).statement()


def test_the_figure_of_the_ledger_knows_every_verdict():
    assert set(figures.fact_check.VERDICTS) == set(claims.VERDICTS)


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
def test_the_rows_of_a_box_point_back_at_it(page, title, name, verdict, rows):
    for number in rows:
        assert f"{page}#{name}" in claims.get(number).where, f"row {number} does not know {title}"


def anchors(page: str) -> set[str]:
    """Where a link into a notebook of the book can lead: its headings, and its boxes by name."""
    text = "\n".join(texts(BOOK / f"{page}.ipynb"))
    headings = re.findall(r"^#+ (.+)$", text, re.M)
    slugs = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    return slugs | {name for _, name, _, _ in boxes(text)}


ANCHORS = {name: anchors(name) for name in pages.notebooks()}


@every_row
def test_a_row_points_at_what_there_is(number):
    for place in claims.get(number).where:
        page, _, anchor = place.partition("#")
        assert page in ANCHORS
        assert not anchor or anchor in ANCHORS[page]


def test_every_row_is_on_the_page_with_what_is_measured_now():
    page = "\n".join(texts(BOOK / "fact-check.ipynb"))
    for claim in claims.CLAIMS:
        assert claims.rows(claim.number, claim.number) in page


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
