"""Pictures and weights as a newspaper prints them: the more there is, the larger the spot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import matplotlib.patches
import matplotlib.path
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rectified._checks import finite_array

from .axes import new
from .look import CLASSES, FAINT, FONT, INK, PAPER, WIDTH, house


def halftone(ax: Axes, image: Any) -> None:
    """Draw a picture as a newspaper prints it: the more ink a pixel has, the larger its square.

    image: gray levels (rows, columns), none below 0. The highest level fills its cell.
    Raises ValueError when a level is negative or all are 0.
    Chapter: Perceptrons.
    """
    image = finite_array("image", image, 2)
    if image.min() < 0 or image.max() <= 0:
        raise ValueError("image must hold levels >= 0, and at least one above 0")
    _frame(ax, image.shape)
    _tiles(ax, image / image.max(), INK, _SQUARE)


def signed_halftone(ax: Axes, weights: Any) -> None:
    """Draw a matrix of weights: area shows size; squares speak for class 1, discs for class 0.

    weights: (rows, columns), positive or negative. The largest fills its cell.
    Raises ValueError when all are 0. Source: the diagrams of G. E. Hinton. Chapter: Perceptrons.
    """
    weights = finite_array("weights", weights, 2)
    if not weights.any():
        raise ValueError("weights must hold a number other than 0")
    share = weights / np.abs(weights).max()
    _frame(ax, weights.shape)
    _tiles(ax, np.maximum(-share, 0), CLASSES[0]["color"], _DISC)
    _tiles(ax, np.maximum(share, 0), CLASSES[1]["color"], _SQUARE)


_SQUARE = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) / 2
_DISC = np.stack([f(np.pi * np.arange(12) / 6) for f in (np.cos, np.sin)], axis=1) / np.sqrt(np.pi)


def _frame(ax: Axes, shape: tuple[int, int]) -> None:
    ax.set_aspect("equal")
    ax.set_xlim(-0.6, shape[1] - 0.4)
    ax.set_ylim(shape[0] - 0.4, -0.6)
    ax.set_xticks([])
    ax.set_yticks([])
    for spine in ax.spines.values():
        spine.set_visible(True)
        spine.set_color(FAINT)


def _tiles(ax: Axes, areas: np.ndarray, color: str, shape: np.ndarray) -> None:
    """Fill one small copy of `shape` per positive area, all of them in a single path."""
    pieces = [
        np.array([j, i]) + np.round(np.sqrt(areas[i, j]), 3) * shape
        for i, j in np.argwhere(areas > 0.004)
    ]
    if pieces:
        path = matplotlib.path.Path.make_compound_path(*(matplotlib.path.Path(p) for p in pieces))
        ax.add_patch(matplotlib.patches.PathPatch(path, fc=color, ec="none"))


def pictures(
    images: Any,
    labels: Sequence[int],
    weights: Any = None,
    signs: Sequence[int] = (),
    columns: int | None = None,
) -> tuple[Figure, str]:
    """Draw square pictures in halftone and, beside them, one large picture of weights if given.

    images: (n, pixels). labels: what they show. weights: (pixels,).
    signs: above each picture, whether it is added (1) or taken away (-1).
    columns: pictures per line; when left out, 6, or 5 beside weights.
    Returns the figure and a description of it. Chapter: Perceptrons.
    """
    images = finite_array("images", images, 2)
    columns = columns or (6 if weights is None else 5)
    side, rows = round(images.shape[1] ** 0.5), -(-len(images) // columns)
    beside = 0 if weights is None else rows  # as high as all the others together
    line = 0.3 if len(signs) else 0.0  # inches
    fig, ax = new(height=0.25 + rows * (line + 0.97 * WIDTH / (columns + beside)))
    ax.remove()
    grid = fig.add_gridspec(rows, columns + beside)
    for k, image in enumerate(images):
        small = fig.add_subplot(grid[divmod(k, columns)])
        halftone(small, image.reshape(side, side))
        if len(signs):
            with house():
                small.set_title("+" if signs[k] > 0 else "−", loc="center", pad=3, fontsize=FONT)
    shown = ", ".join(map(str, labels))
    alt = f"{len(images)} pictures of handwritten digits, {side} × {side} pixels: {shown}."
    if len(signs):
        added = np.sum(np.asarray(signs) > 0)
        alt += f" {added} are added, {len(signs) - added} taken away."
    if weights is not None:
        weights = finite_array("weights", weights, 1)
        signed_halftone(fig.add_subplot(grid[:, columns:]), weights.reshape(side, side))
        alt += (
            f" Beside them the weights: squares where they are above 0 ({np.sum(weights > 0)} of "
        )
        alt += f"{len(weights)}), discs where they are below 0 ({np.sum(weights < 0)})."
    return fig, alt


MIDDLE = [(3, 2, 2, 4)]  # left column, upper row, columns, rows
BESIDE = [(1, 2, 2, 4), (5, 2, 2, 4)]


def two_inks(images: Any, inks: Any) -> tuple[Figure, str]:
    """Draw pictures of 8 × 8 pixels with frames around the middle and around what is beside it.

    images: (n, 64). inks: (n, 2), the mean gray levels within the frames, written below.
    Returns the figure and a description of it. Chapter: Perceptrons.
    """
    images, inks = finite_array("images", images, 2), finite_array("inks", inks, 2)
    below = [f"middle {middle:.1f}, beside {beside:.1f}" for middle, beside in inks]
    fig, axes = new(1, len(images), height=0.45 + WIDTH / len(images), xlabel=below)
    for ax, image in zip(np.atleast_1d(axes), images, strict=True):
        halftone(ax, image.reshape(8, 8))
        frames = [(BESIDE, CLASSES[0]["color"], "--"), (MIDDLE, CLASSES[1]["color"], "-")]
        for places, color, dashes in frames:
            for left, top, columns, rows in places:
                corner = left - 0.5, top - 0.5
                for look in ({"ec": PAPER, "lw": 5}, {"ec": color, "lw": 2.4, "ls": dashes}):
                    frame = matplotlib.patches.Rectangle(corner, columns, rows, fill=False, **look)
                    ax.add_patch(frame)
    return fig, f"Pictures with frames around two parts. Mean gray levels: {'; '.join(below)}."
