"""The fact-check ledger: the claims of a popular article, each with a verdict and its evidence.

    claims.get(3).measure()      # the number behind the verdict, measured now
    claims.get(3).check()        # raises AssertionError where number or verdict do not hold
    [claim for claim in claims.CLAIMS if claim.verdict == "wrong"]

Each row is declared once, beside its experiment, in the order of the article. Its number is a name:
it stays when rows are merged, and rows that were added later have the highest numbers.
"""

from . import (
    _flow,
    _functions,
    _gradients,
    _introduction,
    _leaky,
    _neuron,
    _rectifier,
    _uses,
    _zeros,
)
from ._answers import NOT_NEEDED, VERDICTS, Found, NotAsked, not_asked
from ._ledger import ARTICLE, STABILITY, Claim
from ._pages import row, table_of_sentences
from ._sentences import SENTENCES, Sentence

__all__ = [
    "ARTICLE",
    "CLAIMS",
    "NOT_NEEDED",
    "PARTS",
    "SENTENCES",
    "STABILITY",
    "VERDICTS",
    "Claim",
    "Found",
    "NotAsked",
    "Sentence",
    "get",
    "not_asked",
    "rows",
    "sentences",
    "tally",
]

PARTS: dict[str, tuple[Claim, ...]] = {
    "What ReLU is": tuple(_introduction.section),
    "The perceptron": tuple(_neuron.section),
    "Which functions there are": tuple(_functions.section),
    "What is wrong with them": tuple(_gradients.section),
    "ReLU and its advantages": (*_rectifier.section, *_flow.section, *_zeros.section),
    "Dying units, Leaky ReLU": tuple(_leaky.section),
    "Applications, summary": tuple(_uses.section),
}
"""The rows by the parts of the article, in its order."""

CLAIMS: tuple[Claim, ...] = tuple(claim for part in PARTS.values() for claim in part)
"""All rows, in the order of the article."""


def get(number: int) -> Claim:
    """Return one row of the ledger, also by the number of a row that was merged into it.

    Raises ValueError for a number that no row has.
    """
    for claim in CLAIMS:
        if number in (claim.number, *claim.also):
            return claim
    last = max(number for claim in CLAIMS for number in (claim.number, *claim.also))
    raise ValueError(f"number must be that of a row, 1 to {last}, got {number!r}")


def rows(part: str) -> str:
    """Return the rows of one part of the article as Markdown, one box each.

    part: one of `PARTS`. Raises ValueError for any other.
    """
    if part not in PARTS:
        raise ValueError(f"part must be one of {list(PARTS)}, got {part!r}")
    return "\n\n".join(row(claim) for claim in PARTS[part])


def sentences() -> str:
    """Return every sentence of the article with the rows that judge it, as a folded table."""
    return table_of_sentences(SENTENCES)


def tally() -> dict[str, int]:
    """Return how many rows have each verdict."""
    return {verdict: sum(claim.verdict == verdict for claim in CLAIMS) for verdict in VERDICTS}
