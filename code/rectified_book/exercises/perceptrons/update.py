"""One step of learning."""

from __future__ import annotations

import numpy as np

from checker import function

from .._inputs import vector
from ._shared import neuron


@function(
    way=(2, 8, "the learning rule", "learning-from-mistakes#learning-rule"),
    cases=[
        (vector(0, 0), 0.0, vector(1, 2), 0, 1.0),
        (vector(1, 1), -4.0, vector(1, 2), 1, 1.0),
        (vector(1, 1), 1.0, vector(1, 2), 1, 1.0),
        (vector(1, 1), -4.0, vector(1, 2), 0, 1.0),
        (vector(1, -2), 0.5, vector(2, 1), 0, 0.5),
        (vector(1, -2), -0.5, vector(2, 1), 1, 0.25),
        (vector(2, 0, -1), 0.0, vector(-1, 3, 0.5), 1, 2.0),
        (vector(0.5), 0.0, vector(0), 0, 0.5),
        (vector(1, 1), -2.75, vector(1, 2), 0, 1.0),
        (vector(1, -3), 0.5, vector(2, 1), 0, 1.0),
        (vector(-2, -2), -1.0, vector(3, -1), 1, 0.5),
        (vector(1, 1), -8.0, vector(1, 2), 1, 0.5),  # one step is not enough
    ],
    more=lambda rng: (lambda x, w, b: (w, b, x, int(rng.randint(2)), rng.randint(1, 9) / 4))(
        *neuron(rng)
    ),
    hints=[
        "What does the neuron answer for x, before you change anything?",
        "The error is the label minus the answer: 0, 1 or −1.",
        "Add eta times the error times x to w, and eta times the error to b.",
    ],
    why="""
    The error y − ŷ is 0 when the answer is right, so nothing moves then. Otherwise the weights
    move along x, up or down, and the bias by the same step as if its input were 1. `w + ...` makes
    a new array; `w += ...` would also change the caller's.
    """,
)
def update(w, b, x, y, eta):
    """One step of learning

    Write `update(w, b, x, y, eta)`: one step of the perceptron learning rule for the example `x`
    with label `y` (0 or 1). It returns the new weights and the new bias, `(w, b)`:

    $$
    \\begin{aligned}
    w &\\leftarrow w + \\eta\\,(y - \\hat y)\\,x,\\\\
    b &\\leftarrow b + \\eta\\,(y - \\hat y),
    \\end{aligned}
    $$

    where $\\hat y$ is the answer of the neuron before the step. `w` and `x` are 1-D arrays of
    floats; `eta` is the size of the step (1 in the chapter). Leave the caller's `w` as it was.
    """
    error = y - int(w @ x + b >= 0)  # ← how wrong is the answer?
    return w + eta * error * x, b + eta * error  # ← the new weights and the new bias


def _update_loop(w, b, x, y, eta):
    z = b
    for wi, xi in zip(w, x):
        z += wi * xi
    guess = 1 if z >= 0 else 0
    new = list(w)
    if guess != y:
        sign = 1 if y == 1 else -1
        for k in range(len(new)):
            new[k] += sign * eta * x[k]
        b += sign * eta
    return new, b


def _update_copy(w, b, x, y, eta):
    w = w.copy()
    guess = w @ x + b >= 0
    w += eta * (y - guess) * x
    b += eta * (y - guess)
    return w, b


def _update_extended(w, b, x, y, eta):
    v, u = np.append(w, b), np.append(x, 1)
    v = v + eta * (y - np.heaviside(v @ u, 1)) * u
    return v[:-1], v[-1]


def _update_in_place(w, b, x, y, eta):
    error = y - int(w @ x + b >= 0)
    w += eta * error * x
    return w, b + eta * error


def _update(error=None, w_step=None, b_step=None):
    """A variant of the rule, for the answers below."""
    error = error or (lambda w, b, x, y: y - int(w @ x + b >= 0))
    w_step = w_step or (lambda e, x, eta: eta * e * x)
    b_step = b_step or (lambda e, x, eta: eta * e)

    def update(w, b, x, y, eta):
        e = error(w, b, x, y)
        return w + w_step(e, x, eta), b + b_step(e, x, eta)

    return update


def _update_along_w(w, b, x, y, eta):
    error = y - int(w @ x + b >= 0)
    return w + eta * error * w, b + eta * error


def _update_where(w, b, x, y, eta):
    wrong = (w @ x + b >= 0) != y
    direction = np.where(y, 1, -1)
    return np.where(wrong, w + direction * eta * x, w), b + eta * direction * wrong


def _update_signed(w, b, x, y, eta):
    t = 2 * y - 1
    answer = 1 if w @ x + b >= 0 else -1
    if answer == t:
        return w, b
    return w + eta * t * x, b + eta * t


def _update_signs(w, b, x, y, eta):
    p = 1 if np.dot(w, x) + b >= 0 else 0
    s = np.sign(y - p)
    return [w + s * eta * x, b + s * eta]


update.also_right(
    _update(),
    _update_signs,
    _update_loop,
    _update_copy,
    _update_extended,
    _update_where,
    _update_signed,
    lambda w, b, x, y, eta: (
        w + eta * x * (y - (w @ x >= -b)),
        np.array([b + eta * (y - (w @ x >= -b))]),
    ),
    lambda w, b, x, y, eta: tuple(
        old + eta * (y - np.heaviside(np.inner(w, x) + b, 1)) * step
        for old, step in ((w, x), (b, 1))
    ),
    lambda w, b, x, y, eta: (
        np.float32(_update()(w, b, x, y, eta)[0]),
        np.float32(_update()(w, b, x, y, eta)[1]),
    ),
)
update.wrong(
    "wrong direction",
    _update(lambda w, b, x, y: int(w @ x + b >= 0) - y),
    says="The step goes away from the label. The error is the label minus the answer, not the "
    "other way round.",
)
update.wrong(
    "input ignored",
    _update(w_step=lambda e, x, eta: eta * e),
    says="All weights move equally. Each moves in proportion to its own input: an input of 0 did "
    "not contribute to the mistake.",
)
update.wrong(
    "uses pre-activation",
    _update(lambda w, b, x, y: y - (w @ x + b)),
    _update(lambda w, b, x, y: 2 * (y - (w @ x + b))),
    says="The error is computed from the raw pre-activation. (That is another method, the delta "
    "rule.) Here it is the label minus the *answer*, 0 or 1.",
)
update.wrong(
    "in place",
    _update_in_place,
    says="The result is right, but the caller's `w` has changed with it: `+=` on an array "
    "overwrites it.",
)
update.wrong(
    "bias stays",
    _update(b_step=lambda e, x, eta: 0),
    says="The bias never changes. It learns as well, like the weight of an input that is always 1.",
)
update.wrong(
    "step size ignored",
    _update(w_step=lambda e, x, eta: e * x, b_step=lambda e, x, eta: e),
    says="`eta` has no effect: it says how large the step is.",
)
update.wrong(
    "step size for weights only",
    _update(b_step=lambda e, x, eta: e),
    says="`eta` scales the step of the weights only; the bias takes the same step.",
)
update.wrong(
    "learns when right",
    _update(lambda w, b, x, y: 2 * y - 1),
    says="Every example moves the weights, also those answered rightly. The rule learns from "
    "mistakes only.",
)
update.wrong(
    "adds the label",
    _update(lambda w, b, x, y: y),
    says="The step is the label itself: ones always pull and zeros never do. What counts is the "
    "label minus the answer.",
)
update.wrong(
    "boundary",
    _update(lambda w, b, x, y: y - int(w @ x + b > 0)),
    says="A pre-activation of exactly 0 is taken as the answer 0. Here it is 1.",
)
update.wrong(
    "no bias in the answer",
    _update(lambda w, b, x, y: y - int(w @ x >= 0)),
    says="The answer is computed without the bias.",
)
update.wrong(
    "plus minus",
    _update(lambda w, b, x, y: y - (1 if w @ x + b >= 0 else -1)),
    _update(lambda w, b, x, y: y - (1 if w @ x + b > 0 else -1)),
    _update(lambda w, b, x, y: y - np.sign(w @ x + b)),
    says="The answer is taken as −1 or 1, the label as 0 or 1: then the error is wrong. Both are "
    "0 or 1 here.",
)
update.wrong(
    "only the change",
    lambda w, b, x, y, eta: (
        eta * (y - int(w @ x + b >= 0)) * x,
        eta * (y - int(w @ x + b >= 0)),
    ),
    says="You return the change. The new weights are the old ones plus the change.",
)
update.wrong(
    "one direction only",
    _update(lambda w, b, x, y: max(0, y - int(w @ x + b >= 0))),
    says="You learn when the answer should have been 1, and not when it should have been 0.",
)
update.wrong(
    "never down",
    _update(lambda w, b, x, y: abs(y - int(w @ x + b >= 0))),
    says="Every mistake moves the pre-activation up. When the answer should have been 0, it must "
    "go down.",
)


def _again_and_again(w, b, x, y, eta):
    while (error := y - int(w @ x + b >= 0)) != 0:
        w, b = w + eta * error * x, b + eta * error
    return w, b


def _asked_twice(w, b, x, y, eta):
    w = w + eta * (y - int(w @ x + b >= 0)) * x
    return w, b + eta * (y - int(w @ x + b >= 0))


update.wrong(
    "sigmoid",
    _update(lambda w, b, x, y: y - 1 / (1 + np.exp(-(w @ x + b)))),
    says="The error is computed from the sigmoid of the pre-activation. Here the answer is a "
    "step, 0 or 1.",
)
update.wrong(
    "until it is right",
    _again_and_again,
    says="You correct the same example until it is answered rightly. One step is asked for: other "
    "examples have their turn before this one comes again.",
)
update.wrong(
    "asked again in between",
    _asked_twice,
    says="The weights are right. The error is computed a second time for the bias, with the new "
    "weights. Compute it once, before the step.",
)
update.wrong(
    "nothing changes",
    lambda w, b, x, y, eta: (w, b),
    says="You return the weights and the bias as they came. After a mistake they must change.",
)
update.wrong(
    "moved along w",
    _update_along_w,
    says="The weights move along themselves: w stands where x belongs. The bias is right.",
)
update.wrong(
    "bias in the other direction",
    _update(b_step=lambda e, x, eta: -eta * e),
    says="The weights are right. The bias moves away from the label: it takes the same step, with "
    "the same sign.",
)
update.wrong(
    "bias times itself",
    lambda w, b, x, y, eta: (_update()(w, b, x, y, eta)[0], b + eta * (y - (w @ x + b >= 0)) * b),
    says="The weights are right. The step of the bias is multiplied by the bias: its input is "
    "always 1.",
)
update.wrong(
    "threshold sign",
    _update(lambda w, b, x, y: y - int(w @ x - b >= 0)),
    says="The answer is computed with the bias subtracted. In the pre-activation it is added.",
)
update.wrong(
    "weights ignored",
    _update(lambda w, b, x, y: y - int(x.sum() + b >= 0)),
    says="The answer is computed without the weights: each input is multiplied by its own first.",
)
update.wrong(
    "half",
    _update(lambda w, b, x, y: y - int(w @ x + b >= 0.5)),
    says="The answer is found by comparing the pre-activation with ½. Pre-activations are "
    "compared with 0.",
)
update.wrong(
    "divided by eta",
    _update(w_step=lambda e, x, eta: e * x / eta, b_step=lambda e, x, eta: e / eta),
    says="The steps are divided by `eta`. A larger `eta` means a larger step.",
)
update.wrong(
    "eta squared",
    _update(w_step=lambda e, x, eta: eta**2 * e * x),
    _update(w_step=lambda e, x, eta: eta**2 * e * x, b_step=lambda e, x, eta: eta**2 * e),
    says="`eta` is multiplied in twice. Once is enough.",
)
update.wrong(
    "error of labels plus and minus one",
    _update(lambda w, b, x, y: 2 * y - 1 - (1 if w @ x + b >= 0 else -1)),
    says="Your steps are twice as long as they should be: with −1 and 1 an error is ±2. Both label "
    "and answer are 0 or 1 here.",
)
update.wrong(
    "sum of the inputs",
    _update(w_step=lambda e, x, eta: eta * e * x.sum()),
    says="All weights move equally, by the sum of the inputs. Each moves by its own input.",
)
update.wrong(
    "sign of the input",
    _update(w_step=lambda e, x, eta: eta * e * np.sign(x)),
    says="Only the sign of each input has an effect on its weight. A large input moves its weight "
    "far.",
)
update.wrong(
    "subtracts the answer",
    _update(lambda w, b, x, y: -int(w @ x + b >= 0)),
    says="You step down whenever the answer is 1, whatever the label. What counts is the label "
    "minus the answer.",
)
update.also_wrong(
    lambda w, b, x, y, eta: _update()(w, b, x, y, eta)[::-1],
    lambda w, b, x, y, eta: _update()(w, b, x, y, eta)[0],
    lambda w, b, x, y, eta: np.append(*_update()(w, b, x, y, eta)),
    lambda w, b, x, y, eta: {"w": w, "b": b},
    lambda w, b, x, y, eta: (*_update()(w, b, x, y, eta), eta),
    lambda w, b, x, y: (w, b),
    _update(b_step=lambda e, x, eta: eta * e * x.sum()),
    _update(w_step=lambda e, x, eta: eta * e * x**2),
    lambda w, b, x, y, eta: print(w, b),
)
