"""Promises about the drawings of the page Fact check: they show what their texts say."""

from __future__ import annotations

import numpy as np
import pytest

from rectified.figures import fact_check, svg

PARTS = {"first": ["right", "wrong", "wrong"], "second": ["imprecise", "right with conditions"]}
BAR = np.array([[0.0, 1, 0], [0, 1, 0]])
DRAWINGS = {
    "ledger": lambda noise=0.0: fact_check.ledger(PARTS),
    "edges": lambda noise=0.0: fact_check.edges({"bar": BAR, "minus": -3 * BAR}),
    "through_time": lambda noise=0.0: fact_check.through_time(
        {"kept": np.ones(9) + noise, "lost": 0.1 ** np.arange(9) * (1 + noise)}
    ),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_the_same_on_every_machine(name):
    assert svg(*DRAWINGS[name]()) == svg(*DRAWINGS[name](1e-13))


def test_the_ledger_has_a_mark_for_each_claim_and_one_in_its_key():
    fig, alt = fact_check.ledger(PARTS)
    marks = [line for line in fig.axes[0].lines if len(line.get_xdata())]
    assert sum(len(line.get_xdata()) for line in marks) == 5 + len(fact_check.VERDICTS)
    assert "5 claims in 2 parts" in alt
    assert "1 right, 1 right with conditions, 1 imprecise, 2 wrong, 0 no evidence found" in alt
    assert "2 of 3, in the part 'first'" in alt


def test_every_verdict_has_a_marker_of_its_own():
    assert len({look["marker"] for look in fact_check.VERDICTS.values()}) == 5
    assert len({look["color"] for look in fact_check.VERDICTS.values()}) == 5


@pytest.mark.parametrize("parts", [{}, {"a": []}, {"a": ["right", "perhaps"]}])
def test_the_ledger_refuses_what_is_no_verdict(parts):
    with pytest.raises(ValueError, match="parts must hold verdicts of"):
        fact_check.ledger(parts)


def test_pictures_are_told_with_their_range():
    _, alt = fact_check.edges({"bar": BAR, "minus": -3 * BAR})
    assert "bar, from 0 to 1; minus, from -3 to 0" in alt


def test_the_way_back_is_told_with_its_end():
    fig, alt = DRAWINGS["through_time"]()
    assert "After 9 steps back" in alt
    assert "kept 1e+00; lost 1e-08" in alt
    np.testing.assert_allclose(fig.axes[0].lines[1].get_ydata()[-1], 1e-8)
