"""The height of the boundary."""

from __future__ import annotations

import numpy as np

from checker import function

from .._inputs import vector
from ._shared import FOUR, line


@function(
    way=(2, 6, "the boundary of a neuron", "one-neuron#straight-boundary"),
    cases=[
        (0.0, vector(1, 1), -1.5),
        (1.0, vector(1, 1), -1.5),
        (1.0, vector(2, -4), 1.0),
        (vector(0, 1, 2), vector(1, 2), 1.0),
        (np.array([-1, 0, 3]), np.array([3, -2]), 4),
        (vector(-1, 0.5), vector(0, 0.5), 2.0),
    ],
    more=line,
    hints=[
        "On the boundary the pre-activation is 0: w₁x₁ + w₂x₂ + b = 0.",
        "Solve that for x₂. Everything else goes to the other side, with its sign turned.",
    ],
    why="""
    On the boundary w₁x₁ + w₂x₂ + b is 0: move w₁x₁ + b to the other side, where it gets a minus,
    and divide *all* of it by w₂.
    """,
    picture=lambda: _picture_of_a_boundary(),
)
def boundary(x1, w, b):
    """The height of the boundary

    The boundary of a neuron with two inputs is the line where its pre-activation is 0. Write
    `boundary(x1, w, b)`: it returns the height $x_2$ of that line at $x_1$. `x1` is a number or an
    array; `w` holds the two weights, with $w_2 \\ne 0$; `b` is the bias. Leave `x1` and `w` as they
    are.
    """
    return -(w[0] * x1 + b) / w[1]  # ← x2


def _picture_of_a_boundary():
    """The line of AND, with the points of its truth table."""
    from rectified_book import figures

    w, b = np.array([1.0, 1.0]), -1.5
    fig, ax = figures.new(xlabel="x₁", ylabel="x₂")
    x1 = np.linspace(-0.25, 1.25, 2)
    height = boundary.reference(x1, w, b)
    ax.plot(x1, height, **{**figures.SERIES[0], "marker": ""})
    for label, marks in enumerate(figures.CLASSES):
        inside = (FOUR @ w + b >= 0) == label
        ax.plot(*FOUR[inside].T, linestyle="none", markersize=9, **marks)
    ax.set(xlim=(-0.25, 1.25), ylim=(-0.25, 1.75))
    alt = (
        f"The line x₂ = {boundary.reference(0.0, w, b):g} − x₁ for the weights 1 and 1 and the "
        f"bias {b:g}. Three of the four points of a truth table lie below it; only (1, 1) lies "
        "above."
    )
    return fig, alt


boundary.also_right(
    lambda x1, w, b: -(w[0] * x1 + b) / w[1],
    lambda x1, w, b: -b / w[1] - w[0] / w[1] * x1,
    lambda x1, w, b: (w[0] * x1 + b) / -w[1],
    lambda x1, w, b: np.polyval([-w[0] / w[1], -b / w[1]], x1),
    lambda x1, w, b: [-(w[0] * v + b) / w[1] for v in np.ravel(x1)],
    lambda x1, w, b: np.vectorize(lambda v: (-b - w[0] * v) / w[1])(x1),
    lambda x1, w, b: np.true_divide(np.negative(np.add(np.multiply(w[0], x1), b)), w[1]),
    lambda x1, w, b: np.linalg.solve([[float(w[1])]], [-w[0] * np.ravel(x1) - b])[0],
    lambda x1, w, b: np.interp(0, [0], [0]) - (w[0] * np.asarray(x1) + b) / w[1],
    lambda x1, w, b: np.float32(-(w[0] * np.float32(x1) + b) / w[1]),
    lambda x1, w, b: -np.poly1d([w[0], b])(x1) / w[1],
    lambda x1, w, b: (0 - w[0] * np.array(x1) - b) * w[1] ** -1.0,
)
boundary.wrong(
    "sign",
    lambda x1, w, b: (w[0] * x1 + b) / w[1],
    says="A minus is missing: terms that move to the other side of the equation turn their sign.",
)
boundary.wrong(
    "no bias",
    lambda x1, w, b: -w[0] * x1 / w[1],
    says="The bias plays no part, so all your lines go through the origin.",
)
boundary.wrong(
    "bias not divided",
    lambda x1, w, b: -w[0] / w[1] * x1 - b,
    says="The term with x₁ is divided by w₂, the bias is not. Divide the whole side.",
)
boundary.wrong(
    "weights swapped",
    lambda x1, w, b: -(w[1] * x1 + b) / w[0],
    says="The two weights have changed places: w₁ belongs to x₁, and w₂ to the height that you "
    "solve for.",
)
boundary.wrong(
    "not divided",
    lambda x1, w, b: -(w[0] * x1 + b),
    says="That is w₂x₂, not x₂ yet: divide by w₂.",
)
boundary.wrong(
    "multiplied",
    lambda x1, w, b: -(w[0] * x1 + b) * w[1],
    says="To get from w₂x₂ to x₂, divide by w₂; you multiply.",
)
boundary.wrong(
    "bias sign",
    lambda x1, w, b: (-w[0] * x1 + b) / w[1],
    says="The sign of the bias is wrong: it moves to the other side too.",
)
boundary.wrong(
    "slope only",
    lambda x1, w, b: -w[0] / w[1],
    says="That is the slope of the line. The height also depends on x₁ and on the bias.",
)
boundary.wrong(
    "divided by the first weight",
    lambda x1, w, b: -(w[0] * x1 + b) / w[0],
    says="You divide by w₁. The height x₂ comes with the weight w₂.",
)
boundary.wrong(
    "perpendicular",
    lambda x1, w, b: (w[1] * x1 - b) / w[0],
    says="The direction is that of the weight vector. The boundary is perpendicular to it.",
)
boundary.wrong(
    "height at zero",
    lambda x1, w, b: -b / w[1] + 0 * x1,
    lambda x1, w, b: -b / w[1],
    says="That is the height where x₁ = 0. Elsewhere the line is higher or lower.",
)
boundary.wrong(
    "pre-activation",
    lambda x1, w, b: w[0] * x1 + w[1] * x1 + b,
    says="That is the pre-activation of a point whose two inputs are equal. Look for the x₂ that "
    "makes the pre-activation 0.",
)
boundary.wrong(
    "only the bias divided",
    lambda x1, w, b: -w[0] * x1 - b / w[1],
    says="The bias is divided by w₂, the term with x₁ is not. Divide the whole side. (`/` comes "
    "before `+` and `−`: brackets help.)",
)
boundary.wrong(
    "slope turned",
    lambda x1, w, b: (w[0] * x1 - b) / w[1],
    says="The bias has changed its sign on the way to the other side, w₁x₁ has not.",
)
boundary.wrong(
    "sign and bias not divided",
    lambda x1, w, b: b - w[0] / w[1] * x1,
    says="Two things about the bias: it changes its sign, and it is divided by w₂ like the rest.",
)
boundary.wrong(
    "bias sign, term not divided",
    lambda x1, w, b: -w[0] * x1 + b / w[1],
    says="Two things: the bias changes its sign too, and the term with x₁ is divided by w₂ too.",
)
boundary.wrong(
    "without x2",
    lambda x1, w, b: w[0] * x1 + b,
    says="That is the part of the pre-activation that comes from x₁ and the bias. Which x₂ makes "
    "the whole pre-activation 0?",
)
boundary.wrong(
    "second weight twice",
    lambda x1, w, b: -(w[1] * x1 + b) / w[1],
    says="x₁ is multiplied by w₂. Its own weight is w₁.",
)
boundary.wrong(
    "bias below",
    lambda x1, w, b: -(w[0] * x1) / (w[1] + b),
    says="The bias stands below the fraction line. It moves to the other side with w₁x₁, above.",
)
boundary.wrong(
    "bias weighted",
    lambda x1, w, b: -w[0] * (x1 + b) / w[1],
    says="The bias is multiplied by w₁. It has no weight: b stands alone in the pre-activation.",
)
boundary.wrong(
    "pre-activation one half",
    lambda x1, w, b: (0.5 - w[0] * x1 - b) / w[1],
    says="That is where the pre-activation is ½. The boundary is where it is 0.",
)
boundary.wrong(
    "bias by the first weight",
    lambda x1, w, b: -w[0] * x1 / w[1] - b / w[0],
    says="The bias is divided by w₁, and the other term by w₂. All is divided by w₂.",
)
boundary.wrong(
    "divided by a size",
    lambda x1, w, b: -(w[0] * x1 + b) / np.abs(w[1]),
    says="You divide by the size of w₂. Its sign counts: with a negative w₂ your height is turned "
    "upside down.",
)
boundary.wrong(
    "divided by the length",
    lambda x1, w, b: -(w[0] * x1 + b) / np.linalg.norm(w),
    says="You divide by the length of w, as for a distance. The height comes from dividing by w₂.",
)
boundary.wrong(
    "one number only",
    lambda x1, w, b: float(-(w[0] * x1 + b) / w[1]),
    lambda x1, w, b: round(-(w[0] * x1 + b) / w[1]),
    says="For one x₁ a number comes back, rounded or not; for an array it stops. `x1` may be an "
    "array: compute with it as it is.",
)
_TWO = {
    "no minus, no bias": (
        lambda x1, w, b: w[0] * x1 / w[1],
        "Two things: a minus is missing, and the bias plays no part.",
    ),
    "no minus, weights swapped": (
        lambda x1, w, b: (w[1] * x1 + b) / w[0],
        "Two things: a minus is missing, and the two weights have changed places.",
    ),
    "no minus, first weight": (
        lambda x1, w, b: (w[0] * x1 + b) / w[0],
        "Two things: a minus is missing, and you divide by w₁. The height x₂ comes with w₂.",
    ),
    "no minus, multiplied": (
        lambda x1, w, b: (w[0] * x1 + b) * w[1],
        "Two things: a minus is missing, and you multiply by w₂ where it divides.",
    ),
    "no minus, bias not divided": (
        lambda x1, w, b: w[0] / w[1] * x1 + b,
        "Two things: a minus is missing, and the bias is not divided by w₂.",
    ),
    "no minus, only the bias divided": (
        lambda x1, w, b: w[0] * x1 + b / w[1],
        "Two things: a minus is missing, and only the bias is divided by w₂.",
    ),
    "no bias, not divided": (
        lambda x1, w, b: -w[0] * x1,
        "Two things: the bias plays no part, and nothing is divided by w₂.",
    ),
    "no bias, weights swapped": (
        lambda x1, w, b: -w[1] * x1 / w[0],
        "Two things: the bias plays no part, and the two weights have changed places.",
    ),
    "no bias, multiplied": (
        lambda x1, w, b: -w[0] * x1 * w[1],
        "Two things: the bias plays no part, and you multiply by w₂ where it divides.",
    ),
    "bias sign, not divided": (
        lambda x1, w, b: -w[0] * x1 + b,
        "Two things: the bias keeps its sign on the way to the other side, and nothing is divided "
        "by w₂.",
    ),
    "bias sign, weights swapped": (
        lambda x1, w, b: (-w[1] * x1 + b) / w[0],
        "Two things: the bias keeps its sign on the way to the other side, and the two weights "
        "have changed places.",
    ),
    "bias sign, first weight": (
        lambda x1, w, b: (-w[0] * x1 + b) / w[0],
        "Two things: the bias keeps its sign on the way to the other side, and you divide by w₁.",
    ),
    "bias sign, multiplied": (
        lambda x1, w, b: (-w[0] * x1 + b) * w[1],
        "Two things: the bias keeps its sign on the way to the other side, and you multiply by w₂.",
    ),
    "term sign, bias not divided": (
        lambda x1, w, b: w[0] / w[1] * x1 - b,
        "Two things: w₁x₁ keeps its sign on the way to the other side, and the bias is not divided "
        "by w₂.",
    ),
    "term sign, not divided": (
        lambda x1, w, b: w[0] * x1 - b,
        "Two things: w₁x₁ keeps its sign on the way to the other side, and nothing is divided.",
    ),
    "term sign, only the bias divided": (
        lambda x1, w, b: w[0] * x1 - b / w[1],
        "Two things: w₁x₁ keeps its sign on the other side, and only the bias is divided.",
    ),
    "weights swapped, bias not divided": (
        lambda x1, w, b: -w[1] / w[0] * x1 - b,
        "Two things: the two weights have changed places, and the bias is not divided.",
    ),
    "weights swapped, only the bias divided": (
        lambda x1, w, b: -w[1] * x1 - b / w[0],
        "Two things: the two weights have changed places, and only the bias is divided.",
    ),
    "no first weight": (
        lambda x1, w, b: -(x1 + b) / w[1],
        "x₁ has lost its weight: on the boundary it comes as w₁x₁.",
    ),
    "no minus, no first weight": (
        lambda x1, w, b: (x1 + b) / w[1],
        "Two things: a minus is missing, and x₁ has lost its weight w₁.",
    ),
}
for _name, (_answer, _message) in _TWO.items():
    boundary.wrong(_name, _answer, says=_message)
boundary.also_wrong(
    lambda x1, w, b: -(w[0] * x1 + b) // w[1],
    lambda x1, w, b: int(-(w[0] * x1 + b) / w[1]),
    lambda x1, w, b: np.array(-(w[0] * x1 + b) / w[1]).reshape(-1, 1),
    lambda x1, w, b: -(w[0] * x1 + b) / w[1] ** 2,
    lambda x1, w, b: (x1, -(w[0] * x1 + b) / w[1]),
    lambda x1, w, b: abs((w[0] * x1 + b) / w[1]),
    lambda x1, w, b: w[1] / -(w[0] * x1 + b),
    lambda x1, w, b: x1 * w + b,
    lambda x1, w, b: -(w[0] * x1 + b) / (w[1] + 1e-3),
    lambda x1, w, b: max(-(w[0] * x1 + b) / w[1]),
)
