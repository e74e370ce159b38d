"""The drawings of the chapter ReLU: each returns a figure and a description of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.patches
import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

from rectified._checks import finite_array

from .axes import ON_LINE, label_ends, label_line, new, words
from .look import ACCENT, FAINT, FONT, GREEN, INK, NAMES, PAPER, SERIES, STEPS, house, style
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


def corner(slopes: Sequence[float] = (0.25, 0.5, 0.75)) -> tuple[Figure, str]:
    """Draw ReLU, and dashed lines through its corner with the given slopes.

    Returns the figure and a description. Chapter: ReLU.
    """
    slopes = finite_array("slopes", slopes, 1)
    z = np.array([-2.0, 0.0, 2.0])
    fig, ax = new(height=2.9, xlabel="z", ylabel="f(z)")
    for slope in slopes:
        ax.plot(z, clean(slope * z), color=ACCENT, lw=1, ls=SERIES[1]["linestyle"])
    ax.plot(z, np.maximum(z, 0), color=GREEN, lw=2.6)
    ends = [(2, float(slope) * 2, f"slope {slope:g}", ACCENT) for slope in slopes]
    label_ends(ax, [*ends, (2, 2, "ReLU", GREEN)])
    ax.set_xticks([-2, -1, 0, 1, 2])
    said = " and ".join(f"{slope:g}" for slope in slopes)
    return fig, (
        "ReLU is 0 up to z = 0, where it has a corner, and rises to 2 at z = 2. "
        f"Dashed lines through the corner with slopes {said} are nowhere above it."
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


def sawtooth(waves: Sequence[Any], learned: Mapping[int, float]) -> tuple[Figure, str]:
    """Draw a line folded once and three times, and below it how many pieces a network has.

    waves: the line (n,) and what becomes of it after 1, 2, … layers. learned: hidden layers ->
    pieces of a trained network. Returns the figure and a description. Chapter: ReLU.
    """
    texts = {"xlabel": ["x", "hidden layers"], "ylabel": ["output", "straight pieces"]}
    fig, (top, bottom) = new(2, 1, height=5.4, **texts)
    for look, (depth, name) in zip(
        (SERIES[3], SERIES[0]), {1: "1 layer", 3: "3 layers"}.items(), strict=True
    ):
        top.plot(waves[0], clean(waves[depth]), color=look["color"], label=name)
    built = {depth: count_pieces(wave) for depth, wave in enumerate(waves) if depth}
    alt = []
    for look, (name, counts) in zip(
        SERIES,
        {"built, 2 units a layer": built, "trained, 32 units a layer": learned}.items(),
        strict=False,
    ):
        bottom.plot([*counts], [*counts.values()], **look, label=name)
        said = ", ".join(f"{pieces:.0f} with {depth}" for depth, pieces in counts.items())
        alt.append(f"{name}: {said}")
    bottom.set_yscale("log", base=2)
    bottom.set_yticks([2, 8, 32, 128], ["2", "8", "32", "128"])
    bottom.yaxis.set_minor_locator(NullLocator())
    with house():
        above = {"fontsize": FONT, "borderaxespad": 0.2, "bbox_to_anchor": (1, 1)}
        top.legend(loc="lower right", ncols=2, **above)
        bottom.legend(loc="lower right", fontsize=FONT, borderaxespad=0.2)
    return fig, (
        f"Above, a tent of {built[1]} pieces and a sawtooth of {built[3]}. Below, straight pieces "
        f"by the number of hidden layers. {'; '.join(alt)}."
    )


def count_pieces(wave: Any) -> int:
    """Number of straight pieces of a line of equally spaced points, (n,). Chapter: ReLU."""
    slopes = np.diff(finite_array("wave", wave, 1))
    return 1 + int((np.abs(np.diff(slopes)) > 1e-9 * np.abs(slopes).max()).sum())


def cost(widths: Any, shares: Mapping[str, Any]) -> tuple[Figure, str]:
    """Draw the share of a layer's operations that the activation function takes, over the width.

    widths: (n,). shares: activation -> (n,). Returns the figure and a description. Chapter: ReLU.
    """
    fig, ax = new(xlabel="width of the layer", ylabel="share of all operations")
    ends, alt = [], []
    for name, share in shares.items():
        ax.plot(widths, clean(share), **style(name))
        ends.append((widths[-1], share[-1], NAMES[name], style(name)["color"]))
        alt.append(f"{NAMES[name]} from {share[0]:.1%} to {share[-1]:.2%}")
    ax.set(xscale="log", yscale="log")
    ax.yaxis.set_minor_locator(NullLocator())
    label_ends(ax, ends)
    return fig, (
        f"Share of the activation function in a layer's operations, from {widths[0]} to "
        f"{widths[-1]} units: {'; '.join(alt)}."
    )


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
            ax.semilogy(at, np.where(one > 0, one, np.nan), color=GREEN, lw=0.5)
        middle = np.median(sizes, axis=0)
        ax.semilogy(at, clean(middle[at]), color=INK, lw=2.2)
        ax.axhline(1, color=FAINT, lw=1, zorder=0)
        ax.yaxis.set_minor_locator(NullLocator())
        low, high = np.quantile(sizes[:, 0], [0.05, 0.95])
        alt.append(
            f"{title}: {len(sizes)} networks, median in layer 0 {middle[0]:.1g} of the last "
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


def race(
    learning_rates: Sequence[float], panels: Mapping[str, Mapping[str, Any]], goal: str
) -> tuple[Figure, str]:
    """Draw how many epochs a goal takes at each learning rate: the median and the whole range.

    panels: title -> activation -> epochs (rates, networks), infinite where the goal was not
    reached. goal: what is to be reached, for the axis.
    Returns the figure and a description. Chapter: ReLU.
    """
    n = len(panels)
    below = [""] * (n - 1) + ["learning rate"]
    fig, axes = new(
        n, 1, title=[*panels], xlabel=below, ylabel=f"epochs to {goal}", sharex=True, sharey=True
    )
    x = np.arange(len(learning_rates), dtype=float)
    alt = []
    for ax, (title, runs) in zip(np.atleast_1d(axes), panels.items(), strict=True):
        ax.axhline(_NEVER, color=FAINT, lw=0.8, zorder=0)
        alt.append(f"{title}.")
        for shift, (name, epochs) in zip((-0.07, 0.07), runs.items(), strict=False):
            epochs = np.where(np.isfinite(epochs), epochs, _NEVER)
            middle = np.median(epochs, axis=1)
            look = style(name)
            ax.plot(x + shift, middle, **look, label=NAMES[name])
            ax.vlines(
                x + shift, epochs.min(axis=1), epochs.max(axis=1), color=look["color"], lw=1.2
            )
            parts = [
                f"{'not reached' if m == _NEVER else f'{m:.0f}'} at {rate:g}"
                for rate, m in zip(learning_rates, middle, strict=True)
            ]
            alt.append(f"{NAMES[name]}: {', '.join(parts)}.")
        ax.set(ylim=(0, _NEVER + 2), xlim=(-0.4, len(x) - 0.4))
        ax.set_xticks(x, [f"{rate:g}" for rate in learning_rates])
        ax.set_yticks([0, 10, 20, 30, _NEVER], ["0", "10", "20", "30", "never"])
    with house():
        np.atleast_1d(axes)[0].legend(
            fontsize=FONT, loc="lower right", bbox_to_anchor=(1, 1), ncols=len(runs)
        )
    return fig, f"Median number of epochs to {goal}. {' '.join(alt)}"


_NEVER = 36  # where `race` draws a goal that was not reached


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
    heatmap(ax, 100 * shares, widths, depths, "{:.0f} %", limits=(0, 100))
    rows = [
        f"width {width}: " + ", ".join(f"{100 * share:.0f}" for share in row)
        for width, row in zip(widths, shares, strict=True)
    ]
    return fig, (
        f"Percent of networks born dead at depths {', '.join(map(str, depths))}. {'; '.join(rows)}."
    )


def dead_map(table: Any) -> tuple[Figure, str]:
    """Draw the share of dead units in percent, and where the network has learned nothing much.

    table: of `sweeps.run` with `diagnostics.dead_after_training`, over bias, scaling, momentum and
    learning_rate in this order. A cell is the median of its seeds, in brackets where the median
    accuracy is below one half; which units of a broken network are left is chance, so these shares
    are rounded to quarters. Returns the figure and a description. Chapter: ReLU.
    """
    knobs = ("bias", "scaling", "momentum", "learning_rate")
    values = [list(dict.fromkeys(table[knob].tolist())) for knob in knobs]
    shape = [len(v) for v in values]
    dead, score = (np.median(table[c].reshape(*shape, -1), axis=-1) for c in ("dead", "accuracy"))
    biases, scalings, momenta, rates = values
    rows = [f"{s}, {m:g}" for s in scalings for m in momenta]
    titles = [f"biases start at {b:g}".replace("-", "−") for b in biases]
    below = [""] * (len(biases) - 1) + ["learning rate"]
    texts = {"title": titles, "xlabel": below, "ylabel": "images, momentum"}
    fig, axes = new(len(biases), 1, height=len(biases) * (1.05 + 0.4 * len(rows)), **texts)
    alt = []
    for ax, title, shares, scores in zip(np.atleast_1d(axes), titles, dead, score, strict=True):
        shares = clean(100 * shares).reshape(len(rows), -1)
        good = scores.reshape(shares.shape) >= 0.5
        shares = np.where(good | (shares < 10), shares, 25 * np.round(shares / 25))
        heatmap(ax, shares, rows, [f"{rate:g}" for rate in rates], None, (0, 100))
        said = np.where(good, "{:.0f}", "({:.0f})")
        said = np.array([form.format(s) for form, s in zip(said.flat, shares.flat, strict=True)])
        said = said.reshape(shares.shape)
        for (i, j), text in np.ndenumerate(said):
            words(ax, j, i, text, color=PAPER if shares[i, j] * len(STEPS) >= 400 else INK)
        lines = [f"{row}: {' '.join(line)}" for row, line in zip(rows, said, strict=True)]
        alt.append(f"{title}: {'; '.join(lines)}.")
    return fig, (
        f"Percent of dead units by learning rate ({', '.join(f'{r:g}' for r in rates)}), images "
        f"and momentum; brackets where accuracy is below one half. {' '.join(alt)}"
    )
