"""The fact-check ledger: 77 claims of a popular article, each with a verdict and its evidence.

    claims.get(3).measure()      # the number behind the verdict, measured now
    claims.get(3).check()        # raises AssertionError where number or verdict do not hold
    [claim for claim in claims.CLAIMS if claim.verdict == "wrong"]

Each row is declared once, beside its experiment, in the order of the article.
"""

from . import _functions, _gradients, _introduction, _leaky, _neuron, _rectifier, _uses
from ._answers import NOT_NEEDED, VERDICTS, Found, NotAsked, not_asked
from ._ledger import ARTICLE, STABILITY, Claim
from ._pages import row

__all__ = [
    "ARTICLE",
    "CLAIMS",
    "NOT_NEEDED",
    "PARTS",
    "STABILITY",
    "VERDICTS",
    "Claim",
    "Found",
    "NotAsked",
    "get",
    "not_asked",
    "rows",
    "tally",
]

PARTS: dict[str, tuple[Claim, ...]] = {
    "What ReLU is": tuple(_introduction.section),
    "The perceptron": tuple(_neuron.section),
    "Which functions there are": tuple(_functions.section),
    "What is wrong with them": tuple(_gradients.section),
    "ReLU and its advantages": tuple(_rectifier.section),
    "Dying units, Leaky ReLU": tuple(_leaky.section),
    "Applications, summary": tuple(_uses.section),
}
"""The rows by the parts of the article, in its order."""

CLAIMS: tuple[Claim, ...] = tuple(claim for part in PARTS.values() for claim in part)
"""All rows, in the order of the article."""


def get(number: int) -> Claim:
    """Return one row of the ledger, also by the number of a row that was merged into it.

    number: 1 to 77. Raises ValueError for any other.
    """
    for claim in CLAIMS:
        if number in (claim.number, *claim.also):
            return claim
    last = max(number for claim in CLAIMS for number in (claim.number, *claim.also))
    raise ValueError(f"number must be 1 to {last}, got {number!r}")


def rows(first: int, last: int) -> str:
    """Return the rows from `first` to `last` as Markdown, one box each."""
    return "\n\n".join(row(claim) for claim in CLAIMS if first <= claim.number <= last)


def tally() -> dict[str, int]:
    """Return how many rows have each verdict."""
    return {verdict: sum(claim.verdict == verdict for claim in CLAIMS) for verdict in VERDICTS}
