"""Promises of rectified.layers about bad input: what is wrong is named."""

from __future__ import annotations

import numpy as np
import pytest

from rectified.layers import (
    BatchNorm,
    Conv2D,
    Dense,
    Embedding,
    Flatten,
    MaxPool2D,
    Product,
    Recurrent,
    Reshape,
    Residual,
)
from rectified.network import Network

BAD = {
    "embedding inside": (
        lambda: Network([Residual([Embedding(6, 2), Flatten(), Dense(3)])], 3),
        "layers must have an Embedding only as the first one",
    ),
    "type": (lambda: Network([Dense(3)], 3, dtype="int"), "dtype must be float64 or float32"),
    "no layer": (lambda: Network([], 3), "layers must be objects of rectified.layers"),
    "not a layer": (lambda: Network([3], 3), "layers must be objects of rectified.layers"),
    "no units": (lambda: Dense(0), "n_out must be a whole number >= 1, got 0"),
    "empty shape": (lambda: Network([Dense(3)], ()), "input_shape must be"),
    "negative shape": (lambda: Network([Dense(3)], (4, -1)), "input_shape must be .* got -1"),
    "bad kernel": (lambda: Conv2D(3, (1, 2, 3)), r"kernel must be .* got \(1, 2, 3\)"),
    "bad padding": (lambda: Conv2D(3, 2, padding=-1), "padding must be .* >= 0 .* got -1"),
    "flat image": (lambda: Network([Conv2D(3, 2)], 9), r"Conv2D needs images .* got shape \(9,\)"),
    "small image": (lambda: Network([Conv2D(3, 5)], (4, 9, 1)), r"at least \(5, 5\) pixels"),
    "small field": (lambda: Network([MaxPool2D(5)], (4, 9, 1)), r"at least \(5, 5\) pixels"),
    "no sequence": (lambda: Network([Recurrent(3)], 4), r"needs sequences \(time, features\)"),
    "words in an image": (lambda: Network([Embedding(3, 2)], (2, 2)), r"sequences \(time,\)"),
    "late embedding": (
        lambda: Network([Dense(3), Embedding(3, 2)], 3),
        "layers must have an Embedding only as the first one",
    ),
    "changed shape": (lambda: Network([Residual([Dense(4)])], 3), r"must keep the shape \(3,\)"),
    "one vector": (lambda: Network([Product()], 3), r"Product needs m vectors .* got shape \(3,\)"),
    "lost numbers": (lambda: Network([Reshape(2, 2)], 3), r"shape must hold 3 numbers"),
    "negative epsilon": (lambda: BatchNorm(epsilon=-1), "epsilon must be a positive number"),
    "large momentum": (lambda: BatchNorm(momentum=2), "momentum must be a number from 0 to 1"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_layers_are_named(name):
    make, message = BAD[name]
    with pytest.raises(ValueError, match=message):
        make()


WORDS = Network([Embedding(5, 2), Recurrent(3), Dense(2)], (4,))
FOUR = np.zeros((2, 4), int)
SHORTENED = Network([Conv2D(3, (3, 1)), Reshape(6, 3), Recurrent(4), Dense(2)], (8, 1, 2))
BAD_CALLS = {
    "words that are not whole": (lambda: WORDS.predict(FOUR + 0.5), "X must be whole numbers"),
    "unknown word": (lambda: WORDS.predict(FOUR + 5), "from 0 to 4, got 5 to 5"),
    "length": (lambda: WORDS.predict(FOUR[:, :3]), r"X must have rows of 4 .* got shape \(2, 3\)"),
    "mask's shape": (lambda: WORDS.predict(FOUR, np.ones((2, 3))), r"mask must .* \(2, 4\)"),
    "mask's values": (lambda: WORDS.predict(FOUR, np.full((2, 4), 2)), "mask must hold True or"),
    "mask behind a layer that changes time": (
        lambda: SHORTENED.predict(np.zeros((4, 8, 1, 2)), np.ones((4, 8))),
        "keeps the 8 steps up to its last recurrent layer",
    ),
    "delta": (
        lambda: WORDS.backpropagate(WORDS.forward(FOUR), np.ones((2, 3))),
        r"delta must end in the shape \(2, 2\), got shape \(2, 3\)",
    ),
    "complex": (lambda: SHORTENED.predict(np.zeros((4, 8, 1, 2), complex)), "array of numbers"),
    "state's shape": (lambda: WORDS.predict(FOUR, state=np.ones((2, 4))), r"state .* \(2, 3\)"),
    "states": (
        lambda: WORDS.predict(FOUR, state=[np.ones((2, 3))] * 2),
        r"each recurrent .* \(1\)",
    ),
    "labels": (lambda: WORDS.loss(FOUR, np.zeros((2, 4), int)[0]), "y must have one label per row"),
    "empty batches": (lambda: WORDS.predict(FOUR, batch_size=0), "batch_size must be"),
}


@pytest.mark.parametrize("name", BAD_CALLS)
def test_bad_calls_are_named(name):
    call, message = BAD_CALLS[name]
    with pytest.raises(ValueError, match=message):
        call()
