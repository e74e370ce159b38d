"""How optimizers walk through long vectors of parameters: block by block.

An update makes several passes over the parameters. Over a block that fits into the processor's
cache, all but the first of them are fast. What decays comes first in theta, so a block holds only
numbers that decay or only others; for the others, and where nothing decays, the optimizer is given
None in place of a weight decay.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

Array = np.ndarray

SIZE = 1 << 15  # numbers in a block; 256 KiB in float64


class Blocks:
    """The vectors theta (..., P), cut into blocks.

    n_decaying: so many parameters, the first, decay. n_states: how many further numbers the
    optimizer keeps for each parameter; they begin at 0. rates: numbers or arrays of the stack's
    shape, by name; a block gets those of its networks, as a column.
    """

    def __init__(self, theta: Array, n_decaying: int, n_states: int, rates: Mapping[str, Array]):
        *stack, n_columns = theta.shape
        self.shape = -1, n_columns
        states = [np.zeros_like(theta) for _ in range(n_states)]
        arrays = [array.reshape(self.shape) for array in (theta, *states)]
        columns = {name: _column(rate, stack, theta.dtype) for name, rate in rates.items()}
        self.parts, self.gradient = [], None
        for rows in _slices(0, len(arrays[0]), max(1, SIZE // max(1, n_columns))):
            rates = {name: column[rows] for name, column in columns.items()}
            fixed = dict(rates, weight_decay=None) if "weight_decay" in rates else rates
            decaying = rates if np.any(rates.get("weight_decay")) else fixed
            for start, stop, named in ((0, n_decaying, decaying), (n_decaying, n_columns, fixed)):
                for place in _slices(start, stop, SIZE):
                    self.parts.append(((rows, place), [a[rows, place] for a in arrays], named))

    def of(self, gradient: Array) -> list[tuple[list[Array], dict[str, Array]]]:
        """The blocks (theta, gradient, states ...) and rates that belong together."""
        if gradient is not self.gradient:  # in training it is always the same array
            columns = gradient.reshape(self.shape)
            self.blocks = [
                ([theta, columns[place], *states], rates)
                for place, (theta, *states), rates in self.parts
            ]
            self.gradient = gradient
        return self.blocks


def _column(rate: Array, stack: list[int], dtype: np.dtype) -> Array:
    """One number per replica, (replicas, 1): it multiplies all parameters of its replica."""
    return np.broadcast_to(rate, stack).reshape(-1, 1).astype(dtype)


def _slices(start: int, stop: int, step: int) -> list[slice]:
    return [slice(i, min(i + step, stop)) for i in range(start, stop, step)]
