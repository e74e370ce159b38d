"""Clip an exploding gradient."""

from __future__ import annotations

import math

import numpy as np

from checker import Tolerance, function

from .._inputs import vector
from ._shared import quarters


@function(
    way=(2, 7, "clipping a gradient", "cures#other-cures"),
    cases=[
        (vector(3), 1.0),
        (vector(-0.5), 1.0),
        (vector(0, 0), 1.0),
        (vector(3, 4), 10.0),
        (vector(3, 4), 2.5),
        (np.array([3, -4]), 2),
        (np.array([6, 0, -8]), 5),
        (np.array([1, 2, -2]), 4),
        (vector(0.3, 0.2, -0.1), 0.25),
        (vector(0.9, 0.9, -0.9, 0.9), 1.0),
        (vector(1.5, -12, 0.5), 4.0),
    ],
    more=lambda rng: (quarters(rng, rng.randint(2, 6)), float(abs(quarters(rng)))),
    tolerance=Tolerance(1e-5, 1e-12),
    hints=[
        "First the length of g. Only if it is larger than c is there anything to do.",
        "To keep the direction, multiply *all* entries by the same number. Which one turns the "
        "length into c?",
        "`g * factor` makes a new array; `g *= factor` would change the caller's.",
    ],
    why="""
    A vector divided by its length has length 1; times c, it has length c. As all entries are
    multiplied by the same number, the direction stays. That is the point: the step goes the way
    that the gradient says, only not so far. Clipping every entry by itself would turn it.
    """,
    equivalent=["if length >= c:"],
    picture=lambda: _picture_of_clipping(),
)
def clip_norm(g, c):
    """Clip an exploding gradient

    The opposite problem: a gradient that is too long. Write `clip_norm(g, c)`: if the length
    (Euclidean norm) of the gradient `g` is larger than `c`, it returns a gradient of length `c`
    in the same direction; otherwise the gradient as it is. `g` is a 1-D array, of floats or of
    whole numbers, and may be all zeros; `c` is a positive number. Leave the caller's `g` alone.
    """
    length = np.linalg.norm(g)
    if length > c:
        g = g * (c / length)
    return g


def _picture_of_clipping():
    """A gradient, clipped by its norm and entry by entry."""
    from rectified_book import figures

    g, c = np.array([3.0, 1.2]), 1.5
    norm, entries = clip_norm.reference(g, c), np.clip(g, -c, c)
    fig, ax = figures.new(xlabel="first entry", ylabel="second entry")
    corner = np.linspace(0, np.pi / 2, 60)
    ax.plot(c * np.cos(corner), c * np.sin(corner), color=figures.MUTED, linewidth=1)
    names = ("gradient", "clipped by length", "clipped entry by entry")
    places = ((6, 3), (8, -12), (0, 10))
    for v, look, name, place in zip((g, norm, entries), figures.SERIES, names, places):
        ax.plot([0, v[0]], [0, v[1]], **look)
        ax.annotate(
            name,
            v,
            xytext=place,
            textcoords="offset points",
            color=look["color"],
            fontsize=figures.FONT,
        )
    ax.set(xlim=(0, 4.1), ylim=(0, 1.75))
    ax.set_aspect("equal")
    angle = [math.degrees(math.atan2(v[1], v[0])) for v in (g, norm, entries)]
    alt = (
        f"A gradient with the entries {g[0]:g} and {g[1]:g}, and a quarter of a circle of radius "
        f"{c:g}. Clipped by its length it ends on the circle, in the same direction of "
        f"{angle[1]:.0f} degrees; clipped entry by entry it points to {angle[2]:.0f} degrees."
    )
    return fig, alt


def _clip_loop(g, c):
    length = math.sqrt(sum(float(v) ** 2 for v in g))
    return [v * c / length if length > c else v for v in g]


def _clip_copy(g, c):
    g = g.astype(float)
    length = math.hypot(*g)
    if length > c:
        g *= c
        g /= length
    return g


def _clip_where(g, c):
    length = np.sqrt(g @ g)
    with np.errstate(all="ignore"):
        return np.where(length > c, g * c / length, g)


def _clip_steps(g, c):
    h = np.array(g, dtype=float)
    excess = np.linalg.norm(h) - c
    return h - h / np.linalg.norm(h) * excess if excess > 0 else h


clip_norm.also_right(
    lambda g, c: g * min(1.0, c / np.linalg.norm(g)) if np.any(g) else g,
    lambda g, c: g / max(1.0, np.linalg.norm(g) / c),
    lambda g, c: g * np.minimum(1, c / np.maximum(np.linalg.norm(g), 1e-300)),
    lambda g, c: g * min(1, c / (np.linalg.norm(g) + 1e-12)),
    lambda g, c: g * min(1, c / (np.linalg.norm(g) + 1e-6)),
    lambda g, c: c * g / np.linalg.norm(g) if np.linalg.norm(g) > c else g.copy(),
    lambda g, c: (c * (g / np.linalg.norm(g)) if (g**2).sum() > c**2 else g).tolist(),
    lambda g, c: g / np.clip(np.linalg.norm(g) / c, 1, None),
    lambda g, c: np.float32(g / max(1.0, np.linalg.norm(g) / c)),
    lambda g, c: [v / max(1, math.dist(g, 0 * g) / c) for v in g],
    lambda gradient, limit: gradient * (limit / max(limit, np.linalg.norm(gradient))),
    lambda g, c: g if np.linalg.norm(g) <= c else np.multiply(g, np.divide(c, np.linalg.norm(g))),
    _clip_loop,
    _clip_copy,
    _clip_where,
    _clip_steps,
)
clip_norm.wrong(
    "each entry",
    lambda g, c: np.clip(g, -c, c),
    says="You clip every entry by itself. That can turn the gradient, and its length may still be "
    "larger than c.",
)
clip_norm.wrong(
    "unit",
    lambda g, c: g / np.linalg.norm(g) if np.linalg.norm(g) > c else g,
    says="What is too long gets the length 1. Its length should be c.",
)
clip_norm.wrong(
    "L1",
    lambda g, c: g * (c / np.abs(g).sum()) if np.abs(g).sum() > c else g,
    lambda g, c: g * (c / np.abs(g).sum()) if np.linalg.norm(g) > c else g,
    says="Your length is the sum of the absolute values. The Euclidean length is the root of the "
    "sum of squares.",
)


def _clip_in_place(g, c):
    length = np.linalg.norm(g)
    g[:] = g * (c / length) if length > c else g
    return g


clip_norm.wrong(
    "in place",
    _clip_in_place,
    says="You overwrite the caller's gradient (and where it holds whole numbers, the decimals are "
    "lost). Return a new array.",
)


def _clip_star(g, c):
    length = np.linalg.norm(g)
    if length > c:
        g *= c / length
    return g


def _clip_slash(g, c):
    length = np.linalg.norm(g)
    if length > c:
        g /= length / c
    return g


def _clip_max(g, c):
    g /= max(1, np.linalg.norm(g) / c)
    return g


clip_norm.wrong(
    "in place, by an operator",
    _clip_star,
    _clip_slash,
    _clip_max,
    says="`g *= ...` and `g /= ...` write into the caller's array, and an array of whole numbers "
    "cannot hold the result. Return a new array.",
)
clip_norm.wrong(
    "always",
    lambda g, c: g * c / np.linalg.norm(g),
    lambda g, c: g * (c / np.linalg.norm(g)) if np.any(g) else g,
    says="You bring every gradient to the length c, short ones, too. What is not too long stays "
    "as it is.",
)
clip_norm.wrong(
    "the short ones",
    lambda g, c: g * (c / np.linalg.norm(g)) if 0 < np.linalg.norm(g) < c else g,
    lambda g, c: g * (c / np.linalg.norm(g)) if np.linalg.norm(g) < c else g,
    lambda g, c: g * max(1, c / np.linalg.norm(g)),
    says="Short gradients are made longer and long ones are left: the comparison points the other "
    "way.",
)
clip_norm.wrong(
    "not divided by the length",
    lambda g, c: g * c if np.linalg.norm(g) > c else g,
    says="You multiply by c. That makes the length c times as large, whatever it was; it should "
    "*become* c.",
)
clip_norm.wrong(
    "divided by c",
    lambda g, c: g / c if np.linalg.norm(g) > c else g,
    says="You divide by c. The length should become c: it has to be divided by something that "
    "depends on the length of g.",
)
clip_norm.wrong(
    "upside down",
    lambda g, c: g * (np.linalg.norm(g) / c) if np.linalg.norm(g) > c else g,
    says="Long gradients get even longer: the factor is upside down.",
)
clip_norm.wrong(
    "largest entry",
    lambda g, c: g * (c / np.abs(g).max()) if np.abs(g).max() > c else g,
    lambda g, c: g * (c / np.abs(g).max()) if np.linalg.norm(g) > c else g,
    says="You bring the largest entry to c. That keeps the direction, but the length is the root "
    "of the sum of all squares.",
)
clip_norm.wrong(
    "square compared",
    lambda g, c: g * (c / np.linalg.norm(g)) if (g**2).sum() > c else g,
    says="You compare the *square* of the length with c, so the decision is sometimes wrong.",
)
clip_norm.wrong(
    "square as length",
    lambda g, c: g * (c / (g**2).sum()) if (g**2).sum() > c else g,
    lambda g, c: g * (c / (g**2).sum()) if np.linalg.norm(g) > c else g,
    says="You divide by the sum of squares. The length is its root.",
)
clip_norm.wrong(
    "zero gradient",
    lambda g, c: g / np.linalg.norm(g) * min(np.linalg.norm(g), c),
    says="Only a gradient of zeros goes wrong: you divide by its length, and 0/0 is no number.",
)
clip_norm.wrong(
    "each entry, without sign",
    lambda g, c: np.where(np.abs(g) > c, c, g),
    says="Every entry that is larger than c in size becomes c. That turns the gradient, and "
    "negative entries lose their sign.",
)
clip_norm.wrong(
    "divided by the larger",
    lambda g, c: g / max(np.linalg.norm(g), c),
    says="You divide by the length or by c, whichever is larger. Then no result is longer than 1, "
    "and short gradients shrink as well.",
)
clip_norm.wrong(
    "thrown away",
    lambda g, c: 0 * g if np.linalg.norm(g) > c else g,
    says="Gradients that are too long become 0. They should keep their direction and get the "
    "length c.",
)
clip_norm.wrong(
    "the length",
    lambda g, c: min(np.linalg.norm(g), c),
    says="That is the length of the result. The gradient itself is wanted, an array.",
)
clip_norm.wrong(
    "positive entries only",
    lambda g, c: np.minimum(g, c),
    says="You cut every entry off at c. That can turn the gradient, and negative entries may be "
    "as long as they like.",
)
clip_norm.wrong(
    "whole numbers",
    lambda g, c: (g * (c / np.linalg.norm(g))).astype(g.dtype) if np.linalg.norm(g) > c else g,
    says="With an array of whole numbers the decimals are lost: the result needs an array of "
    "floats.",
)
clip_norm.wrong(
    "sum with signs",
    lambda g, c: g * (c / g.sum()) if g.sum() > c else g,
    says="You take the sum of the entries for the length. Negative entries cancel there; a length "
    "adds squares.",
)
clip_norm.wrong(
    "nothing when short",
    lambda g, c: g * (c / np.linalg.norm(g)) if np.linalg.norm(g) > c else None,
    says="When the gradient is short enough you return nothing. It should come back as it is.",
)
clip_norm.wrong(
    "decided by the largest entry",
    lambda g, c: g * (c / np.linalg.norm(g)) if np.abs(g).max() > c else g,
    says="Where you clip, the result is right. But you ask whether an *entry* is larger than c: a "
    "gradient of small entries can be too long, too.",
)
clip_norm.wrong(
    "decided by the sum",
    lambda g, c: g * (c / np.linalg.norm(g)) if np.abs(g).sum() > c else g,
    lambda g, c: g * (c / np.linalg.norm(g)) if g.sum() > c else g,
    says="Where you clip, the result is right. But the decision is sometimes another one: it is "
    "the Euclidean length that has to be compared with c.",
)
clip_norm.wrong(
    "shortened by c",
    lambda g, c: g * (1 - c / np.linalg.norm(g)) if np.linalg.norm(g) > c else g,
    says="You make a long gradient shorter *by* c. It should be shortened *to* c.",
)
clip_norm.wrong(
    "short ones thrown away",
    lambda g, c: g * (c / np.linalg.norm(g)) if np.linalg.norm(g) > c else 0 * g,
    lambda g, c: g * (c / np.linalg.norm(g)) if np.linalg.norm(g) > c else 0,
    says="A gradient that is short enough becomes 0. It should come back as it is.",
)
clip_norm.wrong(
    "mean in the length",
    lambda g, c: g * (c / np.sqrt(np.mean(g**2))) if np.linalg.norm(g) > c else g,
    lambda g, c: g * (c / np.sqrt(np.mean(g**2))) if np.sqrt(np.mean(g**2.0)) > c else g,
    says="You take the root of the *mean* of the squares. The Euclidean length is the root of "
    "their sum.",
)
clip_norm.wrong(
    "cut to whole numbers",
    lambda g, c: (g * (c / np.linalg.norm(g))).astype(int) if np.linalg.norm(g) > c else g,
    says="What you clip loses its decimals, also where g holds floats. Is there an `int` in it?",
)
clip_norm.wrong(
    "c subtracted",
    lambda g, c: g - c if np.linalg.norm(g) > c else g,
    says="You subtract c from every entry. That turns the gradient; to keep its direction, "
    "multiply all entries by the same number.",
)
clip_norm.wrong(
    "signs only",
    lambda g, c: np.sign(g) * c if np.linalg.norm(g) > c else g,
    lambda g, c: np.sign(g) * c / np.sqrt(len(g)) if np.linalg.norm(g) > c else g,
    says="All entries of a long gradient get the same size, which turns it. Multiply all of them "
    "by the same number instead.",
)
clip_norm.wrong(
    "small number added",
    *(
        lambda g, c, e=e: g * (c / (np.linalg.norm(g) + e)) if np.linalg.norm(g) > c else g
        for e in (1e-5, 1e-4, 1e-3)
    ),
    says="What you clip is a little shorter than c: a small number is added to the length. It is "
    "not needed, as a gradient that is clipped is longer than c, and c is not 0.",
)
clip_norm.also_wrong(
    lambda g, c: g * np.sqrt(c / np.linalg.norm(g)) if np.linalg.norm(g) > c else g,
    lambda g, c: g * (c / np.linalg.norm(g)) if np.linalg.norm(g) > 2 * c else g,
    lambda g, c: np.floor(g * (c / np.linalg.norm(g))) if np.linalg.norm(g) > c else g,
    lambda g, c: g - (np.linalg.norm(g) - c) if np.linalg.norm(g) > c else g,
    lambda g, c: -g * (c / np.linalg.norm(g)) if np.linalg.norm(g) > c else g,
    lambda g, c: g,
    lambda g, c: np.full(len(g), c) if np.linalg.norm(g) > c else g,
    lambda g, c: np.abs(g) * (c / np.linalg.norm(g)) if np.linalg.norm(g) > c else g,
    lambda g, c: g * (c / np.linalg.norm(g)) ** 2 if np.linalg.norm(g) > c else g,
    lambda g, c: (g * (c / np.linalg.norm(g)))[None] if np.linalg.norm(g) > c else g[None],
    lambda g, c: np.linalg.norm(g) * c,
    lambda g, c: None,
    lambda g, c: g * 0.9 if np.linalg.norm(g) > c else g,
    lambda g, c: np.round(g / max(1.0, np.linalg.norm(g) / c), 2),
    lambda g, c: g / max(1.0, np.linalg.norm(g) * c),
)
