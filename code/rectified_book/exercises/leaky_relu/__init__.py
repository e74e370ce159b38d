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
    These exercises belong to the chapter [Leaky ReLU](../leaky-relu.ipynb). `relu` and
    `sigmoid` are given; they take arrays of any shape.
    """,
)

chapter.section("Value and slope", ["leaky_relu", "leaky_slope"])
chapter.section("What passes back", ["leaky_factor", "alpha_gradient"])
chapter.section(
    "Undo it, round it off, take it apart",
    ["undo_leaky", "elu", "as_sum", "alpha_one", "weight_gradient"],
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
