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
    These exercises belong to the chapter [Language](../applications/language.ipynb) and its
    second page, [Long memory](../applications/long-memory.ipynb).

    Leave the arrays that you are given as they are.
    """,
)

chapter.section("Reading a sentence", ["bag", "weigh_words", "last_state"])
chapter.section("Long memory", ["back_in_time", "always_one", "fair_control"])
