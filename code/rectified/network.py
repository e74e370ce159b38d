"""Networks: layers put together, with all their parameters in one vector.

`Network` takes any layers of `rectified.layers`; `MLP` is the one with dense layers and an
activation between them, for which

    z[k] = a[k] @ W[k] + b[k]        pre-activation, shape (..., n, n_k); a[0] is X
    a[k + 1] = f(z[k])               activation; the last layer has its own output function

    delta[k] = ∂L/∂z[k] = (delta[k + 1] @ W[k + 1].T) * f'(z[k])
    ∂L/∂W[k] = a[k].T @ delta[k]     ∂L/∂b[k] = sum of the rows of delta[k]

The dots stand for stack axes: a stack of networks (seeds, learning rates, initial scales) trains
in one call, and one network is the stack without axes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from rectified import _checks, _inputs, _parameters, activations, initializers, training
from rectified._learner import Learner
from rectified.layers import Activation, Dense, Embedding, Layer
from rectified.layers import layer as chain
from rectified.losses import OUTPUTS
from rectified.record import Gradients, Record
from rectified.training import DivergenceError, History

Array = np.ndarray

__all__ = ["MLP", "DivergenceError", "Gradients", "History", "Network", "Record"]


class Network:
    """Layers behind one another, or a stack of such networks.

    layers: objects of `rectified.layers`; the network works with copies of them, in `layers`.
    input_shape: of one example: (n_in,), or n_in; (height, width, channels); (time, features).
    output: "softmax" (+ cross-entropy), "sigmoid" (+ cross-entropy) or "linear" (+ squared error):
        what is done with the last layer's numbers, the logits. No layer is added.
    rng: a seed or Generator for one network; an array or list of them for a stack of that shape.
        Replica i of a stack equals the single network with the same seed.
    dtype: float64 or float32.

    Attributes: `theta` (..., P), all parameters in one C-contiguous array, those that decay first;
    each layer's parameters (`net.layers[0].W`) are views of it, so writing into either changes the
    network at once. `buffers` (..., B): what layers remember without learning it.
    Errors: ValueError that names the argument.
    """

    def __init__(
        self,
        layers: Sequence[Layer],
        input_shape: int | Sequence[int],
        output: str = "softmax",
        rng: Any = 0,
        dtype: Any = np.float64,
    ):
        if dtype not in ("float64", "float32", np.float64, np.float32, float, np.dtype("float32")):
            raise ValueError(f"dtype must be float64 or float32, got {dtype!r}")
        self.input_shape = _inputs.shape("input_shape", input_shape)
        self.layers = chain.bind(_inputs.chain(layers), self.input_shape)
        self.output_shape = self.layers[-1].output_shape(self.layers[-1].shape)
        self.output = OUTPUTS[_checks.choice("output", output, OUTPUTS)]
        generators = _checks.generators("rng", rng)
        sizes = (_parameters.parameters(self.layers), _parameters.buffers(self.layers))
        self._theta, self._buffers = (
            np.zeros((*generators.shape, _parameters.size(parts)), dtype) for parts in sizes
        )
        _parameters.attach(self.layers, self.theta, self.buffers)
        for replica in np.ndindex(generators.shape):
            for layer in chain.leaves(self.layers):
                for name, values in layer.start(generators[replica]).items():
                    getattr(layer, name)[replica] = values

    @property
    def theta(self) -> Array:
        """All parameters, (..., P). What is assigned to it is written into it."""
        return self._theta

    @theta.setter
    def theta(self, values: Any) -> None:
        _write("theta", self._theta, values)

    @property
    def buffers(self) -> Array:
        """All that layers remember without learning it, (..., B); assignable like theta."""
        return self._buffers

    @buffers.setter
    def buffers(self, values: Any) -> None:
        _write("buffers", self._buffers, values)

    @property
    def stack_shape(self) -> tuple[int, ...]:
        """Shape of the stack: () for one network."""
        return self.theta.shape[:-1]

    @property
    def W(self) -> list[Array]:
        """Weights of every layer that has a W, (..., n_in, n_out): views of theta."""
        return self._all("W")

    @property
    def b(self) -> list[Array]:
        """Biases of every layer that has a b, (..., n_out): views of theta."""
        return self._all("b")

    @property
    def alpha(self) -> list[Array]:
        """PReLU's slopes of every layer that has them, (..., n_units): views of theta."""
        return self._all("alpha")

    # ------------------------------------------------------------------ forward

    def forward(self, X: Array, mask: Array | None = None, state: Any = None) -> Record:
        """Run the network on X (n, *input_shape) or, a batch per replica, (..., n, *input_shape).

        mask: for sequences, (..., n, time), False where a step does not count: recurrent layers
            pass it with their state unchanged, and it is left out of the loss.
        state: where the recurrent layer begins, (..., n, n_out), by default at 0; a list of such
            arrays, one for each, if there are several.
        Batch normalization uses the batch's mean and variance.
        A convolution over time sees what stands at the steps that a mask leaves out: let it be 0.
        """
        X, mask, states = self._checked(X, mask, state)
        logits, memos = chain.forward(self.layers, X, chain.Call(mask, states))
        answers = self.output.value(logits)
        return Record(X, logits, answers, memos, self.layers, self.counted(mask))

    def predict(
        self, X: Array, mask: Array | None = None, state: Any = None, batch_size: int | None = None
    ) -> Array:
        """The network's answers for X (probabilities or values), (..., n, *output_shape).

        Arguments as for `forward`. batch_size: rows at a time, to save memory; None for all.
        Batch normalization uses its running mean and variance.
        """
        X, mask, states = self._checked(X, mask, state)
        n = X.shape[-1 - len(self.input_shape)]
        size = n if batch_size is None else _checks.positive_integer("batch_size", batch_size)
        answers = []
        for rows in (slice(i, i + size) for i in range(0, n, size)):
            part = X[(..., rows, *[slice(None)] * len(self.input_shape))]
            part_mask = None if mask is None else mask[..., rows, :]
            part_states = [state[..., rows, :] for state in states]
            call = chain.Call(part_mask, part_states, predicting=True)
            answers.append(self.output.value(chain.forward(self.layers, part, call)[0]))
        joined = answers[0]
        if answers[1:]:
            joined = np.concatenate(answers, axis=-1 - len(self.output_shape))
        return joined.copy() if np.may_share_memory(joined, X) else joined

    def loss(self, X: Array, y: Array, mask: Array | None = None, state: Any = None) -> Array:
        """Mean loss over the rows of X, of shape (...,): one number for one network.

        Arguments as for `forward` and `backward`.
        """
        record = self.forward(X, mask, state)
        loss = self._loss(record.logits, y, record.counts)[0]
        # a network without parameters gives one answer for all of its stack
        return loss if np.shape(loss) == self.stack_shape else np.full(self.stack_shape, loss)

    # ------------------------------------------------------------------ backward

    def backward(self, record: Record, y: Array) -> Gradients:
        """Backpropagate the mean loss of one batch.

        record: what `forward` stored. y: labels (n,) for a softmax, else targets (n, n_out); with
            outputs at every step or pixel, labels (n, time) or targets (n, time, n_out).
        Returns gradients in units of loss per unit of a parameter.
        Source: Rumelhart, Hinton & Williams (1986).
        """
        return self.backpropagate(record, self._loss(record.logits, y, record.counts)[1])

    def backpropagate(self, record: Record, delta: Array) -> Gradients:
        """Carry any gradient with respect to the logits back to all layers and to the inputs.

        delta: (..., n, *output_shape).
        """
        wanted = record.logits.shape[-1 - len(self.output_shape) :]
        if np.shape(delta)[-len(wanted) :] != wanted:
            raise ValueError(f"delta must end in the shape {wanted}, got shape {np.shape(delta)}")
        theta = np.full_like(self.theta, np.nan)
        parts = _parameters.parameters(self.layers)
        namespaces = _parameters.namespaces(self.layers, parts, theta)
        gradients = Gradients(theta, namespaces, self.layers, delta)
        gradients.inputs = chain.backward(self.layers, record.memos, delta, gradients.layers)
        return gradients

    # ------------------------------------------------------------------ training

    def fit(
        self,
        X: Array,
        y: Array,
        *,
        epochs: int,
        batch_size: int | None = None,
        learning_rate: Any = None,
        momentum: Any = None,
        weight_decay: Any = None,
        optimizer: training.Optimizer | None = None,
        mask: Array | None = None,
        clip_norm: float | None = None,
        early_stopping: training.EarlyStopping | None = None,
        rng: Any = 0,
        callback: Callable[[int, Network, Array], Any] | None = None,
        on_divergence: str = "raise",
        progress: bool = False,
    ) -> History:
        """Train with mini-batches; by default with stochastic gradient descent.

        X: (n, *input_shape), y: as for `backward`; mask: (n, time). batch_size: None for all rows.
        learning_rate (by default 0.1), momentum, weight_decay (0): of `training.SGD`: numbers, or
            arrays of the stack's shape. optimizer: instead of these three an object such as
            `training.Adam(0.001)`.
        clip_norm: longer gradients are shortened to this norm, each network's by itself.
        early_stopping: `training.EarlyStopping(X, y, patience=5)` watches the loss on data held
            out, stops when it has not improved for so many epochs, and brings the best
            parameters back.
        rng: seed or Generator of the order of the rows, drawn afresh each epoch; an array of them
            gives every replica its own order; None keeps the rows as they are.
        callback: called as callback(epoch, net, loss) after each epoch; returning True stops.
        on_divergence: "raise" a DivergenceError when any network leaves the finite numbers, or
            "mark" it: its loss and parameters become NaN, the others train on.
        progress: show a progress bar. Returns the loss of every epoch.
        """
        X, mask, _ = self._checked(X, mask, None)
        y = self._targets(y, X.shape[-1 - len(self.input_shape)])
        _inputs.without_stack("X", X, 1 + len(self.input_shape))
        _inputs.without_stack("y", y, len(self.output_shape) + self.output.target_axes)
        _inputs.without_stack("mask", mask, 2)
        if mask is not None and not mask.any():
            raise ValueError("mask must let at least one step count, got none")
        stopping = training.EarlyStopping
        _inputs.of_type("early_stopping", early_stopping, stopping, "an EarlyStopping object")
        _inputs.of_type("callback", callback, Callable, "a function (epoch, net, loss)")
        optimizer = training.chosen_optimizer(
            optimizer, learning_rate=learning_rate, momentum=momentum, weight_decay=weight_decay
        )
        watchers = [
            early_stopping,
            training.Progress(epochs) if progress else None,
            callback,
        ]
        return training.fit(
            self,
            X,
            y,
            optimizer,
            epochs=epochs,
            batch_size=batch_size,
            mask=mask,
            clip_norm=clip_norm,
            rng=rng,
            divergence=training.Divergence(on_divergence, optimizer),
            watchers=[watcher for watcher in watchers if watcher is not None],
        )

    def held_out_loss(self, X: Array, y: Array, mask: Array | None = None) -> Array:
        """Mean loss (...,) of a network in use: batch normalization uses its running averages."""
        X, mask, _ = self._checked(X, mask, None)
        logits, _ = chain.forward(self.layers, X, chain.Call(mask, predicting=True))
        return self._loss(logits, y, self.counted(mask))[0]

    def learner(self) -> Learner:
        """What `training.fit` trains the network with."""
        return Learner(self)

    def counted(self, mask: Array | None) -> Array | None:
        """The mask as numbers that weigh the loss, where there is an output for every step."""
        if mask is None or not self._every_step:
            return None
        return mask.astype(self.theta.dtype)

    @property
    def _every_step(self) -> bool:
        return len(self.output_shape) == 2 and self.output_shape[0] == self.input_shape[0]

    def loss_and_delta(self, logits: Array, y: Array, counts: Array | None) -> tuple[Array, Array]:
        """The mean loss (...,), and its gradient with respect to the logits; y as checked."""
        places = len(self.output_shape) - 1
        if not places:
            return self.output.loss_and_delta(logits, y, counts)
        rows = _joined(logits, places, 1)
        y = _joined(y, places, self.output.target_axes)
        counts = None if counts is None else _joined(counts, places, 0)
        loss, delta = self.output.loss_and_delta(rows, y, counts)
        return loss, delta.reshape(logits.shape)

    # ------------------------------------------------------------------ stacks

    @classmethod
    def stack(cls, networks: Sequence[Network]) -> Network:
        """Join networks of equal layers into one stack with a new leading axis, as copies."""
        networks = list(networks)
        if not networks:
            raise ValueError("networks must hold at least one network, got none")
        for net in networks:
            _inputs.of_type("networks", net, Network, "networks")
        first = networks[0]
        for net in networks[1:]:
            if (net._signature, net.stack_shape) != (first._signature, first.stack_shape):
                raise ValueError(
                    f"networks must have equal layers, activation, output and dtype, "
                    f"got {first} and {net}"
                )
        arrays = [(net.theta, net.buffers) for net in networks]
        return first._with(*(np.stack(parts) for parts in zip(*arrays, strict=True)))

    def replica(self, index: Any) -> Network:
        """Network `index` of a stack, as a network of its own (parameters are copied)."""
        if not self.stack_shape:
            raise ValueError("replica needs a stack of networks, got a single network")
        return self._with(self.theta[index].copy(), self.buffers[index].copy())

    def copy(self) -> Network:
        """An independent copy."""
        return self._with(self.theta.copy(), self.buffers.copy())

    def __repr__(self) -> str:
        stack = f", stack={self.stack_shape}" if self.stack_shape else ""
        return (
            f"Network({self.layers}, input_shape={self.input_shape}, "
            f"output={self.output.name!r}{stack})"
        )

    def __setstate__(self, state: dict) -> None:
        vars(self).update(state)
        _parameters.attach(self.layers, self.theta, self.buffers)

    # ------------------------------------------------------------------ inside

    @property
    def decaying(self) -> list[tuple[int, int]]:
        """From where to where theta holds parameters that weight decay makes smaller."""
        return _parameters.decaying(_parameters.parameters(self.layers))

    def _all(self, name: str) -> list[Array]:
        layers = chain.leaves(self.layers)
        return Views(vars(layer)[name] for layer in layers if name in layer.held)

    @property
    def _signature(self) -> tuple:
        return repr(self.layers), self.input_shape, self.output.name, self.theta.dtype

    def _with(self, theta: Array, buffers: Array) -> Network:
        """A network with the same layers and other parameters."""
        net = object.__new__(type(self))
        layers = chain.bind(self.layers, self.input_shape)
        net.__setstate__({**vars(self), "layers": layers, "_theta": theta, "_buffers": buffers})
        return net

    def _loss(self, logits: Array, y: Any, counts: Array | None) -> tuple[Array, Array]:
        y = self._targets(y, logits.shape[-1 - len(self.output_shape)])
        return self.loss_and_delta(logits, y, counts)

    def _targets(self, y: Any, n: int) -> Array:
        """Labels or targets for n rows; or ValueError."""
        y = self.output.check(y, (n, *self.output_shape[:-1]), self.output_shape[-1])
        _inputs.stack("y", y, len(self.output_shape) + self.output.target_axes, self.stack_shape)
        return y.astype(self.theta.dtype, copy=False) if self.output.target_axes else y

    def _checked(self, X: Any, mask: Any, state: Any) -> tuple[Array, Array | None, list[Array]]:
        """The inputs of a pass, and the initial states as a list; or ValueError."""
        shape, stack, first = self.input_shape, self.stack_shape, self.layers[0]
        words = first.n_words if isinstance(first, Embedding) else None
        X = _inputs.examples(X, shape, self.theta.dtype, words)
        _inputs.stack("X", X, 1 + len(shape), stack)
        n = X.shape[-1 - len(shape)]
        recurrent = [layer for layer in chain.leaves(self.layers) if "state" in layer.options]
        if mask is not None:
            if not recurrent and not self._every_step:
                raise ValueError("mask must come with steps in time, got a network without them")
            if any(layer.shape[0] != shape[0] for layer in recurrent):
                raise ValueError(
                    f"mask must come with a network that keeps the {shape[0]} steps up to its last "
                    f"recurrent layer, got {self}"
                )
            mask = _inputs.mask(mask, (n, shape[0]))
            _inputs.stack("mask", mask, 2, stack)
        states = _inputs.states(state, recurrent, n, self.theta.dtype)
        for array in states:
            _inputs.stack("state", array, 2, stack)
        return X, mask, states


class MLP(Network):
    """A multilayer perceptron, or a stack of them: dense layers with an activation between them.

    layer_sizes: units per layer, inputs first and outputs last, e.g. [64, 32, 32, 10].
    activation: of every hidden layer, a name or an object of `rectified.activations`; or a list of
        them, one per hidden layer.
    initializer, bias_initializer: names or objects of `rectified.initializers`. By default the
        weights follow He (with the activation's negative slope) for the ReLU family, else Glorot,
        the output layer's like those of the hidden layer before it; biases start at zero.
    output: "softmax" (+ cross-entropy), "sigmoid" (+ cross-entropy) or "linear" (+ squared error).
    rng: a seed or Generator for one network; an array or list of them for a stack of that shape.
        Replica i of a stack equals the single network with the same seed.
    dtype: float64 or float32.

    Attributes: `theta` (..., P), all parameters in one vector; `W[k]` (..., n_in, n_out), `b[k]`
    (..., n_out) and, for PReLU, `alpha[k]` (..., n_out) are views of it, so assigning into them
    (`net.W[0][...] = 0`) changes the network.
    Errors: ValueError that names the argument. Source: Rumelhart, Hinton & Williams (1986).
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
        functions = _inputs.functions(activation, len(sizes) - 2)
        self._asked = functions[-1] if functions else activations.get(activation)
        self.layer_sizes = tuple(sizes)
        self.bias_initializer = initializers.get(bias_initializer)
        self.initializer = chain.default_initializer(initializer, self._asked)
        layers: list[Layer] = []
        for n_out, f in zip(sizes[1:], [*functions, None], strict=True):
            start = chain.default_initializer(initializer, f or self._asked)
            layers += [Dense(n_out, start, self.bias_initializer)]
            layers += [Activation(f)] if f else []
        super().__init__(layers, sizes[0], output, rng, dtype)

    @property
    def n_layers(self) -> int:
        """Number of weight layers: hidden layers plus the output layer."""
        return len(self.layer_sizes) - 1

    @property
    def activation(self) -> Any:
        """The activation of the hidden layers; a list where they differ. It can be assigned."""
        functions = [layer.f for layer in self.layers if layer.f]
        if not functions:
            return self._asked
        return functions[0] if functions.count(functions[0]) == len(functions) else functions

    @activation.setter
    def activation(self, activation: Any) -> None:
        bends = [layer for layer in self.layers if layer.f]
        functions = _inputs.functions(activation, len(bends))
        for layer, f in zip(bends, functions, strict=True):
            if isinstance(f, activations.PReLU) != layer.learns_slope:
                raise ValueError(
                    f"activation must learn slopes where this network has some, and nowhere else: "
                    f"got {f} for {layer}"
                )
        self._asked = functions[-1] if functions else activations.get(activation)
        for layer, f in zip(bends, functions, strict=True):
            layer.f = f

    def slope(self, k: int, record: Record) -> Array:
        """f'(z) of hidden layer k for every row, (..., n, n_k), as numbers."""
        return record.slopes[k].astype(self.theta.dtype, copy=False)

    def __repr__(self) -> str:
        sizes = "-".join(map(str, self.layer_sizes))
        stack = f", stack={self.stack_shape}" if self.stack_shape else ""
        return f"MLP({sizes}, {self.activation}, output={self.output.name!r}{stack})"


class Views(list):
    """A list of views; what is assigned to one of them is written into it."""

    def __setitem__(self, k: Any, values: Any) -> None:
        self[k][...] = values


def _write(name: str, vector: Array, values: Any) -> None:
    """Write values, a number or an array of the same shape, into a vector that others look at."""
    values = vector if values is vector else np.asarray(values)
    if values.ndim and values.shape != vector.shape:
        raise ValueError(f"{name} must have shape {vector.shape}, got shape {values.shape}")
    vector[...] = values


def _joined(a: Array, places: int, after: int) -> Array:
    """The axis of rows and so many axes of places behind it as one; `after` axes follow them."""
    start, stop = a.ndim - after - places - 1, a.ndim - after
    return a.reshape(*a.shape[:start], -1, *a.shape[stop:])
