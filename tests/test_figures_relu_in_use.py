"""Promises about the drawings of ReLU where it is used: they show what their texts say."""

from __future__ import annotations

import numpy as np
import pytest

from rectified.figures import relu_in_use, svg

RATES = [0.001, 0.01, 0.1]
DEAD = np.array([[0.0, 0.1, 0.1], [0.2, 0.3, 0.5], [0.9, 1.0, 1.0]])
STEADY, GONE = np.full((4, 3), 1.25), np.array([[1.5] * 3, *[[np.nan] * 3] * 3])
KEPT = np.array([1.0, 0.5, 0.2, 1e-3, 0.0])
DRAWINGS = {
    "dead_by_rate": lambda noise=0.0: relu_in_use.dead_by_rate(RATES, {"layer 1": DEAD + noise}),
    "factors": lambda noise=0.0: relu_in_use.factors(
        {"SGD": {"plain": STEADY + noise, "residual": GONE + noise}, "Adam": {"plain": STEADY}}
    ),
    "spectra": lambda noise=0.0: relu_in_use.spectra(
        {("tanh", "normal"): KEPT ** (1 + noise), ("relu", "orthogonal"): KEPT**2}
    ),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_the_same_on_every_machine(name):
    assert svg(*DRAWINGS[name]()) == svg(*DRAWINGS[name](1e-13))


def test_dead_units_are_told_and_drawn_as_medians_with_the_range_of_all():
    fig, alt = DRAWINGS["dead_by_rate"]()
    assert "rates 0.001, 0.01, 0.1, medians of 3 networks" in alt
    assert "layer 1: 10%, 30%, 100%" in alt
    ax = fig.axes[0]
    np.testing.assert_allclose(ax.lines[0].get_ydata(), [0.1, 0.3, 1])
    np.testing.assert_allclose(ax.collections[0].get_segments()[1][:, 1], [0.2, 0.5])
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["0.001", "0.01", "0.1"]


def test_a_line_that_ends_early_says_so():
    fig, alt = DRAWINGS["factors"]()
    assert "SGD, plain: 1.25 to 1.25;" in alt
    assert "SGD, residual: 1.50 to 1.50 (ends here)" in alt
    names = [text.get_text() for text in fig.axes[0].texts]
    assert "residual (ends here)" in names
    assert "plain" in names


def test_directions_are_told_by_the_share_that_keeps_a_tenth():
    fig, alt = DRAWINGS["spectra"]()
    assert "tanh, normal 60%; ReLU, orthogonal 40%" in alt
    drawn = fig.axes[0].lines[0].get_ydata()
    assert np.isfinite(drawn).tolist() == [True, True, True, True, False]
