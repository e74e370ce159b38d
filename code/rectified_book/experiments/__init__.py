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
from .anomalies import strangers
from .approximation import sine_copy, sine_error, trained_sine_errors
from .backpropagation import nudged
from .calibration import certainty
from .centering import one_signed_gradients, valley
from .codes import autoencoder, code_errors, rectified_to_linear
from .convolution import bar, edges
from .dead_units import (
    born_dead,
    dead_after,
    faded,
    one_dead,
    recovery,
    revived,
    xor_solved,
)
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
from .perceptrons import (
    corrections,
    digit_pairs,
    first_lines,
    in_other_orders,
    inks,
    logistic_losses,
    margins_kept,
    point_sets,
    restless,
    right_answers,
    separable_by_trying,
    zeros_and_ones,
)
from .readers import (
    parity,
    random_labels,
    reader,
    reads,
    relu_taken_away,
    trained_signs,
    trained_zeros,
    zeros,
)
from .recurrent import recurrent_weights, through_time
from .rings import (
    SHAPES,
    few_relus,
    five_straight_layers,
    rings_parted,
    shape_networks,
    shape_parted,
)
from .settings import lost_units, settings_that_learn
from .slopes import slope_scores, woken
from .speed import epochs_needed

__all__ = [
    "HEADLINES",
    "OPTIMIZERS",
    "PAGE",
    "SEEDS",
    "SHAPES",
    "SPLITS",
    "TRAININGS",
    "Draw",
    "Draws",
    "Headline",
    "autoencoder",
    "bar",
    "blocks",
    "born_dead",
    "certainty",
    "code_errors",
    "corrections",
    "dead_after",
    "dead_under_adam",
    "deep_scores",
    "digit_pairs",
    "digits",
    "edges",
    "epochs_needed",
    "faded",
    "few_relus",
    "fifty_layers",
    "first_lines",
    "five_straight_layers",
    "fresh",
    "growth_per_layer",
    "headlines",
    "in_other_orders",
    "inks",
    "kept_directions",
    "layer_factor",
    "logistic_losses",
    "lost_units",
    "margins_kept",
    "nudged",
    "one_dead",
    "one_signed_gradients",
    "optimizer",
    "parity",
    "point_sets",
    "random_labels",
    "reader",
    "reads",
    "recovery",
    "rectified_to_linear",
    "recurrent_weights",
    "relu_taken_away",
    "restless",
    "revived",
    "right_answers",
    "rings_parted",
    "robustness",
    "saturated",
    "savings",
    "score",
    "separable_by_trying",
    "settings_that_learn",
    "shape_networks",
    "shape_parted",
    "sine_copy",
    "sine_error",
    "singular_values",
    "slope_scores",
    "strangers",
    "through_time",
    "trained_signs",
    "trained_sine_errors",
    "trained_zeros",
    "valley",
    "watched",
    "wide",
    "woken",
    "xor_solved",
    "zeros",
    "zeros_and_ones",
]
