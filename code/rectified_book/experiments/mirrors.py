"""Four ways to a splendid score from prices that nobody can predict, and what it is in truth."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from rectified import training
from rectified.network import MLP

from ._data import Array
from .finance import BATCH, EPOCHS, HIDDEN, MOMENTUM, closes, r_squared, standard_returns

RATES = {"sgd": 0.01, "adam": 0.003}
"""Of SGD with momentum and of Adam, not tuned: a mirror works with any of them."""
TRADING_DAYS = 250
"""In a year, about."""


class Pair(NamedTuple):
    """What is shown, and what it is in truth: one number for each network."""

    shown: Array
    true: Array


def fitted(X: Array, y: Array, *, networks: int = 5, seed: int = 0, optimizer: str = "sgd") -> MLP:
    """Train networks with a hidden layer of ReLUs to give y (n,) for X (n, features)."""
    seeds = range(seed, seed + networks)
    net = MLP([X.shape[1], HIDDEN, 1], "relu", output="linear", rng=seeds)
    rate = RATES[optimizer]
    steps = training.SGD(rate, MOMENTUM) if optimizer == "sgd" else training.Adam(rate)
    net.fit(X, y[:, None], optimizer=steps, epochs=EPOCHS, batch_size=BATCH, rng=seed)
    return net


def windows(values: Array, length: int) -> Array:
    """All runs of so many neighbors, (n - length + 1, length)."""
    return np.lib.stride_tricks.sliding_window_view(values, length)


# ---------------------------------------------------------------- prices instead of returns


@cache
def prices(*, split: int = 0, **draw) -> Pair:
    """R² of tomorrow's price from ten prices: over the mean price, and over today's price."""
    price, first, second = closes(split)
    scaled = np.round((price - price[:first].mean()) / price[:first].std(), 6)
    X, y = windows(scaled, 10)[:-1], scaled[10:]
    day = np.arange(10, len(price))
    known, unseen = day < first, day >= second
    net = fitted(X[known], y[known], **draw)
    told, truth, today = net.predict(X[unseen])[..., 0], y[unseen], X[unseen, -1]
    lost = ((told - truth) ** 2).sum(axis=-1)
    return Pair(
        1 - lost / ((truth - truth.mean()) ** 2).sum(), 1 - lost / ((today - truth) ** 2).sum()
    )


# ---------------------------------------------------------------- a mean that looks ahead


def means(r: Array, length: int = 5, *, centered: bool) -> Array:
    """For each day the mean of so many days around it, or up to it; NaN where some are missing."""
    found = np.full(len(r), np.nan)
    found[length - 1 :] = windows(r, length).mean(axis=-1)
    if centered:
        ahead = length // 2
        found = np.append(found[ahead:], np.full(ahead, np.nan))
    return found


@cache
def smoothed(*, split: int = 0, **draw) -> Pair:
    """R² of tomorrow's return from five means of five days: around a day, and up to it."""
    r, first, second = standard_returns(split)
    scores = []
    for centered in (True, False):
        X = windows(means(r, centered=centered), 5)[:-1]
        y, day = r[5:], np.arange(5, len(r))
        whole = np.isfinite(X).all(axis=1)
        known, unseen = whole & (day < first), whole & (day >= second)
        net = fitted(X[known], y[known], **draw)
        scores.append(r_squared(net.predict(X[unseen])[..., 0], y[unseen], y[known].mean()))
    return Pair(*scores)


# ---------------------------------------------------------------- days that both parts share

AHEAD = 20
"""Days of the return that is to be told."""
PAST = (5, 20, 60, 120, 250)
"""Days of past returns, and of past moves, that are known."""


def far_ahead(split: int = 0) -> tuple[Array, Array, Array]:
    """Returns and moves of past spans, the return of the next 20 days, and which day is today.

    Today's return is the last that is known: with today = d the target is that of d + 1 to d + 20.
    """
    r, *_ = standard_returns(split)
    sums = [np.concatenate([[0], np.cumsum(values)]) for values in (r, np.abs(r))]
    day = np.arange(max(PAST), len(r) - AHEAD + 1)  # the first of the next 20
    X = [
        (total[day] - total[day - span]) / span**power
        for total, power in zip(sums, (0.5, 1), strict=True)
        for span in PAST
    ]
    return np.stack(X, axis=-1), (sums[0][day + AHEAD] - sums[0][day]) / AHEAD**0.5, day - 1


@cache
def overlapping(*, split: int = 0, **draw) -> Pair:
    """R² of the return of the next 20 days: rows parted at random, and in time."""
    X, y, today = far_ahead(split)
    _, first, second = standard_returns(split)
    order = np.random.default_rng(draw.get("seed", 0)).permutation(len(y))
    drawn = np.isin(np.arange(len(y)), order[: len(y) * 3 // 5])
    last = np.isin(np.arange(len(y)), order[len(y) * 4 // 5 :])
    scores = []
    for known, unseen in ((drawn, last), (today + AHEAD < first, today + 1 >= second)):
        mean, sd = X[known].mean(axis=0), X[known].std(axis=0)
        scaled = np.round((X - mean) / sd, 6)
        net = fitted(scaled[known], y[known], **draw)
        scores.append(r_squared(net.predict(scaled[unseen])[..., 0], y[unseen], y[known].mean()))
    return Pair(*scores)


# ---------------------------------------------------------------- the best of a hundred


def sharpe(earned: Array) -> Array:
    """Mean over standard deviation of daily returns (..., n), for a year."""
    return earned.mean(axis=-1) / earned.std(axis=-1) * TRADING_DAYS**0.5


def positions(r: Array, *, networks: int = 100, seed: int = 0) -> Array:
    """What untrained networks would do, told ten returns: 1 buys, -1 sells, (networks, days)."""
    net = MLP([10, HIDDEN, 1], "relu", output="linear", rng=range(seed, seed + networks))
    return np.sign(np.round(net.predict(windows(r, 10)[:-1])[..., 0], 9))


@cache
def best_of(networks: int = 100, *, seed: int = 0, split: int = 0) -> tuple[Array, Array, Array]:
    """Sharpe ratios of untrained networks on validation days, and later; and of buying, of both."""
    r, first, second = standard_returns(split)
    price, *_ = closes(split)
    earned = np.diff(np.log(price))[10:]
    held = positions(r, networks=networks, seed=seed)
    parts = slice(first - 10, second - 10), slice(second - 10, None)
    ratios = [sharpe(held[:, part] * earned[part]) for part in parts]
    return *ratios, np.array([sharpe(earned[part]) for part in parts])


def best(**draw) -> Pair:
    """The largest Sharpe ratio of a hundred on validation days, and that network's later on."""
    validated, later, _ = best_of(**draw)
    return Pair(validated.max(), later[validated.argmax()])


@cache
def best_of_shuffled(
    networks: int = 100, times: int = 20, *, seed: int = 0, split: int = 0
) -> Array:
    """The best Sharpe ratio of untrained networks where the days have no order, (times,)."""
    r, first, second = standard_returns(split)
    earned = np.diff(np.log(closes(split)[0]))
    rng, found = np.random.default_rng(seed), []
    for _ in range(times):
        days = rng.permutation(np.arange(first - 10, second))
        held = positions(r[days], networks=networks, seed=seed)
        found.append(sharpe(held * earned[days[10:]]).max())
    return np.array(found)
