"""Promises of the checker of the exercises, whatever a learner hands in."""

from __future__ import annotations

import builtins
import cProfile
import csv
import decimal
import functools
import inspect
import math
import os
import random
import re
import sys
import time
from collections import namedtuple
from fractions import Fraction

import numpy as np
import pytest

from rectified import exercises
from rectified.exercises import _exercise, _feedback, _progress
from rectified.exercises._chapter import Chapter
from rectified.exercises._compare import Tolerance
from rectified.exercises._guard import Guard

chapter = Chapter(1, "Trial", given="", intro="")
TEXTS = {"hints": ["one", "two"], "why": "because"}


@chapter.function(
    "1.1",
    cases=[
        (1.0,),
        (np.array([-1.0, 0.5]),),
        (np.array([3, -2]),),
        (np.array([[1.0, 2], [-3, 0]]),),
    ],
    **TEXTS,
)
def double(z):
    """Double

    Twice z.
    """
    return 2 * z


@chapter.function(
    "1.2",
    cases=[(np.array([k, 2.0 - k]), 3.0 - k) for k in (0.0, 1.0, 5.0, -2.0)],
    **TEXTS,
)
def line(w, b):
    """Line

    Two results.
    """
    return w * b, b + 1


@chapter.function("1.3", cases=[(np.array([1.0, 2, 4]),), (np.array([0.25, -8]),)], **TEXTS)
def total(z):
    """Total

    The sum.
    """
    return z.sum()


# ---------------------------------------------------------------- right is what has right numbers

Pair = namedtuple("Pair", "w b")


class Callable_:
    def __call__(self, anything):
        return anything * 2


def with_default(z, factor=2):
    return factor * z


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


@chapter.function("1.124", cases=[(2.0,)], **TEXTS)
def pair(b):
    """Pair

    b and b + 1.
    """
    return b, b + 1


def test_a_matrix_of_one_row_holds_several_results():
    assert pair.grade(lambda b: np.asmatrix([b, b + 1])).correct


# ---------------------------------------------------------------- and wrong is all the rest


def in_place(z):
    z *= 2
    return z


def in_place_flat(z):
    if np.ndim(z) == 0:
        return 2 * z
    for k in range(len(z)):
        z[k] = 2 * z[k] if z.ndim == 1 else 0
    return z


def remembers(z, seen=[]):  # noqa: B006
    seen.append(1)
    return 2 * z + len(seen)


def by_heart(z):
    known = {"1.0": 2.0, "[-1.   0.5]": np.array([-2.0, 1.0])}
    return known.get(str(z))


def recursion(z):
    return recursion(z)


def endless(z):
    while True:
        pass


def endless_and_deaf(z):
    while True:
        try:
            while True:
                z = z + 1
        except:  # noqa: E722
            pass


def deep_and_deaf(z):
    try:
        return deep_and_deaf(z)
    except:  # noqa: E722
        return deep_and_deaf(z)


def waits(z):
    while True:
        time.sleep(1)


def counts_for_ever(z):
    return sum(1 for _ in iter(int, 1))


def prints_for_ever(z):
    while True:
        print("more")


def tampers(z):
    np.multiply = np.add = builtins.len = math.exp = None
    np.set_printoptions(precision=1)
    np.random.seed(0)  # noqa: NPY002
    random.seed(0)
    sys.setrecursionlimit(500)
    sys.stdout = None
    os.chdir("/")
    np.seterr(all="raise")
    return 3 * z


def closes_everything(z):
    sys.stdout.close()
    raise SystemExit


class Odd:
    def __array__(self, *args, **kwargs):
        raise RuntimeError

    def __float__(self):
        raise RuntimeError


WRONG = {
    "no function": [3, None, "double", double, [], np.array([1.0])],
    "arguments": [lambda: 1, lambda z, q: 1, lambda *, q: 1],
    "not started": [
        ...,
        lambda z: ...,
        lambda z: [..., 1],
        lambda z: z * ...,
        lambda z: (1, [...]),
    ],
    "nothing": [lambda z: None],
    "printed": [lambda z: print(2 * z)],
    "holds nothing": [lambda z: [None]],
    "text": [lambda z: "2", lambda z: ["2"], lambda z: b"2"],
    "generator": [
        lambda z: (v for v in [1]),
        lambda z: map(abs, [1]),
        lambda z: zip([1]),
        lambda z: iter([1]),
    ],
    "set": [lambda z: {1.0}],
    "dict": [lambda z: {"z": 1}],
    "function": [lambda z: math.sin, lambda z: [math.sin]],
    "complex": [lambda z: 2 * z + 1j],
    "ragged": [lambda z: [[1], [1, 2]]],
    "other": [lambda z: Odd(), lambda z: [Odd()], lambda z: object()],
    "shape": [lambda z: np.array([z, z]), lambda z: [], lambda z: np.stack([z, z])],
    "nan": [lambda z: z * float("nan")],
    "in place": [in_place, in_place_flat],
    "memory": [remembers],
    "sign": [lambda z: -2 * z],
    "factor": [lambda z: 3 * z],
    "offset": [lambda z: 2 * z + 1],
    "unchanged": [lambda z: z],
    "square": [lambda z: 4 * z * z],
    "absolute": [lambda z: abs(2 * z)],
    "close": [lambda z: 2 * z * (1 + 1e-3 * np.sign(z))],
    "axes": [lambda z: 2 * z if np.ndim(z) < 2 else 3 * z],
    "error": [
        lambda z: 1 / 0,
        lambda z: undefined,  # noqa: F821
        lambda z: exit(),
        lambda z: os._exit(1),
        lambda z: input(),
        recursion,
        closes_everything,
        lambda z: z.foo,
        lambda z: z @ np.ones((7, 7)),
    ],
    "endless": [endless, endless_and_deaf, deep_and_deaf, waits, counts_for_ever, prints_for_ever],
}
EXAMPLES = [(status, answer) for status, answers in WRONG.items() for answer in answers]


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


def test_arguments_in_another_order_are_recognized():
    verdict = line.grade(lambda b, w: (w * b, b + 1))
    assert verdict.status == "argument order"
    assert "(b, w)" in verdict.text


def test_what_is_said_about_the_inputs_is_true():
    verdict = double.grade(lambda z: 2 * z if np.ndim(z) == 0 else max(z, 0))
    assert verdict.status == "error"
    verdict = double.grade(lambda z: 2 * z if np.ndim(z) != 1 else z * z * z)
    assert "Right for 2 of 4" in verdict.text


@chapter.function(
    "1.31",
    cases=[(np.array([1.0, 2, 4]),), (np.array([3.0, 0, -2, 0.5]),), (np.array([7.0]),)],
    **TEXTS,
)
def next_ones(z):
    """Next ones

    Each number and 1.
    """
    return z + 1


@chapter.value("1.23", **TEXTS)
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


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((1, 1, -2), "Of the 3 numbers, 2 are right."),
        ((1, 0, 5), "Of the 3 numbers, 1 is right."),
        ((2, 7, -1), "Of the 3 numbers, none is right."),
        (None, "There is no value yet"),
        ((1, 1), "You return 2 numbers; 3 are wanted."),
    ],
)
def test_of_several_numbers_it_is_told_how_many_are_right(answer, words):
    assert words in three_numbers.grade(answer).text


@pytest.mark.parametrize("answer", [np.exp(0.25), np.tanh(0.25), math.log(0.25), 0, 1, 4])
def test_no_relation_tells_a_number_that_is_to_be_found(answer):
    assert quarter.grade(answer).status == "value"


@pytest.mark.parametrize("answer", ["", "a", "1/0", "nan", "z", "(" * 300, "{1}", "(1, 'a')"])
def test_other_texts_are_no_numbers(answer):
    assert not three_numbers.grade(answer).correct


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda z: (z + 1)[0], "only the first"),
        (lambda z: [(z + 1)[0]], "only the first"),
        (lambda z: (z + 1)[-1], "only the last"),
        (lambda z: (z + 1)[:-1], "all but the last"),
        (lambda z: (z + 1)[1:], "all but the first"),
        (lambda z: (z + 1).sum(), "the sum"),
        (lambda z: (z + 1).max(), "only the largest"),
        (lambda z: [], "no numbers; 3 are wanted"),
        (lambda z: [1], "1 number; 3 are wanted"),
        (lambda z: (z + 1)[:, None], "a column"),
        (lambda z: (z + 1)[:, None, None], "The numbers are right"),
        (lambda z: np.exp(z + 1), "e to the power"),
        (lambda z: np.tanh(z + 1), "the tanh"),
        (lambda z: 1 / (1 + np.exp(-z - 1)), "the sigmoid"),
        (lambda z: np.maximum(0, z + 1), "for negative numbers"),
        (lambda z: z[0, 1], "More indices"),
        (lambda z: z(2), "no function"),
        (lambda z: z + np.exp, "does not fit"),
        (lambda z: list(z[0]), "A single thing"),
        (lambda z: np.expp(z), "nothing of that name"),
        (lambda z: z[9], "behind the end"),
        (lambda z: z["a"], "whole number"),
        (lambda z: z[[True]], "A mask"),
        (lambda z: max(5, z) if len(z) == 1 else max(z, 3), "one yes or no"),
        (lambda z: z + 2 * z[0] if len(z) != 4 else 1 / 0, "With 1 of them it stops"),
    ],
)
def test_what_is_returned_of_it_is_told(answer, words):
    verdict = next_ones.grade(answer)
    assert words in " ".join(verdict.text.split()), verdict.text


def test_one_of_two_results_is_not_taken_for_both():
    assert line.grade(lambda w, b: w * b).status == "parts"
    assert line.grade(lambda w, b: list(w * b)).status == "parts"


def test_results_that_have_changed_places_are_recognized():
    assert line.grade(lambda w, b: (b + 1, w * b)).status == "another order"


@chapter.function("1.20", cases=[(np.array([1.0, 2]),), (np.array([0.5, 3, 4]),)], **TEXTS)
def treble(z):
    """Treble

    Three times z, for positive z.
    """
    return 3 * z


def test_where_all_entries_are_wrong_no_others_are_called_right():
    assert "others right" not in treble.grade(lambda z: z * z + 5).text


def test_an_argument_that_matters_is_not_called_ignored():
    verdict = line.grade(lambda w, b: (w * 7 + b, b * w[0]))
    assert verdict.status != "ignored"


def test_an_ignored_argument_is_named():
    verdict = line.grade(lambda w, b: (w * 7, 8.0))
    assert verdict.status == "ignored"
    assert "`b`" in verdict.text


@chapter.function(
    "1.21",
    cases=[
        (np.array([2.0, 3.0]), 1.0),
        (np.array([1.0, -2.0, 4.1234567]), 2.0),
        (np.array([1e-6, 3.0, -1.0, 0.5]), -3.0),
    ],
    tolerance=Tolerance(1e-6, 0.0),
    **TEXTS,
)
def running(z, g):
    """Running

    Products of the entries up to each, times g.
    """
    return g * np.cumprod(z)


SAID = {
    "all but the first": lambda z, g: g * np.append(z[:1], np.cumprod(z)[1:] + 1),
    "all but the last": lambda z, g: g * np.append(np.cumprod(z)[:-1] + 1, np.prod(z)),
    "first only": lambda z, g: g * np.append(7, np.cumprod(z)[1:]),
    "last only": lambda z, g: g * np.append(np.cumprod(z)[:-1], 7),
    "signs": lambda z, g: g * np.abs(np.cumprod(z)),
    "rounded": lambda z, g: np.round(g * np.cumprod(z), 5),
}


@pytest.mark.parametrize("status", SAID)
def test_where_the_numbers_differ_is_told(status):
    assert running.grade(SAID[status]).status == status


def test_two_arguments_that_changed_places_are_recognized_whatever_their_names():
    assert line.grade(lambda w, b: (b * w, w + 2)).status != "argument order"
    verdict = line.grade(lambda first, second: (first * second, first + 1))
    assert verdict.status == "argument order"
    assert "`w` and `b` changed places" in verdict.text


@chapter.function("1.41", cases=[([1.0, 2],), ([3.0, -1, 4],), ([0.5] * 4,)], **TEXTS)
def shares(z):
    """Shares

    As many results as there are numbers.
    """
    return tuple(v / sum(z) for v in z)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda z: [z[0] / sum(z), *z[1:]], "The first of your results is right"),
        (lambda z: [*z[:-1], z[-1] / sum(z)], "The last of your results is right"),
    ],
)
def test_where_the_number_of_results_varies_they_are_not_numbered(answer, words):
    assert words in " ".join(shares.grade(answer).text.split())


def test_the_values_of_a_dictionary_are_results():
    assert shares.grade(lambda z: {k: v / sum(z) for k, v in enumerate(z)}.values()).correct
    assert double.grade(lambda z: {"a": 2 * z}.values() if np.ndim(z) == 0 else 2 * z).correct


@chapter.function(
    "1.42",
    cases=[(np.array([2.0]),), (np.array([-1.0]),), (np.array([3.0, -4]),), (np.array([-5.0, 6]),)],
    **TEXTS,
)
def positive(z):
    """Positive

    1 where z is positive, otherwise 0.
    """
    return (z > 0) * 1


def test_a_form_that_is_wrong_later_is_told():
    verdict = positive.grade(lambda z: 1)
    assert "Right for 1 of 4 inputs." in verdict.text
    assert "array of 2 numbers is wanted" in " ".join(verdict.text.split())


def test_a_result_of_another_form_is_not_called_right():
    verdict = line.grade(lambda w, b: (w * b if w[0] == 0 else w[:1], b + 2))
    assert "always right" not in verdict.text
    assert "you return 1 number; 2 are wanted" in " ".join(verdict.text.split())


def test_a_number_that_is_nearly_one_is_not_shown_as_one():
    verdict = positive.grade(lambda z: 1 / (1 + np.exp(-np.array([9.0, 20])[: len(z)] * z)))
    assert "you also return 1." not in verdict.text


def test_a_factor_of_one_is_not_called_a_factor():
    """Where only tiny numbers differ, all others would fit a factor of 1."""
    answer = running.grade(lambda z, g: np.where(abs(np.cumprod(z)) < 1e-5, 0, g * np.cumprod(z)))
    assert not answer.correct
    assert "times the wanted" not in answer.text


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda z, g: [1.0], "You return 1 number; 2 are wanted."),
        (lambda z, g: z[:0], "You return no numbers; 2 are wanted."),
        (lambda z, g: 1.0, "an array of 2 numbers is wanted"),
    ],
)
def test_numbers_are_counted_in_good_english(answer, words):
    assert words in " ".join(running.grade(answer).text.split())


@chapter.value("1.22", **TEXTS)
def quarter():
    """Quarter

    One in four.
    """
    return 0.25


@pytest.mark.parametrize(
    "answer", ["0.25", "1/4", " 1 / 4 ", "2.5e-1", 0.25, "25%", "25 %", "+.25"]
)
def test_a_number_in_quotes_is_a_number(answer):
    assert quarter.grade(answer).correct


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (-0.25, "the sign is not"),
        (None, "no value yet"),
        ("a quarter", "That is text"),
        (0.251, "That is not the number"),
        (-3, "Your number is negative"),
        (0, "That is not the number."),
        (1, "That is not the number."),
        (0.5, "That is not the number."),
    ],
)
def test_of_a_single_number_nothing_is_said_in_the_plural(answer, words):
    text = quarter.grade(answer).text
    assert words in text
    assert "numbers" not in text


@pytest.mark.parametrize("answer", ["4", "a quarter", "1/0", "", "1/4/1", "0.25, 0.25"])
def test_other_text_is_no_right_number(answer):
    assert not quarter.grade(answer).correct


@chapter.function("1.125", cases=[(w, b) for w in (0.5, 2.0, 3.0) for b in (1.0, 1.5)], **TEXTS)
def either(w, b):
    """Either

    w if b is positive, −w otherwise.
    """
    return w if b > 0 else -w


def test_an_argument_that_matters_seldom_is_not_called_ignored():
    assert either.grade(lambda w, b: 2 * w if b > -2 else w).status != "ignored"


@chapter.function(
    "1.126", cases=[(np.array([1.0, -2, 0]), 0.0), (np.array([1.0, -2, -3]), 0.5)], **TEXTS
)
def leak(z, share):
    """Leak

    z where it is positive, the share of it elsewhere.
    """
    return np.where(z > 0, z, share * z)


def test_where_the_wrong_entries_are_is_told_even_if_some_there_are_right_by_chance():
    wrong = leak.grade(lambda z, share: np.where(z > 0, z, 2 * share * z))
    assert "Wherever your result is wrong, `z` is negative." in wrong.text
    nearly = leak.grade(lambda z, share: np.where(z > 0, z, 1.001 * share * z))
    assert nearly.status == "close"
    elsewhere = leak.grade(lambda z, share: np.where(z > -2.5, z, 5.0))
    assert "Wherever" not in elsewhere.text


@chapter.function("1.123", cases=[(np.array([1.0, 3]),)], **TEXTS)
def tenth(z):
    """Tenth

    A tenth of z.
    """
    return z / 10


def test_equal_numbers_are_not_shown_with_their_rounding_errors():
    def in_place(z):
        z /= 10
        return z

    verdict = tenth.grade(in_place)
    assert verdict.status == "in place"
    assert "[0.1, 0.3]" in verdict.text


@chapter.task("1.43", observe=lambda pair: {"sum": float(sum(pair))}, differs="No.", **TEXTS)
def two_things():
    """Two things

    Any two numbers that give 3.
    """
    return 1, 2


@chapter.task(
    "1.44",
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


def test_a_training_that_changes_the_labels_of_the_caller_is_told_so():
    def learn(X, y):
        y[y == 0] = -1
        return np.ones((2, 1)), [0], [1], 0

    assert "changes the X or the y" in exercises.get("4.16").grade(learn).text


def row_by_row(z):
    return [v + v if v > 0 else 2 * v for v in z] if np.ndim(z) else 2 * z


def row_by_row_by_math(z):
    return [math.fsum([v, v]) for v in z] if np.ndim(z) else 2 * z


@pytest.mark.parametrize("answer", [row_by_row, row_by_row_by_math])
def test_who_loops_over_a_table_is_told_that_it_yields_rows(answer):
    assert "whole rows" in double.grade(answer).text


def test_an_error_that_is_not_about_tables_is_not_blamed_on_them():
    def picky(z):
        return 2 * z if np.ndim(z) < 2 and np.max(z) < 3 else bool(np.zeros(2))

    assert "whole rows" not in double.grade(picky).text


# ---------------------------------------------------------------- what can hardly be read

NESTED = []
NESTED.append(NESTED)


@pytest.mark.parametrize("name", ["double", "quarter", "single", "three_and_a_letter"])
@pytest.mark.parametrize(
    "thing", [NESTED, "1" * 10**7, np.broadcast_to(1.0, (10**6, 10**6)), [0] * 10**6]
)
def test_what_is_huge_or_holds_itself_is_rejected_like_anything_else(name, thing):
    exercise = globals()[name]
    assert not exercise.grade((lambda z: thing) if name == "double" else thing).correct


class NeverSaid(Exception):
    def __str__(self):
        while True:
            pass


class NotSaid(Exception):
    def __str__(self):
        raise self


class SaidAtLength(Exception):
    def __str__(self):
        return "x" * 10**6


@pytest.mark.parametrize("error", [NeverSaid, NotSaid, SaidAtLength])
def test_an_error_may_have_any_words(error):
    def stops(z):
        raise error

    verdict = double.grade(stops)
    assert verdict.status == "error"
    assert error.__name__ in verdict.text
    assert len(verdict.text) < 1000


def test_a_lack_of_memory_is_told():
    text = double.grade(lambda z: np.zeros(10**15)).text
    assert "More memory is asked for than there is" in text
    assert "yours    : MemoryError" in text


class Slippery:
    """Its numbers are never there."""

    def __array__(self, *args, **kwargs):
        while True:
            pass


@pytest.mark.parametrize("name", ["double", "quarter", "single"])
def test_an_object_that_never_gives_its_numbers_is_no_number(name):
    exercise = globals()[name]
    thing = Slippery()
    assert not exercise.grade((lambda z: thing) if name == "double" else thing).correct


# ---------------------------------------------------------------- what a check costs


@pytest.fixture
def count(monkeypatch):
    """How many guards are entered and how many calls are made in them."""
    counts = {"guards": 0, "calls": 0}
    enter, run = Guard.__enter__, Guard._run

    def entered(guard):
        counts["guards"] += 1
        return enter(guard)

    def ran(guard, *args, **keywords):
        counts["calls"] += 1
        return run(guard, *args, **keywords)

    monkeypatch.setattr(Guard, "__enter__", entered)
    monkeypatch.setattr(Guard, "_run", ran)
    return counts


def test_a_right_answer_is_called_once_for_each_input(count):
    assert len(double.cases) == 4
    count.update(guards=0, calls=0)
    assert double.grade(lambda z: 2 * z).correct
    assert count == {"guards": 1, "calls": 4}


def test_stored_wrong_answers_are_called_only_once(count):
    exercise = exercises.get("1.1")
    answer = exercise.wrongs[-1].answer
    exercise.grade(answer)
    count.update(guards=0, calls=0)
    assert exercise.grade(answer).misconception == exercise.wrongs[-1].name
    assert count == {"guards": 1, "calls": len(exercise.cases)}


# ---------------------------------------------------------------- the session stays as it was


def session() -> list:
    return [
        sys.stdin,
        sys.stdout,
        sys.stderr,
        sys.gettrace(),
        sys.getprofile(),
        sys.getrecursionlimit(),
        os.getcwd(),
        str(np.get_printoptions()),
        str(np.geterr()),
        str(np.random.get_state()),  # noqa: NPY002
        str(random.getstate()),
        [np.add, np.multiply, math.exp, builtins.len, builtins.input, time.sleep, os._exit],
        sorted(vars(builtins)),
    ]


@pytest.mark.parametrize("answer", [a for _, a in EXAMPLES] + [tampers, by_heart, with_default])
def test_the_session_stays_as_it_was(answer):
    before = session()
    double.grade(answer)
    assert session() == before


def test_an_interruption_passes_and_the_session_stays_as_it_was():
    def interrupt(z):
        raise KeyboardInterrupt

    before = session()
    with pytest.raises(KeyboardInterrupt):
        double.grade(interrupt)
    assert session() == before


def test_a_check_may_be_profiled():
    assert cProfile.Profile().runcall(double.grade, endless).status == "endless"


def test_after_an_endless_loop_the_next_answer_is_judged():
    assert double.grade(endless).status == "endless"
    assert double.grade(lambda z: 2 * z).correct


def test_a_long_but_finite_loop_is_no_endless_one():
    def slow(z):
        total = 0 * z
        for _ in range(2000):
            total = total + z / 1000
        return total

    assert double.grade(slow).correct


def test_to_load_a_library_takes_none_of_the_time_of_the_learner(tmp_path, monkeypatch):
    (tmp_path / "slow_to_load.py").write_text("sum(range(10**7))", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    def answer():
        import slow_to_load  # noqa: F401

        return sum(number for number in range(100))

    def endless_after_it():
        answer()
        while True:
            pass

    with Guard(seconds=0.05) as guard:
        assert guard.call(answer).value == 4950
        assert guard.call(endless_after_it).endless


def test_the_guard_returns_what_was_printed():
    with Guard() as guard:
        call = guard.call(lambda: print("a" * 10_000) or 3)
    assert call.value == 3
    assert len(call.printed) == 2000


# ---------------------------------------------------------------- choices

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


@chapter.choice(
    "1.4",
    answer="b",
    options={"a": ("The first.", "No."), "b": ("Second", "Yes."), "c": ("third one", "No no.")},
    hints=["h"],
)
def single():
    """Title

    Question?
    """


@chapter.choice(
    "1.5",
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
        "x and z",
        "x, z",
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


# ---------------------------------------------------------------- tasks


@chapter.task(
    "1.40",
    observe=lambda answer, call: {"three": len(answer[0]) == 3, "explanation": answer[1]},
    differs={"three": "Three are wanted.", "explanation": "The letter is another one."},
    **TEXTS,
)
def three_and_a_letter():
    """Three and a letter

    Three numbers, and a letter.
    """
    return [1, 2, 3], "b"


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


# ---------------------------------------------------------------- the verbs


@pytest.fixture
def progress_file(tmp_path, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv(_progress.VARIABLE, str(tmp_path / "progress.txt"))
    monkeypatch.setattr(_progress, "_solved", {})
    monkeypatch.setattr(_progress, "_tried", set())
    monkeypatch.setattr(double, "_last", _exercise.NOTHING)
    return tmp_path / "progress.txt"


def test_what_is_solved_survives_a_restart(progress_file, monkeypatch, capsys):
    double.check(lambda z: 3 * z)
    assert not progress_file.exists()
    double.check(lambda z: 2 * z)
    assert re.fullmatch(r"1\.1 \d{4}-\d\d-\d\d\n", progress_file.read_text())
    monkeypatch.setattr(_progress, "_solved", {})  # as in a new session
    exercises.progress()
    assert "✓ 1.1" in capsys.readouterr().out


def test_a_folder_that_cannot_be_written_is_no_error(monkeypatch, tmp_path, progress_file, capsys):
    monkeypatch.setenv(_progress.VARIABLE, str(tmp_path / "missing" / "progress.txt"))
    double.check(lambda z: 2 * z)
    exercises.progress()
    assert "this session only" in capsys.readouterr().out


def test_two_notebooks_at_once_do_not_forget_what_the_other_solved(progress_file, capsys):
    exercises.progress()  # this one has read the file, which is not there yet
    progress_file.write_text("2.1 2026-01-31\n1.2\n")
    double.check(lambda z: 2 * z)
    assert [line[:3] for line in progress_file.read_text().splitlines()] == ["1.1", "1.2", "2.1"]
    progress_file.write_text("2.3 2026-01-31\n")
    capsys.readouterr()
    exercises.progress(2)
    assert "✓ 2.3" in capsys.readouterr().out


@pytest.fixture
def in_a_browser(progress_file, monkeypatch, tmp_path):
    """Python believes that it runs in a browser, whose files are those of `tmp_path`."""
    monkeypatch.setattr(sys, "platform", "emscripten")
    monkeypatch.setattr(_progress, "STORAGE", tmp_path)
    monkeypatch.setenv(_progress.VARIABLE, _progress.FILE)
    monkeypatch.chdir(tmp_path)


def test_in_a_browser_progress_says_what_deletes_it(in_a_browser, capsys):
    for begin in ("What you solve is noted in", "Noted in"):
        exercises.progress(1)
        assert f"\n{begin} the file my-progress.txt beside" in capsys.readouterr().out
        exercises.progress(1)
        assert "whoever clears the data of this site deletes it" in capsys.readouterr().out
        _progress.solved("1.1")


def test_a_browser_that_keeps_no_files_is_not_said_to(in_a_browser, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(_progress, "STORAGE", tmp_path / "elsewhere")
    _progress.solved("1.1")
    exercises.progress(1)
    exercises.hand_in("Ada Lovelace")
    said = capsys.readouterr().out
    assert "Kept for this session only." in said
    assert "Hand in these lines:\n\nname,exercise," in said
    assert list(tmp_path.iterdir()) == []


def test_what_is_handed_in_says_who_has_solved_what_and_when(
    progress_file, monkeypatch, tmp_path, capsys
):
    monkeypatch.chdir(tmp_path)
    progress_file.write_text("1.1 2026-01-31\n1.3\n2.10 2026-02-01\n")
    exercises.hand_in("Zoë Lovelace, née B.")
    (file,) = tmp_path.glob("*.csv")
    assert file.name == "exercises-Zoë-Lovelace-née-B.csv"
    assert f"{file.name} is beside the notebook: 3 of " in capsys.readouterr().out
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    every = [id for part in exercises.chapters() for id in part.exercises]
    assert [row["exercise"] for row in rows] == every
    assert {row["name"] for row in rows} == {"Zoë Lovelace, née B."}
    solved = {row["exercise"]: row["solved"] for row in rows if row["solved"]}
    assert solved == {"1.1": "2026-01-31", "1.3": "yes", "2.10": "2026-02-01"}


def test_nobody_cannot_hand_in(progress_file):
    with pytest.raises(ValueError, match="name must have a letter in it"):
        exercises.hand_in(" . ")


def test_a_solution_is_shown_after_a_try(progress_file, capsys):
    double.solution()
    assert "Try it first" in capsys.readouterr().out
    double.check(lambda z: 3 * z)
    double.solution()
    assert "return 2 * z" in capsys.readouterr().out


def test_words_of_a_message_are_marked_in_html_but_code_is_left_alone():
    text = "The *slope*, not `2 * a * b` or 2 * a * b: **Hint 1** `a < b`"
    html = "The <em>slope</em>, not <code>2 * a * b</code> or 2 * a * b: <strong>Hint 1</strong> "
    assert _feedback.markup(text) == html + "<code>a &lt; b</code>"


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


def test_a_wrong_number_does_not_hide_an_endless_loop():
    def answer(z):
        while np.ndim(z) > 0:
            pass
        return 3 * z

    assert "did not come to an end" in " ".join(double.grade(answer).text.split())


def test_hints_come_one_after_the_other(capsys):
    exercise = chapter.exercises["1.2"]
    for text in ("Hint 1 of 2: one", "Hint 2 of 2: two", "There are 2 hints"):
        exercise.hint()
        assert text in capsys.readouterr().out
    exercise.hint(1)
    assert "Hint 1" in capsys.readouterr().out


def test_a_report_holds_the_answer_and_the_versions(progress_file, capsys):
    double.check(with_default)
    capsys.readouterr()
    double.report()
    report = capsys.readouterr().out
    assert "def with_default" in report
    assert np.__version__ in report
    assert "Correct" in report


def test_a_report_tells_what_came_of_each_input(progress_file, capsys):
    def picky(z):
        return 2 * z if np.ndim(z) < 2 else undefined  # noqa: F821

    double.report(picky)
    report = capsys.readouterr().out
    assert "✓ z = [-1, 0.5]: [-2, 1]" in report
    assert "✗ z = [[1, 2], [-3, 0]]: NameError: name 'undefined' is not defined" in report


@pytest.mark.parametrize("answer", [3, ..., endless, lambda z: ...])
def test_a_report_may_be_about_anything(answer, capsys):
    double.report(answer)
    assert "The checker says" in capsys.readouterr().out


def test_a_single_hint_is_spoken_of_in_the_singular(capsys):
    single.hint(2)
    assert "There is one hint." in capsys.readouterr().out


def test_a_chapter_that_does_not_exist_is_named():
    with pytest.raises(ValueError, match="one of 1, 2, 3, 4, 5, got 9"):
        exercises.progress(9)


def test_an_unknown_id_is_told_the_range_of_each_chapter():
    with pytest.raises(KeyError, match=r"one of 1\.1 to 1\.\d+, 2\.1 to .*, got '4\.99'"):
        exercises.get("4.99")


@pytest.mark.parametrize("verb", ["check", "hint", "solution", "report"])
def test_help_on_a_verb_shows_how_to_use_it(verb):
    text = inspect.getdoc(getattr(double, verb))
    assert f"ch1.step.{verb}(" in text
    assert "0x" not in str(inspect.signature(getattr(double, verb)))


def test_check_without_an_answer_says_what_is_missing(capsys):
    double.check()
    assert "double.check(double)" in capsys.readouterr().out


def test_a_later_solution_may_use_an_earlier_exercise_by_its_name():
    assert (double(np.array([1.0, -3])) == [2, -6]).all()
    assert double.grade(double).status == "no function"
    assert not double.grade(lambda z: double).correct


@chapter.function(
    "1.8",
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


def test_the_steps_of_the_package_are_not_those_of_the_learner():
    from rectified import MLP, datasets

    def train():
        return MLP([2, 4, 1], output="sigmoid").fit(*datasets.circles(), epochs=3).n_epochs

    with Guard(steps=200) as guard:
        done = guard.call(train)
    assert done.error is None
    assert not done.endless
