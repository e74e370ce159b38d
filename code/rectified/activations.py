"""Activation functions, their derivatives, and softmax.

Every activation is a small object: `LeakyReLU(alpha=0.2)`, or `get("leaky_relu", alpha=0.2)`.
It works element by element on arrays of any shape: float32 stays float32, whole numbers become
float64, a single number comes back as a NumPy float, and NaN comes back as NaN.

Two promises, which the tests keep:

- `value` and `derivative` are correct to 14 digits for every float64 whose result is a normal
  float64, far into the tails, where the textbook formulas lose their digits.
- `slope(z, a)` is the derivative that training uses. It may reuse the value `a`, costs less, and
  rounds to about 1e-15 of the largest slope instead of to 14 digits of each slope.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.lib.array_utils import normalize_axis_index
from scipy.special import erfcx, ndtr

from . import _checks

Array = np.ndarray


@dataclass(frozen=True)
class Activation:
    """What all activations share.

    name: what `get` knows it by.
    range: (lowest, highest) output; either may be infinite.
    negative_slope: the slope left of zero where that is a constant, otherwise None.

    Chapter: Activation functions.
    """

    name = ""
    range = (-math.inf, math.inf)
    negative_slope = None
    slope_from_value = False
    _kinks = ()  # where the formula changes, besides zero

    def value(self, z: Array) -> Array:
        """Return the outputs f(z), shaped like `z`. TypeError unless z holds real numbers."""
        raise NotImplementedError

    def derivative(self, z: Array) -> Array:
        """Return f'(z), shaped like `z`. TypeError unless z holds real numbers."""
        raise NotImplementedError

    def slope(self, z: Array, a: Array) -> Array:
        """Return f'(z) where the value a = f(z) is already known, as in backpropagation.

        z, a: float arrays of one shape, which is also the shape of the result.
        """
        return self.derivative(z)

    def __call__(self, z: Array) -> Array:
        """Return `value(z)`."""
        return self.value(z)

    @property
    def centre(self) -> float:
        """The mean output for z ~ N(0, 1). Chapter: Activation functions."""
        return _gaussian_moments(self)[0]

    @property
    def gain(self) -> float:
        """1 / sqrt(mean f(z)²) for z ~ N(0, 1): times this, outputs have mean square 1.

        Infinite if the outputs are all 0. Chapter: ReLU.
        """
        mean_square = _gaussian_moments(self)[1]
        return 1 / math.sqrt(mean_square) if mean_square > 0 else math.inf


@dataclass(frozen=True)
class Identity(Activation):
    """f(z) = z: what a linear output layer does. Chapter: Perceptrons."""

    name = "identity"
    centre = 0.0
    gain = 1.0

    def value(self, z: Array) -> Array:
        return np.positive(_floats(z))

    def derivative(self, z: Array) -> Array:
        z = _floats(z)
        return np.where(np.isnan(z), z, 1)[()]


@dataclass(frozen=True)
class Step(Activation):
    """f(z) = 1 where z >= 0, otherwise 0. Its derivative is taken as 0 everywhere, also at 0.

    Source: McCulloch & Pitts (1943); Rosenblatt (1958). Chapter: Perceptrons.
    """

    name = "step"
    range = (0.0, 1.0)
    centre = 0.5
    gain = math.sqrt(2)

    def value(self, z: Array) -> Array:
        return np.heaviside(_floats(z), 1)

    def derivative(self, z: Array) -> Array:
        z = _floats(z)
        return np.where(np.isnan(z), z, 0)[()]


@dataclass(frozen=True)
class Sigmoid(Activation):
    """f(z) = 1 / (1 + exp(-z)), the logistic function.

    Source: Rumelhart, Hinton & Williams (1986). Chapter: Activation functions.
    """

    name = "sigmoid"
    range = (0.0, 1.0)
    centre = 0.5

    def value(self, z: Array) -> Array:
        z = _floats(z)
        # Where z < 0 this is exp(z) / (1 + exp(z)): no overflow, every digit in both tails.
        return np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))

    def derivative(self, z: Array) -> Array:
        e = np.exp(-np.abs(_floats(z)))
        return e / (1 + e) ** 2  # f (1 - f) would be 0 from z = 37 on

    def slope(self, z: Array, a: Array) -> Array:
        return a * (1 - a)


@dataclass(frozen=True)
class Tanh(Activation):
    """f(z) = tanh(z) = 2 sigmoid(2z) - 1.

    Source: LeCun, Bottou, Orr & Müller (1998). Chapter: Activation functions.
    """

    name = "tanh"
    range = (-1.0, 1.0)
    centre = 0.0

    def value(self, z: Array) -> Array:
        return np.tanh(_floats(z))

    def derivative(self, z: Array) -> Array:
        e = np.exp(-np.abs(_floats(z)))
        sech = 2 * e / (1 + e * e)
        return sech * sech  # 1 - tanh² would be 0 from z = 19 on

    def slope(self, z: Array, a: Array) -> Array:
        return 1 - a * a


@dataclass(frozen=True)
class ReLU(Activation):
    """f(z) = max(z, 0), the rectified linear unit.

    With parameters, as in Keras: `max_value` where z >= max_value; z where
    threshold <= z < max_value; negative_slope * (z - threshold) elsewhere.
    max_value: None for no limit, otherwise a number > threshold. threshold, negative_slope: >= 0.
    Raises ValueError for any other parameter.

    At a corner the derivative is a choice. Here it is the flat side's: f'(0) = 0, as in PyTorch,
    Keras and scikit-learn; it matters little in float64 (Bertoin et al., 2021).
    Source: Nair & Hinton (2010); Glorot, Bordes & Bengio (2011). Chapter: ReLU.
    """

    max_value: float | None = None
    threshold: float = 0.0
    negative_slope: float = 0.0

    name = "relu"

    def __post_init__(self):
        _set(self, "threshold", _checks.non_negative("threshold", self.threshold))
        _set(self, "negative_slope", _checks.non_negative("negative_slope", self.negative_slope))
        if self.max_value is not None:
            _set(self, "max_value", _checks.positive("max_value", self.max_value))
            if self.max_value <= self.threshold:
                raise ValueError(
                    f"max_value must be greater than threshold = {self.threshold}, "
                    f"got {self.max_value}"
                )

    def value(self, z: Array) -> Array:
        z = _floats(z)
        if self.threshold == 0:
            a = _leak(z, self.negative_slope)
        else:
            below = np.minimum(z - self.threshold, 0)
            a = np.where(z >= self.threshold, z, _leak(below, self.negative_slope))[()]
        return a if self.max_value is None else np.minimum(a, self.max_value)

    def derivative(self, z: Array) -> Array:
        z = _floats(z)
        d = _leak_derivative(z - self.threshold, self.negative_slope)
        return d if self.max_value is None else d * np.heaviside(self.max_value - z, 0)

    def slope(self, z: Array, a: Array) -> Array:
        if self._two_pieces:
            return _leak_slope(z, self.negative_slope)
        return self.derivative(z)

    @property
    def range(self) -> tuple[float, float]:
        lowest = -math.inf if self.negative_slope > 0 else 0.0
        return lowest, math.inf if self.max_value is None else self.max_value

    @property
    def centre(self) -> float:
        if self._two_pieces:
            return _leak_centre(self.negative_slope)
        return super().centre

    @property
    def gain(self) -> float:
        if self._two_pieces:
            return _leak_gain(self.negative_slope)
        return super().gain

    @property
    def _two_pieces(self) -> bool:
        return self.max_value is None and self.threshold == 0

    @property
    def _kinks(self) -> tuple[float, ...]:
        return self.threshold, math.inf if self.max_value is None else self.max_value


@dataclass(frozen=True)
class LeakyReLU(Activation):
    """f(z) = z where z > 0, otherwise alpha z. f'(0) = alpha.

    alpha: the slope for negative z, a number >= 0; raises ValueError otherwise.
    Source: Maas, Hannun & Ng (2013). Chapter: Leaky ReLU.
    """

    alpha: float = 0.01

    name = "leaky_relu"

    def __post_init__(self):
        _set(self, "alpha", _checks.non_negative("alpha", self.alpha))

    def value(self, z: Array) -> Array:
        return _leak(_floats(z), self.alpha)

    def derivative(self, z: Array) -> Array:
        return _leak_derivative(_floats(z), self.alpha)

    def slope(self, z: Array, a: Array) -> Array:
        return _leak_slope(z, self.alpha)

    @property
    def negative_slope(self) -> float:
        return self.alpha

    @property
    def range(self) -> tuple[float, float]:
        return -math.inf if self.alpha > 0 else 0.0, math.inf

    @property
    def centre(self) -> float:
        return _leak_centre(self.alpha)

    @property
    def gain(self) -> float:
        return _leak_gain(self.alpha)


@dataclass(frozen=True)
class PReLU(Activation):
    """Leaky ReLU whose alpha is learned, one per unit: f(z) = max(z, 0) + alpha min(z, 0).

    alpha: the slope that training starts from, a number >= 0; raises ValueError otherwise.
    The methods take the slopes as they are now, an array that broadcasts against z of shape
    (..., n, n_units); without it they use the initial one.
    Source: He, Zhang, Ren & Sun (2015). Chapter: Leaky ReLU.
    """

    alpha: float = 0.25

    name = "prelu"

    def __post_init__(self):
        _set(self, "alpha", _checks.non_negative("alpha", self.alpha))

    def value(self, z: Array, alpha: Array | None = None) -> Array:
        z = _floats(z)
        return np.maximum(z, 0) + self._alpha(alpha, z) * np.minimum(z, 0)

    def derivative(self, z: Array, alpha: Array | None = None) -> Array:
        z = _floats(z)
        return _leak_derivative(z, self._alpha(alpha, z))

    def slope(self, z: Array, a: Array, alpha: Array | None = None) -> Array:
        return _leak_slope(z, self._alpha(alpha, z))

    def alpha_gradient(self, z: Array) -> Array:
        """Return the derivative of `value` with respect to alpha, min(z, 0), shaped like z.

        Source: He, Zhang, Ren & Sun (2015). Chapter: Leaky ReLU.
        """
        return np.minimum(_floats(z), 0)

    def _alpha(self, alpha: Array | None, z: Array) -> Array:
        return np.asarray(self.alpha if alpha is None else alpha, dtype=z.dtype)

    @property
    def negative_slope(self) -> float:
        return self.alpha

    @property
    def centre(self) -> float:
        return _leak_centre(self.alpha)

    @property
    def gain(self) -> float:
        return _leak_gain(self.alpha)


@dataclass(frozen=True)
class ELU(Activation):
    """f(z) = z where z > 0, otherwise alpha (exp(z) - 1). f'(0) = alpha.

    alpha: minus the output far left, a number >= 0; raises ValueError otherwise.
    Source: Clevert, Unterthiner & Hochreiter (2016). Chapter: Leaky ReLU.
    """

    alpha: float = 1.0

    name = "elu"

    def __post_init__(self):
        _set(self, "alpha", _checks.non_negative("alpha", self.alpha))

    def value(self, z: Array) -> Array:
        z = _floats(z)
        return np.maximum(z, 0) + self.alpha * np.expm1(np.minimum(z, 0))

    def derivative(self, z: Array) -> Array:
        z = _floats(z)
        return _leak_derivative(z, self.alpha * np.exp(np.minimum(z, 0)))

    def slope(self, z: Array, a: Array) -> Array:
        return _leak_slope(z, a + self.alpha)

    @property
    def range(self) -> tuple[float, float]:
        return -self.alpha, math.inf


@dataclass(frozen=True)
class SELU(Activation):
    """f(z) = scale ELU(z): the ELU whose outputs for z ~ N(0, 1) have mean 0 and variance 1.

    Source: Klambauer, Unterthiner, Mayr & Hochreiter (2017). Chapter: Leaky ReLU.
    """

    name = "selu"
    alpha = 1.6732632423543772848
    scale = 1.0507009873554804934
    range = (-scale * alpha, math.inf)
    centre = 0.0
    gain = 1.0

    def value(self, z: Array) -> Array:
        return self.scale * ELU(self.alpha).value(z)

    def derivative(self, z: Array) -> Array:
        return self.scale * ELU(self.alpha).derivative(z)

    def slope(self, z: Array, a: Array) -> Array:
        return self.scale * ELU(self.alpha).slope(z, a / self.scale)


@dataclass(frozen=True)
class Softplus(Activation):
    """f(z) = log(1 + exp(z)), a smooth ReLU; its derivative is the sigmoid.

    Source: Dugas, Bengio, Bélisle, Nadeau & Garcia (2001). Chapter: ReLU.
    """

    name = "softplus"
    range = (0.0, math.inf)

    def value(self, z: Array) -> Array:
        z = _floats(z)
        return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))

    def derivative(self, z: Array) -> Array:
        return Sigmoid().value(z)

    def slope(self, z: Array, a: Array) -> Array:
        return -np.expm1(-a)


@dataclass(frozen=True)
class GELU(Activation):
    """f(z) = z Φ(z), Φ the normal distribution function: exact, not the tanh approximation.

    Computed as ReLU minus a bump, f(z) = max(z, 0) - |z| Φ(-|z|). float32 is computed in float64.
    Source: Hendrycks & Gimpel (2016). Chapter: Leaky ReLU.
    """

    name = "gelu"
    range = (-0.16997120747990369, math.inf)
    centre = 1 / math.sqrt(4 * math.pi)

    def value(self, z: Array) -> Array:
        z = _floats(z)
        x = _distance_from_zero(z, 64)
        h = _root_gaussian(x)
        bump = h * h * x * erfcx(x / math.sqrt(2)) / 2
        return (np.maximum(z, 0) - bump).astype(z.dtype)

    def derivative(self, z: Array) -> Array:
        z = _floats(z)
        x = _distance_from_zero(z, 64)
        h = _root_gaussian(x)
        # f'(-x) = φ(x) (M(x) - x). One h at a time: h² underflows before the product does.
        left = h * (_mills_minus(x) / math.sqrt(2 * math.pi)) * h
        return np.where(z < 0, left, 1 - left).astype(z.dtype)[()]

    def slope(self, z: Array, a: Array) -> Array:
        x = np.clip(z, -40, 40)
        return ndtr(x) + x * np.exp(x * x / -2) / math.sqrt(2 * math.pi)


@dataclass(frozen=True)
class Swish(Activation):
    """f(z) = z sigmoid(beta z); with beta = 1 also called SiLU.

    Computed as ReLU minus a bump, f(z) = max(z, 0) - |z| sigmoid(-beta |z|).
    float32 is computed in float64.
    beta: how sharp the bend is, a number > 0; raises ValueError otherwise.
    Source: Ramachandran, Zoph & Le (2017); Elfwing, Uchibe & Doya (2018). Chapter: Leaky ReLU.
    """

    beta: float = 1.0

    name = "swish"

    def __post_init__(self):
        _set(self, "beta", _checks.positive("beta", self.beta))

    def value(self, z: Array) -> Array:
        z = _floats(z)
        x = _distance_from_zero(z, 2000 / self.beta)
        h = _root_exp(*_product(x, self.beta))
        bump = h * (x / (1 + h * h)) * h  # one h at a time: h² underflows before the bump does
        return (np.maximum(z, 0) - bump).astype(z.dtype)

    def derivative(self, z: Array) -> Array:
        z = _floats(z)
        high, low = _product(_distance_from_zero(z, 2000 / self.beta), self.beta)
        h = _root_exp(high, low)
        # f'(-x) has the factor 1 + exp(-x) - x. It vanishes at x = r, where exp(-r) = r - 1;
        # written with d = x - r, both its terms have one sign and nothing cancels.
        d = (high - _SWISH_ROOT) - (_SWISH_ROOT_REST - low)
        factor = (_SWISH_ROOT - 1) * np.expm1(-d) - d
        left = h * (factor / (1 + h * h) ** 2) * h
        return np.where(z < 0, left, 1 - left).astype(z.dtype)[()]

    def slope(self, z: Array, a: Array) -> Array:
        limit = 2000 / self.beta
        s = Sigmoid().value(self.beta * np.clip(z, -limit, limit))
        return s + a * (1 - s) * self.beta

    @property
    def range(self) -> tuple[float, float]:
        return (1 - _SWISH_ROOT) / self.beta, math.inf


_CLASSES = {
    activation.name: activation
    for activation in (
        Identity,
        Step,
        Sigmoid,
        Tanh,
        ReLU,
        LeakyReLU,
        PReLU,
        ELU,
        SELU,
        Softplus,
        GELU,
        Swish,
    )
}
_ALIASES = {"linear": "identity", "logistic": "sigmoid", "silu": "swish"}


def names() -> list[str]:
    """Return the names that `get` knows, without aliases. Chapter: Activation functions."""
    return list(_CLASSES)


def get(activation: str | Activation, **parameters: Any) -> Activation:
    """Return an activation by name, `get("leaky_relu", alpha=0.2)`; an object comes back as is.

    Also known: linear (identity), logistic (sigmoid), silu (swish).
    Raises ValueError for an unknown name or a bad parameter value; TypeError for a parameter that
    the activation does not have, for parameters beside an object, and for anything else.
    Chapter: Activation functions.
    """
    if isinstance(activation, Activation):
        if parameters:
            raise TypeError(
                f"parameters must come with a name, got {', '.join(parameters)} with {activation!r}"
            )
        return activation
    if not isinstance(activation, str):
        raise TypeError(f"activation must be a name or an activation object, got {activation!r}")
    name = _ALIASES.get(activation, activation)
    cls = _CLASSES[_checks.choice("activation", name, names())]
    known = [field.name for field in fields(cls)]
    for parameter in parameters:
        if parameter not in known:
            raise TypeError(
                f"{name} has no parameter {parameter!r}; it has {', '.join(known) or 'none'}"
            )
    return cls(**parameters)


def softmax(z: Array, axis: int = -1, temperature: float = 1.0) -> Array:
    """Return the probabilities exp(z / T) / sum(exp(z / T)) along `axis`, shaped like `z`.

    z: logits, at least one along `axis`. temperature: T > 0; large T evens the probabilities out.
    -inf has probability 0 and a single +inf probability 1; only -inf, or +inf twice, gives NaN,
    and so does a NaN. Raises ValueError for an empty axis or a bad temperature.
    Source: Bridle (1990); temperature: Hinton, Vinyals & Dean (2015).
    Chapter: Activation functions.
    """
    _, _, e = _below_maximum(z, axis, temperature)
    return _like(z, e / e.sum(axis=axis, keepdims=True))


def log_softmax(z: Array, axis: int = -1, temperature: float = 1.0) -> Array:
    """Return the logarithm of `softmax`, precise also where a probability rounds to 0 or to 1.

    Shapes, infinities and errors as for `softmax`.
    Source: Blanchard, D. Higham & N. Higham (2021). Chapter: Activation functions.
    """
    _, d, e = _below_maximum(z, axis, temperature)
    return _like(z, d - np.log1p(_sum_without_maximum(d, e, axis)))


def logsumexp(z: Array, axis: int = -1) -> Array:
    """Return log(sum(exp(z))) along `axis`, which is then gone from the shape.

    +inf if any z is +inf, -inf if all are -inf, NaN if any is NaN. The error is below 1e-15 times
    the larger of the result and the largest z. (Only a result near 0 can be smaller than that z:
    then digits cancel, for log 2 + (-log 2) is no more exact than log 2.)
    Raises ValueError for an empty axis.
    Source: Blanchard, D. Higham & N. Higham (2021). Chapter: Activation functions.
    """
    m, d, e = _below_maximum(z, axis, 1.0)
    rest = _sum_without_maximum(d, e, axis)
    return _like(z, np.where(np.isinf(m), m, m + np.log1p(rest)).squeeze(axis)[()])


def softmax_jacobian(p: Array) -> Array:
    """Return ∂p_i/∂z_j = p_i (δ_ij - p_j) for the probabilities p = softmax(z).

    p: shape (..., K). Returns shape (..., K, K). At temperature T, divide the result by T.
    Raises ValueError unless p has at least one axis. Chapter: Activation functions.
    """
    p = _floats(p, "p")
    if p.ndim == 0:
        raise ValueError(f"p must have at least one axis, got {p}")
    jacobian = -p[..., :, None] * p[..., None, :]
    i = np.arange(p.shape[-1])
    jacobian[..., i, i] = p * (1 - p)
    return jacobian


# ---- Arrays ------------------------------------------------------------------------------------


def _floats(z: Any, name: str = "z") -> Array:
    z = np.asarray(z)
    if z.dtype.kind == "f":
        return z
    if z.dtype.kind in "biu":
        return z.astype(np.float64)
    raise TypeError(f"{name} must hold real numbers, got {z.dtype}")


def _like(z: Any, result: Array) -> Array:
    """Return a float64 result in the type that belongs to the input z."""
    with np.errstate(over="ignore"):  # what is too large for a float32 is infinite there
        return result.astype(_floats(z).dtype, copy=False)


def _set(activation: Activation, name: str, value: float) -> None:
    object.__setattr__(activation, name, value)  # the one way to set a field of a frozen object


# ---- Straight pieces ---------------------------------------------------------------------------


def _leak(z: Array, alpha: float) -> Array:
    """z where z > 0, otherwise alpha z."""
    if alpha == 0:
        return np.maximum(z, 0)
    if alpha <= 1:
        return np.maximum(z, alpha * z)
    return np.maximum(z, 0) + alpha * np.minimum(z, 0)


def _leak_derivative(z: Array, alpha: float | Array) -> Array:
    """1 where z > 0, otherwise alpha; NaN stays NaN."""
    positive = np.heaviside(z, 0)
    return positive + (1 - positive) * alpha


def _leak_slope(z: Array, alpha: float | Array) -> Array:
    """1 where z > 0, otherwise alpha, also where z is NaN: faster."""
    positive = (z > 0).astype(z.dtype)
    if np.ndim(alpha) == 0 and alpha == 0:
        return positive
    return positive + (1 - positive) * alpha


def _leak_centre(alpha: float) -> float:
    return (1 - alpha) / math.sqrt(2 * math.pi)


def _leak_gain(alpha: float) -> float:
    return math.sqrt(2 / (1 + alpha * alpha))


# ---- The normal distribution -------------------------------------------------------------------


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


def _distance_from_zero(z: Array, limit: float) -> Array:
    """|z| in float64, at most `limit`: beyond it the bump of GELU or Swish is 0 in any case."""
    return np.minimum(np.abs(z).astype(np.float64), limit)


def _root_gaussian(x: Array) -> Array:
    """exp(-x²/4) for 0 <= x <= 64, the root of exp(-x²/2), which would underflow earlier.

    x² is not rounded: `near` has few digits, so that its square is exact, and the rest is small.
    """
    near = np.floor(16 * x) / 16
    return np.exp(near * near / -4) * np.exp((near - x) * (near + x) / 4)


# The Mills ratio of the normal distribution is M(x) = Φ(-x) / φ(x), and M(r) = r here:
_GELU_ROOT, _GELU_ROOT_REST = 0.7517915246935645, -1.4956759177009883e-17  # together r


def _mills_series(terms: int) -> Array:
    """Coefficients of (M(r + d) - (r + d)) / d in powers of d, from M' = x M - 1 and M(r) = r."""
    r = _GELU_ROOT
    c = [r, r * r - 1]
    for n in range(1, terms):
        c.append((r * c[n] + c[n - 1]) / (n + 1))
    return np.array([c[1] - 1, *c[2:]])


_MILLS_SERIES = _mills_series(16)


def _mills_minus(x: Array) -> Array:
    """M(x) - x. Near the root r the difference would cancel; there a Taylor series takes over."""
    d = (x - _GELU_ROOT) - _GELU_ROOT_REST
    series = d * np.polynomial.polynomial.polyval(np.clip(d, -0.25, 0.25), _MILLS_SERIES)
    return np.where(abs(d) < 0.25, series, math.sqrt(math.pi / 2) * erfcx(x / math.sqrt(2)) - x)


# ---- Exponentials of exact arguments -----------------------------------------------------------
# exp(x) turns an error of one rounding in x = 700 into 700 roundings of the result. So these
# carry what a rounding has lost along in a second float.

_SWISH_ROOT, _SWISH_ROOT_REST = 1.2784645427610737, 1.0946994183093437e-16  # exp(-r) = r - 1


def _product(x: Array, y: float) -> tuple[Array, Array]:
    """x y, rounded, and what the rounding lost (Dekker, 1971)."""
    if y == 1:
        return x, np.zeros_like(x)
    x1, x2 = _split(x)
    y1, y2 = _split(y)
    high = x * y
    return high, ((x1 * y1 - high) + x1 * y2 + x2 * y1) + x2 * y2


def _split(x: Array | float) -> tuple[Array, Array]:
    """x as a sum of two floats of 26 bits, so that products of such halves are exact."""
    shifted = (2**27 + 1) * x
    high = shifted - (shifted - x)
    return high, x - high


def _root_exp(high: Array, low: Array) -> Array:
    """exp(-(high + low) / 2), the root of exp(-x), which would underflow earlier."""
    return np.exp(high / -2) * (1 - low / 2)


def _below_maximum(z: Any, axis: int, temperature: float) -> tuple[Array, Array, Array]:
    """The maximum m along the axis, d = (z - m) / temperature, and exp(d); float64, axis kept.

    The maximum goes first: z / temperature may overflow where (z - m) / temperature does not.
    """
    temperature = _checks.positive("temperature", temperature)
    z = _floats(z).astype(np.float64, copy=False)
    axis = normalize_axis_index(axis, z.ndim)
    if z.shape[axis] == 0:
        raise ValueError(f"z must not be empty along axis {axis}, got shape {z.shape}")
    m = z.max(axis=axis, keepdims=True)
    # A difference that overflows is -inf and its exponential 0, which is right.
    with np.errstate(over="ignore", invalid="ignore"):
        d = z - m
        lost = (z - (d - (d - z))) - (m + (d - z))  # by the rounding of z - m (Knuth)
        if temperature != 1:
            quotient = d / temperature
            high, low = _product(quotient, temperature)
            d, lost = quotient, (((d - high) - low) + lost) / temperature
        lost[~np.isfinite(lost)] = 0
    if not np.isfinite(m).all():
        infinite = z == np.inf
        d[infinite & (infinite.sum(axis=axis, keepdims=True) == 1)] = 0
    return m, d, np.exp(d) * (1 + lost)


def _sum_without_maximum(d: Array, e: Array, axis: int) -> Array:
    """The sum of e along the axis without the term exp(0) of one maximum; the axis is kept."""
    rest = e.copy()
    np.put_along_axis(rest, d.argmax(axis=axis, keepdims=True), 0, axis)
    return rest.sum(axis=axis, keepdims=True)
