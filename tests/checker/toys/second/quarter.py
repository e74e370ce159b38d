from __future__ import annotations

from checker import value


@value(
    hints=["one", "two"],
    why="because",
)
def quarter():
    """Quarter

    One in four.
    """
    return 0.25
