"""A signal on its way forward."""

from __future__ import annotations

import functools
import itertools
import math

import numpy as np

from checker import function

from ._shared import _logistic, quarters, sigmoid


@function(
    way=(2, 7, "the signal on its way forward", "backpropagation#all-units"),
    cases=[
        (0.5, 2.0, 0),
        (0.0, 1.0, 1),
        (1.0, 2.0, 1),
        (1.0, -3.0, 2),
        (2, 1, 2),
        (1, 3, 3),
        (-1.5, 0.5, 4),
        (0.25, -4.0, 6),
        (3.0, 8.0, 5),
    ],
    more=lambda rng: (float(quarters(rng)), float(quarters(rng)), int(rng.randint(2, 8))),
    hints=[
        "Begin with a list that holds only x.",
        "Each new activation is made from the last one in the list: first w, then the sigmoid.",
        "`values[-1]` is the last entry of a list, `values.append(a)` puts one more behind it.",
    ],
    why="""
    Each layer sees only what the layer before it has put out. So the list is made step by step:
    take the last entry, multiply by the weight, apply the sigmoid, append. As long as the weight
    lies between −4 and 4, every layer brings different inputs closer together: what the input was
    is forgotten bit by bit, just as a gradient is on its way back.
    """,
    picture=lambda: _picture_of_activations(),
)
def activations(x, w, n):
    """A signal on its way forward

    In a chain of `n` single sigmoid neurons all have the same weight `w` and no bias. The first
    one gets `x`, each of the others what the one before it puts out: $a \\leftarrow \\sigma(wa)$,
    starting from $a = x$. Write `activations(x, w, n)`: it returns all `n + 1` values, `x` itself
    first, as a list or 1-D array. `x` and `w` are numbers, `n` is a whole number, 0 or more.
    """
    values = [x]
    for _ in range(n):
        values.append(sigmoid(w * values[-1]))
    return np.array(values)


def _picture_of_activations():
    """Three inputs, and what is left of the difference between them."""
    from rectified_book import figures

    fig, ax = figures.new(xlabel="layer", ylabel="activation")
    layers, w = np.arange(7), 3.0
    rows = [activations.reference(x, w, 6) for x in (-0.5, 0.0, 1.0)]
    for row, look, place in zip(rows, figures.SERIES, ((12, 0), (12, -12), (0, 14))):
        ax.plot(layers, row, **look)
        name = f"x = {row[0]:g}".replace("-", "−")
        figures.label_line(ax, 0, row[0], name, look["color"], *place)
    ax.set_ylim(-0.65, 1.25)
    first, last = (max(r[k] for r in rows) - min(r[k] for r in rows) for k in (0, 6))
    alt = (
        f"Activations of six sigmoid neurons with the weight {w:g}, for three inputs that are "
        f"{first:.2f} apart. After six layers they are {last:.4f} apart."
    )
    return fig, alt


def _forward_array(x, w, n):
    values = np.empty(n + 1)
    values[0] = x
    for k in range(n):
        values[k + 1] = 1 / (1 + np.exp(-w * values[k]))
    return values


def _forward_recursive(x, w, n):
    if n == 0:
        return [x]
    before = _forward_recursive(x, w, n - 1)
    return [*before, float(sigmoid(w * before[-1]))]


def _forward_generator(x, w, n):
    def steps():
        a = x
        yield a
        for _ in range(n):
            a = _logistic(w * a)
            yield a

    return tuple(steps())


def _forward_append(x, w, n):
    values = np.array([float(x)])
    while len(values) <= n:
        values = np.append(values, sigmoid(w * values[-1]))
    return values


def _forward_float32(x, w, n):
    values = [np.float32(x)]
    for _ in range(n):
        values.append(np.float32(1) / (1 + np.exp(-np.float32(w) * values[-1])))
    return np.array(values)


def _forward_tanh(x, w, n):
    values = [x]
    for _ in range(n):
        values += [0.5 + 0.5 * math.tanh(w * values[-1] / 2)]
    return values


activations.also_right(
    lambda x, w, n: list(
        itertools.accumulate(range(n), lambda a, _: float(sigmoid(w * a)), initial=x)
    ),
    lambda x, w, n: functools.reduce(
        lambda values, _: [*values, sigmoid(w * values[-1])], range(n), [x]
    ),
    lambda x, w, n: np.fromiter(
        itertools.accumulate([x, *range(n)], lambda a, _: _logistic(w * a)), dtype=float
    ),
    lambda x, w, n: np.hstack([[x], _forward_array(x, w, n)[1:]]),
    lambda x, w, n: dict(enumerate(_forward_array(x, w, n))).values(),
    lambda x, w, n: list(itertools.accumulate([x] + [w] * n, lambda a, b: sigmoid(a * b))),
    lambda start, weight, count: np.asmatrix(_forward_array(start, weight, count)),
    lambda x, w, n: [np.array([a]) if n == 0 else a for a in _forward_array(x, w, n)],
    lambda x, w, n: [np.float64(a) for a in _forward_recursive(x, w, n)],
    lambda x, w, n: list(map(float, _forward_append(x, w, n))),
    _forward_array,
    _forward_recursive,
    _forward_generator,
    _forward_append,
    _forward_float32,
    _forward_tanh,
)
activations.wrong(
    "input missing",
    lambda x, w, n: _forward_array(x, w, n)[1:],
    says="Your list starts behind the input. Its first entry is `x` itself.",
)
activations.wrong(
    "weight outside",
    lambda x, w, n: list(
        itertools.accumulate(range(n), lambda a, _: float(w * sigmoid(a)), initial=x)
    ),
    says="You multiply by w after the sigmoid. The weight acts on what comes in: first w, then "
    "the sigmoid.",
)
activations.wrong(
    "no activation",
    lambda x, w, n: [x * w**k for k in range(n + 1)],
    says="The sigmoid is missing: you only multiply by the weight, again and again.",
)
activations.wrong(
    "no weight",
    lambda x, w, n: _forward_array(x, 1, n),
    says="The weight plays no part. Each neuron multiplies its input by it.",
)
activations.wrong(
    "always from the input",
    lambda x, w, n: np.array([x] + [sigmoid(w * x)] * n),
    says="From the second entry on nothing changes: each of your neurons gets x. Only the first "
    "one does, the others get the activation before.",
)
activations.wrong(
    "last only",
    lambda x, w, n: _forward_array(x, w, n)[-1],
    says="That is the last activation. All are wanted, with x at the front.",
)
activations.wrong(
    "last missing",
    lambda x, w, n: _forward_array(x, w, n)[: max(n, 1)],
    lambda x, w, n: _forward_array(x, w, n)[:-1],
    says="The last activation is missing: n neurons and the input make n + 1 values.",
)
activations.wrong(
    "one too many",
    lambda x, w, n: _forward_array(x, w, n + 1),
    says="You have one neuron too many: n + 1 values are the input and n activations.",
)
activations.wrong(
    "input activated",
    lambda x, w, n: _forward_array(sigmoid(x), w, n),
    says="Your first entry is the sigmoid of x. The input comes first just as it is.",
)
activations.wrong(
    "begins with an activation",
    lambda x, w, n: _forward_array(x, w, n + 1)[1:],
    says="You return n + 1 activations. The first of the n + 1 values is the input `x` itself.",
)
activations.wrong(
    "input weighted",
    lambda x, w, n: np.array([w * x, *_forward_array(x, w, n)[1:]]),
    says="Only the first entry differs: it is w·x. The input comes first just as it is.",
)
activations.wrong(
    "scores",
    lambda x, w, n: np.array([x, *(w * _forward_array(x, w, n)[:-1])]),
    says="Behind x you return the pre-activations w·a. The activations are what the sigmoid "
    "makes of them.",
)
activations.wrong(
    "activation at the end only",
    lambda x, w, n: [x] + [float(sigmoid(w**k * x)) for k in range(1, n + 1)],
    says="You multiply by all the weights first and apply the sigmoid once. Each layer applies it.",
)
activations.wrong(
    "weight added",
    lambda x, w, n: list(
        itertools.accumulate(range(n), lambda a, _: float(sigmoid(w + a)), initial=x)
    ),
    says="You add the weight to the input, like a bias. It multiplies.",
)
activations.wrong(
    "tanh",
    lambda x, w, n: list(itertools.accumulate(range(n), lambda a, _: math.tanh(w * a), initial=x)),
    says="Your neurons use tanh. Here they are sigmoids.",
)
activations.wrong(
    "slopes",
    lambda x, w, n: [x, *(sigmoid.derivative(w * a) for a in _forward_array(x, w, n)[:-1])],
    says="Behind x you return the slopes. They are for the way back; forward, each layer puts out "
    "the sigmoid's value.",
)


def _forward_integers(x, w, n):
    values = np.full(n + 1, x)
    for k in range(n):
        values[k + 1] = sigmoid(w * values[k])
    return values


activations.wrong(
    "integer array",
    _forward_integers,
    says="When x is a whole number, your array holds whole numbers, and each activation loses its "
    "decimals. Make an array of floats.",
)
activations.wrong(
    "starts from zero",
    lambda x, w, n: _forward_array(0.0, w, n),
    says="Your result does not depend on x: it begins with 0. Did x never get into the array?",
)
activations.wrong(
    "relu",
    lambda x, w, n: list(itertools.accumulate(range(n), lambda a, _: max(0, w * a), initial=x)),
    says="Your neurons cut negative pre-activations off at 0, as ReLUs do. Here they are sigmoids.",
)
activations.wrong(
    "sign in the exponent",
    lambda x, w, n: _forward_array(x, -w, n),
    lambda x, w, n: list(
        itertools.accumulate(range(n), lambda a, _: 1 / (1 + math.exp(w * a)), initial=x)
    ),
    says="Your neurons compute σ(−wa). In the sigmoid, e has the exponent *minus* the "
    "pre-activation.",
)
activations.wrong(
    "slopes handed on",
    lambda x, w, n: list(
        itertools.accumulate(range(n), lambda a, _: sigmoid.derivative(w * a), initial=x)
    ),
    says="Each of your layers hands on the slope of the sigmoid. Forward, it hands on the value.",
)
activations.wrong(
    "input twice",
    lambda x, w, n: [x, *_forward_array(x, w, n)],
    says="x stands at the front twice. The n + 1 values are x and n activations.",
)
activations.wrong(
    "backwards",
    lambda x, w, n: _forward_array(x, w, n)[::-1],
    says="The values are right, but the last one comes first. The input is to be at the front.",
)
activations.also_wrong(
    lambda x, w, n: _forward_array(x, w, n)[:, None],
    lambda x, w, n: _forward_array(x, w, n).sum(),
    lambda x, w, n: np.round(_forward_array(x, w, n), 3),
    lambda x, w, n: np.append(x, w * _forward_array(x, w, n)[1:]),
    lambda x, w, n: (v for v in _forward_array(x, w, n)),
    lambda x, w, n: np.full(n + 1, 0.5),
    lambda x, w, n: [sigmoid(w * x)] * (n + 1),
    lambda x, w, n: _forward_array(w, x, n),
    lambda x, w, n: _forward_array(x, w, 3),
    lambda x, w, n: set(_forward_array(x, w, n)),
    lambda x, w, n: None,
    lambda x, w, n: [str(v) for v in _forward_array(x, w, n)],
)
