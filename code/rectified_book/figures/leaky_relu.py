"""The drawings of the chapter Leaky ReLU: each returns a figure and a description of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, NullLocator

from rectified import activations
from rectified._checks import finite_array

from .axes import label_ends, label_line, new
from .look import (
    FAINT,
    FONT,
    GOLD,
    INK,
    MUTED,
    NAMES,
    PAPER,
    SERIES,
    STYLES,
    TOO_LARGE,
    house,
    line,
    style,
)
from .rounding import clean


def between(functions: Sequence[Any]) -> tuple[Figure, str]:
    """Draw values and slopes of piecewise linear functions, named on the left, where they differ.

    functions: up to three that are equal on the right: ReLU, Leaky ReLU, identity.
    Returns the figure and a description. Chapter: Leaky ReLU.
    """
    fig, axes = new(2, 1, height=4.4, xlabel=["", "z"], ylabel=["f(z)", "slope f′(z)"])
    left, right = np.array([-4.0, -1e-9]), np.array([1e-9, 4.0])
    alt = []
    for k, f in enumerate(functions):
        look, name = line(f.name), NAMES.get(f.name, f.name)
        for ax, of in zip(axes, (f.value, f.derivative), strict=True):
            for side in (left, right):
                ax.plot(clean(side), clean(of(side)), **look)
            aside = (5, -5, 0)[k] if ax is axes[0] else 0  # ReLU and a leak are near each other
            label_line(ax, -4, of(left)[0], name, look["color"], -6, aside, ha="right")
        alt.append(f"{name} {f.value(-4.0):.1f}, slope {f.derivative(-4.0):.1f}")
    for ax in axes:
        ax.set_xlim(-6.6, 4)
        ax.set_xticks([-4, -2, 0, 2, 4])
        ax.margins(y=0.13)  # the lowest name stands above the axis
    axes[0].set_yticks([-4, 0, 4])
    axes[1].set_yticks([0, 1])
    return fig, f"Values and slopes of functions, at z = -4: {'; '.join(alt)}."


def wakes(paths: Mapping[str, Any]) -> tuple[Figure, str]:
    """Draw the highest pre-activation of silent units over the steps of their training.

    paths: name -> (steps + 1,), from before the first step on; at most four. The style is that of
    the activation by which a name begins, `relu`, `swish`; a name that is none is a Leaky ReLU's.
    Returns the figure and a description. Chapter: Leaky ReLU.
    """
    fig, ax = new(height=3.3, xlabel="step", ylabel="highest pre-activation z of the unit")
    last = max(len(path) for path in paths.values()) - 1
    ax.axhline(0, color=FAINT, lw=1.5, zorder=0)
    label_line(ax, 1, 0, "here it would be active again", MUTED, 2, 9)
    ends, alt = [], []
    for name, path in paths.items():
        path = finite_array(f"paths[{name!r}]", path, 1)
        look = line(name) if name in STYLES else line("leaky_relu")
        steps = np.arange(1, len(path))
        ax.semilogx(steps, clean(path[1:]), **look)
        label = NAMES.get(name, name)
        if path[-1] > 0:
            ax.plot(steps[-1], clean(path[-1]), "o", color=look["color"], ms=7)
            at = steps[len(steps) // 2]
            label_line(ax, at, path[at], label, look["color"], -8, 0, ha="right")
        else:
            ends.append((steps[-1], path[-1], label, look["color"]))
        alt.append(f"{label} from {path[0]:.1f} to {path[-1]:.1f} in {len(path) - 1} steps")
    ax.set_xlim(1, last)
    ax.set_ylim(-7.4, 1.2)
    label_ends(ax, ends)
    return fig, f"Highest pre-activation of one silent unit. {'; '.join(alt)}."


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
    label_line(first, start, first.get_ylim()[1], f"start {start:g}", MUTED, 10, -4)
    with house():
        first.legend(loc="upper left", fontsize=FONT)
    return fig, f"Slopes of PReLU after training from {start:g}. {'; '.join(alt)}."


def spread(
    x: Sequence[float],
    runs: Mapping[str, Any],
    xlabel: str,
    ylabel: str,
    ylim: tuple[float, float] = (0, 1.02),
) -> tuple[Figure, str]:
    """Draw medians over a few settings as lines, with bars from the least to the greatest run.

    x: settings, drawn at equal distances. runs: name -> (len(x), runs); at most four. An
    activation's name has its style.
    Returns the figure and a description. Chapter: Leaky ReLU.
    """
    fig, ax = new(xlabel=xlabel, ylabel=ylabel)
    places, ends, alt = np.arange(len(x)), [], []
    for k, (name, values) in enumerate(runs.items()):
        values = finite_array(f"runs[{name!r}]", values, 2)
        look = style(name) if name in STYLES else SERIES[k]
        middle, label = np.median(values, axis=1), NAMES.get(name, name)
        low, high = clean(values.min(axis=1)), clean(values.max(axis=1))
        ax.vlines(places, low, high, color=look["color"], lw=1)
        ax.plot(places, clean(middle), **look)
        ends.append((places[-1], middle[-1], label, look["color"]))
        alt.append(f"{label}: " + ", ".join(f"{m:.2f}" for m in middle))
    ax.set_ylim(*ylim)
    ax.set_xticks(places, [f"{value:g}".replace("-", "−") for value in x])
    label_ends(ax, ends)
    at = ", ".join(f"{value:g}" for value in x)
    return fig, f"{ylabel}, median of {values.shape[1]} runs, at {xlabel} {at}. {'; '.join(alt)}."


def intervals(gaps: Mapping[str, Any], counts: Sequence[int] = (8, 40)) -> tuple[Figure, str]:
    """Draw mean differences with two standard errors to each side, of few pairs and of many.

    gaps: name -> differences in points, one for each pair. counts: from the first pair on, so many;
    two numbers, the smaller one first.
    Returns the figure and a description. Chapter: Leaky ReLU.
    """
    fig, ax = new(height=1.2 + 0.52 * len(gaps), xlabel="ahead of ReLU, in points of accuracy")
    ax.axvline(0, color=MUTED, lw=1, zorder=0)
    looks = {"color": GOLD, "lw": 1.6, "ms": 4.5}, {"color": INK, "lw": 3, "ms": 7}
    alt = []
    for row, (name, gap) in enumerate(gaps.items()):
        gap = finite_array(f"gaps[{name!r}]", gap, 1)
        told = []
        for n, look, above in zip(counts, looks, (-0.17, 0.17), strict=True):
            mean, reach = gap[:n].mean(), 2 * gap[:n].std(ddof=1) / np.sqrt(n)
            ends = clean(np.array([mean - reach, mean + reach]))
            ax.plot(ends, [row + above] * 2, color=look["color"], lw=look["lw"])
            ax.plot(clean(mean), row + above, "o", color=look["color"], ms=look["ms"])
            if row == 0:
                label_line(ax, ends[1], row + above, f"{n} pairs", look["color"], 6)
            told.append(f"{n} pairs {mean:+.2f}, from {ends[0]:+.2f} to {ends[1]:+.2f}")
        alt.append(f"{name}: {', '.join(told)}")
    ax.set_yticks(range(len(gaps)), list(gaps))
    ax.set_ylim(len(gaps) - 0.5, -0.6)
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)
    return fig, f"Mean difference to ReLU with two standard errors. {'; '.join(alt)}."


def dips(moves: Mapping[str, float], start: float = -4.0) -> tuple[Figure, str]:
    """Draw activations left of zero, a panel each, and which way a silent unit was led.

    moves: activation -> where a unit that began at `start` ends. Where the slope is negative, which
    is left of a lowest point between -3 and 0, the panel is shaded.
    Returns the figure and a description. Chapter: Leaky ReLU.
    """
    fig, axes = new(
        len(moves),
        1,
        height=0.7 + 1.45 * len(moves),
        xlabel=[""] * (len(moves) - 1) + ["z"],
        ylabel=["f(z)"] + [""] * (len(moves) - 1),
        sharex=True,
        sharey=True,
    )
    near, wide = np.linspace(-3, 0, 300_001), np.linspace(-7.5, 1, 341)
    alt = []
    for ax, (name, end) in zip(np.atleast_1d(axes), moves.items(), strict=True):
        f, look = activations.get(name), line(name)
        ax.plot(clean(wide), clean(f.value(wide)), color=look["color"], lw=1.8)
        told = f"{NAMES[name]} leads the unit from {start:g} to {end:.1f}"
        values = f.value(near)
        k = np.argmin(values)
        if 0 < k < len(near) - 1:
            at, low = clean(near[k]), clean(values[k])
            ax.axvspan(-7.5, at, color=TOO_LARGE, alpha=0.13, lw=0)
            label_line(ax, at, low, "lowest point", MUTED, 4, -9)
            ax.plot(at, low, "o", color=PAPER, mec=look["color"], ms=6)
            told += f" and has its minimum {low:.3f} at {at:.3f}"
        lane = clean(f.value(start)) + 0.3
        ax.plot(start, lane, "o", color=INK, ms=6)
        if abs(end - start) > 0.5:
            head = {"arrowstyle": "-|>", "color": INK, "lw": 1.5, "shrinkA": 0, "shrinkB": 0}
            ax.annotate("", (clean(end), lane), (start, lane), arrowprops=head)
        else:
            label_line(ax, start, lane, "hardly moves", INK, 7)
        label_line(ax, -7.4, -0.55 if lane > -0.5 else 0.4, NAMES[name], look["color"], 0)
        ax.set_yticks([-1, 0])
        alt.append(told)
    ax.set_xlim(-7.5, 1)
    ax.set_ylim(-1.15, 0.75)
    return fig, f"Values of {len(moves)} functions left of zero. {'; '.join(alt)}."
