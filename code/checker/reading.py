"""What a learner means: letters, numbers in words, and what to say where neither can be read."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from . import feedback
from .compare import Unreadable, read

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
    *("and", "both", "only", "option", "options", "answer", "answers", "choice"),
    *("letter", "letters", "i", "choose", "it", "is", "are", "the", "my"),
    *("choices", "correct", "right"),
}


def letters(answer: Any, options: Mapping[str, str]) -> str | None:
    """The letters of options that an answer names, sorted, or None when it names none."""
    if isinstance(answer, np.ndarray) and answer.size <= MANY:
        answer = answer.tolist()
    if isinstance(answer, list | tuple | set | frozenset) and len(answer) <= MANY:
        found = [letters(item, options) for item in answer]
        return "".join(sorted({*"".join(found)})) if found and all(found) else None
    if isinstance(answer, bytes):
        answer = answer.decode(errors="replace")
    if not isinstance(answer, str) or len(answer) > LONG:
        return None
    words = " ".join(answer.casefold().split())
    for letter, text in options.items():
        start = rf"\W*{letter}\W* "
        if plain(text) in (plain(words), plain(re.sub(f"^{start}", "", words))):
            return letter
    parts = re.split(r"[().:;,!*`\"'\[\]{}&+/ ]+", words)
    named = [part for part in parts if part and part not in _AROUND_LETTERS]
    if len(named) == 1 and set(named[0]) <= set(options):
        named = list(named[0])
    if named and set(named) <= set(options):
        return "".join(sorted(set(named)))
    return _letters_of_texts(words, options) or _first_letter(words, options)


def _letters_of_texts(words: str, options: Mapping[str, str]) -> str | None:
    """The letters of several options that are named by their texts."""
    texts = {plain(text): letter for letter, text in options.items()}
    parts = [plain(part) for part in re.split(", and |,|;| and ", words)]
    return "".join(sorted({texts[p] for p in parts})) if set(parts) <= set(texts) else None


def _first_letter(words: str, options: Mapping[str, str]) -> str | None:
    """The letter before a text that is no option, unless another one comes later."""
    match = re.match(r"\(?(\w)(?:\)|[.:,;] )(.*)", words)
    if not match or match[1] not in options:
        return None
    rest = re.split(r"\W+", match[2])
    others = (set(options) | {"or", "not"}) - {match[1], "a"}
    return None if others & set(rest) or "a)" in match[2] else match[1]


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
        wanted = (
            f"{shape[0]} number{'s are' if shape[0] > 1 else ' is'}"
            if len(shape) == 1
            else f"an array of shape {shape} is"
        )
        wanted = wanted if shape else "one number is"
        n = value.array.size
        given = "1 number" if n == 1 else f"{n or 'no'} numbers"
        raise Malformed(f"{what}: {wanted} wanted, and you give {given}.")
    if not np.isfinite(value.array).all():
        raise Malformed(f"{what}: the numbers must be finite.")
    return value.array.reshape(shape)
