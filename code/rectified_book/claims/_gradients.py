"""Rows 28 to 39: what is wrong with sigmoid, tanh and softmax."""

import numpy as np

from rectified import activations, diagnostics
from rectified.network import MLP

from ..experiments import (
    SEEDS,
    SPLITS,
    TRAININGS,
    Draw,
    digits,
    layer_factor,
    saturated,
    trained_signs,
)
from ._answers import CONDITIONS, IMPRECISE, RIGHT, WRONG
from ._transition import Found, Section

section = Section()
sigmoid = activations.get("sigmoid")


@section.measured(
    28,
    "The sigmoid runs almost parallel to the x-axis for very large and very small x.",
    IMPRECISE,
    """Very large and very *negative* x. For x that is small, say 0.01, it is as steep as it gets:
    its slope is {value:.4f}.""",
    sources=["goodfellow2016"],
    where=["vanishing-gradient#check-28"],
    stability="exact",
    expected=(0.2499, 0.25),
)
def slope_at_small_x():
    small, negative = sigmoid.derivative(0.01), sigmoid.derivative(-10.0)
    return Found(small, as_stated=small < 0.01, reworded=negative < 0.01)


@section.measured(
    29,
    "Its derivative is almost zero there.",
    RIGHT,
    """At most {top:.2f}, in the middle, and {value:.5f} at 5 and at −5. That of tanh is at most 1
    and falls even faster.""",
    sources=["goodfellow2016"],
    where=["vanishing-gradient#check-29"],
    stability="exact",
    expected=(0.0066, 0.0067),
)
def slope_at_five():
    there = sigmoid.derivative(np.array([-5.0, 5]))
    top = sigmoid.derivative(np.linspace(-10, 10, 2001)).max()
    return Found(there[0], as_stated=(there < 0.03 * top).all(), numbers={"top": top})


@section.measured(
    30,
    "That is because the function has no real slope there.",
    IMPRECISE,
    """It has one everywhere: positive, but small. At z = 10 it is {value:.1e}. It is never 0 for
    real numbers.""",
    sources=["goodfellow2016"],
    where=["vanishing-gradient#check-28"],
    stability="exact",
    expected=(4.5e-5, 4.6e-5),
)
def slope_at_ten():
    slope = sigmoid.derivative(10.0)
    return Found(slope, as_stated=slope == 0, reworded=0 < slope < 1e-4)


@section.measured(
    31,
    "Saturation and the vanishing gradient are the same problem.",
    IMPRECISE,
    """Saturation is a state of one unit; vanishing is what a *product* over many layers does. In 20
    sigmoid layers at the usual start, {saturated:.0%} of the slopes are below a hundredth, and yet
    every layer multiplies the gradient by {value:.2f}. With twenty times the weights {wide:.0%} are
    saturated and the factor is {large:.2f}.""",
    sources=["hochreiter1991", "bengio1994", "glorot2010"],
    where=["vanishing-gradient#check-31"],
    stability="statistical",
    draws=SPLITS,
    expected=(0.22, 0.25),
)
def vanishing_without_saturation(draw: Draw):
    start = {"initializer": "glorot_uniform", "seed": draw.seed, "split": draw.split}
    flat, wide = saturated("sigmoid", **start), saturated("sigmoid", scale=20, **start)
    usual, large = layer_factor("sigmoid", **start), layer_factor("sigmoid", scale=20, **start)
    pushed = layer_factor("sigmoid", bias=5, **start)
    return Found(
        usual,
        as_stated=(flat > 0.5) == (usual < 0.5) and (wide > 0.5) == (large < usual),
        reworded=pushed < usual,  # flat units do make the product smaller
        numbers={"saturated": flat, "wide": wide, "large": large},
    )


@section.measured(
    32,
    "In saturation almost nothing is learned, because the gradient is zero.",
    CONDITIONS,
    """Small, not zero. And for an output unit it depends on the loss: wrong at z = −10, squared
    error pulls with {square:.1e}, cross-entropy {value:,.0f} times harder, almost with full force.
    For hidden units the sentence holds.""",
    sources=["bishop2006", "nielsen2015"],
    where=["vanishing-gradient#check-32"],
    stability="exact",
    expected=(22000, 22050),
)
def losses_at_minus_ten():
    a = sigmoid(-10.0)
    entropy, square = a - 1, (a - 1) * sigmoid.derivative(-10.0)
    return Found(
        entropy / square,
        as_stated=square == 0 and abs(entropy) < 1e-3,
        with_conditions=0 < abs(square) < 1e-3,
        numbers={"square": abs(square)},
    )


@section.measured(
    33,
    "Backpropagation is how a network learns.",
    IMPRECISE,
    """It computes the gradient, and correctly: over all weights of a small network it agrees with
    nudging each of them, with a ratio of {value:.4f}. It leaves the weights as they are. Learning
    is the optimizer's step along that gradient.""",
    sources=["rumelhart1986"],
    where=["vanishing-gradient#check-33"],
    stability="exact",
    expected=(0.9999, 1.0001),
)
def backpropagation_against_nudges():
    X, y = np.random.default_rng(0).standard_normal((20, 4)), np.arange(20) % 3
    net = MLP([4, 5, 3], "tanh", rng=0)
    before = net.theta.copy()
    gradients = net.backward(net.forward(X), y)
    moved = (net.theta != before).any()
    flat = np.concatenate([np.append(W, b) for W, b in zip(gradients.W, gradients.b, strict=True)])
    slopes, h = np.empty_like(before), 1e-5
    for i in range(before.size):
        for side in (1, -1):
            net.theta[i] = before[i] + side * h
            slopes[i] = net.loss(X, y) if side == 1 else (slopes[i] - net.loss(X, y)) / (2 * h)
        net.theta[i] = before[i]
    loss = net.loss(X, y)
    net.fit(X, y, epochs=1, learning_rate=0.1)
    ratio = np.linalg.norm(np.sort(flat)) / np.linalg.norm(np.sort(slopes))
    agree = np.allclose(np.sort(flat), np.sort(slopes), atol=1e-6)
    return Found(ratio, as_stated=moved, reworded=agree and net.loss(X, y) < loss)


@section.measured(
    34,
    "Softmax saturates, too, and brings the same problem.",
    CONDITIONS,
    """It does saturate: at (20, 0, 0) its whole Jacobian has the size {jacobian:.0e}. But behind it
    stands cross-entropy, whose gradient is p − y: after a confident mistake it has the length
    {value:.3f}, the largest there is. Only with another loss is the problem the same.""",
    sources=["bridle1990"],
    where=["vanishing-gradient#check-32"],
    stability="exact",
    expected=(1.414, 1.4145),
)
def a_confident_mistake():
    p = activations.softmax(np.array([20.0, 0, 0]))
    jacobian = np.linalg.norm(activations.softmax_jacobian(p))
    pull = np.linalg.norm(p - [0, 0, 1])
    return Found(
        pull,
        as_stated=pull < 0.01,
        with_conditions=jacobian < 1e-6,
        numbers={"jacobian": jacobian},
    )


@section.measured(
    35,
    "Sigmoid and softmax are not centered at zero.",
    RIGHT,
    """For z around 0 the sigmoid's mean is {value:.1f}; that of softmax is 1/K. What the article
    does not say: ReLU is not centered either. For standard normal z its mean is {relu:.2f}.""",
    sources=["lecun1998", "clevert2016"],
    where=["vanishing-gradient#check-35"],
    stability="exact",
    expected=(0.499, 0.501),
)
def means_of_outputs():
    z = np.random.default_rng(0).standard_normal((1000, 10))
    mean = sigmoid.centre
    share = activations.softmax(z).mean()
    return Found(
        mean,
        as_stated=mean > 0.1 and np.isclose(share, 1 / 10),
        numbers={"relu": activations.get("relu").centre},
    )


@section.measured(
    36,
    "Therefore the weights of a layer always share one sign.",
    WRONG,
    """Not the weights: the *gradient* of the weights into one unit, for one example whose inputs
    are all positive. In 20 sigmoid networks that have learned digits, {value:.0%} of the second
    layer's weights are positive, and {units:.0f} of {all:.0f} units have weights of one sign.""",
    sources=["lecun1998"],
    where=["vanishing-gradient#check-36"],
    stability="trained",
    draws=TRAININGS,
    expected=(0.45, 0.55),
)
def signs_of_trained_weights(draw: Draw):
    positive, one_signed, units = trained_signs(**vars(draw))
    return Found(
        positive,
        as_stated=one_signed == 1,
        reworded=one_signed > 0.5,
        numbers={"units": units * one_signed, "all": units},
    )


@section.measured(
    37,
    "The weights are then either all positive or all negative.",
    WRONG,
    """See above. And for more than one example even the gradient's signs mix, though less than
    usually said: with 20 inputs between 0 and 1 and errors of random sign, {one:.0%} of the
    gradients are one-signed for single examples, and still {value:.0%} for batches of 32, because
    all examples share the inputs' mean.""",
    sources=["lecun1998"],
    where=["vanishing-gradient#check-36"],
    stability="statistical",
    draws=SPLITS,
    expected=(0.28, 0.34),
)
def signs_of_batches(draw: Draw):
    rng = np.random.default_rng(draw.seed)

    def share(size, repeats=4000):
        inputs = rng.uniform(size=(repeats, size, 20))
        delta = rng.standard_normal((repeats, size, 1))
        return float(diagnostics.same_sign_share(inputs.swapaxes(1, 2) @ delta).mean())

    one, many = share(1), share(32)
    _, one_signed, _ = trained_signs(**vars(draw))
    return Found(
        many,
        as_stated=one_signed == 1,
        reworded=one_signed > 0.5,
        numbers={"one": one},
    )


@section.measured(
    38,
    "Learning can become erratic when values are not centered.",
    CONDITIONS,
    """A common mean makes the loss a narrow valley: for ten inputs between 0 and 1 the condition
    number is {value:.0f}, and {centered:.1f} once they are centered. With the best possible step,
    gradient descent then needs {steps:.0f} zigzag steps instead of {few:.0f}. With a small step it
    is no longer erratic, only slow.""",
    sources=["lecun1998"],
    where=["vanishing-gradient#check-38"],
    stability="statistical",
    draws=SEEDS,
    expected=(32, 40),
)
def a_narrow_valley(draw: Draw):
    raw = np.random.default_rng(draw.seed).uniform(size=(1000, 10))
    hessians = [A.T @ A / len(A) for A in (raw, raw - raw.mean(axis=0))]
    kappa, centered = map(np.linalg.cond, hessians)
    counts = [zigzag(H)[0] for H in hessians]
    turns = zigzag(hessians[0])[1]
    small = zigzag(hessians[0], share=0.2)[1]
    return Found(
        kappa,
        as_stated=small > 10,  # it turns back and forth whatever the step
        with_conditions=turns > 10 and counts[0] > 10 * counts[1],
        numbers={"centered": centered, "steps": counts[0], "few": counts[1]},
    )


def zigzag(H, share: float = 1.0) -> tuple[int, int]:
    """Steps of gradient descent to within 0.001 of the goal, and how often it turned back.

    share: of the best step size. H: the curvature. Turns are counted in the steepest direction.
    """
    values, vectors = np.linalg.eigh(H)
    error, steep = np.arange(len(H), dtype=float), vectors[:, -1]
    rate, steps, turns = share * 2 / (values[0] + values[-1]), 0, 0
    while np.linalg.norm(error) > 1e-3:
        after = error - rate * (H @ error)
        turns += bool((after @ steep) * (error @ steep) < 0 and abs(after @ steep) > 1e-6)
        error, steps = after, steps + 1
    return steps, turns


@section.measured(
    39,
    "Normalizing, that is centering, the input data takes care of that.",
    IMPRECISE,
    """Of the first layer only. With standardized digits, whose mean is 0, the first sigmoid layer
    hands on values with the mean {value:.2f} again. And scaling to the range from 0 to 1, which is
    called normalizing as well, centers nothing.""",
    sources=["ioffe2015", "clevert2016"],
    where=["vanishing-gradient#check-39"],
    stability="statistical",
    draws=SPLITS,
    expected=(0.47, 0.53),
)
def means_behind_a_sigmoid_layer(draw: Draw):
    X, *_ = digits(draw.split)
    net = MLP([64, 32, 32, 10], "sigmoid", rng=range(draw.seed, draw.seed + 5))
    hidden = net.forward(X).a[1].mean()
    centered = np.abs(X.mean(axis=0)).max() < 1e-9
    return Found(hidden, as_stated=bool(centered and abs(hidden) < 0.1), reworded=bool(centered))
