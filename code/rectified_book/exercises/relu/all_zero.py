"""Everything at zero."""

from __future__ import annotations

from checker import choice


@choice(
    way=(2, 4, "a start at zero", "dying-units#born-dead"),
    answer="b",
    options={
        "a": (
            "None at all.",
            "Nearly. But the biases of the output get their gradient straight from the loss: no "
            "hidden unit stands between.",
        ),
        "b": (
            "Only the biases of the output.",
            "The weights of the output get no gradient because the hidden units hand them zeros; "
            "the hidden layer gets none because the weights above it, and its slopes, are 0. The "
            "network learns how common each digit is, and gives all images the same answer.",
        ),
        "c": (
            "The weights and the biases of the output.",
            "The gradient of a weight is the blame times *what it multiplies*. What do the hidden "
            "units hand on when all that comes in is 0?",
        ),
        "d": (
            "All of them, but the hidden units stay alike.",
            "That happens when all weights start at the same number *other than 0*. At 0 the "
            "hidden units are silent, and their slope is 0.",
        ),
        "e": (
            "All of them, only slowly.",
            "A gradient of 0 is not a small one: no number of steps adds up to anything.",
        ),
    },
    hints=[
        "Go through the forward pass with zeros. Then through the backward pass, from the output "
        "on: what does each gradient multiply?",
    ],
)
def all_zero():
    """Everything at zero

    A network with one hidden layer of ReLUs (with slope 0 at 0) and a softmax output learns to read
    digits by plain gradient descent. All its weights *and* all its biases start at 0. Which of them
    ever change?
    """
