"""Right is what has the right numbers, and wrong is all the rest."""

from __future__ import annotations

import decimal
import functools
import math
import sys
from collections import namedtuple
from fractions import Fraction

import numpy as np
import pytest
from learners import EXAMPLES, by_heart, tampers, with_default
from toys.first import double, line, total
from toys.second import quarter

from checker import function, task, value

TEXTS = {"hints": ["one", "two"], "why": "because"}

Pair = namedtuple("Pair", "w b")


class Callable_:
    def __call__(self, anything):
        return anything * 2


@pytest.mark.parametrize(
    "answer",
    [
        lambda z: z + z,
        lambda *args: args[0] * 2,
        lambda *args, **options: args[0] * 2,
        lambda other_name: other_name * 2,
        lambda z, /: z * 2,
        with_default,
        Callable_(),
        Callable_().__call__,
        functools.partial(np.multiply, 2),
        np.vectorize(lambda v: 2 * v),
        lambda z: (2 * np.asarray(z)).tolist(),
        lambda z: (2 * np.asarray(z)).astype(np.float32),
        lambda z: (2 * np.asarray(z)).astype(np.float16),
        lambda z: (2 * np.asarray(z)).astype(complex),
        lambda z: (2 * np.asarray(z)).astype(object),
        lambda z: np.matrix(2 * z) if np.ndim(z) == 2 else 2 * z,
        lambda z: np.ma.array(2 * z),
        lambda z: 2 * z + 1e-14,
        lambda z: (2 * np.asarray(z, order="F"))[...],
    ],
)
def test_any_form_of_the_right_numbers_is_right(answer):
    verdict = double.grade(answer)
    assert verdict.correct, verdict.text


@pytest.mark.skipif(sys.version_info < (3, 14), reason="Python computes annotations at once")
@pytest.mark.parametrize("annotation", ["Aray", "np.ndaray[Aray]", "1 / 0", "f'{Aray}'"])
def test_an_annotation_that_nobody_computes_spoils_no_answer(annotation):
    code = compile(f"def answer(z: {annotation}): return 2 * z", "", "exec", dont_inherit=True)
    exec(code, names := {})
    verdict = double.grade(names["answer"])
    assert verdict.correct, verdict.text


@pytest.mark.parametrize(
    "answer",
    [
        sum,
        np.sum,
        math.fsum,
        lambda z: [z.sum()],
        lambda z: (z.sum(),),
        lambda z: np.array([[z.sum()]]),
        lambda z: np.array(z.sum()),
        lambda z: sum(map(Fraction, z.tolist())),
        lambda z: sum(map(decimal.Decimal, z.tolist())),
        lambda z: np.matrix(z).sum(),
        lambda z: np.longdouble(z.sum()),
        lambda z: functools.reduce(lambda a, b: a + b, z),
    ],
)
def test_any_form_of_the_right_number_is_right(answer):
    verdict = total.grade(answer)
    assert verdict.correct, verdict.text


@pytest.mark.parametrize(
    "answer",
    [
        lambda w, b: [w * b, b + 1],
        lambda w, b: Pair(w * b, b + 1),
        lambda w, b: (list(w * b), np.array([b + 1])),
        lambda w, b: np.array([w * b, b + 1], dtype=object),
        lambda *, b, w: (w * b, b + 1),
    ],
)
def test_several_results_come_in_any_container_with_an_order(answer):
    verdict = line.grade(answer)
    assert verdict.correct, verdict.text


@function(cases=[(2.0,)], **TEXTS)
def pair(b):
    """Pair

    b and b + 1.
    """
    return b, b + 1


def test_a_matrix_of_one_row_holds_several_results():
    assert pair.grade(lambda b: np.asmatrix([b, b + 1])).correct


@pytest.mark.parametrize(
    ("status", "answer"), EXAMPLES, ids=[f"{s}-{k}" for k, (s, _) in enumerate(EXAMPLES)]
)
def test_what_is_different_is_told(status, answer):
    verdict = double.grade(answer)
    assert not verdict.correct
    assert verdict.misconception is None
    assert verdict.text.startswith("…" if status == "not started" else "✗")
    if status not in ("factor", "close"):
        assert verdict.status == status, verdict.text


@pytest.mark.parametrize("answer", [by_heart, tampers, lambda z: 2, lambda z: float("inf")])
def test_other_wrong_answers_are_rejected(answer):
    assert not double.grade(answer).correct


@pytest.mark.parametrize(
    "answer",
    [
        lambda w, b: w * b,
        lambda w, b: (w * b,),
        lambda w, b: (w * b, b + 1, 0),
        lambda w, b: np.append(w * b, b + 1),
        lambda w, b: {"w": w * b, "b": b + 1},
        lambda w, b: (b + 1, w * b),
        lambda w, b: (w * b, str(b + 1)),
        lambda w, b: ((w * b)[:, None], b + 1),
        lambda w, b: (None, None),
    ],
)
def test_several_results_are_judged_one_by_one(answer):
    verdict = line.grade(answer)
    assert not verdict.correct
    assert verdict.status != "value"


@value(**TEXTS)
def three_numbers():
    """Three numbers

    1, 1 and 0.
    """
    return np.array([1, 1, 0])


@pytest.mark.parametrize("answer", ["(1, 1, 0)", "1, 1, 0", "[1.0, 1, 0]"])
def test_numbers_may_be_spelled_in_quotes(answer):
    assert three_numbers.grade(answer).correct


@pytest.mark.parametrize(
    "answer",
    [
        ((1, 1), 0),
        ([1, 1], 0.0),
        (np.array([1, 1]), 0),
        np.array([[1, 1, 0]]),
        "(1, 1), 0",
        lambda: ([1, 1], 0),
    ],
)
def test_numbers_may_be_nested(answer):
    assert three_numbers.grade(answer).correct


@pytest.mark.parametrize("answer", ["", "a", "1/0", "nan", "z", "(" * 300, "{1}", "(1, 'a')"])
def test_other_texts_are_no_numbers(answer):
    assert not three_numbers.grade(answer).correct


@pytest.mark.parametrize(
    "answer", ["0.25", "1/4", " 1 / 4 ", "2.5e-1", 0.25, "25%", "25 %", "+.25"]
)
def test_a_number_in_quotes_is_a_number(answer):
    assert quarter.grade(answer).correct


@pytest.mark.parametrize("answer", ["4", "a quarter", "1/0", "", "1/4/1", "0.25, 0.25"])
def test_other_text_is_no_right_number(answer):
    assert not quarter.grade(answer).correct


@task(observe=lambda pair: {"sum": float(sum(pair))}, differs="No.", **TEXTS)
def two_things():
    """Two things

    Any two numbers that give 3.
    """
    return 1, 2


@task(
    observe=lambda f, call: {"a list": isinstance(call(f, 1), list)},
    function=True,
    differs="No.",
    **TEXTS,
)
def returns_two(x):
    """Two things, returned

    A list.
    """
    return [x, "b"]


def test_several_things_may_be_packed_into_an_array_of_objects():
    assert two_things.grade(np.array([3, 0], dtype=object)).correct
    assert two_things.grade(lambda: np.array([3, 0], dtype=object)).correct
    assert returns_two.grade(lambda x: np.array([x, "b"], dtype=object)).correct


def unfinished(z):
    return ...


@pytest.mark.parametrize(
    "answer", [lambda z: 2 * unfinished(z), lambda z: math.sqrt(unfinished(z)), unfinished]
)
def test_an_answer_that_calls_an_unfinished_one_is_told_so(answer):
    verdict = double.grade(answer)
    assert verdict.status == "not started"
    assert ("calls `unfinished`" in verdict.text) == (answer is not unfinished)


def test_an_unfinished_function_that_is_not_needed_does_not_matter():
    assert double.grade(lambda z: 2 * z if np.ndim(z) < 9 else unfinished(z)).correct
    assert double.grade(lambda z: 3 * z if np.ndim(z) < 9 else unfinished(z)).status == "factor"


def test_a_later_solution_may_use_an_earlier_exercise_by_its_name():
    assert (double(np.array([1.0, -3])) == [2, -6]).all()
    assert double.grade(double).status == "no function"
    assert not double.grade(lambda z: double).correct


@function(
    cases=[(np.array([2.0]),), (np.array([-1.0, 0.0, 3]),)],
    settle=lambda value, z: np.where((z == 0) & (value >= 0) & (value <= 1), 0, value),
    **TEXTS,
)
def slope(z):
    """Slope

    Of ReLU, with any value from 0 to 1 at 0.
    """
    return (z > 0) * 1.0


@pytest.mark.parametrize("corner", [0, 0.5, 1])
def test_where_the_statement_leaves_a_choice_every_choice_is_right(corner):
    assert slope.grade(lambda z: np.heaviside(z, corner)).correct
    assert slope.grade(lambda z: [[1], [0, corner, 1]][len(z) > 1]).correct


@pytest.mark.parametrize("corner", [-0.5, 1.5, np.nan])
def test_a_choice_has_its_limits(corner):
    verdict = slope.grade(lambda z: np.heaviside(z, corner))
    assert verdict.status != "correct"


def test_a_choice_is_shown_as_it_was_made():
    verdict = slope.grade(lambda z: np.where(z < 0, 7, np.heaviside(z, 0.5)))
    assert "[7, 0.5, 1]" in verdict.text
