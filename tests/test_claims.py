"""Promises about the fact-check ledger: every verdict follows from a number measured here."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import os
import re
import textwrap
from collections import Counter
from pathlib import Path

import nbformat
import numpy as np
import pytest
from found_again import found_again
from sklearn.neural_network import MLPClassifier

from rectified import claims, experiments, figures
from rectified.claims import NOT_NEEDED, Claim, Found, not_asked
from rectified.experiments import Draw, headlines, leaks, robustness
from rectified.network import MLP
from rectified_book.claims import _gradients, _ledger, _pages
from rectified_book.claims._answers import told

ROOT = Path(__file__).resolve().parent.parent
BOOK = ROOT / "book"
NUMBERS = [claim.number for claim in claims.CLAIMS]
LAST = 84
UNMEASURED = {
    2: ("right with conditions", "history"),
    19: ("right with conditions", "usage"),
    41: ("wrong", "history"),
    42: ("right with conditions", "history"),
    59: ("right", "history"),
    65: ("imprecise", "terminology"),
    71: ("right", "usage"),
    73: ("right with conditions", "usage"),
    74: ("right", "usage"),
    79: ("imprecise", "history"),
    80: ("right", "usage"),
    81: ("right", "usage"),
    82: ("right", "usage"),
    84: ("right", "usage"),
}
MEASURED = [number for number in NUMBERS if number not in UNMEASURED]
TALLY = {  # right, right with conditions, imprecise, wrong, no evidence found
    "What ReLU is": (2, 5, 1, 1, 0),
    "The perceptron": (3, 3, 2, 0, 0),
    "Which functions there are": (5, 3, 1, 0, 0),
    "What is wrong with them": (3, 3, 5, 0, 0),
    "ReLU and its advantages": (2, 5, 5, 3, 0),
    "Dying units, Leaky ReLU": (7, 5, 1, 0, 0),
    "Applications, summary": (9, 4, 1, 0, 0),
}

every_row = pytest.mark.parametrize("number", NUMBERS)
every_measured_row = pytest.mark.parametrize("number", MEASURED)


# ---------------------------------------------------------------- the numbers and the verdicts


@every_measured_row
def test_a_row_holds_when_it_is_measured_again(number):
    claims.get(number).check()


@pytest.fixture(scope="module")
def page() -> str:
    """What the cells of the fact check show."""
    cells = nbformat.read(BOOK / "fact-check.ipynb", as_version=4).cells
    shown = [output.get("data", {}) for cell in cells for output in cell.get("outputs", [])]
    return "\n".join(data.get("text/markdown", "") for data in shown)


@every_row
def test_a_row_is_on_the_page_with_what_is_measured_now(number, page):
    claim = claims.get(number)
    assert _pages.row(claim) in page


LONG = [claim.number for claim in claims.CLAIMS if claim.long]


@pytest.mark.parametrize("number", LONG)
def test_what_is_kept_of_a_row_is_what_is_measured_now(number):
    kept, now = claims.get(number).found(), claims.get(number).evidence()
    assert [*map(told, kept.answers.values())] == [*map(told, now.answers.values())]
    found_again(kept.value, lambda: claims.get(number).evidence().value)
    found_again(kept.numbers, lambda: claims.get(number).evidence().numbers)


def test_of_a_row_no_other_results_are_kept():
    assert sorted(map(int, experiments.kept("claims"))) == sorted(LONG)
    for number in MEASURED:
        line = f"claims.get({number}).measure()` repeats it"
        assert (line in _pages.row(claims.get(number))) == (number in LONG)


@pytest.mark.parametrize("change", [0.8, 1.2])
@every_measured_row
def test_a_number_twenty_percent_off_is_noticed(number, change):
    claim = claims.get(number)
    other = dataclasses.replace(claim, measure=lambda: change * claim.measure())
    with pytest.raises(AssertionError, match=f"claim {number}: measured"):
        other.check()


FLIPPED = [(n, v) for n in MEASURED for v in claims.VERDICTS if v != claims.get(n).verdict]


@pytest.mark.parametrize(("number", "verdict"), FLIPPED)
def test_another_verdict_is_noticed(number, verdict):
    claim = claims.get(number)
    with pytest.raises(AssertionError, match=f"claim {number}: the row says '{verdict}'"):
        dataclasses.replace(claim, verdict=verdict).check()


@every_measured_row
def test_the_text_of_a_row_holds_its_number(number):
    claim = claims.get(number)
    assert re.search(r"\{value[:}]", claim.truth), "the number is not told"
    assert not re.search(r"[{}]|\bnan\b|\binf\b", claim.statement())


# ---------------------------------------------------------------- the three questions

WHY = not_asked("Nobody has published it.")
QUESTIONS = ("as_stated", "with_conditions", "reworded")


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        ((True, NOT_NEEDED, NOT_NEEDED), "right"),
        ((True, True, True), "right"),
        ((False, True, NOT_NEEDED), "right with conditions"),
        ((False, False, True), "imprecise"),
        ((False, False, False), "wrong"),
    ],
)
def test_the_first_question_answered_with_yes_decides(answers, verdict):
    assert Found(1.0, **dict(zip(QUESTIONS, answers, strict=True))).verdict == verdict


@pytest.mark.parametrize(
    "answers", [(WHY, False, False), (False, WHY, True), (False, False, WHY), (WHY, True, True)]
)
def test_a_question_not_asked_never_counts_as_no(answers):
    found = Found(1.0, **dict(zip(QUESTIONS, answers, strict=True)))
    assert found.verdict == "no evidence found"
    with pytest.raises(TypeError, match="neither yes nor no: Nobody has published it"):
        bool(WHY)


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_answer_has_a_default(question):
    others = dict.fromkeys(set(QUESTIONS) - {question}, False)
    with pytest.raises(TypeError, match=question):
        Found(1.0, **others)


@pytest.mark.parametrize("answer", [None, 0, "no", 1.0])
def test_an_answer_is_yes_or_no_or_a_reason(answer):
    with pytest.raises(ValueError, match="reworded must be True, False or not_asked"):
        Found(1.0, as_stated=False, with_conditions=False, reworded=answer)


@pytest.mark.parametrize("why", ["", "no time", "It was not possible to ask", None])
def test_a_reason_is_a_sentence(why):
    with pytest.raises(ValueError, match="why must be a whole sentence"):
        not_asked(why)


@pytest.mark.parametrize(
    ("question", "text"), [("with_conditions", "condition"), ("reworded", "rewording")]
)
def test_a_question_is_asked_in_words(question, text):
    answers = {"as_stated": False, "with_conditions": WHY, "reworded": WHY} | {question: False}
    row = made_up(found=Found(**answers))
    row.check()
    with pytest.raises(AssertionError, match=f"claim 1: {question} is asked without {text}="):
        dataclasses.replace(row, **{text: ""}).check()


PLACES = [(claims.ARTICLE[0], "In short, it is a")]


def made_up(found=None, **changes) -> Claim:
    """A row entered as any other, with a condition and a rewording."""
    section = _ledger.Section()
    found = found or Found(as_stated=True, with_conditions=NOT_NEEDED, reworded=NOT_NEEDED)
    details = {
        "places": PLACES,
        "condition": "for z above 0",
        "rewording": "it is piecewise linear",
        "would_change": "A kink that is none.",
        "stability": "history",
    }
    section.stated(1, "It is so.", found.verdict, "It is.", found, **details | changes)
    return section[0]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"would_change": ""}, "would_change must be a sentence"),
        ({"would_change": "a kink"}, "would_change must be a sentence"),
        ({"places": []}, "places must say where the article claims it"),
        ({"places": [("What is love?", "It is")]}, "the article has no section 'What is love"),
        ({"places": [(PLACES[0][0], "one two three four five six")]}, "quote 1 to 5 words"),
        ({"stability": "luck"}, "stability must be one of"),
        ({"stability": "trained"}, "draws belong to a number that is"),
        ({"draws": experiments.SEEDS}, "draws belong to a number that is"),
    ],
)
def test_a_row_that_leaves_something_out_is_refused(changes, message):
    made_up()
    with pytest.raises(ValueError, match=f"claim 1: {message}"):
        made_up(**changes)


@every_row
def test_a_row_tells_where_the_article_has_it_and_what_would_change_it(number):
    claim = claims.get(number)
    assert claim.places
    assert claim.would_change


# ---------------------------------------------------------------- how sure

REPEATED = {str(c.number): c for c in claims.CLAIMS if c.draws is not None}
REPEATED |= {headline.name: headline for headline in experiments.HEADLINES}
every_repeated = pytest.mark.parametrize("name", REPEATED)


@every_repeated
def test_what_is_random_was_repeated_as_it_is_now(name):
    assert robustness.is_current(name, REPEATED[name]), f"run `make robust ROW='{name}'`"


def kept_networks(monkeypatch) -> None:
    """Let the experiments with forty pairs of networks take what the pages take: what is kept.

    Of these pairs `test_experiments` trains some anew. Scores are shares of 450 digits.
    """
    kept = experiments.kept

    def read_by(name, k, *, optimizer):
        return round(450 * kept("slopes")[optimizer][name][k]) / 450

    def apart(hidden, _epochs, **_draw):
        return np.round(4.5 * np.array(kept("pairs")[LAYERS[hidden]])) / 4.5

    monkeypatch.setattr(leaks, "read_by", read_by)
    monkeypatch.setattr(headlines, "orthogonal_against_glorot", apart)


LAYERS = {3: "three layers", 10: "ten layers"}


# Of headlines, which are many, every third; the workflow, which sets EVERY_NOTEBOOK, asks all.
SOME = [str(number) for number in NUMBERS if str(number) in REPEATED]
HEADLINES = [headline.name for headline in experiments.HEADLINES]
SOME += HEADLINES if os.environ.get("EVERY_NOTEBOOK") else HEADLINES[::3]


@pytest.mark.parametrize("name", SOME)
def test_the_stored_repetitions_belong_to_what_the_page_shows(name, monkeypatch):
    kept_networks(monkeypatch)
    _, outcome, _ = REPEATED[name].repeated(Draw())
    entry = robustness.entry(name)
    advice = f"run `make robust ROW='{name}'`"
    assert outcome == entry.outcome, advice
    found_again(entry.shown, lambda: REPEATED[name].repeated(Draw())[0], advice=advice)


@every_repeated
def test_a_verdict_flips_in_one_draw_of_ten_at_most(name):
    entry = robustness.entry(name)
    assert entry.holds, f"{name}: {entry.sentence()}"


@every_repeated
def test_enough_other_draws_are_tried(name):
    draws = REPEATED[name].draws
    assert len({draw.seed for draw in draws}) >= 10
    assert len(list(draws)) == len(set(draws)) == len(draws)
    assert Draw() not in set(draws)
    if getattr(REPEATED[name], "stability", "") == "trained":  # a headline names its optimizer
        assert {draw.optimizer for draw in draws} == {"sgd", "adam"}


def test_splits_are_at_least_three_where_data_are_split():
    for draws in (experiments.SPLITS, experiments.TRAININGS):
        assert len({draw.split for draw in draws}) >= 3


def an_entry(outcomes: str, values=(1.0, 2.0)) -> robustness.Entry:
    n = len(outcomes)
    draws = tuple(experiments.SEEDS)[:n]
    outcomes = tuple({"r": "right", "w": "wrong"}[o] for o in outcomes)
    return robustness.Entry(1, 1.0, "right", draws, (*values, *[1.5] * n)[:n], outcomes, ("",) * n)


def test_one_flip_in_ten_is_tolerated_and_no_more():
    assert an_entry("rrrrrrrrrw").holds
    assert not an_entry("rrrrrrrrw").holds
    assert not an_entry("rrrrrrrrww").holds


def test_how_sure_is_said_with_the_range_of_the_number():
    assert an_entry("rrrw").sentence(".1f") == "3 of 4 other draws agree; value 1.0 to 2.0"
    assert an_entry("rr", (0.5, float("nan"))).range() == (0.5, 0.5)


def test_what_was_stored_is_read_back(tmp_path):
    entries = {"47": an_entry("rrw"), "a name": an_entry("rr", (0.1, float("nan")))}
    robustness.save(entries, tmp_path / "robust.json")
    again = robustness.load(tmp_path / "robust.json")
    assert repr(again) == repr(entries)


def test_another_draw_gives_another_number():
    row = claims.get(1)
    assert row.evidence(Draw(seed=1000)).value != row.evidence().value
    assert row.evidence(Draw(optimizer="adam")).value != row.evidence().value
    assert claims.get(3).evidence(Draw(seed=1000)) == claims.get(3).evidence()


def test_a_scrambled_gradient_is_noticed(monkeypatch):
    backward = MLP.backward

    def scrambled(net, record, y):
        gradients = backward(net, record, y)
        gradients.theta[...] = gradients.theta[::-1]
        return gradients

    monkeypatch.setattr(MLP, "backward", scrambled)
    found = _gradients.backpropagation_against_nudges.__wrapped__()
    assert found.value > 0.1
    assert not found.reworded


# ---------------------------------------------------------------- the ledger


def test_every_number_belongs_to_one_row():
    known = sorted(n for c in claims.CLAIMS for n in (c.number, *c.also))
    assert len(known) == len(set(known))
    assert set(range(1, 78)) <= set(known) <= set(range(1, LAST + 1))
    assert [c for part in claims.PARTS.values() for c in part] == list(claims.CLAIMS)


def test_a_merged_row_is_found_by_each_of_its_numbers():
    for claim in claims.CLAIMS:
        assert all(claims.get(number) is claim for number in (claim.number, *claim.also))


def test_the_verdicts_are_counted_not_typed():
    counted = Counter(claim.verdict for claim in claims.CLAIMS)
    assert claims.tally() == {verdict: counted[verdict] for verdict in claims.VERDICTS}
    for name, part in claims.PARTS.items():  # a verdict that changes has to be changed here as well
        verdicts = [claim.verdict for claim in part]
        assert tuple(map(verdicts.count, claims.VERDICTS)) == TALLY[name], name


def test_only_history_usage_and_words_go_without_a_number():
    found = {c.number: (c.verdict, c.stability) for c in claims.CLAIMS if c.measure is None}
    assert found == UNMEASURED


@every_row
def test_a_row_is_complete(number):
    claim = claims.get(number)
    assert claim.verdict in claims.VERDICTS
    assert claim.stability in claims.STABILITY
    assert claim.claim.endswith(".")
    assert len(claim.truth) > 40
    assert claim.sources
    assert claim.where


def test_scikit_learn_takes_relu_if_you_say_nothing():
    assert MLPClassifier().activation == "relu"  # as claim 80 says


def test_every_claim_is_told_in_other_words():
    assert len({claim.claim for claim in claims.CLAIMS}) == len(claims.CLAIMS)


@every_row
def test_every_source_is_in_the_bibliography(number):
    keys = set(re.findall(r"^@\w+\{([^,]+),", (BOOK / "references.bib").read_text("utf-8"), re.M))
    assert set(claims.get(number).sources) <= keys


@pytest.mark.parametrize("number", [0, LAST + 1, "3", None])
def test_there_is_no_other_row(number):
    with pytest.raises(ValueError, match="number must be that of a row, 1 to"):
        claims.get(number)


def test_rows_are_shown_by_parts_of_the_article():
    assert "\n\n".join(map(_pages.row, claims.PARTS["The perceptron"])) == claims.rows(
        "The perceptron"
    )
    with pytest.raises(ValueError, match=r"part must be one of .*'The perceptron'.*, got 'Ruby'"):
        claims.rows("Ruby")


def test_numbers_are_typeset():
    text = claims.get(30).statement()
    assert "4.5 × 10⁻⁵" in text
    assert "σ(−" not in claims.get(61).truth
    assert "−0.2" in claims.get(61).statement()


def test_the_figure_of_the_ledger_knows_every_verdict():
    assert set(figures.fact_check.VERDICTS) == set(claims.VERDICTS)


# ---------------------------------------------------------------- how a row looks


def test_a_row_shows_the_questions_up_to_the_one_that_decides():
    told = _pages.row(made_up(Found(as_stated=False, with_conditions=True, reworded=NOT_NEEDED)))
    assert "*Does it hold?* As stated: no; for z above 0: yes." in told
    assert "piecewise" not in told


def test_a_row_says_why_a_question_was_not_asked():
    told = _pages.row(made_up(Found(as_stated=WHY, with_conditions=WHY, reworded=WHY)))
    assert "**No evidence found.**" in told
    assert ":class: claim claim-no-evidence-found" in told
    assert "As stated: not asked. Nobody has published it." in told


def test_only_the_words_of_the_article_stand_between_quotation_marks():
    told = _pages.row(made_up())
    assert re.findall("“(.*?)”", told) == ["In short, it is a …"]
    assert f"*In the article:* “In short, it is a …” (*{claims.ARTICLE[0]}*)" in told
    assert "*What would change this:* A kink that is none." in told


def test_a_merged_row_has_an_anchor_for_each_of_its_numbers():
    told = _pages.row(made_up(also=(37, 38)))
    assert told.startswith("(claim-37)=\n(claim-38)=\n````{admonition} Claim 1, 37, 38: ")
    assert ":name: claim-1\n" in told


def test_a_row_says_how_sure_its_number_is():
    row = claims.get(1)
    assert row.how_sure() == robustness.entry("1").sentence(".0%")
    assert row.how_sure() in _pages.row(row)
    assert claims.get(3).how_sure() == ""


def test_a_row_that_the_sources_decide_boasts_of_no_agreement():
    assert claims.get(68).how_sure() == "the verdict is from the sources"
    assert claims.get(70).how_sure() == "the verdict is from the sources; value 1.0"


def test_a_row_whose_answers_are_written_down_says_that_the_sources_decide():
    """The answers of a row are constants, or they follow from what it measures."""
    written = set()
    for claim in claims.CLAIMS:
        if claim.measure is not None:
            source = textwrap.dedent(inspect.getsource(claim.evidence))
            found = [n for n in ast.walk(ast.parse(source)) if is_call(n, "Found")]
            answers = [k.value for n in found for k in n.keywords if k.arg in QUESTIONS]
            if all(ast.unparse(answer) in ("True", "False", "NOT_NEEDED") for answer in answers):
                written.add(claim.number)
    assert written == {claim.number for claim in claims.CLAIMS if claim.by_sources}


def is_call(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
