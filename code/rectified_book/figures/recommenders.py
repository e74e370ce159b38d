"""The drawings of the chapter Recommenders: each returns a figure and a description of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

from rectified._checks import finite_array

from .axes import label_ends, label_line, new
from .axes import words as write
from .look import CLASSES, DIVERGING, FAINT, FONT, INK, NAMES, PAPER, house, style
from .rounding import clean

LEVELS = (-1.5, -0.7, -0.4, -0.1, 0.1, 0.4, 0.7, 1.5)
"""Where one color of a surface ends and the next begins."""


def two_sides(loyal: Any, p: Any, first: Any, named: Mapping[str, int]) -> tuple[Figure, str]:
    """Draw each person's number in a product over how often the person voted with the own party.

    loyal: (n,), shares. p: (n,). first: (n,), True for the Republicans. named: what to write ->
    whose place it is. Returns the figure and a description. Chapter: Recommenders.
    """
    loyal, p = finite_array("loyal", loyal, 1), finite_array("p", p, 1)
    first = np.asarray(first, dtype=bool)
    fig, ax = new(
        xlabel="votes with the majority of the own party, %",
        ylabel="p, the person's number in the product",
    )
    ax.axhline(0, color=FAINT, lw=1, zorder=0)
    alt = []
    names = "Democrats", "Republicans"
    for look, rows, name in zip(CLASSES, (~first, first), names, strict=True):
        dots = {"ms": 5.5, "mec": PAPER, "mew": 0.5, "color": look["color"], "label": name}
        ax.plot(clean(100 * loyal[rows]), clean(p[rows]), look["marker"], **dots)
        alt.append(f"{name} ({rows.sum()}): p {p[rows].min():.2f} to {p[rows].max():.2f}")
    for name, place in named.items():
        label_line(ax, 100 * loyal[place], p[place], name, INK, 6, 0)
    ax.set_xlim(100 * loyal.min() - 2, 108)  # with room for names
    ax.set_xticks(range(10 * int(np.ceil(10 * loyal.min())), 101, 10))
    with house():
        ax.legend(loc="lower left", fontsize=FONT, handletextpad=0.1)
    told = ", ".join(f"{name} {p[k]:.2f} ({loyal[k]:.0%})" for name, k in named.items())
    return fig, (
        f"Number in the product of {len(p)} people over their votes with the own party. "
        f"{'; '.join(alt)}. {told}."
    )


def surfaces(
    panels: Mapping[str, Callable], folds: Mapping[str, tuple[Any, Any]]
) -> tuple[Figure, str]:
    """Draw functions of two numbers between -1 and 1 as maps in seven steps of color.

    panels: title -> function of points (n, 2) that gives (n,). folds: title -> weights (2, units)
    and biases (units,) of ReLUs, whose fold lines are drawn.
    Returns the figure and a description. Chapter: Recommenders.
    """
    rows = -(-len(panels) // 2)
    fig, axes = new(rows, 2, height=0.3 + 2.95 * rows, title=list(panels), xlabel="p", ylabel="q")
    side = np.linspace(-1, 1, 31)
    X = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    places = np.array([(p, q) for q in (0.6, -0.6) for p in (-0.6, 0.6)])
    alt = []
    for ax, (title, f) in zip(np.ravel(axes), panels.items(), strict=True):
        Z = clean(np.round(finite_array(title, f(X), 1), 6)).reshape(31, 31)
        ax.contourf(side, side, Z, levels=LEVELS, colors=DIVERGING)
        W, biases = folds.get(title, (np.empty((2, 0)), []))
        for w, b in zip(np.transpose(W), biases, strict=True):
            ends = _across(w, b)
            if len(ends) == 2:
                ax.plot(*clean(np.transpose(ends)), color=INK, lw=0.8, ls=(0, (4, 2)))
        said = np.round(f(places), 2) + 0.0
        for (p, q), value in zip(places, said, strict=True):
            write(ax, p, q, f"{value:.2f}", color=INK)
        ax.set(xlim=(-1, 1), ylim=(-1, 1), aspect="equal")
        ax.set_xticks([-1, 0, 1], ["−1", "0", "1"])
        ax.set_yticks([-1, 0, 1], ["−1", "0", "1"])
        alt.append(f"{title} " + ", ".join(f"{value:.1f}" for value in said))
    return fig, (
        "Maps over p and q from −1 to 1; values where both are 0.6 or −0.6, upper left, upper "
        f"right, lower left, lower right: {'; '.join(alt)}."
    )


def _across(w: Any, b: float) -> list[tuple[float, float]]:
    """The two points where the line w · x + b = 0 leaves the square, or none."""
    ends = []
    for axis in (0, 1):
        for edge in (-1.0, 1.0):
            if abs(w[1 - axis]) > 1e-9:
                other = -(b + w[axis] * edge) / w[1 - axis]
                if abs(other) <= 1:
                    ends.append((edge, other) if axis == 0 else (other, edge))
    return ends[:2]


def by_length(lengths: Sequence[int], errors: Mapping[str, Any]) -> tuple[Figure, str]:
    """Draw the error of a learned product over the length of its two vectors, means of networks.

    lengths: (k,). errors: activation -> (k, networks).
    Returns the figure and a description. Chapter: Recommenders.
    """
    fig, ax = new(xlabel="numbers in each vector", ylabel="error, in spreads of p · q")
    ends, alt = [], []
    for name, runs in errors.items():
        means = finite_array(name, runs, 2).mean(axis=1)
        label = {"identity": "no bend"}.get(name, NAMES[name])
        ax.plot(lengths, clean(means), **style(name), lw=1.6, ms=6, mfc="none")
        ends.append((lengths[-1], means[-1], label, style(name)["color"]))
        alt.append(f"{label} " + ", ".join(f"{m:.2f}" for m in means))
    ax.set_xscale("log", base=2)
    ax.set_xticks(lengths, [str(n) for n in lengths])
    ax.xaxis.set_minor_locator(NullLocator())
    ax.set_ylim(0, 1.1)
    label_ends(ax, ends)
    return fig, f"Error with {', '.join(map(str, lengths))} numbers. {'; '.join(alt)}."
