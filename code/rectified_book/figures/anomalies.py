"""The drawings of the chapter Anomaly detection: each returns a figure and a description of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

from rectified._checks import finite_array

from .axes import label_ends, label_line, new
from .halftone import halftone
from .look import CLASSES, FAINT, FONT, MUTED, NAMES, PAPER, SERIES, STYLES, house, style
from .rounding import clean


def restored(images: Any, given_back: Mapping[str, Any]) -> tuple[Figure, str]:
    """Draw images, and beside each what autoencoders give back, with the error below it.

    images: (n, pixels), gray levels of 8 x 8 pixels. given_back: title -> (n, pixels). What is
    below 0 is drawn as white. Returns the figure and a description. Chapter: Anomaly detection.
    """
    images = finite_array("images", images, 2)
    columns = {"given": images} | {name: finite_array(name, x, 2) for name, x in given_back.items()}
    errors = {name: ((x - images) ** 2).mean(axis=1) for name, x in columns.items()}
    rows = len(images)
    below = [
        f"{errors[name][row]:.1f}" if name != "given" else "error"
        for row in range(rows)
        for name in columns
    ]
    titles = [*columns, *[""] * (rows - 1) * len(columns)]
    fig, axes = new(rows, len(columns), height=0.3 + 1.5 * rows, xlabel=below)
    for ax, title, (row, name) in zip(
        np.ravel(axes), titles, [(r, c) for r in range(rows) for c in columns], strict=True
    ):
        halftone(ax, np.maximum(np.round(columns[name][row], 2), 0).reshape(8, 8))
        with house():
            ax.set_title(title, loc="center", pad=4, fontsize=FONT, weight="normal")
    told = "; ".join(
        f"{name} " + ", ".join(f"{e:.1f}" for e in errors[name]) for name in given_back
    )
    return fig, f"{rows} images and what autoencoders give back, with mean squared errors: {told}."


def two_heaps(known: Any, strange: Any, names: Sequence[str]) -> tuple[Figure, str]:
    """Draw how the errors of acquaintances and of strangers are distributed.

    known, strange: (n,), (m,). names: what the two groups are called.
    Returns the figure and a description. Chapter: Anomaly detection.
    """
    groups = [finite_array("known", known, 1), finite_array("strange", strange, 1)]
    edges = np.arange(0, np.ceil(10 * max(g.max() for g in groups)) / 10 + 0.1, 0.1)
    fig, ax = new(xlabel="error of the reconstruction", ylabel="share of the images, %")
    alt = []
    for group, name, look, line in zip(groups, names, CLASSES, ("-", "--"), strict=True):
        shares = 100 * np.histogram(np.round(group, 9), edges)[0] / len(group)
        ax.stairs(clean(shares), edges, color=look["color"], ls=line, lw=1.8)
        top = shares.argmax()
        label_line(ax, edges[top + 1], shares[top], name, look["color"], 6, 2)
        alt.append(f"{name} ({len(group)}): median {np.median(group):.2f}")
    ax.set_xlim(0, edges[-1])
    ax.set_ylim(0)
    return fig, f"Errors of two groups of images, unseen. {'; '.join(alt)}."


def against_dead(runs: Mapping[str, tuple[Any, Any]]) -> tuple[Figure, str]:
    """Draw the area under the ROC curve over the dead units of the code, a dot for each network.

    runs: name -> dead units (n,), areas (n,); at most four, side by side.
    Returns the figure and a description. Chapter: Anomaly detection.
    """
    fig, ax = new(xlabel="dead units among the 8 of the code", ylabel="area: pairs told apart")
    ax.axhline(0.5, color=FAINT, lw=1.5, zorder=0)
    label_line(ax, 8.4, 0.5, "by guessing", MUTED, 0, -9, ha="right")
    alt = []
    for k, (name, (dead, areas)) in enumerate(runs.items()):
        dead, areas = finite_array(name, dead, 1), finite_array(name, areas, 1)
        look = SERIES[k]
        shift = 0.16 * (k - (len(runs) - 1) / 2)
        dots = {"ms": 6, "mec": PAPER, "mew": 0.5, "color": look["color"], "label": name}
        ax.plot(clean(dead + shift), clean(areas), look["marker"], **dots)
        alt.append(
            f"{name}: {dead.min():.0f} to {dead.max():.0f} dead, area {areas.min():.2f} to "
            f"{areas.max():.2f}"
        )
    ax.set(xlim=(-0.5, 8.5), ylim=(0, 1.02))
    ax.set_xticks(range(0, 9, 2))
    with house():
        ax.legend(loc="lower left", fontsize=FONT, handletextpad=0.1)
    return fig, f"Area over dead units of the code, {len(areas)} networks each. {'; '.join(alt)}."


def ten_strangers(areas: Mapping[str, Any]) -> tuple[Figure, str]:
    """Draw how well each digit in turn is told from the nine others, a mark for each method.

    areas: name -> (10,); an activation's name has its style. At most two names are others.
    Returns the figure and a description. Chapter: Anomaly detection.
    """
    fig, ax = new(xlabel="the digit that is the stranger", ylabel="area: pairs told apart")
    alt, others = [], iter((SERIES[0], SERIES[3]))
    for name, values in areas.items():
        values = finite_array(name, values, 1)
        look = style(name) if name in STYLES else next(others)
        label = NAMES.get(name, name)
        lines = {"color": look["color"], "lw": 0.8, "alpha": 0.5, "ls": look["linestyle"]}
        ax.plot(range(10), clean(values), **lines)
        ax.plot(range(10), clean(values), look["marker"], color=look["color"], ms=6, label=label)
        alt.append(f"{label} {values.min():.2f} to {values.max():.2f}")
    ax.set_xticks(range(10))
    ax.set_ylim(0.65, 1.01)
    with house():
        fig.legend(loc="outside upper left", ncols=2, fontsize=FONT, handletextpad=0.3)
    return fig, f"Area with each of ten digits as the stranger. {'; '.join(alt)}."


def by_width(widths: Sequence[int], errors: Mapping[str, Any]) -> tuple[Figure, str]:
    """Draw the error over the numbers in the code: means of networks, on logarithmic axes.

    widths: (k,). errors: activation -> (k, networks).
    Returns the figure and a description. Chapter: Anomaly detection.
    """
    fig, ax = new(xlabel="numbers in the code", ylabel="error on unseen digits")
    ends, alt = [], []
    for name, runs in errors.items():
        means = finite_array(name, runs, 2).mean(axis=1)
        label = {"identity": "linear"}.get(name, NAMES[name])
        ax.loglog(widths, clean(means), **style(name), lw=1.6, ms=6, mfc="none")
        ends.append((widths[-1], means[-1], label, style(name)["color"]))
        alt.append(f"{label} " + ", ".join(f"{m:.3f}" for m in means))
    ax.set_xticks(widths, [str(width) for width in widths])
    ax.set_yticks([0.05, 0.1, 0.2, 0.5], ["0.05", "0.1", "0.2", "0.5"])
    ax.set_ylim(0.04, 1)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_minor_locator(NullLocator())
    label_ends(ax, ends)
    return fig, f"Error with {', '.join(map(str, widths))} numbers in the code. {'; '.join(alt)}."
