"""Promises of Rosenblatt's rule, of its record, and of what is decided about separability."""

import itertools
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.svm import SVC

from rectified import datasets, perceptron


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


class TestWhatOneLineCannotDo:
    def test_xor_never_converges(self):
        run = perceptron.fit(*datasets.xor())
        assert not run.converged
        assert run.n_epochs == 1000
        assert run.n_updates == 3998

    def test_xor_repeats_the_same_four_corrections(self):
        run = perceptron.fit(*datasets.xor(), max_epochs=100)
        np.testing.assert_array_equal(run.path[3:-4], run.path[7:])
        assert run.updates_per_epoch.tolist() == [3, 3] + [4] * 98

    def test_no_line_gets_more_than_three_of_the_four_points_of_xor(self):
        _, target = datasets.xor()
        achievable = [
            np.mean(y == target)
            for X, y in perceptron.boolean_functions(2)
            if perceptron.is_separable(X, y)
        ]
        assert max(achievable) == 0.75

    def test_without_a_bias_no_line_computes_and(self):
        X, y = datasets.gate("and")
        angles = np.linspace(0, 2 * np.pi, 721)
        w = np.array([np.cos(angles), np.sin(angles)])
        accuracy = ((X @ w > 0) == y[:, None]).mean(axis=0)
        assert accuracy.max() == 0.75

    @pytest.mark.parametrize(("n", "expected"), [(1, 4), (2, 14), (3, 104)])
    def test_separable_boolean_functions_counted_one_by_one(self, n, expected):
        functions = list(perceptron.boolean_functions(n))
        assert len(functions) == 2 ** (2**n)
        assert len({tuple(y) for _, y in functions}) == len(functions)
        assert sum(perceptron.is_separable(X, y) for X, y in functions) == expected

    @pytest.mark.parametrize(("n", "expected"), [(1, 4), (2, 14), (3, 104), (4, 1882)])
    def test_separable_boolean_functions_counted_by_class(self, n, expected):
        assert perceptron.count_separable(n) == expected

    @pytest.mark.parametrize("d", [1, 2, 5])
    def test_any_labels_of_few_points_and_half_of_those_of_twice_as_many(self, d):
        assert perceptron.separable_share(d + 1, d) == 1
        assert perceptron.separable_share(2 * (d + 1), d) == 0.5

    def test_the_share_of_separable_labels_is_that_of_all_labels_tried(self):
        points = np.random.default_rng(0).normal(size=(5, 2))
        labels = itertools.product((0, 1), repeat=5)
        share = np.mean([perceptron.is_separable(points, y) for y in labels])
        assert share == perceptron.separable_share(5, 2) == 22 / 32

    def test_the_truth_tables_come_in_the_order_of_the_gates(self):
        X, _ = next(perceptron.boolean_functions(2))
        np.testing.assert_array_equal(X, datasets.xor()[0])
        tables = [tuple(y) for _, y in perceptron.boolean_functions(2)]
        assert tables == sorted(tables)

    @given(integer_sets)
    def test_the_rule_converges_exactly_when_the_program_says_separable(self, data):
        X, y = data
        run = perceptron.fit(X, y, max_epochs=3000)
        assert run.converged == perceptron.is_separable(X, y)

    def test_a_small_gap_is_still_a_gap(self):
        X = np.array([[0.0, 0.0], [1.0, 1.0], [0.0, 1e-6], [1.0, 1.0 + 1e-6]])
        assert perceptron.is_separable(X, [0, 0, 1, 1])
        assert perceptron.is_separable(1e6 * X + 1e3, [0, 0, 1, 1])
        assert not perceptron.is_separable(X, [0, 1, 1, 0])

    def test_a_repeated_point_with_both_labels_is_not_separable(self):
        assert not perceptron.is_separable([[1.0, 2.0], [1.0, 2.0]], [0, 1])
        assert perceptron.is_separable([[1.0, 2.0], [1.0, 2.0]], [1, 1])

    def test_the_digits_eight_are_the_only_ones_a_hyperplane_cannot_part_from_the_rest(self):
        split = datasets.digits("raw")
        answers = [perceptron.is_separable(split.X_train, split.y_train == k) for k in range(10)]
        assert answers == [k != 8 for k in range(10)]


class TestTheBestLineOfThePlane:
    def test_it_gets_everything_right_where_a_line_separates(self):
        X, y = datasets.separable(40, margin=0.1, seed=0)
        assert perceptron.best_share(X, y) == 1

    def test_it_gets_three_of_four_rows_of_xor(self):
        assert perceptron.best_share(*datasets.xor()) == 0.75

    def test_no_line_parts_points_at_the_same_place(self):
        assert perceptron.best_share([[1.0, 2.0]] * 3, [0, 1, 1]) == pytest.approx(2 / 3)

    def test_turning_the_labels_round_changes_nothing(self):
        X, y = datasets.moons(60, noise=0.2, seed=1)
        assert perceptron.best_share(X, y) == perceptron.best_share(X, 1 - y)

    def test_points_in_space_are_refused(self):
        with pytest.raises(ValueError, match="X must have 2 columns, got 3"):
            perceptron.best_share(np.ones((2, 3)), [0, 1])


class TestMargins:
    def test_margin_is_the_distance_of_the_nearest_point(self):
        X = np.array([[0.0, 0.0], [3.0, 0.0]])
        assert perceptron.margin(X, [0, 1], [2.0, 0.0], -2.0) == pytest.approx(1.0)
        assert perceptron.margin(X, [1, 0], [2.0, 0.0], -2.0) == pytest.approx(-2.0)

    def test_the_widest_gap_of_and_is_known(self):
        w, b, margin = perceptron.maximum_margin(*datasets.gate("and"))
        np.testing.assert_allclose(w, [np.sqrt(0.5)] * 2, atol=1e-8)
        assert b == pytest.approx(-1.5 * np.sqrt(0.5), abs=1e-8)
        assert margin == pytest.approx(np.sqrt(2) / 4, abs=1e-8)

    @pytest.mark.parametrize("seed", range(10))
    def test_the_maximum_margin_equals_that_of_a_support_vector_machine(self, seed):
        X, y = datasets.separable(40, margin=0.05, n_features=1 + seed % 4, seed=seed)
        X = 100 * X + 7
        w, b, margin = perceptron.maximum_margin(X, y)
        assert np.linalg.norm(w) == pytest.approx(1)
        assert margin == pytest.approx(perceptron.margin(X, y, w, b), rel=1e-9)
        svm = SVC(kernel="linear", C=1e10, tol=1e-6).fit(X, y)
        assert margin == pytest.approx(1 / np.linalg.norm(svm.coef_), rel=1e-3)
        assert margin >= 5

    @staticmethod
    def with_gap(gap):
        """Points on both sides of a line, all of them at the distance `gap`."""
        X, y = datasets.separable(60, margin=0.1, seed=1)
        w, b, _ = perceptron.maximum_margin(X, y)
        return X - np.outer(X @ w + b - (2 * y - 1) * gap, w), y

    @pytest.mark.parametrize(("gap", "tolerance"), [(1e-1, 1e-9), (1e-3, 1e-9), (1e-6, 1e-3)])
    def test_a_narrow_gap_is_measured(self, gap, tolerance):
        margin = perceptron.maximum_margin(*self.with_gap(gap)).margin
        assert margin == pytest.approx(gap, rel=tolerance)

    def test_a_gap_lost_in_rounding_is_an_error_not_a_wrong_number(self):
        with pytest.raises(ValueError, match="the classes must"):
            perceptron.maximum_margin(*self.with_gap(1e-9))

    def test_the_rule_stops_at_the_first_line_not_at_the_best(self):
        shares = []
        for seed in range(20):
            X, y = datasets.separable(100, margin=0.1, seed=seed)
            run = perceptron.fit(X, y)
            best = perceptron.maximum_margin(X, y).margin
            shares.append(perceptron.margin(X, y, run.w, run.b) / best)
            assert shares[-1] <= 1 + 1e-9
        assert np.mean(shares) < 0.5

    @pytest.mark.parametrize("seed", range(20))
    def test_the_rule_never_makes_more_updates_than_novikoff_allows(self, seed):
        X, y = datasets.separable(60, margin=0.02, seed=seed)
        smallest = perceptron.smallest_novikoff_bound(X, y)
        w, b, _ = perceptron.maximum_margin(X, y)
        for rng in (None, 0, 1):
            assert perceptron.fit(X, y, rng=rng).n_updates <= smallest
        assert smallest <= perceptron.novikoff_bound(X, y, w, b) * (1 + 1e-9)

    def test_the_smallest_bound_for_and_is_fifty_one(self):
        # w = (2, 2), b = -3: R² = 3, γ² = 1 / 17
        X, y = datasets.gate("and")
        assert perceptron.novikoff_bound(X, y, [2, 2], -3) == pytest.approx(51)
        assert perceptron.smallest_novikoff_bound(X, y) == pytest.approx(51, rel=1e-6)

    def test_no_random_line_gives_a_smaller_bound(self):
        X, y = datasets.gate("or")
        smallest = perceptron.smallest_novikoff_bound(X, y)
        lines = np.random.default_rng(0).normal(size=(5000, 3))
        bounds = [
            perceptron.novikoff_bound(X, y, line[:2], line[2])
            for line in lines
            if np.all((2 * y - 1) * (X @ line[:2] + line[2]) > 0)
        ]
        assert len(bounds) > 100
        assert min(bounds) >= smallest * (1 - 1e-9)

    def test_the_bound_does_not_depend_on_the_scale_of_the_line(self):
        X, y = datasets.gate("or")
        one = perceptron.novikoff_bound(X, y, [2, 2], -1)
        assert perceptron.novikoff_bound(X, y, [20, 20], -10) == pytest.approx(one)


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
        (lambda: perceptron.margin(X, Y, [0, 0], 1), "w must not be all zeros"),
        (
            lambda: perceptron.novikoff_bound(X, Y, [2, 1], -3),
            r"\(w, b\) must separate the classes, got 1 of 4 points on the line",
        ),
        (lambda: perceptron.smallest_novikoff_bound(*datasets.xor()), "must be separable"),
        (lambda: perceptron.maximum_margin(*datasets.xor()), "must be separable"),
        (
            lambda: perceptron.maximum_margin(X, [1, 1, 1, 1]),
            "y must hold both classes, got only 1",
        ),
        (lambda: perceptron.boolean_functions(5), "n must be a whole number from 1 to 4, got 5"),
        (lambda: perceptron.count_separable(0), "n must be a whole number >= 1, got 0"),
        (lambda: perceptron.separable_share(3, 0), "d must be a whole number >= 1, got 0"),
    ],
)
def test_errors_name_the_parameter_and_the_value(call, message):
    with pytest.raises(ValueError, match=message):
        call()
