"""Read to the end."""

from __future__ import annotations

import numpy as np

from checker import function


def sentence(rng):
    """Contributions of some words, a matrix, and which places have a word."""
    time, n = rng.randint(2, 6), rng.randint(1, 4)
    mask = rng.rand(time) < 0.7
    mask[0] = True
    return rng.randint(-3, 5, (time, n)) / 1.0, rng.randint(-1, 2, (n, n)) / 1.0, mask


@function(
    way=(2, 12, "a state that reads along", "applications/language#state"),
    cases=[
        (np.array([[2.0]]), np.array([[1.0]]), np.array([True])),
        (np.array([[2.0], [3.0]]), np.array([[1.0]]), np.array([True, True])),
        (np.array([[2.0], [-3.0], [1.0]]), np.array([[1.0]]), np.array([True, True, True])),
        (np.array([[2.0], [3.0]]), np.array([[2.0]]), np.array([True, False])),
        (
            np.array([[1.0, 2.0], [3.0, -1.0]]),
            np.array([[0.0, 1.0], [-1.0, 2.0]]),
            np.array([True, True]),
        ),
        (
            np.array([[1.0, 2.0], [5.0, 5.0], [1.0, 0.0]]),
            np.array([[0.0, 1.0], [2.0, 1.0]]),
            np.array([True, False, True]),
        ),
        (
            np.array([[4.0, -2.0], [-9.0, 3.0], [1.0, 1.0], [7.0, 7.0]]),
            np.array([[1.0, 0.5], [0.0, -1.0]]),
            np.array([True, True, True, False]),
        ),
    ],
    more=sentence,
    hints=[
        "Begin with `h = np.zeros(...)`, and go through the rows of X in a loop.",
        "If the place has a word, h becomes `np.maximum(x + h @ U, 0)`, else it stays.",
    ],
    why="""
    One matrix U serves all steps: written out, this is a network with one layer for each word, and
    all layers share their weights. Where the mask is False the state goes on unchanged, and so does
    its gradient on the way back.
    """,
)
def last_state(X, U, mask):
    """Read to the end

    A recurrent layer with ReLU has the state `h`, at first all 0. `X[t]` is what word `t` adds,
    `x[t] @ W + b`, already computed. At each place `t` where `mask[t]` is True, `h` becomes
    `relu(X[t] + h @ U)`; where it is False, `h` stays as it is. Write `last_state(X, U, mask)`: the
    state after the last place, an array of shape `(n,)`.
    """
    h = np.zeros(len(U))
    for x, counts in zip(X, mask, strict=True):
        if counts:
            h = np.maximum(x + h @ U, 0)  # ← the next state
    return h


def _reads(X, U, mask, *, bend=lambda z: np.maximum(z, 0), begin=0.0):
    h = np.full(len(U), begin)
    for x in X[mask]:
        h = bend(x + h @ U)
    return h


def _where(X, U, mask):
    h = np.zeros(len(U))
    for t in range(len(X)):
        h = np.where(mask[t], np.maximum(X[t] + h @ U, 0), h)
    return h


def _recursive(X, U, mask):
    if len(X) == 0:
        return np.zeros(len(U))
    before = _recursive(X[:-1], U, mask[:-1])
    return np.maximum(X[-1] + before @ U, 0) if mask[-1] else before


def _by_hand(X, U, mask):
    n = len(U)
    h = [0.0] * n
    for t in range(len(X)):
        if mask[t]:
            z = [X[t][j] + sum(h[i] * U[i][j] for i in range(n)) for j in range(n)]
            h = [max(v, 0.0) for v in z]
    return h


def _by_layer(X, U, mask):
    from rectified import Network
    from rectified.layers import Recurrent

    net = Network([Recurrent(len(U), "relu")], X.shape, "linear")
    net.layers[0].W[...], net.layers[0].U[...], net.layers[0].b[...] = np.eye(len(U)), U, 0
    return net.predict(X[None], mask[None])[0]


def _column(X, U, mask):
    h = np.zeros((len(U), 1))
    for t in np.flatnonzero(mask):
        h = np.maximum(X[t][:, None] + U.T @ h, 0)
    return h.ravel()


def _kept(X, U, mask):
    states = [np.zeros(len(U))]
    for x, m in zip(X, mask, strict=True):
        states.append((x + states[-1] @ U).clip(0) if m else states[-1])
    return states[-1]


last_state.also_right(
    _reads,
    _where,
    _recursive,
    _by_hand,
    _by_layer,
    _column,
    _kept,
    lambda X, U, mask: list(_reads(X, U, mask)),
    lambda X, U, mask: _reads(X, U, mask, bend=lambda z: z * (z > 0)),
    lambda X, U, mask: _reads(X, U, mask, bend=lambda z: (z + np.abs(z)) / 2),
    lambda X, U, mask: _reads(np.compress(mask, X, axis=0), U, np.ones(mask.sum(), bool)),
    lambda X, U, mask: _reads(X.astype(float), np.array(U), np.asarray(mask, bool)),
)


def _all_states(X, U, mask):
    states, h = [], np.zeros(len(U))
    for x, m in zip(X, mask, strict=True):
        h = np.maximum(x + h @ U, 0) if m else h
        states.append(h)
    return np.array(states)


def _zeroed(X, U, mask):
    h = np.zeros(len(U))
    for x, m in zip(X, mask, strict=True):
        h = np.maximum(x + h @ U, 0) * m
    return h


def _nothing_added(X, U, mask):
    h = np.zeros(len(U))
    for x, m in zip(X, mask, strict=True):
        h = np.maximum(x * m + h @ U, 0)
    return h


def _bent_at_the_end(X, U, mask):
    return np.maximum(_reads(X, U, mask, bend=lambda z: z), 0)


def _bent_before(X, U, mask):
    h = np.zeros(len(U))
    for x in X[mask]:
        h = np.maximum(x, 0) + h @ U
    return h


def _stops(X, U, mask):
    h = np.zeros(len(U))
    for x, m in zip(X, mask, strict=True):
        if not m:
            break
        h = np.maximum(x + h @ U, 0)
    return h


last_state.wrong(
    "mask not used",
    lambda X, U, mask: _reads(X, U, np.ones(len(X), bool)),
    says="You read every place. Where the mask is False there is no word, and the state stays.",
)
last_state.wrong(
    "no bend",
    lambda X, U, mask: _reads(X, U, mask, bend=lambda z: z),
    says="The ReLU is missing: each new state is `np.maximum(…, 0)`.",
)
last_state.wrong(
    "bent once, at the end",
    _bent_at_the_end,
    says="You apply the ReLU once, at the end. Every state is bent, before the next step uses it.",
)
last_state.wrong(
    "the word is bent alone",
    _bent_before,
    says="You bend what the word adds, and then add `h @ U`. The ReLU comes behind the sum.",
)
last_state.wrong(
    "transposed",
    lambda X, U, mask: _reads(X, U.T, mask),
    says="You compute `U @ h`. States are rows here: `h @ U`.",
)
last_state.wrong(
    "erased",
    _zeroed,
    says="Where the mask is False you set the state to 0. It has to stay as it is.",
)
last_state.wrong(
    "goes on without a word",
    _nothing_added,
    says="Where the mask is False you still multiply the state by U. Nothing at all should happen.",
)
last_state.wrong(
    "stops at the gap",
    _stops,
    says="You stop at the first place without a word. Later places may have one.",
)
last_state.wrong(
    "all states",
    _all_states,
    says="Those are the states after every place. The last one is wanted.",
)
last_state.wrong(
    "without memory",
    lambda X, U, mask: np.maximum(X[mask][-1], 0),
    says="Your state forgets: it depends on the last word alone.",
)
last_state.wrong(
    "backward",
    lambda X, U, mask: _reads(X[::-1], U, mask[::-1]),
    says="You read the sentence from its end. The first row comes first.",
)
last_state.wrong(
    "begins at one",
    lambda X, U, mask: _reads(X, U, mask, begin=1.0),
    says="The first state is not 0. Begin with `np.zeros`.",
)
last_state.wrong(
    "tanh",
    lambda X, U, mask: _reads(X, U, mask, bend=np.tanh),
    says="That is a layer with tanh. This one has ReLU.",
)
last_state.wrong(
    "sum",
    lambda X, U, mask: X[mask].sum(axis=0),
    lambda X, U, mask: np.maximum(X[mask].sum(axis=0), 0),
    says="You add up the words: a bag. The state before has to go through U at each step.",
)
last_state.also_wrong(
    lambda X, U, mask: None,
    lambda X, U, mask: np.zeros(len(U)),
    lambda X, U, mask: _reads(X, U, ~mask),
    lambda X, U, mask: _reads(X, U, mask).sum(),
    lambda X, U, mask: _reads(X, U, mask) + 1,
    lambda X, U, mask: X[-1],
)
