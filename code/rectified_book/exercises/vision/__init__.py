"""Exercises: what a convolution computes, what it costs, and what a comparison shows."""

from __future__ import annotations

from rectified_book.exercises import bank

chapter = bank.chapter(
    __name__,
    "Vision",
    given="""
    import math

    import numpy as np

    from rectified import Network, datasets, diagnostics, exercises, layers
    from rectified.exercises import vision as ch6
    """,
    intro="""
    These exercises belong to the chapter [Vision](../applications/vision.ipynb).

    As in the chapter, an image is an array `(height, width)` or `(height, width, channels)`,
    and the examples of a batch come first.
    """,
)

chapter.section("What a convolution computes", ["slide", "places", "weights_needed"])
chapter.section("What it does with pictures", ["move_right", "dead_filters"])
chapter.section(
    "What a comparison shows",
    ["one_change"],
    text="""
    No code here: decide first, then check. Every option has its own answer, so try the others as
    well.
    """,
)
