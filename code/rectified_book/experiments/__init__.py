"""The book's measurements: each is written once, and called by claims and by chapters.

    from rectified import experiments
    experiments.recovery(alpha=0.01)              # as on the page
    experiments.deep_scores("relu", seed=1000)    # with other networks

Every experiment is a function. What a sceptic would change are keyword arguments: `seed`, from
which everything random follows; `split`, another division of the digits into training and test
(0 is the one that all pages use); `optimizer`, "sgd" or "adam".
"""

from . import headlines, robustness
from ._data import digits, score
from ._draw import OPTIMIZERS, PAGE, SEEDS, SPLITS, TRAININGS, Draw, Draws, optimizer
from .approximation import sine_error
from .codes import code_errors
from .convolution import bar, edges
from .dead_units import born_dead, dead_at_start, dead_weights, recovery, revived, xor_solved
from .deep_networks import (
    deep_scores,
    fifty_layers,
    fresh,
    growth_per_layer,
    layer_factor,
    saturated,
)
from .headlines import HEADLINES, Headline
from .in_use import (
    blocks,
    dead_under_adam,
    kept_directions,
    savings,
    singular_values,
    watched,
    wide,
)
from .perceptrons import corrections, digit_pairs, margins_kept, point_sets
from .readers import random_labels, reader, reads, relu_taken_away, trained_signs, zeros
from .recurrent import recurrent_weights, through_time

__all__ = [
    "HEADLINES",
    "OPTIMIZERS",
    "PAGE",
    "SEEDS",
    "SPLITS",
    "TRAININGS",
    "Draw",
    "Draws",
    "Headline",
    "bar",
    "blocks",
    "born_dead",
    "code_errors",
    "corrections",
    "dead_at_start",
    "dead_under_adam",
    "dead_weights",
    "deep_scores",
    "digit_pairs",
    "digits",
    "edges",
    "fifty_layers",
    "fresh",
    "growth_per_layer",
    "headlines",
    "kept_directions",
    "layer_factor",
    "margins_kept",
    "optimizer",
    "point_sets",
    "random_labels",
    "reader",
    "reads",
    "recovery",
    "recurrent_weights",
    "relu_taken_away",
    "revived",
    "robustness",
    "saturated",
    "savings",
    "score",
    "sine_error",
    "singular_values",
    "through_time",
    "trained_signs",
    "watched",
    "wide",
    "xor_solved",
    "zeros",
]
