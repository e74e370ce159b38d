"""The drawings of the chapter The vanishing gradient: each returns a figure and a description."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, MaxNLocator, NullLocator

from rectified._checks import finite_array

from .axes import arrow, label_ends, label_line, new, words
from .look import ACCENT, FAINT, FONT, INK, NAMES, PAPER, SERIES, STYLES, house, line, style
from .plots import _gaps, heatmap, layers
from .rounding import clean


def losses(curves: Mapping[str, Any]) -> tuple[Figure, str]:
    """Draw the loss of every training after each epoch, on a log axis.

    curves: activation -> (epochs, trainings). Returns the figure and a description.
    Chapter: The vanishing gradient.
    """
    fig, ax = new(xlabel="epoch", ylabel="training loss")
    ends, alt = [], []
    for name, loss in curves.items():
        loss = clean(finite_array(f"curves[{name!r}]", loss, 2))
        epochs, n = loss.shape
        ax.semilogy(np.arange(1, epochs + 1), loss, **line(name), lw=0.9)
        middle = float(np.median(loss[-1]))
        ends.append((epochs, middle, NAMES[name], line(name)["color"]))
        alt.append(f"{NAMES[name]} {loss[-1].min():.2g} to {loss[-1].max():.2g}")
    ax.yaxis.set_minor_locator(NullLocator())
    label_ends(ax, ends)
    return fig, f"Loss over {epochs} epochs, {n} trainings each. It ends at: {', '.join(alt)}."


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


def backward_layers(sizes: Mapping[str, Any]) -> tuple[Figure, str]:
    """Draw the size of the gradient in each layer, counted from 0, on a log axis.

    sizes: activation -> one positive number per layer. Returns the figure and a description.
    Chapter: The vanishing gradient.
    """
    fig, ax = new(xlabel="layer k", ylabel="size of the gradient δ⁽ᵏ⁾")
    ax.set_yscale("log")
    order = sorted(sizes, key=lambda name: -sizes[name][0])
    for name in sizes:
        size = clean(finite_array(f"sizes[{name!r}]", sizes[name], 1))
        ax.plot(size, **style(name), lw=1.8, ms=4)
        # the lines part at the left: the upper ones are named above and below, the lowest inside
        rank = order.index(name)
        at = len(size) // 2 if rank != 1 else 2
        label_line(ax, at, size[at], NAMES[name], line(name)["color"], dy=10 if rank == 0 else -11)
    ax.margins(y=0.12)
    ax.yaxis.set_major_locator(LogLocator(numticks=6))
    ax.yaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    shares = [f"{NAMES.get(name, name)} {size[0] / size[-1]:.1e}" for name, size in sizes.items()]
    return fig, (
        f"Size of the gradient in {len(next(iter(sizes.values())))} layers. Layer 0 gets of the "
        f"last layer's: {', '.join(shares)}."
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
    """Draw gradient factors per layer as cells: the nearer to 1, the stronger the color.

    factors: shape (len(rows), len(columns)), positive. columns: activations.
    Returns the figure and a description. Chapter: The vanishing gradient.
    """
    factors = finite_array("factors", factors, 2)
    names = [NAMES.get(column, column) for column in columns]
    fig, ax = new(height=0.4 + 0.5 * len(rows))
    # Up to the fourth of seven steps, on which dark text is still easy to read.
    heatmap(ax, -np.abs(np.log10(factors)), rows, names, fmt=None, limits=(-0.4, 0.31))
    for (i, j), factor in np.ndenumerate(factors):
        words(ax, j, i, f"{factor:.2f}", color=INK)
    ax.tick_params(labeltop=True, labelbottom=False)
    lines = [
        f"{row}: " + ", ".join(f"{n} {f:.2f}" for n, f in zip(names, line_, strict=True))
        for row, line_ in zip(rows, factors, strict=True)
    ]
    return fig, f"Gradient factor per layer, the color strongest at 1. {'; '.join(lines)}."


def trainable(runs: Mapping[tuple[str, int], tuple[Any, Any]]) -> tuple[Figure, str]:
    """Draw accuracy over the gradient factor before training, a panel for each depth.

    runs: (activation, hidden layers) -> (factors, accuracies) of equal shapes; NaN, for a training
    that has diverged, is counted and not drawn. Returns the figure and a description.
    Chapter: The vanishing gradient.
    """
    depths = sorted({depth for _, depth in runs})
    below = [""] * (len(depths) - 1) + ["gradient factor per layer ρ, before training"]
    above = [f"accuracy with {depth} hidden layers" for depth in depths]
    fig, axes = new(len(depths), 1, xlabel=below, ylabel=above, sharex=True, sharey=True)
    alt = []
    for ax, depth in zip(np.atleast_1d(axes), depths, strict=True):
        ax.axvline(1, color=FAINT, lw=1, zorder=0)
        alt.append(f"{depth} hidden layers.")
        for name in dict.fromkeys(name for name, _ in runs):
            factors, accuracies = (np.ravel(v).astype(float) for v in runs[name, depth])
            look = {**style(name), "linestyle": "none", "ms": 4}
            ax.plot(clean(factors), accuracies, **look, label=NAMES[name])
            best, lost = np.nanargmax(accuracies), np.isnan(accuracies).sum()
            alt.append(
                f"{NAMES[name]}: {accuracies.size} networks, best {accuracies[best]:.2f} at factor "
                f"{factors[best]:.2f}" + (f", {lost} diverged." if lost else ".")
            )
        ax.set(xscale="log", xlim=(0.19, 2.1), ylim=(0, 1), xticks=[0.2, 0.5, 1, 2])
        ax.xaxis.set_minor_locator(NullLocator())
    with house():
        np.atleast_1d(axes)[0].legend(
            loc="upper left", fontsize=FONT, handletextpad=0.1, borderaxespad=0, labelspacing=0.2
        )
    return fig, " ".join(alt)


def moves(rates: Any, moved: Any) -> tuple[Figure, str]:
    """Draw how far the weights of each layer have moved, a line for each learning rate.

    rates: at most four, shape (r,). moved: shape (r, n_layers), positive.
    Returns the figure and a description. Chapter: The vanishing gradient.
    """
    moved = finite_array("moved", moved, 2)
    fig, ax = new(xlabel="layer k", ylabel="change of the weights ÷ their size")
    lines = {f"rate {rate:g}": row for rate, row in zip(rates, moved, strict=True)}
    layers(ax, lines, first=0)
    said = "; ".join(f"{name}, {row[0]:.0e} and {row[-1]:.0e}" for name, row in lines.items())
    return fig, f"How far the weights of the first and the last layer move. {said}."


def by_batch_size(shares: Mapping[str, tuple[Any, Any]], ylabel: str) -> tuple[Figure, str]:
    """Draw shares over the size of the batch, on an axis of powers of 2.

    shares: name -> (batch sizes, shares); the name of an activation gets its style.
    Returns the figure and a description. Chapter: The vanishing gradient.
    """
    fig, ax = new(xlabel="examples in the batch", ylabel=ylabel)
    ends, alt, others = [], [], iter(SERIES)
    for name, (sizes, y) in shares.items():
        look = style(name) if name in STYLES else next(others)
        ax.plot(sizes, clean(y), **look)
        ends.append((sizes[-1], y[-1], NAMES.get(name, name), look["color"]))
        alt.append(f"{name} from {y[0]:.2f} to {y[-1]:.2f}")
    ax.set_xscale("log", base=2)
    ax.set_xticks(sizes[::2])
    ax.xaxis.set_minor_locator(NullLocator())
    ax.set_ylim(-0.03, 1.03)
    label_ends(ax, ends)
    return fig, f"{ylabel}, from {sizes[0]} to {sizes[-1]} examples: {'; '.join(alt)}."


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
