"""The drawings of the chapter Speech: each returns a figure and a description of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.patches
import matplotlib.path
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from rectified._checks import finite_array
from rectified.speech import FLOOR, HOP, RATE

from .axes import label_ends, label_line, new
from .look import ACCENT, FAINT, FONT, INK, MUTED, NAMES, PAPER, STEPS, TEAL, house, style
from .rounding import clean

LEVELS = np.arange(-FLOOR, 0, FLOOR // (len(STEPS) + 1))[2:]
"""Decibels below the loudest at which a tile gets the next color: 10 apart, the quietest joined."""


def wave_and_pitches(x: Any, power: Any, highest: int = 4000) -> tuple[Figure, str]:
    """Draw a recording: its sound pressure, and below it how strong each pitch is, over time.

    x: (n,). power: (frames, pitches), from 0 hertz to `highest`; groups of four are one tile.
    Returns the figure and a description. Chapter: Speech.
    """
    x, power = finite_array("x", x, 1), finite_array("power", power, 2)
    fig, axes = new(2, 1, xlabel=["", "seconds"], ylabel=["sound pressure", "hertz"], height=4.6)
    seconds = np.arange(len(x)) / RATE
    pieces = np.array_split(np.arange(len(x)), 300)  # of each the least and the greatest
    low, high = (np.array([f(x[piece]) for piece in pieces]) for f in (np.min, np.max))
    at = [seconds[piece[0]] for piece in pieces]
    axes[0].fill_between(clean(at), clean(low), clean(high), color=INK, lw=0.6)
    axes[0].set(xlim=(0, seconds[-1]), xticks=[])
    tiles = power[:, : power.shape[1] // 4 * 4].reshape(len(power), -1, 4).mean(axis=-1)
    loud = decibels(tiles)
    shade(axes[1], loud, HOP / RATE, highest / loud.shape[1])
    axes[1].set_xlim(0, seconds[-1])
    strongest = int(np.round(tiles.mean(axis=0).argmax() * highest / loud.shape[1], -2))
    return fig, (
        f"A recording of {len(x)} samples: sound pressure from {x.min():.1f} to "
        f"{x.max():.1f}, and the strength of each pitch from 0 to {highest} hertz, the greatest "
        f"near {strongest} hertz."
    )


def pictures(panels: Mapping[str, Any], above: str = "mel band") -> tuple[Figure, str]:
    """Draw up to four pictures of one word side by side: loudness of bands over time.

    panels: title -> (frames, bands) in decibels; groups of four bands are one tile.
    Returns the figure and a description. Chapter: Speech.
    """
    n = len(panels)
    titles = list(panels)
    fig, axes = new(
        1, n, height=2.9, title=titles, xlabel="seconds", ylabel=[above, *[""] * (n - 1)]
    )
    told = []
    for k, (ax, (title, loud)) in enumerate(zip(np.ravel(axes), panels.items(), strict=True)):
        loud = finite_array(title, loud, 2)
        with house():
            ax.set_title(title, pad=24)  # all as high as the one above a label
        tiles = below_loudest(loud)
        shade(ax, tiles, HOP / RATE, 4)
        ax.set_xlim(0, len(loud) * HOP / RATE)
        ax.set_yticks(range(0, loud.shape[1] + 1, 32) if k == 0 else [])
        ax.set_xticks([0, 0.2, 0.4] if n > 2 else [0, 0.2, 0.4, 0.6])
        quiet = np.mean(tiles < -40)
        told.append(f"{title}: {quiet:.0%} of the tiles more than 40 decibels below the loudest")
    return fig, f"The loudness of bands over time, {n} pictures. {'; '.join(told)}."


def below_loudest(loud: np.ndarray) -> np.ndarray:
    """Tiles of four bands of a picture (frames, bands), in decibels below the loudest tile."""
    tiles = loud.reshape(len(loud), -1, 4).mean(axis=-1)
    return tiles - tiles.max()


def steps(tiles: np.ndarray) -> np.ndarray:
    """The step of heat maps, from 0 to 6, of each tile in decibels below the loudest."""
    return np.digitize(np.round(tiles, 6), LEVELS)


def decibels(power: Any) -> np.ndarray:
    """Power in decibels below its greatest value, at most 80 below."""
    power = np.asarray(power, dtype=float)
    return 10 * np.log10(np.maximum(power / power.max(), 10.0 ** (-FLOOR / 10)))


def shade(ax: Axes, loud: np.ndarray, width: float, height: float) -> None:
    """Draw tiles (frames, rows) in the seven steps of heat maps; equal neighbors are one piece.

    loud: decibels below the loudest tile. width, height: of a tile.
    """
    of = steps(loud)
    for step in range(1, len(STEPS)):
        pieces = []
        for row in range(of.shape[1]):
            on = np.flatnonzero(np.diff(np.r_[False, of[:, row] == step, False]))
            for start, end in on.reshape(-1, 2):
                pieces.append(_rectangle(start * width, row * height, end * width, height))
        if pieces:
            path = matplotlib.path.Path.make_compound_path(*pieces)
            patch = matplotlib.patches.PathPatch(path, fc=STEPS[step], ec="none")
            ax.add_patch(patch)
    ax.set(xlim=(0, len(of) * width), ylim=(0, of.shape[1] * height))


def _rectangle(left: float, low: float, right: float, height: float) -> matplotlib.path.Path:
    corners = [(left, low), (right, low), (right, low + height), (left, low + height), (left, low)]
    return matplotlib.path.Path(np.round(corners, 4), closed=True)


def by_voice(heard: Any, unheard: Any, others: Mapping[str, Sequence[float]]) -> tuple[Figure, str]:
    """Draw what is read of each voice: of six men as heard in training and as not, and of others.

    heard, unheard: (6,) shares. others: name -> shares of one or more voices never heard.
    Returns the figure and a description. Chapter: Speech.
    """
    heard, unheard = finite_array("heard", heard, 1), finite_array("unheard", unheard, 1)
    fig, ax = new(height=3.5, ylabel="digits read")
    looks = {"ms": 7, "mec": PAPER, "mew": 0.5}
    for k, (high, low) in enumerate(zip(heard, unheard, strict=True)):
        ax.plot([k, k], clean([low, high]), color=FAINT, lw=2, zorder=1)
    ax.plot(range(6), clean(heard), "o", color=TEAL, label="his voice in training", **looks)
    ax.plot(range(6), clean(unheard), "s", color=ACCENT, label="voice never heard", **looks)
    for k, shares in enumerate(others.values()):
        side = 0.12 * (np.arange(len(shares)) % 3 - 1) if len(shares) > 1 else 0
        x = np.full(len(shares), 6.7 + 1.8 * k) + side
        ax.plot(clean(x), clean(shares), "s", color=ACCENT, **(looks | {"ms": 5}))
    ax.set_xticks(
        [2.5, *(6.7 + 1.8 * k for k in range(len(others)))], ["six men, one by one", *others]
    )
    ax.axhline(0.1, color=FAINT, lw=1, zorder=0)
    label_line(ax, -0.5, 0.1, "by guessing", MUTED, 0, 8)
    ax.set(xlim=(-0.6, 6.7 + 1.8 * len(others) - 0.8), ylim=(0, 1.03))
    ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    with house():
        fig.legend(loc="outside upper left", ncols=2, fontsize=FONT, handletextpad=0.1)
    told = ", ".join(f"{h:.0%} and {u:.0%}" for h, u in zip(heard, unheard, strict=True))
    more = "; ".join(f"{name}: {min(s):.0%} to {max(s):.0%}" for name, s in others.items())
    return fig, f"Digits read of six men, in training and not: {told}. Never heard: {more}."


def in_noise(levels: Sequence[int | None], runs: Mapping[str, Mapping[str, Any]]):
    """Draw what is read over the noise: one panel for each way of training.

    levels: decibels by which the voice is stronger, None for no noise. runs: title -> reader ->
    (levels, n), of which the means are drawn; at most four readers, activations in their style.
    Returns the figure and a description. Chapter: Speech.
    """
    names = ["none" if level is None else f"{level}" for level in levels]
    below = "voice over noise, decibels"
    fig, axes = new(2, 1, title=list(runs), xlabel=["", below], ylabel="digits read", height=5.6)
    told = []
    for ax, (title, readers) in zip(axes, runs.items(), strict=True):
        ends = []
        for name, shares in readers.items():
            mean = clean(finite_array(name, shares, 2).mean(axis=1))
            look = style(name) if name in NAMES else {"color": INK, "marker": "o", "linestyle": "-"}
            ax.plot(range(len(levels)), mean, **look, ms=5, lw=1.6)
            ends.append((len(levels) - 1, mean[-1], NAMES.get(name, name), look["color"]))
            told.append(f"{title}, {NAMES.get(name, name)}: " + ", ".join(f"{m:.0%}" for m in mean))
        ax.axhline(0.1, color=FAINT, lw=1, zorder=0)
        ax.set(ylim=(0, 1.03))
        ax.set_xticks(range(len(levels)), names)
        ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
        label_ends(ax, ends)
    return fig, f"Digits read in noise ({', '.join(names)} decibels). {'; '.join(told)}."
