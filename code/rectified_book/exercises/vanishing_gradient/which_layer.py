"""Which layer?"""

from __future__ import annotations

from checker import choice


@choice(
    way=(1, 2, "which layers learn slowly", "signals-through-depth#learning-speed"),
    answer="a",
    options={
        "a": (
            "the first",
            "The gradient starts at the last layer and goes back. The first layer is the last one "
            "that it reaches, after all the factors.",
        ),
        "b": (
            "the middle",
            "In the middle it has lost about half of its powers of ten. It goes on shrinking from "
            "there.",
        ),
        "c": (
            "the last",
            "You may be thinking of a signal that fades on its way forward. The gradient starts at "
            "the last layer and fades on its way back.",
        ),
        "d": (
            "all the same",
            "Every layer on the way multiplies the gradient by its slopes, and those of a sigmoid "
            "are at most ¼. It cannot arrive everywhere alike.",
        ),
        "e": (
            "the widest",
            "A wide layer spreads the gradient over more units, but what counts is how many layers "
            "lie between it and the output.",
        ),
    },
    hints=["Where does a gradient come from, and where does it go?"],
)
def which_layer():
    """Which layer?

    In a deep sigmoid network with the customary start, trained by backpropagation: which layer
    gets the smallest gradients?
    """
