"""The promises of `rectified.activations`; exact values come from `reference`, in 60 digits."""

import math
from functools import partial
from itertools import pairwise

import numpy as np
import pytest
import reference
from every_activation import EVERY, every
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from mpmath import mp, mpf
from scipy.integrate import quad

from rectified import activations
from rectified.activations import (
    ELU,
    GELU,
    SELU,
    LeakyReLU,
    PReLU,
    ReLU,
    Sigmoid,
    Softplus,
    Step,
    Swish,
    Tanh,
)

pytestmark = pytest.mark.filterwarnings("error")
FOURTEEN_DIGITS = 1e-14
SWISH_ROOT = -1.2784645427610738  # where the derivative is 0
GELU_ROOT = -0.7517915246935645
finite = st.floats(-1e6, 1e6)


# ---- Every digit -------------------------------------------------------------------------------

SMOOTH = [
    (Sigmoid(), reference.sigmoid, reference.sigmoid_derivative),
    (Tanh(), reference.tanh, reference.tanh_derivative),
    (ELU(), reference.elu, reference.elu_derivative),
    (ELU(0.3), partial(reference.elu, alpha=0.3), partial(reference.elu_derivative, alpha=0.3)),
    (SELU(), reference.selu, reference.selu_derivative),
    (Softplus(), reference.softplus, reference.sigmoid),
    (GELU(), reference.gelu, reference.gelu_derivative),
    *(
        (
            Swish(beta),
            partial(reference.swish, beta=beta),
            partial(reference.swish_derivative, beta=beta),
        )
        for beta in (1.0, 1.7, 0.1, 30.0, 1e-5, 1e5)
    ),
]
smooth = pytest.mark.parametrize(
    ("f", "value", "derivative"), SMOOTH, ids=[repr(f) for f, _, _ in SMOOTH]
)


def nasty_numbers(f):
    beta = getattr(f, "beta", 1.0)
    special = [SWISH_ROOT / beta, GELU_ROOT, GELU_ROOT + 0.25, 37.5, 38.2, 710 / beta, 714 / beta]
    return reference.nasty_numbers(*special)


@smooth
def test_values_have_fourteen_digits(f, value, derivative):
    z = nasty_numbers(f)
    error, worst = reference.worst_error(f.value(z), map(value, z.tolist()))
    assert error <= FOURTEEN_DIGITS, z[worst]


@smooth
def test_derivatives_have_fourteen_digits(f, value, derivative):
    z = nasty_numbers(f)
    error, worst = reference.worst_error(f.derivative(z), map(derivative, z.tolist()))
    assert error <= FOURTEEN_DIGITS, z[worst]


@smooth
def test_float32_stays_float32_and_keeps_its_digits(f, value, derivative):
    rng = np.random.default_rng(0)
    z = np.concatenate([rng.uniform(-bound, bound, 100) for bound in (1e-3, 3, 80)])
    z = z.astype(np.float32)
    for measured, exact in [(f.value(z), value), (f.derivative(z), derivative)]:
        true = np.array([float(exact(x)) for x in z.tolist()])
        normal = np.abs(true) >= np.finfo(np.float32).tiny
        assert measured.dtype == np.float32
        np.testing.assert_allclose(measured[normal], true[normal], rtol=1e-6)


@pytest.mark.parametrize("alpha", [0.01, 0.25, 1.0, 3.0])
def test_leaky_values_are_rounded_once(alpha):
    z = reference.nasty_numbers()
    exact = [reference.leaky_relu(x, alpha) for x in z.tolist()]
    with np.errstate(over="ignore"):  # 3e308 is infinite, and NumPy may say so
        for f in (LeakyReLU(alpha), PReLU(alpha), ReLU(negative_slope=alpha)):
            assert reference.worst_error(f.value(z), exact)[0] <= 2.0**-53


@pytest.mark.parametrize(
    ("naive", "f", "exact", "z"),
    [
        (lambda z: Sigmoid()(z) * (1 - Sigmoid()(z)), Sigmoid(), reference.sigmoid_derivative, 700),
        (lambda z: 1 - np.tanh(z) ** 2, Tanh(), reference.tanh_derivative, 300),
        (lambda z: np.log(1 + np.exp(z)) / np.exp(z), Softplus(), reference.sigmoid, -40),
        (
            lambda z: Sigmoid()(z) * (1 + z * (1 - Sigmoid()(z))),
            Swish(),
            reference.swish_derivative,
            SWISH_ROOT + 1e-12,
        ),
        (
            lambda z: (
                (1 + math.erf(z / 2**0.5)) / 2 + z * math.exp(-z * z / 2) / mp.sqrt(2 * mp.pi)
            ),
            GELU(),
            reference.gelu_derivative,
            GELU_ROOT + 1e-12,
        ),
    ],
    ids=["sigmoid", "tanh", "softplus", "swish", "gelu"],
)
def test_textbook_derivatives_lose_digits_where_ours_keep_them(naive, f, exact, z):
    z = float(z)
    assert abs(naive(z) / exact(z) - 1) > 1e-6
    assert abs(f.derivative(z) / exact(z) - 1) <= FOURTEEN_DIGITS


def test_textbook_values_lose_digits_where_ours_keep_them():
    assert np.log(1 + np.exp(-40.0)) == 0
    assert Softplus()(-40.0) == pytest.approx(float(reference.softplus(-40)), rel=1e-14)
    assert -20.0 * (1 + math.erf(-20 / math.sqrt(2))) / 2 == 0
    assert GELU()(-20.0) == pytest.approx(float(reference.gelu(-20)), rel=1e-14)
    assert abs((np.exp(-1e-12) - 1) / -1e-12 - 1) > 1e-6
    assert ELU()(-1e-12) == pytest.approx(-1e-12, rel=1e-11)


# ---- Known numbers -----------------------------------------------------------------------------


def test_relu_keeps_positive_numbers_and_zeroes_the_rest():
    assert ReLU()([-2, -0.5, 0, 0.5, 2]).tolist() == [0, 0, 0, 0.5, 2]


def test_the_derivative_of_relu_at_zero_is_zero():
    assert ReLU().derivative([-1.0, -0.0, 0.0, 1.0]).tolist() == [0, 0, 0, 1]


def test_the_step_is_one_from_zero_on_and_flat_everywhere():
    assert Step()([-1.0, -5e-324, -0.0, 0.0, 1.0]).tolist() == [0, 0, 1, 1, 1]
    assert Step().derivative([-1.0, 0.0, 1.0]).tolist() == [0, 0, 0]


def test_sigmoid_is_a_half_and_steepest_at_zero():
    assert (Sigmoid()(0.0), Sigmoid().derivative(0.0)) == (0.5, 0.25)


def test_leaky_relu_leaks_alpha():
    assert LeakyReLU(alpha=0.2)([-10.0, 0.0, 10.0]).tolist() == [-2, 0, 10]
    assert LeakyReLU(alpha=0.2).derivative([-10.0, 0.0, 10.0]).tolist() == [0.2, 0.2, 1]


def test_gelu_has_its_minimum_where_the_literature_has_it():
    assert GELU()(GELU_ROOT) == pytest.approx(-0.16997, abs=5e-6)
    assert GELU().range[0] == pytest.approx(float(reference.gelu(GELU_ROOT)), rel=1e-15)
    assert abs(GELU().derivative(GELU_ROOT)) < 1e-16


@pytest.mark.parametrize("beta", [1.0, 2.0, 0.3])
def test_swish_has_its_minimum_where_the_literature_has_it(beta):
    assert Swish(beta)(SWISH_ROOT / beta) * beta == pytest.approx(-0.27846454, abs=5e-9)
    assert Swish(beta).range[0] == pytest.approx(Swish(beta)(SWISH_ROOT / beta), rel=1e-15)


def test_swish_approaches_relu_as_beta_grows():
    z = np.linspace(-3, 3, 101)
    gaps = [np.max(np.abs(Swish(beta)(z) - ReLU()(z))) for beta in (1, 10, 100)]
    assert gaps[0] > 9 * gaps[1] > 81 * gaps[2]


def test_softplus_is_log_two_at_zero_and_approaches_relu():
    assert Softplus()(0.0) == math.log(2)
    assert Softplus()(50.0) == 50.0


def test_selu_keeps_mean_zero_and_variance_one():
    density = lambda z: math.exp(-z * z / 2) / math.sqrt(2 * math.pi)  # noqa: E731
    for power, expected in [(1, 0), (2, 1)]:
        integrand = lambda z, n=power: SELU()(z) ** n * density(z)  # noqa: E731
        moment = sum(quad(integrand, *ends, epsabs=1e-13)[0] for ends in [(-30, 0), (0, 30)])
        assert moment == pytest.approx(expected, abs=1e-12)


# ---- ReLU as in Keras --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({}, [0, 0, 0, 1, 5, 10]),
        ({"max_value": 6}, [0, 0, 0, 1, 5, 6]),
        ({"negative_slope": 0.5}, [-5, -0.5, 0, 1, 5, 10]),
        ({"threshold": 5}, [0, 0, 0, 0, 5, 10]),
        ({"threshold": 1, "negative_slope": 0.5}, [-5.5, -1, -0.5, 1, 5, 10]),
        ({"threshold": 1, "negative_slope": 2}, [-22, -4, -2, 1, 5, 10]),
        ({"max_value": 5, "threshold": 2, "negative_slope": 0.25}, [-3, -0.75, -0.5, -0.25, 5, 5]),
    ],
    ids=str,
)
def test_relu_takes_the_parameters_of_keras(parameters, expected):
    assert ReLU(**parameters)([-10.0, -1.0, 0.0, 1.0, 5.0, 10.0]).tolist() == expected


def test_relu_takes_the_flat_side_at_each_corner():
    f = ReLU(max_value=6, threshold=1, negative_slope=0.1)
    assert f.derivative([0.0, 1.0, 3.0, 6.0, 9.0]).tolist() == [0.1, 0.1, 1, 0, 0]
    assert (f.range, ReLU(max_value=6).range) == ((-math.inf, 6), (0, 6))


# ---- Properties --------------------------------------------------------------------------------


@given(finite)
def test_tanh_is_a_stretched_sigmoid(z):
    assert Tanh()(z) == pytest.approx(2 * Sigmoid()(2 * z) - 1, abs=1e-15)


@given(finite)
def test_sigmoids_on_both_sides_add_up_to_one(z):
    assert Sigmoid()(z) + Sigmoid()(-z) == pytest.approx(1, abs=4e-16)


@given(finite, st.floats(0, 5))
def test_a_leaky_relu_is_two_relus(z, alpha):
    assert LeakyReLU(alpha)(z) == ReLU()(z) - alpha * ReLU()(-z)


@given(finite)
def test_gelu_and_swish_differ_from_their_mirror_image_by_z(z):
    for f in (GELU(), Swish(), Swish(0.3)):
        assert f(z) - f(-z) == pytest.approx(z, rel=1e-15)


@every
@given(z=st.floats(-1e300, 1e300))
def test_outputs_stay_in_the_range(f, z):
    lowest, highest = f.range
    rounding = 1e-15 * abs(f(z))
    assert lowest - rounding <= f(z) <= highest + rounding


@every
@given(x=finite, y=finite)
def test_a_larger_input_never_gives_a_smaller_output(f, x, y):
    if isinstance(f, (GELU, Swish)):  # monotone only on either side of the minimum
        x, y = abs(x), abs(y)
    x, y = min(x, y), max(x, y)
    assert f(x) <= f(y) + 1e-15 * abs(f(y))


@every
def test_derivatives_agree_with_finite_differences(f):
    z = np.random.default_rng(0).uniform(-8, 8, 400)
    h = 1e-5
    corners = np.array([0, *(corner for corner in f._kinks if np.isfinite(corner))])
    z = z[np.min(np.abs(z[:, None] - corners), axis=1) > 2 * h]
    difference = (f(z + h) - f(z - h)) / (2 * h)
    np.testing.assert_allclose(f.derivative(z), difference, atol=1e-9)


@every
def test_the_slope_of_training_is_the_derivative(f):
    z = reference.nasty_numbers(SWISH_ROOT, GELU_ROOT)
    z = z[np.abs(z) < 1e300]
    np.testing.assert_allclose(f.slope(z, f(z)), f.derivative(z), rtol=0, atol=4e-15)
    small = z[np.abs(z) < 50].astype(np.float32)
    slope = f.slope(small, f(small))
    assert slope.dtype in (np.float32, bool)
    np.testing.assert_allclose(slope, f.derivative(small), rtol=0, atol=3e-6)


def test_the_slope_of_relu_is_a_comparison_that_multiplies_gradients():
    z = np.array([-1, -0.0, 0, 5e-324, 2])
    slope = ReLU().slope(z, ReLU()(z))
    assert slope.dtype == bool
    assert (np.full(5, 7.0) * slope).tolist() == [0, 0, 0, 7, 7]


@every
def test_training_knows_which_slopes_follow_from_the_value(f):
    names = {"identity", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "selu", "softplus"}
    has_options = isinstance(f, ReLU) and f != ReLU()
    assert f.slope_from_value is (f.name in names and not has_options)


from_value = pytest.mark.parametrize("f", [f for f in EVERY if f.slope_from_value], ids=repr)


def edges(dtype):
    """Zeros, subnormal, huge and infinite numbers of both signs, and what lies between."""
    info = np.finfo(dtype)
    tiny = [0, info.smallest_subnormal, 3 * info.smallest_subnormal, info.tiny, info.eps]
    z = np.array([*tiny, *np.logspace(-30, 30, 200), *np.linspace(0, 50, 300), info.max, np.inf])
    return np.concatenate([z, -z]).astype(dtype)


@from_value
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_a_slope_that_follows_from_the_value_needs_no_z(f, dtype):
    z = edges(dtype)
    with np.errstate(over="ignore", invalid="ignore"):  # 3 times the largest number is infinite
        a = f(z)
        slope = f.slope(z, a)
        assert np.array_equal(f.slope(a, a), slope)
        np.testing.assert_allclose(slope, f.derivative(z), rtol=0, atol=10 * np.finfo(dtype).eps)


@from_value
@given(z=arrays(np.float64, 5, elements=st.floats(allow_nan=False)))
def test_any_slope_that_follows_from_the_value_needs_no_z(f, z):
    with np.errstate(over="ignore"):
        a = f(z)
    assert np.array_equal(f.slope(a, a), f.slope(z, a))


@from_value
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_values_are_the_same_bits_wherever_they_are_written(f, dtype):
    z = edges(dtype)
    out, before = np.empty_like(z), z.copy()
    with np.errstate(over="ignore"):
        expected = f.value(z).tobytes()
        assert f.value(z, out=out) is out
        assert z.tobytes() == before.tobytes()
        assert f.value(z, out=z) is z
    assert out.tobytes() == z.tobytes() == expected


def test_every_unit_may_have_its_own_alpha():
    alpha = np.array([0.0, 0.25, -0.5])
    z = np.array([[-2.0, -2.0, -2.0], [2.0, 2.0, 2.0]])
    f = PReLU()
    assert f.value(z, alpha).tolist() == [[0, -0.5, 1], [2, 2, 2]]
    assert f.derivative(z, alpha).tolist() == [[0, 0.25, -0.5], [1, 1, 1]]
    assert f.slope(z, f.value(z, alpha), alpha).tolist() == f.derivative(z, alpha).tolist()


@pytest.mark.parametrize("alpha", [-0.5, 0.0, 0.5, 1.0, 1.5])
def test_all_units_may_share_one_alpha(alpha):
    z = np.array([-2.0, 2.0])
    assert PReLU().value(z, alpha).tolist() == [-2 * alpha, 2]
    assert PReLU().slope(z, z, alpha).tolist() == [alpha, 1]
    assert PReLU().derivative(z, alpha=alpha).tolist() == [alpha, 1]


def test_the_gradient_of_alpha_is_the_change_of_the_value_per_alpha():
    z = np.array([-3.0, -0.5, 0.0, 2.0])
    f = PReLU()
    change = (f.value(z, 0.75) - f.value(z, 0.25)) / 0.5
    assert f.alpha_gradient(z).tolist() == change.tolist() == [-3, -0.5, 0, 0]


# ---- Mean output and gain ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "f",
    [
        *EVERY,
        ReLU(threshold=1),
        ReLU(max_value=1.5, threshold=0.5),
        Swish(0.01),
        Swish(100.0),
    ],
    ids=repr,
)
def test_centre_and_gain_agree_with_an_independent_quadrature(f):
    scale = 1 / getattr(f, "beta", 1)
    ends = {0, *(sign * x for x in (1, 3, 7, 14, 30) for sign in (-1, 1)), *f._kinks}
    ends |= {sign * x * scale for x in (1, 5, 30) for sign in (-1, 1)}
    ends = sorted(x for x in ends if abs(x) <= 30)

    def mean(g):
        density = lambda z: g(z) * math.exp(-z * z / 2) / math.sqrt(2 * math.pi)  # noqa: E731
        pieces = pairwise(ends)
        return math.fsum(quad(density, *piece, epsabs=1e-15, epsrel=1e-13)[0] for piece in pieces)

    assert f.centre == pytest.approx(mean(f), abs=1e-12)
    assert f.gain == pytest.approx(1 / math.sqrt(mean(lambda z: f(z) ** 2)), rel=1e-12)


def test_the_gains_of_the_rectifiers_are_those_of_the_papers():
    assert ReLU().gain == math.sqrt(2)
    assert LeakyReLU(0.2).gain == math.sqrt(2 / (1 + 0.2**2))
    assert PReLU().gain == ReLU(negative_slope=0.25).gain == math.sqrt(2 / (1 + 0.25**2))
    assert ReLU().centre == pytest.approx(1 / math.sqrt(2 * math.pi), rel=1e-15)
    assert GELU().centre == pytest.approx(1 / math.sqrt(4 * math.pi), rel=1e-15)


def test_the_gain_of_a_silent_activation_is_infinite():
    assert ReLU(threshold=100).gain == math.inf


def test_only_leaky_activations_have_a_negative_slope():
    slopes = {name: activations.get(name).negative_slope for name in activations.names()}
    assert slopes.pop("relu") == 0
    assert slopes.pop("leaky_relu") == 0.01
    assert slopes.pop("prelu") == 0.25
    assert set(slopes.values()) == {None}
    assert ReLU(negative_slope=0.3).negative_slope == 0.3


def test_the_reference_is_right_about_numbers_everyone_knows():
    assert reference.sigmoid(0) == mpf("0.5")
    assert mp.almosteq(reference.softplus(0), mp.log(2))
    assert mp.almosteq(reference.gelu(1), mp.ncdf(1))
