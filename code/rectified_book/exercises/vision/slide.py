"""Slide a filter over a picture."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from checker import function

from ._shared import picture, whole

_RIGHT_MINUS_LEFT = picture([-1, 1])
_RAMP = picture([0, 1, 3], [1, 4, 0], [2, 2, 5])


@function(
    way=(2, 10, "a filter", "applications/vision#a-filter"),
    cases=[
        (picture([0, 1]), _RIGHT_MINUS_LEFT),
        (picture([0, 0, 1, 1, 0]), _RIGHT_MINUS_LEFT),
        (picture([2, 5], [1, 7]), picture([3])),
        (picture([0.5, 2.25]), picture([1.5])),
        (_RAMP, picture([1], [-1])),
        (_RAMP, picture([1, 2], [0, -1])),
        (_RAMP, _RAMP),
        (picture([1, 0, 2, 0], [0, 1, 0, 3], [4, 0, 1, 0]), picture([1, 2, 0], [0, -1, 3])),
        (picture([1, 2, 3, 4], [5, 6, 7, 8], [9, 1, 2, 3], [4, 5, 6, 8]), picture([0, 1], [2, -4])),
    ],
    more=lambda rng: (
        whole(rng, rng.randint(3, 6), rng.randint(3, 6)),
        whole(rng, rng.randint(1, 4), rng.randint(1, 4)),
    ),
    hints=[
        "Where can the window begin? With `k` rows it must end inside the picture, so its first "
        "row goes from 0 to `height - k`.",
        "At each place: cut out the window with two slices, multiply it with `w` number by number, "
        "and add everything up.",
    ],
    why="""
    Each number of the result is one unit of a dense layer that sees one window, and all of them
    have the same weights. In the mathematics of signals the filter is turned around first, and
    what you wrote is called *cross-correlation*. For a network that learns its weights this makes
    no difference: it learns them turned around.
    """,
)
def slide(image, w):
    """Slide a filter

    Write `slide(image, w)`: it lays the filter `w`, an array `(k, m)`, on every place of `image`,
    an array `(height, width)`, where it fits as a whole. At each place it multiplies the pixels
    under the filter with the numbers of `w` and adds up. It returns the array of these sums, row by
    row, `(height - k + 1, width - m + 1)`. Leave `image` and `w` as they are.
    """
    rows, columns = w.shape
    return np.array(
        [
            [
                (image[i : i + rows, j : j + columns] * w).sum()  # ← one sum
                for j in range(image.shape[1] - columns + 1)
            ]
            for i in range(image.shape[0] - rows + 1)
        ]
    )


def _windows(image, w):
    return sliding_window_view(image, w.shape)


def _loops(image, w):
    k, m = w.shape
    out = np.zeros((image.shape[0] - k + 1, image.shape[1] - m + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            for a in range(k):
                for b in range(m):
                    out[i, j] += image[i + a, j + b] * w[a, b]
    return out


def _by_weight(image, w):
    """One weight at a time, for all places at once."""
    k, m = w.shape
    height, width = image.shape[0] - k + 1, image.shape[1] - m + 1
    return sum(w[a, b] * image[a : a + height, b : b + width] for a in range(k) for b in range(m))


def _scipy(image, w):
    from scipy.signal import correlate2d

    return correlate2d(image, w, mode="valid")


def _turned_twice(image, w):
    from scipy.signal import convolve2d

    return convolve2d(image, w[::-1, ::-1], mode="valid")


def _by_layer(image, w):
    from rectified import Network
    from rectified.layers import Conv2D

    net = Network([Conv2D(1, w.shape)], (*image.shape, 1), "linear")
    net.W[0][:], net.b[0][:] = w.reshape(-1, 1), 0
    return net.predict(image[None, ..., None])[0, ..., 0]


_slid = slide.reference

slide.also_right(
    lambda image, w: (_windows(image, w) * w).sum(axis=(-2, -1)),
    lambda image, w: np.einsum("ijab,ab->ij", _windows(image, w), w),
    lambda image, w: np.tensordot(_windows(image, w), w, 2),
    lambda image, w: _windows(image, w).reshape(*_windows(image, w).shape[:2], -1) @ w.ravel(),
    lambda image, w: _slid(image, w).tolist(),
    lambda image, w: (_windows(image, w) * w).mean(axis=(-2, -1)) * w.size,
    lambda image, w: np.vectorize(np.vdot, signature="(a,b),(a,b)->()")(_windows(image, w), w),
    _loops,
    _by_weight,
    _scipy,
    _turned_twice,
    _by_layer,
)


def _turned(image, w):
    return _by_weight(image, w[::-1, ::-1])


def _padded(image, w):
    from scipy.signal import correlate2d

    return correlate2d(image, w, mode="same")


def _everywhere(image, w):
    from scipy.signal import correlate2d

    return correlate2d(image, w, mode="full")


def _in_steps(image, w):
    return _by_weight(image, w)[:: w.shape[0], :: w.shape[1]]


def _without_last(image, w):
    return _by_weight(image, w)[: image.shape[0] - w.shape[0], : image.shape[1] - w.shape[1]]


slide.wrong(
    "turned around",
    _turned,
    says="You turn the filter upside down and left to right, as the mathematical convolution does. "
    "Here its first number meets the first pixel of the window.",
)
slide.wrong(
    "only left to right",
    lambda image, w: _by_weight(image, w[:, ::-1]),
    says="Your filter is mirrored from left to right. Its first column meets the first column of "
    "the window.",
)
slide.wrong(
    "only upside down",
    lambda image, w: _by_weight(image, w[::-1]),
    says="Your filter stands on its head. Its first row meets the first row of the window.",
)
slide.wrong(
    "the mean",
    lambda image, w: _by_weight(image, w) / w.size,
    says="You divide by the number of weights: that is a mean. The sum is wanted.",
)
slide.wrong(
    "zeros around",
    _padded,
    says="Your result is as large as the picture: the filter hangs over the edge, where you put "
    "zeros. Only the places where it fits as a whole are wanted.",
)
slide.wrong(
    "wherever it touches",
    _everywhere,
    says="Your result is larger than the picture: you also take places where the filter only "
    "touches it. It has to fit as a whole.",
)
slide.wrong(
    "last place forgotten",
    _without_last,
    says="The last place is missing, down and across. With 5 pixels and a filter of 2 there are 4 "
    "places to begin, not 3.",
)
slide.wrong(
    "side by side",
    _in_steps,
    says="Your windows stand side by side. The filter moves by one pixel, so windows overlap.",
)
slide.wrong(
    "added, not multiplied",
    lambda image, w: (_windows(image, w) + w).sum(axis=(-2, -1)),
    says="You add the weights to the pixels. A weight is what a pixel is multiplied with.",
)
slide.wrong(
    "the largest product",
    lambda image, w: (_windows(image, w) * w).max(axis=(-2, -1)),
    says="You take the largest of the products. All of them are added up.",
)
slide.wrong(
    "one number",
    lambda image, w: _by_weight(image, w).sum(),
    says="You return one number. Each place has a sum of its own.",
)
slide.wrong(
    "rectified",
    lambda image, w: np.maximum(_by_weight(image, w), 0),
    says="The sums are right, but the negative ones are gone. The activation comes later: here z "
    "is wanted.",
)
slide.wrong(
    "the windows only",
    lambda image, w: _windows(image, w).sum(axis=(-2, -1)),
    says="You add up the pixels of each window. Where have the weights gone?",
)
slide.wrong(
    "in one row",
    lambda image, w: _by_weight(image, w).ravel(),
    says="The sums are right, but they stand in one long row. Give them the shape of the places.",
)
slide.wrong(
    "columns first",
    lambda image, w: _by_weight(image, w).T,
    says="Rows and columns have changed places. The first index goes down, as in the picture.",
)


def _into_whole_numbers(image, w):
    return _by_weight(image, w).astype(int)


slide.wrong(
    "no decimals",
    _into_whole_numbers,
    says="Your sums lose their decimals. Pixels may have some, and an array of whole numbers "
    "cannot hold them.",
)


def _as_if_square(image, w):
    k, m = w.shape
    rows, columns = image.shape[0] - k + 1, image.shape[1] - m + 1
    return [[np.sum(image[i : i + k, j : j + k] * w) for j in range(columns)] for i in range(rows)]


slide.wrong(
    "square windows",
    _as_if_square,
    says="Your window is as wide as it is high. A filter may be wider or narrower: (k, m).",
)
slide.also_wrong(
    lambda image, w: np.abs(_by_weight(image, w)),
    lambda image, w: -_by_weight(image, w),
    lambda image, w: _by_weight(image, w) + 1,
    lambda image, w: image,
    lambda image, w: w,
    lambda image, w: None,
    lambda image, w: _by_weight(image, w)[::-1],
    lambda image, w: image @ image.T,
)
