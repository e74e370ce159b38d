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


def test_moves_say_how_far_the_first_and_the_last_layer_went():
    fig, alt = DRAW.moves([0.1, 10], np.array([[1e-6, 1e-3, 0.2], [1e-5, 0.01, 5]]))
    assert len(fig.axes[0].lines) == 2
    assert "rate 0.1, 1e-06 and 2e-01; rate 10, 1e-05 and 5e+00." in alt


def test_the_lines_of_the_gradient_are_named_apart():
    depth = np.arange(20, -1, -1.0)
    sizes = {name: 0.1 * rho**depth for name, rho in (("sigmoid", 0.24), ("relu", 0.99))}
    fig, _ = DRAW.backward_layers(sizes | {"tanh": 0.1 * 0.945**depth})
    names = ("sigmoid", "ReLU", "tanh")
    texts = [text for text in fig.axes[0].texts if text.get_text() in names]
    assert len({(text.xy, text.xyann) for text in texts}) == len(names)


def test_two_valleys_are_drawn_through_one_window():
    path = np.array([[0, 0], [1.4, 1.2], [1.0, 0.3]])
    fig, _ = DRAW.valleys({"raw": (np.eye(2), path), "centered": (np.eye(2), path[::2])}, path[-1])
    assert fig.axes[0].get_xlim() == fig.axes[1].get_xlim()
