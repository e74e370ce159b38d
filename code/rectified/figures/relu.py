"""The drawings of the chapter ReLU: each returns a figure and a description of it."""

from __future__ import annotations
