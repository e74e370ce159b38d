"""How the ledger looks on its page."""

from __future__ import annotations

from ._ledger import STABILITY, Claim

CHAPTERS = {
    "perceptrons": "Perceptrons",
    "activation-functions": "Activation functions",
    "vanishing-gradient": "The vanishing gradient",
    "relu": "ReLU",
    "leaky-relu": "Leaky ReLU",
}
_BOX = """```{{admonition}} Claim {number}: “{claim}”
:class: claim {css}
:name: claim-{number}

**{verdict}.** {statement}

{footer}
```"""


def row(claim: Claim) -> str:
    """Return one row as a box whose name is `claim-<number>`: verdict, statement, sources, link."""
    basis = STABILITY[claim.stability]
    if claim.measure is not None:
        basis = f"Number {basis}"
    footer = [basis[0].upper() + basis[1:]]
    if claim.sources:
        footer.append(f"{{cite:t}}`{','.join(claim.sources)}`")
    footer += [_link(place) for place in claim.where]
    return _BOX.format(
        number=claim.number,
        claim=claim.claim,
        css="claim-" + claim.verdict.replace(" ", "-"),
        verdict=claim.verdict[0].upper() + claim.verdict[1:],
        statement=claim.statement(),
        footer=" · ".join(footer),
    )


def _link(place: str) -> str:
    page, _, box = place.partition("#")
    address = f"{page}.ipynb" + ("#" + box if box else "")
    if page == "fact-check":
        return f"[more below]({address})"
    return f"discussed in [{CHAPTERS[page]}]({address})"
