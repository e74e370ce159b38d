"""Exercises: from sound to numbers, and what an honest test of a listener is."""

from __future__ import annotations

from rectified_book.exercises import bank

chapter = bank.chapter(
    __name__,
    "Speech",
    given="""
    import math

    import numpy as np

    from rectified import datasets, exercises, speech
    from rectified.exercises import speech as ch9
    """,
    intro="""
    These exercises belong to the chapter [Speech](../applications/speech.ipynb). Put your answer in
    place of each `...` and run the cell. The checker tries it on small inputs first, and it often
    recognizes what went wrong. Any method is fine: only the results count.

    Leave the arrays that you are given as they are.

    Stuck? `ch9.frames.hint()` shows the first hint for `frames`, and once more the next; after a
    try, `ch9.frames.solution()` shows a solution. On this page they are folded below each exercise.
    """,
)

chapter.section("From sound to numbers", ["frames", "decibels", "stretch"])
chapter.section("An honest test", ["add_noise", "each_voice", "heard_before"])
