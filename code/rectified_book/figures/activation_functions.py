"""The drawings of the chapter Activation functions: each returns a figure and its description."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

from rectified._checks import finite_array
from rectified.activations import softmax

from .axes import ON_LINE, label_ends, label_line, new
from .look import FAINT, FONT, INK, MUTED, NAMES, SERIES, WIDTH, house, line
from .plots import boundary, curves, points
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
    label_line(above, z[-1], right[-1], "ReLU(x)", line("relu")["color"], -6, 0, ha="right")
    label_line(above, z[0], left[0], "ReLU(−x)", line("relu")["color"], 8, 0)
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


def zoo(functions: Sequence[Any], z: Any = None) -> tuple[Figure, str]:
    """Draw up to four activations and, below, their slopes.

    functions: objects with `name`, `value(z)` and `derivative(z)`. z: where, shape (n,).
    Returns the figure and a description. Chapter: Activation functions.
    """
    fig, axes = new(2, 1, xlabel=["", "z"], ylabel=["value f(z)", "slope f′(z)"], sharex=True)
    curves(axes, functions, z)
    alt = []
    for f in functions:
        low, middle, high = (f"{f.value(at) + 0.0:.2f}" for at in (-2.0, 0.0, 2.0))
        steepest = np.max(f.derivative(np.linspace(-4, 4, 801)))
        alt.append(
            f"{NAMES[f.name]} {low}, {middle} and {high} at −2, 0 and 2, "
            f"nowhere steeper than {steepest:.2f}"
        )
    return fig, f"Activations above, their slopes below. {'; '.join(alt)}."


def family(functions: Sequence[Any]) -> str:
    """Return a Markdown table of what can be measured about activations.

    functions: objects of `rectified.activations`. Columns: name, range, largest slope, mean output
    for z ~ N(0, 1), and whether the function goes down anywhere.
    Chapter: Activation functions.
    """
    z = np.linspace(-20, 20, 40_001)
    rows = ["| function | range | top slope | mean | dips |", "|---" * 5 + "|"]
    for f in functions:
        low, high = (f"{round(end, 2):g}".replace("inf", "∞") for end in f.range)
        dips = "yes" if np.diff(f.value(z)).min() < -1e-12 else "no"
        numbers = [np.max(f.derivative(z)), f.centre]
        cells = [f"{low} to {high}", *(f"{abs(number):.2f}" for number in numbers), dips]
        rows.append(f"| {NAMES[f.name]} | {' | '.join(cells)} |".replace("-", "−"))
    return "\n".join(rows)


def triangle(
    logits: Mapping[str, Any], temperatures: Sequence[float], corners: Sequence[str]
) -> tuple[Figure, str]:
    """Draw softmax(z / T) of three logits in the triangle of all probabilities.

    logits: name -> three numbers; at most four entries. temperatures: one marker each, and a line
    through all between. corners: names of the three classes; each is a corner where that class
    has probability 1. Thin lines part the regions in which a class is the most probable.
    Returns the figure and a description. Chapter: Activation functions.
    """
    ends = np.array([[0, 0], [1, 0], [0.5, np.sqrt(0.75)]])
    center = ends.mean(axis=0)
    fig, ax = new(height=4.5)
    ax.set_aspect("equal")
    ax.axis("off")
    ax.plot(*ends[[0, 1, 2, 0]].T, color=MUTED, lw=1.2)
    for k in range(3):
        edge = (ends[k] + ends[k - 1]) / 2
        ax.plot(*np.array([center, edge]).T, color=FAINT, lw=1, zorder=0)
    for (x, y), name, dx, ha in zip(
        ends, corners, (0, 0, 8), ("center", "center", "left"), strict=True
    ):
        label_line(ax, x, y, name, MUTED, dx, -16 if y == 0 else 4, ha=ha)
    path = np.geomspace(min(temperatures), max(temperatures), 100)
    alt = []
    for look, (name, z) in zip(SERIES, logits.items(), strict=False):
        z = finite_array(name, z, 1)
        along = np.array([softmax(z, temperature=T) for T in path]) @ ends
        ax.plot(*clean(along).T, color=look["color"], ls=look["linestyle"], lw=1.4)
        stops = np.array([softmax(z, temperature=T) for T in temperatures])
        at = clean(stops @ ends)
        ax.plot(*at.T, look["marker"], color=look["color"], ms=6, label=name)
        for T, (x, y) in zip(temperatures, at, strict=True):
            if min(temperatures) < T < max(temperatures):
                dx, ha = (-8, "right") if x > 0.5 else (8, "left")  # away from the edges
                words_at = {"ha": ha, "bbox": ON_LINE}
                label_line(ax, x, y, f"T = {T:g}", look["color"], dx, -3, **words_at)
        top = ", ".join(
            f"{p.max():.3f} at T = {T:g}" for T, p in zip(temperatures, stops, strict=True)
        )
        alt.append(f"{name}: largest probability {top}")
    with house():
        ax.legend(loc="upper left", fontsize=FONT, handletextpad=0.1, borderaxespad=0)
    return fig, f"Softmax of three logits, from a corner to the center. {'; '.join(alt)}."


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
    label_line(ax, 0.35, 0.35, "as sure as right", MUTED, 8, -8)
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


def rates(errors: Mapping[str, tuple[Any, Any]], xlabel: str, ylabel: str) -> tuple[Figure, str]:
    """Draw errors over sizes, both on log axes, each series named at its right end.

    errors: name -> (sizes (m,), errors (m,) or (m, repetitions)); at most four. Repetitions are
    drawn as single markers with a line through their medians.
    Returns the figure and a description. Chapter: Activation functions.
    """
    fig, ax = new(height=3.6, xlabel=xlabel, ylabel=ylabel)
    ends, alt = [], []
    for look, (name, (sizes, error)) in zip(SERIES, errors.items(), strict=False):
        error = clean(finite_array(name, error))
        if error.ndim == 2:
            ax.plot(sizes, error, look["marker"], color=look["color"], ms=4, mfc="none")
            error = np.median(error, axis=1)
            ax.plot(sizes, error, color=look["color"], ls=look["linestyle"], lw=1.4)
        else:
            ax.plot(sizes, error, **look)
        ends.append((sizes[-1], error[-1], name, look["color"]))
        alt.append(f"{name} from {error[0]:.2g} to {error[-1]:.2g}")
    ax.set_xscale("log", base=2)
    ax.set_yscale("log")
    ax.set_xticks(sizes, [str(size) for size in sizes])
    ax.xaxis.set_minor_locator(NullLocator())
    ax.yaxis.set_minor_locator(NullLocator())
    label_ends(ax, ends)
    return fig, f"{ylabel.capitalize()} for sizes {sizes[0]} to {sizes[-1]}: {'; '.join(alt)}."
