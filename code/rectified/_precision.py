"""GELU, Swish and sums of exponentials to 14 digits, where the textbook formulas lose theirs.

`activations` and `_softmax` hold the formulas; here stands only what keeps their digits. Three
things would lose them, and each has its remedy:

- Underflow: exp(-x) times something large may be a normal number where exp(-x) alone is not.
  So the root exp(-x/2) is multiplied in twice, and the large factor in between.
- The argument of exp: one rounding of x = 700 grows into 700 roundings of exp(x). So what a
  rounding has lost is kept in a second float: a number is a pair, `high + low`.
- Cancellation: a difference of nearly equal numbers has few digits left. So near its root a
  function is written in the distance to the root, which is known to 32 digits.

GELU and Swish are each ReLU minus a bump, f(z) = max(z, 0) - bump(|z|), and f'(x) = 1 - f'(-x).
So all functions below are about x = |z|: the tails, where the numbers are small. They take floats
of any shape and return float64. scipy is imported where it is first needed, which takes a while.
"""

from __future__ import annotations

import math

import numpy as np

Array = np.ndarray

# ---- GELU: f(z) = z Φ(z), with Φ the normal distribution function and φ = Φ' --------------------


def gelu_bump(z: Array) -> Array:
    """|z| Φ(-|z|)."""
    from scipy.special import erfcx  # exp(x²) erfc(x)

    x = _distance_from_zero(z, 64)
    h = _root_gaussian(x)
    return h * h * x * erfcx(x / math.sqrt(2)) / 2


def gelu_left_slope(z: Array) -> Array:
    """f'(-|z|) = Φ(-x) - x φ(x) with x = |z|, as φ(x) (M(x) - x)."""
    x = _distance_from_zero(z, 64)
    h = _root_gaussian(x)
    return h * (_mills_minus(x) / math.sqrt(2 * math.pi)) * h


def normal_cdf(z: Array) -> Array:
    """Φ(z), in the type of z."""
    from scipy.special import ndtr

    return ndtr(z)


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
    from scipy.special import erfcx

    d = (x - _GELU_ROOT) - _GELU_ROOT_REST
    series = d * np.polynomial.polynomial.polyval(np.clip(d, -0.25, 0.25), _MILLS_SERIES)
    return np.where(abs(d) < 0.25, series, math.sqrt(math.pi / 2) * erfcx(x / math.sqrt(2)) - x)


# ---- Swish: f(z) = z sigmoid(beta z) ------------------------------------------------------------

_SWISH_ROOT, _SWISH_ROOT_REST = 1.2784645427610737, 1.0946994183093437e-16  # exp(-r) = r - 1
SWISH_MINIMUM = 1 - _SWISH_ROOT  # the lowest value of z sigmoid(z), at z = -r


def swish_bump(z: Array, beta: float) -> Array:
    """|z| sigmoid(-beta |z|)."""
    x = _distance_from_zero(z, 2000 / beta)
    h = _root_exp(*_product(x, beta))
    return h * (x / (1 + h * h)) * h


def swish_left_slope(z: Array, beta: float) -> Array:
    """f'(-|z|) = s + x s (1 - s), where x = -beta |z| and s = sigmoid(x)."""
    high, low = _product(_distance_from_zero(z, 2000 / beta), beta)
    h = _root_exp(high, low)
    # With x = beta |z| the slope has the factor 1 + exp(-x) - x. It vanishes at x = r, where
    # exp(-r) = r - 1; written with d = x - r, both its terms have one sign and nothing cancels.
    d = (high - _SWISH_ROOT) - (_SWISH_ROOT_REST - low)
    factor = (_SWISH_ROOT - 1) * np.expm1(-d) - d
    return h * (factor / (1 + h * h) ** 2) * h


def _distance_from_zero(z: Array, limit: float) -> Array:
    """|z| in float64, at most `limit`: beyond it the bump of GELU or Swish is 0 in any case."""
    return np.minimum(np.abs(z).astype(np.float64), limit)


def _root_exp(high: Array, low: Array) -> Array:
    """exp(-(high + low) / 2), the root of exp(-x), which would underflow earlier."""
    return np.exp(high / -2) * (1 - low / 2)


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


# ---- Softmax: exp((z - m) / T), with m the largest z --------------------------------------------


def scaled_difference(z: Array, m: Array, temperature: float) -> tuple[Array, Array]:
    """(z - m) / temperature, rounded, and what its roundings lost, for float64 z and m.

    The difference goes first: z / temperature may overflow where the result does not.
    """
    # A difference that overflows is -inf and its exponential 0, which is right.
    with np.errstate(over="ignore", invalid="ignore"):
        d = z - m
        lost = (z - (d - (d - z))) - (m + (d - z))  # by the rounding of z - m (Knuth)
        if temperature != 1:
            quotient = d / temperature
            high, low = _product(quotient, temperature)
            d, lost = quotient, (((d - high) - low) + lost) / temperature
        lost[~np.isfinite(lost)] = 0
    return d, lost
