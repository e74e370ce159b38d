from __future__ import annotations

from checker import task


@task(
    observe=lambda answer, call: {"three": len(answer[0]) == 3, "explanation": answer[1]},
    differs={"three": "Three are wanted.", "explanation": "The letter is another one."},
    hints=["one", "two"],
    why="because",
)
def three_and_a_letter():
    """Three and a letter

    Three numbers, and a letter.
    """
    return [1, 2, 3], "b"
