"""The figures of the book: what all chapters share, and one module of drawings per chapter.

    from rectified import figures
    from rectified.figures import show

    fig, alt = figures.perceptrons.neuron(["x₁", "x₂"], x=[1, 0], w=[2, 1], b=-3)
    show(fig, alt)

`core` makes a figure, gives it the book's look, and shows it as SVG with its text.
"""

# Not to every first figure a line about fonts: Matplotlib looks for them once per environment, in a
# browser once per notebook, and says so where the outputs stand.
# ruff: noqa: E402
import logging

logging.getLogger("matplotlib.font_manager").addFilter(lambda record: "cache" not in record.msg)

from . import activation_functions, fact_check, leaky_relu, perceptrons, relu, vanishing_gradient
from .core import (
    ACCENT,
    BLUE,
    BROWN,
    CLASSES,
    DARK,
    FAINT,
    FONT,
    GOLD,
    GREEN,
    INK,
    MUTED,
    NAMES,
    ON_LINE,
    ORANGE,
    PAPER,
    PURPLE,
    SERIES,
    STEPS,
    TEAL,
    TINTS,
    VIOLET,
    WIDTH,
    arrow,
    boundary,
    clean,
    curves,
    heatmap,
    house,
    label_ends,
    label_line,
    layers,
    line,
    new,
    plane,
    points,
    say,
    show,
    style,
    svg,
    words,
)

__all__ = [
    "ACCENT",
    "BLUE",
    "BROWN",
    "CLASSES",
    "DARK",
    "FAINT",
    "FONT",
    "GOLD",
    "GREEN",
    "INK",
    "MUTED",
    "NAMES",
    "ON_LINE",
    "ORANGE",
    "PAPER",
    "PURPLE",
    "SERIES",
    "STEPS",
    "TEAL",
    "TINTS",
    "VIOLET",
    "WIDTH",
    "activation_functions",
    "arrow",
    "boundary",
    "clean",
    "curves",
    "fact_check",
    "heatmap",
    "house",
    "label_ends",
    "label_line",
    "layers",
    "leaky_relu",
    "line",
    "new",
    "perceptrons",
    "plane",
    "points",
    "relu",
    "say",
    "show",
    "style",
    "svg",
    "vanishing_gradient",
    "words",
]
