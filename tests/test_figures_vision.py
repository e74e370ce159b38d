"""Promises about the drawings of the chapter Vision: they show what their texts say."""

from __future__ import annotations

import numpy as np
import pytest

from rectified.figures import svg, vision

FILTERS = np.array([[1.0, -1.0], [0.5, 0.25]])[..., None] * [1, -2, 3]
MAPS = np.array([[0.0, 2.0], [1.0, 0.0]])[..., None] * [1.0, 0.5, 0.0]
READ = {"relu": [[0.5, 0.7], [0.9, 0.9], [np.nan, 0.1]], "sigmoid": [[0.1, 0.1]] * 3}
LOST = {"relu": [[0.0, 0.0], [0.25, 0.75], [np.nan, np.nan]], "sigmoid": [[0.0, 0.5]] * 3}
RATES = [0.01, 0.1, 0.5]


def up(runs, noise):
    return {name: np.array(values) + noise for name, values in runs.items()}


DRAWINGS = {
    "filters_and_maps": lambda noise=0.0: vision.filters_and_maps(FILTERS, MAPS * (1 + noise)),
    "moved": lambda noise=0.0: vision.moved({"one": [0.9 + noise, 0.5], "two": [0.8, 0.1]}),
    "by_rate": lambda noise=0.0: vision.by_rate(RATES, up(READ, noise), LOST),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_the_same_on_every_machine(name):
    assert svg(*DRAWINGS[name]()) == svg(*DRAWINGS[name](1e-13))


def test_a_filter_stands_above_its_map():
    fig, alt = DRAWINGS["filters_and_maps"]()
    assert "3 filters of 2 × 2 weights" in alt
    assert "Active places: 50%, 50%, 0%" in alt
    filters, maps = fig.axes[::2], fig.axes[1::2]
    assert len(filters) == len(maps) == 3
    for above, below in zip(filters, maps, strict=True):
        one, other = (ax.get_subplotspec() for ax in (above, below))
        assert (one.rowspan.start + 1, one.colspan) == (other.rowspan.start, other.colspan)


def test_a_faint_map_looks_faint():
    """All maps have one scale: the second is half as strong as the first."""
    fig, _ = DRAWINGS["filters_and_maps"]()
    first, second = (fig.axes[k].patches[0].get_path().vertices for k in (1, 3))
    assert np.ptp(first[:4, 0]) == pytest.approx(1, abs=0.01)
    assert np.ptp(second[:4, 0]) == pytest.approx(0.5**0.5, abs=0.01)


def test_readers_are_named_and_told_in_percent():
    fig, alt = DRAWINGS["moved"]()
    assert "one: 90%, 50%; two: 80%, 10%" in alt
    assert {"one", "two"} <= {text.get_text() for text in fig.axes[0].texts}
    with pytest.raises(ValueError, match="one to four readers"):
        vision.moved({name: [0.5] for name in "abcde"})


def test_a_network_that_diverged_is_left_out_and_told():
    fig, alt = DRAWINGS["by_rate"]()
    assert "digits read, ReLU: 60%, 90%, diverged" in alt
    assert "filters lost, ReLU: 0%, 50%, diverged" in alt
    np.testing.assert_allclose(fig.axes[0].lines[0].get_ydata(), [0.6, 0.9, np.nan])
