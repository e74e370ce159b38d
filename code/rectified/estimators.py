"""scikit-learn estimators: fit, predict, score.

They keep scikit-learn's parameter names and offer what its own multilayer perceptron refuses: every
activation and initializer of this package, by name or as an object. The fitted network is `net_`.
"""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
from sklearn.base import (
    BaseEstimator,
    ClassifierMixin,
    ClassNamePrefixFeaturesOutMixin,
    RegressorMixin,
    TransformerMixin,
)
from sklearn.exceptions import ConvergenceWarning
from sklearn.utils import check_array, check_random_state
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, validate_data

from rectified import _checks, activations, perceptron
from rectified._bar import Bar
from rectified.layers import layer as chain
from rectified.network import MLP, Record

Array = np.ndarray


class Perceptron(ClassifierMixin, BaseEstimator):
    """Rosenblatt's perceptron; several classes are learned one against the rest.

    max_iter: epochs at most; training ends with the first epoch without an error.
    shuffle: draw a fresh order of the rows in each epoch. random_state: seed of that order.

    Attributes: `classes_`, `coef_` (1 or n_classes, n_features), `intercept_`, `n_iter_`,
    `n_updates_` and `converged_` (1 or n_classes,): whether the last epoch was free of errors.
    Unlike scikit-learn's, it never stops early on a separable problem before it is solved (unless
    max_iter is too small, which warns). Source: Rosenblatt (1962).
    """

    def __init__(self, max_iter=1000, shuffle=True, random_state=None):
        self.max_iter = max_iter
        self.shuffle = shuffle
        self.random_state = random_state

    def fit(self, X: Array, y: Array) -> Perceptron:
        """Learn from X (n, n_features) and labels y (n,)."""
        _checks.positive_integer("max_iter", self.max_iter)
        X, y = validate_data(self, X, y, dtype=np.float64)
        self.classes_, labels = _classes(y)
        # with two classes one boundary is enough: the second class against the first
        positive = [1] if len(self.classes_) == 2 else range(len(self.classes_))
        targets = [(labels == k).astype(int) for k in positive]
        seed = _seed(self.random_state)
        runs = [
            perceptron.fit(
                X,
                target,
                max_epochs=self.max_iter,
                rng=np.random.default_rng([seed, i]) if self.shuffle else None,
            )
            for i, target in enumerate(targets)
        ]
        self.coef_ = np.array([run.w for run in runs])
        self.intercept_ = np.array([run.b for run in runs])
        self.n_updates_ = np.array([run.n_updates for run in runs])
        self.converged_ = np.array([run.converged for run in runs])
        self.n_iter_ = max(run.n_epochs for run in runs)
        if not self.converged_.all():
            warnings.warn(
                f"{np.sum(~self.converged_)} of {len(runs)} boundaries still made errors after "
                f"max_iter={self.max_iter} epochs: the classes may not be linearly separable",
                ConvergenceWarning,
                stacklevel=2,
            )
        return self

    def decision_function(self, X: Array) -> Array:
        """Scores w·x + b: (n,) for two classes, else (n, n_classes)."""
        check_is_fitted(self)
        X = validate_data(self, X, dtype=np.float64, reset=False)
        scores = X @ self.coef_.T + self.intercept_
        return scores[:, 0] if len(self.classes_) == 2 else scores

    def predict(self, X: Array) -> Array:
        """The class of each row: score >= 0 for two classes, else the largest score."""
        scores = self.decision_function(X)
        return self.classes_[
            (scores >= 0).astype(int) if scores.ndim == 1 else scores.argmax(axis=1)
        ]


class _NetworkEstimator(BaseEstimator):
    """What all networks share: parameters and training."""

    def __init__(
        self,
        hidden_layer_sizes=(100,),
        activation="relu",
        *,
        initializer=None,
        bias_initializer="zeros",
        alpha=0.0001,
        batch_size="auto",
        learning_rate_init=0.001,
        momentum=0.9,
        max_iter=200,
        shuffle=True,
        random_state=None,
        tol=1e-4,
        n_iter_no_change=10,
        verbose=False,
    ):
        self.hidden_layer_sizes = hidden_layer_sizes
        self.activation = activation
        self.initializer = initializer
        self.bias_initializer = bias_initializer
        self.alpha = alpha
        self.batch_size = batch_size
        self.learning_rate_init = learning_rate_init
        self.momentum = momentum
        self.max_iter = max_iter
        self.shuffle = shuffle
        self.random_state = random_state
        self.tol = tol
        self.n_iter_no_change = n_iter_no_change
        self.verbose = verbose

    def _train(self, X: Array, y: Array, n_out: int, output: str) -> None:
        auto = isinstance(self.batch_size, str) and self.batch_size == "auto"
        batch_size = 200 if auto else _checks.positive_integer("batch_size", self.batch_size)
        batch_size = min(batch_size, len(X))
        hidden = np.atleast_1d(np.asarray(self.hidden_layer_sizes, dtype=object)).tolist()
        hidden = [_checks.positive_integer("hidden_layer_sizes", size) for size in hidden]
        _checks.positive_integer("max_iter", self.max_iter)
        _checks.positive_integer("n_iter_no_change", self.n_iter_no_change)
        seed = _seed(self.random_state)
        self.net_ = MLP(
            [X.shape[1], *hidden, n_out],
            activation=self.activation,
            initializer=self.initializer,
            bias_initializer=self.bias_initializer,
            output=output,
            rng=np.random.default_rng([seed, 0]),
            dtype=X.dtype,
        )
        with _Progress(self.max_iter, self.tol, self.n_iter_no_change, self.verbose) as progress:
            history = self.net_.fit(
                X,
                y,
                epochs=self.max_iter,
                batch_size=batch_size,
                learning_rate=_checks.positive("learning_rate_init", self.learning_rate_init),
                momentum=self.momentum,
                weight_decay=_checks.non_negative("alpha", self.alpha) / batch_size,
                rng=np.random.default_rng([seed, 1]) if self.shuffle else None,
                callback=progress,
            )
        self.coefs_, self.intercepts_ = self.net_.W, self.net_.b
        self.loss_curve_ = [float(loss) for loss in history.loss]
        self.loss_ = self.loss_curve_[-1]
        self.n_iter_ = history.n_epochs
        self.n_layers_ = len(self.net_.layer_sizes)
        self.n_outputs_ = n_out
        self.out_activation_ = output
        if not progress.converged:
            warnings.warn(
                f"the loss still improved by more than tol={self.tol} when max_iter="
                f"{self.max_iter} epochs were over",
                ConvergenceWarning,
                stacklevel=3,
            )

    def _record(self, X: Array) -> Record:
        """The forward pass of the fitted network on checked inputs."""
        check_is_fitted(self)
        X = validate_data(self, X, dtype=[np.float64, np.float32], reset=False)
        return self.net_.forward(X)


class MLPClassifier(ClassifierMixin, _NetworkEstimator):
    """Multilayer perceptron classifier, trained by mini-batch gradient descent with momentum.

    hidden_layer_sizes: units of each hidden layer. activation: name or object of
    `rectified.activations`. initializer, bias_initializer: names or objects of
    `rectified.initializers` (default: He for the ReLU family, Glorot otherwise; zero biases).
    alpha: L2 penalty as in scikit-learn, divided by the batch size; a slope that is called alpha
    belongs to the activation, `LeakyReLU(alpha=0.2)`. batch_size: "auto" is min(200, n).
    learning_rate_init, momentum: of the gradient descent. max_iter: epochs at most; it ends before
    when the loss has not improved by tol for n_iter_no_change epochs.
    shuffle, random_state: order of the rows and start weights. verbose: show a progress bar.

    Two classes: one sigmoid output; more: softmax; both with cross-entropy.
    Attributes: `classes_`, `net_` (the `MLP`), `coefs_`, `intercepts_`, `loss_curve_`, `loss_`,
    `n_iter_`, `n_layers_`, `n_outputs_`, `out_activation_`.
    Errors: ValueError that names the parameter; DivergenceError when the numbers leave the finite.
    """

    def fit(self, X: Array, y: Array) -> MLPClassifier:
        """Learn from X (n, n_features) and labels y (n,)."""
        X, y = validate_data(self, X, y, dtype=[np.float64, np.float32])
        self.classes_, labels = _classes(y)
        if len(self.classes_) == 2:
            self._train(X, labels.astype(X.dtype), 1, "sigmoid")
        else:
            self._train(X, labels, len(self.classes_), "softmax")
        return self

    def predict_proba(self, X: Array) -> Array:
        """Probability of each class, (n, n_classes)."""
        return activations.softmax(self._logits(X))

    def predict_log_proba(self, X: Array) -> Array:
        """Logarithm of the probability of each class, accurate where the probability underflows."""
        return activations.log_softmax(self._logits(X))

    def predict(self, X: Array) -> Array:
        """The most probable class of each row."""
        logits = self._logits(X)
        return self.classes_[logits.argmax(axis=1)]

    def _logits(self, X: Array) -> Array:
        """One logit per class, (n, n_classes): the sigmoid of z is the softmax of (0, z)."""
        z = self._record(X).z[-1]
        return np.hstack([np.zeros_like(z), z]) if len(self.classes_) == 2 else z


class MLPRegressor(RegressorMixin, _NetworkEstimator):
    """Multilayer perceptron regressor: linear outputs, half the squared error.

    Parameters and attributes as in `MLPClassifier`; targets y (n,) or (n, n_outputs).
    Scale inputs and targets: gradient descent on raw units diverges easily, and says so.
    """

    def fit(self, X: Array, y: Array) -> MLPRegressor:
        """Learn from X (n, n_features) and targets y (n,) or (n, n_outputs)."""
        X, y = validate_data(
            self, X, y, dtype=[np.float64, np.float32], multi_output=True, y_numeric=True
        )
        y = y.astype(X.dtype, copy=False)
        self._flat = y.ndim == 1
        self._train(X, y, 1 if self._flat else y.shape[1], "linear")
        return self

    def predict(self, X: Array) -> Array:
        """Predicted targets, shaped as in `fit`."""
        outputs = self._record(X).output
        return outputs[:, 0] if self._flat else outputs

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.target_tags.multi_output = True
        return tags


class Autoencoder(ClassNamePrefixFeaturesOutMixin, TransformerMixin, _NetworkEstimator):
    """A network that learns to give back its inputs through a narrow layer, the code.

    hidden_layer_sizes: an odd number of layers; the one in the middle is the code. activation: one
    for all hidden layers, or a list with one for each: ["tanh", "identity", "tanh"] has a linear
    code. Outputs are linear, the loss is half the squared error. Other parameters and attributes as
    in `MLPClassifier`; also `n_code_`, the size of the code, and `mean_` (n_features,), which is
    taken off the inputs before they enter the network and added to its outputs.

    Rows unlike those it was trained on are given back with a larger error: `score_samples`.
    Scale the inputs: gradient descent on raw units diverges easily, and says so.
    Errors: ValueError that names the parameter; DivergenceError when the numbers leave the finite.
    Source: Hinton & Salakhutdinov (2006).
    """

    def __init__(
        self,
        hidden_layer_sizes=(32, 8, 32),
        activation="relu",
        *,
        initializer=None,
        bias_initializer="zeros",
        alpha=0.0001,
        batch_size="auto",
        learning_rate_init=0.001,
        momentum=0.9,
        max_iter=200,
        shuffle=True,
        random_state=None,
        tol=1e-4,
        n_iter_no_change=10,
        verbose=False,
    ):
        super().__init__(
            hidden_layer_sizes,
            activation,
            initializer=initializer,
            bias_initializer=bias_initializer,
            alpha=alpha,
            batch_size=batch_size,
            learning_rate_init=learning_rate_init,
            momentum=momentum,
            max_iter=max_iter,
            shuffle=shuffle,
            random_state=random_state,
            tol=tol,
            n_iter_no_change=n_iter_no_change,
            verbose=verbose,
        )

    def fit(self, X: Array, y: Any = None) -> Autoencoder:
        """Learn to give back X (n, n_features); y is not used."""
        X = validate_data(self, X, dtype=[np.float64, np.float32])
        n_hidden = np.size(self.hidden_layer_sizes)
        if n_hidden % 2 == 0:
            raise ValueError(
                "hidden_layer_sizes must name an odd number of layers, the code in the middle, "
                f"got {self.hidden_layer_sizes!r}"
            )
        self.mean_ = X.mean(axis=0)
        self._train(X - self.mean_, X - self.mean_, X.shape[1], "linear")
        self._middle = n_hidden // 2
        self.n_code_ = self.net_.layer_sizes[1 + self._middle]
        self._n_features_out = self.n_code_  # for get_feature_names_out
        return self

    def transform(self, X: Array) -> Array:
        """The codes of the rows of X, (n, n_code)."""
        return self._pass(X).a[1 + self._middle]

    def inverse_transform(self, codes: Array) -> Array:
        """What the network makes of codes (n, n_code): reconstructions (n, n_features)."""
        check_is_fitted(self)
        codes = check_array(codes, dtype=[np.float64, np.float32], input_name="codes")
        if codes.shape[1] != self.n_code_:
            raise ValueError(f"codes must have {self.n_code_} columns, got {codes.shape[1]}")
        behind_the_code = self.net_.layers[2 * (1 + self._middle) :]  # weights, function, weights …
        return self.mean_ + chain.forward(behind_the_code, codes, chain.Call())[0]

    def score_samples(self, X: Array) -> Array:
        """Minus the mean squared error of each row's reconstruction, (n,): low is unusual."""
        record = self._pass(X)
        return -np.mean((record.output - record.inputs) ** 2, axis=1)

    def score(self, X: Array, y: Any = None) -> float:
        """The mean of `score_samples`; y is not used."""
        return float(np.mean(self.score_samples(X)))

    def _pass(self, X: Array) -> Record:
        check_is_fitted(self)
        X = validate_data(self, X, dtype=[np.float64, np.float32], reset=False)
        return self.net_.forward(X - self.mean_)

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.transformer_tags.preserves_dtype = ["float64", "float32"]
        return tags


class _Progress:
    """Called after each epoch: draws the bar and decides when the loss has stopped improving."""

    def __init__(self, max_iter: int, tol: float, patience: int, verbose: Any):
        self.tol, self.patience = _checks.non_negative("tol", tol), patience
        self.best, self.without, self.converged = np.inf, 0, False
        self.bar = Bar(total=max_iter, unit="epoch", disable=not verbose)

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, *error: Any) -> None:
        self.bar.close()

    def __call__(self, epoch: int, net: MLP, loss: Array) -> bool:
        self.bar.set_postfix(loss=f"{float(loss):.4f}", refresh=False)
        self.bar.update()
        self.without = self.without + 1 if loss > self.best - self.tol else 0
        self.best = min(self.best, float(loss))
        self.converged = self.without > self.patience
        return self.converged


def _classes(y: Array) -> tuple[Array, Array]:
    """The classes in order, and the labels as their indices."""
    classes, labels = np.unique(y, return_inverse=True)
    check_classification_targets(classes)  # what is wrong with y is wrong with them, and few
    if len(classes) < 2:
        raise ValueError(
            f"y must hold at least two classes, got one class: {classes.tolist()[0]!r}"
        )
    return classes, labels


def _seed(random_state: Any) -> int:
    return int(check_random_state(random_state).randint(2**31 - 1))
