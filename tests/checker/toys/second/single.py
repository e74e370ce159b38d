from __future__ import annotations

from checker import choice


@choice(
    way=(2, 5, "single numbers", "second#single"),
    answer="b",
    options={"a": ("The first.", "No."), "b": ("Second", "Yes."), "c": ("third one", "No no.")},
    hints=["h"],
)
def single():
    """Title

    Question?
    """
