"""Exercises: what biases can say, what is left for a product, and what to compare it with."""

from __future__ import annotations

from rectified_book.exercises import bank

chapter = bank.chapter(
    __name__,
    "Recommenders",
    given="""
    import math

    import numpy as np

    from rectified import datasets, exercises
    from rectified.exercises import recommenders as ch10
    """,
    intro="""
    These exercises belong to the chapter [Recommenders](../applications/recommenders.ipynb).

    Leave the arrays that you are given as they are.
    """,
)

chapter.section("What biases can say", ["same_gap", "pulled", "left_over"])
chapter.section("What they cannot", ["products", "own_party", "weigh_colleagues"])
