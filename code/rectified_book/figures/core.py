"""Figures of the book: one look, SVG that is the same on every run, and alt text with the numbers.

    fig, ax = new(xlabel="z", ylabel="slope")
    ax.plot(z, np.tanh(z), **line("tanh"))
    show(fig, "Line plot of tanh from z = -4 to 4: it saturates at -1 and 1 beyond |z| = 3.")

Every color below has a second value for dark pages, stored in the file itself, so a figure
follows the page's color scheme. No color carries a meaning alone: each comes with a line style and
a marker.
"""

from __future__ import annotations

import hashlib
import io
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

import matplotlib
import matplotlib.patches
import matplotlib.path
import numpy as np
from matplotlib import style as _matplotlib_style
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullFormatter, NullLocator

from rectified._checks import choice, finite_array

# --- the palette ---------------------------------------------------------------------------------

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
}
"""The dark page's value of each color of the palette."""

# Matplotlib's own defaults, for artists made outside the helpers below.
_ALIASES = {"#000000": INK, "#cccccc": FAINT, "#808080": MUTED}

_STYLES = {
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
_PHONE = 328  # CSS pixels that a phone 360 px wide leaves to a figure
_SMALLEST = 8.5  # CSS pixels of the smallest text that is still readable there

_FONT_STACK = 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif'

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


# --- show and say --------------------------------------------------------------------------------


def show(fig: Figure, alt: str) -> None:
    """Show a figure as SVG, with `alt` as its text, and close it.

    fig: a Matplotlib figure, best one made by `new`.
    alt: one or more sentences (at least 40 characters) that say what the figure shows, with the
    numbers; it is what a reader hears who cannot see the figure. Compute it from what is plotted.
    Raises ValueError when `alt` is not a sentence, and where `svg` does.
    Chapter: Perceptrons.
    """
    text = _sentence(alt)
    drawing = svg(fig, text)
    _close(fig)
    _display({"image/svg+xml": drawing, "text/plain": text})


def say(markdown: str, **numbers: str) -> None:
    """Show Markdown text: the way in which a measured number gets into a sentence.

    markdown: one or more paragraphs. Round the numbers in it.
    numbers: name -> a number as the text has it. Other pages of the book show it under that name,
    with the role {measured}`name`; a name stands for one number in the whole book.
    Raises ValueError when the text is empty, or when it does not hold one of the numbers.
    Chapter: Perceptrons.
    """
    if not isinstance(markdown, str) or not markdown.strip():
        raise ValueError(f"markdown must be a text that is not empty, got {markdown!r}")
    text = markdown.strip()
    for name, number in numbers.items():
        if not isinstance(number, str) or not number or number not in text:
            raise ValueError(f"{name} must be a number as the text shows it, got {number!r}")
    _display({"text/markdown": text, "text/plain": text}, {"measured": numbers} if numbers else {})


def svg(fig: Figure, alt: str) -> str:
    """Return the figure as SVG: no date, coordinates rounded to 0.01, two palettes inside.

    The same figure gives the same text on every run. The file is light on its own, dark where the
    page's color scheme is dark, and light in print.
    Raises ValueError for text with `$`, whose parts a browser would misplace (write Unicode: z², α,
    10⁻³), and for text too small to be read on a phone.
    Chapter: Perceptrons.
    """
    alt = _sentence(alt)
    with house():
        _prepare(fig)
        file = io.StringIO()
        fig.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    return _compact(file.getvalue(), alt)


def _display(bundle: dict[str, str], metadata: dict[str, Any] | None = None) -> None:
    if "IPython" in sys.modules:
        from IPython import get_ipython
        from IPython.display import display

        if get_ipython() is not None:
            display(bundle, metadata=metadata, raw=True)
            return
    print(bundle["text/plain"])


def _close(fig: Figure) -> None:
    """Forget a figure that pyplot keeps: otherwise a notebook would show it a second time."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.close(fig)


def _sentence(alt: Any) -> str:
    text = " ".join(alt.split()) if isinstance(alt, str) else ""
    if len(text) < 40 or text.count(" ") < 5 or text[-1] not in ".!?":
        raise ValueError(
            "alt must be a sentence of at least 40 characters that says what the figure shows "
            f"and ends with a full stop, got {alt!r}"
        )
    return text


def _prepare(fig: Figure) -> None:
    """Make the texts such that a browser, whose font differs, puts them where they belong."""
    for ax in fig.axes:
        for axis in (ax.xaxis, ax.yaxis):
            if axis.get_scale() == "log":
                axis.set_major_formatter(FuncFormatter(_power_of_ten))
                axis.set_minor_formatter(NullFormatter())
    fig.draw_without_rendering()
    width = 72 * fig.get_figwidth()
    for text in fig.findobj(Text):
        words = text.get_text()
        if not text.get_visible() or not words.strip():
            continue
        if "$" in words:
            raise ValueError(
                f"text of a figure must not contain '$' (write Unicode), got {words!r}"
            )
        size = text.get_fontsize() * _PHONE / width
        if size < _SMALLEST:
            raise ValueError(
                f"text of a figure must be at least {_SMALLEST} px high on a phone, "
                f"got {size:.1f} px for {words!r}: make the figure narrower or the text larger"
            )
        text.set_rotation_mode("anchor" if text.get_rotation() else "default")


_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def _power_of_ten(value: float, _position: int | None = None) -> str:
    """Write a tick of a log axis in plain text: 10⁻³, and 0.1, 1, 10 as they are."""
    if not value > 0:
        return ""
    exponent = round(float(np.log10(value)), 6)
    if -1 <= exponent <= 2 or exponent != int(exponent):
        return f"{value:.6g}"
    return "10" + str(int(exponent)).translate(_SUPERSCRIPTS)


# --- from Matplotlib's SVG to ours ---------------------------------------------------------------

_SVG = "http://www.w3.org/2000/svg"
_HREF = "{http://www.w3.org/1999/xlink}href"
_NUMBER = re.compile(r"-?\d+\.\d+")


def _compact(source: str, alt: str) -> str:
    """Rewrite Matplotlib's SVG: smaller, without chance in it, with both palettes."""
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    root = ElementTree.fromstring(source)
    for name in ("metadata", "defs"):  # the date's place, and a style that ours replaces
        for element in root.findall(f"{{{_SVG}}}{name}"):
            if name == "metadata" or element.find(f"{{{_SVG}}}style") is not None:
                root.remove(element)
    for element in root.iter():
        _round(element)
    for marker in root.iterfind(f".//{{{_SVG}}}defs/{{{_SVG}}}path"):
        marker.attrib.pop("style", None)  # each place where it is used says the same and more
    for group in list(root.iter(f"{{{_SVG}}}g")):
        _hoist(group)
    _rename(root)
    _unwrap(root)
    colors = set(re.findall(r"#[0-9a-f]{6}", ElementTree.tostring(root, encoding="unicode")))
    style = ElementTree.Element(f"{{{_SVG}}}style")
    style.text = _style_sheet(colors)
    root.insert(0, style)
    root.set("class", "rectified")
    root.set("role", "img")
    root.set("aria-label", alt)
    return ElementTree.tostring(root, encoding="unicode")


def _round(element: ElementTree.Element) -> None:
    """Round coordinates to 0.01; Matplotlib has rounded to 6 digits, so ties fall one way."""
    for name in ("d", "x", "y", "transform", "points"):
        value = element.get(name)
        if value is not None and "matrix" not in value and "scale" not in value:
            element.set(name, " ".join(_NUMBER.sub(_two_digits, value).split()))
    if element.get("transform", "").startswith(("rotate(-0 ", "rotate(0 ")):
        del element.attrib["transform"]
    style = element.get("style")
    if style is not None:
        for old, new_color in _ALIASES.items():
            style = style.replace(old, new_color)
        kept = [part for part in style.split("; ") if not part.startswith("font-family")]
        element.set("style", "; ".join(kept))
    if not (element.text or "").strip():
        element.text = None
    element.tail = None


def _two_digits(match: re.Match) -> str:
    text = f"{float(match[0]):.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _hoist(group: ElementTree.Element) -> None:
    """Give a style that all markers of a group share to the group: a third of the bytes."""
    styles = {child.get("style") for child in group}
    if len(group) > 1 and len(styles) == 1 and all(c.tag.endswith("}use") for c in group):
        shared = styles.pop()
        if shared is not None and group.get("style") is None:
            group.set("style", shared)
            for child in group:
                del child.attrib["style"]


def _rename(root: ElementTree.Element) -> None:
    """Number the ids in use, behind a prefix that depends on the drawing.

    Matplotlib's ids hash unrounded floats, which differ from one processor to another. The prefix
    keeps two figures apart on a page that holds both inline.
    """
    text = ElementTree.tostring(root, encoding="unicode")
    used = re.findall(r"(?:url\(#|href=\"#)([^\")]+)", text)
    names = {old: f"i{k}" for k, old in enumerate(dict.fromkeys(used))}

    def rename(prefix: str, names: dict[str, str]) -> None:
        for element in root.iter():
            if "id" in element.attrib:
                if element.get("id") in names:
                    element.set("id", prefix + names[element.get("id")])
                else:
                    del element.attrib["id"]
            if _HREF in element.attrib:
                element.set(_HREF, "#" + prefix + names[element.get(_HREF)[1:]])
            if "clip-path" in element.attrib:
                element.set("clip-path", f"url(#{prefix}{names[element.get('clip-path')[5:-1]]})")

    rename("", names)
    digest = hashlib.sha256(ElementTree.tostring(root)).hexdigest()[:6]
    rename(f"r{digest}", {new_name: new_name for new_name in names.values()})


def _unwrap(element: ElementTree.Element) -> None:
    """Replace groups that say nothing by what they hold."""
    children: list[ElementTree.Element] = []
    for child in list(element):
        _unwrap(child)
        children += list(child) if child.tag == f"{{{_SVG}}}g" and not child.attrib else [child]
        element.remove(child)
    element.extend(children)


def _style_sheet(colors: set[str]) -> str:
    rules = "".join(
        f'.rectified [style*="{part}: {color}"]{{{part}:{DARK[color]}!important}}'
        for color in sorted(colors & DARK.keys())
        for part in ("fill", "stroke")
    )
    return (
        ".rectified *{stroke-linejoin:round;stroke-linecap:butt}"
        f".rectified text{{font-family:{_FONT_STACK}}}"
        f"@media screen and (prefers-color-scheme:dark){{{rules}}}"
    )


# --- axes ----------------------------------------------------------------------------------------


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


def style(name: str) -> dict[str, Any]:
    """Return color, line style and marker of an activation, for `ax.plot` of few points.

    name: `sigmoid`, `tanh`, `relu`, `leaky_relu`, … An activation looks the same in every chapter.
    Raises ValueError for a name that is none of them.
    Chapter: Activation functions.
    """
    color, linestyle, marker = _STYLES[choice("name", name, _STYLES)]
    return {"color": color, "linestyle": linestyle, "marker": marker}


def line(name: str) -> dict[str, Any]:
    """Return color and line style of an activation, for `ax.plot` of a smooth curve.

    Raises ValueError for an unknown name.
    Chapter: Activation functions.
    """
    color, linestyle, _ = _STYLES[choice("name", name, _STYLES)]
    return {"color": color, "linestyle": linestyle}


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


# --- plots that several chapters share -----------------------------------------------------------


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
        look = style(name) if name in _STYLES else SERIES[k]
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
) -> None:
    """Draw a matrix as cells in seven steps of one hue, the number written in each.

    matrix: shape (len(rows), len(columns)); NaN gives an empty cell. rows, columns: tick labels.
    fmt: how a number is written, None for not at all. limits: the values of the lightest and the
    darkest step; the matrix's own least and greatest when left out.
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
    step = np.clip(np.nan_to_num(np.round(share * len(STEPS), 9)), 0, len(STEPS) - 1).astype(int)
    for i, j in np.argwhere(~np.isnan(matrix)):
        color = STEPS[step[i, j]]
        ax.add_patch(
            matplotlib.patches.Rectangle((j - 0.5, i - 0.5), 1, 1, fc=color, ec=PAPER, lw=1)
        )
        if fmt is not None:
            words = fmt.format(matrix[i, j]).replace("-", "−")
            ink = INK if step[i, j] < 4 else PAPER
            ax.text(j, i, words, color=ink, ha="center", va="center", fontsize=FONT)
    ax.set_xlim(-0.5, matrix.shape[1] - 0.5)
    ax.set_ylim(matrix.shape[0] - 0.5, -0.5)
    ax.set_xticks(range(len(columns)), [str(c) for c in columns])
    ax.set_yticks(range(len(rows)), [str(r) for r in rows])
    ax.tick_params(length=0)
    for spine in ax.spines.values():
        spine.set_visible(False)


def plane(X: Any) -> np.ndarray:
    """Return X as an array of shape (n, 2). Raises ValueError when it is none."""
    X = finite_array("X", X, 2)
    if X.shape[1] != 2 or not len(X):
        raise ValueError(f"X must be points of the plane, shape (n, 2), got shape {X.shape}")
    return X


def clean(values: Any) -> np.ndarray:
    """Round to ten significant digits: the last ones differ from one processor to another."""
    values = np.asarray(values, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        digits = np.where(values == 0, 0.0, np.floor(np.log10(np.abs(values))))
    scale = np.power(10.0, 9 - np.where(np.isfinite(digits), digits, 0.0))
    return np.round(values * scale) / scale


def _gaps(y: np.ndarray) -> np.ndarray:
    """Put a NaN at each jump of a densely sampled curve."""
    y = y.copy()
    jumps = np.abs(np.diff(y)) > 0.3 * np.ptp(y) + 1e-12
    y[:-1][jumps] = np.nan
    return y


# --- words and arrows in a drawing ----------------------------------------------------------------

ON_LINE = {"fc": PAPER, "ec": "none", "pad": 1.5}


def arrow(ax: Axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw a thin arrow between two points of the axes. Chapter: Perceptrons."""
    look = {"arrowstyle": "-|>", "color": MUTED, "lw": 1.2, "shrinkA": 0, "shrinkB": 0}
    ax.annotate("", end, start, arrowprops=look)


def words(ax: Axes, x: float, y: float, text: str, **other: Any) -> None:
    """Write a text at a point of the axes, by default centered there, in the figures' font size.

    other: what `ax.text` takes, such as `bbox=ON_LINE` for a text that lies on a line.
    Chapter: Perceptrons.
    """
    other = {"ha": "center", "va": "center", "fontsize": FONT} | other
    with house():
        ax.text(x, y, text.replace("-", "−"), **other)
