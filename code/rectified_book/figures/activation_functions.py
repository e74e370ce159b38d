"""The drawings of the chapter Activation functions: each returns a figure and its description."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import matplotlib.patches
import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

from rectified._checks import finite_array
from rectified.activations import softmax

from .axes import ON_LINE, arrow, label_line, new, words
from .look import ACCENT, FAINT, FONT, INK, MUTED, NAMES, PAPER, SERIES, WIDTH, house, line
from .plots import _gaps, boundary, points
from .rounding import clean, plane


def clouds(panels: Mapping[str, tuple[Any, Any]]) -> tuple[Figure, str]:
    """Draw the points of several data sets of two classes, side by side.

    panels: title -> (X, y); X of shape (n, 2), y of shape (n,), 0 or 1.
    Returns the figure and a description with the number of points of each class.
    Chapter: Activation functions.
    """
    n, alt = len(panels), []
    fig, axes = new(1, n, height=0.92 * WIDTH / n + 0.3, title=list(panels))
    for ax, (title, (X, y)) in zip(np.atleast_1d(axes), panels.items(), strict=True):
        points(ax, X, y)
        for drawn in ax.lines:
            drawn.set_markersize(2.2)
        ax.set_aspect("equal", adjustable="datalim")
        ax.set_xticks([])
        ax.set_yticks([])
        ones = int(np.sum(np.asarray(y) > 0))
        alt.append(f"{title}, {ones} squares and {len(y) - ones} discs")
    return fig, f"Points of two classes: {'; '.join(alt)}."


def regions(
    panels: Mapping[str, tuple[Callable[[np.ndarray], Any], Any, Any]], columns: int = 2
) -> tuple[Figure, str]:
    """Draw a small plane per classifier: its two regions and the points.

    panels: title -> (probability, X, y); class 1 is predicted where probability(X) >= 0.5.
    Returns the figure and a description with the share of points on their side, panel by panel.
    Chapter: Activation functions.
    """
    n, rows = len(panels), -(-len(panels) // columns)
    titles = [*panels, *[""] * (rows * columns - n)]
    height = rows * (0.92 * WIDTH / columns + 0.3)
    fig, axes = new(rows, columns, height=height, title=titles)
    axes, shares = np.atleast_1d(axes).ravel(), []
    for ax, (title, (probability, X, y)) in zip(axes, panels.items(), strict=False):
        X, y = plane(X), np.asarray(y)
        boundary(ax, probability, X, y, grid=60)
        for drawn in ax.lines:
            drawn.set_markersize(3 if columns < 3 else 2.2)
        ax.set_aspect("equal", anchor="N")
        ax.set_xticks([])
        ax.set_yticks([])
        right = (np.round(np.ravel(probability(X)), 9) >= 0.5) == (y > 0)
        shares.append(f"{title}, {right.mean():.2f}")
    for ax in axes[n:]:
        ax.axis("off")
    return fig, f"Share of points on their side of the boundary: {'; '.join(shares)}."


def bends(panels: Mapping[str, tuple[Any, Callable[[np.ndarray], Any], Any, Any]]):
    """Draw activations above, and below what a network with each of them has learned.

    panels: title -> (activation, probability, X, y); class 1 is predicted where probability(X) is
    >= 0.5. Returns the figure and a description. Chapter: Activation functions.
    """
    n, z, alt = len(panels), np.linspace(-3, 3, 121), []
    fig, axes = new(
        2, n, height=3.3, title=[*panels, *[""] * n], height_ratios=[1, 1.1], sharey="row"
    )
    for (above, below), (title, (f, probability, X, y)) in zip(axes.T, panels.items(), strict=True):
        above.axhline(0, color=FAINT, lw=0.8, zorder=0)
        above.axvline(0, color=FAINT, lw=0.8, zorder=0)
        above.plot(z, clean(f.value(z)), color=line(f.name)["color"], lw=2.4)
        above.set(ylim=(-1.3, 2.2), xticks=[0], yticks=[-1, 0, 1])
        boundary(below, probability, X, y, grid=70)
        for drawn in below.lines:
            drawn.set_markersize(2.2)
        below.set_aspect("equal", anchor="N")
        below.set_xticks([])
        below.set_yticks([])
        right = (np.round(np.ravel(probability(X)), 9) >= 0.5) == (np.asarray(y) > 0)
        alt.append(f"{title}, {right.mean():.2f}")
    return fig, (
        "Above, activation functions; below, how networks with them divide the plane. "
        f"Share of points on their side: {'; '.join(alt)}."
    )


def network(x: Any, W: Sequence[Any], b: Sequence[Any], f: Any, column: int = 0):
    """Draw a network with one hidden layer at work, its numbers and the letters for them.

    x: (n_in,). W, b: weights (n_in, n), (n, 1) and biases (n,), (1,) of the two layers. f: the
    activation of the hidden units. column: the hidden unit whose weights are written in.
    Returns the figure and a description. Chapter: Activation functions.
    """
    x, (W1, W2), (b1, b2) = np.asarray(x, dtype=float), map(np.asarray, W), map(np.asarray, b)
    z1 = x @ W1 + b1
    a1 = f(z1)
    z2 = float((a1 @ W2 + b2)[0])
    n, top = len(z1), len(z1) + 0.25
    fig, ax = new(height=0.75 + 0.62 * n)
    rows = [n - 0.5 - k for k in range(n)]
    inputs = [n / 2 + 0.5 * (len(x) - 1) - k for k in range(len(x))]
    for j, end in enumerate(rows):
        for i, start in enumerate(inputs):
            arrow(
                ax,
                (0.45, start),
                (2.35, end + 0.12 * (start - end)),
                ACCENT if j == column else MUTED,
            )
            if j == column:
                place = 1.2, start + 0.4 * (0.88 * end + 0.12 * start - start)
                words(ax, *place, f"× {W1[i, j]:g}", color=ACCENT, bbox=ON_LINE)
        box = matplotlib.patches.Rectangle((2.4, end - 0.3), 2.7, 0.6, fc=PAPER, ec=INK, lw=1.2)
        ax.add_patch(box)
        words(ax, 3.75, end, f"{z1[j]:g} → {a1[j]:g}")
        arrow(ax, (5.15, end), (6.85, n / 2 + 0.1 * (end - n / 2)))
    for i, start in enumerate(inputs):
        words(ax, 0.15, start, f"{x[i]:g}")
    box = matplotlib.patches.Rectangle((6.9, n / 2 - 0.3), 0.9, 0.6, fc=PAPER, ec=INK, lw=1.2)
    ax.add_patch(box)
    words(ax, 7.35, n / 2, f"{z2:g}")
    letters = {0.15: "x", 1.35: "W¹, b¹", 3.75: "z¹ → a¹", 5.95: "W², b²", 7.35: "z²"}
    for place, letter in letters.items():
        words(ax, place, top, letter, color=MUTED)
    names = {0.15: "inputs", 3.75: "hidden layer", 7.35: "output"}
    for place, name in names.items():
        words(ax, place, -0.25, name, color=MUTED)
    ax.set_xlim(-0.6, 8.0)
    ax.set_ylim(-0.5, top + 0.3)
    ax.axis("off")
    units = "; ".join(f"{z:g} becomes {a:g}" for z, a in zip(z1, a1, strict=True))
    return fig, (
        f"A network with {len(x)} inputs, {n} hidden units and one output. For the inputs "
        f"{', '.join(f'{v:g}' for v in x)} the hidden sums are changed by the activation function: "
        f"{units}. The sum of the output unit is {z2:g}."
    ).replace("-", "−")


def two_hinges(z: Any, right: Any, left: Any) -> tuple[Figure, str]:
    """Draw two ReLUs of opposite directions and, below, their sum with the best straight line.

    z, right, left: shape (n,). Returns the figure and a description. Chapter: Activation functions.
    """
    z, right, left = (np.asarray(values, dtype=float) for values in (z, right, left))
    total = right + left
    slope, height = np.polyfit(z, total, 1)
    fig, (above, below) = new(
        2, 1, xlabel=["", "x"], ylabel=["two units", "their sum"], sharex=True, sharey=True
    )
    above.plot(z, clean(right), **line("relu"))
    above.plot(z, clean(left), **(line("relu") | {"linestyle": (0, (5, 2))}))
    label_line(above, z[-1], right[-1], "ReLU(x)", line("relu")["color"], -14, 0, ha="right")
    label_line(above, z[0], left[0], "ReLU(−x)", line("relu")["color"], 14, 0)
    below.plot(z, clean(total), color=INK, lw=2.4)
    fit = np.round(slope * z + height, 6)
    below.plot(z, fit, color=MUTED, lw=1.4, ls=(0, (5, 2)))
    label_line(below, 0, fit.mean(), "best straight line", MUTED, 0, 9, ha="center")
    for ax in (above, below):
        ax.axvline(0, color=FAINT, lw=0.8, zorder=0)
    return fig, (
        f"Above, one ReLU rises from 0 to {right[-1]:g} on the right and another on the left. "
        f"Below, their sum is a V from {total[0]:g} down to {total.min():g} and up to "
        f"{total[-1]:g}; the best line is level, at {abs(fit.mean()):.2f}."
    )


def portraits(functions: Sequence[Any], columns: int = 2) -> tuple[Figure, str]:
    """Draw one panel per activation: the function, and its slope as a dashed line.

    functions: objects with `name`, `value(z)` and `derivative(z)`. A jump is drawn as a gap.
    Returns the figure and a description. Chapter: Activation functions.
    """
    rows, z = -(-len(functions) // columns), np.linspace(-4, 4, 401)
    titles = [NAMES[f.name] for f in functions] + [""] * (rows * columns - len(functions))
    options = {"xlabel": [""] * (rows - 1) * columns + ["z"] * columns, "sharex": True}
    fig, axes = new(rows, columns, height=0.5 + 1.75 * rows, title=titles, sharey=True, **options)
    axes, alt = np.atleast_1d(axes).ravel(), []
    for ax, f in zip(axes, functions, strict=False):
        ax.axhline(0, color=FAINT, lw=0.8, zorder=0)
        ax.axvline(0, color=FAINT, lw=0.8, zorder=0)
        ax.plot(z, _gaps(clean(f.derivative(z))), color=ACCENT, lw=1.6, ls=(0, (4, 2)))
        ax.plot(z, _gaps(clean(f.value(z))), color=line(f.name)["color"], lw=2.2)
        low, middle, high = (f"{f.value(at) + 0.0:.2f}" for at in (-2.0, 0.0, 2.0))
        steepness = "flat beside its jump" if _jumps(f) else f"nowhere steeper than {_steepest(f)}"
        alt.append(f"{NAMES[f.name]} {low}, {middle} and {high} at −2, 0 and 2, {steepness}")
    for ax in axes[len(functions) :]:
        ax.axis("off")
    return fig, f"Activations, each with its slope dashed. {'; '.join(alt)}."


def _jumps(f: Any) -> bool:
    return np.isnan(_gaps(f.value(np.linspace(-4, 4, 401)))).any()


def _steepest(f: Any) -> str:
    return f"{np.max(f.derivative(np.linspace(-20, 20, 40_001))):.2f}"


def family(functions: Sequence[Any]) -> dict[str, list[str]]:
    """Return what can be measured about activations, as columns for `figures.table`.

    functions: objects of `rectified.activations`. Columns: name, range, largest slope, mean output
    for z ~ N(0, 1), and whether the function goes down anywhere.
    Chapter: Activation functions.
    """
    z = np.linspace(-20, 20, 40_001)
    columns = {name: [] for name in ("function", "range", "top slope", "mean", "dips")}
    for f in functions:
        low, high = (f"{round(end, 2):g}".replace("inf", "∞") for end in f.range)
        dips = "yes" if np.diff(f.value(z)).min() < -1e-12 else "no"
        steepest = "0 beside the jump" if _jumps(f) else _steepest(f)
        mean = f"{abs(f.centre):.2f}"
        row = [NAMES[f.name], f"{low} to {high}".replace("-", "−"), steepest, mean, dips]
        for column, cell in zip(columns.values(), row, strict=True):
            column.append(cell)
    return columns


def temperatures(logits: Any, low: float = 0.1, high: float = 10) -> tuple[Figure, str]:
    """Draw how the softmax of some logits changes with the temperature, a line for each class.

    logits: at most four numbers. low, high: the coldest and the hottest temperature.
    Returns the figure and a description. Chapter: Activation functions.
    """
    z = finite_array("logits", logits, 1)
    T = np.geomspace(low, high, 121)
    shares = np.array([softmax(z, temperature=t) for t in T])
    fig, ax = new(height=3.2, xlabel="temperature T", ylabel="share of each class")
    ax.axvline(1, color=FAINT, lw=1, zorder=0)
    middle, alt = len(T) // 2, []
    for look, logit, share in zip(SERIES, z, shares.T, strict=False):
        ax.plot(T, clean(share), color=look["color"], ls=look["linestyle"], lw=2)
        name = f"logit {logit:g}".replace("-", "−")
        dx, dy, ha = _BESIDE[min(np.sum(z > logit), 2)]
        label_line(ax, T[middle], share[middle], name, look["color"], dx, dy, ha=ha)
        ends = ", ".join(f"{share[k]:.2f}" for k in (0, middle, -1))
        alt.append(f"logit {logit:g}: {ends}".replace("-", "−"))
    ax.set_xscale("log")
    ax.xaxis.set_minor_locator(NullLocator())
    ax.set_ylim(-0.03, 1.05)
    words = f"T = {low:g}, {T[middle]:g} and {high:g}"
    return fig, f"Shares of the classes at {words}. {'; '.join(alt)}."


_BESIDE = (6, 9, "left"), (-6, 9, "right"), (8, -8, "left")
"""Where the names of three lines stand, the largest first, so that none lies on a line."""


def shares(panels: Mapping[str, Any], names: Sequence[str]) -> tuple[Figure, str]:
    """Draw what an output layer says of each class, as bars, a panel for each kind of layer.

    panels: title -> shares between 0 and 1, shape (len(names),).
    Returns the figure and a description. Chapter: Activation functions.
    """
    fig, axes = new(1, len(panels), height=2.5, title=list(panels), sharey=True)
    at, alt = np.arange(len(names)), []
    for ax, (title, heights) in zip(np.atleast_1d(axes), panels.items(), strict=True):
        ax.bar(at, clean(heights), 0.6, color=INK)
        for x, height in zip(at, heights, strict=True):
            label_line(ax, x, height, f"{height:.2f}", INK, 0, 8, ha="center")
        ax.set(ylim=(0, 1.12), yticks=[0, 0.5, 1])
        ax.set_xticks(at, names)
        alt.append(
            f"{title}: " + ", ".join(f"{n} {h:.2f}" for n, h in zip(names, heights, strict=True))
        )
    return fig, f"What two kinds of last layer say. {'; '.join(alt)}."


def reliability(models: Mapping[str, tuple[Any, Any]], bins: int = 10) -> tuple[Figure, str]:
    """Draw how often a classifier is right, over how sure it says it is.

    models: name -> (confidence, right), arrays of one shape: the largest probability of each
    answer, and whether the answer was right. A group of answers of about equal confidence is one
    marker; groups with less than 1 % of the answers are left out. The diagonal is honesty.
    Returns the figure and a description. Source: Guo, Pleiss, Sun & Weinberger (2017).
    Chapter: Activation functions.
    """
    fig, ax = new(height=3.9, xlabel="confidence", ylabel="share of right answers")
    ax.plot([0.3, 1], [0.3, 1], color=MUTED, lw=1)
    label_line(ax, 1, 0.34, "diagonal: as sure as right", MUTED, 0, 0, ha="right")
    alt = []
    for look, (name, (confidence, right)) in zip(SERIES[1:], models.items(), strict=False):
        confidence, right = np.ravel(confidence), np.ravel(right)
        group = np.minimum((confidence * bins).round(9).astype(int), bins - 1)
        many = [k for k in range(bins) if np.mean(group == k) >= 0.01]
        x = [confidence[group == k].mean() for k in many]
        y = [right[group == k].mean() for k in many]
        ax.plot(clean(x), clean(y), **look, label=name)
        alt.append(f"{name}: mean confidence {confidence.mean():.2f}, right {right.mean():.2f}")
    ax.set(xlim=(0.3, 1.02), ylim=(0.3, 1.02))
    with house():
        ax.legend(loc="upper left", fontsize=FONT, handletextpad=0.4)
    return fig, f"Share of right answers over confidence. {'; '.join(alt)}."


def interpolants(
    x: Any, target: Any, fits: Mapping[int, tuple[Any, Any, Any]]
) -> tuple[Figure, str]:
    """Draw a curve and its piecewise linear copies, a panel for each number of pieces.

    x, target: shape (m,). fits: number of pieces -> (corners' x, corners' y, copy), the copy of
    shape (m,). Returns the figure and a description. Chapter: Activation functions.
    """
    n = len(fits)
    titles = [f"{pieces} ReLUs" for pieces in fits]
    fig, axes = new(1, n, height=2.3, title=titles, xlabel="x", sharey=True)
    alt = []
    for ax, (pieces, (at, height, copy)) in zip(np.atleast_1d(axes), fits.items(), strict=True):
        ax.plot(x, clean(target), color=MUTED, lw=1.2)
        ax.plot(x, clean(copy), **line("relu"), lw=1.8)
        ax.plot(clean(at), np.round(height, 6), "o", color=line("relu")["color"], ms=4)
        ax.axhline(0, color=FAINT, lw=0.8, zorder=0)
        alt.append(f"{pieces} ReLUs, {np.max(np.abs(copy - target)):.3f}")
    return fig, f"A curve and its copies of straight pieces. Largest gap: {'; '.join(alt)}."
