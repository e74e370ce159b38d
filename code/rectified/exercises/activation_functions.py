"""Exercises of chapter 2: sigmoid, tanh and softmax, their slopes, and layers that collapse."""

from __future__ import annotations

import functools
import math
from fractions import Fraction

import numpy as np

from ._chapter import Chapter
from ._compare import Tolerance
from ._exercise import Facts, Malformed, letters, numbers

chapter = Chapter(
    2,
    "Activation functions",
    given="""
    import math

    import numpy as np

    from rectified import MLP, activations, datasets, exercises
    from rectified.exercises import activation_functions as ch2

    sigmoid = activations.get("sigmoid")
    """,
    intro="""
    These exercises belong to the chapter [Activation functions](../activation-functions.ipynb).
    Put your answer in place of each `...` and run the cell. The checker tries it on small inputs
    first, and it often recognizes what went wrong. Any method is fine: only the results count.

    Stuck? `ch2.sigmoid.hint()` shows the first hint for `sigmoid`, and once more the next; after a
    try, `ch2.sigmoid.solution()` shows a solution. On this page they are folded below each
    exercise.

    Where `z` is an array, your function works entry by entry: the result has the shape of `z`.
    Arrays of whole numbers and tables with several axes come up as well. Leave what you are given
    as it was.
    """,
)


def vector(*values):
    return np.array(values, dtype=float)


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


def _counted_into_zeros(f):
    """The same with a loop over the positions of a flat array."""

    def function(z):
        out = np.zeros_like(z)
        for k in range(len(z)):
            out[k] = f(z[k])
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


def _first(f):
    """What a `return` inside a loop gives."""
    return lambda z: next(f(v) for v in z)


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
OVERWRITES = "The numbers are right, but they overwrite the caller's array: make a new one."

# ================================================================ the sigmoid

chapter.section("The sigmoid")


@chapter.function(
    "2.1",
    cases=ANY_SHAPE,
    more=entries,
    tolerance=Tolerance(1e-6, 1e-8),
    hints=[
        "`np.exp` takes a whole array and works entry by entry. Which sign has the exponent?",
        "At z = 0, e⁰ = 1, and the result is ½. Check the brackets: what is divided by what?",
    ],
    why="""
    `np.exp`, `+` and `/` work entry by entry, so the formula can be typed as it stands. The
    brackets matter: without them, 1 would be divided by 1 alone. For large z, $e^{-z}$ goes to 0
    and the result to 1; for very negative z it grows without limit and the result goes to 0.
    """,
)
def sigmoid(z):
    """The sigmoid

    Write `sigmoid(z)`: it returns $\\sigma(z) = \\dfrac{1}{1 + e^{-z}}$ for every entry of the
    array `z`, which may have any shape. Here no entry is larger than 10 or smaller than −10.
    """
    return 1 / (1 + np.exp(-z))  # ← the sigmoid of each entry


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _two_sided(z):
    result = np.empty(np.shape(z))
    up = z >= 0
    result[up] = 1 / (1 + np.exp(-z[up]))
    e = np.exp(z[~up])
    result[~up] = e / (1 + e)
    return result


def _expit(z):
    from scipy.special import expit

    return expit(z)


def _package(name):
    from rectified import activations

    return activations.get(name)


sigmoid.also_right(
    lambda z: 1 / (1 + np.exp(-z)),
    lambda z: np.exp(z) / (1 + np.exp(z)),
    lambda z: (1 + np.tanh(z / 2)) / 2,
    lambda z: 1 - 1 / (1 + np.exp(z)),
    lambda z: (1 + math.e**-z) ** -1,
    lambda z: np.reciprocal(1.0 + np.exp(-1.0 * z)),
    lambda z: np.exp(-np.log1p(np.exp(-z))),
    lambda z: np.exp(-np.logaddexp(0, -z)),
    lambda z: 1 / (np.expm1(-z) + 2),
    lambda z: np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z))),
    lambda z: np.piecewise(z.astype(float), [z >= 0], [_sigmoid, _sigmoid]),
    lambda z: (1 / (1 + np.exp(-z.astype(np.float32)))).astype(np.float32),
    lambda z: _nested(lambda v: 1 / (1 + math.exp(-v)), z),
    lambda z: np.array([_sigmoid(v) for v in z.ravel()]).reshape(z.shape),
    lambda z: [_sigmoid(row) for row in z],
    np.vectorize(lambda v: 1 / (1 + math.exp(-v))),
    np.frompyfunc(lambda v: 1 / (1 + math.exp(-v)), 1, 1),
    lambda z: _package("sigmoid")(z),
    _two_sided,
    _expit,
)
sigmoid.wrong(
    "sign",
    lambda z: 1 / (1 + np.exp(z)),
    lambda z: 1 - 1 / (1 + np.exp(-z)),
    says="Your curve falls instead of rising: it is the sigmoid of −z, or 1 minus the sigmoid. "
    "Look at the sign in the exponent.",
)
sigmoid.wrong(
    "one number only",
    lambda z: 1 / (1 + math.exp(-z)),
    says=ONE_NUMBER,
)
sigmoid.wrong(
    "minus",
    lambda z: 1 / (1 - np.exp(-z)),
    says="The denominator is a difference, and 0 at z = 0. It must be a sum: then it is never "
    "smaller than 1.",
)
sigmoid.wrong(
    "step",
    lambda z: np.where(z >= 0, 1.0, 0.0),
    lambda z: np.where(z > 0, 1.0, 0.0),
    lambda z: np.heaviside(z, 0.5),
    lambda z: np.round(_sigmoid(z)),
    says="You return a step, which jumps from 0 to 1. The sigmoid rises gradually.",
)
sigmoid.wrong(
    "brackets",
    lambda z: 1 / 1 + np.exp(-z),
    lambda z: 1 + np.exp(-z),
    says="You return 1 + e⁻ᶻ: no division has any effect. Perhaps brackets are missing: `1 / 1 + "
    "a` is `(1 / 1) + a`.",
)
sigmoid.wrong(
    "one in front only",
    lambda z: 1 / np.exp(-z),
    lambda z: np.exp(z),
    says="You return eᶻ, which grows without limit: the 1 in the denominator is missing.",
)
sigmoid.wrong(
    "exponential only",
    lambda z: np.exp(-z),
    says="You return e⁻ᶻ. That is a part of the formula.",
)
sigmoid.wrong(
    "tanh",
    lambda z: np.tanh(z),
    lambda z: (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z)),
    says="You return the tanh, which goes from −1 to 1. The sigmoid goes from 0 to 1.",
)
sigmoid.wrong(
    "softmax",
    lambda z: np.exp(z) / np.exp(z).sum(),
    lambda z: np.exp(z) / sum(np.exp(z)),
    lambda z: np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True),
    says="You divide by a sum over entries. That is a softmax; the sigmoid of an entry does "
    "not depend on the others.",
)
sigmoid.wrong(
    "slope",
    lambda z: _sigmoid(z) * (1 - _sigmoid(z)),
    says="That is the slope of the sigmoid, a hill. Here the sigmoid itself is wanted.",
)
sigmoid.wrong(
    "no exponential",
    lambda z: 1 / (1 - z),
    lambda z: 1 / (1 + z),
    says="There is no exponential in what you return: a plain fraction of z, which has a pole.",
)
sigmoid.wrong(
    "softplus",
    lambda z: np.log(1 + np.exp(z)),
    lambda z: np.log(1 + np.exp(-z)),
    says="You take the logarithm of the sum with the exponential. The sigmoid divides by it.",
)
sigmoid.wrong(
    "relu",
    lambda z: np.maximum(0, z),
    says="That is ReLU: 0 on the left, z on the right. The sigmoid stays between 0 and 1.",
)
sigmoid.wrong(
    "straight pieces",
    lambda z: np.clip(z / 4 + 0.5, 0, 1),
    lambda z: np.clip(0.2 * z + 0.5, 0, 1),
    lambda z: np.clip(z / 6 + 0.5, 0, 1),
    lambda z: np.clip(z, 0, 1),
    says="You return straight pieces, which reach 0 and 1. The sigmoid bends smoothly and comes "
    "close to them only.",
)
sigmoid.wrong(
    "rounded e",
    *(lambda z, e=e: 1 / (1 + e**-z) for e in (2.7, 2.71, 2.72, 2.718, 2.7183, 2.71828)),
    says="Nearly: it looks as if e is given by a few digits. `np.exp` knows it to sixteen.",
)
sigmoid.wrong(
    "another base",
    lambda z: 1 / (1 + 2.0**-z),
    lambda z: 1 / (1 + 3.0**-z),
    lambda z: 1 / (1 + 10.0**-z),
    says="Another number than e is raised to the power −z, 2, 3 or 10: the curve has the right "
    "shape and the wrong steepness.",
)
sigmoid.wrong("whole numbers", _into_zeros(_sigmoid), _counted_into_zeros(_sigmoid), says=WHOLE)
sigmoid.wrong("flat arrays only", _each(lambda v: 1 / (1 + math.exp(-v))), says=FLAT)
sigmoid.wrong(
    "first entry",
    _first(_sigmoid),
    says="You return the result of the first entry, or "
    "first row, only. Does a `return` stand inside a loop?",
)
sigmoid.wrong(
    "one decision for all",
    lambda z: _sigmoid(z) if z >= 0 else 1 - _sigmoid(-z),
    says=DECIDES,
)
sigmoid.wrong(
    "steepness",
    lambda z: _sigmoid(2 * z),
    lambda z: _sigmoid(z / 2),
    lambda z: 1 / (1 + np.exp(-z) ** 2),
    says="Your curve runs from 0 to 1, but twice as fast, or half as fast, as the sigmoid. In the "
    "exponent z has no factor. (A square of e⁻ᶻ doubles it.)",
)
sigmoid.wrong(
    "stretched",
    lambda z: 2 * _sigmoid(z) - 1,
    says="Your curve goes from −1 to 1: it is a sigmoid with twice the height, shifted down.",
)
sigmoid.wrong(
    "shifted",
    lambda z: _sigmoid(z - 1),
    lambda z: _sigmoid(z + 1),
    says="Your curve is shifted sideways, by 1. At z = 0 the sigmoid is ½.",
)
sigmoid.wrong(
    "two in the denominator",
    lambda z: 1 / (2 + np.exp(-z)),
    says="Your curve rises to ½ only: the exponential is added to 2. Add it to 1.",
)
sigmoid.wrong(
    "signs of the exponents",
    lambda z: np.exp(z) / (1 + np.exp(-z)),
    says="Your numbers grow without limit on the right: above the line of the fraction the "
    "exponent is z, below it is −z.",
)
sigmoid.wrong(
    "squared",
    lambda z: 1 / (1 + np.exp(-(z**2))),
    lambda z: _sigmoid(z) ** 2,
    says="The input or the result is squared. There is no square in the formula.",
)
sigmoid.wrong(
    "sign of z lost",
    lambda z: _sigmoid(np.abs(z)),
    says="On the left your curve goes up again: the sign of z is lost.",
)
sigmoid.wrong(
    "brackets, other exponent",
    lambda z: 1 / 1 + np.exp(z),
    says="You return 1 + eᶻ: no division has any effect, and the exponent wanted is −z.",
)
sigmoid.wrong(
    "inverse",
    lambda z: np.log(z / (1 - z)),
    says="That is the inverse of the sigmoid, the logit, which exists between 0 and 1 only.",
)
sigmoid.wrong(
    "another curve",
    lambda z: 0.5 * (1 + z / (1 + np.abs(z))),
    lambda z: 0.5 * (1 + z / np.sqrt(1 + z**2)),
    lambda z: 0.5 + np.arctan(z) / np.pi,
    lambda z: 0.5 + np.arctan(np.pi * z / 2) / np.pi,
    lambda z: 0.5 * (1 + np.vectorize(math.erf)(z / math.sqrt(2))),
    says="Your curve rises from 0 to 1 like the sigmoid, but it is another one, without e⁻ᶻ.",
)
sigmoid.wrong(
    "softsign",
    lambda z: z / (1 + np.abs(z)),
    says="That is the softsign, z/(1 + |z|), which goes from −1 to 1.",
)
sigmoid.wrong(
    "times z",
    lambda z: z * _sigmoid(z),
    says="You multiply the sigmoid by z. (That is called SiLU.) The sigmoid alone is wanted.",
)
sigmoid.wrong(
    "clipped",
    *(lambda z, c=c: np.clip(_sigmoid(z), c, 1 - c) for c in (0.1, 0.05, 0.01, 0.001)),
    says="Near 0 and 1 your numbers are cut off. The sigmoid comes as close to both as it likes.",
)
sigmoid.wrong(
    "degrees",
    lambda z: _sigmoid(np.radians(z)),
    says="z is turned into radians first. It is no angle.",
)
sigmoid.also_wrong(
    _over_itself(_sigmoid),
    lambda z: 1 // (1 + np.exp(-z)),
    lambda z: 1 / (1 + np.exp(-z)).sum(),
    lambda z: np.round(_sigmoid(z), 3),
    lambda z: 2 * _sigmoid(z),
    lambda z: _sigmoid(4 * z),
    lambda z: 1 / (1 + np.exp(-z)) ** 3,
    lambda z: _sigmoid(z).ravel(),
    lambda z: print(_sigmoid(z)),
    lambda z: 1 / (1 + np.exp * -z),
    lambda z: 0.5,
    lambda z: (_sigmoid(v) for v in z),
)


@chapter.function(
    "2.2",
    cases=[
        (vector(1),),
        (vector(-2),),
        (vector(0),),
        (vector(-1, 0, 2),),
        (np.array([-3, 0, 1, 4]),),
        (np.array([[0.5, -0.5, 3], [-4, 0, 1.5]]),),
        (vector(-20, 20),),
        (vector(-6.5, -10.5),),
        (vector(-50, 50),),
        (vector(-1000),),
        (vector(1000),),
        (np.array([-1000, 0, 1000]),),
    ],
    more=lambda rng: (
        np.where(
            rng.rand(2, 3) < 0.5, rng.uniform(-1000, 1000, (2, 3)), rng.uniform(-5, 5, (2, 3))
        ),
    ),
    hints=[
        "Do the logarithm on paper first: log(1 / (1 + e⁻ᶻ)) = −log(1 + e⁻ᶻ). For which z does "
        "that overflow?",
        "Where z is negative, take eᶻ out of the bracket: 1 + e⁻ᶻ = e⁻ᶻ (eᶻ + 1).",
        "`np.logaddexp(a, b)` is log(eᵃ + eᵇ), computed so that nothing overflows. And 1 is e⁰.",
    ],
    why="""
    $\\ln\\sigma(z) = -\\ln(1 + e^{-z}) = -\\ln(e^0 + e^{-z})$, and that is `np.logaddexp` with a
    minus. It takes the larger exponent out first, as in the chapter's log-sum-exp. By hand, the
    same is `np.minimum(z, 0) - np.log1p(np.exp(-np.abs(z)))`: the exponent is never positive, so
    nothing overflows. Far left the result is z itself, far right it is close to 0.
    """,
)
def log_sigmoid(z):
    """The logarithm of a sigmoid

    Write `log_sigmoid(z)`: it returns $\\ln \\sigma(z)$, the natural logarithm of the sigmoid, for
    every entry of the array `z`, which may have any shape. It must be right from $z = -1000$ to
    $z = 1000$: no infinity, no NaN.
    """
    return -np.logaddexp(0, -z)  # ← the logarithm, for each entry


def _log_sigmoid(z):
    return np.minimum(z, 0) - np.log1p(np.exp(-np.abs(z)))


def _log_masked(z):
    result = np.array(z, dtype=float)
    left = z < 0
    result[left] = z[left] - np.log1p(np.exp(z[left]))
    result[~left] = -np.log1p(np.exp(-z[~left]))
    return result


def _log_of_one(v):
    return v - math.log1p(math.exp(v)) if v < 0 else -math.log1p(math.exp(-v))


def _log_expit(z):
    from scipy.special import log_expit

    return log_expit(np.asarray(z, dtype=float))


def _logsumexp(z):
    from scipy.special import logsumexp

    return -logsumexp(np.stack([np.zeros(z.shape), -z]), axis=0)


log_sigmoid.also_right(
    lambda z: -np.logaddexp(0, -z),
    lambda z: np.minimum(z, 0) - np.log1p(np.exp(-np.abs(z))),
    lambda z: z - np.logaddexp(0, z),
    lambda z: z - np.logaddexp(z, 0.0),
    lambda z: -(np.maximum(-z, 0) + np.log(1 + np.exp(-np.abs(z)))),
    lambda z: np.where(z > 0, -np.log1p(np.exp(-z)), z - np.log1p(np.exp(z))),
    lambda z: np.where(z < -30, z, np.log(1 / (1 + np.exp(-np.maximum(z, -30))))),
    lambda z: -np.logaddexp(0, -np.clip(z, -1000, 1000)),
    lambda z: np.select([z < -500, z > 500], [z, 0 * z], -np.log1p(np.exp(-np.clip(z, -500, 500)))),
    lambda z: (z - np.abs(z)) / 2 - np.log1p(np.exp(-np.abs(z))),
    lambda z: -np.logaddexp(np.float32(0), -z.astype(np.float32)),
    lambda z: -_package("softplus")(-z),
    lambda z: _nested(_log_of_one, z),
    np.vectorize(_log_of_one),
    lambda z: [-np.logaddexp(0, -row) for row in z],
    lambda z: -np.logaddexp.reduce([np.zeros(z.shape), -z]),
    _log_masked,
    _log_expit,
    _logsumexp,
)
log_sigmoid.wrong(
    "naive",
    lambda z: np.log(1 / (1 + np.exp(-z))),
    lambda z: -np.log(1 + np.exp(-z)),
    lambda z: np.log(_package("sigmoid")(z)),
    lambda z: np.log(_expit(z)),
    says="Near 0 that is right, but far left you return −∞: e¹⁰⁰⁰ is too large to be stored, or "
    "the sigmoid has become 0 before its logarithm is taken. Change the formula first.",
)
log_sigmoid.wrong(
    "half fixed",
    lambda z: z - np.log(1 + np.exp(z)),
    lambda z: z - np.log1p(np.exp(z)),
    says="The left end is right. At the right end eᶻ becomes infinite, and with it your result: "
    "there another form of the formula is needed.",
)
log_sigmoid.wrong(
    "both ends",
    lambda z: np.log(np.exp(z) / (1 + np.exp(z))),
    lambda z: np.log(np.exp(z)) - np.log(1 + np.exp(z)),
    says="Far left and far right it fails: eᶻ is 0 on one side and infinite on the other, and "
    "neither its logarithm nor ∞/∞ or ∞ − ∞ can bring the number back.",
)
log_sigmoid.wrong(
    "forms swapped",
    lambda z: np.where(z > 0, z - np.log1p(np.exp(z)), -np.log1p(np.exp(-z))),
    lambda z: np.where(z < 0, -np.log(1 + np.exp(-z)), z - np.log(1 + np.exp(z))),
    says="On both sides the far end is −∞: each side uses the form whose exponential overflows "
    "there. The exponent should never be a large positive number.",
)
log_sigmoid.wrong(
    "sign",
    lambda z: -np.logaddexp(0, z),
    lambda z: -np.maximum(z, 0) - np.log1p(np.exp(-np.abs(z))),
    says="That is log σ(−z), or log(1 − σ(z)): the logarithm for the other label, 0. The "
    "logarithm wanted rises with z.",
)
log_sigmoid.wrong(
    "minus lost",
    lambda z: np.logaddexp(0, -z),
    says="Your numbers are positive. A sigmoid is below 1, so its logarithm is negative.",
)
log_sigmoid.wrong(
    "clipped",
    *(lambda z, c=c: -np.logaddexp(0, -np.clip(z, -c, c)) for c in (20, 30, 50, 100, 500, 700)),
    *(lambda z, c=c: -np.log(1 + np.exp(-np.clip(z, -c, c))) for c in (20, 30, 50, 100, 500, 700)),
    *(lambda z, c=c: np.log(_sigmoid(np.clip(z, -c, c))) for c in (20, 30, 50, 100, 500, 700)),
    *(lambda z, c=c: -np.log1p(np.exp(np.minimum(-z, c))) for c in (100, 500, 700, 709)),
    says="Far left your result stops falling. Clipping avoids the overflow, but there the "
    "logarithm goes on, like z itself, down to −1000.",
)
log_sigmoid.wrong(
    "small number added",
    *(
        lambda z, eps=eps: np.log(_package("sigmoid")(z) + eps)
        for eps in (1e-300, 1e-20, 1e-16, 1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5)
    ),
    *(
        lambda z, eps=eps: np.log(np.maximum(_package("sigmoid")(z), eps))
        for eps in (1e-300, 1e-20, 1e-16, 1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5)
    ),
    *(
        lambda z, eps=eps: np.log(np.clip(_package("sigmoid")(z), eps, 1 - eps))
        for eps in (1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5)
    ),
    says="Far left you return the logarithm of one and the same small number, which keeps the "
    "sigmoid away from 0. The logarithm wanted goes on down to −1000.",
)
log_sigmoid.wrong(
    "infinity replaced",
    lambda z: np.nan_to_num(np.log(_package("sigmoid")(z))),
    lambda z: np.nan_to_num(np.log(_sigmoid(z))),
    lambda z: np.nan_to_num(-np.log(1 + np.exp(-z))),
    lambda z: np.where(np.isinf(np.log(_sigmoid(z))), 0, np.log(_sigmoid(z))),
    says="The −∞ far left has been replaced by some other number. At z = −1000 the result is a "
    "number that you can guess: draw the curve.",
)
log_sigmoid.wrong(
    "one number far left",
    *(lambda z, c=c: np.maximum(np.log(_package("sigmoid")(z)), -c) for c in (745, 750, 1000)),
    *(lambda z, c=c: np.where(z < -700, -c, np.log(_sigmoid(z))) for c in (745, 750, 1000)),
    *(lambda z, c=c: np.clip(np.log(_sigmoid(z)), -c, 0) for c in (710, 745, 1000)),
    says="Far left you put in one number for all z. The logarithm changes with z there, too: what "
    "is it nearly equal to?",
)
log_sigmoid.wrong(
    "no logarithm",
    _sigmoid,
    says="That is the sigmoid itself; its logarithm is wanted.",
)
log_sigmoid.wrong(
    "softplus",
    lambda z: np.logaddexp(0, z),
    says="You return log(1 + eᶻ), which is positive and grows with z. The logarithm of a number "
    "below 1 is negative: look at both signs.",
)
log_sigmoid.wrong(
    "corner",
    lambda z: np.minimum(z, 0),
    lambda z: np.where(z < 0, z, 0),
    says="Far out that is right: z on the left, 0 on the right. Near 0 the curve goes smoothly "
    "from one line to the other: at z = 0 it is log ½.",
)
log_sigmoid.wrong(
    "another base",
    lambda z: -np.logaddexp(0, -z) / np.log(10),
    lambda z: -np.logaddexp(0, -z) / np.log(2),
    says="The shape is right, the unit is not: this is the logarithm to the base 10 or 2. The "
    "natural one is `np.log`.",
)
log_sigmoid.wrong(
    "one number only",
    lambda z: math.log(1 / (1 + math.exp(-z))),
    lambda z: -math.log(1 + math.exp(-z)),
    lambda z: -math.log1p(math.exp(-z)),
    says="A function for one number, such as those of `math`, meets `z`, an array of many. (And "
    "e¹⁰⁰⁰ is too much for `math`.)",
)
log_sigmoid.wrong(
    "one decision for all", lambda z: z if z < -700 else _log_sigmoid(z), says=DECIDES
)
log_sigmoid.wrong("whole numbers", _into_zeros(_log_sigmoid), says=WHOLE)
log_sigmoid.wrong(
    "base and overflow",
    lambda z: np.log10(_sigmoid(z)),
    lambda z: np.log2(_sigmoid(z)),
    says="Two things: the base of this logarithm is 10 or 2 (the natural one is `np.log`), and far "
    "left the result is −∞.",
)
log_sigmoid.wrong(
    "sign and overflow",
    lambda z: -np.log(1 + np.exp(z)),
    lambda z: -np.log1p(np.exp(z)),
    lambda z: np.log(1 - _sigmoid(z)),
    says="Two things: that is log σ(−z), the logarithm for the other label, and at the right end "
    "it is −∞.",
)
log_sigmoid.wrong(
    "minus lost, and overflow",
    lambda z: np.log(1 + np.exp(-z)),
    lambda z: np.log1p(np.exp(-z)),
    lambda z: -np.log(_sigmoid(z)),
    says="Two things: your numbers are positive, although the logarithm of a number below 1 is "
    "negative, and far left the result is infinite.",
)
log_sigmoid.wrong(
    "straight on the left",
    lambda z: np.where(z < 0, z, -np.log1p(np.exp(-z))),
    *(lambda z, c=c: np.where(z < -c, z, np.log(_sigmoid(z))) for c in (1, 2, 3, 5, 6, 10)),
    says="Where z is negative, or below some number, you return z itself. Far left that is nearly "
    "right, but with you it begins too early.",
)
log_sigmoid.wrong(
    "zero on the right",
    lambda z: np.where(z < 0, z - np.log1p(np.exp(z)), 0),
    says="Where z is positive you return 0. It comes close to 0 far out, but at z = 1 it is −0.31.",
)
log_sigmoid.wrong(
    "correction turned round",
    lambda z: np.minimum(z, 0) + np.log1p(np.exp(-np.abs(z))),
    says="The two parts are right. At z = 0 you return +ln 2: the second part is subtracted.",
)
log_sigmoid.wrong(
    "correction without logarithm",
    lambda z: np.minimum(z, 0) - np.exp(-np.abs(z)),
    says="Far out that is right. Near 0 the correction must be a logarithm: at z = 0 it is ln 2.",
)
log_sigmoid.wrong(
    "larger instead of smaller",
    lambda z: np.maximum(z, 0) - np.log1p(np.exp(-np.abs(z))),
    says="On the right your numbers grow like z. There they must come close to 0: is it `maximum` "
    "where it should be `minimum`?",
)
log_sigmoid.also_wrong(
    _over_itself(_log_sigmoid),
    lambda z: 1 / np.log(1 + np.exp(-z)),
    lambda z: _log_sigmoid(z).sum(),
    lambda z: np.round(_log_sigmoid(z), 4),
    lambda z: _log_sigmoid(z) + 1e-3,
    lambda z: np.log(-z),
    lambda z: None,
    lambda z: np.abs(_log_sigmoid(z)) * 2,
    lambda z: np.where(z < -20, z, 0.0),
    lambda z: -np.logaddexp2(0, -z),
    lambda z: -np.logaddexp(1, -z),
)


@chapter.function(
    "2.3",
    cases=ANY_SHAPE,
    more=entries,
    tolerance=SLOPES,
    hints=[
        "Where is the sigmoid steepest, and where is it nearly flat? Your function must be a hill.",
        "Differentiate (1 + e⁻ᶻ)⁻¹ by the chain rule. Or recall: with s the *value* of the "
        "sigmoid, its slope is s times what is missing to 1.",
    ],
    why="""
    By the chain rule, the derivative of $(1 + e^{-z})^{-1}$ is
    $e^{-z} / (1 + e^{-z})^2$. One factor $1/(1 + e^{-z})$ of it is $s$, and the rest,
    $e^{-z}/(1 + e^{-z})$, is $1 - s$. So the slope is $s(1 - s)$, with the *output* s of the
    sigmoid in it: at z = 0 it is ½ · ½ = ¼, and toward both sides it falls to 0.
    """,
    picture=lambda: _picture_of_slopes(),
)
def sigmoid_slope(z):
    """The slope of the sigmoid

    Write `sigmoid_slope(z)`: it returns the derivative $\\sigma'(z)$ for every entry of the array
    `z`, right to four digits; a numerical derivative will do. You may use your `sigmoid` of
    exercise 2.1. If that is not done yet, run `sigmoid = activations.get("sigmoid")` first.
    """
    s = sigmoid(z)
    return s * (1 - s)  # ← the slope at each entry


def _picture_of_slopes():
    """Sigmoid and tanh above, their slopes below."""
    from rectified import figures

    return figures.activation_functions.zoo([_package("sigmoid"), _package("tanh")])


def _autodiff(z):
    """The derivative by calculating with pairs (value, slope)."""
    value, slope = np.exp(-z), -np.exp(-z)
    value = 1 + value
    return -slope / value**2


sigmoid_slope.also_right(
    lambda z: _sigmoid(z) * (1 - _sigmoid(z)),
    lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2,
    lambda z: np.exp(z) / (1 + np.exp(z)) ** 2,
    lambda z: _sigmoid(z) * _sigmoid(-z),
    lambda z: _sigmoid(z) - _sigmoid(z) ** 2,
    lambda z: 1 / (np.exp(z) + 2 + np.exp(-z)),
    lambda z: 1 / (2 + 2 * np.cosh(z)),
    lambda z: 1 / np.cosh(z / 2) ** 2 / 4,
    lambda z: (1 - np.tanh(z / 2) ** 2) / 4,
    lambda z: 0.25 - (_sigmoid(z) - 0.5) ** 2,
    lambda z: (_sigmoid(z + 1e-5) - _sigmoid(z - 1e-5)) / 2e-5,
    lambda z: (_sigmoid(z + 1e-6) - _sigmoid(z)) / 1e-6,
    lambda z: np.imag(1 / (1 + np.exp(-(z + 1e-20j)))) / 1e-20,
    lambda z: (lambda s: s * (1 - s))(_sigmoid(z.astype(np.float32))),
    lambda z: _package("sigmoid").derivative(z),
    lambda z: _nested(lambda v: math.exp(-v) / (1 + math.exp(-v)) ** 2, z),
    np.vectorize(lambda v: _sigmoid(v) * (1 - _sigmoid(v))),
    _autodiff,
)
sigmoid_slope.wrong(
    "input not output",
    lambda z: z * (1 - z),
    says="You apply s(1 − s) to the input z. The s in it is the *output* of the sigmoid.",
)
sigmoid_slope.wrong(
    "function itself",
    _sigmoid,
    says="That is the sigmoid, the height of the curve. Its slope is wanted: 0 where it is flat.",
)
sigmoid_slope.wrong(
    "plus",
    lambda z: _sigmoid(z) * (1 + _sigmoid(z)),
    says="Your slope grows to 2 on the right, where the curve is nearly flat: s is multiplied by "
    "1 + s. Look at that sign.",
)
sigmoid_slope.wrong(
    "negative",
    lambda z: -_sigmoid(z) * (1 - _sigmoid(z)),
    lambda z: -np.exp(-z) / (1 + np.exp(-z)) ** 2,
    says="Only the sign is off: the sigmoid rises everywhere, so its slope is positive. (The chain "
    "rule brings in two minus signs.)",
)
sigmoid_slope.wrong(
    "one factor missing",
    lambda z: 1 - _sigmoid(z),
    lambda z: np.exp(-z) / (1 + np.exp(-z)),
    says="You return 1 − σ(z), which is large on the left, where the curve is flat. A factor is "
    "missing: perhaps a square in the denominator.",
)
sigmoid_slope.wrong(
    "rule of tanh",
    lambda z: 1 - _sigmoid(z) ** 2,
    says="One minus the square of the output is the rule for tanh. At z = 0 it would make the "
    "sigmoid three times as steep as it is.",
)
sigmoid_slope.wrong(
    "square on the exponential only",
    lambda z: np.exp(-z) / (1 + np.exp(-2 * z)),
    lambda z: np.exp(-z) / (1 + np.exp(-z) ** 2),
    says="In your denominator only the exponential is squared. The square belongs to the whole "
    "bracket, 1 + e⁻ᶻ.",
)
sigmoid_slope.wrong(
    "zero",
    lambda z: _sigmoid(z) * 1 - _sigmoid(z),
    lambda z: z * 0,
    says="You return 0 everywhere. If you have typed `s * 1 - s`, a bracket is missing: Python "
    "multiplies first.",
)
sigmoid_slope.wrong(
    "square",
    lambda z: _sigmoid(z) ** 2,
    says="You return the square of the sigmoid, which tends to 1 on the right. The curve is flat "
    "there.",
)
sigmoid_slope.wrong(
    "sigmoid twice",
    lambda z: _sigmoid(_sigmoid(z)) * (1 - _sigmoid(_sigmoid(z))),
    says="The sigmoid is applied twice: you put its output into it once more.",
)
sigmoid_slope.wrong(
    "sign of the exponent",
    lambda z: np.exp(z) / (1 + np.exp(-z)) ** 2,
    says="Your slope grows without limit on the right. In e⁻ᶻ/(1 + e⁻ᶻ)² the exponent has the same "
    "sign above and below.",
)
sigmoid_slope.wrong(
    "no inner derivative",
    lambda z: -1 / (1 + np.exp(-z)) ** 2,
    says="You return −σ(z)²: the derivative of the outer part, the power −1. The chain rule also "
    "asks for the derivative of what stands inside.",
)
sigmoid_slope.wrong(
    "largest everywhere",
    lambda z: 0.25 + 0 * z,
    lambda z: 0.25,
    says="You return ¼ for every z. That is the slope at z = 0, the steepest place; elsewhere it "
    "is smaller.",
)
sigmoid_slope.wrong(
    "slope of tanh",
    lambda z: 1 - np.tanh(z) ** 2,
    says="That is the slope of tanh, which is 1 at z = 0. The sigmoid is less steep.",
)
sigmoid_slope.wrong(
    "chord from zero",
    lambda z: _sigmoid(z) / z,
    lambda z: (_sigmoid(z) - 0.5) / z,
    says="You divide a height by z. That is the slope of a chord from z = 0 to z, not of the curve "
    "at z.",
)
sigmoid_slope.wrong(
    "differences of the entries",
    lambda z: np.gradient(_sigmoid(z)),
    lambda z: np.diff(_sigmoid(z)),
    lambda z: np.gradient(_sigmoid(z), z),
    lambda z: np.diff(_sigmoid(z)) / np.diff(z),
    says="You take differences between neighboring entries of the array. Each entry is a place of "
    "its own: its slope has nothing to do with the others.",
)
sigmoid_slope.wrong(
    "one number only",
    lambda z: math.exp(-z) / (1 + math.exp(-z)) ** 2,
    says=ONE_NUMBER,
)
sigmoid_slope.wrong(
    "whole numbers", _into_zeros(lambda z: _sigmoid(z) * (1 - _sigmoid(z))), says=WHOLE
)
sigmoid_slope.wrong(
    "slope of the slope",
    lambda z: _sigmoid(z) * (1 - _sigmoid(z)) * (1 - 2 * _sigmoid(z)),
    lambda z: _sigmoid(z) * (1 - 2 * _sigmoid(z)),
    lambda z: 1 - 2 * _sigmoid(z),
    says="There is a factor 1 − 2s in it, which is negative on the right. That comes from "
    "differentiating s(1 − s) once more. It is the slope already.",
)
sigmoid_slope.wrong(
    "half of it the input",
    lambda z: _sigmoid(z) * (1 - z),
    lambda z: z * (1 - _sigmoid(z)),
    lambda z: _sigmoid(z) * _sigmoid(1 - z),
    lambda z: z * _sigmoid(z) * (1 - _sigmoid(z)),
    says="In one place the input z stands where it does not belong. In s(1 − s), s is the output "
    "of the sigmoid, both times.",
)
sigmoid_slope.wrong(
    "right side only",
    lambda z: np.where(z > 0, _sigmoid(z) * (1 - _sigmoid(z)), 0),
    lambda z: np.where(z >= 0, _sigmoid(z) * (1 - _sigmoid(z)), 0),
    says="For negative z you return 0. The sigmoid rises there, too: its slope is the same on both "
    "sides.",
)
sigmoid_slope.wrong(
    "brackets",
    lambda z: np.exp(-z) / 1 + np.exp(-z) ** 2,
    says="Your slope grows without limit on the left: brackets around the denominator are missing.",
)
sigmoid_slope.wrong(
    "slope of the exponential",
    lambda z: np.exp(-z),
    lambda z: -np.exp(-z),
    lambda z: -np.exp(z),
    says="You return an exponential, or the slope of one. That is the inner part; what stands "
    "around it, one over a sum, has a derivative as well.",
)
_STEPS = (0.1, 0.01, 1e-3, 1e-4, 1e-5, 1e-6)
_NO_WAY = (
    "You take the difference of two heights. A slope is that, divided by the way: how far apart "
    "are the two places?"
)
_TOO_FAR = (
    "The idea is right: height divided by way. But the two places are too far apart for four "
    "digits. Take a smaller step."
)
sigmoid_slope.wrong(
    "step of the difference",
    *(lambda z, h=h: _sigmoid(z + h) - _sigmoid(z - h) for h in _STEPS),
    *(lambda z, h=h: _sigmoid(z + h) - _sigmoid(z) for h in (1, *_STEPS)),
    says=_NO_WAY,
)
sigmoid_slope.wrong(
    "coarse difference",
    *(lambda z, h=h: (_sigmoid(z + h) - _sigmoid(z - h)) / (2 * h) for h in (1, 0.5, 0.2, 0.1)),
    *(lambda z, h=h: (_sigmoid(z + h) - _sigmoid(z)) / h for h in (0.5, 0.1, 0.05, 0.01)),
    says=_TOO_FAR,
)
sigmoid_slope.also_wrong(
    lambda z: 2 * _sigmoid(z) * (1 - _sigmoid(z)),
    lambda z: (1 - _sigmoid(z)) ** 2,
    lambda z: (1 - _sigmoid(z)) / 2,
    lambda z: np.sqrt(_sigmoid(z) * (1 - _sigmoid(z))),
    lambda z: (_sigmoid(z + 3) - _sigmoid(z - 3)) / 6,
    lambda z: (_sigmoid(z + 0.2) - _sigmoid(z)) / 0.2,
    lambda z: _sigmoid(z + 2) - _sigmoid(z - 2),
    lambda z: np.round(_sigmoid(z) * (1 - _sigmoid(z)), 2),
    lambda z: np.exp(-(z**2) / 2) / 4,
    lambda z: (_sigmoid(z) * (1 - _sigmoid(z))).max(),
    lambda z: _sigmoid * (1 - _sigmoid),
    _over_itself(lambda z: _sigmoid(z) * (1 - _sigmoid(z))),
)


# ================================================================ tanh

chapter.section("tanh")


@chapter.function(
    "2.4",
    cases=ANY_SHAPE,
    more=entries,
    hints=[
        "The sigmoid goes from 0 to 1, tanh from −1 to 1: how do you stretch and shift the height?",
        "At z = 0 the sigmoid has the slope ¼ and tanh the slope 1. Stretching the height gives a "
        "factor of 2. Where does the other one come from?",
    ],
    why="""
    Twice the height, minus 1, takes 0 … 1 to −1 … 1. The slope at 0 is then ½; to make it 1, the
    curve must run through its argument twice as fast: 2z instead of z. That it then agrees
    everywhere one sees by multiplying (eᶻ − e⁻ᶻ)/(eᶻ + e⁻ᶻ) by eᶻ above and below.
    """,
)
def tanh_from_sigmoid(z):
    """tanh from sigmoids

    Write `tanh_from_sigmoid(z)`: it returns $\\tanh z$ for every entry of the array `z`, which may
    have any shape. Use your `sigmoid` (or `activations.get("sigmoid")`), arithmetic, and nothing
    else.
    """
    return 2 * sigmoid(2 * z) - 1  # ← tanh, made of sigmoids


tanh_from_sigmoid.also_right(
    lambda z: 2 * _sigmoid(2 * z) - 1,
    lambda z: _sigmoid(2 * z) - _sigmoid(-2 * z),
    lambda z: 1 - 2 * _sigmoid(-2 * z),
    lambda z: (_sigmoid(2 * z) - 0.5) * 2,
    lambda z: (_sigmoid(2 * z) - 0.5) / 0.5,
    lambda z: _sigmoid(z + z) + _sigmoid(z + z) - 1,
    lambda z: (_sigmoid(z) ** 2 - _sigmoid(-z) ** 2) / (_sigmoid(z) ** 2 + _sigmoid(-z) ** 2),
    lambda z: _sigmoid(2 * z) ** 2 - (1 - _sigmoid(2 * z)) ** 2,
    lambda z: 2 * _expit(2.0 * z) - 1,
    lambda z: np.tanh(z),
    lambda z: 2 / (1 + np.exp(-2 * z)) - 1,
    lambda z: [2 * _sigmoid(2 * row) - 1 for row in z],
    lambda z: _nested(lambda v: 2 * _sigmoid(2 * v) - 1, z),
    np.vectorize(lambda v: 2 * _sigmoid(2 * v) - 1),
    lambda z: 2 * _sigmoid(2 * z.astype(np.float32)) - 1,
    lambda z: -(2 * _sigmoid(-2 * z) - 1),
)
tanh_from_sigmoid.wrong(
    "not stretched",
    lambda z: 2 * _sigmoid(z) - 1,
    lambda z: _sigmoid(z) - _sigmoid(-z),
    says="The height is right, from −1 to 1, but your curve is only half as steep as tanh: 0.46 at "
    "z = 1, where tanh is 0.76.",
)
tanh_from_sigmoid.wrong(
    "not scaled",
    lambda z: _sigmoid(2 * z) - 0.5,
    says="Your curve goes from −½ to ½. It is shifted to the middle; its height still has to be "
    "doubled.",
)
tanh_from_sigmoid.wrong(
    "reversed",
    lambda z: 1 - 2 * _sigmoid(2 * z),
    lambda z: 2 * _sigmoid(-2 * z) - 1,
    says="Your curve falls from 1 to −1: tanh upside down.",
)
tanh_from_sigmoid.wrong(
    "not shifted",
    lambda z: 2 * _sigmoid(2 * z),
    says="Your curve goes from 0 to 2. It is tall and steep enough; now tanh is 0 at z = 0.",
)
tanh_from_sigmoid.wrong(
    "only the argument",
    lambda z: _sigmoid(2 * z),
    says="Your curve goes from 0 to 1, and is steep enough. The height is not that of tanh yet.",
)
tanh_from_sigmoid.wrong(
    "bracket",
    lambda z: 2 * (_sigmoid(2 * z) - 1),
    says="Your curve goes from −2 to 0. First double, then subtract 1: brackets change the order.",
)
tanh_from_sigmoid.wrong(
    "shifted too far",
    lambda z: _sigmoid(2 * z) - 1,
    says="Your curve goes from −1 to 0: it is shifted, but its height is still 1.",
)
tanh_from_sigmoid.wrong(
    "squeezed the other way",
    lambda z: 2 * _sigmoid(z / 2) - 1,
    says="The height is right, but your curve is too flat. To go through it twice as fast, the "
    "argument must be larger, not smaller.",
)
tanh_from_sigmoid.wrong(
    "steeper by height",
    lambda z: 4 * _sigmoid(z) - 2,
    lambda z: 2 * (2 * _sigmoid(z) - 1),
    says="At z = 0 it has the slope of tanh, but it goes from −2 to 2. Height and steepness are "
    "two things: one is changed outside the sigmoid, the other inside.",
)
tanh_from_sigmoid.wrong(
    "shifted inside",
    lambda z: 2 * _sigmoid(2 * z - 1),
    lambda z: 2 * _sigmoid(2 * (z - 1)),
    lambda z: 2 * _sigmoid(2 * z - 1) - 1,
    says="Something is subtracted inside the sigmoid: that moves the curve to the right. tanh "
    "crosses its middle at z = 0, as the sigmoid does.",
)
tanh_from_sigmoid.wrong(
    "slope",
    lambda z: _sigmoid(z) * (1 - _sigmoid(z)),
    lambda z: 4 * _sigmoid(2 * z) * (1 - _sigmoid(2 * z)),
    says="You return a hill, the slope of a curve. tanh itself is wanted.",
)
tanh_from_sigmoid.wrong(
    "sigmoid",
    _sigmoid,
    says="That is the sigmoid itself, from 0 to 1.",
)
tanh_from_sigmoid.wrong(
    "shifted only",
    lambda z: _sigmoid(z) - 0.5,
    says="Your curve goes from −½ to ½, and rises with slope ¼ where tanh has slope 1: it lacks "
    "height and steepness.",
)
tanh_from_sigmoid.wrong("whole numbers", _into_zeros(np.tanh), says=WHOLE)
tanh_from_sigmoid.wrong(
    "too steep",
    lambda z: 2 * _sigmoid(4 * z) - 1,
    lambda z: 2 * _sigmoid(3 * z) - 1,
    says="The height is right, from −1 to 1, but your curve is too steep. Which factor inside "
    "gives the slope 1 at z = 0?",
)
tanh_from_sigmoid.wrong(
    "only the height",
    lambda z: 2 * _sigmoid(z),
    says="Your curve goes from 0 to 2: its height is right. It still has to be shifted down and to "
    "become steeper.",
)
tanh_from_sigmoid.wrong(
    "shifted up",
    lambda z: 2 * _sigmoid(2 * z) + 1,
    says="Your curve goes from 1 to 3. It has to be shifted down, not up.",
)
tanh_from_sigmoid.wrong(
    "product instead of argument",
    lambda z: 2 * _sigmoid(2) * z - 1,
    lambda z: 2 * _sigmoid(z) * z - 1,
    lambda z: 2 * _sigmoid(2.0) - 1 + 0 * z,
    says="A sigmoid is multiplied by z, or does not depend on it. z belongs inside, with its "
    "factor.",
)
tanh_from_sigmoid.wrong(
    "one part of the quotient",
    lambda z: (np.exp(z) - np.exp(-z)) / 2,
    lambda z: (np.exp(z) + np.exp(-z)) / 2,
    says="You return sinh or cosh, which grow without limit. tanh is one divided by the other.",
)
tanh_from_sigmoid.wrong(
    "circular",
    np.tan,
    np.arctan,
    np.arctanh,
    says="That is the tangent of the circle, or the inverse of a tangent. Wanted is the "
    "*hyperbolic* tangent, which goes from −1 to 1.",
)
tanh_from_sigmoid.wrong(
    "straight pieces",
    lambda z: np.clip(z, -1, 1),
    says="You return straight pieces, which reach −1 and 1. tanh bends smoothly.",
)
tanh_from_sigmoid.wrong(
    "softsign",
    lambda z: z / (1 + np.abs(z)),
    says="That is z/(1 + |z|), which also goes from −1 to 1, but more slowly.",
)
tanh_from_sigmoid.wrong(
    "squares",
    lambda z: _sigmoid(z) ** 2 - 1,
    lambda z: 2 * _sigmoid(z) ** 2 - 1,
    says="The sigmoid is squared. To make the curve steeper, change its argument.",
)
tanh_from_sigmoid.wrong(
    "ratio",
    lambda z: _sigmoid(z) / _sigmoid(-z),
    says="The ratio of σ(z) and σ(−z) is eᶻ, which grows without limit.",
)
tanh_from_sigmoid.wrong(
    "one decision for all",
    lambda z: 2 * _sigmoid(2 * z) - 1 if z > 0 else -1,
    lambda z: 2 * _sigmoid(2 * z) - 1 if z >= 0 else 1 - 2 * _sigmoid(-2 * z),
    says=DECIDES,
)
tanh_from_sigmoid.also_wrong(
    _over_itself(np.tanh),
    lambda z: 2 * _sigmoid(2 * z) + 2,
    lambda z: np.sin(z),
    lambda z: 2 * _sigmoid(z) ** 3 - 1,
    lambda z: 2 * _sigmoid(5 * z) - 1,
    lambda z: _sigmoid(z) / _sigmoid(-z) - 1,
    lambda z: 2 * _sigmoid(2 * z) - 0.99,
    lambda z: np.clip(z, -2, 2),
    lambda z: np.round(np.tanh(z), 2),
    lambda z: np.sign(z),
    lambda z: np.tanh(z).sum(),
)


@chapter.function(
    "2.5",
    cases=ANY_SHAPE,
    more=entries,
    tolerance=SLOPES,
    hints=[
        "How steep is tanh at z = 0, and how steep far out? Draw it.",
        "With t the *value* of tanh, the slope contains t². It is 1 where t = 0 and 0 where t = "
        "±1.",
    ],
    why="""
    Write tanh as sinh/cosh; by the quotient rule its derivative is
    $(\\cosh^2 z - \\sinh^2 z)/\\cosh^2 z$. Divided out, that is $1 - \\tanh^2 z$, and since
    $\\cosh^2 z - \\sinh^2 z = 1$, it is $1/\\cosh^2 z$ as well. It is 1 at z = 0 only, four times
    the largest slope of the sigmoid.
    """,
)
def tanh_slope(z):
    """The slope of tanh

    Write `tanh_slope(z)`: it returns the derivative $\\tanh'(z)$ for every entry of the array `z`,
    which may have any shape, right to four digits; a numerical derivative will do. `np.tanh` is
    allowed.
    """
    return 1 - np.tanh(z) ** 2  # ← the slope at each entry


tanh_slope.also_right(
    lambda z: 1 - np.tanh(z) ** 2,
    lambda z: 1 / np.cosh(z) ** 2,
    lambda z: (1 - np.tanh(z)) * (1 + np.tanh(z)),
    lambda z: 4 / (np.exp(z) + np.exp(-z)) ** 2,
    lambda z: 4 * _sigmoid(2 * z) * (1 - _sigmoid(2 * z)),
    lambda z: 1 - np.square(np.tanh(z)),
    lambda z: 1 - (np.sinh(z) / np.cosh(z)) ** 2,
    lambda z: np.cosh(z) ** -2.0,
    lambda z: (np.tanh(z + 1e-5) - np.tanh(z - 1e-5)) / 2e-5,
    lambda z: (np.tanh(z + 1e-6) - np.tanh(z)) / 1e-6,
    lambda z: np.imag(np.tanh(z + 1e-20j)) / 1e-20,
    lambda z: 2 / (1 + np.cosh(2 * z)),
    lambda z: 1 - np.tanh(z.astype(np.float32)) ** 2,
    lambda z: _package("tanh").derivative(z),
    lambda z: _nested(lambda v: 1 - math.tanh(v) ** 2, z),
    lambda z: [1 - np.tanh(row) * np.tanh(row) for row in z],
    np.vectorize(lambda v: 1 / math.cosh(v) ** 2),
)
tanh_slope.wrong(
    "square inside",
    lambda z: 1 - np.tanh(z**2),
    says="You square the input. It is the output of tanh that is squared.",
)
tanh_slope.wrong(
    "sigmoid rule",
    lambda z: np.tanh(z) * (1 - np.tanh(z)),
    says="Output times (1 − output) is the rule for the sigmoid. For tanh it would be 0 at z = 0, "
    "where tanh is steepest.",
)
tanh_slope.wrong(
    "bracket",
    lambda z: (1 - np.tanh(z)) ** 2,
    says="You square the whole bracket, 1 − tanh. Only the tanh is squared.",
)
tanh_slope.wrong(
    "function itself",
    lambda z: np.tanh(z),
    says="That is tanh, the height of the curve. Its slope is wanted.",
)
tanh_slope.wrong(
    "no square",
    lambda z: 1 - np.tanh(z),
    says="You return 1 − tanh, which grows to 2 on the left. A slope of tanh is never larger than "
    "1: a square is missing.",
)
tanh_slope.wrong(
    "plus",
    lambda z: 1 + np.tanh(z) ** 2,
    says="Your slope is smallest at z = 0. There tanh is steepest: look at the sign in the middle.",
)
tanh_slope.wrong(
    "negative",
    lambda z: np.tanh(z) ** 2 - 1,
    lambda z: -1 / np.cosh(z) ** 2,
    says="Only the sign is off: tanh rises everywhere, so its slope is positive.",
)
tanh_slope.wrong(
    "input not output",
    lambda z: 1 - z**2,
    says="You square the input z. The rule 1 − t² holds for the output t of tanh.",
)
tanh_slope.wrong(
    "doubled",
    lambda z: 1 - 2 * np.tanh(z),
    says="You double tanh where it has to be squared: `**` is the power, `*` the product.",
)
tanh_slope.wrong(
    "differences of the entries",
    lambda z: np.gradient(np.tanh(z)),
    lambda z: np.gradient(np.tanh(z), z),
    lambda z: np.diff(np.tanh(z)),
    lambda z: np.diff(np.tanh(z)) / np.diff(z),
    says="You take differences between neighboring entries of the array. Each entry is a place of "
    "its own: its slope has nothing to do with the others.",
)
tanh_slope.wrong(
    "square only",
    lambda z: np.tanh(z) ** 2,
    says="That is the square of tanh: 0 where tanh is steepest and 1 where it is flat.",
)
tanh_slope.wrong(
    "cosh without square",
    lambda z: 1 / np.cosh(z),
    lambda z: np.sqrt(1 - np.tanh(z) ** 2),
    says="You return 1/cosh z, the square root of the slope.",
)
tanh_slope.wrong(
    "square inside cosh",
    lambda z: 1 / np.cosh(z**2),
    says="You square the input of cosh. It is the output that is squared.",
)
tanh_slope.wrong(
    "circular",
    lambda z: 1 / np.cos(z) ** 2,
    lambda z: 1 + np.tan(z) ** 2,
    says="That is the slope of the tangent, which belongs to the circle. tanh is the *hyperbolic* "
    "tangent.",
)
tanh_slope.wrong(
    "slope of the sigmoid",
    lambda z: _sigmoid(z) * (1 - _sigmoid(z)),
    says="That is the slope of the sigmoid, ¼ at z = 0. tanh is four times as steep there.",
)
tanh_slope.wrong(
    "not stretched",
    lambda z: 4 * _sigmoid(z) * (1 - _sigmoid(z)),
    says="At z = 0 it is right, but your hill is too wide: tanh runs through the sigmoid twice as "
    "fast, so 2z belongs inside.",
)
tanh_slope.wrong(
    "power rule",
    lambda z: 2 * np.tanh(z),
    lambda z: -2 * np.tanh(z),
    lambda z: -2 * np.tanh(z) / np.cosh(z) ** 2,
    says="At z = 0 you return 0, where tanh is steepest. You have differentiated a square, perhaps "
    "1 − tanh² itself; it is the slope already.",
)
tanh_slope.wrong(
    "largest everywhere",
    lambda z: 1.0,
    lambda z: np.ones(z.shape),
    says="You return 1 for every z. That is the slope at z = 0, the steepest place.",
)
tanh_slope.wrong("one number only", lambda z: 1 - math.tanh(z) ** 2, says=ONE_NUMBER)
tanh_slope.wrong("whole numbers", _into_zeros(lambda z: 1 - np.tanh(z) ** 2), says=WHOLE)
tanh_slope.wrong("flat arrays only", _each(lambda v: 1 - math.tanh(v) ** 2), says=FLAT)
tanh_slope.wrong(
    "coarse difference",
    *(lambda z, h=h: (np.tanh(z + h) - np.tanh(z - h)) / (2 * h) for h in (1, 0.5, 0.2, 0.1, 0.05)),
    *(lambda z, h=h: (np.tanh(z + h) - np.tanh(z)) / h for h in (0.5, 0.1, 0.05, 0.01)),
    says=_TOO_FAR,
)
tanh_slope.wrong(
    "step of the difference",
    *(lambda z, h=h: np.tanh(z + h) - np.tanh(z - h) for h in _STEPS),
    *(lambda z, h=h: np.tanh(z + h) - np.tanh(z) for h in (1, *_STEPS)),
    says=_NO_WAY,
)
tanh_slope.wrong(
    "doubled inside",
    lambda z: 1 - np.tanh(2 * z),
    says="You double z where the output of tanh has to be squared.",
)
tanh_slope.wrong(
    "rule for a quotient",
    lambda z: 1 - np.sinh(z) ** 2 / np.cosh(z),
    lambda z: 1 / np.sinh(z) ** 2,
    says="sinh and cosh are the right parts. In the quotient rule cosh² stands below, and "
    "cosh² − sinh² above.",
)
tanh_slope.wrong(
    "right side only",
    lambda z: np.where(z > 0, 1 - np.tanh(z) ** 2, 0),
    lambda z: np.where(z >= 0, 1 - np.tanh(z) ** 2, 0),
    says="For negative z you return 0. tanh rises there, too: its slope is the same on both sides.",
)
tanh_slope.wrong(
    "tanh twice",
    lambda z: 1 - np.tanh(np.tanh(z)) ** 2,
    says="tanh is applied twice: you put its output into it once more.",
)
tanh_slope.wrong(
    "size instead of square",
    lambda z: 1 - np.abs(np.tanh(z)),
    says="You subtract the size of tanh from 1, which makes a corner at z = 0. It is the square "
    "that is subtracted.",
)
tanh_slope.wrong(
    "times z",
    lambda z: z * (1 - np.tanh(z) ** 2),
    says="The slope is multiplied by z. It stands alone.",
)
tanh_slope.wrong(
    "slope of arctan",
    lambda z: 1 / (1 + z**2),
    says="That is the slope of arctan: it falls off too slowly.",
)
tanh_slope.wrong(
    "square of tan",
    lambda z: 1 - np.tan(z) ** 2,
    says="You take tan, the tangent of the circle, for tanh, the hyperbolic tangent.",
)
tanh_slope.also_wrong(
    lambda z: np.tanh(1 - z**2),
    lambda z: 1 - np.tanh(z) ** 3,
    lambda z: 1 - np.abs(np.tanh(z)) ** 1.5,
    lambda z: 2 * (1 - np.tanh(z) ** 2),
    lambda z: (np.tanh(z + 0.3) - np.tanh(z)) / 0.3,
    lambda z: 1 - np.sin(z) ** 2,
    lambda z: np.exp(-(z**2)),
    lambda z: np.round(1 - np.tanh(z) ** 2, 2),
    lambda z: 1 - np.tanh ^ 2,
    lambda z: (1 - np.tanh(z) ** 2).mean(),
)


# ================================================================ rows and layers

chapter.section("Softmax, and layers that collapse")


def _table(rng):
    """A random table of logits, some of them huge."""
    shape = tuple(rng.randint(1, 5, 2))
    return (rng.uniform(-4, 4, shape) * rng.choice([1, 1, 200], (shape[0], 1)),)


@chapter.function(
    "2.6",
    cases=[
        (np.array([[0.0, 0.0]]),),
        (np.array([[1.0, 2.0, 3.0]]),),
        (np.array([[1, 2, 3], [1, 2, 9]]),),
        (np.array([[0.5, -1.0], [2.0, 0.0]]),),
        (np.array([[-3.0], [2.0]]),),
        (np.array([[-1.0, -2.5, 0.0], [4.0, 4.0, 4.0], [1.0, 0.0, -1.0]]),),
        (np.array([[1000.0, 999.0, 998.0]]),),
        (np.array([[-1000.0, -1001.0], [2.0, 1.0]]),),
        (np.array([[1000.0, 1001.0], [-1000.0, -998.0]]),),
        (np.array([[-1000.0, 1000.0, 0.0]]),),
        (np.array([[1000, 999], [0, 1], [-3, -1]]),),
    ],
    more=_table,
    n_more=10,
    hints=[
        "Exponentials first, entry by entry; then divide each row by its own sum.",
        "`sum(axis=1, keepdims=True)` adds up each row and keeps a column, which fits the table.",
        "e¹⁰⁰⁰ is too large. Softmax knows only differences: what may you subtract from a row?",
    ],
    why="""
    `axis=1` runs along each row, and `keepdims=True` keeps the result as a column, so that each row
    is divided by its own sum. Subtracting the same number from a whole row changes no share. With
    the largest logit of the row subtracted, the largest exponential is $e^0 = 1$: nothing
    overflows, and no sum is 0.
    """,
    picture=lambda: _picture_of_the_triangle(),
)
def softmax_rows(Z):
    """Softmax, row by row

    Write `softmax_rows(Z)`: `Z` is an array of shape `(n, K)`, one row of $K$ logits for each of
    $n$ examples. Return the shares, an array of the same shape, in which each entry $e^z$ is
    divided by the sum of its row's. It must be right for logits from −1000 to 1000.
    """
    e = np.exp(Z - Z.max(axis=1, keepdims=True))  # ← exponentials that do not overflow
    return e / e.sum(axis=1, keepdims=True)  # ← the shares


def _picture_of_the_triangle():
    """Where rows of three shares lie, at several temperatures."""
    from rectified import figures

    rows = {"z = (1, 2, 3)": [1, 2, 3], "z = (1, 0, −1)": [1, 0, -1]}
    names = ["class 1", "class 2", "class 3"]
    return figures.activation_functions.triangle(rows, [0.2, 0.5, 1, 2, 5], names)


def _softmax(Z, subtract=True, axis=1):
    """Softmax with one thing changed, for the answers here."""
    m = np.max(Z, axis=axis, keepdims=True) if subtract is True else subtract
    e = np.exp(Z - m)
    return e / e.sum(axis=axis, keepdims=True)


def _softmax_loop(Z):
    rows = []
    for row in Z.tolist():
        top = max(row)
        e = [math.exp(v - top) for v in row]
        rows.append([v / sum(e) for v in e])
    return rows


def _softmax_filled(Z):
    P = np.empty(Z.shape)
    for i in range(Z.shape[0]):
        e = np.exp(Z[i] - Z[i].max())
        P[i] = e / e.sum()
    return P


def _softmax_scipy(Z):
    from scipy.special import softmax

    return softmax(np.asarray(Z, dtype=float), axis=1)


def _softmax_in_place(Z):
    Z -= Z.max(axis=1, keepdims=True)
    e = np.exp(Z)
    return e / e.sum(axis=1, keepdims=True)


softmax_rows.also_right(
    _softmax,
    lambda Z: np.exp(Z - np.logaddexp.reduce(Z, axis=1)[:, None]),
    lambda Z: _softmax(Z.T, axis=0).T,
    lambda Z: 1 / np.exp(Z[:, None, :] - Z[:, :, None]).sum(axis=2),
    lambda Z: (lambda e: (e.T / e.T.sum(axis=0)).T)(np.exp(Z - Z.max(axis=1)[:, np.newaxis])),
    lambda Z: (lambda e: np.einsum("nk,n->nk", e, 1 / e.sum(1)))(np.exp(Z - Z.max(1)[:, None])),
    lambda Z: np.apply_along_axis(lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum(), 1, Z),
    lambda Z: np.array([np.exp(z - max(z)) / sum(np.exp(z - max(z))) for z in Z]),
    lambda Z: [_softmax(row[None])[0] for row in Z],
    lambda Z: np.vstack([_softmax(row[None]) for row in Z]),
    lambda Z: _softmax(Z.astype(np.float32)),
    lambda Z: np.exp(
        Z
        - Z.max(1, keepdims=True)
        - np.log(np.exp(Z - Z.max(1, keepdims=True)).sum(1, keepdims=True))
    ),
    lambda Z: _softmax(Z, Z.max(axis=1, keepdims=True) + 3),
    lambda Z: np.asmatrix(_softmax(Z)),
    _softmax_loop,
    _softmax_filled,
    _softmax_scipy,
)
softmax_rows.wrong(
    "overflow",
    lambda Z: _softmax(Z, 0),
    lambda Z: np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True),
    says="The formula is right, but e¹⁰⁰⁰ is too large to be stored (and e⁻¹⁰⁰⁰ becomes 0): ∞/∞ "
    "and 0/0 are NaN. Remember that softmax knows only differences.",
)
softmax_rows.wrong(
    "shifted in one place only",
    lambda Z: np.exp(Z - Z.max(axis=1, keepdims=True)) / np.exp(Z).sum(axis=1, keepdims=True),
    lambda Z: np.exp(Z) / np.exp(Z - Z.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True),
    says="The largest logit is subtracted in one place, above or below the line of the fraction, "
    "and not in the other. It cancels only if both are treated alike.",
)
softmax_rows.wrong(
    "overflow in the logarithm",
    lambda Z: np.exp(Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))),
    lambda Z: np.exp(Z - np.log(np.exp(Z).sum(axis=1))[:, None]),
    says="The sum of the exponentials is ∞, or 0, before its logarithm is taken: for large logits "
    "whole rows become 0 or ∞.",
)
softmax_rows.wrong(
    "columns",
    lambda Z: (lambda e: e / e.sum(axis=0))(np.exp(Z - Z.max(axis=1, keepdims=True))),
    lambda Z: _softmax(Z, axis=0),
    lambda Z: _softmax(Z, 0, axis=0),
    says="Your columns sum to 1. The logits of one example stand in a row: it is the rows that "
    "must sum to 1.",
)
softmax_rows.wrong(
    "no exp",
    lambda Z: Z / Z.sum(axis=1, keepdims=True),
    says="You divide the logits themselves by their sum. Negative shares, and 0/0, come from that: "
    "the exponentials come first.",
)
softmax_rows.wrong(
    "divides by max",
    lambda Z: np.exp(Z - Z.max(axis=1, keepdims=True)),
    lambda Z: np.exp(Z) / np.exp(Z).max(axis=1, keepdims=True),
    says="The largest entry of each of your rows is 1, so the rows sum to more than 1. Divide by "
    "the *sum* of the row.",
)
softmax_rows.wrong(
    "one sum for all",
    lambda Z: np.exp(Z - Z.max()) / np.exp(Z - Z.max()).sum(),
    lambda Z: np.exp(Z) / np.exp(Z).sum(),
    lambda Z: (lambda e: e / e.sum())(np.exp(Z - Z.max(axis=1, keepdims=True))),
    says="Everything is divided by one sum over the whole table. Each row is divided by its own.",
)
softmax_rows.wrong(
    "no keepdims",
    lambda Z: np.exp(Z) / np.exp(Z).sum(axis=1),
    lambda Z: np.exp(Z - Z.max()) / np.exp(Z - Z.max()).sum(axis=1),
    lambda Z: (lambda e: e / e.sum(axis=1))(np.exp(Z - Z.max(axis=1))),
    lambda Z: (lambda e: e / e.sum(axis=1))(np.exp(Z - Z.max(axis=1, keepdims=True))),
    lambda Z: (lambda e: e / e.sum(axis=1, keepdims=True))(np.exp(Z - Z.max(axis=1))),
    lambda Z: (lambda e: e / e.sum(axis=1)[:, None])(np.exp(Z - Z.max(axis=1))),
    says="A flat array with one number per row is subtracted from the table, or divides it: NumPy "
    "lays it along the *rows*, one number per column. Keep it as a column.",
)
softmax_rows.wrong(
    "largest of the whole table",
    lambda Z: _softmax(Z, Z.max()),
    says="You subtract the largest logit of the whole table. A row far below it then has only "
    "zeros left, and 0/0 is NaN. Which number suits each row?",
)
softmax_rows.wrong(
    "mean subtracted",
    lambda Z: _softmax(Z, Z.mean(axis=1, keepdims=True)),
    says="You subtract the mean of the row. That changes no share either, but the largest logit "
    "may still stand far above it, and its exponential overflows.",
)
softmax_rows.wrong(
    "smallest subtracted",
    lambda Z: _softmax(Z, Z.min(axis=1, keepdims=True)),
    says="You subtract the smallest logit of the row: no exponent is negative, but the largest may "
    "be 2000. What must be small is the largest exponent.",
)
softmax_rows.wrong(
    "clipped",
    *(lambda Z, c=c: _softmax(np.clip(Z, -c, c), 0) for c in (50, 100, 500, 700)),
    *(lambda Z, c=c: _softmax(np.clip(Z, -c, c)) for c in (50, 100, 500, 700)),
    says="Large logits are clipped, so that two of them become equal, and with them their shares. "
    "Their difference must be kept.",
)
softmax_rows.wrong(
    "sigmoid each",
    lambda Z: _sigmoid(Z),
    lambda Z: _package("sigmoid")(Z),
    says="You take the sigmoid of each logit. In a softmax the logits of a row compete: their "
    "shares sum to 1.",
)
softmax_rows.wrong(
    "winner takes all",
    lambda Z: np.eye(Z.shape[1])[Z.argmax(axis=1)],
    lambda Z: (Z == Z.max(axis=1, keepdims=True)) * 1.0,
    says="In each row only the largest logit gets something, a 1, and the others 0. Softmax is "
    "softer: each gets a share.",
)
softmax_rows.wrong(
    "logarithm",
    lambda Z: Z - np.logaddexp.reduce(Z, axis=1)[:, None],
    says="Those are the logarithms of the shares. An exponential is still missing.",
)
softmax_rows.wrong(
    "minus",
    lambda Z: _softmax(-Z),
    says="In your rows the smallest logit gets the largest share: there is a minus in the "
    "exponent.",
)
softmax_rows.wrong(
    "softmax twice",
    lambda Z: _softmax(_softmax(Z)),
    says="These are the shares of the shares: softmax is applied twice, and makes them too equal.",
)
softmax_rows.wrong(
    "sums only",
    lambda Z: np.exp(Z - Z.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True),
    lambda Z: np.exp(Z).sum(axis=1, keepdims=True),
    says="You return one number per row, the sum of the exponentials. Each entry has to be divided "
    "by it.",
)
softmax_rows.wrong(
    "in place",
    _softmax_in_place,
    says="The shares are right, but `Z` has changed "
    "with them: `-=` and the like overwrite the caller's array. Make a new one.",
)
softmax_rows.wrong(
    "subtracted after",
    lambda Z: (lambda e: e / e.sum(axis=1, keepdims=True))(
        np.exp(Z) - np.exp(Z).max(axis=1, keepdims=True)
    ),
    lambda Z: (lambda e: e / e.sum(axis=1, keepdims=True))(
        np.exp(Z) - Z.max(axis=1, keepdims=True)
    ),
    says="Something is subtracted *after* the exponential. That changes the shares, and comes too "
    "late to avoid the overflow: subtract from the logits.",
)
softmax_rows.wrong(
    "base two",
    lambda Z: (lambda e: e / e.sum(axis=1, keepdims=True))(2.0 ** (Z - Z.max(1, keepdims=True))),
    lambda Z: (lambda e: e / e.sum(axis=1, keepdims=True))(10.0 ** (Z - Z.max(1, keepdims=True))),
    says="Powers of 2 or of 10 stand in for the exponential. The base of softmax is e.",
)
softmax_rows.wrong(
    "temperature",
    lambda Z: _softmax(Z / 2),
    lambda Z: _softmax(2 * Z),
    lambda Z: _softmax(Z / 10),
    lambda Z: _softmax(Z / 1000),
    says="Your shares are those of logits that were multiplied or divided by a number, as with a "
    "temperature. Shifting a row changes nothing; stretching it does.",
)
softmax_rows.wrong(
    "minus, and overflow",
    lambda Z: np.exp(-Z) / np.exp(-Z).sum(axis=1, keepdims=True),
    lambda Z: _softmax(-Z, Z.min(axis=1, keepdims=True)),
    lambda Z: _softmax(-Z, -Z.max(axis=1, keepdims=True)),
    says="Two things: the smallest logit gets the largest share, as there is a minus in the "
    "exponent, and for large logits the result is NaN.",
)
softmax_rows.wrong(
    "shares of the sigmoids",
    lambda Z: _sigmoid(Z) / _sigmoid(Z).sum(axis=1, keepdims=True),
    says="You divide sigmoids by their sum. The shares are those of the exponentials.",
)
softmax_rows.wrong(
    "sigmoid, by exponentials",
    lambda Z: np.exp(Z) / (1 + np.exp(Z)),
    says="You divide by 1 + eᶻ: that is the sigmoid of each logit. Softmax divides by the sum of "
    "the row.",
)
softmax_rows.wrong(
    "other sizes",
    lambda Z: np.abs(Z) / np.abs(Z).sum(axis=1, keepdims=True),
    lambda Z: Z**2 / (Z**2).sum(axis=1, keepdims=True),
    says="You make the logits positive by their size or their square. The exponential does that, "
    "and keeps their order.",
)
softmax_rows.wrong(
    "stretched to 0 and 1",
    lambda Z: (lambda U: U / U.sum(axis=1, keepdims=True))(Z - Z.min(axis=1, keepdims=True)),
    lambda Z: (lambda U: U / U.max(axis=1, keepdims=True))(Z - Z.min(axis=1, keepdims=True)),
    says="You subtract the smallest logit and divide, without any exponential: the smallest gets "
    "nothing, and equal logits give 0/0.",
)
softmax_rows.wrong(
    "divided by the largest",
    lambda Z: _softmax(Z / Z.max(axis=1, keepdims=True)),
    lambda Z: _softmax(Z / Z.max(axis=1, keepdims=True), 0),
    says="You divide the logits by the largest of the row. That changes the shares, and turns them "
    "round when it is negative: subtract it.",
)
softmax_rows.wrong(
    "divided by the logits",
    lambda Z: np.exp(Z - Z.max(axis=1, keepdims=True)) / Z.sum(axis=1, keepdims=True),
    lambda Z: np.exp(Z) / Z.sum(axis=1, keepdims=True),
    says="You divide exponentials by a sum of logits. Below the line, too, the exponentials are "
    "added up.",
)
softmax_rows.wrong(
    "length instead of sum",
    lambda Z: (lambda e: e / np.linalg.norm(e, axis=1, keepdims=True))(
        np.exp(Z - Z.max(axis=1, keepdims=True))
    ),
    says="You divide each row by its length: the *squares* sum to 1. The shares themselves must.",
)
softmax_rows.wrong(
    "mean instead of sum",
    lambda Z: (lambda e: e / e.mean(axis=1, keepdims=True))(
        np.exp(Z - Z.max(axis=1, keepdims=True))
    ),
    says="You divide each row by its mean: then it sums to the number of classes. Divide by its "
    "sum.",
)
softmax_rows.wrong(
    "equal shares",
    lambda Z: np.ones(Z.shape) / Z.shape[1],
    says="Every class gets the same share, whatever its logit.",
)
softmax_rows.wrong(
    "class only",
    lambda Z: Z.argmax(axis=1),
    says="You name the class with the largest logit of each row. The shares of all classes are "
    "wanted.",
)
softmax_rows.wrong(
    "largest share only",
    lambda Z: _softmax(Z).max(axis=1),
    lambda Z: _softmax(Z).sum(axis=1),
    says="You return one number per row, its largest share or its sum. All shares are wanted.",
)
softmax_rows.wrong(
    "first row only",
    lambda Z: _softmax(Z)[0],
    lambda Z: _softmax(Z)[:1],
    says="You return the first row only. Does a `return` stand inside the loop?",
)
softmax_rows.wrong(
    "small number added",
    *(
        lambda Z, c=c: (lambda e: e / (e.sum(1, keepdims=True) + c))(np.exp(Z))
        for c in (1e-9, 1e-8)
    ),
    lambda Z: np.nan_to_num(_softmax(Z, 0)),
    says="A small number below the line, or another number for NaN, hides the trouble and does not "
    "cure it: e¹⁰⁰⁰ is still infinite. Make the exponents smaller first.",
)
softmax_rows.wrong(
    "clipped low",
    *(lambda Z, c=c: _softmax(np.clip(Z, -c, c)) for c in (5, 10, 20, 30)),
    says="Large logits are clipped: beyond the limit they become equal, and so do their shares. "
    "Their difference must be kept.",
)

softmax_rows.also_wrong(
    lambda Z: np.abs(Z) ** 3 / (np.abs(Z) ** 3).sum(axis=1, keepdims=True),
    lambda Z: (lambda e: e / e.sum(axis=1, keepdims=True))(3.0 ** (Z - Z.max(1, keepdims=True))),
    lambda Z: _softmax(Z / 3),
    lambda Z: _softmax(Z).T,
    lambda Z: _softmax(Z).ravel(),
    lambda Z: np.round(_softmax(Z), 3),
    lambda Z: 1 - _softmax(Z),
    lambda Z: _softmax(Z)[:, ::-1],
    lambda Z: _softmax(Z).min(axis=1),
    lambda Z: _softmax(Z) + 1e-3,
    lambda Z: _softmax(Z).tolist()[-1],
    lambda Z: np.exp(Z / Z.max(axis=1, keepdims=True)),
    lambda Z: _softmax(Z, Z.max(axis=0)),
)


def _layers(rng):
    """Two random layers: shapes that do not fit each other the wrong way round, or all equal."""
    d, h, k = rng.randint(1, 5, 3)
    return (
        rng.randint(-8, 9, (h, d)) / 4,
        rng.randint(-8, 9, h) / 4,
        rng.randint(-8, 9, (k, h)) / 4,
        rng.randint(-8, 9, k) / 4,
    )


@chapter.function(
    "2.7",
    cases=[
        (np.array([[2.0]]), vector(1), np.array([[3.0]]), vector(0.5)),
        (
            np.array([[1.0, 2.0], [0.0, 1.0]]),
            vector(1, -1),
            np.array([[0.0, 1.0], [3.0, 1.0]]),
            vector(0.5, 2),
        ),
        (
            np.array([[1.0, 0.0, 2.0], [0.0, -1.0, 1.0]]),
            vector(1, 2),
            np.array([[3.0, -2.0]]),
            vector(-1),
        ),
        (
            np.array([[1], [2], [-1]]),
            np.array([0, 1, 4]),
            np.array([[1, 0, 2], [3, 1, 1]]),
            np.array([2, -5]),
        ),
        (
            np.array([[0.5, 1.5], [2.0, -0.5]]),
            vector(0, 0),
            np.array([[1.0, -1.0], [0.5, 2.0]]),
            vector(1, -1),
        ),
        (
            np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]),
            vector(1, 0, -1),
            np.array([[1.0, -1.0, 0.5], [2.0, 0.0, 1.0]]),
            vector(0, 0),
        ),
    ],
    more=_layers,
    hints=[
        "Multiply the bracket out: W₂(W₁x + b₁) + b₂ = ... What stands in front of x?",
        "The order of the matrices stays as it is in the formula. And what happens to b₁ on its "
        "way through the second layer?",
    ],
    why="""
    Multiplied out, $W_2(W_1x + b_1) + b_2 = (W_2W_1)\\,x + (W_2b_1 + b_2)$. The matrix that acts
    first stands on the right, next to x. The first bias passes through the second layer like
    everything else. So a second layer adds nothing that one layer could not do.
    """,
)
def merge_linear(W1, b1, W2, b2):
    """Two layers become one

    Two layers without activation compute $W_2(W_1x + b_1) + b_2$. Write
    `merge_linear(W1, b1, W2, b2)`: it returns `(W, b)` such that the single layer $Wx + b$ gives
    the same for every $x$. Here $x$ is a column on the right of the matrix (in the chapter it is a
    row on the left): `W1` has the shape `(h, d)` and `b1` the length `h`; `W2` has `(k, h)`, `b2`
    has `k`. So `W` must have the shape `(k, d)` and `b` the length `k`.
    """
    return W2 @ W1, W2 @ b1 + b2  # ← (W, b)


def _probed(W1, b1, W2, b2):
    """Ask the two layers what they do with 0 and with each unit vector."""

    def both(x):
        return W2 @ (W1 @ x + b1) + b2

    b = both(np.zeros(W1.shape[1]))
    return np.array([both(x) - b for x in np.eye(W1.shape[1])]).T, b


def _extended(W1, b1, W2, b2):
    """Layers as matrices with the bias as one more column."""

    def extended(W, b):
        return np.block([[W, b[:, None]], [np.zeros((1, W.shape[1])), np.ones((1, 1))]])

    M = extended(W2, b2) @ extended(W1, b1)
    return M[:-1, :-1], M[:-1, -1]


def _merged_by_loops(W1, b1, W2, b2):
    k, d, h = len(W2), len(W1[0]), len(W1)
    W = [[sum(W2[i][m] * W1[m][j] for m in range(h)) for j in range(d)] for i in range(k)]
    return W, [sum(W2[i][m] * b1[m] for m in range(h)) + b2[i] for i in range(k)]


def _merged_exactly(W1, b1, W2, b2):
    exact = np.vectorize(Fraction, otypes=[object])
    W1, b1, W2, b2 = (exact(part.astype(float)) for part in (W1, b1, W2, b2))
    return W2.dot(W1), W2.dot(b1) + b2


def _merged_into(W1, b1, W2, b2):
    W, b = np.zeros((W2.shape[0], W1.shape[1])), b2.astype(float)
    for i, row in enumerate(W2):
        for m, weight in enumerate(row):
            W[i] += weight * W1[m]
            b[i] += weight * b1[m]
    return [W, b]


def _least_squares(W1, b1, W2, b2):
    X = np.random.RandomState(0).randn(W1.shape[1] + 5, W1.shape[1])
    Y = (X @ W1.T + b1) @ W2.T + b2
    found = np.linalg.lstsq(np.c_[X, np.ones(len(X))], Y, rcond=None)[0]
    return found[:-1].T, found[-1]


merge_linear.also_right(
    lambda W1, b1, W2, b2: (W2 @ W1, W2 @ b1 + b2),
    lambda W1, b1, W2, b2: [np.dot(W2, W1), np.dot(W2, b1) + b2],
    lambda W1, b1, W2, b2: (np.einsum("kh,hd->kd", W2, W1), np.einsum("kh,h->k", W2, b1) + b2),
    lambda W1, b1, W2, b2: ((W1.T @ W2.T).T, b1 @ W2.T + b2),
    lambda W1, b1, W2, b2: (np.tensordot(W2, W1, 1), np.inner(W2, b1) + b2),
    lambda W1, b1, W2, b2: ((W2 @ W1).tolist(), (W2 @ b1 + b2).tolist()),
    lambda W1, b1, W2, b2: (
        np.float32(W2) @ np.float32(W1),
        np.float32(W2) @ np.float32(b1) + np.float32(b2),
    ),
    lambda W1, b1, W2, b2: (
        np.asmatrix(W2) * np.asmatrix(W1),
        np.asmatrix(W2) * np.asmatrix(b1).T + np.asmatrix(b2).T,
    ),
    lambda W1, b1, W2, b2: (
        (W2[:, :, None] * W1[None]).sum(axis=1),
        (W2 * b1).sum(axis=1) + b2,
    ),
    _probed,
    _extended,
    _merged_by_loops,
    _merged_exactly,
    _merged_into,
    _least_squares,
)
merge_linear.wrong(
    "order",
    lambda W1, b1, W2, b2: (W1 @ W2, W2 @ b1 + b2),
    lambda W1, b1, W2, b2: (np.dot(W1, W2), np.dot(W2, b1) + b2),
    says="The matrices stand in reading order, W₁ before W₂. The first layer acts first, on x, so "
    "it stands next to x.",
)
merge_linear.wrong(
    "first bias lost",
    lambda W1, b1, W2, b2: (W2 @ W1, b2),
    says="W is right. In b, the first bias is missing: it passes through the second layer.",
)
merge_linear.wrong(
    "added",
    lambda W1, b1, W2, b2: (W2 + W1, b1 + b2),
    lambda W1, b1, W2, b2: (W1 + W2, b1 + b2),
    says="You add the layers. The second works on the *result* of the first: put one formula into "
    "the other and multiply out.",
)
merge_linear.wrong(
    "biases added",
    lambda W1, b1, W2, b2: (W2 @ W1, b1 + b2),
    says="W is right. But the first bias cannot be added as it is: it passes through the second "
    "layer, as x does.",
)
merge_linear.wrong(
    "rows instead of columns",
    lambda W1, b1, W2, b2: (W1 @ W2, b1 @ W2 + b2),
    lambda W1, b1, W2, b2: (np.dot(W1, W2), np.dot(b1, W2) + b2),
    says="That is the formula of the chapter, where x is a row on the left of the matrix. Here it "
    "stands on the right: W x + b.",
)
merge_linear.wrong(
    "second bias lost",
    lambda W1, b1, W2, b2: (W2 @ W1, W2 @ b1),
    says="W is right. In b, the second bias is missing.",
)
merge_linear.wrong(
    "biases lost",
    lambda W1, b1, W2, b2: (W2 @ W1, np.zeros(len(b2))),
    lambda W1, b1, W2, b2: (W2 @ W1, 0 * b2),
    says="W is right. b is zero: what do the two layers give for x = 0?",
)
merge_linear.wrong(
    "bias through the first layer",
    lambda W1, b1, W2, b2: (W2 @ W1, W1 @ b1 + b2),
    lambda W1, b1, W2, b2: (W2 @ W1, W1 @ b2 + b1),
    says="In b, a bias is multiplied by the first matrix. The biases come after it; which layer "
    "does the first one still pass through?",
)
merge_linear.wrong(
    "both biases weighted",
    lambda W1, b1, W2, b2: (W2 @ W1, W2 @ (b1 + b2)),
    says="Both biases are multiplied by the second matrix. The second is added after it: where "
    "does the bracket end?",
)
merge_linear.wrong(
    "bias through both layers",
    lambda W1, b1, W2, b2: (W2 @ W1, W2 @ W1 @ b1 + b2),
    says="The first bias is multiplied by both matrices. It is added behind the first of them.",
)
merge_linear.wrong(
    "bias from the left",
    lambda W1, b1, W2, b2: (W2 @ W1, b1 @ W2 + b2),
    lambda W1, b1, W2, b2: (np.dot(W2, W1), np.dot(b1, W2) + b2),
    says="W is right. In b, the first bias stands on the left of the second matrix; as x does, it "
    "belongs on the right.",
)
merge_linear.wrong(
    "biases exchanged",
    lambda W1, b1, W2, b2: (W2 @ W1, W2 @ b2 + b1),
    lambda W1, b1, W2, b2: (np.dot(W2, W1), np.dot(W2, b2) + b1),
    says="W is right. In b, the two biases have changed places: which one still passes through the "
    "second layer?",
)
merge_linear.wrong(
    "layers exchanged",
    lambda W1, b1, W2, b2: (W1 @ W2, W1 @ b2 + b1),
    lambda W1, b1, W2, b2: (np.dot(W1, W2), np.dot(W1, b2) + b1),
    says="You let the second layer act first and then the first. In W₂(W₁x + b₁) + b₂, the inner "
    "bracket is computed first.",
)
merge_linear.wrong(
    "bias entry by entry",
    lambda W1, b1, W2, b2: (W2 @ W1, W2 * b1 + b2),
    says="W is right. In b, `*` multiplies entry by entry, or fails: a matrix times a vector is "
    "`@`.",
)
merge_linear.wrong(
    "entry by entry",
    lambda W1, b1, W2, b2: (W2 * W1, W2 @ b1 + b2),
    lambda W1, b1, W2, b2: (W2 * W1, W2 * b1 + b2),
    says="`*` multiplies entry by entry. A layer behind a layer is a product of matrices.",
)
merge_linear.wrong(
    "transposed",
    lambda W1, b1, W2, b2: ((W2 @ W1).T, W2 @ b1 + b2),
    lambda W1, b1, W2, b2: (W1.T @ W2.T, W2 @ b1 + b2),
    says="The numbers of W are right, but rows and columns have changed places. W has a row for "
    "each output.",
)
merge_linear.wrong(
    "swapped",
    lambda W1, b1, W2, b2: (W2 @ b1 + b2, W2 @ W1),
    says="The two results have changed places: first W, then b.",
)
merge_linear.wrong(
    "last layer only",
    lambda W1, b1, W2, b2: (W2, b2),
    says="That is the second layer alone. The first one still counts.",
)
merge_linear.wrong(
    "activation in between",
    lambda W1, b1, W2, b2: (W2 @ W1, W2 @ np.maximum(0, b1) + b2),
    says="A ReLU has slipped in between: negative entries of the first bias are lost. These two "
    "layers have no activation.",
)
merge_linear.wrong(
    "biases multiplied",
    lambda W1, b1, W2, b2: (W2 @ W1, b1 * b2),
    lambda W1, b1, W2, b2: (W1 * W2, b1 * b2),
    says="The two biases are multiplied, or an attempt is made. The first is multiplied by the "
    "second matrix, the second bias is added.",
)
merge_linear.wrong(
    "scalar product of the biases",
    lambda W1, b1, W2, b2: (W2 @ W1, b1 @ b2),
    says="W is right. b is the scalar product of the biases, or fails to be. They never meet each "
    "other like that.",
)
merge_linear.wrong(
    "minus",
    lambda W1, b1, W2, b2: (W2 @ W1, W2 @ b1 - b2),
    lambda W1, b1, W2, b2: (W2 @ W1, b2 - W2 @ b1),
    says="W is right. In b there is a minus; all biases are added.",
)
merge_linear.wrong(
    "transposed in the bias",
    lambda W1, b1, W2, b2: (W2 @ W1, W2.T @ b1 + b2),
    says="In b, the second matrix is turned over its diagonal: `.T` does not belong there.",
)
merge_linear.wrong(
    "transposed in the product",
    lambda W1, b1, W2, b2: (W2.T @ W1, W2 @ b1 + b2),
    lambda W1, b1, W2, b2: (W2 @ W1.T, W2 @ b1 + b2),
    says="In W, one of the matrices is turned over its diagonal: no `.T` is needed.",
)
merge_linear.wrong(
    "sum of the weights",
    lambda W1, b1, W2, b2: (W2 @ W1, W2.sum(axis=1) + b2),
    lambda W1, b1, W2, b2: (W2 @ W1, W2.sum(axis=1) * b1 + b2),
    lambda W1, b1, W2, b2: (W2 @ W1, b1.sum() + b2),
    says="W is right. In b, something is added up before it is multiplied: each entry of the first "
    "bias meets its own weight.",
)
merge_linear.wrong(
    "second bias twice",
    lambda W1, b1, W2, b2: (W2 @ W1, W2 @ b1 + 2 * b2),
    says="W is right. In b, the second bias is counted twice.",
)
merge_linear.wrong(
    "activation behind",
    lambda W1, b1, W2, b2: (W2 @ W1, np.maximum(0, W2 @ b1 + b2)),
    lambda W1, b1, W2, b2: (np.maximum(0, W2 @ W1), W2 @ b1 + b2),
    lambda W1, b1, W2, b2: (np.maximum(0, W2 @ W1), np.maximum(0, W2 @ b1 + b2)),
    says="Negative entries are lost: a ReLU has slipped in. These two layers have no activation.",
)
merge_linear.wrong(
    "first layer only",
    lambda W1, b1, W2, b2: (W1, b1),
    says="That is the first layer alone. The second one works on its result.",
)
merge_linear.wrong(
    "the matrix only",
    lambda W1, b1, W2, b2: W2 @ W1,
    says="That is W. The new layer has a bias as well: return `W, b`.",
)
merge_linear.wrong(
    "a function",
    lambda W1, b1, W2, b2: lambda x: W2 @ (W1 @ x + b1) + b2,
    says="You return a function. Return numbers: the matrix and the bias of the single layer that "
    "replaces the two.",
)

merge_linear.also_wrong(
    lambda W1, b1, W2, b2: (W2 @ W1, (W2 @ b1 + b2)[:, None]),
    lambda W1, b1, W2, b2: (W2 @ W1, W2 @ b1 + b2, b1),
    lambda W1, b1, W2, b2: W2 @ (W1 + b1) + b2,
    lambda W1, b1, W2, b2: {"W": W2 @ W1, "b": W2 @ b1 + b2},
    lambda W1, b1, W2, b2: (2 * W2 @ W1, W2 @ b1 + b2),
    lambda W1, b1, W2, b2: (W2 @ W1, (W2 @ b1 + b2).sum()),
    lambda W1, b1, W2, b2: (np.kron(W2, W1), W2 @ b1 + b2),
    lambda W1, b1, W2: (W2 @ W1, W2 @ b1),
)


# ================================================================ the steepest place

chapter.section("How steep?")


@chapter.value(
    "2.8",
    tolerance=Tolerance(0, 1.0001e-3),
    hints=[
        "Where is the curve steepest? Look at the picture of exercise 2.3, or draw it.",
        "Take your `sigmoid_slope` at that place, or the largest of its values on a fine grid.",
    ],
    why="""
    The slope is s(1 − s), the area of a rectangle with sides s and 1 − s, whose sum is 1. It is
    largest when the two are equal, s = ½, that is at z = 0: ½ · ½ = ¼.
    """,
)
def steepest():
    """The steepest place

    What is the largest slope that the sigmoid has anywhere? Give one number; it may be off by
    0.001, so searching for it is as good as proving it.
    """
    return 0.25  # ← a number


def _largest_on_a_grid():
    z = np.linspace(-6, 6, 1000)
    return (_sigmoid(z) * (1 - _sigmoid(z))).max()


steepest.also_right(
    0.25,
    1 / 4,
    Fraction(1, 4),
    np.float32(0.25),
    [0.25],
    np.array(0.25),
    0.2497,
    0.2509,
    lambda: 0.25,
    _largest_on_a_grid,
    np.gradient(_sigmoid(np.linspace(-5, 5, 1001)), 0.01).max(),
)
steepest.wrong(
    "value at 0",
    0.5,
    says="At z = 0 the sigmoid has the value ½. The slope there is another number.",
)
steepest.wrong(
    "reciprocal",
    4,
    says="In four steps to the right it would go up by one, at that slope. A slope is the other "
    "way round: how far up for one step to the right.",
)
steepest.wrong("negative", -0.25, says="The size is right. Does the sigmoid rise or fall?")
steepest.wrong(
    "slope of tanh",
    1,
    says="1 is the largest slope of tanh, and the height that the sigmoid comes close to. The "
    "sigmoid is less steep.",
)
steepest.wrong(
    "the place",
    0,
    says="If you mean the place z = 0: there it is steepest. How steep? The slope is never 0.",
)
steepest.wrong(
    "one factor only",
    0.125,
    says="Too small. If you have halved twice, it was once too often: at z = 0 both s and 1 − s "
    "are ½.",
)
steepest.wrong(
    "sum instead of product",
    2,
    says="The sigmoid climbs from 0 to 1 in all: it is nowhere as steep as that.",
)
steepest.also_wrong(
    0.3, 0.24, 0.2515, "a quarter", None, (0, 0.25), float("nan"), math.inf, 0.1966, 25, {0.25}
)


@chapter.plot(
    "2.9",
    observe=lambda ax: _sketched(ax),
    differs={
        "axes": "The sigmoid is drawn on its side: x and y have changed places.",
        "places": "The x-axis counts the points of your arrays. Hand over the places, too, as the "
        "first argument of `ax.plot`.",
        "sigmoid": "No curve in the drawing is the sigmoid.",
        "slope": "The sigmoid is there. No curve in the drawing is its slope.",
        "range": "A curve is too short: both go from −6 to 6.",
        "smooth": "A curve has too few points to look smooth. Take at least 50.",
        "x-label": "The x-axis has no name. What does it show?",
        "legend": "A legend that names both curves is missing.",
    },
    hints=[
        "`x = np.linspace(-6, 6, 200)` are the places. Then two calls of `ax.plot(x, ...)`.",
        'Give each curve a name with `label="..."`; `ax.legend()` collects them, and '
        '`ax.set_xlabel("...")` names the axis.',
    ],
    why="""
    One array of places serves both curves. The labels are given where the curves are drawn, and the
    legend collects them; in the picture you see why the slope is a hill: it is high where the other
    curve climbs.
    """,
    picture=lambda: _picture_of_the_drawing(),
)
def draw(ax):
    """Draw both

    Write `draw(ax)`: on the Matplotlib axes `ax` it draws the sigmoid and its slope for x from −6
    to 6, as two smooth curves (at least 50 points each) on the same axes. The x-axis has a name
    (an x-label), and a legend names both curves. To see it:
    `import matplotlib.pyplot as plt`, then `draw(plt.figure().subplots())`.
    """
    x = np.linspace(-6, 6, 200)
    s = sigmoid(x)
    ax.plot(x, s, label="sigmoid")
    ax.plot(x, s * (1 - s), "--", label="slope")
    ax.legend()
    ax.set_xlabel("z")


def _slope(z):
    return _sigmoid(z) * (1 - _sigmoid(z))


def _sketched(ax):
    """Facts about a drawing of the sigmoid and its slope."""
    from ._plots import curves, shows

    def found(function, tolerance, end=-math.inf, points=3):
        return shows(ax, function, -end, end, points=points, tolerance=tolerance)

    both = [(_sigmoid, 5e-3), (_slope, 4e-2)]
    there = [found(*curve) for curve in both]
    sideways = any(len(x) > 2 and np.abs(x - _sigmoid(y)).max() < 5e-3 for x, y in curves(ax))
    counted = any(len(x) > 9 and np.array_equal(x, np.arange(len(x))) for x, _ in curves(ax))
    legends = [*filter(None, [ax.get_legend()]), *ax.figure.legends]
    names = {text.get_text().strip() for legend in legends for text in legend.get_texts()}
    return {
        "axes": there[0] or not sideways,
        "places": there[0] or not counted,
        "sigmoid": there[0],
        "slope": there[1],
        "range": all(found(*c, end=5.0) for c, t in zip(both, there) if t),
        "smooth": all(found(*c, points=21) for c, t in zip(both, there) if t),
        "x-label": bool(ax.get_xlabel().strip()),
        "legend": len(names - {""}) >= 2,
    }


def _picture_of_the_drawing():
    """The solution's drawing."""
    from rectified import figures

    x = np.linspace(-6, 6, 200)
    fig, ax = figures.new(xlabel="z")
    ends = []
    for look, name, y in zip(figures.SERIES, ("sigmoid", "its slope"), (_sigmoid(x), _slope(x))):
        ax.plot(x, y, **{**look, "marker": ""})
        ends.append((x[-1], y[-1], name, look["color"]))
    figures.label_ends(ax, ends)
    alt = (
        f"Two curves for z from −6 to 6. The sigmoid rises from {_sigmoid(-6.0):.3f} to "
        f"{_sigmoid(6.0):.3f}; its slope is a hill, {_slope(0.0):.2f} high at z = 0."
    )
    return fig, alt


def _drawing(first=_sigmoid, second=_slope, end=6, n=200, label="z", names=("a", "b"), turn=False):
    """A drawing with one thing changed, for the answers below."""

    def draw(ax):
        x = np.linspace(-end, end, n)
        for function, name in zip((first, second), names):
            if function:
                ax.plot(*((function(x), x) if turn else (x, function(x))), label=name)
        ax.set_xlabel(label)
        if names[0]:
            ax.legend()

    return draw


def _with_gradient(ax):
    x = np.arange(-6, 6.1, 0.1)
    ax.plot(x, np.gradient(_sigmoid(x), x, edge_order=2), "k--")
    ax.plot(x, _sigmoid(x), "r.")
    ax.set(xlabel="input")
    ax.legend(["slope", "sigmoid"])


def _with_pyplot(ax):
    import matplotlib.pyplot as plt

    x = np.linspace(-8, 8, 61)
    lines = plt.plot(x, np.column_stack([_sigmoid(x), np.gradient(_sigmoid(x), x)]))
    plt.legend(lines, ["value", "slope"])
    plt.xlabel("x")
    plt.show()


def _with_scatter(ax):
    x = [k / 10 for k in range(-60, 61)]
    ax.scatter(x, [1 / (1 + math.exp(-v)) for v in x], s=4, label="sigmoid")
    ax.scatter(x, [_slope(v) for v in x], s=4, label="derivative")
    ax.set_xlabel("z")
    ax.set_title("The sigmoid")
    ax.grid(True)
    ax.axhline(0.25, color="gray")
    ax.figure.legend()


def _on_two_axes(ax):
    x = np.linspace(-6, 6, 200)
    ax.plot(x, _sigmoid(x), label="sigmoid")
    other = ax.twinx()
    other.plot(x, _slope(x), label="slope")
    ax.set_xlabel("z")
    ax.figure.legend()


def _no_spacing(ax):
    x = np.linspace(-6, 6, 200)
    ax.plot(x, _sigmoid(x), label="sigmoid")
    ax.plot(x, np.gradient(_sigmoid(x)), label="slope")
    ax.set_xlabel("z")
    ax.legend()


def _in_one_call(ax):
    x = np.arange(-6, 6.001, 0.01)
    s = _sigmoid(x)
    ax.plot(x, s, x, s * (1 - s))
    ax.legend(("sigmoid", "slope"))
    ax.set(xlabel="x", ylabel="y", xlim=(-6, 6), title="Both")
    return ax


def _with_handles(ax):
    x = np.linspace(-6, 6, 61)
    (value,) = ax.plot(x, _sigmoid(x))
    (slope,) = ax.plot(x, np.gradient(_sigmoid(x), x))
    ax.legend(handles=[slope, value], labels=["slope", "value"])
    ax.set_xlabel("z")


def _with_differences(ax):
    x = np.linspace(-6, 6, 400)
    ax.plot((x[1:] + x[:-1]) / 2, np.diff(_sigmoid(x)) / np.diff(x), label="slope")
    ax.plot(x, _sigmoid(x), label="sigmoid")
    ax.fill_between(x, 0, _slope(x), alpha=0.2)
    ax.axvline(0)
    ax.legend(loc="upper left")
    ax.set_xlabel("z")


draw.also_right(
    _drawing(),
    _drawing(first=_slope, second=_sigmoid),
    _drawing(n=50, end=10),
    _with_gradient,
    _with_pyplot,
    _with_scatter,
    _in_one_call,
    _with_handles,
    _with_differences,
)
draw.wrong(
    "slope missing",
    _drawing(second=None),
    _no_spacing,
    _on_two_axes,
    _drawing(second=lambda x: x * (1 - x)),
    _drawing(second=lambda x: 1 - np.tanh(x) ** 2),
    _drawing(second=lambda x: -_slope(x)),
    says="The sigmoid is there, named axis and all, but no curve on these axes is its slope. "
    "(`np.gradient(s)` alone does not know how far apart the places are.)",
)
draw.wrong(
    "axes swapped",
    _drawing(turn=True),
    says="x and y have changed places: the places come first, the heights second.",
)


def _without_places(ax):
    x = np.linspace(-6, 6, 200)
    ax.plot(_sigmoid(x), label="sigmoid")
    ax.plot(_slope(x), label="slope")
    ax.set_xlabel("z")
    ax.legend()


draw.wrong(
    "no places",
    _without_places,
    says="Without places, Matplotlib counts the points: the x-axis goes from 0 to their number. "
    "The places are the first argument of `ax.plot`.",
)
draw.wrong(
    "no x-label",
    _drawing(label=""),
    _drawing(label=" "),
    says="Both curves are there. A reader cannot tell what the x-axis shows: it has no name.",
)
draw.wrong(
    "no legend",
    _drawing(names=("", "")),
    lambda ax: (_drawing(names=("", ""))(ax), ax.legend(["sigmoid"])),
    lambda ax: (_drawing(names=(None, None))(ax), ax.legend()),
    says="Both curves are there, and the axis has a name. Which curve is which? The legend with "
    "their two names is missing.",
)
draw.wrong(
    "too short",
    _drawing(end=3),
    _drawing(end=4.5),
    says="Both curves are right as far as they go. They have to go from −6 to 6, where the sigmoid "
    "is nearly flat.",
)
draw.wrong(
    "too few points",
    _drawing(n=13),
    says="Both curves are there, but with so few points one sees the corners. Take more places.",
)
draw.also_wrong(
    _drawing(first=None),
    _drawing(first=np.tanh),
    _drawing(first=lambda x: _sigmoid(-x)),
    lambda ax: None,
    lambda ax: ax.plot([-6, 6], [0, 1]),
    lambda ax: ax.plott(),
    lambda: None,
    "draw",
)


# ================================================================ think first

chapter.section(
    "Think first",
    """
    Answer before you compute. Every option has its own reply, so it is worth trying a wrong one,
    too.
    """,
)


@chapter.choice(
    "2.10",
    answer="ad",
    options={
        "a": ("$f(z) = 3z - 1$", "Not proportional, but affine: layer after layer stays affine."),
        "b": (
            "$f(z) = |z|$",
            "It has a bend at 0: its increments are not all equal, so layers with it do not "
            "collapse.",
        ),
        "c": (
            "$f(z) = z + \\sin 2\\pi z$",
            "It goes up by exactly 1 for every step of 1, and is not affine all the same: look at "
            "smaller steps.",
        ),
        "d": (
            "$f(z) = -z$",
            "Falling instead of rising makes no bend: it is linear, and only turns signs.",
        ),
        "e": (
            "$f(z) = z^2$",
            "It is not affine: already one layer of squares gives parabolas. (What it cannot give "
            "is *every* curve.)",
        ),
    },
    hints=[
        "On equally spaced points: are *all* the increments of the function equal?",
        "Two of them collapse.",
    ],
)
def which_collapse():
    """Which collapse?

    A network has many hidden layers, all with the same activation f, and any weights. With which f
    is the whole network always one affine map? Give all the letters, such as `"bc"`.
    """


@chapter.choice(
    "2.11",
    answer="c",
    options={
        "a": (
            "Nothing: softmax knows only differences.",
            "That is so when the same number is *added* to all. Doubling doubles the differences.",
        ),
        "b": (
            "All shares double.",
            "They would sum to 2. The shares of a row always sum to 1.",
        ),
        "c": (
            "The largest share grows, and the order stays.",
            "The differences double, as with the temperature ½: the leader leads by more, and "
            "nobody overtakes.",
        ),
        "d": (
            "The shares become more equal.",
            "That happens when the logits are *halved*: a temperature above 1.",
        ),
        "e": (
            "Another class may take the lead.",
            "Larger stays larger after doubling, and the exponential keeps the order.",
        ),
    },
    hints=["Compute the softmax of (0, 1) and of (0, 2)."],
)
def doubled_logits():
    """Twice the logits

    All logits of a row are multiplied by 2. They are not all equal. What happens to the shares?
    """


@chapter.choice(
    "2.12",
    answer="d",
    options={
        "a": (
            "Softmax; the topic with the largest share is reported.",
            "Then every article gets exactly one topic, although it may have three, or none.",
        ),
        "b": (
            "Softmax; every topic with a share above ½ is reported.",
            "At most one share can be above ½, since they sum to 1: never two topics.",
        ),
        "c": (
            "ReLU; every topic with an output above 0 is reported.",
            "That would report topics, but an output between 0 and ∞ says nothing about how sure "
            "the network is.",
        ),
        "d": (
            "A sigmoid for each topic, cut at ½.",
            "Each topic is a question of its own, yes or no, and its answer does not take anything "
            "away from the others.",
        ),
        "e": (
            "A single sigmoid; its output is cut into twenty pieces.",
            "One number for twenty questions: it can name one topic at a time, and it puts them in "
            "an order that they do not have.",
        ),
    },
    hints=["May two of the answers be yes at the same time? May all be no?"],
)
def article_topics():
    """Topics of an article

    A network names the topics of newspaper articles. There are twenty; an article may have several
    of them, or none. It should also say how sure it is of each. How should it end?
    """


@chapter.choice(
    "2.13",
    answer="b",
    options={
        "a": (
            "Nothing special: ReLU suits every layer.",
            "Inside a network, yes, often. The last layer must be able to give every answer that "
            "occurs.",
        ),
        "b": (
            "It never predicts that it gets colder.",
            "ReLU returns nothing below 0, whatever the weights. Here the last layer should have "
            "no activation.",
        ),
        "c": (
            "Training turns the signs of the weights, and all is well.",
            "Weights can turn the sum that *enters* the ReLU. What comes out is never negative.",
        ),
        "d": (
            "It never predicts more than one degree.",
            "That would be a sigmoid. ReLU has no upper limit.",
        ),
        "e": (
            "It can only answer with whole degrees.",
            "ReLU does not round: positive sums pass unchanged.",
        ),
    },
    hints=["Which numbers can come out of a ReLU?"],
)
def last_relu():
    """How much warmer?

    A network predicts how many degrees warmer or colder tomorrow will be than today (colder is
    negative). By mistake its last layer, a single unit, has a ReLU. What happens?
    """


@chapter.choice(
    "2.14",
    answer="c",
    options={
        "a": (
            "About 4 · 10⁻¹⁸, the right value.",
            "σ(−40) is that, and it is stored with all its digits. But 1 − σ(40) is computed from "
            "σ(40), which has no room for them.",
        ),
        "b": (
            "About 10⁻¹⁶, the smallest difference from 1 that is possible.",
            "It would be, if σ(40) were the number next to 1. It is nearer to 1 itself.",
        ),
        "c": (
            "0, exactly.",
            "σ(40) is closer to 1 than to any other number of float64, so it *is* 1 there. Ask for "
            "σ(−40) instead.",
        ),
        "d": (
            "NaN or infinity: e⁴⁰ is too large.",
            "e⁴⁰ is about 2 · 10¹⁷, far from the limit of about 10³⁰⁸.",
        ),
    },
    hints=["From which z on is the sigmoid exactly 1 in a computer?"],
)
def what_is_left():
    """What is left to 1?

    On paper, $1 - \\sigma(40) = \\sigma(-40)$. What does the computer answer in float64, for
    `1 - sigmoid(40)`?
    """


@chapter.value(
    "2.15",
    hints=[
        "Through which layer must everything pass, and how many numbers hold it there?",
        "Try it: `np.linalg.matrix_rank` of the product of three random matrices.",
    ],
    why="""
    Whatever enters has to pass through the layer of two units, so the output depends on two numbers
    only: the product of the three matrices has rank 2 at most, and random matrices reach it. What
    the wider layer behind it does cannot bring back what was lost.
    """,
)
def bottleneck():
    """The bottleneck

    A network without activations has 8 inputs, a hidden layer of 5 units, one of 2, and 6 outputs.
    Its layers collapse into one matrix of shape 8 × 6. What is the largest rank that this matrix
    can have? Give one number.
    """
    return 2  # ← a number


bottleneck.also_right(2.0, Fraction(2), np.int64(2), [2], np.array([2]), lambda: 2)
bottleneck.wrong(
    "shape only",
    6,
    says="A matrix of shape 8 × 6 may have rank 6. But this one is a product: everything that "
    "comes out went through narrower layers.",
)
bottleneck.wrong(
    "first layer only",
    5,
    says="The first hidden layer lets 5 numbers through. Look further.",
)
bottleneck.wrong(
    "inputs",
    8,
    says="A rank is never larger than the smaller side of a matrix, and that is 6 here.",
)
bottleneck.wrong(
    "number of hidden layers or outputs",
    1,
    says="One number would do for a single output or unit. How many units has the narrowest layer?",
)
bottleneck.wrong(
    "number of matrices",
    3,
    says="There are three matrices. The rank counts how many independent numbers reach the output.",
)
bottleneck.wrong(
    "units added up",
    7,
    says="If you add the units of the hidden layers: they do not stand side by side. All must pass "
    "through one, and then through the other.",
)
bottleneck.also_wrong(0, 4, 80, "two", None, (2, 2), -2, float("nan"), 48, {2})


@chapter.value(
    "2.16",
    tolerance=Tolerance(0, 0.1),
    hints=[
        "Try some z, and halve the interval in which it must happen.",
        "Or on paper: just above 1, the numbers of float64 are 2⁻⁵² apart. When is 1 + e⁻ᶻ rounded "
        "to 1?",
    ],
    why="""
    $1 + e^{-z}$ becomes 1 as soon as $e^{-z}$ is at most half of the distance $2^{-52}$ to the next
    number: from $z = 53 \\ln 2 \\approx 36.74$ on. For tanh the same happens at about half of that.
    """,
)
def exactly_one():
    """Exactly one

    From which z on is the sigmoid *exactly* 1 in float64, the numbers that NumPy uses by default?
    Find out with `1 / (1 + np.exp(-z))`, or on paper. Give z to within 0.1.
    """
    return 53 * math.log(2)  # ← a number


def _searched():
    low, high = 0.0, 100.0
    while high - low > 1e-6:
        middle = (low + high) / 2
        low, high = (low, middle) if 1 / (1 + math.exp(-middle)) == 1 else (middle, high)
    return high


def _stepped():
    z = np.arange(0, 100, 0.05)
    return z[_sigmoid(z) == 1][0]


exactly_one.also_right(
    36.74, 36.7, "36.74", 36.8, [36.7368], np.float32(36.74), _searched, _stepped
)
exactly_one.wrong(
    "the other end",
    745,
    745.13,
    -745,
    -745.13,
    says="That is where e to the power of it becomes 0, on the other side: near 0 there is room "
    "for tiny numbers. Near 1 there is not.",
)
exactly_one.wrong(
    "overflow",
    709.8,
    709.78,
    709,
    710,
    says="From about there on eᶻ is infinite. The sigmoid is exactly 1 long before.",
)
exactly_one.wrong(
    "never",
    math.inf,
    says="On paper that is true: never. In a computer numbers have about 16 digits.",
)
exactly_one.wrong(
    "tanh",
    18.7,
    19,
    19.06,
    18.37,
    says="About there tanh becomes 1. The sigmoid climbs half as fast.",
)
exactly_one.wrong(
    "float32",
    16.6,
    16.64,
    17,
    17.3,
    says="That suits float32, with half as many digits. By default NumPy computes in float64.",
)
exactly_one.wrong(
    "without rounding",
    36.04,
    36,
    says="Near. At that z, e⁻ᶻ is about the distance from 1 to the next number. What is less than "
    "half of it is rounded away.",
)
exactly_one.wrong(
    "sixteen digits",
    16 * math.log(10),
    36.85,
    says="Near, but not within 0.1. With 16 decimal digits that would be it; the computer has 53 "
    "binary ones.",
)
exactly_one.also_wrong(0, 1, 10, 100, 37, 40, -36.74, None, float("nan"), (36.7, 36.8))


# ================================================================ longer tasks

chapter.section(
    "Longer tasks",
    """
    Here you write more than a line. There is more than one right way, and the checker looks only
    at what comes out.
    """,
)

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


@chapter.task(
    "2.17",
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


_REASONS = {
    "a": "it has too few units",
    "b": "whatever its weights, its boundary is one straight line",
    "c": "its training got stuck, and another start would do",
    "d": "it was not trained long enough",
}
_CHANGED = {"a": "the least sure ones", "b": "none", "c": "about as many as were wrong"}


def _letter(answer, options):
    """The letter of an explanation."""
    letter = letters(answer, options)
    if letter is None or len(letter) != 1:
        *some, last = (f'"{other}"' for other in options)
        raise Malformed(f"The last part is a letter in quotes: {', '.join(some)} or {last}.")
    return letter


def _sizes(net):
    """The sizes of a network's layers, inputs first, or what is wrong with the form."""
    inner = net.steps[-1][1] if hasattr(net, "steps") else net  # of a scikit-learn pipeline
    if not hasattr(net, "predict") or isinstance(net, type):
        raise Malformed("The first part is a network: an object with the method `predict`.")
    if getattr(net, "stack_shape", ()) != ():
        raise Malformed(
            "That is a stack of networks. Hand in one of them, such as `net.replica(0)`."
        )
    weights = getattr(inner, "coefs_", None)
    if hasattr(net, "layer_sizes"):
        sizes = net.layer_sizes() if callable(net.layer_sizes) else net.layer_sizes
        sizes = [int(size) for size in sizes]
    elif weights is not None:
        sizes = [len(weights[0]), *(W.shape[1] for W in weights)]
    else:
        raise Malformed(
            "How large is your network? Give the object `layer_sizes`, such as `[2, 4, 1]`. (One "
            "of scikit-learn has to be trained first.)"
        )
    return sizes


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


def _ring_share(net, seed):
    """The share of points of the rings that a network gets right."""
    from rectified import datasets

    X, y = datasets.circles(seed=seed)
    output = _finite(net.predict(X))
    if output.shape not in ((len(X),), (len(X), 1), (len(X), 2)):
        raise Malformed(
            f"For {len(X)} points, `predict` must return {len(X)} labels, or 1 or 2 outputs for "
            f"each; its result has the shape {output.shape}."
        )
    answers = output.argmax(axis=1) if output.shape[1:] == (2,) else output.ravel() >= 0.5
    return float((answers == y).mean())


def _fenced(answer):
    """Facts about a network that tells the two rings apart."""
    if not isinstance(answer, list | tuple) or len(answer) != 2:
        raise Malformed("Two things are wanted: (net, letter).")
    net, letter = _single(answer[0]), _letter(answer[1], _REASONS)
    sizes = _sizes(net)
    if sizes[0] != 2:
        raise Malformed("The network needs 2 inputs.")
    if sizes[-1] not in (1, 2):
        raise Malformed("The network needs 1 output, or 2.")
    share = min(_ring_share(net, 1), _ring_share(net, 2))
    hidden = sizes[1:-1]
    return Facts(
        {
            "one hidden layer": len(hidden) == 1,
            "at most four units": sum(hidden) <= 4,
            "not the other way round": share >= 0.2,
            "more than one straight line": share >= 0.68,
            "95 % right": share >= 0.95,
            "explanation": letter,
        },
        {"hidden units": ", ".join(map(str, hidden)) or "none", "right": f"{share:.0%}"},
    )


@chapter.task(
    "2.18",
    observe=_fenced,
    differs={
        "one hidden layer": "One hidden layer is asked for.",
        "at most four units": "The hidden layer has more than four units.",
        "more than one straight line": "About two thirds of the new points are right, or fewer: "
        "one straight line can do that. Has it been trained for long enough, and with which "
        "activation?",
        "not the other way round": "Nearly all answers are the wrong way round. Label 1 is the "
        "inner ring.",
        "95 % right": "Better than a line, but not 95 % yet. Train longer or with a larger "
        "learning rate, or from another start.",
        "explanation": "The network does it. The letter is another one: try it out.",
    },
    hints=[
        '`net = MLP([2, 4, 1], "relu", output="sigmoid", rng=0)` makes a network with one hidden '
        "layer of four units.",
        "`net.fit(X, y, epochs=100, batch_size=20, learning_rate=0.3)` trains it. Look at the "
        "share of right answers on `datasets.circles(seed=1)`.",
        'For the letter: put `"identity"` for the activation, and train with more units, longer, '
        "from other starts.",
    ],
    why="""
    Four ReLUs give four folds in the plane, enough to fence the inner ring in; three can do, too.
    Without an activation the layers collapse, and the boundary is one straight line for *every*
    choice of weights: there is nothing that training could find, so neither more units nor more
    time nor another start helps. (In the picture it lies outside, and one class covers everything.)
    """,
    picture=lambda: _picture_of_the_fence(),
)
def fence():
    """Fence a ring in

    Train a network with one hidden layer of *at most four* units on the two rings
    `X, y = datasets.circles(seed=0)`, with an activation of your choice, until it gets at least
    95 % of new points right. (The checker takes the points of `seed=1` and `seed=2`.) Use `MLP`,
    or scikit-learn's `MLPClassifier`, or a network of your own: an object with `predict(X)`, which
    returns a label or an output for each row, and `layer_sizes`, such as `[2, 4, 1]`.

    Observe: train it once more with `"identity"` as the activation. It stays near one half.
    Explain: the reason is that

    - (a) it has too few units
    - (b) whatever its weights, its boundary is one straight line
    - (c) its training got stuck, and another start would do
    - (d) it was not trained long enough

    Give `(net, letter)`.
    """
    from rectified import MLP, datasets

    X, y = datasets.circles(seed=0)
    net = MLP([2, 4, 1], "relu", output="sigmoid", rng=0)
    net.fit(X, y, epochs=100, batch_size=20, learning_rate=0.3)
    return net, "b"  # ← (net, letter)


@functools.cache
def _ring_network(sizes=(2, 4, 1), f="relu", epochs=60, rng=0, turn=False):
    """A network that has learned the rings, for the answers here."""
    from rectified import MLP, datasets

    X, y = datasets.circles(seed=0)
    net = MLP(sizes, f, output="sigmoid" if sizes[-1] == 1 else "softmax", rng=rng)
    y = 1 - y if turn else y
    net.fit(X, y, epochs=epochs, batch_size=100, learning_rate=0.5, momentum=0.9)
    return net


def _rings(letter="b", **changed):
    return lambda: (_ring_network(**changed), letter)


def _picture_of_the_fence():
    """What the trained network answers in the plane, and one without activation."""
    from rectified import datasets, figures

    X, y = datasets.circles(seed=1)
    nets = {"four ReLUs": _ring_network(), "no activation": _ring_network(f="identity")}
    return figures.activation_functions.regions(
        {name: (net.predict, X, y) for name, net in nets.items()}
    )


def _stack():
    from rectified import MLP

    return MLP((2, 4, 1), output="sigmoid", rng=range(2))


class _OwnNetwork:
    """A network as a learner may write it, with the weights of a trained one."""

    def __init__(self, net, form, sizes=None):
        self.W1, self.b1, self.W2, self.b2 = (
            part.copy() for W, b in zip(net.W, net.b) for part in (W, b)
        )
        self.form = form
        self.layer_sizes = net.layer_sizes if sizes is None else sizes

    def predict(self, X):
        a = np.tanh(X @ self.W1 + self.b1)
        return self.form(1 / (1 + np.exp(-(a @ self.W2 + self.b2))))


def _own(form, **more):
    return lambda: (_OwnNetwork(_ring_network(f="tanh"), form, **more), "b")


@functools.cache
def _by_scikit_learn():
    from sklearn.neural_network import MLPClassifier

    from rectified import datasets

    X, y = datasets.circles(seed=0)
    net = MLPClassifier(
        (4,), activation="tanh", learning_rate_init=0.05, max_iter=150, random_state=3
    )
    return net.fit(X, y), "b"


fence.also_right(
    _own(lambda p: p),
    _own(lambda p: (p[:, 0] >= 0.5).astype(int), sizes=(2, 4, 1)),
    _own(lambda p: np.hstack([1 - p, p])),
    _own(lambda p: (p.ravel() >= 0.5).tolist(), sizes=np.array([2, 4, 1])),
    _by_scikit_learn,
    _rings(f="tanh", letter="B"),
    _rings(f="tanh", letter="b) Whatever its weights, its boundary is one straight line."),
    _rings(sizes=(2, 3, 1), rng=1),
    _rings(f="sigmoid", letter="(b)"),
    _rings(sizes=(2, 4, 2), f="tanh"),
    _rings(sizes=(2, 3, 1), f="tanh"),
    lambda: [_ring_network(rng=1), "b"],
)
_EXPLANATIONS = {
    "a": "The network does it. But twenty units without activation do no better: try it, and look "
    "at what they add up to.",
    "c": "The network does it. But without activation every start ends near one half: try ten of "
    "them.",
    "d": "The network does it. But ten times as long brings nothing without activation: try it.",
}
for _key, _text in _EXPLANATIONS.items():
    fence.wrong(
        f"blames {dict(a='units', c='the start', d='time')[_key]}", _rings(letter=_key), says=_text
    )
fence.wrong(
    "too large",
    _rings(sizes=(2, 8, 1)),
    says="It tells the rings apart, with more than four units. Fewer will do.",
)
fence.wrong(
    "no activation",
    _rings(f="identity"),
    _rings(sizes=(2, 2, 1), f="identity"),
    says="No more of the new points are right than with one straight line. Is there an activation "
    "that bends, and has the network been trained for long enough?",
)
fence.wrong(
    "labels turned round",
    _rings(turn=True, f="tanh"),
    says="Nearly every answer is the wrong way round: the label is 1 for the inner ring.",
)
fence.also_wrong(
    _rings(sizes=(2, 4, 4, 1), f="tanh"),
    _rings(epochs=1),
    _own(lambda p: 1 - p, sizes=[3, 4, 1]),
    _own(lambda p: p[:5]),
    _own(lambda p: p * np.nan),
    _own(lambda p: None),
    lambda: _by_scikit_learn()[:1],
    lambda: (_stack(), "b"),
    lambda: _ring_network(),
    lambda: (_ring_network().predict, "b"),
    lambda: (0.99, "b"),
    lambda: (_ring_network(), "yes"),
    lambda: None,
)


def _logits(net, X):
    """The logits of a network with three outputs; where it gives shares, their logarithms."""
    if not hasattr(net, "predict") or isinstance(net, type):
        raise Malformed("The first part is a network: an object with the method `predict`.")
    if getattr(net, "stack_shape", ()) != ():
        raise Malformed(
            "That is a stack of networks. Hand in one of them, such as `net.replica(0)`."
        )
    output = _finite((net.predict_proba if hasattr(net, "predict_proba") else net.predict)(X))
    if output.shape != (len(X), 3):
        raise Malformed(
            f"For {len(X)} points, the network must give 3 shares each; what it gives has the "
            f"shape {output.shape}."
        )
    if (output < 0).any() or not np.allclose(output.sum(axis=1), 1, atol=1e-3):
        raise Malformed("The three outputs of a point must be shares: not negative, with sum 1.")
    return np.log(np.maximum(output, 1e-300))


def _modest(answer):
    """Facts about a network that is too sure, and the temperature that cures it."""
    from rectified import activations, datasets

    if not isinstance(answer, list | tuple) or len(answer) != 3:
        raise Malformed("Three things are wanted: (net, T, letter).")
    net, letter = _single(answer[0]), _letter(answer[2], _CHANGED)
    T = float(numbers(answer[1], (), "The temperature"))
    if T <= 0:
        raise Malformed("The temperature must be greater than 0.")
    X, y = datasets.blobs(3000, spread=1.5, seed=2)
    logits = _logits(net, X)
    right = float((logits.argmax(axis=1) == y).mean())
    sure = [float(activations.softmax(logits / t).max(axis=1).mean()) for t in (1, T)]
    return Facts(
        {
            "better than guessing": right >= 0.6,
            "too sure": sure[0] - right >= 0.1,
            "cooled instead of heated": T >= 1 or sure[0] - right < 0.1,
            "not too modest": sure[1] - right >= -0.02,
            "as sure as right": sure[1] - right <= 0.02,
            "explanation": letter,
        },
        {
            "right": f"{right:.2f}",
            "sure": f"{sure[0]:.2f}",
            f"sure at T = {T:.3g}": f"{sure[1]:.2f}",
        },
    )


@chapter.task(
    "2.19",
    observe=_modest,
    differs={
        "better than guessing": "Fewer than 60 % of the new points are right. Has the network been "
        "trained?",
        "too sure": "The network is not too sure by 0.1 yet. Train it for longer on its hundred "
        "points, or take a larger one.",
        "cooled instead of heated": "A temperature below 1 makes it surer still. It should become "
        "more modest.",
        "not too modest": "Now it is less sure than it is right: the temperature is too high.",
        "as sure as right": "It is still surer than it is right: the temperature is too low.",
        "explanation": "Network and temperature fit. The letter is another one: count the answers.",
    },
    hints=[
        "`net = MLP([2, 32, 32, 3])` and `net.fit(X, y, epochs=600, batch_size=50, "
        "learning_rate=0.3)`.",
        "`z = net.forward(X_new).z[-1]` are the logits; `activations.softmax(z / T).max(axis=1)` "
        "is how sure it is of each answer.",
        "The hotter, the more modest. Try T from 1 to 10 and narrow it down.",
    ],
    why="""
    A hundred points are learned by heart, and being sure of them is rewarded, so the network is
    surer than it should be elsewhere. A temperature above 1 shrinks all differences between the
    logits alike: the shares come closer together, but the largest logit stays the largest, so not a
    single answer changes. (To be honest about the result, one would choose T on some fresh points
    and judge it on others.)
    """,
    picture=lambda: _picture_of_calibration(),
)
def modest():
    """Teach it modesty

    Train a network with 2 inputs and 3 outputs (softmax; `MLP`, or scikit-learn's `MLPClassifier`,
    or an object of your own whose `predict(X)` returns the three shares of each row) on 100 points,
    `X, y = datasets.blobs(100, spread=1.5, seed=0)`, for so long that it is *too sure* of new
    points, `X_new, y_new = datasets.blobs(3000, spread=1.5, seed=2)`: its mean largest share is at
    least 0.1 above its share of right answers, which is at least 0.6.

    Then find a temperature T: with all logits divided by T before the softmax, the mean largest
    share differs from the share of right answers by at most 0.02. Explain: how many of the answers
    (the classes that it names) does this T change? (a) the least sure ones, (b) none, (c) about as
    many as were wrong. Give `(net, T, letter)`.
    """
    from rectified import MLP, activations, datasets

    X, y = datasets.blobs(100, spread=1.5, seed=0)
    net = MLP([2, 32, 32, 3])
    net.fit(X, y, epochs=600, batch_size=50, learning_rate=0.3)

    X_new, y_new = datasets.blobs(3000, spread=1.5, seed=2)
    z = net.forward(X_new).z[-1]
    right = (z.argmax(axis=1) == y_new).mean()
    T = 1.0
    while activations.softmax(z / T).max(axis=1).mean() > right:
        T += 0.05
    return net, T, "b"  # ← (net, T, letter)


@functools.cache
def _sure_network(epochs=150, n=100, hidden=32, rng=0, rate=0.3):
    """A network that is too sure, for the answers here."""
    from rectified import MLP, datasets

    net = MLP([2, hidden, hidden, 3], rng=rng)
    data = datasets.blobs(n, spread=1.5, seed=0)
    net.fit(*data, epochs=epochs, learning_rate=rate, momentum=0.9)
    return net


def _sure(T=None, letter="b", factor=1.0, **changed):
    def answer():
        net = _sure_network(**changed)
        return net, factor * _temperature(net) if T is None else T, letter

    return answer


@functools.cache
def _temperature(net):
    """The temperature at which a network is as sure as it is right, by halving an interval."""
    from rectified import activations, datasets

    X, y = datasets.blobs(3000, spread=1.5, seed=2)
    z = net.forward(X).z[-1]
    right, low, high = (z.argmax(axis=1) == y).mean(), 0.1, 50.0
    for _ in range(40):
        middle = (low + high) / 2
        sure = activations.softmax(z / middle).max(axis=1).mean()
        low, high = (middle, high) if sure > right else (low, middle)
    return high


def _picture_of_calibration():
    """Share of right answers over confidence, before and after."""
    from rectified import activations, datasets, figures

    X, y = datasets.blobs(3000, spread=1.5, seed=2)
    net, T, _ = _sure()()
    z = net.forward(X).z[-1]
    right = z.argmax(axis=1) == y
    shares = {"T = 1": activations.softmax(z), f"T = {T:.0f}": activations.softmax(z / T)}
    return figures.activation_functions.reliability(
        {name: (p.max(axis=1), right) for name, p in shares.items()}
    )


modest.also_right(
    _sure(),
    _sure(letter="B", rng=1),
    _sure(letter="(b) none"),
    _sure(letter="(b)", epochs=200, rng=2),
    _sure(hidden=64),
    lambda: [_sure()()[0], [np.float32(_sure()()[1])], "b"],
)
modest.wrong(
    "thinks unsure answers change",
    _sure(letter="a"),
    says="Network and temperature fit. But dividing all logits of a row by the same T keeps their "
    "order: which one can overtake?",
)
modest.wrong(
    "thinks wrong answers are repaired",
    _sure(letter="c"),
    says="Network and temperature fit. But the temperature repairs no wrong answer; it knows "
    "nothing about which are wrong. Compare the classes named before and after.",
)
modest.wrong(
    "multiplied instead of divided",
    _sure(T=0.3),
    _sure(T=0.5),
    says="With T below 1 the logits grow, and the network gets surer still. (Dividing by T makes "
    "them smaller when T is above 1.)",
)
modest.wrong(
    "too hot",
    _sure(factor=3),
    _sure(T=100),
    says="At this temperature it is less sure than it is right: now it is too modest. Cooler.",
)
modest.wrong(
    "nothing changed",
    _sure(factor=0.5),
    _sure(T=1.1),
    says="The network is too sure, and at this temperature it still is. Hotter.",
)
modest.also_wrong(
    _sure(epochs=20, rate=0.05),
    _sure(n=300, rate=0.1, epochs=40),
    _sure(epochs=1, rate=0.01, T=1.0, letter="c"),
    _sure(T=-3.0),
    lambda: _sure()()[:2],
    lambda: (*_sure()()[:2], 0),
    lambda: (0.9, 3.0, "b"),
    lambda: (_sure()()[0], "hot", "b"),
    lambda: None,
)
