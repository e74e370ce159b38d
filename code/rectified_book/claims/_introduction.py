"""Rows 1 to 9: what ReLU is, and what an activation function is for."""

import numpy as np

from rectified import activations, datasets, perceptron
from rectified.network import MLP

from ._experiments import digits_network, digits_score
from ._ledger import CONDITIONS, IMPRECISE, RIGHT, WRONG, Found, Section

section = Section()
relu = activations.get("relu")


@section.measured(
    1,
    "ReLU is a function for training networks.",
    IMPRECISE,
    """It is a part of the model, at work in every forward pass, also long after training. A network
    trained on digits reads {relu:.0%} of unseen ones. Take ReLU away only now, when training is
    over, and {value:.0%} are left.""",
    sources=["goodfellow2016"],
    where=["relu#check-1"],
    stability="trained",
    expected=(0.78, 0.93),
)
def relu_taken_away_after_training():
    net = digits_network("relu")
    without = net.copy()
    without.activation = activations.get("identity")
    before, after = digits_score(net), digits_score(without)
    return Found(
        after,
        as_stated=after >= before,
        reworded=before > 0.9,  # it is used in training as well
        numbers={"relu": before},
    )


section.stated(
    2,
    "It has become established in recent years.",
    CONDITIONS,
    """True of the years from 2009 to 2012, when networks for images and speech turned to it. The
    function is much older: it stands in models of nerve fibers of 1941 and of vision of 1969. And
    large language models have since moved on, to GELU and its relatives.""",
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
    sources=["goodfellow2016"],
    where=["relu#check-3"],
    stability="exact",
    expected=(1, 1),
)
def relu_does_not_add_up():
    parts, whole = relu(1) + relu(-1), relu(0)
    return Found(parts, as_stated=parts == whole, numbers={"whole": whole})


@section.measured(
    4,
    "It keeps positive values and sets negative ones to zero.",
    RIGHT,
    "Exactly that: max(0, z). From −2, 0 and 3 it makes 0, 0 and {value:.0f}.",
    sources=["goodfellow2016"],
    where=["relu#check-4"],
    stability="exact",
    expected=(3, 3),
)
def relu_of_three_values():
    z = np.linspace(-5, 5, 1001)
    kept, cut = relu(z[z > 0]) == z[z > 0], relu(z[z < 0]) == 0
    return Found(relu(np.array([-2, 0, 3])).sum(), as_stated=kept.all() and cut.all())


@section.measured(
    5,
    "An activation function is applied to the weighted sum of a neuron's inputs.",
    IMPRECISE,
    """To the weighted sum *plus a bias*. Without one, no weights get more than {value:.0f} of the 4
    rows of AND right (a unit answers 1 where z ≥ 0). With one, the perceptron rule gets all 4,
    after {updates:.0f} corrections. And softmax needs all sums of a layer at once.""",
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
    return Found(
        best,
        as_stated=best == len(y),
        reworded=biased.converged,
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
    run = perceptron.fit(X, y, max_epochs=1000)
    return Found(best, as_stated=run.converged, numbers={"updates": run.n_updates})


@section.measured(
    7,
    "Non-linear activations let a network represent complex relations.",
    CONDITIONS,
    """True with a hidden layer and an activation that is no polynomial. One layer of 16 ReLUs
    follows a sine wave with an error of at most {value:.3f}, of 64 with {wide:.4f}: four times
    better with each doubling. With z² as activation the error stays at {square:.2f} at any width.
    And to be representable is not yet to be learned.""",
    sources=["cybenko1989", "hornik1989", "leshno1993"],
    where=["activation-functions#check-7"],
    stability="exact",
    expected=(0.0185, 0.0193),
)
def hinges_along_a_sine():
    x = np.linspace(0, 2 * np.pi, 10001)
    errors = {}
    for n in (16, 64):
        knots = np.linspace(0, 2 * np.pi, n + 1)
        slopes = np.diff(np.sin(knots)) / np.diff(knots)
        hinges = relu(x[:, None] - knots[:-1])  # one unit for each change of slope
        errors[n] = np.abs(hinges @ np.diff(slopes, prepend=0) - np.sin(x)).max()
    square = np.abs(np.polyval(np.polyfit(x, np.sin(x), 2), x) - np.sin(x)).max()
    return Found(
        errors[16],
        as_stated=square < 0.05,  # any non-linear activation would do
        with_conditions=errors[64] < errors[16] / 10,
        numbers={"wide": errors[64], "square": square},
    )


@section.measured(
    8,
    "Without them, a network can only produce linear dependences.",
    RIGHT,
    """Affine maps of affine maps are affine: five layers without activations equal one, to the last
    digits. The best that such a network can answer to XOR is {value:.1f} in all four rows.""",
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
    return Found(answers.max(), as_stated=np.allclose(net.predict(x), collapsed, atol=1e-9))


@section.measured(
    9,
    "Then linear regression would do as well.",
    CONDITIONS,
    """For squared error, and if no hidden layer is narrower than inputs and outputs: a layer of 3
    units leaves a map of rank {value:.0f}, where regression has rank {wide:.0f}. For classes it
    would be logistic regression. And gradient descent takes another path through many layers.""",
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
        rank(3), as_stated=rank(3) == 10, with_conditions=rank(10) == 10, numbers={"wide": rank(10)}
    )
