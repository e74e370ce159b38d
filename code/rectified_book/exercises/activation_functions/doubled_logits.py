"""Twice the logits."""

from __future__ import annotations

from checker import choice


@choice(
    way=(1, 3, "temperature", "the-last-layer#temperature"),
    answer="c",
    options={
        "a": (
            "Nothing: softmax knows only differences.",
            "That is so when the same number is *added* to all. Doubling doubles the differences.",
        ),
        "b": (
            "All shares double.",
            "They would sum to 2. The shares of a row always sum to 1.",
        ),
        "c": (
            "The largest share grows, and the order stays.",
            "The differences double, as with the temperature ½: the leader leads by more, and "
            "nobody overtakes.",
        ),
        "d": (
            "The shares become more equal.",
            "That happens when the logits are *halved*: a temperature above 1.",
        ),
        "e": (
            "Another class may take the lead.",
            "Larger stays larger after doubling, and the exponential keeps the order.",
        ),
    },
    hints=["Compute the softmax of (0, 1) and of (0, 2)."],
)
def doubled_logits():
    """Twice the logits

    All logits of a row are multiplied by 2. They are not all equal. What happens to the shares?
    """
