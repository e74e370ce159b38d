"""The measurements of the book: see `rectified_book.experiments`."""

from ._forward import forward

__getattr__, __dir__ = forward("experiments")
