"""The numbers that exercises had when files of progress named them by number: "1.1 2026-01-31".

This never changes, whatever the order in the book becomes.
"""

from __future__ import annotations

_THEN = {
    "perceptrons": """
        weighted_sum step predict update accuracy boundary and_gate distance xor_reason
        ten_times important not_yet true_of_it gates_of_one_neuron after_one_epoch draw
        train threes_and_eights
    """,
    "activation_functions": """
        sigmoid log_sigmoid sigmoid_slope tanh_from_sigmoid tanh_slope softmax_rows
        merge_linear steepest draw which_collapse doubled_logits article_topics last_relu
        what_is_left bottleneck exactly_one disguise fence modest
    """,
    "vanishing_gradient": """
        best_case chain layers_until activations backward shrinkage xavier_std clip_norm
        numeric_gradient which_layer eight_times a_thousand_times true_of_backpropagation
        smallest_weight nine_tenths signs draw backpropagate deep_sigmoid
    """,
    "relu": """
        relu relu_slope relu_backward count_dead he_init abs_from_relu xor_net forward
        all_zero negative_image dead_unit ten_times_faster folds silent_layer sine_of_pieces
        learn half_asleep
    """,
    "leaky_relu": """
        leaky_relu leaky_slope leaky_factor alpha_gradient undo_leaky elu as_sum alpha_one
        weight_gradient left_of_zero ten_times_less silent_units hyperparameters
        larger_of_two swish_unit learn_alpha rescue
    """,
}
FORMER = {
    f"{chapter}.{number}": f"{package}.{name}"
    for chapter, (package, names) in enumerate(_THEN.items(), start=1)
    for number, name in enumerate(names.split(), start=1)
}
