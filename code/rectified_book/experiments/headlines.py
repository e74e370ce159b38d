"""What the chapters say in bold, as one line each: the experiment, and when its sentence holds.

`make robust` repeats them with other draws; a test fails where one of them holds too seldom.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ._draw import OPTIMIZERS, SEEDS, SPLITS, TRAININGS, Draw
from ._headline import Headline, above, below, within
from ._headlines_anomalies import ANOMALIES
from ._headlines_finance import RETURNS, RISK
from ._headlines_language import LANGUAGE
from ._headlines_recommenders import RECOMMENDERS
from ._headlines_relu import RELU
from ._headlines_speech import SPEECH
from ._headlines_vision import VISION
from .approximation import sine_error, trained_sine_errors
from .calibration import certainty
from .dead_units import revived
from .deep_networks import deep_scores, layer_factor
from .depth import (
    clipped,
    learning_speed,
    mended,
    orthogonal_against_glorot,
    started,
    top_layers,
    treated,
    two_signals,
)
from .in_use import dead_under_adam, kept_directions, savings, watched
from .leak_headlines import LEAKS, RELATIVES
from .perceptrons import corrections, in_other_orders, margins_kept, right_answers
from .rings import few_relus, five_straight_layers, shape_parted


def _deep_tanh(draw: Draw) -> float:
    return deep_scores("tanh", **vars(draw)).mean()


def _back_in_the_third(draw: Draw) -> float:
    dead, back = revived(**vars(draw))
    return back[2] / dead[2]


def _back_from_far(draw: Draw) -> float:
    dead, back = revived(below=7.0, **vars(draw))
    return back[2] / dead[2]


def _dead_under_adam(rate: float, scaling: str, layer: int) -> Callable[[Draw], float]:
    """Share of dead units in a layer, in a mean over five networks."""

    def share(draw: Draw) -> float:
        found = dead_under_adam(rate, scaling, seed=draw.seed, split=draw.split)
        return found.dead[:, layer].mean()

    return share


def _read_under_adam(draw: Draw) -> float:
    return dead_under_adam(0.01, "raw", seed=draw.seed, split=draw.split).score.mean()


def _skipped(width: int) -> Callable[[Draw], float]:
    return lambda draw: savings(width, **vars(draw)).skipped


def _at_the_start(kind: str) -> Callable[[Draw], float]:
    """The gradient factor per layer of fresh networks, which no optimizer has seen."""
    return lambda draw: np.median(watched(kind, **vars(draw)).factor[0])


def _read(kind: str) -> Callable[[Draw], float]:
    return lambda draw: watched(kind, **vars(draw)).score.mean()


def _ahead(kind: str, other: str) -> Callable[[Draw], float]:
    """By how much more networks of one kind read than those of another."""
    return lambda draw: _read(kind)(draw) - _read(other)(draw)


def _cost_of_three(draw: Draw) -> float:
    """What it costs SGD if the last batch of each epoch has three images."""
    usual = watched("residual + BN", seed=draw.seed, split=draw.split)
    other = watched("residual + BN", batch_size=64, seed=draw.seed, split=draw.split)
    return usual.score.mean() - other.score.mean()


def _farthest_from_one(draw: Draw) -> float:
    """Of the gradient factors of residuals with normalization, at any time of the training."""
    factor = np.median(watched("residual + BN", **vars(draw)).factor, axis=1)
    return factor[np.abs(factor - 1).argmax()]


def _shared(kind: str) -> Callable[[Draw], float]:
    return lambda draw: np.median(watched(kind, **vars(draw)).shared[0])


def _kept(activation: str, orthogonal: bool) -> Callable[[Draw], float]:
    return lambda draw: kept_directions(activation, orthogonal, seed=draw.seed)


def _parted(parted: Callable[..., np.ndarray], *arguments) -> Callable[[Draw], float]:
    """Share of new points on their side, in a mean over five networks."""
    return lambda draw: parted(*arguments, seed=draw.seed, optimizer=draw.optimizer).mean()


def _trained_against_built(draw: Draw) -> float:
    """How many times as far from the sine the middle one of five trained networks is."""
    errors = trained_sine_errors(64, seed=draw.seed, optimizer=draw.optimizer)
    return np.median(errors) / sine_error(64)


def _too_sure(examples: int) -> Callable[[Draw], float]:
    """By how much the mean confidence exceeds the share of right answers."""

    def excess(draw: Draw) -> float:
        sure, right = certainty(examples, seed=draw.seed, optimizer=draw.optimizer)
        return sure.mean() - right.mean()

    return excess


def _corrections(draw: Draw) -> list[int]:
    """Of the perceptron with zeros and ones, in a hundred orders."""
    return [run.n_updates for run in in_other_orders(seed=draw.seed, split=draw.split)]


def _least_right(draw: Draw) -> float:
    """Share of the unseen zeros and ones that the worst of a hundred trainings gets right."""
    runs = in_other_orders(seed=draw.seed, split=draw.split)
    answers = np.array([right_answers(run, split=draw.split) for run in runs])
    return (answers[:, 0] / answers[:, 1]).min()


def _shares_of_bounds(draw: Draw) -> np.ndarray:
    """Corrections that the perceptron makes over those that Novikoff's theorem allows."""
    groups = corrections(seed=draw.seed, split=draw.split).values()
    return np.concatenate([used / allowed for used, allowed in groups])


def _kept_by_a_layer(draw: Draw) -> float:
    """Share of the blame that a layer of sigmoids keeps, in networks with ten hidden layers."""
    blame = two_signals("sigmoid", seed=draw.seed, split=draw.split).blame
    return (blame[0] / blame[-1]) ** (1 / 10)


def _spread_kept_by_a_layer(draw: Draw) -> float:
    spread = two_signals("sigmoid", seed=draw.seed, split=draw.split).spread
    return (spread[-1] / spread[0]) ** (1 / 9)


def _pytorch_relu(draw: Draw) -> float:
    return layer_factor("relu", "pytorch", seed=draw.seed, split=draw.split)


def _deep(activation: str) -> Callable[[Draw], float]:
    return lambda draw: deep_scores(activation, **vars(draw)).mean()


def _top(activation: str, trained: int, standardized: bool = False) -> Callable[[Draw], float]:
    """Share of unseen digits read by networks of which only the last layers learn."""
    return lambda draw: top_layers(
        activation, trained, standardized=standardized, epochs=12, **vars(draw)
    ).mean()


def _slower(epoch: int) -> Callable[[Draw], float]:
    """How many times as fast the last of three hidden layers learns as the first."""

    def ratio(draw: Draw) -> float:
        speed = learning_speed(**vars(draw)).speed[epoch]
        return speed[-1] / speed[0]

    return ratio


def _started(optimizer: str, gains: dict[str, tuple[float, ...]], middle) -> Callable:
    """What networks read whose weights start with these gains: activation -> gains."""

    def read(draw: Draw) -> float:
        drawn = {"seed": draw.seed, "split": draw.split, "optimizer": optimizer}
        scores = [started(f, gain, **drawn).score for f in gains for gain in gains[f]]
        return middle(np.concatenate(scores))

    return read


def _mended(scale: float, shift: bool) -> Callable[[Draw], float]:
    return lambda draw: np.median(mended(scale, shift, **vars(draw)).score)


def _treated(cure: str) -> Callable[[Draw], float]:
    return lambda draw: np.median(treated(cure, **vars(draw)).score)


def _gained_by_clipping(draw: Draw) -> float:
    """By how much more networks that start too large read when their gradients are clipped."""
    return np.median(clipped(1.0, **vars(draw)).score) - np.median(clipped(**vars(draw)).score)


def _orthogonal_ahead(hidden: int, epochs: int) -> Callable[[Draw], float]:
    return lambda draw: orthogonal_against_glorot(hidden, epochs, **vars(draw)).mean()


PERCEPTRONS = [
    Headline(
        "Zeros and ones: most corrections",
        lambda draw: max(_corrections(draw)),
        within(1, 30),
        SPLITS,
    ),
    Headline(
        "Zeros and ones: half need at most",
        lambda draw: np.median(_corrections(draw)),
        within(1, 15),
        SPLITS,
    ),
    Headline("Zeros and ones: unseen pictures right", _least_right, within(0.95, 1), SPLITS),
    Headline(
        "First hyperplanes: share of the widest margin",
        lambda draw: np.median(margins_kept(seed=draw.seed, split=draw.split)),
        within(0.1, 0.4),
        SPLITS,
    ),
    Headline(
        "Least share of the bound that is used",
        lambda draw: _shares_of_bounds(draw).min(),
        within(0, 0.02),
        SPLITS,
    ),
    Headline(
        "Largest share of the bound that is used",
        lambda draw: _shares_of_bounds(draw).max(),
        within(0.2, 0.6),
        SPLITS,
    ),
]
"""The sentences of the chapter Perceptrons."""

IN_USE = [
    Headline(
        "Adam at 0.01, raw pixels: dead in layer 1",
        _dead_under_adam(0.01, "raw", 0),
        within(0.15, 0.45),
        SPLITS,
    ),
    Headline("Adam at 0.01, raw pixels: digits read", _read_under_adam, within(0.93, 1), SPLITS),
    Headline(
        "Adam at 0.1, raw pixels: dead in layer 1",
        _dead_under_adam(0.1, "raw", 0),
        within(0.8, 1),
        SPLITS,
    ),
    Headline(
        "Adam at 0.1, standardized: dead in layer 1",
        _dead_under_adam(0.1, "standard", 0),
        within(0, 0.01),
        SPLITS,
    ),
    Headline(
        "Adam at 0.1, standardized: dead in layer 2",
        _dead_under_adam(0.1, "standard", 1),
        within(0.6, 1),
        SPLITS,
    ),
    Headline("Skipped, width 256", _skipped(256), within(0.35, 0.5), TRAININGS),
    Headline("Skipped, width 16", _skipped(16), within(0.12, 0.25), TRAININGS),
    Headline("BN: ρ at the start", _at_the_start("BN"), within(1.18, 1.26), SPLITS),
    Headline("Residual: ρ at the start", _at_the_start("residual"), within(1.4, 2), SPLITS),
    Headline(
        "Residual + BN: the ρ farthest from 1", _farthest_from_one, within(0.95, 1.12), TRAININGS
    ),
    Headline("Residual + BN: digits read", _read("residual + BN"), within(0.85, 1), TRAININGS),
    Headline(
        "Residual + BN ahead of BN alone", _ahead("residual + BN", "BN"), within(0.2, 1), TRAININGS
    ),
    Headline(
        "Residual + BN ahead of plain", _ahead("residual + BN", "plain"), within(0.05, 1), TRAININGS
    ),
    Headline("Cost of a last batch of three", _cost_of_three, within(0.05, 1), SPLITS),
    Headline("Residual alone: digits read", _read("residual"), within(0, 0.6), TRAININGS),
    Headline("Residual from 0: digits read", _read("residual from 0"), within(0.9, 1), TRAININGS),
    Headline(
        "Residual from 0 ahead of residual + BN",
        _ahead("residual from 0", "residual + BN"),
        within(0.001, 1),
        TRAININGS,
    ),
    Headline("Plain: shared at the start", _shared("plain"), within(0.45, 1), SPLITS),
    Headline("BN: shared at the start", _shared("BN"), within(0.1, 0.35), SPLITS),
    Headline("tanh, orthogonal: directions kept", _kept("tanh", True), within(0.7, 1), SEEDS),
    Headline("ReLU, orthogonal: directions kept", _kept("relu", True), within(0, 0.2), SEEDS),
    Headline("tanh, normal: directions kept", _kept("tanh", False), within(0, 0.2), SEEDS),
]
"""The sentences of the page ReLU where it is used."""

BENDS = [
    Headline(
        "Five layers without a bend: rings",
        _parted(five_straight_layers),
        within(0, 0.65),
        OPTIMIZERS,
    ),
    Headline("Four ReLUs: rings", _parted(few_relus), within(0.9, 1), OPTIMIZERS),
    *(
        Headline(
            f"Sixteen units of {name}: spirals",
            _parted(shape_parted, "spirals", (16,), name),
            within(0.95, 1),
            OPTIMIZERS,
        )
        for name in ("sigmoid", "tanh", "relu")
    ),
    Headline(
        "A trained sine against the built one",
        _trained_against_built,
        within(3, 1000),
        OPTIMIZERS,
    ),
    Headline("Too sure after 100 examples", _too_sure(100), within(0.05, 0.4), OPTIMIZERS),
    Headline("Too sure after 3000 examples", _too_sure(3000), within(-0.03, 0.03), OPTIMIZERS),
]
"""The sentences of the chapter Activation functions."""


DEPTH = [
    Headline(
        "A layer of sigmoids keeps of the blame", _kept_by_a_layer, within(0.22, 0.25), SPLITS
    ),
    Headline(
        "A layer of sigmoids keeps of the spread",
        _spread_kept_by_a_layer,
        within(0.21, 0.25),
        SPLITS,
    ),
    Headline("ReLU at PyTorch's start: ρ", _pytorch_relu, within(0.38, 0.43), SPLITS),
    Headline("Ten layers of sigmoids: read", _deep("sigmoid"), within(0, 0.25), TRAININGS),
    Headline("Top three on frozen sigmoids: read", _top("sigmoid", 3), within(0, 0.2), TRAININGS),
    Headline("Top three on frozen tanh: read", _top("tanh", 3), within(0.4, 1), TRAININGS),
    Headline(
        "Last layer on standardized sigmoids: read",
        _top("sigmoid", 1, standardized=True),
        within(0.4, 1),
        TRAININGS,
    ),
    Headline("Layer 3 faster than layer 1 at the start", _slower(0), within(12, 40), SPLITS),
    Headline("Layer 3 faster than layer 1 at the end", _slower(-1), within(0.3, 3), SPLITS),
    Headline(
        "SGD, ρ near 1: read",
        _started("sgd", {"tanh": (1,), "relu": (1.4,)}, np.median),
        within(0.7, 1),
        SPLITS,
    ),
    Headline(
        "SGD, ρ below 0.6: most read",
        _started("sgd", {"tanh": (0.35, 0.5), "relu": (0.48, 0.58, 0.7)}, np.max),
        within(0, 0.35),
        SPLITS,
    ),
    Headline(
        "SGD, sigmoid at any ρ: most read",
        _started("sgd", {"sigmoid": (1, 4, 8, 11)}, np.max),
        within(0, 0.6),
        SPLITS,
    ),
    Headline(
        "Adam, ρ from 0.4 to 0.6: read",
        _started("adam", {"tanh": (0.5,), "relu": (0.58, 0.7)}, np.median),
        within(0.4, 1),
        SPLITS,
    ),
    Headline(
        "Adam, sigmoid from the usual start: read",
        _started("adam", {"sigmoid": (1,)}, np.median),
        within(0, 0.3),
        SPLITS,
    ),
    Headline("The sigmoid, acquitted", _mended(4, True), within(0.5, 1), TRAININGS),
    Headline("The sigmoid, from the usual start", _mended(1, False), within(0, 0.3), TRAININGS),
    Headline(
        "Batch normalization: read", _treated("batch normalization"), within(0.8, 1), TRAININGS
    ),
    Headline("Residual connections: read", _treated("residual"), within(0.6, 1), TRAININGS),
    Headline("Gained by clipping", _gained_by_clipping, within(0.1, 1), SPLITS),
    Headline(
        "Orthogonal ahead in ten layers, points", _orthogonal_ahead(10, 10), within(1, 8), SPLITS
    ),
    Headline(
        "Orthogonal ahead in three layers, points", _orthogonal_ahead(3, 30), within(0, 1), SPLITS
    ),
]
"""The sentences of the chapter The vanishing gradient."""

HEADLINES = [
    *BENDS,
    Headline("tanh learns in ten layers", _deep_tanh, above(0.8), TRAININGS),
    Headline("third layers revive", _back_in_the_third, above(0.5), TRAININGS),
    Headline("third layers revive from −7", _back_from_far, below(0.1), TRAININGS),
    *PERCEPTRONS,
    *RELU,
    *IN_USE,
    *DEPTH,
    *LEAKS,
    *RELATIVES,
    *VISION,
    *ANOMALIES,
    *RECOMMENDERS,
    *RETURNS,
    *RISK,
    *SPEECH,
    *LANGUAGE,
]
"""One line each: name, number, when the sentence holds, draws."""
