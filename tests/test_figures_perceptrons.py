"""Promises about the drawings of the chapter Perceptrons: they show what their texts say."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.colors import to_hex

from rectified import activations, datasets, perceptron
from rectified.figures import ACCENT, perceptrons, svg

XOR = datasets.xor()
SIGMOID, SWISH = activations.get("sigmoid"), activations.get("swish")


def drawn(ax, color: str) -> list[np.ndarray]:
    """The points of every line of one color."""
    return [line.get_xydata() for line in ax.lines if to_hex(line.get_color()) == color]


DRAWINGS = {
    "film": lambda noise=0.0: perceptrons.film([[0, 0, 0], [1, 1, -1.5 + noise]], *XOR),
    "step_beside_sigmoid": lambda noise=0.0: perceptrons.step_beside_sigmoid(
        activations.get("step"), lambda z: SIGMOID(z) + noise
    ),
    "boundary_and_weights": lambda noise=0.0: perceptrons.boundary_and_weights(
        XOR[0] + noise, [3, -2], -1, ["warmth", "wind"], [1, 0.5]
    ),
    "cuts": lambda noise=0.0: perceptrons.cuts(
        {"sigmoid": (SIGMOID, [2, 2], -1 + noise, 0.5)}, *XOR
    ),
    "two_layers": lambda noise=0.0: perceptrons.two_layers(["x₁", "x₂"], ["OR", "NAND"], "AND"),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_the_same_on_every_machine(name):
    assert svg(*DRAWINGS[name]()) == svg(*DRAWINGS[name](1e-13))


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_has_a_description_with_numbers(name):
    text = DRAWINGS[name]()[1]
    assert len(text) >= 40
    assert any(c.isdigit() for c in text)


def test_a_unit_may_be_given_by_its_weights_or_by_a_function():
    X, y = datasets.gate("and")
    by_weights = perceptrons.decisions({"AND": (([1, 1], -1.5), X, y)})
    by_function = perceptrons.decisions({"AND": (lambda x: x @ [1, 1] - 1.5, X, y)})
    assert svg(*by_weights) == svg(*by_function)


def test_the_film_of_and_has_a_frame_per_correction_and_ends_without_a_mistake():
    X, y = datasets.gate("and")
    run = perceptron.fit(X, y)
    fig, text = perceptrons.film(run.path, X, y)
    assert sum(bool(ax.get_title(loc="left")) for ax in fig.axes) == run.n_updates + 1
    assert text.endswith(f"after {run.n_updates}, 4 of 4.")


def test_the_marked_distance_ends_on_the_boundary():
    w, b, point = np.array([3, -2]), -1, np.array([1, 0.5])
    fig, text = perceptrons.boundary_and_weights(XOR[0], w, b, ["a", "b"], point)
    stretch = next(line for line in drawn(fig.axes[0], ACCENT) if len(line) == 2)
    np.testing.assert_allclose(stretch[0], point)
    np.testing.assert_allclose(stretch[1] @ w + b, 0, atol=1e-8)
    assert f"{np.linalg.norm(stretch[1] - stretch[0]):.2f} from the line" in text


def test_a_cut_divides_the_curve_and_the_plane_alike():
    units = {"sigmoid": (SIGMOID, [2, 2], -1, 0.5), "Swish": (SWISH, [4, -4], -1.3, -0.1)}
    fig, text = perceptrons.cuts(units, *XOR)
    assert "sigmoid cut at 0.5, 3 of 4; Swish cut at -0.1, 4 of 4" in text
    for curve, (_, _, _, cut) in zip(fig.axes, units.values(), strict=False):
        assert drawn(curve, ACCENT)[0][0, 1] == cut


def test_weights_without_a_direction_are_refused():
    with pytest.raises(ValueError, match="w must be two numbers that are not both 0"):
        perceptrons.boundary_and_weights(XOR[0], [0, 0], 1, ["a", "b"], [0, 0])
