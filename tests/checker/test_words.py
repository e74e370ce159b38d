"""What is said about a wrong answer is true, and helps."""

from __future__ import annotations

import math

import numpy as np
import pytest
from test_answers import three_numbers
from toys.first import double, line
from toys.second import quarter

from checker import Tolerance, feedback, function

TEXTS = {"hints": ["one", "two"], "why": "because"}


def test_arguments_in_another_order_are_recognized():
    verdict = line.grade(lambda b, w: (w * b, b + 1))
    assert verdict.status == "argument order"
    assert "(b, w)" in verdict.text


def test_what_is_said_about_the_inputs_is_true():
    verdict = double.grade(lambda z: 2 * z if np.ndim(z) == 0 else max(z, 0))
    assert verdict.status == "error"
    verdict = double.grade(lambda z: 2 * z if np.ndim(z) != 1 else z * z * z)
    assert "Right for 2 of 4" in verdict.text


@function(
    cases=[(np.array([1.0, 2, 4]),), (np.array([3.0, 0, -2, 0.5]),), (np.array([7.0]),)],
    **TEXTS,
)
def next_ones(z):
    """Next ones

    Each number and 1.
    """
    return z + 1


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


@pytest.mark.parametrize("answer", [np.exp(0.25), np.tanh(0.25), 0.0625, 0, 1, 4])
def test_no_relation_tells_a_number_that_is_to_be_found(answer):
    assert quarter.grade(answer).status == "value"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda z: (z + 1)[0], "only the first"),
        (lambda z: [(z + 1)[0]], "only the first"),
        (lambda z: (z + 1).sum(), "the sum"),
        (lambda z: (z + 1).max(), "only the largest"),
        (lambda z: [], "no numbers; 3 are wanted"),
        (lambda z: [1], "1 number; 3 are wanted"),
        (lambda z: (z + 1)[:, None], "a column"),
        (lambda z: (z + 1)[:, None, None], "The numbers are right"),
        (lambda z: 1 / (1 + np.exp(-z - 1)), "the sigmoid"),
        (lambda z: np.maximum(0, z + 1), "for negative numbers"),
        (lambda z: z(2), "no function"),
        (lambda z: z + np.exp, "does not fit"),
        (lambda z: list(z[0]), "A single thing"),
        (lambda z: np.expp(z), "nothing of that name"),
        (lambda z: z[9], "behind the end"),
        (lambda z: max(5, z) if len(z) == 1 else max(z, 3), "one yes or no"),
        (lambda z: z + 2 * z[0] if len(z) != 4 else 1 / 0, "With 1 of them it stops"),
    ],
)
def test_what_is_returned_of_it_is_told(answer, words):
    message, _, _ = next_ones.grade(answer).text.partition("    for ")  # below: the line itself
    assert words in " ".join(message.split())


def test_one_of_two_results_is_not_taken_for_both():
    assert line.grade(lambda w, b: w * b).status == "parts"
    assert line.grade(lambda w, b: list(w * b)).status == "parts"


@function(cases=[(np.array([1.0, 2]),), (np.array([0.5, 3, 4]),)], **TEXTS)
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


@function(
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


@function(cases=[([1.0, 2],), ([3.0, -1, 4],), ([0.5] * 4,)], **TEXTS)
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


@function(
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
    assert "right with every input" not in verdict.text
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


@function(cases=[(w, b) for w in (0.5, 2.0, 3.0) for b in (1.0, 1.5)], **TEXTS)
def either(w, b):
    """Either

    w if b is positive, −w otherwise.
    """
    return w if b > 0 else -w


def test_an_argument_that_matters_seldom_is_not_called_ignored():
    assert either.grade(lambda w, b: 2 * w if b > -2 else w).status != "ignored"


@function(cases=[(np.array([1.0, -2, 0]), 0.0), (np.array([1.0, -2, -3]), 0.5)], **TEXTS)
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
    elsewhere = leak.grade(lambda z, share: np.where(z > -2.5, z + 1, share * z))
    assert "Wherever" not in elsewhere.text


@function(cases=[(np.array([1.0, 3]),)], **TEXTS)
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


def row_by_row(z):
    return [v + v if v > 0 else 2 * v for v in z] if np.ndim(z) else 2 * z


def row_by_row_by_math(z):
    return [math.fsum([v, v]) for v in z] if np.ndim(z) else 2 * z


@pytest.mark.parametrize("answer", [row_by_row, row_by_row_by_math])
def test_who_loops_over_a_table_is_told_that_it_yields_rows(answer):
    assert "whole rows" in double.grade(answer).text


def unpacks(z):
    first, second = np.ndim(z)
    return first + second


@pytest.mark.parametrize("answer", [lambda z: sum(2), lambda z: z in 2, unpacks])
def test_who_takes_one_number_for_several_is_told_so(answer):
    """Whatever words the version of Python has for it."""
    assert "treated like a list" in " ".join(double.grade(answer).text.split())


def test_an_error_that_is_not_about_tables_is_not_blamed_on_them():
    def picky(z):
        return 2 * z if np.ndim(z) < 2 and np.max(z) < 3 else bool(np.zeros(2))

    assert "whole rows" not in double.grade(picky).text


def test_words_of_a_message_are_marked_in_html_but_code_is_left_alone():
    text = "The *slope*, not `2 * a * b` or 2 * a * b: **Hint 1** `a < b`"
    html = "The <em>slope</em>, not <code>2 * a * b</code> or 2 * a * b: <strong>Hint 1</strong> "
    assert feedback.markup(text) == html + "<code>a &lt; b</code>"


def test_a_wrong_number_does_not_hide_an_endless_loop():
    def answer(z):
        while np.ndim(z) > 0:
            pass
        return 3 * z

    assert "did not come to an end" in " ".join(double.grade(answer).text.split())


async def later(z):
    return 2 * z


def one_by_one(z):
    yield 2 * z


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (later, "async def"),
        (lambda z: map(abs, np.ravel(z)), "You return an iterator"),
        (one_by_one, "You return a generator"),
        (lambda z: (2 * z, {"z": z}), "You return several things"),
        (lambda z: 2 * print(z), "A `None`, nothing, is computed with."),
        (lambda z: print(z)[0], "A `None`, nothing, is computed with."),
        (lambda z: np.exp(print(z)), "A `None`, nothing, is computed with."),
        (lambda z: print(z).sum(), "A `None`, nothing, is computed with."),
    ],
)
def test_what_comes_back_is_called_by_its_name(answer, word):
    message, _, _ = double.grade(answer).text.partition("    for ")  # below: the line that failed
    assert word in " ".join(message.split())


@function(
    cases=[
        (np.array([[1.0, 2], [3, 5]]), np.array([1.0, 2])),
        (np.array([[1.0, 0], [2, -5]]), np.array([3.0, 1])),
    ],
    **TEXTS,
)
def times(X, w):
    """Times

    Each row times w.
    """
    return X @ w


def test_operands_that_changed_places_are_not_called_arguments():
    assert "changed places in what your function" in times.grade(lambda X, w: w @ X).text
    assert "come as (X, w)" in " ".join(times.grade(lambda v, M: M @ v).text.split())


@function(cases=[(1.0,), (2.0,)], **TEXTS)
def half(z):
    """Half

    z / 2.
    """
    return z / 2


def imports_what_is_missing(z):
    from no_such_library import third

    return third(z)


half.wrong("a third", imports_what_is_missing, says="That is a third of z, and not a half of it.")


def test_a_library_that_is_missing_is_no_misconception():
    def answer(z):
        import no_such_library

        return no_such_library.half(z)

    verdict = half.grade(answer)
    assert verdict.misconception is None
    assert "A library is missing here" in verdict.text
