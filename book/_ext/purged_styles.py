"""Of the theme's styles, those that a page of this book can need: a tenth of them.

A rule stays if every class, name and element that one of its selectors asks for occurs somewhere:
in a built page, in a script that may add it, or in Python that may show it in a live cell. So a
rule is kept rather than lost. Colors and sizes that no kept rule refers to go as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2
from sphinx.application import Sphinx
from tinycss2.ast import AtRule, Node, QualifiedRule

IN_PAGES = re.compile(r'\b(?:class|id)="([^"]*)"|<([a-z][a-z0-9-]*)')
WORD = re.compile(r"[A-Za-z_][\w-]*")
ASKED_IN = re.compile(r"\[[^\]]*\]|::?[\w-]+\((?:[^()]|\([^()]*\))*\)|::?[\w-]+")
NAME = re.compile(r"[.#]((?:[\w-]|\\.)+)|(?<![\w.#\\-])([a-z][a-z0-9]*)")
VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
NESTED = ("media", "supports", "layer", "container")


def words_of_pages(texts: Iterable[str]) -> set[str]:
    """The classes, ids and elements of pages."""
    found: set[str] = set()
    for text in texts:
        for names, element in set(IN_PAGES.findall(text)):
            found.update(names.split() or [element])
    return found


def words_of_code(code: str) -> set[str]:
    """Every word of scripts: some of them are classes that they add."""
    return set(WORD.findall(code))


def classes(css: str) -> set[str]:
    """The classes that a style sheet of our own has rules for, which all stay."""
    return set(re.findall(r"\.([a-z][\w-]+)", re.sub(r"/\*.*?\*/|\{[^{}]*\}", "", css, flags=re.S)))


def alternatives(selectors: str) -> Iterator[str]:
    """The parts of a list of selectors, divided at the commas that no bracket holds."""
    depth, start = 0, 0
    for k, sign in enumerate(selectors):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and depth == 0:
            yield selectors[start:k]
            start = k + 1
    yield selectors[start:]


def needed(selector: str, words: set[str]) -> bool:
    """Whether all that a selector asks for occurs; what stands in brackets is not looked at."""
    asked = NAME.findall(ASKED_IN.sub("", selector))
    return all((name.replace("\\", "") or element) in words for name, element in asked)


def kept(rules: Iterable[Node], words: set[str]) -> Iterator[Node]:
    """The rules that are needed, without the selectors that are not."""
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            parts = alternatives(tinycss2.serialize(rule.prelude))
            stay = [part.strip() for part in parts if needed(part, words)]
            if stay and rule.content:
                rule.prelude = tinycss2.parse_component_value_list(",".join(stay))
                yield rule
        elif isinstance(rule, AtRule) and rule.lower_at_keyword in NESTED and rule.content:
            inner = list(kept(rules_in(rule.content), words))
            if inner:
                rule.content = tinycss2.parse_component_value_list(tinycss2.serialize(inner))
                yield rule
        elif not isinstance(rule, AtRule) or rule.lower_at_keyword != "charset":
            yield rule


def rules_in(content: list[Node]) -> list[Node]:
    return tinycss2.parse_rule_list(content, skip_comments=True, skip_whitespace=True)


def purged(css: str, words: set[str]) -> str:
    """A style sheet without the rules that nothing can need."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return tinycss2.serialize(list(kept(rules, words)))


DEFINED = re.compile(r'(?<=[{;\s])(--[\w-]+)\s*:((?:[^;{}"]|"[^"]*")*)(?:;|(?=\}))')


def variables(texts: str) -> set[str]:
    """The variables that pages, scripts and other style sheets refer to."""
    return set(re.findall(r"(?<![\w-])--[a-z][\w-]+", texts))


def without_unused_variables(css: str, used: set[str]) -> str:
    """A style sheet without the variables that neither it nor anything else refers to."""
    known = used | set(VARIABLE.findall(css))
    less = DEFINED.sub(lambda found: found[0] if found[1] in known else "", css)
    return css if less == css else without_unused_variables(less, used)


def lean(css: str, words: set[str], used: set[str]) -> str:
    """A style sheet of what is needed; the rules of an element that occurs stay in their order."""
    return without_unused_variables(purged(css, words), used)


def setup(app: Sphinx) -> dict[str, Any]:
    return {"parallel_read_safe": True, "parallel_write_safe": True}
