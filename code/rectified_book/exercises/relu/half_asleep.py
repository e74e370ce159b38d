"""Half asleep."""

from __future__ import annotations

import functools

import numpy as np

from checker import Facts, Malformed, Numbers, letter, numbers, read, task


@functools.cache
def raw_digits():
    """Images as they come, with pixels from 0 to 16."""
    from rectified import datasets

    return datasets.digits("raw")


_FATES = {
    "a": "come back to life, little by little",
    "b": "do not move at all",
    "c": "shrink toward 0",
}


def _half_asleep(answer):
    """Facts about a network with dead units, and about what was observed."""
    from rectified import MLP

    if not isinstance(answer, list | tuple) or len(answer) != 3:
        raise Malformed("Three things are wanted, in this order: (net, dead, letter).")
    net, dead, explanation = answer
    if not isinstance(net, MLP) or net.stack_shape:
        raise Malformed("The first part must be one network, an `MLP` of the package.")
    sizes = net.layer_sizes
    if sizes[0] != 64 or sizes[-1] != 10 or len(sizes) < 3 or net.activation.name != "relu":
        raise Malformed("The network must have 64 inputs, hidden layers of ReLUs and 10 outputs.")
    value = read(dead)
    if not isinstance(value, Numbers) or not np.isin(value.array, (0, 1)).all():
        raise Malformed("The second part must hold True or False for each unit.")
    dead = numbers(dead, (sizes[1],), "The second part, True or False for each unit").astype(bool)
    explanation = letter(explanation, _FATES, "The third part")
    X, X_new, _, y_new = raw_digits()
    found = (X @ net.W[0] + net.b[0] <= 0).all(axis=0)
    accuracy = float((net.predict(X_new).argmax(axis=1) == y_new).mean())
    return Facts(
        {
            "reads new digits": accuracy >= 0.9,
            "at least ten dead": int(found.sum()) >= 10,
            "the dead": _compared(found, dead),
            "explanation": explanation,
        },
        {"accuracy": f"{accuracy:.0%}", "dead in the first layer": f"{found.sum()} of {sizes[1]}"},
    )


def _compared(found, named):
    """What is different between the dead units and those that were named."""
    if np.array_equal(found, named):
        return "all named"
    if np.array_equal(found, ~named):
        return "the living"
    if (named & ~found).any() and not (found & ~named).any():
        return "too many"
    if (found & ~named).any() and not (named & ~found).any():
        return "too few"
    return "others"


@task(
    way=(3, 25, "dead units", "dying-units#can-the-dead-come-back"),
    observe=_half_asleep,
    differs={
        "reads new digits": "The network reads fewer than 90 % of the new digits, raw ones. Train "
        "it more gently, or longer.",
        "at least ten dead": "The network is too healthy: fewer than ten units of its first hidden "
        "layer are dead. What makes the steps larger?",
        "the dead": "The network is right. But the units that you name are not those that answer "
        "none of the training images.",
        "explanation": "The network and its dead are right. The letter is another one: try it.",
    },
    hints=[
        "The page *How units die* has such a network: `MLP([64, 64, 64, 10])`, raw pixels, ten "
        "epochs with batches of 64, learning rate 0.01 and momentum 0.9.",
        "`net.forward(X).z[0]` holds the pre-activations of the first hidden layer: a row for each "
        "image, a column for each unit. For which columns is none of them above 0?",
        "For the letter: `net.fit(X, y, epochs=10, batch_size=64, learning_rate=0.001)` goes on "
        "from where the network is. Keep a copy of `net.W[0]` from before.",
    ],
    why="""
    A dead unit has the slope 0 for every image, so its weights get the gradient 0, exactly. In the
    first layer its inputs are the images, which do not change either. So nothing about it ever
    changes: (b). Neither time nor a smaller rate helps, and the accuracy tells nothing about it.
    """,
    picture=lambda: _picture_of_the_dead(),
)
def half_asleep():
    """Half asleep

    Train a network that reads digits well and is half asleep. It learns from raw pixels,
    `X, X_test, y, y_test = datasets.digits("raw")`, with hidden layers of ReLUs; afterwards it must
    read at least 90 % of the test images, and at least ten units of its *first* hidden layer must
    be dead, that is, answer none of the training images.

    Observe: which ones are they? Explain: the training goes on with the same images, *without*
    momentum and at a learning rate of 0.001. The weights of the dead units (a) come back to life,
    little by little, (b) do not move at all, (c) shrink toward 0. Give `(net, dead, letter)`:
    the network, an array with True or False for each unit of the first hidden layer, and the
    letter.
    """
    from rectified import MLP, datasets

    X, _, y, _ = datasets.digits("raw")
    net = MLP([64, 64, 64, 10], "relu", rng=0)
    net.fit(X, y, epochs=10, batch_size=64, learning_rate=0.01, momentum=0.9)
    dead = (net.forward(X).z[0] <= 0).all(axis=0)
    return net, dead, "b"  # ← (net, dead, letter)


def _picture_of_the_dead():
    """The share of images that each unit of the solution's first layer answers."""
    from rectified_book import figures

    net = _asleep()
    answered = (net.forward(raw_digits()[0]).z[0] > 0).mean(axis=0)
    return figures.relu.board({"First hidden layer of the solution": answered})


@functools.cache
def _asleep(layers=(64, 64, 64, 10), rate=0.01, momentum=0.9, seed=0, epochs=10):
    """A network trained on raw digits."""
    from rectified import MLP

    X, _, y, _ = raw_digits()
    net = MLP(layers, "relu", rng=seed)
    net.fit(X, y, epochs=epochs, batch_size=64, learning_rate=rate, momentum=momentum)
    return net


@functools.cache
def _silent(net, layer=0):
    """For each training image and unit whether the unit is silent."""
    return net.forward(raw_digits()[0]).z[layer] <= 0


def _dead(net, rows=slice(None), layer=0):
    return _silent(net, layer)[rows].all(axis=0)


def _reported(letter="b", name=_dead, **recipe):
    """A network, its dead units and a letter, with one thing changed."""

    def answer():
        net = _asleep(**recipe)
        return net, name(net), letter

    return answer


def _by_diagnostics(net):
    from rectified import diagnostics

    return diagnostics.dead_units(net, raw_digits()[0])[0]


def _killed_by_hand():
    """Dead units may also be made."""
    net = _asleep(momentum=0.0, rate=0.005).copy()
    net.b[0][:12] = -1e4
    net.fit(raw_digits()[0], raw_digits()[2], epochs=15, batch_size=64, learning_rate=0.005)
    return net, _dead(net), "b"


half_asleep.also_right(
    _reported(),
    _reported(name=_by_diagnostics, letter="(b)"),
    _reported(letter="b) do not move at all"),
    _reported(name=lambda net: _dead(net).astype(int).tolist(), letter="B"),
    _reported(layers=(64, 32, 10), seed=4),
    _reported(name=lambda net: ~(net.forward(raw_digits()[0]).a[1] > 0).any(axis=0)),
    _killed_by_hand,
)
half_asleep.wrong(
    "expects a return",
    _reported(letter="a"),
    says="Network and dead are right. But for which image would a dead unit get a gradient that "
    "could move it? Go on training and look.",
)
half_asleep.wrong(
    "expects zeros",
    _reported(letter="c"),
    says="Network and dead are right. But something would have to push the weights toward 0, and "
    "the gradient of a dead unit is 0 itself.",
)
half_asleep.wrong(
    "the living",
    _reported(name=lambda net: ~_dead(net)),
    says="The network is right. But you name the units that are alive: True and False are swapped.",
)
half_asleep.wrong(
    "too few images asked",
    _reported(name=lambda net: _dead(net, slice(100))),
    _reported(name=lambda net: _silent(net).mean(axis=0) > 0.9),
    says="The network is right. But some of the units that you name do answer an image of the "
    "training set. Dead means none of all 1347.",
)
half_asleep.wrong(
    "some left out",
    _reported(name=lambda net: _dead(net) & (np.arange(64) % 2 == 0)),
    says="The network is right, and the units that you name are dead. But there are more of them: "
    "some that answer no training image are left out.",
)
half_asleep.wrong(
    "healthy",
    _reported(momentum=0.0, rate=0.005),
    says="The network reads well, and fewer than ten units of its first hidden layer are dead. "
    "What makes the steps larger?",
)
half_asleep.also_wrong(
    _reported(rate=0.1),
    _reported(epochs=1, rate=1e-4),
    _reported(name=lambda net: _dead(net, layer=1)),
    _reported(name=lambda net: np.flatnonzero(_dead(net))),
    _reported(name=lambda net: _dead(net).sum()),
    _reported(letter="none"),
    lambda: _asleep(),
    lambda: (None, [True] * 64, "b"),
    lambda: (_asleep(), _dead(_asleep())),
    lambda: None,
    "b",
)
