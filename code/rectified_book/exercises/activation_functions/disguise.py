"""A tanh network in disguise."""

from __future__ import annotations

import numpy as np

from checker import Malformed, numbers, task

from .._inputs import vector
from ._shared import _sigmoid

_TANH_NETS = {
    "one unit": (np.array([[1.0]]), vector(0.5), np.array([[1.5]]), vector(0.0)),
    "one unit with a bias behind it": (
        np.array([[-0.5]]),
        vector(0),
        np.array([[1.0]]),
        vector(0.75),
    ),
    "three units": (
        np.array([[1.0, -2.0, 0.5]]),
        vector(0.25, 1, -1),
        np.array([[1.5], [-0.5], [3.0]]),
        vector(-1),
    ),
    "two inputs and two outputs": (
        np.array([[1.0, -1.0, 0.5], [0.5, 2.0, -1.5]]),
        vector(0.5, 0, -0.5),
        np.array([[1.0, 0.0], [-2.0, 0.5], [0.5, 1.5]]),
        vector(0.5, -0.25),
    ),
}


def _disguised(answer, call):
    """What the networks answer that a learner has made of tanh networks."""
    facts = {}
    for name, net in _TANH_NETS.items():
        copies = [part.copy() for part in net]
        found = call(answer, *copies)
        if not all(map(np.array_equal, copies, net)):
            raise Malformed("Your function changes the arrays that it is given. Make new ones.")
        if isinstance(found, dict):
            found = list(found.values())
        if not isinstance(found, list | tuple) or len(found) != 4:
            raise Malformed("Return four arrays: `return V1, c1, V2, c2`.")
        what = ("V1", "c1", "V2", "c2")
        parts = [numbers(f, part.shape, w) for f, part, w in zip(found, net, what)]
        for x in (0.0, 1.0, -0.5):
            row = np.full(net[0].shape[0], x)
            outputs = _sigmoid(row @ parts[0] + parts[1]) @ parts[2] + parts[3]
            for k, output in enumerate(outputs):
                which = f", output {k + 1}" if len(outputs) > 1 else ""
                facts[f"{name}, x = {x:g}{which}"] = float(round(output, 9)) + 0.0
    return facts


_DISGUISED_DIFFERS = {
    f"{name}, x = {x:g}{which}": text
    for name, text in {
        "one unit": "Already for a single hidden unit, your network answers something else.",
        "one unit with a bias behind it": "A single hidden unit goes right, unless the output has "
        "a bias: c2 is more than what makes up for the −1.",
        "three units": "With one hidden unit it goes right, with three it does not. Every unit "
        "brings its own −1.",
        "two inputs and two outputs": "With one input and one output it goes right, with two it "
        "does not. Every weight keeps its place, and each output has its own number in c2.",
    }.items()
    for x in (0.0, 1.0, -0.5)
    for which in ("", ", output 1", ", output 2")
}


@task(
    way=(3, 15, "tanh as a sigmoid", "the-functions#tanh-is-a-sigmoid"),
    function=True,
    observe=_disguised,
    differs=_DISGUISED_DIFFERS,
    hints=[
        "Put tanh z = 2σ(2z) − 1 in place of every tanh, and multiply out.",
        "What stands inside the sigmoid is doubled: weights *and* biases. So are the weights "
        "behind it.",
        "The −1 of each hidden unit reaches an output times the weight between them. Sum over the "
        "hidden units: `W2.sum(axis=0)`.",
    ],
    why="""
    With $\\tanh z = 2\\sigma(2z) - 1$, the network is
    $\\bigl(2\\sigma(2xW_1 + 2b_1) - 1\\bigr)W_2 + b_2$. The 2 inside doubles $W_1$ and $b_1$, the 2
    outside doubles $W_2$, and the −1 of every hidden unit times its weights, that is minus the sum
    of the rows of $W_2$, goes into the last bias. Therefore tanh networks and sigmoid networks can
    compute exactly the same functions.
    """,
)
def disguise(W1, b1, W2, b2):
    """A tanh network in disguise

    A network with one hidden layer of tanh computes $y = \\tanh(xW_1 + b_1)\\,W_2 + b_2$, where x
    is a row, as in the chapter. Write `disguise(W1, b1, W2, b2)`: it returns four arrays
    `(V1, c1, V2, c2)` of the same shapes such that the network with sigmoids,
    $\\sigma(xV_1 + c_1)\\,V_2 + c_2$, gives the same $y$ for every $x$. (`W1` has the shape
    `(d, h)`, `b1` the length `h`, `W2` the shape `(h, k)`, `b2` the length `k`.)
    """
    c2 = b2 - W2.sum(axis=0)  # ← the last bias
    return 2 * W1, 2 * b1, 2 * W2, c2  # ← (V1, c1, V2, c2)


disguise.also_right(
    lambda W1, b1, W2, b2: (2 * W1, 2 * b1, 2 * W2, b2 - W2.sum(axis=0)),
    lambda W1, b1, W2, b2: [2 * W1, 2 * b1, 2 * W2, b2 - np.ones(len(W2)) @ W2],
    lambda W1, b1, W2, b2: (-2 * W1, -2 * b1, -2 * W2, b2 + W2.sum(axis=0)),
    lambda W1, b1, W2, b2: (
        (W1 + W1).tolist(),
        (b1 + b1).tolist(),
        (W2 + W2).tolist(),
        (b2 - sum(W2)).tolist(),
    ),
    lambda W1, b1, W2, b2: tuple(
        np.float32(p) for p in (2 * W1, 2 * b1, 2 * W2, b2 - W2.sum(axis=0))
    ),
    lambda W1, b1, W2, b2: (
        2 * W1[:, ::-1],
        2 * b1[::-1],
        2 * W2[::-1],
        [b - sum(c) for b, c in zip(b2, W2.T)],
    ),
)
disguise.wrong(
    "last bias kept",
    lambda W1, b1, W2, b2: (2 * W1, 2 * b1, 2 * W2, b2),
    says="All weights are right. The −1 in 2σ(2z) − 1 has been lost: it moves every output, by an "
    "amount that depends on W2.",
)
disguise.wrong(
    "first layer not doubled",
    lambda W1, b1, W2, b2: (W1, b1, 2 * W2, b2 - W2.sum(axis=0)),
    says="The second layer is right. In the first, the 2 inside σ(2z) is missing.",
)
disguise.wrong(
    "first bias not doubled",
    lambda W1, b1, W2, b2: (2 * W1, b1, 2 * W2, b2 - W2.sum(axis=0)),
    says="Nearly: in σ(2z), all of z is doubled, and the first bias is a part of it.",
)
disguise.wrong(
    "second layer not doubled",
    lambda W1, b1, W2, b2: (2 * W1, 2 * b1, W2, b2 - W2.sum(axis=0)),
    says="The first layer is right, and so is the last bias. The 2 in front of σ has to go into "
    "W2.",
)
disguise.wrong(
    "last bias plus",
    lambda W1, b1, W2, b2: (2 * W1, 2 * b1, 2 * W2, b2 + W2.sum(axis=0)),
    says="All but the sign of what is added to the last bias: each tanh brings a *minus* 1.",
)
disguise.wrong(
    "only one less",
    lambda W1, b1, W2, b2: (2 * W1, 2 * b1, 2 * W2, b2 - 1),
    lambda W1, b1, W2, b2: (2 * W1, 2 * b1, 2 * W2, 2 * b2 - 1),
    says="You subtract 1 from the last bias. The −1 stands inside, before W2: it arrives times the "
    "weights.",
)
disguise.wrong(
    "last bias doubled",
    lambda W1, b1, W2, b2: (2 * W1, 2 * b1, 2 * W2, 2 * b2 - W2.sum(axis=0)),
    says="The last bias is doubled as well. It stands behind everything and has nothing to do with "
    "the factor 2.",
)
disguise.wrong(
    "minus the doubled weights",
    lambda W1, b1, W2, b2: (2 * W1, 2 * b1, 2 * W2, b2 - 2 * W2.sum(axis=0)),
    says="You subtract the sum of the *doubled* weights. Of 2σ(2z) − 1, only the first part has "
    "the factor 2.",
)
disguise.wrong(
    "one sum for all outputs",
    lambda W1, b1, W2, b2: (2 * W1, 2 * b1, 2 * W2, b2 - W2.sum()),
    says="With one output it is right. With several, each has its own weights, and needs its own "
    "sum.",
)
disguise.wrong(
    "second layer as it was",
    lambda W1, b1, W2, b2: (2 * W1, 2 * b1, W2, b2),
    says="The first layer is right. In 2σ(2z) − 1 there is also a factor in front and a −1 behind: "
    "both belong to the second layer.",
)
disguise.wrong(
    "first layer as it was",
    lambda W1, b1, W2, b2: (W1, b1, 2 * W2, b2),
    says="You have changed W2 only, rightly. The 2 inside σ(2z) and the −1 are still to come.",
)
disguise.wrong(
    "everything doubled",
    lambda W1, b1, W2, b2: (2 * W1, 2 * b1, 2 * W2, 2 * b2),
    says="All four are doubled: right for three of them. The last bias stands behind everything; "
    "there it is the −1 that is missing.",
)
disguise.wrong(
    "one for each unit",
    lambda W1, b1, W2, b2: (2 * W1, 2 * b1, 2 * W2, b2 - len(W2)),
    says="You subtract 1 for each hidden unit. The −1 stands before W2: each arrives times its "
    "weight.",
)
disguise.wrong(
    "minus one in the weights",
    lambda W1, b1, W2, b2: (2 * W1, 2 * b1, 2 * W2 - 1, b2),
    lambda W1, b1, W2, b2: (W1, b1, 2 * W2 - 1, b2),
    says="You subtract 1 from the weights of the second layer. The −1 is multiplied by them: it "
    "does not depend on x, so it belongs to a bias.",
)
disguise.wrong(
    "minus one in the first bias",
    lambda W1, b1, W2, b2: (2 * W1, 2 * b1 - 1, 2 * W2, b2),
    says="You subtract 1 from the first bias. The −1 in 2σ(2z) − 1 stands behind the sigmoid.",
)
disguise.wrong(
    "only the weights doubled",
    lambda W1, b1, W2, b2: (2 * W1, b1, 2 * W2, b2),
    says="The weights are right. Of the biases, the first is a part of the z in 2σ(2z) − 1, and "
    "the last has to take up the −1.",
)
disguise.wrong(
    "last bias replaced",
    lambda W1, b1, W2, b2: (2 * W1, 2 * b1, 2 * W2, -W2.sum(axis=0)),
    says="All but one thing: the last bias of the tanh network has been lost.",
)
disguise.wrong(
    "first unit only",
    lambda W1, b1, W2, b2: (2 * W1, 2 * b1, 2 * W2, b2 - W2[0]),
    lambda W1, b1, W2, b2: (2 * W1, 2 * b1, 2 * W2, b2 - W2.mean(axis=0)),
    lambda W1, b1, W2, b2: (2 * W1, 2 * b1, 2 * W2, b2 - W2.max(axis=0)),
    says="With one hidden unit it goes right. With several, *each* brings its −1 times its weight: "
    "not one of them, and not their mean.",
)
disguise.wrong(
    "sizes of the weights",
    lambda W1, b1, W2, b2: (2 * W1, 2 * b1, 2 * W2, b2 - np.abs(W2).sum(axis=0)),
    says="You subtract the sizes of the weights. A negative weight turns the −1 into +1.",
)
disguise.wrong(
    "unchanged",
    lambda W1, b1, W2, b2: (W1, b1, W2, b2),
    says="These are the weights of the tanh network as they were. With sigmoids they give "
    "something else.",
)
disguise.wrong(
    "halved",
    lambda W1, b1, W2, b2: (W1 / 2, b1 / 2, W2 / 2, b2 + W2.sum(axis=0) / 2),
    lambda W1, b1, W2, b2: (W1 / 2, b1 / 2, W2 / 2, b2),
    lambda W1, b1, W2, b2: (W1 / 2, b1 / 2, W2 / 2, b2 - W2.sum(axis=0)),
    lambda W1, b1, W2, b2: (W1 / 2, b1 / 2, 2 * W2, b2 - W2.sum(axis=0)),
    says="The weights into the sigmoids are halved. tanh is the steeper of the two: the sigmoid "
    "needs larger numbers inside, not smaller ones.",
)
disguise.also_wrong(
    lambda W1, b1, W2, b2: (2 * W1, 2 * b1, 2 * W2),
    lambda W1, b1, W2, b2: (2 * W1, 2 * b1, 2 * W2, b2 - W2.sum(axis=1)),
    lambda W1, b1, W2, b2: (2 * W1, 2 * b1, 2 * W2, b2 - W2.prod(axis=0)),
    lambda W1, b1, W2, b2: (3 * W1, 3 * b1, 2 * W2, b2 - W2.sum(axis=0)),
    lambda W1, b1, W2, b2: None,
    lambda W1, b1, W2, b2: W1 @ W2,
    lambda W1, b1, W2, b2: W1.foo,
    lambda W1, b1: (W1, b1),
    "disguise",
)
