"""Exercises: sigmoid, tanh and softmax, their slopes, and layers that collapse."""

from __future__ import annotations

from rectified_book.exercises import bank

chapter = bank.chapter(
    __name__,
    "Activation functions",
    given="""
    import math

    import numpy as np

    from rectified import MLP, activations, datasets, exercises
    from rectified.exercises import activation_functions as ch2

    sigmoid = activations.get("sigmoid")
    """,
    intro="""
    These exercises belong to the chapter [Activation functions](../activation-functions.ipynb).

    Where `z` is an array, your function works entry by entry: the result has the shape of `z`.
    Arrays of whole numbers and tables with several axes come up as well. Leave what you are
    given as it was.
    """,
)

chapter.section("The sigmoid", ["sigmoid", "sigmoid_slope"])
chapter.section("tanh", ["tanh_from_sigmoid", "tanh_slope"])
chapter.section("Huge numbers", ["softmax_rows", "log_sigmoid"])
chapter.section("Layers that collapse", ["merge_linear"])
chapter.section("How steep?", ["steepest", "draw"])
chapter.section(
    "Think first",
    [
        "which_collapse",
        "doubled_logits",
        "article_topics",
        "last_relu",
        "what_is_left",
        "bottleneck",
        "exactly_one",
    ],
    text="""
    Answer before you compute. Every option has its own reply, so it is worth trying a wrong one,
    too.
    """,
)
chapter.section(
    "Longer tasks",
    ["disguise", "fence", "modest"],
    text="""
    Here you write more than a line. There is more than one right way, and the checker looks only
    at what comes out.
    """,
)
