"""Rows 19 to 27: which activation functions there are, and what non-linear means."""

import numpy as np

from rectified import activations, datasets
from rectified.network import MLP

from ..experiments import OPTIMIZERS, Draw
from ..experiments import optimizer as chosen
from ._answers import CONDITIONS, IMPRECISE, RIGHT, WRONG
from ._transition import Found, Section

section = Section()
sigmoid, tanh = activations.get("sigmoid"), activations.get("tanh")
softmax = activations.softmax


def last_below(function, low: float, high: float) -> float:
    """Where a non-decreasing function reaches 1 in float64, by halving the interval."""
    while high - low > 1e-6:
        middle = (low + high) / 2
        low, high = (low, middle) if function(middle) == 1 else (middle, high)
    return high


section.stated(
    19,
    "The most common activation functions are sigmoid, tanh and softmax.",
    IMPRECISE,
    """Three different roles in one list. Softmax belongs to the output, or to attention. Hidden
    layers today mostly have ReLU, GELU or Swish, and the list leaves out the very function that the
    article is about.""",
    sources=["goodfellow2016", "hendrycks2016", "ramachandran2017"],
    where=["activation-functions#check-19"],
    stability="usage",
)


@section.measured(
    20,
    "The sigmoid maps its inputs to the range from 0 to 1.",
    CONDITIONS,
    """To the *open* interval, without its ends, as long as numbers are real. In float64 it rounds
    to exactly 1 from z = {value:.1f} on.""",
    sources=["goodfellow2016"],
    where=["activation-functions#check-20"],
    stability="exact",
    expected=(36.5, 37),
)
def where_the_sigmoid_rounds():
    z = np.linspace(-36, 36, 1441)
    inside = ((sigmoid(z) > 0) & (sigmoid(z) < 1)).all()
    return Found(
        last_below(sigmoid, 0, 100), as_stated=sigmoid(40.0) < 1, with_conditions=bool(inside)
    )


@section.measured(
    21,
    "Tanh maps its inputs to the range from −1 to 1.",
    CONDITIONS,
    """Again to the open interval; in float64 it rounds to 1 from about z = {value:.0f} on. It is
    the *hyperbolic tangent*, a sigmoid stretched: tanh z = 2σ(2z) − 1.""",
    sources=["lecun1998"],
    where=["activation-functions#check-20"],
    stability="exact",
    expected=(18.5, 19.45),
)
def where_tanh_rounds():
    z = np.linspace(-18, 18, 721)
    inside = (np.abs(tanh(z)) < 1).all() and np.allclose(tanh(z), 2 * sigmoid(2 * z) - 1)
    return Found(last_below(tanh, 0, 100), as_stated=tanh(20.0) < 1, with_conditions=bool(inside))


@section.measured(
    22,
    "Softmax, too, maps its inputs to the range from 0 to 1.",
    IMPRECISE,
    """It maps a *vector* to a vector whose parts sum to 1, and each part depends on all inputs. The
    first part of softmax(1, 2, 3) is {value:.3f}; of softmax(1, 2, 9), with the same first input,
    {other:.5f}.""",
    sources=["bridle1990"],
    where=["activation-functions#check-22"],
    stability="exact",
    expected=(0.09, 0.0901),
)
def one_input_of_softmax():
    p, q = softmax(np.array([1.0, 2, 3])), softmax(np.array([1.0, 2, 9]))
    inside = (p > 0).all() and (p < 1).all() and np.isclose(p.sum(), 1)
    return Found(p[0], as_stated=p[0] == q[0], reworded=bool(inside), numbers={"other": q[0]})


@section.measured(
    23,
    "Softmax suits the last layer, because it represents a probability distribution.",
    CONDITIONS,
    """For classes of which exactly one is true. Where two can be true at once, neither gets more
    than {both:.1f} when both deserve 1. Its outputs need not be honest probabilities either, and it
    must be computed with care: of 1000, 999 and 998 the formula as written makes no number at all,
    a careful one ({value:.3f}, …).""",
    sources=["bridle1990", "guo2017", "blanchard2021"],
    where=["activation-functions#check-23"],
    stability="exact",
    expected=(0.665, 0.6655),
)
def softmax_of_large_numbers():
    z = np.array([1000.0, 999, 998])
    p, two, one = softmax(z), softmax(np.array([20.0, 20, 0])), softmax(np.array([20.0, 0, 0]))
    return Found(
        p[0],
        as_stated=two[0] > 0.9 and two[1] > 0.9,
        with_conditions=one[0] > 0.99 and np.isclose(p.sum(), 1),
        numbers={"both": two[0]},
    )


@section.measured(
    24,
    "Sigmoid, tanh and softmax are non-linear.",
    RIGHT,
    "None of them adds up. For the sigmoid, 2σ(1) is larger than σ(2) by {value:.2f}.",
    sources=["goodfellow2016"],
    where=["activation-functions#check-8"],
    stability="exact",
    expected=(0.58, 0.5825),
)
def functions_that_do_not_add_up():
    z = np.array([1.0, 2, 3])
    gaps = [2 * f(z) - f(2 * z) for f in (sigmoid, tanh, softmax)]
    return Found(gaps[0][0], as_stated=all(np.abs(gap).max() > 0.01 for gap in gaps))


@section.measured(
    25,
    "Non-linear means: not proportional to the input.",
    IMPRECISE,
    """2x + 3 is not proportional either: twice the x gives {value:.1f} times the y. Yet it is a
    straight line, and layers of straight lines collapse. What matters is *not affine*.""",
    sources=["goodfellow2016"],
    where=["activation-functions#check-25"],
    stability="arithmetic",
    expected=(1.4, 1.4),
)
def a_line_that_is_not_proportional():
    x = np.arange(-5.0, 6)
    line = 2 * x + 3
    bend_of_line, bend_of_sigmoid = (np.abs(np.diff(y, 2)).max() for y in (line, sigmoid(x)))
    ratio = (2 * 2 + 3) / (2 * 1 + 3)
    return Found(
        ratio,
        as_stated=ratio == 2 or bend_of_line > 0,
        reworded=bend_of_line == 0 and bend_of_sigmoid > 0.01,
    )


@section.measured(
    26,
    "Put concretely, one more in x need not give one more in y.",
    WRONG,
    """That is no test: y = 2x is as linear as can be and gives {value:.0f} more. The question is
    whether the increment is always *the same*. For the sigmoid it is {first:.3f} from 0 to 1 and
    {later:.4f} from 5 to 6.""",
    sources=["goodfellow2016"],
    where=["activation-functions#check-26"],
    stability="arithmetic",
    expected=(2, 2),
)
def increments():
    x = np.arange(-5.0, 7)
    straight, bent = [x, 2 * x, 2 * x + 3], [sigmoid(x), tanh(x)]
    verdicts = [bool((np.diff(y) != 1).any()) for y in straight + bent]  # the test of the article
    step = np.diff(2 * x)
    return Found(
        step.max(),
        as_stated=verdicts == [False] * 3 + [True] * 2,
        numbers={"first": sigmoid(1) - sigmoid(0), "later": sigmoid(6) - sigmoid(5)},
    )


@section.measured(
    27,
    "With them, a network can recognize and learn complex relations.",
    CONDITIONS,
    """With them *and a hidden layer*. Of two rings, one inside the other, a single sigmoid unit
    puts {single:.0%} of the points on the right side, 16 hidden units without activation
    {linear:.0%}, 16 hidden ReLUs {value:.0%}.""",
    sources=["rumelhart1986", "leshno1993"],
    where=["activation-functions#check-7"],
    stability="trained",
    draws=OPTIMIZERS,
    expected=(0.95, 1),
)
def two_rings(draw: Draw):
    X, y = datasets.circles(200, noise=0.05, seed=draw.seed)

    def accuracy(layer_sizes, activation="relu"):
        net = MLP(layer_sizes, activation, output="sigmoid", rng=draw.seed)
        net.fit(X, y, epochs=300, optimizer=chosen(draw.optimizer, sgd=0.5, adam=0.03))
        return ((net.predict(X)[:, 0] >= 0.5) == y).mean()

    single, linear = accuracy([2, 1]), accuracy([2, 16, 1], "identity")
    hidden = accuracy([2, 16, 1])
    return Found(
        hidden,
        as_stated=single > 0.9,
        with_conditions=hidden > 0.9,
        numbers={"single": single, "linear": linear},
    )
