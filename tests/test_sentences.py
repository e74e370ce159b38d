"""Promises about the table of the article's sentences: none is left out, nor is any row."""

from __future__ import annotations

import os
import re
from itertools import groupby, pairwise
from pathlib import Path

import pytest

from rectified import claims
from rectified.claims import ARTICLE, SENTENCES, Sentence
from rectified_book.claims import _sentences

TEXT = Path(os.environ.get("ARTICLE", "no copy"))
"""The article, which is not ours to publish: compared where a copy is at hand."""

with_the_article = pytest.mark.skipif(not TEXT.exists(), reason="no copy of the article at hand")

ROWS = {claim.number: claim for claim in claims.CLAIMS}
every_row = pytest.mark.parametrize("number", ROWS)
every_sentence = pytest.mark.parametrize(
    "sentence", SENTENCES, ids=[f"{s.section}-{s.words}" for s in SENTENCES]
)


# ---------------------------------------------------------------- the table and the rows


@every_row
def test_where_a_row_has_its_place_the_table_has_the_row(number):
    for section, words in ROWS[number].places:
        sentence = SENTENCES[_sentences.position(section, words)]
        assert number in sentence.rows, f"{words!r} is judged by {sentence.rows}"


@every_sentence
def test_the_rows_of_a_sentence_have_their_place_there(sentence):
    for number in sentence.rows:
        assert (sentence.section, sentence.words) in ROWS[number].places


def test_every_sentence_is_listed_once_section_by_section():
    assert [section for section, _ in groupby(s.section for s in SENTENCES)] == list(ARTICLE)
    assert len({(s.section, s.words) for s in SENTENCES}) == len(SENTENCES)


def test_a_later_row_stands_where_its_sentence_stands():
    """Numbers are names: those above 77 came later, and follow the article all the same."""
    order = [(n, _sentences.position(*claim.places[0])) for n, claim in ROWS.items()]
    for (number, place), (after, next_place) in pairwise(order):
        if max(number, after) > 77:
            assert place <= next_place, f"row {number} stands before row {after}"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("What is love?", "It is"), "section must be one of the article's"),
        ((ARTICLE[0], "In short, it is a"), "must have rows, or a note"),
        ((ARTICLE[0], "In short, it is a linear", (3,)), "words must be 5 at most"),
        ((ARTICLE[0], "In short", (), "a group", "one two three four five six"), "words must be 5"),
    ],
)
def test_a_sentence_that_leaves_something_out_is_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        Sentence(*arguments)


def test_a_sentence_that_is_not_listed_is_not_found():
    with pytest.raises(ValueError, match=r"no sentence of .* is listed that begins 'It is'"):
        _sentences.position(ARTICLE[0], "It is")


def test_the_table_is_folded_and_links_to_the_rows():
    table = claims.sentences()
    assert table.startswith("```{dropdown} Every sentence of the article\n")
    assert "| “In short, it is a …” | [3](#claim-3), [4](#claim-4) |" in table
    assert "| “The processes within a perceptron …” | no claim: a transition |" in table
    assert table.count("\n| “") == len(SENTENCES)


# ---------------------------------------------------------------- the table and the article

FORMULA = re.compile(r"\\\(\\\).*?\\\]", re.S)
END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])|(?<=[.!?][”)])\s+(?=[A-Z])")


def article() -> list[tuple[str, str]]:
    """The article's sentences with the titles of their sections, without formulas and titles."""
    section, found = ARTICLE[0], []
    for line in FORMULA.sub("", TEXT.read_text(encoding="utf-8")).splitlines():
        line = line.strip().removeprefix("•").strip()
        if line in ARTICLE:
            section = line
        elif line:
            found += [(section, sentence) for sentence in END.split(line)]
    return found


@with_the_article
def test_the_table_is_complete():
    left = article()
    for sentence in SENTENCES:
        section, text = left.pop(0)
        assert section == sentence.section
        assert text.startswith(sentence.words), f"{text[:50]!r} is not listed"
        while sentence.until and not text.startswith(sentence.until):
            _, text = left.pop(0)
    assert left == []


def spoken(claim: claims.Claim) -> list[str]:
    """What a row puts between quotation marks as words of the article."""
    words = " ".join((claim.claim, claim.truth, claim.reading, claim.condition, claim.rewording))
    return re.findall(r"[“\"](.+?)[”\"]", " ".join(f"{words} {claim.would_change}".split()))


@with_the_article
@every_row
def test_every_quoted_word_stands_in_the_article(number):
    text = " ".join(TEXT.read_text(encoding="utf-8").split())
    for words in spoken(ROWS[number]):
        assert words.strip(" .…,").replace("*", "") in text


def test_quoted_words_are_found_in_a_row():
    import dataclasses

    row = dataclasses.replace(claims.get(3), truth="It is a “linear\n function”.", reading='"so"')
    assert spoken(row) == ["linear function", "so"]
