"""Drawings of the chapter The vanishing gradient: what they show, and what their texts say."""

import numpy as np
import pytest

from rectified import activations, figures

DRAW = figures.vanishing_gradient
SIGMOID = activations.get("sigmoid")


def units_in_a_row():
    """The forward and the backward pass of three sigmoid units, weights 1, -2 and 3."""
    w, a = [1.0, -2.0, 3.0], [1.0]
    for weight in w:
        a.append(SIGMOID(weight * a[-1]))
    delta = [a[-1] - 1]
    for k in (2, 1):
        delta.insert(0, delta[0] * w[k] * SIGMOID.derivative(w[k - 1] * a[k - 1]))
    return w, a, delta


def drawn_texts(fig):
    return [text.get_text() for ax in fig.axes for text in ax.texts]


def test_a_chain_shows_the_slopes_by_which_the_blame_was_multiplied():
    w, a, delta = units_in_a_row()
    fig, alt = DRAW.chain(w, a, delta)
    slopes = [f"× {SIGMOID.derivative(w[k] * a[k]):.2f}" for k in (0, 1)]
    assert set(slopes) <= set(drawn_texts(fig))
    assert "activations 0.73, 0.19, 0.64" in alt
    assert "the blame at z is -0.36, -0.17, 0.07" in alt


def test_a_chain_needs_an_activation_more_than_weights():
    w, a, delta = units_in_a_row()
    with pytest.raises(ValueError, match="n, n \\+ 1 and n numbers, got 3, 3 and 3"):
        DRAW.chain(w, a[1:], delta)


def test_slopes_are_named_beside_their_lines():
    functions = [activations.get(name) for name in ("sigmoid", "tanh", "relu")]
    fig, alt = DRAW.slopes(functions)
    assert {"sigmoid", "tanh", "ReLU"} <= set(drawn_texts(fig))
    assert "sigmoid 0.25, tanh 1.00, ReLU 1.00" in alt
    with pytest.raises(ValueError, match="one to three activations, got 6"):
        DRAW.slopes(functions * 2)


def test_both_ways_of_a_signal_are_named_apart():
    depth = np.arange(10, -1, -1.0)
    sizes = {name: 0.1 * rho**depth for name, rho in (("sigmoid", 0.24), ("relu", 0.99))}
    sizes["tanh"] = 0.1 * 0.945**depth
    fig, alt = DRAW.two_signals({name: size[::-1] for name, size in sizes.items()}, sizes)
    for ax in fig.axes:
        texts = [text for text in ax.texts if text.get_text() in ("sigmoid", "ReLU", "tanh")]
        assert len({(text.xy, text.xyann) for text in texts}) == 3
    assert "backward, sigmoid: from 0.1 to 6e-08" in alt


def test_answers_say_how_far_the_rows_differ():
    _, alt = DRAW.answers({"learned": np.eye(10), "not": np.full((10, 10), 0.1)})
    assert "learned: the right digit gets 1.00 to 1.00, and rows differ by at most 1.00" in alt
    assert "not: the right digit gets 0.10 to 0.10, and rows differ by at most 0.00" in alt


def test_a_factor_map_frames_what_is_near_one():
    fig, _ = DRAW.factor_map([[0.24, 0.95], [1.08, 7.0]], ["a", "b"], ["sigmoid", "relu"])
    framed = [patch for patch in fig.axes[0].patches if patch.get_facecolor()[3] == 0]
    assert len([patch for patch in framed if patch.get_linewidth() == 2]) == 2


def test_marks_are_faint_where_the_last_digit_decides():
    run = np.array([[0.9, 1.5]]), np.array([[0.8, 0.7]])
    fig, alt = DRAW.trainable({"SGD": {"tanh": run}})
    alphas = [line.get_alpha() for line in fig.axes[0].lines if line.get_alpha()]
    assert sorted(alphas) == [0.3, 0.9]
    assert "tanh: 2 networks, best 0.80 at factor 0.90." in alt


def test_speeds_name_their_layers():
    fig, alt = DRAW.speeds(np.outer(np.ones(5), [0.001, 0.1]), np.linspace(0.1, 0.9, 5))
    assert {"layer 1", "layer 2"} <= set(drawn_texts(fig))
    assert "layer 1, 0.001 and 0.001; layer 2, 0.1 and 0.1. The accuracy goes from 0.10" in alt


def test_an_interval_of_more_pairs_is_shorter():
    gap = np.tile([-1.0, 1.0], 20)
    _, alt = DRAW.gaps(gap, [8, 40])
    assert "8 pairs, mean 0.00, from -0.76 to 0.76" in alt
    assert "40 pairs, mean 0.00, from -0.32 to 0.32" in alt


def test_two_valleys_are_drawn_through_one_window():
    path = np.array([[0, 0], [1.4, 1.2], [1.0, 0.3]])
    fig, _ = DRAW.valleys({"raw": (np.eye(2), path), "centered": (np.eye(2), path[::2])}, path[-1])
    assert fig.axes[0].get_xlim() == fig.axes[1].get_xlim()
