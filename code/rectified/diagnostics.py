"""What happens inside a network: gradient norms, dead units, sparsity, saturation, signal.

Every function takes networks and arrays with leading stack axes and returns them: one row of
numbers per network. What counts as a layer here is whatever has an activation function, wherever it
stands: layers count from the input side. A unit is one number of the last axis: a filter of a
convolution is one unit, seen at many places; a recurrent unit is seen at many steps.

Where a function takes X, inputs or the record of a forward pass (with a mask, say) will do.
With steps=True, the numbers come step by step in time, for the layers over sequences. Steps that a
mask leaves out are looked at like others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from rectified import _checks, datasets, initializers
from rectified.layers.layer import leaves
from rectified.network import MLP, Gradients, Network, Record

Array = np.ndarray


def gradient_norms(gradients: Gradients, steps: bool = False) -> Array | list[Array]:
    """Norm of ∂L/∂z of each layer over all examples and units, (..., n_layers), the output's last.

    steps: see the top of the module; then a list, one array (..., time) per layer over sequences.
    In units of loss per unit of pre-activation. Source: Glorot & Bengio (2010).
    """
    return _over_rows(_norm, gradients.delta, gradients.axes, steps)


def layer_factor(norms: Array) -> Array:
    """Geometric mean factor by which a gradient changes per layer on its way back, (...,).

    norms: (..., n_layers) from `gradient_norms`. Below 1 the gradient vanishes, above it explodes.
    """
    norms = _checks.finite_array("norms", norms)
    if norms.ndim == 0 or norms.shape[-1] < 2:
        raise ValueError(f"norms must hold at least two layers, got shape {norms.shape}")
    if (norms[..., -1] <= 0).any():
        raise ValueError("norms must be positive in the last layer, got 0")
    return (norms[..., 0] / norms[..., -1]) ** (1 / (norms.shape[-1] - 1))


def dead_units(net: Network, X: Any) -> list[Array]:
    """Which hidden units are dead on X: slope 0 for every row, so that no gradient reaches them.

    For ReLU that means z <= 0 on all rows, at all places and steps. X: (n, *input_shape).
    Returns one boolean array (..., n_k) per hidden layer.
    Errors: ValueError when a pre-activation is not finite. A comparison with NaN is False, so a
    network that has diverged would otherwise count as free of dead units.
    Source: Lu et al. (2020).
    """
    record = _hidden_record(net, X)
    for k, z in enumerate(record.z):
        if not np.isfinite(z).all():
            raise ValueError(
                f"net must have finite pre-activations, got NaN or infinity in layer {k}: "
                "it has diverged, and its units are neither dead nor alive"
            )
    return _by_unit(lambda rows: (rows == 0).all(axis=-2), record.slopes, record.axes)


def dead_share(net: Network, X: Any) -> Array:
    """Share of dead units per hidden layer, (..., n_hidden); NaN where a network has diverged."""
    record = _hidden_record(net, X)
    finite = [np.isfinite(z).all(axis=(-2, -1)) for z in _rows(record.z, record.axes)]
    dead = _over_rows(lambda s: (s == 0).all(axis=-2).mean(axis=-1), record.slopes, record.axes)
    return np.where(np.all(finite, axis=0)[..., None], dead, np.nan)


def silent_units(net: Network, X: Any) -> list[Array]:
    """Which hidden units never fire: pre-activation <= 0 for every row of X, (n, *input_shape).

    A silent ReLU unit is dead. A silent Leaky ReLU unit is not: it is linear on X.
    Returns one boolean array (..., n_k) per hidden layer.
    Source: Maas, Hannun & Ng (2013).
    """
    record = _hidden_record(net, X)
    return _by_unit(lambda rows: (rows <= 0).all(axis=-2), record.z[:-1], record.axes)


def sparsity(net: Network, X: Any, steps: bool = False) -> Array | list[Array]:
    """Share of hidden activations that are exactly 0, per layer, (..., n_hidden).

    steps: see the top of the module. Source: Glorot, Bordes & Bengio (2011).
    """
    record = _hidden_record(net, X)
    return _over_rows(lambda a: (a == 0).mean(axis=(-2, -1)), record.a[1:-1], record.axes, steps)


def saturation(
    net: Network, X: Any, threshold: float = 0.01, steps: bool = False
) -> Array | list[Array]:
    """Share of slopes (units × examples) below `threshold`, per hidden layer, (..., n_hidden).

    steps: see the top of the module. Source: Glorot & Bengio (2010).
    """
    threshold = _checks.positive("threshold", threshold)
    record = _hidden_record(net, X)
    return _over_rows(
        lambda s: (np.abs(s) < threshold).mean(axis=(-2, -1)), record.slopes, record.axes, steps
    )


def second_moments(net: Network, X: Any, steps: bool = False) -> Array | list[Array]:
    """Mean square of the pre-activations of each layer, the output's included, (..., n_layers).

    The second moment, not the variance, is what the weights of the next layer multiply.
    steps: see the top of the module. Source: He et al. (2015).
    """
    record = X if isinstance(X, Record) else net.forward(X)
    return _over_rows(lambda z: (z * z).mean(axis=(-2, -1)), record.z, record.axes, steps)


def same_sign_share(gradient: Array) -> Array:
    """Share of units whose incoming weights all get a gradient of one sign, (...,).

    gradient: ∂L/∂W of one layer, (..., n_in, n_out). A unit with a zero entry does not count.
    Source: LeCun et al. (1998).
    """
    gradient = _checks.finite_array("gradient", gradient)
    if gradient.ndim < 2:
        raise ValueError(f"gradient must have shape (..., n_in, n_out), got {gradient.shape}")
    one_sign = (gradient > 0).all(axis=-2) | (gradient < 0).all(axis=-2)
    return one_sign.mean(axis=-1)


def relative_change(start: Network, net: Network) -> Array:
    """How far the weights of each layer have moved from `start`, in units of their size there.

    Before and after one step of training, this is the step's update ratio.
    Two networks of one shape, or stacks. Returns the norm of the difference divided by the norm,
    (..., n_layers), for all layers that have weights (a recurrent layer's two matrices together).
    Errors: ValueError when the shapes differ, or when a layer starts at 0.
    """
    before, after = _weights(start), _weights(net)
    if not before:
        raise ValueError(f"start must have weights, got {start}")
    if [w.shape for w in before] != [w.shape for w in after]:
        raise ValueError(f"net must have the shape of start, {start}, got {net}")
    sizes = [np.linalg.norm(w, axis=-1) for w in before]
    if not all((size > 0).all() for size in sizes):
        raise ValueError("start must have weights other than 0 in every layer")
    moved = [np.linalg.norm(w - w0, axis=-1) for w, w0 in zip(after, before, strict=True)]
    return np.stack([m / size for m, size in zip(moved, sizes, strict=True)], axis=-1)


def cosine_through_depth(net: MLP, X: Array) -> Array:
    """Mean cosine between pairs of inputs, and between their images in each hidden layer.

    X: (n, n_in) with n >= 2 rows, none of them zero. Returns (..., 1 + n_hidden): the inputs first.
    A value that climbs to 1 says that the layers make all inputs look alike. NaN where an image is
    zero and has no direction. Source: Poole et al. (2016).
    """
    record = _hidden_record(net, X)
    if record.a[0].shape[-2] < 2:
        raise ValueError(f"X must have at least two rows, got shape {record.a[0].shape}")
    layers = [np.broadcast_to(_mean_cosine(a), net.stack_shape) for a in record.a[:-1]]
    return np.stack(layers, axis=-1)


def straight_pieces(net: MLP, start: Array, end: Array, steps: int = 4000) -> Array:
    """Number of straight pieces of a ReLU network on the way from one input to another, (...,).

    start, end: inputs (n_in,). A piece ends where a hidden unit changes from one side of its corner
    to the other; changes within one of the equal `steps` count once.
    Source: Montúfar et al. (2014); Hanin & Rolnick (2019).
    """
    steps = _checks.positive_integer("steps", steps)
    start, end = (_checks.finite_array("start", v, 1) for v in (start, end))
    way = np.linspace(0, 1, steps + 1)[:, None]
    record = _hidden_record(net, start + way * (end - start))
    changes = np.zeros((*net.stack_shape, steps), bool)
    for z in record.z[:-1]:
        changes |= ((z[..., 1:, :] > 0) != (z[..., :-1, :] > 0)).any(axis=-1)
    return 1 + changes.sum(axis=-1)


def born_dead(width: int, depth: int, X: Array, networks: int, rng: Any) -> Array:
    """Share of random ReLU networks that answer no row of X, after 0, 1, …, `depth` layers.

    Layers of `width` units, He's weights, biases at 0. X: (n, n_in). networks: how many are drawn.
    Returns (depth + 1,). Source: Lu et al. (2020).
    """
    width = _checks.positive_integer("width", width)
    depth = _checks.positive_integer("depth", depth)
    networks = _checks.positive_integer("networks", networks)
    rng = _checks.generator("rng", rng)
    a = np.broadcast_to(_checks.finite_array("X", X, 2), (networks, *np.shape(X)))
    shares = [1 - a.any(axis=(1, 2)).mean()]
    for _ in range(depth):
        n_in = a.shape[-1]
        a = np.maximum(a @ rng.normal(0, np.sqrt(2 / n_in), (networks, n_in, width)), 0)
        shares.append(1 - a.any(axis=(1, 2)).mean())
    return np.array(shares)


def dead_after_training(
    seed: int,
    learning_rate: float,
    momentum: float = 0.0,
    scaling: str = "standard",
    bias: float = 0.0,
    epochs: int = 10,
) -> dict[str, float]:
    """Train one ReLU network on the digits and count its dead units: an experiment for a sweep.

    Two hidden layers of 64 units, He's start, mini-batches of 64. seed: of the start and of the
    order of the images. scaling: as in `datasets.digits`. bias: where hidden biases begin.
    Returns the shares of dead units: `dead` of all, `first` of the first hidden layer; and the
    `accuracy` on the test set. All are NaN when the training has diverged.
    """
    X, X_test, y, y_test = datasets.digits(scaling=scaling)
    net = MLP([64, 64, 64, 10], "relu", None, initializers.Constant(bias), rng=seed)
    net.b[-1][...] = 0
    rates = {"learning_rate": learning_rate, "momentum": momentum}
    history = net.fit(X, y, epochs=epochs, batch_size=64, rng=seed, on_divergence="mark", **rates)
    if history.diverged:  # the comparisons below would take NaN for alive
        return dict.fromkeys(("dead", "first", "accuracy"), float("nan"))
    dead = dead_share(net, X)
    right = net.predict(X_test).argmax(axis=-1) == y_test
    return {"dead": dead.mean(), "first": dead[0], "accuracy": right.mean()}


def _mean_cosine(a: Array) -> Array:
    """Mean over all pairs of different rows of a (..., n, m)."""
    n = a.shape[-2]
    norms = np.linalg.norm(a, axis=-1, keepdims=True)
    units = np.divide(a, norms, out=np.full_like(a, np.nan), where=norms > 0)
    # the sum of all cosines is |sum of unit vectors|²; n of them are a row with itself
    return ((units.sum(axis=-2) ** 2).sum(axis=-1) - n) / (n * (n - 1))


def _hidden_record(net: Network, X: Any) -> Record:
    if not any(layer.f for layer in leaves(net.layers)):
        raise ValueError(f"net must have at least one hidden layer, got {net}")
    return X if isinstance(X, Record) else net.forward(X)


# ---------------------------------------------------------------- layers of any shape


def _rows(arrays: Sequence[Array], axes: Sequence[int]) -> list[Array]:
    """Arrays (..., n, *places, units) as (..., rows, units): every place is a row.

    axes: how many of the last axes belong to one example.
    """
    return [
        a.reshape(*a.shape[: a.ndim - 1 - m], -1, a.shape[-1])
        for a, m in zip(arrays, axes, strict=False)
    ]


def _by_unit(function: Callable, arrays: Sequence[Array], axes: Sequence[int]) -> list[Array]:
    """The function of every layer's (..., rows, units)."""
    return [function(rows) for rows in _rows(arrays, axes)]


def _over_rows(
    number: Callable, arrays: Sequence[Array], axes: Sequence[int], steps: bool = False
) -> Array | list[Array]:
    """One number per layer, (..., n_layers), of each layer's (..., rows, units).

    steps: a list of (..., time) instead, for the layers with (..., n, time, units).
    """
    if steps:
        sequences = [a for a, m in zip(arrays, axes, strict=False) if m == 2]
        return [number(np.moveaxis(a, -2, -3)) for a in sequences]
    numbers = _by_unit(number, arrays, axes)
    return np.stack(np.broadcast_arrays(*numbers), axis=-1)


def _weights(net: Network) -> list[Array]:
    """All weights of every layer that has some, in one vector (..., n_weights) each."""
    found = []
    for layer in leaves(net.layers):
        names = [name for name in layer.parameter_shapes(layer.shape) if name in layer.decays]
        parts = [getattr(layer, name).reshape(*net.stack_shape, -1) for name in names]
        found += [np.concatenate(parts, axis=-1)] if parts else []
    return found


def _norm(rows: Array) -> Array:
    return np.linalg.norm(rows, axis=(-2, -1))
