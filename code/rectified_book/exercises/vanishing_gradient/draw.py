"""Draw what is left."""

from __future__ import annotations

import numpy as np

from checker import plot


@plot(
    way=(2, 10, "drawing on a logarithmic axis", "signals-through-depth#what-sets-the-factor"),
    observe=lambda ax: _drawn(ax),
    differs={
        "a quarter": "There is no curve of 0.25ⁿ with every whole n from 0 to 20.",
        "nine tenths": "There is no curve of 0.9ⁿ with every whole n from 0 to 20.",
        "all layers": "The curves are drawn, but your limits of the x-axis hide a part of them: "
        "it should show n from 0 to 20.",
        "layers as they are": "The x-axis is logarithmic, too: it has no place for n = 0. Only the "
        "y-axis should be.",
        "scale of the y-axis": "The y-axis is not logarithmic. On a linear one, 0.25¹⁰ and 0.25²⁰ "
        "both look like 0.",
        "labels": "Name both axes, so that a reader knows what they show.",
    },
    hints=[
        "`n = np.arange(21)` holds the whole numbers from 0 to 20, and `0.25**n` is computed for "
        "all of them.",
        '`ax.set_yscale("log")` makes the axis logarithmic, and so does `ax.semilogy` in place of '
        "`ax.plot`.",
        '`ax.set(xlabel="...", ylabel="...")` names the axes.',
    ],
    why="""
    On a logarithmic axis equal factors are equal distances. A factor per layer makes a straight
    line, and its slope shows the factor. On a linear axis the lower curve would lie on zero from
    n = 5 on, and all that is of interest would be hidden.
    """,
)
def draw(ax):
    """Draw what is left

    Write `draw(ax)`: on the Matplotlib axes `ax` it draws two curves, $0.25^n$ and $0.9^n$, from
    $n = 0$ to $n = 20$ layers, with a *logarithmic* y-axis and an ordinary x-axis, and names both
    axes. Draw at least the whole numbers n, as lines, points or both. To see it:
    `import matplotlib.pyplot as plt`, then `draw(plt.figure().subplots())`.
    """
    n = np.arange(21)
    ax.semilogy(n, 0.25**n, "o-", label="factor 0.25")
    ax.semilogy(n, 0.9**n, "s-", label="factor 0.9")
    ax.set(xlabel="layers", ylabel="what is left")
    ax.legend()


def _follows(ax, factor):
    """Whether something drawn follows factorⁿ from 0 to 20, small numbers included."""
    from checker.plots import curves

    drawn = [(x, y) for x, y in curves(ax) if len(x)]
    if drawn:  # points drawn one by one
        drawn.append(tuple(np.concatenate(parts) for parts in zip(*drawn)))
    for x, y in drawn:
        near = np.isclose(y, factor**x, rtol=1e-3, atol=0)
        seen = set(np.round(x[near], 6))
        ends = x.min() <= 1e-9 and x.max() >= 20 - 1e-9
        dense = near.all() and np.diff(np.sort(x)).max(initial=0) <= 1 + 1e-9
        if (ends and dense) or all(float(k) in seen for k in range(21)):
            return True
    return False


def _drawn(ax):
    """Facts about a drawing of the two curves."""
    return {
        "a quarter": _follows(ax, 0.25),
        "nine tenths": _follows(ax, 0.9),
        "scale of the y-axis": _scale_of(ax.yaxis),
        "layers as they are": ax.get_xscale() == "linear",
        "all layers": min(ax.get_xlim()) <= 1e-9 and max(ax.get_xlim()) >= 20 - 1e-9,
        "labels": all(
            name.strip() or getattr(ax.figure, f"get_sup{axis}label", str)().strip()
            for axis, name in (("x", ax.get_xlabel()), ("y", ax.get_ylabel()))
        ),
    }


def _scale_of(axis):
    """Logarithmic is an axis on which equal factors, from 1 to 0.25²⁰, are equal distances."""
    with np.errstate(all="ignore"):
        places = np.diff(axis.get_transform().transform(0.25 ** np.arange(0.0, 21, 5)))
    return "log" if np.allclose(places, places[0], rtol=0.02) else axis.get_scale()


def _drawing(
    factors=(0.25, 0.9),
    scale="log",
    names=("layers", "left"),
    end=20,
    start=0,
    f=None,
    xscale="linear",
):
    """A drawing with one thing changed, for the answers below."""

    def draw(ax):
        n = np.arange(start, end + 1)
        for factor in factors:
            ax.plot(n, (f or (lambda n, factor: factor**n))(n, factor))
        ax.set(xscale=xscale, yscale=scale, xlabel=names[0], ylabel=names[1])

    return draw


def _fine(ax):
    n = np.linspace(0, 20, 200)
    ax.set_yscale("log", base=2)
    ax.plot(n, np.exp(n * np.log(0.25)), "k:")
    ax.plot(n, np.exp(n * np.log(0.9)), "r--")
    ax.set_xlabel("number of layers")
    ax.set_ylabel("share of the gradient")


def _clouds(ax):
    for n in range(25):
        ax.scatter(n, 0.25**n, color="red")
        ax.scatter(n, 0.9**n, color="blue")
    ax.set(yscale="log", xlabel="n", ylabel="gradient", ylim=(1e-15, 2))


def _pyplot(ax):
    import matplotlib.pyplot as plt

    left = {0.9: [1.0], 0.25: [1.0]}
    for factor, values in left.items():
        for _ in range(20):
            values.append(values[-1] * factor)
        plt.semilogy(values)
    plt.xlabel("layer")
    plt.ylabel("factor")
    plt.title("two factors")
    plt.show()


def _own_figure(ax):
    import matplotlib.pyplot as plt

    _, ax = plt.subplots()
    _fine(ax)


def _at_once(ax):
    n = np.arange(21)
    ax.plot(n, np.stack([0.25**n, 0.9**n], axis=1), "o")
    ax.set_yscale("symlog", linthresh=1e-13)
    ax.set(xlim=(-1, 22), title="what is left")
    ax.figure.supxlabel("layers")
    ax.figure.supylabel("factor")


def _as_collection(ax):
    from matplotlib.collections import LineCollection

    n = np.arange(21)
    ax.add_collection(LineCollection([np.c_[n, 0.25**n], np.c_[n, 0.9**n]]))
    ax.set(yscale="log", xlim=(0, 20), ylim=(1e-13, 1), xlabel="n", ylabel="factor")


def _cut_off(ax):
    _fine(ax)
    ax.set_xlim(5, 10)


draw.also_right(
    *(_drawing(), _fine, _clouds, _pyplot, _at_once, _as_collection),
    _drawing(end=30),
    _drawing(factors=(0.9, 0.25, 1)),
)
draw.wrong(
    "linear axis",
    _drawing(scale="linear"),
    says="Both curves are there, but on a linear axis the lower one seems to be 0 from n = 5 on. "
    "Make the y-axis logarithmic.",
)
draw.wrong(
    "no names",
    _drawing(names=("", "")),
    _drawing(names=("n", "")),
    says="All is drawn; what is missing is a name at each axis.",
)
draw.wrong(
    "one curve only",
    _drawing(factors=(0.25,)),
    says="0.25ⁿ is there; 0.9ⁿ is missing, or lacks a whole n from 0 to 20.",
)
draw.wrong(
    "the other curve only",
    _drawing(factors=(0.9,)),
    says="0.9ⁿ is there; 0.25ⁿ is missing, or lacks a whole n from 0 to 20.",
)
draw.wrong(
    "neither curve",
    _drawing(start=1),
    _drawing(end=10),
    _drawing(f=lambda n, factor: factor * n + 0.01),
    _drawing(f=lambda n, factor: n**factor + 0.01),
    _drawing(factors=(0.5, 0.7)),
    says="The axes are fine, but neither curve is there with every whole n from 0 to 20. Is n the "
    "exponent, and are both ends drawn?",
)
draw.wrong(
    "both axes logarithmic",
    _drawing(xscale="log"),
    says="Both axes are logarithmic. An n of 0 has no place on such an axis, and equal steps of n "
    "get narrower: only the y-axis should be.",
)
draw.wrong(
    "only a part to be seen",
    _cut_off,
    says="All is drawn, but your limits of the x-axis hide a part of it: it should show all n from "
    "0 to 20.",
)
draw.also_wrong(
    _own_figure,
    lambda ax: None,
    lambda ax: ax.undefined(),
    lambda ax: ax.plot([0, 20], [1, 0.9**20]),
    _drawing(scale="linear", names=("", "")),
    _drawing(scale="symlog", names=("n", "")),
    lambda: None,
    3,
)
