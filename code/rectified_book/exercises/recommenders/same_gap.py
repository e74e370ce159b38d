"""The same gap on every bill."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from checker import value


@value(
    way=(1, 3, "what two biases can say", "applications/recommenders#two-biases"),
    hints=[
        "Without a bend the answer is a number for the person plus a number for the bill. By how "
        "much is Ann above Bob, on any bill?",
        "On the first bill the gap is 0.9 − 0.3. It is the same on the second.",
    ],
    why="""
    Person plus bill: the bill's number cancels when two people are compared, so Ann stays 0.6 above
    Bob on *every* bill. The model has to answer −0.2 for Bob, which no probability can be, and can
    never say that he likes the second bill better than she does. Two parties do just that.
    """,
)
def same_gap():
    """The same gap on every bill

    A network without a bend looks at two joined vectors, one of a person and one of a bill. For the
    first bill it answers 0.9 for Ann and 0.3 for Bob, for the second 0.4 for Ann. What does it
    answer for Bob?
    """
    return 0.4 - (0.9 - 0.3)  # ← a number


same_gap.also_right(
    -0.2,
    -1 / 5,
    Fraction(-1, 5),
    0.3 + (0.4 - 0.9),
    0.3 - 0.5,
    [-0.2],
    np.float64(-0.2),
    np.array([-0.2]),
    lambda: 0.4 - 0.6,
    "-0.2",
    "-1/5",
    0.4 + 0.3 - 0.9,
)
same_gap.wrong(
    "not below zero",
    0,
    0.0,
    says="You have cut it at 0, as a probability. The model has no such bound: it adds.",
)
same_gap.wrong(
    "same ratio",
    0.4 * 0.3 / 0.9,
    0.1333,
    0.133,
    says="You keep the *ratio* of Ann and Bob. That is a product's way; without a bend there are "
    "sums, and the difference stays.",
)
same_gap.wrong(
    "sign",
    0.2,
    says="The size is right. Bob is *below* Ann by 0.6, and she is at 0.4.",
)
same_gap.wrong(
    "Bob above Ann",
    1.0,
    1,
    says="You have put Bob above Ann by 0.6. On the first bill he is below her.",
)
same_gap.wrong(
    "as before",
    0.3,
    says="That is his answer on the first bill. The second has another number of its own.",
)
same_gap.wrong(
    "as Ann",
    0.4,
    says="That is Ann's answer. Bob has another number than she has.",
)
same_gap.wrong(
    "other direction",
    0.8,
    says="You add the change from bill to bill to Bob's answer. Ann's fell: so does his.",
)
same_gap.wrong(
    "the gap",
    0.6,
    -0.6,
    says="That is the gap between the two. Take it off what she gets on the second bill.",
)
same_gap.wrong(
    "change of the bill",
    -0.5,
    0.5,
    says="That is by how much the second bill lies below the first. Where does it bring Bob?",
)
same_gap.wrong(
    "mirrored",
    0.7,
    says="One minus his first answer: so it would be if they belonged to two parties. This model "
    "cannot say that.",
)
same_gap.wrong(
    "percent",
    -20,
    says="That is in percent. Give a number of the same kind as 0.9.",
)
same_gap.also_wrong(0.1, 0.45, 0.05, -0.1, None, "less", (0.4, 0.6), float("nan"), 0.9, -0.4)
