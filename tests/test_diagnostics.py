"""Promises of rectified.diagnostics."""

from statistics import NormalDist

import numpy as np
import pytest

from rectified import MLP, datasets, diagnostics
from rectified.layers import Activation, Conv2D, Dense, Flatten, MaxPool2D, Recurrent, Residual
from rectified.network import Network

RNG = np.random.default_rng(5)
X = RNG.normal(size=(40, 6))


def deep(activation, initializer, rng=0, depth=20, width=128):
    return MLP([width] * (depth + 1), activation, initializer, output="linear", rng=rng)


def test_gradient_norms_are_the_norms_of_delta():
    net = MLP([6, 5, 4, 3], rng=1)
    gradients = net.backward(net.forward(X), np.zeros(40, int))
    norms = diagnostics.gradient_norms(gradients)
    assert norms.shape == (3,)
    assert norms[1] == pytest.approx(np.sqrt((gradients.delta[1] ** 2).sum()))


def test_layer_factor_is_the_geometric_mean():
    assert diagnostics.layer_factor([1.0, 7.0, 3.0, 8.0]) == pytest.approx((1 / 8) ** (1 / 3))
    np.testing.assert_allclose(diagnostics.layer_factor([[1.0, 2.0], [4.0, 2.0]]), [0.5, 2.0])


@pytest.mark.parametrize(
    ("activation", "initializer", "low", "high"),
    [
        ("sigmoid", "glorot_uniform", 0.22, 0.25),
        ("relu", "he_normal", 0.93, 1.07),
        ("relu", "lecun_normal", 0.66, 0.75),
        ("relu", "pytorch", 0.37, 0.44),
        ("identity", "lecun_normal", 0.96, 1.04),
    ],
)
def test_gradient_factor_per_layer_follows_theory(activation, initializer, low, high):
    rng = np.random.default_rng(0)
    net = deep(activation, initializer, rng=[0, 1, 2, 3, 4])
    record = net.forward(rng.normal(size=(64, 128)))
    gradients = net.backpropagate(record, rng.normal(size=(5, 64, 128)))
    factors = diagnostics.layer_factor(diagnostics.gradient_norms(gradients))
    assert (low < factors).all()
    assert (factors < high).all()


def test_dead_units_are_found_and_counted():
    net = MLP([6, 5, 4, 3], rng=1)
    net.b[0][2] = -1e3
    net.b[1][:2] = -1e3
    first, second = diagnostics.dead_units(net, X)
    assert first.tolist() == [False, False, True, False, False]
    assert second.tolist()[:2] == [True, True]
    assert diagnostics.dead_share(net, X)[0] == pytest.approx(1 / 5)


def test_a_silent_unit_is_dead_in_relu_and_linear_in_leaky_relu():
    for activation, dead in (("relu", True), ("leaky_relu", False)):
        net = MLP([6, 5, 3], activation, rng=[1, 2])
        net.b[0][..., 2] = -1e3
        silent = diagnostics.silent_units(net, X)[0]
        assert silent.shape == (2, 5)
        assert silent[:, 2].all()
        assert diagnostics.dead_units(net, X)[0][:, 2].all() == dead
    a, z = net.forward(X).a[1], net.forward(X).z[0]
    np.testing.assert_allclose(a[..., 2], 0.01 * z[..., 2], rtol=1e-14)


def test_a_unit_that_is_zero_at_the_kink_is_dead():
    net = MLP([6, 2, 3], initializer="zeros")
    assert diagnostics.dead_units(net, X)[0].all()


def test_a_leaky_unit_is_never_dead():
    net = MLP([6, 5, 3], activation="leaky_relu", rng=1)
    net.b[0][...] = -1e3
    assert not diagnostics.dead_units(net, X)[0].any()


def test_a_diverged_network_is_not_free_of_dead_units():
    net = MLP([6, 5, 3], rng=[1, 2])
    net.theta[1] = np.nan
    with pytest.raises(ValueError, match="neither dead nor alive"):
        diagnostics.dead_units(net, X)
    share = diagnostics.dead_share(net, X)
    assert np.isfinite(share[0]).all()
    assert np.isnan(share[1]).all()


def test_sparsity_of_relu_is_about_a_half_and_of_others_zero():
    relu = diagnostics.sparsity(MLP([6, 400, 400, 3], rng=0), X)
    assert (np.abs(relu - 0.5) < 0.06).all()
    for activation in ("leaky_relu", "tanh", "sigmoid"):
        assert (diagnostics.sparsity(MLP([6, 50, 3], activation, rng=0), X) == 0).all()


def test_saturation_counts_flat_slopes():
    net = MLP([6, 50, 3], activation="sigmoid", rng=0)
    assert diagnostics.saturation(net, X)[0] == 0
    net.W[0][...] *= 1000
    assert diagnostics.saturation(net, X)[0] > 0.95


def test_second_moments_stay_with_he_and_shrink_without():
    he = diagnostics.second_moments(deep("relu", "he_normal"), RNG.normal(size=(50, 128)))
    lecun = diagnostics.second_moments(deep("relu", "lecun_normal"), RNG.normal(size=(50, 128)))
    assert he.shape == (20,)
    assert 0.3 < he[-1] / he[0] < 3
    assert lecun[-1] / lecun[0] == pytest.approx(2.0**-19, rel=2)


def test_one_example_with_positive_inputs_gives_gradients_of_one_sign():
    net = MLP([6, 30, 3], activation="tanh", rng=0)
    y = np.zeros(1, int)
    positive = net.backward(net.forward(np.abs(X[:1]) + 0.1), y)
    mixed = net.backward(net.forward(X[:1]), y)
    assert diagnostics.same_sign_share(positive.W[0]) == 1
    assert diagnostics.same_sign_share(mixed.W[0]) == 0
    assert diagnostics.same_sign_share([[0.0], [1.0]]) == 0


def test_relative_change_measures_each_layer_in_its_own_size():
    start, net = MLP([6, 5, 4], rng=[1, 2]), MLP([6, 5, 4], rng=[1, 2])
    net.W[1][1] *= 1.5
    np.testing.assert_allclose(diagnostics.relative_change(start, net), [[0, 0], [0, 0.5]])
    with pytest.raises(ValueError, match="net must have the shape of start"):
        diagnostics.relative_change(start, MLP([6, 5, 3], rng=[1, 2]))
    with pytest.raises(ValueError, match="start must have weights other than 0"):
        diagnostics.relative_change(MLP([6, 5, 4], initializer="zeros", rng=[1, 2]), net)


def test_cosine_of_inputs_is_exact_and_climbs_through_relu_layers():
    pair = np.eye(128)[:2] + 0.0
    cosines = diagnostics.cosine_through_depth(deep("relu", "he_normal", depth=30), pair)
    assert cosines.shape == (30,)
    assert cosines[0] == 0
    # the arc-cosine recursion of Cho and Saul gives 1/pi after one layer
    assert cosines[1] == pytest.approx(1 / np.pi, abs=0.12)
    assert cosines[-1] > 0.8
    rows = RNG.normal(size=(4, 128))
    units = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    expected = (units @ units.T)[np.triu_indices(4, 1)].mean()
    assert diagnostics.cosine_through_depth(deep("relu", None), rows)[0] == pytest.approx(expected)


@pytest.mark.parametrize(
    "measure",
    [
        diagnostics.dead_share,
        diagnostics.sparsity,
        diagnostics.saturation,
        diagnostics.second_moments,
        diagnostics.cosine_through_depth,
    ],
)
def test_a_stack_gives_one_row_per_network(measure):
    stack = MLP([6, 7, 5, 3], rng=[1, 2, 3])
    rows = measure(stack, X)
    assert rows.shape[0] == 3
    for i in range(3):
        np.testing.assert_allclose(rows[i], measure(stack.replica(i), X), rtol=1e-12)


def test_bad_input_is_named():
    flat = MLP([6, 3])
    with pytest.raises(ValueError, match="net must have at least one hidden layer, got MLP"):
        diagnostics.dead_units(flat, X)
    with pytest.raises(ValueError, match="norms must hold at least two layers"):
        diagnostics.layer_factor([1.0])
    with pytest.raises(ValueError, match="norms must be positive in the last layer, got 0"):
        diagnostics.layer_factor([1.0, 0.0])
    with pytest.raises(ValueError, match="threshold must be a positive number, got 0"):
        diagnostics.saturation(MLP([6, 2, 3]), X, threshold=0)
    with pytest.raises(ValueError, match=r"gradient must have shape \(..., n_in, n_out\)"):
        diagnostics.same_sign_share([1.0])
    with pytest.raises(ValueError, match="X must have at least two rows"):
        diagnostics.cosine_through_depth(MLP([6, 2, 3]), X[:1])


# ---------------------------------------------------------------- pieces, births, deaths


def test_folding_doubles_the_straight_pieces():
    net = MLP([1, 2, 2, 2, 1], "relu", output="linear")
    net.W[0][...], net.b[0][...] = [[2, 4]], [0, -2]
    for k in (1, 2):
        net.W[k][...], net.b[k][...] = [[2, 4], [-2, -4]], [0, -2]
    # the two ends of the line are corners themselves: look just inside
    assert diagnostics.straight_pieces(net, [1e-6], [1 - 1e-6]) == 8


def test_a_stack_counts_its_pieces_network_by_network():
    nets = MLP([3, 8, 8, 2], "relu", rng=range(4))
    ends = np.zeros(3) - 1, np.ones(3)
    singly = [diagnostics.straight_pieces(nets.replica(i), *ends) for i in range(4)]
    assert diagnostics.straight_pieces(nets, *ends).tolist() == singly


def test_one_input_kills_with_the_probability_of_coins():
    shares = diagnostics.born_dead(2, 10, np.ones((1, 4)), 4000, rng=0)
    expected = 1 - (1 - 0.25) ** np.arange(11)
    assert np.abs(shares - expected).max() < 0.04  # five standard errors of 4000 coins


@pytest.mark.parametrize(("n_inputs", "width"), [(1, 3), (50, 3), (3, 2)])
def test_one_input_dies_by_the_width_of_the_layers_not_by_its_own(n_inputs, width):
    shares = diagnostics.born_dead(width, 6, np.ones((1, n_inputs)), 4000, rng=0)
    expected = 1 - (1 - 0.5**width) ** np.arange(7)
    assert np.abs(shares - expected).max() < 0.04  # five standard errors of 4000 coins


@pytest.mark.parametrize("n_inputs", [1, 2, 8])
def test_the_first_weights_follow_he_s_rule_for_the_inputs_not_for_the_width(n_inputs):
    # No share depends on the size of the weights, except where numbers end: half of the smallest
    # float, or less, is 0. So a unit answers it where its weight is above 1/2.
    X = np.zeros((1, n_inputs))
    X[0, 0] = 5e-324
    unit_is_silent = NormalDist(0, np.sqrt(2 / n_inputs)).cdf(0.5)
    share = diagnostics.born_dead(3, 1, X, 4000, rng=0)[1]
    assert abs(share - unit_is_silent**3) < 0.04


def test_more_inputs_can_only_help_and_more_layers_only_hurt():
    X = np.random.default_rng(1).normal(size=(20, 4))
    one, many = (diagnostics.born_dead(3, 12, rows, 300, rng=0) for rows in (X[:1], X))
    assert (many <= one).all()
    assert (np.diff(many) >= 0).all()


def test_a_gentle_start_kills_nobody_and_a_brutal_one_everybody():
    gentle = diagnostics.dead_after_training(0, 0.1, epochs=1)
    brutal = diagnostics.dead_after_training(0, 1.0, momentum=0.9, scaling="raw", epochs=1)
    assert gentle["dead"] == 0
    assert brutal["dead"] > 0.9
    assert brutal["accuracy"] < 0.2


@pytest.mark.parametrize(
    ("bias", "all_dead"),
    [
        (1.0, False),
        # No hidden unit ever answers, and only the output biases learn. They do from a start at 0;
        # beside -1e17 every step of theirs would be lost in rounding.
        (-1e17, True),
    ],
)
def test_hidden_biases_begin_where_asked_and_output_biases_at_zero(bias, all_dead):
    X, X_test, y, y_test = datasets.digits(scaling="standard")
    net = MLP([64, 64, 64, 10], "relu", rng=1)
    net.b[0][...] = net.b[1][...] = bias
    net.fit(X, y, epochs=2, batch_size=64, learning_rate=0.05, momentum=0.5, rng=1)
    share = diagnostics.dead_share(net, X)
    right = net.predict(X_test).argmax(axis=-1) == y_test

    result = diagnostics.dead_after_training(1, 0.05, momentum=0.5, bias=bias, epochs=2)
    assert result == {"dead": share.mean(), "first": share[0], "accuracy": right.mean()}
    assert (result["dead"] == 1) == all_dead
    assert result["accuracy"] != (y_test == 0).mean()  # what ten equal outputs would get


def test_a_diverged_training_has_no_dead_units_and_no_live_ones():
    lost = diagnostics.dead_after_training(0, 1e200, epochs=1)
    assert all(np.isnan(value) for value in lost.values())


# ---------------------------------------------------------------- layers of any kind

IMAGES = np.random.default_rng(2).normal(size=(7, 6, 6, 1))
SEQUENCES = np.random.default_rng(3).normal(size=(7, 5, 2))


def convolutional(rng=0):
    layers = [Conv2D(3, 3), Activation("relu"), MaxPool2D(2), Flatten(), Dense(4)]
    return Network([*layers, Activation("tanh"), Dense(2)], (6, 6, 1), rng=rng)


def recurrent(f="relu", rng=0):
    return Network([Recurrent(4, f), Dense(2)], (5, 2), rng=rng)


def test_a_filter_is_dead_when_it_never_fires_at_any_place():
    net = convolutional([0, 1])
    net.b[0][0] = [0, -100, 0]
    net.b[0][1] = [-100, 0, 1]
    conv, _ = diagnostics.dead_units(net, IMAGES)
    np.testing.assert_array_equal(conv, [[False, True, False], [True, False, False]])
    np.testing.assert_allclose(diagnostics.dead_share(net, IMAGES), [[1 / 3, 0], [1 / 3, 0]])
    silent = diagnostics.silent_units(net, IMAGES)[0]
    np.testing.assert_array_equal(silent, conv)
    a = net.forward(IMAGES).a[1]
    assert a.shape == (2, 7, 4, 4, 3)
    np.testing.assert_allclose(
        diagnostics.sparsity(net, IMAGES)[:, 0], (a == 0).reshape(2, -1).mean(axis=-1)
    )


def test_a_recurrent_unit_is_dead_when_it_never_fires_at_any_step():
    net = recurrent()
    net.layers[0].b[2] = -100
    (dead,) = diagnostics.dead_units(net, SEQUENCES)
    assert dead[2]
    net.layers[0].b[2] = 0
    net.layers[0].W[:, 2] = net.layers[0].U[:, 2] = 0
    sometimes = SEQUENCES.copy()
    net.layers[0].W[0, 2] = 1
    sometimes[:, :, 0] = -1
    sometimes[3, 4, 0] = 1  # one row fires at one step
    assert not diagnostics.dead_units(net, sometimes)[0][2]
    sometimes[3, 4, 0] = -1
    assert diagnostics.dead_units(net, sometimes)[0][2]


def test_gradient_norms_come_layer_by_layer_and_step_by_step():
    for net, X in ((convolutional([0, 1]), IMAGES), (recurrent("tanh", [0, 1]), SEQUENCES)):
        gradients = net.backward(net.forward(X), np.arange(7) % 2)
        norms = diagnostics.gradient_norms(gradients)
        assert norms.shape == (2, len(gradients.delta))
        for k, delta in enumerate(gradients.delta):
            lengths = np.sqrt((delta.reshape(2, -1) ** 2).sum(axis=-1))
            np.testing.assert_allclose(norms[:, k], lengths, rtol=1e-12)
    (in_time,) = diagnostics.gradient_norms(gradients, steps=True)
    assert in_time.shape == (2, 5)
    np.testing.assert_allclose(np.sqrt((in_time**2).sum(axis=-1)), norms[:, 0], rtol=1e-12)
    np.testing.assert_allclose(in_time[1, 2], np.linalg.norm(gradients.delta[0][1, :, 2]))


def test_in_time_the_gradient_shrinks_by_what_the_recurrent_matrix_and_slope_leave():
    net = recurrent("identity")
    net.layers[0].U[...] = 0.5 * np.eye(4)
    gradients = net.backward(net.forward(SEQUENCES), np.arange(7) % 2)
    (in_time,) = diagnostics.gradient_norms(gradients, steps=True)
    np.testing.assert_allclose(in_time[:-1] / in_time[1:], 0.5, rtol=1e-12)


@pytest.mark.parametrize("steps", [False, True])
def test_saturation_sparsity_and_second_moments_look_at_every_step(steps):
    net = recurrent("tanh", [0, 1])
    net.layers[0].W[...] *= 5
    record = net.forward(SEQUENCES)
    z, slope = record.z[0], record.slopes[0]
    axes = (1, 3) if steps else (1, 2, 3)
    found = [
        (diagnostics.saturation(net, SEQUENCES, 0.1, steps=steps), (slope < 0.1).mean(axes)),
        (diagnostics.second_moments(net, SEQUENCES, steps=steps), (z * z).mean(axes)),
        (diagnostics.sparsity(net, SEQUENCES, steps=steps), (record.a[1] == 0).mean(axes)),
    ]
    for ours, expected in found:
        first = ours[0] if steps else ours[:, 0]
        np.testing.assert_allclose(first, expected, rtol=1e-12)


def test_a_record_will_do_in_place_of_the_inputs():
    net = recurrent("tanh")
    mask = np.arange(5) < np.array([5, 4, 3, 2, 1, 5, 5])[:, None]
    record = net.forward(SEQUENCES, mask)
    masked = (record.z[0] ** 2).mean()
    np.testing.assert_allclose(diagnostics.second_moments(net, record)[0], masked, rtol=1e-12)
    assert diagnostics.second_moments(net, SEQUENCES)[0] != masked
    np.testing.assert_array_equal(
        diagnostics.second_moments(net, net.forward(SEQUENCES)),
        diagnostics.second_moments(net, SEQUENCES),
    )


def test_the_update_ratio_counts_all_weights_of_a_layer():
    start = recurrent("tanh", [0, 1])
    net = start.copy()
    net.layers[0].U[...] *= 1.1
    ratio = diagnostics.relative_change(start, net)
    W, U = start.layers[0].W, start.layers[0].U
    norm = np.sqrt((W**2).sum((-2, -1)) + (U**2).sum((-2, -1)))
    np.testing.assert_allclose(
        ratio[:, 0], 0.1 * np.linalg.norm(U, axis=(-2, -1)) / norm, rtol=1e-9
    )
    np.testing.assert_array_equal(ratio[:, 1], 0)


def test_layers_inside_a_residual_are_seen():
    layers = [Dense(4), Residual([Activation("relu"), Dense(4)]), Activation("tanh"), Dense(2)]
    net = Network(layers, 3, rng=0)
    X = np.random.default_rng(0).normal(size=(5, 3))
    assert [len(d) for d in diagnostics.dead_units(net, X)] == [4, 4]
    assert diagnostics.second_moments(net, X).shape == (3,)
    gradients = net.backward(net.forward(X), np.arange(5) % 2)
    assert diagnostics.gradient_norms(gradients).shape == (3,)
