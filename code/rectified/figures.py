"""The figures of the book: see `rectified_book.figures`."""

from ._forward import forward

__getattr__, __dir__ = forward("figures")
