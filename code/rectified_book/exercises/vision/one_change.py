"""Who gets the credit."""

from __future__ import annotations

from checker import choice


@choice(
    way=(1, 3, "one change at a time", "applications/vision#what-the-activation-does"),
    answer="d",
    options={
        "a": (
            "ReLU is better than the sigmoid",
            "That is one of the two things that changed. Who says that it was not the other?",
        ),
        "b": (
            "convolutions are better than dense layers",
            "That is one of the two things that changed. Who says that it was not the other?",
        ),
        "c": (
            "ReLU and convolutions need each other",
            "For that you would have to see that neither helps alone. No network here has only one "
            "of them.",
        ),
        "d": (
            "nothing yet about what did it",
            "Two things changed at once. Networks that have one of them each, and several seeds of "
            "all four, would part the two.",
        ),
        "e": (
            "the second network had more parameters",
            "The second has fewer: a convolution shares its weights. But even if it had more, that "
            "would be a third change and no answer.",
        ),
    },
    hints=[
        "Write down everything that is different between the two networks.",
        "Which network would you have to train to decide between two explanations?",
    ],
)
def one_change():
    """Who gets the credit

    Somebody trains two networks on the same digits, five seeds of each. One has a dense hidden
    layer of sigmoid units and 25,450 parameters; the other has two convolutions with ReLU and
    5,994. The second is five points better with every seed. What does this show about ReLU and
    about convolutions?
    """
