"""Exercises: words as numbers, a state that is carried along, and the way back through time."""

from __future__ import annotations

from rectified_book.exercises import bank

chapter = bank.chapter(
    __name__,
    "Language",
    given="""
    import math

    import numpy as np

    from rectified import exercises, experiments
    from rectified.exercises import language as ch8
    """,
    intro="""
    These exercises belong to the chapter [Language](../applications/language.ipynb) and its second
    page, [Long memory](../applications/long-memory.ipynb). Put your answer in place of each `...`
    and run the cell. The checker tries it on small inputs first, and it often recognizes what went
    wrong. Any method is fine: only the results count.

    Leave the arrays that you are given as they are.

    Stuck? `ch8.bag.hint()` shows the first hint for `bag`, and once more the next; after a try,
    `ch8.bag.solution()` shows a solution. On this page they are folded below each exercise.
    """,
)

chapter.section("Reading a sentence", ["bag", "weigh_words", "last_state"])
chapter.section("Long memory", ["back_in_time", "always_one", "fair_control"])
