"""Rows 19 to 26, and 78: which activation functions there are, and what non-linear means."""

import numpy as np

from rectified import activations

from ._answers import CONDITIONS, IMPRECISE, NOT_NEEDED, RIGHT, Found
from ._ledger import PROBLEMS, WHICH_FUNCTIONS, Section

section = Section()
sigmoid, tanh = activations.get("sigmoid"), activations.get("tanh")
softmax = activations.softmax


def first_one(function, low: float, high: float) -> float:
    """Where a non-decreasing function reaches 1 in float64, by halving the interval."""
    while high - low > 1e-6:
        middle = (low + high) / 2
        low, high = (low, middle) if function(middle) == 1 else (middle, high)
    return high


@section.measured(
    78,
    "Many different activation functions are used in machine learning.",
    RIGHT,
    "Surveys list dozens, and still leave some out; the package of this course has {value:.0f}.",
    places=[(WHICH_FUNCTIONS, "Many different activation functions are")],
    would_change="Nothing that we can think of: the surveys list them.",
    sources=["ramachandran2017", "apicella2021", "dubey2022"],
    where=["the-functions#check-19"],
    stability="usage",
    by_sources=True,
    expected=(12, 12),
)
def functions_of_the_package():
    return Found(
        len(activations.names()),
        as_stated=True,
        with_conditions=NOT_NEEDED,
        reworded=NOT_NEEDED,
    )


section.stated(
    19,
    "Sigmoid, tanh and softmax are among the most common activation functions.",
    CONDITIONS,
    """Each in its role: softmax at outputs and in attention, the sigmoid for yes or no and in
    gates, tanh in recurrent layers. In hidden layers ReLU and its relatives are more common, and
    the list leaves them out: the article is about to introduce one.""",
    Found(as_stated=False, with_conditions=True, reworded=NOT_NEEDED),
    places=[(WHICH_FUNCTIONS, "Among the most common are")],
    reading="in the hidden layers of today's networks, where a list of three would be looked up",
    condition="each in its role: at outputs, in attention, in gates and in recurrent layers",
    would_change="A count of published networks in which these three lead in hidden layers.",
    sources=["hochreiter1997", "lecun2015", "ramachandran2017", "vaswani2017"],
    where=["the-functions#check-19"],
    stability="usage",
)


@section.measured(
    20,
    "The sigmoid function maps its inputs to the range between 0 and 1.",
    RIGHT,
    """Always strictly between. (A computer rounds: in float64 it is exactly 1 from z = {value:.1f}
    on.)""",
    places=[(WHICH_FUNCTIONS, "Sigmoid function: This function maps")],
    reading="real numbers, not rounded ones",
    would_change="Nothing: it is arithmetic.",
    sources=["rumelhart1986", "goldberg1991"],
    where=["the-functions#check-20"],
    stability="exact",
    expected=(36.5, 37),
)
def where_the_sigmoid_rounds():
    z = np.linspace(-36, 36, 1441)  # where float64 can tell
    return Found(
        first_one(sigmoid, 0, 100),
        as_stated=((sigmoid(z) > 0) & (sigmoid(z) < 1)).all(),
        with_conditions=NOT_NEEDED,
        reworded=NOT_NEEDED,
    )


@section.measured(
    21,
    "Tanh maps its inputs to the range between −1 and 1.",
    RIGHT,
    """Always strictly between; in float64 it rounds to 1 from about z = {value:.0f} on. Its name is
    *hyperbolic tangent*, and it is a stretched sigmoid: tanh z = 2σ(2z) − 1.""",
    places=[(WHICH_FUNCTIONS, "Tanh function: The Tanh function")],
    reading="real numbers, not rounded ones",
    would_change="Nothing: it is arithmetic.",
    sources=["lecun1998", "goldberg1991"],
    where=["the-functions#check-20"],
    stability="exact",
    expected=(18.5, 19.45),
)
def where_tanh_rounds():
    z = np.linspace(-18, 18, 721)  # where float64 can tell
    stretched = np.allclose(tanh(z), 2 * sigmoid(2 * z) - 1)
    return Found(
        first_one(tanh, 0, 100),
        as_stated=(np.abs(tanh(z)) < 1).all() and stretched,
        with_conditions=NOT_NEEDED,
        reworded=NOT_NEEDED,
    )


@section.measured(
    22,
    "Softmax also maps its inputs to the range between 0 and 1.",
    RIGHT,
    """Every part does, and they sum to 1. Unlike the two before, it takes all inputs at once: the
    first part of softmax(1, 2, 3) is {value:.3f}, of softmax(1, 2, 9), with the same first input,
    {other:.5f}.""",
    places=[(WHICH_FUNCTIONS, "Softmax function: The softmax function")],
    would_change="Nothing: it is arithmetic.",
    sources=["bridle1990"],
    where=["the-last-layer#check-22"],
    stability="arithmetic",
    expected=(0.09, 0.0901),
)
def parts_of_a_softmax():
    z = 5 * np.random.default_rng(0).standard_normal((1000, 3))
    p = softmax(z)
    first, other = (softmax(np.array([1.0, 2, last]))[0] for last in (3, 9))
    return Found(
        first,
        as_stated=((p > 0) & (p < 1)).all() and np.allclose(p.sum(axis=-1), 1),
        with_conditions=NOT_NEEDED,
        reworded=NOT_NEEDED,
        numbers={"other": other},
    )


@section.measured(
    23,
    "Softmax is particularly suitable for the last layer, to represent a distribution there.",
    CONDITIONS,
    """For classes of which exactly one is true. Where two can be true at once, neither gets more
    than {value:.1f} when both deserve 1. And a distribution in form need not be an honest one.
    (Typed in as it stands, the formula overflows for large inputs.)""",
    places=[(WHICH_FUNCTIONS, "Softmax function: The softmax function")],
    reading="for every task with several classes",
    condition="where exactly one class is true",
    would_change="A softmax that gives two true classes more than ½ each.",
    sources=["bridle1990", "guo2017", "blanchard2021"],
    where=["the-last-layer#check-23"],
    stability="exact",
    expected=(0.499, 0.501),
)
def two_true_classes():
    two, one = softmax(np.array([20.0, 20, 0])), softmax(np.array([20.0, 0, 0]))
    return Found(
        two[:2].max(),
        as_stated=(two[:2] > 0.99).all(),
        with_conditions=one[0] > 0.99 and np.isclose(one.sum(), 1),
        reworded=NOT_NEEDED,
    )


@section.measured(
    24,
    "Sigmoid, tanh and softmax are non-linear.",
    RIGHT,
    "None of them adds up. For the sigmoid, 2σ(1) is larger than σ(2) by {value:.2f}.",
    places=[(PROBLEMS, "All of the functions mentioned")],
    would_change="Nothing: it is arithmetic.",
    sources=["rumelhart1986", "bridle1990"],
    where=["why-a-bend#check-8"],
    stability="arithmetic",
    expected=(0.58, 0.5825),
)
def functions_that_do_not_add_up():
    z = np.array([1.0, 2, 3])
    gaps = [2 * f(z) - f(2 * z) for f in (sigmoid, tanh, softmax)]
    return Found(
        gaps[0][0],
        as_stated=all(np.abs(gap).max() > 0.01 for gap in gaps),
        with_conditions=NOT_NEEDED,
        reworded=NOT_NEEDED,
    )


FUNCTIONS = {
    "x": lambda x: x,
    "2x": lambda x: 2 * x,
    "2x + 3": lambda x: 2 * x + 3,
    "x + sin 2πx": lambda x: x + np.sin(2 * np.pi * x),
    "sigmoid": sigmoid,
    "tanh": tanh,
    "relu": activations.get("relu"),
}
"""Functions of one number, on which a test of linearity must not fail."""


def is_affine(f) -> bool:
    """Whether equal steps make equal increments, however large the steps are."""
    steps = (1, 0.5, 0.3)
    return all(np.allclose(np.diff(f(np.arange(-4, 4, step)), 2), 0) for step in steps)


def collapses(f) -> bool:
    """Whether two layers with a unit each, f between and behind them, make a straight line."""
    return is_affine(lambda x: f(0.7 * f(1.5 * x - 1) + 0.5))


@section.measured(
    25,
    "Non-linear means that a function is not proportional to x.",
    CONDITIONS,
    """In the strict sense of the word, in which 2x + 3 is not linear either: twice the x gives
    {value:.1f} times the y. For networks this sense is too strict: layers of straight lines
    collapse, constant or not. What matters is *not affine*.""",
    places=[(PROBLEMS, "All of the functions mentioned")],
    reading="the non-linear functions that a network needs, so that its layers do not collapse",
    condition="in the strict sense of linear algebra, where a linear map has no constant",
    would_change="Layers of 2x + 3 that do not collapse into one straight line.",
    sources=["goodfellow2016", "leshno1993"],
    where=["why-a-bend#check-25"],
    stability="arithmetic",
    expected=(1.4, 1.4),
)
def a_line_that_is_not_proportional():
    x = np.linspace(-4, 4, 81)

    def is_proportional(f):
        return all(np.allclose(f(factor * x), factor * f(x)) for factor in (2, 0.5, -1))

    def adds_up(f):  # the linearity of linear algebra
        return all(np.allclose(f(x + more), f(x) + f(more)) for more in (1.0, 0.3, -2.0))

    line = FUNCTIONS["2x + 3"]
    return Found(
        line(2) / line(1),
        as_stated=all(is_proportional(f) == collapses(f) for f in FUNCTIONS.values()),
        with_conditions=all(is_proportional(f) == adds_up(f) for f in FUNCTIONS.values()),
        reworded=NOT_NEEDED,
    )


@section.measured(
    26,
    "In concrete terms, an increase in x by one does not necessarily increase y by one.",
    IMPRECISE,
    """That is true of y = 2x as well, which gives {value:.0f} more. The test is whether the
    increase is always *the same*: for the sigmoid it is {first:.3f} from 0 to 1 and {later:.4f}
    from 5 to 6.""",
    places=[(PROBLEMS, "In concrete terms, this means")],
    reading="this tells non-linear functions from linear ones",
    condition="among functions that are 0 at 0, so that a constant plays no part",
    rewording="equal increases in x do not always mean the same increase in y",
    would_change="A test by which y = 2x is not linear.",
    sources=["goodfellow2016"],
    where=["why-a-bend#check-26"],
    stability="arithmetic",
    expected=(2, 2),
)
def increments():
    x = np.arange(-5.0, 7)

    def differs_from_one(f):  # the test of the article
        return not np.allclose(np.diff(f(x)), 1)

    linear = ("x", "2x", "2x + 3")
    without_constant = [name for name, f in FUNCTIONS.items() if abs(f(0.0)) < 1e-12]

    def tells(test, names):
        return all(test(FUNCTIONS[name]) == (name not in linear) for name in names)

    return Found(
        np.diff(FUNCTIONS["2x"](x)).max(),
        as_stated=tells(differs_from_one, FUNCTIONS),
        with_conditions=tells(differs_from_one, without_constant),
        reworded=tells(lambda f: not is_affine(f), FUNCTIONS),
        numbers={"first": sigmoid(1) - sigmoid(0), "later": sigmoid(6) - sigmoid(5)},
    )
