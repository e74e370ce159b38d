"""Rows 10 to 18: the perceptron."""

import numpy as np

from rectified import activations, datasets, perceptron
from rectified.network import MLP

from ..experiments import SPLITS, Draw, corrections, digits, margins_kept, reader
from ._answers import IMPRECISE, RIGHT, WRONG
from ._transition import Found, Section

section = Section()
sigmoid, step = activations.get("sigmoid"), activations.get("step")


@section.measured(
    10,
    "A perceptron has several inputs, and they are numbers.",
    RIGHT,
    """Any numbers, for us. Rosenblatt's first sensors said only yes or no; the pixels of a digit
    take {value:.0f} gray levels.""",
    sources=["rosenblatt1958"],
    where=["perceptrons#check-10"],
    stability="arithmetic",
    expected=(17, 17),
)
def gray_levels():
    X, *_ = digits(scaling="raw")
    return Found(np.unique(X).size, as_stated=X.shape[1] > 1 and X.dtype.kind == "f")


@section.measured(
    11,
    "How many inputs there are depends on the application.",
    RIGHT,
    """{gate:.0f} for a logic gate, {value:.0f} for a picture of 8 × 8 pixels. Once the unit is
    built, their number is fixed.""",
    sources=["rosenblatt1958"],
    where=["perceptrons#check-10"],
    stability="arithmetic",
    expected=(64, 64),
)
def numbers_of_inputs():
    X, _, y, _ = digits(scaling="raw")
    pictures = perceptron.fit(X[y < 2], y[y < 2]).w.size
    gate = perceptron.fit(*datasets.gate("and")).w.size
    return Found(pictures, as_stated=pictures != gate, numbers={"gate": gate})


@section.measured(
    12,
    "A weight says how influential its input is.",
    IMPRECISE,
    """It says how much z changes per unit *of that input*. Give a length in millimeters instead of
    meters: its weight becomes {value:.0f} times smaller, and every answer stays the same. Weights
    compare only where their inputs share a scale and carry different information.""",
    sources=["bishop2006"],
    where=["perceptrons#check-12"],
    stability="exact",
    expected=(999.9, 1000.1),
)
def weights_in_meters_and_millimeters():
    X, y = datasets.separable(100, margin=0.1, seed=0)
    weights = []
    for scale in (1, 1000):
        A = np.column_stack([X[:, 0] * scale, X[:, 1], np.ones(len(X))])
        w = np.linalg.lstsq(A, 2 * y - 1, rcond=None)[0]
        weights.append((w, A @ w))
    (meters, answers), (millimeters, again) = weights
    same = np.allclose(answers, again)
    ratio = meters[0] / millimeters[0]
    return Found(ratio, as_stated=same and np.isclose(ratio, 1), reworded=same)


@section.measured(
    13,
    "Learning changes the weights until the result is the best possible one.",
    IMPRECISE,
    """Until the *first* line without a mistake. Half of 1000 trainings on the same 40 points ended
    with at most {value:.0%} of the largest possible distance. On 45 pairs of digits and 90 sets of
    points the rule made {low:.1%} to {high:.0%} of the corrections that theory allows. Where no
    line separates the classes, it never stops.""",
    sources=["novikoff1962", "rosenblatt1962"],
    where=["perceptrons#check-13"],
    stability="statistical",
    draws=SPLITS,
    expected=(0.33, 0.39),
)
def margins_of_the_first_line(draw: Draw):
    kept = margins_kept(seed=draw.seed)
    groups = corrections(seed=draw.seed, split=draw.split).values()
    shares = np.concatenate([used / allowed for used, allowed in groups])
    return Found(
        np.median(kept),
        as_stated=kept.min() > 0.99,
        reworded=shares.max() <= 1,  # it does come to an end
        numbers={"low": shares.min(), "high": shares.max()},
    )


@section.measured(
    14,
    "The neuron adds up its inputs times their weights.",
    RIGHT,
    """And adds its bias. Inputs 1 and ½ with weights 3 and −2 make {value:.0f}; a bias of −1 leaves
    {z:.0f}.""",
    sources=["rosenblatt1958"],
    where=["perceptrons#check-10"],
    stability="arithmetic",
    expected=(2, 2),
)
def a_weighted_sum():
    unit = MLP([2, 1], output="sigmoid")
    unit.W[0][...], unit.b[0][...] = [[3], [-2]], -1
    (z,) = unit.forward(np.array([[1, 0.5]])).z
    by_hand = sum(w * x for w, x in zip([3, -2], [1, 0.5], strict=True))
    return Found(by_hand, as_stated=z.item() == by_hand - 1, numbers={"z": z.item()})


@section.measured(
    15,
    "The sum is handed to the activation function.",
    RIGHT,
    "Every activation of a network is f(z) of its own z: a sigmoid makes {value:.3f} of z = 2.",
    sources=["rosenblatt1958"],
    where=["perceptrons#check-10"],
    stability="arithmetic",
    expected=(0.8807, 0.8809),
)
def activations_of_sums():
    net = reader("relu")
    record = net.forward(digits().X_test)
    pairs = zip(record.a[1:-1], record.z[:-1], strict=True)
    return Found(sigmoid(2.0), as_stated=all((a == net.activation(z)).all() for a, z in pairs))


@section.measured(
    16,
    "The simplest neuron has exactly two outputs.",
    IMPRECISE,
    """It has {outputs:.0f} output that takes {value:.0f} values. A network with two outputs is
    something else.""",
    sources=["rosenblatt1958"],
    where=["perceptrons#check-16"],
    stability="arithmetic",
    expected=(2, 2),
)
def outputs_and_values():
    z = np.random.default_rng(0).standard_normal((1000, 1))
    answers = step(z)
    outputs, values = answers.shape[1], np.unique(answers).size
    return Found(values, as_stated=outputs == 2, reworded=values == 2, numbers={"outputs": outputs})


@section.measured(
    17,
    "A neuron with a binary answer uses an activation with values between 0 and 1.",
    WRONG,
    """A step takes the values 0 and 1 and nothing between. A sigmoid takes everything between and
    neither end: of 1000 random z it makes {value:.0f} different values. It is not binary before you
    cut it.""",
    sources=["mcculloch1943", "rumelhart1986"],
    where=["perceptrons#check-17"],
    stability="exact",
    expected=(1000, 1000),
)
def values_of_a_sigmoid():
    z = np.random.default_rng(0).standard_normal(1000)
    hard, soft = step(z), sigmoid(z)
    return Found(
        np.unique(soft).size,
        as_stated=((hard > 0) & (hard < 1)).any(),
        reworded=np.unique(soft).size == 2,
    )


@section.measured(
    18,
    "The neuron's answer is directly the value of that function.",
    IMPRECISE,
    """For a step it is. A sigmoid says {value:.2f} at z = 1, which is no answer before a threshold
    is chosen; with ½ it asks what the step asks, since σ(z) ≥ ½ exactly where z ≥ 0.""",
    sources=["rumelhart1986"],
    where=["perceptrons#check-16"],
    stability="exact",
    expected=(0.731, 0.7312),
)
def a_sigmoid_and_its_threshold():
    z = np.linspace(-8, 8, 1601)
    return Found(
        sigmoid(1.0),
        as_stated=np.isin(sigmoid(z), [0, 1]).all(),
        reworded=((sigmoid(z) >= 0.5) == (step(z) == 1)).all(),
    )
