"""The book's measurements: each is written once, and called by claims and by chapters.

    from rectified import experiments
    experiments.recovery(alpha=0.01)              # as on the page
    experiments.deep_scores("relu", seed=1000)    # with other networks

Every experiment is a function. What a sceptic would change are keyword arguments: `seed`, from
which everything random follows; `split`, another division of the digits into training and test
(0 is the one that all pages use); `optimizer`, "sgd" or "adam".
"""

from . import (
    anomalies,
    depth,
    finance,
    headlines,
    leaks,
    long_runs,
    mirrors,
    recommenders,
    robustness,
    vision,
)
from . import anomalies, depth, headlines, leaks, long_runs, robustness, speech, vision
    headlines,
    language,
    leaks,
    long_memory,
    long_runs,
    robustness,
    vision,
)
from ._data import digits, score
from ._draw import OPTIMIZERS, PAGE, SEEDS, SPLITS, TRAININGS, Draw, Draws, optimizer
from .anomalies import detected, simple, strangers
from .approximation import sine_copy, sine_error, trained_sine_errors
from .backpropagation import nudged
from .calibration import certainty
from .centering import GOAL, one_signed_gradients, two_valleys, valley
from .codes import autoencoder, rectified_to_linear
from .convolution import bar, edges
from .dead_units import (
    DeadByRate,
    born_dead,
    dead_after,
    dead_by_rate,
    faded,
    one_dead,
    recovery,
    revived,
    xor_solved,
)
from .deep_networks import (
    at_gain,
    deep_scores,
    fifty_layers,
    fresh,
    growth_per_layer,
    layer_factor,
    saturated,
)
from .depth import (
    clipped,
    learning_speed,
    mended,
    orthogonal_against_glorot,
    patient,
    started,
    top_layers,
    treated,
    two_signals,
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
from .leaks import (
    ahead,
    held_still,
    learned_slopes,
    read_by,
    selu_corrects,
    spirals,
    too_fast,
    way_back,
)
from .long_runs import kept
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
from .rectified import alike, faint, growth, hasty, healthy, trained_pieces
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
    "GOAL",
    "HEADLINES",
    "OPTIMIZERS",
    "PAGE",
    "SEEDS",
    "SHAPES",
    "SPLITS",
    "TRAININGS",
    "DeadByRate",
    "Draw",
    "Draws",
    "Headline",
    "ahead",
    "alike",
    "anomalies",
    "at_gain",
    "autoencoder",
    "bar",
    "blocks",
    "born_dead",
    "certainty",
    "clipped",
    "corrections",
    "dead_after",
    "dead_by_rate",
    "dead_under_adam",
    "deep_scores",
    "depth",
    "detected",
    "digit_pairs",
    "digits",
    "edges",
    "epochs_needed",
    "faded",
    "faint",
    "few_relus",
    "fifty_layers",
    "finance",
    "first_lines",
    "five_straight_layers",
    "fresh",
    "growth",
    "growth_per_layer",
    "hasty",
    "headlines",
    "healthy",
    "held_still",
    "in_other_orders",
    "inks",
    "kept",
    "kept_directions",
    "language",
    "layer_factor",
    "leaks",
    "learned_slopes",
    "learning_speed",
    "logistic_losses",
    "long_memory",
    "long_runs",
    "lost_units",
    "margins_kept",
    "mended",
    "mirrors",
    "nudged",
    "one_dead",
    "one_signed_gradients",
    "optimizer",
    "orthogonal_against_glorot",
    "parity",
    "patient",
    "point_sets",
    "random_labels",
    "read_by",
    "reader",
    "reads",
    "recommenders",
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
    "selu_corrects",
    "separable_by_trying",
    "settings_that_learn",
    "shape_networks",
    "shape_parted",
    "simple",
    "sine_copy",
    "sine_error",
    "singular_values",
    "slope_scores",
    "speech",
    "spirals",
    "started",
    "strangers",
    "through_time",
    "too_fast",
    "top_layers",
    "trained_pieces",
    "trained_signs",
    "trained_sine_errors",
    "trained_zeros",
    "treated",
    "two_signals",
    "two_valleys",
    "valley",
    "vision",
    "watched",
    "way_back",
    "wide",
    "woken",
    "xor_solved",
    "zeros",
    "zeros_and_ones",
]
