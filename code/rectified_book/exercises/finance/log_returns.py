"""From prices to returns."""

from __future__ import annotations

import itertools

import numpy as np

from checker import function


@function(
    way=(1, 4, "prices and returns", "applications/finance#prices-and-returns"),
    cases=[
        (np.array([1.0, 2.0]),),
        (np.array([4.0, 2.0, 2.0]),),
        (np.array([10.0, 11.0, 9.9, 9.9]),),
        (np.array([50.0, 25.0, 100.0, 80.0, 160.0]),),
    ],
    more=lambda rng: (rng.randint(2, 60, rng.randint(3, 8)) / 2,),
    hints=[
        "The logarithm of a quotient is a difference of logarithms.",
        "`np.log` takes the logarithm of each price, and `np.diff` the difference of neighbors.",
    ],
    why="""
    Log returns add up: their sum over a month is the log return of the month, and a fall to one
    half and a doubling cancel. For a small change they are nearly the change in percent, over 100.
    There is one fewer than prices.
    """,
)
def log_returns(price):
    """From prices to returns

    `price` holds the prices of successive days. Write `log_returns(price)`: for each day but the
    first the natural logarithm of its price over the price of the day before.
    """
    return np.diff(np.log(price))  # ← one fewer than prices


def _loop(price):
    return [float(np.log(b / a)) for a, b in itertools.pairwise(price)]


log_returns.also_right(
    lambda price: np.log(price[1:] / price[:-1]),
    lambda price: np.log(price[1:]) - np.log(price[:-1]),
    lambda price: -np.diff(-np.log(price)),
    lambda price: -np.log(price[:-1] / price[1:]),
    lambda price: np.log1p(np.diff(price) / price[:-1]),
    lambda price: np.log(1 + np.diff(price) / price[:-1]),
    lambda price: np.ediff1d(np.log(price)),
    lambda price: np.diff(np.log2(price)) * np.log(2),
    lambda price: np.diff(np.log10(price)) * np.log(10),
    lambda price: np.log(np.divide(price[1:], price[:-1])),
    lambda price: np.convolve(np.log(price), [1, -1], "valid"),
    _loop,
)
log_returns.wrong(
    "differences",
    lambda price: np.diff(price),
    says="These are differences of *prices*, in dollars. A dollar is much at 10 and little at 100.",
)
log_returns.wrong(
    "relative changes",
    lambda price: np.diff(price) / price[:-1],
    lambda price: price[1:] / price[:-1] - 1,
    says="That is the relative change. It is close for small steps, but it does not add up: minus "
    "a half and then plus one is back at the start.",
)
log_returns.wrong(
    "quotients",
    lambda price: price[1:] / price[:-1],
    says="These are the quotients. Their logarithm is wanted, so that no change is 0.",
)
log_returns.wrong(
    "turned round",
    lambda price: np.log(price[:-1] / price[1:]),
    lambda price: -np.diff(np.log(price)),
    says="The sign is turned: a price that rises has a positive return.",
)
log_returns.wrong(
    "logarithms",
    lambda price: np.log(price),
    says="These are logarithms of the prices. How do they change from day to day?",
)
log_returns.wrong(
    "base 10",
    lambda price: np.diff(np.log10(price)),
    says="You take the logarithm to base 10. The natural one is wanted, `np.log`.",
)
log_returns.wrong(
    "base 2",
    lambda price: np.diff(np.log2(price)),
    says="You take the logarithm to base 2. The natural one is wanted, `np.log`.",
)
log_returns.wrong(
    "from the first day",
    lambda price: np.log(price[1:] / price[0]),
    says="You compare each day with the *first* one. The day before is wanted.",
)
log_returns.wrong(
    "divided by today",
    lambda price: np.diff(price) / price[1:],
    says="You divide the change by the price of the later day, and there is no logarithm.",
)
log_returns.wrong(
    "a zero in front",
    lambda price: np.append(0, np.diff(np.log(price))),
    says="There is a 0 for the first day, of which no return is known. Leave it out.",
)
log_returns.wrong(
    "percent",
    lambda price: 100 * np.diff(np.log(price)),
    says="That is in percent. Here a return of 1 % is 0.01.",
)
log_returns.wrong(
    "log of the difference",
    lambda price: np.log1p(np.abs(np.diff(price))),
    says="You take the logarithm *after* the difference. It has to come before.",
)
log_returns.also_wrong(
    lambda price: None,
    lambda price: np.diff(np.log(price)).mean(),
    lambda price: np.zeros(len(price) - 1),
    lambda price: np.sign(np.diff(price)),
    lambda price: np.abs(np.diff(np.log(price))),
    lambda price: np.diff(np.sqrt(price)),
)
