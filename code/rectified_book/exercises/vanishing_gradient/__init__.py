"""Exercises: how a gradient travels back, and what becomes of it on the way."""

from __future__ import annotations

from rectified_book.exercises import bank

chapter = bank.chapter(
    __name__,
    "The vanishing gradient",
    given="""
    import math

    import numpy as np

    from rectified import MLP, datasets, exercises
    from rectified.activations import Sigmoid
    from rectified.exercises import vanishing_gradient as ch3

    sigmoid = Sigmoid()
    """,
    intro="""
    These exercises belong to the chapter [The vanishing gradient](../vanishing-gradient.ipynb).

    The next cell gives you `sigmoid`: `sigmoid(z)` is its value and `sigmoid.derivative(z)` its
    slope, for a number or an array. You may as well write your own.
    """,
)

chapter.section("A product of many factors", ["best_case", "chain", "layers_until"])
chapter.section("Forward, and back", ["activations", "backward"])
chapter.section(
    "Measure it, mend it",
    ["shrinkage", "xavier_std", "clip_norm", "numeric_gradient", "which_layer"],
)
chapter.section(
    "Think first",
    [
        "eight_times",
        "a_thousand_times",
        "true_of_backpropagation",
        "smallest_weight",
        "nine_tenths",
        "signs",
    ],
    text="""
    Answer before you compute. Every option has its own reply, so it is worth trying a wrong one,
    too.
    """,
)
chapter.section(
    "Longer tasks",
    ["draw", "backpropagate", "deep_sigmoid"],
    text="""
    Here you write more than a line. There is more than one right way, and the checker looks only
    at what comes out.
    """,
)
