"""A smooth unit in the desert."""

from __future__ import annotations

from checker import choice


@choice(
    way=(2, 4, "a slope that is negative", "relatives#slope-negative"),
    answer="b",
    options={
        "a": (
            "slowly to the right, until it is near 0",
            "That is what a leaky unit does. Look at the sign of Swish's slope at z = −5: in which "
            "direction does its value become larger?",
        ),
        "b": (
            "to the left, away from 0",
            "Left of its lowest point, at −1.28, Swish goes *down* from left to right. To become "
            "larger it moves left, where it levels off at 0.",
        ),
        "c": (
            "nowhere: the slope is exactly 0 there, as for ReLU",
            "It is small, but not 0. The unit moves; the question is in which direction.",
        ),
        "d": (
            "to the lowest point, at z = −1.28, and stays there",
            "There the value is at its *lowest*, and a larger one is wanted.",
        ),
    },
    hints=["Compute Swish, z·sigmoid(z), at −6, −5 and −4. Which of the three is the largest?"],
)
def swish_unit():
    """A smooth unit in the desert

    A single unit with Swish, $z \\cdot \\mathrm{sigmoid}(z)$, has its input at $z = -5$, and its
    value should be larger: the loss is minus its value. Where does gradient descent move its $z$?
    """
