"""Rows 40 to 54."""

from ._ledger import CONDITIONS, IMPRECISE, RIGHT, WRONG, Section

section = Section()
section.stated(40, "ReLU is a linear activation function.", WRONG)
section.stated(41, "It was introduced to solve the vanishing gradient problem.", WRONG)
section.stated(42, "It is becoming more and more popular.", CONDITIONS)
section.stated(43, "Its formula: f(x) = x if x ≥ 0, and 0 if x < 0.", RIGHT)
section.stated(44, "ReLU is very easy to compute.", RIGHT)
section.stated(45, "That saves a lot of computing, above all in large networks.", WRONG)
section.stated(46, "Training with ReLU therefore costs less or takes less time.", CONDITIONS)
section.stated(47, "ReLU has no vanishing gradient problem.", WRONG)
section.stated(48, "Being linear, it has no parts parallel to the x-axis.", WRONG)
section.stated(49, "So the error passes through all layers, also in large networks.", CONDITIONS)
section.stated(50, "This makes sure that the network really learns structures.", WRONG)
section.stated(51, "It speeds up learning considerably.", CONDITIONS)
section.stated(
    52, "It gives better results in newer architectures, because it can output zeros.", IMPRECISE
)
section.stated(53, "Sigmoid, softmax and tanh only approach zero and never reach it.", WRONG)
section.stated(54, "Autoencoders for deepfakes need real zeros in their code layer.", WRONG)
