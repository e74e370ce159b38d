"""Promises of the experiments: chapters and claims tell the same numbers, and a draw is a draw."""

from __future__ import annotations

from pathlib import Path

import nbformat
import numpy as np
import pytest

from rectified import activations, diagnostics, experiments, perceptron
from rectified.experiments import Draw, Draws
from rectified.network import MLP

BOOK = Path(__file__).resolve().parent.parent / "book"


def told(page: str) -> str:
    """All that the cells of a page have printed or said, with single spaces."""
    outputs = [
        output
        for cell in nbformat.read(BOOK / f"{page}.ipynb", as_version=4).cells
        for output in cell.get("outputs", [])
    ]
    said = [o.get("text") or o.get("data", {}).get("text/markdown", "") for o in outputs]
    return single_spaces("\n".join(said))


def single_spaces(text: str) -> str:
    return " ".join(text.split())


DEEP = {"sigmoid": "sigmoid", "tanh": "tanh", "ReLU": "relu"}


def scores(activation: str) -> str:
    return " | ".join(f"{s:.2f}" for s in experiments.deep_scores(activation, epochs=12))


def pieces(page: str) -> list[str]:
    """What a page says, as the experiments find it now."""
    e = experiments
    if page == "learning-from-mistakes":
        used, allowed = map(np.concatenate, zip(*e.corrections().values(), strict=True))
        shares, needed = used / allowed, [run.n_updates for run in e.in_other_orders()]
        return [
            f"In 100 other orders it needs {min(needed)}\nto {max(needed)} corrections",
            f"between **{shares.min():.1%}** and **{shares.max():.0%}** of their\nbounds",
            f"at most\n**{np.median(e.margins_kept()):.0%}** of the widest",
        ]
    if page == "why-a-bend":
        none, relus = (e.rings_parted((16,), name) for name in ("identity", "relu"))
        return [
            *(
                f"| {name} | {shares.mean():.2f} ± {shares.std():.2f}"
                for name, shares in (("identity", none), ("ReLU", relus))
            ),
            f"**{e.five_straight_layers().mean():.2f}** of the new points right",
            f"numbers: **{e.few_relus().mean():.2f}**",
        ]
    if page == "the-last-layer":
        sure, right = e.certainty(100)
        return [f"**{sure.mean():.2f}** sure on average,\nand right in **{right.mean():.2f}**"]
    if page == "signals-through-depth":
        blame = e.two_signals("sigmoid").blame
        return [
            *(f"| {name} | {scores(f)} |" for name, f in DEEP.items()),
            f"keeps **{(blame[0] / blame[-1]) ** 0.1:.2f}** of the",
        ]
    if page == "cures":
        raw, centered = e.valley("raw"), e.valley("centered")
        mended = np.median(e.mended().score)
        return [
            f"keeps **{e.layer_factor('relu', 'pytorch'):.2f}** of the",
            f"**{raw.steps}** steps, and **{centered.steps}** when",
            f"sigmoids read **{mended:.2f}** of the new",
        ]
    if page == "what-relu-does":
        skipped = [f"{e.savings(width).skipped:.0%}" for width in (16, 256)]
        best = [e.epochs_needed(f, 2, rates=e.long_runs.RACE) for f in ("tanh", "relu")]
        return [
            f"| 8 | 256 | {e.trained_pieces(8):.0f} |",
            f"input and **{e.alike()[50]:.2f}** behind fifty layers",
            f"leave out {skipped[1]} of all",
            f"with 16 units {skipped[0]}",
            f"| best of these | {' | '.join(f'**{epochs:.0f}**' for epochs in best)} |",
        ]
    if page == "dying-units":
        dead, back = e.revived()
        healthy, hasty = (1 - run.answered.mean() for run in (e.healthy(), e.hasty()))
        silent = (e.hasty().answered == 0).sum(axis=1)
        return [
            f"**{healthy:.0%}** of all activations",
            f"**{hasty:.0%}** in the hasty",
            f"{silent.min()} to {silent.max()} of 64 units",
            *(f"| {k + 1} | {dead[k]} | {back[k]} |" for k in range(3)),
            f"**{back[2] / dead[2]:.0%}** of the dead units came back",
            f"**{e.born_dead(2):.0%}** are born dead",
        ]
    if page == "letting-a-little-through":
        few, many = (f"{e.recovery(alpha):,}" for alpha in (0.01, 0.001))
        plain, leaking = (f"{100 * e.xor_solved(alpha):.0f}" for alpha in (0.0, 0.2))
        return [
            f"**{few}** steps with 0.01, {many} with 0.001",
            f"**{plain}**, Leaky ReLU with 0.2 from **{leaking}**",
        ]
    if page == "relatives":
        glorot, he = (
            np.median(e.deep_scores("swish", f"{start}_normal", epochs=15))
            for start in ("glorot", "he")
        )
        return [
            f"**{glorot:.1f}** of the digits from Glorot's",
            f"**{he:.1f}** from He's",
        ]
    if page == "relu-in-use":
        raw, kept = e.dead_under_adam(0.01), e.kept_directions
        start = np.median(e.watched("BN").factor[0])
        return [
            f"**{raw.dead[:, 0].mean():.0%}** of the first layer die",
            f"still read **{raw.score.mean():.2f}** of the new digits",
            *(f"**{e.savings(width).skipped:.0%}**" for width in (16, 256)),
            f"ρ is **{start:.2f}** with normalization",
            *(f"**{kept(f, orthogonal=True):.0%}**" for f in ("tanh", "relu")),
        ]
    assert page == "applications/anomalies"
    threes = e.detected("ReLU", known=(3,))
    return [
        f"**{threes.area.mean():.2f}**, with {', '.join(map(str, threes.dead))} dead units",
        f"5 nearest neighbors **{e.anomalies.nearest():.3f}**",
    ]


@pytest.mark.parametrize(
    "page",
    [
        "learning-from-mistakes",
        "why-a-bend",
        "the-last-layer",
        "signals-through-depth",
        "cures",
        "what-relu-does",
        "dying-units",
        "letting-a-little-through",
        "relatives",
        "relu-in-use",
        "applications/anomalies",
    ],
)
def test_a_page_tells_what_the_experiments_find(page):
    text = told(page)
    assert [piece for piece in map(single_spaces, pieces(page)) if piece not in text] == []


def test_twice_the_units_copy_a_sine_four_times_as_closely():
    ratio = experiments.sine_error(32) / experiments.sine_error(64)
    assert f"by a factor of **{ratio:.1f}**" in told("why-a-bend")
    assert ratio == pytest.approx(4, abs=0.05)


# ---------------------------------------------------------------- draws

RANDOM = {
    "layer_factor": lambda **draw: experiments.layer_factor("relu", **draw),
    "saturated": lambda **draw: experiments.saturated("sigmoid", scale=20, **draw),
    "zeros": lambda **draw: experiments.zeros("relu", **draw),
    "faded": lambda **draw: experiments.faded(0.002, epochs=2, **draw),
    "dead_after": lambda **draw: experiments.dead_after(0.01, **draw),
    "woken": lambda **draw: experiments.woken(0.2, **draw),
    "relu_taken_away": lambda **draw: experiments.relu_taken_away(**draw)[1].mean(),
}


@pytest.mark.parametrize("name", RANDOM)
def test_an_experiment_follows_from_its_seed_and_its_split(name):
    experiment = RANDOM[name]
    assert experiment() == experiment(seed=0, split=0)
    assert experiment(seed=1000) != experiment()
    assert experiment(split=1) != experiment()


def test_split_0_is_the_one_that_all_pages_use():
    from rectified import datasets

    for half, same in zip(experiments.digits(), datasets.digits(), strict=True):
        np.testing.assert_array_equal(half, same)
    assert (experiments.digits(1).y_test != experiments.digits().y_test).any()


def test_an_optimizer_has_its_own_rate():
    assert experiments.optimizer("sgd", sgd=0.05).learning_rate == 0.05
    assert experiments.optimizer("adam", sgd=0.05, adam=0.003).learning_rate == 0.003
    with pytest.raises(ValueError, match="optimizer must be one of"):
        experiments.optimizer("lion", sgd=0.05)


def test_draws_take_the_splits_in_turn_with_each_optimizer():
    draws = Draws(seeds=(1, 2, 3), splits=(5, 6), optimizers=("sgd", "adam"))
    assert [(d.seed, d.split, d.optimizer) for d in draws] == [
        (seed, split, name) for name in ("sgd", "adam") for seed, split in ((1, 5), (2, 6), (3, 5))
    ]
    assert len(draws) == 6
    assert Draw() == Draw(0, 0, "sgd")


def test_dead_units_are_counted_as_on_the_map_of_the_chapter():
    cell = [diagnostics.dead_after_training(seed, 0.01, 0.9, "raw")["dead"] for seed in range(5)]
    assert experiments.dead_after(0.01) == np.median(cell)


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_weights_of_a_dead_unit_follow_weight_decay_alone(optimizer):
    """1347 images make 43 steps of 32 images in each epoch."""
    start, dead, live = experiments.faded(0.002, epochs=2, optimizer=optimizer)
    assert dead == pytest.approx(start * 0.998**86)
    assert live > dead
    assert experiments.faded(0, epochs=2, optimizer=optimizer).dead == start


def test_of_relu_units_those_are_lost_that_are_dead():
    lost = experiments.lost_units("relu")
    assert len(lost) == 2 * 2 * 4
    assert lost["raw", 0.9, 0.3] == 1
    assert lost["standard", 0.0, 0.01] == 0
    assert len(experiments.lost_units("relu", optimizer="adam")) == 2 * 4


def test_units_of_tanh_can_be_lost_as_well():
    """Their slope is never 0: whoever counts zeros has decided before counting."""
    assert experiments.lost_units("tanh")["raw", 0.9, 0.3] > 0.5


def test_a_stranger_is_told_from_acquaintances_better_than_by_a_guess():
    areas = experiments.strangers("ReLU", networks=1)
    assert areas.shape == (10,)
    assert ((areas > 0.5) & (areas <= 1)).all()


def test_products_with_zeros_are_all_that_is_saved():
    zeros, skipped = experiments.savings(16)
    products = 16 * np.array([64, 16, 16, 10])
    assert skipped == pytest.approx((zeros * products[1:]).sum() / products.sum())


def test_branches_that_end_in_zeros_leave_a_fresh_network_as_shallow_as_two_layers():
    net = experiments.blocks("residual from 0")
    X = experiments.digits().X_test[:5]
    shallow = (X @ net.W[0]) @ net.W[-1]
    np.testing.assert_allclose(net.forward(X).logits, shallow, atol=1e-12)


def test_a_network_that_diverges_reads_no_more_than_chance():
    run = experiments.watched("residual")
    assert np.isnan(run.factor[-1]).all()
    assert (run.score < 0.2).all()


def test_singular_values_are_those_of_the_jacobian():
    kept = experiments.singular_values("identity", True, depth=3, width=8)
    np.testing.assert_allclose(kept, 1)  # orthogonal and linear: every direction is kept
    kept = experiments.singular_values("relu", True, depth=1, width=100)
    assert 30 < (kept > 1e-9).sum() < 70  # half of the slopes are 0


def test_the_spread_of_a_layer_is_that_over_images():
    net = MLP([2, 3, 2], "identity", rng=0)
    X = np.random.default_rng(0).standard_normal((50, 2))
    unit = net.forward(X).a[1].std(axis=0)
    assert experiments.depth.spreads(net.forward(X)) == pytest.approx((unit**2).mean() ** 0.5)


def test_layers_that_are_not_trained_stay_as_they_were_drawn():
    """All eleven layers trained are the network itself."""
    whole = experiments.top_layers("tanh", 11, epochs=1)
    np.testing.assert_allclose(whole, experiments.deep_scores("tanh", epochs=1))
    assert experiments.top_layers("tanh", 1, epochs=1).shape == (5,)


def test_the_mended_start_is_that_of_the_page():
    assert experiments.mended(1.0, False, epochs=1).factor == pytest.approx(0.235, abs=0.01)
    assert experiments.mended(epochs=1).factor.mean() > 0.7


def test_twins_part_where_the_factor_is_above_one():
    """As the page says that has no cell for it: of the sixteenth digit the second is changed."""
    assert experiments.depth.twins_apart(1) < 1e-6
    assert experiments.depth.twins_apart(4) > 0.01


def test_a_larger_rate_throws_the_last_layer_about_and_leaves_the_first_where_it_is():
    moved = experiments.depth.moved(10)
    assert moved[-1] > 2
    assert moved[0] < 1e-3


def test_every_cure_has_ten_hidden_layers_of_sigmoids():
    X = experiments.digits().X_test[:3]
    for cure in ("none", "batch normalization", "residual", "orthogonal"):
        record = experiments.patient(cure).forward(X)
        assert [layer.f.name for layer, _ in record.bends] == ["sigmoid"] * 10


def test_of_the_hill_those_networks_are_asked_for_whose_factor_fits():
    hill = experiments.long_runs.on_the_hill
    assert len(hill("sgd", 0, 100)) == 5 * 21
    assert np.nanmax(hill("sgd", 0, 0.4)) < 0.3
    with pytest.raises(ValueError, match="name must be one of"):
        experiments.kept("valley")


def test_a_pair_differs_in_its_function_alone():
    gap = experiments.ahead("α = 0.2", pairs=2, seed=5)
    twins = [experiments.read_by(f, 6) for f in ("α = 0.2", "ReLU")]
    assert gap[1] == pytest.approx(100 * (twins[0] - twins[1]))


def test_a_unit_on_its_way_back_ends_where_it_is_active():
    path = experiments.way_back(activations.LeakyReLU(0.1))
    assert path[0] == -4
    assert (path[:-1] <= 0).all()
    assert path[-1] > 0
    lost = experiments.way_back(activations.get("swish"), limit=50)
    assert len(lost) == 51
    assert lost[-1] < lost[0]


def test_a_fuse_blows_in_relu_and_not_in_a_leak():
    assert experiments.too_fast(0.0).not_finite < experiments.too_fast(0.2).not_finite
    assert experiments.too_fast(0.2).dead == 0


def test_an_inactive_unit_of_relu_reaches_the_limit():
    assert experiments.recovery(0.0, limit=50) == 50


def test_no_first_hyperplane_is_better_than_the_best():
    kept = experiments.margins_kept(orders=20)
    assert ((kept > 0) & (kept <= 1)).all()


def test_other_orders_begin_with_other_pictures():
    first, second = experiments.in_other_orders(orders=2)
    assert first.converged
    assert second.converged
    assert first.w.tolist() != second.w.tolist()
    (same,) = experiments.in_other_orders(orders=1, seed=1)
    assert same.w.tolist() == second.w.tolist()


def test_two_inks_leave_some_pictures_on_the_wrong_side():
    X, _, y, _ = experiments.zeros_and_ones()
    assert not perceptron.is_separable(experiments.inks(X), y)
    assert perceptron.is_separable(X, y)
    assert experiments.restless(trainings=2, epochs=5).min() > 0


def test_all_labelings_of_as_many_points_as_numbers_are_found_by_trying():
    assert experiments.separable_by_trying(4, 3, tries=5) == 1
    assert experiments.separable_by_trying(40, 3, tries=5) == 0


def test_centering_makes_a_valley_round():
    steps = {name: experiments.valley(name).steps for name in ("raw", "min-max", "standard")}
    assert steps["standard"] < steps["raw"] / 10
    assert steps["min-max"] > steps["raw"] / 2


def test_a_short_step_never_turns_back():
    assert experiments.valley().turns > 100
    assert experiments.valley(share=0.2).turns == 0


def test_one_example_with_positive_inputs_gives_all_weights_one_sign():
    assert experiments.one_signed_gradients(20, 1) == 1
    assert experiments.one_signed_gradients(20, 32) < 1


def test_nudges_leave_a_network_as_it_was():
    net, X, y = MLP([2, 3, 2], rng=0), np.eye(2), np.array([0, 1])
    before = net.theta.copy()
    slopes = experiments.nudged(net, X, y, step=0.001)
    np.testing.assert_array_equal(net.theta, before)
    np.testing.assert_allclose(slopes, net.backward(net.forward(X), y).theta, atol=1e-6)


def test_a_network_that_does_not_get_there_needs_for_ever():
    assert experiments.epochs_needed("sigmoid", 2, rates=(0.01,), limit=2) == np.inf


def test_a_rectified_code_has_zeros_and_a_linear_one_has_none():
    draw = {"networks": 1, "split": 1}
    linear, rectified = (experiments.autoencoder(f, 4, **draw) for f in ("identity", "relu"))
    assert linear.zeros == 0 < rectified.zeros
    assert experiments.rectified_to_linear(4, **draw) == rectified.error / linear.error


def test_the_parity_of_bits_is_learned_by_heart_only():
    known, unseen = experiments.parity()
    assert known.min() > 0.9
    assert unseen.max() < 0.6


def test_pairs_of_digits_are_those_that_the_rule_learns():
    X, y = experiments.digit_pairs()[0, 1]
    assert perceptron.fit(X, y).converged
    assert len(experiments.digit_pairs()) == 45


def test_the_edges_of_a_bar_are_one_of_each_kind():
    found = experiments.edges(experiments.bar())
    assert found.shape == (6, 6)
    assert (found.min(), found.max()) == (-3, 3)


def test_gradient_descent_finds_the_one_minimum_of_logistic_regression():
    reached, least = experiments.logistic_losses()
    assert least <= reached + 1e-12
    assert reached == pytest.approx(least, rel=1e-6)


def test_a_first_line_keeps_its_distance_but_not_the_largest():
    kept = experiments.first_lines()
    assert len(kept) == 135
    assert ((kept >= 0) & (kept <= 1)).all()


def test_rings_are_parted_by_relus_and_by_nothing_straight():
    assert experiments.rings_parted((16,)).min() > 0.95
    assert experiments.rings_parted((16,), "identity").max() < 0.7
    assert experiments.rings_parted((16,), answering="identity").max() < 0.7
