"""Large enough?"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from checker import value


@value(
    way=(2, 4, "what sets the factor", "signals-through-depth#what-sets-the-factor"),
    hints=[
        "The factor of the layer is w·σ′(z). How large can σ′(z) be?",
        "The weight has to make up for the largest slope.",
    ],
    why="""
    The largest slope of the sigmoid is ¼, at z = 0. So w·σ′(z) can reach 1 only if w is at least
    4. With exactly 4 it does so at a single point, and any larger z would need a larger weight,
    which in turn makes z larger.
    """,
)
def smallest_weight():
    """Large enough?

    One sigmoid neuron with a positive weight w puts the factor $w\\,\\sigma'(z)$ on a gradient.
    How large must w be at least, so that this factor can reach 1 for some z?
    """
    return 4  # ← a number


smallest_weight.also_right(4.0, np.int64(4), [4], Fraction(4), np.array(4.0), lambda: 4)
smallest_weight.wrong(
    "as for a slope of 1",
    1,
    1.0,
    says="With a weight of 1 the slope itself would have to reach 1. No sigmoid is that steep.",
)
smallest_weight.wrong(
    "the slope itself",
    0.25,
    says="A quarter is the largest slope. The weight has to make up for it.",
)
smallest_weight.wrong(
    "value for slope",
    2,
    says="That would make up for a factor of ½, the sigmoid's *value* at 0. Its slope there is "
    "smaller.",
)
smallest_weight.wrong(
    "widest interval",
    6.89,
    6.9,
    6.894,
    7,
    says="Near 6.89 the factor is at least 1 for the widest range of inputs. It *can* reach 1 with "
    "a smaller weight.",
)
smallest_weight.wrong(
    "squared",
    16,
    says="16 would make up for two layers at once. How much does one take?",
)
smallest_weight.wrong(
    "no weight is enough",
    float("inf"),
    says="A finite weight is enough: it has only to make up for the largest slope, which is not 0.",
)
smallest_weight.also_wrong(0, 3, -4, "four", None, 3.9, 4.5, (4, 4), float("nan"), 8, {4})
