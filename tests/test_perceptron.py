"""Promises of Rosenblatt's rule and of its record."""

import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectified import datasets, perceptron, separability


def rosenblatt(X, y, w, b, max_epochs):
    """The rule once more, with whole numbers and no record: the path (w…, b) it takes."""
    w, path = list(w), [[*w, b]]
    for _ in range(max_epochs):
        errors = 0
        for x, target in zip(X.tolist(), y.tolist(), strict=True):
            error = target - (sum(wi * xi for wi, xi in zip(w, x, strict=True)) + b >= 0)
            if error:
                w = [wi + error * xi for wi, xi in zip(w, x, strict=True)]
                b += error
                errors += 1
                path.append([*w, b])
        if not errors:
            break
    return np.array(path)


integer_sets = st.integers(0, 10**6).map(
    lambda seed: (
        np.random.default_rng(seed).integers(-3, 4, size=(8, 2)).astype(float),
        np.random.default_rng(seed + 1).integers(0, 2, size=8),
    )
)


class TestTheRule:
    def test_and_takes_eleven_updates_and_six_epochs(self):
        run = perceptron.fit(*datasets.gate("and"))
        assert run.converged
        assert run.n_updates == 11
        assert run.n_epochs == 6
        assert run.updates_per_epoch.tolist() == [2, 3, 3, 2, 1, 0]
        assert run.w.tolist() == [2, 1]
        assert run.b == -3

    def test_a_point_on_the_line_belongs_to_class_one(self):
        X = np.array([[1.0, 2.0]])
        assert perceptron.predict(X, [2.0, -1.0], 0.0).tolist() == [1]
        assert perceptron.fit(X, [1]).n_updates == 0
        assert perceptron.fit(X, [0]).n_updates == 1

    @given(integer_sets, st.integers(-2, 2))
    def test_the_path_is_the_path_of_the_rule(self, data, b):
        X, y = data
        run = perceptron.fit(X, y, max_epochs=20, w=[1, -1], b=b)
        np.testing.assert_array_equal(run.path, rosenblatt(X, y, [1, -1], b, 20))

    def test_the_path_equals_training_to_the_last_bit(self):
        X, y = datasets.moons(noise=0.2)
        run = perceptron.fit(X, y, max_epochs=30, rng=1, w=[0.1, 0.7], b=0.3)
        np.testing.assert_array_equal(run.path[-1], [*run.w, run.b])

    def test_every_update_is_recorded_with_the_weights_after_it(self):
        X, y = datasets.separable(50, seed=2)
        run = perceptron.fit(X, y, rng=0)
        assert len(run.updates) == run.n_updates > 0
        w, b = np.zeros(2), 0.0
        for epoch, index, error, w_after, b_after in run.updates:
            assert error == y[index] - perceptron.predict(X[[index]], w, b)[0]
            w, b = w + error * X[index], b + error
            np.testing.assert_array_equal(w_after, w)
            assert b_after == b
            assert 1 <= epoch <= run.n_epochs
        assert np.all(np.diff(run.epochs) >= 0)
        assert run.updates_per_epoch.sum() == run.n_updates
        assert run.updates_per_epoch.shape == (run.n_epochs,)

    def test_a_separating_start_is_left_alone(self):
        X, y = datasets.gate("or")
        run = perceptron.fit(X, y, w=[2, 2], b=-1)
        assert (run.n_updates, run.n_epochs, run.converged) == (0, 1, True)
        assert run.updates == []
        assert run.path.tolist() == [[2, 2, -1]]

    def test_the_inputs_are_not_changed_and_not_shared(self):
        X, y = datasets.gate("and")
        w = np.zeros(2)
        run = perceptron.fit(X, y, w=w)
        X[:] = 99.0
        assert w.tolist() == [0, 0]
        np.testing.assert_array_equal(run.path[-1], [2, 1, -3])

    def test_a_seed_draws_a_fresh_order_in_every_epoch(self):
        X, y = datasets.xor()
        run = perceptron.fit(X, y, max_epochs=40, rng=5)
        again = perceptron.fit(X, y, max_epochs=40, rng=np.random.default_rng(5))
        np.testing.assert_array_equal(run.path, again.path)
        orders = {tuple(run.indices[run.epochs == e]) for e in range(1, 41)}
        assert len(orders) > 10

    def test_a_shuffled_epoch_visits_every_row_once(self):
        # from w = 0 every row of class 0 at the origin is wrong until b < 0, then never again
        X, y = datasets.xor()
        run = perceptron.fit(X, y, max_epochs=200, rng=0)
        for epoch in range(1, 201):
            rows = run.indices[run.epochs == epoch]
            assert len(set(rows)) == len(rows)

    def test_labels_may_be_true_and_false(self):
        X, y = datasets.gate("and")
        np.testing.assert_array_equal(perceptron.fit(X, y == 1).path, perceptron.fit(X, y).path)

    def test_training_survives_pickling(self):
        run = pickle.loads(pickle.dumps(perceptron.fit(*datasets.gate("nand"))))
        assert run.n_updates == 10
        assert "epochs" not in repr(run).replace("n_epochs", "")

    def test_xor_never_converges(self):
        run = perceptron.fit(*datasets.xor())
        assert not run.converged
        assert run.n_epochs == 1000
        assert run.n_updates == 3998

    def test_xor_repeats_the_same_four_corrections(self):
        run = perceptron.fit(*datasets.xor(), max_epochs=100)
        np.testing.assert_array_equal(run.path[3:-4], run.path[7:])
        assert run.updates_per_epoch.tolist() == [3, 3] + [4] * 98

    @given(integer_sets)
    def test_the_rule_converges_exactly_when_the_program_says_separable(self, data):
        X, y = data
        run = perceptron.fit(X, y, max_epochs=3000)
        assert run.converged == separability.is_separable(X, y)

    def test_the_rule_stops_at_the_first_line_not_at_the_best(self):
        shares = []
        for seed in range(20):
            X, y = datasets.separable(100, margin=0.1, seed=seed)
            run = perceptron.fit(X, y)
            best = separability.maximum_margin(X, y).margin
            shares.append(separability.margin(X, y, run.w, run.b) / best)
            assert shares[-1] <= 1 + 1e-9
        assert np.mean(shares) < 0.5

    def test_what_is_decided_without_training_is_found_here_too(self):
        names = [
            *("Separator", "margin", "maximum_margin", "novikoff_bound", "smallest_novikoff_bound"),
            *("is_separable", "best_share", "boolean_functions", "count_separable"),
            "separable_share",
        ]
        for name in names:
            assert getattr(perceptron, name) is getattr(separability, name)


X, Y = datasets.gate("and")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: perceptron.fit(X, [-1, -1, -1, 1]),
            "y must hold only the labels 0 and 1, got -1, 1",
        ),
        (
            lambda: perceptron.fit(X, ["no", "no", "no", "yes"]),
            "y must hold only the labels 0 and 1, got 'no', 'yes'",
        ),
        (lambda: perceptron.fit(X, [0, 0, 0, np.nan]), "labels 0 and 1, got 0.0, nan"),
        (
            lambda: perceptron.fit(np.eye(7), np.arange(7)),
            r"got 0, 1, 2, 3, 4, … \(7 different values\)",
        ),
        (lambda: perceptron.fit(X, Y[:3]), r"y must have shape \(4,\).* got \(3,\)"),
        (lambda: perceptron.fit(X, Y[:, None]), r"y must have shape \(4,\).* got \(4, 1\)"),
        (lambda: perceptron.fit(X[:, 0], Y), r"X must have 2 axes, got shape \(4,\)"),
        (lambda: perceptron.fit(np.full((4, 2), np.nan), Y), "X must be finite, got 8 NaN"),
        (lambda: perceptron.fit(np.empty((0, 2)), []), "X must hold at least one row"),
        (lambda: perceptron.fit(X, Y, max_epochs=0), "max_epochs must be a whole number >= 1"),
        (lambda: perceptron.fit(X, Y, rng=-1), "rng must be a seed"),
        (lambda: perceptron.fit(X, Y, w=[1.0]), r"w must have shape \(2,\).* got \(1,\)"),
        (lambda: perceptron.fit(X, Y, b=np.inf), "b must be a finite number, got inf"),
        (lambda: perceptron.predict(X, [1, 2, 3], 0), r"w must have shape \(2,\)"),
    ],
)
def test_errors_name_the_parameter_and_the_value(call, message):
    with pytest.raises(ValueError, match=message):
        call()
