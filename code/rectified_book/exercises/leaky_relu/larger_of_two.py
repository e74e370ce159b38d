"""The larger of two."""

from __future__ import annotations

from checker import choice


@choice(
    way=(2, 4, "how large alpha may be", "relatives#alpha-too-large"),
    answer="c",
    options={
        "a": (
            "for every alpha",
            "Try alpha = 2 at z = 1: which of the two is larger, and which should it be?",
        ),
        "b": (
            "only for alpha from 0 to 1",
            "There it holds. But try a negative slope, which PReLU may learn, on both sides of 0.",
        ),
        "c": (
            "for every alpha that is at most 1, also a negative one",
            "Right of 0, z is the larger one if alpha is at most 1; left of 0, alpha·z is. That "
            "needs no lower limit.",
        ),
        "d": (
            "only for small alpha, up to about 0.3",
            "The usual slopes are small, but the formula is exact for larger ones as well. At "
            "which alpha do z and alpha·z change roles?",
        ),
    },
    hints=["Draw the lines z and alpha·z for alpha = 0.5, 2 and −1, and follow the upper one."],
)
def larger_of_two():
    """The larger of two

    For which $\\alpha$ is $\\max(z, \\alpha z)$ the function with $z$ for $z > 0$ and
    $\\alpha z$ elsewhere, at every $z$?
    """
