"""The drawings of the page ReLU where it is used: each returns a figure and a description of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, NullLocator

from rectified._checks import finite_array

from .axes import label_ends, new
from .look import FAINT, NAMES, SERIES, house, line
from .rounding import clean


def dead_by_rate(rates: Sequence[float], shares: Mapping[str, Any]) -> tuple[Figure, str]:
    """Draw the share of dead units over the learning rate, with bars from least to greatest.

    rates: positive, ascending. shares: name -> (len(rates), networks); at most four names.
    Returns the figure and a description. Chapter: ReLU where it is used.
    """
    fig, ax = new(xlabel="learning rate of Adam", ylabel="share of dead units")
    ends, told, at = [], [], clean(np.log10(rates))
    for (name, share), look in zip(shares.items(), SERIES, strict=False):
        share = finite_array(f"shares[{name!r}]", share, 2)
        middle = clean(np.median(share, axis=1))
        ax.vlines(at, clean(share.min(1)), clean(share.max(1)), color=look["color"], lw=1)
        ax.plot(at, middle, **look)
        ends.append((at[-1], middle[-1], name, look["color"]))
        told.append(f"{name}: " + ", ".join(f"{m:.0%}" for m in middle))
    ax.set_ylim(-0.03, 1.03)
    ax.set_xticks(at, [f"{rate:g}" for rate in rates])
    label_ends(ax, ends)
    said = ", ".join(f"{rate:g}" for rate in rates)
    return fig, (
        f"Share of dead units after training with Adam at the rates {said}, medians of "
        f"{share.shape[1]} networks. {'; '.join(told)}."
    )


def factors(panels: Mapping[str, Mapping[str, Any]]) -> tuple[Figure, str]:
    """Draw the gradient factor per layer over the epochs of a training, a panel per optimizer.

    panels: title -> {name: (epochs + 1, networks)}, of which the medians are drawn; at most four
    names. NaN is left out, and the name says where the line ends.
    Returns the figure and a description. Chapter: ReLU where it is used.
    """
    above = [f"gradient factor per layer ρ, {title}" for title in panels]
    below = [""] * (len(panels) - 1) + ["epoch"]
    fig, axes = new(len(panels), 1, xlabel=below, ylabel=above, sharex=True, sharey=True)
    told = []
    for ax, (title, runs) in zip(np.atleast_1d(axes), panels.items(), strict=True):
        ends = []
        ax.axhline(1, color=FAINT, lw=1, zorder=0)
        for (name, factor), look in zip(runs.items(), SERIES, strict=False):
            middle = clean(np.median(factor, axis=1))
            ax.plot(middle, **look)
            last = np.flatnonzero(np.isfinite(middle))[-1]
            gone = "" if last == len(middle) - 1 else " (ends here)"
            ends.append((last, middle[last], name + gone, look["color"]))
            told.append(f"{title}, {name}: {middle[0]:.2f} to {middle[last]:.2f}{gone}")
        ax.set_ylim(0.9, 1.72)
        label_ends(ax, ends)
    return fig, f"Gradient factor per layer from the start to the last epoch. {'; '.join(told)}."


def spectra(values: Mapping[tuple[str, str], Any]) -> tuple[Figure, str]:
    """Draw sorted singular values on a log axis, in units of the largest.

    values: (activation, start) -> (n,), descending from 1. What is below 10⁻⁴ is left out.
    Returns the figure and a description. Chapter: ReLU where it is used.
    """
    fig, ax = new(
        xlabel="directions, from the best kept on (%)",
        ylabel="what a direction keeps, in units of the best one",
    )
    ax.set_yscale("log")
    told, shown = [], []
    for (name, start), kept in values.items():
        kept = finite_array("values", kept, 1)
        share = 100 * (np.arange(len(kept)) + 0.5) / len(kept)
        look = line(name) | {"lw": 2.6 if start == "orthogonal" else 1.1}
        label = f"{NAMES[name]}, {start}"
        seen = np.where(kept > 1e-4, kept, np.nan)
        shown += ax.plot(clean(share), clean(seen), **look, label=label)
        told.append(f"{label} {(kept > 0.1).mean():.0%}")
    ax.axhline(0.1, color=FAINT, lw=1, zorder=0)
    ax.set_ylim(1e-4, 1.5)
    ax.set_xlim(0, 100)
    ax.yaxis.set_major_locator(LogLocator(numticks=6))
    ax.yaxis.set_minor_locator(NullLocator())
    with house():
        ax.legend(handles=shown, loc="lower right")
    return fig, (
        "Singular values of a deep network, sorted, in units of the largest. Share of directions "
        f"that keep at least a tenth of it: {'; '.join(told)}."
    )
