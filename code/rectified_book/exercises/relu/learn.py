"""From nothing to a network."""

from __future__ import annotations

import numpy as np

from checker import Facts, Malformed, Numbers, numbers, read, task
from rectified import activations


def _net_of(answer):
    """W1, b1, W2 and b2 of a network with two inputs and one output."""
    if not isinstance(answer, list | tuple) or len(answer) != 4:
        raise Malformed("Return four things, in this order: `return W1, b1, W2, b2`.")
    W1 = read(answer[0])
    if not isinstance(W1, Numbers) or W1.array.ndim != 2 or 2 not in W1.shape:
        raise Malformed("W1 must be a matrix with a row for each of the two inputs.")
    if W1.shape[0] != 2:
        raise Malformed("W1 has its rows and columns the wrong way round: a row for each input.")
    h, b1 = W1.shape[1], answer[1]
    if isinstance(b1, int | float):
        b1 = [b1] * h  # `+ b1` does the same
    return (
        numbers(answer[0], (2, h), "W1"),
        numbers(b1, (h,), "b1"),
        numbers(answer[2], (h,), "W2"),
        numbers(answer[3], (), "b2"),
    )


def _solved_by_others(net, X, y):
    """The name of another activation with which the network answers rightly, if there is one."""
    W1, b1, W2, b2 = net
    for name in ("tanh", "sigmoid", "step"):
        output = activations.get(name).value(X @ W1 + b1) @ W2 + b2
        if ((output > 0) == y).mean() >= 0.9:
            return name
    return None


def _learned(net, X, y):
    """How a network answers the rings."""
    W1, b1, W2, b2 = net
    hidden = np.maximum(X @ W1 + b1, 0)
    output = hidden @ W2 + b2
    right, half = ((output > 0) == y).mean(), ((output > 0.5) == y).mean()
    if right >= 0.9:
        return "learned"
    if not hidden.any():
        return "all hidden units dead"
    if half >= 0.9:
        return "learned, with the border at 0.5"
    if right <= 0.1:
        return "answers turned round"
    other = _solved_by_others(net, X, y)
    if other:
        return f"learned by {other} units"
    if len(set(output > 0)) == 1:
        return "one answer for all"
    return "not learned"


def learns(learn, call):
    """Facts about a training function: what its networks answer."""
    from rectified import datasets

    (X, y), (X_new, y_new) = (datasets.circles(n, 0.1, seed=k) for k, n in ((1, 60), (2, 200)))
    facts, shown = {}, {}
    for name, turn in (("inner ring 1", lambda v: v), ("outer ring 1", lambda v: 1 - v)):
        copies = X.copy(), turn(y).copy()
        net = _net_of(call(learn, *copies))
        if not (np.array_equal(copies[0], X) and np.array_equal(copies[1], turn(y))):
            raise Malformed("Your function changes the X or the y of the caller.")
        facts[name] = _learned(net, X, turn(y))
        if facts[name] != "learned":
            W1, b1, W2, b2 = net
            output = np.maximum(X @ W1 + b1, 0) @ W2 + b2
            shown["right"] = f"{int(((output > 0) == turn(y)).sum())} of {len(y)}"
            break
        facts[f"new points, {name}"] = _learned(net, X_new, turn(y_new))
    return Facts(facts, shown)


_NOT_LEARNED = (
    "The training set is not learned: at least 54 of the 60 points should be answered rightly. "
    "Does the loss fall? Print it every fifty steps."
)


@task(
    way=(3, 30, "training a network", "what-relu-does#does-it-learn-faster"),
    function=True,
    steps=3_000_000,  # a network in plain Python is right as well
    observe=learns,
    differs={
        "inner ring 1": _NOT_LEARNED,
        "new points, inner ring 1": "The points of the training are answered rightly, but too many "
        "new points of the same rings are not.",
        "outer ring 1": "With label 1 on the inner ring it works. With label 1 on the outer one, "
        "it does not: is `y` used for every step?",
        "new points, outer ring 1": "With label 1 on the outer ring, too many new points are "
        "answered wrongly.",
    },
    hints=[
        "You have all parts: `he_init` for the start, `forward` (keep the pre-activations), "
        "`relu_backward` on the way back.",
        "With a sigmoid behind the output and the cross-entropy as loss, the gradient at the "
        "output is sigmoid(output) − y, divided by the number of rows. Mind the shapes: y is "
        "`(n,)`, the output `(n, 1)`.",
        "With Z the pre-activations, H the hidden outputs and E the gradient at the output: W2 "
        "gets H.T @ E, and what arrives at H is E @ W2.T. Compute all gradients before any step.",
        "Sixteen hidden units, 500 steps with all rows and a learning rate of 0.5 are enough.",
    ],
    why="""
    Forward, the pre-activations `Z` are kept, because they set the gates on the way back. The error
    passes the output weights, then the gates, `Z > 0`, and each matrix gets *what came in* times
    *what comes back*. The rings cannot be separated by a line; up to sixteen corners make a polygon
    around the inner one.
    """,
    picture=lambda: _picture_of_rings(),
)
def learn(X, y):
    """From nothing to a network

    Write `learn(X, y)`: it trains a network with one hidden layer of ReLUs and one linear output,
    as in exercise @forward, and returns `(W1, b1, W2, b2)`. The rows of `X`, shape `(n, 2)`, are points
    on two rings; `y` holds `n` labels, 0 or 1. An output *above 0* means label 1. The number of
    hidden units, the loss and the way of training are up to you, and the package may help. The
    checker trains on the 60 points of `datasets.circles(60, 0.1, seed=1)`, once with the labels as
    they are and once with 0 and 1 exchanged. At least 90 % of the points, and of 200 new ones,
    must get the right answer. Both trainings together must not take more than three seconds; with
    all rows in one step that is plenty. Leave `X` and `y` as they are.
    """  # noqa: E501
    rng = np.random.default_rng(0)
    W1, b1 = rng.normal(0, 1, (2, 16)), np.zeros(16)
    W2, b2 = rng.normal(0, np.sqrt(2 / 16), (16, 1)), np.zeros(1)
    for _ in range(500):
        Z = X @ W1 + b1
        H = np.maximum(Z, 0)
        output = H @ W2 + b2
        error = (1 / (1 + np.exp(-output)) - y[:, None]) / len(X)
        back = (error @ W2.T) * (Z > 0)
        W1, b1 = W1 - 0.5 * X.T @ back, b1 - 0.5 * back.sum(axis=0)
        W2, b2 = W2 - 0.5 * H.T @ error, b2 - 0.5 * error.sum(axis=0)
    return W1, b1, W2, b2


def _picture_of_rings():
    """The rings, and where the network of the solution says 0 and 1."""
    from rectified import datasets
    from rectified_book import figures

    X, y = datasets.circles(60, 0.1, seed=1)
    W1, b1, W2, b2 = learn.reference(X, y)

    def output(points):
        return np.maximum(points @ W1 + b1, 0) @ W2 + b2

    fig, ax = figures.new(xlabel="x₁", ylabel="x₂", height=3.6)
    figures.boundary(ax, output, X, y, level=0.0)
    ax.set_aspect("equal")
    right = int(((output(X)[:, 0] > 0) == y).sum())
    alt = (
        f"Two noisy rings of {len(y) // 2} points each. The network says 1 inside a polygon that "
        f"runs between them, and 0 outside. {right} of {len(y)} points are answered rightly."
    )
    return fig, alt


def _trained(
    X, y, units=16, steps=300, rate=0.5, loss="logistic", gate=lambda Z: Z > 0, sign=1, seed=0
):
    """The training of the solution with one thing changed, for the answers here."""
    rng = np.random.default_rng(seed)
    W1, b1 = rng.normal(0, 1, (2, units)), np.zeros(units)
    W2, b2 = rng.normal(0, np.sqrt(2 / units), (units, 1)), np.zeros(1)
    target = y[:, None] * 2.0 - 1 if loss == "plus minus" else y[:, None]
    for _ in range(steps):
        Z = X @ W1 + b1
        H = np.maximum(Z, 0)
        output = H @ W2 + b2
        answer = 1 / (1 + np.exp(-output)) if loss == "logistic" else output
        error = sign * (answer - target) / len(X)
        back = (error @ W2.T) * gate(Z)
        W1, b1 = W1 - rate * X.T @ back, b1 - rate * back.sum(axis=0)
        W2, b2 = W2 - rate * H.T @ error, b2 - rate * error.sum(axis=0)
    return W1, b1, W2, b2


def _by_package(X, y):
    from rectified import MLP

    net = MLP([2, 16, 1], "relu", output="sigmoid", rng=0)
    net.fit(X, y, epochs=300, learning_rate=0.5)
    return net.W[0], net.b[0], net.W[1], net.b[1]


def _by_softmax(X, y):
    from rectified import MLP

    net = MLP([2, 16, 2], "relu", rng=0)
    net.fit(X, y, epochs=300, learning_rate=0.5)
    return net.W[0], net.b[0], net.W[1][:, 1] - net.W[1][:, 0], net.b[1][1] - net.b[1][0]


def _minus_a_half(X, y):
    W1, b1, W2, b2 = _trained(X, y, rate=0.1, loss="squares")
    return W1, b1, W2, b2 - 0.5


def _random_features(X, y):
    rng = np.random.default_rng(0)
    W1, b1 = rng.normal(size=(2, 40)), rng.normal(size=40)
    H = np.column_stack([np.maximum(X @ W1 + b1, 0), np.ones(len(X))])
    *W2, b2 = np.linalg.solve(H.T @ H + 0.01 * np.eye(41), H.T @ (2 * y - 1))
    return W1, b1, W2, b2


learn.also_right(
    lambda X, y: _trained(X, y),
    lambda X, y: _trained(X, y, units=32, seed=3),
    lambda X, y: _trained(X, y, rate=0.1, loss="plus minus"),
    lambda X, y: [part.tolist() for part in _trained(X, y, units=8, steps=800)],
    lambda X, y: np.array(_trained(X, y), dtype=object),
    _minus_a_half,
    _by_package,
    _by_softmax,
    _random_features,
)
learn.wrong(
    "border at a half",
    lambda X, y: _trained(X, y, rate=0.1, loss="squares"),
    says="It has learned the rings, but its outputs are to be split at ½: were they fitted to the "
    "labels 0 and 1? Here an output above *0* means label 1.",
)
learn.wrong(
    "answers turned round",
    lambda X, y: _trained(X, 1 - y),
    says="Nearly all answers are turned round. Does label 1 belong to an output above 0 in your "
    "training, and is the error the output minus the label?",
)
learn.wrong(
    "dead from the start",
    lambda X, y: _trained(X, y, steps=20, rate=500),
    lambda X, y: _trained(X, y, units=1),
    lambda X, y: (np.zeros((2, 4)), np.zeros(4), np.zeros((4, 1)), np.zeros(1)),
    says="All hidden units of your network are dead: they answer none of the 60 points. Did it "
    "start from zeros, or were the steps too large?",
)
learn.wrong(
    "one network for all",
    lambda X, y: _trained(X, (np.hypot(*X.T) < 0.75).astype(int)),
    says="You return a network that says 1 inside, also when label 1 belongs to the outer ring. "
    "Does the training use the `y` that is handed in?",
)
learn.wrong(
    "one answer for all",
    lambda X, y: _trained(X, y, sign=-1, steps=20),
    lambda X, y: (np.ones((2, 4)), np.ones(4), np.zeros((4, 1)), np.zeros(1)),
    says="Your network gives the same answer to all points. Has it learned more than its last "
    "bias?",
)


def _with_units(name, scale, seed=0):
    """A training like that of the solution, with other hidden units."""
    f = activations.get(name)

    def learn(X, y):
        rng = np.random.default_rng(seed)
        W1, b1 = rng.normal(0, scale, (2, 16)), rng.normal(0, scale / 2, 16)
        W2, b2 = rng.normal(0, np.sqrt(1 / 16), (16, 1)), np.zeros(1)
        for _ in range(1000):
            Z = X @ W1 + b1
            output = f.value(Z) @ W2 + b2
            error = (1 / (1 + np.exp(-output)) - y[:, None]) / len(X)
            back = (error @ W2.T) * f.derivative(Z)
            W1, b1 = W1 - 0.5 * X.T @ back, b1 - 0.5 * back.sum(axis=0)
            W2, b2 = W2 - 0.5 * f.value(Z).T @ error, b2 - 0.5 * error.sum(axis=0)
        return W1, b1, W2, b2

    return learn


learn.wrong(
    "trained with tanh",
    _with_units("tanh", 2.0),
    says="With tanh in its hidden units your network answers rightly. But its weights are run with "
    "ReLU here: train it with ReLU, too.",
)
learn.wrong(
    "trained with sigmoids",
    _with_units("sigmoid", 6.0),
    says="With sigmoids in its hidden units your network answers rightly. But its weights are run "
    "with ReLU here: train it with ReLU, too.",
)


def _changes_labels(X, y):
    y[y == 0] = -1
    return _trained(X, (y + 1) // 2)


learn.also_wrong(
    _changes_labels,
    lambda X, y: _trained(X, y, steps=0),
    lambda X, y: _trained(X, y, steps=2),
    lambda X, y: _trained(X, y)[:2],
    lambda X, y: (_trained(X, y)[0].T, *_trained(X, y)[1:]),
    lambda X, y: (np.full((2, 3), np.nan), np.zeros(3), np.zeros(3), 0),
    lambda X, y: None,
    lambda X, y: y,
    lambda X: X,
    "learn",
)
