"""Promises of the experiments with spoken digits: what is kept is what they find, fairly chosen."""

from __future__ import annotations

import numpy as np
import pytest
from found_again import found_again

from rectified_book import experiments
from rectified_book.experiments import speech

READ, NOISE = experiments.kept("speech, read"), experiments.kept("speech, noise")
TRIED = experiments.kept("speech, rates")


@pytest.mark.parametrize(("kind", "optimizer"), speech.RATES)
def test_each_function_has_the_rate_with_the_least_loss_and_the_grid_goes_on_beyond_it(
    kind, optimizer
):
    assert list(TRIED[kind][optimizer]) == list(speech.FUNCTIONS)
    for f, rows in TRIED[kind][optimizer].items():
        losses = np.array(rows, dtype=float).mean(axis=1)
        best = int(np.nanargmin(losses))
        assert speech.GRIDS[optimizer][best] == speech.RATES[kind, optimizer][f], f
        assert 0 < best < len(losses) - 1, f


def test_no_test_recording_has_a_say_in_the_choice(monkeypatch):
    parts = speech.machine(speech.TAUGHT["machine"])
    blind = parts._replace(test=parts.test._replace(X=np.full_like(parts.test.X, np.nan)))
    monkeypatch.setattr(speech, "GRIDS", {"sgd": (0.03,)})
    found = speech.tried("tanh", "machine")
    monkeypatch.setattr(speech, "machine", lambda noise: blind)
    np.testing.assert_array_equal(speech.tried("tanh", "machine"), found)


def test_six_heaps_have_nearly_each_digit_fifty_times():
    _, y, _ = speech.frames()
    counts = np.array([np.bincount(y[speech.voices() == v]) for v in range(6)])
    assert counts.sum() == 2980
    assert np.all(np.abs(counts - 50) <= 7)
    assert np.sum(np.all(counts == 50, axis=1)) == 2
    by_chance = np.random.default_rng(0).permutation(speech.voices())
    counts = np.array([np.bincount(y[by_chance == v]) for v in range(6)])
    assert not np.any(np.all(counts == 50, axis=1))


def test_the_heaps_are_found_again():
    agree = speech.guessed() == speech.voices()  # a last digit may move a recording
    assert agree.mean() > 0.99


@pytest.mark.parametrize("split", [0, 3])
def test_no_word_of_the_man_who_is_left_out_is_in_the_training(split):
    parts = speech.men(split)
    rest, his = speech.without(parts, 4)
    assert not np.any(rest.voice == 4)
    assert np.all(his.voice == 4)
    assert len(his.y) == np.sum(speech.voices() == 4)
    assert len(rest.y) == np.sum(parts.train.voice != 4)


def test_another_split_has_parts_of_the_same_sizes_and_no_machine_voice_in_two():
    for split in (0, 1, 2):
        assert [len(part.y) for part in speech.men(split)] == [2083, 299, 598]
        parts = speech.machine((None, 10), split)
        assert [len(part.y) for part in parts] == [180, 60, 120]
        voices = [set(part.voice) for part in parts]
        assert sum(map(len, voices)) == len(set.union(*voices)) == 18
    assert np.any(speech.machine(split=1).test.voice != speech.machine(split=2).test.voice)


def test_quiet_and_noisy_training_have_as_many_words():
    quiet, noisy = (speech.machine(levels).train for levels in speech.TAUGHT.values())
    assert quiet.X.shape == noisy.X.shape
    np.testing.assert_array_equal(quiet.X[:90], noisy.X[:90])
    np.testing.assert_array_equal(quiet.X[90:180], quiet.X[:90])
    assert np.any(noisy.X[90:180] != noisy.X[:90])


def test_the_noise_of_the_test_was_not_heard_in_training():
    heard = speech.machine((10,)).test.X
    assert np.all(np.any(heard != speech.noisy_tests()[speech.NOISE.index(10)].X, axis=1))


@pytest.mark.parametrize(("f", "optimizer"), [("relu", "sgd"), ("tanh", "sgd")])
def test_what_is_kept_is_what_the_networks_read(f, optimizer):
    kept = READ[f"{f}, {optimizer}"]

    def found():
        return speech.others(f, networks=2, optimizer=optimizer)._asdict()

    found_again({name: np.array(kept[name])[..., :2] for name in found()}, found, atol=0.02)


@pytest.mark.parametrize("kind", speech.TAUGHT)
def test_what_is_kept_in_noise_is_what_the_networks_read(kind):
    kept = np.array(NOISE[kind]["relu, sgd"])[:, 0]
    found_again(kept, lambda: speech.in_noise("relu", kind, networks=1)[:, 0], atol=0.05)


def test_what_is_kept_of_a_small_start_is_what_the_networks_read(monkeypatch):
    monkeypatch.setattr(speech, "GRIDS", {"sgd": (0.03, 0.1)})  # 0.03 is the best of all seven
    kept = experiments.kept("speech, small start")["relu"]
    found_again(kept, lambda: speech.from_a_small_start("relu"), atol=0.05)


def test_classifiers_choose_on_validation_words_and_are_kept():
    fitted = speech.simple(*speech.machine()[:2])
    shares = [m.score(*speech.machine().test[:2]) for m in fitted.values()]
    assert list(fitted) == ["logistic regression", "SVC"]
    assert min(shares) > 0.8
    assert np.array(READ["SVC"]["unheard"]).shape == (6, 1)


def test_a_cell_of_the_table_has_mean_and_spread_over_the_readers():
    assert speech.in_words([0.5, 0.6]) == "55.0 ± 7.1"
    assert speech.in_words([[0.5, 0.6], [0.7, 0.8]]) == "65.0 ± 7.1"
    assert speech.in_words([0.981]) == "98.1"
    assert speech.in_words([[0.7], [0.8]]) == "75.0"
