"""Move a picture."""

from __future__ import annotations

import numpy as np

from checker import function

from ._shared import picture, whole

_T = picture([1, 2, 3], [0, 4, 0], [0, 5, 0])


@function(
    way=(2, 8, "moving a picture", "applications/vision#a-digit-out-of-place"),
    cases=[
        (picture([1, 2, 3]), 1),
        (picture([1, 2, 3]), 0),
        (picture([1, 2, 3, 4], [5, 6, 7, 8]), 2),
        (_T, 1),
        (_T, 2),
        (picture([9, 1], [2, 3], [4, 5]), 1),
        (picture([1, 0, 2, 7, 3], [4, 4, 1, 6, 2]), 3),
        (_T, 3),
        (picture([7], [8]), 0),
    ],
    more=lambda rng: (whole(rng, rng.randint(2, 5), rng.randint(3, 7)), int(rng.randint(0, 3))),
    equivalent=[],
    hints=[
        "Begin with a picture of zeros, `np.zeros_like(image)`, and copy into its right part.",
        "Which columns of the old picture are still to be seen? What is pushed out on the right "
        "is gone. Beware of `-k` as the end of a slice when k is 0.",
    ],
    why="""
    The last k columns are pushed out, the first k become background. `np.roll` would bring them
    back on the left, so that a part of the digit would stand where none should be. And a slice that
    ends at `-k` is empty when k is 0: many a test of this kind has thereby shown that a network
    reads nothing of pictures that were not moved at all.
    """,
)
def move_right(image, k):
    """Move a picture

    Write `move_right(image, k)`: it returns the picture moved `k` pixels to the right, an array of
    the same shape `(height, width)`. What is pushed out is gone; what becomes free is 0.
    $0 \\le k \\le$ width. Leave `image` unchanged.
    """
    moved = np.zeros_like(image)
    moved[:, k:] = image[:, : image.shape[1] - k]  # ← what is still to be seen
    return moved


def _by_loop(image, k):
    out = [[0.0] * len(row) for row in image]
    for i, row in enumerate(image):
        for j, value in enumerate(row):
            if j + k < len(row):
                out[i][j + k] = value
    return out


def _step_by_step(image, k):
    out = image.copy()
    for _ in range(k):
        out = np.hstack([np.zeros((len(out), 1)), out[:, :-1]])
    return out


def _rolled_and_wiped(image, k):
    out = np.roll(image, k, axis=1)
    out[:, :k] = 0
    return out


def _recursive(image, k):
    if k == 0:
        return image.copy()
    return _recursive(np.c_[np.zeros(len(image)), image[:, :-1]], k - 1)


def _if_any(image, k):
    if k == 0:
        return image.copy()
    out = np.zeros_like(image)
    out[:, k:] = image[:, :-k]
    return out


def _scipy(image, k):
    from scipy.ndimage import shift

    return shift(image, (0, k), order=0)


move_right.also_right(
    lambda image, k: np.pad(image, ((0, 0), (k, 0)))[:, : image.shape[1]],
    lambda image, k: np.hstack([np.zeros((len(image), k)), image])[:, : image.shape[1]],
    lambda image, k: image @ np.eye(image.shape[1], k=k),
    lambda image, k: np.array([[*([0] * k), *row][: len(row)] for row in image]),
    lambda image, k: np.concatenate([0 * image[:, :k], image[:, : image.shape[1] - k]], axis=1),
    lambda image, k: [[row[j - k] if j >= k else 0 for j in range(len(row))] for row in image],
    lambda image, k: np.roll(
        np.where(np.arange(image.shape[1]) < image.shape[1] - k, image, 0), k, 1
    ),
    _by_loop,
    _step_by_step,
    _rolled_and_wiped,
    _recursive,
    _if_any,
    _scipy,
)


def _left(image, k):
    out = np.zeros_like(image)
    out[:, : image.shape[1] - k] = image[:, k:]
    return out


def _down(image, k):
    out = np.zeros_like(image)
    out[k:] = image[: max(len(image) - k, 0)]
    return out


def _minus_k(image, k):
    out = np.zeros_like(image)
    kept = image[:, :-k]
    out[:, out.shape[1] - kept.shape[1] :] = kept
    return out


def _smeared(image, k):
    columns = np.maximum(np.arange(image.shape[1]) - k, 0)
    return image[:, columns]


move_right.wrong(
    "comes back on the left",
    lambda image, k: np.roll(image, k, axis=1),
    says="What you push out on the right comes back on the left. It should be gone.",
)
move_right.wrong(
    "to the left",
    _left,
    says="Your picture moves to the left. A pixel in column 0 goes to column k.",
)
move_right.wrong(
    "downward",
    _down,
    says="Your picture moves down. Columns are the *second* axis.",
)
move_right.wrong(
    "rolls over the rows",
    lambda image, k: np.roll(image, k),
    says="What leaves a row on the right comes in at the next row: `np.roll` without an axis takes "
    "the picture for one long row.",
)
move_right.wrong(
    "nothing left for k = 0",
    _minus_k,
    says="Moved by 0 pixels your picture is empty: a slice that ends at −0 ends before it begins.",
)
move_right.wrong(
    "edge smeared",
    _smeared,
    says="You fill the free columns with the pixels of the edge. They should be 0.",
)
move_right.wrong(
    "wider",
    lambda image, k: np.pad(image, ((0, 0), (k, 0))),
    says="Your picture grows wider. What is pushed out on the right has to go.",
)
move_right.wrong(
    "narrower",
    lambda image, k: image[:, : image.shape[1] - k],
    says="Your picture becomes narrower. It has to keep its width: the free columns are 0.",
)
move_right.wrong(
    "only wiped",
    lambda image, k: np.where(np.arange(image.shape[1]) < k, 0, image),
    says="You wipe the first k columns, but nothing moves.",
)
move_right.wrong(
    "one too many",
    lambda image, k: np.pad(image, ((0, 0), (k + 1, 0)))[:, : image.shape[1]],
    says="You move it one pixel too far.",
)
move_right.wrong(
    "one pixel",
    lambda image, k: np.pad(image, ((0, 0), (1, 0)))[:, : image.shape[1]] if k else image.copy(),
    says="You always move it by one pixel, whatever k is.",
)
move_right.wrong(
    "old pixels stay",
    lambda image, k: np.hstack([image[:, :k], image[:, : image.shape[1] - k]]),
    says="The picture moves, but its first k columns also stay where they were. They become free, "
    "that is 0.",
)
move_right.wrong(
    "mirrored",
    lambda image, k: image[:, ::-1],
    says="You mirror the picture. It should keep its face and change its place.",
)


def _up_to_minus_k(image, k):
    moved = np.zeros_like(image)
    moved[:, k:] = image[:, :-k]
    return moved


move_right.wrong(
    "nothing left for 0",
    _up_to_minus_k,
    says="With k = 0 it stops: `:-0` is `:0`, which is nothing. Count from the left instead.",
)
move_right.also_wrong(
    lambda image, k: image.copy(),
    lambda image, k: 0 * image,
    lambda image, k: image + k,
    lambda image, k: np.roll(image, k, axis=0),
    lambda image, k: np.pad(image, ((0, 0), (2 * k, 0)))[:, : image.shape[1]],
    lambda image, k: image.T,
    lambda image, k: None,
    lambda image, k: np.pad(image, ((0, 0), (k, 0)), constant_values=1)[:, : image.shape[1]],
)
