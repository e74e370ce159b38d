"""The drawings of the chapter Perceptrons: each returns a figure and a description of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import matplotlib.patches
import matplotlib.path
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rectified._checks import finite_array

from .axes import ON_LINE, arrow, label_line, new, words
from .look import ACCENT, CLASSES, FAINT, FONT, INK, MUTED, PAPER, SERIES, WIDTH, house, line
from .plots import boundary, heatmap, points
from .rounding import clean, plane

Score = Callable[[np.ndarray], Any]
Unit = tuple[Any, float]


def halftone(ax: Axes, image: Any) -> None:
    """Draw a picture as a newspaper prints it: the more ink a pixel has, the larger its square.

    image: gray levels (rows, columns), none below 0. The highest level fills its cell.
    Raises ValueError when a level is negative or all are 0.
    Chapter: Perceptrons.
    """
    image = finite_array("image", image, 2)
    if image.min() < 0 or image.max() <= 0:
        raise ValueError("image must hold levels >= 0, and at least one above 0")
    _frame(ax, image.shape)
    _tiles(ax, image / image.max(), INK, _SQUARE)


def signed_halftone(ax: Axes, weights: Any) -> None:
    """Draw a matrix of weights: area shows size; squares speak for class 1, discs for class 0.

    weights: (rows, columns), positive or negative. The largest fills its cell.
    Raises ValueError when all are 0. Source: the diagrams of G. E. Hinton. Chapter: Perceptrons.
    """
    weights = finite_array("weights", weights, 2)
    if not weights.any():
        raise ValueError("weights must hold a number other than 0")
    share = weights / np.abs(weights).max()
    _frame(ax, weights.shape)
    _tiles(ax, np.maximum(-share, 0), CLASSES[0]["color"], _DISC)
    _tiles(ax, np.maximum(share, 0), CLASSES[1]["color"], _SQUARE)


_SQUARE = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) / 2
_DISC = np.stack([f(np.pi * np.arange(12) / 6) for f in (np.cos, np.sin)], axis=1) / np.sqrt(np.pi)


def _frame(ax: Axes, shape: tuple[int, int]) -> None:
    ax.set_aspect("equal")
    ax.set_xlim(-0.6, shape[1] - 0.4)
    ax.set_ylim(shape[0] - 0.4, -0.6)
    ax.set_xticks([])
    ax.set_yticks([])
    for spine in ax.spines.values():
        spine.set_visible(True)
        spine.set_color(FAINT)


def _tiles(ax: Axes, areas: np.ndarray, color: str, shape: np.ndarray) -> None:
    """Fill one small copy of `shape` per positive area, all of them in a single path."""
    pieces = [
        np.array([j, i]) + np.round(np.sqrt(areas[i, j]), 3) * shape
        for i, j in np.argwhere(areas > 0.004)
    ]
    if pieces:
        path = matplotlib.path.Path.make_compound_path(*(matplotlib.path.Path(p) for p in pieces))
        ax.add_patch(matplotlib.patches.PathPatch(path, fc=color, ec="none"))


def pictures(
    images: Any, labels: Sequence[int], columns: int, weights: Any = None
) -> tuple[Figure, str]:
    """Draw square pictures in halftone and, beside them, one large picture of weights if given.

    images: (n, pixels). labels: what they show. columns: pictures per line. weights: (pixels,).
    Returns the figure and a description of it. Chapter: Perceptrons.
    """
    images = finite_array("images", images, 2)
    side, rows = round(images.shape[1] ** 0.5), -(-len(images) // columns)
    beside = 0 if weights is None else rows  # as high as all the others together
    fig, ax = new(height=0.25 + 0.97 * rows * WIDTH / (columns + beside))
    ax.remove()
    grid = fig.add_gridspec(rows, columns + beside)
    for k, image in enumerate(images):
        halftone(fig.add_subplot(grid[divmod(k, columns)]), image.reshape(side, side))
    shown = ", ".join(map(str, labels))
    alt = f"{len(images)} pictures of handwritten digits, {side} × {side} pixels: {shown}."
    if weights is not None:
        weights = finite_array("weights", weights, 1)
        signed_halftone(fig.add_subplot(grid[:, columns:]), weights.reshape(side, side))
        alt += (
            f" Beside them the weights: squares where they are above 0 ({np.sum(weights > 0)} of "
        )
        alt += f"{len(weights)}), discs where they are below 0 ({np.sum(weights < 0)})."
    return fig, alt


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
        words(ax, 0.35, height, f"{name} {value:g}".strip(), ha="right")
        weight = f"× {weight:g}" if name else f"bias {weight:g}"
        words(ax, 1.24, height + 0.376 * (end - height), weight, bbox=ON_LINE)
    for left, text in ((2.6, f"z = {z:g}"), (4.75, "z ≥ 0 ?")):
        box = matplotlib.patches.Rectangle((left, middle - 0.3), 1.4, 0.6, fc=PAPER, ec=INK, lw=1.2)
        ax.add_patch(box)
        words(ax, left + 0.7, middle, text)
    arrow(ax, (4.02, middle), (4.72, middle))
    arrow(ax, (6.17, middle), (6.77, middle))
    words(ax, 7.0, middle, f"{int(z >= 0)}", fontsize=1.5 * FONT)
    ax.set_xlim(-1.4, 7.2)
    ax.set_ylim(-0.35, len(x) + 0.35)
    ax.axis("off")
    parts = " plus ".join(f"{n} {v:g} times {u:g}" for n, v, u in zip(names, x, w, strict=True))
    return fig, f"One unit: {parts} plus bias {b:g} is z = {z:g}, so the answer is {int(z >= 0)}."


def step_beside_sigmoid(step: Score, sigmoid: Score) -> tuple[Figure, str]:
    """Draw the step and the sigmoid over the same z, with the height ½ at which one cuts the other.

    step, sigmoid: the two functions, of an array. Returns the figure and a description.
    Chapter: Perceptrons.
    """
    fig, ax = new(height=2.6, xlabel="z", ylabel="what the unit answers")
    z = np.linspace(-6, 6, 121)
    for side in (z[z < -1e-9], z[z > -1e-9]):
        ax.plot(clean(side), step(clean(side)), **line("step"))
    smooth = clean(sigmoid(z))
    ax.plot(clean(z), smooth, **line("sigmoid"))
    ax.axhline(0.5, color=FAINT, lw=1, zorder=0)
    ax.set_yticks([0, 0.5, 1], ["0", "½", "1"])
    label_line(ax, 0, 0.93, "step", INK, -6, ha="right")
    label_line(ax, 1.4, 0.75, "sigmoid", line("sigmoid")["color"], 8)
    return fig, (
        f"The step jumps from 0 to 1 at z = 0. The sigmoid climbs from {smooth[0]:.3f} at z = -6 "
        f"through {smooth[60]:.1f} at z = 0 to {smooth[-1]:.3f} at z = 6."
    )


def boundary_and_weights(
    X: Any, w: Any, b: float, names: Sequence[str], point: Any
) -> tuple[Figure, str]:
    """Draw the line of a unit with two inputs, its weights as an arrow, one point's distance.

    X: (n, 2), points for the unit to answer. w: (2,), b: the unit. names: of the two inputs.
    point: (2,), whose distance from the line is drawn. Returns the figure and a description.
    Raises ValueError for w = 0, which has no line. Chapter: Perceptrons.
    """
    X, w, point = finite_array("X", X, 2), finite_array("w", w, 1), finite_array("point", point, 1)
    if not w.any():
        raise ValueError(f"w must be two numbers that are not both 0, got {w}")
    length = np.linalg.norm(w)
    fig, ax = new(height=4.4, xlabel=names[0], ylabel=names[1])
    answers = _pre_activation(w, b)(X) >= 0
    boundary(ax, _pre_activation(w, b), X, answers, level=0)
    ax.set_aspect("equal")
    distance = (point @ w + b) / length
    foot = point - distance * w / length
    ax.plot(*clean([point, foot]).T, color=ACCENT, lw=2)
    ax.plot(*clean(point[:, None]), "o", ms=8, color=ACCENT)
    label_line(ax, *clean(point), f"|z|/‖w‖ = {abs(distance):.2f}", ACCENT, 9, 0, bbox=ON_LINE)
    along, half = np.array([-w[1], w[0]]) / length, 0.5 * np.ptp(X, axis=0).min()
    along = along if along @ np.ones(2) > 0 else -along
    start = foot + half * along  # far enough from the point to keep the two apart
    tip = start + 0.22 * np.ptp(X, axis=0).mean() * w / length
    look = {"arrowstyle": "-|>", "color": INK, "lw": 2, "shrinkA": 0, "shrinkB": 0}
    ax.annotate("", clean(tip), clean(start), arrowprops={**look, "mutation_scale": 16})
    label_line(ax, *clean(tip), "w", INK, 5, 0, bbox=ON_LINE)
    return fig, (
        f"{len(X)} points, {answers.sum()} on the side of the ones. The arrow w = "
        f"({w[0]:g}, {w[1]:g}) stands at a right angle on the line and points to that side. The "
        f"marked point ({point[0]:g}, {point[1]:g}) lies {abs(distance):.2f} from the line."
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
    labels = {"xlabel": [*["z"] * n, *[""] * n], "ylabel": [*["f(z)"] * n, *[""] * n]}
    fig, axes = new(2, n, height=5.2, title=[*units, *[""] * n], **labels, height_ratios=[1, 1.3])
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
    panels: Mapping[str, tuple[Unit | Score, Any, Any]], columns: int = 3
) -> tuple[Figure, str]:
    """Draw a small plane per classifier: its two regions, the points, rings around the wrong ones.

    panels: title -> (unit, X, y). The unit is its weights and bias, (w, b), or any function score
    of the points (n, 2): class 1 is predicted where w·x + b or score(X) is >= 0.
    Returns the figure and a description that counts the points on their side, panel by panel.
    Chapter: Perceptrons.
    """
    n, rows = len(panels), -(-len(panels) // columns)
    empty = [""] * (rows * columns - n)
    height = 0.3 + rows * (0.92 * WIDTH / columns + 0.3)
    fig, axes = new(rows, columns, height=height, title=[*panels, *empty], sharex=True, sharey=True)
    axes, counts = np.atleast_1d(axes).ravel(), []
    for ax, (title, (unit, X, y)) in zip(axes, panels.items(), strict=False):
        right = _decision(ax, unit, X, y)
        counts.append(f"{title}, {right.sum()} of {len(right)}")
    for ax in axes[n:]:
        ax.axis("off")
    return fig, f"Points on their side of the boundary: {'; '.join(counts)}."


def film(path: Any, X: Any, y: Any) -> tuple[Figure, str]:
    """Draw the decisions of a unit with two inputs at the start and after each correction.

    path: (corrections + 1, 3), weights and bias, as `perceptron.Training.path` has them. X (n, 2),
    y (n,): the points. Returns the figure and a description. Chapter: Perceptrons.
    """
    path = finite_array("path", path, 2)
    frames = {f"after {k}": ((line[:2], line[2]), X, y) for k, line in enumerate(path)}
    return decisions(frames, columns=4)


def _decision(ax: Axes, unit: Unit | Score, X: Any, y: Any) -> np.ndarray:
    score, X, y = unit if callable(unit) else _pre_activation(*unit), plane(X), np.asarray(y)
    boundary(ax, score, X, y, level=0, grid=40)
    wrong = (np.round(score(X), 9) >= 0) != (y > 0)
    ax.plot(*X[wrong].T, "o", ms=13, mfc="none", mec=ACCENT, mew=1.6)
    ax.set_aspect("equal")
    if len(X) == 4:  # a truth table
        ax.set_xticks([0, 1])
        ax.set_yticks([0, 1])
        for drawn in ax.lines[:2]:
            drawn.set_markersize(7)
    return ~wrong


def _pre_activation(w: Any, b: float) -> Score:
    return lambda X: X @ np.asarray(w) + b


def squeeze(lengths: Any, R: float, gamma: float) -> tuple[Figure, str]:
    """Draw the length of the weights after each correction between its limits γk and R√k.

    lengths: (n + 1,), from before the first correction on. Returns the figure and a description.
    Chapter: Perceptrons.
    """
    lengths, bound = finite_array("lengths", lengths, 1), (R / gamma) ** 2
    k = np.linspace(0, 1.18 * bound, 200)
    fig, ax = new(xlabel="corrections k", ylabel="length of (w, b)")
    ax.plot(k, clean(R * np.sqrt(k)), color=MUTED)
    ax.plot(k, clean(gamma * k), color=MUTED, ls=SERIES[1]["linestyle"])
    ax.plot(clean(lengths), "o", color=ACCENT, ms=4)
    label_line(ax, 0.45 * bound, R * np.sqrt(0.45 * bound), "at most R√k", MUTED, 0, 9, ha="right")
    label_line(ax, 0.45 * bound, gamma * 0.45 * bound, "at least γk", MUTED, 8, -7)
    label_line(ax, len(lengths) - 1, lengths[-1], "training ends", ACCENT, 5, -13)
    ax.axvline(clean(bound), color=FAINT, lw=1, zorder=0)
    label_line(ax, bound, 0.05 * R * np.sqrt(bound), f"(R/γ)² = {bound:.0f}", INK, -5, ha="right")
    ax.set_xlim(0, k[-1])
    ax.set_ylim(0)
    return fig, (
        f"The curve R root k and the line gamma k meet at k = {bound:.0f}. The length of the "
        f"weights stays between them and ends at {lengths[-1]:.2f} after {len(lengths) - 1} "
        "corrections."
    )


def pair_table(
    counts: Mapping[tuple[int, int], float], limits: tuple[float, float]
) -> tuple[Figure, str]:
    """Draw a number for each pair of classes (i, j), i < j, as a triangle.

    limits: the values of the lightest and the darkest cells. Returns the figure and a description.
    Chapter: Perceptrons.
    """
    n = 1 + max(j for _, j in counts)
    matrix = np.full((n, n), np.nan)
    for (i, j), count in counts.items():
        matrix[j, i] = count
    fig, ax = new(height=4.2)
    heatmap(ax, matrix[1:, :-1], range(1, n), range(n - 1), "{:.0f}", limits)
    least, most = min(counts, key=counts.get), max(counts, key=counts.get)
    return fig, (
        f"A triangle of {len(counts)} numbers, one per pair: least for {least[0]} and {least[1]} "
        f"({counts[least]:.0f}), most for {most[0]} and {most[1]} ({counts[most]:.0f}), "
        f"median {np.median(list(counts.values())):.0f}."
    )


def against_bound(bounds: Mapping[str, Any], numbers: Mapping[str, Any]) -> tuple[Figure, str]:
    """Draw measured numbers over their upper bounds, both axes logarithmic.

    bounds, numbers: name -> one number per training, at most four names and the same in both.
    Returns the figure and a description.
    Chapter: Perceptrons.
    """
    fig, ax = new(height=3.4, xlabel="bound (R/γ)²", ylabel="corrections")
    ends = np.array([1.0, 3e3])
    alt = []
    for look, (name, limit) in zip(SERIES, bounds.items(), strict=False):
        share = np.asarray(numbers[name]) / np.asarray(limit)
        look = {"marker": look["marker"], "color": look["color"], "ls": "none", "ms": 4}
        ax.plot(clean(limit), numbers[name], **look, label=name)
        alt.append(f"{name}: {share.min():.1%} to {share.max():.0%} of it")
    ax.set(xscale="log", yscale="log", xlim=(10, 3e3), ylim=(1, 3e3))
    ax.plot(ends, ends, color=MUTED, lw=1)
    label_line(ax, 600, 600, "the bound itself", MUTED, -6, 8, ha="right")
    with house():
        ax.legend(loc="upper left", fontsize=FONT, handletextpad=0.1)
    return fig, f"Corrections over the bound, all below it. {'; '.join(alt)}."


def many_separators(X: Any, y: Any, lines: Any, best: Any, ratios: Any) -> tuple[Figure, str]:
    """Draw separating lines with the best of them, and how wide the others are in comparison.

    X (n, 2), y (n,): the points. lines: (m, 3) and best: (3,), weights and bias. ratios: the
    margins of the lines, as shares of the best one's. Returns the figure and a description.
    Chapter: Perceptrons.
    """
    xlabel, ylabel = ["x₁", "margin, as a share of the widest"], ["x₂", "trainings"]
    sizes = {"height": 6.6, "height_ratios": [1.7, 1]}
    fig, (plane, histogram) = new(2, 1, xlabel=xlabel, ylabel=ylabel, **sizes)
    points(plane, X, y)
    plane.axis(plane.axis())
    for line_ in lines:
        separator(plane, line_[:2], line_[2], color=MUTED, lw=0.5)
    separator(plane, best[:2], best[2], color=ACCENT, lw=2.4)
    plane.set_aspect("equal")
    histogram.hist(ratios, np.linspace(0, 1, 26), color=MUTED, ec=PAPER)
    histogram.axvline(1, color=ACCENT, lw=2.4)
    q = np.quantile(ratios, [0, 0.5, 1])
    return fig, (
        f"Above, {len(lines)} lines that separate {len(y)} points, and the widest of all, in the "
        f"middle of the gap. Below, the margins of {len(ratios)} lines: from "
        f"{q[0]:.2f} to {q[2]:.2f} of the widest, half below {q[1]:.2f}."
    )


def restless(accuracies: Any) -> tuple[Figure, str]:
    """Draw the accuracy after each epoch, one line per training, the first of them in red.

    accuracies: (trainings, epochs), shares. Returns the figure and a description.
    Chapter: Perceptrons.
    """
    accuracies = finite_array("accuracies", accuracies, 2)
    n, epochs = accuracies.shape
    fig, ax = new(xlabel="epoch", ylabel="accuracy on the training set")
    for k, one in reversed(list(enumerate(accuracies))):
        look = {"color": ACCENT, "lw": 1.8} if k == 0 else {"color": MUTED, "lw": 0.6}
        ax.plot(np.arange(1, epochs + 1), one, **look)
    low, high = accuracies.min(), accuracies.max()
    last = accuracies[:, -1]
    return fig, (
        f"{n} zigzag lines over {epochs} epochs, between {low:.2f} and {high:.2f}, that never "
        f"settle; after the last epoch they stand between {last.min():.2f} and {last.max():.2f}."
    )


def capacity(
    measured: Mapping[int, tuple[Any, Any]], exact: Callable[[int, int], float]
) -> tuple[Figure, str]:
    """Draw the share of labelings that a hyperplane separates over examples per parameter.

    measured: number of inputs d -> (numbers of points, shares). exact(n, d): Cover's share.
    Returns the figure and a description. Chapter: Perceptrons.
    """
    fig, ax = new(
        xlabel="points per adjustable number, n / (d + 1)",
        ylabel="share of random labelings that are separable",
    )
    alt = []
    for look, (d, (numbers, shares)) in zip(SERIES, measured.items(), strict=False):
        n = np.arange(d + 1, 4 * (d + 1) + 1)
        ax.plot(
            n / (d + 1),
            clean([exact(int(k), d) for k in n]),
            color=look["color"],
            lw=1.2,
            ls=look["linestyle"],
        )
        ax.plot(
            np.asarray(numbers) / (d + 1),
            shares,
            look["marker"],
            color=look["color"],
            label=f"d = {d}",
        )
        pairs = ", ".join(f"{s:.2f} at {k}" for k, s in zip(numbers, shares, strict=True))
        alt.append(f"d = {d}: {pairs} points")
    ax.axvline(2, color=FAINT, lw=1, zorder=0)
    with house():
        ax.legend(fontsize=FONT, handletextpad=0.1)
    return fig, f"Share of separable labelings, falling from 1 to 0 around 2. {'; '.join(alt)}."
