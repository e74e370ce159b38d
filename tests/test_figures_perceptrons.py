"""Promises about the drawings of the chapter Perceptrons: they show what their texts say."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.colors import to_hex

from rectified import activations, datasets, experiments, perceptron
from rectified.figures import ACCENT, halftone, perceptrons, svg

XOR = datasets.xor()
SIGMOID, SWISH = activations.get("sigmoid"), activations.get("swish")
PICTURES = np.arange(128.0).reshape(2, 64)
WEIGHTS = np.linspace(-1, 1, 21)


def drawn(ax, color: str) -> list[np.ndarray]:
    """The points of every line of one color."""
    return [line.get_xydata() for line in ax.lines if to_hex(line.get_color()) == color]


def titles(fig) -> list[str]:
    return [ax.get_title(loc="left") for ax in fig.axes]


def nudged(noise=0.0):
    steps, sigmoids = (WEIGHTS >= 0.5) * 1.0, SIGMOID(6 * WEIGHTS) + noise
    return perceptrons.nudged_weight(WEIGHTS, steps, sigmoids, now=0.0)


DRAWINGS = {
    "two_tasks": lambda noise=0.0: perceptrons.two_tasks(XOR[0] + noise, XOR[1], *XOR),
    "four_points": lambda noise=0.0: perceptrons.four_points(*XOR),
    "two_inks": lambda noise=0.0: perceptrons.two_inks(PICTURES, [[1.5, 2], [3, 4]]),
    "gates": lambda noise=0.0: perceptrons.gates({"AND": ([1, 1], -1.5 + noise)}),
    "film": lambda noise=0.0: perceptrons.film(perceptron.fit(*datasets.gate("and")), *XOR),
    "decision_line": lambda noise=0.0: perceptrons.decision_line(
        XOR[0] + noise, XOR[1], [3, -2], -1, [1, 0.5]
    ),
    "cuts": lambda noise=0.0: perceptrons.cuts(
        {"sigmoid": (SIGMOID, [2, 2], -1 + noise, 0.5)}, *XOR
    ),
    "two_layers": lambda noise=0.0: perceptrons.two_layers(["x₁", "x₂"], ["OR", "NAND"], "AND"),
    "nudged_weight": nudged,
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_the_same_on_every_machine(name):
    assert svg(*DRAWINGS[name]()) == svg(*DRAWINGS[name](1e-13))


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_has_a_description_with_numbers(name):
    text = DRAWINGS[name]()[1]
    assert len(text) >= 40
    assert any(c.isdigit() for c in text)


def test_the_frames_of_a_picture_hold_the_pixels_of_its_two_inks():
    for number, frames in enumerate((halftone.MIDDLE, halftone.BESIDE)):
        inside = np.zeros((8, 8))
        for left, top, columns, rows in frames:
            inside[top : top + rows, left : left + columns] = 1
        assert experiments.inks(inside.reshape(1, 64))[0, number] == 1
        assert experiments.inks(1 - inside.reshape(1, 64))[0, number] == 0


def test_a_picture_that_is_taken_away_has_a_minus_above_it():
    fig, text = perceptrons.pictures(PICTURES, [0, 1], PICTURES[0] - PICTURES[1], [-1, 1], 2)
    assert [ax.get_title() for ax in fig.axes] == ["−", "+", ""]
    assert "1 are added, 1 taken away" in text


def test_a_unit_may_be_given_by_its_weights_or_by_a_function():
    X, y = datasets.gate("and")
    by_weights = perceptrons.decisions({"AND": (([1, 1], -1.5), X, y)})
    by_function = perceptrons.decisions({"AND": (lambda x: x @ [1, 1] - 1.5, X, y)})
    assert svg(*by_weights) == svg(*by_function)


def test_the_film_of_and_has_a_frame_per_epoch_each_with_a_line_and_ends_without_a_mistake():
    X, y = datasets.gate("and")
    run = perceptron.fit(X, y)
    fig, text = perceptrons.film(run, X, y)
    assert titles(fig) == [f"after epoch {k}" for k in range(1, run.n_epochs + 1)]
    assert all(ax.collections for ax in fig.axes)
    assert text.endswith(f"after epoch {run.n_epochs}, 4 of 4.")


def test_the_marked_distance_ends_on_the_boundary():
    w, b, point = np.array([3, -2]), -1, np.array([1, 0.5])
    fig, text = perceptrons.decision_line(*XOR, w, b, point)
    stretch = next(line for line in drawn(fig.axes[0], ACCENT) if len(line) == 2)
    np.testing.assert_allclose(stretch[0], point)
    np.testing.assert_allclose(stretch[1] @ w + b, 0, atol=1e-8)
    assert f"{np.linalg.norm(stretch[1] - stretch[0]):.1f} from the line" in text


def test_a_cut_divides_the_curve_and_the_plane_alike():
    units = {"sigmoid": (SIGMOID, [2, 2], -1, 0.5), "Swish": (SWISH, [4, -4], -1.3, -0.1)}
    fig, text = perceptrons.cuts(units, *XOR)
    assert "sigmoid cut at 0.5, 3 of 4; Swish cut at -0.1, 4 of 4" in text
    for curve, (_, _, _, cut) in zip(fig.axes, units.values(), strict=False):
        assert drawn(curve, ACCENT)[0][0, 1] == cut


def test_twice_as_many_corrections_have_another_shade():
    fig, _ = perceptrons.pair_table({(0, 1): 75, (0, 2): 232, (1, 2): 30})
    shades = {to_hex(patch.get_facecolor()) for patch in fig.axes[0].patches}
    assert len(shades) == 3


def test_both_axes_of_the_bounds_have_ticks_in_one_notation():
    fig, text = perceptrons.against_bound({"few": np.array([50.0])}, {"few": [2]})
    ticks = set(svg(fig, text).replace("<", ">").split(">")) & {"1", "10", "100", "1000", "10³"}
    assert ticks == {"1", "10", "100", "1000"}


def test_a_tangent_touches_its_curve_at_the_present_weight():
    fig, text = nudged()
    flat, steep = (line for line in drawn(fig.axes[0], ACCENT) if len(line) == 2)
    assert flat[0, 1] == flat[1, 1] == 0
    assert steep.mean(axis=0) == pytest.approx([0, 0.5])
    assert "its slope is 0.0" in text


def test_weights_without_a_direction_are_refused():
    with pytest.raises(ValueError, match="w must be two numbers that are not both 0"):
        perceptrons.decision_line(*XOR, [0, 0], 1, [0, 0])
