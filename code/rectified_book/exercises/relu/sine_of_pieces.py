"""A sine out of straight pieces."""

from __future__ import annotations

import numpy as np

from checker import Facts, Malformed, Numbers, numbers, read, task

CIRCLE = np.linspace(0, 2 * np.pi, 2001)
ENOUGH = 0.06  # how far from the sine the straight pieces may be


def _bent(t, c, d, x=CIRCLE):
    """A sum of hinges at x."""
    return d + np.maximum(x[:, None] - t, 0) @ c


def _hinges(answer):
    """Knots, coefficients and offset, sorted by knot."""
    if isinstance(answer, dict) and set(answer) == set("tcd"):
        answer = [answer[name] for name in "tcd"]
    if not isinstance(answer, list | tuple) or len(answer) != 3:
        raise Malformed("Three things are wanted, in this order: (t, c, d).")
    values = [read(part) for part in answer[:2]]
    if not all(isinstance(v, Numbers) for v in values):
        raise Malformed("t and c must hold numbers.")
    n, m = (v.array.size for v in values)
    if n != m:
        raise Malformed(f"Each ReLU has a t and a c; you give {n} of the one and {m} of the other.")
    t, c = numbers(answer[0], (n,), "t"), numbers(answer[1], (n,), "c")
    order = np.argsort(t, kind="stable")
    return t[order], c[order], float(numbers(answer[2], (), "d"))


def _curve(t, c, d):
    """What a sum of hinges is like: close to the sine, or nearly so by a known slip."""
    sine = np.sin(CIRCLE)
    rest = sine - _bent(t, c, d)

    def close(difference):
        return bool(np.abs(difference).max() <= ENOUGH + 1e-9)

    if close(rest):
        return "close to the sine"
    if close(sine - _bent(t, np.diff(c, prepend=0.0), d)):
        return "slopes for changes of slope"
    if close(sine - _bent(-t, c, d)):
        return "knots with the wrong sign"
    if close(sine + _bent(t, c, d)):
        return "upside down"
    if (t > 2 * np.pi + 1e-6).any():
        return "corners behind the end"
    if len(t) > 2 and np.allclose(c, np.diff(np.sin(np.append(t, 2 * np.pi))), atol=1e-6):
        return "differences of height"
    if close(rest - (rest.max() + rest.min()) / 2):
        return "shifted"
    if close(rest - CIRCLE * (CIRCLE @ rest) / (CIRCLE @ CIRCLE)):
        return "first slope missing"
    if len(t) > 2 and np.allclose(c, np.sin(t), atol=1e-6):
        return "heights for changes of slope"
    return "another curve"


def _sine_of_pieces(answer):
    t, c, d = _hinges(answer)
    error = np.round(np.abs(np.sin(CIRCLE) - _bent(t, c, d)), 9)  # the first of equal ones
    return Facts(
        {"at most ten": len(t) <= 10, "curve": _curve(t, c, d)},
        {"largest error": f"{error.max():.3g}, at x = {CIRCLE[error.argmax()]:.2f}"},
    )


@task(
    way=(3, 20, "building with corners", "what-relu-does#folding-a-line"),
    observe=_sine_of_pieces,
    differs={
        "at most ten": "You use more than ten ReLUs.",
        "curve": "Somewhere between 0 and 2π the curve is too far from the sine. Where? Draw both.",
    },
    hints=[
        "Cut the interval into ten equal parts. Let the curve go straight from one point of the "
        "sine to the next. Which slope has each part?",
        "Left of its corner a term adds nothing. So `c[0]` is the slope of the first part, and "
        "every other `c[k]` the *change* of slope from one part to the next.",
        "`np.diff(y) / np.diff(x)` gives the slopes between points. And `np.diff(s, prepend=0)` "
        "the changes, the first one from 0.",
    ],
    why="""
    Every ReLU bends the curve at one place, $t_k$, and $c_k$ says by how much the slope changes
    there. So any curve of straight pieces can be read off: corners and changes of slope. Halve the
    length of the pieces, and the error falls to a quarter. A least-squares fit of the ten $c_k$ and
    $d$ comes closer still, with an error of 0.03 in place of 0.05.
    """,
    picture=lambda: _picture_of_the_sine(),
)
def sine_of_pieces():
    """A sine out of straight pieces

    Build a curve of at most ten ReLUs,
    $g(x) = d + \\sum_k c_k\\,\\mathrm{relu}(x - t_k)$, that is nowhere farther than 0.06 from
    $\\sin x$, for $x$ from 0 to $2\\pi$ (in radians). Give `(t, c, d)`: the corners, the
    coefficients, both as arrays of the same length, and the number d. By hand, by formula, by a
    fit: any way is fine.
    """
    x = np.linspace(0, 2 * np.pi, 11)
    slopes = np.diff(np.sin(x)) / np.diff(x)
    t, c, d = x[:-1], np.diff(slopes, prepend=0), 0
    return t, c, d  # ← (t, c, d)


def _picture_of_the_sine():
    """The sine, and the straight pieces of the solution."""
    from rectified_book import figures

    t, c, d = sine_of_pieces.reference()
    fig, ax = figures.new(xlabel="x")
    x, knots = CIRCLE[::20], np.append(t, 2 * np.pi)
    ax.plot(x, np.sin(x), color=figures.FAINT, lw=4, label="sin x")
    heights = _bent(t, c, d, knots)
    ax.plot(knots, heights, **{**figures.SERIES[0], "marker": ""}, lw=1.5, label="ten ReLUs")
    ax.plot(knots, heights, "o", ms=4, color=figures.SERIES[0]["color"])
    with figures.house():
        ax.legend(loc="upper right", frameon=False)
    error = np.abs(_bent(t, c, d) - np.sin(CIRCLE)).max()
    alt = (
        f"One period of the sine and, on top of it, {len(t)} straight pieces that join points of "
        f"it. The largest gap between the two is {error:.2f}."
    )
    return fig, alt


def _joined(n=10, knots=None, slip=lambda t, c, d: (t, c, d)):
    """Straight pieces between points of the sine, with one thing changed."""
    x = np.linspace(0, 2 * np.pi, n + 1) if knots is None else np.asarray(knots)
    slopes = np.diff(np.sin(x)) / np.diff(x)
    return slip(x[:-1], np.diff(slopes, prepend=0), 0.0)


def _least_squares(n):
    t = np.linspace(0, 2 * np.pi, n, endpoint=False)
    A = np.column_stack([np.maximum(CIRCLE[:, None] - t, 0), np.ones(len(CIRCLE))])
    *c, d = np.linalg.lstsq(A, np.sin(CIRCLE), rcond=None)[0]
    return t, c, d


def _with_slopes(t, c, d):
    return t, np.cumsum(c), d


sine_of_pieces.also_right(
    lambda: _joined(),
    lambda: _least_squares(10),
    lambda: _least_squares(8),
    lambda: _joined(slip=lambda t, c, d: (t.tolist(), c.tolist(), 0)),
    lambda: _joined(slip=lambda t, c, d: (t[::-1], c[::-1], [d])),
    lambda: _joined(slip=lambda t, c, d: (np.float32(t), np.float32(c), d)),
    lambda: _joined(slip=lambda t, c, d: (t[:, None], c[:, None], d)),
    lambda: _joined(slip=lambda t, c, d: {"t": t, "c": c, "d": d}),
    lambda: _joined(slip=lambda t, c, d: (t - 1e-3, c, d)),
    lambda: _joined(knots=np.pi * np.array([0, 0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.6, 1.8, 2.1])),
)
sine_of_pieces.wrong(
    "slopes for changes of slope",
    lambda: _joined(slip=_with_slopes),
    says="Your c are the slopes of the pieces. But all terms that have begun go on and add up: "
    "each c is the *change* of slope at its corner.",
)
sine_of_pieces.wrong(
    "heights for changes of slope",
    lambda: _joined(slip=lambda t, c, d: (t, np.sin(t), d)),
    says="Your c are the heights of the sine at the corners. A c says by how much the slope "
    "changes there.",
)
sine_of_pieces.wrong(
    "first slope missing",
    lambda: _joined(slip=lambda t, c, d: (t[1:], c[1:], d)),
    lambda: _joined(slip=lambda t, c, d: (t, np.append(0, c[1:]), d)),
    says="All corners bend by the right amount, but the first piece has the wrong slope, and from "
    "there on the curve leans.",
)
sine_of_pieces.wrong(
    "knots with the wrong sign",
    lambda: _joined(slip=lambda t, c, d: (-t, c, d)),
    says="Your t are negative. A corner lies where x − t is 0, and that must be between 0 and 2π.",
)
sine_of_pieces.wrong(
    "upside down",
    lambda: _joined(slip=lambda t, c, d: (t, -c, d)),
    says="Your curve is the sine upside down: all c have the wrong sign.",
)
sine_of_pieces.wrong(
    "corners behind the end",
    lambda: _joined(slip=lambda t, c, d: (np.degrees(t), c, d)),
    says="Some of your corners lie beyond 2π, which is 6.28: there the curve has ended. Are they "
    "in degrees?",
)
sine_of_pieces.wrong(
    "differences of height",
    lambda: _joined(slip=lambda t, c, d: (t, np.diff(np.sin(np.append(t, 2 * np.pi))), d)),
    says="Your c are the differences of height between the corners. Divided by the width of a "
    "piece they are slopes; and c is the *change* of slope.",
)
sine_of_pieces.wrong(
    "shifted",
    lambda: _joined(slip=lambda t, c, d: (t, c, d + 0.5)),
    lambda: _joined(slip=lambda t, c, d: (t, c, d - 1)),
    says="The shape is right, but the whole curve lies too high or too low: look at d.",
)
sine_of_pieces.also_wrong(
    lambda: _joined(20),
    lambda: _joined(5),
    lambda: _joined(8),
    lambda: _joined()[:2],
    lambda: (_joined()[0], _joined()[1][1:], 0),
    lambda: (_joined()[0], np.cos(_joined()[0]), 0),
    lambda: ([0.0], [0.0], 0.0),
    lambda: ([], [], 0.0),
    lambda: (_joined()[0], _joined()[1], float("nan")),
    lambda: ("t", "c", "d"),
    lambda: np.sin,
    lambda: None,
    3,
)
