"""Rows 10 to 18: the perceptron."""

import numpy as np

from rectified import activations, datasets, perceptron
from rectified.network import MLP

from ..experiments import SPLITS, Draw, corrections, digits, first_lines, logistic_losses
from ._answers import CONDITIONS, IMPRECISE, NOT_NEEDED, RIGHT, Found
from ._ledger import WHAT_ACTIVATION_IS, Section

section = Section()
sigmoid, step = activations.get("sigmoid"), activations.get("step")


@section.measured(
    10,
    "The perceptron has several inputs, at which it receives numerical values.",
    RIGHT,
    """Any numbers, for us. Rosenblatt's first sensors said only yes or no; the pixels of a digit
    take {value:.0f} gray levels.""",
    places=[(WHAT_ACTIVATION_IS, "The perceptron has several inputs")],
    would_change="Nothing: it is the definition.",
    sources=["rosenblatt1958"],
    where=["one-neuron#check-10"],
    stability="arithmetic",
    expected=(17, 17),
)
def gray_levels():
    X, *_ = digits(scaling="raw")
    return Found(
        np.unique(X).size,
        as_stated=X.shape[1] > 1 and X.dtype.kind == "f",
        with_conditions=NOT_NEEDED,
        reworded=NOT_NEEDED,
    )


@section.measured(
    11,
    "How many inputs there are depends on the application.",
    RIGHT,
    """{gate:.0f} for a logic gate, {value:.0f} for a picture of 8 × 8 pixels. Once the unit is
    built, their number is fixed.""",
    places=[(WHAT_ACTIVATION_IS, "Depending on the application, the")],
    would_change="Nothing: it is the definition.",
    sources=["rosenblatt1958"],
    where=["one-neuron#check-10"],
    stability="arithmetic",
    expected=(64, 64),
)
def numbers_of_inputs():
    X, _, y, _ = digits(scaling="raw")
    pictures = perceptron.fit(X[y < 2], y[y < 2]).w.size
    gate = perceptron.fit(*datasets.gate("and")).w.size
    return Found(
        pictures,
        as_stated=pictures != gate,
        with_conditions=NOT_NEEDED,
        reworded=NOT_NEEDED,
        numbers={"gate": gate},
    )


@section.measured(
    12,
    "The weights indicate how influential the inputs are.",
    CONDITIONS,
    """Where the inputs share a scale and tell different things. A weight says how much z changes
    per unit *of its input*: in millimeters instead of meters it becomes {value:.0f} times smaller,
    and every answer stays the same. And an input that comes twice shares its weight between the
    two: {once:.2f} becomes twice {half:.2f}.""",
    places=[(WHAT_ACTIVATION_IS, "The inputs have different weights")],
    reading="the larger the weight, the larger the influence on the output",
    condition="where the inputs are standardized, and none tells what another one tells",
    would_change="""Standardized, independent inputs of which one with a smaller weight matters
    more.""",
    sources=["bishop2006"],
    where=["one-neuron#check-12"],
    stability="exact",
    expected=(999.9, 1000.1),
)
def weights_and_influence():
    rng = np.random.default_rng(0)
    X = np.linalg.qr(rng.standard_normal((1000, 5)))[0] * np.sqrt(1000)  # uncorrelated
    y = X @ [3, 2, 1, 0.5, 0.25] + rng.standard_normal(1000)

    def weights(X):
        return np.linalg.lstsq(X, y, rcond=None)[0]

    w = weights(X)
    scales = [1000, 1, 1, 1, 1]
    scaled = weights(X * scales)
    same = np.allclose(X @ w, X * scales @ scaled)

    def loss_without(j):  # with the values of one input shuffled, it tells nothing
        shuffled = X.copy()
        shuffled[:, j] = rng.permutation(X[:, j])
        return np.mean((shuffled @ w - y) ** 2)

    by_influence = np.argsort([loss_without(j) for j in range(5)])
    twice = weights(np.column_stack([X, X[:, 0]]))
    return Found(
        w[0] / scaled[0],
        as_stated=same and np.isclose(w[0], scaled[0]),
        with_conditions=(np.argsort(np.abs(w)) == by_influence).all(),
        reworded=NOT_NEEDED,
        numbers={"once": w[0], "half": twice[0]},
    )


@section.measured(
    13,
    "During learning, the weights are changed to produce the best possible results.",
    CONDITIONS,
    """That is the aim; it is reached where one loss with one minimum measures the result, as in
    logistic regression on classes that overlap. The perceptron's rule stops at the *first* line
    without a mistake: on {sets:.0f} separable sets its distance from the points was on average
    {value:.0%} of the largest possible, after {low:.1%} to {high:.0%} of the corrections that
    theory allows. Where no line separates the classes it never stops.""",
    places=[(WHAT_ACTIVATION_IS, "During the learning process, the")],
    reading="""learning ends at the best result, here for the perceptron and its rule: the line
    farthest from the points""",
    condition="""where a convex loss with a minimum measures the result and training goes on to it,
    as in logistic regression on classes that overlap""",
    would_change="""Gradient descent that misses that minimum; or a perceptron whose first line
    without a mistake is the best one.""",
    sources=["novikoff1962", "rosenblatt1962"],
    where=["learning-from-mistakes#check-13"],
    stability="statistical",
    draws=SPLITS,
    version=2,
    expected=(0.23, 0.27),
    long=True,
)
def the_first_line_and_the_least_loss(draw: Draw):
    kept = first_lines(seed=draw.seed, split=draw.split)
    groups = corrections(seed=draw.seed, split=draw.split).values()
    shares = np.concatenate([used / allowed for used, allowed in groups])
    reached, least = logistic_losses(seed=draw.seed)
    return Found(
        kept.mean(),
        as_stated=kept.min() > 0.99,
        with_conditions=reached < 1.001 * least,
        reworded=NOT_NEEDED,
        numbers={"sets": kept.size, "low": shares.min(), "high": shares.max()},
    )


@section.measured(
    14,
    "The neuron forms the sum of its inputs times their weights.",
    RIGHT,
    """And adds its bias. Inputs 1 and ½ with weights 3 and −2 make {value:.0f}; a bias of −1 leaves
    {z:.0f}.""",
    places=[(WHAT_ACTIVATION_IS, "The neuron itself then forms")],
    would_change="Nothing: it is the definition. That the bias is left out is claim 5.",
    sources=["mcculloch1943", "rosenblatt1958"],
    where=["one-neuron#check-10"],
    stability="arithmetic",
    expected=(2, 2),
)
def a_weighted_sum():
    unit = MLP([2, 1], output="sigmoid")
    unit.W[0][...], unit.b[0][...] = [[3], [-2]], -1
    (z,) = unit.forward(np.array([[1, 0.5]])).z
    by_hand = sum(w * x for w, x in zip([3, -2], [1, 0.5], strict=True))
    return Found(
        by_hand,
        as_stated=z.item() == by_hand - 1,
        with_conditions=NOT_NEEDED,
        reworded=NOT_NEEDED,
        numbers={"z": z.item()},
    )


@section.measured(
    16,
    "In its simplest form a neuron has exactly two outputs, so that it predicts only yes or no.",
    IMPRECISE,
    """One output that takes {value:.0f} *values*; two outputs would be another network.
    That only yes-or-no answers come out is right.""",
    places=[(WHAT_ACTIVATION_IS, "In the simplest form of")],
    reading="two numbers come out of the neuron",
    condition="with any of the functions that the article names for one neuron",
    rewording="in its simplest form a neuron has one output that takes exactly two values",
    would_change="A neuron with two outputs that is simpler than the one with a step.",
    sources=["mcculloch1943", "rosenblatt1958"],
    where=["one-neuron#check-16"],
    stability="arithmetic",
    expected=(2, 2),
)
def outputs_and_values():
    z = np.random.default_rng(0).standard_normal((1000, 1))
    answers = step(z)
    named = [activations.get(name)(z) for name in ("sigmoid", "tanh", "relu")]
    return Found(
        np.unique(answers).size,
        as_stated=answers.shape[1] == 2,
        with_conditions=any(a.shape[1] == 2 for a in named),
        reworded=answers.shape[1] == 1 and np.unique(answers).size == 2,
    )


@section.measured(
    17,
    "For binary output values, a function is used whose values also lie between 0 and 1.",
    IMPRECISE,
    """Whose values *are* 0 and 1: a step. Functions with values between them, such as the sigmoid,
    take all of these: of 1000 random z it makes {value:.0f} different values, and is not binary
    before you cut it. Nor is a straight line that is cut off at 0 and at 1.""",
    places=[(WHAT_ACTIVATION_IS, "If the neuron has binary")],
    reading="values between 0 and 1, ends included, make the output binary",
    condition="for functions that do take the values 0 and 1",
    rewording="for binary output values, a function is used whose values *are* 0 and 1",
    would_change="A function with values between 0 and 1 that is binary and no step.",
    sources=["mcculloch1943", "rumelhart1986"],
    where=["what-one-neuron-cannot-do#check-17"],
    stability="arithmetic",
    expected=(1000, 1000),
)
def values_between_and_values_at_the_ends():
    z = np.random.default_rng(0).standard_normal(1000)
    hard, soft = step(z), sigmoid(z)
    cut_off = np.clip(z / 2 + 0.5, 0, 1)

    def is_binary(values):
        return np.isin(values, [0, 1]).all()

    def takes_both_ends(values):
        return np.isin([0, 1], values).all()

    within = [values for values in (hard, soft, cut_off) if values.min() >= 0 and values.max() <= 1]
    return Found(
        np.unique(soft).size,
        as_stated=all(map(is_binary, within)),
        with_conditions=all(map(is_binary, filter(takes_both_ends, within))),
        reworded=is_binary(hard),
    )


@section.measured(
    18,
    "The output values then result directly from the function.",
    CONDITIONS,
    """If the function is a step. A sigmoid says {value:.2f} at z = 1, which is no yes or no before
    a threshold is chosen; with ½ it asks what the step asks, since σ(z) ≥ ½ exactly where
    z ≥ 0.""",
    places=[(WHAT_ACTIVATION_IS, "Thus, the output values result")],
    reading="the binary output values, from any function with values between 0 and 1",
    condition="if the function is a step",
    would_change="A sigmoid whose values are yes or no without a threshold.",
    sources=["rumelhart1986"],
    where=["what-one-neuron-cannot-do#check-18"],
    stability="arithmetic",
    expected=(0.731, 0.7312),
)
def a_sigmoid_and_its_threshold():
    z = np.linspace(-8, 8, 1601)
    answers = z >= 0
    return Found(
        sigmoid(1.0),
        as_stated=(sigmoid(z) == answers).all(),
        with_conditions=(step(z) == answers).all() and ((sigmoid(z) >= 0.5) == answers).all(),
        reworded=NOT_NEEDED,
    )
