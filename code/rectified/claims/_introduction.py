"""Rows 1 to 9."""

from ._ledger import CONDITIONS, IMPRECISE, RIGHT, WRONG, Section

section = Section()
section.stated(1, "ReLU is a function for training networks.", IMPRECISE)
section.stated(2, "It has become established in recent years.", CONDITIONS)
section.stated(3, "ReLU is a linear function.", WRONG)
section.stated(4, "It keeps positive values and sets negative ones to zero.", RIGHT)
section.stated(
    5, "An activation function is applied to the weighted sum of a neuron's inputs.", IMPRECISE
)
section.stated(
    6, "Because its activation is non-linear, a perceptron can learn non-linear relations.", WRONG
)
section.stated(7, "Non-linear activations let a network represent complex relations.", CONDITIONS)
section.stated(8, "Without them, a network can only produce linear dependences.", RIGHT)
section.stated(9, "Then linear regression would do as well.", CONDITIONS)
