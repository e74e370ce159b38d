"""Promises of rectified.training: optimizers, clipping, and those that watch."""

from __future__ import annotations

import numpy as np
import pytest

from rectified import training
from rectified.layers import Activation, BatchNorm, Dense, Embedding, Recurrent
from rectified.network import MLP, DivergenceError, Network
from rectified.training import SGD, Adam, EarlyStopping

RNG = np.random.default_rng(1)
X, X_HELD = RNG.normal(size=(2, 24, 4))
Y, Y_HELD = RNG.integers(0, 3, (2, 24))


def net_for(rng=0, **options) -> MLP:
    return MLP([4, 6, 3], "tanh", rng=rng, **options)


def gradient(net) -> np.ndarray:
    return net.backward(net.forward(X), Y).theta


# ---------------------------------------------------------------- optimizers


@pytest.mark.parametrize("rng", [0, [0, 1]], ids=["single", "stack"])
def test_adam_is_its_algorithm(rng):
    net, expected = net_for(rng), net_for(rng)
    options = {"learning_rate": 0.02, "beta1": 0.8, "beta2": 0.95, "epsilon": 1e-3}
    net.fit(X, Y, epochs=4, optimizer=Adam(**options), rng=None)
    m, v = np.zeros((2, *expected.theta.shape))
    for t in range(1, 5):
        g = gradient(expected)
        m = 0.8 * m + 0.2 * g
        v = 0.95 * v + 0.05 * g**2
        m_hat, v_hat = m / (1 - 0.8**t), v / (1 - 0.95**t)
        expected.theta -= 0.02 * m_hat / (np.sqrt(v_hat) + 1e-3)
    np.testing.assert_allclose(net.theta, expected.theta, rtol=1e-10, atol=1e-14)


def test_the_first_step_of_adam_is_the_learning_rate_in_every_direction():
    net = net_for()
    before, g = net.theta.copy(), gradient(net)
    net.fit(X, Y, epochs=1, optimizer=Adam(0.01, epsilon=1e-12), rng=None)
    np.testing.assert_allclose(net.theta - before, -0.01 * np.sign(g), rtol=1e-6)


def test_each_replica_has_its_own_numbers():
    rates, beta1 = [0.001, 0.1], [0.5, 0.9]
    stack = net_for([0, 1])
    stack.fit(X, Y, epochs=3, batch_size=5, optimizer=Adam(rates, beta1), rng=[3, 4])
    for i in range(2):
        alone = net_for(i)
        optimizer = Adam(rates[i], beta1[i])
        alone.fit(X, Y, epochs=3, batch_size=5, optimizer=optimizer, rng=3 + i)
        np.testing.assert_allclose(stack.theta[i], alone.theta, rtol=1e-9, atol=1e-13)


@pytest.mark.parametrize("make", [lambda: SGD(0.1, 0.9, 0.01), lambda: Adam(0.01)])
def test_a_loop_of_your_own_trains_as_fit_does(make):
    net, by_hand = net_for(), net_for()
    net.fit(X, Y, epochs=5, optimizer=make(), rng=None)
    optimizer = make()
    optimizer.start(by_hand)
    for _ in range(5):
        optimizer.step(gradient(by_hand))
    np.testing.assert_allclose(net.theta, by_hand.theta, rtol=1e-10, atol=1e-14)


def test_an_optimizer_forgets_its_last_network():
    optimizer = Adam(0.01)
    one, two = net_for(), net_for()
    one.fit(X, Y, epochs=3, optimizer=optimizer)
    two.fit(X, Y, epochs=3, optimizer=optimizer)
    np.testing.assert_array_equal(one.theta, two.theta)


def test_only_weights_decay():
    layers = [Embedding(5, 2), Recurrent(3, "prelu"), BatchNorm(), Dense(2)]
    net = Network(layers, (4,), rng=0)
    net.theta[...] = 1
    words, labels = np.zeros((6, 4), int), np.array([0, 1] * 3)
    net.fit(words, labels, epochs=1, learning_rate=1e-9, weight_decay=1e8, rng=None)
    embedding, recurrent, norm, dense = net.layers
    for decayed in (embedding.E, recurrent.W, recurrent.U, dense.W):
        np.testing.assert_allclose(decayed, 0.9, rtol=1e-6)
    for kept in (recurrent.b, recurrent.alpha, norm.scale, norm.shift, dense.b):
        np.testing.assert_allclose(kept, 1, rtol=1e-6)


# ---------------------------------------------------------------- clipping


def test_a_long_gradient_is_shortened_and_a_short_one_left_alone():
    g = np.array([[3.0, 4.0], [0.3, 0.4], [0.0, 0.0]])
    training.clip(g, 1.0)
    np.testing.assert_allclose(g, [[0.6, 0.8], [0.3, 0.4], [0, 0]], rtol=1e-15)


def test_each_network_is_clipped_by_itself():
    net = net_for([0, 1])
    before, g = net.theta.copy(), gradient(net)
    lengths = np.linalg.norm(g, axis=-1)
    limit = lengths.mean()  # one is longer, one is shorter
    net.fit(X, Y, epochs=1, learning_rate=1.0, clip_norm=limit, rng=None)
    moved = np.linalg.norm(net.theta - before, axis=-1)
    np.testing.assert_allclose(moved, np.minimum(lengths, limit), rtol=1e-10)


# ---------------------------------------------------------------- watchers


def overfitting(rng, patience: int, epochs: int):
    """A network that soon learns its random labels by heart, and gets worse on others."""
    net = MLP([4, 30, 3], "relu", rng=rng)
    watcher = EarlyStopping(X_HELD, Y_HELD, patience=patience)
    history = net.fit(
        X, Y, epochs=epochs, batch_size=4, learning_rate=0.2, early_stopping=watcher, rng=5
    )
    return net, watcher, history


def test_early_stopping_brings_the_best_parameters_back():
    net, watcher, history = overfitting(0, patience=4, epochs=100)
    assert history.n_epochs == watcher.best_epoch + 1 + 4 < 100
    assert watcher.best_loss == watcher.losses.min() == watcher.losses[watcher.best_epoch]
    assert net.loss(X_HELD, Y_HELD) == watcher.best_loss


def test_the_best_parameters_come_back_also_when_the_epochs_are_over():
    net, watcher, history = overfitting(0, patience=100, epochs=30)
    assert history.n_epochs == 30
    assert watcher.best_epoch < 29
    assert net.loss(X_HELD, Y_HELD) == watcher.best_loss


def test_each_network_of_a_stack_stops_where_it_would_alone():
    stack, watcher, _ = overfitting([0, 1, 2], patience=3, epochs=60)
    assert len(set(watcher.best_epoch.tolist())) > 1
    for i in range(3):
        alone, its_own, _ = overfitting(i, patience=3, epochs=60)
        assert watcher.best_epoch[i] == its_own.best_epoch
        np.testing.assert_allclose(stack.theta[i], alone.theta, rtol=1e-9, atol=1e-12)


def test_held_out_data_are_judged_by_the_running_averages():
    net = Network([BatchNorm(), Dense(3)], 4, rng=0)
    watcher = EarlyStopping(X_HELD, Y_HELD, patience=50)
    net.fit(X, Y, epochs=5, batch_size=6, early_stopping=watcher)
    p = net.predict(X_HELD)[range(24), Y_HELD]
    np.testing.assert_allclose(watcher.best_loss, -np.log(p).mean(), rtol=1e-12)


def test_divergence_puts_the_running_averages_back_too():
    net = Network([BatchNorm(), Dense(3)], 4, output="linear", rng=0)
    targets = np.eye(3)[Y]
    net.fit(X, targets, epochs=2, learning_rate=0.01)
    theta, buffers = net.theta.copy(), net.buffers.copy()
    with pytest.raises(DivergenceError, match="training diverged in epoch 0"):
        net.fit(X, targets, epochs=300, batch_size=1, learning_rate=1e200)
    np.testing.assert_array_equal(net.theta, theta)
    np.testing.assert_array_equal(net.buffers, buffers)


def test_the_loss_falls_with_a_recurrent_network_and_adam():
    """It learns which of two words came first, which no bag of words can tell."""
    rng = np.random.default_rng(0)
    words = rng.permuted(np.tile([0, 1, 2, 2, 2], (200, 1)), axis=1)
    labels = (words == 0).argmax(axis=1) < (words == 1).argmax(axis=1)
    net = Network([Embedding(3, 4), Recurrent(8, "tanh"), Dense(2)], (5,), rng=0)
    net.fit(words, labels.astype(int), epochs=30, batch_size=20, optimizer=Adam(0.01), clip_norm=1)
    assert (net.predict(words).argmax(axis=-1) == labels).mean() > 0.95


def test_a_watcher_is_told_of_beginning_epochs_and_end():
    class Watcher:
        seen = ()

        def start(self, net):
            self.seen += ("start",)

        def __call__(self, epoch, net, loss):
            self.seen += (epoch,)
            return epoch == 2

        def end(self, net):
            self.seen += ("end",)

    watcher = Watcher()
    history = training.fit(net_for(), X, Y, SGD(0.1), epochs=9, watchers=[watcher])
    assert watcher.seen == ("start", 0, 1, 2, "end")
    assert history.n_epochs == 3


def test_a_progress_bar_is_shown_on_request(capsys):
    net_for().fit(X, Y, epochs=2, progress=True)
    assert "2/2" in capsys.readouterr().err
    net_for().fit(X, Y, epochs=2)
    assert capsys.readouterr().err == ""


# ---------------------------------------------------------------- bad input

BAD = {
    "rate": ({"optimizer": Adam(0)}, "learning_rate must be a positive number, got 0"),
    "beta": ({"optimizer": Adam(beta2=1)}, "beta2 must be a number from 0 to below 1, got 1"),
    "rates": ({"optimizer": SGD([0.1, 0.2])}, "learning_rate must be a number or an array"),
    "two optimizers": (
        {"optimizer": Adam(), "momentum": 0.9},
        "optimizer must come without momentum: give them to it, got Adam",
    ),
    "clip": ({"clip_norm": 0}, "clip_norm must be a positive number, got 0"),
    "divergence": ({"on_divergence": "hide"}, "on_divergence must be one of 'raise', 'mark'"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_arguments_are_named_before_anything_moves(name):
    options, message = BAD[name]
    net = net_for()
    before = net.theta.copy()
    with pytest.raises(ValueError, match=message):
        net.fit(X, Y, epochs=1, **options)
    np.testing.assert_array_equal(net.theta, before)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"patience": 0}, "patience must be a whole number >= 1, got 0"),
        ({"min_delta": -1}, "min_delta must be a number >= 0, got -1"),
    ],
)
def test_bad_watchers_are_named(options, message):
    with pytest.raises(ValueError, match=message):
        EarlyStopping(X, Y, **options)


# ---------------------------------------------------------------- what training may not forget


@pytest.mark.parametrize("output", ["linear", "sigmoid"])
def test_float32_trains_on_targets_of_another_type(output):
    """Also between layers of one size, where a product goes where another one went."""
    small = MLP([4, 8, 8, 8, 1], "relu", output=output, rng=0, dtype=np.float32)
    exact = MLP([4, 8, 8, 8, 1], "relu", output=output, rng=0)
    small.fit(X, Y % 2, epochs=3, batch_size=7, momentum=0.9)
    exact.fit(X, Y % 2, epochs=3, batch_size=7, momentum=0.9)
    assert small.theta.dtype == small.loss(X, Y % 2).dtype == np.float32
    np.testing.assert_allclose(small.theta, exact.theta, atol=1e-5)


def test_a_batch_of_which_nothing_counts_moves_nothing():
    net = Network([Recurrent(3, "tanh", every=True), Dense(3)], (4, 2), rng=0)
    sequences, labels = RNG.normal(size=(6, 4, 2)), RNG.integers(0, 3, (6, 4))
    mask = np.ones((6, 4), bool)
    mask[:2] = False
    expected = net.copy()
    history = net.fit(sequences, labels, mask=mask, epochs=1, batch_size=2, rng=None)
    kept = expected.fit(sequences[2:], labels[2:], epochs=1, batch_size=2, rng=None)
    np.testing.assert_allclose(net.theta, expected.theta, rtol=1e-12)
    np.testing.assert_allclose(history.loss, kept.loss, rtol=1e-12)


def test_the_loss_of_an_epoch_is_the_mean_over_the_steps_that_count():
    net = Network([Recurrent(3, "tanh", every=True), Dense(3)], (4, 2), rng=0)
    sequences, labels = RNG.normal(size=(6, 4, 2)), RNG.integers(0, 3, (6, 4))
    mask = np.arange(4) < np.array([1, 4, 2, 3, 4, 1])[:, None]
    history = net.fit(sequences, labels, mask=mask, epochs=1, batch_size=2, learning_rate=1e-12)
    np.testing.assert_allclose(history.loss[0], net.loss(sequences, labels, mask), rtol=1e-9)


def test_a_huge_gradient_is_shortened_and_not_lost():
    g = np.full((1, 4), 1e25, np.float32)
    training.clip(g, 1.0)
    np.testing.assert_allclose(g, 0.5, rtol=1e-5)


def test_a_callback_may_look_at_the_network_while_it_trains():
    """What it keeps of one epoch is not overwritten in the next."""
    kept = []

    def look(epoch, net, loss):
        kept.append((net.forward(X[:8]), net.predict(X[:8])))

    net, undisturbed = net_for(), net_for()
    net.fit(X, Y, epochs=3, batch_size=8, callback=look)
    undisturbed.fit(X, Y, epochs=3, batch_size=8)
    np.testing.assert_array_equal(net.theta, undisturbed.theta)
    for record, answers in kept:
        np.testing.assert_array_equal(record.output, answers)
    assert not np.array_equal(kept[0][1], kept[1][1])


def test_a_bar_is_closed_also_when_the_training_breaks_off(monkeypatch):
    closed = []
    monkeypatch.setattr(training.Progress, "close", lambda self: closed.append(True))
    with pytest.raises(ZeroDivisionError):
        net_for().fit(X, Y, epochs=3, progress=True, callback=lambda *_: 1 / 0)
    assert closed == [True]


def test_held_out_data_of_the_wrong_shape_are_found_before_anything_moves():
    net = net_for()
    before = net.theta.copy()
    with pytest.raises(ValueError, match="X must have rows of 4 features"):
        net.fit(X, Y, epochs=1, early_stopping=EarlyStopping(X[:, :2], Y))
    np.testing.assert_array_equal(net.theta, before)


def test_a_gradient_that_a_layer_forgets_is_not_taken_for_a_number():
    class Forgetful(Dense):
        def backward(self, x, delta, gradient):
            gradient.b[...] = 0  # and nothing of W
            return delta @ self.W.T

    net = Network([Forgetful(3)], 4, rng=0)
    assert np.isnan(net.backward(net.forward(X), Y).W[0]).all()
    with pytest.raises(DivergenceError):
        net.fit(X, Y, epochs=1)


def test_an_optimizer_of_your_own_says_only_how_it_moves():
    class Signs(training.Optimizer):
        def rates(self):
            return {"learning_rate": (0.01, lambda name, value: value)}

        def move(self, theta, gradient, *, learning_rate):
            theta -= learning_rate * np.sign(gradient)

    net = net_for()
    before, g = net.theta.copy(), gradient(net)
    net.fit(X, Y, epochs=1, optimizer=Signs(), rng=None)
    np.testing.assert_allclose(net.theta, before - 0.01 * np.sign(g), rtol=1e-12)


def test_what_is_assigned_to_theta_reaches_the_layers():
    net = net_for()
    net.theta = 2 * net.theta
    np.testing.assert_array_equal(net.W[0], 2 * net_for().W[0])
    with pytest.raises(ValueError, match=r"theta must have shape \(51,\), got shape \(5,\)"):
        net.theta = np.zeros(5)


def test_what_a_callback_changes_survives_a_divergence():
    """The weights put back are those with which the epoch that diverged began."""
    net = net_for(output="linear")

    def change(epoch, net, loss):
        net.theta = 0.5 if epoch == 0 else 1e200

    with pytest.raises(DivergenceError, match="in epoch 2"):
        net.fit(X, np.eye(3)[Y], epochs=3, learning_rate=1e-3, callback=change)
    assert (net.theta == 1e200).all()


def test_a_network_may_not_lose_or_gain_slopes_to_learn():
    for before, after in (("prelu", "relu"), ("relu", "prelu")):
        net = MLP([4, 3, 2], before)
        with pytest.raises(ValueError, match="activation must learn slopes where this network has"):
            net.activation = after
    net = MLP([4, 4])
    net.activation = "tanh"
    assert net.activation.name == "tanh"


SEQUENCES = np.zeros((2, 3, 1))
STATES = Network([Recurrent(2, "tanh", every=True), Dense(2)], (3, 1), rng=0)
MORE = {
    "mask of nothing": (
        lambda: STATES.fit(SEQUENCES, np.zeros((2, 3), int), epochs=1, mask=np.zeros((2, 3))),
        "mask must let at least one step count, got none",
    ),
    "a callback": (
        lambda: net_for().fit(X, Y, epochs=1, callback=5),
        "callback must be a function",
    ),
    "early stopping": (
        lambda: net_for().fit(X, Y, epochs=1, early_stopping=5),
        "early_stopping must be an EarlyStopping object, got 5",
    ),
    "a step before the start": (lambda: SGD().step(np.zeros(3)), "start must be called"),
    "no networks": (lambda: Network.stack([1, 2]), "networks must be networks, got 1"),
    "batches": (lambda: net_for().fit(X, Y, epochs=1, batch_size=0), "batch_size must be .* got 0"),
    "a rate beside Adam": (
        lambda: net_for().fit(X, Y, epochs=1, learning_rate=0.1, optimizer=Adam()),
        "optimizer must come without learning_rate",
    ),
    "a class": (lambda: net_for().fit(X, Y, epochs=1, optimizer=Adam), "must be an object such as"),
    "mask without steps": (
        lambda: net_for().fit(X, Y, epochs=1, mask=np.ones((24, 4))),
        "mask must come with steps in time",
    ),
    "X of a stack": (lambda: net_for().loss(X[None], Y), r"X must have 2 axes, .*\(1, 24, 4\)"),
    "y of a stack": (lambda: net_for().loss(X, Y[None]), r"y must have 1 axes, .*\(1, 24\)"),
    "one hot": (
        lambda: net_for().loss(X[:3], np.eye(3, dtype=int)),
        r"y must have 1 axes, .*\(3, 3\)",
    ),
    "one output": (lambda: MLP([4, 1]).loss(X, Y % 2), "one output unit are a sigmoid's"),
    "too large for float32": (
        lambda: net_for(dtype=np.float32).predict(1e200 * X),
        "X must be finite",
    ),
    "nothing to train": (
        lambda: Network([Activation("relu")], 4, output="linear").fit(X, X, epochs=1),
        "net must have parameters to train",
    ),
}


@pytest.mark.parametrize("name", MORE)
def test_bad_calls_are_named(name):
    call, message = MORE[name]
    with pytest.raises(ValueError, match=message):
        call()
