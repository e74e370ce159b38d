"""Rows 41 to 46, and 79: where ReLU comes from, what it is, and what it costs."""

import numpy as np

from rectified import activations
from rectified.network import MLP

from ..experiments import TRAININGS, Draw, deep_scores, trained_zeros
from ._answers import CONDITIONS, IMPRECISE, NOT_NEEDED, RIGHT, WRONG, Found
from ._ledger import ADVANTAGES, SUMMARY, WHAT_RELU_IS, Section

section = Section()
relu = activations.get("relu")


section.stated(
    41,
    "It was introduced to solve the vanishing gradient problem.",
    WRONG,
    """It stands in a theory of nerve fibers (1941), in models of vision (1969, 1980) and in a
    silicon circuit (2000); in 2009 and 2010 it came to image recognition and to Boltzmann machines
    because it worked and kept relative intensities. That gradients pass active units undiminished
    was argued in 2011, beside the sparsity of its outputs.""",
    Found(as_stated=False, with_conditions=False, reworded=False),
    places=[(WHAT_RELU_IS, "The Rectified Linear Unit (ReLU")],
    condition="as the function was introduced to deep learning, in 2009 and 2010",
    rewording="it was introduced for better gradients, among other purposes",
    would_change="A source before 2011 that proposes max(0, z) against the vanishing gradient.",
    sources=[
        "householder1941",
        "fukushima1969",
        "fukushima1980",
        "hahnloser2000",
        "jarrett2009",
        "nair2010",
        "glorot2011",
    ],
    where=["what-relu-does#check-41"],
    stability="history",
)

section.stated(
    42,
    "It has become increasingly popular in recent years, for training deep networks.",
    CONDITIONS,
    """From about 2011 to 2017, when it was called the most widely used. Since then language models
    have divided: ReLU in T5 and OPT, GELU in BERT and GPT, gated Swish in PaLM and LLaMA, the
    square of ReLU in Primer.""",
    Found(as_stated=False, with_conditions=True, reworded=NOT_NEEDED),
    places=[
        (WHAT_RELU_IS, "The Rectified Linear Unit (ReLU"),
        (SUMMARY, "The Rectified Linear Unit (ReLU)"),
    ],
    reading="up to today, in all of deep learning; the article bears no date",
    condition="in the years from about 2011 to 2017",
    would_change="A survey of published models in which the share of ReLU grows in recent years.",
    sources=[
        "krizhevsky2012",
        "ramachandran2017",
        "raffel2020",
        "zhang2022",
        "devlin2019",
        "radford2018",
        "chowdhery2022",
        "touvron2023",
        "so2021",
    ],
    where=["what-relu-does#check-2"],
    stability="history",
)


@section.measured(
    43,
    "Its formula: f(x) = x for x ≥ 0, and 0 for x < 0.",
    RIGHT,
    """At 0 both cases agree. (What the formula leaves open is the *slope* at 0. With 0,
    as in the usual libraries, a layer whose weights all start at 0 gets no gradient at all; with 1
    the gradient of such a layer, in a small network, has the norm {value:.2f}.)""",
    places=[(WHAT_RELU_IS, "Mathematically, this is expressed by")],
    would_change="Nothing: it is the definition.",
    sources=["nair2010", "bertoin2021"],
    where=["what-relu-does#check-4"],
    stability="arithmetic",
    expected=(0.319, 0.326),
)
def formula_and_slope_at_zero():
    z = np.linspace(-5, 5, 1001)
    X, y = np.random.default_rng(0).standard_normal((100, 5)), np.arange(100) % 3
    net = MLP([5, 8, 3], "relu", rng=0)
    net.W[0][...] = 0
    gradients = net.backward(net.forward(X), y)
    arriving = gradients.delta[1] @ net.W[1].T  # times the slope at 0, whatever that is
    return Found(
        np.linalg.norm(X.T @ arriving),
        as_stated=(np.where(z >= 0, z, 0) == relu(z)).all(),
        with_conditions=NOT_NEEDED,
        reworded=NOT_NEEDED,
    )


section.stated(
    79,
    "It has gained acceptance primarily because of three advantages.",
    IMPRECISE,
    """All three were given as reasons: gradients along active paths and real zeros in 2011, shorter
    training in 2012. That they were the *primary* ones nobody has counted. The papers add others:
    it keeps relative intensities, and the results in vision and speech were better.""",
    Found(as_stated=False, with_conditions=False, reworded=True),
    places=[(ADVANTAGES, "The ReLU activation function has")],
    reading="""easy calculation, no vanishing gradient and real zeros are what those give as their
    main reasons who took it up""",
    condition="for the papers of 2009 and 2010, which brought it to deep learning",
    rewording="these three are among the reasons that were given",
    would_change="A study of why people adopted it, which finds that these three came first.",
    sources=["jarrett2009", "nair2010", "glorot2011", "krizhevsky2012", "zeiler2013"],
    where=["what-relu-does#check-79"],
    stability="history",
)


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


def operations() -> dict[str, int]:
    """How many operations the formula of each function takes."""

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
    return {name: len(counted) for name, counted in done.items()}


@section.measured(
    44,
    "Compared to the other functions, ReLU is very easy to calculate.",
    RIGHT,
    """{value:.0f} operation, a comparison. The formula of the sigmoid has {sigmoid:.0f}, one of
    them an exponential, and that of tanh {tanh:.0f}, with two; the slope costs nothing more, it is
    1 or 0. Operations are not time.""",
    places=[(ADVANTAGES, "Easy calculation: Compared to the")],
    would_change="A way to compute the sigmoid, softmax or tanh with fewer operations.",
    sources=["glorot2011", "krizhevsky2012"],
    where=["what-relu-does#check-44"],
    stability="arithmetic",
    expected=(1, 1),
)
def one_comparison():
    counts = operations()
    return Found(
        counts["relu"],
        as_stated=counts["relu"] < min(counts["sigmoid"], counts["tanh"]),
        with_conditions=NOT_NEEDED,
        reworded=NOT_NEEDED,
        numbers=counts,
    )


@section.measured(
    45,
    "It thus saves a lot of computing power, especially for large networks.",
    IMPRECISE,
    """By the cheap operation it saves little: a layer of n units multiplies n² times and applies
    its activation n times, so that the share of what there is to save falls as 1/n, from
    {small:.1%} at 32 units to {large:.2%} at 4096, even if the other function costs 40 operations.
    Its *zeros* can save much: {value:.0%} of the products behind layers of 256 ReLUs have a factor
    0, after training, no fewer than with 32 ({narrow:.0%}); large language models have been run
    with less work by leaving such products out.""",
    places=[(ADVANTAGES, "Easy calculation: Compared to the")],
    reading="by its easy calculation, in large networks more than a twentieth of all operations",
    condition="where the other function costs 40 operations, more than any of those named",
    rewording="""its zeros can save a lot, in large networks no less than in small ones, where
    products with 0 are left out""",
    would_change="""Large networks that spend more than a twentieth of their operations on their
    activation functions; or whose ReLUs are hardly ever 0.""",
    sources=["mirzadeh2023", "liu2023"],
    where=["what-relu-does#check-45"],
    stability="trained",
    draws=TRAININGS,
    expected=(0.45, 0.55),
    version=2,
)
def what_there_is_to_save(draw: Draw):
    def share(n, cost):  # of an activation, in n multiplications and additions and a bias each
        return cost / (2 * n + 1 + cost)

    def saves(cost):  # a lot, in a large network
        return share(4096, cost) > 0.05

    narrow, wide = (trained_zeros("relu", n, **vars(draw)) for n in (32, 256))
    return Found(
        wide,
        as_stated=saves(cost=operations()["sigmoid"]),
        with_conditions=saves(cost=40),
        reworded=wide > 0.25 and wide > 0.8 * narrow,  # a quarter of the products, and it lasts
        numbers={"small": share(32, 40), "large": share(4096, 40), "narrow": narrow},
    )


@section.measured(
    46,
    "This translates into either lower cost or lower training time.",
    CONDITIONS,
    """Not because of the cheap operation, but where fewer updates are needed, *and* only from a
    start that suits it. In ten hidden layers, after 12 epochs of gradient descent, ReLU from He's
    start reads {value:.0%} of the unseen digits ({low:.0%} to {high:.0%} over seeds), the sigmoid
    {sigmoid:.0%}; from weights of size 0.01 ReLU reads {small:.0%}. Against tanh, which then reads
    {tanh:.0%}, it saves nothing there ([claim 51](#claim-51)).""",
    places=[(ADVANTAGES, "This translates into either lower")],
    reading="against each of the other functions, from whatever start",
    condition="in deep networks, from He's start, against the sigmoid from its usual one",
    would_change="""ReLU networks that learn from any start in less time than all others: then it
    would be right.""",
    sources=["krizhevsky2012", "he2015"],
    where=["what-relu-does#check-46"],
    stability="trained",
    draws=TRAININGS,
    expected=(0.8, 0.95),
    version=2,
    long=True,
)
def ten_layers_in_twelve_epochs(draw: Draw):
    draw = vars(draw) | {"epochs": 12}
    he, small = deep_scores("relu", **draw), deep_scores("relu", "normal", **draw).mean()
    sigmoid, tanh = (deep_scores(name, **draw).mean() for name in ("sigmoid", "tanh"))
    return Found(
        he.mean(),
        # ahead: 20 of 100 digits more; the seeds differ by less than that
        as_stated=min(he.mean(), small) > max(sigmoid, tanh) + 0.2,
        with_conditions=he.mean() > sigmoid + 0.2,
        reworded=NOT_NEEDED,
        numbers={"sigmoid": sigmoid, "small": small, "tanh": tanh}
        | {"low": he.min(), "high": he.max()},
    )
