"""Figures with axes in the book's look, and the words and arrows in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from .look import FONT, INK, MUTED, PAPER, WIDTH, house


def new(
    rows: int = 1,
    columns: int = 1,
    *,
    width: float = WIDTH,
    height: float | None = None,
    title: str | Sequence[str] = "",
    xlabel: str | Sequence[str] = "",
    ylabel: str | Sequence[str] = "",
    **options: Any,
) -> tuple[Figure, Any]:
    """Return a figure and its axes (one `Axes`, or an array of them) in the house typography.

    title, xlabel, ylabel: one text, or one per panel, row by row. The label of the vertical axis
    stands level above it, where it can be read without turning the head.
    options: what `Figure.subplots` takes, such as `sharey=True`.
    Chapter: Perceptrons.
    """
    if height is None:
        height = 3.0 if rows == 1 else 0.4 + 2.2 * rows
    with house():
        fig = Figure((width, height), layout="constrained")
        axes = fig.subplots(rows, columns, **options)
        panels = np.atleast_1d(axes).ravel()
        texts = [_one_per_panel(t, len(panels)) for t in (title, xlabel, ylabel)]
        for ax, heading, below, above in zip(panels, *texts, strict=True):
            ax.tick_params(labelsize=FONT, color=MUTED, labelcolor=INK, length=3)
            ax.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10], min_n_ticks=3))
            ax.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10], min_n_ticks=3))
            ax.set_xlabel(below)
            if heading:
                ax.set_title(heading, pad=24 if above else 7)
            if above:
                ax.annotate(above, (0, 1), (0, 7), "axes fraction", "offset points", color=MUTED)
    return fig, axes


def _one_per_panel(text: str | Sequence[str], n: int) -> list[str]:
    texts = [text] * n if isinstance(text, str) else list(text)
    if len(texts) != n:
        raise ValueError(f"labels must be one text or one for each of {n} panels, got {text!r}")
    return texts


def label_line(
    ax: Axes, x: float, y: float, text: str, color: str = INK, dx: float = 5, dy: float = 0, **other
) -> None:
    """Write the name of a line beside the point (x, y), in the line's color, `dx`, `dy` points off.

    other: what `ax.annotate` takes; `linestyle` and `marker` are let through unused, so that
    `**style("relu")` can be passed as it is.
    Chapter: Activation functions.
    """
    for unused in ("linestyle", "marker"):
        other.pop(unused, None)
    other = {"ha": "left", "va": "center", "fontsize": FONT, "annotation_clip": False} | other
    with house():
        ax.annotate(text, (x, y), (dx, dy), textcoords="offset points", color=color, **other)


def label_ends(ax: Axes, ends: Sequence[tuple[float, float, str, str]]) -> None:
    """Name lines at their right ends, and keep the names from covering one another.

    ends: (x, y, text, color) of each line's last point. Call it when the axes' limits are final.
    Chapter: The vanishing gradient.
    """
    from scipy.optimize import isotonic_regression

    ax.get_xlim(), ax.get_ylim()  # Matplotlib computes its limits when they are asked for
    to_axes = ax.transScale + ax.transLimits
    rows = ax.get_gridspec().nrows if ax.get_subplotspec() is not None else 1
    axes_height = 72 * 0.72 * ax.figure.get_figheight() / rows
    gap = 1.25 * FONT / axes_height
    where = np.array([to_axes.transform((x, y)) for x, y, _, _ in ends])
    order = np.argsort(where[:, 1], kind="stable")
    steps = gap * np.arange(len(ends))
    spread = isotonic_regression(np.round(where[order, 1] - steps, 9)).x + steps
    spread = np.maximum(np.minimum(spread, 1 - steps[::-1]), steps)
    for k, height in zip(order, spread, strict=True):
        x, _, text, color = ends[k]
        with house():
            ax.annotate(
                text,
                (x, height),
                (6, 0),
                xycoords=("data", "axes fraction"),
                textcoords="offset points",
                color=color,
                fontsize=FONT,
                va="center",
                annotation_clip=False,
            )


ON_LINE = {"fc": PAPER, "ec": "none", "pad": 1.5}


def arrow(
    ax: Axes, start: tuple[float, float], end: tuple[float, float], color: str = MUTED
) -> None:
    """Draw a thin arrow between two points of the axes. Chapter: Perceptrons."""
    look = {"arrowstyle": "-|>", "color": color, "lw": 1.2, "shrinkA": 0, "shrinkB": 0}
    ax.annotate("", end, start, arrowprops=look)


def words(ax: Axes, x: float, y: float, text: str, **other: Any) -> None:
    """Write a text at a point of the axes, by default centered there, in the figures' font size.

    other: what `ax.text` takes, such as `bbox=ON_LINE` for a text that lies on a line.
    Chapter: Perceptrons.
    """
    other = {"ha": "center", "va": "center", "fontsize": FONT} | other
    with house():
        ax.text(x, y, text.replace("-", "−"), **other)
