"""Argument checks: every error names the parameter, the value and what was expected."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from numbers import Integral, Real
from typing import Any

import numpy as np


def positive(name: str, value: Any) -> float:
    """Return `value` as a float, or raise ValueError unless it is a finite number > 0."""
    if not _is_number(value) or not value > 0:
        raise ValueError(f"{name} must be a positive number, got {value!r}")
    return float(value)


def non_negative(name: str, value: Any) -> float:
    """Return `value` as a float, or raise ValueError unless it is a finite number >= 0."""
    if not _is_number(value) or not value >= 0:
        raise ValueError(f"{name} must be a number >= 0, got {value!r}")
    return float(value)


def finite(name: str, value: Any) -> float:
    """Return `value` as a float, or raise ValueError unless it is a finite number."""
    if not _is_number(value):
        raise ValueError(f"{name} must be a finite number, got {value!r}")
    return float(value)


def positive_integer(name: str, value: Any) -> int:
    """Return `value` as an int, or raise ValueError unless it is a whole number >= 1."""
    if isinstance(value, bool) or not isinstance(value, Integral) or value < 1:
        raise ValueError(f"{name} must be a whole number >= 1, got {value!r}")
    return int(value)


def choice(name: str, value: Any, options: Iterable[str]) -> str:
    """Return `value`, or raise ValueError unless it is one of `options`."""
    options = list(options)
    if not isinstance(value, str) or value not in options:
        raise ValueError(f"{name} must be one of {', '.join(map(repr, options))}, got {value!r}")
    return value


def floats(z: Any, name: str = "z") -> np.ndarray:
    """Return `z` as an array of floats, or raise TypeError unless it holds real numbers.

    Floats keep their type, whole numbers and booleans become float64. NaN and infinity may stay.
    """
    z = np.asarray(z)
    if z.dtype.kind == "f":
        return z
    if z.dtype.kind in "biu":
        return z.astype(np.float64)
    raise TypeError(f"{name} must hold real numbers, got {z.dtype}")


def finite_array(name: str, value: Any, ndim: int | None = None) -> np.ndarray:
    """Return `value` as a float array, or raise ValueError when it holds NaN or infinity.

    ndim: the number of axes expected, None for any. Integers become float64; float32 stays.
    """
    try:
        array = np.asarray(value)
        if array.dtype.kind in "cSU":  # NumPy would drop an imaginary part, and read texts
            raise TypeError(f"{array.dtype} is no type of real numbers")
        if not np.issubdtype(array.dtype, np.floating):
            array = array.astype(np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name} must be an array of numbers, got {value!r}") from error
    if ndim is not None and array.ndim != ndim:
        raise ValueError(f"{name} must have {ndim} axes, got shape {array.shape}")
    bad = array.size - int(np.isfinite(array).sum())
    if bad:
        raise ValueError(f"{name} must be finite, got {bad} NaN or infinite of {array.size} values")
    return array


def by_name(
    kind: str, thing: Any, base: type, makers: dict[str, Callable], parameters: dict[str, Any]
) -> Any:
    """Return what `makers` makes of the name `thing` and its parameters; an object as it is.

    kind: what it is called in errors. base: the class of the objects. makers: dataclasses by name;
    a `partial` of one has its other parameters left to choose.
    Raises ValueError for an unknown name; TypeError for a parameter that does not exist, for
    parameters beside an object, and for anything that is neither.
    """
    if isinstance(thing, base):
        if parameters:
            given = ", ".join(parameters)
            raise TypeError(f"parameters must come with a name, got {given} with {thing!r}")
        return thing
    if not isinstance(thing, str):
        article = "an" if kind[0] in "aeiou" else "a"
        raise TypeError(f"{kind} must be a name or {article} {kind} object, got {thing!r}")
    make = makers[choice(kind, thing, makers)]
    fixed = getattr(make, "keywords", {})
    known = [f.name for f in fields(getattr(make, "func", make)) if f.name not in fixed]
    for parameter in parameters:
        if parameter not in known:
            raise TypeError(
                f"{thing} has no parameter {parameter!r}; it has {', '.join(known) or 'none'}"
            )
    return make(**parameters)


def generator(name: str, value: Any) -> np.random.Generator:
    """Return a numpy Generator for a seed (whole number >= 0) or the Generator itself."""
    if isinstance(value, np.random.Generator):
        return value
    if isinstance(value, Integral) and not isinstance(value, bool) and value >= 0:
        return np.random.default_rng(int(value))
    raise ValueError(f"{name} must be a seed (a whole number >= 0) or a Generator, got {value!r}")


def generators(name: str, rng: Any) -> np.ndarray:
    """An object array of Generators: shape () for one seed, else the shape of the seeds."""
    if isinstance(rng, np.random.Generator) or np.ndim(rng) == 0:
        shape, seeds = (), [rng.item() if isinstance(rng, np.ndarray) else rng]
    else:
        seeds = np.asarray(rng, dtype=object)
        shape, seeds = seeds.shape, seeds.ravel().tolist()
        if 0 in shape:
            raise ValueError(f"{name} must hold at least one seed, got shape {shape}")
    found = np.empty(len(seeds), dtype=object)
    for i, seed in enumerate(seeds):
        found[i] = generator(name, seed)
    return found.reshape(shape)


def labeled_points(X: Any, y: Any) -> tuple[np.ndarray, np.ndarray]:
    """Return copies of X (n, n_features) as float64 and y (n,) as int64, or raise ValueError.

    X must hold at least one finite number, y one label per row, 0 or 1.
    """
    X = finite_array("X", X, ndim=2).astype(np.float64)
    y = np.asarray(y)
    if X.size == 0:
        raise ValueError(f"X must hold at least one row and one column, got shape {X.shape}")
    if y.shape != X.shape[:1]:
        raise ValueError(f"y must have shape ({len(X)},), one label per row of X, got {y.shape}")
    found = np.unique(y).tolist()
    if not set(found) <= {0, 1}:
        raise ValueError(f"y must hold only the labels 0 and 1, got {_shortened(found)}")
    return X, y.astype(np.int64)


def weights_and_bias(w: Any, b: Any, n_features: int) -> tuple[np.ndarray, float]:
    """Return a copy of w (n_features,) as float64 and b as a float, or raise ValueError."""
    w = finite_array("w", w).astype(np.float64)
    if w.shape != (n_features,):
        raise ValueError(f"w must have shape ({n_features},), one weight per input, got {w.shape}")
    return w, finite("b", b)


def _is_number(value: Any) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool) and bool(np.isfinite(value))


def _shortened(values: list) -> str:
    """The first five of the values, and how many there are if these are not all."""
    shown = ", ".join(map(repr, values[:5]))
    return shown if len(values) <= 5 else f"{shown}, … ({len(values)} different values)"
