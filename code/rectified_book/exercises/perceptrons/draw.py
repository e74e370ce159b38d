"""Draw a gate."""

from __future__ import annotations

import numpy as np

from checker import plot

from ._shared import FOUR


@plot(
    way=(2, 10, "drawing a boundary", "one-neuron#straight-boundary"),
    observe=lambda ax: _drawn(ax),
    differs={
        "a line": "There is no line yet.",
        "line": "The line is not the boundary, x₁ + x₂ = 1.5.",
        "from x₁ = 0 to 1": "The line is the boundary, but it does not go from x₁ = 0 to 1.",
        "points": "Not all four inputs are drawn as points: (0, 0), (0, 1), (1, 0) and (1, 1).",
        "told apart": "The point (1, 1) looks like another one. Give it a color or marker of its "
        "own, as its label is another.",
        "labels": "Name both axes, so that a reader knows what they show.",
    },
    hints=[
        "`ax.plot(x, y)` draws a line through points; `ax.scatter(x, y)` or "
        '`ax.plot(x, y, "o")` draws only the points.',
        "Two ends are enough for a straight line. Which x₂ belong to x₁ = −0.5 and x₁ = 1.5?",
        '`ax.set(xlabel="...", ylabel="...")` names the axes.',
    ],
    why="""
    On the boundary x₁ + x₂ − 1.5 = 0, so x₂ = 1.5 − x₁. The points are drawn in two calls, one for
    each label, so that they get different markers: a picture should not depend on colors alone.
    """,
)
def draw(ax):
    """Draw a gate

    Write `draw(ax)`: on the Matplotlib axes `ax` it draws the AND gate with the weights 1, 1 and
    the bias −1.5. Show its boundary as a line (at least from $x_1 = 0$ to $x_1 = 1$), the four
    inputs as points, with (1, 1) in another color or with another marker than the rest, and name
    both axes. To see it: `import matplotlib.pyplot as plt`, then `draw(plt.figure().subplots())`.
    """
    x1 = np.array([-0.5, 1.5])
    ax.plot(x1, 1.5 - x1)
    ax.plot([0, 0, 1], [0, 1, 0], "o")
    ax.plot([1], [1], "s")
    ax.set(xlabel="x1", ylabel="x2")


def _drawn(ax):
    """Facts about a drawing of AND."""
    from checker.plots import has_line, points, shows

    looks = {}
    for x, y, look in points(ax):
        corner = (round(x), round(y))
        if corner in _CORNERS and abs(x - corner[0]) + abs(y - corner[1]) < 1e-6:
            looks.setdefault(corner, set()).add(look)
    others = set().union(*(looks.get(corner, set()) for corner in _CORNERS[:3]))
    return {
        "a line": has_line(ax),
        "line": shows(ax, lambda x: 1.5 - x, np.inf, -np.inf, points=2),
        "from x₁ = 0 to 1": shows(ax, lambda x: 1.5 - x, 0, 1, points=2),
        "points": len(looks),
        "told apart": bool(looks.get((1, 1), set()) - others),
        "labels": bool(ax.get_xlabel().strip() and ax.get_ylabel().strip()),
    }


_CORNERS = [(0, 0), (0, 1), (1, 0), (1, 1)]


def _drawing(line=(1.5, -1), zeros="o", one="s", names=("x1", "x2"), ones=(1,), end=1.5):
    """A drawing with one thing changed, for the answers below."""

    def draw(ax):
        if line:
            x1 = np.linspace(-0.5, end, 30)
            ax.plot(x1, line[0] + line[1] * x1, color="black")
        if zeros:
            ax.plot([0, 0, 1], [0, 1, 0], zeros, color="black")
        if one:
            ax.plot(ones, ones, one, color="black")
        ax.set(xlabel=names[0], ylabel=names[1])

    return draw


def _scatter(ax):
    ax.scatter(FOUR[:, 0], FOUR[:, 1], c=[0, 0, 0, 1])
    ax.plot([1.5, 0], [0, 1.5], "k--")
    ax.set_xlabel("first input")
    ax.set_ylabel("second input")


def _by_row(ax):
    for x1, x2 in FOUR:
        ax.scatter(x1, x2, color="red" if x1 and x2 else "blue")
    ax.axline((0, 1.5), slope=-1)
    ax.set(xlabel="x", ylabel="y")


def _pyplot(ax):
    import matplotlib.pyplot as plt

    plt.plot([0, 1.5], [1.5, 0])
    plt.plot([0, 0, 1], [0, 1, 0], "b.")
    plt.plot(1, 1, "r.")
    plt.xlabel("a")
    plt.ylabel("b")
    plt.show()


def _own_figure(ax):
    import matplotlib.pyplot as plt

    _, ax = plt.subplots()
    _scatter(ax)


def _in_one_go(ax):
    from matplotlib.collections import LineCollection

    _drawing(line=None)(ax)
    ax.add_collection(LineCollection([[(-0.5, 2), (1.5, 0)]]))


def _contour(ax):
    _drawing(line=None)(ax)
    x1, x2 = np.meshgrid(np.linspace(-0.5, 2, 40), np.linspace(-0.5, 2, 40))
    ax.contour(x1, x2, x1 + x2 - 1.5, levels=[0])
    ax.fill_between([0, 1.5], [1.5, 0], 2, alpha=0.1)


draw.also_right(
    _drawing(),
    _scatter,
    _by_row,
    _pyplot,
    _in_one_go,
    _contour,
    _drawing(zeros="v", one="^"),
)
draw.wrong(
    "another line",
    _drawing(line=(0.5, -1)),
    _drawing(line=(-1.5, -1)),
    _drawing(line=(1.5, 1)),
    says="The rest is fine, but the line is not the boundary from x₁ = 0 to 1. For which x₂ is "
    "x₁ + x₂ − 1.5 equal to 0?",
)
draw.wrong(
    "too short",
    _drawing(end=0.5),
    _drawing(end=0.9),
    says="All is right, only the line ends too soon: it has to go at least from x₁ = 0 to x₁ = 1.",
)
draw.wrong(
    "boundary only",
    _drawing(zeros=None, one=None),
    says="The boundary is there, without the inputs that it divides.",
)
draw.wrong(
    "all alike",
    _drawing(one="o"),
    says="(1, 1) looks like another of the four points, or like all of them. Its label is another: "
    "give it a color or a marker that no other point has.",
)
draw.wrong(
    "no names",
    _drawing(names=("", "")),
    _drawing(names=("x1", "")),
    says="All is drawn; what is missing is a name at each axis.",
)
draw.also_wrong(
    _drawing(line=None),
    _drawing(zeros=None),
    _drawing(one=None),
    _own_figure,
    lambda ax: None,
    lambda ax: ax.undefined(),
    lambda: None,
    3,
)
