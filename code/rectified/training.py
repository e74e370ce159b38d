"""Training: the loop, optimizers, and those that watch.

    for every epoch
        for every batch of rows, in a new order
            gradient of the batch's loss
            optimizer: theta moves against the gradient
        watchers look at the network and may end the training

`fit` is this loop. It knows nothing of layers: what it needs of a network is `stack_shape`, the
`held_out_loss`, and a `learner`, which computes losses and gradients of batches. The learner has a
`theta` (..., P) of its own, which the optimizer moves; the network gets it when an epoch is over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from rectified import _checks
from rectified._bar import Bar
from rectified._blocks import Blocks

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


def fit(
    net: Any,
    X: Array,
    y: Array,
    optimizer: Optimizer,
    *,
    epochs: int,
    batch_size: int | None = None,
    mask: Array | None = None,
    clip_norm: float | None = None,
    rng: Any = 0,
    divergence: Divergence | None = None,
    watchers: Sequence[Callable[[int, Any, Array], Any]] = (),
) -> History:
    """Train a network, or a stack of them, batch by batch.

    Arguments as for `Network.fit`, which checks X and y.
    watchers: called in turn after each epoch, watcher(epoch, net, loss); when one returns True,
        the training ends. Those with a method `start(net)` are told before the first epoch, with
        `end(net)` after the last, and with `close()` in any case.
    """
    epochs = _checks.positive_integer("epochs", epochs)
    batch_size = len(X) if batch_size is None else batch_size
    batch_size = min(len(X), _checks.positive_integer("batch_size", batch_size))
    clip_norm = clip_norm if clip_norm is None else _checks.positive("clip_norm", clip_norm)
    orders = _orders(rng, net.stack_shape)
    learner, losses = net.learner(), []
    optimizer.start(learner)
    with _told(watchers, net):
        for epoch in range(epochs):
            learner.read()
            total = seen = 0
            with np.errstate(over="ignore", invalid="ignore"):  # watchers see what diverges
                for rows in batches(orders, len(X), batch_size):
                    counted = None if mask is None else mask.take(rows, 0)
                    batch = X.take(rows, 0), y.take(rows, 0), counted
                    loss, count = learner.loss_and_gradient(*batch)
                    if clip_norm is not None:
                        clip(learner.gradient, clip_norm)
                    optimizer.step(learner.gradient)
                    total, seen = total + loss * count, seen + count
            losses.append(np.array(total / seen))
            if divergence is not None:
                divergence.look(epoch, learner, losses[-1])
            learner.write()
            # a list: all watchers look, also after one has said True
            if any([watch(epoch, net, losses[-1]) for watch in watchers]):  # noqa: C419
                break
    return History(np.array(losses), ~np.isfinite(losses[-1]))


def batches(orders: Array | None, n: int, batch_size: int) -> Iterator[Array]:
    """The rows of one epoch, (..., batch_size) at a time: in a new order, or as they are."""
    if orders is None:
        order = np.arange(n)
    else:
        order = np.array([rng.permutation(n) for rng in orders.ravel()])
        order = order.reshape(*orders.shape, n)
    for start in range(0, n, batch_size):
        yield order[..., start : start + batch_size]


def clip(gradient: Array, norm: float) -> None:
    """Shorten gradients (..., P) longer than `norm` to that length, in place.

    Source: Pascanu, Mikolov & Bengio (2013).
    """
    length = np.sqrt(np.einsum("...i,...i", gradient, gradient, dtype=np.float64))[..., None]
    gradient *= np.where(length > norm, norm / np.maximum(length, norm), 1).astype(gradient.dtype)


# ---------------------------------------------------------------- optimizers


class Optimizer:
    """How parameters move, given the gradient of a batch.

    Training calls `start` once and `step` for each batch. In a loop of your own you call them:

        optimizer = Adam(0.001)
        optimizer.start(net)
        optimizer.step(net.backward(net.forward(X), y).theta)

    One object serves one network at a time. An optimizer of your own says which numbers it has,
    `rates`; how many further numbers (such as a velocity) it keeps for each parameter, `n_states`;
    and how one block of theta moves. If `weight_decay` is one of its rates, the gradients that
    `move` gets are gradient + weight_decay * theta where parameters decay.
    """

    n_states = 0
    blocks: Blocks | None = None

    def rates(self) -> dict[str, tuple[Any, Callable[[str, Any], float]]]:
        """Numbers, or arrays of the stack's shape, each with the check that it must pass."""
        raise NotImplementedError

    def move(self, theta: Array, gradient: Array, *states: Array, **rates: Array) -> None:
        """Move a block of theta in place; the gradient may be overwritten."""
        raise NotImplementedError

    def start(self, net: Any) -> None:
        """Get ready for the parameters of a network, with all states at 0."""
        rates = {
            name: _per_replica(name, value, net.stack_shape, check)
            for name, (value, check) in self.rates().items()
        }
        if not net.theta.size:
            raise ValueError(f"net must have parameters to train, got {net}")
        self.n_steps = 0
        self.blocks = Blocks(net.theta, net.decaying, self.n_states, rates)

    def step(self, gradient: Array) -> None:
        """Move all parameters once. gradient: (..., P), as theta; it is overwritten."""
        if self.blocks is None:
            raise ValueError(f"start must be called with a network before step, got {self}")
        self.n_steps += 1
        for block in self.blocks.of(gradient):
            for theta, its_gradient, weight_decay in block.decaying:
                its_gradient += weight_decay * theta
            self.move(*block.arrays, **block.rates)

    def __repr__(self) -> str:
        rates = ", ".join(f"{name}={value}" for name, (value, _) in self.rates().items())
        return f"{type(self).__name__}({rates})"


class SGD(Optimizer):
    """Stochastic gradient descent with momentum and weight decay.

        velocity = momentum * velocity - learning_rate * (gradient + weight_decay * theta)
        theta = theta + velocity

    Only weights decay; biases, PReLU's slopes, and batch normalization's numbers do not.
    learning_rate: > 0. momentum, weight_decay: >= 0. All: numbers, or arrays of the stack's shape.
    Source: Polyak (1964), in the form of Sutskever, Martens, Dahl & Hinton (2013).
    """

    n_states = 1

    def __init__(self, learning_rate: Any = 0.1, momentum: Any = 0.0, weight_decay: Any = 0.0):
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.weight_decay = weight_decay

    def rates(self):
        return {
            "learning_rate": (self.learning_rate, _checks.positive),
            "momentum": (self.momentum, _checks.non_negative),
            "weight_decay": (self.weight_decay, _checks.non_negative),
        }

    def move(self, theta, gradient, velocity, *, learning_rate, momentum):
        gradient *= learning_rate
        velocity *= momentum
        velocity -= gradient
        theta += velocity


class Adam(Optimizer):
    """Steps of about the learning rate in every direction, whatever the size of the gradient.

        m = beta1 * m + (1 - beta1) * gradient             a running mean of the gradient
        v = beta2 * v + (1 - beta2) * gradient²            and of its square
        theta = theta - learning_rate * m̂ / (sqrt(v̂) + epsilon)

    where m̂ = m / (1 - beta1^t) and v̂ = v / (1 - beta2^t) in step t make up for the start at 0.
    learning_rate, epsilon: > 0. beta1, beta2: from 0 to below 1. All: numbers, or arrays of the
    stack's shape. Source: Kingma & Ba (2015), algorithm 1.
    """

    n_states = 2

    def __init__(
        self,
        learning_rate: Any = 0.001,
        beta1: Any = 0.9,
        beta2: Any = 0.999,
        epsilon: Any = 1e-8,
    ):
        self.learning_rate = learning_rate
        self.beta1, self.beta2, self.epsilon = beta1, beta2, epsilon

    def rates(self):
        return {
            "learning_rate": (self.learning_rate, _checks.positive),
            "beta1": (self.beta1, _below_one),
            "beta2": (self.beta2, _below_one),
            "epsilon": (self.epsilon, _checks.positive),
        }

    def move(self, theta, gradient, m, v, *, learning_rate, beta1, beta2, epsilon):
        m += (1 - beta1) * (gradient - m)
        v += (1 - beta2) * (gradient * gradient - v)
        m_hat = m / (1 - beta1**self.n_steps)
        v_hat = v / (1 - beta2**self.n_steps)
        theta -= learning_rate * m_hat / (np.sqrt(v_hat) + epsilon)


# ---------------------------------------------------------------- watchers


class Divergence:
    """Looks out for numbers that are not finite any more, before the network gets them.

    on_divergence: "raise" a DivergenceError, so that the network keeps the parameters of the last
    epoch that ended with finite numbers; or "mark" the networks of a stack, whose loss and
    parameters become NaN while the others train on. optimizer: named in the error.
    """

    def __init__(self, on_divergence: str = "raise", optimizer: Optimizer | None = None):
        choices = ["raise", "mark"]
        self.on_divergence = _checks.choice("on_divergence", on_divergence, choices)
        self.optimizer = optimizer

    def look(self, epoch: int, learner: Any, loss: Array) -> None:
        """After an epoch: raise, or mark what has diverged. loss: (...,)."""
        finite = np.isfinite(loss) & _are_finite(learner.theta) & _are_finite(learner.buffers)
        if np.all(finite):
            return
        if self.on_divergence == "raise":
            raise self._error(epoch, ~finite)
        loss[~finite] = np.nan
        learner.theta[~finite] = np.nan

    def _error(self, epoch: int, diverged: Array) -> DivergenceError:
        replicas = [tuple(map(int, index)) for index in np.argwhere(diverged)]
        who = f" of {len(replicas)} networks {replicas} of the stack" if diverged.ndim else ""
        return DivergenceError(
            f"training diverged{who} in epoch {epoch}: the loss or a weight is no longer finite; "
            f"expected a smaller learning_rate or momentum, or scaled inputs, got {self.optimizer}",
            epoch,
            replicas,
        )


def _are_finite(vectors: Array) -> Array:
    """Whether all numbers of a vector are finite, for each of a stack (..., P)."""
    with np.errstate(over="ignore", invalid="ignore"):
        quick = vectors.sum()  # where NaN or infinity is among them, no sum is finite
    if np.isfinite(quick):
        return np.ones(vectors.shape[:-1], bool)
    return np.isfinite(vectors).all(axis=-1)


class EarlyStopping:
    """Measures the loss on data held out from the training, and stops when it gets no better.

    X, y, mask: as for `Network.loss`. patience: epochs without an improvement by more than
    `min_delta` before a network counts as done; the training ends when all of a stack are. Then
    every network gets back the parameters with which it was best.
    After the training: `losses` (epochs, ...), `best_loss` and `best_epoch` (...,).
    """

    def __init__(
        self, X: Array, y: Array, patience: int = 10, min_delta: float = 0.0, mask: Any = None
    ):
        self.X, self.y, self.mask = X, y, mask
        self.patience = _checks.positive_integer("patience", patience)
        self.min_delta = _checks.non_negative("min_delta", min_delta)

    def start(self, net: Any) -> None:
        self.losses = []
        self.best_loss = np.full(net.stack_shape, np.inf)
        self.best_epoch = np.full(net.stack_shape, -1)
        self.done = np.zeros(net.stack_shape, bool)
        self.best = net.theta.copy(), net.buffers.copy()
        net.held_out_loss(self.X, self.y, self.mask)  # bad data are found before anything moves

    def __call__(self, epoch: int, net: Any, loss: Array) -> bool:
        held_out = net.held_out_loss(self.X, self.y, self.mask)
        better = (held_out < self.best_loss - self.min_delta) & ~self.done
        self.losses.append(held_out)
        self.best_loss[better] = held_out[better]
        self.best_epoch[better] = epoch
        for best, now in zip(self.best, (net.theta, net.buffers), strict=True):
            best[better] = now[better]
        self.done |= epoch - self.best_epoch >= self.patience
        return bool(np.all(self.done | ~np.isfinite(held_out)))

    def end(self, net: Any) -> None:
        self.losses = np.array(self.losses)
        finite = np.isfinite(net.theta).all(axis=-1)  # a network that has diverged stays so
        for best, now in zip(self.best, (net.theta, net.buffers), strict=True):
            now[finite] = best[finite]


class Progress:
    """Shows a progress bar, with the loss (of a stack, the mean loss)."""

    def __init__(self, epochs: int):
        self.epochs = epochs

    bar: Any = None

    def start(self, net: Any) -> None:
        self.bar = Bar(total=self.epochs, unit="epoch")

    def __call__(self, epoch: int, net: Any, loss: Array) -> None:
        self.bar.set_postfix(loss=f"{np.mean(loss):.4f}", refresh=False)
        self.bar.update()

    def close(self) -> None:
        if self.bar is not None:
            self.bar.close()


# ---------------------------------------------------------------- arguments


def _orders(rng: Any, stack_shape: tuple[int, ...]) -> Array | None:
    """Generators of the order of the rows: one for all networks, or one each; None for no order."""
    if rng is None:
        return None
    orders = _checks.generators("rng", rng)
    if orders.shape not in ((), stack_shape):
        raise ValueError(
            f"rng must be one seed or one per replica {stack_shape}, got {orders.shape}"
        )
    return orders


def _per_replica(name: str, value: Any, stack_shape: tuple[int, ...], check: Callable) -> Array:
    """A number, or one for each network of the stack; or ValueError."""
    value = np.asarray(value)
    if value.shape not in ((), stack_shape):
        raise ValueError(
            f"{name} must be a number or an array of the stack's shape {stack_shape}, "
            f"got shape {value.shape}"
        )
    for number in value.ravel().tolist():
        check(name, number)
    return value


def chosen_optimizer(optimizer: Optimizer | None, **rates: Any) -> Optimizer:
    """The optimizer asked for, or SGD with these rates; None stands for its default."""
    rates = {name: rate for name, rate in rates.items() if rate is not None}
    if optimizer is None:
        return SGD(**rates)
    if not isinstance(optimizer, Optimizer):
        raise ValueError(f"optimizer must be an object such as Adam(0.001), got {optimizer!r}")
    if rates:
        raise ValueError(
            f"optimizer must come without {', '.join(rates)}: give them to it, got {optimizer}"
        )
    return optimizer


def _below_one(name: str, value: Any) -> float:
    if _checks.non_negative(name, value) >= 1:
        raise ValueError(f"{name} must be a number from 0 to below 1, got {value!r}")
    return float(value)


@contextmanager
def _told(watchers: Sequence, net: Any) -> Iterator[None]:
    """Tell watchers to start; to end after the block, unless it raised; to close in any case."""
    try:
        _tell(watchers, "start", net)
        yield
        _tell(watchers, "end", net)
    finally:
        _tell(watchers, "close")


def _tell(watchers: Sequence, event: str, *arguments: Any) -> None:
    for watcher in watchers:
        getattr(watcher, event, _nothing)(*arguments)


def _nothing(*_: Any) -> None: ...
