"""Rows 1 to 9: what ReLU is, and what an activation function is for."""

from math import erf

import numpy as np

from rectified import activations, datasets, perceptron
from rectified.network import MLP

from ..experiments import OPTIMIZERS, TRAININGS, Draw, relu_taken_away, rings_parted, sine_error
from ._answers import CONDITIONS, IMPRECISE, NOT_NEEDED, RIGHT, WRONG, Found
from ._ledger import (
    ADVANTAGES,
    INTRODUCTION,
    PROBLEMS,
    SUMMARY,
    WHAT_ACTIVATION_IS,
    WHAT_RELU_IS,
    Section,
)

section = Section()
relu = activations.get("relu")


@section.measured(
    1,
    "ReLU is a function that is used for training neural networks.",
    IMPRECISE,
    """It is a part of the network, at work in training and in every answer afterwards. Networks
    that read {relu:.0%} of unseen digits with it read {value:.0%} when it is taken out after
    training, and two rings are then told apart no better than by a coin ({rings:.0%}, with ReLU
    {parted:.0%}).""",
    places=[(INTRODUCTION, "The Rectified Linear Unit (ReLU)")],
    reading="a means of training, which the trained network no longer needs",
    condition="for a task that is nearly linear, such as reading digits",
    rewording="it is a part of the network, at work in training and in every answer afterwards",
    would_change="Trained networks that answer as well without their ReLUs as with them.",
    sources=["glorot2011", "krizhevsky2012"],
    where=["what-relu-does#check-1"],
    stability="trained",
    draws=TRAININGS,
    version=2,
    expected=(0.86, 0.94),
    long=True,
)
def relu_taken_away_after_training(draw: Draw):
    read, left = relu_taken_away(**vars(draw))
    of_rings = {"seed": draw.seed, "optimizer": draw.optimizer}
    parted = rings_parted((16,), **of_rings)
    bare = rings_parted((16,), answering="identity", **of_rings)

    def worse(before, after):  # beyond what five networks differ by chance: two standard errors
        lost = before - after
        return lost.mean() > 2 * lost.std() / np.sqrt(len(lost))

    return Found(
        left.mean(),
        as_stated=not worse(read, left) and not worse(parted, bare),
        with_conditions=not worse(read, left),
        reworded=worse(read, left) and worse(parted, bare),
        numbers={"relu": read.mean(), "rings": bare.mean(), "parted": parted.mean()},
    )


section.stated(
    2,
    "It has become established in recent years.",
    CONDITIONS,
    """In the years from 2009 to 2012, when networks for images and speech turned to it. The
    function is much older: it stands in models of nerve fibers (1941), of vision (1969, 1980) and
    in a silicon circuit (2000). Language models have gone both ways since: ReLU in the first
    Transformer, in T5 and OPT, GELU and gated Swish in others.""",
    Found(as_stated=False, with_conditions=True, reworded=NOT_NEEDED),
    places=[(INTRODUCTION, "The Rectified Linear Unit (ReLU)")],
    reading="""in the years before you read this, in all of deep learning; the article bears no
    date""",
    condition="for images and speech, in the years from 2009 to 2012",
    would_change="""A date of the article; or a survey of published models in which the share of
    ReLU grows in recent years.""",
    sources=[
        "householder1941",
        "fukushima1969",
        "fukushima1980",
        "hahnloser2000",
        "jarrett2009",
        "nair2010",
        "glorot2011",
        "krizhevsky2012",
        "vaswani2017",
        "devlin2019",
        "raffel2020",
        "zhang2022",
        "touvron2023",
    ],
    where=["what-relu-does#check-2"],
    stability="history",
)


@section.measured(
    3,
    "ReLU is a linear function.",
    WRONG,
    """A linear function adds up: f(1) + f(−1) must be f(0). ReLU gives {value:.0f} on the left and
    {whole:.0f} on the right, and the straight line that comes nearest to it between −1 and 1 is off
    by {off:.2f}. It is *piecewise* linear: two straight pieces and a kink, and the kink is the
    point of it, for with a linear function a whole network is one affine map.""",
    places=[
        (INTRODUCTION, "In short, it is a"),
        (WHAT_RELU_IS, "The Rectified Linear Unit (ReLU"),
        (SUMMARY, "The Rectified Linear Unit (ReLU)"),
    ],
    condition="as an approximation between −1 and 1, within 1% of a straight line",
    rewording="""it is piecewise linear, and like a linear function it adds up and is nowhere
    flat""",
    would_change="""Nothing: it is arithmetic. That *piecewise linear* is the right word does not
    save the sentence, which sets ReLU against other, non-linear functions.""",
    sources=["glorot2011", "montufar2014"],
    where=["what-relu-does#check-3"],
    stability="arithmetic",
    also=[40],
    expected=(1, 1),
)
def relu_does_not_add_up():
    parts, whole = relu(1) + relu(-1), relu(0)
    x = np.linspace(-1, 1, 2001)
    left, right = x[x <= 0], x[x >= 0]

    def off(x):  # how far the nearest straight line is off, by equal amounts at kink and ends
        best = np.polyval(np.polyfit(x, relu(x), 1), x)
        return np.abs(best - relu(x)).max()

    straight = off(left) < 1e-9 and off(right) < 1e-9
    flat = (relu.derivative(np.array([-1.0, 1])) == 0).any()
    return Found(
        parts,
        as_stated=parts == whole,
        with_conditions=off(x) < 0.01,
        reworded=straight and parts == whole and not flat,
        numbers={"whole": whole, "off": off(x)},
    )


@section.measured(
    4,
    "It keeps positive values and sets negative ones to zero.",
    RIGHT,
    "Exactly that: max(0, z). From −2, 0 and 3 it makes 0, 0 and {value:.0f}.",
    places=[
        (INTRODUCTION, "In short, it is a"),
        (WHAT_RELU_IS, "In short, it keeps positive"),
        (ADVANTAGES, "Better results for new"),
    ],
    would_change="Nothing: it is the definition.",
    sources=["fukushima1969", "nair2010"],
    where=["what-relu-does#check-4"],
    stability="arithmetic",
    expected=(3, 3),
)
def relu_of_three_values():
    z = np.linspace(-5, 5, 1001)
    kept, cut = relu(z[z > 0]) == z[z > 0], relu(z[z < 0]) == 0
    return Found(
        relu(np.array([-2, 0, 3])).sum(),
        as_stated=kept.all() and cut.all(),
        with_conditions=NOT_NEEDED,
        reworded=NOT_NEEDED,
    )


@section.measured(
    5,
    "The activation function is applied to the weighted sum of a neuron's inputs.",
    CONDITIONS,
    """If a constant input of 1 is counted in, whose weight is the *bias*. Without it, no weights
    get more than {value:.0f} of the 4 rows of AND right; with it, the perceptron rule gets all 4
    after {updates:.0f} corrections. Softmax, in the article's own list, is an exception: it needs
    all sums of a layer at once.""",
    places=[
        (WHAT_ACTIVATION_IS, "The activation function occurs in"),
        (WHAT_ACTIVATION_IS, "This weighted sum is passed"),
    ],
    reading="the inputs are those that come from outside",
    condition="""where one more input is always 1, so that the sum holds the bias, and for every
    function but softmax""",
    would_change="""A place where the article names the bias; or AND from a weighted sum of its two
    inputs alone.""",
    sources=["rosenblatt1958", "mcculloch1943"],
    where=["one-neuron#check-5"],
    stability="exact",
    also=[15],
    expected=(2, 2),
)
def and_without_a_bias():
    X, y = datasets.gate("and")
    grid = np.linspace(-2, 2, 41)
    weights = np.array([(first, second) for first in grid for second in grid])
    best = ((weights @ X.T >= 0) == y).sum(axis=1).max()
    run = perceptron.fit(X, y)
    with_constant = np.column_stack([X, np.ones(4)]) @ [*run.w, run.b]

    def needs_one_sum(f):  # the other sums of the layer do not matter
        return f(np.array([1.0, 2]))[0] == f(np.array([1.0, 9]))[0]

    named = [activations.get(name) for name in ("step", "sigmoid", "tanh", "relu")]
    alone = all(map(needs_one_sum, named))
    return Found(
        best,
        as_stated=best == 4 and alone and needs_one_sum(activations.softmax),
        with_conditions=((with_constant >= 0) == y).all() and alone,
        reworded=NOT_NEEDED,
        numbers={"updates": run.n_updates},
    )


@section.measured(
    6,
    "Because its activation function is non-linear, a perceptron can learn non-linear relations.",
    CONDITIONS,
    """Only of its own shape: one sigmoid unit that has learned an S-shaped relation (the normal
    distribution function) is off by {value:.3f}, root mean square, the best straight line by
    {line:.3f}. A decision by one unit with any *monotone* activation still has one straight
    boundary: of XOR at most {xor:.0f} of the 4 rows are right. It takes a hidden layer, or an
    activation that turns around.""",
    places=[(WHAT_ACTIVATION_IS, "Because the activation function is")],
    reading="""relations in general, XOR among them; a perceptron is one neuron, as the article goes
    on to say""",
    condition="""for relations shaped like the activation itself, such as an S-shaped response to a
    dose, or, if it is XOR, with an activation that is not monotone""",
    would_change="""An S-shaped relation that a straight line fits as well. If the sentence means
    *any* non-linear relation, with the functions that are named, then it is wrong.""",
    sources=["minsky1969"],
    where=["what-one-neuron-cannot-do#check-6"],
    stability="exact",
    expected=(0.0095, 0.0103),
)
def one_unit_and_its_shape():
    X, y = datasets.xor()
    one_wrong = [np.where(np.arange(4) == row, 1 - y, y) for row in range(4)]
    three = any(perceptron.is_separable(X, other) for other in one_wrong)
    rows = 4 if perceptron.is_separable(X, y) else 3 if three else 2
    z = np.linspace(-8, 8, 1601)
    named = [activations.get(name)(z) for name in ("step", "sigmoid", "tanh", "relu")]
    monotone = all((np.diff(a) >= 0).all() for a in named)  # so a cut of f(z) is a cut of z
    bump = 1 - (X @ [1, 1] - 1) ** 2  # one unit with the activation 1 - z²
    dose = np.linspace(-4, 4, 41)
    response = np.array([(1 + erf(x / np.sqrt(2))) / 2 for x in dose])  # Φ, which is no sigmoid
    unit = MLP([1, 1], output="sigmoid", rng=0)
    unit.fit(dose[:, None], response[:, None], epochs=1000, learning_rate=1)
    line = np.polyval(np.polyfit(dose, response, 1), dose)

    def error(answers):
        return np.sqrt(np.mean((answers - response) ** 2))

    follows = error(unit.predict(dose[:, None])[:, 0])
    return Found(
        follows,
        as_stated=rows == 4 or not monotone,
        with_conditions=follows < error(line) / 2 and ((bump >= 0.5) == y).all(),
        reworded=NOT_NEEDED,
        numbers={"line": error(line), "xor": rows},
    )


@section.measured(
    7,
    "With non-linear activation functions, networks can learn and represent complex relations.",
    CONDITIONS,
    """With a hidden layer, and an activation that is no polynomial. 16 ReLUs follow a sine wave
    within {narrow:.3f}, 64 within {wide:.4f}; with z² the error stays at {square:.2f} at any width.
    Of two rings, one unit puts {single:.0%} on the right side, 16 hidden units without activation
    {linear:.0%}, 16 hidden ReLUs {value:.0%}. To be representable is not yet to be learned.""",
    places=[
        (WHAT_ACTIVATION_IS, "Thus, the neural networks get"),
        (PROBLEMS, "These non-linear functions offer"),
    ],
    reading="any non-linear activation, in any network",
    condition="with a hidden layer, and an activation that is no polynomial",
    would_change="""One unit that parts the rings, or a layer of z² that follows the sine wave; or
    ReLUs that do neither.""",
    sources=["rumelhart1986", "cybenko1989", "hornik1989", "leshno1993"],
    where=["why-a-bend#check-7"],
    stability="trained",
    also=[27],
    draws=OPTIMIZERS,
    expected=(0.95, 1),
    long=True,
)
def a_sine_and_two_rings(draw: Draw):
    x = np.linspace(0, 2 * np.pi, 10_001)
    narrow, wide = sine_error(16), sine_error(64)
    square = np.abs(np.polyval(np.polyfit(x, np.sin(x), 2), x) - np.sin(x)).max()
    of_draw = {"seed": draw.seed, "optimizer": draw.optimizer}
    single = rings_parted((), **of_draw).mean()
    linear = rings_parted((16,), "identity", **of_draw).mean()
    hidden = rings_parted((16,), **of_draw)
    return Found(
        hidden.mean(),
        as_stated=single > 0.9 and square < 0.05,
        with_conditions=hidden.min() > 0.9 and wide < narrow / 10,  # it gets better as it grows
        reworded=NOT_NEEDED,
        numbers={
            "narrow": narrow,
            "wide": wide,
            "square": square,
            "single": single,
            "linear": linear,
        },
    )


@section.measured(
    8,
    "Without non-linear functions, only linear dependencies of outputs on inputs can be created.",
    RIGHT,
    """Affine maps of affine maps are affine: five layers without activations equal one, to the last
    digits. The best that such a network can answer to XOR is {value:.1f} in all four rows.""",
    places=[(WHAT_ACTIVATION_IS, "Without the non-linear function, only")],
    reading="""a constant counts as linear, as in linear regression, and numbers are real numbers,
    not rounded ones""",
    would_change="Layers without activations whose output is not an affine map of their input.",
    sources=["goodfellow2016", "saxe2014"],
    where=["why-a-bend#check-8"],
    stability="exact",
    expected=(0.499, 0.501),
)
def layers_that_collapse():
    rng = np.random.default_rng(0)
    net = MLP([2, 8, 8, 8, 8, 1], "identity", bias_initializer="normal", output="linear", rng=0)
    x = rng.standard_normal((100, 2))
    inputs = np.vstack([np.zeros(2), np.eye(2)])
    offset, *rows = net.predict(inputs)
    collapsed = x @ (np.array(rows) - offset) + offset
    X, y = datasets.xor()
    best = np.linalg.lstsq(np.column_stack([X, np.ones(4)]), y, rcond=None)[0]
    answers = X @ best[:2] + best[2]
    return Found(
        answers.max(),
        as_stated=np.allclose(net.predict(x), collapsed, atol=1e-9),
        with_conditions=NOT_NEEDED,
        reworded=NOT_NEEDED,
    )


@section.measured(
    9,
    "Then one could also use linear regression.",
    CONDITIONS,
    """For squared error, and if no hidden layer is narrower than inputs and outputs: a layer of 3
    units leaves a map of rank {value:.0f} and, on made-up data, {narrow:.1f} times the error of
    regression, which has rank {wide:.0f}. For classes it would be logistic regression. And gradient
    descent takes another path through many layers.""",
    places=[(WHAT_ACTIVATION_IS, "Then, however, one could also")],
    reading="the two can do the same, for any network and any task",
    condition="for squared error, if no hidden layer is narrower than inputs and outputs",
    would_change="""A bottleneck that does not reduce the rank; or a network without one whose
    error, trained to the end, is not that of linear regression.""",
    sources=["saxe2014"],
    where=["why-a-bend#check-9"],
    stability="exact",
    expected=(3, 3),
)
def networks_beside_linear_regression():
    rng = np.random.default_rng(0)
    X, A = rng.standard_normal((200, 10)), rng.standard_normal((10, 10))
    Y = X @ A + rng.standard_normal((200, 10))
    inputs = np.column_stack([X, np.ones(200)])
    best = inputs @ np.linalg.lstsq(inputs, Y, rcond=None)[0]

    def trained(hidden):
        net = MLP([10, hidden, 10], "identity", output="linear", rng=0)
        net.fit(X, Y, epochs=1000, learning_rate=0.02)
        error = np.sum((net.predict(X) - Y) ** 2) / np.sum((best - Y) ** 2)
        return np.linalg.matrix_rank(net.W[0] @ net.W[1]), error

    (narrow, more), (wide, same) = trained(3), trained(10)
    return Found(
        narrow,
        as_stated=narrow == 10 and more < 1.01,
        with_conditions=wide == 10 and same < 1.01,
        reworded=NOT_NEEDED,
        numbers={"wide": wide, "narrow": more},
    )
