"""Promises of rectified.layers that every layer keeps: gradients, stacks, copies, training."""

from __future__ import annotations

import copy
import pickle

import numpy as np
import pytest
from layer_cases import (
    CASES,
    CLASSES,
    LOSSES,
    SEQUENCES,
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
    Dense,
    Flatten,
    Recurrent,
)
from rectified.network import Network

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


@pytest.mark.parametrize("rng", [3, [3, 4]], ids=["single", "stack"])
@pytest.mark.parametrize("f", ["identity", "sigmoid", "tanh", "relu", "leaky_relu"])
def test_all_gradients_in_time_equal_central_differences(f, rng):
    """With a mask, initial states and an answer at every step, all at once."""
    case = Case([Recurrent(4, f, every=True), Recurrent(3, f, every=True), Dense(3)], (5, 2))
    net = network(case, rng=rng)
    X, y = batch(case, net, stack=net.stack_shape)
    mask, draw = some_mask(case), np.random.default_rng(7)
    states = [draw.normal(size=(*net.stack_shape, N, n)) for n in (4, 3)]
    gradients = net.backward(net.forward(X, mask, states), y)
    for exact, values in zip(
        [gradients.theta, gradients.inputs, *gradients.state],
        [net.theta, X, *states],
        strict=True,
    ):
        rows = values.reshape(*net.stack_shape, -1)
        numeric = central_differences(lambda: net.loss(X, y, mask, states), rows)
        assert_equal_gradients(exact.reshape(rows.shape), numeric)


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
