"""Layers: what a network is made of.

Each is one class with a forward and a backward pass that read like its equations. `Dense` and
`Activation` are the two of a multilayer perceptron; read `layers/dense.py` first, then any other.
"""

from rectified.layers.convolution import Conv2D, MaxPool2D
from rectified.layers.dense import Activation, Dense
from rectified.layers.layer import Layer
from rectified.layers.normalization import BatchNorm
from rectified.layers.recurrent import Embedding, Recurrent
from rectified.layers.shapes import Flatten, Product, Reshape, Residual

__all__ = [
    "Activation",
    "BatchNorm",
    "Conv2D",
    "Dense",
    "Embedding",
    "Flatten",
    "Layer",
    "MaxPool2D",
    "Product",
    "Recurrent",
    "Reshape",
    "Residual",
]
