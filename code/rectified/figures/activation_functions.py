"""The drawings of the chapter Activation functions: each returns a figure and its description."""

from __future__ import annotations
