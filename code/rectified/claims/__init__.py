"""The fact-check ledger: 77 claims of a popular article, each with a verdict and its evidence.

    claims.get(3).measure()      # the number behind the verdict, measured now
    claims.get(3).check()        # raises AssertionError where number or verdict do not hold
    [claim for claim in claims.CLAIMS if claim.verdict == "wrong"]

Each row is declared once, beside its experiment, in the order of the article.
"""

from . import _functions, _gradients, _introduction, _leaky, _neuron, _rectifier, _uses
from ._ledger import STABILITY, VERDICTS, Claim, Found
from ._pages import row

__all__ = ["CLAIMS", "STABILITY", "VERDICTS", "Claim", "Found", "get", "rows"]

CLAIMS: tuple[Claim, ...] = (
    *_introduction.section,
    *_neuron.section,
    *_functions.section,
    *_gradients.section,
    *_rectifier.section,
    *_leaky.section,
    *_uses.section,
)
"""All rows, in the order of the article."""


def get(number: int) -> Claim:
    """Return one row of the ledger.

    number: 1 to 77. Raises ValueError for any other.
    """
    for claim in CLAIMS:
        if claim.number == number:
            return claim
    raise ValueError(f"number must be 1 to {len(CLAIMS)}, got {number!r}")


def rows(first: int, last: int) -> str:
    """Return the rows from `first` to `last` as Markdown, one box each."""
    return "\n\n".join(row(get(number)) for number in range(first, last + 1))
