"""Promises about the drawings of the chapter Language: they show what their texts say."""

from __future__ import annotations

import numpy as np
import pytest

from rectified.figures import language, svg

READ = [(["not", "good"], [0.2, 0.75]), (["bad"], [0.1])]
VALUES = np.array([[75.0, 50.0], [80.0, 81.0]])
ROW = np.array([[0.25, 0], [0.5, 1], [0.125, 0], [1.0, 1]])
SIZES = {kind: [10.0 ** -(k + 1), 0.5, 1.0] for k, kind in enumerate(language.LOOKS)}


def up(sizes, noise):
    return {kind: np.array(size) * (1 + noise) for kind, size in sizes.items()}


DRAWINGS = {
    "opinions": lambda noise=0.0: language.opinions([(w, np.add(p, noise)) for w, p in READ]),
    "by_start": lambda noise=0.0: language.by_start(
        VALUES + noise, ["identity", "relu"], ["random", "identity"], "Percent"
    ),
    "row_to_add": lambda noise=0.0: language.row_to_add(ROW * (1 + noise)),
    "blame_in_time": lambda noise=0.0: language.blame_in_time(
        {"before": up(SIZES, noise), "after": up(SIZES, noise)}
    ),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_the_same_on_every_machine(name):
    assert svg(*DRAWINGS[name]()) == svg(*DRAWINGS[name](1e-13))


def test_an_opinion_above_one_half_is_a_circle_and_one_below_a_square():
    fig, alt = DRAWINGS["opinions"]()
    assert "not 20%, good 75%; bad 10%" in alt
    marks = {line.get_marker(): line for line in fig.axes[0].lines if len(line.get_xdata())}
    np.testing.assert_array_equal(marks["o"].get_xdata(), [1])
    np.testing.assert_array_equal(marks["s"].get_xdata(), [0])
    assert [t.get_text() for t in fig.axes[0].get_xticklabels()] == ["not", "good"]


def test_more_than_three_sentences_are_refused():
    with pytest.raises(ValueError, match="one to three sentences, got 4"):
        language.opinions(READ * 2)


def test_a_function_without_a_bend_is_not_mistaken_for_the_start():
    fig, alt = DRAWINGS["by_start"]()
    assert "no bend: random 75, identity 50; ReLU: random 80, identity 81" in alt
    assert [t.get_text() for t in fig.axes[0].get_yticklabels()] == ["no bend", "ReLU"]
    assert {"75", "50", "80", "81"} <= {t.get_text() for t in fig.axes[0].texts}


def test_the_two_marked_numbers_are_named():
    fig, alt = DRAWINGS["row_to_add"]()
    assert "Marked are 0.50 at step 2 and 1.00 at step 4" in alt
    assert [t.get_text() for t in fig.axes[0].texts if "." in t.get_text()] == ["0.50", "1.00"]


def test_the_blame_is_told_at_the_first_step():
    fig, alt = DRAWINGS["blame_in_time"]()
    assert "before: sigmoid, orthogonal 0.1; tanh, identity 0.01" in alt
    for ax in fig.axes:
        assert ax.get_yscale() == "log"
        assert len(ax.lines) == len(language.LOOKS)
