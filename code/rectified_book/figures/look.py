"""The look of the figures: colors for light and dark pages, styles of lines, sizes of text.

Every color has a second value for dark pages, stored in the file itself, so a figure follows the
page's color scheme. No color carries a meaning alone: each comes with a line style and a marker.
"""

from __future__ import annotations

from typing import Any

import matplotlib
from matplotlib import style as _matplotlib_style

from rectified._checks import choice

PAPER = "#ffffff"
INK = "#1f2933"
MUTED = "#5f6b76"
FAINT = "#d5dadf"
ACCENT = "#b3123f"
BLUE = "#0067a5"
ORANGE = "#b34700"
GREEN = "#00734f"
PURPLE = "#a03a7a"
GOLD = "#806000"
VIOLET = "#5a48b5"
TEAL = "#00707f"
BROWN = "#75502f"
TINTS = ("#e9e6f8", "#f6edcf")  # the regions of class 0 and class 1
STEPS = ("#f4f7fa", "#dbe6f0", "#b9cfe3", "#8fb2d3", "#3f76a8", "#2a5a88", "#163d63")  # heat maps
TOO_SMALL, TOO_LARGE = "#27408b", "#9c2222"  # the two sides of what is right: each its own color
DIVERGING = (TOO_SMALL, "#94aee0", "#d5dff2", "#f4f4f2", "#f8dbd3", "#eba493", TOO_LARGE)

DARK = {
    PAPER: "#121212",
    INK: "#e6e9ec",
    MUTED: "#9aa5b1",
    FAINT: "#39424d",
    ACCENT: "#ff7a90",
    BLUE: "#5bb3ea",
    ORANGE: "#f59a4c",
    GREEN: "#3ccf9b",
    PURPLE: "#e890c4",
    GOLD: "#d9b73b",
    VIOLET: "#aa9df7",
    TEAL: "#45c5d8",
    BROWN: "#cfa47f",
    **dict(zip(TINTS, ("#29244a", "#3a300f"), strict=True)),
    **dict(
        zip(
            STEPS,
            ("#1b2126", "#1f2f3f", "#25425c", "#2d5878", "#7fb0d9", "#a9cdea", "#d6e9f8"),
            strict=True,
        )
    ),
    **dict(
        zip(
            DIVERGING,
            ("#93b4ff", "#2f4f94", "#223150", "#1d2124", "#472a25", "#83382c", "#ff9480"),
            strict=True,
        )
    ),
}
"""The dark page's value of each color of the palette."""

UNDER_PAPER = {*STEPS[4:], TOO_SMALL, TOO_LARGE}
"""The steps of heat maps on which text has the color of paper; on the others it has that of ink."""

# Matplotlib's own defaults, for artists made outside the helpers below.
ALIASES = {"#000000": INK, "#cccccc": FAINT, "#808080": MUTED}

STYLES = {
    "sigmoid": (BLUE, (0, (1.5, 1.2)), "o"),
    "tanh": (ORANGE, (0, (6, 1.5, 1.5, 1.5)), "^"),
    "relu": (GREEN, "-", "s"),
    "leaky_relu": (PURPLE, (0, (5, 2)), "D"),
    "prelu": (PURPLE, (0, (2.5, 1.2)), "d"),
    "elu": (GOLD, (0, (5, 2)), "v"),
    "selu": (GOLD, (0, (1.5, 1.2)), "<"),
    "softplus": (BROWN, (0, (6, 1.5, 1.5, 1.5)), ">"),
    "gelu": (VIOLET, "-", "P"),
    "swish": (TEAL, (0, (5, 2)), "X"),
    "step": (INK, "-", "p"),
    "identity": (MUTED, (0, (1.5, 1.2)), "h"),
}

NAMES = {
    "sigmoid": "sigmoid",
    "tanh": "tanh",
    "relu": "ReLU",
    "leaky_relu": "Leaky ReLU",
    "prelu": "PReLU",
    "elu": "ELU",
    "selu": "SELU",
    "softplus": "softplus",
    "gelu": "GELU",
    "swish": "Swish",
    "step": "step",
    "identity": "identity",
}
"""How an activation is written in a figure."""

SERIES = (
    {"color": INK, "linestyle": "-", "marker": "o"},
    {"color": ACCENT, "linestyle": (0, (5, 2)), "marker": "s"},
    {"color": TEAL, "linestyle": (0, (6, 1.5, 1.5, 1.5)), "marker": "^"},
    {"color": GOLD, "linestyle": (0, (1.5, 1.2)), "marker": "D"},
)
"""Styles of up to four series that are not activations: `ax.plot(x, y, **SERIES[0])`."""

CLASSES = ({"color": VIOLET, "marker": "o"}, {"color": GOLD, "marker": "s"})
"""Color and marker of the points of class 0 and class 1."""

# --- sizes ---------------------------------------------------------------------------------------

WIDTH = 5.2
"""Width of a figure in inches: its 11 pt text is 9.6 px high on a phone 360 px wide."""

FONT = 11
PHONE = 328  # CSS pixels that a phone 360 px wide leaves to a figure
SMALLEST = 9.0  # CSS pixels of the smallest text that is still readable there

FONT_STACK = 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif'

_RC = {
    "font.family": ["DejaVu Sans"],  # ships with Matplotlib: the same metrics everywhere
    "font.size": FONT,
    "text.color": INK,
    "text.usetex": False,
    "figure.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "savefig.bbox": None,
    "axes.facecolor": "none",
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "axes.labelsize": FONT,
    "axes.titlesize": FONT,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.prop_cycle": matplotlib.cycler(color=[series["color"] for series in SERIES]),
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "lines.linewidth": 1.8,
    "lines.markersize": 5,
    "legend.frameon": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "rectified",
}


def house():
    """The house typography, for a `with`: the reader's own settings come back after it."""
    return _matplotlib_style.context(["default", _RC])


def style(name: str) -> dict[str, Any]:
    """Return color, line style and marker of an activation, for `ax.plot` of few points.

    name: `sigmoid`, `tanh`, `relu`, `leaky_relu`, … An activation looks the same in every chapter.
    Raises ValueError for a name that is none of them.
    Chapter: Activation functions.
    """
    color, linestyle, marker = STYLES[choice("name", name, STYLES)]
    return {"color": color, "linestyle": linestyle, "marker": marker}


def line(name: str) -> dict[str, Any]:
    """Return color and line style of an activation, for `ax.plot` of a smooth curve.

    Raises ValueError for an unknown name.
    Chapter: Activation functions.
    """
    color, linestyle, _ = STYLES[choice("name", name, STYLES)]
    return {"color": color, "linestyle": linestyle}
