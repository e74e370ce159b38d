"""The drawings of the chapter The vanishing gradient: each returns a figure and a description."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import LogLocator, NullLocator

from rectified._checks import finite_array

from .axes import arrow, label_line, new, words
from .look import (
    ACCENT,
    FAINT,
    INK,
    MUTED,
    NAMES,
    PAPER,
    SERIES,
    TOO_LARGE,
    TOO_SMALL,
    line,
    style,
)
from .plots import _gaps, heatmap
from .rounding import clean

SURE = 1.05
"""Up to this factor per layer every computer finds the same accuracy after ten epochs."""


def answers(panels: Mapping[str, Any]) -> tuple[Figure, str]:
    """Draw which digits networks answer, by the digit that they are shown.

    panels: title -> shares of the answers, shape (10, 10): a row for the digit shown.
    Returns the figure and a description. Chapter: The vanishing gradient.
    """
    fig, axes = new(
        1,
        len(panels),
        height=3.3,
        title=[*panels],
        xlabel="digit answered",
        ylabel="digit shown",
    )
    alt = []
    for ax, (title, shares) in zip(np.atleast_1d(axes), panels.items(), strict=True):
        shares = finite_array(f"panels[{title!r}]", shares, 2)
        heatmap(ax, shares, range(10), range(10), fmt=None, limits=(0, 1))
        ax.set_aspect("equal")
        right = np.diagonal(shares)
        alt.append(
            f"{title}: the right digit gets {right.min():.2f} to {right.max():.2f}, and rows "
            f"differ by at most {np.ptp(shares, axis=0).max():.2f}"
        )
    return fig, f"Share of each answer, by the digit shown. {'; '.join(alt)}."


def descent(w: Any, loss: Any, path: Sequence[tuple[float, float, float]]) -> tuple[Figure, str]:
    """Draw a loss over one weight, and steps of gradient descent with the slope at each place.

    w, loss: shape (n,). path: (weight, loss, slope) before each step and at the end.
    Returns the figure and a description. Chapter: The vanishing gradient.
    """
    fig, ax = new(height=2.7, xlabel="weight w", ylabel="loss")
    ax.plot(clean(w), clean(loss), color=INK, lw=1.8)
    for k, (here, height, slope) in enumerate(path):
        side = np.array([-0.45, 0.45]) / np.hypot(1, slope)
        ax.plot(clean(here + side), clean(height + slope * side), color=ACCENT, lw=1.4)
        ax.plot(here, height, "o", color=ACCENT, ms=6)
        if k in (0, 1):
            label_line(ax, here, height, f"slope {slope:.2f}".replace("-", "−"), ACCENT, 8, 12)
    told = "; ".join(f"w = {here:.2f}, slope {slope:.2f}" for here, _, slope in path)
    return fig, f"A loss over one weight, with {len(path) - 1} steps downhill: {told}."


def slopes(functions: Sequence[Any]) -> tuple[Figure, str]:
    """Draw the slopes of activations from z = -6 to 6, each named beside its line.

    functions: at most three activations. Returns the figure and a description.
    Raises ValueError for more than three. Chapter: The vanishing gradient.
    """
    if not 1 <= len(functions) <= 3:
        raise ValueError(f"functions must be one to three activations, got {len(functions)}")
    z = np.linspace(-6, 6, 301)
    fig, ax = new(height=2.4, xlabel="pre-activation z", ylabel="slope f′(z)")
    ax.axvline(0, color=FAINT, lw=0.8, zorder=0)
    alt = []
    for k, f in enumerate(functions):
        y = _gaps(clean(f.derivative(z)))
        look = line(f.name)
        ax.plot(z, y, **look, lw=1.8)
        at = np.searchsorted(z, 2 - 0.8 * k)  # never two names in one place
        label_line(ax, z[at], y[at], NAMES[f.name], look["color"], dx=5, dy=8)
        alt.append(f"{NAMES[f.name]} {f.derivative(1e-9):.2f}")
    return fig, f"Slopes of activation functions. Just right of 0: {', '.join(alt)}."


def chain(w: Any, a: Any, delta: Any) -> tuple[Figure, str]:
    """Draw units in a row: their signal above, from left to right, and the blame on its way back.

    w, delta: weight and ∂L/∂z of each unit, shape (n,), none of them 0.
    a: the input and the activation of each unit, shape (n + 1,).
    Returns the figure and a description. Raises ValueError when the lengths do not fit.
    Chapter: The vanishing gradient.
    """
    w, a, delta = (finite_array(k, v, 1) for k, v in {"w": w, "a": a, "delta": delta}.items())
    n = len(w)
    if not len(delta) == len(a) - 1 == n:
        lengths = f"{n}, {len(a)} and {len(delta)}"
        raise ValueError(f"w, a and delta must have n, n + 1 and n numbers, got {lengths}")
    slope = delta[:-1] / (delta[1:] * w[1:])
    fig, ax = new(height=2.2)
    box = {"boxstyle": "round,pad=0.35", "fc": PAPER, "ec": INK, "lw": 1.2}
    words(ax, 0.15, 2, f"{a[0]:g}")
    words(ax, 0.05, 0, "blame", color=ACCENT, ha="left")
    for k in range(n):
        middle = 1.3 + 1.6 * k
        arrow(ax, (middle - (1.08 if k else 1.0), 2), (middle - 0.52, 2))
        words(ax, middle - 0.8, 2.34, f"× {w[k]:g}")
        words(ax, middle, 2, f"z = {w[k] * a[k]:.2f}\na = {a[k + 1]:.2f}", bbox=box)
        words(ax, middle, 0, f"δ = {delta[k]:.2f}", color=ACCENT, bbox=box | {"ec": ACCENT})
        if k:
            arrow(ax, (middle - 0.54, 0), (middle - 1.06, 0))
            words(ax, middle - 0.8, 0.34, f"× {w[k]:g}")
            words(ax, middle - 0.8, -0.36, f"× {slope[k - 1]:.2f}")
    arrow(ax, (middle, 1.5), (middle, 0.36))
    words(ax, middle - 0.08, 0.95, "a − y", ha="right")
    ax.set_xlim(0, 1.6 * n + 0.25)
    ax.set_ylim(-0.6, 2.6)
    ax.axis("off")
    forward = ", ".join(f"{value:.2f}" for value in a[1:])
    back = ", ".join(f"{value:.2f}" for value in delta[::-1])
    return fig, (
        f"{n} units in a row. Forward, the input {a[0]:g} gives the activations {forward}. "
        f"Backward, the blame at z is {back}."
    )


def two_signals(spreads: Mapping[str, Any], blames: Mapping[str, Any]) -> tuple[Figure, str]:
    """Draw what is left of a signal in each layer: forward above, backward below, on log axes.

    spreads: activation -> spread of each hidden layer; blames: activation -> |δ| of each layer.
    Returns the figure and a description. Chapter: The vanishing gradient.
    """
    above = ["forward →   spread of the activations", "← backward   size of the blame δ"]
    fig, axes = new(2, 1, xlabel=["", "layer"], ylabel=above, sharex=True)
    alt = []
    for ax, way, sizes in zip(axes, ("forward", "backward"), (spreads, blames), strict=True):
        ax.set_yscale("log")
        order = sorted(sizes, key=lambda name: -np.min(sizes[name]))
        for name in sizes:
            size = clean(finite_array(name, sizes[name], 1))
            layer = np.arange(1, len(size) + 1)
            ax.plot(layer, size, **style(name), lw=1.8, ms=4)
            rank = order.index(name)  # the upper two are named above and below, the lowest inside
            at = len(size) // 2 if rank != 1 else len(size) // 3
            off = (-62, -8) if way == "forward" and rank == 2 else (5, -11 if rank else 10)
            label_line(ax, layer[at], size[at], NAMES[name], line(name)["color"], *off)
            first, last = (size[0], size[-1]) if way == "forward" else (size[-1], size[0])
            alt.append(f"{way}, {NAMES[name]}: from {first:.1g} to {last:.1g}")
        ax.margins(y=0.14)
        ax.yaxis.set_major_locator(LogLocator(numticks=6))
        ax.yaxis.set_minor_locator(NullLocator())
        ax.set_xticks([1, 3, 5, 7, 9, 11])
    return fig, f"What is left of a signal, layer by layer, on its way. {'; '.join(alt)}."


def speeds(speed: Any, score: Any) -> tuple[Figure, str]:
    """Draw the size of δ in each hidden layer over the epochs, and below it the accuracy.

    speed: (epochs + 1, layers), positive, at most four layers; score: (epochs + 1,).
    Returns the figure and a description. Chapter: The vanishing gradient.
    """
    speed, score = clean(finite_array("speed", speed, 2)), clean(finite_array("score", score, 1))
    above = ["learning speed, |δ|", "accuracy"]
    fig, (top, bottom) = new(2, 1, xlabel=["", "epoch"], ylabel=above, sharex=True)
    top.set_yscale("log")
    alt = []
    at = len(speed) // 12
    for k, (one, look) in enumerate(zip(speed.T, SERIES, strict=False), start=1):
        top.plot(one, **look, ms=4, markevery=5)
        aside = (-14, 12) if k > 1 else (8, -10)  # the lines rise: above left, or below right
        label_line(top, at, one[at], f"layer {k}", look["color"], *aside)
        alt.append(f"layer {k}, {one[0]:.2g} and {one[-1]:.2g}")
    top.yaxis.set_minor_locator(NullLocator())
    top.margins(y=0.2)
    bottom.plot(score, color=ACCENT)
    bottom.set_ylim(0, 1)
    return fig, (
        f"Learning speed of {speed.shape[1]} layers at the start and after {len(speed) - 1} "
        f"epochs: {'; '.join(alt)}. The accuracy goes from {score[0]:.2f} to {score[-1]:.2f}."
    )


def gaps(gap: Any, counts: Sequence[int]) -> tuple[Figure, str]:
    """Draw differences between pairs of networks, and the interval of their mean, by their number.

    gap: in points, shape (n,). counts: of how many of them, from the first on, the mean is taken.
    The interval reaches two standard errors to both sides.
    Returns the figure and a description. Chapter: The vanishing gradient.
    """
    gap = clean(finite_array("gap", gap, 1))
    fig, ax = new(height=2.3, xlabel="difference, in points of accuracy")
    ax.axvline(0, color=MUTED, lw=1)
    alt = []
    for row, n in enumerate(counts):
        few = gap[:n]
        mean, error = few.mean(), few.std(ddof=1) / np.sqrt(n)
        ax.plot(few, np.full(n, row), "o", color=MUTED, ms=3.5, alpha=0.4, mew=0)
        ax.plot([mean - 2 * error, mean + 2 * error], [row + 0.3] * 2, color=ACCENT, lw=2.5)
        ax.plot(mean, row + 0.3, "o", color=ACCENT, ms=6)
        alt.append(
            f"{n} pairs, mean {mean:.2f}, from {mean - 2 * error:.2f} to {mean + 2 * error:.2f}"
        )
    ax.set_yticks(range(len(counts)), [f"{n} pairs" for n in counts])
    ax.set_ylim(-0.4, len(counts) - 0.4)
    return (
        fig,
        f"Differences between pairs of networks with the interval of the mean: {'; '.join(alt)}.",
    )


def saturation_path(gains: Any, saturated: Any, factors: Any) -> tuple[Figure, str]:
    """Draw how a sigmoid network's gradient factor goes with its share of saturated units.

    gains, saturated, factors: one number per network, shape (n,); saturated are shares.
    Returns the figure and a description.
    Chapter: The vanishing gradient.
    """
    fig, ax = new(xlabel="share of saturated units", ylabel="gradient factor per layer ρ")
    ax.axhline(1, color=FAINT, lw=1, zorder=0)
    ax.plot(clean(saturated), clean(factors), **style("sigmoid"))
    for gain, x, y in zip(gains, saturated, factors, strict=True):
        label_line(ax, x, y, f"g = {gain:g}", dx=8, dy=-6)
    ax.set_xlim(-0.03, 1)
    ax.set_ylim(0)
    steps = zip(gains, saturated, factors, strict=True)
    said = "; ".join(f"gain {g:g}, {x:.0%} saturated, factor {y:.2f}" for g, x, y in steps)
    return fig, f"The factor rises with the share of saturated sigmoid units. {said}."


def factor_map(factors: Any, rows: Sequence[str], columns: Sequence[str]) -> tuple[Figure, str]:
    """Draw gradient factors per layer as cells: one color below 1, another above, framed near 1.

    factors: shape (len(rows), len(columns)), positive. columns: activations.
    Near 1 is what keeps at least a tenth over twenty layers, and grows at most tenfold.
    Returns the figure and a description. Chapter: The vanishing gradient.
    """
    factors = clean(finite_array("factors", factors, 2))
    names = [NAMES.get(column, column) for column in columns]
    fig, ax = new(height=0.6 + 0.46 * len(rows))
    heatmap(ax, np.full(factors.shape, np.nan), rows, names, limits=(0, 1))
    for (i, j), factor in np.ndenumerate(factors):
        power = float(np.log10(factor))
        near = abs(power) <= 1 / 20
        strength = 0.0 if near else min(0.12 + 0.25 * abs(power), 0.45)
        color = TOO_SMALL if power < 0 else TOO_LARGE
        corner, size = (j - 0.46, i - 0.44), (0.92, 0.88)
        ax.add_patch(Rectangle(corner, *size, fc=color, alpha=strength, ec="none"))
        if near:
            ax.add_patch(Rectangle(corner, *size, fc="none", ec=INK, lw=2))
        words(ax, j, i, f"{factor:.2f}", weight="bold" if near else "normal")
    ax.tick_params(labeltop=True, labelbottom=False)
    keys = (("too small", TOO_SMALL), ("near 1", PAPER), ("too large", TOO_LARGE))
    for j, (key, color) in enumerate(keys):
        at = (len(columns) - 1) * j / 2
        edge = INK if key == "near 1" else "none"
        box = {"fc": color, "ec": edge, "alpha": 1 if key == "near 1" else 0.35, "pad": 2.5}
        words(ax, at, len(rows) - 0.1, key, bbox=box)
    ax.set_ylim(len(rows) + 0.25, -0.5)
    lines = [
        f"{row}: " + ", ".join(f"{n} {f:.2f}" for n, f in zip(names, line_, strict=True))
        for row, line_ in zip(rows, factors, strict=True)
    ]
    return fig, f"Gradient factor per layer, framed where it is near 1. {'; '.join(lines)}."


def trainable(panels: Mapping[str, Mapping[str, tuple[Any, Any]]]) -> tuple[Figure, str]:
    """Draw accuracy over the gradient factor before training, a panel for each kind of training.

    panels: title -> activation -> (factors, accuracies) of equal shapes; NaN, for a training that
    has diverged, is counted and not drawn. Marks beyond `SURE` are faint: there the last digit of a
    computer decides. Returns the figure and a description.
    Chapter: The vanishing gradient.
    """
    below = [""] * (len(panels) - 1) + ["gradient factor per layer ρ, before training"]
    above = [f"accuracy after {title}" for title in panels]
    fig, axes = new(len(panels), 1, xlabel=below, ylabel=above, sharex=True, sharey=True)
    alt = []
    for ax, (title, runs) in zip(np.atleast_1d(axes), panels.items(), strict=True):
        ax.axvspan(0.15, 1, color=TOO_SMALL, alpha=0.1, lw=0, zorder=0)
        ax.axvspan(1, 2.1, color=TOO_LARGE, alpha=0.1, lw=0, zorder=0)
        ax.axhline(0.1, color=MUTED, lw=0.8, ls=(0, (1, 2)))
        alt.append(f"{title}.")
        for name, run in runs.items():
            factors, accuracies = (np.ravel(v).astype(float) for v in run)
            look = {**style(name), "linestyle": "none", "ms": 4.5, "mew": 0}
            for mine, alpha in ((factors <= SURE, 0.9), (factors > SURE, 0.3)):
                ax.plot(clean(factors[mine]), clean(accuracies[mine]), **look, alpha=alpha)
            best, lost = np.nanargmax(accuracies), np.isnan(accuracies).sum()
            alt.append(
                f"{NAMES[name]}: {accuracies.size} networks, best {accuracies[best]:.2f} at factor "
                f"{factors[best]:.2f}" + (f", {lost} diverged." if lost else ".")
            )
        ax.set(xscale="log", xlim=(0.15, 2.1), ylim=(0, 1), xticks=[0.2, 0.5, 1, 2])
        ax.xaxis.set_minor_locator(NullLocator())
    last = np.atleast_1d(axes)[-1]
    words(last, 0.39, 0.93, "too small", color=TOO_SMALL)
    words(last, 1.42, 0.93, "too large", color=TOO_LARGE)
    first = np.atleast_1d(axes)[0]
    names = next(iter(panels.values()))
    for k, name in enumerate(names):
        first.plot(0.165, 0.93 - 0.14 * k, **{**style(name), "linestyle": "none", "ms": 4.5})
        label_line(first, 0.165, 0.93 - 0.14 * k, NAMES[name], style(name)["color"], dx=7)
    return fig, " ".join(alt)


def valleys(panels: Mapping[str, tuple[Any, Any]], goal: Any) -> tuple[Figure, str]:
    """Draw paths of gradient descent over the contours of ½ (w - goal)ᵀ H (w - goal).

    panels: title -> (H, path), shapes (2, 2) and (steps + 1, 2). goal: the minimum, shape (2,).
    Returns the figure and a description. Chapter: The vanishing gradient.
    """
    goal = np.round(finite_array("goal", goal, 1), 9)
    fig, axes = new(1, len(panels), height=2.9, title=[*panels], xlabel="w₁", ylabel="w₂")
    paths = [np.round(finite_array("path", path, 2), 9) for _, path in panels.values()]
    seen = np.concatenate([*paths, [goal]])
    low, high = seen.min() - 0.3, seen.max() + 0.3  # one window, so that shapes compare
    side, alt = np.linspace(low, high, 60), []
    for ax, (title, (H, _)), path in zip(np.atleast_1d(axes), panels.items(), paths, strict=True):
        away = np.stack(np.meshgrid(side, side), axis=-1) - goal
        height = clean(((away @ H) * away).sum(axis=-1) / np.trace(H))
        ax.contour(side, side, height, [0.01, 0.05, 0.15, 0.4, 0.9], colors=[FAINT], linewidths=1)
        ax.plot(*path.T, "o-", color=ACCENT, lw=1, ms=3.5)
        ax.plot(*goal, "+", color=INK, ms=10)
        ax.set(xlim=(low, high), ylim=(low, high), aspect="equal")
        alt.append(f"{title}, {len(path) - 1} steps")
    return fig, f"Gradient descent over the contours of two valleys: {'; '.join(alt)}."
