"""What the book's package holds, under the names that notebooks know: `rectified.figures`, say.

This is the one place where the library looks up, and it does so only when somebody asks.
"""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any


def forward(module: str) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return `__getattr__` and `__dir__` of a module that stands for one of the book's package."""
    there = f"rectified_book.{module}"

    def get(name: str) -> Any:
        if not name.startswith("__"):
            package = import_module(there)
            if hasattr(package, name):
                return getattr(package, name)
            if find_spec(f"{there}.{name}"):
                return import_module(f"{there}.{name}")
        raise AttributeError(f"module 'rectified.{module}' has no attribute {name!r}")

    return get, lambda: dir(import_module(there))
