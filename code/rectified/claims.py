"""The claims of the fact check: see `rectified_book.claims`."""

from ._forward import forward

__getattr__, __dir__ = forward("claims")
