"""The logarithm of a sigmoid."""

from __future__ import annotations

import math

import numpy as np

from checker import function

from .._inputs import vector
from ._shared import DECIDES, WHOLE, _expit, _into_zeros, _nested, _over_itself, _package, _sigmoid


@function(
    way=(3, 12, "logarithms without overflow", "the-last-layer#trap-overflow"),
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
        (vector(-900, -800),),
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
