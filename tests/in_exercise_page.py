"""Exercises in a browser: what is typed or chosen as an answer, and what the page says of it."""

from __future__ import annotations

import re

import exercises_in_place
from in_live_page import MINUTES, button, editor
from playwright.sync_api import Locator, Page

from checker import Exercise

# A verdict as text: formulas as their TeX, without what the checker's text does not say.
SAID = """verdict => {
    const copy = verdict.cloneNode(true);
    for (const added of copy.querySelectorAll('.verdict-after')) added.remove();
    for (const formula of copy.querySelectorAll('.math')) {
        formula.replaceWith(`$${formula.querySelector('annotation').textContent}$`);
    }
    return copy.textContent;
}"""


def exercise(page: Page, name: str) -> Locator:
    return page.locator(f'section.exercise[data-name="{name}"]')


def verdict(section: Locator) -> Locator:
    return section.locator(".verdict")


def check(section: Locator) -> str:
    """Press Check and return the verdict's words, as soon as there is a new one."""
    place = verdict(section)
    place.evaluate("verdict => verdict.replaceChildren()")
    button(section, "Check").click()
    place.locator("strong").wait_for(timeout=10 * MINUTES)
    return place.evaluate(SAID)


def words(text: str) -> str:
    """A verdict's letters alone: neither marks of Markdown nor spaces, nor typographic quotes."""
    text = re.sub(r"[`*:]", "", text)
    for printed, typed in {"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "--"}.items():
        text = text.replace(printed, typed)
    return re.sub(r"\s", "", text)


def answer(section: Locator, asked: Exercise, wrong: bool) -> str:
    """Answer an exercise as a reader does, check it, and return what the page says.

    wrong: the first stored wrong answer, or else the solution.
    """
    name, stored = asked.name, asked.wrongs[0].answer if wrong else None
    if asked.kind == "choice":
        for field in section.locator(".exercise-choice input[type=checkbox]:checked").all():
            field.uncheck()
        for letter in stored or asked.answer:
            section.get_by_label(f"({letter})").check()
    elif exercises_in_place.is_number(asked) and isinstance(stored, int | float | None):
        section.get_by_role("textbox", name="Your number").fill(
            str(stored if wrong else asked.reference())
        )
    else:
        if not editor(section).is_visible():
            button(section, "In code").click()
        code = (
            f"from {asked.chapter.package} import {name} as asked\n{name} = asked.wrongs[0].answer"
        )
        editor(section).fill(code if wrong else asked.solution_code())
    return check(section)


def expected(asked: Exercise, wrong: bool) -> str:
    """What the checker says of the same answer."""
    if wrong:
        return asked.grade(asked.wrongs[0].answer).text
    if asked.kind == "choice":
        return asked.grade(asked.answer).text
    return f"✓ Correct: {asked.label}"
