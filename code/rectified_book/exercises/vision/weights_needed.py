"""What a convolution has to learn."""

from __future__ import annotations

import math

import numpy as np

from checker import function


@function(
    way=(1, 4, "what a convolution learns", "applications/vision#convolution"),
    cases=[
        (1, 1, 1),
        (1, 3, 1),
        (1, 5, 8),
        (8, 5, 16),
        (3, 1, 4),
        (3, 3, 8),
        (2, 4, 1),
        (16, 3, 16),
        (64, 7, 32),
        (5, 2, 6),
    ],
    more=lambda rng: tuple(int(rng.randint(1, high)) for high in (17, 8, 33)),
    hints=[
        "A filter has a weight for each number in its window. How many numbers are there in a "
        "window of 3 × 3 pixels if each pixel has 8 channels?",
        "And each filter has a bias, one for all places.",
    ],
    why="""
    A filter sees kernel² pixels of `channels` numbers each, has a weight for each of them and one
    bias: the size of the *image* plays no part. For the chapter's second layer that is
    (5 · 5 · 8 + 1) · 16 = 3,216. A dense layer between the same two sets of units would need
    12 · 12 · 8 · 4 · 4 · 16 weights, ninety times as many.
    """,
)
def weights_needed(channels, kernel, filters):
    """What has to be learned

    The pixels of an image have `channels` numbers each. A convolution looks at it through windows
    of `kernel` × `kernel` pixels, with `filters` filters. Write `weights_needed(channels, kernel,
    filters)`: it returns how many numbers the layer learns, weights and biases, as one number.
    """
    return (channels * kernel**2 + 1) * filters  # ← how many numbers


def _counted(channels, kernel, filters):
    count = 0
    for _ in range(filters):
        count += 1
        for _ in range(kernel):
            for _ in range(kernel):
                count += channels
    return count


def _by_layer(channels, kernel, filters):
    from rectified import Network
    from rectified.layers import Conv2D

    return Network([Conv2D(filters, kernel)], (kernel, kernel, channels)).theta.size


def _by_shapes(channels, kernel, filters):
    shapes = {"W": (kernel * kernel * channels, filters), "b": (filters,)}
    return sum(math.prod(shape) for shape in shapes.values())


weights_needed.also_right(
    lambda c, k, f: c * k * k * f + f,
    lambda c, k, f: f + f * c * k**2,
    lambda c, k, f: f * (1 + c * k * k),
    lambda c, k, f: math.prod([k, k, c, f]) + f,
    lambda c, k, f: np.ones((k, k, c, f)).size + np.ones(f).size,
    lambda c, k, f: np.ones((c * k * k + 1, f)).size,
    lambda c, k, f: sum(c * k * k + 1 for _ in range(f)),
    lambda c, k, f: float(f * c * k**2 + f),
    lambda c, k, f: np.prod([c, k, k, f]) + f,
    lambda c, k, f: np.arange((c * k * k + 1) * f).size,
    _counted,
    _by_layer,
    _by_shapes,
)
weights_needed.wrong(
    "biases forgotten",
    lambda c, k, f: c * k * k * f,
    says="That is the number of weights. Each filter has a bias as well.",
)
weights_needed.wrong(
    "one bias for all",
    lambda c, k, f: c * k * k * f + 1,
    says="There is one bias in your layer. Each filter has its own.",
)
weights_needed.wrong(
    "a bias for each weight",
    lambda c, k, f: 2 * c * k * k * f,
    says="You count a bias for every weight. A filter has one.",
)
weights_needed.wrong(
    "a bias for each channel",
    lambda c, k, f: (k * k + 1) * c * f,
    says="You count a bias for every channel of a filter. The sum over all channels is one "
    "number, and it gets one bias.",
)
weights_needed.wrong(
    "channels forgotten",
    lambda c, k, f: (k * k + 1) * f,
    says="With one channel you are right. A window holds `channels` numbers at each of its "
    "pixels, and each has its weight.",
)
weights_needed.wrong(
    "kernel not squared",
    lambda c, k, f: (c * k + 1) * f,
    says="Your window is a row of pixels. It is as high as it is wide.",
)
weights_needed.wrong(
    "kernel doubled",
    lambda c, k, f: (c * 2 * k + 1) * f,
    says="With a kernel of 2 you are right. A window of k × k pixels has k times k of them.",
)
weights_needed.wrong(
    "one filter",
    lambda c, k, f: c * k * k + 1,
    says="That is one filter. How many are there?",
)
weights_needed.wrong(
    "added up",
    lambda c, k, f: c * k * k + f,
    says="You add the filters to the weights of one. Every filter has weights of its own.",
)
weights_needed.wrong(
    "bias of the inputs",
    lambda c, k, f: c * k * k * f + c,
    says="You have a bias for each channel that comes in. It belongs to what comes out: one for "
    "each filter.",
)
weights_needed.wrong(
    "one filter for all channels",
    lambda c, k, f: k * k * f + c * f,
    lambda c, k, f: k * k * f + f * c + f,
    says="Your weights are the same for all channels. A filter weighs every channel on its own.",
)
weights_needed.wrong(
    "bias at each pixel",
    lambda c, k, f: (c + 1) * k * k * f,
    says="You count a bias for every pixel of the window. One is added to the whole sum.",
)
weights_needed.also_wrong(
    lambda c, k, f: (c * k**3 + 1) * f,
    lambda c, k, f: f,
    lambda c, k, f: c * f,
    lambda c, k, f: (c * 28 * 28 + 1) * f,
    lambda c, k, f: None,
    lambda c, k, f: (c * k * k * f, f),
    lambda c, k, f: (c * k * k - 1) * f,
    lambda c, k, f: (f * k * k + 1) * c + 1,
)
