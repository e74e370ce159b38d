"""Left of zero."""

from __future__ import annotations

from checker import choice


@choice(
    way=(1, 2, "value and slope left of zero", "letting-a-little-through#slope-left-of-zero"),
    answer="b",
    options={
        "a": (
            "value 0.2, slope 0.1",
            "The slope is right. But a positive *slope* does not make the value positive: the line "
            "goes up from left to right, and left of 0 it is below 0.",
        ),
        "b": (
            "value −0.2, slope 0.1",
            "The line 0.1·z goes up, so its slope is positive, and left of 0 it is below 0.",
        ),
        "c": (
            "value −0.2, slope −0.1",
            "The value is right. It is negative, but the line still goes up from left to right.",
        ),
        "d": (
            "value −0.2, slope −0.2",
            "The value is right. The slope is how fast the value changes with z, and it is the "
            "same on the whole left side.",
        ),
        "e": (
            "value 0, slope 0",
            "That is plain ReLU, alpha = 0. Here a tenth of z gets through.",
        ),
    },
    hints=["What is the value at z = −1? Did it go up or down from −2 to −1, and by how much?"],
)
def left_of_zero():
    """Left of zero

    A leaky ReLU with $\\alpha = 0.1$ gets the input $z = -2$. What are its value and its slope
    there?
    """
