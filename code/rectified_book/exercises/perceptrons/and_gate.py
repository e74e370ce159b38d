"""AND."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from checker import numbers, witness

from ._shared import FOUR


def gate(answer):
    """What a unit with these weights computes: its four answers."""
    names = ("w", "weights", "w1", "w2", "b", "bias")
    if isinstance(answer, dict) and set(answer) <= set(names):
        answer = [answer[name] for name in names if name in answer]
    elif hasattr(answer, "w") and hasattr(answer, "b"):  # what `perceptron.fit` returns
        answer = [answer.w, answer.b]
    if isinstance(answer, list | tuple):
        parts = [list(np.ravel(p)) if not isinstance(p, str) else [p] for p in answer]
        answer = [number for part in parts for number in part]
    w1, w2, b = numbers(answer, (3,), "The form is (w1, w2, b)")
    scores = FOUR @ [w1, w2] + b
    # 0.7 + 0.1 − 0.8 is 0, and −1e-16 for a computer: what is nearly 0 may count as 0.
    nearly = np.abs(scores) <= 1e-12 * max(abs(w1), abs(w2), abs(b))
    exact = tuple(int(s >= 0) for s in scores)
    lenient = tuple(int(s >= 0 or n) for s, n in zip(scores, nearly))
    answers = lenient if lenient == (0, 0, 0, 1) else exact
    return {f"({x1:g}, {x2:g})": label for (x1, x2), label in zip(FOUR, answers)}


@witness(
    way=(1, 4, "logic from one neuron", "one-neuron#logic-gates"),
    observe=gate,
    differs="The label of at least one of the four rows is not that of AND yet.",
    hints=[
        "Which sums w₁x₁ + w₂x₂ do the four rows give, if both weights are 1?",
        "The bias must pull three of the four pre-activations below 0 and leave the fourth at 0 "
        "or above.",
    ],
    why="""
    With weights 1 and 1 the four sums are 0, 1, 1 and 2, and the bias has to keep 1 below zero and
    2 not: anything from −2 up to, but not including, −1. In general b, w₁ + b and w₂ + b must be
    negative and w₁ + w₂ + b not: four inequalities with many solutions.
    """,
)
def and_gate():
    """AND

    Find two weights and a bias `(w1, w2, b)` with which the neuron computes AND: it answers 1 for
    the inputs (1, 1), and 0 for (0, 0), (0, 1) and (1, 0). Remember that it answers 1 where its
    pre-activation is *at least* 0. Many answers are right.
    """
    return 1, 1, -1.5  # ← (w1, w2, b)


and_gate.also_right(
    (1, 1, -1.5),
    (2, 2, -3),
    (2, 1, -3),
    [0.6, 0.6, -1],
    np.array([1, 1, -2]),
    ([1, 1], -1.2),
    (np.array([3, 5]), -6),
    (0.7, 0.1, -0.8),
    (0.1, 0.2, -0.3),
    {"w1": 1, "w2": 1, "b": -1.1},
    (1e6, 1e6, -1.5e6),
    np.array([[1.0], [1.0], [-1.5]], dtype=np.float32),
    (Fraction(1, 3), Fraction(1, 3), Fraction(-1, 2)),
    (100, 1, -100.5),
)
_GATES = {
    "or": (
        (1, 1, -0.5),
        "One input is enough here: that is OR. The bias has to pull further down.",
    ),
    "never": (
        (1, 1, -3),
        "It never answers 1: even with two ones, the pre-activation stays below 0.",
    ),
    "copies x1": ((1, 0, -0.5), "Only the first input counts: the answer is x₁."),
    "copies x2": ((0, 1, -0.5), "Only the second input counts: the answer is x₂."),
    "always": (
        (1, 1, 0),
        "It always answers 1. Already (0, 0) has a pre-activation of at least 0: that "
        "pre-activation is the bias.",
    ),
    "nand": ((-1, -1, 1.5), "It answers 0 for (1, 1) only: that is NAND, AND turned over."),
    "nor": ((-1, -1, 0.5), "It answers 1 for (0, 0) only: that is NOR. Inputs argue *against* 1."),
    "not x1": ((-1, 0, 0.5), "It answers 1 where x₁ is 0. A negative weight argues against 1."),
    "not x2": ((0, -1, 0.5), "It answers 1 where x₂ is 0. A negative weight argues against 1."),
    "only x1": ((1, -1, -0.5), "It answers 1 for (1, 0) only: the second input argues against 1."),
    "only x2": ((-1, 1, -0.5), "It answers 1 for (0, 1) only: the first input argues against 1."),
    "x1 or not x2": (
        (1, -1, 0.5),
        "It answers 0 for (0, 1) only: the second input argues against 1.",
    ),
    "x2 or not x1": (
        (-1, 1, 0.5),
        "It answers 0 for (1, 0) only: the first input argues against 1.",
    ),
}
for _name, (_answer, _text) in _GATES.items():
    and_gate.wrong(_name, _answer, says=_text)
and_gate.also_wrong(
    (1, 1),
    (1, 1, -1.5, 0),
    "AND",
    (1, 1, float("nan")),
    None,
    (1, 1, "-1.5"),
    [[1, 1, -1.5], [1, 1, -1.5]],
    -1.5,
    {"weights": (1, 1)},
    lambda: None,
)
