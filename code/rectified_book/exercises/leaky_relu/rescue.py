"""Started in the dark."""

from __future__ import annotations

import functools

import numpy as np

from checker import Facts, Malformed, letter, task
from rectified import activations

_EXPLANATIONS = {
    "a": "its units are dead: their slope is 0",
    "b": "what is left of the gradient behind silent units is too small for five epochs",
    "c": "a slope of 0.01 is so near to plain ReLU that such a network cannot represent the digits",
    "d": "biases do not learn",
}


def _rescued(answer):
    """Facts about a network that was started in the dark."""
    from rectified import MLP, datasets

    if not isinstance(answer, list | tuple) or len(answer) != 2:
        raise Malformed("Two things are wanted: (net, letter).")
    net, explanation = answer[0], letter(answer[1], _EXPLANATIONS, "The second part")
    if not isinstance(net, MLP):
        raise Malformed("The first part is the trained network, an MLP.")
    if net.layer_sizes != (64, 32, 32, 10) or net.stack_shape not in ((), (1,)):
        raise Malformed("The network is one MLP([64, 32, 32, 10], ...).")
    z = np.array([-3.0, -1.0, 2.0])
    alpha = -float(net.activation.value(z)[1])
    learns = isinstance(net.activation, activations.PReLU)
    leaky = not learns and np.allclose(net.activation.value(z), np.where(z > 0, z, alpha * z))
    slope = f"{alpha:g}" if leaky else "learned" if learns else "of another function"
    _, X_unseen, _, y_unseen = datasets.digits()
    if np.isfinite(net.theta).all():
        right = float((net.predict(X_unseen).argmax(axis=-1) == y_unseen).mean())
    else:
        right = 0.0
    biases = float(np.mean(net.b[0]))
    return Facts(
        {
            "leaky": "learned" if learns else leaky and 0 < alpha < 1,
            "biases": -3 < biases < -1,
            "accuracy": right > 0.8,
            "five epochs": right <= 0.8 or not leaky or _loss(net) > 0.6 * _after_five(net, alpha),
            **{f"not {other}": explanation != other for other in "acd"},
        },
        {
            "slope": slope,
            "biases": f"{biases:z.1f}".replace("-", "−") + " on average in the first layer",
            "accuracy": f"{right:.0%} on unseen images",
        },
    )


def _loss(net):
    """The mean cross-entropy on the images of the training."""
    from rectified import datasets

    X, _, y, _ = datasets.digits()
    shares = net.predict(X).reshape(len(X), -1)[np.arange(len(y)), y]
    return float(-np.log(np.maximum(shares, 1e-12)).mean())


def _after_five(net, alpha):
    """The smallest loss that five epochs bring about from five starts of such a network."""
    activation, start = activations.LeakyReLU(alpha), net.initializer
    return min(_loss(_in_the_dark(activation, rng=k, initializer=start)) for k in range(5))


@task(
    way=(3, 20, "how much alpha a network needs", "letting-a-little-through#where-it-helps"),
    observe=_rescued,
    differs={
        "leaky": "The hidden layers are not leaky ReLU with an alpha between 0 and 1 that you have "
        "chosen. (PReLU learns its alphas.)",
        "biases": "The biases of the first layer are not near −2 any more, or never were: is the "
        "network made with `initializers.Constant(-2)` as its biases, and the learning rate 0.1?",
        "accuracy": "The network reads 80 % or less of the unseen images. Was it trained for all "
        "five epochs? If so, it is alpha that is left to choose.",
        "five epochs": "The network knows its images better than five epochs with this alpha bring "
        "about. Was it trained for longer, or more than once?",
        **{
            f"not {other}": "The network has learned. The letter is another one: look at what "
            "happens with 0.01, and with 0."
            for other in "acd"
        },
    },
    hints=[
        "The third place of `MLP` is for the weights, the fourth for the biases: "
        "`bias_initializer=initializers.Constant(-2)`. Then "
        "`net.fit(X, y, epochs=5, batch_size=32, learning_rate=0.1)`.",
        "Make a loop over 0, 0.01, 0.1, 0.2 and more, and print the accuracy, "
        "`(net.predict(X_unseen).argmax(axis=-1) == y_unseen).mean()`.",
        "How much of the gradient gets through a silent layer if alpha is 0.01? And through two?",
    ],
    why="""
    With biases of −2 few units fire, and what the first layer learns from has to pass through
    layers that are nearly silent. With 0.01 a silent unit passes a hundredth of the gradient on,
    and two in a row a ten-thousandth: not zero, but as good as zero in five epochs. That is (b).
    With 0.2 it is enough. A leak sets how long a recovery takes, and training is not endless.
    """,
    picture=lambda: _picture_of_the_rescue(),
)
def rescue():
    """Started in the dark

    Make an `MLP([64, 32, 32, 10], ...)` with leaky ReLU and all biases −2 at the start, and train
    it on the images of `datasets.digits()`: 5 epochs, batches of 32, learning rate 0.1. Find an
    $\\alpha$, $0 < \\alpha < 1$, with which it reads more than 80 % of the unseen images.

    Observe: what does the same network read with 0 and with 0.01? Explain: with $\\alpha = 0.01$ it
    learns next to nothing in this time, because

    - (a) its units are dead: their slope is 0
    - (b) what is left of the gradient behind silent units is too small for five epochs
    - (c) a slope of 0.01 is so near to plain ReLU that such a network cannot represent the digits
    - (d) biases do not learn

    Give `(net, letter)`, the letter in quotes.
    """
    from rectified import MLP, activations, datasets, initializers

    X, _, y, _ = datasets.digits()
    leaky = activations.LeakyReLU(alpha=0.3)
    net = MLP([64, 32, 32, 10], leaky, bias_initializer=initializers.Constant(-2))
    net.fit(X, y, epochs=5, batch_size=32, learning_rate=0.1)
    return net, "b"  # ← (net, letter)


@functools.cache
def _in_the_dark(
    activation, bias=-2.0, epochs=5, rng=0, sizes=(64, 32, 32, 10), rate=0.1, initializer=None
):
    """A network of the task with one thing changed."""
    from rectified import MLP, datasets, initializers

    X, _, y, _ = datasets.digits()
    net = MLP(sizes, activation, initializer, initializers.Constant(bias), rng=rng)
    net.fit(X, y, epochs=epochs, batch_size=32, learning_rate=rate)
    return net


def _leaky_net(alpha, letter="b", **changes):
    def answer():
        return _in_the_dark(activations.LeakyReLU(alpha), **changes), letter

    return answer


def _picture_of_the_rescue():
    """The accuracy by alpha, three seeds each."""
    from rectified import datasets
    from rectified_book import figures

    _, X_unseen, _, y_unseen = datasets.digits()
    slopes = [0.0, 0.1, 0.2, 0.3, 0.5]
    runs = [
        [
            (
                _in_the_dark(activations.LeakyReLU(alpha), rng=seed).predict(X_unseen).argmax(-1)
                == y_unseen
            ).mean()
            for seed in range(3)
        ]
        for alpha in slopes
    ]
    return figures.leaky_relu.spread(slopes, {"leaky_relu": runs}, "α", "accuracy on new images")


rescue.also_right(
    _leaky_net(0.3, rng=1),
    _leaky_net(0.2, rng=2, letter="B"),
    _leaky_net(0.5, rng=3, letter="(b)"),
    lambda: list(_leaky_net(0.4)()),
    lambda: (_in_the_dark(activations.LeakyReLU(0.25)), "b)"),
    lambda: (_in_the_dark(activations.ReLU(negative_slope=0.3)), _EXPLANATIONS["b"]),
)
rescue.wrong(
    "thinks the units are dead",
    _leaky_net(0.3, letter="a"),
    says="The network has learned. But a dead unit has slope 0, and here it is 0.01: something "
    "gets through. How much?",
)
rescue.wrong(
    "thinks it cannot be represented",
    _leaky_net(0.3, letter="c"),
    says="The network has learned. But with biases of 0 instead of −2 the same network reads well "
    "with 0.01, as one with plain ReLU does: try it.",
)
rescue.wrong(
    "thinks biases do not learn",
    _leaky_net(0.3, letter="d"),
    says="The network has learned. But biases get a gradient as weights do. They have moved little "
    "in your network as well, and still it reads.",
)
rescue.wrong(
    "trained for longer",
    _leaky_net(0.1, epochs=60),
    _leaky_net(0.3, epochs=20),
    says="The network reads well, but it knows its images better than five epochs bring about. "
    "With patience a small alpha learns, too; which one does in five epochs?",
)
rescue.wrong(
    "a slope that learns",
    lambda: (_in_the_dark(activations.PReLU(0.25)), "b"),
    says="That is PReLU, whose alphas are learned. Here *you* are to find one that stays.",
)
rescue.also_wrong(
    _leaky_net(0.01),
    _leaky_net(0.1),
    _leaky_net(0.3, epochs=1),
    _leaky_net(0.3, bias=0.0),
    lambda: (_in_the_dark(activations.get("relu")), "b"),
    lambda: (_in_the_dark(activations.get("tanh")), "b"),
    _leaky_net(0.3, sizes=(64, 32, 10)),
    lambda: _leaky_net(0.3)()[0],
    lambda: (_leaky_net(0.3)()[0], 5),
    lambda: (0.3, "b"),
    lambda: None,
)
