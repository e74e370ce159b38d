"""The error of each image."""

from __future__ import annotations

import numpy as np

from checker import function

from .._inputs import quarters


@function(
    way=(1, 4, "the error of an image", "applications/anomalies#nine-digits-and-a-stranger"),
    cases=[
        (np.array([[1.0, 3.0]]), np.array([[1.0, 1.0]])),
        (np.array([[0.0, 2.0], [4.0, 0.0]]), np.array([[3.0, 2.0], [4.0, 1.0]])),
        (np.array([[1.0, -1.0, 2.0], [0.0, 0.0, 0.5]]), np.array([[0.0, 1.0, 0.0], [0, 0, 0.5]])),
        (np.array([[2.0], [1.0], [0.0]]), np.array([[0.0], [4.0], [0.0]])),
        (np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), np.zeros((3, 2))),
    ],
    more=lambda rng: tuple(quarters(rng, 2, rng.randint(2, 6), rng.randint(2, 6))),
    hints=[
        "Differences first, then squares, then a mean: of what?",
        "Rows are images. The mean runs over the pixels, so the axis of the columns goes.",
    ],
    why="""
    `axis=1` runs over the pixels, and one number per image is left. The square is taken before the
    mean: errors of opposite signs must not cancel. `Autoencoder.score_samples` returns minus this.
    """,
)
def row_errors(X, back):
    """The error of each image

    Rows of `X` are images, rows of `back` what an autoencoder gives back. Write
    `row_errors(X, back)`: for each image the mean of the squared differences over its pixels, as an
    array of shape `(n,)`. Leave `X` and `back` as they are.
    """
    return ((back - X) ** 2).mean(axis=1)  # ← one number for each image


def _loop(X, back):
    errors = []
    for x, b in zip(X, back, strict=True):
        errors.append(sum((p - q) ** 2 for p, q in zip(x, b, strict=True)) / len(x))
    return errors


row_errors.also_right(
    lambda X, back: np.mean((X - back) ** 2, axis=1),
    lambda X, back: np.mean((X - back) ** 2, axis=-1),
    lambda X, back: np.square(X - back).sum(axis=1) / X.shape[1],
    lambda X, back: np.linalg.norm(X - back, axis=1) ** 2 / X.shape[1],
    lambda X, back: np.einsum("ij,ij->i", X - back, X - back) / X.shape[1],
    lambda X, back: [float(((x - b) ** 2).mean()) for x, b in zip(X, back, strict=True)],
    lambda X, back: np.average((X - back) ** 2, axis=1),
    lambda X, back: np.mean(np.abs(X - back) ** 2, axis=1),
    lambda X, back: ((X - back).T ** 2).mean(axis=0),
    lambda X, back: np.diag((X - back) @ (X - back).T) / len(X[0]),
    lambda X, back: np.array([np.dot(d, d) / d.size for d in X - back]),
    lambda X, back: (X**2 - 2 * X * back + back**2).mean(axis=1),
    _loop,
)
row_errors.wrong(
    "error of each pixel",
    lambda X, back: ((X - back) ** 2).mean(axis=0),
    says="You take the mean over the images, so there is one number for each pixel. An image is a "
    "row: the mean has to run along it.",
)
row_errors.wrong(
    "one number for all",
    lambda X, back: ((X - back) ** 2).mean(),
    says="That is one error for all images together. The strange image has to be found among them: "
    "each needs its own.",
)
row_errors.wrong(
    "sum",
    lambda X, back: ((X - back) ** 2).sum(axis=1),
    says="You add up the squares of a row. Their mean is wanted, so that larger images do not have "
    "larger errors.",
)
row_errors.wrong(
    "not squared",
    lambda X, back: (back - X).mean(axis=1),
    lambda X, back: (X - back).mean(axis=1),
    says="You take the mean of the differences themselves: too much in one pixel and too little in "
    "another cancel. Square them first.",
)
row_errors.wrong(
    "absolute",
    lambda X, back: np.abs(X - back).mean(axis=1),
    says="That is the mean *absolute* difference. Here the squared one is wanted.",
)
row_errors.wrong(
    "root",
    lambda X, back: np.sqrt(((X - back) ** 2).mean(axis=1)),
    says="You take a square root in the end. It would give the same order of the images, but the "
    "mean of the squares is wanted.",
)
row_errors.wrong(
    "square of the mean",
    lambda X, back: (X - back).mean(axis=1) ** 2,
    lambda X, back: (X.mean(axis=1) - back.mean(axis=1)) ** 2,
    says="You square after the mean. Then differences of opposite signs have cancelled already.",
)
row_errors.wrong(
    "half",
    lambda X, back: 0.5 * ((X - back) ** 2).mean(axis=1),
    says="You take half of it. The half belongs to the loss of the training, where it makes the "
    "derivative simple.",
)
row_errors.wrong(
    "score",
    lambda X, back: -((X - back) ** 2).mean(axis=1),
    says="That is the score of scikit-learn, where low is strange: minus the error. The error "
    "itself is wanted.",
)
row_errors.wrong(
    "squares of images",
    lambda X, back: (X**2 - back**2).mean(axis=1),
    lambda X, back: (back**2 - X**2).mean(axis=1),
    says="You subtract the squares. Subtract first, then square.",
)
row_errors.wrong(
    "distance",
    lambda X, back: np.linalg.norm(X - back, axis=1),
    says="That is the distance, the root of the *sum* of squares. The mean of the squares is "
    "wanted.",
)
row_errors.also_wrong(
    lambda X, back: (X - back) ** 2,
    lambda X, back: ((X - back) ** 2).max(axis=1),
    lambda X, back: np.median((X - back) ** 2, axis=1),
    lambda X, back: X.mean(axis=1),
    lambda X, back: None,
    lambda X, back: ((X - back) ** 2).mean(axis=1) + 1,
    lambda X, back: ((X - back) ** 2).sum(axis=1) / (X.shape[1] + 1),
)
