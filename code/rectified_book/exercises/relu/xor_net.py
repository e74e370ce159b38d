"""XOR with two units."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from checker import Facts, Malformed, numbers, witness

FOUR = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


def network(answer):
    """W, b, v and c of a network with two inputs, two units and one output."""
    if isinstance(answer, dict) and set(answer) == set("Wbvc"):
        answer = [answer[name] for name in "Wbvc"]
    if not isinstance(answer, list | tuple) or len(answer) != 4:
        raise Malformed("Four things are wanted, in this order: (W, b, v, c).")
    b = answer[1]
    b = [b, b] if np.ndim(b) == 0 and not isinstance(b, str) else b  # `+ b` would do the same
    return (
        numbers(answer[0], (2, 2), "W"),
        numbers(b, (2,), "b"),
        numbers(answer[2], (2,), "v"),
        numbers(answer[3], (), "c"),
    )


def xor_answers(answer):
    """What a network of two ReLUs answers to the four inputs."""
    W, b, v, c = network(answer)
    hidden = np.maximum(FOUR @ W + b, 0)
    output = hidden @ v + c
    # What is 0.5 on paper may be a little more in floating point: it may count as not above.
    size = (np.abs(FOUR) @ np.abs(W) + np.abs(b)) @ np.abs(v) + abs(c)
    exact, lenient = output > 0.5, output > 0.5 + 1e-12 * np.maximum(size, 1)
    answers = lenient if lenient.tolist() == [False, True, True, False] else exact
    rows = {f"({x1:g}, {x2:g})": int(a) for (x1, x2), a in zip(FOUR, answers)}
    shown = {"outputs": ", ".join(f"{o:.4g}" for o in output)}
    return Facts(rows, shown)


@witness(
    way=(2, 10, "building with corners", "why-a-bend#two-bends"),
    observe=xor_answers,
    differs="At least one of the four rows does not get the answer of XOR yet.",
    hints=[
        "Let one unit count the inputs that are on. What must be taken away when it counts two?",
        "A second unit that is on only for (1, 1) can do that, with a negative weight in v.",
        "Or: one unit for *x₁ without x₂*, one for *x₂ without x₁*.",
    ],
    why="""
    Both units see the sum of the inputs: the first one counts 0, 1, 1, 2, the second one starts a
    step later, 0, 0, 0, 1, and with the second taken away twice 0, 1, 1, 0 is left. ReLU bends the
    sum; without the bend any network has a straight boundary. Other answers: $|x_1 - x_2|$, made
    of two halves as in exercise @abs_from_relu.
    """,
    picture=lambda: _picture_of_xor(),
)
def xor_net():
    """XOR with two units

    Find numbers for a network with two inputs, two hidden ReLUs and one output,
    `relu(X @ W + b) @ v + c`, so that its output is above 0.5 for the inputs (0, 1) and (1, 0), and
    not above 0.5 for (0, 0) and (1, 1). Give `(W, b, v, c)`: `W` is a 2 × 2 table with a column for
    each hidden unit, `b` holds their two biases, `v` the two weights of the output and `c` its
    bias. Many answers are right.
    """
    W = [[1, 1], [1, 1]]
    b = [0, -1]
    v = [1, -2]
    c = 0
    return W, b, v, c  # ← (W, b, v, c)


def _picture_of_xor():
    """The network's answers in the plane of its inputs."""
    from rectified_book import figures

    W, b, v, c = network(xor_net.reference())
    fig, ax = figures.new(xlabel="x₁", ylabel="x₂")

    def output(X):
        return np.maximum(X @ W + b, 0) @ v + c

    figures.boundary(ax, output, FOUR, [0, 1, 1, 0], level=0.5)
    ax.set_aspect("equal")
    values = output(FOUR)
    alt = (
        "The plane of the two inputs. The network says 1 in a band from the upper left to the "
        "lower "
        f"right, which holds (0, 1) and (1, 0): its outputs there are {values[1]:g} and "
        f"{values[2]:g}. At (0, 0) and (1, 1), on either side of the band, they are {values[0]:g} "
        f"and {values[3]:g}."
    )
    return fig, alt


xor_net.also_right(
    ([[1, -1], [-1, 1]], [0, 0], [1, 1], 0),
    [[[1, 1], [1, 1]], [0, -1], [2, -4], 0],
    np.array([np.ones((2, 2)), np.array([0, -1]), [1, -2], 0], dtype=object),
    (np.ones((2, 2)), np.array([0, -1]), np.array([[1.0], [-2.0]]), [0]),
    (np.array([[1, 1], [1, 1]], dtype=np.float32), [0, -1], [1, -2], 0.2),
    {"W": [[1, 1], [1, 1]], "b": [0, -1], "v": [1, -2], "c": 0},
    ([[-1, 1], [-1, 1]], [1, -1], [-1, -1], 1),
    ([[1, -1], [1, -1]], [-1, 1], [-2, -2], 2),
    ([[10, -10], [-10, 10]], 0, [1, 1], 0),
    ([[3, 3], [3, 3]], [-1, -4], [1, -3], 0),
    ([[0.1, 0.1], [0.1, 0.1]], [0, -0.1], [10, -20], 0),
    ([[1, -1], [-1, 1]], [0, 0], [2, 1], 0.1),
    ([[0.3, 0.3], [0.3, 0.3]], [0.0, -0.3], [10, -20 - 5 / 3], 0.0),
    ([[Fraction(1, 2)] * 2, [Fraction(1, 2)] * 2], [0, Fraction(-1, 2)], [2, -4], 0),
    lambda: ([[1, 1], [1, 1]], [0, -1], [1, -2], 0),
    ([[7, 7], [7, 7]], [0, -7], [1 / 7, -2 / 7], 0),
    ([[1, 1], [1, 1]], [0, -1], [1, -1.5], 0),  # 0.5 for (1, 1): not above
    ([[0.1, 0.1], [0.1, 0.1]], [0, -0.1], [10, -15], 0),
)
_TABLES = {
    "or": (
        ([[1, 0], [0, 1]], [0, 0], [1, 1], 0),
        "One input is enough, and so are two: that is OR. Something must be taken away when both "
        "are on.",
    ),
    "nand": (
        ([[1, 1], [1, 1]], [-1, -1], [-1, -1], 1),
        "It says no to (1, 1) only: that is NAND, AND turned over. XOR says no to (0, 0) as well.",
    ),
    "dead units": (
        ([[-1, -1], [-1, -1]], [0, 0], [1, 1], 0),
        "It never says yes. Compute the two hidden outputs for each row: if they are 0 for all "
        "four, the units are dead; if not, v and c do not lift them above 0.5.",
    ),
    "and": (
        ([[1, 1], [1, 1]], [-1, -1], [1, 0], 0),
        "It says yes to (1, 1) only: that is AND. The output should be high when *one* input is "
        "on.",
    ),
    "always": (
        ([[1, 1], [1, 1]], [0, 0], [1, 1], 1),
        "It says yes to all four. What makes the output small for (0, 0), and for (1, 1)?",
    ),
    "nor": (
        ([[-1, 0], [-1, 0]], [1, 0], [1, 0], 0),
        "It says yes to (0, 0) only: that is NOR.",
    ),
    "turned over": (
        ([[-1, 1], [-1, 1]], [1, -1], [1, 1], 0),
        "All four answers are turned over: it says yes where the inputs are *equal*.",
    ),
    "copies x1": (([[1, 0], [0, 0]], [0, 0], [1, 0], 0), "Its answer is x₁: x₂ has no say."),
    "copies x2": (([[0, 0], [1, 0]], [0, 0], [1, 0], 0), "Its answer is x₂: x₁ has no say."),
    "not x1": (
        ([[-1, 0], [0, 0]], [1, 0], [1, 0], 0),
        "It says yes where x₁ is 0, whatever x₂ is.",
    ),
    "not x2": (
        ([[0, 0], [-1, 0]], [1, 0], [1, 0], 0),
        "It says yes where x₂ is 0, whatever x₁ is.",
    ),
    "only x1": (
        ([[1, 0], [-1, 0]], [0, 0], [1, 0], 0),
        "It says yes to (1, 0) only. That is one half of XOR; where is the other?",
    ),
    "only x2": (
        ([[-1, 0], [1, 0]], [0, 0], [1, 0], 0),
        "It says yes to (0, 1) only. That is one half of XOR; where is the other?",
    ),
    "not only x1": (
        ([[-1, 0], [1, 0]], [1, 0], [1, 0], 0),
        "It says no to (1, 0) only. XOR says yes there, and no to (0, 0) and (1, 1).",
    ),
    "not only x2": (
        ([[1, 0], [-1, 0]], [1, 0], [1, 0], 0),
        "It says no to (0, 1) only. XOR says yes there, and no to (0, 0) and (1, 1).",
    ),
}
for _name, (_answer, _text) in _TABLES.items():
    xor_net.wrong(_name, _answer, says=_text)
xor_net.also_wrong(
    ([[1, 1], [1, 1]], [0, -1], [1, -2]),
    ([[1, 1]], [0, -1], [1, -2], 0),
    ([[1, 1, 1], [1, 1, 1]], [0, -1, 0], [1, -2, 0], 0),
    ([[1, 1], [1, 1]], [0, -1], [1, float("nan")], 0),
    ([[1, 1], [1, 1]], "ab", [1, -2], 0),
    (1, 1, -1.5),
    np.ones((4, 2)),
    {"W": [[1, 1], [1, 1]], "b": [0, -1]},
    "xor",
    None,
    lambda: None,
)
