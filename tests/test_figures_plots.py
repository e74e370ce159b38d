"""Promises about the plots that chapters share, and about what single chapters draw."""

from __future__ import annotations

import re

import matplotlib
import numpy as np
import pytest
from gallery import (
    ALT,
    DESCRIBED,
    RELU,
    SIGMOID,
    X,
    Y,
    decisions,
    factor_map,
    neuron,
    pair_table,
    trainable,
    valleys,
)

from rectified import figures
from rectified.figures import STEPS, TINTS, TOO_LARGE, TOO_SMALL

# ---------------------------------------------------------------- the shared plots


def test_a_jump_is_a_gap_and_a_slope_is_not():
    _fig, axes = figures.new(2, 1)
    figures.curves(axes, [RELU, SIGMOID])
    value, slope = (ax.lines[0].get_ydata() for ax in axes)
    assert not np.isnan(value).any()
    assert np.isnan(slope).sum() == 1
    assert not np.isnan(axes[1].lines[1].get_ydata()).any()


def test_zero_has_no_place_on_a_log_axis():
    _fig, ax = figures.new()
    figures.layers(ax, {"relu": [1.0, 0.1, 0.0]})
    assert np.isnan(ax.lines[0].get_ydata()[2])
    assert ax.texts[-1].xy[0] == 2  # the name stands at the last layer that is drawn


def test_a_boundary_is_where_the_score_crosses_its_level():
    _fig, ax = figures.new()
    figures.boundary(ax, lambda P: P[:, :1], X, Y, level=0.25)
    line = ax.collections[-1].get_paths()[0].vertices
    np.testing.assert_allclose(line[:, 0], 0.25, atol=1e-9)


@pytest.mark.parametrize(("score", "tint"), [(0.9, TINTS[1]), (0.1, TINTS[0])])
def test_a_classifier_that_always_says_the_same_has_one_region(score, tint):
    _fig, ax = figures.new()
    figures.boundary(ax, lambda P: np.full(len(P), score), X, Y)
    assert not ax.collections
    assert matplotlib.colors.to_hex(ax.get_facecolor()) == tint


def test_two_columns_are_the_probabilities_of_both_classes():
    files = []
    for score in (lambda P: P[:, 0], lambda P: np.stack([1 - P[:, 0], P[:, 0]], axis=1)):
        fig, ax = figures.new()
        figures.boundary(ax, score, X, Y)
        files.append(figures.svg(fig, ALT))
    assert files[0] == files[1]


def test_a_heat_map_shows_every_number_and_skips_what_is_missing():
    _fig, ax = figures.new()
    figures.heatmap(ax, [[0.0, np.nan], [-1.5, 2.0]], ["a", "b"], ["c", "d"], fmt="{:.1f}")
    assert [t.get_text() for t in ax.texts] == ["0.0", "−1.5", "2.0"]
    assert len(ax.patches) == 3


def test_the_steps_of_a_heat_map_cover_its_limits():
    _fig, ax = figures.new()
    figures.heatmap(ax, [[0.0, 0.5, 1.0, 7.0]], fmt=None, limits=(0, 1))
    found = [matplotlib.colors.to_hex(p.get_facecolor()) for p in ax.patches]
    assert found == [STEPS[0], STEPS[3], STEPS[-1], STEPS[-1]]
    assert not ax.texts


# ---------------------------------------------------------------- figures of single chapters


@pytest.mark.parametrize("draw", DESCRIBED, ids=lambda draw: draw.__name__)
def test_a_described_figure_can_be_shown_as_it_is(draw, capsys):
    figures.show(*draw())
    assert re.search(r"\d", capsys.readouterr().out)


def test_ink_in_a_halftone_is_proportional_to_the_level():
    _fig, ax = figures.new()
    figures.perceptrons.halftone(ax, np.array([[16.0, 4.0, 0.0]]))
    corners = ax.patches[0].get_path().vertices
    squares = corners.reshape(2, 4, 2)  # a pixel without ink has none
    assert np.ptp(squares[:, :, 0], axis=1) == pytest.approx([1.0, 0.5])  # a quarter of the area


def test_weights_below_zero_are_discs_and_above_zero_squares():
    _fig, ax = figures.new()
    figures.perceptrons.signed_halftone(ax, np.array([[-2.0, 0.0, 2.0]]))
    disc, square = (patch.get_path().vertices for patch in ax.patches)
    assert disc[:, 0].mean() < 0.1 < 1.9 < square[:, 0].mean()
    assert len(square) == 4 < len(disc)
    colors = [matplotlib.colors.to_hex(patch.get_facecolor()) for patch in ax.patches]
    assert colors == [look["color"] for look in figures.CLASSES]


def test_a_separator_lies_where_the_score_is_zero():
    _fig, ax = figures.new()
    figures.perceptrons.separator(ax, [2, -1], 3)
    for point in (ax.lines[0].get_xy1(), ax.lines[0].get_xy2()):
        assert np.dot([2, -1], point) + 3 == pytest.approx(0, abs=1e-9)


def test_wrong_points_are_ringed_and_counted():
    fig, alt = decisions()
    rings = [len(ax.lines[-1].get_xdata()) for ax in fig.axes[:2]]
    assert rings == [0, 1]
    assert "OR, 4 of 4; x₁, 3 of 4." in alt


def test_a_neuron_states_its_sum_and_its_answer():
    assert neuron()[1].endswith("is z = 1, so the answer is 1.")


def test_the_pair_table_names_the_easiest_and_the_hardest_pair():
    assert "least for 0 and 1 (7), most for 0 and 2 (90), median 30." in pair_table()[1]


def test_ten_times_too_large_is_as_bad_as_ten_times_too_small():
    fig, alt = factor_map()
    shades = {  # lower left corner of a cell -> its color and how strong it is
        patch.get_xy(): (matplotlib.colors.to_hex(patch.get_facecolor()), patch.get_alpha())
        for patch in fig.axes[0].patches
        if patch.get_alpha()
    }
    large, small = shades[(-0.46, 0.56)], shades[(-0.46, 1.56)]
    assert large == (TOO_LARGE, small[1])
    assert small[0] == TOO_SMALL
    assert "large: sigmoid 10.00, ReLU 1.00" in alt


def test_a_network_that_diverged_is_counted_and_not_drawn():
    fig, alt = trainable()
    drawn = np.concatenate([np.ravel(line.get_ydata()) for line in fig.axes[0].lines])
    assert np.isnan(drawn.astype(float)).sum() == 1
    assert "ReLU: 6 networks, best 0.92 at factor 1.02, 1 diverged." in alt
    assert "sigmoid: 2 networks, best 0.10 at factor 0.50." in alt


def test_a_valley_counts_the_steps_of_its_path():
    assert valleys()[1].endswith("raw, 2 steps; centered, 1 steps.")


AX = figures.new()[1]
FIVE = {name: [1.0] for name in "abcde"}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: figures.curves([AX, AX], [RELU] * 5), "functions must be one to four .* got 5"),
        (lambda: figures.layers(AX, FIVE), "values must hold one to four lines, got 5"),
        (lambda: figures.layers(AX, {"relu": [0.0]}), r"values\['relu'\] must hold a positive"),
        (lambda: figures.layers(AX, {"relu": [np.nan]}), r"values\['relu'\] must be finite"),
        (lambda: figures.points(AX, np.ones((3, 3)), [0, 1, 1]), r"got shape \(3, 3\)"),
        (lambda: figures.points(AX, np.ones((3, 2)), [0, 1]), "y must have 3 labels, got 2"),
        (lambda: figures.boundary(AX, lambda P: 1.0, X, Y), r"6400 numbers, got shape \(\)"),
        (lambda: figures.boundary(AX, lambda P: P[:, 0] / 0, X, Y), "score must be finite"),
        (lambda: figures.heatmap(AX, [1, 2]), r"matrix must have 2 axes, got shape \(2,\)"),
        (lambda: figures.heatmap(AX, [[1, 2]], rows="ab"), "rows must have 1 labels, got 2"),
        (lambda: figures.perceptrons.halftone(AX, [[-1.0, 2.0]]), "image must hold levels >= 0"),
        (
            lambda: figures.perceptrons.signed_halftone(AX, [[0.0]]),
            "weights must hold a number other than 0",
        ),
        (
            lambda: figures.perceptrons.separator(AX, [0, 0], 1),
            "w must be two numbers that are not both 0",
        ),
        (lambda: figures.perceptrons.neuron(["a"], [1], [1, 2], 0), "equally long, got 1, 1 and 2"),
        (lambda: figures.new(2, 1, title=["a"]), "one for each of 2 panels, got .'a'."),
    ],
)
@pytest.mark.filterwarnings("ignore:divide by zero", "ignore:invalid value")
def test_mistakes_are_explained(call, message):
    with pytest.raises(ValueError, match=message):
        call()
