"""What learners might hand in for `double`."""

from __future__ import annotations

import builtins
import math
import os
import random
import sys
import time

import numpy as np
from toys.first import double


def with_default(z, factor=2):
    return factor * z


def in_place(z):
    z *= 2
    return z


def in_place_flat(z):
    if np.ndim(z) == 0:
        return 2 * z
    for k in range(len(z)):
        z[k] = 2 * z[k] if z.ndim == 1 else 0
    return z


def by_heart(z):
    known = {"1.0": 2.0, "[-1.   0.5]": np.array([-2.0, 1.0])}
    return known.get(str(z))


def recursion(z):
    return recursion(z)


def endless(z):
    while True:
        pass


def endless_and_deaf(z):
    while True:
        try:
            while True:
                z = z + 1
        except:  # noqa: E722
            pass


def deep_and_deaf(z):
    try:
        return deep_and_deaf(z)
    except:  # noqa: E722
        return deep_and_deaf(z)


def waits(z):
    while True:
        time.sleep(1)


def counts_for_ever(z):
    return sum(1 for _ in iter(int, 1))


def prints_for_ever(z):
    while True:
        print("more")


def tampers(z):
    np.multiply = np.add = builtins.len = math.exp = None
    np.set_printoptions(precision=1)
    np.random.seed(0)  # noqa: NPY002
    random.seed(0)
    sys.setrecursionlimit(500)
    sys.stdout = None
    os.chdir("/")
    np.seterr(all="raise")
    return 3 * z


def closes_everything(z):
    sys.stdout.close()
    raise SystemExit


class Odd:
    def __array__(self, *args, **kwargs):
        raise RuntimeError

    def __float__(self):
        raise RuntimeError


WRONG = {
    "no function": [3, None, "double", double, [], np.array([1.0])],
    "arguments": [lambda: 1, lambda z, q: 1, lambda *, q: 1],
    "not started": [
        ...,
        lambda z: ...,
        lambda z: [..., 1],
        lambda z: z * ...,
        lambda z: (1, [...]),
    ],
    "nothing": [lambda z: None],
    "printed": [lambda z: print(2 * z)],
    "holds nothing": [lambda z: [None]],
    "text": [lambda z: "2", lambda z: ["2"], lambda z: b"2"],
    "generator": [lambda z: (v for v in [1])],
    "iterator": [
        lambda z: map(abs, [1]),
        lambda z: zip([1]),
        lambda z: iter([1]),
    ],
    "set": [lambda z: {1.0}],
    "dict": [lambda z: {"z": 1}],
    "function": [lambda z: math.sin, lambda z: [math.sin]],
    "complex": [lambda z: 2 * z + 1j],
    "ragged": [lambda z: [[1], [1, 2]]],
    "other": [lambda z: Odd(), lambda z: [Odd()], lambda z: object()],
    "shape": [lambda z: np.array([z, z]), lambda z: [], lambda z: np.stack([z, z])],
    "nan": [lambda z: z * float("nan")],
    "in place": [in_place, in_place_flat],
    "sign": [lambda z: -2 * z],
    "factor": [lambda z: 3 * z],
    "offset": [lambda z: 2 * z + 1],
    "unchanged": [lambda z: z],
    "square": [lambda z: 4 * z * z],
    "signs": [lambda z: abs(2 * z)],
    "close": [lambda z: 2 * z * (1 + 1e-3 * np.sign(z))],
    "axes": [lambda z: 2 * z if np.ndim(z) < 2 else 3 * z],
    "error": [
        lambda z: 1 / 0,
        lambda z: undefined,  # noqa: F821
        lambda z: exit(),
        lambda z: os._exit(1),
        lambda z: input(),
        recursion,
        closes_everything,
        lambda z: z.foo,
        lambda z: z @ np.ones((7, 7)),
    ],
    "endless": [endless, endless_and_deaf, deep_and_deaf, waits, counts_for_ever, prints_for_ever],
}


EXAMPLES = [(status, answer) for status, answers in WRONG.items() for answer in answers]
