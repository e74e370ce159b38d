"""What a headline is: one sentence of a page, its number, and when the sentence holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ._draw import Draw, Draws


@dataclass(frozen=True)
class Headline:
    """name: what is said; value: its number, of a `Draw`; holds: whether it is so, of the number.

    `holds` tells itself in words, too, as `within`, `above` and `below` do.
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


@dataclass(frozen=True)
class within:
    """Whether a number lies between two others, ends included."""

    low: float
    high: float

    def __call__(self, value: float) -> bool:
        return self.low <= value <= self.high

    def __str__(self) -> str:
        return f"{self.low:g} to {self.high:g}".replace("-", "−")


@dataclass(frozen=True)
class below:
    """Whether a number lies below another."""

    limit: float

    def __call__(self, value: float) -> bool:
        return value < self.limit

    def __str__(self) -> str:
        return f"below {self.limit:g}".replace("-", "−")


@dataclass(frozen=True)
class above:
    """Whether a number lies above another."""

    limit: float

    def __call__(self, value: float) -> bool:
        return value > self.limit

    def __str__(self) -> str:
        return f"above {self.limit:g}".replace("-", "−")
