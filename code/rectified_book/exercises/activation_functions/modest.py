"""Teach it modesty."""

from __future__ import annotations

import functools

import numpy as np

from checker import Facts, Malformed, numbers, task

from ._shared import _finite, _letter, _single

_CHANGED = {"a": "the least sure ones", "b": "none", "c": "about as many as were wrong"}


def _logits(net, X):
    """The logits of a network with three outputs; where it gives shares, their logarithms."""
    if not hasattr(net, "predict") or isinstance(net, type):
        raise Malformed("The first part is a network: an object with the method `predict`.")
    if getattr(net, "stack_shape", ()) != ():
        raise Malformed(
            "That is a stack of networks. Hand in one of them, such as `net.replica(0)`."
        )
    output = _finite((net.predict_proba if hasattr(net, "predict_proba") else net.predict)(X))
    if output.shape != (len(X), 3):
        raise Malformed(
            f"For {len(X)} points, the network must give 3 shares each; what it gives has the "
            f"shape {output.shape}."
        )
    if (output < 0).any() or not np.allclose(output.sum(axis=1), 1, atol=1e-3):
        raise Malformed("The three outputs of a point must be shares: not negative, with sum 1.")
    return np.log(np.maximum(output, 1e-300))


def _modest(answer):
    """Facts about a network that is too sure, and the temperature that cures it."""
    from rectified import activations, datasets

    if not isinstance(answer, list | tuple) or len(answer) != 3:
        raise Malformed("Three things are wanted: (net, T, letter).")
    net, letter = _single(answer[0]), _letter(answer[2], _CHANGED)
    T = float(numbers(answer[1], (), "The temperature"))
    if T <= 0:
        raise Malformed("The temperature must be greater than 0.")
    X, y = datasets.blobs(3000, spread=1.5, seed=2)
    logits = _logits(net, X)
    right = float((logits.argmax(axis=1) == y).mean())
    sure = [float(activations.softmax(logits / t).max(axis=1).mean()) for t in (1, T)]
    return Facts(
        {
            "better than guessing": right >= 0.6,
            "too sure": sure[0] - right >= 0.1,
            "cooled instead of heated": T >= 1 or sure[0] - right < 0.1,
            "not too modest": sure[1] - right >= -0.02,
            "as sure as right": sure[1] - right <= 0.02,
            "explanation": letter,
        },
        {
            "right": f"{right:.2f}",
            "sure": f"{sure[0]:.2f}",
            f"sure at T = {T:.3g}": f"{sure[1]:.2f}",
        },
    )


@task(
    way=(3, 30, "temperature and calibration", "the-last-layer#calibration"),
    observe=_modest,
    differs={
        "better than guessing": "Fewer than 60 % of the new points are right. Has the network been "
        "trained?",
        "too sure": "The network is not too sure by 0.1 yet. Train it for longer on its hundred "
        "points, or take a larger one.",
        "cooled instead of heated": "A temperature below 1 makes it surer still. It should become "
        "more modest.",
        "not too modest": "Now it is less sure than it is right: the temperature is too high.",
        "as sure as right": "It is still surer than it is right: the temperature is too low.",
        "explanation": "Network and temperature fit. The letter is another one: count the answers.",
    },
    hints=[
        "`net = MLP([2, 32, 32, 3])` and `net.fit(X, y, epochs=600, batch_size=50, "
        "learning_rate=0.3)`.",
        "`z = net.forward(X_new).z[-1]` are the logits; `activations.softmax(z / T).max(axis=1)` "
        "is how sure it is of each answer.",
        "The hotter, the more modest. Try T from 1 to 10 and narrow it down.",
    ],
    why="""
    A hundred points are learned by heart, and being sure of them is rewarded, so the network is
    surer than it should be elsewhere. A temperature above 1 shrinks all differences between the
    logits alike: the shares come closer together, but the largest logit stays the largest, so not a
    single answer changes. (To be honest about the result, one would choose T on some fresh points
    and judge it on others.)
    """,
    picture=lambda: _picture_of_calibration(),
)
def modest():
    """Teach it modesty

    Train a network with 2 inputs and 3 outputs (softmax; `MLP`, or scikit-learn's `MLPClassifier`,
    or an object of your own whose `predict(X)` returns the three shares of each row) on 100 points,
    `X, y = datasets.blobs(100, spread=1.5, seed=0)`, for so long that it is *too sure* of new
    points, `X_new, y_new = datasets.blobs(3000, spread=1.5, seed=2)`: its mean largest share is at
    least 0.1 above its share of right answers, which is at least 0.6.

    Then find a temperature T: with all logits divided by T before the softmax, the mean largest
    share differs from the share of right answers by at most 0.02. Explain: how many of the answers
    (the classes that it names) does this T change? (a) the least sure ones, (b) none, (c) about as
    many as were wrong. Give `(net, T, letter)`.
    """
    from rectified import MLP, activations, datasets

    X, y = datasets.blobs(100, spread=1.5, seed=0)
    net = MLP([2, 32, 32, 3])
    net.fit(X, y, epochs=600, batch_size=50, learning_rate=0.3)

    X_new, y_new = datasets.blobs(3000, spread=1.5, seed=2)
    z = net.forward(X_new).z[-1]
    right = (z.argmax(axis=1) == y_new).mean()
    T = 1.0
    while activations.softmax(z / T).max(axis=1).mean() > right:
        T += 0.05
    return net, T, "b"  # ← (net, T, letter)


@functools.cache
def _sure_network(epochs=150, n=100, hidden=32, rng=0, rate=0.3):
    """A network that is too sure, for the answers here."""
    from rectified import MLP, datasets

    net = MLP([2, hidden, hidden, 3], rng=rng)
    data = datasets.blobs(n, spread=1.5, seed=0)
    net.fit(*data, epochs=epochs, learning_rate=rate, momentum=0.9)
    return net


def _sure(T=None, letter="b", factor=1.0, **changed):
    def answer():
        net = _sure_network(**changed)
        return net, factor * _temperature(net) if T is None else T, letter

    return answer


@functools.cache
def _temperature(net):
    """The temperature at which a network is as sure as it is right, by halving an interval."""
    from rectified import activations, datasets

    X, y = datasets.blobs(3000, spread=1.5, seed=2)
    z = net.forward(X).z[-1]
    right, low, high = (z.argmax(axis=1) == y).mean(), 0.1, 50.0
    for _ in range(40):
        middle = (low + high) / 2
        sure = activations.softmax(z / middle).max(axis=1).mean()
        low, high = (middle, high) if sure > right else (low, middle)
    return high


def _picture_of_calibration():
    """Share of right answers over confidence, before and after."""
    from rectified import activations, datasets
    from rectified_book import figures

    X, y = datasets.blobs(3000, spread=1.5, seed=2)
    net, T, _ = _sure()()
    z = net.forward(X).z[-1]
    right = z.argmax(axis=1) == y
    shares = {"T = 1": activations.softmax(z), f"T = {T:.0f}": activations.softmax(z / T)}
    return figures.activation_functions.reliability(
        {name: (p.max(axis=1), right) for name, p in shares.items()}
    )


modest.also_right(
    _sure(),
    _sure(letter="B", rng=1),
    _sure(letter="(b) none"),
    _sure(letter="(b)", epochs=200, rng=2),
    _sure(hidden=64),
    lambda: [_sure()()[0], [np.float32(_sure()()[1])], "b"],
)
modest.wrong(
    "thinks unsure answers change",
    _sure(letter="a"),
    says="Network and temperature fit. But dividing all logits of a row by the same T keeps their "
    "order: which one can overtake?",
)
modest.wrong(
    "thinks wrong answers are repaired",
    _sure(letter="c"),
    says="Network and temperature fit. But the temperature repairs no wrong answer; it knows "
    "nothing about which are wrong. Compare the classes named before and after.",
)
modest.wrong(
    "multiplied instead of divided",
    _sure(T=0.3),
    _sure(T=0.5),
    says="With T below 1 the logits grow, and the network gets surer still. (Dividing by T makes "
    "them smaller when T is above 1.)",
)
modest.wrong(
    "too hot",
    _sure(factor=3),
    _sure(T=100),
    says="At this temperature it is less sure than it is right: now it is too modest. Cooler.",
)
modest.wrong(
    "nothing changed",
    _sure(factor=0.5),
    _sure(T=1.1),
    says="The network is too sure, and at this temperature it still is. Hotter.",
)
modest.also_wrong(
    _sure(epochs=20, rate=0.05),
    _sure(n=300, rate=0.1, epochs=40),
    _sure(epochs=1, rate=0.01, T=1.0, letter="c"),
    _sure(T=-3.0),
    lambda: _sure()()[:2],
    lambda: (*_sure()()[:2], 0),
    lambda: (0.9, 3.0, "b"),
    lambda: (_sure()()[0], "hot", "b"),
    lambda: None,
)
