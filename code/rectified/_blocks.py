"""How optimizers walk through long vectors of parameters: block by block.

An update makes several passes over the parameters. Over a block that fits into the processor's
cache, all but the first of them are fast.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

Array = np.ndarray

SIZE = 1 << 15  # numbers in a block; 256 KiB in float64


class Block(NamedTuple):
    """Views that belong together: theta, the gradient, what the optimizer keeps; and its rates.

    decaying: (theta, gradient, weight decay) of each run of parameters that decay, in this block;
    or of all of it, with a weight decay of 0 for the others.
    """

    arrays: list[Array]
    rates: dict[str, Array]
    decaying: list[tuple[Array, Array, Array]]


class Blocks:
    """The vectors theta (..., P), cut into blocks.

    decaying: from where to where theta holds parameters that decay. n_states: how many further
    numbers the optimizer keeps for each parameter; they begin at 0. rates: numbers or arrays of the
    stack's shape, by name; a block gets those of its networks, as a column. The rate `weight_decay`
    comes with the runs of parameters that decay, if it is not 0.
    """

    def __init__(
        self,
        theta: Array,
        decaying: Sequence[tuple[int, int]],
        n_states: int,
        rates: Mapping[str, Array],
    ):
        *stack, n_columns = theta.shape
        self.theta = theta.reshape(-1, n_columns)
        self.states = [np.zeros_like(self.theta) for _ in range(n_states)]
        self.columns = {name: _column(rate, stack, theta.dtype) for name, rate in rates.items()}
        self.decay = self.columns.pop("weight_decay", np.zeros(1))
        self.runs = decaying if self.decay.any() else []
        self.gradient: Array | None = None

    def of(self, gradient: Array) -> list[Block]:
        """All blocks, with a gradient shaped as theta."""
        if gradient is not self.gradient:  # in training it is always the same array
            self.gradient, columns = gradient, gradient.reshape(self.theta.shape)
            n_rows, n_columns = columns.shape
            self.blocks = [
                self._block(columns, rows, place)
                for rows in _slices(0, n_rows, max(1, SIZE // max(1, n_columns)))
                for place in _slices(0, n_columns, SIZE)
            ]
        return self.blocks

    def _block(self, gradient: Array, rows: slice, place: slice) -> Block:
        arrays = [array[rows, place] for array in (self.theta, gradient, *self.states)]
        rates = {name: _of(column, rows) for name, column in self.columns.items()}
        decay = _of(self.decay, rows)
        runs = [(max(start, place.start), min(stop, place.stop)) for start, stop in self.runs]
        runs = [slice(start, stop) for start, stop in runs if start < stop]
        if runs and len(arrays[0]) > 1:  # of many networks, runs are no longer in one piece
            where = np.zeros((1, place.stop - place.start), self.theta.dtype)
            for run in runs:
                where[:, run.start - place.start : run.stop - place.start] = 1
            return Block(arrays, rates, [(*arrays[:2], decay * where)])
        pairs = [(self.theta[rows, run], gradient[rows, run]) for run in runs]
        return Block(arrays, rates, [(*pair, decay) for pair in pairs])


def _column(rate: Array, stack: list[int], dtype: np.dtype) -> Array:
    """One number per replica, (replicas, 1), which multiplies all parameters of its replica.

    (1, 1) if they are equal: that takes less time.
    """
    column = np.broadcast_to(rate, stack).reshape(-1, 1).astype(dtype)
    return column[:1] if (column == column[:1]).all() else column


def _of(column: Array, rows: slice) -> Array:
    return column if len(column) == 1 else column[rows]


def _slices(start: int, stop: int, step: int) -> list[slice]:
    return [slice(i, min(i + step, stop)) for i in range(start, stop, step)]
