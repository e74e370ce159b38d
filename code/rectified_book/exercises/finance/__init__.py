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
    These exercises belong to the chapter [Finance](../applications/finance.ipynb).

    Leave the arrays that you are given as they are.
    """,
)

chapter.section("Before the network", ["log_returns", "over_the_mean", "trailing"])
chapter.section("Before you believe a score", ["clean_rows", "block_mean", "calibration"])
