"""The drawings of the chapter Leaky ReLU: each returns a figure and a description of it."""

from __future__ import annotations
