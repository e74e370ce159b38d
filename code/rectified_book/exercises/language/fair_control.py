"""The missing row."""

from __future__ import annotations

from checker import choice


@choice(
    way=(1, 3, "one change at a time", "applications/language#start-of-the-matrix"),
    answer="b",
    options={
        "a": (
            "more seeds of these two",
            "Ten seeds agreed already. More would make a number surer that has two explanations.",
        ),
        "b": (
            "tanh with the identity start, and ReLU with the orthogonal one",
            "Each of them changes one thing only. If tanh with the identity does as well, it was "
            "the start.",
        ),
        "c": (
            "ReLU with a larger state",
            "A third change would make it harder, not easier, to say what did it.",
        ),
        "d": (
            "sigmoid with the orthogonal start",
            "It would tell something about the sigmoid. ReLU and the identity still occur only "
            "together.",
        ),
        "e": (
            "nothing: the difference is large enough",
            "It is large enough to be real. What has made it is another question: two things are "
            "different.",
        ),
    },
    hints=[
        "How many things are different between the two networks?",
        "Which two rows are missing in the table of function × start?",
    ],
)
def fair_control():
    """The missing row

    A paper compares two recurrent networks on sentences, ten seeds each: one with tanh that starts
    with an orthogonal matrix, one with ReLU that starts with the identity. The second is five
    points better with every seed, and the paper praises ReLU. What would you ask for first?
    """
