"""Promises about the drawings of the chapter Anomaly detection."""

from __future__ import annotations

import gallery
import numpy as np

from rectified import figures

draw = figures.anomalies
IMAGES = np.tile(np.linspace(0, 4, 64), (2, 1))
ERRORS = np.linspace(0.1, 1, 30)
TEN = np.linspace(0.7, 0.99, 10)

DRAWINGS = {
    "restored": lambda e: draw.restored(IMAGES, {"tanh": IMAGES[:, ::-1] + e}),
    "two_heaps": lambda e: draw.two_heaps(ERRORS + e, 2 * ERRORS, ["known", "eights"]),
    "against_dead": lambda e: draw.against_dead(
        {"SGD": ([0, 3, 7], [0.9 + e, 0.8, 0.2]), "Adam": ([0, 0, 1], [0.9, 0.91, 0.92])}
    ),
    "ten_strangers": lambda e: draw.ten_strangers({"relu": TEN + e, "5 neighbors": TEN + 0.005}),
    "by_width": lambda e: draw.by_width(
        [2, 8], {"identity": [[0.6 + e, 0.7], [0.3, 0.3]], "relu": [[0.6, 0.6], [0.3, 0.32]]}
    ),
}


test_a_drawing_is_the_same_with_the_noise_of_another_processor = gallery.steady(DRAWINGS)


test_a_description_holds_the_numbers = gallery.described(
    DRAWINGS,
    [
        ("restored", "mean squared errors: tanh 5.5, 5.5."),
        ("two_heaps", "known (30): median 0.55; eights (30): median 1.10"),
        ("against_dead", "SGD: 0 to 7 dead, area 0.20 to 0.90; Adam: 0 to 1 dead"),
        ("ten_strangers", "ReLU 0.70 to 0.99; 5 neighbors 0.70 to 0.99"),
        ("by_width", "Error with 2, 8 numbers in the code. linear 0.650, 0.300; ReLU 0.600, 0.310"),
    ],
)
