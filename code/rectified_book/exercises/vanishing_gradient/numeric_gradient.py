"""Do not trust it, check it."""

from __future__ import annotations

import numpy as np

from checker import Tolerance, function

from .._inputs import vector
from ._shared import quarters


class Named:
    """A function of a vector, with a name for the messages."""

    def __init__(self, label, function):
        self.label, self.function = label, function

    def __call__(self, x):
        x = np.asarray(x)
        if x.ndim != 1:
            raise ValueError(f"f takes a 1-D array, not one of shape {x.shape}")
        return self.function(x)


_SQUARE = Named("x[0]²", lambda x: x[0] ** 2.0)
_BOWL = Named("x[0]² + 3 x[1]", lambda x: x[0] ** 2.0 + 3 * x[1])
_PRODUCT = Named("0.3 · x[0] · x[1]", lambda x: 0.3 * x[0] * x[1])
_WAVE = Named("sin(x[0]) + exp(x[1])", lambda x: np.sin(x[0]) + np.exp(x[1]))
_QUARTER = Named("a quarter of the sum of squares", lambda x: (x**2.0).sum() / 4)
_CUBE = Named("x[0]³/3 − x[0] · x[1]²", lambda x: x[0] ** 3.0 / 3 - x[0] * x[1] ** 2.0)
_LOSS = Named("log(1 + exp(x[2] − x[0] · x[1]))", lambda x: np.log(1 + np.exp(x[2] - x[0] * x[1])))


def _polynomial(rng):
    """A random function with squares, products and cubes, and a place."""
    n = rng.randint(2, 5)
    p, q, r = quarters(rng, 3, n) / 2
    p += 1 / 16  # with whole numbers in x, too, no derivative is a whole number
    function = Named(
        "a polynomial",
        lambda x: (p * x + q * x**2.0).sum() + (r * x)[1:] @ x[:-1] + x[-1] ** 3.0 / 3,
    )
    x = quarters(rng, n)
    return function, x if rng.randint(3) else np.round(x + 0.5).astype(int)


@function(
    way=(2, 10, "checking a gradient", "backpropagation#check-the-gradient"),
    cases=[
        (_SQUARE, vector(3)),
        (_BOWL, vector(1, 2)),
        (_PRODUCT, np.array([2, 5])),
        (_QUARTER, np.array([1, -3, 5])),
        (_WAVE, vector(0.5, -1)),
        (_CUBE, vector(1, 2)),
        (_LOSS, vector(0.5, -2, 1)),
    ],
    more=_polynomial,
    n_more=6,
    tolerance=Tolerance(1e-7, 1e-6),
    hints=[
        "For each coordinate by itself: move it a little up, then a little down, and see how f "
        "changes. All other coordinates stay.",
        "The two points are *two* steps apart, and that is what the difference is divided by.",
        "An array of whole numbers cannot hold x + 0.00001. Write into an array of floats.",
    ],
    why="""
    The two points are two steps apart, and as they lie on both sides of x, the error is of the
    order of the step squared. With one point only it would be of the order of the step. Much
    smaller steps do not help: the difference of two nearly equal numbers loses its digits. This
    costs two evaluations for every coordinate: far too much for training, and unbeatable as a
    check of backpropagation.
    """,
)
def numeric_gradient(f, x):
    """Do not trust it, check it

    Write `numeric_gradient(f, x)`: it returns the gradient of `f` at `x`, found by central
    differences: for one coordinate at a time, f a step further on minus f a step back, divided by
    the distance of the two points. A step of about `1e-5` is right; the error has to stay below
    one in a million. `f` takes a 1-D array and returns a number; `x` is a 1-D array, of floats
    *or of whole numbers*. The result has the length of `x`. Leave `x` as it is.
    """
    gradient = np.zeros(len(x))
    for i in range(len(x)):
        step = np.zeros(len(x))
        step[i] = 1e-5
        gradient[i] = (f(x + step) - f(x - step)) / 2e-5
    return gradient


def _difference(f, x, h=1e-5, distance=2.0, convert=float, restore=True):
    """Central differences with one thing changed, for the answers below."""
    gradient = np.zeros(len(x))
    up, down = x.astype(convert), x.astype(convert)
    for i in range(len(x)):
        if restore:
            up, down = x.astype(convert), x.astype(convert)
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (distance * h)
    return gradient


def _one_sided(f, x, h):
    return np.array([(f(x + h * e) - f(x)) / h for e in np.eye(len(x))])


def _saved(f, x):
    x = np.array(x, dtype=float)
    gradient = []
    for i, old in enumerate(x.copy()):
        x[i] = old + 1e-5
        up = f(x)
        x[i] = old - 1e-5
        down = f(x)
        x[i] = old
        gradient.append((up - down) / 2e-5)
    return gradient


def _by_lists(f, x):
    def moved(i, h):
        return f(np.array([v + h * (k == i) for k, v in enumerate(x)]))

    return [(moved(i, 1e-4) - moved(i, -1e-4)) / 2e-4 for i in range(len(x))]


def _relative_step(f, x):
    gradient = []
    for i in range(len(x)):
        h = 1e-5 * max(1, abs(x[i]))
        e = np.eye(len(x))[i] * h
        gradient.append((f(x + e) - f(x - e)) / (2 * h))
    return np.array(gradient)


def _five_points(f, x, h=1e-3):
    return np.array(
        [
            (f(x - 2 * h * e) - 8 * f(x - h * e) + 8 * f(x + h * e) - f(x + 2 * h * e)) / (12 * h)
            for e in np.eye(len(x))
        ]
    )


def _scipy_gradient(f, x):
    from scipy.optimize import approx_fprime

    return approx_fprime(x.astype(float), f, 1.5e-8)


numeric_gradient.also_right(
    lambda f, x: np.array([(f(x + 1e-5 * e) - f(x - 1e-5 * e)) / 2e-5 for e in np.eye(len(x))]),
    lambda f, x: _difference(f, x, h=1e-6),
    lambda f, x: _difference(f, x, h=1e-4),
    lambda f, x: _difference(f, x, h=1e-7),
    lambda f, x: tuple((f(x + d) - f(x - d)) / 1e-5 for d in np.diag([5e-6] * len(x))),
    lambda f, x: [f(x + 1e-20j * e).imag / 1e-20 for e in np.eye(len(x))],
    lambda f, x: np.array(
        [np.float32((f(x + d) - f(x - d)) / 2e-5) for d in 1e-5 * np.eye(len(x))]
    ),
    lambda f, x: np.apply_along_axis(
        lambda d: (f(x + d) - f(x - d)) / 2e-5, 1, np.eye(len(x)) * 1e-5
    ),
    lambda f, x: (
        (
            np.array([*map(f, x + 1e-5 * np.eye(len(x)))])
            - np.array([*map(f, x - 1e-5 * np.eye(len(x)))])
        )
        / 2e-5
    ),
    lambda f, x: [
        0.5 * sum(s * f(x + s * d) for s in (1, -1)) / 1e-5 for d in 1e-5 * np.eye(len(x))
    ],
    lambda function, point: _difference(function, point),
    _saved,
    _by_lists,
    _relative_step,
    _five_points,
    _scipy_gradient,
)
numeric_gradient.wrong(
    "no 2",
    lambda f, x: np.array([(f(x + 1e-5 * e) - f(x - 1e-5 * e)) / 1e-5 for e in np.eye(len(x))]),
    says="Your numbers are twice too large: the two points are two steps apart, not one.",
)
numeric_gradient.wrong(
    "one-sided, coarse",
    lambda f, x: _one_sided(f, x, 1e-2),
    says="You compare f(x + h) with f(x), with h = 0.01. One-sided, the error is of the order of "
    "h. Take a point on each side, and a smaller step.",
)
numeric_gradient.wrong(
    "integer array",
    lambda f, x: _difference(f, x, convert=x.dtype),
    says="With an array of whole numbers it goes wrong: it cannot hold x + 1e-5, and cuts the "
    "decimals off.",
)
numeric_gradient.wrong(
    "one-sided",
    lambda f, x: _one_sided(f, x, 1e-5),
    says="You compare f(x + h) with f(x). That is nearly right, with an error of the order of h. "
    "A point on *each* side makes it far smaller.",
)
numeric_gradient.wrong(
    "backward only",
    lambda f, x: -_one_sided(f, x, -1e-5) * -1,
    says="You compare f(x) with f(x − h). That is nearly right, with an error of the order of h. "
    "A point on *each* side makes it far smaller.",
)
numeric_gradient.wrong(
    "all at once",
    lambda f, x: (f(x + 1e-5) - f(x - 1e-5)) / 2e-5,
    lambda f, x: _difference(f, x).sum(),
    lambda f, x: (f(x + 1e-5) - f(x)) / 1e-5,
    says="You return one number, the sum of the derivatives: what you get when all coordinates "
    "move together. Each coordinate has its own.",
)
numeric_gradient.wrong(
    "all at once, repeated",
    lambda f, x: np.full(len(x), (f(x + 1e-5) - f(x - 1e-5)) / 2e-5),
    says="Every entry is the same: the change of f when *all* coordinates move together. Move one "
    "at a time.",
)
numeric_gradient.wrong(
    "not moved back",
    lambda f, x: _difference(f, x, restore=False),
    says="The first entry is right. Then the coordinates moved before stay moved, and count again. "
    "Begin at x each time.",
)
numeric_gradient.wrong(
    "minus first",
    lambda f, x: _difference(f, x, distance=-2.0),
    says="Every sign is the wrong way round: f a step further on comes first, f a step back is "
    "subtracted.",
)
numeric_gradient.wrong(
    "not divided",
    lambda f, x: _difference(f, x) * 2e-5,
    says="Those are the differences of f. A slope is the difference divided by the distance.",
)
numeric_gradient.wrong(
    "nearly zero",
    lambda f, x: np.zeros(len(x)),
    lambda f, x: _difference(f, x, h=1e-20),
    lambda f, x: _difference(f, x) * 1e-10,
    lambda f, x: _difference(f, x) * 2e-5 * 2e-5,
    says="Your numbers are zero, or nearly. Is the step so small that x + h is x? Or is h "
    "multiplied where it should divide? (`/ 2 * h` goes from left to right.)",
)
numeric_gradient.wrong(
    "integer result",
    lambda f, x: _difference(f, x).astype(x.dtype),
    says="With an array of whole numbers it goes wrong: an array made like x holds whole numbers, "
    "and the derivatives lose their decimals.",
)
numeric_gradient.wrong(
    "one step, divided by two",
    lambda f, x: _one_sided(f, x, 1e-5) / 2,
    lambda f, x: _one_sided(f, x, -1e-5) / 2,
    says="Your numbers are half of what is wanted, or nearly. One of your two points is x itself: "
    "they are *one* step apart.",
)
numeric_gradient.wrong(
    "added",
    lambda f, x: [(f(x + 1e-5 * e) + f(x - 1e-5 * e)) / 2e-5 for e in np.eye(len(x))],
    says="You add f at the two points. How f changes is the *difference*.",
)
numeric_gradient.wrong(
    "second derivative",
    lambda f, x: [(f(x + 1e-4 * e) - 2 * f(x) + f(x - 1e-4 * e)) / 1e-8 for e in np.eye(len(x))],
    says="That is how the *slope* changes, the second derivative. The slope itself needs only two "
    "points.",
)
numeric_gradient.wrong(
    "the value",
    lambda f, x: f(x),
    lambda f, x: [f(x)] * len(x),
    says="That is the value of f at x. The gradient says how it changes.",
)
numeric_gradient.wrong(
    "number instead of array",
    lambda f, x: np.array([(f(v + 1e-5) - f(v - 1e-5)) / 2e-5 for v in x]),
    says="You call f with a single number. It takes the whole array, in which one entry has moved.",
)


def _no_copy(f, x):
    gradient = np.zeros(len(x))
    for i in range(len(x)):
        y = x
        y[i] += 1e-5
        gradient[i] = (f(y) - f(x)) / 1e-5
    return gradient


numeric_gradient.wrong(
    "two names for one array",
    _no_copy,
    says="You get zeros, and the caller's x has changed. `y = x` makes no copy: both are the same "
    "array, so f(y) is f(x).",
)
numeric_gradient.wrong(
    "coarse",
    lambda f, x: _difference(f, x, h=1e-2),
    lambda f, x: _difference(f, x, h=0.1),
    says="Your step is too large: where f is curved, the error is far too big.",
)
numeric_gradient.wrong(
    "first only",
    lambda f, x: _difference(f, x)[0],
    says="That is the derivative for the first coordinate. Each coordinate has one. (Is a `return` "
    "inside the loop?)",
)


_TINY = (1e-10, 1e-11, 1e-12, 1e-13, 1e-14, 1e-15)
numeric_gradient.wrong(
    "step too small",
    *(lambda f, x, h=h: _difference(f, x, h=h) for h in _TINY),
    *(lambda f, x, h=h: _one_sided(f, x, h) for h in _TINY),
    says="The idea is right, but your step is too small: f has about 16 digits, and the difference "
    "of two nearly equal numbers keeps few of them. A step of 1e-5 is right.",
)
numeric_gradient.wrong(
    "a step of 1",
    lambda f, x: _difference(f, x, h=1.0),
    lambda f, x: _one_sided(f, x, 1.0),
    lambda f, x: _one_sided(f, x, -1.0),
    says="You move by a whole unit. Where f is curved, that is much too far: take a step of 1e-5, "
    "and divide by the distance of the two points.",
)


def _nearly_back(f, x):
    gradient = np.zeros(len(x))
    for i in range(len(x)):
        x[i] += 1e-5
        up = f(x)
        x[i] -= 2e-5
        gradient[i] = (up - f(x)) / 2e-5
        x[i] += 1e-5
    return gradient


numeric_gradient.wrong(
    "in the caller's array",
    _nearly_back,
    says="You move the caller's `x`. Adding and taking away a step may change its last digit, and "
    "whole numbers lose the step altogether. Work on a copy.",
)
numeric_gradient.also_wrong(
    lambda f, x: _difference(f, x) * x,
    lambda f, x: np.gradient(x),
    lambda f, x: _difference(f, x)[::-1],
    lambda f, x: _difference(f, x)[:, None],
    lambda f, x: np.abs(_difference(f, x)),
    lambda f, x: np.round(_difference(f, x), 2),
    lambda f, x: f(x + 1e-5) - f(x - 1e-5),
    lambda f, x: 2 * x,
    lambda f, x: _difference(f, x, distance=3.0),
    lambda f, x: (f(x + d) for d in np.eye(len(x))),
    lambda f, x: _difference(f, x) / np.linalg.norm(_difference(f, x)),
    lambda f, x: None,
)
