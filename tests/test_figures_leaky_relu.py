"""Promises about the drawings of the chapter Leaky ReLU."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from rectified import activations, figures

draw = figures.leaky_relu
RNG = np.random.default_rng(0)
RELATIVES = [activations.get(f) for f in ("elu", "selu", "gelu", "swish")]


@dataclasses.dataclass
class Noisy:
    """An activation whose values are off by a rounding error."""

    exact: activations.Activation
    error: float

    @property
    def name(self):
        return self.exact.name

    def value(self, z):
        return self.exact.value(z) + self.error

    def derivative(self, z):
        return self.exact.derivative(z) + self.error


DRAWINGS = {
    "recovery": lambda e: draw.recovery({0.1: 112, 0.01: 1681}, 18.0 + e),
    "spread": lambda e: draw.spread(
        [0, -1],
        {"relu": [[0.9, 0.8], [0.2, 0.1 + e]], 0.01: [[0.9] * 2, [0.4, 0.2]]},
        "bias",
        "accuracy",
    ),
    "solved": lambda e: draw.solved([2, 4], {"relu": [17 + e, 70], 0.2: [50, 98]}, 100),
    "learned_slopes": lambda e: draw.learned_slopes(
        {"digits": [np.linspace(-0.47, 0.53, 30) + e], "spirals": [np.full((2, 5), 0.333)]}, 0.25
    ),
    "dips": lambda e: draw.dips([Noisy(f, e) for f in RELATIVES]),
    "moments": lambda e: draw.moments(
        {"selu": {10: [[99.0, 1 + e], [98, 1], [97, 2]]}, "relu": {10: [[200.0, 130.0]]}}
    ),
    "strips": lambda e: draw.strips({"α = 0": [0.96, 0.95 + e], "ELU": [0.97, 0.94]}, "accuracy"),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_the_same_with_the_noise_of_another_processor(name):
    def drawn(noise):
        return figures.svg(*DRAWINGS[name](noise))

    assert drawn(0) == drawn(1e-14)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("recovery", "112 for alpha 0.1, 1681 for alpha 0.01"),
        ("spread", "median of 2 runs, at bias 0, -1. ReLU: 0.85, 0.15; α = 0.01: 0.90, 0.30"),
        ("solved", "ReLU: 0.17, 0.70; Leaky ReLU, α = 0.2: 0.50, 0.98"),
        ("learned_slopes", "digits, layer 1: mean 0.03, from -0.47 to 0.53"),
        ("dips", "GELU has its minimum -0.170 at -0.752"),
        ("moments", "SELU, inputs × 10: from 98 to 1; ReLU, inputs × 10: from 2e+02 to 1.3e+02"),
        ("strips", "α = 0 0.955 ± 0.007; ELU 0.955 ± 0.021"),
    ],
)
def test_the_description_has_the_numbers(name, said):
    assert said in DRAWINGS[name](0)[1]


def test_only_a_function_that_dips_has_a_marked_minimum():
    alt = draw.dips(RELATIVES)[1]
    assert alt.count("has its minimum") == 2
    assert "Swish has its minimum -0.278 at -1.278" in alt
    assert draw.dips(RELATIVES[:1])[1].endswith("None has a minimum.")


def test_every_drawing_is_tested():
    public = {n for n, f in vars(draw).items() if getattr(f, "__module__", "") == draw.__name__}
    assert {name for name in public if not name.startswith("_")} == set(DRAWINGS)


def test_a_spread_with_runs_that_diverged_is_refused():
    with pytest.raises(ValueError, match="runs"):
        draw.spread([0, 1], {"relu": [[0.9, np.nan], [0.1, 0.2]]}, "bias", "accuracy")
