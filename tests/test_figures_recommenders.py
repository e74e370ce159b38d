"""Promises about the drawings of the chapter Recommenders."""

from __future__ import annotations

import gallery
import numpy as np

from rectified import figures

draw = figures.recommenders
P = np.array([-1.5, -1.0, 0.5, 1.25])
FOLDS = {"ReLU": (np.array([[1.0, 0.0], [1.0, 2.0]]), np.array([0.25, 9.0]))}

DRAWINGS = {
    "two_sides": lambda e: draw.two_sides(
        [0.9 + e, 0.8, 0.7, 0.99], P, [False, False, True, True], {"Fox": 3}
    ),
    "surfaces": lambda e: draw.surfaces(
        {"p · q": lambda X: X.prod(axis=1) + e, "ReLU": lambda X: np.maximum(X[:, 0], 0) + e},
        FOLDS,
    ),
    "by_length": lambda e: draw.by_length(
        [1, 4], {"identity": [[1 + e, 1.0], [1.0, 1.0]], "relu": [[0.1, 0.1], [0.2, 0.22]]}
    ),
}


test_a_drawing_is_the_same_with_the_noise_of_another_processor = gallery.steady(DRAWINGS)


test_a_description_holds_the_numbers = gallery.described(
    DRAWINGS,
    [
        (
            "two_sides",
            "Democrats (2): p -1.50 to -1.00; Republicans (2): p 0.50 to 1.25. Fox 1.25 (99%).",
        ),
        ("surfaces", "p · q -0.4, 0.4, 0.4, -0.4; ReLU 0.0, 0.6, 0.0, 0.6"),
        ("by_length", "no bend 1.00, 1.00; ReLU 0.10, 0.21"),
    ],
)


def test_a_fold_is_drawn_where_it_crosses_the_square_and_only_there():
    fig, _ = DRAWINGS["surfaces"](0)
    lines = [line.get_xydata() for line in fig.axes[1].lines]
    assert len(lines) == 1  # the other one passes by
    np.testing.assert_allclose(lines[0][:, 0] + lines[0][:, 1], -0.25)
