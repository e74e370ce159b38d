"""Rows 28 to 39: what is wrong with sigmoid, tanh and softmax."""

import numpy as np

from rectified import activations
from rectified.network import MLP

from ..experiments import (
    SEEDS,
    SPLITS,
    TRAININGS,
    Draw,
    digits,
    layer_factor,
    nudged,
    one_signed_gradients,
    saturated,
    trained_signs,
    valley,
)
from ._answers import CONDITIONS, IMPRECISE, NOT_NEEDED, RIGHT, Found
from ._ledger import PROBLEMS, Section

section = Section()
sigmoid = activations.get("sigmoid")


@section.measured(
    28,
    "The sigmoid runs almost parallel to the x-axis for very large and very small x.",
    IMPRECISE,
    """Very large and very *negative* x. For x that is small, say 0.01, it is as steep as it gets:
    its slope is {value:.4f}.""",
    places=[(PROBLEMS, "Vanishing Gradient / Saturation: As")],
    condition="for a unit with a large weight, which is steep in few places",
    rewording="it does for very large and very negative x",
    would_change="A usage by which numbers close to 0 are not called very small.",
    sources=["glorot2010", "zhang2023"],
    where=["signals-through-depth#check-28"],
    stability="exact",
    expected=(0.2499, 0.25),
)
def slope_at_small_x():
    def flat(x, weight=1.0):  # almost parallel: it rises by less than a hundredth of its run
        return bool(weight * sigmoid.derivative(weight * x) < 0.01)

    return Found(
        sigmoid.derivative(0.01),
        as_stated=flat(10.0) and flat(0.01),
        with_conditions=flat(10.0, weight=10) and flat(0.01, weight=10),
        reworded=flat(10.0) and flat(-10.0),
    )


@section.measured(
    29,
    "Its derivative is almost zero there.",
    RIGHT,
    """At most {top:.2f}, in the middle, and {value:.5f} at 5 and at −5. That of tanh is at most 1
    and falls even faster.""",
    places=[(PROBLEMS, "The derivative or gradient is")],
    would_change="A sigmoid with another shape: this is its formula.",
    sources=["glorot2010", "lecun1998"],
    where=["signals-through-depth#check-29"],
    stability="exact",
    expected=(0.0066, 0.0067),
)
def slope_at_five():
    there = sigmoid.derivative(np.array([-5.0, 5]))
    top = sigmoid.derivative(np.linspace(-10, 10, 2001)).max()
    return Found(
        there[0],
        as_stated=(there < 0.03 * top).all(),  # in five layers less than a ten-millionth is left
        with_conditions=NOT_NEEDED,
        reworded=NOT_NEEDED,
        numbers={"top": top},
    )


@section.measured(
    30,
    "That is because the function has no real slope there.",
    IMPRECISE,
    """It has one everywhere: positive, but small. At z = 10 it is {value:.1e}. It is never 0 for
    real numbers. If *no real slope* means *hardly any*, the sentence repeats [claim
    29](#claim-29).""",
    places=[(PROBLEMS, "The derivative or gradient is")],
    reading="a slope of 0, in real numbers",
    condition="much farther out, at z = −700",
    rewording="it has hardly any slope there",
    would_change="A z at which the slope of the sigmoid is 0, in real numbers.",
    sources=["lecun1998"],
    where=["signals-through-depth#check-28"],
    stability="exact",
    expected=(4.5e-5, 4.6e-5),
)
def slope_at_ten():
    slope, far = sigmoid.derivative(10.0), sigmoid.derivative(-700.0)
    return Found(
        slope,
        as_stated=slope == 0,
        with_conditions=far == 0,
        reworded=slope < 0.001 * sigmoid.derivative(0.0),
    )


@section.measured(
    31,
    "Saturation and the vanishing gradient appear under one heading, as one problem.",
    IMPRECISE,
    """Saturation is a state of one unit; vanishing is what a *product* over many layers does. In 20
    sigmoid layers at the usual start, {saturated:.0%} of the slopes are below a hundredth, and yet
    every layer multiplies the gradient by {value:.2f}. With twenty times the weights about
    {wide:.0%} are saturated and the factor is {large:.1f}; with tanh {tanh:.0%} and
    {tanh_factor:.0f}. What is true: at given weights, units that are pushed into saturation pass
    less on, {pushed:.2f}.""",
    places=[(PROBLEMS, "Vanishing Gradient / Saturation: As")],
    reading="where there is one of the two, there is the other",
    condition="in networks of tanh",
    rewording="saturation is one of the causes of vanishing gradients",
    would_change="Networks in which saturation and the factor per layer always move together.",
    sources=["hochreiter1991", "bengio1994", "glorot2010"],
    where=["signals-through-depth#check-31"],
    stability="statistical",
    draws=SPLITS,
    expected=(0.22, 0.25),
    version=2,
)
def vanishing_without_saturation(draw: Draw):
    start = {"initializer": "glorot_uniform", "seed": draw.seed, "split": draw.split}
    scales = (1, 20)
    states = {
        f: [(saturated(f, scale=s, **start), layer_factor(f, scale=s, **start)) for s in scales]
        for f in ("sigmoid", "tanh")
    }

    def as_one(f):  # most units saturated; a factor that leaves a millionth after 20 layers
        return all((share > 0.5) == (factor < 0.5) for share, factor in states[f])

    (flat, usual), (wide, large) = states["sigmoid"]
    pushed = layer_factor("sigmoid", bias=5, **start)
    return Found(
        usual,
        as_stated=as_one("sigmoid"),
        with_conditions=as_one("tanh"),
        reworded=pushed < usual,
        numbers={  # shares to 5 points: with such weights the forward pass is chaotic
            "saturated": flat,
            "wide": round(20 * wide) / 20,
            "large": large,
            "tanh": round(20 * states["tanh"][1][0]) / 20,
            "tanh_factor": states["tanh"][1][1],
            "pushed": pushed,
        },
    )


@section.measured(
    32,
    "For large and small x there is almost no learning effect, since the gradient is zero.",
    CONDITIONS,
    """Small, not zero. And for an output unit it depends on the loss: wrong at z = −10, squared
    error pulls with {square:.1e}, cross-entropy {value:,.0f} times harder, almost with full force.
    For hidden units the sentence holds: at z = −10 the weights of one get {hidden:.1e} of the
    gradient that they get at 0.""",
    places=[(PROBLEMS, "However, in what is called")],
    reading="almost zero, for every unit, small meaning very negative",
    condition="for hidden units, and for output units with squared error",
    would_change="""A hidden unit that learns at z = −10; or a network for classes in which
    cross-entropy pulls no harder than squared error.""",
    sources=["glorot2010", "bishop2006", "nielsen2015"],
    where=["cures#check-32"],
    stability="exact",
    expected=(22000, 22050),
)
def losses_at_minus_ten():
    a = sigmoid(-10.0)
    entropy, square = a - 1, (a - 1) * sigmoid.derivative(-10.0)
    hidden = hidden_gradient(-10) / hidden_gradient(0)
    return Found(
        entropy / square,
        as_stated=abs(square) < 1e-3 and abs(entropy) < 1e-3,  # a thousandth of the largest pull
        with_conditions=abs(square) < 1e-3 and hidden < 1e-3,
        reworded=NOT_NEEDED,
        numbers={"square": abs(square), "hidden": hidden},
    )


def hidden_gradient(z: float) -> float:
    """Size of the gradient that the weights of a hidden unit get, which has this z for all rows."""
    X, y = np.random.default_rng(0).standard_normal((100, 4)), np.arange(100) % 3
    net = MLP([4, 8, 3], "sigmoid", rng=0)
    net.W[0][:, 0], net.b[0][0] = 0, z
    return float(np.linalg.norm(net.backward(net.forward(X), y).W[0][:, 0]))


@section.measured(
    33,
    "Backpropagation is the learning process.",
    IMPRECISE,
    """It computes the gradient: over all {n:.0f} weights and biases of a small network it agrees
    with nudging each of them, to within {value:.0e} of its length. The weights stay as they are.
    Learning is the optimizer's step along that gradient. (In 1986 the word named the whole
    procedure.)""",
    places=[(PROBLEMS, "However, in what is called")],
    condition="in a network of one layer, through which no error has to travel back",
    rewording="backpropagation is the part of it that computes the gradient",
    would_change="An implementation in which the backward pass moves weights by itself.",
    sources=["rumelhart1986", "baydin2018"],
    where=["backpropagation#check-33"],
    stability="exact",
    expected=(1.3e-7, 1.36e-7),
)
def backpropagation_against_nudges():
    X, y = np.random.default_rng(0).standard_normal((20, 4)), np.arange(20) % 3
    net, single = MLP([4, 5, 3], "tanh", rng=0), MLP([4, 3], rng=0)

    def moves(network):
        before = network.theta.copy()
        network.backward(network.forward(X), y)
        return (network.theta != before).any()

    gradient = net.backward(net.forward(X), y).theta
    slopes = nudged(net, X, y, step=0.001)
    off = np.abs(gradient - slopes).max() / np.linalg.norm(slopes)
    moved, loss = moves(net), net.loss(X, y)
    net.fit(X, y, epochs=1, learning_rate=0.1)
    return Found(
        off,
        as_stated=moved,
        with_conditions=moves(single),
        reworded=off < 1e-6 and net.loss(X, y) < loss,  # nudges are off by 0.001² themselves
        numbers={"n": slopes.size},
    )


@section.measured(
    34,
    "Sigmoid, tanh and softmax have these problems.",
    CONDITIONS,
    """Softmax does saturate: at (20, 0, 0) its whole Jacobian has the size {jacobian:.0e}. But
    behind it stands cross-entropy, whose gradient is p − y: after a confident mistake it has the
    length {value:.3f}, the largest there is. With squared error it has {square:.0e}, and inside a
    network, as in attention, the Jacobian acts alone. There the problem is the same.""",
    places=[(PROBLEMS, "However, these functions have the")],
    reading="softmax among them, as it is mostly used: at the output, with cross-entropy",
    condition="with squared error behind the softmax, or inside a network",
    would_change="A softmax with cross-entropy that learns nothing from a confident mistake.",
    sources=["bridle1990"],
    where=["cures#check-32"],
    stability="exact",
    expected=(1.414, 1.4145),
)
def a_confident_mistake():
    p = activations.softmax(np.array([20.0, 0, 0]))
    jacobian, error = activations.softmax_jacobian(p), p - [0, 0, 1]
    pull, square, inside = (np.linalg.norm(v) for v in (error, jacobian @ error, jacobian))
    return Found(
        pull,
        as_stated=pull < 0.01,
        with_conditions=square < 1e-6 and inside < 1e-6,  # a millionth of that pull
        reworded=NOT_NEEDED,
        numbers={"jacobian": inside, "square": square},
    )


@section.measured(
    35,
    "Sigmoid and softmax are not centered at zero.",
    RIGHT,
    """For z around 0 the sigmoid's mean is {value:.1f}; that of softmax is 1/K. What the article
    does not say: ReLU is not centered either. For standard normal z its mean is {relu:.2f}.""",
    places=[(PROBLEMS, "Non-zero-centered: Both the sigmoid")],
    would_change="Inputs around zero for which the outputs of a sigmoid have the mean 0.",
    sources=["lecun1998", "clevert2016"],
    where=["cures#check-35"],
    stability="exact",
    expected=(0.499, 0.501),
)
def means_of_outputs():
    z = np.random.default_rng(0).standard_normal((1000, 10))
    mean = sigmoid(np.concatenate([z, -z])).mean()
    share = activations.softmax(z).mean()
    return Found(
        mean,
        as_stated=np.isclose(mean, 1 / 2) and np.isclose(share, 1 / 10),
        with_conditions=NOT_NEEDED,
        reworded=NOT_NEEDED,
        numbers={"relu": activations.get("relu").centre},
    )


@section.measured(
    36,
    "Therefore the weights always have one sign: all are positive, or all negative.",
    IMPRECISE,
    """Not the weights: the *gradient* of the weights into one unit, for one example whose inputs
    are all positive. In sigmoid networks that have learned digits, {value:.0%} of the second
    layer's weights are positive, and {units:.0f} of {all:.0f} units have weights of one sign. In
    batches of 32 even the gradients mix, the more, the more inputs there are: {few:.0%} are
    one-signed with 5 inputs, {many:.0%} with 256.""",
    places=[(PROBLEMS, "In the learning process, this")],
    reading="the weights into most units of a trained sigmoid network",
    condition="when the network is trained with one example at a time",
    rewording="""for one example with positive inputs, the gradient of the weights into one unit
    has one sign""",
    would_change="Trained sigmoid networks in which most units have weights of one sign.",
    sources=["lecun1998"],
    where=["cures#check-36"],
    stability="trained",
    draws=TRAININGS,
    also=(37,),
    expected=(0.45, 0.55),
    version=2,
    long=True,
)
def signs_of_trained_weights(draw: Draw):
    positive, one_signed, units = trained_signs(**vars(draw))
    _, one_by_one, _ = trained_signs(networks=5, epochs=2, batch_size=1, rate=0.1, **vars(draw))
    sizes = (5, 20, 64, 256)
    single = [one_signed_gradients(n, 1, seed=draw.seed) for n in sizes]
    few, *_, many = [one_signed_gradients(n, 32, seed=draw.seed) for n in sizes]
    return Found(
        positive,
        as_stated=one_signed > 0.5,
        with_conditions=one_by_one > 0.5,
        reworded=min(single) == 1,
        numbers={"units": units * one_signed, "all": units, "few": few, "many": many},
    )


@section.measured(
    38,
    "Under certain circumstances this can make learning erratic.",
    RIGHT,
    """Here is one: a common mean makes the loss a narrow valley. For ten inputs between 0 and 1 the
    condition number is {value:.0f}, and {centered:.1f} once they are centered. At the best possible
    step, gradient descent needs {steps:.0f} zigzag steps instead of {few:.0f}. With a fifth of that
    step it turns back {turns:.0f} times: it is not erratic, only slow ({slow:.0f} steps).""",
    places=[(PROBLEMS, "Under certain circumstances, this can")],
    would_change="A best step at which descent along such a valley never turns back.",
    sources=["lecun1998"],
    where=["cures#check-38"],
    stability="statistical",
    draws=SEEDS,
    expected=(32, 40),
    version=2,
)
def a_narrow_valley(draw: Draw):
    raw, centered = (valley(scaling, seed=draw.seed) for scaling in ("raw", "centered"))
    small = valley("raw", share=0.2, seed=draw.seed)
    return Found(
        raw.kappa,
        # in most steps back over the valley's floor, and ten times as many of them
        as_stated=raw.turns > raw.steps / 2 and raw.steps > 10 * centered.steps,
        with_conditions=NOT_NEEDED,
        reworded=NOT_NEEDED,
        numbers={"centered": centered.kappa, "steps": raw.steps, "few": centered.steps}
        | {"turns": small.turns, "slow": small.steps},
    )


@section.measured(
    39,
    "The problem can be counteracted by normalizing, and thus zero-centering, the input data.",
    CONDITIONS,
    """Where the data enter: the {steps:.0f} steps of [claim 38](#claim-38) become {few:.0f}. Behind
    the first sigmoid layer the mean is {value:.2f} again: that takes normalization in every layer.
    (And it must be a normalization that centers, as the article says. Scaling to the range from 0
    to 1 goes by the same name, and leaves {minmax:.0f} steps.)""",
    places=[(PROBLEMS, "However, this problem can be")],
    reading="in all layers, by what is done with the data",
    condition="in the first layer",
    would_change="""Sigmoid layers whose outputs have the mean 0 because the data have it; or
    centered data on which descent is as slow as before.""",
    sources=["lecun1998", "ioffe2015", "clevert2016"],
    where=["cures#check-39"],
    stability="statistical",
    draws=SPLITS,
    expected=(0.47, 0.53),
    version=3,
)
def means_behind_a_sigmoid_layer(draw: Draw):
    X, *_ = digits(draw.split)
    net = MLP([64, 32, 32, 10], "sigmoid", rng=range(draw.seed, draw.seed + 5))
    hidden = net.forward(X).a[1].mean()
    steps = {s: valley(s, seed=draw.seed).steps for s in ("raw", "min-max", "standard")}

    def helps(scaling):  # a tenth of the steps, or fewer
        return steps[scaling] <= steps["raw"] / 10

    return Found(
        hidden,
        as_stated=helps("standard") and abs(hidden) < 0.1,
        with_conditions=helps("standard"),
        reworded=NOT_NEEDED,
        numbers={"steps": steps["raw"], "few": steps["standard"], "minmax": steps["min-max"]},
    )
