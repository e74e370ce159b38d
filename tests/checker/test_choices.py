"""Letters, and tasks with many right answers."""

from __future__ import annotations

import numpy as np
import pytest
from toys.second import single, three_and_a_letter

from checker import choice

LETTERS = [
    "b",
    "B",
    " b ",
    "b)",
    "(b)",
    "b.",
    "(B)",
    ["b"],
    ("b",),
    {"b"},
    np.str_("b"),
    "b) second",
    np.array("b"),
    b"b",
    "b!",
    "`b`",
    "It is b.",
    "the answer is b",
    "b - second",
    "b — Second",
    "b, because it comes after the first",
]


@choice(
    answer="ac",
    options={"a": ("x", "A."), "b": ("y", "B."), "c": ("z", "C.")},
    hints=["h"],
)
def several():
    """Title

    Question?
    """


@pytest.mark.parametrize(
    "answer", [*LETTERS, "Second", "b - second", "The answer is b", lambda: "b"]
)
def test_a_letter_is_understood_in_any_spelling(answer):
    assert single.grade(answer).correct


@pytest.mark.parametrize(
    ("answer", "status", "name"),
    [
        ("a", "misconception", "a"),
        ("the first", "misconception", "a"),
        ("C)", "misconception", "c"),
        ("ab", "too many", None),
        ("d", "no letter", None),
        ("", "no letter", None),
        (2, "no letter", None),
        (None, "no letter", None),
        (..., "not started", None),
        (["b", None], "no letter", None),
        ("not b", "no letter", None),
        ("b or c", "no letter", None),
        ("b) or c)", "no letter", None),
        ("b, or perhaps c", "no letter", None),
        ("b?", "no letter", None),
    ],
)
def test_other_letters_get_their_own_feedback(answer, status, name):
    verdict = single.grade(answer)
    assert (verdict.status, verdict.misconception) == (status, name)


@pytest.mark.parametrize(
    "answer",
    [
        "ac",
        "ca",
        "a, c",
        "A C",
        "a and c",
        ["a", "c"],
        {"c", "a"},
        "(a), (c)",
        "both a and c",
        "Options a and c",
        "Answers: a, c",
        np.array(["a", "c"]),
    ],
)
def test_several_letters_are_understood(answer):
    assert several.grade(answer).correct


@pytest.mark.parametrize(
    ("answer", "status"), [("a", "too few"), ("abc", "misconception"), ("b", "misconception")]
)
def test_several_letters_must_be_the_right_ones(answer, status):
    assert several.grade(answer).status == status


def test_the_right_letter_of_an_explanation_is_not_told():
    verdict = three_and_a_letter.grade(([4, 5, 6], "a"))
    assert verdict.status == "explanation"
    assert "expected" not in verdict.text
    assert "yours : a" in verdict.text


class Untouchable:
    def __len__(self):
        raise RuntimeError("no")


def test_an_object_that_cannot_be_looked_at_is_no_crash():
    verdict = three_and_a_letter.grade((Untouchable(), "a"))
    assert verdict.status == "form"
    assert "RuntimeError" in verdict.text
