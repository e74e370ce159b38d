"""Rows 28 to 39."""

from ._ledger import CONDITIONS, IMPRECISE, RIGHT, WRONG, Section

section = Section()
section.stated(
    28, "The sigmoid runs almost parallel to the x-axis for very large and very small x.", IMPRECISE
)
section.stated(29, "Its derivative is almost zero there.", RIGHT)
section.stated(30, "That is because the function has no real slope there.", IMPRECISE)
section.stated(31, "Saturation and the vanishing gradient are the same problem.", IMPRECISE)
section.stated(
    32, "In saturation almost nothing is learned, because the gradient is zero.", CONDITIONS
)
section.stated(33, "Backpropagation is how a network learns.", IMPRECISE)
section.stated(34, "Softmax saturates, too, and brings the same problem.", CONDITIONS)
section.stated(35, "Sigmoid and softmax are not centered at zero.", RIGHT)
section.stated(36, "Therefore the weights of a layer always share one sign.", WRONG)
section.stated(37, "The weights are then either all positive or all negative.", WRONG)
section.stated(38, "Learning can become erratic when values are not centered.", CONDITIONS)
section.stated(39, "Normalizing, that is centering, the input data takes care of that.", IMPRECISE)
