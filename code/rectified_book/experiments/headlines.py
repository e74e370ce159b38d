"""What the chapters say in bold, as one line each: the experiment, and when its sentence holds.

`make robust` repeats them with other draws; a test fails where one of them holds too seldom.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ._draw import TRAININGS, Draw, Draws
from .dead_units import revived
from .deep_networks import deep_scores


@dataclass(frozen=True)
class Headline:
    """name: what is said; value: its number, of a `Draw`; holds: whether it is so, of the number.

    draws: with which other draws; version: raised by one when the experiment changes.
    """

    name: str
    value: Callable[[Draw], float]
    holds: Callable[[float], bool]
    draws: Draws
    version: int = 1
    verdict: str = "yes"

    def repeated(self, draw: Draw) -> tuple[float, str, str]:
        """Value and outcome with another draw, for `robustness.repeat`."""
        value = float(self.value(draw))
        return value, "yes" if self.holds(value) else "no", ""


def _deep_tanh(draw: Draw) -> float:
    return deep_scores("tanh", **vars(draw)).mean()


def _back_in_the_third(draw: Draw) -> float:
    dead, back = revived(**vars(draw))
    return back[2] / dead[2]


HEADLINES = [
    Headline("tanh learns in ten layers", _deep_tanh, lambda score: score > 0.8, TRAININGS),
    Headline("third layers revive", _back_in_the_third, lambda share: share > 0.5, TRAININGS),
]
"""One line each: name, number, when the sentence holds, draws."""
