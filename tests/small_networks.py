"""A small network and its data, for the tests of rectified.network."""

import numpy as np

from rectified import MLP

RNG = np.random.default_rng(7)
X = RNG.normal(size=(12, 5))
LABELS = np.arange(12) % 3
TARGETS = {
    "softmax": LABELS,
    "sigmoid": RNG.uniform(size=(12, 3)),
    "linear": RNG.normal(size=(12, 3)),
}


def net_for(output="softmax", activation="tanh", rng=3, **kwargs):
    return MLP([5, 7, 6, 3], activation=activation, output=output, rng=rng, **kwargs)


def flat(gradients, stack_shape=()):
    """All gradients in one vector, in the order of theta; one row per network of a stack."""
    parts = (*gradients.W, *gradients.b, *gradients.alpha)
    return np.concatenate([g.reshape(*stack_shape, -1) for g in parts], axis=-1)
