"""Five hundred epochs."""

from __future__ import annotations

from checker import choice


@choice(
    way=(2, 3, "when training ends", "learning-from-mistakes#guaranteed-not-soon"),
    answer="d",
    options={
        "a": (
            "The classes cannot be separated by a line.",
            "That takes *not yet* for *never*: with a narrow margin, training may need many more "
            "epochs.",
        ),
        "b": (
            "There is an error in the program.",
            "A right program may need that long when the margin is narrow.",
        ),
        "c": (
            "A few more epochs will do.",
            "Perhaps. But if no line separates the classes, no number of epochs will.",
        ),
        "d": (
            "Nothing yet: it may need longer, or never end.",
            "The bound (R/γ)² can be far away when the margin γ is narrow, and it does not exist "
            "when there is no margin. A linear program can tell the two apart.",
        ),
        "e": (
            "The step must be made smaller.",
            "From a start at zero, the size of the step changes no answer at any time: all weights "
            "shrink together.",
        ),
    },
    hints=["What does the bound on the number of corrections depend on?"],
)
def not_yet():
    """Five hundred epochs

    After 500 epochs, the perceptron rule still makes corrections. What do you conclude?
    """
