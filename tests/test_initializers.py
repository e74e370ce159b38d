"""Promises of the initializers: the variance each one names, shapes, reproducible draws."""

from math import sqrt

import numpy as np
import pytest

from rectified import initializers
from rectified.initializers import (
    Constant,
    Glorot,
    He,
    Identity,
    LeCun,
    Normal,
    Orthogonal,
    PyTorchDefault,
    Uniform,
    Zeros,
)

RANDOM = [
    Normal(std=0.3),
    Uniform(limit=0.7),
    Glorot(),
    Glorot("normal", gain=5 / 3),
    He(),
    He("uniform"),
    He(negative_slope=0.2),
    He("uniform", negative_slope=-1.0),
    LeCun(),
    LeCun("uniform", gain=2.0),
    PyTorchDefault(),
]
EVERY = [Zeros(), Constant(0.1), Normal(mean=1.0), Orthogonal(gain=0.5), Identity(2.0), *RANDOM]


def by_repr(objects):
    return {"argvalues": objects, "ids": map(repr, objects)}


@pytest.mark.parametrize("init", **by_repr(RANDOM))
def test_the_sample_variance_is_the_promised_one(init):
    n_in, n_out = 300, 200
    W = init(n_in, n_out, np.random.default_rng(0))
    promised = init.variance(n_in, n_out)
    # 60000 entries: the standard error of the sample variance is at most √(2/60000) = 0.6 %
    assert np.mean(W**2) == pytest.approx(promised, rel=0.025)
    assert abs(W.mean()) < 4.5 * sqrt(promised / W.size)


@pytest.mark.parametrize("init", **by_repr(RANDOM))
def test_biases_follow_the_rule_of_the_weights(init):
    # 60000 biases, of a layer that has 60000 units
    n_in, n_out = 7, 60_000
    b = init.bias(n_in, n_out, np.random.default_rng(1))
    assert np.mean(b**2) == pytest.approx(init.variance(n_in, n_out), rel=0.025)


@pytest.mark.parametrize(
    ("init", "expected"),
    [
        (Zeros(), 0),
        (Constant(3.0), 0),
        (Normal(std=0.5), 0.25),
        (Uniform(limit=0.3), 0.03),
        (Glorot(), 2 / 400),
        (Glorot("normal", gain=2.0), 8 / 400),
        (He(), 2 / 100),
        (He(negative_slope=0.5), 1.6 / 100),
        (He(negative_slope=1.0), 1 / 100),
        (LeCun(), 1 / 100),
        (LeCun(gain=sqrt(2)), 2 / 100),
        (Orthogonal(gain=3.0), 9 / 300),
        (Identity(gain=3.0), 0),
        (PyTorchDefault(), 1 / 300),
    ],
    ids=repr,
)
def test_the_variance_is_that_of_the_literature(init, expected):
    assert init.variance(100, 300) == pytest.approx(expected, rel=1e-14)


def test_pytorch_draws_with_a_sixth_of_the_variance_of_he():
    assert PyTorchDefault().variance(50, 9) * 6 == pytest.approx(He().variance(50, 9))


@pytest.mark.parametrize(
    ("init", "limit"),
    [
        (Uniform(limit=0.05), 0.05),
        (Glorot(), sqrt(6 / 500)),
        (He("uniform"), sqrt(6 / 300)),
        (LeCun("uniform"), sqrt(3 / 300)),
        (PyTorchDefault(), 1 / sqrt(300)),
    ],
    ids=repr,
)
def test_uniform_draws_fill_their_interval_and_stay_inside(init, limit):
    W = init(300, 200, np.random.default_rng(0))
    assert np.abs(W).max() <= limit * (1 + 1e-15)
    assert W.max() > 0.999 * limit
    assert W.min() < -0.999 * limit


def test_normal_draws_have_the_tails_of_the_normal():
    W = He()(300, 200, np.random.default_rng(0)) / sqrt(2 / 300)
    # P(|z| > 2) = 0.0455; standard error over 60000 draws 0.00085
    assert np.mean(np.abs(W) > 2) == pytest.approx(0.0455, abs=0.004)


def test_normal_takes_a_mean():
    W = Normal(mean=2.0, std=0.1)(100, 100, np.random.default_rng(0))
    assert W.mean() == pytest.approx(2.0, abs=0.005)
    assert W.std() == pytest.approx(0.1, rel=0.04)


@pytest.mark.parametrize("gain", [1.0, 2.5])
@pytest.mark.parametrize(("n_in", "n_out"), [(40, 40), (64, 10), (10, 64), (1, 5), (5, 1), (1, 1)])
def test_orthogonal_changes_no_length(n_in, n_out, gain):
    W = Orthogonal(gain)(n_in, n_out, np.random.default_rng(3))
    assert W.shape == (n_in, n_out)
    product = W @ W.T if n_in <= n_out else W.T @ W
    np.testing.assert_allclose(product, gain**2 * np.eye(min(n_in, n_out)), atol=1e-12)


def test_every_orthogonal_matrix_is_equally_likely():
    # Without the sign fix the first entry of a QR factor is never positive.
    rng = np.random.default_rng(0)
    first = np.array([Orthogonal()(3, 3, rng)[0, 0] for _ in range(2000)])
    assert abs(first.mean()) < 4.5 * sqrt(1 / 3 / 2000)
    assert np.mean(first**2) == pytest.approx(1 / 3, rel=0.1)


def test_a_single_orthogonal_weight_is_plus_or_minus_one():
    draws = {float(Orthogonal()(1, 1, np.random.default_rng(s))[0, 0]) for s in range(20)}
    assert draws == {-1.0, 1.0}


@pytest.mark.parametrize("init", **by_repr([Orthogonal(), Identity(gain=0.5)]))
def test_matrices_draw_no_biases(init):
    with pytest.raises(
        ValueError, match=rf"able to draw a vector, got {type(init).__name__}\(gain"
    ):
        init.bias(3, 3, np.random.default_rng(0))


def test_identity_keeps_what_it_multiplies():
    rng = np.random.default_rng(0)
    state = rng.normal(size=(5, 4))
    assert np.array_equal(state @ Identity()(4, 4, rng), state)
    assert np.array_equal(state @ initializers.get("identity", gain=0.5)(4, 4, rng), state / 2)


def test_identity_fills_or_cuts_where_the_sizes_differ():
    row = np.array([[1.0, 2.0, 3.0]])
    assert (row @ Identity()(3, 5, rng=0)).tolist() == [[1, 2, 3, 0, 0]]
    assert (row @ Identity()(3, 2, rng=0)).tolist() == [[1, 2]]


def test_zeros_and_constants_are_exact_and_leave_the_generator_alone():
    rng = np.random.default_rng(0)
    assert np.all(Zeros()(3, 4, rng) == 0)
    assert np.all(Zeros().bias(3, 4, rng) == 0)
    assert np.all(Constant(0.1)(3, 4, rng) == 0.1)
    assert np.all(Constant(1).bias(3, 4, rng) == 1)
    assert np.array_equal(Identity()(3, 4, rng), np.eye(3, 4))
    assert rng.random() == np.random.default_rng(0).random()


@pytest.mark.parametrize("init", **by_repr(EVERY))
def test_shapes_and_types(init):
    W = init(5, 3, np.random.default_rng(0))
    assert W.shape == (5, 3)
    assert W.dtype == np.float64
    if not isinstance(init, (Orthogonal, Identity)):
        b = init.bias(5, 3, np.random.default_rng(0))
        assert b.shape == (3,)
        assert b.dtype == np.float64


@pytest.mark.parametrize("init", **by_repr(EVERY))
def test_the_generator_decides_every_draw(init):
    one = init(20, 30, np.random.default_rng(7))
    np.testing.assert_array_equal(one, init(20, 30, np.random.default_rng(7)))
    np.testing.assert_array_equal(one, init(20, 30, 7))
    if init.variance(20, 30) > 0:
        rng = np.random.default_rng(7)
        assert not np.array_equal(init(20, 30, rng), init(20, 30, rng))


@pytest.mark.parametrize("name", initializers.names())
def test_every_name_makes_a_working_object(name):
    parameters = {"value": 0.1} if name == "constant" else {}
    init = initializers.get(name, **parameters)
    assert init(4, 6, np.random.default_rng(0)).shape == (4, 6)
    assert initializers.get(init) is init


def test_names_fix_the_distribution_and_take_the_rest():
    assert initializers.get("glorot_normal") == Glorot("normal")
    assert initializers.get("he_uniform", negative_slope=0.2) == He("uniform", 0.2)
    assert initializers.get("lecun_normal", gain=1.5) == LeCun("normal", 1.5)
    assert initializers.get("pytorch") == PyTorchDefault()


def test_the_names_are_the_documented_ones():
    assert " ".join(initializers.names()) == (
        "zeros constant normal uniform glorot_uniform glorot_normal he_uniform he_normal "
        "lecun_uniform lecun_normal orthogonal identity pytorch"
    )


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: initializers.get("kaiming"),
            ValueError,
            "initializer must be one of 'zeros', 'constant', .* got 'kaiming'",
        ),
        (lambda: initializers.get(3), TypeError, "must be a name or an initializer object, got 3"),
        (lambda: initializers.get(He), TypeError, "must be a name or an initializer object"),
        (
            lambda: initializers.get(He(), negative_slope=0.1),
            TypeError,
            "parameters must come with a name, got negative_slope with He",
        ),
        (
            lambda: initializers.get("he_normal", gain=2),
            TypeError,
            "he_normal has no parameter 'gain'; it has negative_slope",
        ),
        (
            lambda: initializers.get("he_normal", distribution="uniform"),
            TypeError,
            "he_normal has no parameter 'distribution'",
        ),
        (lambda: initializers.get("zeros", std=1), TypeError, "'std'; it has none"),
        (lambda: initializers.get("constant"), TypeError, "constant needs the parameter 'value'"),
        (lambda: Normal(std=-1), ValueError, "std must be a number >= 0, got -1"),
        (lambda: Normal(mean=np.nan), ValueError, "mean must be a finite number, got nan"),
        (lambda: Uniform(limit="x"), ValueError, "limit must be a number >= 0, got 'x'"),
        (lambda: Constant(np.inf), ValueError, "value must be a finite number, got inf"),
        (
            lambda: He("cauchy"),
            ValueError,
            "distribution must be one of 'uniform', 'normal', got 'cauchy'",
        ),
        (lambda: He(negative_slope=None), ValueError, "negative_slope must be a finite number"),
        (lambda: LeCun(gain=0), ValueError, "gain must be a positive number, got 0"),
        (lambda: Glorot(gain=-1), ValueError, "gain must be a positive number, got -1"),
        (lambda: Orthogonal(gain=0), ValueError, "gain must be a positive number, got 0"),
        (lambda: Identity(gain=-1), ValueError, "gain must be a positive number, got -1"),
        (lambda: He()(0, 3, 0), ValueError, "n_in must be a whole number >= 1, got 0"),
        (lambda: He().bias(3, 2.5, 0), ValueError, "n_out must be a whole number >= 1, got 2.5"),
        (lambda: He()(3, 3, "seed"), ValueError, "rng must be a seed .* got 'seed'"),
    ],
)
def test_errors_name_the_parameter_and_the_value(call, error, message):
    with pytest.raises(error, match=message):
        call()
