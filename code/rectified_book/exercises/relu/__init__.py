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
    These exercises belong to the chapter [ReLU](../relu.ipynb).

    As in the chapter, examples are rows: a batch `X` has the shape `(n, d)`, and a layer
    computes `X @ W + b`.
    """,
)

chapter.section("The function and its slope", ["relu", "relu_slope", "relu_backward"])
chapter.section("Counting the dead, and a good start", ["count_dead", "he_init"])
chapter.section("Building with it", ["abs_from_relu", "xor_net", "forward"])
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
