"""Promises about the figures: the same on every machine, readable in light and in dark."""

from __future__ import annotations

import functools
import itertools
import os
import re
import subprocess
import sys
from types import SimpleNamespace
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pytest

from rectified import figures
from rectified.figures import DARK, INK, PAPER, STEPS, TINTS

ALT = 'A line from 0 to 1: "steep" where x < 0.5 & y > 0.5, flat elsewhere.'
SIGMOID = SimpleNamespace(
    name="sigmoid",
    value=lambda z: 1 / (1 + np.exp(-z)),
    derivative=lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2,
)
RELU = SimpleNamespace(
    name="relu", value=lambda z: np.maximum(z, 0), derivative=lambda z: (z > 0) * 1.0
)
X = np.random.default_rng(0).normal(size=(300, 2))
Y = (np.hypot(*X.T) < 1).astype(int)
DEPTH = np.arange(1.0, 11.0)
SIGMOID_NORMS = 0.25 ** (11 - DEPTH)


def curves(noise=0.0):
    fig, axes = figures.new(2, 1, xlabel=["", "z"], ylabel=["f(z)", "f′(z)"], title=["Value", ""])
    figures.curves(axes, [SIGMOID, RELU], np.linspace(-4, 4, 200) + noise)
    return fig


def boundary(noise=0.0):
    fig, ax = figures.new(height=3.4)
    # a saddle, whose score is exactly the level along both axes
    figures.boundary(ax, lambda P: np.round(P[:, 0] * P[:, 1], 3) + noise, X, Y, level=0)
    return fig


def points(noise=0.0):
    fig, ax = figures.new()
    figures.points(ax, X + noise, Y, labels=("outside", "inside"))
    return fig


def layers(noise=0.0):
    fig, ax = figures.new(xlabel="layer", ylabel="gradient norm")
    norms = {"sigmoid": SIGMOID_NORMS, "relu": 0.95 ** (11 - DEPTH), "first try": 0.5 / DEPTH}
    figures.layers(ax, {name: y * (1 + noise) for name, y in norms.items()})
    return fig


def heatmap(noise=0.0):
    fig, ax = figures.new(xlabel="learning rate")
    figures.heatmap(ax, np.arange(14).reshape(2, 7) / 13 + noise, ["tanh", "ReLU"], range(7))
    return fig


def series(noise=0.0):
    fig, ax = figures.new(xlabel="epoch", ylabel="loss", title="Four runs")
    ends = []
    for k, look in enumerate(figures.SERIES):
        y = np.exp(-DEPTH * (k + 1) / 5) + noise
        ax.plot(DEPTH, y, **look)
        ends.append((DEPTH[-1], y[-1], f"run {k}", look["color"]))
    figures.label_ends(ax, ends)
    figures.label_line(ax, 2, 0.7, "here", **figures.style("tanh"))
    return fig


TABLE = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
LINES = np.array([[1.0, 1.0, -1.5], [2.0, 1.0, -2.5]])


def pictures(noise=0.0):
    images = np.arange(12.0).reshape(3, 4) * (1 + noise)
    return figures.perceptrons.pictures(
        images, [7, 8, 9], columns=2, weights=np.array([-1.0, 0.5, 0, 2])
    )


def neuron(noise=0.0):
    return figures.perceptrons.neuron(["dry", "wind"], [1, 0.5 + noise], [3, -2], -1)


def decisions(noise=0.0):
    def score(x):
        return x @ [1, 1] - 1 + noise

    return figures.perceptrons.decisions(
        {"OR": (score, TABLE, [0, 1, 1, 1]), "x₁": (score, TABLE, [0, 0, 1, 1])}
    )


def squeeze(noise=0.0):
    return figures.perceptrons.squeeze(np.sqrt(np.arange(12)) + noise, R=np.sqrt(3), gamma=0.25)


def pair_table(noise=0.0):
    return figures.perceptrons.pair_table(
        {(0, 1): 7 + noise, (0, 2): 90, (1, 2): 30}, limits=(0, 80)
    )


def against_bound(noise=0.0):
    limits = {"few": np.array([50, 90.0]) + noise, "many": np.array([900.0])}
    return figures.perceptrons.against_bound(limits, {"few": [2, 9], "many": [90]})


def many_separators(noise=0.0):
    shares = [0.21, 0.42, 0.63]
    return figures.perceptrons.many_separators(TABLE, [0, 0, 0, 1], LINES + noise, LINES[0], shares)


def restless(noise=0.0):
    return figures.perceptrons.restless(np.array([[0.5, 0.9, 0.7], [0.8, 0.6, 0.75]]) + noise)


def capacity(noise=0.0):
    return figures.perceptrons.capacity(
        {2: ([3, 6], [1.0, 0.5])}, lambda n, d: 2.0 ** (d + 1 - n) + noise
    )


def losses(noise=0.0):
    falling = np.array([[2.0, 2.1], [0.9, 1.2], [0.3, 0.02]])
    return figures.vanishing_gradient.losses(
        {"relu": falling * (1 + noise), "sigmoid": np.full((3, 2), 2.3)}
    )


def backward_layers(noise=0.0):
    return figures.vanishing_gradient.backward_layers(
        {"sigmoid": SIGMOID_NORMS * (1 + noise), "tanh": 0.5 / DEPTH}
    )


def saturation_path(noise=0.0):
    return figures.vanishing_gradient.saturation_path(
        [1, 4, 16], [0, 0.07, 0.68], np.array([0.2, 0.6, 1.2]) + noise
    )


def factor_map(noise=0.0):
    factors = np.array([[0.25, 0.4], [10.0, 1.0], [0.1, 1.6]]) * (1 + noise)
    return figures.vanishing_gradient.factor_map(
        factors, ["small", "large", "right"], ["sigmoid", "relu"]
    )


def trainable(noise=0.0):
    factors = np.array([[0.5, 0.52], [1.0, 1.04], [1.7, 1.8]]) + noise
    scores = np.array([[0.1, 0.1], [0.9, 0.92], [0.1, np.nan]])
    runs = {("relu", depth): (factors, scores) for depth in (3, 10)}
    return figures.vanishing_gradient.trainable(
        runs | {("sigmoid", d): (factors[0], scores[0]) for d in (3, 10)}
    )


def by_batch_size(noise=0.0):
    sizes = 2 ** np.arange(5)
    falling, none = 1 / (1 + np.arange(5)) + noise, np.zeros(5)
    return figures.vanishing_gradient.by_batch_size(
        {"sigmoid": (sizes, falling), "other": (sizes, none)}, "Share"
    )


def valleys(noise=0.0):
    path = np.array([[0, 0], [1.2, 1.0], [1.0, 0.3]]) + noise
    H = np.array([[0.33, 0.25], [0.25, 0.33]])
    return figures.vanishing_gradient.valleys(
        {"raw": (H, path), "centered": (np.eye(2), path[::2])}, path[-1]
    )


DESCRIBED = [pictures, neuron, decisions, squeeze, pair_table]
DESCRIBED += [against_bound, many_separators, restless, capacity]
DESCRIBED += [losses, backward_layers, saturation_path, factor_map]
DESCRIBED += [trainable, by_batch_size, valleys]


def drawn(draw):
    """The figure alone, of one that comes with its description."""

    @functools.wraps(draw)
    def figure(noise=0.0):
        return draw(noise)[0]

    return figure


GALLERY = [curves, boundary, points, layers, heatmap, series, *map(drawn, DESCRIBED)]
gallery = pytest.mark.parametrize("draw", GALLERY, ids=lambda draw: draw.__name__)


def drawing(svg: str) -> str:
    """The file without its style sheet."""
    return re.sub(r"<style>.*?</style>", "", svg)


def colors(text: str) -> set[str]:
    return set(re.findall(r"#[0-9a-fA-F]{6}\b", text))


def texts(svg: str) -> list[str]:
    return [e.text for e in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


# ---------------------------------------------------------------- the same for everyone


@gallery
def test_a_figure_is_the_same_every_time(draw):
    assert figures.svg(draw(), ALT) == figures.svg(draw(), ALT)


@gallery
def test_the_last_digits_of_the_data_do_not_change_a_figure(draw):
    assert figures.svg(draw(1e-14), ALT) == figures.svg(draw(), ALT)


def digest(**variables) -> str:
    """Draw the gallery in a process of its own; return a digest of the files."""
    program = (
        "import hashlib, test_figures as t\n"
        "text = ''.join(t.figures.svg(draw(), t.ALT) for draw in t.GALLERY)\n"
        "print(hashlib.sha256(text.encode()).hexdigest())\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.path.dirname(__file__), **variables}
    command = [sys.executable, "-W", "ignore", "-c", program]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True
    ).stdout


def test_a_figure_is_the_same_on_another_processor():
    umath = np._core._multiarray_umath
    fast = [name for name in umath.__cpu_dispatch__ if umath.__cpu_features__.get(name)]
    plain = digest(
        PYTHONHASHSEED="7",
        OPENBLAS_CORETYPE="Prescott" if "SSE3" in umath.__cpu_baseline__ else "",
        NPY_DISABLE_CPU_FEATURES=" ".join(fast),
    )
    assert plain == digest(PYTHONHASHSEED="1")


def test_the_readers_own_settings_do_not_change_a_figure():
    mine = {"font.size": 20, "axes.spines.top": True, "svg.fonttype": "path", "axes.grid": True}
    with matplotlib.rc_context(mine):
        changed = figures.svg(series(), ALT)
    assert changed == figures.svg(series(), ALT)


@gallery
def test_a_figure_holds_no_date_and_no_version(draw):
    svg = figures.svg(draw(), ALT)
    assert "metadata" not in svg
    assert "atplotlib" not in svg
    assert not re.search(r"\b20\d\d-", svg)


@gallery
def test_coordinates_have_two_digits(draw):
    for element in ElementTree.fromstring(drawing(figures.svg(draw(), ALT))).iter():
        for name in ("d", "x", "y"):
            assert not re.search(r"\.\d{3}", element.get(name, ""))


@gallery
def test_a_figure_is_small(draw):
    assert len(figures.svg(draw(), ALT).encode()) < 60_000


@gallery
def test_what_a_figure_refers_to_is_in_it(draw):
    svg = figures.svg(draw(), ALT)
    ids = re.findall(r'\bid="([^"]+)"', svg)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'(?:url\(|href=")#([^")]+)', svg)) == set(ids)


def test_two_figures_on_one_page_keep_their_ids_apart():
    first, second = (re.findall(r'\bid="([^"]+)"', figures.svg(d(), ALT)) for d in (points, layers))
    assert not set(first) & set(second)


# ---------------------------------------------------------------- both color schemes


@gallery
def test_every_color_has_a_dark_one_in_the_file(draw):
    svg = figures.svg(draw(), ALT)
    used = colors(drawing(svg))
    assert used <= set(DARK)
    dark = svg[svg.index("@media screen and (prefers-color-scheme:dark)") :]
    for color in used:
        assert f'[style*="fill: {color}"]{{fill:{DARK[color]}!important}}' in dark
        assert f'[style*="stroke: {color}"]{{stroke:{DARK[color]}!important}}' in dark


def test_what_is_drawn_without_the_palette_follows_the_page_too():
    fig, ax = figures.new()
    ax.plot([0, 1], [0, 1], color="black", label="a line")
    ax.text(0.2, 0.5, "a word")
    ax.legend(frameon=True)
    assert colors(drawing(figures.svg(fig, ALT))) <= set(DARK)


def luminance(color: str) -> float:
    channels = np.array([int(color[k : k + 2], 16) for k in (1, 3, 5)]) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(a: str, b: str) -> float:
    """The contrast ratio of the Web Content Accessibility Guidelines: 1 to 21."""
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


MEANINGFUL = sorted(set(DARK) - {PAPER, figures.FAINT, *TINTS, *STEPS})


@pytest.mark.parametrize("color", MEANINGFUL)
def test_every_color_that_means_something_can_be_read_as_text(color):
    assert contrast(color, PAPER) >= 4.5
    assert contrast(DARK[color], DARK[PAPER]) >= 4.5


@pytest.mark.parametrize("side", [0, 1])
def test_points_and_boundary_stand_out_from_the_regions(side):
    for color in (figures.CLASSES[0]["color"], figures.CLASSES[1]["color"], INK):
        assert contrast(color, TINTS[side]) >= 3
        assert contrast(DARK[color], DARK[TINTS[side]]) >= 3


@pytest.mark.parametrize("step", range(len(STEPS)))
def test_numbers_in_a_heat_map_can_be_read(step):
    _fig, ax = figures.new()
    figures.heatmap(ax, np.linspace(0, 1, len(STEPS))[None])
    ink = ax.texts[step].get_color()
    assert contrast(ink, STEPS[step]) >= 4.5
    assert contrast(DARK[ink], DARK[STEPS[step]]) >= 4.5


MAIN = ["sigmoid", "tanh", "relu", "leaky_relu"]
# Red-green blindness, in linear light: Viénot, Brettel & Mollon (1999), scaled to white = 1.
BLIND = np.array([[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]])


def lab(color: str, see=None) -> np.ndarray:
    """CIE L*a*b* of a color, as seen through the matrix `see`."""
    channels = np.array([int(color[k : k + 2], 16) for k in (1, 3, 5)]) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    linear = np.clip(linear if see is None else see @ linear, 0, 1)
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    xyz = np.array(to_xyz) @ linear / [0.9505, 1.0, 1.089]
    root = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    x, y, z = root
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(MAIN, 2)))
def test_the_four_activations_of_the_book_cannot_be_confused(one, other):
    a, b = figures.style(one), figures.style(other)
    assert a["linestyle"] != b["linestyle"]
    assert a["marker"] != b["marker"]
    for page in ({}, DARK):
        first, second = (page.get(s["color"], s["color"]) for s in (a, b))
        assert np.linalg.norm(lab(first) - lab(second)) > 20
        assert np.linalg.norm(lab(first, BLIND) - lab(second, BLIND)) > 10


def test_no_two_activations_look_alike():
    looks = [tuple(map(str, figures.style(name).values())) for name in figures.NAMES]
    assert len(set(looks)) == len(looks)
    curves_only = [tuple(map(str, figures.line(name).values())) for name in figures.NAMES]
    assert len(set(curves_only)) == len(curves_only)


def test_every_activation_of_the_package_has_a_style():
    from rectified import activations

    assert set(activations.names()) == set(figures.NAMES)


def test_an_unknown_activation_is_named():
    with pytest.raises(ValueError, match=r"name must be one of 'sigmoid'.*got 'maxout'"):
        figures.style("maxout")


# ---------------------------------------------------------------- alt text and sentences


@pytest.fixture
def shown(monkeypatch):
    found = []
    monkeypatch.setattr(
        figures.output, "_display", lambda bundle, metadata=None: found.append(bundle)
    )
    return found


def test_show_gives_the_drawing_and_its_text(shown):
    figures.show(series(), "  Four losses fall over ten epochs,\n the last one to 0.0003. ")
    assert list(shown[0]) == ["image/svg+xml", "text/plain"]
    text = "Four losses fall over ten epochs, the last one to 0.0003."
    assert shown[0]["text/plain"] == text
    assert ElementTree.fromstring(shown[0]["image/svg+xml"]).get("aria-label") == text


def test_the_text_in_the_file_is_escaped():
    root = ElementTree.fromstring(figures.svg(series(), ALT))
    assert root.get("aria-label") == ALT
    assert root.get("role") == "img"


@pytest.mark.parametrize(
    "alt",
    [
        "",
        None,
        3,
        "A short one.",
        "figure.svg",
        "a/very/long/path/to/some/figure/of/the/book/figure.svg.",
        "no full stop at the end of this sentence of eleven words",
        "<Figure size 640x480 with 1 Axes> and then more of that",
    ],
)
def test_a_figure_without_a_real_description_is_refused(alt, shown):
    with pytest.raises(ValueError, match="alt must be a sentence of at least 40 characters"):
        figures.show(series(), alt)
    assert shown == []


def test_say_gives_the_same_text_twice(shown):
    figures.say(" The ratio is **3.2**.\n")
    assert shown == [
        {"text/markdown": "The ratio is **3.2**.", "text/plain": "The ratio is **3.2**."}
    ]


@pytest.mark.parametrize("number", ["3.20", "", 3.2, None])
def test_a_number_with_a_name_is_one_that_the_text_shows(number, shown):
    with pytest.raises(ValueError, match="ratio must be a number as the text shows it"):
        figures.say("The ratio is **3.2**.", ratio=number)
    assert shown == []


@pytest.mark.parametrize("text", ["", "  \n", None, 0.5])
def test_say_needs_something_to_say(text):
    with pytest.raises(ValueError, match="markdown must be a text that is not empty"):
        figures.say(text)


def test_outside_of_a_notebook_the_text_is_printed(capsys):
    figures.show(series(), ALT)
    figures.say("Said.")
    assert capsys.readouterr().out == f"{ALT}\nSaid.\n"


# ---------------------------------------------------------------- good manners


def test_importing_changes_nothing_and_loads_no_pyplot():
    program = (
        "import sys, matplotlib; before = dict(matplotlib.rcParams)\n"
        "import rectified.figures as f\n"
        "fig, ax = f.new()\n"
        "f.label_line(ax, 0, 0, 'x')\n"
        "f.svg(fig, 'A figure without a line. ' * 2)\n"
        "assert dict(matplotlib.rcParams) == before\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
    )
    environment = {**os.environ, "MPLBACKEND": "agg"}  # or reading the settings loads pyplot
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_figure_of_pyplot_is_closed(shown):
    import matplotlib.pyplot as plt

    fig, ax = plt.subplots(figsize=(4.5, 3))
    ax.plot([0, 1], [0, 1], color=INK)
    assert plt.fignum_exists(fig.number)
    figures.show(fig, ALT)
    assert not plt.fignum_exists(fig.number)


# ---------------------------------------------------------------- text in figures


def test_powers_of_ten_are_plain_text():
    words = texts(figures.svg(layers(), ALT))
    assert {"10⁻⁵", "10⁻⁶"} & set(words)  # Matplotlib's versions choose different ones
    fig, ax = figures.new()
    ax.loglog([1e-4, 1e4], [1e-3, 1e5])
    assert {"10⁻³", "10⁴", "1"} <= set(texts(figures.svg(fig, ALT)))


def test_formulas_of_matplotlib_are_refused():
    fig, ax = figures.new()
    ax.set_xlabel("$z^2$")
    with pytest.raises(
        ValueError, match=r"must not contain '\$' \(write Unicode\), got '\$z\^2\$'"
    ):
        figures.svg(fig, ALT)


def test_text_too_small_for_a_phone_is_refused():
    fig, ax = figures.new(width=9)
    ax.text(0, 0, "tiny")
    with pytest.raises(ValueError, match=r"at least 8\.5 px high on a phone, got 5\.\d px"):
        figures.svg(fig, ALT)


def test_names_at_the_ends_of_lines_keep_apart():
    fig, ax = figures.new()
    ends = [(1.0, y, f"line {k}", INK) for k, y in enumerate((0.0, 0.001, 0.002, 1.0))]
    for x, y, _, color in ends:
        ax.plot([0, x], [0, y], color=color)
    figures.label_ends(ax, ends)
    fig.draw_without_rendering()
    boxes = sorted((t.get_window_extent() for t in ax.texts if t.get_text()), key=lambda b: b.y0)
    assert len(boxes) == 4
    assert all(below.y1 <= above.y0 for below, above in itertools.pairwise(boxes))
    assert min(b.y0 for b in boxes) >= 0
    assert max(b.y1 for b in boxes) <= fig.bbox.height


def test_the_names_keep_the_order_of_the_lines():
    _fig, ax = figures.new()
    figures.layers(ax, {"relu": [1, 0.9], "sigmoid": [1, 0.01], "tanh": [1, 0.89]})
    height = {t.get_text(): t.xy[1] for t in ax.texts}
    assert height["ReLU"] > height["tanh"] > height["sigmoid"]


# ---------------------------------------------------------------- the shared plots


def test_a_jump_is_a_gap_and_a_slope_is_not():
    _fig, axes = figures.new(2, 1)
    figures.curves(axes, [RELU, SIGMOID])
    value, slope = (ax.lines[0].get_ydata() for ax in axes)
    assert not np.isnan(value).any()
    assert np.isnan(slope).sum() == 1
    assert not np.isnan(axes[1].lines[1].get_ydata()).any()


def test_zero_has_no_place_on_a_log_axis():
    _fig, ax = figures.new()
    figures.layers(ax, {"relu": [1.0, 0.1, 0.0]})
    assert np.isnan(ax.lines[0].get_ydata()[2])
    assert ax.texts[-1].xy[0] == 2  # the name stands at the last layer that is drawn


def test_a_boundary_is_where_the_score_crosses_its_level():
    _fig, ax = figures.new()
    figures.boundary(ax, lambda P: P[:, :1], X, Y, level=0.25)
    line = ax.collections[-1].get_paths()[0].vertices
    np.testing.assert_allclose(line[:, 0], 0.25, atol=1e-9)


@pytest.mark.parametrize(("score", "tint"), [(0.9, TINTS[1]), (0.1, TINTS[0])])
def test_a_classifier_that_always_says_the_same_has_one_region(score, tint):
    _fig, ax = figures.new()
    figures.boundary(ax, lambda P: np.full(len(P), score), X, Y)
    assert not ax.collections
    assert matplotlib.colors.to_hex(ax.get_facecolor()) == tint


def test_two_columns_are_the_probabilities_of_both_classes():
    files = []
    for score in (lambda P: P[:, 0], lambda P: np.stack([1 - P[:, 0], P[:, 0]], axis=1)):
        fig, ax = figures.new()
        figures.boundary(ax, score, X, Y)
        files.append(figures.svg(fig, ALT))
    assert files[0] == files[1]


def test_a_heat_map_shows_every_number_and_skips_what_is_missing():
    _fig, ax = figures.new()
    figures.heatmap(ax, [[0.0, np.nan], [-1.5, 2.0]], ["a", "b"], ["c", "d"], fmt="{:.1f}")
    assert [t.get_text() for t in ax.texts] == ["0.0", "−1.5", "2.0"]
    assert len(ax.patches) == 3


def test_the_steps_of_a_heat_map_cover_its_limits():
    _fig, ax = figures.new()
    figures.heatmap(ax, [[0.0, 0.5, 1.0, 7.0]], fmt=None, limits=(0, 1))
    found = [matplotlib.colors.to_hex(p.get_facecolor()) for p in ax.patches]
    assert found == [STEPS[0], STEPS[3], STEPS[-1], STEPS[-1]]
    assert not ax.texts


# ---------------------------------------------------------------- figures of single chapters


@pytest.mark.parametrize("draw", DESCRIBED, ids=lambda draw: draw.__name__)
def test_a_described_figure_can_be_shown_as_it_is(draw, capsys):
    figures.show(*draw())
    assert re.search(r"\d", capsys.readouterr().out)


def test_ink_in_a_halftone_is_proportional_to_the_level():
    _fig, ax = figures.new()
    figures.perceptrons.halftone(ax, np.array([[16.0, 4.0, 0.0]]))
    corners = ax.patches[0].get_path().vertices
    squares = corners.reshape(2, 4, 2)  # a pixel without ink has none
    assert np.ptp(squares[:, :, 0], axis=1) == pytest.approx([1.0, 0.5])  # a quarter of the area


def test_weights_below_zero_are_discs_and_above_zero_squares():
    _fig, ax = figures.new()
    figures.perceptrons.signed_halftone(ax, np.array([[-2.0, 0.0, 2.0]]))
    disc, square = (patch.get_path().vertices for patch in ax.patches)
    assert disc[:, 0].mean() < 0.1 < 1.9 < square[:, 0].mean()
    assert len(square) == 4 < len(disc)
    colors = [matplotlib.colors.to_hex(patch.get_facecolor()) for patch in ax.patches]
    assert colors == [look["color"] for look in figures.CLASSES]


def test_a_separator_lies_where_the_score_is_zero():
    _fig, ax = figures.new()
    figures.perceptrons.separator(ax, [2, -1], 3)
    for point in (ax.lines[0].get_xy1(), ax.lines[0].get_xy2()):
        assert np.dot([2, -1], point) + 3 == pytest.approx(0, abs=1e-9)


def test_wrong_points_are_ringed_and_counted():
    fig, alt = decisions()
    rings = [len(ax.lines[-1].get_xdata()) for ax in fig.axes[:2]]
    assert rings == [0, 1]
    assert "OR, 4 of 4; x₁, 3 of 4." in alt


def test_a_neuron_states_its_sum_and_its_answer():
    assert neuron()[1].endswith("is z = 1, so the answer is 1.")


def test_the_pair_table_names_the_easiest_and_the_hardest_pair():
    assert "least for 0 and 1 (7), most for 0 and 2 (90), median 30." in pair_table()[1]


def test_the_factor_nearest_to_one_is_darkest():
    fig, alt = factor_map()
    colors = [matplotlib.colors.to_hex(patch.get_facecolor()) for patch in fig.axes[0].patches]
    shades = np.reshape([STEPS.index(color) for color in colors], (3, 2))
    assert shades.argmax() == 3
    assert shades[1, 0] == shades[2, 0] == 0  # ten times too large is as bad as ten times too small
    assert "large: sigmoid 10.00, ReLU 1.00" in alt


def test_a_network_that_diverged_is_counted_and_not_drawn():
    fig, alt = trainable()
    relu = fig.axes[0].lines[1].get_ydata()
    assert np.isnan(relu).sum() == 1
    assert "ReLU: 6 networks, best 0.92 at factor 1.04, 1 diverged." in alt
    assert "sigmoid: 2 networks, best 0.10 at factor 0.50." in alt


def test_a_valley_counts_the_steps_of_its_path():
    assert valleys()[1].endswith("raw, 2 steps; centered, 1 steps.")


AX = figures.new()[1]
FIVE = {name: [1.0] for name in "abcde"}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: figures.curves([AX, AX], [RELU] * 5), "functions must be one to four .* got 5"),
        (lambda: figures.layers(AX, FIVE), "values must hold one to four lines, got 5"),
        (lambda: figures.layers(AX, {"relu": [0.0]}), r"values\['relu'\] must hold a positive"),
        (lambda: figures.layers(AX, {"relu": [np.nan]}), r"values\['relu'\] must be finite"),
        (lambda: figures.points(AX, np.ones((3, 3)), [0, 1, 1]), r"got shape \(3, 3\)"),
        (lambda: figures.points(AX, np.ones((3, 2)), [0, 1]), "y must have 3 labels, got 2"),
        (lambda: figures.boundary(AX, lambda P: 1.0, X, Y), r"6400 numbers, got shape \(\)"),
        (lambda: figures.boundary(AX, lambda P: P[:, 0] / 0, X, Y), "score must be finite"),
        (lambda: figures.heatmap(AX, [1, 2]), r"matrix must have 2 axes, got shape \(2,\)"),
        (lambda: figures.heatmap(AX, [[1, 2]], rows="ab"), "rows must have 1 labels, got 2"),
        (lambda: figures.perceptrons.halftone(AX, [[-1.0, 2.0]]), "image must hold levels >= 0"),
        (
            lambda: figures.perceptrons.signed_halftone(AX, [[0.0]]),
            "weights must hold a number other than 0",
        ),
        (
            lambda: figures.perceptrons.separator(AX, [0, 0], 1),
            "w must be two numbers that are not both 0",
        ),
        (lambda: figures.perceptrons.neuron(["a"], [1], [1, 2], 0), "equally long, got 1, 1 and 2"),
        (lambda: figures.new(2, 1, title=["a"]), "one for each of 2 panels, got .'a'."),
    ],
)
@pytest.mark.filterwarnings("ignore:divide by zero", "ignore:invalid value")
def test_mistakes_are_explained(call, message):
    with pytest.raises(ValueError, match=message):
        call()
