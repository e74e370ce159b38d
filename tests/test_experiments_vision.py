"""Promises of the experiments of the chapter Vision."""

from __future__ import annotations

import numpy as np
import pytest
from found_again import found_again

from rectified import datasets, experiments
from rectified.layers import Conv2D
from rectified.network import Network

vision = experiments.vision


def test_the_three_parts_are_those_of_the_data_set_and_share_no_image():
    train, validation, test = vision.images()
    stored = datasets.images()
    np.testing.assert_array_equal(train.y, stored.train.y[:2000])
    np.testing.assert_array_equal(test.y, stored.test.y)
    assert train.X.shape == (2000, 28, 28, 1)
    assert train.X.mean() == pytest.approx(0, abs=1e-12)
    assert train.X.std() == pytest.approx(1)
    ink = test.X[..., 0] * stored.train.X[:2000].std() + stored.train.X[:2000].mean()
    np.testing.assert_allclose(ink, stored.test.X, atol=1e-12)
    rows = [A.X.reshape(len(A.X), -1).round(6) for A in (train, validation, test)]
    assert len(np.unique(np.concatenate(rows), axis=0)) == sum(map(len, rows))


def test_another_split_holds_out_other_images():
    sizes = [len(part.y) for part in vision.images()]
    assert [len(part.y) for part in vision.images(1)] == sizes
    assert (vision.images(1).test.y != vision.images().test.y).any()


def test_an_image_moves_to_the_right_and_leaves_paper_behind():
    X = np.arange(2 * 3 * 28.0).reshape(2, 3, 28, 1)
    there = vision.moved(X, 2)
    np.testing.assert_array_equal(there[:, :, 2:], X[:, :, :-2])
    assert (there[:, :, :2] == X.min()).all()
    np.testing.assert_array_equal(vision.moved(X, -1)[:, :, :-1], X[:, :, 1:])
    np.testing.assert_array_equal(vision.moved(X, 0), X)


def test_networks_have_the_size_that_the_page_says():
    sizes = {
        kind: Network(vision.layers("relu", kind), (28, 28, 1)).theta.size
        for kind in ("convolution", "dense", "deep")
    }
    assert sizes == {"convolution": 5994, "dense": 25450, "deep": 6930}


@pytest.mark.parametrize("kind", ["deep", "deep + BN"])
def test_a_deep_network_has_six_convolutions(kind):
    layers = vision.layers("tanh", kind)
    assert sum(isinstance(layer, Conv2D) for layer in layers) == 6


def test_the_rates_are_those_at_which_most_validation_images_are_read():
    for (kind, optimizer), chosen in vision.RATES.items():
        kept = experiments.kept(f"vision, {kind}, {optimizer}")
        for f, (reads, _) in kept.items():
            means = np.array(reads).mean(axis=1)
            at = vision.GRIDS[optimizer].index(chosen[f])
            assert means[at] == pytest.approx(means.max()), (kind, optimizer, f)


def test_the_grid_goes_beyond_every_rate_that_is_chosen():
    """But for six convolutions with sigmoids, which learn at none."""
    for (kind, optimizer), chosen in vision.RATES.items():
        for f, rate in chosen.items():
            grid = vision.GRIDS[optimizer]
            assert (kind, f) == ("deep", "sigmoid") or grid[0] < rate < grid[-1]


def test_a_filter_is_lost_that_no_image_moves_at_any_place():
    X = vision.images().train.X[:50]
    net = Network(vision.layers("relu"), (28, 28, 1), rng=0)
    assert vision.lost(net, X) == 0
    net.layers[0].b[:3] = -1000
    assert vision.lost(net, X) == 3 / 24
    net.theta[:] = np.nan
    assert np.isnan(vision.lost(net, X))


def test_what_is_kept_of_vision_is_what_they_find():
    read = experiments.kept("vision, read")
    for kind, f in (("convolution", "relu"), ("dense", "sigmoid")):
        found_again(read[kind][f][0], lambda f=f, kind=kind: vision.read(f, kind, 1)[0], atol=0.003)
    moved = experiments.kept("vision, moved")["dense, ReLU"]
    found_again(moved, lambda: vision.read_moved("relu", "dense").mean(axis=0), atol=0.003)


def test_the_gradient_of_six_sigmoids_vanishes_before_any_training():
    sizes = vision.blame("sigmoid", networks=1)[0]
    assert sizes.shape == (7,)
    assert (np.diff(sizes) > 0).all()
    assert sizes[0] < 0.01
