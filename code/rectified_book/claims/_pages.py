"""How the ledger looks on its page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ._answers import QUESTIONS, Found, NotAsked
from ._ledger import STABILITY, Claim, typeset
from ._sentences import Sentence

CHAPTERS = {
    "perceptrons": "Perceptrons",
    "one-neuron": "One neuron",
    "learning-from-mistakes": "Learning from mistakes",
    "what-one-neuron-cannot-do": "What one neuron cannot do",
    "why-a-bend": "Why a network needs a bend",
    "the-functions": "The functions, and which to take",
    "the-last-layer": "The last layer",
    "vanishing-gradient": "The vanishing gradient",
    "backpropagation": "Backpropagation",
    "signals-through-depth": "Signals through depth",
    "cures": "What cures it",
    "relu": "ReLU",
    "what-relu-does": "What ReLU does",
    "dying-units": "How units die",
    "letting-a-little-through": "Letting a little through",
    "relatives": "The relatives, and a choice",
    "applications/vision": "Vision",
    "applications/vision-deep": "Depth and learning rates",
    "applications/anomalies": "Anomaly detection",
    "applications/language": "Language",
    "applications/long-memory": "Long memory",
    "applications/speech": "Speech",
    "applications/recommenders": "Recommenders",
    "applications/finance": "Finance",
    "applications/finance-risk": "Risk and credit",
}
_BOX = """{anchors}````{{admonition}} Claim {numbers}: {claim}
:class: claim {css}
:name: claim-{number}

**{verdict}.** {statement}

```{{dropdown}} How we know
{paragraphs}
```

{footer}
````"""


def row(claim: Claim) -> str:
    """Return one row as a box named `claim-<number>`, with an anchor for each row merged into it.

    It holds the verdict, the statement, the sources, and where more stands; and folded where the
    article says it, the questions that were asked, how sure the number is, and what would change
    the verdict.
    """
    paragraphs = (
        _places(claim),
        _asked(claim, claim.found()),
        _sure(claim),
        f"*What would change this:* {claim.would_change}" if claim.would_change else "",
    )
    return _BOX.format(
        anchors="".join(f"(claim-{number})=\n" for number in claim.also),
        numbers=", ".join(map(str, (claim.number, *claim.also))),
        number=claim.number,
        claim=claim.claim,
        css="claim-" + claim.verdict.replace(" ", "-"),
        verdict=_capital(claim.verdict),
        statement=claim.statement(),
        paragraphs="\n\n".join(paragraph for paragraph in paragraphs if paragraph),
        footer=_footer(claim),
    )


_TABLE = """```{{dropdown}} Every sentence of the article
| it begins | judged by |
|---|---|
{lines}
```"""


def table_of_sentences(sentences: Sequence[Sentence]) -> str:
    """Return a folded table: first words of each sentence, and links to its rows, or why none."""
    lines = []
    for section, group in groupby(sentences, lambda sentence: sentence.section):
        lines.append(f"| **{section}** | |")
        lines += [f"| {_begins(sentence)} | {_judged_by(sentence)} |" for sentence in group]
    return _TABLE.format(lines="\n".join(lines))


def _begins(sentence: Sentence) -> str:
    last = f" to “{sentence.until} …”" if sentence.until else ""
    return f"“{sentence.words} …”{last}"


def _judged_by(sentence: Sentence) -> str:
    rows = ", ".join(f"[{number}](#claim-{number})" for number in sentence.rows)
    note = f"no claim: {sentence.note}" if sentence.note else ""
    return "; ".join(filter(None, (rows, note)))


def _asked(claim: Claim, found: Found) -> str:
    """The questions up to the one that decides, with their answers."""
    if not found.asked and claim.verdict in QUESTIONS.values():
        return ""
    words = {
        "as_stated": f"as stated ({claim.reading})" if claim.reading else "as stated",
        "with_conditions": claim.condition or "under a condition",
        "reworded": f"in other words, *{claim.rewording}*" if claim.rewording else "in other words",
    }
    told = []
    for question, answer in found.answers.items():
        if isinstance(answer, NotAsked):
            told.append(f"{words[question]}: not asked. {answer.why}")
            break
        told.append(f"{words[question]}: {'yes' if answer else 'no'}")
        if answer:
            break
    return f"*Does it hold?* {_capital('; '.join(told)).rstrip('.')}."


def _sure(claim: Claim) -> str:
    """Where the number comes from, and what other draws have made of it."""
    basis = STABILITY[claim.stability]
    if claim.long:
        basis += f" (kept from a longer run: `claims.get({claim.number}).measure()` repeats it)"
    more = claim.how_sure()
    return f"*How sure?* {_capital(basis)}{'; ' + more if more else ''}."


def _places(claim: Claim) -> str:
    """Where the article says it: the first words of the sentence, and the title of the section."""
    places = [f"“{words} …” (*{title}*)" for title, words in claim.places]
    return f"*In the article:* {'; '.join(places)}." if places else ""


def _footer(claim: Claim) -> str:
    """The sources, and links."""
    parts = []
    if claim.sources:
        parts.append(f"{{cite:t}}`{','.join(claim.sources)}`")
    parts += [_link(place) for place in claim.where]
    return _capital(typeset(" · ".join(parts)))


def _link(place: str) -> str:
    page, _, label = place.partition("#")
    address = f"{page}.ipynb" + ("#" + label if label else "")
    if page == "fact-check":
        return f"[more below]({address})"
    return f"see [{CHAPTERS[page]}]({address})"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
