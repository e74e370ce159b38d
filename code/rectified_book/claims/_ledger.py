"""What a row of the ledger is, and how its verdict follows from what was found."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass

from ..experiments import PAGE, Draw, Draws, kept, robustness
from ._answers import QUESTIONS, VERDICTS, Found, told, untold

STABILITY = {
    "arithmetic": "arithmetic, or a definition",
    "exact": "computed from a formula",
    "statistical": "averaged over random draws with fixed seeds",
    "trained": "from training networks with fixed seeds",
    "history": "a matter of history",
    "terminology": "a matter of words",
    "usage": "a matter of what people use",
}
"""How firm a number is, or, for the last three, why there is none to measure."""

RANDOM = ("statistical", "trained")
"""The kinds of numbers that another draw changes."""

ARTICLE = (
    INTRODUCTION := "What is ReLU-function (Rectified Linear Unit)?",
    WHAT_ACTIVATION_IS := "What is an Activation Function?",
    WHICH_FUNCTIONS := "What Activation Functions are there?",
    PROBLEMS := "What are the problems with these Activation Functions?",
    WHAT_RELU_IS := "What is the Rectified Linear Unit (ReLU) activation function?",
    ADVANTAGES := "What are the advantages and disadvantages of this function?",
    LEAKY := "What is the Leaky ReLU function?",
    APPLICATIONS := "What applications use the ReLU activation function?",
    SUMMARY := "This is what you should take with you",
)
"""The sections of the article, by their titles."""
MOST_WORDS = 5
"""How many words of a sentence of the article are quoted, at most, to find it by."""


@dataclass(frozen=True)
class Claim:
    """One sentence of the article, in our words, and what became of it.

    number: its row, from 1, in the order of the article. also: rows merged into this one.
    places: where the article says it: title of the section, first words of the sentence.
    verdict: one of `VERDICTS`. truth: the correct statement, with places for measured numbers.
    reading: the most charitable reading, where the sentence has several.
    condition: where the second question asks whether the sentence holds ("for z above 0").
    rewording: the more precise wording that the third question asks about.
    would_change: what would change the verdict, in one sentence.
    sources: keys of the bibliography. where: page or page#label of the chapter that discusses it.
    stability: one of `STABILITY`.
    evidence: called with a `Draw`, the experiment; or what the sources say.
    measure: recomputes the headline number; None for a matter of history or of words.
    expected: the interval in which that number must lie.
    draws: with which other draws the experiment is repeated; None where nothing is random.
    by_sources: the number illustrates, and the sources answer the questions, so that no other draw
        can change the verdict.
    version: raised by one when the experiment changes, so that it must be repeated.
    long: whether its page shows what is kept of it, because to measure it takes too long there.
    """

    number: int
    claim: str
    verdict: str
    truth: str
    evidence: Callable[..., Found]
    places: tuple[tuple[str, str], ...] = ()
    reading: str = ""
    condition: str = ""
    rewording: str = ""
    would_change: str = ""
    sources: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    stability: str = ""
    expected: tuple[float, float] | None = None
    measure: Callable[[], float] | None = None
    draws: Draws | None = None
    version: int = 1
    by_sources: bool = False
    long: bool = False
    also: tuple[int, ...] = ()

    @property
    def by_number(self) -> bool:
        """Whether the verdict follows from what is measured."""
        return self.measure is not None and not self.by_sources

    def found(self) -> Found:
        """What the page shows: measured now, or what is kept of a `long` measurement."""
        if not self.long:
            return self.evidence()
        record = dict(kept("claims")[str(self.number)])
        answers = {question: untold(record.pop(question)) for question in QUESTIONS}
        return Found(**record, **answers)

    def holds(self, value: float) -> bool:
        """Whether a headline number is the one that the row tells, within its interval."""
        low, high = self.expected
        return bool(low <= value <= high)

    def check(self) -> None:
        """Measure again; raise AssertionError where number or verdict is not what the row says."""
        if self.measure is not None:
            value = self.measure()
            if not self.holds(value):
                low, high = self.expected
                raise AssertionError(
                    f"claim {self.number}: measured {value:.6g}, "
                    f"the row says {low:.6g} to {high:.6g}"
                )
        found = self.evidence()
        if found.verdict != self.verdict:
            raise AssertionError(
                f"claim {self.number}: the row says {self.verdict!r}, "
                f"the evidence says {found.verdict!r}"
            )
        self.check_texts(found)

    def check_texts(self, found: Found) -> None:
        """Raise AssertionError where a question was asked whose words the row does not give."""
        for question, text in (("with_conditions", "condition"), ("reworded", "rewording")):
            if question in found.asked and not getattr(self, text):
                raise AssertionError(f"claim {self.number}: {question} is asked without {text}=")

    def repeated(self, draw: Draw) -> tuple[float, str, str]:
        """Headline value, verdict and answers with another draw, for `robustness.repeat`."""
        found = self.evidence(draw)
        return float(found.value), found.verdict, " ".join(map(told, found.answers.values()))

    def statement(self) -> str:
        """The correct statement, with the numbers that the page shows."""
        truth = " ".join(self.truth.split())
        found = self.found()
        if found.value is None:
            return truth
        return typeset(truth.format(value=found.value, **found.numbers))

    def how_sure(self) -> str:
        """How often other draws have given the same verdict, and the range of the number."""
        sources = "the verdict is from the sources" if self.by_sources else ""
        if self.draws is None:
            return sources
        entry = robustness.entry(str(self.number))
        if entry is None:
            return "not yet repeated with other draws"
        form = re.search(r"\{value:([^}]*)\}", self.truth)
        form = form[1] if form else ".3g"
        return typeset(f"{sources}; {entry.span(form)}" if sources else entry.sentence(form))


_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def typeset(text: str) -> str:
    """Write 4.5e-05 as 4.5 × 10⁻⁵ and -0.2 as −0.2."""

    def power(match: re.Match) -> str:
        return f"{match[1]} × 10{str(int(match[2])).translate(_SUPERSCRIPTS)}"

    text = re.sub(r"(\d)e([-+]\d+)", power, text)
    return re.sub(r"(?<![\w-])-(?=\d)", "−", text)


class Section(list[Claim]):
    """The rows of one part of the article: each is entered beside its experiment."""

    def measured(self, number: int, claim: str, verdict: str, truth: str, **details) -> Callable:
        """Enter a row; the decorated function is its experiment.

        It returns what it `Found`. It is called with a `Draw` where the row has `draws`, and
        without arguments where nothing is random. details: of `Claim`.
        """

        def enter(experiment: Callable[..., Found]) -> Callable[..., Found]:
            drawn = details.get("draws") is not None

            @functools.cache
            @functools.wraps(experiment)
            def evidence(draw: Draw = PAGE) -> Found:
                return experiment(draw) if drawn else experiment()

            details["measure"] = lambda: float(evidence().value)
            self.enter(number, claim, verdict, truth, evidence, details)
            return evidence

        return enter

    def stated(
        self, number: int, claim: str, verdict: str, truth: str, found: Found, **details
    ) -> None:
        """Enter a row with nothing to measure; `stability` says why.

        found: the answers that the sources give. details: of `Claim`.
        """
        self.enter(number, claim, verdict, truth, lambda draw=PAGE: found, details)

    def enter(self, number, claim, verdict, truth, evidence, details) -> None:
        lists = ("sources", "where", "also", "places")
        details |= {name: tuple(details.get(name, ())) for name in lists}
        texts = ("reading", "condition", "rewording", "would_change")
        details |= {name: " ".join(details.get(name, "").split()) for name in texts}
        row = Claim(number, claim, verdict, truth, evidence, **details)
        self.require(row)
        self.append(row)

    def require(self, row: Claim) -> None:
        """Raise ValueError for a row that leaves something out."""
        require_basics(row)
        if not row.would_change.endswith("."):
            raise ValueError(f"claim {row.number}: would_change must be a sentence")
        if not row.places:
            raise ValueError(f"claim {row.number}: places must say where the article claims it")
        for title, words in row.places:
            if title not in ARTICLE:
                raise ValueError(f"claim {row.number}: the article has no section {title!r}")
            if not 1 <= len(words.split()) <= MOST_WORDS:
                raise ValueError(
                    f"claim {row.number}: quote 1 to {MOST_WORDS} words, got {words!r}"
                )


def require_basics(row: Claim) -> None:
    """Raise ValueError for an unknown verdict or kind, or for draws where they make no sense."""
    if row.verdict not in VERDICTS:
        raise ValueError(f"claim {row.number}: verdict must be one of {list(VERDICTS)}")
    if row.stability not in STABILITY:
        raise ValueError(f"claim {row.number}: stability must be one of {list(STABILITY)}")
    if (row.stability in RANDOM) != (row.draws is not None):
        raise ValueError(f"claim {row.number}: draws belong to a number that is {RANDOM}")
