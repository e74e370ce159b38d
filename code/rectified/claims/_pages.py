"""How the ledger looks on its page."""

from __future__ import annotations

from ._ledger import Claim

CHAPTERS = {
    "perceptrons": "Perceptrons",
    "activation-functions": "Activation functions",
    "vanishing-gradient": "The vanishing gradient",
    "relu": "ReLU",
    "leaky-relu": "Leaky ReLU",
}
_BOX = """```{{admonition}} Claim {number}: "{claim}"
:class: claim {css}
:name: claim-{number}

{body}
```"""


def row(claim: Claim) -> str:
    """Return one row as a box whose name is `claim-<number>`."""
    verdict = claim.verdict[0].upper() + claim.verdict[1:]
    body = f"**{verdict}.** {claim.statement()}".strip()
    css = "claim-" + claim.verdict.replace(" ", "-")
    return _BOX.format(number=claim.number, claim=claim.claim, css=css, body=body)
