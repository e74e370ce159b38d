"""Promises of rectified.estimators."""

import pickle
import warnings

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.neural_network import MLPClassifier as SklearnClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.estimator_checks import parametrize_with_checks

from rectified import (
    Autoencoder,
    MLPClassifier,
    MLPRegressor,
    Perceptron,
    activations,
    datasets,
    initializers,
)
from rectified.network import DivergenceError

RNG = np.random.default_rng(0)
CIRCLES = datasets.circles(n=200, seed=0)
FAST = {"hidden_layer_sizes": (16,), "learning_rate_init": 0.1, "max_iter": 100, "random_state": 0}
quiet = pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")


@quiet
@parametrize_with_checks([Perceptron(), MLPClassifier(), MLPRegressor(), Autoencoder()])
def test_scikit_learn_conventions(estimator, check):
    check(estimator)


# ---------------------------------------------------------------- Perceptron


def test_perceptron_separates_what_is_separable():
    X, y = datasets.separable(n=100, margin=0.1, seed=1)
    model = Perceptron(random_state=0).fit(X, np.where(y, "yes", "no"))
    assert model.score(X, np.where(y, "yes", "no")) == 1
    assert model.converged_.all()
    assert model.coef_.shape == (1, 2)
    assert set(model.predict(X)) == {"no", "yes"}
    np.testing.assert_allclose(model.decision_function(X), X @ model.coef_[0] + model.intercept_)


def test_perceptron_says_that_xor_did_not_converge():
    X, y = datasets.xor()
    with pytest.warns(ConvergenceWarning, match="1 of 1 boundaries still made errors after max_it"):
        model = Perceptron(max_iter=50).fit(X, y)
    assert not model.converged_.any()
    assert model.n_iter_ == 50


@quiet
def test_perceptron_learns_ten_digits_one_against_the_rest():
    data = datasets.digits()
    model = Perceptron(max_iter=60, random_state=0).fit(data.X_train, data.y_train)
    assert model.coef_.shape == (10, 64)
    assert model.score(data.X_test, data.y_test) > 0.9


# ---------------------------------------------------------------- networks


@quiet
@pytest.mark.parametrize("activation", [n for n in activations.names() if n != "step"])
def test_every_activation_trains_by_name_and_as_an_object(activation):
    X, y = CIRCLES
    by_name = MLPClassifier(activation=activation, **FAST).fit(X, y)
    by_object = MLPClassifier(activation=activations.get(activation), **FAST).fit(X, y)
    np.testing.assert_array_equal(by_name.predict_proba(X), by_object.predict_proba(X))
    if activation == "identity":
        assert by_name.score(X, y) < 0.7, "without a non-linearity circles cannot be separated"
    else:
        assert by_name.loss_ < by_name.loss_curve_[0]


@quiet
def test_a_hidden_layer_separates_circles():
    X, y = CIRCLES
    scores = [
        MLPClassifier(**{**FAST, "random_state": seed}).fit(X, y).score(X, y) for seed in range(5)
    ]
    assert min(scores) > 0.95


@quiet
@pytest.mark.parametrize("initializer", ["he_uniform", "orthogonal", initializers.Normal(std=0.3)])
def test_every_initializer_is_accepted(initializer):
    X, y = CIRCLES
    model = MLPClassifier(initializer=initializer, bias_initializer="uniform", **FAST).fit(X, y)
    assert model.score(X, y) > 0.9


@quiet
def test_digits_are_learned_as_well_as_by_scikit_learn():
    data = datasets.digits()
    settings = {
        "hidden_layer_sizes": (64,),
        "learning_rate_init": 0.05,
        "batch_size": 32,
        "max_iter": 30,
        "random_state": 0,
    }
    ours = MLPClassifier(**settings).fit(data.X_train, data.y_train)
    theirs = SklearnClassifier(solver="sgd", nesterovs_momentum=False, **settings)
    theirs.fit(data.X_train, data.y_train)
    assert ours.score(data.X_test, data.y_test) > 0.95
    gap = ours.score(data.X_test, data.y_test) - theirs.score(data.X_test, data.y_test)
    assert abs(gap) < 0.03


@quiet
def test_probabilities_are_probabilities_and_their_logarithms_survive_underflow():
    X, y = CIRCLES
    for labels in (y, np.where(X[:, 0] > 0, 2, y)):
        model = MLPClassifier(**FAST).fit(X, labels)
        p = model.predict_proba(X)
        assert p.shape == (200, len(model.classes_))
        np.testing.assert_allclose(p.sum(axis=1), 1)
        np.testing.assert_allclose(model.predict_log_proba(X), np.log(p), rtol=1e-10, atol=1e-15)
        assert np.isfinite(model.predict_log_proba(X * 1e6)).all()


@quiet
def test_the_regressor_fits_a_curve_and_several_outputs():
    x = np.linspace(-3, 3, 120)[:, None]
    settings = {
        "hidden_layer_sizes": (32, 32),
        "activation": "tanh",
        "learning_rate_init": 0.05,
        "batch_size": 20,
        "max_iter": 300,
        "random_state": 0,
        "n_iter_no_change": 300,
    }
    sine = MLPRegressor(**settings).fit(x, np.sin(x[:, 0]))
    assert sine.predict(x).shape == (120,)
    assert sine.score(x, np.sin(x[:, 0])) > 0.99
    both = MLPRegressor(**settings).fit(x, np.hstack([np.sin(x), np.cos(x)]))
    assert both.predict(x).shape == (120, 2)
    assert both.score(x, np.hstack([np.sin(x), np.cos(x)])) > 0.98


@quiet
def test_without_hidden_layers_the_regressor_is_linear_regression():
    X, coefficients = RNG.normal(size=(80, 3)), np.array([1.0, -2.0, 0.5])
    y = X @ coefficients + 0.3
    model = MLPRegressor(
        hidden_layer_sizes=(),
        alpha=0,
        learning_rate_init=0.1,
        max_iter=300,
        n_iter_no_change=300,
    ).fit(X, y)
    np.testing.assert_allclose(model.coefs_[0][:, 0], LinearRegression().fit(X, y).coef_, atol=1e-6)


@quiet
def test_float32_data_makes_a_float32_network():
    X, y = CIRCLES
    model = MLPClassifier(**FAST).fit(X.astype(np.float32), y)
    assert model.coefs_[0].dtype == model.predict_proba(X.astype(np.float32)).dtype == np.float32


@quiet
def test_the_same_random_state_gives_the_same_network():
    X, y = CIRCLES
    first, second = (MLPClassifier(**FAST).fit(X, y) for _ in range(2))
    np.testing.assert_array_equal(first.coefs_[0], second.coefs_[0])
    other = MLPClassifier(**{**FAST, "random_state": 1}).fit(X, y)
    assert (other.coefs_[0] != first.coefs_[0]).any()


@quiet
def test_estimators_work_in_pipelines_searches_clones_and_pickles():
    X, y = CIRCLES
    leaky = MLPClassifier(activation=activations.LeakyReLU(alpha=0.2), **FAST)
    assert clone(leaky).activation == activations.LeakyReLU(alpha=0.2)
    assert cross_val_score(make_pipeline(StandardScaler(), leaky), X, y, cv=3).mean() > 0.9
    search = GridSearchCV(leaky, {"activation": ["tanh", "gelu"]}, cv=2).fit(X, y)
    again = pickle.loads(pickle.dumps(search.best_estimator_))
    np.testing.assert_array_equal(again.predict(X), search.predict(X))


def test_training_ends_when_the_loss_stands_still_or_says_that_it_did_not():
    X, y = CIRCLES
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = MLPClassifier(**{**FAST, "tol": 0.5, "n_iter_no_change": 3}).fit(X, y)
    assert model.n_iter_ == 5
    with pytest.warns(ConvergenceWarning, match="when max_iter=2 epochs were over"):
        MLPClassifier(**{**FAST, "max_iter": 2}).fit(X, y)


@quiet
def test_verbose_shows_a_progress_bar_and_silence_is_the_default(capsys):
    X, y = CIRCLES
    MLPClassifier(**FAST).fit(X, y)
    assert capsys.readouterr() == ("", "")
    MLPClassifier(verbose=True, **{**FAST, "max_iter": 3}).fit(X, y)
    shown = capsys.readouterr().err
    assert "3/3" in shown
    assert "loss=" in shown


# ---------------------------------------------------------------- autoencoders

SMALL = {
    "hidden_layer_sizes": (6, 2, 5),
    "activation": ["tanh", "identity", "relu"],
    "learning_rate_init": 0.05,
    "max_iter": 30,
    "random_state": 0,
}


def rows(n=60, seed=0):
    """Five features that two numbers determine, far from 0."""
    rng = np.random.default_rng(seed)
    return 3 + rng.normal(size=(n, 2)) @ rng.normal(size=(2, 5))


@quiet
def test_a_code_is_what_the_middle_layer_gives_and_the_rest_decodes_it():
    X = rows()
    model = Autoencoder(**SMALL).fit(X)
    (W1, W2, W3, W4), (b1, b2, b3, b4) = model.coefs_, model.intercepts_
    code = np.tanh((X - X.mean(axis=0)) @ W1 + b1) @ W2 + b2
    decoded = X.mean(axis=0) + np.maximum(code @ W3 + b3, 0) @ W4 + b4
    assert model.n_code_ == 2
    np.testing.assert_allclose(model.transform(X), code, rtol=1e-12)
    np.testing.assert_allclose(model.inverse_transform(code), decoded, rtol=1e-12)
    error = ((X - decoded) ** 2).mean(axis=1)
    np.testing.assert_allclose(model.score_samples(X), -error, rtol=1e-10)
    assert model.score(X) == pytest.approx(-error.mean())
    assert list(model.get_feature_names_out()) == ["autoencoder0", "autoencoder1"]


@quiet
def test_a_linear_autoencoder_learns_the_plane_of_the_principal_components():
    """Source: Baldi & Hornik (1989)."""
    X = rows()
    settings = {"activation": "identity", "alpha": 0, "tol": 0, "max_iter": 2000}
    model = Autoencoder(**(SMALL | settings | {"hidden_layer_sizes": 2})).fit(X)
    np.testing.assert_allclose(model.inverse_transform(model.transform(X)), X, atol=1e-3)
    off_the_plane = X + np.random.default_rng(1).normal(size=X.shape)
    assert model.score_samples(off_the_plane).max() < model.score_samples(X).min()


@quiet
def test_a_rectified_code_has_zeros_and_a_linear_one_has_none():
    X = rows()
    rectified = Autoencoder(**(SMALL | {"activation": "relu"})).fit(X).transform(X)
    assert rectified.min() == 0
    assert (Autoencoder(**SMALL).fit(X).transform(X) != 0).all()


@quiet
def test_an_autoencoder_works_in_pipelines_searches_and_clones_and_keeps_float32():
    X = rows()
    model = Autoencoder(**SMALL)
    assert clone(model).activation == SMALL["activation"]
    pipeline = make_pipeline(StandardScaler(), model).fit(X)
    restored = pipeline.inverse_transform(pipeline.transform(X))
    assert ((restored - X) ** 2).mean() < X.var()
    search = GridSearchCV(model, {"hidden_layer_sizes": [(6, 1, 5), (6, 4, 5)]}, cv=3).fit(X)
    assert search.best_params_ == {"hidden_layer_sizes": (6, 4, 5)}
    codes = Autoencoder(**SMALL).fit_transform(X.astype(np.float32))
    assert codes.dtype == np.float32


def test_an_autoencoder_names_layers_and_codes_that_do_not_fit():
    X = rows()
    with pytest.raises(ValueError, match=r"odd number of layers, .* got \(8, 4\)"):
        Autoencoder(hidden_layer_sizes=(8, 4)).fit(X)
    with pytest.raises(ValueError, match=r"activation must name one per hidden layer \(3\)"):
        Autoencoder(**(SMALL | {"activation": ["tanh", "relu"]})).fit(X)
    with pytest.warns(ConvergenceWarning, match="max_iter=2 epochs were over"):
        model = Autoencoder(**(SMALL | {"max_iter": 2})).fit(X)
    with pytest.raises(ValueError, match="codes must have 2 columns, got 5"):
        model.inverse_transform(X)
    with pytest.raises(ValueError, match="contains NaN"):
        model.inverse_transform([[np.nan, 0.0]])


# ---------------------------------------------------------------- bad input

BAD = {
    "unknown activation": ({"activation": "rellu"}, "activation.*'rellu'"),
    "unknown initializer": ({"initializer": "hee"}, "initializer.*'hee'"),
    "empty layer": ({"hidden_layer_sizes": (5, 0, 5)}, "hidden_layer_sizes must be .* got 0"),
    "negative rate": (
        {"learning_rate_init": -0.1},
        "learning_rate_init must be a positive number, got -0.1",
    ),
    "negative penalty": ({"alpha": -1}, "alpha must be a number >= 0, got -1"),
    "negative momentum": ({"momentum": -0.5}, "momentum must be a number >= 0, got -0.5"),
    "no epochs": ({"max_iter": 0}, "max_iter must be a whole number >= 1, got 0"),
    "wrong batch": ({"batch_size": "half"}, "batch_size must be a whole number >= 1, got 'half'"),
    "negative tolerance": ({"tol": -1}, "tol must be a number >= 0, got -1"),
    "no patience": ({"n_iter_no_change": 0}, "n_iter_no_change must be a whole number >= 1"),
}


@pytest.mark.parametrize("kind", [MLPClassifier, MLPRegressor, Autoencoder])
@pytest.mark.parametrize("case", BAD)
def test_a_bad_parameter_is_named(kind, case):
    parameters, message = BAD[case]
    with pytest.raises(ValueError, match=message):
        kind(**parameters).fit(*CIRCLES)


@pytest.mark.parametrize("kind", [Perceptron, MLPClassifier])
def test_one_class_is_not_enough(kind):
    with pytest.raises(ValueError, match="y must hold at least two classes, got one class: 1"):
        kind().fit(CIRCLES[0], np.ones(200, int))


@pytest.mark.parametrize("kind", [Perceptron, MLPClassifier, MLPRegressor])
def test_nan_data_and_rows_that_do_not_match_are_refused(kind):
    X, y = CIRCLES
    with pytest.raises(ValueError, match="Input X contains NaN"):
        kind().fit(np.where(X > 1, np.nan, X), y)
    with pytest.raises(ValueError, match="inconsistent numbers of samples"):
        kind().fit(X, y[:-1])


def test_a_regressor_on_raw_units_says_why_it_diverged():
    x = np.linspace(0, 1e4, 50)[:, None]
    with pytest.raises(DivergenceError, match="scaled inputs"):
        MLPRegressor(activation="identity", learning_rate_init=0.1).fit(x, x[:, 0] ** 2)
    with pytest.raises(DivergenceError, match="scaled inputs"):
        Autoencoder(hidden_layer_sizes=1, activation="identity").fit(x)
