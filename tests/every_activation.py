"""Every activation, some with several parameters: what the tests try their promises on."""

import pytest

from rectified.activations import (
    ELU,
    GELU,
    SELU,
    Identity,
    LeakyReLU,
    PReLU,
    ReLU,
    Sigmoid,
    Softplus,
    Step,
    Swish,
    Tanh,
)

EVERY = [
    Identity(),
    Step(),
    Sigmoid(),
    Tanh(),
    ReLU(),
    ReLU(max_value=6, threshold=1, negative_slope=0.1),
    ReLU(max_value=6),
    LeakyReLU(),
    LeakyReLU(alpha=0),
    LeakyReLU(alpha=3),
    PReLU(),
    ELU(),
    ELU(alpha=0.3),
    ELU(alpha=3),
    SELU(),
    Softplus(),
    GELU(),
    Swish(),
    Swish(beta=1.7),
]
every = pytest.mark.parametrize("f", EVERY, ids=repr)
