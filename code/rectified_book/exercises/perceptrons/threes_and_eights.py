"""Threes and eights."""

from __future__ import annotations

import functools

import numpy as np

from checker import Facts, Malformed, letters, numbers, task

from .train import train


@functools.cache
def threes_and_eights_data():
    """Pictures of threes and eights, with label 1 for an eight: for training, and unseen ones."""
    from rectified import datasets

    X, X_unseen, y, y_unseen = datasets.digits("raw")
    rows, unseen = np.isin(y, (3, 8)), np.isin(y_unseen, (3, 8))
    return X[rows], y[rows] == 8, X_unseen[unseen], y_unseen[unseen] == 8


_WITHOUT_THE_OTHERS = {"a": "exactly the same", "b": "similar but not the same", "c": "useless"}


def _tells_apart(answer):
    """Facts about a unit for threes and eights, and about what was observed."""
    if isinstance(answer, dict):
        answer = list(answer.values())
    if isinstance(answer, list | tuple) and len(answer) == 2:
        first = answer[0]  # (w, b), or what `perceptron.fit` returns
        if hasattr(first, "w") and hasattr(first, "b"):
            answer = [first.w, first.b, answer[1]]
        elif isinstance(first, list | tuple) and len(first) == 2:
            answer = [*first, answer[1]]
    if not isinstance(answer, list | tuple) or len(answer) != 3:
        raise Malformed("Three things are wanted: (w, b, letter).")
    w = numbers(answer[0], (64,), "The weights")
    b = numbers(answer[1], (), "The bias")
    letter = letters(answer[2], _WITHOUT_THE_OTHERS)
    if letter is None or len(letter) != 1:
        raise Malformed('The third part is a letter in quotes: "a", "b" or "c".')
    X, y, X_unseen, y_unseen = threes_and_eights_data()
    mistakes = int(((X @ w + b >= 0) != y).sum())
    right = float(((X_unseen @ w + b >= 0) == y_unseen).mean())
    return Facts(
        {
            "not the other way round": mistakes <= 0.8 * len(y),
            "no mistake left": mistakes == 0,
            "unseen pictures": right >= 0.9,
            "explanation": letter,
        },
        {"mistakes left": f"{mistakes} of {len(y)}", "unseen": f"{right:.1%} right"},
    )


@task(
    way=(3, 20, "weights as a sum of mistakes", "learning-from-mistakes#sum-of-mistakes"),
    observe=_tells_apart,
    differs={
        "not the other way round": "Most of the answers are wrong. Is the label 1 for the eights?",
        "no mistake left": "There are mistakes left on the training pictures. Train until an epoch "
        "brings none.",
        "unseen pictures": "No mistake in training, but many on unseen pictures. Were these "
        "weights trained on the same pictures?",
        "explanation": "The unit is trained. The letter is another one: try it, and compare the "
        "weights.",
    },
    hints=[
        '`X, X_unseen, y, y_unseen = datasets.digits("raw")`, then `rows = (y == 3) | (y == 8)` '
        "picks the pictures.",
        "Your own `train` does it, and so does `perceptron.fit(X[rows], y[rows] == 8)`; the result "
        "of the latter has `w`, `b` and `indices`, the rows that caused corrections.",
        "For the letter: train on the rows in `np.unique(indices)` only, and compare the weights.",
    ],
    why="""
    The rule learns from mistakes and from nothing else. A picture that is answered rightly every
    time it is seen leaves no trace in the weights, so without it every step is the same: (a). With
    `perceptron.fit`, 41 of 267 pictures caused all corrections.
    """,
    picture=lambda: _picture_of_threes_and_eights(),
)
def threes_and_eights():
    """Threes and eights

    Train a perceptron to tell pictures of a 3 (label 0) from pictures of an 8 (label 1), on the
    training pictures of `datasets.digits("raw")`, until no mistake is left. You may use your
    `train` or the package's `perceptron.fit`.

    Observe: how many of the pictures ever caused a correction? Explain: you leave out all the
    others and train once more, in the same order, from the same start. The weights become
    (a) exactly the same, (b) similar but not the same, (c) useless. Give `(w, b, letter)`.
    """
    from rectified import datasets, perceptron

    X, _, y, _ = datasets.digits("raw")
    rows = (y == 3) | (y == 8)
    run = perceptron.fit(X[rows], y[rows] == 8)
    return run.w, run.b, "a"  # ← (w, b, letter)


def _picture_of_threes_and_eights():
    """The weights, and the pictures that they are made of."""
    from rectified import perceptron
    from rectified_book import figures

    X, y, _, _ = threes_and_eights_data()
    run = perceptron.fit(X, y)
    rows = list(dict.fromkeys(run.indices))[:10]
    labels = np.where(y[rows], 8, 3)
    return figures.perceptrons.pictures(X[rows], labels, columns=5, weights=run.w)


def _fitted(labels=(3, 8), letter="a", sign=1, epochs=1000, rng=None, one=8):
    """A trained unit with one thing changed, for the answers below."""

    def answer():
        from rectified import datasets, perceptron

        X, _, y, _ = datasets.digits("raw")
        rows = np.isin(y, labels)
        run = perceptron.fit(X[rows], y[rows] == one, rng=rng, max_epochs=epochs)
        return sign * run.w, sign * run.b, letter

    return answer


def _by_fit_alone():
    from rectified import perceptron

    return perceptron.fit(*threes_and_eights_data()[:2])


threes_and_eights.also_right(
    _fitted(),
    _fitted(rng=1, letter="A"),
    _fitted(rng=2, letter="(a)"),
    _fitted(letter="(a) exactly the same"),
    _fitted(letter=["a"]),
    lambda: (_fitted()()[:2], "a"),
    lambda: (_by_fit_alone(), "a"),
    lambda: (*train.reference(*threes_and_eights_data()[:2]), "a"),
    lambda: [list(_fitted()()[0]), [_fitted()()[1]], "a"],
)
threes_and_eights.wrong(
    "thinks all examples count",
    _fitted(letter="b"),
    says="The unit is trained. But the pictures that never caused a correction never changed a "
    "weight: what could be different without them?",
)
threes_and_eights.wrong(
    "thinks more data is needed",
    _fitted(letter="c"),
    says="The unit is trained. Few pictures remain, but these are the ones it has learned from. "
    "Try it.",
)
threes_and_eights.wrong(
    "labels turned round",
    _fitted(one=3),
    says="Nearly every picture gets the other answer. The label is 1 for the eights and 0 for the "
    "threes.",
)
threes_and_eights.also_wrong(
    _fitted(epochs=1),
    _fitted(labels=(0, 1), one=1),
    lambda: (np.zeros(64), 0.0, "a"),
    lambda: _fitted()()[:2],
    lambda: (*_fitted()()[:2], 41),
    lambda: (np.zeros(63), 0.0, "a"),
    lambda: None,
)
