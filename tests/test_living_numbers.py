"""Promises about the numbers of the figures that move: they are those of the package.

Each figure is opened once, and asked for many things. From files, in a real browser.
"""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from in_browser import needs_browser
from in_living_page import DESK, PHONE, brought_to_life, numbers, place, put, show, unfold
from playwright.sync_api import Page

from rectified import MLP, activations, datasets, experiments, figures, perceptron
from rectified_book.experiments import dead_units

EXPLORED = [name for name in activations.names() if name not in ("step", "prelu")]

pytestmark = needs_browser


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


def ruled(X: np.ndarray, y: np.ndarray, epochs: int) -> dict:
    """What the figure of the rule shows after so many epochs of six."""
    run = perceptron.fit(X, y, max_epochs=6)
    made = int(np.sum(run.epochs <= epochs))
    *w, b = run.path[made].tolist()
    separable = perceptron.is_separable(X, y)
    bound = pytest.approx(perceptron.smallest_novikoff_bound(X, y)) if separable else None
    counts = {"looked": epochs * len(X), "points": len(X), "corrections": made}
    return counts | {"w": w, "b": b, "bound": bound}


def test_the_rule_is_that_of_the_package_for_gates_and_for_points_that_one_sets(opened):
    page = opened("rule", **DESK)
    for gate in ("XOR", "OR", "NAND", "AND"):
        place(page, "rule").get_by_label("points", exact=True).select_option(gate)
        X, y = datasets.gate(gate.lower())
        for epochs in (6, 2):
            assert put(page, "rule", points_looked_at=len(X) * epochs) == ruled(X, y, epochs)
    unfold(page, "rule")
    turn = place(page, "rule").get_by_role("button", name="Set, turn or take away")
    for point, clicks, label in (([0.5, 0.75], 2, 0), ([1.5, 0.5], 1, 1), ([1, 0.75], 2, 0)):
        put(page, "rule", **dict(zip(("x₁", "x₂"), point, strict=True)))
        for _ in range(clicks):
            turn.click()
        X, y = np.vstack([X, point]), np.append(y, label)
        assert numbers(page, "rule") == ruled(X, y, 6)
    before = numbers(page, "rule")
    turn.click()  # takes the last point away
    assert numbers(page, "rule")["points"] == before["points"] - 1
    drawing = place(page, "rule").locator("svg")
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.23, box["y"] + box["height"] * 0.2)
    assert numbers(page, "rule")["points"] == before["points"]


# ---------------------------------------------------------------- activation functions


def test_the_explorer_shows_values_and_slopes_of_the_package(opened):
    page = opened("explorer", **DESK)
    for name in EXPLORED:
        *_, shown = put(page, "explorer", function_on_the_right=name, z=-1.25)["numbers"]
        f = activations.get(name, alpha=0.1) if name == "leaky_relu" else activations.get(name)
        expected = {"value": f.value(-1.25), "slope": f.derivative(-1.25)}
        assert shown == {"name": name} | {k: pytest.approx(v) for k, v in expected.items()}


def test_the_temperature_is_that_of_the_package(opened):
    page = opened("temperature", **DESK)
    unfold(page, "temperature")
    for T, z in ((0, [1, 2, 3]), (-1, [1, 2, 3]), (0.5, [-5, 4, 8])):
        logits = dict(zip(("first_logit", "second_logit", "third_logit"), z, strict=True))
        shown = put(page, "temperature", temperature_T=T, **logits)
        expected = activations.softmax(np.array(z, float), temperature=10**T)
        assert shown["shares"] == pytest.approx(expected, abs=1e-12)


def largest_gap(t: list[float], y: list[float]) -> tuple[float, np.ndarray]:
    """Of a sine from a sum of ReLUs with these corners, and the weights of the ReLUs."""
    x = np.linspace(0, 2 * np.pi, 2001)
    weights = np.diff(np.diff(y) / np.diff(t), prepend=0)
    copy = y[0] + np.maximum(x[:, None] - t[:-1], 0) @ weights
    return np.abs(copy - np.sin(x)).max(), weights


def test_bends_are_the_sum_of_relus_that_one_places(opened):
    page = opened("bends", **DESK)
    shown = numbers(page, "bends")
    t = np.linspace(0, 2 * np.pi, 5)
    gap, weights = largest_gap(t, np.sin(t))
    even = np.abs(
        experiments.sine_copy(np.linspace(0, 2 * np.pi, 2001), 8)
        - np.sin(np.linspace(0, 2 * np.pi, 2001))
    ).max()
    assert shown["gaps"] == pytest.approx([gap, even])
    assert shown["weights"] == pytest.approx(weights, abs=1e-12)
    assert abs(weights[2]) < 1e-12  # one of them does nothing, as its text asks
    t, y = t.copy(), np.sin(t)
    t[1], y[1] = 1.2, 1.1
    gap, weights = largest_gap(t, y)
    shown = put(page, "bends", corner=2, its_place_x=1.2, its_height=1.1)
    assert shown["gaps"][0] == pytest.approx(gap)
    assert shown["weights"] == pytest.approx(weights)
    put(page, "bends", corner=3)
    assert put(page, "bends", its_place_x=0.1)["corner"][0] > 1.2  # no corner passes another
    unfold(page, "bends")
    hills = [(1.1, 0.94), (np.pi - 1.1, 0.94), (np.pi + 1.1, -0.94), (2 * np.pi - 1.1, -0.94)]
    for n, inner in ((3, [(np.pi / 2, 1.14), (3 * np.pi / 2, -1.14)]), (5, hills)):
        put(page, "bends", your_ReLUs=n)
        for k in reversed(range(len(inner))):
            put(page, "bends", corner=k + 2)
            put(page, "bends", its_place_x=inner[k][0], its_height=inner[k][1])
        gap, _ = largest_gap(*zip((0, 0), *inner, (2 * np.pi, 0), strict=True))
        assert numbers(page, "bends")["gaps"][0] == pytest.approx(gap, abs=0.006)  # by sliders
        assert gap < {3: 0.145, 5: even}[n]  # three do as well as four, five beat eight in a row


@pytest.mark.parametrize("device", [DESK, PHONE], ids=["mouse", "touch"])
def test_a_corner_is_dragged(opened, device):
    page = opened("bends", **device)
    corner = place(page, "bends").locator("circle.handle").nth(1)
    box = corner.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    before = numbers(page, "bends")["corner"]
    if device is PHONE:
        touch = page.context.new_cdp_session(page)
        for kind, far in (("Start", 0), ("Move", 4), ("Move", 8), ("Move", 12), ("End", None)):
            points = [] if far is None else [{"x": x + far, "y": y - far / 1.5}]
            event = {"type": f"touch{kind}", "touchPoints": points}
            touch.send("Input.dispatchTouchEvent", event)
    else:
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 12, y - 8, steps=3)
        page.mouse.up()
    after = numbers(page, "bends")["corner"]
    assert after[0] > before[0] + 0.1
    assert after[1] > before[1] + 0.05
    page.mouse.move(x - 40, y)  # let go
    assert numbers(page, "bends")["corner"] == after


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


def chain(w: list[float], x: float, y: int, f: str) -> dict:
    """Three units in a row, by the package."""
    net = MLP([1, 1, 1, 1], f, output="sigmoid", rng=0)
    for layer, weight in zip(net.W, w, strict=True):
        layer[:] = weight
    record = net.forward(np.array([[x]]))
    gradients = net.backward(record, np.array([y]))
    flat = {"a": record.a[1:], "blame": gradients.delta, "slopes": gradients.W}
    expected = {name: pytest.approx([float(v.item()) for v in vs]) for name, vs in flat.items()}
    return expected | {"loss": pytest.approx(float(net.loss(np.array([[x]]), np.array([y]))))}


def test_blame_is_that_of_the_package(opened):
    page = opened("blame", **DESK)
    assert numbers(page, "blame") == chain([1, -2, 3], 1, 1, "sigmoid")
    written = place(page, "blame").locator("svg text").all_text_contents()
    for drawn in ("× −2", "× 3", "× 0.20", "× 0.15", "z = −1.46", "a = 0.19", "δ = −0.17"):
        assert drawn in written  # as in the static figure
    labels = [f"weight_w⁽{k}⁾" for k in "¹²³"]
    assert put(page, "blame", **dict(zip(labels, [2, 0, -4], strict=True))) == chain(
        [2, 0, -4], 1, 1, "sigmoid"
    )
    unfold(page, "blame")
    for f, w, x, y in (("tanh", [-1.5, 0.5, 6], -2, 0), ("relu", [1, 2, -3], 0.5, 1)):
        weights = dict(zip(labels, w, strict=True))
        shown = put(page, "blame", input=x, right_answer_y=y, units_1_and_2=f, **weights)
        assert shown == chain(w, x, y, f)


# ---------------------------------------------------------------- ReLU


def life(scaling: str, rate: float, momentum: float, bias: float, units: list[int]) -> dict:
    """Ten steps of the network of the page; what the units receive before, between and after."""
    X, _, y, _ = datasets.digits(scaling)
    net, rng = MLP([64, 64, 64, 10], "relu", rng=0), np.random.default_rng(0)
    net.b[0][units] = bias
    seen, velocity = [], 0
    for step in range(11):
        z = net.forward(X).z[0][:, units]
        low, middle, high = np.quantile(z, [0, 0.5, 1], axis=0)
        answers = (z > 0).sum(axis=0)
        both = zip(low, middle, high, answers, strict=True)
        seen.append([dict(zip(("low", "middle", "high", "answers"), u, strict=True)) for u in both])
        if step < 10:
            batch = rng.permutation(len(X))[:64]
            gradient = net.backward(net.forward(X[batch]), y[batch]).theta
            velocity = momentum * velocity - rate * gradient
            net.theta += velocity
    dead = int((net.forward(X).z[0] <= 0).all(axis=0).sum())
    approx = [
        [{k: pytest.approx(v, rel=1e-8, abs=1e-9) for k, v in u.items()} for u in both]
        for both in seen
    ]
    return {"seen": approx, "dead": dead}


def test_the_life_of_a_unit_is_that_of_the_package(opened):
    page = opened("life", **DESK)
    assert numbers(page, "life") == life("raw", 0.05, 0, 0, [20, 3])
    assert put(page, "life", learning_rate_η=0)["dead"] == 2  # from the start, as its text says
    unfold(page, "life")
    shown = put(page, "life", pixels="standard", learning_rate_η=6, momentum=0.9)
    assert shown == life("standard", 0.5, 0.9, 0, [20, 3])
    others = {"bias_of_both_at_the_start": -5, "unit_above": 7, "unit_below": 40}
    shown = put(
        page, "life", momentum=0, pixels="raw", learning_rate_η=3, bias_of_both_at_the_start=-10
    )
    assert shown["seen"][10][0]["answers"] > 0  # a lower bias saves unit 20
    shown = put(page, "life", pixels="unit", learning_rate_η=2, momentum=0, **others)
    assert shown == life("unit", 0.02, 0, -5, [7, 40])


def test_the_map_shows_the_board_of_the_point_under_the_pointer(opened):
    page = opened("deaths", **DESK, has_touch=True)
    kept = experiments.kept("boards")
    ring = place(page, "deaths").locator("circle.ring")
    places = {}
    for way, pixels in itertools.product(kept, ("raw", "standard")):
        for at in (0, 2, 4):
            shown = put(page, "deaths", trained_with=way, pixels=pixels, learning_rate=at)
            board = kept[way][pixels][at]
            assert shown["lost"] == [layer.count(0) for layer in board]
            places[way, pixels, at] = ring.bounding_box()
    place(page, "deaths").locator("svg").scroll_into_view_if_needed()
    top = ring.bounding_box()["y"] - places["Adam", "standard", 4]["y"]
    for (way, pixels, at), box in list(places.items())[2::3]:
        x, y = box["x"] + box["width"] / 2, box["y"] + top + box["height"] / 2
        if pixels == "raw":
            page.touchscreen.tap(x, y)
        else:
            page.mouse.move(x, y)
        shown = numbers(page, "deaths")
        assert (shown["way"], shown["pixels"]) == (way, pixels)
        rates = dead_units.RATES["adam" if way == "Adam" else "sgd"]
        assert shown["rate"] == rates[at]


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


def test_relatives_lead_a_unit_where_the_package_says(opened):
    page = opened("dips", **DESK)
    for start, third in ((-4, "swish"), (-1.2, "swish"), (-2.5, "leaky_relu"), (-0.5, "relu")):
        shown = put(page, "dips", highest_z_at_the_start=start, third_function=third)
        for unit, name in zip(shown["found"], ("elu", "gelu", third), strict=True):
            f = activations.get(name)
            path = experiments.way_back(f, bias=start - 1)
            assert unit["end"] == pytest.approx(path[-1], abs=1e-9)
            assert unit["slope"] == pytest.approx(f.derivative(float(start)))
            z = np.linspace(-7.5, 1, 341)
            falls = z[f.derivative(z) < 0]
            assert (start, name) != (-1.2, "swish") or unit["slope"] > 0 > unit["end"] + 4
            assert unit["dip"] == (pytest.approx(falls.max()) if len(falls) else None)


# ---------------------------------------------------------------- the fact check


def test_the_ledger_and_the_cards_are_filtered_by_one_choice(opened):
    page = opened("ledger", **DESK)
    verdicts = figures.fact_check.VERDICTS
    cards = page.locator(".claim:visible")
    assert numbers(page, "ledger") == {"verdict": "all", "shown": 79, "claim": 1}
    for verdict in ("wrong", "no evidence found", "imprecise"):
        shown = put(page, "ledger", show=verdict)
        name = verdict.replace(" ", "-")
        assert page.locator(f"#verdict-{name}").is_checked()
        assert shown["shown"] == cards.count() == page.locator(f".claim-{name}.claim").count()
    assert verdict in verdicts
    page.locator("#verdict-right").check()
    show(page, "ledger")
    assert numbers(page, "ledger")["verdict"] == "right"
    number = put(page, "ledger", mark=5)["claim"]
    page.locator("#verdict-wrong").check()
    put(page, "ledger", show="right", mark=5)
    place(page, "ledger").get_by_role("button", name="Read its card").click()
    assert page.url.endswith(f"#claim-{number}")
    assert page.locator(f"#claim-{number}").is_visible()


# ---------------------------------------------------------------- applications


def test_moved_digits_words_in_noise_and_codes_are_those_that_are_kept(opened):
    page, kept = opened("moved", **DESK), experiments.kept("living digits")
    for digit in (0, 4, 7):
        for shift in (0, 3, 5):
            shown = put(page, "moved", digit=digit, pixels_to_the_right=shift)
            assert shown["said"] == [said[digit][shift] for said in kept.values()]
            assert shown["truth"] == str(digit)
    page, kept = opened("noise", **DESK), experiments.kept("living words")
    for word, level in ((7, 0), (2, 3), (4, 4)):
        shown = put(page, "noise", voice_over_noise=level, word=word)
        assert shown["said"] == [int(said[level][word]) for said in kept.values()]
    page, kept = opened("codes", **DESK), experiments.kept("living codes")
    for name, runs in kept.items():
        for network in (0, 6):
            shown = put(page, "codes", kind=name, network=network + 1)
            assert shown["answers"] == runs["answers"][network]
            assert shown["dead"] == runs["answers"][network].count(0)
            drawn = place(page, "codes").locator("svg text").all_text_contents()
            for percent in runs["answers"][network]:
                assert (f"{percent}%" if percent else "dead") in drawn
