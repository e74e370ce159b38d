"""Promises of the experiments: what is kept of long runs is what they find."""

from __future__ import annotations

import itertools

import numpy as np
from found_again import found_again

from rectified import experiments


def test_what_is_kept_of_long_runs_is_what_they_find():
    kept = experiments.kept("hill")
    for optimizer, f, gain in (("sgd", "tanh", 1), ("adam", "relu", 0.58)):
        [row] = [row for row in kept[optimizer][f] if row[0] == gain]

        def run(f=f, gain=gain, optimizer=optimizer):
            return experiments.started(f, gain, optimizer=optimizer)

        found_again(row[1], lambda run=run: run().factor, rtol=1e-3)
        found_again(row[2], lambda run=run: run().score, atol=0.005)
    cure = "batch normalization"
    kept = experiments.kept("cures")[cure]
    found_again(kept["factor"][0], lambda: experiments.treated(cure).factor[0], rtol=1e-3)
    found_again(kept["score"], lambda: experiments.treated(cure).score, atol=0.005)
    for name, hidden, epochs in (("three layers", 3, 30), ("ten layers", 10, 10)):

        def gap(hidden=hidden, epochs=epochs):
            return experiments.orthogonal_against_glorot(hidden, epochs, networks=2)

        found_again(experiments.kept("pairs")[name][:2], gap, atol=0.5)
    for f, kept in experiments.kept("race")["2"].items():

        def needed(f=f):
            rates = experiments.long_runs.RACE
            return [experiments.epochs_needed(f, 2, rates=(rate,), limit=20) for rate in rates]

        found_again([epochs or np.inf for epochs in kept], needed)


def test_what_is_kept_of_deep_networks_and_dead_units_is_what_the_experiments_find():
    for start, how in experiments.long_runs.MENDED.items():
        kept = experiments.kept("acquitted")[start]
        found_again(kept["factor"], lambda how=how: experiments.mended(*how).factor, rtol=1e-3)
        found_again(kept["score"], lambda how=how: experiments.mended(*how).score, rtol=0.01)
    for start in ("glorot", "he"):

        def read(start=start):
            return experiments.deep_scores("swish", f"{start}_normal", epochs=15)

        found_again(experiments.kept("swish")[f"sgd, {start}"], read, atol=0.01)
    drawn = experiments.long_runs.map_of_dead_units()
    for way, how in experiments.long_runs.WAYS.items():

        def found(how=how):
            return experiments.dead_by_rate("standard", **how)

        assert drawn[way]["standard"].rates == found().rates
        for k in range(1, len(found())):
            found_again(drawn[way]["standard"][k], lambda k=k, found=found: found()[k], rtol=1e-3)


def test_what_is_kept_of_relu_in_use_is_what_the_experiments_find():
    for width in (16, 64):

        def saved(width=width):
            found = experiments.savings(width)
            return {"zeros": found.zeros, "skipped": found.skipped}

        kept = experiments.kept("savings")[str(width)]
        found_again({"zeros": kept["zeros"], "skipped": kept["skipped"]}, saved, atol=0.002)
    for optimizer, kind in (("sgd", "residual"), ("adam", "residual + BN")):

        def seen(optimizer=optimizer, kind=kind):
            return experiments.watched(kind, optimizer=optimizer)._asdict()

        found_again(experiments.kept("blocks")[optimizer][kind], seen, rtol=0.02)


def test_what_is_kept_of_leaks_is_what_they_find():
    kept = experiments.kept("slopes")
    compared = itertools.product(("sgd", "adam"), ("ReLU", "α = 0.2", "α = 1", "ELU"), (0, 39))
    for optimizer, name, k in (*compared, ("sgd", "Swish", 3), ("adam", "α = 0.2", 1)):

        def read(optimizer=optimizer, name=name, k=k):
            return experiments.read_by(name, k, optimizer=optimizer)

        found_again(kept[optimizer][name][k], read, atol=0.005)
    kept = experiments.kept
    found_again(kept("still")["0.2"][:5], lambda: experiments.held_still(0.2), atol=0.5)
    found_again(kept("woken")["sgd"]["0.2"][0], lambda: experiments.woken(0.2), atol=0.02)
    found_again(kept("fuse")["sgd"]["0.2"][0], lambda: experiments.too_fast(0.2))
    spirals = kept("spirals")["sgd"]["1.0"]
    found_again(spirals, lambda: experiments.spirals("α = 1").score, atol=0.01)
