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


def zoo():
    return drawings.zoo([activations.get("sigmoid"), activations.get("gelu")])


def triangle():
    return drawings.triangle({"z": [1, 2, 3], "w": [0, 1, 0]}, [0.1, 1, 10], ["a", "b", "c"])


def reliability():
    sure = np.repeat([0.55, 0.95], 100)
    right = np.arange(200) % 2 == 0
    return drawings.reliability({"bold": (sure, right), "modest": (0 * sure + 0.5, right)})


def interpolants():
    return drawings.interpolants(
        LINE, LINE**2, {2: (np.array([-2, 0, 2]), np.array([4, 0, 4]), 2 * np.abs(LINE))}
    )


def rates():
    sizes = [4, 8, 16]
    return drawings.rates(
        {
            "once": (sizes, [0.4, 0.1, 0.025]),
            "often": (sizes, [[0.5, 0.7], [0.2, 0.4], [0.1, 0.1]]),
        },
        "units",
        "error",
    )


ALL = [clouds, regions, two_hinges, zoo, triangle, reliability, interpolants, rates]


@pytest.mark.parametrize("draw", ALL)
def test_every_drawing_becomes_the_same_svg_each_time(draw):
    assert svg(*draw()) == svg(*draw())


@pytest.mark.parametrize(
    ("draw", "said"),
    [
        (clouds, "row, 2 squares and 2 discs; all discs, 0 squares and 4 discs."),
        (regions, "all right, 1.00; half, 0.50."),
        (two_hinges, "a V from 2 down to 0 and up to 2; the best line is level, at 1.02."),
        (zoo, "sigmoid 0.12, 0.50 and 0.88 at −2, 0 and 2, nowhere steeper than 0.25"),
        (triangle, "z: largest probability 1.000 at T = 0.1, 0.665 at T = 1, 0.367 at T = 10"),
        (reliability, "bold: mean confidence 0.75, right 0.50; modest: mean confidence 0.50"),
        (interpolants, "2 ReLUs, 1.000."),
        (rates, "Error for sizes 4 to 16: once from 0.4 to 0.025; often from 0.6 to 0.1."),
    ],
)
def test_the_description_holds_the_numbers(draw, said):
    assert said in draw()[1]


def test_a_temperature_path_never_leaves_the_region_of_its_class():
    fig, _ = drawings.triangle({"z": [1, 2, 3]}, [0.1, 10], ["a", "b", "c"])
    path = next(line for line in fig.axes[0].lines if len(line.get_xdata()) == 100)
    assert np.all(path.get_ydata() > np.sqrt(0.75) / 3 - 1e-9)  # nearest to the top corner


def test_groups_of_few_answers_are_left_out():
    sure = np.r_[np.full(995, 0.95), np.full(5, 0.45)]
    fig, _ = drawings.reliability({"one": (sure, sure > 0)})
    assert len(fig.axes[0].lines[-1].get_xdata()) == 1


def test_the_family_table_has_a_row_for_each_function():
    rows = drawings.family([activations.get("tanh"), activations.get("swish")]).splitlines()
    assert rows[2] == "| tanh | −1 to 1 | 1.00 | 0.00 | no |"
    assert rows[3] == "| Swish | −0.28 to ∞ | 1.10 | 0.21 | yes |"
    assert {row.count("|") for row in rows} == {6}
