"""Rows 55 to 67."""

from ._ledger import CONDITIONS, IMPRECISE, RIGHT, WRONG, Section

section = Section()
section.stated(
    55, "Because negative values become zero, a neuron can get weights equal to zero.", WRONG
)
section.stated(56, "Such neurons contribute nothing to learning and die.", CONDITIONS)
section.stated(57, "For single neurons, that is no problem at first.", CONDITIONS)
section.stated(58, "It was shown that 20 to 50 % of the neurons can die.", IMPRECISE)
section.stated(59, "Leaky ReLU was made to overcome this.", RIGHT)
section.stated(60, "It is an improvement of ReLU and more robust.", CONDITIONS)
section.stated(61, "Negative values are given a small positive slope.", IMPRECISE)
section.stated(62, "Its formula: f(x) = x if x ≥ 0, and αx if x < 0.", RIGHT)
section.stated(63, "α is a positive constant.", CONDITIONS)
section.stated(64, "α has to be set before training.", CONDITIONS)
section.stated(65, "Since α does not change during training, it is not a hyperparameter.", WRONG)
section.stated(66, "α makes sure that negative values cannot become zero.", IMPRECISE)
section.stated(67, "Thereby it prevents the death of neurons.", CONDITIONS)
