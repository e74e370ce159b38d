"""A narrow layer."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from checker import value


@value(
    way=(2, 5, "units that are silent from the start", "dying-units#born-dead"),
    hints=[
        "What is the probability for one unit? Remember that w is as likely as −w.",
        "All four must be silent at once, and they are drawn independently.",
    ],
    why="""
    Each unit is silent with probability ½, since its pre-activation is as likely to be negative as
    positive. Four of them are silent at once with probability (½)⁴. With ten such layers, about
    half of the networks are silent for this one input: 1 − (15/16)¹⁰ = 48 %.
    """,
)
def silent_layer():
    """A narrow layer

    A layer has four ReLUs, random weights from a normal distribution with mean 0, and biases at 0.
    An input other than 0 comes in. How likely is it that *none* of the four answers? Give the exact
    number, as a decimal or as a fraction such as `2 / 3`.
    """
    return 1 / 16  # ← a probability


silent_layer.also_right(
    0.0625,
    Fraction(1, 16),
    0.5**4,
    [1 / 16],
    np.float64(0.0625),
    np.array([0.0625]),
    lambda: 2**-4,
    "1/16",
)
silent_layer.wrong("one unit", 0.5, says="That is so for one unit. All four must be silent.")
silent_layer.wrong(
    "a quarter",
    0.25,
    says="One in four? That is the share of one unit among four, or the probability for two units "
    "to be silent together.",
)
silent_layer.wrong(
    "one answers",
    15 / 16,
    says="That is the probability that at least one of them answers.",
)
silent_layer.wrong(
    "an eighth",
    1 / 8,
    says="So it would be for three units. Here all four must be silent.",
)
silent_layer.wrong(
    "never", 0, says="Chance can do it: all four pre-activations may be negative at once."
)
silent_layer.wrong(
    "percent",
    6.25,
    says="That is the number of percent. A probability lies between 0 and 1.",
)
silent_layer.wrong(
    "rounded", 0.06, 0.063, says="That is rounded. Give the number in full, or as a fraction."
)
silent_layer.wrong(
    "inverse", 16, says="In one of so many cases, yes. Give the probability, between 0 and 1."
)
silent_layer.also_wrong(1, 0.2, -0.0625, 4, "one in 16", None, (1, 16), float("nan"), 1 / 32, 0.4)
