"""The drawing of the page that closes the applications: six areas beside their rivals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.figure import Figure

from .axes import new
from .look import FAINT, INK, MUTED, NAMES, style
from .rounding import clean


def called(name: str) -> str:
    """What the key calls an activation; a network without one has no bend."""
    return "no bend" if name == "identity" else NAMES[name]


def six_areas(
    networks: Mapping[str, Mapping[str, float]], rivals: Sequence[str]
) -> tuple[Figure, str]:
    """Draw, for each area, how far its networks are ahead of a method without a hidden layer.

    networks: area -> activation -> points ahead of the rival; rivals: the names of these methods,
    one for each area. Returns the figure and a description. Chapter: What the six have in common.
    """
    if len(rivals) != len(networks):
        raise ValueError(f"rivals must name one for each area, {len(networks)}, got {len(rivals)}")
    fig, ax = new(width=4.5, height=4.1, xlabel="points ahead of the simple method")
    ax.axvline(0, color=INK, lw=1, zorder=1)
    told = []
    for row, (area, scores) in enumerate(networks.items()):
        ax.axhline(row, color=FAINT, lw=0.8, zorder=0)
        for name, points in scores.items():
            look = style(name) | {"linestyle": "none"}
            ax.plot(
                clean(points),
                row,
                **look,
                ms=7,
                mec=look["color"],
                mfc="none",
                mew=1.6,
                label=called(name) if row == 0 else None,
            )
        found = ", ".join(f"{called(name)} {points:+.1f}" for name, points in scores.items())
        told.append(f"{area}, against {rivals[row]}: {found}".replace("-", "−"))
    ax.set_yticks(range(len(networks)), list(networks))
    ax.set_ylim(len(networks) - 0.5, -0.5)
    ax.tick_params(axis="y", length=0)
    key = {"ncols": 2, "frameon": False, "handletextpad": 0.2, "columnspacing": 1}
    ax.legend(loc="lower center", bbox_to_anchor=(0.42, 1), labelcolor=MUTED, **key)
    return fig, f"Points ahead of a simple method. {'; '.join(told)}."
