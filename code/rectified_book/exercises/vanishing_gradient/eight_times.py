"""Eight times as much."""

from __future__ import annotations

from checker import choice


@choice(
    way=(3, 4, "what sets the factor", "signals-through-depth#vanishing-is-not-saturation"),
    answer="c",
    options={
        "a": (
            "smaller: saturated units let nothing through.",
            "A saturated unit lets little through. But the weights have grown, too, and the units "
            "that are still in their steep region pass the gradient back through *large* weights.",
        ),
        "b": (
            "the same: what counts is the activation function.",
            "The factor of a layer is gain × typical slope. You have changed the gain.",
        ),
        "c": (
            "larger.",
            "Gain × typical slope: the gain is eight times as large, and the typical slope has "
            "fallen to about half. In the chapter's measurement the factor per layer rises from "
            "0.23 to 0.87.",
        ),
        "d": (
            "larger, by a factor of 8²⁰.",
            "That would be so if the slopes stayed as they are. Larger weights push the units "
            "outward, where the slopes are smaller: per layer you gain less than 8.",
        ),
        "e": (
            "exactly zero.",
            "A sigmoid's slope is small far out, but not zero. And most units are not far out.",
        ),
    },
    hints=["The factor of a layer has two parts. What happens to each of them?"],
)
def eight_times():
    """Eight times as much

    A network with 20 hidden layers of sigmoid units starts with a gain of 1; hardly a unit is
    saturated. Then all its weights are multiplied by 8. Now more than a third of all slopes are
    below 0.01. Compared with the gradient at the last layer, the gradient at the first layer
    becomes
    """
