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
    These exercises belong to the chapter [Speech](../applications/speech.ipynb).

    Leave the arrays that you are given as they are.
    """,
)

chapter.section("From sound to numbers", ["frames", "decibels", "stretch"])
chapter.section("An honest test", ["add_noise", "each_voice", "heard_before"])
