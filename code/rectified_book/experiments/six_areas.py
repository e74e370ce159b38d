"""What the six chapters of applications have found, side by side and in one unit.

In each area something is right or wrong: a digit read, a sentence judged, a spoken digit heard, a
vote foretold, a pair of an acquaintance and a stranger told apart, a pair of a good and a bad loan.
So everything here is in percent of what is right, and differences are in points.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .anomalies import nearest
from .long_runs import kept

FUNCTIONS = ("sigmoid", "tanh", "relu", "leaky_relu")
NO_BEND = "identity"


class Area(NamedTuple):
    """One area: what was counted, and how much of it was right, in percent.

    page, place: where the chapter has its table. counted: what is right or wrong. rival: the best
    method without a hidden layer that the chapter tried, and what it gets right. networks: of each
    activation, without one under `NO_BEND`: means of five networks or more, each at its own rate.
    """

    name: str
    page: str
    place: str
    counted: str
    rival: str
    rival_right: float
    networks: dict[str, float]

    @property
    def apart(self) -> float:
        """Points from the worst to the best of the four activations."""
        four = [self.networks[f] for f in FUNCTIONS]
        return max(four) - min(four)

    @property
    def ahead(self) -> float:
        """Points by which the best of the four activations is ahead of the rival."""
        return max(self.networks[f] for f in FUNCTIONS) - self.rival_right

    @property
    def bend(self) -> float:
        """Points that a network gains by a bend: by the best of the four."""
        return max(self.networks[f] for f in FUNCTIONS) - self.networks[NO_BEND]


def six_areas() -> list[Area]:
    """The areas in the order of their chapters, from what the chapters have kept."""
    return [_vision(), _anomalies(), _language(), _speech(), _recommenders(), _finance()]


def _percent(scores: object) -> float:
    return float(100 * np.mean(scores))


def _vision() -> Area:
    read = kept("vision, read")["convolution"]
    rival = kept("vision, moved")["PCA + SVC"][0]
    networks = {f: _percent(read[f]) for f in (NO_BEND, *FUNCTIONS)}
    place = "#what-the-activation-does"
    return Area("Vision", "vision", place, "digits", "PCA + SVC", _percent(rival), networks)


def _anomalies() -> Area:
    names = {NO_BEND: "no bend", "tanh": "tanh", "sigmoid": "sigmoid"}
    names |= {"relu": "ReLU", "leaky_relu": "Leaky ReLU"}
    runs = kept("eights")["adam"]
    networks = {f: _percent(runs[name]["area"]) for f, name in names.items()}
    place, rival = "#which-function-finds-the-eights", _percent(nearest())
    return Area("Anomalies", "anomalies", place, "pairs", "five neighbors", rival, networks)


def _language() -> Area:
    read = kept("sentences, read")["identity"]
    rival = _percent(kept("sentences, simple")["naive Bayes, words"])
    networks = {f: _percent(read[f]) for f in (NO_BEND, *FUNCTIONS)}
    place = "#start-of-the-matrix"
    return Area("Language", "language", place, "sentences", "naive Bayes", rival, networks)


def _speech() -> Area:
    runs = kept("speech, read")
    networks = {f: _percent(runs[f"{f}, sgd"]["unheard"]) for f in (NO_BEND, *FUNCTIONS)}
    rival = _percent(runs["SVC"]["unheard"])
    place = "#which-function-hears-best"
    return Area("Speech", "speech", place, "digits of a new man", "SVC", rival, networks)


def _recommenders() -> Area:
    right = {
        kind: _percent([np.mean(division[kind][1]) for division in kept("votes")])
        for kind in (NO_BEND, *FUNCTIONS, "dot")
    }
    rival = right.pop("dot")
    place = "#which-bend-multiplies"
    return Area("Recommenders", "recommenders", place, "votes", "dot product", rival, right)


def _finance() -> Area:
    names = {NO_BEND: "no bend", "tanh": "tanh", "sigmoid": "sigmoid"}
    names |= {"relu": "ReLU", "leaky_relu": "Leaky ReLU"}
    runs = kept("finance loans")
    networks = {f: _percent(runs["adam"][name]["stopped"]["area"]) for f, name in names.items()}
    rival = _percent(runs["logistic"]["area"])
    place = "#who-pays-back"
    return Area(
        "Finance", "finance-risk", place, "pairs of loans", "logistic regression", rival, networks
    )
