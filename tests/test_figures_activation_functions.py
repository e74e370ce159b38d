"""The drawings of the chapter Activation functions."""

import numpy as np
import pytest

from rectified import activations
from rectified.figures import activation_functions as drawings
from rectified.figures import svg

X = np.array([[-1.0, 0.0], [-2.0, 1.0], [1.0, 0.0], [2.0, -1.0]])
Y = np.array([0, 0, 1, 1])
LINE = np.linspace(-2, 2, 41)


def to_the_right(points):
    return 1 / (1 + np.exp(-points[:, 0]))


def clouds():
    return drawings.clouds({"row": (X, Y), "all discs": (X, 0 * Y)})


def regions(**changes):
    return drawings.regions({"all right": (to_the_right, X, Y), "half": (to_the_right, X, 0 * Y)})


def two_hinges():
    return drawings.two_hinges(LINE, np.maximum(LINE, 0), np.maximum(-LINE, 0))


def bends():
    f = activations.get("relu")
    return drawings.bends({"right": (f, to_the_right, X, Y), "half": (f, to_the_right, X, 0 * Y)})


def network():
    W = [[[1, 0, -1], [0, 1, 1]], [[2], [1], [-1]]]
    relu = activations.get("relu")
    return drawings.network([1, 2], W, [[0, -3, 1], [1]], relu, column=2)


def portraits():
    return drawings.portraits([activations.get(f) for f in ("sigmoid", "gelu", "step")])


def temperatures():
    return drawings.temperatures([1, 2, 3])


def shares():
    return drawings.shares({"sigmoids": [0.9, 0.8], "softmax": [0.6, 0.4]}, ["cat", "dog"])


def reliability():
    sure = np.repeat([0.55, 0.95], 100)
    right = np.arange(200) % 2 == 0
    return drawings.reliability({"bold": (sure, right), "modest": (0 * sure + 0.5, right)})


def interpolants():
    return drawings.interpolants(
        LINE, LINE**2, {2: (np.array([-2, 0, 2]), np.array([4, 0, 4]), 2 * np.abs(LINE))}
    )


ALL = [
    clouds,
    regions,
    bends,
    network,
    two_hinges,
    portraits,
    temperatures,
    shares,
    reliability,
    interpolants,
]


@pytest.mark.parametrize("draw", ALL)
def test_every_drawing_becomes_the_same_svg_each_time(draw):
    assert svg(*draw()) == svg(*draw())


@pytest.mark.parametrize(
    ("draw", "said"),
    [
        (clouds, "row, 2 squares and 2 discs; all discs, 0 squares and 4 discs."),
        (regions, "all right, 1.00; half, 0.50."),
        (two_hinges, "a V from 2 down to 0 and up to 2; the best line is level, at 1.02."),
        (bends, "Share of points on their side: right, 1.00; half, 0.50."),
        (network, "1 becomes 1; −1 becomes 0; 2 becomes 2. The sum of the output unit is 1."),
        (portraits, "sigmoid 0.12, 0.50 and 0.88 at −2, 0 and 2, nowhere steeper than 0.25"),
        (temperatures, "logit 3: 1.00, 0.67, 0.37."),
        (shares, "sigmoids: cat 0.90, dog 0.80; softmax: cat 0.60, dog 0.40."),
        (reliability, "bold: mean confidence 0.75, right 0.50; modest: mean confidence 0.50"),
        (interpolants, "2 ReLUs, 1.000."),
    ],
)
def test_the_description_holds_the_numbers(draw, said):
    assert said in draw()[1]


def test_a_temperature_never_lets_another_class_overtake():
    fig, _ = drawings.temperatures([1, 2, 3])
    lines = [line.get_ydata() for line in fig.axes[0].lines if len(line.get_xdata()) > 2]
    assert (np.diff(lines, axis=0) > 0).all()


def test_a_jump_is_called_a_jump_and_not_a_slope_of_zero():
    assert portraits()[1].endswith("step 0.00, 1.00 and 1.00 at −2, 0 and 2, flat beside its jump.")
    columns = drawings.family([activations.get(f) for f in ("step", "relu")])
    assert columns["top slope"] == ["0 beside the jump", "1.00"]


def test_a_panel_without_a_function_stays_empty():
    fig, _ = portraits()
    assert [ax.axison for ax in fig.axes] == [True, True, True, False]


def test_the_weights_of_one_unit_are_written_on_its_arrows():
    fig, _ = network()
    words = [text.get_text() for text in fig.axes[0].texts]
    assert {"× −1", "× 1"} <= set(words)
    assert "2 → 2" in words


def test_groups_of_few_answers_are_left_out():
    sure = np.r_[np.full(995, 0.95), np.full(5, 0.45)]
    fig, _ = drawings.reliability({"one": (sure, sure > 0)})
    assert len(fig.axes[0].lines[-1].get_xdata()) == 1


def test_the_family_table_has_a_row_for_each_function():
    columns = drawings.family([activations.get("tanh"), activations.get("swish")])
    rows = list(zip(*columns.values(), strict=True))
    assert rows[0] == ("tanh", "−1 to 1", "1.00", "0.00", "no")
    assert rows[1] == ("Swish", "−0.28 to ∞", "1.10", "0.21", "yes")
