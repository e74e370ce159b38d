"""Rows 47 to 51: how ReLU passes the gradient on, and what comes of it."""

import numpy as np

from rectified import activations

from ..experiments import (
    SEEDS,
    SPLITS,
    TRAININGS,
    Draw,
    deep_scores,
    epochs_needed,
    fifty_layers,
    layer_factor,
    parity,
    random_labels,
)
from ._answers import CONDITIONS, IMPRECISE, NOT_NEEDED, WRONG, Found
from ._ledger import ADVANTAGES, SUMMARY, Section

section = Section()
relu = activations.get("relu")
KEPT = 0.9
"""Of the gradient, per layer: with less than that, 20 layers leave less than an eighth of it."""


@section.measured(
    47,
    "With ReLU there is no vanishing gradient problem.",
    CONDITIONS,
    """With a start made for it: with He's it keeps {he:.2f} of the gradient per layer, at PyTorch's
    default {value:.2f}, which leaves {left:.0e} after 20 layers. The slope is 1, but only on active
    paths, and about half are not. tanh with Glorot's start keeps {tanh:.2f}.""",
    places=[
        (ADVANTAGES, "No vanishing gradient problem: Due"),
        (ADVANTAGES, "As a result, the gradient"),
        (SUMMARY, "It offers the advantage over"),
    ],
    reading="from whatever start that is usual, PyTorch's default among them",
    condition="from He's start, in layers that are wide for their number",
    would_change="He's start losing more than a tenth of the gradient per layer.",
    sources=["he2015", "glorot2010", "hanin2018"],
    where=["what-relu-does#check-47"],
    stability="statistical",
    draws=SPLITS,
    expected=(0.385, 0.425),
    version=2,
)
def factors_of_relu(draw: Draw):
    fresh = {"seed": draw.seed, "split": draw.split}
    default, he = (layer_factor("relu", name, **fresh) for name in ("pytorch", "he_normal"))
    return Found(
        default,
        as_stated=default > KEPT,
        with_conditions=he > KEPT,
        reworded=NOT_NEEDED,
        numbers={"he": he, "left": default**20}
        | {"tanh": layer_factor("tanh", "glorot_uniform", **fresh)},
    )


@section.measured(
    48,
    "Due to its linear structure, it has no asymptotic points parallel to the x-axis.",
    WRONG,
    """The left half *is* the x-axis: {value:.0%} of the range from −5 to 5 has the slope 0, not a
    small one as with the sigmoid but exactly 0. On the right there is none. It saturates on one
    side, and hard.""",
    places=[(ADVANTAGES, "No vanishing gradient problem: Due")],
    condition="for a unit with some weight other than 0 and some bias",
    rewording="hardly any of its points are parallel to the x-axis",
    would_change="""A weight and a bias with which a ReLU has no flat side. That it has none on the
    right does not save the sentence: on which side a unit is the data decide.""",
    sources=["glorot2011"],
    where=["what-relu-does#check-3"],
    stability="exact",
    expected=(0.499, 0.501),
)
def flat_half():
    def flat(z):
        return (relu.derivative(z) == 0).mean()

    near, far = np.linspace(-5, 5, 1000), np.linspace(-1000, 1000, 20_001)
    weights, biases = (-3.0, -1.0, -0.1, 0.1, 1.0, 3.0), (-10.0, -1.0, 0.0, 1.0, 10.0)
    least = min(flat(w * far + b) for w in weights for b in biases)  # the corner is at −b / w
    return Found(
        flat(near),
        as_stated=flat(near) == 0,
        with_conditions=least == 0,
        reworded=flat(near) < 0.05,
    )


@section.measured(
    49,
    "So the error passes through all layers, even for large networks.",
    CONDITIONS,
    """On average, at He's start: in {layers:.0f} layers the gradient keeps {value:.2f} per layer,
    and from one random start to the next the product over all layers varies by a factor of
    {spread:.0f} or so. At PyTorch's default the same networks keep {default:.2f}. The way forward
    loses something else: two inputs at right angles come out with a cosine of {cosine:.2f}.""",
    places=[
        (ADVANTAGES, "As a result, the gradient"),
        (SUMMARY, "This ensures that the error"),
    ],
    reading="from whatever start that is usual",
    condition="from He's start, on average, in layers that are wide for their number",
    would_change="He's start losing more than a tenth of the gradient per layer.",
    sources=["he2015", "hanin2018", "haninrolnick2018", "cho2009", "poole2016"],
    where=["what-relu-does#check-49"],
    stability="statistical",
    draws=SEEDS,
    expected=(0.97, 1.03),
    version=2,
)
def through_fifty_layers(draw: Draw):
    kept, spread, cosine = fifty_layers(seed=draw.seed)
    default = fifty_layers("pytorch", seed=draw.seed).kept
    return Found(
        kept,
        as_stated=default > KEPT,
        with_conditions=kept > KEPT,
        reworded=NOT_NEEDED,
        numbers={"layers": 50, "spread": spread, "cosine": cosine, "default": default},
    )


@section.measured(
    50,
    "This ensures that the network actually learns structures.",
    IMPRECISE,
    """It helps, and ensures nothing. ReLU networks given 300 digits with *random* labels learn
    {value:.0%} of them by heart, and of unseen digits then name {unseen:.0%} correctly, no better
    than a guess. Where there is a structure, they may miss it as well: of 300 rows of ten bits they
    learn by heart whether the number of ones is odd, and then answer {odd:.0%} of the other rows
    correctly, fewer than a coin would. Without a gradient the first layers learn nothing
    ({sigmoid:.0%} of unseen digits in ten layers of sigmoids, {relu:.0%} in ten of ReLUs); with one
    they learn whatever lowers the loss.""",
    places=[(ADVANTAGES, "This ensures that the network")],
    condition="where there is a structure to learn",
    rewording="this helps the network to learn structures",
    would_change="""ReLU networks that cannot learn random labels, or that learn the parity of bits
    from a few of the rows: then it would ensure more than we found.""",
    sources=["zhang2017"],
    where=["what-relu-does#check-50"],
    stability="trained",
    draws=TRAININGS,
    expected=(0.95, 1),
    version=2,
    long=True,
)
def labels_learned_by_heart(draw: Draw):
    known, unseen = (shares.mean() for shares in random_labels(**vars(draw)))
    _, odd = parity(seed=draw.seed, optimizer=draw.optimizer)
    names = ("relu", "sigmoid")
    relu, sigmoid = (deep_scores(name, epochs=12, **vars(draw)).mean() for name in names)
    return Found(
        known,
        as_stated=unseen > 0.2,  # a guess gets 0.1 of ten digits
        with_conditions=odd.mean() > 0.6,  # a coin gets 0.5
        reworded=relu > sigmoid + 0.2,
        numbers={"unseen": unseen, "odd": odd.mean(), "relu": relu, "sigmoid": sigmoid},
    )


@section.measured(
    51,
    "It significantly accelerates the learning process.",
    CONDITIONS,
    """In deep networks, against the sigmoid from its usual start. To the same loss, each at the
    best of five rates, ReLU needs {ten:.0f} epochs with ten hidden layers; the sigmoid does not get
    there in {limit:.0f}. With two layers, where it bears larger rates than ReLU, it needs
    {sigmoid:.0f} epochs to ReLU's {relu:.0f}, {value:.1f} times as many. Against tanh there is
    little to gain: with two layers it needs {tanh:.0f} epochs, with ten {tanh_ten:.0f} (medians of
    five seeds). The well-known factor of six is from one network of 2012.""",
    places=[
        (ADVANTAGES, "This ensures that the network"),
        (SUMMARY, "This ensures that the error"),
    ],
    reading="against sigmoid and tanh, each at its best rate",
    condition="in deep networks, against the sigmoid from its usual start",
    would_change="""ReLU ahead of tanh in shallow and in deep networks, each at its best rate: then
    it would be right.""",
    sources=["krizhevsky2012", "glorot2011"],
    where=["what-relu-does#check-46"],
    stability="trained",
    draws=TRAININGS,
    expected=(1.9, 2.1),
    version=3,
    long=True,
)
def epochs_at_the_best_rate(draw: Draw):
    limit, names = 30, ("relu", "tanh", "sigmoid")
    two, ten = (
        {name: epochs_needed(name, hidden, limit=limit, **vars(draw)) for name in names}
        for hidden in (2, 10)
    )

    def ahead(epochs, other):  # significantly: it saves a third of the epochs
        return np.isfinite(epochs["relu"]) and epochs["relu"] <= 2 / 3 * epochs[other]

    return Found(
        two["sigmoid"] / two["relu"],
        as_stated=ahead(two, "sigmoid") and ahead(two, "tanh") and ahead(ten, "tanh"),
        with_conditions=ahead(ten, "sigmoid"),
        reworded=NOT_NEEDED,
        numbers=two | {"ten": ten["relu"], "tanh_ten": ten["tanh"], "limit": limit},
    )
