"""Promises of rectified.network about training: what `fit` does to the parameters."""

import pickle
from itertools import pairwise

import numpy as np
import pytest
from small_networks import LABELS, X, flat, net_for

from rectified import MLP, activations, initializers
from rectified.network import DivergenceError


def train_by_formula(net, X, y, epochs, learning_rate, momentum, weight_decay):
    """What `fit` promises, written out: all rows at once, one column of rates for all networks."""
    eta, mu, decay = (
        np.asarray(rate)[..., None] for rate in (learning_rate, momentum, weight_decay)
    )
    velocity, n_weights = np.zeros_like(net.theta), sum(n * m for n, m in pairwise(net.layer_sizes))
    for _ in range(epochs):
        gradient = flat(net.backward(net.forward(X), y), net.stack_shape)
        gradient[..., :n_weights] += decay * net.theta[..., :n_weights]
        velocity = mu * velocity - eta * gradient
        net.theta += velocity


def test_training_fits_the_data():
    net = MLP([5, 32, 3], rng=0)
    history = net.fit(X, LABELS, epochs=300, learning_rate=0.2, momentum=0.9)
    assert history.loss[-1] < 0.05 < history.loss[0]
    assert (net.predict(X).argmax(axis=1) == LABELS).all()


def test_the_same_seed_gives_the_same_network():
    results = []
    for _ in range(2):
        net = net_for(rng=11)
        net.fit(X, LABELS, epochs=3, batch_size=4, rng=11)
        results.append(net.theta)
    np.testing.assert_array_equal(*results)


def test_the_loss_of_an_epoch_is_the_mean_over_its_examples():
    net = net_for(rng=2)
    before = net.loss(X, LABELS)
    history = net.fit(X, LABELS, epochs=1, batch_size=5, learning_rate=1e-300)
    np.testing.assert_allclose(history.loss[0], before, rtol=1e-12)


# networks of more parameters than a processor's cache holds are not moved in one piece
UPDATES = {
    "one small network": ([5, 7, 6, 3], "tanh", ()),
    "a stack": ([5, 7, 6, 3], "tanh", (4,)),
    "a stack of many": ([5, 30, 20, 3], "prelu", (20, 6)),
    "many weights, biases and slopes": ([5, 35_000, 3], "prelu", ()),
    "a stack of many weights, biases and slopes": ([5, 35_000, 3], "prelu", (2,)),
}


@pytest.mark.parametrize("case", UPDATES)
def test_every_parameter_follows_the_formula_of_momentum_and_weight_decay(case):
    sizes, activation, shape = UPDATES[case]
    rng = np.random.default_rng(0)
    options = {
        "epochs": 3,
        "learning_rate": rng.uniform(0.05, 0.1, shape),
        "momentum": rng.uniform(0.5, 0.9, shape),
        "weight_decay": rng.uniform(0.1, 0.3, shape),
    }
    seeds = np.arange(np.prod(shape, dtype=int)).reshape(shape)
    net, expected = (MLP(sizes, activation, rng=seeds) for _ in range(2))
    net.fit(X, LABELS, rng=None, **options)
    train_by_formula(expected, X, LABELS, **options)
    np.testing.assert_allclose(net.theta, expected.theta, rtol=1e-11, atol=1e-13)


@pytest.mark.parametrize(
    ("rate", "values"),
    [
        ("learning_rate", [0.02, 0.1, 0.3]),
        ("momentum", [0.0, 0.5, 0.9]),
        ("weight_decay", [0.0, 0.1, 0.5]),
    ],
)
def test_every_replica_has_a_rate_of_its_own(rate, values):
    stack = net_for(rng=[1, 1, 1])
    stack.fit(X, LABELS, epochs=4, batch_size=5, **{rate: np.array(values)})
    for i, value in enumerate(values):
        single = net_for(rng=1)
        single.fit(X, LABELS, epochs=4, batch_size=5, **{rate: value})
        np.testing.assert_allclose(stack.theta[i], single.theta, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("seeds", [5, [5, 6, 7]], ids=["one network", "a stack"])
def test_every_epoch_draws_a_fresh_order_of_the_rows(seeds):
    generators = [np.random.default_rng(seed) for seed in np.atleast_1d(seeds)]
    if np.ndim(seeds) == 0:
        (generators,) = generators
    net, expected = net_for(rng=seeds), net_for(rng=seeds)
    net.fit(X, LABELS, epochs=4, batch_size=5, rng=seeds)
    for _ in range(4):  # the generators go on where the last epoch left them
        expected.fit(X, LABELS, epochs=1, batch_size=5, rng=generators)
    np.testing.assert_array_equal(net.theta, expected.theta)


def test_a_dead_unit_never_moves():
    net = MLP([5, 4, 3], activation="relu", rng=0)
    net.b[0][1] = -100.0
    before = net.W[0][:, 1].copy()
    net.fit(X, LABELS, epochs=20, batch_size=4, learning_rate=0.5)
    np.testing.assert_array_equal(net.W[0][:, 1], before)
    assert net.b[0][1] == -100.0
    assert (net.W[0][:, 0] != MLP([5, 4, 3], rng=0).W[0][:, 0]).any()


def test_prelu_learns_its_slope():
    rng = np.random.default_rng(0)
    x = rng.normal(size=(200, 1))
    y = activations.LeakyReLU(alpha=0.6)(x)
    net = MLP([1, 1, 1], activation="prelu", output="linear", rng=0)
    net.W[0][...] = net.W[1][...] = 1
    assert net.alpha[0] == 0.25
    net.fit(x, y, epochs=1000, learning_rate=0.1, momentum=0.9)
    slopes = net.alpha[0].item()
    assert abs(slopes - 0.6) < 1e-3


@pytest.mark.parametrize("rng", [3, [3, 4]], ids=["one network", "a stack"])
def test_prelu_starts_from_the_slope_of_its_activation(rng):
    net = net_for(activation=activations.PReLU(alpha=0.1), rng=rng)
    assert [alpha.shape[-1] for alpha in net.alpha] == [7, 6]
    assert all((alpha == 0.1).all() for alpha in net.alpha)
    record = net.forward(X)
    np.testing.assert_array_equal(record.a[1], np.where(record.z[0] > 0, 1, 0.1) * record.z[0])


def test_prelu_trains_from_the_slope_of_its_activation():
    net = net_for(activation=activations.PReLU(alpha=0.1))
    gradient = net.backward(net.forward(X), LABELS).alpha
    net.fit(X, LABELS, epochs=1, learning_rate=0.5, rng=None)
    for alpha, slope in zip(net.alpha, gradient, strict=True):
        assert slope.all()
        np.testing.assert_allclose(alpha, 0.1 - 0.5 * slope, rtol=1e-13)


def test_a_callback_sees_every_epoch_and_may_stop():
    seen = []

    def stop_at_two(epoch, net, loss):
        seen.append((epoch, float(loss)))
        return epoch == 2

    history = net_for().fit(X, LABELS, epochs=10, callback=stop_at_two)
    assert [epoch for epoch, _ in seen] == [0, 1, 2]
    assert history.n_epochs == 3
    assert history.loss.tolist() == [loss for _, loss in seen]


@pytest.mark.filterwarnings("error")
def test_divergence_stops_training_and_keeps_the_last_finite_weights():
    net = MLP([5, 8, 1], activation="relu", output="linear", rng=0)
    with pytest.raises(
        DivergenceError, match=r"training diverged in epoch .*learning_rate"
    ) as info:
        net.fit(X, X[:, 0] * 1e6, epochs=100, learning_rate=10.0)
    assert info.value.epoch < 100
    assert np.isfinite(net.theta).all()


@pytest.mark.filterwarnings("error")
def test_a_marked_divergence_leaves_the_other_networks_alone():
    y = X[:, :1]
    stack = MLP([5, 8, 1], output="linear", rng=[0, 0, 0])
    history = stack.fit(X, y, epochs=50, learning_rate=[0.01, 1e3, 0.02], on_divergence="mark")
    assert history.diverged.tolist() == [False, True, False]
    assert np.isnan(history.loss[-1, 1])
    assert np.isnan(stack.theta[1]).all()
    alone = MLP([5, 8, 1], output="linear", rng=0)
    alone.fit(X, y, epochs=50, learning_rate=0.02)
    np.testing.assert_allclose(stack.theta[2], alone.theta, rtol=1e-11, atol=1e-13)


def test_float32_stays_float32_and_agrees_roughly():
    small, exact = net_for(dtype=np.float32), net_for()
    for net in (small, exact):
        net.fit(X, LABELS, epochs=5, batch_size=4, learning_rate=[0.1][0], momentum=0.9)
    assert small.theta.dtype == small.predict(X).dtype == np.float32
    assert small.backward(small.forward(X), LABELS).delta[0].dtype == np.float32
    np.testing.assert_allclose(small.theta, exact.theta, atol=1e-4)


def test_parameters_are_views_of_one_vector():
    net = net_for(activation="prelu")
    net.W[0][...] = 0
    net.theta[...] = 7
    for part in (*net.W, *net.b, *net.alpha):
        assert (part == 7).all()
    assert sum(part.size for part in (*net.W, *net.b, *net.alpha)) == net.theta.size


def test_copies_and_pickles_are_independent():
    net = net_for(activation="prelu")
    for other in (net.copy(), pickle.loads(pickle.dumps(net))):
        np.testing.assert_array_equal(other.theta, net.theta)
        other.W[0][...] = 0
        assert (other.theta[:35] == 0).all()
        assert net.W[0].all()


def test_he_by_name_takes_the_slope_of_the_activation():
    wide = {"layer_sizes": [500, 500], "initializer": "he_normal", "rng": 0}
    relu = MLP(activation="relu", **wide).W[0]
    leaky = MLP(activation=activations.LeakyReLU(alpha=0.5), **wide).W[0]
    np.testing.assert_allclose(relu / leaky, np.sqrt(1.25))


@pytest.mark.parametrize(
    ("activation", "leak"),
    [
        ("relu", 0.0),
        ("leaky_relu", 0.01),
        ("prelu", 0.25),
        (activations.LeakyReLU(0.5), 0.5),
        (activations.PReLU(0.5), 0.5),
        (activations.ReLU(negative_slope=0.5), 0.5),
    ],
)
def test_the_relu_family_starts_by_he_s_rule_with_its_own_leak(activation, leak):
    named = net_for(activation=activation, initializer=initializers.He(negative_slope=leak))
    np.testing.assert_array_equal(net_for(activation=activation).theta, named.theta)
    other = net_for(activation=activation, initializer=initializers.He(negative_slope=leak + 0.1))
    assert (net_for(activation=activation).W[0] != other.W[0]).all()


@pytest.mark.parametrize("sizes", [[1, 1], [1, 3], [3, 1]])
def test_a_stack_of_the_narrowest_networks_learns_as_each_does_alone(sizes):
    X = np.linspace(-1, 1, 24).reshape(-1, sizes[0])
    y = np.sin(X[:, :1]) * np.ones(sizes[-1])
    how = {"epochs": 20, "batch_size": 5, "learning_rate": 0.1}
    stack = MLP(sizes, "relu", output="linear", rng=[3, 4])
    stack.fit(X, y, **how)
    for seed, theta in zip([3, 4], stack.theta, strict=True):
        alone = MLP(sizes, "relu", output="linear", rng=seed)
        alone.fit(X, y, **how)
        np.testing.assert_allclose(theta, alone.theta, rtol=1e-12)
