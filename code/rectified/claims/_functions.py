"""Rows 19 to 27."""

from ._ledger import CONDITIONS, IMPRECISE, RIGHT, WRONG, Section

section = Section()
section.stated(19, "The most common activation functions are sigmoid, tanh and softmax.", IMPRECISE)
section.stated(20, "The sigmoid maps its inputs to the range from 0 to 1.", CONDITIONS)
section.stated(21, "Tanh maps its inputs to the range from −1 to 1.", CONDITIONS)
section.stated(22, "Softmax, too, maps its inputs to the range from 0 to 1.", IMPRECISE)
section.stated(
    23,
    "Softmax suits the last layer, because it represents a probability distribution.",
    CONDITIONS,
)
section.stated(24, "Sigmoid, tanh and softmax are non-linear.", RIGHT)
section.stated(25, "Non-linear means: not proportional to the input.", IMPRECISE)
section.stated(26, "Put concretely, one more in x need not give one more in y.", WRONG)
section.stated(27, "With them, a network can recognize and learn complex relations.", CONDITIONS)
