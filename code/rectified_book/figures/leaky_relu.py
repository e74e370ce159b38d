"""The drawings of the chapter Leaky ReLU: each returns a figure and a description of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, NullLocator

from rectified._checks import finite_array

from .axes import label_ends, label_line, new
from .look import FAINT, FONT, INK, MUTED, NAMES, PAPER, SERIES, STYLES, house, line, style
from .plots import curves
from .rounding import clean


def recovery(steps: Mapping[float, int], way: float) -> tuple[Figure, str]:
    """Draw over 1/alpha how many steps a silent unit needs until it fires again.

    steps: alpha -> steps, both positive. way: what way/alpha predicts, drawn as a line.
    Returns the figure and a description. Chapter: Leaky ReLU.
    """
    slopes = np.array(sorted(steps))
    fig, ax = new(xlabel="1 / α", ylabel="steps until it fires again")
    look = style("leaky_relu")
    ax.loglog(clean(1 / slopes), clean(way / slopes), color=MUTED, lw=1)
    half = 1 / np.sqrt(slopes[0] * slopes[-1])
    label_line(ax, half, way * half, f"{way:.0f} / α", MUTED, -7, 7, ha="right")
    for alpha in slopes:
        ax.plot(clean(1 / alpha), steps[alpha], look["marker"], color=look["color"], ms=6)
        label_line(ax, 1 / alpha, steps[alpha], f"α = {alpha:g}", look["color"], 8, -9)
    ax.set_xlim(1 / slopes.max() / 1.6, 8 / slopes.min())
    ax.set_ylim(min(steps.values()) / 3, 2 * max(steps.values()))
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(LogLocator(numticks=6))
        axis.set_minor_locator(NullLocator())
    said = ", ".join(f"{n} for alpha {a:g}" for a, n in steps.items())
    return fig, (
        f"Steps until a silent unit fires again, nearly on the line {way:.1f} / alpha: {said}."
    )


def spread(
    x: Any, runs: Mapping[Any, Any], xlabel: str, ylabel: str, ylim: tuple[float, float] = (0, 1.02)
) -> tuple[Figure, str]:
    """Draw medians over x as lines, with bars from the least to the greatest of the runs.

    runs: name -> (len(x), runs). An activation's name has its style; a number is a negative slope
    and drawn as Leaky ReLU, with another line for each; at most four names.
    Returns the figure and a description. Chapter: Leaky ReLU.
    """
    fig, ax = new(xlabel=xlabel, ylabel=ylabel)
    ends, alt, slopes = [], [], [name for name in runs if not isinstance(name, str)]
    for k, (name, values) in enumerate(runs.items()):
        values = finite_array(f"runs[{name!r}]", values, 2)
        label = f"α = {name:g}" if name in slopes else NAMES.get(name, name)
        if name in slopes:
            look = _leaky(slopes.index(name))
        else:
            look = style(name) if name in STYLES else SERIES[k]
        middle = np.median(values, axis=1)
        ax.vlines(x, clean(values.min(1)), clean(values.max(1)), color=look["color"], lw=1)
        ax.plot(x, clean(middle), **look)
        ends.append((x[-1], middle[-1], label, look["color"]))
        alt.append(f"{label}: " + ", ".join(f"{m:.2f}" for m in middle))
    ax.set_ylim(*ylim)
    ax.set_xticks(x, [f"{value:g}".replace("-", "−") for value in x])
    if x[0] > x[-1]:
        ax.invert_xaxis()
    label_ends(ax, ends)
    at = ", ".join(f"{value:g}" for value in x)
    return fig, f"{ylabel}, median of {values.shape[1]} runs, at {xlabel} {at}. {'; '.join(alt)}."


def _leaky(k: int) -> dict[str, Any]:
    """The k-th of several Leaky ReLUs: one color, different lines and markers."""
    lines, markers = [(0, (5, 2)), (0, (1.5, 1.2)), (0, (6, 1.5, 1.5, 1.5)), "-"], "Dov^"
    return {**style("leaky_relu"), "linestyle": lines[k], "marker": markers[k]}


def solved(widths: Sequence[int], successes: Mapping[Any, Any], n: int) -> tuple[Figure, str]:
    """Draw the share of n random starts that succeed, by width, with a standard error each way.

    successes: activation, or negative slope of a Leaky ReLU -> (len(widths),) counts; at most four.
    Returns the figure and a description. Chapter: Leaky ReLU.
    """
    fig, ax = new(xlabel="hidden units", ylabel="share of starts that solve XOR")
    alt, slopes = [], [name for name in successes if not isinstance(name, str)]
    shown = []
    for name, counts in successes.items():
        share = finite_array(f"successes[{name!r}]", counts, 1) / n
        leaky = name in slopes
        look = _leaky(slopes.index(name)) if leaky else style(name)
        error = np.sqrt(share * (1 - share) / n)
        ax.vlines(widths, clean(share - error), clean(share + error), color=look["color"], lw=1)
        label = f"Leaky ReLU, α = {name:g}" if leaky else NAMES[name]
        shown += ax.plot(widths, clean(share), **look, ms=5.5, label=label)
        alt.append(f"{label}: " + ", ".join(f"{s:.2f}" for s in share))
    ax.set_ylim(0, 1.04)
    ax.set_xticks(widths)
    with house():
        ax.legend(handles=shown, loc="lower right", fontsize=FONT)
    at = ", ".join(map(str, widths))
    return fig, f"Share of {n} starts that solve XOR with {at} hidden units. {'; '.join(alt)}."


def learned_slopes(panels: Mapping[str, Sequence[Any]], start: float) -> tuple[Figure, str]:
    """Draw how the slopes that a PReLU network has learned are distributed, a panel per task.

    panels: title -> the slopes of each hidden layer, arrays of any shape. start: their first value.
    Returns the figure and a description. Chapter: Leaky ReLU.
    """
    all_slopes = np.concatenate([np.ravel(a) for layers in panels.values() for a in layers])
    low, high = np.floor(10 * all_slopes.min()), np.ceil(10 * all_slopes.max())
    bins = np.arange(int(low), int(high) + 1) / 10
    below = [""] * (len(panels) - 1) + ["learned slope α"]
    above = [f"units, {title}" for title in panels]
    fig, axes = new(len(panels), 1, xlabel=below, ylabel=above, sharex=True)
    alt = []
    for ax, (title, layers) in zip(np.atleast_1d(axes), panels.items(), strict=True):
        ax.axvline(start, color=FAINT, lw=1.5, zorder=0)
        for k, alpha in enumerate(map(np.ravel, layers)):
            look = {key: SERIES[k][key] for key in ("color", "linestyle")}
            counts, _ = np.histogram(alpha, bins)
            ax.stairs(counts, bins, **look, lw=1.6, label=f"hidden layer {k + 1}")
            alt.append(
                f"{title}, layer {k + 1}: mean {alpha.mean():.2f}, from {alpha.min():.2f} to "
                f"{alpha.max():.2f}"
            )
        ax.set_ylim(0)
    first = np.atleast_1d(axes)[0]
    label_line(first, start, first.get_ylim()[1], f"start {start:g}", MUTED, 5, -4)
    with house():
        first.legend(loc="upper left", fontsize=FONT)
    return fig, f"Slopes of PReLU after training from {start:g}. {'; '.join(alt)}."


def dips(functions: Sequence[Any]) -> tuple[Figure, str]:
    """Draw activations left of zero and their slopes, and mark the minima of those that dip.

    functions: at most four. Minima are looked for between -3 and 0, to five decimals.
    Returns the figure and a description. Chapter: Leaky ReLU.
    """
    fig, axes = new(2, 1, xlabel=["", "z"], ylabel=["f(z)", "slope f′(z)"])
    curves(axes, functions, np.linspace(-5, 1.5, 261))
    z, alt = np.linspace(-3, 0, 300_001), []
    for f in functions:
        values = f.value(z)
        k = np.argmin(values)
        if 0 < k < len(z) - 1:
            at, low = clean(z[k]), clean(values[k])
            axes[0].plot(at, low, "o", color=line(f.name)["color"], mec=PAPER, ms=7)
            alt.append(f"{NAMES[f.name]} has its minimum {low:.3f} at {at:.3f}")
    names = ", ".join(NAMES[f.name] for f in functions)
    return fig, f"Values and slopes of {names}. {'; '.join(alt) or 'None has a minimum'}."


def moments(panels: Mapping[str, Mapping[float, Any]]) -> tuple[Figure, str]:
    """Draw the mean square of the pre-activations by layer, one line per size of the inputs.

    panels: activation -> {standard deviation of the inputs: (networks, n_layers)}, of which the
    medians are drawn. Returns the figure and a description. Chapter: Leaky ReLU.
    """
    below = [""] * (len(panels) - 1) + ["layer"]
    above = [f"mean of z², {NAMES[name]}" for name in panels]
    fig, axes = new(len(panels), 1, xlabel=below, ylabel=above, sharex=True, sharey=True)
    alt = []
    for ax, (name, paths) in zip(np.atleast_1d(axes), panels.items(), strict=True):
        ax.axhline(1, color=FAINT, lw=1, zorder=0)
        for size, path in paths.items():
            path = np.median(finite_array("path", path, 2), axis=0)
            ax.semilogy(1 + np.arange(len(path)), clean(path), **line(name))
            label_line(ax, 1, path[0], f"× {size:g}", INK, -5, ha="right")
            alt.append(f"{NAMES[name]}, inputs × {size:g}: from {path[0]:.2g} to {path[-1]:.2g}")
        ax.set_xlim(-4, len(path))
        ax.set_xticks(np.arange(0, len(path) + 1, 10))
        ax.yaxis.set_minor_locator(NullLocator())
    return fig, f"Mean square of z by layer, from the first to the last. {'; '.join(alt)}."


def strips(scores: Mapping[str, Any], xlabel: str) -> tuple[Figure, str]:
    """Draw a row of dots per name, one dot per run, and the mean of the row as a bar.

    scores: name -> (runs,). Returns the figure and a description. Chapter: Leaky ReLU.
    """
    fig, ax = new(height=0.8 + 0.42 * len(scores), xlabel=xlabel)
    alt = []
    for row, (name, values) in enumerate(scores.items()):
        values = finite_array(f"scores[{name!r}]", values, 1)
        heights = row + 0.17 * _stacked(clean(values))
        ax.plot(clean(values), heights, "o", mfc="none", mec=MUTED, ms=5)
        ax.plot([clean(values.mean())] * 2, [row - 0.34, row + 0.34], color=INK, lw=2.4)
        alt.append(f"{name} {values.mean():.3f} ± {values.std(ddof=1):.3f}")
    ax.set_yticks(range(len(scores)), list(scores))
    ax.set_ylim(len(scores) - 0.5, -0.5)
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)
    return fig, f"{xlabel}, {len(values)} runs each, mean and standard deviation: {'; '.join(alt)}."


def _stacked(values: np.ndarray) -> np.ndarray:
    """Heights at which equal values stand over one another, around 0."""
    heights = np.empty(len(values))
    for value in np.unique(values):
        same = values == value
        heights[same] = np.arange(same.sum()) - (same.sum() - 1) / 2
    return heights
