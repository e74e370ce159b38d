"""Why not XOR?"""

from __future__ import annotations

from checker import choice


@choice(
    way=(1, 2, "what one line cannot do", "what-one-neuron-cannot-do#xor-four-points"),
    answer="b",
    options={
        "a": (
            "The learning rate is too small.",
            "Training decides how soon weights are found. For XOR there are none to be found.",
        ),
        "b": (
            "Its boundary is one straight line.",
            "The two ones of XOR lie on one diagonal of a square, the two zeros on the other: no "
            "straight line has the ones on one side and the zeros on the other.",
        ),
        "c": (
            "XOR has four examples.",
            "AND has four as well, and one perceptron computes it. How they lie is what counts.",
        ),
        "d": (
            "The weights start at zero.",
            "The start has an effect on the way, and on how long it is. No start helps when no "
            "weights are right.",
        ),
        "e": (
            "The step function has no slope.",
            "AND is learned with the same step. And with a sigmoid, which has a slope, the "
            "boundary of one unit is as straight.",
        ),
    },
    hints=["Draw the four inputs as the corners of a square, and mark those with the answer 1."],
)
def xor_reason():
    """Why not XOR?

    Why can no single perceptron compute XOR?
    """
