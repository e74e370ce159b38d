"""Exercises: one neuron, its boundary, its learning rule, and what it cannot do."""

from __future__ import annotations

from rectified_book.exercises import bank

chapter = bank.chapter(
    __name__,
    "Perceptrons",
    given="""
    import numpy as np

    from rectified import datasets, exercises, perceptron
    from rectified.exercises import perceptrons as ch1
    """,
    intro="""
    These exercises belong to the chapter [Perceptrons](../perceptrons.ipynb).

    As in the chapter, a unit answers 1 where $w \\cdot x + b \\ge 0$ and 0 elsewhere.
    """,
)

chapter.section("One neuron", ["weighted_sum", "step", "predict"])
chapter.section("Learning from mistakes", ["update", "accuracy"])
chapter.section("The boundary", ["boundary", "and_gate", "distance", "xor_reason"])
chapter.section(
    "Think first",
    ["ten_times", "important", "not_yet", "true_of_it", "gates_of_one_neuron", "after_one_epoch"],
    text="""
    Answer before you compute. Every option has its own reply, so it is worth trying a wrong one,
    too.
    """,
)
chapter.section(
    "Longer tasks",
    ["draw", "train", "threes_and_eights"],
    text="""
    Here you write more than a line. There is more than one right way, and the checker looks only
    at what comes out.
    """,
)
