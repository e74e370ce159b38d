"""Promises of rectified.layers: a row of `CASES` tries a layer in every way that is tried here."""

from __future__ import annotations

import copy
import pickle
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectified import activations
from rectified.layers import (
    Activation,
    BatchNorm,
    Conv2D,
    Dense,
    Embedding,
    Flatten,
    MaxPool2D,
    Product,
    Recurrent,
    Reshape,
    Residual,
)
from rectified.layers.convolution import scatter, windows
from rectified.network import MLP, Network

N, CLASSES = 6, 3


class Case(NamedTuple):
    layers: list
    shape: tuple[int, ...]
    words: int = 0  # inputs are whole numbers below this


CASES = {  # each ends in CLASSES logits
    "dense": Case([Dense(4), Activation("tanh"), Dense(3)], (5,)),
    "dense on a sequence": Case([Dense(4), Activation("gelu"), Dense(3)], (4, 5)),
    "activation": Case([Activation("swish"), Dense(3)], (4,)),
    "activation that learns": Case([Dense(4), Activation("prelu"), Dense(3)], (5,)),
    "convolution": Case([Conv2D(2, 3), Activation("tanh"), Flatten(), Dense(3)], (5, 4, 2)),
    "convolution with stride and padding": Case(
        [Conv2D(2, (3, 2), (2, 1), (1, 2)), Activation("prelu"), Flatten(), Dense(3)], (5, 4, 2)
    ),
    "convolution over time": Case(
        [Conv2D(3, (3, 1)), Activation("tanh"), Conv2D(2, (2, 1)), Flatten(), Dense(3)], (6, 1, 2)
    ),
    "convolution of every pixel": Case([Conv2D(4, 3, padding=1), Conv2D(3, 1)], (4, 3, 2)),
    "pooling": Case([MaxPool2D(2), Flatten(), Dense(3)], (5, 4, 2)),
    "pooling of oblong fields": Case([MaxPool2D((1, 3)), Flatten(), Dense(3)], (3, 7, 2)),
    "convolution, pooling, dense": Case(
        [Conv2D(3, 3), Activation("relu"), MaxPool2D(2), Flatten(), Dense(3)], (7, 6, 1)
    ),
    "flatten": Case([Flatten(), Dense(3)], (3, 2)),
    "reshape": Case([Reshape(2, 3), Dense(2), Flatten(), Dense(3)], (6,)),
    "recurrence": Case([Recurrent(4, "tanh"), Dense(3)], (5, 3)),
    "recurrence, every state": Case([Recurrent(4, "softplus", every=True), Dense(3)], (5, 3)),
    "recurrence that learns its slopes": Case([Recurrent(4, "prelu"), Dense(3)], (5, 3)),
    "two recurrences": Case(
        [Recurrent(4, "sigmoid", every=True), Recurrent(3, "elu"), Dense(3)], (4, 3)
    ),
    "embedding, recurrence, dense": Case([Embedding(7, 4), Recurrent(4), Dense(3)], (5,), 7),
    "embedding, every state": Case([Embedding(7, 4), Recurrent(4, every=True), Dense(3)], (5,), 7),
    "product": Case([Reshape(3, 2), Dense(4), Product(), Dense(3)], (6,)),
    "product of embeddings": Case([Embedding(8, 4), Product(), Dense(3)], (2,), 8),
    "batch normalization": Case([Dense(4), BatchNorm(), Activation("tanh"), Dense(3)], (5,)),
    "batch normalization of channels": Case(
        [Conv2D(3, 2), BatchNorm(), Activation("relu"), Flatten(), Dense(3)], (4, 4, 2)
    ),
    "residual with batch normalization": Case(
        [
            Dense(4),
            Residual([BatchNorm(), Activation("tanh"), Dense(4)]),
            Residual([Residual([Dense(4), Activation("prelu")]), Dense(4)]),
            Dense(3),
        ],
        (5,),
    ),
    "residual that begins and ends with a bend": Case(
        [Residual([Activation("tanh"), Dense(4), Activation("gelu")]), Dense(3)], (4,)
    ),
    "batch normalization over time": Case(
        [Recurrent(4, "tanh", every=True), BatchNorm(), Recurrent(3), Dense(3)], (4, 2)
    ),
    "residual over time": Case(
        [Residual([Recurrent(3, "tanh", every=True)]), Recurrent(4, "swish"), Dense(3)], (4, 3)
    ),
}
LOSSES = ("softmax", "sigmoid", "linear")
SEQUENCES = [
    name
    for name, case in CASES.items()
    if any("state" in layer.options for layer in case.layers) or name == "dense on a sequence"
]


def network(case: Case, output: str = "softmax", rng=3, **options) -> Network:
    """The network of a case, with parameters that are nowhere 0."""
    net = Network(case.layers, case.shape, output=output, rng=rng, **options)
    shaken = np.random.default_rng(5).normal(scale=0.2, size=net.theta.shape[-1])
    net.theta += shaken.astype(net.theta.dtype)
    return net


def batch(case: Case, net: Network, n: int = N, stack: tuple[int, ...] = ()):
    """Inputs and targets for the network of a case."""
    rng = np.random.default_rng(11)
    shape = *stack, n, *case.shape
    X = rng.integers(0, case.words, shape) if case.words else rng.normal(size=shape)
    rows = *stack, n, *net.output_shape[:-1]
    labels = net.output.name == "softmax"
    return X, rng.integers(0, CLASSES, rows) if labels else rng.uniform(size=(*rows, CLASSES))


def some_mask(case: Case) -> np.ndarray:
    """(N, time): sequences of different lengths, and a gap."""
    time = case.shape[0]
    mask = np.arange(time) < np.array([time, 1, time - 1, 2, time, time - 1])[:, None]
    mask[4, 1] = False
    return mask


def central_differences(value, at: np.ndarray, h: float = 1e-5) -> np.ndarray:
    """The derivative of value() with respect to the last axis of `at`, changed in place."""
    columns = []
    for i in range(at.shape[-1]):
        kept = at[..., i].copy()
        at[..., i] = kept + h
        above = value()
        at[..., i] = kept - h
        below = value()
        at[..., i] = kept
        columns.append((above - below) / (2 * h))
    return np.stack(columns, axis=-1)


def assert_equal_gradients(exact, numeric, tolerance=1e-6):
    assert exact.shape == numeric.shape
    assert np.abs(numeric).max() > 1e-4
    assert np.abs(exact - numeric).max() < tolerance * np.abs(numeric).max()


# ---------------------------------------------------------------- gradients


@pytest.mark.parametrize("rng", [3, [3, 4]], ids=["single", "stack"])
@pytest.mark.parametrize("output", LOSSES)
@pytest.mark.parametrize("name", CASES)
def test_gradients_equal_central_differences(name, output, rng):
    case = CASES[name]
    net = network(case, output, rng)
    X, y = batch(case, net)
    gradients = net.backward(net.forward(X), y)
    assert_equal_gradients(gradients.theta, central_differences(lambda: net.loss(X, y), net.theta))


@pytest.mark.parametrize("name", SEQUENCES)
def test_gradients_equal_central_differences_where_steps_are_masked(name):
    case = CASES[name]
    net = network(case)
    X, y = batch(case, net)
    mask = some_mask(case)
    gradients = net.backward(net.forward(X, mask), y)
    numeric = central_differences(lambda: net.loss(X, y, mask), net.theta)
    assert_equal_gradients(gradients.theta, numeric)


@pytest.mark.parametrize("rng", [3, [3, 4]], ids=["single", "stack"])
@pytest.mark.parametrize("name", [name for name, case in CASES.items() if not case.words])
def test_gradients_at_the_inputs_equal_central_differences(name, rng):
    case = CASES[name]
    net = network(case, rng=rng)
    X, y = batch(case, net, stack=net.stack_shape)
    gradients = net.backward(net.forward(X), y)
    rows = X.reshape(*net.stack_shape, -1)
    numeric = central_differences(lambda: net.loss(rows.reshape(X.shape), y), rows)
    assert_equal_gradients(gradients.inputs.reshape(rows.shape), numeric)


def test_a_record_stays_as_it_was():
    net = network(CASES["activation that learns"])
    X, y = batch(CASES["activation that learns"], net)
    record = net.forward(X)
    slopes = record.slopes[0].copy()
    net.fit(X, y, epochs=3)
    np.testing.assert_array_equal(record.slopes[0], slopes)
    np.testing.assert_array_equal(copy.deepcopy(record).slopes[0], slopes)


def test_answers_are_no_view_of_the_inputs():
    images = np.ones((2, 2, 2))
    net = Network([Flatten()], (2, 2), output="linear", rng=[1, 2])
    net.predict(images)[...] = 0
    assert (images == 1).all()
    assert net.loss(images, np.ones((2, 4))).shape == (2,)


def test_an_embedding_has_no_gradient_at_its_inputs():
    case = CASES["embedding, recurrence, dense"]
    net = network(case)
    X, y = batch(case, net)
    assert net.backward(net.forward(X), y).inputs is None


@pytest.mark.parametrize("f", [name for name in activations.names() if name != "step"])
def test_every_function_can_bend_a_recurrent_layer(f):
    case = Case([Recurrent(3, f), Dense(3)], (4, 2))
    net = network(case)
    X, y = batch(case, net)
    gradients = net.backward(net.forward(X), y)
    numeric = central_differences(lambda: net.loss(X, y), net.theta)
    assert_equal_gradients(gradients.theta, numeric)


@pytest.mark.parametrize("mask", [False, True])
def test_gradients_at_the_initial_state_equal_central_differences(mask):
    case = CASES["two recurrences"]
    net = network(case)
    X, y = batch(case, net)
    mask = some_mask(case) if mask else None
    states = [np.random.default_rng(i).normal(size=(N, n)) for i, n in enumerate((4, 3))]
    gradients = net.backward(net.forward(X, mask, states), y)
    for exact, state in zip(gradients.state, states, strict=True):
        flat = state.reshape(-1)
        numeric = central_differences(lambda: net.loss(X, y, mask, states), flat)
        assert_equal_gradients(exact.ravel(), numeric)


@pytest.mark.parametrize("name", CASES)
def test_delta_is_the_gradient_at_every_pre_activation(name):
    """delta has the shape of z, and the biases in front of it get its sum."""
    case = CASES[name]
    net = network(case)
    X, y = batch(case, net)
    record = net.forward(X)
    gradients = net.backward(record, y)
    assert [d.shape for d in gradients.delta] == [z.shape for z in record.z]
    last = gradients.delta[-1]
    np.testing.assert_allclose(
        gradients.b[-1], last.reshape(-1, last.shape[-1]).sum(axis=0), atol=1e-15
    )


# ---------------------------------------------------------------- stacks, copies, training


@pytest.mark.parametrize("stacked_inputs", [False, True])
@pytest.mark.parametrize("name", CASES)
def test_replica_equals_the_single_network(name, stacked_inputs):
    case = CASES[name]
    stack = network(case, rng=[[3, 4, 5]])
    X, y = batch(case, stack, stack=stack.stack_shape if stacked_inputs else ())
    record = stack.forward(X)
    gradients = stack.backward(record, y)
    for i, seed in enumerate([3, 4, 5]):
        single = network(case, rng=seed)
        at = (0, i) if stacked_inputs else ()
        one = single.forward(X[at])
        np.testing.assert_allclose(record.output[0, i], one.output, rtol=1e-12, atol=1e-15)
        np.testing.assert_allclose(
            gradients.theta[0, i], single.backward(one, y[at]).theta, rtol=1e-9, atol=1e-14
        )


@pytest.mark.parametrize("name", CASES)
def test_a_stack_trains_as_its_replicas_do(name):
    case = CASES[name]
    stack = network(case, rng=[3, 4])
    X, y = batch(case, stack, n=9)
    options = {"epochs": 3, "batch_size": 4, "learning_rate": 0.05, "momentum": 0.5}
    history = stack.fit(X, y, weight_decay=0.01, rng=[7, 8], **options)
    for i, seed in enumerate([3, 4]):
        single = network(case, rng=seed)
        alone = single.fit(X, y, weight_decay=0.01, rng=7 + i, **options)
        np.testing.assert_allclose(stack.theta[i], single.theta, rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(stack.buffers[i], single.buffers, rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(history.loss[:, i], alone.loss, rtol=1e-9)


@pytest.mark.parametrize("name", CASES)
def test_a_step_of_training_goes_against_the_gradient(name):
    """Training may write into arrays that the forward pass for a reader keeps: the sum is the same.

    Also for two steps, so that what the first has left behind does no harm.
    """
    case = CASES[name]
    net, expected = network(case), network(case)
    X, y = batch(case, net)
    given = X.copy()
    net.fit(X, y, epochs=2, learning_rate=0.1, rng=None)
    for _ in range(2):
        expected.theta -= 0.1 * expected.backward(expected.forward(X), y).theta
    np.testing.assert_allclose(net.theta, expected.theta, rtol=1e-10, atol=1e-13)
    np.testing.assert_array_equal(X, given)


@pytest.mark.parametrize("name", CASES)
def test_copies_stand_on_their_own(name):
    case = CASES[name]
    net = network(case, rng=[1, 2])
    X, y = batch(case, net)
    net.fit(X, y, epochs=1, batch_size=3)
    before = net.theta.copy(), net.predict(X)
    for twin in (net.copy(), pickle.loads(pickle.dumps(net))):
        np.testing.assert_array_equal(twin.theta, net.theta)
        np.testing.assert_array_equal(twin.predict(X), before[1])
        twin.theta += 1
        twin.buffers += 1
    joined = Network.stack([net.replica(1), net.replica(0)])
    np.testing.assert_array_equal(joined.theta, net.theta[::-1])
    np.testing.assert_allclose(joined.predict(X), before[1][::-1], rtol=1e-12, atol=1e-15)
    joined.theta += 1
    np.testing.assert_array_equal(net.theta, before[0])
    np.testing.assert_array_equal(net.predict(X), before[1])


@pytest.mark.parametrize("name", CASES)
def test_theta_is_one_array_and_layers_hold_views(name):
    case = CASES[name]
    net = network(case, rng=[1, 2])
    assert net.theta.flags.c_contiguous
    X, _ = batch(case, net)
    before = net.predict(X)
    kept = net.theta.copy()
    net.theta[...] = 0
    assert not np.allclose(net.predict(X), before)
    net.theta[...] = kept
    np.testing.assert_array_equal(net.predict(X), before)
    net.b[-1][...] = 100 * np.arange(CLASSES)
    assert (net.theta == 200).any()
    assert (net.predict(X).argmax(axis=-1) == 2).all()


@pytest.mark.parametrize("name", CASES)
def test_what_is_assigned_reaches_the_network(name):
    case = CASES[name]
    net, expected = network(case, rng=[1, 2]), network(case, rng=[1, 2])
    X, _ = batch(case, net)
    for k, layer in enumerate(net.layers):
        if "W" in layer.held:
            layer.W = 2 * layer.W
            expected.layers[k].W[...] *= 2
    net.b[-1] = np.ones(CLASSES)
    expected.b[-1][...] = 1
    np.testing.assert_array_equal(net.theta, expected.theta)
    np.testing.assert_array_equal(net.predict(X), expected.predict(X))


@pytest.mark.parametrize("name", CASES)
def test_float32_stays_float32(name):
    case = CASES[name]
    exact, net = network(case), network(case, dtype=np.float32)
    X, y = batch(case, net)
    record = net.forward(X)
    gradients = net.backward(record, y)
    assert {a.dtype for a in (*record.z, *record.a[1:], *gradients.delta)} == {np.dtype("float32")}
    assert net.loss(X, y).dtype == gradients.theta.dtype == np.float32
    net.fit(X, y, epochs=2, learning_rate=0.01)
    exact.fit(X, y, epochs=2, learning_rate=0.01)
    assert net.theta.dtype == net.buffers.dtype == net.predict(X).dtype == np.float32
    np.testing.assert_allclose(net.theta, exact.theta, atol=1e-4)


@pytest.mark.parametrize("name", CASES)
def test_one_description_serves_many_networks(name):
    case = CASES[name]
    one, two = network(case, rng=1), network(case, rng=2)
    kept = two.theta.copy()
    one.theta[...] = 0
    np.testing.assert_array_equal(two.theta, kept)
    assert "W" not in vars(case.layers[0])


def test_in_a_batch_of_its_own_size_each_row_is_answered_alike():
    case = CASES["embedding, every state"]
    net = network(case)
    X, _ = batch(case, net, n=5)
    whole = net.predict(X)
    np.testing.assert_allclose(net.predict(X, batch_size=2), whole, rtol=1e-12)
    mask = np.arange(5) < np.array([5, 2, 1, 4, 3])[:, None]
    state = np.random.default_rng(0).normal(size=(5, 4))
    np.testing.assert_allclose(
        net.predict(X, mask, state, batch_size=2), net.predict(X, mask, state), rtol=1e-12
    )


# ---------------------------------------------------------------- against something simpler


def test_dense_layers_are_the_multilayer_perceptron():
    mlp = MLP([5, 4, 3], "tanh", rng=2)
    net = Network([Dense(4, "glorot_uniform"), Activation("tanh"), Dense(3)], 5, rng=2)
    np.testing.assert_array_equal(net.theta, mlp.theta)


@given(
    size=st.tuples(st.integers(1, 6), st.integers(1, 6)),
    kernel=st.tuples(st.integers(1, 4), st.integers(1, 4)),
    stride=st.tuples(st.integers(1, 3), st.integers(1, 3)),
    padding=st.tuples(st.integers(0, 2), st.integers(0, 2)),
    seed=st.integers(0, 100),
)
def test_windows_and_scatter_are_adjoint(size, kernel, stride, padding, seed):
    """⟨windows(a), d⟩ = ⟨a, scatter(d)⟩ for all a and d."""
    if any(s + 2 * p < k for s, p, k in zip(size, padding, kernel, strict=True)):
        return
    rng = np.random.default_rng(seed)
    a = rng.normal(size=(2, 3, *size, 2))
    seen = windows(a, kernel, stride, padding)
    d = rng.normal(size=seen.shape)
    back = scatter(d, a.shape[-3:], stride, padding)
    assert back.shape == a.shape
    np.testing.assert_allclose((seen * d).sum(), (a * back).sum(), rtol=1e-12, atol=1e-12)


def test_a_convolution_is_the_sum_it_is_defined_as():
    net = Network([Conv2D(2, (2, 3), (2, 1), (1, 0))], (4, 5, 3), output="linear", rng=0)
    net.b[0][...] = [0.5, -1]
    x = np.random.default_rng(0).normal(size=(4, 5, 3))
    framed = np.pad(x, ((1, 1), (0, 0), (0, 0)))
    filters = net.layers[0].filters
    expected = np.empty((3, 3, 2))
    for i in range(3):
        for j in range(3):
            for k in range(2):
                window = framed[2 * i : 2 * i + 2, j : j + 3]
                expected[i, j, k] = (window * filters[..., k]).sum() + net.b[0][k]
    np.testing.assert_allclose(net.predict(x[None])[0], expected, rtol=1e-12)


def test_pooling_takes_the_largest_and_drops_what_is_left_over():
    image = np.arange(35.0).reshape(5, 7)[..., None]
    net = Network([MaxPool2D(2)], (5, 7, 1), output="linear")
    answers = net.predict(-image[None])[0, ..., 0]
    np.testing.assert_array_equal(answers, [[-0, -2, -4], [-14, -16, -18]])


def test_of_equal_numbers_the_first_gets_the_whole_gradient():
    net = Network([MaxPool2D(2)], (2, 2, 1), output="linear")
    record = net.forward(np.ones((1, 2, 2, 1)))
    gradients = net.backpropagate(record, np.full((1, 1, 1, 1), 3.0))
    np.testing.assert_array_equal(gradients.inputs.ravel(), [3, 0, 0, 0])


def unrolled(net: Network, steps: int, n_in: int) -> tuple[MLP, list[np.ndarray]]:
    """A recurrent layer as a deep dense network: one layer per step.

    Layer t gets the state and all later inputs, which it passes on.
    """
    layer = net.layers[0]
    n = layer.n_out
    sizes = [n + (steps - t) * n_in for t in range(steps)] + [n, CLASSES]
    deep = MLP([*sizes[:-2], n, CLASSES], "identity", initializer="zeros")
    places = []
    for t in range(steps):
        deep.W[t][:n, :n], deep.W[t][n : n + n_in, :n] = layer.U, layer.W
        deep.b[t][:n] = layer.b
        rest = sizes[t + 1] - n
        deep.W[t][n + n_in :, n:] = np.eye(rest)
        places.append(rest)
    deep.W[-1][...], deep.b[-1][...] = net.W[-1], net.b[-1]
    return deep, places


def test_a_recurrent_layer_is_a_dense_network_with_one_layer_per_step():
    """With f the identity, so that what is passed on is not bent: gradients add up over layers."""
    steps, n_in = 4, 2
    net = network(Case([Recurrent(3, "identity"), Dense(3)], (steps, n_in)))
    deep, _ = unrolled(net, steps, n_in)
    X, y = batch(Case(None, (steps, n_in)), net)
    flat = np.concatenate([np.zeros((N, 3)), X.reshape(N, -1)], axis=1)
    record, expected = net.forward(X), deep.forward(flat)
    np.testing.assert_allclose(record.output, expected.output, rtol=1e-12)
    ours, theirs = net.backward(record, y), deep.backward(expected, y)
    dU = sum(W[:3, :3] for W in theirs.W[:steps])
    dW = sum(W[3 : 3 + n_in, :3] for W in theirs.W[:steps])
    np.testing.assert_allclose(ours.layers[0].U, dU, rtol=1e-10, atol=1e-14)
    np.testing.assert_allclose(ours.layers[0].W, dW, rtol=1e-10, atol=1e-14)
    np.testing.assert_allclose(ours.layers[0].b, sum(b[:3] for b in theirs.b[:steps]), rtol=1e-10)
    for t in range(steps):
        np.testing.assert_allclose(ours.delta[0][:, t], theirs.delta[t][:, :3], rtol=1e-10)


@pytest.mark.parametrize("f", ["tanh", "relu", "leaky_relu"])
def test_a_recurrent_layer_is_its_equations(f):
    net = network(Case([Recurrent(3, f, every=True), Dense(3)], (4, 2)))
    layer, bend = net.layers[0], activations.get(f)
    X = np.random.default_rng(0).normal(size=(N, 4, 2))
    h = start = np.random.default_rng(1).normal(size=(N, 3))
    record = net.forward(X, state=start)
    for t in range(4):
        z = X[:, t] @ layer.W + h @ layer.U + layer.b
        h = bend(z)
        np.testing.assert_allclose(record.z[0][:, t], z, rtol=1e-12, atol=1e-15)
        np.testing.assert_allclose(record.a[1][:, t], h, rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(record.state, h, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("norm", [[], [BatchNorm()]], ids=["plain", "with batch normalization"])
@pytest.mark.parametrize("every", [False, True])
def test_masked_steps_count_nothing(every, norm):
    """A short sequence in a long frame is the short sequence, whatever stands behind its end."""
    layers = [*norm, Recurrent(3, "tanh", every=every), Dense(3)]
    short, long = network(Case(layers, (3, 2))), network(Case(layers, (5, 2)))
    X = np.random.default_rng(0).normal(size=(N, 5, 2))
    y = np.random.default_rng(1).integers(0, 3, (N, 5) if every else N)
    mask = np.broadcast_to(np.arange(5) < 3, (N, 5))
    y_short = y[:, :3] if every else y
    np.testing.assert_allclose(long.loss(X, y, mask), short.loss(X[:, :3], y_short), rtol=1e-13)
    ours = long.backward(long.forward(X, mask), y)
    theirs = short.backward(short.forward(X[:, :3]), y_short)
    np.testing.assert_allclose(ours.theta, theirs.theta, rtol=1e-10, atol=1e-15)
    np.testing.assert_allclose(ours.inputs[:, :3], theirs.inputs, rtol=1e-10, atol=1e-15)
    assert (ours.inputs[:, 3:] == 0).all()


def test_the_loss_of_steps_is_the_mean_over_those_that_count():
    net = network(CASES["recurrence, every state"])
    X, y = batch(CASES["recurrence, every state"], net)
    p = np.take_along_axis(net.predict(X), y[..., None], -1)[..., 0]
    mask = some_mask(CASES["recurrence, every state"])
    np.testing.assert_allclose(net.loss(X, y), -np.log(p).mean(), rtol=1e-12)
    masked = np.take_along_axis(net.predict(X, mask), y[..., None], -1)[..., 0]
    np.testing.assert_allclose(net.loss(X, y, mask), -np.log(masked[mask]).mean(), rtol=1e-12)


def test_an_encoder_learns_through_a_decoder():
    """The gradient at the decoder's initial state goes on into the encoder."""
    encoder = network(Case([Recurrent(4, "tanh")], (3, 2)), "linear", rng=1)
    decoder = network(Case([Recurrent(4, "tanh", every=True), Dense(3)], (2, 2)), rng=2)
    rng = np.random.default_rng(0)
    X, Z, y = rng.normal(size=(N, 3, 2)), rng.normal(size=(N, 2, 2)), rng.integers(0, 3, (N, 2))

    def loss():
        return decoder.loss(Z, y, state=encoder.predict(X))

    told = encoder.forward(X)
    gradients = decoder.backward(decoder.forward(Z, state=told.output), y)
    exact = encoder.backpropagate(told, gradients.state).theta
    assert_equal_gradients(exact, central_differences(loss, encoder.theta))


def test_an_embedding_looks_up_rows_and_its_gradient_adds_them_up():
    net = network(Case([Embedding(5, 2)], (3,)), "linear", rng=[1, 2])
    words = np.array([[0, 4, 0], [2, 0, 0]])
    record = net.forward(words)
    np.testing.assert_array_equal(record.logits[1, 0], net.layers[0].E[1][[0, 4, 0]])
    delta = np.random.default_rng(0).normal(size=record.logits.shape)
    gradients = net.backpropagate(record, delta).layers[0].E
    np.testing.assert_allclose(
        gradients[:, 0], delta[:, 0, [0, 2]].sum(1) + delta[:, 1, 1:].sum(1), rtol=1e-13
    )
    np.testing.assert_array_equal(gradients[:, 4], delta[:, 0, 1])
    assert (gradients[:, [1, 3]] == 0).all()


def test_a_product_is_a_dot_product_of_embeddings():
    net = Network([Embedding(6, 4), Product(), Dense(1, "zeros")], (2,), output="linear", rng=0)
    net.W[-1][...] = 1
    E = net.layers[0].E
    np.testing.assert_allclose(net.predict([[1, 5]]), [[E[1] @ E[5]]], rtol=1e-12)


# ---------------------------------------------------------------- batch normalization


def test_batch_normalization_is_its_closed_form():
    net = network(Case([BatchNorm(epsilon=0.1)], (3,)), "linear")
    x = np.random.default_rng(0).normal(2, 3, size=(8, 3))
    layer = net.layers[0]
    expected = (x - x.mean(0)) / np.sqrt(x.var(0) + 0.1) * layer.scale + layer.shift
    np.testing.assert_allclose(net.forward(x).output, expected, rtol=1e-12)


def test_forward_and_loss_use_the_batch_and_change_nothing():
    net = network(CASES["batch normalization"])
    X, y = batch(CASES["batch normalization"], net)
    buffers, answers = net.buffers.copy(), net.predict(X)
    p = net.forward(X).output
    np.testing.assert_allclose(net.loss(X, y), -np.log(p[range(N), y]).mean(), rtol=1e-12)
    np.testing.assert_array_equal(net.buffers, buffers)
    np.testing.assert_array_equal(net.predict(X), answers)
    assert not np.allclose(p, answers)


def test_training_moves_the_running_averages_and_predicting_uses_them():
    net = Network([BatchNorm(momentum=0.25)], (2,), output="linear", rng=[0, 1])
    x = np.random.default_rng(0).normal(3, 2, size=(10, 2))
    net.fit(x, x, epochs=1, batch_size=5, learning_rate=1e-9, rng=None)
    mean, variance = np.zeros(2), np.ones(2)
    for part in (x[:5], x[5:]):
        mean += 0.25 * (part.mean(0) - mean)
        variance += 0.25 * (part.var(0, ddof=1) - variance)
    layer = net.layers[0]
    np.testing.assert_allclose(layer.mean, [mean, mean], rtol=1e-12)
    np.testing.assert_allclose(layer.variance, [variance, variance], rtol=1e-12)
    one = (x[:1] - mean) / np.sqrt(variance + 1e-5)
    np.testing.assert_allclose(net.predict(x[:1])[0], one, rtol=1e-6)


# ---------------------------------------------------------------- starts


def test_weights_start_as_the_activation_behind_them_asks():
    layers = [
        Dense(400),
        BatchNorm(),
        Activation(activations.LeakyReLU(0.5)),
        Dense(300),
        Activation("tanh"),
        Dense(300),
    ]
    net = Network(layers, 500, rng=0)
    variances = [2 / (1.25 * 500), 2 / (400 + 300), 2 / (300 + 300)]
    np.testing.assert_allclose([W.var() for W in net.W], variances, rtol=0.02)
    assert all((b == 0).all() for b in net.b)


def test_a_convolution_counts_the_numbers_of_its_window():
    net = Network([Conv2D(300, 5), Activation("relu")], (5, 5, 8), output="linear", rng=0)
    np.testing.assert_allclose(net.W[0].var(), 2 / (25 * 8), rtol=0.02)


def test_recurrent_matrices_start_orthogonal_or_as_they_are_told():
    net = Network([Recurrent(30, "relu"), Dense(3)], (4, 200), rng=0)
    U = net.layers[0].U
    np.testing.assert_allclose(U @ U.T, np.eye(30), atol=1e-12)
    np.testing.assert_allclose(net.W[0].var(), 2 / 200, rtol=0.1)
    net = Network([Recurrent(30, "relu", recurrent_initializer="identity")], (4, 2), "linear")
    np.testing.assert_array_equal(net.layers[0].U, np.eye(30))


# ---------------------------------------------------------------- bad input

BAD = {
    "embedding inside": (
        lambda: Network([Residual([Embedding(6, 2), Flatten(), Dense(3)])], 3),
        "layers must have an Embedding only as the first one",
    ),
    "type": (lambda: Network([Dense(3)], 3, dtype="int"), "dtype must be float64 or float32"),
    "no layer": (lambda: Network([], 3), "layers must be objects of rectified.layers"),
    "not a layer": (lambda: Network([3], 3), "layers must be objects of rectified.layers"),
    "no units": (lambda: Dense(0), "n_out must be a whole number >= 1, got 0"),
    "empty shape": (lambda: Network([Dense(3)], ()), "input_shape must be"),
    "negative shape": (lambda: Network([Dense(3)], (4, -1)), "input_shape must be .* got -1"),
    "bad kernel": (lambda: Conv2D(3, (1, 2, 3)), r"kernel must be .* got \(1, 2, 3\)"),
    "bad padding": (lambda: Conv2D(3, 2, padding=-1), "padding must be .* >= 0 .* got -1"),
    "flat image": (lambda: Network([Conv2D(3, 2)], 9), r"Conv2D needs images .* got shape \(9,\)"),
    "small image": (lambda: Network([Conv2D(3, 5)], (4, 9, 1)), r"at least \(5, 5\) pixels"),
    "small field": (lambda: Network([MaxPool2D(5)], (4, 9, 1)), r"at least \(5, 5\) pixels"),
    "no sequence": (lambda: Network([Recurrent(3)], 4), r"needs sequences \(time, features\)"),
    "words in an image": (lambda: Network([Embedding(3, 2)], (2, 2)), r"sequences \(time,\)"),
    "late embedding": (
        lambda: Network([Dense(3), Embedding(3, 2)], 3),
        "layers must have an Embedding only as the first one",
    ),
    "changed shape": (lambda: Network([Residual([Dense(4)])], 3), r"must keep the shape \(3,\)"),
    "one vector": (lambda: Network([Product()], 3), r"Product needs m vectors .* got shape \(3,\)"),
    "lost numbers": (lambda: Network([Reshape(2, 2)], 3), r"shape must hold 3 numbers"),
    "negative epsilon": (lambda: BatchNorm(epsilon=-1), "epsilon must be a positive number"),
    "large momentum": (lambda: BatchNorm(momentum=2), "momentum must be a number from 0 to 1"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_layers_are_named(name):
    make, message = BAD[name]
    with pytest.raises(ValueError, match=message):
        make()


WORDS = Network([Embedding(5, 2), Recurrent(3), Dense(2)], (4,))
FOUR = np.zeros((2, 4), int)
SHORTENED = Network([Conv2D(3, (3, 1)), Reshape(6, 3), Recurrent(4), Dense(2)], (8, 1, 2))
BAD_CALLS = {
    "words that are not whole": (lambda: WORDS.predict(FOUR + 0.5), "X must be whole numbers"),
    "unknown word": (lambda: WORDS.predict(FOUR + 5), "from 0 to 4, got 5 to 5"),
    "length": (lambda: WORDS.predict(FOUR[:, :3]), r"X must have rows of 4 .* got shape \(2, 3\)"),
    "mask's shape": (lambda: WORDS.predict(FOUR, np.ones((2, 3))), r"mask must .* \(2, 4\)"),
    "mask's values": (lambda: WORDS.predict(FOUR, np.full((2, 4), 2)), "mask must hold True or"),
    "mask behind a layer that changes time": (
        lambda: SHORTENED.predict(np.zeros((4, 8, 1, 2)), np.ones((4, 8))),
        "keeps the 8 steps up to its last recurrent layer",
    ),
    "delta": (
        lambda: WORDS.backpropagate(WORDS.forward(FOUR), np.ones((2, 3))),
        r"delta must end in the shape \(2, 2\), got shape \(2, 3\)",
    ),
    "complex": (lambda: SHORTENED.predict(np.zeros((4, 8, 1, 2), complex)), "array of numbers"),
    "state's shape": (lambda: WORDS.predict(FOUR, state=np.ones((2, 4))), r"state .* \(2, 3\)"),
    "states": (
        lambda: WORDS.predict(FOUR, state=[np.ones((2, 3))] * 2),
        r"each recurrent .* \(1\)",
    ),
    "labels": (lambda: WORDS.loss(FOUR, np.zeros((2, 4), int)[0]), "y must have one label per row"),
    "empty batches": (lambda: WORDS.predict(FOUR, batch_size=0), "batch_size must be"),
}


@pytest.mark.parametrize("name", BAD_CALLS)
def test_bad_calls_are_named(name):
    call, message = BAD_CALLS[name]
    with pytest.raises(ValueError, match=message):
        call()


def test_starts_look_into_a_residual_and_beyond_it():
    inner = Residual([Activation("relu"), Dense(40)])
    layers = [Dense(40), inner, Activation("tanh"), Dense(3)]
    net = Network(layers, 500, rng=0)
    before, inside, after = net.layers[0], net.layers[1].layers[1], net.layers[3]
    assert (before.behind.name, inside.behind.name, after.behind) == ("relu", "tanh", None)
    np.testing.assert_allclose(before.W.var(), 2 / 500, rtol=0.05)
    np.testing.assert_allclose(inside.W.var(), 2 / 80, rtol=0.2)
