"""Dead, and what follows."""

from __future__ import annotations

from checker import choice


@choice(
    way=(2, 4, "dead units", "dying-units#can-the-dead-come-back"),
    answer="bd",
    options={
        "a": (
            "Its weights are 0.",
            "Its output is 0, and its gradient. The weights are frozen at what they were, and far "
            "from 0.",
        ),
        "b": (
            "No training image gives its weights a gradient.",
            "Its slope is 0 for every one of them, and the gradient is multiplied by the slope.",
        ),
        "c": (
            "It is silent for every image there can be.",
            "Dead *on the training set* says nothing of other inputs. An unusual image may well "
            "wake it.",
        ),
        "d": (
            "Plain gradient descent on the same images never wakes it, at any learning rate.",
            "Its inputs are the images, which do not change, and its weights get no gradient.",
        ),
        "e": (
            "Without it, the network would answer the training images differently.",
            "It hands on a 0 for each of them. Take it out, and no answer changes.",
        ),
    },
    hints=[
        "What is its output for a training image, and what its slope?",
        "Two of them are true.",
    ],
)
def dead_unit():
    """Dead, and what follows

    A ReLU in the *first* hidden layer is dead on the training set. Which of these follow? Give all
    the letters, such as `"ae"`.
    """
