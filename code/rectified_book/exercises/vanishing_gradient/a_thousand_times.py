"""A larger rate."""

from __future__ import annotations

from checker import choice


@choice(
    way=(2, 3, "one rate for all layers", "signals-through-depth#learning-speed"),
    answer="d",
    options={
        "a": (
            "All layers now learn as they should.",
            "The rate multiplies the steps of *all* layers. For the last one they were right "
            "before.",
        ),
        "b": (
            "Nothing changes, because the gradient is zero.",
            "It is small, not zero, and only at the front. At the last layer it was never small.",
        ),
        "c": (
            "The first layers learn, the last ones stay as they are.",
            "No layer stays as it is: all steps are a thousand times as large. For the first "
            "layers that is still next to nothing.",
        ),
        "d": (
            "The last layer is thrown about, and the first hardly moves.",
            "There is one rate for all layers, and their gradients differ by far more than a "
            "thousand. No single number fits both ends.",
        ),
        "e": (
            "The gradients of the first layers become a thousand times as large.",
            "The rate does not change a gradient, only the step that is made from it.",
        ),
    },
    hints=["How many learning rates are there, and for how many layers?"],
)
def a_thousand_times():
    """A larger rate

    In a network with ten hidden layers of sigmoid units the first layer gets a gradient a million
    times smaller than the last. The last one's steps have a good size. You multiply the learning
    rate by 1000. What happens?
    """
