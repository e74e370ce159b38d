"""A sound in frames."""

from __future__ import annotations

import numpy as np

from checker import function


def some(rng):
    """A sound, and frames that fit into it."""
    size = int(rng.randint(2, 5))
    hop = int(rng.randint(1, size + 1))
    return rng.randint(-9, 10, rng.randint(size, size + 9)) / 1.0, size, hop


@function(
    way=(2, 10, "a sound in frames", "applications/speech#a-word-as-a-picture"),
    cases=[
        (np.arange(1.0, 7.0), 2, 2),
        (np.arange(1.0, 6.0), 3, 1),
        (np.array([5.0, 3.0, 8.0, 1.0, 2.0, 9.0, 4.0]), 4, 2),
        (np.array([5.0, 3.0, 8.0, 1.0, 2.0, 9.0, 4.0, 7.0]), 3, 2),
        (np.array([1.0, 2.0, 4.0, 8.0]), 4, 3),
        (np.arange(10.0) ** 2, 5, 3),
    ],
    more=some,
    hints=[
        "Frame 0 begins at 0, frame 1 at `hop`, frame 2 at `2 * hop`. The last one must still fit.",
        "A frame may begin at 0, …, `len(x) - size`: `range(0, len(x) - size + 1, hop)`.",
    ],
    why="""
    The last frame begins at `len(x) - size` at the latest, and `range` leaves its end out: hence
    the `+ 1`. In the chapter frames have 400 samples and begin every 200, so that each moment is in
    two frames: one fades out while the next fades in.
    """,
)
def frames(x, size, hop):
    """A sound in frames

    Write `frames(x, size, hop)`: cut a sound `x` into frames of `size` samples. The first begins at
    sample 0, each next one `hop` samples later; frames may overlap. A rest that does not fill a
    frame is left out. Return an array with one row for each frame.
    """
    starts = range(0, len(x) - size + 1, hop)
    return np.array([x[start : start + size] for start in starts])  # ← one row each


def _windows(x, size, hop):
    return np.lib.stride_tricks.sliding_window_view(x, size)[::hop]


def _indices(x, size, hop):
    n = (len(x) - size) // hop + 1
    return x[hop * np.arange(n)[:, None] + np.arange(size)]


def _while(x, size, hop):
    rows, start = [], 0
    while start + size <= len(x):
        rows.append(list(x[start : start + size]))
        start += hop
    return np.array(rows)


def _filtered(x, size, hop):
    rows = [x[s : s + size] for s in range(0, len(x), hop)]
    return np.array([row for row in rows if len(row) == size])


frames.also_right(
    _windows,
    _indices,
    _while,
    _filtered,
    lambda x, size, hop: [list(x[s : s + size]) for s in range(0, len(x) - size + 1, hop)],
    lambda x, size, hop: np.stack([x[s : s + size] for s in range(0, len(x) - size + 1, hop)]),
    lambda x, size, hop: np.vstack([x[s : s + size] for s in range(0, len(x) - size + 1, hop)]),
    lambda x, size, hop: np.array([x[s:][:size] for s in range(0, len(x) - size + 1, hop)]),
    lambda x, size, hop: np.array(
        [x[k * hop : k * hop + size] for k in range((len(x) - size) // hop + 1)]
    ),
    lambda x, size, hop: np.array(
        [[x[s + i] for i in range(size)] for s in range(0, len(x) - size + 1, hop)]
    ),
    lambda x, size, hop: np.array([x[s : s + size] for s in np.arange(0, len(x) - size + 1, hop)]),
    lambda x, size, hop: np.array(
        [x[s : s + size] for s in range(len(x)) if s % hop == 0 and s + size <= len(x)]
    ),
)
frames.wrong(
    "last one missing",
    lambda x, size, hop: np.array([x[s : s + size] for s in range(0, len(x) - size, hop)]).reshape(
        -1, size
    ),
    says="A frame is missing at the end. `range` leaves its end out: where may the last one begin?",
)
frames.wrong(
    "no overlap",
    lambda x, size, hop: np.array([x[s : s + size] for s in range(0, len(x) - size + 1, size)]),
    lambda x, size, hop: x[: len(x) // size * size].reshape(-1, size),
    says="Your frames begin `size` samples apart, one behind the other. They begin every `hop`.",
)
frames.wrong(
    "every sample",
    lambda x, size, hop: np.lib.stride_tricks.sliding_window_view(x, size),
    lambda x, size, hop: np.array([x[s : s + size] for s in range(len(x) - size + 1)]),
    says="A frame begins at every sample. They begin every `hop` samples.",
)
frames.wrong(
    "columns",
    lambda x, size, hop: np.lib.stride_tricks.sliding_window_view(x, size)[::hop].T,
    says="Your frames are the columns. One *row* for each is wanted.",
)
frames.wrong(
    "size and hop exchanged",
    lambda x, size, hop: np.array([x[s : s + hop] for s in range(0, len(x) - hop + 1, size)]),
    says="Your frames have `hop` samples and begin every `size`. It is the other way round.",
)
frames.wrong(
    "rest filled with zeros",
    lambda x, size, hop: np.array(
        [np.pad(x[s : s + size], (0, max(0, s + size - len(x)))) for s in range(0, len(x), hop)]
    ),
    says="You fill the rest up with zeros. Here it is left out.",
)
frames.wrong(
    "each hop alone",
    lambda x, size, hop: np.array([x[s : s + hop] for s in range(0, len(x) - size + 1, hop)]),
    says="Your frames are only `hop` samples long. How long is a frame?",
)
frames.wrong(
    "starts",
    lambda x, size, hop: np.arange(0, len(x) - size + 1, hop),
    lambda x, size, hop: list(range(0, len(x) - size + 1, hop)),
    says="These are the samples at which the frames begin. What is in them?",
)
frames.wrong(
    "first samples",
    lambda x, size, hop: x[: len(x) - size + 1 : hop],
    says="That is the first sample of each frame. A frame has `size` of them.",
)
frames.wrong(
    "how many",
    lambda x, size, hop: (len(x) - size) // hop + 1,
    says="That is how many frames there are. Return the frames.",
)
frames.wrong(
    "last frame left out",
    lambda x, size, hop: np.array([x[s : s + size] for s in range(0, len(x) - size, hop)]),
    says="Where a frame ends exactly with the sound, it is left out. It is a full frame.",
)
frames.wrong(
    "first frame left out",
    lambda x, size, hop: np.array([x[s : s + size] for s in range(hop, len(x) - size + 1, hop)]),
    says="Your first frame begins one hop too late. The first begins at sample 0.",
)
frames.also_wrong(
    lambda x, size, hop: x,
    lambda x, size, hop: None,
    lambda x, size, hop: x[:size],
    lambda x, size, hop: np.lib.stride_tricks.sliding_window_view(x, size)[::hop][:, ::-1],
    lambda x, size, hop: np.concatenate(
        [x[s : s + size] for s in range(0, len(x) - size + 1, hop)]
    ),
)
