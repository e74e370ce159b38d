"""Train a perceptron."""

from __future__ import annotations

import numpy as np

from checker import Endless, Malformed, numbers, task


def unit(X, answer):
    """The weights and the bias that a training function returned."""
    if isinstance(answer, dict):
        answer = list(answer.values())
    elif hasattr(answer, "w") and hasattr(answer, "b"):  # what `perceptron.fit` returns
        answer = [answer.w, answer.b]
    if not isinstance(answer, list | tuple) or len(answer) != 2:
        raise Malformed("Return two things: the weights and the bias, `return w, b`.")
    return numbers(answer[0], (X.shape[1],), "The weights"), numbers(answer[1], (), "The bias")


def trained(train, call):
    """Facts about a training function: what the units answer that it has made."""
    from rectified import datasets

    data = {name.upper(): datasets.gate(name) for name in ("and", "or", "nand")}
    data["100 points"] = datasets.separable(100, margin=0.1, seed=0)
    data["a narrow gap"] = datasets.separable(100, margin=0.02, seed=3)  # takes 15 to 40 epochs
    facts, biases, learns = {}, [], False
    for name, (X, y) in data.items():
        copies = X.copy(), y.copy()
        try:
            w, b = unit(X, call(train, *copies))
        except Endless:
            raise Malformed(
                f"On {name}, your function did not come to an end and was stopped. Does it end as "
                "soon as an epoch brings no mistake, and after 100 epochs at the latest?"
            ) from None
        if not (np.array_equal(copies[0], X) and np.array_equal(copies[1], y)):
            raise Malformed("Your function changes the X or the y of the caller.")
        answers = (X @ w + b >= 0).astype(int)
        biases.append(b != 0)
        learns = learns or b != 0 or w.any()
        facts[name] = " ".join(map(str, answers)) if len(X) == 4 else f"{sum(answers == y)} right"
    X, y = datasets.xor()
    try:
        ends = np.isfinite(np.hstack(unit(X, call(train, X.copy(), y.copy())))).all()
    except Endless:
        ends = False
    return {"learns": learns, "a bias": any(biases), **facts, "ends on XOR": bool(ends)}


@task(
    way=(3, 20, "training with the rule", "learning-from-mistakes#learning-rule"),
    function=True,
    observe=trained,
    differs={
        "learns": "Weights and bias are 0 after every training.",
        "a bias": "Whatever the data, your bias is 0. It learns as well.",
        "AND": "Trained on AND, your unit does not answer all four rows rightly.",
        "OR": "AND is learned, OR is not.",
        "NAND": "AND and OR are learned, NAND is not.",
        "100 points": "The gates are learned, but of 100 points that a line separates, some are "
        "still wrong. Does training go on until an epoch brings no mistake?",
        "a narrow gap": "Where there is much room between the classes, all is well. With a narrow "
        "gap training takes longer, and some points are still wrong: does it go on, up to 100 "
        "epochs?",
        "ends on XOR": "AND, OR, NAND and the points are learned, but on XOR training does not "
        "end: no line separates it, so every epoch has a mistake. It has to end after 100 epochs.",
    },
    hints=[
        "Three loops inside each other are not needed: one over epochs, one over the rows.",
        "For each row, do what `update` does in exercise @update, with a step of 1.",
        "Count the mistakes of an epoch. Without any, you are done.",
    ],
    why="""
    The inner loop is the rule; the outer one repeats it until an epoch brings no mistake. That
    must happen when a line separates the classes, and would never happen for XOR: hence the limit.
    """,
)
def train(X, y):
    """Train a perceptron

    Write `train(X, y)`: it trains a perceptron on the rows of `X`, shape `(n, d)`, with the labels
    `y`, `n` zeros and ones, and returns `(w, b)`. It ends when all rows are answered rightly, and
    after 100 epochs at the latest. Which rows it takes first, and where it starts, is up to you.
    The checker trains it on AND, OR, NAND, twice on 100 points that a line separates, and on XOR.
    Leave `X` and `y` as they are.
    """
    w, b = np.zeros(X.shape[1]), 0.0
    for epoch in range(100):
        mistakes = 0
        for x, label in zip(X, y, strict=True):
            error = label - int(w @ x + b >= 0)
            w, b = w + error * x, b + error
            mistakes += abs(error)
        if mistakes == 0:
            break
    return w, b


train.also_right(
    lambda X, y: _trained(X, y, order=lambda n: range(n - 1, -1, -1)),
    lambda X, y: _trained(X, y, order=lambda n: np.random.RandomState(0).permutation(n)),
    lambda X, y: _trained(X, y, step=0.1),
    lambda X, y: list(_trained(X, y, start=1.0)),
    lambda X, y: _by_fit(X, y),
    lambda X, y: dict(zip("wb", _by_fit(X, y))),
    lambda X, y: _by_scikit_learn(X, y),
)


def _trained(X, y, order=range, step=1.0, start=0.0, epochs=100, bias=1.0, rule=None):
    """The perceptron rule with one thing changed, for the answers here."""
    rule = rule or (lambda z, label: label - (z >= 0))
    w, b = np.full(X.shape[1], start), start * bias
    for _ in range(epochs):
        before = w.copy(), b
        for k in order(len(X)):
            error = rule(X[k] @ w + b, y[k])
            w, b = w + step * error * X[k], b + bias * step * error
        if np.array_equal(before[0], w) and before[1] == b and epochs > 1:
            break
    return w, b


def _by_fit(X, y):
    from rectified import perceptron

    run = perceptron.fit(X, y)
    return run.w, run.b


def _by_scikit_learn(X, y):
    from sklearn.linear_model import Perceptron

    unit = Perceptron(tol=None, max_iter=100).fit(X, y)
    return unit.coef_, unit.intercept_


def _forever(X, y):
    w, b = np.zeros(X.shape[1]), 0.0
    while True:
        mistakes = 0
        for x, label in zip(X, y):
            error = label - int(w @ x + b >= 0)
            w, b = w + error * x, b + error
            mistakes += abs(error)
        if mistakes == 0:
            return w, b


def _first_right(X, y):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(100):
        for x, label in zip(X, y):
            error = label - int(w @ x + b >= 0)
            w, b = w + error * x, b + error
            if error == 0:
                return w, b
    return w, b


train.wrong(
    "one epoch",
    lambda X, y: _trained(X, y, epochs=1),
    says="That is the result of going through the rows once. Go through them again until none is "
    "answered wrongly.",
)
train.wrong(
    "no bias",
    lambda X, y: _trained(X, y, bias=0.0),
    says="Your bias stays at 0, so every boundary goes through the origin. It learns like a weight "
    "whose input is always 1.",
)
train.wrong(
    "always one",
    lambda X, y: _trained(X, y, epochs=10, rule=lambda z, label: (z >= 0) - label),
    lambda X, y: _trained(X, y, epochs=10, rule=lambda z, label: label),
    says="After your training the unit answers 1 to everything. That happens when the steps go "
    "away from the label, or when zeros never pull it down: the error is the label minus the "
    "answer.",
)
train.wrong(
    "ends at the first right answer",
    _first_right,
    says="Training ends at the first row that is answered rightly. Is a `return` or a `break` "
    "inside the inner loop?",
)


def _one_kind(X, y, learned, start=0.0):
    """Training in which only the mistakes at rows with one label count."""
    w, b = np.full(X.shape[1], start), start
    for _ in range(100):
        for x, label in zip(X, y):
            error = label - int(w @ x + b >= 0)
            if label == learned:
                w, b = w + error * x, b + error
    return w, b


train.wrong(
    "nothing learned",
    lambda X, y: _one_kind(X, y, 1),
    lambda X, y: (np.zeros(X.shape[1]), 0.0),
    says="After every training, weights and bias are 0: the unit answers 1 to everything. With "
    "that start only rows with label 0 are answered wrongly. Do they change anything?",
)
train.wrong(
    "learns from zeros only",
    lambda X, y: _one_kind(X, y, 0),
    says="After your training the unit answers 0 to nearly everything. Do rows with label 1 that "
    "are answered wrongly change the weights, too?",
)
train.wrong(
    "no end on XOR",
    _forever,
    says="AND, OR, NAND and the points are learned, but on XOR training does not end: no line "
    "separates it, so every epoch has a mistake. Stop after 100 epochs.",
)
train.also_wrong(
    lambda X, y: _one_kind(X, y, 1, start=-1.0),
    lambda X, y: _trained(X, y, epochs=3),
    lambda X, y: _trained(X, y, epochs=12),
    lambda X, y: _trained(X, y)[0],
    lambda X, y: None,
    lambda X, y: (np.ones(2), -1.5),
    lambda X, y: np.array([1, 1, -1.5]),
    lambda X: X,
    "train",
)
