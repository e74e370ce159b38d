"""Rows 1 to 9: what ReLU is, and what an activation function is for."""

import numpy as np

from rectified import activations, datasets, perceptron
from rectified.network import MLP

from ..experiments import TRAININGS, Draw, relu_taken_away, sine_error
from ._answers import CONDITIONS, IMPRECISE, NOT_NEEDED, RIGHT, WRONG, Found
from ._ledger import Section

section = Section()
relu = activations.get("relu")
WHAT_RELU_IS = "What is ReLU-function (Rectified Linear Unit)?"
WHAT_ACTIVATION_IS = "What is an Activation Function?"


@section.measured(
    1,
    "ReLU is a function for training networks.",
    IMPRECISE,
    """It is a part of the model, at work in every forward pass, also long after training. A network
    trained on digits reads {relu:.0%} of unseen ones. Take ReLU away only now, when training is
    over, and {value:.0%} are left.""",
    places=[(WHAT_RELU_IS, "The Rectified Linear Unit (ReLU)")],
    reading="a means of training, which the trained network no longer needs",
    condition="where training went on four times as long",
    rewording="ReLU is a part of the network, at work while it is trained and when it is used",
    would_change="""A network that reads as well without its ReLUs as with them, once it is
    trained.""",
    sources=["goodfellow2016"],
    where=["relu#check-1"],
    stability="trained",
    draws=TRAININGS,
    expected=(0.78, 0.93),
)
def relu_taken_away_after_training(draw: Draw):
    before, after = relu_taken_away(**vars(draw))
    longer, later = relu_taken_away(epochs=40, **vars(draw))
    return Found(
        after,
        as_stated=after >= before,
        with_conditions=later >= longer,
        reworded=before > 0.9,  # a network with it can be trained, and uses it
        numbers={"relu": before},
    )


section.stated(
    2,
    "It has become established in recent years.",
    CONDITIONS,
    """True of the years from 2009 to 2012, when networks for images and speech turned to it. The
    function is much older: it stands in models of nerve fibers of 1941 and of vision of 1969. And
    large language models have since moved on, to GELU and its relatives.""",
    Found(as_stated=False, with_conditions=True, reworded=NOT_NEEDED),
    places=[(WHAT_RELU_IS, "The Rectified Linear Unit (ReLU)")],
    reading="in the years before the article, in all of deep learning",
    condition="for images and speech, in the years from 2009 to 2012",
    would_change="A survey of published models in which the share of ReLU grows in recent years.",
    sources=[
        "householder1941",
        "fukushima1969",
        "jarrett2009",
        "nair2010",
        "glorot2011",
        "krizhevsky2012",
        "hendrycks2016",
    ],
    where=["relu#check-2"],
    stability="history",
)


@section.measured(
    3,
    "ReLU is a linear function.",
    WRONG,
    """A linear function adds up: f(1) + f(−1) must be f(0). ReLU gives {value:.0f} on the left and
    {whole:.0f} on the right. It is *piecewise* linear, two straight pieces with a kink. Were it
    linear, a whole network of such units would be one affine map.""",
    places=[(WHAT_RELU_IS, "In short, it is a")],
    condition="near zero, as nearly as tanh is",
    rewording="ReLU is piecewise linear, without a piece parallel to the x-axis",
    would_change="""A meaning of “linear” in which two straight pieces with a kink are linear, and
    networks made of them are not.""",
    sources=["goodfellow2016"],
    where=["relu#check-3"],
    stability="arithmetic",
    expected=(1, 1),
)
def relu_does_not_add_up():
    parts, whole = relu(1) + relu(-1), relu(0)
    near = np.linspace(-0.01, 0.01, 1001)

    def bend(f):  # how far the nearest line is off
        return np.abs(np.polyval(np.polyfit(near, f(near), 1), near) - f(near)).max()

    return Found(
        parts,
        as_stated=parts == whole,
        with_conditions=bend(relu) <= bend(activations.get("tanh")),
        reworded=(relu.derivative(np.array([-1.0, 1])) != 0).all(),
        numbers={"whole": whole},
    )


@section.measured(
    4,
    "It keeps positive values and sets negative ones to zero.",
    RIGHT,
    "Exactly that: max(0, z). From −2, 0 and 3 it makes 0, 0 and {value:.0f}.",
    places=[
        (WHAT_RELU_IS, "In short, it is a"),
        ("What is the Rectified Linear Unit (ReLU) activation function?", "In short, it keeps"),
    ],
    would_change="Nothing: it is the definition.",
    sources=["goodfellow2016"],
    where=["relu#check-4"],
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
    "An activation function is applied to the weighted sum of a neuron's inputs.",
    IMPRECISE,
    """To the weighted sum *plus a bias*. Without one, no weights get more than {value:.0f} of the 4
    rows of AND right (a unit answers 1 where z ≥ 0). With one, the perceptron rule gets all 4,
    after {updates:.0f} corrections. And softmax needs all sums of a layer at once.""",
    places=[(WHAT_ACTIVATION_IS, "The activation function occurs in")],
    condition="""if one of the inputs is always 1, so that its weight is the bias (then for every
    function but softmax, which the article counts among them)""",
    rewording="""it is applied to the weighted sum plus a bias, and softmax to all such sums of a
    layer""",
    would_change="""The article counting the bias among the weights, and leaving softmax out of its
    list.""",
    sources=["rosenblatt1958"],
    where=["perceptrons#check-5"],
    stability="exact",
    expected=(2, 2),
)
def and_without_a_bias():
    X, y = datasets.gate("and")
    grid = np.linspace(-2, 2, 41)
    weights = np.array([(first, second) for first in grid for second in grid])
    best = ((weights @ X.T >= 0) == y).sum(axis=1).max()
    biased = perceptron.fit(X, y)
    softmax = activations.softmax
    alone = softmax(np.array([1.0, 2]))[0] == softmax(np.array([1.0, 9]))[0]  # of its own sum only
    return Found(
        best,
        as_stated=best == len(y),
        with_conditions=biased.converged and alone,
        reworded=biased.converged and not alone,
        numbers={"updates": biased.n_updates},
    )


@section.measured(
    6,
    "Because its activation is non-linear, a perceptron can learn non-linear relations.",
    WRONG,
    """One unit has one straight boundary, whatever *monotone* activation it has. At most
    {value:.0f} of the 4 rows of XOR are right, and in 1000 epochs of the perceptron rule
    {updates:.0f} corrections lead nowhere. It takes a hidden layer, or an activation that turns
    around.""",
    places=[(WHAT_ACTIVATION_IS, "Because the activation function is")],
    reading="relations such as XOR, which no straight boundary separates",
    condition="with one of the activations that the article names: step, sigmoid, tanh or ReLU",
    rewording="a single unit can learn some relations that no straight boundary separates",
    would_change="""“Perceptron” meaning a network with a hidden layer: then the sentence is [claim
    7](#claim-7).""",
    sources=["minsky1969"],
    where=["perceptrons#check-6"],
    stability="exact",
    expected=(3, 3),
)
def lines_for_xor():
    X, y = datasets.xor()
    one_wrong = [np.where(np.arange(4) == row, 1 - y, y) for row in range(4)]
    if perceptron.is_separable(X, y):
        best = 4
    else:
        best = 3 if any(perceptron.is_separable(X, other) for other in one_wrong) else 2
    z = np.linspace(-8, 8, 1601)
    named = [activations.get(name)(z) for name in ("step", "sigmoid", "tanh", "relu")]
    monotone = all((np.diff(a) >= 0).all() for a in named)  # so a cut of f(z) is a cut of z
    run = perceptron.fit(X, y, max_epochs=1000)
    return Found(
        best,
        as_stated=run.converged,
        with_conditions=best == 4 or not monotone,
        reworded=best == 4,
        numbers={"updates": run.n_updates},
    )


@section.measured(
    7,
    "Non-linear activations let a network represent complex relations.",
    CONDITIONS,
    """True with a hidden layer and an activation that is no polynomial. One layer of 16 ReLUs
    follows a sine wave with an error of at most {value:.3f}, of 64 with {wide:.4f}: four times
    better with each doubling. With z² as activation the error stays at {square:.2f} at any width.
    And to be representable is not yet to be learned.""",
    places=[(WHAT_ACTIVATION_IS, "Thus, the neural networks get")],
    reading="any non-linear activation, in any network",
    condition="with a hidden layer, and an activation that is no polynomial",
    would_change="""A layer of z² that follows the sine wave; or one of ReLU that stops getting
    better as it gets wider.""",
    sources=["cybenko1989", "hornik1989", "leshno1993"],
    where=["activation-functions#check-7"],
    stability="exact",
    expected=(0.0185, 0.0193),
)
def hinges_along_a_sine():
    x = np.linspace(0, 2 * np.pi, 10001)
    errors = {n: sine_error(n) for n in (16, 64)}
    square = np.abs(np.polyval(np.polyfit(x, np.sin(x), 2), x) - np.sin(x)).max()
    return Found(
        errors[16],
        as_stated=square < 0.05,  # any non-linear activation would do
        with_conditions=errors[64] < errors[16] / 10,
        reworded=NOT_NEEDED,
        numbers={"wide": errors[64], "square": square},
    )


@section.measured(
    8,
    "Without them, a network can only produce linear dependences.",
    RIGHT,
    """Affine maps of affine maps are affine: five layers without activations equal one, to the last
    digits. The best that such a network can answer to XOR is {value:.1f} in all four rows.""",
    places=[(WHAT_ACTIVATION_IS, "Without the non-linear function")],
    reading="a constant counts as linear, as in linear regression",
    would_change="Layers without activations whose output is not an affine map of their input.",
    sources=["goodfellow2016", "zhang2023"],
    where=["activation-functions#check-8"],
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
    "Then linear regression would do as well.",
    CONDITIONS,
    """For squared error, and if no hidden layer is narrower than inputs and outputs: a layer of 3
    units leaves a map of rank {value:.0f}, where regression has rank {wide:.0f}. For classes it
    would be logistic regression. And gradient descent takes another path through many layers.""",
    places=[(WHAT_ACTIVATION_IS, "Then, however, one could also")],
    condition="for squared error, if no hidden layer is narrower than inputs and outputs",
    would_change="""A network without activations and with a layer of 3 units that gives back more
    than 3 independent directions.""",
    sources=["saxe2014"],
    where=["activation-functions#check-9"],
    stability="exact",
    expected=(3, 3),
)
def rank_behind_a_bottleneck():
    def rank(hidden):
        net = MLP([10, hidden, 10], "identity", output="linear", rng=0)
        return np.linalg.matrix_rank(net.W[0] @ net.W[1])

    return Found(
        rank(3),
        as_stated=rank(3) == 10,
        with_conditions=rank(10) == 10,
        reworded=NOT_NEEDED,
        numbers={"wide": rank(10)},
    )
