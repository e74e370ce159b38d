"""Exercises: returns, honest scores, and how sure a difference is."""

from __future__ import annotations

from rectified_book.exercises import bank

chapter = bank.chapter(
    __name__,
    "Finance",
    given="""
    import math

    import numpy as np

    from rectified import exercises
    from rectified.exercises import finance as ch11
    """,
    intro="""
    These exercises belong to the chapter [Finance](../applications/finance.ipynb). Put your answer
    in place of each `...` and run the cell. The checker tries it on small inputs first, and it
    often recognizes what went wrong. Any method is fine: only the results count.

    Leave the arrays that you are given as they are.

    Stuck? `ch11.trailing.hint()` shows the first hint for `trailing`, and once more the next; after
    a try, `ch11.trailing.solution()` shows a solution. On this page they are folded below each
    exercise.
    """,
)

chapter.section("Before the network", ["log_returns", "over_the_mean", "trailing"])
chapter.section("Before you believe a score", ["clean_rows", "block_mean", "calibration"])
