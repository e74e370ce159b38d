"""The drawings of the chapter Perceptrons: each returns a figure and a description of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import matplotlib.patches
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rectified import datasets
from rectified._checks import finite_array

from .axes import ON_LINE, arrow, label_line, new, words
from .halftone import halftone, pictures, signed_halftone, two_inks  # noqa: F401, found here too
from .look import (
    ACCENT,
    BLUE,
    FAINT,
    FONT,
    INK,
    MUTED,
    PAPER,
    SERIES,
    STEPS,
    WIDTH,
    house,
    line,
)
from .plots import boundary, heatmap, points
from .rounding import clean, plane

Score = Callable[[np.ndarray], Any]
Unit = tuple[Any, float]
INKS = "ink in the middle", "ink beside it"


def two_tasks(easy: Any, labels: Any, hard: Any, wanted: Any) -> tuple[Figure, str]:
    """Draw two sets of points side by side, without a line: two tasks for one unit.

    easy (n, 2), labels (n,): the inks of pictures. hard (4, 2), wanted (4,): a truth table.
    Returns the figure and a description. Chapter: Perceptrons.
    """
    titles = [f"{len(plane(easy))} pictures", f"{len(plane(hard))} points"]
    names = {"xlabel": [INKS[0], "x₁"], "ylabel": [INKS[1], "x₂"]}
    fig, (left, right) = new(1, 2, height=3.1, title=titles, **names)
    points(left, easy, labels)
    _truth_table(right, hard, wanted)
    return fig, (
        f"On the left {len(labels)} points, one per picture: ones with much ink in the middle, "
        f"zeros with much beside it. On the right {len(wanted)} points, the corners of a square, "
        "with equal labels on its diagonals."
    )


def four_points(X: Any, y: Any) -> tuple[Figure, str]:
    """Draw a truth table of two inputs as points, without a line.

    X: (4, 2). y: (4,), 0 or 1. Returns the figure and a description. Chapter: Perceptrons.
    """
    fig, ax = new(height=3.0, xlabel="x₁", ylabel="x₂")
    _truth_table(ax, X, y)
    ones = ", ".join(f"({a:g}, {b:g})" for a, b in plane(X)[np.asarray(y) > 0])
    return fig, f"The corners of a square: squares at {ones}, discs at the other {np.sum(y == 0)}."


def _truth_table(ax: Axes, X: Any, y: Any) -> None:
    points(ax, X, y)
    ax.set(xlim=(-0.3, 1.3), ylim=(-0.3, 1.3), aspect="equal")
    _corners(ax)


def _corners(ax: Axes) -> None:
    """Ticks and marks for the four points of a truth table."""
    ax.set_xticks([0, 1])
    ax.set_yticks([0, 1])
    for drawn in ax.lines[:2]:
        drawn.set_markersize(7)


def neuron(names: Sequence[str], x: Any, w: Any, b: float) -> tuple[Figure, str]:
    """Draw one unit at work: inputs, weights, bias, weighted sum, step, answer.

    names: of the inputs. x, w: shape (len(names),). b: the bias, drawn as the weight of a 1.
    Returns the figure and a description of it.
    Raises ValueError when the lengths do not fit. Chapter: Perceptrons.
    """
    x, w = finite_array("x", x, 1), finite_array("w", w, 1)
    if not len(names) == len(x) == len(w):
        lengths = f"{len(names)}, {len(x)} and {len(w)}"
        raise ValueError(f"names, x and w must be equally long, got {lengths}")
    z, middle = float(x @ w + b), len(x) / 2
    fig, ax = new(height=0.5 + 0.45 * len(x))
    for k, (name, value, weight) in enumerate(zip([*names, ""], [*x, 1], [*w, b], strict=True)):
        height = len(x) - k
        end = middle + 0.25 * (height - middle)
        arrow(ax, (0.45, height), (2.55, end))
        words(ax, 0.35, height, f"{name} {round(float(value), 1):g}".strip(), ha="right")
        weight = f"× {weight:g}" if name else f"bias {weight:g}"
        words(ax, 1.24, height + 0.376 * (end - height), weight, bbox=ON_LINE)
    for left, text in ((2.6, f"z = {round(z, 1):g}"), (4.75, "z ≥ 0 ?")):
        box = matplotlib.patches.Rectangle((left, middle - 0.3), 1.4, 0.6, fc=PAPER, ec=INK, lw=1.2)
        ax.add_patch(box)
        words(ax, left + 0.7, middle, text)
    arrow(ax, (4.02, middle), (4.72, middle))
    arrow(ax, (6.17, middle), (6.77, middle))
    words(ax, 7.0, middle, f"{int(z >= 0)}", fontsize=1.5 * FONT)
    ax.set_xlim(-1.4, 7.2)
    ax.set_ylim(-0.35, len(x) + 0.35)
    ax.axis("off")
    parts = " plus ".join(
        f"{n} {round(float(v), 1):g} times {u:g}" for n, v, u in zip(names, x, w, strict=True)
    )
    return fig, (
        f"One unit: {parts} plus bias {b:g} is z = {round(z, 1):g}, so the answer is {int(z >= 0)}."
    )


def decision_line(
    X: Any, y: Any, w: Any, b: float, point: Any, names: Sequence[str] = INKS
) -> tuple[Figure, str]:
    """Draw the line of a unit with two inputs, its weights as an arrow, one point's distance.

    X (n, 2), y (n,): points and their labels; rings mark those on the wrong side. w (2,), b: the
    unit. point: (2,), whose distance from the line is drawn. names: of the two inputs.
    Returns the figure and a description.
    Raises ValueError for w = 0, which has no line. Chapter: Perceptrons.
    """
    X, w, point = finite_array("X", X, 2), finite_array("w", w, 1), finite_array("point", point, 1)
    if not w.any():
        raise ValueError(f"w must be two numbers that are not both 0, got {w}")
    length = np.linalg.norm(w)
    fig, ax = new(height=4.2, xlabel=names[0], ylabel=names[1])
    right = _decision(ax, (w, b), X, y)
    distance = (point @ w + b) / length
    foot = point - distance * w / length
    ax.plot(*clean([point, foot]).T, color=ACCENT, lw=2)
    ax.plot(*clean(point[:, None]), "o", ms=8, color=ACCENT)
    label_line(
        ax,
        *clean(point),
        f"|z|/‖w‖ = {abs(distance):.1f}",
        ACCENT,
        0,
        -15,
        ha="center",
        bbox=ON_LINE,
    )
    along = np.array([-w[1], w[0]]) / length
    step = 0.5 * np.ptp(X, axis=0).min()
    center = X.mean(axis=0)
    start = min((foot + step * along, foot - step * along), key=lambda p: np.sum((p - center) ** 2))
    tip = start + 0.22 * np.ptp(X, axis=0).mean() * w / length
    look = {"arrowstyle": "-|>", "color": INK, "lw": 2, "shrinkA": 0, "shrinkB": 0}
    ax.annotate("", clean(tip), clean(start), arrowprops={**look, "mutation_scale": 16})
    label_line(ax, *clean(tip), "w", INK, 5, 0, bbox=ON_LINE)
    return fig, (
        f"{len(X)} points, {right.sum()} on their side of the line. The arrow w = "
        f"({w[0]:g}, {w[1]:g}) stands at a right angle on the line and points to the ones. The "
        f"marked point ({point[0]:.1f}, {point[1]:.1f}) lies {abs(distance):.1f} from the line."
    )


def cuts(
    units: Mapping[str, tuple[Score, Any, float, float]], X: Any, y: Any
) -> tuple[Figure, str]:
    """Draw each unit's activation with the height at which it is cut, and below it its decisions.

    units: title -> (activation, w, b, cut); the unit answers 1 where the activation of w·x + b is
    >= cut. X (n, 2), y (n,): the points, drawn on the activation as well.
    Returns the figure and a description. Chapter: Perceptrons.
    """
    X, y, n = plane(X), np.asarray(y), len(units)
    labels = {"xlabel": [*["z"] * n, *["x₁"] * n], "ylabel": [*["f(z)"] * n, *["x₂"] * n]}
    fig, axes = new(2, n, height=5.6, title=[*units, *[""] * n], **labels, height_ratios=[1, 1.3])
    counts = []
    for (curve, below), (f, w, b, cut) in zip(axes.reshape(2, n).T, units.values(), strict=True):
        inputs = _pre_activation(w, b)(X)
        z = np.linspace(inputs.min() - 1.5, inputs.max() + 1, 131)
        curve.plot(clean(z), clean(f(z)), color=INK)
        curve.axhline(cut, color=ACCENT, lw=1.2)
        points(curve, np.stack([inputs, f(inputs)], axis=1), y)
        for drawn in curve.lines[-2:]:
            drawn.set_markersize(7)
        right = _decision(below, lambda P, f=f, w=w, b=b, c=cut: f(P @ np.array(w) + b) - c, X, y)
        counts.append(f"cut at {cut:g}, {right.sum()} of {len(right)}")
    shown = "; ".join(f"{name} {count}" for name, count in zip(units, counts, strict=True))
    return fig, (
        "Above, activations with their four inputs' points and a level line; below, the plane "
        f"that it divides. Points on their side: {shown}."
    )


def two_layers(inputs: Sequence[str], hidden: Sequence[str], output: str) -> tuple[Figure, str]:
    """Draw a network of inputs, one layer of hidden units and one output unit, by their names.

    Returns the figure and a description. Chapter: Perceptrons.
    """
    fig, ax = new(height=1.9)
    columns = {0.0: inputs, 2.6: hidden, 5.4: [output]}
    places = [
        [(x, (len(names) - 1) / 2 - k) for k in range(len(names))] for x, names in columns.items()
    ]
    for left, right, starts in zip(places[:2], places[1:], (0.35, 0.75), strict=True):
        for x, above in left:
            for end, below in right:
                arrow(ax, (x + starts, above), (end - 0.78, below))
    for (x, names), column in zip(columns.items(), places, strict=True):
        for (_, height), name in zip(column, names, strict=True):
            if x:
                corner = (x - 0.75, height - 0.28)
                box = matplotlib.patches.Rectangle(corner, 1.5, 0.56, fc=PAPER, ec=INK, lw=1.2)
                ax.add_patch(box)
            words(ax, x, height, name)
    arrow(ax, (6.17, 0), (6.8, 0))
    top = max(len(names) for names in columns.values()) / 2 + 0.15
    for x, name in zip(columns, ("inputs", "hidden layer", "output"), strict=True):
        words(ax, x, top, name, color=MUTED)
    ax.set_xlim(-0.75, 6.9)
    ax.set_ylim(-top + 0.2, top + 0.3)
    ax.axis("off")
    return fig, (
        f"{len(inputs)} inputs, {', '.join(inputs)}, each lead to {len(hidden)} hidden units, "
        f"{' and '.join(hidden)}; these lead to one output unit, {output}."
    )


def separator(ax: Axes, w: Any, b: float, **look: Any) -> None:
    """Draw the line w·x + b = 0 across the axes. w: shape (2,). look: what `ax.axline` takes.

    Raises ValueError for w = 0, which is no line. Chapter: Perceptrons.
    """
    w = finite_array("w", w, 1)
    if w.shape != (2,) or not w.any():
        raise ValueError(f"w must be two numbers that are not both 0, got {w}")
    foot = -b * w / (w @ w)  # the point of the line that is nearest to the origin
    ax.axline(
        clean(foot), clean(foot + np.array([-w[1], w[0]])), **({"color": INK, "lw": 1.4} | look)
    )


def decisions(
    panels: Mapping[str, tuple[Unit | Score, Any, Any]], columns: int = 3, names: Sequence[str] = ()
) -> tuple[Figure, str]:
    """Draw a small plane per classifier: its two regions, the points, rings around the wrong ones.

    panels: title -> (unit, X, y). The unit is its weights and bias, (w, b), or any function score
    of the points (n, 2): class 1 is predicted where w·x + b or score(X) is >= 0.
    names: labels of the axes, two for each panel; x₁ and x₂ when left out.
    Returns the figure and a description that counts the points on their side, panel by panel.
    Chapter: Perceptrons.
    """
    n, rows = len(panels), -(-len(panels) // columns)
    empty = [""] * (rows * columns - n)
    names = list(names) or ["x₁", "x₂"] * n
    labels = {"xlabel": [*names[::2], *empty], "ylabel": [*names[1::2], *empty]}
    height = 0.3 + rows * (0.92 * WIDTH / columns + 0.75)
    fig, axes = new(rows, columns, height=height, title=[*panels, *empty], **labels)
    axes, counts = np.atleast_1d(axes).ravel(), []
    for ax, (title, (unit, X, y)) in zip(axes, panels.items(), strict=False):
        right = _decision(ax, unit, X, y)
        counts.append(f"{title}, {right.sum()} of {len(right)}")
    for ax in axes[n:]:
        ax.axis("off")
    return fig, f"Points on their side of the boundary: {'; '.join(counts)}."


def gates(units: Mapping[str, Unit]) -> tuple[Figure, str]:
    """Draw the decisions of units that compute logic gates.

    units: name of a gate, such as "AND" -> weights (2,) and bias. Returns the figure and a
    description. Chapter: Perceptrons.
    """
    tables = {name: datasets.gate(name.lower()) for name in units}
    return decisions({name: (unit, *tables[name]) for name, unit in units.items()})


def film(run: Any, X: Any, y: Any) -> tuple[Figure, str]:
    """Draw the decisions of a unit with two inputs after each epoch of its training.

    run: what `perceptron.fit` returns. X (n, 2), y (n,): the points. Returns the figure and a
    description. Chapter: Perceptrons.
    """
    ends = run.path[run.updates_per_epoch.cumsum()]
    frames = {f"after epoch {k}": ((w[:2], w[2]), X, y) for k, w in enumerate(ends, start=1)}
    return decisions(frames, columns=3)


def _decision(ax: Axes, unit: Unit | Score, X: Any, y: Any) -> np.ndarray:
    score, X, y = unit if callable(unit) else _pre_activation(*unit), plane(X), np.asarray(y)
    boundary(ax, score, X, y, level=0, grid=40)
    wrong = (np.round(score(X), 9) >= 0) != (y > 0)
    ax.plot(*X[wrong].T, "o", ms=13, mfc="none", mec=ACCENT, mew=1.6)
    ax.set_aspect("equal")
    if len(X) == 4:
        _corners(ax)
    return ~wrong


def _pre_activation(w: Any, b: float) -> Score:
    return lambda X: X @ np.asarray(w) + b


def pair_table(counts: Mapping[tuple[int, int], float]) -> tuple[Figure, str]:
    """Draw a number for each pair of classes (i, j), i < j, as a triangle.

    The shade follows the logarithm of the number: twice as many are always one shade darker or so.
    Returns the figure and a description. Chapter: Perceptrons.
    """
    n = 1 + max(j for _, j in counts)
    matrix = np.full((n, n), np.nan)
    for (i, j), count in counts.items():
        matrix[j, i] = count
    matrix = matrix[1:, :-1]
    fig, ax = new(height=4.4, xlabel="digit with label 0", ylabel="digit with label 1")
    limits = 2.0, 2.0 + len(STEPS)  # seven shades: up to 8, 16, …, and above 256
    heatmap(ax, np.log2(matrix), range(1, n), range(n - 1), None, limits)
    for i, j in np.argwhere(~np.isnan(matrix)):
        ink = INK if np.log2(matrix[i, j]) < limits[0] + 4 else PAPER
        words(ax, j, i, f"{matrix[i, j]:.0f}", color=ink)
    least, most = min(counts, key=counts.get), max(counts, key=counts.get)
    return fig, (
        f"A triangle of {len(counts)} numbers, one per pair: least for {least[0]} and {least[1]} "
        f"({counts[least]:.0f}), most for {most[0]} and {most[1]} ({counts[most]:.0f}), "
        f"median {np.median(list(counts.values())):.0f}."
    )


def against_bound(bounds: Mapping[str, Any], numbers: Mapping[str, Any]) -> tuple[Figure, str]:
    """Draw measured numbers over their upper bounds, both axes logarithmic.

    bounds, numbers: name -> one number per training, at most four names and the same in both.
    Returns the figure and a description. Chapter: Perceptrons.
    """
    fig, ax = new(height=3.6, xlabel="corrections allowed, (R/γ)²", ylabel="corrections made")
    alt = []
    for look, (name, limit) in zip(SERIES, bounds.items(), strict=False):
        share = np.asarray(numbers[name]) / np.asarray(limit)
        look = {"marker": look["marker"], "color": look["color"], "ls": "none", "ms": 4}
        ax.plot(clean(limit), numbers[name], **look, label=name)
        alt.append(f"{name}: {share.min():.1%} to {share.max():.0%} of it")
    ax.set(xscale="log", yscale="log", xlim=(10, 3e3), ylim=(1, 3e3))
    ends = [1, 3e3]
    ax.fill_between(ends, ends, 3e3, color=FAINT, lw=0, zorder=0)
    ax.plot(ends, ends, color=MUTED, lw=1)
    words(ax, 12, 1700, "excluded by the theorem", ha="left", color=INK)
    for axis, numerals in (
        (ax.xaxis, ["10", "100", "1000"]),
        (ax.yaxis, ["1", "10", "100", "1000"]),
    ):
        axis.set_ticks([float(numeral) for numeral in numerals], numerals)
    with house():
        ax.legend(loc="upper left", bbox_to_anchor=(0, 0.9), fontsize=FONT, handletextpad=0.1)
    return fig, f"Corrections over the bound, all below it. {'; '.join(alt)}."


def first_and_widest(lines: Any, best: Any, X: Any, y: Any, ratios: Any) -> tuple[Figure, str]:
    """Draw separating lines with the widest of them, and how wide those of another task are.

    lines: (m, 3) and best: (3,), weights and bias. X (4, 2), y (4,): the points. ratios: margins
    of trainings with other data, as shares of the widest. Returns the figure and a description.
    Chapter: Perceptrons.
    """
    titles = ["AND", "zeros and ones"]
    xlabel, ylabel = ["x₁", "share of the widest margin"], ["x₂", "trainings"]
    fig, (left, right) = new(1, 2, height=3.2, title=titles, xlabel=xlabel, ylabel=ylabel)
    _truth_table(left, X, y)
    for one in np.unique(lines, axis=0):
        separator(left, one[:2], one[2], color=MUTED, lw=1)
    separator(left, best[:2], best[2], color=ACCENT, lw=2.4)
    right.hist(ratios, np.linspace(0, 1, 26), color=MUTED, ec=PAPER)
    right.axvline(1, color=ACCENT, lw=2.4)
    label_line(right, 1, 0.9 * right.get_ylim()[1], "widest", ACCENT, -6, ha="right")
    q = np.quantile(ratios, [0, 0.5, 1])
    return fig, (
        f"On the left, {len(np.unique(lines, axis=0))} lines that separate {len(y)} points, and "
        f"the widest of all, in the middle of the gap. On the right, the margins of {len(ratios)} "
        f"trainings: from {q[0]:.2f} to {q[2]:.2f} of the widest, half below {q[1]:.2f}."
    )


def restless(wrong: Any, n: int) -> tuple[Figure, str]:
    """Draw the mistakes after each epoch, one line per training, the first of them in red.

    wrong: (trainings, epochs), whole numbers. n: of how many. Returns the figure and a description.
    Chapter: Perceptrons.
    """
    wrong = np.asarray(wrong)
    trainings, epochs = wrong.shape
    fig, ax = new(xlabel="epoch", ylabel=f"mistakes among {n} pictures")
    for k, one in reversed(list(enumerate(wrong))):
        look = {"color": ACCENT, "lw": 1.8} if k == 0 else {"color": MUTED, "lw": 0.6}
        ax.plot(np.arange(1, epochs + 1), one, **look)
    ax.set_ylim(0)
    last = wrong[:, -1]
    return fig, (
        f"{trainings} zigzag lines over {epochs} epochs, between {wrong.min()} and {wrong.max()} "
        f"mistakes, that never settle; after the last epoch they stand between {last.min()} and "
        f"{last.max()}."
    )


def capacity(
    d: int, numbers: Any, shares: Any, exact: Callable[[int, int], float]
) -> tuple[Figure, str]:
    """Draw the share of labelings that a unit with d inputs can produce over the number of points.

    numbers, shares: what was found by trying. exact(n, d): Cover's share.
    Returns the figure and a description. Chapter: Perceptrons.
    """
    label = "labelings that one unit can produce"
    fig, ax = new(xlabel=f"random points with {d} inputs each", ylabel=label)
    n = np.arange(1, 4 * (d + 1) + 1)
    ax.plot(n, clean([exact(int(k), d) for k in n]), color=INK)
    ax.plot(numbers, shares, "o", color=ACCENT)
    ax.set_yticks([0, 0.5, 1], ["none", "half", "all"])
    places = [(d + 1, 1.0, "right"), (2 * (d + 1), 0.5, "left")]
    for k, height, side in places:
        ax.plot([k, k], [0, height], color=FAINT, lw=1, zorder=0)
        away = 8 if side == "left" else -4
        label_line(ax, k, height, f"{k} points", INK, away, -8 * (height - 0.5) * 4, ha=side)
    ax.set_xlim(0, 1.02 * n[-1])
    pairs = ", ".join(f"{s:.2f} at {k}" for k, s in zip(numbers, shares, strict=True))
    return fig, (
        f"The share of labelings that one unit produces is 1 up to {d + 1} points, one half at "
        f"{2 * (d + 1)}, and falls to 0. Tried: {pairs}."
    )


def nudged_weight(
    weights: Any, steps: Any, sigmoids: Any, now: float, xlabel: str = "weight of x₁ in the unit OR"
) -> tuple[Figure, str]:
    """Draw how an answer changes while one weight moves: by a jump, or little by little.

    weights: (n,), from left to right. steps, sigmoids: (n,), the answers of two networks. now: the
    present weight, marked in both. xlabel: which weight it is. Returns the figure and a
    description. Chapter: Perceptrons.
    """
    weights, at = finite_array("weights", weights, 1), int(np.argmin(np.abs(weights - now)))
    fig, ax = new(height=3.4, xlabel=xlabel, ylabel="answer of the network")
    for side in (steps == steps[0], steps != steps[0]):
        ax.plot(clean(weights[side]), steps[side], **line("step"))
    ax.plot(clean(weights), clean(sigmoids), **line("sigmoid"))
    slopes = []
    for answers in (steps, sigmoids):
        slopes.append(np.gradient(answers, weights)[at])
        ends = weights[at] + np.array([-0.3, 0.3])
        tangent = answers[at] + slopes[-1] * (ends - weights[at])
        ax.plot(clean(ends), clean(tangent), color=ACCENT, lw=2.4)
        ax.plot(clean([weights[at]]), clean([answers[at]]), "o", ms=8, color=ACCENT)
    label_line(ax, weights[-1], 1, "steps", INK, 0, 10, ha="right")
    label_line(ax, weights[-1], sigmoids[-1], "sigmoids", BLUE, 0, -14, ha="right")
    ax.set_yticks([0, 0.5, 1], ["0", "½", "1"])
    return fig, (
        f"With steps the answer jumps from {steps[0]:g} to {steps[-1]:g} and is flat elsewhere; at "
        f"the present weight, {now:g}, its slope is {slopes[0]:.1f}. With sigmoids it climbs from "
        f"{sigmoids[0]:.2f} to {sigmoids[-1]:.2f}; its slope there is {slopes[1]:.1f}."
    )
