"""Draw both."""

from __future__ import annotations

import math

import numpy as np

from checker import plot

from ._shared import _sigmoid
from .sigmoid import sigmoid


@plot(
    way=(2, 10, "drawing a function and its slope", "the-functions#sigmoid-and-tanh"),
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
    The slope is a hill because it is high where the other curve climbs. One array of places serves
    both curves. The labels are given where the curves are drawn, and the legend collects them.
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
    from checker.plots import curves, shows

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
    from rectified_book import figures

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
