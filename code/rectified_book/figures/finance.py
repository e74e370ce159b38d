"""The drawings of the chapter Finance: each returns a figure and a description of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator, PercentFormatter

from rectified._checks import finite_array

from .axes import label_ends, label_line, new
from .look import BLUE, FAINT, FONT, INK, MUTED, PAPER, SERIES, TOO_LARGE, TOO_SMALL, WIDTH, house
from .rounding import clean


def price_and_returns(time: Any, price: Any, bounds: Sequence[Any]) -> tuple[Figure, str]:
    """Draw a price, and below it how far the daily returns reach, month by month.

    time: (n,) dates. price: (n,), above 0. bounds: dates at which the parts end, marked by lines.
    Returns the figure and a description. Chapter: Finance.
    """
    price = finite_array("price", price, 1)
    years = 1970 + np.asarray(time).astype("datetime64[D]").astype(float) / 365.25
    r = 100 * np.diff(np.log(price))
    labels = ["dollars a barrel", "return of a day, %"]
    fig, axes = new(2, 1, height=4.4, ylabel=labels, sharex=True)
    axes[0].plot(clean(years[::10]), clean(price[::10]), color=BLUE, lw=1.1)
    months = len(r) // 21
    by_month = r[: 21 * months].reshape(months, 21)
    x = years[1 : 21 * months + 1 : 21]
    low, high = by_month.min(axis=1), by_month.max(axis=1)
    axes[1].vlines(clean(x), clean(low), clean(high), color=BLUE, lw=0.9)
    cuts = 1970 + np.asarray(bounds).astype("datetime64[D]").astype(float) / 365.25
    for ax in axes:
        for cut in clean(cuts):
            ax.axvline(cut, color=MUTED, lw=1, ls=(0, (2, 2)))
    axes[0].set_ylim(0, 1.2 * price.max())
    ends = [years[0], *cuts, years[-1]]
    for name, left, right in zip(("train", "validate", "test"), ends[:-1], ends[1:], strict=True):
        middle = {"ha": "center", "va": "top"}
        label_line(axes[0], (left + right) / 2, 1.19 * price.max(), name, INK, 0, 0, **middle)
    axes[0].set_yticks([0, 50, 100, 150])
    axes[1].set_xticks([1990, 2000, 2010])
    return fig, (
        f"A price on {len(price)} days, from {price.min():.0f} to {price.max():.0f}, and the least "
        f"and greatest return of each month: {r.min():.0f}% to {r.max():.0f}%. Wide months stand "
        f"beside wide months. Two lines part training, validation and test."
    )


def learned(runs: Mapping[str, tuple[Any, Any]]) -> tuple[Figure, str]:
    """Draw R² on days that were learned and on days that were not, a row for each kind.

    runs: name -> R² of each network on training days (n,), on test days (n,).
    Returns the figure and a description. Chapter: Finance.
    """
    fig, ax = new(height=0.9 + 0.42 * len(runs), xlabel="R² of a day's return")
    looks = ("unseen", TOO_LARGE, "s"), ("learned", TOO_SMALL, "o")
    told = []
    ax.axvline(0, color=MUTED, lw=1, zorder=0)
    for row, (name, (known, unseen)) in enumerate(runs.items()):
        ends = [finite_array(name, values, 1) for values in (unseen, known)]
        ax.plot(clean([end.mean() for end in ends]), [row, row], color=FAINT, lw=2, zorder=1)
        for end, (_, color, marker) in zip(ends, looks, strict=True):
            dots = {"ms": 5.5, "color": color, "mec": PAPER, "mew": 0.5}
            ax.plot(clean(end), np.full(len(end), row), marker, **dots)
        told.append(f"{name} {ends[1].mean():.3f} learned, {ends[0].mean():.3f} unseen")
    ax.set_ylim(len(runs) - 0.4, -1)
    ax.set_yticks(range(len(runs)), list(runs))
    label_line(ax, 0, len(runs) - 0.62, "the mean", MUTED, 4, 0)
    means = [[np.mean(run[part]) for run in runs.values()] for part in (1, 0)]
    for (label, color, _), x in zip(looks, (min(means[0]), max(means[1])), strict=True):
        label_line(ax, x, -0.65, label, color, 0, 0, ha="center")
    return fig, f"R² of networks, means: {'; '.join(told)}. The mean has 0."


def mirrors(pairs: Mapping[str, tuple[float, float, str]]) -> tuple[Figure, str]:
    """Draw pairs of bars, what was shown and what is true, each pair on a scale of its own.

    pairs: name -> shown, true, and the unit of both.
    Returns the figure and a description. Chapter: Finance.
    """
    fig, axes = new(len(pairs), 1, height=0.2 + 1.05 * len(pairs))
    told = []
    for ax, (name, (shown, true, unit)) in zip(np.atleast_1d(axes), pairs.items(), strict=True):
        scale = max(abs(shown), abs(true))
        rows = ("shown", shown, TOO_SMALL), ("true", true, TOO_LARGE)
        for y, (label, value, color) in enumerate(rows):
            ax.barh(y, clean(value), color=color, height=0.62)
            words = (f"{value:.2f}" if abs(value) < 0.99 else f"{value:.3f}").replace("-", "−")
            label_line(ax, max(value, 0), y, words, INK, 5, 0)
            label_line(
                ax, -1.05 * scale if true < -0.2 * scale else 0, y, label, color, -9, 0, ha="right"
            )
        ax.axvline(0, color=MUTED, lw=1)
        with house():
            ax.set_title(f"{name}: {unit}", loc="left", fontsize=FONT, weight="normal", pad=3)
        low = -1.1 * scale if true < -0.2 * scale else min(0, 1.1 * true)
        ax.set_xlim(low, 1.25 * scale)
        ax.set_ylim(1.6, -0.6)
        _bare(ax)
        told.append(f"{name}, {unit}: shown {shown:.2f}, true {true:.2f}")
    return fig, f"Four pairs of bars. {'; '.join(told)}."


def _bare(ax: Axes) -> None:
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(NullLocator())
    for spine in ax.spines.values():
        spine.set_visible(False)


def memory(correlations: Mapping[str, Any], chance: float) -> tuple[Figure, str]:
    """Draw how alike a day and a later day are, over the days between them.

    correlations: name -> one for 1, 2, 3, … days; at most four names. chance: how far from 0 they
    lie by chance. Returns the figure and a description. Chapter: Finance.
    """
    fig, ax = new(xlabel="days later", ylabel="correlation")
    ax.axhspan(-chance, chance, color=FAINT, lw=0, zorder=0)
    ends, told = [], []
    for (name, values), look in zip(correlations.items(), SERIES, strict=False):
        values = clean(finite_array(name, values, 1))
        days = np.arange(1, len(values) + 1)
        ax.plot(days, values, color=look["color"], ls=look["linestyle"], lw=1.6)
        ends.append((days[-1], values[-5:].mean(), name, look["color"]))
        told.append(f"{name}: {values[0]:.2f} after a day, {values[-1]:.2f} after {len(values)}")
    ax.set_xlim(0, len(values))
    label_ends(ax, ends)
    return fig, f"Correlation with later days. {'; '.join(told)}. By chance up to {chance:.2f}."


def against_line(
    rows: Mapping[str, tuple[float, float, float]], xlabel: str, zero: str
) -> tuple[Figure, str]:
    """Draw a number with its interval for each kind, beside a line at 0.

    rows: name -> low, middle, high. zero: what has 0.
    Returns the figure and a description. Chapter: Finance.
    """
    fig, ax = new(height=1.0 + 0.36 * len(rows), xlabel=xlabel)
    ax.axvline(0, color=MUTED, lw=1, zorder=0)
    told = []
    for row, (name, ends) in enumerate(rows.items()):
        low, middle, high = clean(ends)
        color = INK if low <= 0 <= high else TOO_SMALL if middle < 0 else TOO_LARGE
        ax.plot([low, high], [row, row], color=color, lw=2)
        ax.plot(middle, row, "o", color=color, ms=6)
        told.append(f"{name} {middle:.3f} ({low:.3f} to {high:.3f})")
    ax.set_ylim(len(rows) - 0.5, -1)
    ax.set_yticks(range(len(rows)), list(rows))
    label_line(ax, 0, -0.68, zero, MUTED, 0, 0, ha="center")
    return fig, f"{xlabel}, with intervals: {'; '.join(told)}."


def calibration(curves: Mapping[str, tuple[Any, Any]]) -> tuple[Figure, str]:
    """Draw what came over what was said, bin by bin; on the diagonal, both agree.

    curves: name -> said (bins,), came (bins,); at most four names.
    Returns the figure and a description. Chapter: Finance.
    """
    fig, ax = new(width=WIDTH, height=3.8, xlabel="probability that was said", ylabel="bad loans")
    ax.plot([0, 1], [0, 1], color=MUTED, lw=1, zorder=0)
    told = []
    for (name, (said, came)), look in zip(curves.items(), SERIES, strict=False):
        said, came = finite_array(name, said, 1), finite_array(name, came, 1)
        ax.plot(clean(said), clean(came), **look, ms=5, lw=1.6, label=name)
        told.append(
            f"{name}: mean distance {np.abs(said - came).mean():.3f}, in the highest bin "
            f"{said[-1]:.2f} said and {came[-1]:.2f} came"
        )
    ax.set(xlim=(0, 1), ylim=(0, 1))
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(PercentFormatter(1, decimals=0))
    with house():
        ax.legend(loc="upper left", fontsize=FONT)
    return fig, f"Bad loans over what was said. {'; '.join(told)}."
