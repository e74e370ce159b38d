"""Promises about the drawings of the chapter ReLU."""

from __future__ import annotations

import matplotlib.colors
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from rectified import experiments, figures
from rectified.figures import relu, svg

TENT = [np.linspace(0, 1, 65)]
for _ in range(4):
    TENT.append(1 - np.abs(2 * TENT[-1] - 1))


def runs():
    """Three networks each at three rates; at the last they read nothing, and 70% are dead."""
    dead = np.array([[0.1] * 3, [0.3, 0.33, 0.4], [0.7] * 3])
    score = np.array([[0.9] * 3, [0.4, 0.6, 0.6], [0.1] * 3])
    return experiments.DeadByRate((0.1, 0.7, 2.0), dead, dead, score)


DRAWINGS = {
    "board": (lambda: relu.board({"one": [0, 0.5, 1]}), "1 of 3 units answer none"),
    "function_and_slope": (relu.function_and_slope, "is 0 on the left and 1 on the right"),
    "fate": (
        lambda: relu.fate({"unit 7": [[-4, 1, 3], [-9, -6, -5]]}),
        "from -4 to 3 at the start, from -9 to -5 after step 1, below 0 for every example",
    ),
    "folds": (lambda: relu.folds(TENT), "3 layers: 8 pieces; 4 layers: 16 pieces"),
    "typical": (
        lambda: relu.typical({"5 units": 10.0 ** np.arange(-6, 1) * np.ones((4, 1))}),
        "median in layer 1 1e-06",
    ),
    "narrowing": (
        lambda: relu.narrowing([[0, 0.3, 0.5]] * 2, [0, 0.32, 0.49]),
        "0.30 (0.32) at 1",
    ),
    "timeline": (
        lambda: relu.timeline(relu.HISTORY),
        "1969 Fukushima: analog threshold elements; 1980 Fukushima: Neocognitron; 2000 ",
    ),
    "stillborn": (lambda: relu.stillborn([[0.1, 0.5]], [2], [5, 10]), "width 2: 10, 50"),
    "dead_by_rate": (
        lambda: relu.dead_by_rate({"SGD": {"raw": runs(), "standard": runs()}}),
        "SGD, at rates 0.1, 0.7, 2: raw 10 33 (75); standard",
    ),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_says_what_it_shows(name):
    draw, said = DRAWINGS[name]
    fig, alt = draw()
    assert said in alt
    assert "nan" not in alt
    assert svg(fig, alt) == svg(*draw())


def test_a_silent_unit_gets_a_cross_and_no_square():
    fig, _ = figures.relu.board({"four": [0, 0.2, 0, 1]})
    (ax,) = fig.axes
    assert [list(line.get_xdata()) for line in ax.lines] == [[0], [2]]
    assert len(ax.patches) == 2


def test_a_larger_share_is_a_larger_square():
    fig, _ = figures.relu.board({"two": [0.25, 1]})
    quarter, whole = fig.axes[0].patches
    assert quarter.get_width() ** 2 == pytest.approx(whole.get_width() ** 2 / 4)


@pytest.mark.parametrize("depth", range(1, 5))
def test_each_fold_doubles_the_pieces(depth):
    assert relu.count_pieces(TENT[depth]) == 2**depth


def test_a_straight_line_is_one_piece():
    assert relu.count_pieces(np.linspace(0, 1, 50)) == 1


def test_every_event_stands_at_its_own_year():
    fig, _ = relu.timeline({1950: "first", 2000: "second"})
    dots = [line.get_xdata()[0] for line in fig.axes[0].lines if line.get_marker() == "o"]
    assert dots == [1950, 2000]


def test_hollow_points_are_networks_that_learned_nothing():
    fig, _ = relu.dead_by_rate({"SGD": {"raw": runs()}})
    _, full, hollow = fig.axes[0].lines
    assert full.get_xdata().tolist() == [0, 1]
    assert hollow.get_xdata().tolist() == [2]
    assert hollow.get_ydata().tolist() == [75]  # to the nearest quarter
    assert hollow.get_markerfacecolor() == figures.look.PAPER


def test_bars_turn_red_where_no_example_is_above_0():
    fig, _ = relu.fate({"unit 7": [[-4, 1, 3], [-9, -6, -5]]})
    alive, dead = fig.axes[0].collections
    assert [path[0].tolist() for path in alive.get_segments()] == [[0, -4]]
    assert [path[1].tolist() for path in dead.get_segments()] == [[1, -5]]
    assert matplotlib.colors.to_hex(dead.get_color()[0]) == figures.ACCENT.lower()


def test_every_station_of_the_timeline_is_written_inside_the_picture():
    fig, _ = figures.relu.timeline(figures.relu.HISTORY)
    FigureCanvasAgg(fig).draw()
    boxes = [text.get_window_extent() for text in fig.axes[0].texts]
    assert len(boxes) == len(figures.relu.HISTORY)
    assert all(box.x0 >= 0 and box.x1 <= fig.bbox.width for box in boxes)
