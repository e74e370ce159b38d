"""The promises of softmax and its logarithms; exact values come from `reference`, in 60 digits."""

import math
import warnings

import numpy as np
import pytest
import reference
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rectified.activations import log_softmax, logsumexp, softmax, softmax_jacobian

FOURTEEN_DIGITS = 1e-14
logits = arrays(np.float64, st.integers(1, 8), elements=st.floats(-800, 800))
several_logits = arrays(np.float64, st.integers(2, 8), elements=st.floats(-5, 5))


@pytest.fixture(autouse=True)
def _warnings_are_errors():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


# ---- Every digit -------------------------------------------------------------------------------


@pytest.mark.parametrize("temperature", [1.0, 0.01, 3.3, 50.0])
def test_softmax_has_fourteen_digits(temperature):
    rng = np.random.default_rng(0)
    for k in (1, 2, 10, 50):
        for spread in (1e-3, 1, 30, 700):
            z = rng.normal(size=(3, k)) * spread * temperature
            for row, p, log_p in zip(
                z, softmax(z, -1, temperature), log_softmax(z, -1, temperature), strict=True
            ):
                exact = reference.softmax(row.tolist(), temperature)
                assert reference.worst_error(p, exact)[0] <= FOURTEEN_DIGITS
                exact = reference.log_softmax(row.tolist(), temperature)
                assert reference.worst_error(log_p, exact)[0] <= FOURTEEN_DIGITS


def test_the_log_of_a_dominant_probability_keeps_its_digits():
    z = [0.0, -700.0, -650.5]
    assert np.log(softmax(z))[0] == 0
    error, _ = reference.worst_error(log_softmax(z), reference.log_softmax(z))
    assert error <= FOURTEEN_DIGITS


@given(logits)
def test_logsumexp_has_fourteen_digits_of_the_larger_of_itself_and_the_maximum(z):
    tiny = reference.SMALLEST_NORMAL
    exact = reference.logsumexp(z.tolist())
    assert abs(logsumexp(z) - exact) <= 1e-15 * max(abs(exact), abs(z.max()), tiny)


def test_logsumexp_of_two_halves_is_zero_up_to_rounding():
    assert abs(logsumexp([-math.log(2)] * 2)) <= 1.2e-16


# ---- Probabilities -----------------------------------------------------------------------------


@given(logits)
def test_probabilities_add_up_to_one(z):
    assert softmax(z).sum() == pytest.approx(1, abs=1e-15)
    assert np.all(softmax(z) >= 0)


@given(arrays(np.float64, 5, elements=st.integers(-500, 500)), st.integers(-(2**40), 2**40))
def test_adding_a_constant_to_all_logits_changes_nothing(z, constant):
    assert softmax(z + constant).tolist() == softmax(z).tolist()
    assert log_softmax(z + constant).tolist() == log_softmax(z).tolist()
    assert logsumexp(z + constant) == pytest.approx(logsumexp(z) + constant, rel=1e-15, abs=1e-12)


@given(several_logits)
def test_rows_of_the_jacobian_add_up_to_zero_and_its_rank_is_one_less(z):
    jacobian = softmax_jacobian(softmax(z))
    np.testing.assert_allclose(jacobian.sum(axis=-1), 0, atol=1e-15)
    assert np.array_equal(jacobian, jacobian.T)
    assert np.linalg.matrix_rank(jacobian, tol=1e-9) == len(z) - 1


def test_the_jacobian_is_the_derivative_of_softmax():
    z = np.random.default_rng(0).normal(size=(2, 3, 4))
    h = 1e-6
    for temperature in (1, 2.5):
        jacobian = softmax_jacobian(softmax(z, temperature=temperature)) / temperature
        for j, step in enumerate(h * np.eye(4)):
            up, down = (softmax(x, temperature=temperature) for x in (z + step, z - step))
            np.testing.assert_allclose(jacobian[..., j], (up - down) / (2 * h), atol=1e-9)


def test_temperature_divides_the_logits():
    z = np.array([[1.0, 3.0, -2.0]])
    np.testing.assert_allclose(softmax(z, temperature=4), softmax(z / 4), rtol=1e-15)
    assert softmax([1.0, 2.0], temperature=1e300).tolist() == [0.5, 0.5]
    assert softmax([1.0, 2.0, 2.0], temperature=1e-300).tolist() == [0, 0.5, 0.5]
    assert softmax([1e300, 1e300], temperature=1e-300).tolist() == [0.5, 0.5]


def test_huge_logits_are_no_problem():
    assert softmax([1e308, -1e308, 1e308]).tolist() == [0.5, 0, 0.5]
    assert logsumexp([1e308, -1e308]) == 1e308
    assert logsumexp([-1e308, -1e308]) == -1e308
    assert log_softmax([1e308, 0.0]).tolist() == [0, -1e308]
    assert log_softmax([1e308, -1e308]).tolist() == [0, -math.inf]
    assert log_softmax(np.array([3e38, -3e38], np.float32)).tolist() == [0, -math.inf]


def test_infinite_logits_give_the_limit_where_there_is_one():
    inf = math.inf
    assert softmax([-inf, 0.0, 0.0]).tolist() == [0, 0.5, 0.5]
    assert softmax([inf, 0.0, -inf]).tolist() == [1, 0, 0]
    assert log_softmax([inf, 0.0]).tolist() == [0, -inf]
    assert log_softmax([-inf, 0.0]).tolist() == [-inf, 0]
    assert logsumexp([-inf, -inf]) == -inf
    assert logsumexp([inf, inf, -inf]) == inf
    assert logsumexp([-inf, 2.0]) == 2


def test_infinite_logits_give_nan_where_there_is_no_limit():
    for z in ([math.inf, math.inf], [-math.inf, -math.inf]):
        assert np.isnan(softmax(z)).all()
        assert np.isnan(log_softmax(z)).all()


def test_nan_spreads_along_its_row_only():
    z = np.array([[0.0, np.nan], [0.0, 0.0]])
    assert np.isnan(softmax(z)).tolist() == [[True, True], [False, False]]
    assert np.isnan(log_softmax(z)).tolist() == [[True, True], [False, False]]
    assert np.isnan(logsumexp(z)).tolist() == [True, False]
    assert np.isnan(logsumexp([math.inf, math.nan]))


@pytest.mark.parametrize("axis", [0, 1, 2, -1])
def test_softmax_works_along_any_axis(axis):
    z = np.random.default_rng(0).normal(size=(2, 3, 4))
    for function in (softmax, log_softmax):
        moved = np.moveaxis(function(np.moveaxis(z, axis, -1)), -1, axis)
        np.testing.assert_allclose(function(z, axis=axis), moved, rtol=1e-15)
    np.testing.assert_allclose(logsumexp(z, axis), np.log(np.exp(z).sum(axis)), rtol=1e-13)


def test_softmax_keeps_float32_and_takes_integers():
    for function in (softmax, log_softmax, logsumexp):
        assert function(np.ones(3, np.float32)).dtype == np.float32
        assert function([1, 2, 3]).dtype == np.float64
    assert softmax_jacobian(np.float32([0.5, 0.5])).dtype == np.float32
    assert isinstance(logsumexp([1, 2]), np.float64)


def test_softmax_of_no_rows_has_no_rows():
    assert softmax(np.empty((0, 3))).shape == log_softmax(np.empty((0, 3))).shape == (0, 3)
    assert logsumexp(np.empty((0, 3))).shape == (0,)
    assert softmax_jacobian(np.empty((0, 3))).shape == (0, 3, 3)


def test_softmax_leaves_its_input_alone():
    z = np.array([1.0, -math.inf, math.inf])
    for function in (softmax, log_softmax, logsumexp):
        function(z)
    assert z.tolist() == [1, -math.inf, math.inf]
