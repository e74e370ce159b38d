"""What `rectified.activations` is measured against: textbook formulas in 60-digit arithmetic.

Each function takes one float and returns an mpmath number. Only the far tails, where mpmath's own
functions give up, are replaced by their limits.
"""

from __future__ import annotations

import numpy as np
from mpmath import mp, mpf

mp.dps = 60
SMALLEST_NORMAL = 2.2250738585072014e-308
LARGEST = 1.7976931348623157e308


def sigmoid(z):
    return 1 / (1 + mp.exp(-mpf(z)))


def sigmoid_derivative(z):
    return sigmoid(z) * sigmoid(-z)


def tanh(z):
    return mp.tanh(mpf(z)) if abs(z) < 1000 else mpf(np.sign(z))


def tanh_derivative(z):
    return mp.sech(mpf(z)) ** 2


def elu(z, alpha=1.0):
    return mpf(z) if z > 0 else mpf(alpha) * mp.expm1(mpf(z))


def elu_derivative(z, alpha=1.0):
    return mpf(1) if z > 0 else mpf(alpha) * mp.exp(mpf(z))


SELU_ALPHA = mpf("1.6732632423543772848170429916717")
SELU_SCALE = mpf("1.0507009873554804934193349852946")


def selu(z):
    return SELU_SCALE * (mpf(z) if z > 0 else SELU_ALPHA * mp.expm1(mpf(z)))


def selu_derivative(z):
    return SELU_SCALE * (1 if z > 0 else SELU_ALPHA * mp.exp(mpf(z)))


def softplus(z):
    return mpf(z) if z > 1000 else mp.log1p(mp.exp(mpf(z)))


def _normal_cdf(z):
    if abs(z) > 1000:
        return mpf(z > 0)
    return mp.erfc(-mpf(z) / mp.sqrt(2)) / 2


def _normal_density(z):
    return mp.npdf(mpf(z)) if abs(z) < 1000 else mpf(0)


def gelu(z):
    return mpf(z) * _normal_cdf(z)


def gelu_derivative(z):
    return _normal_cdf(z) + mpf(z) * _normal_density(z)


def swish(z, beta=1.0):
    return mpf(z) * sigmoid(mpf(beta) * mpf(z))


def swish_derivative(z, beta=1.0):
    x = mpf(beta) * mpf(z)
    return sigmoid(x) + x * sigmoid(x) * sigmoid(-x)


def leaky_relu(z, alpha):
    return mpf(z) if z > 0 else mpf(alpha) * mpf(z)


def softmax(z, temperature=1.0):
    total = sum(mp.exp((mpf(x) - mpf(max(z))) / mpf(temperature)) for x in z)
    return [mp.exp((mpf(x) - mpf(max(z))) / mpf(temperature)) / total for x in z]


def _log_rest(z, temperature=1.0):
    others = sorted(z)[:-1]
    return mp.log1p(sum(mp.exp((mpf(x) - mpf(max(z))) / mpf(temperature)) for x in others))


def log_softmax(z, temperature=1.0):
    return [(mpf(x) - mpf(max(z))) / mpf(temperature) - _log_rest(z, temperature) for x in z]


def logsumexp(z):
    return mpf(max(z)) + _log_rest(z)


def nasty_numbers(*special, n=150):
    """Float64 numbers that break formulas: every magnitude, and the neighborhoods of `special`."""
    rng = np.random.default_rng(0)
    magnitudes = np.concatenate([10.0 ** rng.uniform(-300, 308, n), 10.0 ** rng.uniform(-20, 4, n)])
    steps = np.concatenate([[0], 10.0 ** np.arange(-16, 0), 3 * 10.0 ** np.arange(-16, 0)])
    centers = np.array([0, 1, 37, 88, 300, 354, 700, 708, 709.78, 745, *special])
    near = np.concatenate([sign * center + steps for center in centers for sign in (-1, 1)])
    near = np.concatenate([near, -near])
    edges = np.array([0.0, SMALLEST_NORMAL, 1e-300, 1e308])
    edges = np.concatenate([edges, np.nextafter(edges, 1)])
    spread = [rng.uniform(-bound, bound, n) for bound in (1, 6, 40, 720)]
    return np.concatenate([magnitudes, -magnitudes, near, edges, -edges, *spread])


def worst_error(measured, exact):
    """The largest relative error wherever the exact result is a normal float64, and its index.

    Below that range no result may stand out from it.
    """
    worst, where = 0.0, None
    for i, (got, true) in enumerate(zip(np.ravel(measured).tolist(), exact, strict=True)):
        if abs(true) > LARGEST:
            assert got == np.inf * mp.sign(true)
        elif abs(true) < SMALLEST_NORMAL:
            assert abs(got) <= SMALLEST_NORMAL * (1 + 1e-14)
        else:
            error = float(abs((mpf(got) - true) / true))
            if not error <= worst:
                worst, where = error, i
    return worst, where
