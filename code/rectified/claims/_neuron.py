"""Rows 10 to 18."""

from ._ledger import IMPRECISE, RIGHT, WRONG, Section

section = Section()
section.stated(10, "A perceptron has several inputs, and they are numbers.", RIGHT)
section.stated(11, "How many inputs there are depends on the application.", RIGHT)
section.stated(12, "A weight says how influential its input is.", IMPRECISE)
section.stated(
    13, "Learning changes the weights until the result is the best possible one.", IMPRECISE
)
section.stated(14, "The neuron adds up its inputs times their weights.", RIGHT)
section.stated(15, "The sum is handed to the activation function.", RIGHT)
section.stated(16, "The simplest neuron has exactly two outputs.", IMPRECISE)
section.stated(
    17, "A neuron with a binary answer uses an activation with values between 0 and 1.", WRONG
)
section.stated(18, "The neuron's answer is directly the value of that function.", IMPRECISE)
