"""What stands in an editor of a page is judged alone, with what the set-up gives."""

from __future__ import annotations

import numpy as np
from toys.first import double

from checker import editor


def verdict(code: str, given: str = "import numpy as np") -> str:
    setup = {}
    exec(given, setup)
    names = dict(setup)
    exec(code, names)
    return editor.verdict(double, names, setup).text.split(":")[0]


def test_an_answer_is_judged():
    assert verdict("def double(z):\n    return 2 * z") == "✓ Correct"
    assert verdict("def double(z):\n    return 3 * z") == "✗ Not yet"


def test_a_name_that_only_the_set_up_defines_is_no_answer():
    given = "def double(z):\n    return 2 * z"
    assert verdict("", given) == "… Not started"
    assert verdict("double = double", given) == "… Not started"
    assert verdict("def double(z):\n    return z + z", given) == "✓ Correct"


def test_an_editor_without_the_name_has_not_been_started():
    told = editor.verdict(double, {"twice": lambda z: 2 * z}, {})
    assert "Nothing in the editor is called `double`" in told.text
    assert told.status == "not started"


def test_code_that_stops_is_told_why():
    told = editor.stopped(double, "NameError: name 'x' is not defined")
    assert not told.correct
    assert "`NameError: name 'x' is not defined`" in " ".join(told.text.split())
    assert "beginning of the page" in editor.not_set_up(double, "ValueError: no").text


def test_answers_to_other_exercises_are_found_where_they_are_read():
    names = ["train", "step", "predict"]
    assert editor.uses("def predict(x):\n    return step(x @ train(x))", names) == ["train", "step"]
    assert editor.uses("step = 1\nstep + 1", names) == []
    assert editor.uses("def step(:", names) == []


def test_a_page_words_the_verdict_as_the_terminal_does():
    told = double.grade(lambda z: 3 * np.asarray(z))
    worded = editor.worded(told)
    assert told.text.startswith(f"{worded['sign']} {worded['title']}\n")
    assert worded["message"] in " ".join(told.text.split())
    assert [label for label, _ in worded["rows"]] == ["for", "expected", "yours"]
