"""Exercises: errors of reconstructions, what they are worth, and what they are compared with."""

from __future__ import annotations

from rectified_book.exercises import bank

chapter = bank.chapter(
    __name__,
    "Anomaly detection",
    given="""
    import math

    import numpy as np

    from rectified import Autoencoder, datasets, exercises
    from rectified.exercises import anomalies as ch7
    """,
    intro="""
    These exercises belong to the chapter [Anomaly detection](../applications/anomalies.ipynb). Put
    your answer in place of each `...` and run the cell. The checker tries it on small inputs first,
    and it often recognizes what went wrong. Any method is fine: only the results count.

    Stuck? `ch7.area.hint()` shows the first hint for `area`, and once more the next; after a try,
    `ch7.area.solution()` shows a solution. On this page they are folded below each exercise.
    """,
)

chapter.section("From errors to a verdict", ["row_errors", "area", "alarms"])
chapter.section("Before you praise the network", ["neighbors", "sort_units", "real_alarms"])
