"""Promises about the drawings of the chapter Finance."""

from __future__ import annotations

import gallery
import numpy as np

from rectified import figures

draw = figures.finance
DAYS = np.datetime64("2000-01-03") + np.arange(400)
PRICE = 20 + np.linspace(0, 5, 400) ** 2
SAID = np.linspace(0.05, 0.95, 10)

DRAWINGS = {
    "price_and_returns": lambda e: draw.price_and_returns(DAYS, PRICE + e, DAYS[[200, 300]]),
    "learned": lambda e: draw.learned(
        {"no bend": ([0.01, 0.02 + e], [-0.01, -0.02]), "ReLU": ([0.1, 0.2], [-0.3, -0.1])}
    ),
    "mirrors": lambda e: draw.mirrors(
        {"prices": (0.99, -0.2 + e, "R²"), "best": (0.65, 0.1, "Sharpe ratio")}
    ),
    "memory": lambda e: draw.memory({"moves": [0.2 + e, 0.15], "returns": [0.01, -0.02]}, 0.03),
    "against_line": lambda e: draw.against_line(
        {"no bend": (-0.1, 0.0, 0.1), "ReLU": (0.1, 0.2 + e, 0.3)}, "error", "the line"
    ),
    "calibration": lambda e: draw.calibration(
        {"logistic": (SAID, SAID + e), "ReLU": (SAID, SAID / 2)}
    ),
}


test_a_drawing_is_the_same_with_the_noise_of_another_processor = gallery.steady(DRAWINGS)


test_a_description_holds_the_numbers = gallery.described(
    DRAWINGS,
    [
        ("price_and_returns", "A price on 400 days, from 20 to 45"),
        ("learned", "no bend 0.015 learned, -0.015 unseen; ReLU 0.150 learned, -0.200 unseen"),
        ("mirrors", "prices, R²: shown 0.99, true -0.20; best, Sharpe ratio: shown 0.65"),
        ("memory", "moves: 0.20 after a day, 0.15 after 2"),
        ("against_line", "no bend 0.000 (-0.100 to 0.100); ReLU 0.200 (0.100 to 0.300)"),
        ("calibration", "ReLU: mean distance 0.250, in the highest bin 0.95 said and 0.47 came"),
    ],
)
