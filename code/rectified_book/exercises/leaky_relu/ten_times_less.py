"""Ten times less slope."""

from __future__ import annotations

from checker import choice


@choice(
    way=(1, 3, "how long it takes to come back", "letting-a-little-through#time-to-come-back"),
    answer="d",
    options={
        "a": (
            "about as many: what counts is that the slope is not 0",
            "Not being 0 means that the unit moves. How far it moves in a step depends on how "
            "large the slope is.",
        ),
        "b": (
            "about twice as many",
            "The way to go is the same. By which factor does each step become shorter?",
        ),
        "c": (
            "about a tenth as many",
            "It is the other way round: a smaller slope makes smaller steps.",
        ),
        "d": (
            "about ten times as many",
            "While the unit is silent, each step is proportional to alpha, and the way is the "
            "same.",
        ),
        "e": (
            "infinitely many: with so small a slope it is dead",
            "It is slow, but it moves with each step. Only a slope of 0 stops it for good.",
        ),
    },
    hints=["By the chain rule, the gradient of the bias contains the slope as a factor."],
)
def ten_times_less():
    """Ten times less slope

    A single leaky ReLU unit has been pushed far to the left: it is silent for all inputs. With
    $\\alpha = 0.01$ it needs about 1700 steps of gradient descent until it fires again. How many
    with $\\alpha = 0.001$ and everything else the same?
    """
