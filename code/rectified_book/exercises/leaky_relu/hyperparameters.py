"""Set or learned."""

from __future__ import annotations

from checker import choice


@choice(
    way=(1, 2, "what is set and what is learned", "relatives#learned-slopes"),
    answer="bd",
    options={
        "a": (
            "the alphas of PReLU",
            "In PReLU training changes them, together with the weights: parameters.",
        ),
        "b": (
            "the alpha of leaky ReLU",
            "The alpha of leaky ReLU is set before training, and training leaves it alone.",
        ),
        "c": (
            "the biases",
            "Training changes them, like the weights: parameters.",
        ),
        "d": (
            "the learning rate",
            "The learning rate says how far a step goes; no step changes it.",
        ),
        "e": (
            "the pre-activation z of a unit",
            "It is neither: it is computed anew for every input.",
        ),
    },
    hints=["Hyperparameters are set by you; parameters are what training changes."],
)
def hyperparameters():
    """Set or learned

    Which of these are *hyperparameters*? Give all letters.
    """
