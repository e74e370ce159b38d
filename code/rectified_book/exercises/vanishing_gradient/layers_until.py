"""How many layers does it take?"""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import numpy as np

from checker import function


@function(
    way=(2, 6, "how fast a product shrinks", "signals-through-depth#what-sets-the-factor"),
    cases=[
        (1.0,),
        (0.5,),
        (0.25,),
        (0.2,),
        (0.0625,),
        (0.05,),
        (0.01,),
        (1e-3,),
        (1e-6,),
    ],
    more=lambda rng: (float(0.25 ** (rng.randint(0, 9) + rng.uniform(0.05, 0.95))),),
    hints=[
        "Try n = 0, 1, 2, … and stop at the first n that is enough.",
        "`while` repeats as long as its condition holds: as long as n layers are *not* yet enough.",
        "With logarithms instead of a loop: 0.25ⁿ < t where n > log t / log 0.25. Which whole "
        "number comes right after that?",
    ],
    why="""
    The loop counts layers until the factor is *below* t, so at t = 0.25 one layer is not enough.
    With logarithms: n must be larger than log t / log 0.25 (the inequality turns round, because
    log 0.25 is negative), so it is that number rounded down, plus 1. It grows slowly when t falls:
    a thousandth of t costs only five more layers.
    """,
    equivalent=["n = 1", "n = -1"],
)
def layers_until(t):
    """How many layers does it take?

    Each layer leaves a quarter of the gradient. Write `layers_until(t)`: it returns the smallest
    whole number n for which $0.25^n$ is below `t` (smaller than `t`, not equal to it). `t` is a
    number with $0 < t \\le 1$. For t = 1 the answer is 1: without layers the factor is 1, which
    is not below 1.
    """
    n = 0
    while 0.25**n >= t:
        n += 1
    return n


def _count_down(t):
    left, n = 1.0, 0
    while not left < t:
        left, n = left / 4, n + 1
    return n


def _count_recursive(t):
    return 0 if t > 1 else 1 + _count_recursive(4 * t)


def _count_for(t):
    for n in range(1000):
        if 0.25**n < t:
            return n


def _search(t):
    powers = 0.25 ** np.arange(100)
    return np.argmax(powers < t)


layers_until.also_right(
    lambda t: next(n for n in itertools.count() if 0.25**n < t),
    lambda t: int(np.floor(np.log(t) / np.log(0.25) + 1e-12)) + 1,
    lambda t: math.floor(math.log(t) / math.log(0.25)) + 1,
    lambda t: math.floor(math.log(t, 0.25)) + 1,
    lambda t: np.floor(-np.log2(t) / 2) + 1,
    lambda t: int(-math.log(t, 4)) + 1,
    lambda t: 1 + math.floor(math.log10(t) / math.log10(0.25)),
    lambda t: min(n for n in range(60) if 0.25**n < t),
    lambda t: sum(0.25**n >= t for n in range(60)),
    lambda t: len(list(itertools.takewhile(lambda f: f >= t, (0.25**n for n in range(60))))),
    lambda t: np.float32(int(-math.log2(t) // 2) + 1),
    lambda t: [int(np.flatnonzero(0.25 ** np.arange(60) < t)[0])],
    lambda t: np.searchsorted(-(0.25 ** np.arange(60)), -t, side="right"),
    lambda t: int(np.ceil(np.log(t) / np.log(0.25) + 1e-9)),
    lambda t, step=Fraction(1, 4): next(n for n in range(60) if step**n < t),
    lambda t: np.count_nonzero(np.logspace(0, -59, 60, base=4) >= t),
    _count_down,
    _count_recursive,
    _count_for,
    _search,
)
layers_until.wrong(
    "not rounded",
    lambda t: np.log(t) / np.log(0.25),
    says="For most t you return a number with decimals. A number of layers is whole: which one is "
    "the first that is enough?",
)
layers_until.wrong(
    "one short",
    lambda t: int(np.log(t) / np.log(0.25) + 1e-12),
    says="You are one short: with that many layers the factor is not yet below t.",
)
layers_until.wrong(
    "at most",
    lambda t: math.ceil(math.log(t) / math.log(0.25) - 1e-12),
    lambda t: max(1, math.ceil(math.log(t) / math.log(0.25) - 1e-12)),
    says="Where a number of layers hits t exactly you count it as enough. The factor has to be "
    "*below* t: equal is not enough.",
)
layers_until.wrong(
    "one too many, between the powers",
    lambda t: math.ceil(math.log(t) / math.log(0.25) - 1e-12) + 1,
    says="You round up and then add 1. That is right only where a number of layers hits t exactly; "
    "between, it is one too many.",
)
layers_until.wrong(
    "always one",
    lambda t: 1,
    says="You return 1 every time. A small t takes more layers. (Is a `return` inside the loop?)",
)
layers_until.wrong(
    "a quarter subtracted",
    lambda t: math.floor((1 - t) * 4) + 1,
    lambda t: math.ceil((1 - t) * 4),
    says="You take a quarter of the *whole* away in each layer, so that all is gone after four. A "
    "layer keeps a quarter of what reaches it.",
)
layers_until.wrong(
    "three quarters",
    lambda t: next(n for n in itertools.count() if 0.75**n < t),
    lambda t: math.floor(math.log(t) / math.log(0.75)) + 1,
    lambda t: math.ceil(math.log(t) / math.log(0.75)),
    says="You let each layer keep three quarters. It keeps one quarter and loses the rest.",
)
layers_until.wrong(
    "one too many",
    lambda t: math.floor(math.log(t) / math.log(0.25) + 1e-12) + 2,
    says="You are one too far: one layer less is already enough.",
)
layers_until.wrong(
    "reciprocal",
    lambda t: next(n for n in range(1, 10**7) if 0.25 / n < t),
    lambda t: math.floor(0.25 / t) + 1,
    says="You let the gradient fall like 1/n. It is multiplied by a quarter in every layer, which "
    "is far quicker.",
)
layers_until.wrong(
    "nearest",
    lambda t: round(math.log(t) / math.log(0.25)),
    lambda t: np.round(np.log(t) / np.log(0.25)),
    says="You round to the nearest whole number. Sometimes that is down, and then it is one layer "
    "too few.",
)
layers_until.wrong(
    "halves",
    lambda t: next(n for n in itertools.count() if 0.5**n < t),
    lambda t: math.floor(-math.log2(t)) + 1,
    lambda t: math.ceil(-math.log2(t)),
    says="You let each layer keep one half. The sigmoid's *value* is ½ at 0; its slope is ¼.",
)
layers_until.wrong(
    "ends at once",
    lambda t: next(n for n in itertools.count() if 0.25 * n < t),
    lambda t: 0,
    says="You return 0 every time. Without layers the factor is 1, and 1 is not below t. Does the "
    "loop stop before it starts?",
)
layers_until.wrong(
    "never less than t",
    lambda t: next(n for n in itertools.count(1) if 0.25**n >= t or n > 50),
    says="You look for a factor that is at least t. It is to be *below* t.",
)
layers_until.wrong(
    "e instead of 4",
    lambda t: math.floor(-math.log(t)) + 1,
    lambda t: math.ceil(-math.log(t)),
    lambda t: next(n for n in itertools.count() if math.exp(-n) < t),
    says="You count how often t can be multiplied by e, not by 4. The logarithm has to be to the "
    "base of what a layer does.",
)
layers_until.wrong(
    "decimal places",
    lambda t: math.floor(-math.log10(t) + 1e-12) + 1,
    says="You count powers of ten. A layer divides by 4, not by 10.",
)
layers_until.wrong(
    "the factor",
    lambda t: 0.25 ** next(n for n in itertools.count() if 0.25**n < t),
    says="That is the factor which is left. How many layers did it take?",
)
layers_until.wrong(
    "inequality not turned",
    lambda t: -(math.floor(math.log(t) / math.log(0.25) + 1e-12) + 1),
    lambda t: math.floor(math.log(t, 4)) - 1,
    says="The size is right, but the sign is not: a number of layers is positive.",
)
layers_until.also_wrong(
    lambda t: None,
    lambda t: math.floor(math.log(0.25) / math.log(t)),
    lambda t: range(5),
    lambda t: [0.25**n for n in range(20) if 0.25**n >= t],
    lambda t: math.floor(1 / t),
    lambda t: 10,
    lambda t: next(n for n in itertools.count() if 0.25**n > 2),
    lambda t: math.log(t, 0.25) + 1,
    lambda t: list(range(_count_down(t) + 1)),
    lambda t: next(n for n in range(3) if 0.25**n < t),
    lambda t: math.floor(t / 0.25),
    lambda t: "many",
)
