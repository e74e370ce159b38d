"""The drawings of the chapter Vision: each returns a figure and a description of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, PercentFormatter

from rectified._checks import finite_array

from .axes import label_ends, new
from .halftone import halftone, signed_halftone
from .look import FAINT, NAMES, SERIES, STYLES, WIDTH, house, style
from .rounding import clean


def filters_and_maps(filters: Any, maps: Any, columns: int = 4) -> tuple[Figure, str]:
    """Draw filters, and below each the map that it makes of one image.

    filters: (kernel, kernel, n), squares where above 0, discs where below. maps: (height, width,
    n), none below 0; the largest number of all maps fills its cell, so that faint maps look faint.
    Returns the figure and a description. Chapter: Vision.
    """
    filters, maps = finite_array("filters", filters, 3), finite_array("maps", maps, 3)
    n, most = filters.shape[-1], maps.max()
    rows = 2 * -(-n // columns)
    fig, ax = new(height=0.2 + 0.98 * rows * WIDTH / columns)
    ax.remove()
    grid = fig.add_gridspec(rows, columns)
    with house():
        for k in range(n):
            row, column = divmod(k, columns)
            signed_halftone(fig.add_subplot(grid[2 * row, column]), clean(filters[..., k]))
            below = fig.add_subplot(grid[2 * row + 1, column])
            halftone(below, np.append(clean(maps[..., k]), [[most]] * len(maps), axis=1))
            below.set_xlim(-0.6, maps.shape[1] - 0.5)  # hides the column that sets the scale
    active = ", ".join(f"{share:.0%}" for share in (maps > 0).mean(axis=(0, 1)))
    return fig, (
        f"{n} filters of {filters.shape[0]} × {filters.shape[1]} weights, squares above 0, discs "
        f"below, and the maps that they make of one digit. Active places: {active}."
    )


def moved(scores: Mapping[str, Any]) -> tuple[Figure, str]:
    """Draw the share of digits that are read over the number of pixels that they have moved.

    scores: name -> one share for 0, 1, 2, … pixels; at most four names.
    Raises ValueError for more. Returns the figure and a description. Chapter: Vision.
    """
    if not 1 <= len(scores) <= len(SERIES):
        raise ValueError(f"scores must hold one to four readers, got {len(scores)}")
    fig, ax = new(height=3.4, xlabel="pixels to the right", ylabel="digits read")
    ends, told = [], []
    for (name, shares), look in zip(scores.items(), SERIES, strict=False):
        shares = clean(finite_array(f"scores[{name!r}]", shares, 1))
        ax.plot(shares, **look, ms=5)
        ends.append((len(shares) - 1, shares[-1], name, look["color"]))
        told.append(f"{name}: " + ", ".join(f"{share:.0%}" for share in shares))
    ax.axhline(0.1, color=FAINT, lw=1, zorder=0)
    ax.set_ylim(0, 1)
    _in_percent(ax)
    label_ends(ax, ends)
    return fig, f"Share of digits that are read, moved by 0, 1, 2, … pixels. {'; '.join(told)}."


def by_rate(rates: Sequence[float], read: Mapping[str, Any], lost: Mapping[str, Any]):
    """Draw, over the learning rate, what networks read, and below it the share of lost filters.

    rates: positive, ascending. read, lost: activation -> (len(rates), networks), of which the means
    are drawn; NaN, where networks have diverged, is left out. At most four activations.
    Returns the figure and a description. Chapter: Vision.
    """
    panels = {"digits read": read, "filters lost": lost}
    at, told = clean(np.log10(rates)), []
    fig, axes = new(2, 1, xlabel=["", "learning rate"], ylabel=list(panels), sharex=True, height=5)
    for ax, (what, runs) in zip(axes, panels.items(), strict=True):
        ends = []
        for name, shares in runs.items():
            mean = clean(np.asarray(shares, float).mean(axis=1))
            look = style(name) if name in STYLES else {}
            ax.plot(at, mean, **look, ms=4.5, lw=1.8)
            last = np.flatnonzero(np.isfinite(mean))[-1]
            ends.append((at[last], mean[last], NAMES.get(name, name), look["color"]))
            told.append(f"{what}, {NAMES.get(name, name)}: {_listed(mean)}")
        ax.set_ylim(-0.06, 1.06)
        _in_percent(ax)
        label_ends(ax, [(at[-1], *end[1:]) for end in ends])
    axes[1].set_xticks(at[::2], [f"{rate:g}" for rate in rates[::2]])
    said = ", ".join(f"{rate:g}" for rate in rates)
    return fig, f"By learning rate, {said}, means of networks. {'; '.join(told)}."


def _listed(shares: np.ndarray) -> str:
    return ", ".join("diverged" if np.isnan(share) else f"{share:.0%}" for share in shares)


def _in_percent(ax) -> None:
    ax.yaxis.set_major_locator(MaxNLocator(5))
    ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
