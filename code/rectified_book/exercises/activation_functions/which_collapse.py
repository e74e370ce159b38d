"""Which collapse?"""

from __future__ import annotations

from checker import choice


@choice(
    way=(2, 4, 'what "linear" means', "why-a-bend#what-linear-means"),
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
