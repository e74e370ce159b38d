"""Learn the slope."""

from __future__ import annotations

import functools

import numpy as np

from checker import Facts, Malformed, Numbers, numbers, read, task


@functools.cache
def _lessons():
    """Inputs and outputs of units with different slopes: name -> (z, y, best alpha)."""
    rng = np.random.RandomState(526)
    lessons = {}
    for alpha in (0.1, 0.6, -0.5, 1.5):
        z = rng.uniform(-3, 3, 20)
        lessons[f"slope {alpha:g}".replace("-", "−")] = z, np.where(z > 0, z, alpha * z), alpha
    z = rng.uniform(-3, 3, 20)
    y = np.where(z > 0, z, 0.3 * z) + rng.normal(0, 0.4, 20)
    left = z < 0
    lessons["noise"] = z, y, float(y[left] @ z[left] / (z[left] @ z[left]))
    z = rng.uniform(0.5, 3, 20)
    lessons["no negative z"] = z, z + rng.normal(0, 0.4, 20), 0.25
    return lessons


def _learns(learn, call):
    """Facts about a function that learns alpha."""
    learned, facts = {}, {}
    for name, (z, y, best) in _lessons().items():
        copies = z.copy(), y.copy()
        answer = call(learn, *copies)
        if not (np.array_equal(copies[0], z) and np.array_equal(copies[1], y)):
            raise Malformed("Your function changes the z or the y of the caller.")
        array = read(answer)
        if isinstance(array, Numbers) and not np.isfinite(array.array).all():
            if name in _SLOPES:
                raise Malformed(
                    "Your alpha is not a finite number. Are the steps so long that it grows and "
                    "grows, or do they go up the loss instead of down?"
                )
            facts[name] = False
            continue
        learned[name] = float(numbers(answer, (), "Alpha"))
        allowed = 0.03 if name == "noise" else 0.01  # one example after the other is fine as well
        facts[name] = abs(learned[name] - best) <= allowed
    moved = [abs(value - 0.25) > 1e-9 for name, value in learned.items() if name in _SLOPES]
    right_way = [
        (learned[name] - 0.25) * (_lessons()[name][2] - 0.25) > 0
        for name in learned
        if name in _SLOPES
    ]
    found = {
        name: f"{value:.2f}" if abs(value) < 100 else "huge" for name, value in learned.items()
    }
    shown = "; ".join(f"{name}: {text}".replace("-", "−") for name, text in found.items())
    return Facts(
        {"moves": any(moved), "right direction": any(right_way), **facts}, {"your alphas": shown}
    )


_SLOPES = ("slope 0.1", "slope 0.6", "slope −0.5", "slope 1.5")


@task(
    way=(2, 15, "a slope that is learned", "relatives#learned-slopes"),
    function=True,
    observe=_learns,
    steps=2_000_000,  # thousands of rounds of a loop over single numbers are allowed
    differs={
        "moves": "Your alpha is 0.25 for every slope. It should follow them.",
        "right direction": "Your alpha ends on the wrong side of its start, for every slope. "
        "Gradient descent goes *against* the gradient; and is the error the output minus y?",
        "slope 0.1": "Where the true slope is 0.1, your alpha is not within 0.01 of it. Are there "
        "enough steps, are they not too long, and do only the negative z count?",
        "slope 0.6": "The slope 0.1 is found, but 0.6 is not.",
        "slope −0.5": "Slopes of 0.1 and 0.6 are found, but one of −0.5 is not. Does anything keep "
        "your alpha from becoming negative?",
        "slope 1.5": "Slopes up to 0.6 are found, but one of 1.5 is not. Does anything keep your "
        "alpha below 1, or do you compute the outputs with a formula that holds up to 1 only?",
        "noise": "Without noise you find every slope. With noise, the best alpha is the one with "
        "the smallest mean squared error, and yours is another.",
        "no negative z": "Where no z is negative, nothing tells how to change alpha, and it stays "
        "at its start, 0.25. Yours is another number, or none: is something divided by 0?",
    },
    hints=[
        "One step: compute the outputs, the error of each, and from these the gradient; exercise "
        "5.4 tells how. Then go a little against the gradient.",
        "With g = (output − y) / n the gradient is that of half the mean squared error. The step "
        "can be 0.1 then; a few hundred steps are plenty.",
        "Take the gradient of *alpha*: only the negative z have a part in it.",
    ],
    why="""
    The loss is a parabola in alpha, so gradient descent cannot get lost; and as nothing forbids
    it, alpha becomes negative or larger than 1 where the data ask for it. Where all z are positive
    the gradient is exactly 0: the start decides, as for a dead unit. The outputs are computed
    with `np.where`: `np.maximum(z, alpha * z)` would be another function above 1.
    """,
)
def learn_alpha(z, y):
    """Learn the slope

    A unit with the inputs `z` is to give the outputs `y`, two 1-D arrays of the same length, with
    the numbers in `z` between −3 and 3. Its output is $z$ where $z > 0$ and $\\alpha z$ elsewhere;
    learn the $\\alpha$ for which the mean squared error is smallest. Write `learn_alpha(z, y)`: it
    starts at $\\alpha = 0.25$ and returns the learned $\\alpha$, exact to 0.01. It may be negative
    or larger than 1. If no number in `z` is negative, alpha stays at its start. Any method is
    fine. The checker tries it with four true slopes, with noise, and without any negative `z`.
    Leave `z` and `y` as they are.
    """
    alpha = 0.25
    for step in range(200):
        error = np.where(z > 0, z, alpha * z) - y
        alpha = alpha - 0.1 * np.mean(error * np.minimum(z, 0))
    return alpha


def _learned(z, y, rate=0.25, steps=100, start=0.25, gradient=None, output=None, low=-9, high=9):
    """Gradient descent with one thing changed, for the answers below."""
    gradient = gradient or (lambda error, z: np.mean(error * np.minimum(z, 0)))
    output = output or (lambda z, alpha: np.where(z > 0, z, alpha * z))
    alpha = start
    for _ in range(steps):
        alpha = alpha - rate * gradient(output(z, alpha) - y, z)
        alpha = min(max(alpha, low), high)
    return alpha


def _least_squares(z, y):
    left = z < 0
    return y[left] @ z[left] / (z[left] @ z[left]) if left.any() else 0.25


def _scanned(z, y):
    alphas = np.linspace(-3, 3, 1201)
    errors = ((np.where(z > 0, z, alphas[:, None] * z) - y) ** 2).mean(axis=1)
    return alphas[errors.argmin()] if (z < 0).any() else 0.25


def _by_scipy(z, y):
    from scipy.optimize import minimize

    return minimize(lambda a: np.mean((np.where(z > 0, z, a * z) - y) ** 2), 0.25).x


def _number_by_number(z, y):
    alpha = 0.25
    for _ in range(1000):
        total = 0.0
        for zi, yi in zip(z, y):
            if zi < 0:
                total += (alpha * zi - yi) * zi
        alpha -= 0.02 * total / len(z)
    return alpha


def _one_by_one(z, y):
    alpha = 0.25
    for _ in range(100):
        for zi, yi in zip(z, y):
            alpha -= 0.01 * (max(zi, 0) + alpha * min(zi, 0) - yi) * min(zi, 0)
    return alpha


def _until_still(z, y):
    alpha = 0.25
    while True:
        slope = np.mean((np.where(z > 0, z, alpha * z) - y) * np.minimum(z, 0))
        if abs(slope) < 1e-5:
            return alpha
        alpha -= 0.2 * slope


learn_alpha.also_right(
    _least_squares,
    _scanned,
    _by_scipy,
    _number_by_number,
    _one_by_one,
    _until_still,
    lambda z, y: _learned(z, y, rate=0.1, steps=200),
    lambda z, y: [_learned(z, y, rate=0.01, gradient=lambda e, z: e @ np.minimum(z, 0))],
    lambda z, y: np.float32(_learned(z, y, rate=0.3, steps=200)),
    lambda z, y: _learned(
        z, y, rate=0.1, gradient=lambda e, z: 2 * np.mean((e * z)[z < 0]) if (z < 0).any() else 0
    ),
)
learn_alpha.wrong(
    "wrong direction",
    lambda z, y: _learned(z, y, rate=-0.1, steps=20),
    lambda z, y: _learned(z, y, rate=-0.1),
    lambda z, y: _learned(z, y, gradient=lambda e, z: np.mean(e * (z < 0))),
    says="Your alpha ends on the wrong side of its start, for every slope. Do you go *against* the "
    "gradient, is a factor z lost, or are the steps so long that they overshoot?",
)
learn_alpha.wrong(
    "does not move",
    lambda z, y: 0.25,
    says="Your alpha stays at 0.25, whatever the data. Does the loop change it, and is the new "
    "one returned? And does the gradient count the negative z?",
)
learn_alpha.wrong(
    "no negative slopes",
    lambda z, y: _learned(z, y, low=0),
    lambda z, y: abs(_learned(z, y)),
    says="Everything is found, except for a negative slope. Nothing forbids one: do you cut alpha "
    "off at 0, or drop its sign?",
)
learn_alpha.wrong(
    "at most one",
    lambda z, y: _learned(z, y, output=lambda z, alpha: np.maximum(z, alpha * z)),
    lambda z, y: _learned(z, y, high=1),
    says="Everything is found, except for a slope above 1. Do you cut alpha off, or compute the "
    "outputs with a formula that holds for alpha up to 1 only?",
)
learn_alpha.wrong(
    "between 0 and 1",
    lambda z, y: _learned(z, y, low=0, high=1),
    says="Slopes between 0 and 1 are found, others are not. PReLU has no such limits.",
)
learn_alpha.also_wrong(
    lambda z, y: _learned(z, y, steps=1),
    lambda z, y: _learned(z, y, steps=5),
    lambda z, y: _learned(z, y, start=0.0),
    lambda z, y: _learned(z, y, start=0.01),
    lambda z, y: _learned(z, y, rate=5.0, steps=500, low=-np.inf, high=np.inf),
    lambda z, y: _learned(z, y, gradient=lambda e, z: np.mean(e * z)),
    lambda z, y: np.mean(y[z < 0] / z[z < 0]) if (z < 0).any() else 0.25,
    lambda z, y: (y[z < 0] @ z[z < 0]) / (z[z < 0] @ z[z < 0]),
    lambda z, y: np.polyfit(z, y, 1)[0],
    lambda z, y: z @ y / (z @ z),
    lambda z, y: np.where(z > 0, z, 0.25 * z),
    lambda z, y: None,
    lambda z, y: float("nan"),
    lambda z, y: undefined,  # noqa: F821
    3,
)
