"""Promises of the data sets of the applications: shapes, parts, and what no row may do."""

import zlib

import numpy as np

from rectified import datasets


def fingerprint(*arrays):
    return zlib.crc32(b"".join(np.ascontiguousarray(a).tobytes() for a in arrays))


# ---------------------------------------------------------------- images


def test_the_images_come_in_three_parts_with_every_digit_in_each():
    train, validation, test = datasets.images()
    for part, n in ((train, 4000), (validation, 1000), (test, 2000)):
        assert part.X.shape == (n, 28, 28)
        assert part.X.dtype == np.float64
        assert np.bincount(part.y).tolist() == [n // 10] * 10
        assert (part.X.min(), part.X.max()) == (0, 1)


def test_no_image_is_there_twice():
    rows = np.concatenate([part.X.reshape(-1, 784) for part in datasets.images()])
    assert len(np.unique(rows, axis=0)) == 7000


def test_the_images_never_change():
    whole = [(np.round(255 * X).astype(np.uint8), y) for X, y in datasets.images()]
    assert [fingerprint(X, y) for X, y in whole] == [3392536130, 2715587830, 1045749392]


def test_whoever_writes_on_the_images_spoils_them_for_nobody_else():
    for X, y in datasets.images():
        X[...], y[...] = 2, 10
    assert datasets.images().train.X.max() == 1
    assert datasets.images().train.y.max() == 9
