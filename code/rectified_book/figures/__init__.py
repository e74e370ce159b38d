"""The figures of the book: what all chapters share, and one module of drawings per chapter.

    from rectified import figures
    from rectified.figures import show

    fig, alt = figures.perceptrons.neuron(["x₁", "x₂"], x=[1, 0], w=[2, 1], b=-3)
    show(fig, alt)

`look` has colors and styles, `axes` makes figures with them, `plots` what several chapters draw;
`output` shows a figure as SVG with its text.
"""

from . import (
    activation_functions,
    anomalies,
    fact_check,
    finance,
    leaky_relu,
    perceptrons,
    recommenders,
    relu,
    relu_in_use,
    speech,
    vanishing_gradient,
    vision,
)
from .axes import ON_LINE, arrow, label_ends, label_line, new, words
from .look import (
    ACCENT,
    BLUE,
    BROWN,
    CLASSES,
    DARK,
    DIVERGING,
    FAINT,
    FONT,
    GOLD,
    GREEN,
    INK,
    MUTED,
    NAMES,
    ORANGE,
    PAPER,
    PURPLE,
    SERIES,
    STEPS,
    TEAL,
    TINTS,
    TOO_LARGE,
    TOO_SMALL,
    VIOLET,
    WIDTH,
    house,
    line,
    style,
)
from .output import measured, say, show, svg, table
from .plots import boundary, curves, heatmap, layers, points
from .rounding import clean, plane

__all__ = [
    "ACCENT",
    "BLUE",
    "BROWN",
    "CLASSES",
    "DARK",
    "DIVERGING",
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
    "TOO_LARGE",
    "TOO_SMALL",
    "VIOLET",
    "WIDTH",
    "activation_functions",
    "anomalies",
    "arrow",
    "boundary",
    "clean",
    "curves",
    "fact_check",
    "finance",
    "heatmap",
    "house",
    "label_ends",
    "label_line",
    "layers",
    "leaky_relu",
    "line",
    "measured",
    "new",
    "perceptrons",
    "plane",
    "points",
    "recommenders",
    "relu",
    "relu_in_use",
    "say",
    "show",
    "speech",
    "style",
    "svg",
    "table",
    "vanishing_gradient",
    "vision",
    "words",
]
