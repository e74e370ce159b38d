"""Silent, but not dead."""

from __future__ import annotations

from checker import choice


@choice(
    way=(2, 3, "silent units", "letting-a-little-through#silent-units-in-a-network"),
    answer="c",
    options={
        "a": (
            "They will wake up if training goes on long enough.",
            "Their weights get gradients, but these only have to make the loss smaller. In the "
            "chapter hardly one of them woke up with alpha = 0.01 and SGD; with Adam, some did.",
        ),
        "b": (
            "They contribute nothing.",
            "That is true of silent units of plain ReLU. These pass alpha·z on, which is not 0.",
        ),
        "c": (
            "They work as linear units: alpha times their pre-activation, for every image.",
            "Where a leaky unit stays on one side for all inputs, it never bends. It learns, but "
            "as a straight line.",
        ),
        "d": (
            "They are dead: their weights do not change any more.",
            "Dead means that the slope is 0 for all images. Here it is alpha, and the weights "
            "move.",
        ),
    },
    hints=["Which of its two rules does such a unit use, and for which of the images?"],
)
def silent_units():
    """Silent, but not dead

    You train a network with leaky ReLU. No unit is dead, but in the first layer a third of the
    units have a negative pre-activation for *all* images. What is true of these units?
    """
