from __future__ import annotations

from checker import choice


@choice(
    answer="b",
    options={"a": ("The first.", "No."), "b": ("Second", "Yes."), "c": ("third one", "No no.")},
    hints=["h"],
)
def single():
    """Title

    Question?
    """
