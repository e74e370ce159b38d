"""A multilayer perceptron: forward pass, backward pass, training.

Rows are examples. With `a[0] = X`, layer k computes

    z[k] = a[k] @ W[k] + b[k]        pre-activation, shape (..., n, n_k)
    a[k + 1] = f(z[k])               activation; the last layer has its own output function

and backpropagation computes, from the last layer to the first,

    delta[k] = ∂L/∂z[k] = (delta[k + 1] @ W[k + 1].T) * f'(z[k])
    ∂L/∂W[k] = a[k].T @ delta[k]     ∂L/∂b[k] = sum of the rows of delta[k]

The dots stand for stack axes: a stack of networks (seeds, learning rates, initial scales) trains
in one call, and one network is the stack without axes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from rectified import _checks, activations, initializers

Array = np.ndarray


class DivergenceError(ArithmeticError):
    """Training left the finite numbers: the learning rate is too large for this network and data.

    epoch: the epoch (from 0) in which it happened. replicas: indices of the networks of a stack.
    The network keeps the weights of the last epoch that ended with finite numbers.
    """

    def __init__(self, message: str, epoch: int, replicas: list[tuple[int, ...]]):
        super().__init__(message, epoch, replicas)
        self.epoch, self.replicas = epoch, replicas

    def __str__(self) -> str:
        return self.args[0]


@dataclass
class Record:
    """What a forward pass leaves behind: all that the backward pass needs.

    a[0]: the inputs; z[k]: pre-activation of layer k; a[k + 1]: its activation, (..., n, n_k).
    Chapter: The vanishing gradient.
    """

    z: list[Array]
    a: list[Array]

    @property
    def output(self) -> Array:
        """The network's answer, the last activation."""
        return self.a[-1]


@dataclass
class Gradients:
    """Gradients of the mean loss, shaped like the parameters they belong to.

    W[k] (..., n_in, n_out), b[k] (..., n_out), delta[k] = ∂L/∂z[k] of shape (..., n, n_out);
    alpha[k] (..., n_out) where the activation learns its slope (PReLU), else empty.
    Chapter: The vanishing gradient.
    """

    W: list[Array]
    b: list[Array]
    alpha: list[Array]
    delta: list[Array]


@dataclass
class History:
    """The course of a training run.

    loss: mean training loss of each epoch, measured while the weights moved, (epochs, ...).
    diverged: True where a network left the finite numbers (possible with on_divergence="mark").
    """

    loss: Array
    diverged: Array

    @property
    def n_epochs(self) -> int:
        """Number of epochs that were begun."""
        return len(self.loss)


class SoftmaxCrossEntropy:
    """Softmax output and cross-entropy: one class of several. Labels y: whole numbers (..., n).

    The gradient with respect to the logits z is (p - y) / n: no slope of the output function is
    left in it. Source: Bridle (1990). Chapter: The vanishing gradient.
    """

    name = "softmax"

    def value(self, z: Array) -> Array:
        return activations.softmax(z)

    def loss_and_delta(self, z: Array, y: Array) -> tuple[Array, Array]:
        """Mean loss over the batch (...,) and its gradient with respect to z."""
        n, n_classes = z.shape[-2:]
        shifted = z - np.maximum.reduce(z, axis=-1, keepdims=True)
        delta = np.exp(shifted, order="C")
        total = np.add.reduce(delta, axis=-1, keepdims=True)
        delta /= total
        # one flat index for every example of every network: the entry of its true class
        true = np.arange(0, z.size, n_classes).reshape(z.shape[:-1]) + y
        delta.reshape(-1)[true] -= 1
        delta /= n
        losses = np.log(total[..., 0]) - shifted.take(true)
        return np.add.reduce(losses, axis=-1) / n, delta

    def check(self, y: Any, n: int, n_out: int) -> Array:
        y = np.asarray(y)
        if y.dtype.kind not in "iu":
            raise ValueError(f"y must be integer class labels for a softmax output, got {y.dtype}")
        if y.shape[-1:] != (n,):
            raise ValueError(f"y must have one label per row of X ({n}), got shape {y.shape}")
        if y.size and (y.min() < 0 or y.max() >= n_out):
            raise ValueError(
                f"y must hold labels from 0 to {n_out - 1} ({n_out} output units), "
                f"got {y.min()} to {y.max()}"
            )
        return y.astype(np.intp, copy=False)  # an index, also where those have 32 bits


class SigmoidCrossEntropy:
    """Sigmoid outputs and binary cross-entropy, summed over the outputs. Targets y in [0, 1].

    y: (..., n, n_out), or (..., n) when there is one output. The gradient is (a - y) / n.
    Chapter: The vanishing gradient.
    """

    name = "sigmoid"

    def value(self, z: Array) -> Array:
        return activations.get("sigmoid").value(z)

    def loss_and_delta(self, z: Array, y: Array) -> tuple[Array, Array]:
        """Mean loss over the batch (...,) and its gradient with respect to z."""
        n = z.shape[-2]
        losses = activations.get("softplus").value(z) - y * z
        return losses.sum(axis=(-2, -1)) / n, (self.value(z) - y) / n

    def check(self, y: Any, n: int, n_out: int) -> Array:
        y = _targets(y, n, n_out)
        if y.size and (y.min() < 0 or y.max() > 1):
            raise ValueError(
                f"y must lie between 0 and 1 for a sigmoid output, got {y.min()} to {y.max()}"
            )
        return y


class LinearSquaredError:
    """Linear outputs and half the squared error, summed over the outputs. Any real targets y.

    y: (..., n, n_out), or (..., n) when there is one output. The gradient is (a - y) / n.
    Chapter: The vanishing gradient.
    """

    name = "linear"

    def value(self, z: Array) -> Array:
        return z

    def loss_and_delta(self, z: Array, y: Array) -> tuple[Array, Array]:
        """Mean loss over the batch (...,) and its gradient with respect to z."""
        n = z.shape[-2]
        error = z - y
        return (error * error).sum(axis=(-2, -1)) / (2 * n), error / n

    def check(self, y: Any, n: int, n_out: int) -> Array:
        return _targets(y, n, n_out)


OUTPUTS = {o.name: o for o in (SoftmaxCrossEntropy(), SigmoidCrossEntropy(), LinearSquaredError())}


class MLP:
    """A multilayer perceptron, or a stack of them.

    layer_sizes: units per layer, inputs first and outputs last, e.g. [64, 32, 32, 10].
    activation: of every hidden layer, a name or an object of `rectified.activations`.
    initializer, bias_initializer: names or objects of `rectified.initializers`. By default the
        weights follow He (with the activation's negative slope) for the ReLU family, else Glorot;
        biases start at zero.
    output: "softmax" (+ cross-entropy), "sigmoid" (+ cross-entropy) or "linear" (+ squared error).
    rng: a seed or Generator for one network; an array or list of them for a stack of that shape.
        Replica i of a stack equals the single network with the same seed.
    dtype: float64 or float32.

    Attributes: `theta` (..., P), all parameters in one vector; `W[k]` (..., n_in, n_out), `b[k]`
    (..., n_out) and, for PReLU, `alpha[k]` (..., n_out) are views of it, so assigning into them
    (`net.W[0][...] = 0`) changes the network.
    Errors: ValueError that names the argument. Source: Rumelhart, Hinton & Williams (1986).
    Chapter: The vanishing gradient.
    """

    def __init__(
        self,
        layer_sizes: Sequence[int],
        activation: Any = "relu",
        initializer: Any = None,
        bias_initializer: Any = "zeros",
        output: str = "softmax",
        rng: Any = 0,
        dtype: Any = np.float64,
    ):
        sizes = [_checks.positive_integer("layer_sizes", size) for size in layer_sizes]
        if len(sizes) < 2:
            raise ValueError(f"layer_sizes must name at least inputs and outputs, got {sizes}")
        if np.dtype(dtype) not in (np.float64, np.float32):
            raise ValueError(f"dtype must be float64 or float32, got {dtype!r}")
        self.layer_sizes = tuple(sizes)
        self.activation = activations.get(activation)
        self.initializer = _initializer_for(self.activation, initializer)
        self.bias_initializer = initializers.get(bias_initializer)
        self.output = OUTPUTS[_checks.choice("output", output, OUTPUTS)]
        generators = _generators("rng", rng)
        self.theta = np.zeros((*generators.shape, self._n_parameters), dtype)
        self.W, self.b, self.alpha = self._views(self.theta)
        for replica in np.ndindex(generators.shape):
            self._initialize(replica, generators[replica])

    @property
    def stack_shape(self) -> tuple[int, ...]:
        """Shape of the stack: () for one network."""
        return self.theta.shape[:-1]

    @property
    def n_layers(self) -> int:
        """Number of weight layers: hidden layers plus the output layer."""
        return len(self.layer_sizes) - 1

    # ------------------------------------------------------------------ forward

    def forward(self, X: Array) -> Record:
        """Run the network on X (n, n_in) or, one batch per replica, (..., n, n_in)."""
        record = self._hidden(self._check_inputs(X))
        record.a.append(self.output.value(record.z[-1]))
        return record

    def predict(self, X: Array) -> Array:
        """The network's outputs for X (probabilities or values), of shape (..., n, n_out)."""
        return self.forward(X).output

    def loss(self, X: Array, y: Array) -> Array:
        """Mean loss over the rows of X, of shape (...,): one number for one network."""
        X = self._check_inputs(X)
        y = self.output.check(y, X.shape[-2], self.layer_sizes[-1])
        return self.output.loss_and_delta(self._hidden(X).z[-1], y)[0]

    def _hidden(self, X: Array, z: list[Array] | None = None) -> Record:
        """All pre-activations and all hidden activations. z: arrays to be overwritten."""
        z, a = z or [None] * self.n_layers, [X]
        for k in range(self.n_layers):
            z[k] = np.matmul(a[k], self.W[k], out=z[k])
            z[k] += self.b[k][..., None, :]
            if k < self.n_layers - 1:
                a.append(self.activation.value(z[k], *self._learned(k)))
        return Record(z, a)

    # ------------------------------------------------------------------ backward

    def backward(self, record: Record, y: Array) -> Gradients:
        """Backpropagate the mean loss of one batch.

        record: what `forward` stored. y: labels (n,) or targets (n, n_out).
        Returns gradients in units of loss per unit weight.
        Source: Rumelhart, Hinton & Williams (1986). Chapter: The vanishing gradient.
        """
        y = self.output.check(y, record.z[-1].shape[-2], self.layer_sizes[-1])
        return self.backpropagate(record, self.output.loss_and_delta(record.z[-1], y)[1])

    def backpropagate(
        self, record: Record, delta: Array, out: Gradients | None = None
    ) -> Gradients:
        """Carry any gradient with respect to the last pre-activation back to all layers.

        delta: (..., n, n_out). out: gradients of an earlier call, to be overwritten.
        Chapter: The vanishing gradient.
        """
        gradients = out or self._empty_gradients()
        gradients.delta[-1] = delta
        ones = np.ones(delta.shape[-2], delta.dtype)  # ones @ delta sums the rows, and fast
        for k in reversed(range(self.n_layers)):
            np.matmul(record.a[k].swapaxes(-1, -2), delta, out=gradients.W[k])
            np.matmul(ones, delta, out=gradients.b[k])
            if k > 0:
                arriving = np.matmul(  # ∂L/∂a[k]
                    delta, self.W[k].swapaxes(-1, -2), out=gradients.delta[k - 1]
                )
                if self.alpha:
                    slopes = self.activation.alpha_gradient(record.z[k - 1])
                    np.matmul(ones, arriving * slopes, out=gradients.alpha[k - 1])
                delta = np.multiply(arriving, self.slope(k - 1, record), out=arriving)
                gradients.delta[k - 1] = delta
        return gradients

    def slope(self, k: int, record: Record) -> Array:
        """f'(z) of hidden layer k for every row, (..., n, n_k). Chapter: The vanishing gradient."""
        return self.activation.slope(record.z[k], record.a[k + 1], *self._learned(k))

    # ------------------------------------------------------------------ training

    def fit(
        self,
        X: Array,
        y: Array,
        *,
        epochs: int,
        batch_size: int | None = None,
        learning_rate: Any = 0.1,
        momentum: Any = 0.0,
        weight_decay: Any = 0.0,
        rng: Any = 0,
        callback: Callable[[int, MLP, Array], Any] | None = None,
        on_divergence: str = "raise",
    ) -> History:
        """Train with mini-batch stochastic gradient descent.

        X: (n, n_in), y: (n,) or (n, n_out). batch_size: None for all rows at once.
        learning_rate, momentum, weight_decay: numbers, or arrays of the stack's shape.
            velocity = momentum * velocity - learning_rate * (gradient + weight_decay * W);
            parameters += velocity. Biases and PReLU's slopes do not decay.
        rng: seed or Generator of the order of the rows, drawn afresh each epoch; an array of them
            gives every replica its own order; None keeps the rows as they are.
        callback: called as callback(epoch, net, loss) after each epoch; returning True stops.
        on_divergence: "raise" a DivergenceError when any network leaves the finite numbers, or
            "mark" it: its loss and parameters become NaN, the others train on.
        Returns the loss of every epoch. Chapter: The vanishing gradient.
        """
        X = self._check_inputs(X, ndim=2)
        n = len(X)
        y = self.output.check(y, n, self.layer_sizes[-1])
        epochs = _checks.positive_integer("epochs", epochs)
        batch_size = min(n, _checks.positive_integer("batch_size", batch_size or n))
        rates = [
            self._per_replica("learning_rate", learning_rate, _checks.positive),
            self._per_replica("momentum", momentum, _checks.non_negative),
            self._per_replica("weight_decay", weight_decay, _checks.non_negative),
        ]
        _checks.choice("on_divergence", on_divergence, ["raise", "mark"])
        orders = None if rng is None else _generators("rng", rng)
        if orders is not None and orders.shape not in ((), self.stack_shape):
            raise ValueError(
                f"rng must be one seed or one per replica {self.stack_shape}, got {orders.shape}"
            )

        step = _Step(self, *rates)
        losses, diverged = [], np.zeros(self.stack_shape, bool)
        for epoch in range(epochs):
            order = np.arange(n) if orders is None else _permutations(orders, n)
            before = self.theta.copy()
            total = 0.0
            with np.errstate(over="ignore", invalid="ignore"):  # divergence is checked below
                for start in range(0, n, batch_size):
                    rows = order[..., start : start + batch_size]
                    total = total + step(X[rows], y[rows]) * rows.shape[-1]
                loss = total / n
            finite = np.isfinite(loss) & np.isfinite(self.theta).all(axis=-1)
            if not np.all(finite | diverged):
                diverged = ~finite
                if on_divergence == "raise":
                    self.theta[...] = before
                    raise _divergence(epoch, loss, diverged, learning_rate)
                self.theta[diverged] = np.nan
            losses.append(np.where(diverged, np.nan, loss))
            if callback is not None and callback(epoch, self, losses[-1]):
                break
        return History(np.array(losses), diverged)

    # ------------------------------------------------------------------ stacks

    @classmethod
    def stack(cls, networks: Sequence[MLP]) -> MLP:
        """Join networks of equal layers into one stack with a new leading axis, as copies."""
        networks = list(networks)
        if not networks:
            raise ValueError("networks must hold at least one network, got none")
        first = networks[0]
        for net in networks[1:]:
            if (net._signature, net.stack_shape) != (first._signature, first.stack_shape):
                raise ValueError(
                    f"networks must have equal layers, activation, output and dtype, "
                    f"got {first} and {net}"
                )
        return first._with_theta(np.stack([net.theta for net in networks]))

    def replica(self, index: Any) -> MLP:
        """Network `index` of a stack, as a network of its own (parameters are copied)."""
        if not self.stack_shape:
            raise ValueError("replica needs a stack of networks, got a single network")
        return self._with_theta(self.theta[index].copy())

    def copy(self) -> MLP:
        """An independent copy."""
        return self._with_theta(self.theta.copy())

    def __repr__(self) -> str:
        sizes = "-".join(map(str, self.layer_sizes))
        stack = f", stack={self.stack_shape}" if self.stack_shape else ""
        return f"MLP({sizes}, {self.activation}, output={self.output.name!r}{stack})"

    def __getstate__(self) -> dict:
        return {k: v for k, v in vars(self).items() if k not in ("W", "b", "alpha")}

    def __setstate__(self, state: dict) -> None:
        vars(self).update(state)
        self.W, self.b, self.alpha = self._views(self.theta)

    # ------------------------------------------------------------------ inside

    @property
    def _learns_slope(self) -> bool:
        return isinstance(self.activation, activations.PReLU)

    @property
    def _shapes(self) -> list[tuple[int, ...]]:
        """Shapes in the order of theta: first what decays (weights), then biases and slopes."""
        sizes = self.layer_sizes
        slopes = sizes[1:-1] if self._learns_slope else ()
        return [*pairwise(sizes), *((n,) for n in (*sizes[1:], *slopes))]

    @property
    def _n_parameters(self) -> int:
        return sum(int(np.prod(shape)) for shape in self._shapes)

    def _views(self, theta: Array) -> tuple[list[Array], list[Array], list[Array]]:
        """Cut a parameter vector into weights, biases and slopes, without copying."""
        views, start = [], 0
        for shape in self._shapes:
            stop = start + int(np.prod(shape))
            views.append(theta[..., start:stop].reshape(*theta.shape[:-1], *shape))
            start = stop
        k = self.n_layers
        return views[:k], views[k : 2 * k], views[2 * k :]

    def _empty_gradients(self) -> Gradients:
        theta = np.empty_like(self.theta)
        return Gradients(*self._views(theta), delta=[None] * self.n_layers)

    def _initialize(self, replica: tuple[int, ...], rng: np.random.Generator) -> None:
        for k, (n_in, n_out) in enumerate(pairwise(self.layer_sizes)):
            self.W[k][replica] = self.initializer(n_in, n_out, rng)
            self.b[k][replica] = self.bias_initializer.bias(n_in, n_out, rng)
        for alpha in self.alpha:
            alpha[replica] = self.activation.alpha

    def _learned(self, k: int) -> tuple[Array, ...]:
        """What the activation of hidden layer k has learned: PReLU's slopes, else nothing."""
        return (self.alpha[k][..., None, :],) if self.alpha else ()

    @property
    def _signature(self) -> tuple:
        return self.layer_sizes, self.activation, self.output.name, self.theta.dtype

    def _with_theta(self, theta: Array) -> MLP:
        net = object.__new__(MLP)
        net.__setstate__({**self.__getstate__(), "theta": theta})
        return net

    def _check_inputs(self, X: Any, ndim: int | None = None) -> Array:
        X = _checks.finite_array("X", X, ndim).astype(self.theta.dtype, copy=False)
        if X.ndim < 2 or X.shape[-1] != self.layer_sizes[0]:
            raise ValueError(
                f"X must have rows of {self.layer_sizes[0]} features, got shape {X.shape}"
            )
        if X.shape[-2] == 0:
            raise ValueError(f"X must have at least one row, got shape {X.shape}")
        return X

    def _per_replica(self, name: str, value: Any, check: Callable[[str, Any], float]) -> Array:
        """A column (replicas, 1) that multiplies every parameter of its replica."""
        value = np.asarray(value)
        if value.shape not in ((), self.stack_shape):
            raise ValueError(
                f"{name} must be a number or an array of the stack's shape {self.stack_shape}, "
                f"got shape {value.shape}"
            )
        for number in value.ravel().tolist():
            check(name, number)
        column = np.broadcast_to(value, self.stack_shape).reshape(-1, 1)
        return column.astype(self.theta.dtype)


class _Step:
    """One step of gradient descent with momentum.

    Large arrays are allocated once, and the parameters move block by block, so that a block is
    still in the processor's cache when its next operation comes.
    """

    BLOCK = 1 << 15  # numbers; 256 KiB in float64

    def __init__(self, net: MLP, learning_rate: Array, momentum: Array, weight_decay: Array):
        self.net = net
        gradient, velocity = np.empty_like(net.theta), np.zeros_like(net.theta)
        self.gradients = Gradients(*net._views(gradient), delta=[])
        self.memory: dict[int, tuple[list, list]] = {}  # rows of a batch: arrays of z and delta

        n_weights = sum(W.shape[-2] * W.shape[-1] for W in net.W)
        arrays = [a.reshape(-1, net.theta.shape[-1]) for a in (net.theta, gradient, velocity)]
        n_rows, n_columns = arrays[0].shape
        self.blocks = []
        for rows in _slices(0, n_rows, max(1, self.BLOCK // n_columns)):
            rates = [rate[rows] for rate in (learning_rate, momentum)]
            for columns in _slices(0, n_weights, self.BLOCK):
                parts = [a[rows, columns] for a in arrays]
                decay = weight_decay[rows] if weight_decay.any() else None
                self.blocks.append((*parts, *rates, decay))
            for columns in _slices(n_weights, n_columns, self.BLOCK):
                parts = [a[rows, columns] for a in arrays]
                self.blocks.append((*parts, *rates, None))  # biases and slopes do not decay

    def __call__(self, X: Array, y: Array) -> Array:
        """Move the parameters by one batch; return the batch's loss before the move."""
        n_rows = X.shape[-2]
        if n_rows not in self.memory:
            self.memory[n_rows] = self._allocate(n_rows), self._allocate(n_rows)
        z, self.gradients.delta = self.memory[n_rows]
        record = self.net._hidden(X, z)
        loss, delta = self.net.output.loss_and_delta(z[-1], y)
        self.net.backpropagate(record, delta, out=self.gradients)
        for theta, gradient, velocity, rate, momentum, decay in self.blocks:
            if decay is not None:
                gradient += decay * theta
            gradient *= rate
            velocity *= momentum
            velocity -= gradient
            theta += velocity
        return loss

    def _allocate(self, n_rows: int) -> list[Array]:
        """Arrays (..., n_rows, n_k) for every layer."""
        shape, dtype = self.net.stack_shape, self.net.theta.dtype
        return [np.empty((*shape, n_rows, n), dtype) for n in self.net.layer_sizes[1:]]


def _slices(start: int, stop: int, step: int) -> list[slice]:
    return [slice(i, min(i + step, stop)) for i in range(start, stop, step)]


def _targets(y: Any, n: int, n_out: int) -> Array:
    """Targets as (..., n, n_out); a missing last axis is added for a single output."""
    y = _checks.finite_array("y", y)
    if n_out == 1 and y.shape[-1:] == (n,) and y.shape[-2:] != (n, 1):
        y = y[..., None]
    if y.shape[-2:] != (n, n_out):
        raise ValueError(
            f"y must have shape ({n}, {n_out}): rows of X, output units; got shape {y.shape}"
        )
    return y


def _initializer_for(activation: Any, initializer: Any) -> Any:
    """The initializer asked for; He's by name takes the activation's negative slope."""
    slope = activation.negative_slope
    if initializer is None:
        initializer = "glorot_uniform" if slope is None else "he_normal"
    if slope is not None and initializer in ("he_normal", "he_uniform"):
        return initializers.get(initializer, negative_slope=float(np.mean(slope)))
    return initializers.get(initializer)


def _generators(name: str, rng: Any) -> Array:
    """An object array of Generators: shape () for one seed, else the shape of the seeds."""
    if isinstance(rng, np.random.Generator) or np.ndim(rng) == 0:
        shape, seeds = (), [rng.item() if isinstance(rng, np.ndarray) else rng]
    else:
        seeds = np.asarray(rng, dtype=object)
        shape, seeds = seeds.shape, seeds.ravel().tolist()
        if 0 in shape:
            raise ValueError(f"{name} must hold at least one seed, got shape {shape}")
    generators = np.empty(len(seeds), dtype=object)
    for i, seed in enumerate(seeds):
        generators[i] = _checks.generator(name, seed)
    return generators.reshape(shape)


def _permutations(generators: Array, n: int) -> Array:
    """A fresh order of n rows for each generator, (..., n)."""
    orders = [rng.permutation(n) for rng in generators.ravel()]
    return np.array(orders).reshape(*generators.shape, n)


def _divergence(epoch: int, loss: Array, diverged: Array, learning_rate: Any) -> DivergenceError:
    replicas = [tuple(map(int, index)) for index in np.argwhere(diverged)]
    who = f" of {len(replicas)} networks in the stack" if diverged.ndim else ""
    rate = np.max(learning_rate)
    return DivergenceError(
        f"training diverged{who} in epoch {epoch}: the loss or a weight is no longer finite; "
        f"expected a smaller learning_rate than {rate:g}, a smaller momentum or scaled inputs",
        epoch,
        replicas,
    )
