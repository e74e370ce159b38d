"""Ten sigmoid layers that learn."""

from __future__ import annotations

import functools

import numpy as np

from checker import Facts, Malformed, letter, task


@functools.cache
def _digits():
    from rectified import datasets

    return datasets.digits()


_REASONS = {
    "a": "Each layer keeps nearly all of the gradient: gain × slope is near 1.",
    "b": "Its units are saturated and decide more clearly.",
    "c": "The learning rate is larger.",
    "d": "The sigmoid has become steeper than ¼.",
}


def _reads_digits(answer):
    """Facts about a deep sigmoid network, and about what was observed."""
    from rectified import MLP

    if not isinstance(answer, list | tuple) or len(answer) != 2:
        raise Malformed("Two things are wanted: (net, letter).")
    net, explanation = answer
    if not isinstance(net, MLP):
        raise Malformed("The first part is your trained network, made with `MLP(...)`.")
    if net.stack_shape not in ((), (1,)):
        raise Malformed("One network is wanted: make it with `rng=0`, or another single seed.")
    explanation = letter(explanation, _REASONS, "The second part")
    if (net.layer_sizes[0], net.layer_sizes[-1]) != (64, 10):
        raise Malformed("The network needs 64 inputs and 10 outputs: `MLP([64, ..., 10], ...)`.")
    hidden = len(net.layer_sizes) - 2
    _, X_test, _, y_test = _digits()
    right = float((net.predict(X_test).argmax(axis=-1) == y_test).mean())
    return Facts(
        {
            "sigmoid units": net.activation.name == "sigmoid",
            "ten hidden layers": hidden >= 10,
            "better than chance": right >= 0.2,
            "reads digits": right >= 0.75,
            "explanation": explanation,
        },
        {"hidden layers": str(hidden), "unseen digits": f"{right:.0%} right"},
    )


@task(
    way=(3, 30, "a start that fits", "cures#where-to-begin"),
    observe=_reads_digits,
    steps=5_000_000,
    differs={
        "sigmoid units": "The hidden units are of another kind. The task is to do it with sigmoid "
        "units.",
        "ten hidden layers": "There are fewer than ten hidden layers.",
        "better than chance": "Your network does hardly better than chance. Did its start change "
        "before the training: the weights, the biases, or both? And the rate?",
        "reads digits": "It has begun to read digits, but not well. Look at the start of the "
        "weights and of the biases, at the learning rate, and at the number of epochs.",
        "explanation": "The network reads digits. The letter is another one: measure the factor "
        "per layer before training, with the old start and with yours.",
    },
    hints=[
        "The section *The sigmoid, centered* of the page *What cures it* does it. Look "
        "there for what is changed before the training.",
        "Weights four times as large: `net.theta *= 4`. A shifted bias in each layer that a "
        "sigmoid feeds: for k from 1 on, minus half of `net.W[k].sum(axis=0)`, written into "
        "`net.b[k]`.",
        "`net.fit(X, y, epochs=30, batch_size=64, learning_rate=0.3)` trains it in less than a "
        "second.",
        "For the letter: `diagnostics.layer_factor` of `diagnostics.gradient_norms` of "
        "`net.backward(net.forward(X[:100]), y[:100])`, before the training.",
    ],
    why="""
    Weights four times as large make up for slopes of at most ¼, and the shifted bias takes away
    the mean of ½ that a sigmoid layer puts out, which would push the next layer off center. Then
    gain × typical slope is near 1: before training, the factor per layer is about 0.85 and not 0.23
    (a). The units must *not* be saturated for that, the rate alone does nothing, and no start
    changes the activation function: its slope stays at most ¼.
    """,
    picture=lambda: _picture_of_starts(),
)
def deep_sigmoid():
    """Ten sigmoid layers that learn

    Make the network of the chapter's opening read digits: ten hidden layers of *sigmoid* units
    (`MLP([64] + [32] * 10 + [10], "sigmoid", rng=0)`), with the data that `datasets.digits()`
    returns, `X, X_test, y, y_test`. Change its start and its training as you like, but keep the
    kind of its units, and at least ten hidden layers. On the test images at least 75 % of its
    answers should be right.

    Observe: how much of the gradient does a layer keep before training, with the usual start and
    with yours? Explain: why does yours learn? Give `(net, letter)`.

    - (a) Each layer keeps nearly all of the gradient: gain × slope is near 1.
    - (b) Its units are saturated and decide more clearly.
    - (c) The learning rate is larger.
    - (d) The sigmoid has become steeper than ¼.
    """
    from rectified import MLP, datasets

    X, _, y, _ = datasets.digits()
    net = MLP([64] + [32] * 10 + [10], "sigmoid", rng=0)
    net.theta *= 4
    for k in range(1, net.n_layers):
        net.b[k][:] = -net.W[k].sum(axis=0) / 2
    net.fit(X, y, epochs=30, batch_size=64, learning_rate=0.3)
    return net, "a"  # ← (net, letter)


@functools.cache
def _deep(scale=4.0, shift=True, rate=0.1, epochs=10, activation="sigmoid", hidden=10, seed=0):
    """A deep network with one thing changed, for the answers below."""
    from rectified import MLP

    X, _, y, _ = (part[:700] for part in _digits())
    net = MLP([64] + [32] * hidden + [10], activation, rng=seed)
    net.theta *= scale
    if shift:
        for k in range(1, net.n_layers):
            net.b[k][:] = -net.W[k].sum(axis=0) / 2
    if epochs:
        net.fit(X, y, epochs=epochs, batch_size=64, learning_rate=rate, momentum=0.9)
    return net


def _picture_of_starts():
    """The gradient in every layer before training, from the usual start and from the mended one."""
    from rectified import diagnostics
    from rectified_book import figures

    X, _, y, _ = _digits()
    fig, ax = figures.new(xlabel="layer", ylabel="size of the gradient, last layer = 1")
    kept = []
    for (scale, shift), look in zip(((1.0, False), (4.0, True)), figures.SERIES):
        net = _deep(scale, shift, epochs=0)
        norms = diagnostics.gradient_norms(net.backward(net.forward(X[:100]), y[:100]))
        kept.append(norms[0] / norms[-1])
        name = "mended start" if shift else "usual start"
        ax.semilogy(norms / norms[-1], **look)
        ax.annotate(
            name,
            (3, (norms / norms[-1])[3]),
            xytext=(0, -18),
            textcoords="offset points",
            color=look["color"],
            fontsize=figures.FONT,
        )
    alt = (
        "Size of the gradient in the eleven layers of a sigmoid network before training, on a "
        f"logarithmic axis. From the usual start {kept[0]:.0e} of it reaches the first layer, "
        f"from the mended one {kept[1]:.2f}."
    )
    return fig, alt


deep_sigmoid.also_right(
    lambda: (_deep(), "a"),
    lambda: [_deep(), "A"],
    lambda: (_deep(seed=1), "(a)"),
    lambda: np.array([_deep(), "a."], dtype=object).tolist(),
    lambda: (_deep(seed=1), "A)"),
    lambda: (_deep(), "option a"),
    lambda: (_deep(), ["a"]),
    lambda: (_deep(), "a) Each layer keeps nearly all of the gradient"),
    lambda: (_deep(), "Each layer keeps nearly all of the gradient: gain × slope is near 1."),
)
deep_sigmoid.wrong(
    "thinks saturation helps",
    lambda: (_deep(), "b"),
    says="The network reads digits. But saturated units are what to avoid: the shifted biases keep "
    "the units in their steep region.",
)
deep_sigmoid.wrong(
    "thinks the rate does it",
    lambda: (_deep(), "c"),
    says="The network reads digits. Try the larger rate alone, with the usual start: nothing "
    "happens.",
)
deep_sigmoid.wrong(
    "thinks the sigmoid has changed",
    lambda: (_deep(), "d"),
    says="The network reads digits. The function is as it was, at most ¼ steep. What multiplies "
    "the slope?",
)
deep_sigmoid.wrong(
    "another activation",
    lambda: (_deep(1.0, False, 0.1, 10, "tanh"), "a"),
    says="It reads digits, but with hidden units of another kind. The point is to do it with "
    "sigmoids.",
)
deep_sigmoid.wrong(
    "fewer layers",
    lambda: (_deep(hidden=3, epochs=5), "a"),
    says="It reads digits, but with fewer than ten hidden layers. With few layers the product "
    "has few factors.",
)
deep_sigmoid.also_wrong(
    lambda: (_deep(1.0, False, 0.05, 3), "a"),
    lambda: (_deep(4.0, False, epochs=5), "a"),
    lambda: (_deep(4.0, True, epochs=3), "a"),
    lambda: (_deep(epochs=0), "a"),
    lambda: _deep(),
    lambda: (_deep(), "because"),
    lambda: (_deep(), 0.94),
    lambda: ("net", "a"),
    lambda: None,
)
