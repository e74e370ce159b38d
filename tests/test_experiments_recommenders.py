"""Promises of the experiments with votes and ratings: fairly chosen, and what they say they are."""

from __future__ import annotations

import numpy as np
import pytest
from found_again import found_again
from sklearn.metrics import roc_auc_score
from test_experiments import single_spaces, told

from rectified import datasets, initializers
from rectified.layers import Embedding
from rectified.network import Network
from rectified_book import experiments
from rectified_book.experiments import recommenders
from rectified_book.experiments.recommenders import Dot, parts

SETS = {"senate": "votes, tried", "teaching": "teaching, tried"}


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("kind", recommenders.KINDS)
def test_each_kind_has_the_rate_and_the_width_with_the_least_error(name, kind):
    for what, chosen in (("rate", recommenders.RATES), ("width", recommenders.BEST_WIDTHS)):
        tried = experiments.kept(SETS[name])[kind]
        if what not in tried:
            continue  # of the networks for ratings the rates alone were chosen
        values, *errors = zip(*tried[what], strict=True)
        means = np.mean(np.array(errors, dtype=float), axis=0)
        best = int(np.nanargmin(means))
        assert values[best] == chosen[name][kind]
        assert best < len(values) - 1  # the grid goes on beyond it
        assert what == "width" or best > 0


def test_no_test_vote_has_a_say_in_the_choice(monkeypatch):
    how = {"networks": 1, "rate": 0.01, "width": 2, "epochs": 2}
    found = recommenders.tried("relu", **how)
    blind = parts()._replace(test=parts().test._replace(y=np.full(6286, np.nan)))
    monkeypatch.setattr(recommenders, "parts", lambda *_: blind)
    np.testing.assert_array_equal(recommenders.tried("relu", **how), found)


@pytest.mark.parametrize("name", SETS)
def test_another_division_has_the_same_rows_in_parts_of_the_same_sizes(name):
    first, other = (parts(name, split) for split in (0, 1))
    assert [len(part.y) for part in first] == [len(part.y) for part in other]
    rows = [np.concatenate([np.c_[part.X, part.y] for part in three]) for three in (first, other)]
    sorted_rows = [found[np.lexsort(found.T)] for found in rows]
    np.testing.assert_array_equal(*sorted_rows)
    assert not np.array_equal(first.train.X, other.train.X)


def test_no_other_biases_have_a_smaller_error():
    train = parts().train
    found = recommenders.biases(train, 2)
    rest = train.y - found(train.X)
    for bias, number in ((found.who, 0), (found.what, 1)):
        sums = np.bincount(train.X[:, number], rest)
        np.testing.assert_allclose(sums, 2 * bias, atol=1e-3)  # the gradient is nearly 0


def test_a_dot_product_with_biases_has_the_gradients_of_its_formula():
    X = np.array([[0, 2], [1, 2], [0, 3], [1, 4]])
    y = np.array([[1.0], [-1.0], [0.5], [2.0]])
    net = Network([Embedding(5, 3, initializers.Normal(std=1.0)), Dot()], (2,), "linear", rng=3)
    gradient = net.backward(net.forward(X), y).theta.copy()
    slopes = []
    for k in range(net.theta.size):
        sides = []
        for step in (1e-6, -1e-6):
            net.theta[k] += step
            sides.append(net.loss(X, y))
            net.theta[k] -= step
        slopes.append((sides[0] - sides[1]) / 2e-6)
    np.testing.assert_allclose(gradient, slopes, atol=1e-8)


def test_a_dot_product_is_two_biases_and_a_product():
    E = np.array([[1.0, 2.0, 0.5], [3.0, -1.0, 0.25]])  # two numbers and a bias each
    answer, _ = Dot().forward(E[None])
    assert answer.tolist() == [[1 * 3 + 2 * -1 + 0.5 + 0.25]]


def test_a_network_without_a_bend_answers_as_the_biases_do():
    assert recommenders.bends_nothing(networks=1).min() > 0.98


def test_the_weights_of_colleagues_are_those_of_a_regression_on_all_others():
    votes = np.sign(np.random.default_rng(0).normal(size=(6, 40)))
    found = recommenders.colleagues(votes, 3.0)
    for j in range(6):
        others = np.delete(votes, j, axis=0)
        expected = np.linalg.solve(others @ others.T + 3 * np.eye(5), others @ votes[j])
        np.testing.assert_allclose(np.delete(found[:, j], j), expected)
        assert found[j, j] == 0


def test_pairs_told_apart_are_the_area_under_the_curve_of_each_person():
    test = parts().test
    scores = np.random.default_rng(1).normal(size=recommenders.SIZES["senate"])
    areas = []
    for who in range(102):
        rows = test.X[:, 0] == who
        areas.append(roc_auc_score(test.y[rows], scores[who, test.X[rows, 1]]))
    assert recommenders.told_apart(scores, test) == pytest.approx(np.mean(areas))
    assert recommenders.told_apart(np.zeros_like(scores), test) == 0.5


def test_a_party_is_followed_where_it_is_known():
    votes = recommenders.table(parts().train)
    people, _ = datasets.senate_tables()
    found = recommenders.by_party(votes)
    assert set(np.unique(found)) <= {-1.0, 0.0, 1.0}
    for side in (people["party"] == "R", people["party"] != "R"):
        sums = votes[side].sum(axis=0)
        np.testing.assert_array_equal(
            found[side][:, sums != 0], np.sign(sums[sums != 0]) * np.ones((side.sum(), 1))
        )


def test_the_strongest_product_is_the_largest_singular_value():
    rng = np.random.default_rng(2)
    table = np.zeros(recommenders.SIZES["senate"])
    X = parts().validation.X
    rest = rng.normal(size=len(X)) + 2 * np.sign(X[:, 0] - 50) * np.sign(X[:, 1] - 300)
    table[tuple(X.T)] = rest
    expected = np.linalg.svd(table, compute_uv=False)[0]
    assert recommenders.strongest(X, rest, "senate") == pytest.approx(expected, rel=1e-6)


def test_there_is_an_interaction_in_votes_and_none_in_the_ratings_of_lecturers():
    assert recommenders.interaction("senate") > 4
    assert recommenders.interaction("teaching") == pytest.approx(1, abs=0.05)


@pytest.mark.parametrize("kind", ["relu", "dot"])
def test_what_is_kept_is_what_the_networks_find(kind):
    kept = np.array(experiments.kept("votes")[0][kind])
    found_again(kept[:, 0], lambda: recommenders.unseen(kind, networks=1), rtol=5e-3)


def test_methods_without_a_network_are_found_again():
    kept = experiments.kept("votes")[1]
    for name, values in recommenders.simple(1).items():
        np.testing.assert_allclose(values, kept[name], rtol=1e-3)


def test_without_a_bend_no_product_is_learned():
    assert recommenders.product_error("identity", 1, networks=1).min() > 0.97
    kept = experiments.kept("products")["tanh"]["length"][0]
    found_again(kept[1:], lambda: recommenders.product_error("tanh", 1), rtol=0.02)


@pytest.mark.parametrize("f", recommenders.KINDS[:-1])
def test_each_function_learns_products_at_the_rate_with_the_least_error(f):
    rates, *errors = zip(*experiments.kept("products")[f]["rate"], strict=True)
    best = int(np.argmin(np.mean(errors, axis=0)))
    assert rates[best] == recommenders.PRODUCT_RATES[f]
    assert best < len(rates) - 1


@pytest.mark.parametrize("f", ["identity", "tanh", "relu"])
def test_a_surface_that_is_kept_is_as_near_to_the_product_as_one_trained_anew(f):
    X = np.random.default_rng(0).uniform(-1, 1, (500, 2))
    answers = [
        net.predict(X)[:, 0]
        for net in (recommenders.laid(f, experiments.kept("surfaces")[f]), recommenders.surface(f))
    ]
    np.testing.assert_allclose(*answers, atol=0.02)  # training hangs on the last digit


def test_the_page_tells_what_the_experiments_find():
    party = recommenders.simple()["majority of the own party"][1]
    strengths = (f"{name} {recommenders.interaction(name):.2f}" for name in SETS)
    pieces = [f"the majority of the own party for {party:.1%}", *strengths]
    text = told("applications/recommenders")
    assert [piece for piece in map(single_spaces, pieces) if piece not in text] == []
