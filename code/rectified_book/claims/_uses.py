"""Rows 68 to 76 and 80 to 84: applications, and the article's summary."""

import numpy as np

from rectified import activations

from ..experiments import (
    SEEDS,
    TRAININGS,
    Draw,
    bar,
    digits,
    edges,
    growth_per_layer,
    lost_units,
    recurrent_weights,
    settings_that_learn,
    sine_error,
    strangers,
    through_time,
    vision,
)
from ._answers import CONDITIONS, IMPRECISE, NOT_NEEDED, RIGHT, Found
from ._ledger import APPLICATIONS, SUMMARY, Section

section = Section()
relu = activations.get("relu")
YES = Found(as_stated=True, with_conditions=NOT_NEEDED, reworded=NOT_NEEDED)
"""What the sources of a right usage claim say: one of them that does so decides."""


section.stated(
    80,
    "ReLU is a commonly used activation function in deep learning.",
    RIGHT,
    """A review of 2015 calls it the most popular, a paper of 2017 the most widely used; it is the
    default of scikit-learn's `MLPClassifier`.""",
    YES,
    places=[(APPLICATIONS, "The rectified linear unit (ReLU)")],
    would_change="A count of published models in which it is rare.",
    sources=["lecun2015", "ramachandran2017", "pedregosa2011"],
    where=["what-relu-does#check-2"],
    stability="usage",
)


@section.measured(
    68,
    "ReLU is commonly used in “foldable” neural networks (CNNs).",
    IMPRECISE,
    """The word is *convolutional*, as the abbreviation says: in German, *Faltung* is folding and
    convolution. A small filter slides over the picture; behind it ReLU keeps {value:.0f} of the two
    edges of a bar, the one from dark to bright. That such networks use ReLU is right.""",
    places=[(APPLICATIONS, "Computer Vision: ReLU is commonly")],
    reading="there are networks of this name",
    condition="for networks that fold something",
    rewording="ReLU is commonly used in convolutional neural networks",
    would_change="Networks for images that are called foldable.",
    sources=["fukushima1980", "krizhevsky2012", "he2016"],
    where=["applications/vision#check-68", "fact-check#edges"],
    stability="exact",
    by_sources=True,
    expected=(1, 1),
    version=2,
)
def edges_of_a_bar():
    found = relu(edges(bar()))
    kept = sum(side.any() for side in (found[:, :3], found[:, 3:]))
    return Found(kept, as_stated=False, with_conditions=False, reworded=True)


section.stated(
    81,
    "Such networks, with ReLU, classify images, recognize objects and segment pictures.",
    RIGHT,
    """In all three: classification since 2012, object detection in Faster R-CNN, segmentation in
    U-Net.""",
    YES,
    places=[(APPLICATIONS, "Computer Vision: ReLU is commonly")],
    would_change="One of the three networks without ReLU.",
    sources=["krizhevsky2012", "he2016", "ren2015", "ronneberger2015"],
    where=["applications/vision#check-81", "fact-check#what-the-activation-does-not-do"],
    stability="usage",
)


@section.measured(
    69,
    "Without ReLU, such models have a high risk that whole neurons fall out.",
    CONDITIONS,
    """In one corner; on the whole it is the other way round. Count a unit as lost whose slope is
    below a hundredth of the largest for every image. With sigmoids, two convolutions behind Adam at
    a rate of 0.03, three times their best, lose {filters:.0%} of their filters, with ReLU
    {relu_filters:.0%}, with tanh {tanh_filters:.0%}. In fully connected networks for digits about
    {value:.0%} of the ReLUs are lost after training on raw pixels, in a mean over rates and
    momenta, about {tanh:.0%} of the tanh units and less than {sigmoid:.0%} of the sigmoid units; on
    standardized images less than {standard:.0%} of any. At none of these {settings:.0f} settings
    were clearly more units lost without ReLU.""",
    places=[(APPLICATIONS, "These models otherwise have a")],
    reading="with tanh or sigmoid in place of ReLU, on average over the settings",
    condition="with sigmoids, in a convolutional network, at a rate that is too large for it",
    rewording="sigmoid networks, the classical ones, lose more units than ReLU networks",
    would_change="""Convolutional networks in which sigmoids lose more filters at a rate at which
    they learn: the condition would fall. Other sets of networks in which they do not at 0.03: then
    it would be wrong.""",
    sources=["maas2013", "cs231n"],
    where=[
        "dying-units#check-69",
        "applications/vision-deep#lost-filters",
        "fact-check#contradictions",
    ],
    stability="trained",
    draws=TRAININGS,
    expected=(0.48, 0.62),
    version=4,
    long=True,
)
def lost_without_relu(draw: Draw):
    """Dense networks at many settings, by the draw's optimizer; convolutions behind Adam."""
    lost = {f: lost_units(f, **vars(draw)) for f in ("relu", "tanh", "sigmoid")}
    each = {f: np.array([*shares.values()]) for f, shares in lost.items()}
    raw = np.array([scaling == "raw" for scaling, *_ in lost["relu"]])
    others = np.maximum(each["tanh"], each["sigmoid"])
    clearly = 0.05  # three units of 64: as much as one network differs from the next
    filters = {f: vision.lost_filters(f, seed=draw.seed, split=draw.split).mean() for f in lost}
    in_convolutions = filters["sigmoid"] > filters["relu"] + clearly
    return Found(
        round(20 * each["relu"][raw].mean()) / 20,  # such trainings hang on the last digit
        as_stated=others.mean() > each["relu"].mean(),
        with_conditions=in_convolutions or (others > each["relu"] + clearly).any(),
        reworded=(each["sigmoid"] > each["relu"] + clearly).any(),
        numbers={
            "filters": filters["sigmoid"],
            "relu_filters": filters["relu"],
            "tanh_filters": filters["tanh"],
            "tanh": round(20 * each["tanh"][raw].mean()) / 20,
            "sigmoid": np.ceil(10 * each["sigmoid"][raw].mean()) / 10,
            "standard": np.ceil(10 * max(each["relu"][~raw].mean(), others[~raw].mean())) / 10,
            "settings": len(raw),
        },
    )


@section.measured(
    70,
    "In language processing, ReLU is used in recurrent networks.",
    CONDITIONS,
    """Rarely there: recurrent networks mostly have tanh, and gates of sigmoids. One of 2014 that
    marks opinions in sentences has ReLU. Over many words it takes a special start: in 50 steps the
    gradient keeps its size if the recurrent weights start as the identity (× {value:.1f}). Random
    weights of variance 2/n multiply it by {low:.0e} to {high:.0f} in twenty draws (median
    {median:.1f}), those of 1/n by {small:.0e}. In trained networks it kept and added two numbers
    where tanh did not, found opinions hardly better, and translated number words less well. ReLU
    had its place in the other networks for language ([claim 82](#claim-82)).""",
    places=[(APPLICATIONS, "Natural language processing: ReLU is")],
    reading="as a usual activation of recurrent networks for the three tasks that it names",
    condition="for one of the three, sentiment: in a network that marks opinions",
    would_change="""Well-known recurrent networks with ReLU for translation and classification, too:
    then it would be right.""",
    sources=["irsoy2014", "le2015", "pascanu2013", "hochreiter1997"],
    where=["applications/long-memory#check-70", "fact-check#fifty-steps-back"],
    stability="statistical",
    by_sources=True,
    draws=SEEDS,
    expected=(0.99, 1.01),
    version=3,
)
def fifty_steps_back(draw: Draw):
    seeds = range(draw.seed, draw.seed + 20)

    def factors(variance):
        starts = [recurrent_weights(variance, seed=seed) for seed in seeds]
        return [through_time(W, seed=seed)[-1] for W, seed in zip(starts, seeds, strict=True)]

    grown = factors(2)
    return Found(
        through_time(np.eye(100), seed=draw.seed)[-1],
        as_stated=False,
        with_conditions=True,
        reworded=NOT_NEEDED,
        numbers={
            "low": min(grown),
            "high": max(grown),
            "median": np.median(grown),
            "small": np.median(factors(1)),
        },
    )


section.stated(
    82,
    "It serves sentiment analysis, machine translation and text classification.",
    RIGHT,
    """In all three, in networks that are not recurrent: sentiment in 2011, sentence classification
    by convolutions in 2014, translation by the first Transformer in 2017.""",
    YES,
    places=[(APPLICATIONS, "Natural language processing: ReLU is")],
    reading="ReLU does; in which kind of network is [claim 70](#claim-70)",
    would_change="One of the three networks without ReLU.",
    sources=["glorot2011", "kim2014", "vaswani2017"],
    where=["applications/language#check-82", "fact-check#fifty-steps-back"],
    stability="usage",
)

section.stated(
    71,
    "ReLU is used in recommender systems, to learn from large data sets what users choose.",
    RIGHT,
    "For instance in the towers of ReLU layers that recommended videos in 2016.",
    YES,
    places=[(APPLICATIONS, "Recommender systems: ReLU is used")],
    would_change="Nothing: one well-known system decides a claim of use.",
    sources=["covington2016"],
    where=["applications/recommenders#check-71"],
    stability="usage",
)


@section.measured(
    72,
    "ReLU is used to detect anomalies, in combination with autoencoders.",
    RIGHT,
    """For instance as the default of the hidden layers in PyOD, a widely used toolbox for outlier
    detection. Not at the output, which is linear there now: on standardized data a ReLU output can
    give back nothing below the mean, {value:.0%} of the variance of the digits.""",
    places=[
        (APPLICATIONS, "Anomaly detection: ReLU is used"),
        (APPLICATIONS, "It is used in combination"),
    ],
    would_change="Nothing: one widely used program decides a claim of use.",
    sources=["zhao2019", "sakurada2014"],
    where=["applications/anomalies#check-72", "fact-check#negative-targets"],
    stability="exact",
    by_sources=True,
    expected=(0.33, 0.36),
    version=2,
)
def what_lies_below_zero():
    X, *_ = digits()
    lost = ((relu(X) - X) ** 2).sum() / (X**2).sum()  # the best that a ReLU output can do
    return Found(lost, as_stated=True, with_conditions=NOT_NEEDED, reworded=NOT_NEEDED)


@section.measured(
    83,
    "Autoencoders with it learn the normal behavior of a system and detect deviations.",
    RIGHT,
    """By the error of the reconstruction. Trained on nine kinds of digits, an autoencoder gives the
    tenth the larger error in {value:.2f} of all pairs of a stranger and an acquaintance (median of
    the ten). With tanh in place of ReLU it is {tanh:.2f}: that it works is not ReLU's doing. And
    five nearest neighbors do it better, without a network.""",
    places=[(APPLICATIONS, "It is used in combination")],
    would_change="A median near one half, as by guessing.",
    sources=["sakurada2014"],
    where=["applications/anomalies#check-72"],
    stability="trained",
    draws=TRAININGS,
    expected=(0.85, 0.99),
    version=2,
    long=True,
)
def strangers_among_digits(draw: Draw):
    areas = strangers("ReLU", networks=1, **vars(draw))
    return Found(
        np.median(areas),
        as_stated=np.median(areas) > 0.75,  # nearer to certainty than to guessing
        with_conditions=NOT_NEEDED,
        reworded=NOT_NEEDED,
        numbers={"tanh": np.median(strangers("tanh", networks=1, **vars(draw)))},
    )


section.stated(
    73,
    "ReLU is used in financial modeling, to predict stock prices and risks and to find chances.",
    CONDITIONS,
    """In networks that predict stock *returns*, yes: with small gains, and portfolios chosen by
    them. For prices and risks we found no source that we could vouch for. That it is used does not
    say that it pays: from past prices of oil alone, no network of ours foretold a return better
    than the mean, or a risk better than a straight line, with ReLU or without.""",
    Found(as_stated=False, with_conditions=True, reworded=NOT_NEEDED),
    places=[(APPLICATIONS, "Financial Modeling: ReLU is used")],
    reading="for prices and for risks, too, as shown by a source",
    condition="for stock returns, and portfolios chosen by them",
    would_change="A source for prices and for risks.",
    sources=["gu2020"],
    where=["applications/finance#check-73", "fact-check#what-the-activation-does-not-do"],
    stability="usage",
)

section.stated(
    74,
    "ReLU is used in speech recognition, to convert speech into text.",
    RIGHT,
    """It was one of the first fields to turn to it, in 2013, and the one where Leaky ReLU was
    tried.""",
    YES,
    places=[(APPLICATIONS, "Speech Recognition: ReLU is used")],
    would_change="Nothing: one well-known system decides a claim of use.",
    sources=["zeiler2013", "dahl2013", "maas2013"],
    where=["applications/speech#check-74", "fact-check#what-the-activation-does-not-do"],
    stability="usage",
)


@section.measured(
    75,
    "ReLU is a versatile activation function that can be used in various applications.",
    RIGHT,
    """The claims before this one show it, as a function of hidden layers: with 64 units it follows
    a sine wave to within {error:.3f}. As an output it misses what is negative, {value:.0%} of that
    wave's variance; probabilities and gates take other functions.""",
    places=[(APPLICATIONS, "Overall, the ReLU function is")],
    reading="in hidden layers",
    would_change="Claims 71, 72, 74, 81 and 82 turning out wrong.",
    sources=["ramachandran2017"],
    where=["fact-check#negative-targets"],
    stability="exact",
    expected=(0.49, 0.51),
    version=2,
)
def inside_and_at_the_end():
    x = np.linspace(0, 2 * np.pi, 10001)
    wave = np.sin(x)
    lost = ((relu(wave) - wave) ** 2).sum() / (wave**2).sum()
    error = sine_error(64)
    return Found(
        lost,
        as_stated=error < 0.01,
        with_conditions=NOT_NEEDED,
        reworded=NOT_NEEDED,
        numbers={"error": error},
    )


@section.measured(
    76,
    "Compared with sigmoid or tanh, it makes learning more robust.",
    CONDITIONS,
    """Than with the sigmoid from its usual start, not than with tanh. At {settings:.0f} settings,
    five rates times five scales of the start, networks with five hidden layers learn to read digits
    with ReLU in {value:.0%}, with tanh in {tanh:.0%}, with the sigmoid in {sigmoid:.0%}. (By Adam,
    which is more robust itself, in {adam:.0%}, {adam_tanh:.0%} and {adam_sigmoid:.0%}.) Nothing in
    ReLU keeps the size of a signal: with weights √2 times He's its mean square is multiplied by
    {growth:.1f} in each layer, and units die.""",
    places=[(SUMMARY, "This ensures that the error")],
    reading="than with either of them",
    condition="compared with the sigmoid from its usual start",
    would_change="ReLU ahead of tanh, or behind the sigmoid, at some depth or by some optimizer.",
    sources=["he2015", "hanin2018"],
    where=["what-relu-does#check-47"],
    stability="trained",
    draws=TRAININGS,
    expected=(0.27, 0.37),
    version=2,
    long=True,
)
def settings_at_which_it_learns(draw: Draw):
    names = ("relu", "tanh", "sigmoid")
    shares = [settings_that_learn(f, **vars(draw)) for f in names]
    by_adam = [settings_that_learn(f, **vars(draw) | {"optimizer": "adam"}) for f in names]
    return Found(
        shares[0],
        as_stated=shares[0] > max(shares[1:]),
        with_conditions=shares[0] > shares[2],
        reworded=NOT_NEEDED,
        numbers={
            "settings": 25,
            "tanh": shares[1],
            "sigmoid": shares[2],
            "growth": growth_per_layer(gain=2, seed=draw.seed),
            "adam": by_adam[0],
            "adam_tanh": by_adam[1],
            "adam_sigmoid": by_adam[2],
        },
    )


section.stated(
    84,
    "The TensorFlow documentation describes the ReLU activation function.",
    RIGHT,
    """As `tf.nn.relu`, `tf.nn.relu6` and `tf.keras.layers.ReLU(max_value=None, negative_slope=0.0,
    threshold=0.0)`. The layer of Keras gives `max_value` from there on, x from `threshold` on, and
    `negative_slope` · (x − `threshold`) below it. So `max_value=6` is ReLU6, whose outputs suit low
    precision, and a `negative_slope` above 0 makes it leaky. In PyTorch these are functions of
    their own: `nn.ReLU`, `nn.ReLU6`, `nn.LeakyReLU`, `nn.Threshold`.""",
    YES,
    places=[(SUMMARY, "The TensorFlow documentation for the")],
    reading="there is such a page; where the link leads, our copy of the article does not show",
    would_change="A TensorFlow without it.",
    sources=["krizhevsky2010", "sandler2018"],
    where=["relu"],
    stability="usage",
)
