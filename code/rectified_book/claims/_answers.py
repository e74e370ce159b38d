"""The three questions that every sentence of the article is asked, and what follows from them."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass, field

import numpy as np

RIGHT, CONDITIONS, IMPRECISE, WRONG, UNKNOWN = VERDICTS = (
    "right",
    "right with conditions",
    "imprecise",
    "wrong",
    "no evidence found",
)
"""The five verdicts: four from the best to the worst, and one where a question stays open."""


@dataclass(frozen=True)
class NotAsked:
    """Instead of an answer: why a question is not asked. It is neither yes nor no."""

    why: str

    def __bool__(self):
        raise TypeError(f"a question that was not asked is neither yes nor no: {self.why}")


def not_asked(why: str) -> NotAsked:
    """Say why a question is not asked.

    why: a whole sentence. Raises ValueError for anything else.
    """
    if not isinstance(why, str) or len(why.split()) < 3 or not why.endswith("."):
        raise ValueError(f"why must be a whole sentence, got {why!r}")
    return NotAsked(why)


NOT_NEEDED = not_asked("An earlier question was answered with yes.")
QUESTIONS = {"as_stated": RIGHT, "with_conditions": CONDITIONS, "reworded": IMPRECISE}
"""The questions in their order, and the verdict that a yes gives."""


@dataclass(frozen=True)
class Found:
    """What one experiment, or one look at the sources, found.

    value: the headline number of the row; None where nothing was measured.
    as_stated: whether the sentence holds as it stands, in its most charitable reading.
    with_conditions: whether it holds under the condition that the row names.
    reworded: whether the more precise wording holds that the row names and that keeps its point.
        Each answer is True, False or `not_asked("why")`; none has a default.
    numbers: further numbers for the row's text.
    """

    value: float | None = None
    _: KW_ONLY
    as_stated: bool | NotAsked
    with_conditions: bool | NotAsked
    reworded: bool | NotAsked
    numbers: dict[str, float] = field(default_factory=dict)

    def __post_init__(self):
        for name, answer in self.answers.items():
            if not isinstance(answer, bool | np.bool_ | NotAsked):
                raise ValueError(f"{name} must be True, False or not_asked(why), got {answer!r}")

    @property
    def answers(self) -> dict[str, bool | NotAsked]:
        """The three answers, by their questions, in order."""
        return {name: getattr(self, name) for name in QUESTIONS}

    @property
    def asked(self) -> list[str]:
        """The questions that have an answer."""
        return [name for name, a in self.answers.items() if not isinstance(a, NotAsked)]

    @property
    def verdict(self) -> str:
        """The first yes decides, after answers that are all no; a question left open decides, too.

        "Wrong" takes three times no.
        """
        for name, verdict in QUESTIONS.items():
            if isinstance(answer := getattr(self, name), NotAsked):
                return UNKNOWN
            if answer:
                return verdict
        return WRONG


def told(answer: bool | NotAsked) -> str:
    """Write an answer as "yes", "no" or "-"."""
    return "-" if isinstance(answer, NotAsked) else "yes" if answer else "no"


def untold(word: str) -> bool | NotAsked:
    """Read an answer that `told` has written; one that was not asked was not needed."""
    return {"yes": True, "no": False, "-": NOT_NEEDED}[word]
