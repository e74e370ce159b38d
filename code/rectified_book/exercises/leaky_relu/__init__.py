"""Exercises: a slope on the left, what passes through it, and what it is good for."""

from __future__ import annotations

from rectified_book.exercises import bank

chapter = bank.chapter(
    __name__,
    "Leaky ReLU",
    given="""
    import math

    import numpy as np

    from rectified import MLP, activations, datasets, exercises, initializers
    from rectified.exercises import leaky_relu as ch5

    relu = activations.get("relu")
    sigmoid = activations.get("sigmoid")
    """,
    intro="""
    These exercises belong to the chapter [Leaky ReLU](../leaky-relu.ipynb). Put your answer in
    place of each `...` and run the cell. The checker tries it on small inputs first, and it often
    recognizes what went wrong. Any method is fine: only the results count. `relu` and `sigmoid`
    are given; they take arrays of any shape.

    Stuck? `ch5.elu.hint()` shows the first hint for `elu`, and once more the next; after a try,
    `ch5.elu.solution()` shows a solution. On this page they are folded below each exercise.
    """,
)

chapter.section("Value and slope", ["leaky_relu", "leaky_slope"], read="Letting a little through")
chapter.section(
    "What passes back", ["leaky_factor", "alpha_gradient"], read="Letting a little through"
)
chapter.section(
    "Undo it, round it off, take it apart",
    ["undo_leaky", "elu", "as_sum", "alpha_one", "weight_gradient"],
    read="The relatives, and a choice",
)
chapter.section(
    "Predict and explain",
    [
        "left_of_zero",
        "ten_times_less",
        "silent_units",
        "hyperparameters",
        "larger_of_two",
        "swish_unit",
    ],
    text="""
    No code here: decide first, then check. Every option has its own answer, so try the others as
    well.
    """,
)
chapter.section("Train, observe, explain", ["learn_alpha", "rescue"])
