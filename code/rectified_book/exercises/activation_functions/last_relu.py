"""How much warmer?"""

from __future__ import annotations

from checker import choice


@choice(
    way=(1, 2, "how a network should end", "the-last-layer#end-by-question"),
    answer="b",
    options={
        "a": (
            "Nothing special: ReLU suits every layer.",
            "Inside a network, yes, often. The last layer must be able to give every answer that "
            "occurs.",
        ),
        "b": (
            "It never predicts that it gets colder.",
            "ReLU returns nothing below 0, whatever the weights. Here the last layer should have "
            "no activation.",
        ),
        "c": (
            "Training turns the signs of the weights, and all is well.",
            "Weights can turn the sum that *enters* the ReLU. What comes out is never negative.",
        ),
        "d": (
            "It never predicts more than one degree.",
            "That would be a sigmoid. ReLU has no upper limit.",
        ),
        "e": (
            "It can only answer with whole degrees.",
            "ReLU does not round: positive sums pass unchanged.",
        ),
    },
    hints=["Which numbers can come out of a ReLU?"],
)
def last_relu():
    """How much warmer?

    A network predicts how many degrees warmer or colder tomorrow will be than today (colder is
    negative). By mistake its last layer, a single unit, has a ReLU. What happens?
    """
