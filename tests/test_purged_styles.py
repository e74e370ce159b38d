"""Promises about the style sheet: what no page can need is left out, and nothing else."""

from __future__ import annotations

import gzip
import re

import few_files
import purged_styles
import pytest

WORDS = {"a", "code", "box", "open", "n-1", "sd-w-1/2", "show", "html"}


@pytest.mark.parametrize(
    ("css", "left"),
    [
        (".box{x:1}", ".box{x:1}"),
        (".gone{x:1}", ""),
        (".box,.gone{x:1}", ".box{x:1}"),
        (".box .gone{x:1}", ""),
        ("a:not(.gone){x:1}", "a:not(.gone){x:1}"),
        ("a:is(.gone, .box) code::before{x:1}", "a:is(.gone, .box) code::before{x:1}"),
        ("html[data-theme=dark] .box{x:1}", "html[data-theme=dark] .box{x:1}"),
        ("table td{x:1}", ""),
        ("#open.box>a{x:1}", "#open.box>a{x:1}"),
        (r".sd-w-1\/2{x:1}", r".sd-w-1\/2{x:1}"),
        ("@media print{.box{x:1}.gone{x:1}}", "@media print{.box{x:1}}"),
        ("@media print{.gone{x:1}}", ""),
        ("@font-face{font-family:F}", "@font-face{font-family:F}"),
        ("*,::before{x:1}", "*,::before{x:1}"),
        (":root{--x:1}", ":root{--x:1}"),
        (".box{x:1}/* why */.gone{y:2}.box{z:3}", ".box{x:1}.box{z:3}"),
    ],
)
def test_a_rule_stays_if_all_that_it_asks_for_occurs(css, left):
    assert purged_styles.purged(css, WORDS) == left


def test_a_variable_stays_if_something_refers_to_it():
    css = 'a{--one:1;--two:var(--one);--three:url("data:a;b");--four:4;color:var(--two)}'
    left = purged_styles.without_unused_variables(css, {"--four"})
    assert left == "a{--one:1;--two:var(--one);--four:4;color:var(--two)}"


def test_a_class_of_a_page_and_one_that_a_script_adds_are_known():
    words = purged_styles.words_of_pages(['<p class="one two" id="three"><sub>'])
    assert {"one", "two", "three", "p", "sub"} <= words
    assert "is-open" in purged_styles.words_of_code('e.classList.add("is-open")')


def test_the_style_sheet_of_the_book_is_light_and_has_all_of_our_own_rules(site):
    (sheet,) = (site / "_static").glob("site-*.css")
    css = sheet.read_text(encoding="utf-8")
    assert len(gzip.compress(css.encode())) < 35_000
    own = (site / "_static" / name for name in few_files.OURS)
    asked = set().union(*(purged_styles.classes(path.read_text(encoding="utf-8")) for path in own))
    assert {"found-list", "step-1", "s-2"} <= asked
    lost = {name for name in asked if not re.search(rf"\.{name}\b", css)}
    assert lost <= {"living", "sound"}, lost
