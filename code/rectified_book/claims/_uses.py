"""Rows 68 to 77: applications, and the article's summary."""

import numpy as np

from rectified import activations

from ..experiments import (
    SEEDS,
    SPLITS,
    Draw,
    bar,
    dead_at_start,
    digits,
    edges,
    growth_per_layer,
    layer_factor,
    recovery,
    recurrent_weights,
    sine_error,
    through_time,
)
from ._answers import CONDITIONS, IMPRECISE, RIGHT, WRONG
from ._leaky import LONG
from ._transition import Found, Section

section = Section()
relu, leaky = activations.get("relu"), activations.get("leaky_relu")


@section.measured(
    68,
    "ReLU is used in computer vision, in “foldable” neural networks.",
    WRONG,
    """The word is *convolutional*: a slip in translating German *Faltung*, which means folding and
    convolution. Nothing is folded: a small filter slides over the picture. Behind it ReLU keeps
    {value:.0f} of the two edges of a bar, the one from dark to bright. That such networks use ReLU
    is right.""",
    sources=["krizhevsky2012", "he2016"],
    where=["fact-check#edges"],
    stability="exact",
    expected=(1, 1),
)
def edges_of_a_bar():
    found = edges(bar())
    folded = bar()[:, :4] + bar()[:, :3:-1]
    kept = sum(side.any() for side in (relu(found)[:, :3], relu(found)[:, 3:]))
    return Found(kept, as_stated=folded.shape == found.shape)


@section.measured(
    69,
    "Without ReLU, whole neurons of such a model risk dropping out.",
    WRONG,
    """The other way round: dropping out is what happens *with* ReLU. With biases that start at −3,
    {value:.0%} of the ReLUs are dead on all digits, and {tanh:.0%} of the tanh units.""",
    sources=["lu2020"],
    where=["relu#check-69", "fact-check#contradictions"],
    stability="statistical",
    draws=SPLITS,
    expected=(0.11, 0.14),
)
def dead_without_relu(draw: Draw):
    fresh = {"seed": draw.seed, "split": draw.split}
    with_relu, tanh = (dead_at_start(f, -3.0, **fresh) for f in ("relu", "tanh"))
    return Found(with_relu, as_stated=tanh > with_relu, reworded=tanh > 0, numbers={"tanh": tanh})


@section.measured(
    70,
    "In language processing, ReLU is used in recurrent networks.",
    IMPRECISE,
    """Recurrent networks mostly use tanh and sigmoid. With ReLU they need a special start: over 50
    steps the gradient is multiplied by {value:.1f} if the recurrent weights start as the identity,
    but by {small:.0e} or {large:.0f} with random weights of variance 1/n or 2/n. ReLU had its place
    in language models in the layers between, of the first Transformer.""",
    sources=["le2015", "pascanu2013", "vaswani2017"],
    where=["fact-check#fifty-steps-back"],
    stability="statistical",
    draws=SEEDS,
    expected=(0.99, 1.01),
)
def fifty_steps_back(draw: Draw):
    starts = [np.eye(100)] + [recurrent_weights(v, seed=draw.seed) for v in (1, 2)]
    identity, small, large = (through_time(W, seed=draw.seed)[-1] for W in starts)
    return Found(
        identity,
        as_stated=0.1 < small < 10 and 0.1 < large < 10,
        reworded=0.1 < identity < 10,
        numbers={"small": small, "large": large},
    )


section.stated(
    71,
    "ReLU is used in recommender systems.",
    RIGHT,
    "For instance in the towers of ReLU layers that recommended videos in 2016.",
    sources=["covington2016"],
    where=["fact-check#what-the-activation-does-not-do"],
    stability="usage",
)


@section.measured(
    72,
    "ReLU finds outliers, in combination with autoencoders.",
    CONDITIONS,
    """It is the error of the reconstruction that gives outliers away, whichever activation the
    hidden layers have. And ReLU must not be the *output*: on standardized data it cannot give back
    anything below the mean, which is {value:.0%} of the variance of the digits.""",
    sources=["sakurada2014"],
    where=["fact-check#negative-targets"],
    stability="exact",
    expected=(0.33, 0.36),
)
def what_lies_below_zero():
    X, *_ = digits()
    lost = ((relu(X) - X) ** 2).sum() / (X**2).sum()  # the best that a ReLU output can do
    kept = ((activations.get("identity")(X) - X) ** 2).sum()
    return Found(lost, as_stated=lost < 0.01, with_conditions=kept == 0)


section.stated(
    73,
    "ReLU predicts stock prices, risks and opportunities.",
    IMPRECISE,
    """Networks with ReLU have been used to predict *returns*, with small gains. What predicts is
    the model and the data; the activation function is one choice among many in it.""",
    sources=["gu2020"],
    where=["fact-check#what-the-activation-does-not-do"],
    stability="usage",
)

section.stated(
    74,
    "ReLU is used in speech recognition.",
    RIGHT,
    """It was one of the first fields to turn to it, in 2013, and the one where Leaky ReLU was
    tried.""",
    sources=["zeiler2013", "dahl2013", "maas2013"],
    where=["fact-check#what-the-activation-does-not-do"],
    stability="usage",
)


@section.measured(
    75,
    "ReLU is a versatile activation function.",
    CONDITIONS,
    """As a hidden layer: with 64 units it follows a sine wave to within {error:.3f}. As an output
    it misses everything negative, {value:.0%} of that wave's variance. Probabilities and gates need
    other functions.""",
    sources=["goodfellow2016"],
    where=["fact-check#negative-targets"],
    stability="exact",
    expected=(0.49, 0.51),
)
def inside_and_at_the_end():
    x = np.linspace(0, 2 * np.pi, 10001)
    wave = np.sin(x)
    lost = ((relu(wave) - wave) ** 2).sum() / (wave**2).sum()
    error = sine_error(64)
    return Found(
        lost, as_stated=lost < 0.01, with_conditions=error < 0.01, numbers={"error": error}
    )


@section.measured(
    76,
    "In short: the error always reaches the first layer, so learning is faster and more robust.",
    WRONG,
    """See claims 47 to 51. Nothing in ReLU keeps the size of a signal: with a gain of 2 in place of
    He's √2, its mean square is multiplied by {value:.1f} in each layer, which in 20 layers makes a
    million; with a gain of 1 it is halved. And ReLU adds a failure of its own, death.""",
    sources=["he2015", "hanin2018"],
    where=["relu#check-47"],
    stability="statistical",
    draws=SPLITS,
    expected=(1.85, 2.15),
)
def growth_of_a_signal(draw: Draw):
    fresh = {"seed": draw.seed, "split": draw.split}
    default = layer_factor("relu", "pytorch", **fresh)
    none_die = dead_at_start("relu", -3.0, **fresh) == 0
    growth = growth_per_layer(gain=2, seed=draw.seed)
    return Found(growth, as_stated=default > 0.9 and none_die, reworded=default > 0.9)


@section.measured(
    77,
    "In short: Leaky ReLU came because neurons die, and is not zero for negative inputs.",
    CONDITIONS,
    """That is why it came, and of −2 it makes {value:.2f}. Whether that rescues a unit depends on α
    (claim 67), and whether the network gets better depends on how many units were in danger (claim
    60).""",
    sources=["maas2013"],
    where=["leaky-relu#check-67"],
    stability="exact",
    expected=(-0.0201, -0.0199),
)
def minus_two_again():
    return Found(
        leaky(-2.0),
        as_stated=recovery(0.001) < LONG,
        with_conditions=leaky(-2.0) < 0 and recovery(0.1) < LONG,
    )
