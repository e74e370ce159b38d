"""How many gates?"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from checker import value


@value(
    way=(2, 5, "logic from one neuron", "what-one-neuron-cannot-do#how-much-one-neuron"),
    hints=[
        "There are 2⁴ = 16 ways to fill a column of four answers with 0 and 1.",
        "Which of them put equal answers on the diagonals of the square, and nowhere else?",
    ],
    why="""
    Of the 16 tables, only XOR and its opposite have the ones on one diagonal of the square and the
    zeros on the other. Each of the other 14 can be cut off by one line.
    """,
)
def gates_of_one_neuron():
    """How many gates?

    There are 16 functions of two inputs that are 0 or 1 with an answer that is 0 or 1. How many of
    them can one perceptron compute?
    """
    return 14  # ← a number


gates_of_one_neuron.also_right(14.0, Fraction(14), np.int64(14), [14], np.array(14), lambda: 14)
gates_of_one_neuron.wrong(
    "all", 16, says="Then XOR would be among them. Which tables cannot be cut by a line?"
)
gates_of_one_neuron.wrong(
    "only xor fails", 15, says="XOR is not alone: turn all its answers round, and it is as hard."
)
gates_of_one_neuron.wrong(
    "those with names",
    4,
    says='There are more than the gates with well-known names: think of "x₁, whatever x₂ is", '
    'or of "never".',
)
gates_of_one_neuron.wrong(
    "half",
    8,
    says="Half of them? That is so for points at twice their number of weights. Four points in a "
    "plane have it easier.",
)
gates_of_one_neuron.wrong(
    "constants forgotten",
    12,
    says='Are "always 1" and "always 0" among yours? A neuron without weights, with a bias '
    "alone, computes them.",
)
gates_of_one_neuron.also_wrong(0, 13, -14, "fourteen", None, (14, 2), 14.5, float("nan"), 140, {14})
