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
    These exercises belong to the chapter [Perceptrons](../perceptrons.ipynb). Put your answer in
    place of each `...` and run the cell. The checker tries it on small inputs first, and it often
    recognizes what went wrong. Any method is fine: only the results count.

    Stuck? `ch1.step.hint()` shows the first hint for `step`, and once more the next; after a try,
    `ch1.step.solution()` shows a solution. On this page they are folded below each exercise.

    As in the chapter, a unit answers 1 where $w \\cdot x + b \\ge 0$ and 0 elsewhere.
    """,
)

chapter.section("One neuron", ["weighted_sum", "step", "predict"], read="One neuron")
chapter.section("Learning from mistakes", ["update", "accuracy"], read="Learning from mistakes")
chapter.section(
    "The boundary", ["boundary", "and_gate", "distance", "xor_reason"], read="One neuron"
)
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
