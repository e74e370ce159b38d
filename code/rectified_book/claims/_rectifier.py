"""Rows 40 to 54: ReLU, and what is said in its favor."""

import numpy as np

from rectified import activations
from rectified.network import MLP

from ..experiments import (
    SEEDS,
    SPLITS,
    TRAININGS,
    Draw,
    code_errors,
    deep_scores,
    fifty_layers,
    layer_factor,
    random_labels,
    zeros,
)
from ._answers import CONDITIONS, IMPRECISE, RIGHT, WRONG
from ._transition import Found, Section

section = Section()
relu = activations.get("relu")


section.stated(
    41,
    "It was introduced to solve the vanishing gradient problem.",
    WRONG,
    """It came in 1941 in a theory of nerve fibers, in 1969 in a model of vision, and in 2009 and
    2010, for image recognition and for Boltzmann machines, because it worked and kept relative
    intensities. That gradients pass active units undiminished was argued in 2011, beside the
    sparsity of its outputs.""",
    sources=["householder1941", "fukushima1969", "jarrett2009", "nair2010", "glorot2011"],
    where=["relu#check-41"],
    stability="history",
)

section.stated(
    42,
    "It is becoming more and more popular.",
    CONDITIONS,
    """True from about 2011 to 2017. Since then many large models use smoother relatives, GELU and
    Swish; ReLU remains the plain default.""",
    sources=["krizhevsky2012", "hendrycks2016", "ramachandran2017"],
    where=["relu#check-2"],
    stability="history",
)


@section.measured(
    43,
    "Its formula: f(x) = x if x ≥ 0, and 0 if x < 0.",
    RIGHT,
    """Right, and at 0 both cases agree. What the formula leaves open is the *slope* at 0. With 0,
    as in the usual libraries, a layer whose weights all start at 0 gets no gradient at all; with 1
    the gradient of such a layer had the norm {value:.2f}.""",
    sources=["bertoin2021"],
    where=["relu#check-4"],
    stability="exact",
    expected=(0.319, 0.326),
)
def slope_at_zero():
    z = np.linspace(-5, 5, 1001)
    X, y = np.random.default_rng(0).standard_normal((100, 5)), np.arange(100) % 3
    net = MLP([5, 8, 3], "relu", rng=0)
    net.W[0][...] = 0
    gradients = net.backward(net.forward(X), y)
    arriving = gradients.delta[1] @ net.W[1].T  # times the slope at 0, whatever that is
    norms = [np.linalg.norm(X.T @ (arriving * slope)) for slope in (0, 1)]
    agrees = (np.where(z >= 0, z, 0) == relu(z)).all() and norms[0] == 0
    return Found(norms[1], as_stated=bool(agrees and np.allclose(gradients.W[0], 0)))


class Counted:
    """A number that counts the operations done with it, and writes them down."""

    def __init__(self, done: list[str]):
        self.done = done

    def _one_more(self, name: str) -> "Counted":
        self.done.append(name)
        return self

    def __gt__(self, _):
        self.done.append("compare")
        return True

    def __neg__(self):
        return self._one_more("negate")

    def __add__(self, _):
        return self._one_more("add")

    def __sub__(self, _):
        return self._one_more("subtract")

    def __rtruediv__(self, _):
        return self._one_more("divide")

    def __truediv__(self, _):
        return self._one_more("divide")

    def exp(self):
        return self._one_more("exp")


@section.measured(
    44,
    "ReLU is very easy to compute.",
    RIGHT,
    """{value:.0f} operation, a comparison. The formula of the sigmoid has {sigmoid:.0f}, one of
    them an exponential, and that of tanh {tanh:.0f}, with two. And the slope costs nothing more: it
    is 1 or 0.""",
    sources=["glorot2011"],
    where=["relu#check-44"],
    stability="exact",
    expected=(1, 1),
)
def operations():
    def tanh(z):
        up, down = z.exp(), (-z).exp()
        return (up - down) / (up + down)

    formulas = {
        "relu": lambda z: z if z > 0 else 0,
        "sigmoid": lambda z: 1 / ((-z).exp() + 1),
        "tanh": tanh,
    }
    done = {name: [] for name in formulas}
    for name, formula in formulas.items():
        formula(Counted(done[name]))
    counts = {name: len(operations) for name, operations in done.items()}
    return Found(
        counts["relu"],
        as_stated=counts["relu"] == min(counts.values()) and "exp" not in done["relu"],
        numbers=counts,
    )


@section.measured(
    45,
    "That saves a lot of computing, above all in large networks.",
    WRONG,
    """Above all in *small* ones. A layer of n units between n inputs multiplies n² times and
    applies its activation n times: the share of the activation falls as 1/n. From 32 to 512 units
    it becomes {value:.0f} times smaller.""",
    sources=["goodfellow2016"],
    where=["relu#check-45"],
    stability="arithmetic",
    expected=(16, 16),
)
def activations_per_multiplication():
    def share(n):
        net = MLP([n, n, n])
        record = net.forward(np.zeros((1, n)))
        return record.a[1].size / net.W[0].size

    return Found(share(32) / share(512), as_stated=share(512) > share(32))


@section.measured(
    46,
    "Training with ReLU therefore costs less or takes less time.",
    CONDITIONS,
    """Not because of the cheap operation, but because fewer updates are needed, *and* only with a
    start that suits it. With ten hidden layers of 32 units, after 30 epochs of gradient descent,
    ReLU with He's start reads {value:.0%} of the unseen digits, the sigmoid {sigmoid:.0%}. From
    small random weights of size 0.01, ReLU reads {small:.0%}.""",
    sources=["krizhevsky2012", "he2015"],
    where=["relu#check-46"],
    stability="trained",
    draws=TRAININGS,
    expected=(0.85, 1),
)
def ten_layers_in_thirty_epochs(draw: Draw):
    he = deep_scores("relu", **vars(draw)).mean()
    small = deep_scores("relu", "normal", **vars(draw)).mean()
    sigmoid = deep_scores("sigmoid", **vars(draw)).mean()
    return Found(
        he,
        as_stated=small > sigmoid + 0.3,
        with_conditions=he > sigmoid + 0.3,
        numbers={"sigmoid": sigmoid, "small": small},
    )


@section.measured(
    47,
    "ReLU has no vanishing gradient problem.",
    WRONG,
    """Its slope is 1, but only on active paths, and half of them are not. At PyTorch's default
    start the gradient shrinks to {value:.2f} in each layer, with He's start it keeps {he:.2f}. That
    is a merit of the start: tanh with Glorot's keeps {tanh:.2f}.""",
    sources=["he2015", "glorot2010"],
    where=["relu#check-47"],
    stability="statistical",
    draws=SPLITS,
    expected=(0.385, 0.425),
)
def factors_of_relu(draw: Draw):
    fresh = {"seed": draw.seed, "split": draw.split}
    default, he = (layer_factor("relu", name, **fresh) for name in ("pytorch", "he_normal"))
    tanh = layer_factor("tanh", "glorot_uniform", **fresh)
    return Found(
        default,
        as_stated=default > 0.9,
        with_conditions=he > 0.85 and tanh < 0.85,  # a start that helps ReLU, and ReLU alone
        numbers={"he": he, "tanh": tanh},
    )


@section.measured(
    48,
    "Being linear, it has no parts parallel to the x-axis.",
    WRONG,
    """The whole left half *is* the x-axis: {value:.0%} of the range from −5 to 5 has the slope 0,
    not a small one as with the sigmoid but exactly 0.""",
    sources=["glorot2011"],
    where=["relu#check-3"],
    stability="exact",
    expected=(0.499, 0.501),
)
def flat_half():
    z = np.linspace(-5, 5, 1000)
    flat = (relu.derivative(z) == 0).mean()
    return Found(flat, as_stated=flat == 0, reworded=flat < 0.05)


@section.measured(
    49,
    "So the error passes through all layers, also in large networks.",
    CONDITIONS,
    """On average, at He's start: in {layers:.0f} layers the gradient keeps {value:.2f} per layer,
    and from one random start to the next the product over all layers varies by a factor of
    {spread:.0f} or so. The way forward loses something else: two inputs at right angles come out
    with a cosine of {cosine:.2f}.""",
    sources=["he2015", "hanin2018", "cho2009", "poole2016"],
    where=["relu#check-49"],
    stability="statistical",
    draws=SEEDS,
    expected=(0.97, 1.03),
)
def through_fifty_layers(draw: Draw):
    kept, spread, cosine = fifty_layers(seed=draw.seed)
    return Found(
        kept,
        as_stated=layer_factor("relu", "pytorch", seed=draw.seed) > 0.9,
        with_conditions=0.95 < kept < 1.05,
        numbers={"layers": 50, "spread": spread, "cosine": cosine},
    )


@section.measured(
    50,
    "This makes sure that the network really learns structures.",
    WRONG,
    """A gradient that arrives says nothing about what is learned. ReLU networks given 300 digits
    with *random* labels learn {value:.0%} of them by heart. Of unseen digits they then name
    {unseen:.0%} correctly, no better than a blind guess.""",
    sources=["goodfellow2016"],
    where=["relu#check-50"],
    stability="trained",
    draws=TRAININGS,
    expected=(0.95, 1),
)
def labels_learned_by_heart(draw: Draw):
    known, right = (shares.mean() for shares in random_labels(**vars(draw)))
    return Found(known, as_stated=right > 0.5, numbers={"unseen": right})


@section.measured(
    51,
    "It speeds up learning considerably.",
    CONDITIONS,
    """In deep networks, against the sigmoid, which has learned nothing after 30 epochs with ten
    hidden layers: it reads {value:.0%}, where ReLU reads {relu:.0%}. Against tanh with a suitable
    start there is nothing to gain: {tanh:.0%}.""",
    sources=["krizhevsky2012", "glorot2011"],
    where=["relu#check-46"],
    stability="trained",
    draws=TRAININGS,
    expected=(0.09, 0.115),
)
def against_sigmoid_and_tanh(draw: Draw):
    names = ("relu", "sigmoid", "tanh")
    relu_score, sigmoid, tanh = (deep_scores(name, **vars(draw)).mean() for name in names)
    return Found(
        sigmoid,
        as_stated=relu_score > max(sigmoid, tanh) + 0.1,
        with_conditions=relu_score > sigmoid + 0.1,
        numbers={"relu": relu_score, "tanh": tanh},
    )


@section.measured(
    52,
    "It gives better results in newer architectures, because it can output zeros.",
    IMPRECISE,
    """It can: at the start {value:.0%} of its outputs are exactly 0, of tanh's {tanh:.0%}. That
    this sparsity is *why* results get better is not established, and in a narrow code it does not
    help (claim 54). Nor are autoencoders new: they date from the 1980s.""",
    sources=["glorot2011"],
    where=["relu#check-52"],
    stability="statistical",
    draws=SPLITS,
    expected=(0.45, 0.55),
)
def exact_zeros(draw: Draw):
    relu_zeros, tanh = (zeros(f, seed=draw.seed, split=draw.split) for f in ("relu", "tanh"))
    errors = code_errors(**vars(draw))
    return Found(
        relu_zeros,
        as_stated=errors["relu"] < errors["identity"],  # better for its zeros
        reworded=relu_zeros > 0.1 and tanh == 0,
        numbers={"tanh": tanh},
    )


@section.measured(
    53,
    "Sigmoid, softmax and tanh only approach zero and never reach it.",
    WRONG,
    """Tanh goes through 0, at z = 0. Its limits are 1 and −1: at z = −20 it is {value:.0f}. For
    sigmoid and softmax the sentence holds with real numbers, while a computer rounds them to 0 far
    enough out.""",
    sources=["lecun1998"],
    where=["relu#check-53"],
    stability="exact",
    expected=(-1.001, -0.999),
)
def what_tanh_approaches():
    far = activations.get("tanh")(-20.0)
    never = activations.get("tanh")(0.0) != 0
    return Found(far, as_stated=bool(never and abs(far) < 1e-6), reworded=abs(far) < 1e-6)


@section.measured(
    54,
    "Autoencoders for deepfakes need real zeros in their code layer.",
    WRONG,
    """We know of no evidence, and measure none. The code of a well-known open program for this
    purpose is *linear*. An autoencoder that squeezes digits into 8 numbers does best with a linear
    code, too. With ReLU in the code the error is {value:.2f} times as large, although training has
    left only {zeros:.0%} zeros there.""",
    sources=["glorot2011", "faceswap"],
    where=["fact-check#zeros-in-a-code"],
    stability="trained",
    draws=TRAININGS,
    expected=(1.02, 1.15),
)
def zeros_in_the_code(draw: Draw):
    errors = code_errors(**vars(draw))
    ratio = errors["relu"] / errors["identity"]
    return Found(
        ratio,
        as_stated=ratio < 0.8,  # needed
        reworded=ratio < 1,  # of use
        numbers={"zeros": errors["zeros"]},
    )
