"""The way back."""

from __future__ import annotations

import numpy as np

from checker import function


def way(rng):
    """Slopes of some steps, and a weight."""
    return rng.randint(0, 5, rng.randint(2, 7)) / 4, float(rng.choice([-2, -1, 0.5, 1, 2]))


@function(
    way=(3, 12, "the gradient on its way back in time", "applications/long-memory#blame-in-time"),
    cases=[
        (np.array([0.5]), 1.0),
        (np.array([0.5, 0.25]), 1.0),
        (np.array([1.0, 1.0, 1.0]), 1.0),
        (np.array([1.0, 1.0, 1.0]), 2.0),
        (np.array([0.5, 0.25, 1.0]), -2.0),
        (np.array([1.0, 0.0, 1.0, 1.0]), 0.5),
        (np.array([0.25, 0.5, 1.0, 0.5]), 3.0),
    ],
    more=way,
    hints=[
        "The last state has 1. One step back, it is multiplied by the last slope and by u.",
        "Go backward through the slopes, keep a running product, and turn the list around.",
    ],
    why="""
    Each step back multiplies by slope · u: it is the chain rule of the vanishing gradient, with
    steps of time in place of layers, and the same u in all of them. With u = 1, a ReLU that is
    never asleep has 1 everywhere; tanh loses a little at each step, and a slope of 0 cuts off all
    that came before.
    """,
)
def back_in_time(slopes, u):
    """The way back

    A layer with a single unit computes h₁, h₂, …, h_T; h_t depends on the state before by
    h_t = f(… + u · h_{t−1}). `slopes` holds the slopes f′ at the steps 1 to T, `u` is one number.
    Write `back_in_time(slopes, u)`: an array of T + 1 numbers, the derivatives of h_T with respect
    to h₀, h₁, …, h_T, in this order. The last one is 1.
    """
    found = np.ones(len(slopes) + 1)
    for t in reversed(range(len(slopes))):
        found[t] = found[t + 1] * slopes[t] * u  # ← one step back
    return found


def _cumprod(slopes, u):
    return np.append(np.cumprod((slopes * u)[::-1])[::-1], 1)


def _products(slopes, u):
    return [np.prod(slopes[t:] * u) for t in range(len(slopes) + 1)]


def _powers(slopes, u):
    n = len(slopes)
    return [u ** (n - t) * np.prod(slopes[t:]) for t in range(n + 1)]


def _recursive(slopes, u):
    if len(slopes) == 0:
        return [1.0]
    rest = _recursive(slopes[1:], u)
    return [slopes[0] * u * rest[0], *rest]


def _appended(slopes, u):
    found = [1.0]
    for slope in slopes[::-1]:
        found.append(found[-1] * slope * u)
    return np.array(found[::-1])


def _inserted(slopes, u):
    found = [1.0]
    for slope in reversed(slopes):
        found.insert(0, found[0] * u * slope)
    return found


def _accumulate(slopes, u):
    from itertools import accumulate

    steps = [float(s * u) for s in slopes[::-1]]
    return list(accumulate(steps, lambda a, b: a * b, initial=1.0))[::-1]


back_in_time.also_right(
    _cumprod,
    _products,
    _powers,
    _recursive,
    _appended,
    _inserted,
    _accumulate,
    lambda slopes, u: np.multiply.accumulate(np.append(slopes * u, 1)[::-1])[::-1],
    lambda slopes, u: np.flip(np.cumprod(np.insert(np.flip(slopes) * u, 0, 1.0))),
    lambda slopes, u: np.cumprod(np.r_[1, u * slopes[::-1]])[::-1],
    lambda slopes, u: tuple(_products(slopes, u)),
    lambda slopes, u: np.array(_powers(slopes, u)) * 1.0,
)
back_in_time.wrong(
    "the other way round",
    lambda slopes, u: _cumprod(slopes, u)[::-1],
    says="The order is turned around: the first number belongs to h₀, the last, 1, to h_T.",
)
back_in_time.wrong(
    "forward",
    lambda slopes, u: np.cumprod(np.append(1, slopes * u)),
    lambda slopes, u: np.cumprod(np.append(1, slopes * u))[::-1],
    says="You multiply from the first step on. The way back begins at the *last* step.",
)
back_in_time.wrong(
    "without u",
    lambda slopes, u: _cumprod(slopes, 1.0),
    says="Each step back also multiplies by the weight u.",
)
back_in_time.wrong(
    "without slopes",
    lambda slopes, u: _cumprod(np.ones(len(slopes)), u),
    says="Each step back also multiplies by the slope of the function at that step.",
)
back_in_time.wrong(
    "one number missing",
    lambda slopes, u: _cumprod(slopes, u)[:-1],
    lambda slopes, u: _cumprod(slopes, u)[1:],
    says="One of the T + 1 numbers is missing: they go from h₀ to h_T, whose own derivative is 1.",
)
back_in_time.wrong(
    "only the first",
    lambda slopes, u: _cumprod(slopes, u)[0],
    lambda slopes, u: np.prod(slopes * u),
    says="That is the derivative with respect to h₀ alone. All T + 1 are wanted.",
)
back_in_time.wrong(
    "u only once",
    lambda slopes, u: np.append(u * _cumprod(slopes, 1.0)[:-1], 1),
    says="You multiply by u once. Every step back has its own factor u.",
)
back_in_time.wrong(
    "one step each",
    lambda slopes, u: np.append(slopes * u, 1),
    says="Those are the factors of single steps. Multiply all that lie between h_t and h_T.",
)
back_in_time.wrong(
    "added",
    lambda slopes, u: np.append(np.cumsum((slopes * u)[::-1])[::-1], 1),
    says="You add the factors. By the chain rule they are multiplied.",
)
back_in_time.wrong(
    "absolute",
    lambda slopes, u: np.abs(_cumprod(slopes, u)),
    says="The signs are lost: with a negative u they change at each step.",
)
back_in_time.wrong(
    "one slope too late",
    lambda slopes, u: (
        np.append(_cumprod(slopes[1:], u)[:1] * u, _cumprod(slopes[1:], u) * u)
        if len(slopes) > 1
        else np.array([u, 1.0])
    ),
    lambda slopes, u: np.append(_cumprod(slopes[:-1], u) * u, 1),
    says="A slope is missing or at the wrong step. From h_T to h_{T−1} the factor is the last "
    "slope times u.",
)
back_in_time.wrong(
    "forward, and 1 at the end",
    lambda slopes, u: np.append(np.cumprod(u * slopes), 1),
    says="The 1 stands where it should. But you multiply from the first step on, and the way back "
    "begins at the last one.",
)
back_in_time.also_wrong(
    lambda slopes, u: None,
    lambda slopes, u: np.ones(len(slopes) + 1),
    lambda slopes, u: slopes,
    lambda slopes, u: np.zeros(len(slopes) + 1),
    lambda slopes, u: _cumprod(slopes, u) + 1,
    lambda slopes, u: np.append(_cumprod(slopes, u), 1),
)
