"""Promises of rectified.network: gradients, stacks, and what is said of bad input."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.neural_network import MLPClassifier as SklearnClassifier
from sklearn.neural_network import MLPRegressor as SklearnRegressor
from small_networks import LABELS, TARGETS, X, flat, net_for

from rectified import MLP, activations

SMOOTH = [n for n in activations.names() if n != "step"]


def numeric_gradient(net, X, y, h=1e-6):
    """Central differences of the loss with respect to every parameter."""
    gradient = np.zeros_like(net.theta)
    for i in range(net.theta.size):
        kept = net.theta[i]
        net.theta[i] = kept + h
        above = net.loss(X, y)
        net.theta[i] = kept - h
        below = net.loss(X, y)
        net.theta[i] = kept
        gradient[i] = (above - below) / (2 * h)
    return gradient


@pytest.mark.parametrize("output", TARGETS)
@pytest.mark.parametrize("activation", SMOOTH)
def test_gradients_equal_finite_differences(activation, output):
    net = net_for(output, activation, bias_initializer="normal")
    y = TARGETS[output]
    gradients = flat(net.backward(net.forward(X), y))
    numeric = numeric_gradient(net, X, y)
    assert np.abs(gradients - numeric).max() < 1e-7 * max(1, np.abs(numeric).max())
    assert np.abs(numeric).max() > 1e-3


@settings(max_examples=settings.default.max_examples // 4)  # each takes many passes
@given(
    sizes=st.lists(st.integers(1, 6), min_size=2, max_size=5),
    n=st.integers(1, 5),
    seed=st.integers(0, 10**6),
)
def test_gradients_equal_finite_differences_for_any_architecture(sizes, n, seed):
    rng = np.random.default_rng(seed)
    net = MLP(sizes, activation="swish", output="linear", rng=seed, bias_initializer="normal")
    X, y = rng.normal(size=(n, sizes[0])), rng.normal(size=(n, sizes[-1]))
    numeric = numeric_gradient(net, X, y)
    gradients = flat(net.backward(net.forward(X), y))
    assert np.abs(gradients - numeric).max() < 1e-7 * max(1, np.abs(numeric).max())


@pytest.mark.parametrize("output", TARGETS)
def test_delta_is_the_gradient_with_respect_to_the_pre_activation(output):
    net = net_for(output)
    y = TARGETS[output]
    record = net.forward(X)
    gradients = net.backward(record, y)
    for k in range(net.n_layers):
        assert gradients.delta[k].shape == record.z[k].shape
        np.testing.assert_allclose(record.a[k].T @ gradients.delta[k], gradients.W[k], atol=1e-15)
        np.testing.assert_allclose(gradients.delta[k].sum(axis=0), gradients.b[k], atol=1e-15)


def test_forward_is_the_formula():
    net = net_for()
    record = net.forward(X)
    hidden = np.tanh(np.tanh(X @ net.W[0] + net.b[0]) @ net.W[1] + net.b[1])
    logits = hidden @ net.W[2] + net.b[2]
    np.testing.assert_allclose(record.z[2], logits, rtol=1e-13)
    p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(record.output, p, rtol=1e-13)
    np.testing.assert_allclose(net.loss(X, LABELS), -np.log(p[range(12), LABELS]).mean())


def test_the_loss_survives_logits_that_overflow_exp():
    net = MLP([1, 3], initializer="zeros", rng=0)
    net.W[0][...] = [[1000.0, 0.0, -1000.0]]
    assert net.loss([[1.0]], [0]) == 0
    assert net.loss([[1.0]], [2]) == 2000
    assert np.isfinite(net.backward(net.forward([[1.0]]), [2]).W[0]).all()
    wrong = MLP([1, 1], output="sigmoid", initializer="zeros")
    wrong.W[0][...] = -800.0
    assert wrong.loss([[1.0]], [1.0]) == 800


# ---------------------------------------------------------------- the oracle: scikit-learn


def copy_weights(net, theirs):
    for k in range(net.n_layers):
        net.W[k][...] = theirs.coefs_[k]
        net.b[k][...] = theirs.intercepts_[k]


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
@pytest.mark.parametrize("activation", ["relu", "tanh", "logistic", "identity"])
@pytest.mark.parametrize("output", ["softmax", "linear"])
def test_training_equals_scikit_learn_step_for_step(output, activation):
    kind = SklearnClassifier if output == "softmax" else SklearnRegressor
    settings = {
        "hidden_layer_sizes": (7, 6),
        "activation": activation,
        "solver": "sgd",
        "alpha": 0.12,
        "batch_size": 4,
        "learning_rate_init": 0.05,
        "momentum": 0.8,
        "nesterovs_momentum": False,
        "shuffle": False,
        "random_state": 0,
        "tol": 0,
    }
    y = TARGETS[output]
    net = net_for(output, activation)
    # a step of rate almost zero is the only way to see scikit-learn's starting weights
    copy_weights(net, kind(**{**settings, "learning_rate_init": 1e-300, "max_iter": 1}).fit(X, y))
    theirs = kind(**settings, max_iter=9).fit(X, y)
    history = net.fit(
        X,
        y,
        epochs=9,
        batch_size=4,
        learning_rate=0.05,
        momentum=0.8,
        weight_decay=0.12 / 4,
        rng=None,
    )
    for k in range(3):
        np.testing.assert_allclose(net.W[k], theirs.coefs_[k], rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(net.b[k], theirs.intercepts_[k], rtol=1e-9, atol=1e-12)
    assert history.n_epochs == 9


# ---------------------------------------------------------------- stacks


def test_replica_equals_the_single_network():
    seeds = [3, 1, 4]
    options = {"epochs": 5, "batch_size": 5, "momentum": 0.5, "weight_decay": 0.01}
    stack = net_for(rng=seeds)
    history = stack.fit(X, LABELS, learning_rate=0.1, rng=seeds, **options)
    assert stack.W[0].shape == (3, 5, 7)
    for i, seed in enumerate(seeds):
        single = net_for(rng=seed)
        alone = single.fit(X, LABELS, learning_rate=0.1, rng=seed, **options)
        np.testing.assert_allclose(stack.replica(i).theta, single.theta, rtol=1e-12, atol=1e-14)
        np.testing.assert_allclose(history.loss[:, i], alone.loss, rtol=1e-12)


@pytest.mark.parametrize("activation", SMOOTH)
def test_replica_equals_the_single_network_for_every_activation(activation):
    stack = net_for(activation=activation, rng=[5, 6])
    stack.fit(X, LABELS, epochs=3, batch_size=4, learning_rate=[0.1, 0.02], rng=0)
    for i, rate in enumerate([0.1, 0.02]):
        single = net_for(activation=activation, rng=5 + i)
        single.fit(X, LABELS, epochs=3, batch_size=4, learning_rate=rate, rng=0)
        np.testing.assert_allclose(stack.theta[i], single.theta, rtol=1e-11, atol=1e-13)


def test_a_stack_may_have_several_axes():
    rates = np.array([[0.1, 0.2, 0.4]] * 2)
    stack = net_for(rng=[[1, 1, 1], [2, 2, 2]])
    stack.fit(X, LABELS, epochs=4, learning_rate=rates, momentum=0.9)
    single = net_for(rng=2)
    single.fit(X, LABELS, epochs=4, learning_rate=0.4, momentum=0.9)
    np.testing.assert_allclose(stack.theta[1, 2], single.theta, rtol=1e-12, atol=1e-14)
    assert stack.loss(X, LABELS).shape == (2, 3)


def test_a_stack_of_initial_scales_is_joined_from_single_networks():
    nets = [net_for(initializer="normal", rng=1) for _ in range(3)]
    for net, scale in zip(nets, [1, 10, 100], strict=True):
        for W in net.W:
            W *= scale
    stack = MLP.stack(nets)
    np.testing.assert_array_equal(stack.W[0][2], nets[2].W[0])
    np.testing.assert_allclose(stack.predict(X)[1], nets[1].predict(X), rtol=1e-13)
    stack.W[0][...] = 0
    assert nets[0].W[0].any(), "the stack holds copies"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"activation": "relu"}, {"activation": "tanh"}),
        ({"activation": activations.PReLU(0.1)}, {"activation": activations.PReLU(0.25)}),
        ({"activation": activations.LeakyReLU(0.1)}, {"activation": activations.LeakyReLU(0.2)}),
        ({"output": "sigmoid"}, {"output": "linear"}),
        ({"dtype": np.float32}, {"dtype": np.float64}),
        ({"rng": [1, 2]}, {"rng": 1}),
    ],
)
def test_only_networks_of_one_kind_make_a_stack(one, other):
    nets = net_for(**one), net_for(**other)
    with pytest.raises(ValueError, match="networks must have equal layers, activation, output"):
        MLP.stack(nets)
    for net in nets:
        assert MLP.stack([net, net]).stack_shape == (2, *net.stack_shape)


def test_gradients_of_a_stack_equal_those_of_its_replicas():
    stack = net_for(activation="prelu", rng=[1, 2])
    gradients = stack.backward(stack.forward(X), LABELS)
    for i in range(2):
        single = stack.replica(i)
        alone = single.backward(single.forward(X), LABELS)
        for ours, theirs in zip(
            (*gradients.W, *gradients.b, *gradients.alpha),
            (*alone.W, *alone.b, *alone.alpha),
            strict=True,
        ):
            np.testing.assert_allclose(ours[i], theirs, rtol=1e-12, atol=1e-15)


# ---------------------------------------------------------------- bad input

GOOD = {"epochs": 1}
BAD_ARGUMENTS = {
    "no outputs": (
        lambda: MLP([5]),
        r"layer_sizes must name at least inputs and outputs, got \[5\]",
    ),
    "negative layer": (lambda: MLP([5, -2, 3]), "layer_sizes must be a whole number >= 1, got -2"),
    "unknown activation": (lambda: MLP([5, 3], activation="rellu"), "activation.*'rellu'"),
    "unknown initializer": (lambda: MLP([5, 3], initializer="hee"), "initializer.*'hee'"),
    "unknown output": (lambda: MLP([5, 3], output="hinge"), "output must be one of.*'hinge'"),
    "bad seed": (lambda: MLP([5, 3], rng=-1), "rng must be a seed.*-1"),
    "no seeds": (lambda: MLP([5, 3], rng=[]), "rng must hold at least one seed"),
    "integer dtype": (lambda: MLP([5, 3], dtype=int), "dtype must be float64 or float32"),
    "wrong features": (
        lambda: net_for().predict(X[:, :4]),
        r"X must have rows of 5 features, got shape \(12, 4\)",
    ),
    "one row as a vector": (lambda: net_for().predict(X[0]), "X must have rows of 5 features"),
    "no rows": (lambda: net_for().predict(X[:0]), "X must have at least one row"),
    "NaN in X": (
        lambda: net_for().fit(np.where(X > 2, np.nan, X) * np.nan, LABELS, **GOOD),
        "X must be finite, got 60 NaN",
    ),
    "text in X": (lambda: net_for().predict([["a"] * 5]), "X must be an array of numbers"),
    "too few labels": (
        lambda: net_for().fit(X, LABELS[:-1], **GOOD),
        r"y must have one label per row of X \(12\), got shape \(11,\)",
    ),
    "label too large": (
        lambda: net_for().fit(X, LABELS + 1, **GOOD),
        "y must hold labels from 0 to 2 .* got 1 to 3",
    ),
    "float labels": (
        lambda: net_for().fit(X, LABELS * 1.0, **GOOD),
        "y must be integer class labels.*float64",
    ),
    "probability above one": (
        lambda: net_for("sigmoid").fit(X, np.full((12, 3), 1.5), **GOOD),
        "y must lie between 0 and 1",
    ),
    "target shape": (
        lambda: net_for("linear").fit(X, LABELS * 1.0, **GOOD),
        r"y must have shape \(12, 3\).*got shape \(12,\)",
    ),
    "negative rate": (
        lambda: net_for().fit(X, LABELS, learning_rate=-0.1, **GOOD),
        "learning_rate must be a positive number, got -0.1",
    ),
    "NaN rate": (
        lambda: net_for().fit(X, LABELS, learning_rate=np.nan, **GOOD),
        "learning_rate must be a positive number, got nan",
    ),
    "rates without a stack": (
        lambda: net_for().fit(X, LABELS, learning_rate=[0.1, 0.2], **GOOD),
        r"learning_rate must be a number or an array of the stack's shape \(\), got shape \(2,\)",
    ),
    "one negative rate in a stack": (
        lambda: net_for(rng=[1, 2]).fit(X, LABELS, learning_rate=[0.1, -1.0], **GOOD),
        "learning_rate must be a positive number, got -1.0",
    ),
    "negative momentum": (
        lambda: net_for().fit(X, LABELS, momentum=-1, **GOOD),
        "momentum must be a number >= 0, got -1",
    ),
    "negative decay": (
        lambda: net_for().fit(X, LABELS, weight_decay=-1, **GOOD),
        "weight_decay must be a number >= 0, got -1",
    ),
    "no epochs": (
        lambda: net_for().fit(X, LABELS, epochs=0),
        "epochs must be a whole number >= 1, got 0",
    ),
    "fractional batch": (
        lambda: net_for().fit(X, LABELS, batch_size=2.5, **GOOD),
        "batch_size must be a whole number >= 1, got 2.5",
    ),
    "orders for another stack": (
        lambda: net_for(rng=[1, 2]).fit(X, LABELS, rng=[1, 2, 3], **GOOD),
        r"rng must be one seed or one per replica \(2,\), got \(3,\)",
    ),
    "unknown reaction": (
        lambda: net_for().fit(X, LABELS, on_divergence="ignore", **GOOD),
        "on_divergence must be one of",
    ),
    "replica of one": (lambda: net_for().replica(0), "replica needs a stack"),
    "empty stack": (lambda: MLP.stack([]), "networks must hold at least one"),
    "unequal stack": (lambda: MLP.stack([MLP([5, 3]), MLP([5, 2])]), "networks must have equal"),
}


@pytest.mark.parametrize("case", BAD_ARGUMENTS)
def test_bad_input_is_named(case):
    call, message = BAD_ARGUMENTS[case]
    with pytest.raises(ValueError, match=message):
        call()


def test_a_refused_fit_changes_nothing():
    net = net_for()
    before = net.theta.copy()
    with pytest.raises(ValueError, match="momentum"):
        net.fit(X, LABELS, epochs=1, momentum=-1)
    np.testing.assert_array_equal(net.theta, before)
