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
    These exercises belong to the chapter [Anomaly detection](../applications/anomalies.ipynb).
    """,
)

chapter.section("From errors to a verdict", ["row_errors", "area", "alarms"])
chapter.section("Before you praise the network", ["neighbors", "sort_units", "real_alarms"])
