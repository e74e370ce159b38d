"""What a row of the ledger is, and how its verdict follows from what was measured."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass, field

RIGHT, CONDITIONS, IMPRECISE, WRONG = VERDICTS = (
    "right",
    "right with conditions",
    "imprecise",
    "wrong",
)
"""The four verdicts, from the best to the worst."""

STABILITY = {
    "exact": "computed from a formula",
    "statistical": "averaged over random draws with fixed seeds",
    "trained": "from training networks with fixed seeds",
    "history": "a matter of history",
    "terminology": "a matter of words",
    "usage": "a matter of what people use",
}
"""How firm a number is, or, for the last three, why there is none to measure."""


@dataclass(frozen=True)
class Found:
    """What one experiment found.

    value: the headline number of the row.
    as_stated: whether the sentence holds as it stands.
    with_conditions: whether it holds under the conditions that the row names.
    reworded: whether a precise wording holds that keeps the point of the sentence.
    numbers: further numbers for the row's text.
    """

    value: float
    as_stated: bool = False
    with_conditions: bool = False
    reworded: bool = False
    numbers: dict[str, float] = field(default_factory=dict)

    @property
    def verdict(self) -> str:
        """The best verdict that the evidence allows."""
        if self.as_stated:
            return RIGHT
        if self.with_conditions:
            return CONDITIONS
        return IMPRECISE if self.reworded else WRONG


@dataclass(frozen=True)
class Claim:
    """One sentence of the article, in our words, and what became of it.

    number: its row, from 1, in the order of the article.
    verdict: one of `VERDICTS`. truth: the correct statement, with places for measured numbers.
    sources: keys of the bibliography. where: page or page#box of the chapter that discusses it.
    evidence: the experiment, or None for a matter of history or of words.
    measure: recomputes the headline number; expected: the interval in which it must lie.
    stability: one of `STABILITY`.
    """

    number: int
    claim: str
    verdict: str
    truth: str
    sources: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    stability: str = ""
    expected: tuple[float, float] | None = None
    evidence: Callable[[], Found] | None = None
    measure: Callable[[], float] | None = None

    def holds(self, value: float) -> bool:
        """Whether a headline number is the one that the row tells, within its interval."""
        low, high = self.expected
        return bool(low <= value <= high)

    def check(self) -> None:
        """Measure again; raise AssertionError where number or verdict is not what the row says."""
        if self.measure is None:
            return
        value, found = self.measure(), self.evidence()
        if not self.holds(value):
            low, high = self.expected
            raise AssertionError(
                f"claim {self.number}: measured {value:.6g}, the row says {low:.6g} to {high:.6g}"
            )
        if found.verdict != self.verdict:
            raise AssertionError(
                f"claim {self.number}: the row says {self.verdict!r}, "
                f"the evidence says {found.verdict!r}"
            )

    def statement(self) -> str:
        """The correct statement, with the numbers as they are measured now."""
        truth = " ".join(self.truth.split())
        if self.evidence is None:
            return truth
        found = self.evidence()
        return _typeset(truth.format(value=found.value, **found.numbers))


_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def _typeset(text: str) -> str:
    """Write 4.5e-05 as 4.5 × 10⁻⁵ and -0.2 as −0.2."""

    def power(match: re.Match) -> str:
        return f"{match[1]} × 10{str(int(match[2])).translate(_SUPERSCRIPTS)}"

    text = re.sub(r"(\d)e([-+]\d+)", power, text)
    return re.sub(r"(?<![\w-])-(?=\d)", "−", text)


class Section(list[Claim]):
    """The rows of one part of the article: each is entered beside its experiment."""

    def measured(self, number: int, claim: str, verdict: str, truth: str, **details) -> Callable:
        """Enter a row; the decorated function is its experiment.

        details: `sources`, `where`, `stability`, `expected` of `Claim`.
        """

        def enter(experiment: Callable[[], Found]) -> Callable[[], Found]:
            evidence = functools.cache(experiment)
            details["measure"] = lambda: float(evidence().value)
            self.stated(number, claim, verdict, truth, evidence=evidence, **details)
            return evidence

        return enter

    def stated(self, number: int, claim: str, verdict: str, truth: str = "", **details) -> None:
        """Enter a row with nothing to measure; `stability` says why."""
        lists = {name: tuple(details.pop(name, ())) for name in ("sources", "where")}
        self.append(Claim(number, claim, verdict, truth, **lists, **details))
