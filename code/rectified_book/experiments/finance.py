"""What a network adds to a mean or a line: tomorrow's return, tomorrow's move, and bad loans."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from rectified import datasets, training
from rectified.network import MLP

from ._data import Array

KINDS = {
    "no bend": "identity",
    "sigmoid": "sigmoid",
    "tanh": "tanh",
    "ReLU": "relu",
    "Leaky ReLU": "leaky_relu",
}
"""What bends the hidden layer."""
TASKS = ("returns", "risk", "loans")
GRID = (0.00003, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
"""Learning rates that were tried, with SGD and momentum as with Adam."""
HIDDEN, EPOCHS, BATCH, MOMENTUM = 32, 50, 64, 0.9
LAGS = 10
"""Days whose returns a network sees."""
SPANS = (1, 5, 22)
"""Days over which past moves are averaged: a day, a week, a month."""
SERIES = ("oil", "oil, cut earlier", "DAX", "FTSE")
"""Prices of the splits 0 to 3."""


class Parts(NamedTuple):
    """Inputs and targets of the three parts of a task, in this order: train, validation, test."""

    X: tuple[Array, Array, Array]
    y: tuple[Array, Array, Array]


class Judged(NamedTuple):
    """Scores (networks,) on what was learned and on the test part: R², or the area for loans."""

    train: Array
    test: Array


# ---------------------------------------------------------------- three tasks


@cache
def closes(split: int = 0) -> tuple[Array, int, int]:
    """Return prices in time, and how many of them are for training, and before the test.

    split: one of `SERIES`: oil, oil cut at .5, .7 and .9 of its days, or one of two stock indices.
    """
    parts = datasets.prices("stocks" if split > 1 else "oil")
    columns = [part.closes[:, {2: 0, 3: 3}.get(split, 0)] for part in parts]
    days = np.concatenate(columns)
    if split == 1:
        first, second, end = (round(share * len(days)) for share in (0.5, 0.7, 0.9))
        return days[:end], first, second
    first = len(columns[0])
    return days, first, first + len(columns[1])


@cache
def standard_returns(split: int = 0) -> tuple[Array, int, int]:
    """Log returns in standard deviations of the training days, and where the parts end."""
    days, first, second = closes(split)
    r = np.diff(np.log(days))
    known = r[: first - 1]
    return np.round((r - known.mean()) / known.std(), 6), first - 1, second - 1


def _in_time(X: Array, y: Array, day: Array, first: int, second: int) -> Parts:
    """Part rows by the day of their target."""
    where = day < first, (day >= first) & (day < second), day >= second
    return Parts(tuple(X[part] for part in where), tuple(y[part] for part in where))


@cache
def returns(split: int = 0) -> Parts:
    """Ten returns, and the next day's."""
    r, first, second = standard_returns(split)
    X = np.lib.stride_tricks.sliding_window_view(r, LAGS)[:-1]
    return _in_time(X, r[LAGS:], np.arange(LAGS, len(r)), first, second)


@cache
def risk(split: int = 0) -> Parts:
    """Mean absolute returns of the last day, week and month, and the next day's."""
    r, first, second = standard_returns(split)
    size = np.abs(r)
    total = np.concatenate([[0], size.cumsum()])
    day = np.arange(max(SPANS), len(size))
    X = np.stack([(total[day] - total[day - k]) / k for k in SPANS], axis=-1)
    parts = _in_time(X, size[day], day, first, second)
    return parts._replace(X=_standard(parts.X))


@cache
def loans(split: int = 0) -> Parts:
    """What a bank knew of its borrowers, and who did not pay back.

    split: 0 as stored; another one shares the same people out anew, class by class. A number that
    is not known becomes the median of the training part; assets and debt become log(1 + x).
    """
    parts = datasets.loans()
    X, y = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    part = np.repeat(range(3), [len(p.y) for p in parts])
    if split:
        rng = np.random.default_rng(split)
        for label in (0, 1):
            rows = np.flatnonzero(y == label)
            part[rows] = rng.permutation(part[rows])
    X = np.where(np.isnan(X), np.nanmedian(X[part == 0], axis=0), X)
    money = [datasets.loan_features().index(name) for name in ("Assets", "Debt")]
    X[:, money] = np.log1p(X[:, money])
    return Parts(
        _standard(tuple(X[part == k] for k in range(3))), tuple(y[part == k] for k in range(3))
    )


def _standard(X: tuple[Array, ...]) -> tuple[Array, ...]:
    """Columns minus their means, over their standard deviations, both of the first part."""
    mean, sd = X[0].mean(axis=0), X[0].std(axis=0)
    return tuple(np.round((x - mean) / np.where(sd > 0, sd, 1), 6) for x in X)


def task(name: str, split: int = 0) -> Parts:
    """One of `TASKS`."""
    return {"returns": returns, "risk": risk, "loans": loans}[name](split)


# ---------------------------------------------------------------- scores


def r_squared(predicted: Array, y: Array, mean: float) -> Array:
    """1 minus the squared error over that of a constant, the mean of the training part.

    predicted: (..., n). y: (n,).
    """
    return 1 - ((predicted - y) ** 2).mean(axis=-1) / ((y - mean) ** 2).mean()


def area(scores: Array, bad: Array) -> Array:
    """Share of pairs, a bad loan and a good one, in which the bad one has the higher score.

    scores: (..., n), of which equal ones count half. bad: (n,) of 0 and 1.
    """
    high, low = scores[..., bad == 1, None], scores[..., None, bad == 0]
    return (high > low).mean(axis=(-2, -1)) + (high == low).mean(axis=(-2, -1)) / 2


def calibration_error(p: Array, y: Array, bins: int = 10) -> Array:
    """Mean distance between what is said and what comes, in bins of equally many.

    p: (..., n) probabilities. y: (n,) of 0 and 1. Rows are sorted by p and cut into bins; of each
    the mean of p is compared with the mean of y.
    """
    said, came = reliability(p, y, bins)
    return np.abs(said - came).mean(axis=-1)


def reliability(p: Array, y: Array, bins: int = 10) -> tuple[Array, Array]:
    """What was said and what came, means of each bin, (..., bins)."""
    order = np.argsort(np.round(p, 9), axis=-1, kind="stable")
    groups = np.array_split(order, bins, axis=-1)
    said = [np.take_along_axis(p, group, -1).mean(axis=-1) for group in groups]
    return np.stack(said, axis=-1), np.stack([y[group].mean(axis=-1) for group in groups], axis=-1)


def judge(name: str, predicted: Array, parts: Parts, part: int) -> Array:
    """Score predictions of a part of a task."""
    if name == "loans":
        return area(predicted, parts.y[part])
    return r_squared(predicted, parts.y[part], parts.y[0].mean())


# ---------------------------------------------------------------- networks


def trained(
    name: str,
    kind: str,
    rate: float,
    *,
    stop: bool = False,
    networks: int = 5,
    seed: int = 0,
    split: int = 0,
    optimizer: str = "sgd",
    watch=None,
) -> tuple[MLP, training.History]:
    """Train a stack of networks on a task; one that diverges becomes NaN.

    stop: bring back the weights of the epoch with the least loss on the validation part.
    """
    X, y = task(name, split)
    output = "sigmoid" if name == "loans" else "linear"
    seeds = range(seed, seed + networks)
    net = MLP([X[0].shape[1], HIDDEN, 1], KINDS[kind], output=output, rng=seeds)
    target = [part if name == "loans" else part[:, None] for part in y]
    stopping = training.EarlyStopping(X[1], target[1], patience=EPOCHS) if stop else watch
    steps = training.SGD(rate, MOMENTUM) if optimizer == "sgd" else training.Adam(rate)
    recipe = {"epochs": EPOCHS, "batch_size": BATCH, "rng": seed, "on_divergence": "mark"}
    with np.errstate(over="ignore", invalid="ignore"):
        history = net.fit(X[0], target[0], optimizer=steps, early_stopping=stopping, **recipe)
    return net, history


def rates_tried(
    name: str, kind: str, *, optimizer: str = "sgd", split: int = 0, networks: int = 5
) -> list[tuple[float, float, float]]:
    """For each rate: itself, the last training loss, the least loss on the validation part.

    Means of networks; infinity where one has diverged.
    """
    X, y = task(name, split)
    target = y[1] if name == "loans" else y[1][:, None]
    rows = []
    for rate in GRID:
        watch = training.EarlyStopping(X[1], target, patience=EPOCHS)
        how = {"networks": networks, "split": split, "optimizer": optimizer, "watch": watch}
        _, history = trained(name, kind, rate, **how)
        last = history.loss[-1].mean()
        finite = np.isfinite(last)
        rows.append((rate, *((last, watch.best_loss.mean()) if finite else (np.inf, np.inf))))
    return rows


def chosen(name: str, kind: str, *, stop: bool, optimizer: str = "sgd", split: int = 0) -> float:
    """The rate with the least loss: on the validation part if stopped there, else in training."""
    from .long_runs import kept  # which runs what stands here

    rows = kept("finance rates")[name][optimizer][kind][split]
    losses = [np.inf if row[2 if stop else 1] is None else row[2 if stop else 1] for row in rows]
    return rows[int(np.argmin(losses))][0]


def rates_table(name: str, optimizer: str, *, stop: bool) -> dict[str, list[str]]:
    """Columns of a table: the rates, and the loss by which each kind has `chosen` one of them."""
    from .long_runs import kept

    at = 2 if stop else 1
    runs = {kind: splits[0] for kind, splits in kept("finance rates")[name][optimizer].items()}
    rates = {"rate": [f"{row[0]:g}" for row in next(iter(runs.values()))]}
    return rates | {
        kind: ["–" if row[at] is None else f"{row[at]:.4f}" for row in rows]
        for kind, rows in runs.items()
    }


def spread(scores: Array, form: str = ".3f") -> str:
    """Mean ± standard deviation, as a cell of a table."""
    return f"{np.mean(scores):{form}} ± {np.std(scores, ddof=1):.{form[-2:]}}".replace("-", "−")


@cache
def predicted(
    name: str,
    kind: str,
    stop: bool = True,
    *,
    networks: int = 5,
    seed: int = 0,
    split: int = 0,
    optimizer: str = "adam",
) -> tuple[Array, Array]:
    """What networks of a kind, at its own rate, say of the training and of the test part.

    stop: see `chosen` and `trained`. Returns two arrays (networks, n): probabilities for loans.
    """
    draw = {"split": split, "optimizer": optimizer}
    rate = chosen(name, kind, stop=stop, **draw)
    net, _ = trained(name, kind, rate, stop=stop, networks=networks, seed=seed, **draw)
    X = task(name, split).X
    first, last = (net.forward(X[part]).output[..., 0] for part in (0, 2))
    return first, last


def judged(name: str, kind: str, stop: bool = True, **draw) -> Judged:
    """Score what is `predicted`."""
    parts = task(name, draw.get("split", 0))
    first, last = predicted(name, kind, stop, **draw)
    return Judged(judge(name, first, parts, 0), judge(name, last, parts, 2))


# ---------------------------------------------------------------- without a network


def line(X: Array, y: Array) -> Array:
    """Least squares: an intercept and a weight for each column of X."""
    return np.linalg.lstsq(np.c_[np.ones(len(X)), X], y, rcond=None)[0]


def on_line(w: Array, X: Array) -> Array:
    return w[0] + X @ w[1:]


@cache
def linear(name: str, split: int = 0) -> tuple[Array, Array]:
    """What a line, for loans a logistic regression, says of the training and of the test part."""
    X, y = task(name, split)
    if name != "loans":
        w = line(X[0], y[0])
        return on_line(w, X[0]), on_line(w, X[2])
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(max_iter=1000).fit(X[0], y[0])
    return model.predict_proba(X[0])[:, 1], model.predict_proba(X[2])[:, 1]


def fading(split: int = 0, keep: float = 0.94) -> Array:
    """A mean of past absolute returns that forgets 6% of itself a day, for each test day.

    Source: J.P. Morgan (1996), RiskMetrics, with absolute in place of squared returns.
    """
    r, _, second = standard_returns(split)
    size = np.abs(r)
    mean = size[: max(SPANS)].mean()
    told = np.empty(len(size))
    for day, today in enumerate(size):
        told[day] = mean
        mean = keep * mean + (1 - keep) * today
    return told[second:]


@cache
def simple(name: str, split: int = 0) -> dict[str, float]:
    """Scores on the test part of what needs no network."""
    parts = task(name, split)
    found = {"returns": "AR", "risk": "HAR", "loans": "logistic regression"}[name]
    scores = {found: float(judge(name, linear(name, split)[1], parts, 2))}
    if name == "risk":
        scores["fading mean"] = float(judge(name, fading(split), parts, 2))
    return scores


def bootstrap(difference: Array, *, block: int = 22, times: int = 2000, seed: int = 0) -> Array:
    """Means of days drawn anew in blocks that go on from the last day to the first.

    difference: (n,), one number a day. Returns (times,).
    Source: Politis & Romano (1992), the circular block bootstrap.
    """
    rng, n = np.random.default_rng(seed), len(difference)
    starts = rng.integers(n, size=(times, -(-n // block), 1))
    days = (starts + np.arange(block)).reshape(times, -1)[:, :n] % n
    return difference[days].mean(axis=1)


def lost_to_line(kind: str, **draw) -> Array:
    """By how much the squared error of risk is larger than the line's, for each test day.

    A mean of networks, in variances of the training part's target. draw: as for `predicted`.
    """
    split = draw.get("split", 0)
    y, variance = risk(split).y[2], risk(split).y[0].var()
    network = ((predicted("risk", kind, **draw)[1] - y) ** 2).mean(axis=0)
    return (network - (linear("risk", split)[1] - y) ** 2) / variance


def interval(kind: str, **draw) -> tuple[float, float, float]:
    """Mean of what is `lost_to_line`, between the ends of 95% of all `bootstrap` draws."""
    lost = lost_to_line(kind, **draw)
    low, high = np.quantile(bootstrap(lost), [0.025, 0.975])
    return low, lost.mean(), high


def ahead_of_line(name: str, kind: str, stop: bool = True, **draw) -> Array:
    """By how much each network's score is above that of the line, (networks,)."""
    line = next(iter(simple(name, draw.get("split", 0)).values()))
    return judged(name, kind, stop, **draw).test - line


# ---------------------------------------------------------------- loans


def credit(kind: str, stop: bool = True, **draw) -> dict[str, Array]:
    """Areas and calibration errors on the test borrowers, (networks,). draw: as for `predicted`."""
    bad = loans(draw.get("split", 0)).y[2]
    p = predicted("loans", kind, stop, **draw)[1]
    return {"area": area(p, bad), "calibration": calibration_error(p, bad)}


def credit_on_line(split: int = 0) -> dict[str, float]:
    """The same of logistic regression."""
    bad, p = loans(split).y[2], linear("loans", split)[1]
    return {"area": float(area(p, bad)), "calibration": float(calibration_error(p, bad))}


def loans_table(optimizer: str) -> dict[str, list[str]]:
    """Columns of a table: areas minus the logistic regression's of the same split, calibration.

    Of each split the mean of its networks counts; then mean ± standard deviation over the splits.
    """
    from .long_runs import kept

    runs, line = kept("finance loans")[optimizer], kept("finance loans")["logistic"]["area"]
    columns = {"": list(runs)}
    for way, title in {"stopped": "stopped", "end": "to the end"}.items():
        ahead = [np.mean(run[way]["area"], axis=1) - line for run in runs.values()]
        columns[f"{title}: area"] = [spread(gap, "+.3f") for gap in ahead]
        errors = [np.mean(run[way]["calibration"]) for run in runs.values()]
        columns[f"{title}: error"] = [f"{error:.3f}" for error in errors]
    return columns
