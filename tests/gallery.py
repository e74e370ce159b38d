"""One figure of each kind, drawn from little data, for all tests of the figures."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from types import SimpleNamespace
from xml.etree import ElementTree

import numpy as np
import pytest

from rectified import figures

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


def steady(drawings: Mapping[str, Callable[[float], tuple]]) -> Callable[[str], None]:
    """A test of drawings: each is the same with the noise of another processor.

    drawings: name -> a function of the noise that returns a figure and its description.
    """

    @pytest.mark.parametrize("name", drawings)
    def test(name):
        first, second = (figures.svg(*drawings[name](noise)) for noise in (0, 1e-14))
        assert first == second

    return test


def described(
    drawings: Mapping[str, Callable[[float], tuple]], said: Sequence[tuple[str, str]]
) -> Callable[[str, str], None]:
    """A test of drawings: the description of each holds these words. drawings: as for `steady`."""

    @pytest.mark.parametrize(("name", "words"), said)
    def test(name, words):
        _, alt = drawings[name](0)
        assert words in alt

    return test


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


def pair_table(noise=0.0):
    return figures.perceptrons.pair_table({(0, 1): 7 + noise, (0, 2): 90, (1, 2): 30})


def against_bound(noise=0.0):
    limits = {"few": np.array([50, 90.0]) + noise, "many": np.array([900.0])}
    return figures.perceptrons.against_bound(limits, {"few": [2, 9], "many": [90]})


def first_and_widest(noise=0.0):
    data = TABLE, [0, 0, 0, 1], [0.21, 0.42, 0.63]
    return figures.perceptrons.first_and_widest(LINES + noise, LINES[0], *data)


def restless(noise=0.0):
    return figures.perceptrons.restless([[5, 9, 7], [8, 6, 7]], 10)


def capacity(noise=0.0):
    return figures.perceptrons.capacity(
        2, [3, 6], [1.0, 0.5], lambda n, d: min(1.0, 2.0 ** (d + 1 - n) + noise)
    )


def answers(noise=0.0):
    return figures.vanishing_gradient.answers(
        {"learned": np.eye(10) * (0.9 + noise), "not": np.full((10, 10), 0.1 + noise)}
    )


def descent(noise=0.0):
    w = np.linspace(-1, 1, 9)
    path = [(-1.0 + noise, 1.0, -2.0), (-0.5, 0.25, -1.0 + noise), (0.0, 0.0, 0.0)]
    return figures.vanishing_gradient.descent(w, w**2 + noise, path)


def two_signals(noise=0.0):
    sizes = {"sigmoid": SIGMOID_NORMS * (1 + noise), "tanh": 0.5 / DEPTH, "relu": 0.9**DEPTH}
    return figures.vanishing_gradient.two_signals(
        {name: size[::-1] for name, size in sizes.items()}, sizes
    )


def speeds(noise=0.0):
    return figures.vanishing_gradient.speeds(
        np.outer(1 / DEPTH, [0.001, 0.01, 0.1, 1]) * (1 + noise), DEPTH / 11 + noise
    )


def gaps(noise=0.0):
    return figures.vanishing_gradient.gaps(np.sin(np.arange(40.0)) + noise, [8, 40])


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
    factors = np.array([[0.5, 0.52], [1.0, 1.02], [1.7, 1.8]]) + noise
    scores = np.array([[0.1, 0.1], [0.9, 0.92], [0.1, np.nan]])
    runs = {"relu": (factors, scores), "sigmoid": (factors[:1], scores[:1])}
    return figures.vanishing_gradient.trainable({"SGD": runs, "Adam": runs})


def valleys(noise=0.0):
    path = np.array([[0, 0], [1.2, 1.0], [1.0, 0.3]]) + noise
    H = np.array([[0.33, 0.25], [0.25, 0.33]])
    return figures.vanishing_gradient.valleys(
        {"raw": (H, path), "centered": (np.eye(2), path[::2])}, path[-1]
    )


DESCRIBED = [pictures, neuron, decisions, pair_table]
DESCRIBED += [against_bound, first_and_widest, restless, capacity]
DESCRIBED += [answers, descent, two_signals, speeds, gaps]
DESCRIBED += [saturation_path, factor_map, trainable, valleys]


def drawn(draw):
    """The figure alone, of one that comes with its description."""

    @functools.wraps(draw)
    def figure(noise=0.0):
        return draw(noise)[0]

    return figure


GALLERY = [curves, boundary, points, layers, heatmap, series, *map(drawn, DESCRIBED)]
gallery = pytest.mark.parametrize("draw", GALLERY, ids=lambda draw: draw.__name__)


@functools.cache
def file_of(draw) -> str:
    """The file of a figure, drawn once for all tests that only read it."""
    return figures.svg(draw(), ALT)


def digest(draw) -> str:
    return hashlib.sha256(file_of(draw).encode()).hexdigest()


def drawing(svg: str) -> str:
    """The file without its style sheet."""
    return re.sub(r"<style>.*?</style>", "", svg)


def colors(text: str) -> set[str]:
    return set(re.findall(r"#[0-9a-fA-F]{6}\b", text))


def texts(svg: str) -> list[str]:
    return [e.text for e in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]
