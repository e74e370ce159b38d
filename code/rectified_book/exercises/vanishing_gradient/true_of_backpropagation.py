"""What backpropagation does."""

from __future__ import annotations

from checker import choice


@choice(
    way=(1, 3, "what backpropagation does", "backpropagation#all-units"),
    answer="acd",
    options={
        "a": ("It computes the gradient.", "That is what it is for."),
        "b": (
            "It changes the weights.",
            "It leaves them as they are. The change is made by the optimizer, with the gradient "
            "that backpropagation has computed.",
        ),
        "c": (
            "It uses the values of the forward pass.",
            "Slopes depend on z, and the gradient of a weight on the activation that comes in.",
        ),
        "d": (
            "It goes from the last layer to the first.",
            "A layer's gradient is made from that of the layer behind it.",
        ),
        "e": (
            "It runs the network twice for every weight.",
            "That is the check by finite differences. Backpropagation needs one way forward and "
            "one back for *all* weights.",
        ),
        "f": (
            "It makes the gradients of the first layers vanish.",
            "It only tells how large they are: a check with nudged weights finds the same numbers.",
        ),
    },
    hints=["Think of the loop in the chapter: what does it need, and what is it left with?"],
)
def true_of_backpropagation():
    """What backpropagation does

    Which of these are true of backpropagation? Give all the letters, such as `"ab"`.
    """
