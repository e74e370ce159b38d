"""Exercises of chapter 3: how a gradient travels back, and what becomes of it on the way."""

from __future__ import annotations

import functools
import itertools
import math
from decimal import Decimal
from fractions import Fraction

import numpy as np

from rectified.activations import Sigmoid

from ._chapter import Chapter
from ._compare import Tolerance
from ._exercise import Facts, Malformed, letter

chapter = Chapter(
    3,
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
    Put your answer in place of each `...` and run the cell. The checker tries it on small inputs
    first, and it often recognizes what went wrong. Any method is fine: only the results count.

    Stuck? `ch3.chain.hint()` shows the first hint for `chain`, and once more the next; after a
    try, `ch3.chain.solution()` shows a solution. On this page they are folded below each exercise.

    The next cell gives you `sigmoid`: `sigmoid(z)` is its value and `sigmoid.derivative(z)` its
    slope, for a number or an array. You may as well write your own.
    """,
)

sigmoid = Sigmoid()

TINY = Tolerance(1e-6, 0.0)  # where numbers such as 1e-13 count


def vector(*values):
    return np.array(values, dtype=float)


def quarters(rng, *shape):
    """Random multiples of 1/4, none of them 0."""
    return rng.choice([-1, 1], shape) * rng.randint(1, 13, shape) / 4


# ================================================================ a product

chapter.section("A product of many factors")


@chapter.function(
    "3.1",
    cases=[(0,), (1,), (2,), (3,), (5,), (8,), (10,), (15,)],
    more=lambda rng: (int(rng.randint(0, 16)),),
    n_more=4,
    tolerance=TINY,
    hints=[
        "At which z is the sigmoid steepest, and how steep is it there?",
        "The chain rule multiplies: each layer takes its share of what the one behind it has left.",
        "What is left when there is no layer at all?",
    ],
    why="""
    The slope of the sigmoid is largest at z = 0, where it is ¼. With a weight of 1 each layer
    keeps at most a quarter of what reaches it, and the chain rule multiplies: a quarter of a
    quarter of a quarter. Without any layer everything is left, a factor of 1. After ten layers it
    is a millionth, at best.
    """,
    picture=lambda: _picture_of_quarters(),
)
def best_case(n):
    """The best case

    `n` sigmoid units stand in a row, one behind the other, and every weight is 1. A gradient
    travels back through all of them. Write `best_case(n)`: it returns the largest factor of it
    that can be left, as one number. `n` is a whole number, 0 or more; without units nothing is
    lost, and the factor is 1.
    """
    return 0.25**n


def _picture_of_quarters():
    """What is left after n layers, at best."""
    from rectified import figures

    n = np.arange(11)
    left = np.array([best_case.reference(int(k)) for k in n])
    fig, ax = figures.new(xlabel="number of layers", ylabel="largest factor that can be left")
    ax.semilogy(n, left, **figures.style("sigmoid"))
    alt = (
        f"A straight line on a logarithmic axis: from {left[0]:g} without layers it falls to "
        f"{left[1]:g} after one, {left[5]:.1e} after five and {left[10]:.1e} after ten layers."
    )
    return fig, alt


def _quarter_by_quarter(n):
    left = 1
    for _ in range(n):
        left /= 4
    return left


def _quarters_recursive(n):
    return 1 if n == 0 else _quarters_recursive(n - 1) * 0.25


def _quarters_while(n):
    left = 1.0
    while n > 0:
        left, n = left * sigmoid.derivative(0.0), n - 1
    return left


class _Power:
    def __init__(self, base):
        self.base = base

    def __call__(self, n):
        return self.base**n


best_case.also_right(
    lambda n: 0.25**n,
    _Power(0.25),
    functools.partial(pow, 0.25),
    lambda *layers: 1 / (1 << 2 * layers[0]),
    lambda n: chain.reference(np.zeros(n), np.ones(n)),
    lambda n: 1 / 4**n,
    lambda n: 4.0**-n,
    lambda n: 2 ** (-2 * n),
    lambda n: math.pow(0.25, n),
    lambda n: np.power(0.25, n),
    lambda n: np.prod(np.full(n, 0.25)),
    lambda n: math.prod([0.25] * n),
    lambda n: math.exp(n * math.log(0.25)),
    lambda n: functools.reduce(lambda left, _: left / 4, range(n), 1),
    lambda n: Fraction(1, 4) ** n,
    lambda n: Decimal("0.25") ** n,
    lambda n: np.float32(0.25) ** n,
    lambda n: (sigmoid(0) * (1 - sigmoid(0))) ** n,
    lambda n: [sigmoid.derivative(0) ** n],
    lambda n: math.ldexp(1, -2 * n),
    lambda n: np.cumprod([1] + [0.25] * n)[-1],
    lambda number_of_layers: (1 / 2) ** number_of_layers * 0.5**number_of_layers,
    _quarter_by_quarter,
    _quarters_recursive,
    _quarters_while,
)
best_case.wrong(
    "times n",
    lambda n: 0.25 * n,
    says="Your factor grows in proportion to n, as if each layer added a quarter. The chain rule "
    "multiplies.",
)
best_case.wrong(
    "grows",
    lambda n: 4.0**n,
    lambda n: 4**n,
    says="Your factor gets larger with each layer. A slope of at most ¼ makes a gradient smaller: "
    "it is upside down.",
)
best_case.wrong(
    "one layer short",
    lambda n: 0.25 ** (n - 1),
    says="You count one layer too few: one layer already takes its toll, and no layer takes none.",
)
best_case.wrong(
    "one layer more",
    lambda n: 0.25 ** (n + 1),
    lambda n: 0.25 * 0.25**n,
    says="You count one layer too many: with n = 0 nothing is lost, and the factor is 1.",
)
best_case.wrong(
    "root",
    lambda n: n**0.25,
    says="Base and exponent have changed places: that is the fourth root of n.",
)
best_case.wrong(
    "half",
    lambda n: 0.5**n,
    says="You multiply by ½ for each layer. That is the sigmoid's *value* at 0; what counts is "
    "its slope.",
)
best_case.wrong(
    "loses a quarter",
    lambda n: 0.75**n,
    says="Three quarters are left after each of your layers. A slope of ¼ *keeps* a quarter and "
    "loses the rest.",
)
best_case.wrong(
    "slope of tanh",
    lambda n: 1.0,
    lambda n: 1,
    says="Nothing is ever lost here. A slope of 1 is what tanh reaches at best; a sigmoid is "
    "never that steep.",
)
best_case.wrong(
    "one layer only",
    lambda n: 0.25,
    says="That is what one layer leaves. How many there are has to matter.",
)
best_case.wrong(
    "falls like 1/n",
    lambda n: 0.25 / n,
    lambda n: 1 / (4 * n),
    says="You divide by the number of layers. A quarter of a quarter is a sixteenth: the layers "
    "multiply.",
)
best_case.wrong(
    "lost share",
    lambda n: 1 - 0.25**n,
    says="That is the share that is lost. The factor is what is left.",
)
best_case.wrong(
    "slopes added up, then lost",
    lambda n: 1 - 0.25 * n,
    lambda n: max(0, 1 - 0.25 * n),
    says="You take the same amount away for each layer. A layer takes a share of what has reached "
    "it.",
)
best_case.wrong(
    "slope at n",
    lambda n: sigmoid.derivative(n),
    lambda n: sigmoid.derivative(float(n)) * 1.0,
    says="That is the slope of one sigmoid at z = n. Here n is the number of layers, and each has "
    "a slope of its own.",
)
best_case.wrong(
    "value at n",
    lambda n: sigmoid(n),
    lambda n: sigmoid(-n),
    says="That is the value of one sigmoid at n. Here n is the number of layers, and what counts "
    "is the slope of each.",
)
best_case.wrong(
    "caret",
    lambda n: 0.25 ^ n,
    says="In Python, `^` is no power (it compares bits). A power is written `**`.",
)
best_case.wrong(
    "whole division",
    lambda n: 1 // 4**n,
    lambda n: int(0.25**n),
    says="From the first layer on nothing is left: does `//`, or `int`, cut the decimals off?",
)
best_case.wrong(
    "stops after one layer",
    lambda n: 0.25 ** min(n, 1),
    says="From the second layer on nothing changes. Every layer takes its share. (Is a `return` "
    "inside the loop?)",
)
best_case.wrong(
    "first layer free",
    lambda n: 0.25 ** max(n - 1, 0),
    says="One factor of ¼ is missing as soon as there is a layer: yours begin with the second. "
    "(Does a `range` start at 1?)",
)
best_case.wrong(
    "starts from nothing",
    lambda n: 0.0,
    says="You return 0 every time. A product that starts at 0 stays there, whatever it is "
    "multiplied by.",
)
best_case.wrong(
    "slope at one",
    lambda n: sigmoid.derivative(1.0) ** n,
    says="You take the slope at z = 1. The sigmoid is steepest elsewhere.",
)
best_case.wrong(
    "layer by layer",
    lambda n: [0.25**k for k in range(n + 1)],
    lambda n: [0.25**k for k in range(1, n + 1)],
    lambda n: [0.25] * n,
    says="You return a number for each layer. One is wanted: what is left after all of them.",
)
best_case.wrong(
    "percent",
    lambda n: 100 * 0.25**n,
    says="Those are percent. As a factor, everything is 1, not 100.",
)
best_case.wrong(
    "no layers",
    lambda n: 0.25 ** max(n, 1),
    says="Only n = 0 goes wrong: without any layer nothing is lost.",
)
best_case.also_wrong(
    lambda n: round(0.25**n, 3),
    lambda n: math.exp(-n),
    lambda n: 0.25**n + 1e-6,
    lambda n: None,
    lambda n: print(0.25**n),
    lambda n: -(0.25**n),
    lambda n: 0.2**n,
    lambda n: 0.9**n,
    lambda n: 1 / (1 + 4**n),
    lambda n: 0.25 ** (n**2),
    lambda n: str(0.25**n),
)


def neurons(rng):
    """Scores and weights of a random chain."""
    n = rng.randint(2, 6)
    return quarters(rng, n), quarters(rng, n)


@chapter.function(
    "3.2",
    cases=[
        (vector(0), vector(4)),
        (vector(0), vector(-1)),
        (vector(2), vector(3)),
        (vector(0, 0, 0), vector(4, 4, 4)),
        (vector(0, 0.5), vector(6, 8)),
        (vector(1, -0.5), vector(2, -3)),
        (np.array([1, 0, -2]), np.array([2, -1, 3])),
        (vector(0.5, 1.5, -1, 3), vector(-2, 1, -1, 0.5)),
        (vector(4, -5, 3, 5, -4, 4), vector(1, 1, 2, 1, -1, 1)),
    ],
    more=neurons,
    tolerance=TINY,
    hints=[
        "Each layer contributes one factor: its weight times the slope of its sigmoid at its z.",
        "`sigmoid.derivative(z)` gives all slopes at once.",
        "`np.prod` multiplies all entries of an array.",
    ],
    why="""
    When the input of one layer rises by a little, its z rises by w times that, and its output by
    the slope σ′(z) times *that*. The next layer does the same with what it gets, so the factors
    multiply. A negative weight turns the sign round; two of them turn it back. If even one slope
    is near 0, so is the whole product.
    """,
)
def chain(z, w):
    """A chain of neurons

    In a chain of single sigmoid neurons, layer i has the weight `w[i]`, and `z[i]` is the score on
    which its sigmoid acts (the pre-activation, in which the weight has already done its work).
    Write `chain(z, w)`: it returns the factor that the whole chain puts on a gradient, from the
    output of the last layer to the input of the first: the product of $w_i\\,\\sigma'(z_i)$ over
    all layers, as one number. `z` and `w` are 1-D arrays of the same length.
    """
    return np.prod(w * sigmoid.derivative(z))


def _logistic(v):
    return 1 / (1 + math.exp(-v))


def _chain_loop(z, w):
    factor = 1
    for k in range(len(z)):
        s = _logistic(z[k])
        factor *= w[k] * s * (1 - s)
    return factor


def _chain_recursive(z, w):
    if len(z) == 0:
        return 1.0
    return w[0] * sigmoid.derivative(z[0]) * _chain_recursive(z[1:], w[1:])


def _chain_reduce(z, w):
    s = sigmoid(z)
    return functools.reduce(lambda f, i: f * w[i] * s[i] * (1 - s[i]), range(len(z)), 1.0)


def _chain_logs(z, w):
    factors = w * sigmoid.derivative(z)
    return np.prod(np.sign(factors)) * np.exp(np.log(np.abs(factors)).sum())


def _chain_float32(z, w):
    s = sigmoid(z.astype(np.float32))
    return np.prod(w.astype(np.float32) * s * (1 - s))


def _chain_scipy(z, w):
    from scipy.special import expit

    return np.prod(w) * np.prod(expit(z) * expit(-z))


chain.also_right(
    lambda z, w: np.prod(w * sigmoid(z) * (1 - sigmoid(z))),
    lambda z, w: np.prod(w) * np.prod(sigmoid.derivative(z)),
    lambda z, w: math.prod(q * sigmoid.derivative(p) for p, q in zip(z, w)),
    lambda z, w: (w * np.exp(-z) / (1 + np.exp(-z)) ** 2).prod(),
    lambda z, w: np.cumprod(w * sigmoid.derivative(z))[-1],
    lambda z, w: np.multiply.reduce(w * (1 - np.tanh(z / 2) ** 2) / 4),
    lambda z, w: [np.prod([q * _logistic(p) * _logistic(-p) for p, q in zip(z, w)])],
    lambda z, w: np.prod(w / (2 + 2 * np.cosh(z))),
    lambda z, w: np.linalg.det(np.diag(w * sigmoid.derivative(z))),
    lambda scores, weights: np.prod(weights * (sigmoid(scores) - sigmoid(scores) ** 2)),
    lambda z, w: np.asmatrix(np.prod(w * sigmoid.derivative(z))),
    _chain_loop,
    _chain_recursive,
    _chain_reduce,
    _chain_logs,
    _chain_float32,
    _chain_scipy,
)
chain.wrong(
    "sum",
    lambda z, w: np.sum(w * sigmoid(z) * (1 - sigmoid(z))),
    lambda z, w: w @ sigmoid.derivative(z),
    says="You add the factors of the layers. The chain rule multiplies them.",
)
chain.wrong(
    "no slopes",
    lambda z, w: np.prod(w),
    says="That is the product of the weights. The slopes of the sigmoids are factors as well.",
)
chain.wrong(
    "last only",
    lambda z, w: w[-1] * sigmoid(z[-1]) * (1 - sigmoid(z[-1])),
    says="Only the last layer counts here. Every layer contributes a factor.",
)
chain.wrong(
    "first only",
    lambda z, w: w[0] * sigmoid.derivative(z[0]),
    says="Only the first layer counts here. Every layer contributes a factor. (Is a `return` "
    "inside the loop?)",
)
chain.wrong(
    "magnitude",
    lambda z, w: np.abs(np.prod(w * sigmoid(z) * (1 - sigmoid(z)))),
    lambda z, w: np.exp(np.log(np.abs(w * sigmoid.derivative(z))).sum()),
    says="The size is right, but the sign is lost: each negative weight turns it round.",
)
chain.wrong(
    "no weights",
    lambda z, w: np.prod(sigmoid.derivative(z)),
    says="That is the product of the slopes. Each layer also multiplies by its weight.",
)
chain.wrong(
    "value for slope",
    lambda z, w: np.prod(w * sigmoid(z)),
    says="You multiply by the sigmoid's values. On the way back its *slopes* count.",
)
chain.wrong(
    "weight used twice",
    lambda z, w: np.prod(w * sigmoid.derivative(w * z)),
    says="You take the slope at w·z. But z is already the score, with the weight in it: take the "
    "slope at z.",
)
chain.wrong(
    "one number per layer",
    lambda z, w: w * sigmoid.derivative(z),
    says="Those are the factors of the single layers. The chain has one: their product.",
)
chain.wrong(
    "step by step",
    lambda z, w: np.cumprod(w * sigmoid.derivative(z)),
    says="You return the products after one layer, after two and so on. One number is wanted, the "
    "product of all.",
)
chain.wrong(
    "average layer",
    lambda z, w: np.mean(w * sigmoid.derivative(z)),
    says="You average the factors of the layers. The chain rule multiplies them.",
)
chain.wrong(
    "score taken for output",
    lambda z, w: np.prod(w * z * (1 - z)),
    says="z(1 − z) would be the slope if z were the sigmoid's *output*. Here z is what goes in.",
)
chain.wrong(
    "slope of tanh",
    lambda z, w: np.prod(w * (1 - np.tanh(z) ** 2)),
    says="Those are slopes of tanh. The neurons here are sigmoids.",
)
chain.wrong(
    "square of the value",
    lambda z, w: np.prod(w * (1 - sigmoid(z) ** 2)),
    says="1 − a² is how tanh gets its slope from its output a. A sigmoid's is another formula.",
)
chain.wrong(
    "between the ends",
    lambda z, w: np.prod(w[1:] * sigmoid.derivative(z[:-1])),
    says="You go from the last z to the first one, as for the blame δ in the chapter. Here the "
    "last slope and the first weight count as well.",
)
chain.wrong(
    "slope divided",
    lambda z, w: np.prod(w / sigmoid.derivative(z)),
    says="You divide by the slopes. The chain rule multiplies by them.",
)
chain.wrong(
    "sign of the score",
    lambda z, w: np.prod(w * z * sigmoid.derivative(z)),
    says="You also multiply by the scores z. Only weights and slopes are factors.",
)
chain.wrong(
    "first missing",
    lambda z, w: np.prod(w[1:] * sigmoid.derivative(z[1:])),
    says="The first layer is left out. (Does a `range` start at 1?)",
)
chain.wrong(
    "last missing",
    lambda z, w: np.prod(w[:-1] * sigmoid.derivative(z[:-1])),
    says="The last layer is left out. (Does a `range` end one too early?)",
)
chain.wrong(
    "bracket missing",
    lambda z, w: np.prod(w * sigmoid(z) * 1 - sigmoid(z)),
    says="Brackets are missing: `s * 1 - s` subtracts the s from the whole product before it.",
)
chain.wrong(
    "half of the slope",
    lambda z, w: np.prod(w * (1 - sigmoid(z))),
    says="You multiply by 1 − σ(z). That is one half of the slope's formula.",
)
chain.wrong(
    "sigmoid twice",
    lambda z, w: np.prod(w * sigmoid.derivative(sigmoid(z))),
    says="You take the slope at σ(z): one sigmoid too many. The slope is taken at z.",
)
chain.wrong(
    "scores for slopes",
    lambda z, w: np.prod(w * z),
    says="You multiply weights and scores. The factors are the weights and the *slopes* at the "
    "scores.",
)
chain.wrong(
    "steepest slope for all",
    lambda z, w: np.prod(w / 4),
    says="You take a slope of ¼ in every layer. That is the best case, at z = 0; elsewhere the "
    "sigmoid is less steep.",
)
chain.wrong(
    "one slope for all",
    lambda z, w: np.prod(w) * sigmoid.derivative(z[-1]),
    lambda z, w: np.prod(w) * sigmoid.derivative(z[0]),
    lambda z, w: np.prod(w) * sigmoid.derivative(z.sum()),
    lambda z, w: np.prod(w) * sigmoid.derivative(z).sum(),
    lambda z, w: np.prod(w) * sigmoid.derivative(z).mean(),
    says="All weights are multiplied, and then comes only one number for the slopes. Each layer "
    "has its own slope, and all of them are factors.",
)
chain.wrong(
    "starts from nothing",
    lambda z, w: 0.0,
    says="You return 0 every time. A product that starts at 0 stays there, whatever it is "
    "multiplied by.",
)
chain.also_wrong(
    lambda z, w: min(1, np.prod(w * sigmoid.derivative(z))),
    lambda z, w: np.prod(w * sigmoid.derivative(z) ** 2),
    lambda z, w: np.prod(w**2 * sigmoid.derivative(z)),
    lambda z, w: np.prod(w + sigmoid.derivative(z)),
    lambda z, w: np.prod(w * sigmoid.derivative(z)) ** (1 / len(z)),
    lambda z, w: np.prod(w * sigmoid.derivative(z[::-1])) * 2,
    lambda z, w: 0.25 ** len(z),
    lambda z, w: -np.prod(w * sigmoid.derivative(z)),
    lambda z, w: np.min(w * sigmoid.derivative(z)),
    lambda z, w: round(float(np.prod(w * sigmoid.derivative(z))), 4),
    lambda z, w: np.exp(np.sum(np.log(w * sigmoid.derivative(z)))),
    lambda z, w: np.prod(w * max(sigmoid.derivative(z))),
    lambda z, w: np.outer(w, sigmoid.derivative(z)),
    lambda z, w: print(np.prod(w * sigmoid.derivative(z))),
    lambda z, w: 1.0,
    lambda z, w: sigmoid.derivative(np.prod(w * z)),
)


@chapter.function(
    "3.3",
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
    The loop counts up until the factor is below t. It asks for *below*, so at t = 0.25 one layer
    is not enough. With logarithms: n must be larger than log t / log 0.25 (the inequality turns
    round, because log 0.25 is negative), so it is that number rounded down, plus 1. It grows
    slowly when t falls: a thousandth of t costs only five more layers.
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


# ================================================================ forward and back

chapter.section("Forward, and back")


@chapter.function(
    "3.4",
    cases=[
        (0.5, 2.0, 0),
        (0.0, 1.0, 1),
        (1.0, 2.0, 1),
        (1.0, -3.0, 2),
        (2, 1, 2),
        (1, 3, 3),
        (-1.5, 0.5, 4),
        (0.25, -4.0, 6),
        (3.0, 8.0, 5),
    ],
    more=lambda rng: (float(quarters(rng)), float(quarters(rng)), int(rng.randint(2, 8))),
    hints=[
        "Begin with a list that holds only x.",
        "Each new activation is made from the last one in the list: first w, then the sigmoid.",
        "`values[-1]` is the last entry of a list, `values.append(a)` puts one more behind it.",
    ],
    why="""
    Each layer sees only what the layer before it has put out. So the list is made step by step:
    take the last entry, multiply by the weight, apply the sigmoid, append. As long as the weight
    lies between −4 and 4, every layer brings different inputs closer together: what the input was
    is forgotten bit by bit, just as a gradient is on its way back.
    """,
    picture=lambda: _picture_of_activations(),
)
def activations(x, w, n):
    """A signal on its way forward

    In a chain of `n` single sigmoid neurons all have the same weight `w` and no bias. The first
    one gets `x`, each of the others what the one before it puts out: $a \\leftarrow \\sigma(wa)$,
    starting from $a = x$. Write `activations(x, w, n)`: it returns all `n + 1` values, `x` itself
    first, as a list or 1-D array. `x` and `w` are numbers, `n` is a whole number, 0 or more.
    """
    values = [x]
    for _ in range(n):
        values.append(sigmoid(w * values[-1]))
    return np.array(values)


def _picture_of_activations():
    """Three inputs, and what is left of the difference between them."""
    from rectified import figures

    fig, ax = figures.new(xlabel="layer", ylabel="activation")
    layers, w = np.arange(7), 3.0
    rows = [activations.reference(x, w, 6) for x in (-0.5, 0.0, 1.0)]
    for row, look, place in zip(rows, figures.SERIES, ((12, 0), (12, -12), (0, 14))):
        ax.plot(layers, row, **look)
        name = f"x = {row[0]:g}".replace("-", "−")
        figures.label_line(ax, 0, row[0], name, look["color"], *place)
    ax.set_ylim(-0.65, 1.25)
    first, last = (max(r[k] for r in rows) - min(r[k] for r in rows) for k in (0, 6))
    alt = (
        f"Activations of six sigmoid neurons with the weight {w:g}, for three inputs that are "
        f"{first:.2f} apart. After six layers they are {last:.4f} apart."
    )
    return fig, alt


def _forward_array(x, w, n):
    values = np.empty(n + 1)
    values[0] = x
    for k in range(n):
        values[k + 1] = 1 / (1 + np.exp(-w * values[k]))
    return values


def _forward_recursive(x, w, n):
    if n == 0:
        return [x]
    before = _forward_recursive(x, w, n - 1)
    return [*before, float(sigmoid(w * before[-1]))]


def _forward_generator(x, w, n):
    def steps():
        a = x
        yield a
        for _ in range(n):
            a = _logistic(w * a)
            yield a

    return tuple(steps())


def _forward_append(x, w, n):
    values = np.array([float(x)])
    while len(values) <= n:
        values = np.append(values, sigmoid(w * values[-1]))
    return values


def _forward_float32(x, w, n):
    values = [np.float32(x)]
    for _ in range(n):
        values.append(np.float32(1) / (1 + np.exp(-np.float32(w) * values[-1])))
    return np.array(values)


def _forward_tanh(x, w, n):
    values = [x]
    for _ in range(n):
        values += [0.5 + 0.5 * math.tanh(w * values[-1] / 2)]
    return values


activations.also_right(
    lambda x, w, n: list(
        itertools.accumulate(range(n), lambda a, _: float(sigmoid(w * a)), initial=x)
    ),
    lambda x, w, n: functools.reduce(
        lambda values, _: [*values, sigmoid(w * values[-1])], range(n), [x]
    ),
    lambda x, w, n: np.fromiter(
        itertools.accumulate([x, *range(n)], lambda a, _: _logistic(w * a)), dtype=float
    ),
    lambda x, w, n: np.hstack([[x], _forward_array(x, w, n)[1:]]),
    lambda x, w, n: dict(enumerate(_forward_array(x, w, n))).values(),
    lambda x, w, n: list(itertools.accumulate([x] + [w] * n, lambda a, b: sigmoid(a * b))),
    lambda start, weight, count: np.asmatrix(_forward_array(start, weight, count)),
    lambda x, w, n: [np.array([a]) if n == 0 else a for a in _forward_array(x, w, n)],
    lambda x, w, n: [np.float64(a) for a in _forward_recursive(x, w, n)],
    lambda x, w, n: list(map(float, _forward_append(x, w, n))),
    _forward_array,
    _forward_recursive,
    _forward_generator,
    _forward_append,
    _forward_float32,
    _forward_tanh,
)
activations.wrong(
    "input missing",
    lambda x, w, n: _forward_array(x, w, n)[1:],
    says="Your list starts behind the input. Its first entry is `x` itself.",
)
activations.wrong(
    "weight outside",
    lambda x, w, n: list(
        itertools.accumulate(range(n), lambda a, _: float(w * sigmoid(a)), initial=x)
    ),
    says="You multiply by w after the sigmoid. The weight acts on what comes in: first w, then "
    "the sigmoid.",
)
activations.wrong(
    "no activation",
    lambda x, w, n: [x * w**k for k in range(n + 1)],
    says="The sigmoid is missing: you only multiply by the weight, again and again.",
)
activations.wrong(
    "no weight",
    lambda x, w, n: _forward_array(x, 1, n),
    says="The weight plays no part. Each neuron multiplies its input by it.",
)
activations.wrong(
    "always from the input",
    lambda x, w, n: np.array([x] + [sigmoid(w * x)] * n),
    says="From the second entry on nothing changes: each of your neurons gets x. Only the first "
    "one does, the others get the activation before.",
)
activations.wrong(
    "last only",
    lambda x, w, n: _forward_array(x, w, n)[-1],
    says="That is the last activation. All are wanted, with x at the front.",
)
activations.wrong(
    "last missing",
    lambda x, w, n: _forward_array(x, w, n)[: max(n, 1)],
    lambda x, w, n: _forward_array(x, w, n)[:-1],
    says="The last activation is missing: n neurons and the input make n + 1 values.",
)
activations.wrong(
    "one too many",
    lambda x, w, n: _forward_array(x, w, n + 1),
    says="You have one neuron too many: n + 1 values are the input and n activations.",
)
activations.wrong(
    "input activated",
    lambda x, w, n: _forward_array(sigmoid(x), w, n),
    says="Your first entry is the sigmoid of x. The input comes first just as it is.",
)
activations.wrong(
    "begins with an activation",
    lambda x, w, n: _forward_array(x, w, n + 1)[1:],
    says="You return n + 1 activations. The first of the n + 1 values is the input `x` itself.",
)
activations.wrong(
    "input weighted",
    lambda x, w, n: np.array([w * x, *_forward_array(x, w, n)[1:]]),
    says="Only the first entry differs: it is w·x. The input comes first just as it is.",
)
activations.wrong(
    "scores",
    lambda x, w, n: np.array([x, *(w * _forward_array(x, w, n)[:-1])]),
    says="Behind x you return the scores w·a. The activations are what the sigmoid makes of them.",
)
activations.wrong(
    "activation at the end only",
    lambda x, w, n: [x] + [float(sigmoid(w**k * x)) for k in range(1, n + 1)],
    says="You multiply by all the weights first and apply the sigmoid once. Each layer applies it.",
)
activations.wrong(
    "weight added",
    lambda x, w, n: list(
        itertools.accumulate(range(n), lambda a, _: float(sigmoid(w + a)), initial=x)
    ),
    says="You add the weight to the input, like a bias. It multiplies.",
)
activations.wrong(
    "tanh",
    lambda x, w, n: list(itertools.accumulate(range(n), lambda a, _: math.tanh(w * a), initial=x)),
    says="Your neurons use tanh. Here they are sigmoids.",
)
activations.wrong(
    "slopes",
    lambda x, w, n: [x, *(sigmoid.derivative(w * a) for a in _forward_array(x, w, n)[:-1])],
    says="Behind x you return the slopes. They are for the way back; forward, each layer puts out "
    "the sigmoid's value.",
)


def _forward_integers(x, w, n):
    values = np.full(n + 1, x)
    for k in range(n):
        values[k + 1] = sigmoid(w * values[k])
    return values


activations.wrong(
    "integer array",
    _forward_integers,
    says="When x is a whole number, your array holds whole numbers, and each activation loses its "
    "decimals. Make an array of floats.",
)
activations.wrong(
    "starts from zero",
    lambda x, w, n: _forward_array(0.0, w, n),
    says="Your result does not depend on x: it begins with 0. Did x never get into the array?",
)
activations.wrong(
    "relu",
    lambda x, w, n: list(itertools.accumulate(range(n), lambda a, _: max(0, w * a), initial=x)),
    says="Your neurons cut negative scores off at 0, as ReLUs do. Here they are sigmoids.",
)
activations.wrong(
    "sign in the exponent",
    lambda x, w, n: _forward_array(x, -w, n),
    lambda x, w, n: list(
        itertools.accumulate(range(n), lambda a, _: 1 / (1 + math.exp(w * a)), initial=x)
    ),
    says="Your neurons compute σ(−wa). In the sigmoid, e has the exponent *minus* the score.",
)
activations.wrong(
    "slopes handed on",
    lambda x, w, n: list(
        itertools.accumulate(range(n), lambda a, _: sigmoid.derivative(w * a), initial=x)
    ),
    says="Each of your layers hands on the slope of the sigmoid. Forward, it hands on the value.",
)
activations.wrong(
    "input twice",
    lambda x, w, n: [x, *_forward_array(x, w, n)],
    says="x stands at the front twice. The n + 1 values are x and n activations.",
)
activations.wrong(
    "backwards",
    lambda x, w, n: _forward_array(x, w, n)[::-1],
    says="The values are right, but the last one comes first. The input is to be at the front.",
)
activations.also_wrong(
    lambda x, w, n: _forward_array(x, w, n)[:, None],
    lambda x, w, n: _forward_array(x, w, n).sum(),
    lambda x, w, n: np.round(_forward_array(x, w, n), 3),
    lambda x, w, n: np.append(x, w * _forward_array(x, w, n)[1:]),
    lambda x, w, n: (v for v in _forward_array(x, w, n)),
    lambda x, w, n: np.full(n + 1, 0.5),
    lambda x, w, n: [sigmoid(w * x)] * (n + 1),
    lambda x, w, n: _forward_array(w, x, n),
    lambda x, w, n: _forward_array(x, w, 3),
    lambda x, w, n: set(_forward_array(x, w, n)),
    lambda x, w, n: None,
    lambda x, w, n: [str(v) for v in _forward_array(x, w, n)],
)


def outputs(rng, n):
    """Random outputs of sigmoid neurons."""
    return rng.randint(1, 20, n) / 20


@chapter.function(
    "3.5",
    cases=[
        (vector(0.5), 4, 1),
        (vector(0.5), 1.0, -2.0),
        (vector(0.2), 2.0, 3.0),
        (vector(0.5, 0.5), 4.0, 1.0),
        (vector(0.5, 0.2), 2.0, 1.0),
        (vector(0.1, 0.5, 0.8), -3.0, 2.0),
        (vector(0.9, 0.6, 0.3, 0.5), 1, 1),
        (np.linspace(0.05, 0.95, 12), 1.0, 1.0),
    ],
    more=lambda rng: (
        outputs(rng, rng.randint(2, 7)),
        float(quarters(rng)),
        float(quarters(rng)),
    ),
    tolerance=TINY,
    hints=[
        "Start at the end: the last layer multiplies g by its own slope and by the weight.",
        "a is already the sigmoid's output, and its slope is a(1 − a).",
        "Go through a from the last entry to the first, carry the gradient along, and write it "
        "down after each layer. The first layer comes first in the result.",
    ],
    why="""
    The gradient arrives at the last output. Each layer multiplies it by its slope, a(1 − a), and
    by its weight, and hands the result to the layer before. The loop goes from the end to the
    front, so the newest gradient belongs at the front of the list. All of them are proportional
    to g: backpropagation is linear, although the network is not.
    """,
)
def backward(a, w, g):
    """A gradient on its way back

    A chain of sigmoid neurons, all with the same weight `w`, has put out the activations `a`, the
    first layer's first (without the input of the chain). `g` is the gradient of the loss with
    respect to the last output. Write `backward(a, w, g)`: it returns the gradient with respect to
    the *input* of every layer, the first layer first: what is left after its slope and its weight.
    So the last entry is $g\\,w\\,a(1 - a)$ with the last `a`. `a` is a 1-D array, `w` and `g` are
    numbers; the result has the length of `a`.
    """
    gradients = []
    for value in a[::-1]:
        g = g * w * value * (1 - value)
        gradients.insert(0, g)
    return np.array(gradients)


def _back_index(a, w, g):
    out = np.zeros(len(a))
    for k in range(len(a) - 1, -1, -1):
        out[k] = w * a[k] * (1 - a[k]) * (out[k + 1] if k + 1 < len(a) else g)
    return out


def _back_append(a, w, g):
    out = []
    for v in reversed(a):
        g *= w * v * (1 - v)
        out.append(g)
    return out[::-1]


def _back_recursive(a, w, g):
    if len(a) == 0:
        return []
    rest = _back_recursive(a[1:], w, g)
    return [w * a[0] * (1 - a[0]) * (rest[0] if rest else g), *rest]


def _back_products(a, w, g):
    return [g * math.prod(w * v * (1 - v) for v in a[k:]) for k in range(len(a))]


def _back_solve(a, w, g):
    """As a system of equations: each entry minus its factor times the next one is 0."""
    factors = w * a * (1 - a)
    right = np.zeros(len(a))
    right[-1] = g * factors[-1]
    return np.linalg.solve(np.eye(len(a)) - np.diag(factors[:-1], 1), right)


backward.also_right(
    lambda a, w, g: g * np.cumprod((w * a * (1 - a))[::-1])[::-1],
    lambda a, w, g: np.flip(np.cumprod(np.flip(w * (a - a**2)))) * g,
    lambda a, w, g: list(
        itertools.accumulate(a[::-1], lambda d, v: d * w * v * (1 - v), initial=g)
    )[:0:-1],
    lambda a, w, g: [g * np.prod(w * a[k:] * (1 - a[k:])) for k in range(len(a))],
    lambda a, w, g: g * np.prod(w * a * (1 - a)) / np.append(1, np.cumprod(w * a * (1 - a))[:-1]),
    lambda a, w, g: np.multiply.accumulate([g, *(w * a * (1 - a))[::-1]])[1:][::-1],
    lambda a, w, g: np.float32(g * np.cumprod((w * a * (1 - a))[::-1])[::-1]),
    lambda a, w, g: (
        g
        * w ** np.arange(len(a), 0, -1.0)
        * np.array([np.prod(a[k:] * (1 - a[k:])) for k in range(len(a))])
    ),
    lambda a, w, g: functools.reduce(lambda out, v: [out[0] * w * v * (1 - v), *out], a[::-1], [g])[
        :-1
    ],
    lambda outputs, weight, grad: tuple(_back_append(outputs, weight, grad)),
    _back_index,
    _back_append,
    _back_recursive,
    _back_products,
    _back_solve,
)
backward.wrong(
    "front to back",
    lambda a, w, g: g * np.cumprod(w * a * (1 - a)),
    says="You multiply from the input to the output. Gradients travel the other way: g is given "
    "at the last layer.",
)
backward.wrong(
    "no weight",
    lambda a, w, g: g * np.cumprod((a * (1 - a))[::-1])[::-1],
    says="The weight is missing: each layer multiplies by its slope *and* by w.",
)
backward.wrong(
    "sum",
    lambda a, w, g: g * np.cumsum((w * a * (1 - a))[::-1])[::-1],
    says="You add the factors of the layers. The chain rule multiplies them.",
)
backward.wrong(
    "sigmoid again",
    lambda a, w, g: g * np.cumprod((w * sigmoid(a) * (1 - sigmoid(a)))[::-1])[::-1],
    lambda a, w, g: g * np.cumprod((w * sigmoid.derivative(a))[::-1])[::-1],
    says="You take the slope of the sigmoid at a. But a has been through the sigmoid already: its "
    "slope follows from a itself.",
)
backward.wrong(
    "each layer alone",
    lambda a, w, g: g * w * a * (1 - a),
    says="Each layer is treated as if it were the last one. It gets what the layer behind it has "
    "left over.",
)
backward.wrong(
    "last layer first",
    lambda a, w, g: g * np.cumprod((w * a * (1 - a))[::-1]),
    says="The numbers are right, but the last layer comes first. Turn the list round.",
)
backward.wrong(
    "at the outputs",
    lambda a, w, g: g * np.append(np.cumprod((w * a * (1 - a))[::-1])[::-1][1:], 1),
    says="Those are the gradients at the *outputs* of the layers, with g in the last place. Each "
    "has still to pass its own slope and weight.",
)
backward.wrong(
    "g for the last layer",
    lambda a, w, g: g * np.append(np.cumprod((w * a[:-1] * (1 - a[:-1]))[::-1])[::-1], 1),
    says="Your last entry is g itself. The last layer has a slope and a weight as well, and they "
    "are missing in all other entries, too.",
)
backward.wrong(
    "factor of the next layer",
    lambda a, w, g: (
        g
        * np.cumprod(w * np.append(a[1:], a[-1:])[::-1] * (1 - np.append(a[1:], a[-1:])[::-1]))[
            ::-1
        ]
    ),
    says="Before the last layer, each entry is multiplied by the slope of the layer *behind*. The "
    "slope is that of its own output, `a[k]`.",
)
backward.wrong(
    "factors of the wrong end",
    lambda a, w, g: g * np.cumprod(w * a * (1 - a))[::-1],
    says="You multiply the factors from the front and then turn the list round. Start with the "
    "factor of the last layer.",
)
backward.wrong(
    "g in every layer",
    lambda a, w, g: np.cumprod((g * w * a * (1 - a))[::-1])[::-1],
    says="You multiply by g again in every layer. It comes in once, at the end of the chain.",
)
backward.wrong(
    "with g at the end",
    lambda a, w, g: g * np.append(np.cumprod((w * a * (1 - a))[::-1])[::-1], 1),
    says="g itself stands at the end. One gradient per layer is wanted, as many as there are "
    "entries in a.",
)
backward.wrong(
    "before the weight",
    lambda a, w, g: g * np.cumprod((w * a * (1 - a))[::-1])[::-1] / w,
    says="Those are the gradients at the scores z, behind the slope and before the weight. One "
    "factor w is missing in each entry.",
)
backward.wrong(
    "no g",
    lambda a, w, g: np.cumprod((w * a * (1 - a))[::-1])[::-1],
    says="The gradient g plays no part. Everything is proportional to it.",
)
backward.wrong(
    "no slopes",
    lambda a, w, g: g * float(w) ** np.arange(len(a), 0, -1),
    says="You multiply by the weights only. Each sigmoid multiplies by its slope, too.",
)
backward.wrong(
    "value for slope",
    lambda a, w, g: g * np.cumprod((w * a)[::-1])[::-1],
    says="You multiply by the activations a. The slope of a sigmoid with the output a is another "
    "number.",
)
backward.wrong(
    "slope of tanh",
    lambda a, w, g: g * np.cumprod((w * (1 - a**2))[::-1])[::-1],
    says="1 − a² is the slope of tanh with the output a. Here the neurons are sigmoids.",
)
backward.wrong(
    "first only",
    lambda a, w, g: g * np.prod(w * a * (1 - a)),
    says="That is the gradient at the input of the first layer. Every layer's is wanted.",
)
backward.wrong(
    "weight once",
    lambda a, w, g: g * w * np.cumprod((a * (1 - a))[::-1])[::-1],
    says="The weight is multiplied in only once. Every layer on the way has it.",
)
backward.wrong(
    "one minus a",
    lambda a, w, g: g * np.cumprod((w * (1 - a))[::-1])[::-1],
    says="You multiply by 1 − a. That is half of the slope's formula.",
)


def _back_in_place(a, w, g):
    for k in range(len(a) - 1, -1, -1):
        g = g * w * a[k] * (1 - a[k])
        a[k] = g
    return a


backward.wrong(
    "in place",
    _back_in_place,
    says="The numbers are right, but they overwrite the caller's `a`: put them into a new list or "
    "array.",
)
backward.wrong(
    "bracket missing",
    lambda a, w, g: g * np.cumprod((w * a * 1 - a)[::-1])[::-1],
    says="Brackets are missing: `w * a * 1 - a` subtracts a from the whole product before it.",
)
backward.wrong(
    "a minus one",
    lambda a, w, g: g * np.cumprod((w * a * (a - 1))[::-1])[::-1],
    says="The sizes are right, but each layer turns the sign: the slope is a(1 − a), not a(a − 1).",
)
backward.wrong(
    "slope at the next score",
    lambda a, w, g: g * np.cumprod((w * sigmoid.derivative(w * a))[::-1])[::-1],
    says="You take the slope of the sigmoid at w·a. That is the score of the layer behind; the "
    "slope of this layer follows from its own output a.",
)
backward.wrong(
    "added to g",
    lambda a, w, g: g + np.cumsum((w * a * (1 - a))[::-1])[::-1],
    says="You add the factor of each layer to the gradient. The chain rule multiplies.",
)
backward.wrong(
    "size of the weight",
    lambda a, w, g: g * np.cumprod((abs(w) * a * (1 - a))[::-1])[::-1],
    says="You drop the sign of the weight. A negative weight turns the gradient round in each "
    "layer.",
)
backward.wrong(
    "all weights in every entry",
    lambda a, w, g: g * w ** float(len(a)) * np.cumprod((a * (1 - a))[::-1])[::-1],
    says="Only the first entry is right: you multiply every entry by all the weights. A gradient "
    "has passed only those behind its layer.",
)
backward.wrong(
    "stops too early",
    lambda a, w, g: [g * w * a[-1] * (1 - a[-1])],
    says="You return the gradient of the last layer only. (Is a `return` inside the loop?)",
)
backward.also_wrong(
    lambda a, w, g: np.cumsum(g * np.cumprod((w * a * (1 - a))[::-1])[::-1]),
    lambda a, w, g: np.sort(_back_append(a, w, g)),
    lambda a, w, g: _back_append(a, g, w),
    lambda a, w, g: -g * np.cumprod((w * a * (1 - a))[::-1])[::-1],
    lambda a, w, g: abs(g * np.cumprod((w * a * (1 - a))[::-1])[::-1]),
    lambda a, w, g: (g * np.cumprod((w * a * (1 - a))[::-1])[::-1])[:, None],
    lambda a, w, g: g * np.cumprod((w + a * (1 - a))[::-1])[::-1],
    lambda a, w, g: g + np.cumprod((w * a * (1 - a))[::-1])[::-1],
    lambda a, w, g: np.round(g * np.cumprod((w * a * (1 - a))[::-1])[::-1], 4),
    lambda a, w, g: g * np.cumprod((w * a * (1 + a))[::-1])[::-1],
    lambda a, w, g: None,
    lambda a, w, g: g * 0.25 ** np.arange(len(a), 0, -1),
    lambda a, w, g: reversed(_back_append(a, w, g)),
    lambda a, w, g: g * np.cumprod((a * (1 - a) / w)[::-1])[::-1],
    lambda a, w, g: [g] * len(a),
)


# ================================================================ measure and mend

chapter.section("Measure it, mend it")


def _gradients(rng):
    """Gradients of random shapes, small at the front."""
    shapes = [(2,), (3,), (2, 3), (5,), (3, 2)]
    n = rng.randint(3, 6)
    sizes = 0.25 ** np.arange(n, 0, -1)
    return ([s * quarters(rng, *shapes[rng.randint(5)]) for s in sizes],)


@chapter.function(
    "3.6",
    cases=[
        ([vector(1), vector(2)],),
        ([vector(3, 4), vector(0, 10)],),
        ([vector(-3, 4), vector(1, 7), vector(5, 0)],),
        ([np.array([1, -2, 2]), np.array([2, 0]), np.array([6, -8])],),
        ([vector(1, 1, 1, 1), vector(3, 1), vector(0, 4, 3), vector(0.6, 0.8)],),
        ([np.array([[1.0, 2.0], [2.0, 4.0]]), vector(9), np.array([[3.0, 0.0], [0.0, 4.0]])],),
        ([vector(3e-13, -4e-13), vector(1e-6, 0), vector(0.3, 0.4)],),
    ],
    more=_gradients,
    tolerance=TINY,
    hints=[
        "You need only two of the arrays: which ones?",
        "`grads[0]` is the first of a list and `grads[-1]` the last, however many there are.",
        "`np.linalg.norm(g)` is the root of the sum of all squared entries, also for a matrix.",
    ],
    why="""
    The norm is the root of the sum of all squares, so signs do not matter, and neither does the
    shape. First divided by last says how much of the gradient reaches the first layer: 0.01 means
    that a hundredth is left. Multiply the loss by 1000 and both norms grow alike, and the ratio
    stays.
    """,
)
def shrinkage(grads):
    """How much is left?

    `grads` is a list of gradients, one array per layer, the first layer's first; the arrays may
    have different shapes. Write `shrinkage(grads)`: it returns the length of the first array
    divided by the length of the last one, as one number. The length is the Euclidean norm, taken
    over *all* entries of an array: the root of the sum of their squares. There are at least two
    arrays, and the last one is not zero.
    """
    return np.linalg.norm(grads[0]) / np.linalg.norm(grads[-1])


def _length(g):
    total = 0
    for v in np.ravel(g):
        total += v**2
    return total**0.5


def _ratio_of_ends(grads):
    first, *_, last = grads
    return math.hypot(*first.ravel()) / math.hypot(*last.ravel())


def _scipy_norms(grads):
    from scipy import linalg

    return linalg.norm(grads[0]) / linalg.norm(grads[len(grads) - 1])


shrinkage.also_right(
    lambda grads: np.linalg.norm(grads[0]) / np.linalg.norm(grads[-1]),
    lambda grads: np.sqrt((grads[0] ** 2).sum() / (grads[-1] ** 2).sum()),
    lambda grads: _length(grads[0]) / _length(grads[-1]),
    lambda grads: np.sqrt(np.vdot(grads[0], grads[0])) / np.sqrt(np.vdot(grads[-1], grads[-1])),
    lambda grads: math.sqrt(np.sum(np.square(grads[0]))) / math.sqrt(np.sum(np.square(grads[-1]))),
    lambda grads: (lambda norms: norms[0] / norms[-1])([np.linalg.norm(g) for g in grads]),
    lambda grads: np.linalg.norm(grads[0].ravel(), 2) / np.linalg.norm(grads[-1].flatten(), 2),
    lambda grads: [np.divide(*[np.linalg.norm(g) for g in (grads[0], grads[-1])])],
    lambda grads: np.linalg.norm(grads[0] / np.linalg.norm(grads[-1])),
    lambda grads: np.exp(np.log((grads[0] ** 2.0).sum()) / 2 - np.log((grads[-1] ** 2).sum()) / 2),
    lambda grads: 1 / (np.linalg.norm(grads[-1]) / np.linalg.norm(grads[0])),
    lambda grads: np.float32(np.linalg.norm(grads[0]) / np.linalg.norm(grads[-1])),
    lambda gradients: (
        np.einsum("i,i", *[gradients[0].ravel()] * 2) ** 0.5
        / np.einsum("i,i", *[gradients[-1].ravel()] * 2) ** 0.5
    ),
    _ratio_of_ends,
    _scipy_norms,
)
shrinkage.wrong(
    "inverted",
    lambda grads: np.linalg.norm(grads[-1]) / np.linalg.norm(grads[0]),
    says="That is the last divided by the first. What is left is the first in relation to the "
    "last.",
)
shrinkage.wrong(
    "mean size",
    lambda grads: np.abs(grads[0]).mean() / np.abs(grads[-1]).mean(),
    says="You average the absolute values. The norm is the root of the sum of squares.",
)
shrinkage.wrong(
    "difference",
    lambda grads: np.linalg.norm(grads[0]) - np.linalg.norm(grads[-1]),
    says="You subtract the lengths. What is left is a share: divide.",
)
shrinkage.wrong(
    "first two",
    lambda grads: np.linalg.norm(grads[0]) / np.linalg.norm(grads[1]),
    says="You compare with the second layer. The last one stands at the end of the list.",
)
shrinkage.wrong(
    "last two",
    lambda grads: np.linalg.norm(grads[-2]) / np.linalg.norm(grads[-1]),
    says="You compare the last layer with the one before it. The first one is `grads[0]`.",
)
shrinkage.wrong(
    "counted from one",
    lambda grads: np.linalg.norm(grads[1]) / np.linalg.norm(grads[-1]),
    says="You start at `grads[1]`. Python counts from 0, so that is the second layer.",
)
shrinkage.wrong(
    "not rooted",
    lambda grads: (grads[0] ** 2).sum() / (grads[-1] ** 2).sum(),
    says="That is the ratio of the *squared* lengths. A root is missing.",
)
shrinkage.wrong(
    "sum of sizes",
    lambda grads: np.abs(grads[0]).sum() / np.abs(grads[-1]).sum(),
    lambda grads: np.linalg.norm(grads[0], 1) / np.linalg.norm(grads[-1], 1),
    says="You add up absolute values, as `norm(g, 1)` does. That is a length, too, but another "
    "one; the Euclidean norm adds squares.",
)
shrinkage.wrong(
    "largest entry",
    lambda grads: np.abs(grads[0]).max() / np.abs(grads[-1]).max(),
    lambda grads: np.linalg.norm(grads[0], np.inf) / np.linalg.norm(grads[-1], np.inf),
    lambda grads: np.max(grads[0]) / np.max(grads[-1]),
    lambda grads: max(grads[0]) / max(grads[-1]),
    says="You compare the largest entries. All entries count for the norm.",
)
shrinkage.wrong(
    "sum with signs",
    lambda grads: np.sum(grads[0]) / np.sum(grads[-1]),
    lambda grads: sum(grads[0]) / sum(grads[-1]),
    lambda grads: np.mean(grads[0]) / np.mean(grads[-1]),
    lambda grads: np.abs(np.sum(grads[0]) / np.sum(grads[-1])),
    lambda grads: np.abs(np.mean(grads[0]) / np.mean(grads[-1])),
    lambda grads: (
        np.linalg.norm(np.sum(grads[0], axis=0)) / np.linalg.norm(np.sum(grads[-1], axis=0))
    ),
    says="You add up or average the entries with their signs, so they can cancel. A length does "
    "not know signs: it adds squares.",
)
shrinkage.wrong(
    "per layer",
    lambda grads: (np.linalg.norm(grads[0]) / np.linalg.norm(grads[-1])) ** (1 / (len(grads) - 1)),
    says="That is the factor per layer, ρ of the chapter. Here the whole way from the last layer "
    "to the first is wanted.",
)
shrinkage.wrong(
    "root mean square",
    lambda grads: np.sqrt((grads[0] ** 2).mean()) / np.sqrt((grads[-1] ** 2).mean()),
    says="You average the squares instead of adding them. With arrays of different sizes that "
    "makes a difference.",
)
shrinkage.wrong(
    "entry by entry",
    lambda grads: grads[0] / grads[-1],
    lambda grads: np.abs(grads[0]) / np.abs(grads[-1]),
    says="You divide the arrays entry by entry, and they may have different shapes. Take the "
    "length of each first.",
)
shrinkage.wrong(
    "largest stretch",
    lambda grads: np.linalg.norm(grads[0], 2) / np.linalg.norm(grads[-1], 2),
    says="With matrices it goes wrong: `norm(g, 2)` is the most by which a matrix stretches a "
    "vector. Without the 2, all entries count.",
)
shrinkage.wrong(
    "one length per column",
    lambda grads: sum(v**2 for v in grads[0]) ** 0.5 / sum(v**2 for v in grads[-1]) ** 0.5,
    says="With matrices it goes wrong: adding up row after row leaves one number for each column. "
    "All entries belong into one sum.",
)
shrinkage.wrong(
    "share lost",
    lambda grads: 1 - np.linalg.norm(grads[0]) / np.linalg.norm(grads[-1]),
    says="That is the share that is lost on the way. What is left is wanted.",
)
shrinkage.wrong(
    "product",
    lambda grads: np.linalg.norm(grads[0]) * np.linalg.norm(grads[-1]),
    says="You multiply the lengths. To compare them, divide.",
)
shrinkage.wrong(
    "not divided",
    lambda grads: np.linalg.norm(grads[0]),
    says="That is the length of the first gradient alone. How much is left shows only in relation "
    "to the last.",
)
shrinkage.wrong(
    "second last",
    lambda grads: np.linalg.norm(grads[0]) / np.linalg.norm(grads[-2]),
    says="You divide by the last but one. The last of a list has the index −1.",
)
shrinkage.wrong(
    "difference of the arrays",
    lambda grads: np.linalg.norm(grads[0] - grads[-1]),
    says="You subtract the arrays, and they may have different shapes. Take the length of each, "
    "and divide.",
)
shrinkage.also_wrong(
    lambda grads: np.mean(
        [np.linalg.norm(a) / np.linalg.norm(b) for a, b in itertools.pairwise(grads)]
    ),
    lambda grads: np.linalg.norm(grads[0]) / np.linalg.norm(grads[-1]) * (grads[0].ndim == 1),
    lambda grads: max(np.linalg.norm(grads[0]), 1e-9) / np.linalg.norm(grads[-1]),
    lambda grads: [np.linalg.norm(g) for g in grads],
    lambda grads: np.linalg.norm(grads[0]) / sum(np.linalg.norm(g) for g in grads),
    lambda grads: np.sqrt(np.linalg.norm(grads[0]) / np.linalg.norm(grads[-1])),
    lambda grads: grads[0][0] / grads[-1][0],
    lambda grads: np.log10(np.linalg.norm(grads[0]) / np.linalg.norm(grads[-1])),
    lambda grads: -np.linalg.norm(grads[0]) / np.linalg.norm(grads[-1]),
    lambda grads: np.linalg.norm(np.array(grads)[0]) / np.linalg.norm(np.array(grads)[-1]),
    lambda grads: round(float(np.linalg.norm(grads[0]) / np.linalg.norm(grads[-1])), 6),
    lambda grads: np.std(grads[0]) / np.std(grads[-1]),
    lambda grads: None,
    lambda grads: np.linalg.norm(grads[0]) // np.linalg.norm(grads[-1]),
    lambda grads: len(grads[0]) / len(grads[-1]),
)


@chapter.function(
    "3.7",
    cases=[(1, 1), (2, 2), (1, 7), (7, 1), (3, 5), (64, 32), (32, 64), (100, 100), (784, 10)],
    more=lambda rng: (int(rng.randint(1, 300)), int(rng.randint(1, 300))),
    hints=[
        "What has to be done to a variance to get a standard deviation?",
        "`np.sqrt(...)` or `... ** 0.5`: see that the root covers the whole fraction.",
    ],
    why="""
    The standard deviation is the root of the variance. Glorot's recipe is a compromise: 1/n_in
    would keep the signal's size on its way forward, 1/n_out the gradient's on its way back. The
    recipe takes the mean of the two sizes, (n_in + n_out)/2, so it treats both alike. Four times
    as many units on both sides halve it.
    """,
)
def xavier_std(n_in, n_out):
    """How large is a weight at the start?

    In Glorot's recipe (after his first name also called Xavier's), the weights between `n_in`
    inputs and `n_out` units are random numbers with mean 0 and the variance
    $2 / (n_\\mathrm{in} + n_\\mathrm{out})$. Write `xavier_std(n_in, n_out)`: it returns their
    *standard deviation*, as one number. `n_in` and `n_out` are whole numbers, 1 or more.
    """
    return np.sqrt(2 / (n_in + n_out))


def _std_from_package(n_in, n_out):
    mean_size = (n_in + n_out) / 2
    variance = 1 / mean_size
    return variance**0.5


def _std_newton(n_in, n_out):
    target, root = 2 / (n_in + n_out), 1.0
    for _ in range(60):
        root = (root + target / root) / 2
    return root


xavier_std.also_right(
    lambda n_in, n_out: np.sqrt(2 / (n_in + n_out)),
    lambda n_in, n_out: (2 / (n_in + n_out)) ** 0.5,
    lambda n_in, n_out: math.sqrt(2) / math.sqrt(n_in + n_out),
    lambda n_in, n_out: math.sqrt(1 / np.mean([n_in, n_out])),
    lambda n_in, n_out: np.sqrt(2.0) * (n_in + n_out) ** -0.5,
    lambda n_in, n_out: ((n_in + n_out) / 2) ** (-1 / 2),
    lambda n_in, n_out: np.exp(0.5 * (np.log(2) - np.log(n_in + n_out))),
    lambda n_in, n_out: np.float32(np.sqrt(np.float32(2) / np.float32(n_in + n_out))),
    lambda n_in, n_out: [math.pow(2 / sum((n_in, n_out)), 0.5)],
    lambda n_in, n_out: math.sqrt(6 / (n_in + n_out)) / math.sqrt(3),
    lambda n_in, n_out: np.sqrt(np.array([2.0])) / np.sqrt(np.array([n_in + n_out])),
    lambda inputs, units: math.sqrt(Fraction(2, inputs + units)),
    lambda n_in, n_out: Decimal(2 / (n_in + n_out)).sqrt(),
    lambda n_in, n_out: abs(complex(2 / (n_in + n_out)) ** 0.5),
    _std_from_package,
    _std_newton,
)
xavier_std.wrong(
    "variance",
    lambda n_in, n_out: 2 / (n_in + n_out),
    says="That is the variance. The standard deviation is its square root.",
)
xavier_std.wrong(
    "lecun",
    lambda n_in, n_out: np.sqrt(1 / n_in),
    says="You look at the inputs only: that is LeCun's recipe. Glorot's counts both sides.",
)
xavier_std.wrong(
    "root of 2 only",
    lambda n_in, n_out: np.sqrt(2) / (n_in + n_out),
    says="The root covers only the 2. It has to cover the whole fraction.",
)
xavier_std.wrong(
    "root of the sizes only",
    lambda n_in, n_out: 2 / np.sqrt(n_in + n_out),
    says="Your number is √2 times too large. Does the root cover the 2 as well, and is there a 2 "
    "above the line?",
)
xavier_std.wrong(
    "whole division",
    lambda n_in, n_out: np.sqrt(2 // (n_in + n_out)),
    says="As soon as there are more than two units, your result is 0. Does `//`, or `int`, cut the "
    "decimals off?",
)
xavier_std.wrong(
    "he",
    lambda n_in, n_out: np.sqrt(2 / n_in),
    says="That is He's recipe, which looks at the inputs only. Glorot's counts both sides.",
)
xavier_std.wrong(
    "outputs only",
    lambda n_in, n_out: np.sqrt(1 / n_out),
    lambda n_in, n_out: np.sqrt(2 / n_out),
    says="You look at the outgoing side only. Glorot's recipe counts both sides.",
)
xavier_std.wrong(
    "bracket missing",
    lambda n_in, n_out: np.sqrt(2 / n_in + n_out),
    says="A bracket is missing: `2 / n_in + n_out` divides 2 by n_in alone and then adds n_out.",
)
xavier_std.wrong(
    "product of the sizes",
    lambda n_in, n_out: np.sqrt(2 / (n_in * n_out)),
    says="You divide by the product of the two sizes. The recipe has their sum.",
)
xavier_std.wrong(
    "limit of the uniform",
    lambda n_in, n_out: np.sqrt(6 / (n_in + n_out)),
    says="That is the limit of Glorot's *uniform* numbers, which go from minus that to plus that. "
    "Their standard deviation is smaller.",
)
xavier_std.wrong(
    "one for two",
    lambda n_in, n_out: np.sqrt(1 / (n_in + n_out)),
    says="Your variance is half as large as it should be: look at the number above the line.",
)
xavier_std.wrong(
    "inverted",
    lambda n_in, n_out: np.sqrt((n_in + n_out) / 2),
    says="The fraction is upside down: more units must make smaller weights.",
)
xavier_std.wrong(
    "squared",
    lambda n_in, n_out: (2 / (n_in + n_out)) ** 2,
    says="You square the variance. The standard deviation is its square *root*.",
)
xavier_std.wrong(
    "half by whole division",
    lambda n_in, n_out: (2 / (n_in + n_out)) ** (1 // 2),
    says="You return 1 every time. Is `1 // 2` the exponent? It is 0, and anything to the power "
    "0 is 1.",
)
xavier_std.wrong(
    "power before division",
    lambda n_in, n_out: (2 / (n_in + n_out)) ** 1 / 2,
    says="That is half of the variance. Is there `** 1 / 2` in it? It takes the power 1 and then "
    "divides by 2: write `** 0.5`, or brackets.",
)
xavier_std.wrong(
    "variances added",
    lambda n_in, n_out: np.sqrt(1 / n_in + 1 / n_out),
    says="You add 1/n_in and 1/n_out. The recipe adds the two *sizes*, and divides by the sum.",
)
xavier_std.wrong(
    "not divided",
    lambda n_in, n_out: np.sqrt(2 * (n_in + n_out)),
    says="Your number grows with the number of units. The more units, the smaller the weights: "
    "divide.",
)
xavier_std.wrong(
    "mean of the variances",
    lambda n_in, n_out: np.sqrt((1 / n_in + 1 / n_out) / 2),
    says="You average 1/n_in and 1/n_out. Glorot averages the two *sizes* and divides by that.",
)
xavier_std.wrong(
    "roots added",
    lambda n_in, n_out: np.sqrt(2) / (np.sqrt(n_in) + np.sqrt(n_out)),
    says="You take the root of each size by itself and add the roots. Add first, then take the "
    "root.",
)
xavier_std.also_wrong(
    lambda n_in, n_out: np.random.RandomState(0).randn(n_in, n_out) * np.sqrt(2 / (n_in + n_out)),
    lambda n_in, n_out: -np.sqrt(2 / (n_in + n_out)),
    lambda n_in, n_out: round((2 / (n_in + n_out)) ** 0.5, 2),
    lambda n_in, n_out: 1 / np.sqrt(3 * n_in),
    lambda n_in, n_out: np.sqrt(2 / abs(n_in - n_out)) if n_in != n_out else 0.0,
    lambda n_in, n_out: np.sqrt(2 / max(n_in, n_out)),
    lambda n_in, n_out: 0.01,
    lambda n_in, n_out: (0, np.sqrt(2 / (n_in + n_out))),
    lambda n_in, n_out: math.sqrt(2 / math.sqrt(n_in + n_out)),
    lambda n_in, n_out: (n_in + n_out) ** 0.5,
    lambda n_in, n_out: print(np.sqrt(2 / (n_in + n_out))),
    lambda n_in, n_out: 2 / (n_in + n_out) ** 0.25,
)


@chapter.function(
    "3.8",
    cases=[
        (vector(3), 1.0),
        (vector(-0.5), 1.0),
        (vector(0, 0), 1.0),
        (vector(3, 4), 10.0),
        (vector(3, 4), 2.5),
        (np.array([3, -4]), 2),
        (np.array([6, 0, -8]), 5),
        (np.array([1, 2, -2]), 4),
        (vector(0.3, 0.2, -0.1), 0.25),
        (vector(0.9, 0.9, -0.9, 0.9), 1.0),
        (vector(1.5, -12, 0.5), 4.0),
    ],
    more=lambda rng: (quarters(rng, rng.randint(2, 6)), float(abs(quarters(rng)))),
    tolerance=Tolerance(1e-5, 1e-12),
    hints=[
        "First the length of g. Only if it is larger than c is there anything to do.",
        "To keep the direction, multiply *all* entries by the same number. Which one turns the "
        "length into c?",
        "`g * factor` makes a new array; `g *= factor` would change the caller's.",
    ],
    why="""
    A vector divided by its length has length 1; times c, it has length c. As all entries are
    multiplied by the same number, the direction stays. That is the point: the step goes the way
    that the gradient says, only not so far. Clipping every entry by itself would turn it.
    """,
    equivalent=["if length >= c:"],
    picture=lambda: _picture_of_clipping(),
)
def clip_norm(g, c):
    """Clip an exploding gradient

    The opposite problem: a gradient that is too long. Write `clip_norm(g, c)`: if the length
    (Euclidean norm) of the gradient `g` is larger than `c`, it returns a gradient of length `c`
    in the same direction; otherwise the gradient as it is. `g` is a 1-D array, of floats or of
    whole numbers, and may be all zeros; `c` is a positive number. Leave the caller's `g` alone.
    """
    length = np.linalg.norm(g)
    if length > c:
        g = g * (c / length)
    return g


def _picture_of_clipping():
    """A gradient, clipped by its norm and entry by entry."""
    from rectified import figures

    g, c = np.array([3.0, 1.2]), 1.5
    norm, entries = clip_norm.reference(g, c), np.clip(g, -c, c)
    fig, ax = figures.new(xlabel="first entry", ylabel="second entry")
    corner = np.linspace(0, np.pi / 2, 60)
    ax.plot(c * np.cos(corner), c * np.sin(corner), color=figures.MUTED, linewidth=1)
    names = ("gradient", "clipped by length", "clipped entry by entry")
    places = ((6, 3), (8, -12), (6, 3))
    for v, look, name, place in zip((g, norm, entries), figures.SERIES, names, places):
        ax.plot([0, v[0]], [0, v[1]], **look)
        ax.annotate(name, v, xytext=place, textcoords="offset points", color=look["color"])
    ax.set(xlim=(0, 4.1), ylim=(0, 1.75))
    ax.set_aspect("equal")
    angle = [math.degrees(math.atan2(v[1], v[0])) for v in (g, norm, entries)]
    alt = (
        f"A gradient with the entries {g[0]:g} and {g[1]:g}, and a quarter of a circle of radius "
        f"{c:g}. Clipped by its length it ends on the circle, in the same direction of "
        f"{angle[1]:.0f} degrees; clipped entry by entry it points to {angle[2]:.0f} degrees."
    )
    return fig, alt


def _clip_loop(g, c):
    length = math.sqrt(sum(float(v) ** 2 for v in g))
    return [v * c / length if length > c else v for v in g]


def _clip_copy(g, c):
    g = g.astype(float)
    length = math.hypot(*g)
    if length > c:
        g *= c
        g /= length
    return g


def _clip_where(g, c):
    length = np.sqrt(g @ g)
    with np.errstate(all="ignore"):
        return np.where(length > c, g * c / length, g)


def _clip_steps(g, c):
    h = np.array(g, dtype=float)
    excess = np.linalg.norm(h) - c
    return h - h / np.linalg.norm(h) * excess if excess > 0 else h


clip_norm.also_right(
    lambda g, c: g * min(1.0, c / np.linalg.norm(g)) if np.any(g) else g,
    lambda g, c: g / max(1.0, np.linalg.norm(g) / c),
    lambda g, c: g * np.minimum(1, c / np.maximum(np.linalg.norm(g), 1e-300)),
    lambda g, c: g * min(1, c / (np.linalg.norm(g) + 1e-12)),
    lambda g, c: g * min(1, c / (np.linalg.norm(g) + 1e-6)),
    lambda g, c: c * g / np.linalg.norm(g) if np.linalg.norm(g) > c else g.copy(),
    lambda g, c: (c * (g / np.linalg.norm(g)) if (g**2).sum() > c**2 else g).tolist(),
    lambda g, c: g / np.clip(np.linalg.norm(g) / c, 1, None),
    lambda g, c: np.float32(g / max(1.0, np.linalg.norm(g) / c)),
    lambda g, c: [v / max(1, math.dist(g, 0 * g) / c) for v in g],
    lambda gradient, limit: gradient * (limit / max(limit, np.linalg.norm(gradient))),
    lambda g, c: g if np.linalg.norm(g) <= c else np.multiply(g, np.divide(c, np.linalg.norm(g))),
    _clip_loop,
    _clip_copy,
    _clip_where,
    _clip_steps,
)
clip_norm.wrong(
    "each entry",
    lambda g, c: np.clip(g, -c, c),
    says="You clip every entry by itself. That can turn the gradient, and its length may still be "
    "larger than c.",
)
clip_norm.wrong(
    "unit",
    lambda g, c: g / np.linalg.norm(g) if np.linalg.norm(g) > c else g,
    says="What is too long gets the length 1. Its length should be c.",
)
clip_norm.wrong(
    "L1",
    lambda g, c: g * (c / np.abs(g).sum()) if np.abs(g).sum() > c else g,
    lambda g, c: g * (c / np.abs(g).sum()) if np.linalg.norm(g) > c else g,
    says="Your length is the sum of the absolute values. The Euclidean length is the root of the "
    "sum of squares.",
)


def _clip_in_place(g, c):
    length = np.linalg.norm(g)
    g[:] = g * (c / length) if length > c else g
    return g


clip_norm.wrong(
    "in place",
    _clip_in_place,
    says="You overwrite the caller's gradient (and where it holds whole numbers, the decimals are "
    "lost). Return a new array.",
)


def _clip_star(g, c):
    length = np.linalg.norm(g)
    if length > c:
        g *= c / length
    return g


def _clip_slash(g, c):
    length = np.linalg.norm(g)
    if length > c:
        g /= length / c
    return g


def _clip_max(g, c):
    g /= max(1, np.linalg.norm(g) / c)
    return g


clip_norm.wrong(
    "in place, by an operator",
    _clip_star,
    _clip_slash,
    _clip_max,
    says="`g *= ...` and `g /= ...` write into the caller's array, and an array of whole numbers "
    "cannot hold the result. Return a new array.",
)
clip_norm.wrong(
    "always",
    lambda g, c: g * c / np.linalg.norm(g),
    lambda g, c: g * (c / np.linalg.norm(g)) if np.any(g) else g,
    says="You bring every gradient to the length c, short ones, too. What is not too long stays "
    "as it is.",
)
clip_norm.wrong(
    "the short ones",
    lambda g, c: g * (c / np.linalg.norm(g)) if 0 < np.linalg.norm(g) < c else g,
    lambda g, c: g * (c / np.linalg.norm(g)) if np.linalg.norm(g) < c else g,
    lambda g, c: g * max(1, c / np.linalg.norm(g)),
    says="Short gradients are made longer and long ones are left: the comparison points the other "
    "way.",
)
clip_norm.wrong(
    "not divided by the length",
    lambda g, c: g * c if np.linalg.norm(g) > c else g,
    says="You multiply by c. That makes the length c times as large, whatever it was; it should "
    "*become* c.",
)
clip_norm.wrong(
    "divided by c",
    lambda g, c: g / c if np.linalg.norm(g) > c else g,
    says="You divide by c. The length should become c: it has to be divided by something that "
    "depends on the length of g.",
)
clip_norm.wrong(
    "upside down",
    lambda g, c: g * (np.linalg.norm(g) / c) if np.linalg.norm(g) > c else g,
    says="Long gradients get even longer: the factor is upside down.",
)
clip_norm.wrong(
    "largest entry",
    lambda g, c: g * (c / np.abs(g).max()) if np.abs(g).max() > c else g,
    lambda g, c: g * (c / np.abs(g).max()) if np.linalg.norm(g) > c else g,
    says="You bring the largest entry to c. That keeps the direction, but the length is the root "
    "of the sum of all squares.",
)
clip_norm.wrong(
    "square compared",
    lambda g, c: g * (c / np.linalg.norm(g)) if (g**2).sum() > c else g,
    says="You compare the *square* of the length with c, so the decision is sometimes wrong.",
)
clip_norm.wrong(
    "square as length",
    lambda g, c: g * (c / (g**2).sum()) if (g**2).sum() > c else g,
    lambda g, c: g * (c / (g**2).sum()) if np.linalg.norm(g) > c else g,
    says="You divide by the sum of squares. The length is its root.",
)
clip_norm.wrong(
    "zero gradient",
    lambda g, c: g / np.linalg.norm(g) * min(np.linalg.norm(g), c),
    says="Only a gradient of zeros goes wrong: you divide by its length, and 0/0 is no number.",
)
clip_norm.wrong(
    "each entry, without sign",
    lambda g, c: np.where(np.abs(g) > c, c, g),
    says="Every entry that is larger than c in size becomes c. That turns the gradient, and "
    "negative entries lose their sign.",
)
clip_norm.wrong(
    "divided by the larger",
    lambda g, c: g / max(np.linalg.norm(g), c),
    says="You divide by the length or by c, whichever is larger. Then no result is longer than 1, "
    "and short gradients shrink as well.",
)
clip_norm.wrong(
    "thrown away",
    lambda g, c: 0 * g if np.linalg.norm(g) > c else g,
    says="Gradients that are too long become 0. They should keep their direction and get the "
    "length c.",
)
clip_norm.wrong(
    "the length",
    lambda g, c: min(np.linalg.norm(g), c),
    says="That is the length of the result. The gradient itself is wanted, an array.",
)
clip_norm.wrong(
    "positive entries only",
    lambda g, c: np.minimum(g, c),
    says="You cut every entry off at c. That can turn the gradient, and negative entries may be "
    "as long as they like.",
)
clip_norm.wrong(
    "whole numbers",
    lambda g, c: (g * (c / np.linalg.norm(g))).astype(g.dtype) if np.linalg.norm(g) > c else g,
    says="With an array of whole numbers the decimals are lost: the result needs an array of "
    "floats.",
)
clip_norm.wrong(
    "sum with signs",
    lambda g, c: g * (c / g.sum()) if g.sum() > c else g,
    says="You take the sum of the entries for the length. Negative entries cancel there; a length "
    "adds squares.",
)
clip_norm.wrong(
    "nothing when short",
    lambda g, c: g * (c / np.linalg.norm(g)) if np.linalg.norm(g) > c else None,
    says="When the gradient is short enough you return nothing. It should come back as it is.",
)
clip_norm.wrong(
    "decided by the largest entry",
    lambda g, c: g * (c / np.linalg.norm(g)) if np.abs(g).max() > c else g,
    says="Where you clip, the result is right. But you ask whether an *entry* is larger than c: a "
    "gradient of small entries can be too long, too.",
)
clip_norm.wrong(
    "decided by the sum",
    lambda g, c: g * (c / np.linalg.norm(g)) if np.abs(g).sum() > c else g,
    lambda g, c: g * (c / np.linalg.norm(g)) if g.sum() > c else g,
    says="Where you clip, the result is right. But the decision is sometimes another one: it is "
    "the Euclidean length that has to be compared with c.",
)
clip_norm.wrong(
    "shortened by c",
    lambda g, c: g * (1 - c / np.linalg.norm(g)) if np.linalg.norm(g) > c else g,
    says="You make a long gradient shorter *by* c. It should be shortened *to* c.",
)
clip_norm.wrong(
    "short ones thrown away",
    lambda g, c: g * (c / np.linalg.norm(g)) if np.linalg.norm(g) > c else 0 * g,
    lambda g, c: g * (c / np.linalg.norm(g)) if np.linalg.norm(g) > c else 0,
    says="A gradient that is short enough becomes 0. It should come back as it is.",
)
clip_norm.wrong(
    "mean in the length",
    lambda g, c: g * (c / np.sqrt(np.mean(g**2))) if np.linalg.norm(g) > c else g,
    lambda g, c: g * (c / np.sqrt(np.mean(g**2))) if np.sqrt(np.mean(g**2.0)) > c else g,
    says="You take the root of the *mean* of the squares. The Euclidean length is the root of "
    "their sum.",
)
clip_norm.wrong(
    "cut to whole numbers",
    lambda g, c: (g * (c / np.linalg.norm(g))).astype(int) if np.linalg.norm(g) > c else g,
    says="What you clip loses its decimals, also where g holds floats. Is there an `int` in it?",
)
clip_norm.wrong(
    "c subtracted",
    lambda g, c: g - c if np.linalg.norm(g) > c else g,
    says="You subtract c from every entry. That turns the gradient; to keep its direction, "
    "multiply all entries by the same number.",
)
clip_norm.wrong(
    "signs only",
    lambda g, c: np.sign(g) * c if np.linalg.norm(g) > c else g,
    lambda g, c: np.sign(g) * c / np.sqrt(len(g)) if np.linalg.norm(g) > c else g,
    says="All entries of a long gradient get the same size, which turns it. Multiply all of them "
    "by the same number instead.",
)
clip_norm.also_wrong(
    lambda g, c: g * np.sqrt(c / np.linalg.norm(g)) if np.linalg.norm(g) > c else g,
    lambda g, c: g * (c / np.linalg.norm(g)) if np.linalg.norm(g) > 2 * c else g,
    lambda g, c: np.floor(g * (c / np.linalg.norm(g))) if np.linalg.norm(g) > c else g,
    lambda g, c: g - (np.linalg.norm(g) - c) if np.linalg.norm(g) > c else g,
    lambda g, c: -g * (c / np.linalg.norm(g)) if np.linalg.norm(g) > c else g,
    lambda g, c: g,
    lambda g, c: np.full(len(g), c) if np.linalg.norm(g) > c else g,
    lambda g, c: np.abs(g) * (c / np.linalg.norm(g)) if np.linalg.norm(g) > c else g,
    lambda g, c: g * (c / np.linalg.norm(g)) ** 2 if np.linalg.norm(g) > c else g,
    lambda g, c: (g * (c / np.linalg.norm(g)))[None] if np.linalg.norm(g) > c else g[None],
    lambda g, c: np.linalg.norm(g) * c,
    lambda g, c: None,
    lambda g, c: g * 0.9 if np.linalg.norm(g) > c else g,
    lambda g, c: np.round(g / max(1.0, np.linalg.norm(g) / c), 2),
    lambda g, c: g / max(1.0, np.linalg.norm(g) * c),
)


class Named:
    """A function of a vector, with a name for the messages."""

    def __init__(self, label, function):
        self.label, self.function = label, function

    def __call__(self, x):
        x = np.asarray(x)
        if x.ndim != 1:
            raise ValueError(f"f takes a 1-D array, not one of shape {x.shape}")
        return self.function(x)


_SQUARE = Named("x[0]²", lambda x: x[0] ** 2.0)
_BOWL = Named("x[0]² + 3 x[1]", lambda x: x[0] ** 2.0 + 3 * x[1])
_PRODUCT = Named("0.3 · x[0] · x[1]", lambda x: 0.3 * x[0] * x[1])
_WAVE = Named("sin(x[0]) + exp(x[1])", lambda x: np.sin(x[0]) + np.exp(x[1]))
_QUARTER = Named("a quarter of the sum of squares", lambda x: (x**2.0).sum() / 4)
_CUBE = Named("x[0]³/3 − x[0] · x[1]²", lambda x: x[0] ** 3.0 / 3 - x[0] * x[1] ** 2.0)
_LOSS = Named("log(1 + exp(x[2] − x[0] · x[1]))", lambda x: np.log(1 + np.exp(x[2] - x[0] * x[1])))


def _polynomial(rng):
    """A random function with squares, products and cubes, and a place."""
    n = rng.randint(2, 5)
    p, q, r = quarters(rng, 3, n) / 2
    p += 1 / 16  # with whole numbers in x, too, no derivative is a whole number
    function = Named(
        "a polynomial",
        lambda x: (p * x + q * x**2.0).sum() + (r * x)[1:] @ x[:-1] + x[-1] ** 3.0 / 3,
    )
    x = quarters(rng, n)
    return function, x if rng.randint(3) else np.round(x + 0.5).astype(int)


@chapter.function(
    "3.9",
    cases=[
        (_SQUARE, vector(3)),
        (_BOWL, vector(1, 2)),
        (_PRODUCT, np.array([2, 5])),
        (_QUARTER, np.array([1, -3, 5])),
        (_WAVE, vector(0.5, -1)),
        (_CUBE, vector(1, 2)),
        (_LOSS, vector(0.5, -2, 1)),
    ],
    more=_polynomial,
    n_more=6,
    tolerance=Tolerance(1e-7, 1e-6),
    hints=[
        "For each coordinate by itself: move it a little up, then a little down, and see how f "
        "changes. All other coordinates stay.",
        "The two points are *two* steps apart, and that is what the difference is divided by.",
        "An array of whole numbers cannot hold x + 0.00001. Write into an array of floats.",
    ],
    why="""
    Up a little, down a little, the difference of f divided by the distance, which is two steps.
    Because the two points lie on both sides of x, the error is of the order of the step squared.
    With one point only it would be of the order of the step. Much smaller steps do not help: the
    difference of two nearly equal numbers loses its digits. This costs two evaluations for every
    coordinate: far too much for training, and unbeatable as a check of backpropagation.
    """,
)
def numeric_gradient(f, x):
    """Do not trust it, check it

    Write `numeric_gradient(f, x)`: it returns the gradient of `f` at `x`, found by central
    differences: for one coordinate at a time, f a step further on minus f a step back, divided by
    the distance of the two points. A step of about `1e-5` is right; the error has to stay below
    one in a million. `f` takes a 1-D array and returns a number; `x` is a 1-D array, of floats
    *or of whole numbers*. The result has the length of `x`. Leave `x` as it is.
    """
    gradient = np.zeros(len(x))
    for i in range(len(x)):
        step = np.zeros(len(x))
        step[i] = 1e-5
        gradient[i] = (f(x + step) - f(x - step)) / 2e-5
    return gradient


def _difference(f, x, h=1e-5, distance=2.0, convert=float, restore=True):
    """Central differences with one thing changed, for the answers below."""
    gradient = np.zeros(len(x))
    up, down = x.astype(convert), x.astype(convert)
    for i in range(len(x)):
        if restore:
            up, down = x.astype(convert), x.astype(convert)
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (distance * h)
    return gradient


def _one_sided(f, x, h):
    return np.array([(f(x + h * e) - f(x)) / h for e in np.eye(len(x))])


def _saved(f, x):
    x = np.array(x, dtype=float)
    gradient = []
    for i, old in enumerate(x.copy()):
        x[i] = old + 1e-5
        up = f(x)
        x[i] = old - 1e-5
        down = f(x)
        x[i] = old
        gradient.append((up - down) / 2e-5)
    return gradient


def _by_lists(f, x):
    def moved(i, h):
        return f(np.array([v + h * (k == i) for k, v in enumerate(x)]))

    return [(moved(i, 1e-4) - moved(i, -1e-4)) / 2e-4 for i in range(len(x))]


def _relative_step(f, x):
    gradient = []
    for i in range(len(x)):
        h = 1e-5 * max(1, abs(x[i]))
        e = np.eye(len(x))[i] * h
        gradient.append((f(x + e) - f(x - e)) / (2 * h))
    return np.array(gradient)


def _five_points(f, x, h=1e-3):
    return np.array(
        [
            (f(x - 2 * h * e) - 8 * f(x - h * e) + 8 * f(x + h * e) - f(x + 2 * h * e)) / (12 * h)
            for e in np.eye(len(x))
        ]
    )


def _scipy_gradient(f, x):
    from scipy.optimize import approx_fprime

    return approx_fprime(x.astype(float), f, 1.5e-8)


numeric_gradient.also_right(
    lambda f, x: np.array([(f(x + 1e-5 * e) - f(x - 1e-5 * e)) / 2e-5 for e in np.eye(len(x))]),
    lambda f, x: _difference(f, x, h=1e-6),
    lambda f, x: _difference(f, x, h=1e-4),
    lambda f, x: _difference(f, x, h=1e-7),
    lambda f, x: tuple((f(x + d) - f(x - d)) / 1e-5 for d in np.diag([5e-6] * len(x))),
    lambda f, x: [f(x + 1e-20j * e).imag / 1e-20 for e in np.eye(len(x))],
    lambda f, x: np.array(
        [np.float32((f(x + d) - f(x - d)) / 2e-5) for d in 1e-5 * np.eye(len(x))]
    ),
    lambda f, x: np.apply_along_axis(
        lambda d: (f(x + d) - f(x - d)) / 2e-5, 1, np.eye(len(x)) * 1e-5
    ),
    lambda f, x: (
        (
            np.array([*map(f, x + 1e-5 * np.eye(len(x)))])
            - np.array([*map(f, x - 1e-5 * np.eye(len(x)))])
        )
        / 2e-5
    ),
    lambda f, x: [
        0.5 * sum(s * f(x + s * d) for s in (1, -1)) / 1e-5 for d in 1e-5 * np.eye(len(x))
    ],
    lambda function, point: _difference(function, point),
    _saved,
    _by_lists,
    _relative_step,
    _five_points,
    _scipy_gradient,
)
numeric_gradient.wrong(
    "no 2",
    lambda f, x: np.array([(f(x + 1e-5 * e) - f(x - 1e-5 * e)) / 1e-5 for e in np.eye(len(x))]),
    says="Your numbers are twice too large: the two points are two steps apart, not one.",
)
numeric_gradient.wrong(
    "one-sided, coarse",
    lambda f, x: _one_sided(f, x, 1e-2),
    says="You compare f(x + h) with f(x), with h = 0.01. One-sided, the error is of the order of "
    "h. Take a point on each side, and a smaller step.",
)
numeric_gradient.wrong(
    "integer array",
    lambda f, x: _difference(f, x, convert=x.dtype),
    says="With an array of whole numbers it goes wrong: it cannot hold x + 1e-5, and cuts the "
    "decimals off.",
)
numeric_gradient.wrong(
    "one-sided",
    lambda f, x: _one_sided(f, x, 1e-5),
    says="You compare f(x + h) with f(x). That is nearly right, with an error of the order of h. "
    "A point on *each* side makes it far smaller.",
)
numeric_gradient.wrong(
    "backward only",
    lambda f, x: -_one_sided(f, x, -1e-5) * -1,
    says="You compare f(x) with f(x − h). That is nearly right, with an error of the order of h. "
    "A point on *each* side makes it far smaller.",
)
numeric_gradient.wrong(
    "all at once",
    lambda f, x: (f(x + 1e-5) - f(x - 1e-5)) / 2e-5,
    lambda f, x: _difference(f, x).sum(),
    lambda f, x: (f(x + 1e-5) - f(x)) / 1e-5,
    says="You return one number, the sum of the derivatives: what you get when all coordinates "
    "move together. Each coordinate has its own.",
)
numeric_gradient.wrong(
    "all at once, repeated",
    lambda f, x: np.full(len(x), (f(x + 1e-5) - f(x - 1e-5)) / 2e-5),
    says="Every entry is the same: the change of f when *all* coordinates move together. Move one "
    "at a time.",
)
numeric_gradient.wrong(
    "not moved back",
    lambda f, x: _difference(f, x, restore=False),
    says="The first entry is right. Then the coordinates moved before stay moved, and count again. "
    "Begin at x each time.",
)
numeric_gradient.wrong(
    "minus first",
    lambda f, x: _difference(f, x, distance=-2.0),
    says="Every sign is the wrong way round: f a step further on comes first, f a step back is "
    "subtracted.",
)
numeric_gradient.wrong(
    "not divided",
    lambda f, x: _difference(f, x) * 2e-5,
    says="Those are the differences of f. A slope is the difference divided by the distance.",
)
numeric_gradient.wrong(
    "nearly zero",
    lambda f, x: np.zeros(len(x)),
    lambda f, x: _difference(f, x, h=1e-20),
    lambda f, x: _difference(f, x) * 1e-10,
    lambda f, x: _difference(f, x) * 2e-5 * 2e-5,
    says="Your numbers are zero, or nearly. Is the step so small that x + h is x? Or is h "
    "multiplied where it should divide? (`/ 2 * h` goes from left to right.)",
)
numeric_gradient.wrong(
    "integer result",
    lambda f, x: _difference(f, x).astype(x.dtype),
    says="With an array of whole numbers it goes wrong: an array made like x holds whole numbers, "
    "and the derivatives lose their decimals.",
)
numeric_gradient.wrong(
    "one step, divided by two",
    lambda f, x: _one_sided(f, x, 1e-5) / 2,
    lambda f, x: _one_sided(f, x, -1e-5) / 2,
    says="Your numbers are half of what is wanted, or nearly. One of your two points is x itself: "
    "they are *one* step apart.",
)
numeric_gradient.wrong(
    "added",
    lambda f, x: [(f(x + 1e-5 * e) + f(x - 1e-5 * e)) / 2e-5 for e in np.eye(len(x))],
    says="You add f at the two points. How f changes is the *difference*.",
)
numeric_gradient.wrong(
    "second derivative",
    lambda f, x: [(f(x + 1e-4 * e) - 2 * f(x) + f(x - 1e-4 * e)) / 1e-8 for e in np.eye(len(x))],
    says="That is how the *slope* changes, the second derivative. The slope itself needs only two "
    "points.",
)
numeric_gradient.wrong(
    "the value",
    lambda f, x: f(x),
    lambda f, x: [f(x)] * len(x),
    says="That is the value of f at x. The gradient says how it changes.",
)
numeric_gradient.wrong(
    "number instead of array",
    lambda f, x: np.array([(f(v + 1e-5) - f(v - 1e-5)) / 2e-5 for v in x]),
    says="You call f with a single number. It takes the whole array, in which one entry has moved.",
)


def _no_copy(f, x):
    gradient = np.zeros(len(x))
    for i in range(len(x)):
        y = x
        y[i] += 1e-5
        gradient[i] = (f(y) - f(x)) / 1e-5
    return gradient


numeric_gradient.wrong(
    "two names for one array",
    _no_copy,
    says="You get zeros, and the caller's x has changed. `y = x` makes no copy: both are the same "
    "array, so f(y) is f(x).",
)
numeric_gradient.wrong(
    "coarse",
    lambda f, x: _difference(f, x, h=1e-2),
    lambda f, x: _difference(f, x, h=0.1),
    says="Your step is too large: where f is curved, the error is far too big.",
)
numeric_gradient.wrong(
    "first only",
    lambda f, x: _difference(f, x)[0],
    says="That is the derivative for the first coordinate. Each coordinate has one. (Is a `return` "
    "inside the loop?)",
)


def _nearly_back(f, x):
    gradient = np.zeros(len(x))
    for i in range(len(x)):
        x[i] += 1e-5
        up = f(x)
        x[i] -= 2e-5
        gradient[i] = (up - f(x)) / 2e-5
        x[i] += 1e-5
    return gradient


numeric_gradient.wrong(
    "in the caller's array",
    _nearly_back,
    says="You move the caller's `x`. Adding and taking away a step may change its last digit, and "
    "whole numbers lose the step altogether. Work on a copy.",
)
numeric_gradient.also_wrong(
    lambda f, x: _difference(f, x) * x,
    lambda f, x: np.gradient(x),
    lambda f, x: _difference(f, x)[::-1],
    lambda f, x: _difference(f, x)[:, None],
    lambda f, x: np.abs(_difference(f, x)),
    lambda f, x: _difference(f, x, h=1e-13),
    lambda f, x: np.round(_difference(f, x), 2),
    lambda f, x: f(x + 1e-5) - f(x - 1e-5),
    lambda f, x: 2 * x,
    lambda f, x: _difference(f, x, distance=3.0),
    lambda f, x: (f(x + d) for d in np.eye(len(x))),
    lambda f, x: _difference(f, x) / np.linalg.norm(_difference(f, x)),
    lambda f, x: None,
)


@chapter.choice(
    "3.10",
    answer="a",
    options={
        "a": (
            "the first",
            "The gradient starts at the last layer and goes back. The first layer is the last one "
            "that it reaches, after all the factors.",
        ),
        "b": (
            "the middle",
            "In the middle it has lost about half of its powers of ten. It goes on shrinking from "
            "there.",
        ),
        "c": (
            "the last",
            "You may be thinking of a signal that fades on its way forward. The gradient starts at "
            "the last layer and fades on its way back.",
        ),
        "d": (
            "all the same",
            "Every layer on the way multiplies the gradient by its slopes, and those of a sigmoid "
            "are at most ¼. It cannot arrive everywhere alike.",
        ),
        "e": (
            "the widest",
            "A wide layer spreads the gradient over more units, but what counts is how many layers "
            "lie between it and the output.",
        ),
    },
    hints=["Where does a gradient come from, and where does it go?"],
)
def which_layer():
    """Which layer?

    In a deep sigmoid network with the customary start, trained by backpropagation: which layer
    gets the smallest gradients?
    """


# ================================================================ think first

chapter.section(
    "Think first",
    """
    Answer before you compute. Every option has its own reply, so it is worth trying a wrong one,
    too.
    """,
)


@chapter.choice(
    "3.11",
    answer="c",
    options={
        "a": (
            "smaller: saturated units let nothing through.",
            "A saturated unit lets little through. But the weights have grown, too, and the units "
            "that are still in their steep region pass the gradient back through *large* weights.",
        ),
        "b": (
            "the same: what counts is the activation function.",
            "The factor of a layer is gain × typical slope. You have changed the gain.",
        ),
        "c": (
            "larger.",
            "Gain × typical slope: the gain is eight times as large, and the typical slope has "
            "fallen to about half. In the chapter's measurement the factor per layer rises from "
            "0.23 to 0.87.",
        ),
        "d": (
            "larger, by a factor of 8²⁰.",
            "That would be so if the slopes stayed as they are. Larger weights push the units "
            "outward, where the slopes are smaller: per layer you gain less than 8.",
        ),
        "e": (
            "exactly zero.",
            "A sigmoid's slope is small far out, but not zero. And most units are not far out.",
        ),
    },
    hints=["The factor of a layer has two parts. What happens to each of them?"],
)
def eight_times():
    """Eight times as much

    A network with 20 hidden layers of sigmoid units starts with a gain of 1; hardly a unit is
    saturated. Then all its weights are multiplied by 8. Now more than a third of all slopes are
    below 0.01. Compared with the gradient at the last layer, the gradient at the first layer
    becomes
    """


@chapter.choice(
    "3.12",
    answer="d",
    options={
        "a": (
            "All layers now learn as they should.",
            "The rate multiplies the steps of *all* layers. For the last one they were right "
            "before.",
        ),
        "b": (
            "Nothing changes, because the gradient is zero.",
            "It is small, not zero, and only at the front. At the last layer it was never small.",
        ),
        "c": (
            "The first layers learn, the last ones stay as they are.",
            "No layer stays as it is: all steps are a thousand times as large. For the first "
            "layers that is still next to nothing.",
        ),
        "d": (
            "The last layer is thrown about, and the first hardly moves.",
            "There is one rate for all layers, and their gradients differ by far more than a "
            "thousand. No single number fits both ends.",
        ),
        "e": (
            "The gradients of the first layers become a thousand times as large.",
            "The rate does not change a gradient, only the step that is made from it.",
        ),
    },
    hints=["How many learning rates are there, and for how many layers?"],
)
def a_thousand_times():
    """A larger rate

    In a network with ten hidden layers of sigmoid units the first layer gets a gradient a million
    times smaller than the last. The last one's steps have a good size. You multiply the learning
    rate by 1000. What happens?
    """


@chapter.choice(
    "3.13",
    answer="acd",
    options={
        "a": ("It computes the gradient.", "That is what it is for."),
        "b": (
            "It changes the weights.",
            "It leaves them as they are. The change is made by the optimizer, with the gradient "
            "that backpropagation has computed.",
        ),
        "c": (
            "It uses the values of the forward pass.",
            "Slopes depend on z, and the gradient of a weight on the activation that comes in.",
        ),
        "d": (
            "It goes from the last layer to the first.",
            "A layer's gradient is made from that of the layer behind it.",
        ),
        "e": (
            "It runs the network twice for every weight.",
            "That is the check by finite differences. Backpropagation needs one way forward and "
            "one back for *all* weights.",
        ),
        "f": (
            "It makes the gradients of the first layers vanish.",
            "It only tells how large they are: a check with nudged weights finds the same numbers.",
        ),
    },
    hints=["Think of the loop in the chapter: what does it need, and what is it left with?"],
)
def true_of_backpropagation():
    """What backpropagation does

    Which of these are true of backpropagation? Give all the letters, such as `"ab"`.
    """


@chapter.value(
    "3.14",
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


@chapter.value(
    "3.15",
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
nine_tenths.also_wrong(45, 90, 100, 0, -44, "44 layers", None, 0.9**44, (43, 44), float("nan"))


@chapter.choice(
    "3.16",
    answer="b",
    options={
        "a": (
            "All are positive, or all are negative.",
            "The *gradient* has one sign, in each step another one perhaps. The weights start "
            "with mixed signs and are pushed up and down together.",
        ),
        "b": (
            "Some are positive and some negative.",
            "They start mixed, and steps up and steps down alternate. What has one sign is the "
            "gradient of one step.",
        ),
        "c": (
            "All are equal.",
            "Steps of one sign are not steps of one size: each is proportional to the input of its "
            "weight. And the weights start different.",
        ),
        "d": (
            "All are positive, because the inputs are.",
            "The sign of the step comes from δ, the blame of the unit, and that changes from "
            "example to example.",
        ),
    },
    hints=["A step adds to a weight. Does it have to be larger than the weight?"],
)
def signs():
    """One sign

    All inputs of a unit are positive, as they come from sigmoid units, and it learns from one
    example at a time. So in every single step all of its weights go up together, or all go down
    together. What is true of its *weights* after training, if they started as random numbers of
    both signs?
    """


# ================================================================ longer tasks

chapter.section(
    "Longer tasks",
    """
    Here you write more than a line. There is more than one right way, and the checker looks only
    at what comes out.
    """,
)


@chapter.plot(
    "3.17",
    observe=lambda ax: _drawn(ax),
    differs={
        "a quarter": "There is no curve of 0.25ⁿ with every whole n from 0 to 20.",
        "nine tenths": "There is no curve of 0.9ⁿ with every whole n from 0 to 20.",
        "all layers": "The curves are drawn, but your limits of the x-axis hide a part of them: "
        "it should show n from 0 to 20.",
        "layers as they are": "The x-axis is logarithmic, too: it has no place for n = 0. Only the "
        "y-axis should be.",
        "scale of the y-axis": "The y-axis is not logarithmic. On a linear one, 0.25¹⁰ and 0.25²⁰ "
        "both look like 0.",
        "labels": "Name both axes, so that a reader knows what they show.",
    },
    hints=[
        "`n = np.arange(21)` holds the whole numbers from 0 to 20, and `0.25**n` is computed for "
        "all of them.",
        '`ax.set_yscale("log")` makes the axis logarithmic, and so does `ax.semilogy` in place of '
        "`ax.plot`.",
        '`ax.set(xlabel="...", ylabel="...")` names the axes.',
    ],
    why="""
    On a logarithmic axis equal factors are equal distances. A factor per layer makes a straight
    line, and its slope shows the factor. On a linear axis the lower curve would lie on zero from
    n = 5 on, and all that is of interest would be hidden.
    """,
)
def draw(ax):
    """Draw what is left

    Write `draw(ax)`: on the Matplotlib axes `ax` it draws two curves, $0.25^n$ and $0.9^n$, from
    $n = 0$ to $n = 20$ layers, with a *logarithmic* y-axis and an ordinary x-axis, and names both
    axes. Draw at least the whole numbers n, as lines, points or both. To see it:
    `import matplotlib.pyplot as plt`, then `draw(plt.figure().subplots())`.
    """
    n = np.arange(21)
    ax.semilogy(n, 0.25**n, "o-", label="factor 0.25")
    ax.semilogy(n, 0.9**n, "s-", label="factor 0.9")
    ax.set(xlabel="layers", ylabel="what is left")
    ax.legend()


def _follows(ax, factor):
    """Whether something drawn follows factorⁿ from 0 to 20, small numbers included."""
    from ._plots import curves

    drawn = [(x, y) for x, y in curves(ax) if len(x)]
    if drawn:  # points drawn one by one
        drawn.append(tuple(np.concatenate(parts) for parts in zip(*drawn)))
    for x, y in drawn:
        near = np.isclose(y, factor**x, rtol=1e-3, atol=0)
        seen = set(np.round(x[near], 6))
        ends = x.min() <= 1e-9 and x.max() >= 20 - 1e-9
        dense = near.all() and np.diff(np.sort(x)).max(initial=0) <= 1 + 1e-9
        if (ends and dense) or all(float(k) in seen for k in range(21)):
            return True
    return False


def _drawn(ax):
    """Facts about a drawing of the two curves."""
    return {
        "a quarter": _follows(ax, 0.25),
        "nine tenths": _follows(ax, 0.9),
        "scale of the y-axis": _scale_of(ax.yaxis),
        "layers as they are": ax.get_xscale() == "linear",
        "all layers": min(ax.get_xlim()) <= 1e-9 and max(ax.get_xlim()) >= 20 - 1e-9,
        "labels": all(
            name.strip() or getattr(ax.figure, f"get_sup{axis}label", str)().strip()
            for axis, name in (("x", ax.get_xlabel()), ("y", ax.get_ylabel()))
        ),
    }


def _scale_of(axis):
    """Logarithmic is an axis on which equal factors, from 1 to 0.25²⁰, are equal distances."""
    with np.errstate(all="ignore"):
        places = np.diff(axis.get_transform().transform(0.25 ** np.arange(0.0, 21, 5)))
    return "log" if np.allclose(places, places[0], rtol=0.02) else axis.get_scale()


def _drawing(
    factors=(0.25, 0.9),
    scale="log",
    names=("layers", "left"),
    end=20,
    start=0,
    f=None,
    xscale="linear",
):
    """A drawing with one thing changed, for the answers below."""

    def draw(ax):
        n = np.arange(start, end + 1)
        for factor in factors:
            ax.plot(n, (f or (lambda n, factor: factor**n))(n, factor))
        ax.set(xscale=xscale, yscale=scale, xlabel=names[0], ylabel=names[1])

    return draw


def _fine(ax):
    n = np.linspace(0, 20, 200)
    ax.set_yscale("log", base=2)
    ax.plot(n, np.exp(n * np.log(0.25)), "k:")
    ax.plot(n, np.exp(n * np.log(0.9)), "r--")
    ax.set_xlabel("number of layers")
    ax.set_ylabel("share of the gradient")


def _clouds(ax):
    for n in range(25):
        ax.scatter(n, 0.25**n, color="red")
        ax.scatter(n, 0.9**n, color="blue")
    ax.set(yscale="log", xlabel="n", ylabel="gradient", ylim=(1e-15, 2))


def _pyplot(ax):
    import matplotlib.pyplot as plt

    left = {0.9: [1.0], 0.25: [1.0]}
    for factor, values in left.items():
        for _ in range(20):
            values.append(values[-1] * factor)
        plt.semilogy(values)
    plt.xlabel("layer")
    plt.ylabel("factor")
    plt.title("two factors")
    plt.show()


def _own_figure(ax):
    import matplotlib.pyplot as plt

    _, ax = plt.subplots()
    _fine(ax)


def _at_once(ax):
    n = np.arange(21)
    ax.plot(n, np.stack([0.25**n, 0.9**n], axis=1), "o")
    ax.set_yscale("symlog", linthresh=1e-13)
    ax.set(xlim=(-1, 22), title="what is left")
    ax.figure.supxlabel("layers")
    ax.figure.supylabel("factor")


def _as_collection(ax):
    from matplotlib.collections import LineCollection

    n = np.arange(21)
    ax.add_collection(LineCollection([np.c_[n, 0.25**n], np.c_[n, 0.9**n]]))
    ax.set(yscale="log", xlim=(0, 20), ylim=(1e-13, 1), xlabel="n", ylabel="factor")


def _cut_off(ax):
    _fine(ax)
    ax.set_xlim(5, 10)


draw.also_right(
    *(_drawing(), _fine, _clouds, _pyplot, _at_once, _as_collection),
    _drawing(end=30),
    _drawing(factors=(0.9, 0.25, 1)),
)
draw.wrong(
    "linear axis",
    _drawing(scale="linear"),
    says="Both curves are there, but on a linear axis the lower one seems to be 0 from n = 5 on. "
    "Make the y-axis logarithmic.",
)
draw.wrong(
    "no names",
    _drawing(names=("", "")),
    _drawing(names=("n", "")),
    says="All is drawn; what is missing is a name at each axis.",
)
draw.wrong(
    "one curve only",
    _drawing(factors=(0.25,)),
    says="0.25ⁿ is there; 0.9ⁿ is missing, or lacks a whole n from 0 to 20.",
)
draw.wrong(
    "the other curve only",
    _drawing(factors=(0.9,)),
    says="0.9ⁿ is there; 0.25ⁿ is missing, or lacks a whole n from 0 to 20.",
)
draw.wrong(
    "neither curve",
    _drawing(start=1),
    _drawing(end=10),
    _drawing(f=lambda n, factor: factor * n + 0.01),
    _drawing(f=lambda n, factor: n**factor + 0.01),
    _drawing(factors=(0.5, 0.7)),
    says="The axes are fine, but neither curve is there with every whole n from 0 to 20. Is n the "
    "exponent, and are both ends drawn?",
)
draw.wrong(
    "both axes logarithmic",
    _drawing(xscale="log"),
    says="Both axes are logarithmic. An n of 0 has no place on such an axis, and equal steps of n "
    "get narrower: only the y-axis should be.",
)
draw.wrong(
    "only a part to be seen",
    _cut_off,
    says="All is drawn, but your limits of the x-axis hide a part of it: it should show all n from "
    "0 to 20.",
)
draw.also_wrong(
    _own_figure,
    lambda ax: None,
    lambda ax: ax.undefined(),
    lambda ax: ax.plot([0, 20], [1, 0.9**20]),
    _drawing(scale="linear", names=("", "")),
    _drawing(scale="symlog", names=("n", "")),
    lambda: None,
    3,
)


def _layers(rng):
    """Random data and weights of a small network."""
    sizes = rng.randint(1, 4, rng.randint(3, 5))
    n = rng.randint(2, 5)
    W = [quarters(rng, *shape) for shape in itertools.pairwise(sizes)]
    return quarters(rng, n, sizes[0]), rng.randint(0, 2, (n, sizes[-1])).astype(float), W


_TWO = (np.array([[1.0]]), np.array([[1.0]]), [np.array([[0.0]]), np.array([[2.0]])])
_ROW = (
    np.array([[1.0]]),
    np.array([[1.0]]),
    [np.array([[1.0]]), np.array([[-2.0]]), np.array([[3.0]])],
)
_PAIR = (
    np.array([[1.0, 2.0], [-1.0, 0.5]]),
    np.array([[1.0], [0.0]]),
    [np.array([[0.5], [-1.0]]), np.array([[2.0]])],
)
_HIDDEN = (
    np.array([[1.0, -0.5]]),
    np.array([[0.0]]),
    [np.array([[1.0, -1.0, 0.5], [2.0, 0.5, -1.5]]), np.array([[1.0], [-2.0], [0.5]])],
)
_WHOLE = (
    np.array([[1, 0], [0, 2], [-1, 1]]),
    np.array([[1, 0], [0, 1], [0, 0]]),
    [np.array([[1, -1], [2, 1]]), np.array([[1, 3], [-2, 1]]), np.array([[1, 2], [1, -1]])],
)


@chapter.function(
    "3.18",
    cases=[_TWO, _ROW, _PAIR, _HIDDEN, _WHOLE],
    more=_layers,
    n_more=6,
    hints=[
        "First the way forward. Keep the activations of all layers in a list, `a[0]` being X.",
        "At the end the blame is `(a[-1] - y) / len(X)`. The gradient of a layer's weights is made "
        "from what comes into the layer and the blame at its z: `a[k].T @ delta`.",
        "To go one layer back: through the weights, `delta @ W[k].T`, then times the slope of the "
        "units there, which follows from their outputs `a[k]`.",
        "Is something wrong and you cannot see what? Change one weight by 1e-5 up and down, and "
        "compare, as in exercise 3.9.",
    ],
    why="""
    One way forward, in which all activations are kept, and one way back. In each layer the blame
    `delta` does two things: with the activations that came in it makes the gradient of the
    weights, and through the weights, times the slopes, it becomes the blame of the layer before.
    In that second step every layer multiplies by its weights and by slopes of at most ¼, and that
    is where the gradient vanishes.
    """,
)
def backpropagate(X, y, W):
    """Backpropagation

    A network has sigmoid units in all its layers, no biases, and the weights `W`: a list of
    two or more matrices, the first layer's first. Forward, $a^{(0)} = X$ and
    $a^{(k+1)} = \\sigma(a^{(k)}W^{(k)})$, one example per row of `X`. The last activations are the
    answers, `y` holds the right ones (zeros and ones, of the same shape), and the loss is the
    cross-entropy, added up over the outputs and averaged over the n examples; so the blame at the
    last z is $\\delta = (a - y)/n$, with the last $a$. Write `backpropagate(X, y, W)`: it returns
    the list of the gradients of this loss, one matrix for each of `W`, in the same order and of
    the same shapes. Leave the arguments as they are.
    """
    a = [X]
    for weights in W:
        a.append(sigmoid(a[-1] @ weights))
    delta = (a[-1] - y) / len(X)
    gradients = []
    for k in reversed(range(len(W))):
        gradients.insert(0, a[k].T @ delta)
        delta = (delta @ W[k].T) * a[k] * (1 - a[k])
    return tuple(gradients)


def _backprop(X, y, W, start=None, slope=None, back=None, weight=None, order=1):
    """Backpropagation with one thing changed, for the answers below."""
    a = [X]
    for weights in W:
        a.append(sigmoid(a[-1] @ weights))
    delta = (start or (lambda a, y: (a - y) / len(y)))(a[-1], y)
    slope = slope or (lambda a: a * (1 - a))
    back = back or (lambda delta, W: delta @ W.T)
    weight = weight or (lambda a, delta: a.T @ delta)
    gradients = []
    for k in range(len(W) - 1, -1, -1):
        gradients.append(weight(a[k], delta))
        delta = back(delta, W[k]) * slope(a[k])
    return gradients[::-1][::order]


def _wrong_layer(X, y, W):
    """The slopes of a layer taken for those of the layer before it."""
    a, z = [X], []
    for w in W:
        z.append(a[-1] @ w)
        a.append(sigmoid(z[-1]))
    delta, gradients = (a[-1] - y) / len(X), []
    for k in reversed(range(len(W))):
        gradients.insert(0, a[k].T @ delta)
        delta = (delta @ W[k].T) * sigmoid.derivative(z[k])
    return gradients


def _linear_forward(X, y, W):
    """Without the sigmoids of the hidden layers on the way forward."""
    a = [X]
    for w in W:
        a.append(a[-1] @ w)
    delta, gradients = (sigmoid(a[-1]) - y) / len(X), []
    for k in reversed(range(len(W))):
        gradients.insert(0, a[k].T @ delta)
        delta = (delta @ W[k].T) * sigmoid.derivative(a[k])
    return gradients


def _learning(X, y, W, early=True):
    """Weights changed on the way, before the blame has passed them or after."""
    a = [X]
    for w in W:
        a.append(sigmoid(a[-1] @ w))
    delta, gradients = (a[-1] - y) / len(X), []
    for k in reversed(range(len(W))):
        gradients.insert(0, a[k].T @ delta)
        if early:
            W[k] = W[k] - gradients[0]
        delta = (delta @ W[k].T) * a[k] * (1 - a[k])
        if not early:
            W[k] = W[k] - gradients[0]
    return gradients


def _stepping(X, y, W):
    """The same, with an operator that writes into the matrices."""
    a = [X]
    for w in W:
        a.append(sigmoid(a[-1] @ w))
    delta, gradients = (a[-1] - y) / len(X), []
    for k in reversed(range(len(W))):
        gradients.insert(0, a[k].T @ delta)
        W[k] -= gradients[0]
        delta = (delta @ W[k].T) * a[k] * (1 - a[k])
    return gradients


def _backprop_loops(X, y, W):
    """One example after the other, one unit after the other."""
    gradients = [np.zeros(w.shape) for w in W]
    for x, target in zip(X, y):
        a = [x]
        for w in W:
            a.append(
                [
                    _logistic(sum(a[-1][i] * w[i][j] for i in range(len(w))))
                    for j in range(len(w[0]))
                ]
            )
        delta = [(p - t) / len(X) for p, t in zip(a[-1], target)]
        for k in range(len(W) - 1, -1, -1):
            n_in, n_out = W[k].shape
            for i in range(n_in):
                for j in range(n_out):
                    gradients[k][i, j] += a[k][i] * delta[j]
            delta = [
                sum(delta[j] * W[k][i, j] for j in range(n_out)) * a[k][i] * (1 - a[k][i])
                for i in range(n_in)
            ]
    return gradients


def _cross_entropy(X, y, W):
    a = X
    for w in W:
        a = sigmoid(a @ w)
    return -(y * np.log(a) + (1 - y) * np.log(1 - a)).sum() / len(X)


def _backprop_numeric(X, y, W):
    gradients = []
    for k, w in enumerate(W):
        gradient = np.zeros(w.shape)
        for entry in np.ndindex(w.shape):
            step = np.zeros(w.shape)
            step[entry] = 1e-20
            pieces = [*W[:k], w + 1j * step, *W[k + 1 :]]
            gradient[entry] = _complex_loss(X, y, pieces).imag / 1e-20
        gradients.append(gradient)
    return gradients


def _complex_loss(X, y, W):
    a = X
    for w in W:
        a = 1 / (1 + np.exp(-(a @ w)))
    return -(y * np.log(a) + (1 - y) * np.log(1 - a)).sum() / len(X)


def _backprop_recursive(X, y, W):
    def go(a, k):
        """The gradients from layer k on, and the blame of the activations a."""
        if k == len(W):
            return [], None
        out = sigmoid(a @ W[k])
        later, blame = go(out, k + 1)
        delta = (out - y) / len(X) if blame is None else blame * out * (1 - out)
        return [a.T @ delta, *later], delta @ W[k].T

    return tuple(go(X, 0)[0])


def _backprop_scores(X, y, W):
    """With the scores kept, and the slopes taken there."""
    a, z = [X], []
    for w in W:
        z.append(np.dot(a[-1], w))
        a.append(sigmoid.value(z[-1]))
    deltas = [(a[-1] - y) / X.shape[0]]
    for k in range(len(W) - 1, 0, -1):
        deltas.insert(0, np.einsum("nj,ij->ni", deltas[0], W[k]) * sigmoid.derivative(z[k - 1]))
    return [np.einsum("ni,nj->ij", p, d) for p, d in zip(a, deltas)]


def _backprop_float32(X, y, W):
    X, y, *W = (v.astype(np.float32) for v in (X, y, *W))
    return _backprop(X, y, W)


def _backprop_objects(X, y, W):
    result = np.empty(len(W), dtype=object)
    result[:] = _backprop(X, y, W)
    return result


backpropagate.also_right(
    lambda X, y, W: _backprop(X, y, W),
    lambda X, y, W: tuple(_backprop(X, y, W)),
    lambda X, y, W: [g.tolist() for g in _backprop(X, y, W)],
    lambda X, y, W: [g / len(X) for g in _backprop(X, y, W, start=lambda a, y: a - y)],
    lambda X, y, W: _backprop(X, y, W, weight=lambda a, delta: (delta.T @ a).T),
    lambda X, y, W: [
        sum(g[k] for g in [_backprop(X[i : i + 1], y[i : i + 1], W) for i in range(len(X))])
        / len(X)
        for k in range(len(W))
    ],
    _backprop_loops,
    _backprop_numeric,
    _backprop_recursive,
    _backprop_scores,
    _backprop_float32,
    _backprop_objects,
)
backpropagate.wrong(
    "not averaged",
    lambda X, y, W: _backprop(X, y, W, start=lambda a, y: a - y),
    says="Your gradients are n times too large: the loss is the *mean* over the n examples.",
)
backpropagate.wrong(
    "slope at the output",
    lambda X, y, W: _backprop(X, y, W, start=lambda a, y: (a - y) * a * (1 - a) / len(y)),
    says="You multiply the first blame by the slope of the output units, as squared error needs "
    "it. With cross-entropy that slope cancels.",
)
backpropagate.wrong(
    "no slopes",
    lambda X, y, W: _backprop(X, y, W, slope=lambda a: 1),
    says="The last layer's gradient is right. On the way back, the slopes of the hidden units are "
    "missing.",
)
backpropagate.wrong(
    "sigmoid again",
    lambda X, y, W: _backprop(X, y, W, slope=lambda a: sigmoid.derivative(a)),
    says="You take the slope of the sigmoid at a. The a are its outputs already: the slope "
    "belongs to z, or follows from a.",
)
backpropagate.wrong(
    "minus",
    lambda X, y, W: _backprop(X, y, W, start=lambda a, y: (y - a) / len(y)),
    says="All signs are turned round: the blame is predicted minus true, not true minus predicted.",
)
backpropagate.wrong(
    "last layer first",
    lambda X, y, W: _backprop(X, y, W, order=-1),
    says="The gradients are right, but in the order of the way back. The first layer's comes "
    "first.",
)
backpropagate.wrong(
    "value for slope",
    lambda X, y, W: _backprop(X, y, W, slope=lambda a: a),
    says="On the way back you multiply by the activations. It is the *slopes* that count.",
)
backpropagate.wrong(
    "one minus a",
    lambda X, y, W: _backprop(X, y, W, slope=lambda a: 1 - a),
    says="On the way back you multiply by 1 − a. That is half of the slope's formula.",
)
backpropagate.wrong(
    "slope of tanh",
    lambda X, y, W: _backprop(X, y, W, slope=lambda a: 1 - a**2),
    says="On the way back you use 1 − a², the slope of tanh. The units are sigmoids.",
)
backpropagate.wrong(
    "averaged twice",
    lambda X, y, W: [g / len(X) for g in _backprop(X, y, W)],
    says="Your gradients are n times too small: you divide by the number of examples twice.",
)
backpropagate.wrong(
    "divided in every layer",
    lambda X, y, W: _backprop(X, y, W, back=lambda delta, W: delta @ W.T / len(X)),
    says="You divide by the number of examples again in each layer. Once, at the output, is "
    "enough.",
)
backpropagate.wrong(
    "transposed",
    lambda X, y, W: _backprop(X, y, W, weight=lambda a, delta: delta.T @ a),
    says="Each of your matrices lies on its side: rows belong to the inputs of a layer, columns to "
    "its units.",
)
backpropagate.wrong(
    "not turned",
    lambda X, y, W: _backprop(X, y, W, back=lambda delta, W: delta @ W),
    says="On the way back you use the matrix as on the way forward. Backward one goes from units "
    "to inputs, so it lies on its side.",
)
backpropagate.wrong(
    "mean over all numbers",
    lambda X, y, W: _backprop(X, y, W, start=lambda a, y: (a - y) / y.size),
    says="You average over the outputs as well. The loss is added up over the outputs and averaged "
    "over the examples only.",
)
backpropagate.wrong(
    "no weights on the way back",
    lambda X, y, W: _backprop(
        X, y, W, back=lambda delta, W: delta.sum(axis=1, keepdims=True) * np.ones(len(W))
    ),
    says="The last layer's gradient is right. On the way back, the blame has to pass the weights.",
)
backpropagate.wrong(
    "last layer only",
    lambda X, y, W: _backprop(X, y, W)[-1:],
    lambda X, y, W: _backprop(X, y, W)[-1],
    says="You return the gradient of the last layer only. Each layer has one.",
)
backpropagate.wrong(
    "new weights",
    lambda X, y, W: [w - g for w, g in zip(W, _backprop(X, y, W))],
    says="Those are the weights after a step. Only the gradients are asked for: backpropagation "
    "changes no weight.",
)
backpropagate.wrong(
    "weights changed",
    lambda X, y, W: _learning(X, y, W),
    lambda X, y, W: _learning(X, y, W, early=False),
    lambda X, y, W: _stepping(X, y, W),
    says="You change the weights `W` on the way. Backpropagation leaves them as they are; the step "
    "comes later, and is not asked for.",
)
backpropagate.wrong(
    "slope of the wrong layer",
    _wrong_layer,
    says="The last layer's gradient is right. On the way back, the slopes are those of the layer "
    "just left, not of the one you come to.",
)
backpropagate.wrong(
    "straight forward",
    _linear_forward,
    says="On the way forward your hidden layers have no sigmoid: their outputs are the scores z.",
)
backpropagate.wrong(
    "blames",
    lambda X, y, W: _backprop(X, y, W, weight=lambda a, delta: delta),
    says="Those are the blames at the units. For a weight, multiply by the activation that comes "
    "in, and add up over the examples.",
)
backpropagate.wrong(
    "first example only",
    lambda X, y, W: _backprop(X[:1], y[:1], W),
    lambda X, y, W: _backprop(X, y, W, weight=lambda a, delta: np.outer(a[0], delta[0])),
    says="Only the first example counts. The loss is the mean over all of them, and each has its "
    "share in every gradient.",
)
backpropagate.wrong(
    "slope a quarter",
    lambda X, y, W: _backprop(X, y, W, slope=lambda a: 0.25),
    says="On the way back you use ¼ for every slope. That is the largest one; a unit's own slope "
    "follows from its output.",
)
backpropagate.wrong(
    "a minus one",
    lambda X, y, W: _backprop(X, y, W, slope=lambda a: a * (a - 1)),
    says="On the way back each layer turns the sign: the slope is a(1 − a), not a(a − 1).",
)
backpropagate.wrong(
    "labels turned round",
    lambda X, y, W: _backprop(X, 1 - y, W),
    says="You learn the opposite: your blame is that of the labels with 0 and 1 exchanged.",
)
backpropagate.wrong(
    "squared error",
    lambda X, y, W: _backprop(X, y, W, start=lambda a, y: 2 * (a - y) * a * (1 - a) / len(y)),
    says="That is the gradient of the mean *squared* error. The loss here is the cross-entropy, "
    "whose blame is simpler.",
)
backpropagate.also_wrong(
    lambda X, y, W: [_backprop(X, y, W)[0]] * len(W),
    lambda X, y, W: _backprop(X, y, W, back=lambda delta, W: delta @ np.abs(W).T),
    lambda X, y, W: [w - 0.1 * g for w, g in zip(W, _backprop(X, y, W))],
    lambda X, y, W: _backprop(X, y, W, start=lambda a, y: (a - y) / len(y) * 2),
    lambda X, y, W: _backprop(X, y, W, start=lambda a, y: a / len(y)),
    lambda X, y, W: _backprop(X, y, W, slope=lambda a: a * (1 + a)),
    lambda X, y, W: [np.abs(g) for g in _backprop(X, y, W)],
    lambda X, y, W: [np.zeros(w.shape) for w in W],
    lambda X, y, W: np.concatenate([g.ravel() for g in _backprop(X, y, W)]),
    lambda X, y, W: None,
    lambda X, y, W: _cross_entropy(X, y, W),
    lambda X, y, W: _backprop(X, y, W, start=lambda a, y: ((a > 0.5) - y) / len(y)),
    lambda X, y, W: _backprop(
        X, y, W, weight=lambda a, delta: a.mean(axis=0)[:, None] * delta.sum(0)
    ),
    lambda X, y, W: [np.linalg.norm(g) for g in _backprop(X, y, W)],
    lambda X, y, W: W,
)


@functools.cache
def _digits():
    from rectified import datasets

    return datasets.digits()


_REASONS = {
    "a": "Each layer keeps nearly all of the gradient: gain × slope is near 1.",
    "b": "Its units are saturated and decide more clearly.",
    "c": "The learning rate is larger.",
    "d": "The sigmoid has become steeper than ¼.",
}


def _reads_digits(answer):
    """Facts about a deep sigmoid network, and about what was observed."""
    from rectified import MLP

    if not isinstance(answer, list | tuple) or len(answer) != 2:
        raise Malformed("Two things are wanted: (net, letter).")
    net, explanation = answer
    if not isinstance(net, MLP):
        raise Malformed("The first part is your trained network, made with `MLP(...)`.")
    if net.stack_shape not in ((), (1,)):
        raise Malformed("One network is wanted: make it with `rng=0`, or another single seed.")
    explanation = letter(explanation, _REASONS, "The second part")
    if (net.layer_sizes[0], net.layer_sizes[-1]) != (64, 10):
        raise Malformed("The network needs 64 inputs and 10 outputs: `MLP([64, ..., 10], ...)`.")
    hidden = len(net.layer_sizes) - 2
    _, X_test, _, y_test = _digits()
    right = float((net.predict(X_test).argmax(axis=-1) == y_test).mean())
    return Facts(
        {
            "sigmoid units": net.activation.name == "sigmoid",
            "ten hidden layers": hidden >= 10,
            "better than chance": right >= 0.2,
            "reads digits": right >= 0.75,
            "explanation": explanation,
        },
        {"hidden layers": str(hidden), "unseen digits": f"{right:.0%} right"},
    )


@chapter.task(
    "3.19",
    observe=_reads_digits,
    steps=5_000_000,
    differs={
        "sigmoid units": "The hidden units are of another kind. The task is to do it with sigmoid "
        "units.",
        "ten hidden layers": "There are fewer than ten hidden layers.",
        "better than chance": "Your network does hardly better than chance. Did its start change "
        "before the training: the weights, the biases, or both? And the rate?",
        "reads digits": "It has begun to read digits, but not well. Look at the start of the "
        "weights and of the biases, at the learning rate, and at the number of epochs.",
        "explanation": "The network reads digits. The letter is another one: measure the factor "
        "per layer before training, with the old start and with yours.",
    },
    hints=[
        "The chapter's last experiment, *The sigmoid, acquitted*, does it. Look there for what is "
        "changed before the training.",
        "Weights four times as large: `net.theta *= 4`. A shifted bias in each layer that a "
        "sigmoid feeds: for k from 1 on, minus half of `net.W[k].sum(axis=0)`, written into "
        "`net.b[k]`.",
        "`net.fit(X, y, epochs=30, batch_size=64, learning_rate=0.3)` trains it in less than a "
        "second.",
        "For the letter: `diagnostics.layer_factor` of `diagnostics.gradient_norms` of "
        "`net.backward(net.forward(X[:100]), y[:100])`, before the training.",
    ],
    why="""
    Weights four times as large make up for slopes of at most ¼, and the shifted bias takes away
    the mean of ½ that a sigmoid layer puts out, which would push the next layer off center. Then
    gain × typical slope is near 1: before training, the factor per layer is about 0.85 and not 0.23
    (a). The units must *not* be saturated for that, the rate alone does nothing, and no start
    changes the activation function: its slope stays at most ¼.
    """,
    picture=lambda: _picture_of_starts(),
)
def deep_sigmoid():
    """Ten sigmoid layers that learn

    Make the network of the chapter's opening read digits: ten hidden layers of *sigmoid* units
    (`MLP([64] + [32] * 10 + [10], "sigmoid", rng=0)`), with the data that `datasets.digits()`
    returns, `X, X_test, y, y_test`. Change its start and its training as you like, but keep the
    kind of its units, and at least ten hidden layers. On the test images at least 75 % of its
    answers should be right.

    Observe: how much of the gradient does a layer keep before training, with the usual start and
    with yours? Explain: why does yours learn? Give `(net, letter)`.

    - (a) Each layer keeps nearly all of the gradient: gain × slope is near 1.
    - (b) Its units are saturated and decide more clearly.
    - (c) The learning rate is larger.
    - (d) The sigmoid has become steeper than ¼.
    """
    from rectified import MLP, datasets

    X, _, y, _ = datasets.digits()
    net = MLP([64] + [32] * 10 + [10], "sigmoid", rng=0)
    net.theta *= 4
    for k in range(1, net.n_layers):
        net.b[k][:] = -net.W[k].sum(axis=0) / 2
    net.fit(X, y, epochs=30, batch_size=64, learning_rate=0.3)
    return net, "a"  # ← (net, letter)


@functools.cache
def _deep(scale=4.0, shift=True, rate=0.1, epochs=10, activation="sigmoid", hidden=10, seed=0):
    """A deep network with one thing changed, for the answers below."""
    from rectified import MLP

    X, _, y, _ = (part[:700] for part in _digits())
    net = MLP([64] + [32] * hidden + [10], activation, rng=seed)
    net.theta *= scale
    if shift:
        for k in range(1, net.n_layers):
            net.b[k][:] = -net.W[k].sum(axis=0) / 2
    if epochs:
        net.fit(X, y, epochs=epochs, batch_size=64, learning_rate=rate, momentum=0.9)
    return net


def _picture_of_starts():
    """The gradient in every layer before training, from the usual start and from the mended one."""
    from rectified import diagnostics, figures

    X, _, y, _ = _digits()
    fig, ax = figures.new(xlabel="layer", ylabel="size of the gradient, last layer = 1")
    kept = []
    for (scale, shift), look in zip(((1.0, False), (4.0, True)), figures.SERIES):
        net = _deep(scale, shift, epochs=0)
        norms = diagnostics.gradient_norms(net.backward(net.forward(X[:100]), y[:100]))
        kept.append(norms[0] / norms[-1])
        name = "mended start" if shift else "usual start"
        ax.semilogy(norms / norms[-1], **look)
        ax.annotate(
            name,
            (3, (norms / norms[-1])[3]),
            xytext=(0, -18),
            textcoords="offset points",
            color=look["color"],
        )
    alt = (
        "Size of the gradient in the eleven layers of a sigmoid network before training, on a "
        f"logarithmic axis. From the usual start {kept[0]:.0e} of it reaches the first layer, "
        f"from the mended one {kept[1]:.2f}."
    )
    return fig, alt


deep_sigmoid.also_right(
    lambda: (_deep(), "a"),
    lambda: [_deep(), "A"],
    lambda: (_deep(seed=1), "(a)"),
    lambda: np.array([_deep(), "a."], dtype=object).tolist(),
    lambda: (_deep(seed=1), "A)"),
    lambda: (_deep(), "option a"),
    lambda: (_deep(), ["a"]),
    lambda: (_deep(), "a) Each layer keeps nearly all of the gradient"),
    lambda: (_deep(), "Each layer keeps nearly all of the gradient: gain × slope is near 1."),
)
deep_sigmoid.wrong(
    "thinks saturation helps",
    lambda: (_deep(), "b"),
    says="The network reads digits. But saturated units are what to avoid: the shifted biases keep "
    "the units in their steep region.",
)
deep_sigmoid.wrong(
    "thinks the rate does it",
    lambda: (_deep(), "c"),
    says="The network reads digits. Try the larger rate alone, with the usual start: nothing "
    "happens.",
)
deep_sigmoid.wrong(
    "thinks the sigmoid has changed",
    lambda: (_deep(), "d"),
    says="The network reads digits. The function is as it was, at most ¼ steep. What multiplies "
    "the slope?",
)
deep_sigmoid.wrong(
    "another activation",
    lambda: (_deep(1.0, False, 0.1, 10, "tanh"), "a"),
    says="It reads digits, but with hidden units of another kind. The point is to do it with "
    "sigmoids.",
)
deep_sigmoid.wrong(
    "fewer layers",
    lambda: (_deep(hidden=3, epochs=5), "a"),
    says="It reads digits, but with fewer than ten hidden layers. With few layers the product "
    "has few factors.",
)
deep_sigmoid.also_wrong(
    lambda: (_deep(1.0, False, 0.05, 3), "a"),
    lambda: (_deep(4.0, False, epochs=5), "a"),
    lambda: (_deep(4.0, True, epochs=3), "a"),
    lambda: (_deep(epochs=0), "a"),
    lambda: _deep(),
    lambda: (_deep(), "because"),
    lambda: (_deep(), 0.94),
    lambda: ("net", "a"),
    lambda: None,
)
