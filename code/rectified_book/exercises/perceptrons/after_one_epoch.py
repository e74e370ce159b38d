"""One epoch by hand."""

from __future__ import annotations

import numpy as np

from checker import value


@value(
    way=(2, 6, "the learning rule, by hand", "learning-from-mistakes#learning-rule"),
    hints=[
        "Start: what is the pre-activation of (0, 0) with all weights 0? And the answer, as 0 "
        "counts as 1?",
        "The second and third row need no correction. Look at the pre-activation of the fourth.",
    ],
    why="""
    (0, 0) has the pre-activation 0, hence the answer 1: wrong, so b becomes −1, and w stays, as
    both inputs are 0. (0, 1) and (1, 0) have the pre-activation −1: right. (1, 1) has it as well:
    wrong, so w becomes (1, 1) and b goes back to 0. After one epoch the unit answers 1 to
    everything.
    """,
)
def after_one_epoch():
    """One epoch by hand

    A perceptron with $w = (0, 0)$ and $b = 0$ learns AND. It sees (0, 0), (0, 1), (1, 0), (1, 1)
    in this order, once, with the rule of the chapter. What are its weights and its bias then?
    Give `(w1, w2, b)`.
    """
    return np.array([1, 1, 0])  # ← (w1, w2, b)


after_one_epoch.also_right(
    (1, 1, 0), [1, 1, 0], np.array([1.0, 1.0, 0.0]), [1.0, 1, False], lambda: (1, 1, 0)
)
after_one_epoch.wrong(
    "first mistake missed",
    (1, 1, 1),
    says="You count the answer for (0, 0) as right. Its pre-activation is 0, and 0 counts as 1.",
)
after_one_epoch.wrong(
    "stops at the first mistake",
    (0, 0, -1),
    says="That is how it stands after the first row. There is one more mistake to come.",
)
after_one_epoch.wrong(
    "bias not corrected back",
    (1, 1, -1),
    says="With the last correction the bias moves as well: by +1.",
)
after_one_epoch.wrong(
    "the end of training",
    (2, 1, -3),
    says="Those are the weights at the end of the training. Only one epoch has gone by.",
)
after_one_epoch.wrong(
    "nothing learned", (0, 0, 0), says="Is every answer right with weights and bias 0?"
)
after_one_epoch.wrong(
    "summed errors",
    (-1, -1, -2),
    says="All rows are answered with the weights from the beginning. Each correction takes effect "
    "at once: the next row sees the new weights.",
)
after_one_epoch.also_wrong(
    (1, 1), (1, 1, 0, 0), "110", None, (0, 1, 1), 3, (1, 0, 1), [[1, 1, 0]] * 2
)
