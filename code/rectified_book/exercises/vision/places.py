"""How many places a filter has."""

from __future__ import annotations

import math

import numpy as np

from checker import function


def _drawn(rng):
    kernel = int(rng.randint(1, 8))
    size = int(rng.randint(kernel, 40))
    return size, kernel, int(rng.randint(1, 5)), int(rng.randint(0, 4))


@function(
    way=(2, 6, "the places of a filter", "applications/vision#convolution"),
    cases=[
        (5, 5, 1, 0),
        (6, 5, 1, 0),
        (28, 5, 1, 0),
        (28, 5, 2, 0),
        (12, 5, 2, 0),
        (13, 3, 2, 0),
        (28, 3, 1, 1),
        (28, 3, 2, 1),
        (7, 2, 3, 0),
        (10, 1, 4, 0),
        (9, 4, 3, 2),
        (32, 7, 4, 3),
    ],
    more=_drawn,
    equivalent=[],
    hints=[
        "First without stride and padding: a window of 5 pixels in a row of 7 can begin at pixel "
        "0, 1 or 2.",
        "Padding makes the row longer, on *both* sides. With a stride s only every s-th of the "
        "beginnings is taken, the first one always.",
    ],
    why="""
    The windows begin at the place 0 and, for the last time, at size + 2 · padding − kernel or a
    little before, so there are that number divided by the stride, rounded down, and one more. So
    28 pixels, windows of 5 and a stride of 2 give 12 places, and those give 4: the sizes of the
    chapter's network.
    """,
)
def places(size, kernel, stride, padding):
    """How many places

    A row of `size` pixels gets `padding` zeros at each of its two ends. A window of `kernel` pixels
    begins at its left end and moves on by `stride` pixels at a time, as long as it fits as a whole.
    Write `places(size, kernel, stride, padding)`: it returns how many places the window has, as a
    whole number.
    """
    return (size + 2 * padding - kernel) // stride + 1  # ← a whole number


def _counted(size, kernel, stride, padding):
    count, start = 0, 0
    while start + kernel <= size + 2 * padding:
        count, start = count + 1, start + stride
    return count


def _recursive(size, kernel, stride, padding):
    length = size + 2 * padding
    return 0 if length < kernel else 1 + _recursive(length - stride, kernel, stride, 0)


def _by_layer(size, kernel, stride, padding):
    from rectified.layers import Conv2D

    layer = Conv2D(1, (1, kernel), (1, stride), (0, padding))
    return layer.output_shape((1, size, 1))[1]


def _windows(size, kernel, stride, padding):
    row = np.zeros(size + 2 * padding)
    return len(np.lib.stride_tricks.sliding_window_view(row, kernel)[::stride])


places.also_right(
    lambda size, kernel, stride, padding: len(range(0, size + 2 * padding - kernel + 1, stride)),
    lambda size, kernel, stride, padding: math.floor((size + 2 * padding - kernel) / stride) + 1,
    lambda size, kernel, stride, padding: 1 + int((size + 2 * padding - kernel) / stride),
    lambda size, kernel, stride, padding: math.ceil((size + 2 * padding - kernel + 1) / stride),
    lambda size, kernel, stride, padding: (size + 2 * padding - kernel + stride) // stride,
    lambda size, kernel, stride, padding: divmod(size + 2 * padding - kernel, stride)[0] + 1,
    lambda size, kernel, stride, padding: (
        np.arange(0, size + 2 * padding - kernel + 1, stride).size
    ),
    lambda size, kernel, stride, padding: float((size + 2 * padding - kernel) // stride + 1),
    lambda n, k, s, p: sum(1 for i in range(n + 2 * p) if i % s == 0 and i + k <= n + 2 * p),
    lambda n, k, s, p: -(-(n + 2 * p - k + 1) // s),
    _counted,
    _recursive,
    _by_layer,
    _windows,
)
places.wrong(
    "first place forgotten",
    lambda n, k, s, p: (n + 2 * p - k) // s,
    says="One place is missing. A window as long as the row fits once, and not never.",
)
places.wrong(
    "padding on one side",
    lambda n, k, s, p: (n + p - k) // s + 1,
    says="You count the padding once. There are zeros at both ends.",
)
places.wrong(
    "no padding",
    lambda n, k, s, p: (n - k) // s + 1,
    says="Without padding you are right. Where is it in your formula?",
)
places.wrong(
    "no stride",
    lambda n, k, s, p: n + 2 * p - k + 1,
    says="With a stride of 1 you are right. A longer stride leaves places out.",
)
places.wrong(
    "not rounded",
    lambda n, k, s, p: (n + 2 * p - k) / s + 1,
    says="There is no half a place: where the last step does not fit, round down.",
)
places.wrong(
    "rounded up",
    lambda n, k, s, p: math.ceil((n + 2 * p - k) / s) + 1,
    lambda n, k, s, p: -(-(n + 2 * p - k) // s) + 1,
    says="You round up. Then the last window hangs over the end of the row.",
)
places.wrong(
    "rounded to the nearest",
    lambda n, k, s, p: int((n + 2 * p - k) / s + 0.5) + 1,
    says="You round to the nearest whole number. The last window must fit as a whole: round down.",
)
places.wrong(
    "stride of the beginnings",
    lambda n, k, s, p: (n + 2 * p - k + 1) // s,
    says="With a stride of 1 you are right. There are size − kernel + 1 beginnings, and every s-th "
    "is taken, the first one included: think of 6 beginnings and a stride of 4.",
)
places.wrong(
    "kernel forgotten",
    lambda n, k, s, p: (n + 2 * p) // s,
    lambda n, k, s, p: (n + 2 * p - 1) // s + 1,
    says="The kernel plays no part in your formula. A longer window has fewer places.",
)
places.wrong(
    "side by side",
    lambda n, k, s, p: (n + 2 * p) // k,
    says="You count how many windows stand side by side. They move on by the stride, and may "
    "overlap.",
)
places.wrong(
    "an image",
    lambda n, k, s, p: ((n + 2 * p - k) // s + 1) ** 2,
    says="That is the number of places in a square image. Here it is a row.",
)
places.wrong(
    "padding taken away",
    lambda n, k, s, p: (n - 2 * p - k) // s + 1,
    says="You take the padding away. It is added to the row.",
)
places.wrong(
    "two too many",
    lambda n, k, s, p: (n + 2 * p - k) // s + 2,
    says="One place too many: how often does a window fit that is as long as the row?",
)
places.wrong(
    "the pixels seen",
    lambda n, k, s, p: (n + 2 * p - k) // s + k,
    says="With a kernel of 1 you are right. The places are counted, not the pixels of the last "
    "window.",
)
places.also_wrong(
    lambda n, k, s, p: n,
    lambda n, k, s, p: n // s,
    lambda n, k, s, p: (n + 2 * p - k) * s + 1,
    lambda n, k, s, p: None,
    lambda n, k, s, p: (n + 2 * p - k, s),
    lambda n, k, s, p: (n + 2 * p + k) // s + 1,
    lambda n, k, s, p: n - k + 1,
)
