"""Rows 55 to 67: dying units and Leaky ReLU."""

import numpy as np

from rectified import activations
from rectified.network import MLP

from ..experiments import (
    TRAININGS,
    Draw,
    born_dead,
    dead_after,
    digits,
    faded,
    one_dead,
    recovery,
    revived,
    slope_scores,
    woken,
    xor_solved,
)
from ._answers import CONDITIONS, IMPRECISE, NOT_NEEDED, RIGHT, Found
from ._ledger import ADVANTAGES, LEAKY, SUMMARY, Section

section = Section()
relu, leaky = activations.get("relu"), activations.get("leaky_relu")


@section.measured(
    55,
    "It can happen that neurons also have a weighting of zero, since they contribute nothing.",
    CONDITIONS,
    """With weight decay they do: in {epochs:.0f} epochs the weights of a killed unit shrink from a
    length of {start:.2f} to {value:.4f}, those of live ones to {live:.2f}. Without it they are
    *frozen* where they were; what is zero is the output and the gradient.""",
    places=[(ADVANTAGES, "Because negative values are consistently")],
    reading="weights near zero, because the unit no longer takes part",
    condition="with weight decay",
    would_change="A dead unit whose weights move without weight decay.",
    sources=["maas2013", "cs231n", "mehta2019"],
    where=["dying-units#check-55"],
    stability="trained",
    draws=TRAININGS,
    expected=(2.3e-4, 2.36e-4),
    version=2,
)
def weights_of_a_dead_unit(draw: Draw):
    plain, decayed = faded(0, epochs=5, **vars(draw)), faded(0.002, **vars(draw))
    return Found(
        decayed.dead,
        as_stated=plain.dead < 0.01 * plain.live,
        with_conditions=decayed.dead < 0.01 * decayed.live,  # not merely smaller, as all are
        reworded=NOT_NEEDED,
        numbers={"epochs": 100, "start": decayed.start, "live": decayed.live},
    )


@section.measured(
    56,
    "Such neurons contribute nothing to learning and die.",
    CONDITIONS,
    """Dead is a unit whose z is at most 0 for *every* example. In the first layer that is for good,
    as its inputs never change. Deeper units can come back when the layers below them move: in five
    networks whose three hidden layers started with {dead:.0f} units each that were only just dead,
    with no z above −0.1, training revived {first:.0f}, {second:.0f} and {value:.0f} of them.""",
    places=[
        (ADVANTAGES, "Because negative values are consistently"),
        (SUMMARY, "However, with the conventional ReLU"),
    ],
    condition="in the first layer, on fixed data, without momentum left or weight decay",
    would_change="A dead unit of the first layer that plain gradient descent revives.",
    sources=["maas2013", "cs231n"],
    where=["dying-units#check-56"],
    stability="trained",
    draws=TRAININGS,
    expected=(56, 68),
    version=2,
)
def units_that_come_back(draw: Draw):
    dead, back = revived(**vars(draw))
    return Found(
        back[2],
        as_stated=sum(back) == 0,
        with_conditions=back[0] == 0,
        reworded=NOT_NEEDED,
        numbers={"dead": dead[0], "first": back[0], "second": back[1]},
    )


@section.measured(
    57,
    "For individual neurons, that may be no problem at first.",
    RIGHT,
    """Networks that train with one of the 32 units of their first layer dead read {value:.1%} of
    the unseen digits, others {all:.1%} (± {sd:.1%} from network to network). Where a layer has few
    units, it is a problem at once: of random networks of width 2 with ten hidden layers,
    {narrow:.0%} give all digits the same answer.""",
    places=[(ADVANTAGES, "For individual neurons, this may")],
    reading="one unit of many, dead from the start of training",
    would_change="""One dead unit of 32 costing more than networks differ by anyway, from seed to
    seed.""",
    sources=["maas2013", "lu2020", "rister2020"],
    where=["dying-units#check-57"],
    stability="trained",
    draws=TRAININGS,
    expected=(0.93, 0.98),
    version=2,
    long=True,
)
def one_dead_unit_of_many(draw: Draw):
    with_all, without = one_dead(**vars(draw))
    return Found(
        without.mean(),
        as_stated=without.mean() > with_all.mean() - with_all.std(ddof=1),
        with_conditions=NOT_NEEDED,
        reworded=NOT_NEEDED,
        numbers={
            "all": with_all.mean(),
            "sd": with_all.std(ddof=1),
            "narrow": born_dead(2, seed=draw.seed, split=draw.split),
        },
    )


@section.measured(
    58,
    "It has been shown that in some cases even 20 to 50% of the neurons can die due to ReLU.",
    CONDITIONS,
    """In some cases, yes, though not by ReLU alone: at a rate of 0.01, {value:.0%} of the hidden
    units die on raw pixels with momentum, and {healthy:.0%} on standardized images without it. Any
    share from none to all can be had, by learning rate, momentum or optimizer, scale of the inputs
    and bias. Who has shown this range the article does not say, and we found nobody. Well-known
    course notes say *as much as 40%*; in some layers of OPT-66B, a language model, over 70% were
    counted.""",
    places=[
        (ADVANTAGES, "For individual neurons, this may"),
        (SUMMARY, "However, with the conventional ReLU"),
    ],
    reading="due to ReLU as such, also on standardized images and with moderate steps",
    condition="on raw pixels, with momentum or with Adam at ten times its usual rate or more",
    would_change="The study that has shown this range, and the conditions that it names.",
    sources=["maas2013", "cs231n", "voita2023"],
    where=["dying-units#check-58"],
    stability="trained",
    draws=TRAININGS,
    expected=(0.24, 0.34),
    version=2,
    long=True,
)
def dead_in_some_cases(draw: Draw):
    adam = draw.optimizer == "adam"
    healthy = dead_after(0.001 if adam else 0.01, 0.0, "standard", **vars(draw))
    cases = [dead_after(rate, **vars(draw)) for rate in (0.01, 0.02)]
    return Found(
        cases[0],
        as_stated=healthy >= 0.2,
        with_conditions=any(0.2 <= share <= 0.5 for share in cases),  # “some cases”
        reworded=NOT_NEEDED,
        numbers={"healthy": healthy},
    )


section.stated(
    59,
    "Leaky ReLU was made to overcome this.",
    RIGHT,
    """In 2013, for acoustic models, with the slope 0.01 for negative inputs: so that a unit that is
    not active still has a gradient.""",
    Found(as_stated=True, with_conditions=NOT_NEEDED, reworded=NOT_NEEDED),
    also=[77],
    places=[
        (LEAKY, "To overcome this drawback and"),
        (SUMMARY, "However, with the conventional ReLU"),
    ],
    would_change="An earlier use of this function, for another reason.",
    sources=["maas2013"],
    where=["letting-a-little-through#check-59"],
    stability="history",
)


@section.measured(
    60,
    "It makes ReLU more robust.",
    CONDITIONS,
    """Where units are few and death is near: networks with four hidden units learn XOR in
    {value:.0%} of {tries:.0f} tries with a slope of 0.2, in {relu:.0%} with ReLU. Networks for
    digits whose biases start at −2 read {low_leaky:.0%} with that slope after ten epochs, with the
    usual one of 0.01 {usual:.0%}, with ReLU {low:.0%}. In healthy ones the gain is small, if any:
    {gap:+.1f} ± {sd:.1f} percentage points. The papers, too, found small and inconsistent gains.
    And at too large a rate it fails as ReLU does, only louder.""",
    places=[(LEAKY, "To overcome this drawback and")],
    reading="also where hardly a unit dies",
    condition="where a layer has few units, and with a slope of 0.2",
    would_change="""A gain on healthy networks for digits that is larger than their differences from
    seed to seed.""",
    sources=["maas2013", "he2015", "xu2015"],
    where=["letting-a-little-through#check-60"],
    stability="trained",
    draws=TRAININGS,
    expected=(0.88, 1),
    version=2,
    long=True,
)
def xor_with_four_units(draw: Draw):
    tries, steps = 300, {"seed": draw.seed, "optimizer": draw.optimizer}
    plain, leaking = (xor_solved(alpha, tries=tries, **steps) for alpha in (0.0, 0.2))
    healthy, leaky_too = (slope_scores(alpha, **vars(draw)) for alpha in (0.0, 0.2))
    silenced = {"epochs": 10, "networks": 5, **vars(draw)}
    low, usual, low_leaky = (slope_scores(a, -2.0, **silenced).mean() for a in (0.0, 0.01, 0.2))
    gap = 100 * (leaky_too - healthy)
    noise = gap.std(ddof=1)
    return Found(
        leaking,
        as_stated=gap.mean() > noise,
        with_conditions=leaking > plain + 0.1,  # three standard errors of 300 tries
        reworded=NOT_NEEDED,
        numbers={
            "tries": tries,
            "relu": plain,
            "low": low,
            "usual": usual,
            "low_leaky": low_leaky,
            "gap": gap.mean(),
            "sd": noise,
        },
    )


@section.measured(
    61,
    "Negative values are not set to zero, but are given a small positive slope.",
    RIGHT,
    """The *function* has the slope α there. The values stay negative: with α = 0.1 it makes
    {value:.1f} of −2.""",
    places=[(LEAKY, "Compared to the conventional version")],
    would_change="Nothing: it is the definition.",
    sources=["maas2013"],
    where=["letting-a-little-through#check-61"],
    stability="arithmetic",
    expected=(-0.2, -0.2),
    version=2,
)
def minus_two():
    function = activations.get("leaky_relu", alpha=0.1)
    slopes = function.derivative(-np.logspace(-3, 3, 7))
    return Found(
        function(-2.0),
        as_stated=function(-2.0) != 0 and (slopes == 0.1).all(),
        with_conditions=NOT_NEEDED,
        reworded=NOT_NEEDED,
    )


@section.measured(
    62,
    "Its formula: f(x) = x if x ≥ 0, and αx if x < 0.",
    RIGHT,
    """With α = 0.01 it makes {value:.2f} of −3. The short form max(x, αx) is the same only for α up
    to 1; relu(x) − α relu(−x) always is.""",
    places=[(LEAKY, "Mathematically, this looks like this")],
    would_change="Nothing: it is the definition.",
    sources=["maas2013"],
    where=["letting-a-little-through#check-62"],
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
    return Found(leaky(-3.0), as_stated=all(same), with_conditions=NOT_NEEDED, reworded=NOT_NEEDED)


@section.measured(
    63,
    "α is a positive constant.",
    RIGHT,
    """By definition, and normally far below 1, for at α = 1 nothing is left of the bend: f(1) +
    f(−1) − f(0) is 1 − α, {value:.2f} at α = 0.01 and {one:.0f} at 1. Libraries differ in their
    default by a factor of 30.""",
    places=[(LEAKY, "The parameter α is a")],
    reading="for Leaky ReLU, which is what the sentence is about",
    would_change="Nothing: it is the definition.",
    sources=["maas2013", "xu2015"],
    where=["relatives#check-63"],
    stability="arithmetic",
    expected=(0.99, 0.99),
    version=2,
)
def how_far_from_linear():
    def gap(alpha):
        f = activations.get("leaky_relu", alpha=alpha)
        return f(1.0) + f(-1.0) - f(0.0)

    z = -np.logspace(-3, 3, 7)
    alphas = leaky(z) / z
    return Found(
        gap(0.01),
        as_stated=np.allclose(alphas, alphas[0]) and alphas[0] > 0,
        with_conditions=NOT_NEEDED,
        reworded=NOT_NEEDED,
        numbers={"one": gap(1.0)},
    )


@section.measured(
    64,
    "α has to be determined before training.",
    RIGHT,
    """For Leaky ReLU, yes. PReLU is the variant that learns it: given data of slope 0.3, gradient
    descent brings α from 0.25 to {value:.4f}. Randomized ReLU draws it.""",
    places=[(LEAKY, "The parameter α is a")],
    reading="for Leaky ReLU, which is what the sentence is about",
    would_change="A definition of Leaky ReLU by which training changes α.",
    sources=["maas2013", "he2015", "xu2015"],
    where=["relatives#check-63"],
    stability="exact",
    expected=(0.2999, 0.3001),
    version=2,
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
    return Found(alpha, as_stated=fixed, with_conditions=NOT_NEEDED, reworded=NOT_NEEDED)


section.stated(
    65,
    "α is not a hyperparameter that is changed during training.",
    IMPRECISE,
    """Say *parameter*: what training changes is a parameter, and α is none. What is chosen before
    training and stays is just what is called a *hyperparameter*. In PReLU α is a parameter.""",
    Found(as_stated=False, with_conditions=False, reworded=True),
    places=[(LEAKY, "The parameter α is a")],
    reading="α is no hyperparameter, since training does not change it",
    condition="for a slope that training does change, as in PReLU",
    rewording="α is not a parameter that is changed during training",
    would_change="A usage in which a hyperparameter is what training changes.",
    sources=["goodfellow2016", "he2015"],
    where=["relatives#check-65"],
    stability="terminology",
)


@section.measured(
    66,
    "α makes sure that negative values cannot become zero.",
    RIGHT,
    """For every negative z: even of −10⁻³⁰⁰ it makes {value:.0e}. What keeps a unit alive is not
    this but the *slope*, which is α however negative z is.""",
    places=[
        (LEAKY, "It ensures that the negative"),
        (SUMMARY, "However, with the conventional ReLU"),
    ],
    reading="in real numbers",
    would_change="Nothing: it is arithmetic.",
    sources=["maas2013"],
    where=["letting-a-little-through#check-61"],
    stability="arithmetic",
    expected=(-1.01e-302, -0.99e-302),
    version=2,
)
def next_to_zero():
    z = -(10.0 ** np.arange(-300, 4))
    return Found(
        leaky(z[0]),
        as_stated=(leaky(z) < 0).all(),
        with_conditions=NOT_NEEDED,
        reworded=NOT_NEEDED,
    )


@section.measured(
    67,
    "Thereby it prevents the death of neurons.",
    CONDITIONS,
    """It keeps a gradient, and a unit can come back, in a time that grows about as 1/α: from a bias
    of −5 in {value:.0f} steps at α = 0.1, {small:,.0f} at 0.01, {tiny:,.0f} at 0.001; our digits
    train for {train:.0f}. And only where the loss calls it back: in networks that train on raw
    pixels, {woken:.0%} of the silent units returned with 0.2, and {still:.0%} with the usual 0.01.
    (Of steps whose size does not depend on the gradient, as Adam's, a small slope takes less away:
    {adam:.0%}.)""",
    places=[(LEAKY, "It ensures that the negative")],
    reading="with the usual slope of 0.01, units take part again within the training",
    condition="""where α is so large that the way back is shorter than the training, and where the
    loss calls the unit back""",
    would_change="""Nearly all silent units of our networks back within the training, with a slope
    of 0.01.""",
    sources=["maas2013", "xu2015"],
    where=["letting-a-little-through#check-67"],
    stability="trained",
    draws=TRAININGS,
    expected=(111, 113),
    version=2,
    long=True,
)
def silent_units_that_return(draw: Draw):
    steps = {alpha: recovery(alpha) for alpha in (0.1, 0.01, 0.001)}
    training = 20 * 22  # epochs and batches of the networks in which silent units are counted
    (_, back), (_, still) = (woken(alpha, **vars(draw)) for alpha in (0.2, 0.01))
    return Found(
        steps[0.1],
        as_stated=still > 0.9,  # to prevent is to leave hardly any behind
        with_conditions=steps[0.1] < training < steps[0.01] and back > still,
        reworded=NOT_NEEDED,
        numbers={
            "small": steps[0.01],
            "tiny": steps[0.001],
            "train": training,
            "woken": back,
            "still": still,
            "adam": woken(0.01, **vars(draw) | {"optimizer": "adam"})[1],
        },
    )
