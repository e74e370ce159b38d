"""Promises about the sentences that pages say in bold, and the tables of how sure they are."""

from __future__ import annotations

import pytest

from rectified.experiments import headlines, robustness


@pytest.mark.parametrize("headline", headlines.HEADLINES, ids=lambda headline: headline.name)
def test_a_headline_says_in_words_when_it_holds(headline):
    assert "<" not in str(headline.holds)


@pytest.mark.parametrize("headline", headlines.HEADLINES, ids=lambda headline: headline.name)
def test_who_may_be_behind_is_not_said_to_be_ahead(headline):
    """Where both signs agree with a sentence, it speaks of a difference."""
    behind = getattr(headline.holds, "low", 0) < 0
    assert not (behind and "ahead" in headline.name)


def test_a_table_has_a_row_for_each_headline_that_was_repeated():
    said = headlines.VISION
    columns = robustness.columns(said, ".1f")
    assert columns["sentence"] == [headline.name for headline in said]
    assert columns["should be"][0] == str(said[0].holds)
    entry = robustness.entry(said[0].name)
    assert columns["holds"][0] == f"{entry.agreeing} of {len(entry.draws)}"
    assert columns["here"][0] == f"{entry.shown:.1f}".replace("-", "−")
    assert " to " in columns["others"][0]
