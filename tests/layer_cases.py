"""A row of `CASES` tries a layer in every way that the tests of the layers know."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rectified.layers import (
    Activation,
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

N, CLASSES = 6, 3


class Case(NamedTuple):
    layers: list
    shape: tuple[int, ...]
    words: int = 0  # inputs are whole numbers below this


CASES = {  # each ends in CLASSES logits
    "dense": Case([Dense(4), Activation("tanh"), Dense(3)], (5,)),
    "dense on a sequence": Case([Dense(4), Activation("gelu"), Dense(3)], (4, 5)),
    "activation": Case([Activation("swish"), Dense(3)], (4,)),
    "activation that learns": Case([Dense(4), Activation("prelu"), Dense(3)], (5,)),
    "convolution": Case([Conv2D(2, 3), Activation("tanh"), Flatten(), Dense(3)], (5, 4, 2)),
    "convolution with stride and padding": Case(
        [Conv2D(2, (3, 2), (2, 1), (1, 2)), Activation("prelu"), Flatten(), Dense(3)], (5, 4, 2)
    ),
    "convolution over time": Case(
        [Conv2D(3, (3, 1)), Activation("tanh"), Conv2D(2, (2, 1)), Flatten(), Dense(3)], (6, 1, 2)
    ),
    "convolution of every pixel": Case([Conv2D(4, 3, padding=1), Conv2D(3, 1)], (4, 3, 2)),
    "pooling": Case([MaxPool2D(2), Flatten(), Dense(3)], (5, 4, 2)),
    "pooling of oblong fields": Case([MaxPool2D((1, 3)), Flatten(), Dense(3)], (3, 7, 2)),
    "convolution, pooling, dense": Case(
        [Conv2D(3, 3), Activation("relu"), MaxPool2D(2), Flatten(), Dense(3)], (7, 6, 1)
    ),
    "flatten": Case([Flatten(), Dense(3)], (3, 2)),
    "reshape": Case([Reshape(2, 3), Dense(2), Flatten(), Dense(3)], (6,)),
    "recurrence": Case([Recurrent(4, "tanh"), Dense(3)], (5, 3)),
    "recurrence, every state": Case([Recurrent(4, "softplus", every=True), Dense(3)], (5, 3)),
    "recurrence that learns its slopes": Case([Recurrent(4, "prelu"), Dense(3)], (5, 3)),
    "two recurrences": Case(
        [Recurrent(4, "sigmoid", every=True), Recurrent(3, "elu"), Dense(3)], (4, 3)
    ),
    "embedding, recurrence, dense": Case([Embedding(7, 4), Recurrent(4), Dense(3)], (5,), 7),
    "embedding, every state": Case([Embedding(7, 4), Recurrent(4, every=True), Dense(3)], (5,), 7),
    "product": Case([Reshape(3, 2), Dense(4), Product(), Dense(3)], (6,)),
    "product of embeddings": Case([Embedding(8, 4), Product(), Dense(3)], (2,), 8),
    "batch normalization": Case([Dense(4), BatchNorm(), Activation("tanh"), Dense(3)], (5,)),
    "batch normalization of channels": Case(
        [Conv2D(3, 2), BatchNorm(), Activation("relu"), Flatten(), Dense(3)], (4, 4, 2)
    ),
    "residual with batch normalization": Case(
        [
            Dense(4),
            Residual([BatchNorm(), Activation("tanh"), Dense(4)]),
            Residual([Residual([Dense(4), Activation("prelu")]), Dense(4)]),
            Dense(3),
        ],
        (5,),
    ),
    "residual that begins and ends with a bend": Case(
        [Residual([Activation("tanh"), Dense(4), Activation("gelu")]), Dense(3)], (4,)
    ),
    "batch normalization over time": Case(
        [Recurrent(4, "tanh", every=True), BatchNorm(), Recurrent(3), Dense(3)], (4, 2)
    ),
    "residual over time": Case(
        [Residual([Recurrent(3, "tanh", every=True)]), Recurrent(4, "swish"), Dense(3)], (4, 3)
    ),
}
LOSSES = ("softmax", "sigmoid", "linear")
SEQUENCES = [
    name
    for name, case in CASES.items()
    if any("state" in layer.options for layer in case.layers) or name == "dense on a sequence"
]


def network(case: Case, output: str = "softmax", rng=3, **options) -> Network:
    """The network of a case, with parameters that are nowhere 0."""
    net = Network(case.layers, case.shape, output=output, rng=rng, **options)
    shaken = np.random.default_rng(5).normal(scale=0.2, size=net.theta.shape[-1])
    net.theta += shaken.astype(net.theta.dtype)
    return net


def batch(case: Case, net: Network, n: int = N, stack: tuple[int, ...] = ()):
    """Inputs and targets for the network of a case."""
    rng = np.random.default_rng(11)
    shape = *stack, n, *case.shape
    X = rng.integers(0, case.words, shape) if case.words else rng.normal(size=shape)
    rows = *stack, n, *net.output_shape[:-1]
    labels = net.output.name == "softmax"
    return X, rng.integers(0, CLASSES, rows) if labels else rng.uniform(size=(*rows, CLASSES))


def some_mask(case: Case) -> np.ndarray:
    """(N, time): sequences of different lengths, and a gap."""
    time = case.shape[0]
    mask = np.arange(time) < np.array([time, 1, time - 1, 2, time, time - 1])[:, None]
    mask[4, 1] = False
    return mask


def central_differences(value, at: np.ndarray, h: float = 1e-5) -> np.ndarray:
    """The derivative of value() with respect to the last axis of `at`, changed in place."""
    columns = []
    for i in range(at.shape[-1]):
        kept = at[..., i].copy()
        at[..., i] = kept + h
        above = value()
        at[..., i] = kept - h
        below = value()
        at[..., i] = kept
        columns.append((above - below) / (2 * h))
    return np.stack(columns, axis=-1)


def assert_equal_gradients(exact, numeric, tolerance=1e-6):
    assert exact.shape == numeric.shape
    assert np.abs(numeric).max() > 1e-4
    assert np.abs(exact - numeric).max() < tolerance * np.abs(numeric).max()
