"""Promises of rectified.layers, one by one: each layer against something simpler."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from layer_cases import (
    CASES,
    CLASSES,
    Case,
    N,
    assert_equal_gradients,
    batch,
    central_differences,
    network,
    some_mask,
)

from rectified import activations
from rectified.layers import (
    Activation,
    BatchNorm,
    Conv2D,
    Dense,
    Embedding,
    MaxPool2D,
    Product,
    Recurrent,
    Residual,
)
from rectified.layers.convolution import scatter, windows
from rectified.network import MLP, Network

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


def test_starts_look_into_a_residual_and_beyond_it():
    inner = Residual([Activation("relu"), Dense(40)])
    layers = [Dense(40), inner, Activation("tanh"), Dense(3)]
    net = Network(layers, 500, rng=0)
    before, inside, after = net.layers[0], net.layers[1].layers[1], net.layers[3]
    assert (before.behind.name, inside.behind.name, after.behind) == ("relu", "tanh", None)
    np.testing.assert_allclose(before.W.var(), 2 / 500, rtol=0.05)
    np.testing.assert_allclose(inside.W.var(), 2 / 80, rtol=0.2)
