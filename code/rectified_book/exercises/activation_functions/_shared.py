"""What several exercises of this chapter use."""

from __future__ import annotations

import numpy as np

from checker import Malformed, Tolerance, letters

from .._inputs import vector


def entries(rng, size=8.0):
    """A random array of one, two or three axes."""
    return (rng.uniform(-size, size, tuple(rng.randint(1, 4, rng.randint(1, 4)) + 1)),)


ANY_SHAPE = [
    (vector(1),),
    (vector(-2),),
    (vector(0),),
    (vector(-1, 0, 2),),
    (np.array([-3, 0, 1, 4]),),
    (np.array([[0.5, -0.5, 3], [-4, 0, 1.5]]),),
    (vector(-10, -5, 5, 10),),
]
SLOPES = Tolerance(1e-3, 1e-7)  # a numerical derivative is right as well


def _each(f):
    """f on the numbers of a flat array, one by one."""
    return lambda z: [f(v) for v in z]


def _into_zeros(f):
    """f, written into an array that is made like z."""

    def function(z):
        out = np.zeros_like(z)
        out[...] = f(z)
        return out

    return function


def _nested(f, z):
    return [_nested(f, v) for v in z] if np.ndim(z) else f(float(z))


def _over_itself(f):
    """f, written over the entries of z."""

    def function(z):
        z[...] = f(z)
        return z

    return function


ONE_NUMBER = (
    "A function for one number, such as those of `math`, meets `z`, an array of many. Which "
    "functions take a whole array?"
)
FLAT = (
    "A flat array goes right. In a table, a loop over `z` runs through its rows, and a row is an "
    "array again, not a number."
)
WHOLE = (
    "An array of whole numbers goes wrong: what is stored in an array made like it, as by "
    "`zeros_like`, loses its decimals."
)
DECIDES = "`if`, `and`, `max` and the like need one yes or no, and an array holds many of them."


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _expit(z):
    from scipy.special import expit

    return expit(z)


def _package(name):
    from rectified import activations

    return activations.get(name)


_STEPS = (0.1, 0.01, 1e-3, 1e-4, 1e-5, 1e-6)
_NO_WAY = (
    "You take the difference of two heights. A slope is that, divided by the way: how far apart "
    "are the two places?"
)
_WAY_OF_ONE = (
    "With a step of 1 in all, your difference is height divided by way. But the two places are too "
    "far apart for four digits: take a step such as 1e-5, and divide by the way between them."
)
_TOO_SMALL = (1e-12, 1e-13, 1e-14, 1e-15, 1e-16)
_TOO_NEAR = (
    "The idea is right: height divided by way. But your step is so small that the two heights, of "
    "16 digits each, hardly differ, and few digits are left. A step of 1e-5 is right."
)
_TOO_FAR = (
    "The idea is right: height divided by way. But the two places are too far apart for four "
    "digits. Take a smaller step."
)


def _letter(answer, options):
    """The letter of an explanation."""
    letter = letters(answer, options)
    if letter is None or len(letter) != 1:
        *some, last = (f'"{other}"' for other in options)
        raise Malformed(f"The last part is a letter in quotes: {', '.join(some)} or {last}.")
    return letter


def _single(answer):
    """A network that is not wrapped in a list."""
    return answer[0] if isinstance(answer, list | tuple) and len(answer) == 1 else answer


def _finite(output):
    """Outputs as an array of finite numbers."""
    if output is None:
        raise Malformed("`predict(X)` returns nothing (None): does it end with a `return`?")
    try:
        output = np.asarray(output, dtype=float)
    except (TypeError, ValueError):
        raise Malformed(
            "`predict(X)` must return numbers, a label or outputs for each row."
        ) from None
    if not np.isfinite(output).all():
        raise Malformed(
            "The outputs are not finite: the training went astray. Take a smaller learning rate."
        )
    return output
