"""Count the dead filters."""

from __future__ import annotations

import numpy as np

from checker import function


def _maps(*filters):
    """Activations (n, height, width, filters) from the maps of each filter."""
    return np.moveaxis(np.array(filters, dtype=float), 0, -1)


_SILENT = [[[0, 0], [0, 0]], [[0, 0], [0, 0]]]  # two images of 2 × 2 places
_ONE_PLACE = [[[0, 0], [0, 0]], [[0, 3], [0, 0]]]
_FIRST_IMAGE = [[[1, 2], [4, 1]], [[0, 0], [0, 0]]]
_CORNER = [[[5, 0], [0, 0]], [[2, 0], [0, 0]]]
_AWAKE = [[[1, 2], [3, 1]], [[1, 1], [2, 2]]]


def _drawn(rng):
    n, filters = int(rng.randint(2, 5)), int(rng.randint(2, 6))
    a = np.maximum(rng.randint(-20, 6, (n, 2, 3, filters)), 0) / 2
    a[..., rng.randint(0, 2, filters) == 0] = 0
    return (a,)


@function(
    way=(2, 5, "lost filters", "applications/vision-deep#lost-filters"),
    cases=[
        (_maps(_SILENT),),
        (_maps(_AWAKE),),
        (_maps(_SILENT, _AWAKE),),
        (_maps(_ONE_PLACE, _SILENT, _SILENT),),
        (_maps(_FIRST_IMAGE, _SILENT),),
        (_maps(_CORNER, _SILENT, _AWAKE, _SILENT),),
        (_maps(_CORNER, _FIRST_IMAGE, _ONE_PLACE),),
        (
            _maps(
                [[[0, 0, 0]], [[0, 0, 0]], [[0, 0, 0]]], [[[0, 0, 0]], [[0, 0, 0.001]], [[0, 0, 0]]]
            ),
        ),
        (np.zeros((3, 2, 4, 5)),),
    ],
    more=_drawn,
    hints=[
        "A filter is one index of the last axis. Over which axes must its map be 0?",
        "NumPy takes several axes at once: `.all(axis=(0, 1))`. Or give the array the shape "
        "`(-1, filters)`, in which every place of every image is a row.",
    ],
    why="""
    A filter is one set of weights, used at every place of every image: it learns as long as it is
    active *somewhere*. So a place counts like an example, and a filter has many more chances to
    stay alive than a unit of a dense layer. That it is silent in one corner, or for one image, says
    nothing.
    """,
)
def dead_filters(a):
    """Count the dead filters

    `a[i, y, x, j]` is what filter `j` of a convolution with ReLU gives for image `i` at the place
    `(y, x)`: an array `(n, height, width, filters)`. Write `dead_filters(a)`: it returns how many
    filters are 0 for every image at every place, as one number. Leave `a` as it is.
    """
    return (a == 0).all(axis=(0, 1, 2)).sum()  # ← how many filters


def _loop(a):
    count = 0
    for j in range(a.shape[-1]):
        alive = False
        for image in a:
            for row in image:
                for place in row:
                    alive = alive or place[j] != 0
        count += not alive
    return count


def _recursive(a):
    if a.shape[-1] == 0:
        return 0
    return int(not a[..., 0].any()) + _recursive(a[..., 1:])


dead_filters.also_right(
    lambda a: (a.max(axis=(0, 1, 2)) == 0).sum(),
    lambda a: (a.sum(axis=(0, 1, 2)) == 0).sum(),
    lambda a: (a.reshape(-1, a.shape[-1]) == 0).all(axis=0).sum(),
    lambda a: sum(not a[..., j].any() for j in range(a.shape[-1])),
    lambda a: a.shape[-1] - a.any(axis=(0, 1, 2)).sum(),
    lambda a: np.count_nonzero(~a.any(axis=0).any(axis=0).any(axis=0)),
    lambda a: np.einsum("iyxj->j", a).tolist().count(0),
    lambda a: a.shape[-1] - len(set(np.nonzero(a)[3])),
    lambda a: len([m for m in np.moveaxis(a, -1, 0) if np.all(m == 0)]),
    lambda a: float(((a == 0).mean(axis=(0, 1, 2)) == 1).sum()),
    lambda a: int(np.isclose(a, 0, atol=1e-12).all((0, 1, 2)).sum()),
    _loop,
    _recursive,
)
dead_filters.wrong(
    "places counted",
    lambda a: (a == 0).all(axis=0).sum(),
    says="You count each place of a map as a unit of its own. A filter is the same at all places: "
    "one place where it answers is enough.",
)
dead_filters.wrong(
    "maps counted",
    lambda a: (a == 0).all(axis=(1, 2)).sum(),
    says="You count empty maps, one for each image and filter. A filter is dead only if its map "
    "is empty for every image.",
)
dead_filters.wrong(
    "zeros",
    lambda a: (a == 0).sum(),
    says="You count all zeros. A filter that is silent at one place is not dead yet.",
)
dead_filters.wrong(
    "silent somewhere",
    lambda a: (a == 0).any(axis=(0, 1, 2)).sum(),
    says="You count the filters that are 0 *somewhere*. Dead means everywhere.",
)
dead_filters.wrong(
    "silent for some image",
    lambda a: (a == 0).all(axis=(1, 2)).any(axis=0).sum(),
    says="You count the filters that are silent for at least one image. Dead means for each of "
    "them.",
)
dead_filters.wrong(
    "share",
    lambda a: (a == 0).all(axis=(0, 1, 2)).mean(),
    says="That is the share of dead filters. Their number is wanted.",
)
dead_filters.wrong(
    "the living",
    lambda a: a.any(axis=(0, 1, 2)).sum(),
    says="You count the filters that answer somewhere: those are the living.",
)
dead_filters.wrong(
    "images",
    lambda a: (a == 0).all(axis=(1, 2, 3)).sum(),
    says="You count the images that no filter answers. Filters are the last axis.",
)
dead_filters.wrong(
    "which, not how many",
    lambda a: (a == 0).all(axis=(0, 1, 2)),
    lambda a: np.flatnonzero((a == 0).all(axis=(0, 1, 2))),
    says="You say which filters are dead. How many are they?",
)
dead_filters.wrong(
    "first image",
    lambda a: (a[0] == 0).all(axis=(0, 1)).sum(),
    says="You look at the first image only. A filter that is silent there may answer another.",
)
dead_filters.wrong(
    "last image",
    lambda a: (a[-1] == 0).all(axis=(0, 1)).sum(),
    says="You look at the last image only. Does a loop overwrite what it found before?",
)
dead_filters.wrong(
    "upper left corner",
    lambda a: (a[:, 0, 0] == 0).all(axis=0).sum(),
    says="You look at the upper left place only. A filter may answer at any other.",
)
dead_filters.wrong(
    "weak",
    lambda a: (a.max(axis=(0, 1, 2)) < 0.01).sum(),
    lambda a: (a.mean(axis=(0, 1, 2)) < 0.01).sum(),
    says="A filter that answers 0.001 at one place is counted as dead. It is weak, but it gets a "
    "gradient.",
)
dead_filters.wrong(
    "all filters",
    lambda a: a.shape[-1],
    says="That is the number of all filters. How many of them are dead?",
)
dead_filters.also_wrong(
    lambda a: len(a),
    lambda a: 0,
    lambda a: (a == 0).all(axis=(0, 1, 2)).any(),
    lambda a: (a == 0).mean(),
    lambda a: (a == 0).all(axis=(0, 1, 2)).sum() + 1,
    lambda a: None,
    lambda a: (a == 0).sum(axis=(0, 1, 2)),
    lambda a: -(a == 0).all(axis=(0, 1, 2)).sum(),
)
