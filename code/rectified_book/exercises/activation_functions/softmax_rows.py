"""Softmax, row by row."""

from __future__ import annotations

import math

import numpy as np

from checker import function

from .._forms import CACHE, with_cache
from ._shared import _package, _sigmoid


def _table(rng):
    """A random table of logits, some of them huge."""
    shape = tuple(rng.randint(1, 5, 2))
    return (rng.uniform(-4, 4, shape) * rng.choice([1, 1, 200], (shape[0], 1)),)


@function(
    way=(2, 10, "softmax without overflow", "the-last-layer#trap-overflow"),
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
        (np.array([[40.0, 41.0, 35.0]]),),
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
    picture=lambda: _picture_of_temperatures(),
)
def softmax_rows(Z):
    """Softmax, row by row

    Write `softmax_rows(Z)`: `Z` is an array of shape `(n, K)`, one row of $K$ logits for each of
    $n$ examples. Return the shares, an array of the same shape, in which each entry $e^z$ is
    divided by the sum of its row's. It must be right for logits from −1000 to 1000.
    """
    e = np.exp(Z - Z.max(axis=1, keepdims=True))  # ← exponentials that do not overflow
    return e / e.sum(axis=1, keepdims=True)  # ← the shares


def _picture_of_temperatures():
    """How the shares of three classes change with the temperature."""
    from rectified_book import figures

    return figures.activation_functions.temperatures([1, 2, 3])


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
    lambda Z: _softmax(Z, Z.max(), axis=0),
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
        for c in (1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3)
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

softmax_rows.wrong("with a cache", *with_cache(_softmax), says=CACHE)
softmax_rows.wrong(
    "small number below the line",
    *(
        lambda Z, c=c: (lambda e: e / (e.sum(1, keepdims=True) + c))(
            np.exp(Z - Z.max(axis=1, keepdims=True))
        )
        for c in (1e-5, 1e-4, 1e-3)
    ),
    says="All shares are a little too small: a small number is added below the line. With the "
    "largest logit subtracted, no sum is below 1, so nothing has to be added.",
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
