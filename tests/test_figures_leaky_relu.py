"""Promises about the drawings of the chapter Leaky ReLU."""

from __future__ import annotations

import gallery
import numpy as np
import pytest

from rectified import activations, figures

draw = figures.leaky_relu
GAPS = np.linspace(-0.4, 0.8, 40)

DRAWINGS = {
    "between": lambda e: draw.between([activations.ReLU(), activations.LeakyReLU(0.2 + e)]),
    "wakes": lambda e: draw.wakes(
        {"relu": [-4.0, -4.0], "α = 0.1": [-4.0, -2.0, 0.1 + e], "swish": [-4.0, -6.0, -6.8]}
    ),
    "recovery": lambda e: draw.recovery({0.1: 112, 0.01: 1681}, 18.0 + e),
    "spread": lambda e: draw.spread(
        [0, 0.2],
        {"relu": [[0.9, 0.8], [0.2, 0.1 + e]], "Adam": [[0.9] * 2, [0.4, 0.2]]},
        "α",
        "accuracy",
    ),
    "intervals": lambda e: draw.intervals({"ELU": GAPS + e, "α = 1": -GAPS}),
    "learned_slopes": lambda e: draw.learned_slopes(
        {"digits": [np.linspace(-0.47, 0.53, 30) + e], "spirals": [np.full((2, 5), 0.333)]}, 0.25
    ),
    "dips": lambda e: draw.dips({"elu": 0.2 + e, "gelu": -4.1, "swish": -6.8}),
}


test_a_drawing_is_the_same_with_the_noise_of_another_processor = gallery.steady(DRAWINGS)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("between", "ReLU 0.0, slope 0.0; Leaky ReLU -0.8, slope 0.2"),
        ("wakes", "α = 0.1 from -4.0 to 0.1 in 2 steps; Swish from -4.0 to -6.8 in 2 steps"),
        ("recovery", "112 for alpha 0.1, 1681 for alpha 0.01"),
        ("spread", "median of 2 runs, at α 0, 0.2. ReLU: 0.85, 0.15; Adam: 0.90, 0.30"),
        ("intervals", "α = 1: 8 pairs +0.29, from +0.24 to +0.35, 40 pairs -0.20"),
        ("learned_slopes", "digits, layer 1: mean 0.03, from -0.47 to 0.53"),
        ("dips", "GELU leads the unit from -4 to -4.1 and has its minimum -0.170 at -0.752"),
    ],
)
def test_the_description_has_the_numbers(name, said):
    assert said in DRAWINGS[name](0)[1]


def test_only_a_function_that_dips_has_a_lowest_point():
    alt = draw.dips({"elu": 0.2, "swish": -6.8})[1]
    assert alt.count("has its minimum") == 1
    assert "Swish leads the unit from -4 to -6.8 and has its minimum -0.278 at -1.278" in alt


def test_every_drawing_is_tested():
    public = {n for n, f in vars(draw).items() if getattr(f, "__module__", "") == draw.__name__}
    assert {name for name in public if not name.startswith("_")} == set(DRAWINGS)


def test_a_spread_with_runs_that_diverged_is_refused():
    with pytest.raises(ValueError, match="runs"):
        draw.spread([0, 1], {"relu": [[0.9, np.nan], [0.1, 0.2]]}, "α", "accuracy")


def test_more_pairs_make_a_shorter_interval():
    fig, _ = draw.intervals({"ELU": np.tile([0.0, 1.0], 20)})
    few, _, many, _ = [line.get_xdata() for line in fig.axes[0].lines[1:5]]
    assert np.ptp(many) < np.ptp(few) / 2


def test_a_unit_that_comes_back_is_marked_where_it_does():
    fig, _ = draw.wakes({"α = 0.1": [-4.0, -2.0, 0.1], "relu": [-4.0, -4.0, -4.0]})
    marks = [line for line in fig.axes[0].lines if line.get_marker() == "o"]
    assert [tuple(mark.get_xydata()[0]) for mark in marks] == [(2, 0.1)]
