"""A gradient on its way back."""

from __future__ import annotations

import functools
import itertools
import math

import numpy as np

from checker import function

from .._inputs import vector
from ._shared import TINY, quarters, sigmoid


def outputs(rng, n):
    """Random outputs of sigmoid neurons."""
    return rng.randint(1, 20, n) / 20


@function(
    way=(3, 12, "the gradient on its way back", "backpropagation#three-units"),
    cases=[
        (vector(0.5), 4, 1),
        (vector(0.5), 1.0, -2.0),
        (vector(0.2), 2.0, 3.0),
        (vector(0.5, 0.5), 4.0, 1.0),
        (vector(0.5, 0.2), 2.0, 1.0),
        (vector(0.1, 0.5, 0.8), -3.0, 2.0),
        (vector(0.9, 0.6, 0.3, 0.5), 1, 1),
        (np.linspace(0.05, 0.95, 12), 1.0, 1.0),
    ],
    more=lambda rng: (
        outputs(rng, rng.randint(2, 7)),
        float(quarters(rng)),
        float(quarters(rng)),
    ),
    tolerance=TINY,
    hints=[
        "Start at the end: the last layer multiplies g by its own slope and by the weight.",
        "a is already the sigmoid's output, and its slope is a(1 − a).",
        "Go through a from the last entry to the first, carry the gradient along, and write it "
        "down after each layer. The first layer comes first in the result.",
    ],
    why="""
    From the last output on, each layer multiplies the gradient by its slope, a(1 − a), and by its
    weight, and hands the result to the layer before. The loop goes from the end to the front, so
    the newest gradient belongs at the front of the list. All of them are proportional to g:
    backpropagation is linear, although the network is not.
    """,
)
def backward(a, w, g):
    """A gradient on its way back

    A chain of sigmoid neurons, all with the same weight `w`, has put out the activations `a`, the
    first layer's first (without the input of the chain). `g` is the gradient of the loss with
    respect to the last output. Write `backward(a, w, g)`: it returns the gradient with respect to
    the *input* of every layer, the first layer first: what is left after its slope and its weight.
    So the last entry is $g\\,w\\,a(1 - a)$ with the last `a`. `a` is a 1-D array, `w` and `g` are
    numbers; the result has the length of `a`. Leave `a` as it is.
    """
    gradients = []
    for value in a[::-1]:
        g = g * w * value * (1 - value)
        gradients.insert(0, g)
    return np.array(gradients)


def _back_index(a, w, g):
    out = np.zeros(len(a))
    for k in range(len(a) - 1, -1, -1):
        out[k] = w * a[k] * (1 - a[k]) * (out[k + 1] if k + 1 < len(a) else g)
    return out


def _back_append(a, w, g):
    out = []
    for v in reversed(a):
        g *= w * v * (1 - v)
        out.append(g)
    return out[::-1]


def _back_recursive(a, w, g):
    if len(a) == 0:
        return []
    rest = _back_recursive(a[1:], w, g)
    return [w * a[0] * (1 - a[0]) * (rest[0] if rest else g), *rest]


def _back_products(a, w, g):
    return [g * math.prod(w * v * (1 - v) for v in a[k:]) for k in range(len(a))]


def _back_solve(a, w, g):
    """As a system of equations: each entry minus its factor times the next one is 0."""
    factors = w * a * (1 - a)
    right = np.zeros(len(a))
    right[-1] = g * factors[-1]
    return np.linalg.solve(np.eye(len(a)) - np.diag(factors[:-1], 1), right)


backward.also_right(
    lambda a, w, g: g * np.cumprod((w * a * (1 - a))[::-1])[::-1],
    lambda a, w, g: np.flip(np.cumprod(np.flip(w * (a - a**2)))) * g,
    lambda a, w, g: list(
        itertools.accumulate(a[::-1], lambda d, v: d * w * v * (1 - v), initial=g)
    )[:0:-1],
    lambda a, w, g: [g * np.prod(w * a[k:] * (1 - a[k:])) for k in range(len(a))],
    lambda a, w, g: g * np.prod(w * a * (1 - a)) / np.append(1, np.cumprod(w * a * (1 - a))[:-1]),
    lambda a, w, g: np.multiply.accumulate([g, *(w * a * (1 - a))[::-1]])[1:][::-1],
    lambda a, w, g: np.float32(g * np.cumprod((w * a * (1 - a))[::-1])[::-1]),
    lambda a, w, g: (
        g
        * w ** np.arange(len(a), 0, -1.0)
        * np.array([np.prod(a[k:] * (1 - a[k:])) for k in range(len(a))])
    ),
    lambda a, w, g: functools.reduce(lambda out, v: [out[0] * w * v * (1 - v), *out], a[::-1], [g])[
        :-1
    ],
    lambda outputs, weight, grad: tuple(_back_append(outputs, weight, grad)),
    _back_index,
    _back_append,
    _back_recursive,
    _back_products,
    _back_solve,
)
backward.wrong(
    "front to back",
    lambda a, w, g: g * np.cumprod(w * a * (1 - a)),
    says="You multiply from the input to the output. Gradients travel the other way: g is given "
    "at the last layer.",
)
backward.wrong(
    "no weight",
    lambda a, w, g: g * np.cumprod((a * (1 - a))[::-1])[::-1],
    says="The weight is missing: each layer multiplies by its slope *and* by w.",
)
backward.wrong(
    "sum",
    lambda a, w, g: g * np.cumsum((w * a * (1 - a))[::-1])[::-1],
    says="You add the factors of the layers. The chain rule multiplies them.",
)
backward.wrong(
    "sigmoid again",
    lambda a, w, g: g * np.cumprod((w * sigmoid(a) * (1 - sigmoid(a)))[::-1])[::-1],
    lambda a, w, g: g * np.cumprod((w * sigmoid.derivative(a))[::-1])[::-1],
    says="You take the slope of the sigmoid at a. But a has been through the sigmoid already: its "
    "slope follows from a itself.",
)
backward.wrong(
    "each layer alone",
    lambda a, w, g: g * w * a * (1 - a),
    says="Each layer is treated as if it were the last one. It gets what the layer behind it has "
    "left over.",
)
backward.wrong(
    "last layer first",
    lambda a, w, g: g * np.cumprod((w * a * (1 - a))[::-1]),
    says="The numbers are right, but the last layer comes first. Turn the list round.",
)
backward.wrong(
    "at the outputs",
    lambda a, w, g: g * np.append(np.cumprod((w * a * (1 - a))[::-1])[::-1][1:], 1),
    says="Those are the gradients at the *outputs* of the layers, with g in the last place. Each "
    "has still to pass its own slope and weight.",
)
backward.wrong(
    "g for the last layer",
    lambda a, w, g: g * np.append(np.cumprod((w * a[:-1] * (1 - a[:-1]))[::-1])[::-1], 1),
    says="Your last entry is g itself. The last layer has a slope and a weight as well, and they "
    "are missing in all other entries, too.",
)
backward.wrong(
    "factor of the next layer",
    lambda a, w, g: (
        g
        * np.cumprod(w * np.append(a[1:], a[-1:])[::-1] * (1 - np.append(a[1:], a[-1:])[::-1]))[
            ::-1
        ]
    ),
    says="Before the last layer, each entry is multiplied by the slope of the layer *behind*. The "
    "slope is that of its own output, `a[k]`.",
)
backward.wrong(
    "factors of the wrong end",
    lambda a, w, g: g * np.cumprod(w * a * (1 - a))[::-1],
    says="You multiply the factors from the front and then turn the list round. Start with the "
    "factor of the last layer.",
)
backward.wrong(
    "g in every layer",
    lambda a, w, g: np.cumprod((g * w * a * (1 - a))[::-1])[::-1],
    says="You multiply by g again in every layer. It comes in once, at the end of the chain.",
)
backward.wrong(
    "with g at the end",
    lambda a, w, g: g * np.append(np.cumprod((w * a * (1 - a))[::-1])[::-1], 1),
    says="g itself stands at the end. One gradient per layer is wanted, as many as there are "
    "entries in a.",
)
backward.wrong(
    "before the weight",
    lambda a, w, g: g * np.cumprod((w * a * (1 - a))[::-1])[::-1] / w,
    says="Those are the gradients at the pre-activations z, behind the slope and before the "
    "weight. One factor w is missing in each entry.",
)
backward.wrong(
    "no g",
    lambda a, w, g: np.cumprod((w * a * (1 - a))[::-1])[::-1],
    says="The gradient g plays no part. Everything is proportional to it.",
)
backward.wrong(
    "no slopes",
    lambda a, w, g: g * float(w) ** np.arange(len(a), 0, -1),
    says="You multiply by the weights only. Each sigmoid multiplies by its slope, too.",
)
backward.wrong(
    "value for slope",
    lambda a, w, g: g * np.cumprod((w * a)[::-1])[::-1],
    says="You multiply by the activations a. The slope of a sigmoid with the output a is another "
    "number.",
)
backward.wrong(
    "slope of tanh",
    lambda a, w, g: g * np.cumprod((w * (1 - a**2))[::-1])[::-1],
    says="1 − a² is the slope of tanh with the output a. Here the neurons are sigmoids.",
)
backward.wrong(
    "first only",
    lambda a, w, g: g * np.prod(w * a * (1 - a)),
    says="That is the gradient at the input of the first layer. Every layer's is wanted.",
)
backward.wrong(
    "weight once",
    lambda a, w, g: g * w * np.cumprod((a * (1 - a))[::-1])[::-1],
    says="The weight is multiplied in only once. Every layer on the way has it.",
)
backward.wrong(
    "one minus a",
    lambda a, w, g: g * np.cumprod((w * (1 - a))[::-1])[::-1],
    says="You multiply by 1 − a. That is half of the slope's formula.",
)


def _back_in_place(a, w, g):
    for k in range(len(a) - 1, -1, -1):
        g = g * w * a[k] * (1 - a[k])
        a[k] = g
    return a


backward.wrong(
    "in place",
    _back_in_place,
    says="The numbers are right, but they overwrite the caller's `a`: put them into a new list or "
    "array.",
)
backward.wrong(
    "bracket missing",
    lambda a, w, g: g * np.cumprod((w * a * 1 - a)[::-1])[::-1],
    says="Brackets are missing: `w * a * 1 - a` subtracts a from the whole product before it.",
)
backward.wrong(
    "a minus one",
    lambda a, w, g: g * np.cumprod((w * a * (a - 1))[::-1])[::-1],
    says="The sizes are right, but each layer turns the sign: the slope is a(1 − a), not a(a − 1).",
)
backward.wrong(
    "slope at the next score",
    lambda a, w, g: g * np.cumprod((w * sigmoid.derivative(w * a))[::-1])[::-1],
    says="You take the slope of the sigmoid at w·a. That is the pre-activation of the layer "
    "behind; the slope of this layer follows from its own output a.",
)
backward.wrong(
    "added to g",
    lambda a, w, g: g + np.cumsum((w * a * (1 - a))[::-1])[::-1],
    says="You add the factor of each layer to the gradient. The chain rule multiplies.",
)
backward.wrong(
    "size of the weight",
    lambda a, w, g: g * np.cumprod((abs(w) * a * (1 - a))[::-1])[::-1],
    says="You drop the sign of the weight. A negative weight turns the gradient round in each "
    "layer.",
)
backward.wrong(
    "all weights in every entry",
    lambda a, w, g: g * w ** float(len(a)) * np.cumprod((a * (1 - a))[::-1])[::-1],
    says="Only the first entry is right: you multiply every entry by all the weights. A gradient "
    "has passed only those behind its layer.",
)
backward.wrong(
    "stops too early",
    lambda a, w, g: [g * w * a[-1] * (1 - a[-1])],
    says="You return the gradient of the last layer only. (Is a `return` inside the loop?)",
)
backward.also_wrong(
    lambda a, w, g: np.cumsum(g * np.cumprod((w * a * (1 - a))[::-1])[::-1]),
    lambda a, w, g: np.sort(_back_append(a, w, g)),
    lambda a, w, g: _back_append(a, g, w),
    lambda a, w, g: -g * np.cumprod((w * a * (1 - a))[::-1])[::-1],
    lambda a, w, g: abs(g * np.cumprod((w * a * (1 - a))[::-1])[::-1]),
    lambda a, w, g: (g * np.cumprod((w * a * (1 - a))[::-1])[::-1])[:, None],
    lambda a, w, g: g * np.cumprod((w + a * (1 - a))[::-1])[::-1],
    lambda a, w, g: g + np.cumprod((w * a * (1 - a))[::-1])[::-1],
    lambda a, w, g: np.round(g * np.cumprod((w * a * (1 - a))[::-1])[::-1], 4),
    lambda a, w, g: g * np.cumprod((w * a * (1 + a))[::-1])[::-1],
    lambda a, w, g: None,
    lambda a, w, g: g * 0.25 ** np.arange(len(a), 0, -1),
    lambda a, w, g: reversed(_back_append(a, w, g)),
    lambda a, w, g: g * np.cumprod((a * (1 - a) / w)[::-1])[::-1],
    lambda a, w, g: [g] * len(a),
)
