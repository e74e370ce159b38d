"""Promises of the data sets: the same numbers for everyone, the promised geometry."""

import zlib

import numpy as np
import pytest

from rectified import datasets

MADE = {
    "circles": datasets.circles,
    "moons": datasets.moons,
    "spirals": datasets.spirals,
    "separable": datasets.separable,
    "blobs": datasets.blobs,
}


def fingerprint(*arrays):
    """A checksum of the rounded numbers; adding 0.0 turns -0.0 into 0.0."""
    return zlib.crc32(b"".join((np.round(a, 6) + 0.0).tobytes() for a in arrays))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("circles", 2963060016),
        ("moons", 1835691133),
        ("spirals", 2270913211),
        ("separable", 3989225962),
        ("blobs", 290771401),
    ],
)
def test_the_numbers_never_change(name, expected):
    X, y = MADE[name]()
    assert fingerprint(X, y.astype(np.float64)) == expected


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
def test_the_same_seed_gives_the_same_points_and_another_seed_others(make):
    X, y = make(seed=3)
    again, labels = make(seed=np.random.default_rng(3))
    np.testing.assert_array_equal(X, again)
    np.testing.assert_array_equal(y, labels)
    assert not np.array_equal(X, make(seed=4)[0])


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
@pytest.mark.parametrize("n", [7, 50])
def test_shapes_types_and_balance(make, n):
    X, y = make(n=n)
    assert X.shape == (n, 2)
    assert X.dtype == np.float64
    assert y.shape == (n,)
    assert np.issubdtype(y.dtype, np.integer)
    counts = np.bincount(y)
    assert counts.max() - counts.min() <= 1
    assert np.all(np.diff(counts) >= 0)


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
def test_coordinates_are_rounded_and_rows_shuffled(make):
    X, y = make()
    np.testing.assert_array_equal(X, np.round(X, 6))
    assert np.any(np.diff(y) < 0)


def test_circles_without_noise_lie_on_their_radii():
    X, y = datasets.circles(n=40, noise=0, factor=0.3)
    np.testing.assert_allclose(np.hypot(*X.T), np.where(y == 0, 1.0, 0.3), atol=1e-6)


def test_moons_without_noise_are_half_circles_of_radius_one():
    X, y = datasets.moons(n=40, noise=0)
    center = np.where(y[:, None] == 0, [0, 0], [1, 0.5])
    np.testing.assert_allclose(np.hypot(*(X - center).T), 1, atol=2e-6)
    assert np.all((X - center)[y == 0, 1] >= 0)
    assert np.all((X - center)[y == 1, 1] <= 0)


def test_spiral_arms_mirror_each_other_and_stay_one_unit_apart():
    X, y = datasets.spirals(n=4000, noise=0, turns=1.5)
    one, two = X[y == 0], X[y == 1]
    np.testing.assert_allclose(np.sort(one, axis=0), np.sort(-two, axis=0), atol=1e-6)
    radius = np.hypot(*X.T)
    assert radius.min() == pytest.approx(0.5, abs=1e-6)
    assert radius.max() == pytest.approx(3.5, abs=1e-6)
    nearest = np.linalg.norm(one[:, None] - two, axis=2).min(axis=1)
    assert nearest.min() > 0.7
    assert nearest.max() <= 1.0 + 1e-6


def test_noise_is_the_standard_deviation_of_the_coordinates():
    X, y = datasets.blobs(n=9000, n_classes=3, spread=0.5)
    for label in range(3):
        # 6000 coordinates: the sample's sd has a standard error of 0.5 / sqrt(12000) < 0.005
        residual = X[y == label] - X[y == label].mean(axis=0)
        assert residual.std() == pytest.approx(0.5, abs=0.025)


def test_blob_centers_stand_on_a_circle_of_radius_two():
    X, y = datasets.blobs(n=5, n_classes=5, spread=0)
    np.testing.assert_allclose(np.hypot(*X.T), 2, atol=1e-6)
    assert sorted(y) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("n_features", [1, 2, 10])
@pytest.mark.parametrize("margin", [0.0, 0.1, 0.5])
def test_separable_points_keep_the_promised_margin(n_features, margin):
    for seed in range(5):
        X, y = datasets.separable(n=30, margin=margin, n_features=n_features, seed=seed)
        assert X.shape == (30, n_features)
        assert np.abs(X).max() <= 1
        # The hyperplane is the generator's first draw: repeat it and measure every distance.
        rng = np.random.default_rng(seed)
        w = rng.standard_normal(n_features)
        w /= np.linalg.norm(w)
        b = -w @ rng.uniform(-0.25, 0.25, n_features)
        assert np.min((2 * y - 1) * (X @ w + b)) >= margin


def test_the_gates_are_their_operators():
    operators = {
        "and": lambda p, q: p and q,
        "or": lambda p, q: p or q,
        "nand": lambda p, q: not (p and q),
        "nor": lambda p, q: not (p or q),
        "xor": lambda p, q: p != q,
        "xnor": lambda p, q: p == q,
        "implies": lambda p, q: (not p) or q,
    }
    assert list(operators) == list(datasets.GATES)
    for name, operator in operators.items():
        X, y = datasets.gate(name)
        np.testing.assert_array_equal(X, [[0, 0], [0, 1], [1, 0], [1, 1]])
        np.testing.assert_array_equal(y, [operator(bool(p), bool(q)) for p, q in X])


def test_xor_is_the_xor_gate():
    X, y = datasets.xor()
    np.testing.assert_array_equal(X, datasets.gate("xor")[0])
    assert y.tolist() == [0, 1, 1, 0]


def test_the_digits_unpack_in_the_usual_order():
    X_train, X_test, y_train, y_test = datasets.digits()
    assert X_train.shape == (1347, 64)
    assert X_test.shape == (450, 64)
    assert y_train.shape == (1347,)
    assert y_test.shape == (450,)


def test_both_halves_hold_every_digit_in_proportion():
    split = datasets.digits(test_size=0.25)
    counts = np.bincount(split.y_train) + np.bincount(split.y_test)
    assert counts.sum() == 1797
    assert np.all(np.abs(np.bincount(split.y_test) - counts / 4) <= 0.5)


def test_the_stored_digits_are_those_of_scikit_learn():
    from sklearn.datasets import load_digits

    for ours, theirs in zip(datasets._all_digits(), load_digits(return_X_y=True), strict=True):
        np.testing.assert_array_equal(ours, theirs, strict=True)  # shape and type as well
        assert not ours.flags.writeable


def test_the_digits_halves_share_no_image_and_lose_none():
    split = datasets.digits("raw")
    ours = np.concatenate([split.X_train, split.X_test])
    original, _ = datasets._all_digits()
    np.testing.assert_array_equal(ours[np.lexsort(ours.T)], original[np.lexsort(original.T)])


def test_the_digits_order_never_changes():
    split = datasets.digits("raw")
    assert fingerprint(*(np.asarray(part, dtype=np.float64) for part in split)) == 810362296
    assert not np.array_equal(split.y_train, datasets.digits("raw", seed=1).y_train)


def test_whoever_writes_on_the_digits_spoils_them_for_nobody_else():
    for part in datasets.digits("raw"):
        part[...] = 0
    assert datasets.digits("raw").X_train.max() == 16
    assert datasets.digits("raw").y_test.max() == 9


def test_unit_scaling_divides_by_sixteen():
    raw, unit = datasets.digits("raw"), datasets.digits("unit")
    np.testing.assert_array_equal(unit.X_train, raw.X_train / 16)
    np.testing.assert_array_equal(unit.X_test, raw.X_test / 16)
    assert unit.X_train.min() == 0
    assert unit.X_train.max() == 1


def test_standard_scaling_uses_the_training_half_only():
    raw, standard = datasets.digits("raw"), datasets.digits("standard")
    sd = raw.X_train.std(axis=0)
    varies = sd > 0
    assert 0 < np.sum(~varies) < 10
    np.testing.assert_allclose(standard.X_train.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(standard.X_train[:, varies].std(axis=0), 1, atol=1e-12)
    expected = (raw.X_test - raw.X_train.mean(axis=0))[:, varies] / sd[varies]
    np.testing.assert_allclose(standard.X_test[:, varies], expected, atol=1e-9)


def test_a_constant_pixel_becomes_zero_not_nan():
    for seed in range(5):
        raw = datasets.digits("raw", seed=seed)
        standard = datasets.digits("standard", seed=seed)
        constant = raw.X_train.std(axis=0) == 0
        assert np.all(standard.X_train[:, constant] == 0)
        assert np.all(standard.X_test[:, constant] == 0)
        assert np.isfinite(standard.X_test).all()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: datasets.digits("minmax"), "scaling must be one of 'standard', 'unit', 'raw'"),
        (lambda: datasets.digits(test_size=1.0), "test_size must be between 0 and 1, got 1.0"),
        (lambda: datasets.digits(test_size=1e-4), "test_size must leave every class"),
        (lambda: datasets.digits(seed=-1), "seed must be a seed"),
        (lambda: datasets.gate("maybe"), "name must be one of 'and', 'or', .* got 'maybe'"),
        (lambda: datasets.circles(n=1), "n must be a whole number >= 2, got 1"),
        (lambda: datasets.circles(n=2.5), "n must be a whole number >= 1, got 2.5"),
        (lambda: datasets.circles(noise=-0.1), "noise must be a number >= 0, got -0.1"),
        (lambda: datasets.circles(factor=1.0), "factor must be between 0 and 1, got 1.0"),
        (lambda: datasets.moons(noise=float("nan")), "noise must be a number >= 0, got nan"),
        (lambda: datasets.spirals(turns=0), "turns must be a positive number, got 0"),
        (lambda: datasets.blobs(n=2), "n must be at least n_classes = 3, got 2"),
        (lambda: datasets.blobs(spread=-1), "spread must be a number >= 0, got -1"),
        (lambda: datasets.separable(margin=0.6), "margin must be a number from 0 to 0.5, got 0.6"),
        (lambda: datasets.separable(n_features=0), "n_features must be a whole number >= 1"),
    ],
)
def test_errors_name_the_parameter_and_the_value(call, message):
    with pytest.raises(ValueError, match=message):
        call()
