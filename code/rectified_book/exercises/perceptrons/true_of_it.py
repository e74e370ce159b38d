"""Sixty-four inputs."""

from __future__ import annotations

from checker import choice


@choice(
    way=(1, 3, "the parts of a neuron", "one-neuron#weights-sum-step"),
    answer="acd",
    options={
        "a": ("It has 64 weights.", "One weight for each input, that is right."),
        "b": (
            "It has two outputs, 0 and 1.",
            "It has one output, which takes one of two *values*.",
        ),
        "c": ("It has one bias.", "The bias belongs to the neuron: there is one."),
        "d": (
            "Its boundary is flat: a hyperplane.",
            "All inputs with a pre-activation of 0 form a hyperplane, whatever the number of "
            "inputs.",
        ),
        "e": (
            "Its training always ends.",
            "It ends where a hyperplane separates the classes, and only there.",
        ),
    },
    hints=["Count: how many numbers go in, and how many come out?", "Three of them are true."],
)
def true_of_it():
    """Sixty-four inputs

    Which of these are true of a perceptron with 64 inputs? Give all the letters, such as `"ab"`.
    """
