"""Promises of the experiments on prices and loans: nobody knows the future."""

from __future__ import annotations

import numpy as np
import pytest
from found_again import found_again
from sklearn.metrics import r2_score, roc_auc_score

from rectified import datasets
from rectified_book import experiments
from rectified_book.experiments import finance, mirrors

RATES = experiments.kept("finance rates")
KEPT = experiments.kept("finance")
LOANS = experiments.kept("finance loans")
IN_TIME = ("returns", "risk")

# ---------------------------------------------------------------- what is known when


@pytest.mark.parametrize("name", IN_TIME)
@pytest.mark.parametrize("split", range(4))
def test_no_input_changes_with_the_future(name, split, monkeypatch):
    price, first, second = finance.closes(split)
    sure = finance.task(name, split)
    other = price.copy()
    other[second:] *= 1.5  # the test days, and nothing before
    monkeypatch.setattr(finance, "closes", lambda split: (other, first, second))
    monkeypatch.setattr(finance, "standard_returns", finance.standard_returns.__wrapped__)
    changed = getattr(finance, name).__wrapped__(split)
    for part in (0, 1):
        np.testing.assert_array_equal(changed.X[part], sure.X[part])
        np.testing.assert_array_equal(changed.y[part], sure.y[part])
    np.testing.assert_array_equal(changed.X[2][0], sure.X[2][0])
    assert changed.y[2][0] != sure.y[2][0]


def test_the_parts_of_oil_are_those_of_the_data_set():
    parts = datasets.prices("oil")
    price, first, second = finance.closes()
    assert (first, second, len(price)) == (4992, 6656, 8321)
    assert price[first] == parts.validation.closes[0, 0]
    X, y = finance.returns()
    assert [len(part) for part in y] == [4991 - finance.LAGS, 1664, 1665]
    np.testing.assert_array_equal(X[2][1], np.append(X[2][0][1:], y[2][0]))


def test_risk_is_told_from_means_of_past_moves():
    r, first, _ = finance.standard_returns()
    _, y = finance.risk()
    size = np.abs(r)
    day = max(finance.SPANS) + 7
    assert y[0][7] == size[day]
    raw = [size[day - span : day].mean() for span in finance.SPANS]
    known = [
        [size[d - span : d].mean() for d in range(max(finance.SPANS), first)]
        for span in finance.SPANS
    ]
    expected = [(x - np.mean(k)) / np.std(k) for x, k in zip(raw, known, strict=True)]
    np.testing.assert_allclose(finance.risk().X[0][7], expected, atol=1e-6)


@pytest.mark.parametrize("split", range(3))
def test_each_part_has_the_same_share_of_bad_loans_and_all_borrowers_are_there(split):
    X, y = finance.loans(split)
    assert [len(part) for part in y] == [2669, 891, 891]
    shares = [part.mean() for part in y]
    assert np.ptp(shares) < 0.001
    assert sum(part.sum() for part in y) == sum(p.y.sum() for p in datasets.loans())
    np.testing.assert_allclose(X[0].mean(axis=0), 0, atol=1e-6)


# ---------------------------------------------------------------- choices


@pytest.mark.parametrize(
    ("name", "optimizer"), [(name, how) for name, runs in RATES.items() for how in runs]
)
@pytest.mark.parametrize("stop", [True, False])
def test_each_kind_has_the_rate_with_the_least_loss_and_the_grid_goes_on_beyond_it(
    name, optimizer, stop
):
    for kind, splits in RATES[name][optimizer].items():
        losses = [row[2 if stop else 1] for row in splits[0]]
        losses = [np.inf if loss is None else loss for loss in losses]
        best = int(np.argmin(losses))
        assert finance.chosen(name, kind, stop=stop, optimizer=optimizer) == finance.GRID[best]
        assert 0 < best < len(finance.GRID) - 1, (kind, losses)


def test_no_test_day_has_a_say_in_the_choice(monkeypatch):
    monkeypatch.setattr(finance, "GRID", (0.003,))
    how = {"networks": 1, "optimizer": "adam"}
    found = finance.rates_tried("returns", "tanh", **how)
    X, y = finance.returns()
    blind = finance.Parts((*X[:2], X[2] * np.nan), (*y[:2], y[2] * np.nan))
    monkeypatch.setattr(finance, "task", lambda name, split: blind)
    assert finance.rates_tried("returns", "tanh", **how) == found


# ---------------------------------------------------------------- scores


def test_the_scores_are_those_of_scikit_learn():
    rng = np.random.default_rng(0)
    y, told = rng.normal(size=40), rng.normal(size=(3, 40))
    expected = [r2_score(y, row) for row in told]
    np.testing.assert_allclose(finance.r_squared(told, y, y.mean()), expected)
    bad = (y > 0).astype(int)
    scores = np.round(told, 1)  # with ties
    expected = [roc_auc_score(bad, row) for row in scores]
    np.testing.assert_allclose(finance.area(scores, bad), expected)


def test_who_says_the_share_of_each_group_is_calibrated():
    y = np.repeat([0, 1], [30, 10])
    p = np.full(40, 0.25)
    assert finance.calibration_error(p, y, bins=1) == 0
    assert finance.calibration_error(1.0 * y, y) == 0
    assert finance.calibration_error(np.full(40, 0.75), y, bins=1) == 0.5


def test_blocks_go_round_and_keep_neighbors_together():
    days = np.zeros(100)
    days[:10] = 1.0
    together = finance.bootstrap(days, block=20, times=500)
    apart = finance.bootstrap(days, block=1, times=500)
    assert together.std() > 2 * apart.std()
    assert abs(together.mean() - 0.1) < 0.02
    np.testing.assert_array_equal(finance.bootstrap(np.ones(7), block=3, times=5), 1)


# ---------------------------------------------------------------- what is kept


@pytest.mark.parametrize(
    ("name", "kind", "optimizer", "stop"),
    [("returns", "ReLU", "adam", False), ("risk", "sigmoid", "sgd", True)],
)
def test_what_is_kept_is_what_the_networks_find(name, kind, optimizer, stop):
    rows = KEPT[name][optimizer][kind]["stopped" if stop else "end"]

    def found():
        return dict(enumerate(finance.judged(name, kind, stop, networks=2, optimizer=optimizer)))

    found_again({k: row[:2] for k, row in enumerate(rows)}, found, atol=2e-4)


def test_the_loans_that_are_kept_are_what_the_networks_find():
    def found():
        return finance.credit("tanh", True, networks=1, split=2)

    rows = LOANS["adam"]["tanh"]["stopped"]
    found_again({name: rows[name][2][:1] for name in found()}, found, atol=2e-3)
    line = finance.credit_on_line(2)
    assert line["area"] == pytest.approx(LOANS["logistic"]["area"][2], abs=1e-4)


@pytest.mark.parametrize("name", ["prices", "smoothed", "overlapping", "best"])
def test_a_mirror_is_kept_as_it_is(name):
    kept = experiments.kept("mirrors")[name]
    found_again(kept, lambda: getattr(mirrors, name)()._asdict(), rtol=2e-3)


# ---------------------------------------------------------------- mirrors


def test_only_the_centered_mean_looks_ahead():
    r = np.arange(20.0) ** 2
    other = r.copy()
    other[12:] += 5
    for centered, last_sure in ((True, 10), (False, 12)):
        one, two = (mirrors.means(x, centered=centered) for x in (r, other))
        np.testing.assert_array_equal(one[:last_sure], two[:last_sure])
        assert one[last_sure] != two[last_sure]


def test_parted_in_time_no_day_is_shared():
    _, _, today = mirrors.far_ahead()
    _, first, second = finance.standard_returns()
    known, unseen = today[today + mirrors.AHEAD < first], today[today + 1 >= second]
    assert known[-1] + mirrors.AHEAD < first < unseen[0] + 1 == second


def test_the_next_twenty_days_are_the_sum_of_their_returns():
    r, *_ = finance.standard_returns()
    X, y, day = mirrors.far_ahead()
    known, new = r[: day[5] + 1], r[day[5] + 1 :]
    assert y[5] == pytest.approx(new[:20].sum() / 20**0.5)
    assert X[5, 0] == pytest.approx(known[-5:].sum() / 5**0.5)


def test_the_best_of_more_networks_shows_no_less():
    few, many = (mirrors.best_of(n)[0].max() for n in (10, 50))
    assert few <= many
