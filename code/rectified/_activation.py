"""What all activations of `rectified.activations` share: their interface, mean output and gain."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np

from . import _checks
from ._checks import floats

Array = np.ndarray

# What each parameter of an activation must be.
PARAMETERS = {
    "alpha": _checks.non_negative,
    "beta": _checks.positive,
    "threshold": _checks.non_negative,
    "negative_slope": _checks.non_negative,
    "max_value": lambda name, value: None if value is None else _checks.positive(name, value),
}


@dataclass(frozen=True)
class Activation:
    """What all activations share.

    A subclass has a name, `value` and `derivative`; the rest has a default. Parameters are fields
    of the dataclass, checked by the rule that PARAMETERS has for their name.

    name: what `get` knows it by.
    range: (lowest, highest) output; either may be infinite.
    negative_slope: of ReLU and its leaky kin, the slope left of zero (PReLU: with which it starts);
        None for all others, whose layers start from Glorot's weights.
    slope_from_value: whether the slope follows from the output alone, slope(a, a) == slope(z, a).
        Then training may forget z: `value(z, out=z)` writes the outputs over it.
    """

    name = ""
    range = (-math.inf, math.inf)
    negative_slope = None
    slope_from_value = False
    _kinks = ()  # where the formula changes, besides zero

    def __post_init__(self):
        for field in fields(self):
            if field.name in PARAMETERS:
                value = PARAMETERS[field.name](field.name, getattr(self, field.name))
                object.__setattr__(self, field.name, value)  # how a frozen object is set up

    def value(self, z: Array) -> Array:
        """Return the outputs f(z), shaped like `z`. TypeError unless z holds real numbers.

        With `slope_from_value`, value(z, out=None) also takes the array to write them into, of
        the shape and float type of z; it may be z itself.
        """
        raise NotImplementedError

    def derivative(self, z: Array) -> Array:
        """Return f'(z), shaped like `z`. TypeError unless z holds real numbers."""
        raise NotImplementedError

    def slope(self, z: Array, a: Array) -> Array:
        """Return f'(z) where the value a = f(z) is already known, as in backpropagation.

        z, a: float arrays of one shape, which is also the shape of the result. Where all slopes
        are 0 or 1 the result may be boolean, as ReLU's z > 0: gradients are multiplied by it as
        it is. Where z is NaN, the slope may be any number.
        """
        return self.derivative(z)

    def __call__(self, z: Array) -> Array:
        """Return `value(z)`."""
        return self.value(z)

    @property
    def centre(self) -> float:
        """The mean output for z ~ N(0, 1)."""
        return _gaussian_moments(self)[0]

    @property
    def gain(self) -> float:
        """1 / sqrt(mean f(z)²) for z ~ N(0, 1): times this, outputs have mean square 1.

        Infinite if the outputs are all 0.
        """
        mean_square = _gaussian_moments(self)[1]
        return 1 / math.sqrt(mean_square) if mean_square > 0 else math.inf


class Rectifier(Activation):
    """Straight lines: what ReLU, with its options, and its leaky kin share.

    f(z) = max_value where z >= max_value, z where threshold <= z < max_value, and
    negative_slope (z - threshold) elsewhere. f' is 0, 1 and negative_slope there; at the corner
    `threshold` it is negative_slope.
    """

    max_value = None
    threshold = 0.0

    def __post_init__(self):
        super().__post_init__()
        if self.max_value is not None and self.max_value <= self.threshold:
            raise ValueError(
                f"max_value must be greater than threshold = {self.threshold}, got {self.max_value}"
            )

    @property
    def negative_slope(self) -> float:
        return self.alpha

    def value(self, z: Array, out: Array | None = None) -> Array:
        z = floats(z)
        a = np.maximum(z, 0) * (z >= self.threshold)
        if self.negative_slope > 0:  # 0 times infinity would be NaN
            a += self.negative_slope * np.minimum(z - self.threshold, 0)
        return np.minimum(a, self.range[1], out=out)

    def slope(self, z: Array, a: Array) -> Array:
        slope = one_or(self.negative_slope, z - self.threshold)
        return slope if self.max_value is None else slope * (z < self.max_value)

    @property
    def range(self) -> tuple[float, float]:
        lowest = -math.inf if self.negative_slope > 0 else 0.0
        return lowest, math.inf if self.max_value is None else self.max_value

    @property
    def centre(self) -> float:
        return super().centre if self._kinks else (1 - self.negative_slope) / math.sqrt(2 * math.pi)

    @property
    def gain(self) -> float:
        alpha = self.negative_slope
        return super().gain if self._kinks else math.sqrt(2 / (1 + alpha * alpha))

    @property
    def _kinks(self) -> tuple[float, ...]:
        corners = self.threshold, self.range[1]
        return () if corners == (0, math.inf) else corners


def unless_nan(z: Array, derivative: Array | float) -> Array:
    """The derivative in the type of z, and NaN where z is NaN."""
    return np.where(np.isnan(z), z, derivative)[()]  # [()] makes a number of an array without axes


def one_or(alpha: Array | float, z: Array) -> Array:
    """1 where z > 0, otherwise alpha, in the type of z: like np.where, but faster.

    (np.where takes longest where the signs are hard to foretell, as they are in a network.)
    """
    alpha = np.asarray(alpha, z.dtype)
    if alpha.ndim == 0 and 0 <= alpha <= 1:
        return np.maximum(z > 0, alpha)
    slope = alpha * (z <= 0)
    slope += z > 0
    return slope


@lru_cache(maxsize=256)
def _gaussian_moments(activation: Activation) -> tuple[float, float]:
    """The means of f(z) and f(z)² for z ~ N(0, 1), by Gauss-Legendre quadrature.

    The pieces end at the kinks and shrink toward 0, where a large beta bends sharply.
    Beyond 16, z has a probability of 1e-57.
    """
    ends = [sign * 16 / 2**k for k in range(40) for sign in (-1, 1)]
    ends = np.array(sorted({0.0, *ends, *(kink for kink in activation._kinks if kink < 16)}))
    nodes, weights = np.polynomial.legendre.leggauss(40)
    half = np.diff(ends)[:, None] / 2
    z = ends[:-1, None] + half * (1 + nodes)
    density = half * weights * np.exp(z * z / -2) / math.sqrt(2 * math.pi)
    a = activation.value(z)
    return float(np.sum(density * a)), float(np.sum(density * a * a))
