"""One sign."""

from __future__ import annotations

from checker import choice


@choice(
    way=(2, 4, "what a common mean costs", "cures#what-a-common-mean-costs"),
    answer="b",
    options={
        "a": (
            "All are positive, or all are negative.",
            "The *gradient* has one sign, in each step another one perhaps. The weights start "
            "with mixed signs and are pushed up and down together.",
        ),
        "b": (
            "Nothing certain: both signs may be left, or only one of them.",
            "What has one sign is the gradient of one step. The weights start mixed, and how far "
            "they go up and down together depends on the data.",
        ),
        "c": (
            "All are equal.",
            "Steps of one sign are not steps of one size: each is proportional to the input of its "
            "weight. And the weights start different.",
        ),
        "d": (
            "All are positive, because the inputs are.",
            "The sign of the step comes from δ, the blame of the unit, and that changes from "
            "example to example.",
        ),
    },
    hints=["A step adds to a weight. Does it have to be larger than the weight?"],
)
def signs():
    """One sign

    All inputs of a unit are positive, as they come from sigmoid units, and it learns from one
    example at a time. So in every single step all of its weights go up together, or all go down
    together. What does that say about the signs of its *weights* after training, if they started as
    random numbers of both signs?
    """
