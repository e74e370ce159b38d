"""He's start."""

from __future__ import annotations

import math

import numpy as np

from checker import Facts, Malformed, Numbers, read, task

WIDE, TALL = (200, 100), (50, 400)  # n_in and n_out of the two matrices that are measured

HE = "√(2/n_in)"
_SPREADS = {
    HE: lambda n, m: math.sqrt(2 / n),
    "2/n_in": lambda n, m: 2 / n,
    "√(1/n_in)": lambda n, m: math.sqrt(1 / n),
    "√(2/n_out)": lambda n, m: math.sqrt(2 / m),
    "√(2/(n_in + n_out))": lambda n, m: math.sqrt(2 / (n + m)),
    "√(2/(3·n_in))": lambda n, m: math.sqrt(2 / (3 * n)),
    "√(1/(3·n_in))": lambda n, m: math.sqrt(1 / (3 * n)),
    "√(1/(2·n_in))": lambda n, m: math.sqrt(1 / (2 * n)),
    "√(1/(6·n_in))": lambda n, m: math.sqrt(1 / (6 * n)),
    "√(4/n_in)": lambda n, m: math.sqrt(4 / n),
    "√(6/n_in)": lambda n, m: math.sqrt(6 / n),
    "√2/n_in": lambda n, m: math.sqrt(2) / n,
    "1/n_in": lambda n, m: 1 / n,
    "√(n_in/2)": lambda n, m: math.sqrt(n / 2),
    "√(2·n_in)": lambda n, m: math.sqrt(2 * n),
    "1": lambda n, m: 1.0,
    "√2": lambda n, m: math.sqrt(2),
    "√(1/12)": lambda n, m: math.sqrt(1 / 12),
    "√(1/3)": lambda n, m: math.sqrt(1 / 3),
}


def _matrix(answer):
    value = read(answer)
    if not isinstance(value, Numbers):
        raise Malformed("A matrix of numbers is wanted, and you return something else.")
    return value.array


def _where_from(draw):
    """Where the numbers of a matrix come from, told by drawing again."""
    rng = np.random.default_rng(1)
    first, second = draw(6, 4, rng), draw(6, 4, rng)
    if not np.array_equal(first, draw(6, 4, np.random.default_rng(1))):
        return "not from rng"
    if np.array_equal(first, draw(6, 4, np.random.default_rng(2))):
        return "the same for every seed"
    if np.array_equal(first, second):
        return "the same again"
    return "from rng"


def _independent(W):
    """Whether at least half of the rows, and of the columns, are different ones."""
    return all(2 * len(np.unique(part, axis=0)) >= len(part) for part in (W, W.T))


def _neighbors(W):
    """Whether neighbors are "alike", as in sorted numbers, "opposed" or "free" of each other."""
    half = len(W) // 2
    pairs = (W[:, 1:], W[:, :-1]), (W[1:], W[:-1]), (W[half:], W[: len(W) - half])
    together = [((a - W.mean()) * (b - W.mean())).mean() / (W.var() or 1.0) for a, b in pairs]
    if max(together[:2]) > 0.1:
        return "alike"
    return "opposed" if min(together) < -0.1 else "free"


def started(initialize, call):
    """Facts about a function that draws weights: shapes, origin, mean and spread."""

    def draw(n_in, n_out, rng):
        return _matrix(call(initialize, n_in, n_out, rng))

    shape = draw(3, 2, np.random.default_rng(0)).shape
    facts = {"shape for n_in = 3, n_out = 2": str(shape)}
    if shape != (3, 2):
        return facts
    facts["numbers"] = _where_from(draw)
    matrices = [draw(n, m, np.random.default_rng(k)) for k, (n, m) in enumerate((WIDE, TALL))]
    if any(W.size != n * m for W, (n, m) in zip(matrices, (WIDE, TALL))):
        raise Malformed("The shape is right for n_in = 3 and n_out = 2 and not for larger numbers.")
    if not all(np.isfinite(W).all() for W in matrices):
        raise Malformed("There is a NaN or an infinity among the weights.")
    facts["drawn one by one"] = all(map(_independent, matrices))
    facts["neighbors"] = next((n for n in map(_neighbors, matrices) if n != "free"), "free")
    facts["mean near 0"] = all(abs(W.mean()) <= 0.06 * W.std() for W in matrices)
    spreads = [float(W.std()) for W in matrices]
    facts["spread"] = next(
        (
            name
            for name, formula in _SPREADS.items()
            if all(
                abs(s / formula(*nm) - 1) <= (0.045 if name == HE else 0.013)
                for s, nm in zip(spreads, (WIDE, TALL))
            )
        ),
        "another",
    )
    measured = {
        f"{n} to {m}": f"spread {s:.3g}, wanted {math.sqrt(2 / n):.3g}"
        for s, (n, m) in zip(spreads, (WIDE, TALL))
    }
    return Facts(facts, {} if facts["spread"] == HE else measured)


@task(
    way=(2, 7, "He's start", "what-relu-does#half-of-the-square"),
    function=True,
    observe=started,
    differs={
        "shape for n_in = 3, n_out = 2": "The shape is another one: a row for each input, a column "
        "for each unit.",
        "numbers": "The matrix must come from `rng`: the same seed gives the same matrix, another "
        "seed another one, and a second call with the same `rng` new numbers.",
        "drawn one by one": "Whole rows or columns of your matrix are equal. Every weight is drawn "
        "for itself.",
        "neighbors": "The weights are not independent: neighbors resemble each other, as in a "
        "sorted matrix, or are each other's negatives.",
        "mean near 0": "The weights are not centered: their mean is far from 0.",
        "spread": "Shape and mean are right; the spread is not √(2/n_in).",
    },
    hints=[
        "`rng.normal(mean, spread, shape)` draws a whole matrix. Its second argument is the "
        "standard deviation, not the variance.",
        "How many terms does a pre-activation add up: n_in or n_out of them? The weights must be "
        "smaller when there are more.",
    ],
    why="""
    A pre-activation adds up n_in terms, so its second moment is n_in times that of a weight times
    that of an input. ReLU keeps half of it. With the variance 2/n_in both factors cancel: every
    layer hands on what it got. The shape of the distribution plays no part, only its variance.
    """,
)
def he_init(n_in, n_out, rng):
    """He's start

    Write `he_init(n_in, n_out, rng)`: it draws the weights of a ReLU layer with `n_in` inputs and
    `n_out` units and returns them as a matrix with `n_in` rows and `n_out` columns. Every weight is
    drawn independently with mean 0 and standard deviation $\\sqrt{2/n_\\mathrm{in}}$, from
    whichever distribution you like. All randomness comes from `rng`, a generator such as
    `np.random.default_rng(0)`: the same seed gives the same matrix. The checker measures the spread
    of large matrices, where 3 % is near enough.
    """
    return rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))  # ← a matrix


def _he_loop(n_in, n_out, rng):
    W = np.zeros((n_in, n_out))
    for i in range(n_in):
        for j in range(n_out):
            W[i, j] = rng.normal(0, (2 / n_in) ** 0.5)
    return W


def _he_lists(n_in, n_out, rng):
    return [
        [rng.standard_normal() * math.sqrt(2 / n_in) for _ in range(n_out)] for _ in range(n_in)
    ]


def _he_scipy(n_in, n_out, rng):
    from scipy import stats

    return stats.norm.rvs(scale=np.sqrt(2 / n_in), size=(n_in, n_out), random_state=rng)


def _he_truncated(n_in, n_out, rng):
    from scipy import stats

    scale = np.sqrt(2 / n_in) / stats.truncnorm.std(-2, 2)
    return stats.truncnorm.rvs(-2, 2, scale=scale, size=(n_in, n_out), random_state=rng)


def _he_package(n_in, n_out, rng):
    from rectified import initializers

    return initializers.get("he_uniform")(n_in, n_out, rng)


def _he_rescaled(n_in, n_out, rng):
    W = rng.normal(size=(n_in, n_out))
    return (W - W.mean()) / W.std() * np.sqrt(2 / n_in) if W.size > 1 else W


he_init.also_right(
    lambda n_in, n_out, rng: np.sqrt(2 / n_in) * rng.standard_normal((n_in, n_out)),
    lambda n_in, n_out, rng: rng.uniform(-1, 1, (n_in, n_out)) * np.sqrt(6 / n_in),
    lambda n_in, n_out, rng: rng.choice([-1, 1], (n_in, n_out)) * np.sqrt(2 / n_in),
    lambda n_in, n_out, rng: rng.laplace(0, np.sqrt(1 / n_in), (n_in, n_out)),
    lambda n_in, n_out, rng: rng.normal(size=n_in * n_out).reshape(n_in, n_out) / (n_in / 2) ** 0.5,
    lambda n_in, n_out, rng: rng.normal(size=(n_out, n_in), scale=np.sqrt(2 / n_in)).T,
    lambda n_in, n_out, rng: np.float32(rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))),
    lambda n_in, n_out, rng: np.column_stack(
        [rng.normal(0, np.sqrt(2 / n_in), n_in) for _ in range(n_out)]
    ),
    lambda n_in, n_out, rng: np.asmatrix(rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))),
    lambda n_in, n_out, rng: (rng.random((n_in, n_out)) - 0.5) * math.sqrt(24 / n_in),
    lambda n_in, n_out, rng: rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)).tolist(),
    _he_loop,
    _he_lists,
    _he_scipy,
    _he_truncated,
    _he_package,
    _he_rescaled,
)


def _normal_with(spread):
    """Centered normal weights with another spread."""
    return lambda n_in, n_out, rng: rng.normal(0, spread(n_in, n_out), (n_in, n_out))


he_init.wrong(
    "variance",
    _normal_with(lambda n, m: 2 / n),
    says="Your spread is 2/n_in: that is the variance. Where a standard deviation is wanted, its "
    "root belongs.",
)
he_init.wrong(
    "lecun",
    _normal_with(lambda n, m: math.sqrt(1 / n)),
    says="Your variance is 1/n_in. The factor 2 is missing that makes up for the half which ReLU "
    "takes away.",
)
he_init.wrong(
    "not centred",
    lambda n_in, n_out, rng: rng.uniform(0, 1, (n_in, n_out)),
    lambda n_in, n_out, rng: rng.random((n_in, n_out)) * 2 * np.sqrt(6 / n_in),
    lambda n_in, n_out, rng: np.abs(rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))),
    lambda n_in, n_out, rng: rng.random((n_in, n_out)) * np.sqrt(2 / n_in),
    lambda n_in, n_out, rng: rng.random((n_in, n_out)) * np.sqrt(6 / n_in),
    says="Your weights are not centered: they have no mean of 0. Are any of them negative?",
)
he_init.wrong(
    "transposed",
    lambda n_in, n_out, rng: rng.normal(0, np.sqrt(2 / n_in), (n_out, n_in)),
    says="Rows and columns have changed places: a row for each input, a column for each unit.",
)
he_init.wrong(
    "n_out",
    _normal_with(lambda n, m: math.sqrt(2 / m)),
    says="You divide by the number of units. A pre-activation adds up as many terms as there are "
    "*inputs*.",
)
he_init.wrong(
    "glorot",
    _normal_with(lambda n, m: math.sqrt(2 / (n + m))),
    says="Your variance is 2/(n_in + n_out): Glorot's start, which suits tanh. He's looks at the "
    "inputs alone.",
)
he_init.wrong(
    "limits of a uniform distribution",
    lambda n_in, n_out, rng: rng.uniform(-1, 1, (n_in, n_out)) * np.sqrt(2 / n_in),
    says="Your standard deviation is √(2/n_in) divided by √3. A uniform distribution between −a "
    "and a has the standard deviation a/√3: the limits must be farther out.",
)
he_init.wrong(
    "width of a uniform distribution",
    lambda n_in, n_out, rng: (rng.random((n_in, n_out)) - 0.5) * np.sqrt(2 / n_in),
    says="Your standard deviation is √(2/n_in) divided by √12. A uniform distribution that is w "
    "wide has the standard deviation w/√12: it must be wider.",
)
he_init.wrong(
    "limit as deviation",
    _normal_with(lambda n, m: math.sqrt(6 / n)),
    says="Your standard deviation is √(6/n_in). That number is the *limit* of a uniform "
    "distribution with the right spread, not the spread itself.",
)
he_init.wrong(
    "no root, no 2",
    _normal_with(lambda n, m: 1 / n),
    says="Your spread is 1/n_in. A root is missing, and the factor 2 that makes up for what ReLU "
    "takes away.",
)
he_init.wrong(
    "pytorch",
    lambda n_in, n_out, rng: rng.uniform(-1, 1, (n_in, n_out)) / np.sqrt(n_in),
    says="Your variance is 1/(3·n_in), a sixth of He's: that is how PyTorch starts a layer if you "
    "say nothing.",
)
he_init.wrong(
    "one for all",
    _normal_with(lambda n, m: 1.0),
    says="Your spread is 1, whatever the number of inputs. The more inputs are added up, the "
    "smaller the weights must be.",
)
he_init.wrong(
    "root of two for all",
    _normal_with(lambda n, m: math.sqrt(2)),
    says="Your spread is √2, whatever the number of inputs. The more inputs are added up, the "
    "smaller the weights must be.",
)
he_init.wrong(
    "root of the 2 only",
    _normal_with(lambda n, m: math.sqrt(2) / n),
    says="Your spread is √2/n_in: the root reaches only as far as the 2. The number of inputs "
    "belongs under it.",
)
he_init.wrong(
    "inverted",
    _normal_with(lambda n, m: math.sqrt(n / 2)),
    says="Your spread grows with the number of inputs: the fraction is upside down.",
)
he_init.wrong(
    "times the inputs",
    _normal_with(lambda n, m: math.sqrt(2 * n)),
    says="Your spread grows with the number of inputs. The more are added up, the smaller each "
    "weight must be: divide.",
)
he_init.wrong(
    "four",
    _normal_with(lambda n, m: math.sqrt(4 / n)),
    says="Your variance is 4/n_in, twice as much as wanted. Is the 2 in it twice?",
)
he_init.wrong(
    "own generator",
    lambda n_in, n_out, rng: np.random.normal(0, np.sqrt(2 / n_in), (n_in, n_out)),
    lambda n_in, n_out, rng: np.random.default_rng().normal(0, np.sqrt(2 / n_in), (n_in, n_out)),
    says="The same seed gives another matrix each time: your numbers do not come from the `rng` "
    "that is handed in.",
)
he_init.wrong(
    "fixed seed",
    lambda n_in, n_out, rng: np.random.default_rng(0).normal(0, np.sqrt(2 / n_in), (n_in, n_out)),
    says="Every call gives the same matrix, whatever `rng` is. Do you make a generator of your "
    "own, with a fixed seed?",
)
he_init.wrong(
    "one column for all",
    lambda n_in, n_out, rng: np.tile(rng.normal(0, np.sqrt(2 / n_in), (n_in, 1)), n_out),
    lambda n_in, n_out, rng: np.tile(rng.normal(0, np.sqrt(2 / n_in), n_out), (n_in, 1)),
    says="Whole rows or columns of your matrix are equal. Units with equal weights would learn the "
    "same: draw every weight for itself.",
)


def _zero_start(n_in, n_out, rng):
    return np.zeros((n_in, n_out))


he_init.wrong(
    "sorted",
    lambda n_in, n_out, rng: np.sort(rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))),
    lambda n_in, n_out, rng: np.sort(rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out)), axis=0),
    lambda n_in, n_out, rng: np.sort(rng.normal(0, np.sqrt(2 / n_in), n_in * n_out)).reshape(
        n_in, n_out
    ),
    says="Mean and spread are right, but the weights are not independent: neighbors resemble each "
    "other. Is something sorted?",
)
he_init.wrong(
    "each other's negatives",
    lambda n_in, n_out, rng: np.vstack(
        [W := rng.normal(0, np.sqrt(2 / n_in), ((n_in + 1) // 2, n_out)), -W[: n_in // 2]]
    ),
    lambda n_in, n_out, rng: (
        np.abs(rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out)))
        * (-1.0) ** np.add.outer(np.arange(n_in), np.arange(n_out))
    ),
    says="Mean and spread are right, but the weights are not independent: one has the opposite "
    "sign of another, by plan. Draw each of them for itself.",
)
he_init.also_wrong(
    _zero_start,
    lambda n_in, n_out, rng: rng.normal(0, np.sqrt(2 / n_in)),
    lambda n_in, n_out, rng: rng.normal(0, np.sqrt(2 / n_in), n_in * n_out),
    lambda n_in, n_out, rng: rng.normal(0, np.sqrt(2 / n_in), n_out),
    lambda n_in, n_out, rng: rng.normal(0, np.sqrt(3 / n_in), (n_in, n_out)),
    lambda n_in, n_out, rng: rng.normal(np.sqrt(2 / n_in), 1, (n_in, n_out)),
    lambda n_in, n_out, rng: rng.normal(0, np.sqrt(2 / n_in) * 1.1, (n_in, n_out)),
    lambda n_in, n_out, rng: np.clip(
        rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out)), -np.sqrt(2 / n_in), np.sqrt(2 / n_in)
    ),
    lambda n_in, n_out, rng: rng.integers(-1, 2, (n_in, n_out)),
    lambda n_in, n_out, rng: rng.randn(n_in, n_out),
    lambda n_in, n_out, rng: None,
    lambda n_in, n_out, rng: (rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out)), np.zeros(n_out)),
    lambda n_in, n_out: np.zeros((n_in, n_out)),
    np.zeros((3, 2)),
)
