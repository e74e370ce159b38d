"""Rows 52 to 54: ReLU's zeros, and what they are said to be good for."""

import numpy as np

from rectified import activations

from ..experiments import (
    TRAININGS,
    Draw,
    autoencoder,
    deep_scores,
    rectified_to_linear,
    trained_zeros,
    zeros,
)
from ._answers import IMPRECISE, WRONG, Found
from ._ledger import ADVANTAGES, Section

section = Section()
BETTER = 0.9
"""A better code leaves a tenth less of the error, so that a network's luck is not enough."""


@section.measured(
    52,
    "Results are better for new architectures, because ReLU can set values to zero.",
    IMPRECISE,
    """Its outputs are real zeros: {value:.0%} at the start and {trained:.0%} after training, none
    of tanh's. That this is *why* results are better has been argued since 2011 and is not
    established: networks of ten hidden layers read {relu:.0%} of unseen digits with ReLU, with the
    sigmoid {sigmoid:.0%}, but with tanh {tanh:.0%}, without a zero. A narrow code with ReLU
    keeps few zeros and is no better than a linear one ([claim 54](#claim-54)), nor is one of 128
    numbers; and GELU, which has no runs of zeros, does well in large models.""",
    places=[(ADVANTAGES, "Better results for new")],
    reading="in an autoencoder, the architecture that the article names",
    condition="where the code is wide, so that few of its units need to answer",
    rewording="""it gives real zeros, and deep networks with it have given better results than those
    with the sigmoid""",
    would_change="""A width at which a code with ReLU restores digits better than a linear one:
    then it would be right with conditions.""",
    sources=["glorot2011", "devlin2019"],
    where=["what-relu-does#check-52"],
    stability="trained",
    draws=TRAININGS,
    expected=(0.45, 0.55),
    version=4,
)
def exact_zeros(draw: Draw):
    fresh = {"seed": draw.seed, "split": draw.split}
    trained = {f: trained_zeros(f, 64, **vars(draw)) for f in ("relu", "tanh")}
    deep = {"epochs": 12} | vars(draw)
    scores = {f: deep_scores(f, **deep).mean() for f in ("relu", "tanh", "sigmoid")}
    wide = rectified_to_linear(128, networks=1, **vars(draw))
    return Found(
        zeros("relu", **fresh),
        as_stated=rectified_to_linear(8, **vars(draw)) < BETTER,
        with_conditions=wide < BETTER,
        reworded=min(zeros("relu", **fresh), trained["relu"]) > 0.1
        and max(zeros("tanh", **fresh), trained["tanh"]) == 0
        and scores["relu"] > scores["sigmoid"] + 0.2,
        numbers={"trained": trained["relu"]} | scores,
    )


@section.measured(
    53,
    "Sigmoid, softmax and tanh only approach zero, and never become equal to it.",
    IMPRECISE,
    """Right for sigmoid and softmax. Tanh does reach 0, at z = 0, and what it approaches is
    something else: at z = −20 it is {value:.0f}. The point stands: in networks for digits none of
    the three gives a real zero ({zeros:.0%} of tanh's outputs).""",
    places=[(ADVANTAGES, "In contrast, for the sigmoid")],
    reading="in real numbers; a computer rounds sigmoid and softmax to 0 far enough out",
    condition="everywhere but at z = 0, where tanh is 0",
    rewording="""sigmoid and softmax are zero nowhere, tanh at a single point, so that in a network
    none of them gives real zeros""",
    would_change="""Zeros among the outputs of tanh in a network; or the wording about tanh taken
    for the point of the sentence, which would make it wrong.""",
    sources=["lecun1998", "glorot2011"],
    where=["what-relu-does#check-53"],
    stability="exact",
    expected=(-1.001, -0.999),
)
def what_tanh_approaches():
    z = np.linspace(-18, 18, 3601)  # where float64 can tell tanh from its limits
    sigmoid, tanh = (activations.get(name)(z) for name in ("sigmoid", "tanh"))
    softmax = activations.softmax(np.stack([z, 0 * z], axis=1))
    far = activations.get("tanh")(-20.0)
    shares = [zeros(name) for name in ("sigmoid", "tanh")] + [trained_zeros("tanh", 64)]
    never = sigmoid.min() > 0 and softmax.min() > 0
    return Found(
        far,
        as_stated=bool(never and (tanh != 0).all() and abs(far) < 1e-6),
        with_conditions=bool(never and (tanh[z != 0] != 0).all() and abs(far) < 1e-6),
        reworded=bool(never and (tanh == 0).sum() == 1 and max(shares) == 0),
        numbers={"zeros": shares[1]},
    )


@section.measured(
    54,
    "Autoencoders for deepfakes need real zeros in the code layer for good results.",
    WRONG,
    """A well-known open program for this purpose has a *linear* code. In our small case, digits
    squeezed into 8 numbers with layers of tanh on both sides, a code with ReLU restores them about
    as well as a linear one: here with {value:.2f} times its error. And only {zeros:.0%} of its
    numbers are zeros: training avoids them. For deepfakes themselves we found no evidence that
    zeros even help.""",
    places=[(ADVANTAGES, "However, this leads to problems")],
    reading="without zeros in the code, results are clearly worse",
    condition="at some width of the code, from 4 to 32 numbers",
    rewording="zeros in the code layer are of use",
    would_change="A model for deepfakes that fails with a linear and works with a rectified code.",
    sources=["faceswap", "glorot2011"],
    where=["applications/anomalies#check-54"],
    stability="trained",
    draws=TRAININGS,
    expected=(0.9, 1.08),
    version=3,
)
def zeros_in_the_code(draw: Draw):
    ratio = rectified_to_linear(8, **vars(draw))
    others = [rectified_to_linear(width, networks=1, **vars(draw)) for width in (4, 32)]
    ratios = np.array([ratio, *others])
    return Found(
        ratio,
        as_stated=ratio < 0.8,  # needed: a code without zeros makes the error a quarter larger
        with_conditions=ratios.min() < 0.8,
        reworded=np.exp(np.log(ratios).mean()) < BETTER,
        numbers={"zeros": autoencoder("relu", **vars(draw)).zeros.mean()},
    )
