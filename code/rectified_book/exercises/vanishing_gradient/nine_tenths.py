"""Nine tenths."""

from __future__ import annotations

import math

import numpy as np

from checker import value


@value(
    way=(1, 4, "how fast a product shrinks", "signals-through-depth#what-sets-the-factor"),
    hints=[
        "After n layers, 0.9ⁿ is left.",
        "Compute 0.9 ** n for some n, or divide two logarithms. The rest must be *less* than 1 %.",
    ],
    why="""
    0.9⁴³ is 0.0108 and 0.9⁴⁴ is 0.0097, so it takes 44 layers. With logarithms: log 0.01 / log 0.9
    is 43.7, and the next whole number is 44. A factor that looks harmless is harmless only in a
    shallow network: depth is its exponent. With a factor of ¼ it takes only four layers.
    """,
)
def nine_tenths():
    """Nine tenths

    In a deep network each layer keeps nine tenths of the gradient: its factor is 0.9. After how
    many layers is, for the first time, less than 1 % left? (A whole number.)
    """
    return 44  # ← a number


nine_tenths.also_right(44.0, np.int64(44), [44], np.array([44]), lambda: 44, np.float32(44))
nine_tenths.wrong(
    "one short",
    43,
    says="With that many layers a little more than 1 % is left.",
)
nine_tenths.wrong(
    "adds the losses",
    10,
    9,
    says="You take away a tenth of the *whole* for each layer. A layer takes a tenth of what has "
    "reached it.",
)
nine_tenths.wrong(
    "a tenth is left",
    3,
    2,
    says="You let each layer keep one tenth. It keeps nine.",
)
nine_tenths.wrong(
    "factor of the sigmoid",
    4,
    says="That is so for a factor of ¼. Here it is 0.9.",
)
nine_tenths.wrong(
    "ten percent",
    22,
    says="With that many layers a tenth is left, 10 %. The question is for 1 %.",
)
nine_tenths.wrong(
    "one in a thousand",
    66,
    says="With that many layers only 0.1 % is left. The question is for 1 %.",
)
nine_tenths.wrong(
    "not rounded",
    math.log(0.01) / math.log(0.9),
    43.7,
    43.71,
    says="There are no parts of layers: which whole number is the first that is enough?",
)
nine_tenths.wrong(
    "one too many",
    45,
    says="With that many layers less than 1 % is left. But is it for the *first* time?",
)
nine_tenths.also_wrong(46, 90, 100, 0, -44, "44 layers", None, 0.9**44, (43, 44), float("nan"))
