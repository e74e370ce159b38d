"""Promises about the colors of the figures: readable in light and in dark, never confused."""

from __future__ import annotations

import itertools
import re

import matplotlib
import numpy as np
import pytest
from gallery import ALT, colors, drawing, file_of, gallery

from rectified import figures
from rectified.figures import DARK, DIVERGING, INK, PAPER, STEPS, TINTS, TOO_LARGE, TOO_SMALL

# ---------------------------------------------------------------- both color schemes


@gallery
def test_every_color_has_a_dark_one_in_the_file(draw):
    svg = file_of(draw)
    assert [text for text in re.findall(r"<text [^>]*>", svg) if "fill: #" not in text] == []
    used = colors(drawing(svg))
    assert used <= set(DARK)
    dark = svg[svg.index("@media screen and (prefers-color-scheme:dark)") :]
    for color in used:
        assert f'[style*="fill: {color}"]{{fill:{DARK[color]}!important}}' in dark
        assert f'[style*="stroke: {color}"]{{stroke:{DARK[color]}!important}}' in dark


def test_what_is_drawn_without_the_palette_follows_the_page_too():
    fig, ax = figures.new()
    ax.plot([0, 1], [0, 1], color="black", label="a line")
    ax.text(0.2, 0.5, "a word", fontsize=figures.FONT)
    ax.set_title("a title", color="black", fontsize=figures.FONT)
    ax.legend(frameon=True, fontsize=figures.FONT)
    svg = drawing(figures.svg(fig, ALT))
    assert colors(svg) <= set(DARK)
    assert re.search(rf"fill: {INK}[^>]*>a title<", svg)


def luminance(color: str) -> float:
    channels = np.array([int(color[k : k + 2], 16) for k in (1, 3, 5)]) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(a: str, b: str) -> float:
    """The contrast ratio of the Web Content Accessibility Guidelines: 1 to 21."""
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


MEANINGFUL = sorted(set(DARK) - {PAPER, figures.FAINT, *TINTS, *STEPS, *DIVERGING[1:-1]})


@pytest.mark.parametrize("color", MEANINGFUL)
def test_every_color_that_means_something_can_be_read_as_text(color):
    assert contrast(color, PAPER) >= 4.5
    assert contrast(DARK[color], DARK[PAPER]) >= 4.5


@pytest.mark.parametrize("side", [0, 1])
def test_points_and_boundary_stand_out_from_the_regions(side):
    for color in (figures.CLASSES[0]["color"], figures.CLASSES[1]["color"], INK):
        assert contrast(color, TINTS[side]) >= 3
        assert contrast(DARK[color], DARK[TINTS[side]]) >= 3


@pytest.mark.parametrize("step", range(7))
@pytest.mark.parametrize("steps", [STEPS, DIVERGING], ids=["one hue", "two sides"])
def test_numbers_in_a_heat_map_can_be_read(step, steps):
    _fig, ax = figures.new()
    figures.heatmap(ax, np.linspace(0, 1, 7)[None], steps=steps)
    ink, color = ax.texts[step].get_color(), steps[step]
    assert colors_of(ax)[step] == color
    assert contrast(ink, color) >= 4.5
    assert contrast(DARK[ink], DARK[color]) >= 4.5


def colors_of(ax) -> list[str]:
    return [matplotlib.colors.to_hex(patch.get_facecolor()) for patch in ax.patches]


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


@pytest.mark.parametrize("page", [{}, DARK], ids=["light", "dark"])
def test_too_small_and_too_large_cannot_be_confused_nor_taken_for_an_activation(page):
    small, large = (page.get(color, color) for color in (TOO_SMALL, TOO_LARGE))
    assert np.linalg.norm(lab(small) - lab(large)) > 60
    assert np.linalg.norm(lab(small, BLIND) - lab(large, BLIND)) > 60
    for name in MAIN:
        color = page.get(figures.style(name)["color"], figures.style(name)["color"])
        assert min(np.linalg.norm(lab(color) - lab(side)) for side in (small, large)) > 15


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
