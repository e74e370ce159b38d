"""Two corners make a V."""

from __future__ import annotations

import math

import numpy as np

from checker import function

from .._inputs import quarters, vector
from ._shared import any_shape
from .relu import relu


@function(
    way=(1, 4, "building with corners", "what-relu-does#folding-a-line"),
    cases=[
        (vector(3),),
        (vector(-3),),
        (vector(-1.5, 0, 2.5),),
        (np.array([3, -2, 0, 1]),),
        (np.array([[0.5, -0.25], [-3.0, 2.0]]),),
        (vector(0.25, 40),),
        (vector(-0.75, -0.5),),
    ],
    more=lambda rng: (quarters(rng, *any_shape(rng)),),
    hints=[
        "relu(x) is |x| on one side and 0 on the other. Which ReLU has it the other way round?",
        "What does `relu` return when it is handed −x?",
    ],
    why="""
    `relu(x)` keeps the positive side, `relu(-x)` turns the negative side up. At any x one of them
    is 0 and the other |x|. The minus must stand *inside*: outside, it turns the result, and the
    negative side has been lost by then.
    """,
    picture=lambda: _picture_of_halves(),
)
def abs_from_relu(x):
    """Two corners make a V

    Write `abs_from_relu(x)`: it builds $|x|$ out of two calls of `relu`, for an array `x` of any
    shape, and returns an array of the same shape. `relu` is your function of exercise @relu; as long
    as that is not finished, write `ch4.relu` instead. (The checker looks only at the result.) Leave
    `x` as it is.
    """  # noqa: E501
    return relu(x) + relu(-x)  # ← |x|, by way of relu


def _picture_of_halves():
    """relu(x), relu(−x) and their sum."""
    from rectified_book import figures

    fig, ax = figures.new(xlabel="x")
    x = np.linspace(-2, 2, 81)
    halves = {"relu(x)": relu.reference(x), "relu(−x)": relu.reference(-x)}
    total = abs_from_relu.reference(x)
    for look, (name, y) in zip(figures.SERIES[1:], halves.items()):
        ax.plot(x, y - 0.04, **{**look, "marker": ""}, lw=1.8, label=name)
    ax.plot(x, total + 0.04, **{**figures.SERIES[0], "marker": ""}, lw=1.8, label="their sum")
    with figures.house():
        ax.legend(loc="upper center", frameon=False)
    alt = (
        f"relu(x) rises to {halves['relu(x)'][-1]:g} on the right and is 0 on the left, relu(−x) "
        f"rises to {halves['relu(−x)'][0]:g} on the left. Their sum is a V with its tip at "
        f"x = 0, where it is {total[40]:g}."
    )
    return fig, alt


abs_from_relu.also_right(
    lambda x: relu(x) + relu(-x),
    lambda x: 2 * relu(x) - x,
    lambda x: 2 * relu(-x) + x,
    lambda x: relu(-x) - -relu(x),
    lambda x: relu(relu(x) + relu(-x)),
    lambda x: np.maximum(relu(x), relu(-x)),
    lambda x: np.where(x > 0, relu(x), relu(-x)),
    lambda x: sum(relu(sign * x) for sign in (1, -1)),
    lambda x: np.add(relu(x), relu(np.negative(x))),
    lambda x: relu(2 * x) / 2 + relu(-2 * x) / 2,
    lambda x: np.stack([relu(x), relu(-x)]).sum(axis=0),
    lambda x: (relu(np.multiply.outer([1, -1], x))).sum(axis=0),
    lambda x: np.float32(relu(x) + relu(-x)),
    lambda x: (relu(x) + relu(-x)).tolist(),
    lambda x: np.abs(x),
    lambda x: np.sqrt(np.square(x)),
    lambda x: (lambda f: f(x) + f(-x))(lambda t: np.maximum(0, t)),
    lambda x: np.hypot(relu(x), relu(-x)),
    np.vectorize(lambda v: float(relu(v) + relu(-v))),
)
abs_from_relu.wrong(
    "minus",
    lambda x: relu(x) - relu(-x),
    lambda x: x,
    says="You get x back, as if the two halves were subtracted. Both shall count upward.",
)
abs_from_relu.wrong(
    "negative half",
    lambda x: relu(-x),
    lambda x: relu(x) - x,
    says="That is one half, the negative side turned up. Where x is positive, your result is 0.",
)
abs_from_relu.wrong(
    "sign outside",
    lambda x: relu(x) + -relu(x),
    lambda x: relu(-relu(x)),
    lambda x: relu(x) * relu(-x),
    says="Your result is 0 everywhere. Does one `relu` get to see −x itself? A minus outside comes "
    "too late. And are the two joined so that neither wipes out the other?",
)
abs_from_relu.wrong(
    "positive half",
    lambda x: relu(x),
    lambda x: relu(relu(x)),
    says="That is one half, the positive side. Where x is negative, your result is 0.",
)
abs_from_relu.wrong(
    "twice the same half",
    lambda x: relu(x) + relu(x),
    says="Positive x comes back doubled, and negative x as 0, as if the same half counted twice.",
)
abs_from_relu.wrong(
    "twice the other half",
    lambda x: 2 * relu(-x),
    says="Negative x comes back doubled, and positive x as 0, as if the same half counted twice.",
)
abs_from_relu.wrong(
    "downward",
    lambda x: -relu(x) - relu(-x),
    says="Your V hangs upside down: a minus turns the whole result.",
)
abs_from_relu.wrong(
    "turned round",
    lambda x: relu(-x) - relu(x),
    lambda x: -x,
    says="You get −x, as if the two halves were subtracted. Both shall count upward.",
)
abs_from_relu.wrong(
    "averaged",
    lambda x: (relu(x) + relu(-x)) / 2,
    says="That is half of |x|. At any x only one of the two is not 0, so nothing has to be halved.",
)
abs_from_relu.wrong(
    "x added",
    lambda x: relu(x) + x,
    lambda x: 2 * relu(x) - relu(-x),
    says="Positive x comes back doubled, and negative x as it is, below 0. A sign is not right, or "
    "a factor.",
)
abs_from_relu.wrong(
    "twice as steep",
    lambda x: 2 * relu(x) + 2 * relu(-x),
    says="Your V is twice as steep as |x|.",
)
abs_from_relu.wrong(
    "or",
    lambda x: relu(x) or relu(-x),
    lambda x: relu(x) and relu(-x),
    says="`or`, `and`, `max` and `if` want one yes or no, and an array holds many. Join the two "
    "halves entry by entry.",
)
abs_from_relu.wrong(
    "square",
    lambda x: relu(x) ** 2 + relu(-x) ** 2,
    lambda x: relu(x**2),
    says="That is x². It is never negative either, but it has no corner, and at x = 3 it is 9.",
)
abs_from_relu.also_wrong(
    lambda x: relu(x) + relu(1 - x),
    lambda x: relu(x - 1) + relu(-x - 1),
    lambda x: relu(x) + relu(-x) + 0.5,
    lambda x: (relu(x) + relu(-x)).sum(),
    lambda x: [relu(x), relu(-x)],
    lambda x: relu(x) + 0.9 * relu(-x),
    lambda x: abs(int(x)),
    lambda x: np.sign(x),
    lambda x: relu,
    lambda x: None,
    lambda x: (relu(x) > 0) + (relu(-x) > 0),
    lambda x: relu(x + 1) + relu(-x + 1),
    lambda x: math.fabs(x),
)
