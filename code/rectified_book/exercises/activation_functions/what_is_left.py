"""What is left to 1?"""

from __future__ import annotations

from checker import choice


@choice(
    way=(2, 3, "numbers in a computer", "the-functions#in-a-computer"),
    answer="c",
    options={
        "a": (
            "About 4 · 10⁻¹⁸, the right value.",
            "σ(−40) is that, and it is stored with all its digits. But 1 − σ(40) is computed from "
            "σ(40), which has no room for them.",
        ),
        "b": (
            "About 10⁻¹⁶, the smallest difference from 1 that is possible.",
            "It would be, if σ(40) were the number next to 1. It is nearer to 1 itself.",
        ),
        "c": (
            "0, exactly.",
            "σ(40) is closer to 1 than to any other number of float64, so it *is* 1 there. Ask for "
            "σ(−40) instead.",
        ),
        "d": (
            "NaN or infinity: e⁴⁰ is too large.",
            "e⁴⁰ is about 2 · 10¹⁷, far from the limit of about 10³⁰⁸.",
        ),
    },
    hints=["From which z on is the sigmoid exactly 1 in a computer?"],
)
def what_is_left():
    """What is left to 1?

    On paper, $1 - \\sigma(40) = \\sigma(-40)$. What does the computer answer in float64, for
    `1 - sigmoid(40)`?
    """
