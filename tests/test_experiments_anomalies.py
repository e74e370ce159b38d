"""Promises of the experiments with autoencoders: what is kept is what they find, fairly chosen."""

from __future__ import annotations

import numpy as np
import pytest
from found_again import found_again
from sklearn.metrics import roc_auc_score

from rectified_book import experiments
from rectified_book.experiments import anomalies, codes

KEPT = experiments.kept("eights")
TRIED = experiments.kept("autoencoder rates")


@pytest.mark.parametrize("task", ["strangers", "codes"])
@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_each_kind_has_the_rate_with_the_least_error_and_the_grid_goes_on_beyond_it(
    task, optimizer
):
    chosen = {"strangers": anomalies.RATES, "codes": codes.RATES}[task][optimizer]
    assert set(TRIED[task][optimizer]) == set(chosen)
    for kind, rows in TRIED[task][optimizer].items():
        rates, errors = zip(*rows, strict=True)
        errors = [np.inf if error is None else error for error in errors]
        best = int(np.argmin(errors))
        assert rates[best] == chosen[kind]
        assert 0 < best < len(rates) - 1


def test_no_stranger_and_no_unseen_image_has_a_say_in_the_choice(monkeypatch):
    halves = anomalies.halves()
    blind = halves._replace(
        X_train=np.where(halves.y_train[:, None] == 8, np.nan, halves.X_train),
        X_test=np.full_like(halves.X_test, np.nan),
    )
    found = anomalies.rates_tried("tanh", networks=1)
    monkeypatch.setattr(anomalies, "halves", lambda split: blind)
    monkeypatch.setattr(anomalies, "GRID", {"sgd": (0.003,)})
    assert anomalies.rates_tried.__wrapped__("tanh", networks=1)[0.003] == found[0.003]


def test_what_is_held_out_is_a_fifth_and_nothing_is_lost():
    X = np.arange(53.0)[:, None]
    known, others = anomalies.held_out(X)
    assert len(others) == 10
    assert sorted([*known[:, 0], *others[:, 0]]) == list(range(53))


@pytest.mark.parametrize(("kind", "optimizer"), [("ReLU", "sgd"), ("tanh", "adam")])
def test_what_is_kept_is_what_the_networks_find(kind, optimizer):
    def found():
        return anomalies.detected(kind, networks=2, optimizer=optimizer)._asdict()

    kept = KEPT[optimizer][kind]
    found_again({name: kept[name][:2] for name in found()}, found, rtol=2e-3)


def test_the_area_is_the_one_under_the_curve():
    rng = np.random.default_rng(0)
    scores, strange = rng.normal(size=(2, 40)), rng.random(40) < 0.3
    expected = [roc_auc_score(strange, row) for row in scores]
    np.testing.assert_allclose(anomalies.area(scores, strange), expected)


def test_five_neighbors_are_found_again():
    assert anomalies.nearest() == pytest.approx(KEPT["simple"]["5 nearest neighbors"], abs=1e-4)


def test_a_code_that_is_kept_is_what_the_networks_restore():
    kept = experiments.kept("codes")["sgd"]["tanh"]["relu"]
    at = codes.WIDTHS.index(8)
    found_again(
        [kept["error"][at][0]], lambda: codes.autoencoder("relu", 8, networks=1).error, rtol=2e-3
    )


def test_a_network_that_diverges_is_marked_and_tells_nobody_from_anybody():
    X = anomalies.halves().X_train[:200]
    net = anomalies.trained(X, ["identity"] * 3, 10.0, networks=2)
    assert np.isnan(anomalies.errors(net, X)).all()
    assert (anomalies.area(anomalies.errors(net, X), np.arange(200) < 50) == 0).all()
