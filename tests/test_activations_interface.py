"""The promises of `rectified.activations` about names, types, shapes and bad input."""

import copy
import math
import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from every_activation import EVERY, every
from sklearn.base import clone
from sklearn.linear_model import Perceptron

from rectified import activations
from rectified.activations import (
    ELU,
    Identity,
    LeakyReLU,
    PReLU,
    ReLU,
    Sigmoid,
    Swish,
    log_softmax,
    logsumexp,
    softmax,
    softmax_jacobian,
)

pytestmark = pytest.mark.filterwarnings("error")


# ---- What goes in and what comes out -----------------------------------------------------------


@every
def test_shapes_and_types_are_kept(f):
    for method in (f, f.value, f.derivative):
        assert method(np.zeros((2, 0, 3))).shape == (2, 0, 3)
        assert method(np.zeros((2, 3), np.float32)).dtype == np.float32
        assert method(np.zeros((2, 3), np.int32)).dtype == np.float64
        assert method([True, False]).dtype == np.float64
        assert isinstance(method(2), np.float64)
        assert isinstance(method(np.float32(2)), np.float32)


@every
def test_nan_stays_nan(f):
    for method in (f.value, f.derivative):
        assert np.isnan(method([1.0, math.nan])).tolist() == [False, True]
        assert np.isnan(method(math.nan))


@every
def test_infinite_inputs_give_the_limits(f):
    far, ends = np.array([-1e5, 1e5]), np.array([-math.inf, math.inf])
    grows = f(2 * far) != f(far)
    np.testing.assert_array_equal(f(ends), np.where(grows, ends, f(far)))
    np.testing.assert_array_equal(f.derivative(ends), f.derivative(far))


@every
def test_minus_zero_is_zero(f):
    assert f(-0.0) == f(0.0)
    assert f.derivative(-0.0) == f.derivative(0.0)


@every
def test_the_result_never_shares_memory_with_the_input(f):
    z = np.array([-1.0, 1.0])
    assert not np.shares_memory(f(z), z)


@every
def test_activations_are_plain_values(f):
    assert pickle.loads(pickle.dumps(f)) == f
    assert copy.deepcopy(f) == f
    assert len({f, copy.copy(f)}) == 1
    assert eval(repr(f), vars(activations)) == f
    with pytest.raises(AttributeError):
        f.name = "other"


def test_different_parameters_make_different_activations():
    assert LeakyReLU(0.1) != LeakyReLU(0.2)
    assert LeakyReLU(0.25) != PReLU(0.25)
    assert LeakyReLU(np.float64(1)) == LeakyReLU(1)
    assert repr(LeakyReLU(np.float64(0.2))) == "LeakyReLU(alpha=0.2)"


def test_scikit_learn_can_clone_them():
    estimator = Perceptron(class_weight=None).set_params(penalty=Swish(2.0))
    assert clone(estimator).penalty == Swish(2.0)


def test_options_make_another_relu():
    assert ReLU(max_value=6) != ReLU() == ReLU(None, 0, 0)
    assert isinstance(activations.get("relu", max_value=6), ReLU)
    assert repr(ReLU(max_value=6)) == "ReLU(max_value=6.0, threshold=0.0, negative_slope=0.0)"
    assert replace(ReLU(max_value=6), max_value=None) == ReLU()


def test_the_first_use_of_gelu_loads_scipy_and_the_import_does_not():
    program = f"""
import sys, types
rectified = sys.modules["rectified"] = types.ModuleType("rectified")  # without what it loads
rectified.__path__ = [{str(Path(activations.__file__).parent)!r}]
import rectified.activations
assert "scipy" not in sys.modules
rectified.activations.get("gelu")(1.0)
assert "scipy" in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)


# ---- By name -----------------------------------------------------------------------------------


def test_every_name_gets_its_activation_which_is_tried_here():
    for name in activations.names():
        assert activations.get(name).name == name
        assert name in {f.name for f in EVERY}, f"{name} needs a row in EVERY"


def test_aliases_get_the_same_activation():
    assert activations.get("linear") == Identity()
    assert activations.get("logistic") == Sigmoid()
    assert activations.get("silu", beta=2) == Swish(2.0)


def test_parameters_come_with_the_name():
    assert activations.get("leaky_relu", alpha=0.2) == LeakyReLU(alpha=0.2)


def test_an_object_is_returned_as_it_is():
    f = ELU(2.0)
    assert activations.get(f) is f


def test_an_unknown_name_is_an_error_that_lists_the_names():
    with pytest.raises(ValueError, match=r"must be one of 'identity', .*'swish'.*, got 'rleu'"):
        activations.get("rleu")


def test_an_unknown_parameter_is_an_error_that_lists_the_parameters():
    with pytest.raises(TypeError, match="leaky_relu has no parameter 'slope'; it has alpha"):
        activations.get("leaky_relu", slope=0.1)
    with pytest.raises(TypeError, match="tanh has no parameter 'alpha'; it has none"):
        activations.get("tanh", alpha=0.1)


def test_parameters_beside_an_object_are_an_error():
    with pytest.raises(TypeError, match="parameters must come with a name, got alpha with ELU"):
        activations.get(ELU(), alpha=2)


@pytest.mark.parametrize("thing", [None, 3, ReLU])
def test_neither_name_nor_object_is_an_error(thing):
    with pytest.raises(TypeError, match="activation must be a name or an activation object"):
        activations.get(thing)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: LeakyReLU(alpha=-0.1), "alpha must be a number >= 0, got -0.1"),
        (lambda: LeakyReLU(alpha=math.nan), "alpha must be a number >= 0, got nan"),
        (lambda: PReLU(alpha="big"), "alpha must be a number >= 0, got 'big'"),
        (lambda: ELU(alpha=math.inf), "alpha must be a number >= 0, got inf"),
        (lambda: Swish(beta=0), "beta must be a positive number, got 0"),
        (lambda: ReLU(threshold=-1), "threshold must be a number >= 0, got -1"),
        (lambda: ReLU(negative_slope=-1), "negative_slope must be a number >= 0, got -1"),
        (lambda: ReLU(max_value=0), "max_value must be a positive number, got 0"),
        (lambda: ReLU(2, 2), "max_value must be greater than threshold = 2.0, got 2.0"),
        (lambda: ReLU(1, 2), "max_value must be greater than threshold = 2.0, got 1.0"),
        (lambda: softmax([1.0], temperature=0), "temperature must be a positive number, got 0"),
        (lambda: log_softmax([1.0], -1, -2), "temperature must be a positive number, got -2"),
        (lambda: softmax([]), r"z must not be empty along axis 0, got shape \(0,\)"),
        (lambda: logsumexp(np.empty((3, 0))), r"z must not be empty along axis 1, got .*\(3, 0\)"),
        (lambda: softmax(1.0), "axis -1 is out of bounds for array of dimension 0"),
        (lambda: softmax_jacobian(1.0), "p must have at least one axis, got 1.0"),
    ],
)
def test_bad_parameters_are_errors_that_say_what_was_expected(make, message):
    with pytest.raises(ValueError, match=message):
        make()


@pytest.mark.parametrize("z", ["a", [1j], [None], ["1.5"]])
def test_anything_but_real_numbers_is_an_error(z):
    for function in (*EVERY, softmax, logsumexp, softmax_jacobian):
        with pytest.raises(TypeError, match="must hold real numbers"):
            function(z)
