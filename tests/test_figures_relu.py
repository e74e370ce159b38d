"""Promises about the drawings of the chapter ReLU."""

from __future__ import annotations

import matplotlib.colors
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from rectified import figures, sweeps
from rectified.figures import relu, svg

TENT = [np.linspace(0, 1, 65)]
for _ in range(4):
    TENT.append(1 - np.abs(2 * TENT[-1] - 1))


def sweep():
    def experiment(seed, bias, scaling, momentum, learning_rate):
        dead = min(1.0, learning_rate + momentum / 2)
        return {"dead": dead, "first": dead, "accuracy": 1 - dead}

    grid = {"bias": [0.0, -2.0], "scaling": ["standard", "raw"]}
    grid |= {"momentum": [0.0, 0.9], "learning_rate": [0.1, 0.7]}
    return sweeps.run(experiment, grid, range(3), n_jobs=1)


DRAWINGS = {
    "board": (lambda: relu.board({"one": [0, 0.5, 1]}), "1 of 3 units answer none"),
    "corner": (relu.corner, "slopes 0.25 and 0.5 and 0.75 are nowhere above it"),
    "fate": (
        lambda: relu.fate({"unit 7": [[-4, 1, 3], [-9, -6, -5]]}),
        "from -4 to 3 at the start, from -9 to -5 after step 1, below 0 for every example",
    ),
    "sawtooth": (lambda: relu.sawtooth(TENT, {1: 3, 4: 40}), "16 with 4"),
    "cost": (
        lambda: relu.cost([8, 64], {"sigmoid": [0.7, 0.24], "relu": [0.06, 0.01]}),
        "sigmoid from 70.0% to 24.00%",
    ),
    "typical": (
        lambda: relu.typical({"5 units": 10.0 ** np.arange(-6, 1) * np.ones((4, 1))}),
        "median in layer 0 1e-06",
    ),
    "narrowing": (
        lambda: relu.narrowing([[0, 0.3, 0.5]] * 2, [0, 0.32, 0.49]),
        "0.30 (0.32) at 1",
    ),
    "race": (
        lambda: relu.race([0.1, 0.2], {"2 layers": {"tanh": [[9, 8], [np.inf] * 2]}}, "an end"),
        "tanh: 8 at 0.1, not reached at 0.2",
    ),
    "timeline": (
        lambda: relu.timeline(relu.HISTORY),
        "1969 Fukushima: analog threshold elements; 1980 Fukushima: Neocognitron; 2000 ",
    ),
    "stillborn": (lambda: relu.stillborn([[0.1, 0.5]], [2], [5, 10]), "width 2: 10, 50"),
    "dead_map": (lambda: relu.dead_map(sweep()), "standard, 0.9: (50) (100)"),
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


def test_brackets_mark_networks_that_learned_nothing():
    _, alt = relu.dead_map(sweep())
    assert "standard, 0: 10 (75)" in alt


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
