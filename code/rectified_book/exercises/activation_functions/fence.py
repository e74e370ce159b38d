"""Fence a ring in."""

from __future__ import annotations

import functools

import numpy as np

from checker import Facts, Malformed, task

from ._shared import _finite, _letter, _single

_REASONS = {
    "a": "it has too few units",
    "b": "whatever its weights, its boundary is one straight line",
    "c": "its training got stuck, and another start would do",
    "d": "it was not trained long enough",
}


def _sizes(net):
    """The sizes of a network's layers, inputs first, or what is wrong with the form."""
    inner = net.steps[-1][1] if hasattr(net, "steps") else net  # of a scikit-learn pipeline
    if not hasattr(net, "predict") or isinstance(net, type):
        raise Malformed("The first part is a network: an object with the method `predict`.")
    if getattr(net, "stack_shape", ()) != ():
        raise Malformed(
            "That is a stack of networks. Hand in one of them, such as `net.replica(0)`."
        )
    weights = getattr(inner, "coefs_", None)
    if hasattr(net, "layer_sizes"):
        sizes = net.layer_sizes() if callable(net.layer_sizes) else net.layer_sizes
        sizes = [int(size) for size in sizes]
    elif weights is not None:
        sizes = [len(weights[0]), *(W.shape[1] for W in weights)]
    else:
        raise Malformed(
            "How large is your network? Give the object `layer_sizes`, such as `[2, 4, 1]`. (One "
            "of scikit-learn has to be trained first.)"
        )
    return sizes


def _ring_share(net, seed):
    """The share of points of the rings that a network gets right."""
    from rectified import datasets

    X, y = datasets.circles(seed=seed)
    output = _finite(net.predict(X))
    if output.shape not in ((len(X),), (len(X), 1), (len(X), 2)):
        raise Malformed(
            f"For {len(X)} points, `predict` must return {len(X)} labels, or 1 or 2 outputs for "
            f"each; its result has the shape {output.shape}."
        )
    answers = output.argmax(axis=1) if output.shape[1:] == (2,) else output.ravel() >= 0.5
    return float((answers == y).mean())


def _fenced(answer):
    """Facts about a network that tells the two rings apart."""
    if not isinstance(answer, list | tuple) or len(answer) != 2:
        raise Malformed("Two things are wanted: (net, letter).")
    net, letter = _single(answer[0]), _letter(answer[1], _REASONS)
    sizes = _sizes(net)
    if sizes[0] != 2:
        raise Malformed("The network needs 2 inputs.")
    if sizes[-1] not in (1, 2):
        raise Malformed("The network needs 1 output, or 2.")
    share = min(_ring_share(net, 1), _ring_share(net, 2))
    hidden = sizes[1:-1]
    return Facts(
        {
            "one hidden layer": len(hidden) == 1,
            "at most four units": sum(hidden) <= 4,
            "not the other way round": share >= 0.2,
            "more than one straight line": share >= 0.68,
            "95 % right": share >= 0.95,
            "explanation": letter,
        },
        {"hidden units": ", ".join(map(str, hidden)) or "none", "right": f"{share:.0%}"},
    )


@task(
    way=(2, 20, "why a network needs a bend", "why-a-bend#guess-without-a-bend"),
    observe=_fenced,
    differs={
        "one hidden layer": "One hidden layer is asked for.",
        "at most four units": "The hidden layer has more than four units.",
        "more than one straight line": "About two thirds of the new points are right, or fewer: "
        "one straight line can do that. Has it been trained for long enough, and with which "
        "activation?",
        "not the other way round": "Nearly all answers are the wrong way round. Label 1 is the "
        "inner ring.",
        "95 % right": "Better than a line, but not 95 % yet. Train longer or with a larger "
        "learning rate, or from another start.",
        "explanation": "The network does it. The letter is another one: try it out.",
    },
    hints=[
        '`net = MLP([2, 4, 1], "relu", output="sigmoid", rng=0)` makes a network with one hidden '
        "layer of four units.",
        "`net.fit(X, y, epochs=100, batch_size=20, learning_rate=0.3)` trains it. Look at the "
        "share of right answers on `datasets.circles(seed=1)`.",
        'For the letter: put `"identity"` for the activation, and train with more units, longer, '
        "from other starts.",
    ],
    why="""
    Four ReLUs give four folds in the plane, enough to fence the inner ring in; three can do, too.
    Without an activation the layers collapse, and the boundary is one straight line for *every*
    choice of weights: there is nothing that training could find, so neither more units nor more
    time nor another start helps. (In the picture it lies outside, and one class covers everything.)
    """,
    picture=lambda: _picture_of_the_fence(),
)
def fence():
    """Fence a ring in

    Train a network with one hidden layer of *at most four* units on the two rings
    `X, y = datasets.circles(seed=0)`, with an activation of your choice, until it gets at least
    95 % of new points right. (The checker takes the points of `seed=1` and `seed=2`.) Use `MLP`,
    or scikit-learn's `MLPClassifier`, or a network of your own: an object with `predict(X)`, which
    returns a label or an output for each row, and `layer_sizes`, such as `[2, 4, 1]`.

    Observe: train it once more with `"identity"` as the activation. It stays near one half.
    Explain: the reason is that

    - (a) it has too few units
    - (b) whatever its weights, its boundary is one straight line
    - (c) its training got stuck, and another start would do
    - (d) it was not trained long enough

    Give `(net, letter)`.
    """
    from rectified import MLP, datasets

    X, y = datasets.circles(seed=0)
    net = MLP([2, 4, 1], "relu", output="sigmoid", rng=0)
    net.fit(X, y, epochs=100, batch_size=20, learning_rate=0.3)
    return net, "b"  # ← (net, letter)


@functools.cache
def _ring_network(sizes=(2, 4, 1), f="relu", epochs=60, rng=0, turn=False):
    """A network that has learned the rings, for the answers here."""
    from rectified import MLP, datasets

    X, y = datasets.circles(seed=0)
    net = MLP(sizes, f, output="sigmoid" if sizes[-1] == 1 else "softmax", rng=rng)
    y = 1 - y if turn else y
    net.fit(X, y, epochs=epochs, batch_size=100, learning_rate=0.5, momentum=0.9)
    return net


def _rings(letter="b", **changed):
    return lambda: (_ring_network(**changed), letter)


def _picture_of_the_fence():
    """What the trained network answers in the plane, and one without activation."""
    from rectified import datasets
    from rectified_book import figures

    X, y = datasets.circles(seed=1)
    nets = {"four ReLUs": _ring_network(), "no activation": _ring_network(f="identity")}
    return figures.activation_functions.regions(
        {name: (net.predict, X, y) for name, net in nets.items()}
    )


def _stack():
    from rectified import MLP

    return MLP((2, 4, 1), output="sigmoid", rng=range(2))


class _OwnNetwork:
    """A network as a learner may write it, with the weights of a trained one."""

    def __init__(self, net, form, sizes=None):
        self.W1, self.b1, self.W2, self.b2 = (
            part.copy() for W, b in zip(net.W, net.b) for part in (W, b)
        )
        self.form = form
        self.layer_sizes = net.layer_sizes if sizes is None else sizes

    def predict(self, X):
        a = np.tanh(X @ self.W1 + self.b1)
        return self.form(1 / (1 + np.exp(-(a @ self.W2 + self.b2))))


def _own(form, **more):
    return lambda: (_OwnNetwork(_ring_network(f="tanh"), form, **more), "b")


@functools.cache
def _by_scikit_learn():
    from sklearn.neural_network import MLPClassifier

    from rectified import datasets

    X, y = datasets.circles(seed=0)
    net = MLPClassifier(
        (4,), activation="tanh", learning_rate_init=0.05, max_iter=150, random_state=3
    )
    return net.fit(X, y), "b"


fence.also_right(
    _own(lambda p: p),
    _own(lambda p: (p[:, 0] >= 0.5).astype(int), sizes=(2, 4, 1)),
    _own(lambda p: np.hstack([1 - p, p])),
    _own(lambda p: (p.ravel() >= 0.5).tolist(), sizes=np.array([2, 4, 1])),
    _by_scikit_learn,
    _rings(f="tanh", letter="B"),
    _rings(f="tanh", letter="b) Whatever its weights, its boundary is one straight line."),
    _rings(sizes=(2, 3, 1), rng=1),
    _rings(f="sigmoid", letter="(b)"),
    _rings(sizes=(2, 4, 2), f="tanh"),
    _rings(sizes=(2, 3, 1), f="tanh"),
    lambda: [_ring_network(rng=1), "b"],
)
_EXPLANATIONS = {
    "a": "The network does it. But twenty units without activation do no better: try it, and look "
    "at what they add up to.",
    "c": "The network does it. But without activation every start ends near one half: try ten of "
    "them.",
    "d": "The network does it. But ten times as long brings nothing without activation: try it.",
}
for _key, _text in _EXPLANATIONS.items():
    fence.wrong(
        f"blames {dict(a='units', c='the start', d='time')[_key]}", _rings(letter=_key), says=_text
    )
fence.wrong(
    "too large",
    _rings(sizes=(2, 8, 1)),
    says="It tells the rings apart, with more than four units. Fewer will do.",
)
fence.wrong(
    "no activation",
    _rings(f="identity"),
    _rings(sizes=(2, 2, 1), f="identity"),
    says="No more of the new points are right than with one straight line. Is there an activation "
    "that bends, and has the network been trained for long enough?",
)
fence.wrong(
    "labels turned round",
    _rings(turn=True, f="tanh"),
    says="Nearly every answer is the wrong way round: the label is 1 for the inner ring.",
)
fence.also_wrong(
    _rings(sizes=(2, 4, 4, 1), f="tanh"),
    _rings(epochs=1),
    _own(lambda p: 1 - p, sizes=[3, 4, 1]),
    _own(lambda p: p[:5]),
    _own(lambda p: p * np.nan),
    _own(lambda p: None),
    lambda: _by_scikit_learn()[:1],
    lambda: (_stack(), "b"),
    lambda: _ring_network(),
    lambda: (_ring_network().predict, "b"),
    lambda: (0.99, "b"),
    lambda: (_ring_network(), "yes"),
    lambda: None,
)
