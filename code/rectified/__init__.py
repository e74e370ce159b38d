"""Small, readable neural networks in NumPy: the helper package of the Rectified course."""

__version__ = "0.1.0"
