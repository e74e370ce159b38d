"""The drawings of the chapter The vanishing gradient: each returns a figure and a description."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

from .._checks import finite_array
from .core import (
    _STYLES,
    ACCENT,
    FAINT,
    FONT,
    INK,
    NAMES,
    SERIES,
    clean,
    heatmap,
    house,
    label_ends,
    label_line,
    layers,
    line,
    new,
    style,
    words,
)


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


def backward_layers(sizes: Mapping[str, Any]) -> tuple[Figure, str]:
    """Draw the size of the gradient in each layer, counted from 0, on a log axis.

    sizes: activation -> one positive number per layer. Returns the figure and a description.
    Chapter: The vanishing gradient.
    """
    fig, ax = new(xlabel="layer k", ylabel="size of the gradient δ⁽ᵏ⁾")
    layers(ax, sizes, first=0)
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
    """Draw gradient factors per layer as cells: the nearer to 1, the darker.

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
    return fig, f"Gradient factor per layer, darkest at 1. {'; '.join(lines)}."


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


def by_batch_size(shares: Mapping[str, tuple[Any, Any]], ylabel: str) -> tuple[Figure, str]:
    """Draw shares over the size of the batch, on an axis of powers of 2.

    shares: name -> (batch sizes, shares); the name of an activation gets its style.
    Returns the figure and a description. Chapter: The vanishing gradient.
    """
    fig, ax = new(xlabel="examples in the batch", ylabel=ylabel)
    ends, alt, others = [], [], iter(SERIES)
    for name, (sizes, y) in shares.items():
        look = style(name) if name in _STYLES else next(others)
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
    alt = []
    for ax, (title, (H, path)) in zip(np.atleast_1d(axes), panels.items(), strict=True):
        path = np.round(finite_array("path", path, 2), 9)
        low, high = min(path.min(), goal.min()) - 0.3, max(path.max(), goal.max()) + 0.3
        side = np.linspace(low, high, 60)
        away = np.stack(np.meshgrid(side, side), axis=-1) - goal
        height = clean(((away @ H) * away).sum(axis=-1) / np.trace(H))
        ax.contour(side, side, height, [0.01, 0.05, 0.15, 0.4, 0.9], colors=[FAINT], linewidths=1)
        ax.plot(*path.T, "o-", color=ACCENT, lw=1, ms=3.5)
        ax.plot(*goal, "+", color=INK, ms=10)
        ax.set(xlim=(low, high), ylim=(low, high), aspect="equal")
        alt.append(f"{title}, {len(path) - 1} steps")
    return fig, f"Gradient descent over the contours of two valleys: {'; '.join(alt)}."
