"""Every sentence of the article, and the rows that judge it: so that none is left out."""

from __future__ import annotations

from dataclasses import dataclass

from ._ledger import (
    ADVANTAGES,
    APPLICATIONS,
    ARTICLE,
    INTRODUCTION,
    LEAKY,
    MOST_WORDS,
    PROBLEMS,
    SUMMARY,
    WHAT_ACTIVATION_IS,
    WHAT_RELU_IS,
    WHICH_FUNCTIONS,
)


@dataclass(frozen=True)
class Sentence:
    """One sentence of the article, or a group of them that is no part of its text.

    section: title of the section. words: its first words. rows: the numbers of the rows that judge
    it. note: why there is no row, or which part of the sentence is no claim. until: the first words
    of the last sentence of a group.
    """

    section: str
    words: str
    rows: tuple[int, ...] = ()
    note: str = ""
    until: str = ""

    def __post_init__(self):
        if self.section not in ARTICLE:
            raise ValueError(f"section must be one of the article's, got {self.section!r}")
        if not self.rows and not self.note:
            raise ValueError(f"{self.words!r} must have rows, or a note that says why not")
        for words in (self.words, self.until):
            if len(words.split()) > MOST_WORDS:
                raise ValueError(f"words must be {MOST_WORDS} at most, got {words!r}")


TABLE = {
    INTRODUCTION: [
        ("Skip to content", [], "navigation"),
        ("The Rectified Linear Unit (ReLU)", [1, 2], "that it is special"),
        ("In short, it is a", [3, 4]),
    ],
    WHAT_ACTIVATION_IS: [
        ("The activation function occurs in", [5]),
        ("Because the activation function is", [6]),
        ("Thus, the neural networks get", [7]),
        ("Without the non-linear function, only", [8]),
        ("Then, however, one could also", [9]),
        ("The processes within a perceptron", [], "a transition"),
        ("The perceptron has several inputs", [10]),
        ("Depending on the application, the", [11]),
        ("The inputs have different weights", [12]),
        ("During the learning process, the", [13]),
        (
            "Aufbau eines Perceptrons",
            [],
            "words for a picture",
            "Structure of a Perceptron",
        ),
        ("The neuron itself then forms", [14]),
        ("This weighted sum is passed", [5]),
        ("In the simplest form of", [16]),
        ("If the neuron has binary", [17]),
        ("Thus, the output values result", [18]),
    ],
    WHICH_FUNCTIONS: [
        ("Many different activation functions are", [78]),
        ("Among the most common are", [19]),
        ("Sigmoid function: This function maps", [20]),
        ("Tanh function: The Tanh function", [21]),
        ("Softmax function: The softmax function", [22, 23]),
    ],
    PROBLEMS: [
        ("All of the functions mentioned", [24, 25]),
        ("In concrete terms, this means", [26]),
        ("Graph of the Sigmoid Function", [], "words for a picture"),
        ("These non-linear functions offer", [7]),
        ("However, these functions have the", [34]),
        ("Vanishing Gradient / Saturation: As", [28, 31]),
        ("The derivative or gradient is", [29, 30]),
        ("However, in what is called", [32, 33]),
        ("Non-zero-centered: Both the sigmoid", [35]),
        ("In the learning process, this", [36]),
        ("Under certain circumstances, this can", [38]),
        ("However, this problem can be", [39]),
    ],
    WHAT_RELU_IS: [
        ("The Rectified Linear Unit (ReLU", [3, 41, 42]),
        ("In short, it keeps positive", [4]),
        ("Mathematically, this is expressed by", [43]),
    ],
    ADVANTAGES: [
        ("The ReLU activation function has", [79]),
        ("Easy calculation: Compared to the", [44, 45]),
        ("This translates into either lower", [46]),
        ("No vanishing gradient problem: Due", [47, 48]),
        ("As a result, the gradient", [47, 49]),
        ("This ensures that the network", [50, 51]),
        ("Better results for new", [4, 52]),
        ("In contrast, for the sigmoid", [53]),
        ("However, this leads to problems", [54]),
        ("However, there are also problems", [], "a transition"),
        ("Because negative values are consistently", [55, 56]),
        ("For individual neurons, this may", [57, 58]),
    ],
    LEAKY: [
        ("To overcome this drawback and", [59, 60]),
        ("Compared to the conventional version", [61]),
        ("Mathematically, this looks like this", [62]),
        ("The parameter α is a", [63, 64, 65]),
        ("It ensures that the negative", [66, 67]),
    ],
    APPLICATIONS: [
        ("The rectified linear unit (ReLU)", [80]),
        ("It has several applications in", [], "it announces the list that follows"),
        ("Computer Vision: ReLU is commonly", [68, 81]),
        ("These models otherwise have a", [69]),
        ("Natural language processing: ReLU is", [70, 82]),
        ("Recommender systems: ReLU is used", [71]),
        ("Anomaly detection: ReLU is used", [72]),
        ("It is used in combination", [72, 83]),
        ("Financial Modeling: ReLU is used", [73]),
        ("Speech Recognition: ReLU is used", [74]),
        ("Overall, the ReLU function is", [75]),
    ],
    SUMMARY: [
        ("The Rectified Linear Unit (ReLU)", [3, 42]),
        ("It offers the advantage over", [47]),
        ("This ensures that the error", [49, 51, 76]),
        ("However, with the conventional ReLU", [56, 58, 59, 66]),
        ("Ridge Regression", [], "six links to other articles", "Learn the impacts on predictive"),
        ("The TensorFlow documentation for the", [84]),
        (
            "Das Logo zeigt einen weißen",
            [],
            "logo, newsletter, cookies",
            "Cookie Consent with",
        ),
    ],
}
"""The sections in their order: of each sentence the first words, the rows, a note, and `until`."""

SENTENCES: tuple[Sentence, ...] = tuple(
    Sentence(section, words, tuple(rows), *more)
    for section, sentences in TABLE.items()
    for words, rows, *more in sentences
)
"""The sentences of the article, in their order."""


def position(section: str, words: str) -> int:
    """Where the sentence with these first words stands in `SENTENCES`.

    Raises ValueError where there is none.
    """
    for place, sentence in enumerate(SENTENCES):
        if (sentence.section, sentence.words) == (section, words):
            return place
    raise ValueError(f"no sentence of {section!r} is listed that begins {words!r}")
