"""What the chapter ReLU says in bold, as one line each."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ._draw import SPLITS, TRAININGS, Draw
from ._headline import Headline, within
from .dead_units import born_dead, dead_by_rate
from .rectified import alike, faint, hasty, healthy, trained_pieces
from .speed import epochs_needed


def _epochs_saved(hidden: int) -> Callable[[Draw], float]:
    """Epochs of ReLU to those of tanh, until a loss of 0.1, each at the best of `RATES`."""

    def ratio(draw: Draw) -> float:
        relu, tanh = (epochs_needed(f, hidden, **vars(draw)) for f in ("relu", "tanh"))
        return min(relu, 99) / min(tanh, 99)

    return ratio


def _silent(draw: Draw) -> float:
    return float(np.median((hasty(seed=draw.seed, split=draw.split).answered == 0).sum(axis=-1)))


def _hasty_reads(draw: Draw) -> float:
    return hasty(seed=draw.seed, split=draw.split).score.min()


def _silent_though_healthy(draw: Draw) -> float:
    return (healthy(seed=draw.seed, split=draw.split).answered == 0).sum(axis=-1).max()


def _shared_out(draw: Draw) -> float:
    return 1 - healthy(seed=draw.seed, split=draw.split).answered.mean()


def _dead_at(rate: float, scaling: str, momentum: float = 0) -> Callable[[Draw], float]:
    """Share of dead units among all hidden units, in a median over three networks."""

    def share(draw: Draw) -> float:
        place = {"seed": draw.seed, "split": draw.split}
        return float(np.median(dead_by_rate(scaling, momentum, rates=(rate,), **place).dead))

    return share


RELU = [
    Headline(
        "Straight pieces, eight layers trained",
        lambda draw: trained_pieces(8, **vars(draw)),
        within(40, 255),
        TRAININGS,
    ),
    Headline(
        "100 layers of 20 units: log10 of the gradient that is left",
        lambda draw: np.log10(np.median(faint(20, seed=draw.seed, split=draw.split)[:, 0])),
        within(-4, -2.2),
        SPLITS,
    ),
    Headline(
        "100 layers of 100 units: log10 of the gradient that is left",
        lambda draw: np.log10(np.median(faint(100, seed=draw.seed, split=draw.split)[:, 0])),
        within(-1, -0.1),
        SPLITS,
    ),
    Headline(
        "Cosine of two digits behind fifty layers",
        lambda draw: alike(seed=draw.seed, split=draw.split)[50],
        within(0.97, 1),
        SPLITS,
    ),
    Headline(
        "Two layers: epochs of ReLU over those of tanh",
        _epochs_saved(2),
        within(0.6, 1.4),
        TRAININGS,
        version=2,
    ),
    Headline(
        "Ten layers: epochs of ReLU over those of tanh",
        _epochs_saved(10),
        within(1.01, 99),
        TRAININGS,
        version=2,
    ),
    Headline("Hasty: units of 64 that answer no image", _silent, within(10, 45), SPLITS),
    Headline("Hasty: least of the digits read", _hasty_reads, within(0.9, 1), SPLITS),
    Headline("Healthy: units that answer no image", _silent_though_healthy, within(0, 0), SPLITS),
    Headline("Healthy: zeros of the first layer", _shared_out, within(0.45, 0.55), SPLITS),
    Headline("Dead, SGD, standardized", _dead_at(0.3, "standard"), within(0, 0.02), SPLITS),
    Headline("Dead, SGD, raw pixels", _dead_at(0.3, "raw"), within(0.9, 1), SPLITS),
    Headline("Dead, momentum, raw pixels", _dead_at(0.02, "raw", 0.9), within(0.3, 0.7), SPLITS),
    Headline(
        "Born dead: width 2, depth 10",
        lambda draw: born_dead(2, seed=draw.seed, split=draw.split),
        within(0.85, 0.94),
        SPLITS,
    ),
]
"""The sentences of the chapter ReLU."""
