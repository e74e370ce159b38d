"""Ten times as much."""

from __future__ import annotations

from checker import choice


@choice(
    way=(1, 2, "what the size of weights says", "one-neuron#what-a-weight-tells"),
    answer="b",
    options={
        "a": (
            "The boundary moves away from the origin.",
            "The boundary is where w·x + b = 0. Multiply by 10: 0 stays 0, so the same points lie "
            "on it.",
        ),
        "b": (
            "No answer changes.",
            "All pre-activations become ten times as large, and none changes its sign.",
        ),
        "c": (
            "The neuron becomes more certain of its answers.",
            "The pre-activations grow, but a step knows no degrees: 3 and 30 are the same answer, "
            "1.",
        ),
        "d": (
            "The margin becomes ten times as wide.",
            "The distances from the boundary stay: the pre-activation is ten times as large, and "
            "so is the length of w that it is divided by.",
        ),
        "e": (
            "All answers turn round.",
            "That happens when you multiply by a *negative* number.",
        ),
    },
    hints=["What happens to the sign of a number that is multiplied by 10?"],
)
def ten_times():
    """Ten times as much

    All weights of a perceptron and its bias are multiplied by 10. What happens?
    """
