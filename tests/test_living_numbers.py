"""Promises about the numbers of the figures that move: they are those of the package.

Each figure is opened once, and asked for many things. From files, in a real browser.
"""

from __future__ import annotations

import numpy as np
import pytest
from in_browser import chromium, needs_browser
from in_living_page import DESK, PHONE, brought_to_life, numbers, put
from playwright.sync_api import Page

from rectified import activations, experiments, perceptron

EXPLORED = [name for name in activations.names() if name not in ("step", "prelu")]

pytestmark = needs_browser


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture
def opened(site, browser):
    """A function: the page of a living figure, brought to life, as this device shows it."""
    contexts = []

    def opened(name: str, **device) -> Page:
        contexts.append(browser.new_context(**device))
        return brought_to_life(contexts[-1], site, name)

    yield opened
    for context in contexts:
        context.close()


# ---------------------------------------------------------------- perceptrons


def test_the_neuron_begins_with_the_counts_of_the_static_figure(opened):
    X, _, y, _ = experiments.perceptrons.zeros_and_ones()
    inks = experiments.inks(X)
    right = (inks @ [1, -1] + 2 >= 0) == y
    z = inks[0] @ [1, -1] + 2
    shown = numbers(opened("neuron", **DESK), "neuron")
    assert shown == {"right": right.sum(), "z": z, "distance": pytest.approx(z / 2**0.5)}
    assert not perceptron.is_separable(inks, y)  # as its text says


# ---------------------------------------------------------------- activation functions


def test_the_explorer_shows_values_and_slopes_of_the_package(opened):
    page = opened("explorer", **DESK)
    for name in EXPLORED:
        *_, shown = put(page, "explorer", function_on_the_right=name, z=-1.25)["numbers"]
        f = activations.get(name, alpha=0.1) if name == "leaky_relu" else activations.get(name)
        expected = {"value": f.value(-1.25), "slope": f.derivative(-1.25)}
        assert shown == {"name": name} | {k: pytest.approx(v) for k, v in expected.items()}


# ---------------------------------------------------------------- the vanishing gradient


@pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])
def test_signals_have_the_numbers_of_the_static_figure(opened, device):
    """Begun with, and of other functions at their usual gains, 1 and the root of 2."""
    page = opened("signals", **device)
    for name, doubled in (("sigmoid", 0), ("tanh", 0), ("relu", 0.5)):
        shown = put(page, "signals", function=name, gain_g=doubled)
        both = experiments.two_signals(name)
        np.testing.assert_allclose(shown["spread"], both.spread, rtol=1e-9)
        np.testing.assert_allclose(shown["blame"], both.blame, rtol=1e-9)


# ---------------------------------------------------------------- Leaky ReLU


def test_a_silent_unit_comes_back_when_that_of_the_page_does(opened):
    page = opened("comeback", **DESK)
    assert numbers(page, "comeback")["steps"] == wake_up(0.1)
    for position, alpha in ((-2, 0.01), (0, 1.0)):
        assert put(page, "comeback", slope_α=position)["steps"] == wake_up(alpha)
    shown = put(page, "comeback", bias_at_the_start=-10, learning_rate_η=1)
    assert shown["steps"] == wake_up(1.0, -10, 1.0)
    assert put(page, "comeback", slope_α=-3.1)["steps"] is None


def wake_up(alpha: float, b: float = -5.0, rate: float = 0.5) -> int:
    """Steps of the page's silent unit until it fires again."""
    x, w = np.linspace(-1, 1, 21), 1.0
    y, f = np.maximum(x, 0), activations.LeakyReLU(alpha)
    for steps in range(20_000):
        z = w * x + b
        if z.max() > 0:
            return steps
        delta = (f(z) - y) * f.derivative(z) / len(x)
        w, b = w - rate * delta @ x, b - rate * delta.sum()
    raise AssertionError("it did not come back")
