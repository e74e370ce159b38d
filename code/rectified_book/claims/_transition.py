"""TRANSITIONAL: for sections whose rows have not been asked all three questions yet.

A section is converted when it imports from `_ledger` and `_answers` in place of this module. When
no section imports it any more, this file goes, and with it `OPEN`, the one thing that still counts
as a no without having been asked.
"""

from __future__ import annotations

from . import _answers, _ledger
from ._answers import CONDITIONS, IMPRECISE, RIGHT, WRONG


class Open(_answers.NotAsked):
    """A question that this row does not ask yet, and should."""

    def __bool__(self):
        return False


OPEN = Open("This question has not been asked yet.")


class _Found(_answers.Found):
    @property
    def asked(self) -> list[str]:
        return []  # so that nothing is told of the questions

    @property
    def verdict(self) -> str:
        for name, verdict in _answers.QUESTIONS.items():
            if getattr(self, name):
                return verdict
        return WRONG


def Found(value=None, as_stated=OPEN, with_conditions=OPEN, reworded=OPEN, numbers=()) -> _Found:
    """As `_answers.Found`, with answers that may be missing."""
    answers = {"as_stated": as_stated, "with_conditions": with_conditions, "reworded": reworded}
    answers = {name: a if isinstance(a, Open) else bool(a) for name, a in answers.items()}
    return _Found(value, **answers, numbers=dict(numbers))


class Section(_ledger.Section):
    """A section whose rows may leave out places, condition, rewording and would_change."""

    def stated(self, number, claim, verdict, truth, **details) -> None:
        names = {RIGHT: "as_stated", CONDITIONS: "with_conditions", IMPRECISE: "reworded"}
        answers = {names[verdict]: True} if verdict in names else {}
        super().stated(number, claim, verdict, truth, Found(**answers), **details)

    def require(self, row: _ledger.Claim) -> None:
        _ledger.require_basics(row)


def is_open(claim: _ledger.Claim) -> bool:
    """Whether a row still has to be converted."""
    return isinstance(claim.evidence(), _Found)
