"""A grid of experiments, each repeated with several seeds, and the table of what came out.

    def experiment(seed, lr, activation):
        ...
        return {"loss": loss, "accuracy": accuracy}

    table = run(experiment, {"lr": [0.01, 0.1], "activation": ["tanh", "relu"]}, seeds=range(5))
    table.group("activation", value="loss")

The work is spread by joblib, so a cluster needs no other code:

    with joblib.parallel_config(backend="dask"):
        table = run(...)
"""

from __future__ import annotations

import csv
import html
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from numbers import Integral, Real
from os import PathLike
from typing import Any

import joblib
import numpy as np
from joblib.parallel import get_active_backend

from ._bar import Bar

Array = np.ndarray

SHOWN_ROWS = 20  # a longer table is cut when it is printed, never when it is saved


class ExperimentError(RuntimeError):
    """An experiment of a sweep failed; the message says at which point and seed, and why."""


class Table:
    """Rows of named values.

    rows: dicts that all have the keys of the first one, in any order.
    columns: the names; needed for a table without rows, otherwise taken from the first row.
    `table["loss"]` is a column as an array, `len(table)` the number of rows; a loop over the table
    meets its rows.
    Raises ValueError when a row has other keys.
    """

    def __init__(self, rows: Iterable[Mapping[str, Any]], columns: Sequence[str] | None = None):
        rows = [dict(row) for row in rows]
        self.columns = tuple(columns if columns is not None else rows[0] if rows else ())
        for row in rows:
            if set(row) != set(self.columns):
                raise ValueError(
                    f"every row must have the columns {', '.join(self.columns)}, "
                    f"got {', '.join(map(str, row))}"
                )
        self.rows = [{column: row[column] for column in self.columns} for row in rows]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows)

    def __getitem__(self, column: str) -> Array:
        """Return one column, (n_rows,): numbers or strings as such, all else as objects."""
        self._require(column)
        values = [row[column] for row in self.rows]
        if all(isinstance(v, Real) for v in values) or all(isinstance(v, str) for v in values):
            return np.array(values)
        array = np.empty(len(values), dtype=object)
        array[:] = values
        return array

    def where(self, **conditions: Any) -> Table:
        """Return the rows whose columns equal all the given values: `table.where(lr=0.1)`.

        Raises ValueError for a column that the table does not have.
        """
        for column in conditions:
            self._require(column)
        kept = [row for row in self.rows if all(row[c] == v for c, v in conditions.items())]
        return Table(kept, self.columns)

    def finite(self, value: str) -> Table:
        """Return the rows in which the column `value` is neither NaN nor infinite."""
        return Table(
            [row for row, ok in zip(self.rows, self._is_finite(value), strict=True) if ok],
            self.columns,
        )

    def group(self, *by: str, value: str) -> Table:
        """Summarize the column `value` for every combination of the columns `by`.

        Returns a Table, one row per combination in order of appearance, with the columns of `by`,
        n (rows), n_finite (of them neither NaN nor infinite), mean, sd (of the sample, n - 1 in the
        denominator; NaN for one row), min and max. A NaN among the values makes mean, sd, min and
        max NaN: a diverged run must not pass as an average. `table.finite(value)` leaves it out.
        Raises ValueError for columns that the table does not have or that hold no numbers.
        """
        for column in by:
            self._require(column)
        finite = self._is_finite(value)
        keys: list[tuple] = []
        members: list[list[int]] = []
        for i, row in enumerate(self.rows):
            key = tuple(row[column] for column in by)
            if key not in keys:  # a list, not a dict: values need not be hashable
                keys.append(key)
                members.append([])
            members[keys.index(key)].append(i)
        values = self[value]
        rows = [
            dict(zip(by, key, strict=True), n=len(m), n_finite=int(finite[m].sum()))
            | _summary(values[m])
            for key, m in zip(keys, members, strict=True)
        ]
        return Table(rows, (*by, "n", "n_finite", "mean", "sd", "min", "max"))

    def to_dict(self) -> dict[str, list]:
        """Return {column: values}, which `pandas.DataFrame` takes as it is."""
        return {column: [row[column] for row in self.rows] for column in self.columns}

    def to_csv(self, path: str | PathLike) -> None:
        """Write the table as comma-separated values with a header, numbers in full precision."""
        with open(path, "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, self.columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(self.rows)

    def __repr__(self) -> str:
        cells = self._cells()
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        lines = [
            "  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True))
            for line in cells
        ]
        return "\n".join([*lines, *self._rest()])

    def _repr_html_(self) -> str:
        head, *body = [[html.escape(cell) for cell in line] for line in self._cells()]
        rows = ["".join(f"<td>{cell}</td>" for cell in line) for line in body]
        return "\n".join(
            [
                "<table>",
                "<thead><tr>",
                *(f'<th scope="col">{cell}</th>' for cell in head),
                "</tr></thead>",
                "<tbody>",
                *(f"<tr>{row}</tr>" for row in rows),
                "</tbody>",
                "</table>",
                *(f"<p>{line}</p>" for line in self._rest()),
            ]
        )

    def _cells(self) -> list[list[str]]:
        shown = self.rows[:SHOWN_ROWS]
        return [list(self.columns), *([_text(v) for v in row.values()] for row in shown)]

    def _rest(self) -> list[str]:
        hidden = len(self) - SHOWN_ROWS
        return [f"… and {hidden} more rows"] if hidden > 0 else []

    def _require(self, column: str) -> None:
        if column not in self.columns:
            known = ", ".join(map(repr, self.columns))
            raise ValueError(f"column must be one of {known}, got {column!r}")

    def _is_finite(self, column: str) -> Array:
        values = self[column]
        if values.dtype == object or values.dtype.kind == "U":
            raise ValueError(f"value must be a column of numbers, got {column!r}")
        return np.isfinite(values)


def run(
    experiment: Callable[..., Any],
    grid: Mapping[str, Sequence[Any]],
    seeds: Iterable[int],
    *,
    n_jobs: int | None = None,
    progress: bool | None = None,
) -> Table:
    """Call `experiment(seed=..., **point)` for every point of a grid and every seed.

    experiment: returns a number or a dict of numbers, NaN included. A function of a notebook, a
        lambda or a closure will do. It should draw all its randomness from `seed`.
    grid: the values to try for each parameter, {"lr": [0.01, 0.1], ...}; all combinations are run.
        An empty grid is one point.
    seeds: different whole numbers >= 0, `range(5)`.
    n_jobs: how many at a time, -1 for all workers. None: what an active `joblib.parallel_config`
        says, all workers where it says nothing. Its backend decides where the work is done.
    progress: whether to show a progress bar; None shows it on a terminal only.

    Returns a Table, one row per point and seed in the order of the grid, seeds fastest, with the
    columns of the grid, "seed", and the results (a bare number is called "value"). The rows do not
    depend on n_jobs or on the backend.
    Raises ValueError for a bad grid or bad seeds, and ExperimentError, which names the point and
    the seed, when an experiment raises or returns something else than numbers.
    """
    if not callable(experiment):
        raise TypeError(f"experiment must be a function, got {experiment!r}")
    points = _points(grid)
    seeds = _seeds(seeds)
    calls = [joblib.delayed(_call)(experiment, point, s) for point in points for s in seeds]
    if n_jobs is None:
        _, configured = get_active_backend()
        n_jobs = -1 if configured is None else configured

    with Bar(total=len(calls), disable=None if progress is None else not progress) as bar:
        if bar.disable:
            rows = joblib.Parallel(n_jobs)(calls)
        else:  # one result after the other, which not every backend can deliver
            rows = []
            for row in joblib.Parallel(n_jobs, return_as="generator")(calls):
                rows.append(row)
                bar.update()
    return Table(rows)


def _call(experiment: Callable[..., Any], point: dict[str, Any], seed: int) -> dict[str, Any]:
    """Run one experiment, on whichever machine, and return its row."""
    try:
        results = _numbers(experiment(seed=seed, **point), taken={*point, "seed"})
    except Exception as error:
        # Only text: not every exception can travel between processes.
        where = ", ".join(f"{name}={value!r}" for name, value in {**point, "seed": seed}.items())
        raise ExperimentError(
            f"the experiment failed at {where}: {type(error).__name__}: {error}"
        ) from error
    return {**point, "seed": seed, **results}


def _numbers(result: Any, taken: set[str]) -> dict[str, float]:
    """Check what an experiment returned: {name: Python number}."""
    results = result if isinstance(result, Mapping) else {"value": result}
    for name in results:
        if not isinstance(name, str) or name in taken:
            raise ValueError(f"a result must have a name of its own, got {name!r}")
    return {name: _number(name, value) for name, value in results.items()}


def _number(name: str, value: Any) -> float:
    if isinstance(value, np.generic | np.ndarray) and value.ndim == 0:
        value = value.item()
    if not isinstance(value, Real):
        raise TypeError(f"result {name!r} must be a number, got {value!r}")
    return value


def _points(grid: Mapping[str, Sequence[Any]]) -> list[dict[str, Any]]:
    """All combinations of the values of a grid, the last parameter fastest; or raise."""
    if not isinstance(grid, Mapping):
        raise TypeError(f"grid must be a dict of lists, {{name: values}}, got {grid!r}")
    values = {}
    for name, given in grid.items():
        if not isinstance(name, str) or name == "seed":
            raise ValueError(
                f"grid must name parameters of the experiment other than 'seed', got {name!r}"
            )
        if isinstance(given, str) or not isinstance(given, Iterable):
            raise ValueError(f"grid[{name!r}] must be a list of values, got {given!r}")
        values[name] = [v.item() if isinstance(v, np.generic) else v for v in given]
        if not values[name]:
            raise ValueError(f"grid[{name!r}] must hold at least one value, got {given!r}")
        _require_different(f"grid[{name!r}]", values[name])
    return [dict(zip(values, point, strict=True)) for point in product(*values.values())]


def _seeds(seeds: Iterable[int]) -> list[int]:
    if isinstance(seeds, str) or not isinstance(seeds, Iterable):
        raise ValueError(f"seeds must be a list of different whole numbers, got {seeds!r}")
    seeds = list(seeds)
    for seed in seeds:
        if isinstance(seed, bool) or not isinstance(seed, Integral) or seed < 0:
            raise ValueError(f"seeds must hold whole numbers >= 0, got {seed!r}")
    if not seeds:
        raise ValueError("seeds must hold at least one whole number, got none")
    seeds = [int(seed) for seed in seeds]
    _require_different("seeds", seeds)
    return seeds


def _require_different(name: str, values: list[Any]) -> None:
    for i, value in enumerate(values):
        if value in values[:i]:
            raise ValueError(f"{name} must hold different values, got {value!r} twice")


def _summary(values: Array) -> dict[str, float]:
    with np.errstate(invalid="ignore"):  # inf - inf: the spread of a diverged run is NaN
        return {
            "mean": float(np.mean(values)),
            "sd": float(np.std(values, ddof=1)) if len(values) > 1 else float("nan"),
            "min": float(np.min(values)),
            "max": float(np.max(values)),
        }


def _text(value: Any) -> str:
    """A value as it is shown: floats with four significant digits."""
    return f"{value:.4g}" if isinstance(value, float) else str(value)
