"""Exercises: ReLU forward and backward, its start, its dead, and what it can build."""

from __future__ import annotations

from rectified_book.exercises import bank

chapter = bank.chapter(
    __name__,
    "ReLU",
    given="""
    import math

    import numpy as np

    from rectified import MLP, activations, datasets, diagnostics, exercises
    from rectified.exercises import relu as ch4

    relu = activations.get("relu")  # until you have written your own
    """,
    intro="""
    These exercises belong to the chapter [ReLU](../relu.ipynb). Put your answer in place of each
    `...` and run the cell. The checker tries it on small inputs first, and it often recognizes what
    went wrong. Any method is fine: only the results count.

    Stuck? `ch4.relu.hint()` shows the first hint for `relu`, and once more the next; after a try,
    `ch4.relu.solution()` shows a solution. On this page they are folded below each exercise.

    As in the chapter, examples are rows: a batch `X` has the shape `(n, d)`, and a layer computes
    `X @ W + b`.
    """,
)

chapter.section(
    "The function and its slope", ["relu", "relu_slope", "relu_backward"], read="What ReLU does"
)
chapter.section(
    "Counting the dead, and a good start", ["count_dead", "he_init"], read="How units die"
)
chapter.section("Building with it", ["abs_from_relu", "xor_net", "forward"], read="What ReLU does")
chapter.section(
    "Think first",
    ["all_zero", "negative_image", "dead_unit", "ten_times_faster", "folds", "silent_layer"],
    text="""
    Answer before you compute. Every option has its own reply, so it is worth trying a wrong one,
    too.
    """,
)
chapter.section(
    "Longer tasks",
    ["sine_of_pieces", "learn", "half_asleep"],
    text="""
    Here you write more than a line. There is more than one right way, and the checker looks only
    at what comes out.
    """,
)
