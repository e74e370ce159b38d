"""Small, readable neural networks in NumPy: the helper package of the Rectified course."""

from rectified import (
    activations,
    claims,
    datasets,
    diagnostics,
    figures,
    initializers,
    perceptron,
    sweeps,
)
from rectified.estimators import MLPClassifier, MLPRegressor, Perceptron
from rectified.network import MLP, DivergenceError

__all__ = [
    "MLP",
    "DivergenceError",
    "MLPClassifier",
    "MLPRegressor",
    "Perceptron",
    "activations",
    "claims",
    "datasets",
    "diagnostics",
    "figures",
    "initializers",
    "perceptron",
    "sweeps",
]
__version__ = "0.1.0"
