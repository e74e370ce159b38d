"""The drawings of the chapter ReLU: each returns a figure and a description of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.patches
import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

from rectified._checks import finite_array

from .axes import ON_LINE, label_ends, label_line, new
from .look import ACCENT, FAINT, GREEN, INK, PAPER, SERIES
from .plots import heatmap
from .rounding import clean


def board(panels: Mapping[str, Any], columns: int = 16) -> tuple[Figure, str]:
    """Draw units as squares: the more of the examples a unit answers, the larger its square.

    panels: title -> for each unit the share of examples for which it is not 0, shape (n,). A unit
    that answers none gets a cross. columns: units in a row.
    Returns the figure and a description. Chapter: ReLU.
    """
    panels = {title: clean(finite_array(title, s, 1)) for title, s in panels.items()}
    rows = [-(-len(shares) // columns) for shares in panels.values()]
    fig, axes = new(len(panels), 1, height=0.5 * len(panels) + 0.29 * sum(rows), title=[*panels])
    alt = []
    for ax, n_rows, (title, shares) in zip(np.atleast_1d(axes), rows, panels.items(), strict=True):
        ax.set(xlim=(-0.6, columns - 0.4), ylim=(n_rows - 0.4, -0.6), aspect="equal")
        ax.axis("off")
        for k, share in enumerate(shares):
            y, x = divmod(k, columns)
            if share > 0:
                side = clean(max(0.12, 0.92 * np.sqrt(share)))
                corner = (x - side / 2, y - side / 2)
                ax.add_patch(matplotlib.patches.Rectangle(corner, side, side, fc=GREEN, ec="none"))
            else:
                ax.plot(x, y, "x", color=ACCENT, ms=7, mew=1.6)
        alive = shares[shares > 0]
        answers = f"; the others answer {np.median(alive):.0%} (median)" if len(alive) else ""
        alt.append(f"{title}: {np.sum(shares == 0)} of {len(shares)} units answer none{answers}.")
    return fig, "Units of a layer and the share of examples that they answer. " + " ".join(alt)


def function_and_slope() -> tuple[Figure, str]:
    """Draw ReLU and, dashed, its slope, which is left open at the corner.

    Returns the figure and a description. Chapter: ReLU.
    """
    z = np.array([-2.0, 0.0, 2.0])
    fig, ax = new(height=2.9, xlabel="z")
    ax.plot(z, np.maximum(z, 0), color=GREEN, lw=2.6)
    for side, slope in ((z[:2], 0), (z[1:], 1)):
        ax.plot(side, [slope, slope], color=ACCENT, lw=1.8, ls=SERIES[1]["linestyle"], zorder=3)
        ax.plot(0, slope, "o", color=ACCENT, mfc=PAPER, ms=7, mew=1.6, zorder=4)
    label_ends(ax, [(2, 2, "f(z)", GREEN), (2, 1, "slope", ACCENT)])
    ax.set_xticks([-2, -1, 0, 1, 2])
    ax.set_yticks([0, 1, 2])
    return fig, (
        "ReLU is 0 up to z = 0, where it has a corner, and rises to 2 at z = 2. "
        "Its slope, dashed, is 0 on the left and 1 on the right, and open at z = 0."
    )


def fate(panels: Mapping[str, Any]) -> tuple[Figure, str]:
    """Draw what units receive in the course of training: all pre-activations after each step.

    panels: title -> pre-activations of one unit, (steps, examples). A bar runs from the lowest to
    the highest example, a dot marks the median. Red bars end below 0: the unit answers nothing.
    Returns the figure and a description. Chapter: ReLU.
    """
    n = len(panels)
    below = [""] * (n - 1) + ["steps"]
    above = "z, lowest to highest image"
    fig, axes = new(n, 1, title=[*panels], xlabel=below, ylabel=above, sharex=True)
    alt = []
    for ax, (title, z) in zip(np.atleast_1d(axes), panels.items(), strict=True):
        z = finite_array(title, z, 2)
        low, middle, high = (clean(q) for q in np.quantile(z, [0, 0.5, 1], axis=1))
        ax.axhline(0, color=FAINT, lw=1, zorder=0)
        for part, color in ((high > 0, GREEN), (high <= 0, ACCENT)):
            at = np.flatnonzero(part)
            ax.vlines(at, low[at], high[at], color=color, lw=3)
            ax.plot(at, middle[at], "o", color=color, ms=6)
        end = f"from {low[-1]:.0f} to {high[-1]:.0f} after step {len(z) - 1}"
        dead = np.flatnonzero(high <= 0)
        fell = f", below 0 for every example from step {dead[0]} on" if len(dead) else ""
        alt.append(f"{title}: from {low[0]:.0f} to {high[0]:.0f} at the start, {end}{fell}.")
    return fig, "Range of a unit's pre-activations over all examples. " + " ".join(alt)


def folds(waves: Sequence[Any]) -> tuple[Figure, str]:
    """Draw a line from 0 to 1 after each fold, one panel per fold.

    waves: the line (n,) and what becomes of it after 1, 2, … layers.
    Returns the figure and a description. Chapter: ReLU.
    """
    line, *folded = (finite_array("waves", wave, 1) for wave in waves)
    pieces = [count_pieces(wave) for wave in folded]
    titles = [f"{_layers(depth)}: {n} pieces" for depth, n in enumerate(pieces, start=1)]
    fig, axes = new(1, len(folded), height=2.2, title=titles, xlabel="x", sharey=True)
    for ax, wave in zip(np.atleast_1d(axes), folded, strict=True):
        ax.plot(clean(line), clean(wave), color=GREEN, lw=2)
        ax.set_xticks([0, 1])
        ax.set_yticks([0, 1])
    return fig, f"A line from 0 to 1, folded. {'; '.join(titles)}."


def _layers(count: int) -> str:
    return "1 layer" if count == 1 else f"{count} layers"


def count_pieces(wave: Any) -> int:
    """Number of straight pieces of a line of equally spaced points, (n,). Chapter: ReLU."""
    slopes = np.diff(finite_array("wave", wave, 1))
    return 1 + int((np.abs(np.diff(slopes)) > 1e-9 * np.abs(slopes).max()).sum())


def typical(panels: Mapping[str, Any]) -> tuple[Figure, str]:
    """Draw the gradient of many networks through their layers, thin, and its median, thick.

    panels: title -> sizes of the gradient in units of the last layer's, (networks, layers), the
    first layer first. Returns the figure and a description. Chapter: ReLU.
    """
    n = len(panels)
    below = [""] * (n - 1) + ["layer k"]
    above = "size of the gradient δ⁽ᵏ⁾"
    fig, axes = new(n, 1, title=[*panels], xlabel=below, ylabel=above, sharex=True, sharey=True)
    alt = []
    for ax, (title, sizes) in zip(np.atleast_1d(axes), panels.items(), strict=True):
        sizes = clean(finite_array(title, sizes, 2))
        at = np.arange(0, sizes.shape[1], 3)  # every third layer: lines enough, a small file
        for one in sizes[:, at]:
            ax.semilogy(at + 1, np.where(one > 0, one, np.nan), color=GREEN, lw=0.5)
        middle = np.median(sizes, axis=0)
        ax.semilogy(at + 1, clean(middle[at]), color=INK, lw=2.2)
        ax.axhline(1, color=FAINT, lw=1, zorder=0)
        ax.yaxis.set_minor_locator(NullLocator())
        low, high = np.quantile(sizes[:, 0], [0.05, 0.95])
        alt.append(
            f"{title}: {len(sizes)} networks, median in layer 1 {middle[0]:.1g} of the last "
            f"layer's, nine in ten between {low:.0e} and {high:.0e}."
        )
    return fig, " ".join(alt)


def narrowing(measured: Any, predicted: Any) -> tuple[Figure, str]:
    """Draw the cosine of two inputs through the layers of networks, and the predicted course.

    measured: (networks, layers), the inputs first. predicted: (layers,).
    Returns the figure and a description. Chapter: ReLU.
    """
    measured = clean(finite_array("measured", measured, 2))
    fig, ax = new(xlabel="layers passed", ylabel="cosine of two inputs")
    for one in measured:
        ax.plot(one, color=GREEN, lw=0.9)
    ax.plot(clean(predicted), color=INK, lw=1.6, ls=SERIES[1]["linestyle"])
    ax.set(ylim=(min(-0.03, measured.min() - 0.03), 1.03), xlim=(0, measured.shape[1] - 1))
    n = measured.shape[1] - 1
    label_line(ax, 0.25 * n, predicted[n // 4], "dashed: theory", INK, 8, -34)
    label_line(ax, 0.25 * n, predicted[n // 4], f"{len(measured)} networks", GREEN, 8, -51)
    stops = [k for k in (0, 1, 2, 5, 10, 20, 50, 100) if k <= n]
    pairs = ", ".join(f"{measured[:, k].mean():.2f} ({predicted[k]:.2f}) at {k}" for k in stops)
    return fig, f"Cosine of two inputs after k layers, measured (and predicted): {pairs}."


HISTORY = {
    1941: "Householder: nerve fibers",
    1969: "Fukushima: analog threshold elements",
    1980: "Fukushima: Neocognitron",
    2000: "Hahnloser et al.: silicon circuit",
    2009: "Jarrett et al.: rectification in vision",
    2010: "Nair & Hinton: it gets its name",
    2011: "Glorot et al.: deep sparse rectifiers",
    2012: "Krizhevsky et al.: ImageNet",
    2013: "Maas et al.: Leaky ReLU",
    2015: "He et al.: variance 2/n",
    2016: "Hendrycks & Gimpel: GELU",
    2017: "Vaswani et al.: Transformer",
}
"""Some stations of ReLU, year by year; the chapter cites each of them."""


def timeline(events: Mapping[int, str]) -> tuple[Figure, str]:
    """Draw years as a staircase: one step per event, at its true place in time.

    events: year -> what happened, in a few words.
    Returns the figure and a description. Chapter: ReLU.
    """
    years = sorted(events)
    fig, ax = new(height=0.6 + 0.33 * len(years))
    first, last = years[0], years[-1]
    ax.set(xlim=(first - 4, last + 4), ylim=(len(years) - 0.4, -0.6))
    for k, year in enumerate(years):
        ax.plot([year, year], [k, len(years) - 0.4], color=FAINT, lw=0.8, zorder=0)
        ax.plot(year, k, "o", color=GREEN, ms=6)
        right = year < first + 0.6 * (last - first)  # a name takes about half of the axis
        side = {"ha": "left", "dx": 8} if right else {"ha": "right", "dx": -8}
        label_line(ax, year, k, f"{year} {events[year]}", INK, bbox=ON_LINE, **side)
    ax.set_yticks([])
    ax.set_xticks([year for year in range(1900, 2100, 20) if first - 4 <= year <= last + 4])
    ax.spines["left"].set_visible(False)
    stations = "; ".join(f"{year} {events[year]}" for year in years)
    return fig, f"Timeline from {first} to {last}: {stations}."


def stillborn(shares: Any, widths: Sequence[int], depths: Sequence[int]) -> tuple[Figure, str]:
    """Draw the share of networks that are born dead, over width and depth, in percent.

    shares: (len(widths), len(depths)). Returns the figure and a description. Chapter: ReLU.
    """
    shares = finite_array("shares", shares, 2)
    fig, ax = new(height=0.7 + 0.42 * len(widths), xlabel="hidden layers", ylabel="units per layer")
    heatmap(ax, 100 * shares, widths, depths, "{:.0f}%", limits=(0, 100))
    rows = [
        f"width {width}: " + ", ".join(f"{100 * share:.0f}" for share in row)
        for width, row in zip(widths, shares, strict=True)
    ]
    return fig, (
        f"Percent of networks born dead at depths {', '.join(map(str, depths))}. {'; '.join(rows)}."
    )


def dead_by_rate(panels: Mapping[str, Mapping[str, Any]]) -> tuple[Figure, str]:
    """Draw the share of dead units over the learning rate, a panel per way of training.

    panels: title -> name of the images, at most four -> an `experiments.DeadByRate`. A point is the
    median of its networks, hollow where the median of them reads less than half of the new digits.
    Which units of such a network are left is chance: these shares are rounded to quarters.
    Returns the figure and a description. Chapter: ReLU.
    """
    n = len(panels)
    below = [""] * (n - 1) + ["learning rate"]
    above = [f"dead units, {title}" for title in panels]
    fig, axes = new(n, 1, height=1.2 + 1.65 * n, xlabel=below, ylabel=above, sharey=True)
    alt, looks = [], (SERIES[1], SERIES[0], *SERIES[2:])
    for ax, (title, images) in zip(np.atleast_1d(axes), panels.items(), strict=True):
        ends, told = [], []
        for look, (name, run) in zip(looks, images.items(), strict=False):
            share, reads = dead_percent(run), np.median(run.score, axis=-1) >= 0.5
            at = np.arange(len(share))
            ax.plot(at, share, color=look["color"], lw=1.6, zorder=2)
            for some, filling in ((reads, look["color"]), (~reads, PAPER)):
                ax.plot(at[some], share[some], "o", color=look["color"], mfc=filling, ms=7, mew=1.6)
            ends.append((at[-1], share[-1], name, look["color"]))
            said = [f"{s:.0f}" if r else f"({s:.0f})" for s, r in zip(share, reads, strict=True)]
            told.append(f"{name} {' '.join(said)}")
        ax.set(ylim=(-8, 108), xlim=(-0.2, len(at) - 0.8))
        ax.set_xticks(at, [f"{rate:g}" for rate in run.rates])
        ax.set_yticks([0, 50, 100], ["0%", "50%", "100%"])
        label_ends(ax, ends)
        rates = ", ".join(f"{rate:g}" for rate in run.rates)
        alt.append(f"{title}, at rates {rates}: {'; '.join(told)}.")
    return fig, (
        "Percent of dead units after training, in brackets where less than half of the new digits "
        f"are read. {' '.join(alt)}"
    )


def dead_percent(run: Any) -> np.ndarray:
    """Percent of dead units at each rate of an `experiments.DeadByRate`, as the map has it, (n,).

    Where less than half of the new digits are read, it is rounded to quarters. Chapter: ReLU.
    """
    share = clean(100 * np.median(run.dead, axis=-1))
    reads = np.median(run.score, axis=-1) >= 0.5
    return np.where(reads, share, 25 * np.round(share / 25))
