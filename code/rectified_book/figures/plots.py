"""Plots that several chapters share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import matplotlib.patches
import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import LogLocator, MaxNLocator, NullLocator

from rectified._checks import finite_array

from .axes import label_ends
from .look import (
    CLASSES,
    FAINT,
    FONT,
    INK,
    NAMES,
    PAPER,
    SERIES,
    STEPS,
    STYLES,
    TINTS,
    UNDER_PAPER,
    house,
    line,
    style,
)
from .rounding import clean, plane


def curves(axes: Sequence[Axes], functions: Sequence[Any], z: Any = None) -> None:
    """Draw activations in the first panel and their slopes in the second.

    functions: at most four objects with `name`, `value(z)` and `derivative(z)`.
    z: where, shape (n,); from -4 to 4 when left out. A jump is drawn as a gap.
    Raises ValueError for more than four functions.
    Chapter: Activation functions.
    """
    if not 1 <= len(functions) <= 4:
        raise ValueError(f"functions must be one to four activations, got {len(functions)}")
    z = np.linspace(-4, 4, 201) if z is None else finite_array("z", z, 1)
    for ax, method in zip(axes, ("value", "derivative"), strict=True):
        ends = []
        for f in functions:
            y = _gaps(clean(getattr(f, method)(z)))
            ax.plot(z, y, **line(f.name), lw=1.8)
            ends.append((z[-1], y[-1], NAMES[f.name], line(f.name)["color"]))
        ax.axhline(0, color=FAINT, lw=0.8, zorder=0)
        ax.axvline(0, color=FAINT, lw=0.8, zorder=0)
        label_ends(ax, ends)


def layers(ax: Axes, values: Mapping[str, Sequence[float]], first: int = 1) -> None:
    """Draw one line per entry over the layers, on a log axis, each named at its right end.

    values: label -> one positive number per layer; an activation's name gets its own style. Zero
    has no place on a log axis and is left out of the line.
    first: the number of the first layer.
    Raises ValueError for more than four lines, or when a line has no positive value.
    Chapter: The vanishing gradient.
    """
    if not 1 <= len(values) <= 4:
        raise ValueError(f"values must hold one to four lines, got {len(values)}")
    ends = []
    ax.set_yscale("log")
    for k, (name, numbers) in enumerate(values.items()):
        y = clean(finite_array(f"values[{name!r}]", numbers, 1))
        positive = np.where(y > 0, y, np.nan)
        if np.isnan(positive).all():
            raise ValueError(f"values[{name!r}] must hold a positive number, got {numbers!r}")
        look = style(name) if name in STYLES else SERIES[k]
        x = first + np.arange(len(y))
        ax.plot(x, positive, **look, lw=1.8, ms=4)
        last = np.flatnonzero(~np.isnan(positive))[-1]
        ends.append((x[last], positive[last], NAMES.get(name, name), look["color"]))
    ax.yaxis.set_major_locator(LogLocator(numticks=6))
    ax.yaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    label_ends(ax, ends)


def points(ax: Axes, X: Any, y: Any, labels: Sequence[str] = ()) -> None:
    """Draw points of two classes, apart in color and marker.

    X: shape (n, 2); y: shape (n,) of 0 and 1 (or -1 and 1). labels: names of the two classes, for a
    legend above the axes.
    Raises ValueError when X is not (n, 2) or y not (n,).
    Chapter: Perceptrons.
    """
    X, y = plane(X), np.asarray(y).ravel()
    if len(y) != len(X):
        raise ValueError(f"y must have {len(X)} labels, got {len(y)}")
    for k, (look, mine) in enumerate(zip(CLASSES, (y <= 0, y > 0), strict=True)):
        ax.plot(
            *clean(X[mine]).T,
            look["marker"],
            color=look["color"],
            ms=4.5 if len(X) <= 150 else 3.5,
            mec=PAPER,
            mew=0.4,
            label=labels[k] if labels else None,
        )
    if labels:
        with house():
            ax.legend(
                loc="lower left",
                bbox_to_anchor=(0, 1),
                ncols=2,
                fontsize=FONT,
                handletextpad=0.1,
                borderaxespad=0.2,
                columnspacing=1.2,
                borderpad=0.2,
            )


def boundary(
    ax: Axes, score: Callable[[np.ndarray], Any], X: Any, y: Any, level: float = 0.5, grid: int = 80
) -> None:
    """Draw where a classifier of the plane says 0 and where 1, with the points on top.

    score: maps points (n, 2) to one number each, shape (n,) or (n, 1), or to two columns, of which
    the second counts; class 1 where it is >= level. A smooth score gives a smoother boundary than
    labels do.
    X: shape (n, 2); y: shape (n,). grid: points per side at which the score is asked.
    Raises ValueError when the shapes do not fit or a score is not finite.
    Chapter: Perceptrons.
    """
    X = plane(X)
    low, high = X.min(axis=0), X.max(axis=0)
    margin = 0.12 * (high - low)
    sides = [np.linspace(*ends, grid) for ends in zip(low - margin, high + margin, strict=True)]
    mesh = np.stack(np.meshgrid(*sides), axis=-1)
    scores = np.asarray(score(mesh.reshape(-1, 2)))
    if scores.ndim == 2:
        scores = scores[:, -1]
    if scores.shape != (grid * grid,):
        raise ValueError(f"score must return {grid * grid} numbers, got shape {scores.shape}")
    # Rounded: a score of exactly `level` must fall on the same side on every processor.
    above = np.round(finite_array("score", scores).reshape(grid, grid) - level, 9)
    inside = above.max() >= 0 > above.min()
    ax.set_facecolor(TINTS[1 if above.min() >= 0 else 0])
    if inside:
        ax.contourf(*sides, above, levels=[0, above.max() + 1], colors=[TINTS[1]])
        ax.contour(*sides, above, levels=[0], colors=[INK], linewidths=1.4)
    points(ax, X, y)
    ax.set_xlim(sides[0][0], sides[0][-1])
    ax.set_ylim(sides[1][0], sides[1][-1])


def heatmap(
    ax: Axes,
    matrix: Any,
    rows: Sequence[Any] = (),
    columns: Sequence[Any] = (),
    fmt: str | None = "{:.2f}",
    limits: tuple[float, float] | None = None,
    steps: Sequence[str] = STEPS,
) -> None:
    """Draw a matrix as cells in seven steps of color, the number written in each.

    matrix: shape (len(rows), len(columns)); NaN gives an empty cell. rows, columns: tick labels.
    fmt: how a number is written, None for not at all. limits: the values of the lightest and the
    darkest step; the matrix's own least and greatest when left out.
    steps: the colors, from the least to the greatest: STEPS, of one hue, or DIVERGING, where what
    is right lies in the middle of the limits.
    Raises ValueError when the shapes do not fit.
    Chapter: Activation functions.
    """
    matrix = np.asarray(matrix, dtype=float)
    if matrix.ndim != 2:
        raise ValueError(f"matrix must have 2 axes, got shape {matrix.shape}")
    for name, labels, n in zip(("rows", "columns"), (rows, columns), matrix.shape, strict=True):
        if len(labels) not in (0, n):
            raise ValueError(f"{name} must have {n} labels, got {len(labels)}")
    matrix = clean(matrix)
    low, high = limits or (np.nanmin(matrix), np.nanmax(matrix))
    share = (matrix - low) / (high - low if high > low else 1.0)
    step = np.clip(np.nan_to_num(np.round(share * len(steps), 9)), 0, len(steps) - 1).astype(int)
    for i, j in np.argwhere(~np.isnan(matrix)):
        color = steps[step[i, j]]
        ax.add_patch(
            matplotlib.patches.Rectangle((j - 0.5, i - 0.5), 1, 1, fc=color, ec=PAPER, lw=1)
        )
        if fmt is not None:
            words = fmt.format(matrix[i, j]).replace("-", "−")
            ink = PAPER if color in UNDER_PAPER else INK
            ax.text(j, i, words, color=ink, ha="center", va="center", fontsize=FONT)
    ax.set_xlim(-0.5, matrix.shape[1] - 0.5)
    ax.set_ylim(matrix.shape[0] - 0.5, -0.5)
    ax.set_xticks(range(len(columns)), [str(c) for c in columns])
    ax.set_yticks(range(len(rows)), [str(r) for r in rows])
    ax.tick_params(length=0)
    for spine in ax.spines.values():
        spine.set_visible(False)


def _gaps(y: np.ndarray) -> np.ndarray:
    """Put a NaN at each jump of a densely sampled curve."""
    y = y.copy()
    jumps = np.abs(np.diff(y)) > 0.3 * np.ptp(y) + 1e-12
    y[:-1][jumps] = np.nan
    return y
