"""Promises about what figures that move keep of long trainings."""

from __future__ import annotations

import numpy as np
from found_again import found_again

from rectified import experiments
from rectified_book.experiments import _long_runs_living as living
from rectified_book.experiments import dead_units


def test_what_is_kept_for_living_figures_is_what_networks_find():
    for way, how in living.WAYS.items():

        def board(how=how):
            return living.percent(np.stack(dead_units.answered_by_rate("standard", **how), axis=1))

        found_again(experiments.kept("boards")[way]["standard"], board)
    found_again(experiments.kept("living words"), living.words_in_noise)
    for name, (optimizer, kind) in living.CODES.items():
        dead = [answers.count(0) for answers in experiments.kept("living codes")[name]["answers"]]
        assert dead == experiments.kept("eights")[optimizer][kind]["dead"]
    images = experiments.vision.images().test
    rows = living.chosen_digits()
    assert images.y[rows].tolist() == list(range(10))
    dense = experiments.vision.reader("relu", "dense")
    for k in range(6):
        said = dense.predict(experiments.vision.moved(images.X[rows], k)).argmax(axis=-1)
        stored = [int(answers[k]) for answers in experiments.kept("living digits")["dense, ReLU"]]
        assert np.sum(said == stored) >= 9
