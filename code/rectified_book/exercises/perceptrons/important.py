"""Weights and importance."""

from __future__ import annotations

from checker import choice


@choice(
    way=(1, 2, "what a weight tells", "one-neuron#what-a-weight-tells"),
    answer="c",
    options={
        "a": (
            "Yes: its weight is smaller.",
            "The weight is smaller because the number it multiplies is large. Measured in square "
            "meters, the same model would have a weight more than ten times as large.",
        ),
        "b": (
            "No: the area has the larger numbers, so it is more important.",
            "Large numbers are no sign of importance either: they come with the unit, and the "
            "weight makes up for them.",
        ),
        "c": (
            "One cannot tell from the weights.",
            "A weight is a change of the pre-activation *per unit of its input*. Two weights "
            "compare only if their inputs share a scale.",
        ),
        "d": (
            "Both are equally important, because training has balanced them.",
            "The rule makes the mistakes disappear. It balances nothing else.",
        ),
    },
    hints=["What would become of the weight if the area were measured in square meters?"],
)
def important():
    """Weights and importance

    In a model of house prices, the weight of *area in square feet* is a tenth of the weight of
    *number of rooms*. Is the area less important?
    """
