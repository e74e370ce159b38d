"""All the way."""

from __future__ import annotations

from checker import choice


@choice(
    way=(1, 2, "how large alpha may be", "relatives#alpha-too-large"),
    answer="c",
    options={
        "a": (
            "the strongest of all",
            "More leak is not more power. With alpha = 1 both sides have the slope 1: look at what "
            "has become of the bend.",
        ),
        "b": (
            "the same as plain ReLU",
            "That is alpha = 0, the other end: there nothing passes on the left. With alpha = 1 "
            "everything does.",
        ),
        "c": (
            "one linear layer",
            "With alpha = 1 leaky ReLU is z itself, and layers without a bend collapse into one.",
        ),
        "d": (
            "impossible to train",
            "It trains, and its gradients do not even shrink at the activations. The question is "
            "what it can compute once it is trained.",
        ),
        "e": (
            "the same as a sigmoid network",
            "A sigmoid bends and levels off on both sides. With alpha = 1 leaky ReLU does neither.",
        ),
    },
    hints=[
        "Draw leaky ReLU for alpha = 0.5, for 0.9, and for 1.",
        "What did chapter 2 find out about layers without an activation function?",
    ],
)
def alpha_one():
    """All the way

    What is a deep network whose hidden layers are leaky ReLU with $\\alpha = 1$?
    """
