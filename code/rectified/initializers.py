"""How a network's weights and biases begin.

Every initializer is a small object: `He(negative_slope=0.2)`, or by its name
`get("he_normal", negative_slope=0.2)`. Called with (n_in, n_out, rng) it draws the weights of a
layer, an array (n_in, n_out); its method `bias`, called the same way, draws the biases, an array
(n_out,). All are float64, and all randomness comes from `rng`, a seed or a numpy Generator.
`variance(n_in, n_out)` is the variance of each entry: the one number that decides whether signals
keep their size on their way through a deep network.

A seed stands for `numpy.random.default_rng(seed)`: the generator PCG64 of O'Neill (2014), set up by
NumPy's `SeedSequence`. Uniform numbers are the upper 53 of its 64 bits over 2^53, normal ones come
from the ziggurat of Marsaglia & Tsang (2000) with 256 layers. Layers draw one after the other, each
its W row by row and then its b. The scripts of the book's figures, `assets/living/random.js`, draw
the same numbers, so a seed means the same network there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import sqrt
from typing import Any

import numpy as np

from rectified import _checks

Array = np.ndarray

DISTRIBUTIONS = ("uniform", "normal")


@dataclass(frozen=True)
class Initializer:
    """What all initializers share; each adds its `variance`, some their own `draw`."""

    distribution = "uniform"

    def __call__(self, n_in: int, n_out: int, rng: np.random.Generator) -> Array:
        """Return the weights of a layer, (n_in, n_out)."""
        n_in, n_out = _sizes(n_in, n_out)
        return self.draw((n_in, n_out), self.variance(n_in, n_out), _checks.generator("rng", rng))

    def bias(self, n_in: int, n_out: int, rng: np.random.Generator) -> Array:
        """Return the biases of a layer, (n_out,), drawn by the rule of the weights."""
        n_in, n_out = _sizes(n_in, n_out)
        return self.draw((n_out,), self.variance(n_in, n_out), _checks.generator("rng", rng))

    def variance(self, n_in: int, n_out: int) -> float:
        """Return the variance of one entry for a layer of n_in inputs and n_out units."""
        raise NotImplementedError

    def draw(self, shape: tuple[int, ...], variance: float, rng: np.random.Generator) -> Array:
        """Return an array of this shape whose entries have mean 0 and this variance."""
        return _DRAW[self.distribution](shape, variance, rng)


@dataclass(frozen=True)
class Zeros(Initializer):
    """Every entry is 0: the usual start of biases."""

    def variance(self, n_in: int, n_out: int) -> float:
        return 0.0

    def draw(self, shape, variance, rng):
        return np.zeros(shape)


@dataclass(frozen=True)
class Constant(Initializer):
    """Every entry is `value`. As weights this keeps all units of a layer equal forever."""

    value: float

    def __post_init__(self):
        _checks.finite("value", self.value)

    def variance(self, n_in: int, n_out: int) -> float:
        return 0.0

    def draw(self, shape, variance, rng):
        return np.full(shape, float(self.value))


@dataclass(frozen=True)
class Normal(Initializer):
    """Normal with a fixed mean and standard deviation, whatever the size of the layer."""

    mean: float = 0.0
    std: float = 0.01

    def __post_init__(self):
        _checks.finite("mean", self.mean)
        _checks.non_negative("std", self.std)

    def variance(self, n_in: int, n_out: int) -> float:
        return self.std**2

    def draw(self, shape, variance, rng):
        return self.mean + self.std * rng.standard_normal(shape)


@dataclass(frozen=True)
class Uniform(Initializer):
    """Uniform between -limit and limit, whatever the size of the layer. Variance limit²/3."""

    limit: float = 0.05

    def __post_init__(self):
        _checks.non_negative("limit", self.limit)

    def variance(self, n_in: int, n_out: int) -> float:
        return self.limit**2 / 3

    def draw(self, shape, variance, rng):
        return rng.uniform(-self.limit, self.limit, shape)


@dataclass(frozen=True)
class LeCun(Initializer):
    """Variance gain²/n_in: with gain 1 it keeps the size of a signal through linear layers.

    gain: what the activation function loses, such as `activations.get("tanh").gain`. With gain √2,
        that of ReLU, this is He's rule.
    distribution: "normal" or "uniform".
    Source: LeCun, Bottou, Orr & Müller (1998), section 4.6.
    """

    distribution: str = "normal"
    gain: float = 1.0

    def __post_init__(self):
        _checks.choice("distribution", self.distribution, DISTRIBUTIONS)
        _checks.positive("gain", self.gain)

    def variance(self, n_in: int, n_out: int) -> float:
        return self.gain**2 / n_in


@dataclass(frozen=True)
class Glorot(Initializer):
    """Variance 2 gain²/(n_in + n_out): a compromise between the forward and the backward pass.

    distribution: "uniform" or "normal". gain: 1 in the paper.
    Source: Glorot & Bengio (2010), eqs. 12 and 16. Also called Xavier initialization.
    """

    distribution: str = "uniform"
    gain: float = 1.0

    def __post_init__(self):
        _checks.choice("distribution", self.distribution, DISTRIBUTIONS)
        _checks.positive("gain", self.gain)

    def variance(self, n_in: int, n_out: int) -> float:
        return 2 * self.gain**2 / (n_in + n_out)


@dataclass(frozen=True)
class He(Initializer):
    """Variance 2/((1 + negative_slope²) n_in): keeps the size of a signal through ReLU layers.

    distribution: "normal" or "uniform". negative_slope: 0 for ReLU, α for Leaky ReLU.
    Source: He, Zhang, Ren & Sun (2015), section 2.2. Also called Kaiming initialization.
    """

    distribution: str = "normal"
    negative_slope: float = 0.0

    def __post_init__(self):
        _checks.choice("distribution", self.distribution, DISTRIBUTIONS)
        _checks.finite("negative_slope", self.negative_slope)

    def variance(self, n_in: int, n_out: int) -> float:
        return 2 / ((1 + self.negative_slope**2) * n_in)


@dataclass(frozen=True)
class Orthogonal(Initializer):
    """A random matrix times `gain` that changes no length: W Wᵀ = gain² I if n_in <= n_out.

    With n_in >= n_out, Wᵀ W = gain² I instead. All such matrices are equally likely.
    For weights only: `bias` raises ValueError, since one vector has nothing to be orthogonal to.
    Source: Saxe, McClelland & Ganguli (2014).
    """

    gain: float = 1.0

    def __post_init__(self):
        _checks.positive("gain", self.gain)

    def variance(self, n_in: int, n_out: int) -> float:
        return self.gain**2 / max(n_in, n_out)

    def draw(self, shape, variance, rng):
        tall = rng.standard_normal((max(shape), min(shape)))
        q, r = np.linalg.qr(tall)
        # QR leaves the signs of the columns to the library; a positive diagonal settles them.
        q *= np.where(np.diagonal(r) < 0, -1.0, 1.0)
        return self.gain * (q if shape[0] >= shape[1] else q.T)

    def bias(self, n_in: int, n_out: int, rng: np.random.Generator) -> Array:
        raise _no_vector(self)


@dataclass(frozen=True)
class Identity(Initializer):
    """The identity matrix times `gain`: a recurrent layer that begins by keeping its state.

    With n_in != n_out the ones stand on the main diagonal. Nothing is drawn, so the variance is 0.
    For weights only: `bias` raises ValueError, since a vector has no diagonal.
    Source: Le, Jaitly & Hinton (2015), A simple way to initialize recurrent networks of rectified
    linear units.
    """

    gain: float = 1.0

    def __post_init__(self):
        _checks.positive("gain", self.gain)

    def variance(self, n_in: int, n_out: int) -> float:
        return 0.0

    def draw(self, shape, variance, rng):
        return self.gain * np.eye(*shape)

    def bias(self, n_in: int, n_out: int, rng: np.random.Generator) -> Array:
        raise _no_vector(self)


@dataclass(frozen=True)
class PyTorchDefault(Initializer):
    """What `torch.nn.Linear` does: weights and biases uniform between -1/√n_in and 1/√n_in.

    Its variance 1/(3 n_in) is a sixth of He's: for comparison, not for deep networks.
    Source: PyTorch, torch/nn/modules/linear.py.
    """

    def variance(self, n_in: int, n_out: int) -> float:
        return 1 / (3 * n_in)


def names() -> list[str]:
    """Return the names that `get` knows."""
    return list(_MAKERS)


def get(initializer: str | Initializer, **parameters: Any) -> Initializer:
    """Return an initializer by name, `get("constant", value=0.1)`; an object comes back as is.

    Raises ValueError for an unknown name or a bad parameter value; TypeError for a parameter that
    the initializer does not have or lacks, for parameters beside an object, and for anything else.
    """
    if initializer == "constant" and not parameters:
        raise TypeError("constant needs the parameter 'value'")
    return _checks.by_name("initializer", initializer, Initializer, _MAKERS, parameters)


def _sizes(n_in: int, n_out: int) -> tuple[int, int]:
    return _checks.positive_integer("n_in", n_in), _checks.positive_integer("n_out", n_out)


def _no_vector(initializer: Initializer) -> ValueError:
    return ValueError(f"bias_initializer must be able to draw a vector, got {initializer!r}")


def _normal(shape: tuple[int, ...], variance: float, rng: np.random.Generator) -> Array:
    return sqrt(variance) * rng.standard_normal(shape)


def _uniform(shape: tuple[int, ...], variance: float, rng: np.random.Generator) -> Array:
    limit = sqrt(3 * variance)
    return rng.uniform(-limit, limit, shape)


_DRAW = {"normal": _normal, "uniform": _uniform}

_MAKERS: dict[str, Callable[..., Initializer]] = {
    "zeros": Zeros,
    "constant": Constant,
    "normal": Normal,
    "uniform": Uniform,
    "glorot_uniform": partial(Glorot, distribution="uniform"),
    "glorot_normal": partial(Glorot, distribution="normal"),
    "he_uniform": partial(He, distribution="uniform"),
    "he_normal": partial(He, distribution="normal"),
    "lecun_uniform": partial(LeCun, distribution="uniform"),
    "lecun_normal": partial(LeCun, distribution="normal"),
    "orthogonal": Orthogonal,
    "identity": Identity,
    "pytorch": PyTorchDefault,
}
