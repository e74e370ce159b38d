"""The exercises of the book: see `rectified_book.exercises`."""

from ._forward import forward

__getattr__, __dir__ = forward("exercises")
