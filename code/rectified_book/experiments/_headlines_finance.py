"""What the pages of the chapter Finance say in bold, as one line each."""

from __future__ import annotations

from collections.abc import Callable

from . import finance, mirrors
from ._draw import SPLITS, TRAININGS, Draw, Draws
from ._headline import Headline, below, within

ADAM = Draws(splits=(1, 2, 3), optimizers=("adam",))


def _unseen(kind: str, stop: bool, task: str = "returns") -> Callable[[Draw], float]:
    """R² on unseen days, mean of five networks."""
    return lambda draw: finance.judged(task, kind, stop, **vars(draw)).test.mean()


def _best_of_returns(draw: Draw) -> float:
    """Largest mean R² on unseen days, of five kinds and two ways."""
    ways = [(kind, stop) for kind in finance.KINDS for stop in (True, False)]
    return max(_unseen(kind, stop)(draw) for kind, stop in ways)


def _learned_ahead(draw: Draw) -> float:
    """By how much the least of four bends is ahead of no bend, on the days that were learned."""
    learned = {
        kind: finance.judged("returns", kind, False, **vars(draw)).train.mean()
        for kind in finance.KINDS
    }
    straight = learned.pop("no bend")
    return min(learned.values()) - straight


def _lost_ahead(draw: Draw) -> float:
    """By how much the best of four bends is ahead of no bend on unseen days, to the end."""
    unseen = {kind: _unseen(kind, False)(draw) for kind in finance.KINDS}
    straight = unseen.pop("no bend")
    return max(unseen.values()) - straight


def _mirror(name: str, of: str) -> Callable[[Draw], float]:
    return lambda draw: getattr(getattr(mirrors, name)(**vars(draw)), of).mean()


def _fallen(draw: Draw) -> float:
    """By how much the best of a hundred is worse later than it was shown."""
    pair = mirrors.best(seed=draw.seed, split=draw.split)
    return pair.shown - pair.true


def _shuffled_of_real(draw: Draw) -> float:
    """Which share of the best of a hundred is had on shuffled days, in a mean."""
    place = {"seed": draw.seed, "split": draw.split}
    return mirrors.best_of_shuffled(100, **place).mean() / mirrors.best(**place).shown


def _place(draw: Draw) -> dict[str, int]:
    """For loans: trained with Adam in the draw of the page as well."""
    return {"seed": draw.seed, "split": draw.split, "optimizer": "adam"}


def _over_line(task: str, kind: str) -> Callable[[Draw], float]:
    """By how much networks are ahead of the line, in a mean, stopped."""
    return lambda draw: finance.ahead_of_line(
        task, kind, **(_place(draw) if task == "loans" else vars(draw))
    ).mean()


def _best_over_line(task: str) -> Callable[[Draw], float]:
    return lambda draw: max(_over_line(task, kind)(draw) for kind in finance.KINDS)


def _too_sure(draw: Draw) -> float:
    """How many times the calibration error of stopped ReLU networks those at the end have."""
    errors = [
        finance.credit("ReLU", stop, **_place(draw))["calibration"].mean() for stop in (True, False)
    ]
    return errors[1] / errors[0]


def _area_lost(draw: Draw) -> float:
    """How much area ReLU networks lose when they are trained to the end."""
    areas = [finance.credit("ReLU", stop, **_place(draw))["area"].mean() for stop in (True, False)]
    return areas[0] - areas[1]


RETURNS = [
    Headline(
        "Returns: the best of ten kinds and ways, R² unseen",
        _best_of_returns,
        within(-0.05, 0.02),
        TRAININGS,
    ),
    Headline("Returns: a bend over no bend, learned", _learned_ahead, within(0, 0.5), TRAININGS),
    Headline("Returns: a bend over no bend, unseen", _lost_ahead, below(0), TRAININGS),
    Headline("Prices: R² shown", _mirror("prices", "shown"), within(0.9, 1), TRAININGS),
    Headline("Prices: R² over today's price", _mirror("prices", "true"), below(0), TRAININGS),
    Headline("Centered means: R² shown", _mirror("smoothed", "shown"), within(0.4, 0.8), TRAININGS),
    Headline("Centered means: R² true", _mirror("smoothed", "true"), within(-0.2, 0.05), TRAININGS),
    Headline("Shared days: R² shown", _mirror("overlapping", "shown"), within(0.1, 0.8), TRAININGS),
    Headline("Shared days: R² true", _mirror("overlapping", "true"), below(0), TRAININGS),
    Headline("Best of a hundred: shown minus later", _fallen, within(0, 4), SPLITS),
    Headline(
        "Best of a hundred: shuffled days over real ones", _shuffled_of_real, within(0.5, 2), SPLITS
    ),
]
"""The sentences of the page Finance."""

RISK = [
    Headline("Risk: ReLU over the line, R²", _over_line("risk", "ReLU"), below(0), TRAININGS),
    Headline(
        "Risk: the best kind over the line, R²", _best_over_line("risk"), below(0.02), TRAININGS
    ),
    Headline(
        "Loans: ReLU over logistic regression, near 0",
        _over_line("loans", "ReLU"),
        within(-0.02, 0.02),
        ADAM,
    ),
    Headline(
        "Loans: the best kind over logistic regression, near 0",
        _best_over_line("loans"),
        within(-0.01, 0.02),
        ADAM,
    ),
    Headline("Loans: how many times too sure, ReLU", _too_sure, within(2, 20), ADAM),
    Headline("Loans: area lost by ReLU at the end", _area_lost, within(0.01, 0.1), ADAM),
]
"""The sentences of the page Risk and credit."""
