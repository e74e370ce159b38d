"""Rows 55 to 67: dying units and Leaky ReLU."""

import numpy as np

from rectified import activations
from rectified.network import MLP

from ..experiments import (
    SPLITS,
    TRAININGS,
    Draw,
    born_dead,
    dead_at_start,
    dead_weights,
    digits,
    reader,
    reads,
    recovery,
    revived,
    xor_solved,
)
from ._answers import CONDITIONS, IMPRECISE, RIGHT, WRONG
from ._transition import Found, Section

section = Section()
LONG = 2000  # steps: 95 epochs of the digits in batches of 64, more than any training here
relu, leaky = activations.get("relu"), activations.get("leaky_relu")


@section.measured(
    55,
    "Because negative values become zero, a neuron can get weights equal to zero.",
    WRONG,
    """Its *output* and its *gradient* are zero. Its weights are frozen where they are: a unit of a
    digits network, killed by a bias of −100, still has weights of the norm {value:.2f} after five
    epochs, and not one of them has moved.""",
    sources=["lu2020"],
    where=["relu#check-55"],
    stability="exact",
    expected=(1.26, 1.29),
)
def weights_of_a_dead_unit():
    before, after, bias = dead_weights()
    frozen = (after == before).all() and bias == -100
    return Found(np.linalg.norm(after), as_stated=(after == 0).any() or not frozen)


@section.measured(
    56,
    "Such neurons contribute nothing to learning and die.",
    CONDITIONS,
    """Dead is a unit whose z is at most 0 for *every* example. In the first layer that is for good,
    as its inputs never change. Deeper units can come back when the layers below them move: in five
    networks whose three hidden layers started with {dead:.0f} dead units each, training revived
    {first:.0f}, {second:.0f} and {value:.0f} of them.""",
    sources=["lu2020"],
    where=["relu#check-56"],
    stability="trained",
    draws=TRAININGS,
    expected=(56, 68),
)
def units_that_come_back(draw: Draw):
    dead, back = revived(**vars(draw))
    return Found(
        back[2],
        as_stated=sum(back) == 0,
        with_conditions=back[0] == 0,
        numbers={"dead": dead[0], "first": back[0], "second": back[1]},
    )


@section.measured(
    57,
    "For single neurons, that is no problem at first.",
    CONDITIONS,
    """If there are many beside them: a digits network that loses 1 of the 32 units of its first
    layer still reads {without:.0%} of the unseen digits, after {with_all:.0%}. In a network of
    width 2 a few deaths make a whole layer dead: with ten hidden layers, {value:.0%} of random
    networks answer all digits alike before training begins.""",
    sources=["lu2020", "rister2020"],
    where=["relu#check-57"],
    stability="statistical",
    draws=TRAININGS,
    expected=(0.83, 0.95),
)
def born_with_a_dead_layer(draw: Draw):
    narrow, wide = (born_dead(n, seed=draw.seed, split=draw.split) for n in (2, 16))
    net = reader("relu", **vars(draw))
    fewer = net.copy()
    fewer.b[0][0] = -100
    with_all, without = (reads(n, split=draw.split) for n in (net, fewer))
    return Found(
        narrow,
        as_stated=narrow < 0.05,
        with_conditions=wide < 0.05 and with_all - without < 0.1,
        numbers={"with_all": with_all, "without": without},
    )


@section.measured(
    58,
    "It was shown that 20 to 50% of the neurons can die.",
    IMPRECISE,
    """The article names no source, and no such range exists: any share from 0 to 100% can be had.
    It depends on learning rate, momentum, the scale of the inputs, biases and depth. Already before
    training, biases of 0, −3 and −5 leave {none:.0%}, {some:.0%} and {value:.0%} of the units
    dead.""",
    sources=["lu2020"],
    where=["relu#check-58"],
    stability="statistical",
    draws=SPLITS,
    expected=(0.40, 0.48),
)
def dead_by_bias(draw: Draw):
    fresh = {"seed": draw.seed, "split": draw.split}
    shares = [dead_at_start("relu", bias, **fresh) for bias in (0.0, -3.0, -5.0, -10.0)]
    inside = [0.2 <= share <= 0.5 for share in shares]
    return Found(
        shares[2],
        as_stated=all(inside),
        reworded=any(inside),
        numbers={"none": shares[0], "some": shares[1]},
    )


section.stated(
    59,
    "Leaky ReLU was made to overcome this.",
    RIGHT,
    """In 2013, for acoustic models, with the slope 0.01 for negative inputs: so that a unit that is
    not active still has a gradient.""",
    sources=["maas2013"],
    where=["leaky-relu#check-59"],
    stability="history",
)


@section.measured(
    60,
    "It is an improvement of ReLU and more robust.",
    CONDITIONS,
    """Where units are few and death is near: networks with four hidden units learn XOR in
    {value:.0%} of 100 tries with a slope of 0.2, in {relu:.0%} with ReLU. On digits there is
    nothing to see: {digits_leaky:.1%} against {digits_relu:.1%} of unseen digits. The papers, too,
    found small and inconsistent gains.""",
    sources=["maas2013", "xu2015"],
    where=["leaky-relu#check-60"],
    stability="trained",
    draws=TRAININGS,
    expected=(0.88, 1),
)
def xor_with_four_units(draw: Draw):
    steps = {"seed": draw.seed, "optimizer": draw.optimizer}
    plain, leaking = (xor_solved(alpha, **steps) for alpha in (0.0, 0.2))
    names = ("relu", "leaky_relu")
    digits_relu, digits_leaky = (
        reads(reader(name, **vars(draw)), split=draw.split) for name in names
    )
    return Found(
        leaking,
        as_stated=digits_leaky > digits_relu + 0.02,  # also where nothing dies
        with_conditions=leaking > plain + 0.1,
        numbers={"relu": plain, "digits_leaky": digits_leaky, "digits_relu": digits_relu},
    )


@section.measured(
    61,
    "Negative values are given a small positive slope.",
    IMPRECISE,
    """It is the *function* that has a slope, α, left of 0. The values stay negative: with α = 0.1
    it makes {value:.1f} of −2.""",
    sources=["maas2013"],
    where=["leaky-relu#check-61"],
    stability="arithmetic",
    expected=(-0.2, -0.2),
)
def minus_two():
    function = activations.get("leaky_relu", alpha=0.1)
    return Found(function(-2.0), as_stated=function(-2.0) > 0, reworded=function.derivative(-2) > 0)


@section.measured(
    62,
    "Its formula: f(x) = x if x ≥ 0, and αx if x < 0.",
    RIGHT,
    """With α = 0.01 it makes {value:.2f} of −3. The short form max(x, αx) is the same only for α up
    to 1; relu(x) − α relu(−x) always is.""",
    sources=["maas2013"],
    where=["leaky-relu#check-62"],
    stability="arithmetic",
    expected=(-0.0300001, -0.0299999),
)
def two_cases():
    z = np.linspace(-5, 5, 1001)
    same = []
    for alpha in (0.01, 0.3, 1.0, 2.0):
        f = activations.get("leaky_relu", alpha=alpha)
        same.append(np.allclose(f(z), np.where(z >= 0, z, alpha * z)))
        same.append(np.allclose(f(z), relu(z) - alpha * relu(-z)))
    return Found(leaky(-3.0), as_stated=all(same))


@section.measured(
    63,
    "α is a positive constant.",
    CONDITIONS,
    """And below 1: with α = 1 the function is the identity, and the network linear. How far it is
    from adding up, f(1) + f(−1) − f(0), is 1 − α: {value:.2f} at α = 0.01, and {one:.0f} at α = 1.
    Libraries differ in their default.""",
    sources=["maas2013", "xu2015"],
    where=["leaky-relu#check-63"],
    stability="arithmetic",
    expected=(0.99, 0.99),
)
def how_far_from_linear():
    def gap(alpha):
        f = activations.get("leaky_relu", alpha=alpha)
        return f(1.0) + f(-1.0) - f(0.0)

    return Found(
        gap(0.01),
        as_stated=gap(1.0) > 0,
        with_conditions=all(gap(alpha) > 0 for alpha in (0.01, 0.2, 0.99)),
        numbers={"one": gap(1.0)},
    )


@section.measured(
    64,
    "α has to be set before training.",
    CONDITIONS,
    """For Leaky ReLU, yes. PReLU learns it, from a start at 0.25: given data of slope 0.3, gradient
    descent brings α to {value:.4f}. Randomized ReLU draws it anew each time.""",
    sources=["he2015", "xu2015"],
    where=["leaky-relu#check-63"],
    stability="exact",
    expected=(0.2999, 0.3001),
)
def a_slope_that_is_learned():
    prelu = activations.get("prelu")
    z = np.linspace(-2, 2, 41)
    target = np.where(z >= 0, z, 0.3 * z)
    alpha = prelu.negative_slope
    for _ in range(200):
        error = prelu.value(z, alpha) - target
        alpha -= 0.1 * (error * prelu.alpha_gradient(z)).mean()
    X, _, y, _ = digits()
    net = MLP([64, 8, 10], "leaky_relu", rng=0)
    net.fit(X[:100], y[:100], epochs=1, learning_rate=0.1)
    fixed = net.activation.negative_slope == leaky.negative_slope
    return Found(alpha, as_stated=np.isclose(alpha, 0.25), with_conditions=fixed)


section.stated(
    65,
    "Since α does not change during training, it is not a hyperparameter.",
    WRONG,
    """Exactly that makes it one. A *hyperparameter* is chosen before training and stays; what
    training changes is a *parameter*. In PReLU α is a parameter.""",
    sources=["goodfellow2016", "he2015"],
    where=["leaky-relu#check-65"],
    stability="terminology",
)


@section.measured(
    66,
    "α makes sure that negative values cannot become zero.",
    IMPRECISE,
    """An output is not what a unit lives on: at z = 0 it is 0, and next to 0 as small as you like.
    What α keeps from being zero is the *gradient*: the slope is {value:.2f} however negative z
    is.""",
    sources=["maas2013"],
    where=["leaky-relu#check-61"],
    stability="exact",
    expected=(0.0099, 0.0101),
)
def slope_far_to_the_left():
    smallest = -np.nextafter(0.0, 1)
    slopes = leaky.derivative(np.array([-1e-9, -1, -1000.0]))
    return Found(slopes[-1], as_stated=leaky(smallest) != 0, reworded=(slopes > 0).all())


@section.measured(
    67,
    "Thereby it prevents the death of neurons.",
    CONDITIONS,
    """If α is not too small. A unit pushed far to the left, with a bias of −5, needed {value:.0f}
    steps to be active again with α = 0.1, {small:,.0f} with 0.01 and {tiny:,.0f} with 0.001, which
    is 800 epochs of the digits in batches of 64; with 0 it never moves. Through several inactive
    layers α multiplies with itself.""",
    sources=["maas2013", "xu2015"],
    where=["leaky-relu#check-67"],
    stability="exact",
    expected=(111, 113),
)
def steps_to_come_back():
    steps = {alpha: recovery(alpha) for alpha in (0.0, 0.001, 0.01, 0.1)}
    return Found(
        steps[0.1],
        as_stated=steps[0.001] < LONG,
        with_conditions=steps[0.1] < LONG < steps[0.0],
        numbers={"small": steps[0.01], "tiny": steps[0.001]},
    )
