"""What a learner means: letters, numbers in words, and what to say where neither can be read."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from . import feedback
from .compare import Unreadable, read
from .form import shape_message

LONG = 1000  # characters of a text that is read as an answer

MANY = 100  # things of which each is read as a letter


class Malformed(Exception):
    """Raised by an observer when an answer has not the form asked for; its text is the message."""


class Endless(Malformed):
    """Raised by the `call` of an observer when an answer does not come to an end."""


def spelled(answer: Any) -> Any:
    """What is written in a text, such as "0.25", "1/4", "25 %" or "(1, 2)"; else the answer."""
    if not isinstance(answer, str) or len(answer) > LONG:
        return answer
    text = answer.strip().replace("−", "-")
    percent = text.endswith("%")
    try:
        above, _, below = text.rstrip("% ").partition("/")
        return float(above) / float(below or 1) / (100 if percent else 1)
    except (ValueError, ZeroDivisionError):
        pass
    try:
        found = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return answer
    return found if isinstance(found, tuple | list) else answer


_AROUND_LETTERS = {
    *("and", "both", "only", "option", "options", "answer", "answers", "letter", "letters"),
    *("it", "is", "are", "the", "my", "right", "correct", "i", "choose"),
}


def letters(answer: Any, options: Mapping[str, str]) -> str | None:
    """The letters of options that an answer names, sorted, or None when it names none.

    Understood are letters alone, with marks or words such as "answer" around them, an option's
    text, and a letter with a mark behind it before any text: "b) because".
    """
    if isinstance(answer, np.ndarray) and answer.size <= MANY:
        answer = answer.tolist()
    if isinstance(answer, list | tuple | set | frozenset) and len(answer) <= MANY:
        found = [letters(item, options) for item in answer]
        return "".join(sorted({*"".join(found)})) if found and all(found) else None
    answer = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    if not isinstance(answer, str) or len(answer) > LONG or "?" in answer:
        return None
    text = plain(answer)
    for letter, words in options.items():
        if text in (plain(words), plain(f"{letter}) {words}")):
            return letter
    words = [word for word in re.findall(r"\w+", text) if word not in _AROUND_LETTERS]
    named = {*"".join(words)} if len(words) == 1 else {*words}
    if named and named <= {*options}:
        return "".join(sorted(named))
    begin = re.match(r"(\w)(?:\)|[.:,;] | [-–—] )", text)
    others = {*options, "or", "not"} - {text[:1], "a"}  # "a" is a word as well
    return begin[1] if begin and begin[1] in options and not others & named else None


def letter(answer: Any, options: Mapping[str, str], what: str) -> str:
    """The one letter of an explanation that belongs to a longer task. what: "The second part"."""
    found = letters(answer, options)
    if found is None or len(found) != 1:
        listed = [f'"{other}"' for other in options]
        wanted = ", ".join(listed[:-1]) + " or " + listed[-1]
        raise Malformed(f"{what} is one letter in quotes: {wanted}.")
    return found


def plain(text: str) -> str:
    """An option's text without marks and capitals, its minus signs as they are typed."""
    for mark, plainer in {"`": "", "$": "", "−": "-", "’": "'"}.items():
        text = text.replace(mark, plainer)
    return " ".join(text.casefold().split()).strip(".,;:!?()\"' ")


def numbers(answer: Any, shape: tuple[int, ...], what: str) -> np.ndarray:
    """Read an answer as finite numbers of this shape, or say what is wrong with its form."""
    value = read(answer)
    if isinstance(value, Unreadable):
        raise Malformed(f"{what}: numbers are wanted; you give {feedback.NAMES[value.what]}.")
    if value.array.size != int(np.prod(shape)):
        words = shape_message(shape, value.shape)
        raise Malformed(f"{what}: {words[0].lower()}{words[1:]}")
    if not np.isfinite(value.array).all():
        raise Malformed(f"{what}: the numbers must be finite.")
    return value.array.reshape(shape)
