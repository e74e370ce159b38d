"""Rows 68 to 77."""

from ._ledger import CONDITIONS, IMPRECISE, RIGHT, WRONG, Section

section = Section()
section.stated(68, "ReLU is used in computer vision, in “foldable” neural networks.", WRONG)
section.stated(69, "Without ReLU, whole neurons of such a model risk dropping out.", WRONG)
section.stated(70, "In language processing, ReLU is used in recurrent networks.", IMPRECISE)
section.stated(71, "ReLU is used in recommender systems.", RIGHT)
section.stated(72, "ReLU finds outliers, in combination with autoencoders.", CONDITIONS)
section.stated(73, "ReLU predicts stock prices, risks and opportunities.", IMPRECISE)
section.stated(74, "ReLU is used in speech recognition.", RIGHT)
section.stated(75, "ReLU is a versatile activation function.", CONDITIONS)
section.stated(
    76,
    "In short: the error always reaches the first layer, so learning is faster and more robust.",
    WRONG,
)
section.stated(
    77,
    "In short: Leaky ReLU came because neurons die, and is not zero for negative inputs.",
    CONDITIONS,
)
