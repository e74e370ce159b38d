"""Activation functions and their derivatives. Softmax and its kin come from `_softmax`.

Every activation is a small object: `LeakyReLU(alpha=0.2)`, or `get("leaky_relu", alpha=0.2)`.
It works element by element on arrays of any shape: float32 stays float32, whole numbers become
float64, a single number comes back as a NumPy float, and NaN comes back as NaN. `_activation`
explains what all of them have: their methods, `range`, `centre`, `gain`, `slope_from_value`.

Two promises, which the tests keep:

- `value` and `derivative` are correct to 14 digits for every float64 whose result is not closer to
  0 than 1e-307, far into the tails, where the textbook formulas lose their digits. What GELU and
  Swish need for that stands in `_precision`; `slope` has their textbook formulas.
- `slope(z, a)` is the derivative that training uses. It may reuse the value `a`, costs less, and
  rounds to about 1e-15 of the largest slope instead of to 14 digits of each slope.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from . import _checks, _precision
from ._activation import Activation, Rectifier, one_or, unless_nan
from ._checks import floats
from ._softmax import log_softmax, logsumexp, softmax, softmax_jacobian  # noqa: F401 (offered here)

Array = np.ndarray


@dataclass(frozen=True)
class Identity(Activation):
    """f(z) = z: what a linear output layer does."""

    name = "identity"
    centre = 0.0
    gain = 1.0
    slope_from_value = True

    def value(self, z: Array, out: Array | None = None) -> Array:
        return np.positive(floats(z), out=out)

    def derivative(self, z: Array) -> Array:
        return unless_nan(floats(z), 1)


@dataclass(frozen=True)
class Step(Activation):
    """f(z) = 1 where z >= 0, otherwise 0. Its derivative is taken as 0 everywhere, also at 0.

    Source: McCulloch & Pitts (1943); Rosenblatt (1958).
    """

    name = "step"
    range = (0.0, 1.0)
    centre = 0.5
    gain = math.sqrt(2)

    def value(self, z: Array) -> Array:
        return np.heaviside(floats(z), 1)

    def derivative(self, z: Array) -> Array:
        return unless_nan(floats(z), 0)


@dataclass(frozen=True)
class Sigmoid(Activation):
    """f(z) = 1 / (1 + exp(-z)), the logistic function. f'(z) = f(z) (1 - f(z)).

    Source: Rumelhart, Hinton & Williams (1986).
    """

    name = "sigmoid"
    range = (0.0, 1.0)
    centre = 0.5
    slope_from_value = True

    def value(self, z: Array, out: Array | None = None) -> Array:
        z = floats(z)
        e = np.exp(-np.abs(z))
        # 1 where z >= 0, else e = exp(z): over 1 + e, no overflow and every digit in both tails
        a = np.maximum(z >= 0, e, out=out)
        a /= 1 + e
        return a

    def derivative(self, z: Array) -> Array:
        e = np.exp(-np.abs(floats(z)))
        return e / (1 + e) ** 2  # f (1 - f) would be 0 from z = 37 on

    def slope(self, z: Array, a: Array) -> Array:
        return a * (1 - a)


@dataclass(frozen=True)
class Tanh(Activation):
    """f(z) = tanh(z) = 2 sigmoid(2z) - 1. f'(z) = 1 - f(z)².

    Source: LeCun, Bottou, Orr & Müller (1998).
    """

    name = "tanh"
    range = (-1.0, 1.0)
    centre = 0.0
    slope_from_value = True

    def value(self, z: Array, out: Array | None = None) -> Array:
        return np.tanh(floats(z), out=out)

    def derivative(self, z: Array) -> Array:
        e = np.exp(-np.abs(floats(z)))
        sech = 2 * e / (1 + e * e)
        return sech * sech  # 1 - tanh² would be 0 from z = 19 on

    def slope(self, z: Array, a: Array) -> Array:
        return 1 - a * a


@dataclass(frozen=True)
class ReLU(Rectifier):
    """f(z) = max(z, 0), the rectified linear unit. f'(z) = 1 where z > 0, otherwise 0.

    At the corner the derivative is a choice. Here it is the flat side's: f'(0) = 0, as in PyTorch,
    Keras and scikit-learn; it matters little in float64 (Bertoin et al., 2021).
    Source: Nair & Hinton (2010); Glorot, Bordes & Bengio (2011).

    Options, as in Keras: f(z) = max_value where z >= max_value; z where threshold <= z < max_value;
    negative_slope (z - threshold) elsewhere. Raises ValueError unless max_value is None, for no
    limit, or a number > threshold, and threshold and negative_slope are numbers >= 0.
    """

    max_value: float | None = None
    threshold: float = 0.0
    negative_slope: float = 0.0

    name = "relu"

    def value(self, z: Array, out: Array | None = None) -> Array:
        return np.maximum(floats(z), 0, out=out) if self._plain else super().value(z, out)

    def derivative(self, z: Array) -> Array:
        z = floats(z)
        return unless_nan(z, z > 0 if self._plain else super().slope(z, z))

    def slope(self, z: Array, a: Array) -> Array:
        return z > 0 if self._plain else super().slope(z, a)

    @property
    def slope_from_value(self) -> bool:
        return self._plain

    @cached_property
    def _plain(self) -> bool:
        """Whether all options are as they come: f(z) = max(z, 0)."""
        return self.max_value is None and self.threshold == self.negative_slope == 0


@dataclass(frozen=True)
class LeakyReLU(Rectifier):
    """f(z) = z where z > 0, otherwise alpha z. f'(z) = 1 where z > 0, otherwise alpha.

    alpha: the slope for negative z, a number >= 0; raises ValueError otherwise.
    Source: Maas, Hannun & Ng (2013).
    """

    alpha: float = 0.01

    name = "leaky_relu"
    slope_from_value = True

    def value(self, z: Array, out: Array | None = None) -> Array:
        z = floats(z)
        if self.alpha == 0:
            return np.maximum(z, 0, out=out)  # 0 times infinity would be NaN
        choose = (
            np.maximum if self.alpha <= 1 else np.minimum
        )  # left of 0, alpha z is the larger of the two if alpha <= 1
        return choose(z, self.alpha * z, out=out)

    def derivative(self, z: Array) -> Array:
        z = floats(z)
        return unless_nan(z, one_or(self.alpha, z))

    def slope(self, z: Array, a: Array) -> Array:
        return one_or(self.alpha, z)


@dataclass(frozen=True)
class PReLU(Rectifier):
    """Leaky ReLU whose alpha is learned, one per unit: f(z) = max(z, 0) + alpha min(z, 0).

    alpha: the slope that training starts from, a number >= 0; raises ValueError otherwise.
    The methods take the slopes as they are now, an array that broadcasts against z of shape
    (..., n, n_units); without it they use the initial one.
    Source: He, Zhang, Ren & Sun (2015).
    """

    alpha: float = 0.25

    name = "prelu"
    range = (-math.inf, math.inf)  # whatever alpha becomes

    def value(self, z: Array, alpha: Array | None = None) -> Array:
        z = floats(z)
        return np.maximum(z, 0) + self._alpha(alpha, z) * np.minimum(z, 0)

    def derivative(self, z: Array, alpha: Array | None = None) -> Array:
        z = floats(z)
        return unless_nan(z, one_or(self._alpha(alpha, z), z))

    def slope(self, z: Array, a: Array, alpha: Array | None = None) -> Array:
        return one_or(self._alpha(alpha, z), z)

    def alpha_gradient(self, z: Array) -> Array:
        """Return the derivative of `value` with respect to alpha, min(z, 0), shaped like z.

        Source: He, Zhang, Ren & Sun (2015).
        """
        return np.minimum(floats(z), 0)

    def _alpha(self, alpha: Array | None, z: Array) -> Array:
        return np.asarray(self.alpha if alpha is None else alpha, dtype=z.dtype)


@dataclass(frozen=True)
class ELU(Activation):
    """f(z) = z where z > 0, otherwise alpha (exp(z) - 1). f'(z) = 1, otherwise alpha exp(z).

    alpha: minus the output far left, a number >= 0; raises ValueError otherwise. f'(0) = alpha.
    Source: Clevert, Unterthiner & Hochreiter (2016).
    """

    alpha: float = 1.0

    name = "elu"
    slope_from_value = True

    def value(self, z: Array, out: Array | None = None) -> Array:
        z = floats(z)
        left = self.alpha * np.expm1(np.minimum(z, 0))  # expm1(z) = exp(z) - 1, with all digits
        a = np.maximum(z, 0, out=out)
        a += left
        return a

    def derivative(self, z: Array) -> Array:
        z = floats(z)
        return one_or(self.alpha * np.exp(np.minimum(z, 0)), z)

    def slope(self, z: Array, a: Array) -> Array:
        return one_or(np.minimum(a, 0) + self.alpha, z)

    @property
    def range(self) -> tuple[float, float]:
        return -self.alpha, math.inf


@dataclass(frozen=True)
class SELU(Activation):
    """f(z) = scale ELU(z): the ELU whose outputs for z ~ N(0, 1) have mean 0 and variance 1.

    Source: Klambauer, Unterthiner, Mayr & Hochreiter (2017).
    """

    name = "selu"
    alpha = 1.6732632423543772848
    scale = 1.0507009873554804934
    range = (-scale * alpha, math.inf)
    centre = 0.0
    gain = 1.0
    slope_from_value = True
    _elu = ELU(alpha)

    def value(self, z: Array, out: Array | None = None) -> Array:
        a = self._elu.value(z, out)
        a *= self.scale
        return a

    def derivative(self, z: Array) -> Array:
        return self.scale * self._elu.derivative(z)

    def slope(self, z: Array, a: Array) -> Array:
        return self.scale * self._elu.slope(z, a / self.scale)


@dataclass(frozen=True)
class Softplus(Activation):
    """f(z) = log(1 + exp(z)), a smooth ReLU; its derivative is the sigmoid.

    Source: Dugas, Bengio, Bélisle, Nadeau & Garcia (2001).
    """

    name = "softplus"
    range = (0.0, math.inf)
    slope_from_value = True

    def value(self, z: Array, out: Array | None = None) -> Array:
        z = floats(z)
        above_relu = np.log1p(np.exp(-np.abs(z)))  # no overflow, every digit in both tails
        a = np.maximum(z, 0, out=out)
        a += above_relu
        return a

    def derivative(self, z: Array) -> Array:
        return Sigmoid().value(z)

    def slope(self, z: Array, a: Array) -> Array:
        return -np.expm1(-a)  # sigmoid(z) = 1 - exp(-f(z))


@dataclass(frozen=True)
class GELU(Activation):
    """f(z) = z Φ(z), Φ the normal distribution function: exact, not the tanh approximation.

    f'(z) = Φ(z) + z φ(z), with the normal density φ. float32 is computed in float64.
    Source: Hendrycks & Gimpel (2016).
    """

    name = "gelu"
    range = (-0.16997120747990369, math.inf)
    centre = 1 / math.sqrt(4 * math.pi)

    def value(self, z: Array) -> Array:
        z = floats(z)
        bump = _precision.gelu_bump(z)  # |z| Φ(-|z|): how far f lies below ReLU, at z and at -z
        return (np.maximum(z, 0) - bump).astype(z.dtype)

    def derivative(self, z: Array) -> Array:
        z = floats(z)
        left = _precision.gelu_left_slope(z)  # f'(-|z|), and f'(x) = 1 - f'(-x)
        return np.where(z < 0, left, 1 - left).astype(z.dtype)[()]

    def slope(self, z: Array, a: Array) -> Array:
        z = np.clip(z, -40, 40)  # the slope is 0 or 1 from there on, and z² may not overflow
        return _precision.normal_cdf(z) + z * np.exp(z * z / -2) / math.sqrt(2 * math.pi)


@dataclass(frozen=True)
class Swish(Activation):
    """f(z) = z sigmoid(beta z); with beta = 1 also called SiLU.

    f'(z) = s + beta f(z) (1 - s), with s = sigmoid(beta z). float32 is computed in float64.
    beta: how sharp the bend is, a number > 0; raises ValueError otherwise.
    Source: Ramachandran, Zoph & Le (2017); Elfwing, Uchibe & Doya (2018).
    """

    beta: float = 1.0

    name = "swish"

    def value(self, z: Array) -> Array:
        z = floats(z)
        bump = _precision.swish_bump(z, self.beta)  # |z| sigmoid(-beta |z|): as for GELU
        return (np.maximum(z, 0) - bump).astype(z.dtype)

    def derivative(self, z: Array) -> Array:
        z = floats(z)
        left = _precision.swish_left_slope(z, self.beta)  # f'(-|z|): as for GELU
        return np.where(z < 0, left, 1 - left).astype(z.dtype)[()]

    def slope(self, z: Array, a: Array) -> Array:
        limit = 2000 / self.beta  # the slope is 0 or 1 from there on, and beta z may not overflow
        s = Sigmoid().value(self.beta * np.clip(z, -limit, limit))
        return s + a * (1 - s) * self.beta

    @property
    def range(self) -> tuple[float, float]:
        return _precision.SWISH_MINIMUM / self.beta, math.inf


_CLASSES = Identity, Step, Sigmoid, Tanh, ReLU, LeakyReLU, PReLU, ELU, SELU, Softplus, GELU, Swish
_BY_NAME = {cls.name: cls for cls in _CLASSES}
_ALIASES = {"linear": "identity", "logistic": "sigmoid", "silu": "swish"}


def names() -> list[str]:
    """Return the names that `get` knows, without aliases."""
    return list(_BY_NAME)


def get(activation: str | Activation, **parameters: Any) -> Activation:
    """Return an activation by name, `get("leaky_relu", alpha=0.2)`; an object comes back as is.

    Also known: linear (identity), logistic (sigmoid), silu (swish).
    Raises ValueError for an unknown name or a bad parameter value; TypeError for a parameter that
    the activation does not have, for parameters beside an object, and for anything else.
    """
    if isinstance(activation, str):
        activation = _ALIASES.get(activation, activation)
    return _checks.by_name("activation", activation, Activation, _BY_NAME, parameters)
