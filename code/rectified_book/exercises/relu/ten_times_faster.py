"""Ten times faster."""

from __future__ import annotations

from checker import choice


@choice(
    way=(2, 3, "how units die", "dying-units#how-a-unit-dies"),
    answer="b",
    options={
        "a": (
            "An error, or a loss that is not a number.",
            "One waits for that in vain here. Where all units have fallen silent, nothing can grow "
            "any more: all numbers stay finite.",
        ),
        "b": (
            "A loss near 2.3, without any warning; whole layers are dead.",
            "The first steps throw the weights so far that hardly an image is answered any more. "
            "What is left is guessing among ten classes: a loss of ln 10.",
        ),
        "c": (
            "The same accuracy, sooner.",
            "Larger steps are faster only up to a point, and raw pixels and momentum have made "
            "them large already.",
        ),
        "d": (
            "All weights at 0.",
            "The outputs of the units go to 0, the weights do not: they are thrown far away, and "
            "frozen there.",
        ),
    },
    hints=["Look at the map on the page *How units die*: raw pixels, momentum 0.9, larger rates."],
)
def ten_times_faster():
    """Ten times faster

    The network from the opening of the chapter learned from raw pixels with momentum 0.9 and a
    learning rate of 0.01. You start it once more, with a learning rate of 0.1. What do you see
    after ten epochs?
    """
